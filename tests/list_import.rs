//! Lists of invoices as people keep them, from bytes to rows and problems.

#![allow(clippy::unwrap_used, missing_docs)]

use std::fmt::Write;
use std::path::PathBuf;

use cartera::files::amounts::DecimalMark;
use cartera::files::dates::DateOrder;
use cartera::files::delimited::Delimiter;
use cartera::files::encoding::Encoding;
use cartera::files::list::{
    Basis, ColumnRole, Corrections, HeaderChoice, ListOptions, ListRead, ListReader, Need,
    ProblemKind, Proposal, Question, RowKind, Setting, Survey, bad_rows_csv,
};
use cartera::ledger::Currency;
use cartera::text::{Lang, files as words};
use chrono::NaiveDate;

fn options() -> ListOptions {
    ListOptions {
        today: NaiveDate::from_ymd_opt(2026, 6, 1).unwrap(),
        home_currency: Currency::from_code("MXN").unwrap(),
    }
}

fn propose(bytes: &[u8]) -> Proposal {
    propose_with(bytes, Corrections::default(), options())
}

fn propose_with(bytes: &[u8], corrections: Corrections, options: ListOptions) -> Proposal {
    let mut survey = Survey::file(bytes.into(), corrections, options);
    while !survey.step().is_done() {}
    survey.finish().unwrap()
}

fn fixture(name: &str) -> Vec<u8> {
    let path = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("tests/fixtures/lists").join(name);
    std::fs::read(path).unwrap()
}

/// Reads a list about which nothing is left to ask, in slices of seven rows.
fn read(proposal: &Proposal) -> ListRead {
    let layout = proposal.layout().unwrap();
    let table = proposal.table().clone();
    let rows = table.len();
    let mut reader = ListReader::new(table, layout, proposal.options());
    while !reader.read_some(7).is_done() {}
    let read = reader.finish().unwrap();
    assert_eq!(read.accounted(), rows);
    read
}

/// Everything a user would see of a reading, one line a thing.
fn shown(proposal: &Proposal, read: &ListRead) -> String {
    let lang = Lang::Es;
    let mut out = String::new();
    let origin = proposal.origin;
    let encoding = origin.encoding.map_or("", |encoding| words::encoding(lang, encoding));
    let delimiter = origin.delimiter.map_or("", |delimiter| words::delimiter(lang, delimiter));
    writeln!(out, "{encoding} | {delimiter} | header {:?}", proposal.header_row()).unwrap();
    for (at, column) in proposal.columns.iter().enumerate() {
        write!(out, "{:?} = {}", column.name, words::role(lang, column.role)).unwrap();
        if column.role.is_date() {
            write!(out, " {:?}", proposal.date_order(at)).unwrap();
        }
        if column.role.is_amount() {
            write!(out, " {:?}", proposal.decimal_mark(at)).unwrap();
        }
        out.push('\n');
    }
    for row in &read.rows {
        write!(out, "{}: {:?} {} {:?}", row.row, row.kind, row.number, row.customer.name).unwrap();
        let customer = &row.customer;
        for (name, value) in [
            ("code", &customer.code),
            ("tax id", &customer.tax_id),
            ("terms", &row.terms),
            ("reference", &row.reference),
            ("notes", &row.notes),
            ("email", &row.email),
            ("phone", &row.phone),
            ("responsible", &row.responsible),
            ("segment", &row.segment),
        ] {
            if let Some(value) = value {
                write!(out, " {name}={value:?}").unwrap();
            }
        }
        write!(out, " issue {}", row.issue).unwrap();
        if let Some(due) = row.due {
            write!(out, " due {due}").unwrap();
        }
        write!(out, " total {} open {}", row.total, row.open).unwrap();
        match row.settled {
            Some(settled) => writeln!(out, " settled {settled}").unwrap(),
            None => out.push('\n'),
        }
    }
    for skipped in &read.skipped {
        writeln!(out, "{}: {}", skipped.row, words::skip_reason(lang, skipped.reason)).unwrap();
    }
    for problem in read.bad.iter().flat_map(|bad| &bad.problems) {
        writeln!(out, "✗ {}", words::problem(lang, problem)).unwrap();
    }
    for problem in &read.warnings {
        writeln!(out, "! {}", words::problem(lang, problem)).unwrap();
    }
    out
}

fn snapshot(name: &str) {
    let proposal = propose(&fixture(name));
    assert_eq!(proposal.questions(), [], "{name}");
    let read = read(&proposal);
    insta::assert_snapshot!(name, shown(&proposal, &read));
}

#[test]
fn spanish_list_with_preamble_and_totals() {
    snapshot("spanish-windows-1252.csv");
}

#[test]
fn american_list() {
    snapshot("us-open-invoices.csv");
}

#[test]
fn cells_pasted_from_a_spreadsheet() {
    snapshot("pasted-from-sheet.tsv");
    let text = String::from_utf8(fixture("pasted-from-sheet.tsv")).unwrap();
    let mut survey = Survey::pasted(&text, Corrections::default(), options());
    while !survey.step().is_done() {}
    let pasted = survey.finish().unwrap();
    assert_eq!(read(&pasted), read(&propose(text.as_bytes())));
}

#[test]
fn unicode_text_of_excel() {
    snapshot("unicode-text-le.txt");
    let (le, be) =
        (propose(&fixture("unicode-text-le.txt")), propose(&fixture("unicode-text-be.txt")));
    assert_eq!(le.origin.encoding, Some(Encoding::Utf16Le));
    assert_eq!(be.origin.encoding, Some(Encoding::Utf16Be));
    assert_eq!(read(&le), read(&be));
}

#[test]
fn every_problem_is_named_with_its_place() {
    snapshot("mixed-problems.csv");
}

#[test]
fn ambiguous_dates_are_asked_once_and_never_guessed() {
    let mut proposal = propose(&fixture("ambiguous-dates.csv"));
    let question = Question::DateOrder {
        columns: vec![2, 3],
        candidates: vec![DateOrder::Dmy, DateOrder::Mdy],
        example: "01/02/2026".into(),
    };
    assert_eq!(proposal.questions(), [question]);
    assert!(proposal.layout().is_err());
    for (order, first_issue) in [(DateOrder::Dmy, (2, 1)), (DateOrder::Mdy, (1, 2))] {
        proposal.set_date_order(&[2, 3], order);
        let read = read(&proposal);
        let (month, day) = first_issue;
        assert_eq!(read.rows[0].issue, NaiveDate::from_ymd_opt(2026, month, day).unwrap());
        assert_eq!(read.rows.len(), 3);
    }
}

#[test]
fn one_decisive_date_in_another_column_decides_and_says_so() {
    let text = "Cliente,Factura,Fecha,Vence,Total\nA,1,01/02/2026,03/04/2026,5.00\n\
                B,2,03/04/2026,23/04/2026,5.00\n";
    let proposal = propose(text.as_bytes());
    let known = |value, basis| Setting::Known { value, basis };
    assert_eq!(proposal.date_order(2), known(DateOrder::Dmy, Basis::OtherColumn(3)));
    assert_eq!(proposal.date_order(3), known(DateOrder::Dmy, Basis::Values));
    assert_eq!(proposal.questions(), []);
}

#[test]
fn ambiguous_amounts_are_asked_once() {
    let mut proposal = propose(&fixture("ambiguous-amounts.csv"));
    let question = Question::DecimalMark {
        columns: vec![3, 4],
        likely: Some(DecimalMark::Comma),
        example: "1.250".into(),
    };
    assert_eq!(proposal.questions(), [question]);
    proposal.set_decimal_mark(&[3, 4], DecimalMark::Comma);
    let read = read(&proposal);
    assert_eq!(read.rows[0].total.amount_minor, 125_000);
    // 500 with a balance of 2.000 cannot be.
    assert!(matches!(read.bad[0].problems[0].what, ProblemKind::OpenOutsideTotal { .. }));
    let clp = ListOptions { home_currency: Currency::from_code("CLP").unwrap(), ..options() };
    let chilean = propose_with(&fixture("ambiguous-amounts.csv"), Corrections::default(), clp);
    let setting = Setting::Known { value: DecimalMark::Comma, basis: Basis::NoDecimals };
    assert_eq!(chilean.decimal_mark(3), setting);
}

#[test]
fn a_list_without_headers_is_guessed_and_confirmed() {
    use ColumnRole::{CustomerName, DueDate, Email, IssueDate, Number, Total};
    let mut proposal = propose(&fixture("headerless.csv"));
    assert_eq!(proposal.header_row(), None);
    let roles: Vec<_> = proposal.columns.iter().map(|column| column.role).collect();
    assert_eq!(roles, [Number, CustomerName, IssueDate, DueDate, Total, Email]);
    assert_eq!(proposal.questions(), [Question::Columns]);
    proposal.confirm_columns();
    assert_eq!(read(&proposal).rows.len(), 4);

    // What was confirmed is known the next time, unless the content is another.
    let remembered = proposal.remember();
    let mut again = propose(&fixture("headerless.csv"));
    assert_eq!(again.layout_key(), proposal.layout_key());
    assert!(again.recall(&remembered));
    assert_eq!(again.questions(), []);
    let mut other = propose(b"a,2026-01-01,5.00,b,F-1,c\nd,2026-01-02,5.50,e,F-2,f\n");
    assert!(!other.recall(&remembered));
}

#[test]
fn headers_in_other_words_are_guessed_by_content() {
    let mut proposal = propose(&fixture("unknown-headers.csv"));
    assert_eq!(proposal.header_row(), Some(0));
    assert_eq!(proposal.questions(), [Question::Columns]);
    proposal.confirm_columns();
    let read = read(&proposal);
    assert_eq!((read.rows.len(), read.rows[1].total.amount_minor), (2, 32_050));
    assert_eq!(read.rows[0].customer.name, "Sanitär Weber");
}

#[test]
fn what_was_found_can_be_corrected() {
    let text = "Cliente;Factura;Fecha;Importe;Otro\nA;1;2026-01-01;5,50;9\n";
    let wrong = Corrections { delimiter: Some(Delimiter::Comma), ..Corrections::default() };
    let proposal = propose_with(text.as_bytes(), wrong, options());
    assert_eq!(proposal.origin.delimiter, Some(Delimiter::Comma));
    assert!(proposal.questions().contains(&Question::Missing(Need::Date)));

    let no_header = Corrections { header: HeaderChoice::None, ..Corrections::default() };
    let proposal = propose_with(text.as_bytes(), no_header, options());
    assert_eq!((proposal.header_row(), proposal.columns[0].facts.filled), (None, 2));

    let wrong = Corrections { encoding: Some(Encoding::Windows1252), ..Corrections::default() };
    let proposal = propose_with("Número;Cliente\n1;Ñ\n".as_bytes(), wrong, options());
    assert_eq!(&*proposal.columns[0].name, "NÃºmero");

    let mut proposal = propose(text.as_bytes());
    proposal.set_role(4, ColumnRole::Total);
    assert_eq!(proposal.columns[3].role, ColumnRole::Ignore);
    assert_eq!(read(&proposal).rows[0].total.amount_minor, 900);
}

#[test]
fn a_layout_is_remembered_with_its_answers() {
    let mut proposal = propose(&fixture("ambiguous-dates.csv"));
    proposal.set_date_order(&[2, 3], DateOrder::Mdy);
    let json = serde_json::to_string(&proposal.remember()).unwrap();
    let remembered = serde_json::from_str(&json).unwrap();
    let mut next =
        propose(b"CLIENTE;FACTURA;FECHA;VENCE;TOTAL\nA;B-9;01/02/2026;02/03/2026;5,50\n");
    assert_eq!(next.layout_key(), proposal.layout_key());
    assert!(next.recall(&remembered));
    let setting = Setting::Known { value: DateOrder::Mdy, basis: Basis::Remembered };
    assert_eq!(next.date_order(2), setting);
    assert_eq!(next.questions(), []);
    // Values that decide go before what is remembered.
    let mut next =
        propose(b"Cliente,Factura,Fecha,Vence,Total\nA,B-9,31/02/2026,31/03/2026,5.50\n");
    assert!(next.recall(&remembered));
    assert_eq!(next.date_order(3), Setting::Known { value: DateOrder::Dmy, basis: Basis::Values });
}

#[test]
fn bad_rows_come_back_corrected() {
    let proposal = propose(&fixture("mixed-problems.csv"));
    let first = read(&proposal);
    let handed_back = bad_rows_csv(&first, Lang::Es).unwrap();
    let text = String::from_utf8(handed_back.clone()).unwrap();
    insta::assert_snapshot!("bad-rows.csv", text);

    // Dropped in again untouched: the same rows, the same problems, no question.
    let again = propose(&handed_back);
    assert_eq!(again.layout_key(), proposal.layout_key());
    let second = read(&again);
    // The duplicate's twin is not in this file.
    assert_eq!(second.rows.len(), 1);
    let problems = |read: &ListRead| -> Vec<ProblemKind> {
        let all = read.bad.iter().flat_map(|bad| bad.problems.iter().map(|p| p.what.clone()));
        all.filter(|what| !matches!(what, ProblemKind::DuplicateNumber { .. })).collect()
    };
    assert_eq!(problems(&second).len(), problems(&first).len());

    let corrected = text.replace("31/02/2026", "2026-02-28");
    let third = read(&propose(corrected.as_bytes()));
    assert_eq!(third.rows.len(), 2);
    assert!(bad_rows_csv(&read(&propose(&fixture("us-open-invoices.csv"))), Lang::En).is_none());
}

#[test]
fn a_file_of_nothing_is_asked_about_and_does_not_break() {
    for bytes in [
        b"".as_slice(),
        b"\n\n",
        b"\xEF\xBB\xBF",
        b"\xFF\xFE",
        b"\"",
        b"hola",
        b";;;\n;;;\n",
        b"\0\0\0\0\0\0",
    ] {
        let proposal = propose(bytes);
        assert!(!proposal.questions().is_empty(), "{bytes:?}");
    }
}

#[test]
fn a_broken_character_is_an_error_of_its_row() {
    let mut bytes =
        "Cliente,Factura,Fecha,Total\nSeñor Núñez,1,2026-01-01,5\nÑandú,2,2026-01-01,5\n"
            .as_bytes()
            .to_vec();
    let last = bytes.iter().rposition(|byte| *byte == 0xBA).unwrap();
    bytes.remove(last);
    let proposal = propose(&bytes);
    assert_eq!((proposal.origin.encoding, proposal.origin.unreadable), (Some(Encoding::Utf8), 1));
    let read = read(&proposal);
    assert_eq!((read.rows.len(), &read.bad[0].problems[0].what), (1, &ProblemKind::Unreadable));
}

/// Total and open amount of each row of a list with these columns.
fn amounts(header: &str, rows: &[&str]) -> Vec<String> {
    let mut text = format!("Cliente;Factura;Fecha;{header}\n");
    for (at, row) in rows.iter().enumerate() {
        writeln!(text, "El Faro;{at};2026-03-31;{row}").unwrap();
    }
    let read = read(&propose(text.as_bytes()));
    let mut shown: Vec<(u32, String)> =
        read.rows.iter().map(|row| (row.row, format!("{} / {}", row.total, row.open))).collect();
    shown.extend(read.bad.iter().map(|bad| (bad.row, format!("{:?}", bad.problems[0].what))));
    shown.sort_unstable();
    shown.into_iter().map(|(_, shown)| shown).collect()
}

#[test]
fn what_is_open_follows_from_what_is_given() {
    assert_eq!(
        amounts("Saldo", &["5.25", "-5.00", "0"]),
        ["5.25 MXN / 5.25 MXN", "5.00 MXN / 5.00 MXN", "ZeroAmount",]
    );
    assert_eq!(
        amounts("Saldo;Abonos", &["5.25;2.00", "5.00;-2.00", "-5;-2", "0;3", ";3", "5;"]),
        [
            "7.25 MXN / 5.25 MXN",
            "7.00 MXN / 5.00 MXN",
            "7.00 MXN / 5.00 MXN",
            "3.00 MXN / 0.00 MXN",
            "AmountMissing",
            "5.00 MXN / 5.00 MXN",
        ]
    );
    assert_eq!(
        amounts("Total;Pagada", &["5.25;sí", "5.00;No", "5.00;", ";Sí", "5.00;5.01"]),
        [
            "5.25 MXN / 0.00 MXN",
            "5.00 MXN / 5.00 MXN",
            "5.00 MXN / 5.00 MXN",
            "AmountMissing",
            "PaidExceedsTotal { total: Money { amount_minor: 500, currency: MXN } }",
        ]
    );
    assert_eq!(
        amounts("Total;Saldo USD", &["5.25;5.25", "€ 5.00;5.00", "$ 5.00;$ -"]),
        ["5.25 USD / 5.25 USD", "5.00 EUR / 5.00 EUR", "5.00 USD / 0.00 USD",]
    );
    assert_eq!(amounts("Saldo;Abonos", &["900000000000.00;0.01"]), ["TooLarge"]);
}

#[test]
fn zeros_kept_by_a_formula_and_text_kept_by_an_apostrophe_are_plain() {
    let text = "Cliente,Factura,Fecha,Total\n'=El Faro,=\"00123\",2026-03-31,5\n";
    let read = read(&propose(text.as_bytes()));
    assert_eq!((&*read.rows[0].customer.name, &*read.rows[0].number), ("=El Faro", "00123"));
}

/// A real list, which is not part of the project: `CARTERA_SAMPLES`, or `../shared/samples`
/// beside it, names the folder.
#[test]
fn a_real_payment_history_reads_without_a_question() {
    use ColumnRole::{CustomerCode, DueDate, Ignore, IssueDate, Number, SettledDate, Total};
    let samples = std::env::var_os("CARTERA_SAMPLES").map_or_else(
        || PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("../shared/samples"),
        Into::into,
    );
    let Ok(bytes) = std::fs::read(samples.join("payment-history/late-payments-half.csv")) else {
        println!("skipped: no samples");
        return;
    };
    let proposal = propose(&bytes);
    let roles: Vec<_> = proposal.columns.iter().map(|column| column.role).collect();
    let expected = [
        Ignore,
        CustomerCode,
        Number,
        IssueDate,
        DueDate,
        Total,
        Ignore,
        SettledDate,
        Ignore,
        Ignore,
        Ignore,
    ];
    assert_eq!(roles, expected);
    assert_eq!(proposal.questions(), []);
    let read = read(&proposal);
    println!("{} rows read", read.rows.len());
    assert_eq!((read.rows.len(), read.bad.len(), read.skipped.len()), (1267, 0, 1));
    assert_eq!(read.warnings, []);
    assert!(read.rows.iter().all(|row| row.open.is_zero() && row.kind == RowKind::Invoice));
    assert!(read.rows.iter().all(|row| row.customer.code.as_ref() == Some(&row.customer.name)));
}

/// What holds for every list.
#[cfg(not(target_arch = "wasm32"))]
mod properties {
    use cartera::files::amounts::{NumberTally, parse_amount};
    use cartera::files::csv_out::{CsvOut, unguard};
    use cartera::files::dates::{DateStyle, DateTally, Verdict, parse_date};
    use cartera::files::delimited::Splitter;
    use chrono::Datelike;
    use proptest::prelude::*;
    use rust_decimal::Decimal;

    use super::*;

    /// A number as somebody may write it.
    fn written(
        value: Decimal,
        mark: DecimalMark,
        group: &str,
        minus: usize,
        sign: usize,
    ) -> String {
        let plain = value.abs().to_string();
        let (whole, fraction) = plain.split_once('.').unwrap_or((&plain, ""));
        let mut out = String::new();
        for (at, digit) in whole.chars().enumerate() {
            if at > 0 && (whole.len() - at).is_multiple_of(3) {
                out.push_str(group);
            }
            out.push(digit);
        }
        if !fraction.is_empty() {
            out.push(if mark == DecimalMark::Point { '.' } else { ',' });
            out.push_str(fraction);
        }
        let out = ["{}", "$ {}", "{} €", "USD {}", "S/.{}"][sign].replace("{}", &out);
        if value.is_sign_positive() || value.is_zero() {
            return out;
        }
        ["-{}", "{}-", "({})", "− {}"][minus].replace("{}", &out)
    }

    fn style() -> impl Strategy<Value = (DecimalMark, &'static str)> {
        prop::sample::select(vec![
            (DecimalMark::Point, ""),
            (DecimalMark::Point, ","),
            (DecimalMark::Point, " "),
            (DecimalMark::Point, "'"),
            (DecimalMark::Point, "\u{A0}"),
            (DecimalMark::Comma, ""),
            (DecimalMark::Comma, "."),
            (DecimalMark::Comma, "\u{202F}"),
            (DecimalMark::Comma, "’"),
        ])
    }

    /// The number in a date's place of day, month or year.
    fn dated(date: NaiveDate, order: DateOrder, separator: char, short: bool) -> String {
        let (d, m, y) = (date.day(), date.month(), date.year());
        let (first, second) = if order == DateOrder::Dmy { (d, m) } else { (m, d) };
        let year = if short { format!("{:02}", y % 100) } else { y.to_string() };
        format!("{first:02}{separator}{second}{separator}{year}")
    }

    fn date() -> impl Strategy<Value = NaiveDate> {
        (2018..=2027i32, 1..=365u32).prop_map(|(y, n)| NaiveDate::from_yo_opt(y, n).unwrap())
    }

    fn tally(cells: &[String]) -> DateTally {
        let mut tally = DateTally::default();
        cells.iter().for_each(|cell| tally.add(cell, options().today));
        tally
    }

    /// Cells good, bad and odd, so that every kind of row comes up.
    fn cell() -> impl Strategy<Value = String> {
        prop_oneof![
            3 => prop::sample::select(vec![
                "El Faro", "F-1", "F-2", "NC 3", "31/03/2026", "2026-03-31", "31/02/2026", "1.200,50",
                "1,200.50", "(5)", "0", "-", "", " ", "TOTAL", "USD", "Cliente", "Factura", "Fecha",
                "Total", "'=1", "\u{FFFD}", "sí",
            ]).prop_map(str::to_owned),
            1 => "[a-z0-9 ;,\"\\n\\r\\t'=ñ€.-]{0,12}",
        ]
    }

    /// Any text, and above all what a spreadsheet might run. A byte order mark is no text:
    /// readers drop it.
    fn any_cell() -> impl Strategy<Value = String> {
        prop_oneof![".{0,8}", "['=+@\\t\\r -]{0,4}[0-9.a]{0,3}", any::<String>()]
            .prop_map(|cell| cell.replace('\u{FEFF}', ""))
    }

    /// Answers everything in some way, so that any table can be read.
    fn settled(mut proposal: Proposal) -> Proposal {
        use ColumnRole::{CustomerName, IssueDate, Number, Total};
        for (column, role) in [CustomerName, Number, IssueDate, Total].into_iter().enumerate() {
            if proposal.column_of(role).is_none() {
                proposal.set_role(column, role);
            }
        }
        let all: Vec<usize> = (0..proposal.columns.len()).collect();
        proposal.set_date_order(&all, DateOrder::Dmy);
        proposal.set_decimal_mark(&all, DecimalMark::Point);
        proposal.confirm_columns();
        proposal
    }

    /// Reads what can be read; checks that each row is accounted for exactly once.
    fn account(proposal: &Proposal) {
        if proposal.layout().is_err() {
            return;
        }
        let read = read(proposal);
        let mut rows: Vec<u32> = read.rows.iter().map(|row| row.row).collect();
        rows.extend(read.bad.iter().map(|bad| bad.row));
        rows.extend(read.skipped.iter().map(|skipped| skipped.row));
        rows.sort_unstable();
        let all: Vec<u32> = (1..=proposal.table().len() as u32).collect();
        assert_eq!(rows, all);
        assert!(read.bad.iter().all(|bad| !bad.problems.is_empty()));
        assert!(read.bad.iter().flat_map(|bad| &bad.problems).all(|p| !p.what.is_warning()));
        assert!(read.warnings.iter().all(|problem| problem.what.is_warning()));
        for row in &read.rows {
            assert!(row.total.amount_minor > 0);
            assert!((0..=row.total.amount_minor).contains(&row.open.amount_minor));
        }
    }

    proptest! {
        #[test]
        fn a_number_reads_back_in_every_style(
            minor in -9_000_000_000_000_000i64..9_000_000_000_000_000,
            scale in 0u32..5,
            (mark, group) in style(),
            minus in 0usize..4,
            sign in 0usize..5,
        ) {
            let value = Decimal::new(minor, scale);
            let cell = written(value, mark, group, minus, sign);
            prop_assert_eq!(parse_amount(&cell, mark).map(|amount| amount.value), Some(value), "{}", cell);
        }

        #[test]
        fn one_number_with_cents_decides_the_mark(
            minors in prop::collection::vec(0i64..9_000_000_000, 1..40),
            cents in 1i64..900_000_000,
            (mark, group) in style(),
        ) {
            let whole = minors.iter().map(|minor| Decimal::new(minor / 100, 0));
            let mut tally = NumberTally::default();
            for value in whole.chain([Decimal::new(cents, 2)]) {
                tally.add(&written(value, mark, group, 0, 0));
            }
            prop_assert_eq!(tally.mark(), Verdict::Decided(mark));
        }

        #[test]
        fn one_day_above_twelve_decides_the_order(
            dates in prop::collection::vec(date(), 1..40),
            day in 13u32..=28,
            order in prop::sample::select(vec![DateOrder::Dmy, DateOrder::Mdy]),
            separator in prop::sample::select(vec!['/', '-', '.']),
        ) {
            let decisive = dates[0].with_day(day).unwrap();
            let dates: Vec<NaiveDate> = dates.into_iter().chain([decisive]).collect();
            let cells: Vec<String> =
                dates.iter().map(|date| dated(*date, order, separator, false)).collect();
            prop_assert_eq!(tally(&cells).order(), Verdict::Decided(order));
            let style = DateStyle { order, serial: false };
            for (cell, date) in cells.iter().zip(&dates) {
                prop_assert_eq!(parse_date(cell, style), Some(*date));
            }
        }

        #[test]
        fn days_up_to_twelve_decide_nothing(
            days in prop::collection::vec((1u32..=12, 1u32..=12), 1..40),
            short in any::<bool>(),
        ) {
            let dates = days.iter().map(|(d, m)| NaiveDate::from_ymd_opt(2026, *m, *d).unwrap());
            let cells: Vec<String> = dates.map(|date| dated(date, DateOrder::Dmy, '/', short)).collect();
            let expected = if days.iter().all(|(d, m)| d == m) {
                Verdict::Unneeded
            } else {
                Verdict::Ambiguous(vec![DateOrder::Dmy, DateOrder::Mdy])
            };
            prop_assert_eq!(tally(&cells).order(), expected);
        }

        #[test]
        fn every_row_is_accounted_for(
            rows in prop::collection::vec(prop::collection::vec(cell(), 0..7), 0..40),
            header in any::<bool>(),
            delimiter in prop::sample::select(vec![';', ',', '\t', '|']),
            line_break in prop::sample::select(vec!["\n", "\r\n", "\r"]),
        ) {
            let mut text = String::new();
            if header {
                text += &["Cliente", "Factura", "Fecha", "Total"].join(&delimiter.to_string());
                text += line_break;
            }
            for row in &rows {
                let quoted: Vec<String> = row
                    .iter()
                    .map(|cell| match cell.contains([delimiter, '"', '\n', '\r']) {
                        true => format!("\"{}\"", cell.replace('"', "\"\"")),
                        false => cell.clone(),
                    })
                    .collect();
                text += &quoted.join(&delimiter.to_string());
                text += line_break;
            }
            let delimiter = Delimiter::ALL.into_iter().find(|d| d.byte() == delimiter as u8);
            let corrections = Corrections { delimiter, ..Corrections::default() };
            let proposal = settled(propose_with(text.as_bytes(), corrections, options()));
            prop_assert_eq!(proposal.table().len(), rows.len() + usize::from(header));
            account(&proposal);
        }

        #[test]
        fn splitting_loses_no_character(text in "[ab;,\"\n\r\tñ]{0,60}") {
            let kept = |c: &char| !matches!(c, '"' | ';' | '\n' | '\r');
            let table = Splitter::split(&text, Delimiter::Semicolon);
            let cells: String = table.rows().flat_map(|row| row.cells().collect::<Vec<_>>()).collect();
            prop_assert_eq!(cells.chars().filter(kept).collect::<String>(), text.chars().filter(kept).collect::<String>());
            if !text.contains(['"', '\r']) {
                prop_assert_eq!(table.len(), text.lines().count());
            }
        }

        #[test]
        fn no_bytes_break_it(bytes in prop::collection::vec(any::<u8>(), 0..300)) {
            account(&settled(propose(&bytes)));
        }

        #[test]
        fn what_is_written_reads_back(
            rows in prop::collection::vec(prop::collection::vec(any_cell(), 1..5), 1..5),
        ) {
            let mut out = CsvOut::new();
            for row in &rows {
                out.cells(row.iter().map(String::as_str));
            }
            let text = String::from_utf8(out.finish()).unwrap();
            let table = Splitter::split(text.strip_prefix('\u{FEFF}').unwrap(), Delimiter::Comma);
            let back: Vec<Vec<String>> =
                table.rows().map(|row| row.cells().map(|cell| unguard(cell).to_owned()).collect()).collect();
            prop_assert_eq!(back, rows);
        }
    }
}
