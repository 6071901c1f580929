//! Invoices, debit notes and charges: entering, correcting, cancelling.

use chrono::NaiveDate;
use rust_decimal::Decimal;

use super::Draft;
use crate::ledger::book::Book;
use crate::ledger::fact::Fact;
use crate::ledger::invoice::{Delivery, Instalment, Invoice, InvoiceKind};
use crate::ledger::refusal::Refusal;
use crate::ledger::terms::{CountedFrom, Terms};
use crate::ledger::{Id, Money};

/// An invoice to enter.
#[derive(Clone, Debug)]
pub struct InvoiceForm {
    /// What kind of document.
    pub kind: InvoiceKind,
    /// Whom it is issued to.
    pub customer: Id,
    /// Its number as printed.
    pub number: String,
    /// The day of issue.
    pub issued_on: NaiveDate,
    /// The day the customer acknowledged it.
    pub acknowledged_on: Option<NaiveDate>,
    /// When it falls due.
    pub due: Due,
    /// The amount to collect.
    pub total: Money,
    /// Units of the home currency for one of this; the book's rate when absent.
    pub rate: Option<Decimal>,
    /// Purchase order or other reference.
    pub reference: String,
    /// UUID, CUFE, clave de acceso.
    pub fiscal_id: String,
    /// Free notes.
    pub notes: String,
    /// How far it has come.
    pub delivery: Delivery,
    /// The invoice a charge belongs to.
    pub of: Option<Id>,
}

/// When an invoice falls due.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Due {
    /// As agreed.
    Terms(Terms),
    /// On one day.
    On(NaiveDate),
    /// In these instalments.
    Instalments(Vec<Instalment>),
}

impl InvoiceForm {
    /// An invoice of which the least is known: whose, which, when, how much.
    pub fn new(customer: Id, number: &str, issued_on: NaiveDate, due: Due, total: Money) -> Self {
        Self {
            kind: InvoiceKind::Invoice,
            customer,
            number: number.trim().to_owned(),
            issued_on,
            acknowledged_on: None,
            due,
            total,
            rate: None,
            reference: String::new(),
            fiscal_id: String::new(),
            notes: String::new(),
            delivery: Delivery::Unknown,
            of: None,
        }
    }

    /// The invoice it describes.
    ///
    /// # Errors
    /// When its terms make no sense.
    pub fn invoice(self, id: Id, book: &Book) -> Result<Invoice, Refusal> {
        let foreign = self.total.currency != book.firm().home_currency;
        let rate = self.rate.or_else(|| book.rate_on(self.total.currency, self.issued_on));
        let (terms, instalments) = match self.due {
            Due::On(due_on) => {
                (None, vec![Instalment { due_on, amount_minor: self.total.amount_minor }])
            }
            Due::Instalments(instalments) => (None, instalments),
            Due::Terms(terms) => {
                let from = match terms.counted_from {
                    CountedFrom::Issue => self.issued_on,
                    CountedFrom::Acknowledgement => self.acknowledged_on.unwrap_or(self.issued_on),
                };
                let parts = terms.instalments(from, self.total).map_err(Refusal::Terms)?;
                let instalments = parts
                    .into_iter()
                    .map(|(due_on, part)| Instalment { due_on, amount_minor: part.amount_minor })
                    // A cent split in three is owed in one part.
                    .filter(|instalment| instalment.amount_minor != 0)
                    .collect();
                (Some(terms), instalments)
            }
        };
        Ok(Invoice {
            id,
            kind: self.kind,
            customer: self.customer,
            number: self.number,
            issued_on: self.issued_on,
            acknowledged_on: self.acknowledged_on,
            terms,
            total: self.total,
            instalments,
            rate: rate.filter(|_| foreign),
            reference: self.reference,
            fiscal_id: self.fiscal_id,
            notes: self.notes,
            delivery: self.delivery,
            of: self.of,
        })
    }
}

/// Enters an invoice.
///
/// # Errors
/// When its number is taken, its amount is not above zero, its instalments do not sum to
/// the total, its terms make no sense, or the invoice it belongs to is not there.
pub fn enter_invoice(draft: &mut Draft, form: InvoiceForm) -> Result<Id, Refusal> {
    if let Some(of) = form.of.filter(|&of| draft.book().find_invoice(of).is_none()) {
        return Err(Refusal::Unknown { id: of });
    }
    let id = draft.new_id();
    let invoice = form.invoice(id, draft.book())?;
    draft.push(Fact::InvoiceAdded(Box::new(invoice)))?;
    Ok(id)
}

/// Corrects an invoice; what settles it stays.
///
/// # Errors
/// As entering it refuses, and when it would leave less than is settled.
pub fn change_invoice(draft: &mut Draft, after: Invoice) -> Result<(), Refusal> {
    let book = draft.book();
    let ix = book.find_invoice(after.id).ok_or(Refusal::Unknown { id: after.id })?;
    let before = Box::new((*book.invoice(ix).invoice).clone());
    draft.push(Fact::InvoiceChanged { before, after: Box::new(after) })
}

/// Cancels an invoice from a day on. What settled it is freed on that day, in the same
/// record, and is unapplied credit again.
///
/// # Errors
/// When there is no such invoice, it is cancelled already, the day is before its issue, or
/// no reason is given.
pub fn cancel_invoice(
    draft: &mut Draft,
    invoice: Id,
    on: NaiveDate,
    reason: String,
) -> Result<(), Refusal> {
    let book = draft.book();
    let ix = book.find_invoice(invoice).ok_or(Refusal::Unknown { id: invoice })?;
    let ends: Vec<_> = book
        .items_of(ix)
        .flat_map(|(item, _)| book.allocations_to(item))
        .filter(|entry| entry.until.is_none())
        // One that would only begin later ends as it begins: it never counts.
        .map(|entry| Fact::AllocationEnded {
            allocation: entry.allocation.id,
            on: entry.allocation.from.max(on),
        })
        .collect();
    draft.whole(|draft| {
        ends.into_iter().try_for_each(|end| draft.push(end))?;
        draft.push(Fact::InvoiceCancelled { invoice, on, reason })
    })
}

/// The number to propose for the next invoice: the last one entered, counted up in its
/// last run of digits; empty when there is none to go by.
pub fn next_number(book: &Book) -> String {
    let last = book
        .invoices()
        .rev()
        .map(|(_, entry)| &entry.invoice)
        .find(|invoice| invoice.kind == InvoiceKind::Invoice);
    last.and_then(|invoice| counted_up(&invoice.number)).unwrap_or_default()
}

/// A number with its last run of digits counted up; `None` where it has none.
pub(crate) fn counted_up(number: &str) -> Option<String> {
    let end = number.rfind(|c: char| c.is_ascii_digit())? + 1;
    let start = number[..end]
        .rfind(|c: char| !c.is_ascii_digit())
        .map_or(0, |at| at + number[at..].chars().next().map_or(1, char::len_utf8));
    let digits = &number[start..end];
    let next = digits.parse::<u64>().ok()?.checked_add(1)?;
    let width = digits.len();
    Some(format!("{}{next:0width$}{}", &number[..start], &number[end..]))
}

#[cfg(test)]
mod tests {
    use super::counted_up;

    #[test]
    fn numbers_count_up_in_their_last_digits() {
        for (number, next) in
            [("F-0099", "F-0100"), ("7", "8"), ("A1-09/MX", "A1-10/MX"), ("Ñ9", "Ñ10")]
        {
            assert_eq!(counted_up(number).as_deref(), Some(next));
        }
        assert_eq!(counted_up("sin número"), None);
    }
}
