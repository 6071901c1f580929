//! Worksheets in XML of 2003, which some banks hand out under the name of `.xls`.
//!
//! SpreadsheetML, Office 2003 XML Reference Schemas.

use crate::files::table::Table;
use crate::files::xml::Xml;

/// The cells of the first sheet that has any; `None` where the file is damaged or none.
pub(crate) fn cells_of_xml(bytes: &[u8]) -> Option<Table> {
    let document = Xml::parse(bytes).ok()?;
    let mut sheets = document.root().descendants("Table").into_iter();
    let sheet = sheets.find(|sheet| sheet.at("Row").is_some())?;
    let mut table = Table::default();
    for row in sheet.all("Row") {
        skip_to(row.attribute("Index"), table.len(), || table.end_row());
        let mut cells = Vec::new();
        for cell in row.all("Cell") {
            skip_to(cell.attribute("Index"), cells.len(), || cells.push(""));
            cells.push(cell.text_at("Data").unwrap_or_default());
        }
        cells.iter().for_each(|cell| table.push_cell(cell));
        table.end_row();
    }
    Some(table)
}

/// Fills the places up to the one that an index, counted from 1, names.
fn skip_to(index: Option<&str>, done: usize, mut fill: impl FnMut()) {
    /// A file may name any place; a bank's table has no such gaps.
    const WIDEST_GAP: usize = 1_000;
    let index = index.and_then(|index| index.parse::<usize>().ok()).unwrap_or(0);
    let gap = index.saturating_sub(done + 1);
    (0..gap.min(WIDEST_GAP)).for_each(|_| fill());
}
