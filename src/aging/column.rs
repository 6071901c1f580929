//! The columns of the report, and which of them a day falls into.

use crate::order;
use std::ops::{AddAssign, Deref};

use chrono::{Days, NaiveDate};

use super::Basis;
use crate::ledger::book::Item;

/// The most columns a report has: not yet due, six ranges, and the open one.
pub const MAX_COLUMNS: usize = 8;

const MAX_EDGES: usize = MAX_COLUMNS - 2;

/// A column of ages, in whole days.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Column {
    /// Zero days past due or fewer.
    NotYetDue,
    /// From so many days to so many, both included.
    Days {
        /// The first.
        from: u16,
        /// The last.
        to: u16,
    },
    /// More than so many days.
    Over(u16),
}

/// The columns as of a day, as boundary dates: finding a column compares dates and
/// subtracts none.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Ranges {
    basis: Basis,
    as_of: NaiveDate,
    columns: Vec<Column>,
    /// The earliest day of each column but the last.
    first_days: Vec<NaiveDate>,
}

impl Ranges {
    /// The columns of a basis, with edges in days: 30, 60, 90 make 1–30, 31–60, 61–90 and
    /// over 90 after not yet due, or 0–30, … by issue date, where nothing is not yet due.
    ///
    /// Edges are taken in order, each once, zero not at all, and no more than six of
    /// them; 30, 60, 90 where none is left.
    ///
    /// ```
    /// use cartera::aging::{Basis, Ranges};
    /// let day = |text: &str| text.parse().unwrap();
    /// let ranges = Ranges::new(Basis::DueDate, &[30, 60, 90], day("2026-03-31"));
    /// let buckets = ["2026-03-31", "2026-03-30", "2026-03-01", "2026-02-28", "2025-12-30"]
    ///     .map(|due_on| ranges.bucket(day(due_on)));
    /// assert_eq!(buckets, [0, 1, 1, 2, 4]);
    /// ```
    pub fn new(basis: Basis, edges: &[u16], as_of: NaiveDate) -> Self {
        let mut edges: Vec<u16> = edges.iter().copied().filter(|&edge| edge > 0).collect();
        order::sort(&mut edges);
        edges.dedup();
        edges.truncate(MAX_EDGES);
        if edges.is_empty() {
            edges = vec![30, 60, 90];
        }

        let days_before =
            |days: u16| as_of.checked_sub_days(Days::new(days.into())).unwrap_or(NaiveDate::MIN);
        let (mut columns, mut first_days) = (Vec::new(), Vec::new());
        let mut from = match basis {
            Basis::DueDate => {
                columns.push(Column::NotYetDue);
                first_days.push(as_of);
                1
            }
            Basis::IssueDate => 0,
        };
        let mut last = 0;
        for to in edges {
            columns.push(Column::Days { from, to });
            first_days.push(days_before(to));
            from = to.saturating_add(1);
            last = to;
        }
        columns.push(Column::Over(last));
        Self { basis, as_of, columns, first_days }
    }

    /// The columns, in order.
    pub fn columns(&self) -> &[Column] {
        &self.columns
    }

    /// The day that the columns are as of.
    pub fn as_of(&self) -> NaiveDate {
        self.as_of
    }

    /// The day from which an instalment's age counts.
    pub fn age_from(&self, item: &Item) -> NaiveDate {
        match self.basis {
            Basis::DueDate => item.due_on,
            Basis::IssueDate => item.issued_on,
        }
    }

    /// The column of a due date, or of a day of issue, as the basis is.
    pub fn bucket(&self, day: NaiveDate) -> usize {
        self.first_days.iter().map(|&first| usize::from(day < first)).sum()
    }

    /// Days from a day to the day of the report; below zero where it is yet to come.
    pub fn days_since(&self, day: NaiveDate) -> i64 {
        (self.as_of - day).num_days()
    }
}

/// Amounts by column, in minor units of one currency; a slice as long as there are columns.
#[derive(Clone, Copy, PartialEq, Eq)]
pub struct Buckets {
    minor: [i64; MAX_COLUMNS],
    len: u8,
}

impl Buckets {
    /// So many columns with nothing in them.
    pub(super) fn zero(columns: usize) -> Self {
        Self::of([0; MAX_COLUMNS], columns)
    }

    pub(super) fn of(minor: [i64; MAX_COLUMNS], columns: usize) -> Self {
        Self { minor, len: u8::try_from(columns.min(MAX_COLUMNS)).unwrap_or(0) }
    }

    pub(super) fn add(&mut self, bucket: usize, minor: i64) {
        self.minor[bucket] += minor;
    }

    /// As many columns, with nothing in them.
    pub fn emptied(&self) -> Self {
        Self::zero(self.len())
    }

    /// What stands in all of them.
    pub fn sum(&self) -> i64 {
        self.iter().sum()
    }
}

impl Deref for Buckets {
    type Target = [i64];

    fn deref(&self) -> &[i64] {
        &self.minor[..usize::from(self.len)]
    }
}

impl AddAssign<&Self> for Buckets {
    fn add_assign(&mut self, other: &Self) {
        for (sum, more) in self.minor.iter_mut().zip(other.minor) {
            *sum += more;
        }
    }
}

impl std::fmt::Debug for Buckets {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_list().entries(self.iter()).finish()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn day(text: &str) -> NaiveDate {
        NaiveDate::parse_from_str(text, "%Y-%m-%d").expect("a date of this file")
    }

    #[test]
    fn edges_are_put_in_order_and_never_missing() {
        let as_of = day("2026-03-31");
        let columns = |edges: &[u16]| Ranges::new(Basis::DueDate, edges, as_of).columns().to_vec();
        assert_eq!(
            columns(&[60, 30, 0, 60]),
            [
                Column::NotYetDue,
                Column::Days { from: 1, to: 30 },
                Column::Days { from: 31, to: 60 },
                Column::Over(60),
            ]
        );
        assert_eq!(columns(&[]), columns(&[30, 60, 90]));
        assert_eq!(columns(&[1, 2, 3, 4, 5, 6, 7, 8, 9]).len(), MAX_COLUMNS);
    }

    #[test]
    fn every_day_has_the_column_that_subtracting_gives() {
        let as_of = day("2024-03-01");
        for basis in Basis::ALL {
            let ranges = Ranges::new(basis, &[7, 30, 60, 90], as_of);
            for age in (if basis == Basis::DueDate { -40 } else { 0 })..200_i64 {
                let then = as_of - chrono::Duration::days(age);
                let expected = ranges.columns().iter().position(|column| match *column {
                    Column::NotYetDue => age <= 0,
                    Column::Days { from, to } => i64::from(from) <= age && age <= i64::from(to),
                    Column::Over(days) => age > i64::from(days),
                });
                assert_eq!(Some(ranges.bucket(then)), expected, "{basis:?}, {age} days");
                assert_eq!(ranges.days_since(then), age);
            }
        }
    }

    #[test]
    fn the_first_day_of_all_and_the_widest_edge_do_not_overflow() {
        let ranges = Ranges::new(Basis::DueDate, &[u16::MAX], NaiveDate::MIN);
        assert_eq!(ranges.bucket(NaiveDate::MIN), 0);
        let ranges = Ranges::new(Basis::DueDate, &[u16::MAX], NaiveDate::MAX);
        assert_eq!(ranges.bucket(NaiveDate::MIN), 2);
    }
}
