//! What the tax authority's lists say is void.

use std::sync::Arc;

use super::entering::Entering;
use super::line::{Line, LineState};
use crate::files::document::Standing;
use crate::ledger::Refusal;
use crate::ledger::action::{Draft, cancel_invoice};
use crate::text;

impl Entering {
    /// Cancels the invoices of the book that a file's list says are void.
    pub(super) fn cancel_void(&mut self, draft: &mut Draft, file: usize) {
        let papers = Arc::clone(&self.papers);
        let reading = &papers.files[file].reading;
        for (row, status) in reading.statuses.iter().enumerate() {
            let Standing::Cancelled(on) = status.standing else { continue };
            let Some(invoice) = self.known.invoice(&status.fiscal_id) else { continue };
            let book = draft.book();
            let Some(ix) = book.find_invoice(invoice) else { continue };
            let entry = book.invoice(ix);
            if entry.cancelled.is_some() {
                continue;
            }
            let on = on.unwrap_or(self.today).max(entry.invoice.issued_on);
            let mut line = Line {
                file,
                at: reading.documents.len() + row,
                party: book.customer(entry.customer).customer.name().to_owned(),
                number: entry.invoice.number.clone(),
                issued_on: entry.invoice.issued_on,
                amount: Some(entry.invoice.total),
                due_on: None,
                due_by: None,
                state: LineState::Cancels,
                doubts: Vec::new(),
                notices: Vec::new(),
            };
            let reason = text::intake::void_reason(self.lang).to_owned();
            let done: Result<(), Refusal> = cancel_invoice(draft, invoice, on, reason);
            match done {
                Ok(()) => self.entered.tally.cancelled += 1,
                Err(why) => line.state = LineState::Refused(why),
            }
            self.entered.lines.push(line);
        }
    }
}
