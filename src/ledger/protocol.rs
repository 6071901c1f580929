//! What is done, when, in which words: the firm's way of collecting (protocolo de cobranza).

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

use super::{Id, Money};
use crate::text::Lang;

/// One version of a protocol: ordered steps relative to the due date.
///
/// A change is a new version with the same [`Protocol::protocol`]; earlier ones stay, so
/// that a contact made under one can still be read with it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Protocol {
    /// This version's id.
    pub id: Id,
    /// The protocol it is a version of; the same in all of them.
    pub protocol: Id,
    /// The first day on which this version counts.
    #[serde(with = "super::iso_day")]
    pub since: NaiveDate,
    /// Its name.
    pub name: Bilingual,
    /// What is done, by day.
    pub steps: Vec<Step>,
    /// Not offered any more: nobody can be given it.
    #[serde(default, skip_serializing_if = "is_false")]
    pub retired: bool,
}

/// A planned action (gestión programada).
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Step {
    /// Its id, kept from version to version.
    pub id: Id,
    /// Days from the due date; negative before it.
    pub day: i16,
    /// How the customer is reached.
    pub channel: Channel,
    /// How far collection has come by then.
    pub stage: Stage,
    /// What it is called.
    pub name: Bilingual,
    /// The message's subject; for a call, what it is about.
    #[serde(default, skip_serializing_if = "Bilingual::is_blank")]
    pub subject: Bilingual,
    /// The message, or what to say, as a template (`dunning::template`).
    #[serde(default, skip_serializing_if = "Bilingual::is_blank")]
    pub body: Bilingual,
    /// What to ask or to see to.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub checklist: Vec<Bilingual>,
    /// The least a customer must owe of what the step covers for it to be worth it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub least: Option<Money>,
    /// A fee that the step proposes; owed only once the user issues it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub fee: Option<Money>,
}

/// How a customer is reached. Written in order of how much it takes.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Channel {
    /// An e-mail.
    Email,
    /// A WhatsApp message.
    WhatsApp,
    /// A phone call.
    Call,
    /// A letter.
    Letter,
    /// A visit.
    Visit,
}

impl Channel {
    /// All of them, in their order.
    pub const ALL: [Self; 5] = [Self::Email, Self::WhatsApp, Self::Call, Self::Letter, Self::Visit];

    /// Whether it carries a text, written or printed.
    pub fn is_written(self) -> bool {
        matches!(self, Self::Email | Self::WhatsApp | Self::Letter)
    }
}

/// How far collection has come (etapa).
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Stage {
    /// Before anything is late (preventiva).
    Preventive,
    /// By the firm's own people (administrativa).
    Administrative,
    /// By a lawyer or an agency, out of court (extrajudicial).
    Extrajudicial,
    /// In court (judicial).
    Judicial,
}

impl Stage {
    /// All of them, in their order.
    pub const ALL: [Self; 4] =
        [Self::Preventive, Self::Administrative, Self::Extrajudicial, Self::Judicial];
}

/// A step of a protocol, of whatever version.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
pub struct StepRef {
    /// The protocol.
    pub protocol: Id,
    /// Its step.
    pub step: Id,
}

/// Words in both languages; in either alone, that one serves for both.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Bilingual {
    /// In Spanish.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub es: String,
    /// In English.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub en: String,
}

impl Bilingual {
    /// Words in both languages.
    pub fn new(es: impl Into<String>, en: impl Into<String>) -> Self {
        Self { es: es.into(), en: en.into() }
    }

    /// In a language, or in the other where that one is blank.
    ///
    /// ```
    /// use cartera::ledger::protocol::Bilingual;
    /// use cartera::text::Lang;
    /// let only_spanish = Bilingual::new("Llamada", "");
    /// assert_eq!(only_spanish.in_lang(Lang::En), "Llamada");
    /// ```
    pub fn in_lang(&self, lang: Lang) -> &str {
        let (first, second) = match lang {
            Lang::Es => (&self.es, &self.en),
            Lang::En => (&self.en, &self.es),
        };
        if first.trim().is_empty() { second } else { first }
    }

    /// The words of one language, to be edited.
    pub fn of_lang_mut(&mut self, lang: Lang) -> &mut String {
        match lang {
            Lang::Es => &mut self.es,
            Lang::En => &mut self.en,
        }
    }

    /// Whether it says nothing in either.
    pub fn is_blank(&self) -> bool {
        self.es.trim().is_empty() && self.en.trim().is_empty()
    }
}

/// Which protocol is whose: a customer's own comes first, then its segment's, then this.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Assignment {
    /// For everybody else; the product's standard one when absent.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub usual: Option<Id>,
    /// By segment.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub by_segment: Vec<SegmentProtocol>,
}

impl Assignment {
    /// Whether nothing was assigned.
    pub fn is_blank(&self) -> bool {
        *self == Self::default()
    }
}

/// A segment and the protocol of its customers.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct SegmentProtocol {
    /// The segment (tipo de cliente).
    pub segment: String,
    /// The protocol.
    pub protocol: Id,
}

fn is_false(flag: &bool) -> bool {
    !flag
}
