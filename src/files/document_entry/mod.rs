//! From tax documents to facts: what is owed to the firm, what was paid, what is void.
//!
//! ```text
//! Papers + book + own tax id ──► Entering ──► facts in a draft, and a line for
//!                                a slice at    each document: what became of it
//!                                a time
//! ```
//!
//! There is no plan apart from the entering: what the user is shown is what came of it in a
//! draft that is dropped, and after they agree the same is done in one that is stored.

mod claims;
mod due;
mod entering;
mod known;
mod line;
mod own;
mod papers;
mod receipts;
mod statuses;
mod tally;

pub use due::DueBy;
pub use entering::{Entered, Entering, EntryOptions};
pub(crate) use known::DAYS_APART;
pub use line::{Doubt, Line, LineState, Why};
pub use own::{Candidate, candidates, must_ask};
pub use papers::{OpenedFile, Papers};
pub use tally::{CurrencyTotals, Tally};
