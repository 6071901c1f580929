//! Rows of text cells, as a file or a worksheet gave them.

/// Rows of text cells in one piece of memory: a list of 50,000 rows is three allocations.
///
/// Rows are counted as a spreadsheet counts them when it opens the file: blank lines are
/// rows, and a quoted cell with line breaks is still one row.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Table {
    text: String,
    /// Where each cell ends in `text`.
    cell_ends: Vec<u32>,
    /// Where each row ends in `cell_ends`.
    row_ends: Vec<u32>,
}

/// One row of a [`Table`].
#[derive(Clone, Copy, Debug)]
pub struct Row<'a> {
    text: &'a str,
    start: u32,
    ends: &'a [u32],
}

impl Table {
    /// A table of the given rows.
    pub fn from_rows<'a>(rows: impl IntoIterator<Item = &'a [&'a str]>) -> Self {
        let mut table = Self::default();
        for row in rows {
            for cell in row {
                table.push_cell(cell);
            }
            table.end_row();
        }
        table
    }

    /// Adds a cell to the row being written.
    pub fn push_cell(&mut self, cell: &str) {
        self.text.push_str(cell);
        self.cell_ends.push(u32::try_from(self.text.len()).unwrap_or(u32::MAX));
    }

    /// Ends the row being written; with no cell before it, it is a blank row.
    pub fn end_row(&mut self) {
        self.row_ends.push(u32::try_from(self.cell_ends.len()).unwrap_or(u32::MAX));
    }

    /// How many rows there are, blank ones included.
    pub fn len(&self) -> usize {
        self.row_ends.len()
    }

    /// Whether there is no row.
    pub fn is_empty(&self) -> bool {
        self.row_ends.is_empty()
    }

    /// The row at `index`, counted from zero; one without cells past the end.
    pub fn row(&self, index: usize) -> Row<'_> {
        let ends = match self.row_ends.get(index) {
            Some(&end) => &self.cell_ends[self.row_start(index)..end as usize],
            None => &[],
        };
        let first = self.row_start(index);
        let start = if first == 0 { 0 } else { self.cell_ends.get(first - 1).map_or(0, |e| *e) };
        Row { text: &self.text, start, ends }
    }

    /// All rows in order.
    pub fn rows(&self) -> impl Iterator<Item = Row<'_>> {
        (0..self.len()).map(|index| self.row(index))
    }

    /// The table as bytes, to hand it from one thread to another: how many cells and rows,
    /// where each ends (four bytes each, the lowest first), the text.
    pub fn to_bytes(&self) -> Vec<u8> {
        let counts = [self.cell_ends.len(), self.row_ends.len()];
        let counts = counts.map(|count| u32::try_from(count).unwrap_or(u32::MAX));
        let numbers = counts.iter().chain(&self.cell_ends).chain(&self.row_ends);
        let mut bytes: Vec<u8> = numbers.flat_map(|number| number.to_le_bytes()).collect();
        bytes.extend_from_slice(self.text.as_bytes());
        bytes
    }

    /// The table that [`Self::to_bytes`] wrote; `None` for anything else.
    pub fn from_bytes(bytes: &[u8]) -> Option<Self> {
        let mut rest = bytes;
        let mut number = || {
            let (first, more) = rest.split_first_chunk::<4>()?;
            rest = more;
            Some(u32::from_le_bytes(*first))
        };
        let (cells, rows) = (number()?, number()?);
        let cell_ends: Vec<u32> = (0..cells).map(|_| number()).collect::<Option<_>>()?;
        let row_ends: Vec<u32> = (0..rows).map(|_| number()).collect::<Option<_>>()?;
        let text = String::from_utf8(rest.to_vec()).ok()?;
        let fits = |ends: &[u32], most: usize| {
            ends.is_sorted() && ends.last().is_none_or(|last| *last as usize == most)
        };
        (fits(&cell_ends, text.len()) && fits(&row_ends, cell_ends.len())).then_some(Self {
            text,
            cell_ends,
            row_ends,
        })
    }

    fn row_start(&self, index: usize) -> usize {
        match index.checked_sub(1) {
            None => 0,
            Some(before) => self.row_ends.get(before).map_or(0, |end| *end as usize),
        }
    }
}

impl<'a> Row<'a> {
    /// How many cells the row has.
    pub fn len(self) -> usize {
        self.ends.len()
    }

    /// Whether the row has no cell, or only cells of white space.
    pub fn is_blank(self) -> bool {
        self.cells().all(|cell| trim(cell).is_empty())
    }

    /// Whether the row has no cell at all.
    pub fn is_empty(self) -> bool {
        self.ends.is_empty()
    }

    /// The cell in `column`, counted from zero; empty where the row is shorter.
    pub fn cell(self, column: usize) -> &'a str {
        let Some(&end) = self.ends.get(column) else { return "" };
        let start = if column == 0 { self.start } else { self.ends[column - 1] };
        self.text.get(start as usize..end as usize).unwrap_or_default()
    }

    /// The cells in order.
    pub fn cells(self) -> impl Iterator<Item = &'a str> {
        (0..self.len()).map(move |column| self.cell(column))
    }

    /// How many cells there are up to the last one that is not blank.
    pub fn filled_len(self) -> usize {
        (0..self.len()).rev().find(|c| !trim(self.cell(*c)).is_empty()).map_or(0, |last| last + 1)
    }
}

/// A cell without the white space around it, of which spreadsheets know more kinds than
/// Unicode: zero-width spaces and byte order marks count as well.
pub fn trim(cell: &str) -> &str {
    cell.trim_matches(|c: char| c.is_whitespace() || matches!(c, '\u{200B}' | '\u{FEFF}'))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn rows_and_cells_come_back_as_they_went_in() {
        let rows: [&[&str]; 4] = [&["a", "", "ñ"], &[], &["", " \u{A0}"], &["b"]];
        let table = Table::from_rows(rows);
        assert_eq!(table.len(), 4);
        for (row, expected) in table.rows().zip(rows) {
            assert!(row.cells().eq(expected.iter().copied()));
        }
        assert_eq!(table.row(0).cell(7), "");
        assert_eq!(table.row(9).len(), 0);
        assert_eq!((table.row(0).filled_len(), table.row(2).filled_len()), (3, 0));
        assert_eq!(Table::from_bytes(&table.to_bytes()), Some(table.clone()));
        assert_eq!(Table::from_bytes(&table.to_bytes()[1..]), None);
        assert!(table.row(1).is_blank() && table.row(2).is_blank() && !table.row(3).is_blank());
    }
}
