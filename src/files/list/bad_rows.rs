//! Hands back the rows that could not be read, to be corrected and dropped in again.

use super::header::is_problem_column;
use super::reader::{BadRow, ListRead};
use crate::files::csv_out::{CsvOut, unguard};
use crate::files::list::ColumnRole;
use crate::text::{Lang, files as words};

/// The bad rows as a CSV file: the original cells under the original headers, and a last
/// column that says what is wrong in each. `None` where every row is good.
///
/// A list without headers gets those of its columns' roles. The reader knows the last
/// column and ignores it, so that the file needs no change but the corrections.
pub fn bad_rows_csv(read: &ListRead, lang: Lang) -> Option<Vec<u8>> {
    rows_csv(read, &read.bad.iter().collect::<Vec<_>>(), lang)
}

/// As [`bad_rows_csv`], of rows put together by the caller: those that could not be read
/// and those a book refused.
pub fn rows_csv(read: &ListRead, bad: &[&BadRow], lang: Lang) -> Option<Vec<u8>> {
    if bad.is_empty() {
        return None;
    }
    // A column of problems from an earlier round is replaced.
    let kept: Vec<usize> =
        (0..read.columns.len()).filter(|at| !is_problem_column(&read.columns[*at].0)).collect();
    let named = read.columns.iter().any(|(name, _)| !name.is_empty());
    let header = kept.iter().map(|at| {
        let (name, role) = &read.columns[*at];
        match role {
            _ if named => &**name,
            ColumnRole::Ignore => "",
            role => words::role(lang, *role),
        }
    });
    let mut out = CsvOut::new();
    out.cells(header.chain([words::problem_column(lang)]));
    for bad in bad {
        let mut what = String::new();
        for problem in &bad.problems {
            if !what.is_empty() {
                what.push_str("; ");
            }
            what.push_str(&words::problem_without_row(lang, problem));
        }
        let cell = |at: &usize| bad.cells.get(*at).map_or("", |cell| unguard(cell));
        // Cells beyond the columns are kept, after the problem.
        let beyond = bad.cells.iter().skip(read.columns.len()).map(|cell| unguard(cell));
        let cells = kept.iter().map(cell).chain([what.as_str()]);
        out.cells(cells.chain(beyond.filter(|cell| !cell.is_empty())));
    }
    Some(out.finish())
}
