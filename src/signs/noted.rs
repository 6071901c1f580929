//! Signs that the user noticed and noted by hand, until they are ended.
//!
//! **Gravity.** Serious: somebody found it worth writing down.

use super::{Case, Evidence, Gravity, Sign};
use crate::ledger::Id;
use crate::ledger::dealing::What;
use crate::order;

/// What was noted.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Noted {
    /// The dealing.
    pub dealing: Id,
    /// Who noticed it; empty for nobody in particular.
    pub by: String,
    /// What was noticed; may be empty.
    pub note: String,
}

pub(super) fn signs(case: &Case<'_>) -> Vec<Sign> {
    let dealings = case.of.dealings.iter().filter(|entry| entry.holds_on(case.on));
    let mut found: Vec<Sign> = dealings
        .filter_map(|entry| {
            let What::Sign(sign) = &entry.dealing.what else { return None };
            let dealing = entry.dealing.id;
            let evidence =
                Evidence::Noted(Noted { dealing, by: sign.by.clone(), note: sign.note.clone() });
            Some(Sign { kind: sign.kind, since: sign.on, gravity: Gravity::Serious, evidence })
        })
        .collect();
    order::sort_by_key(&mut found, |sign| (sign.kind, sign.since));
    found
}
