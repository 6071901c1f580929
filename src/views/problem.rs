//! What is wrong with a field of a form.

/// A field and what is wrong with it. Forms return all of them at once.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FieldProblem<F> {
    /// Which field.
    pub field: F,
    /// What is wrong.
    pub why: Why,
}

/// What is wrong with what stands in a field; `text::invoices::why` says it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Why {
    /// Nothing stands in it.
    Missing,
    /// It is no date.
    NotADate,
    /// It is no time of the day.
    NotATime,
    /// It is no amount.
    NotAnAmount,
    /// It is not above zero.
    NotPositive,
    /// More than the ledger holds exactly.
    TooLarge,
    /// It is no number above zero.
    NotARate,
    /// It is neither terms nor a date.
    NotTerms,
    /// No customer has this name.
    NoSuchCustomer,
    /// Several customers have this name.
    SeveralCustomers,
    /// The customer has a document of this number.
    NumberTaken,
    /// The instalments leave so much of the total, or exceed it where below zero.
    Remainder(crate::ledger::Money),
}

impl<F: PartialEq> FieldProblem<F> {
    /// What is wrong with one field, among all problems.
    pub fn of(problems: &[Self], field: F) -> Option<&Why> {
        problems.iter().find(|problem| problem.field == field).map(|problem| &problem.why)
    }
}
