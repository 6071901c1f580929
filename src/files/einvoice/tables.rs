//! Lists that tax authorities give out as tables: columns by name, rows by number.

use std::collections::HashMap;

use crate::files::delimited::{Delimiter, Splitter};
use crate::files::document::{Fault, FaultKind};
use crate::files::fold::squash;
use crate::files::table::{Row, Table};

/// A table with a row of headers.
#[derive(Debug)]
pub struct Listed {
    table: Table,
    header_row: usize,
    columns: HashMap<String, usize>,
}

/// How much of a text is looked at for headers.
const HEAD_CHARS: usize = 8192;

/// The most rows that are read of a list.
const MOST_ROWS: usize = 200_000;

impl Listed {
    /// Splits a text whose row of headers is one of the first five and holds all of
    /// `wanted` (folded as by [`squash`]); `None` where there is none.
    pub fn find(text: &str, delimiter: Delimiter, wanted: &[&str]) -> Option<Self> {
        let head: String = text.chars().take(HEAD_CHARS).collect();
        let folded = squash(&head);
        if !wanted.iter().all(|word| folded.contains(word)) {
            return None;
        }
        let table = Splitter::split(text, delimiter);
        for header_row in 0..table.len().min(5) {
            let mut columns = HashMap::new();
            for (place, cell) in table.row(header_row).cells().enumerate() {
                columns.entry(squash(cell)).or_insert(place);
            }
            if wanted.iter().all(|word| columns.contains_key(*word)) {
                return Some(Self { table, header_row, columns });
            }
        }
        None
    }

    /// Whether there is a column.
    pub fn has(&self, name: &str) -> bool {
        self.columns.contains_key(name)
    }

    /// The rows after the headers that are not blank, with their numbers from 1.
    pub fn rows(&self) -> impl Iterator<Item = ListedRow<'_>> {
        let from = self.header_row + 1;
        let numbered = (from..self.table.len().min(from + MOST_ROWS)).map(|index| ListedRow {
            list: self,
            row: self.table.row(index),
            number: index as u32 + 1,
        });
        numbered.filter(|row| !row.row.is_blank())
    }

    /// Whether there are more rows than are read.
    pub fn is_cut(&self) -> bool {
        self.table.len() > self.header_row + 1 + MOST_ROWS
    }
}

/// A row of a list.
#[derive(Clone, Copy, Debug)]
pub struct ListedRow<'a> {
    list: &'a Listed,
    row: Row<'a>,
    /// Its number, counted from 1 as a spreadsheet does.
    pub number: u32,
}

impl<'a> ListedRow<'a> {
    /// The cell of the first of the columns that there is, without blanks around it; empty
    /// where there is none. `null` counts as empty.
    pub fn get(self, names: &[&str]) -> &'a str {
        let column = names.iter().find_map(|name| self.list.columns.get(*name));
        let cell = column.map(|place| self.row.cell(*place).trim()).unwrap_or_default();
        if cell.eq_ignore_ascii_case("null") { "" } else { cell }
    }

    /// The cell, refused where it is empty.
    pub fn require(self, names: &[&str]) -> Result<&'a str, Fault> {
        match self.get(names) {
            "" => {
                let name = names.first().copied().unwrap_or_default();
                Err(Fault::at(name, "", FaultKind::Missing))
            }
            cell => Ok(cell),
        }
    }
}
