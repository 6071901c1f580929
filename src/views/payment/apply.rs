//! What is left of a credit, applied later.

use chrono::NaiveDate;

use super::{Field, FieldProblem, Problem, Sheet, differences, table_problems};
use crate::ledger::action::{Draft, Moment, apply_credit};
use crate::ledger::book::{Book, CreditEntry};
use crate::ledger::invoice::InstalmentRef;
use crate::ledger::record::Deed;
use crate::ledger::{Id, Ix, Money, Refusal};
use crate::text::format::{self, NumberStyle};
use crate::views::allocation::{Available, LineEdit, Table};

/// What is left of a credit, being applied.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ApplyDraft {
    /// The credit.
    pub credit: Id,
    /// The day it takes effect, as typed; as early as it can when blank.
    pub effect_on: String,
    /// The user's own lines; the proposal is followed without.
    pub edits: Option<Vec<LineEdit>>,
}

impl ApplyDraft {
    /// What is left of a credit, for the first day on which all of it is: mostly the
    /// credit's own, later where some of it was used meanwhile.
    pub fn new(credit: Id) -> Self {
        Self { credit, effect_on: String::new(), edits: None }
    }

    /// Works out what the table shows.
    pub fn work_out(&self, book: &Book, style: NumberStyle, today: NaiveDate) -> Sheet {
        let mut sheet =
            Sheet { on: None, amount: None, offers: Vec::new(), table: None, problems: Vec::new() };
        let Some(ix) = book.find_credit(self.credit) else { return sheet };
        let entry = book.credit(ix);
        let earliest = entry.effective_on();
        let on = match format::parse_date(&self.effect_on, today) {
            Some(day) if day < earliest => Err(Problem::TooEarly { earliest }),
            Some(day) => Ok(day),
            None if self.effect_on.trim().is_empty() => Ok(usual_day(book, ix, today)),
            None => Err(Problem::NotADate),
        };
        let on = match on {
            Ok(on) => on,
            Err(problem) => {
                sheet.problems.push(FieldProblem { field: Field::EffectOn, problem });
                return sheet;
            }
        };
        let currency = entry.amount.currency;
        let amount = Money::new(book.unused_minor(entry, on), currency);
        let available = Available {
            customer: entry.customer,
            currency,
            amount_minor: Some(amount.amount_minor),
            on,
            rate: entry.credit.rate,
            reference: &entry.credit.reference,
            invoice: None,
            withheld_minor: 0,
            discounts: &[],
            forgive: false,
        };
        let table = Table::work_out(book, &available, self.edits.as_deref(), style);
        sheet.problems.extend(table_problems(&table, Some(amount)));
        if sheet.problems.is_empty() && table.taken_minor == 0 {
            sheet.problems.push(FieldProblem { field: Field::Lines, problem: Problem::Missing });
        }
        (sheet.on, sheet.amount, sheet.table) = (Some(on), Some(amount), Some(table));
        sheet
    }

    /// Applies it.
    ///
    /// # Errors
    /// As the book refuses.
    pub fn apply(&self, sheet: &Sheet, draft: &mut Draft) -> Result<(), Refusal> {
        let (Some(amount), Some(table)) = (sheet.amount, &sheet.table) else {
            return Err(Refusal::Unknown { id: self.credit });
        };
        apply_credit(draft, self.credit, &table.credit_lines(amount.currency))
    }

    /// What each line would gain or lose in the home currency; see
    /// [`PaymentForm::exchange_differences`](super::PaymentForm::exchange_differences).
    pub fn exchange_differences(&self, book: &Book, sheet: &Sheet) -> Vec<(InstalmentRef, Money)> {
        let moment = Moment { at_ms: 0, random: 0, device: String::new() };
        let mut draft = Draft::begin(book, Deed::ChangedAllocation, &moment);
        if self.apply(sheet, &mut draft).is_err() {
            return Vec::new();
        }
        differences(&draft.into_book(), self.credit)
    }
}

/// The first day from which all that is left of a credit can be used on what is open now:
/// its own, or today where something was used or settled in between.
fn usual_day(book: &Book, ix: Ix<CreditEntry>, today: NaiveDate) -> NaiveDate {
    let entry = book.credit(ix);
    let first = entry.effective_on();
    let later = first.max(today);
    let is_free = |day: NaiveDate| {
        let items = book.customer(entry.customer).invoices.iter();
        let items = items.flat_map(|&invoice| book.items_of(invoice));
        let free: i64 = items.map(|(_, item)| book.free_minor(item, day.max(item.issued_on))).sum();
        (book.unused_minor(entry, day), free)
    };
    if is_free(first) == is_free(later) { first } else { later }
}
