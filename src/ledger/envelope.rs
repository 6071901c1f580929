//! What wraps every stored value: kind, format version, length and checksum, so that a
//! value that was cut short or changed is noticed before it is believed.

/// What a stored value is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// A record of the journal.
    Record,
    /// A part of a snapshot.
    Snapshot,
}

impl Kind {
    fn tag(self) -> u8 {
        match self {
            Self::Record => b'R',
            Self::Snapshot => b'S',
        }
    }
}

/// Why a stored value is not believed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Damage {
    /// It does not begin as a value of this product and kind does.
    NotOurs,
    /// It is shorter or longer than it says.
    Length {
        /// Bytes announced.
        expected: usize,
        /// Bytes there.
        found: usize,
    },
    /// Its bytes have changed.
    Checksum,
    /// It was written by a newer version of the page.
    Newer {
        /// The format version found.
        version: u16,
    },
    /// It is whole but is not what it should be.
    Content,
}

const MAGIC: [u8; 3] = *b"CRT";
const CHECKSUM_AT: usize = 3 + 1 + 2 + 4;
const HEADER: usize = CHECKSUM_AT + 4;

/// Wraps a payload.
///
/// # Panics
/// If the payload exceeds 4 GiB.
pub fn seal(kind: Kind, version: u16, payload: &[u8]) -> Vec<u8> {
    let mut open = OpenEnvelope::new();
    open.bytes.reserve_exact(payload.len());
    open.bytes.extend_from_slice(payload);
    open.seal(kind, version)
}

/// A value that is still being written: what is sealed at the end is what was written, not
/// a copy of it, and its checksum grows with it. A large value is thus never in hand as a
/// whole at once.
pub struct OpenEnvelope {
    /// Room for the header, then the payload.
    bytes: Vec<u8>,
    checked: usize,
    checksum: crc32fast::Hasher,
}

impl OpenEnvelope {
    /// An empty payload.
    pub fn new() -> Self {
        Self { bytes: vec![0; HEADER], checked: HEADER, checksum: crc32fast::Hasher::new() }
    }

    /// Where the payload is written: only ever to its end, except for what
    /// [`OpenEnvelope::check`] has not seen.
    pub fn payload(&mut self) -> &mut Vec<u8> {
        &mut self.bytes
    }

    /// The payload written since the last check; takes it into the checksum.
    pub fn check(&mut self) -> &[u8] {
        let new = &self.bytes[self.checked..];
        self.checksum.update(new);
        self.checked = self.bytes.len();
        new
    }

    /// How much of the payload is not yet in the checksum, in bytes.
    pub fn unchecked_len(&self) -> usize {
        self.bytes.len() - self.checked
    }

    /// Where it stands, to go back to.
    pub fn mark(&self) -> EnvelopeMark {
        let Self { bytes, checked, checksum } = self;
        EnvelopeMark { len: bytes.len(), checked: *checked, checksum: checksum.clone() }
    }

    /// Forgets what was written since a mark.
    pub fn go_back(&mut self, to: EnvelopeMark) {
        self.bytes.truncate(to.len);
        (self.checked, self.checksum) = (to.checked, to.checksum);
    }

    /// The whole value.
    ///
    /// # Panics
    /// If the payload exceeds 4 GiB.
    pub fn seal(mut self, kind: Kind, version: u16) -> Vec<u8> {
        self.check();
        let length =
            u32::try_from(self.bytes.len() - HEADER).expect("a stored value is below 4 GiB");
        let header = &mut self.bytes[..HEADER];
        header[..3].copy_from_slice(&MAGIC);
        header[3] = kind.tag();
        header[4..6].copy_from_slice(&version.to_le_bytes());
        header[6..CHECKSUM_AT].copy_from_slice(&length.to_le_bytes());
        // The header says how long the payload is, so it comes last, and counts as first.
        let mut checksum = crc32fast::Hasher::new();
        checksum.update(&header[..CHECKSUM_AT]);
        checksum.combine(&self.checksum);
        header[CHECKSUM_AT..].copy_from_slice(&checksum.finalize().to_le_bytes());
        self.bytes
    }
}

impl Default for OpenEnvelope {
    fn default() -> Self {
        Self::new()
    }
}

/// Where an envelope stood.
pub struct EnvelopeMark {
    len: usize,
    checked: usize,
    checksum: crc32fast::Hasher,
}

/// Unwraps a value of a kind: its format version (at most `newest`) and its payload.
///
/// # Errors
/// Says what is wrong with the value; see [`Damage`].
pub fn open(kind: Kind, newest: u16, sealed: &[u8]) -> Result<(u16, &[u8]), Damage> {
    if sealed.len() < HEADER || sealed[..3] != MAGIC || sealed[3] != kind.tag() {
        return Err(Damage::NotOurs);
    }
    let u32_at = |at: usize| {
        u32::from_le_bytes([sealed[at], sealed[at + 1], sealed[at + 2], sealed[at + 3]])
    };
    let version = u16::from_le_bytes([sealed[4], sealed[5]]);
    let payload = &sealed[HEADER..];
    let expected = u32_at(6) as usize;
    if payload.len() != expected {
        return Err(Damage::Length { expected, found: payload.len() });
    }
    if checksum(&sealed[..CHECKSUM_AT], payload) != u32_at(CHECKSUM_AT) {
        return Err(Damage::Checksum);
    }
    if version > newest {
        return Err(Damage::Newer { version });
    }
    Ok((version, payload))
}

fn checksum(header: &[u8], payload: &[u8]) -> u32 {
    let mut hasher = crc32fast::Hasher::new();
    hasher.update(header);
    hasher.update(payload);
    hasher.finalize()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_written_bit_by_bit_is_sealed_as_if_at_once() {
        let mut open = OpenEnvelope::new();
        for (part, is_checked) in [("one", true), ("two", false), ("three", true), ("", true)] {
            open.payload().extend_from_slice(part.as_bytes());
            if is_checked {
                open.check();
            }
        }
        let mark = open.mark();
        open.payload().extend_from_slice(b"not this");
        open.check();
        open.go_back(mark);
        open.payload().extend_from_slice(b"four");
        assert_eq!(open.seal(Kind::Record, 7), seal(Kind::Record, 7, b"onetwothreefour"));
        let sealed = seal(Kind::Record, 7, b"onetwothreefour");
        assert_eq!(super::open(Kind::Record, 7, &sealed), Ok((7, b"onetwothreefour".as_slice())));
    }

    #[test]
    fn any_changed_or_missing_byte_is_noticed() {
        let sealed = seal(Kind::Record, 1, b"payload");
        assert_eq!(open(Kind::Record, 1, &sealed), Ok((1, b"payload".as_slice())));
        for at in 0..sealed.len() {
            let mut changed = sealed.clone();
            changed[at] ^= 1;
            assert!(open(Kind::Record, 1, &changed).is_err(), "byte {at}");
            assert!(open(Kind::Record, 1, &sealed[..at]).is_err(), "cut at {at}");
        }
        assert_eq!(open(Kind::Snapshot, 1, &sealed), Err(Damage::NotOurs));
        assert_eq!(open(Kind::Record, 0, &sealed), Err(Damage::Newer { version: 1 }));
    }
}
