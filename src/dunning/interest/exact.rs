//! A sum of interest that is divided once, at its end.

use rust_decimal::Decimal;

use super::StepRate;

/// The smallest number that 100 times 360, 100 times 365 and 100 times 366 all divide.
const COMMON: u32 = 160_308_000;

/// Interest in units of the currency, without an early division: a third and two thirds
/// of something sum to all of it, so that half a cent is rounded as half a cent.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Exact {
    /// To be divided by [`COMMON`].
    scaled: Decimal,
    /// What no division could make exact.
    other: Decimal,
}

impl Exact {
    /// What a balance bears in so many days.
    pub fn of(balance: Decimal, days: i64, rate: &StepRate) -> Self {
        match *rate {
            StepRate::Yearly { percent, year_days } => {
                let parts = COMMON / (100 * u32::from(year_days.max(1)));
                let scaled = balance * Decimal::from(days) * percent * Decimal::from(parts);
                Self { scaled, other: Decimal::ZERO }
            }
            StepRate::Daily { daily, .. } => {
                Self { scaled: Decimal::ZERO, other: balance * Decimal::from(days) * daily }
            }
            StepRate::Factor { start, from, to } => {
                Self { scaled: Decimal::ZERO, other: balance * (to - from) / start }
            }
        }
    }

    pub fn add(&mut self, more: Self) {
        self.scaled += more.scaled;
        self.other += more.other;
    }

    pub fn value(self) -> Decimal {
        self.scaled / Decimal::from(COMMON) + self.other
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_year_divides_the_common_number() {
        for year_days in [360, 365, 366] {
            assert_eq!(COMMON % (100 * year_days), 0);
        }
    }

    #[test]
    fn parts_of_half_a_cent_sum_to_half_a_cent() {
        let rate = StepRate::Yearly { percent: Decimal::TEN, year_days: 365 };
        let mut sum = Exact::default();
        for days in [24, 24, 25] {
            sum.add(Exact::of(Decimal::new(25, 2), days, &rate));
        }
        // 0.25 at 10 % for a fifth of a year.
        assert_eq!(sum.value(), Decimal::new(5, 3));
    }
}
