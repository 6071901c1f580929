//! Promises that were not kept (promesas incumplidas).
//!
//! **Rule.** At least `broken_promises` promises whose last day, with the days of grace,
//! passed within the last `broken_days` days, and of which less than nine tenths had been
//! paid by then. Promises that were replaced or withdrawn in time do not count.
//!
//! **Why.** A promise is the customer's own word for its own day, so one that is broken says
//! something; a tenth missing is a deduction or a fee and not a broken word. Ninety days are
//! a quarter's collecting.
//!
//! **Gravity.** Mild; serious from twice `broken_promises`; grave from three times.

use chrono::NaiveDate;

use super::{Case, Evidence, Gravity, Sign, before, since};
use crate::dunning::standing::{PromiseState, promise_on};
use crate::ledger::dealing::{SignKind, What};
use crate::ledger::{Id, Money};
use crate::order;

/// A promise that was not kept.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct BrokenPromise {
    /// The promise.
    pub dealing: Id,
    /// The day the money was promised for.
    pub due_on: NaiveDate,
    /// The first day on which it was broken.
    pub broken_on: NaiveDate,
    /// How much was promised.
    pub promised: Money,
    /// How much of it came in time.
    pub paid: Money,
}

pub(super) fn sign(case: &Case<'_>) -> Option<Sign> {
    let broken = broken(case);
    let (least, window) = (usize::from(case.settings.broken_promises), case.settings.broken_days);
    let within = |day: NaiveDate| {
        let first = before(day, window);
        broken.iter().filter(move |it| it.broken_on > first && it.broken_on <= day)
    };
    let count = within(case.on).count();
    if count < least.max(1) {
        return None;
    }
    let since = since(case.on, |day| within(day).count() >= least.max(1));
    let gravity = match count / least.max(1) {
        1 => Gravity::Mild,
        2 => Gravity::Serious,
        _ => Gravity::Grave,
    };
    let evidence = Evidence::Promises(within(case.on).copied().collect());
    Some(Sign { kind: SignKind::BrokenPromises, since, gravity, evidence })
}

/// All of a customer's broken promises up to the day, in the order in which they broke.
fn broken(case: &Case<'_>) -> Vec<BrokenPromise> {
    let grace_days = case.book.firm().dunning.grace_days;
    let dealings = case.of.dealings.iter();
    let mut found: Vec<BrokenPromise> = dealings
        .filter_map(|entry| {
            let What::Promise(promise) = &entry.dealing.what else { return None };
            // What becomes of a promise is settled on its last day, so this is as true of
            // any day since.
            let standing = promise_on(case.book, case.of, entry, case.on, grace_days)?;
            let is_broken =
                matches!(standing.state, PromiseState::Broken | PromiseState::PartlyKept);
            let Money { amount_minor, currency } = promise.amount;
            let is_short = standing.paid_minor < amount_minor - amount_minor / 10;
            (is_broken && is_short).then(|| BrokenPromise {
                dealing: entry.dealing.id,
                due_on: promise.due_on,
                broken_on: standing.deadline.succ_opt().unwrap_or(standing.deadline),
                promised: promise.amount,
                paid: Money::new(standing.paid_minor, currency),
            })
        })
        .collect();
    order::sort_by_key(&mut found, |it| (it.broken_on, it.dealing));
    found
}
