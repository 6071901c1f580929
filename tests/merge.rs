//! Two and three copies of a ledger that went different ways, made one again.
#![cfg(not(target_arch = "wasm32"))]
#![allow(clippy::unwrap_used, missing_docs)]

#[path = "support/figures.rs"]
mod figures;
#[path = "support/play.rs"]
mod play;

use cartera::ledger::action::{Due, InvoiceForm, enter_customer, enter_invoice};
use cartera::ledger::customer::Customer;
use cartera::ledger::journal::{Head, Journal, SealedRecord};
use cartera::ledger::keeper::Keeper;
use cartera::ledger::memory_journal::MemoryJournal;
use cartera::ledger::merge::{Merged, Unmergeable, merge};
use cartera::ledger::record::{Deed, Record};
use cartera::ledger::rewriting::rewriting;
use cartera::ledger::{Book, Currency, Id, Money, Refusal};
use figures::everything;
use play::{Table, a_play, day, moment, run};
use proptest::prelude::*;

fn sealed(table: &Table) -> Vec<SealedRecord> {
    let stored = run(table.keeper.journal().records_after(0, u32::MAX)).unwrap();
    let sealed = |bytes: Vec<u8>| {
        let (record, hash) = Record::open(&bytes).unwrap();
        SealedRecord { id: record.header.id, hash, bytes }
    };
    stored.into_iter().map(|stored| sealed(stored.bytes)).collect()
}

/// A ledger of these records, on which a device of its own goes on.
fn table_of(records: &[SealedRecord], clock: u64, device: u64) -> Table {
    let journal = MemoryJournal::new();
    run(journal.rewrite(None, None, records)).unwrap();
    let opened = run(Keeper::new(journal.clone()).open(async || {})).unwrap();
    assert_eq!(opened.damaged, []);
    Table::going_on(Keeper::new(journal), opened.book, clock, device)
}

/// A chain in which each record follows the one before, and ids only grow: what any ledger
/// is.
fn assert_whole(merged: &Merged) {
    let mut head = None;
    let mut last_id = None;
    for (place, sealed) in merged.records.iter().enumerate() {
        let (record, hash) = Record::open(&sealed.bytes).unwrap();
        assert!(record.header.follows(head.as_ref()), "record {place}");
        assert!(last_id < Some(sealed.id), "record {place}");
        assert_eq!((sealed.hash, sealed.id), (hash, record.header.id));
        last_id = Some(sealed.id);
        head = Some(Head { seq: place as u64 + 1, id: sealed.id, hash });
    }
    assert_eq!(merged.book.head(), head.as_ref());
    assert_eq!(
        everything(&merged.book),
        everything(&table_of(&merged.records, 0, 0).book),
        "the book is the fold of what is stored"
    );
}

fn ids(records: &[SealedRecord]) -> Vec<Id> {
    records.iter().map(|record| record.id).collect()
}

/// Copies of one ledger that go on by themselves, their clocks running beside each other.
fn parted(common: &[play::Turn], ways: &[&[play::Turn]]) -> Vec<Table> {
    let trunk = sealed(&Table::after(common));
    let go_on = |(which, turns): (usize, &&[play::Turn])| {
        let mut table = table_of(&trunk, 1_000, which as u64 + 1);
        // Past the part of a play that sets the table.
        for turn in turns.iter().skip(5) {
            table.take(turn);
            table.skip(which as u64 + 1);
        }
        table
    };
    ways.iter().enumerate().map(go_on).collect()
}

fn config() -> ProptestConfig {
    let asked = std::env::var("PROPTEST_CASES").ok().and_then(|cases| cases.parse().ok());
    ProptestConfig { cases: asked.unwrap_or(48), failure_persistence: None, ..Default::default() }
}

proptest! {
    #![proptest_config(config())]

    /// The outcome is the same byte for byte whoever merges with whom first, and has every
    /// record of each.
    #[test]
    fn any_order_gives_the_same_book(
        common in a_play(12), a in a_play(12), b in a_play(12), c in a_play(12),
    ) {
        let tables = parted(&common, &[&a, &b, &c]);
        let [a, b, c] = [0, 1, 2].map(|n: usize| sealed(&tables[n]));
        let ab = merge(a.clone(), b.clone()).unwrap();
        let ba = merge(b.clone(), a.clone()).unwrap();
        assert_whole(&ab);
        prop_assert_eq!(&ab.records, &ba.records);
        prop_assert_eq!(everything(&ab.book), everything(&ba.book));
        prop_assert_eq!(&ab.only_ours, &ba.only_theirs);
        prop_assert_eq!(&ab.only_theirs, &ba.only_ours);

        let ab_c = merge(ab.records.clone(), c.clone()).unwrap();
        assert_whole(&ab_c);
        let bc = merge(b.clone(), c.clone()).unwrap();
        let ca = merge(c.clone(), a.clone()).unwrap();
        for other in [
            merge(a.clone(), bc.records.clone()), merge(bc.records.clone(), a.clone()),
            merge(b.clone(), ca.records.clone()), merge(c.clone(), ba.records),
            // What was merged already may be merged again.
            merge(ab.records.clone(), bc.records), merge(ca.records, ab.records),
        ] {
            let other = other.unwrap();
            prop_assert_eq!(&other.records, &ab_c.records);
            prop_assert_eq!(everything(&other.book), everything(&ab_c.book));
        }
        let mut union: Vec<Id> = [&a, &b, &c].iter().flat_map(|side| ids(side)).collect();
        union.sort();
        union.dedup();
        prop_assert_eq!(ids(&ab_c.records), union, "nothing is dropped");
        let known = ab_c.book.log().count() + ab_c.book.unfit().len();
        let settled = ab_c.records.len() - known;
        // What was taken back by a record that fits needs no settling.
        let undone = ab_c.book.log().filter(|entry| matches!(entry.deed, Deed::Undid { .. } | Deed::Redid { .. }));
        prop_assert!(settled <= undone.count(), "each counts, or is named");
    }

    /// With itself nothing changes; with an older copy neither; an older one becomes the
    /// newer. What is ours already need not be stored again.
    #[test]
    fn with_itself_or_an_older_copy_nothing_changes(play in a_play(20), cut in any::<prop::sample::Index>()) {
        let table = Table::after(&play);
        let all = sealed(&table);
        let older = all[..=cut.index(all.len())].to_vec();
        for theirs in [all.clone(), older.clone()] {
            let merged = merge(all.clone(), theirs).unwrap();
            prop_assert_eq!(&merged.records, &all);
            prop_assert!(!merged.changes_ours() && merged.only_theirs.is_empty());
            prop_assert_eq!(everything(&merged.book), everything(&table.book));
        }
        let newer = merge(older.clone(), all.clone()).unwrap();
        prop_assert_eq!(&newer.records, &all);
        prop_assert_eq!(newer.kept, older.len());
        prop_assert!(newer.only_ours.is_empty());
    }

    /// A journal rewritten holds what it is to hold, and what was the same stays where it is.
    #[test]
    fn a_journal_takes_on_what_was_merged(common in a_play(8), a in a_play(8), b in a_play(8)) {
        let tables = parted(&common, &[&a, &b]);
        let trunk = sealed(&Table::after(&common)).len();
        for (mine, other) in [(&tables[0], &tables[1]), (&tables[1], &tables[0])] {
            let journal = mine.keeper.journal();
            let stored = run(journal.records_after(0, u32::MAX)).unwrap();
            let merged = merge(sealed(mine), sealed(other)).unwrap();
            let change = rewriting(&stored, merged.records.clone());
            prop_assert!(change.keep.map_or(0, |keep| keep.seq) >= trunk as u64);
            prop_assert_eq!(change.keep.map_or(0, |keep| keep.seq), merged.kept as u64);
            let before = sealed(mine);
            let head = run(journal.head()).unwrap();
            run(journal.rewrite(head.as_ref(), change.keep.as_ref(), &change.run)).unwrap();
            prop_assert_eq!(&sealed(mine), &merged.records);
            // And back again.
            let stored = run(journal.records_after(0, u32::MAX)).unwrap();
            let back = rewriting(&stored, before.clone());
            let head = run(journal.head()).unwrap();
            run(journal.rewrite(head.as_ref(), back.keep.as_ref(), &back.run)).unwrap();
            prop_assert_eq!(sealed(mine), before);
        }
    }

    /// Devices that go on after a merge and merge again come to the same.
    #[test]
    fn merging_goes_on(common in a_play(10), a in a_play(10), b in a_play(10), more in a_play(8)) {
        let tables = parted(&common, &[&a, &b]);
        let (a, b) = (sealed(&tables[0]), sealed(&tables[1]));
        let mut laptop = table_of(&merge(a, b.clone()).unwrap().records, 5_000, 1);
        let mut desktop = table_of(&b, 5_000, 2);
        for turn in more.iter().skip(5) {
            laptop.take(turn);
            desktop.take(turn);
            desktop.skip(1);
        }
        let (laptop, desktop) = (sealed(&laptop), sealed(&desktop));
        let one = merge(laptop.clone(), desktop.clone()).unwrap();
        assert_whole(&one);
        prop_assert_eq!(&one.records, &merge(desktop, laptop).unwrap().records);
        prop_assert!(!merge(one.records.clone(), one.records.clone()).unwrap().changes_ours());
    }
}

/// A customer and two devices on which the same invoice is entered.
fn the_same_invoice_twice() -> (Table, Table) {
    let mut trunk = Table::default();
    let (_, customer) =
        trunk.act(|draft| enter_customer(draft, Customer::named(Id::new(0, 0), "Andina")));
    let records = sealed(&trunk);
    let (mut laptop, mut desktop) = (table_of(&records, 10, 1), table_of(&records, 20, 2));
    for table in [&mut laptop, &mut desktop] {
        table.act(|draft| {
            let total = Money::new(125_000, Currency::MXN);
            let form = InvoiceForm::new(customer, "F-1", day(0), Due::On(day(9)), total);
            enter_invoice(draft, form)
        });
    }
    (laptop, desktop)
}

#[test]
fn what_no_longer_fits_is_named_and_counts_for_nothing() {
    let (laptop, desktop) = the_same_invoice_twice();
    let merged = merge(sealed(&laptop), sealed(&desktop)).unwrap();
    assert_eq!(merged.book.invoices().count(), 1, "the earlier one counts");
    let listed = merged.no_longer_fits(&laptop.book);
    let [(unfit, Some(parted))] = listed[..] else { panic!("{listed:?}") };
    assert_eq!(unfit.record, desktop.book.head().unwrap().id);
    assert!(matches!(unfit.why, Refusal::DuplicateNumber { .. }), "{:?}", unfit.why);
    assert_eq!(merged.only_theirs.as_slice(), std::slice::from_ref(parted));
    assert_eq!(unfit.said.brings.len(), 1);
}

#[test]
fn what_does_not_fit_is_settled_by_taking_it_back_or_entering_it_again() {
    let (laptop, desktop) = the_same_invoice_twice();
    let merged = merge(sealed(&laptop), sealed(&desktop)).unwrap();
    let unfit = merged.book.unfit()[0].record;

    // As it is, it still does not fit; once the other is taken back, it does.
    let mut table = table_of(&merged.records, 100, 1);
    let again = |table: &Table, n| {
        run(table.keeper.enter_again(&table.book, unfit, &moment(n), async || {}))
    };
    assert!(again(&table, 101).is_err());
    table.undo(laptop.book.head().unwrap().id).unwrap();
    let draft = again(&table, 300).unwrap();
    table.store(draft);
    assert_eq!((table.book.unfit(), table.book.invoices().count()), (&[][..], 1));
    assert!(again(&table, 301).is_err(), "it is settled");

    // Or it is let be.
    let mut other = table_of(&merged.records, 100, 1);
    let draft = other.draft(Deed::Undid { record: unfit });
    other.store(draft);
    assert_eq!((other.book.unfit(), other.book.invoices().count()), (&[][..], 1));
    for table in [&table, &other] {
        let opened = table_of(&sealed(table), 0, 0);
        assert_eq!(everything(&opened.book), everything(&table.book));
        let snapshot = run(table.keeper.save_snapshot(&table.book, async || {}));
        assert_eq!(snapshot, Ok(()));
        let opened = run(table.keeper.open(async || {})).unwrap();
        assert_eq!(opened.snapshot_seq, table.book.head().unwrap().seq);
        assert_eq!(everything(&opened.book), everything(&table.book));
    }
}

#[test]
fn what_was_taken_back_where_it_was_entered_needs_no_settling() {
    let (laptop, mut desktop) = the_same_invoice_twice();
    desktop.skip(50);
    desktop.undo(desktop.book.head().unwrap().id).unwrap();
    let merged = merge(sealed(&laptop), sealed(&desktop)).unwrap();
    assert_eq!(merged.book.unfit(), []);
    assert_eq!(merged.book.invoices().count(), 1);
    assert_whole(&merged);
}

#[test]
fn strangers_and_forgeries_are_not_merged() {
    let (laptop, desktop) = the_same_invoice_twice();
    let mut stranger = Table::default();
    stranger.skip(7);
    stranger.act(|draft| enter_customer(draft, Customer::named(Id::new(0, 0), "Otra")));
    let mine = sealed(&laptop);
    assert_eq!(merge(mine.clone(), sealed(&stranger)).err(), Some(Unmergeable::Strangers));
    assert_eq!(merge(mine.clone(), Vec::new()).err(), Some(Unmergeable::Strangers));
    let mut forged = sealed(&desktop);
    let (mut record, _) = Record::open(&mine[1].bytes).unwrap();
    record.facts.clear();
    forged.insert(1, record.seal());
    let differs = Unmergeable::Differs { record: mine[1].id };
    assert_eq!(merge(mine, forged).err(), Some(differs));
}

#[test]
fn a_record_lost_here_comes_back_from_the_copy() {
    let mut table = Table::default();
    for name in ["Uno", "Dos", "Tres"] {
        table.act(|draft| enter_customer(draft, Customer::named(Id::new(0, 0), name)));
    }
    let whole = sealed(&table);
    let holed = [whole[0].clone(), whole[2].clone()].to_vec();
    let merged = merge(holed, whole.clone()).unwrap();
    assert_eq!((merged.records.as_slice(), merged.kept), (whole.as_slice(), 1));
    assert_eq!(everything(&merged.book), everything(&table.book));
    assert_ne!(everything(&merged.book), everything(&Book::default()));
}
