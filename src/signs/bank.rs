//! Another bank on the customer's cheques (cambio de banco).
//!
//! **Rule.** The latest `bank_cheques` cheques or more in a row are drawn on one bank, the
//! [`BEFORE`] before them all on another, and the first of those that make it a row came
//! within the last `bank_days` days. Cheques without a bank do not count. Refinancing, and a
//! change of bank that no cheque shows, are noted by hand.
//!
//! **Why.** A customer with two banks alternates; one that changes does not go back. It is
//! news for a quarter, and then how things are.
//!
//! **Gravity.** Mild: by itself it says little.

use chrono::NaiveDate;

use super::{Case, Evidence, Gravity, Sign, before, since};
use crate::ledger::Ix;
use crate::ledger::book::CreditEntry;
use crate::ledger::dealing::SignKind;
use crate::order;
use crate::text::fold::fold;

/// How many cheques on the former bank it takes.
pub const BEFORE: usize = 4;

/// What the sign is read from.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct AnotherBank {
    /// The bank before.
    pub from: String,
    /// The bank now.
    pub to: String,
    /// The cheques on it since the change, oldest first.
    pub cheques: Vec<Ix<CreditEntry>>,
    /// The last cheques on the former, oldest first.
    pub earlier: Vec<Ix<CreditEntry>>,
}

pub(super) fn sign(case: &Case<'_>) -> Option<Sign> {
    let mut drawn: Vec<Drawn> = Vec::new();
    for &ix in case.of.credits.iter() {
        let credit = &case.book.credit(ix).credit;
        let Some(cheque) = credit.cheque() else { continue };
        if credit.date <= case.on && !cheque.bank.trim().is_empty() {
            drawn.push((credit.date, ix, fold(cheque.bank.trim())));
        }
    }
    order::sort(&mut drawn);
    let found = read(case, &drawn, case.on)?;
    let since = since(case.on, |day| read(case, &drawn, day).is_some());
    let evidence = Evidence::Bank(found);
    Some(Sign { kind: SignKind::Bank, since, gravity: Gravity::Mild, evidence })
}

/// A cheque's day, and its bank in a form to be compared.
type Drawn = (NaiveDate, Ix<CreditEntry>, String);

fn read(case: &Case<'_>, drawn: &[Drawn], day: NaiveDate) -> Option<AnotherBank> {
    let drawn = &drawn[..drawn.partition_point(|(on, ..)| *on <= day)];
    let (_, _, now) = drawn.last()?;
    let run = drawn.iter().rev().take_while(|(.., bank)| bank == now).count();
    let (earlier, run) = drawn.split_at(drawn.len() - run);
    let (_, _, then) = earlier.last()?;
    let earlier = &earlier[earlier.len().checked_sub(BEFORE)?..];
    let least = usize::from(case.settings.bank_cheques).max(1);
    let (became_on, ..) = run.get(least - 1)?;
    let holds = earlier.iter().all(|(.., bank)| bank == then)
        && *became_on > before(day, case.settings.bank_days);
    let name = |ix: Ix<CreditEntry>| {
        let cheque = case.book.credit(ix).credit.cheque();
        cheque.map_or_else(String::new, |cheque| cheque.bank.trim().to_owned())
    };
    holds.then(|| AnotherBank {
        from: name(earlier[0].1),
        to: name(run[0].1),
        cheques: run.iter().map(|(_, ix, _)| *ix).collect(),
        earlier: earlier.iter().map(|(_, ix, _)| *ix).collect(),
    })
}
