//! Dates in words.

use chrono::{Datelike, NaiveDate, Weekday};

use crate::text::Lang;

/// Names of months, January first, in Spanish and English.
pub(super) const MONTHS: [(&str, &str); 12] = [
    ("enero", "January"),
    ("febrero", "February"),
    ("marzo", "March"),
    ("abril", "April"),
    ("mayo", "May"),
    ("junio", "June"),
    ("julio", "July"),
    ("agosto", "August"),
    ("septiembre", "September"),
    ("octubre", "October"),
    ("noviembre", "November"),
    ("diciembre", "December"),
];

/// The weekdays, as people here count them.
pub const WEEK: [Weekday; 7] = [
    Weekday::Mon,
    Weekday::Tue,
    Weekday::Wed,
    Weekday::Thu,
    Weekday::Fri,
    Weekday::Sat,
    Weekday::Sun,
];

/// Names of weekdays, Monday first, in Spanish and English.
const WEEKDAYS: [(&str, &str); 7] = [
    ("lunes", "Monday"),
    ("martes", "Tuesday"),
    ("miércoles", "Wednesday"),
    ("jueves", "Thursday"),
    ("viernes", "Friday"),
    ("sábado", "Saturday"),
    ("domingo", "Sunday"),
];

/// «31 de marzo de 2026», `31 March 2026`.
pub fn date_long(lang: Lang, date: NaiveDate) -> String {
    let (day, month, year) = (date.day(), month_name(lang, date), date.year());
    match lang {
        Lang::Es => format!("{day} de {month} de {year}"),
        Lang::En => format!("{day} {month} {year}"),
    }
}

/// «31 mar 2026», `31 Mar 2026`.
pub fn date_medium(lang: Lang, date: NaiveDate) -> String {
    format!("{} {} {}", date.day(), short_month(lang, date), date.year())
}

/// «31 mar», `31 Mar`.
pub fn date_short(lang: Lang, date: NaiveDate) -> String {
    format!("{} {}", date.day(), short_month(lang, date))
}

/// «mar 2026», `Mar 2026`.
pub fn month_year(lang: Lang, date: NaiveDate) -> String {
    format!("{} {}", short_month(lang, date), date.year())
}

/// «domingo 22 de noviembre», `Sunday 22 November`.
pub fn weekday_date(lang: Lang, date: NaiveDate) -> String {
    let (day, month) = (date.day(), month_name(lang, date));
    let weekday = weekday_name(lang, date);
    match lang {
        Lang::Es => format!("{weekday} {day} de {month}"),
        Lang::En => format!("{weekday} {day} {month}"),
    }
}

/// «domingo», `Sunday`.
pub fn weekday_name(lang: Lang, date: NaiveDate) -> &'static str {
    pick(lang, WEEKDAYS[date.weekday().num_days_from_monday() as usize])
}

/// `2026-03-31`, in files and addresses.
pub fn iso(date: NaiveDate) -> String {
    date.to_string()
}

/// «1 día», «3 días», `1 day`, `3 days`.
pub fn days_count(lang: Lang, days: i64) -> String {
    let one = days.unsigned_abs() == 1;
    let word = match lang {
        Lang::Es => ["días", "día"],
        Lang::En => ["days", "day"],
    };
    let sign = if days < 0 { "\u{2212}" } else { "" };
    format!("{sign}{} {}", days.unsigned_abs(), word[usize::from(one)])
}

/// «marzo», `March`.
pub fn month_name(lang: Lang, date: NaiveDate) -> &'static str {
    pick(lang, MONTHS[date.month0() as usize])
}

/// The first three letters, which are plain in both languages and differ in each.
fn short_month(lang: Lang, date: NaiveDate) -> &'static str {
    &month_name(lang, date)[..3]
}

fn pick(lang: Lang, (spanish, english): (&'static str, &'static str)) -> &'static str {
    match lang {
        Lang::Es => spanish,
        Lang::En => english,
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;

    #[test]
    fn dates_read_as_people_write_them() {
        let date: NaiveDate = "2026-11-22".parse().unwrap();
        assert_eq!(date_long(Lang::Es, date), "22 de noviembre de 2026");
        assert_eq!(date_long(Lang::En, date), "22 November 2026");
        assert_eq!(date_medium(Lang::Es, date), "22 nov 2026");
        assert_eq!(date_short(Lang::En, date), "22 Nov");
        assert_eq!(month_year(Lang::Es, date), "nov 2026");
        assert_eq!(weekday_date(Lang::Es, date), "domingo 22 de noviembre");
        assert_eq!(weekday_date(Lang::En, date), "Sunday 22 November");
        assert_eq!(iso(date), "2026-11-22");
    }

    #[test]
    fn one_day_is_no_plural() {
        let said = [-1, 0, 1, 3].map(|days| days_count(Lang::Es, days));
        assert_eq!(said, ["−1 día", "0 días", "1 día", "3 días"]);
        assert_eq!(days_count(Lang::En, 1), "1 day");
    }
}
