//! Cartera: a receivables ledger that lives in a web page.
//!
//! The map of the house, one sentence a room. Data goes one way: files and forms become
//! actions, the book checks them, the journal stores them as records, the book is the
//! fold of the records, and every figure on a screen is a pure function of the book.

pub mod aging;
#[cfg(target_arch = "wasm32")]
pub mod browser;
pub mod calendar;
mod chance;
pub mod charts;
pub mod demo;
pub mod dunning;
pub mod files;
pub mod forecast;
pub mod indicators;
pub mod ledger;
pub mod matching;
pub mod order;
pub mod route;
pub mod signs;
pub mod text;
pub mod views;
