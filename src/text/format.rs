//! Numbers, amounts and dates as people write them, and reading what they type.
//!
//! Written by our own rules and not by the browser's `Intl`, so that a table, a chart, a
//! printed letter, a CSV file and a test that runs without a browser all agree.

mod dates;
mod read;

use rust_decimal::{Decimal, RoundingStrategy};

use super::Lang;
use crate::ledger::{Country, Currency, Money};

pub use dates::{
    WEEK, date_long, date_medium, date_short, days_count, iso, month_name, month_year,
    weekday_date, weekday_name,
};
pub use read::{parse_amount, parse_date};

/// A blank at which no line breaks (U+00A0): between a number and its sign.
pub const NBSP: char = '\u{a0}';
/// The minus sign (U+2212), as wide as a plus and never mistaken for a hyphen.
pub const MINUS: char = '\u{2212}';

/// Which signs part the thousands and the decimals of a number.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct NumberStyle {
    /// Between groups of three digits.
    pub group: char,
    /// Before the decimals.
    pub decimal: char,
}

impl NumberStyle {
    /// `1,234.56`.
    pub const POINT: Self = Self { group: ',', decimal: '.' };
    /// `1.234,56`.
    pub const COMMA: Self = Self { group: '.', decimal: ',' };
    /// `1 234,56`.
    pub const SPACE: Self = Self { group: NBSP, decimal: ',' };

    /// How numbers are written in a country, following its banks and invoices; for a country
    /// that is not offered, by the language.
    pub fn of(country: Country, lang: Lang) -> Self {
        use Country as C;
        match country {
            C::MX | C::PE | C::US | C::CA | C::PR | C::GB | C::IE | C::MT => Self::POINT,
            C::CR | C::DO | C::GT | C::HN | C::NI | C::PA | C::SV | C::BZ | C::CU => Self::POINT,
            C::AG | C::AW | C::BB | C::BS | C::DM | C::GD | C::GY | C::HT | C::JM => Self::POINT,
            C::KN | C::LC | C::TT | C::VC => Self::POINT,
            C::AR | C::BO | C::BR | C::CL | C::CO | C::EC | C::PY | C::UY | C::VE => Self::COMMA,
            C::AD | C::BE | C::CW | C::CY | C::DE | C::DK | C::ES | C::GR | C::HR => Self::COMMA,
            C::IT | C::LU | C::NL | C::RO | C::SI | C::SR => Self::COMMA,
            C::AT | C::BG | C::CZ | C::EE | C::FI | C::FR | C::HU | C::LT | C::LV => Self::SPACE,
            C::NO | C::PL | C::PT | C::SE | C::SK => Self::SPACE,
            C::CH => Self { group: '\u{2019}', decimal: '.' },
            _ => match lang {
                Lang::Es => Self::COMMA,
                Lang::En => Self::POINT,
            },
        }
    }
}

/// An amount without its currency: `1,234.50`. As many decimals as the currency has;
/// Colombian pesos show cents only where there are some.
///
/// ```
/// use cartera::ledger::{Currency, Money};
/// use cartera::text::format::{NumberStyle, amount};
/// let clp = Currency::from_code("CLP").unwrap();
/// assert_eq!(amount(Money::new(-5_148_000, clp), NumberStyle::COMMA), "−5.148.000");
/// ```
pub fn amount(money: Money, style: NumberStyle) -> String {
    let mut text = String::with_capacity(20);
    push_sign(&mut text, money.amount_minor < 0);
    push_amount(&mut text, money, style);
    text
}

/// An amount with its currency's symbol: `$ 1,234.50`, `1.234,50 €`, `−US$ 10.00`.
///
/// Pesos of several countries have one symbol: where two currencies can meet, use
/// [`amount_for_home`] or [`amount_with_code`].
pub fn amount_with_symbol(money: Money, style: NumberStyle) -> String {
    with_sign(money, currency_symbol(money.currency), style)
}

/// An amount with its currency's code, which no two share: `1,234.50 MXN`.
pub fn amount_with_code(money: Money, style: NumberStyle) -> String {
    let mut text = amount(money, style);
    text.push(NBSP);
    text.push_str(money.currency.code());
    text
}

/// An amount in a ledger that is kept in a home currency: `$ 1,234.50` for its own dollars
/// or pesos; other countries' pesos show their code, so that the two are never confused.
pub fn amount_for_home(money: Money, home: Currency, style: NumberStyle) -> String {
    let sign = match currency_symbol(money.currency) {
        "US$" if money.currency == home => "$",
        "$" if money.currency != home => money.currency.code(),
        symbol => symbol,
    };
    with_sign(money, sign, style)
}

/// The symbol of a currency where it is in everyday use; otherwise its code.
pub fn currency_symbol(currency: Currency) -> &'static str {
    match currency.code() {
        "ARS" | "CLP" | "COP" | "CUP" | "MXN" | "UYU" => "$",
        "BOB" => "Bs",
        "BRL" => "R$",
        "CAD" => "CA$",
        "CLF" => "UF",
        "CRC" => "₡",
        "DOP" => "RD$",
        "EUR" => "€",
        "GBP" => "£",
        "GTQ" => "Q",
        "HNL" => "L",
        "NIO" => "C$",
        "PAB" => "B/.",
        "PEN" => "S/",
        "PYG" => "₲",
        "USD" => "US$",
        "VES" => "Bs.",
        code => code,
    }
}

/// A number with the decimals it has: `1,234.5`.
pub fn decimal(number: Decimal, style: NumberStyle) -> String {
    let plain = number.abs().to_string();
    let (whole, fraction) = plain.split_once('.').unwrap_or((&plain, ""));
    let mut text = String::with_capacity(plain.len() + 8);
    push_sign(&mut text, number.is_sign_negative() && !number.is_zero());
    push_grouped(&mut text, whole, style);
    if !fraction.is_empty() {
        text.push(style.decimal);
        text.push_str(fraction);
    }
    text
}

/// A share of one as a percentage with at most one decimal: 0.325 is `32.5 %`, 0.32 `32 %`.
pub fn percent(share: Decimal, style: NumberStyle) -> String {
    let points = share.checked_mul(Decimal::ONE_HUNDRED).unwrap_or(share);
    percent_points(points.round_dp_with_strategy(1, RoundingStrategy::MidpointAwayFromZero), style)
}

/// A number that already is per cent, with the decimals it has but no trailing zeros.
pub fn percent_points(points: Decimal, style: NumberStyle) -> String {
    let mut text = decimal(points.normalize(), style);
    text.push(NBSP);
    text.push('%');
    text
}

/// A number of things: `1,267`.
pub fn count(things: usize, style: NumberStyle) -> String {
    let mut text = String::with_capacity(12);
    push_grouped(&mut text, &things.to_string(), style);
    text
}

/// The amount with a symbol or code: before it, but for the euro sign in the countries that
/// write a decimal comma.
fn with_sign(money: Money, sign: &str, style: NumberStyle) -> String {
    let mut text = String::with_capacity(24);
    push_sign(&mut text, money.amount_minor < 0);
    let after = sign == "€" && style.decimal == ',';
    if !after {
        text.push_str(sign);
        text.push(NBSP);
    }
    push_amount(&mut text, money, style);
    if after {
        text.push(NBSP);
        text.push_str(sign);
    }
    text
}

fn push_sign(text: &mut String, negative: bool) {
    if negative {
        text.push(MINUS);
    }
}

/// The amount without its sign.
fn push_amount(text: &mut String, money: Money, style: NumberStyle) {
    let digits = money.currency.minor_digits();
    let unit = 10_u64.pow(digits);
    let minor = money.amount_minor.unsigned_abs();
    push_grouped(text, &(minor / unit).to_string(), style);
    let shown = if minor.is_multiple_of(unit) { money.currency.display_digits() } else { digits };
    if shown > 0 {
        text.push(style.decimal);
        let fraction = (minor % unit).to_string();
        (fraction.len()..shown as usize).for_each(|_| text.push('0'));
        text.push_str(&fraction);
    }
}

fn push_grouped(text: &mut String, digits: &str, style: NumberStyle) {
    for (place, digit) in digits.chars().enumerate() {
        if place > 0 && (digits.len() - place).is_multiple_of(3) {
            text.push(style.group);
        }
        text.push(digit);
    }
}

/// A sentence to go on within another: its first letter small.
pub(crate) fn lower_first(sentence: &str) -> String {
    let mut letters = sentence.chars();
    letters.next().map_or_else(String::new, |first| first.to_lowercase().chain(letters).collect())
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;

    fn money(amount_minor: i64, code: &str) -> Money {
        Money::new(amount_minor, Currency::from_code(code).unwrap())
    }

    #[test]
    fn an_amount_has_the_decimals_of_its_currency() {
        let cases = [
            (123_450, "MXN", NumberStyle::POINT, "1,234.50"),
            (123_450, "EUR", NumberStyle::COMMA, "1.234,50"),
            (5, "USD", NumberStyle::POINT, "0.05"),
            (0, "USD", NumberStyle::POINT, "0.00"),
            (0, "COP", NumberStyle::COMMA, "0"),
            (106_500_000, "COP", NumberStyle::COMMA, "1.065.000"),
            (106_500_050, "COP", NumberStyle::COMMA, "1.065.000,50"),
            (2_996_301, "CLP", NumberStyle::COMMA, "2.996.301"),
            (1_234_567, "KWD", NumberStyle::POINT, "1,234.567"),
            (-99_999, "MXN", NumberStyle::SPACE, "−999,99"),
            (-100_000, "MXN", NumberStyle::SPACE, "−1\u{a0}000,00"),
            (i64::MIN, "CLP", NumberStyle::POINT, "−9,223,372,036,854,775,808"),
        ];
        for (minor, code, style, text) in cases {
            assert_eq!(amount(money(minor, code), style), text);
        }
    }

    #[test]
    fn the_sign_stands_where_people_put_it() {
        let symbol = |minor, code, style| amount_with_symbol(money(minor, code), style);
        assert_eq!(symbol(123_450, "MXN", NumberStyle::POINT), "$\u{a0}1,234.50");
        assert_eq!(symbol(-1_000, "USD", NumberStyle::POINT), "−US$\u{a0}10.00");
        assert_eq!(symbol(123_450, "EUR", NumberStyle::COMMA), "1.234,50\u{a0}€");
        assert_eq!(symbol(123_450, "EUR", NumberStyle::POINT), "€\u{a0}1,234.50");
        assert_eq!(symbol(100, "JPY", NumberStyle::POINT), "JPY\u{a0}100");
        let coded = amount_with_code(money(-5, "CLP"), NumberStyle::COMMA);
        assert_eq!(coded, "−5\u{a0}CLP");
    }

    #[test]
    fn only_the_home_currency_is_a_bare_dollar_sign() {
        let shown = |code, home: &str| {
            let home = Currency::from_code(home).unwrap();
            amount_for_home(money(1_000, code), home, NumberStyle::POINT)
        };
        assert_eq!(shown("MXN", "MXN"), "$\u{a0}10.00");
        assert_eq!(shown("COP", "MXN"), "COP\u{a0}10");
        assert_eq!(shown("USD", "MXN"), "US$\u{a0}10.00");
        assert_eq!(shown("USD", "USD"), "$\u{a0}10.00");
        assert_eq!(shown("PEN", "MXN"), "S/\u{a0}10.00");
    }

    #[test]
    fn numbers_and_shares_keep_to_the_style() {
        let number = |text: &str| text.parse::<Decimal>().unwrap();
        assert_eq!(decimal(number("-1234.50"), NumberStyle::COMMA), "−1.234,50");
        assert_eq!(decimal(number("-0.00"), NumberStyle::COMMA), "0,00");
        assert_eq!(percent(number("0.32"), NumberStyle::COMMA), "32\u{a0}%");
        assert_eq!(percent(number("0.3249"), NumberStyle::COMMA), "32,5\u{a0}%");
        assert_eq!(percent(number("-0.0001"), NumberStyle::COMMA), "0\u{a0}%");
        assert_eq!(percent(number("12"), NumberStyle::COMMA), "1.200\u{a0}%");
        assert_eq!(percent_points(number("2.50"), NumberStyle::POINT), "2.5\u{a0}%");
        assert_eq!(count(1_267, NumberStyle::POINT), "1,267");
        assert_eq!(count(999, NumberStyle::POINT), "999");
    }

    #[test]
    fn each_country_keeps_its_style() {
        assert_eq!(NumberStyle::of(Country::MX, Lang::En), NumberStyle::POINT);
        assert_eq!(NumberStyle::of(Country::PE, Lang::Es), NumberStyle::POINT);
        assert_eq!(NumberStyle::of(Country::CO, Lang::En), NumberStyle::COMMA);
        assert_eq!(NumberStyle::of(Country::FR, Lang::Es), NumberStyle::SPACE);
        let japan = Country::from_code("JP").unwrap();
        assert_eq!(NumberStyle::of(japan, Lang::Es), NumberStyle::COMMA);
        assert_eq!(NumberStyle::of(japan, Lang::En), NumberStyle::POINT);
    }
}
