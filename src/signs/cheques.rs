//! Cheques post-dated, or returned unpaid (cheques posfechados o devueltos).
//!
//! **Rule.** At least `bounced` cheques were returned unpaid within the last `bounced_days`
//! days. Or at least `post_dated` cheques of the last `post_dated_days` days may be cashed
//! only more than a week ([`WEEK`]) after they were received, while of the payments of the
//! year before, at least [`PAYMENTS`], fewer than one in four came so.
//!
//! **Why.** A returned cheque is a fact and one is enough; after half a year of cheques that
//! cleared it is history. Post-dated cheques are how some customers have always paid: a sign
//! is that one begins to, and that needs payments to compare with.
//!
//! **Gravity.** Post-dated only: mild. A returned one: serious. Twice `bounced`: grave.

use chrono::{Days, NaiveDate};

use super::{Case, Evidence, Gravity, Sign, before, since};
use crate::ledger::book::CreditEntry;
use crate::ledger::dealing::SignKind;
use crate::ledger::{Ix, Money};
use crate::order;

/// A cheque dated no more days ahead than this is as good as one of today.
pub const WEEK: u64 = 7;

/// Payments of the year before that it takes to say how a customer pays.
pub const PAYMENTS: usize = 4;

/// What the sign is read from.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Cheques {
    /// Cheques returned unpaid, by the day they were.
    pub bounced: Vec<Cheque>,
    /// Cheques post-dated, by the day they were received; none where that is its habit.
    pub post_dated: Vec<Cheque>,
}

/// A cheque.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Cheque {
    /// The payment.
    pub credit: Ix<CreditEntry>,
    /// How much.
    pub amount: Money,
    /// The day it was received.
    pub received_on: NaiveDate,
    /// The day it was returned unpaid, or from which it may be cashed.
    pub on: NaiveDate,
}

pub(super) fn sign(case: &Case<'_>) -> Option<Sign> {
    let payments = Payments::of(case);
    if payments.bounced.is_empty() && payments.received.iter().all(|(_, late)| late.is_none()) {
        return None;
    }
    let found = payments.read(case, case.on)?;
    let since = since(case.on, |day| payments.read(case, day).is_some());
    let gravity = match found.bounced.len() / usize::from(case.settings.bounced).max(1) {
        0 => Gravity::Mild,
        1 => Gravity::Serious,
        _ => Gravity::Grave,
    };
    let evidence = Evidence::Cheques(found);
    Some(Sign { kind: SignKind::Cheques, since, gravity, evidence })
}

struct Payments {
    bounced: Vec<Cheque>,
    /// The day of each payment, and the cheque where it was post-dated, by day.
    received: Vec<(NaiveDate, Option<Cheque>)>,
}

impl Payments {
    fn of(case: &Case<'_>) -> Self {
        let mut it = Self { bounced: Vec::new(), received: Vec::new() };
        for &ix in case.of.credits.iter() {
            let entry = case.book.credit(ix);
            let received_on = entry.credit.date;
            if !entry.credit.is_payment() || received_on > case.on {
                continue;
            }
            let cheque = |on| Cheque { credit: ix, amount: entry.amount, received_on, on };
            let cash_on = entry.credit.cheque().and_then(|cheque| cheque.post_dated_to);
            let late = cash_on.filter(|day| *day > received_on + Days::new(WEEK)).map(cheque);
            it.received.push((received_on, late));
            it.bounced.extend(entry.bounced_on.filter(|day| *day <= case.on).map(cheque));
        }
        order::sort_by_key(&mut it.bounced, |cheque| (cheque.on, cheque.credit));
        order::sort_by_key(&mut it.received, |(day, _)| *day);
        it
    }

    fn read(&self, case: &Case<'_>, day: NaiveDate) -> Option<Cheques> {
        let settings = case.settings;
        let first = before(day, settings.bounced_days);
        let bounced = self.bounced.iter().filter(|it| it.on > first && it.on <= day);
        let mut bounced: Vec<Cheque> = bounced.copied().collect();
        if bounced.len() < usize::from(settings.bounced).max(1) {
            bounced.clear();
        }
        let post_dated = self.post_dated(day, settings.post_dated, settings.post_dated_days);
        let found = Cheques { bounced, post_dated };
        (found != Cheques::default()).then_some(found)
    }

    fn post_dated(&self, day: NaiveDate, least: u16, days: u16) -> Vec<Cheque> {
        let first = before(day, days);
        let year = before(first, 365);
        let (mut earlier, mut earlier_late, mut late) = (0, 0, Vec::new());
        for (on, cheque) in self.received.iter().filter(|(on, _)| *on > year && *on <= day) {
            if *on > first {
                late.extend(*cheque);
            } else {
                earlier += 1;
                earlier_late += usize::from(cheque.is_some());
            }
        }
        let is_new = earlier >= PAYMENTS && earlier_late * 4 < earlier;
        if is_new && late.len() >= usize::from(least).max(1) { late } else { Vec::new() }
    }
}
