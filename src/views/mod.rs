//! What screens show, worked out from the book: pure functions, one file a screen. The
//! page draws what these say.

pub mod allocation;
pub mod bank;
pub mod bank_import;
pub mod cash_flow;
pub mod cheques;
pub mod collecting;
pub mod collecting_settings;
pub mod contact_calendar;
pub mod contact_form;
pub mod copies;
pub mod currencies;
pub mod customer;
pub mod customer_calendar;
pub mod customer_form;
pub mod customers;
pub mod device_clock;
pub mod firm;
#[cfg(test)]
pub(crate) mod fixture;
pub mod history;
pub mod import;
pub mod indicators;
pub mod intake;
pub mod invoice;
pub mod invoice_form;
pub mod invoices;
pub mod lock;
pub mod payment;
pub mod payment_facts;
pub mod payments;
pub mod problem;
pub mod protocol_editor;
pub mod protocols;
pub mod receivables;
pub mod sheets;
pub mod sign_settings;
pub mod signs;
pub mod statement;
pub mod time_line;
pub mod today;
pub mod told;
pub mod worklist;
