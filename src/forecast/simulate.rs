//! Drawn courses of events: what comes in on each day of each, where what one customer owes
//! moves together.
//!
//! Each customer has a factor in each course of events, normal, that makes all it owes come
//! earlier or later; what is its own in each instalment is added to it (a Gaussian copula,
//! Li 2000). What falls due on the same day on the same terms is drawn once: it is paid in
//! the same run.
//!
//! One hundred thousand instalments in a thousand courses are a hundred million draws, so a
//! draw is an addition of two whole numbers and a look at a table: the normal numbers are
//! made once, and each instalment starts somewhere else among them.

use super::projection::Band;
use crate::chance::{Chance, exp};

/// How much of a payment's day is the customer's and not the instalment's: the correlation
/// of the normal numbers behind two instalments of a customer that fall due on different
/// days.
///
/// The list of payments (docs/measurements.md, "Projection") shows none: -0.01, with a
/// standard error of 0.05 over 464 pairs, by a first form of the method; and from 0 to 0.8
/// the band of a week covers 80 to 85 in a hundred weeks. Customers whose trouble shows in all they owe are what a band is
/// for, so a fifth is kept: a rule of ours that the list does not speak against.
pub const TOGETHER: f64 = 0.2;

/// Steps of the normal numbers: so many to a standard deviation, 128 to each side.
const STEPS: usize = 256;
const PER_DEVIATION: f64 = 28.0;
/// How many normal numbers are made, a prime so that starting places do not fall together.
const POOL: usize = 8_191;

/// The courses of events of a projection.
pub struct Simulation {
    chance: Chance,
    /// Normal numbers in steps, weighed as an instalment's own; as many again as there are
    /// courses, so that they can be read from any place.
    own: Vec<i16>,
    /// The same weighed as the customer's.
    common: Vec<i16>,
    /// Where the factors of the customer at hand begin.
    factors_at: usize,
    /// The chance that the sum is up to each step.
    up_to: [f32; STEPS],
    /// What comes in on each day of each course; one more day for what does not.
    inflow: Vec<f32>,
    days: usize,
    paths: usize,
}

impl Simulation {
    /// So many courses of so many days; `together` is as [`TOGETHER`].
    pub fn new(seed: u64, paths: usize, days: usize, together: f64) -> Self {
        let mut chance = Chance::new(seed);
        let normals: Vec<f64> = (0..POOL).map(|_| normal(&mut chance)).collect();
        let own = weighed(&normals, paths, (1.0 - together).max(0.0).sqrt());
        let common = weighed(&normals, paths, together.max(0.0).sqrt());
        Self {
            chance,
            own,
            common,
            factors_at: 0,
            up_to: normal_up_to(),
            inflow: vec![0.0; paths * (days + 1)],
            days,
            paths,
        }
    }

    /// Draws the factors of the next customer.
    pub fn next_customer(&mut self) {
        self.factors_at = self.chance.place(POOL);
    }

    /// Draws an amount in every course: it comes on the day that its chances give.
    pub fn draw(&mut self, amount: f32, by_day: &[f64]) {
        let day_of = self.table(by_day);
        let at = self.chance.place(POOL);
        let own = &self.own[at..at + self.paths];
        let common = &self.common[self.factors_at..self.factors_at + self.paths];
        let width = self.days + 1;
        let mut row = 0;
        for (own, common) in own.iter().zip(common) {
            let step = (own + common + 128) as u8;
            self.inflow[row + usize::from(day_of[usize::from(step)])] += amount;
            row += width;
        }
    }

    /// The day of each step: the earliest by which it is as likely paid.
    fn table(&self, by_day: &[f64]) -> [u16; STEPS] {
        let mut table = [self.days as u16; STEPS];
        let mut step = 0;
        for (day, &by_then) in by_day.iter().enumerate() {
            let by_then = by_then as f32;
            while step < STEPS && self.up_to[step] <= by_then {
                table[step] = day as u16;
                step += 1;
            }
        }
        table
    }

    /// The band of what has come in by the end of each day.
    pub fn cumulative(&self) -> Vec<Band> {
        let mut sums = vec![0.0; self.paths];
        (0..self.days)
            .map(|day| {
                for (path, sum) in sums.iter_mut().enumerate() {
                    *sum += self.inflow[path * (self.days + 1) + day];
                }
                let mut sorted = sums.clone();
                let mut of = |part| f64::from(nth(&mut sorted, part)).round() as i64;
                Band { low_minor: of(LOW), high_minor: of(HIGH) }
            })
            .collect()
    }

    /// The band of what comes in from one day to another, the latter excluded; days count
    /// from 0 for the first.
    pub fn within(&self, from: usize, to: usize) -> Band {
        let of = |part| self.quantile(from, to, part).round() as i64;
        Band { low_minor: of(LOW), high_minor: of(HIGH) }
    }

    /// What comes in from one day to another below which so large a part of the courses
    /// stays.
    pub fn quantile(&self, from: usize, to: usize, part: f64) -> f64 {
        let (from, to) = (from.min(self.days), to.min(self.days));
        let rows = self.inflow.chunks_exact(self.days + 1);
        let mut sums: Vec<f32> = rows.map(|row| row[from..to].iter().sum()).collect();
        f64::from(nth(&mut sums, part))
    }
}

/// The parts of the courses of events that bring no more than the ends of the band.
const LOW: f64 = 0.1;
const HIGH: f64 = 0.9;

fn nth(sums: &mut [f32], part: f64) -> f32 {
    if sums.is_empty() {
        return 0.0;
    }
    let place = ((sums.len() - 1) as f64 * part).round() as usize;
    *sums.select_nth_unstable_by(place, f32::total_cmp).1
}

/// Normal numbers in steps, weighed. What is as rare as one in seven hundred is drawn in, so
/// that the two kinds together stay within the steps: their weights sum to the root of two
/// at most.
fn weighed(normals: &[f64], paths: usize, weight: f64) -> Vec<i16> {
    let most = 127.0 / std::f64::consts::SQRT_2 / PER_DEVIATION;
    let steps = |normal: &f64| (normal.clamp(-most, most) * weight * PER_DEVIATION).round() as i16;
    normals.iter().cycle().take(POOL + paths).map(steps).collect()
}

/// A nearly normal number: twelve even draws less their mean (Irwin–Hall), which takes
/// nothing but sums.
fn normal(chance: &mut Chance) -> f64 {
    (0..12).map(|_| chance.unit()).sum::<f64>() - 6.0
}

/// The chance that a normal number is up to the middle of each step.
fn normal_up_to() -> [f32; STEPS] {
    const FINE: usize = 8;
    let mut up_to = [0.0; STEPS];
    let mut sum = 0.0;
    for (step, up_to) in up_to.iter_mut().enumerate() {
        for fine in 0..FINE {
            let x = (step as f64 - 128.5 + (fine as f64 + 0.5) / FINE as f64) / PER_DEVIATION;
            sum += exp(-x * x / 2.0);
            if fine == FINE / 2 - 1 {
                *up_to = sum as f32;
            }
        }
    }
    up_to.map(|part| part / sum as f32)
}

#[cfg(test)]
mod tests {
    use super::*;

    /// A third on the first day, a half by the second, a fifth never.
    const CHANCES: [f64; 3] = [1.0 / 3.0, 0.5, 0.8];

    #[test]
    fn what_is_drawn_comes_as_often_as_its_chances_say() {
        let mut simulation = Simulation::new(7, 4_000, 3, TOGETHER);
        for _ in 0..50 {
            simulation.next_customer();
            simulation.draw(1.0, &CHANCES);
        }
        let mut sums = [0.0; 3];
        for row in simulation.inflow.chunks_exact(4) {
            for day in 0..3 {
                sums[day] += f64::from(row[..=day].iter().sum::<f32>()) / (4_000.0 * 50.0);
            }
        }
        for (sum, chance) in sums.iter().zip(CHANCES) {
            assert!((sum - chance).abs() < 0.015, "{sums:?}");
        }
    }

    #[test]
    fn what_moves_together_makes_the_band_wider() {
        let width = |together| {
            let mut simulation = Simulation::new(7, 2_000, 3, together);
            for _ in 0..10 {
                simulation.next_customer();
                for _ in 0..20 {
                    simulation.draw(1.0, &CHANCES);
                }
            }
            let band = simulation.within(0, 1);
            band.high_minor - band.low_minor
        };
        // 200 draws at a third, each apart: the deviation is the root of 200 · 1/3 · 2/3, 6.7,
        // and eight in ten lie within 2 · 1.28 of it, 17.
        assert!((14..=20).contains(&width(0.0)), "{}", width(0.0));
        assert!(width(0.5) > 2 * width(0.0));
    }

    #[test]
    fn half_of_a_normal_number_is_below_its_mean() {
        let up_to = normal_up_to();
        assert!((up_to[128] - 0.5).abs() < 1e-3);
        // One deviation is 28 steps: 0.8413.
        assert!((up_to[128 + 28] - 0.8413).abs() < 1e-3, "{}", up_to[156]);
        assert!(up_to.is_sorted());
    }
}
