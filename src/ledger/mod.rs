//! What is true: money, customers, invoices, credits, allocations; the journal of what
//! the user did and the book that is its fold.

pub mod currency;
pub mod envelope;
pub mod failing_journal;
pub mod id;
pub mod journal;
pub mod memory_journal;
pub mod money;

pub use currency::Currency;
pub use id::Id;
pub use money::Money;
