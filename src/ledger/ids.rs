//! Maps keyed by ids, whose copies share what they have in common.

use std::collections::HashMap;
use std::hash::{BuildHasher, BuildHasherDefault, Hash, Hasher};
use std::sync::Arc;

/// A map keyed by ids or by other well-mixed numbers.
///
/// Cut into parts by the key's hash, so that putting one thing into a copy of a large map
/// copies one part of it. Nothing is ever taken out, and nobody sees an order.
#[derive(Clone, Debug)]
pub struct IdMap<K, V> {
    parts: Vec<Arc<Part<K, V>>>,
}

type Part<K, V> = HashMap<K, V, BuildHasherDefault<IdHasher>>;

/// Parts a map is cut into: a ledger of 100,000 invoices has 400 in each.
const PARTS: usize = 256;

impl<K: Hash + Eq + Copy, V: Copy> IdMap<K, V> {
    /// What a key stands for.
    pub fn get(&self, key: &K) -> Option<&V> {
        self.parts.get(part_of(key))?.get(key)
    }

    /// Lets a key stand for something from now on.
    pub fn insert(&mut self, key: K, value: V) {
        if self.parts.is_empty() {
            self.parts = vec![Arc::default(); PARTS];
        }
        Arc::make_mut(&mut self.parts[part_of(&key)]).insert(key, value);
    }
}

impl<K, V> Default for IdMap<K, V> {
    fn default() -> Self {
        Self { parts: Vec::new() }
    }
}

/// By bits of the hash that the parts' own tables do not go by.
fn part_of<K: Hash>(key: &K) -> usize {
    let hash = BuildHasherDefault::<IdHasher>::default().hash_one(key);
    (hash >> 40) as usize % PARTS
}

/// Folds what it is given by multiplication. Ids carry 56 random bits of our own making,
/// so nobody can choose keys that collide.
#[derive(Default)]
pub struct IdHasher(u64);

impl Hasher for IdHasher {
    fn finish(&self) -> u64 {
        self.0
    }

    fn write(&mut self, bytes: &[u8]) {
        for &byte in bytes {
            self.write_u64(u64::from(byte));
        }
    }

    fn write_u32(&mut self, n: u32) {
        self.write_u64(u64::from(n));
    }

    fn write_u64(&mut self, n: u64) {
        let mixed = (self.0 ^ n).wrapping_mul(0x9E37_79B9_7F4A_7C15);
        self.0 = mixed ^ (mixed >> 32);
    }

    fn write_u128(&mut self, n: u128) {
        self.write_u64((n >> 64) as u64);
        self.write_u64(n as u64);
    }
}
