//! Who owes.

use chrono::Weekday;
use serde::{Deserialize, Serialize};

use super::country::Country;
use super::terms::Terms;
use super::{Currency, Id, Money};
use crate::text::Lang;

/// A customer as the user knows it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Customer {
    /// Its id.
    pub id: Id,
    /// The name it signs with (razón social).
    pub legal_name: String,
    /// The name it is known by (nombre comercial); empty when the same.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub trade_name: String,
    /// The user's own code for it; empty when there is none.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub code: String,
    /// Tax id as written: NIT, RUT, RUC, RFC, CUIT, NIF or VAT number; empty when unknown.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub tax_id: String,
    /// The country of its tax id, holidays and phone numbers; the firm's when absent.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub country: Option<Country>,
    /// Company or natural person: contact rules differ.
    #[serde(default)]
    pub party: Party,
    /// Whom to talk to.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub contacts: Vec<Contact>,
    /// Kind of customer (tipo de cliente); empty for none.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub segment: String,
    /// Who looks after it (responsable, gestor); empty for nobody.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub responsible: String,
    /// The language to write to it in; the ledger's when absent.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub language: Option<Lang>,
    /// The currency proposed for its invoices; the home currency when absent.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub currency: Option<Currency>,
    /// Its agreed terms; the firm's when absent.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub terms: Option<Terms>,
    /// Weekdays on which it takes in invoices (días de revisión); any when empty.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub review_days: Vec<Weekday>,
    /// Weekdays on which it pays (días de pago); any when empty.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub payment_days: Vec<Weekday>,
    /// The most it may owe; none when absent.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub credit_limit: Option<Money>,
    /// Its own protocol; its segment's when absent.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub protocol: Option<Id>,
    /// Free notes.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub notes: String,
}

impl Customer {
    /// A customer of whom only the name is known.
    pub fn named(id: Id, legal_name: impl Into<String>) -> Self {
        Self {
            id,
            legal_name: legal_name.into(),
            trade_name: String::new(),
            code: String::new(),
            tax_id: String::new(),
            country: None,
            party: Party::Company,
            contacts: Vec::new(),
            segment: String::new(),
            responsible: String::new(),
            language: None,
            currency: None,
            terms: None,
            review_days: Vec::new(),
            payment_days: Vec::new(),
            credit_limit: None,
            protocol: None,
            notes: String::new(),
        }
    }

    /// The name to show: the trade name where there is one.
    pub fn name(&self) -> &str {
        if self.trade_name.is_empty() { &self.legal_name } else { &self.trade_name }
    }
}

/// Company or natural person.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Party {
    /// A firm (persona moral, persona jurídica).
    #[default]
    Company,
    /// A natural person (persona física, persona natural).
    Person,
}

/// Someone at the customer's.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Contact {
    /// Name.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub name: String,
    /// What they do: purchasing, accounts payable.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub role: String,
    /// E-mail address.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub email: String,
    /// Phone number as written.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub phone: String,
    /// WhatsApp number as written; the phone when empty.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub whatsapp: String,
}
