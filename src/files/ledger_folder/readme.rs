//! The file that explains the others, in the user's language.

use chrono::NaiveDate;

use super::LedgerFile;
use crate::ledger::book::Book;
use crate::text::{Lang, format, ledger_folder as words};

/// What the file is called.
pub(super) fn name(lang: Lang) -> &'static str {
    words::readme_name(lang)
}

/// What stands in each file, with how many rows, and how to add the figures up.
pub fn readme(book: &Book, on: NaiveDate, lang: Lang, counts: &[(LedgerFile, usize)]) -> Vec<u8> {
    // Notepad takes a file without it for one in the old encoding.
    let mut text = String::from("\u{FEFF}");
    let mut line = |of: &str| {
        text.push_str(of);
        text.push_str("\r\n");
    };
    let firm = &book.firm().name;
    let day = format::date_long(lang, on);
    line(&match firm.trim() {
        "" => words::title_nameless(lang, &day),
        firm => words::title(lang, firm, &day),
    });
    line("");
    for part in [words::about(lang), words::open_and_left(lang), words::guarded(lang)] {
        line(part);
        line("");
    }
    for &(file, rows) in counts {
        let rows = match rows {
            1 => words::one_row(lang).to_owned(),
            rows => words::rows(lang, rows),
        };
        line(&words::file(lang, file.file_name(), &rows, words::what(lang, file)));
    }
    line("");
    line(words::sums_title(lang));
    for sum in [words::sum_total(lang), words::sum_open(lang), words::sum_left(lang)] {
        line(&["- ", sum].concat());
    }
    line(&["- ", words::sum_balance(lang)].concat());
    line("");
    line(words::whole_copy(lang));
    text.into_bytes()
}
