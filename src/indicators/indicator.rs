//! The indicators there are.

use crate::ledger::protocol::Stage;

/// An indicator. What each one is, is written in `text::indicators::definition`; its formula
/// is in [`formula`](super::formula).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Indicator {
    /// What is open of the instalments.
    Owed,
    /// The share of it that is past due.
    OverdueShare,
    /// The share of it that is more than ninety days past due.
    AtRiskShare,
    /// Days sales outstanding by the simple method.
    Dso,
    /// Days sales outstanding counted back month by month.
    DsoCountback,
    /// What days sales outstanding would be if nothing were past due.
    DsoBest,
    /// Average days delinquent: days sales outstanding less the best possible.
    DaysDelinquent,
    /// From the issue of an invoice to the money for it, each payment counting the same.
    DaysToPay,
    /// The same, each payment counting by its amount.
    DaysToPayWeighted,
    /// Collection effectiveness index.
    Effectiveness,
    /// How often a year's sales turn over what is owed.
    Turnover,
    /// Write-offs as a share of sales.
    BadDebt,
    /// Of what stood at a stage, the share that was collected.
    Recovery(Stage),
    /// Promises that were kept.
    PromisesKept,
    /// Calls, messages, letters and visits made.
    Contacts,
    /// Of those of which one knows, the share that reached somebody.
    Reached,
}

/// The parts of the screen.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Group {
    /// What is owed and how late it is.
    Owed,
    /// How fast it is paid.
    Speed,
    /// How well it is collected.
    Collecting,
    /// What was done for it.
    Work,
}

/// What an indicator is counted in.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Unit {
    /// Minor units of the currency.
    Minor,
    /// A share of one.
    Share,
    /// Days.
    Days,
    /// Times a year.
    Times,
    /// A number of things.
    Count,
}

/// Which way is better.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Better {
    /// More of it.
    More,
    /// Less of it.
    Less,
    /// Neither: more is owed where more is sold.
    Neither,
}

impl Group {
    /// All of them, in their order.
    pub const ALL: [Self; 4] = [Self::Owed, Self::Speed, Self::Collecting, Self::Work];

    /// Its name in an address.
    pub fn code(self) -> &'static str {
        match self {
            Self::Owed => "owed",
            Self::Speed => "speed",
            Self::Collecting => "collecting",
            Self::Work => "work",
        }
    }

    /// Its indicators, in their order.
    pub fn indicators(self) -> impl Iterator<Item = Indicator> {
        Indicator::ALL.into_iter().filter(move |indicator| indicator.group() == self)
    }
}

impl Indicator {
    /// All of them, in the order in which they are shown.
    pub const ALL: [Self; 19] = [
        Self::Owed,
        Self::OverdueShare,
        Self::AtRiskShare,
        Self::Dso,
        Self::DsoCountback,
        Self::DsoBest,
        Self::DaysDelinquent,
        Self::DaysToPay,
        Self::DaysToPayWeighted,
        Self::Effectiveness,
        Self::Turnover,
        Self::BadDebt,
        Self::Recovery(Stage::Preventive),
        Self::Recovery(Stage::Administrative),
        Self::Recovery(Stage::Extrajudicial),
        Self::Recovery(Stage::Judicial),
        Self::PromisesKept,
        Self::Contacts,
        Self::Reached,
    ];

    /// Its name in an address.
    pub fn code(self) -> &'static str {
        match self {
            Self::Owed => "owed",
            Self::OverdueShare => "overdue",
            Self::AtRiskShare => "at-risk",
            Self::Dso => "dso",
            Self::DsoCountback => "dso-countback",
            Self::DsoBest => "dso-best",
            Self::DaysDelinquent => "delinquent",
            Self::DaysToPay => "days-to-pay",
            Self::DaysToPayWeighted => "days-to-pay-weighted",
            Self::Effectiveness => "effectiveness",
            Self::Turnover => "turnover",
            Self::BadDebt => "bad-debt",
            Self::Recovery(Stage::Preventive) => "recovery-preventive",
            Self::Recovery(Stage::Administrative) => "recovery-administrative",
            Self::Recovery(Stage::Extrajudicial) => "recovery-extrajudicial",
            Self::Recovery(Stage::Judicial) => "recovery-judicial",
            Self::PromisesKept => "promises",
            Self::Contacts => "contacts",
            Self::Reached => "reached",
        }
    }

    /// The indicator of a name in an address.
    pub fn from_code(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|indicator| indicator.code() == code)
    }

    /// Where it stands.
    pub fn group(self) -> Group {
        match self {
            Self::Owed | Self::OverdueShare | Self::AtRiskShare => Group::Owed,
            Self::Dso
            | Self::DsoCountback
            | Self::DsoBest
            | Self::DaysDelinquent
            | Self::DaysToPay
            | Self::DaysToPayWeighted => Group::Speed,
            Self::Effectiveness | Self::Turnover | Self::BadDebt | Self::Recovery(_) => {
                Group::Collecting
            }
            Self::PromisesKept | Self::Contacts | Self::Reached => Group::Work,
        }
    }

    /// What it is counted in.
    pub fn unit(self) -> Unit {
        match self {
            Self::Owed => Unit::Minor,
            Self::OverdueShare
            | Self::AtRiskShare
            | Self::Effectiveness
            | Self::BadDebt
            | Self::Recovery(_)
            | Self::PromisesKept
            | Self::Reached => Unit::Share,
            Self::Dso
            | Self::DsoCountback
            | Self::DsoBest
            | Self::DaysDelinquent
            | Self::DaysToPay
            | Self::DaysToPayWeighted => Unit::Days,
            Self::Turnover => Unit::Times,
            Self::Contacts => Unit::Count,
        }
    }

    /// Which way is better.
    pub fn better(self) -> Better {
        match self {
            // More is owed where more is sold, and terms that were agreed are not late.
            Self::Owed | Self::DsoBest | Self::Contacts => Better::Neither,
            Self::OverdueShare
            | Self::AtRiskShare
            | Self::Dso
            | Self::DsoCountback
            | Self::DaysDelinquent
            | Self::DaysToPay
            | Self::DaysToPayWeighted
            | Self::BadDebt => Better::Less,
            Self::Effectiveness
            | Self::Turnover
            | Self::Recovery(_)
            | Self::PromisesKept
            | Self::Reached => Better::More,
        }
    }

    /// Whether it counts what was said to customers, which has no currency.
    pub fn is_of_all_currencies(self) -> bool {
        matches!(self, Self::Contacts | Self::Reached)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_indicator_has_a_name_of_its_own_and_stands_in_one_group() {
        for indicator in Indicator::ALL {
            assert_eq!(Indicator::from_code(indicator.code()), Some(indicator));
        }
        let grouped: usize = Group::ALL.map(|group| group.indicators().count()).iter().sum();
        assert_eq!(grouped, Indicator::ALL.len());
        assert_eq!(Indicator::from_code("profit"), None);
    }
}
