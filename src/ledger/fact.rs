//! The smallest things a record can say. Each has an inverse, so that any record can be
//! undone by another.

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

use super::Id;
use super::bank::{Aside, BankStatement, PayerChange};
use super::credit::{Allocation, ChequeStep, Credit, Refund};
use super::customer::Customer;
use super::dealing::{Dealing, Ending};
use super::firm::{Firm, Rate};
use super::invoice::Invoice;
use super::planned_flow::{CashCount, PlannedFlow};
use super::protocol::Protocol;

/// One thing that became true.
///
/// Changes carry what was before, removals only come from undoing.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Fact {
    /// The firm's settings are these.
    FirmChanged {
        /// As they were.
        before: Box<Firm>,
        /// As they are.
        after: Box<Firm>,
    },
    /// A dated rate.
    RateAdded(Rate),
    /// A rate was entered by mistake.
    RateRemoved(Id),
    /// A rate is not to count; carries what it was, so that it can come back.
    RateStruck(Rate),
    /// A customer.
    CustomerAdded(Box<Customer>),
    /// A customer's particulars changed.
    CustomerChanged {
        /// As they were.
        before: Box<Customer>,
        /// As they are.
        after: Box<Customer>,
    },
    /// A customer was entered by mistake.
    CustomerRemoved(Id),
    /// An invoice, debit note or charge.
    InvoiceAdded(Box<Invoice>),
    /// An invoice was corrected.
    InvoiceChanged {
        /// As it was.
        before: Box<Invoice>,
        /// As it is.
        after: Box<Invoice>,
    },
    /// An invoice was entered by mistake.
    InvoiceRemoved(Id),
    /// An invoice was cancelled: it was owed until the day before.
    InvoiceCancelled {
        /// Which.
        invoice: Id,
        /// From this day it is not owed.
        #[serde(with = "super::iso_day")]
        on: NaiveDate,
        /// Why.
        reason: String,
    },
    /// A cancellation was a mistake.
    InvoiceReinstated(Id),
    /// A payment, credit note, withholding, write-off or discount.
    CreditAdded(Box<Credit>),
    /// A credit was entered by mistake.
    CreditRemoved(Id),
    /// A part of a credit settles an instalment.
    Allocated(Allocation),
    /// An allocation was a mistake.
    AllocationRemoved(Id),
    /// An allocation holds no longer from a day on.
    AllocationEnded {
        /// Which.
        allocation: Id,
        /// The first day on which it does not count.
        #[serde(with = "super::iso_day")]
        on: NaiveDate,
    },
    /// Ending an allocation was a mistake.
    AllocationResumed(Id),
    /// Something happened to a cheque.
    ChequeStepped {
        /// The credit that came as a cheque.
        credit: Id,
        /// What happened.
        step: ChequeStep,
        /// When.
        #[serde(with = "super::iso_day")]
        on: NaiveDate,
    },
    /// A cheque's step was noted by mistake.
    ChequeStepRemoved {
        /// The credit that came as a cheque.
        credit: Id,
        /// The step that did not happen.
        step: ChequeStep,
    },
    /// Money was given back.
    RefundAdded(Refund),
    /// A refund was entered by mistake.
    RefundRemoved(Id),
    /// A version of a protocol.
    ProtocolAdded(Box<Protocol>),
    /// A version of a protocol was entered by mistake.
    ProtocolRemoved(Id),
    /// Something was said or agreed with a customer.
    DealingAdded(Box<Dealing>),
    /// A dealing was entered by mistake.
    DealingRemoved(Id),
    /// A dealing holds no longer from a day on.
    DealingEnded {
        /// Which.
        dealing: Id,
        /// When, and how.
        ending: Ending,
    },
    /// Ending a dealing was a mistake.
    DealingResumed(Id),
    /// Something is planned to come or go besides invoices.
    FlowAdded(Box<PlannedFlow>),
    /// A planned flow was entered by mistake.
    FlowRemoved(Id),
    /// A planned flow is not planned any more; carries what it was, so that it can come back.
    FlowStruck(Box<PlannedFlow>),
    /// Cash was counted.
    CashCounted(CashCount),
    /// A count was entered by mistake.
    CashCountRemoved(Id),
    /// A count is not to be used; carries what it was, so that it can come back.
    CashCountStruck(CashCount),
    /// Movements of the bank.
    StatementAdded(Box<BankStatement>),
    /// Movements were entered by mistake.
    StatementRemoved(Id),
    /// No payment is entered for a movement of the bank.
    MovementSetAside(Aside),
    /// A movement that was set aside waits again; carries how it was set aside, so that it
    /// can be again.
    MovementTakenUp(Aside),
    /// Who a payer is known to be.
    PayerChanged(Box<PayerChange>),
    /// A credit is not to count; carries what it was, so that it can come back.
    CreditStruck(Box<Credit>),
    /// An allocation is not to count; carries what it was, so that it can come back.
    AllocationStruck(Allocation),
}

impl Fact {
    /// The fact that takes this one back; `None` for one that itself takes something away
    /// and would need what it took: such a record is redone from the one it undid.
    pub fn inverse(&self) -> Option<Self> {
        Some(match self {
            Self::FirmChanged { before, after } => {
                Self::FirmChanged { before: after.clone(), after: before.clone() }
            }
            Self::RateAdded(rate) => Self::RateRemoved(rate.id),
            Self::RateStruck(rate) => Self::RateAdded(rate.clone()),
            Self::CustomerAdded(customer) => Self::CustomerRemoved(customer.id),
            Self::CustomerChanged { before, after } => {
                Self::CustomerChanged { before: after.clone(), after: before.clone() }
            }
            Self::InvoiceAdded(invoice) => Self::InvoiceRemoved(invoice.id),
            Self::InvoiceChanged { before, after } => {
                Self::InvoiceChanged { before: after.clone(), after: before.clone() }
            }
            Self::InvoiceCancelled { invoice, .. } => Self::InvoiceReinstated(*invoice),
            Self::CreditAdded(credit) => Self::CreditRemoved(credit.id),
            Self::Allocated(allocation) => Self::AllocationRemoved(allocation.id),
            Self::AllocationEnded { allocation, .. } => Self::AllocationResumed(*allocation),
            Self::ChequeStepped { credit, step, .. } => {
                Self::ChequeStepRemoved { credit: *credit, step: *step }
            }
            Self::RefundAdded(refund) => Self::RefundRemoved(refund.id),
            Self::ProtocolAdded(protocol) => Self::ProtocolRemoved(protocol.id),
            Self::DealingAdded(dealing) => Self::DealingRemoved(dealing.id),
            Self::DealingEnded { dealing, .. } => Self::DealingResumed(*dealing),
            Self::FlowAdded(flow) => Self::FlowRemoved(flow.id),
            Self::FlowStruck(flow) => Self::FlowAdded(flow.clone()),
            Self::CashCounted(count) => Self::CashCountRemoved(count.id),
            Self::CashCountStruck(count) => Self::CashCounted(count.clone()),
            Self::StatementAdded(statement) => Self::StatementRemoved(statement.id),
            Self::MovementSetAside(aside) => Self::MovementTakenUp(aside.clone()),
            Self::MovementTakenUp(aside) => Self::MovementSetAside(aside.clone()),
            Self::PayerChanged(change) => {
                let PayerChange { key, before, after } = &**change;
                let (key, before, after) = (key.clone(), *after, *before);
                Self::PayerChanged(Box::new(PayerChange { key, before, after }))
            }
            Self::CreditStruck(credit) => Self::CreditAdded(credit.clone()),
            Self::AllocationStruck(allocation) => Self::Allocated(allocation.clone()),
            Self::RateRemoved(_)
            | Self::CustomerRemoved(_)
            | Self::InvoiceRemoved(_)
            | Self::InvoiceReinstated(_)
            | Self::CreditRemoved(_)
            | Self::AllocationRemoved(_)
            | Self::AllocationResumed(_)
            | Self::ChequeStepRemoved { .. }
            | Self::RefundRemoved(_)
            | Self::ProtocolRemoved(_)
            | Self::DealingRemoved(_)
            | Self::DealingResumed(_)
            | Self::FlowRemoved(_)
            | Self::CashCountRemoved(_)
            | Self::StatementRemoved(_) => return None,
        })
    }

    /// Whether its inverse gives back just the book of before. What takes something out of
    /// the book takes its place too, which its inverse, if it has one, cannot give back.
    pub fn is_exact(&self) -> bool {
        !matches!(
            self,
            Self::RateRemoved(_)
                | Self::CustomerRemoved(_)
                | Self::InvoiceRemoved(_)
                | Self::InvoiceReinstated(_)
                | Self::CreditRemoved(_)
                | Self::CreditStruck(_)
                | Self::AllocationRemoved(_)
                | Self::AllocationStruck(_)
                | Self::AllocationResumed(_)
                | Self::ChequeStepRemoved { .. }
                | Self::RefundRemoved(_)
                | Self::ProtocolRemoved(_)
                | Self::DealingRemoved(_)
                | Self::DealingResumed(_)
                | Self::FlowRemoved(_)
                | Self::CashCountRemoved(_)
                | Self::StatementRemoved(_)
        )
    }

    /// The thing the fact is about; `None` for the firm and for payers.
    pub fn subject(&self) -> Option<Id> {
        Some(match self {
            Self::FirmChanged { .. } | Self::PayerChanged(_) => return None,
            Self::RateAdded(rate) | Self::RateStruck(rate) => rate.id,
            Self::CustomerAdded(customer) | Self::CustomerChanged { after: customer, .. } => {
                customer.id
            }
            Self::InvoiceAdded(invoice) | Self::InvoiceChanged { after: invoice, .. } => invoice.id,
            Self::CreditAdded(credit) | Self::CreditStruck(credit) => credit.id,
            Self::Allocated(allocation) | Self::AllocationStruck(allocation) => allocation.credit,
            Self::StatementAdded(statement) => statement.id,
            Self::MovementSetAside(aside) | Self::MovementTakenUp(aside) => aside.movement,
            Self::RefundAdded(refund) => refund.credit,
            Self::ProtocolAdded(protocol) => protocol.protocol,
            Self::DealingAdded(dealing) => dealing.customer,
            Self::FlowAdded(flow) | Self::FlowStruck(flow) => flow.id,
            Self::CashCounted(count) | Self::CashCountStruck(count) => count.id,
            Self::RateRemoved(id)
            | Self::CustomerRemoved(id)
            | Self::InvoiceRemoved(id)
            | Self::InvoiceReinstated(id)
            | Self::CreditRemoved(id)
            | Self::AllocationRemoved(id)
            | Self::AllocationResumed(id)
            | Self::RefundRemoved(id)
            | Self::ProtocolRemoved(id)
            | Self::DealingRemoved(id)
            | Self::DealingResumed(id)
            | Self::FlowRemoved(id)
            | Self::CashCountRemoved(id)
            | Self::StatementRemoved(id)
            | Self::DealingEnded { dealing: id, .. }
            | Self::InvoiceCancelled { invoice: id, .. }
            | Self::AllocationEnded { allocation: id, .. }
            | Self::ChequeStepped { credit: id, .. }
            | Self::ChequeStepRemoved { credit: id, .. } => *id,
        })
    }
}
