//! What is done about what is owed: protocols, the worklist, messages, interest.

pub mod ahead;
pub mod days;
pub mod pause;
pub mod priority;
pub mod schedule;
pub mod standing;
pub mod worklist;
