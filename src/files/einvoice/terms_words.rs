//! What free words about terms of payment say: `Pago a 30 días`, `CONTADO`, `14 Tage`.

use chrono::NaiveDate;

use crate::files::document::{DaysFrom, DueFound, DueSource};
use crate::files::fold::fold_char;

/// When something is due by the words about it, [`DueFound::NOTHING`] where they do not say
/// it, or say more than one thing.
pub fn due_by_words(words: &str, issued_on: NaiveDate) -> DueFound {
    match terms(words) {
        Some(0) => DueFound::On { day: issued_on, source: DueSource::Cash },
        Some(days) => DueFound::InDays { days, from: DaysFrom::Issue, source: DueSource::Words },
        None => DueFound::NOTHING,
    }
}

/// The days that the words name; 0 for cash.
fn terms(words: &str) -> Option<u32> {
    let folded: String = words.chars().take(MOST_READ).map(fold_char).collect();
    let mut found = None;
    // Clauses about a discount or a penalty name other days.
    for clause in folded.split([',', ';', '\n', '(', ')', '|']) {
        if ASIDES.iter().any(|aside| clause.contains(aside)) {
            continue;
        }
        if let Some(days) = clause_days(clause) {
            if found.is_some_and(|before| before != days) {
                return None;
            }
            found = Some(days);
        }
    }
    found
}

/// Characters that are read: terms are short.
const MOST_READ: usize = 2000;

/// What clauses are about that are not about the due date.
const ASIDES: [&str; 9] =
    ["%", "skonto", "discount", "descuento", "escompte", "sconto", "penal", "interes", "mora"];

/// The words for a day, without accents.
const DAY_WORDS: [&str; 12] =
    ["dia", "dias", "d", "day", "days", "tag", "tage", "tagen", "jour", "jours", "dagen", "giorni"];

/// The words for payment on the spot.
const CASH_WORDS: [&str; 6] = ["contado", "cash", "efectivo", "immediat", "inmediato", "sofort"];

fn clause_days(clause: &str) -> Option<u32> {
    let tokens: Vec<&str> = tokens(clause);
    let number = |at: usize| tokens.get(at).and_then(|token| token.parse::<u32>().ok());
    for (at, token) in tokens.iter().enumerate() {
        if CASH_WORDS.contains(token) {
            return Some(0);
        }
        let Some(days) = number(at).filter(|days| *days <= 365) else { continue };
        let next = tokens.get(at + 1).copied().unwrap_or_default();
        let before = at.checked_sub(1).map(|at| tokens[at]).unwrap_or_default();
        let net = matches!(before, "net" | "neto" | "netto" | "n");
        let names_days = DAY_WORDS.contains(&next) || (net && next.is_empty());
        if !names_days {
            continue;
        }
        // "30, 60 y 90 días", "30/60/90 días": several parts, of which nothing is said.
        let joined = matches!(before, "y" | "e" | "o" | "u" | "and" | "a" | "und" | "et" | "/");
        let several = at.checked_sub(2).is_some_and(|at| joined && number(at).is_some());
        return (!several).then_some(days);
    }
    None
}

/// Numbers and words; a slash or dash between two numbers stays as `/`.
fn tokens(clause: &str) -> Vec<&str> {
    let mut found = Vec::new();
    let mut rest = clause;
    while let Some(first) = rest.chars().next() {
        let digits = first.is_ascii_digit();
        let end = if first.is_alphanumeric() {
            let same = |c: char| c.is_alphanumeric() && c.is_ascii_digit() == digits;
            rest.find(|c| !same(c)).unwrap_or(rest.len())
        } else {
            first.len_utf8()
        };
        match first {
            '/' | '-' => found.push("/"),
            _ if first.is_alphanumeric() => found.push(&rest[..end]),
            _ => {}
        }
        rest = &rest[end..];
    }
    found
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_say_a_number_of_days_or_cash_or_nothing() {
        let cases = [
            ("Pago a 30 días.", Some(30)),
            ("CONTADO", Some(0)),
            ("Crédito 45 DIAS naturales", Some(45)),
            ("14 Tage", Some(14)),
            ("NET 30", Some(30)),
            ("PAIEMENT 30 JOURS NET", Some(30)),
            ("Paiement immédiat", Some(0)),
            (
                "Zahlbar innerhalb 30 Tagen netto bis 04.07.2018, 3% Skonto innerhalb 10 Tagen",
                Some(30),
            ),
            ("30d", Some(30)),
            ("2 % discount if paid within 2 days Penalty percentage 10% from due date", None),
            ("#SKONTO#TAGE=7#PROZENT=2.00#", None),
            ("30, 60 y 90 días", None),
            ("30/60/90 días", None),
            ("30 días; 60 días", None),
            ("Credito", None),
            ("CONDICIONES", None),
            ("", None),
        ];
        for (words, days) in cases {
            assert_eq!(terms(words), days, "{words}");
        }
    }
}
