//! How the firm goes about collecting.

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

use super::contact_rule::ContactRule;
use super::escalation_terms::EscalationTerms;
use super::interest_terms::InterestTerms;
use super::protocol::{Assignment, Bilingual};

/// The firm's settings for dunning.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct DunningSettings {
    /// Which protocol is whose.
    #[serde(skip_serializing_if = "Assignment::is_blank")]
    pub protocols: Assignment,
    /// Days after its day for which a promise, or a part of a plan, still counts as kept:
    /// money takes a while to show.
    pub grace_days: u8,
    /// Days on which the firm itself does not work, besides the holidays of its country.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub own_days: Vec<OwnDay>,
    /// Rules of contact that the user edited or added; they go before those that ship.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub contact_rules: Vec<ContactRule>,
    /// How to pay: accounts, references, whom to send the receipt. Goes into messages.
    #[serde(skip_serializing_if = "Bilingual::is_blank")]
    pub payment_details: Bilingual,
    /// What late interest it asks for.
    #[serde(skip_serializing_if = "InterestTerms::is_blank")]
    pub interest: InterestTerms,
    /// What it expects of the ways on from the legal stages.
    #[serde(skip_serializing_if = "EscalationTerms::is_example")]
    pub escalation: EscalationTerms,
}

impl Default for DunningSettings {
    fn default() -> Self {
        Self {
            protocols: Assignment::default(),
            grace_days: 1,
            own_days: Vec::new(),
            contact_rules: Vec::new(),
            payment_details: Bilingual::default(),
            interest: InterestTerms::default(),
            escalation: EscalationTerms::default(),
        }
    }
}

impl DunningSettings {
    /// Whether nothing was set.
    pub fn is_blank(&self) -> bool {
        *self == Self::default()
    }
}

/// A day on which the firm does not work.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct OwnDay {
    /// The day.
    #[serde(with = "super::iso_day")]
    pub on: NaiveDate,
    /// What for.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub name: String,
}
