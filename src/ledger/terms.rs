//! Payment terms: when an invoice falls due, in how many parts, and what paying early saves.

mod parse;
mod words;

use std::fmt;

use chrono::{Datelike, Days, Months, NaiveDate};
use rust_decimal::Decimal;
use serde::{Deserialize, Serialize};

use super::money::Money;

pub use parse::parse_terms;

/// When an invoice's instalments fall due.
///
/// ```
/// use cartera::ledger::terms::{parse_terms, Terms};
/// assert_eq!(parse_terms("Pago a 30 días."), Some(Terms::net(30)));
/// ```
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Terms {
    /// The parts in the order they are owed: at least one, whose shares sum to 100 %.
    pub parts: Vec<TermsPart>,
    /// The day from which the days are counted.
    #[serde(default, skip_serializing_if = "CountedFrom::is_issue")]
    pub counted_from: CountedFrom,
    /// What is taken off for paying early, if anything.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub discount: Option<EarlyDiscount>,
}

/// A share of the total and the rule that says when it falls due.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct TermsPart {
    /// The share of the total, in per cent.
    pub percent: Decimal,
    /// When it falls due.
    pub due: DueRule,
}

/// How a due date follows from the day that the terms are counted from.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum DueRule {
    /// The day itself.
    OnReceipt,
    /// A number of days later.
    Net {
        /// Calendar days.
        days: u16,
    },
    /// The end of that month, then a number of days: `30 days after the end of the month`.
    EndOfMonthPlus {
        /// Calendar days; none for the end of the month itself.
        days: u16,
    },
    /// A number of days, then the end of the month reached: `30 días fin de mes`.
    NetThenEndOfMonth {
        /// Calendar days.
        days: u16,
    },
    /// A number of days, then the next such day of a month (the day reached counts).
    NetThenDay {
        /// Calendar days.
        days: u16,
        /// Day of the month, 1 to 31; a shorter month's last day stands in.
        day: u8,
    },
    /// A day of the month that follows.
    DayOfFollowingMonth {
        /// Day of the month, 1 to 31; a shorter month's last day stands in.
        day: u8,
    },
}

/// The day from which terms are counted.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum CountedFrom {
    /// The day the invoice was issued.
    #[default]
    Issue,
    /// The day the customer acknowledged receipt (contrarrecibo, acuse).
    Acknowledgement,
}

/// A discount for paying early: 2/10 is two per cent within ten days.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct EarlyDiscount {
    /// What is taken off, in per cent of the total.
    pub percent: Decimal,
    /// How many calendar days it is offered for, the last one included.
    pub within_days: u16,
}

/// Why terms cannot be used.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum TermsProblem {
    /// There is no part.
    NoParts,
    /// There are more parts than [`Terms::MAX_PARTS`].
    TooManyParts,
    /// A part's share is nothing or less.
    ShareNotPositive {
        /// The share, in per cent.
        percent: Decimal,
    },
    /// The shares do not sum to 100 %.
    SharesDoNotSum {
        /// What they sum to, in per cent.
        percent: Decimal,
    },
    /// A number of days exceeds [`Terms::MAX_DAYS`].
    TooManyDays {
        /// The days asked for.
        days: u16,
    },
    /// A day of the month is not between 1 and 31.
    NoSuchDay {
        /// The day asked for.
        day: u8,
    },
    /// A discount is not above 0 % and below 100 %.
    DiscountOutOfRange {
        /// The discount, in per cent.
        percent: Decimal,
    },
}

impl Terms {
    /// The most parts accepted.
    pub const MAX_PARTS: usize = 60;
    /// The longest term accepted: three years. A longer one is a typing slip.
    pub const MAX_DAYS: u16 = 1_096;

    /// Everything due on the day itself.
    pub fn on_receipt() -> Self {
        Self::single(DueRule::OnReceipt)
    }

    /// Everything due a number of calendar days later; none is on receipt.
    pub fn net(days: u16) -> Self {
        Self::single(DueRule::net(days))
    }

    /// Everything due by one rule, counted from issue, without discount.
    pub fn single(due: DueRule) -> Self {
        Self::of_parts(vec![TermsPart { percent: Decimal::ONE_HUNDRED, due }])
    }

    /// Parts of equal shares, such as 30/60/90. The last share is what the others leave of
    /// 100 %, so that they sum exactly.
    pub fn equal_parts(rules: &[DueRule]) -> Self {
        // Fourteen decimals of a per cent: a third of the largest total is right to the cent.
        let count = Decimal::from(rules.len().max(1));
        let share = (Decimal::ONE_HUNDRED / count).round_dp(14);
        let mut left = Decimal::ONE_HUNDRED;
        let mut parts = Vec::with_capacity(rules.len());
        for (place, &due) in rules.iter().enumerate() {
            let percent = if place + 1 == rules.len() { left } else { share };
            left -= percent;
            parts.push(TermsPart { percent, due });
        }
        Self::of_parts(parts)
    }

    /// Parts counted from issue, without discount; not yet checked.
    pub fn of_parts(parts: Vec<TermsPart>) -> Self {
        Self { parts, counted_from: CountedFrom::Issue, discount: None }
    }

    /// Whether the terms can be used: see [`TermsProblem`] for what is refused.
    pub fn validate(&self) -> Result<(), TermsProblem> {
        if self.parts.is_empty() {
            return Err(TermsProblem::NoParts);
        }
        if self.parts.len() > Self::MAX_PARTS {
            return Err(TermsProblem::TooManyParts);
        }
        let mut sum = Decimal::ZERO;
        for part in &self.parts {
            let percent = part.percent;
            if percent <= Decimal::ZERO {
                return Err(TermsProblem::ShareNotPositive { percent });
            }
            // No sum can overflow: each share is at most 100 here, or the sum is wrong anyway.
            if percent > Decimal::ONE_HUNDRED {
                return Err(TermsProblem::SharesDoNotSum { percent });
            }
            sum += percent;
            part.due.validate()?;
        }
        if sum != Decimal::ONE_HUNDRED {
            return Err(TermsProblem::SharesDoNotSum { percent: sum });
        }
        self.discount.map_or(Ok(()), EarlyDiscount::validate)
    }

    /// The due dates and amounts of a total, counted from the day that
    /// [`counted_from`](Self::counted_from) names.
    ///
    /// The amounts sum exactly to the total: each is rounded half away from zero to the
    /// minor unit, none exceeds what is left, and the last takes the remainder.
    /// Refuses terms that do not [`validate`](Self::validate).
    pub fn instalments(
        &self,
        from: NaiveDate,
        total: Money,
    ) -> Result<Vec<(NaiveDate, Money)>, TermsProblem> {
        self.validate()?;
        let mut left_minor = total.amount_minor;
        let mut instalments = Vec::with_capacity(self.parts.len());
        for (place, part) in self.parts.iter().enumerate() {
            let share_minor = if place + 1 == self.parts.len() {
                left_minor
            } else {
                let rounded = share_of(total, part.percent).amount_minor;
                // Tiny totals: rounding up a part must not turn the last one round.
                if rounded.abs() > left_minor.abs() { left_minor } else { rounded }
            };
            left_minor -= share_minor;
            instalments.push((part.due.due(from), Money::new(share_minor, total.currency)));
        }
        Ok(instalments)
    }

    /// The last day of the early-payment discount and its amount for a total (rounded half
    /// away from zero); `None` where the terms offer none.
    pub fn early_discount(&self, from: NaiveDate, total: Money) -> Option<(NaiveDate, Money)> {
        let discount = self.discount?;
        discount.validate().ok()?;
        Some((add_days(from, discount.within_days), share_of(total, discount.percent)))
    }
}

impl DueRule {
    /// A number of calendar days later; none is on receipt.
    pub fn net(days: u16) -> Self {
        if days == 0 { Self::OnReceipt } else { Self::Net { days } }
    }

    /// The due date, counted from a day.
    ///
    /// ```
    /// use cartera::ledger::terms::DueRule;
    /// let issue = chrono::NaiveDate::from_ymd_opt(2026, 1, 31).unwrap();
    /// let due = DueRule::NetThenEndOfMonth { days: 30 }.due(issue);
    /// assert_eq!(due.to_string(), "2026-03-31");
    /// ```
    pub fn due(&self, from: NaiveDate) -> NaiveDate {
        match *self {
            Self::OnReceipt => from,
            Self::Net { days } => add_days(from, days),
            Self::EndOfMonthPlus { days } => add_days(end_of_month(from), days),
            Self::NetThenEndOfMonth { days } => end_of_month(add_days(from, days)),
            Self::NetThenDay { days, day } => {
                let reached = add_days(from, days);
                let same_month = day_of_month(reached, day);
                if same_month >= reached {
                    same_month
                } else {
                    day_of_month(following_month(reached), day)
                }
            }
            Self::DayOfFollowingMonth { day } => day_of_month(following_month(from), day),
        }
    }

    fn validate(self) -> Result<(), TermsProblem> {
        let (days, day) = match self {
            Self::OnReceipt => (0, 1),
            Self::Net { days }
            | Self::EndOfMonthPlus { days }
            | Self::NetThenEndOfMonth { days } => (days, 1),
            Self::NetThenDay { days, day } => (days, day),
            Self::DayOfFollowingMonth { day } => (0, day),
        };
        if days > Terms::MAX_DAYS {
            return Err(TermsProblem::TooManyDays { days });
        }
        if !(1..=31).contains(&day) {
            return Err(TermsProblem::NoSuchDay { day });
        }
        Ok(())
    }
}

impl CountedFrom {
    fn is_issue(&self) -> bool {
        *self == Self::Issue
    }
}

impl EarlyDiscount {
    fn validate(self) -> Result<(), TermsProblem> {
        if self.percent <= Decimal::ZERO || self.percent >= Decimal::ONE_HUNDRED {
            return Err(TermsProblem::DiscountOutOfRange { percent: self.percent });
        }
        if self.within_days > Terms::MAX_DAYS {
            return Err(TermsProblem::TooManyDays { days: self.within_days });
        }
        Ok(())
    }
}

impl fmt::Display for TermsProblem {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::NoParts => f.write_str("the terms have no part"),
            Self::TooManyParts => write!(f, "more than {} parts", Terms::MAX_PARTS),
            Self::ShareNotPositive { percent } => write!(f, "a share of {percent} %"),
            Self::SharesDoNotSum { percent } => write!(f, "the shares sum to {percent} %"),
            Self::TooManyDays { days } => write!(f, "a term of {days} days"),
            Self::NoSuchDay { day } => write!(f, "no day {day} in a month"),
            Self::DiscountOutOfRange { percent } => write!(f, "a discount of {percent} %"),
        }
    }
}

impl std::error::Error for TermsProblem {}

/// A percentage of a total, which is at most the total itself.
fn share_of(total: Money, percent: Decimal) -> Money {
    let share = total.to_decimal() * percent / Decimal::ONE_HUNDRED;
    Money::from_decimal(share, total.currency).unwrap_or(total)
}

/// The calendar's last day stands in for days beyond it, some 260,000 years from now.
fn add_days(from: NaiveDate, days: u16) -> NaiveDate {
    from.checked_add_days(Days::new(u64::from(days))).unwrap_or(NaiveDate::MAX)
}

fn following_month(date: NaiveDate) -> NaiveDate {
    date.checked_add_months(Months::new(1)).unwrap_or(NaiveDate::MAX)
}

fn end_of_month(date: NaiveDate) -> NaiveDate {
    day_of_month(date, 31)
}

/// That day of the date's month, or the month's last day where it is shorter.
fn day_of_month(date: NaiveDate, day: u8) -> NaiveDate {
    (0..4).find_map(|short| date.with_day(u32::from(day).max(1) - short)).unwrap_or(date)
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;
    use crate::ledger::Currency;

    fn date(text: &str) -> NaiveDate {
        text.parse().unwrap()
    }

    fn mxn(amount_minor: i64) -> Money {
        Money::new(amount_minor, Currency::from_code("MXN").unwrap())
    }

    fn amounts(terms: &Terms, total_minor: i64) -> Vec<i64> {
        let instalments = terms.instalments(date("2026-01-15"), mxn(total_minor)).unwrap();
        instalments.iter().map(|(_, amount)| amount.amount_minor).collect()
    }

    fn thirds() -> Terms {
        Terms::equal_parts(&[30, 60, 90].map(|days| DueRule::Net { days }))
    }

    #[test]
    fn a_day_that_a_month_lacks_is_its_last_day() {
        let last = DueRule::DayOfFollowingMonth { day: 31 };
        assert_eq!(last.due(date("2026-01-31")), date("2026-02-28"));
        assert_eq!(last.due(date("2028-01-01")), date("2028-02-29"));
        let then = DueRule::NetThenDay { days: 0, day: 30 };
        assert_eq!(then.due(date("2026-02-28")), date("2026-02-28"));
        assert_eq!(then.due(date("2026-01-31")), date("2026-02-28"));
    }

    #[test]
    fn rules_hold_across_the_turn_of_the_year() {
        let from = date("2025-12-15");
        assert_eq!(DueRule::NetThenEndOfMonth { days: 30 }.due(from), date("2026-01-31"));
        assert_eq!(DueRule::EndOfMonthPlus { days: 30 }.due(from), date("2026-01-30"));
        assert_eq!(DueRule::DayOfFollowingMonth { day: 10 }.due(from), date("2026-01-10"));
    }

    #[test]
    fn thirds_of_a_round_total_are_equal_and_the_last_takes_the_odd_cent() {
        assert_eq!(amounts(&thirds(), 30_000), [10_000, 10_000, 10_000]);
        assert_eq!(amounts(&thirds(), 10_000), [3_333, 3_333, 3_334]);
        assert_eq!(amounts(&thirds(), -10_000), [-3_333, -3_333, -3_334]);
        let third = Money::MAX_MINOR / 3;
        assert_eq!(amounts(&thirds(), Money::MAX_MINOR), [third; 3]);
    }

    #[test]
    fn no_part_of_a_tiny_total_has_the_other_sign() {
        let quarters = Terms::equal_parts(&[DueRule::OnReceipt; 4]);
        assert_eq!(amounts(&quarters, 2), [1, 1, 0, 0]);
        assert_eq!(amounts(&quarters, -2), [-1, -1, 0, 0]);
        assert_eq!(amounts(&quarters, 0), [0; 4]);
    }

    #[test]
    fn the_discount_ends_on_its_last_day_and_is_rounded_once() {
        let discount = Some(EarlyDiscount { percent: Decimal::TWO, within_days: 10 });
        let terms = Terms { discount, ..Terms::net(30) };
        let offered = terms.early_discount(date("2026-03-25"), mxn(100_025));
        assert_eq!(offered, Some((date("2026-04-04"), mxn(2_001))));
        assert_eq!(Terms::net(30).early_discount(date("2026-03-25"), mxn(1)), None);
    }

    #[test]
    fn unusable_terms_are_refused_with_the_figure_at_fault() {
        let part = |percent: i64, due| TermsPart { percent: Decimal::from(percent), due };
        let net = DueRule::Net { days: 30 };
        let cases = [
            (vec![], TermsProblem::NoParts),
            (
                vec![part(50, net), part(40, net)],
                TermsProblem::SharesDoNotSum { percent: 90.into() },
            ),
            (
                vec![part(110, net), part(-10, net)],
                TermsProblem::SharesDoNotSum { percent: 110.into() },
            ),
            (vec![part(0, net)], TermsProblem::ShareNotPositive { percent: 0.into() }),
            (
                vec![part(100, DueRule::Net { days: 3_000 })],
                TermsProblem::TooManyDays { days: 3_000 },
            ),
            (
                vec![part(100, DueRule::DayOfFollowingMonth { day: 32 })],
                TermsProblem::NoSuchDay { day: 32 },
            ),
            (vec![part(1, net); 61], TermsProblem::TooManyParts),
        ];
        for (parts, problem) in cases {
            let terms = Terms::of_parts(parts);
            assert_eq!(terms.instalments(date("2026-01-01"), mxn(100)), Err(problem));
        }
        let discount = Some(EarlyDiscount { percent: 100.into(), within_days: 10 });
        let terms = Terms { discount, ..Terms::net(30) };
        let problem = TermsProblem::DiscountOutOfRange { percent: 100.into() };
        assert_eq!(terms.validate(), Err(problem));
    }

    #[test]
    fn plain_terms_are_stored_shortly_and_read_back() {
        let stored = serde_json::to_string(&Terms::net(30)).unwrap();
        assert_eq!(stored, r#"{"parts":[{"percent":"100","due":{"net":{"days":30}}}]}"#);
        let rich = Terms {
            counted_from: CountedFrom::Acknowledgement,
            discount: Some(EarlyDiscount { percent: Decimal::TWO, within_days: 10 }),
            ..thirds()
        };
        let stored = serde_json::to_string(&rich).unwrap();
        assert_eq!(serde_json::from_str::<Terms>(&stored).unwrap(), rich);
    }
}
