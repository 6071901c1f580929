//! Random ledgers, made through the same actions as the page's.
//!
//! A ledger is a list of steps. A step names what it is about by a number that is taken
//! among what the ledger holds by then, so most steps make sense and shortening a list
//! keeps the rest meaningful. A step that the book refuses changes nothing.

#![allow(dead_code, reason = "each test takes what it needs")]

use cartera::ledger::action::{self, CreditForm, Draft, Due, InvoiceForm, Line, Moment};
use cartera::ledger::book::{Book, CreditEntry, Item};
use cartera::ledger::credit::{Cheque, ChequeStep, CreditKind, Method};
use cartera::ledger::customer::Customer;
use cartera::ledger::invoice::{Instalment, InstalmentRef};
use cartera::ledger::record::Deed;
use cartera::ledger::{Currency, Fact, Id, Ix, Money, Refusal};
use chrono::{Days, NaiveDate};
use proptest::prelude::*;

/// Something a user does, as numbers.
#[derive(Clone, Debug)]
pub enum Step {
    /// Enters a customer.
    Customer {
        /// Which of a few kinds, 0 for none.
        segment: u8,
        /// Which of a few people, 0 for nobody.
        responsible: u8,
    },
    /// Changes whose a customer is.
    Reassign {
        /// Among the customers.
        customer: usize,
        /// As in [`Step::Customer`].
        segment: u8,
        /// As in [`Step::Customer`].
        responsible: u8,
    },
    /// Enters an invoice.
    Invoice {
        /// Among the customers.
        customer: usize,
        /// In dollars instead of pesos.
        foreign: bool,
        /// Days from [`FIRST_DAY`].
        issued: u16,
        /// Days from the issue to each due date, and cents.
        parts: Vec<(u16, u32)>,
    },
    /// Corrects an invoice's last instalment.
    Correct {
        /// Among the invoices.
        invoice: usize,
        /// Days to add to its due date.
        later: u16,
        /// Cents to add to it.
        more: u32,
    },
    /// Enters a credit that settles nothing yet.
    Credit {
        /// Among the customers.
        customer: usize,
        /// In dollars instead of pesos.
        foreign: bool,
        /// Days from [`FIRST_DAY`].
        day: u16,
        /// Cents.
        minor: u32,
        /// Which kind: see [`credit_kind`].
        kind: u8,
        /// For a cheque, days until it may be cashed.
        post_dated: u16,
    },
    /// Applies a credit to an instalment of the same customer.
    Apply {
        /// Among the credits.
        credit: usize,
        /// Among the instalments of its customer.
        item: usize,
        /// Per cent of the most that fits; above a hundred asks for too much.
        share: u8,
        /// Days after the earliest possible.
        later: u16,
    },
    /// Takes an application back.
    TakeBack {
        /// Among the allocations.
        allocation: usize,
        /// Days after it took effect.
        later: u16,
    },
    /// Removes an application as undoing does.
    Unapply {
        /// Among the allocations.
        allocation: usize,
    },
    /// Notes what happened to a cheque.
    Cheque {
        /// Among the cheques.
        credit: usize,
        /// The step.
        step: ChequeStep,
        /// Days after its date.
        later: u16,
    },
    /// Cancels an invoice.
    Cancel {
        /// Among the invoices.
        invoice: usize,
        /// Days after its issue.
        later: u16,
    },
    /// Gives money back.
    Refund {
        /// Among the credits.
        credit: usize,
        /// Per cent of what is left at last.
        share: u8,
        /// Days after it took effect.
        later: u16,
    },
}

/// The first day on which anything happens.
pub const FIRST_DAY: NaiveDate = match NaiveDate::from_ymd_opt(2023, 11, 1) {
    Some(day) => day,
    None => NaiveDate::MIN,
};

/// How many days things happen on.
pub const SPAN: u16 = 400;

/// A ledger and how it came to be.
#[derive(Clone)]
pub struct Ledger {
    /// What was tried.
    pub steps: Vec<Step>,
    /// Which of it the book took.
    pub taken: Vec<bool>,
    /// The book.
    pub book: Book,
}

impl Ledger {
    /// A day on which something begins or ends, or the day before or after one: where
    /// figures change and mistakes hide.
    pub fn eventful_day(&self, at: usize) -> NaiveDate {
        let mut days = vec![FIRST_DAY];
        for (_, entry) in self.book.invoices() {
            days.push(entry.invoice.issued_on);
            days.extend(entry.cancelled.as_ref().map(|cancelled| cancelled.on));
            days.extend(entry.invoice.instalments.iter().map(|part| part.due_on));
        }
        for (ix, entry) in self.book.credits() {
            days.push(entry.effective_on());
            days.extend(entry.bounced_on);
            let allocations = self.book.allocations_from(ix);
            days.extend(allocations.flat_map(|a| [Some(a.allocation.from), a.until]).flatten());
        }
        days.extend(self.book.refunds().map(|entry| entry.refund.on));
        let day = days[at / 3 % days.len()];
        [day.pred_opt().unwrap_or(day), day, day.succ_opt().unwrap_or(day)][at % 3]
    }
}

impl std::fmt::Debug for Ledger {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let taken = self.steps.iter().zip(&self.taken).filter(|(_, taken)| **taken);
        f.debug_list().entries(taken.map(|(step, _)| step)).finish()
    }
}

/// Ledgers of up to so many steps, after a few customers and documents to begin with.
pub fn ledgers(steps: usize) -> impl Strategy<Value = Ledger> {
    let customers = proptest::collection::vec(a_customer(), 1..5);
    let documents = proptest::collection::vec(prop_oneof![an_invoice(), a_credit()], 2..10);
    let rest = proptest::collection::vec(a_step(), 0..=steps);
    (customers, documents, rest).prop_map(|(mut all, documents, rest)| {
        all.extend(documents);
        all.extend(rest);
        play(&Book::default(), all)
    })
}

/// Days from before the first thing that happens to after the last.
pub fn days() -> impl Strategy<Value = NaiveDate> {
    (0..SPAN + 250).prop_map(|day| FIRST_DAY + Days::new(day.into()) - Days::new(20))
}

/// Takes steps on a book, one record each.
pub fn play(book: &Book, steps: Vec<Step>) -> Ledger {
    let mut book = book.clone();
    let mut taken = Vec::with_capacity(steps.len());
    for (at, step) in steps.iter().enumerate() {
        let mut draft = Draft::begin(&book, deed(step), &moment(at));
        let result = take(&mut draft, step);
        taken.push(result.is_ok());
        if result.is_ok() {
            book = draft.into_book();
        }
    }
    Ledger { steps, taken, book }
}

/// A moment for the record with a number.
pub fn moment(at: usize) -> Moment {
    let at = at as u64;
    Moment {
        at_ms: 1_700_000_000_000 + at * 1_000,
        random: at.wrapping_mul(0x9E37_79B9_7F4A_7C15) >> 8,
        device: "test".to_owned(),
    }
}

/// What the history calls a step.
pub fn deed(step: &Step) -> Deed {
    match step {
        Step::Customer { .. } => Deed::AddedCustomer,
        Step::Reassign { .. } => Deed::ChangedCustomer,
        Step::Invoice { .. } => Deed::AddedInvoice,
        Step::Correct { .. } => Deed::ChangedInvoice,
        Step::Credit { .. } => Deed::RecordedPayment,
        Step::Apply { .. } | Step::TakeBack { .. } | Step::Unapply { .. } => {
            Deed::ChangedAllocation
        }
        Step::Cheque { .. } => Deed::MovedCheque,
        Step::Cancel { .. } => Deed::CancelledInvoice,
        Step::Refund { .. } => Deed::Refunded,
    }
}

/// Takes one step in a draft.
///
/// # Errors
/// Why the book refuses it, or [`Refusal::NothingToUndo`] where there is nothing it could
/// be about.
pub fn take(draft: &mut Draft, step: &Step) -> Result<(), Refusal> {
    let book = draft.book().clone();
    match *step {
        Step::Customer { segment, responsible } => {
            let number = book.customers().count() + 1;
            let name = format!("Cliente {number}");
            let mut customer = Customer::named(Id::new(0, 0), name);
            assign(&mut customer, segment, responsible);
            action::enter_customer(draft, customer).map(|_| ())
        }
        Step::Reassign { customer, segment, responsible } => {
            let (_, entry) = among(book.customers(), customer)?;
            let mut after = (*entry.customer).clone();
            assign(&mut after, segment, responsible);
            action::change_customer(draft, after)
        }
        Step::Invoice { customer, foreign, issued, ref parts } => {
            let (_, entry) = among(book.customers(), customer)?;
            let issued_on = day(issued);
            let instalments: Vec<Instalment> = parts
                .iter()
                .map(|&(later, minor)| Instalment {
                    due_on: issued_on + Days::new(later.into()),
                    amount_minor: minor.into(),
                })
                .collect();
            let total = instalments.iter().map(|part| part.amount_minor).sum();
            let total = Money::new(total, currency(foreign));
            let number = format!("F-{}", book.invoices().count() + 1);
            let due = Due::Instalments(instalments);
            let form = InvoiceForm::new(entry.customer.id, &number, issued_on, due, total);
            action::enter_invoice(draft, form).map(|_| ())
        }
        Step::Correct { invoice, later, more } => {
            let (_, entry) = among(book.invoices(), invoice)?;
            let mut after = (*entry.invoice).clone();
            if let Some(last) = after.instalments.last_mut() {
                last.due_on = last.due_on + Days::new(later.into());
                last.amount_minor += i64::from(more);
                after.total.amount_minor += i64::from(more);
            }
            action::change_invoice(draft, after)
        }
        Step::Credit { customer, foreign, day: on, minor, kind, post_dated } => {
            let (_, entry) = among(book.customers(), customer)?;
            let date = day(on);
            let form = CreditForm {
                kind: credit_kind(kind, date + Days::new(post_dated.into())),
                customer: entry.customer.id,
                date,
                amount: Money::new(minor.into(), currency(foreign)),
                rate: None,
                reference: String::new(),
                notes: String::new(),
                lines: Vec::new(),
            };
            action::enter_credit(draft, form).map(|_| ())
        }
        Step::Apply { credit, item, share, later } => {
            apply(draft, &book, credit, item, share, later)
        }
        Step::TakeBack { allocation, later } => {
            let (id, from) = an_allocation(&book, allocation)?;
            action::take_back(draft, id, from + Days::new(later.into()))
        }
        Step::Unapply { allocation } => {
            draft.push(Fact::AllocationRemoved(an_allocation(&book, allocation)?.0))
        }
        Step::Cheque { credit, step, later } => {
            let cheques = book.credits().filter(|(_, entry)| entry.credit.cheque().is_some());
            let (_, entry) = among(cheques, credit)?;
            let on = entry.credit.date + Days::new(later.into());
            action::step_cheque(draft, entry.credit.id, step, on)
        }
        Step::Cancel { invoice, later } => {
            let (_, entry) = among(book.invoices(), invoice)?;
            let on = entry.invoice.issued_on + Days::new(later.into());
            action::cancel_invoice(draft, entry.invoice.id, on, "devolución".to_owned())
        }
        Step::Refund { credit, share, later } => {
            let (_, entry) = among(book.credits(), credit)?;
            let on = entry.effective_on() + Days::new(later.into());
            let left = book.left_minor(entry, NaiveDate::MAX);
            let amount = left * i64::from(share) / 100;
            action::refund(draft, entry.credit.id, amount, on, String::new()).map(|_| ())
        }
    }
}

/// Dollars or pesos; pesos are the home currency.
pub fn currency(foreign: bool) -> Currency {
    if foreign {
        Currency::from_code("USD").expect("a currency of ISO 4217")
    } else {
        Currency::MXN
    }
}

/// Half of the numbers are cheques, which may be post-dated.
pub fn credit_kind(kind: u8, post_dated_to: NaiveDate) -> CreditKind {
    let method = match kind % 6 {
        0 => Method::Transfer,
        1 => return CreditKind::CreditNote,
        2 => return CreditKind::Withholding,
        _ => Method::Cheque(Cheque {
            number: "41".to_owned(),
            bank: "Banco".to_owned(),
            post_dated_to: Some(post_dated_to),
        }),
    };
    CreditKind::Payment { method }
}

fn apply(
    draft: &mut Draft,
    book: &Book,
    credit: usize,
    item: usize,
    share: u8,
    later: u16,
) -> Result<(), Refusal> {
    let (_, credit) = among(book.credits(), credit)?;
    let invoices = book.customer(credit.customer).invoices.iter();
    let (item_ix, item) = among(invoices.flat_map(|&invoice| book.items_of(invoice)), item)?;
    let share = i64::from(share);
    let (open, left) = at_last(book, item, credit);
    let invoice = &book.invoice(item.invoice).invoice;
    let to = InstalmentRef { invoice: invoice.id, number: item.number };
    debug_assert_eq!(book.item_ref(item_ix), to);
    let mut line = Line::new(to, open.min(left) * share / 100);
    if item.currency != credit.credit.amount.currency {
        // Whatever rate the two agreed on that day.
        line.credit_minor = left * share / 100;
        line.other_currency_minor = Some(open * share / 100);
    }
    let earliest = credit.effective_on().max(item.issued_on);
    line.from = (later > 0).then(|| earliest + Days::new(later.into()));
    action::apply_credit(draft, credit.credit.id, &[line])
}

/// Open and left when everything known has happened.
fn at_last(book: &Book, item: &Item, credit: &CreditEntry) -> (i64, i64) {
    (book.open_minor(item, NaiveDate::MAX), book.left_minor(credit, NaiveDate::MAX))
}

fn an_allocation(book: &Book, at: usize) -> Result<(Id, NaiveDate), Refusal> {
    let all = book.credits().flat_map(|(credit, _)| book.allocations_from(credit));
    let all = all.map(|entry| (entry.allocation.id, entry.allocation.from));
    among(all, at)
}

fn among<T>(things: impl Iterator<Item = T>, at: usize) -> Result<T, Refusal> {
    let mut things: Vec<T> = things.collect();
    if things.is_empty() {
        return Err(Refusal::NothingToUndo);
    }
    let at = at % things.len();
    Ok(things.swap_remove(at))
}

fn assign(customer: &mut Customer, segment: u8, responsible: u8) {
    customer.segment = ["", "Mayorista", "Salud"][usize::from(segment % 3)].to_owned();
    customer.responsible = ["", "M. Ortega", "J. Lara"][usize::from(responsible % 3)].to_owned();
}

fn day(days: u16) -> NaiveDate {
    FIRST_DAY + Days::new(days.into())
}

fn a_customer() -> impl Strategy<Value = Step> {
    (0..3u8, 0..3u8).prop_map(|(segment, responsible)| Step::Customer { segment, responsible })
}

fn an_invoice() -> impl Strategy<Value = Step> {
    let parts = proptest::collection::vec((0..130u16, 1..2_000_000u32), 1..4);
    (any::<usize>(), proptest::bool::weighted(0.3), 0..SPAN, parts).prop_map(
        |(customer, foreign, issued, parts)| Step::Invoice { customer, foreign, issued, parts },
    )
}

fn a_credit() -> impl Strategy<Value = Step> {
    let figures = (0..SPAN, 1..2_500_000u32, any::<u8>(), 0..90u16);
    (any::<usize>(), proptest::bool::weighted(0.3), figures).prop_map(
        |(customer, foreign, (day, minor, kind, post_dated))| Step::Credit {
            customer,
            foreign,
            day,
            minor,
            kind,
            post_dated,
        },
    )
}

fn a_step() -> impl Strategy<Value = Step> {
    let share = prop_oneof![3 => 1..100u8, 3 => Just(100), 1 => 101..120u8];
    let later = prop_oneof![2 => Just(0u16), 3 => 0..150u16];
    let step = prop_oneof![
        1 => Just(ChequeStep::Deposited),
        1 => Just(ChequeStep::Cleared),
        3 => Just(ChequeStep::Bounced),
    ];
    let at = any::<usize>();
    prop_oneof![
        1 => a_customer(),
        1 => (at, 0..3u8, 0..3u8).prop_map(|(customer, segment, responsible)| Step::Reassign {
            customer,
            segment,
            responsible
        }),
        5 => an_invoice(),
        5 => a_credit(),
        2 => (at, 0..60u16, 0..100_000u32)
            .prop_map(|(invoice, later, more)| Step::Correct { invoice, later, more }),
        10 => (at, at, share.clone(), later.clone())
            .prop_map(|(credit, item, share, later)| Step::Apply { credit, item, share, later }),
        2 => (at, later.clone())
            .prop_map(|(allocation, later)| Step::TakeBack { allocation, later }),
        1 => at.prop_map(|allocation| Step::Unapply { allocation }),
        3 => (at, step, later.clone())
            .prop_map(|(credit, step, later)| Step::Cheque { credit, step, later }),
        2 => (at, later.clone()).prop_map(|(invoice, later)| Step::Cancel { invoice, later }),
        2 => (at, share, later)
            .prop_map(|(credit, share, later)| Step::Refund { credit, share, later }),
    ]
}

/// What a customer's documents say of one currency at the end of a day, with no regard to
/// what is open: invoices − credits + refunds, and what crossed over between currencies.
pub fn balance_of_documents(
    book: &Book,
    customer: Ix<cartera::ledger::book::CustomerEntry>,
    currency: Currency,
    on: NaiveDate,
) -> i64 {
    let mut balance = 0;
    for (_, entry) in book.invoices().filter(|(_, entry)| entry.customer == customer) {
        let cancelled = entry.cancelled.as_ref().is_some_and(|cancelled| cancelled.on <= on);
        let owed = entry.invoice.issued_on <= on && !cancelled;
        if owed && entry.invoice.total.currency == currency {
            balance += entry.invoice.total.amount_minor;
        }
    }
    for (ix, entry) in book.credits().filter(|(_, entry)| entry.customer == customer) {
        let bounced = entry.bounced_on.is_some_and(|bounced| bounced <= on);
        if entry.credit.effective_on() > on || bounced {
            continue;
        }
        let of_credit = entry.credit.amount.currency;
        if of_credit == currency {
            balance -= entry.credit.amount.amount_minor;
        }
        for refund in book.refunds().filter(|entry| entry.credit == ix && entry.refund.on <= on) {
            balance += if of_credit == currency { refund.refund.amount_minor } else { 0 };
        }
        for allocation in book.allocations_from(ix) {
            let ended = allocation.until.is_some_and(|until| until <= on);
            if allocation.allocation.from > on || ended {
                continue;
            }
            let Some(settled) = allocation.allocation.other_currency_minor else { continue };
            if of_credit == currency {
                balance += allocation.allocation.credit_minor;
            } else if book.item(allocation.item).currency == currency {
                balance -= settled;
            }
        }
    }
    balance
}
