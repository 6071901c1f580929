//! A drawing backend for plotters that writes classes where others write colours.

use std::convert::Infallible;

use plotters::style::Color;
use plotters::style::text_anchor::{HPos, VPos};
use plotters_backend::{
    BackendColor, BackendCoord, BackendStyle, BackendTextStyle, DrawingBackend, DrawingErrorKind,
};

use super::svg::{Anchor, Svg};
use super::text_width::text_width_px;

/// What a stroke, an area or a text is for; the style sheet decides how it looks.
///
/// Plotters knows only colours, so a role travels through it as one (see the [`Color`]
/// implementation) and is read back by [`SvgBackend`]. No such colour is ever written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Role {
    /// Not drawn at all.
    Hidden,
    /// A line that helps to read a height.
    Grid,
    /// The line of zero.
    Baseline,
    /// A value or a date on an axis.
    Tick,
    /// An area of an aging bucket, 0 to 4.
    Bucket(u8),
    /// Credit not yet applied.
    Unapplied,
    /// A series of bars outside the ramp.
    Bar,
    /// What may be, around a bar: a whisker.
    Whisker,
    /// A line that carries the message.
    Line,
    /// A line to compare with.
    LineQuiet,
    /// A range, behind everything else.
    Band,
}

impl Role {
    const HIDDEN: u8 = 0;
    const BUCKET: u8 = 16;

    /// The class in the picture.
    pub fn class(self) -> &'static str {
        match self {
            Self::Hidden => "",
            Self::Grid => "grid",
            Self::Baseline => "baseline",
            Self::Tick => "tick",
            Self::Bucket(0) => "bucket-0",
            Self::Bucket(1) => "bucket-1",
            Self::Bucket(2) => "bucket-2",
            Self::Bucket(3) => "bucket-3",
            Self::Bucket(_) => "bucket-4",
            Self::Unapplied => "unapplied",
            Self::Bar => "bar",
            Self::Whisker => "whisker",
            Self::Line => "line",
            Self::LineQuiet => "line-quiet",
            Self::Band => "band",
        }
    }

    fn code(self) -> u8 {
        match self {
            Self::Hidden => Self::HIDDEN,
            Self::Grid => 1,
            Self::Baseline => 2,
            Self::Tick => 3,
            Self::Unapplied => 4,
            Self::Bar => 5,
            Self::Whisker => 6,
            Self::Line => 7,
            Self::LineQuiet => 8,
            Self::Band => 9,
            Self::Bucket(bucket) => Self::BUCKET + bucket.min(4),
        }
    }

    fn from_code(code: u8) -> Self {
        match code {
            1 => Self::Grid,
            2 => Self::Baseline,
            3 => Self::Tick,
            4 => Self::Unapplied,
            5 => Self::Bar,
            6 => Self::Whisker,
            7 => Self::Line,
            8 => Self::LineQuiet,
            9 => Self::Band,
            Self::BUCKET.. => Self::Bucket(code - Self::BUCKET),
            _ => Self::Hidden,
        }
    }

    fn of(color: BackendColor) -> Option<Self> {
        let role = Self::from_code(color.rgb.2);
        (color.alpha > 0.0 && role != Self::Hidden).then_some(role)
    }
}

impl Color for Role {
    fn to_backend_color(&self) -> BackendColor {
        let alpha = if *self == Self::Hidden { 0.0 } else { 1.0 };
        BackendColor { alpha, rgb: (0, 0, self.code()) }
    }
}

/// Draws what plotters asks for into an [`Svg`].
///
/// Elements of our own (columns, groups the page can find) implement plotters' `Drawable`
/// for this backend alone and write to [`SvgBackend::svg`] directly.
#[derive(Debug)]
pub struct SvgBackend<'a> {
    /// The picture being written.
    pub svg: &'a mut Svg,
}

/// Nothing here can fail: the picture is a text in memory.
type Drawn = Result<(), DrawingErrorKind<Infallible>>;

impl DrawingBackend for SvgBackend<'_> {
    type ErrorType = Infallible;

    fn get_size(&self) -> (u32, u32) {
        self.svg.size()
    }

    fn ensure_prepared(&mut self) -> Drawn {
        Ok(())
    }

    fn present(&mut self) -> Drawn {
        Ok(())
    }

    fn draw_pixel(&mut self, point: BackendCoord, color: BackendColor) -> Drawn {
        if let Some(role) = Role::of(color) {
            self.svg.rect(role.class(), point, (1, 1));
        }
        Ok(())
    }

    fn draw_line<S: BackendStyle>(
        &mut self,
        from: BackendCoord,
        to: BackendCoord,
        style: &S,
    ) -> Drawn {
        if let Some(role) = Role::of(style.color()) {
            self.svg.line(role.class(), from, to);
        }
        Ok(())
    }

    fn draw_rect<S: BackendStyle>(
        &mut self,
        upper_left: BackendCoord,
        bottom_right: BackendCoord,
        style: &S,
        fill: bool,
    ) -> Drawn {
        let (x, y) = (upper_left.0.min(bottom_right.0), upper_left.1.min(bottom_right.1));
        let size = ((bottom_right.0 - upper_left.0).abs(), (bottom_right.1 - upper_left.1).abs());
        match Role::of(style.color()) {
            Some(role) if fill => self.svg.rect(role.class(), (x, y), size),
            Some(role) => {
                let (right, bottom) = (x + size.0, y + size.1);
                let corners = [(x, y), (right, y), (right, bottom), (x, bottom)];
                self.svg.polyline(&hollow(role), corners, true, style.stroke_width());
            }
            None => {}
        }
        Ok(())
    }

    fn draw_path<S: BackendStyle, I: IntoIterator<Item = BackendCoord>>(
        &mut self,
        path: I,
        style: &S,
    ) -> Drawn {
        let Some(role) = Role::of(style.color()) else { return Ok(()) };
        let points: Vec<BackendCoord> = path.into_iter().collect();
        match points[..] {
            [] => {}
            [from, to] if style.stroke_width() == 1 => self.svg.line(role.class(), from, to),
            _ => self.svg.polyline(role.class(), points, false, style.stroke_width()),
        }
        Ok(())
    }

    fn draw_circle<S: BackendStyle>(
        &mut self,
        center: BackendCoord,
        radius: u32,
        style: &S,
        fill: bool,
    ) -> Drawn {
        match Role::of(style.color()) {
            Some(role) if fill => self.svg.circle(role.class(), center, radius),
            Some(role) => self.svg.circle(&hollow(role), center, radius),
            None => {}
        }
        Ok(())
    }

    fn fill_polygon<S: BackendStyle, I: IntoIterator<Item = BackendCoord>>(
        &mut self,
        vert: I,
        style: &S,
    ) -> Drawn {
        if let Some(role) = Role::of(style.color()) {
            self.svg.polyline(role.class(), vert, true, 1);
        }
        Ok(())
    }

    fn draw_text<S: BackendTextStyle>(
        &mut self,
        text: &str,
        style: &S,
        (x, y): BackendCoord,
    ) -> Drawn {
        let Some(role) = Role::of(style.color()) else { return Ok(()) };
        let size_px = style.size() as i32;
        let anchor = style.anchor();
        let base_y = match anchor.v_pos {
            VPos::Top => y + size_px * 9 / 10,
            // Half the height of a figure under its middle.
            VPos::Center => y + size_px * 36 / 100,
            VPos::Bottom => y - size_px / 4,
        };
        let side = match anchor.h_pos {
            HPos::Left => Anchor::Start,
            HPos::Center => Anchor::Middle,
            HPos::Right => Anchor::End,
        };
        self.svg.text(role.class(), (x, base_y), side, text);
        Ok(())
    }

    fn estimate_text_size<S: BackendTextStyle>(
        &self,
        text: &str,
        style: &S,
    ) -> Result<(u32, u32), DrawingErrorKind<Infallible>> {
        let size_px = style.size() as u32;
        Ok((text_width_px(text, size_px), size_px * 5 / 4))
    }

    /// Bitmaps have no class: a picture made of them could not follow the theme.
    fn blit_bitmap(&mut self, _: BackendCoord, _: (u32, u32), _: &[u8]) -> Drawn {
        Ok(())
    }
}

fn hollow(role: Role) -> String {
    let mut class = role.class().to_owned();
    class.push_str(" hollow");
    class
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]

    use plotters::prelude::*;

    use super::{Role, Svg, SvgBackend};

    fn draw(paint: impl FnOnce(&DrawingArea<SvgBackend<'_>, plotters::coord::Shift>)) -> String {
        let mut svg = Svg::new("test", "t", "", "", (100, 50));
        paint(&SvgBackend { svg: &mut svg }.into_drawing_area());
        svg.finish()
    }

    #[test]
    fn every_role_survives_its_way_through_plotters() {
        let roles = [
            Role::Grid,
            Role::Baseline,
            Role::Tick,
            Role::Bucket(0),
            Role::Bucket(4),
            Role::Unapplied,
            Role::Bar,
            Role::Whisker,
            Role::Line,
            Role::LineQuiet,
            Role::Band,
        ];
        for role in roles {
            assert_eq!(Role::of(role.to_rgba().to_backend_color()), Some(role));
        }
        assert_eq!(Role::of(Role::Hidden.to_backend_color()), None);
        assert_eq!(Role::of(Role::Grid.mix(0.0).to_backend_color()), None);
    }

    #[test]
    fn a_line_series_of_plotters_becomes_one_path() {
        let out = draw(|area| {
            let mut chart = ChartBuilder::on(area).build_cartesian_2d(0..99, 0..49).unwrap();
            let points = [(0, 0), (10, 30), (20, 10)];
            chart.draw_series(LineSeries::new(points, Role::Line.stroke_width(2))).unwrap();
        });
        assert!(out.contains("<path class=\"line\" stroke-width=\"2\" d=\"M0 49L10 19L20 39\"/>"));
    }

    #[test]
    fn bars_whiskers_and_marks_carry_their_class() {
        let out = draw(|area| {
            area.draw(&Rectangle::new([(5, 40), (15, 10)], Role::Bar.filled())).unwrap();
            area.draw(&Rectangle::new([(5, 40), (15, 10)], Role::Bar)).unwrap();
            area.draw(&PathElement::new([(10, 5), (10, 20)], Role::Whisker)).unwrap();
            area.draw(&Circle::new((10, 5), 3, Role::Line.filled())).unwrap();
        });
        assert!(out.contains("<rect class=\"bar\" x=\"5\" y=\"10\" width=\"10\" height=\"30\"/>"));
        assert!(out.contains("<path class=\"bar hollow\" d=\"M5 10L15 10L15 40L5 40Z\"/>"));
        assert!(out.contains("<path class=\"whisker\" d=\"M10.5 5L10.5 20\"/>"));
        assert!(out.contains("<circle class=\"line\" cx=\"10\" cy=\"5\" r=\"3\"/>"));
    }

    #[test]
    fn what_is_hidden_leaves_no_trace() {
        let out = draw(|area| {
            area.draw(&Rectangle::new([(5, 40), (15, 10)], Role::Hidden.filled())).unwrap();
            area.draw(&PathElement::new([(10, 5), (10, 20)], Role::Hidden)).unwrap();
        });
        assert!(!out.contains("<rect") && !out.contains("<path"));
    }
}
