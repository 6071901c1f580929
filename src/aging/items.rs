//! What stands behind a figure of the report: its instalments and credits.

use super::report::group_of;
use super::{AgingQuery, Grouping, Ranges, RowKey, aging};
use crate::ledger::book::{Book, CreditEntry, Item};
use crate::ledger::{Currency, Ix};
use crate::order;

/// A figure of a report: the section, the line and the column.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CellRef {
    /// The section.
    pub currency: Currency,
    /// The line; the totals where absent.
    pub key: Option<RowKey>,
    /// The column; all of them where absent.
    pub bucket: Option<usize>,
}

/// An open instalment with its age.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct AgedItem {
    /// The instalment.
    pub item: Ix<Item>,
    /// Open, in minor units of its currency.
    pub open_minor: i64,
    /// The column it stands in.
    pub bucket: usize,
    /// Its age in days, by the basis of the query.
    pub days: i64,
}

/// A credit of which something is left.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct AgedCredit {
    /// The credit.
    pub credit: Ix<CreditEntry>,
    /// Left, in minor units of its currency.
    pub left_minor: i64,
}

/// The instalments that a figure among the columns is the sum of, oldest first.
pub fn items_behind(book: &Book, query: &AgingQuery, cell: &CellRef) -> Vec<AgedItem> {
    let Some(admitted) = customers_behind(book, query, cell) else { return Vec::new() };
    let ranges = Ranges::new(query.basis, &query.edges, query.as_of);
    let wanted = |bucket: usize| {
        let filtered = if query.by == Grouping::Invoice { query.filter.bucket } else { None };
        [cell.bucket, filtered].into_iter().flatten().all(|wanted| wanted == bucket)
    };
    let aged = |(item_ix, item): (Ix<Item>, &Item)| {
        let here = item.currency == cell.currency && admitted[item.customer.place()];
        let open_minor = if here { book.open_minor(item, query.as_of) } else { 0 };
        let day = ranges.age_from(item);
        let bucket = ranges.bucket(day);
        (open_minor != 0 && wanted(bucket)).then(|| AgedItem {
            item: item_ix,
            open_minor,
            bucket,
            days: ranges.days_since(day),
        })
    };
    let mut items: Vec<AgedItem> = match cell.key {
        Some(RowKey::Item(ix)) => aged((ix, book.item(ix))).into_iter().collect(),
        Some(RowKey::Credit(_)) => Vec::new(),
        Some(RowKey::Customer(ix)) => {
            let invoices = book.customer(ix).invoices.iter();
            invoices.flat_map(|&invoice| book.items_of(invoice)).filter_map(aged).collect()
        }
        _ => {
            let items = book.item_blocks().flatten().enumerate();
            items.map(|(place, item)| (Ix::at(place), item)).filter_map(aged).collect()
        }
    };
    order::sort_by_key(&mut items, |aged| (-aged.days, aged.item));
    items
}

/// The credits that the unapplied figure of a line or of the totals is the sum of, in the
/// order of their days; the column is not looked at.
pub fn credits_behind(book: &Book, query: &AgingQuery, cell: &CellRef) -> Vec<AgedCredit> {
    let Some(admitted) = customers_behind(book, query, cell) else { return Vec::new() };
    let only = match cell.key {
        Some(RowKey::Item(_)) => return Vec::new(),
        Some(RowKey::Credit(ix)) => Some(ix),
        _ if query.by == Grouping::Invoice && query.filter.bucket.is_some() => return Vec::new(),
        _ => None,
    };
    let mut credits: Vec<AgedCredit> = book
        .credits()
        .filter(|&(ix, credit)| {
            only.is_none_or(|only| only == ix)
                && credit.amount.currency == cell.currency
                && admitted[credit.customer.place()]
        })
        .map(|(ix, credit)| (ix, book.left_minor(credit, query.as_of)))
        .filter(|&(_, left_minor)| left_minor != 0)
        .map(|(credit, left_minor)| AgedCredit { credit, left_minor })
        .collect();
    order::sort_by_key(&mut credits, |aged| (book.credit(aged.credit).effective_on(), aged.credit));
    credits
}

/// Whose documents a figure is made of, by place; `None` where the filter leaves nobody's.
fn customers_behind(book: &Book, query: &AgingQuery, cell: &CellRef) -> Option<Vec<bool>> {
    if !query.filter.admits_currency(cell.currency) {
        return None;
    }
    let mut admitted = query.filter.admitted(book);
    for (ix, entry) in book.customers() {
        admitted[ix.place()] &= match &cell.key {
            Some(RowKey::Customer(wanted)) => *wanted == ix,
            Some(RowKey::Segment(group)) => group == group_of(Grouping::Segment, entry),
            Some(RowKey::Responsible(group)) => group == group_of(Grouping::Responsible, entry),
            Some(RowKey::Currency(_) | RowKey::Item(_) | RowKey::Credit(_)) | None => true,
        };
    }
    // Filtering by a column leaves out whole lines, so it takes the lines to know whose.
    if query.filter.bucket.is_some() && query.by != Grouping::Invoice {
        let report = aging(book, query);
        let section = report.sections.iter().find(|section| section.currency == cell.currency)?;
        let (mut shown, mut groups) = (vec![false; admitted.len()], Vec::new());
        for row in &section.rows {
            match &row.key {
                RowKey::Customer(ix) => shown[ix.place()] = true,
                RowKey::Segment(group) | RowKey::Responsible(group) => groups.push(group.as_str()),
                RowKey::Currency(_) | RowKey::Item(_) | RowKey::Credit(_) => {}
            }
        }
        for (ix, entry) in book.customers() {
            let group = group_of(query.by, entry);
            admitted[ix.place()] &= match query.by {
                Grouping::Customer => shown[ix.place()],
                Grouping::Segment | Grouping::Responsible => groups.contains(&group),
                Grouping::Currency | Grouping::Invoice => true,
            };
        }
    }
    Some(admitted)
}
