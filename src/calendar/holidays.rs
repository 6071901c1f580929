//! Public holidays of a country, by rule.
//!
//! A holiday is one row: when it falls and how it moves by the weekday it falls on. The rows
//! are in `national`, each country's with the law they come from.

use chrono::{Datelike, Days, Months, NaiveDate, Weekday};

use super::easter::easter_sunday;
use super::national;
use crate::ledger::Country;
use crate::text::Lang;

/// A public holiday, on one of the days on which it is kept.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Holiday {
    /// Its name in Spanish.
    pub es: &'static str,
    /// Its name in English.
    pub en: &'static str,
    /// Whether the day is not its own date, but one it was moved to.
    pub moved: bool,
}

impl Holiday {
    /// Its name, without saying whether it was moved; see [`text::calendar::holiday`].
    ///
    /// [`text::calendar::holiday`]: crate::text::calendar::holiday
    pub fn name(self, lang: Lang) -> &'static str {
        match lang {
            Lang::Es => self.es,
            Lang::En => self.en,
        }
    }
}

/// How far a country's holidays are known.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Known {
    /// Every year: they follow from a rule of law. Checked from 2024 on.
    ByRule,
    /// From 2024 up to a year, its own included: part of them is decreed year by year. After
    /// it only those that a law fixes are known.
    Until(i32),
    /// Not at all: only weekends and the firm's own days are days off.
    Not,
}

/// How far a country's holidays are known. Days that only a region or a town keeps are never
/// among them: those are for the firm's own days.
pub fn known(country: Country) -> Known {
    let rules = national::rules(country);
    let decreed = rules.iter().filter_map(|rule| match rule.when {
        When::Decreed(days) => days.last().map(|&(year, ..)| year),
        _ => None,
    });
    match (rules, decreed.max()) {
        ([], _) => Known::Not,
        (_, Some(year)) => Known::Until(year),
        (_, None) => Known::ByRule,
    }
}

/// The public holidays kept on a day: none, one, or several that coincide.
pub fn on(country: Country, day: NaiveDate) -> impl Iterator<Item = Holiday> {
    // The New Year can be kept on the last day of the year before.
    let years = [Some(day.year()), (day.month() == 12).then(|| day.year() + 1)];
    let near = national::rules(country).iter().filter(move |rule| rule.when.can_be_near(day));
    near.filter_map(move |rule| {
        let mut kept = years.iter().flatten().flat_map(|&year| rule.kept(year));
        kept.find(|kept| kept.0 == day).map(|kept| kept.1)
    })
}

/// Every public holiday kept in a year, by day.
pub fn in_year(country: Country, year: i32) -> Vec<(NaiveDate, Holiday)> {
    let mut days: Vec<_> = national::rules(country)
        .iter()
        .flat_map(|rule| rule.kept(year).chain(rule.kept(year + 1)))
        .filter(|(day, _)| day.year() == year)
        .collect();
    days.sort_by_key(|(day, _)| *day);
    days
}

/// One holiday of a country.
pub(super) struct Rule {
    when: When,
    shift: &'static Shift,
    since: i32,
    es: &'static str,
    en: &'static str,
}

/// On which date a holiday falls.
#[derive(Clone, Copy)]
pub(super) enum When {
    /// A month and a day.
    Date(u32, u32),
    /// The same every sixth year, counted from the first.
    SixthYear(u32, u32),
    /// Days after Easter Sunday; negative before it.
    Easter(i64),
    /// The first, second … such weekday of a month.
    Nth(u8, Weekday, u32),
    /// The last such weekday of a month.
    Last(Weekday, u32),
    /// The June solstice in Chile.
    JuneSolstice,
    /// On the days of a table of years, months and days, in order.
    Decreed(&'static [(i32, u32, u32)]),
}

/// Where a holiday moves to, by the weekday it falls on.
pub(super) struct Shift {
    /// Days to move by, Monday first; [`DROPPED`] where it is not kept at all.
    pub(super) by: [i64; 7],
    /// Whether its own date is kept besides the one it moves to.
    pub(super) both: bool,
}

/// Not kept when it falls on this weekday.
pub(super) const DROPPED: i64 = i64::MIN;

/// It stays where it falls.
const STAYS: Shift = Shift { by: [0; 7], both: false };

impl Rule {
    /// A holiday with its names in Spanish and English, which stays where it falls.
    pub(super) const fn new(when: When, es: &'static str, en: &'static str) -> Self {
        Self { when, shift: &STAYS, since: i32::MIN, es, en }
    }

    /// Moved by the weekday it falls on.
    pub(super) const fn shifted(self, shift: &'static Shift) -> Self {
        Self { shift, ..self }
    }

    /// Kept from a year on.
    pub(super) const fn since(self, since: i32) -> Self {
        Self { since, ..self }
    }

    /// The days on which the holiday that falls in a year is kept, which can be in another.
    fn kept(&self, year: i32) -> impl Iterator<Item = (NaiveDate, Holiday)> {
        let own = (year >= self.since).then(|| self.when.in_year(year)).flatten();
        let by = own.map_or(DROPPED, |own| self.shift.by[own.weekday() as usize]);
        let moves = by != 0 && by != DROPPED;
        let stays = own.filter(|_| by == 0 || (moves && self.shift.both));
        let target = own.filter(|_| moves).and_then(|own| plus_days(own, by));
        let (es, en) = (self.es, self.en);
        [(stays, false), (target, true)]
            .into_iter()
            .filter_map(move |(day, moved)| Some((day?, Holiday { es, en, moved })))
    }
}

impl When {
    /// A quick no for most days. No holiday moves by more than a week, so one that falls two
    /// months away is kept on another day.
    fn can_be_near(self, day: NaiveDate) -> bool {
        match self {
            Self::Date(month, _)
            | Self::SixthYear(month, _)
            | Self::Nth(.., month)
            | Self::Last(_, month) => (day.month() + 13 - month) % 12 <= 2,
            // From Carnival to the Sacred Heart.
            Self::Easter(_) => (2..=7).contains(&day.month()),
            Self::JuneSolstice | Self::Decreed(_) => true,
        }
    }

    fn in_year(self, year: i32) -> Option<NaiveDate> {
        match self {
            Self::Date(month, day) => NaiveDate::from_ymd_opt(year, month, day),
            Self::SixthYear(month, day) => {
                let turn = year.rem_euclid(6) == 2024 % 6;
                turn.then(|| NaiveDate::from_ymd_opt(year, month, day)).flatten()
            }
            Self::Easter(days) => plus_days(easter_sunday(year)?, days),
            Self::Nth(n, weekday, month) => {
                NaiveDate::from_weekday_of_month_opt(year, month, weekday, n)
            }
            Self::Last(weekday, month) => {
                let end = NaiveDate::from_ymd_opt(year, month, 1)? + Months::new(1);
                let end = end.pred_opt()?;
                Some(end - Days::new(u64::from(end.weekday().days_since(weekday))))
            }
            Self::JuneSolstice => NaiveDate::from_ymd_opt(year, 6, solstice_day(year)),
            Self::Decreed(days) => {
                let &(_, month, day) = days.iter().find(|entry| entry.0 == year)?;
                NaiveDate::from_ymd_opt(year, month, day)
            }
        }
    }
}

/// The day of June on which the solstice falls in Chile's winter time (UTC−4), 2022 to 2075.
fn solstice_day(year: i32) -> u32 {
    let of_four = year.rem_euclid(4);
    let late = of_four == 3 || (of_four == 2 && year <= 2046);
    if late { 21 } else { 20 }
}

fn plus_days(day: NaiveDate, days: i64) -> Option<NaiveDate> {
    day.checked_add_signed(chrono::TimeDelta::try_days(days)?)
}
