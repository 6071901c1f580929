//! The usual day of payment and the share of money, of each customer, each segment and the
//! portfolio: means drawn toward the wider one where little was seen.

use super::history::{End, History, Seen};
use super::recency::Recency;
use crate::ledger::Ix;
use crate::ledger::book::{Book, CustomerEntry};

/// As many payments of a customer as its segment's usual day counts for: 1 (97.5, 112.7),
/// 2 (97.2, 112.9), 4 (96.6, 115.3); see [`habit`](super::habit).
const CUSTOMER_STRENGTH: f64 = 2.0;
/// As many payments of a segment as the portfolio's counts for. The list of payments has no
/// segments: this is a rule of ours.
const SEGMENT_STRENGTH: f64 = 10.0;
/// As many as "on the due date, and all of it money" counts for before anything was paid.
const SUPPOSED_STRENGTH: f64 = 1.0;
/// The farthest that a payment moves the usual day, in days from the due date.
const FARTHEST_DAYS: i32 = 120;

/// When somebody pays in the mean, and how much of what is settled is money.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Level {
    /// The mean of the days from due date to payment.
    pub usual_day: f64,
    /// Which part of what is settled comes in as money, from 0 to 1.
    pub money_share: f64,
    /// As many payments as this rests on, old ones counting less.
    pub payments: f64,
}

/// The levels of a book.
pub struct Levels {
    /// Of all customers together.
    pub portfolio: Level,
    /// Of each segment.
    pub segments: Vec<Level>,
    /// Of each customer, by place.
    pub customers: Vec<Level>,
}

/// The segments of a book, by name.
pub struct Segments {
    names: Vec<String>,
}

#[derive(Clone, Copy, Default)]
struct Tally {
    paid: f64,
    paid_days: f64,
    settled: f64,
}

impl Levels {
    /// Works them out from what was known.
    pub fn of(book: &Book, history: &History, recency: &Recency, segments: &Segments) -> Self {
        let mut all = Tally::default();
        let mut by_segment = vec![Tally::default(); segments.len()];
        let mut by_customer = vec![Tally::default(); book.customer_places()];
        for (ix, entry) in book.customers() {
            let tally = &mut by_customer[ix.place()];
            for seen in history.of_customer(ix) {
                tally.add(seen, recency.weight(seen));
            }
            all.add_all(tally);
            if let Some(place) = segments.of(entry) {
                by_segment[place].add_all(tally);
            }
        }
        let supposed = Level { usual_day: 0.0, money_share: 1.0, payments: 0.0 };
        let portfolio = all.drawn_toward(&supposed, SUPPOSED_STRENGTH);
        let by_segment: Vec<Level> = by_segment
            .iter()
            .map(|tally| tally.drawn_toward(&portfolio, SEGMENT_STRENGTH))
            .collect();
        let mut customers = vec![portfolio; book.customer_places()];
        for (ix, entry) in book.customers() {
            let wider = segments.of(entry).map_or(&portfolio, |place| &by_segment[place]);
            customers[ix.place()] = by_customer[ix.place()].drawn_toward(wider, CUSTOMER_STRENGTH);
        }
        Self { portfolio, segments: by_segment, customers }
    }

    /// A customer's.
    pub fn of_customer(&self, ix: Ix<CustomerEntry>) -> &Level {
        self.customers.get(ix.place()).unwrap_or(&self.portfolio)
    }
}

impl Level {
    /// The usual day as a whole number of days.
    pub fn whole_days(&self) -> i32 {
        self.usual_day.round() as i32
    }
}

impl Tally {
    fn add(&mut self, seen: &Seen, weight: f64) {
        match seen.end {
            End::Paid => {
                let days = seen.to_days.clamp(-FARTHEST_DAYS, FARTHEST_DAYS);
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

    /// The level, as if so many payments at another had been seen besides.
    fn drawn_toward(&self, other: &Level, strength: f64) -> Level {
        Level {
            usual_day: (self.paid_days + strength * other.usual_day) / (self.paid + strength),
            money_share: (self.paid + strength * other.money_share) / (self.settled + strength),
            payments: self.paid,
        }
    }
}

impl Segments {
    /// The segments of a book's customers.
    pub fn of_book(book: &Book) -> Self {
        let mut names: Vec<String> = Vec::new();
        for (_, entry) in book.customers() {
            let name = entry.customer.segment.trim();
            let place = names.binary_search_by(|known| known.as_str().cmp(name));
            if let (false, Err(place)) = (name.is_empty(), place) {
                names.insert(place, name.to_owned());
            }
        }
        Self { names }
    }

    /// The place of a customer's segment; `None` where it has none.
    pub fn of(&self, entry: &CustomerEntry) -> Option<usize> {
        let name = entry.customer.segment.trim();
        self.names.binary_search_by(|known| known.as_str().cmp(name)).ok()
    }

    /// How many there are.
    pub fn len(&self) -> usize {
        self.names.len()
    }

    /// Whether there are none.
    pub fn is_empty(&self) -> bool {
        self.names.is_empty()
    }
}
