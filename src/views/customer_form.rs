//! The form of a customer: what was typed, and the customer that it says.

use crate::order;
use chrono::Weekday;

use super::invoice_form::{read_money, typed};
use super::problem::{FieldProblem, Why};
use crate::ledger::book::{Book, CustomerEntry};
use crate::ledger::customer::{Contact, Customer, Party};
use crate::ledger::terms::{Terms, parse_terms};
use crate::ledger::{Country, Currency, Id, Ix, TaxId};
use crate::text::fold::fold;
use crate::text::format::NumberStyle;
use crate::text::{Lang, terms};

/// What stands in the form.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CustomerDraft {
    /// The name it signs with.
    pub legal_name: String,
    /// The name it is known by.
    pub trade_name: String,
    /// Its tax id as written.
    pub tax_id: String,
    /// Kind of customer.
    pub segment: String,
    /// Who looks after it.
    pub responsible: String,
    /// Whom to talk to; blank ones count for nothing.
    pub contacts: Vec<Contact>,
    /// Company or person.
    pub party: Party,
    /// The user's own code.
    pub code: String,
    /// Its country; the firm's when absent.
    pub country: Option<Country>,
    /// The language to write to it in; the ledger's when absent.
    pub language: Option<Lang>,
    /// The currency proposed for its invoices; the home currency when absent.
    pub currency: Option<Currency>,
    /// Its terms; the firm's when blank.
    pub terms: String,
    /// Weekdays on which it takes in invoices.
    pub review_days: Vec<Weekday>,
    /// Weekdays on which it pays.
    pub payment_days: Vec<Weekday>,
    /// The most it may owe; none when blank.
    pub credit_limit: String,
    /// The currency of that.
    pub limit_currency: Currency,
    /// Its own protocol; its segment's when absent.
    pub protocol: Option<Id>,
    /// Free notes.
    pub notes: String,
    /// The terms as they were, kept exactly where their words were not touched.
    pub agreed: Option<Terms>,
}

/// A field of the form that can be wrong.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Field {
    /// The legal name.
    LegalName,
    /// The terms.
    Terms,
    /// The credit limit.
    CreditLimit,
}

impl CustomerDraft {
    /// A customer of whom nothing is known but perhaps the name.
    pub fn blank(book: &Book, name: &str) -> Self {
        let nobody = Customer::named(Id::new(0, 0), name);
        Self::of(&nobody, book, Lang::Es, NumberStyle::POINT)
    }

    /// A customer as it would be typed, to change it.
    pub fn of(customer: &Customer, book: &Book, lang: Lang, style: NumberStyle) -> Self {
        let limit = customer.credit_limit;
        let contacts = match customer.contacts.as_slice() {
            [] => vec![Contact::default()],
            some => some.to_vec(),
        };
        Self {
            legal_name: customer.legal_name.clone(),
            trade_name: customer.trade_name.clone(),
            tax_id: customer.tax_id.clone(),
            segment: customer.segment.clone(),
            responsible: customer.responsible.clone(),
            contacts,
            party: customer.party,
            code: customer.code.clone(),
            country: customer.country,
            language: customer.language,
            currency: customer.currency,
            terms: customer
                .terms
                .as_ref()
                .map(|agreed| terms::label(lang, agreed))
                .unwrap_or_default(),
            review_days: customer.review_days.clone(),
            payment_days: customer.payment_days.clone(),
            credit_limit: limit.map(|limit| typed(limit, style)).unwrap_or_default(),
            limit_currency: limit
                .map(|limit| limit.currency)
                .or(customer.currency)
                .unwrap_or(book.firm().home_currency),
            protocol: customer.protocol,
            notes: customer.notes.clone(),
            agreed: customer.terms.clone(),
        }
    }

    /// The customer that the form says, with an id.
    ///
    /// # Errors
    /// Every field that says nothing that can be. A tax id or a name that looks wrong is
    /// no error: see [`tax_id`](Self::tax_id) and [`same_name`].
    pub fn validate(
        &self,
        id: Id,
        style: NumberStyle,
    ) -> Result<Customer, Vec<FieldProblem<Field>>> {
        let mut problems = Vec::new();
        let mut add = |field, why| problems.push(FieldProblem { field, why });
        let text = |text: &str| text.trim().to_owned();
        if self.legal_name.trim().is_empty() {
            add(Field::LegalName, Why::Missing);
        }
        let terms = self.read_terms().unwrap_or_else(|why| {
            add(Field::Terms, why);
            None
        });
        let credit_limit = match self.credit_limit.trim() {
            "" => None,
            limit => read_money(limit, self.limit_currency, style)
                .map_err(|why| add(Field::CreditLimit, why))
                .ok(),
        };
        if !problems.is_empty() {
            return Err(problems);
        }
        let legal_name = text(&self.legal_name);
        let trade_name = text(&self.trade_name);
        Ok(Customer {
            id,
            trade_name: if trade_name == legal_name { String::new() } else { trade_name },
            legal_name,
            code: text(&self.code),
            tax_id: text(&self.tax_id),
            country: self.country,
            party: self.party,
            contacts: self
                .contacts
                .iter()
                .map(tidied)
                .filter(|contact| !is_blank(contact))
                .collect(),
            segment: text(&self.segment),
            responsible: text(&self.responsible),
            language: self.language,
            currency: self.currency,
            terms,
            review_days: in_week_order(&self.review_days),
            payment_days: in_week_order(&self.payment_days),
            credit_limit,
            protocol: self.protocol,
            notes: text(&self.notes),
        })
    }

    /// The terms the form says; `None` for the firm's.
    ///
    /// # Errors
    /// When they are not understood.
    pub fn read_terms(&self) -> Result<Option<Terms>, Why> {
        let written = self.terms.trim();
        if written.is_empty() {
            return Ok(None);
        }
        let untouched = |agreed: &&Terms| {
            [Lang::Es, Lang::En].into_iter().any(|lang| terms::label(lang, agreed) == written)
        };
        let agreed = self.agreed.as_ref().filter(untouched).cloned();
        agreed.or_else(|| parse_terms(written)).map(Some).ok_or(Why::NotTerms)
    }

    /// The tax id read for the form's country or the firm's; `None` where none is typed.
    pub fn tax_id(&self, book: &Book) -> Option<TaxId> {
        let country = self.country.unwrap_or(book.firm().country);
        (!self.tax_id.trim().is_empty()).then(|| TaxId::parse(&self.tax_id, Some(country)))
    }
}

/// Another customer that goes by a name already, or by a tax id: worth a warning before a
/// second one is entered.
pub fn same_name(book: &Book, name: &str, except: Option<Id>) -> Option<Ix<CustomerEntry>> {
    let wanted = name_key(name);
    if wanted.is_empty() {
        return None;
    }
    let mut others = book.customers().filter(|(_, entry)| Some(entry.customer.id) != except);
    let found = others.find(|(_, entry)| {
        let customer = &entry.customer;
        name_key(&customer.legal_name) == wanted || name_key(&customer.trade_name) == wanted
    });
    found.map(|(ix, _)| ix)
}

/// Another customer with the same tax id; those that stand for nobody in particular, such
/// as the general public's, are the same for many.
pub fn same_tax_id(book: &Book, id: &TaxId, except: Option<Id>) -> Option<Ix<CustomerEntry>> {
    let key = id.same_party_key()?;
    let firm_country = book.firm().country;
    let mut others = book.customers().filter(|(_, entry)| {
        Some(entry.customer.id) != except && !entry.customer.tax_id.is_empty()
    });
    let found = others.find(|(_, entry)| {
        let country = entry.customer.country.unwrap_or(firm_country);
        TaxId::parse(&entry.customer.tax_id, Some(country)).same_party_key().as_ref() == Some(&key)
    });
    found.map(|(ix, _)| ix)
}

/// A name without case, accents, signs and the form of the firm, so that «Ferretera del
/// Sur, S.A. de C.V.» and «FERRETERA DEL SUR» are one.
fn name_key(name: &str) -> String {
    const FORM_WORDS: [&str; 25] = [
        "s", "a", "b", "c", "v", "r", "l", "de", "y", "sa", "cv", "rl", "srl", "sas", "sac", "saa",
        "sapi", "saci", "saic", "sl", "spa", "ltda", "eirl", "inc", "llc",
    ];
    let plain: String = fold(name).chars().filter(|c| *c != '.').collect();
    let words: Vec<&str> =
        plain.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty()).collect();
    let kept = words.iter().rposition(|word| !FORM_WORDS.contains(word)).map_or(0, |last| last + 1);
    words[..kept].concat()
}

fn tidied(contact: &Contact) -> Contact {
    let text = |text: &str| text.trim().to_owned();
    Contact {
        name: text(&contact.name),
        role: text(&contact.role),
        email: text(&contact.email),
        phone: text(&contact.phone),
        whatsapp: text(&contact.whatsapp),
    }
}

fn is_blank(contact: &Contact) -> bool {
    *contact == Contact::default()
}

fn in_week_order(days: &[Weekday]) -> Vec<Weekday> {
    let mut days = days.to_vec();
    order::sort_by_key(&mut days, Weekday::num_days_from_monday);
    days.dedup();
    days
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;
    use crate::ledger::tax_id::Check;
    use crate::views::fixture::*;

    const STYLE: NumberStyle = NumberStyle::COMMA;

    #[test]
    fn a_name_is_enough() {
        let book = Book::default();
        let id = Id::new(1, 1);
        let draft = CustomerDraft::blank(&book, " Uno ");
        assert_eq!(draft.validate(id, STYLE).unwrap(), Customer::named(id, "Uno"));
        let blank = CustomerDraft::blank(&book, "");
        let problem = FieldProblem { field: Field::LegalName, why: Why::Missing };
        assert_eq!(blank.validate(id, STYLE).unwrap_err(), [problem]);
    }

    #[test]
    fn what_is_not_understood_is_said_and_the_rest_kept() {
        let book = Book::default();
        let draft = CustomerDraft {
            terms: "cuando pueda".to_owned(),
            credit_limit: "mucho".to_owned(),
            ..CustomerDraft::blank(&book, "Uno")
        };
        let problems = draft.validate(Id::new(1, 1), STYLE).unwrap_err();
        assert_eq!(FieldProblem::of(&problems, Field::Terms), Some(&Why::NotTerms));
        assert_eq!(FieldProblem::of(&problems, Field::CreditLimit), Some(&Why::NotAnAmount));
    }

    #[test]
    fn every_demo_customer_comes_back_from_its_form() {
        let book = demo(day("2026-07-15"));
        for (_, entry) in book.customers() {
            let before = &entry.customer;
            let draft = CustomerDraft::of(before, &book, Lang::Es, STYLE);
            assert_eq!(draft.validate(before.id, STYLE).unwrap(), **before);
        }
    }

    #[test]
    fn blank_contacts_and_a_second_monday_are_left_out() {
        let book = Book::default();
        let named = Contact { name: " Ana ".to_owned(), ..Contact::default() };
        let draft = CustomerDraft {
            trade_name: "Uno".to_owned(),
            contacts: vec![Contact::default(), named],
            payment_days: vec![Weekday::Fri, Weekday::Mon, Weekday::Mon],
            ..CustomerDraft::blank(&book, "Uno")
        };
        let customer = draft.validate(Id::new(1, 1), STYLE).unwrap();
        assert_eq!(customer.contacts.len(), 1);
        assert_eq!(customer.contacts[0].name, "Ana");
        assert_eq!(customer.payment_days, [Weekday::Mon, Weekday::Fri]);
        assert_eq!(customer.trade_name, "", "the same as the legal name");
    }

    #[test]
    fn a_second_of_the_same_name_or_number_is_noticed() {
        let mut draft = draft();
        let first = Customer {
            tax_id: "URE180429TM6".to_owned(),
            ..Customer::named(Id::new(0, 0), "Ferretera del Sur, S.A. de C.V.")
        };
        let first = crate::ledger::action::enter_customer(&mut draft, first).unwrap();
        let book = draft.into_book();
        let found = same_name(&book, "FERRETERA  DEL SUR", None);
        assert_eq!(found, book.find_customer(first));
        assert_eq!(same_name(&book, "Ferretera del Sur SA", Some(first)), None, "it is itself");
        assert_eq!(same_name(&book, "Ferretera", None), None);
        assert_eq!(same_name(&book, " ", None), None);

        let typed = |text: &str| {
            let draft =
                CustomerDraft { tax_id: text.to_owned(), ..CustomerDraft::blank(&book, "") };
            draft.tax_id(&book)
        };
        let id = typed("ure-180429-tm6").unwrap();
        assert_eq!(same_tax_id(&book, &id, None), found);
        assert_eq!(typed("  "), None);
        assert_eq!(typed("URE18").unwrap().check, Check::Malformed);
    }
}
