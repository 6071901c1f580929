//! What comes in the next days: planned steps, promises, plans and calls, if nothing changes.

use std::collections::BTreeMap;

use chrono::{Days, NaiveDate};

use super::pause::Situation;
use super::schedule::{Conduct, Due, Schedule, schedule};
use super::standing::{PlanState, PromiseState, plan_on, promise_on};
use crate::ledger::book::{CustomerEntry, Item};
use crate::ledger::dealing::{Outcome, What};
use crate::ledger::{Book, Id, Ix, Money};

/// Something that comes.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Coming {
    /// The day.
    pub on: NaiveDate,
    /// With whom.
    pub customer: Ix<CustomerEntry>,
    /// What.
    pub what: ComingKind,
}

/// What can come.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum ComingKind {
    /// A step of the protocol, by its place, and what it is for.
    Step {
        /// Its place in the protocol.
        step: usize,
        /// For which instalments.
        items: Vec<Ix<Item>>,
    },
    /// A promised payment.
    Promise {
        /// The promise.
        dealing: Id,
        /// How much of it is to come.
        amount: Money,
    },
    /// A part of a plan.
    Part {
        /// The plan.
        dealing: Id,
        /// How much.
        amount: Money,
    },
    /// A call that was agreed.
    CallBack {
        /// The contact in which it was.
        dealing: Id,
    },
}

/// What comes after a day, up to so many days later, by day.
pub fn ahead(book: &Book, conduct: &dyn Conduct<'_>, days: u64) -> Vec<Coming> {
    let mut coming = Vec::new();
    for (customer, of) in book.customers() {
        if of.invoices.is_empty() {
            continue;
        }
        let schedule = schedule(book, customer, conduct);
        coming.extend(of_customer(book, customer, &schedule, conduct, days));
    }
    coming.sort_by_key(|coming| (coming.on, coming.customer));
    coming
}

/// What comes with one customer.
pub fn of_customer(
    book: &Book,
    customer: Ix<CustomerEntry>,
    schedule: &Schedule,
    conduct: &dyn Conduct<'_>,
    days: u64,
) -> Vec<Coming> {
    let (on, last) = (conduct.on(), conduct.on() + Days::new(days));
    let within = |day: NaiveDate| on < day && day <= last;
    let of = book.customer(customer);
    let mut coming = Vec::new();
    // One action a day: the most advanced step of each.
    let mut steps: BTreeMap<NaiveDate, (usize, Vec<Ix<Item>>)> = BTreeMap::new();
    for item in &schedule.items {
        let Some(next) = item.next else { continue };
        let paused_to = item.pause.as_ref().map(|pause| pause.until.unwrap_or(NaiveDate::MAX));
        if !within(next.on) || paused_to.is_some_and(|until| next.on <= until) {
            continue;
        }
        let day = steps.entry(next.on).or_insert((next.step, Vec::new()));
        day.0 = day.0.max(next.step);
        day.1.push(item.item);
    }
    if let Due::Later { from: Some(from), action } = &schedule.due
        && within(*from)
        && let Some(place) = action.place
    {
        let day = steps.entry(*from).or_insert((place, Vec::new()));
        day.0 = day.0.max(place);
        day.1.extend(action.covers.iter().map(|covered| covered.item));
    }
    let mut add = |on, what| coming.push(Coming { on, customer, what });
    for (on, (step, items)) in steps {
        add(on, ComingKind::Step { step, items });
    }
    for entry in of.dealings.iter().filter(|entry| entry.holds_on(on)) {
        let dealing = entry.dealing.id;
        match &entry.dealing.what {
            What::Promise(promise) if within(promise.due_on) => {
                let standing = promise_on(book, of, entry, on, conduct.grace_days());
                if let Some(standing) = standing.filter(|it| it.state == PromiseState::Open) {
                    let minor = promise.amount.amount_minor - standing.paid_minor;
                    let amount = Money::new(minor, promise.amount.currency);
                    add(promise.due_on, ComingKind::Promise { dealing, amount });
                }
            }
            What::Plan(plan) => {
                let standing = plan_on(book, entry, on, conduct.grace_days());
                let Some(standing) = standing.filter(|it| it.state == PlanState::Running) else {
                    continue;
                };
                let first = standing.next_part.unwrap_or(plan.parts.len());
                for part in plan.parts[first..].iter().filter(|part| within(part.due_on)) {
                    let amount = Money::new(part.amount_minor, plan.currency);
                    add(part.due_on, ComingKind::Part { dealing, amount });
                }
            }
            _ => {}
        }
    }
    let days_of = conduct.days_of(&of.customer);
    for (dealing, contact) in Situation::of(book, of, on, conduct.grace_days(), days_of).contacts {
        if let Outcome::CallBack { at } = contact.outcome
            && within(at.date())
        {
            add(at.date(), ComingKind::CallBack { dealing });
        }
    }
    coming
}

/// How many customers each responsible has to contact on each day to come: one contact a day
/// and customer, whatever it is about.
pub fn load(book: &Book, coming: &[Coming]) -> BTreeMap<(NaiveDate, String), usize> {
    let mut seen = std::collections::BTreeSet::new();
    let mut load = BTreeMap::new();
    let to_contact =
        |what: &ComingKind| matches!(what, ComingKind::Step { .. } | ComingKind::CallBack { .. });
    for coming in coming.iter().filter(|coming| to_contact(&coming.what)) {
        if seen.insert((coming.on, coming.customer)) {
            let responsible = book.customer(coming.customer).customer.responsible.clone();
            *load.entry((coming.on, responsible)).or_insert(0) += 1;
        }
    }
    load
}
