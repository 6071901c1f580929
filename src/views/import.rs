//! The import screen: what a file is, what can be asked about it, what would happen.

use std::cmp::Reverse;

use crate::order;
use chrono::NaiveDate;
use rust_decimal::Decimal;

use crate::files::amounts::{DecimalMark, parse_amount};
use crate::files::bank::{self, BankFile, Refused};
use crate::files::csv_out::CsvOut;
use crate::files::dates::{DateOrder, DateStyle, parse_date};
use crate::files::fold::squash;
use crate::files::list::{BadRow, ColumnRole, ListRead, Problem, SkipReason, has_known_header};
use crate::files::list_entry::{Plan, Tally};
use crate::files::table::{Table, trim};
use crate::files::workbook::{WorkbookFault, Worksheet};
use crate::text::{Lang, files as words};
use crate::views::intake::What;

/// What a file is, by its first bytes; its name does not count.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum FileKind {
    /// Text that may be a list.
    List,
    /// Text that is most likely a bank's table.
    Statement,
    /// A workbook, an archive, a PDF, XML or another file of a bank: the worker says what is
    /// in it.
    Packed,
    /// Nothing to import.
    Other(OtherFormat),
}

/// A file that nothing can be imported from. What to do instead is said in words.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum OtherFormat {
    /// A picture.
    Picture,
    /// A copy of a ledger made by this product.
    Copy,
    /// Nothing is in it.
    Empty,
    /// Nothing about it is known.
    Unknown,
}

/// A file from which nothing is taken.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct LeftOut {
    /// Its name, with the folders it came in.
    pub file: String,
    /// Why.
    pub why: LeftOutWhy,
}

/// Why nothing is taken from a file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum LeftOutWhy {
    /// It holds this, and nothing to import.
    Holds(Vec<What>),
    /// It is a bank's file from which nothing can be read.
    Bank(Refused),
    /// By what it is.
    Format(OtherFormat),
    /// It is a workbook that cannot be read.
    Workbook(WorkbookFault),
    /// It is larger than is read.
    TooLarge {
        /// What is read.
        megabytes: u64,
    },
    /// The browser could not read it.
    CannotRead,
    /// What reads it could not be loaded.
    NotLoaded,
    /// What reads it gave up on it.
    Failed,
}

impl FileKind {
    /// What a file is that begins with these bytes: all of it, or its first
    /// [`bank::BEGINNING_BYTES`].
    pub fn of(beginning: &[u8]) -> Self {
        let text = beginning.strip_prefix(b"\xEF\xBB\xBF").unwrap_or(beginning);
        let begins = |signatures: &[&[u8]]| signatures.iter().any(|one| text.starts_with(one));
        let is_utf_16 = begins(&[b"\xFF\xFE", b"\xFE\xFF"]);
        // Of UTF-16 every other byte, which is enough to tell markup by.
        let is_blank = |byte: &&u8| byte.is_ascii_whitespace() || (is_utf_16 && **byte < 1);
        let mut letters = text.iter().skip(if is_utf_16 { 2 } else { 0 }).skip_while(is_blank);
        let Some(first) = letters.next() else { return Self::Other(OtherFormat::Empty) };
        let second = letters.find(|byte| **byte != 0).copied().unwrap_or_default();
        let is_markup = *first == b'<' && (second.is_ascii_alphabetic() || b"?!".contains(&second));
        if begins(&[b"PK\x03\x04", b"PK\x05\x06", b"\xD0\xCF\x11\xE0", b"%PDF"]) || is_markup {
            Self::Packed
        } else if begins(&[b"\x89PNG", b"\xFF\xD8\xFF", b"GIF8", b"RIFF"]) {
            Self::Other(OtherFormat::Picture)
        } else if begins(&[b"{\"cartera\""]) {
            Self::Other(OtherFormat::Copy)
        } else if is_authority_list(text) {
            Self::Packed
        } else if text.contains(&0) && !is_utf_16 {
            Self::Other(OtherFormat::Unknown)
        } else {
            match bank::recognise(beginning) {
                Some(BankFile::Sheet) | None if bank::looks_like_statement(beginning) => {
                    Self::Statement
                }
                Some(BankFile::Sheet) | None => Self::List,
                Some(_) => Self::Packed,
            }
        }
    }
}

/// Whether a text begins as a tax authority's list of documents does: the SAT's metadata, the
/// SII's register, «Mis Comprobantes» of ARCA. The worker reads them, and finds out.
fn is_authority_list(text: &[u8]) -> bool {
    const SIGNS: [&[&str]; 3] = [
        &["uuid", "rfcemisor", "estatus"],
        &["tipodoc", "razonsocial", "folio", "fechadocto", "montototal"],
        &["puntodeventa", "imptotal"],
    ];
    let head = squash(&String::from_utf8_lossy(text));
    SIGNS.iter().any(|signs| signs.iter().all(|sign| head.contains(sign)))
}

/// Whether pasted text is a table: more than one line, or cells between tabs.
pub fn is_table(text: &str) -> bool {
    let text = text.trim();
    !text.is_empty() && text.contains(['\n', '\r', '\t'])
}

/// The sheet that is most likely the list, from 0: the first whose header is known, else the
/// one with the most rows.
pub fn likely_sheet(sheets: &[Worksheet]) -> usize {
    let longest = (0..sheets.len()).max_by_key(|at| (sheets[*at].table.len(), Reverse(*at)));
    let known = sheets.iter().position(|sheet| has_known_header(&sheet.table));
    known.or(longest).unwrap_or(0)
}

/// The days that a date is under each order that fits it: 3 April or 4 March.
pub fn date_readings(example: &str, candidates: &[DateOrder]) -> Vec<(DateOrder, NaiveDate)> {
    let read = |order: DateOrder| {
        parse_date(example, DateStyle { order, serial: false }).map(|day| (order, day))
    };
    candidates.iter().filter_map(|order| read(*order)).collect()
}

/// The numbers that a cell is under each decimal mark: a thousand and some, or one and some.
pub fn number_readings(example: &str) -> Vec<(DecimalMark, Decimal)> {
    let read = |mark| parse_amount(example, mark).map(|amount| (mark, amount.value));
    DecimalMark::ALL.into_iter().filter_map(read).collect()
}

/// The rows that may hold the header, each with its beginning: row from zero, cells joined.
/// The first rows that are not blank, and the one that is chosen.
pub fn header_rows(table: &Table, chosen: Option<usize>) -> Vec<(usize, String)> {
    const OFFERED: usize = 8;
    const LOOKED_AT: usize = 60;
    const SHOWN_CHARS: usize = 48;
    let mut rows: Vec<usize> = (0..table.len().min(LOOKED_AT))
        .filter(|row| !table.row(*row).is_blank())
        .take(OFFERED)
        .collect();
    if let Some(chosen) = chosen
        && !rows.contains(&chosen)
    {
        rows.push(chosen);
    }
    let beginning = |row: usize| {
        let mut text = String::new();
        for cell in table.row(row).cells().map(trim).filter(|cell| !cell.is_empty()) {
            if !text.is_empty() {
                text.push_str(", ");
            }
            text.push_str(cell);
            if let Some((cut, _)) = text.char_indices().nth(SHOWN_CHARS) {
                text.truncate(cut);
                text.push('…');
                break;
            }
        }
        text
    };
    rows.into_iter().map(|row| (row, beginning(row))).collect()
}

/// How many rows hold no invoice, by why, the header left out.
pub fn skipped(read: &ListRead) -> Vec<(SkipReason, usize)> {
    const ORDER: [SkipReason; 5] = [
        SkipReason::Preamble,
        SkipReason::RepeatedHeader,
        SkipReason::Total,
        SkipReason::Remark,
        SkipReason::Blank,
    ];
    let count = |reason| read.skipped.iter().filter(|skipped| skipped.reason == reason).count();
    ORDER
        .map(|reason| (reason, count(reason)))
        .into_iter()
        .filter(|(_, count)| *count > 0)
        .collect()
}

/// All rows that are not entered, in the file's order: those that could not be read, those
/// the plan refuses, and those the book refused when they were entered.
pub fn bad_rows<'a>(
    read: &'a ListRead,
    plan: Option<&'a Plan>,
    refused: &'a [BadRow],
) -> Vec<&'a BadRow> {
    let planned = plan.map(|plan| plan.refused.iter()).into_iter().flatten();
    let mut rows: Vec<&BadRow> = read.bad.iter().chain(planned).chain(refused).collect();
    order::sort_by_key(&mut rows, |bad| bad.row);
    rows
}

/// What is doubtful about rows that are entered, in the file's order.
pub fn warnings<'a>(read: &'a ListRead, plan: &'a Plan) -> Vec<&'a Problem> {
    let mut all: Vec<&Problem> = read.warnings.iter().chain(&plan.warnings).collect();
    order::sort_by_key(&mut all, |problem| problem.row);
    all
}

/// The name of the file in which problem rows are handed back.
///
/// ```
/// use cartera::text::Lang;
/// use cartera::views::import::problems_file_name;
/// assert_eq!(problems_file_name("ventas 2026.csv", Lang::Es), "ventas 2026-problemas.csv");
/// ```
pub fn problems_file_name(file: &str, lang: Lang) -> String {
    let stem = match file.rsplit_once('.') {
        Some((stem, ending)) if !stem.is_empty() && ending.len() <= 4 => stem,
        _ => file,
    };
    let word = crate::text::import::problems_file(lang);
    if stem.is_empty() { [word, ".csv"].concat() } else { [stem, "-", word, ".csv"].concat() }
}

/// What the button offers: the most important of what a list adds.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Offer {
    /// So many invoices.
    Invoices(usize),
    /// No invoices, but so many payments.
    Payments(usize),
    /// Only so many credit notes.
    CreditNotes(usize),
    /// Only particulars of so many customers.
    Customers(usize),
    /// Everything is in the book already.
    AllKnown,
    /// No row can be entered.
    AllBad,
    /// There is no row with an invoice.
    NoRows,
}

impl Offer {
    /// What a list offers; `bad` counts the rows that cannot be entered.
    pub fn of(tally: &Tally, bad: usize) -> Self {
        if tally.invoices_new > 0 {
            Self::Invoices(tally.invoices_new)
        } else if tally.payments_of_known > 0 {
            Self::Payments(tally.payments_of_known)
        } else if tally.credit_notes_new > 0 {
            Self::CreditNotes(tally.credit_notes_new)
        } else if tally.customers_completed > 0 {
            Self::Customers(tally.customers_completed)
        } else if tally.rows_known > 0 {
            Self::AllKnown
        } else if bad > 0 {
            Self::AllBad
        } else {
            Self::NoRows
        }
    }

    /// Whether there is something to enter.
    pub fn is_something(self) -> bool {
        !matches!(self, Self::AllKnown | Self::AllBad | Self::NoRows)
    }
}

/// A list to be filled in: the headers the reader knows, and no row.
pub fn template(lang: Lang) -> Vec<u8> {
    let roles = ColumnRole::ALL
        .into_iter()
        .filter(|role| !matches!(role, ColumnRole::Ignore | ColumnRole::Terms | ColumnRole::Paid));
    let mut out = CsvOut::new();
    out.cells(roles.map(|role| words::role(lang, role)));
    out.finish()
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;
    use crate::files::list::{Corrections, ListOptions, Survey};
    use crate::ledger::Currency;

    #[test]
    fn a_file_is_told_by_its_first_bytes() {
        for bytes in [
            b"PK\x03\x04....".as_slice(),
            b"\xD0\xCF\x11\xE0....",
            b"%PDF-1.7",
            b"\xEF\xBB\xBF<?xml version=\"1.0\"?>",
            b"\n <Invoice>",
            b"\xFF\xFE<\0?\0x\0",
            b"Uuid~RfcEmisor~NombreEmisor~RfcReceptor~Monto~Estatus~FechaCancelacion\n",
            b"Nro;Tipo Doc;Tipo Venta;Rut cliente;Razon Social;Folio;Fecha Docto;Monto total\n",
        ] {
            assert_eq!(FileKind::of(bytes), FileKind::Packed);
        }
        for (bytes, is) in [
            (b"\x89PNG....".as_slice(), OtherFormat::Picture),
            (b"{\"cartera\":\"copia\"", OtherFormat::Copy),
            (b"\x7FELF\0\0", OtherFormat::Unknown),
            (b" \r\n", OtherFormat::Empty),
            (b"", OtherFormat::Empty),
        ] {
            assert_eq!(FileKind::of(bytes), FileKind::Other(is));
        }
        for list in [b"Cliente;Saldo".as_slice(), b"\xFF\xFEC\0", b"PK;1", b"<10,20"] {
            assert_eq!(FileKind::of(list), FileKind::List);
        }
        for bank in [b"OFXHEADER:100\n".as_slice(), b"!Type:Bank\n", b":20:1\n:25:1\n"] {
            assert_eq!(FileKind::of(bank), FileKind::Packed);
        }
    }

    #[test]
    fn a_bank_s_table_is_told_from_a_list() {
        for bank in [
            "FECHA,DESCRIPCI\u{d3}N,CARGO,ABONO,SALDO\n28/01/2026,PAGO,,5.00,9.00\n",
            "Banco;;;\nCuenta:;1;;\nFecha;Concepto;D\u{e9}bito;Cr\u{e9}dito\n01/02/2026;x;;5\n",
            "Fecha;Oficina;Descripci\u{f3}n;Valor\n2026-02-01;12;PAGO DE TERCERO;-5.00\n",
            "Date,Description,Amount,Balance\n2026-02-01,x,5,9\n",
        ] {
            assert_eq!(FileKind::of(bank.as_bytes()), FileKind::Statement, "{bank}");
        }
        for list in [
            "Cliente,Factura,Fecha,Importe,Saldo\nEl Faro,A-1,01/02/2026,5,5\n",
            "Fecha,Cliente,Documento,Cargo,Abono,Saldo\n01/02/2026,El Faro,A-1,5,,5\n",
            "Nombre,Fecha,Importe\nEl Faro,01/02/2026,5\n",
            "Fecha,Concepto,Vencimiento,Importe,Saldo\n01/02/2026,x,01/03/2026,5,5\n",
        ] {
            assert_eq!(FileKind::of(list.as_bytes()), FileKind::List, "{list}");
        }
    }

    #[test]
    fn a_date_is_shown_under_each_order_it_fits() {
        let readings = date_readings("03/04/2026", &[DateOrder::Dmy, DateOrder::Mdy]);
        let days: Vec<_> = readings.iter().map(|(_, day)| day.to_string()).collect();
        assert_eq!(days, ["2026-04-03", "2026-03-04"]);
    }

    #[test]
    fn a_number_is_shown_under_each_mark() {
        let readings = number_readings("1.234");
        let values: Vec<_> = readings.iter().map(|(_, value)| value.to_string()).collect();
        assert_eq!(values, ["1.234", "1234"]);
    }

    #[test]
    fn headers_are_offered_by_their_beginning() {
        let table = Table::from_rows([
            ["Informe"].as_slice(),
            &[],
            &["Cliente", " ", "Importe total de la factura con impuestos incluidos", "x"],
        ]);
        let rows = header_rows(&table, Some(7));
        assert_eq!(rows[0], (0, "Informe".to_owned()));
        assert_eq!(rows[1].0, 2);
        assert!(rows[1].1.starts_with("Cliente, Importe") && rows[1].1.ends_with('…'));
        assert_eq!(rows[2], (7, String::new()));
    }

    #[test]
    fn the_offer_names_what_matters_most() {
        let mut tally = Tally::default();
        assert_eq!(Offer::of(&tally, 0), Offer::NoRows);
        assert_eq!(Offer::of(&tally, 3), Offer::AllBad);
        tally.rows_known = 2;
        assert_eq!(Offer::of(&tally, 3), Offer::AllKnown);
        tally.customers_completed = 1;
        assert!(Offer::of(&tally, 3).is_something());
        tally.payments_of_known = 4;
        assert_eq!(Offer::of(&tally, 3), Offer::Payments(4));
        tally.invoices_new = 5;
        assert_eq!(Offer::of(&tally, 3), Offer::Invoices(5));
    }

    #[test]
    fn problem_files_are_named_after_the_list() {
        for (file, name) in [
            ("lista.csv", "lista-problemas.csv"),
            ("lista", "lista-problemas.csv"),
            ("v1.cartera enero", "v1.cartera enero-problemas.csv"),
            ("", "problemas.csv"),
        ] {
            assert_eq!(problems_file_name(file, Lang::Es), name);
        }
    }

    #[test]
    fn the_template_is_a_list_the_reader_asks_nothing_about() {
        for lang in [Lang::Es, Lang::En] {
            let options = ListOptions {
                today: NaiveDate::from_ymd_opt(2026, 6, 1).unwrap(),
                home_currency: Currency::MXN,
            };
            let bytes = template(lang);
            let mut survey = Survey::file(bytes.into(), Corrections::default(), options);
            while !survey.step().is_done() {}
            let proposal = survey.finish().unwrap();
            assert_eq!(proposal.questions(), []);
            assert!(proposal.columns.iter().all(|column| column.role != ColumnRole::Ignore));
        }
    }

    #[test]
    fn pasted_text_is_a_table_or_not() {
        assert!(is_table("a\tb") && is_table("a\nb"));
        assert!(!is_table("F-102") && !is_table(" \n"));
    }
}
