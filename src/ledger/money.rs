//! Amounts: whole minor units of one currency.

use std::fmt;

use rust_decimal::prelude::ToPrimitive;
use rust_decimal::{Decimal, RoundingStrategy};
use serde::{Deserialize, Serialize};

use super::currency::Currency;

/// An amount in whole minor units (cents, or whole pesos where the currency has none).
///
/// Amounts of two currencies are never added: [`Money::checked_add`] returns `None`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct Money {
    /// The amount in minor units of `currency`.
    #[serde(rename = "minor")]
    pub amount_minor: i64,
    /// The currency.
    pub currency: Currency,
}

impl Money {
    /// The largest amount accepted anywhere, in minor units: nine hundred billion with two
    /// decimals. Sums of a hundred thousand of them still fit.
    pub const MAX_MINOR: i64 = 90_000_000_000_000;

    /// An amount of minor units.
    pub fn new(amount_minor: i64, currency: Currency) -> Self {
        Self { amount_minor, currency }
    }

    /// Nothing, in a currency.
    pub fn zero(currency: Currency) -> Self {
        Self::new(0, currency)
    }

    /// A decimal amount rounded half away from zero to the currency's minor unit; `None`
    /// where it exceeds [`Self::MAX_MINOR`].
    ///
    /// ```
    /// use cartera::ledger::{Currency, Money};
    /// let mxn = Currency::from_code("MXN").unwrap();
    /// let amount = Money::from_decimal("10.005".parse().unwrap(), mxn).unwrap();
    /// assert_eq!(amount.amount_minor, 1001);
    /// ```
    pub fn from_decimal(amount: Decimal, currency: Currency) -> Option<Self> {
        let scale = currency.minor_digits();
        let rounded = amount.round_dp_with_strategy(scale, RoundingStrategy::MidpointAwayFromZero);
        let minor = rounded.checked_mul(Decimal::from(10_i64.pow(scale)))?.to_i64()?;
        (minor.abs() <= Self::MAX_MINOR).then_some(Self::new(minor, currency))
    }

    /// The amount as a decimal number of the currency's main unit.
    pub fn to_decimal(self) -> Decimal {
        Decimal::new(self.amount_minor, self.currency.minor_digits())
    }

    /// The sum; `None` for two currencies or on overflow.
    pub fn checked_add(self, other: Self) -> Option<Self> {
        (self.currency == other.currency)
            .then(|| self.amount_minor.checked_add(other.amount_minor))
            .flatten()
            .map(|minor| Self::new(minor, self.currency))
    }

    /// The difference; `None` for two currencies or on overflow.
    pub fn checked_sub(self, other: Self) -> Option<Self> {
        self.checked_add(Self::new(other.amount_minor.checked_neg()?, other.currency))
    }

    /// Whether there is nothing.
    pub fn is_zero(self) -> bool {
        self.amount_minor == 0
    }
}

/// A plain number with a decimal point and the currency's code: `1234.50 MXN`.
impl fmt::Display for Money {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} {}", self.to_decimal(), self.currency)
    }
}
