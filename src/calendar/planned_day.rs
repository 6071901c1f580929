//! Moving a planned day to one on which it can be done.

use chrono::{Datelike, NaiveDate};

use super::working_days::{Calendar, FAR_DAYS, days_back};
use crate::ledger::contact_rule::ContactRule;
use crate::ledger::protocol::Channel;

/// A day as it was planned, and the day it is done on.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct PlannedDay {
    /// As the protocol has it.
    pub planned: NaiveDate,
    /// The allowed day.
    pub day: NaiveDate,
}

impl PlannedDay {
    /// Whether it is another day.
    pub fn is_moved(self) -> bool {
        self.day != self.planned
    }
}

/// The day on which a step planned for a day is done: the same if it is allowed; otherwise
/// the last allowed one before it where it was planned before the due date, and the next one
/// after it where it was planned for the due date or later. So nothing said before the due
/// date is said after it, and nothing is called overdue that is not.
///
/// A day is allowed if it is worked and, but for letters, the rule has hours of contact on
/// it. How often contacts were made does not matter here, nor whether visits may be made at
/// all: that is for [`breaches`](super::breaches). `None` where there is no such day within
/// a year.
pub fn allowed_day(
    rule: &ContactRule,
    calendar: Calendar<'_>,
    channel: Channel,
    planned: NaiveDate,
    due: NaiveDate,
) -> Option<PlannedDay> {
    let is_allowed = |day: &NaiveDate| {
        let hours = channel == Channel::Letter || rule.window(day.weekday()).is_some();
        hours && calendar.is_working_day(*day)
    };
    let day = if planned < due {
        days_back(planned).take(FAR_DAYS).find(is_allowed)
    } else {
        planned.iter_days().take(FAR_DAYS).find(is_allowed)
    };
    Some(PlannedDay { planned, day: day? })
}
