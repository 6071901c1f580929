//! What the user can do: each action works out its facts against the book and puts them
//! into a draft, where they are checked one by one. A draft becomes a record when the
//! keeper stores it; dropped, it leaves no trace.

mod bank;
mod cheque;
mod credit;
mod dealing;
mod invoice;
mod planned_flow;
mod protocol;

pub use bank::{
    EnteredStatement, MatchForm, enter_statement, know_payer, link_payment, match_movement,
    return_payment, set_movement_aside, take_movement_up, unmatch_movement,
};
pub use cheque::step_cheque;
pub use credit::{CreditForm, Line, apply_credit, enter_credit, refund, take_back};
pub use dealing::{add_dealing, end_dealing, log_contact};
pub(crate) use invoice::counted_up;
pub use invoice::{Due, InvoiceForm, cancel_invoice, change_invoice, enter_invoice, next_number};
pub use planned_flow::{change_flow, count_cash, plan_flow, strike_cash_count, strike_flow};
pub use protocol::set_protocol;

use chrono::NaiveDate;
use rust_decimal::Decimal;

use super::book::{Book, Folding, Step};
use super::customer::Customer;
use super::fact::Fact;
use super::firm::{Firm, Rate};
use super::journal::{Hash, SealedRecord};
use super::record::{Deed, Header, Sealer, hex};
use super::refusal::Refusal;
use super::{Currency, Id};

/// When and where something is recorded; from the browser, or from a test.
#[derive(Clone, Debug)]
pub struct Moment {
    /// Milliseconds since 1970.
    pub at_ms: u64,
    /// Random bits for the record's id.
    pub random: u64,
    /// The device's own random number.
    pub device: String,
}

/// A record in the making: its facts so far, and the book as it would be with them.
pub struct Draft {
    header: Header,
    folding: Folding,
    sealer: Sealer,
    follows: Option<Hash>,
    children: u32,
    /// How to go back over the facts since the outermost [`Draft::whole`] began.
    steps: Vec<Step>,
    depth: usize,
}

impl Draft {
    /// Begins a record that follows a book.
    pub fn begin(book: &Book, deed: Deed, moment: &Moment) -> Self {
        let header = Header {
            id: Id::following(book.head().map(|head| head.id), moment.at_ms, moment.random),
            at_ms: moment.at_ms,
            device: moment.device.clone(),
            person: book.firm().person.clone(),
            prev: book.head().map(|head| hex(&head.hash)),
            deed,
        };
        Self {
            folding: Folding::begin(book, &header),
            sealer: Sealer::new(&header),
            follows: book.head().map(|head| head.hash),
            header,
            children: 0,
            steps: Vec::new(),
            depth: 0,
        }
    }

    /// The book as it would be with the facts so far.
    pub fn book(&self) -> &Book {
        self.folding.book()
    }

    /// The hash of the record it follows; `None` at the beginning of a ledger.
    pub fn follows(&self) -> Option<Hash> {
        self.follows
    }

    /// An id for a new thing of this record.
    pub fn new_id(&mut self) -> Id {
        self.children += 1;
        self.header.id.child(self.children)
    }

    /// Adds a fact.
    ///
    /// # Errors
    /// Why it does not fit the book; nothing else of the draft is touched.
    pub fn push(&mut self, fact: Fact) -> Result<(), Refusal> {
        let step = (self.depth > 0).then(|| self.folding.step_over(&fact));
        self.folding.push(&fact).map_err(|unfit| unfit.why)?;
        self.sealer.push(&fact);
        self.steps.extend(step);
        Ok(())
    }

    /// Does something that takes several facts: all of it or, when it is refused, nothing.
    /// Every action here does; an importer may wrap a row of its own.
    ///
    /// # Errors
    /// As `what` refuses; the draft is as it was then.
    pub fn whole<T>(
        &mut self,
        what: impl FnOnce(&mut Self) -> Result<T, Refusal>,
    ) -> Result<T, Refusal> {
        let (children, steps) = (self.children, self.steps.len());
        let marks = (self.folding.mark(), self.sealer.mark());
        self.depth += 1;
        let done = what(self);
        self.depth -= 1;
        if done.is_err() {
            self.folding.go_back(marks.0, self.steps.drain(steps..));
            self.sealer.go_back(marks.1);
            self.children = children;
        }
        if self.depth == 0 {
            self.steps.clear();
        }
        done
    }

    /// The book with the facts so far, for what-if and for tests: nothing is stored, and
    /// the book stands where the one it was begun on stood.
    pub fn into_book(self) -> Book {
        self.folding.book().clone()
    }

    /// The sealed record, and the book with it: for whoever stores it. It is the book only
    /// once the record is durable.
    pub fn finish(self) -> (SealedRecord, Book) {
        let sealed = self.sealer.finish();
        let book = self.folding.finish(sealed.hash);
        (sealed, book)
    }
}

/// Sets the firm and the ledger's settings.
///
/// # Errors
/// When the terms, the buckets or the percentages make no sense; when another home currency
/// is set though rates to the old one are in use.
pub fn set_firm(draft: &mut Draft, firm: Firm) -> Result<(), Refusal> {
    let before = Box::new(draft.book().firm().clone());
    draft.push(Fact::FirmChanged { before, after: Box::new(firm) })
}

/// Enters a rate: units of the home currency for one of `currency`, from a day on.
///
/// # Errors
/// When the rate is not above zero.
pub fn enter_rate(
    draft: &mut Draft,
    currency: Currency,
    on: NaiveDate,
    value: Decimal,
) -> Result<Id, Refusal> {
    let id = draft.new_id();
    draft.push(Fact::RateAdded(Rate { id, currency, on, value }))?;
    Ok(id)
}

/// Takes a rate out of those that count; what was worked out with it at the time, such as
/// an invoice's own rate, stays. Can be undone.
///
/// # Errors
/// When there is no such rate.
pub fn remove_rate(draft: &mut Draft, id: Id) -> Result<(), Refusal> {
    let known = draft.book().rates().iter().find(|rate| rate.id == id);
    let rate = known.ok_or(Refusal::Unknown { id })?.clone();
    draft.push(Fact::RateStruck(rate))
}

/// Enters a customer; its id is given by the draft.
///
/// # Errors
/// When it has no name, or its terms make no sense.
pub fn enter_customer(draft: &mut Draft, mut customer: Customer) -> Result<Id, Refusal> {
    customer.id = draft.new_id();
    let id = customer.id;
    draft.push(Fact::CustomerAdded(Box::new(customer)))?;
    Ok(id)
}

/// Changes a customer's particulars.
///
/// # Errors
/// When there is no such customer, or as entering one refuses.
pub fn change_customer(draft: &mut Draft, after: Customer) -> Result<(), Refusal> {
    let book = draft.book();
    let ix = book.find_customer(after.id).ok_or(Refusal::Unknown { id: after.id })?;
    let before = Box::new((*book.customer(ix).customer).clone());
    draft.push(Fact::CustomerChanged { before, after: Box::new(after) })
}
