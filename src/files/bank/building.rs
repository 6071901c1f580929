//! A statement in the making: what every reader does once a movement is read.

use chrono::NaiveDate;

use super::key::number_keys;
use super::problem::{Problem, ProblemKind};
use super::statement::{BankFormat, Check, Movement, Statement, collapse, compact_account};
use crate::ledger::{Currency, Money};

/// What a reader fills in.
pub(super) struct Building {
    pub format: BankFormat,
    pub account: String,
    pub currency: Option<Currency>,
    pub from: Option<NaiveDate>,
    pub to: Option<NaiveDate>,
    pub opening: Option<Money>,
    pub closing: Option<Money>,
    pub movements: Vec<Movement>,
    /// The balance after each movement, where the file has one row by row.
    pub balances: Vec<Option<Money>>,
    pub problems: Vec<Problem>,
    home: Currency,
}

impl Building {
    pub fn new(format: BankFormat, home: Currency) -> Self {
        Self {
            format,
            account: String::new(),
            currency: None,
            from: None,
            to: None,
            opening: None,
            closing: None,
            movements: Vec::new(),
            balances: Vec::new(),
            problems: Vec::new(),
            home,
        }
    }

    /// The account's currency; where the file names none, the home currency, said once.
    pub fn currency(&mut self) -> Currency {
        let home = self.home;
        *self.currency.get_or_insert_with(|| {
            self.problems.push(Problem::new(
                0,
                "",
                ProblemKind::CurrencyAssumed { currency: home },
            ));
            home
        })
    }

    /// Adds a movement.
    pub fn push(&mut self, mut movement: Movement) {
        movement.payer = collapse(&movement.payer);
        movement.payer_account = compact_account(&movement.payer_account);
        if movement.value_on == Some(movement.booked_on) {
            movement.value_on = None;
        }
        self.movements.push(movement);
    }

    pub fn problem(&mut self, line: u32, read: &str, what: ProblemKind) {
        self.problems.push(Problem::new(line, read, what));
    }

    /// Whether nothing was found: no account, no movement, no balance.
    pub fn is_blank(&self) -> bool {
        self.account.is_empty()
            && self.movements.is_empty()
            && self.problems.is_empty()
            && self.opening.is_none()
            && self.closing.is_none()
    }

    /// The statement, with its keys and its check.
    pub fn finish(mut self) -> Statement {
        let currency = self.currency();
        let account = compact_account(&self.account);
        let balances = std::mem::take(&mut self.balances);
        let balance_minor =
            |at: usize| balances.get(at).copied().flatten().map(|money| money.amount_minor);
        number_keys(&account, &mut self.movements, balance_minor);
        for balance in [self.opening, self.closing].into_iter().flatten() {
            if balance.currency != currency {
                self.problem(0, "", ProblemKind::BalanceInOther { balance });
            }
        }
        let days = || self.movements.iter().map(|movement| movement.booked_on);
        let (first, last) = (days().min(), days().max());
        let is_complete = !self.problems.iter().any(|problem| problem.what.leaves_out());
        let check = Check::of(self.opening, &self.movements, self.closing, is_complete);
        Statement {
            format: self.format,
            account,
            currency,
            from: self.from.or(first),
            to: self.to.or(last),
            opening: self.opening,
            closing: self.closing,
            movements: self.movements,
            check,
            problems: self.problems,
        }
    }
}
