//! Chile: DTE of the SII, alone, in an envelope (EnvioDTE) or sold to a factor (AEC).

use chrono::NaiveDate;

use super::fields::{Outcome, currency, day, day_at, known, money, parts, required, settle, tidy};
use crate::files::document::{
    Claim, ClaimKind, Content, DaysFrom, Document, DueFound, DueSource, Fault, FaultKind, Format,
    Instalment, LegalTerm, NotInvoiceKind, Notice, Party, Relation, RelationKind, Source,
};
use crate::files::fold::squash;
use crate::files::xml::Element;
use crate::ledger::{Country, Currency, Money};

/// Reads every document within a `DTE`, `EnvioDTE`, `EnvioBOLETA` or `AEC`.
pub fn read(root: Element<'_>, source: &Source) -> Vec<Outcome> {
    let factor = factor(root);
    let mut found = Vec::new();
    for name in ["Documento", "Exportaciones", "Liquidacion"] {
        for document in root.descendants(name) {
            if let Some(header) = document.at("Encabezado") {
                found.push(one(document, header, factor.as_ref(), source));
            }
        }
    }
    if found.is_empty() {
        let missing = Fault::at("Encabezado", "", FaultKind::Missing);
        found.push(Outcome::Problem(missing, String::new()));
    }
    found
}

fn one(
    document: Element<'_>,
    header: Element<'_>,
    factor: Option<&Party>,
    source: &Source,
) -> Outcome {
    let number = header.text_at("IdDoc/Folio").unwrap_or_default();
    let code = header.text_at("IdDoc/TipoDTE").unwrap_or_default();
    match kind(code) {
        Ok(kind) => Outcome::of(read_one(document, header, kind, factor, source), number),
        Err(Some(what)) => Outcome::NotInvoice(what, number.to_owned()),
        Err(None) => {
            let fault = Fault::at("IdDoc/TipoDTE", code, FaultKind::Missing);
            Outcome::Problem(fault, number.to_owned())
        }
    }
}

/// What a type of document is (the SII's table of tax documents).
pub(super) fn kind(code: &str) -> Result<ClaimKind, Option<NotInvoiceKind>> {
    match code {
        "30" | "32" | "33" | "34" | "35" | "38" | "39" | "41" | "101" | "110" => {
            Ok(ClaimKind::Invoice)
        }
        "55" | "56" | "104" | "111" => Ok(ClaimKind::DebitNote),
        "60" | "61" | "106" | "112" => Ok(ClaimKind::CreditNote),
        "45" | "46" => Err(Some(NotInvoiceKind::Purchase)),
        "50" | "52" => Err(Some(NotInvoiceKind::Despatch)),
        "40" | "43" | "103" => Err(Some(NotInvoiceKind::AgentSettlement)),
        _ => Err(None),
    }
}

fn read_one(
    document: Element<'_>,
    header: Element<'_>,
    kind: ClaimKind,
    factor: Option<&Party>,
    source: &Source,
) -> Result<Document, Fault> {
    let number = required(header, "IdDoc/Folio")?;
    let issued_on = day_at(header, "IdDoc/FchEmis")?;
    let currency = match header.text_at("Totales/TpoMoneda") {
        Some(word) => currency_named(word)?,
        None => known("CLP"),
    };
    let total = money("Totales/MntTotal", required(header, "Totales/MntTotal")?, currency)?;
    let mut notices = Vec::new();
    if let Some(factor) = factor {
        notices.push(Notice::Assigned { to: factor.clone() });
    }
    if header.text_at("IdDoc/FmaPago") == Some("3") {
        notices.push(Notice::FreeOfCharge);
    }
    let related = related(document);
    let words_only = document.all("Referencia").any(|one| one.text_at("CodRef") == Some("2"));
    if kind != ClaimKind::Invoice && words_only {
        notices.push(Notice::NoMoneyEffect);
    }
    let glosa = header.text_at("IdDoc/TermPagoGlosa").unwrap_or_default();
    let due = match kind {
        ClaimKind::CreditNote => DueFound::NOTHING,
        _ => due(header, issued_on, total, &mut notices)?,
    };
    let mut claim = Claim {
        kind,
        total,
        payable: total,
        withheld: None,
        rate: None,
        due,
        terms_text: tidy(glosa),
    };
    settle(&mut claim, issued_on, &mut notices);
    let get = |path| header.text_at(path).unwrap_or_default();
    let code = get("IdDoc/TipoDTE");
    Ok(Document {
        source: source.clone(),
        format: Format::Dte,
        issuer: Party {
            tax_id: get("Emisor/RUTEmisor").to_owned(),
            country: Some(Country::CL),
            name: tidy(header.text_at("Emisor/RznSoc").unwrap_or(get("Emisor/RznSocEmisor"))),
            email: get("Emisor/CorreoEmisor").to_owned(),
        },
        receiver: Party {
            tax_id: get("Receptor/RUTRecep").to_owned(),
            country: Some(Country::CL),
            name: tidy(get("Receptor/RznSocRecep")),
            email: get("Receptor/CorreoRecep").to_owned(),
        },
        kept_by: None,
        number: number.to_owned(),
        // Each type of document counts for itself.
        series: code.to_owned(),
        fiscal_id: None,
        issued_on,
        related,
        content: Content::Claim(Box::new(claim)),
        notices,
    })
}

fn due(
    header: Element<'_>,
    issued_on: NaiveDate,
    total: Money,
    notices: &mut Vec<Notice>,
) -> Result<DueFound, Fault> {
    let mut planned = Vec::new();
    for payment in header.at("IdDoc").into_iter().flat_map(|id| id.all("MntPagos")) {
        planned.push(Instalment {
            on: day_at(payment, "FchPago")?,
            amount: money("MntPagos/MntPago", required(payment, "MntPago")?, total.currency)?,
        });
    }
    if !planned.is_empty() {
        return Ok(parts(planned, total, notices));
    }
    if let Some(text) = header.text_at("IdDoc/FchVenc") {
        return Ok(DueFound::On { day: day("IdDoc/FchVenc", text)?, source: DueSource::Stated });
    }
    if header.text_at("IdDoc/FmaPago") == Some("1") {
        return Ok(DueFound::On { day: issued_on, source: DueSource::Cash });
    }
    let days = header.text_at("IdDoc/TermPagoDias").and_then(|text| text.parse().ok());
    if let Some(days) = days.filter(|days| *days <= 3660) {
        return Ok(DueFound::InDays { days, from: DaysFrom::Issue, source: DueSource::Stated });
    }
    let glosa = header.text_at("IdDoc/TermPagoGlosa").unwrap_or_default();
    Ok(match super::terms_words::due_by_words(glosa, issued_on) {
        DueFound::Nothing { .. } => DueFound::Nothing { by_law: Some(LegalTerm::chile(None)) },
        said => said,
    })
}

/// References to tax documents; orders and contracts (80x and words) are left out.
fn related(document: Element<'_>) -> Vec<Relation> {
    let each = document.all("Referencia").filter_map(|reference| {
        let code = reference.text_at("TpoDocRef")?;
        let number = reference.text_at("FolioRef").filter(|_| kind(code).is_ok())?;
        let kind = match reference.text_at("CodRef") {
            Some("1") => RelationKind::Cancels,
            Some("3") => RelationKind::Corrects,
            _ => RelationKind::Mentions,
        };
        Some(Relation { kind, fiscal_id: None, number: Some(number.to_owned()) })
    });
    each.collect()
}

/// Who bought the claim, in a file of assignment: the last one, where it was sold on.
fn factor(root: Element<'_>) -> Option<Party> {
    if root.name() != "AEC" {
        return None;
    }
    let buyers = root.descendants("Cesionario");
    let get = |name| buyers.last().and_then(|buyer| buyer.text_at(name)).unwrap_or_default();
    let tax_id = match get("RUT") {
        "" => root.text_at("DocumentoAEC/Caratula/RutCesionario").unwrap_or_default(),
        id => id,
    };
    Some(Party {
        tax_id: tax_id.to_owned(),
        country: Some(Country::CL),
        name: tidy(get("RazonSocial")),
        email: get("eMail").to_owned(),
    })
}

/// The names of currencies in export documents (the customs' table).
fn currency_named(word: &str) -> Result<Currency, Fault> {
    let code = match squash(word).as_str() {
        "pesocl" | "pesochileno" | "peso" => "CLP",
        "dolarusa" | "dolar" => "USD",
        _ => word,
    };
    currency("Totales/TpoMoneda", code, known("CLP"))
}
