//! What was said to the customers of the demonstration in the last weeks: the studio's
//! people work their list day by day, as the user would, and what customers answer agrees
//! with what they paid later.

use chrono::{NaiveDate, NaiveTime};

use crate::dunning::practice::Practice;
use crate::dunning::schedule::Action;
use crate::dunning::worklist::{Filter, Line};
use crate::ledger::action::{Draft, add_dealing, end_dealing, log_contact};
use crate::ledger::book::CustomerEntry;
use crate::ledger::dealing::{
    Direction, Dispute, DisputeReason, Hold, LoggedContact, Outcome, Plan, Promise, What,
};
use crate::ledger::invoice::{Instalment, InstalmentRef};
use crate::ledger::protocol::Channel;
use crate::ledger::{Book, Id, Ix, Money, Refusal};
use crate::text::Lang;

use super::chance::Chance;
use super::days::{place, plus, working_from};
use super::words;

/// For how many days before today contacts were noted.
pub(super) const DAYS: i64 = 56;

/// How many customers the studio's people get round to on a day.
const A_DAY: usize = 16;

/// Works the list of a day.
///
/// # Errors
/// When the book refuses what the list asks for.
pub(super) fn work(
    draft: &mut Draft,
    on: NaiveDate,
    today: NaiveDate,
    lang: Lang,
    chance: &mut Chance,
) -> Result<(), Refusal> {
    let book = draft.book().clone();
    let lines = Practice::of(&book, on).worklist(&Filter::default()).lines;
    // Not everything gets done, least of all on the last day.
    let most = if plus(on, 3) >= today { A_DAY / 2 } else { A_DAY };
    let mut minute = 9 * 60 + chance.between(5, 20);
    for Line { customer, action, .. } in lines.into_iter().take(most) {
        if chance.percent(12) {
            continue;
        }
        let of = book.customer(customer);
        let case = Case { book: &book, action: &action, on, today, lang };
        let (outcome, came_of_it, said) = case.answer(chance);
        let with = of.customer.contacts.first().map(|contact| contact.name.clone());
        let contact = LoggedContact {
            at: on.and_time(time(minute)),
            direction: Direction::Out,
            channel: Some(action.channel),
            with: if outcome.is_reached() { with.unwrap_or_default() } else { String::new() },
            by: of.customer.responsible.clone(),
            items: action.items(&book),
            step: action.step,
            outcome,
            said: said.to_owned(),
            corrects: None,
        };
        log_contact(draft, of.customer.id, contact, came_of_it)?;
        minute += chance.between(6, 24);
    }
    settle_disputes(draft, on, today, lang, chance)
}

/// What is agreed once with a few customers who stopped paying: two plans, one of which was
/// missed, and a hold.
///
/// # Errors
/// When the book refuses it.
pub(super) fn agree(draft: &mut Draft, today: NaiveDate, lang: Lang) -> Result<(), Refusal> {
    let book = draft.book().clone();
    let mut owing: Vec<(Ix<CustomerEntry>, i64)> = book
        .customers()
        .map(|(ix, _)| {
            let late = book.open_items(ix, today);
            let late = late.iter().filter(|open| book.item(open.item).days_past_due(today) > 60);
            (ix, late.map(|open| open.open_minor).sum())
        })
        .filter(|(_, late)| *late > 0)
        .collect();
    owing.sort_by_key(|(ix, late)| (std::cmp::Reverse(*late), *ix));
    let days = [(45, 15), (12, 17)];
    for ((ix, _), (ago, first)) in owing.iter().skip(2).zip(days) {
        plan(draft, &book, *ix, plus(today, -ago), first, lang)?;
    }
    if let Some((ix, _)) = owing.get(5) {
        let customer = book.customer(*ix).customer.id;
        let hold = Hold {
            invoice: None,
            from: working_from(plus(today, -4)),
            until: Some(working_from(plus(today, 10))),
            reason: words::hold_reason(lang).to_owned(),
        };
        add_dealing(draft, customer, What::Hold(hold))?;
    }
    Ok(())
}

fn plan(
    draft: &mut Draft,
    book: &Book,
    ix: Ix<CustomerEntry>,
    agreed: NaiveDate,
    first: i64,
    lang: Lang,
) -> Result<(), Refusal> {
    let of = book.customer(ix);
    let agreed_on = working_from(agreed);
    let open = book.open_items(ix, agreed_on);
    let late: Vec<_> =
        open.iter().filter(|open| book.item(open.item).days_past_due(agreed_on) > 0).collect();
    let Some(currency) = late.first().map(|open| book.item(open.item).currency) else {
        return Ok(());
    };
    let items: Vec<InstalmentRef> = late
        .iter()
        .filter(|open| book.item(open.item).currency == currency)
        .map(|open| book.item_ref(open.item))
        .collect();
    let whole = book.open_of(&items, agreed_on);
    let parts = (0..4).map(|n| Instalment {
        due_on: working_from(plus(agreed_on, first + 15 * n)),
        amount_minor: if n == 3 { whole - whole / 4 * 3 } else { whole / 4 },
    });
    let parts = parts.collect();
    let contact = LoggedContact {
        at: agreed_on.and_time(time(11 * 60 + 40)),
        direction: Direction::Out,
        channel: Some(Channel::Call),
        with: of.customer.contacts.first().map_or_else(String::new, |contact| contact.name.clone()),
        by: of.customer.responsible.clone(),
        items: items.clone(),
        step: None,
        outcome: Outcome::Planned,
        said: words::said_plan(lang).to_owned(),
        corrects: None,
    };
    let plan = Plan { agreed_on, items, currency, parts, restores: true };
    log_contact(draft, of.customer.id, contact, vec![What::Plan(plan)]).map(|_| ())
}

/// Some disputes are settled a week or two later.
fn settle_disputes(
    draft: &mut Draft,
    on: NaiveDate,
    today: NaiveDate,
    lang: Lang,
    chance: &mut Chance,
) -> Result<(), Refusal> {
    let book = draft.book().clone();
    let open = book
        .customers()
        .flat_map(|(_, of)| of.dealings.iter())
        .filter(|entry| matches!(entry.dealing.what, What::Dispute(_)) && entry.ended.is_none());
    let old: Vec<Id> = open
        .filter(|entry| (on - entry.dealing.what.day()).num_days() > 12 && on < today)
        .map(|entry| entry.dealing.id)
        .collect();
    for dispute in old {
        if chance.percent(20) {
            end_dealing(draft, dispute, on, words::settled_dispute(lang).to_owned())?;
        }
    }
    Ok(())
}

/// A customer being contacted.
struct Case<'a> {
    book: &'a Book,
    action: &'a Action,
    on: NaiveDate,
    today: NaiveDate,
    lang: Lang,
}

type Answer = (Outcome, Vec<What>, &'static str);

impl Case<'_> {
    /// What the customer answers: in agreement with what it pays later.
    fn answer(&self, chance: &mut Chance) -> Answer {
        let lang = self.lang;
        if self.action.channel.is_written() {
            return (Outcome::Sent, Vec::new(), "");
        }
        let silent = self.pays_on().is_none() && self.action.oldest_days > 75;
        let roll = chance.between(0, 99) - if silent { 35 } else { 0 };
        match roll {
            ..=17 => return (Outcome::NoAnswer, Vec::new(), ""),
            18..=22 => return (Outcome::Voicemail, Vec::new(), ""),
            23..=27 => return (Outcome::LeftWord, Vec::new(), words::said_left_word(lang)),
            28..=30 if silent => return (Outcome::Refuses, Vec::new(), words::said_refuses(lang)),
            _ => {}
        }
        if self.action.oldest_days <= 0 {
            return (Outcome::Talked, Vec::new(), words::said_all_well(lang));
        }
        match (self.pays_on(), chance.between(0, 99)) {
            (Some(pays_on), 0..=54) => self.promise(pays_on, self.paid_by(pays_on), lang),
            (Some(pays_on), 55..=74) => {
                (Outcome::InPaymentRun { on: pays_on }, Vec::new(), words::said_in_run(lang))
            }
            (Some(_), _) => (Outcome::Talked, Vec::new(), words::said_will_see(lang)),
            (None, 0..=39) => {
                let due_on = working_from(plus(self.on, chance.between(5, 12)));
                self.promise(due_on, self.open() / if chance.percent(30) { 2 } else { 1 }, lang)
            }
            (None, 40..=49) => (Outcome::NotReceived, Vec::new(), words::said_not_received(lang)),
            (None, 50..=59) => self.dispute(chance, lang),
            (None, 60..=67) if plus(self.on, 6) >= self.today => {
                let says =
                    Outcome::SaysPaid { on: Some(plus(self.on, -1)), reference: String::new() };
                (says, Vec::new(), words::said_paid(lang))
            }
            (None, 68..=79) => {
                let until = Some(working_from(plus(self.on, 7)));
                (Outcome::AwaitingApproval { until }, Vec::new(), words::said_approval(lang))
            }
            (None, 80..=87) => {
                let at =
                    working_from(plus(self.on, chance.between(2, 5))).and_time(time(16 * 60 + 30));
                (Outcome::CallBack { at }, Vec::new(), words::said_call_back(lang))
            }
            (None, _) => (Outcome::Talked, Vec::new(), words::said_will_see(lang)),
        }
    }

    fn promise(&self, due_on: NaiveDate, minor: i64, lang: Lang) -> Answer {
        let items = self.items_of_one_currency();
        let Some(currency) = self.currency() else {
            return (Outcome::Talked, Vec::new(), words::said_will_see(lang));
        };
        let promise = Promise {
            made_on: self.on,
            due_on: due_on.max(self.on),
            amount: Money::new(minor.max(1), currency),
            items,
            open_minor: 0,
        };
        (Outcome::Promised, vec![What::Promise(promise)], words::said_promise(lang))
    }

    /// Open of what it is about, in minor units of its first currency.
    fn open(&self) -> i64 {
        self.book.open_of(&self.items_of_one_currency(), self.on)
    }

    /// What will be paid of it by a day: customers promise what they mean to pay.
    fn paid_by(&self, day: NaiveDate) -> i64 {
        self.open() - self.book.open_of(&self.items_of_one_currency(), day)
    }

    fn dispute(&self, chance: &mut Chance, lang: Lang) -> Answer {
        let (reason, settles) = match chance.between(0, 2) {
            0 => (DisputeReason::Price, words::settles_price(lang)),
            1 => (DisputeReason::Quantity, words::settles_quantity(lang)),
            _ => (DisputeReason::Document, words::settles_document(lang)),
        };
        let invoice = self.action.covers.first().map(|covered| {
            let item = self.book.item(covered.item);
            self.book.invoice(item.invoice).invoice.id
        });
        let Some(invoice) = invoice else { return (Outcome::Talked, Vec::new(), "") };
        let dispute = Dispute {
            invoice,
            opened_on: self.on,
            reason,
            amount: None,
            settles: settles.to_owned(),
        };
        (Outcome::Disputed, vec![What::Dispute(dispute)], words::said_dispute(lang))
    }

    fn currency(&self) -> Option<crate::ledger::Currency> {
        self.action.covers.first().map(|covered| self.book.item(covered.item).currency)
    }

    fn items_of_one_currency(&self) -> Vec<InstalmentRef> {
        let currency = self.currency();
        let is_in = |item: &InstalmentRef| {
            let ix = self.book.find_item(*item);
            ix.map(|ix| self.book.item(ix).currency) == currency
        };
        self.action.items(self.book).into_iter().filter(is_in).collect()
    }

    /// The day in the next weeks on which the first of it is paid.
    fn pays_on(&self) -> Option<NaiveDate> {
        let paid = self.action.covers.iter().flat_map(|covered| {
            self.book.allocations_to(covered.item).map(|entry| entry.allocation.from)
        });
        paid.filter(|day| {
            *day > self.on && *day <= self.today && place(*day) - place(self.on) <= 25
        })
        .min()
    }
}

fn time(minute: i64) -> NaiveTime {
    let minute = u32::try_from(minute.clamp(0, 17 * 60 + 45)).unwrap_or(0);
    NaiveTime::from_hms_opt(minute / 60, minute % 60, 0).unwrap_or(NaiveTime::MIN)
}
