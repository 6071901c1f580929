//! Reads a list by its layout, a slice of rows at a time.

use std::collections::HashMap;
use std::sync::Arc;

use super::header::ColumnRole;
use super::layout::Layout;
use super::problem::{Problem, ProblemKind};
use super::row::{ReadRow, RowKind, SkipReason};
use super::row_reader::{Outcome, RowReader};
use super::survey::{ListOptions, Progress};
use crate::files::fold::squash;
use crate::files::table::Table;

/// Reads a list. Call [`Self::read_some`] until it is done, then [`Self::finish`]; drop it
/// to cancel.
#[derive(Debug)]
pub struct ListReader {
    table: Arc<Table>,
    reader: RowReader,
    next_row: usize,
    seen: HashMap<String, u32>,
    out: ListRead,
}

/// What became of a list. Each of the file's rows is in exactly one of `rows`, `bad` and
/// `skipped`.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct ListRead {
    /// The rows that were read, in the file's order.
    pub rows: Vec<ReadRow>,
    /// The rows that were not, with what is wrong with each.
    pub bad: Vec<BadRow>,
    /// The rows that hold no invoice.
    pub skipped: Vec<SkippedRow>,
    /// What is doubtful about rows that were read.
    pub warnings: Vec<Problem>,
    /// The columns' headers and roles, to hand bad rows back under.
    pub columns: Vec<(Arc<str>, ColumnRole)>,
}

/// A row that could not be read.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct BadRow {
    /// The row, counted from 1 as a spreadsheet counts it.
    pub row: u32,
    /// Its cells as they stand.
    pub cells: Vec<String>,
    /// What is wrong with it: at least one thing.
    pub problems: Vec<Problem>,
}

/// A row that holds no invoice.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct SkippedRow {
    /// The row, counted from 1 as a spreadsheet counts it.
    pub row: u32,
    /// Why it was skipped.
    pub reason: SkipReason,
}

impl ListRead {
    /// How many rows of the file are accounted for; after a whole reading, all of them.
    pub fn accounted(&self) -> usize {
        self.rows.len() + self.bad.len() + self.skipped.len()
    }
}

impl ListReader {
    /// A reader of `table`, as [`super::Proposal::table`] has it, by a layout.
    pub fn new(table: Arc<Table>, layout: Layout, options: ListOptions) -> Self {
        let columns = layout.columns().iter().map(|c| (Arc::clone(&c.name), c.role)).collect();
        let header = table.row(layout.header_row.unwrap_or(usize::MAX));
        Self {
            reader: RowReader::new(layout, options, header),
            next_row: 0,
            seen: HashMap::new(),
            out: ListRead { columns, ..ListRead::default() },
            table,
        }
    }

    /// Reads up to `max_rows` more rows. Five hundred take about a hundredth of a second
    /// in the browser.
    pub fn read_some(&mut self, max_rows: usize) -> Progress {
        let end = self.table.len().min(self.next_row.saturating_add(max_rows));
        let table = Arc::clone(&self.table);
        for index in self.next_row..end {
            let row = u32::try_from(index + 1).unwrap_or(u32::MAX);
            let outcome = self.reader.read(table.row(index), index);
            let problems = match outcome {
                Outcome::Skipped(reason) => {
                    self.out.skipped.push(SkippedRow { row, reason });
                    continue;
                }
                Outcome::Read { row: read, warnings } => match self.first_of(&read) {
                    None => {
                        self.out.rows.push(*read);
                        self.out.warnings.extend(warnings);
                        continue;
                    }
                    Some(first_row) => vec![self.duplicate(&read, first_row)],
                },
                Outcome::Bad(problems) => problems,
            };
            let cells = table.row(index).cells().map(str::to_owned).collect();
            self.out.bad.push(BadRow { row, cells, problems });
        }
        self.next_row = end;
        self.progress()
    }

    /// How far it is, in rows.
    pub fn progress(&self) -> Progress {
        Progress { done: self.next_row, total: self.table.len() }
    }

    /// What became of the rows; `None` before all were read.
    pub fn finish(self) -> Option<ListRead> {
        self.progress().is_done().then_some(self.out)
    }

    /// The row that had the same number of the same customer before, if any.
    fn first_of(&mut self, read: &ReadRow) -> Option<u32> {
        let customer = read.customer.code.as_deref().unwrap_or(&read.customer.name);
        let mut key = squash(customer);
        key.push(match read.kind {
            RowKind::Invoice => '\n',
            RowKind::CreditNote => '\r',
        });
        key.extend(read.number.chars().filter(|c| !c.is_whitespace()).flat_map(char::to_uppercase));
        match self.seen.entry(key) {
            std::collections::hash_map::Entry::Occupied(before) => Some(*before.get()),
            std::collections::hash_map::Entry::Vacant(free) => {
                free.insert(read.row);
                None
            }
        }
    }

    fn duplicate(&self, read: &ReadRow, first_row: u32) -> Problem {
        let layout = self.reader.layout();
        let column = layout.place(ColumnRole::Number).and_then(|place| layout.reference(place));
        let what = ProblemKind::DuplicateNumber { first_row };
        Problem { row: read.row, column, read: read.number.clone(), what }
    }
}
