//! One pass over the book into dense sums: a sheet per currency, a cell per customer.
//!
//! This is the loop that must stay fast with a million instalments: nothing is looked up
//! in a map and nothing is allocated per instalment.

use chrono::NaiveDate;

use super::{AgingQuery, MAX_COLUMNS, Ranges};
use crate::ledger::book::{Book, CreditEntry, CustomerEntry, Item};
use crate::ledger::{Currency, Ix};

/// What one customer owes in one currency, or several customers together.
#[derive(Clone, Copy)]
pub(super) struct Cell {
    pub buckets: [i64; MAX_COLUMNS],
    pub unapplied_minor: i64,
    /// Invoices − credits + refunds, whatever settles what.
    pub balance_minor: i64,
    /// The earliest day, by the basis, of anything open; [`NaiveDate::MAX`] for none.
    pub oldest_on: NaiveDate,
    pub open_items: u32,
}

impl Cell {
    pub const EMPTY: Self = Self {
        buckets: [0; MAX_COLUMNS],
        unapplied_minor: 0,
        balance_minor: 0,
        oldest_on: NaiveDate::MAX,
        open_items: 0,
    };

    pub fn is_empty(&self) -> bool {
        self.open_items == 0 && self.unapplied_minor == 0 && self.balance_minor == 0
    }

    pub fn add(&mut self, other: &Self) {
        for (sum, more) in self.buckets.iter_mut().zip(other.buckets) {
            *sum += more;
        }
        self.unapplied_minor += other.unapplied_minor;
        self.balance_minor += other.balance_minor;
        self.oldest_on = self.oldest_on.min(other.oldest_on);
        self.open_items += other.open_items;
    }
}

/// The cells of one currency.
pub(super) struct Sheet {
    pub currency: Currency,
    pub cells: Vec<Cell>,
}

/// All sheets as of a day, in the order their currencies were met.
pub(super) struct Sums {
    pub sheets: Vec<Sheet>,
    /// The customer of the first cell.
    pub first: usize,
    /// The columns, and with them the day.
    pub ranges: Ranges,
    /// Cells from one customer to the next: 0 where all share one.
    step: usize,
    cells: usize,
    /// Which sheet a currency has.
    slots: [u8; Currency::COUNT],
}

const NO_SHEET: u8 = u8::MAX;

impl Sums {
    /// A cell for each customer of the book, or for the one that the query is about. What
    /// else the query leaves out is still in.
    pub fn by_customer(book: &Book, query: &AgingQuery) -> Self {
        let ranges = Ranges::new(query.basis, &query.edges, query.as_of);
        if let Some(only) = query.filter.customer {
            let mut sums = Self::new(ranges, only.place(), 1, 1);
            let entry = book.customer(only);
            for &invoice in entry.invoices.iter() {
                book.items_of(invoice).for_each(|(_, item)| sums.add_item(book, item));
            }
            for &credit in entry.credits.iter() {
                sums.add_credit(book, credit, book.credit(credit));
            }
            sums.add_crossings(book, |customer| customer == only);
            return sums;
        }
        let mut sums = Self::new(ranges, 0, 1, book.customer_places());
        for block in book.item_blocks() {
            for item in block {
                sums.add_item(book, item);
            }
        }
        for (ix, credit) in book.credits() {
            sums.add_credit(book, ix, credit);
        }
        sums.add_crossings(book, |_| true);
        sums
    }

    /// One cell for all customers that the query admits, as of each of some days: one pass
    /// for all of them, since fetching what settled an instalment is what takes long.
    pub fn pooled(book: &Book, query: &AgingQuery, days: &[NaiveDate]) -> Vec<Self> {
        let admitted = query.filter.admitted(book);
        let mut all: Vec<Self> = days
            .iter()
            .map(|&day| Self::new(Ranges::new(query.basis, &query.edges, day), 0, 0, 1))
            .collect();
        for block in book.item_blocks() {
            for item in block.iter().filter(|item| admitted[item.customer.place()]) {
                for sums in &mut all {
                    sums.add_item(book, item);
                }
            }
        }
        for (ix, credit) in book.credits().filter(|(_, entry)| admitted[entry.customer.place()]) {
            for sums in &mut all {
                sums.add_credit(book, ix, credit);
            }
        }
        for sums in &mut all {
            sums.add_crossings(book, |customer| admitted[customer.place()]);
        }
        all
    }

    fn new(ranges: Ranges, first: usize, step: usize, cells: usize) -> Self {
        let slots = [NO_SHEET; Currency::COUNT];
        Self { sheets: Vec::new(), first, ranges, step, cells, slots }
    }

    fn add_item(&mut self, book: &Book, item: &Item) {
        let as_of = self.ranges.as_of();
        if !item.counts_on(as_of) {
            return;
        }
        let open_minor = book.open_minor(item, as_of);
        let day = self.ranges.age_from(item);
        let bucket = self.ranges.bucket(day);
        let cell = self.cell(item.currency, item.customer);
        cell.balance_minor += item.amount_minor;
        if open_minor != 0 {
            cell.buckets[bucket] += open_minor;
            cell.open_items += 1;
            cell.oldest_on = cell.oldest_on.min(day);
        }
    }

    fn add_credit(&mut self, book: &Book, ix: Ix<CreditEntry>, credit: &CreditEntry) {
        let as_of = self.ranges.as_of();
        if !credit.counts_on(as_of) {
            return;
        }
        let left_minor = book.left_minor(credit, as_of);
        let refunded_minor: i64 = book
            .refunds_from(ix)
            .filter(|entry| entry.refund.on <= as_of)
            .map(|entry| entry.refund.amount_minor)
            .sum();
        let cell = self.cell(credit.amount.currency, credit.customer);
        cell.unapplied_minor += left_minor;
        cell.balance_minor += refunded_minor - credit.amount.amount_minor;
    }

    /// A payment in one currency that settles an invoice in another moves money from one
    /// sheet to the other.
    fn add_crossings(&mut self, book: &Book, admits: impl Fn(Ix<CustomerEntry>) -> bool) {
        let as_of = self.ranges.as_of();
        for entry in book.crossings().filter(|entry| entry.counts_on(as_of)) {
            let credit = book.credit(entry.credit);
            let Some(settled_minor) = entry.allocation.other_currency_minor else { continue };
            if !admits(credit.customer) {
                continue;
            }
            let owed_in = book.item(entry.item).currency;
            let paid = self.cell(credit.amount.currency, credit.customer);
            paid.balance_minor += entry.allocation.credit_minor;
            self.cell(owed_in, credit.customer).balance_minor -= settled_minor;
        }
    }

    fn cell(&mut self, currency: Currency, customer: Ix<CustomerEntry>) -> &mut Cell {
        let mut slot = self.slots[currency.index()];
        if slot == NO_SHEET {
            slot = self.open_sheet(currency);
        }
        &mut self.sheets[usize::from(slot)].cells[(customer.place() - self.first) * self.step]
    }

    #[cold]
    fn open_sheet(&mut self, currency: Currency) -> u8 {
        // There are fewer currencies than numbers for them.
        let slot = u8::try_from(self.sheets.len()).unwrap_or(NO_SHEET);
        self.slots[currency.index()] = slot;
        self.sheets.push(Sheet { currency, cells: vec![Cell::EMPTY; self.cells] });
        slot
    }
}
