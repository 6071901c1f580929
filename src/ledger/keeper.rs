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
    /// The sequence number it was read on from: the snapshot's, 0 for none; or, when it
    /// followed another tab, its own.
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

/// Facts taken back before the page may draw: about a hundredth of a second.
const FACTS_PER_SLICE: usize = 300;

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
    /// When storage cannot be read at all, or holds records of a newer version of the page:
    /// a book without them would be wrong. Single values that cannot be believed are set
    /// aside and named.
    pub async fn open(&self, pause: impl AsyncFn()) -> Result<Opened, JournalError> {
        let mut damaged = Vec::new();
        let book = self.open_snapshot(&mut damaged, &pause).await?;
        let snapshot_seq = book.head().map_or(0, |head| head.seq);
        let book = self.catch_up(book, &mut damaged, &pause).await?;
        Ok(Opened { book, snapshot_seq, damaged })
    }

    /// Takes in what another tab has stored since; `None` when there is nothing new.
    ///
    /// # Errors
    /// [`JournalError::Stale`] when the journal is not one that went on from this book:
    /// open it anew. Else as [`Keeper::open`].
    pub async fn follow(&self, book: &Book) -> Result<Option<Opened>, JournalError> {
        let head = self.journal.head().await?;
        if head.as_ref() == book.head() {
            return Ok(None);
        }
        if !self.goes_on_from(book.head(), head.as_ref()).await? {
            return Err(JournalError::Stale { found: head });
        }
        let snapshot_seq = book.head().map_or(0, |head| head.seq);
        let mut damaged = Vec::new();
        let book = self.catch_up(book.clone(), &mut damaged, &async || {}).await?;
        Ok(Some(Opened { book, snapshot_seq, damaged }))
    }

    /// Stores a draft durably: the book with it.
    ///
    /// # Errors
    /// [`JournalError::Stale`] when the draft was begun on another book than `follows`, or
    /// the journal has moved on; else as storage fails. The old book still holds then.
    pub async fn store(&self, follows: &Book, draft: Draft) -> Result<Book, JournalError> {
        if draft.follows() != follows.head().map(|head| head.hash) {
            return Err(JournalError::Stale { found: follows.head().copied() });
        }
        let (sealed, book) = draft.finish();
        let Err(error) = self.journal.append(follows.head(), &sealed).await else {
            return Ok(book);
        };
        // Storage can fail after it stored, before it said so. Recording the same again
        // would count it twice, so the journal is asked.
        match self.journal.head().await {
            Ok(head) if head.as_ref() == book.head() => Ok(book),
            _ => Err(error),
        }
    }

    /// A draft that takes a record back, or does again what an undoing took back. What was
    /// done again is taken back as the record it repeats. `pause` is awaited between slices
    /// of work.
    ///
    /// # Errors
    /// When something later depends on it, naming what and how many; when it was taken
    /// back already.
    pub async fn undo(
        &self,
        book: &Book,
        record: Id,
        moment: &Moment,
        pause: impl AsyncFn(),
    ) -> Result<Draft, UndoError> {
        let entry = book.log().rfind(|entry| entry.record == record);
        let entry = entry.ok_or(UndoError::Refused(Refusal::Unknown { id: record }))?;
        if entry.undone {
            return Err(UndoError::Refused(Refusal::NothingToUndo));
        }
        if let Deed::Undid { record } = entry.deed {
            return self.say_again(book, record, moment, pause).await;
        }
        let record = if let Deed::Redid { record } = entry.deed { record } else { record };
        let said = self.read(record).await?;
        let mut draft = Draft::begin(book, Deed::Undid { record }, moment);
        for (place, fact) in said.facts.iter().rev().enumerate() {
            if place % FACTS_PER_SLICE == FACTS_PER_SLICE - 1 {
                pause().await;
            }
            let inverse = fact.inverse().ok_or(UndoError::Refused(Refusal::NothingToUndo))?;
            require_as_entered(draft.book(), fact).map_err(UndoError::Refused)?;
            draft.push(inverse).map_err(UndoError::Refused)?;
        }
        Ok(draft)
    }

    /// A draft that enters again what a record that does not fit says ([`Book::unfit`]), for
    /// when the user has put right what was in its way. `pause` is awaited between slices.
    ///
    /// # Errors
    /// Why it still does not fit.
    pub async fn enter_again(
        &self,
        book: &Book,
        record: Id,
        moment: &Moment,
        pause: impl AsyncFn(),
    ) -> Result<Draft, UndoError> {
        if book.unfit().iter().all(|unfit| unfit.record != record) {
            return Err(UndoError::Refused(Refusal::Unknown { id: record }));
        }
        self.say_again(book, record, moment, pause).await
    }

    async fn say_again(
        &self,
        book: &Book,
        record: Id,
        moment: &Moment,
        pause: impl AsyncFn(),
    ) -> Result<Draft, UndoError> {
        let original = self.read(record).await?;
        let mut draft = Draft::begin(book, Deed::Redid { record }, moment);
        for (place, fact) in original.facts.into_iter().enumerate() {
            if place % FACTS_PER_SLICE == FACTS_PER_SLICE - 1 {
                pause().await;
            }
            draft.push(fact).map_err(UndoError::Refused)?;
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
        let Some(&at) = book.head().filter(|_| book.unfit().is_empty()) else {
            return Ok(());
        };
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

    /// The book of the newest snapshot that verifies and that the journal goes on from.
    async fn open_snapshot(
        &self,
        damaged: &mut Vec<Damaged>,
        pause: &impl AsyncFn(),
    ) -> Result<Book, JournalError> {
        let mut before = u64::MAX;
        while let Some(snapshot) = self.journal.snapshot_before(before).await? {
            let at = snapshot.at;
            before = at.seq;
            // Asked after: another tab may have stored records and a snapshot since.
            let head = self.journal.head().await?;
            if !self.goes_on_from(Some(&at), head.as_ref()).await? {
                damaged.push(Damaged::Snapshot { seq: at.seq });
                continue;
            }
            match read_snapshot(&snapshot, pause).await {
                Ok(book) => return Ok(book),
                // Not read by this version of the page, and no loss.
                Err((Damage::Newer { .. }, _)) => {}
                Err((_, part)) => {
                    damaged.push(Damaged::Snapshot { seq: at.seq });
                    let bytes = part.cloned().unwrap_or_default();
                    self.set_aside(format!("snapshot {}", at.seq), bytes).await;
                }
            }
        }
        Ok(Book::default())
    }

    /// Whether the journal, which ends at `head`, goes on from `at`: the same ledger, and
    /// not another in its place.
    async fn goes_on_from(
        &self,
        at: Option<&Head>,
        head: Option<&Head>,
    ) -> Result<bool, JournalError> {
        let Some(at) = at else { return Ok(true) };
        let Some(head) = head else { return Ok(false) };
        if at.seq >= head.seq {
            return Ok(at == head);
        }
        let next = self.journal.records_after(at.seq, 1).await?;
        let next = next.first().map(|stored| Record::open(&stored.bytes));
        // A next one that cannot be read says nothing against it.
        Ok(!matches!(next, Some(Ok((record, _))) if !record.header.follows(Some(at))))
    }

    async fn catch_up(
        &self,
        mut book: Book,
        damaged: &mut Vec<Damaged>,
        pause: &impl AsyncFn(),
    ) -> Result<Book, JournalError> {
        loop {
            // Asked before the records are: what is stored meanwhile is no gap.
            let head = self.journal.head().await?;
            let seq = book.head().map_or(0, |head| head.seq);
            let stored = self.journal.records_after(seq, BATCH).await?;
            if !stored.is_empty() {
                book = self.fold_stored(book, &stored, damaged).await?;
                pause().await;
                continue;
            }
            let Some(head) = head.filter(|head| book.head() != Some(head)) else {
                return Ok(book);
            };
            if !is_known(damaged, head.seq) {
                damaged.push(Damaged::Chain { seq: head.seq });
            }
            return Ok(book.standing_at(head));
        }
    }

    async fn fold_stored(
        &self,
        mut book: Book,
        stored: &[StoredRecord],
        damaged: &mut Vec<Damaged>,
    ) -> Result<Book, JournalError> {
        let mut run: Vec<(Record, Hash)> = Vec::new();
        let mut head = book.head().copied();
        for StoredRecord { seq, bytes } in stored {
            let seq = *seq;
            match Record::open(bytes) {
                Ok((record, hash)) => {
                    if !record.header.follows(head.as_ref())
                        && !is_known(damaged, seq.saturating_sub(1))
                    {
                        damaged.push(Damaged::Chain { seq });
                    }
                    head = Some(Head { seq, id: record.header.id, hash });
                    run.push((record, hash));
                }
                Err(Damage::Newer { .. }) => return Err(JournalError::Newer),
                Err(damage) => {
                    self.set_aside(format!("record {seq}"), bytes.clone()).await;
                    damaged.push(Damaged::Record { seq, damage });
                    // Its place is taken, though nobody can say by what.
                    let last = head.unwrap_or(Head { seq: 0, id: Id::new(0, 0), hash: [0; 32] });
                    head = Some(Head { seq, ..last });
                }
            }
        }
        book = book.fold(&run);
        Ok(match head {
            Some(head) => book.standing_at(head),
            None => book,
        })
    }

    /// Keeps bytes where the user can fetch them. They stay where they are too, so failing
    /// to loses nothing and is no reason not to open the ledger.
    async fn set_aside(&self, what: String, bytes: Vec<u8>) {
        let _ = self.journal.set_aside(&SetAside { what, bytes }).await;
    }
}

/// Whether the record at a place is known to be damaged.
fn is_known(damaged: &[Damaged], at: u64) -> bool {
    matches!(damaged.last(), Some(Damaged::Record { seq, .. }) if *seq == at)
}

async fn read_snapshot<'a>(
    snapshot: &'a StoredSnapshot,
    pause: &impl AsyncFn(),
) -> Result<Book, (Damage, Option<&'a Vec<u8>>)> {
    let mut reader = SnapshotReader::default();
    for part in &snapshot.parts {
        reader.push(part).map_err(|damage| (damage, Some(part)))?;
        pause().await;
    }
    reader.finish(snapshot.at).map_err(|damage| (damage, snapshot.parts.last()))
}

/// What was entered can be taken back only as it was entered: taking back a corrected
/// invoice would lose the correction, which its own record undoes first.
fn require_as_entered(book: &Book, fact: &Fact) -> Result<(), Refusal> {
    match fact {
        Fact::CustomerAdded(customer) => {
            let ix = book.find_customer(customer.id).ok_or(Refusal::Unknown { id: customer.id })?;
            if *book.customer(ix).customer != **customer {
                return Err(Refusal::ChangedSince { what: customer.name().to_owned() });
            }
        }
        Fact::InvoiceAdded(invoice) => {
            let ix = book.find_invoice(invoice.id).ok_or(Refusal::Unknown { id: invoice.id })?;
            if *book.invoice(ix).invoice != **invoice {
                return Err(Refusal::ChangedSince { what: invoice.number.clone() });
            }
        }
        _ => {}
    }
    Ok(())
}

/// Facts that make a snapshot worth its while: a fifth of what stands, but at least a few
/// hundred, and no more than can be read again in the blink of an eye. `since_seq` is where
/// the last one stood.
pub fn wants_snapshot(book: &Book, since_seq: u64) -> bool {
    let skip = usize::try_from(since_seq).unwrap_or(usize::MAX);
    let (mut since, mut total) = (0u64, 0u64);
    for (place, entry) in book.log().enumerate() {
        total += u64::from(entry.facts);
        if place >= skip {
            since += u64::from(entry.facts);
        }
    }
    since >= (total / 5).clamp(300, 5_000)
}

/// A fact list that says whose ledger this is: the first record of any ledger.
pub fn beginning(firm: &super::firm::Firm) -> Fact {
    Fact::FirmChanged { before: Box::default(), after: Box::new(firm.clone()) }
}
