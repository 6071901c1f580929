//! What comes in by week or month, with the cash that is left under it.
//!
//! Two plots over one axis: money that moves and money that is there differ in size by
//! orders of magnitude, and a line drawn over bars hides them. So the name of the lowest
//! point can never stand on a bar.

use std::convert::Infallible;

use chrono::NaiveDate;
use plotters::coord::types::{RangedCoordi32, RangedCoordi64};
use plotters::drawing::DrawingAreaErrorKind;
use plotters::prelude::{Cartesian2d, Circle, IntoDrawingArea, PathElement, Polygon};
use plotters::style::Color;

use crate::text::Lang;

use super::Chart;
use super::axis::{NumberMarks, abbreviate, axis_labels, ticks_around};
use super::backend::{Role, SvgBackend};
use super::cash_flow_words::{hint, tabulate};
use super::inflow_bar::{Heights, InflowBar};
use super::legend::Legend;
use super::slot_axis::SlotAxis;
use super::svg::{Anchor, Svg};
use super::text_width::label_px as px;

/// What comes or came in within one period, in minor units.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CashBar {
    /// Its first day.
    pub first: NaiveDate,
    /// Its name in full: `24–30 nov 2026`.
    pub name: String,
    /// Whether it is over: then the value came in, and `compared_minor` had been projected.
    pub is_past: bool,
    /// What comes in, or came in.
    pub value_minor: i64,
    /// Between a bad and a good outcome.
    pub band_minor: Option<(i64, i64)>,
    /// If everything were paid when due; of a past period, what had been projected.
    pub compared_minor: Option<i64>,
    /// What may come of invoices that do not exist yet.
    pub to_come_minor: i64,
    /// Cash at its end.
    pub balance_minor: Option<i64>,
}

/// The cash day by day, in minor units, from the first day of the first bar that is not past.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct BalanceLine {
    /// At the end of the day before.
    pub opening_minor: i64,
    /// At the end of each day.
    pub expected_minor: Vec<i64>,
    /// The same in a bad course of events; may be empty.
    pub low_minor: Vec<i64>,
    /// The same in a good course of events; may be empty.
    pub high_minor: Vec<i64>,
    /// The lowest point: 0 for the opening, 1 for the end of the first day; and how it is to
    /// be written there.
    pub lowest: Option<(usize, String)>,
}

/// What the parts of the chart are called.
#[derive(Clone, Copy, Debug)]
pub struct CashFlowNames<'a> {
    /// The chart.
    pub title: &'a str,
    /// What it says, in a sentence or two.
    pub description: &'a str,
    /// Heading of the column of periods.
    pub period: &'a str,
    /// The bars.
    pub value: &'a str,
    /// The bars that are past; empty where there are none.
    pub came_in: &'a str,
    /// What had been projected of those.
    pub projected: &'a str,
    /// The whiskers.
    pub band: &'a str,
    /// Their lower ends.
    pub low: &'a str,
    /// Their upper ends.
    pub high: &'a str,
    /// What the bars are compared with.
    pub compared: &'a str,
    /// What may come of invoices that do not exist yet.
    pub to_come: &'a str,
    /// The cash.
    pub balance: &'a str,
    /// Between the past and what is ahead.
    pub today: &'a str,
}

/// How the chart is to be drawn.
#[derive(Clone, Copy)]
pub struct CashFlowOptions<'a> {
    /// The language of the dates.
    pub lang: Lang,
    /// What the ids inside start with; unique on the page.
    pub id_prefix: &'a str,
    /// The width in pixels; under 240 it is drawn as 240 and scaled down.
    pub width: u32,
    /// The height in pixels of the bars' plot with its axis.
    pub bars_px: u32,
    /// The same of the balance's.
    pub balance_px: u32,
    /// Whether the periods are months.
    pub by_month: bool,
    /// The names of its parts.
    pub names: CashFlowNames<'a>,
    /// Whether those are shown above it, and values on the left; if not, each bar has its
    /// figure above it.
    pub has_axes: bool,
    /// How many decimals the currency has, so that the axis counts in whole units.
    pub minor_digits: u32,
    /// How numbers on the axis are written.
    pub marks: NumberMarks,
    /// Writes an amount of minor units in full, for the table and the hints.
    pub amount: &'a dyn Fn(i64) -> String,
}

const MIN_WIDTH_PX: u32 = 240;
const MIN_PLOT_PX: u32 = 60;
/// Between a value on the axis and the plot.
const TICK_GAP_PX: i32 = 8;
/// From the middle of a figure down to its base line, at the charts' text size.
const HALF_FIGURE_PX: i32 = 4;
/// Above a plot: its name, and a value that goes beyond it.
const ABOVE_PX: i32 = 24;
/// Under the bars: the weeks or months.
const BELOW_PX: i32 = 26;
/// Under the balance: the name of its lowest point.
const UNDER_BALANCE_PX: i32 = 22;

/// Bars of what comes in, each a `<g class="column" data-index="n">`, `n` counting in
/// `bars`; under them the balance, where there is one.
///
/// What all of it would be if paid when due is cut off where it is more than twice the
/// highest of the others, and its figure stands above: everything overdue falls into the
/// first week, and would press the rest flat.
pub fn cash_flow(
    bars: &[CashBar],
    balance: Option<&BalanceLine>,
    opts: CashFlowOptions<'_>,
) -> Chart {
    let width = opts.width.max(MIN_WIDTH_PX);
    let legend = legend(bars, opts, width as i32);
    let bars_px = opts.bars_px.max(MIN_PLOT_PX);
    let balance_px = if balance.is_some() { opts.balance_px.max(MIN_PLOT_PX) } else { 0 };
    let size = (width, legend.height.unsigned_abs() + bars_px + balance_px);
    let title = opts.names.title.to_owned();
    let description = opts.names.description.to_owned();
    let mut svg = Svg::new("cash-flow", opts.id_prefix, &title, &description, size);
    legend.draw(&mut svg);
    let picture = Picture::new(bars, balance, width as i32, opts);
    let bars_plot = (legend.height + ABOVE_PX, legend.height + bars_px as i32 - BELOW_PX);
    let below = bars_plot.1 + BELOW_PX;
    let balance_plot = (below + ABOVE_PX, below + balance_px as i32 - UNDER_BALANCE_PX);
    let drawn = picture.draw_bars(&mut svg, bars_plot).and_then(|()| {
        balance.map_or(Ok(()), |line| picture.draw_balance(&mut svg, line, balance_plot))
    });
    // The backend cannot fail and the sizes leave room for the plots. Should plotters refuse
    // all the same, the name, the description and the table still tell everything.
    debug_assert!(drawn.is_ok(), "{drawn:?}");
    Chart { svg: svg.finish(), title, description, table: tabulate(bars, opts) }
}

type Failure = DrawingAreaErrorKind<Infallible>;

fn legend<'a>(bars: &[CashBar], opts: CashFlowOptions<'a>, width: i32) -> Legend<'a> {
    if !opts.has_axes {
        return Legend::none();
    }
    let names = opts.names;
    let any = |is: fn(&CashBar) -> bool| bars.iter().any(is);
    let all = [
        (any(|bar| bar.is_past), Role::BarPast, names.came_in),
        (any(|bar| bar.is_past && bar.compared_minor.is_some()), Role::Said, names.projected),
        (any(|bar| !bar.is_past), Role::Bar, names.value),
        (any(|bar| bar.band_minor.is_some()), Role::Whisker, names.band),
        (any(|bar| !bar.is_past && bar.compared_minor.is_some()), Role::Frame, names.compared),
        (any(|bar| bar.to_come_minor > 0), Role::ToCome, names.to_come),
    ];
    Legend::of(all.into_iter().filter(|(is, ..)| *is).map(|(_, role, name)| (role, name)), width)
}

/// What is to be drawn, measured across.
struct Picture<'a> {
    bars: &'a [CashBar],
    opts: CashFlowOptions<'a>,
    gutter: i32,
    width: i32,
    slots: SlotAxis,
    /// The highest of the bars' plot, in minor units.
    highest: i64,
    bar_ticks: Vec<(i64, String)>,
    /// The highest and the deepest of the balance, both counted from zero.
    balance_range: (i64, i64),
    balance_ticks: Vec<(i64, String)>,
}

impl<'a> Picture<'a> {
    fn new(
        bars: &'a [CashBar],
        balance: Option<&BalanceLine>,
        width: i32,
        opts: CashFlowOptions<'a>,
    ) -> Self {
        let shown = bars.iter().map(CashBar::height).max().unwrap_or(0);
        let compared = bars.iter().filter_map(|bar| bar.compared_minor).max().unwrap_or(0);
        let highest = if compared > shown.saturating_mul(2) && shown > 0 {
            shown.saturating_add(shown / 4)
        } else {
            shown.max(compared)
        };
        let lines = balance.into_iter().flat_map(|line| {
            let days = line.expected_minor.iter().chain(&line.low_minor).chain(&line.high_minor);
            days.copied().chain([line.opening_minor])
        });
        let balance_range = lines
            .fold((0, 0), |(most, least): (i64, i64), minor| (most.max(minor), least.max(-minor)));
        let named = |ticks: Vec<i64>| -> Vec<(i64, String)> {
            if !opts.has_axes {
                return Vec::new();
            }
            let labels = axis_labels(&ticks, opts.minor_digits, opts.lang, opts.marks);
            ticks.into_iter().zip(labels).collect()
        };
        let bar_ticks = named(ticks_around(highest, 0));
        let balance_ticks = named(ticks_around(balance_range.0, balance_range.1));
        let labels = bar_ticks.iter().chain(&balance_ticks).map(|(_, label)| px(label));
        let gutter = labels.max().map_or(0, |widest| widest + TICK_GAP_PX);
        let firsts: Vec<NaiveDate> = bars.iter().map(|bar| bar.first).collect();
        let slots = SlotAxis::new(&firsts, opts.by_month, opts.lang, (gutter, width));
        Self { bars, opts, gutter, width, slots, highest, bar_ticks, balance_range, balance_ticks }
    }

    fn draw_bars(&self, svg: &mut Svg, (top, bottom): (i32, i32)) -> Result<(), Failure> {
        let height = svg.size().1 as i32;
        let right = self.width - self.gutter - 1;
        let highest = self.highest.max(1);
        let root = SvgBackend { svg }.into_drawing_area();
        let area = root.margin(top, height - bottom, self.gutter, 0);
        let (xs, ys) = area.get_pixel_range();
        let plot = area.apply_coord_spec(Cartesian2d::<RangedCoordi32, RangedCoordi64>::new(
            0..right,
            0..highest,
            (xs.start..xs.end - 1, ys.end - 1..ys.start),
        ));
        let y_of = |value: i64| plot.map_coordinate(&(0, value)).1;
        for (value, _) in &self.bar_ticks {
            plot.draw(&PathElement::new([(0, *value), (right, *value)], Role::Grid))?;
        }
        for (offset, bar) in self.bars.iter().enumerate() {
            plot.draw(&InflowBar {
                index: offset,
                hint: hint(bar, self.opts),
                is_past: bar.is_past,
                left: self.slots.column_left(offset),
                width: self.slots.column,
                heights: bar.heights(),
                slot: (self.slots.slot_left(offset), self.slots.slot),
                plot: (y_of(highest), y_of(0)),
            })?;
        }
        plot.draw(&PathElement::new([(0, 0), (right, 0)], Role::Baseline))?;
        let tick_y: Vec<i32> = self.bar_ticks.iter().map(|(value, _)| y_of(*value)).collect();
        let (top_y, base_y) = (y_of(highest), y_of(0));
        let value_y: Vec<i32> = self.bars.iter().map(|bar| y_of(bar.value_minor.max(0))).collect();
        drop((plot, area, root));
        self.draw_ticks(svg, &self.bar_ticks, &tick_y);
        self.slots.draw(svg, base_y);
        if !self.opts.has_axes {
            self.draw_values(svg, &value_y);
        }
        for (offset, bar) in self.bars.iter().enumerate() {
            let beyond = bar.compared_minor.filter(|&minor| minor > highest && !bar.is_past);
            if let (Some(minor), true) = (beyond, self.opts.has_axes) {
                let CashFlowOptions { minor_digits, lang, marks, .. } = self.opts;
                let label = ["↑\u{a0}", &abbreviate(minor, minor_digits, lang, marks)].concat();
                let at = (self.slots.slot_left(offset) + 5, top_y - 6);
                svg.text("tick", at, Anchor::Start, &label);
            }
        }
        if let Some(place) = self.first_ahead().filter(|&place| place > 0) {
            let x = self.slots.slot_left(place);
            svg.line("baseline", (x, top_y - 14), (x, base_y));
            if self.opts.has_axes {
                svg.text("tick", (x - 4, top_y - 6), Anchor::End, self.opts.names.today);
            }
        }
        Ok(())
    }

    /// Without an axis each bar has its figure above it, where all have room.
    fn draw_values(&self, svg: &mut Svg, value_y: &[i32]) {
        let CashFlowOptions { minor_digits, lang, marks, .. } = self.opts;
        let write = |bar: &CashBar| abbreviate(bar.value_minor, minor_digits, lang, marks);
        let labels: Vec<String> = self.bars.iter().map(write).collect();
        if labels.iter().any(|label| px(label) + 4 > self.slots.slot) {
            return;
        }
        for (offset, (label, y)) in labels.iter().zip(value_y).enumerate() {
            if self.bars[offset].value_minor > 0 {
                let middle = self.slots.slot_left(offset) + self.slots.slot / 2;
                svg.text("tick", (middle, y - 5), Anchor::Middle, label);
            }
        }
    }

    fn draw_balance(
        &self,
        svg: &mut Svg,
        line: &BalanceLine,
        (top, bottom): (i32, i32),
    ) -> Result<(), Failure> {
        let height = svg.size().1 as i32;
        let right = self.width - self.gutter - 1;
        let (most, least) = self.balance_range;
        let root = SvgBackend { svg }.into_drawing_area();
        let area = root.margin(top, height - bottom, self.gutter, 0);
        let (xs, ys) = area.get_pixel_range();
        let plot = area.apply_coord_spec(Cartesian2d::<RangedCoordi32, RangedCoordi64>::new(
            0..right,
            -least..most.max(1 - least),
            (xs.start..xs.end - 1, ys.end - 1..ys.start),
        ));
        let y_of = |value: i64| plot.map_coordinate(&(0, value)).1;
        for (value, _) in &self.balance_ticks {
            let role = if *value == 0 { Role::Baseline } else { Role::Grid };
            plot.draw(&PathElement::new([(0, *value), (right, *value)], role))?;
        }
        let days = line.expected_minor.len();
        let across: Vec<i32> =
            (0..=days).map(|day| self.x_of_day(day, days) - self.gutter).collect();
        let path = |of: &[i64]| {
            let values = std::iter::once(line.opening_minor).chain(of.iter().copied());
            across.iter().copied().zip(values).collect::<Vec<_>>()
        };
        if line.low_minor.len() == days && line.high_minor.len() == days {
            let mut around = path(&line.high_minor);
            around.extend(path(&line.low_minor).into_iter().rev());
            plot.draw(&Polygon::new(around, Role::Band))?;
        }
        let expected = path(&line.expected_minor);
        plot.draw(&PathElement::new(expected.clone(), Role::Line.stroke_width(2)))?;
        let lowest = line.lowest.as_ref().and_then(|(place, label)| {
            let (x, value) = *expected.get(*place)?;
            Some((x, value, label))
        });
        if let Some((x, value, _)) = lowest {
            plot.draw(&Circle::new((x, value), 4, Role::Line.filled()))?;
        }
        let tick_y: Vec<i32> = self.balance_ticks.iter().map(|(value, _)| y_of(*value)).collect();
        let mark = lowest.map(|(x, value, label)| (x + self.gutter, y_of(value), label));
        drop((plot, area, root));
        self.draw_ticks(svg, &self.balance_ticks, &tick_y);
        if self.opts.has_axes {
            svg.text("legend", (self.gutter, top - 10), Anchor::Start, self.opts.names.balance);
        }
        if let Some((x, y, label)) = mark {
            // Under the lowest point there is nothing of the line.
            let half = px(label) * 12 / 20;
            let x = x.clamp(self.gutter + half, (self.width - half).max(self.gutter + half));
            svg.text("value", (x, y + 18), Anchor::Middle, label);
        }
        Ok(())
    }

    fn draw_ticks(&self, svg: &mut Svg, ticks: &[(i64, String)], ys: &[i32]) {
        for ((_, label), y) in ticks.iter().zip(ys) {
            let at = (self.gutter - TICK_GAP_PX, y + HALF_FIGURE_PX);
            svg.text("tick", at, Anchor::End, label);
        }
    }

    fn first_ahead(&self) -> Option<usize> {
        self.bars.iter().position(|bar| !bar.is_past)
    }

    /// Where the end of a day stands, of so many from the first bar that is not past; day 0
    /// is the end of the day before.
    fn x_of_day(&self, day: usize, days: usize) -> i32 {
        let place = self.first_ahead().unwrap_or(0);
        let ahead = &self.bars[place..];
        let Some(first) = ahead.first().map(|bar| bar.first) else { return self.gutter };
        let ends = |offset: usize| {
            let next = ahead.get(offset + 1).map(|bar| (bar.first - first).num_days());
            next.map_or(days, |days| usize::try_from(days).unwrap_or(0))
        };
        let mut begins = 0;
        for offset in 0..ahead.len() {
            let end = ends(offset).max(begins + 1);
            if day <= end {
                let within = (day - begins) as i32 * self.slots.slot / (end - begins) as i32;
                return self.slots.slot_left(place + offset) + within;
            }
            begins = end;
        }
        self.slots.right
    }
}

impl CashBar {
    /// How high it reaches but for what it is compared with.
    fn height(&self) -> i64 {
        let band = self.band_minor.map_or(0, |(_, high)| high);
        let past = if self.is_past { self.compared_minor.unwrap_or(0) } else { 0 };
        self.value_minor.saturating_add(self.to_come_minor).max(band).max(past)
    }

    fn heights(&self) -> Heights {
        Heights {
            value: self.value_minor.max(0),
            with_to_come: self.value_minor.max(0).saturating_add(self.to_come_minor.max(0)),
            band: self.band_minor,
            compared: self.compared_minor,
        }
    }
}
