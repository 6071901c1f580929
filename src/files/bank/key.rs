//! What a movement is recognised by when two files overlap.

use std::collections::HashMap;
use std::fmt;

use serde::{Deserialize, Serialize};

use super::statement::Movement;
use crate::files::fold::fold_char;

/// Equal for one movement in two files, different for two movements of a file.
///
/// A hash of what identifies it (account, day, amount and the bank's id, or where the bank
/// gives none its words and references), and which of several that agree in all this it
/// is: two equal coffees on one day are two movements, and are still two when the same
/// day comes again in the next file.
#[derive(
    Clone, Copy, Debug, Default, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize,
)]
pub struct MovementKey {
    /// Of what identifies it.
    pub hash: u64,
    /// How many before it in its statement have the same hash.
    pub twin: u32,
}

/// Sixteen hexadecimal digits; a twin's number after a dash.
impl fmt::Display for MovementKey {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:016x}", self.hash)?;
        if self.twin > 0 { write!(f, "-{}", self.twin) } else { Ok(()) }
    }
}

/// Gives the movements of one statement their keys. `balance_minor` is the balance after
/// each, where the file shows it row by row: it parts twins, and is the same in the next
/// export. A number that counts the rows of an export is not among what identifies.
pub(super) fn number_keys(
    account: &str,
    movements: &mut [Movement],
    balance_minor: impl Fn(usize) -> Option<i64>,
) {
    let mut seen: HashMap<u64, u32> = HashMap::new();
    for (at, movement) in movements.iter_mut().enumerate() {
        let mut hash = Fnv::default();
        hash.folded(account);
        hash.word(&movement.booked_on.to_string());
        hash.word(&movement.amount.amount_minor.to_string());
        hash.word(movement.amount.currency.code());
        if movement.bank_id.is_empty() {
            hash.folded(&movement.payer);
            hash.folded(&movement.text);
            for reference in &movement.references {
                hash.folded(&reference.text);
            }
            if let Some(balance) = balance_minor(at) {
                hash.word(&balance.to_string());
            }
        } else {
            hash.folded(&movement.bank_id);
        }
        let count = seen.entry(hash.0).or_default();
        movement.key = MovementKey { hash: hash.0, twin: *count };
        *count += 1;
    }
}

/// FNV-1a, 64 bits (Fowler, Noll and Vo).
struct Fnv(u64);

impl Default for Fnv {
    fn default() -> Self {
        Self(0xCBF2_9CE4_8422_2325)
    }
}

impl Fnv {
    fn byte(&mut self, byte: u8) {
        self.0 = (self.0 ^ u64::from(byte)).wrapping_mul(0x0100_0000_01B3);
    }

    fn word(&mut self, word: &str) {
        word.bytes().for_each(|byte| self.byte(byte));
        self.byte(0x1F);
    }

    /// Letters and digits without case and accents: what two encodings agree on.
    fn folded(&mut self, text: &str) {
        let mut buffer = [0; 4];
        for c in text.chars().map(fold_char).filter(|c| c.is_alphanumeric()) {
            c.encode_utf8(&mut buffer).bytes().for_each(|byte| self.byte(byte));
        }
        self.byte(0x1F);
    }
}

/// What a file brings that is not known yet, by key.
///
/// Overlapping statements do not double: a movement whose key is in `known` or came
/// earlier is left out and counted.
#[derive(Debug, Default)]
pub struct Overlap {
    known: std::collections::HashSet<MovementKey>,
    /// How many were left out so far.
    pub repeated: usize,
}

impl Overlap {
    /// Knows the movements with these keys.
    pub fn knowing(keys: impl IntoIterator<Item = MovementKey>) -> Self {
        Self { known: keys.into_iter().collect(), repeated: 0 }
    }

    /// Whether a movement is new; it is known from now on.
    pub fn take(&mut self, key: MovementKey) -> bool {
        let is_new = self.known.insert(key);
        self.repeated += usize::from(!is_new);
        is_new
    }
}
