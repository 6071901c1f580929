//! When one open instalment is paid: the chance that it has come in by each day.
//!
//! An instalment can have parts of which different things are known: a post-dated cheque
//! covers some of it, a promise some of the rest. Each part has a distribution of its own.
//! Of several things said about the same part, a cheque in hand goes first, then a promise
//! that stands, then a dispute, then a plan; else the customer's habit.
//!
//! Every distribution is one over days of the calendar, given that nothing came until today.
//! So another day without money takes the first of it away and never makes it earlier.

use super::habit::Habit;
use super::projection::Reason;

/// What is known of a part of an open instalment.
#[derive(Clone, Debug, PartialEq)]
pub struct Part {
    /// How much, in minor units.
    pub minor: i64,
    /// What its chances come from.
    pub reason: Reason,
    /// How they come about.
    pub course: Course,
}

/// How the chance of a part comes about. Days are counted from the day of the question: 1 is
/// the day after.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Course {
    /// As the customer pays what is so many days past due.
    Habit {
        /// Days past due; less than zero while it is not due.
        late_days: i32,
    },
    /// As the customer pays what is issued only on a later day.
    NotIssued {
        /// Days past due on the day of the question: less than zero.
        late_days: i32,
        /// The day on which it is issued.
        on: usize,
    },
    /// Held up by a dispute, which ends on any day with the same chance; then as the
    /// customer pays.
    HeldUp {
        /// Days past due.
        late_days: i32,
        /// The chance that the dispute ends on a day.
        daily_end: f64,
    },
    /// It is to come on a day, and does with a chance; if not, as the customer pays what is
    /// unpaid after the last day on which it would count as kept.
    Promised {
        /// Days past due on the day of the question.
        late_days: i32,
        /// Its day; zero or less where it is over.
        on: i32,
        /// The last day on which it counts as kept.
        deadline: i32,
        /// The chance that it is kept, known before its day.
        odds: f64,
    },
    /// Never.
    Never,
}

/// What a part's days go by.
pub struct Ways<'a> {
    /// How its customer pays.
    pub habit: &'a Habit,
    /// How much more likely money comes on each day than on any, from the day after the
    /// question's; as long as the days asked for.
    pub day_factors: &'a [f64],
    /// For each day, from the day of the question itself, the last one up to it on which
    /// the customer pays, 0 for none; empty where it pays on any day.
    pub payment_days: &'a [u16],
    /// The same for days on which banks work.
    pub bank_days: &'a [u16],
    /// So many days later than expected.
    pub later_days: usize,
}

impl Course {
    /// Fills in the chance that the money has come by each day from the day after the
    /// question's, from 0 to 1 and never falling.
    pub fn fill(self, ways: &Ways<'_>, by_day: &mut [f64]) {
        let moves = match self {
            Self::Never => {
                by_day.fill(0.0);
                return;
            }
            Self::Habit { late_days } => {
                fill_habit(ways, late_days, 1, |_| 1.0, by_day);
                ways.payment_days
            }
            Self::NotIssued { late_days, on } => {
                fill_habit(ways, late_days, on + 1, |_| 1.0, by_day);
                ways.payment_days
            }
            Self::HeldUp { late_days, daily_end } => {
                let mut held = 1.0;
                let ended = |_: usize| {
                    held *= 1.0 - daily_end;
                    1.0 - held
                };
                fill_habit(ways, late_days, 1, ended, by_day);
                ways.payment_days
            }
            Self::Promised { late_days, on, deadline, odds } => {
                fill_promise(ways, late_days, (on, deadline), odds, by_day);
                ways.bank_days
            }
        };
        make_later(ways.later_days, by_day);
        move_on(moves, by_day);
    }
}

/// Habit from the day `first` on; `held` is a factor for each day in turn.
fn fill_habit(
    ways: &Ways<'_>,
    late_days: i32,
    first: usize,
    mut held: impl FnMut(usize) -> f64,
    by_day: &mut [f64],
) {
    let mut unpaid = 1.0;
    for (place, by_day) in by_day.iter_mut().enumerate() {
        if place + 1 >= first {
            let chance = ways.habit.hazard.on(late_days + place as i32 + 1);
            let chance = chance * ways.day_factors[place] * held(place);
            unpaid *= 1.0 - chance.min(0.98);
        }
        *by_day = 1.0 - unpaid;
    }
}

/// Half of what is kept comes on the day, and the rest evenly on the days of grace.
fn fill_promise(
    ways: &Ways<'_>,
    late_days: i32,
    (on, deadline): (i32, i32),
    odds: f64,
    by_day: &mut [f64],
) {
    let grace = f64::from((deadline - on).max(0));
    let weight = |day: i32| match day - on {
        0 if grace > 0.0 => 0.5,
        0 => 1.0,
        _ => 0.5 / grace,
    };
    let to_come: f64 = (on.max(1)..=deadline).map(weight).sum();
    // The longer it is awaited in vain, the less likely it was meant.
    let kept = odds * to_come / (odds * to_come + 1.0 - odds).max(f64::MIN_POSITIVE);
    let first = usize::try_from(deadline + 1).unwrap_or(1).max(1);
    fill_habit(ways, late_days, first, |_| 1.0, by_day);
    let mut came = 0.0;
    for (place, by_day) in by_day.iter_mut().enumerate() {
        let day = place as i32 + 1;
        if (on..=deadline).contains(&day) {
            came += weight(day) / to_come;
        }
        *by_day = (kept * came.min(1.0) + (1.0 - kept) * *by_day).min(1.0);
    }
}

fn make_later(days: usize, by_day: &mut [f64]) {
    let kept = by_day.len().saturating_sub(days);
    by_day.copy_within(..kept, by_day.len() - kept);
    let len = by_day.len();
    by_day[..len - kept].fill(0.0);
}

/// What would come on another day comes on the next of those that count.
fn move_on(last_days: &[u16], by_day: &mut [f64]) {
    if last_days.is_empty() {
        return;
    }
    for place in (0..by_day.len()).rev() {
        by_day[place] = match last_days[place + 1] {
            0 => 0.0,
            last => by_day[usize::from(last) - 1],
        };
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::forecast::hazard::Hazard;
    use crate::forecast::level::Level;

    fn fill(course: Course, payment_days: &[u16], later_days: usize) -> Vec<f64> {
        let level = Level { usual_day: 0.0, money_share: 1.0, payments: 0.0 };
        let habit = Habit { hazard: Hazard::supposed(), level, is_own: false };
        let mut by_day = vec![0.0; 60];
        let day_factors = vec![1.0; 60];
        let ways = Ways {
            habit: &habit,
            day_factors: &day_factors,
            payment_days,
            bank_days: &[],
            later_days,
        };
        course.fill(&ways, &mut by_day);
        by_day
    }

    const COURSES: [Course; 6] = [
        Course::Habit { late_days: 12 },
        Course::NotIssued { late_days: -40, on: 10 },
        Course::HeldUp { late_days: 12, daily_end: 0.05 },
        Course::Promised { late_days: 12, on: 9, deadline: 11, odds: 0.7 },
        Course::Promised { late_days: 12, on: -1, deadline: 1, odds: 0.7 },
        Course::Never,
    ];

    #[test]
    fn chances_never_fall_and_stay_chances() {
        for course in COURSES {
            let by_day = fill(course, &[], 0);
            assert!(by_day.is_sorted(), "{course:?}");
            assert!(by_day.iter().all(|chance| (0.0..=1.0).contains(chance)), "{course:?}");
        }
    }

    /// Tomorrow's chances, of what is still unpaid then, are today's less what is over: the
    /// distribution over the days of the calendar is one.
    #[test]
    fn another_day_takes_the_first_of_it_away() {
        let pairs = [
            (COURSES[0], Course::Habit { late_days: 13 }),
            (COURSES[3], Course::Promised { late_days: 13, on: 8, deadline: 10, odds: 0.7 }),
        ];
        for (today, tomorrow) in pairs {
            let (today, tomorrow) = (fill(today, &[], 0), fill(tomorrow, &[], 0));
            for day in 0..59 {
                let given = (today[day + 1] - today[0]) / (1.0 - today[0]);
                assert!((given - tomorrow[day]).abs() < 1e-9, "day {day}");
            }
        }
        // While it waits in vain in its days of grace a promise is believed less.
        let grace = |on: i32| {
            fill(Course::Promised { late_days: 12 - on, on, deadline: on + 2, odds: 0.7 }, &[], 0)
        };
        let (first, then) = (grace(1), grace(0));
        let given = (first[1] - first[0]) / (1.0 - first[0]);
        assert!((given - then[0]).abs() < 1e-9, "{given} and {}", then[0]);
    }

    #[test]
    fn days_are_moved_to_those_on_which_is_paid() {
        // Every tenth day, the first of them the fifth.
        let last = |day: usize| if day < 5 { 0 } else { ((day - 5) / 10 * 10 + 5) as u16 };
        let payment_days: Vec<u16> = (0..=60).map(last).collect();
        let (any, some) = (fill(COURSES[0], &[], 0), fill(COURSES[0], &payment_days, 0));
        for day in 1..=60 {
            let expected = if day < 5 { 0.0 } else { any[usize::from(last(day)) - 1] };
            assert!((some[day - 1] - expected).abs() < 1e-12, "day {day}");
        }
        let later = fill(COURSES[0], &[], 4);
        assert_eq!(later[..4], [0.0; 4]);
        assert_eq!(later[4..], any[..56]);
    }
}
