//! Electronic invoices of Latin America, Spain and Europe, as files: recognised by what is
//! in them, never by their names, and read into [`documents`](super::document).
//!
//! [`read_file`] takes one file: XML, a ZIP of anything, a PDF with an invoice inside, or a
//! tax authority's table. It is pure and bounded in time and memory.

mod arca;
mod cfdi;
mod cfdi_payments;
mod cii;
mod dian;
mod dte;
mod en16931;
mod facturae;
mod fields;
mod pdf;
mod rcv;
mod sat_metadata;
mod sri;
mod sunat;
mod tables;
mod terms_words;
mod ubl;

use crate::files::xml::{Element, Xml};
use fields::Outcome;
use sat_metadata::Metadata;

use super::archive::{self, Budget};
use super::document::{
    Document, Fault, FaultKind, FiscalStatus, Limit, NotInvoice, NotInvoiceKind, Notice, Problem,
    Source,
};
use super::encoding::Decoder;

/// What one file held. Everything in it is accounted for in one of the lists.
#[derive(Clone, Debug, Default, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
pub struct FileReading {
    /// Invoices, notes and payment receipts, in the order of the file.
    pub documents: Vec<Document>,
    /// What the tax authority says of documents that are not in the file.
    pub statuses: Vec<FiscalStatus>,
    /// What is no invoice, named for what it is.
    pub not_invoices: Vec<NotInvoice>,
    /// What was not read, and why.
    pub problems: Vec<Problem>,
}

/// Reads a file. `name` is only shown: the bytes decide what it is.
///
/// ```
/// use cartera::files::einvoice::read_file;
/// let reading = read_file("a.xml", b"<Comprobante Version='4.0' Folio='7' Total='10'
///     Fecha='2026-01-31T10:00:00' TipoDeComprobante='I'/>");
/// assert_eq!(reading.documents[0].number, "7");
/// ```
pub fn read_file(name: &str, bytes: &[u8]) -> FileReading {
    let mut reading = FileReading::default();
    let source = Source { path: name.into() };
    read_bytes(bytes, &source, 0, &mut Budget::new(), &mut reading);
    reading
}

/// The largest file that is read.
const MOST_BYTES: usize = 256 << 20;
/// The largest table, and the largest file of an unknown kind that is looked into.
const MOST_TEXT_BYTES: usize = 64 << 20;
/// Archives within archives: DIAN and SAT pack once, people pack what they got once more.
const MOST_NESTED: u32 = 1;

impl FileReading {
    fn refuse(&mut self, source: &Source, fault: Fault) {
        self.problems.push(Problem { source: source.clone(), number: String::new(), fault });
    }

    fn take(&mut self, source: &Source, outcome: Outcome) {
        match outcome {
            Outcome::Document(document) => self.documents.push(*document),
            Outcome::NotInvoice(what, number) => {
                self.not_invoices.push(NotInvoice { source: source.clone(), number, what });
            }
            Outcome::Problem(fault, number) => {
                self.problems.push(Problem { source: source.clone(), number, fault });
            }
        }
    }
}

fn read_bytes(
    bytes: &[u8],
    source: &Source,
    nested: u32,
    budget: &mut Budget,
    reading: &mut FileReading,
) {
    if bytes.is_empty() {
        reading.refuse(source, Fault::of(FaultKind::Empty));
    } else if bytes.len() > MOST_BYTES {
        reading.refuse(source, Fault::of(FaultKind::TooMuch(Limit::Bytes)));
    } else if bytes.starts_with(b"PK\x03\x04") || bytes.starts_with(b"PK\x05\x06") {
        read_archive(bytes, source, nested, budget, reading);
    } else if bytes[..bytes.len().min(1024)].windows(5).any(|five| five == b"%PDF-") {
        read_pdf(bytes, source, nested > 0, reading);
    } else if looks_like_xml(bytes) {
        match Xml::parse(bytes).map_err(FaultKind::from) {
            Ok(xml) => read_xml(xml.root(), source, false, reading),
            Err(what) => reading.refuse(source, Fault::of(what)),
        }
    } else {
        read_table(bytes, source, reading);
    }
}

fn read_archive(
    bytes: &[u8],
    source: &Source,
    nested: u32,
    budget: &mut Budget,
    reading: &mut FileReading,
) {
    if archive::is_office_document(bytes) {
        reading.refuse(source, Fault::of(FaultKind::OfficeDocument));
        return;
    }
    if nested > MOST_NESTED {
        reading.refuse(source, Fault::of(FaultKind::TooMuch(Limit::Nesting)));
        return;
    }
    let done = archive::each(bytes, budget, |budget, entry| {
        let inside = Source { path: [&source.path, "/", &entry.name].concat().into() };
        match entry.bytes {
            Ok(bytes) => read_bytes(&bytes, &inside, nested + 1, budget, reading),
            Err(what) => reading.refuse(&inside, Fault::of(what)),
        }
    });
    if let Err(what) = done {
        reading.refuse(source, Fault::of(what));
    }
}

fn read_pdf(bytes: &[u8], source: &Source, archived: bool, reading: &mut FileReading) {
    let attachments = match pdf::attachments(bytes) {
        Ok(attachments) => attachments,
        Err(what) => return reading.refuse(source, Fault::of(what)),
    };
    let mut found = false;
    for attachment in attachments {
        // Anything else in XML that a PDF carries is none of our business.
        if let Ok(xml) = Xml::parse(&attachment)
            && Kind::of(xml.root()) != Kind::Unknown
        {
            found = true;
            read_xml(xml.root(), source, false, reading);
        }
    }
    if !found && archived {
        // What is mailed in Colombia and Peru is a ZIP with the data and a picture of them.
        reading.take(source, Outcome::NotInvoice(NotInvoiceKind::PrintedCopy, String::new()));
    } else if !found {
        reading.refuse(source, Fault::of(FaultKind::NoInvoiceInside));
    }
}

fn read_table(bytes: &[u8], source: &Source, reading: &mut FileReading) {
    if bytes.len() > MOST_TEXT_BYTES {
        return reading.refuse(source, Fault::of(FaultKind::TooMuch(Limit::Bytes)));
    }
    let mut decoder = Decoder::new(bytes.into(), None);
    while !decoder.step(1 << 20) {}
    let text = decoder.finish().text;
    if let Some(kind) = sat_metadata::find(&text) {
        match kind {
            Metadata::Documents => {
                let (statuses, problems) = sat_metadata::read(&text, source);
                reading.statuses.extend(statuses);
                reading.problems.extend(problems);
            }
            Metadata::ThirdParties => reading
                .take(source, Outcome::NotInvoice(NotInvoiceKind::ThirdParties, String::new())),
        }
        return;
    }
    let (list, outcomes) = if let Some(list) = rcv::find(&text) {
        let outcomes = rcv::read(&list, source);
        (list, outcomes)
    } else if let Some(list) = arca::find(&text) {
        let outcomes = arca::read(&list, source);
        (list, outcomes)
    } else {
        return reading.refuse(source, Fault::of(FaultKind::UnknownFile));
    };
    for outcome in outcomes {
        reading.take(source, outcome);
    }
    if list.is_cut() {
        reading.refuse(source, Fault::of(FaultKind::TooMuch(Limit::Elements)));
    }
}

/// The kinds of XML that are told apart, by the root's name and what else it takes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Kind {
    Cfdi,
    Ubl,
    Attached,
    Sri,
    SriWrapped,
    Dte,
    Facturae,
    Cii,
    Not(NotInvoiceKind),
    Unknown,
}

impl Kind {
    fn of(root: Element<'_>) -> Self {
        let declares = |word: &str| root.namespaces().any(|space| space.contains(word));
        match root.name() {
            "Comprobante" => Self::Cfdi,
            "Invoice" | "CreditNote" | "DebitNote"
                if declares("oasis:names:specification:ubl") || root.at("IssueDate").is_some() =>
            {
                Self::Ubl
            }
            "AttachedDocument" => Self::Attached,
            "factura" | "notaCredito" | "notaDebito" => Self::Sri,
            "autorizacion" | "RespuestaAutorizacion" | "autorizaciones" => Self::SriWrapped,
            "DTE" | "EnvioDTE" | "EnvioBOLETA" | "AEC" | "SetDTE" => Self::Dte,
            "Facturae" => Self::Facturae,
            "CrossIndustryInvoice" | "CrossIndustryDocument" => Self::Cii,
            "Retenciones" | "comprobanteRetencion" | "Retention" => {
                Self::Not(NotInvoiceKind::Withholding)
            }
            "Perception" => Self::Not(NotInvoiceKind::Perception),
            "guiaRemision" | "DespatchAdvice" => Self::Not(NotInvoiceKind::Despatch),
            "liquidacionCompra" => Self::Not(NotInvoiceKind::Purchase),
            "SCRDMCCBDACIOMessageStructure" | "Order" => Self::Not(NotInvoiceKind::Order),
            "SummaryDocuments" => Self::Not(NotInvoiceKind::DailySummary),
            "VoidedDocuments" => Self::Not(NotInvoiceKind::Voiding),
            "ApplicationResponse" => Self::Not(NotInvoiceKind::Acknowledgement),
            _ => Self::Unknown,
        }
    }
}

/// Reads a document; one that wraps others is opened once.
fn read_xml(root: Element<'_>, source: &Source, wrapped: bool, reading: &mut FileReading) {
    match Kind::of(root) {
        Kind::Cfdi => reading.take(source, cfdi::read(root, source)),
        Kind::Ubl => reading.take(source, ubl::read(root, source)),
        Kind::Sri => reading.take(source, sri::read(root, source)),
        Kind::Cii => reading.take(source, cii::read(root, source)),
        Kind::Dte => {
            for outcome in dte::read(root, source) {
                reading.take(source, outcome);
            }
        }
        Kind::Facturae => {
            for outcome in facturae::read(root, source) {
                reading.take(source, outcome);
            }
        }
        Kind::Attached if !wrapped => {
            let field = "Attachment/ExternalReference/Description";
            match dian::attached(root) {
                Some(text) => read_wrapped(&text, source, None, reading),
                None => reading.refuse(source, Fault::at(field, "", FaultKind::Missing)),
            }
        }
        Kind::SriWrapped if !wrapped => {
            let documents = sri::wrapped(root);
            if documents.is_empty() {
                reading.refuse(source, Fault::at("comprobante", "", FaultKind::Missing));
            }
            for (text, notice) in documents {
                read_wrapped(text, source, notice, reading);
            }
        }
        Kind::Not(what) => {
            let number = root.text_at("ID").unwrap_or_default().to_owned();
            reading.take(source, Outcome::NotInvoice(what, number));
        }
        Kind::Attached | Kind::SriWrapped | Kind::Unknown => {
            let root = root.name().chars().take(60).collect();
            reading.refuse(source, Fault::of(FaultKind::UnknownDocument { root }));
        }
    }
}

fn read_wrapped(text: &str, source: &Source, notice: Option<Notice>, reading: &mut FileReading) {
    match Xml::parse_text(text).map_err(FaultKind::from) {
        Ok(xml) => {
            let before = reading.documents.len();
            read_xml(xml.root(), source, true, reading);
            if let Some(notice) = notice {
                for document in &mut reading.documents[before..] {
                    document.notices.push(notice.clone());
                }
            }
        }
        Err(what) => reading.refuse(source, Fault::of(what)),
    }
}

/// Whether the first sign that is not blank opens a tag, in any encoding we read.
fn looks_like_xml(bytes: &[u8]) -> bool {
    let head = &bytes[..bytes.len().min(4096)];
    let mut signs = head.iter().filter(|byte| {
        !byte.is_ascii_whitespace() && !matches!(byte, 0 | 0xEF | 0xBB | 0xBF | 0xFF | 0xFE)
    });
    signs.next() == Some(&b'<')
}
