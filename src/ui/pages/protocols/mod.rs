//! Screens: the protocols, and one of them.

mod import;
mod line;
mod list;
mod one;
mod save;
mod step;
mod versions;
mod wording;

pub use list::Protocols;
pub use one::Protocol;
