//! VAT numbers of the European Union: the form of each state's, and the check digits of
//! those whose algorithm is public and short (Belgium, France, Germany, Italy, the
//! Netherlands, Portugal). Spain's are a NIF.

use super::Check;
use super::digits::{all_digits, doubled_check, expect, weighted};
use crate::ledger::country::Country;

/// Prefix and forms: `#` a digit, `@` a letter, `*` either, others themselves.
const FORMS: [(&str, &str); 27] = [
    ("AT", "U########"),
    ("BE", "##########"),
    ("BG", "######### ##########"),
    ("CY", "########@"),
    ("CZ", "######## ######### ##########"),
    ("DE", "#########"),
    ("DK", "########"),
    ("EE", "#########"),
    ("EL", "#########"),
    ("FI", "########"),
    ("FR", "**#########"),
    ("HR", "###########"),
    ("HU", "########"),
    ("IE", "#######@ #######@@ #*#####@"),
    ("IT", "###########"),
    ("LT", "######### ############"),
    ("LU", "########"),
    ("LV", "###########"),
    ("MT", "########"),
    ("NL", "#########B##"),
    ("PL", "##########"),
    ("PT", "#########"),
    ("RO", "## ### #### ##### ###### ####### ######## ######### ##########"),
    ("SE", "############"),
    ("SI", "########"),
    ("SK", "##########"),
    ("XI", "#########"),
];

/// Whether it is a state's prefix and a number of its form.
pub(super) fn has_form(id: &str) -> bool {
    id.split_at_checked(2).is_some_and(|(prefix, number)| fits(prefix, number))
}

/// The number with its prefix for a country of the Union, whether it was written or not;
/// `None` for another country or for a number of another kind. A number with the prefix but
/// not the form is kept, to be called malformed.
pub(super) fn with_prefix(country: Country, compact: &str) -> Option<String> {
    let prefix = match country {
        Country::GR => "EL",
        other if other.in_european_union() => other.code(),
        _ => return None,
    };
    let number = compact.strip_prefix(prefix).or_else(|| compact.strip_prefix(country.code()));
    let with = |number: &str| Some([prefix, number].concat());
    match number {
        Some(number) if country == Country::BE && number.len() == 9 => {
            with(&["0", number].concat())
        }
        Some(number) => with(number),
        None if country == Country::BE && compact.len() == 9 && all_digits(compact) => {
            with(&["0", compact].concat())
        }
        None if fits(prefix, compact) => with(compact),
        None => None,
    }
}

/// What the form and, where it is public, the check digit say of a number with its prefix.
pub(super) fn check(id: &str) -> Check {
    let Some((prefix, number)) = id.split_at_checked(2) else { return Check::Malformed };
    if !fits(prefix, number) {
        return Check::Malformed;
    }
    match prefix {
        "BE" => pair(&number[8..], 97 - remainder_97(&number[..8])),
        "DE" | "PT" if number.starts_with('0') => Check::Malformed,
        "DE" => expect(&number[8..], german(number)),
        "FR" if all_digits(&number[..2]) => {
            pair(&number[..2], (12 + 3 * remainder_97(&number[2..])) % 97)
        }
        "IT" => expect(&number[10..], doubled_check(number[..10].bytes())),
        "NL" => dutch(id, number),
        "PT" => {
            let rest = weighted(number.bytes(), &[9, 8, 7, 6, 5, 4, 3, 2]) % 11;
            expect(&number[8..], if rest < 2 { 0 } else { 11 - rest })
        }
        _ => Check::NotChecked,
    }
}

/// ISO 7064, modulo 11, 10.
fn german(number: &str) -> u32 {
    let product = number.bytes().take(8).fold(10, |product, digit| {
        let sum = (u32::from(digit - b'0') + product) % 10;
        (if sum == 0 { 10 } else { sum }) * 2 % 11
    });
    (11 - product) % 10
}

/// Companies: modulo 11 over eight digits. Sole traders, since 2020: modulo 97 over all of
/// it, letters counted from A = 10.
fn dutch(id: &str, number: &str) -> Check {
    let by_97 = id.bytes().fold(0, |rest, byte| match byte {
        b'0'..=b'9' => (rest * 10 + u32::from(byte - b'0')) % 97,
        letter => (rest * 100 + u32::from(letter.wrapping_sub(b'A')) + 10) % 97,
    });
    if by_97 == 1 {
        return Check::Valid;
    }
    match weighted(number.bytes(), &[9, 8, 7, 6, 5, 4, 3, 2]) % 11 {
        10 => Check::Malformed,
        expected => expect(&number[8..9], expected),
    }
}

fn remainder_97(digits: &str) -> u32 {
    digits.bytes().fold(0, |rest, digit| (rest * 10 + u32::from(digit - b'0')) % 97)
}

fn pair(given: &str, expected: u32) -> Check {
    let expected = if expected < 10 { format!("0{expected}") } else { expected.to_string() };
    if given == expected { Check::Valid } else { Check::Invalid { expected } }
}

fn fits(prefix: &str, number: &str) -> bool {
    let Ok(place) = FORMS.binary_search_by_key(&prefix, |entry| entry.0) else { return false };
    FORMS[place].1.split(' ').any(|form| {
        form.len() == number.len()
            && form.bytes().zip(number.bytes()).all(|(form, byte)| match form {
                b'#' => byte.is_ascii_digit(),
                b'@' => byte.is_ascii_uppercase(),
                b'*' => byte.is_ascii_alphanumeric(),
                literal => byte == literal,
            })
    })
}
