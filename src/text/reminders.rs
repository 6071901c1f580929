//! Words inside messages to customers: what is owed, which part, how late.

use chrono::NaiveDate;

use super::Lang;
use super::format::{date_medium, days_count};
use crate::ledger::invoice::InvoiceKind;

/// What a document is called: «factura», «nota de débito».
pub fn document(lang: Lang, kind: InvoiceKind) -> &'static str {
    match kind {
        InvoiceKind::Invoice => invoice(lang),
        InvoiceKind::DebitNote => debit_note(lang),
        InvoiceKind::Interest => interest(lang),
        InvoiceKind::Fee => fee(lang),
        InvoiceKind::Opening => opening(lang),
    }
}

/// When it falls due, seen from a day: «vence hoy», «venció el 5 mar 2026 (17 días)».
pub fn when_due(lang: Lang, due_on: NaiveDate, on: NaiveDate) -> String {
    let day = date_medium(lang, due_on);
    match (on - due_on).num_days() {
        0 => due_today(lang).to_owned(),
        late if late > 0 => was_due(lang, &day, &days_count(lang, late)),
        _ => is_due(lang, &day),
    }
}

/// How many documents: «1 factura», «3 documentos».
pub fn documents_count(lang: Lang, count: usize, all_invoices: bool) -> String {
    match (count, all_invoices) {
        (1, true) => one_invoice(lang).to_owned(),
        (_, true) => invoices(lang, count),
        (1, false) => one_document(lang).to_owned(),
        (_, false) => documents(lang, count),
    }
}

/// Words in a row: «a», «a y b», «a, b y c».
pub fn row(lang: Lang, words: &[String]) -> String {
    match words {
        [] => String::new(),
        [only] => only.clone(),
        [before @ .., last] => and(lang, &before.join(", "), last),
    }
}

crate::messages! {
    /// An invoice, at the beginning of a line.
    invoice => "Factura", "Invoice";
    /// A debit note, at the beginning of a line.
    debit_note => "Nota de débito", "Debit note";
    /// Interest that was issued, at the beginning of a line.
    interest => "Intereses", "Interest";
    /// A fee that was issued, at the beginning of a line.
    fee => "Cargo", "Fee";
    /// A balance from before the ledger, at the beginning of a line.
    opening => "Saldo anterior", "Earlier balance";
    /// Which instalment.
    instalment(number: u16, of: usize) => "cuota {number} de {of}", "instalment {number} of {of}";
    /// The customer's own reference.
    reference(reference: &str) => "ref. {reference}", "ref. {reference}";
    /// What is left of an instalment, and the whole of it.
    left_of(open: &str, whole: &str) => "{open} (saldo de {whole})", "{open} (left of {whole})";
    /// It falls due today.
    due_today => "vence hoy", "due today";
    /// It falls due on a later day.
    is_due(day: &str) => "vence el {day}", "due {day}";
    /// It fell due on an earlier day.
    was_due(day: &str, late: &str) => "venció el {day} ({late})", "was due {day} ({late})";
    /// One invoice.
    one_invoice => "1 factura", "1 invoice";
    /// Some invoices.
    invoices(count: usize) => "{count} facturas", "{count} invoices";
    /// One document.
    one_document => "1 documento", "1 document";
    /// Some documents.
    documents(count: usize) => "{count} documentos", "{count} documents";
    /// The last of several after the others.
    and(before: &str, last: &str) => "{before} y {last}", "{before} and {last}";
    /// Some numbers that are not named.
    more(count: usize) => "{count} más", "{count} more";
    /// The table's first column.
    column_document => "Documento", "Document";
    /// The table's column of due dates.
    column_due => "Vencimiento", "Due date";
    /// The table's column of days late.
    column_days => "Días", "Days";
    /// The table's column of open amounts.
    column_open => "Saldo", "Balance";
    /// The table's line of sums.
    total => "Total", "Total";

    /// A firm in an example.
    example_firm => "Su empresa", "Your firm";
    /// A customer in an example.
    example_customer => "Cliente de ejemplo", "Example customer";
    /// Somebody at that customer's.
    example_contact => "Ana Ruiz", "Ana Ruiz";
    /// Who looks after that customer.
    example_responsible => "Marta Solís", "Marta Solís";
}
