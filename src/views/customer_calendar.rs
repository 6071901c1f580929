//! What is to come with a customer, as entries for the user's own calendar.
//!
//! Every entry's id is made of what it is about, so that a file that is made again replaces
//! what the calendar has of the last one.

use crate::aging::{RowKey, row_name};
use crate::dunning::ahead::{ComingKind, of_customer};
use crate::dunning::practice::Practice;
use crate::dunning::schedule::Conduct;
use crate::files::icalendar::{CalendarEntry, When};
use crate::ledger::book::{CustomerEntry, Item};
use crate::ledger::dealing::{Outcome, What};
use crate::ledger::{Book, Id, Ix, Money};
use crate::order;
use crate::text::format::{NumberStyle, amount_for_home};
use crate::text::{Lang, dealings as words};

/// How many days ahead a customer's calendar goes.
pub const DAYS_AHEAD: u64 = 90;

/// How long a call takes in the calendar, in minutes.
pub const CALL_MINUTES: u16 = 15;

/// Steps, promises, parts of plans, agreed calls and due dates of a customer in the next
/// [`DAYS_AHEAD`] days.
pub fn customer_calendar(
    book: &Book,
    practice: &Practice<'_>,
    customer: Ix<CustomerEntry>,
    lang: Lang,
    style: NumberStyle,
) -> Vec<CalendarEntry> {
    let schedule = practice.schedule(customer);
    let of = book.customer(customer);
    let who = of.customer.name();
    let home = book.firm().home_currency;
    let money = |money: Money| amount_for_home(money, home, style);
    let on = practice.on();
    let mut entries = Vec::new();
    for coming in of_customer(book, customer, &schedule, practice, DAYS_AHEAD) {
        let day = When::Day(coming.on);
        let entry = match coming.what {
            ComingKind::Step { step, items } => {
                let step = &schedule.protocol.steps[step];
                // A protocol has a step once, and a customer one action a day.
                let uid = step_uid(of.customer.id, step.id, coming.on);
                let title = words::calendar_step(lang, who, step.name.in_lang(lang));
                CalendarEntry {
                    description: lines(book, &items, lang, style),
                    ..CalendarEntry::new(uid, day, title)
                }
            }
            ComingKind::Promise { dealing, amount } => {
                let title = words::calendar_promise(lang, who, &money(amount));
                CalendarEntry::new(promise_uid(dealing), day, title)
            }
            ComingKind::Part { dealing, amount } => {
                let title = words::calendar_part(lang, who, &money(amount));
                CalendarEntry::new(part_uid(dealing, coming.on), day, title)
            }
            ComingKind::CallBack { dealing } => {
                let at = match book.find_dealing(dealing).map(|(_, it)| &it.dealing.what) {
                    Some(What::Contact(contact)) => match contact.outcome {
                        Outcome::CallBack { at } => When::At(at, CALL_MINUTES),
                        _ => day,
                    },
                    _ => day,
                };
                let alarm_before =
                    matches!(at, When::At(..)).then(|| chrono::TimeDelta::minutes(10));
                let uid = call_uid(dealing);
                CalendarEntry {
                    alarm_before,
                    ..CalendarEntry::new(uid, at, words::calendar_call(lang, who))
                }
            }
        };
        entries.push(entry);
    }
    for item in &schedule.items {
        if item.due_on > on
            && (item.due_on - on).num_days() <= DAYS_AHEAD.cast_signed()
            && !item.by_plan
        {
            let of = book.item_ref(item.item);
            let uid = format!("{}-{}-due@cartera", of.invoice, of.number);
            let number = row_name(book, &RowKey::Item(item.item), lang).into_owned();
            let open = Money::new(item.open_minor, book.item(item.item).currency);
            let title = words::calendar_due(lang, who, &number);
            let day = When::Day(item.due_on);
            entries.push(CalendarEntry {
                description: money(open),
                ..CalendarEntry::new(uid, day, title)
            });
        }
    }
    order::sort_by_key(&mut entries, |entry| match entry.when {
        When::Day(day) => day.and_time(chrono::NaiveTime::MIN),
        When::At(at, _) => at,
    });
    entries
}

/// The id of a step for a customer on a day.
pub fn step_uid(customer: Id, step: Id, on: chrono::NaiveDate) -> String {
    format!("{customer}-{step}-{on}@cartera")
}

/// The id of a promise.
pub fn promise_uid(promise: Id) -> String {
    format!("{promise}@cartera")
}

/// The id of a call that comes of a contact, a promise or a plan.
pub fn call_uid(dealing: Id) -> String {
    format!("{dealing}-call@cartera")
}

/// The id of a part of a plan: a plan has one a day.
pub fn part_uid(plan: Id, on: chrono::NaiveDate) -> String {
    format!("{plan}-{on}@cartera")
}

/// What a step is about, an instalment a line.
fn lines(book: &Book, items: &[Ix<Item>], lang: Lang, style: NumberStyle) -> String {
    let mut text = String::new();
    for &ix in items {
        if !text.is_empty() {
            text.push('\n');
        }
        text.push_str(&row_name(book, &RowKey::Item(ix), lang));
        let item = book.item(ix);
        text.push_str(": ");
        let whole = Money::new(item.amount_minor, item.currency);
        text.push_str(&amount_for_home(whole, book.firm().home_currency, style));
    }
    text
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;
    use crate::ledger::action::add_dealing;
    use crate::ledger::dealing::Promise;
    use crate::ledger::invoice::InstalmentRef;
    use crate::views::fixture::*;

    #[test]
    fn what_comes_has_ids_of_its_own_that_stay() {
        let mut draft = draft();
        let who = customer(&mut draft, "Uno");
        let of = invoice(&mut draft, who, "F-1", "2026-01-05", "2026-02-05", mxn(10_000));
        invoice(&mut draft, who, "F-2", "2026-02-05", "2026-03-05", mxn(5_000));
        let promise = What::Promise(Promise {
            made_on: day("2026-02-09"),
            due_on: day("2026-02-20"),
            amount: mxn(10_000),
            items: vec![InstalmentRef { invoice: of, number: 1 }],
            open_minor: 0,
        });
        let promise = add_dealing(&mut draft, who, promise).unwrap();
        let book = draft.into_book();
        let ix = book.customers().next().unwrap().0;
        let on = |day: chrono::NaiveDate| {
            let practice = Practice::of(&book, day);
            customer_calendar(&book, &practice, ix, Lang::Es, NumberStyle::POINT)
        };
        let made = on(day("2026-02-10"));
        let mut uids: Vec<_> = made.iter().map(|entry| entry.uid.clone()).collect();
        uids.sort_unstable();
        uids.dedup();
        assert_eq!(uids.len(), made.len());
        assert!(made.is_sorted_by_key(|entry| match entry.when {
            When::Day(day) => day.and_time(chrono::NaiveTime::MIN),
            When::At(at, _) => at,
        }));
        let promised = made.iter().find(|entry| entry.uid == promise_uid(promise)).unwrap();
        assert_eq!(promised.summary, "Uno: promesa de $\u{a0}100.00");
        assert_eq!(promised.when, When::Day(day("2026-02-20")));
        let due = made.iter().find(|entry| entry.summary == "Uno: vence F-2").unwrap();
        assert_eq!(due.when, When::Day(day("2026-03-05")));
        assert!(made.iter().any(|entry| entry.description.starts_with("F-2: ")));
        // A day later the same things have the same ids.
        let later = on(day("2026-02-11"));
        assert!(later.iter().all(|entry| uids.contains(&entry.uid)), "{later:?}");
    }
}
