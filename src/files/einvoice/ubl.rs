//! UBL 2: what its flavours have in common (OASIS Universal Business Language 2.1).
//!
//! Only direct children of the root are taken for the document's own number and dates:
//! signatures and references have elements of the same names.

use super::fields::{Outcome, currency, day_at, decimal, money, money_at, required, settle};
use super::{dian, en16931, sunat};
use crate::files::document::{
    Claim, ClaimKind, Content, Document, DueFound, Fault, Format, NotInvoiceKind, Notice, Party,
    Relation, RelationKind, Source,
};
use crate::files::xml::Element;
use crate::ledger::{Currency, Money};

/// The dialects of UBL.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Flavour {
    /// Colombia.
    Dian,
    /// EN 16931.
    En16931,
    /// Peru.
    Sunat,
    /// Anything else.
    Other,
}

impl Flavour {
    /// The dialect of a document. European numbers may look like Peruvian ones, so what
    /// names the European standard is asked first.
    pub fn of(root: Element<'_>) -> Self {
        let declares = |word: &str| root.namespaces().any(|space| space.contains(word));
        let text = |name| root.text_at(name).unwrap_or_default();
        if text("ProfileID").starts_with("DIAN 2.1") || declares("dian") {
            Self::Dian
        } else if text("CustomizationID").contains("en16931") {
            Self::En16931
        } else if declares("sunat") || sunat::has_number_form(text("ID")) {
            Self::Sunat
        } else {
            Self::Other
        }
    }
}

/// Reads an `Invoice`, `CreditNote` or `DebitNote`.
pub fn read(root: Element<'_>, source: &Source) -> Outcome {
    let flavour = Flavour::of(root);
    let number = match flavour {
        Flavour::Sunat => sunat::number(root.text_at("ID").unwrap_or_default()),
        _ => root.text_at("ID").unwrap_or_default().to_owned(),
    };
    if flavour == Flavour::Dian && dian::is_purchase(root) {
        return Outcome::NotInvoice(NotInvoiceKind::Purchase, number);
    }
    Outcome::of(document(root, source, flavour, &number), &number)
}

fn document(
    root: Element<'_>,
    source: &Source,
    flavour: Flavour,
    number: &str,
) -> Result<Document, Fault> {
    required(root, "ID")?;
    let issued_on = day_at(root, "IssueDate")?;
    let mut notices = Vec::new();
    let mut claim = claim(root, flavour)?;
    match flavour {
        Flavour::Dian => dian::terms(root, issued_on, &mut claim, &mut notices)?,
        Flavour::Sunat => sunat::terms(root, issued_on, &mut claim, &mut notices)?,
        Flavour::En16931 | Flavour::Other => en16931::terms(root, issued_on, &mut claim)?,
    }
    if root.text_at("InvoiceTypeCode") == Some("389") {
        notices.push(Notice::SelfBilled);
    }
    settle(&mut claim, issued_on, &mut notices);
    let party = |side: &str| -> Party {
        let side = root.at(side);
        match flavour {
            Flavour::Dian => dian::party(side),
            Flavour::Sunat => sunat::party(side),
            Flavour::En16931 | Flavour::Other => en16931::party(side),
        }
    };
    Ok(Document {
        source: source.clone(),
        format: match flavour {
            Flavour::Dian => Format::Dian,
            Flavour::Sunat => sunat::format(root),
            Flavour::En16931 => Format::En16931Ubl,
            Flavour::Other => Format::Ubl,
        },
        issuer: party("AccountingSupplierParty"),
        receiver: party("AccountingCustomerParty"),
        kept_by: None,
        number: number.to_owned(),
        series: match flavour {
            Flavour::Sunat => number.split('-').next().unwrap_or_default().to_owned(),
            _ => String::new(),
        },
        fiscal_id: match flavour {
            Flavour::Dian => root.text_at("UUID").map(str::to_ascii_lowercase),
            _ => None,
        },
        issued_on,
        related: related(root, flavour, claim.kind),
        content: Content::Claim(Box::new(claim)),
        notices,
    })
}

fn claim(root: Element<'_>, flavour: Flavour) -> Result<Claim, Fault> {
    let totals = root.at("LegalMonetaryTotal").or(root.at("RequestedMonetaryTotal"));
    let currency = document_currency(root, totals, flavour)?;
    let amount = |name: &str| match totals {
        Some(totals) => money_at(totals, name, currency),
        None => Ok(None),
    };
    let payable = amount("PayableAmount")?;
    let total = match (amount("TaxInclusiveAmount")?, payable) {
        (Some(total), _) => total,
        (None, Some(payable)) => payable,
        (None, None) => money("LegalMonetaryTotal/PayableAmount", "", currency)?,
    };
    Ok(Claim {
        kind: kind(root),
        total,
        payable: payable.unwrap_or(total),
        withheld: None,
        rate: root
            .text_at("PaymentExchangeRate/CalculationRate")
            .and_then(decimal)
            .filter(|_| flavour == Flavour::Dian && currency.code() != "COP"),
        due: DueFound::NOTHING,
        terms_text: String::new(),
    })
}

/// The root tells credit and debit notes; invoices may be credit notes by their code
/// (UNTDID 1001).
fn kind(root: Element<'_>) -> ClaimKind {
    match (root.name(), root.text_at("InvoiceTypeCode")) {
        ("CreditNote", _) => ClaimKind::CreditNote,
        ("DebitNote", _) => ClaimKind::DebitNote,
        (_, Some(code)) => kind_by_code(code),
        _ => ClaimKind::Invoice,
    }
}

/// The kind of a document by UNTDID 1001, as EN 16931 uses it.
pub(super) fn kind_by_code(code: &str) -> ClaimKind {
    match code {
        "381" | "261" | "262" | "296" | "308" | "396" | "420" | "458" | "532" => {
            ClaimKind::CreditNote
        }
        "383" | "80" | "84" => ClaimKind::DebitNote,
        _ => ClaimKind::Invoice,
    }
}

fn document_currency(
    root: Element<'_>,
    totals: Option<Element<'_>>,
    flavour: Flavour,
) -> Result<Currency, Fault> {
    let beside = totals
        .and_then(|totals| totals.at("PayableAmount"))
        .and_then(|amount| amount.attribute("currencyID"));
    let home = if flavour == Flavour::Dian { "COP" } else { "PEN" };
    let code = root.text_at("DocumentCurrencyCode").or(beside);
    currency("DocumentCurrencyCode", code.unwrap_or_default(), super::fields::known(home))
}

fn related(root: Element<'_>, flavour: Flavour, kind: ClaimKind) -> Vec<Relation> {
    let corrects = kind != ClaimKind::Invoice || root.text_at("InvoiceTypeCode") == Some("384");
    let reason = root.text_at("DiscrepancyResponse/ResponseCode");
    // DIAN 13.2.4 and SUNAT catalogue 9: the codes by which a note undoes all of an invoice.
    let cancels = kind == ClaimKind::CreditNote
        && match flavour {
            Flavour::Dian => reason == Some("2"),
            Flavour::Sunat => reason == Some("01"),
            _ => false,
        };
    let relation = match (cancels, corrects) {
        (true, _) => RelationKind::Cancels,
        (_, true) => RelationKind::Corrects,
        _ => RelationKind::Mentions,
    };
    let references = root.all("BillingReference").filter_map(|reference| {
        reference.children().find(|child| child.name().ends_with("DocumentReference"))
    });
    let each = references.filter_map(|reference| {
        let number = reference.text_at("ID").map(|text| match flavour {
            Flavour::Sunat => sunat::number(text),
            _ => text.to_owned(),
        });
        let fiscal_id = reference.text_at("UUID").map(str::to_ascii_lowercase);
        (number.is_some() || fiscal_id.is_some()).then_some(Relation {
            kind: relation,
            fiscal_id,
            number,
        })
    });
    each.collect()
}

/// What is left of an amount after others.
pub(super) fn less(amount: Money, others: impl Iterator<Item = Money>) -> Option<Money> {
    let mut left = amount;
    for other in others {
        left = left.checked_sub(other)?;
    }
    Some(left)
}
