//! Words of the statement of account and of letters.

use super::Lang;

crate::messages! {
    /// What the document is called.
    title => "Estado de cuenta", "Statement of account";
    /// The kinds, for screen readers.
    kind => "Qué contiene", "What it holds";
    /// All that happened.
    activity => "Movimientos", "Activity";
    /// What is open.
    open_items => "Partidas abiertas", "Open items";
    /// The case for whoever collects.
    case => "Expediente", "Case file";
    /// The first day.
    from => "desde", "from";
    /// The last day.
    as_of => "al", "as of";
    /// In which language.
    language => "Idioma", "Language";
    /// The period of activity.
    period(from: &str, to: &str) => "Del {from} al {to}", "From {from} to {to}";
    /// The day of open items.
    as_of_day(day: &str) => "Al {day}", "As of {day}";
    /// Before the customer's name.
    customer => "Cliente", "Customer";
    /// What was owed at the beginning.
    opening => "Saldo anterior", "Opening balance";
    /// What is owed at the end.
    closing => "Saldo", "Balance";
    /// What is owed at the end of a day.
    closing_on(day: &str) => "Saldo al {day}", "Balance as of {day}";
    /// A column: the document.
    document => "Documento", "Document";
    /// A column: what adds to what is owed.
    debit => "Cargo", "Debit";
    /// A column: what lowers it.
    credit => "Abono", "Credit";
    /// A column: the whole amount.
    original => "Importe", "Amount";
    /// A column: what is open.
    open => "Abierto", "Open";
    /// An invoice was cancelled.
    cancelled(what: &str) => "Cancelación de {what}", "{what} cancelled";
    /// A cheque came back.
    bounced(number: &str) => "Cheque {number} devuelto", "Cheque {number} returned";
    /// Money was given back.
    refunded => "Devolución", "Refund";
    /// Applied across currencies.
    crossed(number: &str) => "Aplicado a {number} en otra moneda", "Applied to {number} in another currency";
    /// A credit that is not applied.
    unapplied(what: &str) => "{what}, sin aplicar", "{what}, not applied";
    /// Several due dates.
    in_parts(count: usize) => "{count} vencimientos", "{count} due dates";
    /// Nothing happened.
    nothing => "No hubo movimientos en este periodo.", "There was no activity in this period.";
    /// Nothing is open.
    nothing_open => "No hay partidas abiertas.", "No items are open.";
    /// How late what is owed is.
    aging => "Antigüedad del saldo", "Age of the balance";
    /// How to pay.
    how_to_pay => "Cómo pagar", "How to pay";
    /// Nobody said how to pay.
    no_how_to_pay => "Falta decir cómo pagar. Escríbalo en Ajustes para que aparezca aquí.",
        "How to pay is missing. Write it in Settings so that it appears here.";
    /// Nobody said who asks.
    no_firm => "Falta el nombre de su empresa. Escríbalo en Ajustes para que aparezca aquí.",
        "Your firm's name is missing. Write it in Settings so that it appears here.";
    /// Downloads the case.
    download => "Descargar CSV", "Download CSV";
    /// A currency's part.
    in_currency(name: &str) => "En {name}", "In {name}";
    /// A letter.
    letter => "Carta", "Letter";
    /// Whom a letter is for.
    to_attention(name: &str) => "At'n: {name}", "Attn: {name}";
    /// What a letter is about.
    subject(subject: &str) => "Asunto: {subject}", "Subject: {subject}";
    /// The letter's step is not there.
    no_letter => "Esa gestión no tiene texto para una carta.", "That step has no words for a letter.";
}

/// A tax id with its name where that is known: «RFC ABC010203XYZ».
pub fn tax_id(lang: Lang, id: &crate::ledger::TaxId) -> String {
    [super::tax_id::kind_name(lang, id.kind), &id.display()].join(" ")
}
