//! What the screen says first, in figures; `text::cash_flow` puts it into words.

use chrono::{Days, NaiveDate};

use super::asked::Scenario;
use super::lines::of_scenario;
use crate::forecast::{CashLine, Lowest, Projection};

/// How far ahead the nearest figure looks, in days.
pub(super) const SOON_DAYS: usize = 30;

/// The figures of a projection in a scenario, in minor units.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Headline {
    /// Expected within thirty days; `None` where one looks less far ahead.
    pub soon_minor: Option<i64>,
    /// Expected within the days looked ahead to.
    pub inflow_minor: i64,
    /// Between a bad and a good outcome of it.
    pub band_minor: Option<(i64, i64)>,
    /// What falls due within them, what is overdue with it.
    pub contractual_minor: i64,
    /// What is open.
    pub open_minor: i64,
    /// What is not expected within them.
    pub not_within_minor: i64,
    /// How low the cash falls; `None` without counted cash.
    pub low: Option<Low>,
}

/// How low the cash falls.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Low {
    /// Cash on the day of the projection, in minor units.
    pub opening_minor: i64,
    /// The lowest point.
    pub lowest: Lowest,
    /// The lowest point in a bad course of events.
    pub bad: Option<Lowest>,
    /// Whether it never falls below what there is.
    pub never_falls: bool,
}

/// The figures of a projection in a scenario. The cash is left out for `is_part` of the
/// customers: what is there and what goes belongs to all of them.
pub fn headline(
    projection: &Projection,
    cash: &CashLine,
    scenario: Scenario,
    is_part: bool,
) -> Headline {
    let (inflow, balance) = of_scenario(projection, cash, scenario);
    let inflow_minor = inflow.last().copied().unwrap_or(0);
    let is_contractual = scenario == Scenario::Contractual;
    let band = projection.cumulative.last().filter(|_| !is_contractual);
    let is_counted = cash.opening.counted.is_some() && !is_part;
    let low = cash.lowest(balance).filter(|_| is_counted).map(|lowest| {
        let opening_minor = cash.opening.minor();
        Low {
            opening_minor,
            lowest,
            bad: cash.lowest(&cash.low_minor).filter(|_| !is_contractual),
            never_falls: lowest.balance_minor >= opening_minor,
        }
    });
    Headline {
        soon_minor: inflow.get(SOON_DAYS - 1).copied(),
        inflow_minor,
        band_minor: band.map(|band| (band.low_minor, band.high_minor)),
        contractual_minor: projection.contractual_minor.last().copied().unwrap_or(0),
        open_minor: projection.open_minor,
        not_within_minor: projection.open_minor - inflow_minor,
        low,
    }
}

/// The first day of the week of the projection in which a day lies.
pub fn week_of(projection: &Projection, on: NaiveDate) -> NaiveDate {
    let days = (on - projection.on).num_days() - 1;
    let weeks = u64::try_from(days / 7).unwrap_or(0);
    projection.on + Days::new(1 + weeks * 7)
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]

    use super::super::fixture::projection;
    use super::*;
    use crate::ledger::Id;
    use crate::ledger::action::{count_cash, plan_flow};
    use crate::ledger::planned_flow::{FlowDirection, PlannedFlow, Rhythm};
    use crate::views::fixture::{day, draft, mxn};

    /// Ten a day for 35 days; 500 there were, 400 go on the 3rd of December, the 11th day:
    /// 500 + 110 − 400 = 210 that evening. In a bad course half comes in: 500 + 55 − 400.
    #[test]
    fn the_lowest_point_is_named_with_its_week() {
        let projection = projection("2026-11-22", &[10; 35]);
        let mut draft = draft();
        count_cash(&mut draft, day("2026-11-22"), mxn(500)).unwrap();
        let payroll = PlannedFlow {
            id: Id::new(0, 0),
            name: "Nómina".to_owned(),
            direction: FlowDirection::Out,
            amount: mxn(400),
            rhythm: Rhythm::Once { on: day("2026-12-03") },
        };
        plan_flow(&mut draft, payroll).unwrap();
        let cash = CashLine::of(draft.book(), &projection);
        let said = headline(&projection, &cash, Scenario::Expected, false);
        assert_eq!((said.soon_minor, said.inflow_minor), (Some(300), 350));
        assert_eq!(said.band_minor, Some((175, 700)));
        assert_eq!((said.open_minor, said.not_within_minor), (385, 35));
        let low = said.low.unwrap();
        assert_eq!(low.lowest, Lowest { on: day("2026-12-03"), balance_minor: 210 });
        assert_eq!(low.bad, Some(Lowest { on: day("2026-12-03"), balance_minor: 155 }));
        assert!(!low.never_falls);
        assert_eq!(week_of(&projection, low.lowest.on), day("2026-11-30"));
        assert_eq!(week_of(&projection, day("2026-11-29")), day("2026-11-23"));
        assert_eq!(headline(&projection, &cash, Scenario::Expected, true).low, None);
        let when_due = headline(&projection, &cash, Scenario::Contractual, false);
        assert_eq!((when_due.inflow_minor, when_due.band_minor), (700, None));
        assert_eq!(when_due.low.unwrap().bad, None);
    }

    #[test]
    fn without_counted_cash_nothing_is_said_of_it() {
        let projection = projection("2026-11-22", &[10; 20]);
        let cash = CashLine::of(draft().book(), &projection);
        let said = headline(&projection, &cash, Scenario::Expected, false);
        assert_eq!((said.low, said.soon_minor), (None, None));
    }
}
