//! Payments and other credits: entering, applying, taking back, refunding.

use chrono::NaiveDate;
use rust_decimal::Decimal;

use super::Draft;
use crate::ledger::credit::{Allocation, Credit, CreditKind, Refund};
use crate::ledger::fact::Fact;
use crate::ledger::invoice::InstalmentRef;
use crate::ledger::refusal::Refusal;
use crate::ledger::{Id, Money};

/// A credit to enter, with what it settles.
#[derive(Clone, Debug)]
pub struct CreditForm {
    /// What it is.
    pub kind: CreditKind,
    /// Whose it is.
    pub customer: Id,
    /// The day it was received or issued.
    pub date: NaiveDate,
    /// How much.
    pub amount: Money,
    /// Units of the home currency for one of this, where it differs from the book's rate.
    pub rate: Option<Decimal>,
    /// Bank reference or document number.
    pub reference: String,
    /// Free notes.
    pub notes: String,
    /// What it settles; the rest stays as unapplied credit.
    pub lines: Vec<Line>,
}

/// A part of a credit for an instalment.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Line {
    /// The instalment.
    pub to: InstalmentRef,
    /// Taken from the credit, in minor units of its currency.
    pub credit_minor: i64,
    /// Settled of the instalment in minor units of its currency, where that differs.
    pub other_currency_minor: Option<i64>,
    /// The day it takes effect; the earliest possible when absent.
    pub from: Option<NaiveDate>,
}

impl Line {
    /// A line in one currency that takes effect as early as it can.
    pub fn new(to: InstalmentRef, minor: i64) -> Self {
        Self { to, credit_minor: minor, other_currency_minor: None, from: None }
    }
}

/// Enters a credit and applies it.
///
/// # Errors
/// When its amount is not above zero, or as applying it refuses: nothing is entered then.
pub fn enter_credit(draft: &mut Draft, form: CreditForm) -> Result<Id, Refusal> {
    enter_credit_of(draft, form, None, 0)
}

/// Enters a credit for a movement of the bank, less what a gateway kept.
pub(super) fn enter_credit_of(
    draft: &mut Draft,
    form: CreditForm,
    movement: Option<Id>,
    fee_minor: i64,
) -> Result<Id, Refusal> {
    let CreditForm { kind, customer, date, amount, rate, reference, notes, lines } = form;
    let id = draft.new_id();
    let home = draft.book().firm().home_currency;
    let known = draft.book().rate_on(amount.currency, date);
    let rate = rate.or(known).filter(|_| amount.currency != home);
    let credit = Credit {
        id,
        kind,
        customer,
        date,
        amount,
        rate,
        reference,
        notes,
        movement,
        fee_minor,
        is_linked: false,
    };
    draft.whole(|draft| {
        draft.push(Fact::CreditAdded(Box::new(credit)))?;
        apply_credit(draft, id, &lines)?;
        Ok(id)
    })
}

/// Applies what is left of a credit to instalments.
///
/// # Errors
/// When more is asked for than is open or left, naming both; when a day given is too
/// early; when the invoice is another customer's or was cancelled.
pub fn apply_credit(draft: &mut Draft, credit: Id, lines: &[Line]) -> Result<(), Refusal> {
    draft.whole(|draft| lines.iter().try_for_each(|line| apply_line(draft, credit, line)))
}

fn apply_line(draft: &mut Draft, credit: Id, line: &Line) -> Result<(), Refusal> {
    let book = draft.book();
    let ix = book.find_credit(credit).ok_or(Refusal::Unknown { id: credit })?;
    let item = book.find_item(line.to).ok_or(Refusal::Unknown { id: line.to.invoice })?;
    let earliest = book.credit(ix).effective_on().max(book.item(item).issued_on);
    let allocation = Allocation {
        id: draft.new_id(),
        credit,
        to: line.to,
        credit_minor: line.credit_minor,
        other_currency_minor: line.other_currency_minor,
        from: line.from.unwrap_or(earliest),
    };
    draft.push(Fact::Allocated(allocation))
}

/// Takes an application back. From the day given on the instalment is open again; as if it
/// had never been applied when the day is the one it took effect.
///
/// # Errors
/// When there is no such allocation, it has ended already, or the day is before it began.
pub fn take_back(draft: &mut Draft, allocation: Id, on: NaiveDate) -> Result<(), Refusal> {
    draft.push(Fact::AllocationEnded { allocation, on })
}

/// Gives money back out of what is left of a credit.
///
/// # Errors
/// When more is asked for than is left on that day.
pub fn refund(
    draft: &mut Draft,
    credit: Id,
    amount_minor: i64,
    on: NaiveDate,
    reference: String,
) -> Result<Id, Refusal> {
    let id = draft.new_id();
    draft.push(Fact::RefundAdded(Refund { id, credit, amount_minor, on, reference }))?;
    Ok(id)
}
