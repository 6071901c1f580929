//! What the benchmarks call from JavaScript: reports over given items, and ledgers
//! stored as the page stores them. Natively it is empty.
#![cfg(target_arch = "wasm32")]

#[path = "../../lib/bank.rs"]
mod bank;
mod matching;
mod portfolio;
mod stored_ledger;

pub use matching::Matching;
pub use portfolio::Portfolio;
pub use stored_ledger::{open_ledger, store_ledger};
