//! The axis of weeks or months under a chart of periods: where they stand and what they
//! are called.

use chrono::{Datelike, NaiveDate};

use crate::text::{Lang, charts as words};

use super::svg::{Anchor, Svg};
use super::text_width::label_px as px;

/// Under the base line.
const LABEL_Y_PX: i32 = 17;
/// A period alone should not become a wall.
const MAX_COLUMN_PX: i32 = 44;

/// Where the periods stand, all in whole pixels, so that columns and gaps are equal.
pub(super) struct SlotAxis {
    /// The pixels of one period, and of its column in the middle of them.
    pub(super) slot: i32,
    pub(super) column: i32,
    left: i32,
    pub(super) right: i32,
    labels: Vec<Option<String>>,
}

impl SlotAxis {
    /// Periods that begin on these days, between two places in pixels.
    pub(super) fn new(
        firsts: &[NaiveDate],
        by_month: bool,
        lang: Lang,
        (left, right): (i32, i32),
    ) -> Self {
        let count = (firsts.len() as i32).max(1);
        let slot = ((right - left) / count).max(1);
        let column = (slot * 6 / 10).clamp(2, MAX_COLUMN_PX);
        let left = right - slot * count;
        let mut before: Option<NaiveDate> = None;
        let mut labels: Vec<Option<String>> = Vec::new();
        // The pixel from which there is room for the next name.
        let mut free_from = i32::MIN;
        for (offset, &first) in firsts.iter().enumerate() {
            let name = name(lang, by_month, first, before);
            let half = px(&name) / 2;
            let middle = left + slot * offset as i32 + slot / 2;
            if middle - half < free_from || middle + half > right + 8 {
                labels.push(None);
                continue;
            }
            free_from = middle + half + 6;
            before = Some(first);
            labels.push(Some(name));
        }
        Self { slot, column, left, right, labels }
    }

    pub(super) fn slot_left(&self, offset: usize) -> i32 {
        self.left + self.slot * offset as i32
    }

    pub(super) fn column_left(&self, offset: usize) -> i32 {
        self.slot_left(offset) + (self.slot - self.column) / 2
    }

    pub(super) fn draw(&self, svg: &mut Svg, bottom_y: i32) {
        for (offset, label) in self.labels.iter().enumerate() {
            if let Some(label) = label {
                let at = (self.slot_left(offset) + self.slot / 2, bottom_y + LABEL_Y_PX);
                svg.text("tick", at, Anchor::Middle, label);
            }
        }
    }
}

/// `24 nov`, then only `1` until another month begins; months by their names, the first of
/// each year with it.
fn name(lang: Lang, by_month: bool, first: NaiveDate, before: Option<NaiveDate>) -> String {
    let month = words::month_short(lang, first.month0());
    if by_month {
        return match before {
            Some(before) if before.year() == first.year() => month.to_owned(),
            None if first.month() < 10 => month.to_owned(),
            _ => [month, " ", &first.year().to_string()].concat(),
        };
    }
    let day = first.day().to_string();
    if before.is_some_and(|before| before.month() == first.month()) {
        return day;
    }
    match lang {
        Lang::Es => [&day, " ", month].concat(),
        Lang::En => [month, " ", &day].concat(),
    }
}
