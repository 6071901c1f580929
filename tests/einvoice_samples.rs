//! Real invoices and those of other programs' tests, each read or refused as it should be.
//!
//! The files are not part of this repository. They are looked for in `einvoice/` under the
//! folder that `CARTERA_SAMPLES` names, or under `../shared/samples`, with what is expected
//! of each in `expected-einvoice.json` and `expected-facturx-pdf.json`; without them the
//! test says so and passes.

#![allow(clippy::unwrap_used)]

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use cartera::files::document::{
    ClaimKind, Content, Document, DueFound, FaultKind, NotInvoiceKind, Notice, Party, Standing,
};
use cartera::files::einvoice::{FileReading, read_file};
use rust_decimal::Decimal;
use serde_json::Value;

/// Files of which something else is expected than the list says, and why.
const ARGUED: &[(&str, &str)] = &[(
    "einvoice/peru/greenter-xml-parser/dte_1513569521004.xml",
    "expected as an error, because strict XML readers refuse its `xmlns:schemaLocation`; \
         it is an ordinary boleta, and issuers do send it",
)];

#[test]
fn every_sample_is_read_or_refused_as_expected() {
    let Some(samples) = samples() else {
        println!("skipped: no samples of invoices");
        return;
    };
    let mut expected: BTreeMap<String, Value> = parse(&samples, "expected-einvoice.json");
    for (file, value) in parse(&samples, "expected-facturx-pdf.json") {
        let mut facts = value["facts"].clone();
        facts["format"] = "pdf".into();
        expected.insert(file, facts);
    }
    let mut table: BTreeMap<String, Counts> = BTreeMap::new();
    let mut wrong = Vec::new();
    for file in files(&samples) {
        let bytes = std::fs::read(samples.join(&file)).unwrap();
        let reading = read_file("renamed", &bytes);
        let (format, verdict) = match expected.get(&file) {
            _ if argued(&file) => ("argued".to_owned(), check_argued(&file, &reading)),
            Some(value) => check(value, &reading),
            None => check_unlisted(&file, &reading),
        };
        let counts = table.entry(format).or_default();
        counts.files += 1;
        match verdict {
            Ok(Read::Right) => counts.read += 1,
            Ok(Read::Refused) => counts.refused += 1,
            Err(why) => {
                counts.wrong += 1;
                wrong.push(format!("{file}: {why}\n  {:?}", reading.problems));
            }
        }
    }
    println!(
        "{:<20} {:>5} {:>10} {:>13} {:>5}",
        "format", "files", "read right", "refused right", "wrong"
    );
    for (format, counts) in &table {
        let Counts { files, read, refused, wrong } = counts;
        println!("{format:<20} {files:>5} {read:>10} {refused:>13} {wrong:>5}");
    }
    for (file, why) in ARGUED {
        println!("argued: {file}: {why}");
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[derive(Default)]
struct Counts {
    files: u32,
    read: u32,
    refused: u32,
    wrong: u32,
}

enum Read {
    Right,
    Refused,
}

type Verdict = Result<Read, String>;

/// What a document must say, as far as the list tells.
#[derive(Default)]
struct Facts {
    number: Option<String>,
    fiscal_id: Option<String>,
    issued_on: Option<String>,
    currency: Option<String>,
    total: Option<String>,
    payable: Option<String>,
    withheld: Option<String>,
    buyer: Option<String>,
    buyer_ids: Vec<String>,
    seller: Option<String>,
    seller_ids: Vec<String>,
    credit: Option<bool>,
    /// The last day it is due; the inner `None` where nothing may be said.
    due: Option<Option<String>>,
    parts: Vec<(String, String)>,
    related: Vec<String>,
    payments: Option<Vec<Value>>,
}

fn check(value: &Value, reading: &FileReading) -> (String, Verdict) {
    let all: Vec<&Value> = match value {
        Value::Array(all) => all.iter().collect(),
        one => vec![one],
    };
    let all_first = all[0];
    let format = text(all_first, "format").unwrap();
    if format == "unknown" {
        let refused = reading.documents.is_empty() && reading.problems.is_empty();
        let withholding = reading.not_invoices.iter().map(|one| one.what).collect::<Vec<_>>();
        let right = refused && withholding == [NotInvoiceKind::Withholding];
        return (format, if right { Ok(Read::Refused) } else { Err("not refused".into()) });
    }
    let facts: Vec<Facts> = all.into_iter().map(|one| facts(&format, one)).collect();
    if reading.documents.len() != facts.len() {
        let found = reading.documents.len();
        return (format, Err(format!("{found} documents, not {}", facts.len())));
    }
    let verdict = facts
        .iter()
        .zip(&reading.documents)
        .try_for_each(|(facts, document)| facts.compare(document))
        .map(|()| Read::Right);
    // By flavour, too, where a format has several.
    let inner = text(all_first, "flavour").or(text(all_first, "version"));
    (inner.map_or(format.clone(), |flavour| format!("{format} {flavour}")), verdict)
}

fn facts(format: &str, value: &Value) -> Facts {
    match format {
        "dian-attached" | "sri-autorizacion" => {
            let inner = &value["inner"];
            facts(&text(inner, "format").unwrap(), inner)
        }
        "cfdi" => cfdi(value),
        "ubl" => ubl(value),
        "cii" | "pdf" => cii(value),
        "sri" => sri(value),
        "dte" => dte(value),
        "facturae" => facturae(value),
        other => panic!("no comparison for {other}"),
    }
}

fn cfdi(value: &Value) -> Facts {
    let kind = text(value, "type").unwrap().to_lowercase();
    let receipt = kind == "p";
    Facts {
        number: text(value, "number"),
        fiscal_id: text(value, "uuid"),
        issued_on: text(value, "issue"),
        currency: text(value, "currency").filter(|_| !receipt),
        total: text(value, "total").filter(|_| !receipt),
        payable: text(value, "total").filter(|_| !receipt),
        buyer: text(value, "buyer"),
        buyer_ids: text(value, "buyer_id").into_iter().collect(),
        seller: text(value, "seller"),
        seller_ids: text(value, "seller_id").into_iter().collect(),
        credit: (!receipt).then(|| kind.starts_with('e')),
        related: list(value, "related")
            .iter()
            .flat_map(|one| list(one, "uuids"))
            .map(|id| id.as_str().unwrap().to_owned())
            .collect(),
        payments: receipt.then(|| list(value, "payments")),
        ..Facts::default()
    }
}

fn ubl(value: &Value) -> Facts {
    let peru = text(value, "flavour").as_deref() == Some("sunat");
    let number = text(value, "number").map(|number| if peru { peruvian(&number) } else { number });
    let means = list(value, "means").iter().find_map(|one| text(one, "due"));
    let terms = list(value, "terms");
    let parts: Vec<(String, String)> = terms
        .iter()
        .filter(|one| text(one, "means").is_some_and(|means| means.starts_with("Cuota")))
        .map(|one| (text(one, "due").unwrap(), text(one, "amount").unwrap()))
        .collect();
    let due = text(value, "due").or(means).or(parts.iter().map(|part| part.0.clone()).max());
    let payable = text(value, "payable");
    Facts {
        number,
        fiscal_id: text(value, "uuid"),
        issued_on: text(value, "issue"),
        currency: text(value, "currency").or(text(value, "payable_cur")),
        total: text(value, "total").or(payable.clone()),
        payable,
        buyer: text(&value["buyer"], "name"),
        buyer_ids: ids(&value["buyer"], peru),
        seller: text(&value["seller"], "name"),
        seller_ids: ids(&value["seller"], peru),
        credit: Some(
            text(value, "root").unwrap() == "CreditNote"
                || text(value, "typecode").as_deref() == Some("381")
                || text(value, "total").is_some_and(|total| total.starts_with('-')),
        ),
        due: due.map(Some),
        parts,
        related: list(value, "billing_ref")
            .iter()
            .map(|one| {
                let number = one.as_str().unwrap();
                if peru { peruvian(number) } else { number.to_owned() }
            })
            .collect(),
        ..Facts::default()
    }
}

fn cii(value: &Value) -> Facts {
    let party = |side: &str| match &value[side] {
        Value::String(name) => (Some(name.clone()), Vec::new()),
        party => (text(party, "name"), ids(party, false)),
    };
    let (buyer, buyer_ids) = party("buyer");
    let (seller, seller_ids) = party("seller");
    let total = text(value, "total");
    Facts {
        number: text(value, "number"),
        issued_on: text(value, "issue"),
        currency: text(value, "currency"),
        payable: text(value, "payable").or(total.clone()),
        credit: Some(
            text(value, "typecode").as_deref() == Some("381")
                || total.as_deref().is_some_and(|total| total.starts_with('-')),
        ),
        total,
        buyer,
        buyer_ids,
        seller,
        seller_ids,
        due: list(value, "terms").iter().filter_map(|one| text(one, "due")).max().map(Some),
        ..Facts::default()
    }
}

fn sri(value: &Value) -> Facts {
    let issued_on = text(value, "issue");
    Facts {
        number: text(value, "number"),
        fiscal_id: text(value, "clave"),
        currency: Some("USD".to_owned()),
        total: text(value, "total"),
        payable: text(value, "total"),
        buyer: text(value, "buyer"),
        buyer_ids: text(value, "buyer_id").into_iter().collect(),
        seller: text(value, "seller"),
        seller_ids: text(value, "seller_id").into_iter().collect(),
        credit: Some(text(value, "root").unwrap() == "notaCredito"),
        // formats: 30 days after 10 September 2026; the other one has no terms.
        due: Some(if list(value, "pagos").is_empty() { None } else { Some("2026-10-10".into()) }),
        issued_on,
        ..Facts::default()
    }
}

fn dte(value: &Value) -> Facts {
    Facts {
        number: text(value, "number"),
        issued_on: text(value, "issue"),
        currency: text(value, "currency"),
        total: text(value, "total"),
        payable: text(value, "total"),
        buyer: text(value, "buyer"),
        buyer_ids: text(value, "buyer_id").into_iter().collect(),
        seller: text(value, "seller"),
        seller_ids: text(value, "seller_id").into_iter().collect(),
        credit: Some(text(value, "type").unwrap() == "61"),
        due: Some(text(value, "due")),
        ..Facts::default()
    }
}

fn facturae(value: &Value) -> Facts {
    let number = text(value, "number").unwrap();
    let series = text(value, "series").map(|series| series + "/").unwrap_or_default();
    let total = text(value, "total").unwrap();
    Facts {
        number: Some(series + &number),
        issued_on: text(value, "issue"),
        currency: text(value, "currency"),
        credit: Some(total.starts_with('-')),
        total: Some(total),
        payable: text(value, "executable"),
        withheld: text(value, "withheld"),
        buyer: text(&value["buyer"], "name"),
        buyer_ids: text(&value["buyer"], "id").into_iter().collect(),
        seller: text(&value["seller"], "name"),
        seller_ids: text(&value["seller"], "id").into_iter().collect(),
        due: Some(list(value, "installments").iter().filter_map(|one| text(one, "due")).max()),
        related: text(value, "corrective").into_iter().collect(),
        ..Facts::default()
    }
}

impl Facts {
    fn compare(&self, document: &Document) -> Result<(), String> {
        let same = |what: &str, expected: &Option<String>, found: &str| match expected {
            Some(expected) if tidy(expected) != tidy(found) => {
                Err(format!("{what}: {found:?}, not {expected:?}"))
            }
            _ => Ok(()),
        };
        same("number", &self.number, &document.number)?;
        let fiscal_id = self.fiscal_id.as_ref().map(|id| id.to_lowercase());
        same("id", &fiscal_id, &document.fiscal_id.clone().unwrap_or_default().to_lowercase())?;
        same("issue", &self.issued_on.as_deref().map(iso), &document.issued_on.to_string())?;
        same("buyer", &self.buyer, &document.receiver.name)?;
        same("seller", &self.seller, &document.issuer.name)?;
        one_of("buyer's id", &self.buyer_ids, &document.receiver)?;
        one_of("seller's id", &self.seller_ids, &document.issuer)?;
        for related in &self.related {
            let found = document.related.iter().any(|one| {
                [&one.fiscal_id, &one.number]
                    .into_iter()
                    .flatten()
                    .any(|name| name.eq_ignore_ascii_case(related))
            });
            if !found {
                return Err(format!("not related to {related}: {:?}", document.related));
            }
        }
        let claim = match (&document.content, &self.payments) {
            (Content::Receipt(found), Some(expected)) => return compare_payments(expected, found),
            (Content::Claim(claim), None) => claim,
            _ => return Err("a receipt taken for a claim or the other way round".into()),
        };
        same("currency", &self.currency, claim.total.currency.code())?;
        let amount = |what: &str, expected: &Option<String>, found: Decimal| match expected {
            Some(text) if decimal(text).abs() != found.abs() => {
                Err(format!("{what}: {found}, not {text}"))
            }
            _ => Ok(()),
        };
        amount("total", &self.total, claim.total.to_decimal())?;
        amount("payable", &self.payable, claim.payable.to_decimal())?;
        let withheld = claim.withheld.map_or(Decimal::ZERO, cartera::ledger::Money::to_decimal);
        amount("withheld", &self.withheld, withheld)?;
        if claim.total.amount_minor < 0 {
            return Err("a total below zero".into());
        }
        if let Some(credit) = self.credit
            && credit != (claim.kind == ClaimKind::CreditNote)
        {
            return Err(format!("{:?}", claim.kind));
        }
        if let Some(due) = &self.due {
            let due = due.as_deref().map(iso);
            let found = match &claim.due {
                // What the sample says only in words is not in the list.
                DueFound::InDays { .. } if due.is_none() => None,
                found => found.last_day(document.issued_on).map(|day| day.to_string()),
            };
            let warned = document.notices.iter().find_map(|notice| match notice {
                Notice::DueBeforeIssue { due } => Some(due.to_string()),
                _ => None,
            });
            if found.clone().or(warned) != due {
                return Err(format!("due {found:?}, not {due:?}"));
            }
        }
        if !self.parts.is_empty() {
            let mut expected: Vec<(String, Decimal)> =
                self.parts.iter().map(|(day, amount)| (day.clone(), decimal(amount))).collect();
            expected.sort();
            let DueFound::Instalments(found) = &claim.due else { return Err("no parts".into()) };
            let found: Vec<(String, Decimal)> =
                found.iter().map(|part| (part.on.to_string(), part.amount.to_decimal())).collect();
            if found != expected {
                return Err(format!("parts {found:?}"));
            }
        }
        Ok(())
    }
}

fn compare_payments(
    expected: &[Value],
    found: &[cartera::files::document::ReceiptPayment],
) -> Result<(), String> {
    if expected.len() != found.len() {
        return Err(format!("{} payments, not {}", found.len(), expected.len()));
    }
    for (expected, found) in expected.iter().zip(found) {
        let amount = decimal(&text(expected, "amount").unwrap());
        let head = (text(expected, "date").unwrap()[..10].to_owned(), amount);
        if head != (found.on.to_string(), found.amount.to_decimal())
            || text(expected, "currency").as_deref() != Some(found.amount.currency.code())
        {
            return Err(format!("payment {found:?}"));
        }
        let documents = list(expected, "docs");
        if documents.len() != found.allocations.len() {
            return Err(format!("{} documents", found.allocations.len()));
        }
        for (expected, found) in documents.iter().zip(&found.allocations) {
            let number = [text(expected, "serie"), text(expected, "folio")];
            let number = number.into_iter().flatten().collect::<Vec<_>>().join(" ");
            // Where it is left out, all of the payment was for this document.
            let paid = text(expected, "paid").map_or(amount, |paid| decimal(&paid));
            let right = text(expected, "uuid").map(|id| id.to_lowercase())
                == found.fiscal_id.as_ref().map(|id| id.to_lowercase())
                && number == found.number.clone().unwrap_or_default()
                && paid == found.paid.to_decimal()
                && text(expected, "currency").as_deref() == Some(found.paid.currency.code())
                && text(expected, "eq").is_none_or(|eq| Some(decimal(&eq)) == found.rate)
                && text(expected, "after").map(|after| decimal(&after))
                    == found.left_after.map(cartera::ledger::Money::to_decimal)
                && text(expected, "before").map(|before| decimal(&before))
                    == found.left_before.map(cartera::ledger::Money::to_decimal)
                && text(expected, "n") == found.part.map(|part| part.to_string());
            if !right {
                return Err(format!("allocation {found:?}, not {expected}"));
            }
        }
    }
    Ok(())
}

/// Tables have no list of expectations; what they hold is known.
fn check_unlisted(file: &str, reading: &FileReading) -> (String, Verdict) {
    let rows = |expected: &[(&str, &str, &str)]| -> Verdict {
        let found: Vec<(String, String, String)> = reading
            .documents
            .iter()
            .map(|document| {
                let Content::Claim(claim) = &document.content else { panic!("{document:?}") };
                let other = match document.receiver == Party::default() {
                    true => &document.issuer,
                    false => &document.receiver,
                };
                let total = claim.total.to_decimal().normalize().to_string();
                (document.number.clone(), total, other.tax_id.clone())
            })
            .collect();
        let same = found.len() == expected.len()
            && found.iter().zip(expected).all(|(found, expected)| {
                (found.0.as_str(), found.1.as_str(), found.2.as_str()) == *expected
            });
        let clean = reading.problems.is_empty() && reading.statuses.is_empty();
        if same && clean { Ok(Read::Right) } else { Err(format!("{found:?}")) }
    };
    let statuses = |count: usize, sum: &str| -> Verdict {
        let total: Decimal = reading.statuses.iter().map(|status| status.amount).sum();
        let valid = reading.statuses.iter().all(|status| status.standing == Standing::Valid);
        if reading.statuses.len() == count && total == decimal(sum) && reading.problems.is_empty() {
            Ok(Read::Right)
        } else {
            Err(format!("{} rows, {total}, {valid}", reading.statuses.len()))
        }
    };
    let name = Path::new(file).file_name().unwrap().to_str().unwrap();
    let id = "12345678-5";
    match name {
        "arca-mis-comprobantes-emitidos-min.csv" => {
            ("arca".into(), rows(&[("00002-00001209", "15700", "")]))
        }
        "RCV-venta-rz_leading_trailing_whitespace.csv" => {
            ("rcv".into(), rows(&[("506", "2082715", id), ("508", "2629420", id)]))
        }
        "RCV-compra-reclamado-rz_leading_trailing_whitespace.csv" => {
            let rejected = reading.documents.first().is_some_and(|first| {
                first.notices.iter().any(|one| matches!(one, Notice::RejectedByCustomer { .. }))
            });
            let rows = rows(&[("1000055", "1155364", id), ("70013", "1966880", id)]);
            ("rcv".into(), if rejected { rows } else { Err("not marked as rejected".into()) })
        }
        "RCV-compra-registro-rz_leading_trailing_whitespace.csv" => {
            let sound = reading.problems.is_empty() && !reading.documents.is_empty();
            ("rcv".into(), if sound { Ok(Read::Right) } else { Err("not read".into()) })
        }
        "metadata.txt" => ("sat metadata".into(), statuses(2, "2609.28")),
        "metadata-terceros.zip" => {
            let named = reading.not_invoices.iter().map(|one| one.what).collect::<Vec<_>>();
            let verdict = statuses(5, "1026992.92");
            let right = named == [NotInvoiceKind::ThirdParties];
            ("sat metadata".into(), if right { verdict } else { Err(format!("{named:?}")) })
        }
        "cfdi32-real-cadenaorigen.txt" => {
            let unknown =
                reading.problems.iter().all(|one| one.fault.what == FaultKind::UnknownFile);
            let right = unknown && reading.problems.len() == 1;
            ("other text".into(), if right { Ok(Read::Refused) } else { Err("taken".into()) })
        }
        other => ("unlisted".into(), Err(format!("nothing is known of {other}"))),
    }
}

fn argued(file: &str) -> bool {
    ARGUED.iter().any(|(argued, _)| *argued == file)
}

fn check_argued(file: &str, reading: &FileReading) -> Verdict {
    let [document] = reading.documents.as_slice() else { return Err("not one document".into()) };
    let Content::Claim(claim) = &document.content else { return Err("no claim".into()) };
    println!("argued: {file}: {} {}", document.number, claim.total);
    if claim.kind == ClaimKind::Invoice { Ok(Read::Right) } else { Err(format!("{claim:?}")) }
}

fn one_of(what: &str, ids: &[String], party: &Party) -> Result<(), String> {
    let compact = |text: &str| text.chars().filter(|c| c.is_alphanumeric()).collect::<String>();
    let found = compact(&party.tax_id);
    let nobody = |id: &String| id.chars().all(|c| matches!(c, '-' | '0'));
    // A NIT is read with the check digit that stands beside it.
    let right = ids.iter().all(nobody) && found.is_empty()
        || ids.iter().any(|id| {
            found == compact(id)
                || found.strip_prefix(&compact(id)).is_some_and(|rest| rest.len() == 1)
        });
    if ids.is_empty() || right { Ok(()) } else { Err(format!("{what}: {found:?}, not {ids:?}")) }
}

/// The ids that are tax ids or stand in for one: what the parties call one another is none,
/// except in Peru, where the tax id stands there.
fn ids(party: &Value, peru: bool) -> Vec<String> {
    let other = ["ids"].into_iter().filter(|_| peru);
    let lists = ["tax", "legal"].into_iter().chain(other).flat_map(|name| list(party, name));
    let in_lists = lists.filter_map(|one| match one {
        Value::Array(parts) => parts.last().and_then(Value::as_str).map(str::to_owned),
        Value::String(id) => Some(id),
        _ => None,
    });
    let old = match &party["old"] {
        Value::String(id) => Some(id.clone()),
        Value::Array(parts) => parts.iter().find_map(Value::as_str).map(str::to_owned),
        _ => None,
    };
    in_lists.chain(old).collect()
}

fn peruvian(number: &str) -> String {
    let compact: String = number.split_whitespace().collect();
    let (series, number) = compact.split_once('-').unwrap();
    format!("{series}-{}", number.trim_start_matches('0'))
}

/// Any of the three ways in which the list writes days.
fn iso(day: &str) -> String {
    let bytes = day.as_bytes();
    match (bytes.len(), bytes.get(2)) {
        (10, Some(b'/')) => format!("{}-{}-{}", &day[6..], &day[3..5], &day[..2]),
        (8, _) => format!("{}-{}-{}", &day[..4], &day[4..6], &day[6..]),
        _ => day[..10].to_owned(),
    }
}

fn tidy(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

fn decimal(text: &str) -> Decimal {
    text.parse().unwrap_or_else(|_| panic!("{text}"))
}

fn text(value: &Value, name: &str) -> Option<String> {
    value[name].as_str().map(str::to_owned)
}

fn list(value: &Value, name: &str) -> Vec<Value> {
    value[name].as_array().cloned().unwrap_or_default()
}

fn samples() -> Option<PathBuf> {
    let samples = std::env::var_os("CARTERA_SAMPLES").map_or_else(
        || PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("../shared/samples"),
        PathBuf::from,
    );
    samples.join("einvoice").is_dir().then_some(samples)
}

fn parse(samples: &Path, name: &str) -> BTreeMap<String, Value> {
    serde_json::from_slice(&std::fs::read(samples.join(name)).unwrap()).unwrap()
}

/// Every file below `einvoice/`, by its path from the samples.
fn files(samples: &Path) -> Vec<String> {
    let mut found = Vec::new();
    let mut waiting = vec![samples.join("einvoice")];
    while let Some(folder) = waiting.pop() {
        for entry in std::fs::read_dir(folder).unwrap() {
            let path = entry.unwrap().path();
            if path.is_dir() {
                waiting.push(path);
            } else {
                let relative = path.strip_prefix(samples).unwrap();
                found.push(relative.to_str().unwrap().replace('\\', "/"));
            }
        }
    }
    found.sort();
    found
}
