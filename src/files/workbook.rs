//! Workbooks of spreadsheet programs (XLSX and ODS), read into the tables that lists are
//! read from.
//!
//! Cells that a program typed say what they are, so they are written as no one asks about:
//! dates as `2026-03-31`, numbers with a point that can only be a decimal one.

use std::io::Cursor;

use calamine::{Data, DataRef, ExcelDateTime, Ods, OdsError, Reader, Sheet, SheetType};
use calamine::{SheetVisible, Xlsx, XlsxError};
use serde::{Deserialize, Serialize};

use super::table::Table;

/// A sheet of a workbook.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Worksheet {
    /// Its name.
    pub name: String,
    /// Its cells, from the first row and column on. Rows are counted as the program counts
    /// them.
    pub table: Table,
}

/// Why a workbook was not read.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub enum WorkbookFault {
    /// It is protected by a password.
    Encrypted,
    /// It is damaged.
    Damaged,
    /// It has more cells than are read.
    TooLarge,
    /// It has no sheet with anything in it.
    Empty,
}

/// Cells that are read at most, with those that only fill a row up to one that is filled.
const MOST_CELLS: usize = 8_000_000;

/// The sheets of a workbook that are shown and have anything in them; `None` where the bytes
/// are no workbook.
///
/// # Errors
/// When it is one and cannot be read.
pub fn read_workbook(bytes: &[u8]) -> Option<Result<Vec<Worksheet>, WorkbookFault>> {
    let read = match read_xlsx(bytes) {
        Err(XlsxError::FileNotFound(_) | XlsxError::Zip(_) | XlsxError::RelationshipNotFound) => {
            match read_ods(bytes) {
                Err(OdsError::FileNotFound(_) | OdsError::Zip(_) | OdsError::InvalidMime(_)) => {
                    return None;
                }
                Err(OdsError::Password) => Err(WorkbookFault::Encrypted),
                Err(_) => Err(WorkbookFault::Damaged),
                Ok(sheets) => sheets,
            }
        }
        Err(XlsxError::Password) => Err(WorkbookFault::Encrypted),
        Err(_) => Err(WorkbookFault::Damaged),
        Ok(sheets) => sheets,
    };
    Some(read.and_then(|mut sheets| {
        sheets.retain(|sheet| !sheet.table.is_empty());
        if sheets.is_empty() { Err(WorkbookFault::Empty) } else { Ok(sheets) }
    }))
}

type Sheets = Result<Vec<Worksheet>, WorkbookFault>;

fn read_xlsx(bytes: &[u8]) -> Result<Sheets, XlsxError> {
    let mut workbook = Xlsx::new(Cursor::new(bytes))?;
    let mut room = MOST_CELLS;
    let mut sheets = Vec::new();
    for name in shown(workbook.sheets_metadata()) {
        let mut filling = Filling::new(room);
        let mut cells = workbook.worksheet_cells_reader(&name)?;
        while let Some(cell) = cells.next_cell()? {
            let (row, column) = cell.get_position();
            if let Err(fault) = filling.put(row, column, &data_text(cell.get_value())) {
                return Ok(Err(fault));
            }
        }
        room = filling.room;
        sheets.push(Worksheet { name, table: filling.finish() });
    }
    Ok(Ok(sheets))
}

fn read_ods(bytes: &[u8]) -> Result<Sheets, OdsError> {
    let mut workbook = Ods::new(Cursor::new(bytes))?;
    let mut room = MOST_CELLS;
    let mut sheets = Vec::new();
    for name in shown(workbook.sheets_metadata()) {
        let mut filling = Filling::new(room);
        let range = workbook.worksheet_range(&name)?;
        let (first_row, first_column) = range.start().unwrap_or_default();
        for (row, column, value) in range.used_cells() {
            let at = |offset: usize, first: u32| first + u32::try_from(offset).unwrap_or(u32::MAX);
            let (row, column) = (at(row, first_row), at(column, first_column));
            if let Err(fault) = filling.put(row, column, &data_text(&as_ref(value))) {
                return Ok(Err(fault));
            }
        }
        room = filling.room;
        sheets.push(Worksheet { name, table: filling.finish() });
    }
    Ok(Ok(sheets))
}

/// The names of the sheets of cells that are not hidden.
fn shown(sheets: &[Sheet]) -> Vec<String> {
    let is_shown = |sheet: &&Sheet| {
        sheet.typ == SheetType::WorkSheet && sheet.visible == SheetVisible::Visible
    };
    sheets.iter().filter(is_shown).map(|sheet| sheet.name.clone()).collect()
}

/// A table being filled cell by cell, in reading order.
struct Filling {
    table: Table,
    row: u32,
    column: u32,
    room: usize,
}

impl Filling {
    fn new(room: usize) -> Self {
        Self { table: Table::default(), row: 0, column: 0, room }
    }

    /// Puts a cell; an empty one takes no place.
    fn put(&mut self, row: u32, column: u32, text: &str) -> Result<(), WorkbookFault> {
        if text.is_empty() {
            return Ok(());
        }
        // No program writes cells out of order; guessing where they belong would.
        if row < self.row || (row == self.row && column < self.column) {
            return Err(WorkbookFault::Damaged);
        }
        let rows = (row - self.row) as usize;
        let before = if rows == 0 { column - self.column } else { column };
        self.room =
            self.room.checked_sub(rows + before as usize + 1).ok_or(WorkbookFault::TooLarge)?;
        for _ in 0..rows {
            self.table.end_row();
        }
        for _ in 0..before {
            self.table.push_cell("");
        }
        self.table.push_cell(text);
        (self.row, self.column) = (row, column + 1);
        Ok(())
    }

    fn finish(mut self) -> Table {
        if self.row > 0 || self.column > 0 {
            self.table.end_row();
        }
        self.table
    }
}

fn as_ref(data: &Data) -> DataRef<'_> {
    match data {
        Data::Int(number) => DataRef::Int(*number),
        Data::Float(number) => DataRef::Float(*number),
        Data::String(text) => DataRef::SharedString(text),
        Data::Bool(is) => DataRef::Bool(*is),
        Data::DateTime(at) => DataRef::DateTime(*at),
        Data::DateTimeIso(text) => DataRef::DateTimeIso(text.clone()),
        Data::DurationIso(text) => DataRef::DurationIso(text.clone()),
        Data::Error(error) => DataRef::Error(error.clone()),
        _ => DataRef::Empty,
    }
}

/// A cell as the readers of lists take it.
fn data_text(data: &DataRef<'_>) -> String {
    match data {
        DataRef::Empty => String::new(),
        DataRef::String(text) | DataRef::DurationIso(text) => text.clone(),
        DataRef::SharedString(text) => (*text).to_owned(),
        DataRef::Int(number) => number.to_string(),
        DataRef::Float(number) => number_text(*number),
        DataRef::Bool(is) => if *is { "true" } else { "false" }.to_owned(),
        DataRef::DateTime(at) => date_text(at),
        // The day alone: `2026-03-31T00:00:00`.
        DataRef::DateTimeIso(text) => text.split('T').next().unwrap_or_default().to_owned(),
        DataRef::Error(error) => error.to_string(),
    }
}

/// A number as the spreadsheet shows it at its most precise, fifteen digits; with a point
/// that no reader takes for one between thousands.
fn number_text(number: f64) -> String {
    let digits = format!("{number:.14e}");
    let mut text = digits.parse::<f64>().unwrap_or(number).to_string();
    if text.split_once('.').is_some_and(|(_, decimals)| decimals.len() == 3) {
        text.push('0');
    }
    text
}

/// A date without its time; a time of day or a duration as the number that it is.
fn date_text(at: &ExcelDateTime) -> String {
    if at.is_duration() || at.as_f64() < 1.0 {
        return number_text(at.as_f64());
    }
    let (year, month, day, ..) = at.to_ymd_hms_milli();
    format!("{year:04}-{month:02}-{day:02}")
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;
    use crate::files::amounts::DecimalMark;
    use crate::files::amounts::NumberTally;
    use crate::files::dates::Verdict;

    #[test]
    fn typed_numbers_are_read_without_a_question() {
        for (number, text) in [
            (1200.0, "1200"),
            (1.234, "1.2340"),
            (-12.5, "-12.5"),
            (97.600_000_000_000_01, "97.6"),
            (0.1 + 0.2, "0.3"),
            (1e15, "1000000000000000"),
            (46_112.0, "46112"),
        ] {
            assert_eq!(number_text(number), text);
        }
        let mut tally = NumberTally::default();
        ["1.2340", "-12.5", "1200"].iter().for_each(|cell| tally.add(cell));
        assert_eq!(tally.mark(), Verdict::Decided(DecimalMark::Point));
    }

    #[test]
    fn cells_stand_where_they_stood() {
        let mut filling = Filling::new(100);
        for (row, column, text) in [(1, 1, "a"), (1, 3, "b"), (1, 4, ""), (4, 0, "c")] {
            filling.put(row, column, text).unwrap();
        }
        let table = filling.finish();
        let expected: [&[&str]; 5] = [&[], &["", "a", "", "b"], &[], &[], &["c"]];
        assert_eq!(table, Table::from_rows(expected));
        assert_eq!(Filling::new(9).finish(), Table::default());
    }

    #[test]
    fn cells_out_of_order_and_far_away_are_refused() {
        let mut filling = Filling::new(100);
        filling.put(2, 2, "a").unwrap();
        assert_eq!(filling.put(2, 1, "b"), Err(WorkbookFault::Damaged));
        assert_eq!(filling.put(1, 5, "b"), Err(WorkbookFault::Damaged));
        assert_eq!(filling.put(2, 16_000, "b"), Err(WorkbookFault::TooLarge));
    }

    #[test]
    fn what_is_no_workbook_is_none() {
        for bytes in [b"".as_slice(), b"Cliente;Saldo", b"PK\x03\x04 cut", b"%PDF-1.7"] {
            assert_eq!(read_workbook(bytes), None);
        }
    }
}
