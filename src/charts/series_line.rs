//! A line through months, broken where there is nothing to show.

use std::convert::Infallible;

use plotters::element::{Drawable, PointCollection};
use plotters_backend::{BackendCoord, DrawingErrorKind};

use super::backend::SvgBackend;

/// The classes of the lines of one chart; the style sheet tells them apart by colour and by
/// stroke.
pub(super) const CLASSES: [&str; 4] =
    ["line series-0", "line series-1", "line series-2", "line series-3"];

/// A line without a break: plotters maps its points to pixels. A single point is a dot.
pub(super) struct SeriesLine {
    pub(super) class: &'static str,
    pub(super) points: Vec<(i32, i64)>,
    pub(super) stroke_px: u32,
}

impl SeriesLine {
    /// The unbroken lines of a series, whose values stand at some distances from the left.
    pub(super) fn of(
        class: &'static str,
        values: impl Iterator<Item = (i32, Option<i64>)>,
        stroke_px: u32,
    ) -> Vec<Self> {
        let (mut lines, mut points) = (Vec::new(), Vec::new());
        let mut end = |points: &mut Vec<(i32, i64)>| {
            if !points.is_empty() {
                lines.push(Self { class, points: std::mem::take(points), stroke_px });
            }
        };
        for (x, value) in values {
            match value {
                Some(value) => points.push((x, value)),
                None => end(&mut points),
            }
        }
        end(&mut points);
        lines
    }
}

impl<'a> PointCollection<'a, (i32, i64)> for &'a SeriesLine {
    type Point = (i32, i64);
    type IntoIter = std::iter::Copied<std::slice::Iter<'a, (i32, i64)>>;

    fn point_iter(self) -> Self::IntoIter {
        self.points.iter().copied()
    }
}

impl Drawable<SvgBackend<'_>> for SeriesLine {
    fn draw<I: Iterator<Item = BackendCoord>>(
        &self,
        points: I,
        backend: &mut SvgBackend<'_>,
        _: (u32, u32),
    ) -> Result<(), DrawingErrorKind<Infallible>> {
        let points: Vec<BackendCoord> = points.collect();
        match points[..] {
            [only] => backend.svg.circle(self.class, only, self.stroke_px),
            _ => backend.svg.polyline(self.class, points, false, self.stroke_px),
        }
        Ok(())
    }
}
