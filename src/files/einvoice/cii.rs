//! CII: Factur-X, ZUGFeRD 1 and 2, XRechnung (UN/CEFACT Cross Industry Invoice).
//!
//! ZUGFeRD 1 has other names for the same things; both are tried.

use chrono::NaiveDate;

use super::fields::{Outcome, currency, day, known, money, money_at, parts, settle, tidy};
use super::terms_words::due_by_words;
use super::ubl::kind_by_code;
use crate::files::document::{
    Claim, ClaimKind, Content, Document, DueFound, DueSource, Fault, FaultKind, Format, Instalment,
    NotInvoiceKind, Notice, Party, Relation, RelationKind, Source,
};
use crate::files::xml::Element;
use crate::ledger::{Country, Money};

/// Reads a `CrossIndustryInvoice` or `CrossIndustryDocument`.
pub fn read(root: Element<'_>, source: &Source) -> Outcome {
    let header = either(root, "ExchangedDocument", "HeaderExchangedDocument");
    let number = header.and_then(|header| header.text_at("ID")).unwrap_or_default();
    let code = header.and_then(|header| header.text_at("TypeCode")).unwrap_or("380");
    // Orders and their answers share the syntax.
    if matches!(code, "220" | "230" | "231") {
        return Outcome::NotInvoice(NotInvoiceKind::Order, number.to_owned());
    }
    Outcome::of(document(root, header, code, source), number)
}

fn document(
    root: Element<'_>,
    header: Option<Element<'_>>,
    code: &str,
    source: &Source,
) -> Result<Document, Fault> {
    let missing = |field: &str| Fault::at(field, "", FaultKind::Missing);
    let header = header.ok_or_else(|| missing("ExchangedDocument"))?;
    let number = header.text_at("ID").ok_or_else(|| missing("ExchangedDocument/ID"))?;
    let issued = header.text_at("IssueDateTime/DateTimeString").unwrap_or_default();
    let issued_on = day("IssueDateTime", issued)?;
    let trade = either(root, "SupplyChainTradeTransaction", "SpecifiedSupplyChainTradeTransaction")
        .ok_or_else(|| missing("SupplyChainTradeTransaction"))?;
    let agreement =
        either(trade, "ApplicableHeaderTradeAgreement", "ApplicableSupplyChainTradeAgreement");
    let settlement =
        either(trade, "ApplicableHeaderTradeSettlement", "ApplicableSupplyChainTradeSettlement")
            .ok_or_else(|| missing("ApplicableHeaderTradeSettlement"))?;
    let mut notices = Vec::new();
    let mut claim = claim(settlement, code, issued_on, &mut notices)?;
    settle(&mut claim, issued_on, &mut notices);
    match code {
        "389" => notices.push(Notice::SelfBilled),
        "751" => notices.push(Notice::AccountingOnly),
        _ => {}
    }
    let context = either(root, "ExchangedDocumentContext", "SpecifiedExchangedDocumentContext");
    if context.and_then(|c| c.text_at("TestIndicator/Indicator")) == Some("true") {
        notices.push(Notice::Test);
    }
    let party = |name| party(agreement.and_then(|agreement| agreement.at(name)));
    Ok(Document {
        source: source.clone(),
        format: match root.name() {
            "CrossIndustryDocument" => Format::Zugferd1,
            _ => Format::Cii,
        },
        issuer: party("SellerTradeParty"),
        receiver: party("BuyerTradeParty"),
        kept_by: None,
        number: tidy(number),
        series: String::new(),
        fiscal_id: None,
        issued_on,
        related: related(settlement, code != "380" || claim.kind != ClaimKind::Invoice),
        content: Content::Claim(Box::new(claim)),
        notices,
    })
}

fn claim(
    settlement: Element<'_>,
    code: &str,
    issued_on: NaiveDate,
    notices: &mut Vec<Notice>,
) -> Result<Claim, Fault> {
    let totals = either(
        settlement,
        "SpecifiedTradeSettlementHeaderMonetarySummation",
        "SpecifiedTradeSettlementMonetarySummation",
    )
    .ok_or_else(|| Fault::at("GrandTotalAmount", "", FaultKind::Missing))?;
    let beside = totals.at("GrandTotalAmount").and_then(|total| total.attribute("currencyID"));
    let code_of_currency = settlement.text_at("InvoiceCurrencyCode").or(beside);
    let currency =
        currency("InvoiceCurrencyCode", code_of_currency.unwrap_or_default(), known("EUR"))?;
    let payable = money_at(totals, "DuePayableAmount", currency)?;
    let total = match (money_at(totals, "GrandTotalAmount", currency)?, payable) {
        (Some(total), _) => total,
        (None, Some(payable)) => payable,
        (None, None) => money("GrandTotalAmount", "", currency)?,
    };
    let payable = payable.unwrap_or(total);
    let notes: Vec<&str> = settlement
        .all("SpecifiedTradePaymentTerms")
        .flat_map(|terms| terms.all("Description"))
        .map(Element::text)
        .collect();
    Ok(Claim {
        kind: kind_by_code(code),
        total,
        payable,
        withheld: None,
        rate: None,
        due: due(settlement, issued_on, payable, &notes, notices)?,
        terms_text: tidy(&notes.join("; ")),
    })
}

/// One or several days; several are parts where each says its amount.
fn due(
    settlement: Element<'_>,
    issued_on: NaiveDate,
    payable: Money,
    notes: &[&str],
    notices: &mut Vec<Notice>,
) -> Result<DueFound, Fault> {
    let mut days = Vec::new();
    let mut instalments = Vec::new();
    for terms in settlement.all("SpecifiedTradePaymentTerms") {
        let Some(text) = terms.text_at("DueDateDateTime/DateTimeString") else { continue };
        let on = day("DueDateDateTime", text)?;
        days.push(on);
        if let Some(amount) = money_at(terms, "PartialPaymentAmount", payable.currency)? {
            instalments.push(Instalment { on, amount });
        }
    }
    if !instalments.is_empty() && instalments.len() == days.len() {
        return Ok(parts(instalments, payable, notices));
    }
    days.sort_unstable();
    Ok(match days.last() {
        Some(last) => DueFound::On { day: *last, source: DueSource::Stated },
        None => due_by_words(&notes.join("\n"), issued_on),
    })
}

fn related(settlement: Element<'_>, corrects: bool) -> Vec<Relation> {
    let kind = if corrects { RelationKind::Corrects } else { RelationKind::Mentions };
    let each = settlement.all("InvoiceReferencedDocument").filter_map(|reference| {
        let number = reference.text_at("IssuerAssignedID").or(reference.text_at("ID"))?;
        Some(Relation { kind, fiscal_id: None, number: Some(number.to_owned()) })
    });
    each.collect()
}

/// A party: its VAT number, its local tax number, else its register number. What the
/// parties call one another (`ID`, `GlobalID`) says nothing to a tax authority.
fn party(party: Option<Element<'_>>) -> Party {
    let Some(party) = party else { return Party::default() };
    let registration = |scheme: &str| {
        let mut all = party.all("SpecifiedTaxRegistration").filter_map(|one| one.at("ID"));
        all.find(|id| id.attribute("schemeID") == Some(scheme)).map(Element::text)
    };
    let tax_id = registration("VA")
        .or(registration("FC"))
        .or(party.text_at("SpecifiedLegalOrganization/ID"));
    let contact = "DefinedTradeContact/EmailURIUniversalCommunication";
    let email = party
        .text_at(&[contact, "/URIID"].concat())
        .or(party.text_at(&[contact, "/CompleteNumber"].concat()));
    Party {
        tax_id: tidy(tax_id.unwrap_or_default()),
        country: party.text_at("PostalTradeAddress/CountryID").and_then(Country::from_code),
        name: tidy(party.text_at("Name").unwrap_or_default()),
        email: email.unwrap_or_default().to_owned(),
    }
}

/// The element under the name of today's version, or under that of ZUGFeRD 1.
fn either<'a>(element: Element<'a>, now: &str, before: &str) -> Option<Element<'a>> {
    element.at(now).or(element.at(before))
}
