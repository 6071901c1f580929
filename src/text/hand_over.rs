//! Words of the file that a lawyer or an agency is handed.

use super::Lang;
use crate::dunning::hand_over::DealingKind;

/// The heading of a kind of dealings.
pub fn dealings(lang: Lang, kind: DealingKind) -> &'static str {
    match kind {
        DealingKind::Contact => dealings_contacts(lang),
        DealingKind::Promise => dealings_promises(lang),
        DealingKind::Dispute => dealings_disputes(lang),
        DealingKind::Plan => dealings_plans(lang),
        DealingKind::Hold => dealings_holds(lang),
    }
}

crate::messages! {
    /// Makes the file.
    make => "Preparar expediente…", "Prepare case file…";
    /// The heading of the case.
    particulars => "Expediente de cobro", "Collection case";
    /// What the file holds, and what to mind.
    hint => "Contiene datos personales y comerciales del cliente: entréguelo solo a quien cobra por usted.",
        "It holds personal and commercial data of the customer: give it only to whoever collects for you.";
    /// Contacts at the customer's.
    contacts => "Personas de contacto", "Contacts";
    /// What is open.
    open_instalments => "Lo que se debe", "What is owed";
    /// What was paid.
    payments => "Pagos y abonos, y a qué se aplicaron", "Payments and credits, and what they settled";
    /// Contacts made.
    dealings_contacts => "Gestiones", "Contacts made";
    /// Promises.
    dealings_promises => "Promesas de pago", "Promises to pay";
    /// Disputes.
    dealings_disputes => "Aclaraciones y disputas", "Disputes";
    /// Plans.
    dealings_plans => "Convenios de pago", "Payment plans";
    /// Holds.
    dealings_holds => "Pausas", "Holds";

    /// A column: of what.
    what => "Dato", "Detail";
    /// A column: how it is.
    value => "Valor", "Value";
    /// As of which day.
    as_of => "Con corte al", "As of";
    /// Who claims.
    creditor => "Acreedor", "Creditor";
    /// Who claims, by tax id.
    creditor_tax_id => "Identificación fiscal del acreedor", "Creditor's tax ID";
    /// Company or person.
    party => "Persona", "Party";
    /// What is claimed.
    claimed => "Saldo del expediente", "Balance of the case";
    /// A column: the kind of document.
    document => "Documento", "Document";
    /// A column: the due date it was issued with.
    original_due => "Vencimiento original", "Original due date";
    /// A column: the whole amount.
    original_amount => "Importe original", "Original amount";
    /// A column: what is settled.
    settled => "Abonado", "Settled";
    /// A column: what is open.
    open => "Saldo", "Open";
    /// A column: interest.
    interest => "Intereses y compensación a la fecha (informativo)", "Interest and compensation to date (for information)";
    /// Interest that cannot be worked out.
    interest_unknown => "falta la tasa", "rate missing";
    /// A column: the kind of credit.
    kind => "Tipo", "Kind";
    /// A column: what it settles.
    applied_to => "Aplicado a", "Applied to";
    /// A column: the currency of that.
    applied_currency => "Moneda de la factura", "Invoice's currency";
    /// A column: how much of it.
    applied => "Importe aplicado", "Amount applied";
    /// A column: from when it counts.
    counts_from => "Cuenta desde", "Counts from";
    /// A column: from when it does not count.
    counted_until => "Dejó de contar", "Stopped counting";
    /// A column: when a cheque came back.
    bounced_on => "Cheque devuelto el", "Cheque returned on";
    /// It settles nothing of the case.
    not_applied => "sin aplicar a este expediente", "not applied to this case";
    /// A column: by which way.
    channel => "Medio", "Channel";
    /// A column: with whom.
    with => "Con", "With";
    /// A column: by whom.
    by => "Por", "By";
    /// A column: what came of it.
    outcome => "Resultado", "Outcome";
    /// A column: what it was about.
    about => "Facturas", "Invoices";
    /// A column: for which day.
    for_day => "Para el", "For";
    /// A column: how it stands.
    state => "Estado", "State";
    /// A column: what it says.
    particulars_of => "Detalle", "Particulars";
}
