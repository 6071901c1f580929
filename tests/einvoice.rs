//! Each format of electronic invoice and each of its traps, on invented documents.
//!
//! What every file of `fixtures/einvoice/` says is kept as a picture in
//! `snapshots/einvoice/`; what must not be got wrong is asked for by name below.

#![allow(clippy::unwrap_used)]

use std::fmt::Write as _;
use std::path::{Path, PathBuf};

use cartera::files::document::{
    ClaimKind, Content, Deduction, Document, DueFound, FaultKind, Limit, NotInvoiceKind, Notice,
    Party, Role, Standing,
};
use cartera::files::einvoice::{FileReading, read_file};
use cartera::ledger::tax_id::Check;
use cartera::ledger::{Country, Currency};
use cartera::text::Lang;
use cartera::text::documents as words;
use cartera::text::format::NumberStyle;

#[test]
fn every_fixture_says_what_it_said() {
    let mut names: Vec<PathBuf> =
        std::fs::read_dir(folder()).unwrap().map(|entry| entry.unwrap().path()).collect();
    names.sort();
    assert!(names.len() >= 50, "{}", names.len());
    insta::with_settings!({
        snapshot_path => "snapshots/einvoice",
        prepend_module_to_snapshot => false,
        omit_expression => true,
    }, {
        for path in names {
            let name = path.file_name().unwrap().to_str().unwrap();
            // The name is a wrong one on purpose: it decides nothing.
            let reading = read_file("foto.jpg", &std::fs::read(&path).unwrap());
            insta::assert_snapshot!(name, picture(&reading));
        }
    });
}

#[test]
fn generic_ids_stand_for_nobody() {
    let public = one("mx-cfdi33-public-at-once.xml");
    assert_eq!(public.receiver.read_tax_id().unwrap().same_party_key(), None);
    assert_eq!(one("pe-ubl20-nobody.xml").receiver.read_tax_id(), None);
    let known = one("mx-cfdi40-terms-in-words.xml");
    assert!(known.receiver.read_tax_id().unwrap().same_party_key().is_some());
    assert_eq!(known.issuer.tax_id, "TNO180301AB1");
}

#[test]
fn a_nit_keeps_the_check_digit_that_stands_beside_it() {
    let attached = one("co-attached.xml");
    assert_eq!(attached.receiver.tax_id, "860057336-5");
    assert_eq!(attached.receiver.read_tax_id().unwrap().check, Check::Valid);
    assert_eq!(attached.receiver.email, "cuentas@andinos.example");
}

#[test]
fn the_invoice_is_taken_from_its_container_also_in_base_64() {
    let plain = read("co-attached.xml");
    let text = String::from_utf8(bytes("co-attached.xml")).unwrap();
    let (before, rest) = text.split_once("<![CDATA[").unwrap();
    let (inner, after) = rest.split_once("]]>").unwrap();
    let encoded = [before, &base64(inner.as_bytes()), after].concat();
    assert_eq!(read_file("x", encoded.as_bytes()).documents.len(), 1);
    assert_eq!(read_file("co-attached.xml", encoded.as_bytes()), plain);
    // One container within another is not opened.
    let twice = [before, "<![CDATA[", &text.replace("]]>", "]]&gt;"), "]]>", after].concat();
    let refused = read_file("x", twice.as_bytes());
    assert!(refused.documents.is_empty() && !refused.problems.is_empty());
}

#[test]
fn the_kind_comes_from_the_root_and_never_from_the_number() {
    assert_eq!(claim(&one("co-invoice-called-nc-cash.xml")).kind, ClaimKind::Invoice);
    assert_eq!(claim(&one("co-credit-note.xml")).kind, ClaimKind::CreditNote);
    assert_eq!(claim(&one("pe-debit-note.xml")).kind, ClaimKind::DebitNote);
    // A European number that looks like a Peruvian one.
    let european = one("eu-ubl-prepaid.xml");
    assert_eq!(
        (european.number.as_str(), claim(&european).total.currency.code()),
        ("F001-123", "EUR")
    );
}

#[test]
fn a_due_date_before_the_issue_is_warned_of_and_not_taken() {
    let early = one("co-due-before-issue.xml");
    assert_eq!(claim(&early).due, DueFound::NOTHING);
    assert!(early.notices.iter().any(|one| matches!(one, Notice::DueBeforeIssue { .. })));
}

#[test]
fn a_detraccion_is_no_instalment() {
    let invoice = one("pe-parts-in-reverse-with-detraccion.xml");
    let DueFound::Instalments(parts) = &claim(&invoice).due else { panic!() };
    let parts: Vec<(String, i64)> =
        parts.iter().map(|part| (part.on.to_string(), part.amount.amount_minor)).collect();
    assert_eq!(parts, [("2026-09-10".to_owned(), 50_000), ("2026-10-10".to_owned(), 53_840)]);
    let [Notice::Deducted { what: Deduction::Detraccion, amount }] = invoice.notices.as_slice()
    else {
        panic!("{:?}", invoice.notices)
    };
    assert_eq!(amount.amount_minor, 14_160);
    assert_eq!(invoice.number, "F001-456");
    assert_eq!(invoice.receiver.name, "MINERA ÑUSTA & HIJOS S.A.");
}

#[test]
fn a_payment_in_another_currency_keeps_both_amounts() {
    let receipt = one("mx-pagos20-two-currencies.xml");
    let Content::Receipt(payments) = &receipt.content else { panic!() };
    let [dollars, pesos] = payments.as_slice() else { panic!() };
    let part = &dollars.allocations[0];
    assert_eq!((dollars.amount.amount_minor, part.paid.amount_minor), (12_345, 215_706));
    let taken = part.paid.to_decimal() / part.rate.unwrap();
    assert_eq!(taken.round_dp(2), dollars.amount.to_decimal());
    assert_eq!(part.left_after.unwrap().amount_minor, 281_930);
    assert_eq!(dollars.reference, "0099-A");
    // The same invoice twice: both add up.
    let sum: i64 = pesos.allocations.iter().map(|part| part.paid.amount_minor).sum();
    assert_eq!((pesos.allocations.len(), sum), (2, pesos.amount.amount_minor));
    // Version 1.0 may leave out what was paid, and for which invoice.
    let silent = one("mx-pagos10-nothing-said.xml");
    let Content::Receipt(payments) = &silent.content else { panic!() };
    let part = &payments[0].allocations[0];
    assert_eq!((part.paid.amount_minor, part.paid.currency), (10_000, Currency::USD));
    assert_eq!(part.fiscal_id, None);
}

#[test]
fn the_list_of_the_sat_tells_what_is_cancelled() {
    let reading = read("mx-sat-metadata.txt");
    let standings: Vec<Standing> = reading.statuses.iter().map(|one| one.standing).collect();
    let day = chrono::NaiveDate::from_ymd_opt(2026, 2, 1);
    assert_eq!(standings, [Standing::Valid, Standing::Cancelled(day)]);
    assert_eq!(reading.problems.len(), 1);
    assert_eq!(reading.problems[0].fault.row, Some(4));
    // Ids are compared without case.
    assert_eq!(reading.statuses[1].fiscal_id, "1FAC4464-0000-4111-8000-CD37179DB12E");
}

#[test]
fn every_document_of_an_envelope_is_accounted_for() {
    let reading = read("cl-envelope.xml");
    let counts = (reading.documents.len(), reading.not_invoices.len(), reading.problems.len());
    assert_eq!(counts, (7, 2, 1));
    let words_only = reading.documents.iter().find(|one| one.number == "12").unwrap();
    assert!(words_only.notices.contains(&Notice::NoMoneyEffect));
    let export = reading.documents.iter().find(|one| one.number == "5").unwrap();
    assert_eq!(claim(export).total.to_string(), "1500.25 USD");
}

#[test]
fn a_sold_or_a_rejected_invoice_is_marked() {
    let sold = one("cl-assigned.xml");
    let Some(Notice::Assigned { to }) = sold.notices.first() else { panic!() };
    assert_eq!((to.name.as_str(), to.tax_id.as_str()), ("FACTORING MAULE S.A.", "76389992-6"));
    let register = read("cl-rcv-sales.csv");
    let rejected = &register.documents[1];
    assert!(rejected.notices.iter().any(|one| matches!(one, Notice::RejectedByCustomer { .. })));
    assert_eq!(register.problems[0].fault.row, Some(5));
}

#[test]
fn what_is_withheld_is_not_to_be_collected() {
    let batch = read("es-batch.xml").documents;
    assert_eq!(batch.len(), 3);
    for invoice in &batch[..2] {
        let claim = claim(invoice);
        assert_eq!(claim.payable.amount_minor, 106_000);
        assert_eq!(claim.withheld.unwrap().amount_minor, 15_000);
        assert!(invoice.notices.is_empty(), "{:?}", invoice.notices);
    }
    assert_eq!([batch[0].number.as_str(), batch[1].number.as_str()], ["A/1", "B/1"]);
    assert!(matches!(batch[2].notices.as_slice(), [Notice::TotalsDisagree { .. }]));
}

#[test]
fn negative_amounts_are_credit_notes_with_positive_ones() {
    for name in ["es-corrective-negative.xml", "eu-cii-negative-invoice.xml"] {
        let note = one(name);
        let claim = claim(&note);
        assert_eq!(claim.kind, ClaimKind::CreditNote);
        assert!(claim.total.amount_minor > 0 && claim.payable.amount_minor > 0);
        assert!(note.notices.contains(&Notice::NegativeInvoice));
        assert_eq!(note.related.len(), 1);
    }
    let text = String::from_utf8(bytes("mx-cfdi33-public-at-once.xml")).unwrap();
    let negative = text.replace("Total=\"116.0000\"", "Total=\"-116.00\"");
    let document = &read_file("x", negative.as_bytes()).documents[0];
    assert_eq!(claim(document).kind, ClaimKind::CreditNote);
    assert_eq!(claim(document).total.amount_minor, 11_600);
}

#[test]
fn a_list_of_argentina_names_the_other_party_or_both() {
    let both = "Fecha de Emisión;Tipo de Comprobante;Punto de Venta;Número Desde;Nro. Doc. Emisor;\
        Denominación Emisor;Nro. Doc. Receptor;Imp. Total\n\
        2026-07-01;1;2;1209;30500010912;MOLINO AZUL SA;30719333350;3025,00\n";
    let document = read_file("x", both.as_bytes()).documents.remove(0);
    let ids = (document.issuer.tax_id.as_str(), document.receiver.tax_id.as_str());
    assert_eq!((ids, document.kept_by), (("30500010912", "30719333350"), None));
    let received = &read("ar-received-old-layout.csv").documents[0];
    assert_eq!(received.kept_by, Some(Role::Receiver));
}

#[test]
fn amounts_are_refused_rather_than_rounded() {
    let refused = read("mx-too-many-decimals.xml");
    let currency = Currency::MXN;
    assert_eq!(refused.problems[0].fault.what, FaultKind::TooManyDecimals { currency });
    assert_eq!(refused.problems[0].number, "A 1");
}

#[test]
fn copies_of_one_document_have_one_key() {
    let own =
        Party { tax_id: "76.354.771-K".to_owned(), country: Some(Country::CL), ..Party::default() };
    let xml = one("cl-dte-credit-without-date.xml");
    let table = "Nro;Tipo Doc;Rut cliente;Razon Social;Folio;Fecha Docto;Monto total\n\
                 1;33;96790240-3;COMERCIALIZADORA ÑIPAS S.A.;170;15/07/2026;2996301\n";
    let row = read_file("x", table.as_bytes()).documents.remove(0);
    assert_eq!(xml.key(&own), row.key(&own));
    let batch = read("es-batch.xml").documents;
    assert_ne!(batch[0].key(&own), batch[1].key(&own));
    let [upper, lower] = ["ab12CD34", "AB12cd34"].map(|id| {
        let mut document = xml.clone();
        document.fiscal_id = Some(id.to_owned());
        document.key(&own)
    });
    assert_eq!(upper, lower);
}

#[test]
fn an_invoice_within_a_pdf_is_found_however_it_is_packed() {
    let xml = bytes("eu-cii-prepaid.xml");
    let comment = format!("<!-- {} -->", "licence ".repeat(500));
    let text = String::from_utf8(xml).unwrap();
    let (head, rest) = text.split_once("?>").unwrap();
    let long = [head, "?>", &comment, rest].concat();
    let expected = read("eu-cii-prepaid.xml").documents[0].number.clone();
    let deflated = miniz_oxide::deflate::compress_to_vec_zlib(long.as_bytes(), 6);
    let by_length = format!("/Length {}", deflated.len());
    for (filter, length, data) in [
        ("/Filter /FlateDecode", by_length.as_str(), deflated.as_slice()),
        ("/Filter[/FlateDecode]", "/Length 9 0 R", &deflated),
        ("", "/Length 9 0 R", long.as_bytes()),
    ] {
        let file = pdf(filter, length, data, "");
        let reading = read_file("x", &file);
        assert_eq!(reading.documents.len(), 1, "{filter} {length} {:?}", reading.problems);
        assert_eq!(reading.documents[0].number, expected);
    }
    let fault = |file: &[u8]| read_file("x", file).problems[0].fault.what.clone();
    assert_eq!(fault(&pdf("", "/Length 3", b"abc", "")), FaultKind::NoInvoiceInside);
    let locked = pdf("", "/Length 3", b"\x91\x07c", "/Encrypt 12 0 R");
    assert_eq!(fault(&locked), FaultKind::Encrypted);
}

#[test]
fn a_file_of_another_kind_is_refused_by_name() {
    let fault = |bytes: &[u8]| {
        let reading = read_file("factura.xml", bytes);
        assert!(reading.documents.is_empty());
        reading.problems[0].fault.what.clone()
    };
    assert_eq!(fault(b""), FaultKind::Empty);
    assert_eq!(fault(b"hola"), FaultKind::UnknownFile);
    let root = "html".to_owned();
    assert_eq!(fault(b"<html><body/></html>"), FaultKind::UnknownDocument { root });
    assert_eq!(fault(b"<factura>"), FaultKind::NotWellFormed);
    assert_eq!(fault(b"PK\x03\x04 cut short"), FaultKind::Damaged);
    let bomb = b"<!DOCTYPE a [<!ENTITY x 'y'>]><Comprobante Total='&x;'/>";
    assert_eq!(fault(bomb), FaultKind::Entities);
    let deep = "<DTE>".repeat(100_000);
    assert_eq!(fault(deep.as_bytes()), FaultKind::TooMuch(Limit::Depth));
    let japanese = b"<?xml version='1.0' encoding='EUC-JP'?><factura>\xA4\xA2</factura>";
    assert_eq!(fault(japanese), FaultKind::UnknownEncoding);
    let long = ["<factura><estab>", &"9".repeat(8 << 20), "</estab></factura>"].concat();
    assert_eq!(fault(long.as_bytes()), FaultKind::Missing);
    assert_eq!(fault(&vec![b'a'; 65 << 20]), FaultKind::TooMuch(Limit::Bytes));
    let one_line = ["Uuid~Estatus", &"~".repeat(4 << 20)].concat();
    assert_eq!(read_file("x", one_line.as_bytes()), FileReading::default());
    let too_long = ["<factura>", &" ".repeat(33 << 20), "</factura>"].concat();
    assert_eq!(fault(too_long.as_bytes()), FaultKind::TooMuch(Limit::Bytes));
}

#[test]
fn what_is_no_invoice_is_named_for_what_it_is() {
    let cases = [
        ("mx-payroll.xml", NotInvoiceKind::Payroll),
        ("mx-transfer.xml", NotInvoiceKind::Transfer),
        ("mx-withholding.xml", NotInvoiceKind::Withholding),
        ("co-purchase.xml", NotInvoiceKind::Purchase),
        ("pe-retention.xml", NotInvoiceKind::Withholding),
        ("pe-voided.xml", NotInvoiceKind::Voiding),
        ("pe-answer.xml", NotInvoiceKind::Acknowledgement),
        ("ec-withholding.xml", NotInvoiceKind::Withholding),
        ("eu-order.xml", NotInvoiceKind::Order),
    ];
    for (name, what) in cases {
        let reading = read(name);
        let found: Vec<NotInvoiceKind> = reading.not_invoices.iter().map(|one| one.what).collect();
        assert_eq!(found, [what], "{name}");
        assert!(reading.documents.is_empty() && reading.problems.is_empty());
    }
}

fn folder() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/fixtures/einvoice")
}

fn bytes(name: &str) -> Vec<u8> {
    std::fs::read(folder().join(name)).unwrap()
}

fn read(name: &str) -> FileReading {
    read_file(name, &bytes(name))
}

fn one(name: &str) -> Document {
    let reading = read(name);
    assert_eq!(reading.documents.len(), 1, "{name}: {:?}", reading.problems);
    reading.documents.into_iter().next().unwrap()
}

fn claim(document: &Document) -> &cartera::files::document::Claim {
    match &document.content {
        Content::Claim(claim) => claim,
        Content::Receipt(_) => panic!("a receipt"),
    }
}

/// A PDF with one attached file among other streams.
fn pdf(filter: &str, length: &str, data: &[u8], trailer: &str) -> Vec<u8> {
    let page = miniz_oxide::deflate::compress_to_vec_zlib(b"BT (Factura) Tj ET", 6);
    let mut file = b"%PDF-1.7\n1 0 obj\n<< /Type /Metadata /Length 24 >>\nstream\n".to_vec();
    file.extend_from_slice(b"<?xpacket begin=\"\"?><x/>\nendstream\nendobj\n");
    file.extend_from_slice(b"2 0 obj\n<< /Filter /FlateDecode >>\nstream\r\n");
    file.extend_from_slice(&page);
    file.extend_from_slice(b"\r\nendstream\nendobj\n3 0 obj\n<< /Type /EmbeddedFile ");
    file.extend_from_slice([filter, " ", length, " >>\nstream\n"].concat().as_bytes());
    file.extend_from_slice(data);
    file.extend_from_slice(b"\nendstream\nendobj\ntrailer\n<< /Root 1 0 R ");
    file.extend_from_slice(trailer.as_bytes());
    file.extend_from_slice(b" >>\n%%EOF\n");
    file
}

fn base64(bytes: &[u8]) -> String {
    const SIGNS: &[u8; 64] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
    let mut text = String::new();
    for three in bytes.chunks(3) {
        let bits =
            (0..3).fold(0_u32, |bits, at| bits << 8 | u32::from(*three.get(at).unwrap_or(&0)));
        for at in 0..4 {
            let sign = SIGNS[(bits >> (18 - 6 * at) & 63) as usize];
            text.push(if at <= three.len() { char::from(sign) } else { '=' });
        }
    }
    text
}

/// A reading as lines for a person to check.
fn picture(reading: &FileReading) -> String {
    let mut out = String::new();
    for document in &reading.documents {
        draw(&mut out, document);
    }
    for one in &reading.statuses {
        let (party, amount) = (&one.receiver, one.amount);
        let id = &one.fiscal_id;
        writeln!(
            out,
            "status: {id} {} {amount} {:?} {:?}",
            one.issued_on, one.effect, one.standing
        )
        .unwrap();
        writeln!(out, "  to {}", who(party)).unwrap();
    }
    for one in &reading.not_invoices {
        let what = words::not_invoice(Lang::Es, one.what);
        writeln!(out, "no invoice: {what} {}", one.number).unwrap();
    }
    for one in &reading.problems {
        writeln!(out, "problem: {}", words::problem(Lang::Es, one)).unwrap();
    }
    out
}

fn draw(out: &mut String, document: &Document) {
    let format = words::format_name(Lang::Es, document.format);
    let kind = match &document.content {
        Content::Claim(claim) => words::claim_kind(Lang::Es, claim.kind),
        Content::Receipt(_) => "Recibo de pago",
    };
    writeln!(out, "{format}: {kind} {} of {}", document.number, document.issued_on).unwrap();
    let (series, id) = (&document.series, &document.fiscal_id);
    writeln!(out, "  series {series:?}, id {id:?}, kept by {:?}", document.kept_by).unwrap();
    writeln!(out, "  from {}", who(&document.issuer)).unwrap();
    writeln!(out, "  to   {}", who(&document.receiver)).unwrap();
    match &document.content {
        Content::Claim(claim) => {
            write!(out, "  total {}, payable {}", claim.total, claim.payable).unwrap();
            if let Some(withheld) = claim.withheld {
                write!(out, ", withheld {withheld}").unwrap();
            }
            if let Some(rate) = claim.rate {
                write!(out, ", rate {rate}").unwrap();
            }
            let source = words::due_source(Lang::Es, &claim.due);
            let due = match &claim.due {
                DueFound::On { day, .. } => format!("on {day}"),
                DueFound::InDays { days, from, .. } => format!("{days} days after {from:?}"),
                DueFound::Instalments(parts) => parts
                    .iter()
                    .map(|part| format!("{} on {}", part.amount, part.on))
                    .collect::<Vec<_>>()
                    .join(" + "),
                DueFound::Nothing { by_law } => format!("unknown {by_law:?}"),
            };
            writeln!(out, "\n  due {due} ({source}) {:?}", claim.terms_text).unwrap();
        }
        Content::Receipt(payments) => {
            for one in payments {
                let (amount, rate) = (one.amount, one.rate);
                writeln!(out, "  paid {amount} on {} rate {rate:?} {:?}", one.on, one.reference)
                    .unwrap();
                for part in &one.allocations {
                    writeln!(out, "    {part:?}").unwrap();
                }
            }
        }
    }
    for one in &document.related {
        writeln!(out, "  {:?} {:?} {:?}", one.kind, one.number, one.fiscal_id).unwrap();
    }
    for one in &document.notices {
        writeln!(
            out,
            "  ! {}",
            words::notice(Lang::Es, NumberStyle::of(Country::MX, Lang::Es), one)
        )
        .unwrap();
    }
}

fn who(party: &Party) -> String {
    let Party { tax_id, country, name, email } = party;
    let country = country.map_or("--", Country::code);
    format!("{country} {tax_id:?} {name:?} {email:?}")
}
