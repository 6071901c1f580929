//! A table with types, as the product hands it out: as CSV, or by the worker as a workbook.

use serde::{Deserialize, Serialize};

use super::csv_out::CsvOut;
use super::table::Table;

/// What a column holds.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub enum ColumnKind {
    /// Text, also where it looks like a number or a formula.
    Text,
    /// Days, as [`date_cell`](super::csv_out::date_cell) writes them.
    Date,
    /// Amounts, as [`money_cell`](super::csv_out::money_cell) writes them.
    Amount,
    /// Whole numbers.
    Number,
}

/// A column.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Column {
    /// Its header.
    pub header: String,
    /// What it holds.
    pub kind: ColumnKind,
}

/// All of a sheet but its rows.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct SheetHead {
    /// Its name, as the tab of a workbook.
    pub name: String,
    /// Its columns.
    pub columns: Vec<Column>,
    /// The rows that are totals, from 0, in order.
    pub totals: Vec<u32>,
}

/// A table with types. Cells are written as in CSV; a cell that is not of its column's kind
/// (an empty one, a word) is text.
///
/// ```
/// use cartera::files::sheet::{ColumnKind, Sheet};
/// let mut sheet = Sheet::new("Saldos", [("Cliente", ColumnKind::Text), ("Saldo", ColumnKind::Amount)]);
/// sheet.row(["=El Faro", "-12.50"]);
/// sheet.totals(["Total", "-12.50"]);
/// let csv = String::from_utf8(sheet.to_csv()).unwrap();
/// assert_eq!(csv, "\u{FEFF}Cliente,Saldo\r\n'=El Faro,-12.50\r\nTotal,-12.50\r\n");
/// ```
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Sheet {
    /// All but its rows.
    pub head: SheetHead,
    /// Its rows, without the header.
    pub table: Table,
}

impl Sheet {
    /// A sheet without rows.
    pub fn new<'a>(name: &str, columns: impl IntoIterator<Item = (&'a str, ColumnKind)>) -> Self {
        let column =
            |(header, kind): (&str, ColumnKind)| Column { header: header.to_owned(), kind };
        let columns = columns.into_iter().map(column).collect();
        let head = SheetHead { name: name.to_owned(), columns, totals: Vec::new() };
        Self { head, table: Table::default() }
    }

    /// Adds a row.
    pub fn row<'a>(&mut self, cells: impl IntoIterator<Item = &'a str>) {
        for cell in cells {
            self.table.push_cell(cell);
        }
        self.table.end_row();
    }

    /// Adds a row of totals.
    pub fn totals<'a>(&mut self, cells: impl IntoIterator<Item = &'a str>) {
        self.head.totals.push(u32::try_from(self.table.len()).unwrap_or(u32::MAX));
        self.row(cells);
    }

    /// The sheet as CSV.
    pub fn to_csv(&self) -> Vec<u8> {
        let mut out = CsvOut::new();
        out.cells(self.head.columns.iter().map(|column| &*column.header));
        for row in self.table.rows() {
            out.cells(row.cells());
        }
        out.finish()
    }
}
