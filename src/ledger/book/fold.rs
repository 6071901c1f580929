//! Folding records into the book.

use std::sync::Arc;

use super::{Book, Unfit};
use crate::ledger::Id;
use crate::ledger::fact::Fact;
use crate::ledger::journal::{Hash, Head};
use crate::ledger::record::{Header, Record};
use crate::ledger::refusal::Refusal;

impl Book {
    /// The book with one more record: a new value; this one stays as it was.
    ///
    /// # Errors
    /// The first of its facts that does not fit, and why.
    pub fn with(&self, record: &Record, hash: Hash) -> Result<Self, Unfit> {
        let mut folding = Folding::begin(self, &record.header);
        for fact in &record.facts {
            folding.push(fact)?;
        }
        Ok(folding.finish(hash))
    }

    /// Folds records in order into this book. A record that does not fit is set aside and
    /// named in [`Book::unfit`]; those after it still count.
    pub fn fold(mut self, records: &[(Record, Hash)]) -> Self {
        for (record, hash) in records {
            match self.apply_all(record) {
                Ok(()) => {
                    self.note(&record.header, subject(&record.facts), record.facts.len());
                }
                Err(unfit) => Arc::make_mut(&mut self.unfit).push(unfit),
            }
            self.advance(record.header.id, *hash);
        }
        self
    }

    /// Takes in a record's facts in place, which is what makes a long fold fast: all of
    /// them, or none.
    fn apply_all(&mut self, record: &Record) -> Result<(), Unfit> {
        // What a removal took is gone; only a copy from before can bring it back.
        let before = (!record.facts.iter().all(Fact::has_inverse)).then(|| self.clone());
        for (place, fact) in record.facts.iter().enumerate() {
            if let Err(why) = self.apply(fact) {
                match before {
                    Some(before) => *self = before,
                    None => self.take_back(record.facts[..place].iter().filter_map(Fact::inverse)),
                }
                return Err(Unfit { record: record.header.id, fact: place, why });
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
        fact.inverse().map_or_else(|| Step::Copy(Box::new(self.book.clone())), Step::Inverse)
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

fn subject(facts: &[Fact]) -> Option<Id> {
    facts.iter().find_map(Fact::subject)
}
