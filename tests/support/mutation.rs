//! Ways to spoil a file, for tests that no reader falls over one.

use proptest::prelude::*;

/// A way to spoil a file.
#[derive(Clone, Debug)]
pub enum Change {
    Set(prop::sample::Index, u8),
    Flip(prop::sample::Index, u8),
    Remove(prop::sample::Index, usize),
    Repeat(prop::sample::Index, usize, usize),
    Splice(prop::sample::Index, prop::sample::Index, usize),
    Cut(prop::sample::Index),
}

impl Change {
    /// Spoils `bytes`, with pieces of another file where it wants some.
    pub fn make(&self, bytes: &mut Vec<u8>, other: &[u8]) {
        if bytes.is_empty() || other.is_empty() {
            return;
        }
        match self {
            Self::Set(at, byte) => {
                let at = at.index(bytes.len());
                bytes[at] = *byte;
            }
            Self::Flip(at, bit) => {
                let at = at.index(bytes.len());
                bytes[at] ^= 1 << (bit % 8);
            }
            Self::Remove(at, length) => {
                let at = at.index(bytes.len());
                bytes.drain(at..bytes.len().min(at + length));
            }
            Self::Repeat(at, length, times) => {
                let at = at.index(bytes.len());
                let piece = bytes[at..bytes.len().min(at + length)].repeat(*times);
                bytes.splice(at..at, piece);
            }
            Self::Splice(at, from, length) => {
                let at = at.index(bytes.len());
                let from = from.index(other.len());
                let piece = other[from..other.len().min(from + length)].to_vec();
                bytes.splice(at..at, piece);
            }
            Self::Cut(at) => bytes.truncate(at.index(bytes.len())),
        }
    }
}

/// Any way.
pub fn change() -> impl Strategy<Value = Change> {
    let place = any::<prop::sample::Index>;
    prop_oneof![
        (place(), any::<u8>()).prop_map(|(at, byte)| Change::Set(at, byte)),
        (place(), any::<u8>()).prop_map(|(at, bit)| Change::Flip(at, bit)),
        (place(), 1..200_usize).prop_map(|(at, length)| Change::Remove(at, length)),
        (place(), 1..80_usize, 1..30_usize).prop_map(|(at, l, n)| Change::Repeat(at, l, n)),
        (place(), place(), 1..400_usize).prop_map(|(at, from, l)| Change::Splice(at, from, l)),
        place().prop_map(Change::Cut),
    ]
}
