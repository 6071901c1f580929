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
        let mut axis = Self { slot, column, left, right, labels: Vec::new() };
        // As many as have room at even steps.
        let steps = 1..=firsts.len().max(1);
        let named = steps.into_iter().find_map(|every| axis.names(firsts, by_month, lang, every));
        axis.labels = named.unwrap_or_default();
        axis
    }

    /// The names of every so many periods; `None` where one would touch the next.
    fn names(
        &self,
        firsts: &[NaiveDate],
        by_month: bool,
        lang: Lang,
        every: usize,
    ) -> Option<Vec<Option<String>>> {
        let mut before: Option<NaiveDate> = None;
        let mut labels = vec![None; firsts.len()];
        // The pixel from which there is room for the next name.
        let mut free_from = i32::MIN;
        for (offset, &first) in firsts.iter().enumerate().step_by(every) {
            let name = name(lang, by_month, first, before);
            let half = px(&name) / 2;
            let middle = self.slot_left(offset) + self.slot / 2;
            if middle + half > self.right + 8 {
                continue;
            }
            if middle - half < free_from {
                return None;
            }
            free_from = middle + half + 6;
            before = Some(first);
            labels[offset] = Some(name);
        }
        Some(labels)
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

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;

    fn weeks(count: u64, width: i32) -> Vec<Option<String>> {
        let monday: NaiveDate = "2026-11-23".parse().unwrap();
        let firsts: Vec<NaiveDate> =
            (0..count).map(|week| monday + chrono::Days::new(7 * week)).collect();
        SlotAxis::new(&firsts, false, Lang::Es, (40, width)).labels
    }

    #[test]
    fn names_stand_at_even_steps_and_as_many_as_have_room() {
        let places = |width| {
            let labels = weeks(13, width);
            let named = (0..13).filter(|&place| labels[place].is_some());
            named.collect::<Vec<usize>>()
        };
        assert_eq!(places(900), (0..13).collect::<Vec<_>>());
        assert_eq!(places(350), [0, 2, 4, 6, 8, 10, 12]);
        assert_eq!(places(300), [0, 3, 6, 9]);
        let names: Vec<String> = weeks(13, 300).into_iter().flatten().collect();
        assert_eq!(names, ["23 nov", "14 dic", "4 ene", "25"]);
    }
}
