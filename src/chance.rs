//! Draws that come out the same on every machine.

use fastrand::Rng;

/// A seeded source of draws.
///
/// Only sums, products and 64-bit whole numbers: a processor's own exponential or the width
/// of `usize` would make the page's portfolio another than the tests'.
pub(crate) struct Chance(Rng);

impl Chance {
    /// Draws that follow from a seed.
    pub(crate) fn new(seed: u64) -> Self {
        Self(Rng::with_seed(seed))
    }

    /// A whole number from `low` to `high`, both included.
    pub(crate) fn between(&mut self, low: i64, high: i64) -> i64 {
        self.0.i64(low..=high.max(low))
    }

    /// Whether something happens that happens in so many of a hundred cases.
    pub(crate) fn percent(&mut self, of_a_hundred: i64) -> bool {
        self.between(0, 99) < of_a_hundred
    }

    /// A number from 0 to 1, the latter excluded.
    pub(crate) fn unit(&mut self) -> f64 {
        const STEPS: i64 = 1 << 32;
        self.between(0, STEPS - 1) as f64 / STEPS as f64
    }

    /// One of the places of a list of `len`; 0 where it is empty.
    pub(crate) fn place(&mut self, len: usize) -> usize {
        self.between(0, len as i64 - 1) as usize
    }

    /// One of a list that is not empty.
    pub(crate) fn pick<T: Copy>(&mut self, from: &[T]) -> T {
        from[self.place(from.len())]
    }

    /// One of a list of words with a bar between them.
    pub(crate) fn word(&mut self, bars: &'static str) -> &'static str {
        let place = self.place(bars.split('|').count());
        bars.split('|').nth(place).unwrap_or_default()
    }

    /// Puts a list into another order (Fisher and Yates).
    pub(crate) fn shuffle<T>(&mut self, list: &mut [T]) {
        for place in (1..list.len()).rev() {
            let other = self.place(place + 1);
            list.swap(place, other);
        }
    }

    /// Roughly normal with mean 0 and deviation 1: four even draws, which never go beyond 3.5.
    pub(crate) fn bell(&mut self) -> f64 {
        let sum: f64 = (0..4).map(|_| self.unit()).sum();
        (sum - 2.0) * 1.732_050_8
    }

    /// Log-normal about a median.
    pub(crate) fn log_normal(&mut self, median: f64, deviation: f64) -> f64 {
        median * exp(deviation * self.bell())
    }
}

/// The exponential for the small arguments needed here, by repeated squaring.
pub(crate) fn exp(x: f64) -> f64 {
    let mut power = 1.0 + x / 1024.0;
    for _ in 0..10 {
        power *= power;
    }
    power
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn draws_follow_from_the_seed_and_stay_in_range() {
        let draws = |seed| {
            let mut chance = Chance::new(seed);
            (0..200).map(|_| chance.between(-3, 3)).collect::<Vec<_>>()
        };
        assert_eq!(draws(7), draws(7));
        assert_ne!(draws(7), draws(8));
        assert!(draws(7).iter().all(|draw| (-3..=3).contains(draw)));
        assert!((-3..=3).all(|wanted| draws(7).contains(&wanted)));
    }

    #[test]
    fn the_bell_is_centred_and_as_wide_as_it_says() {
        let mut chance = Chance::new(1);
        let draws: Vec<f64> = (0..4000).map(|_| chance.bell()).collect();
        let mean = draws.iter().sum::<f64>() / 4000.0;
        let variance = draws.iter().map(|draw| (draw - mean) * (draw - mean)).sum::<f64>() / 4000.0;
        assert!(mean.abs() < 0.06 && (variance - 1.0).abs() < 0.08, "{mean} {variance}");
        assert!((exp(1.0) - std::f64::consts::E).abs() < 0.002);
    }

    #[test]
    fn shuffling_keeps_everything() {
        let mut list: Vec<u8> = (0..50).collect();
        Chance::new(3).shuffle(&mut list);
        assert_ne!(list, (0..50).collect::<Vec<u8>>());
        list.sort_unstable();
        assert_eq!(list, (0..50).collect::<Vec<u8>>());
    }
}
