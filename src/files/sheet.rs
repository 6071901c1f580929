//! A table with types, as the product hands it out: as CSV, or by the worker as a workbook.

use rust_decimal::Decimal;
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
    /// Rates, percentages and other numbers with as many decimals as they have.
    Decimal,
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

    /// A sheet of rows of which the first is the header; where there are more columns than
    /// kinds, the last kind is that of the others.
    pub fn of_rows(name: &str, kinds: &[ColumnKind], rows: &[Vec<String>]) -> Self {
        let header = rows.first().map(Vec::as_slice).unwrap_or_default();
        let kind = |at: usize| kinds.get(at).or(kinds.last()).copied().unwrap_or(ColumnKind::Text);
        let columns = header.iter().enumerate().map(|(at, head)| (head.as_str(), kind(at)));
        let mut sheet = Self::new(name, columns);
        for row in rows.iter().skip(1) {
            sheet.row(row.iter().map(String::as_str));
        }
        sheet
    }

    /// Adds a row with the sums of some columns of amounts for each of the currencies (or
    /// other things that are not added up together) in the column `by`; one for all where
    /// there is none. What is no number is not added.
    ///
    /// ```
    /// use cartera::files::sheet::{ColumnKind::{Amount, Text}, Sheet};
    /// let mut sheet = Sheet::new("Saldos", [("Cliente", Text), ("Moneda", Text), ("Saldo", Amount)]);
    /// for row in [["Faro", "MXN", "1.50"], ["Luna", "USD", "2.00"], ["Sol", "MXN", "-0.25"]] {
    ///     sheet.row(row);
    /// }
    /// sheet.add_up("Total", Some(1), &[2]);
    /// let csv = String::from_utf8(sheet.to_csv()).unwrap();
    /// assert!(csv.ends_with("\r\nTotal,MXN,1.25\r\nTotal,USD,2.00\r\n"));
    /// assert_eq!(sheet.head.totals, [3, 4]);
    /// ```
    pub fn add_up(&mut self, label: &str, by: Option<usize>, amounts: &[usize]) {
        let mut sums: Vec<(String, Vec<Decimal>)> = Vec::new();
        for row in self.table.rows() {
            let key = by.map_or("", |by| row.cell(by));
            if by.is_some() && key.is_empty() {
                continue;
            }
            let at = sums.iter().position(|(known, _)| known == key).unwrap_or_else(|| {
                sums.push((key.to_owned(), vec![Decimal::ZERO; amounts.len()]));
                sums.len() - 1
            });
            for (sum, &column) in sums[at].1.iter_mut().zip(amounts) {
                *sum += row.cell(column).parse::<Decimal>().unwrap_or_default();
            }
        }
        for (key, sums) in sums {
            let mut cells = vec![String::new(); self.head.columns.len()];
            label.clone_into(&mut cells[0]);
            match by {
                Some(0) => cells[0] = [label, " · ", &key].concat(),
                Some(by) => cells[by] = key,
                None => {}
            }
            for (sum, &column) in sums.iter().zip(amounts) {
                cells[column] = sum.to_string();
            }
            self.totals(cells.iter().map(String::as_str));
        }
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
