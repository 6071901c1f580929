//! Calls and messages that are not returned (no devuelve llamadas ni mensajes).
//!
//! **Rule.** Since the last time anything was heard of the customer — somebody was spoken
//! to, it wrote or called, or a payment came — at least `unanswered` attempts while
//! something was overdue, at least half of them calls that reached nobody, and
//! `unanswered_days` days from the first to the last. Messages that went out are attempts
//! too; notes, letters and wrong numbers are not.
//!
//! **Why.** A reminder asks for a payment and not for an answer, so messages alone say
//! nothing; calls do. Everybody misses a call, and few miss two calls and two messages over
//! a week.
//!
//! **Gravity.** Mild; serious from twice `unanswered`; grave from three times.

use chrono::{Days, NaiveDate, NaiveDateTime};

use super::{Case, Evidence, Gravity, Sign, since};
use crate::dunning::pause::contacts_until;
use crate::ledger::Id;
use crate::ledger::dealing::{Direction, LoggedContact, Outcome, SignKind};
use crate::ledger::protocol::Channel;

/// What the sign is read from.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Unanswered {
    /// The attempts, oldest first.
    pub attempts: Vec<Attempt>,
    /// The day anything was last heard of the customer.
    pub heard_on: Option<NaiveDate>,
    /// Since when something is overdue.
    pub overdue_since: NaiveDate,
}

/// A call that reached nobody, or a message that went out.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Attempt {
    /// The contact.
    pub contact: Id,
    /// When.
    pub at: NaiveDateTime,
    /// By which way.
    pub channel: Option<Channel>,
    /// Whether it was a call.
    pub is_call: bool,
}

impl Unanswered {
    /// How many of the attempts were calls.
    pub fn calls(&self) -> usize {
        self.attempts.iter().filter(|attempt| attempt.is_call).count()
    }
}

pub(super) fn sign(case: &Case<'_>) -> Option<Sign> {
    if case.of.dealings.is_empty() {
        return None;
    }
    let found = read(case, case.on)?;
    let since = since(case.on, |day| read(case, day).is_some());
    let gravity = match found.attempts.len() / usize::from(case.settings.unanswered).max(1) {
        0 | 1 => Gravity::Mild,
        2 => Gravity::Serious,
        _ => Gravity::Grave,
    };
    let evidence = Evidence::Unanswered(found);
    Some(Sign { kind: SignKind::NotReturned, since, gravity, evidence })
}

fn read(case: &Case<'_>, day: NaiveDate) -> Option<Unanswered> {
    let contacts = contacts_until(case.of, day);
    let least = usize::from(case.settings.unanswered).max(1);
    if contacts.len() < least {
        return None;
    }
    let open = case.book.open_items_as_entered(case.customer, day);
    let overdue_since =
        open.map(|(_, item)| item.due_on).filter(|due_on| *due_on < day).min()? + Days::new(1);
    let credits = case.of.credits.iter().map(|&ix| &case.book.credit(ix).credit);
    let paid_on = credits
        .filter(|credit| credit.is_payment() && credit.date <= day)
        .map(|credit| credit.date)
        .max();
    let spoken_on = contacts.iter().rev().find(|(_, contact)| is_heard(contact));
    let spoken_on = spoken_on.map(|(_, contact)| contact.at.date());
    let heard_on = paid_on.max(spoken_on);
    let mut attempts: Vec<Attempt> = Vec::new();
    for (id, contact) in contacts.iter().rev() {
        let on = contact.at.date();
        // On a day when somebody was spoken to, what went before it is answered too.
        if on < overdue_since || heard_on.is_some_and(|heard| on <= heard) {
            break;
        }
        attempts.extend(attempt(*id, contact));
    }
    attempts.reverse();
    let (first, last) = (attempts.first()?.at.date(), attempts.last()?.at.date());
    let calls = attempts.iter().filter(|attempt| attempt.is_call).count();
    let holds = attempts.len() >= least
        && 2 * calls >= least
        && (last - first).num_days() >= i64::from(case.settings.unanswered_days);
    holds.then_some(Unanswered { attempts, heard_on, overdue_since })
}

fn is_heard(contact: &LoggedContact) -> bool {
    contact.direction == Direction::In || contact.outcome.is_reached()
}

fn attempt(id: Id, contact: &LoggedContact) -> Option<Attempt> {
    let is_call = contact.outcome.is_to_retry();
    let is_message = contact.outcome == Outcome::Sent
        && contact
            .channel
            .is_some_and(|channel| channel.is_written() && channel != Channel::Letter);
    (is_call || is_message).then_some(Attempt {
        contact: id,
        at: contact.at,
        channel: contact.channel,
        is_call,
    })
}
