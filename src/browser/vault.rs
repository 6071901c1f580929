//! A lock on a ledger: everything stored of it is encrypted under the user's passphrase.
//!
//! The key comes from the passphrase by PBKDF2 with SHA-256, and encrypts with AES-256-GCM
//! under a fresh random nonce for each value. The place of a value is bound to it, so that a
//! value moved elsewhere does not open. The key cannot be read out of the browser and is
//! only in memory; what is stored beside the values is the salt, the rounds and a check.

use js_sys::{Array, ArrayBuffer, JsString, Object, Promise, Reflect, Uint8Array};
use serde::{Deserialize, Serialize};
use wasm_bindgen::prelude::wasm_bindgen;
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::JsFuture;

use super::js;
use crate::ledger::journal::JournalError;

/// Rounds of PBKDF2 for a new lock: what OWASP's password storage cheat sheet asked for in
/// 2023 for SHA-256. A lock keeps those it was made with.
const ROUNDS: u32 = 600_000;

const SALT_LENGTH: usize = 16;

const MAGIC: [u8; 4] = *b"CRL\x01";
const NONCE_AT: usize = MAGIC.len() + 8;
const TEXT_AT: usize = NONCE_AT + 12;
/// The check opens only under the right key.
const CHECK: &[u8] = b"cartera";
const CHECK_PLACE: &str = "check";

/// What is stored of a lock: nothing of the passphrase, and what it takes to try one.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct LockHeader {
    /// Which lock: each value names the lock that it is under.
    id: u64,
    rounds: u32,
    salt: Vec<u8>,
    check: Vec<u8>,
}

impl LockHeader {
    /// Its bytes for storage: the id (8 bytes, little-endian), the rounds (4), the salt (16),
    /// and the check.
    pub fn to_bytes(&self) -> Vec<u8> {
        let mut bytes = self.id.to_le_bytes().to_vec();
        bytes.extend_from_slice(&self.rounds.to_le_bytes());
        bytes.extend_from_slice(&self.salt);
        bytes.extend_from_slice(&self.check);
        bytes
    }

    /// The same from bytes; `None` where they are not one.
    pub fn from_bytes(bytes: &[u8]) -> Option<Self> {
        let (id, rest) = bytes.split_first_chunk::<8>()?;
        let (rounds, rest) = rest.split_first_chunk::<4>()?;
        let (salt, check) = rest.split_at_checked(SALT_LENGTH)?;
        Some(Self {
            id: u64::from_le_bytes(*id),
            rounds: u32::from_le_bytes(*rounds),
            salt: salt.to_vec(),
            check: check.to_vec(),
        })
    }
}

/// A lock that is open: its key.
pub struct Vault {
    header: LockHeader,
    key: JsValue,
}

/// Why a lock was not made or did not open. Nothing was changed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum VaultError {
    /// It is not the passphrase.
    WrongPassphrase,
    /// The browser does not encrypt here: the page was loaded without `https`.
    Unavailable,
    /// The browser's words.
    Failed(String),
}

#[wasm_bindgen]
extern "C" {
    /// The browser's cryptography, in the few calls used here.
    type Subtle;

    #[wasm_bindgen(method, js_name = importKey)]
    fn import_key(
        this: &Subtle,
        format: &str,
        raw: &JsValue,
        algorithm: &str,
        extractable: bool,
        uses: &JsValue,
    ) -> Promise;
    #[wasm_bindgen(method, js_name = deriveKey)]
    fn derive_key(
        this: &Subtle,
        algorithm: &JsValue,
        base: &JsValue,
        kind: &JsValue,
        extractable: bool,
        uses: &JsValue,
    ) -> Promise;
    #[wasm_bindgen(method)]
    fn encrypt(this: &Subtle, algorithm: &JsValue, key: &JsValue, plain: &JsValue) -> Promise;
    #[wasm_bindgen(method)]
    fn decrypt(this: &Subtle, algorithm: &JsValue, key: &JsValue, sealed: &JsValue) -> Promise;
}

impl Vault {
    /// A new lock under a passphrase.
    ///
    /// # Errors
    /// Where the browser does not encrypt.
    pub async fn new(passphrase: &str) -> Result<Self, VaultError> {
        let mut salt = vec![0; SALT_LENGTH];
        random_bytes(&mut salt)?;
        let header =
            LockHeader { id: super::random::bits(), rounds: ROUNDS, salt, check: Vec::new() };
        let key = derive(passphrase, &header).await?;
        let mut vault = Self { header, key };
        vault.header.check = vault.seal(CHECK_PLACE, CHECK).await?;
        Ok(vault)
    }

    /// Opens a lock.
    ///
    /// # Errors
    /// [`VaultError::WrongPassphrase`] when it is not the one it was made with.
    pub async fn unlock(header: LockHeader, passphrase: &str) -> Result<Self, VaultError> {
        let key = derive(passphrase, &header).await?;
        let vault = Self { header, key };
        let check = vault.open(CHECK_PLACE, &vault.header.check).await;
        if check.as_deref() == Some(CHECK) { Ok(vault) } else { Err(VaultError::WrongPassphrase) }
    }

    /// What is stored of it.
    pub fn header(&self) -> &LockHeader {
        &self.header
    }

    /// Encrypts a value for a place.
    ///
    /// # Errors
    /// As the browser fails.
    pub async fn seal(&self, place: &str, plain: &[u8]) -> Result<Vec<u8>, VaultError> {
        let mut sealed = MAGIC.to_vec();
        sealed.extend_from_slice(&self.header.id.to_le_bytes());
        let mut nonce = [0; 12];
        random_bytes(&mut nonce)?;
        sealed.extend_from_slice(&nonce);
        let algorithm = aes(&nonce, place);
        let text = subtle()?.encrypt(&algorithm, &self.key, &Uint8Array::from(plain));
        let text = JsFuture::from(text).await.map_err(|error| failed(&error))?;
        sealed.extend_from_slice(&bytes_of(&text));
        Ok(sealed)
    }

    /// Decrypts a value of a place; `None` where it is none of this lock and place, or was
    /// changed.
    pub async fn open(&self, place: &str, sealed: &[u8]) -> Option<Vec<u8>> {
        if !self.is_of(sealed) {
            return None;
        }
        let nonce = sealed.get(NONCE_AT..TEXT_AT)?;
        let text = Uint8Array::from(&sealed[TEXT_AT..]);
        let plain = subtle().ok()?.decrypt(&aes(nonce, place), &self.key, &text);
        Some(bytes_of(&JsFuture::from(plain).await.ok()?))
    }

    /// Whether a value says that it is under this lock.
    pub fn is_of(&self, sealed: &[u8]) -> bool {
        is_sealed(sealed)
            && sealed.get(MAGIC.len()..NONCE_AT) == Some(&self.header.id.to_le_bytes())
    }
}

/// Whether a stored value is under some lock.
pub fn is_sealed(bytes: &[u8]) -> bool {
    bytes.starts_with(&MAGIC)
}

impl From<VaultError> for JournalError {
    fn from(error: VaultError) -> Self {
        match error {
            VaultError::WrongPassphrase => Self::Locked,
            VaultError::Unavailable => Self::Failed("no cryptography without https".to_owned()),
            VaultError::Failed(why) => Self::Failed(why),
        }
    }
}

async fn derive(passphrase: &str, header: &LockHeader) -> Result<JsValue, VaultError> {
    let subtle = subtle()?;
    // One letter with its accent is one letter, however the keyboard sends it.
    let text = JsString::from(passphrase).normalize("NFC");
    let raw = Uint8Array::from(String::from(text).as_bytes());
    let base = subtle.import_key("raw", &raw, "PBKDF2", false, &words(&["deriveKey"]));
    let base = JsFuture::from(base).await.map_err(|error| failed(&error))?;
    let by = object(&[
        ("name", "PBKDF2".into()),
        ("hash", "SHA-256".into()),
        ("iterations", header.rounds.into()),
        ("salt", Uint8Array::from(header.salt.as_slice()).into()),
    ]);
    let kind = object(&[("name", "AES-GCM".into()), ("length", 256.into())]);
    let key = subtle.derive_key(&by, &base, &kind, false, &words(&["encrypt", "decrypt"]));
    JsFuture::from(key).await.map_err(|error| failed(&error))
}

fn aes(nonce: &[u8], place: &str) -> JsValue {
    object(&[
        ("name", "AES-GCM".into()),
        ("iv", Uint8Array::from(nonce).into()),
        ("additionalData", Uint8Array::from(place.as_bytes()).into()),
    ])
}

fn subtle() -> Result<Subtle, VaultError> {
    let subtle = js::global("crypto").and_then(|crypto| js::member(&crypto, "subtle"));
    subtle.map(JsCast::unchecked_into).ok_or(VaultError::Unavailable)
}

fn random_bytes(bytes: &mut [u8]) -> Result<(), VaultError> {
    getrandom::fill(bytes).map_err(|error| VaultError::Failed(error.to_string()))
}

fn object(members: &[(&str, JsValue)]) -> JsValue {
    let object = Object::new();
    for (name, value) in members {
        // Never refused by an object just made.
        let _ = Reflect::set(&object, &JsValue::from_str(name), value);
    }
    object.into()
}

fn words(words: &[&str]) -> JsValue {
    words.iter().map(|word| JsValue::from_str(word)).collect::<Array>().into()
}

fn bytes_of(buffer: &JsValue) -> Vec<u8> {
    buffer
        .dyn_ref::<ArrayBuffer>()
        .map(|buffer| Uint8Array::new(buffer).to_vec())
        .unwrap_or_default()
}

fn failed(error: &JsValue) -> VaultError {
    VaultError::Failed(js::describe(error))
}
