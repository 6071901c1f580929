//! From an effective yearly rate to what it is a day.

use rust_decimal::Decimal;

/// The daily rate that compounds to an effective yearly one: `(1 + EA)^(1/days) − 1`, as a
/// share of one. In Colombia a year has 365 days, in Peru's factors 360.
///
/// `None` for a rate below zero or above 1,000 per cent, or a year without days.
///
/// ```
/// use cartera::dunning::interest::daily_of_effective;
/// use rust_decimal::Decimal;
/// let daily = daily_of_effective(Decimal::new(2_499, 2), 365).unwrap();
/// assert_eq!(daily.round_dp(8).to_string(), "0.00061132");
/// ```
pub fn daily_of_effective(percent: Decimal, days: u16) -> Option<Decimal> {
    if percent.is_sign_negative() && !percent.is_zero() || percent > Decimal::ONE_THOUSAND {
        return None;
    }
    let days = (days > 0).then(|| Decimal::from(days))?;
    let share = percent / Decimal::ONE_HUNDRED;
    let yearly = Decimal::ONE + share;
    // Newton's method for the root of growth^days = yearly, from above: each step comes
    // closer, until the last of 28 digits stands still.
    let mut growth = Decimal::ONE + share / days;
    for _ in 0..100 {
        let before_last = power(growth, days - Decimal::ONE)?;
        let step = (growth - yearly.checked_div(before_last)?) / days;
        if step.abs() <= SMALLEST {
            break;
        }
        growth -= step;
    }
    Some(growth - Decimal::ONE)
}

/// Below this a step is the noise of the last digit.
const SMALLEST: Decimal = Decimal::from_parts(1, 0, 0, false, 27);

/// A whole power by squaring; `None` on overflow.
fn power(base: Decimal, exponent: Decimal) -> Option<Decimal> {
    let mut left = u32::try_from(exponent).ok()?;
    let mut square = base;
    let mut product = Decimal::ONE;
    loop {
        if left & 1 == 1 {
            product = product.checked_mul(square)?;
        }
        left >>= 1;
        if left == 0 {
            return Some(product);
        }
        square = square.checked_mul(square)?;
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;

    #[test]
    fn a_year_of_daily_rates_compounds_to_the_effective_rate() {
        for hundredths in [0, 1, 231, 2_499, 10_000, 60_000, 100_000] {
            for days in [1_u16, 360, 365] {
                let percent = Decimal::new(hundredths, 2);
                let daily = daily_of_effective(percent, days).unwrap();
                let yearly = power(Decimal::ONE + daily, days.into()).unwrap() - Decimal::ONE;
                let difference = (yearly * Decimal::ONE_HUNDRED - percent).abs();
                assert!(difference < Decimal::new(1, 18), "{percent} over {days}: {difference}");
            }
        }
    }

    #[test]
    fn rates_out_of_range_are_refused() {
        assert_eq!(daily_of_effective(Decimal::NEGATIVE_ONE, 365), None);
        assert_eq!(daily_of_effective(Decimal::from(1_001), 365), None);
        assert_eq!(daily_of_effective(Decimal::ONE, 0), None);
    }
}
