//! A whole ledger as one text file that outlives this page.
//!
//! The first line says what the file is; each line after it is one record, exactly as it
//! was stored, with its hash. The records chain to one another, so a copy that was cut
//! short or changed is noticed. The format is described in `docs/backup.md`.

use serde::{Deserialize, Serialize};
use serde_json::value::RawValue;
use sha2::{Digest, Sha256};

use crate::ledger::envelope::{self, Kind};
use crate::ledger::journal::{Hash, SealedRecord, StoredRecord};
use crate::ledger::record::{self, Record, hex};
use crate::ledger::{Book, Id};

/// The newest format of the file itself; records carry their own.
const VERSION: u16 = 1;

/// A copy that was read: its records, and the book they add up to.
#[derive(Clone, Debug)]
pub struct Backup {
    /// The ledger's name when the copy was made.
    pub name: String,
    /// When it was made, in milliseconds since 1970.
    pub made_at_ms: u64,
    /// The records in order, ready to be stored.
    pub records: Vec<SealedRecord>,
    /// What they add up to.
    pub book: Book,
}

/// Why a file is no copy to restore. Nothing of it is used then.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum BackupProblem {
    /// It is not a copy made by this product.
    NotABackup,
    /// It was made by a newer version of the page.
    Newer,
    /// A line is damaged.
    Line {
        /// Which, from 1.
        line: usize,
    },
    /// A record is missing or was changed before this line.
    Chain {
        /// Which, from 1.
        line: usize,
    },
    /// It ends before all of its records.
    CutShort {
        /// Records announced.
        expected: usize,
        /// Records there.
        found: usize,
    },
}

#[derive(Serialize, Deserialize)]
struct FirstLine {
    cartera: String,
    version: u16,
    name: String,
    made_at_ms: u64,
    records: usize,
    /// Places whose records could not be read when the copy was made.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    unreadable: Vec<u64>,
}

#[derive(Serialize, Deserialize)]
struct Line<'a> {
    seq: u64,
    version: u16,
    sha256: String,
    #[serde(borrow)]
    record: &'a RawValue,
}

/// Writes a copy of stored records. Records that cannot be read are left out; their places
/// are named in the copy and returned, so that the caller says so.
pub fn write(name: &str, made_at_ms: u64, stored: &[StoredRecord]) -> (Vec<u8>, Vec<u64>) {
    let mut lines = Vec::new();
    let mut unreadable = Vec::new();
    let mut records = 0;
    for StoredRecord { seq, bytes } in stored {
        match line(*seq, bytes) {
            Some(line) => {
                records += 1;
                lines.extend_from_slice(line.as_bytes());
                lines.push(b'\n');
            }
            None => unreadable.push(*seq),
        }
    }
    let cartera = "backup".to_owned();
    let first = FirstLine {
        cartera,
        version: VERSION,
        name: name.to_owned(),
        made_at_ms,
        records,
        unreadable: unreadable.clone(),
    };
    let mut file = serde_json::to_vec(&first).unwrap_or_default();
    file.push(b'\n');
    file.extend_from_slice(&lines);
    (file, unreadable)
}

/// Reads a copy, checks every record and the chain, and folds it.
///
/// # Errors
/// Says which line is damaged or missing. A copy is whole or it is refused.
pub fn read(file: &[u8]) -> Result<Backup, BackupProblem> {
    let mut reader = Reader::new(file)?;
    while reader.advance()? {}
    reader.finish()
}

/// Reads a copy record by record, for a page that must not stand still meanwhile.
///
/// ```
/// use cartera::files::backup::{BackupProblem, Reader};
/// assert_eq!(Reader::new(b"Cliente,Saldo").err(), Some(BackupProblem::NotABackup));
/// let (file, _) = cartera::files::backup::write("Andina", 0, &[]);
/// let mut reader = Reader::new(&file).unwrap();
/// while reader.advance().unwrap() { /* let the page draw */ }
/// assert_eq!(reader.finish().unwrap().name, "Andina");
/// ```
pub struct Reader<'a> {
    first: FirstLine,
    lines: std::iter::Enumerate<std::str::Lines<'a>>,
    last: Option<(u64, Hash)>,
    records: Vec<SealedRecord>,
    book: Book,
}

impl<'a> Reader<'a> {
    /// Reads the first line, which says what the file is.
    ///
    /// # Errors
    /// When it is no copy, or one of a newer version.
    pub fn new(file: &'a [u8]) -> Result<Self, BackupProblem> {
        let text = std::str::from_utf8(file).map_err(|_| BackupProblem::NotABackup)?;
        let mut lines = text.lines().enumerate();
        let first: FirstLine = lines
            .next()
            .and_then(|(_, line)| serde_json::from_slice(line.as_bytes()).ok())
            .filter(|first: &FirstLine| first.cartera == "backup")
            .ok_or(BackupProblem::NotABackup)?;
        if first.version > VERSION {
            return Err(BackupProblem::Newer);
        }
        let (records, book) = (Vec::new(), Book::default());
        Ok(Self { first, lines, last: None, records, book })
    }

    /// How many records were read, and how many there are to be.
    pub fn progress(&self) -> (usize, usize) {
        (self.records.len(), self.first.records)
    }

    /// Reads one more record; whether there was one.
    ///
    /// # Errors
    /// Says which line is damaged, or does not follow the one before it.
    pub fn advance(&mut self) -> Result<bool, BackupProblem> {
        let Some((place, line)) = self.lines.next() else { return Ok(false) };
        let line_number = place + 1;
        let (seq, sealed, record) = read_line(line, line_number)?;
        let expected = self.last.map_or(1, |(seq, _)| seq + 1);
        let prev = self.last.as_ref().map(|(_, hash)| hex(hash));
        let follows = seq == expected && record.header.prev == prev;
        let missing_known =
            || (expected..seq).all(|missing| self.first.unreadable.contains(&missing));
        let after_gap = || seq > expected && missing_known();
        if !follows && !after_gap() {
            return Err(BackupProblem::Chain { line: line_number });
        }
        self.last = Some((seq, sealed.hash));
        self.book = std::mem::take(&mut self.book).fold(&[(record, sealed.hash)]);
        self.records.push(sealed);
        Ok(true)
    }

    /// The copy, once all of it is read.
    ///
    /// # Errors
    /// When it ends before all of its records.
    pub fn finish(self) -> Result<Backup, BackupProblem> {
        let Self { first, records, book, .. } = self;
        if records.len() != first.records {
            return Err(BackupProblem::CutShort { expected: first.records, found: records.len() });
        }
        Ok(Backup { name: first.name, made_at_ms: first.made_at_ms, records, book })
    }
}

/// The name of a copy: what it holds, and the day.
pub fn file_name(day: chrono::NaiveDate, is_locked: bool) -> String {
    format!("cartera-{day}.{}", if is_locked { "cartera" } else { "jsonl" })
}

fn line(seq: u64, sealed: &[u8]) -> Option<String> {
    let (version, payload) = envelope::open(Kind::Record, record::VERSION, sealed).ok()?;
    let hash: Hash = Sha256::digest(payload).into();
    let record = serde_json::from_slice(payload).ok()?;
    serde_json::to_string(&Line { seq, version, sha256: hex(&hash), record }).ok()
}

fn read_line(text: &str, line: usize) -> Result<(u64, SealedRecord, Record), BackupProblem> {
    let damaged = BackupProblem::Line { line };
    let read: Line = serde_json::from_slice(text.as_bytes()).map_err(|_| damaged.clone())?;
    if read.version > record::VERSION {
        return Err(BackupProblem::Newer);
    }
    let bytes = envelope::seal(Kind::Record, read.version, read.record.get().as_bytes());
    let (record, hash) = Record::open(&bytes).map_err(|_| damaged.clone())?;
    if hex(&hash) != read.sha256 {
        return Err(damaged);
    }
    let id: Id = record.header.id;
    Ok((read.seq, SealedRecord { id, hash, bytes }, record))
}
