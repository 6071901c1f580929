//! What is said about electronic invoices: what a document is, why it was not read, and
//! what is to be known about one that was.

use super::format::{NumberStyle, amount_with_symbol, date_medium};
use super::{Lang, Message};
use crate::files::document::{
    ClaimKind, DaysFrom, Deduction, DueFound, DueSource, Fault, FaultKind, Format, LegalTerm,
    Limit, NotInvoiceKind, Notice, Problem,
};
use crate::ledger::{Country, Money};
use crate::messages;

/// Why something was not read, with where it stands: the row, the document's number, the
/// field and what stood there.
pub fn problem(lang: Lang, problem: &Problem) -> String {
    let Fault { row, field, read, what } = &problem.fault;
    let mut place = Vec::new();
    if let Some(row) = row {
        place.push(in_row(lang, *row));
    }
    if !problem.number.is_empty() {
        place.push(in_document(lang, &problem.number));
    }
    if !field.is_empty() && read.is_empty() {
        place.push(in_field(lang, field));
    } else if !field.is_empty() {
        place.push(in_field_with(lang, field, read));
    }
    let what = fault(lang, what);
    if place.is_empty() { what } else { [&place.join(", "), ": ", &what].concat() }
}

/// What is wrong, as a sentence.
pub fn fault(lang: Lang, what: &FaultKind) -> String {
    let fixed: Message = match what {
        FaultKind::UnknownDocument { root } => return unknown_document(lang, root),
        FaultKind::TooManyDecimals { currency } => {
            return too_many_decimals(lang, currency.code(), currency.minor_digits());
        }
        FaultKind::Empty => empty,
        FaultKind::UnknownFile => unknown_file,
        FaultKind::TooMuch(Limit::Bytes) => too_many_bytes,
        FaultKind::TooMuch(Limit::Depth) => too_deep,
        FaultKind::TooMuch(Limit::Elements) => too_many_elements,
        FaultKind::TooMuch(Limit::Files) => too_many_files,
        FaultKind::TooMuch(Limit::Nesting) => too_nested,
        FaultKind::TooMuch(Limit::Expansion) => too_expanded,
        FaultKind::NotWellFormed => not_well_formed,
        FaultKind::Entities => entities,
        FaultKind::UnknownEncoding => unknown_encoding,
        FaultKind::Damaged => damaged,
        FaultKind::Encrypted => encrypted,
        FaultKind::UnknownCompression => unknown_compression,
        FaultKind::NoInvoiceInside => no_invoice_inside,
        FaultKind::OfficeDocument => office_document,
        FaultKind::Missing => missing,
        FaultKind::NotADate => not_a_date,
        FaultKind::NotAnAmount => not_an_amount,
        FaultKind::AmountTooLarge => amount_too_large,
        FaultKind::UnknownCurrency => unknown_currency,
    };
    fixed(lang).to_owned()
}

/// What a document is that is no invoice: «Recibo de nómina».
pub fn not_invoice(lang: Lang, what: NotInvoiceKind) -> &'static str {
    let name: Message = match what {
        NotInvoiceKind::Withholding => withholding_certificate,
        NotInvoiceKind::Perception => perception_certificate,
        NotInvoiceKind::Payroll => payroll,
        NotInvoiceKind::Transfer => transfer,
        NotInvoiceKind::Despatch => despatch,
        NotInvoiceKind::Order => order,
        NotInvoiceKind::Acknowledgement => acknowledgement,
        NotInvoiceKind::DailySummary => daily_summary,
        NotInvoiceKind::Voiding => voiding,
        NotInvoiceKind::Purchase => purchase,
        NotInvoiceKind::AgentSettlement => agent_settlement,
        NotInvoiceKind::ThirdParties => third_parties,
        NotInvoiceKind::PrintedCopy => printed_copy,
    };
    name(lang)
}

/// What is to be known about a document, as a sentence.
pub fn notice(lang: Lang, style: NumberStyle, notice: &Notice) -> String {
    let money = |amount: &Money| amount_with_symbol(*amount, style);
    let fixed: Message = match notice {
        Notice::DueBeforeIssue { due } => return due_before_issue(lang, &date_medium(lang, *due)),
        Notice::RejectedByCustomer { on } => return rejected(lang, &date_medium(lang, *on)),
        Notice::Assigned { to } if to.name.is_empty() => return assigned(lang, &to.tax_id),
        Notice::Assigned { to } => return assigned(lang, &to.name),
        Notice::Deducted { what, amount } => {
            let amount = money(amount);
            return match what {
                Deduction::Detraccion => detraccion(lang, &amount),
                Deduction::Retention => retention(lang, &amount),
                Deduction::Perception => perception(lang, &amount),
            };
        }
        Notice::InstalmentsDiffer { sum } => return instalments_differ(lang, &money(sum)),
        Notice::TotalsDisagree { computed } => return totals_disagree(lang, &money(computed)),
        Notice::NotAuthorised { state } => return not_authorised(lang, state),
        Notice::FreeOfCharge => free_of_charge,
        Notice::SelfBilled => self_billed,
        Notice::NoMoneyEffect => no_money_effect,
        Notice::NotStamped => not_stamped,
        Notice::NegativeInvoice => negative_invoice,
        Notice::AccountingOnly => accounting_only,
        Notice::Test => test,
        Notice::NoPayments => no_payments,
    };
    fixed(lang).to_owned()
}

/// What the due date was taken from: «Según la factura», «La factura no lo dice».
pub fn due_source(lang: Lang, due: &DueFound) -> String {
    match due {
        DueFound::On { source, .. } | DueFound::InDays { source, .. } => {
            let said: Message = match source {
                DueSource::Stated => due_stated,
                DueSource::Words => due_by_words,
                DueSource::Cash => due_at_once,
            };
            said(lang).to_owned()
        }
        DueFound::Instalments(_) => due_stated(lang).to_owned(),
        DueFound::Nothing { by_law: None } => due_not_said(lang).to_owned(),
        DueFound::Nothing { by_law: Some(LegalTerm { days, from, country }) } => {
            match (from, *country) {
                (DaysFrom::Reception(_), Country::CL) => due_by_law_chile(lang, *days),
                (_, Country::ES) => due_by_law_spain(lang, *days),
                _ => due_by_law(lang, *days),
            }
        }
    }
}

/// What kind of claim it is.
pub fn claim_kind(lang: Lang, kind: ClaimKind) -> &'static str {
    match kind {
        ClaimKind::Invoice => invoice(lang),
        ClaimKind::DebitNote => debit_note(lang),
        ClaimKind::CreditNote => credit_note(lang),
    }
}

/// The name of a format, which is the same in both languages but for one.
pub fn format_name(lang: Lang, format: Format) -> &'static str {
    match format {
        Format::Cfdi32 => "CFDI 3.2",
        Format::Cfdi33 => "CFDI 3.3",
        Format::Cfdi40 => "CFDI 4.0",
        Format::Dian => "UBL DIAN",
        Format::Sunat20 => "UBL 2.0 SUNAT",
        Format::Sunat21 => "UBL 2.1 SUNAT",
        Format::SunatFees => fee_receipt(lang),
        Format::Sri => "SRI",
        Format::Dte => "DTE SII",
        Format::Rcv => "RCV SII",
        Format::Facturae => "Facturae",
        Format::En16931Ubl => "EN 16931 UBL",
        Format::Ubl => "UBL",
        Format::Cii => "EN 16931 CII",
        Format::Zugferd1 => "ZUGFeRD 1",
        Format::Arca => "ARCA Mis Comprobantes",
    }
}

messages! {
    /// Where a problem is.
    in_row(row: u32) => "Fila {row}", "Row {row}";
    /// Where a problem is.
    in_document(number: &str) => "documento {number}", "document {number}";
    /// Where a problem is.
    in_field(field: &str) => "campo «{field}»", "field “{field}”";
    /// Where a problem is, with what stands there.
    in_field_with(field: &str, read: &str) => "campo «{field}» con «{read}»", "field “{field}” with “{read}”";

    /// The file has no bytes.
    empty => "El archivo está vacío.", "The file is empty.";
    /// Not a file we know.
    unknown_file =>
        "No es una factura electrónica ni una lista que se reconozca.",
        "It is neither an electronic invoice nor a list that is known here.";
    /// XML of an unknown kind.
    unknown_document(root: &str) =>
        "Es un documento «{root}», que no se reconoce como factura.",
        "It is a “{root}” document, which is not known as an invoice.";
    /// A limit.
    too_many_bytes =>
        "El archivo es demasiado grande. Divídalo en varios.",
        "The file is too large. Split it into several.";
    /// A limit.
    too_deep =>
        "El documento tiene demasiados niveles; ninguna factura los necesita.",
        "The document has too many levels; no invoice needs them.";
    /// A limit.
    too_many_elements =>
        "El archivo tiene demasiados datos. Divídalo en varios.",
        "The file holds too much data. Split it into several.";
    /// A limit.
    too_many_files =>
        "El archivo comprimido contiene demasiados archivos. Divídalo en varios.",
        "The archive holds too many files. Split it into several.";
    /// A limit.
    too_nested =>
        "Está comprimido dentro de otros archivos comprimidos. Extráigalo primero.",
        "It is an archive within archives. Extract it first.";
    /// A limit.
    too_expanded =>
        "El archivo comprimido ocuparía demasiado al abrirlo; no se abrió.",
        "The archive would grow too large; it was not opened.";
    /// Broken XML.
    not_well_formed =>
        "El documento está incompleto o dañado. Descárguelo otra vez.",
        "The document is incomplete or damaged. Download it again.";
    /// Entities.
    entities =>
        "El documento contiene definiciones que una factura no lleva; por seguridad no se leyó.",
        "The document holds definitions that no invoice has; for safety it was not read.";
    /// An unknown encoding.
    unknown_encoding =>
        "Está escrito con un juego de caracteres que no se conoce.",
        "It is written in a character set that is not known.";
    /// A damaged archive.
    damaged =>
        "El archivo comprimido está dañado. Descárguelo otra vez.",
        "The archive is damaged. Download it again.";
    /// A password.
    encrypted =>
        "Está protegido con contraseña. Guárdelo sin ella.",
        "It is protected by a password. Save it without one.";
    /// An unknown compression.
    unknown_compression =>
        "Está comprimido de una forma que no se conoce. Extráigalo y vuelva a comprimirlo.",
        "It is compressed in a way that is not known. Extract it and compress it again.";
    /// A PDF that is only a picture.
    no_invoice_inside =>
        "Este PDF solo muestra la factura; no lleva sus datos. Use el archivo XML.",
        "This PDF only shows the invoice and does not carry its data. Use the XML file.";
    /// A spreadsheet.
    office_document =>
        "Es una hoja de cálculo u otro documento de oficina, no una factura electrónica.",
        "It is a spreadsheet or another office document, not an electronic invoice.";
    /// A missing field.
    missing => "Falta este dato o no se reconoce.", "It is missing or not recognised.";
    /// Not a date.
    not_a_date => "No es una fecha.", "It is not a date.";
    /// Not a number.
    not_an_amount => "No es un número.", "It is not a number.";
    /// Too many decimals.
    too_many_decimals(code: &str, digits: u32) =>
        "Tiene más decimales de los {digits} que lleva {code}; el importe no se redondea.",
        "It has more decimals than the {digits} of {code}; the amount is not rounded.";
    /// Too large.
    amount_too_large => "El importe es demasiado grande.", "The amount is too large.";
    /// An unknown currency.
    unknown_currency => "No se reconoce la moneda.", "The currency is not known.";

    /// Not an invoice.
    withholding_certificate => "Comprobante de retención", "Withholding certificate";
    /// Not an invoice.
    perception_certificate => "Comprobante de percepción", "Perception certificate";
    /// Not an invoice.
    payroll => "Recibo de nómina", "Payroll receipt";
    /// Not an invoice.
    transfer => "Comprobante de traslado de mercancías", "Transfer of goods";
    /// Not an invoice.
    despatch => "Guía de despacho o de remisión", "Despatch note";
    /// Not an invoice.
    order => "Pedido", "Order";
    /// Not an invoice.
    acknowledgement => "Constancia o acuse de recibo", "Acknowledgement";
    /// Not an invoice.
    daily_summary => "Resumen diario de boletas", "Daily summary of receipts";
    /// Not an invoice.
    voiding => "Comunicación de baja", "Notice of voided documents";
    /// Not an invoice.
    purchase => "Documento de compra emitido por el comprador", "Purchase document issued by the buyer";
    /// Not an invoice.
    agent_settlement => "Liquidación de un comisionista", "Agent's settlement";
    /// Not an invoice.
    third_parties => "Lista de operaciones por cuenta de terceros", "List of sales on behalf of others";
    /// Not an invoice.
    printed_copy => "Copia impresa (PDF) sin datos", "Printed copy (PDF) without data";

    /// A notice.
    due_before_issue(due: &str) =>
        "Dice que vencía el {due}, antes de emitirse; ese día no se tomó.",
        "It says it was due on {due}, before it was issued; that day was not taken.";
    /// A notice.
    rejected(on: &str) =>
        "El cliente la rechazó el {on}. Aclárelo antes de cobrar.",
        "The customer rejected it on {on}. Settle that before collecting.";
    /// A notice.
    assigned(to: &str) =>
        "El crédito se cedió a {to}: ya no se cobra a su nombre.",
        "The claim was assigned to {to}: it is no longer yours to collect.";
    /// A notice.
    detraccion(amount: &str) =>
        "{amount} van a su cuenta del Banco de la Nación (detracción).",
        "{amount} go into your account at the Banco de la Nación (detracción).";
    /// A notice.
    retention(amount: &str) =>
        "El cliente retiene {amount} por impuestos.",
        "The customer withholds {amount} for taxes.";
    /// A notice.
    perception(amount: &str) =>
        "Se cobran además {amount} de percepción.",
        "{amount} of perception are charged on top.";
    /// A notice.
    instalments_differ(sum: &str) =>
        "Las cuotas suman {sum}, que no es lo que queda por cobrar.",
        "The instalments add up to {sum}, which is not what is to be collected.";
    /// A notice.
    totals_disagree(computed: &str) =>
        "El total no cuadra: base más impuestos da {computed}.",
        "The total does not add up: base plus taxes is {computed}.";
    /// A notice.
    not_authorised(state: &str) =>
        "La autoridad tributaria no la autorizó: «{state}».",
        "The tax authority did not authorise it: “{state}”.";
    /// A notice.
    free_of_charge => "Entrega gratuita: no hay nada que cobrar.", "Free of charge: there is nothing to collect.";
    /// A notice.
    self_billed => "La emitió el cliente en nombre del vendedor.", "The customer issued it for the seller.";
    /// A notice.
    no_money_effect => "Corrige textos, no importes.", "It corrects words, not amounts.";
    /// A notice.
    not_stamped =>
        "No lleva timbre fiscal: puede ser un borrador.",
        "It has no tax stamp: it may be a draft.";
    /// A notice.
    negative_invoice =>
        "Tiene importes negativos; se tomó como nota de crédito.",
        "Its amounts are negative; it was taken as a credit note.";
    /// A notice.
    accounting_only =>
        "Solo informa a contabilidad; la factura es otro documento.",
        "It only informs accounting; the invoice is another document.";
    /// A notice.
    test => "Se emitió como prueba.", "It was issued as a test.";
    /// A notice.
    no_payments => "No contiene ningún pago.", "It holds no payment.";

    /// Where the due date comes from.
    due_stated => "Según la factura", "By the invoice";
    /// Where the due date comes from.
    due_by_words => "Según sus condiciones de pago", "By its terms of payment";
    /// Where the due date comes from.
    due_at_once => "Venta de contado", "Cash sale";
    /// Where the due date comes from.
    due_not_said =>
        "La factura no lo dice: valen las condiciones del cliente",
        "The invoice does not say: the customer's terms apply";
    /// Where the due date comes from.
    due_by_law(days: u32) =>
        "La factura no lo dice: valen las condiciones del cliente o {days} días por ley",
        "The invoice does not say: the customer's terms apply, or {days} days by law";
    /// Where the due date comes from.
    due_by_law_chile(days: u32) =>
        "La factura no lo dice: valen las condiciones del cliente o {days} días desde la recepción (Ley 19.983)",
        "The invoice does not say: the customer's terms apply, or {days} days from reception (Ley 19.983)";
    /// Where the due date comes from.
    due_by_law_spain(days: u32) =>
        "La factura no lo dice: valen las condiciones del cliente o {days} días (Ley 3/2004)",
        "The invoice does not say: the customer's terms apply, or {days} days (Ley 3/2004)";

    /// A kind of claim.
    invoice => "Factura", "Invoice";
    /// A kind of claim.
    debit_note => "Nota de débito", "Debit note";
    /// A kind of claim.
    credit_note => "Nota de crédito", "Credit note";
    /// A format.
    fee_receipt => "Recibo por honorarios SUNAT", "SUNAT fee receipt";
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::files::document::Source;

    #[test]
    fn a_problem_says_where_it_stands_and_what_was_read() {
        let fault = Fault::at("Monto total", "mil", FaultKind::NotAnAmount).in_row(3);
        let told = Problem { source: Source::default(), number: "506".to_owned(), fault };
        let said = "Fila 3, documento 506, campo «Monto total» con «mil»: No es un número.";
        assert_eq!(problem(Lang::Es, &told), said);
        let fault = Fault::of(FaultKind::Empty);
        let told = Problem { source: Source::default(), number: String::new(), fault };
        assert_eq!(problem(Lang::En, &told), "The file is empty.");
    }

    #[test]
    fn what_a_due_date_was_taken_from_is_said() {
        let law = DueFound::Nothing { by_law: Some(LegalTerm::chile(None)) };
        assert!(due_source(Lang::Es, &law).ends_with("30 días desde la recepción (Ley 19.983)"));
        assert_eq!(due_source(Lang::En, &DueFound::Instalments(Vec::new())), "By the invoice");
    }
}
