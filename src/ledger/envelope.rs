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
    let length = u32::try_from(payload.len()).expect("a stored value is below 4 GiB");
    let mut sealed = Vec::with_capacity(HEADER + payload.len());
    sealed.extend_from_slice(&MAGIC);
    sealed.push(kind.tag());
    sealed.extend_from_slice(&version.to_le_bytes());
    sealed.extend_from_slice(&length.to_le_bytes());
    sealed.extend_from_slice(&checksum(&sealed, payload).to_le_bytes());
    sealed.extend_from_slice(payload);
    sealed
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
