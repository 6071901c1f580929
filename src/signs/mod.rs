//! Warning signs (señales de alerta): what in a customer's behaviour has changed for the
//! worse, each with its evidence and since when.
//!
//! There are nine, and whatever else the user notices. The ledger works out those that it
//! can see: payments [`later`] than the customer's habit, broken [`promises`], contacts that
//! are not returned ([`unanswered`]), post-dated or bounced [`cheques`], another [`bank`] on
//! its cheques, a fall in [`buying`] and [`growth`] that is too fast. Refinancing, returns
//! that nobody authorised and selling at low prices it cannot see, and they are [`noted`] by
//! hand: a credit note is the user's own document, so a return that shows in the ledger has
//! been agreed to.
//!
//! A sign is a rule on a book and a day, with thresholds that the firm sets. Each is made
//! for precision: it compares the customer with itself, by medians and counts and never by
//! means, and says nothing on thin evidence. Nothing is stored: since when a sign holds is
//! the first day from which its rule held on every day until now.

pub mod bank;
pub mod buying;
pub mod cheques;
pub mod delays;
pub mod growth;
pub mod later;
pub mod noted;
pub mod order;
pub mod promises;
pub mod purchases;
pub mod review;
pub mod unanswered;

use chrono::{Days, NaiveDate};
use rust_decimal::Decimal;

pub use order::{Row, portfolio};
pub use review::{is_new, last_review};

use crate::ledger::book::CustomerEntry;
use crate::ledger::dealing::SignKind;
use crate::ledger::sign_settings::SignSettings;
use crate::ledger::{Book, Ix, Money};

/// A warning sign of a customer on a day.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Sign {
    /// Which.
    pub kind: SignKind,
    /// The first day from which it held on every day until now; for one noted by hand, the
    /// day it was noticed.
    pub since: NaiveDate,
    /// How grave it is, by the rule of its kind.
    pub gravity: Gravity,
    /// What it is read from.
    pub evidence: Evidence,
}

/// How grave a sign is. Each kind says where its levels lie.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Gravity {
    /// To be kept in mind.
    Mild,
    /// To be talked about with the customer.
    Serious,
    /// To be acted upon.
    Grave,
}

/// What a sign is read from: figures, and the things they come from.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Evidence {
    /// Payments later than the habit.
    Later(later::LaterThanHabit),
    /// Promises that were not kept, oldest first.
    Promises(Vec<promises::BrokenPromise>),
    /// Contacts that are not returned.
    Unanswered(unanswered::Unanswered),
    /// Cheques.
    Cheques(cheques::Cheques),
    /// Another bank.
    Bank(bank::AnotherBank),
    /// A fall in buying.
    Buying(purchases::Comparison),
    /// Growth.
    Growth(growth::Growth),
    /// Noted by hand.
    Noted(noted::Noted),
}

impl Sign {
    /// Whether it was noted by hand.
    pub fn is_noted(&self) -> bool {
        matches!(self.evidence, Evidence::Noted(_))
    }
}

/// The signs of a customer on a day, in the order of their kinds: those worked out, then
/// those noted by hand. Nothing that is dated after the day is looked at.
pub fn signs_of(
    book: &Book,
    customer: Ix<CustomerEntry>,
    on: NaiveDate,
    settings: &SignSettings,
) -> Vec<Sign> {
    Case::of(book, customer, on, settings, &Trade::of(book)).signs()
}

/// What the rules are asked about.
pub(crate) struct Case<'a> {
    pub book: &'a Book,
    pub customer: Ix<CustomerEntry>,
    pub of: &'a CustomerEntry,
    pub on: NaiveDate,
    pub settings: &'a SignSettings,
    pub trade: &'a Trade,
}

impl<'a> Case<'a> {
    pub(crate) fn of(
        book: &'a Book,
        customer: Ix<CustomerEntry>,
        on: NaiveDate,
        settings: &'a SignSettings,
        trade: &'a Trade,
    ) -> Self {
        Self { book, customer, of: book.customer(customer), on, settings, trade }
    }

    pub(crate) fn signs(&self) -> Vec<Sign> {
        let worked_out = [
            later::sign(self),
            promises::sign(self),
            unanswered::sign(self),
            cheques::sign(self),
            bank::sign(self),
        ];
        let mut signs: Vec<Sign> = worked_out.into_iter().flatten().collect();
        signs.extend(purchases::signs(self));
        signs.extend(noted::signs(self));
        signs
    }

    /// Whether an amount reaches the least that counts, at the rate of a day; one without a
    /// rate does.
    pub(crate) fn is_enough(&self, amount: Money, on: NaiveDate) -> bool {
        let least = self.settings.least_amount;
        if least <= Decimal::ZERO {
            return true;
        }
        let rate = self.book.rate_on(amount.currency, on);
        rate.is_none_or(|rate| amount.to_decimal() * rate >= least)
    }
}

/// The days on which the firm invoiced anybody: where it stopped, its customers' buying
/// says nothing.
pub(crate) struct Trade {
    days: Vec<NaiveDate>,
}

impl Trade {
    /// Days without any invoice after which the ledger is taken not to be kept up.
    const PAUSE_DAYS: u64 = 30;

    pub(crate) fn of(book: &Book) -> Self {
        let items = book.item_blocks().flatten();
        let mut days: Vec<NaiveDate> = items
            .filter(|item| item.counts_on(item.issued_on))
            .map(|item| item.issued_on)
            .collect();
        days.sort_unstable();
        days.dedup();
        Self { days }
    }

    /// Whether anything was invoiced in the month up to a day.
    pub(crate) fn goes_on(&self, day: NaiveDate) -> bool {
        let last = self.days[..self.days.partition_point(|issued| *issued <= day)].last();
        last.is_some_and(|last| *last + Days::new(Self::PAUSE_DAYS) > day)
    }
}

/// The first day from which a rule that holds on a day held on every day until then.
pub(crate) fn since(on: NaiveDate, holds: impl Fn(NaiveDate) -> bool) -> NaiveDate {
    let mut first = on;
    while let Some(before) = first.pred_opt().filter(|&day| holds(day)) {
        first = before;
    }
    first
}

/// The day so many days before another.
pub(crate) fn before(day: NaiveDate, days: u16) -> NaiveDate {
    day.checked_sub_days(Days::new(days.into())).unwrap_or(NaiveDate::MIN)
}
