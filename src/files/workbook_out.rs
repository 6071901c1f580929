//! Writes a sheet as a workbook (XLSX): typed cells, widths, a header that stays in sight,
//! totals that stand out. Runs in the worker.

use chrono::{Datelike, NaiveDate};
use rust_decimal::Decimal;
use rust_decimal::prelude::ToPrimitive;
use rust_xlsxwriter::{ExcelDateTime, Format, FormatBorder, Workbook, Worksheet, XlsxError};

use super::sheet::{ColumnKind, SheetHead};
use super::table::{Row, Table};

/// The media type of a workbook.
pub const MEDIA_TYPE: &str = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";

/// The narrowest and the widest column, in characters.
const WIDTHS: (usize, usize) = (8, 48);

/// The workbook's bytes; `None` where the sheet has more rows or columns than a workbook.
pub fn write_workbook(head: &SheetHead, table: &Table) -> Option<Vec<u8>> {
    let mut workbook = Workbook::new();
    let sheet = workbook.add_worksheet();
    write(sheet, head, table).ok()?;
    workbook.save_to_buffer().ok()
}

fn write(sheet: &mut Worksheet, head: &SheetHead, table: &Table) -> Result<(), XlsxError> {
    sheet.set_name(tab_name(&head.name))?;
    let header = Format::new().set_bold().set_border_bottom(FormatBorder::Thin);
    let mut widths = Vec::with_capacity(head.columns.len());
    for (place, column) in (0..).zip(&head.columns) {
        sheet.write_string_with_format(0, place, &column.header, &header)?;
        widths.push(column.header.chars().count());
    }
    let mut totals = head.totals.iter().peekable();
    for (place, row) in (0..).zip(table.rows()) {
        let is_total = totals.next_if_eq(&&place).is_some();
        write_row(sheet, place + 1, row, head, is_total)?;
        for (cell, width) in row.cells().zip(&mut widths) {
            *width = (*width).max(cell.chars().count());
        }
    }
    for (place, width) in (0..).zip(widths) {
        // Amounts get marks between their thousands.
        sheet.set_column_width(place, (width + 2).clamp(WIDTHS.0, WIDTHS.1) as f64)?;
    }
    sheet.set_freeze_panes(1, 0)?;
    Ok(())
}

fn write_row(
    sheet: &mut Worksheet,
    at: u32,
    row: Row<'_>,
    head: &SheetHead,
    is_total: bool,
) -> Result<(), XlsxError> {
    let plain = match is_total {
        true => Format::new().set_bold().set_border_top(FormatBorder::Thin),
        false => Format::new(),
    };
    for ((place, cell), column) in (0..).zip(row.cells()).zip(&head.columns) {
        if cell.is_empty() && !is_total {
            continue;
        }
        match typed(cell, column.kind) {
            Typed::Text => sheet.write_string_with_format(at, place, cell, &plain)?,
            Typed::Number(number, format) => sheet.write_number_with_format(
                at,
                place,
                number,
                &plain.clone().set_num_format(format),
            )?,
            Typed::Date(day) => {
                // The short date of whoever opens it.
                sheet.write_datetime_with_format(
                    at,
                    place,
                    &day,
                    &plain.clone().set_num_format_index(14),
                )?
            }
        };
    }
    Ok(())
}

enum Typed {
    Text,
    Number(f64, &'static str),
    Date(ExcelDateTime),
}

/// A cell by its column's kind; text where it is not of that kind.
fn typed(cell: &str, kind: ColumnKind) -> Typed {
    let typed = match kind {
        ColumnKind::Text => None,
        ColumnKind::Number => {
            cell.parse::<i64>().ok().map(|number| Typed::Number(number as f64, "0"))
        }
        ColumnKind::Amount => cell.parse::<Decimal>().ok().and_then(|amount| {
            let format = match amount.scale() {
                0 => "#,##0",
                2 => "#,##0.00",
                3 => "#,##0.000",
                _ => "#,##0.####",
            };
            Some(Typed::Number(amount.to_f64()?, format))
        }),
        ColumnKind::Decimal => cell
            .parse::<Decimal>()
            .ok()
            .and_then(|number| Some(Typed::Number(number.to_f64()?, "General"))),
        ColumnKind::Date => cell.parse::<NaiveDate>().ok().and_then(|day| {
            let year = u16::try_from(day.year()).ok()?;
            let day = ExcelDateTime::from_ymd(year, day.month() as u8, day.day() as u8).ok()?;
            Some(Typed::Date(day))
        }),
    };
    typed.unwrap_or(Typed::Text)
}

/// A name as tabs may have it: up to 31 characters, and not all of them.
fn tab_name(name: &str) -> String {
    let allowed = |c: &char| !matches!(c, '[' | ']' | ':' | '*' | '?' | '/' | '\\' | '\'');
    let name: String = name.chars().filter(allowed).take(31).collect();
    if name.trim().is_empty() { "Cartera".to_owned() } else { name }
}
