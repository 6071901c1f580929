//! Folding records into the book.

use std::sync::Arc;

use super::{Book, Said, Unfit};
use crate::ledger::Id;
use crate::ledger::fact::Fact;
use crate::ledger::journal::{Hash, Head};
use crate::ledger::record::{Deed, Header, Record};
use crate::ledger::refusal::Refusal;

impl Book {
    /// The book with one more record: a new value; this one stays as it was.
    ///
    /// # Errors
    /// The first of its facts that does not fit, and why.
    pub fn with(&self, record: &Record, hash: Hash) -> Result<Self, Unfit> {
        let mut folding = Folding::begin(self, &record.header);
        let facts = if self.is_moot(&record.header.deed) { &[] } else { &record.facts[..] };
        for fact in facts {
            folding.push(fact)?;
        }
        Ok(folding.finish(hash))
    }

    /// Folds records in order into this book. A record that does not fit is set aside and
    /// named in [`Book::unfit`]; those after it still count.
    pub fn fold(mut self, records: &[(Record, Hash)]) -> Self {
        for (record, hash) in records {
            let is_moot = self.is_moot(&record.header.deed);
            match if is_moot { Ok(()) } else { self.apply_all(record) } {
                Ok(()) => {
                    let facts = if is_moot { 0 } else { record.facts.len() };
                    self.note(&record.header, subject(&record.facts), facts);
                }
                Err(unfit) => Arc::make_mut(&mut self.unfit).push(unfit),
            }
            self.advance(record.header.id, *hash);
        }
        self
    }

    /// Whether a record takes back one that never fitted: there is nothing to take back, and
    /// that one is settled.
    fn is_moot(&self, deed: &Deed) -> bool {
        matches!(deed, Deed::Undid { record } if self.never_fitted(*record))
    }

    /// Whether a record was set aside, and is not one that counted and came a second time.
    pub(super) fn never_fitted(&self, record: Id) -> bool {
        self.unfit.iter().any(|unfit| unfit.record == record)
            && self.log().all(|entry| entry.record != record)
    }

    /// Takes in a record's facts in place, which is what makes a long fold fast: all of
    /// them, or none.
    fn apply_all(&mut self, record: &Record) -> Result<(), Unfit> {
        // What a removal took is gone; only a copy from before can bring it back.
        let before = (!record.facts.iter().all(Fact::is_exact)).then(|| self.clone());
        for (place, fact) in record.facts.iter().enumerate() {
            if let Err(why) = self.apply(fact) {
                match before {
                    Some(before) => *self = before,
                    None => self.take_back(record.facts[..place].iter().filter_map(Fact::inverse)),
                }
                let (id, deed) = (record.header.id, record.header.deed.clone());
                let said = Box::new(Said { deed, brings: brings(record) });
                return Err(Unfit { record: id, fact: place, why, said });
            }
        }
        Ok(())
    }

    /// Applies the inverses of the last facts, given in the facts' own order, from the end.
    fn take_back(&mut self, inverses: impl DoubleEndedIterator<Item = Fact>) {
        for inverse in inverses.rev() {
            let fits = self.apply(&inverse);
            debug_assert_eq!(fits, Ok(()), "the last fact can always be taken back");
        }
    }

    /// The same book, standing where the journal says it stands: past a record that cannot
    /// be read.
    pub(crate) fn standing_at(mut self, head: Head) -> Self {
        self.head = Some(head);
        self
    }

    fn advance(&mut self, id: Id, hash: Hash) {
        let seq = self.head.map_or(0, |head| head.seq) + 1;
        self.head = Some(Head { seq, id, hash });
    }
}

/// A record entering a copy of the book fact by fact, so that a large import can pause.
pub struct Folding {
    book: Book,
    header: Header,
    subject: Option<Id>,
    facts: usize,
}

/// A book that is ahead of its journal by one record: it becomes the book when that
/// record is durable.
pub type Folded = Book;

impl Folding {
    /// Begins on a copy of a book.
    pub fn begin(book: &Book, header: &Header) -> Self {
        Self { book: book.clone(), header: header.clone(), subject: None, facts: 0 }
    }

    /// Takes in a fact.
    ///
    /// # Errors
    /// Why it does not fit; the facts before it stay, and another may follow.
    pub fn push(&mut self, fact: &Fact) -> Result<(), Unfit> {
        self.book.apply(fact).map_err(|why: Refusal| Unfit {
            record: self.header.id,
            fact: self.facts,
            why,
            said: Box::new(Said { deed: self.header.deed.clone(), brings: Vec::new() }),
        })?;
        self.subject = self.subject.or_else(|| fact.subject());
        self.facts += 1;
        Ok(())
    }

    /// The book so far, for facts that are worked out from earlier ones.
    pub fn book(&self) -> &Book {
        &self.book
    }

    /// Where it stands, to go back to.
    pub(crate) fn mark(&self) -> Mark {
        Mark { subject: self.subject, facts: self.facts }
    }

    /// Goes back to a mark, over the steps taken since.
    pub(crate) fn go_back(&mut self, to: Mark, steps: impl DoubleEndedIterator<Item = Step>) {
        for step in steps.rev() {
            match step {
                Step::Inverse(fact) => self.book.take_back(std::iter::once(fact)),
                Step::Copy(before) => self.book = *before,
            }
        }
        (self.subject, self.facts) = (to.subject, to.facts);
    }

    /// How to go back over a fact that is about to be taken in.
    pub(crate) fn step_over(&self, fact: &Fact) -> Step {
        let inverse = fact.inverse().filter(|_| fact.is_exact());
        inverse.map_or_else(|| Step::Copy(Box::new(self.book.clone())), Step::Inverse)
    }

    /// The book with the whole record in it.
    pub fn finish(mut self, hash: Hash) -> Folded {
        self.book.note(&self.header, self.subject, self.facts);
        self.book.advance(self.header.id, hash);
        self.book
    }
}

/// Where a folding stood.
#[derive(Clone, Copy)]
pub(crate) struct Mark {
    subject: Option<Id>,
    facts: usize,
}

/// How to go back over one fact.
pub(crate) enum Step {
    Inverse(Fact),
    Copy(Box<Book>),
}

/// How many of the things that a record would bring are named where it does not fit.
const BRINGS_NAMED: usize = 5;

fn brings(record: &Record) -> Vec<Fact> {
    let is_named = |fact: &&Fact| {
        matches!(
            fact,
            Fact::CustomerAdded(_)
                | Fact::CustomerChanged { .. }
                | Fact::InvoiceAdded(_)
                | Fact::InvoiceChanged { .. }
                | Fact::CreditAdded(_)
        )
    };
    record.facts.iter().filter(is_named).take(BRINGS_NAMED).cloned().collect()
}

fn subject(facts: &[Fact]) -> Option<Id> {
    facts.iter().find_map(Fact::subject)
}
