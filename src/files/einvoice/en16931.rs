//! EN 16931 in UBL: parties and terms of payment (Peppol BIS 3, XRechnung).

use chrono::NaiveDate;

use super::fields::{day, tidy};
use super::terms_words::due_by_words;
use crate::files::document::{Claim, DueFound, DueSource, Fault, Party};
use crate::files::xml::Element;
use crate::ledger::Country;

/// When it is due: BT-9, or what the words of BT-20 say. Credit notes have the day in the
/// means of payment.
pub fn terms(root: Element<'_>, issued_on: NaiveDate, claim: &mut Claim) -> Result<(), Fault> {
    let notes: Vec<&str> =
        root.all("PaymentTerms").flat_map(|terms| terms.all("Note")).map(Element::text).collect();
    claim.terms_text = tidy(&notes.join("; "));
    let stated = root.text_at("DueDate").or(root.text_at("PaymentMeans/PaymentDueDate"));
    claim.due = match stated {
        Some(text) => DueFound::On { day: day("DueDate", text)?, source: DueSource::Stated },
        None => due_by_words(&notes.join("\n"), issued_on),
    };
    Ok(())
}

/// A party: its VAT number, else its register number.
pub fn party(side: Option<Element<'_>>) -> Party {
    let Some(party) = side.and_then(|side| side.at("Party")) else { return Party::default() };
    let vat = party.all("PartyTaxScheme").find(|scheme| {
        scheme.text_at("TaxScheme/ID").is_none_or(|id| id.eq_ignore_ascii_case("VAT"))
    });
    let tax_id = vat
        .and_then(|scheme| scheme.text_at("CompanyID"))
        .or(party.text_at("PartyTaxScheme/CompanyID"))
        .or(party.text_at("PartyLegalEntity/CompanyID"));
    let name = party
        .text_at("PartyLegalEntity/RegistrationName")
        .or(party.text_at("PartyName/Name"))
        .or(party.text_at("PartyTaxScheme/RegistrationName"));
    Party {
        tax_id: tidy(tax_id.unwrap_or_default()),
        country: party
            .text_at("PostalAddress/Country/IdentificationCode")
            .and_then(Country::from_code),
        name: tidy(name.unwrap_or_default()),
        email: party.text_at("Contact/ElectronicMail").unwrap_or_default().to_owned(),
    }
}
