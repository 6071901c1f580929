//! Collecting: what is done about what is owed, when, in which words.
//!
//! Nothing here is stored or sent. Protocols, contacts and settings come out of the book; a
//! worklist is worked out afresh for any day; words go into a draft that the user sends with
//! their own programs.

pub mod ahead;
pub mod charge;
pub mod days;
pub mod escalation;
pub mod example;
pub mod hand_over;
pub mod interest;
pub mod links;
pub mod message;
pub mod pause;
pub mod phone;
pub mod practice;
pub mod priority;
pub mod protocol_check;
pub mod protocol_file;
pub mod protocols;
pub mod schedule;
pub mod shipped;
pub mod standing;
pub mod template;
pub mod worklist;
