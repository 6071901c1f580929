//! Putting lists in order through one routine for every kind of thing.
//!
//! The sorts of the standard library are made anew for each type and each key, some five
//! kilobytes of the page apiece. Here places are sorted, through a comparison that is
//! called and not compiled in, and the things are then moved to where they belong. Where
//! many thousands are sorted on every change of a screen, the standard ones stay.

use std::cmp::Ordering;

/// Sorts a list; things that are equal stay as they stood.
pub fn sort<T: Ord>(list: &mut [T]) {
    sort_by(list, T::cmp);
}

/// Sorts a list by a key; things with equal keys stay as they stood. The key is taken anew
/// for each comparison.
pub fn sort_by_key<T, K: Ord>(list: &mut [T], key: impl Fn(&T) -> K) {
    sort_by(list, |one, other| key(one).cmp(&key(other)));
}

/// Sorts a list by a key that is dear to work out: once for each thing.
pub fn sort_by_cached_key<T, K: Ord>(list: &mut [T], key: impl FnMut(&T) -> K) {
    let keys: Vec<K> = list.iter().map(key).collect();
    move_to(list, order_of(list.len(), &|one, other| keys[one].cmp(&keys[other])));
}

/// Sorts a list by a comparison; things that are equal stay as they stood.
pub fn sort_by<T>(list: &mut [T], compare: impl Fn(&T, &T) -> Ordering) {
    let order = order_of(list.len(), &|one, other| compare(&list[one], &list[other]));
    move_to(list, order);
}

/// The places from zero below `len` in the order of a comparison of two places; those that
/// are equal in ascending order.
pub fn order_of(len: usize, compare: &dyn Fn(usize, usize) -> Ordering) -> Vec<usize> {
    let mut order: Vec<usize> = (0..len).collect();
    order.sort_by(|&one, &other| compare(one, other));
    order
}

/// Moves things so that each place holds what stood where `order` says.
fn move_to<T>(list: &mut [T], order: Vec<usize>) {
    swaps(order, &mut |one, other| list.swap(one, other));
}

/// Calls `swap` for each exchange of two places that brings an order about. The order falls
/// into rings, and each ring is walked once.
fn swaps(mut order: Vec<usize>, swap: &mut dyn FnMut(usize, usize)) {
    for start in 0..order.len() {
        let mut at = start;
        loop {
            let from = std::mem::replace(&mut order[at], at);
            if from == start || from == at {
                break;
            }
            swap(at, from);
            at = from;
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_order_of_a_short_list_is_sorted() {
        // All 5^5 lists of five digits: every ring and every way of being equal.
        for seed in 0..5_usize.pow(5) {
            let list: Vec<(usize, usize)> =
                (0..5).map(|at| (seed / 5_usize.pow(at as u32) % 5, at)).collect();
            let (mut ours, mut theirs) = (list.clone(), list);
            sort_by_key(&mut ours, |thing| thing.0);
            theirs.sort_by_key(|thing| thing.0);
            assert_eq!(ours, theirs);
        }
    }

    #[test]
    fn a_long_list_is_sorted_as_the_standard_library_does() {
        let mut chance = fastrand::Rng::with_seed(7);
        let list: Vec<u16> = (0..3000).map(|_| chance.u16(0..500)).collect();
        let mut sorted = list.clone();
        sorted.sort_unstable();
        let mut ours = list.clone();
        sort(&mut ours);
        assert_eq!(ours, sorted);
        let mut ours = list;
        sort_by(&mut ours, |one, other| other.cmp(one));
        sorted.reverse();
        assert_eq!(ours, sorted);
    }

    #[test]
    fn a_dear_key_is_worked_out_once_for_each_thing() {
        let mut asked = 0;
        let mut words = ["pera", "uva", "melocotón", "uva", "kiwi"];
        sort_by_cached_key(&mut words, |word| {
            asked += 1;
            word.len()
        });
        assert_eq!((words, asked), (["uva", "uva", "pera", "kiwi", "melocotón"], 5));
    }
}
