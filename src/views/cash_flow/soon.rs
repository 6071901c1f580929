//! The coming weeks in short, for the first screen.

use chrono::{Days, NaiveDate};

use super::asked::Period;
use super::headline::SOON_DAYS;
use super::lines::spans;
use crate::forecast::{CashLine, Lowest, Projection, Question};
use crate::ledger::Currency;
use crate::ledger::book::Book;

/// How many weeks it looks ahead.
const WEEKS: u64 = 6;

/// What comes in soon in one currency, in minor units.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Soon {
    /// The currency.
    pub currency: Currency,
    /// Expected within thirty days.
    pub expected_minor: i64,
    /// What would come in if everything were paid when due: what is overdue with it.
    pub when_due_minor: i64,
    /// Expected in each of the weeks, by its first and last days.
    pub weeks: Vec<(NaiveDate, NaiveDate, i64)>,
    /// How low the cash falls, where it is known and does fall.
    pub lowest: Option<Lowest>,
}

impl Soon {
    /// What the projection is asked for it: no band is drawn.
    pub fn question(book: &Book, on: NaiveDate, currency: Currency) -> Question {
        let until = on + Days::new(WEEKS * 7);
        Question { until, currency, paths: 0, ..Question::new(book, on) }
    }

    /// What that question's projection says.
    pub fn of(book: &Book, projection: &Projection) -> Self {
        let cash = CashLine::of(book, projection);
        let by = |by_day: &[i64], day: NaiveDate| {
            let place = usize::try_from((day - projection.on).num_days() - 1).ok();
            place.and_then(|place| by_day.get(place)).copied().unwrap_or(0)
        };
        let weeks = spans(projection.on, projection.until, Period::Week);
        let within = |(first, last): (NaiveDate, NaiveDate)| {
            let before = first.pred_opt().map_or(0, |day| by(&projection.expected_minor, day));
            (first, last, by(&projection.expected_minor, last) - before)
        };
        let soon = projection.on + Days::new(SOON_DAYS as u64);
        let lowest = cash.lowest(&cash.expected_minor);
        Self {
            currency: projection.currency,
            expected_minor: by(&projection.expected_minor, soon),
            when_due_minor: by(&projection.contractual_minor, soon),
            weeks: weeks.into_iter().map(within).collect(),
            lowest: lowest.filter(|lowest| {
                cash.opening.counted.is_some() && lowest.balance_minor < cash.opening.minor()
            }),
        }
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]

    use super::super::fixture::projection;
    use super::*;
    use crate::ledger::Id;
    use crate::ledger::action::{count_cash, plan_flow};
    use crate::ledger::planned_flow::{FlowDirection, PlannedFlow, Rhythm};
    use crate::views::fixture::{day, draft, mxn};

    #[test]
    fn it_says_thirty_days_and_six_weeks() {
        let book = Book::default();
        let question = Soon::question(&book, day("2026-11-22"), Currency::USD);
        assert_eq!((question.until, question.paths), (day("2027-01-03"), 0));
        let projection = projection("2026-11-22", &[10; 42]);
        let soon = Soon::of(&book, &projection);
        assert_eq!((soon.expected_minor, soon.when_due_minor), (300, 600));
        assert_eq!(soon.weeks.len(), 6);
        assert_eq!(soon.weeks[5], (day("2026-12-28"), day("2027-01-03"), 70));
        assert_eq!(soon.lowest, None);
        // Cash is named only where it is known and falls: 5 + 20 − 22 on the second day.
        let mut draft = draft();
        count_cash(&mut draft, day("2026-11-22"), mxn(5)).unwrap();
        assert_eq!(Soon::of(draft.book(), &projection).lowest, None);
        let rent = PlannedFlow {
            id: Id::new(0, 0),
            name: "Renta".to_owned(),
            direction: FlowDirection::Out,
            amount: mxn(22),
            rhythm: Rhythm::Once { on: day("2026-11-24") },
        };
        plan_flow(&mut draft, rent).unwrap();
        let lowest = Soon::of(draft.book(), &projection).lowest.unwrap();
        assert_eq!((lowest.on, lowest.balance_minor), (day("2026-11-24"), 3));
    }
}
