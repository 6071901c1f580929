//! How this firm goes about it on a day: its protocols, its calendar and the rules of
//! contact, put together from the book for schedules and worklists.

use chrono::{Datelike, Days, NaiveDate, NaiveDateTime, Weekday};

use super::days::DayTable;
use super::protocols::Protocols;
use super::schedule::{Conduct, Schedule, schedule};
use super::worklist::{Filter, Worklist, worklist};
use crate::calendar::{Calendar, Past, next_allowed_slot, rule_for};
use crate::ledger::book::CustomerEntry;
use crate::ledger::contact_rule::ContactRule;
use crate::ledger::customer::{Customer, Party};
use crate::ledger::dealing::{Direction, LoggedContact, Outcome};
use crate::ledger::protocol::{Channel, Protocol};
use crate::ledger::{Book, Country, Id, Ix};

/// What a book says about collecting on a day, looked up once for all its customers.
pub struct Practice<'a> {
    book: &'a Book,
    on: NaiveDate,
    protocols: Protocols<'a>,
    /// Few: a firm's customers are in a handful of countries.
    places: Vec<((Country, Party), Place<'a>)>,
    /// For a customer the book does not have.
    elsewhere: DayTable,
}

/// What holds for one kind of customer in one country.
struct Place<'a> {
    rule: &'a ContactRule,
    days: DayTable,
}

impl<'a> Practice<'a> {
    /// What a book says of a day.
    pub fn of(book: &'a Book, on: NaiveDate) -> Self {
        let settings = &book.firm().dunning;
        let mut places: Vec<((Country, Party), Place)> = Vec::new();
        for (_, entry) in book.customers() {
            let key = (country_of(book, &entry.customer), entry.customer.party);
            if places.iter().any(|(known, _)| *known == key) {
                continue;
            }
            let rule = rule_for(key.0, key.1, on, &settings.contact_rules);
            let calendar = calendar_of(book, key.0);
            let days = DayTable::allowed(on, rule, calendar);
            places.push((key, Place { rule, days }));
        }
        let protocols = Protocols::new(book.protocols(), &settings.protocols);
        let elsewhere =
            DayTable::around(on, |day| !matches!(day.weekday(), Weekday::Sat | Weekday::Sun));
        Self { book, on, protocols, places, elsewhere }
    }

    /// The firm's protocols.
    pub fn protocols(&self) -> Protocols<'a> {
        self.protocols
    }

    /// The rule of contact for a customer.
    pub fn rule_of(&self, customer: &Customer) -> &'a ContactRule {
        let country = country_of(self.book, customer);
        let settings = &self.book.firm().dunning;
        self.place_of(customer).map_or_else(
            || rule_for(country, customer.party, self.on, &settings.contact_rules),
            |place| place.rule,
        )
    }

    /// The calendar of a customer: the holidays of its country and the firm's own days.
    pub fn calendar_of(&self, customer: &Customer) -> Calendar<'a> {
        calendar_of(self.book, country_of(self.book, customer))
    }

    /// A customer's schedule.
    pub fn schedule(&self, customer: Ix<CustomerEntry>) -> Schedule<'a> {
        schedule(self.book, customer, self)
    }

    /// The day's list.
    pub fn worklist(&self, filter: &Filter) -> Worklist {
        worklist(self.book, self, filter)
    }

    fn place_of(&self, customer: &Customer) -> Option<&Place<'a>> {
        let key = (country_of(self.book, customer), customer.party);
        self.places.iter().find(|(known, _)| *known == key).map(|(_, place)| place)
    }
}

impl<'a> Conduct<'a> for Practice<'a> {
    fn on(&self) -> NaiveDate {
        self.on
    }

    fn grace_days(&self) -> u8 {
        self.book.firm().dunning.grace_days
    }

    fn protocol_of(&self, customer: &Customer) -> &'a Protocol {
        self.protocols.of(customer, self.on).protocol
    }

    fn days_of(&self, customer: &Customer) -> &DayTable {
        self.place_of(customer).map_or(&self.elsewhere, |place| &place.days)
    }

    fn slot_of(
        &self,
        customer: &Customer,
        channel: Channel,
        contacts: &[(Id, &LoggedContact)],
    ) -> Option<NaiveDateTime> {
        let rule = self.rule_of(customer);
        let from = self.on.and_hms_opt(0, 0, 0)?;
        let log = past(contacts, self.on);
        // Most customers were not contacted of late, and most days are like any other.
        let window = rule.window(self.on.weekday());
        if let (true, Some(window), false) = (log.is_empty(), window, channel == Channel::Visit)
            && self.place_of(customer).is_some_and(|place| place.days.is_allowed(self.on))
        {
            let open = if channel == Channel::Letter { 0 } else { window.open };
            return self.on.and_hms_opt(u32::from(open) / 60, u32::from(open) % 60, 0);
        }
        let calendar = self.calendar_of(customer);
        next_allowed_slot(rule, calendar, channel, &log, from).map(|slot| slot.from)
    }
}

/// The country whose holidays and rules count for a customer: its own, or the firm's.
pub fn country_of(book: &Book, customer: &Customer) -> Country {
    let firm = book.firm();
    customer.country.or(firm.holidays).unwrap_or(firm.country)
}

/// How far back contacts matter for how often one may be contacted.
const LOOK_BACK: u64 = 40;

/// The user's contacts as the rules of contact read them.
pub fn past(contacts: &[(Id, &LoggedContact)], on: NaiveDate) -> Vec<Past> {
    let first = on - Days::new(LOOK_BACK);
    contacts
        .iter()
        .filter(|(_, contact)| {
            contact.direction == Direction::Out
                && contact.at.date() >= first
                && contact.outcome != Outcome::Noted
        })
        .filter_map(|(_, contact)| {
            let reached = contact.outcome.is_reached();
            Some(Past { at: contact.at, channel: contact.channel?, reached })
        })
        .collect()
}

fn calendar_of(book: &Book, country: Country) -> Calendar<'_> {
    Calendar { country, own_days: &book.firm().dunning.own_days }
}
