//! A small line without axes, to stand in a line of figures.

use plotters::coord::types::{RangedCoordi32, RangedCoordi64};
use plotters::prelude::{Cartesian2d, IntoDrawingArea};

use super::backend::SvgBackend;
use super::series_line::SeriesLine;
use super::svg::Svg;

/// How the line is to be drawn.
#[derive(Clone, Copy, Debug)]
pub struct SparkOptions<'a> {
    /// What the ids inside start with; unique on the page.
    pub id_prefix: &'a str,
    /// What it is a line of.
    pub title: &'a str,
    /// What it shows, in a sentence.
    pub description: &'a str,
    /// Width and height in pixels.
    pub size: (u32, u32),
}

/// Room for the last dot.
const MARGIN_PX: i32 = 4;

/// The line of some values, equally far apart, on a scale of its own between the least and
/// the most of them; a dot stands on the last one. An SVG text; nothing but its words where
/// there are no values.
pub fn spark(values: &[Option<i64>], opts: SparkOptions<'_>) -> String {
    let mut svg = Svg::new("spark", opts.id_prefix, opts.title, opts.description, opts.size);
    let known = || values.iter().flatten().copied();
    if let (Some(least), Some(most)) = (known().min(), known().max()) {
        // What does not change is a level line in the middle.
        let (low, high) = if least == most { (least - 1, most + 1) } else { (least, most) };
        let steps = i32::try_from(values.len()).unwrap_or(i32::MAX).saturating_sub(1).max(1);
        let root = SvgBackend { svg: &mut svg }.into_drawing_area();
        let area = root.margin(MARGIN_PX, MARGIN_PX, MARGIN_PX, MARGIN_PX);
        let (xs, ys) = area.get_pixel_range();
        let plot = area.apply_coord_spec(Cartesian2d::<RangedCoordi32, RangedCoordi64>::new(
            0..steps,
            low..high,
            (xs, ys.end - 1..ys.start),
        ));
        let placed = (0..).zip(values.iter().copied());
        for line in SeriesLine::of("line series-0", placed, 2) {
            let drawn = plot.draw(&line);
            debug_assert!(drawn.is_ok(), "{drawn:?}");
        }
        let last = values.last().copied().flatten();
        let dot = last.map(|value| plot.map_coordinate(&(steps, value)));
        let dot = dot.filter(|_| values.len() > 1);
        drop((plot, area, root));
        if let Some(at) = dot {
            svg.circle("end", at, 3);
        }
    }
    svg.finish()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn drawn(values: &[Option<i64>]) -> String {
        let description = "De 1 a 2.";
        let opts = SparkOptions { id_prefix: "s", title: "DSO", description, size: (160, 36) };
        spark(values, opts)
    }

    #[test]
    fn it_runs_between_its_least_and_its_most() {
        let svg = drawn(&[Some(-5), Some(10), Some(2)]);
        assert!(svg.contains("d=\"M4 31L80 4L"), "{svg}");
        assert!(svg.contains("<circle class=\"end\""));
        assert!(svg.contains("<desc id=\"s-desc\">De 1 a 2.</desc>"));
    }

    #[test]
    fn what_does_not_change_is_level_and_nothing_draws_nothing() {
        let svg = drawn(&[Some(7), Some(7)]);
        assert!(svg.contains("d=\"M4 18L") || svg.contains("d=\"M4 17L"), "{svg}");
        assert!(!drawn(&[None, None]).contains("<path"));
        assert!(!drawn(&[]).contains("<path"));
        assert!(drawn(&[Some(3)]).contains("<circle"));
    }
}
