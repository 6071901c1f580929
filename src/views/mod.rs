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
//! What each screen shows and understands, worked out from the book without a page: lists
//! filtered and sorted, time lines, summaries, and forms turned into what they say.
pub mod customer;
pub mod customer_form;
pub mod customers;
pub mod invoice;
pub mod invoice_form;
pub mod invoices;
pub mod problem;
pub mod time_line;
#[cfg(test)]
mod fixture;
