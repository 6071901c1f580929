//! The history: a line for each record.

use std::sync::Arc;

use serde::{Deserialize, Serialize};

use super::Book;
use crate::ledger::Id;
use crate::ledger::record::{Deed, Header};

/// A record as the history shows it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct LogEntry {
    /// The record.
    pub record: Id,
    /// When it was recorded, in milliseconds since 1970.
    pub at_ms: u64,
    /// By whom, where known.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub person: String,
    /// What the user did.
    pub deed: Deed,
    /// The first thing it is about.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub subject: Option<Id>,
    /// How many facts it holds.
    pub facts: u32,
    /// Whether it was taken back.
    #[serde(default)]
    pub undone: bool,
}

impl Book {
    /// Notes a record in the history, once its facts are in.
    pub(crate) fn note(&mut self, header: &Header, subject: Option<Id>, facts: usize) {
        match header.deed {
            Deed::Undid { record } => {
                self.turn(record, true, |deed| *deed == Deed::Redid { record });
            }
            Deed::Redid { record } => {
                self.turn(record, false, |deed| *deed == Deed::Undid { record });
            }
            _ => {}
        }
        if let Deed::Undid { record } | Deed::Redid { record } = header.deed
            && self.never_fitted(record)
        {
            Arc::make_mut(&mut self.unfit).retain(|unfit| unfit.record != record);
        }
        self.log.push(LogEntry {
            record: header.id,
            at_ms: header.at_ms,
            person: header.person.clone(),
            deed: header.deed.clone(),
            subject,
            facts: u32::try_from(facts).unwrap_or(u32::MAX),
            undone: false,
        });
    }

    /// Marks a record as taken back or not, and with it the undoings or redoings of it
    /// (the `other` deeds) that do not hold any more.
    fn turn(&mut self, record: Id, undone: bool, other: impl Fn(&Deed) -> bool) {
        let mut turned = Vec::new();
        for (ix, entry) in self.log.iter().rev() {
            if entry.record == record {
                turned.push((ix, undone));
                break;
            }
            if !entry.undone && other(&entry.deed) {
                turned.push((ix, true));
            }
        }
        for (ix, undone) in turned {
            self.log.change(ix).undone = undone;
        }
    }
}
