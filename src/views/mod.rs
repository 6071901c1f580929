//! What screens show, worked out from the book: pure functions, one file a screen. The
//! page draws what these say.

pub mod allocation;
pub mod cheques;
pub mod copies;
pub mod currencies;
pub mod firm;
pub mod history;
pub mod import;
pub mod payment;
pub mod payment_facts;
pub mod payments;
pub mod receivables;
pub mod today;
