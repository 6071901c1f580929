//! The few values that storage keeps in a form of its own, as bytes.
//!
//! A head is a version byte, the sequence number (8 bytes, little-endian), the id (26
//! letters), the hash (32 bytes) and a checksum of all that (CRC-32, 4 bytes).

use crate::ledger::journal::{Hash, Head, SetAside};

const HEAD_VERSION: u8 = 1;
const ID_AT: usize = 9;
const HASH_AT: usize = ID_AT + 26;
const CHECKSUM_AT: usize = HASH_AT + 32;
const HEAD_LENGTH: usize = CHECKSUM_AT + 4;

/// A head as bytes.
pub(super) fn from_head(head: &Head) -> Vec<u8> {
    let mut bytes = Vec::with_capacity(HEAD_LENGTH);
    bytes.push(HEAD_VERSION);
    bytes.extend_from_slice(&head.seq.to_le_bytes());
    bytes.extend_from_slice(head.id.to_string().as_bytes());
    bytes.extend_from_slice(&head.hash);
    let checksum = crc32fast::hash(&bytes);
    bytes.extend_from_slice(&checksum.to_le_bytes());
    bytes
}

/// A head from its bytes; `None` where they are not one, or were changed.
pub(super) fn to_head(bytes: &[u8]) -> Option<Head> {
    if bytes.len() != HEAD_LENGTH || bytes[0] != HEAD_VERSION {
        return None;
    }
    let (content, checksum) = bytes.split_at(CHECKSUM_AT);
    if crc32fast::hash(content).to_le_bytes() != checksum {
        return None;
    }
    Some(Head {
        seq: u64::from_le_bytes(content[1..ID_AT].try_into().ok()?),
        id: std::str::from_utf8(&content[ID_AT..HASH_AT]).ok()?.parse().ok()?,
        hash: Hash::try_from(&content[HASH_AT..]).ok()?,
    })
}

/// What a snapshot stands for and how many parts it has: the head, then 4 bytes.
pub(super) fn from_manifest(at: &Head, parts: usize) -> Vec<u8> {
    let mut bytes = from_head(at);
    bytes.extend_from_slice(&u32::try_from(parts).unwrap_or(u32::MAX).to_le_bytes());
    bytes
}

/// The same from bytes.
pub(super) fn to_manifest(bytes: &[u8]) -> Option<(Head, usize)> {
    let (head, parts) = bytes.split_at_checked(HEAD_LENGTH)?;
    let parts = u32::from_le_bytes(parts.try_into().ok()?);
    Some((to_head(head)?, parts as usize))
}

/// Something set aside: the length of what it was (4 bytes), what it was, its bytes.
pub(super) fn from_set_aside(aside: &SetAside) -> Vec<u8> {
    let length = u32::try_from(aside.what.len()).unwrap_or(u32::MAX);
    let mut bytes = length.to_le_bytes().to_vec();
    bytes.extend_from_slice(aside.what.as_bytes());
    bytes.extend_from_slice(&aside.bytes);
    bytes
}

/// The same from bytes.
pub(super) fn to_set_aside(bytes: &[u8]) -> Option<SetAside> {
    let (length, rest) = bytes.split_first_chunk::<4>()?;
    let (what, found) = rest.split_at_checked(u32::from_le_bytes(*length) as usize)?;
    let what = String::from_utf8_lossy(what).into_owned();
    Some(SetAside { what, bytes: found.to_vec() })
}
