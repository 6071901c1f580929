//! Customers and their warning signs.

use chrono::NaiveDate;

use crate::aging::{Basis, Ranges};
use crate::files::csv_out::{date_cell, money_cell};
use crate::files::sheet::ColumnKind::{Amount, Date, Number, Text};
use crate::files::sheet::Sheet;
use crate::ledger::Money;
use crate::ledger::book::Book;
use crate::signs::portfolio;
use crate::text::format::NumberStyle;
use crate::text::{Lang, aging, common, customers as words, sheets as heads, shell, signs, tax_id};
use crate::views::customers::CustomerLine;
use crate::views::signs::SignTeller;

use super::count;

/// The selected customers, a row for each currency in which anything is owed or left, and
/// one for a customer who owes nothing.
pub fn customers_sheet(
    book: &Book,
    lines: &[CustomerLine],
    selected: &[u32],
    on: NaiveDate,
    lang: Lang,
) -> Sheet {
    let ranges = Ranges::new(Basis::DueDate, &book.firm().bucket_edges, on);
    let names: Vec<String> =
        ranges.columns().iter().map(|&column| aging::column(lang, column)).collect();
    let first = [
        (common::customer(lang), Text),
        (words::legal_name(lang), Text),
        (words::code(lang), Text),
        (tax_id::tax_id(lang), Text),
        (common::segment(lang), Text),
        (common::responsible(lang), Text),
        (common::currency(lang), Text),
    ];
    let last = [
        (aging::unapplied(lang), Amount),
        (common::balance(lang), Amount),
        (words::overdue(lang), Amount),
        (aging::days(lang, Basis::DueDate), Number),
        (words::open_invoices(lang), Number),
        (signs::title(lang), Number),
    ];
    let buckets = names.iter().map(|name| (name.as_str(), Amount));
    let columns = first.into_iter().chain(buckets).chain(last);
    let mut sheet = Sheet::new(shell::customers(lang), columns);
    for &place in selected {
        let Some(line) = lines.get(place as usize) else { continue };
        let customer = &book.customer(line.customer).customer;
        let who = [
            customer.name(),
            &customer.legal_name,
            &customer.code,
            &customer.tax_id,
            &customer.segment,
            &customer.responsible,
        ]
        .map(str::to_owned);
        let end = [line.open_invoices.to_string(), line.signs.to_string()];
        if line.debts.is_empty() {
            let blank = std::iter::repeat_n(String::new(), names.len() + 5);
            let cells: Vec<String> = who.iter().cloned().chain(blank).chain(end.clone()).collect();
            sheet.row(cells.iter().map(String::as_str));
        }
        for debt in &line.debts {
            let cell = |minor| money_cell(Money::new(minor, debt.currency));
            let amounts = &debt.amounts;
            let mut cells = who.to_vec();
            cells.push(debt.currency.code().to_owned());
            cells.extend(amounts.buckets.iter().map(|&minor| cell(minor)));
            cells.push(cell(amounts.unapplied_minor));
            cells.push(cell(amounts.balance_minor));
            cells.push(cell(debt.overdue_minor()));
            cells.push(count(amounts.oldest_days));
            cells.extend(end.clone());
            sheet.row(cells.iter().map(String::as_str));
        }
    }
    let amounts: Vec<usize> = (7..10 + names.len()).collect();
    sheet.add_up(common::total(lang), Some(6), &amounts);
    sheet
}

/// All warning signs of a day, the gravest customers first.
pub fn signs_sheet(book: &Book, on: NaiveDate, lang: Lang, style: NumberStyle) -> Sheet {
    let columns = [
        (common::customer(lang), Text),
        (signs::title(lang), Text),
        (heads::gravity(lang), Text),
        (heads::since(lang), Date),
        (heads::evidence(lang), Text),
    ];
    let mut sheet = Sheet::new(signs::title(lang), columns);
    for row in portfolio(book, on, &book.firm().signs) {
        let teller = SignTeller { book, customer: row.customer, lang, style };
        let name = book.customer(row.customer).customer.name();
        for sign in &row.signs {
            sheet.row([
                name,
                signs::kind(lang, sign.kind),
                signs::gravity(lang, sign.gravity),
                &date_cell(sign.since),
                &teller.summary(sign),
            ]);
        }
    }
    sheet
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;
    use crate::views::customers::{CustomerQuery, customer_lines, select_customers};
    use crate::views::fixture::{credit, customer, day, draft, invoice, mxn, transfer, usd};

    #[test]
    fn a_customer_has_a_row_a_currency_and_the_totals_are_those_of_the_rows() {
        let mut draft = draft();
        let zeta = customer(&mut draft, "Zeta");
        customer(&mut draft, "Álfa");
        invoice(&mut draft, zeta, "F-1", "2026-01-10", "2026-02-10", mxn(10_000));
        invoice(&mut draft, zeta, "F-2", "2026-01-10", "2026-04-10", usd(5_000));
        credit(&mut draft, zeta, transfer(), "2026-02-20", mxn(2_500), &[]);
        let (book, on) = (draft.into_book(), day("2026-03-01"));
        let lines = customer_lines(&book, on);
        let selected = select_customers(&book, &lines, &CustomerQuery::default());
        let sheet = customers_sheet(&book, &lines, &selected, on, Lang::Es);
        let text = String::from_utf8(sheet.to_csv()).unwrap();
        assert_eq!(
            text.trim_start_matches('\u{FEFF}').lines().collect::<Vec<_>>(),
            [
                "Cliente,Razón social,Clave,Identificación fiscal,Tipo de cliente,Responsable,Moneda,Por vencer,1–30,31–60,61–90,Más de 90,A favor,Saldo,Vencido,Días de atraso,Abiertas,Señales de alerta",
                "Álfa,Álfa,,,,,,,,,,,,,,,0,0",
                "Zeta,Zeta,,,,,MXN,0.00,100.00,0.00,0.00,0.00,25.00,75.00,100.00,19,2,0",
                "Zeta,Zeta,,,,,USD,50.00,0.00,0.00,0.00,0.00,0.00,50.00,0.00,-40,2,0",
                "Total,,,,,,MXN,0.00,100.00,0.00,0.00,0.00,25.00,75.00,100.00,,,",
                "Total,,,,,,USD,50.00,0.00,0.00,0.00,0.00,0.00,50.00,0.00,,,",
            ]
        );
        assert_eq!(sheet.head.totals, [3, 4]);
    }

    #[test]
    fn signs_have_a_row_each() {
        let on = day("2026-03-31");
        let book = crate::views::fixture::demo(on);
        let sheet =
            signs_sheet(&book, on, Lang::Es, NumberStyle::of(book.firm().country, Lang::Es));
        let expected: usize =
            portfolio(&book, on, &book.firm().signs).iter().map(|row| row.signs.len()).sum();
        assert!(expected > 0);
        assert_eq!(sheet.table.len(), expected);
    }
}
