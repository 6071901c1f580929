//! Keeping a book in a journal, whatever happens to the journal.
#![cfg(not(target_arch = "wasm32"))]
#![allow(clippy::unwrap_used, missing_docs)]

#[path = "support/figures.rs"]
mod figures;
#[path = "support/journal.rs"]
mod journal;
#[path = "support/play.rs"]
mod play;

use cartera::ledger::action::{
    Draft, Due, InvoiceForm, Line, apply_credit, enter_credit, enter_customer, enter_invoice,
};
use cartera::ledger::credit::{CreditKind, Method};
use cartera::ledger::customer::Customer;
use cartera::ledger::envelope::{self, Damage, Kind};
use cartera::ledger::failing_journal::FailingJournal;
use cartera::ledger::invoice::InstalmentRef;
use cartera::ledger::journal::{Head, Journal, JournalError, StoredSnapshot};
use cartera::ledger::keeper::{Damaged, Keeper, Opened, UndoError, wants_snapshot};
use cartera::ledger::memory_journal::MemoryJournal;
use cartera::ledger::record::Deed;
use cartera::ledger::{Book, Currency, Id, Money, Refusal};
use figures::{everything, figures};
use journal::OddJournal;
use play::{Table, Turn, a_play, credit_form, day, moment, run};
use proptest::prelude::*;

fn open<J: Journal>(keeper: &Keeper<J>) -> Opened {
    run(keeper.open(async || {})).unwrap()
}

/// Records customers, one a record; returns the book.
fn customers<J: Journal>(keeper: &Keeper<J>, mut book: Book, from: u64, count: u64) -> Book {
    for n in from..from + count {
        let mut draft = Draft::begin(&book, Deed::AddedCustomer, &moment(n));
        enter_customer(&mut draft, Customer::named(Id::new(0, 0), format!("Cliente {n}"))).unwrap();
        book = run(keeper.store(&book, draft)).unwrap();
    }
    book
}

fn names(book: &Book) -> Vec<String> {
    book.customers().map(|(_, entry)| entry.customer.legal_name.clone()).collect()
}

fn save_snapshot(keeper: &Keeper<MemoryJournal>, book: &Book) {
    run(keeper.save_snapshot(book, async || {})).unwrap();
}

#[test]
fn an_empty_journal_opens_as_an_empty_book() {
    let opened = open(&Keeper::new(MemoryJournal::new()));
    assert!(opened.book.is_empty() && opened.book.head().is_none());
    assert_eq!((opened.snapshot_seq, opened.damaged), (0, vec![]));
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 48, failure_persistence: None, ..ProptestConfig::default() })]

    /// The book that was stored is the book that opens, with and without a snapshot.
    #[test]
    fn what_was_stored_is_what_opens(play in a_play(25), rest in a_play(10)) {
        let mut table = Table::after(&play);
        let journal = table.keeper.journal().clone();
        prop_assert_eq!(everything(&open(&Keeper::new(journal.clone())).book), everything(&table.book));
        save_snapshot(&table.keeper, &table.book);
        let at = table.book.head().unwrap().seq;
        for turn in rest.iter().skip(1) {
            table.take(turn);
        }
        // Nobody reads the records before the snapshot.
        for seq in 1..=at {
            journal.damage(seq, Vec::clear);
        }
        let opened = open(&Keeper::new(journal));
        prop_assert_eq!(opened.damaged, vec![]);
        prop_assert_eq!(opened.snapshot_seq, at);
        prop_assert_eq!(everything(&opened.book), everything(&table.book));
    }

    /// One damaged record costs what it said, and nothing else.
    #[test]
    fn a_damaged_record_is_set_aside(count in 1..6u64, which in any::<prop::sample::Index>(), at in any::<prop::sample::Index>()) {
        let keeper = Keeper::new(MemoryJournal::new());
        let book = customers(&keeper, Book::default(), 0, count);
        let seq = which.index(usize::try_from(count).unwrap()) as u64 + 1;
        let mut found = Vec::new();
        keeper.journal().damage(seq, |bytes| {
            let at = at.index(bytes.len());
            bytes[at] ^= 1;
            found = bytes.clone();
        });
        for _ in 0..2 {
            let opened = open(&keeper);
            prop_assert!(matches!(opened.damaged[..], [Damaged::Record { seq: at, .. }] if at == seq), "{:?}", opened.damaged);
            let mut expected = names(&book);
            expected.remove(usize::try_from(seq).unwrap() - 1);
            prop_assert_eq!(names(&opened.book), expected);
            prop_assert_eq!(opened.book.head(), book.head());
        }
        let aside = run(keeper.journal().all_set_aside()).unwrap();
        prop_assert_eq!(aside.len(), 1);
        prop_assert_eq!(&aside[0].bytes, &found);
        prop_assert_eq!(&aside[0].what, &format!("record {seq}"));
        // The ledger goes on.
        let book = customers(&keeper, open(&keeper).book, 100, 2);
        let again = open(&keeper);
        prop_assert_eq!(again.damaged.len(), 1);
        prop_assert_eq!(everything(&again.book), everything(&book));
    }
}

#[test]
fn what_depended_on_a_damaged_record_is_named() {
    let mut table = Table::default();
    let (_, customer) =
        table.act(|draft| enter_customer(draft, Customer::named(Id::new(0, 0), "Uno")));
    table.act(|draft| {
        let total = Money::new(100, Currency::MXN);
        let form = InvoiceForm::new(customer, "F-1", day(0), Due::On(day(9)), total);
        enter_invoice(draft, form)
    });
    let record = table.book.head().unwrap().id;
    table.keeper.journal().damage(1, |bytes| bytes.truncate(30));
    let opened = open(&table.keeper);
    assert_eq!(opened.damaged.len(), 1);
    let unfit: Vec<_> =
        opened.book.unfit().iter().map(|unfit| (unfit.record, &unfit.why)).collect();
    let why = Refusal::Unknown { id: customer };
    assert_eq!(unfit, [(record, &why)]);
    // No snapshot is made that would forget it.
    save_snapshot(&table.keeper, &opened.book);
    let again = open(&table.keeper);
    assert_eq!((again.snapshot_seq, again.book.unfit()), (0, opened.book.unfit()));
}

#[test]
fn a_changed_record_shows_in_the_one_after_it() {
    let keeper = Keeper::new(MemoryJournal::new());
    customers(&keeper, Book::default(), 0, 4);
    let other = Keeper::new(MemoryJournal::new());
    customers(&other, Book::default(), 50, 1);
    let forged = run(other.journal().records_after(0, 1)).unwrap().remove(0).bytes;
    keeper.journal().damage(2, |bytes| *bytes = forged);
    let opened = open(&keeper);
    // It neither follows the first, nor does the third follow it.
    assert_eq!(opened.damaged, [Damaged::Chain { seq: 2 }, Damaged::Chain { seq: 3 }]);
    assert_eq!(names(&opened.book), ["Cliente 0", "Cliente 50", "Cliente 2", "Cliente 3"]);
}

#[test]
fn a_missing_record_shows_and_nothing_is_read_twice() {
    for (missing, at) in [(1, 2), (2, 3), (4, 4)] {
        let inner = MemoryJournal::new();
        let book = customers(&Keeper::new(inner.clone()), Book::default(), 0, 4);
        let keeper =
            Keeper::new(OddJournal { inner, missing: Some(missing), ..Default::default() });
        let opened = open(&keeper);
        assert_eq!(opened.damaged, [Damaged::Chain { seq: at }], "without {missing}");
        assert_eq!(opened.book.head(), book.head());
        assert_eq!(opened.book.customers().count(), 3);
        assert!(opened.book.unfit().is_empty());
        customers(&keeper, opened.book, 10, 1);
    }
}

#[test]
fn a_full_disk_does_not_keep_the_ledger_from_opening() {
    let inner = MemoryJournal::new();
    customers(&Keeper::new(inner.clone()), Book::default(), 0, 3);
    inner.damage(2, |bytes| bytes.push(0));
    let keeper = Keeper::new(OddJournal { inner, is_full: true, ..Default::default() });
    let opened = open(&keeper);
    assert_eq!(names(&opened.book), ["Cliente 0", "Cliente 2"]);
    assert!(matches!(opened.damaged[..], [Damaged::Record { seq: 2, .. }]));
}

#[test]
fn a_record_of_a_newer_page_is_not_passed_over() {
    let keeper = Keeper::new(MemoryJournal::new());
    let book = customers(&keeper, Book::default(), 0, 2);
    keeper.journal().damage(2, |bytes| *bytes = envelope::seal(Kind::Record, 999, b"{}"));
    assert_eq!(run(keeper.open(async || {})).unwrap_err(), JournalError::Newer);
    let first = Keeper::new(MemoryJournal::new());
    let one = customers(&first, Book::default(), 0, 1);
    assert_eq!(one.head().map(|head| head.seq), Some(1));
    assert_eq!(run(keeper.follow(&one)).unwrap_err(), JournalError::Newer);
    assert_eq!(book.head().map(|head| head.seq), Some(2));
}

#[test]
fn a_snapshot_that_does_not_verify_is_no_loss() {
    let keeper = Keeper::new(MemoryJournal::new());
    let early = customers(&keeper, Book::default(), 0, 3);
    let book = customers(&keeper, early.clone(), 10, 3);
    save_snapshot(&keeper, &early);
    save_snapshot(&keeper, &book);
    let good = run(keeper.journal().snapshots()).unwrap().remove(0);
    let keep = |snapshot: &StoredSnapshot| run(keeper.journal().save_snapshot(snapshot)).unwrap();
    let opens = |damaged: &[Damaged], snapshot_seq: u64| {
        let opened = open(&keeper);
        assert_eq!(opened.damaged, damaged);
        assert_eq!(opened.snapshot_seq, snapshot_seq);
        assert_eq!(everything(&opened.book), everything(&book));
    };
    opens(&[], 6);

    for part in 0..good.parts.len() {
        let mut changed = good.clone();
        let middle = changed.parts[part].len() / 2;
        changed.parts[part][middle] ^= 4;
        keep(&changed);
        opens(&[Damaged::Snapshot { seq: 6 }], 3);

        let mut cut = good.clone();
        cut.parts.remove(part);
        keep(&cut);
        opens(&[Damaged::Snapshot { seq: 6 }], 3);

        let mut doubled = good.clone();
        doubled.parts.push(good.parts[part].clone());
        keep(&doubled);
        opens(&[Damaged::Snapshot { seq: 6 }], 3);
    }
    let mut newer = good.clone();
    newer.parts[0] = envelope::seal(Kind::Snapshot, 99, b"{}");
    keep(&newer);
    opens(&[], 3);
    let aside = run(keeper.journal().all_set_aside()).unwrap();
    assert!(aside.iter().all(|aside| aside.what == "snapshot 6") && !aside.is_empty());
    keep(&good);
    opens(&[], 6);
}

#[test]
fn the_snapshot_of_another_ledger_is_not_believed() {
    let other = Keeper::new(MemoryJournal::new());
    let theirs = customers(&other, Book::default(), 500, 3);
    save_snapshot(&other, &theirs);
    let snapshot = run(other.journal().snapshots()).unwrap().remove(0);
    for count in [2, 3, 4, 5] {
        let keeper = Keeper::new(MemoryJournal::new());
        let book = customers(&keeper, Book::default(), 0, count);
        run(keeper.journal().save_snapshot(&snapshot)).unwrap();
        let opened = open(&keeper);
        assert_eq!(everything(&opened.book), everything(&book), "{count} records");
        assert_eq!(opened.damaged, [Damaged::Snapshot { seq: 3 }]);
    }
}

#[test]
fn what_another_tab_stores_is_followed_to_its_end() {
    let (here, there) = {
        let journal = MemoryJournal::new();
        (Keeper::new(journal.clone()), Keeper::new(journal))
    };
    let mine = customers(&here, Book::default(), 0, 2);
    assert!(run(here.follow(&mine)).unwrap().is_none());
    let theirs = customers(&there, open(&there).book, 1_000, 450);
    let draft = Draft::begin(&mine, Deed::AddedCustomer, &moment(3));
    let refused = run(here.store(&mine, draft));
    assert_eq!(refused.unwrap_err(), JournalError::Stale { found: theirs.head().copied() });
    let followed = run(here.follow(&mine)).unwrap().unwrap();
    assert_eq!(everything(&followed.book), everything(&theirs));
    assert_eq!(followed.damaged, []);
    // A draft begun before is refused, even by a book that has caught up.
    let draft = Draft::begin(&mine, Deed::AddedCustomer, &moment(4));
    let refused = run(here.store(&followed.book, draft));
    assert_eq!(refused.unwrap_err(), JournalError::Stale { found: theirs.head().copied() });
    assert_eq!(open(&there).book.customers().count(), 452);
    customers(&here, followed.book, 2_000, 1);
    assert_eq!(open(&there).book.customers().count(), 453);
}

#[test]
fn another_tabs_damage_is_told_and_the_tab_goes_on() {
    let journal = MemoryJournal::new();
    let (here, there) = (Keeper::new(journal.clone()), Keeper::new(journal.clone()));
    let mine = customers(&here, Book::default(), 0, 1);
    customers(&there, mine.clone(), 10, 2);
    journal.damage(3, Vec::clear);
    let followed = run(here.follow(&mine)).unwrap().unwrap();
    assert_eq!(followed.damaged, [Damaged::Record { seq: 3, damage: Damage::NotOurs }]);
    customers(&here, followed.book, 20, 1);
}

#[test]
fn a_journal_in_the_place_of_the_old_one_is_noticed() {
    let old = Keeper::new(MemoryJournal::new());
    let book = customers(&old, Book::default(), 0, 3);
    for count in [1, 3, 5] {
        let new = Keeper::new(MemoryJournal::new());
        let other = customers(&new, Book::default(), 100, count);
        let found = other.head().copied();
        assert_eq!(run(new.follow(&book)).unwrap_err(), JournalError::Stale { found });
    }
    let empty = Keeper::new(MemoryJournal::new());
    assert_eq!(run(empty.follow(&book)).unwrap_err(), JournalError::Stale { found: None });
}

#[test]
fn a_record_stored_while_the_ledger_opens_is_no_damage() {
    let inner = MemoryJournal::new();
    let book = customers(&Keeper::new(inner.clone()), Book::default(), 0, 2);
    let another_tab = Keeper::new(inner.clone());
    let odd = OddJournal { inner, ..Default::default() };
    odd.meanwhile.replace(Some(Box::new(move || drop(customers(&another_tab, book, 10, 1)))));
    let keeper = Keeper::new(odd);
    let opened = open(&keeper);
    assert_eq!(opened.damaged, []);
    assert_eq!(opened.book.customers().count(), 3);
    customers(&keeper, opened.book, 20, 1);
}

#[test]
fn what_storage_does_not_take_is_not_in_the_book() {
    let keeper = Keeper::new(FailingJournal::new(MemoryJournal::new()));
    let book = customers(&keeper, Book::default(), 0, 1);
    for step in 1..=FailingJournal::<MemoryJournal>::APPEND_STEPS {
        let mut draft = Draft::begin(&book, Deed::AddedCustomer, &moment(step));
        enter_customer(&mut draft, Customer::named(Id::new(0, 0), "Dos")).unwrap();
        keeper.journal().fail_at(step, JournalError::Full);
        assert_eq!(run(keeper.store(&book, draft)).unwrap_err(), JournalError::Full);
        assert_eq!(everything(&open(&keeper).book), everything(&book));
    }
    customers(&keeper, book, 10, 1);
    assert_eq!(open(&keeper).book.customers().count(), 2);
    for step in 1..=3 {
        keeper.journal().fail_at(step, JournalError::Failed("no".to_owned()));
        let failed = run(keeper.open(async || {}));
        assert_eq!(failed.unwrap_err(), JournalError::Failed("no".to_owned()), "step {step}");
    }
}

#[test]
fn an_answer_that_is_lost_is_no_failure() {
    let keeper = Keeper::new(FailingJournal::new(MemoryJournal::new()));
    let book = customers(&keeper, Book::default(), 0, 1);
    keeper.journal().lose_next_answer();
    let book = customers(&keeper, book, 10, 1);
    assert_eq!(everything(&open(&keeper).book), everything(&book));
    customers(&keeper, book, 20, 1);
    assert_eq!(names(&open(&keeper).book), ["Cliente 0", "Cliente 10", "Cliente 20"]);
}

fn invoice_of_100(draft: &mut Draft, customer: Id) -> Result<Id, Refusal> {
    let total = Money::new(100, Currency::MXN);
    let form = InvoiceForm::new(customer, "F-1", day(0), Due::On(day(9)), total);
    enter_invoice(draft, form)
}

#[test]
fn undo_says_how_many_things_depend_on_it() {
    let mut table = Table::default();
    let (added_customer, customer) =
        table.act(|draft| enter_customer(draft, Customer::named(Id::new(0, 0), "Uno")));
    let (added_invoice, invoice) = table.act(|draft| invoice_of_100(draft, customer));
    let to = InstalmentRef { invoice, number: 1 };
    let (paid, credit) = table.act(|draft| {
        let kind = CreditKind::Payment { method: Method::Transfer };
        let amount = Money::new(80, Currency::MXN);
        let form = credit_form(kind, customer, amount, day(1), vec![Line::new(to, 30)]);
        enter_credit(draft, form)
    });
    let (applied, ()) =
        table.act(|draft| apply_credit(draft, credit, &[Line::new(to, 20), Line::new(to, 30)]));
    let before = figures(&table.book);

    let still_used =
        |what: &str, by| Err(UndoError::Refused(Refusal::StillUsed { what: what.to_owned(), by }));
    assert_eq!(table.undo(added_customer), still_used("Uno", 2));
    assert_eq!(table.undo(added_invoice), still_used("F-1", 3));
    assert_eq!(table.undo(paid), still_used("2026-01-02", 2));
    table.undo(applied).unwrap();
    table.undo(paid).unwrap();
    table.undo(added_invoice).unwrap();
    table.undo(added_customer).unwrap();
    assert!(table.book.is_empty() && table.book.invoices().count() == 0);

    // From a snapshot too, an undoing is undone; in the order of dependence.
    save_snapshot(&table.keeper, &table.book);
    table.book = open(&table.keeper).book;
    let undoings: Vec<Id> = table.book.log().rev().take(4).map(|entry| entry.record).collect();
    let unknown = Err(UndoError::Refused(Refusal::Unknown { id: customer }));
    assert_eq!(table.undo(undoings[1]), unknown);
    for undoing in undoings {
        table.undo(undoing).unwrap();
    }
    assert_eq!(figures(&table.book), before);
    let undone: Vec<bool> = table.book.log().map(|entry| entry.undone).collect();
    assert_eq!(undone, [[false; 4], [true; 4], [false; 4]].concat());
}

#[test]
fn a_record_is_taken_back_only_as_it_was_entered() {
    let mut table = Table::default();
    let (added, id) =
        table.act(|draft| enter_customer(draft, Customer::named(Id::new(0, 0), "Uno")));
    let (renamed, ()) = table.act(|draft| {
        let mut customer = Customer::named(id, "Uno");
        customer.trade_name = "Primero".to_owned();
        cartera::ledger::action::change_customer(draft, customer)
    });
    let changed = Refusal::ChangedSince { what: "Uno".to_owned() };
    assert_eq!(table.undo(added), Err(UndoError::Refused(changed)));
    table.undo(renamed).unwrap();
    table.undo(added).unwrap();
    let nobody = Id::new(5, 5);
    assert_eq!(table.undo(nobody), Err(UndoError::Refused(Refusal::Unknown { id: nobody })));
}

#[test]
fn a_record_that_cannot_be_read_is_not_undone() {
    let mut table = Table::after(&[Turn::Do(vec![play::Move::Customer])]);
    let record = table.book.head().unwrap().id;
    table.keeper.journal().damage(1, Vec::clear);
    assert_eq!(table.undo(record), Err(UndoError::Damaged(Damage::NotOurs)));
}

#[test]
fn a_snapshot_is_wanted_once_it_saves_time() {
    let keeper = Keeper::new(MemoryJournal::new());
    let book = customers(&keeper, Book::default(), 0, 299);
    assert!(!wants_snapshot(&book, 0));
    let book = customers(&keeper, book, 1_000, 1);
    assert!(wants_snapshot(&book, 0));
    assert!(!wants_snapshot(&book, 300));
    assert!(!wants_snapshot(&Book::default(), 0));
    run(keeper.save_snapshot(&Book::default(), async || {})).unwrap();
    assert_eq!(run(keeper.journal().snapshots()).unwrap(), []);
    save_snapshot(&keeper, &book);
    let kept: Vec<Head> =
        run(keeper.journal().snapshots()).unwrap().iter().map(|snapshot| snapshot.at).collect();
    assert_eq!(kept, [*book.head().unwrap()]);
}
