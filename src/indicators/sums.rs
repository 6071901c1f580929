//! One pass over the book into what every formula needs, month by month.

use std::collections::BTreeMap;

use chrono::NaiveDate;

use super::Period;
use super::question::Question;
use super::stage::{StageTable, place};
use crate::dunning::standing::{PromiseState, promise_on};
use crate::ledger::book::{AllocationEntry, Book, CustomerEntry, Item};
use crate::ledger::credit::CreditKind;
use crate::ledger::dealing::{Direction, LoggedContact, Outcome, What};
use crate::ledger::invoice::InvoiceKind;
use crate::ledger::{Id, Ix};

/// Days past due from which money is at risk: more than these.
pub(super) const AT_RISK_DAYS: i64 = 90;

/// Sums of one month; amounts in minor units. What is owed is as of its end, the rest is
/// what happened within it.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Sums {
    pub open: i128,
    pub overdue: i128,
    pub at_risk: i128,
    pub open_at_stage: [i128; 4],
    /// Owed since before the ledger began, entered in the month.
    pub opening_entered: i128,
    pub written_off: i128,
    pub payments: i128,
    pub payment_days: i128,
    pub payment_minor: i128,
    pub payment_minor_days: i128,
    pub collected_at_stage: [i128; 4],
    pub promises: i128,
    pub promises_kept: i128,
    pub contacts: i128,
    pub contacts_known: i128,
    pub contacts_reached: i128,
}

impl Sums {
    /// Not yet due.
    pub fn current(&self) -> i128 {
        self.open - self.overdue
    }
}

/// The sums of all months of a question, and sales by day.
pub(super) struct Months {
    /// The months, oldest first: those asked for and enough before them.
    pub periods: Vec<Period>,
    /// One a month.
    pub sums: Vec<Sums>,
    /// Net credit sales by day, to the day of the question.
    pub sales: BTreeMap<NaiveDate, i128>,
    /// The first sale.
    pub first_sale: Option<NaiveDate>,
}

impl Months {
    pub fn of(book: &Book, question: &Question, count: u32) -> Self {
        let periods = Period::months_to(question.on, count);
        let sums = vec![Sums::default(); periods.len()];
        let mut months = Self { periods, sums, sales: BTreeMap::new(), first_sale: None };
        let admitted = question.filter.admitted(book);
        let stages = StageTable::new(book, question.on);
        let items = book.item_blocks().flatten().enumerate();
        for (at, item) in items.filter(|(_, item)| admitted[item.customer.place()]) {
            if item.currency == question.currency {
                months.add_item(book, Ix::at(at), item, &stages, question.on);
            }
        }
        months.add_credits(book, question, &admitted);
        for (_, entry) in book.customers().filter(|(ix, _)| admitted[ix.place()]) {
            months.add_dealings(book, entry, question);
        }
        months
    }

    /// Net credit sales of some days.
    pub fn sales_in(&self, days: Period) -> i128 {
        if days.from > days.to {
            return 0;
        }
        self.sales.range(days.from..=days.to).map(|(_, sales)| sales).sum()
    }

    fn add_item(
        &mut self,
        book: &Book,
        ix: Ix<Item>,
        item: &Item,
        stages: &StageTable,
        on: NaiveDate,
    ) {
        for event in sales_of(book, item) {
            let minor = i128::from(event.minor);
            if event.on > on {
                continue;
            }
            if event.is_sale {
                *self.sales.entry(event.on).or_default() += minor;
                let first = self.first_sale.get_or_insert(event.on);
                *first = event.on.min(*first);
            } else if let Some(at) = self.place_of(event.on) {
                self.sums[at].opening_entered += minor;
            }
        }
        let first = self.periods.partition_point(|period| period.to < item.issued_on);
        for (period, sums) in self.periods.iter().zip(&mut self.sums).skip(first) {
            let open_minor = i128::from(book.open_minor(item, period.to));
            if open_minor == 0 {
                continue;
            }
            let days = item.days_past_due(period.to);
            sums.open += open_minor;
            sums.overdue += if days > 0 { open_minor } else { 0 };
            sums.at_risk += if days > AT_RISK_DAYS { open_minor } else { 0 };
            sums.open_at_stage[place(stages.stage(item, period.to))] += open_minor;
        }
        for entry in book.allocations_to(ix) {
            let Some(at) = self.place_of(entry.allocation.from) else { continue };
            let Some(payment) = payment_of(book, item, entry, &self.periods[at]) else { continue };
            let sums = &mut self.sums[at];
            let (minor, days) = (i128::from(payment.minor), i128::from(payment.days));
            sums.payments += 1;
            sums.payment_days += days;
            sums.payment_minor += minor;
            sums.payment_minor_days += minor * days;
            let stage = stages.stage(item, entry.allocation.from);
            sums.collected_at_stage[place(stage)] += minor;
        }
    }

    fn add_credits(&mut self, book: &Book, question: &Question, admitted: &[bool]) {
        for (_, entry) in book.credits() {
            let day = entry.effective_on();
            if entry.amount.currency != question.currency || !admitted[entry.customer.place()] {
                continue;
            }
            let minor = i128::from(entry.amount.amount_minor);
            match entry.credit.kind {
                CreditKind::CreditNote if day <= question.on => {
                    *self.sales.entry(day).or_default() -= minor;
                }
                CreditKind::WriteOff => {
                    if let Some(at) = self.place_of(day) {
                        self.sums[at].written_off += minor;
                    }
                }
                _ => {}
            }
        }
    }

    fn add_dealings(&mut self, book: &Book, of: &CustomerEntry, question: &Question) {
        let corrections = corrections(of);
        for entry in of.dealings.iter() {
            match &entry.dealing.what {
                What::Contact(contact) => {
                    let Some(at) = self.place_of(contact.at.date()) else { continue };
                    let is_corrected =
                        is_corrected(&corrections, entry.dealing.id, self.periods[at].to);
                    let Some(count) = count_of(contact).filter(|_| !is_corrected) else {
                        continue;
                    };
                    let sums = &mut self.sums[at];
                    sums.contacts += 1;
                    sums.contacts_known += i128::from(count.is_known);
                    sums.contacts_reached += i128::from(count.is_reached);
                }
                What::Promise(promise) if promise.amount.currency == question.currency => {
                    let grace_days = book.firm().dunning.grace_days;
                    let Some(over) = decided_on(promise.due_on, grace_days) else { continue };
                    let Some(at) = self.place_of(over) else { continue };
                    let standing = promise_on(book, of, entry, over, grace_days);
                    let Some(is_kept) = standing.and_then(|standing| kept(standing.state)) else {
                        continue;
                    };
                    self.sums[at].promises += 1;
                    self.sums[at].promises_kept += i128::from(is_kept);
                }
                _ => {}
            }
        }
    }

    /// The month that a day is in.
    fn place_of(&self, day: NaiveDate) -> Option<usize> {
        let at = self.periods.partition_point(|period| period.to < day);
        self.periods.get(at).filter(|period| period.contains(day)).map(|_| at)
    }
}

/// What an instalment adds to the sales of a day, or takes off them.
pub(super) struct SalesEvent {
    pub on: NaiveDate,
    pub minor: i64,
    /// Whether it is a sale, and not owed since before the ledger began.
    pub is_sale: bool,
}

/// The issue of an instalment's invoice and its cancellation; neither where it never counted.
pub(super) fn sales_of(book: &Book, item: &Item) -> impl Iterator<Item = SalesEvent> {
    let entry = book.invoice(item.invoice);
    let is_sale = entry.invoice.kind != InvoiceKind::Opening;
    let event = |on, minor| SalesEvent { on, minor, is_sale };
    let counts = item.counts_on(item.issued_on);
    let issued = counts.then(|| event(item.issued_on, item.amount_minor));
    let cancelled = entry.cancelled.as_ref().filter(|_| counts);
    issued.into_iter().chain(cancelled.map(|cancelled| event(cancelled.on, -item.amount_minor)))
}

/// A payment as far as it settles one instalment.
pub(super) struct Payment {
    /// In minor units of the instalment's currency.
    pub minor: i64,
    /// From the issue of the invoice to the money.
    pub days: i64,
}

/// The payment that an allocation applies within a month, where it is one and still counts
/// at the month's end. The days run to the money, even where it was applied later.
pub(super) fn payment_of(
    book: &Book,
    item: &Item,
    entry: &AllocationEntry,
    period: &Period,
) -> Option<Payment> {
    let counts = period.contains(entry.allocation.from) && entry.counts_on(period.to);
    let credit = book.credit(entry.credit);
    if !counts || !credit.credit.is_payment() || !item.counts_on(period.to) {
        return None;
    }
    let days = (credit.effective_on() - item.issued_on).num_days().max(0);
    Some(Payment { minor: entry.allocation.settled_minor(), days })
}

/// What a contact counts as.
pub(super) struct ContactCount {
    /// Whether one knows if somebody was reached: of a message that only went out, one does
    /// not.
    pub is_known: bool,
    pub is_reached: bool,
}

/// A contact that the user's side made; `None` for a note and for one that the customer
/// began.
pub(super) fn count_of(contact: &LoggedContact) -> Option<ContactCount> {
    let is_ours = contact.channel.is_some() && contact.direction == Direction::Out;
    let is_known = !matches!(contact.outcome, Outcome::Sent | Outcome::Noted);
    is_ours.then(|| ContactCount { is_known, is_reached: contact.outcome.is_reached() })
}

/// Which contacts of a customer were corrected, and on which day.
pub(super) fn corrections(of: &CustomerEntry) -> Vec<(Id, NaiveDate)> {
    let corrected = of.dealings.iter().filter_map(|entry| match &entry.dealing.what {
        What::Contact(later) => Some((later.corrects?, later.at.date())),
        _ => None,
    });
    corrected.collect()
}

/// Whether a contact does not count any more at the end of a day.
pub(super) fn is_corrected(corrections: &[(Id, NaiveDate)], contact: Id, on: NaiveDate) -> bool {
    corrections.iter().any(|&(corrected, since)| corrected == contact && since <= on)
}

/// The day on which one knows whether a promise was kept.
pub(super) fn decided_on(due_on: NaiveDate, grace_days: u8) -> Option<NaiveDate> {
    due_on.checked_add_days(chrono::Days::new(u64::from(grace_days) + 1))
}

/// Whether a promise was kept; `None` where it was replaced, withdrawn or is still open.
pub(super) fn kept(state: PromiseState) -> Option<bool> {
    match state {
        PromiseState::Kept => Some(true),
        PromiseState::PartlyKept | PromiseState::Broken => Some(false),
        PromiseState::Open | PromiseState::Replaced | PromiseState::Withdrawn => None,
    }
}
