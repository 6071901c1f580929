//! One customer's case: what is owed, what was said last, what was agreed.

use chrono::{NaiveDate, NaiveDateTime};

use super::{Teller, number_of};
use crate::dunning::pause::contacts_until;
use crate::dunning::schedule::{Action, Conduct, Due, ItemSchedule, Schedule};
use crate::dunning::standing::{PlanState, PromiseState, plan_on, promise_on};
use crate::dunning::worklist::{Filter, Line};
use crate::ledger::book::{CustomerEntry, DealingEntry, Item};
use crate::ledger::dealing::{LoggedContact, What};
use crate::ledger::{Id, Ix, Money};
use crate::text::format::{amount_for_home, date_medium};
use crate::text::{dunning as words, worklist as said};

/// Contacts that are told.
const TOLD: usize = 3;

/// A customer's case on a day, in words.
#[derive(Clone, Debug)]
pub struct Case {
    /// The action that is due or waits; none where nothing is.
    pub action: Option<Box<Action>>,
    /// Whether it is to be done now.
    pub standing: Standing,
    /// What is to be done: the step, or why a call comes first.
    pub what: String,
    /// Why it stands where it stands in the day's list; empty for one that is not in it.
    pub because: String,
    /// What is owed, oldest due first.
    pub items: Vec<CaseItem>,
    /// The latest contacts, the last one first.
    pub said: Vec<Said>,
    /// What was agreed and still stands.
    pub agreed: Vec<Agreed>,
}

/// Whether something is to be done with a customer.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Standing {
    /// It is to be done now.
    Due,
    /// It may be done from a day on; never, without one.
    Later(Option<NaiveDate>),
    /// All is paused.
    Paused,
    /// It was done.
    Done,
    /// Nothing is due.
    Nothing,
}

/// An open instalment.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CaseItem {
    /// Which.
    pub item: Ix<Item>,
    /// Its invoice.
    pub invoice: Id,
    /// Its number.
    pub number: String,
    /// What is open.
    pub open: Money,
    /// Days past due.
    pub days: i64,
    /// Why it waits, the step that is due, and the next.
    pub notes: Vec<String>,
}

/// A contact.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Said {
    /// When.
    pub at: NaiveDateTime,
    /// How and what came of it: «Llamada · Promete pagar · con Ana».
    pub head: String,
    /// What was said; may be empty.
    pub said: String,
}

/// Something that was agreed and still stands.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Agreed {
    /// The dealing.
    pub dealing: Id,
    /// What.
    pub what: String,
    /// Whether it was not kept.
    pub is_broken: bool,
}

/// A customer's case on the day of the practice.
pub fn case(teller: Teller<'_>, customer: Ix<CustomerEntry>) -> Case {
    let Teller { book, practice, lang, .. } = teller;
    let on = practice.on();
    let of = book.customer(customer);
    let schedule = practice.schedule(customer);
    let (action, standing) = match &schedule.due {
        Due::Nothing => (None, Standing::Nothing),
        Due::Paused => (None, Standing::Paused),
        Due::DoneToday => (None, Standing::Done),
        Due::Later { from, action } => (Some(action.clone()), Standing::Later(*from)),
        Due::Today(action) => (Some(action.clone()), Standing::Due),
    };
    let contacts = contacts_until(of, on);
    let said = contacts.iter().rev().take(TOLD).map(|(_, contact)| told(teller, contact)).collect();
    let what = action.as_ref().map(|action| teller.what(action)).unwrap_or_default();
    let because = match standing {
        Standing::Due => {
            // The share is of the whole list.
            let list = practice.worklist(&Filter::default());
            let is_it = |line: &&Line| line.customer == customer;
            list.lines.iter().find(is_it).map(|line| teller.because(line)).unwrap_or_default()
        }
        Standing::Later(from) => match from {
            Some(day) => said::from_day(lang, &crate::text::format::weekday_date(lang, day)),
            None => said::never(lang).to_owned(),
        },
        Standing::Paused => said::all_paused(lang).to_owned(),
        Standing::Done => said::done_today(lang).to_owned(),
        Standing::Nothing => said::nothing_due(lang).to_owned(),
    };
    let items = schedule.items.iter().map(|item| item_of(teller, &schedule, item)).collect();
    let agreed = of.dealings.iter().filter(|entry| entry.holds_on(on));
    let agreed = agreed.filter_map(|entry| agreed_of(teller, of, entry)).collect();
    Case { action, standing, what, because, items, said, agreed }
}

fn item_of(teller: Teller<'_>, schedule: &Schedule<'_>, of: &ItemSchedule) -> CaseItem {
    let Teller { book, lang, .. } = teller;
    let item = book.item(of.item);
    let name = |place: usize| schedule.protocol.steps[place].name.in_lang(lang);
    let mut notes = Vec::new();
    if let Some(pause) = &of.pause {
        notes.push(words::pause(lang, &pause.why, pause.until));
    } else if let Some(current) = of.current {
        notes.push(said::due_step(lang, name(current.step)));
    }
    if !of.superseded.is_empty() {
        let steps: Vec<_> = of.superseded.iter().map(name).collect();
        notes.push(said::superseded(lang, &steps.join(", ")));
    }
    if let Some(next) = of.next {
        let day = date_medium(lang, next.on);
        notes.push(said::next_step(lang, name(next.step), &day));
    }
    CaseItem {
        item: of.item,
        invoice: book.invoice(item.invoice).invoice.id,
        number: number_of(book, of.item, lang),
        open: Money::new(of.open_minor, item.currency),
        days: of.days,
        notes,
    }
}

fn told(teller: Teller<'_>, contact: &LoggedContact) -> Said {
    let lang = teller.lang;
    let mut head = vec![words::contact(lang, contact.channel, contact.direction)];
    if contact.channel.is_some() {
        head.push(words::outcome(lang, &contact.outcome).to_owned());
    }
    if !contact.with.is_empty() {
        head.push(said::with(lang, &contact.with));
    }
    Said { at: contact.at, head: head.join(" · "), said: contact.said.clone() }
}

/// What was agreed, where it still matters: kept and replaced promises do not.
fn agreed_of(teller: Teller<'_>, of: &CustomerEntry, entry: &DealingEntry) -> Option<Agreed> {
    let Teller { book, practice, lang, style } = teller;
    let (on, grace) = (practice.on(), practice.grace_days());
    let money = |amount| amount_for_home(amount, book.firm().home_currency, style);
    let (what, is_broken) = match &entry.dealing.what {
        What::Promise(promise) => {
            let state = promise_on(book, of, entry, on, grace)?.state;
            let is_broken = matches!(state, PromiseState::Broken | PromiseState::PartlyKept);
            if !is_broken && state != PromiseState::Open {
                return None;
            }
            let day = date_medium(lang, promise.due_on);
            let state = words::promise_state(lang, state);
            (said::promise(lang, &money(promise.amount), &day, state), is_broken)
        }
        What::Dispute(dispute) => {
            let number = book.find_invoice(dispute.invoice);
            let number = number.map(|ix| book.invoice(ix).invoice.number.as_str());
            let over = words::dispute_reason(lang, dispute.reason).to_lowercase();
            let days = (on - dispute.opened_on).num_days();
            (said::dispute_open(lang, number.unwrap_or_default(), &over, days), false)
        }
        What::Plan(plan) => {
            let standing = plan_on(book, entry, on, grace)?;
            if !matches!(standing.state, PlanState::Running | PlanState::Broken) {
                return None;
            }
            let state = words::plan_state(lang, standing.state);
            let what = match standing.next_part {
                Some(place) => {
                    let part = plan.parts[place];
                    let amount = money(Money::new(part.amount_minor, plan.currency));
                    let day = date_medium(lang, part.due_on);
                    said::plan(lang, place + 1, plan.parts.len(), &amount, &day, state)
                }
                None => said::plan_whole(lang, state),
            };
            (what, standing.state == PlanState::Broken)
        }
        What::Hold(hold) => {
            let why = crate::dunning::pause::PauseReason::Hold(hold.reason.clone());
            (words::pause(lang, &why, hold.until), false)
        }
        What::Contact(_) | What::Sign(_) | What::SignReview(_) => return None,
    };
    Some(Agreed { dealing: entry.dealing.id, what, is_broken })
}
