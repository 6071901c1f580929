//! When something can be done: public holidays, working days, and when, how often and by
//! which way a customer may be contacted.
//!
//! Everything is a date or a local time of the customer's place, without a zone: hours of
//! contact are counted where the customer is.

pub mod contact;
pub mod easter;
pub mod holidays;
mod national;
pub mod rules;
mod shipped;
pub mod working_days;

pub use contact::{Breach, Past, Slot, breaches, next_allowed_slot};
pub use holidays::{Holiday, Known};
pub use rules::rule_for;
pub use working_days::{Calendar, DayOff};
