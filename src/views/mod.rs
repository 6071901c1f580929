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
