//! Mexico: the list of what was issued that the SAT gives out («metadata»), a text with `~`
//! between its columns. It has no folio and no currency: it tells what is cancelled.

use super::fields::{day, decimal, find_day, tidy};
use crate::files::document::{
    Effect, Fault, FaultKind, FiscalStatus, Party, Problem, Source, Standing,
};
use crate::files::fold::squash;
use crate::ledger::Country;

/// What a text beginning with such headers is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Metadata {
    /// The list.
    Documents,
    /// The list beside it, of sales on behalf of others.
    ThirdParties,
}

/// Whether a text is such a list.
pub fn find(text: &str) -> Option<Metadata> {
    let first = text.lines().next()?;
    let mut headers = first.split('~').map(squash);
    if headers.next().as_deref() != Some("uuid") {
        return None;
    }
    let rest: Vec<String> = headers.collect();
    if rest.iter().any(|header| header == "rfcacuentaterceros") {
        Some(Metadata::ThirdParties)
    } else {
        rest.iter().any(|header| header == "estatus").then_some(Metadata::Documents)
    }
}

/// Reads every row.
pub fn read(text: &str, source: &Source) -> (Vec<FiscalStatus>, Vec<Problem>) {
    let mut lines = text.lines();
    let headers: Vec<String> = lines.next().unwrap_or_default().split('~').map(squash).collect();
    let (mut found, mut problems) = (Vec::new(), Vec::new());
    for (index, line) in lines.enumerate().filter(|(_, line)| !line.trim().is_empty()) {
        let row = index as u32 + 2;
        let cells: Vec<&str> = line.split('~').map(str::trim).collect();
        let get = |name: &str| {
            let place = headers.iter().position(|header| header == name);
            place.and_then(|place| cells.get(place).copied()).unwrap_or_default()
        };
        match status(&get, row, source) {
            Ok(status) => found.push(status),
            Err(fault) => problems.push(Problem {
                source: source.clone(),
                number: get("uuid").to_owned(),
                fault: fault.in_row(row),
            }),
        }
    }
    (found, problems)
}

fn status<'a>(
    get: &dyn Fn(&str) -> &'a str,
    row: u32,
    source: &Source,
) -> Result<FiscalStatus, Fault> {
    let fiscal_id = get("uuid");
    if fiscal_id.is_empty() {
        return Err(Fault::at("Uuid", "", FaultKind::Missing));
    }
    let party = |id: &str, name: &str| Party {
        tax_id: get(id).to_owned(),
        country: Some(Country::MX),
        name: tidy(get(name)),
        email: String::new(),
    };
    let amount = get("monto");
    Ok(FiscalStatus {
        source: source.clone(),
        row,
        fiscal_id: fiscal_id.to_ascii_uppercase(),
        issuer: party("rfcemisor", "nombreemisor"),
        receiver: party("rfcreceptor", "nombrereceptor"),
        issued_on: day("FechaEmision", get("fechaemision"))?,
        amount: decimal(&amount.replace('$', ""))
            .ok_or_else(|| Fault::at("Monto", amount, FaultKind::NotAnAmount))?,
        effect: match squash(get("efectocomprobante")).as_str() {
            "i" | "ingreso" => Effect::Invoice,
            "e" | "egreso" => Effect::CreditNote,
            "p" | "pago" => Effect::Payment,
            _ => Effect::Other,
        },
        standing: match squash(get("estatus")).as_str() {
            "0" | "cancelado" => Standing::Cancelled(find_day(get("fechacancelacion"))),
            "1" | "vigente" => Standing::Valid,
            _ => return Err(Fault::at("Estatus", get("estatus"), FaultKind::Missing)),
        },
    })
}
