//! What is true: money, customers, invoices, credits, allocations; the journal of what
//! the user did and the book that is its fold.

pub mod country;
pub mod currency;
pub mod envelope;
pub mod id;
pub mod journal;
pub mod money;
pub mod tax_id;
pub mod terms;

pub use country::Country;
pub use currency::Currency;
pub use id::Id;
pub use money::Money;
pub use tax_id::TaxId;
pub use terms::Terms;
