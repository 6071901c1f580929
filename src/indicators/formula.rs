//! The formulas, on sums alone. Results are not rounded.

use chrono::NaiveDate;
use rust_decimal::Decimal;

/// Why a figure cannot be worked out.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Missing {
    /// Nothing is owed.
    NothingOwed,
    /// There were no sales on credit, or credit notes and cancellations took all of them.
    NoSales,
    /// The first sale the ledger knows of is too near.
    ShortHistory {
        /// The day of that sale.
        since: NaiveDate,
        /// The first day on which there is enough.
        until: NaiveDate,
    },
    /// More is owed than all sales that the ledger knows of: some of it is from before.
    SalesDoNotCover,
    /// There was nothing to collect.
    NothingToCollect,
    /// Nothing stood at the stage, and nothing was collected from it.
    NothingAtStage,
    /// No payment was applied.
    NoPayments,
    /// No promise fell due.
    NoPromises,
    /// No contact was made of which one knows what came of it.
    NoContacts,
}

/// A part of a whole; `missing` where the whole is not above zero.
///
/// # Errors
/// `missing`.
pub fn share(part: i128, whole: i128, missing: Missing) -> Result<Decimal, Missing> {
    times(part, 1, whole, missing)
}

/// Days sales outstanding by the simple method: receivables ÷ net credit sales × days.
///
/// The same formula gives the best possible DSO with what is not yet due in the place of all
/// receivables, and the average days delinquent with what is overdue; so the first less the
/// second is the third, to the cent (Credit Research Foundation; creditguru.com, "Average
/// Days Delinquent").
///
/// The literature takes a month, a quarter or a year for the sales. Here it is three
/// months: one month swings with every large invoice, and a year hides what is new.
///
/// # Errors
/// [`Missing::NoSales`] where sales are not above zero.
///
/// ```
/// use cartera::indicators::formula::days_of_sales;
/// // 15,000 owed after sales of 10,000 in 30 days.
/// assert_eq!(days_of_sales(15_000, 10_000, 30), Ok(45.into()));
/// ```
pub fn days_of_sales(receivables: i128, sales: i128, days: i64) -> Result<Decimal, Missing> {
    times(receivables, days, sales, Missing::NoSales)
}

/// A month that receivables are counted back through.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct SalesMonth {
    /// Its net credit sales, in minor units.
    pub sales: i128,
    /// How many days it has; of the month of the question's own day, those up to it.
    pub days: i64,
}

/// Days sales outstanding counted back: the latest month's sales are taken off the
/// receivables, then those of the month before, until a month's sales are more than what is
/// left; each month that was wholly taken off counts all of its days, the last one in
/// proportion. A month in which credit notes outweigh sales takes nothing off, but its days
/// have passed.
///
/// Also called the exhaustion or roll-back method. It is not moved by how sales are spread
/// over the months, which the simple method is. Months are those of the calendar: 31 days
/// count as 31, not as 30.
///
/// Returns the days, and how much of the receivables each month's sales cover, latest first.
///
/// # Errors
/// [`Missing::SalesDoNotCover`] where receivables remain after the last month.
///
/// ```
/// use cartera::indicators::formula::{SalesMonth, countback};
/// let month = |sales| SalesMonth { sales, days: 30 };
/// let (days, covered) = countback(212_000, [100_000, 80_000, 70_000].map(month)).unwrap();
/// assert_eq!(days.round_dp(1).to_string(), "73.7");
/// assert_eq!(covered, [100_000, 80_000, 32_000]);
/// ```
pub fn countback(
    receivables: i128,
    latest_first: impl IntoIterator<Item = SalesMonth>,
) -> Result<(Decimal, Vec<i128>), Missing> {
    let (mut left, mut whole_days) = (receivables, 0);
    let mut covered = Vec::new();
    if left <= 0 {
        return Ok((Decimal::ZERO, covered));
    }
    for SalesMonth { sales, days } in latest_first {
        let sales = sales.max(0);
        if left <= sales {
            covered.push(left);
            let part = times(left, days, sales, Missing::SalesDoNotCover)?;
            return Ok((Decimal::from(whole_days) + part, covered));
        }
        covered.push(sales);
        left -= sales;
        whole_days += days;
    }
    Err(Missing::SalesDoNotCover)
}

/// Collection effectiveness index, as a share of one: (opening receivables + sales − closing
/// receivables) ÷ (opening receivables + sales − closing receivables not yet due).
///
/// One means that nothing overdue is left (Credit Research Foundation; gaviti.com,
/// "Collection effectiveness index"). Write-offs lower the closing receivables and so count
/// as collected; that is the formula's known weakness, for which the share of bad debt
/// stands beside it.
///
/// # Errors
/// [`Missing::NothingToCollect`] where the lower part is not above zero.
pub fn effectiveness(
    opening: i128,
    sales: i128,
    closing: i128,
    closing_current: i128,
) -> Result<Decimal, Missing> {
    let there_was = opening + sales;
    share(there_was - closing, there_was - closing_current, Missing::NothingToCollect)
}

/// Receivables turnover: a year's net credit sales ÷ the average of what was owed at its
/// beginning and at its end.
///
/// Some average the twelve month-ends; two ends are the textbook's, and can be checked
/// against two reports.
///
/// # Errors
/// [`Missing::NothingOwed`] where nothing was owed at either end.
pub fn turnover(sales: i128, opening: i128, closing: i128) -> Result<Decimal, Missing> {
    times(sales, 2, opening + closing, Missing::NothingOwed)
}

/// `part × factor ÷ whole`.
fn times(part: i128, factor: i64, whole: i128, missing: Missing) -> Result<Decimal, Missing> {
    if whole <= 0 {
        return Err(missing);
    }
    let part = decimal(part).checked_mul(factor.into());
    part.and_then(|part| part.checked_div(decimal(whole))).ok_or(missing)
}

/// The nearest that a decimal holds: 28 figures, more than all the money there is.
fn decimal(sum: i128) -> Decimal {
    let limit = if sum < 0 { Decimal::MIN } else { Decimal::MAX };
    Decimal::try_from_i128_with_scale(sum, 0).unwrap_or(limit)
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn nothing_is_divided_by_nothing() {
        assert_eq!(days_of_sales(5, 0, 90), Err(Missing::NoSales));
        assert_eq!(days_of_sales(5, -1, 90), Err(Missing::NoSales));
        assert_eq!(turnover(5, 0, 0), Err(Missing::NothingOwed));
        assert_eq!(effectiveness(0, 10, 10, 10), Err(Missing::NothingToCollect));
        assert_eq!(countback(1, []), Err(Missing::SalesDoNotCover));
        assert_eq!(countback(0, []).unwrap().0, Decimal::ZERO);
        assert_eq!(days_of_sales(0, 10, 90), Ok(Decimal::ZERO));
    }

    #[test]
    fn a_month_without_sales_only_passes() {
        let month = |sales, days| SalesMonth { sales, days };
        let months = [month(10, 22), month(-5, 31), month(40, 30)];
        // 22 + 31 + 30 × 20/40
        assert_eq!(countback(30, months).unwrap(), (68.into(), vec![10, 0, 20]));
        // Taken off to the cent, the month counts whole and the next one not at all.
        assert_eq!(countback(10, months).unwrap(), (22.into(), vec![10]));
    }

    proptest! {
        #[test]
        fn what_the_months_cover_is_what_is_owed(
            owed in 0..1_000_000i128,
            months in prop::collection::vec((-50_000..200_000i128, 28..32i64), 0..12),
        ) {
            let months: Vec<_> =
                months.into_iter().map(|(sales, days)| SalesMonth { sales, days }).collect();
            let known: i128 = months.iter().map(|month| month.sales.max(0)).sum();
            match countback(owed, months.iter().copied()) {
                Ok((days, covered)) => {
                    prop_assert_eq!(covered.iter().sum::<i128>(), owed);
                    let passed: i64 = months.iter().take(covered.len()).map(|m| m.days).sum();
                    prop_assert!(days >= Decimal::ZERO && days <= Decimal::from(passed));
                }
                Err(_) => prop_assert!(known < owed),
            }
        }

        #[test]
        fn effectiveness_is_at_most_one_where_nothing_is_over_collected(
            opening in 0..1_000i128, sales in 0..1_000i128, current in 0..500i128, late in 0..500i128,
        ) {
            if let Ok(index) = effectiveness(opening, sales, current + late, current) {
                prop_assert!(index <= Decimal::ONE);
            }
        }
    }
}
