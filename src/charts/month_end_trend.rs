//! What was owed at each month-end, as columns stacked in the ramp.

use crate::order;
use std::convert::Infallible;

use chrono::NaiveDate;
use plotters::coord::types::{RangedCoordi32, RangedCoordi64};
use plotters::drawing::DrawingAreaErrorKind;
use plotters::prelude::{Cartesian2d, IntoDrawingArea, PathElement};

use crate::text::{Lang, charts as words};

use super::axis::{NumberMarks, abbreviate, axis_labels, round_ticks};
use super::backend::{Role, SvgBackend};
use super::legend::Legend;
use super::month_axis::MonthAxis;
use super::svg::{Anchor, Svg};
use super::text_width::label_px as px;
use super::trend_column::{Column, Heights};
use super::trend_words::{describe, hint, tabulate};
use super::{Chart, RAMP_LEN};

/// The portfolio at one month-end.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TrendPoint {
    /// The last day of the month.
    pub month_end: NaiveDate,
    /// What was owed by bucket in minor units, not yet due first. What is not positive is
    /// not drawn; buckets past the fifth take the last colour.
    pub buckets: Vec<i64>,
    /// Credit in the customers' favour not yet applied, in minor units, positive.
    pub unapplied: i64,
}

/// How the columns are to be drawn.
#[derive(Clone, Copy)]
pub struct TrendOptions<'a> {
    /// The language of the words.
    pub lang: Lang,
    /// What the ids inside start with; unique on the page.
    pub id_prefix: &'a str,
    /// The width in pixels; under 240 it is drawn as 240 and scaled down.
    pub width: u32,
    /// The height in pixels, at least 120, and more where the names of the colours take
    /// several rows.
    pub height: u32,
    /// The buckets' names, not yet due first; one that is empty names a bucket the data
    /// does not have.
    pub bucket_labels: &'a [String],
    /// The name of the credit not yet applied.
    pub unapplied_label: &'a str,
    /// What stands once above the axis: the currency.
    pub unit: &'a str,
    /// How many decimals the currency has, so that the axis counts in whole units.
    pub minor_digits: u32,
    /// How numbers on the axis are written.
    pub marks: NumberMarks,
    /// Writes an amount of minor units in full, for the table and the hints.
    pub amount: &'a dyn Fn(i64) -> String,
}

const MIN_WIDTH_PX: u32 = 240;
/// Without the names of the colours.
const MIN_HEIGHT_PX: u32 = 120;
/// More columns than these would be too thin on a phone.
const MAX_COLUMNS: usize = 24;

/// Between a value on the axis and the plot.
const TICK_GAP_PX: i32 = 8;
/// From the middle of a figure down to its base line, at the charts' text size.
const HALF_FIGURE_PX: i32 = 4;
/// From the highest line up to the unit.
const UNIT_GAP_PX: i32 = 12;
/// Under the plot: the months and the years.
const BELOW_PX: i32 = 38;
/// Above the plot: the unit, and the last column's total.
const ABOVE_PX: i32 = 22;

/// Stacked columns, one a month-end: the oldest bucket stands on the base line, where its
/// growth is easiest to see, the rest above it down to what is not yet due. Credit not yet
/// applied hangs below the line. Each column is a `<g class="column" data-index="n">`, `n`
/// counting in `points`. The picture shows the last 24 month-ends, the table all.
pub fn month_end_trend(points: &[TrendPoint], opts: TrendOptions<'_>) -> Chart {
    let title = words::trend_title(opts.lang).to_owned();
    let description = describe(points, opts);
    let width = opts.width.max(MIN_WIDTH_PX);
    let picture = Picture::new(points, width, opts);
    let height = opts.height.max(MIN_HEIGHT_PX + picture.legend.height.unsigned_abs());
    let size = (width, height);
    let mut svg = Svg::new("month-end-trend", opts.id_prefix, &title, &description, size);
    let drawn = picture.draw(&mut svg, &description);
    // The backend cannot fail and the size leaves room for the plot. Should plotters
    // refuse all the same, the name, the description and the table still tell everything.
    debug_assert!(drawn.is_ok(), "{drawn:?}");
    Chart { svg: svg.finish(), title, description, table: tabulate(points, opts) }
}

type Failure = DrawingAreaErrorKind<Infallible>;

/// What is to be drawn, measured but for the heights.
struct Picture<'a> {
    shown: &'a [TrendPoint],
    first_index: usize,
    opts: TrendOptions<'a>,
    /// The highest column and the deepest credit, in minor units.
    highest: i64,
    deepest: i64,
    legend: Legend<'a>,
    /// The values on the axis in minor units, and how they are written.
    ticks: Vec<(i64, String)>,
    /// The pixels left of the plot.
    gutter: i32,
    months: MonthAxis,
}

impl<'a> Picture<'a> {
    fn new(points: &'a [TrendPoint], width: u32, opts: TrendOptions<'a>) -> Self {
        let width = width as i32;
        let first_index = points.len().saturating_sub(MAX_COLUMNS);
        let shown = &points[first_index..];
        let highest = shown.iter().map(TrendPoint::height).max().unwrap_or(0);
        let deepest = shown.iter().map(TrendPoint::credit).max().unwrap_or(0);
        let legend = if highest > 0 || deepest > 0 {
            let unapplied_label = (deepest > 0).then_some(opts.unapplied_label);
            Legend::new(opts.bucket_labels, unapplied_label, width)
        } else {
            Legend::none()
        };
        let ticks = ticks(highest, deepest);
        let labels = axis_labels(&ticks, opts.minor_digits, opts.lang, opts.marks);
        let gutter = labels.iter().map(|label| px(label)).max().unwrap_or(0) + TICK_GAP_PX;
        let ends: Vec<NaiveDate> = shown.iter().map(|point| point.month_end).collect();
        let months = MonthAxis::new(&ends, opts.lang, gutter, width);
        let ticks = ticks.into_iter().zip(labels).collect();
        Self { shown, first_index, opts, highest, deepest, legend, ticks, gutter, months }
    }

    fn draw(&self, svg: &mut Svg, description: &str) -> Result<(), Failure> {
        self.legend.draw(svg);
        let (width, middle) = (svg.size().0 as i32, svg.size().0 as i32 / 2);
        // Across, the axis is in pixels of the plot: months are whole pixels wide.
        let right = self.months.right - self.gutter - 1;
        let top = self.highest.max(1);

        // Plotters' chart builder and mesh would draw the same lines for fifteen more
        // kilobytes of page; its areas, coordinates and elements are enough.
        let root = SvgBackend { svg }.into_drawing_area();
        let area = root.margin(
            self.legend.height + ABOVE_PX,
            BELOW_PX,
            self.gutter,
            width - self.months.right,
        );
        let (xs, ys) = area.get_pixel_range();
        let plot = area.apply_coord_spec(Cartesian2d::<RangedCoordi32, RangedCoordi64>::new(
            0..right,
            -self.deepest..top,
            (xs.start..xs.end - 1, ys.end - 1..ys.start),
        ));
        let y_of = |value: i64| plot.map_coordinate(&(0, value)).1;
        let (top_y, bottom_y) = (y_of(top), y_of(-self.deepest));
        for (value, _) in &self.ticks {
            plot.draw(&PathElement::new([(0, *value), (right, *value)], Role::Grid))?;
        }
        for (offset, point) in self.shown.iter().enumerate() {
            plot.draw(&Column {
                index: self.first_index + offset,
                hint: hint(point, self.opts),
                left: self.months.column_left(offset) - self.gutter,
                width: self.months.column,
                heights: point.heights(),
                slot: (self.months.slot_left(offset), self.months.slot),
                plot: (top_y, bottom_y),
            })?;
        }
        plot.draw(&PathElement::new([(0, 0), (right, 0)], Role::Baseline))?;
        let tick_y: Vec<i32> = self.ticks.iter().map(|(value, _)| y_of(*value)).collect();
        let ceilings: Vec<i32> = self.shown.iter().map(|point| y_of(point.height())).collect();
        drop((plot, area, root));

        let tick_x = self.gutter - TICK_GAP_PX;
        for ((_, label), y) in self.ticks.iter().zip(&tick_y) {
            svg.text("tick", (tick_x, y + HALF_FIGURE_PX), Anchor::End, label);
        }
        self.months.draw(svg, bottom_y);
        if self.highest == 0 && self.deepest == 0 {
            svg.text("tick", (middle, (top_y + bottom_y) / 2), Anchor::Middle, description);
        } else if let (Some(y), false) = (tick_y.last(), self.opts.unit.is_empty()) {
            let x = px(self.opts.unit).max(tick_x);
            svg.text("tick", (x, y - UNIT_GAP_PX), Anchor::End, self.opts.unit);
        }
        if let Some(last) = self.shown.last().filter(|last| last.owed() > 0) {
            let TrendOptions { minor_digits, lang, marks, .. } = self.opts;
            let label = abbreviate(last.owed(), minor_digits, lang, marks);
            self.months.draw_last_total(svg, &label, &ceilings);
        }
        Ok(())
    }
}

/// Round values above the line, and below it in the same steps where credit reaches one.
fn ticks(highest: i64, deepest: i64) -> Vec<i64> {
    let mut ticks = round_ticks(highest.max(deepest));
    let below: Vec<i64> = ticks.iter().skip(1).filter(|t| **t <= deepest).map(|t| -t).collect();
    ticks.retain(|tick| *tick <= highest.max(0));
    ticks.extend(below);
    order::sort(&mut ticks);
    ticks
}

impl TrendPoint {
    /// What is owed in minor units, credit not yet applied left out.
    pub(super) fn owed(&self) -> i64 {
        self.buckets.iter().fold(0, |sum: i64, value| sum.saturating_add(*value))
    }

    /// The column's height above the line.
    fn height(&self) -> i64 {
        self.buckets.iter().fold(0, |sum: i64, value| sum.saturating_add((*value).max(0)))
    }

    /// How deep the credit hangs below the line.
    fn credit(&self) -> i64 {
        self.unapplied.max(0)
    }

    fn heights(&self) -> Heights {
        let mut heights = [0; RAMP_LEN + 2];
        heights[0] = -self.credit();
        for (bucket, value) in self.buckets.iter().enumerate() {
            let from_base = RAMP_LEN - 1 - bucket.min(RAMP_LEN - 1);
            for height in &mut heights[from_base + 2..] {
                *height = height.saturating_add((*value).max(0));
            }
        }
        heights
    }
}
