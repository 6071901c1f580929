//! Quicken Interchange Format: one letter a line, `^` after each movement.

use chrono::NaiveDate;

use super::BankOptions;
use super::building::Building;
use super::problem::{ProblemKind, Refused};
use super::scalar::money;
use super::statement::{BankFormat, Movement, ReferenceKind, Statement};
use crate::files::amounts::{DecimalMark, NumberTally, parse_amount};
use crate::files::dates::{DateOrder, DateStyle, DateTally, Verdict, parse_date};

/// Reads the bank, cash and card movements of a file. The file names neither account nor
/// currency; where no date tells whether the day or the month comes first, the day does.
///
/// # Errors
/// When it has no such movement.
pub fn read_qif(text: &str, options: BankOptions) -> Result<Vec<Statement>, Refused> {
    let (mut dates, mut numbers) = (DateTally::default(), NumberTally::default());
    let lines = || text.lines().map(str::trim_end);
    for line in lines() {
        if let Some(date) = line.strip_prefix('D') {
            dates.add(&plain_date(date), options.today);
        } else if let Some(number) = line.strip_prefix('T') {
            numbers.add(number.trim());
        }
    }
    let order = match dates.order() {
        Verdict::Decided(order) => order,
        _ => DateOrder::Dmy,
    };
    let mark = match numbers.mark() {
        Verdict::Decided(mark) => mark,
        _ => DecimalMark::Point,
    };
    let style = DateStyle { order, serial: false };
    let mut now = Building::new(BankFormat::Qif, options.home_currency);
    let mut raw = Raw::default();
    let mut is_bank = false;
    for (at, line) in lines().enumerate() {
        let number = u32::try_from(at + 1).unwrap_or(u32::MAX);
        if let Some(kind) = line.strip_prefix("!Type:") {
            let kind = kind.trim().to_ascii_lowercase();
            is_bank = matches!(kind.as_str(), "bank" | "cash" | "ccard" | "oth a" | "oth l");
            continue;
        }
        let mut chars = line.chars();
        let Some(letter) = chars.next().filter(|_| is_bank) else { continue };
        let value = chars.as_str().trim();
        match letter {
            'D' => (raw.date, raw.line) = (plain_date(value), number),
            'T' => value.clone_into(&mut raw.amount),
            'U' if raw.amount.is_empty() => value.clone_into(&mut raw.amount),
            'P' => value.clone_into(&mut raw.payer),
            'M' => value.clone_into(&mut raw.memo),
            'N' => value.clone_into(&mut raw.number),
            '^' => std::mem::take(&mut raw).end(&mut now, style, mark),
            _ => {}
        }
    }
    raw.end(&mut now, style, mark);
    if now.is_blank() { Err(Refused::NoStatement) } else { Ok(vec![now.finish()]) }
}

#[derive(Default)]
struct Raw {
    date: String,
    amount: String,
    payer: String,
    memo: String,
    number: String,
    line: u32,
}

impl Raw {
    fn end(self, now: &mut Building, style: DateStyle, mark: DecimalMark) {
        if self.date.is_empty() && self.amount.is_empty() {
            return;
        }
        let Some(booked_on): Option<NaiveDate> = parse_date(&self.date, style) else {
            now.problem(self.line, &self.date, ProblemKind::NotADate);
            return;
        };
        let Some(read) = parse_amount(&self.amount, mark) else {
            now.problem(self.line, &self.amount, ProblemKind::NotAnAmount);
            return;
        };
        let currency = now.currency();
        let Some(amount) = money(read.value, currency, self.line, &mut now.problems) else {
            return;
        };
        let mut movement = Movement::new(booked_on, amount);
        movement.payer = self.payer;
        movement.say(&self.memo);
        movement.refer(ReferenceKind::Cheque, &self.number);
        movement.line = self.line;
        now.push(movement);
    }
}

/// Quicken writes `8/15'13` and `8/ 5/13`.
fn plain_date(text: &str) -> String {
    text.trim().replace('\'', "/").replace(' ', "")
}
