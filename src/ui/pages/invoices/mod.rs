//! Screens: invoices.

mod dialogs;
mod fields;
mod form;
mod list;
mod more;
mod one;

pub use form::NewInvoice;
pub use list::Invoices;
pub use one::Invoice;
