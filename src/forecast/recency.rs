//! How much what was seen weighs by its age.

use super::hazard::Counts;
use super::history::{End, History, Seen};

/// Days after which what was seen counts half. Tried on a list of real payments (see
/// [`habit`](super::habit)): 90 (97.4, 112.5), 180 (97.0, 113.3), 270 (97.2, 112.9), 365
/// (97.7, 113.0), 730 (98.4, 113.2), never (99.1, 113.7).
pub const HALF_LIFE_DAYS: u32 = 270;
/// The weight of a day: the root of a half that makes the half-life.
const A_DAY: f64 = 0.997_436_080_690_217_7;
/// What is older counts nothing: it would count less than a two-thousandth.
const OLDEST_DAYS: usize = 3_000;

/// Weights by age, from a table: only products, so that it is the same on every machine.
///
/// Age counts back from the last payment known: a day on which nobody pays makes nothing
/// older.
pub struct Recency {
    latest_day: i32,
    weights: Vec<f64>,
}

impl Recency {
    /// Weights for what was known.
    pub fn of(history: &History) -> Self {
        let weights = std::iter::successors(Some(1.0), |weight| Some(weight * A_DAY));
        Self { latest_day: history.latest_day(), weights: weights.take(OLDEST_DAYS).collect() }
    }

    /// The weight of a part of an instalment: its share of it, less for its age.
    pub fn weight(&self, seen: &Seen) -> f64 {
        let days = usize::try_from(self.latest_day - seen.last_day).unwrap_or(0);
        seen.share * self.weights.get(days).copied().unwrap_or(0.0)
    }

    /// What was seen as counts for hazards, by days from a day after the due date.
    pub fn counts(&self, seen: &[Seen], after_due_days: i32) -> Counts {
        let mut counts = Counts::default();
        for seen in seen {
            let (from, to) = (seen.from_days - after_due_days, seen.to_days - after_due_days);
            counts.add(from, to, self.weight(seen) as f32, seen.end != End::Open);
        }
        counts
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_as_old_as_the_half_life_weighs_half() {
        assert!((A_DAY.powi(HALF_LIFE_DAYS as i32) - 0.5).abs() < 1e-9);
    }
}
