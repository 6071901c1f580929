//! Facts entering the book: each is checked against what stands there, in figures.

mod allocations;
mod bank;
mod credits;
mod customers;
mod dealings;
mod firm;
mod flows;
mod invoices;
mod protocols;

use std::sync::Arc;

use super::Book;
use crate::ledger::Money;
use crate::ledger::credit::Credit;
use crate::ledger::fact::Fact;
use crate::ledger::refusal::Refusal;
use crate::ledger::shelf::Ix;

pub(super) use invoices::{number_key, same_number};

impl Book {
    /// The book with one more fact, or why it does not fit. On a refusal the book is as
    /// it was.
    pub(crate) fn apply(&mut self, fact: &Fact) -> Result<(), Refusal> {
        match fact {
            Fact::FirmChanged { before, after } => self.change_firm(before, after),
            Fact::RateAdded(rate) => self.add_rate(rate),
            Fact::RateRemoved(id) => self.remove_rate(*id),
            Fact::RateStruck(rate) => self.strike_rate(rate),
            Fact::CustomerAdded(customer) => self.add_customer(customer),
            Fact::CustomerChanged { before, after } => self.change_customer(before, after),
            Fact::CustomerRemoved(id) => self.remove_customer(*id),
            Fact::InvoiceAdded(invoice) => self.add_invoice(invoice),
            Fact::InvoiceChanged { before, after } => self.change_invoice(before, after),
            Fact::InvoiceRemoved(id) => self.remove_invoice(*id),
            Fact::InvoiceCancelled { invoice, on, reason } => {
                self.cancel_invoice(*invoice, *on, reason)
            }
            Fact::InvoiceReinstated(id) => self.reinstate_invoice(*id),
            Fact::CreditAdded(credit) => self.add_credit(credit),
            Fact::CreditRemoved(id) => self.remove_credit(*id),
            Fact::Allocated(allocation) => self.allocate(allocation),
            Fact::AllocationRemoved(id) => self.remove_allocation(*id),
            Fact::AllocationEnded { allocation, on } => self.end_allocation(*allocation, *on),
            Fact::AllocationResumed(id) => self.resume_allocation(*id),
            Fact::ChequeStepped { credit, step, on } => self.step_cheque(*credit, *step, *on),
            Fact::ChequeStepRemoved { credit, step } => self.remove_cheque_step(*credit, *step),
            Fact::RefundAdded(refund) => self.add_refund(refund),
            Fact::RefundRemoved(id) => self.remove_refund(*id),
            Fact::ProtocolAdded(protocol) => self.add_protocol(protocol),
            Fact::ProtocolRemoved(id) => self.remove_protocol(*id),
            Fact::DealingAdded(dealing) => self.add_dealing(dealing),
            Fact::DealingRemoved(id) => self.remove_dealing(*id),
            Fact::DealingEnded { dealing, ending } => self.end_dealing(*dealing, ending),
            Fact::DealingResumed(id) => self.resume_dealing(*id),
            Fact::FlowAdded(flow) => self.add_flow(flow),
            Fact::FlowRemoved(id) => self.remove_flow(*id),
            Fact::FlowStruck(flow) => self.strike_flow(flow),
            Fact::CashCounted(count) => self.add_cash_count(count),
            Fact::CashCountRemoved(id) => self.remove_cash_count(*id),
            Fact::CashCountStruck(count) => self.strike_cash_count(count),
            Fact::StatementAdded(statement) => self.add_statement(statement),
            Fact::StatementRemoved(id) => self.remove_statement(*id),
            Fact::MovementSetAside(aside) => self.set_movement_aside(aside),
            Fact::MovementTakenUp(aside) => self.take_movement_up(aside),
            Fact::PayerChanged(change) => self.change_payer(change),
            Fact::CreditStruck(credit) => self.strike_credit(credit),
            Fact::AllocationStruck(allocation) => self.strike_allocation(allocation),
        }
    }
}

fn require_positive(amount: Money) -> Result<(), Refusal> {
    if amount.amount_minor <= 0 {
        return Err(Refusal::NotPositive { amount });
    }
    if amount.amount_minor > Money::MAX_MINOR {
        return Err(Refusal::TooLarge { amount });
    }
    Ok(())
}

/// What to call a credit: its reference, or its day.
fn credit_name(credit: &Credit) -> String {
    credit.name()
}

/// Puts a place into a list that is kept in order: mostly at its end.
fn remember<T>(list: &mut Arc<Vec<Ix<T>>>, new: Ix<T>) {
    let at = list.partition_point(|&kept| kept < new);
    Arc::make_mut(list).insert(at, new);
}

fn forget<T>(list: &mut Arc<Vec<Ix<T>>>, gone: Ix<T>) {
    take_out(Arc::make_mut(list), gone);
}

/// Takes a place out of a list that is in order. Undoing goes from the end, where that
/// moves nothing.
fn take_out<T>(list: &mut Vec<Ix<T>>, gone: Ix<T>) {
    if let Ok(at) = list.binary_search(&gone) {
        list.remove(at);
    }
}
