//! What holds of every ledger, whatever was done to it and in which order.
#![cfg(not(target_arch = "wasm32"))]
#![allow(clippy::unwrap_used, missing_docs)]

#[path = "support/figures.rs"]
mod figures;
#[path = "support/naive.rs"]
mod naive;
#[path = "support/play.rs"]
mod play;

use std::collections::BTreeMap;

use cartera::ledger::action::enter_credit;
use cartera::ledger::book::{SnapshotReader, snapshot_parts};
use cartera::ledger::credit::{CreditKind, Method};
use cartera::ledger::customer::Customer;
use cartera::ledger::fact::Fact;
use cartera::ledger::keeper::UndoError;
use cartera::ledger::record::{Deed, Record};
use cartera::ledger::suggestion::suggest;
use cartera::ledger::{Book, Currency, Id, Money, Refusal};
use figures::{everything, figures};
use naive::Naive;
use play::{Table, Turn, a_move, a_play, credit_form, day, make, records_of};
use proptest::prelude::*;
use proptest::strategy::ValueTree;
use proptest::test_runner::TestRunner;

fn all_days() -> impl Iterator<Item = chrono::NaiveDate> + Clone {
    (0..play::LAST_DAY + 25).map(day)
}

/// As many cases as `PROPTEST_CASES` says, for a long run.
fn config(cases: u32) -> ProptestConfig {
    let asked = std::env::var("PROPTEST_CASES").ok().and_then(|cases| cases.parse().ok());
    let cases = asked.unwrap_or(cases);
    ProptestConfig { cases, failure_persistence: None, ..ProptestConfig::default() }
}

fn restored(book: &Book) -> Book {
    let mut reader = SnapshotReader::default();
    for part in snapshot_parts(book) {
        reader.push(&part).unwrap();
    }
    reader.finish(*book.head().unwrap()).unwrap()
}

/// A play in which nothing happens would prove nothing.
#[test]
fn the_plays_say_every_kind_of_fact() {
    let mut runner = TestRunner::deterministic();
    let mut said: BTreeMap<String, usize> = BTreeMap::new();
    for _ in 0..60 {
        let play = a_play(40).new_tree(&mut runner).unwrap().current();
        let table = Table::after(&play);
        for (record, _) in records_of(table.keeper.journal()) {
            for fact in &record.facts {
                let kind = format!("{fact:?}");
                let kind = match fact {
                    Fact::ChequeStepped { step, .. } => format!("{step:?}"),
                    Fact::ChequeStepRemoved { step, .. } => format!("not {step:?}"),
                    _ => kind.split(['(', ' ']).next().unwrap().to_owned(),
                };
                *said.entry(kind).or_default() += 1;
            }
        }
    }
    assert_eq!(said.len(), 45, "{said:?}");
}

proptest! {
    #![proptest_config(config(96))]

    /// Open is what was invoiced less what was settled by then, nothing is settled or used
    /// twice, and undoing is as if it had never been done: counted by a second reading.
    #[test]
    fn every_figure_of_every_day_follows_from_what_stands(play in a_play(40)) {
        let mut table = Table::default();
        for (turn, what) in play.iter().enumerate() {
            table.take(what);
            if turn % 8 == 0 || turn + 1 == play.len() {
                let records = records_of(table.keeper.journal());
                Naive::read(&records).check(&table.book, all_days());
            }
        }
    }

    /// The book drafted, the book folded from the journal at once, in two parts and one by
    /// one are the same.
    #[test]
    fn a_fold_is_the_same_however_it_is_split(play in a_play(30), split in any::<prop::sample::Index>()) {
        let table = Table::after(&play);
        let records = records_of(table.keeper.journal());
        let (first, rest) = records.split_at(split.index(records.len() + 1));
        let at_once = everything(&Book::default().fold(&records));
        prop_assert_eq!(&at_once, &everything(&table.book));
        prop_assert_eq!(&at_once, &everything(&Book::default().fold(first).fold(rest)));
        let one_by_one = records.iter().try_fold(Book::default(), |book, (record, hash)| book.with(record, *hash));
        prop_assert_eq!(&at_once, &everything(&one_by_one.unwrap()));
    }

    /// What the book refuses leaves a draft as it was, and what follows it counts.
    #[test]
    fn a_refused_action_leaves_no_trace(play in a_play(20), moves in prop::collection::vec(a_move(), 1..25)) {
        let mut table = Table::after(&play);
        let mut draft = table.draft(Deed::RecordedPayment);
        for what in &moves {
            let before = everything(draft.book());
            if let Some(Err(_)) = make(&mut draft, what) {
                prop_assert_eq!(&before, &everything(draft.book()), "{:?}", what);
            }
        }
        let drafted = figures(draft.book());
        let (sealed, _) = draft.finish();
        let said = Record::open(&sealed.bytes).unwrap();
        prop_assert_eq!(&said.1, &sealed.hash);
        prop_assert_eq!(drafted, figures(&table.book.with(&said.0, said.1).unwrap()));
    }

    /// A record with one fact that does not fit says nothing at all and is named; those
    /// after it count.
    #[test]
    fn a_record_that_does_not_fit_is_set_aside_whole(
        play in a_play(20),
        at in any::<prop::sample::Index>(),
        mixed in any::<prop::sample::Index>(),
        removing in any::<bool>(),
    ) {
        let table = Table::after(&play);
        let mut records = records_of(table.keeper.journal());
        let plain = figures(&Book::default().fold(&records));
        // Facts that fit where they are put, with one among them that does not.
        let place = at.index(records.len()) + 1;
        let before = Book::default().fold(&records[..place]);
        let nobody = Id::new(1, 1).child(9);
        let mut facts = vec![
            Fact::CustomerAdded(Box::new(Customer::named(Id::new(1, 1).child(1), "De paso"))),
        ];
        if removing {
            facts.extend(records[place - 1].0.facts.iter().rev().filter_map(Fact::inverse));
            facts.push(Fact::CustomerRemoved(Id::new(1, 1).child(1)));
        } else if let Some((next, _)) = records.get(place) {
            facts.extend(next.facts.iter().cloned());
        }
        let fitting = facts.iter().scan(before.clone(), |book, fact| {
            let header = records[0].0.header.clone();
            *book = book.with(&Record { header, facts: vec![fact.clone()] }, [0; 32]).ok()?;
            Some(())
        });
        let fitting = fitting.count();
        facts.truncate(fitting);
        let bad = mixed.index(fitting + 1);
        let refused = if removing {
            Fact::CreditRemoved(nobody)
        } else {
            Fact::AllocationEnded { allocation: nobody, on: day(0) }
        };
        facts.insert(bad, refused);
        let mut header = records[0].0.header.clone();
        header.id = Id::new(1, 1);
        records.insert(place, (Record { header, facts }, [7; 32]));
        // The same record twice: the first must not suffer for the second.
        let again = records[place - 1].clone();
        let doubled = !again.0.facts.is_empty() && again.0.facts.iter().any(|fact| matches!(fact,
            Fact::CustomerAdded(_) | Fact::InvoiceAdded(_) | Fact::CreditAdded(_)));
        if doubled {
            records.insert(place, again);
        }

        let book = Book::default().fold(&records);
        prop_assert_eq!(plain, figures(&book));
        let unfit: Vec<_> = book.unfit().iter().map(|unfit| (unfit.record, unfit.fact)).collect();
        prop_assert!(unfit.contains(&(Id::new(1, 1), bad)), "{:?}", unfit);
        prop_assert_eq!(unfit.len(), 1 + usize::from(doubled));
        let set_aside = book.unfit().iter().find(|unfit| unfit.record == Id::new(1, 1)).unwrap();
        prop_assert_eq!(&set_aside.why, &Refusal::Unknown { id: nobody });
    }

    /// Undoing the last record gives back every figure of every day, and redoing it too.
    /// What cannot be undone says why.
    #[test]
    fn undo_gives_back_every_figure(play in a_play(25), last in prop::collection::vec(a_move(), 1..4)) {
        let mut table = Table::after(&play);
        let before = figures(&table.book);
        table.take(&Turn::Do(last));
        let after = figures(&table.book);
        let record = table.book.head().unwrap().id;
        table.undo(record).unwrap();
        prop_assert_eq!(&before, &figures(&table.book));
        prop_assert_eq!(table.undo(record), Err(UndoError::Refused(Refusal::NothingToUndo)));
        let undoing = table.book.head().unwrap().id;
        table.undo(undoing).unwrap();
        prop_assert_eq!(&after, &figures(&table.book));
        prop_assert_eq!(table.undo(undoing), Err(UndoError::Refused(Refusal::NothingToUndo)));
        let redoing = table.book.head().unwrap().id;
        table.undo(redoing).unwrap();
        prop_assert_eq!(&before, &figures(&table.book));
        let marks: Vec<_> = table.book.log().rev().take(4).map(|entry| entry.undone).collect();
        prop_assert_eq!(marks, [false, true, true, true]);
    }

    /// A refusal to undo changes nothing and is about something later, never about the
    /// record itself.
    #[test]
    fn undo_is_refused_only_for_what_came_later(play in a_play(25), which in any::<prop::sample::Index>()) {
        let mut table = Table::after(&play);
        let before = everything(&table.book);
        let records: Vec<_> = table.book.log().cloned().collect();
        let entry = &records[which.index(records.len())];
        match table.undo(entry.record) {
            Ok(()) => {
                let records = records_of(table.keeper.journal());
                Naive::read(&records).check(&table.book, all_days());
            }
            Err(why) => {
                prop_assert_eq!(before, everything(&table.book));
                let UndoError::Refused(why) = why else { panic!("{why:?}") };
                if entry.undone {
                    prop_assert_eq!(why, Refusal::NothingToUndo);
                } else if let Refusal::StillUsed { by, .. } = why {
                    prop_assert!(by > 0);
                } else if !matches!(entry.deed, Deed::Undid { .. }) {
                    // A rate that was struck is not there any more.
                    let fits = matches!(why, Refusal::ChangedSince { .. } | Refusal::Unknown { .. }
                        | Refusal::MoreThanOpen { .. } | Refusal::MoreThanLeft { .. }
                        | Refusal::LessThanSettled { .. } | Refusal::TooEarly { .. }
                        | Refusal::DuplicateNumber { .. } | Refusal::Cancelled { .. }
                        | Refusal::ChequeBounced { .. } | Refusal::Ended { .. });
                    prop_assert!(fits, "{:?}", why);
                }
            }
        }
    }

    /// A snapshot is the book: every figure, the history, and what can be done next.
    #[test]
    fn a_snapshot_is_the_book(play in a_play(30), split in any::<prop::sample::Index>()) {
        let table = Table::after(&play);
        let records = records_of(table.keeper.journal());
        let at = split.index(records.len()) + 1;
        let book = Book::default().fold(&records[..at]);
        let again = restored(&book);
        prop_assert_eq!(everything(&book), everything(&again));
        let on = again.fold(&records[at..]);
        prop_assert_eq!(everything(&on), everything(&table.book));
        let twice: Vec<_> = snapshot_parts(&restored(&on)).collect();
        prop_assert_eq!(twice, snapshot_parts(&on).collect::<Vec<_>>());
    }

    /// What is suggested can always be saved as it is, and accounts for the whole amount.
    #[test]
    fn a_suggestion_can_be_saved(
        play in a_play(30), minor in 1..80i64, on in 0..play::LAST_DAY, dollars in any::<bool>(),
        quoted in 0..12u8,
    ) {
        let mut table = Table::after(&play);
        let amount = Money::new(minor, if dollars { Currency::USD } else { Currency::MXN });
        let customers: Vec<_> = table.book.customers().map(|(ix, entry)| (ix, entry.customer.id)).collect();
        for (ix, id) in customers {
            let proposed = suggest(&table.book, ix, amount, day(on), &format!("pago F-{quoted}"));
            let sum: i64 = proposed.lines.iter().map(|line| line.credit_minor).sum();
            prop_assert_eq!(sum + proposed.unapplied_minor, minor);
            prop_assert!(proposed.unapplied_minor >= 0);
            let kind = CreditKind::Payment { method: Method::Transfer };
            let mut draft = table.draft(Deed::RecordedPayment);
            let form = credit_form(kind, id, amount, day(on), proposed.lines);
            prop_assert_eq!(enter_credit(&mut draft, form).map(drop), Ok(()));
        }
    }
}
