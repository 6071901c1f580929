//! SWIFT MT940 (statement) and MT942 (report during the day), with or without the SWIFT
//! envelope, in the dialects of the banks.
//!
//! SWIFT User Handbook, Category 9, MT940 and MT942; Spanish and German banks' manuals for
//! the structure inside field 86 (`mt940_text.rs`).

use chrono::NaiveDate;

use super::BankOptions;
use super::building::Building;
use super::mt940_text::{describe, looks_like_iban};
use super::problem::{ProblemKind, Refused};
use super::scalar::{amount, digits, full_year, nearest, number};
use super::statement::{BankFormat, Movement, ReferenceKind, Statement};
use crate::ledger::{Currency, Money};

/// Reads every statement of a file. The pages of one statement are put together.
///
/// # Errors
/// When there is no statement in it.
pub fn read_mt940(text: &str, options: BankOptions) -> Result<Vec<Statement>, Refused> {
    let mut reader = Reader::new(options);
    for field in fields(text) {
        reader.field(&field);
    }
    reader.end();
    if reader.done.is_empty() { Err(Refused::NoStatement) } else { Ok(reader.done) }
}

/// A field: `:61:`, and what follows up to the next one.
struct Field {
    tag: String,
    lines: Vec<String>,
    line: u32,
}

impl Field {
    fn first(&self) -> &str {
        self.lines.first().map_or("", |line| line.trim())
    }
}

fn fields(text: &str) -> Vec<Field> {
    let mut fields: Vec<Field> = Vec::new();
    let mut is_inside = false;
    for (at, line) in text.lines().enumerate() {
        let number = u32::try_from(at + 1).unwrap_or(u32::MAX);
        let line = line.trim_end_matches(['\r', '\u{3}', '\u{1}']);
        // The envelope's last block may begin the first field's line.
        let line = line.rfind("{4:").map_or(line, |at| &line[at + 3..]);
        if let Some((tag, rest)) = tag_of(line) {
            fields.push(Field { tag, lines: vec![rest.to_owned()], line: number });
            is_inside = true;
        } else if line.trim() == "-" || line.starts_with("-}") || line.starts_with('{') {
            is_inside = false;
        } else if is_inside && let Some(field) = fields.last_mut() {
            field.lines.push(line.to_owned());
        }
    }
    fields
}

/// `:61:…` taken apart; `None` for any other line.
fn tag_of(line: &str) -> Option<(String, &str)> {
    let (tag, rest) = line.trim_start().strip_prefix(':')?.split_once(':')?;
    let known = (2..=3).contains(&tag.len()) && tag.bytes().all(|b| b.is_ascii_alphanumeric());
    known.then(|| (tag.to_ascii_uppercase(), rest))
}

struct Reader {
    options: BankOptions,
    done: Vec<Statement>,
    now: Option<Now>,
}

/// The statement being read.
struct Now {
    building: Building,
    has_header: bool,
    number: String,
    /// The last closing balance was that of a page.
    is_page: bool,
    movement: Option<Movement>,
    /// The file's own sums: count, amount; what came in, then what went out.
    sums: [Option<(u32, Money)>; 2],
}

impl Reader {
    fn new(options: BankOptions) -> Self {
        Self { options, done: Vec::new(), now: None }
    }

    fn now(&mut self) -> &mut Now {
        let home = self.options.home_currency;
        self.now.get_or_insert_with(|| Now {
            building: Building::new(BankFormat::Mt940, home),
            has_header: false,
            number: String::new(),
            is_page: false,
            movement: None,
            sums: [None; 2],
        })
    }

    fn field(&mut self, field: &Field) {
        let first = field.first();
        match field.tag.as_str() {
            "20" => {
                // The next page of the same statement goes on where this one ended.
                let continues = self.now.as_ref().is_some_and(|now| now.is_page);
                if !continues {
                    self.end();
                }
                self.now().has_header = true;
            }
            "25" | "25P" => {
                let (account, currency) = account_of(first);
                if self.now.as_ref().is_some_and(|now| {
                    !now.building.account.is_empty() && now.building.account != account
                }) {
                    self.end();
                    self.now().has_header = true;
                }
                let now = self.now();
                account.clone_into(&mut now.building.account);
                now.building.currency = now.building.currency.or(currency);
            }
            "28" | "28C" => {
                let number = first.split('/').next().unwrap_or_default().to_owned();
                let now = self.now();
                if now.is_page && now.number != number {
                    let account = now.building.account.clone();
                    self.end();
                    let now = self.now();
                    now.building.account = account;
                    now.has_header = true;
                }
                self.now().number = number;
            }
            "13" | "13D" => self.now().building.format = BankFormat::Mt942,
            "34F" => {
                let now = self.now();
                now.building.format = BankFormat::Mt942;
                let currency = first.get(..3).and_then(Currency::from_code);
                now.building.currency = now.building.currency.or(currency);
            }
            "60F" | "60M" => self.opening(first, field.line),
            "62F" | "62M" => self.closing(first, field),
            "61" => self.movement(field),
            "86" => {
                let now = self.now();
                if let Some(movement) = &mut now.movement {
                    describe(movement, &field.lines);
                }
            }
            "90C" | "90D" => {
                let now = self.now();
                now.building.format = BankFormat::Mt942;
                let place = usize::from(field.tag == "90D");
                now.sums[place] = sum_of(first);
            }
            _ => {}
        }
    }

    fn opening(&mut self, text: &str, line: u32) {
        if self.now.as_ref().is_some_and(|now| now.building.closing.is_some() && !now.is_page) {
            // A file whose statements have no field 20.
            let account = self.now().building.account.clone();
            let has_header = self.now().has_header;
            self.end();
            let now = self.now();
            now.building.account = account;
            now.has_header = has_header;
        }
        let now = self.now();
        now.is_page = false;
        if now.building.opening.is_some() {
            return;
        }
        match balance_of(text) {
            Some((balance, day)) => {
                now.building.currency = Some(balance.currency);
                now.building.opening = Some(balance);
                now.building.from = day;
            }
            None => now.building.problem(line, text, ProblemKind::NotAnAmount),
        }
    }

    fn closing(&mut self, text: &str, field: &Field) {
        let now = self.now();
        now.take_movement();
        match balance_of(text) {
            Some((balance, day)) => {
                now.building.currency = now.building.currency.or(Some(balance.currency));
                now.building.closing = Some(balance);
                now.building.to = day.or(now.building.to);
            }
            None => now.building.problem(field.line, text, ProblemKind::NotAnAmount),
        }
        now.is_page = field.tag == "62M";
    }

    fn movement(&mut self, field: &Field) {
        let now = self.now();
        now.take_movement();
        let currency = now.building.currency();
        let first = field.first();
        let Some(raw) = Raw::of(first) else {
            now.building.problem(field.line, first, ProblemKind::NotALine);
            return;
        };
        let Some((booked_on, value_on)) = raw.days() else {
            now.building.problem(field.line, first, ProblemKind::NotADate);
            return;
        };
        let Some(money) = amount(raw.amount, currency, field.line, &mut now.building.problems)
        else {
            return;
        };
        let is_out = raw.mark.ends_with('D') != raw.mark.starts_with('R');
        let minor = if is_out { -money.amount_minor } else { money.amount_minor };
        let mut movement = Movement::new(booked_on, Money::new(minor, currency));
        movement.value_on = value_on;
        movement.is_reversal = raw.mark.starts_with('R');
        movement.is_pending = raw.mark.starts_with('E');
        movement.line = field.line;
        raw.references(&mut movement);
        for line in &field.lines[1..] {
            let line = line.trim();
            if looks_like_iban(line) {
                line.clone_into(&mut movement.payer_account);
            } else {
                movement.say(line);
            }
        }
        now.movement = Some(movement);
    }

    fn end(&mut self) {
        let Some(mut now) = self.now.take() else { return };
        now.take_movement();
        now.check_sums();
        let building = now.building;
        let has_money = building.opening.is_some()
            || building.closing.is_some()
            || !building.movements.is_empty()
            || !building.problems.is_empty();
        if has_money || (now.has_header && !building.account.is_empty()) {
            self.done.push(building.finish());
        }
    }
}

impl Now {
    fn take_movement(&mut self) {
        if let Some(movement) = self.movement.take() {
            self.building.push(movement);
        }
    }

    fn check_sums(&mut self) {
        for (place, sum) in self.sums.into_iter().enumerate() {
            let Some((says_count, says)) = sum else { continue };
            let is_this = |movement: &&Movement| (movement.amount.amount_minor < 0) == (place == 1);
            let these = || self.building.movements.iter().filter(is_this);
            let minor: i64 = these().map(|movement| movement.amount.amount_minor.abs()).sum();
            let count = u32::try_from(these().count()).unwrap_or(u32::MAX);
            let found = Money::new(minor, says.currency);
            if found != says && place == 0 {
                self.building.problem(0, "", ProblemKind::CreditsDiffer { says, found });
            } else if found != says {
                self.building.problem(0, "", ProblemKind::DebitsDiffer { says, found });
            } else if count != says_count {
                let what = ProblemKind::CountDiffers { says: says_count, found: count };
                self.building.problem(0, "", what);
            }
        }
    }
}

/// Field 61 taken apart.
struct Raw<'a> {
    value: &'a str,
    entry: &'a str,
    mark: &'a str,
    amount: &'a str,
    /// The type's three characters and all that follows.
    rest: &'a str,
}

impl<'a> Raw<'a> {
    fn of(text: &'a str) -> Option<Self> {
        let (value, rest) = text.split_at_checked(6)?;
        digits(value)?;
        // Four digits, or four blanks where a bank keeps the place.
        let has_entry =
            rest.get(..4).is_some_and(|four| digits(four).is_some() || four.trim().is_empty());
        let (entry, rest) = if has_entry { rest.split_at(4) } else { ("", rest) };
        let marks = ["RC", "RD", "EC", "ED", "C", "D"];
        let mark = marks.into_iter().find(|mark| rest.starts_with(mark))?;
        let rest = &rest[mark.len()..];
        // The third letter of the currency, where a bank writes it.
        let rest = rest.strip_prefix(|c: char| c.is_ascii_alphabetic()).unwrap_or(rest);
        let end =
            rest.find(|c: char| !c.is_ascii_digit() && c != ',' && c != '.').unwrap_or(rest.len());
        let (amount, rest) = rest.split_at(end);
        (!amount.is_empty()).then_some(Self { value, entry: entry.trim(), mark, amount, rest })
    }

    /// The day booked and the value day; the one stands in where the other is impossible,
    /// as the 30th of February is.
    fn days(&self) -> Option<(NaiveDate, Option<NaiveDate>)> {
        let part = |text: &str, from: usize| digits(text.get(from..from + 2)?);
        let (year, month, day) =
            (full_year(part(self.value, 0)?), part(self.value, 2)?, part(self.value, 4)?);
        let value = nearest(year, month, day);
        let entry = part(self.entry, 0).zip(part(self.entry, 2)).and_then(|(month, day)| {
            // The entry's year is not written: the one that brings it nearest.
            let (value, _) = value?;
            let years = [year.checked_sub(1)?, year, year + 1];
            let days = years.into_iter().filter_map(|year| nearest(year, month, day));
            days.map(|(day, _)| day).min_by_key(|day| (*day - value).num_days().abs())
        });
        match (entry, value) {
            (Some(entry), Some((value, was_moved))) => Some((entry, (!was_moved).then_some(value))),
            (None, Some((value, _))) => Some((value, None)),
            (_, None) => None,
        }
    }

    /// `NTRFreference//bank's reference`, where the reference may be an account, and a
    /// name may follow it after some blanks.
    fn references(&self, movement: &mut Movement) {
        let (owner, bank) = self.rest.split_once("//").unwrap_or((self.rest, ""));
        let Some(owner) = owner.get(4..) else { return };
        let (reference, name) = owner.split_once("  ").unwrap_or((owner, ""));
        if looks_like_iban(reference) {
            reference.clone_into(&mut movement.payer_account);
        } else {
            movement.refer(ReferenceKind::Other, reference);
        }
        name.trim().clone_into(&mut movement.payer);
        let bank = bank.trim();
        if !bank.eq_ignore_ascii_case("NONREF") {
            bank.clone_into(&mut movement.bank_id);
        }
    }
}

/// `C140507EUR1234,56`: the balance and its day.
fn balance_of(text: &str) -> Option<(Money, Option<NaiveDate>)> {
    let text = text.trim();
    let (mark, rest) = text.split_at_checked(1)?;
    let is_debit = match mark {
        "C" => false,
        "D" => true,
        _ => return None,
    };
    let part = |from: usize| digits(rest.get(from..from + 2)?);
    let day = part(0)
        .zip(part(2))
        .zip(part(4))
        .and_then(|((year, month), day)| nearest(full_year(year), month, day));
    let currency = Currency::from_code(rest.get(6..9)?)?;
    let value = number(rest.get(9..)?)?;
    let value = if is_debit { -value } else { value };
    Some((Money::from_decimal(value, currency)?, day.map(|(day, _)| day)))
}

/// `3PLN0,03`: how many, and their sum.
fn sum_of(text: &str) -> Option<(u32, Money)> {
    let end = text.find(|c: char| !c.is_ascii_digit())?;
    let (count, rest) = text.split_at(end);
    let currency = Currency::from_code(rest.get(..3)?)?;
    let sum = Money::from_decimal(number(rest.get(3..)?)?, currency)?;
    Some((digits(count)?, sum))
}

/// An account without the currency that some banks write at its end.
fn account_of(text: &str) -> (&str, Option<Currency>) {
    let cut = text.len().saturating_sub(3);
    if let Some((account, code)) = text.split_at_checked(cut)
        && account.ends_with(|c: char| c.is_ascii_digit())
        && code.bytes().all(|byte| byte.is_ascii_uppercase())
        && let Some(currency) = Currency::from_code(code)
    {
        return (account, Some(currency));
    }
    (text, None)
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use chrono::Datelike;

    use super::*;

    #[test]
    fn the_entry_day_takes_the_nearest_year() {
        let days = |text| Raw::of(text).unwrap().days().unwrap();
        let (booked, value) = days("2512310102C5,00NTRFX");
        assert_eq!((booked.year(), value.unwrap().year()), (2026, 2025));
        let (booked, value) = days("1602300301DR6,00N024NONREF");
        assert_eq!((booked.to_string().as_str(), value), ("2016-03-01", None));
        let (booked, _) = days("200101    D65,00NOVBX");
        assert_eq!(booked.to_string(), "2020-01-01");
    }

    #[test]
    fn accounts_lose_a_currency_at_their_end() {
        assert_eq!(account_of("1291.99.348EUR").0, "1291.99.348");
        assert_eq!(account_of("NL71RABO0123456789").0, "NL71RABO0123456789");
        assert_eq!(account_of("ACXXXXXX000000XXXXXX1").0, "ACXXXXXX000000XXXXXX1");
    }
}
