//! What was known on a day about when customers pay.
//!
//! Every instalment is watched from the day its invoice was issued. Each part of it leaves
//! on the day from which something settles it, or is still there at the end of the day:
//! that it was not paid so far is known, when it will be is not (a *censored* observation in
//! the words of survival analysis; Kaplan and Meier 1958).
//!
//! How things are seen:
//!
//! - An instalment counts once, its parts by their share of it. An instalment of which 40 %
//!   was paid three days late and the rest never is two fifths of a payment three days late.
//! - Money counts on the day from which it settles: for a post-dated cheque that is its own
//!   day, for an allocation made later the day the user gave it.
//! - A cheque that bounced by the day never paid: what it settled was open all along.
//!   One that bounced later still looked good then.
//! - A credit note, a withholding, a discount or a small difference settles without money.
//!   It ends the waiting, and is remembered as the share that does not come in as money.
//! - What was written off was never paid: it goes on waiting.
//! - What was settled on the day of issue or before was never open at the end of a day; no
//!   forecast would have been made of it, and it says nothing about one.
//! - A cancelled invoice is watched until it was cancelled.

use std::ops::Range;

use chrono::NaiveDate;

use crate::dunning::days::number;
use crate::ledger::Ix;
use crate::ledger::book::{Book, CustomerEntry, InvoiceEntry, Item};
use crate::ledger::credit::CreditKind;

/// A part of an instalment, as it was known on a day.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Seen {
    /// Days from the due date to the day of issue: less than zero as a rule. The part was
    /// waited for from the day after.
    pub from_days: i32,
    /// Days from the due date to the last day on which it was waited for: the day it was
    /// settled, or the day of which this is known.
    pub to_days: i32,
    /// That last day, by number.
    pub last_day: i32,
    /// Which part of the instalment it is, from 0 to 1.
    pub share: f64,
    /// What became of it on the last day.
    pub end: End,
}

/// What became of a part of an instalment.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum End {
    /// Money came.
    Paid,
    /// It was settled without money.
    Settled,
    /// It was still open, or written off, or cancelled.
    Open,
}

/// What was known on a day about all customers.
#[derive(Clone, Debug)]
pub struct History {
    /// The day.
    pub on: NaiveDate,
    seen: Vec<Seen>,
    /// Whose parts stand where, by the customer's place.
    of: Vec<Range<usize>>,
    /// Instalments paid in any part.
    pub paid_items: u32,
    /// The first and the last day on which money came, by number.
    pub paid_between: Option<(i32, i32)>,
}

impl History {
    /// What was known at the end of a day. Nothing that takes effect later counts.
    pub fn of(book: &Book, on: NaiveDate) -> Self {
        let mut history = Self {
            on,
            seen: Vec::new(),
            of: vec![0..0; book.customer_places()],
            paid_items: 0,
            paid_between: None,
        };
        for (ix, entry) in book.customers() {
            let first = history.seen.len();
            for &invoice in entry.invoices.iter() {
                history.watch(book, invoice);
            }
            history.of[ix.place()] = first..history.seen.len();
        }
        history
    }

    /// What was seen of a customer.
    pub fn of_customer(&self, customer: Ix<CustomerEntry>) -> &[Seen] {
        self.of.get(customer.place()).map_or(&[], |range| &self.seen[range.clone()])
    }

    /// The day from which the age of what was seen counts: the last on which money came. A
    /// day on which nothing happens then does not change what is learnt but for the waiting.
    pub fn latest_day(&self) -> i32 {
        self.paid_between.map_or_else(|| number(self.on), |(_, last)| last)
    }

    fn watch(&mut self, book: &Book, invoice: Ix<InvoiceEntry>) {
        let entry = book.invoice(invoice);
        if entry.invoice.issued_on >= self.on {
            return;
        }
        let until = match &entry.cancelled {
            Some(cancelled) if cancelled.on <= self.on => number(cancelled.on) - 1,
            _ => number(self.on),
        };
        for (ix, item) in book.items_of(invoice) {
            if item.amount_minor > 0 && item.counts_on(item.issued_on) {
                self.watch_item(book, ix, item, until);
            }
        }
    }

    fn watch_item(&mut self, book: &Book, ix: Ix<Item>, item: &Item, until: i32) {
        let (due, issued) = (number(item.due_on), number(item.issued_on));
        let whole = item.amount_minor as f64;
        let mut open_minor = item.amount_minor;
        let mut is_paid = false;
        let seen = &mut self.seen;
        let mut note = |last_day: i32, minor: i64, end: End| {
            if last_day > issued && minor > 0 {
                let (from_days, to_days) = (issued - due, last_day - due);
                let share = minor as f64 / whole;
                seen.push(Seen { from_days, to_days, last_day, share, end });
            }
        };
        for allocated in book.allocations_to(ix).filter(|entry| entry.counts_on(self.on)) {
            let settled_minor = allocated.allocation.settled_minor();
            let day = number(allocated.allocation.from);
            let end = match book.credit(allocated.credit).credit.kind {
                CreditKind::Payment { .. } => End::Paid,
                CreditKind::WriteOff => continue,
                _ => End::Settled,
            };
            open_minor -= settled_minor;
            note(day, settled_minor, end);
            if end == End::Paid && day > issued {
                is_paid = true;
                let (first, last) = self.paid_between.unwrap_or((day, day));
                self.paid_between = Some((first.min(day), last.max(day)));
            }
        }
        note(until, open_minor, End::Open);
        self.paid_items += u32::from(is_paid);
    }
}
