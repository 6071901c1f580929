//! How late a customer paid each invoice, as a small strip of bars.

use std::array;
use std::convert::Infallible;

use plotters::coord::types::{RangedCoordi32, RangedCoordi64};
use plotters::drawing::DrawingAreaErrorKind;
use plotters::element::{Drawable, PointCollection};
use plotters::prelude::{Cartesian2d, IntoDrawingArea, PathElement, Rectangle};
use plotters::style::Color;
use plotters_backend::{BackendCoord, DrawingErrorKind};

use crate::text::format::days_count;
use crate::text::{Lang, signs as words};

use super::axis::round_ticks;
use super::backend::{Role, SvgBackend};
use super::svg::{Anchor, Svg};
use super::text_width::label_px as px;
use super::{Chart, DataTable, RAMP_LEN};

/// An invoice, or an instalment of one.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct DelayPoint {
    /// Its number.
    pub name: String,
    /// The day it fell due, as the page writes it.
    pub due: String,
    /// The day it was paid, as the page writes it; absent while it is open.
    pub paid: Option<String>,
    /// Days from the due date to the payment, or until now; negative where before.
    pub days: i64,
    /// The aging bucket of so many days: the bar's colour.
    pub bucket: usize,
}

/// How the strip is to be drawn.
#[derive(Clone, Copy, Debug)]
pub struct DelayOptions<'a> {
    /// The language of the words.
    pub lang: Lang,
    /// What the ids inside start with; unique on the page.
    pub id_prefix: &'a str,
    /// The width in pixels; under 160 it is drawn as 160 and scaled down.
    pub width: u32,
    /// The usual days of the customer, from and to; absent where too little is known.
    pub usual: Option<(i64, i64)>,
}

const MIN_WIDTH_PX: u32 = 160;
const HEIGHT_PX: u32 = 112;
/// Between a value on the axis and the plot.
const TICK_GAP_PX: i32 = 6;
/// From the middle of a figure down to its base line, at the charts' text size.
const HALF_FIGURE_PX: i32 = 4;
/// Room for half a figure above and below the plot.
const EDGE_PX: i32 = 7;
/// The widest slot of a bar: few bars do not grow into blocks.
const MAX_SLOT_PX: i32 = 22;
/// Days that fit in any case, so that two days late do not look like a wall.
const LEAST_DAYS: i64 = 15;

/// One bar an invoice, oldest due first, up from the due date for days late and down for
/// days early; what is still open is hollow. The usual range lies behind as a band. Each is
/// a `<g class="column" data-index="n">` that tells its figures.
pub fn delay_strip(points: &[DelayPoint], opts: DelayOptions<'_>) -> Chart {
    let lang = opts.lang;
    let title = words::strip_title(lang).to_owned();
    let description = match opts.usual {
        Some((low, high)) => {
            words::strip_says(lang, points.len(), &low.to_string(), &days_count(lang, high))
        }
        None => words::strip_says_only(lang, points.len()),
    };
    let size = (opts.width.max(MIN_WIDTH_PX), HEIGHT_PX);
    let mut svg = Svg::new("delay-strip", opts.id_prefix, &title, &description, size);
    let drawn = draw(&mut svg, points, opts);
    // As with the other charts: the backend cannot fail.
    debug_assert!(drawn.is_ok(), "{drawn:?}");
    Chart { svg: svg.finish(), title, description, table: tabulate(points, lang) }
}

type Failure = DrawingAreaErrorKind<Infallible>;

fn draw(svg: &mut Svg, points: &[DelayPoint], opts: DelayOptions<'_>) -> Result<(), Failure> {
    let (width, height) = (svg.size().0 as i32, svg.size().1 as i32);
    let (low, high) = opts.usual.unwrap_or((0, 0));
    let days = || points.iter().map(|point| point.days);
    let top = days().max().unwrap_or(0).max(high).max(LEAST_DAYS);
    let bottom = days().min().unwrap_or(0).min(low).min(0);
    // A line every so often up to the highest; only the first below, if it reaches that far.
    let mut ticks = round_ticks(top);
    let step = ticks.get(1).copied().unwrap_or(top);
    if -bottom >= step {
        ticks.push(-step);
    }
    let labels: Vec<String> = ticks.iter().map(|days| label(*days)).collect();
    let gutter = labels.iter().map(|label| px(label)).max().unwrap_or(0) + TICK_GAP_PX;
    let slot = ((width - gutter) / (points.len().max(1) as i32)).clamp(3, MAX_SLOT_PX);
    let right = width - gutter - 1;

    let root = SvgBackend { svg: &mut *svg }.into_drawing_area();
    let area = root.margin(EDGE_PX, EDGE_PX, gutter, 0);
    let (xs, ys) = area.get_pixel_range();
    let plot = area.apply_coord_spec(Cartesian2d::<RangedCoordi32, RangedCoordi64>::new(
        0..right,
        bottom..top,
        (xs.start..xs.end - 1, ys.end - 1..ys.start),
    ));
    let y_of = |days: i64| plot.map_coordinate(&(0, days)).1;
    let plot_y = (y_of(top), y_of(bottom));
    if opts.usual.is_some() {
        plot.draw(&Rectangle::new([(0, low), (right, high)], Role::Band.filled()))?;
    }
    for days in &ticks {
        plot.draw(&PathElement::new([(0, *days), (right, *days)], Role::Grid))?;
    }
    let shown = points.len().min((right / slot).unsigned_abs() as usize);
    for (place, index) in (points.len() - shown..points.len()).enumerate() {
        let left = place as i32 * slot;
        let hint = hint(&points[index], opts.lang);
        let (point, slot) = (&points[index], (gutter + left, slot));
        plot.draw(&Bar { index, point, hint, left, slot, plot_y })?;
    }
    plot.draw(&PathElement::new([(0, 0), (right, 0)], Role::Baseline))?;
    let tick_y: Vec<i32> = ticks.iter().map(|days| y_of(*days)).collect();
    drop((plot, area, root));
    for (label, y) in labels.iter().zip(tick_y) {
        let y = (y + HALF_FIGURE_PX).min(height - 1);
        svg.text("tick", (gutter - TICK_GAP_PX, y), Anchor::End, label);
    }
    Ok(())
}

/// A bar: plotters maps its ends to pixels.
struct Bar<'a> {
    index: usize,
    point: &'a DelayPoint,
    hint: String,
    left: i32,
    /// Left edge and width of the area for the pointer, in pixels of the picture.
    slot: (i32, i32),
    /// Top and bottom of the plot, in pixels of the picture.
    plot_y: (i32, i32),
}

impl<'a> PointCollection<'a, (i32, i64)> for &'a Bar<'_> {
    type Point = (i32, i64);
    type IntoIter = array::IntoIter<(i32, i64), 2>;

    fn point_iter(self) -> Self::IntoIter {
        [(self.left, 0), (self.left, self.point.days)].into_iter()
    }
}

impl Drawable<SvgBackend<'_>> for Bar<'_> {
    fn draw<I: Iterator<Item = BackendCoord>>(
        &self,
        mut points: I,
        backend: &mut SvgBackend<'_>,
        _: (u32, u32),
    ) -> Result<(), DrawingErrorKind<Infallible>> {
        let (Some((_, base_y)), Some((_, end_y))) = (points.next(), points.next()) else {
            return Ok(());
        };
        let svg = &mut *backend.svg;
        svg.open_group("column", ("index", self.index), &self.hint);
        let ((slot_left, slot), (top, bottom)) = (self.slot, self.plot_y);
        svg.rect("hit", (slot_left, top), (slot, bottom - top));
        let gap = (slot / 4).max(1);
        let (left, width) = (slot_left + gap / 2, slot - gap);
        let bucket = Role::Bucket(self.point.bucket.min(RAMP_LEN - 1) as u8).class();
        // Paid on the very day shows too.
        let (y, height) = (base_y.min(end_y), (base_y - end_y).abs());
        let (y, height) = if height < 2 { (base_y - 2, 2) } else { (y, height) };
        if self.point.paid.is_some() {
            svg.rect(bucket, (left, y), (width, height));
        } else {
            let class = [bucket, " open"].concat();
            svg.rect(&class, (left, y), (width, height));
        }
        svg.close_group();
        Ok(())
    }
}

/// A true minus sign is as wide as a figure.
fn label(days: i64) -> String {
    if days < 0 { ["\u{2212}", &(-days).to_string()].concat() } else { days.to_string() }
}

fn hint(point: &DelayPoint, lang: Lang) -> String {
    match &point.paid {
        Some(_) => {
            let days = words::usual_days(lang, point.days);
            [&point.name, ": ", &words::paid_late(lang, &point.due, &days)].concat()
        }
        None => {
            let days = days_count(lang, point.days);
            [&point.name, ": ", &words::open_late(lang, &point.due, &days)].concat()
        }
    }
}

fn tabulate(points: &[DelayPoint], lang: Lang) -> DataTable {
    let headers = [words::strip_invoice, words::strip_due, words::strip_paid, words::strip_days];
    let open = words::strip_open(lang);
    let row = |point: &DelayPoint| {
        let paid = point.paid.clone().unwrap_or_else(|| open.to_owned());
        vec![point.name.clone(), point.due.clone(), paid, label(point.days)]
    };
    DataTable {
        headers: headers.map(|header| header(lang).to_owned()).to_vec(),
        rows: points.iter().rev().map(row).collect(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn point(name: &str, days: i64, is_paid: bool) -> DelayPoint {
        DelayPoint {
            name: name.to_owned(),
            due: "3 mar 2026".to_owned(),
            paid: is_paid.then(|| "5 mar 2026".to_owned()),
            days,
            bucket: usize::from(days > 0),
        }
    }

    fn strip(points: &[DelayPoint], width: u32, usual: Option<(i64, i64)>) -> Chart {
        delay_strip(points, DelayOptions { lang: Lang::Es, id_prefix: "s", width, usual })
    }

    /// The rectangles of a class: x, y, width and height.
    fn rects(svg: &str, class: &str) -> Vec<[i32; 4]> {
        let open = format!("<rect class=\"{class}\"");
        svg.lines()
            .filter(|line| line.contains(&open))
            .map(|line| {
                ["x", "y", "width", "height"].map(|name| {
                    let value = line.split(&format!(" {name}=\"")).nth(1);
                    let value = value.and_then(|rest| rest.split('"').next());
                    value.and_then(|value| value.parse().ok()).unwrap_or(-1)
                })
            })
            .collect()
    }

    #[test]
    fn bars_stand_on_the_due_date_as_high_as_they_are_late() {
        let points = [point("F-1", 30, true), point("F-2", -10, true), point("F-3", 15, false)];
        let chart = strip(&points, 300, Some((0, 15)));
        let late = rects(&chart.svg, "bucket-1");
        let early = rects(&chart.svg, "bucket-0");
        let open = rects(&chart.svg, "bucket-1 open");
        let band = rects(&chart.svg, "band");
        let base = late[0][1] + late[0][3];
        assert_eq!(base, early[0][1], "early hangs below the line");
        assert_eq!(base, open[0][1] + open[0][3]);
        assert!((late[0][3] - 2 * open[0][3]).abs() <= 1, "30 days are twice 15");
        assert!((late[0][3] - 3 * early[0][3]).abs() <= 2, "and three times 10");
        assert!((band[0][1] - open[0][1]).abs() <= 1, "the band ends at 15 days");
        assert!(chart.svg.contains("F-1: venció el 3 mar 2026 · 30 días"));
        assert!(chart.svg.contains("F-3: venció el 3 mar 2026 · sin pagar, 15 días"));
        assert_eq!(chart.table.rows[0], ["F-3", "3 mar 2026", "sin pagar", "15"]);
        assert_eq!(chart.table.rows[1][3], "\u{2212}10");
    }

    #[test]
    fn any_number_of_bars_fits_the_width() {
        for (count, width) in [(0, 160), (1, 40), (3, 300), (36, 300), (500, 300)] {
            let points: Vec<DelayPoint> =
                (0..count).map(|n| point(&n.to_string(), n % 40 - 8, true)).collect();
            let chart = strip(&points, width, None);
            for rect in rects(&chart.svg, "hit") {
                assert!(rect[0] >= 0 && rect[0] + rect[2] <= width.max(160) as i32, "{rect:?}");
            }
            assert_eq!(chart.table.rows.len(), count as usize);
        }
    }
}
