//! When and how often a customer may be contacted: what a country's law says, or the firm.
//!
//! Rules are data with a date and a source, which the user can edit. The calendar room reads
//! them (`calendar::contact`) and holds those that ship with the page (`calendar::rules`).

use chrono::{NaiveDate, Weekday};
use serde::{Deserialize, Serialize};

use super::Country;
use super::customer::Party;
use super::protocol::{Bilingual, Channel};

/// What binds contacts with one kind of customer in a country, between two dates.
///
/// Days and times of the day are those of the customer's place.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ContactRule {
    /// Where the customer is; wherever no other rule holds when absent.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub country: Option<Country>,
    /// Whether it is for persons or for firms.
    pub party: Party,
    /// The first day it holds; always when absent.
    #[serde(default, skip_serializing_if = "Option::is_none", with = "super::iso_day::maybe")]
    pub since: Option<NaiveDate>,
    /// The last day it holds; until further notice when absent.
    #[serde(default, skip_serializing_if = "Option::is_none", with = "super::iso_day::maybe")]
    pub until: Option<NaiveDate>,
    /// How far it binds.
    pub force: Force,
    /// How it is cited, as the subject of a sentence in the singular: “La Ley 2300 de 2023”.
    pub name: Bilingual,
    /// The hours of contact, Monday first; none on a weekday without.
    pub windows: [Option<Window>; 7],
    /// Whether there may be contact on public holidays.
    #[serde(default)]
    pub holidays: bool,
    /// Whether what it says of hours and days is about calls and visits only. Messages are
    /// kept to them too, but as good advice.
    #[serde(default)]
    pub calls_only: bool,
    /// Whether the customer may be visited.
    #[serde(default)]
    pub visits: bool,
    /// How often; all of them hold.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub limits: Vec<Limit>,
    /// Whether, once the customer was reached by one channel, the rest of that week (Monday
    /// to Sunday) is closed to the others.
    #[serde(default)]
    pub one_channel_a_week: bool,
    /// Whom it binds, and what else it asks for.
    #[serde(default, skip_serializing_if = "Bilingual::is_blank")]
    pub note: Bilingual,
    /// Where it was read.
    #[serde(default, skip_serializing_if = "Bilingual::is_blank")]
    pub source: Bilingual,
    /// The day on which it was last compared with its source; never when absent.
    #[serde(default, skip_serializing_if = "Option::is_none", with = "super::iso_day::maybe")]
    pub verified_on: Option<NaiveDate>,
}

/// How far a rule binds.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Force {
    /// By law, whoever collects.
    Law,
    /// By law, but only some who collect, such as lenders or agencies; good advice to others.
    LawForSome,
    /// Nobody: it is the firm's own.
    House,
}

/// Hours of contact on a day, in minutes from midnight: the last minute is the one before
/// `close`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Window {
    /// The first minute.
    pub open: u16,
    /// The minute from which there is no more contact; 1440 for midnight.
    pub close: u16,
}

/// At most so many contacts in a time.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Limit {
    /// The channels that are counted, together, and that it binds.
    pub channels: Vec<Channel>,
    /// How many.
    pub most: u8,
    /// In which time.
    pub per: Per,
    /// Hours from one to the next; 0 for any.
    #[serde(default, skip_serializing_if = "is_zero")]
    pub apart_hours: u16,
    /// Days without, counted from the day on which the customer was reached, its own
    /// included; 0 for none.
    #[serde(default, skip_serializing_if = "is_zero")]
    pub rest_days: u16,
    /// Whether calls and visits that reached nobody count. What is written always counts.
    #[serde(default)]
    pub unanswered: bool,
}

/// The time in which contacts are counted.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Per {
    /// A calendar day.
    Day,
    /// A week from Monday to Sunday.
    Week,
    /// Any seven calendar days in a row.
    SevenDays,
}

impl ContactRule {
    /// The hours of contact on a weekday; `None` too for hours that make no sense.
    pub fn window(&self, weekday: Weekday) -> Option<Window> {
        self.windows[weekday as usize].filter(|window| window.is_valid())
    }

    /// Whether it holds on a day.
    pub fn holds_on(&self, day: NaiveDate) -> bool {
        self.since.is_none_or(|since| since <= day) && self.until.is_none_or(|until| day <= until)
    }
}

impl Window {
    /// A day's minutes.
    pub const DAY: u16 = 24 * 60;

    /// From a full hour to another.
    pub const fn hours(open: u16, close: u16) -> Self {
        Self { open: open * 60, close: close * 60 }
    }

    /// Whether it opens before it closes, by midnight.
    pub fn is_valid(self) -> bool {
        self.open < self.close && self.close <= Self::DAY
    }
}

fn is_zero(number: &u16) -> bool {
    *number == 0
}
