//! Projections made by hand, for tests.

use chrono::Days;

use crate::forecast::{Band, Knowledge, Projection};
use crate::ledger::Currency;
use crate::views::fixture::day;

/// What comes in on each day from the day after `on`; twice that when due; half of it in a
/// bad course of events and twice in a good one; a tenth of the sum is not expected.
pub fn projection(on: &str, daily: &[i64]) -> Projection {
    let on = day(on);
    let running = |times: i64| {
        daily.iter().scan(0, move |sum, minor| {
            *sum += minor * times;
            Some(*sum)
        })
    };
    let sum: i64 = daily.iter().sum();
    let band = |minor: i64| Band { low_minor: minor / 2, high_minor: minor * 2 };
    Projection {
        on,
        until: on + Days::new(daily.len() as u64),
        currency: Currency::MXN,
        open_minor: sum + sum / 10,
        expected_minor: running(1).collect(),
        contractual_minor: running(2).collect(),
        cumulative: running(1).map(band).collect(),
        weeks: daily.chunks(7).map(|week| band(week.iter().sum())).collect(),
        months: Vec::new(),
        not_within_minor: sum / 10,
        items: Vec::new(),
        knowledge: Knowledge::default(),
    }
}
