//! The form that puts a lock on a ledger.

/// Fewer characters are tried through too soon, however slow one try is.
pub const LEAST_CHARS: usize = 10;

/// What is wrong with a passphrase to be set.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum PassphraseProblem {
    /// There is none.
    Missing,
    /// It is too short.
    Short {
        /// The least number of characters.
        least: usize,
    },
    /// What was entered once more is something else.
    Differs,
}

/// What is wrong with a passphrase and its repetition: with the first, and with the second.
///
/// ```
/// use cartera::views::lock::{PassphraseProblem, check};
/// assert_eq!(check("cuatro palabras al azar", "cuatro palabras al azar"), (None, None));
/// assert_eq!(check("corta", "corta").0, Some(PassphraseProblem::Short { least: 10 }));
/// assert_eq!(check("cuatro palabras", "cuatro").1, Some(PassphraseProblem::Differs));
/// ```
pub fn check(
    passphrase: &str,
    again: &str,
) -> (Option<PassphraseProblem>, Option<PassphraseProblem>) {
    let first = match passphrase.chars().count() {
        0 => Some(PassphraseProblem::Missing),
        count if count < LEAST_CHARS => Some(PassphraseProblem::Short { least: LEAST_CHARS }),
        _ => None,
    };
    let second = (first.is_none() && passphrase != again).then_some(PassphraseProblem::Differs);
    (first, second)
}
