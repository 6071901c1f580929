//! What a cell says once its wrapping is off.

use crate::files::csv_out::unguard;
use crate::files::table::trim;

/// A cell's text without the white space around it, the apostrophe that keeps a
/// spreadsheet from running it, or the `="00123"` that keeps one from dropping zeros.
///
/// ```
/// use cartera::files::list::cell::cell_text;
/// assert_eq!(cell_text(" =\"00123\" "), "00123");
/// assert_eq!(cell_text("'=x"), "=x");
/// ```
pub fn cell_text(cell: &str) -> &str {
    let cell = trim(unguard(cell));
    match cell.strip_prefix("=\"").and_then(|rest| rest.strip_suffix('"')) {
        Some(inside) if !inside.contains('"') => trim(inside),
        _ => cell,
    }
}

/// Whether a cell's text only fills a place: nothing, dashes, `n/a`, `#N/A`, zeros in the
/// shape of a date.
pub fn is_filler(text: &str) -> bool {
    const WORDS: [&str; 16] = [
        "n/a", "na", "n.a.", "#n/a", "n/d", "nd", "n.d.", "s/d", "s/n", "null", "(null)", "none",
        "nan", "nat", "#ref!", "#value!",
    ];
    text.chars().all(|c| matches!(c, '-' | '–' | '—' | '_' | '.' | ' ' | '$' | '€'))
        || WORDS.iter().any(|word| text.eq_ignore_ascii_case(word))
        || is_zero_date(text)
}

/// `00/00/0000`, `0000-00-00 00:00:00`.
fn is_zero_date(text: &str) -> bool {
    text.len() >= 8
        && text.contains(['-', '/'])
        && text.bytes().all(|b| matches!(b, b'0' | b'-' | b'/' | b':' | b' '))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn fillers_are_nothing() {
        for cell in ["", "-", " - ", "N/A", "#N/A", "00/00/0000", "0000-00-00 00:00:00", "—", "$ -"]
        {
            assert!(is_filler(cell_text(cell)), "{cell}");
        }
        for cell in ["0", "0.00", "00000000", "-5", "Ana", "S/N 12"] {
            assert!(!is_filler(cell), "{cell}");
        }
    }

    #[test]
    fn only_whole_wrappings_come_off() {
        for (cell, text) in [("=\"a\"", "a"), ("=\"a\"&\"b\"", "=\"a\"&\"b\""), ("=\"", "=\"")] {
            assert_eq!(cell_text(cell), text);
        }
    }
}
