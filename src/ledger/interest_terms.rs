//! What late interest the firm asks for.

use chrono::NaiveDate;
use rust_decimal::Decimal;
use serde::{Deserialize, Serialize};

use super::{Country, Currency};

/// How late interest is worked out. `dunning::interest` works it out.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct InterestTerms {
    /// Whose law fills in what was not agreed; the firm's country decides when absent.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub regime: Option<Regime>,
    /// The rate agreed with customers, in per cent a year; it comes before the law's.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub agreed_percent: Option<Decimal>,
    /// What a year is taken for, where the rate is agreed or the law leaves it open.
    pub day_count: DayCount,
    /// Days after the due date within which a payment bears no interest. What is open after
    /// them bears it from the day after the due date.
    pub grace_days: u16,
    /// What a payment is taken to settle first.
    pub payments_first: PaymentsFirst,
    /// Whether the fixed sum that some laws grant on top is asked for.
    pub fixed_compensation: bool,
    /// Rates that the user looked up; they come before those that ship.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub own_rates: Vec<OwnRate>,
    /// Accumulated factors that the user looked up (Peru); they come before those that ship.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub own_factors: Vec<OwnFactor>,
}

impl InterestTerms {
    /// The most per cent a year that is taken for a rate and not for a slip of the hand.
    pub const MAX_PERCENT: Decimal = Decimal::ONE_THOUSAND;

    /// Whether nothing was set.
    pub fn is_blank(&self) -> bool {
        *self == Self::default()
    }

    /// What about the terms makes no sense, for whoever edits them. Interest is not worked
    /// out with a rate or factor that is named here.
    pub fn problems(&self) -> Vec<InterestTermsProblem> {
        let is_rate = |percent: Decimal| (Decimal::ZERO..=Self::MAX_PERCENT).contains(&percent);
        let mut problems = Vec::new();
        if let Some(percent) = self.agreed_percent.filter(|&percent| !is_rate(percent)) {
            problems.push(InterestTermsProblem::AgreedOutOfRange { percent });
        }
        for (place, own) in self.own_rates.iter().enumerate() {
            if !is_rate(own.percent) {
                let percent = own.percent;
                problems.push(InterestTermsProblem::RateOutOfRange { place, percent });
            }
            if own.until < own.from {
                problems.push(InterestTermsProblem::PeriodReversed { place });
            }
        }
        let factors = self.own_factors.iter().enumerate();
        let bad = factors.filter(|(_, own)| own.factor <= Decimal::ZERO);
        problems.extend(bad.map(|(place, _)| InterestTermsProblem::FactorNotPositive { place }));
        problems
    }
}

/// What about interest terms makes no sense.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum InterestTermsProblem {
    /// The agreed rate is below zero or above [`InterestTerms::MAX_PERCENT`].
    AgreedOutOfRange {
        /// The rate.
        percent: Decimal,
    },
    /// A rate of the user's own is.
    RateOutOfRange {
        /// Its place among [`InterestTerms::own_rates`].
        place: usize,
        /// The rate.
        percent: Decimal,
    },
    /// The last day of a rate of the user's own is before its first.
    PeriodReversed {
        /// Its place among [`InterestTerms::own_rates`].
        place: usize,
    },
    /// A factor of the user's own is not above zero.
    FactorNotPositive {
        /// Its place among [`InterestTerms::own_factors`].
        place: usize,
    },
}

/// Whose rules fill in what was not agreed.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Regime {
    /// Only what was agreed.
    Contract,
    /// Mexico, commercial debts (Código de Comercio, art. 362).
    Mexico,
    /// Colombia, commercial debts (Código de Comercio, art. 884).
    Colombia,
    /// Peru, legal interest (Código Civil, arts. 1242–1246).
    Peru,
    /// Chile, invoices (Ley 19.983, art. 2 bis).
    Chile,
    /// European Union (Directive 2011/7/EU; in Spain Ley 3/2004).
    EuropeanUnion,
    /// United Kingdom (Late Payment of Commercial Debts (Interest) Act 1998).
    UnitedKingdom,
}

impl Regime {
    /// All of them, in the order in which they are offered.
    pub const ALL: [Self; 7] = [
        Self::Contract,
        Self::Mexico,
        Self::Colombia,
        Self::Peru,
        Self::Chile,
        Self::EuropeanUnion,
        Self::UnitedKingdom,
    ];

    /// The rules of a country; only what was agreed where this product knows no rate.
    pub fn of_country(country: Country) -> Self {
        match country {
            Country::MX => Self::Mexico,
            Country::CO => Self::Colombia,
            Country::PE => Self::Peru,
            Country::CL => Self::Chile,
            Country::GB => Self::UnitedKingdom,
            other if other.in_european_union() => Self::EuropeanUnion,
            _ => Self::Contract,
        }
    }
}

/// What a year is taken for.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub enum DayCount {
    /// Days as they are, over 365.
    #[default]
    #[serde(rename = "actual/365")]
    Actual365,
    /// Days as they are, over 360 (año comercial).
    #[serde(rename = "actual/360")]
    Actual360,
    /// Days as they are, over the 365 or 366 of the year each lies in.
    #[serde(rename = "actual/actual")]
    ActualActual,
    /// Months of 30 days over a year of 360.
    #[serde(rename = "30/360")]
    Thirty360,
}

impl DayCount {
    /// All of them, in the order in which they are offered.
    pub const ALL: [Self; 4] =
        [Self::Actual365, Self::Actual360, Self::ActualActual, Self::Thirty360];
}

/// What a payment is taken to settle first. Most civil codes say interest; friendly
/// collection says the invoice.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum PaymentsFirst {
    /// What the invoice says (capital).
    #[default]
    Principal,
    /// Interest that has accrued by then (intereses).
    Interest,
}

/// A yearly rate that the user looked up, for a period.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct OwnRate {
    /// Under whose rules.
    pub regime: Regime,
    /// The first day on which it counts. In the United Kingdom: on which interest starts.
    #[serde(with = "super::iso_day")]
    pub from: NaiveDate,
    /// The last one.
    #[serde(with = "super::iso_day")]
    pub until: NaiveDate,
    /// Per cent a year as the law states it: in Colombia the effective 1.5 × IBC, in Chile
    /// the interés corriente, in Europe and the United Kingdom with the 8 points in it.
    pub percent: Decimal,
    /// Where it was read.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub source: String,
}

/// An accumulated factor of legal interest that the user looked up (Peru, SBS).
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct OwnFactor {
    /// For debts in this currency.
    pub currency: Currency,
    /// The day it was published for.
    #[serde(with = "super::iso_day")]
    pub on: NaiveDate,
    /// The factor.
    pub factor: Decimal,
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;

    #[test]
    fn what_was_not_set_takes_no_room_and_reads_back() {
        let blank: InterestTerms = serde_json::from_str("{}").unwrap();
        assert!(blank.is_blank());
        let own = OwnRate {
            regime: Regime::UnitedKingdom,
            from: "2026-07-01".parse().unwrap(),
            until: "2026-12-31".parse().unwrap(),
            percent: Decimal::new(1_175, 2),
            source: String::new(),
        };
        let terms = InterestTerms {
            regime: Some(Regime::EuropeanUnion),
            day_count: DayCount::Thirty360,
            own_rates: vec![own],
            ..blank
        };
        let stored = serde_json::to_string(&terms).unwrap();
        assert!(stored.contains("\"30/360\"") && stored.contains("\"european_union\""), "{stored}");
        assert_eq!(serde_json::from_str::<InterestTerms>(&stored).unwrap(), terms);
    }

    #[test]
    fn what_makes_no_sense_is_named_with_its_place() {
        let (first, last) = ("2026-01-01".parse().unwrap(), "2026-06-30".parse().unwrap());
        let rate = |from, until, percent: i64| OwnRate {
            regime: Regime::Chile,
            from,
            until,
            percent: percent.into(),
            source: String::new(),
        };
        let factor = OwnFactor { currency: Currency::USD, on: first, factor: Decimal::ZERO };
        let terms = InterestTerms {
            agreed_percent: Some(Decimal::ONE_THOUSAND),
            own_rates: vec![rate(first, last, 10), rate(last, first, -1)],
            own_factors: vec![factor],
            ..InterestTerms::default()
        };
        let percent = Decimal::NEGATIVE_ONE;
        assert_eq!(
            terms.problems(),
            [
                InterestTermsProblem::RateOutOfRange { place: 1, percent },
                InterestTermsProblem::PeriodReversed { place: 1 },
                InterestTermsProblem::FactorNotPositive { place: 0 },
            ]
        );
        assert!(InterestTerms::default().problems().is_empty());
    }

    #[test]
    fn a_country_without_a_known_rate_has_only_what_was_agreed() {
        let of = Regime::of_country;
        assert_eq!(
            [Country::MX, Country::ES, Country::GB].map(of),
            [Regime::Mexico, Regime::EuropeanUnion, Regime::UnitedKingdom]
        );
        assert_eq!([Country::AR, Country::EC, Country::US].map(of), [Regime::Contract; 3]);
    }
}
