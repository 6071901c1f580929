//! Whatever bytes come: no panic, no endless loop, nothing that the ledger could not take.
//!
//! Each property runs a fixed number of cases; `make fuzz` runs more.

#![cfg(not(target_arch = "wasm32"))]
#![allow(clippy::unwrap_used)]

use std::io::Write;
use std::path::Path;
use std::sync::OnceLock;

use cartera::files::document::{Content, DueFound};
use cartera::files::einvoice::{FileReading, read_file};
use cartera::ledger::Money;
use cartera::text::Lang;
use cartera::text::documents as words;
use proptest::prelude::*;

#[path = "support/mutation.rs"]
mod mutation;

use mutation::change;

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn any_bytes_are_read_or_refused(start in start(), rest in any_bytes()) {
        let bytes = [start, &rest].concat();
        check(&bytes)?;
    }

    #[test]
    fn any_text_in_tags_is_read_or_refused(
        root in prop::sample::select(ROOTS),
        body in "([ <>/&;#a-zñ0-9\"'=!\\[\\]-]|<cbc:ID>|</cbc:ID>|<!\\[CDATA\\[|\\]\\]>|<!--){0,200}",
    ) {
        let text = ["<", root, ">", &body, "</", root, ">"].concat();
        check(text.as_bytes())?;
    }

    #[test]
    fn a_changed_invoice_is_read_or_refused(
        which in any::<prop::sample::Index>(),
        other in any::<prop::sample::Index>(),
        changes in prop::collection::vec(change(), 1..6),
    ) {
        let mut bytes = fixture(&which).to_vec();
        for change in &changes {
            change.make(&mut bytes, fixture(&other));
        }
        check(&bytes)?;
    }

    #[test]
    fn values_may_be_anything(
        which in any::<prop::sample::Index>(),
        place in any::<prop::sample::Index>(),
        value in prop_oneof![
            "-?[0-9]{0,40}(\\.[0-9]{0,40})?",
            "[0-9]{0,5}[-/][0-9]{0,3}[-/][0-9]{0,5}",
            "\\PC{0,30}",
            Just("9".repeat(5000)),
        ],
    ) {
        // What stands between two marks of a tag, an attribute or a cell.
        let bytes = fixture(&which);
        let marks: Vec<usize> = (0..bytes.len())
            .filter(|at| matches!(bytes[*at], b'>' | b'"' | b';' | b'~' | b','))
            .collect();
        let from = place.get(&marks) + 1;
        let until = bytes[from..].iter().position(|byte| matches!(byte, b'<' | b'"' | b';' | b'~' | b','));
        let until = until.map_or(bytes.len(), |length| from + length);
        check(&[&bytes[..from], value.as_bytes(), &bytes[until..]].concat())?;
    }

    #[test]
    fn a_changed_archive_is_read_or_refused(
        which in any::<prop::sample::Index>(),
        changes in prop::collection::vec(change(), 1..5),
    ) {
        let mut bytes = zip(fixture(&which));
        let other = bytes.clone();
        for change in &changes {
            change.make(&mut bytes, &other);
        }
        check(&bytes)?;
    }

    #[test]
    fn a_changed_pdf_is_read_or_refused(
        which in any::<prop::sample::Index>(),
        packed in any::<bool>(),
        changes in prop::collection::vec(change(), 1..5),
    ) {
        let mut bytes = pdf(fixture(&which), packed);
        let other = bytes.clone();
        for change in &changes {
            change.make(&mut bytes, &other);
        }
        check(&bytes)?;
    }
}

#[test]
fn long_repetitions_take_no_quadratic_time() {
    // Each would take minutes if every part of it looked at all the others.
    let many = 300_000;
    let cases = [
        ["%PDF-1.4 ", &"stream\n<a ".repeat(many)].concat(),
        ["%PDF-1.4 ", &"<< /Length 9 >> stream\n<?xml ".repeat(many)].concat(),
        ["%PDF-1.4 ", &"/Encryptx".repeat(many)].concat(),
        ["<r ", &"a='' ".repeat(many), "/>"].concat(),
        ["<r>", &"<a>".repeat(many)].concat(),
        ["<r>", &"<![CDATA[]]>".repeat(many), "</r>"].concat(),
        ["<r>", &"&lt;".repeat(many), "</r>"].concat(),
        ["<factura>", &"<info/>".repeat(many), "</factura>"].concat(),
        ["<factura>", &"<infoFactura><a/></infoFactura>".repeat(many / 3), "</factura>"].concat(),
        ["<DTE>", &"<Documento><Encabezado/></Documento>".repeat(many / 4), "</DTE>"].concat(),
        ["Punto de Venta;Número Desde;Imp. Total\n", &"\"\n".repeat(many)].concat(),
        ["Uuid~Estatus\n", &"~\n".repeat(many)].concat(),
        "<!".repeat(many),
        "<".repeat(many),
        "&".repeat(many),
    ];
    for case in cases {
        read_file("x", case.as_bytes());
    }
}

/// What must hold of any reading.
fn check(bytes: &[u8]) -> Result<(), TestCaseError> {
    let FileReading { documents, statuses, not_invoices, problems } = read_file("x", bytes);
    for document in &documents {
        prop_assert!(document.number.len() <= bytes.len());
        match &document.content {
            Content::Claim(claim) => {
                let most = Money::MAX_MINOR;
                prop_assert!((0..=most).contains(&claim.total.amount_minor));
                prop_assert!((-most..=most).contains(&claim.payable.amount_minor));
                prop_assert_eq!(claim.total.currency, claim.payable.currency);
                if let DueFound::Instalments(parts) = &claim.due {
                    prop_assert!(!parts.is_empty() && parts.is_sorted_by_key(|part| part.on));
                }
                let last = claim.due.last_day(document.issued_on);
                prop_assert!(last.is_none_or(|last| last >= document.issued_on));
            }
            Content::Receipt(payments) => {
                for payment in payments {
                    for part in &payment.allocations {
                        prop_assert!(part.rate.is_none_or(|rate| !rate.is_zero()));
                    }
                }
            }
        }
    }
    for problem in &problems {
        let said = words::problem(Lang::Es, problem);
        prop_assert!(said.ends_with('.') && !problem.fault.read.contains(&"9".repeat(100)));
    }
    // Lists without rows and archives without files hold nothing to say.
    let list = bytes.contains(&b'~') || bytes.contains(&b';') || bytes.contains(&b',');
    let found = documents.len() + statuses.len() + not_invoices.len() + problems.len();
    prop_assert!(found > 0 || list || bytes.starts_with(b"PK"));
    Ok(())
}

const ROOTS: &[&str] = &[
    "Comprobante",
    "Invoice",
    "AttachedDocument",
    "factura",
    "autorizacion",
    "DTE",
    "Facturae",
    "CrossIndustryInvoice",
    "CreditNote",
    "x:y",
];

fn start() -> impl Strategy<Value = &'static [u8]> {
    prop::sample::select(vec![
        &b""[..],
        b"PK\x03\x04",
        b"PK\x05\x06",
        b"%PDF-1.7\n1 0 obj << /Type /EmbeddedFile /Filter /FlateDecode >> stream\n",
        b"<?xml version='1.0' encoding='UTF-16'?>",
        b"\xFF\xFE<\0",
        b"\xEF\xBB\xBF<",
        b"<Comprobante ",
        b"Uuid~Estatus\n",
        b"Punto de Venta;Numero Desde;Imp. Total;Tipo;Fecha\n",
        b"Tipo Doc;Razon Social;Folio;Fecha Docto;Monto total\n33;a;",
    ])
}

fn any_bytes() -> impl Strategy<Value = Vec<u8>> {
    prop::collection::vec(any::<u8>(), 0..600)
}

fn fixture(which: &prop::sample::Index) -> &'static [u8] {
    which.get::<Vec<u8>>(fixtures())
}

/// The fixtures of every format.
fn fixtures() -> &'static [Vec<u8>] {
    static FIXTURES: OnceLock<Vec<Vec<u8>>> = OnceLock::new();
    FIXTURES.get_or_init(|| {
        let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/fixtures/einvoice");
        let mut paths: Vec<_> =
            std::fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path()).collect();
        paths.sort();
        paths.into_iter().map(|path| std::fs::read(path).unwrap()).collect()
    })
}

fn zip(file: &[u8]) -> Vec<u8> {
    let mut out = Vec::new();
    let mut archive = rawzip::ZipArchiveWriter::new(&mut out);
    for name in ["a.xml", "b/c.xml"] {
        let (mut entry, config) = archive
            .new_file(name)
            .compression_method(rawzip::CompressionMethod::DEFLATE)
            .start()
            .unwrap();
        let mut plain = config.wrap(Vec::new());
        plain.write_all(file).unwrap();
        let (plain, descriptor) = plain.finish().unwrap();
        entry.write_all(&miniz_oxide::deflate::compress_to_vec(&plain, 6)).unwrap();
        entry.finish(descriptor).unwrap();
    }
    archive.finish().unwrap();
    out
}

fn pdf(file: &[u8], packed: bool) -> Vec<u8> {
    let deflated = miniz_oxide::deflate::compress_to_vec_zlib(file, 6);
    let (filter, data) = if packed { ("/Filter /FlateDecode", &*deflated) } else { ("", file) };
    let head = format!("%PDF-1.7\n1 0 obj\n<< {filter} /Length {} >>\nstream\n", data.len());
    [head.as_bytes(), data, b"\nendstream\nendobj\ntrailer << /Root 1 0 R >>\n"].concat()
}
