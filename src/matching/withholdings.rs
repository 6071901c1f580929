//! Taxes that customers keep back when they pay, by country: what makes a payment short
//! by a known share.
//!
//! Rates are data: each row says from when on it is known, where it was read and on which
//! day it was verified. A row without a source is common practice that nobody has checked
//! against the law; the words say so. The user may add to them or take them away
//! ([`super::MatchSettings`]).

use chrono::NaiveDate;

use crate::ledger::Country;

/// What the share is taken from.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum WithheldFrom {
    /// The invoice's total.
    Total,
    /// The amount before VAT of so many per ten thousand.
    BeforeVat {
        /// The rate of VAT in parts of ten thousand.
        vat: u32,
    },
    /// The VAT of so many per ten thousand.
    Vat {
        /// The rate of VAT in parts of ten thousand.
        vat: u32,
    },
}

/// A tax kept back, and its share.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct WithholdingRule {
    /// A key that stays.
    pub key: &'static str,
    /// Where.
    pub country: Country,
    /// What it is called, in its country's language.
    pub name: &'static str,
    /// The share in parts of ten thousand.
    pub share: u32,
    /// Of what.
    pub from: WithheldFrom,
    /// Where it was read; empty for practice that was not checked.
    pub source: &'static str,
    /// The day it was verified.
    pub verified_on: Option<NaiveDate>,
}

impl WithholdingRule {
    /// What is kept back of a total, in minor units, rounded half up.
    pub fn of_minor(&self, total_minor: i64) -> i64 {
        let (share, total) = (i128::from(self.share), i128::from(total_minor));
        let (above, below) = match self.from {
            WithheldFrom::Total => (share, 10_000),
            WithheldFrom::BeforeVat { vat } => (share, 10_000 + i128::from(vat)),
            WithheldFrom::Vat { vat } => {
                (share * i128::from(vat), 10_000 * (10_000 + i128::from(vat)))
            }
        };
        i64::try_from((2 * total * above + below) / (2 * below)).unwrap_or(0)
    }
}

const fn unverified(
    key: &'static str,
    country: Country,
    name: &'static str,
    share: u32,
    from: WithheldFrom,
) -> WithholdingRule {
    WithholdingRule { key, country, name, share, from, source: "", verified_on: None }
}

const BEFORE_19: WithheldFrom = WithheldFrom::BeforeVat { vat: 1900 };
const BEFORE_16: WithheldFrom = WithheldFrom::BeforeVat { vat: 1600 };
const BEFORE_15: WithheldFrom = WithheldFrom::BeforeVat { vat: 1500 };
const BEFORE_21: WithheldFrom = WithheldFrom::BeforeVat { vat: 2100 };
const VAT_15: WithheldFrom = WithheldFrom::Vat { vat: 1500 };

/// The rules that ship. In Mexico and Spain the invoice's amount to collect is usually
/// less the withholding already; the rules are for ledgers that hold gross totals.
pub static WITHHOLDINGS: &[WithholdingRule] = &[
    unverified("mx-isr-10", Country::MX, "ISR 10 %", 1000, BEFORE_16),
    unverified("mx-iva-2/3", Country::MX, "IVA 2/3", 6667, WithheldFrom::Vat { vat: 1600 }),
    unverified("mx-resico-1.25", Country::MX, "ISR RESICO 1,25 %", 125, BEFORE_16),
    unverified("co-rte-2.5", Country::CO, "Retefuente 2,5 %", 250, BEFORE_19),
    unverified("co-rte-4", Country::CO, "Retefuente 4 %", 400, BEFORE_19),
    unverified("co-rte-6", Country::CO, "Retefuente 6 %", 600, BEFORE_19),
    unverified("co-rte-10", Country::CO, "Retefuente 10 %", 1000, BEFORE_19),
    unverified("co-rte-11", Country::CO, "Retefuente 11 %", 1100, BEFORE_19),
    unverified("co-rte-2.5-t", Country::CO, "Retefuente 2,5 %", 250, WithheldFrom::Total),
    unverified("co-rte-4-t", Country::CO, "Retefuente 4 %", 400, WithheldFrom::Total),
    unverified("co-rte-6-t", Country::CO, "Retefuente 6 %", 600, WithheldFrom::Total),
    unverified("co-rte-10-t", Country::CO, "Retefuente 10 %", 1000, WithheldFrom::Total),
    unverified("co-rte-11-t", Country::CO, "Retefuente 11 %", 1100, WithheldFrom::Total),
    unverified("co-riva-15", Country::CO, "ReteIVA 15 %", 1500, WithheldFrom::Vat { vat: 1900 }),
    unverified("pe-det-4", Country::PE, "Detracción 4 %", 400, WithheldFrom::Total),
    unverified("pe-det-10", Country::PE, "Detracción 10 %", 1000, WithheldFrom::Total),
    unverified("pe-det-12", Country::PE, "Detracción 12 %", 1200, WithheldFrom::Total),
    unverified("pe-ret-3", Country::PE, "Retención del IGV 3 %", 300, WithheldFrom::Total),
    unverified("pe-4ta-8", Country::PE, "Renta de cuarta 8 %", 800, WithheldFrom::Total),
    unverified("ec-renta-1", Country::EC, "Renta 1 %", 100, BEFORE_15),
    unverified("ec-renta-1.75", Country::EC, "Renta 1,75 %", 175, BEFORE_15),
    unverified("ec-renta-2", Country::EC, "Renta 2 %", 200, BEFORE_15),
    unverified("ec-renta-2.75", Country::EC, "Renta 2,75 %", 275, BEFORE_15),
    unverified("ec-renta-8", Country::EC, "Renta 8 %", 800, BEFORE_15),
    unverified("ec-renta-10", Country::EC, "Renta 10 %", 1000, BEFORE_15),
    unverified("ec-iva-30", Country::EC, "IVA 30 %", 3000, VAT_15),
    unverified("ec-iva-70", Country::EC, "IVA 70 %", 7000, VAT_15),
    unverified("ec-iva-100", Country::EC, "IVA 100 %", 10_000, VAT_15),
    unverified("es-irpf-15", Country::ES, "IRPF 15 %", 1500, BEFORE_21),
    unverified("es-irpf-7", Country::ES, "IRPF 7 %", 700, BEFORE_21),
];

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn shares_are_of_what_they_say() {
        let of = |key: &str, total| {
            let rule = WITHHOLDINGS.iter().find(|rule| rule.key == key);
            rule.map(|rule| rule.of_minor(total))
        };
        // 1,000.00 and 190.00 of VAT.
        assert_eq!(of("co-rte-4", 119_000), Some(4_000));
        assert_eq!(of("co-riva-15", 119_000), Some(2_850));
        assert_eq!(of("pe-det-12", 118_000), Some(14_160));
        // 10,000.00 and 1,600.00 of IVA, of which two thirds.
        assert_eq!(of("mx-iva-2/3", 1_160_000), Some(106_672));
        assert_eq!(of("es-irpf-15", 121_000), Some(15_000));
    }

    #[test]
    fn keys_are_different() {
        for (at, rule) in WITHHOLDINGS.iter().enumerate() {
            assert!(WITHHOLDINGS[..at].iter().all(|other| other.key != rule.key), "{}", rule.key);
            assert!(rule.share <= 10_000 && rule.share > 0);
        }
    }
}
