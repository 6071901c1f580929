//! Other tabs, and the passing of days.

use std::rc::{Rc, Weak};

use cartera::browser::announcements::News;
use cartera::browser::clock;
use cartera::browser::writer::{Role, WriterRole};
use cartera::ledger::journal::JournalError;
use leptos::prelude::*;
use leptos::task::spawn_local;

use super::{Desk, Ledger, Saved};

impl Desk {
    pub(super) fn is_writer(&self) -> bool {
        self.writer.borrow().as_ref().and_then(WriterRole::role) == Some(Role::Writer)
    }
}

impl Ledger {
    /// Makes this tab the one that writes.
    pub fn take_over(self) {
        if let Some(desk) = self.desk.get_value()
            && let Some(writer) = desk.writer.borrow().as_ref()
        {
            writer.take_over();
        }
    }

    /// This tab writes only once it has seen all that the tab before it wrote.
    pub(super) fn change_role(self, desk: &Weak<Desk>, now: Role) {
        let Some(desk) = desk.upgrade().filter(|desk| self.has_open(desk)) else { return };
        if now == Role::Follower {
            self.role.set(Some(now));
            return;
        }
        spawn_local(async move {
            let _turn = desk.turn.lock().await;
            if !self.has_open(&desk) {
                return;
            }
            self.catch_up(&desk).await;
            // It may have lost the role again meanwhile.
            if desk.is_writer() {
                self.role.set(Some(Role::Writer));
            }
        });
    }

    pub(super) fn listen(self, desk: &Weak<Desk>, news: News) {
        if news == News::Awake {
            self.look_at_the_calendar();
        }
        let behind = self.book.with_untracked(|book| book.head().map_or(0, |head| head.seq));
        let Some(desk) = desk.upgrade().filter(|desk| self.has_open(desk)) else { return };
        if news == News::Lock {
            return self.close_lock(&desk);
        }
        if matches!(news, News::Head(seq) if seq <= behind) {
            return;
        }
        spawn_local(async move {
            let _turn = desk.turn.lock().await;
            if self.has_open(&desk) {
                self.catch_up(&desk).await;
            }
        });
    }

    /// Takes in what another tab has stored; to be called in turn.
    pub(super) async fn catch_up(self, desk: &Rc<Desk>) {
        loop {
            let book = self.book.get_untracked();
            match desk.keeper.follow(&book).await {
                Ok(Some(opened)) => {
                    self.book.set(opened.book);
                    if !opened.damaged.is_empty() {
                        self.damaged.update(|damaged| damaged.extend(opened.damaged));
                    }
                }
                Ok(None) => return,
                Err(JournalError::Stale { .. }) => {
                    // Another journal under the same name: it is read anew, after this turn.
                    let id = desk.id.clone();
                    spawn_local(async move { drop(self.open(id).await) });
                    return;
                }
                // Another tab put a lock on it.
                Err(JournalError::Locked) => return self.close_lock(desk),
                // What happened to the database is told already.
                Err(_) if self.notice.with_untracked(Option::is_some) => return,
                Err(error) => return self.saved.set(Saved::Failed(error)),
            }
        }
    }

    pub(super) fn keep_today(self) {
        let wait = std::time::Duration::from_millis(clock::ms_until_tomorrow() + 500);
        set_timeout(
            move || {
                self.look_at_the_calendar();
                self.keep_today();
            },
            wait,
        );
    }

    /// A device that slept past midnight did not hear it strike.
    fn look_at_the_calendar(self) {
        let today = clock::today();
        if self.today.get_untracked() != today {
            self.today.set(today);
        }
    }
}
