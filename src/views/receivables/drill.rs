//! The invoices and credits behind a figure.

use chrono::NaiveDate;

use super::classes;
use crate::aging::{
    AgingQuery, CellRef, Grouping, Ranges, RowKey, credits_behind, items_behind, row_name,
};
use crate::ledger::book::Book;
use crate::ledger::{Currency, Id};
use crate::text::Lang;

/// A figure that was pressed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Drill {
    /// Where it stands.
    pub cell: CellRef,
    /// Whether it is the unapplied credit rather than a column.
    pub is_credit: bool,
}

/// One of the documents behind a figure.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct DrillLine {
    /// What it is.
    pub to: DrillTo,
    /// Its number, with the instalment where there are several; a credit's reference.
    pub name: String,
    /// Whose it is.
    pub customer: String,
    /// The day it falls due; a credit's own day.
    pub on: NaiveDate,
    /// Its age in days by the report's basis; none for a credit.
    pub days: Option<i64>,
    /// The colour of its column.
    pub class: usize,
    /// Open, or left of the credit, in minor units of the figure's currency.
    pub open_minor: i64,
}

/// What a line leads to.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum DrillTo {
    /// An invoice.
    Invoice(Id),
    /// A payment or other credit.
    Credit(Id),
}

const CREDIT: &str = "credit";

/// A figure as it stands in the address: `MXN.2.<whose>`, `MXN.2` for a total,
/// `MXN.credit` for unapplied credit.
pub fn drill_param(book: &Book, drill: &Drill) -> String {
    let column = match drill.cell.bucket {
        _ if drill.is_credit => CREDIT.to_owned(),
        Some(bucket) => bucket.to_string(),
        None => String::new(),
    };
    let mut text = [drill.cell.currency.code(), &column].join(".");
    match &drill.cell.key {
        Some(RowKey::Customer(ix)) => {
            text.push('.');
            text.push_str(&book.customer(*ix).customer.id.to_string());
        }
        Some(RowKey::Segment(group) | RowKey::Responsible(group)) => {
            text.push('.');
            text.push_str(group);
        }
        // The currency is named already; documents have screens of their own.
        Some(RowKey::Currency(_) | RowKey::Item(_) | RowKey::Credit(_)) | None => {}
    }
    text
}

/// Reads a figure from the address; `None` where it stands in no report of this grouping.
pub fn parse_drill(book: &Book, by: Grouping, text: &str) -> Option<Drill> {
    let mut parts = text.splitn(3, '.');
    let currency = Currency::from_code(parts.next()?)?;
    let column = parts.next()?;
    let is_credit = column == CREDIT;
    let bucket = match column {
        CREDIT | "" => None,
        place => Some(place.parse().ok()?),
    };
    let key = match (parts.next(), by) {
        (None, _) => None,
        (Some(id), Grouping::Customer) => {
            Some(RowKey::Customer(book.find_customer(id.parse().ok()?)?))
        }
        (Some(name), Grouping::Segment) => Some(RowKey::Segment(name.to_owned())),
        (Some(name), Grouping::Responsible) => Some(RowKey::Responsible(name.to_owned())),
        (Some(_), Grouping::Currency | Grouping::Invoice) => return None,
    };
    Some(Drill { cell: CellRef { currency, key, bucket }, is_credit })
}

/// The documents behind a figure, the oldest first; together they are the figure.
pub fn drilled(book: &Book, query: &AgingQuery, drill: &Drill, lang: Lang) -> Vec<DrillLine> {
    if drill.is_credit {
        let credits = credits_behind(book, query, &drill.cell).into_iter();
        return credits
            .map(|aged| {
                let entry = book.credit(aged.credit);
                DrillLine {
                    to: DrillTo::Credit(entry.credit.id),
                    name: row_name(book, &RowKey::Credit(aged.credit), lang).into_owned(),
                    customer: book.customer(entry.customer).customer.name().to_owned(),
                    on: entry.effective_on(),
                    days: None,
                    class: 0,
                    open_minor: aged.left_minor,
                }
            })
            .collect();
    }
    let ranges = Ranges::new(query.basis, &query.edges, query.as_of);
    let classes = classes(ranges.columns());
    items_behind(book, query, &drill.cell)
        .into_iter()
        .map(|aged| {
            let item = book.item(aged.item);
            DrillLine {
                to: DrillTo::Invoice(book.invoice(item.invoice).invoice.id),
                name: row_name(book, &RowKey::Item(aged.item), lang).into_owned(),
                customer: book.customer(item.customer).customer.name().to_owned(),
                on: item.due_on,
                days: Some(aged.days),
                class: classes.get(aged.bucket).copied().unwrap_or_default(),
                open_minor: aged.open_minor,
            }
        })
        .collect()
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::super::fixture::{TODAY, book, day};
    use super::*;
    use crate::aging::aging;

    #[test]
    fn every_figure_comes_back_from_its_address_and_is_the_sum_of_its_documents() {
        let book = book();
        for by in [Grouping::Customer, Grouping::Segment, Grouping::Responsible, Grouping::Currency]
        {
            let query = AgingQuery { by, ..AgingQuery::new(&book, day(TODAY)) };
            for section in aging(&book, &query).sections {
                let totals = (None, section.totals);
                let rows = section.rows.iter().map(|row| {
                    // A currency's line is its total.
                    let key = (by != Grouping::Currency).then(|| row.key.clone());
                    (key, row.amounts)
                });
                for (key, amounts) in rows.chain([totals]) {
                    let currency = section.currency;
                    for (bucket, &minor) in amounts.buckets.iter().enumerate() {
                        let cell = CellRef { currency, key: key.clone(), bucket: Some(bucket) };
                        let drill = Drill { cell, is_credit: false };
                        assert_sums(&book, &query, &drill, minor);
                    }
                    let cell = CellRef { currency, key, bucket: None };
                    let drill = Drill { cell, is_credit: true };
                    assert_sums(&book, &query, &drill, amounts.unapplied_minor);
                }
            }
        }
    }

    fn assert_sums(book: &Book, query: &AgingQuery, drill: &Drill, minor: i64) {
        let text = drill_param(book, drill);
        assert_eq!(parse_drill(book, query.by, &text).as_ref(), Some(drill), "{text}");
        let lines = drilled(book, query, drill, Lang::Es);
        assert_eq!(lines.iter().map(|line| line.open_minor).sum::<i64>(), minor, "{text}");
    }

    #[test]
    fn what_is_no_figure_of_the_report_is_not_understood() {
        let book = book();
        for text in ["", "MXN", "ZZZ.1", "MXN.x", "MXN.1.nobody"] {
            assert_eq!(parse_drill(&book, Grouping::Customer, text), None, "{text}");
        }
        assert_eq!(parse_drill(&book, Grouping::Invoice, "MXN.1.x"), None);
        assert!(parse_drill(&book, Grouping::Customer, "MXN.1").is_some());
    }
}
