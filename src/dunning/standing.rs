//! What promises and plans have come to, on any day. Their states follow from the payments;
//! nothing is stored.

use chrono::{Days, NaiveDate};

use crate::ledger::Book;
use crate::ledger::book::{CustomerEntry, DealingEntry};
use crate::ledger::dealing::{Plan, Promise, What};

/// What has become of a promise.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum PromiseState {
    /// Its day and the days of grace are not over.
    Open,
    /// All of it was paid in time, or nothing is owed any more of what it covers.
    Kept,
    /// A part was paid in time.
    PartlyKept,
    /// Nothing was paid in time.
    Broken,
    /// Another promise for the same took its place before its day.
    Replaced,
    /// The user gave it up.
    Withdrawn,
}

/// A promise on a day.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct PromiseStanding {
    /// What has become of it.
    pub state: PromiseState,
    /// Paid of what it covers since it was made, up to its last day, in minor units.
    pub paid_minor: i64,
    /// The last day on which a payment counts.
    pub deadline: NaiveDate,
}

/// A promise of a customer on a day, `grace_days` being the days after its own on which a
/// payment still counts. `None` for another kind of dealing, or before it was made.
pub fn promise_on(
    book: &Book,
    of: &CustomerEntry,
    entry: &DealingEntry,
    on: NaiveDate,
    grace_days: u8,
) -> Option<PromiseStanding> {
    let What::Promise(promise) = &entry.dealing.what else { return None };
    if on < promise.made_on {
        return None;
    }
    let deadline = promise.due_on + Days::new(grace_days.into());
    let last = on.min(deadline);
    let open = book.open_of(&promise.items, last);
    let paid_minor = (promise.open_minor - open).max(0);
    let standing = |state| Some(PromiseStanding { state, paid_minor, deadline });
    if paid_minor >= promise.amount.amount_minor || open == 0 {
        return standing(PromiseState::Kept);
    }
    if let Some(ended) = entry.ended.as_ref().filter(|ended| ended.on <= last) {
        debug_assert!(ended.on >= promise.made_on);
        return standing(PromiseState::Withdrawn);
    }
    if is_replaced(of, entry, promise, last) {
        return standing(PromiseState::Replaced);
    }
    standing(match (on <= deadline, paid_minor > 0) {
        (true, _) => PromiseState::Open,
        (false, true) => PromiseState::PartlyKept,
        (false, false) => PromiseState::Broken,
    })
}

/// Whether a later promise, made while this one was open, covers any of the same.
fn is_replaced(
    of: &CustomerEntry,
    entry: &DealingEntry,
    promise: &Promise,
    last: NaiveDate,
) -> bool {
    of.dealings.iter().filter(|later| later.dealing.id > entry.dealing.id).any(|later| {
        let What::Promise(other) = &later.dealing.what else { return false };
        other.made_on <= last && other.items.iter().any(|item| promise.items.contains(item))
    })
}

/// What has become of a plan.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum PlanState {
    /// Every part so far was paid in time.
    Running,
    /// Nothing is owed any more of what it covers.
    Fulfilled,
    /// A part was missed.
    Broken,
    /// The user gave it up.
    Ended,
}

/// A plan on a day.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct PlanStanding {
    /// What has become of it.
    pub state: PlanState,
    /// Paid of what it covers since it was agreed, in minor units.
    pub paid_minor: i64,
    /// The first part that is not wholly paid, from 0.
    pub next_part: Option<usize>,
    /// The first part that was missed, from 0, and the last day on which it could be paid.
    pub missed: Option<(usize, NaiveDate)>,
}

/// A plan on a day; `None` for another kind of dealing, or before it was agreed.
pub fn plan_on(
    book: &Book,
    entry: &DealingEntry,
    on: NaiveDate,
    grace_days: u8,
) -> Option<PlanStanding> {
    let What::Plan(plan) = &entry.dealing.what else { return None };
    if on < plan.agreed_on {
        return None;
    }
    let whole: i64 = plan.parts.iter().map(|part| part.amount_minor).sum();
    let paid_by = |day| (whole - book.open_of(&plan.items, day)).max(0);
    let paid_minor = paid_by(on);
    let mut due_minor = 0;
    let (mut next_part, mut missed) = (None, None);
    for (place, part) in plan.parts.iter().enumerate() {
        due_minor += part.amount_minor;
        let deadline = part.due_on + Days::new(grace_days.into());
        if missed.is_none() && deadline < on && paid_by(deadline) < due_minor {
            missed = Some((place, deadline));
        }
        if next_part.is_none() && paid_minor < due_minor {
            next_part = Some(place);
        }
    }
    let ended = entry.ended.as_ref().is_some_and(|ended| ended.on <= on);
    let state = match (next_part, ended, missed) {
        (None, ..) => PlanState::Fulfilled,
        (_, true, _) => PlanState::Ended,
        (_, _, Some(_)) => PlanState::Broken,
        _ => PlanState::Running,
    };
    Some(PlanStanding { state, paid_minor, next_part, missed })
}

/// The day on which what a plan covers falls due instead, on a day: that of its first part
/// that is not paid. `None` where the original due dates count.
pub fn plan_due_on(plan: &Plan, standing: &PlanStanding) -> Option<NaiveDate> {
    let restored = standing.state == PlanState::Broken && plan.restores;
    if restored || matches!(standing.state, PlanState::Ended | PlanState::Fulfilled) {
        return None;
    }
    standing.next_part.map(|place| plan.parts[place].due_on)
}
