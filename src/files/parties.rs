//! Whom the rows of a list or the documents of a file are about: customers of the book, or
//! new ones.

use std::collections::HashMap;

use crate::files::list::CustomerKey;
use crate::ledger::action::{Draft, change_customer, enter_customer};
use crate::ledger::book::{Book, CustomerEntry};
use crate::ledger::customer::{Contact, Customer};
use crate::ledger::refusal::Blank;
use crate::ledger::{Country, Id, Ix, Refusal, TaxId};
use crate::text::fold::fold;

/// The customers of a book and of a file, found by tax id, else code, else name.
///
/// A weaker sign never joins what a stronger one parts: two customers of one name and two
/// codes, or two tax ids, stay two.
#[derive(Debug)]
pub(in crate::files) struct Parties {
    home: Country,
    all: Vec<Party>,
    by_tax_id: HashMap<String, Vec<u32>>,
    by_code: HashMap<String, Vec<u32>>,
    by_name: HashMap<String, Vec<u32>>,
}

/// A customer that rows may be about.
#[derive(Clone, Debug)]
pub(in crate::files) struct Party {
    /// Its place in the book; `None` for a new one.
    pub known: Option<Ix<CustomerEntry>>,
    /// As it will stand; only once a row is about it.
    pub customer: Option<Box<Customer>>,
    /// Whether rows say something of a known one that was blank.
    pub is_completed: bool,
    country: Country,
    tax_key: Option<String>,
    code_key: Option<String>,
}

/// The customer of a party that something was said of: entered if new, completed if more was
/// said of it than the book knows.
///
/// # Errors
/// As the book refuses it.
pub(in crate::files) fn enter_party(draft: &mut Draft, party: &Party) -> Result<Id, Refusal> {
    let nameless = Refusal::Blank(Blank::CustomerName);
    let customer = party.customer.as_deref().ok_or(nameless)?;
    if party.known.is_none() {
        return enter_customer(draft, customer.clone());
    }
    if party.is_completed {
        change_customer(draft, customer.clone())?;
    }
    Ok(customer.id)
}

/// What is said of a customer; what is not is empty.
#[derive(Clone, Copy, Debug, Default)]
pub(in crate::files) struct Said<'a> {
    pub name: &'a str,
    pub code: &'a str,
    pub tax_id: &'a str,
    pub segment: &'a str,
    pub responsible: &'a str,
    pub email: &'a str,
    pub phone: &'a str,
}

/// Several customers fit, and nothing tells which.
pub(in crate::files) struct Ambiguous;

impl Parties {
    pub fn new(home: Country) -> Self {
        Self {
            home,
            all: Vec::new(),
            by_tax_id: HashMap::new(),
            by_code: HashMap::new(),
            by_name: HashMap::new(),
        }
    }

    /// Takes in a customer of the book.
    pub fn know(&mut self, ix: Ix<CustomerEntry>, customer: &Customer) {
        let at = self.push(Some(ix));
        // A list writes the ids of foreign customers as it writes those at home.
        self.set_tax_id(at, &customer.tax_id, self.home);
        if let Some(country) = customer.country {
            self.set_tax_id(at, &customer.tax_id, country);
            self.all[at as usize].country = country;
        }
        self.set_code(at, &customer.code);
        self.set_name(at, &customer.legal_name);
        self.set_name(at, &customer.trade_name);
    }

    /// The party that a row names; a new one where nobody fits. Its tax id is read as one of
    /// `country`, else as one at home.
    pub fn find(&mut self, key: &CustomerKey, country: Option<Country>) -> Result<u32, Ambiguous> {
        let tax_id = key.tax_id.as_deref().unwrap_or_default();
        let country = country.unwrap_or(self.home);
        let tax_key = tax_key(tax_id, country);
        let code_key = key.code.as_deref().and_then(code_key);
        let name_key = name_key(&key.name);
        let parts = |one: &Option<String>, other: &Option<String>| {
            one.is_some() && other.is_some() && one != other
        };
        let fits = |at: &u32, by_code: bool| {
            let party = &self.all[*at as usize];
            let other_id = party.tax_key.is_some()
                && parts(&party.tax_key, &self::tax_key(tax_id, party.country));
            !other_id && (by_code || !parts(&party.code_key, &code_key))
        };
        let of = |map: &HashMap<String, Vec<u32>>, key: &Option<String>| -> Vec<u32> {
            key.as_ref().and_then(|key| map.get(key)).cloned().unwrap_or_default()
        };
        let mut found = of(&self.by_tax_id, &tax_key);
        if found.len() > 1 {
            // One tax id may have several codes: branches.
            let same_code = |at: &u32| self.all[*at as usize].code_key == code_key;
            let exact: Vec<u32> = found.iter().copied().filter(same_code).collect();
            found = if exact.is_empty() { found } else { exact };
        }
        if found.is_empty() {
            found = of(&self.by_code, &code_key);
            found.retain(|at| fits(at, true));
        }
        if found.is_empty() {
            found = of(&self.by_name, &name_key);
            found.retain(|at| fits(at, false));
        }
        match found[..] {
            [] => Ok(self.add(key, country)),
            [only] => Ok(only),
            _ => Err(Ambiguous),
        }
    }

    /// Takes what is said of a customer, where nothing was said before.
    pub fn learn(&mut self, at: u32, said: &Said<'_>, book: &Book) {
        let home = self.home;
        let party = &mut self.all[at as usize];
        let mut customer = party.customer.take().unwrap_or_else(|| {
            let known = party.known.map(|ix| (*book.customer(ix).customer).clone());
            Box::new(known.unwrap_or_else(|| Customer::named(Id::new(0, 0), "")))
        });
        let mut filled = false;
        let mut fill = |field: &mut String, text: &str| {
            if field.trim().is_empty() && !text.is_empty() {
                *field = text.to_owned();
                filled = true;
                return true;
            }
            false
        };
        // A code that stood in for the name gives way to it.
        let name = said.name;
        let stands_in =
            |text: &str| [&customer.code, &customer.tax_id].iter().any(|of| **of == *text);
        if stands_in(&customer.legal_name) && !stands_in(name) && !customer.legal_name.is_empty() {
            customer.legal_name.clear();
        }
        let is_named = fill(&mut customer.legal_name, name);
        let is_coded = fill(&mut customer.code, said.code);
        let is_identified = fill(&mut customer.tax_id, said.tax_id);
        fill(&mut customer.segment, said.segment);
        fill(&mut customer.responsible, said.responsible);
        let lacks =
            |of: fn(&Contact) -> &String| customer.contacts.iter().all(|c| of(c).is_empty());
        let email = if lacks(|contact| &contact.email) { said.email } else { "" };
        let phone = if lacks(|contact| &contact.phone) { said.phone } else { "" };
        if !email.is_empty() || !phone.is_empty() {
            if customer.contacts.is_empty() {
                customer.contacts.push(Contact::default());
            }
            fill(&mut customer.contacts[0].email, email);
            fill(&mut customer.contacts[0].phone, phone);
        }
        if party.known.is_none() && party.country != home {
            customer.country = Some(party.country);
        }
        party.is_completed |= filled && party.known.is_some();
        let country = customer.country.unwrap_or(self.home);
        let texts = (customer.legal_name.clone(), customer.code.clone(), customer.tax_id.clone());
        party.customer = Some(customer);
        if is_named {
            self.set_name(at, &texts.0);
        }
        if is_coded {
            self.set_code(at, &texts.1);
        }
        if is_identified {
            self.set_tax_id(at, &texts.2, country);
        }
    }

    pub fn party(&self, at: u32) -> &Party {
        &self.all[at as usize]
    }

    /// How many there are.
    pub fn len(&self) -> usize {
        self.all.len()
    }

    pub fn into_parties(self) -> Vec<Party> {
        self.all
    }

    fn add(&mut self, key: &CustomerKey, country: Country) -> u32 {
        let at = self.push(None);
        self.all[at as usize].country = country;
        self.set_tax_id(at, key.tax_id.as_deref().unwrap_or_default(), country);
        self.set_code(at, key.code.as_deref().unwrap_or_default());
        self.set_name(at, &key.name);
        at
    }

    fn push(&mut self, known: Option<Ix<CustomerEntry>>) -> u32 {
        let at = u32::try_from(self.all.len()).unwrap_or(u32::MAX);
        self.all.push(Party {
            known,
            customer: None,
            is_completed: false,
            country: self.home,
            tax_key: None,
            code_key: None,
        });
        at
    }

    fn set_tax_id(&mut self, at: u32, id: &str, country: Country) {
        if let Some(key) = tax_key(id, country) {
            note(&mut self.by_tax_id, &key, at);
            self.all[at as usize].tax_key = Some(key);
        }
    }

    fn set_code(&mut self, at: u32, code: &str) {
        if let Some(key) = code_key(code) {
            note(&mut self.by_code, &key, at);
            self.all[at as usize].code_key = Some(key);
        }
    }

    fn set_name(&mut self, at: u32, name: &str) {
        if let Some(key) = name_key(name) {
            note(&mut self.by_name, &key, at);
        }
    }
}

fn note(map: &mut HashMap<String, Vec<u32>>, key: &str, at: u32) {
    match map.get_mut(key) {
        Some(places) if places.contains(&at) => {}
        Some(places) => places.push(at),
        None => {
            map.insert(key.to_owned(), vec![at]);
        }
    }
}

/// `None` for ids that stand for nobody in particular: they join nobody.
fn tax_key(id: &str, country: Country) -> Option<String> {
    if id.trim().is_empty() {
        return None;
    }
    TaxId::parse(id, Some(country)).same_party_key()
}

/// A code without blanks around it and without case.
fn code_key(code: &str) -> Option<String> {
    let code = fold(code.trim());
    (!code.is_empty()).then_some(code)
}

/// A name without case, accents and double blanks, and no looser: names that merely look
/// alike are two customers until the user says otherwise.
fn name_key(name: &str) -> Option<String> {
    let mut key = String::with_capacity(name.len());
    for word in name.split_whitespace() {
        if !key.is_empty() {
            key.push(' ');
        }
        key.push_str(&fold(word));
    }
    (!key.is_empty()).then_some(key)
}
