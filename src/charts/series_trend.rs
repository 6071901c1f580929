//! Several figures of one kind, month by month, as lines.

use std::convert::Infallible;

use chrono::{Datelike, NaiveDate};
use plotters::coord::types::{RangedCoordi32, RangedCoordi64};
use plotters::drawing::DrawingAreaErrorKind;
use plotters::prelude::{Cartesian2d, IntoDrawingArea, PathElement};

use crate::order;
use crate::text::{Lang, charts as words};

use super::axis::{NumberMarks, axis_labels, round_ticks};
use super::backend::{Role, SvgBackend};
use super::month_axis::MonthAxis;
use super::series_line::{CLASSES, SeriesLine};
use super::svg::{Anchor, Svg};
use super::text_width::label_px as px;
use super::{Chart, DataTable};

/// A figure through the months.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Series {
    /// Its name, as in a table.
    pub name: String,
    /// Its name at the end of its line, where there is little room.
    pub short: String,
    /// A value a month, in units of which ten to the power of `decimals` make one; `None`
    /// where there is none. What is below zero is not expected.
    pub values: Vec<Option<i64>>,
}

/// How the lines are to be drawn.
#[derive(Clone, Copy)]
pub struct SeriesOptions<'a> {
    /// The language of the words.
    pub lang: Lang,
    /// What the ids inside start with; unique on the page.
    pub id_prefix: &'a str,
    /// The name of the chart.
    pub title: &'a str,
    /// The width in pixels; under 240 it is drawn as 240 and scaled down.
    pub width: u32,
    /// The height in pixels, at least 160.
    pub height: u32,
    /// What stands once above the axis: «días».
    pub unit: &'a str,
    /// How many decimals the values have.
    pub decimals: u32,
    /// How numbers on the axis are written.
    pub marks: NumberMarks,
    /// Writes a value in full, for the table and the hints.
    pub value: &'a dyn Fn(i64) -> String,
}

const MIN_WIDTH_PX: u32 = 240;
const MIN_HEIGHT_PX: u32 = 160;
const TICK_GAP_PX: i32 = 8;
const HALF_FIGURE_PX: i32 = 4;
const UNIT_GAP_PX: i32 = 12;
/// Under the plot: the months and the years.
const BELOW_PX: i32 = 38;
/// Above the plot: the unit.
const ABOVE_PX: i32 = 26;
/// From a line's end to its name, and from one name down to the next.
const NAME_GAP_PX: i32 = 10;
const NAME_LINE_PX: i32 = 16;

/// Lines through the months that end on `ends`, the first series the most important one. A
/// line's name stands at its end, so that no colour has to be looked up. Each month is a
/// `<g class="column" data-index="n">`.
pub fn series_trend(ends: &[NaiveDate], series: &[Series], opts: SeriesOptions<'_>) -> Chart {
    let title = opts.title.to_owned();
    let description = describe(ends, series, opts);
    let size = (opts.width.max(MIN_WIDTH_PX), opts.height.max(MIN_HEIGHT_PX));
    let mut svg = Svg::new("series-trend", opts.id_prefix, &title, &description, size);
    let drawn = draw(&mut svg, ends, series, opts);
    // The backend cannot fail, as in the chart of month-ends.
    debug_assert!(drawn.is_ok(), "{drawn:?}");
    Chart { svg: svg.finish(), title, description, table: tabulate(ends, series, opts) }
}

type Failure = DrawingAreaErrorKind<Infallible>;

fn draw(
    svg: &mut Svg,
    ends: &[NaiveDate],
    series: &[Series],
    opts: SeriesOptions<'_>,
) -> Result<(), Failure> {
    let (width, _) = svg.size();
    let width = width as i32;
    let known = series.iter().flat_map(|series| series.values.iter().flatten());
    let highest = known.copied().max().unwrap_or(0).max(1);
    let ticks = round_ticks(highest);
    let labels = axis_labels(&ticks, opts.decimals, opts.lang, opts.marks);
    let gutter = labels.iter().map(|label| px(label)).max().unwrap_or(0) + TICK_GAP_PX;
    let names = series.iter().map(|series| px(&series.short)).max().unwrap_or(0);
    let months = MonthAxis::new(ends, opts.lang, gutter, width - names - NAME_GAP_PX);
    let right = months.right - gutter;

    let root = SvgBackend { svg }.into_drawing_area();
    let area = root.margin(ABOVE_PX, BELOW_PX, gutter, width - months.right);
    let (xs, ys) = area.get_pixel_range();
    let plot = area.apply_coord_spec(Cartesian2d::<RangedCoordi32, RangedCoordi64>::new(
        0..right,
        0..highest,
        (xs.start..xs.start + right, ys.end - 1..ys.start),
    ));
    let y_of = |value: i64| plot.map_coordinate(&(0, value)).1;
    for value in &ticks {
        plot.draw(&PathElement::new([(0, *value), (right, *value)], Role::Grid))?;
    }
    plot.draw(&PathElement::new([(0, 0), (right, 0)], Role::Baseline))?;
    let middle = |at: usize| months.column_middle(at) - gutter;
    // The most important line is drawn last, over the others.
    for (at, series) in series.iter().enumerate().rev() {
        let class = CLASSES[at.min(CLASSES.len() - 1)];
        let values = series.values.iter().enumerate().map(|(at, value)| (middle(at), *value));
        for line in SeriesLine::of(class, values, 2) {
            plot.draw(&line)?;
        }
    }
    let tick_y: Vec<i32> = ticks.iter().map(|value| y_of(*value)).collect();
    let (top_y, bottom_y) = (y_of(highest), y_of(0));
    let dots: Vec<Vec<(usize, i32)>> = (0..ends.len())
        .map(|at| {
            let value = |series: &Series| series.values.get(at).copied().flatten();
            let all = series.iter().enumerate();
            all.filter_map(|(of, series)| Some((of, y_of(value(series)?)))).collect()
        })
        .collect();
    drop((plot, area, root));

    for (label, y) in labels.iter().zip(&tick_y) {
        svg.text("tick", (gutter - TICK_GAP_PX, y + HALF_FIGURE_PX), Anchor::End, label);
    }
    let unit_x = px(opts.unit).max(gutter - TICK_GAP_PX);
    svg.text("tick", (unit_x, top_y.min(ABOVE_PX) - UNIT_GAP_PX), Anchor::End, opts.unit);
    months.draw(svg, bottom_y);
    for (at, dots) in dots.iter().enumerate() {
        svg.open_group("column", ("index", at), &hint(ends, series, at, opts));
        let left = months.slot_left(at);
        svg.rect("hit", (left, top_y), (months.slot, bottom_y - top_y));
        for &(of, y) in dots {
            let class = CLASSES[of.min(CLASSES.len() - 1)];
            svg.circle(&["dot ", class].concat(), (months.column_middle(at), y), 3);
        }
        svg.close_group();
    }
    name_lines(svg, series, &dots, months.right + NAME_GAP_PX, (top_y, bottom_y));
    Ok(())
}

/// The names at the ends of the lines, moved apart where lines end close together.
fn name_lines(
    svg: &mut Svg,
    series: &[Series],
    dots: &[Vec<(usize, i32)>],
    x: i32,
    (top, bottom): (i32, i32),
) {
    let last_y =
        |of: usize| dots.iter().rev().flatten().find(|(series, _)| *series == of).map(|(_, y)| *y);
    let mut names: Vec<(i32, usize)> =
        (0..series.len()).filter_map(|of| Some((last_y(of)?, of))).collect();
    order::sort(&mut names);
    let mut floor = top;
    for (y, _) in &mut names {
        *y = (*y).max(floor);
        floor = *y + NAME_LINE_PX;
    }
    // What was pushed out below is pushed back up.
    let mut ceiling = bottom;
    for (y, of) in names.iter_mut().rev() {
        *y = (*y).min(ceiling);
        ceiling = *y - NAME_LINE_PX;
        let class = ["name series-0", "name series-1", "name series-2", "name series-3"];
        let class = class[(*of).min(class.len() - 1)];
        svg.text(class, (x, *y + HALF_FIGURE_PX), Anchor::Start, &series[*of].short);
    }
}

fn month(lang: Lang, end: NaiveDate) -> String {
    words::month_and_year(lang, end.year(), end.month0())
}

/// A month in lines: each series that has a value there.
fn hint(ends: &[NaiveDate], series: &[Series], at: usize, opts: SeriesOptions<'_>) -> String {
    let mut lines = month(opts.lang, ends[at]);
    for series in series {
        if let Some(Some(value)) = series.values.get(at) {
            lines.push('\n');
            lines.push_str(&series.name);
            lines.push_str(": ");
            lines.push_str(&(opts.value)(*value));
        }
    }
    lines
}

/// The chart in a sentence: the first and the last value of each series.
fn describe(ends: &[NaiveDate], series: &[Series], opts: SeriesOptions<'_>) -> String {
    let mut said = String::new();
    for series in series {
        let known = |at: usize| series.values.get(at).copied().flatten().map(|value| (at, value));
        let first = (0..ends.len()).find_map(known);
        let last = (0..ends.len()).rev().find_map(known);
        let (Some((from, first)), Some((to, last))) = (first, last) else { continue };
        if !said.is_empty() {
            said.push(' ');
        }
        let (first, last) = ((opts.value)(first), (opts.value)(last));
        let (from, to) = (month(opts.lang, ends[from]), month(opts.lang, ends[to]));
        said.push_str(&words::series_moved(opts.lang, &series.name, &first, &from, &last, &to));
    }
    if said.is_empty() { words::trend_empty(opts.lang).to_owned() } else { said }
}

fn tabulate(ends: &[NaiveDate], series: &[Series], opts: SeriesOptions<'_>) -> DataTable {
    let mut headers = vec![words::month_header(opts.lang).to_owned()];
    headers.extend(series.iter().map(|series| series.name.clone()));
    let row = |(at, end): (usize, &NaiveDate)| {
        let mut row = vec![month(opts.lang, *end)];
        row.extend(series.iter().map(|series| match series.values.get(at) {
            Some(Some(value)) => (opts.value)(*value),
            _ => "–".to_owned(),
        }));
        row
    };
    DataTable { headers, rows: ends.iter().enumerate().map(row).collect() }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;
    use chrono::Months;

    fn ends(count: u32) -> Vec<NaiveDate> {
        let start = NaiveDate::from_ymd_opt(2025, 1, 1).unwrap();
        (1..=count).map(|n| (start + Months::new(n)).pred_opt().unwrap()).collect()
    }

    fn series(name: &str, values: &[Option<i64>]) -> Series {
        Series { name: name.to_owned(), short: name.to_owned(), values: values.to_vec() }
    }

    fn chart(ends: &[NaiveDate], series: &[Series], width: u32) -> Chart {
        let opts = SeriesOptions {
            lang: Lang::Es,
            id_prefix: "dso",
            title: "Días <de> venta",
            width,
            height: 240,
            unit: "días",
            decimals: 1,
            marks: NumberMarks { decimal: '.', group: ',' },
            value: &|tenths| format!("{}.{}", tenths / 10, tenths % 10),
        };
        series_trend(ends, series, opts)
    }

    #[test]
    fn every_month_tells_its_figures_and_stands_in_the_table() {
        let all = [series("DSO", &[None, Some(523), Some(500)]), series("Mejor", &[Some(300); 3])];
        let chart = chart(&ends(3), &all, 600);
        assert_eq!(chart.svg.matches("data-index=").count(), 3);
        assert!(chart.svg.contains("<title>febrero de 2025\nDSO: 52.3\nMejor: 30.0</title>"));
        assert_eq!(chart.table.headers, ["Cierre", "DSO", "Mejor"]);
        assert_eq!(chart.table.rows[0], ["enero de 2025", "–", "30.0"]);
        let said = "DSO: de 52.3 en febrero de 2025 a 50.0 en marzo de 2025.";
        assert!(chart.description.contains(said), "{}", chart.description);
        assert!(!chart.svg.contains("<de>") && !chart.svg.contains(" style"));
    }

    #[test]
    fn a_line_is_broken_where_there_is_no_figure() {
        let values = [Some(1), Some(2), None, Some(3), None, Some(4), Some(5)];
        let chart = chart(&ends(7), &[series("DSO", &values)], 600);
        let lines = chart.svg.matches("<path class=\"line series-0\"").count();
        let dots = chart.svg.matches("<circle class=\"line series-0\"").count();
        assert_eq!((lines, dots), (2, 1));
    }

    #[test]
    fn names_of_lines_that_end_together_stand_apart_and_inside() {
        for width in [240, 390, 1280] {
            for value in [0, 400] {
                let line = |of: i64| series("Contado por meses", &[Some(400), Some(value + of)]);
                let all: Vec<Series> = (0..4).map(line).collect();
                let chart = chart(&ends(2), &all, width);
                let mut ys: Vec<i32> = chart
                    .svg
                    .lines()
                    .filter(|line| line.contains("class=\"name"))
                    .map(|line| {
                        let (_, after) = line.split_once(" y=\"").unwrap();
                        after.split_once('"').unwrap().0.parse().unwrap()
                    })
                    .collect();
                ys.sort_unstable();
                assert_eq!(ys.len(), 4);
                assert!(ys.windows(2).all(|pair| pair[1] - pair[0] >= NAME_LINE_PX), "{ys:?}");
                assert!(ys[0] > 0 && ys[3] < 240, "{ys:?}");
            }
        }
    }

    #[test]
    fn nothing_known_is_said() {
        let unknown = chart(&ends(2), &[series("DSO", &[None, None])], 400);
        assert_eq!(unknown.description, words::trend_empty(Lang::Es));
        assert!(chart(&[], &[], 400).table.rows.is_empty());
    }
}
