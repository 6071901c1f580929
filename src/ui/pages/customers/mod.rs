//! Screens: customers.

mod collecting;
mod escalation;
mod form;
mod letter;
mod list;
mod one;
mod signs;
mod statement;
mod summary;
mod time_line;

pub use form::NewCustomer;
pub use letter::{Letter, LetterText};
pub use list::Customers;
pub use one::Customer;
pub use statement::Statement;
