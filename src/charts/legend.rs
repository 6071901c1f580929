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
        let (mut x, mut y) = (0, 0);
        let mut entries = Vec::new();
        let credit = unapplied_label.map(|label| (Role::Unapplied, label));
        let buckets = bucket_labels.iter().take(RAMP_LEN).enumerate();
        let buckets = buckets.filter(|(_, label)| !label.is_empty());
        let buckets = buckets.map(|(bucket, label)| (Role::Bucket(bucket as u8), &**label));
        for (role, label) in buckets.chain(credit) {
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
                Role::Unapplied => hatched(svg, swatch.0, swatch.1),
                _ => svg.rounded_rect(role.class(), swatch.0, swatch.1, 2),
            }
            svg.text("legend", (x + TEXT_X_PX, y + 12), Anchor::Start, label);
        }
    }
}

/// An area of unapplied credit: a pale ground under rising strokes, drawn one by
/// one, since a pattern would need an id of its own. Where strokes have no room, the ground
/// alone is drawn stronger.
pub(super) fn hatched(svg: &mut Svg, (x, y): (i32, i32), (width, height): (i32, i32)) {
    if width.min(height) < STROKES_FROM_PX {
        svg.rect("unapplied thin", (x, y), (width, height));
        return;
    }
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
