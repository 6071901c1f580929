//! One pass over the book into dense sums: a sheet per currency, a cell per customer.
//!
//! This is the loop that must stay fast with a million instalments: nothing is looked up
//! in a map and nothing is allocated per instalment.

use chrono::NaiveDate;

use super::{AgingQuery, Basis, MAX_COLUMNS, Ranges};
use crate::ledger::book::{Book, CreditEntry, CustomerEntry, Item};
use crate::ledger::{Currency, Ix};

/// What one customer owes in one currency.
#[derive(Clone, Copy)]
pub(super) struct Cell {
    pub buckets: [i64; MAX_COLUMNS],
    pub unapplied_minor: i64,
    /// Invoices − credits + refunds, whatever settles what.
    pub balance_minor: i64,
    /// The earliest day, by the basis, of anything open; [`NaiveDate::MAX`] for none.
    pub oldest_on: NaiveDate,
    pub open_items: u32,
    /// Whether any document counted here.
    seen: bool,
}

impl Cell {
    pub const EMPTY: Self = Self {
        buckets: [0; MAX_COLUMNS],
        unapplied_minor: 0,
        balance_minor: 0,
        oldest_on: NaiveDate::MAX,
        open_items: 0,
        seen: false,
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

/// The cells of one currency, by customer.
pub(super) struct Sheet {
    pub currency: Currency,
    pub cells: Vec<Cell>,
}

/// All sheets, in the order their currencies were met.
pub(super) struct Sums {
    pub sheets: Vec<Sheet>,
    /// Which sheet a currency has.
    slots: [u8; Currency::COUNT],
    /// The customer of the first cell.
    pub first: usize,
    customers: usize,
}

const NO_SHEET: u8 = u8::MAX;

impl Sums {
    /// Sums the book, or the one customer that the query is about.
    pub fn of(book: &Book, query: &AgingQuery, ranges: &Ranges) -> Self {
        let only = query.filter.customer;
        let mut sums = Self {
            sheets: Vec::new(),
            slots: [NO_SHEET; Currency::COUNT],
            first: only.map_or(0, Ix::place),
            customers: only.map_or_else(|| book.customer_places(), |_| 1),
        };
        if let Some(only) = only {
            let entry = book.customer(only);
            for &invoice in entry.invoices.iter() {
                for (_, item) in book.items_of(invoice) {
                    sums.add_item(book, query, ranges, item);
                }
            }
            for &credit in entry.credits.iter() {
                sums.add_credit(book, query.as_of, credit, book.credit(credit));
            }
        } else {
            for block in book.item_blocks() {
                for item in block {
                    sums.add_item(book, query, ranges, item);
                }
            }
            for (ix, credit) in book.credits() {
                sums.add_credit(book, query.as_of, ix, credit);
            }
        }
        sums.add_crossings(book, query.as_of);
        sums
    }

    fn add_item(&mut self, book: &Book, query: &AgingQuery, ranges: &Ranges, item: &Item) {
        if !item.counts_on(query.as_of) {
            return;
        }
        let open_minor = book.open_minor(item, query.as_of);
        let cell = self.cell(item.currency, item.customer);
        cell.seen = true;
        cell.balance_minor += item.amount_minor;
        if open_minor == 0 {
            return;
        }
        let day = basis_day(query.basis, item);
        cell.buckets[ranges.bucket(day)] += open_minor;
        cell.open_items += 1;
        cell.oldest_on = cell.oldest_on.min(day);
    }

    fn add_credit(
        &mut self,
        book: &Book,
        as_of: NaiveDate,
        ix: Ix<CreditEntry>,
        credit: &CreditEntry,
    ) {
        if !credit.counts_on(as_of) {
            return;
        }
        let left_minor = book.left_minor(credit, as_of);
        let refunded_minor: i64 = book
            .refunds_from(ix)
            .filter(|entry| entry.refund.on <= as_of)
            .map(|entry| entry.refund.amount_minor)
            .sum();
        let amount = credit.credit.amount;
        let cell = self.cell(amount.currency, credit.customer);
        cell.seen = true;
        cell.unapplied_minor += left_minor;
        cell.balance_minor += refunded_minor - amount.amount_minor;
    }

    /// A payment in one currency that settles an invoice in another moves money from one
    /// sheet to the other. Only a customer who is on two sheets can have one.
    fn add_crossings(&mut self, book: &Book, as_of: NaiveDate) {
        if self.sheets.len() < 2 {
            return;
        }
        for at in 0..self.customers {
            if self.sheets.iter().filter(|sheet| sheet.cells[at].seen).count() < 2 {
                continue;
            }
            let customer = Ix::at(self.first + at);
            for &credit in book.customer(customer).credits.iter() {
                for entry in book.allocations_from(credit).filter(|entry| entry.counts_on(as_of)) {
                    let allocation = &entry.allocation;
                    let Some(settled_minor) = allocation.other_currency_minor else { continue };
                    let paid_in = book.credit(credit).credit.amount.currency;
                    let owed_in = book.item(entry.item).currency;
                    self.cell(paid_in, customer).balance_minor += allocation.credit_minor;
                    self.cell(owed_in, customer).balance_minor -= settled_minor;
                }
            }
        }
    }

    fn cell(&mut self, currency: Currency, customer: Ix<CustomerEntry>) -> &mut Cell {
        let mut slot = self.slots[currency.index()];
        if slot == NO_SHEET {
            slot = self.open_sheet(currency);
        }
        &mut self.sheets[usize::from(slot)].cells[customer.place() - self.first]
    }

    #[cold]
    fn open_sheet(&mut self, currency: Currency) -> u8 {
        // There are fewer currencies than numbers for them.
        let slot = u8::try_from(self.sheets.len()).unwrap_or(NO_SHEET);
        self.slots[currency.index()] = slot;
        self.sheets.push(Sheet { currency, cells: vec![Cell::EMPTY; self.customers] });
        slot
    }
}

/// The day from which an instalment's age counts.
pub(super) fn basis_day(basis: Basis, item: &Item) -> NaiveDate {
    match basis {
        Basis::DueDate => item.due_on,
        Basis::IssueDate => item.issued_on,
    }
}
