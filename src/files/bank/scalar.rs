//! Amounts and dates as programs write them: no thousands, no words.

use chrono::{Datelike, NaiveDate};
use rust_decimal::Decimal;

use super::problem::{Problem, ProblemKind};
use crate::ledger::{Currency, Money};

/// A number with an optional sign and at most one decimal mark, a point or a comma;
/// padding zeros do not matter. `None` for anything else.
pub(super) fn number(text: &str) -> Option<Decimal> {
    let text = text.trim();
    let (negative, digits) = match text.as_bytes().first()? {
        b'-' => (true, &text[1..]),
        b'+' => (false, &text[1..]),
        _ => (false, text),
    };
    let mut unscaled: i128 = 0;
    let (mut scale, mut any, mut in_fraction) = (0_u32, false, false);
    for byte in digits.bytes() {
        match byte {
            b'0'..=b'9' => {
                any = true;
                // What is beyond the sixth decimal moves no minor unit of any currency.
                if in_fraction && scale >= 6 {
                    continue;
                }
                unscaled = unscaled.checked_mul(10)?.checked_add(i128::from(byte - b'0'))?;
                if unscaled > 10_i128.pow(26) {
                    return None;
                }
                scale += u32::from(in_fraction);
            }
            b'.' | b',' if !in_fraction => in_fraction = true,
            _ => return None,
        }
    }
    let signed = if negative { -unscaled } else { unscaled };
    any.then(|| Decimal::try_from_i128_with_scale(signed, scale).ok())?
}

/// An amount of a currency, with what was wrong about it: rounded, or too large (`None`).
pub(super) fn money(
    value: Decimal,
    currency: Currency,
    line: u32,
    problems: &mut Vec<Problem>,
) -> Option<Money> {
    let Some(money) = Money::from_decimal(value, currency) else {
        problems.push(Problem::new(line, &value.to_string(), ProblemKind::TooLarge));
        return None;
    };
    if money.to_decimal() != value {
        problems.push(Problem::new(line, &value.to_string(), ProblemKind::Rounded { to: money }));
    }
    Some(money)
}

/// An amount as text: what [`number`] and [`money`] say, with the problem noted.
pub(super) fn amount(
    text: &str,
    currency: Currency,
    line: u32,
    problems: &mut Vec<Problem>,
) -> Option<Money> {
    if text.trim().is_empty() {
        problems.push(Problem::new(line, text, ProblemKind::AmountMissing));
        return None;
    }
    match number(text) {
        Some(value) => money(value, currency, line, problems),
        None => {
            problems.push(Problem::new(line, text, ProblemKind::NotAnAmount));
            None
        }
    }
}

/// A day as year, month and day, noting where it had to be moved or is none at all.
pub(super) fn day(
    (year, month, day): (u32, u32, u32),
    text: &str,
    line: u32,
    problems: &mut Vec<Problem>,
) -> Option<NaiveDate> {
    let Some((found, was_moved)) = nearest(year, month, day) else {
        problems.push(Problem::new(line, text, ProblemKind::NotADate));
        return None;
    };
    if was_moved {
        problems.push(Problem::new(line, text, ProblemKind::DayNotInMonth { taken: found }));
    }
    Some(found)
}

/// The day, or the month's last where a bank counts every month to the 30th or 31st; and
/// whether it was moved.
pub(super) fn nearest(year: u32, month: u32, day: u32) -> Option<(NaiveDate, bool)> {
    if !(1950..=2150).contains(&year) || !(1..=31).contains(&day) {
        return None;
    }
    let year = i32::try_from(year).ok()?;
    if let Some(found) = NaiveDate::from_ymd_opt(year, month, day) {
        return Some((found, false));
    }
    let first = NaiveDate::from_ymd_opt(year, month, 1)?;
    let last = first.with_day(u32::from(first.num_days_in_month()))?;
    Some((last, true))
}

/// The year of two digits that a bank means: no bank files are older than 1970.
pub(super) fn full_year(two_digits: u32) -> u32 {
    two_digits + if two_digits < 70 { 2000 } else { 1900 }
}

/// The number that some ASCII digits are; `None` for anything else.
pub(super) fn digits(text: &str) -> Option<u32> {
    let all = !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit());
    all.then(|| text.parse().ok())?
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;

    #[test]
    fn numbers_of_programs() {
        for (text, value) in [
            ("-13.00", "-13.00"),
            ("-200,00", "-200.00"),
            ("-00000000001500.0000", "-1500.0000"),
            ("-0", "0"),
            ("500,", "500"),
            ("+5", "5"),
            (".5", "0.5"),
            ("0.12345678", "0.123456"),
        ] {
            assert_eq!(number(text).unwrap().to_string(), value, "{text}");
        }
        for text in ["", "$120", "1,200.00", "1.2.3", "-", "--1", "abc", "1e5", &"9".repeat(40)] {
            assert_eq!(number(text), None, "{text}");
        }
    }

    #[test]
    fn thirty_days_have_all_months_at_some_banks() {
        let date = |y, m, d| NaiveDate::from_ymd_opt(y, m, d).unwrap();
        assert_eq!(nearest(2016, 2, 30), Some((date(2016, 2, 29), true)));
        assert_eq!(nearest(2016, 2, 29), Some((date(2016, 2, 29), false)));
        assert_eq!(nearest(2016, 13, 1), None);
        assert_eq!(nearest(2016, 1, 0), None);
        assert_eq!(nearest(0, 1, 1), None);
    }
}
