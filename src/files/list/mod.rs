//! Lists of invoices that people keep: a CSV file, or cells pasted from a spreadsheet.
//!
//! ```text
//! bytes ──► Survey ──► Proposal ──► Layout ──► ListReader ──► ListRead
//!           decode,    what was     nothing    row by row     rows, bad rows,
//!           split,     found; the   left to                   skipped rows,
//!           count      user corrects ask                      problems
//! ```
//!
//! Every step works in slices, so that a page can go on drawing between two of them.

pub mod bad_rows;
pub mod cell;
pub mod facts;
pub mod guess;
pub mod header;
pub mod layout;
pub mod problem;
pub mod proposal;
pub mod question;
pub mod reader;
pub mod row;
mod row_amounts;
mod row_reader;
pub mod survey;
mod synonyms;

pub use bad_rows::{bad_rows_csv, rows_csv};
pub use header::ColumnRole;
pub use layout::Layout;
pub use problem::{ColumnRef, Problem, ProblemKind};
pub use proposal::{Column, Origin, Proposal};
pub use question::{Basis, Need, Question, Remembered, Setting};
pub use reader::{BadRow, ListRead, ListReader, SkippedRow};
pub use row::{CustomerKey, ReadRow, RowKind, SkipReason};
pub use survey::{Corrections, HeaderChoice, ListOptions, Progress, Survey, has_known_header};
