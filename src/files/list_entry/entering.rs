//! Enters a planned list into a draft, a slice of rows at a time.

use std::sync::Arc;

use super::plan::{DuePlan, PaymentPlan, Plan, RowPlan};
use super::planning::problem_at;
use super::tally::Tally;
use crate::files::list::{BadRow, ColumnRole, ProblemKind, Progress, ReadRow};
use crate::files::parties::enter_party;
use crate::files::table::Table;
use crate::ledger::action::{
    CreditForm, Draft, Due, InvoiceForm, Line, enter_credit, enter_invoice,
};
use crate::ledger::credit::{CreditKind, Method};
use crate::ledger::invoice::InstalmentRef;
use crate::ledger::{Id, Money, Refusal};

/// Enters a list. Call [`Self::step`] until it is done, then [`Self::finish`], and store
/// the draft; drop both to cancel, and nothing happened.
///
/// A row the book refuses becomes a problem that says why, and the others go on: of a row
/// that makes several facts (a customer, an invoice, its payment) all are entered or none.
#[derive(Debug)]
pub struct Entering {
    plan: Arc<Plan>,
    table: Arc<Table>,
    next: usize,
    /// The customers that are in the draft as the list has them, by party.
    customers: Vec<Option<Id>>,
    entered: Entered,
}

/// What was entered.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Entered {
    /// How much of everything.
    pub tally: Tally,
    /// Rows the book refused though the plan expected it to take them.
    pub refused: Vec<BadRow>,
}

impl Entering {
    /// Begins. The plan must fit the draft, see [`Plan::fits`]; `table` is the one the list
    /// was read from.
    pub fn new(plan: Arc<Plan>, table: Arc<Table>) -> Self {
        let customers = vec![None; plan.parties.len()];
        Self { plan, table, next: 0, customers, entered: Entered::default() }
    }

    /// Enters up to `rows_at_most` more rows. A hundred take about a hundredth of a second
    /// in the browser.
    pub fn step(&mut self, draft: &mut Draft, rows_at_most: usize) -> Progress {
        let plan = Arc::clone(&self.plan);
        let end = plan.len().min(self.next.saturating_add(rows_at_most));
        for at in self.next..end {
            let (row, planned) = (&plan.read.rows[at], plan.rows[at]);
            if let Err(why) = self.enter(draft, &plan, row, planned) {
                self.refuse(row, why);
            }
        }
        self.next = end;
        self.progress()
    }

    /// How far it is, in rows.
    pub fn progress(&self) -> Progress {
        Progress { done: self.next, total: self.plan.len() }
    }

    /// What was entered; `None` before all rows were.
    pub fn finish(self) -> Option<Entered> {
        self.progress().is_done().then_some(self.entered)
    }

    fn enter(
        &mut self,
        draft: &mut Draft,
        plan: &Plan,
        row: &ReadRow,
        planned: RowPlan,
    ) -> Result<(), Refusal> {
        let (RowPlan::Invoice { party, .. }
        | RowPlan::CreditNote { party, .. }
        | RowPlan::PaymentOfKnown { party, .. }
        | RowPlan::Known { party }) = planned
        else {
            return Ok(());
        };
        let before = self.customers[party as usize];
        let customer = draft.whole(|draft| {
            let customer = match before {
                Some(customer) => customer,
                None => enter_party(draft, &plan.parties[party as usize])?,
            };
            match planned {
                RowPlan::Invoice { due, paid, .. } => {
                    enter_new(draft, plan, customer, row, due, paid)?;
                }
                RowPlan::CreditNote { amount_minor, .. } => {
                    let kind = CreditKind::CreditNote;
                    let amount = Money::new(amount_minor, row.total.currency);
                    let notes = [&row.reference, &row.notes].into_iter().flatten();
                    let form = CreditForm {
                        kind,
                        customer,
                        date: row.issue,
                        amount,
                        rate: None,
                        reference: row.number.clone(),
                        notes: notes.map(String::as_str).collect::<Vec<_>>().join("\n"),
                        lines: Vec::new(),
                    };
                    enter_credit(draft, form)?;
                }
                RowPlan::PaymentOfKnown { invoice, paid, .. } => {
                    pay(draft, customer, invoice, row, paid)?;
                }
                RowPlan::Known { .. } | RowPlan::Refused => {}
            }
            Ok(customer)
        })?;
        if before.is_none() {
            self.customers[party as usize] = Some(customer);
            let party = &plan.parties[party as usize];
            self.entered.tally.add_customer(party.known.is_some(), party.is_completed);
        }
        self.count(row, planned);
        Ok(())
    }

    fn count(&mut self, row: &ReadRow, planned: RowPlan) {
        let tally = &mut self.entered.tally;
        let money = |minor| Money::new(minor, row.total.currency);
        match planned {
            RowPlan::Invoice { paid, .. } => {
                tally.add_invoice(row.total, paid.map_or(0, |paid| paid.minor));
            }
            RowPlan::CreditNote { amount_minor, .. } => tally.add_credit_note(money(amount_minor)),
            RowPlan::PaymentOfKnown { paid, .. } => tally.add_payment_of_known(money(paid.minor)),
            RowPlan::Known { .. } => tally.rows_known += 1,
            RowPlan::Refused => {}
        }
    }

    fn refuse(&mut self, row: &ReadRow, why: Refusal) {
        let cells = self.table.row(row.row as usize - 1).cells().map(str::to_owned).collect();
        let what = ProblemKind::Refused(why);
        let problems = vec![problem_at(&self.plan.read, row, ColumnRole::Number, what)];
        self.entered.refused.push(BadRow { row: row.row, cells, problems });
    }
}

fn enter_new(
    draft: &mut Draft,
    plan: &Plan,
    customer: Id,
    row: &ReadRow,
    due: DuePlan,
    paid: Option<PaymentPlan>,
) -> Result<(), Refusal> {
    let due = match due {
        DuePlan::On(day) => Due::On(day),
        DuePlan::Terms(at) => Due::Terms(plan.terms[at as usize].clone()),
    };
    let mut form = InvoiceForm::new(customer, &row.number, row.issue, due, row.total);
    form.reference = row.reference.clone().unwrap_or_default();
    form.notes = row.notes.clone().unwrap_or_default();
    let invoice = enter_invoice(draft, form)?;
    match paid {
        Some(paid) => pay(draft, customer, invoice, row, paid),
        None => Ok(()),
    }
}

/// A payment of an invoice, its instalments in order.
fn pay(
    draft: &mut Draft,
    customer: Id,
    invoice: Id,
    row: &ReadRow,
    paid: PaymentPlan,
) -> Result<(), Refusal> {
    let book = draft.book();
    let ix = book.find_invoice(invoice).ok_or(Refusal::Unknown { id: invoice })?;
    let from = paid.on.max(book.invoice(ix).invoice.issued_on);
    let mut left = paid.minor;
    let mut lines = Vec::new();
    for (_, item) in book.items_of(ix) {
        let minor = book.free_minor(item, from).min(left);
        if minor > 0 {
            lines.push(Line::new(InstalmentRef { invoice, number: item.number }, minor));
            left -= minor;
        }
    }
    let form = CreditForm {
        kind: CreditKind::Payment { method: Method::Other },
        customer,
        date: paid.on,
        amount: Money::new(paid.minor, row.total.currency),
        rate: None,
        // The invoice's number would be taken for the bank's reference.
        reference: String::new(),
        notes: String::new(),
        lines,
    };
    enter_credit(draft, form).map(drop)
}
