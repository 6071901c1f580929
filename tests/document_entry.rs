//! From tax documents to facts in a book.

#![allow(clippy::unwrap_used, missing_docs)]

use std::sync::Arc;

use cartera::files::document::{ClaimKind, Party};
use cartera::files::document_entry::{
    Doubt, DueBy, Entered, Entering, EntryOptions, LineState, OpenedFile, Papers, Why, candidates,
    must_ask,
};
use cartera::files::einvoice::read_file;
use cartera::ledger::action::{
    self, CreditForm, Draft, Due, InvoiceForm, Line, Moment, enter_credit, enter_invoice,
};
use cartera::ledger::book::Book;
use cartera::ledger::credit::{CreditKind, Method};
use cartera::ledger::customer::Customer;
use cartera::ledger::invoice::InstalmentRef;
use cartera::ledger::record::{Deed, Record};
use cartera::ledger::{Country, Currency, Id, Money, Terms};
use chrono::NaiveDate;

const OWN: &str = "TDN150310AB1";
const FARO: (&str, &str) = ("FAR180120QX3", "Ferretería El Faro");
const LUNA: (&str, &str) = ("LUN990909HJ4", "Papelería Luna");
const PUBLIC: &str = "XAXX010101000";

fn date(text: &str) -> NaiveDate {
    text.parse().unwrap()
}

fn moment(n: u64) -> Moment {
    Moment { at_ms: 1_700_000_000_000 + n, random: n, device: "test".to_owned() }
}

/// A ledger of a firm with a tax id, unless it is empty.
fn ledger(tax_id: &str) -> Book {
    let book = Book::default();
    let mut draft = Draft::begin(&book, Deed::Began, &moment(1));
    let mut firm = book.firm().clone();
    firm.tax_id = tax_id.to_owned();
    action::set_firm(&mut draft, firm).unwrap();
    draft.finish().1
}

fn uuid(n: u32) -> String {
    format!("{n:08x}-0000-4000-8000-00000000cafe")
}

struct Cfdi<'a> {
    kind: &'a str,
    folio: u32,
    issuer: (&'a str, &'a str),
    receiver: (&'a str, &'a str),
    on: &'a str,
    total: &'a str,
    more: &'a str,
    inside: String,
}

fn invoice<'a>(folio: u32, receiver: (&'a str, &'a str), on: &'a str, total: &'a str) -> Cfdi<'a> {
    Cfdi {
        kind: "I",
        folio,
        issuer: (OWN, "Talleres del Norte"),
        receiver,
        on,
        total,
        more: "MetodoPago='PPD' FormaPago='99'",
        inside: String::new(),
    }
}

impl Cfdi<'_> {
    fn xml(&self) -> String {
        let Self { kind, folio, issuer, receiver, on, total, more, inside } = self;
        let currency = if *kind == "P" { "XXX" } else { "MXN" };
        format!(
            "<cfdi:Comprobante xmlns:cfdi='http://www.sat.gob.mx/cfd/4' Version='4.0' \
             Serie='{kind}' Folio='{folio}' Fecha='{on}T10:00:00' Moneda='{currency}' \
             Total='{total}' TipoDeComprobante='{kind}' {more}>\
             <cfdi:Emisor Rfc='{}' Nombre='{}'/><cfdi:Receptor Rfc='{}' Nombre='{}'/>{inside}\
             <cfdi:Complemento><tfd:TimbreFiscalDigital \
             xmlns:tfd='http://www.sat.gob.mx/TimbreFiscalDigital' UUID='{}'/>\
             </cfdi:Complemento></cfdi:Comprobante>",
            issuer.0,
            issuer.1,
            receiver.0,
            receiver.1,
            uuid(*folio).to_uppercase(),
        )
    }
}

fn credit_note<'a>(
    folio: u32,
    receiver: (&'a str, &'a str),
    on: &'a str,
    total: &'a str,
    of: u32,
) -> Cfdi<'a> {
    let inside = format!(
        "<cfdi:CfdiRelacionados TipoRelacion='01'><cfdi:CfdiRelacionado UUID='{}'/>\
         </cfdi:CfdiRelacionados>",
        uuid(of)
    );
    Cfdi { kind: "E", inside, ..invoice(folio, receiver, on, total) }
}

/// A payment receipt: of each invoice how much was paid, and what is left of it.
fn receipt<'a>(
    folio: u32,
    receiver: (&'a str, &'a str),
    on: &'a str,
    amount: &str,
    parts: &[(u32, &str, &str)],
) -> Cfdi<'a> {
    let parts: String = parts
        .iter()
        .map(|(of, paid, left)| {
            format!(
                "<pago20:DoctoRelacionado IdDocumento='{}' MonedaDR='MXN' EquivalenciaDR='1' \
                 NumParcialidad='1' ImpPagado='{paid}' ImpSaldoInsoluto='{left}'/>",
                uuid(*of)
            )
        })
        .collect();
    let inside = format!(
        "<cfdi:Complemento><pago20:Pagos xmlns:pago20='http://www.sat.gob.mx/Pagos20'>\
         <pago20:Pago FechaPago='{on}T12:00:00' FormaDePagoP='03' MonedaP='MXN' Monto='{amount}' \
         NumOperacion='88'>{parts}</pago20:Pago></pago20:Pagos></cfdi:Complemento>"
    );
    Cfdi { kind: "P", inside, ..invoice(folio, receiver, on, "0") }
}

fn papers(files: &[String]) -> Arc<Papers> {
    let opened = |(at, text): (usize, &String)| {
        let name = format!("{at}.xml");
        OpenedFile { reading: read_file(&name, text.as_bytes()), name }
    };
    let papers = Papers { files: files.iter().enumerate().map(opened).collect() };
    let problems: Vec<_> = papers.files.iter().flat_map(|file| &file.reading.problems).collect();
    assert!(problems.is_empty(), "{problems:?}");
    Arc::new(papers)
}

fn enter_with(
    papers: &Arc<Papers>,
    book: &Book,
    own: Option<Party>,
    at_once: usize,
) -> (Entered, Book) {
    let n = book.head().map_or(1, |head| head.seq + 1);
    let deed = Deed::Imported { file: "bolsa".to_owned() };
    let mut draft = Draft::begin(book, deed, &moment(n));
    let options = EntryOptions { today: date("2026-06-01"), own };
    let mut entering = Entering::new(Arc::clone(papers), options, draft.book());
    let mut before = entering.progress();
    while !entering.step(&mut draft, at_once).is_done() {
        let now = entering.progress();
        assert!(now.done >= before.done && now.total == before.total);
        before = now;
    }
    let entered = entering.finish().unwrap();
    // Stored, read back and folded, it is the same book.
    let (sealed, with) = draft.finish();
    let (record, hash) = Record::open(&sealed.bytes).unwrap();
    let folded = book.clone().fold(&[(record, hash)]);
    assert_eq!(folded.unfit(), []);
    (entered, with)
}

fn enter(files: &[String], book: &Book) -> (Entered, Book) {
    let papers = papers(files);
    let whole = enter_with(&papers, book, None, 1000);
    let sliced = enter_with(&papers, book, None, 1);
    assert_eq!(whole.0, sliced.0);
    whole
}

fn states(entered: &Entered) -> Vec<LineState> {
    entered.lines.iter().map(|line| line.state.clone()).collect()
}

/// What is open of an invoice by its number, in cents.
fn open_of(book: &Book, number: &str) -> i64 {
    let (ix, _) = book.invoices().find(|(_, entry)| entry.invoice.number == number).unwrap();
    book.open(ix, date("2026-06-01")).amount_minor
}

const NEW: LineState = LineState::New(ClaimKind::Invoice);
const NEW_NOTE: LineState = LineState::New(ClaimKind::CreditNote);

#[test]
fn invoices_notes_and_payments_come_in_together_in_any_order() {
    let files = [
        receipt(
            30,
            FARO,
            "2026-04-20",
            "1500.00",
            &[(1, "700.00", "0.00"), (2, "800.00", "200.00")],
        )
        .xml(),
        credit_note(20, FARO, "2026-03-10", "300.00", 1).xml(),
        invoice(1, FARO, "2026-03-01", "1000.00").xml(),
        invoice(2, FARO, "2026-03-15", "1000.00").xml(),
        invoice(3, LUNA, "2026-05-02", "250.50").xml(),
    ];
    let (entered, book) = enter(&files, &ledger(OWN));
    assert_eq!(states(&entered), [LineState::Payments, NEW_NOTE, NEW, NEW, NEW]);
    assert!(entered.lines.iter().all(|line| line.doubts.is_empty()), "{:?}", entered.lines);
    assert_eq!(
        [open_of(&book, "I 1"), open_of(&book, "I 2"), open_of(&book, "I 3")],
        [0, 20_000, 25_050]
    );

    let tally = &entered.tally;
    assert_eq!((tally.customers_new, tally.invoices_new, tally.credit_notes_new), (2, 3, 1));
    assert_eq!((tally.payments_new, tally.changes()), (1, 5));
    let totals = tally.totals[0];
    assert_eq!(
        (totals.invoiced_minor, totals.credited_minor, totals.paid_minor),
        (225_050, 30_000, 150_000)
    );
    let (_, customer) = book.customers().next().unwrap();
    assert_eq!((&*customer.customer.tax_id, &*customer.customer.legal_name), FARO);
    let (_, credit) = book.credits().find(|(_, entry)| entry.credit.is_payment()).unwrap();
    assert_eq!(credit.credit.reference, "88");
}

#[test]
fn what_came_before_is_known() {
    let files = [
        invoice(1, FARO, "2026-03-01", "1000.00").xml(),
        credit_note(20, FARO, "2026-03-10", "300.00", 1).xml(),
        receipt(30, FARO, "2026-04-20", "700.00", &[(1, "700.00", "0.00")]).xml(),
    ];
    let (_, book) = enter(&files, &ledger(OWN));
    let (again, after) = enter(&files, &book);
    assert_eq!(states(&again), vec![LineState::Known; 3]);
    assert_eq!((again.tally.changes(), again.tally.known), (0, 3));
    assert_eq!((after.invoices().count(), after.credits().count()), (1, 2));

    let twice = [files[0].clone(), files[0].clone()];
    let (entered, _) = enter(&twice, &ledger(OWN));
    assert_eq!(states(&entered), [NEW, LineState::Repeated]);
}

#[test]
fn a_payment_entered_by_hand_is_not_doubled_by_its_receipt() {
    let (_, book) = enter(&[invoice(1, FARO, "2026-03-01", "1000.00").xml()], &ledger(OWN));
    let (_, entry) = book.invoices().next().unwrap();
    let mut draft = Draft::begin(&book, Deed::RecordedPayment, &moment(9));
    let form = CreditForm {
        kind: CreditKind::Payment { method: Method::Transfer },
        customer: entry.invoice.customer,
        date: date("2026-04-18"),
        amount: Money::new(100_000, Currency::MXN),
        rate: None,
        reference: String::new(),
        notes: String::new(),
        lines: vec![Line::new(InstalmentRef { invoice: entry.invoice.id, number: 1 }, 100_000)],
    };
    enter_credit(&mut draft, form).unwrap();
    let book = draft.finish().1;
    let files = [receipt(30, FARO, "2026-04-20", "1000.00", &[(1, "1000.00", "0.00")]).xml()];
    let (entered, after) = enter(&files, &book);
    assert_eq!(states(&entered), [LineState::Known]);
    assert_eq!(after.credits().count(), 1);
}

#[test]
fn what_is_not_the_firms_is_named_and_left_out() {
    let bought = Cfdi { issuer: LUNA, ..invoice(1, (OWN, "Talleres"), "2026-03-01", "10.00") };
    let foreign = Cfdi { issuer: LUNA, ..invoice(2, FARO, "2026-03-01", "10.00") };
    let free = invoice(3, FARO, "2026-03-01", "0.00");
    let files = [bought.xml(), foreign.xml(), free.xml()];
    let (entered, book) = enter(&files, &ledger(OWN));
    let nothing = LineState::LeftOut(Why::NothingToCollect);
    assert_eq!(states(&entered), [LineState::Bought, LineState::Foreign, nothing]);
    assert_eq!(entered.lines[0].party, LUNA.1);
    assert_eq!((book.invoices().count(), book.customers().count()), (0, 0));
    let tally = &entered.tally;
    assert_eq!((tally.bought, tally.foreign, tally.left_out, tally.changes()), (1, 1, 1, 0));
}

#[test]
fn who_the_user_is_is_asked_once_and_kept() {
    let files = [
        invoice(1, FARO, "2026-03-01", "10.00").xml(),
        invoice(2, LUNA, "2026-03-02", "20.00").xml(),
    ];
    let papers = papers(&files);
    assert!(must_ask(&papers, " ") && !must_ask(&papers, OWN));
    let offered = candidates(&papers);
    let found: Vec<_> = offered.iter().map(|one| (&*one.party.tax_id, one.documents)).collect();
    assert_eq!(found, [(OWN, 2), (FARO.0, 1), (LUNA.0, 1)]);

    let own = Some(offered[0].party.clone());
    let (entered, book) = enter_with(&papers, &ledger(""), own, 7);
    assert_eq!(states(&entered), [NEW, NEW]);
    let firm = book.firm();
    assert_eq!((&*firm.tax_id, &*firm.name), (OWN, "Talleres del Norte"));
}

#[test]
fn ids_that_stand_for_anybody_join_nobody() {
    let files = [
        invoice(1, (PUBLIC, "Ana Ríos"), "2026-03-01", "10.00").xml(),
        invoice(2, (PUBLIC, "Beto Paz"), "2026-03-01", "10.00").xml(),
        invoice(3, (PUBLIC, "Ana Rios"), "2026-03-02", "10.00").xml(),
    ];
    let (entered, book) = enter(&files, &ledger(OWN));
    assert_eq!(states(&entered), [NEW, NEW, NEW]);
    assert_eq!(book.customers().count(), 2);
}

#[test]
fn customers_of_the_book_are_found_and_their_terms_hold() {
    let book = ledger(OWN);
    let mut draft = Draft::begin(&book, Deed::AddedCustomer, &moment(3));
    let mut faro = Customer::named(Id::new(0, 0), "El Faro");
    faro.tax_id = "far-180120-qx3".to_owned();
    faro.terms = Some(Terms::net(45));
    action::enter_customer(&mut draft, faro).unwrap();
    let book = draft.finish().1;
    let at_once =
        Cfdi { more: "MetodoPago='PUE' FormaPago='03'", ..invoice(3, LUNA, "2026-03-01", "10.00") };
    let in_words = Cfdi {
        more: "MetodoPago='PPD' CondicionesDePago='Pago a 15 días'",
        ..invoice(4, FARO, "2026-03-01", "10.00")
    };
    let files = [
        invoice(1, FARO, "2026-03-01", "10.00").xml(),
        invoice(2, LUNA, "2026-03-01", "10.00").xml(),
        at_once.xml(),
        in_words.xml(),
    ];
    let (entered, after) = enter(&files, &book);
    assert_eq!(after.customers().count(), 2);
    let dues: Vec<_> =
        entered.lines.iter().map(|line| (line.due_on.unwrap().to_string(), line.due_by)).collect();
    assert_eq!(
        dues,
        [
            ("2026-04-15".to_owned(), Some(DueBy::CustomerTerms)),
            ("2026-03-31".to_owned(), Some(DueBy::FirmTerms)),
            ("2026-03-01".to_owned(), Some(DueBy::Document)),
            ("2026-03-16".to_owned(), Some(DueBy::Document)),
        ]
    );
}

#[test]
fn what_the_authority_lists_as_void_is_cancelled() {
    let (_, book) = enter(&[invoice(1, FARO, "2026-03-01", "1000.00").xml()], &ledger(OWN));
    let list = format!(
        "Uuid~RfcEmisor~NombreEmisor~RfcReceptor~NombreReceptor~RfcPac~FechaEmision~\
         FechaCertificacionSat~Monto~EfectoComprobante~Estatus~FechaCancelacion\n\
         {}~{OWN}~T~{}~F~P~2026-03-01 10:00:00~2026-03-01 10:00:00~1000.00~I~0~2026-03-20 09:00:00\n\
         {}~{OWN}~T~{}~F~P~2026-03-02 10:00:00~2026-03-02 10:00:00~50.00~I~0~2026-03-20 09:00:00\n",
        uuid(1),
        FARO.0,
        uuid(2),
        FARO.0,
    );
    let files = [list, invoice(2, FARO, "2026-03-02", "50.00").xml()];
    let (entered, after) = enter(&files, &book);
    let void = LineState::LeftOut(Why::Cancelled);
    assert_eq!(states(&entered), [LineState::Cancels, void]);
    assert_eq!(entered.tally.cancelled, 1);
    let (_, entry) = after.invoices().next().unwrap();
    assert_eq!(entry.cancelled.as_ref().unwrap().on, date("2026-03-20"));
    assert_eq!((after.invoices().count(), open_of(&after, "I 1")), (1, 0));
    assert_eq!(states(&enter(&files, &after).0), [LineState::LeftOut(Why::Cancelled)]);
}

#[test]
fn one_that_takes_the_place_of_another_cancels_it() {
    let (_, book) = enter(&[invoice(1, FARO, "2026-03-01", "1000.00").xml()], &ledger(OWN));
    let instead = credit_note(2, FARO, "2026-03-05", "900.00", 1);
    let inside = instead.inside.replace("'01'", "'04'");
    let (entered, after) = enter(&[Cfdi { kind: "I", inside, ..instead }.xml()], &book);
    assert_eq!(states(&entered), [NEW]);
    assert_eq!(entered.lines[0].doubts, [Doubt::Replaces]);
    assert_eq!([open_of(&after, "I 1"), open_of(&after, "I 2")], [0, 90_000]);
}

#[test]
fn payments_of_invoices_that_are_not_here_leave_no_credit_behind() {
    let paid = [(1, "1000.00", "0.00"), (9, "400.00", "0.00")];
    let files = [
        invoice(1, FARO, "2026-03-01", "1000.00").xml(),
        receipt(30, FARO, "2026-04-20", "1400.00", &paid).xml(),
        receipt(31, FARO, "2026-04-21", "50.00", &[(8, "50.00", "0.00")]).xml(),
    ];
    let (entered, book) = enter(&files, &ledger(OWN));
    assert_eq!(states(&entered), [NEW, LineState::Payments, LineState::LeftOut(Why::PaysUnknown)]);
    let part = Money::new(40_000, Currency::MXN);
    assert_eq!(entered.lines[1].doubts, [Doubt::PaysUnknownToo { part }]);
    let (_, credit) = book.credits().next().unwrap();
    assert_eq!(credit.credit.amount, Money::new(100_000, Currency::MXN));
    assert_eq!(book.left_minor(credit, date("2026-06-01")), 0);
}

#[test]
fn what_the_receipt_says_is_left_is_held_against_the_ledger() {
    let files = [
        invoice(1, FARO, "2026-03-01", "1000.00").xml(),
        receipt(30, FARO, "2026-04-20", "300.00", &[(1, "300.00", "500.00")]).xml(),
        receipt(31, FARO, "2026-04-21", "800.00", &[(1, "800.00", "0.00")]).xml(),
    ];
    let (entered, book) = enter(&files, &ledger(OWN));
    let money = |minor| Money::new(minor, Currency::MXN);
    let other = Doubt::OtherLeft { receipt: money(50_000), ledger: money(70_000) };
    assert_eq!(entered.lines[1].doubts, [other]);
    assert_eq!(entered.lines[2].doubts, [Doubt::NotAllApplied { rest: money(10_000) }]);
    assert_eq!(open_of(&book, "I 1"), 0);
}

#[test]
fn an_invoice_from_a_list_is_given_its_fiscal_id() {
    let book = ledger(OWN);
    let mut draft = Draft::begin(&book, Deed::AddedInvoice, &moment(3));
    let customer = Customer::named(Id::new(0, 0), FARO.1);
    let customer = action::enter_customer(&mut draft, customer).unwrap();
    let due = Due::On(date("2026-04-30"));
    let total = Money::new(100_000, Currency::MXN);
    enter_invoice(&mut draft, InvoiceForm::new(customer, "i1", date("2026-03-01"), due, total))
        .unwrap();
    let book = draft.finish().1;
    let files = [
        invoice(1, FARO, "2026-03-01", "1000.00").xml(),
        receipt(30, FARO, "2026-04-20", "700.00", &[(1, "700.00", "300.00")]).xml(),
    ];
    let (entered, after) = enter(&files, &book);
    assert_eq!(states(&entered), [LineState::Completed, LineState::Payments]);
    assert_eq!(entered.lines[1].doubts, []);
    assert_eq!(entered.tally.invoices_completed, 1);
    let (_, entry) = after.invoices().next().unwrap();
    assert_eq!(entry.invoice.fiscal_id.to_lowercase(), uuid(1));
    assert_eq!(open_of(&after, "i1"), 30_000);

    let (entered, _) = enter(&[invoice(1, FARO, "2026-03-01", "990.00").xml()], &book);
    let known = Money::new(100_000, Currency::MXN);
    assert_eq!(entered.lines[0].doubts, [Doubt::OtherTotal { known }]);
}

#[test]
fn a_month_of_other_countries_comes_in_by_the_firms_id_there() {
    let peru = include_bytes!("fixtures/einvoice/pe-parts-in-reverse-with-detraccion.xml");
    let reading = read_file("peru.xml", peru);
    let papers = Arc::new(Papers { files: vec![OpenedFile { name: String::new(), reading }] });
    let document = papers.documents().next().unwrap().clone();
    let mut draft = Draft::begin(&Book::default(), Deed::Began, &moment(1));
    let mut firm = draft.book().firm().clone();
    (firm.country, firm.home_currency) =
        (Country::from_code("PE").unwrap(), Currency::from_code("PEN").unwrap());
    firm.tax_id.clone_from(&document.issuer.tax_id);
    action::set_firm(&mut draft, firm).unwrap();
    let (entered, book) = enter_with(&papers, &draft.finish().1, None, 2);
    assert_eq!(states(&entered), [NEW]);
    let (_, entry) = book.invoices().next().unwrap();
    let sum: i64 = entry.invoice.instalments.iter().map(|part| part.amount_minor).sum();
    assert_eq!(
        (sum, entry.invoice.instalments.len() > 1),
        (entry.invoice.total.amount_minor, true)
    );
}
