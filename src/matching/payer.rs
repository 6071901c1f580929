//! Who paid: by tax id, by what was confirmed before, by name.

use std::collections::HashMap;

use super::learned::known_payer;
use super::names::{is_generic, is_near, significant, words};
use super::{Evidence, Matcher};
use crate::files::bank::Movement;
use crate::ledger::bank::Who;
use crate::ledger::book::{Book, CustomerEntry};
use crate::ledger::{Ix, TaxId};
use crate::order;

/// The customers of a book, for finding the one that a payer is.
pub(super) struct Payers {
    customers: Vec<Named>,
    /// Tax ids, letters and digits only.
    by_tax_id: HashMap<String, Vec<u32>>,
    /// Words of names: which customers have each, and how much it tells.
    words: HashMap<String, u32>,
    spelled: Vec<Word>,
    /// Words by their first four letters, for those cut short or mistyped.
    by_start: HashMap<String, Vec<u32>>,
    /// The firm's own names and tax id: what it moves between its accounts is no payment.
    own_tax_id: String,
    own_name: Vec<String>,
}

struct Named {
    ix: Ix<CustomerEntry>,
    /// Its legal and its trade name, as words.
    names: Vec<Vec<u32>>,
}

struct Word {
    text: String,
    weight: f32,
    is_generic: bool,
    customers: Vec<u32>,
}

/// A customer that a payer may be.
#[derive(Clone, Debug)]
pub(super) struct Payer {
    pub customer: Ix<CustomerEntry>,
    pub evidence: Evidence,
    /// Whether it is clear enough to rely on with an exact amount.
    pub is_known: bool,
}

/// From which likeness on a name counts.
const LIKE: f32 = 0.80;
/// How far the next best name must be behind.
const GAP: f32 = 0.05;
/// A word that more customers have says nothing about which one.
const COMMON: usize = 400;

impl Payers {
    pub fn new(book: &Book) -> Self {
        let firm = book.firm();
        let mut this = Self {
            customers: Vec::new(),
            by_tax_id: HashMap::new(),
            words: HashMap::new(),
            spelled: Vec::new(),
            by_start: HashMap::new(),
            own_tax_id: plain(&firm.tax_id),
            own_name: significant(&firm.name),
        };
        for (ix, entry) in book.customers() {
            let customer = &entry.customer;
            let place = this.customers.len() as u32;
            let mut names: Vec<Vec<u32>> = Vec::new();
            for name in [&customer.legal_name, &customer.trade_name] {
                let words = significant(name);
                let mut words: Vec<u32> =
                    words.into_iter().map(|word| this.word(word, place)).collect();
                words.sort_unstable();
                if !words.is_empty() && !names.contains(&words) {
                    names.push(words);
                }
            }
            this.customers.push(Named { ix, names });
            let id = TaxId::parse(&customer.tax_id, customer.country.or(Some(firm.country)));
            if id.same_party_key().is_some() {
                let mut writings = vec![plain(&id.normalised), plain(&customer.tax_id)];
                // A Colombian NIT stands in statements with and without its check digit.
                if let Some((base, _)) = id.normalised.split_once('-') {
                    writings.push(base.to_owned());
                }
                writings.sort_unstable();
                writings.dedup();
                for writing in writings {
                    this.by_tax_id.entry(writing).or_default().push(place);
                }
            }
        }
        let all = this.customers.len().max(1) as f32;
        for word in &mut this.spelled {
            let rarity = (1.0 + all / word.customers.len().max(1) as f32).ln();
            word.weight = if word.is_generic { rarity * 0.25 } else { rarity };
        }
        this
    }

    fn word(&mut self, text: String, customer: u32) -> u32 {
        let at = *self.words.entry(text).or_insert_with_key(|text| {
            let at = self.spelled.len() as u32;
            let start: String = text.chars().take(4).collect();
            self.by_start.entry(start).or_default().push(at);
            let is_generic = is_generic(text);
            let text = text.clone();
            self.spelled.push(Word { text, weight: 0.0, is_generic, customers: Vec::new() });
            at
        });
        let customers = &mut self.spelled[at as usize].customers;
        if customers.last() != Some(&customer) {
            customers.push(customer);
        }
        at
    }

    /// Whether the firm itself is on the other side.
    pub fn is_own(&self, movement: &Movement) -> bool {
        let tax_id = plain(&movement.payer_tax_id);
        if !tax_id.is_empty() && tax_id == self.own_tax_id {
            return true;
        }
        !self.own_name.is_empty()
            && !movement.payer.is_empty()
            && significant(&movement.payer) == self.own_name
    }

    /// The customers that have a movement's tax id, in its field or among its words.
    fn by_tax_id(&self, movement: &Movement) -> Vec<u32> {
        if self.by_tax_id.is_empty() {
            return Vec::new();
        }
        let stated = plain(&movement.payer_tax_id);
        if let Some(found) = self.by_tax_id.get(&stated) {
            return found.clone();
        }
        for text in [&movement.text, &movement.payer] {
            for piece in text.split(|c: char| c.is_whitespace() || ",;|()/:".contains(c)) {
                let digits = piece.bytes().filter(u8::is_ascii_digit).count();
                if digits >= 6
                    && piece.len() <= 20
                    && let Some(found) = self.by_tax_id.get(&plain(piece))
                {
                    return found.clone();
                }
            }
        }
        Vec::new()
    }

    /// Customers by the likeness of their names to the payer's, or to the words of the
    /// text where the file names no payer; the likest first.
    fn by_name(&self, movement: &Movement) -> Vec<(u32, f32)> {
        let mut liked = if movement.payer.is_empty() {
            Vec::new()
        } else {
            self.like(&significant(&movement.payer), true)
        };
        if liked.first().is_none_or(|(_, like)| *like < LIKE) {
            let mut text: Vec<String> = words(&movement.text).collect();
            text.sort_unstable();
            text.dedup();
            for (customer, like) in self.like(&text, false) {
                match liked.iter_mut().find(|(known, _)| *known == customer) {
                    Some((_, known)) => *known = known.max(like),
                    None => liked.push((customer, like)),
                }
            }
        }
        liked.retain(|(_, like)| *like >= LIKE);
        order::sort_by(&mut liked, |(one, a), (other, b)| {
            b.partial_cmp(a).unwrap_or(std::cmp::Ordering::Equal).then(one.cmp(other))
        });
        liked.truncate(4);
        liked
    }

    /// How like the names of customers are to some words. `is_name` where these are a name
    /// and nothing else: what they have beyond the customer's then counts against it.
    fn like(&self, text: &[String], is_name: bool) -> Vec<(u32, f32)> {
        let mut found: Vec<(u32, f32)> = Vec::new();
        let mut text_weight = 0.0;
        // An unknown word is as telling as the rarest.
        let unknown = (1.0 + self.customers.len() as f32).ln();
        for word in text {
            let spelled = self.spelling(word, is_name);
            text_weight += match spelled {
                Some((at, _)) => self.spelled[at as usize].weight,
                None if is_generic(word) => unknown * 0.25,
                None => unknown,
            };
            found.extend(spelled);
        }
        let mut candidates: Vec<u32> = found
            .iter()
            .map(|(at, _)| &self.spelled[*at as usize])
            .filter(|word| !word.is_generic && word.customers.len() <= COMMON)
            .flat_map(|word| word.customers.iter().copied())
            .collect();
        if candidates.is_empty() && is_name {
            // A name of everyday words only: all of them together may still tell.
            let generic = found.iter().map(|(at, _)| &self.spelled[*at as usize]);
            let rarest = generic.min_by_key(|word| word.customers.len());
            let rarest = rarest.filter(|word| word.customers.len() <= COMMON);
            candidates.extend(rarest.iter().flat_map(|word| word.customers.iter().copied()));
        }
        candidates.sort_unstable();
        candidates.dedup();
        let mut liked = Vec::new();
        for customer in candidates {
            let named = &self.customers[customer as usize];
            let like = named
                .names
                .iter()
                .map(|name| self.likeness(name, &found, text_weight, is_name))
                .fold(0.0, f32::max);
            if like > 0.0 {
                liked.push((customer, like));
            }
        }
        liked
    }

    fn likeness(&self, name: &[u32], found: &[(u32, f32)], text_weight: f32, is_name: bool) -> f32 {
        let weight = |at: &u32| self.spelled[*at as usize].weight;
        let whole: f32 = name.iter().map(weight).sum();
        let (mut matched, mut count, mut telling) = (0.0, 0, 0);
        for at in name {
            if let Some((_, how)) = found.iter().find(|(known, _)| known == at) {
                matched += weight(at) * how;
                count += 1;
                telling += u32::from(!self.spelled[*at as usize].is_generic);
            }
        }
        // One word is a name only where there is no other on either side.
        let enough = count >= 2 && (telling >= 1 || count == name.len());
        let alone = count == 1 && name.len() == 1 && telling == 1 && is_name;
        if whole <= 0.0 || !(enough || alone) {
            return 0.0;
        }
        let contained = matched / whole;
        if !is_name {
            return contained;
        }
        let mutual = 2.0 * matched / (whole + text_weight.max(matched));
        let like = if alone { mutual } else { 0.7 * contained + 0.3 * mutual };
        // Three words that tell make up for one that is cut to an initial or left out.
        if telling >= 3 { (like + 0.05).min(1.0) } else { like }
    }

    /// The word of a customer's name that a word is, and how well: written so, cut short or
    /// mistyped.
    fn spelling(&self, word: &str, is_name: bool) -> Option<(u32, f32)> {
        if let Some(&at) = self.words.get(word) {
            return Some((at, 1.0));
        }
        if !is_name || word.len() < 6 {
            return None;
        }
        let start: String = word.chars().take(4).collect();
        let near = self.by_start.get(&start)?;
        let mut near = near.iter().filter(|at| is_near(word, &self.spelled[**at as usize].text));
        let first = *near.next()?;
        // Two words that are as near tell nothing.
        near.next().is_none().then_some((first, 0.9))
    }
}

impl Matcher<'_> {
    /// Who paid, the surest first; several where nothing tells which.
    pub(super) fn payers(&self, movement: &Movement) -> Vec<Payer> {
        if let Some(Who::Customer(id)) = known_payer(self.book, movement)
            && let Some(customer) = self.book.find_customer(id)
        {
            return vec![Payer { customer, evidence: Evidence::Learned, is_known: true }];
        }
        let of = |place: u32| self.payers.customers[place as usize].ix;
        let by_tax_id = self.payers.by_tax_id(movement);
        if !by_tax_id.is_empty() {
            let is_known = by_tax_id.len() == 1;
            let all = by_tax_id.into_iter().take(4);
            return all
                .map(|at| Payer { customer: of(at), evidence: Evidence::TaxId, is_known })
                .collect();
        }
        let named = self.payers.by_name(movement);
        let best = named.first().map_or(0.0, |(_, like)| *like);
        let near: Vec<&(u32, f32)> = named.iter().filter(|(_, like)| best - like < GAP).collect();
        let is_known = near.len() == 1;
        near.into_iter()
            .map(|(at, like)| {
                let percent = (like * 100.0).clamp(0.0, 100.0) as u8;
                Payer { customer: of(*at), evidence: Evidence::Name { percent }, is_known }
            })
            .collect()
    }
}

/// Letters and digits in upper case.
fn plain(text: &str) -> String {
    text.chars().filter(|c| c.is_alphanumeric()).flat_map(char::to_uppercase).collect()
}
