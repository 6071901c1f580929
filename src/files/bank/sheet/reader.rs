//! From the rows of a bank's table to statements.

use chrono::NaiveDate;

use super::proposal::{SheetProposal, SignModel};
use super::role::BankColumn;
use crate::files::amounts::{DecimalMark, parse_amount};
use crate::files::bank::building::Building;
use crate::files::bank::problem::ProblemKind;
use crate::files::bank::scalar::money;
use crate::files::bank::statement::{BankFormat, Movement, ReferenceKind, Statement};
use crate::files::currency_words::{CurrencyWord, currency_word};
use crate::files::dates::{DateStyle, parse_date};
use crate::files::fold::squash;
use crate::files::list::cell::{cell_text, is_filler};
use crate::files::table::{Row, trim};
use crate::ledger::{Currency, Money};

/// Reads the rows of a table whose questions are answered.
pub(super) fn read_rows(proposal: &SheetProposal) -> Vec<Statement> {
    let mut reader = Reader::new(proposal);
    let table = proposal.table();
    let first = proposal.header_row().map_or(0, |row| row + 1);
    for at in 0..first.saturating_sub(1) {
        reader.preamble(table.row(at));
    }
    for at in first..table.len() {
        let row = table.row(at);
        if !row.is_blank() {
            reader.row(row, u32::try_from(at + 1).unwrap_or(u32::MAX));
        }
    }
    reader.finish()
}

struct Reader<'a> {
    proposal: &'a SheetProposal,
    style: DateStyle,
    mark: DecimalMark,
    /// Whether `C` stands for what went out, as it does beside `A` (abono, cargo).
    c_is_out: bool,
    account: String,
    opening: Option<rust_decimal::Decimal>,
    closing: Option<rust_decimal::Decimal>,
    parts: Vec<Part>,
}

/// The rows of one account and currency.
struct Part {
    account: String,
    currency: Option<Currency>,
    building: Building,
}

impl<'a> Reader<'a> {
    fn new(proposal: &'a SheetProposal) -> Self {
        let order = proposal.date_order().unwrap_or(crate::files::dates::DateOrder::Dmy);
        let mark = proposal.decimal_mark().unwrap_or(DecimalMark::Point);
        let indicator = proposal.place(BankColumn::Indicator);
        let c_is_out = indicator.is_some_and(|column| {
            let rows = proposal.table().rows();
            let mut words = rows.map(|row| squash(row.cell(column)));
            words.any(|word| word == "a")
        });
        Self {
            proposal,
            style: DateStyle { order, serial: proposal.has_serial_days() },
            mark,
            c_is_out,
            account: String::new(),
            opening: None,
            closing: None,
            parts: Vec::new(),
        }
    }

    /// Account and balances that stand above the header.
    fn preamble(&mut self, row: Row<'_>) {
        let cells: Vec<&str> = row.cells().map(trim).filter(|cell| !cell.is_empty()).collect();
        for (at, cell) in cells.iter().enumerate() {
            let (label, value) = match cell.split_once(':') {
                Some((label, value)) if !value.trim().is_empty() => (label, value),
                Some((label, _)) => (label, cells.get(at + 1).copied().unwrap_or_default()),
                None => (*cell, cells.get(at + 1).copied().unwrap_or_default()),
            };
            let label = squash(label);
            let value = cell_text(value);
            let digits = value.bytes().filter(u8::is_ascii_digit).count();
            let says = |words: &[&str]| words.iter().any(|word| label.starts_with(word));
            if says(&["cuenta", "numerodecuenta", "nocuenta", "iban", "clabe", "account"])
                && digits >= 4
                && self.account.is_empty()
            {
                value.clone_into(&mut self.account);
            } else if let Some(read) = parse_amount(value, self.mark) {
                if says(&["saldoinicial", "saldoanterior", "openingbalance", "startingbalance"]) {
                    self.opening = Some(read.value);
                } else if says(&["saldofinal", "saldoactual", "closingbalance", "endingbalance"]) {
                    self.closing = Some(read.value);
                }
            }
        }
    }

    fn row(&mut self, row: Row<'_>, line: u32) {
        let cell = |column: BankColumn| self.cell(row, column);
        let has_amount = [BankColumn::Amount, BankColumn::Credit, BankColumn::Debit]
            .into_iter()
            .any(|column| !cell(column).is_empty());
        let day_column = self.proposal.day_column();
        let written = day_column.map_or("", |at| filled(row.cell(at)));
        let date = parse_date(written, self.style);
        if date.is_none() || !has_amount {
            self.odd_row(row, date, has_amount, written, line);
            return;
        }
        let Some(booked_on) = date else { return };
        let (status, kind) = (cell(BankColumn::Status), cell(BankColumn::Kind));
        let (account, currency) =
            (cell(BankColumn::Account).to_owned(), cell(BankColumn::Currency));
        let home = self.proposal.options().home_currency;
        let currency = match currency_word(currency) {
            CurrencyWord::None => self.proposal.header_currency(),
            word => match word.meant(home) {
                Some(currency) => Some(currency),
                None => {
                    let read = currency.to_owned();
                    let building = self.part(account, None);
                    building.problem(line, &read, ProblemKind::UnknownCurrency);
                    return;
                }
            },
        };
        let counts = self.proposal.preset().is_none_or(|preset| preset.counts(status, kind));
        if !counts {
            let read = [status, kind].join(" ");
            self.part(account, currency).problem(line, &read, ProblemKind::NotCompleted);
            return;
        }
        let amount = match self.amount(row) {
            Ok(amount) => amount,
            Err((what, read)) => {
                self.part(account, currency).problem(line, &read, what);
                return;
            }
        };
        let balance = parse_amount(cell(BankColumn::Balance), self.mark).map(|read| read.value);
        let gross = parse_amount(cell(BankColumn::Gross), self.mark).map(|read| read.value);
        let mut movement = Movement::new(booked_on, Money::zero(home));
        self.words(row, &mut movement);
        movement.is_reversal =
            self.proposal.preset().is_some_and(|preset| preset.is_reversal(kind));
        movement.line = line;
        let currency = currency.or(amount.1);
        let part = self.part(account, currency);
        let currency = part.currency();
        let Some(amount) = money(amount.0, currency, line, &mut part.problems) else { return };
        movement.amount = amount;
        let gross = gross.and_then(|gross| Money::from_decimal(gross, currency));
        movement.gross = gross
            .filter(|gross| gross.amount_minor > amount.amount_minor && amount.amount_minor > 0);
        let balance = balance.and_then(|balance| Money::from_decimal(balance, currency));
        part.push(movement);
        part.balances.push(balance);
    }

    /// A row without a day or without an amount: a balance, a sum, a footer, or a movement
    /// that cannot be read.
    fn odd_row(
        &mut self,
        row: Row<'_>,
        date: Option<NaiveDate>,
        has_amount: bool,
        written: &str,
        line: u32,
    ) {
        let words: String = row.cells().map(squash).collect::<Vec<_>>().join(" ");
        let says = |labels: &[&str]| labels.iter().any(|label| words.contains(label));
        let balance = parse_amount(self.cell(row, BankColumn::Balance), self.mark);
        if says(&["saldoinicial", "saldoanterior", "openingbalance"]) {
            self.opening = self.opening.or(balance.map(|read| read.value));
        } else if says(&["saldofinal", "closingbalance"]) {
            self.closing = self.closing.or(balance.map(|read| read.value));
        } else if !has_amount || says(&["total", "suma"]) {
            // A remark, a legal footer, or a row that moved nothing.
        } else if date.is_none() {
            let what =
                if written.is_empty() { ProblemKind::DateMissing } else { ProblemKind::NotADate };
            let read = if written.is_empty() { words } else { written.to_owned() };
            let account = self.cell(row, BankColumn::Account).to_owned();
            let currency = match currency_word(self.cell(row, BankColumn::Currency)) {
                CurrencyWord::Known(currency) => Some(currency),
                _ => self.proposal.header_currency(),
            };
            self.part(account, currency).problem(line, &read, what);
        }
    }

    /// The signed amount of a row, and the currency written beside it.
    fn amount(
        &self,
        row: Row<'_>,
    ) -> Result<(rust_decimal::Decimal, Option<Currency>), (ProblemKind, String)> {
        let home = self.proposal.options().home_currency;
        let read = |column: BankColumn| {
            let text = self.cell(row, column);
            if text.is_empty() {
                return Ok(None);
            }
            let bad = || (ProblemKind::NotAnAmount, text.to_owned());
            let amount = parse_amount(text, self.mark).ok_or_else(bad)?;
            Ok(Some((amount.value, amount.currency.meant(home))))
        };
        match self.proposal.sign_model() {
            Some(SignModel::TwoColumns) => {
                let credit = read(BankColumn::Credit)?.filter(|(value, _)| !value.is_zero());
                let debit = read(BankColumn::Debit)?.filter(|(value, _)| !value.is_zero());
                let negative = self.proposal.has_negative_debits();
                let out = |value: rust_decimal::Decimal| if negative { value } else { -value };
                match (credit, debit) {
                    (Some((credit, currency)), Some((debit, _))) => {
                        Ok((credit + out(debit), currency))
                    }
                    (Some(credit), None) => Ok(credit),
                    (None, Some((debit, currency))) => Ok((out(debit), currency)),
                    (None, None) => Ok((rust_decimal::Decimal::ZERO, None)),
                }
            }
            Some(SignModel::Indicator) => {
                let missing = (ProblemKind::AmountMissing, String::new());
                let (value, currency) = read(BankColumn::Amount)?.ok_or(missing)?;
                let word = self.cell(row, BankColumn::Indicator);
                let is_out =
                    self.is_out(word).ok_or_else(|| (ProblemKind::NoDirection, word.to_owned()))?;
                Ok((if is_out { -value.abs() } else { value.abs() }, currency))
            }
            _ => {
                let missing = (ProblemKind::AmountMissing, String::new());
                read(BankColumn::Amount)?.ok_or(missing)
            }
        }
    }

    fn is_out(&self, word: &str) -> Option<bool> {
        if matches!(word.trim(), "+" | "-") {
            return Some(word.trim() == "-");
        }
        match squash(word).as_str() {
            "c" => Some(self.c_is_out),
            "d" | "debe" | "debito" | "debit" | "dbit" | "dr" | "db" | "cargo" | "egreso"
            | "salida" | "retiro" | "gasto" | "withdrawal" | "out" => Some(true),
            "a" | "h" | "haber" | "credito" | "credit" | "crdt" | "cr" | "abono" | "ingreso"
            | "entrada" | "deposito" | "deposit" | "in" => Some(false),
            _ => None,
        }
    }

    fn words(&self, row: Row<'_>, movement: &mut Movement) {
        let cell = |column| self.cell(row, column).to_owned();
        let style = self.style;
        let value_on = self.proposal.place(BankColumn::ValueOn);
        movement.value_on = value_on.and_then(|at| parse_date(filled(row.cell(at)), style));
        movement.payer = cell(BankColumn::Payer);
        movement.payer_account = cell(BankColumn::PayerAccount);
        movement.payer_tax_id = cell(BankColumn::PayerTaxId);
        movement.bank_id = cell(BankColumn::BankId);
        for at in self.proposal.places(BankColumn::Text) {
            movement.say(filled(row.cell(at)));
        }
        for (column, kind) in [
            (BankColumn::CreditorReference, ReferenceKind::Creditor),
            (BankColumn::EndToEnd, ReferenceKind::EndToEnd),
            (BankColumn::Cheque, ReferenceKind::Cheque),
        ] {
            movement.refer(kind, self.cell(row, column));
        }
        for at in self.proposal.places(BankColumn::Reference) {
            movement.refer(ReferenceKind::Other, filled(row.cell(at)));
        }
    }

    /// A column's cell; empty where there is no such column or it only fills its place.
    fn cell<'r>(&self, row: Row<'r>, column: BankColumn) -> &'r str {
        self.proposal.place(column).map_or("", |at| filled(row.cell(at)))
    }

    /// The statement of an account and a currency; where the row names neither, the first.
    fn part(&mut self, account: String, currency: Option<Currency>) -> &mut Building {
        let fits = |part: &Part| {
            (account.is_empty() || part.account == account)
                && (currency.is_none() || part.currency == currency)
        };
        let at = self.parts.iter().position(fits).unwrap_or_else(|| {
            let home = self.proposal.options().home_currency;
            let mut building = Building::new(BankFormat::Sheet, home);
            building.account =
                if account.is_empty() { self.account.clone() } else { account.clone() };
            building.currency = currency;
            self.parts.push(Part { account, currency, building });
            self.parts.len() - 1
        });
        &mut self.parts[at].building
    }

    fn finish(mut self) -> Vec<Statement> {
        if self.parts.is_empty() {
            self.part(String::new(), self.proposal.header_currency());
        }
        let is_one = self.parts.len() == 1;
        let (opening, closing) = (self.opening, self.closing);
        let end = |part: Part| {
            let mut building = part.building;
            let currency = building.currency();
            let given = |value: Option<rust_decimal::Decimal>| {
                value.filter(|_| is_one).and_then(|value| Money::from_decimal(value, currency))
            };
            building.opening = given(opening);
            building.closing = given(closing);
            follow_balances(&mut building);
            building.finish()
        };
        self.parts.into_iter().map(end).collect()
    }
}

/// Puts the rows in the order of time, goes through their balances, and takes opening and
/// closing balance from them where none is given.
fn follow_balances(building: &mut Building) {
    let Building { movements, balances, .. } = building;
    let follows = |before: Option<Money>, after: usize| {
        let expected = before?.checked_add(movements[after].amount)?;
        Some(balances[after]? == expected)
    };
    let count = |later_first: bool| {
        let pairs =
            (1..movements.len()).map(|at| if later_first { (at, at - 1) } else { (at - 1, at) });
        pairs.filter(|&(before, after)| follows(balances[before], after) == Some(true)).count()
    };
    let (forward, backward) = (count(false), count(true));
    let goes_down = movements.first().map(|first| first.booked_on)
        > movements.last().map(|last| last.booked_on);
    if backward > forward || (backward == forward && goes_down) {
        movements.reverse();
        balances.reverse();
    }
    let mut breaks = Vec::new();
    for at in 1..movements.len() {
        let expected = balances[at - 1].and_then(|b| b.checked_add(movements[at].amount));
        if let (Some(expected), Some(says)) = (expected, balances[at])
            && expected.amount_minor.abs_diff(says.amount_minor) > 1
        {
            breaks.push((movements[at].line, ProblemKind::BalanceBreaks { expected, says }));
        }
    }
    let first = movements.first().zip(balances.first().copied().flatten());
    let before = first.and_then(|(movement, balance)| balance.checked_sub(movement.amount));
    building.opening = building.opening.or(before);
    building.closing = building.closing.or(balances.last().copied().flatten());
    for (line, what) in breaks {
        building.problem(line, "", what);
    }
}

fn filled(cell: &str) -> &str {
    let text = cell_text(cell);
    if is_filler(text) { "" } else { text }
}
