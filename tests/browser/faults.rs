//! The browser's storage failing under a transaction: nothing of it may stay.

use cartera::browser::{journal_error, random};
use cartera::ledger::Id;
use cartera::ledger::journal::{
    Head, Journal, JournalError, SealedRecord, SetAside, StoredSnapshot,
};
use wasm_bindgen::JsValue;
use wasm_bindgen_test::wasm_bindgen_test;
use web_sys::DomException;

use crate::journal_contract::{append_up_to, contents, record};
use crate::support::{Sabotage, fresh_ledger, open};

/// The `value.at`-th write from now goes wrong: it throws, or its transaction is aborted
/// just after it was accepted, without a word or for want of room.
const BREAK_A_WRITE: &str = "
    const [at, how] = value;
    const stores = IDBObjectStore.prototype;
    const { add, put } = stores;
    const error = Object.getOwnPropertyDescriptor(IDBTransaction.prototype, 'error');
    const full = () => new DOMException('no room', 'QuotaExceededError');
    let writes = 0;
    const broken = (write) => function (...given) {
        writes += 1;
        if (writes === at && how === 'throw') throw full();
        const request = write.apply(this, given);
        if (writes === at) this.transaction.abort();
        return request;
    };
    stores.add = broken(add);
    stores.put = broken(put);
    if (how === 'full') {
        Object.defineProperty(IDBTransaction.prototype, 'error', { ...error, get: full });
    }
    return () => {
        stores.add = add;
        stores.put = put;
        Object.defineProperty(IDBTransaction.prototype, 'error', error);
        if (writes < at) throw new Error(`there were only ${writes} writes`);
    };";

fn break_write(at: u32, how: &str) -> Sabotage {
    let how = js_sys::Array::of2(&JsValue::from_f64(f64::from(at)), &JsValue::from_str(how));
    Sabotage::new(BREAK_A_WRITE, &how)
}

/// The writes of an append: the record, its id, the head.
const APPEND_WRITES: u32 = 3;

#[wasm_bindgen_test]
async fn an_append_that_breaks_at_any_write_leaves_everything_as_it_was() {
    let ledger = fresh_ledger();
    let journal = open(&ledger).await;
    let head = append_up_to(&journal, 2).await;
    let before = contents(&journal).await;
    for how in ["throw", "abort", "full"] {
        for at in 1..=APPEND_WRITES {
            let sabotage = break_write(at, how);
            let failed = journal.append(head.as_ref(), &record(3)).await;
            drop(sabotage);
            match how {
                "abort" => assert!(matches!(failed, Err(JournalError::Failed(_))), "{failed:?}"),
                _ => assert_eq!(failed, Err(JournalError::Full), "{how} at {at}"),
            }
            assert_eq!(contents(&journal).await, before, "{how} at {at}");
            assert_eq!(journal.record(record(3).id).await, Ok(None), "{how} at {at}");
        }
    }
    drop(journal);
    let journal = open(&ledger).await;
    assert_eq!(contents(&journal).await, before, "on the disk too");
    journal.append(head.as_ref(), &record(3)).await.unwrap();
}

#[wasm_bindgen_test]
async fn what_cannot_be_made_again_is_stored_durably() {
    const RECORD_DURABILITY: &str = "
        const databases = IDBDatabase.prototype;
        const { transaction } = databases;
        databases.transaction = function (...given) {
            const begun = transaction.apply(this, given);
            value.push(begun.mode + ' ' + begun.durability);
            return begun;
        };
        return () => { databases.transaction = transaction; };";
    let journal = open(&fresh_ledger()).await;
    let asked = js_sys::Array::new();
    let sabotage = Sabotage::new(RECORD_DURABILITY, &asked);
    let head = journal.append(None, &record(1)).await.unwrap();
    journal.save_snapshot(&StoredSnapshot { at: head, parts: vec![] }).await.unwrap();
    let aside = SetAside { what: "record 1".to_owned(), bytes: vec![1] };
    journal.set_aside(&aside).await.unwrap();
    drop(sabotage);
    let asked = asked.iter().filter_map(|mode| mode.as_string());
    let asked: Vec<String> = asked.filter(|mode| !mode.starts_with("readonly")).collect();
    assert_eq!(asked, ["readwrite strict", "readwrite relaxed", "readwrite strict"]);
}

/// Fills the disk for real, so it is not run with the others: it wants a browser whose room
/// for this page was made small (`Storage.overrideQuotaForOrigin` of the debugging protocol).
#[wasm_bindgen_test]
#[ignore = "wants a browser with little room"]
async fn a_disk_that_is_full_refuses_an_append_and_keeps_the_rest() {
    let journal = open(&fresh_ledger()).await;
    let mut head = None;
    let refused = loop {
        let seq = head.map_or(0, |head: Head| head.seq) + 1;
        assert!(seq <= 200, "there is room for 200 MB: make it smaller");
        let large = SealedRecord {
            id: Id::new(seq, seq),
            hash: [1; 32],
            bytes: (0..1 << 17).flat_map(|_| random::bits().to_le_bytes()).collect(),
        };
        match journal.append(head.as_ref(), &large).await {
            Ok(moved) => head = Some(moved),
            Err(error) => break error,
        }
    };
    assert_eq!(refused, JournalError::Full);
    assert!(head.is_some(), "the first had room");
    let (found, records) = contents(&journal).await;
    assert_eq!(found, head);
    assert_eq!(records.len() as u64, head.unwrap().seq);
}

#[wasm_bindgen_test]
async fn a_snapshot_that_breaks_leaves_the_earlier_ones() {
    let journal = open(&fresh_ledger()).await;
    let snapshot = |seq: u64| StoredSnapshot {
        at: Head { seq, id: record(1).id, hash: [7; 32] },
        parts: vec![vec![1; 10], vec![2; 10]],
    };
    journal.save_snapshot(&snapshot(1)).await.unwrap();
    journal.save_snapshot(&snapshot(2)).await.unwrap();
    let before = journal.snapshots().await;
    for how in ["throw", "abort", "full"] {
        for at in 1..=3 {
            let sabotage = break_write(at, how);
            let failed = journal.save_snapshot(&snapshot(3)).await;
            drop(sabotage);
            assert!(failed.is_err(), "{how} at {at}");
            assert_eq!(journal.snapshots().await, before, "{how} at {at}");
        }
    }
}

#[wasm_bindgen_test]
async fn setting_aside_that_breaks_says_so() {
    let journal = open(&fresh_ledger()).await;
    let aside = SetAside { what: "record 1".to_owned(), bytes: vec![1] };
    let sabotage = break_write(1, "full");
    let failed = journal.set_aside(&aside).await;
    drop(sabotage);
    assert_eq!(failed, Err(JournalError::Full));
    assert_eq!(journal.all_set_aside().await, Ok(vec![]));
}

#[wasm_bindgen_test]
fn the_browsers_exceptions_are_told_apart_by_name() {
    let error = |name: &str| {
        journal_error(&DomException::new_with_message_and_name("words", name).unwrap())
    };
    assert_eq!(error("QuotaExceededError"), JournalError::Full);
    assert_eq!(error("VersionError"), JournalError::Newer);
    for name in ["InvalidStateError", "SecurityError", "NotAllowedError"] {
        assert_eq!(error(name), JournalError::Unavailable(format!("{name}: words")));
    }
    assert_eq!(error("UnknownError"), JournalError::Failed("UnknownError: words".to_owned()));
    assert_eq!(journal_error(&"thrown".into()), JournalError::Failed("thrown".to_owned()));
    assert!(matches!(journal_error(&JsValue::NULL), JournalError::Failed(_)));
}
