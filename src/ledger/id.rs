//! Time-ordered ids that are unique across devices.

use std::fmt;
use std::str::FromStr;

use serde::{Deserialize, Deserializer, Serialize, Serializer};

/// A globally unique, time-ordered id.
///
/// 48 bits of milliseconds since 1970, 56 random bits, 24 bits of place within a record.
/// A record's own id has place 0; the things it brings into the book are its children, so
/// that a record of 50,000 invoices needs one random draw and its parts sort in order.
/// Written as 26 characters of Crockford's base 32, which sort as the ids do.
///
/// ```
/// use cartera::ledger::Id;
/// let record = Id::new(1_767_225_600_000, 42);
/// let invoice = record.child(1);
/// assert!(record < invoice);
/// assert_eq!(invoice.record(), record);
/// assert_eq!(invoice.to_string().parse::<Id>().unwrap(), invoice);
/// ```
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Id(u128);

const PLACE_BITS: u32 = 24;
const RANDOM_BITS: u32 = 56;
const ALPHABET: &[u8; 32] = b"0123456789ABCDEFGHJKMNPQRSTVWXYZ";
const LENGTH: usize = 26;

/// The last millisecond that 48 bits hold.
const LAST_MS: u64 = (1 << 48) - 1;

impl Id {
    /// The most children one record can have.
    pub const MAX_PLACE: u32 = (1 << PLACE_BITS) - 1;

    /// A record's id from the time it was made (milliseconds since 1970) and random bits,
    /// of which the lower 56 are used.
    pub fn new(at_ms: u64, random: u64) -> Self {
        let time = u128::from(at_ms & ((1 << 48) - 1));
        let random = u128::from(random & ((1 << RANDOM_BITS) - 1));
        Self((time << (RANDOM_BITS + PLACE_BITS)) | (random << PLACE_BITS))
    }

    /// A record's id that follows `last` in order even when the clock was set back.
    pub fn following(last: Option<Self>, at_ms: u64, random: u64) -> Self {
        let fresh = Self::new(at_ms.min(LAST_MS), random);
        let Some(last) = last.map(Self::record).filter(|&last| fresh <= last) else {
            return fresh;
        };
        if last.at_ms() < LAST_MS {
            return Self::new(last.at_ms() + 1, random);
        }
        // At the end of time, the year 10889, the random bits count on.
        Self(last.0.saturating_add(1 << PLACE_BITS)).record()
    }

    /// The id of the `place`-th thing (from 1) that this record brings.
    ///
    /// # Panics
    /// If `place` exceeds [`Self::MAX_PLACE`]; importers refuse far smaller lists first.
    pub fn child(self, place: u32) -> Self {
        assert!(place <= Self::MAX_PLACE, "a record holds at most {} things", Self::MAX_PLACE);
        Self(self.record().0 | u128::from(place))
    }

    /// The record that brought this thing.
    pub fn record(self) -> Self {
        Self(self.0 >> PLACE_BITS << PLACE_BITS)
    }

    /// When the record was made, in milliseconds since 1970.
    pub fn at_ms(self) -> u64 {
        u64::try_from(self.0 >> (RANDOM_BITS + PLACE_BITS)).unwrap_or(u64::MAX)
    }
}

impl Id {
    fn letters(self) -> [u8; LENGTH] {
        let mut letters = [0; LENGTH];
        let (first, second) = letters.split_at_mut(LENGTH - 2 * PIECE);
        let (second, third) = second.split_at_mut(PIECE);
        write_piece(first, (self.0 >> (2 * PIECE_BITS)) as u64);
        write_piece(second, (self.0 >> PIECE_BITS) as u64);
        write_piece(third, self.0 as u64);
        letters
    }
}

/// Letters of an id that fit into 64 bits: shifting 128 is slow on 32-bit machines.
const PIECE: usize = 12;
const PIECE_BITS: u32 = 60;

fn write_piece(letters: &mut [u8], mut bits: u64) {
    for letter in letters.iter_mut().rev() {
        *letter = ALPHABET[(bits & 31) as usize];
        bits >>= 5;
    }
}

fn read_piece(letters: &[u8]) -> Result<u128, NotAnId> {
    let mut bits = 0u64;
    for &letter in letters {
        let digit = DIGITS[usize::from(letter)];
        if digit == NO_DIGIT {
            return Err(NotAnId);
        }
        bits = (bits << 5) | u64::from(digit);
    }
    Ok(u128::from(bits))
}

const NO_DIGIT: u8 = u8::MAX;

/// The digit that each letter stands for.
const DIGITS: [u8; 256] = {
    let mut digits = [NO_DIGIT; 256];
    let mut digit = 0;
    while digit < ALPHABET.len() {
        digits[ALPHABET[digit] as usize] = digit as u8;
        digit += 1;
    }
    digits
};

impl fmt::Display for Id {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(std::str::from_utf8(&self.letters()).unwrap_or_default())
    }
}

impl fmt::Debug for Id {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(self, f)
    }
}

/// The text was not an id.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct NotAnId;

impl fmt::Display for NotAnId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("not an id of 26 base-32 characters")
    }
}

impl FromStr for Id {
    type Err = NotAnId;

    fn from_str(text: &str) -> Result<Self, NotAnId> {
        if text.len() != LENGTH || text.as_bytes()[0] > b'7' {
            return Err(NotAnId);
        }
        let (first, second) = text.as_bytes().split_at(LENGTH - 2 * PIECE);
        let (second, third) = second.split_at(PIECE);
        let (first, second, third) = (read_piece(first)?, read_piece(second)?, read_piece(third)?);
        Ok(Self((first << (2 * PIECE_BITS)) | (second << PIECE_BITS) | third))
    }
}

impl Serialize for Id {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(std::str::from_utf8(&self.letters()).unwrap_or_default())
    }
}

impl<'de> Deserialize<'de> for Id {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct Text;
        impl serde::de::Visitor<'_> for Text {
            type Value = Id;
            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str("an id of 26 base-32 characters")
            }
            fn visit_str<E: serde::de::Error>(self, text: &str) -> Result<Id, E> {
                text.parse().map_err(E::custom)
            }
        }
        deserializer.deserialize_str(Text)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_id_follows_the_last_one_even_when_the_clock_goes_back() {
        let last = Id::new(2_000, 7);
        let next = Id::following(Some(last.child(9)), 1_000, 3);
        assert!(next > last.child(Id::MAX_PLACE));
        assert_eq!(next.at_ms(), 2_001);
    }

    #[test]
    fn an_id_follows_the_last_one_even_at_the_end_of_time() {
        let last = Id::following(None, u64::MAX, 7);
        assert_eq!(last.at_ms(), LAST_MS);
        assert!(Id::following(Some(last.child(3)), 1_000, 3) > last.child(Id::MAX_PLACE));
    }

    #[test]
    fn text_that_is_no_id_is_refused() {
        for text in ["", "0", "ZZZZZZZZZZZZZZZZZZZZZZZZZZ", "0000000000000000000000000U"] {
            assert_eq!(text.parse::<Id>(), Err(NotAnId), "{text}");
        }
    }
}
