//! Chile: the register of sales and purchases (RCV) of the SII, one table a month.

use super::dte::kind;
use super::fields::{Outcome, day, find_day, known, money, settle, tidy};
use super::tables::{Listed, ListedRow};
use crate::files::delimited::Delimiter;
use crate::files::document::{
    Claim, ClaimKind, Content, Document, DueFound, Fault, FaultKind, Format, LegalTerm, Notice,
    Party, Relation, RelationKind, Role, Source,
};
use crate::ledger::Country;

/// The register, if the text is one.
pub fn find(text: &str) -> Option<Listed> {
    let wanted = ["tipodoc", "razonsocial", "folio", "fechadocto", "montototal"];
    Listed::find(text, Delimiter::Semicolon, &wanted)
}

/// Reads every row.
pub fn read(list: &Listed, source: &Source) -> Vec<Outcome> {
    let role = if list.has("rutproveedor") { Role::Receiver } else { Role::Issuer };
    list.rows().map(|row| one(row, role, source)).collect()
}

fn one(row: ListedRow<'_>, role: Role, source: &Source) -> Outcome {
    let number = row.get(&["folio"]);
    let code = row.get(&["tipodoc"]);
    let read = match kind(code) {
        Ok(kind) => document(row, role, kind, source),
        Err(Some(what)) => return Outcome::NotInvoice(what, number.to_owned()),
        Err(None) => Err(Fault::at("Tipo Doc", code, FaultKind::Missing)),
    };
    Outcome::of(read.map_err(|fault| fault.in_row(row.number)), number)
}

fn document(
    row: ListedRow<'_>,
    role: Role,
    kind: ClaimKind,
    source: &Source,
) -> Result<Document, Fault> {
    let issued_on = day("Fecha Docto", row.get(&["fechadocto"]))?;
    let clp = known("CLP");
    let total = money("Monto total", row.get(&["montototal"]), clp)?;
    let received_on = find_day(row.get(&["fecharecepcion"]));
    let mut notices = Vec::new();
    if let Some(on) = find_day(row.get(&["fechareclamo"])) {
        notices.push(Notice::RejectedByCustomer { on });
    }
    let mut claim = Claim {
        kind,
        total,
        payable: total,
        withheld: None,
        rate: None,
        due: match kind {
            ClaimKind::CreditNote => DueFound::NOTHING,
            _ => DueFound::Nothing { by_law: Some(LegalTerm::chile(received_on)) },
        },
        terms_text: String::new(),
    };
    settle(&mut claim, issued_on, &mut notices);
    let other = Party {
        tax_id: row.get(&["rutcliente", "rutproveedor"]).to_owned(),
        country: Some(Country::CL),
        name: tidy(row.get(&["razonsocial"])),
        email: String::new(),
    };
    let (issuer, receiver) = match role {
        Role::Issuer => (Party::default(), other),
        Role::Receiver => (other, Party::default()),
    };
    let referred = row.get(&["foliodoctoreferencia"]);
    let related = (!referred.is_empty() && referred != "0").then(|| Relation {
        kind: RelationKind::Corrects,
        fiscal_id: None,
        number: Some(referred.to_owned()),
    });
    Ok(Document {
        source: source.clone(),
        format: Format::Rcv,
        issuer,
        receiver,
        kept_by: Some(role),
        number: row.require(&["folio"])?.to_owned(),
        series: row.get(&["tipodoc"]).to_owned(),
        fiscal_id: None,
        issued_on,
        related: related.into_iter().collect(),
        content: Content::Claim(Box::new(claim)),
        notices,
    })
}
