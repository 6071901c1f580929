//! The coming week as entries of a calendar.

use chrono::{NaiveDate, TimeDelta};

use super::{Morning, Row, Teller};
use crate::dunning::ahead::{Coming, ComingKind};
use crate::dunning::schedule::Conduct;
use crate::dunning::worklist::Line;
use crate::files::icalendar::{CalendarEntry, When};
use crate::ledger::Money;
use crate::ledger::dealing::{Outcome, What};
use crate::text::dunning as words;
use crate::text::format::amount_for_home;
use crate::views::customer_calendar::{CALL_MINUTES, call_uid, part_uid, promise_uid, step_uid};

/// What is to be done on the day and what comes in the week after it.
///
/// An entry's id is made of the customer, the step and the day on which it fell due, or of
/// the promise, plan or contact it comes from: a later file moves it and does not repeat it.
pub fn entries(teller: Teller<'_>, morning: &Morning) -> Vec<CalendarEntry> {
    let lines = morning.late.iter().chain(&morning.today).map(|line| line_entry(teller, line));
    lines.chain(morning.week.iter().map(|coming| coming_entry(teller, coming))).collect()
}

fn line_entry(teller: Teller<'_>, line: &Line) -> CalendarEntry {
    let (action, on) = (&line.action, teller.practice.on());
    let row = teller.line(line);
    let customer = row.customer;
    let at = action.call.as_ref().and_then(|call| call.at).filter(|at| at.date() == on);
    let uid = match (&action.call, action.step) {
        (Some(call), _) => call_uid(call.dealing),
        (None, step) => {
            let step = step.map_or(customer, |step| step.step);
            step_uid(customer, step, action.since)
        }
    };
    CalendarEntry {
        sequence: u32::try_from((on - action.since).num_days()).unwrap_or(0),
        ..entry(teller, uid, on, at, &row)
    }
}

/// What comes with a customer.
pub fn coming_entry(teller: Teller<'_>, coming: &Coming) -> CalendarEntry {
    let of = teller.book.customer(coming.customer);
    let row = teller.coming(coming);
    let (uid, at) = match &coming.what {
        ComingKind::Step { step, .. } => {
            let step = teller.practice.protocol_of(&of.customer).steps[*step].id;
            (step_uid(row.customer, step, coming.on), None)
        }
        ComingKind::Promise { dealing, .. } => (promise_uid(*dealing), None),
        ComingKind::Part { dealing, .. } => (part_uid(*dealing, coming.on), None),
        ComingKind::CallBack { dealing } => {
            let contact = teller.book.find_dealing(*dealing);
            let at = contact.and_then(|(_, entry)| match &entry.dealing.what {
                What::Contact(contact) => match contact.outcome {
                    Outcome::CallBack { at } => Some(at),
                    _ => None,
                },
                _ => None,
            });
            (call_uid(*dealing), at)
        }
    };
    entry(teller, uid, coming.on, at, &row)
}

fn entry(
    teller: Teller<'_>,
    uid: String,
    on: NaiveDate,
    at: Option<chrono::NaiveDateTime>,
    row: &Row,
) -> CalendarEntry {
    let home = teller.book.firm().home_currency;
    let money = |amount: &Money| amount_for_home(*amount, home, teller.style);
    let amounts: Vec<_> = row.amounts.iter().map(money).collect();
    let how = row.channel.map(|channel| words::channel(teller.lang, channel));
    let summary = match how {
        Some(how) => [how, &row.name].join(": "),
        None => [row.why.as_str(), &row.name].join(": "),
    };
    let lines = [row.why.clone(), amounts.join(" · "), row.because.clone()];
    let lines: Vec<_> = lines.into_iter().filter(|line| !line.is_empty()).collect();
    CalendarEntry {
        description: lines.join("\n"),
        alarm_before: at.map(|_| TimeDelta::minutes(10)),
        ..CalendarEntry::new(
            uid,
            at.map_or(When::Day(on), |at| When::At(at, CALL_MINUTES)),
            summary,
        )
    }
}
