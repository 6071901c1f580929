//! Money that came in and goes back: a bounced cheque, a returned transfer.

use std::collections::HashMap;

use chrono::NaiveDate;

use super::index::Matcher;
use super::names::words;
use super::suggestion::Certainty;
use crate::files::bank::{Movement, ReferenceKind};
use crate::files::fold::squash;
use crate::ledger::book::{Book, CreditEntry};
use crate::ledger::{Id, Ix};
use crate::order;

/// The payments of a book that may still come back, or that a movement may bring.
#[derive(Default)]
pub(super) struct Payments {
    pub(super) by_amount: HashMap<(usize, i64), Vec<Ix<CreditEntry>>>,
}

/// A payment that a movement takes back.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Returned {
    /// How sure that is.
    pub certainty: Certainty,
    /// The payment.
    pub credit: Id,
    /// Whether it came as a cheque, which then bounced.
    pub is_cheque: bool,
    /// Why it is thought to be this one.
    pub by: ReturnedBy,
    /// How many others fit equally well.
    pub ties: u16,
}

/// Why a payment is thought to be the one that goes back.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum ReturnedBy {
    /// The movement cites its reference or its cheque's number.
    Reference {
        /// As the payment has it.
        reference: String,
    },
    /// The amount is the same and the movement says that something goes back.
    Amount,
}

/// A payment goes back within so many days.
const MOST_DAYS: i64 = 120;

impl Payments {
    pub fn new(book: &Book, on: NaiveDate) -> Self {
        let mut this = Self::default();
        for (ix, entry) in book.credits() {
            if entry.credit.is_payment() && entry.bounced_on.is_none() && entry.counts_on(on) {
                let key = (entry.amount.currency.index(), entry.amount.amount_minor);
                this.by_amount.entry(key).or_default().push(ix);
            }
        }
        this
    }
}

impl Matcher<'_> {
    /// The payments that a movement may take back, best first: money going out by just the
    /// amount that came in before, which the movement cites or says to be returned.
    pub fn returns(&self, movement: &Movement) -> Vec<Returned> {
        let minor = movement.amount.amount_minor;
        if minor >= 0 {
            return Vec::new();
        }
        let key = (movement.amount.currency.index(), -minor);
        let Some(candidates) = self.payments.by_amount.get(&key) else { return Vec::new() };
        let says_so = movement.is_reversal || words(&movement.text).any(|word| is_return(&word));
        let mut found: Vec<Returned> = Vec::new();
        for &ix in candidates {
            let entry = self.book.credit(ix);
            let days = (movement.booked_on - entry.credit.date).num_days();
            if !(0..=MOST_DAYS).contains(&days) {
                continue;
            }
            let cheque = entry.credit.cheque();
            let own = cheque.map_or("", |cheque| cheque.number.as_str());
            let cited = [own, entry.credit.reference.as_str()]
                .into_iter()
                .find(|reference| cites(movement, reference));
            let by = match cited {
                Some(reference) => ReturnedBy::Reference { reference: reference.to_owned() },
                None if says_so => ReturnedBy::Amount,
                None => continue,
            };
            let certainty = match by {
                ReturnedBy::Reference { .. } if says_so => Certainty::Certain,
                _ => Certainty::Likely,
            };
            let is_cheque = cheque.is_some();
            found.push(Returned { certainty, credit: entry.credit.id, is_cheque, by, ties: 0 });
        }
        let place = |one: &Returned| (one.certainty, matches!(one.by, ReturnedBy::Amount));
        order::sort_by_key(&mut found, place);
        let places: Vec<_> = found.iter().map(place).collect();
        for (at, one) in found.iter_mut().enumerate() {
            let same = places.iter().filter(|place| **place == places[at]).count();
            one.ties = u16::try_from(same - 1).unwrap_or(u16::MAX);
            if one.ties > 0 && one.certainty == Certainty::Certain {
                one.certainty = Certainty::Likely;
            }
        }
        found
    }
}

/// Whether a movement has a reference among its own, or as a word of its text.
pub(super) fn cites(movement: &Movement, reference: &str) -> bool {
    let wanted = squash(reference);
    let wanted = wanted.trim_start_matches('0');
    if wanted.len() < 3 {
        return false;
    }
    let is_it = |text: &str| squash(text).trim_start_matches('0') == wanted;
    movement
        .references
        .iter()
        .any(|known| is_it(&known.text) && (known.kind != ReferenceKind::Mandate))
        || movement.text.split_whitespace().any(is_it)
}

/// Whether a word says that something goes back.
fn is_return(word: &str) -> bool {
    const STARTS: [&str; 14] = [
        "devol",
        "devuel",
        "rechaz",
        "impag",
        "retorn",
        "revers",
        "return",
        "bounce",
        "reject",
        "nsf",
        "insufic",
        "contracargo",
        "chargeback",
        "protest",
    ];
    STARTS.iter().any(|start| word.starts_with(start))
}
