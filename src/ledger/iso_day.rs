//! Days and times as records store them: `2026-03-31`, `2026-03-31T16:30:00`.
//!
//! As chrono writes them, read without its general parser: a large ledger holds hundreds of
//! thousands of days, and that parser is most of the time they take, and a good part of the
//! code that loads first.

use std::fmt;

use chrono::{NaiveDate, NaiveDateTime};
use serde::de::{Error, Visitor};
use serde::{Deserialize, Deserializer, Serialize, Serializer};

/// Writes a day.
///
/// # Errors
/// As the serializer.
pub fn serialize<S: Serializer>(day: &NaiveDate, to: S) -> Result<S::Ok, S::Error> {
    day.serialize(to)
}

/// Reads a day.
///
/// # Errors
/// When it is none.
pub fn deserialize<'de, D: Deserializer<'de>>(from: D) -> Result<NaiveDate, D::Error> {
    from.deserialize_str(Words(read, "a day"))
}

/// A day that may be absent.
pub mod maybe {
    use super::{Deserialize, Deserializer, IsoDay, NaiveDate, Serialize, Serializer};

    /// Writes a day or nothing.
    ///
    /// # Errors
    /// As the serializer.
    pub fn serialize<S: Serializer>(day: &Option<NaiveDate>, to: S) -> Result<S::Ok, S::Error> {
        day.serialize(to)
    }

    /// Reads a day or nothing.
    ///
    /// # Errors
    /// When there is something that is no day.
    pub fn deserialize<'de, D: Deserializer<'de>>(from: D) -> Result<Option<NaiveDate>, D::Error> {
        Ok(Option::<IsoDay>::deserialize(from)?.map(|IsoDay(day)| day))
    }
}

/// A moment of a day, without a zone.
pub mod time {
    use super::{Deserializer, NaiveDateTime, Serialize, Serializer, Words, read_time};

    /// Writes a moment.
    ///
    /// # Errors
    /// As the serializer.
    pub fn serialize<S: Serializer>(at: &NaiveDateTime, to: S) -> Result<S::Ok, S::Error> {
        at.serialize(to)
    }

    /// Reads a moment.
    ///
    /// # Errors
    /// When it is none.
    pub fn deserialize<'de, D: Deserializer<'de>>(from: D) -> Result<NaiveDateTime, D::Error> {
        from.deserialize_str(Words(read_time, "a time"))
    }
}

/// A day by itself, where no field can say how it is stored.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct IsoDay(#[serde(with = "self")] pub NaiveDate);

/// Reads `2026-03-31`; a year of other than four digits has a sign.
///
/// ```
/// use cartera::ledger::iso_day::read;
/// assert_eq!(read("2026-03-31").unwrap().to_string(), "2026-03-31");
/// assert_eq!(read("+12026-03-31").unwrap().to_string(), "+12026-03-31");
/// assert_eq!(read("2026-02-29"), None);
/// assert_eq!(read("2026-3-1"), None);
/// ```
pub fn read(text: &str) -> Option<NaiveDate> {
    let (rest, day) = text.rsplit_once('-')?;
    let (year, month) = rest.rsplit_once('-')?;
    let (sign, digits) = match year.as_bytes().first()? {
        b'-' => (-1, &year[1..]),
        b'+' => (1, &year[1..]),
        _ if year.len() == 4 => (1, year),
        _ => return None,
    };
    let year = sign * i32::try_from(digits_of(digits)?).ok()?;
    NaiveDate::from_ymd_opt(year, two_digits(month)?, two_digits(day)?)
}

/// Reads `2026-03-31T16:30:00`, with or without a fraction of the second, which is dropped.
pub fn read_time(text: &str) -> Option<NaiveDateTime> {
    let (day, time) = text.split_once('T')?;
    let time = time.split_once('.').map_or(time, |(whole, _)| whole);
    let mut parts = time.split(':');
    let mut part = || parts.next().and_then(two_digits);
    read(day)?.and_hms_opt(part()?, part()?, part()?)
}

fn two_digits(text: &str) -> Option<u32> {
    if text.len() == 2 { digits_of(text) } else { None }
}

fn digits_of(text: &str) -> Option<u32> {
    let is_number = !text.is_empty() && text.len() < 8 && text.bytes().all(|b| b.is_ascii_digit());
    is_number.then(|| text.bytes().fold(0, |sum, digit| sum * 10 + u32::from(digit - b'0')))
}

/// Reads one word, by a function that knows how.
struct Words<T>(fn(&str) -> Option<T>, &'static str);

impl<T> Visitor<'_> for Words<T> {
    type Value = T;

    fn expecting(&self, f: &mut fmt::Formatter) -> fmt::Result {
        f.write_str(self.1)
    }

    fn visit_str<E: Error>(self, text: &str) -> Result<T, E> {
        (self.0)(text).ok_or_else(|| E::custom(self.1))
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]

    use proptest::prelude::*;

    use super::*;

    proptest! {
        /// What chrono writes is read as chrono reads it.
        #[test]
        fn days_are_read_as_they_are_written(days in -800_000..4_000_000i32, second in 0..86_400u32) {
            let day = NaiveDate::from_num_days_from_ce_opt(days).unwrap();
            prop_assert_eq!(read(&day.to_string()), Some(day));
            let time = chrono::NaiveTime::from_num_seconds_from_midnight_opt(second, 0).unwrap();
            let at = day.and_time(time);
            let written = serde_json::to_string(&at).unwrap();
            prop_assert_eq!(read_time(written.trim_matches('"')), Some(at));
        }

        #[test]
        fn anything_else_is_refused(text in "[0-9T:+.-]{0,22}") {
            prop_assert_eq!(read(&text), text.parse().ok().filter(|day: &NaiveDate| day.to_string() == text));
            let _ = read_time(&text);
        }
    }
}
