//! From text to a table: which character separates the cells, and where rows end.

use csv_core::{ReadRecordResult, Reader, ReaderBuilder};

use super::list::header;
use super::table::Table;

/// The character between two cells.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Delimiter {
    /// `,`
    Comma,
    /// `;`, where the comma is the decimal mark.
    Semicolon,
    /// A tab: also what a spreadsheet puts on the clipboard.
    Tab,
    /// `|`
    Bar,
}

impl Delimiter {
    /// All of them; of equally good ones the last is taken.
    pub const ALL: [Self; 4] = [Self::Bar, Self::Comma, Self::Semicolon, Self::Tab];

    /// The character as a byte.
    pub fn byte(self) -> u8 {
        match self {
            Self::Comma => b',',
            Self::Semicolon => b';',
            Self::Tab => b'\t',
            Self::Bar => b'|',
        }
    }

    /// The delimiter that explains the beginning of a text best: one that Excel's own
    /// `sep=;` line names, else one that yields header words we know, else one that gives
    /// most rows the same number of cells.
    pub fn detect(text: &str) -> Self {
        named(text).unwrap_or_else(|| {
            let mut end = text.len().min(SAMPLE_BYTES);
            while !text.is_char_boundary(end) {
                end -= 1;
            }
            let sample = match text[..end].rfind('\n') {
                Some(last) if end < text.len() => &text[..=last],
                _ => &text[..end],
            };
            let best = Self::ALL.into_iter().max_by_key(|delimiter| fit(sample, *delimiter));
            best.unwrap_or(Self::Comma)
        })
    }
}

const SAMPLE_BYTES: usize = 32 * 1024;

/// Splits a text into a [`Table`], some rows at a time.
///
/// RFC 4180, read generously: cells may be quoted, quotes doubled, a quoted cell may hold
/// line breaks. A quote that is opened and never properly closed would swallow the rows
/// after it; such a row is split again on its own, its quotes taken as plain characters.
#[derive(Debug)]
pub struct Splitter {
    text: String,
    at: usize,
    quoted: Reader,
    plain: Reader,
    delimiter: u8,
    cells: Vec<u8>,
    ends: Vec<usize>,
    table: Table,
}

impl Splitter {
    /// A splitter of `text`, which must not begin with a byte order mark.
    pub fn new(text: String, delimiter: Delimiter) -> Self {
        let reader =
            |quoting| ReaderBuilder::new().delimiter(delimiter.byte()).quoting(quoting).build();
        Self {
            at: 0,
            quoted: reader(true),
            plain: reader(false),
            delimiter: delimiter.byte(),
            cells: vec![0; 1024],
            ends: vec![0; 64],
            table: Table::default(),
            text,
        }
    }

    /// The whole of `text` as a table.
    pub fn split(text: &str, delimiter: Delimiter) -> Table {
        let mut splitter = Self::new(text.to_owned(), delimiter);
        while !splitter.step(usize::MAX) {}
        splitter.into_table()
    }

    /// How many bytes of the text were split so far.
    pub fn done_bytes(&self) -> usize {
        self.at
    }

    /// Splits up to `max_rows` more rows; true when none is left.
    pub fn step(&mut self, max_rows: usize) -> bool {
        for _ in 0..max_rows {
            if self.at >= self.text.len() {
                return true;
            }
            self.row();
        }
        self.at >= self.text.len()
    }

    /// The rows split so far.
    pub fn into_table(self) -> Table {
        self.table
    }

    fn row(&mut self) {
        let rest = &self.text.as_bytes()[self.at..];
        let blank = line_break(rest);
        if blank > 0 {
            self.at += blank;
            self.table.end_row();
            return;
        }
        let (mut length, mut cells) =
            record(&mut self.quoted, rest, &mut self.cells, &mut self.ends);
        let raw = &rest[..length];
        let is_misread = match quoting(raw, self.delimiter) {
            Quoting::Proper => false,
            Quoting::Loose => spans_lines(raw),
            Quoting::Unclosed => true,
        };
        if is_misread {
            let line = rest.iter().position(|b| matches!(b, b'\r' | b'\n')).unwrap_or(rest.len());
            (length, cells) =
                record(&mut self.plain, &rest[..line], &mut self.cells, &mut self.ends);
        }
        let mut start = 0;
        for &end in &self.ends[..cells] {
            // The cells are pieces of valid UTF-8, cut at ASCII characters.
            self.table.push_cell(std::str::from_utf8(&self.cells[start..end]).unwrap_or_default());
            start = end;
        }
        self.table.end_row();
        self.at += length;
        // The reader stops at a carriage return and leaves the line feed after it; a row
        // split on its own leaves both.
        let ended = matches!(self.text.as_bytes()[self.at - 1], b'\r' | b'\n');
        let rest = &self.text.as_bytes()[self.at..];
        if !ended {
            self.at += line_break(rest);
        } else if self.text.as_bytes()[self.at - 1] == b'\r' && rest.first() == Some(&b'\n') {
            self.at += 1;
        }
    }
}

/// Reads one record from the start of `input`: how many bytes it took, how many cells it
/// has; the cells' bytes and where each ends are left in `cells` and `ends`.
fn record(
    reader: &mut Reader,
    input: &[u8],
    cells: &mut Vec<u8>,
    ends: &mut Vec<usize>,
) -> (usize, usize) {
    reader.reset();
    let (mut taken, mut written, mut count) = (0, 0, 0);
    loop {
        let (result, nin, nout, nend) =
            reader.read_record(&input[taken..], &mut cells[written..], &mut ends[count..]);
        taken += nin;
        written += nout;
        count += nend;
        match result {
            ReadRecordResult::OutputFull => cells.resize(cells.len() * 2, 0),
            ReadRecordResult::OutputEndsFull => ends.resize(ends.len() * 2, 0),
            // The input is all there is: the next call, with nothing, ends the record.
            ReadRecordResult::InputEmpty => {}
            ReadRecordResult::Record | ReadRecordResult::End => return (taken, count),
        }
    }
}

/// The length of the line break that `bytes` begins with, zero if with none.
fn line_break(bytes: &[u8]) -> usize {
    match bytes {
        [b'\r', b'\n', ..] => 2,
        [b'\r' | b'\n', ..] => 1,
        _ => 0,
    }
}

fn spans_lines(raw: &[u8]) -> bool {
    let body = raw.strip_suffix(b"\n").unwrap_or(raw);
    let body = body.strip_suffix(b"\r").unwrap_or(body);
    body.iter().any(|byte| matches!(byte, b'\r' | b'\n'))
}

/// How well the quotes of a row keep to RFC 4180.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Quoting {
    /// Each cell that begins with a quote ends with one.
    Proper,
    /// Something follows the closing quote of a cell.
    Loose,
    /// A cell begins with a quote and none closes it.
    Unclosed,
}

fn quoting(raw: &[u8], delimiter: u8) -> Quoting {
    let mut found = Quoting::Proper;
    let mut at = 0;
    while at < raw.len() {
        if raw[at] == b'"' {
            at += 1;
            loop {
                match (raw.get(at), raw.get(at + 1)) {
                    (None, _) => return Quoting::Unclosed,
                    (Some(b'"'), Some(b'"')) => at += 2,
                    (Some(b'"'), _) => break,
                    _ => at += 1,
                }
            }
            at += 1;
            let ends = raw.get(at).is_none_or(|b| *b == delimiter || matches!(b, b'\r' | b'\n'));
            if !ends {
                found = Quoting::Loose;
            }
        }
        match raw[at.min(raw.len())..].iter().position(|byte| *byte == delimiter) {
            Some(next) => at += next + 1,
            None => break,
        }
    }
    found
}

/// The delimiter that a first line such as `sep=;` names (Excel writes and reads it).
fn named(text: &str) -> Option<Delimiter> {
    let line = text.get(..5)?;
    let byte = line.get(..4)?.eq_ignore_ascii_case("sep=").then(|| line.as_bytes()[4])?;
    Delimiter::ALL.into_iter().find(|delimiter| delimiter.byte() == byte)
}

/// How well a delimiter explains a sample: known header words, then cells in rows of the
/// most common length.
fn fit(sample: &str, delimiter: Delimiter) -> (usize, usize) {
    let table = Splitter::split(sample, delimiter);
    let words = table.rows().take(header::SEARCH_ROWS).map(header::known_words).max();
    let words = words.filter(|words| *words >= 2).unwrap_or(0);
    let mode = usual_len(&table);
    let rows = table.rows().filter(|row| row.len() == mode).count();
    (words, rows * mode.saturating_sub(1))
}

/// The number of cells most rows have, among rows of two cells or more (the greater of
/// two equally common numbers); 1 where no row has two.
pub fn usual_len(table: &Table) -> usize {
    let mut counts: Vec<u32> = Vec::new();
    for row in table.rows() {
        if row.len() >= counts.len() {
            counts.resize(row.len() + 1, 0);
        }
        counts[row.len()] += 1;
    }
    let most = counts.iter().enumerate().skip(2).max_by_key(|(_, count)| **count);
    most.filter(|(_, count)| **count > 0).map_or(1, |(len, _)| len)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn rows(text: &str, delimiter: Delimiter) -> Vec<Vec<String>> {
        let table = Splitter::split(text, delimiter);
        table.rows().map(|row| row.cells().map(str::to_owned).collect()).collect()
    }

    #[test]
    fn quotes_line_breaks_and_blank_lines() {
        let text = "a,\"b \"\"c\"\"\",d\r\n\r\n\"x\r\ny\",,\"\"\n,\rlast";
        assert_eq!(
            rows(text, Delimiter::Comma),
            [vec!["a", "b \"c\"", "d"], vec![], vec!["x\r\ny", "", ""], vec!["", ""], vec!["last"],]
        );
        assert_eq!(rows("a;b\n", Delimiter::Semicolon), [vec!["a", "b"]]);
        assert_eq!(rows("", Delimiter::Comma).len(), 0);
        assert_eq!(rows("\n\r\n\r", Delimiter::Comma).len(), 3);
    }

    #[test]
    fn a_stray_quote_does_not_swallow_the_rows_after_it() {
        for text in ["\"A;1\nB;2\nC;3\n", "\"A;1\n\"B;2\n\"C;3\n", "x;\"A\n\"B\" S.A.;2\r\nC;3"] {
            let rows = rows(text, Delimiter::Semicolon);
            assert_eq!(rows.len(), 3, "{text:?} {rows:?}");
            assert_eq!(rows[2].len(), 2);
        }
        assert_eq!(
            rows("\"El Faro\" S.A.;1\n5\" pipe;2\n", Delimiter::Semicolon),
            [vec!["El Faro S.A.", "1"], vec!["5\" pipe", "2"]]
        );
    }

    #[test]
    fn the_delimiter_is_found_by_header_words_and_by_consistent_rows() {
        let decimal_commas = "Cliente;Factura;Importe\nA;1;1,50\nB;2;2,75\nC;3;3,25\n";
        assert_eq!(Delimiter::detect(decimal_commas), Delimiter::Semicolon);
        let bare = "A;1;1,50;0,10\nB;2;2,75;0,20\nC;3;3,25;1,25\n";
        assert_eq!(Delimiter::detect(bare), Delimiter::Semicolon);
        let quoted = "x,y,z\n\"a;b;c;d\",1,2\n\"a;b;c;d\",1,2\n";
        assert_eq!(Delimiter::detect(quoted), Delimiter::Comma);
        assert_eq!(Delimiter::detect("a\tb, c\n1\t2,3\n"), Delimiter::Tab);
        assert_eq!(Delimiter::detect("a|b\n1|2\n"), Delimiter::Bar);
        assert_eq!(Delimiter::detect("sep=;\na,b\n"), Delimiter::Semicolon);
        assert_eq!(Delimiter::detect("Total\n12\n"), Delimiter::Tab);
    }

    #[test]
    fn splitting_in_small_steps_gives_the_same_table() {
        let text = "a,b\r\n\"1\r\n2\",3\r\n\r\n4,5\r\n";
        let mut splitter = Splitter::new(text.to_owned(), Delimiter::Comma);
        let mut steps = 1;
        while !splitter.step(1) {
            steps += 1;
        }
        assert_eq!(steps, 4);
        assert_eq!(splitter.into_table(), Splitter::split(text, Delimiter::Comma));
    }

    #[test]
    fn long_cells_and_wide_rows_fit() {
        let wide = vec!["x".repeat(3000); 200].join(",");
        let table = Splitter::split(&wide, Delimiter::Comma);
        assert_eq!((table.len(), table.row(0).len(), table.row(0).cell(199).len()), (1, 200, 3000));
    }
}
