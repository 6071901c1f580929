//! The writer behind every table the product hands out.

use chrono::NaiveDate;

use crate::ledger::Money;

/// Writes comma-separated rows as RFC 4180 has them: CRLF, quotes only where needed, in
/// UTF-8 with a byte order mark, without which Excel garbles accents.
///
/// A cell that a spreadsheet would run as a formula is written as text, with an
/// apostrophe before it; [`unguard`] takes it off again. Numbers are written plain, with a
/// decimal point, and dates as ISO 8601: see [`money_cell`] and [`date_cell`].
///
/// ```
/// use cartera::files::csv_out::CsvOut;
/// let mut out = CsvOut::new();
/// out.row(&["Cliente", "Saldo"]);
/// out.row(&["=cmd, S.A.", "-12.5"]);
/// let bytes = out.finish();
/// assert_eq!(bytes, "\u{FEFF}Cliente,Saldo\r\n\"'=cmd, S.A.\",-12.5\r\n".as_bytes());
/// ```
#[derive(Clone, Debug)]
pub struct CsvOut {
    text: String,
}

impl Default for CsvOut {
    fn default() -> Self {
        Self::new()
    }
}

impl CsvOut {
    /// An empty table.
    pub fn new() -> Self {
        Self { text: String::from("\u{FEFF}") }
    }

    /// Adds a row.
    pub fn row(&mut self, cells: &[&str]) {
        self.cells(cells.iter().copied());
    }

    /// Adds a row of cells from anywhere.
    pub fn cells<'a>(&mut self, cells: impl Iterator<Item = &'a str>) {
        let row_start = self.text.len();
        for (column, cell) in cells.enumerate() {
            if column > 0 {
                self.text.push(',');
            }
            self.cell(cell);
        }
        if self.text.len() == row_start {
            // A row of one empty cell must not read as a blank line.
            self.text.push_str("\"\"");
        }
        self.text.push_str("\r\n");
    }

    /// The file's bytes.
    pub fn finish(self) -> Vec<u8> {
        self.text.into_bytes()
    }

    fn cell(&mut self, cell: &str) {
        let guard = is_formula(cell.trim_start_matches('\'')) && !is_plain_negative(cell);
        if !cell.contains(['"', ',', '\r', '\n', '\t']) && cell.trim() == cell {
            if guard {
                self.text.push('\'');
            }
            self.text.push_str(cell);
            return;
        }
        self.text.push('"');
        if guard {
            self.text.push('\'');
        }
        for part in cell.split_inclusive('"') {
            self.text.push_str(part);
            if part.ends_with('"') {
                self.text.push('"');
            }
        }
        self.text.push('"');
    }
}

/// A cell as it was before [`CsvOut`] (or a person in a spreadsheet) put an apostrophe
/// before it to keep it from being run.
///
/// ```
/// use cartera::files::csv_out::unguard;
/// assert_eq!(unguard("'=1+1"), "=1+1");
/// assert_eq!(unguard("'t Zand"), "'t Zand");
/// ```
pub fn unguard(cell: &str) -> &str {
    match cell.strip_prefix('\'') {
        Some(rest) if is_formula(rest.trim_start_matches('\'')) => rest,
        _ => cell,
    }
}

/// An amount as a plain number of its currency's main unit: `1234.50`, `-3`.
pub fn money_cell(amount: Money) -> String {
    amount.to_decimal().to_string()
}

/// A date as ISO 8601: `2026-03-31`.
pub fn date_cell(date: NaiveDate) -> String {
    date.to_string()
}

/// Whether a spreadsheet may take the text for a formula (OWASP, "CSV injection").
fn is_formula(cell: &str) -> bool {
    cell.starts_with(['=', '+', '-', '@', '\t', '\r'])
}

/// `-12.5`: a minus, digits and at most one decimal point between them.
fn is_plain_negative(cell: &str) -> bool {
    let Some(number) = cell.strip_prefix('-') else { return false };
    let (whole, decimals) = number.split_once('.').unwrap_or((number, "0"));
    [whole, decimals].iter().all(|d| !d.is_empty() && d.bytes().all(|b| b.is_ascii_digit()))
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;
    use crate::ledger::Currency;

    fn written(cell: &str) -> String {
        let mut out = CsvOut::new();
        out.row(&[cell]);
        String::from_utf8(out.finish()).unwrap()
    }

    #[test]
    fn formulas_become_text_and_numbers_stay_numbers() {
        for (cell, expected) in [
            ("=HYPERLINK(1)", "'=HYPERLINK(1)"),
            ("+5255", "'+5255"),
            ("@x", "'@x"),
            ("-x", "'-x"),
            ("--1", "'--1"),
            ("-1.", "'-1."),
            ("'=x", "''=x"),
            ("\tx", "\"'\tx\""),
            ("-12.5", "-12.5"),
            ("-3", "-3"),
            ("'t Zand", "'t Zand"),
            ("a=b", "a=b"),
            ("", "\"\""),
            (" a", "\" a\""),
            ("a \"b\"", "\"a \"\"b\"\"\""),
            ("a\nb", "\"a\nb\""),
        ] {
            assert_eq!(written(cell), format!("\u{FEFF}{expected}\r\n"), "{cell:?}");
        }
    }

    #[test]
    fn amounts_and_dates_are_written_for_machines() {
        let mxn = Currency::from_code("MXN").unwrap();
        assert_eq!(money_cell(Money::new(-123_450, mxn)), "-1234.50");
        assert_eq!(date_cell(NaiveDate::from_ymd_opt(2026, 3, 1).unwrap()), "2026-03-01");
    }
}
