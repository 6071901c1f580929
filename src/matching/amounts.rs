//! Which amounts add up to another.

/// At most so many sums are looked for: more than one is a tie already.
const MOST_FOUND: usize = 5;
/// At most so many steps are taken over one movement.
const MOST_STEPS: u32 = 20_000;

/// The sets of two to `most` of `amounts` that add up to `sum`, as places in `amounts`,
/// the first found first. Amounts are above zero. Bounded: of very many amounts not every
/// set is tried.
///
/// The limit of four parts is what bookkeeping programs found people to send; beyond it
/// nearly every sum can be reached.
pub(super) fn subsets(amounts: &[i64], sum: i64, most: usize) -> Vec<Vec<usize>> {
    let mut places: Vec<usize> = (0..amounts.len()).filter(|&at| amounts[at] < sum).collect();
    crate::order::sort_by(&mut places, |&one, &other| amounts[other].cmp(&amounts[one]));
    let mut search = Search { amounts, places, found: Vec::new(), steps: 0, chosen: Vec::new() };
    for size in 2..=most {
        search.go(0, sum, size);
    }
    search.found
}

struct Search<'a> {
    amounts: &'a [i64],
    /// Largest amount first.
    places: Vec<usize>,
    chosen: Vec<usize>,
    found: Vec<Vec<usize>>,
    steps: u32,
}

impl Search<'_> {
    fn go(&mut self, from: usize, left: i64, size: usize) {
        if size == 1 {
            // The rest is sorted: the one that fits is found by halves.
            let rest = &self.places[from..];
            let mut at = from + rest.partition_point(|&place| self.amounts[place] > left);
            while let Some(&place) = self.places.get(at)
                && self.amounts[place] == left
                && self.found.len() < MOST_FOUND
            {
                let mut set = self.chosen.clone();
                set.push(place);
                set.sort_unstable();
                self.found.push(set);
                at += 1;
            }
            return;
        }
        for at in from..self.places.len() {
            self.steps += 1;
            if self.steps > MOST_STEPS || self.found.len() >= MOST_FOUND {
                return;
            }
            let place = self.places[at];
            let amount = self.amounts[place];
            // What follows is no larger: it cannot fill what is left.
            let most = i128::from(amount) * size as i128;
            if most < i128::from(left) {
                return;
            }
            if amount >= left {
                continue;
            }
            self.chosen.push(place);
            self.go(at + 1, left - amount, size - 1);
            self.chosen.pop();
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn sums_are_found_and_each_once() {
        assert_eq!(subsets(&[100, 200, 300], 600, 4), [vec![0, 1, 2]]);
        assert_eq!(subsets(&[100, 200, 300], 500, 4), [vec![1, 2]]);
        assert_eq!(subsets(&[100, 100, 100], 200, 4), [vec![0, 1], vec![0, 2], vec![1, 2]]);
        assert_eq!(subsets(&[1, 2, 4, 8, 16], 31, 4), Vec::<Vec<usize>>::new());
        assert!(subsets(&[], 5, 4).is_empty());
        assert!(subsets(&[5], 5, 4).is_empty());
    }

    #[test]
    fn every_set_found_adds_up() {
        let amounts: Vec<i64> = (1..30).map(|n| n * n * 7 % 101 + 1).collect();
        for sum in 2..150 {
            for set in subsets(&amounts, sum, 4) {
                assert_eq!(set.iter().map(|&at| amounts[at]).sum::<i64>(), sum);
                assert!(set.is_sorted_by(|a, b| a < b));
            }
        }
    }

    #[test]
    fn the_search_is_bounded() {
        let amounts: Vec<i64> = (0..5_000).map(|n| 1_000_001 + n * 2).collect();
        assert!(subsets(&amounts, 3_999_999, 4).len() <= MOST_FOUND);
    }
}
