//! Growth that is too fast (crecimiento demasiado rápido).
//!
//! **Rule.** In the last `buying_days` days, against what is usual (see
//! [`super::purchases`]), the customer bought at least `growth_percent` percent more, in at
//! least half as many percent more invoices and more of them than chance gives; and what it
//! owes has grown at least half as much since those days began.
//!
//! **Why.** Who doubles within a quarter pays for its growth with its suppliers' money. If
//! what it owes did not grow along, it pays for it with its own, and that is a good customer.
//!
//! **Gravity.** Mild; serious from twice `growth_percent`; grave when, besides, something is
//! overdue.

use chrono::NaiveDate;

use super::purchases::{Comparison, Purchases};
use super::{Case, Evidence, Gravity, Sign, before, since};
use crate::ledger::Money;
use crate::ledger::dealing::SignKind;

/// What the sign is read from.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Growth {
    /// What was bought.
    pub bought: Comparison,
    /// What was open in the same currency when the days began.
    pub owed_then: Money,
    /// What is open now.
    pub owed_now: Money,
}

pub(super) fn sign(case: &Case<'_>, all: &Purchases, found: &Comparison) -> Option<Sign> {
    let evidence = read(case, case.on, found)?;
    let holds = |day| all.compare(case, day).is_some_and(|it| read(case, day, &it).is_some());
    let since = since(case.on, holds);
    let open = || {
        let mut open = case.book.open_items_as_entered(case.customer, case.on);
        open.any(|(_, item)| item.due_on < case.on)
    };
    let twice = 100 + 2 * i64::from(case.settings.growth_percent);
    let gravity = match found.percent().is_some_and(|percent| percent >= twice) {
        false => Gravity::Mild,
        true if open() => Gravity::Grave,
        true => Gravity::Serious,
    };
    let evidence = Evidence::Growth(evidence);
    Some(Sign { kind: SignKind::Growth, since, gravity, evidence })
}

fn read(case: &Case<'_>, day: NaiveDate, bought: &Comparison) -> Option<Growth> {
    let percent = i64::from(case.settings.growth_percent);
    let grew = bought.percent().is_some_and(|it| it >= 100 + percent)
        && bought.count_percent() >= 100 + percent / 2
        && bought.is_beyond_chance();
    if !grew {
        return None;
    }
    let owed = |day| {
        let open = case.book.open_items_as_entered(case.customer, day);
        let own = open.filter(|(_, item)| item.currency == bought.currency);
        Money::new(own.map(|(open, _)| open.open_minor).sum(), bought.currency)
    };
    let (owed_then, owed_now) = (owed(before(day, bought.days)), owed(day));
    let least = i128::from(owed_then.amount_minor) * i128::from(100 + percent / 2);
    let owes_more = owed_now.amount_minor > 0 && i128::from(owed_now.amount_minor) * 100 >= least;
    owes_more.then(|| Growth { bought: bought.clone(), owed_then, owed_now })
}
