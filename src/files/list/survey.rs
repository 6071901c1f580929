//! Looks through a whole file, in slices, and proposes how to read it.

use std::sync::Arc;

use chrono::NaiveDate;

use super::facts::ColumnFacts;
use super::header;
use super::proposal::{Origin, Proposal};
use crate::files::delimited::{Delimiter, Splitter, usual_len};
use crate::files::encoding::{Decoder, Encoding};
use crate::files::table::{Row, Table, trim};
use crate::ledger::Currency;

/// What a list is read against.
#[derive(Clone, Copy, Debug)]
pub struct ListOptions {
    /// The day it is read on: a payment after it cannot have happened, and years of two
    /// digits are near it.
    pub today: NaiveDate,
    /// The currency of amounts that name none.
    pub home_currency: Currency,
}

/// What the user said about a file where what was found is wrong. Survey it again with
/// these; what concerns single columns is corrected in the [`Proposal`].
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Corrections {
    /// The encoding.
    pub encoding: Option<Encoding>,
    /// The delimiter.
    pub delimiter: Option<Delimiter>,
    /// Where the header stands.
    pub header: HeaderChoice,
}

/// Where a list's header stands.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum HeaderChoice {
    /// To be found out.
    #[default]
    Detect,
    /// There is none.
    None,
    /// In the row of this index, counted from zero.
    Row(usize),
}

/// How far a piece of work is; `total` stays the same to the end.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Progress {
    /// How much is done.
    pub done: usize,
    /// How much there is.
    pub total: usize,
}

impl Progress {
    /// Whether all is done.
    pub fn is_done(self) -> bool {
        self.done >= self.total
    }
}

/// The first pass over a file. Call [`Self::step`] until it is done, then
/// [`Self::finish`]; drop it to cancel.
///
/// ```
/// use cartera::files::list::{Corrections, ListOptions, Survey};
/// use cartera::ledger::Currency;
/// let options = ListOptions {
///     today: "2026-06-01".parse().unwrap(),
///     home_currency: Currency::from_code("MXN").unwrap(),
/// };
/// let file = b"Cliente;Factura;Fecha;Saldo\nEl Faro;F-1;31/03/2026;1.200,50\n";
/// let mut survey = Survey::file(file.as_slice().into(), Corrections::default(), options);
/// while !survey.step().is_done() {}
/// let proposal = survey.finish().unwrap();
/// assert!(proposal.questions().is_empty());
/// ```
#[derive(Debug)]
pub struct Survey {
    phase: Phase,
    corrections: Corrections,
    options: ListOptions,
    origin: Origin,
    size: usize,
}

#[derive(Debug)]
enum Phase {
    Decode(Decoder),
    Split(Box<Splitter>),
    Count(Count),
    Done(Box<Proposal>),
    /// Only while one phase becomes the next.
    Between,
}

#[derive(Debug)]
struct Count {
    table: Table,
    header: FoundHeader,
    facts: Vec<ColumnFacts>,
    next_row: usize,
}

/// Where the header was found, and whether its words say what the columns are.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct FoundHeader {
    pub row: Option<usize>,
    pub is_known: bool,
}

/// About a hundredth of a second of work each, in the browser.
const SLICE_BYTES: usize = 128 * 1024;
const SLICE_ROWS: usize = 1000;
const SLICE_COUNT_CELLS: usize = 4000;

impl Survey {
    /// A survey of a file's bytes.
    pub fn file(bytes: Arc<[u8]>, corrections: Corrections, options: ListOptions) -> Self {
        let size = bytes.len();
        let decoder = Decoder::new(bytes, corrections.encoding);
        Self::start(Phase::Decode(decoder), size, corrections, options)
    }

    /// A survey of text that was pasted, such as cells copied in a spreadsheet.
    pub fn pasted(text: &str, corrections: Corrections, options: ListOptions) -> Self {
        let text = text.strip_prefix('\u{FEFF}').unwrap_or(text).to_owned();
        let size = text.len();
        let mut survey = Self::start(Phase::Between, size, corrections, options);
        survey.split(text);
        survey
    }

    /// A survey of cells that were taken apart elsewhere, such as a worksheet's.
    pub fn table(table: Table, corrections: Corrections, options: ListOptions) -> Self {
        let mut survey = Self::start(Phase::Between, table.len(), corrections, options);
        survey.count(table);
        survey
    }

    /// Does one slice of the work.
    pub fn step(&mut self) -> Progress {
        match std::mem::replace(&mut self.phase, Phase::Between) {
            Phase::Decode(mut decoder) => {
                if decoder.step(SLICE_BYTES) {
                    let decoded = decoder.finish();
                    self.origin.encoding = Some(decoded.encoding);
                    self.origin.byte_order_mark = decoded.byte_order_mark;
                    self.origin.unreadable = decoded.unreadable;
                    self.size = decoded.text.len().max(self.size);
                    self.split(decoded.text);
                } else {
                    self.phase = Phase::Decode(decoder);
                }
            }
            Phase::Split(mut splitter) => {
                if splitter.step(SLICE_ROWS) {
                    self.count(splitter.into_table());
                } else {
                    self.phase = Phase::Split(splitter);
                }
            }
            Phase::Count(mut count) => {
                if count.step(self.options.today) {
                    let proposal = Proposal::new(
                        Arc::new(count.table),
                        self.origin,
                        count.header,
                        count.facts,
                        self.options,
                    );
                    self.phase = Phase::Done(Box::new(proposal));
                } else {
                    self.phase = Phase::Count(count);
                }
            }
            done => self.phase = done,
        }
        self.progress()
    }

    /// How far it is: the three passes count alike.
    pub fn progress(&self) -> Progress {
        let total = self.size.max(1) * 3;
        let done = match &self.phase {
            Phase::Decode(decoder) => decoder.done_bytes(),
            Phase::Split(splitter) => self.size + splitter.done_bytes(),
            Phase::Count(count) => {
                let rows = count.table.len().max(1) as u64;
                let part = count.next_row as u64 * self.size as u64 / rows;
                self.size * 2 + usize::try_from(part).unwrap_or(0)
            }
            Phase::Done(_) => total,
            Phase::Between => 0,
        };
        // Only the proposal itself is the end.
        let most = if matches!(self.phase, Phase::Done(_)) { total } else { total - 1 };
        Progress { done: done.min(most), total }
    }

    /// What was found; `None` before [`Self::step`] said that all is done.
    pub fn finish(self) -> Option<Proposal> {
        match self.phase {
            Phase::Done(proposal) => Some(*proposal),
            _ => None,
        }
    }

    fn start(phase: Phase, size: usize, corrections: Corrections, options: ListOptions) -> Self {
        Self { phase, corrections, options, origin: Origin::default(), size }
    }

    fn split(&mut self, text: String) {
        let delimiter = self.corrections.delimiter.unwrap_or_else(|| Delimiter::detect(&text));
        self.origin.delimiter = Some(delimiter);
        self.phase = Phase::Split(Box::new(Splitter::new(text, delimiter)));
    }

    fn count(&mut self, table: Table) {
        let usual = usual_len(&table);
        let header = match self.corrections.header {
            HeaderChoice::Detect => find_header(&table, usual),
            HeaderChoice::None => FoundHeader { row: None, is_known: false },
            HeaderChoice::Row(row) => {
                let is_known = header::known_words(table.row(row)) >= 2;
                FoundHeader { row: Some(row), is_known }
            }
        };
        let width =
            header.row.map_or(usual, |row| table.row(row).len()).clamp(1, header::MOST_COLUMNS);
        let facts = vec![ColumnFacts::default(); width];
        let next_row = header.row.map_or(0, |row| row + 1);
        self.phase = Phase::Count(Count { table, header, facts, next_row });
    }
}

impl Count {
    fn step(&mut self, today: NaiveDate) -> bool {
        let mut cells = 0;
        while self.next_row < self.table.len() && cells < SLICE_COUNT_CELLS {
            let row = self.table.row(self.next_row);
            for (cell, facts) in row.cells().zip(&mut self.facts) {
                facts.add(cell, today);
            }
            cells += row.len() + 1;
            self.next_row += 1;
        }
        self.next_row >= self.table.len()
    }
}

/// Whether a table has a header in words that are known, so that it is most likely a list.
pub fn has_known_header(table: &Table) -> bool {
    find_header(table, usual_len(table)).is_known
}

/// The first row with three header words, or with two and as many cells as most rows
/// have; else a first row of plain words above a column of numbers or dates, as the
/// header of a list in words we do not know.
pub(super) fn find_header(table: &Table, usual: usize) -> FoundHeader {
    let rows = || table.rows().enumerate().take(header::SEARCH_ROWS);
    let known = rows().find(|(_, row)| {
        let words = header::known_words(*row);
        words >= 3 || (words >= 2 && (row.len() == usual || row.filled_len() == usual))
    });
    if let Some((row, _)) = known {
        return FoundHeader { row: Some(row), is_known: true };
    }
    let first = rows().find(|(_, row)| row.filled_len() >= usual.max(2));
    let row = first.filter(|(at, row)| is_wordy(*row) && has_numbers_below(table, *at));
    FoundHeader { row: row.map(|(at, _)| at), is_known: false }
}

fn is_wordy(row: Row<'_>) -> bool {
    row.cells()
        .all(|cell| !trim(cell).is_empty() && !cell.bytes().any(|byte| byte.is_ascii_digit()))
}

fn has_numbers_below(table: &Table, header: usize) -> bool {
    let is_number = |cell: &str| {
        let digits = cell.bytes().filter(u8::is_ascii_digit).count();
        digits * 2 > trim(cell).len()
    };
    let below = || (header + 1..table.len().min(header + 21)).map(|at| table.row(at));
    let filled = below().filter(|row| !row.is_blank()).count();
    filled > 0
        && (0..table.row(header).len())
            .any(|column| below().filter(|row| is_number(row.cell(column))).count() * 2 > filled)
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;

    fn header_of(text: &str) -> FoundHeader {
        let table = Splitter::split(text, Delimiter::Comma);
        find_header(&table, usual_len(&table))
    }

    #[test]
    fn the_header_is_found_below_a_preamble() {
        let found = header_of("Mi Empresa,,\nCliente: todos,,\n\nCliente,Folio,Saldo\nA,1,2\n");
        assert_eq!(found, FoundHeader { row: Some(3), is_known: true });
        let two = header_of("Informe de saldos\nCliente,Folio,xyz\nA,1,2\nB,2,3\n");
        assert_eq!(two, FoundHeader { row: Some(1), is_known: true });
    }

    #[test]
    fn a_header_in_unknown_words_is_told_from_data() {
        let unknown = FoundHeader { row: Some(0), is_known: false };
        assert_eq!(header_of("Kunde,Rechnung,Betrag\nA,1,2.50\nB,2,3.50\n"), unknown);
        let none = FoundHeader { row: None, is_known: false };
        assert_eq!(header_of("A,F-1,2026-01-01,2.50\nB,F-2,2026-01-02,3.50\n"), none);
        assert_eq!(header_of("a,b\nc,d\n"), none);
    }

    #[test]
    fn progress_only_grows_and_ends_with_the_proposal() {
        let text = "Cliente,Folio,Fecha,Saldo\n".to_owned()
            + &"El Faro,F-1,2026-03-31,10.00\n".repeat(9000);
        let options = ListOptions {
            today: NaiveDate::from_ymd_opt(2026, 6, 1).unwrap(),
            home_currency: Currency::from_code("MXN").unwrap(),
        };
        let mut survey = Survey::file(text.as_bytes().into(), Corrections::default(), options);
        let (mut before, mut steps) = (survey.progress(), 0);
        loop {
            let now = survey.step();
            assert!(now.done >= before.done && now.total == before.total);
            steps += 1;
            if now.is_done() {
                break;
            }
            before = now;
        }
        assert!(steps > 10, "{steps}");
        assert_eq!(survey.finish().unwrap().table().len(), 9001);
    }
}
