//! The history: a line for each thing the user did.

use super::Lang;
use super::format::lower_first;
use crate::ledger::Book;
use crate::ledger::book::LogEntry;
use crate::ledger::record::Deed;
use crate::messages;

/// What was done, as a sentence without a subject: «Registró un pago», «Deshizo: registró
/// un pago». The book says what an undoing undid.
pub fn line(lang: Lang, book: &Book, entry: &LogEntry) -> String {
    let what = |record| {
        let entry = book.log().find(|entry| entry.record == record)?;
        Some(lower_first(&deed(lang, &entry.deed)))
    };
    let line = match entry.deed {
        Deed::Undid { record } => what(record).map(|what| undid(lang, &what)),
        Deed::Redid { record } => what(record).map(|what| redid(lang, &what)),
        _ => None,
    };
    line.unwrap_or_else(|| deed(lang, &entry.deed))
}

/// What a record is about: a customer's name, an invoice's number, a planned flow's name or
/// a payment's reference and customer. `None` for settings and for what is no longer there.
pub fn subject(book: &Book, entry: &LogEntry) -> Option<String> {
    let id = entry.subject?;
    let name = |ix| book.customer(ix).customer.name().to_owned();
    if let Some(ix) = book.find_customer(id) {
        return Some(name(ix));
    }
    if let Some(ix) = book.find_invoice(id) {
        return Some(book.invoice(ix).invoice.number.clone());
    }
    if let Some(flow) = book.flows().iter().find(|flow| flow.id == id) {
        return Some(flow.name.clone());
    }
    let credit = book.credit(book.find_credit(id)?);
    let (reference, customer) = (&credit.credit.reference, name(credit.customer));
    Some(if reference.is_empty() { customer } else { format!("{reference} · {customer}") })
}

/// What the user does, for a button or a message before it is in the history.
pub fn deed(lang: Lang, deed: &Deed) -> String {
    let words = match deed {
        Deed::Began => began(lang),
        Deed::ChangedSettings => changed_settings(lang),
        Deed::AddedRate => added_rate(lang),
        Deed::RemovedRate => removed_rate(lang),
        Deed::AddedCustomer => added_customer(lang),
        Deed::ChangedCustomer => changed_customer(lang),
        Deed::AddedInvoice => added_invoice(lang),
        Deed::ChangedInvoice => changed_invoice(lang),
        Deed::CancelledInvoice => cancelled_invoice(lang),
        Deed::RecordedPayment => recorded_payment(lang),
        Deed::RecordedCredit => recorded_credit(lang),
        Deed::ChangedAllocation => changed_allocation(lang),
        Deed::MovedCheque => moved_cheque(lang),
        Deed::Refunded => refunded(lang),
        Deed::IssuedCharge => issued_charge(lang),
        Deed::LoggedContact => logged_contact(lang),
        Deed::AddedDealing => added_dealing(lang),
        Deed::EndedDealing => ended_dealing(lang),
        Deed::NotedSign => noted_sign(lang),
        Deed::ReviewedSign => reviewed_sign(lang),
        Deed::ChangedProtocol => changed_protocol(lang),
        Deed::ChangedCashPlan => changed_cash_plan(lang),
        Deed::CountedCash => counted_cash(lang),
        Deed::MatchedMovements => matched_movements(lang),
        Deed::UnmatchedMovement => unmatched_movement(lang),
        Deed::SetMovementAside => set_movement_aside(lang),
        Deed::TookMovementUp => took_movement_up(lang),
        Deed::ChangedPayers => changed_payers(lang),
        Deed::Imported { file } if file.is_empty() => imported_text(lang),
        Deed::Imported { file } => return imported(lang, file),
        Deed::Undid { .. } => undid_something(lang),
        Deed::Redid { .. } => redid_something(lang),
    };
    words.to_owned()
}

messages! {
    /// The first record.
    began => "Abrió la cartera", "Began the ledger";
    /// Settings.
    changed_settings => "Cambió la configuración", "Changed the settings";
    /// A rate.
    added_rate => "Registró un tipo de cambio", "Entered a rate";
    /// A rate taken out.
    removed_rate => "Quitó un tipo de cambio", "Removed a rate";
    /// A customer.
    added_customer => "Registró un cliente", "Added a customer";
    /// A customer's particulars.
    changed_customer => "Cambió los datos de un cliente", "Changed a customer";
    /// An invoice.
    added_invoice => "Registró una factura", "Added an invoice";
    /// A correction.
    changed_invoice => "Corrigió una factura", "Corrected an invoice";
    /// A cancellation.
    cancelled_invoice => "Canceló una factura", "Cancelled an invoice";
    /// A payment.
    recorded_payment => "Registró un pago", "Recorded a payment";
    /// Another credit.
    recorded_credit => "Registró una nota de crédito, retención o quita",
        "Recorded a credit note, withholding or write-off";
    /// Applying and taking back.
    changed_allocation => "Cambió la aplicación de un pago", "Changed what a payment settles";
    /// A cheque's step.
    moved_cheque => "Anotó el paso de un cheque", "Noted a cheque's step";
    /// A refund.
    refunded => "Devolvió dinero a un cliente", "Gave money back to a customer";
    /// Interest or a fee.
    issued_charge => "Emitió un cargo", "Issued a charge";
    /// A contact.
    logged_contact => "Registró una gestión", "Logged a contact";
    /// A promise, dispute, plan or hold.
    added_dealing => "Registró un acuerdo o una pausa", "Noted an agreement or a hold";
    /// The end of one.
    ended_dealing => "Cerró un acuerdo o una pausa", "Closed an agreement or a hold";
    /// A warning sign.
    noted_sign => "Anotó una señal de alerta", "Noted a warning sign";
    /// A warning sign looked at.
    reviewed_sign => "Revisó una señal de alerta", "Reviewed a warning sign";
    /// A protocol.
    changed_protocol => "Cambió un protocolo", "Changed a protocol";
    /// Planned flows.
    changed_cash_plan => "Cambió los ingresos y egresos previstos", "Changed the planned income and payments";
    /// Cash.
    counted_cash => "Anotó el saldo en caja y bancos", "Noted the cash on hand";
    /// Movements of the bank and what they pay.
    matched_movements => "Concilió movimientos del banco", "Matched movements of the bank";
    /// A match taken back.
    unmatched_movement => "Quitó la conciliación de un movimiento del banco",
        "Took back the match of a bank movement";
    /// Not ours.
    set_movement_aside => "Apartó un movimiento del banco", "Set a bank movement aside";
    /// Ours after all.
    took_movement_up => "Retomó un movimiento del banco", "Took up a bank movement again";
    /// Whose payers are.
    changed_payers => "Cambió lo que se recuerda de un pagador", "Changed what is remembered of a payer";
    /// An import of a file.
    imported(file: &str) => "Importó {file}", "Imported {file}";
    /// An import of pasted text.
    imported_text => "Importó una lista pegada", "Imported a pasted list";
    /// An undoing of something unnamed.
    undid_something => "Deshizo una acción", "Undid an action";
    /// A redoing of something unnamed.
    redid_something => "Rehízo una acción", "Did an action again";
    /// An undoing.
    undid(what: &str) => "Deshizo: {what}", "Undid: {what}";
    /// A redoing.
    redid(what: &str) => "Rehízo: {what}", "Did again: {what}";
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::ledger::Id;

    fn entry(record: Id, deed: Deed) -> LogEntry {
        let person = String::new();
        LogEntry { record, at_ms: 0, person, deed, subject: None, facts: 1, undone: false }
    }

    #[test]
    fn an_import_names_its_file() {
        let file = "clientes.csv".to_owned();
        let entry = entry(Id::new(1, 1), Deed::Imported { file });
        let book = Book::default();
        assert_eq!(line(Lang::Es, &book, &entry), "Importó clientes.csv");
        assert_eq!(line(Lang::En, &book, &entry), "Imported clientes.csv");
    }
}
