//! Which of the parties the user is.

use std::collections::HashMap;

use super::papers::Papers;
use crate::files::document::{Document, Party, Role};
use crate::ledger::{Country, TaxId};
use crate::order;

/// A party that may be the user: its tax id is not known yet.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Candidate {
    /// As the documents name it.
    pub party: Party,
    /// How many documents name it.
    pub documents: usize,
}

/// How many are offered.
const MOST: usize = 4;

/// Whether it must be asked who the user is: there is a document that does not say whose it
/// is, and no tax id to tell by.
pub fn must_ask(papers: &Papers, own_tax_id: &str) -> bool {
    own_tax_id.trim().is_empty()
        && papers.documents().any(|document| document.kept_by.is_none() && names_anybody(document))
}

/// The parties that the user may be: those that most documents name; of as many, the one
/// that bills before the one that is billed.
pub fn candidates(papers: &Papers) -> Vec<Candidate> {
    let mut places: HashMap<String, usize> = HashMap::new();
    let mut found: Vec<(Candidate, usize)> = Vec::new();
    for document in papers.documents().filter(|document| document.kept_by.is_none()) {
        for (party, bills) in [(&document.issuer, 1), (&document.receiver, 0)] {
            let Some(key) = key_of(party) else { continue };
            let place = *places.entry(key).or_insert(found.len());
            if place == found.len() {
                found.push((Candidate { party: party.clone(), documents: 0 }, 0));
            }
            found[place].0.documents += 1;
            found[place].1 += bills;
        }
    }
    order::sort_by_key(&mut found, |(candidate, billed)| {
        (usize::MAX - candidate.documents, usize::MAX - billed)
    });
    found.truncate(MOST);
    found.into_iter().map(|(candidate, _)| candidate).collect()
}

/// Whose a document is, from the firm's side.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Side {
    /// The firm bills.
    Sold,
    /// The firm is billed.
    Bought,
    /// Neither.
    Foreign,
}

/// The firm's own tax id, for comparing.
#[derive(Clone, Debug)]
pub(super) struct Own(Option<String>);

impl Own {
    pub fn new(tax_id: &str, country: Country) -> Self {
        Self(TaxId::parse(tax_id, Some(country)).same_party_key())
    }

    pub fn side(&self, document: &Document) -> Side {
        match document.kept_by {
            Some(Role::Issuer) => return Side::Sold,
            Some(Role::Receiver) => return Side::Bought,
            None => {}
        }
        let is_own = |party: &Party| self.0.is_some() && key_of(party) == self.0;
        if is_own(&document.issuer) {
            Side::Sold
        } else if is_own(&document.receiver) {
            Side::Bought
        } else {
            Side::Foreign
        }
    }

    pub fn is(&self, party: &Party) -> bool {
        self.0.is_some() && key_of(party) == self.0
    }
}

fn key_of(party: &Party) -> Option<String> {
    party.read_tax_id()?.same_party_key()
}

fn names_anybody(document: &Document) -> bool {
    key_of(&document.issuer).is_some() || key_of(&document.receiver).is_some()
}
