//! From bytes to text: UTF-8, UTF-16 and Windows-1252, found out or told.

use std::sync::Arc;

/// How the characters of a file are written as bytes.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Encoding {
    /// UTF-8, with or without a byte order mark.
    Utf8,
    /// UTF-16, least significant byte first (what Excel calls "Unicode text").
    Utf16Le,
    /// UTF-16, most significant byte first.
    Utf16Be,
    /// Windows-1252: Western European Windows, and nearly ISO 8859-1.
    Windows1252,
}

impl Encoding {
    /// All of them, in the order a person would try them.
    pub const ALL: [Self; 4] = [Self::Utf8, Self::Windows1252, Self::Utf16Le, Self::Utf16Be];
}

/// Text, and how it was read from its bytes.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Decoded {
    /// The text, without a byte order mark.
    pub text: String,
    /// The encoding it was read with.
    pub encoding: Encoding,
    /// Whether the file began with a byte order mark.
    pub byte_order_mark: bool,
    /// How many byte sequences mean nothing in this encoding; each became U+FFFD.
    pub unreadable: u32,
}

/// Decodes a file a slice at a time, so that a page can go on drawing in between.
///
/// Without being told the encoding it goes by the byte order mark, then by the zero bytes
/// that UTF-16 is full of, then reads UTF-8; a file that is not UTF-8 is read again from
/// its start as Windows-1252, in which nearly every byte is a character.
#[derive(Debug)]
pub struct Decoder {
    bytes: Arc<[u8]>,
    at: usize,
    told: bool,
    multibyte: usize,
    out: Decoded,
}

impl Decoder {
    /// A decoder of `bytes`; `encoding` overrides what would be found out.
    pub fn new(bytes: Arc<[u8]>, encoding: Option<Encoding>) -> Self {
        let marked = marked(&bytes);
        let encoding_used =
            encoding.or(marked.map(|(encoding, _)| encoding)).unwrap_or_else(|| guess(&bytes));
        let mark_bytes = match marked {
            Some((of, length)) if of == encoding_used => length,
            _ => 0,
        };
        Self {
            at: mark_bytes,
            told: encoding.is_some() || mark_bytes > 0,
            multibyte: 0,
            out: Decoded {
                text: String::with_capacity(bytes.len()),
                encoding: encoding_used,
                byte_order_mark: mark_bytes > 0,
                unreadable: 0,
            },
            bytes,
        }
    }

    /// How many bytes were read so far.
    pub fn done_bytes(&self) -> usize {
        self.at
    }

    /// Reads about `max_bytes` more (at least 16); true when all is read.
    pub fn step(&mut self, max_bytes: usize) -> bool {
        let end = self.bytes.len().min(self.at + max_bytes.max(16));
        let bytes = Arc::clone(&self.bytes);
        match self.out.encoding {
            Encoding::Utf8 => self.step_utf8(&bytes, end),
            Encoding::Utf16Le => self.step_utf16(&bytes, end, u16::from_le_bytes),
            Encoding::Utf16Be => self.step_utf16(&bytes, end, u16::from_be_bytes),
            Encoding::Windows1252 => {
                for &byte in &bytes[self.at..end] {
                    self.push(windows_1252(byte));
                }
                self.at = end;
            }
        }
        if self.at < bytes.len() {
            return false;
        }
        if self.is_not_utf8_after_all() {
            self.out.encoding = Encoding::Windows1252;
            self.out.text.clear();
            self.out.unreadable = 0;
            self.at = 0;
            return bytes.is_empty();
        }
        true
    }

    /// The text read so far; all of it once [`Self::step`] said so.
    pub fn finish(self) -> Decoded {
        self.out
    }

    fn step_utf8(&mut self, bytes: &[u8], end: usize) {
        while self.at < end {
            let slice = &bytes[self.at..end];
            let (valid, bad) = match std::str::from_utf8(slice) {
                Ok(text) => (text, None),
                Err(error) => {
                    let valid = &slice[..error.valid_up_to()];
                    // Only a character cut by the end of the slice has no length; at the
                    // end of the file it will never be completed.
                    let bad = error
                        .error_len()
                        .or((end == bytes.len()).then(|| slice.len() - valid.len()));
                    (std::str::from_utf8(valid).unwrap_or_default(), bad)
                }
            };
            self.multibyte += valid.bytes().filter(|byte| *byte >= 0xC0).count();
            self.out.text.push_str(valid);
            self.at += valid.len();
            match bad {
                Some(length) => {
                    self.at += length;
                    self.push(char::REPLACEMENT_CHARACTER);
                }
                None => return,
            }
        }
    }

    fn step_utf16(&mut self, bytes: &[u8], end: usize, unit: fn([u8; 2]) -> u16) {
        while self.at + 1 < end {
            let high = unit([bytes[self.at], bytes[self.at + 1]]);
            self.at += 2;
            if !(0xD800..0xE000).contains(&high) {
                self.push(char::from_u32(u32::from(high)).unwrap_or('\u{FFFD}'));
                continue;
            }
            let low = match bytes.get(self.at..self.at + 2) {
                Some(&[a, b]) => unit([a, b]),
                _ => 0,
            };
            if high < 0xDC00 && (0xDC00..0xE000).contains(&low) {
                self.at += 2;
                let code = 0x1_0000 + ((u32::from(high) - 0xD800) << 10) + u32::from(low) - 0xDC00;
                self.push(char::from_u32(code).unwrap_or('\u{FFFD}'));
            } else {
                self.push(char::REPLACEMENT_CHARACTER);
            }
        }
        if self.at + 1 == bytes.len() {
            self.at += 1;
            self.push(char::REPLACEMENT_CHARACTER);
        }
    }

    fn push(&mut self, character: char) {
        if character == char::REPLACEMENT_CHARACTER {
            self.out.unreadable += 1;
        }
        self.out.text.push(character);
    }

    /// Accented letters of Windows-1252 are hardly ever valid UTF-8, and the other way
    /// round: a UTF-8 file with a few broken bytes still has many whole characters.
    fn is_not_utf8_after_all(&self) -> bool {
        !self.told
            && self.out.encoding == Encoding::Utf8
            && self.out.unreadable > 0
            && self.multibyte < self.out.unreadable as usize * 4
    }
}

/// The encoding a byte order mark tells, and the mark's length in bytes.
fn marked(bytes: &[u8]) -> Option<(Encoding, usize)> {
    match bytes {
        [0xEF, 0xBB, 0xBF, ..] => Some((Encoding::Utf8, 3)),
        [0xFF, 0xFE, ..] => Some((Encoding::Utf16Le, 2)),
        [0xFE, 0xFF, ..] => Some((Encoding::Utf16Be, 2)),
        _ => None,
    }
}

/// UTF-16 text in a Latin script has a zero in nearly every other byte, other text has none.
fn guess(bytes: &[u8]) -> Encoding {
    let head = &bytes[..bytes.len().min(4096)];
    let zeros = |first: usize| head.iter().skip(first).step_by(2).filter(|b| **b == 0).count();
    let (even, odd) = (zeros(0), zeros(1));
    let many = head.len() / 2 * 3 / 5;
    if head.len() >= 4 && odd > many && even <= odd / 8 {
        Encoding::Utf16Le
    } else if head.len() >= 4 && even > many && odd <= even / 8 {
        Encoding::Utf16Be
    } else {
        Encoding::Utf8
    }
}

/// Windows-1252, as published by the Unicode consortium (CP1252.TXT): ISO 8859-1 with
/// these characters in place of the controls 0x80 to 0x9F; five places are undefined.
fn windows_1252(byte: u8) -> char {
    const FROM_80: [char; 32] = [
        '€', '\u{FFFD}', '‚', 'ƒ', '„', '…', '†', '‡', 'ˆ', '‰', 'Š', '‹', 'Œ', '\u{FFFD}', 'Ž',
        '\u{FFFD}', '\u{FFFD}', '‘', '’', '“', '”', '•', '–', '—', '˜', '™', 'š', '›', 'œ',
        '\u{FFFD}', 'ž', 'Ÿ',
    ];
    match byte {
        0x80..=0x9F => FROM_80[usize::from(byte - 0x80)],
        _ => char::from(byte),
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;

    fn decode(bytes: &[u8], slice: usize) -> Decoded {
        let mut decoder = Decoder::new(bytes.into(), None);
        while !decoder.step(slice) {}
        decoder.finish()
    }

    fn utf16(text: &str, unit: fn(u16) -> [u8; 2]) -> Vec<u8> {
        text.encode_utf16().flat_map(unit).collect()
    }

    const TEXT: &str = "Cliente;Número\r\nPeñón 😀 S.A.;F-1 €\r\n";

    #[test]
    fn every_encoding_is_recognised_with_and_without_a_mark() {
        let marked_utf8 = [b"\xEF\xBB\xBF", TEXT.as_bytes()].concat();
        let le = utf16(TEXT, u16::to_le_bytes);
        let be = utf16(TEXT, u16::to_be_bytes);
        let cases = [
            (TEXT.as_bytes().to_vec(), Encoding::Utf8, false),
            (marked_utf8, Encoding::Utf8, true),
            (le.clone(), Encoding::Utf16Le, false),
            ([b"\xFF\xFE".to_vec(), le].concat(), Encoding::Utf16Le, true),
            (be.clone(), Encoding::Utf16Be, false),
            ([b"\xFE\xFF".to_vec(), be].concat(), Encoding::Utf16Be, true),
        ];
        for (bytes, encoding, byte_order_mark) in cases {
            // Slices of 16 bytes cut characters and surrogate pairs in two.
            for slice in [16, 17, 19, 4096] {
                let read = decode(&bytes, slice);
                assert_eq!(read.text, TEXT);
                assert_eq!((read.encoding, read.byte_order_mark), (encoding, byte_order_mark));
                assert_eq!(read.unreadable, 0);
            }
        }
    }

    #[test]
    fn what_is_not_utf8_is_windows_1252() {
        let read = decode(b"Raz\xF3n social;Saldo \x80\r\nMu\xF1oz;1\r\n", 16);
        assert_eq!(read.encoding, Encoding::Windows1252);
        assert_eq!(read.text, "Razón social;Saldo €\r\nMuñoz;1\r\n");
        assert_eq!(read.unreadable, 0);
    }

    #[test]
    fn a_broken_byte_in_utf8_is_counted_and_does_not_garble_the_rest() {
        let bytes = [TEXT.repeat(4).as_bytes(), b"M\xF1\n"].concat();
        let read = decode(&bytes, 64);
        assert_eq!((read.encoding, read.unreadable), (Encoding::Utf8, 1));
        assert!(read.text.ends_with("M\u{FFFD}\n"));
        let cut = decode("ññññññññññ".as_bytes().split_last().unwrap().1, 16);
        assert_eq!((cut.encoding, cut.unreadable), (Encoding::Utf8, 1));
    }

    #[test]
    fn an_encoding_that_was_told_is_kept() {
        let mut decoder = Decoder::new("é".as_bytes().into(), Some(Encoding::Windows1252));
        while !decoder.step(16) {}
        assert_eq!(decoder.finish().text, "Ã©");
        assert_eq!(decode(b"", 16).text, "");
    }
}
