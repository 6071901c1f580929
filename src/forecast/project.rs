//! The projection of a portfolio: what each open instalment is expected to bring, summed,
//! with drawn courses of events about it.

use std::ops::Range;

use chrono::{Datelike, NaiveDate};

use super::habit::{Habit, Habits};
use super::history::History;
use super::item::{Course, Part, Ways};
use super::projection::{Band, ItemOutlook, Knowledge, Projection, Reason};
use super::question::Question;
use super::simulate::{Simulation, TOGETHER};
use super::weekdays::{DayKinds, is_worked, weekday};
use super::word::Word;
use crate::dunning::days::{day, number};
use crate::dunning::practice::country_of;
use crate::ledger::book::{Book, CustomerEntry, Item};
use crate::ledger::customer::Customer;
use crate::ledger::{Country, Ix};
use crate::order;

/// What is expected to come in, in one go. A page takes [`Projecting`] instead.
pub fn project(book: &Book, question: &Question) -> Projection {
    let mut projecting = Projecting::new(book, question);
    while !projecting.advance(question.paths.max(1)) {}
    projecting.finish()
}

/// A projection in the making, in slices, so that a page can answer in between.
///
/// ```
/// use cartera::forecast::{Projecting, Question};
/// use cartera::ledger::Book;
/// let book = Book::default();
/// let question = Question::new(&book, "2026-03-31".parse().unwrap());
/// let mut projecting = Projecting::new(&book, &question);
/// while !projecting.advance(50) { /* give way to the page */ }
/// assert_eq!(projecting.finish().expected_minor, vec![0; 91]);
/// ```
pub struct Projecting {
    book: Book,
    question: Question,
    habits: Habits,
    word: Word,
    knowledge: Knowledge,
    /// Customers to go, last first.
    to_go: Vec<Ix<CustomerEntry>>,
    open_items: usize,
    calendars: Calendars,
    simulation: Simulation,
    days: usize,
    open_minor: i64,
    expected: Vec<f64>,
    contractual_minor: Vec<i64>,
    items: Vec<Expected>,
    scratch: Scratch,
}

/// What one instalment is expected to bring, before rounding.
struct Expected {
    expected: f64,
    outlook: ItemOutlook,
}

#[derive(Default)]
struct Scratch {
    /// The chances of the part at hand, and of the whole instalment.
    part: Vec<f64>,
    whole: Vec<f64>,
    /// Open instalments of the customer at hand.
    open: Vec<(Ix<Item>, i64)>,
}

/// The longest that is looked ahead, in days.
pub const MOST_DAYS: usize = 1_000;

impl Projecting {
    /// Learns from what was known on the day, and makes ready.
    pub fn new(book: &Book, question: &Question) -> Self {
        let history = History::of(book, question.on);
        let habits = Habits::learn(book, &history);
        Self::knowing(book, question, &history, habits)
    }

    /// The same with habits that were learnt before.
    pub(super) fn knowing(
        book: &Book,
        question: &Question,
        history: &History,
        habits: Habits,
    ) -> Self {
        let on = question.on;
        let days = usize::try_from((question.until - on).num_days()).unwrap_or(0).min(MOST_DAYS);
        let admitted = question.filter.admitted(book);
        let mut knowledge = Knowledge { paid_items: history.paid_items, ..Knowledge::default() };
        if let Some((first, _)) = history.paid_between {
            knowledge.history_days = u32::try_from(number(on) - first).unwrap_or(0);
        }
        let mut to_go = Vec::new();
        let mut open_items = 0;
        for (ix, _) in book.customers() {
            let is_paying = habits.of(ix).is_own && habits.of(ix).payments > 0.0;
            knowledge.paying_customers += u32::from(is_paying);
            if !admitted[ix.place()] {
                continue;
            }
            let open = book.open_items_as_entered(ix, on);
            let open = open.filter(|(_, item)| item.currency == question.currency).count();
            if open > 0 {
                open_items += open;
                to_go.push(ix);
                knowledge.unknown_customers += u32::from(!is_paying);
            }
        }
        to_go.reverse();
        let word = Word::learn(book, on, question.stress.promises_percent);
        let paths = question.paths as usize;
        Self {
            book: book.clone(),
            question: Question { until: on + chrono::Days::new(days as u64), ..question.clone() },
            calendars: Calendars::new(number(on), days),
            habits,
            word,
            knowledge,
            to_go,
            open_items,
            simulation: Simulation::new(question.seed, paths, days, TOGETHER),
            days,
            open_minor: 0,
            expected: vec![0.0; days],
            contractual_minor: vec![0; days],
            items: Vec::new(),
            scratch: Scratch { part: vec![0.0; days], whole: vec![0.0; days], open: Vec::new() },
        }
    }

    /// Does as much work as it takes to draw so many of the question's courses of events.
    /// Returns whether all is done.
    pub fn advance(&mut self, paths: u32) -> bool {
        let all = u64::from(self.question.paths.max(1));
        let part = self.open_items as u64 * u64::from(paths) / all;
        let enough = self.items.len() + usize::try_from(part).unwrap_or(usize::MAX).max(1);
        while self.items.len() < enough {
            let Some(customer) = self.to_go.pop() else { return true };
            self.take(customer);
        }
        self.to_go.is_empty()
    }

    /// What it comes to. What was not reached yet is worked out first.
    pub fn finish(mut self) -> Projection {
        while let Some(customer) = self.to_go.pop() {
            self.take(customer);
        }
        let open_minor = self.open_minor;
        order::sort_by_key(&mut self.items, |expected| expected.outlook.item);
        // Each instalment is rounded so that the sum up to it is: sums are exact, and none
        // is off by a whole cent.
        let (mut exact, mut rounded) = (0.0, 0);
        let mut items = Vec::with_capacity(self.items.len());
        for Expected { expected, mut outlook } in self.items {
            exact += expected;
            let sum = f64::round(exact) as i64;
            outlook.expected_minor = (sum - rounded).clamp(0, outlook.open_minor);
            rounded += outlook.expected_minor;
            items.push(outlook);
        }
        let mut so_far = 0;
        let mut expected_minor: Vec<i64> = self
            .expected
            .iter()
            .map(|expected| {
                so_far = (expected.round() as i64).clamp(so_far, rounded.max(so_far));
                so_far
            })
            .collect();
        if let Some(last) = expected_minor.last_mut() {
            *last = rounded;
        }
        let within = |band: Band| Band {
            low_minor: band.low_minor.clamp(0, open_minor),
            high_minor: band.high_minor.clamp(0, open_minor),
        };
        let Question { on, until, currency, .. } = self.question;
        let simulation = &self.simulation;
        let bands = |stretches: Vec<(usize, usize)>| {
            stretches.into_iter().map(|(from, to)| within(simulation.within(from, to))).collect()
        };
        Projection {
            on,
            until,
            currency,
            open_minor,
            expected_minor,
            contractual_minor: self.contractual_minor,
            cumulative: simulation.cumulative().into_iter().map(within).collect(),
            weeks: bands(weeks(self.days)),
            months: bands(months(on, self.days)),
            not_within_minor: open_minor - rounded,
            items,
            knowledge: self.knowledge,
        }
    }

    /// What comes in from one day to another, the latter excluded, counted from 0 for the
    /// day after the question's, so that the part `part` of the courses of events drawn so
    /// far brings no more: in minor units.
    pub fn quantile(&self, days: Range<usize>, part: f64) -> f64 {
        self.simulation.quantile(days.start, days.end, part)
    }

    /// Works out what a customer owes.
    fn take(&mut self, ix: Ix<CustomerEntry>) {
        let entry = self.book.customer(ix);
        let stress = &self.question.stress;
        let is_failing = stress.failing.contains(&ix);
        let standing = self.word.of(&self.book, ix, entry);
        let is_blank = standing.is_blank();
        let calendar = self.calendars.of(&self.book, &entry.customer, &self.habits);
        let habit = self.habits.of(ix);
        let ways = Ways {
            habit,
            day_factors: &calendar.factors,
            payment_days: &calendar.payment_days,
            bank_days: &calendar.bank_days,
            later_days: stress.later_days.into(),
        };
        self.simulation.next_customer(TOGETHER);

        let Scratch { part: chances, whole, open } = &mut self.scratch;
        open.clear();
        let currency = self.question.currency;
        open.extend(
            self.book
                .open_items_as_entered(ix, self.question.on)
                .filter(|(_, item)| item.currency == currency && item.amount_minor > 0)
                .map(|(open, _)| (open.item, open.open_minor)),
        );
        // What falls due on one day is drawn at once.
        open.sort_unstable_by_key(|&(item, _)| (self.book.item(item).due_on, item));
        let mut run: Option<(Course, f64)> = None;
        for &(item_ix, open_minor) in open.iter() {
            let item = self.book.item(item_ix);
            self.open_minor += open_minor;
            add_contractual(&mut self.contractual_minor, self.question.on, item, open_minor);
            let late_days = number(self.question.on) - number(item.due_on);
            let parts = if is_failing {
                vec![Part { minor: open_minor, reason: Reason::Failing, course: Course::Never }]
            } else if is_blank {
                let course = Course::Habit { late_days };
                vec![Part { minor: open_minor, reason: Reason::Habit, course }]
            } else {
                self.word.parts(&self.book, &standing, item_ix, open_minor)
            };
            let money = money_share(&self.book, item_ix, habit, self.question.on);
            whole.fill(0.0);
            for part in &parts {
                let amount = part.minor as f64 * money;
                // The chances of the same course are those that are filled in.
                if let Some((course, waiting)) = run
                    && course != part.course
                {
                    self.simulation.draw(waiting as f32, chances);
                    run = None;
                }
                match &mut run {
                    Some((_, waiting)) => *waiting += amount,
                    None => {
                        part.course.fill(&ways, chances);
                        run = Some((part.course, amount));
                    }
                }
                for ((sum, whole), chance) in
                    self.expected.iter_mut().zip(whole.iter_mut()).zip(chances.iter())
                {
                    *sum += amount * chance;
                    *whole += part.minor as f64 * chance;
                }
            }
            let open = open_minor as f64;
            let chance = (whole.last().copied().unwrap_or(0.0) / open).clamp(0.0, 1.0);
            let likely = whole.iter().position(|sum| *sum >= open * 0.5);
            let largest = parts.iter().max_by_key(|part| part.minor);
            self.items.push(Expected {
                expected: open * money * chance,
                outlook: ItemOutlook {
                    item: item_ix,
                    open_minor,
                    expected_minor: 0,
                    chance,
                    likely_on: likely.map(|place| day(number(self.question.on) + 1 + place as i32)),
                    reason: largest.map_or(Reason::Habit, |part| part.reason),
                },
            });
        }
        if let Some((_, waiting)) = run {
            self.simulation.draw(waiting as f32, chances);
        }
    }
}

/// Which part of what is open comes in as money when it is settled. What an instalment's
/// customer keeps back is kept back once.
fn money_share(book: &Book, item: Ix<Item>, habit: &Habit, on: NaiveDate) -> f64 {
    let mut settled = book.allocations_to(item).filter(|entry| entry.counts_on(on));
    if settled.any(|entry| !book.credit(entry.credit).credit.is_payment()) {
        1.0
    } else {
        habit.money_share
    }
}

/// Adds what is open from its due date on; what is overdue, from the first day on.
fn add_contractual(by_day: &mut [i64], on: NaiveDate, item: &Item, open_minor: i64) {
    let first = (number(item.due_on) - number(on)).max(1) - 1;
    for sum in by_day.iter_mut().skip(first as usize) {
        *sum += open_minor;
    }
}

/// Stretches of seven days.
fn weeks(days: usize) -> Vec<(usize, usize)> {
    (0..days).step_by(7).map(|from| (from, (from + 7).min(days))).collect()
}

/// The calendar months that so many days after a day touch.
fn months(on: NaiveDate, days: usize) -> Vec<(usize, usize)> {
    let mut stretches = Vec::new();
    let mut from = 0;
    let month_of = |place: usize| day(number(on) + 1 + place as i32).month();
    for place in 0..days {
        if place + 1 == days || month_of(place) != month_of(place + 1) {
            stretches.push((from, place + 1));
            from = place + 1;
        }
    }
    stretches
}

/// The days ahead as each kind of customer pays on them, worked out once for each.
struct Calendars {
    days: usize,
    kinds: DayKinds,
    known: Vec<((Country, u8), CustomerDays)>,
}

/// The days ahead of a kind of customer; see [`Ways`].
struct CustomerDays {
    factors: Vec<f64>,
    payment_days: Vec<u16>,
    bank_days: Vec<u16>,
}

impl Calendars {
    fn new(on: i32, days: usize) -> Self {
        Self { days, kinds: DayKinds::new(on + 1, on + days as i32), known: Vec::new() }
    }

    fn of(&mut self, book: &Book, customer: &Customer, habits: &Habits) -> &CustomerDays {
        let country = country_of(book, customer);
        let payment_days = customer.payment_days.iter();
        let wanted = payment_days.fold(0, |all, day| all | 1 << day.num_days_from_monday());
        let place = self.known.iter().position(|(key, _)| *key == (country, wanted));
        let place = place.unwrap_or_else(|| {
            let (kinds, _) = self.kinds.of(country);
            let days = CustomerDays {
                factors: match wanted {
                    0 => habits.weekdays.factors_of(kinds),
                    _ => vec![1.0; self.days],
                },
                payment_days: match wanted {
                    0 => Vec::new(),
                    _ => last_days(kinds, |kind| {
                        weekday(kind).is_some_and(|weekday| wanted & (1 << weekday) != 0)
                    }),
                },
                bank_days: last_days(kinds, is_worked),
            };
            self.known.push(((country, wanted), days));
            self.known.len() - 1
        });
        &self.known[place].1
    }
}

/// For the day of the question and each after it the last up to it that counts, 0 for none.
fn last_days(kinds: &[u8], counts: impl Fn(u8) -> bool) -> Vec<u16> {
    let mut last = 0;
    let mut days = vec![0];
    for (place, &kind) in kinds.iter().enumerate() {
        if counts(kind) {
            last = place as u16 + 1;
        }
        days.push(last);
    }
    days
}
