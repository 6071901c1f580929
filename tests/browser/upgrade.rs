//! Databases that earlier and later versions of the page made.

use cartera::browser::{IndexedDbJournal, Notice};
use cartera::ledger::Id;
use cartera::ledger::envelope::{self, Kind};
use cartera::ledger::journal::{Head, Journal, JournalError, SetAside, StoredSnapshot};
use wasm_bindgen::JsValue;
use wasm_bindgen_futures::spawn_local;
use wasm_bindgen_test::wasm_bindgen_test;

use crate::journal_contract::record;
use crate::support::{fresh_ledger, listen, open_and_listen, script, script_async, until};

/// A database of version 1 with two records, byte for byte as that version wrote it. Kept
/// as it is for ever: whoever used that version still has one.
const MAKE_VERSION_1: &str = "
    const bytes = (hex) => Uint8Array.from(hex.match(/../g), (pair) => parseInt(pair, 16));
    const records = [
        '4352545201000d000000810cb5067b2266697874757265223a317d',
        '4352545201000d000000425f982d7b2266697874757265223a327d',
    ];
    const ids = ['01KDVDNA0100000000000G0000', '01KDVDNA020000000000100000'];
    const head = '01020000000000000030314b4456444e4130323030303030303030303031303030303'
        + '00202020202020202020202020202020202020202020202020202020202020202b498b06b';
    return new Promise((resolve, reject) => {
        const opening = indexedDB.open(name, 1);
        opening.onerror = reject;
        opening.onupgradeneeded = () => {
            const database = opening.result;
            const stored = database.createObjectStore('records');
            const seqById = database.createObjectStore('seq_by_id');
            records.forEach((record, at) => {
                stored.put(bytes(record), at + 1);
                seqById.put(at + 1, ids[at]);
            });
            database.createObjectStore('head').put(bytes(head), 'head');
        };
        opening.onsuccess = () => {
            if (!value) opening.result.close();
            resolve(opening.result);
        };
    });";

/// Opens a database in a version of the future, without a store of its own.
const OPEN_VERSION_99: &str = "
    return new Promise((resolve, reject) => {
        const opening = indexedDB.open(name, 99);
        opening.onerror = reject;
        opening.onblocked = reject;
        opening.onsuccess = () => { opening.result.close(); resolve(); };
    });";

#[wasm_bindgen_test]
async fn a_ledger_of_version_1_opens_with_all_its_records() {
    let ledger = fresh_ledger();
    script_async(MAKE_VERSION_1, &ledger.database_name(), &JsValue::FALSE).await;

    let (journal, told) = open_and_listen(&ledger).await;
    let id: Id = "01KDVDNA020000000000100000".parse().unwrap();
    let head = Head { seq: 2, id, hash: [2; 32] };
    assert_eq!(journal.head().await, Ok(Some(head)));
    let records = journal.records_after(0, 10).await.unwrap();
    for (found, seq, payload) in [(0, 1, r#"{"fixture":1}"#), (1, 2, r#"{"fixture":2}"#)] {
        assert_eq!(records[found].seq, seq);
        let opened = envelope::open(Kind::Record, 1, &records[found].bytes);
        assert_eq!(opened, Ok((1, payload.as_bytes())));
    }
    assert_eq!(journal.record(id).await.unwrap().unwrap(), records[1]);

    let next = journal.append(Some(&head), &record(3)).await.unwrap();
    let snapshot = StoredSnapshot { at: next, parts: vec![vec![1]] };
    journal.save_snapshot(&snapshot).await.unwrap();
    assert_eq!(journal.snapshots().await, Ok(vec![snapshot]), "what version 2 brought");
    let aside = SetAside { what: "record 9".to_owned(), bytes: vec![9] };
    journal.set_aside(&aside).await.unwrap();
    assert_eq!(journal.all_set_aside().await, Ok(vec![aside]));
    assert!(told.borrow().is_empty());
}

#[wasm_bindgen_test]
async fn an_older_tab_that_does_not_let_go_is_waited_for_and_told_of() {
    let ledger = fresh_ledger();
    let held = script_async(MAKE_VERSION_1, &ledger.database_name(), &JsValue::TRUE).await;
    let (told, on_notice) = listen();
    let (opened, on_opened) = listen();
    let id = ledger.clone();
    spawn_local(async move {
        on_opened(IndexedDbJournal::open(&id, on_notice).await);
    });
    until("the opening is blocked", || !told.borrow().is_empty()).await;
    assert_eq!(*told.borrow(), [Notice::Blocked]);
    assert!(opened.borrow().is_empty());

    script("value.close();", "", &held);
    until("it opens", || !opened.borrow().is_empty()).await;
    let journal = opened.borrow_mut().pop().unwrap().unwrap();
    assert_eq!(journal.head().await.unwrap().unwrap().seq, 2);
}

#[wasm_bindgen_test]
async fn a_ledger_of_a_newer_version_is_refused_and_left_alone() {
    let ledger = fresh_ledger();
    script_async(OPEN_VERSION_99, &ledger.database_name(), &JsValue::NULL).await;
    let refused = IndexedDbJournal::open(&ledger, |_| ()).await;
    assert_eq!(refused.err(), Some(JournalError::Newer));
    script_async(OPEN_VERSION_99, &ledger.database_name(), &JsValue::NULL).await;
}

#[wasm_bindgen_test]
async fn a_tab_lets_go_for_a_newer_version_of_the_page() {
    let ledger = fresh_ledger();
    let (journal, told) = open_and_listen(&ledger).await;
    script_async(OPEN_VERSION_99, &ledger.database_name(), &JsValue::NULL).await;
    assert_eq!(*told.borrow(), [Notice::Outdated]);
    let refused = journal.append(None, &record(1)).await;
    assert!(matches!(refused, Err(JournalError::Unavailable(_))), "{refused:?}");
}
