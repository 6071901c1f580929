//! What was said and agreed with a customer: contacts, promises, disputes, plans, holds; and
//! what was noticed about it: warning signs.
//!
//! Nothing of it is changed later. A contact is corrected by another; the rest ends on a day.

use chrono::{NaiveDate, NaiveDateTime};
use serde::{Deserialize, Serialize};

use super::invoice::{Instalment, InstalmentRef};
use super::protocol::{Channel, StepRef};
use super::{Currency, Id, Money};

/// Something said or agreed with a customer.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Dealing {
    /// Its id.
    pub id: Id,
    /// With whom.
    pub customer: Id,
    /// The contact in which it came about; absent for a contact itself and for what the
    /// user set without one.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub contact: Option<Id>,
    /// What it is.
    pub what: What,
}

/// The kinds of dealings.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum What {
    /// A call, message, letter, visit or note (gestión).
    Contact(LoggedContact),
    /// A promise to pay (promesa de pago).
    Promise(Promise),
    /// An invoice is disputed (aclaración, disputa).
    Dispute(Dispute),
    /// A payment plan (convenio de pago).
    Plan(Plan),
    /// Nothing is to be done for a while.
    Hold(Hold),
    /// A warning sign that the user noticed.
    Sign(NotedSign),
    /// A warning sign that the ledger worked out was looked at: it is not new any more.
    SignReview(SignReview),
}

/// One call, message, letter, visit or note: what was said and by whom.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct LoggedContact {
    /// The day and the time of the day at the user's place.
    #[serde(with = "super::iso_day::time")]
    pub at: NaiveDateTime,
    /// Who began it.
    #[serde(default, skip_serializing_if = "Direction::is_out")]
    pub direction: Direction,
    /// By which way; absent for a note.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub channel: Option<Channel>,
    /// Who it was with at the customer's; empty when nobody was reached or known.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub with: String,
    /// Who made it; empty for nobody in particular.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub by: String,
    /// What it was about.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub items: Vec<InstalmentRef>,
    /// The step of the protocol it did; absent for one outside of it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub step: Option<StepRef>,
    /// What came of it.
    pub outcome: Outcome,
    /// What was said.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub said: String,
    /// The contact that this entry corrects: that one does not count any more.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub corrects: Option<Id>,
}

/// Who began a contact.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Direction {
    /// The user's side.
    #[default]
    Out,
    /// The customer.
    In,
}

impl Direction {
    fn is_out(&self) -> bool {
        *self == Self::Out
    }
}

/// What came of a contact. A promise, a dispute, a plan or a hold that came of it is a
/// dealing of its own in the same record.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Outcome {
    /// The message went out, or was given.
    Sent,
    /// Talked, and nothing follows but the next step.
    Talked,
    /// A payment was promised.
    Promised,
    /// Something is disputed.
    Disputed,
    /// A plan was agreed.
    Planned,
    /// The invoice never arrived: it is to be sent.
    NotReceived,
    /// The customer is still to approve it.
    AwaitingApproval {
        /// Until when nothing is to be asked; a working week when absent.
        #[serde(default, skip_serializing_if = "Option::is_none", with = "super::iso_day::maybe")]
        until: Option<NaiveDate>,
    },
    /// It is in the customer's payment run of a day.
    InPaymentRun {
        /// The day.
        #[serde(with = "super::iso_day")]
        on: NaiveDate,
    },
    /// The customer says it has paid.
    SaysPaid {
        /// On which day.
        #[serde(default, skip_serializing_if = "Option::is_none", with = "super::iso_day::maybe")]
        on: Option<NaiveDate>,
        /// Under which reference.
        #[serde(default, skip_serializing_if = "String::is_empty")]
        reference: String,
    },
    /// To be called again.
    CallBack {
        /// When, at the user's place.
        #[serde(with = "super::iso_day::time")]
        at: NaiveDateTime,
    },
    /// Nobody answered.
    NoAnswer,
    /// A machine answered.
    Voicemail,
    /// Word was left with someone.
    LeftWord,
    /// The number or address is not the customer's.
    WrongNumber,
    /// The customer refuses to pay.
    Refuses,
    /// Reached somebody who has nothing to do with it.
    WrongPerson,
    /// A note: nothing follows.
    Noted,
}

impl Outcome {
    /// Whether somebody who can do something about it was reached.
    pub fn is_reached(&self) -> bool {
        !matches!(
            self,
            Self::Sent
                | Self::NoAnswer
                | Self::Voicemail
                | Self::LeftWord
                | Self::WrongNumber
                | Self::WrongPerson
                | Self::Noted
        )
    }

    /// Whether it was an attempt that reached nobody, to be made again.
    pub fn is_to_retry(&self) -> bool {
        matches!(self, Self::NoAnswer | Self::Voicemail | Self::LeftWord)
    }
}

/// A promise to pay. Whether it is kept follows from the payments.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Promise {
    /// The day it was made.
    #[serde(with = "super::iso_day")]
    pub made_on: NaiveDate,
    /// The day the money is promised for.
    #[serde(with = "super::iso_day")]
    pub due_on: NaiveDate,
    /// How much.
    pub amount: Money,
    /// For what.
    pub items: Vec<InstalmentRef>,
    /// What was open of that on the day, in minor units: what is less later was paid. Set by
    /// the action that notes the promise.
    #[serde(default)]
    pub open_minor: i64,
}

/// A dispute over one invoice, until it is settled.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Dispute {
    /// The invoice.
    pub invoice: Id,
    /// The day it was raised.
    #[serde(with = "super::iso_day")]
    pub opened_on: NaiveDate,
    /// Over what.
    pub reason: DisputeReason,
    /// How much of the invoice; all of it when absent.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub amount: Option<Money>,
    /// What would settle it.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub settles: String,
}

/// What a dispute is over.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum DisputeReason {
    /// The price or the amount.
    Price,
    /// The quantity.
    Quantity,
    /// Quality, or damage.
    Quality,
    /// It was not delivered, or not yet.
    Delivery,
    /// The document is wrong: tax data, order number.
    Document,
    /// It was not ordered.
    NotOrdered,
    /// It was paid or credited already.
    AlreadySettled,
    /// Anything else.
    Other,
}

impl DisputeReason {
    /// All of them, in the order in which they are offered.
    pub const ALL: [Self; 8] = [
        Self::Price,
        Self::Quantity,
        Self::Quality,
        Self::Delivery,
        Self::Document,
        Self::NotOrdered,
        Self::AlreadySettled,
        Self::Other,
    ];
}

/// A payment plan: what it covers falls due in these parts instead.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Plan {
    /// The day it was agreed.
    #[serde(with = "super::iso_day")]
    pub agreed_on: NaiveDate,
    /// What it covers. The original due dates stay as they are.
    pub items: Vec<InstalmentRef>,
    /// The currency of what it covers.
    pub currency: Currency,
    /// When and how much: they sum to what was open of the items on the day.
    pub parts: Vec<Instalment>,
    /// Whether a missed part brings the original due dates back.
    #[serde(default)]
    pub restores: bool,
}

/// Nothing is to be done about a customer or an invoice for a while.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Hold {
    /// The invoice; all of the customer's when absent.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub invoice: Option<Id>,
    /// The first day.
    #[serde(with = "super::iso_day")]
    pub from: NaiveDate,
    /// The last day; until it is lifted when absent.
    #[serde(default, skip_serializing_if = "Option::is_none", with = "super::iso_day::maybe")]
    pub until: Option<NaiveDate>,
    /// Why.
    pub reason: String,
}

/// A warning sign (señal de alerta) that the user noticed, until it ends.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct NotedSign {
    /// Which.
    pub kind: SignKind,
    /// The day it was noticed.
    #[serde(with = "super::iso_day")]
    pub on: NaiveDate,
    /// Who noticed it; empty for nobody in particular.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub by: String,
    /// What was noticed; may be empty.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub note: String,
}

/// That somebody looked at a warning sign that the ledger had worked out. It covers that
/// sign for as long as it lasts; one that begins later is new again.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct SignReview {
    /// Which.
    pub kind: SignKind,
    /// Since when it held, as it was shown.
    #[serde(with = "super::iso_day")]
    pub since: NaiveDate,
    /// The day it was looked at.
    #[serde(with = "super::iso_day")]
    pub on: NaiveDate,
    /// Who looked; empty for nobody in particular.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub by: String,
    /// What was found or decided; may be empty.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub note: String,
}

/// The warning signs (señales de alerta).
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum SignKind {
    /// Payments later than the customer's own habit.
    LaterThanHabit,
    /// Promises that were not kept.
    BrokenPromises,
    /// Calls and messages that are not returned.
    NotReturned,
    /// Cheques post-dated, or returned unpaid.
    Cheques,
    /// Another bank, or refinancing.
    Bank,
    /// Returns that nobody authorised.
    Returns,
    /// Selling at unusually low prices.
    LowPrices,
    /// A radical change in buying.
    Buying,
    /// Growth that is too fast.
    Growth,
    /// Anything else that the user noticed.
    Other,
}

impl SignKind {
    /// All of them, in the order in which they are offered and listed.
    pub const ALL: [Self; 10] = [
        Self::LaterThanHabit,
        Self::BrokenPromises,
        Self::NotReturned,
        Self::Cheques,
        Self::Bank,
        Self::Returns,
        Self::LowPrices,
        Self::Buying,
        Self::Growth,
        Self::Other,
    ];
}

/// How a dealing ended: a dispute settled, a hold lifted, a plan or promise given up.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Ending {
    /// The first day on which it does not hold.
    #[serde(with = "super::iso_day")]
    pub on: NaiveDate,
    /// How, in the user's words; may be empty.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub how: String,
}

impl What {
    /// The day it came about.
    pub fn day(&self) -> NaiveDate {
        match self {
            Self::Contact(contact) => contact.at.date(),
            Self::Promise(promise) => promise.made_on,
            Self::Dispute(dispute) => dispute.opened_on,
            Self::Plan(plan) => plan.agreed_on,
            Self::Hold(hold) => hold.from,
            Self::Sign(sign) => sign.on,
            Self::SignReview(review) => review.on,
        }
    }

    /// The instalments it names; none for a dispute or a hold, which are about invoices, and
    /// for what is about the customer.
    pub fn items(&self) -> &[InstalmentRef] {
        match self {
            Self::Contact(contact) => &contact.items,
            Self::Promise(promise) => &promise.items,
            Self::Plan(plan) => &plan.items,
            Self::Dispute(_) | Self::Hold(_) | Self::Sign(_) | Self::SignReview(_) => &[],
        }
    }

    /// The invoice it is about as a whole.
    pub fn invoice(&self) -> Option<Id> {
        match self {
            Self::Dispute(dispute) => Some(dispute.invoice),
            Self::Hold(hold) => hold.invoice,
            Self::Contact(_)
            | Self::Promise(_)
            | Self::Plan(_)
            | Self::Sign(_)
            | Self::SignReview(_) => None,
        }
    }

    /// Whether it lasts until it is ended.
    pub fn can_end(&self) -> bool {
        !matches!(self, Self::Contact(_) | Self::SignReview(_))
    }
}
