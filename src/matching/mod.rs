//! Which invoices a bank movement pays: suggestions with their reason, always the user's
//! to take or leave.
//!
//! ```text
//! book ──► Matcher (indexes) ──► suggest(movement) ──► suggestions, best first
//!                                                      ──► forms for the ledger's actions
//! ```
//!
//! The order of belief: a reference that names the invoice, who the payer is, the amount;
//! see `suggest.rs`. What fits equally well is shown as a tie and never taken by itself.
//! A suggestion never settles more than is open, nor more than came in.

mod amounts;
mod explain;
mod index;
mod learned;
mod names;
mod payer;
mod quotes;
mod registered;
mod returned;
mod settings;
mod suggest;
mod suggestion;
mod withholdings;

pub use index::Matcher;
pub use learned::{known_payer, known_payer_of_kept, payer_keys};
pub use returned::{Returned, ReturnedBy};
pub use settings::MatchSettings;
pub use suggestion::{
    AmountFit, Certainty, Evidence, ProposedCredit, ProposedKind, Reason, SettleLine, Suggestion,
    payment_form,
};
pub use withholdings::{WITHHOLDINGS, WithheldFrom, WithholdingRule};
