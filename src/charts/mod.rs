//! Pictures of the figures, as SVG text without a single colour in it.
//!
//! A chart is a pure function of its data, a language and a size in pixels. What it draws
//! carries classes (`bucket-0` to `bucket-4`, `grid`, `tick` …) that `style/charts.css`
//! paints from the page's tokens, so that dark mode, print and a change of theme cost
//! nothing here. Deliberately absent: colours, inline styles (the page's security policy
//! forbids them), the document (text widths come from a table) and randomness (the same
//! data gives the same text).
//!
//! Every chart brings the same data as a [`DataTable`], which the page shows beside it.

mod aging_bar;
mod axis;
mod backend;
mod delay_strip;
mod legend;
mod month_axis;
mod month_end_trend;
mod series_line;
mod series_trend;
mod spark;
mod svg;
mod text_width;
mod trend_column;
mod trend_words;

pub use aging_bar::{AgingBarOptions, BarPart, aging_bar};
pub use axis::{NumberMarks, abbreviate, round_ticks};
pub use backend::{Role, SvgBackend};
pub use delay_strip::{DelayOptions, DelayPoint, delay_strip};
pub use month_end_trend::{TrendOptions, TrendPoint, month_end_trend};
pub use series_trend::{Series, SeriesOptions, series_trend};
pub use spark::{SparkOptions, spark};
pub use svg::{Anchor, Svg};
pub use text_width::text_width_px;

/// How many aging buckets the ramp has colours for.
pub const RAMP_LEN: usize = 5;

/// The size in pixels of every word in a chart, the smallest step of the type scale.
///
/// It is written into the picture, because the layout was computed with it.
pub const TEXT_SIZE_PX: u32 = 12;

/// A picture, its name, what it says in words, and its data.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Chart {
    /// An `<svg>` element, safe to place in the page as it is: all text is escaped.
    pub svg: String,
    /// The chart's name, also inside the picture for screen readers.
    pub title: String,
    /// What the picture shows, in a sentence or two, also inside the picture.
    pub description: String,
    /// The same data to read.
    pub table: DataTable,
}

/// The data behind a chart, already written in the interface's language.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct DataTable {
    /// One heading per column; the first column names the row.
    pub headers: Vec<String>,
    /// The rows, each as long as `headers`.
    pub rows: Vec<Vec<String>>,
}
