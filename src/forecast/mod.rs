//! When the money comes in: for each open instalment the chance that it is paid by a day,
//! and for the portfolio what is expected, with a band between a bad and a good outcome.

pub mod flows;
pub mod projection;
pub mod question;

pub use flows::{CashLine, Flows, Lowest, Opening};
pub use projection::{Band, ItemOutlook, Knowledge, Projection, Reason};
pub use question::{Question, Stress};
