//! What screens show, worked out from the book: pure functions, one file a screen. The
//! page draws what these say.

pub mod copies;
pub mod currencies;
pub mod firm;
pub mod history;
pub mod receivables;
pub mod today;
