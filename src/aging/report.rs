//! The aging report: rows and totals, one section per currency.

use crate::order;
use std::borrow::Cow;
use std::collections::BTreeMap;

use chrono::NaiveDate;

use super::sums::{Cell, Sums};
use super::{AgingQuery, Basis, Buckets, Column, Grouping, Ranges};
use crate::ledger::book::{Book, CreditEntry, CustomerEntry, Item};
use crate::ledger::{Currency, Ix};
use crate::text::{Lang, aging as text};

/// Open items by age as of a day.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct AgingReport {
    /// The end of this day.
    pub as_of: NaiveDate,
    /// From where ages count.
    pub basis: Basis,
    /// What a row is.
    pub by: Grouping,
    /// The columns that [`Amounts::buckets`] are for.
    pub columns: Vec<Column>,
    /// One per currency, the home currency first, then by code.
    pub sections: Vec<CurrencySection>,
}

/// The part of the report in one currency.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CurrencySection {
    /// The currency of every amount in it.
    pub currency: Currency,
    /// The rows, in the order things were entered, or by name where they are names; see
    /// [`sort_rows`](super::sort_rows) for others.
    pub rows: Vec<Row>,
    /// The sum of the rows.
    pub totals: Amounts,
}

/// A line of the report; amounts in minor units of its section's currency.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Row {
    /// What the line is about.
    pub key: RowKey,
    /// Its amounts.
    pub amounts: Amounts,
}

/// Sums of a line or of a section; amounts in minor units of the section's currency.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Amounts {
    /// Open, by column.
    pub buckets: Buckets,
    /// Left of credits: a positive amount that lowers the balance.
    pub unapplied_minor: i64,
    /// What is owed in all, summed from the documents; equals the buckets less the
    /// unapplied credit.
    pub balance_minor: i64,
    /// The age of the oldest open item in days, by the basis: below zero where it is yet
    /// to fall due. `None` where nothing is open.
    pub oldest_days: Option<i64>,
    /// How many instalments are open.
    pub open_items: usize,
}

/// What a line is about.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum RowKey {
    /// A customer.
    Customer(Ix<CustomerEntry>),
    /// The customers of a kind; empty for those without.
    Segment(String),
    /// The customers that somebody looks after; empty for nobody.
    Responsible(String),
    /// Everything in a currency.
    Currency(Currency),
    /// An instalment.
    Item(Ix<Item>),
    /// What is left of a credit, where rows are documents.
    Credit(Ix<CreditEntry>),
}

/// The report that a query asks for.
pub fn aging(book: &Book, query: &AgingQuery) -> AgingReport {
    let ranges = Ranges::new(query.basis, &query.edges, query.as_of);
    let mut sections = match query.by {
        Grouping::Invoice => by_document(book, query, &ranges),
        _ => by_customer(book, query, &ranges),
    };
    order::sort_by_key(&mut sections, |section| currency_order(book, section.currency));
    AgingReport {
        as_of: query.as_of,
        basis: query.basis,
        by: query.by,
        columns: ranges.columns().to_vec(),
        sections,
    }
}

/// Sorts the home currency first, then by code.
pub(super) fn currency_order(book: &Book, currency: Currency) -> (bool, &'static str) {
    (currency != book.firm().home_currency, currency.code())
}

/// The name of a line as it is shown: a customer's name, an invoice's number, a segment.
pub fn row_name<'a>(book: &'a Book, key: &'a RowKey, lang: Lang) -> Cow<'a, str> {
    let or = |name: &'a str, none: &'static str| if name.is_empty() { none } else { name };
    Cow::Borrowed(match key {
        RowKey::Customer(ix) => book.customer(*ix).customer.name(),
        RowKey::Segment(segment) => or(segment, text::no_segment(lang)),
        RowKey::Responsible(responsible) => or(responsible, text::no_responsible(lang)),
        RowKey::Currency(currency) => currency.code(),
        RowKey::Item(ix) => {
            let item = book.item(*ix);
            let invoice = &book.invoice(item.invoice).invoice;
            if invoice.instalments.len() > 1 {
                let (number, of) = (item.number, invoice.instalments.len());
                return Cow::Owned(text::instalment_of(lang, &invoice.number, number, of));
            }
            &invoice.number
        }
        RowKey::Credit(ix) => or(&book.credit(*ix).credit.reference, text::unapplied(lang)),
    })
}

/// The group of a customer's row, where rows are groups of customers.
pub(super) fn group_of(by: Grouping, entry: &CustomerEntry) -> &str {
    match by {
        Grouping::Segment => entry.customer.segment.trim(),
        Grouping::Responsible => entry.customer.responsible.trim(),
        Grouping::Customer | Grouping::Currency | Grouping::Invoice => "",
    }
}

fn by_customer(book: &Book, query: &AgingQuery, ranges: &Ranges) -> Vec<CurrencySection> {
    let sums = Sums::by_customer(book, query);
    let admitted = query.filter.admitted(book);
    sums.sheets
        .iter()
        .filter(|sheet| query.filter.admits_currency(sheet.currency))
        .filter_map(|sheet| {
            let cells = sheet
                .cells
                .iter()
                .enumerate()
                .map(|(at, cell)| (sums.first + at, cell))
                .filter(|&(place, cell)| !cell.is_empty() && admitted[place]);
            let rows = grouped(book, query.by, sheet.currency, cells, ranges);
            section(sheet.currency, rows, query, ranges)
        })
        .collect()
}

fn grouped<'a>(
    book: &Book,
    by: Grouping,
    currency: Currency,
    cells: impl Iterator<Item = (usize, &'a Cell)>,
    ranges: &Ranges,
) -> Vec<Row> {
    let row = |key, cell: &Cell| Row { key, amounts: amounts_of(cell, ranges) };
    if by == Grouping::Customer {
        return cells.map(|(place, cell)| row(RowKey::Customer(Ix::at(place)), cell)).collect();
    }
    let mut groups: BTreeMap<&str, Cell> = BTreeMap::new();
    for (place, cell) in cells {
        let group = group_of(by, book.customer(Ix::at(place)));
        groups.entry(group).or_insert(Cell::EMPTY).add(cell);
    }
    let key = |group: &str| match by {
        Grouping::Segment => RowKey::Segment(group.to_owned()),
        Grouping::Responsible => RowKey::Responsible(group.to_owned()),
        _ => RowKey::Currency(currency),
    };
    groups.into_iter().map(|(group, cell)| row(key(group), &cell)).collect()
}

/// Rows that are documents: an open instalment each, and what is left of each credit.
fn by_document(book: &Book, query: &AgingQuery, ranges: &Ranges) -> Vec<CurrencySection> {
    let (as_of, columns) = (query.as_of, ranges.columns().len());
    let admitted = query.filter.admitted(book);
    let mut rows: BTreeMap<Currency, Vec<Row>> = BTreeMap::new();
    let items = book.item_blocks().flatten().enumerate();
    for (place, item) in items.filter(|(_, item)| admitted[item.customer.place()]) {
        let open_minor = book.open_minor(item, as_of);
        if open_minor == 0 {
            continue;
        }
        let day = ranges.age_from(item);
        let mut buckets = Buckets::zero(columns);
        buckets.add(ranges.bucket(day), open_minor);
        let amounts = Amounts {
            buckets,
            unapplied_minor: 0,
            balance_minor: open_minor,
            oldest_days: Some(ranges.days_since(day)),
            open_items: 1,
        };
        let key = RowKey::Item(Ix::at(place));
        rows.entry(item.currency).or_default().push(Row { key, amounts });
    }
    for (ix, credit) in book.credits().filter(|(_, credit)| admitted[credit.customer.place()]) {
        let left_minor = book.left_minor(credit, as_of);
        if left_minor == 0 {
            continue;
        }
        let amounts = Amounts {
            buckets: Buckets::zero(columns),
            unapplied_minor: left_minor,
            balance_minor: -left_minor,
            oldest_days: None,
            open_items: 0,
        };
        let key = RowKey::Credit(ix);
        rows.entry(credit.amount.currency).or_default().push(Row { key, amounts });
    }
    rows.into_iter()
        .filter(|(currency, _)| query.filter.admits_currency(*currency))
        .filter_map(|(currency, rows)| section(currency, rows, query, ranges))
        .collect()
}

/// A section of the rows that the bucket filter leaves; `None` where it leaves none.
fn section(
    currency: Currency,
    mut rows: Vec<Row>,
    query: &AgingQuery,
    ranges: &Ranges,
) -> Option<CurrencySection> {
    if let Some(bucket) = query.filter.bucket {
        rows.retain(|row| row.amounts.buckets.get(bucket).is_some_and(|&minor| minor != 0));
    }
    if rows.is_empty() {
        return None;
    }
    let mut totals = Amounts {
        buckets: Buckets::zero(ranges.columns().len()),
        unapplied_minor: 0,
        balance_minor: 0,
        oldest_days: None,
        open_items: 0,
    };
    for row in &rows {
        totals.buckets += &row.amounts.buckets;
        totals.unapplied_minor += row.amounts.unapplied_minor;
        totals.balance_minor += row.amounts.balance_minor;
        totals.oldest_days = totals.oldest_days.max(row.amounts.oldest_days);
        totals.open_items += row.amounts.open_items;
    }
    Some(CurrencySection { currency, rows, totals })
}

pub(super) fn amounts_of(cell: &Cell, ranges: &Ranges) -> Amounts {
    Amounts {
        buckets: Buckets::of(cell.buckets, ranges.columns().len()),
        unapplied_minor: cell.unapplied_minor,
        balance_minor: cell.balance_minor,
        oldest_days: (cell.open_items > 0).then(|| ranges.days_since(cell.oldest_on)),
        open_items: cell.open_items as usize,
    }
}
