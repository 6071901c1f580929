//! The message of an action, ready to send, and the ways to send it.

use chrono::{Days, NaiveDateTime};

use crate::calendar::breaches;
use crate::dunning::interest::customer_interest;
use crate::dunning::links::{mail_link, tel_link, whatsapp_link};
use crate::dunning::message::{MessageFacts, language, message};
use crate::dunning::pause::contacts_until;
use crate::dunning::practice::{Practice, country_of, past};
use crate::dunning::schedule::{Action, Conduct, totals};
use crate::dunning::template::Field;
use crate::ledger::book::{Book, CustomerEntry};
use crate::ledger::customer::Contact;
use crate::ledger::dealing::{Promise, What};
use crate::ledger::protocol::Channel;
use crate::ledger::{Ix, Money};
use crate::text::{Lang, calendar as words, links};

/// A message filled in for a customer.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Prepared {
    /// Its language: the customer's.
    pub lang: Lang,
    /// One line.
    pub subject: String,
    /// The text; empty for a step without words.
    pub body: String,
    /// Fields that the words need and that have nothing to say.
    pub holes: Vec<Field>,
    /// What to ask or to see to, in the interface's language.
    pub checklist: Vec<String>,
}

/// The words of an action's step, written on a day to one of the customer's contacts.
pub fn prepare(
    book: &Book,
    practice: &Practice<'_>,
    customer: Ix<CustomerEntry>,
    action: &Action,
    contact: Option<usize>,
    lang: Lang,
) -> Option<Prepared> {
    let on = practice.on();
    let of = book.customer(customer);
    let (_, step) = practice.protocols().step(action.step?, on)?;
    let items: Vec<_> = action.covers.iter().map(|covered| covered.item).collect();
    let in_a_week = on + Days::new(7);
    let calendar = practice.calendar_of(&of.customer);
    let facts = MessageFacts {
        contact: contact.and_then(|place| of.customer.contacts.get(place)),
        deadline: calendar.next_working_day(in_a_week).unwrap_or(in_a_week),
        promise: promise_of(of, action),
        ..MessageFacts::new(book, customer, &items, on)
    };
    let interest = interest_of(book, customer, action, practice);
    let values = MessageFacts { interest: &interest, ..facts }.values(book);
    let filled = message(step, &values).ok()?;
    let checklist = step.checklist.iter().map(|one| one.in_lang(lang).to_owned()).collect();
    Some(Prepared {
        lang: language(book, customer),
        subject: filled.subject,
        body: filled.body.trim().to_owned(),
        holes: filled.holes,
        checklist,
    })
}

/// The promise that a call is about, or the one made last.
fn promise_of<'a>(of: &'a CustomerEntry, action: &Action) -> Option<&'a Promise> {
    let called = action.call.as_ref().map(|call| call.dealing);
    let mut promises = of.dealings.iter().filter_map(|entry| match &entry.dealing.what {
        What::Promise(promise) => Some((entry.dealing.id, promise)),
        _ => None,
    });
    let of_call = promises.clone().find(|(id, _)| Some(*id) == called);
    of_call.or_else(|| promises.next_back()).map(|(_, promise)| promise)
}

/// Late interest on what an action covers; nothing where the terms do not say how much.
fn interest_of(
    book: &Book,
    customer: Ix<CustomerEntry>,
    action: &Action,
    practice: &Practice<'_>,
) -> Vec<Money> {
    let terms = &book.firm().dunning.interest;
    let sums = customer_interest(book, customer, terms, practice.on());
    let covered = |item| action.covers.iter().any(|covered| covered.item == item);
    let covered = sums.into_iter().filter(|(item, _)| covered(*item));
    let mut sums = totals(covered.filter_map(|(_, sum)| Some(sum.ok()?.interest)));
    sums.retain(|sum| !sum.is_zero());
    sums
}

/// The place of the first contact that can be reached by a channel; the first of all where
/// none can.
pub fn best_contact(contacts: &[Contact], channel: Channel) -> Option<usize> {
    let can = |contact: &Contact| match channel {
        Channel::Email => !contact.email.is_empty(),
        Channel::WhatsApp | Channel::Call => {
            !contact.whatsapp.is_empty() || !contact.phone.is_empty()
        }
        Channel::Letter | Channel::Visit => true,
    };
    contacts.iter().position(can).or((!contacts.is_empty()).then_some(0))
}

/// A way to send a text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Link {
    /// A link to open.
    Href {
        /// The link.
        href: String,
        /// Whether it carries less than the text: the statement is to be attached.
        is_shortened: bool,
    },
    /// It is printed.
    Print,
    /// There is nothing to open: a visit.
    Nothing,
    /// It cannot be opened, and why.
    Problem(String),
}

/// The way of a channel to a contact, in the words of the interface's language.
pub fn link(
    book: &Book,
    customer: Ix<CustomerEntry>,
    contact: Option<usize>,
    channel: Channel,
    (subject, text): (&str, &str),
    lang: Lang,
) -> Link {
    let of = &book.customer(customer).customer;
    let blank = Contact::default();
    let contact = contact.and_then(|place| of.contacts.get(place)).unwrap_or(&blank);
    let country = country_of(book, of);
    let theirs = language(book, customer);
    let or = |first: &str, second: &str| {
        if first.trim().is_empty() { second.to_owned() } else { first.to_owned() }
    };
    match channel {
        Channel::WhatsApp => {
            let number = or(&contact.whatsapp, &contact.phone);
            match whatsapp_link(&number, country, text, theirs) {
                Ok(link) => Link::Href { href: link.href, is_shortened: link.attach_statement },
                Err(problem) => Link::Problem(links::number_problem(lang, &problem)),
            }
        }
        Channel::Email => match mail_link(&contact.email, subject, text, theirs) {
            Ok(link) => Link::Href { href: link.href, is_shortened: link.attach_statement },
            Err(problem) => Link::Problem(links::address_problem(lang, problem).to_owned()),
        },
        Channel::Call => match tel_link(&or(&contact.phone, &contact.whatsapp), country) {
            Ok(href) => Link::Href { href, is_shortened: false },
            Err(problem) => Link::Problem(links::number_problem(lang, &problem)),
        },
        Channel::Letter => Link::Print,
        Channel::Visit => Link::Nothing,
    }
}

/// The rules that a contact made now would break, as sentences.
pub fn warnings(
    book: &Book,
    practice: &Practice<'_>,
    customer: Ix<CustomerEntry>,
    channel: Channel,
    now: NaiveDateTime,
    lang: Lang,
) -> Vec<String> {
    let of = book.customer(customer);
    let rule = practice.rule_of(&of.customer);
    let calendar = practice.calendar_of(&of.customer);
    let log = past(&contacts_until(of, now.date()), now.date());
    let found = breaches(rule, calendar, channel, &log, now);
    found.into_iter().map(|breach| words::breach(lang, rule, channel, breach)).collect()
}
