//! Where each instalment of a customer stands in its protocol, and the one action that is
//! due: worked out afresh from the book every time, never kept.

use std::cmp::Reverse;

use chrono::{NaiveDate, NaiveDateTime};

use super::days::{DayTable, LONGEST, day, number};
use super::pause::{Call, Pause, Situation, Task, covers_any, is_made};
use super::priority::worth_in;
use crate::ledger::book::{CustomerEntry, Item, OpenItem};
use crate::ledger::customer::Customer;
use crate::ledger::dealing::{Direction, LoggedContact, Outcome};
use crate::ledger::invoice::InstalmentRef;
use crate::ledger::protocol::{Channel, Protocol, Stage, Step, StepRef};
use crate::ledger::{Book, Id, Ix, Money};

/// How a firm goes about it on a day: what a schedule depends on besides the book.
pub trait Conduct<'a> {
    /// The day.
    fn on(&self) -> NaiveDate;
    /// Days after its day for which a promise still counts as kept.
    fn grace_days(&self) -> u8;
    /// The protocol of a customer.
    fn protocol_of(&self, customer: &Customer) -> &'a Protocol;
    /// The days on which a customer may be contacted.
    fn days_of(&self, customer: &Customer) -> &DayTable;
    /// The earliest moment of the day or later at which a customer may be contacted by a
    /// channel, given the contacts so far; `None` where it is never allowed.
    fn slot_of(
        &self,
        customer: &Customer,
        channel: Channel,
        contacts: &[(Id, &LoggedContact)],
    ) -> Option<NaiveDateTime>;
}

/// Where an open instalment stands.
#[derive(Clone, Debug)]
pub struct ItemSchedule {
    /// Which.
    pub item: Ix<Item>,
    /// What is open of it, in minor units.
    pub open_minor: i64,
    /// The day it falls due: its own, or the one a plan sets instead.
    pub due_on: NaiveDate,
    /// Whether a plan sets it.
    pub by_plan: bool,
    /// Days past that; zero or less before.
    pub days: i64,
    /// The latest step whose day has come, done or not: how far collection has come with it.
    pub reached: Option<usize>,
    /// The step that is due and not done.
    pub current: Option<Planned>,
    /// The step after it.
    pub next: Option<Planned>,
    /// Steps that were reached, not done, and overtaken by a later one: by place in the
    /// protocol.
    pub superseded: Places,
    /// Why nothing is to be done about it now.
    pub pause: Option<Pause>,
}

/// Steps of a protocol, by their places.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Places(u64);

impl Places {
    /// Whether there is none.
    pub fn is_empty(self) -> bool {
        self.0 == 0
    }

    /// They, in the order of the protocol.
    pub fn iter(self) -> impl Iterator<Item = usize> {
        (0..64).filter(move |&place| self.0 & (1 << place) != 0)
    }

    /// A protocol has at most 60 (`protocol_check`); what lies beyond is not told.
    fn insert(&mut self, place: usize) {
        self.0 |= u32::try_from(place).ok().and_then(|place| 1u64.checked_shl(place)).unwrap_or(0);
    }
}

/// A step on its day.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Planned {
    /// Its place in the protocol.
    pub step: usize,
    /// The day by the protocol.
    pub planned_on: NaiveDate,
    /// The day it falls on: the same, unless nothing is allowed on that one.
    pub on: NaiveDate,
}

/// Everything that is planned for a customer on a day.
#[derive(Clone, Debug)]
pub struct Schedule<'a> {
    /// The protocol it follows.
    pub protocol: &'a Protocol,
    /// Its open instalments, oldest due first.
    pub items: Vec<ItemSchedule>,
    /// The one action that is due.
    pub due: Due,
    /// What is to be done at the user's own desk.
    pub tasks: Vec<Task>,
}

/// Whether anything is to be done with a customer today.
#[derive(Clone, Debug)]
pub enum Due {
    /// Nothing is due.
    Nothing,
    /// All that would be due is paused.
    Paused,
    /// Something was done today already.
    DoneToday,
    /// Something is due, but may only be done from a day on; never, without one.
    Later {
        /// The first day on which it is allowed.
        from: Option<NaiveDate>,
        /// What will be done then.
        action: Box<Action>,
    },
    /// This is due today.
    Today(Box<Action>),
}

/// The one thing to do with a customer today.
#[derive(Clone, Debug)]
pub struct Action {
    /// The step that it does; none for a call that comes of what was said.
    pub step: Option<StepRef>,
    /// The place of that step in the protocol.
    pub place: Option<usize>,
    /// A call that comes of what was said: it comes before any step.
    pub call: Option<Call>,
    /// How.
    pub channel: Channel,
    /// The channel that the protocol says, where that one did not get through.
    pub instead_of: Option<Channel>,
    /// How far collection has come with the customer: the stage of the step, or the later
    /// one that another instalment it speaks of has come to.
    pub stage: Stage,
    /// The day since which it is due.
    pub since: NaiveDate,
    /// The day the protocol says, where nothing was allowed on that one.
    pub moved_from: Option<NaiveDate>,
    /// The first moment today at which it is allowed.
    pub from: Option<NaiveDateTime>,
    /// Attempts by this channel that reached nobody.
    pub attempts: usize,
    /// All that it speaks of: what it is due for, and what else is overdue and not paused.
    pub covers: Vec<Covered>,
    /// Days past due of the oldest.
    pub oldest_days: i64,
    /// The last contact before.
    pub last_contact: Option<NaiveDate>,
}

/// An instalment that an action speaks of.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Covered {
    /// Which.
    pub item: Ix<Item>,
    /// What is open of it, in minor units.
    pub open_minor: i64,
    /// Whether the action is due for it, and not only mentions it.
    pub is_due: bool,
}

impl Action {
    /// What it is about, one amount for each currency, in the order they first appear.
    pub fn totals(&self, book: &Book) -> Vec<Money> {
        totals(
            self.covers
                .iter()
                .map(|covered| Money::new(covered.open_minor, book.item(covered.item).currency)),
        )
    }

    /// What it speaks of, as a contact names it.
    pub fn items(&self, book: &Book) -> Vec<InstalmentRef> {
        self.covers.iter().map(|covered| book.item_ref(covered.item)).collect()
    }
}

/// One amount for each currency, in the order they first appear.
pub fn totals(amounts: impl Iterator<Item = Money>) -> Vec<Money> {
    let mut totals: Vec<Money> = Vec::new();
    for amount in amounts {
        match totals.iter_mut().find(|total| total.currency == amount.currency) {
            Some(total) => total.amount_minor += amount.amount_minor,
            None => totals.push(amount),
        }
    }
    totals
}

/// Attempts that reach nobody after which the next channel is tried.
pub const ATTEMPTS: usize = 3;

/// Works out a customer's schedule.
pub fn schedule<'a>(book: &Book, ix: Ix<CustomerEntry>, conduct: &dyn Conduct<'a>) -> Schedule<'a> {
    let of = book.customer(ix);
    let protocol = conduct.protocol_of(&of.customer);
    let days = conduct.days_of(&of.customer);
    let on = conduct.on();
    let situation = Situation::of(book, of, on, conduct.grace_days(), days);
    let mut open: Vec<(NaiveDate, OpenItem)> = book
        .open_items_as_entered(ix, on)
        .filter(|(open, _)| open.open_minor > 0)
        .map(|(open, item)| (item.due_on, open))
        .collect();
    open.sort_unstable_by_key(|(due_on, open)| (*due_on, open.item));
    let steps = worth_while(book, protocol, &open, on);
    let placing = Placing { book, protocol, steps, days, on: number(on), situation: &situation };
    let items: Vec<_> =
        open.into_iter().map(|(due_on, open)| placing.place(open, due_on)).collect();
    let due = due_today(book, of, protocol, &items, &situation, days, conduct);
    Schedule { protocol, items, due, tasks: situation.tasks }
}

/// The steps of a protocol that are worth it for what is owed, by their places.
fn worth_while(
    book: &Book,
    protocol: &Protocol,
    open: &[(NaiveDate, OpenItem)],
    on: NaiveDate,
) -> Vec<usize> {
    let places = 0..protocol.steps.len();
    if open.is_empty() || protocol.steps.iter().all(|step| step.least.is_none()) {
        return places.collect();
    }
    let owed = totals(
        open.iter().map(|(_, open)| Money::new(open.open_minor, book.item(open.item).currency)),
    );
    let worth = |step: &Step| {
        step.least.is_none_or(|least| {
            let worth = worth_in(book, &owed, least.currency, on);
            worth.is_none_or(|minor| minor >= least.amount_minor)
        })
    };
    places.filter(|&place| worth(&protocol.steps[place])).collect()
}

/// What is known when the instalments of a customer are placed in its protocol.
struct Placing<'a> {
    book: &'a Book,
    protocol: &'a Protocol,
    /// The steps that are worth it, by their places.
    steps: Vec<usize>,
    days: &'a DayTable,
    on: i32,
    situation: &'a Situation<'a>,
}

impl Placing<'_> {
    fn place(&self, open: OpenItem, own_due: NaiveDate) -> ItemSchedule {
        // Most customers have said nothing, and what an instalment is called matters only
        // where something was.
        let of = (!self.situation.is_blank()).then(|| self.book.item_ref(open.item));
        let planned_due = of.and_then(|of| self.situation.planned_due(of));
        let due_on = planned_due.unwrap_or(own_due);
        let due = number(due_on);
        let age = self.on - due;
        let reached = self.steps.partition_point(|&place| self.is_reached(place, due));
        // Past the due date a step from before it has no sense any more.
        let has_sense = |place: &usize| self.day_of(*place) >= 0 || age <= 0;
        let next = self.steps[reached..].iter().copied().find(has_sense);
        let dealt_on = of.and_then(|of| self.dealt_on(of));
        let mut open_steps = self.steps[..reached].iter().rev().copied().filter(has_sense);
        let current = open_steps.next().filter(|&place| {
            let on = self.moved(place, due);
            let is_done = of.is_some_and(|of| self.is_done(place, of));
            !is_done && dealt_on.is_none_or(|dealt| number(dealt) < on)
        });
        let mut superseded = Places::default();
        if current.is_some() {
            let is_undone = |&place: &usize| {
                dealt_on.is_none_or(|dealt| number(dealt) < self.moved(place, due))
            };
            open_steps.take_while(is_undone).for_each(|place| superseded.insert(place));
        }
        ItemSchedule {
            item: open.item,
            open_minor: open.open_minor,
            due_on,
            by_plan: planned_due.is_some(),
            days: age.into(),
            reached: self.steps[..reached].last().copied(),
            current: current.map(|place| self.planned(place, due)),
            next: next.map(|place| self.planned(place, due)),
            superseded,
            pause: of.and_then(|of| self.situation.pause_of(of)).cloned(),
        }
    }

    fn day_of(&self, place: usize) -> i32 {
        self.protocol.steps[place].day.into()
    }

    fn moved(&self, place: usize, due: i32) -> i32 {
        self.days.moved(due + self.day_of(place), due)
    }

    fn planned(&self, place: usize, due: i32) -> Planned {
        let planned = due + self.day_of(place);
        Planned { step: place, planned_on: day(planned), on: day(self.days.moved(planned, due)) }
    }

    /// Whether a step's day has come. One further away than the calendar moves anything is
    /// on its side of the day as it is.
    fn is_reached(&self, place: usize, due: i32) -> bool {
        let ahead = due + self.day_of(place) - self.on;
        let furthest = i32::from(LONGEST);
        ahead <= -furthest || (ahead < furthest && self.moved(place, due) <= self.on)
    }

    /// The last day on which an instalment was dealt with; a step of that day or before is
    /// done.
    fn dealt_on(&self, of: InstalmentRef) -> Option<NaiveDate> {
        let mut latest = self.situation.contacts.iter().rev();
        latest.find(|(_, contact)| settles_step(contact, of)).map(|(_, contact)| contact.at.date())
    }

    /// Whether a contact did just this step, on whatever day.
    fn is_done(&self, place: usize, of: InstalmentRef) -> bool {
        let step = step_ref(self.protocol, place);
        let mut contacts = self.situation.contacts.iter();
        contacts.any(|(_, contact)| contact.step == Some(step) && settles_step(contact, of))
    }
}

fn step_ref(protocol: &Protocol, place: usize) -> StepRef {
    StepRef { protocol: protocol.protocol, step: protocol.steps[place].id }
}

/// Whether a contact deals with an instalment: it did what it was made for, and spoke of it.
fn settles_step(contact: &LoggedContact, item: InstalmentRef) -> bool {
    is_made(contact) && covers_any(contact, &[item])
}

fn due_today(
    book: &Book,
    of: &CustomerEntry,
    protocol: &Protocol,
    items: &[ItemSchedule],
    situation: &Situation,
    days: &DayTable,
    conduct: &dyn Conduct<'_>,
) -> Due {
    let on = conduct.on();
    let due = || items.iter().filter(|item| item.current.is_some() && item.pause.is_none());
    let call = the_call(book, situation, items);
    if due().next().is_none() && call.is_none() {
        let is_paused = items.iter().any(|item| item.current.is_some());
        return if is_paused { Due::Paused } else { Due::Nothing };
    }
    let touched_today = situation.contacts.iter().any(|(_, contact)| {
        contact.at.date() == on
            && contact.direction == Direction::Out
            && contact.outcome != Outcome::Noted
    });
    if touched_today {
        return Due::DoneToday;
    }
    let most = due().filter_map(|item| item.current).max_by_key(|planned| {
        let step = &protocol.steps[planned.step];
        (step.stage, step.day, Reverse(planned.on))
    });
    let step = most.map(|planned| &protocol.steps[planned.step]);
    let since = call.as_ref().map_or_else(
        || due().filter_map(|item| item.current).map(|planned| planned.on).min().unwrap_or(on),
        |call| call.on,
    );
    let wanted = match &call {
        Some(_) => Channel::Call,
        None => step.map_or(Channel::Call, |step| step.channel),
    };
    let (channel, attempts) = channel_now(&of.customer, wanted, since, &situation.contacts);
    let names = |item: &ItemSchedule| {
        call.as_ref().is_some_and(|call| call.items.contains(&book.item_ref(item.item)))
    };
    let is_due = |item: &ItemSchedule| item.current.is_some() && item.pause.is_none();
    let is_late = |item: &ItemSchedule| item.days > 0 && item.pause.is_none();
    let spoken_of = || items.iter().filter(|item| is_due(item) || is_late(item) || names(item));
    let covers: Vec<Covered> = spoken_of()
        .map(|item| Covered { item: item.item, open_minor: item.open_minor, is_due: is_due(item) })
        .collect();
    if is_let_pass(book, &covers, on) {
        return Due::Nothing;
    }
    // A plan moves what is due, not how late the invoice is.
    let own_days = |item: &ItemSchedule| {
        if item.by_plan { book.item(item.item).days_past_due(on) } else { item.days }
    };
    let oldest = spoken_of().map(own_days).max();
    let last_contact =
        situation.contacts.iter().rev().find(|(_, contact)| contact.channel.is_some());
    let moved = most.filter(|planned| call.is_none() && planned.on != planned.planned_on);
    let mut action = Action {
        step: most.map(|planned| step_ref(protocol, planned.step)),
        place: most.map(|planned| planned.step),
        channel,
        instead_of: (channel != wanted).then_some(wanted),
        stage: stage_of(protocol, spoken_of())
            .max(step.map(|step| step.stage))
            .unwrap_or(Stage::Administrative),
        since,
        moved_from: moved.map(|planned| planned.planned_on),
        from: None,
        attempts,
        covers,
        oldest_days: oldest.unwrap_or(0),
        last_contact: last_contact.map(|(_, contact)| contact.at.date()),
        call,
    };
    let slot = if days.is_allowed(on) {
        conduct.slot_of(&of.customer, channel, &situation.contacts)
    } else {
        days.on_or_after(on).and_hms_opt(0, 0, 0)
    };
    match slot {
        Some(slot) if slot.date() <= on => {
            action.from = Some(slot);
            Due::Today(Box::new(action))
        }
        slot => Due::Later { from: slot.map(|slot| slot.date()), action: Box::new(action) },
    }
}

/// Whether all that is open comes to no more than a difference that the firm lets pass, so
/// that it is not worth a call.
fn is_let_pass(book: &Book, covers: &[Covered], on: NaiveDate) -> bool {
    let firm = book.firm();
    let home = firm.home_currency;
    let Some(tolerated) = Money::from_decimal(firm.tolerance, home) else { return false };
    let amount =
        |covered: &Covered| Money::new(covered.open_minor, book.item(covered.item).currency);
    // One amount above it says enough, and mostly the first does.
    let is_above =
        |amount: Money| amount.currency == home && amount.amount_minor > tolerated.amount_minor;
    if covers.iter().any(|covered| is_above(amount(covered))) {
        return false;
    }
    let sums = totals(covers.iter().map(amount));
    let worth = worth_in(book, &sums, home, on);
    worth.is_some_and(|worth| worth <= tolerated.amount_minor)
}

/// How far collection has come with some instalments: the stage of the most advanced;
/// `None` where none has reached a step.
pub fn stage_of<'a>(
    protocol: &Protocol,
    items: impl Iterator<Item = &'a ItemSchedule>,
) -> Option<Stage> {
    items.filter_map(|item| Some(protocol.steps[item.reached?].stage)).max()
}

/// The call that comes first: one agreed for a time, then a broken plan or promise, then
/// what has not shown. One about nothing that is still open is none.
fn the_call(book: &Book, situation: &Situation, items: &[ItemSchedule]) -> Option<Call> {
    let is_held = |call: &&Call| {
        let named: Vec<_> = items
            .iter()
            .filter(|item| call.items.is_empty() || call.items.contains(&book.item_ref(item.item)))
            .collect();
        !named.is_empty() && (call.at.is_some() || named.iter().any(|item| item.pause.is_none()))
    };
    situation.calls.iter().filter(is_held).max_by_key(|call| (call.why, Reverse(call.on))).cloned()
}

/// The channel to try now, and how often it was tried in vain since a day: after three
/// attempts that reached nobody, or a wrong number, the next one that there is a way for.
fn channel_now(
    customer: &Customer,
    wanted: Channel,
    since: NaiveDate,
    contacts: &[(Id, &LoggedContact)],
) -> (Channel, usize) {
    let tried = |channel: Channel| {
        contacts.iter().filter(move |(_, contact)| {
            contact.channel == Some(channel)
                && contact.direction == Direction::Out
                && contact.at.date() >= since
        })
    };
    let attempts = |channel| {
        tried(channel)
            .filter(|(_, contact)| {
                contact.outcome.is_to_retry() || contact.outcome == Outcome::WrongPerson
            })
            .count()
    };
    let is_spent = |channel| {
        attempts(channel) >= ATTEMPTS
            || tried(channel).any(|(_, contact)| contact.outcome == Outcome::WrongNumber)
    };
    if !is_spent(wanted) {
        return (wanted, attempts(wanted));
    }
    let others = [Channel::Call, Channel::WhatsApp, Channel::Email, Channel::Letter];
    let next = others
        .into_iter()
        .find(|&channel| channel != wanted && !is_spent(channel) && can_reach(customer, channel));
    next.map_or((wanted, attempts(wanted)), |channel| (channel, attempts(channel)))
}

/// Whether a customer's contacts say how to reach it by a channel. Letters and visits need
/// no more than its name: the address is on its invoices.
pub fn can_reach(customer: &Customer, channel: Channel) -> bool {
    let any = |of: fn(&crate::ledger::customer::Contact) -> bool| customer.contacts.iter().any(of);
    match channel {
        Channel::Email => any(|contact| !contact.email.is_empty()),
        Channel::WhatsApp => {
            any(|contact| !contact.whatsapp.is_empty() || !contact.phone.is_empty())
        }
        Channel::Call => any(|contact| !contact.phone.is_empty() || !contact.whatsapp.is_empty()),
        Channel::Letter | Channel::Visit => true,
    }
}
