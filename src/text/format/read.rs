//! Reading the amounts and dates that people type and paste.

use chrono::{Datelike, Days, NaiveDate};
use rust_decimal::Decimal;

use super::NumberStyle;
use super::dates::MONTHS;
use crate::ledger::Currency;
use crate::text::fold::fold;

/// Reads an amount: with or without thousands signs, with either decimal sign, with a
/// currency's symbol or code before or after, negative by a minus sign or brackets.
///
/// Where `1.234` could be a thousand or one and some, the style decides. `None` for what is
/// no amount: `12abc`, `1.23.456`, `12,34,56`, or more digits than a number can hold.
///
/// ```
/// use cartera::text::format::{NumberStyle, parse_amount};
/// let read = |text| parse_amount(text, NumberStyle::COMMA).map(|n| n.to_string());
/// assert_eq!(read("$ 1.234,50").as_deref(), Some("1234.50"));
/// assert_eq!(read("1.234").as_deref(), Some("1234"));
/// assert_eq!(read("1234.5").as_deref(), Some("1234.5"));
/// ```
pub fn parse_amount(text: &str, style: NumberStyle) -> Option<Decimal> {
    let first = text.find(|c: char| c.is_ascii_digit())?;
    let last = text.rfind(|c: char| c.is_ascii_digit())? + 1;
    let (mut before, mut number, after) = (&text[..first], &text[first..last], &text[last..]);
    // `.50` has no whole part, but the point of `S/.50` is the symbol's.
    if let Some(rest) = before.strip_suffix(['.', ','])
        && !rest.ends_with(|c: char| c.is_alphabetic() || c == '/')
    {
        before = rest;
        number = &text[first - 1..last];
    }
    let negative = sign(before, after)?;
    let decimal_at = decimal_sign(number, style)?;
    let (whole, fraction) = match decimal_at {
        Some(place) => (&number[..place], &number[place + 1..]),
        None => (number, ""),
    };
    let mut plain = String::with_capacity(number.len() + 2);
    if negative {
        plain.push('-');
    }
    plain.push('0');
    plain.extend(whole.chars().filter(char::is_ascii_digit));
    if !fraction.is_empty() {
        plain.push('.');
        plain.push_str(fraction);
    }
    Decimal::from_str_exact(&plain)
        .ok()
        .map(|number| if number.is_zero() { Decimal::ZERO } else { number })
}

/// Whether what stands around the number makes it negative; `None` where it holds anything
/// but signs and a currency.
fn sign(before: &str, after: &str) -> Option<bool> {
    let is_minus = |c: char| matches!(c, '-' | '\u{2212}' | '\u{2013}');
    // `100.-` and `100,-` are whole amounts.
    let after =
        after.strip_prefix([',', '.']).map_or(after, |rest| rest.trim_start_matches(is_minus));
    let minuses = before.chars().chain(after.chars()).filter(|c| is_minus(*c)).count();
    let bracketed = (before.matches('(').count(), after.matches(')').count());
    let negative = match (minuses, bracketed) {
        (0, (0, 0)) => false,
        (1, (0, 0)) | (0, (1, 1)) => true,
        _ => return None,
    };
    let is_rest = |c: &char| !(c.is_whitespace() || is_minus(*c) || matches!(c, '(' | ')' | '+'));
    let known = |affix: &str| is_currency(&affix.chars().filter(is_rest).collect::<String>());
    (known(before) && known(after)).then_some(negative)
}

/// Whether it is nothing, a currency's symbol, its code, or both.
fn is_currency(text: &str) -> bool {
    const WORDS: [&str; 14] =
        ["", "€", "£", "₡", "₲", "s/", "b/", "q", "l", "bs", "mn", "us", "rd", "uf"];
    let plain: String = fold(text).chars().filter(|c| !matches!(c, '$' | '.')).collect();
    let with_dollar =
        text.contains('$') && matches!(plain.as_str(), "r" | "c" | "ca" | "mx" | "j" | "u");
    with_dollar || WORDS.contains(&plain.as_str()) || Currency::from_code(&plain).is_some()
}

/// Where the decimal sign is: `Some(None)` for a number without, `None` for no number.
fn decimal_sign(number: &str, style: NumberStyle) -> Option<Option<usize>> {
    let points = number.matches('.').count();
    let commas = number.matches(',').count();
    let last = number.rfind(['.', ',']);
    let decimal_at = match (last, points, commas) {
        (None, ..) => None,
        // Both: the last is the decimal sign, and there is only one of it.
        (Some(place), 1.., 1..) => {
            let once = if number.as_bytes()[place] == b'.' { points } else { commas };
            if once > 1 {
                return None;
            }
            Some(place)
        }
        (Some(place), 1, 0) | (Some(place), 0, 1) => {
            let sign = char::from(number.as_bytes()[place]);
            let thousands = is_grouped(number) && !number.starts_with('0');
            (!thousands || sign == style.decimal).then_some(place)
        }
        // Several of one: thousands.
        _ => None,
    };
    let whole = &number[..decimal_at.unwrap_or(number.len())];
    let fraction = decimal_at.map_or("", |place| &number[place + 1..]);
    let fraction_is_plain = fraction.bytes().all(|byte| byte.is_ascii_digit());
    let whole_is_plain = whole.bytes().all(|byte| byte.is_ascii_digit());
    (fraction_is_plain && (whole_is_plain || is_grouped(whole))).then_some(decimal_at)
}

/// Whether it is one to three digits and then groups of three, parted by one kind of sign.
fn is_grouped(whole: &str) -> bool {
    let is_group_sign = |c: char| {
        matches!(c, '.' | ',' | ' ' | '\u{a0}' | '\u{202f}' | '\u{2009}' | '\'' | '\u{2019}')
    };
    let mut signs = whole.chars().filter(|c| !c.is_ascii_digit());
    let first = signs.next();
    let one_kind = first.is_some_and(is_group_sign) && signs.all(|sign| Some(sign) == first);
    let mut groups = whole.split(|c: char| !c.is_ascii_digit());
    let leading = groups.next().is_some_and(|group| (1..=3).contains(&group.len()));
    one_kind && leading && groups.all(|group| group.len() == 3)
}

/// Reads a date, day before month: `31/3/26`, `31-03-2026`, `31.3.2026`, «31 mar 2026»,
/// «31 de marzo de 2026», `March 31, 2026`, `2026-03-31`, `20260331`, «hoy», `tomorrow`.
///
/// Without a year (`31/3`, «31 mar») it is the one nearest to today. Of two digits, a year
/// is at most twenty years ahead. `None` for what is no date, such as `3/31/2026`: with the
/// month first, `3/4/2026` would be read wrongly.
pub fn parse_date(text: &str, today: NaiveDate) -> Option<NaiveDate> {
    let folded = fold(text.trim());
    match folded.as_str() {
        "hoy" | "today" => return Some(today),
        "ayer" | "yesterday" => return today.checked_sub_days(Days::new(1)),
        "manana" | "tomorrow" => return today.checked_add_days(Days::new(1)),
        _ => {}
    }
    match *date_parts(&folded)?.as_slice() {
        [Part::Number(year, 4), month, day] => civil(day, month, year),
        [day @ Part::Number(..), month, Part::Number(year, digits)]
        | [month @ Part::Month(_), day, Part::Number(year, digits)] => {
            civil(day, month, full_year(year, digits, today)?)
        }
        [day @ Part::Number(..), month] | [month @ Part::Month(_), day] => {
            let years = [today.year(), today.year() - 1, today.year() + 1];
            let dates = years.into_iter().filter_map(|year| civil(day, month, year.unsigned_abs()));
            dates.min_by_key(|date| (*date - today).num_days().abs())
        }
        [Part::Number(packed, 8)] => {
            let (month, day) = (packed / 100 % 100, packed % 100);
            civil(Part::Number(day, 2), Part::Number(month, 2), packed / 10_000)
        }
        _ => None,
    }
}

/// A part of a date.
#[derive(Clone, Copy)]
enum Part {
    /// A number and how many digits it was written with.
    Number(u32, usize),
    /// A month by its name.
    Month(u32),
}

/// The numbers and months of a folded text; `None` where there is anything else.
fn date_parts(folded: &str) -> Option<Vec<Part>> {
    let mut parts = Vec::with_capacity(3);
    let is_sign = |c: char| matches!(c, '/' | '-' | '.' | ',' | ' ' | '\u{a0}');
    for piece in folded.split(is_sign).filter(|piece| !piece.is_empty()) {
        if piece.bytes().all(|byte| byte.is_ascii_digit()) {
            parts.push(Part::Number(piece.parse().ok()?, piece.len()));
        } else if !matches!(piece, "de" | "del" | "of") {
            parts.push(Part::Month(month(piece)?));
        }
    }
    // A sign before the first number would be a minus.
    folded.starts_with(|c: char| c.is_alphanumeric()).then_some(parts)
}

/// A month from its name or at least three letters of it, in either language.
fn month(word: &str) -> Option<u32> {
    let names_it = |name: &str| word.len() >= 3 && fold(name).starts_with(word);
    let place = MONTHS.iter().position(|names| names_it(names.0) || names_it(names.1));
    // In Peru and Uruguay the ninth month is written «setiembre».
    let place = place.or_else(|| names_it("setiembre").then_some(8))?;
    u32::try_from(place + 1).ok()
}

fn full_year(year: u32, digits: usize, today: NaiveDate) -> Option<u32> {
    match digits {
        4 => Some(year),
        2 => {
            let now = today.year().unsigned_abs();
            let same_century = now / 100 * 100 + year;
            Some(if same_century > now + 20 { same_century - 100 } else { same_century })
        }
        _ => None,
    }
}

fn civil(day: Part, month: Part, year: u32) -> Option<NaiveDate> {
    let Part::Number(day, 1..=2) = day else { return None };
    let month = match month {
        Part::Number(month, 1..=2) | Part::Month(month) => month,
        Part::Number(..) => return None,
    };
    let year = i32::try_from(year).ok().filter(|year| (1900..=2199).contains(year))?;
    NaiveDate::from_ymd_opt(year, month, day)
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;

    #[test]
    fn an_amount_is_read_however_it_is_typed() {
        for (text, style, expected) in [
            ("1,234.50", NumberStyle::COMMA, "1234.50"),
            ("1.234,50", NumberStyle::POINT, "1234.50"),
            ("$ 1 234,50", NumberStyle::POINT, "1234.50"),
            ("1\u{a0}234\u{a0}567", NumberStyle::POINT, "1234567"),
            ("1'234.50", NumberStyle::POINT, "1234.50"),
            ("1234.5", NumberStyle::COMMA, "1234.5"),
            ("1234,5", NumberStyle::POINT, "1234.5"),
            ("1.234", NumberStyle::POINT, "1.234"),
            ("1.234", NumberStyle::COMMA, "1234"),
            ("1,234", NumberStyle::POINT, "1234"),
            ("1,234", NumberStyle::COMMA, "1.234"),
            ("1.234.567", NumberStyle::POINT, "1234567"),
            ("1234.567", NumberStyle::COMMA, "1234.567"),
            ("0.123", NumberStyle::COMMA, "0.123"),
            (".50", NumberStyle::COMMA, "0.50"),
            ("12.", NumberStyle::COMMA, "12"),
            ("1.234.567,89", NumberStyle::POINT, "1234567.89"),
            ("MXN 1,234.50", NumberStyle::POINT, "1234.50"),
            ("1.234,50 €", NumberStyle::COMMA, "1234.50"),
            ("US$1,000", NumberStyle::POINT, "1000"),
            ("$1,000.00 M.N.", NumberStyle::POINT, "1000.00"),
            ("S/.50", NumberStyle::POINT, "50"),
            ("S/ 1,180.00", NumberStyle::POINT, "1180.00"),
            ("$ 500.000 COP", NumberStyle::COMMA, "500000"),
            ("Bs. 12,50", NumberStyle::COMMA, "12.50"),
            ("-1.5", NumberStyle::POINT, "-1.5"),
            ("−1,5", NumberStyle::COMMA, "-1.5"),
            ("(1,234.50)", NumberStyle::POINT, "-1234.50"),
            ("-$ 3.000", NumberStyle::COMMA, "-3000"),
            ("100-", NumberStyle::COMMA, "-100"),
            ("100,-", NumberStyle::COMMA, "100"),
            ("-0", NumberStyle::COMMA, "0"),
            ("007", NumberStyle::COMMA, "7"),
        ] {
            let read = parse_amount(text, style).map(|number| number.to_string());
            assert_eq!(read.as_deref(), Some(expected), "{text} {style:?}");
        }
    }

    #[test]
    fn what_is_no_amount_is_refused() {
        for text in [
            "",
            " ",
            "abc",
            "$",
            "12abc",
            "1.23.456",
            "12,34,56",
            "1,234.567.890",
            "1.234,567,8",
            "--5",
            "(5",
            "5)",
            "-(5)",
            "1 2",
            "12 34",
            "1/2",
            "10%",
            "1e5",
            "3 de 5",
            "12-34",
            "99999999999999999999999999999999",
            "1,23 4.5",
            "factura 12",
            "1.2345.678",
        ] {
            for style in [NumberStyle::POINT, NumberStyle::COMMA] {
                assert_eq!(parse_amount(text, style), None, "{text}");
            }
        }
    }

    #[test]
    fn a_date_is_read_day_first() {
        let today: NaiveDate = "2026-03-15".parse().unwrap();
        for (text, expected) in [
            ("31/3/26", "2026-03-31"),
            ("31-03-2026", "2026-03-31"),
            ("31.3.2026", "2026-03-31"),
            (" 2026-03-31 ", "2026-03-31"),
            ("2026/3/31", "2026-03-31"),
            ("20260331", "2026-03-31"),
            ("31 mar 2026", "2026-03-31"),
            ("31-mar-26", "2026-03-31"),
            ("31 de Marzo de 2026", "2026-03-31"),
            ("31 marzo del 2026", "2026-03-31"),
            ("March 31, 2026", "2026-03-31"),
            ("1 set. 2026", "2026-09-01"),
            ("1 Sept 2026", "2026-09-01"),
            ("3/4/2026", "2026-04-03"),
            ("31/3", "2026-03-31"),
            ("31 dic", "2025-12-31"),
            ("1 ene", "2026-01-01"),
            ("1/9", "2026-09-01"),
            ("1/2/46", "2046-02-01"),
            ("1/2/47", "1947-02-01"),
            ("hoy", "2026-03-15"),
            ("Mañana", "2026-03-16"),
            ("yesterday", "2026-03-14"),
        ] {
            assert_eq!(parse_date(text, today), Some(expected.parse().unwrap()), "{text}");
        }
    }

    #[test]
    fn what_is_no_date_is_refused() {
        let today: NaiveDate = "2026-03-15".parse().unwrap();
        for text in [
            "",
            "31",
            "3/31/2026",
            "31/2/2026",
            "29 feb",
            "2026-03",
            "marzo 2026",
            "31/3/126",
            "31/3/20266",
            "-3/4/2026",
            "1/2/3/4",
            "31 xyz 2026",
            "31 ma 2026",
            "10:30",
            "0/1/2026",
            "31/0/2026",
            "20261331",
            "1234567890123456789",
        ] {
            assert_eq!(parse_date(text, today), None, "{text}");
        }
    }
}
