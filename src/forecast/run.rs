//! What a customer pays in one run: amounts that come in with the same chances.

use super::item::{Course, Ways};
use super::simulate::Simulation;

/// Amounts of one customer with the same course, gathered until another comes.
pub struct Run<'a> {
    ways: Ways<'a>,
    /// The chance by each day of the course at hand.
    chances: &'a mut [f64],
    /// Where what is expected by each day is summed.
    expected: &'a mut [f64],
    simulation: &'a mut Simulation,
    course: Option<Course>,
    amount: f64,
    outlook: Outlook,
}

/// What chances come to.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Outlook {
    /// The chance by the last day.
    pub chance: f64,
    /// The place of the first day by which it is as likely paid as not.
    pub likely: Option<usize>,
}

impl<'a> Run<'a> {
    /// Nothing yet.
    pub fn new(
        ways: Ways<'a>,
        chances: &'a mut [f64],
        expected: &'a mut [f64],
        simulation: &'a mut Simulation,
    ) -> Self {
        let outlook = Outlook { chance: 0.0, likely: None };
        Self { ways, chances, expected, simulation, course: None, amount: 0.0, outlook }
    }

    /// Adds an amount that comes in as a course says, and says what that comes to.
    pub fn add(&mut self, course: Course, amount: f64) -> Outlook {
        if self.course != Some(course) {
            self.end();
            course.fill(&self.ways, self.chances);
            self.course = Some(course);
            self.outlook = Outlook::of(self.chances, 1.0);
        }
        self.amount += amount;
        self.outlook
    }

    /// The chance by each day of what was added last.
    pub fn chances(&self) -> &[f64] {
        self.chances
    }

    /// Sums and draws what was gathered.
    pub fn end(&mut self) {
        if self.amount > 0.0 {
            for (sum, chance) in self.expected.iter_mut().zip(self.chances.iter()) {
                *sum += self.amount * chance;
            }
            self.simulation.draw(self.amount as f32, self.chances);
        }
        self.amount = 0.0;
        self.course = None;
    }
}

impl Outlook {
    /// What sums of chances by each day come to, of so much.
    pub fn of(by_day: &[f64], of: f64) -> Self {
        let chance = by_day.last().map_or(0.0, |last| (last / of).clamp(0.0, 1.0));
        Self { chance, likely: by_day.iter().position(|sum| *sum >= of * 0.5) }
    }
}
