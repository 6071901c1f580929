//! Cuaderno 43 of the Spanish banks: lines of fixed places, cut short by some programs.
//!
//! Asociación Española de Banca, Serie normas y procedimientos bancarios 43, June 2012.

use super::BankOptions;
use super::building::Building;
use super::problem::{ProblemKind, Refused};
use super::scalar::{day, digits, full_year};
use super::statement::{BankFormat, Movement, ReferenceKind, Statement};
use crate::ledger::{Currency, Money};

/// Reads every account of a file.
///
/// # Errors
/// When there is no account in it.
pub fn read_norma43(text: &str, options: BankOptions) -> Result<Vec<Statement>, Refused> {
    let mut reader = Reader { options, done: Vec::new(), now: None, movement: None };
    for (at, line) in text.lines().enumerate() {
        let record = Record {
            chars: line.trim_end_matches(['\r', '\u{1A}']).chars().collect(),
            line: u32::try_from(at + 1).unwrap_or(u32::MAX),
        };
        reader.record(&record);
    }
    reader.end();
    if reader.done.is_empty() { Err(Refused::NoStatement) } else { Ok(reader.done) }
}

struct Reader {
    options: BankOptions,
    done: Vec<Statement>,
    now: Option<Building>,
    movement: Option<Movement>,
}

/// A line by its places.
struct Record {
    chars: Vec<char>,
    line: u32,
}

impl Record {
    fn cut(&self, from: usize, to: usize) -> String {
        let end = to.min(self.chars.len());
        self.chars.get(from.min(end)..end).unwrap_or_default().iter().collect()
    }

    fn text(&self) -> String {
        self.chars.iter().collect()
    }

    /// A reference without the zeros that fill it up; empty for zeros only.
    fn reference(&self, from: usize, to: usize) -> String {
        self.cut(from, to).trim().trim_start_matches('0').to_owned()
    }
}

impl Reader {
    fn record(&mut self, record: &Record) {
        match record.cut(0, 2).as_str() {
            "11" => self.header(record),
            "22" => self.movement(record),
            "23" => {
                if let Some(movement) = &mut self.movement {
                    let words = [record.cut(4, 42), record.cut(42, 80)].join(" ");
                    movement.say(&words);
                }
            }
            "33" => self.closing(record),
            "24" | "88" => {}
            _ if record.text().trim().is_empty() => {}
            _ => {
                if let Some(now) = &mut self.now {
                    now.problem(record.line, &record.text(), ProblemKind::NotALine);
                }
            }
        }
    }

    fn header(&mut self, record: &Record) {
        self.end();
        let mut now = Building::new(BankFormat::Norma43, self.options.home_currency);
        now.account = record.cut(2, 20);
        now.currency = currency_numbered(&record.cut(47, 50));
        let currency = now.currency();
        now.from = day_of(record, 20, &mut now);
        now.to = day_of(record, 26, &mut now);
        let opening = minor_of(&record.cut(33, 47));
        now.opening = opening.map(|minor| signed(&record.cut(32, 33), minor, currency));
        self.now = Some(now);
    }

    fn movement(&mut self, record: &Record) {
        self.take_movement();
        let Some(now) = &mut self.now else { return };
        let currency = now.currency();
        let value_on = day_of(record, 16, now);
        let Some(booked_on) = day_of(record, 10, now).or(value_on) else {
            now.problem(record.line, &record.cut(10, 22), ProblemKind::NotADate);
            return;
        };
        let written = record.cut(28, 42);
        let Some(minor) = minor_of(&written) else {
            now.problem(record.line, &written, ProblemKind::NotAnAmount);
            return;
        };
        let sign = record.cut(27, 28);
        if !matches!(sign.as_str(), "1" | "2") && minor != 0 {
            now.problem(record.line, &sign, ProblemKind::NoDirection);
            return;
        }
        let mut movement = Movement::new(booked_on, signed(&sign, minor, currency));
        movement.value_on = value_on;
        movement.line = record.line;
        // Common concepts 14, returned and unpaid, and 98, corrections.
        movement.is_reversal = matches!(record.cut(22, 24).as_str(), "14" | "98");
        movement.refer(ReferenceKind::Other, &record.reference(42, 52));
        movement.refer(ReferenceKind::Other, &record.reference(52, 64));
        movement.refer(ReferenceKind::Other, &record.reference(64, 80));
        self.movement = Some(movement);
    }

    fn closing(&mut self, record: &Record) {
        self.take_movement();
        let Some(mut now) = self.now.take() else { return };
        let currency = now.currency();
        for (is_debit, from) in [(true, 20), (false, 39)] {
            let sums =
                digits(&record.cut(from, from + 5)).zip(minor_of(&record.cut(from + 5, from + 19)));
            let Some((says_count, says_minor)) = sums else { continue };
            let these = || {
                let is_this = move |movement: &&Movement| {
                    let minor = movement.amount.amount_minor;
                    if is_debit { minor < 0 } else { minor >= 0 }
                };
                now.movements.iter().filter(is_this)
            };
            let count = u32::try_from(these().count()).unwrap_or(u32::MAX);
            let minor: i64 = these().map(|movement| movement.amount.amount_minor.abs()).sum();
            let (says, found) = (Money::new(says_minor, currency), Money::new(minor, currency));
            if says != found {
                let what = if is_debit {
                    ProblemKind::DebitsDiffer { says, found }
                } else {
                    ProblemKind::CreditsDiffer { says, found }
                };
                now.problem(record.line, "", what);
            } else if says_count != count {
                // A movement of nothing is counted on either side.
                let zeros = now.movements.iter().filter(|m| m.amount.is_zero()).count();
                let zeros = u32::try_from(zeros).unwrap_or(u32::MAX);
                if says_count.abs_diff(count) > zeros {
                    let what = ProblemKind::CountDiffers { says: says_count, found: count };
                    now.problem(record.line, "", what);
                }
            }
        }
        let closing = minor_of(&record.cut(59, 73));
        now.closing = closing.map(|minor| signed(&record.cut(58, 59), minor, currency));
        self.done.push(now.finish());
    }

    fn take_movement(&mut self) {
        if let (Some(movement), Some(now)) = (self.movement.take(), &mut self.now) {
            now.push(movement);
        }
    }

    fn end(&mut self) {
        self.take_movement();
        if let Some(now) = self.now.take()
            && !now.is_blank()
        {
            self.done.push(now.finish());
        }
    }
}

/// Whole cents, as the format writes all amounts; `None` where it is no number or too large.
fn minor_of(text: &str) -> Option<i64> {
    let text = text.trim();
    let all = !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit());
    let minor: i64 = all.then(|| text.parse().ok())??;
    (minor <= Money::MAX_MINOR).then_some(minor)
}

/// An amount by its sign: 1 is debit, anything else credit. Amounts have two decimals
/// whatever the currency.
fn signed(sign: &str, cents: i64, currency: Currency) -> Money {
    let cents = if sign == "1" { -cents } else { cents };
    let decimal = rust_decimal::Decimal::new(cents, 2);
    Money::from_decimal(decimal, currency).unwrap_or(Money::zero(currency))
}

fn day_of(record: &Record, from: usize, now: &mut Building) -> Option<chrono::NaiveDate> {
    let text = record.cut(from, from + 6);
    if text.trim_matches(['0', ' ']).is_empty() {
        return None;
    }
    let part = |at: usize| digits(text.get(at..at + 2)?);
    let parts = part(0).zip(part(2)).zip(part(4));
    let ((year, month), number) = parts?;
    day((full_year(year), month, number), &text, record.line, &mut now.problems)
}

/// The currency of a number of ISO 4217, for those that accounts are kept in.
fn currency_numbered(text: &str) -> Option<Currency> {
    const NUMBERS: &[(&str, &str)] = &[
        ("978", "EUR"),
        ("840", "USD"),
        ("826", "GBP"),
        ("756", "CHF"),
        ("392", "JPY"),
        ("484", "MXN"),
        ("032", "ARS"),
        ("152", "CLP"),
        ("170", "COP"),
        ("604", "PEN"),
        ("986", "BRL"),
        ("858", "UYU"),
        ("124", "CAD"),
        ("036", "AUD"),
        ("752", "SEK"),
        ("578", "NOK"),
        ("208", "DKK"),
        ("985", "PLN"),
        ("203", "CZK"),
        ("348", "HUF"),
        ("946", "RON"),
        ("949", "TRY"),
        ("504", "MAD"),
        ("156", "CNY"),
    ];
    let found = NUMBERS.iter().find(|(number, _)| *number == text)?;
    Currency::from_code(found.1)
}
