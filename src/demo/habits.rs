//! When a customer pays.

use chrono::NaiveDate;

use super::chance::Chance;
use super::days::plus;

/// How a customer of the demonstration pays.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Habit {
    /// Within three days of the due date.
    Prompt,
    /// Regularly two to four weeks late.
    Late,
    /// Later every month.
    Drifting,
    /// Stopped paying some months ago.
    Broken,
    /// Began to buy a few weeks ago.
    New,
}

/// A habit in days.
#[derive(Clone, Copy, Debug)]
pub(super) struct Pace {
    /// The habit.
    pub habit: Habit,
    /// Days after the due date, as a rule.
    usual_days: i64,
    /// What is added every month, in tenths of a day.
    drift_tenths: i64,
    /// Days by which it varies, in both directions.
    spread_days: i64,
    /// Since when the drift counts.
    since: NaiveDate,
    /// From this day nothing is paid any more.
    pub stopped_on: Option<NaiveDate>,
}

impl Pace {
    /// A customer's own pace within a habit, for a portfolio from `since` to `today`;
    /// `share` from 0 to 1 says where it stands among those of its habit.
    pub(super) fn of(
        habit: Habit,
        share: f64,
        since: NaiveDate,
        today: NaiveDate,
        chance: &mut Chance,
    ) -> Self {
        let (usual_days, drift_tenths, spread_days) = match habit {
            Habit::Prompt | Habit::New => (0, 0, 3),
            Habit::Late => (chance.between(15, 25), 0, 4),
            Habit::Drifting => (chance.between(0, 4), 28 + (share * 26.0) as i64, 4),
            Habit::Broken => (chance.between(4, 14), 0, 5),
        };
        let stopped = (habit == Habit::Broken).then(|| plus(today, -92 - (share * 58.0) as i64));
        Self { habit, usual_days, drift_tenths, spread_days, since, stopped_on: stopped }
    }

    /// The day on which it would pay what falls due on a day; `None` where it never does.
    pub(super) fn pays_on(&self, due_on: NaiveDate, chance: &mut Chance) -> Option<NaiveDate> {
        let months = (due_on - self.since).num_days().max(0) / 30;
        let days = self.usual_days + self.drift_tenths * months / 10;
        // Two draws, so that the usual day is the commonest.
        let half = self.spread_days;
        let off = (chance.between(-half, half) + chance.between(-half, half)) / 2;
        let on = plus(due_on, days + off);
        self.stopped_on.is_none_or(|stopped| on < stopped).then_some(on)
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;

    fn delays(habit: Habit, months_on: i64) -> Vec<i64> {
        let (since, today) = ("2024-07-01".parse().unwrap(), "2026-01-01".parse().unwrap());
        let mut chance = Chance::new(5);
        (0..300)
            .filter_map(|_| {
                let pace = Pace::of(habit, 0.5, since, today, &mut chance);
                let due_on = plus(since, months_on * 30);
                pace.pays_on(due_on, &mut chance).map(|on| (on - due_on).num_days())
            })
            .collect()
    }

    #[test]
    fn each_habit_keeps_to_its_days() {
        assert!(delays(Habit::Prompt, 10).iter().all(|days| (-3..=3).contains(days)));
        assert!(delays(Habit::Late, 10).iter().all(|days| (11..=29).contains(days)));
        let mean = |days: Vec<i64>| days.iter().sum::<i64>() / days.len() as i64;
        let (early, lately) = (mean(delays(Habit::Drifting, 1)), mean(delays(Habit::Drifting, 17)));
        assert!(lately - early > 45, "{early} {lately}");
        assert_eq!(delays(Habit::Broken, 3).len(), 300);
        assert!(delays(Habit::Broken, 16).is_empty(), "it has stopped by then");
    }
}
