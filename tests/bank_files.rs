//! Bank files of every kind, from bytes to movements and problems.

#![allow(clippy::unwrap_used, missing_docs)]

use std::fmt::Write;
use std::path::PathBuf;

use cartera::files::bank::sheet::{BankColumn, Provider, SheetQuestion, SignModel};
use cartera::files::bank::{
    BankFile, BankFormat, BankOptions, Check, Overlap, ProblemKind, Refused, Statement,
    propose_sheet, read, recognise,
};
use cartera::files::dates::DateOrder;
use cartera::ledger::{Country, Currency};
use cartera::text::Lang;
use cartera::text::bank as words;
use cartera::text::format::NumberStyle;
use chrono::NaiveDate;
use proptest::prelude::*;

#[path = "support/mutation.rs"]
mod mutation;

use mutation::change;

const FIXTURES: [&str; 17] = [
    "cuenta.ofx",
    "cuenta-xml.ofx",
    "extracto.camt053.xml",
    "extracto.sta",
    "norma43.n43",
    "banco.qif",
    "santander-enlace.txt",
    "bbva.csv",
    "bbva-empresas.xls",
    "wise.csv",
    "mercadopago.csv",
    "paypal.csv",
    "stripe.csv",
    "banorte.csv",
    "generico-dc.csv",
    "signed.tsv",
    "two-currencies.csv",
];

fn options() -> BankOptions {
    BankOptions {
        today: NaiveDate::from_ymd_opt(2026, 4, 1).unwrap(),
        home_currency: Currency::MXN,
    }
}

fn fixture(name: &str) -> Vec<u8> {
    let path = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("tests/fixtures/bank").join(name);
    std::fs::read(path).unwrap()
}

fn statements(name: &str) -> Vec<Statement> {
    read(&fixture(name), options()).unwrap_or_else(|refused| panic!("{name}: {refused:?}"))
}

/// All that a reading says, without the keys.
fn shape(statements: &[Statement]) -> String {
    let mut out = String::new();
    let style = NumberStyle::of(Country::MX, Lang::En);
    for one in statements {
        let day = |day: Option<NaiveDate>| day.map_or("?".to_owned(), |day| day.to_string());
        let money = |money: Option<cartera::ledger::Money>| {
            money.map_or("?".to_owned(), |money| money.to_string())
        };
        writeln!(
            out,
            "{} {} {} from {} to {}: {} to {}",
            words::format_name(Lang::En, one.format),
            if one.account.is_empty() { "no account" } else { &one.account },
            one.currency,
            day(one.from),
            day(one.to),
            money(one.opening),
            money(one.closing)
        )
        .unwrap();
        writeln!(out, "  {}", words::check(Lang::En, style, &one.check)).unwrap();
        for movement in &one.movements {
            write!(out, "  {:>3} {}", movement.line, movement.booked_on).unwrap();
            if let Some(value_on) = movement.value_on {
                write!(out, " (value {value_on})").unwrap();
            }
            write!(out, " {}", movement.amount).unwrap();
            if let Some(gross) = movement.gross {
                write!(out, " gross {gross}").unwrap();
            }
            for (label, text) in [
                ("payer", &movement.payer),
                ("account", &movement.payer_account),
                ("tax id", &movement.payer_tax_id),
                ("id", &movement.bank_id),
            ] {
                if !text.is_empty() {
                    write!(out, " | {label} {text}").unwrap();
                }
            }
            for reference in &movement.references {
                let kind = words::reference_kind(Lang::En, reference.kind);
                write!(out, " | {kind} {}", reference.text).unwrap();
            }
            let flags = [(movement.is_pending, "pending"), (movement.is_reversal, "reversal")];
            for (_, flag) in flags.into_iter().filter(|(is, _)| *is) {
                write!(out, " | {flag}").unwrap();
            }
            writeln!(out, " | {}", movement.text).unwrap();
        }
        for problem in &one.problems {
            writeln!(out, "  ! {}", words::problem(Lang::En, style, problem)).unwrap();
        }
    }
    out
}

#[test]
fn every_kind_of_file_gives_its_movements() {
    for name in FIXTURES {
        insta::assert_snapshot!(format!("bank_{name}"), shape(&statements(name)));
    }
}

#[test]
fn a_file_is_known_by_its_content() {
    for (name, kind) in [
        ("cuenta.ofx", BankFile::Ofx),
        ("cuenta-xml.ofx", BankFile::Ofx),
        ("extracto.camt053.xml", BankFile::Camt),
        ("extracto.sta", BankFile::Mt940),
        ("norma43.n43", BankFile::Norma43),
        ("banco.qif", BankFile::Qif),
        ("santander-enlace.txt", BankFile::Enlace),
        ("bbva.csv", BankFile::Sheet),
        ("bbva-empresas.xls", BankFile::XmlSheet),
    ] {
        assert_eq!(recognise(&fixture(name)), Some(kind), "{name}");
    }
    for bytes in [&b""[..], b"   \n", b"<html><body>x</body></html>", b"%PDF-1.7", b"a\0b"] {
        assert_eq!(recognise(bytes), None);
    }
    assert_eq!(read(b"just some words\nand more", options()), Err(Refused::NotABankFile));
    let wide: Vec<u8> = String::from_utf8(fixture("bbva.csv"))
        .unwrap()
        .encode_utf16()
        .flat_map(u16::to_le_bytes)
        .collect();
    assert_eq!(shape(&read(&wide, options()).unwrap()), shape(&statements("bbva.csv")));
}

#[test]
fn overlapping_statements_do_not_double() {
    let week = |days: &[u32]| {
        let mut text = "Fecha,Concepto,Abono,Cargo\n".to_owned();
        for day in days {
            writeln!(text, "{day:02}/03/2026,Café,,3.00\n{day:02}/03/2026,Café,,3.00").unwrap();
        }
        read(text.as_bytes(), options()).unwrap().remove(0)
    };
    let (first, second) = (week(&[13, 14, 15]), week(&[14, 15, 16]));
    let mut overlap = Overlap::default();
    let new = |overlap: &mut Overlap, one: &Statement| {
        one.movements.iter().filter(|movement| overlap.take(movement.key)).count()
    };
    // Two equal coffees on a day are two movements, in both files.
    assert_eq!(new(&mut overlap, &first), 6);
    assert_eq!(new(&mut overlap, &second), 2);
    assert_eq!(overlap.repeated, 4);
    let mut again = Overlap::knowing(first.movements.iter().map(|movement| movement.key));
    assert_eq!(new(&mut again, &first), 0);
    assert_ne!(first.movements[0].key.to_string(), first.movements[1].key.to_string());
}

#[test]
fn the_key_keeps_to_what_identifies() {
    let key = |text: &str| read(text.as_bytes(), options()).unwrap()[0].movements[0].key;
    let of = |sequence: &str, amount: &str, words: &str| {
        key(&format!(
            "Concepto,Fecha(dd/mm/yy),Referencia,Cargo,Abono,Saldo,Cuenta,Código,No. Secuencia\n\
             {words},13/03/26,R1,,{amount},100.00,55,C1,{sequence}\n"
        ))
    };
    // A number that counts the rows of an export is not part of it, nor is case.
    assert_eq!(of("1", "5.00", "SPEI"), of("2", "5.00", "spei"));
    assert_ne!(of("1", "5.00", "SPEI"), of("1", "6.00", "SPEI"));
    assert_ne!(of("1", "5.00", "SPEI"), of("1", "5.00", "PAGO"));
}

#[test]
fn a_pending_movement_is_the_same_once_booked() {
    let text = String::from_utf8(fixture("extracto.camt053.xml")).unwrap();
    let before = text.replacen("<Cd>BOOK</Cd>", "<Cd>PDNG</Cd>", 1);
    let [before, after] =
        [before, text].map(|text| read(text.as_bytes(), options()).unwrap().remove(0));
    assert!(before.movements[0].is_pending && !after.movements[0].is_pending);
    assert_eq!(before.movements[0].key, after.movements[0].key);
}

#[test]
fn sums_are_checked_against_the_balances() {
    let one = |name: &str| statements(name).remove(0);
    assert_eq!(one("bbva.csv").check, Check::Holds);
    assert_eq!(one("wise.csv").check, Check::Holds);
    assert_eq!(one("norma43.n43").check, Check::Holds);
    assert_eq!(one("extracto.camt053.xml").check, Check::DiffersBy(money(1, "EUR")));
    let warned = one("norma43.n43").problems;
    let differs = |kind: &ProblemKind| matches!(kind, ProblemKind::DebitsDiffer { .. });
    assert!(warned.iter().any(|problem| differs(&problem.what)), "{warned:?}");
    let breaks = |kind: &ProblemKind| matches!(kind, ProblemKind::BalanceBreaks { .. });
    assert!(one("signed.tsv").problems.iter().any(|problem| breaks(&problem.what)));
}

fn money(minor: i64, code: &str) -> cartera::ledger::Money {
    cartera::ledger::Money::new(minor, Currency::from_code(code).unwrap())
}

#[test]
fn what_a_table_leaves_open_is_asked() {
    let text = "Fecha,Concepto,Importe\n03/04/2026,Uno,\"1,234\"\n05/04/2026,Dos,\"2,000\"\n03/04/2026,Tres,\"1,000\"\n";
    let mut proposal = propose_sheet(text.as_bytes(), options());
    assert_eq!(proposal.sign_model(), Some(SignModel::Signed));
    let questions = proposal.questions();
    assert!(
        matches!(
            questions[..],
            [SheetQuestion::DateOrder { .. }, SheetQuestion::DecimalMark { .. }]
        ),
        "{questions:?}"
    );
    assert_eq!(read(text.as_bytes(), options()), Err(Refused::NeedsColumns));
    proposal.set_date_order(DateOrder::Mdy);
    proposal.set_decimal_mark(cartera::files::amounts::DecimalMark::Point);
    let read = proposal.read().unwrap().remove(0);
    assert_eq!(read.movements[0].booked_on.to_string(), "2026-03-04");
    assert_eq!(read.movements[0].amount, money(123_400, "MXN"));

    let bare = "Uno;13/03/2026;5.00\nDos;14/03/2026;-2.00\n";
    let mut proposal = propose_sheet(bare.as_bytes(), options());
    assert_eq!(proposal.questions(), [SheetQuestion::NoDay, SheetQuestion::NoAmount]);
    proposal.set_column(0, BankColumn::Text);
    proposal.set_column(1, BankColumn::BookedOn);
    proposal.set_column(2, BankColumn::Amount);
    let read = proposal.read().unwrap().remove(0);
    let minors: Vec<i64> = read.movements.iter().map(|one| one.amount.amount_minor).collect();
    assert_eq!(minors, [500, -200]);
}

#[test]
fn the_order_in_which_days_go_up_decides() {
    let text = "Fecha,Concepto,Importe\n01/04/2026,Uno,1.50\n02/04/2026,Dos,2.50\n03/04/2026,Tres,1.00\n01/05/2026,Cuatro,1.00\n";
    let read = read(text.as_bytes(), options()).unwrap().remove(0);
    assert_eq!(read.movements[0].booked_on.to_string(), "2026-04-01");
}

#[test]
fn layouts_of_banks_are_known_by_their_headers() {
    let preset = |header: &str| {
        let text = format!("{header}\n");
        propose_sheet(text.as_bytes(), options()).preset().map(|preset| preset.provider)
    };
    for (header, provider) in [
        ("FECHA,DESCRIPCIÓN,CARGO,ABONO,SALDO", Provider::BbvaMexico),
        (
            "Fecha Operación\tConcepto\tReferencia\tReferencia Ampliada\tCargo\tAbono\tSaldo",
            Provider::BbvaMexicoBusiness,
        ),
        (
            "Concepto\tFecha(dd/mm/yy)\tReferencia\tCargo\tAbono\tSaldo\tCuenta\tCódigo\tNo. Secuencia",
            Provider::Afirme,
        ),
        (
            "Fecha,Referencia,Ref. Externa,Referencia Leyenda,Ref. Numérica,Movimiento,Cargo,Abono,Saldo,Ordenante,Clave de Rastreo",
            Provider::Inbursa,
        ),
        (
            "Fecha,Descripción,Folio,Referencia,Cargo (MXN),Abono (MXN),Saldo total (MXN),RFC,IVA(MXN),Cheque",
            Provider::Mifel,
        ),
        (
            "Fecha,Descripción,Referencia,Monto,Saldo,Clave Rastreo,Comprobante Electrónico",
            Provider::Bankaool,
        ),
        (
            "Fecha,Fecha valuta,Descripción operación,Monto,Saldo,Sucursal - agencia,Operación - Número,Operación - Hora,Usuario,UTC,Referencia2",
            Provider::Bcp,
        ),
        ("f. valor,subcategoría,descripción,importe (€),saldo (€)", Provider::IngSpain),
        ("fecha operación,fecha valor,concepto,importe eur,saldo", Provider::SantanderSpain),
        (
            "f.valor,fecha,concepto,movimiento,importe,divisa,disponible,divisa,observaciones",
            Provider::BbvaSpain,
        ),
        (
            "DATE,SOURCE_ID,EXTERNAL_REFERENCE,RECORD_TYPE,DESCRIPTION,NET_CREDIT_AMOUNT,NET_DEBIT_AMOUNT,GROSS_AMOUNT,MP_FEE_AMOUNT,FINANCING_FEE_AMOUNT",
            Provider::MercadoPagoRelease,
        ),
    ] {
        assert_eq!(preset(header), Some(provider), "{header}");
    }
    assert_eq!(preset("Fecha,Concepto,Abono,Cargo,Moneda"), None);
}

#[test]
fn what_would_exhaust_a_reader_is_refused_or_read() {
    let bomb = "<?xml version='1.0'?><!DOCTYPE d [<!ENTITY a 'aaaaaaaaaa'><!ENTITY b '&a;&a;&a;'>]>\
                <Document xmlns='urn:iso:std:iso:20022:tech:xsd:camt.053.001.02'>&b;</Document>";
    assert_eq!(read(bomb.as_bytes(), options()), Err(Refused::Damaged));
    let deep = ["<Document xmlns='camt.053.001.02'>", &"<a>".repeat(20_000)].concat();
    assert_eq!(read(deep.as_bytes(), options()), Err(Refused::Damaged));
    let long = [
        "OFXHEADER:100\n<OFX><STMTRS><STMTTRN><DTPOSTED>20260301<TRNAMT>5<MEMO>",
        &"x".repeat(5_000_000),
    ]
    .concat();
    assert_eq!(read(long.as_bytes(), options()).unwrap()[0].movements.len(), 1);
    let huge = "<STMTTRN><TRNAMT>99999999999999999999999999999999<DTPOSTED>20260301";
    let huge = ["<OFX><STMTRS>", huge].concat();
    assert!(read(huge.as_bytes(), options()).unwrap()[0].movements.is_empty());
}

#[test]
fn errors_and_investments_are_named() {
    let error = "<OFX><STMTTRNRS><STATUS><CODE>2000<SEVERITY>ERROR<MESSAGE>Try later</STATUS></STMTTRNRS></OFX>";
    let refused = read(error.as_bytes(), options()).unwrap_err();
    assert_eq!(refused, Refused::BankError { message: "Try later".to_owned() });
    assert!(words::refused(Lang::Es, &refused).contains("«Try later»"));
    let investments = "<OFX><INVSTMTRS><CURDEF>USD</INVSTMTRS></OFX>";
    assert_eq!(read(investments.as_bytes(), options()), Err(Refused::Investments));
}

#[test]
fn reports_of_the_day_are_provisional() {
    let text =
        ":20:X\n:25:123\n:34F:MXN0\n:13D:2603011815+0100\n:61:260301C5,00NTRFX//1\n:90C:2MXN5,00\n";
    let one = read(text.as_bytes(), options()).unwrap().remove(0);
    assert_eq!((one.format, one.format.is_provisional()), (BankFormat::Mt942, true));
    let counts =
        |kind: &ProblemKind| matches!(kind, ProblemKind::CountDiffers { says: 2, found: 1 });
    assert!(one.problems.iter().any(|problem| counts(&problem.what)), "{:?}", one.problems);
}

proptest! {
    #![proptest_config(ProptestConfig { cases: ProptestConfig::default().cases.max(600), failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn no_mutation_makes_a_reader_fail(
        which in prop::sample::select(FIXTURES.as_slice()),
        other in prop::sample::select(FIXTURES.as_slice()),
        changes in prop::collection::vec(change(), 1..8),
    ) {
        let mut bytes = fixture(which);
        let other = fixture(other);
        for change in &changes {
            change.make(&mut bytes, &other);
        }
        if let Ok(read) = read(&bytes, options()) {
            for one in &read {
                let again = Check::of(one.opening, &one.movements, one.closing, true);
                // A statement with movements left out says no more than that.
                prop_assert!(again == one.check || matches!(one.check, Check::Unknown(_)));
                prop_assert!(one.movements.iter().all(|m| m.amount.amount_minor.abs() <= cartera::ledger::Money::MAX_MINOR));
                let keys: std::collections::HashSet<_> = one.movements.iter().map(|m| m.key).collect();
                prop_assert_eq!(keys.len(), one.movements.len());
            }
            drop(shape(&read));
        }
        drop(propose_sheet(&bytes, options()).read());
    }

    #[test]
    fn no_bytes_make_a_reader_fail(start in prop::sample::select(vec![
        "", "<OFX><STMTRS>", ":20:x\n:61:", "11210004180200051332260301260331200000000100000978", "!Type:Bank\n",
        "<Document xmlns='camt.053.001.02'><BkToCstmrStmt><Stmt>", "Fecha,Concepto,Importe\n",
    ]), rest in prop::collection::vec(any::<u8>(), 0..300)) {
        let bytes = [start.as_bytes(), &rest].concat();
        drop(read(&bytes, options()));
    }
}
