//! What matching may take for granted.

use rust_decimal::Decimal;

use super::withholdings::{WITHHOLDINGS, WithholdingRule};
use crate::ledger::firm::Firm;

/// What matching may take for granted, in one firm.
#[derive(Clone, Debug)]
pub struct MatchSettings {
    /// The largest leftover taken as a small difference, in units of the home currency.
    pub tolerance: Decimal,
    /// The same as a share of what is open, in per cent; the larger of the two counts.
    pub tolerance_percent: Decimal,
    /// How far a rate of exchange may be from the day's, in per cent.
    pub exchange_percent: Decimal,
    /// The largest fee of a gateway that is believed without the file saying so, in per
    /// cent of what was paid.
    pub fee_percent: Decimal,
    /// Taxes that customers keep back.
    pub withholdings: Vec<WithholdingRule>,
}

impl MatchSettings {
    /// The settings of a firm: its own tolerance, its country's taxes, rates within two per
    /// cent, fees up to seven.
    pub fn of(firm: &Firm) -> Self {
        let own = WITHHOLDINGS.iter().filter(|rule| rule.country == firm.country);
        Self {
            tolerance: firm.tolerance,
            tolerance_percent: Decimal::ZERO,
            exchange_percent: Decimal::from(2),
            fee_percent: Decimal::from(7),
            withholdings: own.copied().collect(),
        }
    }
}
