//! Screens: invoices.

mod dialogs;
mod fields;
mod form;
mod interest;
mod list;
mod more;
mod one;
mod plan;

pub use form::NewInvoice;
pub use list::Invoices;
pub use one::Invoice;
