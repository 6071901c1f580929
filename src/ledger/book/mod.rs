//! The book: what the journal adds up to.
//!
//! A value, not a service. Copies are cheap ([`Shelf`]), so an action is tried on a copy
//! and nothing is half done. Every amount is a function of the book and a day: what is
//! open on a day counts the allocations in effect on that day.

mod apply;
mod fold;
mod snapshot;

use std::sync::Arc;

use chrono::NaiveDate;
use rust_decimal::Decimal;
use serde::{Deserialize, Serialize};

pub(crate) use fold::Step;
pub use fold::{Folded, Folding};
pub use snapshot::{SnapshotReader, snapshot_parts};

use super::credit::{Allocation, Credit, Refund};
use super::customer::Customer;
use super::firm::{Firm, Rate};
use super::ids::IdMap;
use super::invoice::{Instalment, InstalmentRef, Invoice};
use super::journal::Head;
use super::record::Deed;
use super::refusal::Refusal;
use super::shelf::{Ix, Shelf};
use super::{Currency, Id, Money};

/// The fold of the journal: customers, invoices, credits and what settles what.
#[derive(Clone, Debug)]
pub struct Book {
    firm: Arc<Firm>,
    rates: Arc<Vec<Rate>>,
    customers: Shelf<CustomerEntry>,
    invoices: Shelf<InvoiceEntry>,
    items: Shelf<Item>,
    credits: Shelf<CreditEntry>,
    allocations: Shelf<AllocationEntry>,
    refunds: Shelf<RefundEntry>,
    /// Which allocations settle in another currency than they are paid in: few, and
    /// balances by currency need them.
    crossings: Shelf<Ix<AllocationEntry>>,
    log: Shelf<LogEntry>,
    by_id: Arc<ById>,
    head: Option<Head>,
    unfit: Arc<Vec<Unfit>>,
}

/// A customer in the book.
#[derive(Clone, Debug)]
pub struct CustomerEntry {
    /// Its particulars.
    pub customer: Arc<Customer>,
    /// Its invoices, in the order they were entered.
    pub invoices: Arc<Vec<Ix<InvoiceEntry>>>,
    /// Its credits, in the order they were entered.
    pub credits: Arc<Vec<Ix<CreditEntry>>>,
    removed: bool,
}

/// An invoice in the book.
#[derive(Clone, Debug)]
pub struct InvoiceEntry {
    /// The document.
    pub invoice: Arc<Invoice>,
    /// Whose it is.
    pub customer: Ix<CustomerEntry>,
    /// Since when it is cancelled, and why.
    pub cancelled: Option<Arc<Cancellation>>,
    first_item: Ix<Item>,
    removed: bool,
}

/// Since when an invoice is cancelled.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Cancellation {
    /// The first day on which it is not owed.
    pub on: NaiveDate,
    /// Why.
    pub reason: String,
}

/// An instalment in the book (partida): what reports run over.
#[derive(Clone, Debug)]
pub struct Item {
    /// Its invoice.
    pub invoice: Ix<InvoiceEntry>,
    /// Whose it is.
    pub customer: Ix<CustomerEntry>,
    /// Its currency.
    pub currency: Currency,
    /// Which instalment of the invoice, from 1.
    pub number: u16,
    /// The day its invoice was issued.
    pub issued_on: NaiveDate,
    /// The day it falls due.
    pub due_on: NaiveDate,
    /// The whole instalment, in minor units.
    pub amount_minor: i64,
    /// From this day it is not owed: cancelled, or (the first day of all) never entered.
    gone_on: Option<NaiveDate>,
    /// Settled from `settled_from` on, by allocations that have not ended.
    settled_minor: i64,
    /// The last day on which anything changed about what is settled.
    settled_from: NaiveDate,
    allocations: Vec<Ix<AllocationEntry>>,
}

/// A credit in the book.
#[derive(Clone, Debug)]
pub struct CreditEntry {
    /// The document.
    pub credit: Arc<Credit>,
    /// Whose it is.
    pub customer: Ix<CustomerEntry>,
    /// How much: the document's amount, here for reports that read every credit.
    pub amount: Money,
    /// The day a cheque was taken to the bank.
    pub deposited_on: Option<NaiveDate>,
    /// The day a cheque's money was there.
    pub cleared_on: Option<NaiveDate>,
    /// The day a cheque was returned unpaid.
    pub bounced_on: Option<NaiveDate>,
    effective_on: NaiveDate,
    used_minor: i64,
    used_from: NaiveDate,
    allocations: Vec<Ix<AllocationEntry>>,
    refunds: Vec<Ix<RefundEntry>>,
    removed: bool,
}

/// An allocation in the book.
#[derive(Clone, Debug)]
pub struct AllocationEntry {
    /// What was allocated.
    pub allocation: Arc<Allocation>,
    /// The credit it takes from.
    pub credit: Ix<CreditEntry>,
    /// The instalment it settles.
    pub item: Ix<Item>,
    /// The first day on which it does not count any more.
    pub until: Option<NaiveDate>,
    removed: bool,
}

/// A refund in the book.
#[derive(Clone, Debug)]
pub struct RefundEntry {
    /// What was given back.
    pub refund: Arc<Refund>,
    /// The credit it came out of.
    pub credit: Ix<CreditEntry>,
    removed: bool,
}

/// A record as the history shows it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct LogEntry {
    /// The record.
    pub record: Id,
    /// When it was recorded, in milliseconds since 1970.
    pub at_ms: u64,
    /// By whom, where known.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub person: String,
    /// What the user did.
    pub deed: Deed,
    /// The first thing it is about.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub subject: Option<Id>,
    /// How many facts it holds.
    pub facts: u32,
    /// Whether it was taken back.
    #[serde(default)]
    pub undone: bool,
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
}

#[derive(Clone, Debug, Default)]
struct ById {
    customers: IdMap<Id, Ix<CustomerEntry>>,
    invoices: IdMap<Id, Ix<InvoiceEntry>>,
    credits: IdMap<Id, Ix<CreditEntry>>,
    allocations: IdMap<Id, Ix<AllocationEntry>>,
    refunds: IdMap<Id, Ix<RefundEntry>>,
    numbers: IdMap<u64, Ix<InvoiceEntry>>,
}

impl Default for Book {
    fn default() -> Self {
        Self {
            firm: Arc::new(Firm::default()),
            rates: Arc::default(),
            customers: Shelf::default(),
            invoices: Shelf::default(),
            items: Shelf::default(),
            credits: Shelf::default(),
            allocations: Shelf::default(),
            refunds: Shelf::default(),
            crossings: Shelf::default(),
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

    /// Records that do not fit. A book with any is opened from its whole journal, never
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

/// Amounts on a day.
impl Book {
    /// What is open of an instalment at the end of a day, in minor units. Nothing before
    /// its invoice was issued or once it is cancelled.
    pub fn open_minor(&self, item: &Item, on: NaiveDate) -> i64 {
        if item.issued_on > on || item.gone_on.is_some_and(|gone| gone <= on) {
            return 0;
        }
        let settled =
            if on >= item.settled_from { item.settled_minor } else { self.settled_minor(item, on) };
        item.amount_minor - settled
    }

    /// What is open of an invoice at the end of a day.
    pub fn open(&self, invoice: Ix<InvoiceEntry>, on: NaiveDate) -> Money {
        let minor = self.items_of(invoice).map(|(_, item)| self.open_minor(item, on)).sum();
        Money::new(minor, self.invoices[invoice].invoice.total.currency)
    }

    /// What is left of a credit at the end of a day, in minor units: nothing before it
    /// takes effect or once a cheque bounced.
    pub fn left_minor(&self, credit: &CreditEntry, on: NaiveDate) -> i64 {
        if !credit.counts_on(on) {
            return 0;
        }
        let used =
            if on >= credit.used_from { credit.used_minor } else { self.used_minor(credit, on) };
        credit.amount.amount_minor - used
    }

    /// What may still be applied to an instalment from a day on, in minor units: what is
    /// open on every day from then, whatever was applied with a later day.
    pub fn free_minor(&self, item: &Item, from: NaiveDate) -> i64 {
        item.amount_minor - self.peak_settled(item, from)
    }

    /// What may still be taken from a credit from a day on, in minor units: what is left on
    /// every day from then. Says nothing of a cheque that bounced: see
    /// [`CreditEntry::counts_on`].
    pub fn unused_minor(&self, credit: &CreditEntry, from: NaiveDate) -> i64 {
        credit.credit.amount.amount_minor - self.peak_used(credit, from)
    }

    /// Open instalments of a customer at the end of a day, oldest due first.
    pub fn open_items(&self, customer: Ix<CustomerEntry>, on: NaiveDate) -> Vec<OpenItem> {
        let mut open: Vec<_> = self.customers[customer]
            .invoices
            .iter()
            .flat_map(|&invoice| self.items_of(invoice))
            .filter_map(|(ix, item)| {
                let open_minor = self.open_minor(item, on);
                (open_minor != 0).then_some(OpenItem { item: ix, open_minor })
            })
            .collect();
        open.sort_by_key(|open| self.items[open.item].age());
        open
    }

    /// The most that is settled on any day from `from` on.
    fn peak_settled(&self, item: &Item, from: NaiveDate) -> i64 {
        if from >= item.settled_from {
            return item.settled_minor;
        }
        let days = item.allocations.iter().map(|&ix| self.allocations[ix].allocation.from);
        peak(days, from, |day| self.settled_minor(item, day))
    }

    /// The most that is used on any day from `from` on.
    fn peak_used(&self, credit: &CreditEntry, from: NaiveDate) -> i64 {
        if from >= credit.used_from {
            return credit.used_minor;
        }
        let allocated = credit.allocations.iter().map(|&ix| self.allocations[ix].allocation.from);
        let refunded = credit.refunds.iter().map(|&ix| self.refunds[ix].refund.on);
        peak(allocated.chain(refunded), from, |day| self.used_minor(credit, day))
    }

    fn settled_minor(&self, item: &Item, on: NaiveDate) -> i64 {
        item.allocations
            .iter()
            .map(|&ix| &self.allocations[ix])
            .filter(|entry| entry.counts_on(on))
            .map(|entry| entry.allocation.settled_minor())
            .sum()
    }

    fn used_minor(&self, credit: &CreditEntry, on: NaiveDate) -> i64 {
        let allocated: i64 = credit
            .allocations
            .iter()
            .map(|&ix| &self.allocations[ix])
            .filter(|entry| entry.counts_on(on))
            .map(|entry| entry.allocation.credit_minor)
            .sum();
        let refunded: i64 = credit
            .refunds
            .iter()
            .map(|&ix| &self.refunds[ix].refund)
            .filter(|refund| refund.on <= on)
            .map(|refund| refund.amount_minor)
            .sum();
        allocated + refunded
    }
}

/// The highest value on any day from `from` on of something that grows only on `days`.
fn peak(
    days: impl Iterator<Item = NaiveDate>,
    from: NaiveDate,
    on: impl Fn(NaiveDate) -> i64,
) -> i64 {
    days.filter(|&day| day > from).map(&on).fold(on(from), i64::max)
}

/// An instalment with money still owed (partida abierta).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct OpenItem {
    /// The instalment.
    pub item: Ix<Item>,
    /// Open, in minor units of its currency.
    pub open_minor: i64,
}

impl InvoiceEntry {
    /// Whether it is owed at all on a day: issued by then and not cancelled.
    pub fn counts_on(&self, day: NaiveDate) -> bool {
        self.invoice.issued_on <= day
            && self.cancelled.as_ref().is_none_or(|cancelled| day < cancelled.on)
    }

    /// The last due date of its instalments.
    pub fn last_due_on(&self) -> NaiveDate {
        let last = self.invoice.instalments.iter().map(|Instalment { due_on, .. }| *due_on).max();
        last.unwrap_or(self.invoice.issued_on)
    }
}

impl Item {
    /// Whether it is in the book on a day: its invoice issued by then and not cancelled.
    pub fn counts_on(&self, day: NaiveDate) -> bool {
        self.issued_on <= day && self.gone_on.is_none_or(|gone| day < gone)
    }

    /// What instalments are ordered by, oldest first. A corrected invoice keeps its turn.
    pub fn age(&self) -> impl Ord + use<> {
        (self.due_on, self.issued_on, self.invoice, self.number)
    }

    /// Days past due on a day; zero or less while it is not yet due.
    pub fn days_past_due(&self, on: NaiveDate) -> i64 {
        (on - self.due_on).num_days()
    }
}

impl CreditEntry {
    /// The first day on which it settles.
    pub fn effective_on(&self) -> NaiveDate {
        self.effective_on
    }

    /// Whether it lowers what is owed on a day: in effect by then, and not bounced.
    pub fn counts_on(&self, day: NaiveDate) -> bool {
        !self.removed
            && self.effective_on <= day
            && self.bounced_on.is_none_or(|bounced| day < bounced)
    }

    /// Whether it is a cheque that has neither cleared nor bounced.
    pub fn is_cheque_in_hand(&self) -> bool {
        self.credit.cheque().is_some() && self.cleared_on.is_none() && self.bounced_on.is_none()
    }
}

impl AllocationEntry {
    /// Whether it settles anything on a day.
    pub fn counts_on(&self, day: NaiveDate) -> bool {
        self.allocation.from <= day && self.until.is_none_or(|until| day < until)
    }
}
