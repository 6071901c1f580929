//! The fixed sum that some laws grant a creditor on top of interest.

use rust_decimal::Decimal;

use crate::ledger::interest_terms::Regime;
use crate::ledger::{Currency, Money};

/// The fixed compensation for a debt that became late, by what was open of it then; `None`
/// where the law grants none, or none in the debt's currency.
///
/// - European Union: EUR 40 (Directive 2011/7/EU, art. 6; in Spain Ley 3/2004, art. 8).
/// - United Kingdom: GBP 40 for debts below 1,000, 70 below 10,000, 100 from there on
///   (Late Payment of Commercial Debts (Interest) Act 1998, s. 5A).
/// - Chile: 1 % of what is unpaid (Ley 19.983, art. 2 ter).
///
/// ```
/// use cartera::dunning::interest::fixed_compensation;
/// use cartera::ledger::interest_terms::Regime;
/// use cartera::ledger::{Currency, Money};
/// let clp = Currency::from_code("CLP").unwrap();
/// let fee = fixed_compensation(Regime::Chile, Money::new(5_148_000, clp));
/// assert_eq!(fee, Some(Money::new(51_480, clp)));
/// ```
pub fn fixed_compensation(regime: Regime, late: Money) -> Option<Money> {
    if late.amount_minor <= 0 {
        return None;
    }
    let in_currency = |code| Currency::from_code(code) == Some(late.currency);
    let minor = match regime {
        Regime::EuropeanUnion if in_currency("EUR") => 40 * CENTS,
        Regime::UnitedKingdom if in_currency("GBP") => match late.amount_minor / CENTS {
            0..1_000 => 40 * CENTS,
            1_000..10_000 => 70 * CENTS,
            _ => 100 * CENTS,
        },
        Regime::Chile => {
            return Money::from_decimal(late.to_decimal() * Decimal::new(1, 2), late.currency);
        }
        _ => return None,
    };
    Some(Money::new(minor, late.currency))
}

/// Minor units of a euro or a pound.
const CENTS: i64 = 100;

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;

    fn of(regime: Regime, minor: i64, code: &str) -> Option<i64> {
        let late = Money::new(minor, Currency::from_code(code).unwrap());
        fixed_compensation(regime, late).map(|sum| sum.amount_minor)
    }

    #[test]
    fn the_british_sum_steps_at_one_and_ten_thousand() {
        let pounds = |minor| of(Regime::UnitedKingdom, minor, "GBP");
        assert_eq!(pounds(1), Some(4_000));
        assert_eq!([99_999, 10_0000].map(pounds), [Some(4_000), Some(7_000)]);
        assert_eq!([999_999, 1_000_000].map(pounds), [Some(7_000), Some(10_000)]);
    }

    #[test]
    fn none_is_granted_for_nothing_late_or_in_another_currency() {
        assert_eq!(of(Regime::EuropeanUnion, 10_000, "EUR"), Some(4_000));
        assert_eq!(of(Regime::EuropeanUnion, 0, "EUR"), None);
        assert_eq!(of(Regime::EuropeanUnion, 10_000, "SEK"), None);
        assert_eq!(of(Regime::UnitedKingdom, 10_000, "EUR"), None);
        assert_eq!(of(Regime::Mexico, 10_000, "MXN"), None);
        assert_eq!(of(Regime::Chile, 150, "CLP"), Some(2), "half away from zero");
    }
}
