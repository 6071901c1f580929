//! What is expected to be lost: a percentage of each bucket.

use rust_decimal::prelude::ToPrimitive;
use rust_decimal::{Decimal, RoundingStrategy};

/// The allowance for doubtful accounts, in minor units.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Allowance {
    /// Of each bucket, rounded half away from zero.
    pub by_bucket: Vec<i64>,
    /// Their sum, so that the column adds up as it is printed.
    pub total_minor: i64,
}

/// The allowance by the aging method: each bucket in minor units, times its percentage
/// (5 for 5 %), not yet due first. Each bucket's is a figure of its own and is rounded
/// once; the total is their sum.
///
/// `None` where there is not one percentage for each bucket, or one is below zero or above
/// a hundred.
///
/// ```
/// use cartera::aging::allowance;
/// let given = allowance(&[2_200_000, 650_000, 30_000], &[1.into(), 2.into(), 5.into()]);
/// assert_eq!(given.unwrap().total_minor, 36_500);
/// ```
pub fn allowance(buckets: &[i64], percents: &[Decimal]) -> Option<Allowance> {
    let sane = |percent: &Decimal| (Decimal::ZERO..=Decimal::ONE_HUNDRED).contains(percent);
    if buckets.len() != percents.len() || !percents.iter().all(sane) {
        return None;
    }
    let by_bucket: Option<Vec<i64>> = buckets
        .iter()
        .zip(percents)
        .map(|(&minor, percent)| {
            Decimal::from(minor)
                .checked_mul(*percent)?
                .checked_div(Decimal::ONE_HUNDRED)?
                .round_dp_with_strategy(0, RoundingStrategy::MidpointAwayFromZero)
                .to_i64()
        })
        .collect();
    let by_bucket = by_bucket?;
    let total_minor = by_bucket.iter().sum();
    Some(Allowance { by_bucket, total_minor })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn percents(list: &[&str]) -> Vec<Decimal> {
        list.iter().map(|text| text.parse().expect("a percentage of this file")).collect()
    }

    #[test]
    fn half_a_cent_is_rounded_away_from_zero_in_each_bucket() {
        let given = allowance(&[50, 50, 49], &percents(&["1", "1", "1"])).expect("three of each");
        assert_eq!((given.by_bucket, given.total_minor), (vec![1, 1, 0], 2));
        let given = allowance(&[10_001], &percents(&["0.5"])).expect("one of each");
        assert_eq!(given.total_minor, 50);
    }

    #[test]
    fn a_percentage_that_is_missing_or_makes_no_sense_is_refused() {
        assert_eq!(allowance(&[1, 2], &percents(&["1"])), None);
        assert_eq!(allowance(&[1], &percents(&["-1"])), None);
        assert_eq!(allowance(&[1], &percents(&["100.01"])), None);
        assert!(allowance(&[1], &percents(&["100"])).is_some());
    }
}
