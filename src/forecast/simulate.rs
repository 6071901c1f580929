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
/// of the normal numbers behind two instalments of a customer.
pub const TOGETHER: f64 = 0.3;

/// Steps of the normal numbers: 32 to a standard deviation, from -4 to 4.
const STEPS: usize = 256;
const PER_DEVIATION: f64 = 32.0;
const POOL: usize = 1 << 15;

/// The courses of events of a projection.
pub struct Simulation {
    chance: Chance,
    /// Normal numbers in steps, weighed as the instalment's own.
    pool: Vec<i16>,
    /// The factor of the customer at hand in each course, weighed.
    factor: Vec<i16>,
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
        let own = (1.0 - together).max(0.0).sqrt() * PER_DEVIATION;
        let pool = (0..POOL).map(|_| (normal(&mut chance) * own).round() as i16).collect();
        Self {
            chance,
            pool,
            factor: vec![0; paths],
            up_to: normal_up_to(),
            inflow: vec![0.0; paths * (days + 1)],
            days,
            paths,
        }
    }

    /// Draws the factors of the next customer.
    pub fn next_customer(&mut self, together: f64) {
        let weight = together.max(0.0).sqrt() * PER_DEVIATION;
        // The factors are weighed pool numbers would be; they are drawn anew, few as they are.
        for factor in &mut self.factor {
            *factor = (normal(&mut self.chance) * weight).round() as i16;
        }
    }

    /// Draws an amount in every course: it comes on the day that its chances give.
    pub fn draw(&mut self, amount: f32, by_day: &[f64]) {
        let day_of = self.table(by_day);
        let mut at = self.chance.place(POOL);
        for (factor, row) in self.factor.iter().zip(self.inflow.chunks_exact_mut(self.days + 1)) {
            at = (at + 1) & (POOL - 1);
            let step = (i32::from(*factor) + i32::from(self.pool[at]) + 128).clamp(0, 255);
            row[usize::from(day_of[step as usize])] += amount;
        }
    }

    /// The day of each step: the earliest by which it is as likely paid.
    fn table(&self, by_day: &[f64]) -> [u16; STEPS] {
        let mut table = [self.days as u16; STEPS];
        let mut day = 0;
        for (day_of, &up_to) in table.iter_mut().zip(&self.up_to) {
            while day < by_day.len() && (by_day[day] as f32) < up_to {
                day += 1;
            }
            *day_of = day as u16;
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
