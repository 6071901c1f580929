//! What field 86 of an MT940 says: free text, or one of several structures.

use super::statement::{Movement, ReferenceKind, collapse};

/// Takes name, account, references and words out of the lines of a field 86.
pub(super) fn describe(movement: &mut Movement, lines: &[String]) {
    let joined = lines.concat();
    let separator = ['?', '>'].into_iter().find(|sign| is_numbered(&joined, *sign));
    if let Some(separator) = separator {
        numbered(movement, &joined, separator);
    } else if !(joined.starts_with('/') && keyed(movement, &joined)) {
        free(movement, lines);
    }
}

/// Whether a text is taken apart by `?20` or `>20`.
fn is_numbered(text: &str, sign: char) -> bool {
    let mut found = 0;
    for (at, _) in text.match_indices(sign) {
        let two = text.get(at + 1..at + 3);
        found += u32::from(two.is_some_and(|two| two.bytes().all(|b| b.is_ascii_digit())));
    }
    // One may be a question that somebody wrote.
    found >= 2
}

/// `105?00Basislastschrift?20EREF+…?31IBAN?32Name?33Name`.
fn numbered(movement: &mut Movement, text: &str, sign: char) {
    let (mut purpose, mut name, mut rest) = (String::new(), String::new(), String::new());
    let mut was_full = false;
    let mut pieces = text.split(sign);
    pieces.next();
    for piece in pieces {
        let number = piece.get(..2).and_then(|two| two.parse::<u8>().ok());
        let (Some(number), Some(words)) = (number, piece.get(2..)) else {
            rest.push_str(piece);
            continue;
        };
        let field = match number {
            20..=29 | 60..=63 => &mut purpose,
            32 | 33 => &mut name,
            31 => {
                words.trim().clone_into(&mut movement.payer_account);
                continue;
            }
            0 => &mut rest,
            _ => continue,
        };
        // A full piece of 27 characters goes on without a blank.
        if !was_full && !field.is_empty() {
            field.push(' ');
        }
        field.push_str(words);
        was_full = words.chars().count() >= 27;
    }
    if movement.payer.is_empty() {
        movement.payer = collapse(&name);
    }
    movement.say(&rest);
    sepa_words(movement, &purpose);
}

/// The SEPA words inside a German purpose: `EREF+… MREF+… SVWZ+…`.
fn sepa_words(movement: &mut Movement, purpose: &str) {
    const WORDS: [&str; 9] =
        ["EREF+", "KREF+", "MREF+", "CRED+", "DEBT+", "SVWZ+", "ABWA+", "ABWE+", "COAM+"];
    let mut starts: Vec<(usize, &str)> =
        WORDS.iter().flat_map(|word| purpose.match_indices(word)).collect();
    crate::order::sort_by_key(&mut starts, |(at, _)| *at);
    let end = starts.first().map_or(purpose.len(), |(at, _)| *at);
    movement.say(&purpose[..end]);
    for (place, (at, word)) in starts.iter().enumerate() {
        let end = starts.get(place + 1).map_or(purpose.len(), |(next, _)| *next);
        let value = purpose.get(at + word.len()..end).unwrap_or_default().trim();
        match *word {
            "EREF+" => movement.refer(ReferenceKind::EndToEnd, value),
            "KREF+" => movement.refer(ReferenceKind::Other, value),
            "MREF+" => movement.refer(ReferenceKind::Mandate, value),
            "SVWZ+" => movement.say(value),
            // Who really pays, where somebody else's account was used.
            "ABWA+" if !value.is_empty() => value.clone_into(&mut movement.payer),
            _ => {}
        }
    }
}

/// `/EREF/…/NAME/…/REMI/…`; false where no word of it is known.
fn keyed(movement: &mut Movement, text: &str) -> bool {
    const WORDS: [&str; 20] = [
        "EREF", "REMI", "NAME", "IBAN", "BENM", "ORDP", "ISDT", "TRTP", "BIC", "MARF", "CSID",
        "PREF", "RTRN", "ID", "USTD", "STRD", "CNTP", "TRCD", "KREF", "SVWZ",
    ];
    let mut pieces: Vec<(&str, String)> = Vec::new();
    for part in text.split('/').skip(1) {
        if let Some(word) = WORDS.into_iter().find(|word| *word == part.trim()) {
            pieces.push((word, String::new()));
        } else if let Some((_, value)) = pieces.last_mut() {
            if !value.is_empty() {
                value.push('/');
            }
            value.push_str(part);
        }
    }
    for (word, value) in &pieces {
        let value = collapse(value);
        match *word {
            _ if value.is_empty() && *word != "RTRN" => {}
            "EREF" => movement.refer(ReferenceKind::EndToEnd, &value),
            "MARF" => movement.refer(ReferenceKind::Mandate, &value),
            "PREF" | "KREF" | "STRD" => movement.refer(ReferenceKind::Other, &value),
            "NAME" => movement.payer = value,
            "IBAN" => movement.payer_account = value,
            "REMI" | "USTD" | "SVWZ" => movement.say(&value),
            "RTRN" => movement.is_reversal = true,
            // `/CNTP/account/bank/name/place`.
            "CNTP" => {
                let mut parts = value.split('/');
                parts.next().unwrap_or_default().clone_into(&mut movement.payer_account);
                parts.nth(1).unwrap_or_default().clone_into(&mut movement.payer);
            }
            _ => {}
        }
    }
    !pieces.is_empty()
}

/// Free text, with an account and a name where a bank labels them.
fn free(movement: &mut Movement, lines: &[String]) {
    let text = collapse(&lines.join(" "));
    let labelled = |labels: &[&str], ends: &[char]| {
        let (at, label) = labels.iter().find_map(|label| Some((text.find(label)?, label)))?;
        let rest = &text[at + label.len()..];
        let value = rest.split(ends).next().unwrap_or_default().trim();
        (!value.is_empty()).then(|| value.to_owned())
    };
    if movement.payer_account.is_empty()
        && let Some(account) = labelled(&["REK: ", "Z RACH.: ", "IBAN: "], &['/', ';', ' '])
    {
        movement.payer_account = account;
    }
    if movement.payer.is_empty()
        && let Some(name) = labelled(&["NAAM: ", "; OD: ", "ORDENANTE: ", "ORD: "], &[';', '/'])
    {
        movement.payer = name;
    }
    // `NL47INGB9999999999 name`, then the words on lines of their own.
    let first = lines.first().map_or("", |line| line.trim());
    if let Some((account, name)) = first.split_once(' ')
        && looks_like_iban(account)
        && movement.payer.is_empty()
    {
        account.clone_into(&mut movement.payer_account);
        name.trim().clone_into(&mut movement.payer);
    }
    movement.say(&text);
}

/// Whether a word has the form of an IBAN (ISO 13616), check digits not looked at.
pub(super) fn looks_like_iban(word: &str) -> bool {
    let bytes = word.as_bytes();
    (15..=34).contains(&bytes.len())
        && bytes[..2].iter().all(u8::is_ascii_uppercase)
        && bytes[2..4].iter().all(u8::is_ascii_digit)
        && bytes[4..].iter().all(u8::is_ascii_alphanumeric)
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use chrono::NaiveDate;

    use super::*;
    use crate::ledger::{Currency, Money};

    fn described(lines: &[&str]) -> Movement {
        let day = NaiveDate::from_ymd_opt(2026, 3, 1).unwrap();
        let mut movement = Movement::new(day, Money::zero(Currency::MXN));
        let lines: Vec<String> = lines.iter().map(|&line| line.to_owned()).collect();
        describe(&mut movement, &lines);
        movement
    }

    #[test]
    fn numbered_pieces_are_put_together() {
        let read = described(&[
            "166?00Gutschrift?20EREF+F-2026-1?21SVWZ+Factura F-2026-1 de ma?22rzo",
            "?31ES1200000000000000000000?32Talleres Ejemplo de la Cost?33a SL",
        ]);
        assert_eq!(read.payer, "Talleres Ejemplo de la Costa SL");
        assert_eq!(read.payer_account, "ES1200000000000000000000");
        assert_eq!(read.references[0].text, "F-2026-1");
        assert!(read.text.contains("Factura F-2026-1"), "{}", read.text);
    }

    #[test]
    fn keyed_pieces_are_told_apart() {
        let read =
            described(&["/EREF/01-01 12/34/BENM//NAME/CONTRA ACCOUN", "T HOLDER/REMI/F 1/ISDT/x"]);
        assert_eq!((read.payer.as_str(), read.text.as_str()), ("CONTRA ACCOUNT HOLDER", "F 1"));
        assert_eq!(read.references[0].text, "01-01 12/34");
        assert!(described(&["/RTRN/MS03/NAME/X"]).is_reversal);
    }

    #[test]
    fn free_text_keeps_everything() {
        let read = described(&["NL47INGB9999999999 hr Ejemplo", "", "Betaling ? y >"]);
        assert_eq!((read.payer.as_str(), read.payer_account.len()), ("hr Ejemplo", 18));
        assert!(read.text.ends_with("Betaling ? y >"));
        assert_eq!(described(&["REK: NL65/NAAM: PIC SL"]).payer, "PIC SL");
    }
}
