//! Payments later than the customer's habit (paga más tarde que de costumbre).
//!
//! **Rule.** Of the customer's instalments that fell due and tell something (paid, or open
//! for longer than the limit below) take the latest `later_items`, and all within
//! [`SPAN_DAYS`] days of the latest if those are more: the *recent* ones. The *habit* is the
//! [`HABIT`] paid before them, at least `habit_items`. The sign holds when more than half of
//! the recent ones took at least the limit: `later_days` more than half of the habit took,
//! and more than nine of ten of it took. Paying before the due date counts as paying on it:
//! who gives up a discount for paying early is not late. Disputed instalments and those in a payment plan do
//! not count: why they are late is known.
//!
//! **Why.** Ranks do not mind a single outlier. Nine of ten covers a customer whose delays
//! vary, such as one that pays everything on the last day of the month; two months of
//! recent ones cover such a cycle twice. Ten days is more than a weekly payment run shifts a
//! payment by. Four recent of eight earlier: that more than half of four lie above all of
//! eight has, for a customer whose habit did not change, a likelihood below 3 %, and the ten
//! days come on top.
//!
//! **Gravity.** Mild; serious from twice `later_days` above the habit; grave from three times.

use chrono::{Days, NaiveDate};

use super::delays::{Delay, HABIT, History, Usual};
use super::{Case, Evidence, Gravity, Sign, since};
use crate::ledger::dealing::SignKind;
use crate::ledger::sign_settings::SignSettings;

/// The recent instalments cover at least this many days where there are enough.
pub const SPAN_DAYS: u64 = 60;

/// After this many days without anything falling due, paid instalments are history.
const STALE_DAYS: u64 = 180;

/// What the sign is read from.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct LaterThanHabit {
    /// The recent instalments, oldest due first.
    pub recent: Vec<Delay>,
    /// More than half of the recent ones took at least so many days.
    pub recent_days: i64,
    /// What was usual before.
    pub usual: Usual,
    /// From how many days on it is later than the habit.
    pub limit_days: i64,
}

pub(super) fn sign(case: &Case<'_>) -> Option<Sign> {
    let history = History::of(case);
    let found = read(&history, case.on, case.settings)?;
    let since = since(case.on, |day| read(&history, day, case.settings).is_some());
    let above = found.recent_days - found.usual.median.max(0);
    let step = i64::from(case.settings.later_days);
    let gravity = match above {
        _ if above >= 3 * step => Gravity::Grave,
        _ if above >= 2 * step => Gravity::Serious,
        _ => Gravity::Mild,
    };
    let evidence = Evidence::Later(found);
    Some(Sign { kind: SignKind::LaterThanHabit, since, gravity, evidence })
}

/// The reading of a day where the rule holds.
fn read(history: &History<'_>, day: NaiveDate, settings: &SignSettings) -> Option<LaterThanHabit> {
    // How long an open one must be late to tell anything depends on the habit, and which
    // ones make the habit on how many tell something: the first split gives the limit.
    let limit = split(history, day, settings, settings.later_days.into())?.limit_days;
    let found = split(history, day, settings, limit)?;
    (found.recent_days >= found.limit_days).then_some(found)
}

fn split(
    history: &History<'_>,
    day: NaiveDate,
    settings: &SignSettings,
    open_days: i64,
) -> Option<LaterThanHabit> {
    let mut recent: Vec<Delay> = Vec::new();
    let mut habit: Vec<i64> = Vec::new();
    for delay in history.decided(day, open_days) {
        let latest = recent.first().map_or(delay.due_on, |latest| latest.due_on);
        let is_recent = recent.len() < usize::from(settings.later_items)
            || delay.due_on + Days::new(SPAN_DAYS) > latest;
        if is_recent {
            recent.push(delay);
        } else if delay.paid_on.is_some() {
            habit.push(delay.days);
            if habit.len() == HABIT {
                break;
            }
        }
    }
    let latest = recent.first()?.due_on;
    let is_stale =
        latest + Days::new(STALE_DAYS) < day && recent.iter().all(|delay| delay.paid_on.is_some());
    let is_thin = recent.len() < usize::from(settings.later_items)
        || habit.len() < usize::from(settings.habit_items.max(1));
    if is_stale || is_thin {
        return None;
    }
    recent.reverse();
    let usual = Usual::of(&mut habit);
    let mut days: Vec<i64> = recent.iter().map(|delay| delay.days).collect();
    days.sort_unstable();
    let recent_days = days[(days.len() - 1) / 2];
    let usual_days = usual.median.max(0);
    let limit_days = (usual_days + i64::from(settings.later_days)).max(usual.nine_of_ten + 1);
    Some(LaterThanHabit { recent, recent_days, usual, limit_days })
}
