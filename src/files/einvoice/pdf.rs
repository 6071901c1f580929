//! The invoice within a PDF (Factur-X, ZUGFeRD): a scan for streams, without the table of
//! objects.
//!
//! An attached file is always a stream of its own, however the rest is packed, so every
//! stream that is no picture, font or page is unpacked and looked at; what begins like XML
//! is handed on. That finds attachments whatever they are called.

use miniz_oxide::inflate::decompress_to_vec_zlib_with_limit;

use crate::files::document::{FaultKind, Limit};

/// The XML documents inside, in the order of the file.
pub fn attachments(bytes: &[u8]) -> Result<Vec<Vec<u8>>, FaultKind> {
    let mut found = Vec::new();
    let mut budget = MOST_UNPACKED;
    let mut from = 0;
    let mut streams = 0;
    while let Some(at) = find(bytes, b"stream", from) {
        from = at + b"stream".len();
        if at >= 3 && &bytes[at - 3..at] == b"end" {
            continue;
        }
        streams += 1;
        if streams > MOST_STREAMS {
            return Err(FaultKind::TooMuch(Limit::Elements));
        }
        let dictionary = dictionary(bytes, at);
        let start = match &bytes[from..] {
            [b'\r', b'\n', ..] => from + 2,
            [b'\n' | b'\r', ..] => from + 1,
            _ => continue,
        };
        if has(dictionary, b"/Image") || has(dictionary, b"/XRef") || has(dictionary, b"/ObjStm") {
            continue;
        }
        let packed = has(dictionary, b"FlateDecode") || has(dictionary, b"/Fl ");
        let head = &bytes[start..bytes.len().min(start + HEAD_BYTES)];
        let begins = if packed { begins_like_xml(&peek(head)) } else { begins_like_xml(head) };
        if !begins {
            continue;
        }
        // Looked for only now, and never twice over the same bytes.
        let end = end_of(bytes, dictionary, start);
        let raw = &bytes[start..end];
        from = end;
        if packed {
            match decompress_to_vec_zlib_with_limit(raw, budget) {
                Ok(unpacked) => {
                    budget -= unpacked.len();
                    found.push(unpacked);
                }
                Err(error) if error.output.len() >= budget => {
                    return Err(FaultKind::TooMuch(Limit::Expansion));
                }
                Err(_) => {}
            }
        } else if raw.len() <= budget {
            budget -= raw.len();
            found.push(raw.to_vec());
        } else {
            return Err(FaultKind::TooMuch(Limit::Expansion));
        }
    }
    if found.is_empty() && is_encrypted(bytes) {
        return Err(FaultKind::Encrypted);
    }
    Ok(found)
}

/// The most bytes that come out of all streams.
const MOST_UNPACKED: usize = 32 << 20;
/// The most streams that are looked at.
const MOST_STREAMS: usize = 50_000;
/// How much of a stream is looked at before it is unpacked.
const HEAD_BYTES: usize = 4096;
/// How far before a stream its dictionary may begin.
const DICTIONARY_BYTES: usize = 1200;

/// What stands between the beginning of the object and its stream.
fn dictionary(bytes: &[u8], stream: usize) -> &[u8] {
    let before = &bytes[stream.saturating_sub(DICTIONARY_BYTES)..stream];
    let start = before.windows(3).rposition(|three| three == b"obj").map_or(0, |at| at + 3);
    &before[start..]
}

/// Where a stream ends: by its length if that leads to `endstream`, else at the next
/// `endstream`, else with the file.
fn end_of(bytes: &[u8], dictionary: &[u8], start: usize) -> usize {
    let told = length(dictionary).and_then(|length| start.checked_add(length));
    if let Some(end) = told.filter(|end| *end <= bytes.len()) {
        let after = &bytes[end..bytes.len().min(end + 12)];
        if has(after, b"endstream") {
            return end;
        }
    }
    find(bytes, b"endstream", start).unwrap_or(bytes.len())
}

/// `/Length 123`, but not the reference `/Length 12 0 R`, which names no length.
fn length(dictionary: &[u8]) -> Option<usize> {
    let at = find(dictionary, b"/Length", 0)? + b"/Length".len();
    let text = std::str::from_utf8(dictionary.get(at..)?.get(..20.min(dictionary.len() - at))?);
    let text = text.ok()?.trim_start();
    let digits = text.find(|c: char| !c.is_ascii_digit()).unwrap_or(text.len());
    let is_reference = text[digits..].trim_start().starts_with("0 R");
    text[..digits].parse().ok().filter(|_| !is_reference)
}

/// The first bytes of a packed stream.
fn peek(head: &[u8]) -> Vec<u8> {
    match decompress_to_vec_zlib_with_limit(head, 64 << 10) {
        Ok(unpacked) => unpacked,
        // Cut short, as it must be: what came out so far is what is wanted.
        Err(error) => error.output,
    }
}

fn begins_like_xml(bytes: &[u8]) -> bool {
    let text = bytes.strip_prefix(b"\xEF\xBB\xBF").unwrap_or(bytes);
    let first = text.iter().position(|byte| !byte.is_ascii_whitespace()).unwrap_or(0);
    match &text[first..] {
        // XMP, which every such PDF has.
        [b'<', b'?', b'x', b'p', ..] | [b'<', b'x', b':', ..] => false,
        [b'<', next, ..] => matches!(next, b'?' | b'!') || next.is_ascii_alphabetic(),
        // UTF-16.
        [0xFF, 0xFE, b'<', ..] | [0xFE, 0xFF, 0, b'<', ..] => true,
        _ => false,
    }
}

/// Whether the trailer or the table of objects names an encryption.
fn is_encrypted(bytes: &[u8]) -> bool {
    let mut from = 0;
    while let Some(at) = find(bytes, b"/Encrypt", from) {
        from = at + b"/Encrypt".len();
        if bytes.get(from).is_some_and(|next| matches!(next, b' ' | b'<' | b'\r' | b'\n')) {
            return true;
        }
    }
    false
}

fn find(bytes: &[u8], word: &[u8], from: usize) -> Option<usize> {
    let found = bytes.get(from..)?.windows(word.len()).position(|window| window == word);
    found.map(|at| at + from)
}

fn has(bytes: &[u8], word: &[u8]) -> bool {
    find(bytes, word, 0).is_some()
}
