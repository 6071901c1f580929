//! From when on a warning sign is shown: the firm's own thresholds.

use rust_decimal::Decimal;
use serde::{Deserialize, Serialize};

/// The thresholds of the warning signs. What each means and why it ships so is said with
/// the rule that reads it (`crate::signs`).
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct SignSettings {
    /// Later than the habit: how many days above the usual.
    pub later_days: u16,
    /// Later than the habit: how many of the latest instalments are looked at, at least.
    pub later_items: u16,
    /// Later than the habit: how many earlier ones make a habit, at least.
    pub habit_items: u16,
    /// Broken promises: how many.
    pub broken_promises: u16,
    /// Broken promises: within how many days.
    pub broken_days: u16,
    /// Not returned: how many calls and messages in a row.
    pub unanswered: u16,
    /// Not returned: over how many days from the first to the last, at least.
    pub unanswered_days: u16,
    /// Cheques: how many were returned unpaid.
    pub bounced: u16,
    /// Cheques: returned within how many days.
    pub bounced_days: u16,
    /// Cheques: how many were post-dated by a customer that did not use to.
    pub post_dated: u16,
    /// Cheques: post-dated ones received within how many days.
    pub post_dated_days: u16,
    /// Another bank: how many cheques on it in a row.
    pub bank_cheques: u16,
    /// Another bank: for how many days it is news.
    pub bank_days: u16,
    /// A change in buying: by how many percent less.
    pub fall_percent: u16,
    /// Growth: by how many percent more.
    pub growth_percent: u16,
    /// Change in buying, and growth: over how many days, against as many before.
    pub buying_days: u16,
    /// Instalments and invoices below this do not count, in units of the home currency.
    pub least_amount: Decimal,
}

impl Default for SignSettings {
    fn default() -> Self {
        Self {
            later_days: 10,
            later_items: 4,
            habit_items: 8,
            broken_promises: 1,
            broken_days: 90,
            unanswered: 4,
            unanswered_days: 7,
            bounced: 1,
            bounced_days: 180,
            post_dated: 2,
            post_dated_days: 90,
            bank_cheques: 2,
            bank_days: 90,
            fall_percent: 60,
            growth_percent: 100,
            buying_days: 90,
            least_amount: Decimal::ZERO,
        }
    }
}

impl SignSettings {
    /// Whether they are as they ship.
    pub fn is_shipped(&self) -> bool {
        *self == Self::default()
    }
}

/// A threshold that is a whole number, for forms and explanations that go over all of them.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Threshold {
    /// [`SignSettings::later_days`].
    LaterDays,
    /// [`SignSettings::later_items`].
    LaterItems,
    /// [`SignSettings::habit_items`].
    HabitItems,
    /// [`SignSettings::broken_promises`].
    BrokenPromises,
    /// [`SignSettings::broken_days`].
    BrokenDays,
    /// [`SignSettings::unanswered`].
    Unanswered,
    /// [`SignSettings::unanswered_days`].
    UnansweredDays,
    /// [`SignSettings::bounced`].
    Bounced,
    /// [`SignSettings::bounced_days`].
    BouncedDays,
    /// [`SignSettings::post_dated`].
    PostDated,
    /// [`SignSettings::post_dated_days`].
    PostDatedDays,
    /// [`SignSettings::bank_cheques`].
    BankCheques,
    /// [`SignSettings::bank_days`].
    BankDays,
    /// [`SignSettings::fall_percent`].
    FallPercent,
    /// [`SignSettings::growth_percent`].
    GrowthPercent,
    /// [`SignSettings::buying_days`].
    BuyingDays,
}

/// What a threshold counts.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Unit {
    /// Days.
    Days,
    /// Things: instalments, promises, cheques, calls.
    Count,
    /// Percent.
    Percent,
}

impl Threshold {
    /// All of them, sign by sign.
    pub const ALL: [Self; 16] = [
        Self::LaterDays,
        Self::LaterItems,
        Self::HabitItems,
        Self::BrokenPromises,
        Self::BrokenDays,
        Self::Unanswered,
        Self::UnansweredDays,
        Self::Bounced,
        Self::BouncedDays,
        Self::PostDated,
        Self::PostDatedDays,
        Self::BankCheques,
        Self::BankDays,
        Self::FallPercent,
        Self::GrowthPercent,
        Self::BuyingDays,
    ];

    /// What it counts.
    pub fn unit(self) -> Unit {
        match self {
            Self::LaterDays
            | Self::BrokenDays
            | Self::UnansweredDays
            | Self::BouncedDays
            | Self::PostDatedDays
            | Self::BankDays
            | Self::BuyingDays => Unit::Days,
            Self::FallPercent | Self::GrowthPercent => Unit::Percent,
            _ => Unit::Count,
        }
    }

    /// The least and the most it may be. Below the least, a sign would be read from one or
    /// two data points.
    pub fn range(self) -> (u16, u16) {
        match self {
            Self::LaterItems => (3, 50),
            Self::HabitItems => (6, 200),
            Self::Unanswered => (3, 50),
            Self::BankCheques => (2, 50),
            Self::BuyingDays => (30, 365),
            Self::FallPercent => (30, 100),
            Self::GrowthPercent => (50, 1_000),
            _ => match self.unit() {
                Unit::Days => (1, 730),
                _ => (1, 50),
            },
        }
    }

    /// Its value.
    pub fn get(self, of: &SignSettings) -> u16 {
        *self.place(&mut of.clone())
    }

    /// Sets it.
    pub fn set(self, of: &mut SignSettings, value: u16) {
        *self.place(of) = value;
    }

    fn place(self, of: &mut SignSettings) -> &mut u16 {
        match self {
            Self::LaterDays => &mut of.later_days,
            Self::LaterItems => &mut of.later_items,
            Self::HabitItems => &mut of.habit_items,
            Self::BrokenPromises => &mut of.broken_promises,
            Self::BrokenDays => &mut of.broken_days,
            Self::Unanswered => &mut of.unanswered,
            Self::UnansweredDays => &mut of.unanswered_days,
            Self::Bounced => &mut of.bounced,
            Self::BouncedDays => &mut of.bounced_days,
            Self::PostDated => &mut of.post_dated,
            Self::PostDatedDays => &mut of.post_dated_days,
            Self::BankCheques => &mut of.bank_cheques,
            Self::BankDays => &mut of.bank_days,
            Self::FallPercent => &mut of.fall_percent,
            Self::GrowthPercent => &mut of.growth_percent,
            Self::BuyingDays => &mut of.buying_days,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_threshold_is_a_value_of_its_own_within_its_range() {
        let shipped = SignSettings::default();
        for threshold in Threshold::ALL {
            let (least, most) = threshold.range();
            assert!((least..=most).contains(&threshold.get(&shipped)), "{threshold:?}");
            let mut changed = shipped.clone();
            threshold.set(&mut changed, 49);
            let read: Vec<_> =
                Threshold::ALL.into_iter().filter(|it| it.get(&changed) == 49).collect();
            assert_eq!(read, [threshold]);
            assert!(!changed.is_shipped());
        }
    }
}
