//! The one who keeps the book: opens it from the journal, and stores what is drafted.
//!
//! It holds no book of its own. Whoever has the book hands it over and gets the next one
//! back once the record is durable; on any failure the book they have is still the truth.

use super::Id;
use super::action::{Draft, Moment};
use super::book::{Book, SnapshotReader, snapshot_parts};
use super::envelope::Damage;
use super::fact::Fact;
use super::journal::{Hash, Head, Journal, JournalError, SetAside, StoredRecord, StoredSnapshot};
use super::record::{Deed, Record};
use super::refusal::Refusal;

/// Keeps a book in a journal.
pub struct Keeper<J> {
    journal: J,
}

/// A book as it was opened, and what could not be read.
#[derive(Clone, Debug)]
pub struct Opened {
    /// The book.
    pub book: Book,
    /// The sequence number the snapshot stood at that it was opened from; 0 for none.
    pub snapshot_seq: u64,
    /// Records and snapshots that could not be believed; their bytes are set aside.
    pub damaged: Vec<Damaged>,
}

/// Something stored that could not be believed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Damaged {
    /// A record; those after it still count.
    Record {
        /// Its place.
        seq: u64,
        /// What is wrong with it.
        damage: Damage,
    },
    /// A record that does not follow the one before it: something between was changed or
    /// is missing. It still counts.
    Chain {
        /// Its place.
        seq: u64,
    },
    /// A snapshot; the journal was folded instead.
    Snapshot {
        /// The sequence number it stood at.
        seq: u64,
    },
}

/// Why a record was not taken back.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum UndoError {
    /// Something later depends on it.
    Refused(Refusal),
    /// The record itself cannot be read.
    Damaged(Damage),
    /// Storage failed.
    Journal(JournalError),
}

/// Records read from the journal at a time.
const BATCH: u32 = 200;

impl<J: Journal> Keeper<J> {
    /// A keeper of this journal.
    pub fn new(journal: J) -> Self {
        Self { journal }
    }

    /// The journal, for copies of it.
    pub fn journal(&self) -> &J {
        &self.journal
    }

    /// Opens the book: from the newest snapshot that verifies, and the records after it.
    /// `pause` is awaited between slices of work.
    ///
    /// # Errors
    /// When storage cannot be read at all. Single values that cannot be believed are set
    /// aside and named.
    pub async fn open(&self, pause: impl AsyncFn()) -> Result<Opened, JournalError> {
        let mut damaged = Vec::new();
        let head = self.journal.head().await?;
        let mut book = self.open_snapshot(head.as_ref(), &mut damaged, &pause).await?;
        let snapshot_seq = book.head().map_or(0, |head| head.seq);
        loop {
            let seq = book.head().map_or(0, |head| head.seq);
            let stored = self.journal.records_after(seq, BATCH).await?;
            if stored.is_empty() {
                break;
            }
            book = self.fold_stored(book, &stored, &mut damaged).await?;
            pause().await;
        }
        if let Some(head) = head.filter(|head| book.head() != Some(head)) {
            damaged.push(Damaged::Chain { seq: head.seq });
            book = book.standing_at(head);
        }
        Ok(Opened { book, snapshot_seq, damaged })
    }

    /// Takes in what another tab has stored since; `None` when there is nothing new.
    ///
    /// # Errors
    /// When storage cannot be read.
    pub async fn follow(&self, book: &Book) -> Result<Option<Book>, JournalError> {
        let seq = book.head().map_or(0, |head| head.seq);
        let stored = self.journal.records_after(seq, BATCH).await?;
        if stored.is_empty() {
            return Ok(None);
        }
        let mut damaged = Vec::new();
        self.fold_stored(book.clone(), &stored, &mut damaged).await.map(Some)
    }

    /// Stores a draft durably: the book with it.
    ///
    /// # Errors
    /// As storage fails; nothing was stored then, and the old book still holds.
    pub async fn store(&self, follows: &Book, draft: Draft) -> Result<Book, JournalError> {
        let (sealed, book) = draft.finish();
        self.journal.append(follows.head(), &sealed).await?;
        Ok(book)
    }

    /// A draft that takes a record back, or does again what an undoing took back.
    ///
    /// # Errors
    /// When something later depends on it, naming what and how many.
    pub async fn undo(&self, book: &Book, record: Id, moment: &Moment) -> Result<Draft, UndoError> {
        let said = self.read(record).await?;
        if let Deed::Undid { record } = said.header.deed {
            let original = self.read(record).await?;
            let mut draft = Draft::begin(book, Deed::Redid { record }, moment);
            for fact in original.facts {
                draft.push(fact).map_err(UndoError::Refused)?;
            }
            return Ok(draft);
        }
        let mut draft = Draft::begin(book, Deed::Undid { record }, moment);
        for fact in said.facts.iter().rev() {
            let inverse = fact.inverse().ok_or(UndoError::Refused(Refusal::NothingToUndo))?;
            draft.push(inverse).map_err(UndoError::Refused)?;
        }
        Ok(draft)
    }

    /// Keeps a snapshot of a book. `pause` is awaited between slices of work.
    ///
    /// # Errors
    /// As storage fails; the journal is untouched.
    pub async fn save_snapshot(
        &self,
        book: &Book,
        pause: impl AsyncFn(),
    ) -> Result<(), JournalError> {
        let Some(&at) = book.head() else { return Ok(()) };
        let mut parts = Vec::new();
        for part in snapshot_parts(book) {
            parts.push(part);
            pause().await;
        }
        self.journal.save_snapshot(&StoredSnapshot { at, parts }).await
    }

    async fn read(&self, record: Id) -> Result<Record, UndoError> {
        let stored = self.journal.record(record).await.map_err(UndoError::Journal)?;
        let stored = stored.ok_or(UndoError::Refused(Refusal::Unknown { id: record }))?;
        let (record, _) = Record::open(&stored.bytes).map_err(UndoError::Damaged)?;
        Ok(record)
    }

    async fn open_snapshot(
        &self,
        head: Option<&Head>,
        damaged: &mut Vec<Damaged>,
        pause: &impl AsyncFn(),
    ) -> Result<Book, JournalError> {
        'next: for snapshot in self.journal.snapshots().await? {
            if head.is_none_or(|head| snapshot.at.seq > head.seq) {
                continue;
            }
            let mut reader = SnapshotReader::default();
            for part in &snapshot.parts {
                if reader.push(part).is_err() {
                    let seq = snapshot.at.seq;
                    let what = SetAside { what: format!("snapshot {seq}"), bytes: part.clone() };
                    self.journal.set_aside(&what).await?;
                    damaged.push(Damaged::Snapshot { seq });
                    continue 'next;
                }
                pause().await;
            }
            return Ok(reader.finish(snapshot.at));
        }
        Ok(Book::default())
    }

    async fn fold_stored(
        &self,
        book: Book,
        stored: &[StoredRecord],
        damaged: &mut Vec<Damaged>,
    ) -> Result<Book, JournalError> {
        let mut book = book;
        let mut run: Vec<(Record, Hash)> = Vec::new();
        let mut head = book.head().copied();
        let mut after_damage = false;
        for StoredRecord { seq, bytes } in stored {
            match Record::open(bytes) {
                Ok((record, hash)) => {
                    if !after_damage && !record.header.follows(head.as_ref()) {
                        damaged.push(Damaged::Chain { seq: *seq });
                    }
                    head = Some(Head { seq: *seq, id: record.header.id, hash });
                    run.push((record, hash));
                    after_damage = false;
                }
                Err(damage) => {
                    let what = SetAside { what: format!("record {seq}"), bytes: bytes.clone() };
                    self.journal.set_aside(&what).await?;
                    damaged.push(Damaged::Record { seq: *seq, damage });
                    book = book.fold(&std::mem::take(&mut run));
                    // Its place is taken, though nobody can say by what.
                    let last = head.unwrap_or(Head { seq: 0, id: Id::new(0, 0), hash: [0; 32] });
                    head = Some(Head { seq: *seq, ..last });
                    book = book.standing_at(Head { seq: *seq, ..last });
                    after_damage = true;
                }
            }
        }
        Ok(book.fold(&run))
    }
}

/// Facts that make a snapshot worth its while: a fifth of what stands, and at least a few
/// hundred. `since_seq` is where the last one stood.
pub fn wants_snapshot(book: &Book, since_seq: u64) -> bool {
    let skip = usize::try_from(since_seq).unwrap_or(usize::MAX);
    let (mut since, mut total) = (0u64, 0u64);
    for (place, entry) in book.log().enumerate() {
        total += u64::from(entry.facts);
        if place >= skip {
            since += u64::from(entry.facts);
        }
    }
    since >= 300.max(total / 5)
}

/// A fact list that says whose ledger this is: the first record of any ledger.
pub fn beginning(firm: &super::firm::Firm) -> Fact {
    Fact::FirmChanged { before: Box::default(), after: Box::new(firm.clone()) }
}
