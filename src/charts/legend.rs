//! The names of the colours above a chart, and the hatching of unapplied credit.

use super::RAMP_LEN;
use super::backend::Role;
use super::svg::{Anchor, Svg};
use super::text_width::label_px as px;

const ROW_PX: i32 = 20;
const SWATCH_PX: i32 = 10;
const TEXT_X_PX: i32 = SWATCH_PX + 6;
const BETWEEN_PX: i32 = 16;
const STROKES_FROM_PX: i32 = 5;

/// The names of the colours, placed in as many rows as the width asks for.
pub(super) struct Legend<'a> {
    entries: Vec<Entry<'a>>,
    /// Where the rows end, in pixels.
    pub(super) height: i32,
}

struct Entry<'a> {
    at: (i32, i32),
    role: Role,
    label: &'a str,
}

impl<'a> Legend<'a> {
    /// The buckets from the first one up, those with a name, and the credit's name where it
    /// is to be shown.
    pub(super) fn new(
        bucket_labels: &'a [String],
        unapplied_label: Option<&'a str>,
        width: i32,
    ) -> Self {
        let credit = unapplied_label.map(|label| (Role::Unapplied, label));
        let buckets = bucket_labels.iter().take(RAMP_LEN).enumerate();
        let buckets = buckets.filter(|(_, label)| !label.is_empty());
        let buckets = buckets.map(|(bucket, label)| (Role::Bucket(bucket as u8), &**label));
        Self::of(buckets.chain(credit), width)
    }

    /// These roles by name, in order.
    pub(super) fn of(named: impl Iterator<Item = (Role, &'a str)>, width: i32) -> Self {
        let (mut x, mut y) = (0, 0);
        let mut entries = Vec::new();
        for (role, label) in named {
            let advance = TEXT_X_PX + px(label);
            if x > 0 && x + advance > width {
                (x, y) = (0, y + ROW_PX);
            }
            entries.push(Entry { at: (x, y), role, label });
            x += advance + BETWEEN_PX;
        }
        let height = if entries.is_empty() { 0 } else { y + ROW_PX };
        Self { entries, height }
    }

    /// No names at all.
    pub(super) fn none() -> Self {
        Self { entries: Vec::new(), height: 0 }
    }

    pub(super) fn draw(&self, svg: &mut Svg) {
        for Entry { at: (x, y), role, label } in &self.entries {
            let swatch = ((*x, y + 3), (SWATCH_PX, SWATCH_PX));
            match role {
                Role::Unapplied | Role::ToCome => hatched(svg, *role, swatch.0, swatch.1),
                Role::Whisker => whisker(svg, x + SWATCH_PX / 2, (y + 3, y + 2 + SWATCH_PX)),
                Role::Said => svg.line(role.class(), (*x, y + 8), (x + SWATCH_PX, y + 8)),
                Role::Line => {
                    let ends = [(*x, y + 8), (x + SWATCH_PX, y + 8)];
                    svg.polyline(role.class(), ends, false, 2);
                }
                _ => svg.rounded_rect(role.class(), swatch.0, swatch.1, 2),
            }
            svg.text("legend", (x + TEXT_X_PX, y + 12), Anchor::Start, label);
        }
    }
}

/// An upright line with a short one at each end.
pub(super) fn whisker(svg: &mut Svg, x: i32, (top, bottom): (i32, i32)) {
    let class = Role::Whisker.class();
    svg.line(class, (x, top), (x, bottom));
    for y in [top, bottom] {
        svg.line(class, (x - 3, y), (x + 4, y));
    }
}

/// An area of unapplied credit, or of what is to come: a pale ground under rising strokes, drawn one by
/// one, since a pattern would need an id of its own. Where strokes have no room, the ground
/// alone is drawn stronger.
pub(super) fn hatched(svg: &mut Svg, role: Role, (x, y): (i32, i32), (width, height): (i32, i32)) {
    let (ground, thin, strokes_class) = match role {
        Role::ToCome => ("to-come", "to-come thin", "hatch to-come"),
        _ => ("unapplied", "unapplied thin", "hatch"),
    };
    if width.min(height) < STROKES_FROM_PX {
        svg.rect(thin, (x, y), (width, height));
        return;
    }
    svg.rect(ground, (x, y), (width, height));
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
    svg.path(strokes_class, &strokes);
}
