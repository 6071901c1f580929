//! The book as stored parts, so that a large ledger opens without its whole journal.
//!
//! A snapshot is the shortest journal with the same fold: the facts that still hold, in an
//! order in which they can be taken in again, and the history's lines. It is read by the
//! same code that takes in any fact, so it cannot say what a journal could not. Its last
//! part says how many there are and where the journal stood.

use std::sync::Arc;

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

use super::{Book, LogEntry};
use crate::ledger::bank::PayerChange;
use crate::ledger::credit::{Allocation, ChequeStep};
use crate::ledger::envelope::{self, Damage, Kind};
use crate::ledger::fact::Fact;
use crate::ledger::iso_day::IsoDay;
use crate::ledger::journal::Head;
use crate::ledger::record::hex;
use crate::ledger::{Id, Refusal};

/// The format written now. A snapshot of another version is not read: the journal is.
const VERSION: u16 = 2;

/// How many things stand in one part. About half a megabyte: browsers take several times as
/// long over the same bytes in small values, and a part is still read within a frame or two.
const PART: usize = 5_000;

#[derive(Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
enum Part {
    Facts(Vec<Fact>),
    /// With the day each ended, if it did: one that ended may only have fitted because
    /// of that, so allocating and ending are one step here.
    Allocations(Vec<(Allocation, Option<IsoDay>)>),
    Log(Vec<LogEntry>),
    End {
        parts: usize,
        seq: u64,
        id: Id,
        hash: String,
    },
}

/// The parts of a snapshot, one at a time, so that writing a large one can pause.
///
/// Records that do not fit are not among them: see [`super::Book::unfit`].
pub fn snapshot_parts(book: &Book) -> impl Iterator<Item = Vec<u8>> {
    let before = facts_before_allocations(book);
    let after = facts_after_allocations(book);
    let allocations = book
        .allocations
        .iter()
        .filter(|(_, entry)| !entry.removed)
        .map(|(_, entry)| ((*entry.allocation).clone(), entry.until.map(IsoDay)));
    let mut parts = parts(before, Part::Facts)
        .chain(parts(allocations, Part::Allocations))
        .chain(parts(after, Part::Facts))
        .chain(parts(book.log().cloned(), Part::Log));
    let mut end = book.head().copied();
    let mut count = 0;
    std::iter::from_fn(move || {
        let part = parts.next().or_else(|| {
            let Head { seq, id, hash } = end.take()?;
            Some(seal(&Part::End { parts: count, seq, id, hash: hex(&hash) }))
        });
        count += usize::from(part.is_some());
        part
    })
}

/// Reads a snapshot part by part.
#[derive(Default)]
pub struct SnapshotReader {
    book: Book,
    parts: usize,
    /// How many parts there are before the last, and where the journal stood: its sequence
    /// number, the last record's id and that record's hash.
    end: Option<(usize, u64, Id, String)>,
}

impl SnapshotReader {
    /// Takes in the next part.
    ///
    /// # Errors
    /// When a part is damaged or does not fit: the snapshot is worth nothing then, and the
    /// journal is folded instead. [`Damage::Newer`] when it is of any other version.
    pub fn push(&mut self, sealed: &[u8]) -> Result<(), Damage> {
        let (version, payload) = envelope::open(Kind::Snapshot, VERSION, sealed)?;
        if version != VERSION {
            return Err(Damage::Newer { version });
        }
        if self.end.is_some() {
            return Err(Damage::Content);
        }
        let fits = match serde_json::from_slice(payload).map_err(|_| Damage::Content)? {
            Part::Facts(facts) => facts.iter().try_for_each(|fact| self.book.apply(fact)),
            Part::Allocations(allocations) => {
                allocations.into_iter().try_for_each(|(allocation, until)| {
                    self.book.restore_allocation(allocation, until.map(|IsoDay(day)| day))
                })
            }
            Part::Log(entries) => {
                entries.into_iter().for_each(|entry| {
                    self.book.log.push(entry);
                });
                Ok(())
            }
            Part::End { parts, seq, id, hash } => {
                self.end = Some((parts, seq, id, hash));
                return Ok(());
            }
        };
        self.parts += 1;
        fits.map_err(|_| Damage::Content)
    }

    /// The book as it stood at `head`.
    ///
    /// # Errors
    /// When parts are missing, or it is the snapshot of another head.
    pub fn finish(mut self, head: Head) -> Result<Book, Damage> {
        if self.end != Some((self.parts, head.seq, head.id, hex(&head.hash))) {
            return Err(Damage::Content);
        }
        self.book.head = Some(head);
        Ok(self.book)
    }
}

fn parts<T>(
    things: impl Iterator<Item = T>,
    wrap: impl Fn(Vec<T>) -> Part,
) -> impl Iterator<Item = Vec<u8>> {
    let mut things = things.peekable();
    std::iter::from_fn(move || {
        things.peek()?;
        Some(seal(&wrap(things.by_ref().take(PART).collect())))
    })
}

fn seal(part: &Part) -> Vec<u8> {
    let payload = serde_json::to_vec(part).expect("our own types serialise");
    envelope::seal(Kind::Snapshot, VERSION, &payload)
}

fn facts_before_allocations(book: &Book) -> impl Iterator<Item = Fact> {
    let firm = Fact::FirmChanged {
        before: Box::new((*Book::default().firm).clone()),
        after: Box::new(book.firm().clone()),
    };
    let customers =
        book.customers().map(|(_, entry)| Fact::CustomerAdded(Box::new((*entry.customer).clone())));
    let invoices =
        book.invoices().map(|(_, entry)| Fact::InvoiceAdded(Box::new((*entry.invoice).clone())));
    let credits =
        book.credits().map(|(_, entry)| Fact::CreditAdded(Box::new((*entry.credit).clone())));
    let protocols = book.protocols().iter().cloned();
    let statements = book.statements().iter();
    let statements =
        statements.map(|entry| Fact::StatementAdded(Box::new((*entry.statement).clone())));
    std::iter::once(firm)
        .chain(book.rates().iter().cloned().map(Fact::RateAdded))
        .chain(protocols.map(|protocol| Fact::ProtocolAdded(Box::new(protocol))))
        .chain(book.flows().iter().map(|flow| Fact::FlowAdded(Box::new(flow.clone()))))
        .chain(book.cash_counts().iter().cloned().map(Fact::CashCounted))
        .chain(statements)
        .chain(customers)
        .chain(invoices)
        .chain(credits)
}

fn facts_after_allocations(book: &Book) -> impl Iterator<Item = Fact> {
    let refunds = book.refunds().map(|entry| Fact::RefundAdded((*entry.refund).clone()));
    let cancelled = book.invoices().filter_map(|(_, entry)| {
        entry.cancelled.as_ref().map(|cancelled| Fact::InvoiceCancelled {
            invoice: entry.invoice.id,
            on: cancelled.on,
            reason: cancelled.reason.clone(),
        })
    });
    let cheques = book.credits().flat_map(|(_, entry)| {
        let credit = entry.credit.id;
        [
            (ChequeStep::Deposited, entry.deposited_on),
            (ChequeStep::Cleared, entry.cleared_on),
            (ChequeStep::Bounced, entry.bounced_on),
        ]
        .into_iter()
        .filter_map(move |(step, on)| Some(Fact::ChequeStepped { credit, step, on: on? }))
    });
    let dealings = book.customers().flat_map(|(_, entry)| entry.dealings.iter());
    let dealt = dealings.flat_map(|entry| {
        let added = Fact::DealingAdded(Box::new((*entry.dealing).clone()));
        let ended = entry.ended.as_ref().map(|ending| Fact::DealingEnded {
            dealing: entry.dealing.id,
            ending: (**ending).clone(),
        });
        std::iter::once(added).chain(ended)
    });
    let aside = book.movements().filter_map(|(_, entry)| entry.aside.clone());
    let payers = book.payers().iter().map(|(key, who)| {
        let (key, before, after) = (key.clone(), None, Some(*who));
        Fact::PayerChanged(Box::new(PayerChange { key, before, after }))
    });
    refunds
        .chain(cancelled)
        .chain(cheques)
        .chain(dealt)
        .chain(aside.map(Fact::MovementSetAside))
        .chain(payers)
}

impl Book {
    fn restore_allocation(
        &mut self,
        allocation: Allocation,
        until: Option<NaiveDate>,
    ) -> Result<(), Refusal> {
        let id = allocation.id;
        if until.is_none() {
            return self.apply(&Fact::Allocated(allocation));
        }
        self.place_allocation(Arc::new(allocation), until)
            .map(|_| ())
            .ok_or(Refusal::Unknown { id })
    }
}
