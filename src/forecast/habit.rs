//! How each customer pays: the chance of each day, learnt from what was seen.
//!
//! Three things are learnt, each drawn toward the wider one where little was seen
//! (empirical Bayes: the wider one counts as if it had been seen a few times; Efron and
//! Morris 1975):
//!
//! 1. The *usual day* of a customer: the mean of the days from due date to payment, drawn
//!    toward its segment's, and that toward the portfolio's.
//! 2. How payments scatter about the usual day of whoever pays: one table for the portfolio,
//!    moved to the customer's usual day. Of a customer of whom less is known, the more
//!    counts how its segment pays without regard to the customer.
//! 3. The customer's own hazards, drawn toward the second, and then as much smaller or
//!    larger as it paid lately less or more than they say (a gamma prior about one). This is
//!    what notices that somebody has stopped paying.
//!
//! Hazards are of [`hazard`](super::hazard): unfinished instalments count as long as they
//! waited. What was seen lately counts more. Time goes on with payments: on a day on which
//! nothing comes in from anybody, only the waiting grows.
//!
//! The numbers were chosen on two years of payments of 50 customers (1,267 invoices; see
//! docs/measurements.md, "Projection"). Errors in brackets are means of the weekly error in
//! the list's currency, even month-ends and odd ones apart, so that a number that helps one
//! half alone shows; those of all but the last of the numbers are without what that one
//! does. Each number is a round one on a plateau on which the errors move by some two in a
//! hundred. The demonstration, whose customers drift and stop, decided only where the list
//! did not.

use super::hazard::{Counts, Hazard};
use super::history::{End, History, Seen};
use super::level::{Level, Levels, Segments};
use super::recency::Recency;
use super::weekdays::Weekdays;
use crate::ledger::Ix;
use crate::ledger::book::{Book, CustomerEntry};

/// As many payments of a customer as weigh as much as not knowing it at all: 0.3 (97.0,
/// 112.3), 1 (97.2, 112.9), 3 (97.5, 114.5).
const KNOWN_STRENGTH: f64 = 1.0;
/// As many instalments as the moved table counts for beside the customer's own: 4 (99.2,
/// 114.0), 8 (98.1, 113.4), 16 (97.2, 112.9), 32 (96.7, 112.6). Real customers differ more
/// in how they scatter than those of the list, so not the highest.
const OWN_STRENGTH: f32 = 16.0;
/// The same of the portfolio's hazards beside a segment's; a rule of ours.
const SEGMENT_STRENGTH: f32 = 30.0;
/// How many cells about it a payment speaks for, of one customer: 3 (97.1, 113.1), 6 (97.2,
/// 112.9), 10 (97.5, 112.8); and of many: 1 (97.1, 112.8), 2 (97.2, 112.9), 4 (97.5, 113.4).
const OWN_REACH: usize = 6;
const WIDE_REACH: usize = 2;
/// As many instalments as what is supposed without any history counts for: 0.3 (97.2,
/// 112.8), 1 (97.2, 112.9), 3 (97.5, 113.2).
const SUPPOSED_STRENGTH: f32 = 1.0;
/// How far back from the last payment of anybody it is looked at whether a customer paid
/// lately as it used to, and as many payments as "as it used to" counts for. With 90 days,
/// 4 gives (99.6, 110.4), no less and no more than leaving it out; in the demonstration it
/// takes one to two tenths off the error. Over 60 days: 16 (98.2, 112.6), 8 (98.8, 112.3),
/// 4 (100.3, 111.6), 2 (101.8, 110.9).
const LATELY_DAYS: i32 = 90;
const LATELY_STRENGTH: f64 = 4.0;

/// How the customers of a book pay, as known on a day.
#[derive(Clone, Debug)]
pub struct Habits {
    /// Whose habit each customer has, by place.
    whose: Vec<Whose>,
    own: Vec<Habit>,
    segments: Vec<Habit>,
    portfolio: Habit,
    /// On which days of the week money comes in.
    pub weekdays: Weekdays,
}

#[derive(Clone, Copy, Debug)]
enum Whose {
    Own(usize),
    Segment(usize),
    Portfolio,
}

/// How somebody pays.
#[derive(Clone, Debug, PartialEq)]
pub struct Habit {
    /// The chance of being settled, by days from the due date.
    pub hazard: Hazard,
    /// When, in the mean, and how much of it is money.
    pub level: Level,
    /// Whether it is one customer's own, and not its segment's or the portfolio's.
    pub is_own: bool,
}

impl Habits {
    /// Learns from what was known.
    pub fn learn(book: &Book, history: &History) -> Self {
        let recency = Recency::of(history);
        let segments = Segments::of_book(book);
        let levels = Levels::of(book, history, &recency, &segments);
        let wide = Wide::of(book, history, &recency, &segments, &levels);
        let mut habits = Self {
            whose: vec![Whose::Portfolio; book.customer_places()],
            own: Vec::new(),
            segments: wide.segments,
            portfolio: wide.portfolio,
            weekdays: Weekdays::learn(book, history),
        };
        let since = history.latest_day() - LATELY_DAYS;
        for (ix, entry) in book.customers() {
            let segment = segments.of(entry);
            let seen = history.of_customer(ix);
            if seen.is_empty() {
                habits.whose[ix.place()] = segment.map_or(Whose::Portfolio, Whose::Segment);
                continue;
            }
            let level = *levels.of_customer(ix);
            let wider = segment.map_or(&habits.portfolio, |place| &habits.segments[place]);
            let known = level.payments / (level.payments + KNOWN_STRENGTH);
            let toward =
                wide.about_usual.moved_and_mixed(level.whole_days(), known as f32, &wider.hazard);
            let counts = recency.counts(seen, 0);
            let hazard = counts.drawn_toward(&toward, OWN_STRENGTH, OWN_REACH);
            let hazard = hazard.times(lately(seen, &hazard, since) as f32);
            habits.whose[ix.place()] = Whose::Own(habits.own.len());
            habits.own.push(Habit { hazard, level, is_own: true });
        }
        habits
    }

    /// How a customer pays.
    pub fn of(&self, customer: Ix<CustomerEntry>) -> &Habit {
        match self.whose.get(customer.place()) {
            Some(&Whose::Own(place)) => &self.own[place],
            Some(&Whose::Segment(place)) => &self.segments[place],
            Some(Whose::Portfolio) | None => &self.portfolio,
        }
    }

    /// How the whole portfolio pays.
    pub fn portfolio(&self) -> &Habit {
        &self.portfolio
    }
}

/// What is learnt of many customers together.
struct Wide {
    portfolio: Habit,
    segments: Vec<Habit>,
    /// Hazards by days from the usual day of whoever pays.
    about_usual: Hazard,
}

impl Wide {
    fn of(
        book: &Book,
        history: &History,
        recency: &Recency,
        segments: &Segments,
        levels: &Levels,
    ) -> Self {
        let mut all = Counts::default();
        let mut about_usual = Counts::default();
        let mut by_segment = vec![Counts::default(); segments.len()];
        for (ix, entry) in book.customers() {
            let seen = history.of_customer(ix);
            if seen.is_empty() {
                continue;
            }
            let counts = recency.counts(seen, 0);
            all.add_all(&counts);
            if let Some(place) = segments.of(entry) {
                by_segment[place].add_all(&counts);
            }
            about_usual.add_all(&recency.counts(seen, levels.of_customer(ix).whole_days()));
        }
        let supposed = Hazard::supposed();
        let draw = |counts: &Counts| counts.drawn_toward(&supposed, SUPPOSED_STRENGTH, WIDE_REACH);
        let habit = |hazard, level| Habit { hazard, level, is_own: false };
        let portfolio = habit(draw(&all), levels.portfolio);
        let segments = by_segment
            .iter()
            .zip(&levels.segments)
            .map(|(counts, &level)| {
                let toward = &portfolio.hazard;
                habit(counts.drawn_toward(toward, SEGMENT_STRENGTH, WIDE_REACH), level)
            })
            .collect();
        Self { about_usual: draw(&about_usual), portfolio, segments }
    }
}

/// As much as a customer paid after a day beside what its hazards say, drawn toward one.
fn lately(seen: &[Seen], hazard: &Hazard, since: i32) -> f64 {
    let (mut settled, mut expected) = (0.0, 0.0);
    let sums = hazard.sums();
    for seen in seen.iter().filter(|seen| seen.last_day > since) {
        let due = seen.last_day - seen.to_days;
        let from = seen.from_days.max(since - due);
        expected += seen.share * hazard.expected(&sums, from, seen.to_days);
        if seen.end != End::Open {
            settled += seen.share;
        }
    }
    (settled + LATELY_STRENGTH) / (expected + LATELY_STRENGTH)
}
