//! The projection of a portfolio: what each open instalment is expected to bring, summed,
//! with drawn courses of events about it.

use std::ops::Range;

use chrono::{Datelike, NaiveDate};

use super::days_ahead::DaysAhead;
use super::habit::{Habit, Habits};
use super::history::{End, History};
use super::item::Course;
use super::projection::{Band, ItemOutlook, Knowledge, Projection, Reason};
use super::question::Question;
use super::run::{Outlook, Run};
use super::simulate::{Simulation, TOGETHER};
use super::word::Word;
use crate::dunning::days::{day, number};
use crate::ledger::Ix;
use crate::ledger::book::{Book, CustomerEntry, Item, OpenItem};
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
    history: History,
    /// What is learnt of it, in the first slice.
    habits: Option<Habits>,
    word: Word,
    knowledge: Knowledge,
    /// Customers to go, last first.
    to_go: Vec<Ix<CustomerEntry>>,
    open_items: usize,
    days_ahead: DaysAhead,
    simulation: Simulation,
    days: usize,
    open_minor: i64,
    expected: Vec<f64>,
    /// What falls due on each day.
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
    chances: Vec<f64>,
    whole: Vec<f64>,
    /// Open instalments of the customer at hand, and the numbers of their due dates.
    open: Vec<(OpenItem, i32)>,
}

/// The longest that is looked ahead, in days.
pub const MOST_DAYS: usize = 1_000;

impl Projecting {
    /// Looks up what was known on the day, and makes ready.
    pub fn new(book: &Book, question: &Question) -> Self {
        Self::knowing(book, question, History::of(book, question.on))
    }

    /// The same where it was looked up before.
    pub(super) fn knowing(book: &Book, question: &Question, history: History) -> Self {
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
            let seen = history.of_customer(ix);
            let is_paying = seen.iter().any(|seen| seen.end == End::Paid);
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
            days_ahead: DaysAhead::new(number(on), days),
            history,
            habits: None,
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
            scratch: Scratch { chances: vec![0.0; days], whole: vec![0.0; days], open: Vec::new() },
        }
    }

    /// Does as much work as it takes to draw so many of the question's courses of events.
    /// Returns whether all is done. The first time it learns how customers pay, and no more.
    pub fn advance(&mut self, paths: u32) -> bool {
        if self.habits.is_none() {
            self.habits = Some(Habits::learn(&self.book, &self.history));
            return self.to_go.is_empty();
        }
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
        self.habits.get_or_insert_with(|| Habits::learn(&self.book, &self.history));
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
        let mut due_minor = 0;
        for on_day in &mut self.contractual_minor {
            due_minor += *on_day;
            *on_day = due_minor;
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
        let Some(habits) = &self.habits else { return };
        let entry = self.book.customer(ix);
        let stress = &self.question.stress;
        let is_failing = stress.failing.contains(&ix);
        let standing = self.word.of(&self.book, ix, entry);
        let is_blank = standing.is_blank();
        let habit = habits.of(ix);
        let ahead = self.days_ahead.of(&self.book, &entry.customer, habits);
        let ways = ahead.ways(habit, stress.later_days.into());
        self.simulation.next_customer();

        let open = &mut self.scratch.open;
        open.clear();
        let (on, currency) = (self.question.on, self.question.currency);
        let all = self.book.open_items_as_entered(ix, on);
        let own = all.filter(|(_, item)| item.currency == currency);
        open.extend(own.map(|(open, item)| (open, number(item.due_on))));
        // What falls due on one day is drawn at once.
        open.sort_unstable_by_key(|&(open, due)| (due, open.item));
        let (chances, whole) = (&mut self.scratch.chances, &mut self.scratch.whole);
        let mut run = Run::new(ways, chances, &mut self.expected, &mut self.simulation);
        for &(OpenItem { item, open_minor }, due) in open.iter() {
            let late_days = number(on) - due;
            self.open_minor += open_minor;
            // What is overdue counts on the first day.
            let first = (-late_days).max(1) as usize - 1;
            if let Some(on_day) = self.contractual_minor.get_mut(first) {
                *on_day += open_minor;
            }
            let money = money_share(&self.book, item, habit, on);
            let simple = if is_failing {
                Some((Reason::Failing, Course::Never))
            } else {
                is_blank.then_some((Reason::Habit, Course::Habit { late_days }))
            };
            let (outlook, reason) = if let Some((reason, course)) = simple {
                (run.add(course, open_minor as f64 * money), reason)
            } else {
                let parts = self.word.parts(&self.book, &standing, item, open_minor);
                whole.fill(0.0);
                for part in &parts {
                    run.add(part.course, part.minor as f64 * money);
                    for (sum, chance) in whole.iter_mut().zip(run.chances()) {
                        *sum += part.minor as f64 * chance;
                    }
                }
                let largest = parts.iter().max_by_key(|part| part.minor);
                let reason = largest.map_or(Reason::Habit, |part| part.reason);
                (Outlook::of(whole, open_minor as f64), reason)
            };
            let Outlook { chance, likely } = outlook;
            self.items.push(Expected {
                expected: open_minor as f64 * money * chance,
                outlook: ItemOutlook {
                    item,
                    open_minor,
                    expected_minor: 0,
                    chance,
                    likely_on: likely.map(|place| day(number(on) + 1 + place as i32)),
                    reason,
                },
            });
        }
        run.end();
    }
}

/// Which part of what is open comes in as money when it is settled. What an instalment's
/// customer keeps back is kept back once.
fn money_share(book: &Book, item: Ix<Item>, habit: &Habit, on: NaiveDate) -> f64 {
    let mut settled = book.allocations_to(item).filter(|entry| entry.counts_on(on));
    if settled.any(|entry| !book.credit(entry.credit).credit.is_payment()) {
        1.0
    } else {
        habit.level.money_share
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
