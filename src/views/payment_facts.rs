//! One payment or other credit: what it settled, what was given back, what is left.

use crate::order;
use chrono::NaiveDate;

use super::payment::{Problem, read_positive};
use super::payments::{KindGroup, left_minor};
use crate::ledger::book::{Book, CreditEntry};
use crate::ledger::credit::ChequeStep;
use crate::ledger::exchange::exchange_difference;
use crate::ledger::{Currency, Id, Ix, Money};
use crate::text::format::{self, NumberStyle};

/// A credit and what became of it.
#[derive(Clone, Debug, PartialEq)]
pub struct PaymentFacts {
    /// What it settles or settled: what still counts first, oldest due first.
    pub settled: Vec<Settled>,
    /// What was given back.
    pub refunds: Vec<GivenBack>,
    /// What was entered with it for the same invoices: a withholding, a discount.
    pub beside: Vec<Beside>,
    /// What may still be applied or given back.
    pub left: Money,
    /// The steps a cheque can take now.
    pub steps: Vec<ChequeStep>,
}

/// A part of a credit for an instalment.
#[derive(Clone, Debug, PartialEq)]
pub struct Settled {
    /// The allocation.
    pub allocation: Id,
    /// The invoice.
    pub invoice: Id,
    /// Its number.
    pub number: String,
    /// Which instalment, from 1, and of how many.
    pub instalment: (u16, usize),
    /// The day it falls due.
    pub due_on: NaiveDate,
    /// Settled of it, in its own currency.
    pub settles: Money,
    /// Taken from the credit, where its currency is another one.
    pub takes: Option<Money>,
    /// The day it takes effect.
    pub from: NaiveDate,
    /// The first day on which it does not count any more.
    pub until: Option<NaiveDate>,
    /// What it gained or lost in the home currency by the rates.
    pub exchange: Option<Money>,
}

/// Another credit of the same record that settles the same invoices.
#[derive(Clone, Debug, PartialEq)]
pub struct Beside {
    /// The credit.
    pub credit: Id,
    /// What it is.
    pub kind: KindGroup,
    /// How much.
    pub amount: Money,
}

/// Money given back out of a credit.
#[derive(Clone, Debug, PartialEq)]
pub struct GivenBack {
    /// The day it was paid out.
    pub on: NaiveDate,
    /// How much.
    pub amount: Money,
    /// Bank reference.
    pub reference: String,
}

impl PaymentFacts {
    /// What became of a credit by a day.
    pub fn of(book: &Book, ix: Ix<CreditEntry>, today: NaiveDate) -> Self {
        let entry = book.credit(ix);
        let currency = entry.amount.currency;
        let mut settled: Vec<_> = book
            .allocations_from(ix)
            .map(|allocated| {
                let allocation = &allocated.allocation;
                let item = book.item(allocated.item);
                let invoice = &book.invoice(item.invoice).invoice;
                let crosses = item.currency != currency;
                Settled {
                    allocation: allocation.id,
                    invoice: invoice.id,
                    number: invoice.number.clone(),
                    instalment: (item.number, invoice.instalments.len()),
                    due_on: item.due_on,
                    settles: Money::new(allocation.settled_minor(), item.currency),
                    takes: crosses.then_some(Money::new(allocation.credit_minor, currency)),
                    from: allocation.from,
                    until: allocated.until,
                    exchange: exchange_difference(book, allocated)
                        .filter(|difference| !difference.is_zero()),
                }
            })
            .collect();
        order::sort_by_key(&mut settled, |settled| (settled.until.is_some(), settled.due_on));
        let refunds = book.refunds_from(ix).map(|entry| GivenBack {
            on: entry.refund.on,
            amount: Money::new(entry.refund.amount_minor, currency),
            reference: entry.refund.reference.clone(),
        });
        Self {
            settled,
            refunds: refunds.collect(),
            beside: beside(book, ix),
            left: Money::new(left_minor(book, entry, today), currency),
            steps: next_steps(entry),
        }
    }

    /// What it settles now, one sum per currency of the invoices.
    pub fn settles_now(&self) -> Vec<Money> {
        let mut sums: Vec<Money> = Vec::new();
        for settled in self.settled.iter().filter(|settled| settled.until.is_none()) {
            match sums.iter_mut().find(|sum| sum.currency == settled.settles.currency) {
                Some(sum) => sum.amount_minor += settled.settles.amount_minor,
                None => sums.push(settled.settles),
            }
        }
        sums
    }
}

/// An import is one record of many credits, so they must share an invoice too.
fn beside(book: &Book, ix: Ix<CreditEntry>) -> Vec<Beside> {
    let invoices = |ix: Ix<CreditEntry>| {
        book.allocations_from(ix).map(|allocated| book.item(allocated.item).invoice)
    };
    let own: Vec<_> = invoices(ix).collect();
    let entry = book.credit(ix);
    let record = entry.credit.id.record();
    let others = book.customer(entry.customer).credits.iter().filter(|&&other| {
        let credit = &book.credit(other).credit;
        other != ix
            && credit.id.record() == record
            && credit.date == entry.credit.date
            && invoices(other).any(|invoice| own.contains(&invoice))
    });
    others
        .map(|&other| {
            let credit = &book.credit(other).credit;
            Beside { credit: credit.id, kind: KindGroup::of(&credit.kind), amount: credit.amount }
        })
        .collect()
}

/// The steps that may follow for a cheque, in their usual order; none for what is none.
pub fn next_steps(entry: &CreditEntry) -> Vec<ChequeStep> {
    if entry.credit.cheque().is_none() || entry.bounced_on.is_some() {
        return Vec::new();
    }
    let mut steps = Vec::new();
    if entry.deposited_on.is_none() && entry.cleared_on.is_none() {
        steps.push(ChequeStep::Deposited);
    }
    if entry.cleared_on.is_none() {
        steps.push(ChequeStep::Cleared);
    }
    steps.push(ChequeStep::Bounced);
    steps
}

/// Money to give back, as it stands in the fields.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct RefundDraft {
    /// How much, as typed.
    pub amount: String,
    /// When, as typed.
    pub on: String,
}

impl RefundDraft {
    /// The amount in minor units and the day, where what is left on that day suffices.
    ///
    /// # Errors
    /// What is wrong with the amount, and with the day.
    pub fn validate(
        &self,
        book: &Book,
        credit: Ix<CreditEntry>,
        style: NumberStyle,
        today: NaiveDate,
    ) -> Result<(i64, NaiveDate), (Option<Problem>, Option<Problem>)> {
        let entry = book.credit(credit);
        let currency: Currency = entry.amount.currency;
        let earliest = entry.effective_on();
        let on = match format::parse_date(&self.on, today) {
            Some(day) if day < earliest => Err(Problem::TooEarly { earliest }),
            Some(day) => Ok(day),
            None if self.on.trim().is_empty() => Err(Problem::Missing),
            None => Err(Problem::NotADate),
        };
        let left = Money::new(book.unused_minor(entry, on.unwrap_or(today)), currency);
        let amount = match read_positive(&self.amount, currency, style) {
            Ok(asked) if asked.amount_minor > left.amount_minor => {
                Err(Problem::MoreThanThereIs { amount: left, asked })
            }
            amount => amount,
        };
        match (amount, on) {
            (Ok(amount), Ok(on)) => Ok((amount.amount_minor, on)),
            (amount, on) => Err((amount.err(), on.err())),
        }
    }
}
