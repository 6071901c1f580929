//! Argentina: «Mis Comprobantes» of ARCA (before, AFIP), issued or received, as a table.
//! Two layouts are known; columns go by their names.

use super::fields::{Outcome, currency, day, exact, settle, tidy};
use super::tables::{Listed, ListedRow};
use crate::files::amounts::{DecimalMark, parse_amount};
use crate::files::delimited::Delimiter;
use crate::files::document::{
    Claim, ClaimKind, Content, Document, DueFound, Fault, FaultKind, Format, Party, Role, Source,
};
use crate::ledger::{Country, Currency, Money};

/// The list, if the text is one.
pub fn find(text: &str) -> Option<Listed> {
    let delimiter = match text.lines().take(5).any(|line| line.contains(';')) {
        true => Delimiter::Semicolon,
        false => Delimiter::Comma,
    };
    Listed::find(text, delimiter, &["puntodeventa", "numerodesde", "imptotal"])
}

/// Reads every row. A list names the other party of each document; one that names both says
/// nothing about whose it is.
pub fn read(list: &Listed, source: &Source) -> Vec<Outcome> {
    let names = |role: &str| list.has(&["nrodoc", role].concat());
    let role = match (names("emisor"), names("receptor")) {
        (true, true) => None,
        (true, false) => Some(Role::Receiver),
        (false, _) => Some(Role::Issuer),
    };
    list.rows().map(|row| one(row, role, source)).collect()
}

fn one(row: ListedRow<'_>, role: Option<Role>, source: &Source) -> Outcome {
    let number = number(row).unwrap_or_default();
    let read = document(row, role, &number, source);
    Outcome::of(read.map_err(|fault| fault.in_row(row.number)), &number)
}

fn document(
    row: ListedRow<'_>,
    role: Option<Role>,
    number: &str,
    source: &Source,
) -> Result<Document, Fault> {
    let type_cell = row.require(&["tipodecomprobante", "tipo"])?;
    let code: u32 = type_cell
        .split(|c: char| !c.is_ascii_digit())
        .next()
        .and_then(|digits| digits.parse().ok())
        .ok_or_else(|| Fault::at("Tipo de Comprobante", type_cell, FaultKind::NotAnAmount))?;
    if number.is_empty() {
        return Err(Fault::at("Número Desde", "", FaultKind::Missing));
    }
    let issued_on = day("Fecha", row.get(&["fechadeemision", "fecha"]))?;
    let currency = money_of(row.get(&["moneda"]))?;
    let written = row.require(&["imptotal"])?;
    let total = amount(written, currency).map_err(|what| Fault::at("Imp. Total", written, what))?;
    let rate = number_in(row.get(&["tipocambio"])).filter(|_| currency.code() != "ARS");
    let mut notices = Vec::new();
    let mut claim = Claim {
        kind: kind(code),
        total,
        payable: total,
        withheld: None,
        rate,
        due: DueFound::NOTHING,
        terms_text: String::new(),
    };
    settle(&mut claim, issued_on, &mut notices);
    let cae = row.get(&["codautorizacion"]);
    Ok(Document {
        source: source.clone(),
        format: Format::Arca,
        issuer: party(row, "nrodocemisor", "denominacionemisor"),
        receiver: party(row, "nrodocreceptor", "denominacionreceptor"),
        kept_by: role,
        number: number.to_owned(),
        // Each type of document counts for itself.
        series: code.to_string(),
        fiscal_id: (!cae.is_empty()).then(|| cae.to_owned()),
        issued_on,
        related: Vec::new(),
        content: Content::Claim(Box::new(claim)),
        notices,
    })
}

/// A party; a sale over the counter has document 0.
fn party(row: ListedRow<'_>, id: &str, name: &str) -> Party {
    let id = row.get(&[id]);
    let name = tidy(row.get(&[name]));
    if id.bytes().all(|byte| byte == b'0') && name.is_empty() {
        return Party::default();
    }
    let tax_id = id.trim_start_matches('0').to_owned();
    Party { tax_id, country: Some(Country::AR), name, email: String::new() }
}

/// Point of sale in five digits, number in eight, as invoices show it.
fn number(row: ListedRow<'_>) -> Option<String> {
    let digits = |text: &str| text.parse::<u64>().ok();
    let point = digits(row.get(&["puntodeventa"]))?;
    let number = digits(row.get(&["numerodesde"]))?;
    Some(format!("{point:05}-{number:08}"))
}

/// The authority's table of documents: in each letter invoice, debit note, credit note.
fn kind(code: u32) -> ClaimKind {
    match code {
        2 | 7 | 12 | 20 | 37 | 45 | 46 | 47 | 52 | 202 | 207 | 212 => ClaimKind::DebitNote,
        3 | 8 | 13 | 21 | 38 | 43 | 44 | 48 | 53 | 90 | 110 | 112..=114 | 203 | 208 | 213 => {
            ClaimKind::CreditNote
        }
        _ => ClaimKind::Invoice,
    }
}

fn money_of(word: &str) -> Result<Currency, Fault> {
    let peso = super::fields::known("ARS");
    match word {
        "" | "$" | "PES" => Ok(peso),
        "DOL" | "USD" => Ok(Currency::USD),
        "060" => Ok(super::fields::known("EUR")),
        other => currency("Moneda", other, peso),
    }
}

fn amount(text: &str, currency: Currency) -> Result<Money, FaultKind> {
    exact(number_in(text).ok_or(FaultKind::NotAnAmount)?, currency)
}

/// A number with a comma or a point before its decimals: the last of the two signs counts,
/// and both layouts write two decimals.
fn number_in(text: &str) -> Option<rust_decimal::Decimal> {
    let mark = match text.rfind([',', '.']) {
        Some(at) if text.as_bytes()[at] == b',' => DecimalMark::Comma,
        _ => DecimalMark::Point,
    };
    parse_amount(text, mark).map(|amount| amount.value)
}
