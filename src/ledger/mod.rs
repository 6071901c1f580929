//! What is true: money, customers, invoices, credits, allocations; the journal of what
//! the user did and the book that is its fold.
//!
//! ```text
//! action ──► facts ──► record ──► journal (storage) ──► book (fold) ──► reports
//! ```

pub mod action;
pub mod bank;
pub mod book;
pub mod contact_rule;
pub mod country;
pub mod credit;
pub mod currency;
pub mod customer;
pub mod dealing;
pub mod dunning_settings;
pub mod envelope;
pub mod escalation_terms;
pub mod exchange;
pub mod fact;
pub mod failing_journal;
pub mod firm;
pub mod id;
mod ids;
pub mod interest_terms;
pub mod invoice;
pub mod iso_day;
pub mod journal;
pub mod keeper;
pub mod memory_journal;
pub mod merge;
pub mod money;
pub mod planned_flow;
pub mod protocol;
pub mod record;
pub mod refusal;
pub mod rewriting;
pub mod shelf;
pub mod sign_settings;
pub mod suggestion;
pub mod tax_id;
pub mod terms;

pub use book::Book;
pub use country::Country;
pub use currency::Currency;
pub use fact::Fact;
pub use id::Id;
pub use money::Money;
pub use record::Record;
pub use refusal::Refusal;
pub use shelf::Ix;
pub use tax_id::TaxId;
pub use terms::Terms;
