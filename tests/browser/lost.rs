//! Storage that is not there, or goes away while in use.

use cartera::browser::sentinel::{self, LedgerStatus};
use cartera::browser::{IndexedDbJournal, Notice};
use cartera::ledger::journal::{Journal, JournalError};
use wasm_bindgen::JsValue;
use wasm_bindgen_test::wasm_bindgen_test;

use crate::journal_contract::{append_up_to, record};
use crate::support::{Sabotage, fresh_ledger, open, open_and_listen, script_async};

const DELETE: &str = "
    return new Promise((resolve, reject) => {
        const deleting = indexedDB.deleteDatabase(name);
        deleting.onsuccess = resolve;
        deleting.onerror = reject;
    });";

#[wasm_bindgen_test]
async fn a_ledger_deleted_under_the_page_is_told_of_and_not_begun_anew() {
    let ledger = fresh_ledger();
    let (journal, told) = open_and_listen(&ledger).await;
    let head = append_up_to(&journal, 1).await;
    script_async(DELETE, &ledger.database_name(), &JsValue::NULL).await;
    assert_eq!(*told.borrow(), [Notice::Deleted]);
    let refused = journal.append(head.as_ref(), &record(2)).await;
    assert!(matches!(refused, Err(JournalError::Unavailable(_))), "{refused:?}");
    assert!(matches!(journal.head().await, Err(JournalError::Unavailable(_))));
}

#[wasm_bindgen_test]
async fn a_connection_that_the_browser_closes_is_told_of() {
    // Clearing a site's data cannot be done from a page; the event it sends can.
    const CLOSE_THE_NEXT_USED: &str = "
        const databases = IDBDatabase.prototype;
        const { transaction } = databases;
        databases.transaction = function (...given) {
            databases.transaction = transaction;
            const begun = transaction.apply(this, given);
            this.dispatchEvent(new Event('close'));
            return begun;
        };
        return () => { databases.transaction = transaction; };";
    let ledger = fresh_ledger();
    let (journal, told) = open_and_listen(&ledger).await;
    let sabotage = Sabotage::new(CLOSE_THE_NEXT_USED, &JsValue::NULL);
    let _ = journal.head().await;
    drop(sabotage);
    assert_eq!(*told.borrow(), [Notice::Closed]);
    let refused = journal.append(None, &record(1)).await;
    assert!(matches!(refused, Err(JournalError::Unavailable(_))), "{refused:?}");
}

#[wasm_bindgen_test]
async fn a_browser_without_storage_is_told_from_an_empty_ledger() {
    const NO_STORAGE: &str = "
        const own = Object.getOwnPropertyDescriptor(globalThis, 'indexedDB');
        Object.defineProperty(globalThis, 'indexedDB', { value, configurable: true });
        return () => Object.defineProperty(globalThis, 'indexedDB', own);";
    let sabotage = Sabotage::new(NO_STORAGE, &JsValue::UNDEFINED);
    let refused = IndexedDbJournal::open(&fresh_ledger(), |_| ()).await.err();
    drop(sabotage);
    assert!(matches!(refused, Some(JournalError::Unavailable(_))), "{refused:?}");
}

#[wasm_bindgen_test]
async fn an_emptied_ledger_is_told_from_one_never_used() {
    let ledger = fresh_ledger();
    let journal = open(&ledger).await;
    let has_records = journal.head().await.unwrap().is_some();
    assert_eq!(sentinel::status(&ledger, has_records), LedgerStatus::NeverUsed);

    append_up_to(&journal, 1).await;
    assert!(sentinel::mark(&ledger, 1_000), "the first time");
    assert!(!sentinel::mark(&ledger, 2_000), "not again");
    let has_records = journal.head().await.unwrap().is_some();
    assert_eq!(sentinel::status(&ledger, has_records), LedgerStatus::Present);
    drop(journal);

    script_async(DELETE, &ledger.database_name(), &JsValue::NULL).await;
    let journal = open(&ledger).await;
    let has_records = journal.head().await.unwrap().is_some();
    let thrown_away = LedgerStatus::ThrownAway { since_ms: 1_000 };
    assert_eq!(sentinel::status(&ledger, has_records), thrown_away);

    sentinel::forget(&ledger);
    assert_eq!(sentinel::status(&ledger, false), LedgerStatus::NeverUsed);
}
