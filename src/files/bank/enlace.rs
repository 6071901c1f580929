//! Santander México's Enlace: text of fixed places, 630 a line.

use chrono::NaiveDate;

use super::BankOptions;
use super::building::Building;
use super::problem::{ProblemKind, Refused};
use super::scalar::{digits, nearest};
use super::statement::{BankFormat, Movement, ReferenceKind, Statement};
use crate::ledger::tax_id::TaxIdKind;
use crate::ledger::{Money, TaxId};

/// Reads every account of a file. The file names no currency.
///
/// # Errors
/// When no line of it is a movement.
pub fn read_enlace(text: &str, options: BankOptions) -> Result<Vec<Statement>, Refused> {
    let mut parts: Vec<Building> = Vec::new();
    for (at, line) in text.lines().enumerate() {
        let line_number = u32::try_from(at + 1).unwrap_or(u32::MAX);
        let chars: Vec<char> = line.chars().collect();
        if line.trim().is_empty() {
            continue;
        }
        let account = cut(&chars, 0, 16);
        let known = parts.iter().position(|part| part.account == account);
        let part = known.unwrap_or_else(|| {
            let mut building = Building::new(BankFormat::Enlace, options.home_currency);
            account.clone_into(&mut building.account);
            parts.push(building);
            parts.len() - 1
        });
        read_line(&chars, line_number, &mut parts[part]);
    }
    let read: Vec<Statement> = parts
        .into_iter()
        .filter(|part| !part.movements.is_empty())
        .map(|mut part| {
            let first = part.movements.first().zip(part.balances.first().copied().flatten());
            part.opening = first.and_then(|(one, after)| after.checked_sub(one.amount));
            part.closing = part.balances.last().copied().flatten();
            part.finish()
        })
        .collect();
    if read.is_empty() { Err(Refused::NoStatement) } else { Ok(read) }
}

fn read_line(chars: &[char], line: u32, now: &mut Building) {
    let written = cut(chars, 16, 24);
    let Some(booked_on) = day(&written) else {
        return now.problem(line, &written, ProblemKind::NotADate);
    };
    let sign = cut(chars, 76, 77);
    let is_out = match sign.as_str() {
        "-" => true,
        "+" => false,
        _ => return now.problem(line, &sign, ProblemKind::NoDirection),
    };
    let written = cut(chars, 77, 91);
    let Some(minor) = cents(&written) else {
        return now.problem(line, &written, ProblemKind::NotAnAmount);
    };
    let currency = now.currency();
    let minor = if is_out { -minor } else { minor };
    let mut movement = Movement::new(booked_on, Money::new(minor, currency));
    movement.line = line;
    for (from, to) in [(36, 76), (113, 203), (500, 630)] {
        movement.say(&cut(chars, from, to));
    }
    movement.payer = cut(chars, 263, 303);
    movement.payer_account = cut(chars, 243, 263);
    movement.refer(ReferenceKind::Other, &cut(chars, 105, 113));
    // A tax id and the reference from end to end share this field.
    for word in cut(chars, 383, 500).split_whitespace() {
        if TaxId::parse(word, None).kind == TaxIdKind::Rfc {
            word.clone_into(&mut movement.payer_tax_id);
        } else {
            movement.refer(ReferenceKind::EndToEnd, word);
        }
    }
    now.balances.push(cents(&cut(chars, 91, 105)).map(|minor| Money::new(minor, currency)));
    now.push(movement);
}

/// Whether a line has a day, a sign and amounts where this format has them.
pub(super) fn is_enlace(line: &str) -> bool {
    let chars: Vec<char> = line.chars().take(120).collect();
    chars.len() >= 113
        && day(&cut(&chars, 16, 24)).is_some()
        && matches!(cut(&chars, 76, 77).as_str(), "+" | "-")
        && cents(&cut(&chars, 77, 91)).is_some()
        && cents(&cut(&chars, 91, 105)).is_some()
}

fn cut(chars: &[char], from: usize, to: usize) -> String {
    let end = to.min(chars.len());
    let part: String = chars.get(from.min(end)..end).unwrap_or_default().iter().collect();
    part.trim().to_owned()
}

/// Month, day, year: `03052026`.
fn day(text: &str) -> Option<NaiveDate> {
    let part = |from: usize, to: usize| digits(text.get(from..to)?);
    match nearest(part(4, 8)?, part(0, 2)?, part(2, 4)?)? {
        (day, false) => Some(day),
        _ => None,
    }
}

fn cents(text: &str) -> Option<i64> {
    let all = text.len() >= 3 && text.bytes().all(|byte| byte.is_ascii_digit());
    let minor: i64 = all.then(|| text.parse().ok())??;
    (minor <= Money::MAX_MINOR).then_some(minor)
}
