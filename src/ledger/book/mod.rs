//! The book: what the journal adds up to.
//!
//! A value, not a service. Copies are cheap ([`Shelf`]), so an action is tried on a copy
//! and nothing is half done. Every amount is a function of the book and a day: what is
//! open on a day counts the allocations in effect on that day.

mod amount;
mod apply;
mod bank;
mod entry;
mod fold;
mod log;
mod snapshot;

use std::sync::Arc;

use chrono::NaiveDate;
use rust_decimal::Decimal;

pub use amount::OpenItem;
pub use entry::{
    AllocationEntry, Cancellation, CreditEntry, CustomerEntry, DealingEntry, InvoiceEntry, Item,
    MovementEntry, RefundEntry, StatementEntry,
};
pub(crate) use fold::Step;
pub use fold::{Folded, Folding};
pub use log::LogEntry;
pub use snapshot::{SnapshotReader, snapshot_parts};

use super::bank::Who;
use super::fact::Fact;
use super::firm::{Firm, Rate};
use super::ids::IdMap;
use super::invoice::InstalmentRef;
use super::journal::Head;
use super::planned_flow::{CashCount, PlannedFlow};
use super::protocol::Protocol;
use super::record::Deed;
use super::refusal::Refusal;
use super::shelf::{Ix, Shelf};
use super::{Currency, Id};

/// The fold of the journal: customers, invoices, credits and what settles what.
#[derive(Clone, Debug)]
pub struct Book {
    firm: Arc<Firm>,
    rates: Arc<Vec<Rate>>,
    /// By the day from which each counts.
    protocols: Arc<Vec<Protocol>>,
    /// As they were planned.
    flows: Arc<Vec<PlannedFlow>>,
    /// By currency and day.
    cash_counts: Arc<Vec<CashCount>>,
    customers: Shelf<CustomerEntry>,
    invoices: Shelf<InvoiceEntry>,
    items: Shelf<Item>,
    credits: Shelf<CreditEntry>,
    allocations: Shelf<AllocationEntry>,
    refunds: Shelf<RefundEntry>,
    /// Which allocations settle in another currency than they are paid in: few, and
    /// balances by currency need them.
    crossings: Shelf<Ix<AllocationEntry>>,
    /// By their ids.
    statements: Arc<Vec<StatementEntry>>,
    movements: Shelf<MovementEntry>,
    /// By their keys.
    payers: Arc<Vec<(String, Who)>>,
    log: Shelf<LogEntry>,
    by_id: Arc<ById>,
    head: Option<Head>,
    unfit: Arc<Vec<Unfit>>,
}

/// A record that does not fit the book: set aside and shown, never dropped.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Unfit {
    /// The record.
    pub record: Id,
    /// The first of its facts that does not fit, from 0.
    pub fact: usize,
    /// Why.
    pub why: Refusal,
    /// What the user will know it by.
    pub said: Box<Said>,
}

/// What the user knows a record by.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Said {
    /// What they did.
    pub deed: Deed,
    /// The first customers, invoices and payments it brings or changes.
    pub brings: Vec<Fact>,
}

#[derive(Clone, Debug, Default)]
struct ById {
    customers: IdMap<Id, Ix<CustomerEntry>>,
    invoices: IdMap<Id, Ix<InvoiceEntry>>,
    credits: IdMap<Id, Ix<CreditEntry>>,
    allocations: IdMap<Id, Ix<AllocationEntry>>,
    refunds: IdMap<Id, Ix<RefundEntry>>,
    numbers: IdMap<u64, Ix<InvoiceEntry>>,
    /// Whose each dealing is.
    dealings: IdMap<Id, Ix<CustomerEntry>>,
    movements: IdMap<Id, Ix<MovementEntry>>,
    movement_keys: IdMap<u64, Ix<MovementEntry>>,
}

impl Default for Book {
    fn default() -> Self {
        Self {
            firm: Arc::new(Firm::default()),
            rates: Arc::default(),
            protocols: Arc::default(),
            flows: Arc::default(),
            cash_counts: Arc::default(),
            customers: Shelf::default(),
            invoices: Shelf::default(),
            items: Shelf::default(),
            credits: Shelf::default(),
            allocations: Shelf::default(),
            refunds: Shelf::default(),
            crossings: Shelf::default(),
            statements: Arc::default(),
            movements: Shelf::default(),
            payers: Arc::default(),
            log: Shelf::default(),
            by_id: Arc::default(),
            head: None,
            unfit: Arc::default(),
        }
    }
}

/// The firm, and what stands in the book.
impl Book {
    /// The firm and its settings.
    pub fn firm(&self) -> &Firm {
        &self.firm
    }

    /// The dated rates, by currency and day.
    pub fn rates(&self) -> &[Rate] {
        &self.rates
    }

    /// The versions of protocols that the user made, by the day from which each counts.
    /// Those that ship with the product are not among them.
    pub fn protocols(&self) -> &[Protocol] {
        &self.protocols
    }

    /// Units of the home currency for one of `currency` on a day: the latest rate known by
    /// then; one for the home currency itself; `None` where the ledger has none.
    pub fn rate_on(&self, currency: Currency, day: NaiveDate) -> Option<Decimal> {
        if currency == self.firm.home_currency {
            return Some(Decimal::ONE);
        }
        let known = self.rates.partition_point(|rate| (rate.currency, rate.on) <= (currency, day));
        let rate = self.rates[..known].last()?;
        (rate.currency == currency).then_some(rate.value)
    }

    /// What is planned to come and go besides invoices, in the order it was planned.
    pub fn flows(&self) -> &[PlannedFlow] {
        &self.flows
    }

    /// Counted cash, by currency and day.
    pub fn cash_counts(&self) -> &[CashCount] {
        &self.cash_counts
    }

    /// The latest count of a currency's cash up to a day.
    pub fn cash_count_on(&self, currency: Currency, day: NaiveDate) -> Option<&CashCount> {
        let place = |count: &CashCount| (count.amount.currency, count.on);
        let known = self.cash_counts.partition_point(|count| place(count) <= (currency, day));
        self.cash_counts[..known].last().filter(|count| count.amount.currency == currency)
    }

    /// Where the journal stood when this was its fold.
    pub fn head(&self) -> Option<&Head> {
        self.head.as_ref()
    }

    /// Whether nothing was ever entered but settings.
    pub fn is_empty(&self) -> bool {
        self.customers().next().is_none()
    }

    /// All customers, in the order they were entered.
    pub fn customers(
        &self,
    ) -> impl DoubleEndedIterator<Item = (Ix<CustomerEntry>, &CustomerEntry)> {
        self.customers.iter().filter(|(_, entry)| !entry.removed)
    }

    /// All invoices, in the order they were entered; cancelled ones too.
    pub fn invoices(&self) -> impl DoubleEndedIterator<Item = (Ix<InvoiceEntry>, &InvoiceEntry)> {
        self.invoices.iter().filter(|(_, entry)| !entry.removed)
    }

    /// All credits, in the order they were entered; bounced ones too.
    pub fn credits(&self) -> impl DoubleEndedIterator<Item = (Ix<CreditEntry>, &CreditEntry)> {
        self.credits.iter().filter(|(_, entry)| !entry.removed)
    }

    /// All instalments in blocks, for reports; ask [`Book::open_minor`] what is open.
    pub fn item_blocks(&self) -> impl Iterator<Item = &[Item]> {
        self.items.blocks()
    }

    /// All refunds.
    pub fn refunds(&self) -> impl DoubleEndedIterator<Item = &RefundEntry> {
        self.refunds.iter().map(|(_, entry)| entry).filter(|entry| !entry.removed)
    }

    /// The allocations that settle in another currency than they are paid in, ended ones
    /// too.
    pub fn crossings(&self) -> impl Iterator<Item = &AllocationEntry> {
        let all = self.crossings.iter().map(|(_, &ix)| &self.allocations[ix]);
        all.filter(|entry| !entry.removed)
    }

    /// What the user did, oldest first.
    pub fn log(&self) -> impl DoubleEndedIterator<Item = &LogEntry> {
        self.log.iter().map(|(_, entry)| entry)
    }

    /// Records that do not fit, until the user has settled them: by a record that takes one
    /// back, or enters it again once what was in its way is gone. A book with any is opened from its whole journal, never
    /// from a snapshot, so that why they do not fit is always worked out afresh.
    pub fn unfit(&self) -> &[Unfit] {
        &self.unfit
    }

    /// How many places for customers there are, for tables indexed by place.
    pub fn customer_places(&self) -> usize {
        self.customers.len()
    }
}

/// Finding and opening.
impl Book {
    /// A customer by its id.
    pub fn find_customer(&self, id: Id) -> Option<Ix<CustomerEntry>> {
        let ix = *self.by_id.customers.get(&id)?;
        (!self.customers[ix].removed).then_some(ix)
    }

    /// An invoice by its id.
    pub fn find_invoice(&self, id: Id) -> Option<Ix<InvoiceEntry>> {
        let ix = *self.by_id.invoices.get(&id)?;
        (!self.invoices[ix].removed).then_some(ix)
    }

    /// A credit by its id.
    pub fn find_credit(&self, id: Id) -> Option<Ix<CreditEntry>> {
        let ix = *self.by_id.credits.get(&id)?;
        (!self.credits[ix].removed).then_some(ix)
    }

    /// An allocation by its id.
    pub fn find_allocation(&self, id: Id) -> Option<Ix<AllocationEntry>> {
        let ix = *self.by_id.allocations.get(&id)?;
        (!self.allocations[ix].removed).then_some(ix)
    }

    /// A dealing by its id, and whose it is.
    pub fn find_dealing(&self, id: Id) -> Option<(Ix<CustomerEntry>, &DealingEntry)> {
        let customer = *self.by_id.dealings.get(&id)?;
        let dealings = &self.customers[customer].dealings;
        let at = dealings.binary_search_by_key(&id, |entry| entry.dealing.id).ok()?;
        Some((customer, &dealings[at]))
    }

    /// A customer's invoice by its number, blanks at the ends and case aside.
    pub fn find_number(
        &self,
        customer: Ix<CustomerEntry>,
        number: &str,
    ) -> Option<Ix<InvoiceEntry>> {
        let mut key = apply::number_key(customer, number);
        while let Some(&ix) = self.by_id.numbers.get(&key) {
            let entry = &self.invoices[ix];
            if !entry.removed
                && entry.customer == customer
                && apply::same_number(&entry.invoice.number, number)
            {
                return Some(ix);
            }
            key = key.wrapping_add(1);
        }
        None
    }

    /// The instalment a reference names.
    pub fn find_item(&self, to: InstalmentRef) -> Option<Ix<Item>> {
        let entry = &self.invoices[self.find_invoice(to.invoice)?];
        let place = usize::from(to.number).checked_sub(1)?;
        (place < entry.invoice.instalments.len()).then(|| Ix::at(entry.first_item.place() + place))
    }

    /// A customer.
    pub fn customer(&self, ix: Ix<CustomerEntry>) -> &CustomerEntry {
        &self.customers[ix]
    }

    /// An invoice.
    pub fn invoice(&self, ix: Ix<InvoiceEntry>) -> &InvoiceEntry {
        &self.invoices[ix]
    }

    /// A credit.
    pub fn credit(&self, ix: Ix<CreditEntry>) -> &CreditEntry {
        &self.credits[ix]
    }

    /// An instalment.
    pub fn item(&self, ix: Ix<Item>) -> &Item {
        &self.items[ix]
    }

    /// An allocation.
    pub fn allocation(&self, ix: Ix<AllocationEntry>) -> &AllocationEntry {
        &self.allocations[ix]
    }

    /// How an instalment is referred to.
    pub fn item_ref(&self, ix: Ix<Item>) -> InstalmentRef {
        let item = &self.items[ix];
        InstalmentRef { invoice: self.invoices[item.invoice].invoice.id, number: item.number }
    }

    /// An invoice's instalments, in order.
    pub fn items_of(&self, invoice: Ix<InvoiceEntry>) -> impl Iterator<Item = (Ix<Item>, &Item)> {
        let entry = &self.invoices[invoice];
        let first = entry.first_item.place();
        (first..first + entry.invoice.instalments.len()).map(|place| {
            let ix = Ix::at(place);
            (ix, &self.items[ix])
        })
    }

    /// The allocations that settle an instalment, ended ones too.
    pub fn allocations_to(&self, item: Ix<Item>) -> impl Iterator<Item = &AllocationEntry> {
        self.items[item].allocations.iter().map(|&ix| &self.allocations[ix])
    }

    /// The allocations taken from a credit, ended ones too.
    pub fn allocations_from(
        &self,
        credit: Ix<CreditEntry>,
    ) -> impl Iterator<Item = &AllocationEntry> {
        self.credits[credit].allocations.iter().map(|&ix| &self.allocations[ix])
    }

    /// The refunds out of a credit.
    pub fn refunds_from(&self, credit: Ix<CreditEntry>) -> impl Iterator<Item = &RefundEntry> {
        self.credits[credit].refunds.iter().map(|&ix| &self.refunds[ix])
    }
}
