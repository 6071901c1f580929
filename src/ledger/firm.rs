//! Whose ledger this is, and what it is set to.

use chrono::NaiveDate;
use rust_decimal::Decimal;
use serde::{Deserialize, Serialize};

use super::country::Country;
use super::dunning_settings::DunningSettings;
use super::sign_settings::SignSettings;
use super::terms::Terms;
use super::{Currency, Id};
use crate::text::Lang;

/// The user's firm and the ledger's own settings.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Firm {
    /// Name; empty until the user gives one.
    #[serde(default)]
    pub name: String,
    /// Its own tax id as written.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub tax_id: String,
    /// Where it is: tax ids, number style, holidays.
    pub country: Country,
    /// Language of its letters and of exports.
    pub language: Lang,
    /// The currency it keeps its books in.
    pub home_currency: Currency,
    /// Terms proposed for a customer that has none.
    pub terms: Terms,
    /// Last day of each overdue bucket but the last: 30, 60, 90.
    pub bucket_edges: Vec<u16>,
    /// Share of each bucket expected to be lost, in percent; not yet due first.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub allowance_percent: Vec<Decimal>,
    /// The largest leftover offered as a small difference, in units of the home currency.
    #[serde(default)]
    pub tolerance: Decimal,
    /// Whose public holidays count; the firm's country when absent.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub holidays: Option<Country>,
    /// Who keeps the ledger, written into each record; empty for nobody in particular.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub person: String,
    /// How it goes about collecting.
    #[serde(default, skip_serializing_if = "DunningSettings::is_blank")]
    pub dunning: DunningSettings,
    /// From when on warning signs are shown.
    #[serde(default, skip_serializing_if = "SignSettings::is_shipped")]
    pub signs: SignSettings,
}

impl Firm {
    /// A firm of which only the country is known.
    pub fn of(country: Country, home_currency: Currency, language: Lang) -> Self {
        Self {
            name: String::new(),
            tax_id: String::new(),
            country,
            language,
            home_currency,
            terms: Terms::net(30),
            bucket_edges: vec![30, 60, 90],
            allowance_percent: Vec::new(),
            tolerance: Decimal::ONE,
            holidays: None,
            person: String::new(),
            dunning: DunningSettings::default(),
            signs: SignSettings::default(),
        }
    }
}

/// The currency a country's firms usually keep their books in; US dollars where this
/// product knows no better.
pub fn usual_currency(country: Country) -> Currency {
    const OWN: &[(&str, &str)] = &[
        ("AR", "ARS"),
        ("BO", "BOB"),
        ("BR", "BRL"),
        ("CA", "CAD"),
        ("CH", "CHF"),
        ("CL", "CLP"),
        ("CO", "COP"),
        ("CR", "CRC"),
        ("CU", "CUP"),
        ("DO", "DOP"),
        ("GB", "GBP"),
        ("GT", "GTQ"),
        ("HN", "HNL"),
        ("MX", "MXN"),
        ("NI", "NIO"),
        ("PE", "PEN"),
        ("PY", "PYG"),
        ("UY", "UYU"),
        ("VE", "VES"),
    ];
    let own = OWN.iter().find(|(code, _)| *code == country.code()).map(|(_, currency)| *currency);
    let euro = country.in_european_union().then_some("EUR");
    own.or(euro).and_then(Currency::from_code).unwrap_or(Currency::USD)
}

/// What a ledger is before its first record says whose it is.
impl Default for Firm {
    fn default() -> Self {
        Self::of(Country::MX, Currency::MXN, Lang::Es)
    }
}

/// A dated rate: units of the home currency for one of another.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Rate {
    /// Its id.
    pub id: Id,
    /// The other currency.
    pub currency: Currency,
    /// The day from which it counts.
    #[serde(with = "super::iso_day")]
    pub on: NaiveDate,
    /// Units of the home currency for one unit of `currency`.
    pub value: Decimal,
}
