//! The weeks or months ahead, one line each.

use chrono::{Datelike, Days, Months, NaiveDate};

use super::asked::{Period, Scenario};
use crate::forecast::{Band, CashLine, Projection};

/// What comes and goes within one week or month, in minor units.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct PeriodLine {
    /// Its first day.
    pub first: NaiveDate,
    /// Its last day; that of the projection where it is cut short.
    pub last: NaiveDate,
    /// What comes in from what is owed now, in the scenario.
    pub inflow_minor: i64,
    /// Between a bad and a good outcome; not in the contractual scenario, and not before
    /// the band has been drawn.
    pub band: Option<Band>,
    /// What would come in if everything were paid when due.
    pub contractual_minor: i64,
    /// What may come of invoices that do not exist yet.
    pub to_come_minor: i64,
    /// What is planned to come besides.
    pub in_minor: i64,
    /// What is planned to go.
    pub out_minor: i64,
    /// Cash at its end.
    pub balance_minor: i64,
    /// Cash at its end in a bad course of events.
    pub low_minor: Option<i64>,
}

/// The lines of a projection: seven days each from the day after its own, or the calendar
/// months that its days touch. `to_come_minor` says what may have come of invoices yet to be
/// issued by the end of each day; it may be empty.
///
/// Each amount is a difference of two cumulative ones, so the lines sum to the whole.
pub fn period_lines(
    projection: &Projection,
    cash: &CashLine,
    to_come_minor: &[i64],
    scenario: Scenario,
    by: Period,
) -> Vec<PeriodLine> {
    let (inflow, balance) = of_scenario(projection, cash, scenario);
    let bands = match by {
        _ if scenario == Scenario::Contractual => &[][..],
        Period::Week => &projection.weeks[..],
        Period::Month => &projection.months[..],
    };
    let spans = spans(projection.on, projection.until, by);
    let place = |day: NaiveDate| usize::try_from((day - cash.first).num_days()).ok();
    let within = |cumulative: &[i64], (first, last): (NaiveDate, NaiveDate)| {
        let at = |day: Option<usize>| day.and_then(|day| cumulative.get(day)).copied().unwrap_or(0);
        at(place(last)) - at(first.pred_opt().and_then(place))
    };
    let sum = |daily: &[i64], (first, last): (NaiveDate, NaiveDate)| -> i64 {
        let (Some(first), Some(last)) = (place(first), place(last)) else { return 0 };
        daily.get(first..=last).map_or(0, |days| days.iter().sum())
    };
    let lines = spans.into_iter().enumerate().map(|(number, span)| {
        let at_end = |balances: &[i64]| place(span.1).and_then(|day| balances.get(day)).copied();
        PeriodLine {
            first: span.0,
            last: span.1,
            inflow_minor: within(inflow, span),
            band: bands.get(number).copied(),
            contractual_minor: within(&projection.contractual_minor, span),
            to_come_minor: within(to_come_minor, span),
            in_minor: sum(&cash.flows.in_minor, span),
            out_minor: sum(&cash.flows.out_minor, span),
            balance_minor: at_end(balance).unwrap_or(0),
            low_minor: match scenario {
                Scenario::Contractual => None,
                Scenario::Expected | Scenario::Stressed => at_end(&cash.low_minor),
            },
        }
    });
    lines.collect()
}

/// What has come in by the end of each day and the cash that is left, in a scenario.
pub fn of_scenario<'a>(
    projection: &'a Projection,
    cash: &'a CashLine,
    scenario: Scenario,
) -> (&'a [i64], &'a [i64]) {
    match scenario {
        Scenario::Contractual => (&projection.contractual_minor, &cash.contractual_minor),
        Scenario::Expected | Scenario::Stressed => {
            (&projection.expected_minor, &cash.expected_minor)
        }
    }
}

/// The first and last days of the weeks or months from the day after `on` to `until`.
pub fn spans(on: NaiveDate, until: NaiveDate, by: Period) -> Vec<(NaiveDate, NaiveDate)> {
    let mut spans = Vec::new();
    let mut next = on.succ_opt();
    while let Some(first) = next.filter(|first| *first <= until) {
        let last = match by {
            Period::Week => first.checked_add_days(Days::new(6)),
            Period::Month => first
                .with_day(1)
                .and_then(|first| first.checked_add_months(Months::new(1)))
                .and_then(|next| next.pred_opt()),
        };
        let last = last.unwrap_or(until).min(until);
        spans.push((first, last));
        next = last.succ_opt();
    }
    spans
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]

    use proptest::prelude::*;

    use super::super::fixture::projection;
    use super::*;
    use crate::ledger::action::count_cash;
    use crate::views::fixture::{day, draft, mxn};

    #[test]
    fn months_are_the_calendars_and_the_ends_are_cut() {
        let spans = spans(day("2026-11-22"), day("2027-01-10"), Period::Month);
        let days = [
            ("2026-11-23", "2026-11-30"),
            ("2026-12-01", "2026-12-31"),
            ("2027-01-01", "2027-01-10"),
        ];
        assert_eq!(spans, days.map(|(first, last)| (day(first), day(last))));
    }

    /// Ten days of 1, 2, 3, … a day: the first week brings 28, the three days left 27.
    #[test]
    fn a_line_is_what_its_days_bring() {
        let daily: Vec<i64> = (1..=10).collect();
        let projection = projection("2026-11-22", &daily);
        let mut draft = draft();
        count_cash(&mut draft, day("2026-11-22"), mxn(100)).unwrap();
        let cash = CashLine::of(draft.book(), &projection);
        let to_come: Vec<i64> = (1..=10).map(|day| day * 5).collect();
        let lines = period_lines(&projection, &cash, &to_come, Scenario::Expected, Period::Week);
        let said: Vec<_> = lines
            .iter()
            .map(|line| (line.first, line.last, line.inflow_minor, line.to_come_minor))
            .collect();
        assert_eq!(
            said,
            [
                (day("2026-11-23"), day("2026-11-29"), 28, 35),
                (day("2026-11-30"), day("2026-12-02"), 27, 15),
            ]
        );
        assert_eq!(lines[1].balance_minor, 155);
        // Twice that when due, and no band about it.
        let lines = period_lines(&projection, &cash, &[], Scenario::Contractual, Period::Week);
        assert_eq!((lines[0].inflow_minor, lines[0].band, lines[1].balance_minor), (56, None, 210));
    }

    proptest! {
        /// However the days are divided, the lines sum to the whole and follow each other.
        #[test]
        fn lines_sum_to_the_whole(
            daily in prop::collection::vec(0..900i64, 1..200),
            on in 0..400u64,
            by_month in any::<bool>(),
        ) {
            let on = day("2026-01-01") + Days::new(on);
            let projection = projection(&on.to_string(), &daily);
            let cash = CashLine::of(draft().book(), &projection);
            let by = if by_month { Period::Month } else { Period::Week };
            let lines = period_lines(&projection, &cash, &[], Scenario::Expected, by);
            let sum: i64 = lines.iter().map(|line| line.inflow_minor).sum();
            prop_assert_eq!(sum, daily.iter().sum::<i64>());
            prop_assert_eq!(lines.last().map(|line| line.balance_minor), Some(sum));
            prop_assert_eq!(lines.last().map(|line| line.last), Some(projection.until));
            for pair in lines.windows(2) {
                prop_assert_eq!(pair[0].last.succ_opt(), Some(pair[1].first));
            }
        }
    }
}
