//! A month of three people, from the files they have to a matched ledger, and back. The
//! files are those of the end-to-end tests; `tests/e2e/fixtures/months/make.mjs` writes them.

#![allow(clippy::unwrap_used, missing_docs)]

#[path = "support/play.rs"]
mod play;

use std::collections::VecDeque;
use std::fs;
use std::path::Path;
use std::sync::Arc;

use cartera::files::bank::{BankOptions, propose_sheet};
use cartera::files::document_entry::{
    Entered, Entering, EntryOptions, OpenedFile, Papers, candidates, must_ask,
};
use cartera::files::off_page::{Answer, Job, run};
use cartera::ledger::action::set_firm;
use cartera::ledger::firm::Firm;
use cartera::ledger::{Country, Currency, Id};
use cartera::matching::{AmountFit, Evidence, MatchSettings, Reason};
use cartera::text::Lang;
use cartera::text::format::NumberStyle;
use cartera::views::bank::{Group, Suggesting, Waiting, accept};
use cartera::views::bank_import::{
    AddsUp, Came, MovementTally, StatementFile, StatementRow, StatementsEntering, likely_currency,
};
use cartera::views::import::FileKind;
use chrono::NaiveDate;
use play::Table;

/// Somebody's ledger.
struct Month {
    table: Table,
    files: Vec<StatementFile>,
    entered: Entered,
    came: Vec<Vec<Came>>,
    movements: MovementTally,
    import: Id,
}

fn today() -> NaiveDate {
    NaiveDate::from_ymd_opt(2026, 4, 2).unwrap()
}

/// Takes files in as the page does, all at once, in one record. The tax id is asked for.
fn import(country: Country, currency: &str, files: &[&str], own: &str) -> Month {
    let mut table = Table::default();
    let home = Currency::from_code(currency).unwrap();
    table.act(|draft| set_firm(draft, Firm::of(country, home, Lang::Es)));
    let folder = Path::new("tests/e2e/fixtures/months");
    let read = |name: &&str| ((*name).to_owned(), fs::read(folder.join(name)).unwrap());
    let mut waiting: VecDeque<(String, Vec<u8>)> = files.iter().map(read).collect();
    let bank = BankOptions { today: today(), home_currency: home };
    let (mut papers, mut statements) = (Papers::default(), Vec::new());
    while let Some((name, bytes)) = waiting.pop_front() {
        match FileKind::of(&bytes) {
            FileKind::Statement => {
                statements.push(StatementFile::table(&name, propose_sheet(&bytes, bank)));
            }
            FileKind::Packed => match run(&Job::Read { name: name.clone(), bank }, &bytes) {
                (Answer::Documents { reading, others }, parts) => {
                    papers.files.push(OpenedFile { name, reading: *reading });
                    waiting.extend(others.into_iter().zip(parts));
                }
                (Answer::Statements(Ok(read)), _) => {
                    statements.push(StatementFile::new(&name, read));
                }
                (other, _) => panic!("{name}: {other:?}"),
            },
            other => panic!("{name}: {other:?}"),
        }
    }
    assert_eq!(likely_currency(&table.book, &papers), home);
    assert!(must_ask(&papers, ""));
    // The first that is offered is whom most documents name.
    let party = candidates(&papers).remove(0).party;
    assert_eq!(party.tax_id, own);

    let options = EntryOptions { today: today(), own: Some(party) };
    let (papers, files) = (Arc::new(papers), Arc::new(statements));
    let mut entering = Entering::new(papers, options, &table.book);
    let mut entering_files = StatementsEntering::new(Arc::clone(&files));
    let (import, ()) = table.act(|draft| {
        while !entering.step(draft, 3).is_done() {}
        while !entering_files.step(draft).is_done() {}
        Ok(())
    });
    let (came, movements) = entering_files.finish().unwrap();
    let files = Arc::unwrap_or_clone(files);
    Month { table, files, entered: entering.finish().unwrap(), came, movements, import }
}

impl Month {
    /// What the statement says: its sum in figures, and whether it adds up.
    fn sum(&self) -> (String, AddsUp) {
        let row = StatementRow::of(&self.files[0].statements[0]);
        let style = NumberStyle::of(Country::MX, Lang::Es);
        let sum = cartera::text::bank_import::sum(style, &row).unwrap();
        (sum, AddsUp::of(&row.check))
    }

    /// Accepts the best of what each movement may be, where it is chosen, in one record; its
    /// id, and how many there were.
    fn accept(&mut self, chosen: impl Fn(&Waiting) -> bool) -> (Id, usize) {
        let book = self.table.book.clone();
        let settings = MatchSettings::of(book.firm());
        let mut suggesting = Suggesting::new(&book, &settings, today());
        while suggesting.advance(2) {}
        let found = suggesting.finish();
        let chosen: Vec<&Waiting> = found.waiting.iter().filter(|one| chosen(one)).collect();
        let (record, ()) = self
            .table
            .act(|draft| chosen.iter().try_for_each(|waiting| accept(draft, waiting, 0, false)));
        (record, chosen.len())
    }

    /// What is open: number and minor units, in the order of the numbers.
    fn open(&self) -> Vec<(String, i64)> {
        let book = &self.table.book;
        let items = book.customers().flat_map(|(ix, _)| book.open_items(ix, today()));
        let mut open: Vec<(String, i64)> = items
            .map(|open| {
                let invoice = book.item(open.item).invoice;
                (book.invoice(invoice).invoice.number.clone(), open.open_minor)
            })
            .collect();
        open.sort();
        open
    }

    /// Movements that came in and that nothing was entered for.
    fn unmatched(&self) -> usize {
        self.table.book.movements().filter(|(_, entry)| entry.left_minor() > 0).count()
    }

    /// Payments that are in the ledger.
    fn payments(&self) -> usize {
        self.table.book.credits().filter(|(_, entry)| entry.credit.is_payment()).count()
    }

    fn undo(&mut self, record: Id) {
        self.table.undo(record).unwrap();
    }
}

fn is_certain(waiting: &Waiting) -> bool {
    waiting.group() == Group::Certain
}

/// Invoices: 101 of 11,600.00, 102 of 5,800.00, 103 of 23,200.00, 104 of 2,320.00 and 105 of
/// 1,160.00. A credit note takes 3,200.00 off 103; a receipt certifies 2,000.00 for 102.
/// What is open then: 11,600 + 3,800 + 20,000 + 2,320 + 1,160 = 38,880.00.
/// The bank: 11,600 for F-101, 20,000 of the university, 3,800 for F102 settle three of them;
/// 1,160 in cash names nobody; 2,000 for F102 are those of the receipt, and are linked to it.
/// Left: 104 with 2,320.00 and 105 with 1,160.00.
#[test]
fn a_month_of_a_mexican_freelancer() {
    let files = ["mexico-cfdi.zip", "mexico-bbva.csv"];
    let mut month = import(Country::MX, "MXN", &files, "PASL850312AB1");
    let tally = &month.entered.tally;
    assert_eq!((tally.invoices_new, tally.credit_notes_new, tally.payments_new), (5, 1, 1));
    assert_eq!((tally.bought, tally.refused), (1, 0));
    assert_eq!(month.came, [[Came::Entered { new: 8, known: 0 }]]);
    // 10,000 + 2,000 + 1,160 + 3,800 + 20,000 + 11,600 − 4,500 − 50 − 8.
    let sum = "10,000.00 + 38,560.00 − 4,558.00 = 44,002.00".to_owned();
    assert_eq!(month.sum(), (sum, AddsUp::Yes));
    let before = month.open();
    let all: i64 = before.iter().map(|(_, minor)| minor).sum();
    assert_eq!(all, 3_888_000);

    let (accepted, count) = month.accept(is_certain);
    assert_eq!(count, 4);
    assert_eq!(month.open(), [("F 104".to_owned(), 232_000), ("F 105".to_owned(), 116_000)]);
    assert_eq!(month.unmatched(), 1);
    // Of the receipt, and of three movements: the 2,000.00 were not entered again.
    assert_eq!(month.payments(), 4);

    month.undo(accepted);
    assert_eq!(month.open(), before);
    month.undo(month.import);
    assert_eq!((month.open().len(), month.table.book.movements().count()), (0, 0));
}

/// Invoices: FE201 of 2,380,000, FE202 of 1,190,000, FE203 of 5,950,000, FE204 of 595,000: in
/// all 10,115,000. FE202 is paid in full. Of FE201 4 % of 2,000,000 before VAT are kept back:
/// 80,000. Of FE203 11 % of 5,000,000: 550,000. What came in is 2,300,000 + 1,190,000 +
/// 5,400,000 = 8,890,000; with 630,000 withheld, 595,000 are left.
#[test]
fn a_month_of_a_colombian_freelancer() {
    let files = ["colombia-dian.zip", "colombia-banco.csv"];
    let mut month = import(Country::CO, "COP", &files, "901234567-4");
    assert_eq!(month.entered.tally.invoices_new, 4);
    assert_eq!(month.came, [[Came::Entered { new: 6, known: 0 }]]);
    assert_eq!(month.files[0].statements[0].account, "031-445566-77");
    // Opening 3,000,000; out 15,000 + 1,800,000 + 7,260.
    let sum = "3,000,000 + 8,890,000 − 1,822,260 = 10,067,740".to_owned();
    assert_eq!(month.sum(), (sum, AddsUp::Yes));
    let before = month.open();

    let (certain, count) = month.accept(is_certain);
    assert_eq!(count, 1);
    let is_withheld = |waiting: &Waiting| {
        let Reason { evidence, fit } = &waiting.suggestions[0].reason;
        matches!(evidence, Evidence::Reference { .. })
            && matches!(fit, AmountFit::Withholding { .. })
    };
    let (likely, count) = month.accept(is_withheld);
    assert_eq!(count, 2);
    assert_eq!(month.open(), [("FE204".to_owned(), 59_500_000)]);
    assert_eq!(month.unmatched(), 0);

    for record in [likely, certain] {
        month.undo(record);
    }
    assert_eq!(month.open(), before);
}

/// Invoices, less the IRPF that is withheld: 1,060.00; 530.00; 1,000.00 and 1,120.00 in two
/// parts. The bank: 530.00 for A/2026-012, 1,060.00 of the hostal, 1,000.00 for the first
/// part. Left: the second part, 1,120.00.
#[test]
fn a_month_of_a_spanish_freelancer() {
    let files =
        ["espana-2026-011.xml", "espana-2026-012.xml", "espana-2026-013.xml", "espana-norma43.n43"];
    let mut month = import(Country::ES, "EUR", &files, "12345678Z");
    assert_eq!(month.entered.tally.invoices_new, 3);
    assert_eq!(month.movements, MovementTally { new: 4, known: 0, refused: 0 });
    let sum = "1,000.00 + 2,590.00 − 64.00 = 3,526.00".to_owned();
    assert_eq!(month.sum(), (sum, AddsUp::Yes));

    let (_, count) = month.accept(is_certain);
    assert_eq!(count, 3);
    assert_eq!(month.open().len(), 1);
    assert_eq!(month.open()[0].1, 112_000);
}

#[test]
fn a_statement_that_comes_again_adds_nothing() {
    let files = ["espana-2026-011.xml", "espana-norma43.n43", "espana-norma43.n43"];
    let month = import(Country::ES, "EUR", &files, "12345678Z");
    let once = Came::Entered { new: 4, known: 0 };
    assert_eq!(month.came, [[once], [Came::Entered { new: 0, known: 4 }]]);
    assert_eq!(month.table.book.movements().count(), 4);
}
