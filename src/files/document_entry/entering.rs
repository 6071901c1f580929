//! Enters documents into a draft, a slice at a time.

use std::collections::{HashMap, HashSet};
use std::sync::Arc;

use chrono::NaiveDate;

use super::known::{Known, find_number, fiscal_key};
use super::line::{Line, LineState, Why};
use super::own::{Own, Side};
use super::papers::{Papers, Place};
use super::tally::Tally;
use crate::files::document::{Content, Document, Notice, Party, Standing};
use crate::files::list::{CustomerKey, Progress};
use crate::files::parties::{Parties, Said, enter_party};
use crate::ledger::action::{Draft, set_firm};
use crate::ledger::book::{Book, CustomerEntry};
use crate::ledger::{Id, Ix, Money, Refusal};
use crate::text::{self, Lang};

/// What documents are entered by.
#[derive(Clone, Debug)]
pub struct EntryOptions {
    /// The day of the import.
    pub today: NaiveDate,
    /// Who the user said they are; the firm is given this tax id where it has none.
    pub own: Option<Party>,
}

/// Enters documents. Call [`Self::step`] until it is done, then [`Self::finish`]; store the
/// draft, or drop it to only see what would come of it.
///
/// Of a document that makes several facts (a customer, an invoice) all are entered or none.
#[derive(Debug)]
pub struct Entering {
    pub(super) papers: Arc<Papers>,
    pub(super) today: NaiveDate,
    pub(super) lang: Lang,
    adopted: Option<Party>,
    own: Own,
    own_party: Party,
    order: Vec<Place>,
    phase: Phase,
    counts: Counts,
    done: usize,
    parties: Parties,
    /// The customers that are in the draft as the documents have them, by party.
    customers: Vec<Option<Id>>,
    fates: Vec<Fate>,
    pub(super) known: Known,
    seen: HashSet<String>,
    /// Documents that are void, by fiscal id.
    void: HashMap<String, Option<NaiveDate>>,
    pub(super) entered: Entered,
}

/// What was entered.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Entered {
    /// How much of everything.
    pub tally: Tally,
    /// What became of each document, in the order of the files. Of the tax authority's
    /// lists only the rows that cancel something.
    pub lines: Vec<Line>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Phase {
    Customers,
    Invoices,
    Credits,
    Name,
    Enter,
    Void,
    Done,
}

/// How much there is to do in each phase.
#[derive(Clone, Copy, Debug)]
struct Counts {
    customers: usize,
    invoices: usize,
    credits: usize,
    documents: usize,
    files: usize,
}

/// What is known of a document before anything is entered.
#[derive(Clone, Debug)]
enum Fate {
    /// It is entered for a customer, by party.
    Ours(u32),
    /// It is not entered.
    Not(LineState),
}

/// Things of the book that are looked through in the time one document takes.
const READ_AT_ONCE: usize = 40;

impl Entering {
    /// Begins with the book of a draft.
    pub fn new(papers: Arc<Papers>, options: EntryOptions, book: &Book) -> Self {
        let firm = book.firm();
        let adopted = options.own.filter(|_| firm.tax_id.trim().is_empty());
        let own_party = adopted.clone().unwrap_or_else(|| Party {
            tax_id: firm.tax_id.clone(),
            country: Some(firm.country),
            name: firm.name.clone(),
            email: String::new(),
        });
        let order = papers.in_order();
        let counts = Counts {
            customers: book.customers().count(),
            invoices: book.invoices().count(),
            credits: book.credits().count(),
            documents: order.len(),
            files: papers.files.len(),
        };
        Self {
            today: options.today,
            lang: firm.language,
            own: Own::new(&own_party.tax_id, own_party.country.unwrap_or(firm.country)),
            adopted,
            own_party,
            fates: Vec::with_capacity(order.len()),
            order,
            phase: Phase::Customers,
            counts,
            done: 0,
            parties: Parties::new(firm.country),
            customers: Vec::new(),
            known: Known::default(),
            seen: HashSet::new(),
            void: HashMap::new(),
            entered: Entered::default(),
            papers,
        }
    }

    /// Takes up to so many more documents. A dozen take about a hundredth of a second in the
    /// browser.
    pub fn step(&mut self, draft: &mut Draft, at_most: usize) -> Progress {
        let many = at_most * READ_AT_ONCE;
        let (from, counts) = (self.done, self.counts);
        match self.phase {
            Phase::Customers => {
                let book = draft.book();
                for (ix, entry) in book.customers().skip(from).take(many) {
                    self.parties.know(ix, &entry.customer);
                }
                self.go_on(many, counts.customers, Phase::Invoices);
            }
            Phase::Invoices => {
                for (_, entry) in draft.book().invoices().skip(from).take(many) {
                    self.known.know(&entry.invoice.fiscal_id, entry.invoice.id);
                }
                self.go_on(many, counts.invoices, Phase::Credits);
            }
            Phase::Credits => {
                for (_, entry) in draft.book().credits().skip(from).take(many) {
                    self.known.know_credit(entry);
                }
                if self.go_on(many, counts.credits, Phase::Name) {
                    self.note_void();
                    self.adopt(draft);
                }
            }
            Phase::Name => {
                let end = counts.documents.min(from + many);
                for at in from..end {
                    let fate = self.name(draft.book(), self.order[at]);
                    self.fates.push(fate);
                }
                if self.go_on(many, counts.documents, Phase::Enter) {
                    self.customers = vec![None; self.parties.len()];
                }
            }
            Phase::Enter => {
                let end = counts.documents.min(from + at_most);
                for at in from..end {
                    self.enter(draft, at);
                }
                self.go_on(at_most, counts.documents, Phase::Void);
            }
            Phase::Void => {
                if from < counts.files {
                    self.cancel_void(draft, from);
                }
                if self.go_on(1, counts.files, Phase::Done) {
                    self.sum_up();
                }
            }
            Phase::Done => {}
        }
        self.progress()
    }

    /// How far it is.
    pub fn progress(&self) -> Progress {
        let Counts { customers, invoices, credits, documents, files } = self.counts;
        let read = (customers + invoices + credits) / READ_AT_ONCE;
        let total = read + documents * 2 + files + 1;
        let before = match self.phase {
            Phase::Customers => self.done / READ_AT_ONCE,
            Phase::Invoices => (customers + self.done) / READ_AT_ONCE,
            Phase::Credits => (customers + invoices + self.done) / READ_AT_ONCE,
            Phase::Name => read + self.done,
            Phase::Enter => read + documents + self.done,
            Phase::Void => read + documents * 2 + self.done,
            Phase::Done => total,
        };
        Progress { done: before.min(total), total }
    }

    /// What was entered; `None` before all was looked at.
    pub fn finish(self) -> Option<Entered> {
        (self.phase == Phase::Done).then_some(self.entered)
    }

    /// Goes on within a phase, or to the next one: then true.
    fn go_on(&mut self, step: usize, all: usize, next: Phase) -> bool {
        self.done += step;
        let is_over = self.done >= all;
        if is_over {
            (self.phase, self.done) = (next, 0);
        }
        is_over
    }

    /// Gives the firm the tax id that the user said is theirs.
    fn adopt(&mut self, draft: &mut Draft) {
        let Some(own) = self.adopted.take() else { return };
        let mut firm = draft.book().firm().clone();
        firm.tax_id.clone_from(&own.tax_id);
        if firm.name.trim().is_empty() {
            firm.name = own.name;
        }
        // Nothing else of the firm changes, so there is nothing to refuse.
        let _ = set_firm(draft, firm);
    }

    /// Remembers what the tax authority's lists say is void.
    fn note_void(&mut self) {
        for status in self.papers.files.iter().flat_map(|file| &file.reading.statuses) {
            if let Standing::Cancelled(on) = status.standing {
                self.void.insert(fiscal_key(&status.fiscal_id), on);
            }
        }
    }

    /// Finds out whose a document is.
    fn name(&mut self, book: &Book, place: Place) -> Fate {
        let papers = Arc::clone(&self.papers);
        let document = papers.document(place);
        let is_void =
            document.fiscal_id.as_ref().is_some_and(|id| self.void.contains_key(&fiscal_key(id)));
        match self.own.side(document) {
            Side::Bought => return Fate::Not(LineState::Bought),
            Side::Foreign => return Fate::Not(LineState::Foreign),
            Side::Sold if !self.seen.insert(document.key(&self.own_party)) => {
                return Fate::Not(LineState::Repeated);
            }
            Side::Sold if document.notices.iter().any(leaves_out) => {
                return Fate::Not(LineState::LeftOut(Why::Notice));
            }
            // One that is in the book is cancelled; it is found by the list.
            Side::Sold if is_void => return Fate::Not(LineState::LeftOut(Why::Cancelled)),
            Side::Sold => {}
        }
        let receiver = &document.receiver;
        let name = match (&*receiver.name, &*receiver.tax_id) {
            ("", "") => text::intake::nameless_customer(self.lang),
            ("", tax_id) => tax_id,
            (name, _) => name,
        };
        let tax_id = (!receiver.tax_id.is_empty()).then(|| receiver.tax_id.clone());
        let key = CustomerKey { name: name.to_owned(), code: None, tax_id };
        let Ok(party) = self.parties.find(&key, receiver.country) else {
            return Fate::Not(LineState::LeftOut(Why::AmbiguousCustomer));
        };
        let email = &receiver.email;
        let said = Said { name, tax_id: &receiver.tax_id, email, ..Said::default() };
        self.parties.learn(party, &said, book);
        Fate::Ours(party)
    }

    fn enter(&mut self, draft: &mut Draft, at: usize) {
        let (papers, place) = (Arc::clone(&self.papers), self.order[at]);
        let document = papers.document(place);
        let mut line = self.line_of(document, place);
        match self.fates[at].clone() {
            Fate::Not(state) => line.state = state,
            Fate::Ours(party) => {
                let done = match &document.content {
                    Content::Claim(claim) => {
                        self.enter_claim(draft, document, claim, party, &mut line)
                    }
                    Content::Receipt(payments) => {
                        self.enter_receipt(draft, document, payments, party, &mut line)
                    }
                };
                line.state = done.unwrap_or_else(LineState::Refused);
            }
        }
        self.entered.lines.push(line);
    }

    fn line_of(&self, document: &Document, place: Place) -> Line {
        let amount = match &document.content {
            Content::Claim(claim) => Some(claim.payable),
            Content::Receipt(payments) => payments
                .iter()
                .map(|payment| Some(payment.amount))
                .reduce(|sum, one| sum?.checked_add(one?))
                .flatten(),
        };
        let fiscal_id = document.fiscal_id.as_deref().unwrap_or_default();
        let number = match &*document.number {
            "" => fiscal_id.chars().take(8).collect(),
            number => number.to_owned(),
        };
        let other =
            if self.own.is(&document.receiver) { &document.issuer } else { &document.receiver };
        let party = if other.name.is_empty() { &other.tax_id } else { &other.name };
        Line {
            file: place.file as usize,
            at: place.at as usize,
            party: party.clone(),
            number,
            issued_on: document.issued_on,
            amount,
            due_on: None,
            due_by: None,
            state: LineState::Foreign,
            doubts: Vec::new(),
            notices: document.notices.clone(),
        }
    }

    /// The place in the book of a party that is a customer of it by now.
    pub(super) fn place_of(&self, book: &Book, party: u32) -> Option<Ix<CustomerEntry>> {
        match self.customers[party as usize] {
            Some(id) => book.find_customer(id),
            None => self.parties.party(party).known,
        }
    }

    /// Does something for a party's customer, who is entered or completed first if that was
    /// not done yet: all of it or nothing.
    pub(super) fn for_customer<T>(
        &mut self,
        draft: &mut Draft,
        party: u32,
        what: impl FnOnce(&mut Draft, Id) -> Result<T, Refusal>,
    ) -> Result<T, Refusal> {
        let before = self.customers[party as usize];
        let this = self.parties.party(party);
        let (customer, done) = draft.whole(|draft| {
            let customer = match before {
                Some(customer) => customer,
                None => enter_party(draft, this)?,
            };
            Ok((customer, what(draft, customer)?))
        })?;
        if before.is_none() {
            let (is_known, is_completed) = (this.known.is_some(), this.is_completed);
            self.customers[party as usize] = Some(customer);
            let tally = &mut self.entered.tally;
            tally.customers_new += usize::from(!is_known);
            tally.customers_known += usize::from(is_known);
            tally.customers_completed += usize::from(is_known && is_completed);
        }
        Ok(done)
    }

    /// The invoice that a document names, by its fiscal id, else by its number among those
    /// of a customer.
    pub(super) fn named_invoice(
        &self,
        book: &Book,
        customer: Option<Ix<CustomerEntry>>,
        fiscal_id: Option<&str>,
        number: Option<&str>,
    ) -> Option<Id> {
        let by_id = fiscal_id.and_then(|id| self.known.invoice(id));
        by_id.or_else(|| {
            let found = find_number(book, customer?, number?)?;
            Some(book.invoice(found).invoice.id)
        })
    }

    fn sum_up(&mut self) {
        let entered = &mut self.entered;
        crate::order::sort_by_key(&mut entered.lines, |line| (line.file, line.at));
        let tally = &mut entered.tally;
        for line in &entered.lines {
            match &line.state {
                LineState::Known | LineState::Repeated => tally.known += 1,
                LineState::Bought => tally.bought += 1,
                LineState::Foreign => tally.foreign += 1,
                LineState::LeftOut(_) => tally.left_out += 1,
                LineState::Refused(_) => tally.refused += 1,
                // Counted as they were entered.
                LineState::New(_)
                | LineState::Payments
                | LineState::Completed
                | LineState::Cancels => {}
            }
        }
        for file in &self.papers.files {
            tally.left_out += file.reading.not_invoices.len();
            tally.refused += file.reading.problems.len();
        }
    }
}

/// Whether a notice says that there is nothing to collect by the document.
fn leaves_out(notice: &Notice) -> bool {
    matches!(
        notice,
        Notice::RejectedByCustomer { .. }
            | Notice::Assigned { .. }
            | Notice::FreeOfCharge
            | Notice::NoMoneyEffect
            | Notice::NotAuthorised { .. }
            | Notice::AccountingOnly
            | Notice::Test
            | Notice::NoPayments
    )
}

/// Amounts of one currency.
pub(super) fn less(one: Money, other_minor: i64) -> Money {
    Money::new(one.amount_minor - other_minor, one.currency)
}
