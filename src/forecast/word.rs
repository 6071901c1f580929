//! What was said and given for the open instalments of a customer: promises, cheques,
//! disputes and plans, and how far such things held before.

use chrono::NaiveDate;

use super::item::{Course, Part};
use super::projection::Reason;
use crate::dunning::days::number;
use crate::dunning::standing::{PromiseState, plan_due_on, plan_on, promise_on};
use crate::ledger::book::{Book, CustomerEntry, DealingEntry, Item};
use crate::ledger::dealing::{Plan, What};
use crate::ledger::{Id, Ix};

/// Supposed before anything is known: of three promises two are kept, counting as four
/// promises of the portfolio; the portfolio's rate counts as four of a customer. A rule of
/// ours, to be replaced by what the ledger has seen.
const PROMISES_KEPT: f64 = 2.0 / 3.0;
const PROMISES_STRENGTH: f64 = 4.0;
/// Of twenty post-dated cheques nineteen are good, counting as twenty cheques.
const CHEQUES_GOOD: f64 = 0.95;
const CHEQUES_STRENGTH: f64 = 20.0;
/// A dispute lasts thirty days in the mean, counting as three disputes.
const DISPUTE_DAYS: f64 = 30.0;
const DISPUTES_STRENGTH: f64 = 3.0;

/// How far what was said and given held before a day.
#[derive(Clone, Debug)]
pub struct Word {
    on: NaiveDate,
    grace_days: u8,
    promises: Tally,
    promises_by_customer: Vec<Tally>,
    cheque_odds: f64,
    dispute_daily_end: f64,
    /// The part of promises that would be kept which is kept.
    promises_factor: f64,
}

#[derive(Clone, Copy, Debug, Default)]
struct Tally {
    held: f64,
    all: f64,
}

impl Tally {
    fn drawn_toward(self, rate: f64, strength: f64) -> f64 {
        (self.held + strength * rate) / (self.all + strength)
    }
}

/// What covers an instalment, in the order in which it is asked.
enum Cover<'a> {
    Promise { on: NaiveDate, deadline: NaiveDate, odds: f64 },
    Dispute,
    Plan(&'a Plan, i64),
}

/// A dealing that covers some instalments, or an invoice, for a part of what is open.
struct Said<'a> {
    dealing: Id,
    entry: &'a DealingEntry,
    share: f64,
    cover: Cover<'a>,
}

/// What stands for a customer's open instalments on a day.
pub struct Standing<'a> {
    cheques: Vec<(Ix<Item>, i64, Id, NaiveDate)>,
    said: Vec<Said<'a>>,
}

impl Word {
    /// How far things held that came to an end by a day.
    pub fn learn(book: &Book, on: NaiveDate, promises_percent: u8) -> Self {
        let grace_days = book.firm().dunning.grace_days;
        let mut promises = Tally::default();
        let mut promises_by_customer = vec![Tally::default(); book.customer_places()];
        let (mut ended, mut disputed_days) = (0.0, 0.0);
        for (ix, of) in book.customers() {
            for entry in of.dealings.iter().filter(|entry| entry.dealing.what.day() <= on) {
                if let Some(kept) = kept(book, of, entry, on, grace_days) {
                    for tally in [&mut promises, &mut promises_by_customer[ix.place()]] {
                        tally.held += kept;
                        tally.all += 1.0;
                    }
                }
                if let What::Dispute(dispute) = &entry.dealing.what {
                    let end = entry.ended.as_ref().map(|ended| ended.on).filter(|&end| end <= on);
                    ended += f64::from(u8::from(end.is_some()));
                    disputed_days += (end.unwrap_or(on) - dispute.opened_on).num_days() as f64;
                }
            }
        }
        let mut cheques = Tally::default();
        for (_, entry) in book.credits() {
            if entry.effective_on() <= on && entry.credit.cheque().is_some() {
                cheques.all += 1.0;
                let is_good = entry.bounced_on.is_none_or(|bounced| bounced > on);
                cheques.held += f64::from(u8::from(is_good));
            }
        }
        Self {
            on,
            grace_days,
            promises,
            promises_by_customer,
            cheque_odds: cheques.drawn_toward(CHEQUES_GOOD, CHEQUES_STRENGTH),
            dispute_daily_end: (ended + DISPUTES_STRENGTH)
                / (disputed_days + DISPUTES_STRENGTH * DISPUTE_DAYS),
            promises_factor: f64::from(promises_percent.min(100)) / 100.0,
        }
    }

    /// What stands for a customer.
    pub fn of<'a>(
        &self,
        book: &Book,
        ix: Ix<CustomerEntry>,
        of: &'a CustomerEntry,
    ) -> Standing<'a> {
        let mut standing = Standing { cheques: self.cheques(book, of), said: Vec::new() };
        // The latest of a kind goes first.
        let known = of.dealings.iter().rev();
        for entry in known.filter(|entry| entry.dealing.what.day() <= self.on) {
            if let Some((cover, share)) = self.cover(book, ix, of, entry) {
                standing.said.push(Said { dealing: entry.dealing.id, entry, share, cover });
            }
        }
        standing
    }

    /// The parts of an open instalment.
    pub fn parts(
        &self,
        book: &Book,
        standing: &Standing<'_>,
        ix: Ix<Item>,
        open_minor: i64,
    ) -> Vec<Part> {
        let item = book.item(ix);
        let late_days = number(self.on) - number(item.due_on);
        let mut parts = Vec::new();
        let mut left = open_minor;
        let mut take = |left: &mut i64, minor: i64, reason: Reason, course: Course| {
            let minor = minor.clamp(0, *left);
            if minor > 0 {
                parts.push(Part { minor, reason, course });
                *left -= minor;
            }
        };
        for &(_, minor, credit, on) in standing.cheques.iter().filter(|cheque| cheque.0 == ix) {
            let day = number(on) - number(self.on);
            let odds = self.cheque_odds;
            let course = Course::Promised { late_days, on: day, deadline: day, odds };
            take(&mut left, minor, Reason::Cheque { credit, on }, course);
        }
        for wanted in [0, 1, 2] {
            for said in standing.said.iter().filter(|said| said.cover.order() == wanted) {
                if left == 0 || !covers(book, said.entry, item, ix) {
                    continue;
                }
                let dealing = said.dealing;
                let minor = (left as f64 * said.share).round() as i64;
                match said.cover {
                    Cover::Promise { on, deadline, odds } => {
                        let course = Course::Promised {
                            late_days,
                            on: number(on) - number(self.on),
                            deadline: number(deadline) - number(self.on),
                            odds,
                        };
                        take(&mut left, minor, Reason::Promise { dealing, on }, course);
                    }
                    Cover::Dispute => {
                        let daily_end = self.dispute_daily_end;
                        let course = Course::HeldUp { late_days, daily_end };
                        take(&mut left, minor, Reason::Dispute { dealing }, course);
                    }
                    Cover::Plan(plan, paid_minor) => {
                        let whole = left;
                        for (due_on, share) in unpaid_parts(plan, paid_minor) {
                            let late_days = number(self.on) - number(due_on);
                            let minor = (whole as f64 * share).round() as i64;
                            let course = Course::Habit { late_days };
                            take(&mut left, minor, Reason::Plan { dealing }, course);
                        }
                    }
                }
            }
        }
        let course = Course::Habit { late_days };
        take(&mut left, i64::MAX, Reason::Habit, course);
        parts
    }

    fn cheques(&self, book: &Book, of: &CustomerEntry) -> Vec<(Ix<Item>, i64, Id, NaiveDate)> {
        let in_hand = of.credits.iter().filter(|&&credit| {
            let entry = book.credit(credit);
            entry.effective_on() > self.on
                && entry.credit.date <= self.on
                && entry.credit.cheque().is_some()
                && entry.bounced_on.is_none_or(|bounced| bounced > self.on)
        });
        let lines = in_hand.flat_map(|&credit| {
            let id = book.credit(credit).credit.id;
            let lines = book.allocations_from(credit);
            lines.map(move |line| {
                let allocation = &line.allocation;
                (line.item, allocation.settled_minor(), id, allocation.from)
            })
        });
        lines.filter(|line| line.3 > self.on).collect()
    }

    fn cover<'a>(
        &self,
        book: &Book,
        ix: Ix<CustomerEntry>,
        of: &CustomerEntry,
        entry: &'a DealingEntry,
    ) -> Option<(Cover<'a>, f64)> {
        let on = self.on;
        match &entry.dealing.what {
            What::Promise(promise) => {
                let standing = promise_on(book, of, entry, on, self.grace_days)?;
                let open = book.open_of(&promise.items, on);
                let to_come = promise.amount.amount_minor - standing.paid_minor;
                if standing.state != PromiseState::Open || open <= 0 || to_come <= 0 {
                    return None;
                }
                let rate = self.promises.drawn_toward(PROMISES_KEPT, PROMISES_STRENGTH);
                let own = self.promises_by_customer[ix.place()];
                let odds = own.drawn_toward(rate, PROMISES_STRENGTH) * self.promises_factor;
                let (on, deadline) = (promise.due_on, standing.deadline);
                let share = (to_come as f64 / open as f64).min(1.0);
                Some((Cover::Promise { on, deadline, odds }, share))
            }
            What::Dispute(dispute) if entry.holds_on(on) => {
                let open = book.open(book.find_invoice(dispute.invoice)?, on).amount_minor;
                let share = dispute.amount.map_or(1.0, |amount| {
                    (amount.amount_minor as f64 / open.max(1) as f64).clamp(0.0, 1.0)
                });
                Some((Cover::Dispute, share))
            }
            What::Plan(plan) => {
                let standing = plan_on(book, entry, on, self.grace_days)?;
                plan_due_on(plan, &standing)?;
                Some((Cover::Plan(plan, standing.paid_minor), 1.0))
            }
            _ => None,
        }
    }
}

impl Cover<'_> {
    fn order(&self) -> u8 {
        match self {
            Self::Promise { .. } => 0,
            Self::Dispute => 1,
            Self::Plan(..) => 2,
        }
    }
}

impl Standing<'_> {
    /// Whether nothing was said or given.
    pub fn is_blank(&self) -> bool {
        self.cheques.is_empty() && self.said.is_empty()
    }
}

/// The part of a promise that was kept, once its time is over; `None` before, and for one
/// that was replaced or given up.
fn kept(
    book: &Book,
    of: &CustomerEntry,
    entry: &DealingEntry,
    on: NaiveDate,
    grace_days: u8,
) -> Option<f64> {
    let What::Promise(promise) = &entry.dealing.what else { return None };
    let standing = promise_on(book, of, entry, on, grace_days)?;
    match standing.state {
        PromiseState::Kept => Some(1.0),
        PromiseState::PartlyKept => {
            let whole = promise.amount.amount_minor.max(1);
            Some((standing.paid_minor as f64 / whole as f64).min(1.0))
        }
        PromiseState::Broken => Some(0.0),
        PromiseState::Open | PromiseState::Replaced | PromiseState::Withdrawn => None,
    }
}

fn covers(book: &Book, entry: &DealingEntry, item: &Item, ix: Ix<Item>) -> bool {
    match entry.dealing.what.invoice() {
        Some(invoice) => book.invoice(item.invoice).invoice.id == invoice,
        None => entry.dealing.what.items().contains(&book.item_ref(ix)),
    }
}

/// The parts of a plan that are not paid: when they fall due, and the share of each of what
/// is left at its turn, so that the last takes all.
fn unpaid_parts(plan: &Plan, paid_minor: i64) -> Vec<(NaiveDate, f64)> {
    let mut paid = paid_minor;
    let mut unpaid: Vec<(NaiveDate, i64)> = Vec::new();
    for part in &plan.parts {
        let settled = paid.min(part.amount_minor);
        paid -= settled;
        if part.amount_minor > settled {
            unpaid.push((part.due_on, part.amount_minor - settled));
        }
    }
    let whole: i64 = unpaid.iter().map(|(_, minor)| minor).sum();
    let last = unpaid.len().saturating_sub(1);
    let share = |place: usize, minor: i64| {
        if place == last { 1.0 } else { minor as f64 / whole.max(1) as f64 }
    };
    unpaid.iter().enumerate().map(|(at, &(due_on, minor))| (due_on, share(at, minor))).collect()
}
