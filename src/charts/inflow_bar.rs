//! One period of the cash-flow chart: what comes in, its whisker, and what it is compared
//! with.

use std::array;
use std::convert::Infallible;

use plotters::element::{Drawable, PointCollection};
use plotters_backend::{BackendCoord, DrawingErrorKind};

use super::backend::{Role, SvgBackend};
use super::legend::{hatched, whisker};
use super::svg::Svg;

/// The heights that a bar shows, in minor units; plotters maps them to pixels.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Heights {
    /// What comes or came in.
    pub(super) value: i64,
    /// With what may come of invoices that do not exist yet.
    pub(super) with_to_come: i64,
    /// Between a bad and a good outcome.
    pub(super) band: Option<(i64, i64)>,
    /// If everything were paid when due, or what had been projected of a past period.
    pub(super) compared: Option<i64>,
}

/// A bar: a group with an area for the pointer as high as the plot.
pub(super) struct InflowBar {
    pub(super) index: usize,
    /// Shown when the pointer rests on it.
    pub(super) hint: String,
    pub(super) is_past: bool,
    /// Left edge and width in pixels of the picture.
    pub(super) left: i32,
    pub(super) width: i32,
    pub(super) heights: Heights,
    /// Left edge and width of the area for the pointer, in pixels of the picture.
    pub(super) slot: (i32, i32),
    /// Top and bottom of the plot, in pixels of the picture.
    pub(super) plot: (i32, i32),
}

impl<'a> PointCollection<'a, (i32, i64)> for &'a InflowBar {
    type Point = (i32, i64);
    type IntoIter = array::IntoIter<(i32, i64), 6>;

    fn point_iter(self) -> Self::IntoIter {
        let Heights { value, with_to_come, band, compared } = self.heights;
        let (low, high) = band.unwrap_or_default();
        [0, value, with_to_come, low, high, compared.unwrap_or(0)]
            .map(|height| (0, height))
            .into_iter()
    }
}

impl Drawable<SvgBackend<'_>> for InflowBar {
    fn draw<I: Iterator<Item = BackendCoord>>(
        &self,
        points: I,
        backend: &mut SvgBackend<'_>,
        _: (u32, u32),
    ) -> Result<(), DrawingErrorKind<Infallible>> {
        let ys: Vec<i32> = points.map(|(_, y)| y).collect();
        let [base_y, value_y, to_come_y, low_y, high_y, compared_y] = ys[..] else {
            return Ok(());
        };
        let svg = &mut *backend.svg;
        svg.open_group("column", ("index", self.index), &self.hint);
        let (top, bottom) = self.plot;
        svg.rect("hit", (self.slot.0, top), (self.slot.1, bottom - top));
        let compares = self.heights.compared.is_some_and(|minor| minor > 0);
        // What comes in shows, however little.
        let value_y = if self.heights.value > 0 { value_y.min(base_y - 1) } else { base_y };
        let role = if self.is_past { Role::BarPast } else { Role::Bar };
        svg.rect(role.class(), (self.left, value_y), (self.width, base_y - value_y));
        if self.heights.with_to_come > self.heights.value {
            let height = (value_y - to_come_y).max(2);
            let at = (self.left, value_y - height);
            hatched(svg, Role::ToCome, at, (self.width, height));
        }
        if compares && !self.is_past {
            self.draw_frame(svg, base_y, compared_y.max(top), compared_y < top);
        }
        if let Some((low, high)) = self.heights.band
            && high > low
        {
            whisker(svg, self.left + self.width / 2, (high_y, low_y));
        }
        if self.heights.compared.is_some() && self.is_past {
            let over = (self.slot.1 - self.width).min(8) / 2;
            let ends =
                [(self.left - over, compared_y), (self.left + self.width + over, compared_y)];
            svg.polyline(Role::Said.class(), ends, false, 2);
        }
        svg.close_group();
        Ok(())
    }
}

impl InflowBar {
    /// A thin frame around the bar; open at the top where it goes on beyond the plot.
    fn draw_frame(&self, svg: &mut Svg, base_y: i32, top_y: i32, goes_on: bool) {
        let over = (self.slot.1 - self.width).min(8) / 2;
        let (left, right) = (self.left - over, self.left + self.width + over);
        let corners = [(left, base_y), (left, top_y), (right, top_y), (right, base_y)];
        if goes_on {
            svg.line(Role::Frame.class(), corners[0], corners[1]);
            svg.line(Role::Frame.class(), corners[2], corners[3]);
        } else {
            svg.polyline(Role::Frame.class(), corners, false, 1);
        }
    }
}
