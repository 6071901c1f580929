//! The journal's contract, asked of the journal in memory.
#![cfg(not(target_arch = "wasm32"))]
#![allow(clippy::unwrap_used)]

mod journal_contract;

use std::pin::pin;
use std::task::{Context, Poll, Waker};

use cartera::ledger::envelope::{self, Damage, Kind};
use cartera::ledger::failing_journal::FailingJournal;
use cartera::ledger::journal::{Journal, JournalError};
use cartera::ledger::memory_journal::MemoryJournal;
use journal_contract::{append_up_to, contents, each_promise, record};

/// Runs a future that never waits, as those of a journal in memory are.
fn run<T>(future: impl Future<Output = T>) -> T {
    match pin!(future).poll(&mut Context::from_waker(Waker::noop())) {
        Poll::Ready(value) => value,
        Poll::Pending => panic!("a journal in memory has nothing to wait for"),
    }
}

macro_rules! in_memory {
    ($($promise:ident)+) => { $(
        #[test]
        fn $promise() {
            run(journal_contract::$promise(MemoryJournal::new()));
        }
    )+ };
}
each_promise!(in_memory);

#[test]
fn two_handles_are_two_tabs_on_one_journal() {
    run(async {
        let (here, there) = (MemoryJournal::new(), MemoryJournal::new());
        assert!(append_up_to(&here, 1).await.is_some());
        assert_eq!(contents(&there).await, (None, vec![]), "two journals share nothing");

        let there = here.clone();
        let head = there.head().await.unwrap();
        let moved = here.append(head.as_ref(), &record(2)).await.unwrap();
        let refused = there.append(head.as_ref(), &record(3)).await;
        assert_eq!(refused, Err(JournalError::Stale { found: Some(moved) }));
    });
}

#[test]
fn a_damaged_record_is_told_from_the_others() {
    run(async {
        let journal = MemoryJournal::new();
        append_up_to(&journal, 3).await;
        assert!(journal.damage(2, |bytes| bytes[0] ^= 1));
        assert!(!journal.damage(4, |_| ()));
        let records = journal.records_after(0, 10).await.unwrap();
        let read: Vec<_> =
            records.iter().map(|found| envelope::open(Kind::Record, 1, &found.bytes)).collect();
        assert!(read[0].is_ok() && read[2].is_ok());
        assert_eq!(read[1], Err(Damage::NotOurs));
    });
}

#[test]
fn every_operation_can_be_made_to_fail_and_to_heal() {
    run(async {
        let journal = FailingJournal::new(MemoryJournal::new());
        let blocked = JournalError::Unavailable("blocked".to_owned());
        let head = append_up_to(&journal, 1).await;
        assert_eq!(journal.steps(), FailingJournal::<MemoryJournal>::APPEND_STEPS);

        journal.fail_from(2, blocked.clone());
        assert_eq!(journal.head().await, Ok(head));
        assert_eq!(journal.append(head.as_ref(), &record(2)).await, Err(blocked.clone()));
        assert_eq!(journal.records_after(0, 9).await, Err(blocked.clone()));
        assert_eq!(journal.record(record(1).id).await, Err(blocked.clone()));
        assert_eq!(journal.snapshots().await, Err(blocked.clone()));
        assert_eq!(journal.all_set_aside().await, Err(blocked));
        assert_eq!(journal.inner().head().await, Ok(head));

        journal.heal();
        journal.append(head.as_ref(), &record(2)).await.unwrap();
    });
}
