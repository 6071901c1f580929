//! What people already have: lists, and copies of the ledger.

pub mod backup;
