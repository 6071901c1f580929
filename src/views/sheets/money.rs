//! What is owed and what was paid: what is behind a figure, a statement, month-ends,
//! cheques, indicators.

use crate::aging::Basis;
use crate::charts::TrendPoint;
use crate::files::csv_out::{date_cell, money_cell};
use crate::files::sheet::ColumnKind::{Amount, Date, Decimal, Number, Text};
use crate::files::sheet::Sheet;
use crate::indicators::Report;
use crate::ledger::book::Book;
use crate::ledger::{Currency, Money};
use crate::text::{
    Lang, aging, common, payment_facts, payment_sheet, payments, receivables, sheets as heads,
    shell, statement as words,
};
use crate::views::cheques::{Cheque, Cheques};
use crate::views::indicators::{Side, SideUnit, report_rows, sides_rows};
use crate::views::receivables::{AllowanceTable, Drill, DrillLine, trend_rows};
use crate::views::statement::{Asked, Kind, Part};

use super::{count, maybe};

/// The invoices or credits behind a figure of the aging report.
pub fn drill_sheet(drill: &Drill, lines: &[DrillLine], basis: Basis, lang: Lang) -> Sheet {
    let currency = drill.cell.currency;
    let day = if drill.is_credit { common::date(lang) } else { common::due(lang) };
    let columns = [
        (common::customer(lang), Text),
        (common::number(lang), Text),
        (day, Date),
        (aging::days(lang, basis), Number),
        (common::currency(lang), Text),
        (common::open(lang), Amount),
    ];
    let mut sheet = Sheet::new(shell::receivables(lang), columns);
    for line in lines {
        sheet.row([
            &*line.customer,
            &line.name,
            &date_cell(line.on),
            &count(line.days),
            currency.code(),
            &money_cell(Money::new(line.open_minor, currency)),
        ]);
    }
    sheet.add_up(common::total(lang), Some(4), &[5]);
    sheet
}

/// What was owed at each month-end: see [`trend_rows`].
pub fn trend_sheet(
    points: &[TrendPoint],
    labels: &[String],
    currency: Currency,
    lang: Lang,
) -> Sheet {
    let rows = trend_rows(points, labels, currency, lang);
    Sheet::of_rows(aging::trend(lang), &[Date, Amount], &rows)
}

/// What is expected to be lost, by column of the report.
pub fn allowance_sheet(table: &AllowanceTable, currency: Currency, lang: Lang) -> Sheet {
    let columns = [
        (receivables::age(lang), Text),
        (common::currency(lang), Text),
        (common::open(lang), Amount),
        (receivables::percent(lang), Decimal),
        (receivables::lost(lang), Amount),
    ];
    let cell = |minor| money_cell(Money::new(minor, currency));
    let mut sheet = Sheet::new(aging::allowance(lang), columns);
    for line in &table.lines {
        sheet.row([
            &*aging::column(lang, line.column),
            currency.code(),
            &cell(line.open_minor),
            &line.percent.normalize().to_string(),
            &cell(line.lost_minor),
        ]);
    }
    sheet.add_up(common::total(lang), Some(1), &[2, 4]);
    sheet
}

/// A customer's statement in the language asked for: each currency from its opening to its
/// closing balance, or its open items.
pub fn statement_sheet(customer: &str, parts: &[Part], asked: &Asked) -> Sheet {
    let lang = asked.lang;
    let first = [
        (common::date(lang), Date),
        (words::document(lang), Text),
        (common::reference(lang), Text),
        (common::due(lang), Date),
        (common::currency(lang), Text),
    ];
    let last: &[_] = match asked.kind {
        Kind::Activity => &[words::debit(lang), words::credit(lang), words::closing(lang)],
        Kind::Open | Kind::Case => &[words::original(lang), words::open(lang)],
    };
    let last = last.iter().map(|head| (*head, Amount));
    let mut sheet = Sheet::new(customer, first.into_iter().chain(last));
    for part in parts {
        let code = part.currency.code();
        let cell = |minor| money_cell(Money::new(minor, part.currency));
        let is_activity = asked.kind == Kind::Activity;
        if is_activity {
            let opening = cell(part.opening_minor);
            let from = date_cell(asked.from);
            sheet.row([&*from, words::opening(lang), "", "", code, "", "", &opening]);
        }
        for line in &part.lines {
            let [on, due] = [date_cell(line.on), maybe(line.due_on)];
            let [debit, credit] = [cell(line.debit_minor), cell(line.credit_minor)];
            let original = cell(line.debit_minor + line.credit_minor);
            let balance = cell(line.balance_minor);
            let (what, reference) = (&*line.what, &*line.reference);
            if is_activity {
                sheet.row([&*on, what, reference, &due, code, &debit, &credit, &balance]);
            } else {
                sheet.row([&*on, what, reference, &due, code, &original, &balance]);
            }
        }
        let (on, closing) = (date_cell(asked.as_of), cell(part.closing_minor));
        let name = words::closing(lang);
        if is_activity {
            let [debits, credits] = [cell(part.debits_minor), cell(part.credits_minor)];
            sheet.totals([&*on, name, "", "", code, &debits, &credits, &closing]);
        } else {
            sheet.totals([&*on, name, "", "", code, "", &closing]);
        }
    }
    sheet
}

/// The cheques in hand and those that came back.
pub fn cheques_sheet(book: &Book, cheques: &Cheques, lang: Lang) -> Sheet {
    let columns = [
        (heads::group(lang), Text),
        (common::customer(lang), Text),
        (payment_sheet::cheque_number(lang), Text),
        (payment_sheet::bank(lang), Text),
        (payment_facts::received(lang), Date),
        (payment_sheet::cash_on(lang), Date),
        (heads::since(lang), Date),
        (common::currency(lang), Text),
        (common::amount(lang), Amount),
    ];
    let mut sheet = Sheet::new(payments::cheques(lang), columns);
    let groups: [(_, &[Cheque]); 4] = [
        (payment_facts::to_deposit(lang), &cheques.to_deposit),
        (payment_facts::post_dated_group(lang), &cheques.post_dated),
        (payment_facts::deposited_group(lang), &cheques.deposited),
        (payment_facts::bounced_group(lang), &cheques.bounced),
    ];
    for (group, cheques) in groups {
        for it in cheques {
            let entry = book.credit(it.credit);
            let Some(cheque) = entry.credit.cheque() else { continue };
            sheet.row([
                group,
                book.customer(entry.customer).customer.name(),
                &cheque.number,
                &cheque.bank,
                &date_cell(entry.credit.date),
                &date_cell(it.cash_on),
                &date_cell(it.since),
                it.amount.currency.code(),
                &money_cell(it.amount),
            ]);
        }
    }
    sheet.add_up(common::total(lang), Some(7), &[8]);
    sheet
}

/// The indicators, a row a month: see [`report_rows`].
pub fn indicators_sheet(report: &Report, lang: Lang) -> Sheet {
    Sheet::of_rows(shell::indicators(lang), &[Date, Decimal], &report_rows(report, lang))
}

/// What is behind an indicator, side by side: see [`sides_rows`]. Each side is added up.
pub fn sides_sheet(name: &str, sides: &[Side], currency: Currency, lang: Lang) -> Sheet {
    let is_money = |side: &Side| matches!(side.unit, SideUnit::Minor | SideUnit::MinorDays);
    let amount = if sides.iter().all(is_money) { Amount } else { Decimal };
    let rows = sides_rows(sides, currency, lang);
    let mut kinds = vec![Text, Text, Text, Date, Number, amount];
    // Promises have what was promised beside what they count.
    if rows.first().is_some_and(|heads| heads.len() > kinds.len()) {
        kinds.insert(5, Amount);
    }
    let mut sheet = Sheet::of_rows(name, &kinds, &rows);
    sheet.add_up(common::total(lang), Some(0), &[kinds.len() - 1]);
    sheet
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;
    use crate::aging::{AgingQuery, CellRef};
    use crate::ledger::Ix;
    use crate::views::fixture::{
        bounce, cheque, credit, customer, day, draft, invoice, mxn, transfer,
    };
    use crate::views::receivables::drilled;
    use crate::views::statement::statement;

    fn lines(sheet: &Sheet) -> Vec<String> {
        let text = String::from_utf8(sheet.to_csv()).unwrap();
        text.trim_start_matches('\u{FEFF}').lines().map(str::to_owned).collect()
    }

    fn book() -> Book {
        let mut draft = draft();
        let of = customer(&mut draft, "Molino Verde");
        let one = invoice(&mut draft, of, "F-1", "2026-01-05", "2026-02-05", mxn(90_000));
        invoice(&mut draft, of, "F-2", "2026-02-10", "2026-03-10", mxn(60_000));
        credit(&mut draft, of, transfer(), "2026-02-20", mxn(50_000), &[(one, 50_000)]);
        credit(&mut draft, of, cheque(Some("2026-04-01")), "2026-02-21", mxn(1_000), &[]);
        let back = credit(&mut draft, of, cheque(None), "2026-02-22", mxn(2_000), &[]);
        bounce(&mut draft, back, "2026-02-25");
        draft.into_book()
    }

    #[test]
    fn a_statement_goes_from_balance_to_balance() {
        let book = book();
        let mut asked = Asked {
            kind: Kind::Activity,
            from: day("2026-02-01"),
            as_of: day("2026-02-28"),
            lang: Lang::Es,
        };
        let sheet = statement_sheet("Molino Verde", &statement(&book, Ix::at(0), &asked), &asked);
        let all = lines(&sheet);
        assert_eq!(all[0], "Fecha,Documento,Referencia,Vence,Moneda,Cargo,Abono,Saldo");
        assert_eq!(all[1], "2026-02-01,Saldo anterior,,,MXN,,,900.00");
        assert_eq!(all.last().unwrap(), "2026-02-28,Saldo,,,MXN,620.00,520.00,1000.00");
        assert_eq!(sheet.head.totals.len(), 1);
        asked.kind = Kind::Open;
        let sheet = statement_sheet("Molino Verde", &statement(&book, Ix::at(0), &asked), &asked);
        let all = lines(&sheet);
        assert_eq!(all[0], "Fecha,Documento,Referencia,Vence,Moneda,Importe,Abierto");
        assert_eq!(all.last().unwrap(), "2026-02-28,Saldo,,,MXN,,1000.00");
    }

    #[test]
    fn what_is_behind_a_figure_adds_up_to_it() {
        let book = book();
        let query = AgingQuery::new(&book, day("2026-02-28"));
        let cell = CellRef { key: None, currency: Currency::MXN, bucket: None };
        let drill = Drill { cell, is_credit: false };
        let found = drilled(&book, &query, &drill, Lang::Es);
        let all = lines(&drill_sheet(&drill, &found, query.basis, Lang::Es));
        assert_eq!(all.last().unwrap(), "Total,,,,MXN,1000.00");
        assert_eq!(all.len(), 4);
    }

    #[test]
    fn cheques_stand_in_their_groups() {
        let book = book();
        let sheet = cheques_sheet(&book, &Cheques::of(&book, day("2026-02-28")), Lang::Es);
        let all = lines(&sheet);
        assert_eq!(all.len(), 4);
        assert!(all[1].ends_with(
            "Molino Verde,77,Banco del Valle,2026-02-21,2026-04-01,2026-02-21,MXN,10.00"
        ));
        assert!(all[3].ends_with(",MXN,30.00"));
    }
}
