//! Why nothing is to be done about an instalment for now, and what is to be done at the
//! user's own desk meanwhile.

use chrono::{NaiveDate, NaiveDateTime};

use super::days::DayTable;
use super::standing::{PlanState, PromiseState, plan_due_on, plan_on, promise_on};
use crate::ledger::book::{CustomerEntry, DealingEntry};
use crate::ledger::dealing::{LoggedContact, Outcome, What};
use crate::ledger::invoice::InstalmentRef;
use crate::ledger::{Book, Id};

/// Why an instalment waits.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Pause {
    /// Why.
    pub why: PauseReason,
    /// The last day of it; until something changes when absent.
    pub until: Option<NaiveDate>,
    /// The dealing it comes from.
    pub dealing: Id,
}

/// The reasons for waiting.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum PauseReason {
    /// The user put the customer or the invoice on hold, for a reason.
    Hold(String),
    /// The invoice is disputed.
    Dispute,
    /// A payment is promised.
    Promise,
    /// The customer is still to approve it.
    Approval,
    /// It is in the customer's payment run.
    PaymentRun,
    /// It is being sent again.
    NotReceived,
    /// The customer says it is paid: the user looks for the payment.
    SaysPaid,
    /// A call was agreed for later.
    CallBack,
}

/// Something that calls for a call of its own, whatever the protocol says.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Call {
    /// Why.
    pub why: CallReason,
    /// Since when it is due.
    pub on: NaiveDate,
    /// The time agreed, for a call back.
    pub at: Option<NaiveDateTime>,
    /// The dealing it comes from.
    pub dealing: Id,
    /// What it is about.
    pub items: Vec<InstalmentRef>,
}

/// The reasons for a call.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum CallReason {
    /// What the customer said would happen by a day has not shown.
    FollowUp,
    /// A promise was not kept, or only in part.
    BrokenPromise,
    /// A part of a plan was missed.
    BrokenPlan,
    /// A call was agreed for this day.
    CallBack,
}

/// Something to do at the user's own desk.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Task {
    /// What.
    pub what: TaskKind,
    /// Since when.
    pub since: NaiveDate,
    /// The dealing it comes from.
    pub dealing: Id,
    /// What it is about.
    pub items: Vec<InstalmentRef>,
}

/// Tasks that come of what customers say.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum TaskKind {
    /// Send the invoice: it never arrived.
    SendInvoice,
    /// Look for a payment that the customer says it made.
    FindPayment,
    /// Settle a dispute.
    SettleDispute,
    /// Find out the right number or address.
    FixContact,
}

/// Working days for which an invoice that is sent again is left alone.
pub const DAYS_AFTER_SENDING: u32 = 3;
/// Working days given to look for a payment.
pub const DAYS_TO_FIND: u32 = 3;
/// Working days given to an approval that has no day.
pub const DAYS_TO_APPROVE: u32 = 5;

/// What a customer's dealings come to on a day.
#[derive(Default)]
pub struct Situation<'a> {
    /// Contacts up to the day that no later one corrects, oldest first.
    pub contacts: Vec<(Id, &'a LoggedContact)>,
    /// Calls that are due.
    pub calls: Vec<Call>,
    /// What is to be done at the desk.
    pub tasks: Vec<Task>,
    /// Pauses by instalment; without one, of all.
    pauses: Vec<(Option<InstalmentRef>, Pause)>,
    /// Due dates that plans set instead.
    planned_dues: Vec<(InstalmentRef, NaiveDate)>,
}

impl<'a> Situation<'a> {
    /// What they come to at a day, contacts of that day included.
    pub fn of(
        book: &Book,
        of: &'a CustomerEntry,
        on: NaiveDate,
        grace_days: u8,
        days: &DayTable,
    ) -> Self {
        let mut it = Self::default();
        if of.dealings.is_empty() {
            return it;
        }
        it.contacts = contacts_until(of, on);
        for entry in of.dealings.iter().filter(|entry| entry.dealing.what.day() <= on) {
            it.take(book, of, entry, on, grace_days);
        }
        it.take_outcomes(book, on, grace_days, days);
        it
    }

    /// Whether nothing was said or agreed that matters on the day.
    pub fn is_blank(&self) -> bool {
        self.contacts.is_empty() && self.pauses.is_empty() && self.planned_dues.is_empty()
    }

    /// Why an instalment waits; the pause that lasts longest, of several.
    pub fn pause_of(&self, item: InstalmentRef) -> Option<&Pause> {
        let own = self.pauses.iter().filter(|(of, _)| of.is_none_or(|of| of == item));
        own.map(|(_, pause)| pause).max_by_key(|pause| pause.until.unwrap_or(NaiveDate::MAX))
    }

    /// The day on which a plan lets an instalment fall due instead of its own.
    pub fn planned_due(&self, item: InstalmentRef) -> Option<NaiveDate> {
        self.planned_dues.iter().find(|(of, _)| *of == item).map(|(_, due_on)| *due_on)
    }

    fn take(
        &mut self,
        book: &Book,
        of: &CustomerEntry,
        entry: &DealingEntry,
        on: NaiveDate,
        grace_days: u8,
    ) {
        let dealing = entry.dealing.id;
        let holds = entry.holds_on(on);
        match &entry.dealing.what {
            What::Contact(_) | What::Sign(_) | What::SignReview(_) => {}
            What::Promise(promise) => {
                let Some(standing) = promise_on(book, of, entry, on, grace_days) else { return };
                match standing.state {
                    PromiseState::Open => {
                        self.pause_items(
                            &promise.items,
                            PauseReason::Promise,
                            Some(standing.deadline),
                            dealing,
                        );
                    }
                    PromiseState::Broken | PromiseState::PartlyKept if holds => {
                        let items = &promise.items;
                        self.call(
                            book,
                            CallReason::BrokenPromise,
                            standing.deadline,
                            dealing,
                            items,
                            on,
                        );
                    }
                    _ => {}
                }
            }
            What::Dispute(dispute) if holds => {
                let items = items_of_invoice(book, dispute.invoice);
                if book.open_of(&items, on) == 0 {
                    return;
                }
                self.pause_items(&items, PauseReason::Dispute, None, dealing);
                let since = dispute.opened_on;
                self.tasks.push(Task { what: TaskKind::SettleDispute, since, dealing, items });
            }
            What::Plan(plan) => {
                let Some(standing) = plan_on(book, entry, on, grace_days) else { return };
                if let Some(due_on) = plan_due_on(plan, &standing) {
                    for &item in &plan.items {
                        self.planned_dues.retain(|(of, _)| *of != item);
                        self.planned_dues.push((item, due_on));
                    }
                }
                if let (PlanState::Broken, Some((_, deadline))) = (standing.state, standing.missed)
                {
                    self.call(book, CallReason::BrokenPlan, deadline, dealing, &plan.items, on);
                }
            }
            What::Hold(hold) if holds && hold.until.is_none_or(|until| on <= until) => {
                let why = PauseReason::Hold(hold.reason.clone());
                match hold.invoice {
                    Some(invoice) => {
                        self.pause_items(
                            &items_of_invoice(book, invoice),
                            why,
                            hold.until,
                            dealing,
                        );
                    }
                    None => self.pauses.push((None, Pause { why, until: hold.until, dealing })),
                }
            }
            What::Dispute(_) | What::Hold(_) => {}
        }
    }

    /// What the contacts' outcomes have left to do, where no later contact speaks of the same.
    fn take_outcomes(&mut self, book: &Book, on: NaiveDate, grace_days: u8, days: &DayTable) {
        for place in 0..self.contacts.len() {
            let (dealing, contact) = self.contacts[place];
            let later = &self.contacts[place + 1..];
            let items = &contact.items;
            let is_open = items.is_empty() || book.open_of(items, on) > 0;
            let superseded = later.iter().any(|(_, later)| speaks_of(later, items));
            if !is_open || superseded {
                continue;
            }
            let day = contact.at.date();
            let (why, until) = match &contact.outcome {
                Outcome::NotReceived => {
                    (PauseReason::NotReceived, days.after(day, DAYS_AFTER_SENDING))
                }
                Outcome::AwaitingApproval { until } => {
                    let until = until.unwrap_or_else(|| days.after(day, DAYS_TO_APPROVE));
                    (PauseReason::Approval, until)
                }
                Outcome::InPaymentRun { on } => {
                    (PauseReason::PaymentRun, *on + chrono::Days::new(grace_days.into()))
                }
                Outcome::SaysPaid { .. } => (PauseReason::SaysPaid, days.after(day, DAYS_TO_FIND)),
                Outcome::CallBack { at } => {
                    self.call_back(*at, dealing, items, on);
                    continue;
                }
                Outcome::WrongNumber => {
                    self.task(TaskKind::FixContact, day, dealing, items);
                    continue;
                }
                _ => continue,
            };
            match contact.outcome {
                Outcome::NotReceived => self.task(TaskKind::SendInvoice, day, dealing, items),
                Outcome::SaysPaid { .. } => self.task(TaskKind::FindPayment, day, dealing, items),
                _ => {}
            }
            if on <= until {
                self.pause(items, why, Some(until), dealing);
            } else {
                self.call(book, CallReason::FollowUp, until, dealing, items, on);
            }
        }
    }

    fn call_back(
        &mut self,
        at: NaiveDateTime,
        dealing: Id,
        items: &[InstalmentRef],
        on: NaiveDate,
    ) {
        let day = at.date();
        if on < day {
            let until = day.pred_opt();
            self.pause(items, PauseReason::CallBack, until, dealing);
            return;
        }
        let items = items.to_vec();
        self.calls.push(Call { why: CallReason::CallBack, on: day, at: Some(at), dealing, items });
    }

    fn task(&mut self, what: TaskKind, since: NaiveDate, dealing: Id, items: &[InstalmentRef]) {
        self.tasks.push(Task { what, since, dealing, items: items.to_vec() });
    }

    /// A call is due from the day after `deadline` on, until somebody was spoken to.
    fn call(
        &mut self,
        book: &Book,
        why: CallReason,
        deadline: NaiveDate,
        dealing: Id,
        items: &[InstalmentRef],
        on: NaiveDate,
    ) {
        let since = deadline + chrono::Days::new(1);
        let made = self.contacts.iter().any(|(_, contact)| {
            contact.at.date() >= since && is_made(contact) && covers_any(contact, items)
        });
        if since <= on && !made && (items.is_empty() || book.open_of(items, on) > 0) {
            let items = items.to_vec();
            self.calls.push(Call { why, on: since, at: None, dealing, items });
        }
    }

    fn pause(
        &mut self,
        items: &[InstalmentRef],
        why: PauseReason,
        until: Option<NaiveDate>,
        dealing: Id,
    ) {
        if items.is_empty() {
            self.pauses.push((None, Pause { why, until, dealing }));
        } else {
            self.pause_items(items, why, until, dealing);
        }
    }

    fn pause_items(
        &mut self,
        items: &[InstalmentRef],
        why: PauseReason,
        until: Option<NaiveDate>,
        dealing: Id,
    ) {
        let pause = Pause { why, until, dealing };
        self.pauses.extend(items.iter().map(|&item| (Some(item), pause.clone())));
    }
}

/// Contacts up to a day that none of those up to it corrects, oldest first.
pub fn contacts_until(of: &CustomerEntry, on: NaiveDate) -> Vec<(Id, &LoggedContact)> {
    let mut all: Vec<(Id, &LoggedContact)> = of
        .dealings
        .iter()
        .filter_map(|entry| match &entry.dealing.what {
            What::Contact(contact) if contact.at.date() <= on => Some((entry.dealing.id, contact)),
            _ => None,
        })
        .collect();
    let corrected: Vec<Id> = all.iter().filter_map(|(_, contact)| contact.corrects).collect();
    all.retain(|(id, _)| !corrected.contains(id));
    all.sort_by_key(|(id, contact)| (contact.at, *id));
    all
}

/// Whether a contact did what it was made for: a message went out, or somebody was reached.
pub fn is_made(contact: &LoggedContact) -> bool {
    contact.outcome == Outcome::Sent || contact.outcome.is_reached()
}

/// Whether a contact speaks of any of some instalments; one without any speaks of all.
pub fn covers_any(contact: &LoggedContact, items: &[InstalmentRef]) -> bool {
    contact.items.is_empty()
        || items.is_empty()
        || items.iter().any(|item| contact.items.contains(item))
}

fn speaks_of(contact: &LoggedContact, items: &[InstalmentRef]) -> bool {
    is_made(contact) && covers_any(contact, items)
}

fn items_of_invoice(book: &Book, invoice: Id) -> Vec<InstalmentRef> {
    let ix = book.find_invoice(invoice);
    ix.map_or_else(Vec::new, |ix| book.items_of(ix).map(|(item, _)| book.item_ref(item)).collect())
}
