//! Works out what becomes of each row of a list, a slice of rows at a time.

use std::collections::HashMap;
use std::collections::hash_map::Entry;
use std::sync::Arc;

use chrono::NaiveDate;

use super::plan::{DuePlan, EntryOptions, PaymentPlan, Plan, RowPlan, UndatedPayments, last_due};
use super::tally::Tally;
use crate::files::list::{
    BadRow, ColumnRef, ColumnRole, ListRead, Problem, ProblemKind, Progress, ReadRow, RowKind,
};
use crate::files::parties::{Parties, Said};
use crate::files::table::Table;
use crate::ledger::book::{Book, CustomerEntry, InvoiceEntry};
use crate::ledger::credit::CreditKind;
use crate::ledger::terms::parse_terms;
use crate::ledger::{Ix, Money, Refusal, Terms};

/// Plans the entering of a list. Call [`Self::step`] until it is done, then
/// [`Self::finish`]; drop it to cancel.
#[derive(Debug)]
pub struct Planning {
    table: Arc<Table>,
    book: Book,
    options: EntryOptions,
    parties: Parties,
    /// How many of the book's customers are in `parties`.
    customers_read: usize,
    customers_all: usize,
    /// Whether the list says totals: an amount that is only what is open may be less than
    /// the total that the book knows.
    says_totals: bool,
    /// Rows by customer, kind and number.
    seen: HashMap<(u32, RowKind, String), u32>,
    /// The places of terms in `plan.terms` by how they are written.
    terms_read: HashMap<String, Option<u32>>,
    /// The credit notes of customers of the book, by number; asked for at the first row.
    notes_known: HashMap<Ix<CustomerEntry>, HashMap<String, i64>>,
    used: Vec<bool>,
    plan: Plan,
}

impl Planning {
    /// A plan of what `read` would do to `book`; `table` is the one it was read from.
    pub fn new(read: Arc<ListRead>, table: Arc<Table>, book: &Book, options: EntryOptions) -> Self {
        let has = |role: ColumnRole| read.columns.iter().any(|(_, of)| *of == role);
        let says_totals = has(ColumnRole::Total) || has(ColumnRole::Paid);
        Self {
            table,
            options,
            parties: Parties::new(book.firm().country),
            customers_read: 0,
            customers_all: book.customers().count(),
            says_totals,
            seen: HashMap::with_capacity(read.rows.len()),
            terms_read: HashMap::new(),
            notes_known: HashMap::new(),
            used: Vec::new(),
            plan: Plan {
                tally: Tally::default(),
                refused: Vec::new(),
                warnings: Vec::new(),
                due_by_usual_terms: 0,
                undated_payments: 0,
                parties: Vec::new(),
                rows: Vec::with_capacity(read.rows.len()),
                terms: Vec::new(),
                follows: book.head().map(|head| head.hash),
                read,
            },
            book: book.clone(),
        }
    }

    /// Takes up to `at_most` more customers or rows. Two hundred take about a hundredth of a
    /// second in the browser.
    pub fn step(&mut self, at_most: usize) -> Progress {
        let book = self.book.clone();
        if self.customers_read < self.customers_all {
            let end = self.customers_all.min(self.customers_read.saturating_add(at_most));
            let some = book.customers().skip(self.customers_read).take(end - self.customers_read);
            for (ix, entry) in some {
                self.parties.know(ix, &entry.customer);
            }
            self.customers_read = end;
            return self.progress();
        }
        let read = Arc::clone(&self.plan.read);
        let end = read.rows.len().min(self.plan.rows.len().saturating_add(at_most));
        for row in &read.rows[self.plan.rows.len()..end] {
            let planned = self.plan_row(row, &book).unwrap_or_else(|(role, what)| {
                self.refuse(row, role, what);
                RowPlan::Refused
            });
            self.plan.rows.push(planned);
        }
        self.progress()
    }

    /// How far it is, in customers of the book and rows.
    pub fn progress(&self) -> Progress {
        Progress {
            done: self.customers_read + self.plan.rows.len(),
            total: self.customers_all + self.plan.read.rows.len(),
        }
    }

    /// What becomes of the rows; `None` before all were looked at.
    pub fn finish(mut self) -> Option<Plan> {
        if !self.progress().is_done() {
            return None;
        }
        self.plan.parties = self.parties.into_parties();
        for (party, _) in self.plan.parties.iter().zip(&self.used).filter(|(_, used)| **used) {
            self.plan.tally.add_customer(party.known.is_some(), party.is_completed);
        }
        Some(self.plan)
    }

    fn plan_row(&mut self, row: &ReadRow, book: &Book) -> Result<RowPlan, Refused> {
        let party = self
            .parties
            .find(&row.customer, None)
            .map_err(|_| (ColumnRole::CustomerName, ProblemKind::AmbiguousCustomer))?;
        let key = (party, row.kind, row.number.trim().to_ascii_uppercase());
        match self.seen.entry(key) {
            Entry::Occupied(first) => {
                let what = ProblemKind::DuplicateNumber { first_row: *first.get() };
                return Err((ColumnRole::Number, what));
            }
            Entry::Vacant(free) => free.insert(row.row),
        };
        let known = self.parties.party(party).known;
        let planned = match (row.kind, known) {
            (RowKind::CreditNote, _) => self.plan_credit_note(row, party, known, book),
            (RowKind::Invoice, Some(customer)) => match book.find_number(customer, &row.number) {
                Some(invoice) => self.plan_known(row, party, invoice, book),
                None => self.plan_invoice(row, party, known, book)?,
            },
            (RowKind::Invoice, None) => self.plan_invoice(row, party, None, book)?,
        };
        self.parties.learn(party, &said_in(row), book);
        let place = party as usize;
        if self.used.len() <= place {
            self.used.resize(place + 1, false);
        }
        self.used[place] = true;
        Ok(planned)
    }

    fn plan_invoice(
        &mut self,
        row: &ReadRow,
        party: u32,
        known: Option<Ix<CustomerEntry>>,
        book: &Book,
    ) -> Result<RowPlan, Refused> {
        let due = match row.due {
            Some(due) => DuePlan::On(due),
            None => DuePlan::Terms(self.terms_of(row, known, book)?),
        };
        let paid_minor = row.paid().amount_minor;
        let paid = (paid_minor > 0).then(|| {
            let on = row.settled.unwrap_or_else(|| {
                self.plan.undated_payments += 1;
                self.undated(row, due)
            });
            PaymentPlan { minor: paid_minor, on }
        });
        self.plan.tally.add_invoice(row.total, paid_minor);
        Ok(RowPlan::Invoice { party, due, paid })
    }

    /// The terms of a row without a due date: its own, else the customer's, else the firm's.
    fn terms_of(
        &mut self,
        row: &ReadRow,
        known: Option<Ix<CustomerEntry>>,
        book: &Book,
    ) -> Result<u32, Refused> {
        let own = match &row.terms {
            None => None,
            Some(text) => match self.terms_read.get(text) {
                Some(read) => *read,
                None => {
                    let read = parse_terms(text).map(|terms| self.place_of(terms));
                    self.terms_read.insert(text.clone(), read);
                    read
                }
            },
        };
        let at = own.unwrap_or_else(|| {
            if row.terms.is_some() {
                self.warn(row, ColumnRole::Terms, ProblemKind::TermsNotUnderstood);
            }
            self.plan.due_by_usual_terms += 1;
            let customer = known.and_then(|ix| book.customer(ix).customer.terms.as_ref());
            self.place_of(customer.unwrap_or(&book.firm().terms).clone())
        });
        // Refused now and not when it is entered: the totals shown must be those entered.
        match self.plan.terms[at as usize].instalments(row.issue, row.total) {
            Ok(_) => Ok(at),
            Err(why) => Err((ColumnRole::Terms, ProblemKind::Refused(Refusal::Terms(why)))),
        }
    }

    fn place_of(&mut self, terms: Terms) -> u32 {
        let known = self.plan.terms.iter().position(|one| *one == terms);
        let at = known.unwrap_or_else(|| {
            self.plan.terms.push(terms);
            self.plan.terms.len() - 1
        });
        u32::try_from(at).unwrap_or(u32::MAX)
    }

    fn undated(&self, row: &ReadRow, due: DuePlan) -> NaiveDate {
        let today = self.options.today;
        let day = match (self.options.undated, due) {
            (UndatedPayments::OnImport, _) => today,
            (UndatedPayments::OnIssue, _) => row.issue,
            (UndatedPayments::OnDueDate, DuePlan::On(due)) => due,
            (UndatedPayments::OnDueDate, DuePlan::Terms(at)) => {
                last_due(&self.plan.terms[at as usize], row)
            }
        };
        day.max(row.issue).min(today)
    }

    /// An invoice of the book: paid since, or nothing.
    fn plan_known(
        &mut self,
        row: &ReadRow,
        party: u32,
        invoice: Ix<InvoiceEntry>,
        book: &Book,
    ) -> RowPlan {
        let entry = book.invoice(invoice);
        let total = entry.invoice.total;
        let known = RowPlan::Known { party };
        self.plan.tally.rows_known += 1;
        if let Some(cancelled) = &entry.cancelled {
            self.warn(row, ColumnRole::Number, ProblemKind::KnownCancelled { on: cancelled.on });
            return known;
        }
        let is_same = total.currency == row.total.currency
            && (!self.says_totals || total.amount_minor == row.total.amount_minor);
        if !is_same {
            self.warn(row, ColumnRole::Number, ProblemKind::KnownOtherTotal { known: total });
            return known;
        }
        let on = row.settled.unwrap_or(self.options.today);
        let from = on.max(entry.invoice.issued_on);
        let open: i64 = book.items_of(invoice).map(|(_, item)| book.free_minor(item, from)).sum();
        let minor = open - row.open.amount_minor;
        if minor < 0 {
            let open = Money::new(open, total.currency);
            self.warn(row, ColumnRole::Number, ProblemKind::KnownOwesLess { open });
        }
        if minor <= 0 {
            return known;
        }
        self.plan.tally.rows_known -= 1;
        self.plan.tally.add_payment_of_known(Money::new(minor, total.currency));
        let paid = PaymentPlan { minor, on };
        RowPlan::PaymentOfKnown { party, invoice: entry.invoice.id, paid }
    }

    /// A credit note counts for what is left of it: the open amounts of the invoices in the
    /// list have the rest in them.
    fn plan_credit_note(
        &mut self,
        row: &ReadRow,
        party: u32,
        known: Option<Ix<CustomerEntry>>,
        book: &Book,
    ) -> RowPlan {
        let notes =
            known.map(|ix| self.notes_known.entry(ix).or_insert_with(|| credit_notes_of(book, ix)));
        let number = row.number.trim().to_ascii_uppercase();
        if notes.is_some_and(|notes| notes.contains_key(&number)) {
            self.plan.tally.rows_known += 1;
            return RowPlan::Known { party };
        }
        if row.open.is_zero() {
            self.warn(row, ColumnRole::Number, ProblemKind::CreditNoteUsedUp);
            self.plan.tally.rows_known += 1;
            return RowPlan::Known { party };
        }
        if row.open != row.total {
            self.warn(row, ColumnRole::Number, ProblemKind::CreditNoteLeft { left: row.open });
        }
        self.plan.tally.add_credit_note(row.open);
        RowPlan::CreditNote { party, amount_minor: row.open.amount_minor }
    }

    fn refuse(&mut self, row: &ReadRow, role: ColumnRole, what: ProblemKind) {
        let cells = self.table.row(row.row as usize - 1).cells().map(str::to_owned).collect();
        let problems = vec![problem_at(&self.plan.read, row, role, what)];
        self.plan.refused.push(BadRow { row: row.row, cells, problems });
    }

    fn warn(&mut self, row: &ReadRow, role: ColumnRole, what: ProblemKind) {
        let warning = problem_at(&self.plan.read, row, role, what);
        self.plan.warnings.push(warning);
    }
}

/// What a row says of its customer.
fn said_in(row: &ReadRow) -> Said<'_> {
    fn text(said: &Option<String>) -> &str {
        said.as_deref().unwrap_or_default()
    }
    Said {
        name: &row.customer.name,
        code: text(&row.customer.code),
        tax_id: text(&row.customer.tax_id),
        segment: text(&row.segment),
        responsible: text(&row.responsible),
        email: text(&row.email),
        phone: text(&row.phone),
    }
}

/// The column to look at, and what is wrong.
type Refused = (ColumnRole, ProblemKind);

/// A problem of a row that was read, at the column of a role where there is one.
pub(super) fn problem_at(
    read: &ListRead,
    row: &ReadRow,
    role: ColumnRole,
    what: ProblemKind,
) -> Problem {
    let index = read.columns.iter().position(|(_, of)| *of == role);
    let column = index.map(|index| ColumnRef { index, name: Arc::clone(&read.columns[index].0) });
    let said = match role {
        ColumnRole::Terms => row.terms.clone().unwrap_or_default(),
        ColumnRole::CustomerName => row.customer.name.clone(),
        _ => row.number.clone(),
    };
    Problem { row: row.row, column, read: said, what }
}

fn credit_notes_of(book: &Book, customer: Ix<CustomerEntry>) -> HashMap<String, i64> {
    let credits = book.customer(customer).credits.iter().map(|&ix| &book.credit(ix).credit);
    credits
        .filter(|credit| credit.kind == CreditKind::CreditNote)
        .map(|credit| (credit.reference.trim().to_ascii_uppercase(), credit.amount.amount_minor))
        .collect()
}
