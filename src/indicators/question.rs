//! What is asked of the indicators, and the months it is answered by.

use chrono::{Days, Months, NaiveDate};

use crate::aging::Filter;
use crate::ledger::Currency;
use crate::ledger::book::Book;

/// A question to [`report`](super::report): as of which day, in which currency, whose.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Question {
    /// Only what was the case at the end of this day counts.
    pub on: NaiveDate,
    /// How many months are shown, the last of which ends on the day.
    pub months: u32,
    /// The currency; counts of contacts are of all currencies.
    pub currency: Currency,
    /// Whose documents, by what customers are now; the currency and the column of the
    /// filter are not looked at.
    pub filter: Filter,
}

impl Question {
    /// Everybody's last 24 months in the home currency.
    pub fn new(book: &Book, on: NaiveDate) -> Self {
        Self { on, months: 24, currency: book.firm().home_currency, filter: Filter::default() }
    }
}

/// A month that ends on some day of the calendar's months; both ends are included.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Period {
    /// The first day.
    pub from: NaiveDate,
    /// The last day.
    pub to: NaiveDate,
}

impl Period {
    /// The month that ends on a day and the months before it, `count` in all, oldest first.
    /// They follow each other without a gap; from the end of a month they are those of the
    /// calendar.
    ///
    /// ```
    /// use cartera::indicators::Period;
    /// let day = |text: &str| text.parse().unwrap();
    /// let months = Period::months_to(day("2026-03-31"), 2);
    /// assert_eq!((months[0].from, months[0].to), (day("2026-02-01"), day("2026-02-28")));
    /// let months = Period::months_to(day("2026-11-22"), 1);
    /// assert_eq!((months[0].from, months[0].to), (day("2026-10-23"), day("2026-11-22")));
    /// ```
    pub fn months_to(on: NaiveDate, count: u32) -> Vec<Self> {
        // Counted from the day after, so that ends of months stay ends of months.
        let after = on.checked_add_days(Days::new(1)).unwrap_or(on);
        let start = |ago| after.checked_sub_months(Months::new(ago));
        (0..count)
            .rev()
            .filter_map(|ago| Some(Self { from: start(ago + 1)?, to: start(ago)?.pred_opt()? }))
            .collect()
    }

    /// Whether a day is in it.
    pub fn contains(&self, day: NaiveDate) -> bool {
        self.from <= day && day <= self.to
    }

    /// How many days it has.
    pub fn days(&self) -> i64 {
        (self.to - self.from).num_days() + 1
    }

    /// Whether it is a month of the calendar.
    pub fn is_calendar_month(&self) -> bool {
        use chrono::Datelike;
        self.from.day() == 1 && self.to.succ_opt().is_some_and(|next| next.day() == 1)
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn months_follow_each_other_without_a_gap(days in 700_000..760_000i32, count in 1..40u32) {
            let on = NaiveDate::from_num_days_from_ce_opt(days).unwrap();
            let months = Period::months_to(on, count);
            prop_assert_eq!(months.len(), count as usize);
            prop_assert_eq!(months.last().unwrap().to, on);
            for pair in months.windows(2) {
                prop_assert_eq!(pair[0].to.succ_opt().unwrap(), pair[1].from);
            }
            prop_assert!(months.iter().all(|month| (28..=31).contains(&month.days())));
        }
    }

    #[test]
    fn from_the_end_of_a_month_they_are_those_of_the_calendar() {
        for end in ["2026-02-28", "2024-02-29", "2026-04-30", "2026-12-31"] {
            let months = Period::months_to(end.parse().unwrap(), 14);
            assert!(months.iter().all(Period::is_calendar_month), "{end}");
        }
        let months = Period::months_to("2026-11-22".parse().unwrap(), 2);
        assert!(!months[0].is_calendar_month());
    }
}
