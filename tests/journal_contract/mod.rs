//! What every journal promises, asked of each in turn: in memory natively, in IndexedDB in
//! a real browser. Each function wants a journal of its own that is empty.

#![allow(clippy::unwrap_used)]

use cartera::ledger::Id;
use cartera::ledger::envelope::{self, Kind};
use cartera::ledger::failing_journal::FailingJournal;
use cartera::ledger::journal::{
    Head, Journal, JournalError, SealedRecord, SetAside, StoredRecord, StoredSnapshot,
};

/// The n-th record of these tests.
pub fn record(n: u8) -> SealedRecord {
    SealedRecord {
        id: Id::new(1_767_225_600_000 + u64::from(n), u64::from(n)),
        hash: [n; 32],
        bytes: envelope::seal(Kind::Record, 1, &[n, n, n]),
    }
}

/// Appends the records 1 to `count`; returns the head after.
pub async fn append_up_to(journal: &impl Journal, count: u8) -> Option<Head> {
    let mut head = None;
    for n in 1..=count {
        head = Some(journal.append(head.as_ref(), &record(n)).await.unwrap());
    }
    head
}

/// All that is in a journal, to compare before and after.
pub async fn contents(journal: &impl Journal) -> (Option<Head>, Vec<StoredRecord>) {
    (journal.head().await.unwrap(), journal.records_after(0, u32::MAX).await.unwrap())
}

pub async fn append_moves_the_head(journal: impl Journal) {
    assert_eq!(journal.head().await, Ok(None));
    let first = journal.append(None, &record(1)).await.unwrap();
    assert_eq!(first, Head { seq: 1, id: record(1).id, hash: record(1).hash });
    assert_eq!(journal.head().await, Ok(Some(first)));
    let second = journal.append(Some(&first), &record(2)).await.unwrap();
    assert_eq!(second, Head { seq: 2, id: record(2).id, hash: record(2).hash });
    assert_eq!(journal.head().await, Ok(Some(second)));
}

pub async fn a_stale_append_is_refused_and_changes_nothing(journal: impl Journal) {
    let first = journal.append(None, &record(1)).await.unwrap();
    let second = journal.append(Some(&first), &record(2)).await.unwrap();
    let before = contents(&journal).await;
    let of_another_journal = Head { hash: [9; 32], ..second };
    for follows in [None, Some(&first), Some(&of_another_journal)] {
        let refused = journal.append(follows, &record(3)).await;
        assert_eq!(refused, Err(JournalError::Stale { found: Some(second) }), "{follows:?}");
        assert_eq!(contents(&journal).await, before);
    }
    assert_eq!(journal.record(record(3).id).await, Ok(None));
}

pub async fn nothing_follows_a_head_that_an_empty_journal_never_had(journal: impl Journal) {
    let head = Head { seq: 1, id: record(1).id, hash: record(1).hash };
    let refused = journal.append(Some(&head), &record(2)).await;
    assert_eq!(refused, Err(JournalError::Stale { found: None }));
    assert_eq!(contents(&journal).await, (None, vec![]));
}

pub async fn a_record_is_stored_once(journal: impl Journal) {
    let head = append_up_to(&journal, 2).await;
    let before = contents(&journal).await;
    let again = journal.append(head.as_ref(), &record(1)).await;
    assert!(matches!(again, Err(JournalError::Failed(_))), "{again:?}");
    assert_eq!(contents(&journal).await, before);
    journal.append(head.as_ref(), &record(3)).await.unwrap();
}

pub async fn records_come_in_order_and_within_the_limit(journal: impl Journal) {
    append_up_to(&journal, 5).await;
    let seqs = |records: Vec<StoredRecord>| -> Vec<u64> {
        records.iter().map(|record| record.seq).collect()
    };
    let all = journal.records_after(0, 100).await.unwrap();
    assert_eq!(all.iter().map(|found| found.bytes.clone()).collect::<Vec<_>>(), {
        (1..=5).map(|n| record(n).bytes).collect::<Vec<_>>()
    });
    assert_eq!(seqs(all), [1, 2, 3, 4, 5]);
    assert_eq!(seqs(journal.records_after(2, 2).await.unwrap()), [3, 4]);
    assert_eq!(seqs(journal.records_after(4, 2).await.unwrap()), [5]);
    assert_eq!(journal.records_after(5, 2).await, Ok(vec![]));
    assert_eq!(journal.records_after(0, 0).await, Ok(vec![]));
}

pub async fn a_record_is_found_by_its_id(journal: impl Journal) {
    append_up_to(&journal, 3).await;
    let found = journal.record(record(2).id).await.unwrap();
    assert_eq!(found, Some(StoredRecord { seq: 2, bytes: record(2).bytes }));
    assert_eq!(journal.record(record(9).id).await, Ok(None));
}

pub async fn the_two_newest_snapshots_are_kept(journal: impl Journal) {
    let snapshot = |seq: u64, parts: usize| StoredSnapshot {
        at: Head { seq, id: record(1).id, hash: [7; 32] },
        parts: (0..parts).map(|part| format!("{seq}/{part}").into_bytes()).collect(),
    };
    assert_eq!(journal.snapshots().await, Ok(vec![]));
    journal.save_snapshot(&snapshot(10, 3)).await.unwrap();
    journal.save_snapshot(&snapshot(20, 12)).await.unwrap();
    assert_eq!(journal.snapshots().await, Ok(vec![snapshot(20, 12), snapshot(10, 3)]));
    journal.save_snapshot(&snapshot(30, 1)).await.unwrap();
    assert_eq!(journal.snapshots().await, Ok(vec![snapshot(30, 1), snapshot(20, 12)]));

    journal.save_snapshot(&snapshot(20, 2)).await.unwrap();
    let replaced = Ok(vec![snapshot(30, 1), snapshot(20, 2)]);
    assert_eq!(journal.snapshots().await, replaced, "one saved again takes the place of the old");
    assert_eq!(contents(&journal).await, (None, vec![]), "the records are untouched");
}

pub async fn what_is_set_aside_is_kept(journal: impl Journal) {
    append_up_to(&journal, 1).await;
    let before = contents(&journal).await;
    let aside = |what: &str, bytes: &[u8]| SetAside { what: what.to_owned(), bytes: bytes.into() };
    assert_eq!(journal.all_set_aside().await, Ok(vec![]));
    journal.set_aside(&aside("record 17", b"x")).await.unwrap();
    journal.set_aside(&aside("snapshot 12", b"")).await.unwrap();
    journal.set_aside(&aside("record 17", b"y")).await.unwrap();
    journal.set_aside(&aside("record 17", b"x")).await.unwrap();
    let kept = vec![aside("record 17", b"x"), aside("snapshot 12", b""), aside("record 17", b"y")];
    assert_eq!(journal.all_set_aside().await, Ok(kept), "each once, none overwritten");
    assert_eq!(contents(&journal).await, before);
}

pub async fn a_failed_append_leaves_everything_as_it_was<J: Journal>(journal: J) {
    let journal = FailingJournal::new(journal);
    let head = append_up_to(&journal, 2).await;
    let before = contents(&journal).await;
    for step in 1..=FailingJournal::<J>::APPEND_STEPS {
        journal.fail_at(step, JournalError::Full);
        let failed = journal.append(head.as_ref(), &record(3)).await;
        assert_eq!(failed, Err(JournalError::Full), "step {step}");
        assert_eq!(contents(&journal).await, before, "step {step}");
        assert_eq!(journal.record(record(3).id).await, Ok(None), "step {step}");
    }
    let head = journal.append(head.as_ref(), &record(3)).await.unwrap();
    assert_eq!(contents(&journal).await.0, Some(head), "and the next one is stored");
}

pub async fn an_append_whose_answer_was_lost_is_recognised<J: Journal>(journal: J) {
    let journal = FailingJournal::new(journal);
    let head = append_up_to(&journal, 1).await;
    journal.lose_next_answer();
    assert!(journal.append(head.as_ref(), &record(2)).await.is_err());
    let again = journal.append(head.as_ref(), &record(2)).await;
    let stored = Head { seq: 2, id: record(2).id, hash: record(2).hash };
    assert_eq!(again, Err(JournalError::Stale { found: Some(stored) }));
}

pub async fn a_rewriting_takes_the_place_of_what_goes(journal: impl Journal) {
    let head = append_up_to(&journal, 4).await;
    let kept = Head { seq: 2, id: record(2).id, hash: record(2).hash };
    let snapshot = |seq: u64| StoredSnapshot {
        at: Head { seq, id: record(1).id, hash: [7; 32] },
        parts: vec![vec![1], vec![2]],
    };
    journal.save_snapshot(&snapshot(2)).await.unwrap();
    journal.save_snapshot(&snapshot(3)).await.unwrap();
    let run = [record(7), record(3), record(8)];
    let moved = journal.rewrite(head.as_ref(), Some(&kept), &run).await.unwrap();
    assert_eq!(moved, Some(Head { seq: 5, id: record(8).id, hash: record(8).hash }));
    let all = contents(&journal).await;
    let bytes: Vec<_> = all.1.iter().map(|found| (found.seq, found.bytes.clone())).collect();
    let expected = [(1, 1), (2, 2), (3, 7), (4, 3), (5, 8)];
    assert_eq!(bytes, expected.map(|(seq, n)| (seq, record(n).bytes)));
    assert_eq!(all.0, moved);
    assert_eq!(journal.record(record(4).id).await, Ok(None));
    assert_eq!(journal.record(record(3).id).await.unwrap().map(|found| found.seq), Some(4));
    assert_eq!(journal.snapshots().await, Ok(vec![snapshot(2)]), "what it stood for is gone");
    journal.append(moved.as_ref(), &record(9)).await.unwrap();

    let head = journal.head().await.unwrap();
    let back = journal.rewrite(head.as_ref(), Some(&kept), &[]).await.unwrap();
    assert_eq!(back, Some(kept));
    assert_eq!(contents(&journal).await.1.len(), 2);
    assert_eq!(journal.rewrite(Some(&kept), None, &[]).await, Ok(None));
    assert_eq!(contents(&journal).await, (None, vec![]));
    assert_eq!(journal.snapshots().await, Ok(vec![]));
    append_up_to(&journal, 1).await.unwrap();
}

pub async fn a_rewriting_that_does_not_fit_changes_nothing(journal: impl Journal) {
    let head = append_up_to(&journal, 3).await;
    let head = head.unwrap();
    let first = Head { seq: 1, id: record(1).id, hash: record(1).hash };
    let before = contents(&journal).await;
    for follows in [None, Some(&first)] {
        let refused = journal.rewrite(follows, Some(&first), &[record(7)]).await;
        assert_eq!(refused, Err(JournalError::Stale { found: Some(head) }));
    }
    let past = Head { seq: 4, ..head };
    let refused = journal.rewrite(Some(&head), Some(&past), &[record(7)]).await;
    assert!(matches!(refused, Err(JournalError::Failed(_))), "{refused:?}");
    for twice in [[record(1), record(7)], [record(7), record(7)]] {
        let refused = journal.rewrite(Some(&head), Some(&first), &twice).await;
        assert!(matches!(refused, Err(JournalError::Failed(_))), "{refused:?}");
    }
    assert_eq!(contents(&journal).await, before);
    journal.append(Some(&head), &record(9)).await.unwrap();
}

pub async fn a_failed_rewriting_leaves_everything_as_it_was<J: Journal>(journal: J) {
    let journal = FailingJournal::new(journal);
    let head = append_up_to(&journal, 3).await;
    let first = Head { seq: 1, id: record(1).id, hash: record(1).hash };
    let before = contents(&journal).await;
    let run = [record(7), record(8)];
    let steps = FailingJournal::<J>::APPEND_STEPS + 2;
    for step in 1..=steps {
        journal.fail_at(step, JournalError::Full);
        let failed = journal.rewrite(head.as_ref(), Some(&first), &run).await;
        assert_eq!(failed, Err(JournalError::Full), "step {step}");
        assert_eq!(contents(&journal).await, before, "step {step}");
    }
    journal.rewrite(head.as_ref(), Some(&first), &run).await.unwrap();
    assert_eq!(contents(&journal).await.1.len(), 3);
}

/// Names every promise to a macro that makes a test of each.
macro_rules! each_promise {
    ($test:ident) => {
        $test! {
            append_moves_the_head
            a_stale_append_is_refused_and_changes_nothing
            nothing_follows_a_head_that_an_empty_journal_never_had
            a_record_is_stored_once
            records_come_in_order_and_within_the_limit
            a_record_is_found_by_its_id
            the_two_newest_snapshots_are_kept
            what_is_set_aside_is_kept
            a_failed_append_leaves_everything_as_it_was
            an_append_whose_answer_was_lost_is_recognised
            a_rewriting_takes_the_place_of_what_goes
            a_rewriting_that_does_not_fit_changes_nothing
            a_failed_rewriting_leaves_everything_as_it_was
        }
    };
}
pub(crate) use each_promise;
