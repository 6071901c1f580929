//! Ecuador: comprobantes electrónicos of the SRI, bare or in one of two wrappings.

use chrono::{Days, Months, NaiveDate};

use super::fields::{Outcome, currency, day, known, money, parts, settle, tidy};
use crate::files::document::{
    Claim, ClaimKind, Content, Document, DueFound, DueSource, Fault, FaultKind, Format, Instalment,
    Notice, Party, Relation, RelationKind, Source,
};
use crate::files::fold::squash;
use crate::files::xml::Element;
use crate::ledger::{Country, Money};

/// The documents in an `autorizacion` or `RespuestaAutorizacion`, as text, each with what
/// the authority says about it where it did not authorise it.
pub fn wrapped(root: Element<'_>) -> Vec<(&str, Option<Notice>)> {
    let all = match root.name() {
        "autorizacion" => vec![root],
        _ => root.descendants("autorizacion"),
    };
    let each = all.into_iter().filter_map(|one| {
        let state = one.text_at("estado").unwrap_or("AUTORIZADO");
        let refused = !squash(state).starts_with("autorizad");
        let notice = refused.then(|| Notice::NotAuthorised { state: state.to_owned() });
        Some((one.text_at("comprobante")?, notice))
    });
    each.collect()
}

/// Reads a `factura`, `notaCredito` or `notaDebito`.
pub fn read(root: Element<'_>, source: &Source) -> Outcome {
    let parts = ["estab", "ptoEmi", "secuencial"].map(|name| find(root, name));
    let number = match parts {
        [Some(place), Some(point), Some(number)] => [place, "-", point, "-", number].concat(),
        _ => String::new(),
    };
    Outcome::of(document(root, source, &number), &number)
}

fn document(root: Element<'_>, source: &Source, number: &str) -> Result<Document, Fault> {
    for name in ["estab", "ptoEmi", "secuencial"] {
        require(root, name)?;
    }
    let (kind, total_name) = match root.name() {
        "notaCredito" => (ClaimKind::CreditNote, "valorModificacion"),
        "notaDebito" => (ClaimKind::DebitNote, "valorTotal"),
        _ => (ClaimKind::Invoice, "importeTotal"),
    };
    let issued_on = day("fechaEmision", require(root, "fechaEmision")?)?;
    let dollar = known("USD");
    let currency = match find(root, "moneda") {
        // "DOLAR", "DOLARES AMERICANOS", "DÓLAR": what is used there.
        Some(word) if !squash(word).contains("dol") => currency("moneda", word, dollar)?,
        _ => dollar,
    };
    let total = money(total_name, require(root, total_name)?, currency)?;
    let mut notices = Vec::new();
    let mut claim = Claim {
        kind,
        total,
        payable: total,
        withheld: None,
        rate: None,
        due: due(root, issued_on, total, &mut notices)?,
        terms_text: String::new(),
    };
    settle(&mut claim, issued_on, &mut notices);
    if find(root, "ambiente") == Some("1") {
        notices.push(Notice::Test);
    }
    let modified = find(root, "numDocModificado").map(|number| Relation {
        kind: RelationKind::Corrects,
        fiscal_id: None,
        number: Some(number.to_owned()),
    });
    let get = |name| find(root, name).unwrap_or_default();
    Ok(Document {
        source: source.clone(),
        format: Format::Sri,
        issuer: Party {
            tax_id: get("ruc").to_owned(),
            country: Some(Country::EC),
            name: tidy(get("razonSocial")),
            email: String::new(),
        },
        receiver: Party {
            tax_id: get("identificacionComprador").to_owned(),
            // 06 is a passport, 08 another country's number.
            country: Some(Country::EC).filter(|_| {
                !matches!(find(root, "tipoIdentificacionComprador"), Some("06" | "08"))
            }),
            name: tidy(get("razonSocialComprador")),
            email: email(root),
        },
        kept_by: None,
        number: number.to_owned(),
        series: [get("estab"), "-", get("ptoEmi")].concat(),
        fiscal_id: find(root, "claveAcceso").map(str::to_owned),
        issued_on,
        related: modified.into_iter().collect(),
        content: Content::Claim(Box::new(claim)),
        notices,
    })
}

/// Each `pago` is due its `plazo` after the day of issue; several are parts.
fn due(
    root: Element<'_>,
    issued_on: NaiveDate,
    total: Money,
    notices: &mut Vec<Notice>,
) -> Result<DueFound, Fault> {
    let mut found = Vec::new();
    for payment in root.descendants("pago") {
        let Some(text) = payment.text_at("plazo") else { continue };
        let on = after(issued_on, text, payment.text_at("unidadTiempo").unwrap_or("dias"))
            .ok_or_else(|| Fault::at("plazo", text, FaultKind::NotAnAmount))?;
        let amount = match payment.text_at("total") {
            Some(text) => money("pago/total", text, total.currency)?,
            None => total,
        };
        found.push(Instalment { on, amount });
    }
    // Several means of payment on one day are one due date.
    let one_day = found.first().map(|first| first.on);
    if let Some(day) = one_day
        && found.iter().all(|part| part.on == day)
    {
        return Ok(DueFound::On { day, source: DueSource::Stated });
    }
    Ok(parts(found, total, notices))
}

fn after(from: NaiveDate, count: &str, unit: &str) -> Option<NaiveDate> {
    let (whole, fraction) = count.split_once('.').unwrap_or((count, ""));
    if !fraction.bytes().all(|byte| byte == b'0') {
        return None;
    }
    let count: u32 = whole.trim().parse().ok().filter(|count| *count <= 3660)?;
    match squash(unit).as_str() {
        unit if unit.starts_with("mes") => from.checked_add_months(Months::new(count)),
        unit if unit.starts_with("an") => from.checked_add_months(Months::new(count * 12)),
        unit if unit.starts_with("sem") => from.checked_add_days(Days::new(u64::from(count) * 7)),
        _ => from.checked_add_days(Days::new(u64::from(count))),
    }
}

/// The customer's address for messages, which issuers put among the additional fields.
fn email(root: Element<'_>) -> String {
    let fields = root.descendants("campoAdicional").into_iter();
    let mut mails = fields.filter(|field| {
        let name = squash(field.attribute("nombre").unwrap_or_default());
        let named = name.contains("mail") || name.contains("correo");
        named && field.text().contains('@')
    });
    mails.next().map(|field| field.text().to_owned()).unwrap_or_default()
}

/// The text of a field wherever it stands: some issuers leave the order of the schema.
fn find<'a>(root: Element<'a>, name: &'a str) -> Option<&'a str> {
    let sections = root.children().filter(|child| child.name().starts_with("info"));
    sections
        .chain([root])
        .find_map(|section| section.text_at(name))
        .or_else(|| root.descendants(name).into_iter().map(Element::text).find(|t| !t.is_empty()))
}

fn require<'a>(root: Element<'a>, name: &'a str) -> Result<&'a str, Fault> {
    find(root, name).ok_or_else(|| Fault::at(name, "", FaultKind::Missing))
}
