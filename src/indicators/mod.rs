//! Are we getting better: what is owed and how late, how fast it is paid, how well it is
//! collected and what was done for it, as of any day and month by month before it.
//!
//! [`report`] reads the book once for one currency and answers with a point a month; every
//! figure of a point is a numerator over a denominator ([`Figure`]), and [`items_behind`]
//! lists the documents that sum to each. What cannot be worked out says why ([`Missing`]):
//! never a zero that stands for "unknown".
//!
//! **Periods.** The months end on the day asked for: those of 31 October are calendar
//! months, those of 22 November run from the 23rd to the 22nd. So a period is always a
//! whole month and always compared with a whole one, and no day is in two of them.
//!
//! **What is owed** is what is open of the instalments (gross): credit that settles nothing
//! yet is left out, because nobody has said which invoice it pays. With it taken off, the
//! days overdue could be fewer than none.
//!
//! **Credit sales** are what invoices, debit notes and charges issued in the period come
//! to, taxes included as in what is owed, less the credit notes of the period and less the
//! invoices of earlier periods that were cancelled in it: net credit sales, as the
//! literature has them. What was owed before the ledger began is no sale. Early-payment
//! discounts, withholdings, small differences and write-offs do not lower them: they are
//! ways in which an invoice is settled.

mod drill;
pub mod formula;
mod indicator;
mod question;
mod report;
mod stage;
mod sums;

pub use drill::{Drill, Line, LineTo, Part, PartName, items_behind};
pub use formula::Missing;
pub use indicator::{Better, Group, Indicator, Unit};
pub use question::{Period, Question};
pub use report::{Figure, Point, Report, report};
