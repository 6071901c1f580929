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
    pub fn fold(self, records: &[(Record, Hash)]) -> Self {
        let mut book = self;
        for run in records.chunks(RUN) {
            book = book.fold_run(run);
        }
        book
    }

    /// Applying in place is what makes a long fold fast; the copy from before the run is
    /// what a record that does not fit is taken back with.
    fn fold_run(self, run: &[(Record, Hash)]) -> Self {
        let before = self.clone();
        let mut unfit: Vec<Unfit> = Vec::new();
        let mut book = self;
        'again: loop {
            for (record, hash) in run {
                let Header { id, .. } = record.header;
                if !unfit.iter().any(|known| known.record == id) {
                    for (fact, said) in record.facts.iter().enumerate() {
                        if let Err(why) = book.apply(said) {
                            unfit.push(Unfit { record: id, fact, why });
                            book = before.clone();
                            continue 'again;
                        }
                    }
                    book.note(&record.header, subject(&record.facts), record.facts.len());
                }
                book.advance(id, *hash);
            }
            Arc::make_mut(&mut book.unfit).extend(unfit);
            return book;
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

/// Records per copy: few enough that one that does not fit costs little.
const RUN: usize = 512;

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
    /// Why it does not fit; drop the folding then, it is worth nothing any more.
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

    /// The book with the whole record in it.
    pub fn finish(mut self, hash: Hash) -> Folded {
        self.book.note(&self.header, self.subject, self.facts);
        self.book.advance(self.header.id, hash);
        self.book
    }
}

fn subject(facts: &[Fact]) -> Option<Id> {
    facts.iter().find_map(Fact::subject)
}
