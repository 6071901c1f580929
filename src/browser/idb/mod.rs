//! IndexedDB, as little of it as the page needs: connections that know when they were
//! lost, transactions that are stored whole or not at all, requests as futures.

mod connection;
mod error;
mod request;
mod schema;
mod transaction;

pub use connection::Notice;
pub(super) use connection::{Connection, database_names, delete};
pub use error::journal_error;
pub(super) use request::answer;
pub(super) use schema::{Schema, Step, Store};
pub(super) use transaction::{Access, Transaction};
