//! Payments that are in the ledger already, entered by hand or from a receipt, and whose
//! money a movement brings.

use super::index::Matcher;
use super::payer::Payer;
use super::quotes::Citation;
use super::returned::cites;
use super::suggest::received;
use super::suggestion::{AmountFit, Certainty, Evidence, Reason, Suggestion};
use crate::files::bank::Movement;
use crate::files::document_entry::DAYS_APART;
use crate::ledger::Ix;
use crate::ledger::book::{CreditEntry, Item};
use crate::order;

/// What points from a movement to a payment, the strongest first.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Points {
    /// The payment's own reference, or an invoice of its customer.
    Cited,
    /// The payer.
    Payer,
    /// Nothing but the amount.
    Nothing,
}

struct Candidate {
    credit: Ix<CreditEntry>,
    fee_minor: i64,
    points: Points,
    evidence: Evidence,
    is_known: bool,
    days_apart: i64,
}

impl Matcher<'_> {
    /// The payments of just this amount, or of this amount and the fee that the file
    /// states, a few days apart and of no movement yet: those of whoever the movement points
    /// to; where it points to nobody, the only one. Certain where it is clear whose it is
    /// and there is no other. One that settles other invoices than those cited is not it.
    ///
    /// Left out is what the ledger would not link: a payment out of which money went back, a
    /// cheque that was deposited, one of which an application was ended.
    pub(super) fn registered(
        &self,
        movement: &Movement,
        citations: &[Citation],
        payers: &[Payer],
    ) -> Vec<Suggestion> {
        let currency = movement.amount.currency;
        let (net_minor, gross_minor) = (movement.amount.amount_minor, received(movement));
        let mut found: Vec<Candidate> = Vec::new();
        let fee_minor = gross_minor - net_minor;
        let with_fee = (fee_minor > 0).then_some((gross_minor, fee_minor));
        for (minor, fee_minor) in [(net_minor, 0)].into_iter().chain(with_fee) {
            let key = (currency.index(), minor);
            let Some(payments) = self.payments.by_amount.get(&key) else { continue };
            for &credit in payments.iter().filter(|&&credit| self.can_be_linked(credit)) {
                let day = self.book.credit(credit).credit.effective_on();
                let days_apart = (movement.booked_on - day).num_days().abs();
                if days_apart <= DAYS_APART
                    && let Some((points, evidence, is_known)) =
                        self.points(movement, credit, citations, payers)
                {
                    let one =
                        Candidate { credit, fee_minor, points, evidence, is_known, days_apart };
                    found.push(one);
                }
            }
        }
        let best = found.iter().map(|one| one.points).min();
        found.retain(|one| Some(one.points) == best);
        if best == Some(Points::Nothing) && found.len() > 1 {
            return Vec::new();
        }
        order::sort_by_key(&mut found, |one| (one.days_apart, one.credit));
        let is_only = found.len() == 1;
        found.into_iter().map(|one| self.link(one, is_only)).collect()
    }

    fn link(&self, one: Candidate, is_only: bool) -> Suggestion {
        let entry = self.book.credit(one.credit);
        let certainty =
            if is_only && one.is_known { Certainty::Certain } else { Certainty::Likely };
        let credit = &entry.credit;
        let fit =
            AmountFit::Registered { credit: credit.id, on: credit.date, amount: credit.amount };
        Suggestion {
            certainty,
            customer: credit.customer,
            lines: Vec::new(),
            credits: Vec::new(),
            leftover_minor: 0,
            fee_minor: one.fee_minor,
            reason: Reason { evidence: one.evidence, fit },
            ties: 0,
        }
    }

    fn can_be_linked(&self, credit: Ix<CreditEntry>) -> bool {
        let entry = self.book.credit(credit);
        entry.credit.movement.is_none()
            && entry.taken_back_by.is_none()
            && entry.deposited_on.is_none()
            && entry.cleared_on.is_none()
            && self.book.refunds_from(credit).next().is_none()
            && self.book.allocations_from(credit).all(|allocation| allocation.until.is_none())
    }

    /// What points to a payment, and whether that is clear; `None` where the movement points
    /// elsewhere.
    fn points(
        &self,
        movement: &Movement,
        credit: Ix<CreditEntry>,
        citations: &[Citation],
        payers: &[Payer],
    ) -> Option<(Points, Evidence, bool)> {
        let entry = self.book.credit(credit);
        let own = entry.credit.cheque().map_or("", |cheque| cheque.number.as_str());
        let tells = |reference: &&str| reference.bytes().any(|byte| byte.is_ascii_digit());
        let mut references = [own, entry.credit.reference.as_str()].into_iter().filter(tells);
        if let Some(reference) = references.find(|reference| cites(movement, reference)) {
            let evidence = Evidence::Payment { reference: reference.to_owned() };
            return Some((Points::Cited, evidence, true));
        }
        let payer = payers.iter().find(|payer| payer.customer == entry.customer);
        let settled = || self.book.allocations_from(credit).map(|one| self.book.item(one.item));
        // What it settles may be paid in full, and such numbers are no citations any more.
        let number = |item: &Item| self.book.invoice(item.invoice).invoice.number.as_str();
        if let Some(item) = settled().find(|item| cites(movement, number(item))) {
            return Some((Points::Cited, cited(number(item)), true));
        }
        let mut of_customer = citations.iter().flat_map(|citation| {
            citation.invoices.iter().filter_map(move |&at| {
                let numbered = &self.numbers.invoices[at as usize];
                let open = &self.open[*numbered.parts.first()? as usize];
                (open.customer == entry.customer).then_some((citation, numbered, open.invoice))
            })
        });
        let is_free = settled().next().is_none();
        let settles = |invoice| is_free || settled().any(|item| item.invoice == invoice);
        if let Some((citation, numbered, _)) = of_customer.find(|(.., invoice)| settles(*invoice)) {
            let is_known = citation.is_strong || payer.is_some_and(|payer| payer.is_known);
            return Some((Points::Cited, cited(&numbered.number), is_known));
        }
        match payer {
            _ if citations.iter().any(|citation| citation.is_strong) => None,
            Some(payer) => {
                let is_known = payer.is_known && citations.is_empty();
                Some((Points::Payer, payer.evidence.clone(), is_known))
            }
            None if payers.is_empty() && citations.is_empty() => {
                Some((Points::Nothing, Evidence::AmountOnly, false))
            }
            None => None,
        }
    }
}

fn cited(number: &str) -> Evidence {
    Evidence::Reference { numbers: vec![number.to_owned()], paid_by_other: false }
}
