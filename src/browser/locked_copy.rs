//! A copy of a ledger that has a lock, as a file: the first line says what it is and how to
//! try a passphrase; the rest is the copy, encrypted.

use serde::{Deserialize, Serialize};

use super::vault::{LockHeader, Vault, VaultError};

const PLACE: &str = "copy";
/// What the first line begins with, its members being written in their order.
const BEGINNING: &[u8] = b"{\"cartera\":\"locked backup\"";
const VERSION: u16 = 1;

#[derive(Serialize, Deserialize)]
struct FirstLine {
    cartera: String,
    version: u16,
    lock: LockHeader,
}

/// A copy under a lock.
///
/// # Errors
/// As the browser fails to encrypt.
pub async fn write(vault: &Vault, copy: &[u8]) -> Result<Vec<u8>, VaultError> {
    let cartera = "locked backup".to_owned();
    let first = FirstLine { cartera, version: VERSION, lock: vault.header().clone() };
    let mut file = serde_json::to_vec(&first).unwrap_or_default();
    file.push(b'\n');
    file.append(&mut vault.seal(PLACE, copy).await?);
    Ok(file)
}

/// Whether a file is a copy under a lock, of whatever version.
pub fn is_locked(file: &[u8]) -> bool {
    file.starts_with(BEGINNING)
}

/// The lock a file is under; `None` for one that is no copy under a lock, or a newer one.
pub fn lock_of(file: &[u8]) -> Option<LockHeader> {
    let (first, _) = parts(file)?;
    let first: FirstLine = serde_json::from_slice(first).ok()?;
    (first.cartera == "locked backup" && first.version <= VERSION).then_some(first.lock)
}

/// The copy in a file; `None` where the file is damaged.
pub async fn open(vault: &Vault, file: &[u8]) -> Option<Vec<u8>> {
    vault.open(PLACE, parts(file)?.1).await
}

fn parts(file: &[u8]) -> Option<(&[u8], &[u8])> {
    let end = file.iter().take(1 << 12).position(|&byte| byte == b'\n')?;
    Some((&file[..end], &file[end + 1..]))
}
