//! The lock on the open ledger: putting it on, closing it, opening it again.
//!
//! A ledger that is closed is a ledger that is not open: nothing of it is in memory but what
//! other screens may still hold until they are gone, and the key is dropped.

use std::rc::Rc;

use cartera::browser::vault::{Vault, VaultError};
use cartera::browser::{IndexedDbJournal, LedgerId, clock};
use cartera::ledger::journal::JournalError;
use leptos::prelude::*;
use leptos::task::spawn_local;

use super::{Desk, Ledger, NotSaved, Standing};
use cartera::browser::preferences::Preference;

/// After how many minutes without a key or a touch a ledger with a lock closes; 0 for never.
const IDLE_MINUTES: Preference<u32> = Preference::new("idle");

/// What it is until the user says otherwise, in minutes.
const USUAL_IDLE_MINUTES: u32 = 15;

/// How often the page looks whether it is idle.
const LOOK_EVERY: std::time::Duration = std::time::Duration::from_secs(10);

/// The key of a ledger, and whose it is.
pub(super) type Key = Option<(LedgerId, Rc<Vault>)>;

impl Ledger {
    /// Encrypts everything stored of the open ledger under a passphrase, under another, or
    /// (`None`) under none.
    ///
    /// # Errors
    /// When this tab may not write, or as storage fails; everything is then as it was.
    pub async fn set_lock(self, passphrase: Option<String>) -> Result<(), NotSaved> {
        let desk = self.desk()?;
        if !desk.is_writer() {
            return Err(NotSaved::ReadOnly);
        }
        let vault = match passphrase {
            Some(passphrase) => {
                let vault = Vault::new(&passphrase).await.map_err(JournalError::from)?;
                Some(Rc::new(vault))
            }
            None => None,
        };
        let _turn = self.turn(&desk).await?;
        desk.keeper.journal().relock(vault.clone()).await?;
        // The snapshot went with the old lock.
        desk.snapshot_seq.set(0);
        self.has_lock.set(vault.is_some());
        self.key.set_value(vault.map(|vault| (desk.id.clone(), vault)));
        if let Some(announcements) = desk.announcements.borrow().as_ref() {
            announcements.announce_lock();
        }
        self.snapshot_in_time(&desk);
        Ok(())
    }

    /// Whether a passphrase is that of the open ledger's lock.
    ///
    /// # Errors
    /// When it is not, or the browser does not encrypt.
    pub async fn check_passphrase(self, passphrase: &str) -> Result<(), VaultError> {
        let header = self.key.with_value(|key| key.as_ref().map(|(_, key)| key.header().clone()));
        match header {
            Some(header) => Vault::unlock(header, passphrase).await.map(drop),
            None => Ok(()),
        }
    }

    /// Opens the ledger that was asked for and is locked.
    ///
    /// # Errors
    /// [`VaultError::WrongPassphrase`] when it is not its passphrase: nothing happened.
    pub async fn unlock(self, passphrase: String) -> Result<(), VaultError> {
        let Some(id) = self.asked_for() else { return Ok(()) };
        let failed = |error: JournalError| VaultError::Failed(error.to_string());
        let journal = IndexedDbJournal::open(&id, |_| ()).await.map_err(failed)?;
        if let Some(header) = journal.lock().await.map_err(failed)? {
            let vault = Vault::unlock(header, &passphrase).await?;
            self.key.set_value(Some((id.clone(), Rc::new(vault))));
        }
        drop(journal);
        self.open(id).await.map_err(failed)
    }

    /// Closes the lock in this tab and in the others.
    pub fn lock_now(self) {
        let Some(desk) = self.desk.get_value() else { return };
        if let Some(announcements) = desk.announcements.borrow().as_ref() {
            announcements.announce_lock();
        }
        self.close_lock(&desk);
    }

    /// Puts the ledger down and forgets its key. What is being saved is saved first.
    pub(super) fn close_lock(self, desk: &Rc<Desk>) {
        let desk = Rc::clone(desk);
        spawn_local(async move {
            if !self.has_open(&desk) {
                return;
            }
            self.key.set_value(None);
            self.has_lock.set(false);
            self.put_down().await;
            self.book.set(cartera::ledger::Book::default());
            self.standing.set(Standing::Failed(JournalError::Locked));
        });
    }

    /// A journal with the key that is at hand.
    ///
    /// # Errors
    /// [`JournalError::Locked`] when it has a lock and the key is not at hand.
    pub(super) async fn with_key(
        self,
        id: &LedgerId,
        journal: &IndexedDbJournal,
    ) -> Result<bool, JournalError> {
        let Some(header) = journal.lock().await? else { return Ok(false) };
        let key = self.key.with_value(|key| match key {
            Some((of, vault)) if of == id && *vault.header() == header => Some(Rc::clone(vault)),
            _ => None,
        });
        journal.unlock(key.ok_or(JournalError::Locked)?);
        Ok(true)
    }

    /// The key of the open ledger, for copies of it.
    pub fn key(self) -> Option<Rc<Vault>> {
        self.key.with_value(|key| key.as_ref().map(|(_, vault)| Rc::clone(vault)))
    }

    /// Has the key of a ledger at hand that is about to be opened.
    pub fn keep_key(self, id: &LedgerId, vault: &Rc<Vault>) {
        self.key.set_value(Some((id.clone(), Rc::clone(vault))));
    }

    /// After how many minutes a ledger with a lock closes by itself; 0 for never.
    pub fn idle_minutes(self) -> u32 {
        IDLE_MINUTES.get().unwrap_or(USUAL_IDLE_MINUTES)
    }

    /// Sets after how many minutes; 0 for never.
    pub fn set_idle_minutes(self, minutes: u32) {
        IDLE_MINUTES.set(&minutes);
    }

    /// Closes the lock of a page that nobody uses, for as long as the page lives.
    pub(super) fn watch_idleness(self) {
        let last_ms = StoredValue::new(clock::now_ms());
        for event in ["pointerdown", "keydown", "wheel", "touchstart"] {
            let handle = window_event_listener_untyped(event, move |_| {
                last_ms.set_value(clock::now_ms());
            });
            std::mem::forget(handle);
        }
        let look = move || {
            let limit_ms = u64::from(self.idle_minutes()) * 60_000;
            let idle_ms = clock::now_ms().saturating_sub(last_ms.get_value());
            if limit_ms > 0 && self.has_lock.get_untracked() && idle_ms >= limit_ms {
                // Other tabs may be in use: each looks for itself.
                if let Some(desk) = self.desk.get_value() {
                    self.close_lock(&desk);
                }
            }
        };
        // Without it the ledger closes on demand only.
        let _ = set_interval_with_handle(look, LOOK_EVERY);
    }
}
