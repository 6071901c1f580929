//! One user action as it is stored, chained to the one before it.

use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};

use super::Id;
use super::envelope::{self, Damage, EnvelopeMark, Kind, OpenEnvelope};
use super::fact::Fact;
use super::journal::{Hash, Head, SealedRecord};

/// One action of the user: everything it said, stored and undone as one.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Record {
    /// When, where, by whom, after what.
    pub header: Header,
    /// What it says, in order.
    pub facts: Vec<Fact>,
}

/// What a record says about itself.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Header {
    /// Its id; time-ordered, and always after the record before it.
    pub id: Id,
    /// When it was recorded, in milliseconds since 1970, by the device's clock.
    pub at_ms: u64,
    /// The device that recorded it: a random number of its own.
    pub device: String,
    /// The person who recorded it, where known.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub person: String,
    /// The hash of the record it follows, in hexadecimal; absent for the first.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub prev: Option<String>,
    /// What the user did.
    pub deed: Deed,
}

/// What the user did, as the history names it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Deed {
    /// Began the ledger.
    Began,
    /// Changed the firm or the settings.
    ChangedSettings,
    /// Added a rate.
    AddedRate,
    /// Took a rate out.
    RemovedRate,
    /// Added a customer.
    AddedCustomer,
    /// Changed a customer.
    ChangedCustomer,
    /// Added an invoice.
    AddedInvoice,
    /// Corrected an invoice.
    ChangedInvoice,
    /// Cancelled an invoice.
    CancelledInvoice,
    /// Recorded a payment.
    RecordedPayment,
    /// Recorded a credit note, withholding, write-off or discount.
    RecordedCredit,
    /// Applied a credit, or took an application back.
    ChangedAllocation,
    /// Noted what happened to a cheque.
    MovedCheque,
    /// Gave money back.
    Refunded,
    /// Issued interest or a fee.
    IssuedCharge,
    /// Noted a contact, and what came of it.
    LoggedContact,
    /// Noted a promise, a dispute or a plan, or put something on hold.
    AddedDealing,
    /// Settled a dispute, lifted a hold, gave up a plan or a promise.
    EndedDealing,
    /// Noted a warning sign.
    NotedSign,
    /// Looked at a warning sign.
    ReviewedSign,
    /// Changed a protocol.
    ChangedProtocol,
    /// Changed what is planned to come and go besides invoices.
    ChangedCashPlan,
    /// Counted cash, or took a count out.
    CountedCash,
    /// Matched movements of the bank with what they pay.
    MatchedMovements,
    /// Took a match back.
    UnmatchedMovement,
    /// Set a movement of the bank aside.
    SetMovementAside,
    /// Took a movement up that was set aside.
    TookMovementUp,
    /// Changed whom payers are known to be.
    ChangedPayers,
    /// Imported a list.
    Imported {
        /// The file's name, or nothing for pasted text.
        #[serde(default)]
        file: String,
    },
    /// Took back another record.
    Undid {
        /// Which.
        record: Id,
    },
    /// Did again what had been taken back.
    Redid {
        /// The record whose facts were said again.
        record: Id,
    },
}

/// The format written now.
///
/// Version 1 had no `person` and called the device `by`; see `upgrade_from_1`. Version 2 had
/// no dealings and no protocols; version 3 had no warning signs, no planned flows and no
/// counted cash; version 4 had nothing of the bank's. All three read as they are.
pub const VERSION: u16 = 5;

impl Record {
    /// Its bytes for storage and the hash that the next record names.
    pub fn seal(&self) -> SealedRecord {
        let mut sealer = Sealer::new(&self.header);
        for fact in &self.facts {
            sealer.push(fact);
        }
        sealer.finish()
    }

    /// Reads a stored record of any version: the record, and its hash.
    ///
    /// # Errors
    /// Says how the bytes are damaged. The chain is checked by [`Header::follows`].
    pub fn open(sealed: &[u8]) -> Result<(Self, Hash), Damage> {
        let (version, payload) = envelope::open(Kind::Record, VERSION, sealed)?;
        let hash = Sha256::digest(payload).into();
        let stored: Stored = match version {
            1 => upgrade_from_1(serde_json::from_slice(payload).map_err(|_| Damage::Content)?),
            2..=VERSION => serde_json::from_slice(payload).map_err(|_| Damage::Content)?,
            _ => return Err(Damage::Content),
        };
        Ok((Self { header: stored.header, facts: stored.facts }, hash))
    }
}

impl Header {
    /// Whether it says that it follows this head.
    pub fn follows(&self, head: Option<&Head>) -> bool {
        self.prev == head.map(|head| hex(&head.hash))
    }
}

/// Writes a record bit by bit, so that an import of 50,000 rows does not hold up the page.
pub struct Sealer {
    id: Id,
    envelope: OpenEnvelope,
    hasher: Sha256,
    facts: usize,
}

impl Sealer {
    /// Begins a record.
    pub fn new(header: &Header) -> Self {
        let mut envelope = OpenEnvelope::new();
        let payload = envelope.payload();
        payload.extend_from_slice(b"{\"header\":");
        write_json(payload, header);
        payload.extend_from_slice(b",\"facts\":[");
        Self { id: header.id, envelope, hasher: Sha256::new(), facts: 0 }
    }

    /// Adds a fact.
    pub fn push(&mut self, fact: &Fact) {
        let payload = self.envelope.payload();
        if self.facts > 0 {
            payload.push(b',');
        }
        self.facts += 1;
        write_json(payload, fact);
        if self.envelope.unchecked_len() > 1 << 16 {
            self.hash_what_is_new();
        }
    }

    /// Where it stands, to go back to.
    pub(crate) fn mark(&self) -> SealerMark {
        let Self { envelope, hasher, facts, .. } = self;
        SealerMark { envelope: envelope.mark(), hasher: hasher.clone(), facts: *facts }
    }

    /// Forgets the facts added since a mark.
    pub(crate) fn go_back(&mut self, to: SealerMark) {
        self.envelope.go_back(to.envelope);
        (self.hasher, self.facts) = (to.hasher, to.facts);
    }

    /// Ends it.
    pub fn finish(mut self) -> SealedRecord {
        self.envelope.payload().extend_from_slice(b"]}");
        self.hash_what_is_new();
        let bytes = self.envelope.seal(Kind::Record, VERSION);
        SealedRecord { id: self.id, hash: self.hasher.finalize().into(), bytes }
    }

    fn hash_what_is_new(&mut self) {
        self.hasher.update(self.envelope.check());
    }
}

/// Where a sealer stood.
pub(crate) struct SealerMark {
    envelope: EnvelopeMark,
    hasher: Sha256,
    facts: usize,
}

/// A hash in hexadecimal.
pub fn hex(hash: &Hash) -> String {
    const DIGITS: &[u8; 16] = b"0123456789abcdef";
    hash.iter()
        .flat_map(|byte| [byte >> 4, byte & 15])
        .map(|nibble| char::from(DIGITS[usize::from(nibble)]))
        .collect()
}

#[derive(Serialize, Deserialize)]
struct Stored {
    header: Header,
    facts: Vec<Fact>,
}

#[derive(Deserialize)]
struct Stored1 {
    id: Id,
    at_ms: u64,
    by: String,
    #[serde(default)]
    prev: Option<String>,
    deed: Deed,
    facts: Vec<Fact>,
}

fn upgrade_from_1(old: Stored1) -> Stored {
    let Stored1 { id, at_ms, by, prev, deed, facts } = old;
    let header = Header { id, at_ms, device: by, person: String::new(), prev, deed };
    Stored { header, facts }
}

/// Serialising our own types into memory fails only if one of them has a map with keys
/// that are no text, and none has.
fn write_json<T: Serialize>(to: &mut Vec<u8>, value: &T) {
    serde_json::to_writer(to, value).expect("our own types serialise");
}
