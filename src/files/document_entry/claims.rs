//! Invoices, debit notes and credit notes.

use super::due::decide;
use super::entering::{Entering, less};
use super::known::{find_number, has_credit_note, is_other};
use super::line::{Doubt, Line, LineState, Why};
use crate::files::document::{Claim, ClaimKind, Document, Format, RelationKind};
use crate::ledger::action::{
    CreditForm, Draft, InvoiceForm, Line as Applied, cancel_invoice, change_invoice, enter_credit,
    enter_invoice,
};
use crate::ledger::book::Book;
use crate::ledger::credit::CreditKind;
use crate::ledger::invoice::{InstalmentRef, InvoiceKind};
use crate::ledger::{Id, Refusal};
use crate::text;

impl Entering {
    /// Enters a claim for a party's customer.
    pub(super) fn enter_claim(
        &mut self,
        draft: &mut Draft,
        document: &Document,
        claim: &Claim,
        party: u32,
        line: &mut Line,
    ) -> Result<LineState, Refusal> {
        if claim.payable.amount_minor <= 0 {
            return Ok(LineState::LeftOut(Why::NothingToCollect));
        }
        if claim.kind == ClaimKind::CreditNote {
            return self.enter_credit_note(draft, document, claim, party, line);
        }
        match self.known_invoice(draft.book(), document, party) {
            Some(known) => self.complete(draft, document, claim, known, line),
            None => self.enter_new(draft, document, claim, party, line),
        }
    }

    fn known_invoice(&self, book: &Book, document: &Document, party: u32) -> Option<Id> {
        // One code of ARCA may cover several documents.
        let fiscal_id = document.fiscal_id.as_deref().filter(|_| document.format != Format::Arca);
        if let Some(known) = fiscal_id.and_then(|id| self.known.invoice(id)) {
            return Some(known);
        }
        let found = find_number(book, self.place_of(book, party)?, &document.number)?;
        let entry = book.invoice(found);
        (!is_other(entry, fiscal_id.unwrap_or_default())).then_some(entry.invoice.id)
    }

    /// An invoice of the book: given its fiscal id if it has none.
    fn complete(
        &mut self,
        draft: &mut Draft,
        document: &Document,
        claim: &Claim,
        known: Id,
        line: &mut Line,
    ) -> Result<LineState, Refusal> {
        let book = draft.book();
        let ix = book.find_invoice(known).ok_or(Refusal::Unknown { id: known })?;
        let mut invoice = (*book.invoice(ix).invoice).clone();
        line.due_on = Some(book.invoice(ix).last_due_on());
        if invoice.total != claim.payable {
            line.doubts.push(Doubt::OtherTotal { known: invoice.total });
            return Ok(LineState::Known);
        }
        let Some(fiscal_id) = document.fiscal_id.as_ref().filter(|_| invoice.fiscal_id.is_empty())
        else {
            return Ok(LineState::Known);
        };
        invoice.fiscal_id.clone_from(fiscal_id);
        change_invoice(draft, invoice)?;
        self.known.know(fiscal_id, known);
        self.entered.tally.invoices_completed += 1;
        Ok(LineState::Completed)
    }

    fn enter_new(
        &mut self,
        draft: &mut Draft,
        document: &Document,
        claim: &Claim,
        party: u32,
        line: &mut Line,
    ) -> Result<LineState, Refusal> {
        let book = draft.book();
        let customer = self.place_of(book, party);
        let agreed = customer.and_then(|ix| book.customer(ix).customer.terms.clone());
        let usual = &book.firm().terms;
        let decided = decide(claim, document.issued_on, agreed.as_ref(), usual);
        let related = |kinds: &[RelationKind]| -> Vec<Id> {
            let of_kind = document.related.iter().filter(|one| kinds.contains(&one.kind));
            of_kind
                .filter_map(|one| {
                    let (id, number) = (one.fiscal_id.as_deref(), one.number.as_deref());
                    self.named_invoice(book, customer, id, number)
                })
                .collect()
        };
        let replaced = related(&[RelationKind::Replaces]);
        let is_note = claim.kind == ClaimKind::DebitNote;
        let of = related(&[RelationKind::Corrects]).first().copied().filter(|_| is_note);
        let reason = text::intake::replaced_reason(self.lang, &document.number);
        let mut form = InvoiceForm {
            kind: if is_note { InvoiceKind::DebitNote } else { InvoiceKind::Invoice },
            acknowledged_on: decided.received_on,
            rate: claim.rate,
            fiscal_id: document.fiscal_id.clone().unwrap_or_default(),
            of,
            ..InvoiceForm::new(
                Id::new(0, 0),
                &line.number,
                document.issued_on,
                decided.due,
                claim.payable,
            )
        };
        let (invoice, is_replacing) = self.for_customer(draft, party, |draft, customer| {
            let mut is_replacing = false;
            for old in replaced {
                let book = draft.book();
                let ix = book.find_invoice(old).ok_or(Refusal::Unknown { id: old })?;
                let entry = book.invoice(ix);
                if entry.cancelled.is_none() {
                    let on = document.issued_on.max(entry.invoice.issued_on);
                    cancel_invoice(draft, old, on, reason.clone())?;
                    is_replacing = true;
                }
            }
            form.customer = customer;
            Ok((enter_invoice(draft, form)?, is_replacing))
        })?;
        if is_replacing {
            line.doubts.push(Doubt::Replaces);
        }
        if let Some(id) = &document.fiscal_id {
            self.known.know(id, invoice);
        }
        let book = draft.book();
        line.due_on = book.find_invoice(invoice).map(|ix| book.invoice(ix).last_due_on());
        line.due_by = Some(decided.by);
        self.entered.tally.add_invoice(claim.payable);
        Ok(LineState::New(claim.kind))
    }

    fn enter_credit_note(
        &mut self,
        draft: &mut Draft,
        document: &Document,
        claim: &Claim,
        party: u32,
        line: &mut Line,
    ) -> Result<LineState, Refusal> {
        let book = draft.book();
        let customer = self.place_of(book, party);
        if customer.is_some_and(|ix| has_credit_note(book, ix, &line.number)) {
            return Ok(LineState::Known);
        }
        let corrects = |kind| {
            matches!(
                kind,
                RelationKind::Corrects | RelationKind::Cancels | RelationKind::UsesAdvance
            )
        };
        let mut left = claim.payable.amount_minor;
        let mut lines = Vec::new();
        let mut finds_any = false;
        for relation in document.related.iter().filter(|relation| corrects(relation.kind)) {
            let (id, number) = (relation.fiscal_id.as_deref(), relation.number.as_deref());
            let Some(invoice) = self.named_invoice(book, customer, id, number) else { continue };
            let Some(ix) = book.find_invoice(invoice) else { continue };
            let entry = book.invoice(ix);
            if Some(entry.customer) != customer
                || entry.invoice.total.currency != claim.payable.currency
                || entry.cancelled.is_some()
            {
                continue;
            }
            finds_any = true;
            let from = document.issued_on.max(entry.invoice.issued_on);
            for (_, item) in book.items_of(ix) {
                let minor = book.free_minor(item, from).min(left);
                if minor > 0 {
                    lines.push(Applied::new(InstalmentRef { invoice, number: item.number }, minor));
                    left -= minor;
                }
            }
        }
        let form = CreditForm {
            kind: CreditKind::CreditNote,
            customer: Id::new(0, 0),
            date: document.issued_on,
            amount: claim.payable,
            rate: claim.rate,
            reference: line.number.clone(),
            notes: document.fiscal_id.clone().unwrap_or_default(),
            lines,
        };
        self.for_customer(draft, party, |draft, customer| {
            enter_credit(draft, CreditForm { customer, ..form })
        })?;
        if !finds_any {
            line.doubts.push(Doubt::CorrectsUnknown);
        } else if left > 0 {
            let rest = less(claim.payable, claim.payable.amount_minor - left);
            line.doubts.push(Doubt::NotAllApplied { rest });
        }
        self.entered.tally.add_credit_note(claim.payable);
        Ok(LineState::New(ClaimKind::CreditNote))
    }
}
