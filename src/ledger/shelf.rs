//! A growing list whose copies share what they have in common.
//!
//! The book is a value: an action is tried on a copy, and the copy becomes the book once
//! the browser says the record is durable. That is only cheap when copying a ledger of
//! 100,000 invoices costs microseconds, so things stand in blocks that copies share until
//! one of them changes something in a block.

use std::fmt;
use std::hash::{Hash, Hasher};
use std::marker::PhantomData;
use std::ops::Index;
use std::sync::Arc;

/// Things per block: small enough to copy in a blink, large enough that the list of
/// blocks stays short.
const BLOCK: usize = 256;

/// The place of a `T` on its shelf. Valid for the book it came from and its successors.
pub struct Ix<T>(u32, PhantomData<fn() -> T>);

impl<T> Ix<T> {
    /// The place with a number; meaningful only on a shelf that is that long.
    pub(crate) fn at(place: usize) -> Self {
        Self(u32::try_from(place).unwrap_or(u32::MAX), PhantomData)
    }

    /// The place as a dense number from 0, for tables indexed by it.
    pub fn place(self) -> usize {
        self.0 as usize
    }
}

impl<T> Clone for Ix<T> {
    fn clone(&self) -> Self {
        *self
    }
}
impl<T> Copy for Ix<T> {}
impl<T> PartialEq for Ix<T> {
    fn eq(&self, other: &Self) -> bool {
        self.0 == other.0
    }
}
impl<T> Eq for Ix<T> {}
impl<T> PartialOrd for Ix<T> {
    fn partial_cmp(&self, other: &Self) -> Option<std::cmp::Ordering> {
        Some(self.cmp(other))
    }
}
impl<T> Ord for Ix<T> {
    fn cmp(&self, other: &Self) -> std::cmp::Ordering {
        self.0.cmp(&other.0)
    }
}
impl<T> Hash for Ix<T> {
    fn hash<H: Hasher>(&self, state: &mut H) {
        self.0.hash(state);
    }
}
impl<T> fmt::Debug for Ix<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "#{}", self.0)
    }
}

/// A list in shared blocks.
pub struct Shelf<T> {
    blocks: Vec<Arc<Vec<T>>>,
    len: usize,
}

impl<T> Shelf<T> {
    /// How many places there are.
    pub fn len(&self) -> usize {
        self.len
    }

    /// Whether there is nothing.
    pub fn is_empty(&self) -> bool {
        self.len == 0
    }

    /// Everything in order, with its place.
    pub fn iter(&self) -> impl DoubleEndedIterator<Item = (Ix<T>, &T)> {
        self.blocks.iter().enumerate().flat_map(|(block, things)| {
            things
                .iter()
                .enumerate()
                .map(move |(place, thing)| (Ix::at(block * BLOCK + place), thing))
        })
    }

    /// The blocks as slices, for tight loops.
    pub fn blocks(&self) -> impl Iterator<Item = &[T]> {
        self.blocks.iter().map(|block| block.as_slice())
    }
}

impl<T: Clone> Shelf<T> {
    /// Puts a thing at the end.
    pub(crate) fn push(&mut self, thing: T) -> Ix<T> {
        if self.len.is_multiple_of(BLOCK) {
            self.blocks.push(Arc::new(Vec::with_capacity(BLOCK)));
        }
        let last = self.blocks.len() - 1;
        Arc::make_mut(&mut self.blocks[last]).push(thing);
        self.len += 1;
        Ix::at(self.len - 1)
    }

    /// A thing to change; copies of the shelf keep it as it was.
    pub(crate) fn change(&mut self, ix: Ix<T>) -> &mut T {
        &mut Arc::make_mut(&mut self.blocks[ix.place() / BLOCK])[ix.place() % BLOCK]
    }
}

impl<T> Index<Ix<T>> for Shelf<T> {
    type Output = T;

    fn index(&self, ix: Ix<T>) -> &T {
        &self.blocks[ix.place() / BLOCK][ix.place() % BLOCK]
    }
}

impl<T> Clone for Shelf<T> {
    fn clone(&self) -> Self {
        Self { blocks: self.blocks.clone(), len: self.len }
    }
}

impl<T> Default for Shelf<T> {
    fn default() -> Self {
        Self { blocks: Vec::new(), len: 0 }
    }
}

impl<T: fmt::Debug> fmt::Debug for Shelf<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_list().entries(self.iter().map(|(_, thing)| thing)).finish()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_copy_keeps_what_the_other_changes() {
        let mut shelf = Shelf::default();
        let places: Vec<_> = (0..1000).map(|n| shelf.push(n)).collect();
        let before = shelf.clone();
        *shelf.change(places[700]) = -1;
        shelf.push(1000);
        assert_eq!((before[places[700]], before.len()), (700, 1000));
        assert_eq!((shelf[places[700]], shelf.len()), (-1, 1001));
        assert_eq!(before.iter().map(|(_, n)| *n).sum::<i32>(), 499_500);
    }
}
