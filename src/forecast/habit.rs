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
//! 3. The customer's own hazards, drawn toward the second.
//!
//! Hazards are of [`hazard`](super::hazard): unfinished instalments count as long as they
//! waited. What was seen lately counts more.
//!
//! The numbers were chosen on two years of payments of 50 customers (1,267 invoices; see
//! docs/measurements.md, "Projection"): tried on every other month-end, checked on the rest.
//! Each lies on a plateau on which the error moves by less than two in a hundred.

use super::hazard::{Counts, Hazard};
use super::history::{End, History, Seen};
use super::weekdays::Weekdays;
use crate::ledger::Ix;
use crate::ledger::book::{Book, CustomerEntry};

/// Days after which what was seen counts half. Tried 90, 180, 270, 365, 730 and for ever:
/// best from 180 to 365.
const HALF_LIFE_DAYS: f64 = 270.0;
/// As many payments of a customer as its segment's usual day counts for, and of a segment
/// as the portfolio's does. Tried ½, 1, 2, 4.
const USUAL_DAY_STRENGTH: f64 = 2.0;
const SEGMENT_DAY_STRENGTH: f64 = 10.0;
/// As many payments of a customer as weigh as much as not knowing it at all. Tried 0, ½, 1,
/// 2: no difference where customers are known, and one is what is least.
const KNOWN_STRENGTH: f64 = 1.0;
/// As many instalments as the moved table counts for beside the customer's own. Tried 8,
/// 16, 32, 64.
const OWN_STRENGTH: f32 = 16.0;
/// The same of the portfolio's hazards beside a segment's.
const SEGMENT_STRENGTH: f32 = 30.0;
/// How many days about it a payment speaks for: of one customer, and of many. Tried 3, 6,
/// 10 and 1, 2, 4, 6.
const OWN_REACH: usize = 6;
const WIDE_REACH: usize = 2;
/// As many instalments as what is supposed without any history counts for.
const SUPPOSED_STRENGTH: f32 = 1.0;
/// The farthest that a payment moves the usual day, in days from the due date.
const FARTHEST_USUAL: i32 = 120;

/// How the customers of a book pay, as known on a day.
#[derive(Clone, Debug)]
pub struct Habits {
    /// Of whom there is something, by customer's place; the segment's otherwise.
    of: Vec<Ref>,
    own: Vec<Habit>,
    segments: Vec<(String, Habit)>,
    portfolio: Habit,
    /// On which days of the week money comes in.
    pub weekdays: Weekdays,
}

#[derive(Clone, Copy, Debug)]
enum Ref {
    Own(u32),
    Segment(u32),
    Portfolio,
}

/// How somebody pays.
#[derive(Clone, Debug, PartialEq)]
pub struct Habit {
    /// The chance of being settled, by days from the due date.
    pub hazard: Hazard,
    /// Which part of what is settled comes in as money, from 0 to 1.
    pub money_share: f64,
    /// The mean of the days from due date to payment.
    pub usual_day: f64,
    /// As many payments as this rests on, old ones counting less.
    pub payments: f64,
    /// Whether it is one customer's own, and not its segment's or the portfolio's.
    pub is_own: bool,
}

/// Sums for the usual day and the share of money.
#[derive(Clone, Copy, Default)]
struct Tally {
    paid: f64,
    paid_days: f64,
    settled: f64,
}

impl Tally {
    fn add(&mut self, seen: &Seen, weight: f64) {
        match seen.end {
            End::Paid => {
                let days = seen.to_days.clamp(-FARTHEST_USUAL, FARTHEST_USUAL);
                self.paid += weight;
                self.paid_days += weight * f64::from(days);
                self.settled += weight;
            }
            End::Settled => self.settled += weight,
            End::Open => {}
        }
    }

    fn add_all(&mut self, other: &Self) {
        self.paid += other.paid;
        self.paid_days += other.paid_days;
        self.settled += other.settled;
    }

    fn usual_day(&self, toward: f64, strength: f64) -> f64 {
        (self.paid_days + strength * toward) / (self.paid + strength)
    }

    fn money_share(&self, toward: f64, strength: f64) -> f64 {
        (self.paid + strength * toward) / (self.settled + strength)
    }
}

impl Habits {
    /// Learns from what was known.
    pub fn learn(book: &Book, history: &History) -> Self {
        let ages = Ages::from(history);
        let names = segment_names(book);
        let segment_of = |entry: &CustomerEntry| {
            let name = entry.customer.segment.trim();
            names.binary_search_by(|known| known.as_str().cmp(name)).ok()
        };

        let mut all = Tally::default();
        let mut by_segment = vec![Tally::default(); names.len()];
        let mut by_customer = vec![Tally::default(); book.customer_places()];
        for (ix, entry) in book.customers() {
            let tally = &mut by_customer[ix.place()];
            for seen in history.of_customer(ix) {
                tally.add(seen, ages.weight(seen));
            }
            all.add_all(tally);
            if let Some(segment) = segment_of(entry) {
                by_segment[segment].add_all(tally);
            }
        }
        let portfolio_day = all.usual_day(0.0, SUPPOSED_STRENGTH.into());
        let portfolio_share = all.money_share(1.0, SUPPOSED_STRENGTH.into());
        let days: Vec<f64> = by_segment
            .iter()
            .map(|tally| tally.usual_day(portfolio_day, SEGMENT_DAY_STRENGTH))
            .collect();
        let shares: Vec<f64> = by_segment
            .iter()
            .map(|tally| tally.money_share(portfolio_share, SEGMENT_DAY_STRENGTH))
            .collect();
        let usual_day = |ix: Ix<CustomerEntry>, entry: &CustomerEntry| {
            let toward = segment_of(entry).map_or(portfolio_day, |segment| days[segment]);
            by_customer[ix.place()].usual_day(toward, USUAL_DAY_STRENGTH)
        };

        // Counts without regard to the customer, and about the customer's usual day.
        let mut plain = Counts::default();
        let mut about_usual = Counts::default();
        let mut plain_by_segment = vec![Counts::default(); names.len()];
        for (ix, entry) in book.customers() {
            let seen = history.of_customer(ix);
            if seen.is_empty() {
                continue;
            }
            let counts = ages.counts(seen, 0);
            plain.add_all(&counts);
            if let Some(segment) = segment_of(entry) {
                plain_by_segment[segment].add_all(&counts);
            }
            about_usual.add_all(&ages.counts(seen, whole_days(usual_day(ix, entry))));
        }
        let supposed = Hazard::supposed();
        let plain = plain.drawn_toward(&supposed, SUPPOSED_STRENGTH, WIDE_REACH);
        let about_usual = about_usual.drawn_toward(&supposed, SUPPOSED_STRENGTH, WIDE_REACH);

        let habit = |hazard: Hazard, money_share, usual_day, payments| Habit {
            hazard,
            money_share,
            usual_day,
            payments,
            is_own: false,
        };
        let segments: Vec<(String, Habit)> = names
            .iter()
            .enumerate()
            .map(|(place, name)| {
                let counts = &plain_by_segment[place];
                let hazard = counts.drawn_toward(&plain, SEGMENT_STRENGTH, WIDE_REACH);
                (name.clone(), habit(hazard, shares[place], days[place], by_segment[place].paid))
            })
            .collect();
        let portfolio = habit(plain, portfolio_share, portfolio_day, all.paid);

        let mut of = vec![Ref::Portfolio; book.customer_places()];
        let mut own = Vec::new();
        for (ix, entry) in book.customers() {
            let segment = segment_of(entry);
            let seen = history.of_customer(ix);
            of[ix.place()] = if seen.is_empty() {
                segment.map_or(Ref::Portfolio, |place| Ref::Segment(place as u32))
            } else {
                let wider = segment.map_or(&portfolio, |place| &segments[place].1);
                let tally = &by_customer[ix.place()];
                let usual_day = usual_day(ix, entry);
                let known = tally.paid / (tally.paid + KNOWN_STRENGTH);
                let toward =
                    about_usual.moved_and_mixed(whole_days(usual_day), known as f32, &wider.hazard);
                let counts = ages.counts(seen, 0);
                let hazard = counts.drawn_toward(&toward, OWN_STRENGTH, OWN_REACH);
                let share = tally.money_share(wider.money_share, USUAL_DAY_STRENGTH);
                own.push(Habit { is_own: true, ..habit(hazard, share, usual_day, tally.paid) });
                Ref::Own(own.len() as u32 - 1)
            };
        }
        let weekdays = Weekdays::learn(book, history);
        Self { of, own, segments, portfolio, weekdays }
    }

    /// How a customer pays.
    pub fn of(&self, customer: Ix<CustomerEntry>) -> &Habit {
        match self.of.get(customer.place()) {
            Some(&Ref::Own(place)) => &self.own[place as usize],
            Some(&Ref::Segment(place)) => &self.segments[place as usize].1,
            Some(Ref::Portfolio) | None => &self.portfolio,
        }
    }

    /// How the whole portfolio pays.
    pub fn portfolio(&self) -> &Habit {
        &self.portfolio
    }
}

/// The weight of what was seen by its age, from a table: only products, so that it is the
/// same on every machine.
struct Ages {
    latest_day: i32,
    weights: Vec<f64>,
}

impl Ages {
    fn from(history: &History) -> Self {
        // The 270th root of a half.
        const A_DAY: f64 = 0.997_436_080_690_217_7;
        const { assert!(HALF_LIFE_DAYS == 270.0, "the root is of this half-life") };
        let weights = std::iter::successors(Some(1.0), |weight| Some(weight * A_DAY)).take(3_000);
        Self { latest_day: history.latest_day(), weights: weights.collect() }
    }

    fn weight(&self, seen: &Seen) -> f64 {
        let days = usize::try_from(self.latest_day - seen.last_day).unwrap_or(0);
        seen.share * self.weights.get(days).copied().unwrap_or(0.0)
    }

    fn counts(&self, seen: &[Seen], usual_day: i32) -> Counts {
        let mut counts = Counts::default();
        for seen in seen {
            let (from, to) = (seen.from_days - usual_day, seen.to_days - usual_day);
            counts.add(from, to, self.weight(seen) as f32, seen.end != End::Open);
        }
        counts
    }
}

fn whole_days(days: f64) -> i32 {
    days.round() as i32
}

fn segment_names(book: &Book) -> Vec<String> {
    let mut names: Vec<String> = Vec::new();
    for (_, entry) in book.customers() {
        let name = entry.customer.segment.trim();
        if !name.is_empty()
            && let Err(place) = names.binary_search_by(|known| known.as_str().cmp(name))
        {
            names.insert(place, name.to_owned());
        }
    }
    names
}
