//! The journal's contract on IndexedDB, and what only a stored journal promises.

use cartera::browser::IndexedDbJournal;
use cartera::ledger::envelope::{self, Damage, Kind};
use cartera::ledger::journal::{Head, Journal, JournalError, SetAside, StoredSnapshot};
use wasm_bindgen::JsValue;
use wasm_bindgen_test::wasm_bindgen_test;

use crate::journal_contract::{self, append_up_to, contents, each_promise, record};
use crate::support::{begin_and_drop, fresh_ledger, open, script_async};

macro_rules! in_the_browser {
    ($($promise:ident)+) => { $(
        #[wasm_bindgen_test]
        async fn $promise() {
            journal_contract::$promise(open(&fresh_ledger()).await).await;
        }
    )+ };
}
each_promise!(in_the_browser);

#[wasm_bindgen_test]
async fn what_is_stored_is_there_when_opened_again() {
    let ledger = fresh_ledger();
    let journal = open(&ledger).await;
    let head = append_up_to(&journal, 3).await;
    let before = contents(&journal).await;
    assert_eq!(before.0, head);
    let snapshot = StoredSnapshot { at: head.unwrap(), parts: vec![vec![1; 70_000], vec![]] };
    journal.save_snapshot(&snapshot).await.unwrap();
    let aside = SetAside { what: "record 2".to_owned(), bytes: vec![0, 255] };
    journal.set_aside(&aside).await.unwrap();
    drop(journal);

    let journal = open(&ledger).await;
    assert_eq!(contents(&journal).await, before);
    assert_eq!(journal.snapshots().await, Ok(vec![snapshot]));
    assert_eq!(journal.all_set_aside().await, Ok(vec![aside]));
}

#[wasm_bindgen_test]
async fn a_run_of_records_is_stored_whole_or_not_at_all() {
    let (one_by_one, at_once) = (open(&fresh_ledger()).await, open(&fresh_ledger()).await);
    append_up_to(&one_by_one, 5).await;
    let run: Vec<_> = (1..=5).map(record).collect();
    let head = at_once.append_all(None, &run[..2]).await.unwrap();
    let head = at_once.append_all(Some(&head), &run[2..]).await.unwrap();
    assert_eq!(head.seq, 5);
    assert_eq!(contents(&at_once).await, contents(&one_by_one).await);

    let before = contents(&at_once).await;
    let refused = at_once.append_all(None, &[record(6)]).await;
    assert_eq!(refused, Err(JournalError::Stale { found: Some(head) }));
    let twice = at_once.append_all(Some(&head), &[record(6), record(2)]).await;
    assert!(matches!(twice, Err(JournalError::Failed(_))), "{twice:?}");
    assert_eq!(contents(&at_once).await, before, "neither of the two is there");
    assert_eq!(at_once.append_all(Some(&head), &[]).await, Ok(head));
}

#[wasm_bindgen_test]
async fn of_two_tabs_the_one_that_did_not_see_the_other_is_refused() {
    let ledger = fresh_ledger();
    let (here, there) = (open(&ledger).await, open(&ledger).await);
    let seen = append_up_to(&here, 2).await;
    assert_eq!(there.head().await, Ok(seen));

    let moved = here.append(seen.as_ref(), &record(3)).await.unwrap();
    let refused = there.append(seen.as_ref(), &record(4)).await;
    assert_eq!(refused, Err(JournalError::Stale { found: Some(moved) }));
    assert_eq!(there.record(record(4).id).await, Ok(None));

    let caught_up = there.records_after(2, 10).await.unwrap();
    assert_eq!(caught_up.len(), 1);
    assert_eq!(caught_up[0].bytes, record(3).bytes);
    there.append(Some(&moved), &record(4)).await.unwrap();
    assert_eq!(contents(&here).await.1.len(), 4, "nothing of either is lost");
}

#[wasm_bindgen_test]
async fn of_two_appends_at_once_one_is_stored() {
    let ledger = fresh_ledger();
    let (here, there) = (open(&ledger).await, open(&ledger).await);
    let seen = append_up_to(&here, 1).await;
    let (three, four) = (record(3), record(4));
    let (first, second) =
        join(here.append(seen.as_ref(), &three), there.append(seen.as_ref(), &four)).await;
    let stored = first.unwrap();
    assert_eq!(second, Err(JournalError::Stale { found: Some(stored) }));
    assert_eq!(contents(&here).await.0, Some(stored));
    assert_eq!(contents(&here).await.1.len(), 2);
}

/// Both futures, driven in turn.
async fn join<A, B>(a: impl Future<Output = A>, b: impl Future<Output = B>) -> (A, B) {
    use std::task::Poll;
    let (mut a, mut b) = (Box::pin(a), Box::pin(b));
    let (mut a_done, mut b_done) = (None, None);
    std::future::poll_fn(move |context| {
        if a_done.is_none()
            && let Poll::Ready(value) = a.as_mut().poll(context)
        {
            a_done = Some(value);
        }
        if b_done.is_none()
            && let Poll::Ready(value) = b.as_mut().poll(context)
        {
            b_done = Some(value);
        }
        match (a_done.take(), b_done.take()) {
            (Some(a), Some(b)) => Poll::Ready((a, b)),
            (a, b) => {
                (a_done, b_done) = (a, b);
                Poll::Pending
            }
        }
    })
    .await
}

#[wasm_bindgen_test]
async fn an_unreadable_record_is_reported_with_its_place_and_the_others_are_read() {
    const OVERWRITE: &str = "
        return new Promise((resolve, reject) => {
            const opening = indexedDB.open(name);
            opening.onerror = reject;
            opening.onsuccess = () => {
                const database = opening.result;
                const transaction = database.transaction('records', 'readwrite');
                for (const [seq, found] of value) transaction.objectStore('records').put(found, seq);
                transaction.oncomplete = () => { database.close(); resolve(); };
                transaction.onabort = reject;
            };
        });";
    let ledger = fresh_ledger();
    let journal = open(&ledger).await;
    let head = append_up_to(&journal, 4).await;
    let damage = js_sys::eval("[[2, new Uint8Array([67, 82, 84])], [3, 'not bytes at all']]");
    script_async(OVERWRITE, &ledger.database_name(), &damage.unwrap()).await;

    let records = journal.records_after(0, 10).await.unwrap();
    let unreadable: Vec<(u64, Damage)> = records
        .iter()
        .filter_map(|found| {
            envelope::open(Kind::Record, 1, &found.bytes).err().map(|damage| (found.seq, damage))
        })
        .collect();
    assert_eq!(unreadable, [(2, Damage::NotOurs), (3, Damage::NotOurs)]);
    assert_eq!((records[0].seq, &records[0].bytes), (1, &record(1).bytes));
    assert_eq!((records[3].seq, &records[3].bytes), (4, &record(4).bytes));

    let aside = SetAside { what: "record 2".to_owned(), bytes: records[1].bytes.clone() };
    journal.set_aside(&aside).await.unwrap();
    assert_eq!(aside.bytes, [67, 82, 84], "as it was found");
    assert_eq!(journal.all_set_aside().await, Ok(vec![aside]));
    journal.append(head.as_ref(), &record(5)).await.unwrap();
}

#[wasm_bindgen_test]
async fn a_head_that_is_damaged_or_gone_is_an_error_and_not_an_empty_journal() {
    const SPOIL: &str = "
        return new Promise((resolve, reject) => {
            const opening = indexedDB.open(name);
            opening.onerror = reject;
            opening.onsuccess = () => {
                const database = opening.result;
                const transaction = database.transaction('head', 'readwrite');
                const heads = transaction.objectStore('head');
                if (value) heads.get('head').onsuccess = ({ target }) => {
                    target.result[value] ^= 1;
                    heads.put(target.result, 'head');
                };
                else heads.clear();
                transaction.oncomplete = () => { database.close(); resolve(); };
                transaction.onabort = reject;
            };
        });";
    let ledger = fresh_ledger();
    let journal = open(&ledger).await;
    let head = append_up_to(&journal, 1).await;
    for at in [JsValue::from_f64(1.0), JsValue::NULL] {
        script_async(SPOIL, &ledger.database_name(), &at).await;
        assert!(matches!(journal.head().await, Err(JournalError::Failed(_))), "{at:?}");
        assert!(journal.append(head.as_ref(), &record(2)).await.is_err(), "{at:?}");
        assert!(journal.append(None, &record(2)).await.is_err(), "{at:?}");
        let records = journal.records_after(0, 9).await.unwrap();
        assert_eq!(records.len(), 1, "what is there can still be read out");
    }
}

#[wasm_bindgen_test]
async fn an_append_that_is_given_up_is_stored_whole_or_not_at_all() {
    let ledger = fresh_ledger();
    let journal = open(&ledger).await;
    let head = append_up_to(&journal, 1).await;
    begin_and_drop(journal.append(head.as_ref(), &record(2)));
    let (after, records) = contents(&journal).await;
    assert_eq!(after.map(|head| head.seq), Some(records.len() as u64));
}

#[wasm_bindgen_test]
async fn an_opening_that_is_given_up_leaves_a_whole_database() {
    let ledger = fresh_ledger();
    begin_and_drop(IndexedDbJournal::open(&ledger, |notice| panic!("{notice:?}")));
    let journal = open(&ledger).await;
    let head = append_up_to(&journal, 1).await;
    assert_eq!(head, Some(Head { seq: 1, id: record(1).id, hash: record(1).hash }));
}
