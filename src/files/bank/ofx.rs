//! OFX 1 (SGML) and 2 (XML), read as programs write it rather than as the standard says:
//! with or without a header, values with or without end tags, elements in any order.
//!
//! Open Financial Exchange 1.6 and 2.2, section 11 (bank and credit card statements).

use chrono::NaiveDate;

use super::BankOptions;
use super::building::Building;
use super::problem::{ProblemKind, Refused};
use super::scalar::{amount, digits, nearest, number};
use super::statement::{BankFormat, Movement, ReferenceKind, Statement};
use super::tags::{Tag, Tags, unescape};
use crate::ledger::Currency;

/// Reads every bank and card statement of a file; investments are passed over.
///
/// # Errors
/// When there is no such statement in it: investments, an error of the bank, or a list of
/// accounts.
pub fn read_ofx(text: &str, options: BankOptions) -> Result<Vec<Statement>, Refused> {
    let format = match text.find("<OFX>") {
        Some(start) if text[..start].contains("<?OFX") => BankFormat::OfxXml,
        _ if text.contains("<?OFX") => BankFormat::OfxXml,
        _ => BankFormat::OfxSgml,
    };
    let mut reader = Reader::new(format, options);
    for (tag, line) in Tags::new(text) {
        match tag {
            Tag::Open { name, text } => reader.open(&name.to_ascii_uppercase(), text, line),
            Tag::Close { name } => reader.close(&name.to_ascii_uppercase()),
        }
    }
    reader.finish()
}

/// Where in the document the reader is, as far as it matters.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Place {
    Outside,
    Statement,
    Movement,
    Balance,
    OtherBalance,
    Status,
}

struct Reader {
    options: BankOptions,
    format: BankFormat,
    done: Vec<Statement>,
    now: Option<Building>,
    place: Place,
    other_account: bool,
    original_currency: bool,
    movement: Option<Raw>,
    balance: String,
    code: String,
    message: String,
    bank_error: Option<String>,
    investments: bool,
}

/// The values of one movement.
#[derive(Default)]
struct Raw {
    line: u32,
    is_pending: bool,
    posted: String,
    user_date: String,
    value_date: String,
    amount: String,
    id: String,
    name: String,
    memo: String,
    cheque: String,
    reference: String,
    account: String,
    currency: String,
}

impl Reader {
    fn new(format: BankFormat, options: BankOptions) -> Self {
        Self {
            options,
            format,
            done: Vec::new(),
            now: None,
            place: Place::Outside,
            other_account: false,
            original_currency: false,
            movement: None,
            balance: String::new(),
            code: String::new(),
            message: String::new(),
            bank_error: None,
            investments: false,
        }
    }

    fn open(&mut self, name: &str, text: &str, line: u32) {
        match name {
            "STMTRS" | "CCSTMTRS" => {
                self.end_statement();
                self.now = Some(Building::new(self.format, self.options.home_currency));
                self.place = Place::Statement;
            }
            "INVSTMTRS" => {
                self.investments = true;
                self.end_statement();
                self.place = Place::Outside;
            }
            "STMTTRN" | "STMTTRNP" if self.now.is_some() => {
                self.end_movement();
                let is_pending = name == "STMTTRNP";
                self.movement = Some(Raw { line, is_pending, ..Raw::default() });
                self.place = Place::Movement;
            }
            "LEDGERBAL" if self.now.is_some() => {
                self.end_movement();
                self.place = Place::Balance;
            }
            "AVAILBAL" | "BALLIST" if self.now.is_some() => {
                self.end_movement();
                self.place = Place::OtherBalance;
            }
            "STATUS" => {
                self.place = Place::Status;
                self.code.clear();
                self.message.clear();
            }
            "BANKACCTTO" | "CCACCTTO" => self.other_account = true,
            "ORIGCURRENCY" => self.original_currency = true,
            "CURRENCY" => self.original_currency = false,
            _ => self.value(name, &unescape(text), line),
        }
    }

    fn value(&mut self, name: &str, text: &str, line: u32) {
        if self.place == Place::Status {
            match name {
                "CODE" => text.clone_into(&mut self.code),
                "MESSAGE" => text.clone_into(&mut self.message),
                _ => {}
            }
            return;
        }
        if let Some(raw) = &mut self.movement {
            let field = match name {
                "DTPOSTED" => &mut raw.posted,
                "DTUSER" | "DTTRAN" => &mut raw.user_date,
                "DTAVAIL" | "VALUEDATE" => &mut raw.value_date,
                "TRNAMT" => &mut raw.amount,
                "FITID" => &mut raw.id,
                "NAME" | "EXTDNAME" => &mut raw.name,
                "MEMO" => &mut raw.memo,
                "CHECKNUM" => &mut raw.cheque,
                "REFNUM" => &mut raw.reference,
                "ACCTID" if self.other_account => &mut raw.account,
                "CURSYM" if !self.original_currency => &mut raw.currency,
                _ => return,
            };
            if field.is_empty() {
                text.clone_into(field);
            }
            return;
        }
        let Some(now) = &mut self.now else { return };
        match (self.place, name) {
            (Place::Balance, "BALAMT") => text.clone_into(&mut self.balance),
            (Place::OtherBalance, _) => {}
            (_, "CURDEF") if now.currency.is_none() && !text.is_empty() => {
                now.currency = Currency::from_code(text);
                if now.currency.is_none() {
                    now.problem(line, text, ProblemKind::UnknownCurrency);
                }
            }
            (_, "ACCTID") if now.account.is_empty() => text.clone_into(&mut now.account),
            (_, "DTSTART") => now.from = date_of(text).map(|(day, _)| day),
            (_, "DTEND") => now.to = date_of(text).map(|(day, _)| day),
            _ => {}
        }
    }

    fn close(&mut self, name: &str) {
        match name {
            "STMTRS" | "CCSTMTRS" => self.end_statement(),
            "STMTTRN" | "STMTTRNP" => self.end_movement(),
            "LEDGERBAL" | "AVAILBAL" | "BALLIST" if self.now.is_some() => {
                self.place = Place::Statement;
            }
            "BANKACCTTO" | "CCACCTTO" => self.other_account = false,
            "ORIGCURRENCY" => self.original_currency = false,
            "STATUS" => {
                let fails = digits(&self.code).is_some_and(|code| code != 0);
                if fails && self.bank_error.is_none() {
                    self.bank_error = Some(std::mem::take(&mut self.message));
                }
                self.place = if self.now.is_some() { Place::Statement } else { Place::Outside };
            }
            _ => {}
        }
    }

    fn end_movement(&mut self) {
        self.other_account = false;
        self.original_currency = false;
        let Some(raw) = self.movement.take() else { return };
        self.place = Place::Statement;
        let Some(now) = &mut self.now else { return };
        if now.currency.is_none() {
            now.currency = Currency::from_code(&raw.currency);
        }
        let account_currency = now.currency();
        let currency = Currency::from_code(&raw.currency).unwrap_or(account_currency);
        let written = [&raw.posted, &raw.user_date, &raw.value_date];
        let Some(written) = written.into_iter().find(|text| !text.is_empty()) else {
            now.problem(raw.line, &raw.name, ProblemKind::DateMissing);
            return;
        };
        let Some((booked_on, was_moved)) = date_of(written) else {
            now.problem(raw.line, written, ProblemKind::NotADate);
            return;
        };
        if was_moved {
            let what = ProblemKind::DayNotInMonth { taken: booked_on };
            now.problem(raw.line, written, what);
        }
        let Some(money) = amount(&raw.amount, currency, raw.line, &mut now.problems) else {
            return;
        };
        let mut movement = Movement::new(booked_on, money);
        movement.value_on = date_of(&raw.value_date).map(|(day, _)| day);
        movement.payer = raw.name;
        movement.payer_account = raw.account;
        movement.say(&raw.memo);
        movement.refer(ReferenceKind::Cheque, &raw.cheque);
        movement.refer(ReferenceKind::Other, &raw.reference);
        movement.bank_id = raw.id.trim().to_owned();
        movement.is_pending = raw.is_pending;
        movement.line = raw.line;
        now.push(movement);
    }

    fn end_statement(&mut self) {
        self.end_movement();
        self.place = Place::Outside;
        let Some(mut now) = self.now.take() else { return };
        let written = std::mem::take(&mut self.balance);
        if !written.is_empty() && number(&written).is_some() {
            let currency = now.currency();
            let mut problems = Vec::new();
            now.closing = amount(&written, currency, 0, &mut problems);
            now.problems.append(&mut problems);
        }
        self.done.push(now.finish());
    }

    fn finish(mut self) -> Result<Vec<Statement>, Refused> {
        self.end_statement();
        if !self.done.is_empty() {
            return Ok(self.done);
        }
        Err(match self.bank_error {
            Some(message) => Refused::BankError { message },
            None if self.investments => Refused::Investments,
            None => Refused::NoStatement,
        })
    }
}

/// The day of `YYYYMMDD[HHMMSS[.xxx]][[-3:GMT]]` as it is written, not moved to another
/// time zone; and whether the month has no such day and its last was taken.
fn date_of(text: &str) -> Option<(NaiveDate, bool)> {
    let text = text.trim();
    let part = |from: usize, to: usize| digits(text.get(from..to)?);
    nearest(part(0, 4)?, part(4, 6)?, part(6, 8)?)
}
