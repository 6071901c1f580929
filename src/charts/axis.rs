//! Round values for an axis, and short ways to write them.

use crate::order;
use crate::text::Lang;

/// How a firm's country writes numbers.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct NumberMarks {
    /// Between whole units and decimals: `.` in Mexico, `,` in Argentina.
    pub decimal: char,
    /// Between groups of three figures.
    pub group: char,
}

/// Three to five round values from zero that do not exceed `max`: whole steps of 1, 2 or 5
/// times a power of ten.
///
/// Only zero where `max` is not positive; fewer where `max` is so small that a step would
/// be less than one (1 gives 0 and 1).
///
/// ```
/// use cartera::charts::round_ticks;
/// assert_eq!(round_ticks(1_278_566), [0, 500_000, 1_000_000]);
/// assert_eq!(round_ticks(4_100), [0, 1_000, 2_000, 3_000, 4_000]);
/// ```
pub fn round_ticks(max: i64) -> Vec<i64> {
    let step = round_step(max);
    let mut ticks = vec![0];
    let mut next = step;
    while next <= max && ticks.len() < 5 {
        ticks.push(next);
        next = next.saturating_add(step);
    }
    ticks
}

/// Round values above zero up to `highest`, and below it down to `-deepest` in the same
/// steps, rising.
pub(super) fn ticks_around(highest: i64, deepest: i64) -> Vec<i64> {
    let mut ticks = round_ticks(highest.max(deepest));
    let below: Vec<i64> = ticks.iter().skip(1).filter(|t| **t <= deepest).map(|t| -t).collect();
    ticks.retain(|tick| *tick <= highest.max(0));
    ticks.extend(below);
    order::sort(&mut ticks);
    ticks
}

/// The smallest round step of which at most four fit into `max`.
fn round_step(max: i64) -> i64 {
    let mut power = 1_i64;
    loop {
        for factor in [1, 2, 5] {
            let step = power.saturating_mul(factor);
            if max / step <= 4 || step == i64::MAX {
                return step;
            }
        }
        power = power.saturating_mul(10);
    }
}

/// Labels for the values of one axis, all in the same unit and with the same decimals, so
/// that they can be compared at a glance: `0`, `0.5 M`, `1.0 M`.
///
/// `values_minor` are minor units, of which 10 to the power of `minor_digits` make one.
pub(super) fn axis_labels(
    values_minor: &[i64],
    minor_digits: u32,
    lang: Lang,
    marks: NumberMarks,
) -> Vec<String> {
    let one = one(minor_digits);
    let max = values_minor.iter().map(|value| i128::from(*value).abs()).max().unwrap_or(0);
    let unit =
        units(lang).iter().rev().find(|unit| max >= unit.size * one).unwrap_or(&units(lang)[0]);
    let size = unit.size * one;
    let decimals = (0..2).find(|decimals| {
        values_minor.iter().all(|value| i128::from(*value) * 10_i128.pow(*decimals) % size == 0)
    });
    let decimals = decimals.unwrap_or(2);
    values_minor
        .iter()
        .map(|value| {
            let scaled = i128::from(*value).abs() * 10_i128.pow(decimals) / size;
            if scaled == 0 {
                return "0".to_owned();
            }
            // A true minus sign is as wide as a figure.
            let sign = if *value < 0 { "\u{2212}" } else { "" };
            with_unit(sign, &decimal(scaled, decimals, marks), unit)
        })
        .collect()
}

/// An amount of minor units with three significant figures and a word for its size:
/// `1.28 M`, `873 mil`, `850`; in English `873 K`.
///
/// Spanish counts thousands of millions (`1,200 M`), English has a word for them (`1.2 B`).
///
/// ```
/// use cartera::charts::{NumberMarks, abbreviate};
/// use cartera::text::Lang;
/// let marks = NumberMarks { decimal: '.', group: ',' };
/// assert_eq!(abbreviate(127_856_650, 2, Lang::Es, marks), "1.28\u{a0}M");
/// assert_eq!(abbreviate(25_000_000, 2, Lang::En, marks), "250\u{a0}K");
/// ```
pub fn abbreviate(amount_minor: i64, minor_digits: u32, lang: Lang, marks: NumberMarks) -> String {
    let one = one(minor_digits);
    let amount = i128::from(amount_minor).abs();
    let sign = if amount_minor < 0 { "\u{2212}" } else { "" };
    let units = units(lang);
    let largest = &units[units.len() - 1];
    for unit in units {
        let most = if unit.size == 1 { minor_digits.min(2) } else { 2 };
        for decimals in (0..=most).rev() {
            let size = unit.size * one;
            let scaled = (amount * 10_i128.pow(decimals) + size / 2) / size;
            let fits = scaled < 1000 || (decimals == 0 && unit.size == largest.size);
            if fits {
                let (scaled, decimals) = without_trailing_zeros(scaled, decimals);
                return with_unit(sign, &decimal(scaled, decimals, marks), unit);
            }
        }
    }
    String::new()
}

/// A size of numbers and the word for it.
struct Unit {
    size: i128,
    word: &'static str,
}

const fn unit(size: i128, word: &'static str) -> Unit {
    Unit { size, word }
}

fn units(lang: Lang) -> &'static [Unit] {
    const ES: &[Unit] = &[unit(1, ""), unit(1_000, "mil"), unit(1_000_000, "M")];
    const EN: &[Unit] =
        &[unit(1, ""), unit(1_000, "K"), unit(1_000_000, "M"), unit(1_000_000_000, "B")];
    match lang {
        Lang::Es => ES,
        Lang::En => EN,
    }
}

fn one(minor_digits: u32) -> i128 {
    10_i128.pow(minor_digits.min(9))
}

fn without_trailing_zeros(mut scaled: i128, mut decimals: u32) -> (i128, u32) {
    while decimals > 0 && scaled % 10 == 0 {
        scaled /= 10;
        decimals -= 1;
    }
    (scaled, decimals)
}

/// `scaled` tenths or hundredths, not negative, with marks.
fn decimal(scaled: i128, decimals: u32, marks: NumberMarks) -> String {
    let digits = scaled.to_string();
    let decimals = decimals as usize;
    // At least one figure stands before the decimal mark.
    let padded = if digits.len() <= decimals {
        "0".repeat(decimals + 1 - digits.len()) + &digits
    } else {
        digits
    };
    let whole_len = padded.len() - decimals;
    let mut text = String::new();
    for (index, digit) in padded.chars().enumerate() {
        if index == whole_len {
            text.push(marks.decimal);
        } else if index > 0 && index < whole_len && (whole_len - index).is_multiple_of(3) {
            text.push(marks.group);
        }
        text.push(digit);
    }
    text
}

fn with_unit(sign: &str, number: &str, unit: &Unit) -> String {
    let mut text = sign.to_owned();
    text.push_str(number);
    if !unit.word.is_empty() {
        text.push('\u{a0}');
        text.push_str(unit.word);
    }
    text
}

#[cfg(test)]
mod tests {
    use super::*;

    const MX: NumberMarks = NumberMarks { decimal: '.', group: ',' };
    const AR: NumberMarks = NumberMarks { decimal: ',', group: '.' };

    fn labels(max: i64, digits: u32, lang: Lang) -> Vec<String> {
        axis_labels(&round_ticks(max), digits, lang, MX)
            .iter()
            .map(|label| label.replace('\u{a0}', " "))
            .collect()
    }

    #[test]
    fn ticks_are_round_and_few_from_one_to_the_largest_amount() {
        assert_eq!(round_ticks(0), [0]);
        assert_eq!(round_ticks(-5), [0]);
        assert_eq!(round_ticks(1), [0, 1]);
        assert_eq!(round_ticks(9), [0, 2, 4, 6, 8]);
        assert_eq!(round_ticks(10), [0, 5, 10]);
        let mut max = 2_i64;
        while max < i64::MAX / 3 {
            let ticks = round_ticks(max);
            assert!((3..=5).contains(&ticks.len()), "{max}: {ticks:?}");
            assert!(ticks.iter().all(|tick| *tick <= max));
            max = max * 3 / 2;
        }
    }

    #[test]
    fn the_largest_number_does_not_overflow() {
        assert!(round_ticks(i64::MAX).len() >= 2);
        assert!(!abbreviate(i64::MIN, 0, Lang::En, MX).is_empty());
    }

    #[test]
    fn one_axis_has_one_unit() {
        assert_eq!(labels(127_856_650, 2, Lang::Es), ["0", "0.5 M", "1.0 M"]);
        assert_eq!(
            labels(87_000_000, 2, Lang::Es),
            ["0", "200 mil", "400 mil", "600 mil", "800 mil"]
        );
        assert_eq!(labels(87_000_000, 2, Lang::En), ["0", "200 K", "400 K", "600 K", "800 K"]);
        assert_eq!(labels(250, 2, Lang::Es), ["0", "1", "2"]);
        assert_eq!(labels(90, 2, Lang::Es), ["0", "0.2", "0.4", "0.6", "0.8"]);
    }

    #[test]
    fn currencies_without_decimals_and_thousands_of_millions() {
        assert_eq!(labels(987_654_321, 0, Lang::Es), ["0", "200 M", "400 M", "600 M", "800 M"]);
        assert_eq!(labels(4_500_000_000, 0, Lang::Es)[4], "4,000 M");
        assert_eq!(labels(4_500_000_000, 0, Lang::En)[4], "4 B");
    }

    #[test]
    fn short_amounts_round_into_the_next_unit() {
        let short = |minor, lang| abbreviate(minor, 2, lang, MX).replace('\u{a0}', " ");
        assert_eq!(short(99_999_900, Lang::Es), "1 M");
        assert_eq!(short(99_940_000, Lang::Es), "999 mil");
        assert_eq!(short(4_245_000, Lang::Es), "42.5 mil");
        assert_eq!(short(120_000_000, Lang::En), "1.2 M");
        assert_eq!(short(350, Lang::En), "3.5");
        assert_eq!(short(0, Lang::En), "0");
        assert_eq!(short(-4_245_000, Lang::Es), "\u{2212}42.5 mil");
        assert_eq!(short(123_456_789_012, Lang::Es), "1,235 M");
        assert_eq!(abbreviate(127_856_650, 2, Lang::Es, AR), "1,28\u{a0}M");
    }
}
