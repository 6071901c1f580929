//! What a suggestion says, and what it comes to in the ledger.

use chrono::NaiveDate;
use rust_decimal::Decimal;

use crate::files::bank::Movement;
use crate::ledger::action::{CreditForm, Line, MatchForm};
use crate::ledger::credit::{CreditKind, Method};
use crate::ledger::invoice::InstalmentRef;
use crate::ledger::{Id, Money};

/// How sure a suggestion is. Only certain ones may be accepted all at once.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Certainty {
    /// A reference that names the invoice and the exact amount, or a known payer and the
    /// only item of that amount.
    Certain,
    /// Something has to be explained, or several fit.
    Likely,
    /// The name alone, or the amount alone.
    Weak,
}

/// A proposal of what a movement pays.
#[derive(Clone, Debug, PartialEq)]
pub struct Suggestion {
    /// How sure it is.
    pub certainty: Certainty,
    /// Who pays: what is left over becomes their credit.
    pub customer: Id,
    /// What the movement settles; may be of several customers where it cites their invoices.
    pub lines: Vec<SettleLine>,
    /// What else settles: tax withheld, an early-payment discount, a small difference.
    pub credits: Vec<ProposedCredit>,
    /// What stays as credit of the customer, in minor units of the movement's currency.
    pub leftover_minor: i64,
    /// What a gateway kept: the customer paid the movement and this, in minor units of the
    /// movement's currency.
    pub fee_minor: i64,
    /// Why.
    pub reason: Reason,
    /// How many others fit equally well.
    pub ties: u16,
}

/// A part of a movement for an instalment.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct SettleLine {
    /// Whose it is.
    pub customer: Id,
    /// The instalment.
    pub item: InstalmentRef,
    /// Taken from the movement, in minor units of its currency.
    pub takes_minor: i64,
    /// Settled of the instalment, in minor units of its currency.
    pub settles_minor: i64,
}

/// A credit that would be entered beside the payment.
#[derive(Clone, Debug, PartialEq)]
pub struct ProposedCredit {
    /// What it is.
    pub kind: ProposedKind,
    /// Whose it is.
    pub customer: Id,
    /// The instalment it settles.
    pub item: InstalmentRef,
    /// How much, in the instalment's currency.
    pub amount: Money,
}

/// What a proposed credit is. Tax withheld is money that the State has, and is never
/// written off.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ProposedKind {
    /// Tax that the customer keeps back; its certificate is to come.
    Withholding {
        /// The rule by its key (see [`super::WITHHOLDINGS`]).
        rule: &'static str,
    },
    /// The discount agreed for paying early.
    EarlyDiscount,
    /// A leftover within the tolerance.
    SmallDifference,
}

/// Why a suggestion proposes what it does.
#[derive(Clone, Debug, PartialEq)]
pub struct Reason {
    /// What points to the customer or the invoice.
    pub evidence: Evidence,
    /// How the amount fits.
    pub fit: AmountFit,
}

/// What points to the customer or the invoice.
#[derive(Clone, Debug, PartialEq)]
pub enum Evidence {
    /// The movement cites these invoices.
    Reference {
        /// Their numbers.
        numbers: Vec<String>,
        /// The payer is another customer than the invoices'.
        paid_by_other: bool,
    },
    /// The payer's tax id is the customer's.
    TaxId,
    /// The payer's account or words are known to be the customer's.
    Learned,
    /// The payer's name is like the customer's.
    Name {
        /// How like, in per cent.
        percent: u8,
    },
    /// The movement cites a payment that is in the ledger.
    Payment {
        /// The payment's reference or its cheque's number.
        reference: String,
    },
    /// Nothing but the amount.
    AmountOnly,
}

/// How the amount fits what is open.
#[derive(Clone, Debug, PartialEq)]
pub enum AmountFit {
    /// It is the open amount of the one item.
    Exact,
    /// It is a payment that is in the ledger already and is of no movement: nothing is
    /// entered, [`crate::ledger::action::link_payment`] links the two.
    Registered {
        /// The payment.
        credit: Id,
        /// Its day.
        on: NaiveDate,
        /// How much it is.
        amount: Money,
    },
    /// It is the open amount of several equal items; this one is of the month mentioned.
    ExactOfMonth {
        /// The month, 1 to 12.
        month: u32,
    },
    /// Several items add up to it.
    Several {
        /// How many.
        count: usize,
    },
    /// It and other movements of the payer add up to one item.
    WithOthers {
        /// How many other movements.
        count: usize,
    },
    /// It is what is open less the early-payment discount.
    EarlyDiscount {
        /// The last day of the discount.
        until: NaiveDate,
    },
    /// It is what is open less tax withheld.
    Withholding {
        /// The rules that explain it, by their keys.
        rules: Vec<&'static str>,
    },
    /// It is short by no more than the tolerance.
    SmallDifference {
        /// By how much.
        short: Money,
    },
    /// It is what is open less a gateway's fee.
    GatewayFee {
        /// The fee.
        fee: Money,
        /// Whether the file says so; else it is worked out.
        is_stated: bool,
    },
    /// It is what is open at about the day's rate of exchange.
    OtherCurrency {
        /// Units of the movement's currency for one of the invoice's.
        rate: Decimal,
    },
    /// It is less than what is open.
    Partial,
    /// It is more than what is open.
    More,
    /// It fits nothing; oldest due first.
    OldestFirst,
    /// Nothing is open: all of it stays as credit.
    NothingOpen,
}

impl Suggestion {
    /// What is settled by the movement itself, in minor units of its currency.
    pub fn taken_minor(&self) -> i64 {
        self.lines.iter().map(|line| line.takes_minor).sum()
    }

    /// The payment in the ledger that the movement brings the money of, where it is one.
    pub fn registered(&self) -> Option<Id> {
        match self.reason.fit {
            AmountFit::Registered { credit, .. } => Some(credit),
            _ => None,
        }
    }

    /// The credits to enter for it through [`crate::ledger::action::match_movement`]: a
    /// payment for each customer, then tax withheld, discounts and differences; none for a
    /// payment that is in the ledger already.
    pub fn forms(&self, movement: &Movement) -> Vec<MatchForm> {
        let currency = movement.amount.currency;
        let mut customers = vec![self.customer];
        for line in &self.lines {
            if !customers.contains(&line.customer) {
                customers.push(line.customer);
            }
        }
        let (mut forms, mut fee_minor) = (Vec::new(), self.fee_minor);
        for customer in customers {
            let own = || self.lines.iter().filter(|line| line.customer == customer);
            let taken: i64 = own().map(|line| line.takes_minor).sum();
            let left = if customer == self.customer { self.leftover_minor } else { 0 };
            if taken + left <= 0 {
                continue;
            }
            let kind = CreditKind::Payment { method: Method::Transfer };
            let lines = own().map(|line| line.form(self.fit_is_other_currency())).collect();
            let amount = Money::new(taken + left, currency);
            let credit = form(kind, customer, movement, amount, lines);
            // A fee comes off one payment.
            let own_fee = if fee_minor < amount.amount_minor { fee_minor } else { 0 };
            fee_minor -= own_fee;
            forms.push(MatchForm { credit, fee_minor: own_fee });
        }
        for credit in &self.credits {
            let kind = match credit.kind {
                ProposedKind::Withholding { .. } => CreditKind::Withholding,
                ProposedKind::EarlyDiscount => CreditKind::EarlyDiscount,
                ProposedKind::SmallDifference => CreditKind::SmallDifference,
            };
            let lines = vec![Line::new(credit.item, credit.amount.amount_minor)];
            let credit = form(kind, credit.customer, movement, credit.amount, lines);
            forms.push(MatchForm { credit, fee_minor: 0 });
        }
        forms
    }

    fn fit_is_other_currency(&self) -> bool {
        matches!(self.reason.fit, AmountFit::OtherCurrency { .. })
    }
}

impl SettleLine {
    fn form(&self, is_other_currency: bool) -> Line {
        let other = is_other_currency.then_some(self.settles_minor);
        Line { other_currency_minor: other, ..Line::new(self.item, self.takes_minor) }
    }
}

/// A payment of a customer out of a movement, named after the bank's reference.
pub fn payment_form(
    customer: Id,
    movement: &Movement,
    amount: Money,
    lines: Vec<Line>,
) -> MatchForm {
    let kind = CreditKind::Payment { method: Method::Transfer };
    MatchForm { credit: form(kind, customer, movement, amount, lines), fee_minor: 0 }
}

fn form(
    kind: CreditKind,
    customer: Id,
    movement: &Movement,
    amount: Money,
    lines: Vec<Line>,
) -> CreditForm {
    let named = movement.references.first().map(|reference| reference.text.as_str());
    let reference = named.unwrap_or(movement.bank_id.as_str());
    let reference = if reference.is_empty() { movement.text.as_str() } else { reference };
    CreditForm {
        kind,
        customer,
        date: movement.booked_on,
        amount,
        rate: None,
        reference: reference.chars().take(60).collect(),
        notes: String::new(),
        lines,
    }
}
