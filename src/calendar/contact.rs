//! Whether a customer may be contacted at a moment, and when the next such moment is.
//!
//! Post is not bound by hours or days off: a letter is read when the customer opens it. It
//! counts where a limit names letters (Chile), and is planned for working days like the rest.

use chrono::{Datelike, Days, NaiveDate, NaiveDateTime, NaiveTime, TimeDelta, Timelike, Weekday};

use super::holidays::Holiday;
use super::working_days::{Calendar, FAR_DAYS};
use crate::ledger::contact_rule::{ContactRule, Limit, Per, Window};
use crate::ledger::protocol::Channel;

/// A contact that the user's side began. Those that the customer began are not bound, and
/// are left out.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Past {
    /// When, in the customer's local time.
    pub at: NaiveDateTime,
    /// By which way.
    pub channel: Channel,
    /// Whether somebody was reached: an answered call, a reply.
    pub reached: bool,
}

/// A time in which the customer may be contacted.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Slot {
    /// Its first minute.
    pub from: NaiveDateTime,
    /// The end of that day's hours: the first moment out of them.
    pub until: NaiveDateTime,
}

/// What is against a contact at a moment.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Breach<'a> {
    /// The customer may not be visited.
    Visit,
    /// There is no contact on this weekday.
    Weekday(Weekday),
    /// It is a public holiday.
    Holiday(Holiday),
    /// The firm does not work on this day; what for, or empty.
    OwnDay(&'a str),
    /// It is out of the day's hours.
    Hours(Window),
    /// There were as many contacts as may be.
    TooMany(&'a Limit),
    /// The last contact is not long enough ago.
    TooSoon {
        /// How long it is to be.
        limit: &'a Limit,
        /// When the last one was.
        last: NaiveDateTime,
    },
    /// The customer was reached, and is to be left alone for a time.
    Resting {
        /// For how long.
        limit: &'a Limit,
        /// When it was reached.
        reached: NaiveDateTime,
    },
    /// The customer was reached by another channel this week.
    OtherChannel {
        /// Which.
        used: Channel,
    },
}

/// Everything against a contact at a moment: what the rule forbids, and the firm's own days.
///
/// Of the log only contacts up to the moment count; its order does not matter.
pub fn breaches<'a>(
    rule: &'a ContactRule,
    calendar: Calendar<'a>,
    channel: Channel,
    log: &[Past],
    at: NaiveDateTime,
) -> Vec<Breach<'a>> {
    let mut found = Vec::new();
    visit(rule, calendar, channel, log, at, &mut |breach, _| found.push(breach));
    found
}

/// The earliest minute, not before `from`, at which nothing is against a contact; `None`
/// where there is none within [`FAR_DAYS`].
///
/// The log can hold contacts later than `from`: they count from their moment on.
pub fn next_allowed_slot(
    rule: &ContactRule,
    calendar: Calendar<'_>,
    channel: Channel,
    log: &[Past],
    from: NaiveDateTime,
) -> Option<Slot> {
    let last = from.checked_add_days(Days::new(FAR_DAYS as u64))?;
    let mut at = full_minute(from)?;
    while at < last {
        let mut next = Some(at);
        visit(rule, calendar, channel, log, at, &mut |_, over| {
            next = next.zip(over).map(|(next, over)| next.max(over));
        });
        let next = next?;
        if next == at {
            return Some(Slot { from: at, until: closing(rule, channel, at)? });
        }
        at = full_minute(next)?;
    }
    None
}

/// Tells each thing against a contact at `at`, and the first moment at which that one alone
/// could be over: later than `at`, and never later than it is over in truth, so that the
/// search for a slot can jump there. `None` where it is never over.
fn visit<'a>(
    rule: &'a ContactRule,
    calendar: Calendar<'a>,
    channel: Channel,
    log: &[Past],
    at: NaiveDateTime,
    tell: &mut dyn FnMut(Breach<'a>, Option<NaiveDateTime>),
) {
    let day = at.date();
    let tomorrow = midnight(day.succ_opt());
    if channel == Channel::Visit && !rule.visits {
        return tell(Breach::Visit, None);
    }
    if channel != Channel::Letter {
        match rule.window(day.weekday()) {
            None => tell(Breach::Weekday(day.weekday()), tomorrow),
            Some(window) if minute(at) < window.open => {
                tell(Breach::Hours(window), moment(day, window.open));
            }
            Some(window) if minute(at) >= window.close => tell(Breach::Hours(window), tomorrow),
            Some(_) => {}
        }
        if let Some(holiday) = calendar.holiday(day).filter(|_| !rule.holidays) {
            tell(Breach::Holiday(holiday), tomorrow);
        }
        if let Some(name) = calendar.own_day(day) {
            tell(Breach::OwnDay(name), tomorrow);
        }
    }
    let past = || log.iter().filter(|past| past.at <= at);
    for limit in rule.limits.iter().filter(|limit| limit.channels.contains(&channel)) {
        let mut counted: Vec<NaiveDateTime> =
            past().filter(|past| counts(limit, past)).map(|past| past.at).collect();
        counted.sort_unstable();
        let first = counted.partition_point(|past| past.date() < counted_from(limit.per, day));
        if counted.len() - first >= usize::from(limit.most) {
            // The oldest is the first that is not counted any more.
            let oldest = counted.get(first);
            tell(Breach::TooMany(limit), oldest.and_then(|past| counted_no_more(limit.per, *past)));
        }
        if let Some(&last) = counted.last() {
            let over = last.checked_add_signed(TimeDelta::hours(limit.apart_hours.into()));
            if over.is_none_or(|over| at < over) {
                tell(Breach::TooSoon { limit, last }, over);
            }
        }
        let reached = past().filter(|past| past.reached && limit.channels.contains(&past.channel));
        if let Some(reached) = reached.map(|past| past.at).max() {
            let over = midnight(reached.date().checked_add_days(Days::new(limit.rest_days.into())));
            if over.is_none_or(|over| at < over) {
                tell(Breach::Resting { limit, reached }, over);
            }
        }
    }
    if rule.one_channel_a_week && channel != Channel::Letter {
        let monday = counted_from(Per::Week, day);
        let other = past().filter(|past| past.reached && past.at.date() >= monday);
        let other = other.filter(|past| past.channel != channel && past.channel != Channel::Letter);
        if let Some(other) = other.max_by_key(|past| past.at) {
            let used = other.channel;
            tell(Breach::OtherChannel { used }, counted_no_more(Per::Week, at));
        }
    }
}

/// Whether a contact is one of those that a limit counts.
fn counts(limit: &Limit, past: &Past) -> bool {
    let made = limit.unanswered || past.reached || past.channel.is_written();
    made && limit.channels.contains(&past.channel)
}

/// The first day that is counted together with a day.
fn counted_from(per: Per, day: NaiveDate) -> NaiveDate {
    let back = match per {
        Per::Day => 0,
        Per::Week => day.weekday().num_days_from_monday(),
        Per::SevenDays => 6,
    };
    day.checked_sub_days(Days::new(back.into())).unwrap_or(NaiveDate::MIN)
}

/// The first moment that is not counted together with a contact any more.
fn counted_no_more(per: Per, past: NaiveDateTime) -> Option<NaiveDateTime> {
    let on = match per {
        Per::Day => 1,
        Per::Week => 7 - past.weekday().num_days_from_monday(),
        Per::SevenDays => 7,
    };
    midnight(past.date().checked_add_days(Days::new(on.into())))
}

/// The end of the hours of a day on which there are some.
fn closing(rule: &ContactRule, channel: Channel, at: NaiveDateTime) -> Option<NaiveDateTime> {
    let window = rule.window(at.weekday()).filter(|_| channel != Channel::Letter);
    moment(at.date(), window.map_or(Window::DAY, |window| window.close))
}

/// The moment itself, or the next full minute.
fn full_minute(at: NaiveDateTime) -> Option<NaiveDateTime> {
    let floor = at.with_second(0)?.with_nanosecond(0)?;
    if floor == at { Some(at) } else { floor.checked_add_signed(TimeDelta::minutes(1)) }
}

/// The minutes since midnight.
fn minute(at: NaiveDateTime) -> u16 {
    (at.hour() * 60 + at.minute()) as u16
}

fn moment(day: NaiveDate, minutes: u16) -> Option<NaiveDateTime> {
    midnight(Some(day))?.checked_add_signed(TimeDelta::minutes(minutes.into()))
}

fn midnight(day: Option<NaiveDate>) -> Option<NaiveDateTime> {
    day.map(|day| day.and_time(NaiveTime::MIN))
}
