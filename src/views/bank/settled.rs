//! Movements of which something was made: matched, taking back, not ours; and the payers
//! that are remembered.

use super::BankFilter;
use crate::ledger::bank::Who;
use crate::ledger::book::{Book, CreditEntry, MovementEntry};
use crate::ledger::{Id, Ix, Money};
use crate::matching::known_payer_of_kept;
use crate::order;
use crate::views::payments::{KindGroup, settled_numbers};

/// A movement of which something was made.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Settled {
    /// The movement.
    pub movement: Id,
    /// What was made of it.
    pub as_what: SettledAs,
}

/// What was made of a movement.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum SettledAs {
    /// Credits were entered for it.
    Matched(Vec<MatchedCredit>),
    /// It takes a payment back.
    TakesBack(MatchedCredit),
    /// The user set it aside.
    NotOurs,
    /// Its payer was said to be nobody who owes.
    ByRule,
}

/// A credit that was entered for a movement, or that one takes back.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct MatchedCredit {
    /// The credit.
    pub credit: Id,
    /// What it is.
    pub kind: KindGroup,
    /// Whose it is.
    pub customer: Id,
    /// Their name.
    pub name: String,
    /// How much.
    pub amount: Money,
    /// The numbers of the invoices it settles.
    pub numbers: Vec<String>,
}

/// A payer that is remembered.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct KnownPayer {
    /// What it is known by, for [`crate::ledger::action::know_payer`].
    pub key: String,
    /// The account or the words, as shown.
    pub shown: String,
    /// Whether it is an account.
    pub is_account: bool,
    /// Whose it is: a customer and their name, or nobody who owes.
    pub customer: Option<(Id, String)>,
}

/// The movements of which something was made, newest first: those that are ours, or those
/// that are not.
pub fn settled(book: &Book, filter: &BankFilter, ours: bool) -> Vec<Settled> {
    let mut found = Vec::new();
    for (ix, entry) in book.movements() {
        let Some(as_what) = as_what(book, entry) else { continue };
        let is_ours = matches!(as_what, SettledAs::Matched(_) | SettledAs::TakesBack(_));
        if is_ours == ours && filter.passes(entry) {
            found.push((ix, Settled { movement: entry.movement().id, as_what }));
        }
    }
    order::sort_by_key(&mut found, |(ix, _)| {
        (std::cmp::Reverse(book.movement(*ix).movement().booked_on), *ix)
    });
    found.into_iter().map(|(_, settled)| settled).collect()
}

fn as_what(book: &Book, entry: &MovementEntry) -> Option<SettledAs> {
    if let Some(aside) = &entry.aside {
        let taken_back = aside.takes_back.and_then(|credit| book.find_credit(credit));
        let taken_back = taken_back.map(|ix| SettledAs::TakesBack(credit(book, ix)));
        return Some(taken_back.unwrap_or(SettledAs::NotOurs));
    }
    if !entry.credits.is_empty() {
        let credits = entry.credits.iter().map(|&ix| credit(book, ix));
        return Some(SettledAs::Matched(credits.collect()));
    }
    let is_rule =
        entry.left_minor() > 0 && known_payer_of_kept(book, entry.movement()) == Some(Who::NotOurs);
    is_rule.then_some(SettledAs::ByRule)
}

fn credit(book: &Book, ix: Ix<CreditEntry>) -> MatchedCredit {
    let entry = book.credit(ix);
    let customer = &book.customer(entry.customer).customer;
    MatchedCredit {
        credit: entry.credit.id,
        kind: KindGroup::of(&entry.credit.kind),
        customer: customer.id,
        name: customer.name().to_owned(),
        amount: entry.amount,
        numbers: settled_numbers(book, ix).into_iter().map(str::to_owned).collect(),
    }
}

/// The payers that are remembered, those of customers first, by name.
pub fn payers(book: &Book) -> Vec<KnownPayer> {
    let known = |(key, who): &(String, Who)| {
        let account = key.strip_prefix('#');
        let customer = match who {
            Who::NotOurs => None,
            Who::Customer(id) => book.find_customer(*id).map(|ix| {
                let customer = &book.customer(ix).customer;
                (customer.id, customer.name().to_owned())
            }),
        };
        KnownPayer {
            key: key.clone(),
            shown: account.unwrap_or(key).to_owned(),
            is_account: account.is_some(),
            customer,
        }
    };
    let mut all: Vec<KnownPayer> = book.payers().iter().map(known).collect();
    order::sort_by_key(&mut all, |payer| {
        let name = payer.customer.as_ref().map(|(_, name)| name.clone());
        (name.is_none(), name, payer.key.clone())
    });
    all
}
