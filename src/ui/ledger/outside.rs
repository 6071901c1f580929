//! The second home of a ledger: a file of the user's own, written after each saved change.

use cartera::browser::files::FileError;
use cartera::browser::outside_file::{self, OutsideFile, Permission};
use cartera::browser::preferences::Preference;
use cartera::browser::writer::Role;
use cartera::browser::{clock, random};
use cartera::files::backup;
use leptos::prelude::*;
use leptos::task::spawn_local;

use super::{Copied, Ledger, NotSaved};

/// How long after a change the file is written, so that changes in a row are one writing.
const AFTER_MS: u64 = 1_500;

/// A writing is followed by a rest that many times as long as it took: a large ledger does
/// not keep the page busy.
const REST: u64 = 10;

/// Until when the user does not want to be asked for a copy, in milliseconds since 1970.
const PUT_OFF: Preference<u64> = Preference::new("copy-put-off");

/// Where the second home of the open ledger stands.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Outside {
    /// None was chosen, or it is not known yet.
    None,
    /// The file has all that was recorded.
    Current {
        /// The file's name.
        name: String,
    },
    /// It is about to be written.
    Behind {
        /// The file's name.
        name: String,
    },
    /// The browser wants the user to allow it again.
    NotAllowed {
        /// The file's name.
        name: String,
    },
    /// It could not be written.
    Failed {
        /// The file's name.
        name: String,
        /// The browser's words.
        why: String,
    },
}

impl Ledger {
    /// Lets the user choose a file, and writes to it at once; whether they chose one. Must
    /// follow from a click or a key.
    ///
    /// # Errors
    /// When the choice cannot be kept; the browser's words when the file cannot be had.
    pub async fn choose_outside(self) -> Result<bool, OutsideError> {
        let Some(id) = self.id() else { return Ok(false) };
        let name = backup::file_name(self.today.get_untracked(), self.key().is_some());
        let Some(file) = outside_file::choose(&name).await? else { return Ok(false) };
        outside_file::remember(&id, Some(&file)).await.map_err(NotSaved::Journal)?;
        self.write_outside(&file).await;
        Ok(true)
    }

    /// Writes to the file no more; the file stays where it is.
    ///
    /// # Errors
    /// When that cannot be kept.
    pub async fn forget_outside(self) -> Result<(), NotSaved> {
        if let Some(id) = self.id() {
            outside_file::remember(&id, None).await?;
            self.outside.set(Outside::None);
        }
        Ok(())
    }

    /// Asks the user to allow writing again, and writes. Must follow from a click or a key.
    pub async fn allow_outside(self) {
        let Some(file) = self.outside_file().await else { return };
        if file.ask().await == Permission::Granted {
            self.write_outside(&file).await;
        }
    }

    /// Something was saved, or the ledger was opened: writes the file soon, once.
    pub fn write_outside_soon(self) {
        let turn = random::bits();
        self.outside_turn.set_value(turn);
        let wait = AFTER_MS.max(self.outside_rest_ms.get_value());
        spawn_local(async move {
            let Some(file) = self.outside_file().await else {
                self.outside.set(Outside::None);
                return;
            };
            if self.is_outside_current() {
                if self.outside.get_untracked() == Outside::None {
                    self.outside.set(Outside::Current { name: file.name() });
                }
                return;
            }
            self.outside.set(Outside::Behind { name: file.name() });
            set_timeout(
                move || {
                    if self.outside_turn.get_value() == turn {
                        spawn_local(async move { self.write_outside(&file).await });
                    }
                },
                std::time::Duration::from_millis(wait),
            );
        });
    }

    /// Writes the file though it has everything: the ledger's lock is another.
    pub async fn write_outside_again(self) {
        if let Some(file) = self.outside_file().await {
            self.write_outside(&file).await;
        }
    }

    async fn outside_file(self) -> Option<OutsideFile> {
        outside_file::of(&self.id()?).await.ok().flatten()
    }

    /// Whether the last copy outside has all that was recorded.
    fn is_outside_current(self) -> bool {
        let seq = self.book.with_untracked(|book| book.head().map_or(0, |head| head.seq));
        self.copied.get_untracked().is_some_and(|copied: Copied| copied.seq == seq)
    }

    async fn write_outside(self, file: &OutsideFile) {
        // One tab writes to the ledger, and that one to the file.
        let of = self.id();
        if of.is_none() || self.role.get_untracked() == Some(Role::Follower) {
            return;
        }
        let name = file.name();
        if file.permission().await != Permission::Granted {
            self.outside.set(Outside::NotAllowed { name });
            return;
        }
        let begun_ms = clock::now_ms();
        let written = match self.backup().await {
            // Another ledger was opened meanwhile: this is not its file.
            _ if self.id() != of => return,
            Ok((bytes, _)) => file.write(&bytes).await.map_err(|error| error.to_string()),
            Err(error) => Err(error.to_string()),
        };
        if self.id() != of {
            return;
        }
        self.outside_rest_ms.set_value((clock::now_ms() - begun_ms) * REST);
        match written {
            Ok(()) => {
                self.note_copied();
                self.outside.set(Outside::Current { name });
                if !self.is_outside_current() {
                    self.write_outside_soon();
                }
            }
            Err(why) => self.outside.set(Outside::Failed { name, why }),
        }
    }

    /// Until when the user does not want to be asked for a copy outside, in milliseconds
    /// since 1970.
    pub fn copy_is_put_off_until_ms(self) -> Option<u64> {
        PUT_OFF.get_for(self.id()?.as_str())
    }

    /// Asks for a copy outside only tomorrow.
    pub fn put_off_copy(self) {
        if let Some(id) = self.id() {
            PUT_OFF.set_for(id.as_str(), &(clock::now_ms() + 24 * 60 * 60 * 1_000));
        }
    }
}

/// Why there is no second home.
pub enum OutsideError {
    /// The choice could not be kept.
    NotKept(NotSaved),
    /// The file cannot be had.
    File(FileError),
}

impl From<NotSaved> for OutsideError {
    fn from(why: NotSaved) -> Self {
        Self::NotKept(why)
    }
}

impl From<FileError> for OutsideError {
    fn from(why: FileError) -> Self {
        Self::File(why)
    }
}
