//! Colombia: UBL 2.1 of the DIAN (Anexo técnico de factura electrónica de venta 1.9).

use chrono::NaiveDate;

use super::fields::{day, tidy};
use crate::files::document::{Claim, DueFound, DueSource, Fault, Notice, Party};
use crate::files::fold::squash;
use crate::files::xml::Element;
use crate::ledger::Country;

/// The invoice within an `AttachedDocument`, as text. A second document stands deeper, with
/// the authority's answer: only the direct path is taken. Some issuers encode it in base 64.
pub fn attached(root: Element<'_>) -> Option<String> {
    let text = root.text_at("Attachment/ExternalReference/Description")?;
    if text.starts_with(['<', '\u{feff}']) {
        return Some(text.to_owned());
    }
    String::from_utf8(base64(text)?).ok()
}

/// Whether the buyer issued it for a purchase (documento soporte, type 05).
pub fn is_purchase(root: Element<'_>) -> bool {
    let profile = squash(root.text_at("ProfileID").unwrap_or_default());
    let code = root.text_at("InvoiceTypeCode").or(root.text_at("CreditNoteTypeCode"));
    matches!(code, Some("05" | "95")) || profile.contains("documentosoporte")
}

/// When it is due: by its means of payment, by its own due date, or at once where it was
/// sold for cash (`PaymentMeans/ID` 1).
pub fn terms(
    root: Element<'_>,
    issued_on: NaiveDate,
    claim: &mut Claim,
    notices: &mut Vec<Notice>,
) -> Result<(), Fault> {
    let field = "PaymentMeans/PaymentDueDate";
    let stated = root.text_at(field).or(root.text_at("DueDate"));
    let cash = root.text_at("PaymentMeans/ID") == Some("1");
    claim.due = match stated {
        Some(text) => DueFound::On { day: day(field, text)?, source: DueSource::Stated },
        None if cash => DueFound::On { day: issued_on, source: DueSource::Cash },
        None => DueFound::NOTHING,
    };
    if root.text_at("ProfileExecutionID") == Some("2") {
        notices.push(Notice::Test);
    }
    Ok(())
}

/// A party. The check digit of a NIT stands beside it.
pub fn party(side: Option<Element<'_>>) -> Party {
    let Some(party) = side.and_then(|side| side.at("Party")) else { return Party::default() };
    let scheme = party.at("PartyTaxScheme/CompanyID").or(party.at("PartyIdentification/ID"));
    let tax_id = scheme.map_or_else(String::new, |id| {
        let is_nit = id.attribute("schemeName") == Some("31");
        match id.attribute("schemeID").filter(|_| is_nit && !id.text().contains('-')) {
            Some(digit) if digit.len() == 1 => [id.text(), "-", digit].concat(),
            _ => id.text().to_owned(),
        }
    });
    let person = || {
        let parts = ["Person/FirstName", "Person/MiddleName", "Person/FamilyName"];
        parts.iter().filter_map(|part| party.text_at(part)).collect::<Vec<_>>().join(" ")
    };
    let name = party
        .text_at("PartyTaxScheme/RegistrationName")
        .or(party.text_at("PartyLegalEntity/RegistrationName"))
        .or(party.text_at("PartyName/Name"));
    // 50 is a NIT of another country, 42 a foreign identity card.
    let foreign = scheme.and_then(|id| id.attribute("schemeName"));
    let stated = party
        .text_at("PhysicalLocation/Address/Country/IdentificationCode")
        .or(party.text_at("PartyTaxScheme/RegistrationAddress/Country/IdentificationCode"));
    let country = match foreign {
        Some("50" | "42" | "41" | "47") => stated.and_then(Country::from_code),
        _ => Some(Country::CO),
    };
    Party {
        tax_id,
        country,
        name: name.map_or_else(person, tidy),
        email: party.text_at("Contact/ElectronicMail").unwrap_or_default().to_owned(),
    }
}

/// Base 64 (RFC 4648), blanks left out; `None` where it is not.
fn base64(text: &str) -> Option<Vec<u8>> {
    let mut bytes = Vec::with_capacity(text.len() / 4 * 3);
    let (mut bits, mut held) = (0_u32, 0_u32);
    for sign in text.bytes().filter(|byte| !byte.is_ascii_whitespace()) {
        let value = match sign {
            b'A'..=b'Z' => sign - b'A',
            b'a'..=b'z' => sign - b'a' + 26,
            b'0'..=b'9' => sign - b'0' + 52,
            b'+' | b'-' => 62,
            b'/' | b'_' => 63,
            b'=' => break,
            _ => return None,
        };
        bits = (bits << 6) | u32::from(value);
        held += 6;
        if held >= 8 {
            held -= 8;
            bytes.push((bits >> held) as u8);
            bits &= (1 << held) - 1;
        }
    }
    Some(bytes)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn base_64_is_read() {
        assert_eq!(base64("PGE+\n w7E8L2E+").as_deref(), Some("<a>ñ</a>".as_bytes()));
        assert_eq!(base64("PGE="), Some(b"<a".to_vec()));
        assert_eq!(base64("¡no!"), None);
    }
}
