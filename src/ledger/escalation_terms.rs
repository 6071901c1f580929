//! What the firm expects of going on, handing over, suing or writing off.

use rust_decimal::Decimal;
use serde::{Deserialize, Serialize};

/// The firm's own figures for a case that has come to the legal stages.
///
/// What it starts with are example figures and no statistics or law of any country: they
/// are there to be replaced. `dunning::escalation` works with them.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct EscalationTerms {
    /// Days past due from which a case is looked at: 60, as the standard protocol's
    /// extrajudicial step.
    pub from_days: u16,
    /// What money costs the firm, in per cent a year: waiting is charged with it.
    pub money_percent: Decimal,
    /// Going on with the firm's own people.
    pub go_on: WayTerms,
    /// Handing over to an agency or a lawyer, out of court.
    pub hand_over: WayTerms,
    /// Going to court.
    pub sue: WayTerms,
    /// Giving up. What comes back is what it saves in taxes.
    pub write_off: WayTerms,
}

/// What is expected of one way.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct WayTerms {
    /// Expected to come in, in per cent of what is open.
    pub recovery_percent: Decimal,
    /// Fee on what comes in, in per cent of it.
    pub fee_percent: Decimal,
    /// Costs of a case whatever comes in, in units of the home currency.
    pub cost: Decimal,
    /// Months until the money is there.
    pub months: u16,
}

impl WayTerms {
    fn example(recovery_percent: u32, fee_percent: u32, cost: u32, months: u16) -> Self {
        Self {
            recovery_percent: recovery_percent.into(),
            fee_percent: fee_percent.into(),
            cost: cost.into(),
            months,
        }
    }
}

/// Example figures, to be replaced by the firm's own.
impl Default for EscalationTerms {
    fn default() -> Self {
        Self {
            from_days: 60,
            money_percent: Decimal::from(12),
            go_on: WayTerms::example(30, 0, 0, 6),
            hand_over: WayTerms::example(45, 25, 0, 6),
            sue: WayTerms::example(60, 20, 0, 24),
            write_off: WayTerms::default(),
        }
    }
}

impl EscalationTerms {
    /// Whether they still are the example figures, which nobody has set.
    pub fn is_example(&self) -> bool {
        *self == Self::default()
    }
}
