//! What was owed at each month-end, as columns stacked in the ramp.

use std::convert::Infallible;

use chrono::{Datelike, NaiveDate};
use plotters::prelude::*;
use plotters_backend::{BackendCoord, DrawingErrorKind};

use crate::text::{Lang, charts as words};

use super::axis::{NumberMarks, abbreviate, axis_labels, round_ticks};
use super::backend::{Role, SvgBackend};
use super::svg::{Anchor, Svg};
use super::text_width::text_width_px;
use super::{Chart, DataTable, RAMP_LEN, TEXT_SIZE_PX};

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
    /// The width in pixels, at least [`MIN_WIDTH_PX`].
    pub width: u32,
    /// The height in pixels, at least [`MIN_HEIGHT_PX`].
    pub height: u32,
    /// The buckets' names, not yet due first.
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

/// Narrower charts are drawn this wide and scaled down.
pub const MIN_WIDTH_PX: u32 = 240;

/// Lower charts are drawn this high and scaled down.
pub const MIN_HEIGHT_PX: u32 = 140;

/// The picture shows the last month-ends, at most this many; the table shows all.
pub const MAX_COLUMNS: usize = 24;

/// Between a value on the axis and the plot.
const TICK_GAP_PX: i32 = 8;
/// Under the base line: the months, and the years under them.
const MONTH_Y_PX: i32 = 17;
const YEAR_Y_PX: i32 = 32;
const BELOW_PX: i32 = 38;
/// Above the plot: the unit, and the last column's total.
const ABOVE_PX: i32 = 22;
const LEGEND_ROW_PX: i32 = 20;
const SWATCH_PX: i32 = 10;
/// A month alone should not become a wall.
const MAX_COLUMN_PX: i32 = 40;

/// Stacked columns, one a month-end: the oldest bucket stands on the base line, where its
/// growth is easiest to see, the rest above it down to what is not yet due. Credit not yet
/// applied hangs below the line. Each column is a `<g class="column" data-index="n">`, `n`
/// counting in `points`.
pub fn month_end_trend(points: &[TrendPoint], opts: TrendOptions<'_>) -> Chart {
    let title = words::trend_title(opts.lang).to_owned();
    let description = describe(points, opts);
    let size = (opts.width.max(MIN_WIDTH_PX), opts.height.max(MIN_HEIGHT_PX));
    let mut svg = Svg::new("month-end-trend", opts.id_prefix, &title, &description, size);
    let drawn = draw(&mut svg, points, opts);
    // The backend cannot fail and the size leaves room for the plot. Should plotters
    // refuse all the same, the name, the description and the table still tell everything.
    debug_assert!(drawn.is_ok(), "{drawn:?}");
    Chart { svg: svg.finish(), title, description, table: tabulate(points, opts) }
}

type Failure = DrawingAreaErrorKind<Infallible>;

fn draw(svg: &mut Svg, points: &[TrendPoint], opts: TrendOptions<'_>) -> Result<(), Failure> {
    let (width, height) = (svg.size().0 as i32, svg.size().1 as i32);
    let first_index = points.len().saturating_sub(MAX_COLUMNS);
    let shown = &points[first_index..];

    let highest = shown.iter().map(TrendPoint::total).max().unwrap_or(0);
    let deepest = shown.iter().map(|point| point.unapplied).max().unwrap_or(0).max(0);
    let ticks = ticks(highest, deepest);
    let labels = axis_labels(&ticks, opts.minor_digits, opts.lang, opts.marks);
    let top = draw_legend(svg, opts, deepest > 0, width);

    let gutter = labels.iter().map(|label| px(label)).max().unwrap_or(0) + TICK_GAP_PX;
    let months = MonthAxis::new(shown, opts.lang, gutter, width);

    let root = SvgBackend { svg }.into_drawing_area();
    let mut chart = ChartBuilder::on(&root)
        .margin_top(top + ABOVE_PX)
        .margin_right(width - months.right)
        .margin_bottom(BELOW_PX)
        .y_label_area_size(gutter)
        .build_cartesian_2d(
            0..(months.right - gutter - 1),
            (-deepest..highest.max(1)).with_key_points(ticks.clone()),
        )?;
    let label_of = |value: &i64| {
        let position = ticks.iter().position(|tick| tick == value);
        position.map(|index| labels[index].clone()).unwrap_or_default()
    };
    chart
        .configure_mesh()
        .disable_x_mesh()
        .disable_x_axis()
        .bold_line_style(Role::Grid)
        .axis_style(Role::Hidden)
        .set_tick_mark_size(LabelAreaPosition::Left, TICK_GAP_PX / 2)
        .y_label_style(("sans-serif", TEXT_SIZE_PX, &Role::Tick))
        .y_label_formatter(&label_of)
        .draw()?;

    let plot = chart.plotting_area();
    let base_y = plot.map_coordinate(&(0, 0)).1;
    let bottom_y = plot.map_coordinate(&(0, -deepest)).1;
    let top_y = plot.map_coordinate(&(0, highest.max(1))).1;
    for (offset, point) in shown.iter().enumerate() {
        let left = months.column_left(offset) - gutter;
        plot.draw(&Column {
            index: first_index + offset,
            hint: hint(point, opts),
            corners: point.heights().map(|height| (left, height)),
            width: months.column,
            slot: (months.slot_left(offset), months.slot, top_y, bottom_y),
        })?;
    }
    plot.draw(&PathElement::new(vec![(0, 0), (months.right - gutter - 1, 0)], Role::Baseline))?;

    let total_y: Vec<i32> =
        shown.iter().map(|point| plot.map_coordinate(&(0, point.total())).1).collect();
    drop(chart);
    drop(root);
    months.draw(svg, bottom_y);
    if !opts.unit.is_empty() {
        let right = px(opts.unit).max(gutter - TICK_GAP_PX);
        svg.text("tick unit", (right, top_y - 10), Anchor::End, opts.unit);
    }
    if let Some(last) = shown.last().filter(|last| last.total() > 0) {
        let label = abbreviate(last.total(), opts.minor_digits, opts.lang, opts.marks);
        months.draw_last_total(svg, &label, &total_y);
    }
    debug_assert!(base_y <= height);
    Ok(())
}

/// Round values above the line, and below it in the same steps where credit reaches one.
fn ticks(highest: i64, deepest: i64) -> Vec<i64> {
    let mut ticks = round_ticks(highest.max(deepest));
    let below: Vec<i64> = ticks.iter().skip(1).filter(|t| **t <= deepest).map(|t| -t).collect();
    ticks.retain(|tick| *tick <= highest.max(0));
    ticks.extend(below);
    ticks.sort_unstable();
    ticks
}

impl TrendPoint {
    /// What is owed without the credit: the column's height above the line.
    fn total(&self) -> i64 {
        self.buckets.iter().fold(0, |sum: i64, value| sum.saturating_add((*value).max(0)))
    }

    /// The boundaries of the column's segments from the depth of the credit and the base
    /// line up through the buckets, oldest first, ready to be mapped to pixels.
    fn heights(&self) -> [i64; RAMP_LEN + 2] {
        let mut heights = [0; RAMP_LEN + 2];
        heights[0] = -self.unapplied.max(0);
        for (bucket, value) in self.buckets.iter().enumerate() {
            let from_base = RAMP_LEN - 1 - bucket.min(RAMP_LEN - 1);
            for height in &mut heights[from_base + 2..] {
                *height = height.saturating_add((*value).max(0));
            }
        }
        heights
    }
}

/// A column of the chart: plotters maps its boundaries, and it writes the group, the
/// segments and an area for the pointer that is as high as the plot.
struct Column {
    index: usize,
    hint: String,
    /// Left edge, and height in minor units.
    corners: [(i32, i64); RAMP_LEN + 2],
    width: i32,
    /// Left edge, width, top and bottom in pixels.
    slot: (i32, i32, i32, i32),
}

impl<'a> plotters::element::PointCollection<'a, (i32, i64)> for &'a Column {
    type Point = &'a (i32, i64);
    type IntoIter = std::slice::Iter<'a, (i32, i64)>;

    fn point_iter(self) -> Self::IntoIter {
        self.corners.iter()
    }
}

impl plotters::element::Drawable<SvgBackend<'_>> for Column {
    fn draw<I: Iterator<Item = BackendCoord>>(
        &self,
        mut points: I,
        backend: &mut SvgBackend<'_>,
        _: (u32, u32),
    ) -> Result<(), DrawingErrorKind<Infallible>> {
        let (Some((left, depth_y)), Some((_, base_y))) = (points.next(), points.next()) else {
            return Ok(());
        };
        let svg = &mut *backend.svg;
        svg.open_group("column", ("index", self.index), &self.hint);
        let (slot_left, slot_width, top, bottom) = self.slot;
        svg.rect("hit", (slot_left, top), (slot_width, bottom - top));
        let mut floor = base_y;
        for (from_base, (_, y)) in points.enumerate() {
            let from = self.corners[from_base + 1].1;
            if self.corners[from_base + 2].1 <= from {
                continue;
            }
            // What is owed shows, however little; a hairline of paper parts the segments
            // where there is room for one.
            let ceiling = y.min(floor - 1);
            let gap = i32::from(floor < base_y && floor - ceiling > 2);
            let bucket = (RAMP_LEN - 1 - from_base) as u8;
            let class = Role::Bucket(bucket).class();
            svg.rect(class, (left, ceiling), (self.width, floor - gap - ceiling));
            floor = ceiling;
        }
        if self.corners[0].1 < 0 {
            let height = (depth_y - base_y).max(2);
            hatched(svg, (left, base_y + 1), (self.width, height));
        }
        svg.close_group();
        Ok(())
    }
}

/// An area of unapplied credit: a pale ground and upright strokes 4 pixels apart, drawn
/// one by one, since a pattern would need an id of its own.
fn hatched(svg: &mut Svg, (x, y): (i32, i32), (width, height): (i32, i32)) {
    svg.rect(Role::Unapplied.class(), (x, y), (width, height));
    let mut strokes = String::new();
    // Rising diagonals x + y = offset, cut at the rectangle's edges.
    for offset in (2..width + height).step_by(4) {
        let from = (offset.min(width), (offset - width).max(0));
        let to = ((offset - height).max(0), offset.min(height));
        for (command, point) in [("M", from), ("L", to)] {
            strokes.push_str(command);
            strokes.push_str(&(x + point.0).to_string());
            strokes.push(' ');
            strokes.push_str(&(y + point.1).to_string());
        }
    }
    svg.path("hatch", &strokes);
}

/// Where the months stand, all in whole pixels, so that columns and gaps are equal.
struct MonthAxis {
    /// The pixels of one month, and of its column in the middle of them.
    slot: i32,
    column: i32,
    /// Where the first slot begins and the last one ends.
    left: i32,
    right: i32,
    /// One label a month-end.
    labels: Vec<MonthLabel>,
}

#[derive(Default)]
struct MonthLabel {
    month: Option<&'static str>,
    year: Option<i32>,
}

impl MonthAxis {
    fn new(points: &[TrendPoint], lang: Lang, gutter: i32, width: i32) -> Self {
        let count = (points.len() as i32).max(1);
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
        let mut labels: Vec<MonthLabel> = points
            .iter()
            .map(|point| {
                let month0 = point.month_end.month0();
                let month = (month0 % every == 0).then(|| words::month_short(lang, month0));
                let year = (month0 == 0).then(|| point.month_end.year());
                MonthLabel { month, year }
            })
            .collect();
        // The first name tells its year too, unless the first January is too near.
        let first = labels.iter().position(|label| label.month.is_some()).unwrap_or(0);
        let january = labels.iter().position(|label| label.year.is_some());
        let room = january.is_none_or(|index| (index as i32 - first as i32) * slot >= px("0000 "));
        if let (Some(label), Some(point)) = (labels.get_mut(first), points.get(first))
            && room
        {
            label.month = Some(words::month_short(lang, point.month_end.month0()));
            label.year = Some(point.month_end.year());
        }
        Self { slot, column, left, right, labels }
    }

    fn slot_left(&self, offset: usize) -> i32 {
        self.left + self.slot * offset as i32
    }

    fn column_left(&self, offset: usize) -> i32 {
        self.slot_left(offset) + (self.slot - self.column) / 2
    }

    fn column_middle(&self, offset: usize) -> i32 {
        self.column_left(offset) + self.column / 2
    }

    fn draw(&self, svg: &mut Svg, bottom_y: i32) {
        for (offset, label) in self.labels.iter().enumerate() {
            let x = self.column_middle(offset);
            if let Some(month) = label.month {
                svg.text("tick month", (x, bottom_y + MONTH_Y_PX), Anchor::Middle, month);
            }
            if let Some(year) = label.year {
                let at = (x, bottom_y + YEAR_Y_PX);
                svg.text("tick year", at, Anchor::Middle, &year.to_string());
            }
        }
    }

    /// The last total above its column, unless a taller column stands in its way.
    fn draw_last_total(&self, svg: &mut Svg, label: &str, total_y: &[i32]) {
        let Some((last, earlier)) = total_y.split_last() else { return };
        let middle = self.column_middle(earlier.len());
        let half = px(label) / 2;
        let x = middle.min(svg.size().0 as i32 - half);
        let base_y = last - 6;
        let covered = |offset: &usize| self.column_left(*offset) + self.column > x - half - 2;
        let free = (0..earlier.len()).filter(covered).all(|offset| earlier[offset] > base_y + 2);
        if free {
            svg.text("value", (x, base_y), Anchor::Middle, label);
        }
    }
}

/// The names of the colours in rows above the plot; returns where the rows end.
fn draw_legend(svg: &mut Svg, opts: TrendOptions<'_>, with_credit: bool, width: i32) -> i32 {
    let (mut x, mut y) = (0, 0);
    let credit = with_credit.then_some((opts.unapplied_label, None));
    let buckets = opts.bucket_labels.iter().take(RAMP_LEN).enumerate();
    let entries = buckets.map(|(bucket, label)| (&**label, Some(bucket as u8))).chain(credit);
    for (label, bucket) in entries {
        let entry = SWATCH_PX + 6 + px(label);
        if x > 0 && x + entry > width {
            (x, y) = (0, y + LEGEND_ROW_PX);
        }
        match bucket {
            Some(bucket) => {
                let class = Role::Bucket(bucket).class();
                svg.rounded_rect(class, (x, y + 3), (SWATCH_PX, SWATCH_PX), 2);
            }
            None => hatched(svg, (x, y + 3), (SWATCH_PX, SWATCH_PX)),
        }
        svg.text("tick legend", (x + SWATCH_PX + 6, y + 12), Anchor::Start, label);
        x += entry + 16;
    }
    if x == 0 { 0 } else { y + LEGEND_ROW_PX }
}

fn describe(points: &[TrendPoint], opts: TrendOptions<'_>) -> String {
    let total = |point: &TrendPoint| (opts.amount)(point.total());
    let month = |point: &TrendPoint| month_of(point, opts.lang);
    // Of equal peaks the latest one counts.
    match (points, points.iter().max_by_key(|point| point.total())) {
        ([only], _) => words::trend_single(opts.lang, &month(only), &total(only)),
        ([first, .., last], Some(peak)) => words::trend_description(
            opts.lang,
            &month(first),
            &month(last),
            &total(last),
            &month(peak),
            &total(peak),
        ),
        _ => words::trend_empty(opts.lang).to_owned(),
    }
}

fn hint(point: &TrendPoint, opts: TrendOptions<'_>) -> String {
    let mut lines = month_of(point, opts.lang);
    let mut push = |label: &str, value: i64| {
        if value != 0 {
            lines.push('\n');
            lines.push_str(label);
            lines.push_str(": ");
            lines.push_str(&(opts.amount)(value));
        }
    };
    push(words::total_header(opts.lang), point.total());
    for (label, value) in opts.bucket_labels.iter().zip(&point.buckets) {
        push(label, *value);
    }
    push(opts.unapplied_label, point.unapplied);
    lines
}

/// All month-ends, with columns for the credit and the balance after it only where there
/// is any.
fn tabulate(points: &[TrendPoint], opts: TrendOptions<'_>) -> DataTable {
    let with_credit = points.iter().any(|point| point.unapplied != 0);
    let mut headers = vec![words::month_header(opts.lang).to_owned()];
    headers.extend(opts.bucket_labels.iter().cloned());
    headers.push(words::total_header(opts.lang).to_owned());
    if with_credit {
        headers.push(opts.unapplied_label.to_owned());
        headers.push(words::balance_header(opts.lang).to_owned());
    }
    let row = |point: &TrendPoint| {
        let owed: i64 = point.buckets.iter().fold(0, |sum, value| sum.saturating_add(*value));
        let mut row = vec![month_of(point, opts.lang)];
        let bucket = |index: usize| point.buckets.get(index).copied().unwrap_or(0);
        row.extend((0..opts.bucket_labels.len()).map(|index| (opts.amount)(bucket(index))));
        row.push((opts.amount)(owed));
        if with_credit {
            row.push((opts.amount)(point.unapplied));
            row.push((opts.amount)(owed.saturating_sub(point.unapplied)));
        }
        row
    };
    DataTable { headers, rows: points.iter().map(row).collect() }
}

fn month_of(point: &TrendPoint, lang: Lang) -> String {
    words::month_and_year(lang, point.month_end.year(), point.month_end.month0())
}

fn px(text: &str) -> i32 {
    text_width_px(text, TEXT_SIZE_PX) as i32
}
