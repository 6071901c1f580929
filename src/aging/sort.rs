//! Putting the lines of a section in order.

use crate::order;
use chrono::NaiveDate;

use super::{Row, RowKey};
use crate::ledger::Ix;
use crate::ledger::book::{Book, CustomerEntry};
use crate::text::fold::fold;

/// What lines are sorted by.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum SortKey {
    /// The name of the customer, segment or person, without regard to case and accents;
    /// those without a name last.
    Name,
    /// The number of the invoice, its digits as numbers; the reference of a credit.
    Number,
    /// The day the instalment falls due; a credit's own day.
    DueOn,
    /// A column.
    Bucket(usize),
    /// Unapplied credit.
    Unapplied,
    /// The balance.
    Balance,
    /// The age of the oldest open item; those with nothing open are the youngest.
    Days,
    /// How many instalments are open.
    OpenItems,
}

/// Sorts lines. Those that are equal stand by name, then in the order they were entered,
/// whichever way the rest is sorted, so that the same report is always in the same order.
pub fn sort_rows(book: &Book, rows: &mut Vec<Row>, by: SortKey, descending: bool) {
    let names = name_places(book, rows);
    let numbers = if by == SortKey::Number { number_places(book, rows) } else { Vec::new() };
    let value = |at: usize, row: &Row| match by {
        SortKey::Name => names[at].into(),
        SortKey::Number => numbers[at].into(),
        SortKey::DueOn => due_day(book, row).into(),
        SortKey::Bucket(bucket) => row.amounts.buckets.get(bucket).copied().unwrap_or_default(),
        SortKey::Unapplied => row.amounts.unapplied_minor,
        SortKey::Balance => row.amounts.balance_minor,
        SortKey::Days => row.amounts.oldest_days.unwrap_or(i64::MIN),
        SortKey::OpenItems => i64::try_from(row.amounts.open_items).unwrap_or(i64::MAX),
    };
    let mut keyed: Vec<_> = rows
        .iter()
        .enumerate()
        .map(|(at, row)| {
            let value = value(at, row);
            // Turning all bits over turns the order over, and cannot overflow.
            (if descending { !value } else { value }, names[at], due_day(book, row), at as u32)
        })
        .collect();
    keyed.sort_unstable();
    *rows = keyed.into_iter().map(|(.., at)| rows[at as usize].clone()).collect();
}

/// The place of each line's name among all names, equal for equal names.
fn name_places(book: &Book, rows: &[Row]) -> Vec<u32> {
    let owner = |row: &Row| match &row.key {
        RowKey::Customer(ix) => Some(*ix),
        RowKey::Item(ix) => Some(book.item(*ix).customer),
        RowKey::Credit(ix) => Some(book.credit(*ix).customer),
        RowKey::Segment(_) | RowKey::Responsible(_) | RowKey::Currency(_) => None,
    };
    // A customer has many documents, so customers are put in order, not their documents.
    let owners: Option<Vec<Ix<CustomerEntry>>> = rows.iter().map(owner).collect();
    if let Some(owners) = owners {
        let mut known = vec![None; book.customer_places()];
        for ix in &owners {
            known[ix.place()]
                .get_or_insert_with(|| name_key(book.customer(*ix).customer.name(), ix.place()));
        }
        let listed: Vec<_> = known.iter().flatten().collect();
        let places = places(&listed);
        let mut by_customer = vec![0; known.len()];
        let filled = known.iter().enumerate().filter(|(_, name)| name.is_some());
        for ((at, _), place) in filled.zip(places) {
            by_customer[at] = place;
        }
        return owners.into_iter().map(|ix| by_customer[ix.place()]).collect();
    }
    let names: Vec<_> = rows
        .iter()
        .map(|row| match &row.key {
            RowKey::Segment(name) | RowKey::Responsible(name) => name_key(name, 0),
            RowKey::Currency(currency) => name_key(currency.code(), 0),
            RowKey::Customer(_) | RowKey::Item(_) | RowKey::Credit(_) => name_key("", 0),
        })
        .collect();
    places(&names)
}

/// Nameless last; two customers of one name by place.
fn name_key(name: &str, place: usize) -> (bool, String, usize) {
    (name.trim().is_empty(), fold(name), place)
}

fn number_places(book: &Book, rows: &[Row]) -> Vec<u32> {
    let numbers: Vec<_> = rows
        .iter()
        .map(|row| match &row.key {
            RowKey::Item(ix) => {
                let item = book.item(*ix);
                (number_key(&book.invoice(item.invoice).invoice.number), item.number)
            }
            RowKey::Credit(ix) => (number_key(&book.credit(*ix).credit.reference), 0),
            _ => (String::new(), 0),
        })
        .collect();
    places(&numbers)
}

/// A number such that F-9 sorts before F-10: runs of digits padded to one width.
pub(crate) fn number_key(number: &str) -> String {
    const WIDTH: usize = 20;
    let folded = fold(number.trim());
    let mut key = String::with_capacity(folded.len() + WIDTH);
    let mut rest = folded.as_str();
    while !rest.is_empty() {
        let text = rest.find(|c: char| c.is_ascii_digit()).unwrap_or(rest.len());
        key.push_str(&rest[..text]);
        rest = &rest[text..];
        let run = rest.find(|c: char| !c.is_ascii_digit()).unwrap_or(rest.len());
        let digits = rest[..run].trim_start_matches('0');
        if run > 0 {
            key.extend(std::iter::repeat_n('0', WIDTH.saturating_sub(digits.len())));
            key.push_str(digits);
        }
        rest = &rest[run..];
    }
    key
}

/// Days from the first day of all; less than a `u32` holds.
fn due_day(book: &Book, row: &Row) -> u32 {
    let day = match &row.key {
        RowKey::Item(ix) => book.item(*ix).due_on,
        RowKey::Credit(ix) => book.credit(*ix).effective_on(),
        _ => return 0,
    };
    u32::try_from((day - NaiveDate::MIN).num_days()).unwrap_or(u32::MAX)
}

/// The place of each thing among all, equal for equal things.
fn places<T: Ord>(things: &[T]) -> Vec<u32> {
    let order = order::order_of(things.len(), &|one, other| things[one].cmp(&things[other]));
    let mut places = vec![0; things.len()];
    let mut place = 0;
    for (at, &thing) in order.iter().enumerate() {
        if at > 0 && things[order[at - 1]] != things[thing] {
            place += 1;
        }
        places[thing] = place;
    }
    places
}

#[cfg(test)]
mod tests {
    use super::number_key;

    #[test]
    fn digits_of_a_number_count_as_a_number() {
        let mut numbers = ["F-10", "f-9", "F-09b", "A 2/11", "A 2/9", "12", "7", ""];
        numbers.sort_by_key(|number| number_key(number));
        assert_eq!(numbers, ["", "7", "12", "A 2/9", "A 2/11", "f-9", "F-09b", "F-10"]);
    }
}
