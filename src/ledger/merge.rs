//! Two copies of one ledger that went different ways, made one again.
//!
//! What was recorded on either side is put into one order, that of the ids, which is that
//! of time and the same on every device; each record then names the one that now stands
//! before it. So the outcome depends on what was recorded and on nothing else: not on who
//! merges, in which order, or how often.

use super::Id;
use super::book::{Book, Unfit};
use super::envelope::Damage;
use super::journal::{Hash, SealedRecord};
use super::record::{Deed, Record, hex};

/// A side of a merge as it is walked: its records from the last one read.
type Rest = std::iter::Peekable<std::vec::IntoIter<SealedRecord>>;

/// Merges record by record, so that a page need not stand still meanwhile.
///
/// ```
/// use cartera::ledger::merge::{Merging, Unmergeable};
/// let nothing = || Vec::new();
/// assert_eq!(Merging::new(nothing(), nothing()).err(), Some(Unmergeable::Strangers));
/// ```
pub struct Merging {
    ours: Rest,
    theirs: Rest,
    merged: Merged,
    /// How many records there are on both sides together, and how many were read.
    progress: (usize, usize),
    last: Option<Hash>,
    is_as_ours: bool,
}

/// What two copies add up to.
#[derive(Clone, Debug)]
pub struct Merged {
    /// All records in order, each following the one before it.
    pub records: Vec<SealedRecord>,
    /// How many of them, from the first, are ours byte for byte: these need not be stored
    /// again.
    pub kept: usize,
    /// The book of all of them.
    pub book: Book,
    /// What only we had, oldest first.
    pub only_ours: Vec<Parted>,
    /// What only they had, oldest first.
    pub only_theirs: Vec<Parted>,
}

/// A record that one side had and the other had not.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Parted {
    /// The record.
    pub record: Id,
    /// When it was recorded, in milliseconds since 1970.
    pub at_ms: u64,
    /// By whom, where known.
    pub person: String,
    /// What was done.
    pub deed: Deed,
}

/// Why two copies cannot be merged. Nothing was changed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Unmergeable {
    /// They do not begin with the same record: they are two ledgers.
    Strangers,
    /// A record is not the same on both sides though it has one id.
    Differs {
        /// Which.
        record: Id,
    },
    /// A record cannot be read.
    Damaged {
        /// Which.
        record: Id,
        /// What is wrong with it.
        damage: Damage,
    },
}

impl Merging {
    /// Begins with the records of both sides that can be read, each in its ledger's order.
    ///
    /// # Errors
    /// When they do not begin with the same record.
    pub fn new(ours: Vec<SealedRecord>, theirs: Vec<SealedRecord>) -> Result<Self, Unmergeable> {
        let first = |side: &[SealedRecord]| side.first().map(|record| record.id);
        if first(&ours).is_none() || first(&ours) != first(&theirs) {
            return Err(Unmergeable::Strangers);
        }
        Ok(Self {
            progress: (0, ours.len() + theirs.len()),
            ours: ours.into_iter().peekable(),
            theirs: theirs.into_iter().peekable(),
            merged: Merged {
                records: Vec::new(),
                kept: 0,
                book: Book::default(),
                only_ours: Vec::new(),
                only_theirs: Vec::new(),
            },
            last: None,
            is_as_ours: true,
        })
    }

    /// How many records were read, and how many there are on both sides together.
    pub fn progress(&self) -> (usize, usize) {
        self.progress
    }

    /// Takes in one more record; whether there was one.
    ///
    /// # Errors
    /// When it cannot be read, or differs from the other side's of the same id.
    pub fn advance(&mut self) -> Result<bool, Unmergeable> {
        // Within a ledger each id follows the one before it, so that the smaller of the two
        // is the next of the whole.
        let ours = self.ours.peek().map(|record| record.id);
        let theirs = self.theirs.peek().map(|record| record.id);
        let next = match (ours, theirs) {
            (None, None) => return Ok(false),
            (Some(ours), Some(theirs)) => ours.min(theirs),
            (Some(one), None) | (None, Some(one)) => one,
        };
        let mine = self.ours.next_if(|record| record.id == next);
        let other = self.theirs.next_if(|record| record.id == next);
        self.progress.0 += usize::from(mine.is_some()) + usize::from(other.is_some());
        match (mine, other) {
            (Some(mine), Some(other)) => self.take_both(mine, other)?,
            (Some(mine), None) => {
                let (record, _) = read(&mine)?;
                self.merged.only_ours.push(parted(&record));
                self.take(mine, record, true);
            }
            (None, Some(other)) => {
                let (record, _) = read(&other)?;
                self.merged.only_theirs.push(parted(&record));
                self.take(other, record, false);
            }
            (None, None) => {}
        }
        Ok(true)
    }

    /// What they add up to, once all is read.
    pub fn finish(self) -> Merged {
        self.merged
    }

    fn take_both(&mut self, mine: SealedRecord, other: SealedRecord) -> Result<(), Unmergeable> {
        let (record, _) = read(&mine)?;
        if mine.bytes == other.bytes {
            self.take(mine, record, true);
            return Ok(());
        }
        // One of them, or each, was chained anew by an earlier merge.
        let (theirs, _) = read(&other)?;
        if !is_same_but_for_place(&record, &theirs) {
            return Err(Unmergeable::Differs { record: mine.id });
        }
        let follows = |record: &Record| record.header.prev == self.last.as_ref().map(hex);
        // Of two that fit as they are (sealed in two formats), the choice must not depend on
        // whose it is.
        let is_theirs = follows(&theirs) && (!follows(&record) || other.hash < mine.hash);
        if is_theirs {
            self.take(other, theirs, false);
        } else {
            self.take(mine, record, true);
        }
        Ok(())
    }

    /// Puts a record at the end, following the one before it.
    fn take(&mut self, sealed: SealedRecord, mut record: Record, is_ours: bool) {
        let prev = self.last.as_ref().map(hex);
        let stays = record.header.prev == prev;
        let sealed = if stays {
            sealed
        } else {
            record.header.prev = prev;
            record.seal()
        };
        self.is_as_ours &= stays && is_ours;
        self.merged.kept += usize::from(self.is_as_ours);
        self.last = Some(sealed.hash);
        let book = std::mem::take(&mut self.merged.book);
        self.merged.book = book.fold(&[(record, sealed.hash)]);
        self.merged.records.push(sealed);
    }
}

impl Merged {
    /// Whether merging changes anything for us.
    pub fn changes_ours(&self) -> bool {
        self.kept < self.records.len()
    }

    /// What counted on one side, or on both, and does not fit the whole; `before` is our
    /// book. The user settles it: each is kept and named, and counts for nothing.
    pub fn no_longer_fits(&self, before: &Book) -> Vec<(&Unfit, Option<&Parted>)> {
        let was_unfit = |unfit: &Unfit| before.unfit().iter().any(|old| old.record == unfit.record);
        let parted = |record: Id| {
            let all = self.only_ours.iter().chain(&self.only_theirs);
            all.into_iter().find(|parted| parted.record == record)
        };
        let new = self.book.unfit().iter().filter(|unfit| !was_unfit(unfit));
        new.map(|unfit| (unfit, parted(unfit.record))).collect()
    }
}

/// Merges at once; for tests and small ledgers. The outcome does not depend on which is
/// whose, but for [`Merged::kept`] and the two lists of what only one side had.
///
/// # Errors
/// As [`Merging`] refuses.
pub fn merge(ours: Vec<SealedRecord>, theirs: Vec<SealedRecord>) -> Result<Merged, Unmergeable> {
    let mut merging = Merging::new(ours, theirs)?;
    while merging.advance()? {}
    Ok(merging.finish())
}

fn read(sealed: &SealedRecord) -> Result<(Record, Hash), Unmergeable> {
    Record::open(&sealed.bytes).map_err(|damage| Unmergeable::Damaged { record: sealed.id, damage })
}

fn is_same_but_for_place(one: &Record, other: &Record) -> bool {
    let (mine, theirs) = (&one.header, &other.header);
    one.facts == other.facts
        && (mine.at_ms, &mine.device, &mine.person, &mine.deed)
            == (theirs.at_ms, &theirs.device, &theirs.person, &theirs.deed)
}

fn parted(record: &Record) -> Parted {
    let header = &record.header;
    let (person, deed) = (header.person.clone(), header.deed.clone());
    Parted { record: header.id, at_ms: header.at_ms, person, deed }
}
