//! Movements of the bank: entering them, and saying what each of them is.

use super::cheque::end_allocations;
use super::credit::enter_credit_of;
use super::{CreditForm, Draft, refund, step_cheque};
use crate::ledger::bank::{Aside, BankMovement, BankStatement, PayerChange, Who};
use crate::ledger::book::{Book, CreditEntry, MovementEntry};
use crate::ledger::credit::{Allocation, ChequeStep, Credit};
use crate::ledger::fact::Fact;
use crate::ledger::refusal::Refusal;
use crate::ledger::{Id, Ix, Money};

/// What became of a statement.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct EnteredStatement {
    /// Its id; `None` where it brought nothing new and was not entered.
    pub id: Option<Id>,
    /// How many of its movements were new.
    pub new: usize,
    /// How many of them the ledger had already.
    pub known: usize,
}

/// A credit to enter for a movement of the bank.
#[derive(Clone, Debug)]
pub struct MatchForm {
    /// The credit: a payment, or what settles beside it.
    pub credit: CreditForm,
    /// What a gateway kept of a payment before it reached the bank, in minor units.
    pub fee_minor: i64,
}

/// Enters the movements of a statement that the ledger does not have; the ids are given by
/// the draft, and what [`BankStatement::known_minor`] says is worked out here.
///
/// # Errors
/// When an amount exceeds what the ledger holds exactly.
pub fn enter_statement(
    draft: &mut Draft,
    mut statement: BankStatement,
) -> Result<EnteredStatement, Refusal> {
    let all = statement.movements.len();
    let mut own: Vec<BankMovement> = Vec::new();
    for mut movement in std::mem::take(&mut statement.movements) {
        if draft.book().find_movement_key(movement.key).is_some() {
            statement.known_minor += movement.amount_minor;
        } else {
            movement.id = draft.new_id();
            own.push(movement);
        }
    }
    let new = own.len();
    let mut entered = EnteredStatement { id: None, new, known: all - new };
    if new > 0 {
        statement.id = draft.new_id();
        statement.movements = own;
        entered.id = Some(statement.id);
        draft.push(Fact::StatementAdded(Box::new(statement)))?;
    }
    Ok(entered)
}

/// Enters credits for a movement: payments, whose sum less fees is at most what is left of
/// it, and what settles beside them. Several payments split it over customers; what a
/// payment does not settle stays as unapplied credit.
///
/// # Errors
/// When the payments come to more than is left, are in another currency, or as
/// [`super::enter_credit`] refuses; when the movement was set aside. Nothing is entered then.
pub fn match_movement(
    draft: &mut Draft,
    movement: Id,
    credits: Vec<MatchForm>,
) -> Result<(), Refusal> {
    draft.whole(|draft| {
        credits.into_iter().try_for_each(|MatchForm { credit, fee_minor }| {
            enter_credit_of(draft, credit, Some(movement), fee_minor).map(drop)
        })
    })
}

/// Links a payment that is in the ledger already to the movement that brings its money;
/// what it settles stays as it is. Where it comes to what is left of the movement and the
/// fee that the movement states, the gateway kept that fee.
///
/// The payment is taken out and entered again, under another id: so a record that was made
/// of either is undone and merged as of any payment, and never as of the other.
///
/// # Errors
/// When it is no payment, has a movement already, is of another currency or more than is
/// left of the movement; when the movement was set aside; when something depends on it: a
/// refund, a step of its cheque, an application that was ended.
pub fn link_payment(draft: &mut Draft, movement: Id, credit: Id) -> Result<(), Refusal> {
    let book = draft.book();
    let entry = book.movement(place(draft, movement)?);
    let ix = book.find_credit(credit).ok_or(Refusal::Unknown { id: credit })?;
    let known = &book.credit(ix).credit;
    if !known.is_payment() {
        return Err(Refusal::NotAPayment { what: known.name() });
    }
    if known.movement.is_some() {
        return Err(Refusal::HasMovement { what: known.name() });
    }
    let stated_minor = entry.movement().fee_minor;
    let over_minor = known.amount.amount_minor - entry.left_minor();
    let fee_minor = if over_minor == stated_minor { stated_minor } else { 0 };
    let linked =
        Credit { movement: Some(movement), fee_minor, is_linked: true, ..Credit::clone(known) };
    let facts = entered_again(draft, ix, linked);
    draft.whole(|draft| facts.into_iter().try_for_each(|fact| draft.push(fact)))
}

/// Takes out what was entered for a movement, as if it never had been; a payment that was
/// in the ledger before and was linked to it stays, without the movement. Can be undone.
///
/// # Errors
/// When something depends on it since: a refund, an application that was ended.
pub fn unmatch_movement(draft: &mut Draft, movement: Id) -> Result<(), Refusal> {
    let book = draft.book();
    let entry = book.movement(place(draft, movement)?);
    // The last first, so that undoing gives them back in the order in which they were.
    let credits: Vec<Ix<CreditEntry>> = entry.credits.iter().rev().copied().collect();
    let mut facts = Vec::new();
    for credit in credits {
        let known = &draft.book().credit(credit).credit;
        if known.is_linked {
            let free =
                Credit { movement: None, fee_minor: 0, is_linked: false, ..Credit::clone(known) };
            facts.extend(entered_again(draft, credit, free));
        } else {
            facts.extend(taken_out(draft.book(), credit));
        }
    }
    draft.whole(|draft| facts.into_iter().try_for_each(|fact| draft.push(fact)))
}

/// Notes that a movement is not ours to match.
///
/// # Errors
/// When something was entered for it.
pub fn set_movement_aside(draft: &mut Draft, movement: Id) -> Result<(), Refusal> {
    draft.push(Fact::MovementSetAside(Aside { movement, takes_back: None }))
}

/// Takes up a movement that was set aside as not ours.
///
/// # Errors
/// When it was not set aside, or takes a payment back: that is undone with its record.
pub fn take_movement_up(draft: &mut Draft, movement: Id) -> Result<(), Refusal> {
    draft.push(Fact::MovementTakenUp(Aside { movement, takes_back: None }))
}

/// Notes that a movement takes a payment back: a cheque bounces; of another payment what it
/// settles ends on the movement's day, and the amount is given back.
///
/// # Errors
/// When the movement did not go out, is of another currency, or was entered as something;
/// as [`step_cheque`] and [`refund`] refuse.
pub fn return_payment(draft: &mut Draft, movement: Id, credit: Id) -> Result<(), Refusal> {
    let book = draft.book();
    let entry = book.movement(place(draft, movement)?);
    let (on, amount) = (entry.movement().booked_on, entry.amount());
    let reference = entry.movement().references.first();
    let reference = reference.map_or_else(String::new, |reference| reference.text.clone());
    let ix = book.find_credit(credit).ok_or(Refusal::Unknown { id: credit })?;
    let paid = book.credit(ix).amount;
    if paid.currency != amount.currency {
        return Err(Refusal::OtherCurrency { one: amount, other: paid });
    }
    let returned = Money::new(-amount.amount_minor, amount.currency);
    if returned.amount_minor <= 0 {
        return Err(Refusal::NotPositive { amount: returned });
    }
    let is_cheque = book.credit(ix).credit.cheque().is_some();
    draft.whole(|draft| {
        if is_cheque {
            step_cheque(draft, credit, ChequeStep::Bounced, on)?;
        } else {
            end_allocations(draft, credit, on)?;
            refund(draft, credit, returned.amount_minor, on, reference)?;
        }
        draft.push(Fact::MovementSetAside(Aside { movement, takes_back: Some(credit) }))
    })
}

/// Remembers who a payer is, or forgets it, by the keys it is known by; what is known so
/// already is left alone.
///
/// # Errors
/// When there is no such customer.
pub fn know_payer(draft: &mut Draft, keys: &[String], who: Option<Who>) -> Result<(), Refusal> {
    draft.whole(|draft| {
        keys.iter().try_for_each(|key| {
            let before = draft.book().payer(key);
            if before == who {
                return Ok(());
            }
            let change = PayerChange { key: key.clone(), before, after: who };
            draft.push(Fact::PayerChanged(Box::new(change)))
        })
    })
}

/// A credit and its applications taken out, the last first.
fn taken_out(book: &Book, ix: Ix<CreditEntry>) -> Vec<Fact> {
    let applications = book.allocations_from(ix);
    let mut facts: Vec<Fact> =
        applications.map(|entry| Fact::AllocationStruck((*entry.allocation).clone())).collect();
    facts.reverse();
    facts.push(Fact::CreditStruck(Box::new((*book.credit(ix).credit).clone())));
    facts
}

/// A credit taken out and entered anew under an id of its own, applied as it was from the
/// same days.
fn entered_again(draft: &mut Draft, ix: Ix<CreditEntry>, mut anew: Credit) -> Vec<Fact> {
    let book = draft.book();
    let mut facts = taken_out(book, ix);
    let mut applied: Vec<Allocation> =
        book.allocations_from(ix).map(|entry| (*entry.allocation).clone()).collect();
    anew.id = draft.new_id();
    for allocation in &mut applied {
        (allocation.id, allocation.credit) = (draft.new_id(), anew.id);
    }
    facts.push(Fact::CreditAdded(Box::new(anew)));
    facts.extend(applied.into_iter().map(Fact::Allocated));
    facts
}

fn place(draft: &Draft, movement: Id) -> Result<Ix<MovementEntry>, Refusal> {
    draft.book().find_movement(movement).ok_or(Refusal::Unknown { id: movement })
}
