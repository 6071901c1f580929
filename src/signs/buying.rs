//! A radical change in buying (cambio radical en sus compras): it buys far less.
//!
//! **Rule.** In the last `buying_days` days, against what is usual (see
//! [`super::purchases`]), the amount bought and the number of invoices both fell by at least
//! `fall_percent` percent, and the number by more than chance.
//!
//! **Why.** A customer that stops buying before it stops paying is about to leave with what
//! it owes. Amounts alone vary with a single order, and numbers alone with how orders are
//! bundled. At three fifths less, with the number beyond chance, what is left is not a slow
//! month. A rise is the sign of [`super::growth`].
//!
//! **Gravity.** Mild; serious when something is overdue; grave when, besides, nothing was
//! bought at all.

use super::purchases::{Comparison, Purchases};
use super::{Case, Evidence, Gravity, Sign, since};
use crate::ledger::dealing::SignKind;

pub(super) fn sign(case: &Case<'_>, all: &Purchases, found: &Comparison) -> Option<Sign> {
    let fell = |it: &Comparison| {
        let most = 100 - i64::from(case.settings.fall_percent.min(100));
        it.percent().is_some_and(|percent| percent <= most)
            && it.count_percent() <= most
            && it.is_beyond_chance()
    };
    if !fell(found) {
        return None;
    }
    let since = since(case.on, |day| all.compare(case, day).is_some_and(|it| fell(&it)));
    let is_overdue = || {
        let mut open = case.book.open_items_as_entered(case.customer, case.on);
        open.any(|(_, item)| item.due_on < case.on)
    };
    let gravity = match (is_overdue(), found.recent.is_empty()) {
        (false, _) => Gravity::Mild,
        (true, false) => Gravity::Serious,
        (true, true) => Gravity::Grave,
    };
    let evidence = Evidence::Buying(found.clone());
    Some(Sign { kind: SignKind::Buying, since, gravity, evidence })
}
