//! What the values of a bank's table say about how to read them.

use chrono::NaiveDate;

use super::proposal::SheetProposal;
use super::role::BankColumn;
use crate::files::amounts::NumberTally;
use crate::files::dates::{DateOrder, DateStyle, DateTally, parse_date};
use crate::files::list::cell::{cell_text, is_filler};

/// Counts over the columns of days and of amounts.
#[derive(Clone, Debug, Default)]
pub(super) struct Values {
    pub dates: DateTally,
    /// All amounts of the table together: one program wrote them.
    pub numbers: NumberTally,
    /// The one order in which the days follow each other, up or down.
    pub steady: Option<DateOrder>,
    pub has_negative_debits: bool,
}

/// Looks through the rows below the header.
pub(super) fn measure(proposal: &SheetProposal, today: NaiveDate) -> Values {
    let mut values = Values::default();
    let day = proposal.day_column();
    let table = proposal.table();
    let first = proposal.header_row().map_or(0, |row| row + 1);
    let amounts: Vec<usize> =
        (0..proposal.columns.len()).filter(|at| proposal.columns[*at].column.is_amount()).collect();
    let debit = proposal.place(BankColumn::Debit);
    let (mut negative, mut debits) = (0_u32, 0_u32);
    let mut days: Vec<&str> = Vec::new();
    for at in first..table.len() {
        let row = table.row(at);
        let cell = |column: usize| {
            let text = cell_text(row.cell(column));
            (!is_filler(text)).then_some(text)
        };
        let written = day.and_then(cell);
        // What has no day is a footer; its sums would be counted as amounts.
        let Some(written) = written else { continue };
        values.dates.add(written, today);
        days.push(written);
        for &column in &amounts {
            if let Some(text) = cell(column) {
                values.numbers.add(text);
            }
        }
        if let Some(text) = debit.and_then(cell) {
            debits += 1;
            negative += u32::from(text.starts_with(['-', '−', '(']) || text.ends_with('-'));
        }
    }
    values.has_negative_debits = negative * 2 > debits;
    values.steady = steady(&days);
    values
}

/// The one order of day and month in which the days go up, or down, all the way.
fn steady(days: &[&str]) -> Option<DateOrder> {
    let goes = |order: &DateOrder| {
        let style = DateStyle { order: *order, serial: false };
        let read: Vec<NaiveDate> = days.iter().filter_map(|day| parse_date(day, style)).collect();
        let distinct = read.first() != read.last();
        distinct && (read.is_sorted() || read.is_sorted_by(|one, other| one >= other))
    };
    let mut fitting = [DateOrder::Dmy, DateOrder::Mdy].into_iter().filter(goes);
    let first = fitting.next()?;
    fitting.next().is_none().then_some(first)
}
