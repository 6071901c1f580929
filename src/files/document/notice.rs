//! What is to be known about a document before it is collected.

use chrono::NaiveDate;

use super::Party;
use crate::ledger::Money;

/// Something to be known about a document that was read all the same.
#[derive(Clone, Debug, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
pub enum Notice {
    /// It says it was due before it was issued; that day was not taken.
    DueBeforeIssue {
        /// The day.
        due: NaiveDate,
    },
    /// The customer rejected it: not to be collected as it stands.
    RejectedByCustomer {
        /// The day.
        on: NaiveDate,
    },
    /// It was sold to a factor, who is paid instead.
    Assigned {
        /// The factor.
        to: Party,
    },
    /// A part goes elsewhere than to the issuer.
    Deducted {
        /// What for.
        what: Deduction,
        /// How much.
        amount: Money,
    },
    /// The parts do not sum up to what is to be collected.
    InstalmentsDiffer {
        /// The sum of the parts.
        sum: Money,
    },
    /// The totals contradict one another; what is to be collected was taken as written.
    TotalsDisagree {
        /// What the other figures come to.
        computed: Money,
    },
    /// Given for nothing: there is nothing to collect.
    FreeOfCharge,
    /// The customer issued it for the seller.
    SelfBilled,
    /// It corrects words, not amounts.
    NoMoneyEffect,
    /// It is not stamped by the tax authority: a draft, or a copy without its stamp.
    NotStamped,
    /// The tax authority did not authorise it; this is what it says.
    NotAuthorised {
        /// `NO AUTORIZADO`, `EN PROCESO`.
        state: String,
    },
    /// It has negative amounts and was read as a credit note.
    NegativeInvoice,
    /// It only informs accounting; the invoice itself is another paper.
    AccountingOnly,
    /// It was issued while testing.
    Test,
    /// A receipt without any payment in it.
    NoPayments,
}

/// What a part of an invoice goes to instead of to its issuer.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, serde::Serialize, serde::Deserialize)]
pub enum Deduction {
    /// Peru: paid into the issuer's account at the Banco de la Nación, for taxes.
    Detraccion,
    /// Withheld by the customer for the tax authority.
    Retention,
    /// Charged on top for the tax authority.
    Perception,
}
