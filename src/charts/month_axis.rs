//! The axis of months under a chart: where they stand and which of them are named.

use chrono::{Datelike, NaiveDate};

use crate::text::{Lang, charts as words};

use super::svg::{Anchor, Svg};
use super::text_width::label_px as px;

/// Under the base line: the months, and the years under them.
const MONTH_Y_PX: i32 = 17;
const YEAR_Y_PX: i32 = 32;
/// A month alone should not become a wall.
const MAX_COLUMN_PX: i32 = 56;

/// Where the months stand, all in whole pixels, so that columns and gaps are equal.
pub(super) struct MonthAxis {
    /// The pixels of one month, and of its column in the middle of them.
    pub(super) slot: i32,
    pub(super) column: i32,
    /// Where the first slot begins and the last one ends.
    left: i32,
    pub(super) right: i32,
    /// One label a month-end.
    labels: Vec<MonthLabel>,
}

#[derive(Default)]
struct MonthLabel {
    month: Option<&'static str>,
    year: Option<i32>,
}

impl MonthAxis {
    /// For months that end on some days, right of `gutter` pixels in a picture of `width`.
    pub(super) fn new(ends: &[NaiveDate], lang: Lang, gutter: i32, width: i32) -> Self {
        let count = (ends.len() as i32).max(1);
        let widest = (0..12).map(|month0| px(words::month_short(lang, month0))).max().unwrap_or(0);
        // Half of the last month's name may stand past its slot.
        let spill = ((widest - (width - gutter) / count) / 2).max(0);
        let right = width - spill;
        let slot = (right - gutter) / count;
        let column = (slot * 7 / 10).clamp(2, MAX_COLUMN_PX);
        // What is left over stands between the axis and the first column.
        let left = right - slot * count;

        let every = [1, 2, 3, 6].into_iter().find(|every| slot * every >= widest + 6);
        let every = every.unwrap_or(12) as u32;
        let mut labels: Vec<MonthLabel> = ends
            .iter()
            .map(|end| {
                let month0 = end.month0();
                let month = (month0 % every == 0).then(|| words::month_short(lang, month0));
                let year = (month0 == 0).then(|| end.year());
                MonthLabel { month, year }
            })
            .collect();
        // The first name tells its year too, unless the first January is too near.
        let first = labels.iter().position(|label| label.month.is_some()).unwrap_or(0);
        let january = labels.iter().position(|label| label.year.is_some());
        let room = january.is_none_or(|index| (index as i32 - first as i32) * slot >= px("0000 "));
        if let (Some(label), Some(end)) = (labels.get_mut(first), ends.get(first))
            && room
        {
            label.month = Some(words::month_short(lang, end.month0()));
            label.year = Some(end.year());
        }
        Self { slot, column, left, right, labels }
    }

    pub(super) fn slot_left(&self, offset: usize) -> i32 {
        self.left + self.slot * offset as i32
    }

    pub(super) fn column_left(&self, offset: usize) -> i32 {
        self.slot_left(offset) + (self.slot - self.column) / 2
    }

    pub(super) fn column_middle(&self, offset: usize) -> i32 {
        self.column_left(offset) + self.column / 2
    }

    pub(super) fn draw(&self, svg: &mut Svg, bottom_y: i32) {
        for (offset, label) in self.labels.iter().enumerate() {
            let x = self.column_middle(offset);
            if let Some(month) = label.month {
                svg.text("tick", (x, bottom_y + MONTH_Y_PX), Anchor::Middle, month);
            }
            if let Some(year) = label.year {
                let at = (x, bottom_y + YEAR_Y_PX);
                svg.text("tick", at, Anchor::Middle, &year.to_string());
            }
        }
    }

    /// The last total above its column, unless a taller column stands in its way.
    pub(super) fn draw_last_total(&self, svg: &mut Svg, label: &str, total_y: &[i32]) {
        let Some((last, earlier)) = total_y.split_last() else { return };
        let middle = self.column_middle(earlier.len());
        // Bold figures are a little wider.
        let half = px(label) * 12 / 20;
        let x = middle.min(svg.size().0 as i32 - half);
        let base_y = last - 6;
        let covered = |offset: &usize| self.column_left(*offset) + self.column > x - half - 2;
        let free = (0..earlier.len()).filter(covered).all(|offset| earlier[offset] > base_y + 2);
        if free {
            svg.text("value", (x, base_y), Anchor::Middle, label);
        }
    }
}
