//! Tax documents that come in: what comes of each.

use super::format::{NumberStyle, amount_with_symbol, count};
use super::{Lang, Message, documents, refusal};
use crate::files::document::ClaimKind;
use crate::files::document_entry::{Doubt, DueBy, LineState, Tally, Why};
use crate::messages;
use crate::views::intake::{Group, What};

/// What comes of a document, in a word or two; of what was not read or is refused, why.
pub fn what(lang: Lang, style: NumberStyle, what: &What) -> String {
    let words: Message = match what {
        What::Problem(problem) => return documents::problem(lang, problem),
        What::NotInvoice(kind) => return documents::not_invoice(lang, *kind).to_owned(),
        What::Line(LineState::Refused(why)) => return refusal::words(lang, style, why),
        What::Line(LineState::New(ClaimKind::Invoice)) => new_invoice,
        What::Line(LineState::New(ClaimKind::DebitNote)) => debit_note,
        What::Line(LineState::New(ClaimKind::CreditNote)) => credit_note,
        What::Line(LineState::Payments) => payment,
        What::Line(LineState::Completed) => completed,
        What::Line(LineState::Cancels) => cancels,
        What::Line(LineState::Known) => known,
        What::Line(LineState::Repeated) => repeated,
        What::Line(LineState::Bought) => bought,
        What::Line(LineState::Foreign) => foreign,
        What::Line(LineState::LeftOut(Why::Notice)) => left_out,
        What::Line(LineState::LeftOut(Why::NothingToCollect)) => nothing_to_collect,
        What::Line(LineState::LeftOut(Why::Cancelled)) => void,
        What::Line(LineState::LeftOut(Why::PaysUnknown)) => pays_unknown,
        What::Line(LineState::LeftOut(Why::AmbiguousCustomer)) => ambiguous,
    };
    words(lang).to_owned()
}

/// What is doubtful about a document, as a sentence.
pub fn doubt(lang: Lang, style: NumberStyle, doubt: &Doubt) -> String {
    let money = |amount| amount_with_symbol(amount, style);
    match *doubt {
        Doubt::OtherTotal { known } => other_total(lang, &money(known)),
        Doubt::CorrectsUnknown => corrects_unknown(lang).to_owned(),
        Doubt::PaysUnknownToo { part } => pays_unknown_too(lang, &money(part)),
        Doubt::NotAllApplied { rest } => not_all_applied(lang, &money(rest)),
        Doubt::Replaces => replaces(lang).to_owned(),
        Doubt::OtherLeft { receipt, ledger } => other_left(lang, &money(receipt), &money(ledger)),
    }
}

/// Who says when an invoice falls due; nothing where the document does.
pub fn due_by(lang: Lang, by: DueBy) -> Option<&'static str> {
    let words: Message = match by {
        DueBy::Document => return None,
        DueBy::DocumentFromIssue => due_from_issue,
        DueBy::CustomerTerms => due_by_customer,
        DueBy::Law(_) => due_by_law,
        DueBy::FirmTerms => due_by_firm,
    };
    Some(words(lang))
}

/// The heading of a group.
pub fn group(lang: Lang, group: Group) -> &'static str {
    match group {
        Group::Entered => entered(lang),
        Group::Refused => refused(lang),
        Group::Known => known_group(lang),
        Group::NotOurs => not_ours(lang),
        Group::LeftOut => left_out_group(lang),
    }
}

/// The button that enters the documents; why there is none where nothing is entered.
pub fn offer(lang: Lang, tally: &Tally, style: NumberStyle) -> String {
    let n = |number| count(number, style);
    let documents = tally.invoices_new
        + tally.invoices_completed
        + tally.credit_notes_new
        + tally.payments_new
        + tally.cancelled;
    match (documents, tally.invoices_new) {
        (0, _) if tally.customers_completed == 1 => {
            super::import::complete_customer(lang).to_owned()
        }
        (0, _) if tally.customers_completed > 1 => {
            super::import::complete_customers(lang, &n(tally.customers_completed))
        }
        (0, _) if tally.known > 0 => all_known(lang).to_owned(),
        (0, _) if tally.bought + tally.foreign > 0 => none_ours(lang).to_owned(),
        (0, _) => nothing(lang).to_owned(),
        (1, 1) => super::import::import_invoice(lang).to_owned(),
        (all, invoices) if all == invoices => super::import::import_invoices(lang, &n(all)),
        (1, _) => import_document(lang).to_owned(),
        (all, _) => import_documents(lang, &n(all)),
    }
}

messages! {
    /// Documents that add something.
    entered => "Se registran", "Entered";
    /// Documents that do not, though they might.
    refused => "No se pudieron leer o registrar", "Could not be read or entered";
    /// Documents that are in the ledger.
    known_group => "Ya registrados", "In the ledger already";
    /// Documents that are no sales of the firm.
    not_ours => "No son ventas suyas", "Not your sales";
    /// Documents that are left out.
    left_out_group => "Se dejan fuera", "Left out";

    /// A new invoice.
    new_invoice => "Factura nueva", "New invoice";
    /// A new debit note.
    debit_note => "Nota de débito", "Debit note";
    /// A new credit note.
    credit_note => "Nota de crédito", "Credit note";
    /// A new payment.
    payment => "Pago", "Payment";
    /// A known invoice that is given its fiscal id.
    completed => "Se completa su folio fiscal", "Given its fiscal ID";
    /// A known invoice that is void.
    cancels => "Se cancela", "Cancelled";
    /// In the ledger.
    known => "Ya registrada", "In the ledger already";
    /// It came twice.
    repeated => "Repetida", "Came twice";
    /// The firm is the buyer.
    bought => "Es una compra", "A purchase";
    /// The firm is neither.
    foreign => "Es de otra firma", "Another firm's";
    /// Left out, by a notice beside it.
    left_out => "No se importa", "Not imported";
    /// Nothing to collect.
    nothing_to_collect => "No hay nada por cobrar", "Nothing to collect";
    /// Void.
    void => "Cancelada ante la autoridad fiscal", "Cancelled with the tax authority";
    /// It pays nothing that is here.
    pays_unknown => "Paga facturas que no están en la cartera", "Pays invoices that are not in the ledger";
    /// Several customers fit.
    ambiguous => "Hay varios clientes que podrían ser", "Several customers could be meant";

    /// The ledger has another total.
    other_total(known: &str) => "En la cartera su total es {known}.", "In the ledger its total is {known}.";
    /// It corrects what is not here.
    corrects_unknown => "La factura que corrige no está en la cartera: queda como saldo a favor del cliente.",
        "The invoice it corrects is not in the ledger: it stays as credit of the customer.";
    /// It pays what is not here as well.
    pays_unknown_too(part: &str) => "{part} pagan facturas que no están en la cartera, y no se registran.",
        "{part} of it pays invoices that are not in the ledger, and is not entered.";
    /// More than is open.
    not_all_applied(rest: &str) => "{rest} quedan como saldo a favor del cliente.", "{rest} stays as credit of the customer.";
    /// It takes the place of another.
    replaces => "Sustituye a otra factura, que se cancela.", "It takes the place of another invoice, which is cancelled.";
    /// Another amount is left.
    other_left(receipt: &str, ledger: &str) => "Según el recibo quedan {receipt} de una factura; según la cartera, {ledger}.",
        "By the receipt {receipt} is left of an invoice; by the ledger, {ledger}.";

    /// Counted from issue.
    due_from_issue => "contado desde la emisión", "counted from issue";
    /// By the customer's terms.
    due_by_customer => "por las condiciones del cliente", "by the customer's terms";
    /// By law.
    due_by_law => "por el plazo de ley", "by the law's term";
    /// By the firm's terms.
    due_by_firm => "por las condiciones de la firma", "by the firm's terms";
    /// Due dates that no document says.
    dues_not_said => "Donde el documento no dice cuándo vence:", "Where the document does not say when it falls due:";
    /// So many.
    dues_by_customer(invoices: &str) => "{invoices} por las condiciones del cliente", "{invoices} by the customer's terms";
    /// So many.
    dues_by_law(invoices: &str) => "{invoices} por el plazo de ley", "{invoices} by the law's term";
    /// So many.
    dues_by_firm(invoices: &str, terms: &str) => "{invoices} por las condiciones de la firma ({terms})", "{invoices} by the firm's terms ({terms})";

    /// Enters one document.
    import_document => "Importar 1 documento", "Import 1 document";
    /// Enters documents.
    import_documents(number: &str) => "Importar {number} documentos", "Import {number} documents";
    /// All is known.
    all_known => "No hay nada que importar: todo ya está registrado.", "There is nothing to import: all of it is in the ledger already.";
    /// None is a sale.
    none_ours => "No hay nada que importar: ninguno es una venta suya.", "There is nothing to import: none of them is a sale of yours.";
    /// Nothing that is entered.
    nothing => "No hay nada que importar.", "There is nothing to import.";

    /// New payments.
    payments => "Pagos", "Payments";
    /// Cancelled invoices.
    cancelled => "Canceladas", "Cancelled";
    /// Given their fiscal id.
    invoices_completed => "Folios fiscales completados", "Fiscal IDs completed";
    /// Not the firm's sales.
    not_ours_count => "No son ventas suyas", "Not your sales";
    /// Not read or refused.
    refused_count => "Con problemas", "With problems";
    /// Totals of payments.
    paid => "Pagado", "Paid";

    /// Who is the user.
    own_question => "¿Cuál es su identificación fiscal?", "Which is your tax ID?";
    /// Why it is asked.
    own_why => "Con ella se sabe qué documentos son ventas suyas y cuáles compras. Se guarda en los datos de su firma.",
        "It tells which documents are your sales and which are purchases. It is kept with your firm's particulars.";
    /// How many documents name it.
    own_in_one => "en 1 documento", "in 1 document";
    /// How many documents name it.
    own_in(documents: &str) => "en {documents} documentos", "in {documents} documents";
    /// Another one.
    own_other => "Otra identificación fiscal", "Another tax ID";
    /// Takes it.
    own_use => "Usar esta", "Use this one";
    /// It is none.
    own_bad => "Escriba la identificación completa.", "Write the whole ID.";
    /// By which id the documents were told apart.
    own_is(tax_id: &str) => "Se comparó con su identificación fiscal, {tax_id}.", "Compared with your tax ID, {tax_id}.";
    /// Changes it.
    own_change => "Cambiarla", "Change it";

    /// The file and place in it.
    source => "Archivo", "File";
    /// It was entered and taken back.
    undone => "Se deshizo la importación: no quedó nada de estos archivos.", "The import was undone: nothing of these files is left.";
    /// Looks at the files again.
    back => "Volver a los documentos", "Back to the documents";
    /// Others.
    import_others => "Importar otros archivos", "Import other files";
}
