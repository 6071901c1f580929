//! From the rows of a list to facts: what is new, what is known already, what was paid.
//!
//! ```text
//! ListRead + book ──► Planning ──► Plan ──► Entering ──► facts in a draft
//!                     row by row   what the   row by row    one record, undone as one
//!                                  user sees
//! ```
//!
//! Both steps work in slices. Every row ends as exactly one of entered, known and refused,
//! and the totals that a plan announces are those that stand in the book afterwards.

mod entering;
mod plan;
mod planning;
mod tally;

pub use entering::{Entered, Entering};
pub use plan::{EntryOptions, Line, LineState, Plan, UndatedPayments};
pub use planning::Planning;
pub use tally::{CurrencyTotals, Tally};
