//! Mexico: CFDI 3.2, 3.3 and 4.0 (Anexo 20 of the SAT's Resolución Miscelánea Fiscal).
//!
//! There is no due date in a CFDI: words in `CondicionesDePago` may name days; an invoice
//! that must be paid at once (`PUE`) is due on its day; else the customer's terms decide.

use chrono::NaiveDate;

use super::cfdi_payments;
use super::fields::{Outcome, currency, day, decimal, known, money, settle, tidy};
use super::terms_words::due_by_words;
use crate::files::document::{
    Claim, ClaimKind, Content, Document, DueFound, DueSource, Fault, FaultKind, Format,
    NotInvoiceKind, Notice, Party, Relation, RelationKind, Source,
};
use crate::files::xml::Element;
use crate::ledger::{Country, Currency};

/// Reads a `Comprobante`.
pub fn read(root: Element<'_>, source: &Source) -> Outcome {
    let fiscal_id = fiscal_id(root);
    let number = number(root, fiscal_id.as_deref());
    let effect = root.attribute("TipoDeComprobante").unwrap_or("I");
    let kind = match effect.chars().next().map(|first| first.to_ascii_uppercase()) {
        Some('I') => Some(ClaimKind::Invoice),
        Some('E') => Some(ClaimKind::CreditNote),
        Some('P') => None,
        Some('N') => return Outcome::NotInvoice(NotInvoiceKind::Payroll, number),
        Some('T') => return Outcome::NotInvoice(NotInvoiceKind::Transfer, number),
        _ => {
            let fault = Fault::at("TipoDeComprobante", effect, FaultKind::Missing);
            return Outcome::Problem(fault, number);
        }
    };
    let read = || {
        let issued_on = day("Fecha", root.attribute("Fecha").unwrap_or_default())?;
        let mut notices = Vec::new();
        if fiscal_id.is_none() {
            notices.push(Notice::NotStamped);
        }
        let content = match kind {
            Some(kind) => {
                let mut claim = claim(root, kind, issued_on)?;
                settle(&mut claim, issued_on, &mut notices);
                Content::Claim(Box::new(claim))
            }
            None => {
                let payments = cfdi_payments::read(root)?;
                if payments.is_empty() {
                    notices.push(Notice::NoPayments);
                }
                Content::Receipt(payments)
            }
        };
        Ok(Document {
            source: source.clone(),
            format: format(root),
            issuer: party(root.at("Emisor")),
            receiver: party(root.at("Receptor")),
            kept_by: None,
            number: number.clone(),
            series: root.attribute("Serie").unwrap_or_default().to_owned(),
            fiscal_id: fiscal_id.clone(),
            issued_on,
            related: related(root),
            content,
            notices,
        })
    };
    Outcome::of(read(), &number)
}

/// `CfdiRelacionados` of 3.3 and 4.0; the catalogue of relations is c_TipoRelacion.
fn related(root: Element<'_>) -> Vec<Relation> {
    let groups = root.all("CfdiRelacionados");
    let each = groups.flat_map(|group| {
        let kind = match group.attribute("TipoRelacion") {
            Some("01" | "02" | "03") => RelationKind::Corrects,
            Some("04") => RelationKind::Replaces,
            Some("07") => RelationKind::UsesAdvance,
            _ => RelationKind::Mentions,
        };
        group.all("CfdiRelacionado").filter_map(move |one| {
            let fiscal_id = Some(one.attribute("UUID")?.to_ascii_uppercase());
            Some(Relation { kind, fiscal_id, number: None })
        })
    });
    each.collect()
}

fn claim(root: Element<'_>, kind: ClaimKind, issued_on: NaiveDate) -> Result<Claim, Fault> {
    let mxn = Currency::MXN;
    let currency =
        root.attribute("Moneda").map_or(Ok(mxn), |text| currency("Moneda", text, mxn))?;
    let total = money("Total", root.attribute("Total").unwrap_or_default(), currency)?;
    let withheld =
        match root.at("Impuestos").and_then(|taxes| taxes.attribute("TotalImpuestosRetenidos")) {
            Some(text) => Some(money("TotalImpuestosRetenidos", text, currency)?),
            None => None,
        };
    let terms_text = tidy(root.attribute("CondicionesDePago").unwrap_or_default());
    let mut due = due_by_words(&terms_text, issued_on);
    let at_once = root.attribute("MetodoPago") == Some("PUE");
    if matches!(due, DueFound::Nothing { .. }) && at_once && terms_text.is_empty() {
        due = DueFound::On { day: issued_on, source: DueSource::Cash };
    }
    Ok(Claim {
        kind,
        total,
        // The total is already without what is withheld.
        payable: total,
        withheld: withheld.filter(|money| !money.is_zero()),
        rate: root.attribute("TipoCambio").and_then(decimal).filter(|_| currency != mxn),
        due,
        terms_text,
    })
}

/// Series and folio, either of which may be missing; without both, the beginning of the
/// UUID, as people call such invoices.
fn number(root: Element<'_>, fiscal_id: Option<&str>) -> String {
    let parts = [root.attribute("Serie"), root.attribute("Folio")];
    let number = parts.into_iter().flatten().collect::<Vec<_>>().join(" ");
    match fiscal_id {
        Some(id) if root.attribute("Folio").is_none() => id.chars().take(8).collect(),
        _ => number,
    }
}

fn fiscal_id(root: Element<'_>) -> Option<String> {
    let mut complements = root.all("Complemento");
    let stamp = complements.find_map(|complement| complement.at("TimbreFiscalDigital"))?;
    stamp.attribute("UUID").map(str::to_ascii_uppercase)
}

fn party(element: Option<Element<'_>>) -> Party {
    let get = |name| element.and_then(|party| party.attribute(name)).unwrap_or_default();
    Party {
        tax_id: get("Rfc").to_owned(),
        country: Some(Country::MX),
        name: tidy(get("Nombre")),
        email: String::new(),
    }
}

fn format(root: Element<'_>) -> Format {
    match root.attribute("Version") {
        Some("4.0") => Format::Cfdi40,
        Some("3.3") => Format::Cfdi33,
        _ => Format::Cfdi32,
    }
}

/// The currency code of a document without one.
pub(super) fn is_no_currency(code: &str) -> bool {
    code.eq_ignore_ascii_case("XXX")
}

/// Pesos, unless a code says otherwise.
pub(super) fn payment_currency(field: &str, code: Option<&str>) -> Result<Currency, Fault> {
    match code {
        Some(code) if !is_no_currency(code) => currency(field, code, known("MXN")),
        _ => Ok(Currency::MXN),
    }
}
