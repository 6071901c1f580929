//! A ledger under a lock: the journal's contract holds as without one, and nothing opens
//! without its key or out of its place.

use std::rc::Rc;

use cartera::browser::IndexedDbJournal;
use cartera::browser::locked_copy;
use cartera::browser::vault::{LockHeader, Vault, VaultError};
use cartera::ledger::journal::{Journal, JournalError, SetAside, StoredSnapshot};
use wasm_bindgen::JsValue;
use wasm_bindgen_test::wasm_bindgen_test;

use crate::journal_contract::{self, append_up_to, contents, each_promise, record};
use crate::support::{fresh_ledger, open, script_async};

const PASSPHRASE: &str = "canción de la montaña";

async fn vault() -> Rc<Vault> {
    Rc::new(Vault::new(PASSPHRASE).await.unwrap())
}

async fn locked() -> IndexedDbJournal {
    let journal = open(&fresh_ledger()).await;
    journal.relock(Some(vault().await)).await.unwrap();
    journal
}

macro_rules! under_a_lock {
    ($($promise:ident)+) => { $(
        #[wasm_bindgen_test]
        async fn $promise() {
            journal_contract::$promise(locked().await).await;
        }
    )+ };
}
each_promise!(under_a_lock);

#[wasm_bindgen_test]
async fn only_its_passphrase_opens_a_lock() {
    let header = vault().await.header().clone();
    let header = LockHeader::from_bytes(&header.to_bytes()).unwrap();
    assert!(Vault::unlock(header.clone(), PASSPHRASE).await.is_ok());
    let wrong = Vault::unlock(header.clone(), "cancion de la montaña").await.err();
    assert_eq!(wrong, Some(VaultError::WrongPassphrase));
    // The same letters, written with the accents apart.
    let apart = "cancio\u{301}n de la montan\u{303}a";
    assert!(Vault::unlock(header, apart).await.is_ok());
}

#[wasm_bindgen_test]
async fn a_value_opens_only_in_its_place_and_unchanged() {
    let vault = vault().await;
    let sealed = vault.seal("records/1", b"secret").await.unwrap();
    assert_eq!(vault.open("records/1", &sealed).await.as_deref(), Some(b"secret".as_slice()));
    assert_eq!(vault.open("records/2", &sealed).await, None);
    for at in 0..sealed.len() {
        let mut changed = sealed.clone();
        changed[at] ^= 1;
        assert_eq!(vault.open("records/1", &changed).await, None, "byte {at}");
    }
    assert_eq!(vault.open("records/1", &sealed[..20]).await, None);
    let again = vault.seal("records/1", b"secret").await.unwrap();
    assert_ne!(sealed, again, "a nonce is used once");
}

#[wasm_bindgen_test]
async fn everything_stays_through_locking_changing_and_unlocking() {
    let ledger = fresh_ledger();
    let journal = open(&ledger).await;
    let head = append_up_to(&journal, 5).await.unwrap();
    let aside = SetAside { what: "record 2".to_owned(), bytes: vec![0, 255] };
    journal.set_aside(&aside).await.unwrap();
    let snapshot = StoredSnapshot { at: head, parts: vec![vec![1; 7_000], vec![2]] };
    journal.save_snapshot(&snapshot).await.unwrap();
    let before = contents(&journal).await;

    for vault in [Some(vault().await), Some(vault().await), None] {
        journal.relock(vault.clone()).await.unwrap();
        assert_eq!(contents(&journal).await, before);
        assert_eq!(journal.all_set_aside().await, Ok(vec![aside.clone()]));
        assert_eq!(journal.snapshots().await, Ok(vec![]), "it was made of what was plain");
        journal.save_snapshot(&snapshot).await.unwrap();
        assert_eq!(journal.snapshots().await, Ok(vec![snapshot.clone()]));

        let other = open(&ledger).await;
        assert_eq!(other.lock().await, Ok(vault.as_ref().map(|vault| vault.header().clone())));
        if let Some(vault) = vault {
            assert_eq!(other.head().await, Err(JournalError::Locked));
            assert_eq!(other.records_after(0, 10).await, Err(JournalError::Locked));
            assert_eq!(other.append(Some(&head), &record(6)).await, Err(JournalError::Locked));
            assert_eq!(other.relock(None).await, Err(JournalError::Locked));
            other.unlock(vault);
        }
        assert_eq!(contents(&other).await, before);
    }
}

#[wasm_bindgen_test]
async fn a_tab_that_missed_a_change_of_the_lock_stores_nothing() {
    let ledger = fresh_ledger();
    let (here, there) = (open(&ledger).await, open(&ledger).await);
    let head = append_up_to(&here, 2).await.unwrap();
    here.relock(Some(vault().await)).await.unwrap();
    assert_eq!(there.append(Some(&head), &record(3)).await, Err(JournalError::Locked));
    let snapshot = StoredSnapshot { at: head, parts: vec![vec![1]] };
    assert_eq!(there.save_snapshot(&snapshot).await, Err(JournalError::Locked));
    let aside = SetAside { what: "record 2".to_owned(), bytes: vec![0] };
    assert!(there.set_aside(&aside).await.is_err());
    assert_eq!(contents(&here).await.1.len(), 2);
}

#[wasm_bindgen_test]
async fn no_plain_text_is_stored_under_a_lock() {
    let ledger = fresh_ledger();
    let journal = open(&ledger).await;
    journal.relock(Some(vault().await)).await.unwrap();
    append_up_to(&journal, 3).await;
    let body = "
        const request = indexedDB.open(name);
        return new Promise((resolve) => {
            request.onsuccess = () => {
                const database = request.result;
                const all = database.transaction('records').objectStore('records').getAll();
                all.onsuccess = () => {
                    database.close();
                    resolve(all.result.every((bytes) =>
                        String.fromCharCode(...bytes.slice(0, 3)) === 'CRL'));
                };
            };
        });";
    let sealed = script_async(body, &ledger.database_name(), &JsValue::NULL).await;
    assert_eq!(sealed, JsValue::TRUE);
}

#[wasm_bindgen_test]
async fn a_copy_under_a_lock_opens_with_its_key_only() {
    let vault = vault().await;
    let file = locked_copy::write(&vault, b"{\"cartera\":\"backup\"}").await.unwrap();
    assert_eq!(locked_copy::lock_of(&file).as_ref(), Some(vault.header()));
    let copy = locked_copy::open(&vault, &file).await;
    assert_eq!(copy.as_deref(), Some(b"{\"cartera\":\"backup\"}".as_slice()));
    assert_eq!(locked_copy::lock_of(b"{\"cartera\":\"backup\"}\n"), None);
    let other = Vault::new("otra contraseña larga").await.unwrap();
    assert_eq!(locked_copy::open(&other, &file).await, None);
}
