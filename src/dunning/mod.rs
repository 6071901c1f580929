//! Collecting: what is done, when, in which words.
//!
//! Nothing here is stored or sent. Protocols and settings come out of the book, words go
//! into a draft that the user sends with their own programs.

pub mod example;
pub mod links;
pub mod message;
pub mod phone;
pub mod protocol_check;
pub mod protocol_file;
pub mod protocols;
pub mod shipped;
pub mod template;
