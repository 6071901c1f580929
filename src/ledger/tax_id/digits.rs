//! Check digits of the Americas and Spain, by the public algorithm of each authority.

use super::Check;

/// Colombia (DIAN): weights 3, 7, 13 … from the right, modulo 11. Without a dash no check
/// digit was given.
pub(super) fn nit(id: &str) -> Check {
    const WEIGHTS: [u32; 15] = [3, 7, 13, 17, 19, 23, 29, 37, 41, 43, 47, 53, 59, 67, 71];
    let Some((base, digit)) = id.split_once('-') else {
        return if id.len() > WEIGHTS.len() { Check::Malformed } else { Check::NotChecked };
    };
    if base.len() > WEIGHTS.len() {
        return Check::Malformed;
    }
    let rest = weighted(base.bytes().rev(), &WEIGHTS) % 11;
    expect(digit, if rest < 2 { rest } else { 11 - rest })
}

/// Whether it is digits and a last digit or K.
pub(super) fn rut_chile_has_form(id: &str) -> bool {
    let (base, last) = id.split_at_checked(id.len().saturating_sub(1)).unwrap_or((id, ""));
    all_digits(base) && (all_digits(last) || last == "K")
}

/// Chile (SII): weights 2 to 7 from the right, modulo 11; 10 is K.
pub(super) fn rut_chile(id: &str) -> Check {
    if !rut_chile_has_form(id) || !(2..=9).contains(&id.len()) {
        return Check::Malformed;
    }
    let (base, digit) = id.split_at(id.len() - 1);
    let sum = weighted(base.bytes().rev(), &[2, 3, 4, 5, 6, 7, 2, 3]);
    match (11 - sum % 11) % 11 {
        10 if digit == "K" => Check::Valid,
        10 => Check::Invalid { expected: "K".to_owned() },
        expected => expect(digit, expected),
    }
}

/// Uruguay (DGI): modulo 11 over eleven digits.
pub(super) fn rut_uruguay(id: &str) -> Check {
    if id.len() != 12 || !all_digits(id) {
        return Check::Malformed;
    }
    let sum = weighted(id.bytes(), &[4, 3, 2, 9, 8, 7, 6, 5, 4, 3, 2]);
    match (11 - sum % 11) % 11 {
        10 => Check::Malformed,
        expected => expect(&id[11..], expected),
    }
}

/// Peru (SUNAT): modulo 11 over ten digits; begins with 10, 15, 16, 17 or 20.
pub(super) fn ruc_peru(id: &str) -> Check {
    let known = ["10", "15", "16", "17", "20"].iter().any(|start| id.starts_with(start));
    if id.len() != 11 || !all_digits(id) || !known {
        return Check::Malformed;
    }
    let sum = weighted(id.bytes(), &[5, 4, 3, 2, 7, 6, 5, 4, 3, 2]);
    expect(&id[10..], (11 - sum % 11) % 10)
}

/// Argentina (ARCA): modulo 11 over ten digits.
pub(super) fn cuit(id: &str) -> Check {
    const TYPES: [&str; 12] =
        ["20", "23", "24", "25", "26", "27", "30", "33", "34", "50", "51", "55"];
    if id.len() != 11 || !all_digits(id) || !TYPES.contains(&&id[..2]) {
        return Check::Malformed;
    }
    let sum = weighted(id.bytes(), &[5, 4, 3, 2, 7, 6, 5, 4, 3, 2]);
    expect(&id[10..], ((11 - sum % 11) % 11).min(9))
}

/// Ecuador (SRI): the third digit tells persons, public bodies and companies apart. The
/// check of bodies and companies fails on numbers given out since their ranges ran full,
/// so a mismatch there says nothing.
pub(super) fn ruc_ecuador(id: &str) -> Check {
    if id.len() != 13 || !all_digits(id) || id.ends_with("000") {
        return Check::Malformed;
    }
    // Twenty-four provinces, and 30 for those registered abroad.
    let province: u32 = id[..2].parse().unwrap_or(0);
    if !(1..=24).contains(&province) && province != 30 {
        return Check::Malformed;
    }
    let mod_11 = |weights: &[u32]| (11 - weighted(id.bytes(), weights) % 11) % 11;
    let (expected, place) = match id.as_bytes()[2] {
        b'0'..=b'5' => return expect(&id[9..10], doubled_check(id[..9].bytes())),
        b'6' if expect(&id[9..10], doubled_check(id[..9].bytes())) == Check::Valid => {
            return Check::Valid;
        }
        b'6' => (mod_11(&[3, 2, 7, 6, 5, 4, 3, 2]), 8),
        b'9' => (mod_11(&[4, 3, 2, 7, 6, 5, 4, 3, 2]), 9),
        _ => return Check::Malformed,
    };
    match expect(&id[place..=place], expected) {
        Check::Valid => Check::Valid,
        _ => Check::NotChecked,
    }
}

/// Whether it has the form of an RFC: three or four letters, a date, three characters.
pub(super) fn rfc_has_form(id: &str) -> bool {
    let letters: Vec<char> = id.chars().collect();
    let Some(name) = letters.len().checked_sub(9).filter(|name| (3..=4).contains(name)) else {
        return false;
    };
    let (name, rest) = letters.split_at(name);
    let (date, key) = rest.split_at(6);
    let number = |from: usize| {
        date[from..from + 2].iter().try_fold(0, |sum, c| Some(sum * 10 + c.to_digit(10)?))
    };
    // The century is not written, so 29 February passes for every year.
    let longest = match number(2) {
        Some(2) => 29,
        Some(4 | 6 | 9 | 11) => 30,
        Some(1..=12) => 31,
        _ => 0,
    };
    name.iter().all(|c| c.is_ascii_uppercase() || matches!(c, 'Ñ' | '&'))
        && number(0).is_some()
        && number(4).is_some_and(|day| (1..=longest).contains(&day))
        && key.iter().all(char::is_ascii_alphanumeric)
        && matches!(key[2], '0'..='9' | 'A')
}

/// Mexico (SAT): the form decides. Many RFC in use do not follow the published check digit,
/// so a mismatch says nothing.
pub(super) fn rfc(id: &str) -> Check {
    const VALUES: &str = "0123456789ABCDEFGHIJKLMN&OPQRSTUVWXYZ Ñ";
    if !rfc_has_form(id) {
        return Check::Malformed;
    }
    // A company's is one shorter: a blank stands before it.
    let shift = 13 - id.chars().count();
    let value = |letter: char| VALUES.chars().position(|known| known == letter).unwrap_or(0);
    let blank = if shift == 1 { value(' ') * 13 } else { 0 };
    let letters = id.chars().enumerate().take(12 - shift);
    let sum: usize = letters.map(|(place, c)| value(c) * (13 - shift - place)).sum();
    let expected = match (11 - (sum + blank) % 11) % 11 {
        10 => 'A',
        digit => char::from(b"0123456789"[digit]),
    };
    if id.ends_with(expected) { Check::Valid } else { Check::NotChecked }
}

/// Brazil (Receita Federal): two digits, modulo 11; letters count as their code less 48.
pub(super) fn cnpj(id: &str) -> Check {
    if id.len() != 14 || !id.is_ascii() || !all_digits(&id[12..]) {
        return Check::Malformed;
    }
    brazilian(id, 12, &[6, 5, 4, 3, 2, 9, 8, 7, 6, 5, 4, 3, 2])
}

/// Brazil (Receita Federal): two digits, modulo 11.
pub(super) fn cpf(id: &str) -> Check {
    if id.len() != 11 || !all_digits(id) {
        return Check::Malformed;
    }
    brazilian(id, 9, &[11, 10, 9, 8, 7, 6, 5, 4, 3, 2])
}

/// Both check digits; the first is found with the weights shifted by one place.
fn brazilian(id: &str, length: usize, weights: &[u32]) -> Check {
    let digit = |sum: u32| if sum % 11 < 2 { 0 } else { 11 - sum % 11 };
    let first = digit(weighted(id[..length].bytes(), &weights[1..]));
    let sum = weighted(id[..length].bytes(), weights) + first * weights[length];
    let expected = [first, digit(sum)].map(|digit| digit.to_string()).concat();
    if id[length..] == expected { Check::Valid } else { Check::Invalid { expected } }
}

/// Spain (AEAT): a letter by modulo 23 for persons, a digit or letter for entities.
pub(super) fn nif_spain(id: &str) -> Check {
    const LETTERS: &[u8] = b"TRWAGMYFPDXBNJZSQVHLCKE";
    const ENTITY_LETTERS: &[u8] = b"JABCDEFGHI";
    if id.len() != 9 || !id.is_ascii() || !all_digits(&id[1..8]) {
        return Check::Malformed;
    }
    let (first, body, last) = (id.as_bytes()[0], &id[1..8], id.as_bytes()[8]);
    let lead = match first {
        b'0'..=b'9' => u32::from(first - b'0'),
        b'X' | b'Y' | b'Z' => u32::from(first - b'X'),
        b'K' | b'L' | b'M' => 0,
        b'A'..=b'H' | b'J' | b'N' | b'P'..=b'S' | b'U'..=b'W' => {
            let digit = doubled_check(body.bytes());
            let letter = ENTITY_LETTERS[digit as usize];
            let number = b'0' + u8::try_from(digit).unwrap_or(0);
            // Which entities end in a letter and which in a digit has changed over the years:
            // either passes, and the usual one is named where neither does.
            let valid = last == letter || last == number;
            let letter_only = matches!(first, b'N' | b'P'..=b'S' | b'W');
            let expected = if letter_only { letter } else { number };
            return said(valid, expected);
        }
        _ => return Check::Malformed,
    };
    let number = lead * 10_000_000 + body.parse::<u32>().unwrap_or(0);
    let expected = LETTERS[(number % 23) as usize];
    said(last == expected, expected)
}

/// The sum of values times weights; digits count as themselves, letters as code less 48.
pub(super) fn weighted(values: impl Iterator<Item = u8>, weights: &[u32]) -> u32 {
    values.zip(weights).map(|(value, weight)| u32::from(value.wrapping_sub(b'0')) * weight).sum()
}

/// The check digit of the Luhn algorithm for the digits before it: every second one from
/// the right is doubled.
pub(super) fn doubled_check(digits: impl DoubleEndedIterator<Item = u8>) -> u32 {
    let sum: u32 = digits
        .rev()
        .enumerate()
        .map(|(place, digit)| {
            let value = u32::from(digit - b'0') * (2 - place as u32 % 2);
            value / 10 + value % 10
        })
        .sum();
    (10 - sum % 10) % 10
}

/// Valid where the digit given is the one expected.
pub(super) fn expect(given: &str, expected: u32) -> Check {
    let expected = expected.to_string();
    if given == expected { Check::Valid } else { Check::Invalid { expected } }
}

pub(super) fn all_digits(text: &str) -> bool {
    !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit())
}

fn said(valid: bool, expected: u8) -> Check {
    if valid { Check::Valid } else { Check::Invalid { expected: char::from(expected).to_string() } }
}
