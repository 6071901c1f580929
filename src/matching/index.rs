//! What is open in a book, arranged for finding it by number, by payer and by amount.

use std::collections::HashMap;

use chrono::NaiveDate;

use super::payer::Payers;
use super::quotes::Numbers;
use super::returned::Payments;
use super::settings::MatchSettings;
use crate::ledger::book::{Book, CustomerEntry, InvoiceEntry, Item};
use crate::ledger::invoice::InstalmentRef;
use crate::ledger::{Currency, Id, Ix, Money};
use crate::order;

/// Suggests what bank movements pay. Made for one book and day; when the book changes, make
/// another.
pub struct Matcher<'a> {
    pub(super) book: &'a Book,
    pub(super) on: NaiveDate,
    pub(super) settings: &'a MatchSettings,
    pub(super) open: Vec<Open>,
    pub(super) units: Vec<Unit>,
    /// The units of each customer, by its place in the book, oldest due first.
    pub(super) of_customer: Vec<Vec<u32>>,
    pub(super) by_amount: HashMap<(usize, i64), Vec<u32>>,
    /// Single units in the order of currency and amount.
    pub(super) by_size: Vec<u32>,
    pub(super) numbers: Numbers,
    pub(super) payers: Payers,
    pub(super) payments: Payments,
}

/// An instalment with money owed.
#[derive(Clone, Copy, Debug)]
pub(super) struct Open {
    pub ix: Ix<Item>,
    pub item: InstalmentRef,
    pub customer: Ix<CustomerEntry>,
    pub customer_id: Id,
    pub open_minor: i64,
    /// The whole instalment.
    pub amount_minor: i64,
    pub issued_on: NaiveDate,
    pub due_on: NaiveDate,
    pub currency: Currency,
    pub invoice: Ix<InvoiceEntry>,
}

/// What is paid at once: an instalment, or all open instalments of an invoice.
#[derive(Clone, Debug)]
pub(super) struct Unit {
    /// Places in [`Matcher::open`].
    pub parts: Vec<u32>,
    pub open_minor: i64,
    pub currency: Currency,
}

impl Unit {
    pub fn is_single(&self) -> bool {
        self.parts.len() == 1
    }
}

impl<'a> Matcher<'a> {
    /// Goes through what is open in a book on a day, or issued later: money may come before
    /// the invoice does.
    pub fn new(book: &'a Book, on: NaiveDate, settings: &'a MatchSettings) -> Self {
        let mut this = Self {
            book,
            on,
            settings,
            open: Vec::new(),
            units: Vec::new(),
            of_customer: vec![Vec::new(); book.customer_places()],
            by_amount: HashMap::new(),
            by_size: Vec::new(),
            numbers: Numbers::default(),
            payers: Payers::new(book),
            payments: Payments::new(book, on),
        };
        for (customer, entry) in book.customers() {
            for &invoice in entry.invoices.iter() {
                this.add_invoice(customer, entry.customer.id, invoice);
            }
            this.sort_units(customer);
        }
        this.by_size = (0..this.units.len() as u32)
            .filter(|&unit| this.units[unit as usize].is_single())
            .collect();
        let size = |unit: &u32| {
            let unit = &this.units[*unit as usize];
            (unit.currency, unit.open_minor)
        };
        let mut by_size = std::mem::take(&mut this.by_size);
        order::sort_by_key(&mut by_size, size);
        this.by_size = by_size;
        this
    }

    fn add_invoice(
        &mut self,
        customer: Ix<CustomerEntry>,
        customer_id: Id,
        invoice: Ix<InvoiceEntry>,
    ) {
        let entry = self.book.invoice(invoice);
        if entry.cancelled.is_some() {
            return;
        }
        let first = self.open.len();
        for (ix, item) in self.book.items_of(invoice) {
            let open_minor = self.book.free_minor(item, self.on.max(item.issued_on));
            if open_minor > 0 {
                self.open.push(Open {
                    ix,
                    item: InstalmentRef { invoice: entry.invoice.id, number: item.number },
                    customer,
                    customer_id,
                    open_minor,
                    amount_minor: item.amount_minor,
                    issued_on: item.issued_on,
                    due_on: item.due_on,
                    currency: item.currency,
                    invoice,
                });
            }
        }
        let parts: Vec<u32> = (first as u32..self.open.len() as u32).collect();
        if parts.is_empty() {
            return;
        }
        for &part in &parts {
            self.add_unit(vec![part]);
        }
        if parts.len() > 1 {
            self.add_unit(parts.clone());
        }
        self.numbers.add(&entry.invoice, parts);
    }

    fn add_unit(&mut self, parts: Vec<u32>) {
        let first = self.open[parts[0] as usize];
        let open_minor = parts.iter().map(|&part| self.open[part as usize].open_minor).sum();
        let place = self.units.len() as u32;
        let key = (first.currency.index(), open_minor);
        self.by_amount.entry(key).or_default().push(place);
        self.of_customer[first.customer.place()].push(place);
        self.units.push(Unit { parts, open_minor, currency: first.currency });
    }

    /// Oldest due first; an instalment before the whole invoice.
    fn sort_units(&mut self, customer: Ix<CustomerEntry>) {
        let mut own = std::mem::take(&mut self.of_customer[customer.place()]);
        order::sort_by_key(&mut own, |&unit| {
            let unit = &self.units[unit as usize];
            let first = &self.open[unit.parts[0] as usize];
            (first.due_on, first.issued_on, first.invoice, unit.parts.len(), first.item.number)
        });
        self.of_customer[customer.place()] = own;
    }

    /// What may still be settled of an open item by money of a day: on some earlier day
    /// more may be applied to it than on this one.
    pub(super) fn free_minor(&self, part: u32, day: NaiveDate) -> i64 {
        let open = &self.open[part as usize];
        if day >= self.on {
            return open.open_minor;
        }
        let item = self.book.item(open.ix);
        open.open_minor.min(self.book.free_minor(item, day.max(item.issued_on)))
    }

    /// Whether all that is open of a unit was open on a day too.
    pub(super) fn is_free(&self, unit: &Unit, day: NaiveDate) -> bool {
        unit.parts
            .iter()
            .all(|&part| self.free_minor(part, day) == self.open[part as usize].open_minor)
    }

    /// The single units of a customer in a currency, oldest due first.
    pub(super) fn singles(
        &self,
        customer: Ix<CustomerEntry>,
        currency: Currency,
    ) -> impl Iterator<Item = u32> + '_ {
        let own = self.of_customer[customer.place()].iter().copied();
        own.filter(move |&unit| {
            let unit = &self.units[unit as usize];
            unit.is_single() && unit.currency == currency
        })
    }

    /// An amount of the home currency in another at the day's rate; `None` where the ledger
    /// has no rate.
    pub(super) fn converted_from_home(
        &self,
        amount: rust_decimal::Decimal,
        currency: Currency,
        day: NaiveDate,
    ) -> Option<Money> {
        let rate = self.book.rate_on(currency, day)?;
        Money::from_decimal(amount.checked_div(rate)?, currency)
    }
}
