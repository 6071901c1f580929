//! The rates that ship: dated data, each with its source and the day it was verified.
//!
//! Nothing is carried on beyond the last period known. The user adds what is published
//! later as [`OwnRate`](crate::ledger::interest_terms::OwnRate); those come first.

use chrono::NaiveDate;
use rust_decimal::Decimal;

use crate::ledger::Currency;
use crate::ledger::interest_terms::Regime;

use Evidence::{Official, Secondary, Unconfirmed};

/// A yearly rate of law for a period.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct ShippedRate {
    /// Under whose rules.
    pub regime: Regime,
    /// The first day on which it counts; in the United Kingdom, on which interest starts.
    pub from: NaiveDate,
    /// The last one; the law itself names the rate, for as long as it stands, when absent.
    pub until: Option<NaiveDate>,
    /// Hundredths of a per cent a year, as the law states the rate.
    pub basis_points: u16,
    /// How well it is known.
    pub evidence: Evidence,
    /// Where it was read.
    pub source: &'static str,
}

/// How well a rate is known.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Evidence {
    /// Read in a publication of the State.
    Official,
    /// Read in another publication.
    Secondary,
    /// It follows from what is generally known, and was not found in print.
    Unconfirmed,
}

impl ShippedRate {
    /// Per cent a year.
    pub fn percent(&self) -> Decimal {
        Decimal::new(self.basis_points.into(), 2)
    }

    /// The day its source was read; `None` where none was.
    pub fn verified_on(&self) -> Option<NaiveDate> {
        (self.evidence != Unconfirmed).then_some(VERIFIED_ON)
    }
}

/// An accumulated factor of Peruvian legal interest: owing from one day to another costs
/// what the factor grows by.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct ShippedFactor {
    /// For debts in this currency.
    pub currency: &'static str,
    /// The day it was published for.
    pub on: NaiveDate,
    /// Hundred-thousandths.
    pub hundred_thousandths: u32,
    /// Where it was read.
    pub source: &'static str,
}

impl ShippedFactor {
    /// The factor.
    pub fn factor(&self) -> Decimal {
        Decimal::new(self.hundred_thousandths.into(), 5)
    }
}

/// The day on which the sources below were read.
pub const VERIFIED_ON: NaiveDate = day(2026, 11, 22);

/// Every yearly rate that ships, by regime and period.
pub fn shipped_rates() -> impl Iterator<Item = ShippedRate> {
    let halves = |regime, table: &'static [Half]| {
        table.iter().map(move |&(year, half, basis_points, evidence, source)| ShippedRate {
            regime,
            from: day(year, if half == 1 { 1 } else { 7 }, 1),
            until: Some(if half == 1 { day(year, 6, 30) } else { day(year, 12, 31) }),
            basis_points,
            evidence,
            source,
        })
    };
    let colombia = COLOMBIA.iter().map(|&(year, month, basis_points, source)| {
        let from = day(year, month, 1);
        ShippedRate {
            regime: Regime::Colombia,
            from,
            until: (from + chrono::Months::new(1)).pred_opt(),
            basis_points,
            evidence: Secondary,
            source,
        }
    });
    std::iter::once(MEXICO)
        .chain(colombia)
        .chain(halves(Regime::EuropeanUnion, EUROPEAN_UNION))
        .chain(halves(Regime::UnitedKingdom, UNITED_KINGDOM))
}

/// Every accumulated factor that ships.
pub fn shipped_factors() -> &'static [ShippedFactor] {
    FACTORS
}

/// A factor that ships, for a currency and a day.
pub(super) fn shipped_factor(currency: Currency, on: NaiveDate) -> Option<Decimal> {
    let known = FACTORS.iter().find(|known| known.on == on && known.currency == currency.code());
    known.map(ShippedFactor::factor)
}

/// Six per cent a year by the law's own words, as they were read; no earlier or later
/// wording is known, so the rate has no end of its own.
const MEXICO: ShippedRate = ShippedRate {
    regime: Regime::Mexico,
    from: NaiveDate::MIN,
    until: None,
    basis_points: 600,
    evidence: Secondary,
    source: "Código de Comercio, art. 362 (sdv.com.mx)",
};

/// Year, month, 1.5 × IBC (crédito de consumo y ordinario) as an effective yearly rate.
const COLOMBIA: &[(i32, u32, u16, &str)] = &[
    (2025, 11, 2499, "Superfinanciera, Res. 1995/2025 (icef.com.co)"),
    (2025, 12, 2502, "Superfinanciera (elespectador.com, 28-11-2025)"),
    (2026, 1, 2436, "Superfinanciera (valoraanalitik.com, 26-12-2025)"),
    (2026, 2, 2523, "Superfinanciera (larepublica.co, 27-02-2026)"),
    (2026, 3, 2552, "Superfinanciera, Res. 0405/2026 (elespectador.com, 03-03-2026)"),
];

/// Year, half, basis points with the law's 8 points in them, evidence, source.
type Half = (i32, u8, u16, Evidence, &'static str);

const IRISH_TABLE: &str =
    "Department of Enterprise (Ireland), late payment interest rates since 2013";
const MRO: &str = "BCE/ECB, operaciones principales de financiación + 8";

/// The European Central Bank's main refinancing rate before each half of a year, plus 8
/// (Directive 2011/7/EU, art. 2(6); Spain: Ley 3/2004, art. 7, published in the BOE). A
/// State may ask for more, and those without the euro take their own central bank's rate.
const EUROPEAN_UNION: &[Half] = &[
    (2020, 1, 800, Official, "BOE-A-2019-18736"),
    (2020, 2, 800, Official, IRISH_TABLE),
    (2021, 1, 800, Official, IRISH_TABLE),
    (2021, 2, 800, Official, IRISH_TABLE),
    (2022, 1, 800, Official, "BOE-A-2021-21959"),
    (2022, 2, 800, Official, IRISH_TABLE),
    (2023, 1, 1050, Official, IRISH_TABLE),
    (2023, 2, 1200, Official, IRISH_TABLE),
    (2024, 1, 1250, Official, IRISH_TABLE),
    (2024, 2, 1225, Official, IRISH_TABLE),
    (2025, 1, 1115, Unconfirmed, MRO),
    (2025, 2, 1015, Unconfirmed, MRO),
    (2026, 1, 1015, Secondary, "getinvoicepdf.com (BOE-A-2025-27201)"),
    (2026, 2, 1040, Secondary, "getinvoicepdf.com"),
];

const PAY_ON_TIME: &str = "payontime.co.uk, reference rate table";
const BANK_RATE: &str = "Bank of England, Bank Rate + 8";

/// Bank Rate on 31 December (for January to June) or 30 June (for July to December), plus
/// 8: SI 2002/1675. Where no table was found the rate of the day was read in the news of
/// its changes.
const UNITED_KINGDOM: &[Half] = &[
    (2020, 1, 875, Secondary, PAY_ON_TIME),
    (2020, 2, 810, Secondary, PAY_ON_TIME),
    (2021, 1, 810, Secondary, PAY_ON_TIME),
    (2021, 2, 810, Secondary, PAY_ON_TIME),
    (2022, 1, 825, Secondary, PAY_ON_TIME),
    (2022, 2, 925, Secondary, PAY_ON_TIME),
    (2023, 1, 1150, Secondary, PAY_ON_TIME),
    (2023, 2, 1300, Secondary, PAY_ON_TIME),
    (2024, 1, 1325, Secondary, PAY_ON_TIME),
    (2024, 2, 1325, Unconfirmed, BANK_RATE),
    (2025, 1, 1275, Unconfirmed, BANK_RATE),
    (2025, 2, 1225, Secondary, "Bank Rate 4.25 % (rossmartin.co.uk, langhamwalsh.co.uk) + 8"),
    (2026, 1, 1175, Secondary, "Bank Rate 3.75 % (finistry.co.uk, 21-12-2025) + 8"),
    (2026, 2, 1175, Secondary, "usewolfx.com, June 2026"),
];

const AREQUIPA: &str = "SBS (Colegio de Contadores Públicos de Arequipa, 12/2013)";
const SBS: &str = "SBS, tasa de interés legal efectiva al 18/09/2024";

/// Factors of legal interest since 16 September 1992 (Circular 021-2007-BCRP). A few
/// days, of the thousands there are: the SBS answers for any day, and the user enters it.
const FACTORS: &[ShippedFactor] = &[
    factor("PEN", day(2013, 12, 1), 660_851, AREQUIPA),
    factor("PEN", day(2013, 12, 31), 662_087, AREQUIPA),
    factor("PEN", day(2024, 9, 18), 850_192, SBS),
    factor("USD", day(2013, 12, 1), 202_177, AREQUIPA),
    factor("USD", day(2013, 12, 31), 202_245, AREQUIPA),
    factor("USD", day(2024, 9, 18), 217_736, SBS),
];

const fn factor(
    currency: &'static str,
    on: NaiveDate,
    hundred_thousandths: u32,
    source: &'static str,
) -> ShippedFactor {
    ShippedFactor { currency, on, hundred_thousandths, source }
}

const fn day(year: i32, month: u32, day: u32) -> NaiveDate {
    match NaiveDate::from_ymd_opt(year, month, day) {
        Some(day) => day,
        None => panic!("a day of this file"),
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;

    #[test]
    fn periods_of_a_regime_follow_each_other_without_a_gap() {
        for regime in Regime::ALL {
            let rates: Vec<_> = shipped_rates().filter(|rate| rate.regime == regime).collect();
            for pair in rates.windows(2) {
                assert_eq!(pair[0].until.unwrap().succ_opt(), Some(pair[1].from), "{pair:?}");
            }
        }
    }

    #[test]
    fn every_rate_says_where_it_is_from_and_none_claims_a_check_it_did_not_have() {
        for rate in shipped_rates() {
            assert!(!rate.source.is_empty());
            let checked = rate.evidence != Unconfirmed;
            assert_eq!(rate.verified_on().is_some(), checked, "{rate:?}");
            assert!((100..=9_000).contains(&rate.basis_points), "{rate:?}");
        }
    }

    /// No figure was established for Chile: nothing ships.
    #[test]
    fn nothing_ships_for_chile_nor_for_what_is_only_agreed() {
        let known = |regime| shipped_rates().any(|rate| rate.regime == regime);
        assert!(!known(Regime::Chile) && !known(Regime::Contract));
        assert!(known(Regime::Mexico) && known(Regime::UnitedKingdom));
    }

    #[test]
    fn factors_grow_with_time_and_their_currencies_exist() {
        for pair in shipped_factors().windows(2) {
            if pair[0].currency == pair[1].currency {
                assert!(pair[0].on < pair[1].on && pair[0].factor() < pair[1].factor());
            }
        }
        for known in shipped_factors() {
            let currency = Currency::from_code(known.currency).unwrap();
            assert_eq!(shipped_factor(currency, known.on), Some(known.factor()));
        }
    }
}
