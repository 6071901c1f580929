//! How good projections were: what would have been said on a past day with only what was
//! known then, beside what came in.

use chrono::{Days, NaiveDate};

use super::history::History;
use super::naive::{Averages, Naive, between, naive_by_day};
use super::project::Projecting;
use super::projection::Band;
use super::question::Question;
use crate::aging::month_ends;
use crate::dunning::days::number;
use crate::ledger::book::Book;

/// What was said on a day of the weeks after it, and what came.
///
/// All of it is about what was open on the day, in minor units of one currency. What came in
/// is money that settles it within the weeks, less what was undone within them (a cheque
/// that bounced).
#[derive(Clone, Debug, PartialEq)]
pub struct Review {
    /// The day.
    pub on: NaiveDate,
    /// The last day of the weeks.
    pub until: NaiveDate,
    /// What was open on the day.
    pub open_minor: i64,
    /// What came in.
    pub came_minor: i64,
    /// What was expected.
    pub expected_minor: i64,
    /// The band of that.
    pub band: Band,
    /// What was due within the weeks or before.
    pub when_due_minor: i64,
    /// What each customer's average delay said.
    pub customer_average_minor: i64,
}

/// How good projections were over some days.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Summary {
    /// Days looked at.
    pub days: u32,
    /// The mean error without regard to its sign, in minor units.
    pub error_minor: i64,
    /// The same of "everything is paid when due".
    pub when_due_error_minor: i64,
    /// The same of each customer's average delay.
    pub customer_average_error_minor: i64,
    /// What came in, in the mean.
    pub came_minor: i64,
    /// How often what came was within the band.
    pub within_band: u32,
}

impl Review {
    /// What was expected less what came, in minor units.
    pub fn error_minor(&self) -> i64 {
        self.expected_minor - self.came_minor
    }

    /// The error in percent of what came; `None` where nothing came.
    pub fn error_percent(&self) -> Option<f64> {
        let came = self.came_minor;
        (came > 0).then(|| 100.0 * self.error_minor() as f64 / came as f64)
    }

    /// Whether what came was within the band.
    pub fn is_within_band(&self) -> bool {
        (self.band.low_minor..=self.band.high_minor).contains(&self.came_minor)
    }
}

impl Summary {
    /// Over some reviews.
    pub fn of(reviews: &[Review]) -> Self {
        let mean = |of: &dyn Fn(&Review) -> i64| {
            let sum: i64 = reviews.iter().map(of).sum();
            if reviews.is_empty() { 0 } else { sum / reviews.len() as i64 }
        };
        Self {
            days: reviews.len() as u32,
            error_minor: mean(&|review| review.error_minor().abs()),
            when_due_error_minor: mean(&|it| (it.when_due_minor - it.came_minor).abs()),
            customer_average_error_minor: mean(&|it| {
                (it.customer_average_minor - it.came_minor).abs()
            }),
            came_minor: mean(&|review| review.came_minor),
            within_band: reviews.iter().filter(|review| review.is_within_band()).count() as u32,
        }
    }

    /// The mean error in percent of what came in; `None` where nothing came.
    pub fn error_percent(&self) -> Option<f64> {
        let came = self.came_minor;
        (came > 0).then(|| 100.0 * self.error_minor as f64 / came as f64)
    }
}

/// How good the projection of a past day was over each of some numbers of weeks. The
/// question says the day, whose instalments, the currency, the seed and how many courses of
/// events are drawn; what it supposes is left aside.
pub fn how_good(book: &Book, question: &Question, weeks: &[u32]) -> Vec<Review> {
    let most = weeks.iter().copied().max().unwrap_or(0);
    let question = Question {
        until: question.on + Days::new(u64::from(most) * 7),
        stress: super::question::Stress::default(),
        ..question.clone()
    };
    let history = History::of(book, question.on);
    let averages = Averages::of(book, &history);
    let came = came_by_day(book, &question);
    let when_due = naive_by_day(book, &question, &averages, Naive::WhenDue);
    let customer = naive_by_day(book, &question, &averages, Naive::CustomerAverage);
    let mut projecting = Projecting::knowing(book, &question, history);
    while !projecting.advance(question.paths.max(1)) {}
    let projection = projecting.finish();
    let review = |&weeks: &u32| {
        let days = weeks as usize * 7;
        let last = days.checked_sub(1);
        Review {
            on: question.on,
            until: question.on + Days::new(days as u64),
            open_minor: projection.open_minor,
            came_minor: between(&came, 0..days),
            expected_minor: between(&projection.expected_minor, 0..days),
            band: last
                .and_then(|last| projection.cumulative.get(last))
                .copied()
                .unwrap_or_default(),
            when_due_minor: between(&when_due, 0..days),
            customer_average_minor: between(&customer, 0..days),
        }
    };
    weeks.iter().map(review).collect()
}

/// The last so many month-ends of which the weeks after are over, oldest first: each is
/// asked of [`how_good`] in turn, so that a page can answer in between.
pub fn reviewed_days(today: NaiveDate, months: u32, weeks: u32) -> Vec<NaiveDate> {
    let over = today - Days::new(u64::from(weeks) * 7);
    let mut days = month_ends(over, months + 1);
    let is_month_end = |day: &NaiveDate| day.succ_opt().is_some_and(is_first);
    days.retain(is_month_end);
    let extra = days.len().saturating_sub(months as usize);
    days.split_off(extra)
}

fn is_first(day: NaiveDate) -> bool {
    use chrono::Datelike;
    day.day() == 1
}

/// What came in by the end of each day of the question, of what was open on its day.
pub fn came_by_day(book: &Book, question: &Question) -> Vec<i64> {
    let (on, until) = (question.on, question.until);
    let days = (until - on).num_days().max(0) as usize;
    let admitted = question.filter.admitted(book);
    let mut by_day = vec![0; days];
    for (ix, _) in book.customers().filter(|(ix, _)| admitted[ix.place()]) {
        for (open, item) in book.open_items_as_entered(ix, on) {
            if item.currency != question.currency {
                continue;
            }
            let paid = book.allocations_to(open.item).filter(|entry| {
                let from = entry.allocation.from;
                on < from
                    && from <= until
                    && entry.until.is_none_or(|end| end > until)
                    && book.credit(entry.credit).credit.is_payment()
            });
            for entry in paid {
                let place = number(entry.allocation.from) - number(on) - 1;
                by_day[place as usize] += entry.allocation.settled_minor();
            }
        }
    }
    let mut so_far = 0;
    for minor in &mut by_day {
        so_far += *minor;
        *minor = so_far;
    }
    by_day
}
