//! The chance of being paid on a day for what is unpaid until then, by days from a day of
//! reference: a table of daily hazards.
//!
//! The estimate is Kaplan and Meier's (1958) in discrete time: of what was still unpaid on
//! a day, the share that was paid on it. What is unfinished counts among the unpaid as long
//! as it was watched, and what was issued later only from then on. Days are put together
//! where less happens: one by one about the due date, then by threes, weeks and months.

/// Daily hazards by cell.
#[derive(Clone, Debug, PartialEq)]
pub struct Hazard {
    daily: [f32; CELLS],
}

/// What was seen by cell: how much was paid, and for how many days how much was waited for.
#[derive(Clone, Debug)]
pub struct Counts {
    paid: [f32; CELLS],
    waited_days: [f32; CELLS],
}

/// How many cells there are.
pub const CELLS: usize = 154;

/// First day, last day and width of the cells. The first cell holds all days before it too,
/// the last all days after it.
const STRETCHES: [(i32, i32, i32); 7] = [
    (-181, -92, 15),
    (-91, -32, 3),
    (-31, 60, 1),
    (61, 120, 4),
    (121, 240, 10),
    (241, 480, 30),
    (481, LAST_DAY, 30),
];
const FIRST_DAY: i32 = -181;
const LAST_DAY: i32 = 510;
const DAYS: usize = (LAST_DAY - FIRST_DAY + 1) as usize;

/// The cell of each day, and the first day and the width of each cell.
static GRID: ([u8; DAYS], [i32; CELLS], [i32; CELLS]) = grid();

const fn grid() -> ([u8; DAYS], [i32; CELLS], [i32; CELLS]) {
    let (mut of_day, mut first, mut width) = ([0; DAYS], [0; CELLS], [1; CELLS]);
    let (mut stretch, mut cell, mut day) = (0, 0, FIRST_DAY);
    while stretch < STRETCHES.len() {
        let (_, last_day, wide) = STRETCHES[stretch];
        while day <= last_day {
            (first[cell], width[cell]) = (day, wide);
            let end = day + wide;
            while day < end && day <= last_day {
                of_day[(day - FIRST_DAY) as usize] = cell as u8;
                day += 1;
            }
            cell += 1;
        }
        stretch += 1;
    }
    assert!(cell == CELLS, "as many cells as the stretches make");
    (of_day, first, width)
}

fn cell_of(day: i32) -> usize {
    usize::from(GRID.0[(day.clamp(FIRST_DAY, LAST_DAY) - FIRST_DAY) as usize])
}

impl Hazard {
    /// What is supposed where nothing is known: few pay before the day, one in ten of the
    /// rest on it, and the later it is the fewer. Half is paid within ten days and nine in
    /// ten within ninety, which is of the order that trade surveys report; one instalment
    /// seen weighs as much as this.
    pub fn supposed() -> Self {
        let daily = |cell: usize| match GRID.1[cell] + GRID.2[cell] / 2 {
            day if day < 0 => 0.01,
            day => 1.0 / (10.0 + day as f32),
        };
        Self { daily: std::array::from_fn(daily) }
    }

    /// The chance on a day, of what is unpaid the day before.
    pub fn on(&self, day: i32) -> f64 {
        f64::from(self.daily[cell_of(day)])
    }

    /// The sums of the hazards of all days up to the end of each cell, for
    /// [`expected`](Self::expected).
    pub fn sums(&self) -> [f32; CELLS] {
        let mut sum = 0.0;
        std::array::from_fn(|cell| {
            sum += self.daily[cell] * GRID.2[cell] as f32;
            sum
        })
    }

    /// The sum of the hazards of the days after `from` up to `to`, by what
    /// [`sums`](Self::sums) gives.
    pub fn expected(&self, sums: &[f32; CELLS], from: i32, to: i32) -> f64 {
        let up_to = |day: i32| {
            let cell = cell_of(day);
            let after = GRID.1[cell] + GRID.2[cell] - 1 - day;
            f64::from(sums[cell]) - f64::from(self.daily[cell]) * f64::from(after)
        };
        if to <= from { 0.0 } else { up_to(to) - up_to(from) }
    }

    /// These hazards so many times as high.
    pub fn times(&self, factor: f32) -> Self {
        Self { daily: self.daily.map(|hazard| (hazard * factor).min(HIGHEST)) }
    }

    /// These hazards so many days later, and mixed with others of which this makes the
    /// share `weight`.
    pub fn moved_and_mixed(&self, days: i32, weight: f32, other: &Self) -> Self {
        let daily = |cell: usize| {
            let moved = self.daily[cell_of(GRID.1[cell] + GRID.2[cell] / 2 - days)];
            weight * moved + (1.0 - weight) * other.daily[cell]
        };
        Self { daily: std::array::from_fn(daily) }
    }
}

impl Default for Counts {
    fn default() -> Self {
        Self { paid: [0.0; CELLS], waited_days: [0.0; CELLS] }
    }
}

impl Counts {
    /// Something waited for from the day after `from` to `to`, and paid on the last if so.
    pub fn add(&mut self, from: i32, to: i32, weight: f32, is_paid: bool) {
        if to <= from {
            return;
        }
        let (first, last) = (cell_of(from + 1), cell_of(to));
        if first == last {
            self.waited_days[first] += weight * (to - from) as f32;
        } else {
            self.waited_days[first] += weight * (GRID.1[first + 1] - from - 1) as f32;
            for cell in first + 1..last {
                self.waited_days[cell] += weight * GRID.2[cell] as f32;
            }
            self.waited_days[last] += weight * (to - GRID.1[last] + 1) as f32;
        }
        if is_paid {
            self.paid[last] += weight;
        }
    }

    /// Adds what else was seen.
    pub fn add_all(&mut self, other: &Self) {
        for cell in 0..CELLS {
            self.paid[cell] += other.paid[cell];
            self.waited_days[cell] += other.waited_days[cell];
        }
    }

    /// The hazards, drawn toward others as if those had been seen on `strength` more
    /// instalments. What was seen counts for the cells about it too, up to `reach` cells
    /// away, the less the farther (a triangular kernel).
    pub fn drawn_toward(&self, other: &Hazard, strength: f32, reach: usize) -> Hazard {
        let (paid, waited) = (spread(&self.paid, reach), spread(&self.waited_days, reach));
        let daily = |cell: usize| {
            let days = strength * GRID.2[cell] as f32;
            let hazard = (paid[cell] + days * other.daily[cell]) / (waited[cell] + days);
            hazard.clamp(0.0, HIGHEST)
        };
        Hazard { daily: std::array::from_fn(daily) }
    }
}

/// Nothing is ever certain to be paid on a day.
const HIGHEST: f32 = 0.98;

fn spread(of: &[f32; CELLS], reach: usize) -> [f32; CELLS] {
    let all = ((reach + 1) * (reach + 1)) as f32;
    let mut out = [0.0; CELLS];
    for (cell, &value) in of.iter().enumerate() {
        if value == 0.0 {
            continue;
        }
        let first = cell.saturating_sub(reach);
        let last = (cell + reach).min(CELLS - 1);
        for (to, out) in out[first..=last].iter_mut().enumerate() {
            *out += value * (reach + 1 - cell.abs_diff(first + to)) as f32 / all;
        }
    }
    out
}
