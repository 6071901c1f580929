//! One column of the month-end trend.

use std::array;
use std::convert::Infallible;

use plotters::element::{Drawable, PointCollection};
use plotters_backend::{BackendCoord, DrawingErrorKind};

use super::RAMP_LEN;
use super::backend::{Role, SvgBackend};
use super::legend::hatched;

/// The boundaries of a column's segments in minor units: the depth of the credit (not
/// above zero), the base line (zero), then upward through the buckets, oldest first.
pub(super) type Heights = [i64; RAMP_LEN + 2];

/// A column: plotters maps its boundaries to pixels, and it writes the group, the segments
/// and an area for the pointer as high as the plot.
pub(super) struct Column {
    pub(super) index: usize,
    /// Shown when the pointer rests on it.
    pub(super) hint: String,
    /// Left edge and width in pixels, the edge counted from the plot.
    pub(super) left: i32,
    pub(super) width: i32,
    pub(super) heights: Heights,
    /// Left edge and width of the area for the pointer, in pixels of the picture.
    pub(super) slot: (i32, i32),
    /// Top and bottom of the plot, in pixels of the picture.
    pub(super) plot: (i32, i32),
}

impl<'a> PointCollection<'a, (i32, i64)> for &'a Column {
    type Point = (i32, i64);
    type IntoIter = array::IntoIter<(i32, i64), { RAMP_LEN + 2 }>;

    fn point_iter(self) -> Self::IntoIter {
        self.heights.map(|height| (self.left, height)).into_iter()
    }
}

impl Drawable<SvgBackend<'_>> for Column {
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
        let (top, bottom) = self.plot;
        svg.rect("hit", (self.slot.0, top), (self.slot.1, bottom - top));

        let mut floor = base_y;
        for (from_base, (_, y)) in points.enumerate() {
            if self.heights[from_base + 2] <= self.heights[from_base + 1] {
                continue;
            }
            // What is owed shows, however little; a hairline of paper parts the segments
            // where there is room for one.
            let ceiling = y.min(floor - 1);
            let gap = i32::from(floor < base_y && floor - ceiling > 2);
            let class = Role::Bucket((RAMP_LEN - 1 - from_base) as u8).class();
            svg.rect(class, (left, ceiling), (self.width, floor - gap - ceiling));
            floor = ceiling;
        }
        if self.heights[0] < 0 {
            let height = (depth_y - base_y).max(2);
            hatched(svg, Role::Unapplied, (left, base_y + 1), (self.width, height));
        }
        svg.close_group();
        Ok(())
    }
}
