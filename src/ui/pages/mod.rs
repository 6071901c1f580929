//! One screen per file or folder.

mod bank;
mod cash_flow;
pub(super) mod controls;
mod customers;
mod dealings;
mod import;
mod indicators;
mod invoices;
mod not_found;
mod payments;
mod protocols;
mod receivables;
mod settings;
mod sign_forms;
mod today;
mod welcome;

pub use bank::Bank;
pub use cash_flow::CashFlow;
pub use customers::{Customer, Customers, NewCustomer, Statement};
pub use import::Import;
pub use indicators::Indicators;
pub use invoices::{Invoice, Invoices, NewInvoice};
pub use not_found::NotFound;
pub use payments::{Cheques, NewPayment, Payment, Payments};
pub use protocols::{Protocol, Protocols};
pub use receivables::Receivables;
pub use settings::{AskForCopy, ClockNotice, LanguageSwitch, RestoreCopy, Settings};
pub use today::Today;
pub use welcome::Welcome;
