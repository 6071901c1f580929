//! The report as a table for a spreadsheet.

use chrono::NaiveDate;

use super::{AgingReport, Amounts, Grouping, Row, RowKey, row_name};
use crate::files::sheet::{ColumnKind, Sheet};
use crate::ledger::book::Book;
use crate::ledger::{Currency, Money};
use crate::text::{Lang, aging as text};

/// The name of the file that holds the report as of a day.
pub fn aging_file_name(as_of: NaiveDate) -> String {
    format!("aging-{as_of}.csv")
}

/// The report as lines of text: a header in the interface's language, the rows as they
/// stand in the report, and a line of totals after each currency's. Dates are written
/// 2026-03-31, amounts as plain numbers with a decimal point.
pub fn aging_rows(report: &AgingReport, book: &Book, lang: Lang) -> Vec<Vec<String>> {
    let mut lines = vec![header(report, lang)];
    for section in &report.sections {
        let currency = section.currency;
        for row in &section.rows {
            let mut line = names(book, row, lang);
            push_amounts(&mut line, currency, &row.amounts);
            lines.push(line);
        }
        let mut totals = vec![String::new(); name_columns(report.by)];
        text::total(lang).clone_into(&mut totals[0]);
        push_amounts(&mut totals, currency, &section.totals);
        lines.push(totals);
    }
    lines
}

/// The report as a table with types, the same rows as [`aging_rows`].
pub fn aging_sheet(report: &AgingReport, book: &Book, lang: Lang) -> Sheet {
    use ColumnKind::{Amount, Date, Number, Text};
    let names: &[_] = match report.by {
        Grouping::Invoice => &[Text, Text, Number, Date, Date],
        by => &[Text; 3][..name_columns(by)],
    };
    let mut kinds = names.to_vec();
    kinds.push(Text);
    kinds.extend(report.columns.iter().map(|_| Amount));
    kinds.extend([Amount, Amount, Number, Number]);
    let mut lines = aging_rows(report, book, lang).into_iter();
    let header = lines.next().unwrap_or_default();
    let columns = header.iter().map(String::as_str).zip(kinds);
    let mut sheet = Sheet::new(text::report(lang), columns);
    for section in &report.sections {
        for line in lines.by_ref().take(section.rows.len()) {
            sheet.row(line.iter().map(String::as_str));
        }
        if let Some(totals) = lines.next() {
            sheet.totals(totals.iter().map(String::as_str));
        }
    }
    sheet
}

fn header(report: &AgingReport, lang: Lang) -> Vec<String> {
    let names: &[_] = match report.by {
        Grouping::Customer => &[text::customer(lang), text::code(lang), text::tax_id(lang)],
        Grouping::Segment => &[text::segment(lang)],
        Grouping::Responsible => &[text::responsible(lang)],
        Grouping::Currency => &[text::report(lang)],
        Grouping::Invoice => &[
            text::customer(lang),
            text::number(lang),
            text::instalment(lang),
            text::issued_on(lang),
            text::due_on(lang),
        ],
    };
    let amounts = [
        text::unapplied(lang),
        text::balance(lang),
        text::days(lang, report.basis),
        text::open_items(lang),
    ];
    let mut line: Vec<String> = names.iter().map(|name| (*name).to_owned()).collect();
    line.push(text::currency(lang).to_owned());
    line.extend(report.columns.iter().map(|&column| text::column(lang, column)));
    line.extend(amounts.map(str::to_owned));
    line
}

fn name_columns(by: Grouping) -> usize {
    match by {
        Grouping::Customer => 3,
        Grouping::Segment | Grouping::Responsible | Grouping::Currency => 1,
        Grouping::Invoice => 5,
    }
}

fn names(book: &Book, row: &Row, lang: Lang) -> Vec<String> {
    match &row.key {
        RowKey::Customer(ix) => {
            let customer = &book.customer(*ix).customer;
            vec![customer.name().to_owned(), customer.code.clone(), customer.tax_id.clone()]
        }
        RowKey::Item(ix) => {
            let item = book.item(*ix);
            vec![
                book.customer(item.customer).customer.name().to_owned(),
                book.invoice(item.invoice).invoice.number.clone(),
                item.number.to_string(),
                item.issued_on.to_string(),
                item.due_on.to_string(),
            ]
        }
        RowKey::Credit(ix) => {
            let entry = book.credit(*ix);
            vec![
                book.customer(entry.customer).customer.name().to_owned(),
                row_name(book, &row.key, lang).into_owned(),
                String::new(),
                entry.credit.date.to_string(),
                String::new(),
            ]
        }
        RowKey::Segment(_) | RowKey::Responsible(_) | RowKey::Currency(_) => {
            vec![row_name(book, &row.key, lang).into_owned()]
        }
    }
}

fn push_amounts(line: &mut Vec<String>, currency: Currency, amounts: &Amounts) {
    let plain = |minor| Money::new(minor, currency).to_decimal().to_string();
    line.push(currency.code().to_owned());
    line.extend(amounts.buckets.iter().map(|&minor| plain(minor)));
    line.push(plain(amounts.unapplied_minor));
    line.push(plain(amounts.balance_minor));
    line.push(amounts.oldest_days.map(|days| days.to_string()).unwrap_or_default());
    line.push(amounts.open_items.to_string());
}
