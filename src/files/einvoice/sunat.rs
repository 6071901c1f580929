//! Peru: UBL 2.0 and 2.1 of the SUNAT, and the fee receipt of freelancers.

use chrono::NaiveDate;

use super::fields::{day, day_at, money, tidy};
use super::ubl::less;
use crate::files::document::{
    Claim, Deduction, DueFound, DueSource, Fault, Format, Instalment, Notice, Party,
};
use crate::files::fold::squash;
use crate::files::xml::Element;
use crate::ledger::Country;

/// Whether a number has the form of a Peruvian one: `F001-456`, with or without blanks.
pub fn has_number_form(text: &str) -> bool {
    let compact: String = text.split_whitespace().collect();
    let Some((series, number)) = compact.split_once('-') else { return false };
    let mut letters = series.bytes();
    series.len() == 4
        && letters.next().is_some_and(|first| matches!(first, b'F' | b'B' | b'E'))
        && letters.all(|byte| byte.is_ascii_uppercase() || byte.is_ascii_digit())
        && (1..=8).contains(&number.len())
        && number.bytes().all(|byte| byte.is_ascii_digit())
}

/// The number as people write it: without blanks and without zeros before it.
pub fn number(text: &str) -> String {
    let compact: String = text.split_whitespace().collect();
    match compact.split_once('-') {
        Some((series, number)) if number.bytes().all(|byte| byte.is_ascii_digit()) => {
            let short = number.trim_start_matches('0');
            [series, "-", if short.is_empty() { number } else { short }].concat()
        }
        _ => compact,
    }
}

/// Which of the SUNAT's documents it is.
pub fn format(root: Element<'_>) -> Format {
    let fees = root
        .descendants("TaxCategory")
        .iter()
        .any(|category| category.text_at("ID").is_some_and(|id| id.starts_with("RET")));
    match root.text_at("UBLVersionID") {
        _ if fees => Format::SunatFees,
        Some("2.0") => Format::Sunat20,
        _ => Format::Sunat21,
    }
}

/// When it is due: by its parts (cuotas), which come in any order; by its due date; or at
/// once. What is paid into the account for taxes (detracción) or withheld is no part.
/// R.S. 000193-2020/SUNAT: the parts are net of both.
pub fn terms(
    root: Element<'_>,
    issued_on: NaiveDate,
    claim: &mut Claim,
    notices: &mut Vec<Notice>,
) -> Result<(), Fault> {
    let currency = claim.payable.currency;
    let mut parts = Vec::new();
    let mut deductions = Vec::new();
    let mut cash = false;
    for terms in root.all("PaymentTerms") {
        let means = squash(terms.text_at("PaymentMeansID").unwrap_or_default());
        let id = squash(terms.text_at("ID").unwrap_or_default());
        let amount = terms.text_at("Amount");
        let other = match id.as_str() {
            "detraccion" => Some(Deduction::Detraccion),
            "percepcion" => Some(Deduction::Perception),
            _ => None,
        };
        if let (Some(what), Some(text)) = (other, amount) {
            deductions.push((what, money("PaymentTerms/Amount", text, currency)?));
        } else if other.is_none() && means.starts_with("cuota") {
            parts.push(Instalment {
                on: day_at(terms, "PaymentDueDate")?,
                amount: money("PaymentTerms/Amount", amount.unwrap_or_default(), currency)?,
            });
        }
        cash |= means == "contado";
    }
    for charge in root.all("AllowanceCharge") {
        // SUNAT catalogue 53: 62 is the withholding of IGV.
        if let (Some("62"), Some(text)) =
            (charge.text_at("AllowanceChargeReasonCode"), charge.text_at("Amount"))
        {
            let amount = money("AllowanceCharge/Amount", text, currency)?;
            deductions.push((Deduction::Retention, amount));
        }
    }
    let goes_elsewhere = deductions.iter().filter(|(what, _)| *what != Deduction::Perception);
    let collected = less(claim.payable, goes_elsewhere.map(|(_, amount)| *amount));
    for (what, amount) in &deductions {
        notices.push(Notice::Deducted { what: *what, amount: *amount });
    }
    let due_date = root.text_at("DueDate").or(root.text_at("PaymentMeans/PaymentDueDate"));
    claim.due = if !parts.is_empty() {
        super::fields::parts(parts, collected.unwrap_or(claim.payable), notices)
    } else if let Some(text) = due_date {
        DueFound::On { day: day("DueDate", text)?, source: DueSource::Stated }
    } else if cash {
        DueFound::On { day: issued_on, source: DueSource::Cash }
    } else {
        DueFound::NOTHING
    };
    Ok(())
}

/// A party: 2.1 has its id within the party, 2.0 beside it. Identity document 0 stands for
/// a customer without one (catalogue 6).
pub fn party(side: Option<Element<'_>>) -> Party {
    let Some(side) = side else { return Party::default() };
    let inside =
        side.at("Party/PartyIdentification/ID").or(side.at("Party/PartyTaxScheme/CompanyID"));
    let (id, kind) = match inside.filter(|id| !id.text().is_empty()) {
        Some(id) => (id.text(), id.attribute("schemeID")),
        None => (
            side.text_at("CustomerAssignedAccountID").unwrap_or_default(),
            side.text_at("AdditionalAccountID"),
        ),
    };
    let nobody = id.bytes().all(|byte| matches!(byte, b'-' | b'0'));
    let name = side
        .text_at("Party/PartyLegalEntity/RegistrationName")
        .or(side.text_at("Party/PartyTaxScheme/RegistrationName"))
        .or(side.text_at("Party/PartyName/Name"));
    Party {
        tax_id: if nobody { String::new() } else { id.to_owned() },
        country: Some(Country::PE).filter(|_| matches!(kind, None | Some("6" | "1"))),
        name: tidy(name.unwrap_or_default()),
        email: side.text_at("Party/Contact/ElectronicMail").unwrap_or_default().to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_are_recognised_and_written_one_way() {
        for text in ["F001-456", "E001 - 170", "B001-00000088", "FB99-70000"] {
            assert!(has_number_form(text), "{text}");
        }
        for text in ["F1-2", "001-002-000001234", "F001-123456789", "F001-", "471102", "G001-1"] {
            assert!(!has_number_form(text), "{text}");
        }
        assert_eq!(number("E001 - 170"), "E001-170");
        assert_eq!(number("F001-00000123"), "F001-123");
    }
}
