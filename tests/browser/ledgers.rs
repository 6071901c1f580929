//! The list of ledgers: one never reaches another.

use cartera::browser::ledgers::{LedgerEntry, Ledgers};
use cartera::browser::sentinel::{self, LedgerStatus};
use cartera::browser::{LedgerId, Notice};
use cartera::ledger::journal::Journal;
use wasm_bindgen::JsValue;
use wasm_bindgen_futures::spawn_local;
use wasm_bindgen_test::wasm_bindgen_test;

use crate::journal_contract::{append_up_to, contents};
use crate::support::{fresh_ledger, listen, open, open_and_listen, script, script_async, until};

async fn find(list: &Ledgers, id: &LedgerId) -> Option<LedgerEntry> {
    list.list().await.unwrap().into_iter().find(|entry| entry.id == *id)
}

#[wasm_bindgen_test]
async fn ledgers_are_made_named_and_listed_by_age() {
    let list = Ledgers::open().await.unwrap();
    let (older, newer) = (LedgerId::new(5, 1), LedgerId::new(4, 2));
    list.create(newer.clone(), "Comercial Andina", 4_000).await.unwrap();
    let made = list.create(older.clone(), "  Textiles del Sur ", 3_000).await.unwrap();
    let expected = LedgerEntry {
        id: older.clone(),
        name: "Textiles del Sur".to_owned(),
        created_ms: 3_000,
        is_demo: false,
    };
    assert_eq!(made, expected);
    let all = Ledgers::open().await.unwrap().list().await.unwrap();
    let place = |id: &LedgerId| all.iter().position(|entry| entry.id == *id).unwrap();
    assert!(place(&older) < place(&newer));
    assert_eq!(all[place(&older)], expected);

    list.rename(older.clone(), "Textiles del Norte").await.unwrap();
    let renamed = find(&list, &older).await.unwrap();
    assert_eq!((renamed.name.as_str(), renamed.created_ms), ("Textiles del Norte", 3_000));
}

#[wasm_bindgen_test]
async fn removing_one_ledger_touches_no_other() {
    let list = Ledgers::open().await.unwrap();
    let (kept, removed) = (fresh_ledger(), LedgerId::demo());
    list.create(kept.clone(), "Propia", 1).await.unwrap();
    let demo = list.create(removed.clone(), "Demostración", 2).await.unwrap();
    assert!(demo.is_demo);
    let kept_journal = open(&kept).await;
    append_up_to(&kept_journal, 2).await;
    let before = contents(&kept_journal).await;
    sentinel::mark(&kept, 1);
    let (demo_journal, told) = open_and_listen(&removed).await;
    append_up_to(&demo_journal, 1).await;
    sentinel::mark(&removed, 1);

    list.remove(&removed, |notice| panic!("{notice:?}")).await.unwrap();
    assert_eq!(*told.borrow(), [Notice::Deleted], "whoever has it open is told");
    assert_eq!(find(&list, &removed).await, None);
    assert_eq!(sentinel::status(&removed, false), LedgerStatus::NeverUsed);
    assert_eq!(open(&removed).await.head().await, Ok(None));

    assert_eq!(contents(&kept_journal).await, before);
    assert_eq!(sentinel::status(&kept, false), LedgerStatus::ThrownAway { since_ms: 1 });
    assert!(find(&list, &kept).await.is_some());
}

#[wasm_bindgen_test]
async fn removing_waits_for_a_tab_that_does_not_let_go() {
    const HOLD: &str = "
        return new Promise((resolve, reject) => {
            const opening = indexedDB.open(name);
            opening.onerror = reject;
            opening.onsuccess = () => resolve(opening.result);
        });";
    let ledger = fresh_ledger();
    drop(open(&ledger).await);
    let held = script_async(HOLD, &ledger.database_name(), &JsValue::NULL).await;
    let (told, on_notice) = listen();
    let (removed, on_removed) = listen();
    let id = ledger.clone();
    spawn_local(async move {
        let list = Ledgers::open().await.unwrap();
        list.create(id.clone(), "Antigua", 1).await.unwrap();
        on_removed(list.remove(&id, on_notice).await);
    });
    until("removing is blocked", || !told.borrow().is_empty()).await;
    assert_eq!(*told.borrow(), [Notice::Blocked]);
    let list = Ledgers::open().await.unwrap();
    assert!(find(&list, &ledger).await.is_some(), "it is listed until it is gone");

    script("value.close()", "", &held);
    until("it is removed", || !removed.borrow().is_empty()).await;
    assert_eq!(*removed.borrow(), [Ok(())]);
    assert_eq!(find(&list, &ledger).await, None);
}

#[wasm_bindgen_test]
async fn a_ledger_whose_entry_was_lost_is_listed_all_the_same() {
    let list = Ledgers::open().await.unwrap();
    let ledger = LedgerId::new(1_767_225_600_000, 9);
    drop(open(&ledger).await);
    let found = find(&list, &ledger).await.unwrap();
    assert_eq!((found.name.as_str(), found.created_ms), ("", 1_767_225_600_000));
    list.rename(ledger.clone(), "Recuperada").await.unwrap();
    let named = find(&list, &ledger).await.unwrap();
    assert_eq!((named.name.as_str(), named.created_ms), ("Recuperada", 1_767_225_600_000));
}

#[wasm_bindgen_test]
fn only_an_id_names_a_database() {
    for text in ["", "s", "../x", "Demo", "01KDVDNA01"] {
        assert_eq!(LedgerId::parse(text), None, "{text}");
    }
    let id = fresh_ledger();
    assert_eq!(LedgerId::parse(id.as_str()), Some(id.clone()));
    assert_eq!(id.database_name(), format!("cartera-ledger-{}", id.as_str()));
    assert_eq!(LedgerId::parse("demo"), Some(LedgerId::demo()));
    let json = serde_json::to_string(&id).unwrap();
    assert_eq!(serde_json::from_str::<LedgerId>(&json).unwrap(), id);
    assert!(serde_json::from_str::<LedgerId>("\"s\"").is_err());
}

#[wasm_bindgen_test]
async fn a_ledger_that_is_being_filled_is_listed_once_it_is_finished() {
    const DAY_MS: u64 = 24 * 60 * 60 * 1000;
    let list = Ledgers::open().await.unwrap();
    let (id, later) = (fresh_ledger(), fresh_ledger());
    let begun = list.begin(id.clone(), "Comercial Andina", 1_000).await.unwrap();
    append_up_to(&open(&id).await, 2).await;
    assert_eq!(find(&list, &id).await, None);
    list.begin(later.clone(), "Otra", 1_000 + DAY_MS).await.unwrap();
    assert!(open(&id).await.head().await.unwrap().is_some(), "another tab may be at it");
    let finished = list.finish(begun.clone()).await.unwrap();
    assert_eq!(finished, begun);
    assert_eq!(find(&list, &id).await, Some(begun));

    append_up_to(&open(&later).await, 2).await;
    list.begin(fresh_ledger(), "Otra más", 2_000 + 2 * DAY_MS).await.unwrap();
    assert_eq!(open(&later).await.head().await, Ok(None), "nobody is at it after a day");
    assert!(open(&id).await.head().await.unwrap().is_some(), "one that is finished stays");
}
