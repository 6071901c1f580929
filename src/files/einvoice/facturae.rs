//! Spain: Facturae 3.1, 3.2, 3.2.1 and 3.2.2, one invoice or a batch, signed or not.

use super::fields::{
    Outcome, currency, day, day_at, known, money, money_at, parts, required, settle, tidy,
};
use crate::files::document::{
    Claim, ClaimKind, Content, Document, DueFound, Fault, FaultKind, Format, Instalment, LegalTerm,
    Notice, Party, Relation, RelationKind, Source,
};
use crate::files::xml::Element;
use crate::ledger::{Country, Currency, Money};

/// Reads every invoice of a `Facturae`.
pub fn read(root: Element<'_>, source: &Source) -> Vec<Outcome> {
    let invoices = root.all("Invoices").flat_map(|invoices| invoices.all("Invoice"));
    let mut found: Vec<Outcome> = invoices
        .map(|invoice| {
            let number = number(invoice).map_or_else(String::new, |(number, _)| number);
            Outcome::of(document(root, invoice, source), &number)
        })
        .collect();
    if found.is_empty() {
        let missing = Fault::at("Invoices/Invoice", "", FaultKind::Missing);
        found.push(Outcome::Problem(missing, String::new()));
    }
    found
}

fn document(root: Element<'_>, invoice: Element<'_>, source: &Source) -> Result<Document, Fault> {
    let (number, series) = number(invoice)
        .ok_or_else(|| Fault::at("InvoiceHeader/InvoiceNumber", "", FaultKind::Missing))?;
    let issued_on = day_at(invoice, "InvoiceIssueData/IssueDate")?;
    let mut notices = Vec::new();
    let mut claim = claim(invoice, &mut notices)?;
    settle(&mut claim, issued_on, &mut notices);
    if root.text_at("FileHeader/InvoiceIssuerType") == Some("RE") {
        notices.push(Notice::SelfBilled);
    }
    if let Some(assignment) = root.at("FileHeader/FactoringAssignmentData") {
        notices.push(Notice::Assigned { to: party(assignment.at("Assignee")) });
    }
    Ok(Document {
        source: source.clone(),
        format: Format::Facturae,
        issuer: party(root.at("Parties/SellerParty")),
        receiver: party(root.at("Parties/BuyerParty")),
        kept_by: None,
        number,
        series,
        fiscal_id: None,
        issued_on,
        related: corrective(invoice).into_iter().collect(),
        content: Content::Claim(Box::new(claim)),
        notices,
    })
}

/// The number with its series before it, and the series: numbers repeat across series.
fn number(invoice: Element<'_>) -> Option<(String, String)> {
    let number = invoice.text_at("InvoiceHeader/InvoiceNumber")?;
    let series = invoice.text_at("InvoiceHeader/InvoiceSeriesCode").unwrap_or_default();
    let full = match series {
        "" => number.to_owned(),
        series => [series, "/", number].concat(),
    };
    Some((full, series.to_owned()))
}

fn claim(invoice: Element<'_>, notices: &mut Vec<Notice>) -> Result<Claim, Fault> {
    let code = invoice.text_at("InvoiceIssueData/InvoiceCurrencyCode").unwrap_or("EUR");
    let currency = currency("InvoiceCurrencyCode", code, known("EUR"))?;
    let totals = invoice
        .at("InvoiceTotals")
        .ok_or_else(|| Fault::at("InvoiceTotals", "", FaultKind::Missing))?;
    let total = money("InvoiceTotal", required(totals, "InvoiceTotal")?, currency)?;
    let payable = match money_at(totals, "TotalExecutableAmount", currency)? {
        Some(executable) => executable,
        None => money_at(totals, "TotalOutstandingAmount", currency)?.unwrap_or(total),
    };
    let withheld = money_at(totals, "TotalTaxesWithheld", currency)?;
    check_totals(totals, total, withheld, currency, notices)?;
    let terms = invoice.all("PaymentDetails").flat_map(|details| details.all("Installment"));
    let mut instalments = Vec::new();
    for one in terms {
        let amount = required(one, "InstallmentAmount")?;
        instalments.push(Instalment {
            on: day("InstallmentDueDate", required(one, "InstallmentDueDate")?)?,
            amount: money("InstallmentAmount", amount, currency)?,
        });
    }
    Ok(Claim {
        kind: ClaimKind::Invoice,
        total,
        payable,
        withheld: withheld.filter(|money| !money.is_zero()),
        rate: None,
        due: if instalments.is_empty() {
            DueFound::Nothing { by_law: Some(LegalTerm::spain()) }
        } else {
            parts(instalments, payable, notices)
        },
        terms_text: String::new(),
    })
}

/// The total should be base plus taxes, less what is withheld; programs exist that leave
/// the withholding in. Anything else is told.
fn check_totals(
    totals: Element<'_>,
    total: Money,
    withheld: Option<Money>,
    currency: Currency,
    notices: &mut Vec<Notice>,
) -> Result<(), Fault> {
    let base = money_at(totals, "TotalGrossAmountBeforeTaxes", currency)?;
    let taxes = money_at(totals, "TotalTaxOutputs", currency)?;
    let (Some(base), Some(taxes)) = (base, taxes) else { return Ok(()) };
    let withheld = withheld.unwrap_or(Money::zero(currency));
    let Some(gross) = base.checked_add(taxes) else { return Ok(()) };
    let Some(computed) = gross.checked_sub(withheld) else { return Ok(()) };
    // A cent for each of the three sums that were rounded.
    let near = |other: Money| (other.amount_minor - total.amount_minor).abs() <= 3;
    if !near(computed) && !near(gross) {
        notices.push(Notice::TotalsDisagree { computed });
    }
    Ok(())
}

/// What it corrects; method 01 issues the invoice again as a whole.
fn corrective(invoice: Element<'_>) -> Option<Relation> {
    let corrective = invoice.at("InvoiceHeader/Corrective")?;
    let number = corrective.text_at("InvoiceNumber")?;
    let number = match corrective.text_at("InvoiceSeriesCode") {
        Some(series) => [series, "/", number].concat(),
        None => number.to_owned(),
    };
    let kind = match corrective.text_at("CorrectionMethod") {
        Some("01") => RelationKind::Replaces,
        _ => RelationKind::Corrects,
    };
    Some(Relation { kind, fiscal_id: None, number: Some(number) })
}

fn party(party: Option<Element<'_>>) -> Party {
    let Some(party) = party else { return Party::default() };
    let text = |paths: &[&str]| paths.iter().find_map(|path| party.text_at(path));
    let person = || {
        let parts = ["Individual/Name", "Individual/FirstSurname", "Individual/SecondSurname"];
        parts.iter().filter_map(|part| party.text_at(part)).collect::<Vec<_>>().join(" ")
    };
    let tax_id = text(&["TaxIdentification/TaxIdentificationNumber"]).unwrap_or_default();
    let country = text(&[
        "LegalEntity/AddressInSpain/CountryCode",
        "Individual/AddressInSpain/CountryCode",
        "LegalEntity/OverseasAddress/CountryCode",
        "Individual/OverseasAddress/CountryCode",
    ]);
    let resident = text(&["TaxIdentification/ResidenceTypeCode"]).is_none_or(|code| code == "R");
    Party {
        tax_id: tax_id.to_owned(),
        // Other countries are written with three letters; the VAT number has its own two.
        country: (resident || country == Some("ESP")).then_some(Country::ES),
        name: text(&["LegalEntity/CorporateName"]).map_or_else(person, tidy),
        email: text(&[
            "LegalEntity/ContactDetails/ElectronicMail",
            "Individual/ContactDetails/ElectronicMail",
        ])
        .unwrap_or_default()
        .to_owned(),
    }
}
