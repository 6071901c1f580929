//! ISO 20022 account reports (camt.052), statements (camt.053) and notifications
//! (camt.054), whatever their version: elements are read by their local names.
//!
//! ISO 20022 message definitions, Bank-to-Customer Cash Management.

use chrono::NaiveDate;
use rust_decimal::Decimal;

use super::BankOptions;
use super::building::Building;
use super::problem::{ProblemKind, Refused};
use super::scalar::{digits, money, nearest, number};
use super::statement::{BankFormat, Movement, ReferenceKind, Statement};
use crate::files::xml::{Element, Xml, XmlFault, XmlLimit};
use crate::ledger::{Currency, Money};

/// Reads every statement, report or notification of a file.
///
/// # Errors
/// When the XML does not hold together or there is no statement in it.
pub fn read_camt(bytes: &[u8], options: BankOptions) -> Result<Vec<Statement>, Refused> {
    let document = Xml::parse(bytes).map_err(|fault| match fault {
        XmlFault::TooMuch(XmlLimit::Bytes | XmlLimit::Elements) => {
            Refused::TooLarge { most_bytes: crate::files::xml::MOST_BYTES }
        }
        _ => Refused::Damaged,
    })?;
    let root = document.root();
    let mut done = Vec::new();
    for (message, part, format) in [
        ("BkToCstmrStmt", "Stmt", BankFormat::Camt053),
        ("BkToCstmrAcctRpt", "Rpt", BankFormat::Camt052),
        ("BkToCstmrDbtCdtNtfctn", "Ntfctn", BankFormat::Camt054),
    ] {
        for message in nearest_below(root, message) {
            for statement in message.all(part) {
                done.push(read_statement(statement, format, options));
            }
        }
    }
    if done.is_empty() { Err(Refused::NoStatement) } else { Ok(done) }
}

/// The elements of a name, the root included: the document may come in an envelope.
fn nearest_below<'a>(root: Element<'a>, name: &'static str) -> Vec<Element<'a>> {
    if root.name() == name { vec![root] } else { root.descendants(name) }
}

fn read_statement(statement: Element<'_>, format: BankFormat, options: BankOptions) -> Statement {
    let mut now = Building::new(format, options.home_currency);
    let account = statement.at("Acct");
    now.account = account.map(account_id).unwrap_or_default();
    let named = account.and_then(|account| Currency::from_code(text(account, "Ccy")));
    let entries = || statement.all("Ntry");
    let balances: Vec<Balance> = statement.all("Bal").filter_map(Balance::of).collect();
    // The account's, else the opening balance's, else that of any balance or entry.
    now.currency = named
        .or(opening_of(&balances).map(|balance| balance.money.currency))
        .or(balances.first().map(|balance| balance.money.currency))
        .or_else(|| entries().find_map(|entry| currency_of(entry.at("Amt")?)));
    now.opening = opening_of(&balances).map(|balance| balance.money);
    now.closing = closing_of(&balances).map(|balance| balance.money);
    if let Some(period) = statement.at("FrToDt") {
        now.from = day_text(text(period, "FrDtTm")).or(day_text(text(period, "FrDt")));
        now.to = day_text(text(period, "ToDtTm")).or(day_text(text(period, "ToDt")));
    } else {
        now.from = opening_of(&balances).and_then(|balance| balance.on);
        now.to = closing_of(&balances).and_then(|balance| balance.on);
    }
    let created = day_text(text(statement, "CreDtTm"));
    for (at, entry) in entries().enumerate() {
        let place = u32::try_from(at + 1).unwrap_or(u32::MAX);
        Entry { element: entry, place, fallback: created }.read(&mut now);
    }
    now.finish()
}

/// A balance of a statement.
struct Balance {
    code: String,
    money: Money,
    on: Option<NaiveDate>,
}

impl Balance {
    fn of(element: Element<'_>) -> Option<Self> {
        let amount = element.at("Amt")?;
        let value = number(amount.text())?;
        let is_debit = text(element, "CdtDbtInd") == "DBIT";
        let value = if is_debit { -value } else { value };
        let code = text(element, "Tp/CdOrPrtry/Cd").to_owned();
        let money = Money::from_decimal(value, currency_of(amount)?)?;
        Some(Self { code, money, on: element.at("Dt").and_then(day) })
    }
}

/// The balance before the first entry: the opening one, else the closing one of the day
/// before, else that of the day's pages so far.
fn opening_of(balances: &[Balance]) -> Option<&Balance> {
    let coded = |code: &str| balances.iter().find(|balance| balance.code == code);
    coded("OPBD").or_else(|| coded("PRCD")).or_else(|| {
        let interim = balances.iter().filter(|balance| balance.code == "ITBD");
        if interim.clone().count() > 1 { interim.clone().next() } else { None }
    })
}

fn closing_of(balances: &[Balance]) -> Option<&Balance> {
    let coded = |code: &str| balances.iter().rfind(|balance| balance.code == code);
    coded("CLBD").or_else(|| coded("ITBD"))
}

/// An entry of a statement.
struct Entry<'a> {
    element: Element<'a>,
    place: u32,
    /// The day the message was made, for a report whose entries are of no day.
    fallback: Option<NaiveDate>,
}

impl Entry<'_> {
    fn read(&self, now: &mut Building) {
        let Some(amount) = self.element.at("Amt") else {
            now.problem(self.place, "", ProblemKind::AmountMissing);
            return;
        };
        let account_currency = now.currency();
        let currency = match amount.attribute("Ccy") {
            None => account_currency,
            Some(code) => match Currency::from_code(code) {
                Some(currency) => currency,
                None => return now.problem(self.place, code, ProblemKind::UnknownCurrency),
            },
        };
        let Some(value) = number(amount.text()) else {
            return now.problem(self.place, amount.text(), ProblemKind::NotAnAmount);
        };
        let mark = text(self.element, "CdtDbtInd");
        let is_out = match mark {
            "CRDT" => false,
            "DBIT" => true,
            _ => return now.problem(self.place, mark, ProblemKind::NoDirection),
        };
        let value_on = self.element.at("ValDt").and_then(day);
        let booked = self.element.at("BookgDt").and_then(day);
        let Some(booked_on) = booked.or(value_on).or(self.fallback) else {
            return now.problem(self.place, "", ProblemKind::DateMissing);
        };
        let status = self.element.at("Sts");
        let status = status.map_or("", |status| match status.at("Cd") {
            Some(code) => code.text(),
            None => status.text(),
        });
        if status == "INFO" {
            return now.problem(self.place, status, ProblemKind::NotCompleted);
        }
        let mut whole = Movement::new(booked_on, Money::zero(currency));
        whole.value_on = value_on;
        whole.is_pending = matches!(status, "PDNG" | "FUTR");
        whole.is_reversal = matches!(text(self.element, "RvslInd"), "true" | "1");
        whole.bank_id = text(self.element, "AcctSvcrRef").to_owned();
        whole.line = self.place;
        let details: Vec<Element<'_>> =
            self.element.all("NtryDtls").flat_map(|details| details.all("TxDtls")).collect();
        let parts = self.parts(&details, value, currency, now);
        if parts.is_empty() {
            let Some(amount) = money(value, currency, self.place, &mut now.problems) else {
                return;
            };
            whole.amount = signed(amount, is_out);
            for &details in &details {
                describe(details, &mut whole, is_out);
            }
            whole.say(text(self.element, "AddtlNtryInf"));
            now.push(whole);
            return;
        }
        for (at, (details, amount)) in parts.into_iter().enumerate() {
            let mut part = whole.clone();
            part.amount = signed(amount, is_out);
            describe(details, &mut part, is_out);
            let own = text(details, "Refs/AcctSvcrRef");
            if !own.is_empty() {
                own.clone_into(&mut part.bank_id);
            } else if !part.bank_id.is_empty() && at > 0 {
                // One id for the whole batch: its parts are told apart by their place.
                part.bank_id = [part.bank_id.as_str(), "/", &(at + 1).to_string()].concat();
            }
            part.say(text(self.element, "AddtlNtryInf"));
            now.push(part);
        }
    }

    /// The payments an entry is made of, where there are several and they add up to it.
    fn parts<'e>(
        &self,
        details: &[Element<'e>],
        value: Decimal,
        currency: Currency,
        now: &mut Building,
    ) -> Vec<(Element<'e>, Money)> {
        if details.len() < 2 {
            return Vec::new();
        }
        let amounts: Vec<(Decimal, Currency)> =
            details.iter().filter_map(|&details| own_amount(details)).collect();
        let sum = amounts.iter().try_fold(Decimal::ZERO, |sum, (part, of)| {
            (*of == currency).then(|| sum.checked_add(*part))?
        });
        if amounts.len() != details.len() || sum != Some(value) {
            if !amounts.is_empty() {
                now.problem(self.place, "", ProblemKind::DetailsDiffer);
            }
            return Vec::new();
        }
        let parts = details.iter().zip(&amounts);
        let parts: Option<Vec<_>> = parts
            .map(|(details, (part, of))| Some((*details, Money::from_decimal(*part, *of)?)))
            .collect();
        parts.unwrap_or_default()
    }
}

/// What a payment's details say of its own amount: the booked one, not the one instructed.
fn own_amount(details: Element<'_>) -> Option<(Decimal, Currency)> {
    let amount = details
        .at("Amt")
        .or_else(|| details.at("AmtDtls/TxAmt/Amt"))
        .or_else(|| details.at("AmtDtls/InstdAmt/Amt"))?;
    Some((number(amount.text())?, currency_of(amount)?))
}

fn describe(details: Element<'_>, movement: &mut Movement, is_out: bool) {
    if let Some(refs) = details.at("Refs") {
        movement.refer(ReferenceKind::EndToEnd, text(refs, "EndToEndId"));
        movement.refer(ReferenceKind::Mandate, text(refs, "MndtId"));
        movement.refer(ReferenceKind::Cheque, text(refs, "ChqNb"));
        movement.refer(ReferenceKind::Other, text(refs, "InstrId"));
        movement.refer(ReferenceKind::Other, text(refs, "TxId"));
    }
    if let Some(parties) = details.at("RltdPties") {
        // Money that comes in has its payer on the debtor's side; the ultimate one is who
        // the invoice was issued to.
        let sides = if is_out {
            [["UltmtCdtr", "Cdtr"], ["CdtrAcct", ""]]
        } else {
            [["UltmtDbtr", "Dbtr"], ["DbtrAcct", ""]]
        };
        for side in sides[0] {
            let Some(party) = parties.at(side) else { continue };
            let party = party.at("Pty").unwrap_or(party);
            if movement.payer.is_empty() {
                text(party, "Nm").clone_into(&mut movement.payer);
            }
            if movement.payer_tax_id.is_empty() {
                movement.payer_tax_id = tax_id(party).to_owned();
            }
        }
        if let Some(account) = parties.at(sides[1][0])
            && movement.payer_account.is_empty()
        {
            movement.payer_account = account_id(account);
        }
    }
    if let Some(remittance) = details.at("RmtInf") {
        for words in remittance.all("Ustrd") {
            movement.say(words.text());
        }
        for structured in remittance.all("Strd") {
            movement.refer(ReferenceKind::Creditor, text(structured, "CdtrRefInf/Ref"));
            for document in structured.all("RfrdDocInf") {
                movement.refer(ReferenceKind::Creditor, text(document, "Nb"));
            }
            for words in structured.all("AddtlRmtInf") {
                movement.say(words.text());
            }
        }
    }
    if details.at("RtrInf").is_some() {
        movement.is_reversal = true;
    }
    movement.say(text(details, "AddtlTxInf"));
}

/// The id of a party that is marked as a tax id, else its only other id.
fn tax_id(party: Element<'_>) -> &str {
    let Some(id) = party.at("Id") else { return "" };
    let others = ["OrgId", "PrvtId"].into_iter().filter_map(|kind| id.at(kind));
    let others: Vec<Element<'_>> = others.flat_map(|kind| kind.all("Othr")).collect();
    let is_tax = |other: &&Element<'_>| text(**other, "SchmeNm/Cd") == "TXID";
    let found = others.iter().find(is_tax).or(others.first());
    found.map_or("", |&other| text(other, "Id"))
}

fn account_id(account: Element<'_>) -> String {
    let Some(id) = account.at("Id") else { return String::new() };
    let iban = text(id, "IBAN");
    let other = text(id, "Othr/Id");
    if iban.is_empty() { other.to_owned() } else { iban.to_owned() }
}

fn currency_of(amount: Element<'_>) -> Option<Currency> {
    Currency::from_code(amount.attribute("Ccy")?)
}

fn signed(money: Money, is_out: bool) -> Money {
    Money::new(if is_out { -money.amount_minor } else { money.amount_minor }, money.currency)
}

/// The day of a `Dt` or `DtTm` inside an element, or of a date that holds either text or
/// a date of its own.
fn day(element: Element<'_>) -> Option<NaiveDate> {
    ["Dt", "DtTm"]
        .into_iter()
        .find_map(|name| day_text(text(element, name)))
        .or_else(|| day_text(element.text()))
}

/// The day of `2010-10-18` or `2010-10-18T10:15:00+01:00`, as it is written.
fn day_text(text: &str) -> Option<NaiveDate> {
    let text = text.trim();
    let part = |from: usize, to: usize| digits(text.get(from..to)?);
    nearest(part(0, 4)?, part(5, 7)?, part(8, 10)?).map(|(day, _)| day)
}

/// The text at the end of a path of names; empty where there is none.
fn text<'a>(element: Element<'a>, path: &str) -> &'a str {
    element.text_at(path).unwrap_or_default()
}
