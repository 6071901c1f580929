//! Storage fails at every step of everything that writes: what is there afterwards is what
//! was there before or what was to be there, whole; and what was called saved is there.
//!
//! The outcome is the first table of `docs/faults.md`, which this test writes when it is run
//! with `UPDATE_DOCS=1` and otherwise compares.
#![cfg(not(target_arch = "wasm32"))]
#![allow(clippy::unwrap_used, missing_docs)]

#[path = "support/figures.rs"]
mod figures;
#[path = "support/play.rs"]
mod play;

use std::fmt::Write as _;

use cartera::ledger::action::{
    Draft, Due, InvoiceForm, Line, enter_credit, enter_customer, enter_invoice,
};
use cartera::ledger::credit::{CreditKind, Method};
use cartera::ledger::customer::Customer;
use cartera::ledger::failing_journal::FailingJournal;
use cartera::ledger::invoice::InstalmentRef;
use cartera::ledger::journal::{Journal, JournalError, SealedRecord};
use cartera::ledger::keeper::Keeper;
use cartera::ledger::memory_journal::MemoryJournal;
use cartera::ledger::merge::merge;
use cartera::ledger::record::{Deed, Record};
use cartera::ledger::{Book, Currency, Id, Money};
use figures::everything;
use play::{credit_form, day, moment, run};

type Failing = Keeper<FailingJournal<MemoryJournal>>;

/// Something that writes: what it does to a ledger that holds two invoices and a payment,
/// and whether the page would call it saved.
type Flow = fn(&Failing, &Book) -> bool;

const FLOWS: [(&str, Flow); 8] = [
    ("a payment", pay),
    ("an import of 300 invoices", import),
    ("undoing", undo),
    ("redoing", redo),
    ("a snapshot", snapshot),
    ("merging with another device's copy", merge_copy),
    ("going back to an older copy", go_back),
    ("merging where a record is damaged", heal),
];

/// How storage fails.
#[derive(Clone, Copy)]
enum Fault {
    /// Once, at a step.
    Once,
    /// At a step and from then on, until the page is opened again: a full disk.
    Full,
    /// It stored, and died before it said so.
    LostAnswer,
}

fn store(keeper: &Failing, book: &Book, draft: Draft) -> bool {
    run(keeper.store(book, draft)).is_ok()
}

fn pay(keeper: &Failing, book: &Book) -> bool {
    let mut draft = Draft::begin(book, Deed::RecordedPayment, &moment(50));
    let (ix, entry) = book.invoices().next().unwrap();
    let to = InstalmentRef { invoice: entry.invoice.id, number: 1 };
    let customer = book.customer(book.invoice(ix).customer).customer.id;
    let kind = CreditKind::Payment { method: Method::Transfer };
    let amount = Money::new(30, Currency::MXN);
    let form = credit_form(kind, customer, amount, day(3), vec![Line::new(to, 30)]);
    enter_credit(&mut draft, form).unwrap();
    store(keeper, book, draft)
}

fn import(keeper: &Failing, book: &Book) -> bool {
    let file = "cartera.csv".to_owned();
    let mut draft = Draft::begin(book, Deed::Imported { file }, &moment(51));
    let customer = book.customers().next().unwrap().1.customer.id;
    for n in 0..300 {
        invoice(&mut draft, customer, &format!("I-{n}"));
    }
    store(keeper, book, draft)
}

fn undo(keeper: &Failing, book: &Book) -> bool {
    let last = book.log().next_back().unwrap().record;
    let draft = run(keeper.undo(book, last, &moment(52), async || {}));
    draft.is_ok_and(|draft| store(keeper, book, draft))
}

fn redo(keeper: &Failing, book: &Book) -> bool {
    // The undoing is part of what was there before: it is done where nothing fails.
    undo(keeper, book)
}

fn snapshot(keeper: &Failing, book: &Book) -> bool {
    run(keeper.save_snapshot(book, async || {})).is_ok()
}

fn merge_copy(keeper: &Failing, _: &Book) -> bool {
    take_on(keeper, |ours| merge(ours, of_another_device()).unwrap().records)
}

fn go_back(keeper: &Failing, _: &Book) -> bool {
    take_on(keeper, |ours| ours[..2].to_vec())
}

fn heal(keeper: &Failing, _: &Book) -> bool {
    take_on(keeper, |ours| merge(ours, begun().1).unwrap().records)
}

/// As the page does it: read, work out, rewrite.
fn take_on(keeper: &Failing, work: impl Fn(Vec<SealedRecord>) -> Vec<SealedRecord>) -> bool {
    let taken = async {
        let head = keeper.journal().head().await?;
        let stored = keeper.journal().records_after(0, u32::MAX).await?;
        let ours = stored.iter().filter_map(|stored| sealed(&stored.bytes)).collect();
        keeper.take_on(head.as_ref(), &stored, work(ours)).await
    };
    run(taken).is_ok()
}

fn sealed(bytes: &[u8]) -> Option<SealedRecord> {
    let (record, hash) = Record::open(bytes).ok()?;
    Some(SealedRecord { id: record.header.id, hash, bytes: bytes.to_vec() })
}

fn invoice(draft: &mut Draft, customer: Id, number: &str) {
    let total = Money::new(100, Currency::MXN);
    let form = InvoiceForm::new(customer, number, day(0), Due::On(day(9)), total);
    enter_invoice(draft, form).unwrap();
}

/// A ledger with four records: a customer, two invoices, a payment.
fn begun() -> (MemoryJournal, Vec<SealedRecord>) {
    let journal = MemoryJournal::new();
    let keeper = Keeper::new(journal.clone());
    let mut draft = Draft::begin(&Book::default(), Deed::AddedCustomer, &moment(1));
    let customer = enter_customer(&mut draft, Customer::named(Id::new(0, 0), "Andina")).unwrap();
    let mut book = run(keeper.store(&Book::default(), draft)).unwrap();
    for (n, number) in [(2, "F-1"), (3, "F-2")] {
        let mut draft = Draft::begin(&book, Deed::AddedInvoice, &moment(n));
        invoice(&mut draft, customer, number);
        book = run(keeper.store(&book, draft)).unwrap();
    }
    let mut draft = Draft::begin(&book, Deed::RecordedPayment, &moment(4));
    let kind = CreditKind::Payment { method: Method::Transfer };
    let form = credit_form(kind, customer, Money::new(80, Currency::MXN), day(1), Vec::new());
    enter_credit(&mut draft, form).unwrap();
    run(keeper.store(&book, draft)).unwrap();
    let records = all(&journal);
    (journal, records)
}

/// What another device has, that had the first two records and went on by itself.
fn of_another_device() -> Vec<SealedRecord> {
    let journal = MemoryJournal::new();
    run(journal.rewrite(None, None, &begun().1[..2])).unwrap();
    let keeper = Keeper::new(journal.clone());
    let book = run(keeper.open(async || {})).unwrap().book;
    let customer = book.customers().next().unwrap().1.customer.id;
    let mut draft = Draft::begin(&book, Deed::AddedInvoice, &moment(7));
    invoice(&mut draft, customer, "F-9");
    run(keeper.store(&book, draft)).unwrap();
    all(&journal)
}

fn all(journal: &MemoryJournal) -> Vec<SealedRecord> {
    let stored = run(journal.records_after(0, u32::MAX)).unwrap();
    stored.iter().filter_map(|stored| sealed(&stored.bytes)).collect()
}

/// A ledger for a flow, on storage that does not fail yet.
fn ready(flow: &str) -> (Failing, MemoryJournal, Book) {
    let (journal, _) = begun();
    if flow == "merging where a record is damaged" {
        journal.damage(3, |bytes| bytes.truncate(40));
    }
    let keeper = Keeper::new(FailingJournal::new(journal.clone()));
    let mut book = run(keeper.open(async || {})).unwrap().book;
    if flow == "redoing" {
        assert!(undo(&keeper, &book));
        book = run(keeper.open(async || {})).unwrap().book;
    }
    (keeper, journal, book)
}

/// All that can be seen when the page is loaded again, on storage that works again.
fn reopened(journal: &MemoryJournal) -> Vec<String> {
    let keeper = Keeper::new(journal.clone());
    let opened = run(keeper.open(async || {})).unwrap();
    let mut seen = everything(&opened.book);
    seen.push(format!("{:?}", opened.damaged));
    // The ledger goes on.
    let mut draft = Draft::begin(&opened.book, Deed::AddedCustomer, &moment(9_000));
    enter_customer(&mut draft, Customer::named(Id::new(0, 0), "Después")).unwrap();
    run(keeper.store(&opened.book, draft)).unwrap();
    seen
}

/// How often each came about.
#[derive(Default)]
struct Tally {
    tried: u64,
    as_before: u64,
    as_after: u64,
}

impl Tally {
    fn cell(&self) -> String {
        let Self { tried, as_before, as_after } = self;
        format!("{tried}: {as_before} as before, {as_after} as after")
    }
}

fn try_all(name: &str, flow: Flow, fault: Fault) -> Tally {
    let (keeper, journal, book) = ready(name);
    let before_steps = keeper.journal().steps();
    let before = reopened(&ready(name).1);
    assert!(flow(&keeper, &book), "{name} works where nothing fails");
    let steps = keeper.journal().steps() - before_steps;
    let after = reopened(&journal);
    let mut tally = Tally::default();
    let tries = if matches!(fault, Fault::LostAnswer) { 1 } else { steps };
    for step in 1..=tries {
        let (keeper, journal, book) = ready(name);
        match fault {
            Fault::Once => keeper.journal().fail_at(step, JournalError::Failed("no".to_owned())),
            Fault::Full => keeper.journal().fail_from(step, JournalError::Full),
            Fault::LostAnswer => keeper.journal().lose_next_answer(),
        }
        let is_called_saved = flow(&keeper, &book);
        let found = reopened(&journal);
        tally.tried += 1;
        if found == after {
            tally.as_after += 1;
        } else {
            assert_eq!(found, before, "{name}, step {step} of {steps}: whole, or not at all");
            tally.as_before += 1;
            assert!(!is_called_saved, "{name}, step {step}: what is called saved is there");
        }
    }
    tally
}

#[test]
fn whatever_step_fails_the_ledger_is_as_before_or_as_after() {
    let mut table = String::from(
        "| what writes | one step fails | all fail from a step on (full disk) | stored, but the answer is lost |\n\
         | --- | --- | --- | --- |\n",
    );
    for (name, flow) in FLOWS {
        write!(table, "| {name} |").unwrap();
        for fault in [Fault::Once, Fault::Full, Fault::LostAnswer] {
            // The answer of a snapshot is nobody's business.
            let tally = try_all(name, flow, fault);
            assert!(tally.tried > 0 && tally.as_before + tally.as_after == tally.tried);
            write!(table, " {} |", tally.cell()).unwrap();
        }
        table.push('\n');
    }
    print!("{table}");
    let path = concat!(env!("CARGO_MANIFEST_DIR"), "/docs/faults.md");
    let page = std::fs::read_to_string(path).unwrap();
    // Each test that has a part of the page writes what is between its two lines.
    let (begin, end) = ("<!-- from tests/storage_faults.rs -->\n", "<!-- to here -->");
    let (before, rest) = page.split_once(begin).unwrap();
    let (found, after) = rest.split_once(end).unwrap();
    if std::env::var_os("UPDATE_DOCS").is_some() {
        std::fs::write(path, [before, begin, &table, end, after].concat()).unwrap();
    } else {
        assert_eq!(found, table, "run it with UPDATE_DOCS=1");
    }
}
