//! Who comes first, and why: points for each reason, so that the order can be explained.

use chrono::NaiveDate;

use super::pause::CallReason;
use super::schedule::Action;
use crate::ledger::book::CustomerEntry;
use crate::ledger::{Book, Currency, Money};

/// A reason for an action's place in the list, and what it weighs.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Reason {
    /// What.
    pub what: ReasonKind,
    /// Points.
    pub points: u32,
}

/// What makes an action urgent.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ReasonKind {
    /// A call was agreed for today or before.
    CallBack,
    /// A promise was broken.
    BrokenPromise,
    /// A part of a plan was missed.
    BrokenPlan,
    /// What the customer said would happen did not.
    FollowUp,
    /// Its share of all that the list is about, in whole per cent.
    Share {
        /// Per cent.
        percent: u32,
    },
    /// Days past due of the oldest instalment.
    Late {
        /// Days.
        days: u32,
    },
    /// A cheque of the customer bounced.
    Bounced {
        /// When.
        on: NaiveDate,
    },
    /// Nobody was in touch for this long.
    Silence {
        /// Days since the last contact.
        days: u32,
    },
    /// Nobody was ever in touch.
    NeverContacted,
}

/// Points for an agreed call: it was promised.
const CALL_BACK: u32 = 60;
/// Points for a broken promise or plan: what is not noticed at once is lost.
const BROKEN: u32 = 40;
/// Points for something that did not happen as said.
const FOLLOW_UP: u32 = 25;
/// A point for each of so many days late, up to [`LATE_MOST`].
const DAYS_A_POINT: u32 = 3;
const LATE_MOST: u32 = 40;
/// Points for each per cent of the whole, up to [`SHARE_MOST`].
const SHARE_A_PERCENT: u32 = 3;
const SHARE_MOST: u32 = 30;
/// Points for a bounced cheque in the last [`BOUNCED_DAYS`].
const BOUNCED: u32 = 15;
const BOUNCED_DAYS: i64 = 90;
/// Points for silence of more than [`SILENT_DAYS`], or for nobody ever having been in touch.
const SILENCE: u32 = 10;
const SILENT_DAYS: i64 = 14;

/// The reasons for an action's place, the weightiest first. `share_of` is what it is about and
/// what the whole list is about, in minor units of one currency, where known.
pub fn reasons(
    book: &Book,
    of: &CustomerEntry,
    action: &Action,
    on: NaiveDate,
    share_of: Option<(i64, i64)>,
) -> Vec<Reason> {
    let mut reasons = Vec::new();
    let mut add = |what, points| {
        if points > 0 {
            reasons.push(Reason { what, points });
        }
    };
    match action.call.as_ref().map(|call| call.why) {
        Some(CallReason::CallBack) => add(ReasonKind::CallBack, CALL_BACK),
        Some(CallReason::BrokenPromise) => add(ReasonKind::BrokenPromise, BROKEN),
        Some(CallReason::BrokenPlan) => add(ReasonKind::BrokenPlan, BROKEN),
        Some(CallReason::FollowUp) => add(ReasonKind::FollowUp, FOLLOW_UP),
        None => {}
    }
    if let Some((worth, whole)) = share_of.filter(|(_, whole)| *whole > 0) {
        let percent = whole_percent(worth, whole);
        add(ReasonKind::Share { percent }, (percent * SHARE_A_PERCENT).min(SHARE_MOST));
    }
    let days = u32::try_from(action.oldest_days).unwrap_or(0);
    add(ReasonKind::Late { days }, (days / DAYS_A_POINT).min(LATE_MOST));
    let bounced = of.credits.iter().filter_map(|&ix| book.credit(ix).bounced_on);
    let recent = |bounced: &NaiveDate| (0..=BOUNCED_DAYS).contains(&(on - *bounced).num_days());
    if let Some(on) = bounced.filter(recent).max() {
        add(ReasonKind::Bounced { on }, BOUNCED);
    }
    match action.last_contact.map(|last| (on - last).num_days()) {
        None if action.oldest_days > 0 => add(ReasonKind::NeverContacted, SILENCE),
        Some(days) if days > SILENT_DAYS => {
            add(ReasonKind::Silence { days: u32::try_from(days).unwrap_or(u32::MAX) }, SILENCE);
        }
        _ => {}
    }
    reasons.sort_by_key(|reason| std::cmp::Reverse(reason.points));
    reasons
}

fn whole_percent(worth_minor: i64, whole_minor: i64) -> u32 {
    let percent = i128::from(worth_minor) * 100 / i128::from(whole_minor);
    u32::try_from(percent).unwrap_or(0)
}

/// What several amounts come to in a currency by the day's rates, in its minor units, each
/// rounded half away from zero; `None` where a rate is missing.
pub fn worth_in(book: &Book, amounts: &[Money], currency: Currency, on: NaiveDate) -> Option<i64> {
    let mut sum = 0;
    for amount in amounts {
        if amount.currency == currency {
            sum += amount.amount_minor;
            continue;
        }
        let rate = book.rate_on(amount.currency, on)? / book.rate_on(currency, on)?;
        sum += Money::from_decimal(amount.to_decimal() * rate, currency)?.amount_minor;
    }
    Some(sum)
}
