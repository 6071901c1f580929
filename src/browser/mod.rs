//! The only code that touches the browser: what is stored in it, what tabs say to each
//! other, files, the clock, the address.
//!
//! - [`IndexedDbJournal`]: a ledger's records; [`ledgers`]: which ledgers there are
//! - [`kept_copies`]: copies of a ledger, in a database beside it
//! - [`writer`], [`announcements`]: one tab writes, the others follow
//! - [`preferences`], [`sentinel`], [`device`]: small things kept beside the ledgers;
//!   [`visit`]: by one tab, until it is closed
//! - [`vault`]: encrypting a ledger under a passphrase
//! - [`persist`]: asking the browser to keep them
//! - [`new_version`]: of the page itself; [`panics`]: what it does not survive
//! - [`outside_file`]: a file of the user's that copies are written to
//! - [`files`], [`drops`], [`picture`], [`address`], [`clock`], [`locale`], [`random`],
//!   [`yield_now`]
//! - [`reader`]: the worker that reads files
//! - [`events`]: listeners that go when their owner goes

pub mod address;
pub mod announcements;
pub mod clock;
pub mod device;
pub mod drops;
pub mod events;
pub mod files;
mod idb;
mod indexed_db_journal;
mod js;
pub mod kept_copies;
pub mod ledgers;
pub mod locale;
pub mod locked_copy;
pub mod new_version;
mod once;
pub mod outside_file;
pub mod panics;
mod pause;
pub mod persist;
pub mod picture;
pub mod preferences;
pub mod random;
pub mod reader;
pub mod sentinel;
mod stored;
pub mod vault;
pub mod visit;
pub mod writer;

pub use idb::{Notice, journal_error};
pub use indexed_db_journal::IndexedDbJournal;
pub use ledgers::LedgerId;
pub use pause::yield_now;
