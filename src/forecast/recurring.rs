//! Invoices that are not issued yet, but will be if what recurs goes on recurring.
//!
//! Kept apart from what is open: nothing of it is in a projection. An invoice recurs where a
//! customer got at least three of similar amount at near-regular intervals, and the next is
//! not long overdue. Nothing is said of patterns that end: that is why it stands apart.

use chrono::{Days, NaiveDate};

use super::days_ahead::DaysAhead;
use super::habit::Habits;
use super::history::History;
use super::item::Course;
use super::question::Question;
use crate::dunning::days::{day, number};
use crate::ledger::Ix;
use crate::ledger::book::{Book, CustomerEntry, InvoiceEntry};
use crate::ledger::invoice::InvoiceKind;
use crate::order;

/// As often as something is seen before it counts as recurring.
const TIMES: usize = 3;
/// Amounts are similar within so many in a hundred of the least of them.
const SIMILAR_PERCENT: i64 = 5;
/// Intervals are near-regular within a tenth of their median, two days at least.
const REGULAR_PART: i32 = 10;
const REGULAR_DAYS: i32 = 2;
/// Shorter intervals are everyday business and no pattern.
const SHORTEST_DAYS: i32 = 5;
/// How many of the last intervals are looked at.
const INTERVALS: usize = 6;

/// An invoice that is expected to be issued.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ExpectedInvoice {
    /// To whom.
    pub customer: Ix<CustomerEntry>,
    /// The last one like it.
    pub like: Ix<InvoiceEntry>,
    /// How many like it there were.
    pub times: u32,
    /// Days from one to the next.
    pub interval_days: u32,
    /// The day on which it is expected.
    pub issued_on: NaiveDate,
    /// The day on which it will fall due, on the terms of the last.
    pub due_on: NaiveDate,
    /// How much: the median of those like it, in minor units.
    pub amount_minor: i64,
}

/// The invoices that are expected within the days of a question, by day; of its currency and
/// of the customers its filter admits.
pub fn expected_invoices(book: &Book, question: &Question) -> Vec<ExpectedInvoice> {
    let admitted = question.filter.admitted(book);
    let mut expected = Vec::new();
    for (ix, entry) in book.customers().filter(|(ix, _)| admitted[ix.place()]) {
        for series in series_of(book, question, entry) {
            series.go_on(book, question, ix, &mut expected);
        }
    }
    order::sort_by_key(&mut expected, |invoice| {
        (invoice.issued_on, invoice.customer, invoice.like)
    });
    expected
}

/// What expected invoices are expected to bring by the end of each day of the question, in
/// minor units, as their customers pay.
pub fn expected_inflow(book: &Book, question: &Question, invoices: &[ExpectedInvoice]) -> Vec<i64> {
    let days = usize::try_from((question.until - question.on).num_days()).unwrap_or(0);
    let habits = Habits::learn(book, &History::of(book, question.on));
    let mut days_ahead = DaysAhead::new(number(question.on), days);
    let mut sums = vec![0.0; days];
    let mut chances = vec![0.0; days];
    for invoice in invoices {
        let habit = habits.of(invoice.customer);
        let customer = &book.customer(invoice.customer).customer;
        let ahead = days_ahead.of(book, customer, &habits);
        let later_days = usize::from(question.stress.later_days);
        let course = if question.stress.failing.contains(&invoice.customer) {
            Course::Never
        } else {
            let late_days = number(question.on) - number(invoice.due_on);
            let on = (invoice.issued_on - question.on).num_days().max(0) as usize;
            Course::NotIssued { late_days, on }
        };
        course.fill(&ahead.ways(habit, later_days), &mut chances);
        let money = invoice.amount_minor as f64 * habit.level.money_share;
        for (sum, chance) in sums.iter_mut().zip(&chances) {
            *sum += money * chance;
        }
    }
    sums.iter().map(|sum| sum.round() as i64).collect()
}

/// Invoices of similar amount at near-regular intervals.
struct Series {
    last: Ix<InvoiceEntry>,
    times: u32,
    interval_days: i32,
    amount_minor: i64,
}

/// An invoice by amount and day.
struct Like {
    minor: i64,
    day: i32,
    ix: Ix<InvoiceEntry>,
}

fn series_of(book: &Book, question: &Question, entry: &CustomerEntry) -> Vec<Series> {
    let is_like = |ix: Ix<InvoiceEntry>| {
        let entry = book.invoice(ix);
        let invoice = &entry.invoice;
        invoice.kind == InvoiceKind::Invoice
            && invoice.total.currency == question.currency
            && entry.counts_on(question.on)
            && book.items_of(ix).any(|(_, item)| item.counts_on(question.on))
    };
    let known = entry.invoices.iter().copied().filter(|&ix| is_like(ix));
    let mut invoices: Vec<Like> = known
        .map(|ix| {
            let invoice = &book.invoice(ix).invoice;
            Like { minor: invoice.total.amount_minor, day: number(invoice.issued_on), ix }
        })
        .collect();
    order::sort_by_key(&mut invoices, |like| (like.minor, like.day));
    let mut series = Vec::new();
    let mut rest = &mut invoices[..];
    while let Some(least) = rest.first() {
        let most = least.minor + least.minor * SIMILAR_PERCENT / 100;
        let count = rest.iter().take_while(|like| like.minor <= most).count();
        let (similar, others) = rest.split_at_mut(count);
        series.extend(series_among(similar, number(question.on)));
        rest = others;
    }
    series
}

/// The series that invoices of similar amount make, if they do.
fn series_among(similar: &mut [Like], on: i32) -> Option<Series> {
    if similar.len() < TIMES {
        return None;
    }
    let middle = similar[similar.len() / 2].minor;
    order::sort_by_key(similar, |like| like.day);
    let mut intervals: Vec<i32> =
        similar.windows(2).rev().take(INTERVALS).map(|two| two[1].day - two[0].day).collect();
    order::sort(&mut intervals);
    let interval = intervals[intervals.len() / 2];
    let slack = (interval / REGULAR_PART).max(REGULAR_DAYS);
    let is_regular = intervals.iter().all(|days| (days - interval).abs() <= slack);
    let last = similar.last()?;
    let goes_on = last.day + interval + slack >= on;
    (interval >= SHORTEST_DAYS && is_regular && goes_on).then_some(Series {
        last: last.ix,
        times: similar.len() as u32,
        interval_days: interval,
        amount_minor: middle,
    })
}

impl Series {
    fn go_on(
        &self,
        book: &Book,
        question: &Question,
        customer: Ix<CustomerEntry>,
        expected: &mut Vec<ExpectedInvoice>,
    ) {
        let entry = book.invoice(self.last);
        let issued = number(entry.invoice.issued_on);
        let terms = (entry.last_due_on() - entry.invoice.issued_on).num_days().max(0) as u64;
        for time in 1.. {
            // What should have come already comes tomorrow.
            let on = (issued + time * self.interval_days).max(number(question.on) + 1);
            let issued_on = day(on);
            if issued_on > question.until {
                return;
            }
            expected.push(ExpectedInvoice {
                customer,
                like: self.last,
                times: self.times,
                interval_days: self.interval_days as u32,
                issued_on,
                due_on: issued_on + Days::new(terms),
                amount_minor: self.amount_minor,
            });
        }
    }
}
