//! When the money comes in: for each open instalment the chance that it is paid by a day,
//! and for the portfolio what is expected, with a band between a bad and a good outcome.

pub mod days_ahead;
pub mod habit;
pub mod hazard;
pub mod history;
pub mod item;
pub mod level;
pub mod naive;
pub mod past;
pub mod project;
pub mod projection;
pub mod question;
pub mod recency;
pub mod recurring;
pub mod run;
pub mod simulate;
pub mod weekdays;
pub mod word;

pub use past::{Review, Summary, how_good, reviewed_days};
pub use project::{Projecting, project};
pub use projection::{Band, ItemOutlook, Knowledge, Projection, Reason};
pub use question::{Question, Stress};
pub use recurring::{ExpectedInvoice, expected_inflow, expected_invoices};
