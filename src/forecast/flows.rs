//! What comes and goes besides invoices, and the cash that is left at the end of each day.
//!
//! The balance of a day is the opening cash, plus what is planned to come and less what is
//! planned to go up to and on that day, plus what comes in from customers by then. A planned
//! flow moves on the day it names, working day or not ([`Rhythm`]).
//!
//! The low balance of a day takes, of what comes in by then, what one course of events in
//! ten does not exceed; the high one what one in ten exceeds ([`Band`]). Planned flows are
//! certain in both. Each day's is worked out by itself: no single course of events need be
//! low on all days, so the line of low balances is at least as cautious as any one of them.
//!
//! [`Rhythm`]: crate::ledger::planned_flow::Rhythm

use chrono::NaiveDate;

use super::Projection;
use super::projection::Band;
use crate::ledger::Currency;
use crate::ledger::book::Book;
use crate::ledger::planned_flow::CashCount;

/// Cash day by day, in minor units of one currency.
///
/// Place 0 of each list is the day after the projection's, the last its last day.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CashLine {
    /// With what it begins.
    pub opening: Opening,
    /// The first day.
    pub first: NaiveDate,
    /// What is planned besides.
    pub flows: Flows,
    /// Cash at the end of each day if customers pay as expected.
    pub expected_minor: Vec<i64>,
    /// The same if everything open were paid when due.
    pub contractual_minor: Vec<i64>,
    /// The same in a bad course of events; empty until the band has been drawn.
    pub low_minor: Vec<i64>,
    /// The same in a good course of events; empty until the band has been drawn.
    pub high_minor: Vec<i64>,
}

/// The cash at the end of the day from which one looks ahead.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Opening {
    /// The count it goes back to; without one it is supposed that there was nothing.
    pub counted: Option<CashCount>,
    /// What customers paid since the count, refunds taken off, in minor units.
    pub received_minor: i64,
    /// What was planned to come and go since the count and is supposed to have, in minor
    /// units.
    pub flows_minor: i64,
}

/// What is planned to come and to go on each day, in minor units, neither below zero.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Flows {
    /// To come.
    pub in_minor: Vec<i64>,
    /// To go.
    pub out_minor: Vec<i64>,
}

/// The lowest balance of a line and the first day on which it is that low.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Lowest {
    /// The day.
    pub on: NaiveDate,
    /// The balance at its end, in minor units.
    pub balance_minor: i64,
}

impl CashLine {
    /// The cash of a projection's days, from what the book plans and counted.
    pub fn of(book: &Book, projection: &Projection) -> Self {
        let (on, until, currency) = (projection.on, projection.until, projection.currency);
        let first = on.succ_opt().unwrap_or(on);
        let opening = Opening::of(book, currency, on);
        let flows = Flows::of(book, currency, first, until);
        let line = |inflow: &mut dyn Iterator<Item = i64>| flows.balance(opening.minor(), inflow);
        let band = |of: fn(&Band) -> i64| line(&mut projection.cumulative.iter().map(of));
        Self {
            first,
            expected_minor: line(&mut projection.expected_minor.iter().copied()),
            contractual_minor: line(&mut projection.contractual_minor.iter().copied()),
            low_minor: band(|band| band.low_minor),
            high_minor: band(|band| band.high_minor),
            opening,
            flows,
        }
    }

    /// The lowest point of one of its lists of balances; `None` for an empty one.
    pub fn lowest(&self, balances_minor: &[i64]) -> Option<Lowest> {
        let (place, balance_minor) =
            balances_minor.iter().copied().enumerate().min_by_key(|&(_, minor)| minor)?;
        let on = self.first.checked_add_days(chrono::Days::new(place as u64))?;
        Some(Lowest { on, balance_minor })
    }
}

impl Opening {
    /// The cash of a currency at the end of a day: the latest count up to then, with what
    /// customers paid and what was planned since.
    pub fn of(book: &Book, currency: Currency, on: NaiveDate) -> Self {
        let Some(counted) = book.cash_count_on(currency, on).cloned() else {
            return Self { counted: None, received_minor: 0, flows_minor: 0 };
        };
        let first = counted.on.succ_opt().unwrap_or(counted.on);
        let since = Flows::of(book, currency, first, on);
        let flows_minor = since.in_minor.iter().sum::<i64>() - since.out_minor.iter().sum::<i64>();
        let received_minor = received_minor(book, currency, first, on);
        Self { counted: Some(counted), received_minor, flows_minor }
    }

    /// How much it is, in minor units.
    pub fn minor(&self) -> i64 {
        let counted = self.counted.as_ref().map_or(0, |count| count.amount.amount_minor);
        counted + self.received_minor + self.flows_minor
    }
}

impl Flows {
    /// What the book plans in a currency, from `first` to `last` inclusive.
    pub fn of(book: &Book, currency: Currency, first: NaiveDate, last: NaiveDate) -> Self {
        let days = usize::try_from((last - first).num_days() + 1).unwrap_or(0);
        let mut flows = Self { in_minor: vec![0; days], out_minor: vec![0; days] };
        for flow in book.flows().iter().filter(|flow| flow.amount.currency == currency) {
            let minor = flow.signed_minor();
            let of_days = if minor < 0 { &mut flows.out_minor } else { &mut flows.in_minor };
            for on in flow.rhythm.days(first, last) {
                let place = usize::try_from((on - first).num_days()).ok();
                if let Some(day) = place.and_then(|place| of_days.get_mut(place)) {
                    *day += minor.abs();
                }
            }
        }
        flows
    }

    /// The balance of each day for which `inflow` says what came in by its end.
    fn balance(&self, opening_minor: i64, inflow: &mut dyn Iterator<Item = i64>) -> Vec<i64> {
        let mut planned = opening_minor;
        let days = self.in_minor.iter().zip(&self.out_minor);
        days.zip(inflow)
            .map(|((come, go), inflow_minor)| {
                planned += come - go;
                planned + inflow_minor
            })
            .collect()
    }
}

/// What customers paid in a currency from `first` to `last` inclusive, in minor units:
/// payments on the day the money was there, less what was given back and less cheques on the
/// day they bounced.
pub fn received_minor(book: &Book, currency: Currency, first: NaiveDate, last: NaiveDate) -> i64 {
    let days = first..=last;
    let payments = book
        .credits()
        .filter(|(_, entry)| entry.amount.currency == currency && entry.credit.is_payment());
    payments
        .map(|(ix, entry)| {
            let came = i64::from(days.contains(&entry.effective_on()));
            let bounced = entry.bounced_on.is_some_and(|on| days.contains(&on));
            let refunds = book.refunds_from(ix).filter(|entry| days.contains(&entry.refund.on));
            let refunded: i64 = refunds.map(|entry| entry.refund.amount_minor).sum();
            (came - i64::from(bounced)) * entry.amount.amount_minor - refunded
        })
        .sum()
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]

    use chrono::{Days, Weekday};
    use proptest::prelude::*;

    use super::*;
    use crate::ledger::action::{Draft, count_cash, plan_flow, refund, step_cheque};
    use crate::ledger::credit::ChequeStep;
    use crate::ledger::planned_flow::{FlowDirection, PlannedFlow, Rhythm};
    use crate::ledger::{Id, Money};
    use crate::views::fixture::{cheque, credit, customer, day, draft, mxn, transfer, usd};

    fn plan(draft: &mut Draft, amount: Money, direction: FlowDirection, rhythm: Rhythm) {
        let (id, name) = (Id::new(0, 0), "x".to_owned());
        plan_flow(draft, PlannedFlow { id, name, direction, amount, rhythm }).unwrap();
    }

    /// Nothing comes in on the first day, a hundred by the end of each later one.
    fn projection(on: &str, days: u64) -> Projection {
        let on = day(on);
        let by_day = |first: i64, later: i64| {
            (0..days).map(|place| if place == 0 { first } else { later }).collect::<Vec<_>>()
        };
        Projection {
            on,
            until: on + Days::new(days),
            currency: Currency::MXN,
            open_minor: 150,
            expected_minor: by_day(0, 100),
            contractual_minor: by_day(50, 150),
            cumulative: (0..days)
                .map(|place| match place {
                    0 => Band { low_minor: 0, high_minor: 20 },
                    _ => Band { low_minor: 60, high_minor: 130 },
                })
                .collect(),
            weeks: Vec::new(),
            months: Vec::new(),
            not_within_minor: 50,
            items: Vec::new(),
            knowledge: crate::forecast::Knowledge::default(),
        }
    }

    /// Opening 1,000. Of each day: in, out, inflow by then, and the balance
    /// 1st:      0,  700,   0 → 1,000 − 700 + 0         = 300
    /// 2nd:      0,  700, 100 → 1,000 − 1,400 + 100     = −300
    /// 3rd:    250,    0, 100 → 1,000 − 1,400 + 250 + 100 = −50
    #[test]
    fn a_balance_is_what_there_was_and_what_came_and_went() {
        let mut draft = draft();
        count_cash(&mut draft, day("2026-11-22"), mxn(1_000)).unwrap();
        let until = Some(day("2026-11-24"));
        let monday = Rhythm::Weekly { weekday: Weekday::Mon, from: day("2026-11-01"), until };
        plan(&mut draft, mxn(700), FlowDirection::Out, monday);
        let on_the_24th = Rhythm::Monthly { day: 24, from: day("2026-01-01"), until };
        plan(&mut draft, mxn(700), FlowDirection::Out, on_the_24th);
        let once = Rhythm::Once { on: day("2026-11-25") };
        plan(&mut draft, mxn(250), FlowDirection::In, once);
        plan(&mut draft, usd(9_999), FlowDirection::Out, once);
        let cash = CashLine::of(draft.book(), &projection("2026-11-22", 3));
        assert_eq!(
            (&cash.flows.in_minor[..], &cash.flows.out_minor[..]),
            (&[0, 0, 250][..], &[700, 700, 0][..])
        );
        assert_eq!(cash.expected_minor, [300, -300, -50]);
        assert_eq!(cash.contractual_minor, [350, -250, 0]);
        assert_eq!(cash.low_minor, [300, -340, -90]);
        assert_eq!(cash.high_minor, [320, -270, -20]);
        let lowest = Lowest { on: day("2026-11-24"), balance_minor: -300 };
        assert_eq!(cash.lowest(&cash.expected_minor), Some(lowest));
    }

    #[test]
    fn of_equal_lows_the_first_counts_and_without_a_band_there_is_none() {
        let mut none = projection("2026-11-22", 3);
        none.expected_minor = vec![5, 5, 5];
        none.cumulative.clear();
        let cash = CashLine::of(&Book::default(), &none);
        assert_eq!(cash.lowest(&cash.expected_minor).unwrap().on, day("2026-11-23"));
        assert_eq!(cash.lowest(&cash.low_minor), None);
    }

    /// Counted 500 on the 10th. After that day: +300 by transfer on the 12th, of which 40 is
    /// given back on the 13th; a cheque of 80 from before bounces on the 14th; one of 70 comes
    /// and bounces; a plan of −100 on the 15th. What came on the 10th is in the count.
    /// 500 + 300 − 40 − 80 + 0 = 680, − 100 = 580.
    #[test]
    fn a_count_is_carried_on_to_the_day_by_what_is_known_since() {
        let mut draft = draft();
        let of = customer(&mut draft, "Uno");
        let at = Rhythm::Once { on: day("2026-11-15") };
        count_cash(&mut draft, day("2026-11-10"), mxn(500)).unwrap();
        count_cash(&mut draft, day("2026-11-19"), mxn(9)).unwrap();
        credit(&mut draft, of, transfer(), "2026-11-10", mxn(1_000), &[]);
        let paid = credit(&mut draft, of, transfer(), "2026-11-12", mxn(300), &[]);
        refund(&mut draft, paid, 40, day("2026-11-13"), String::new()).unwrap();
        for (came, minor) in [("2026-11-08", 80), ("2026-11-12", 70)] {
            let id = credit(&mut draft, of, cheque(None), came, mxn(minor), &[]);
            step_cheque(&mut draft, id, ChequeStep::Deposited, day("2026-11-12")).unwrap();
            step_cheque(&mut draft, id, ChequeStep::Bounced, day("2026-11-14")).unwrap();
        }
        plan(&mut draft, mxn(100), FlowDirection::Out, at);
        let book = draft.book();
        let opening = Opening::of(book, Currency::MXN, day("2026-11-18"));
        assert_eq!(
            (opening.received_minor, opening.flows_minor, opening.minor()),
            (180, -100, 580)
        );
        assert_eq!(Opening::of(book, Currency::MXN, day("2026-11-20")).minor(), 9);
        let before = Opening::of(book, Currency::MXN, day("2026-11-09"));
        assert_eq!((before.counted.as_ref(), before.minor()), (None, 0));
    }

    proptest! {
        /// Whatever is planned, no cent is lost between two days: a day's balance is the
        /// one before it, and what comes and goes on that day. And the lines are ordered as
        /// what comes in is.
        #[test]
        fn balances_differ_by_what_comes_and_goes(
            opening in -500..500i64,
            plans in prop::collection::vec((1..900i64, any::<bool>(), 0..40u64, 1..32u8, 0..3u8), 0..8),
            steps in prop::collection::vec((0..50i64, 0..50i64, 0..50i64), 1..60),
        ) {
            let mut draft = draft();
            let first = day("2026-01-30");
            count_cash(&mut draft, first, mxn(opening)).unwrap();
            for (minor, comes, from, of_month, kind) in plans {
                let from = first + Days::new(from);
                let rhythm = match kind {
                    0 => Rhythm::Once { on: from },
                    1 => Rhythm::Weekly { weekday: Weekday::try_from(of_month % 7).unwrap(), from, until: None },
                    _ => Rhythm::Monthly { day: of_month, from, until: None },
                };
                let direction = if comes { FlowDirection::In } else { FlowDirection::Out };
                plan(&mut draft, mxn(minor), direction, rhythm);
            }
            let mut made = projection("2026-01-30", steps.len() as u64);
            let running = |of: fn(&(i64, i64, i64)) -> i64| {
                steps.iter().scan(0, move |sum, step| { *sum += of(step); Some(*sum) }).collect::<Vec<_>>()
            };
            made.expected_minor = running(|step| step.0 + step.1);
            let (low, high) = (running(|step| step.0), running(|step| step.0 + step.1 + step.2));
            made.cumulative = low.iter().zip(&high)
                .map(|(&low_minor, &high_minor)| Band { low_minor, high_minor }).collect();
            let cash = CashLine::of(draft.book(), &made);
            let mut balance = opening;
            for (place, step) in steps.iter().enumerate() {
                balance += cash.flows.in_minor[place] - cash.flows.out_minor[place] + step.0 + step.1;
                prop_assert_eq!(cash.expected_minor[place], balance);
                prop_assert!(cash.low_minor[place] <= balance && balance <= cash.high_minor[place]);
            }
            let lowest = cash.lowest(&cash.expected_minor).unwrap();
            prop_assert_eq!(Some(&lowest.balance_minor), cash.expected_minor.iter().min());
        }
    }
}
