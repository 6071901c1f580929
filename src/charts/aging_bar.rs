//! The whole portfolio as one stacked bar in the ramp.

use crate::text::{Lang, charts as words};

use super::svg::Svg;
use super::{Chart, DataTable, RAMP_LEN};

/// One bucket of the bar.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct BarPart {
    /// The bucket, 0 (not yet due) to 4 (oldest): its colour, and `data-bucket`.
    pub bucket: usize,
    /// The bucket's name: `1–30`.
    pub label: String,
    /// The amount as the page writes it, with its currency.
    pub amount_label: String,
    /// The share of the whole as the page writes it: `13 %`.
    pub share_label: String,
    /// The amount in minor units; what is not positive has no segment.
    pub value: i64,
}

/// How the bar is to be drawn.
#[derive(Clone, Copy, Debug)]
pub struct AgingBarOptions<'a> {
    /// The language of the title, the description and the table's headings.
    pub lang: Lang,
    /// What the ids inside start with; unique on the page.
    pub id_prefix: &'a str,
    /// The width in pixels; under 40 it is drawn as 40 and scaled down.
    pub width: u32,
    /// The height in pixels.
    pub height: u32,
}

/// Room for five segments and their gaps.
const MIN_WIDTH_PX: u32 = 40;

/// Between two segments the paper shows.
const GAP_PX: u32 = 2;

/// What is owed shows, however little it is.
const MIN_SEGMENT_PX: u32 = 2;

/// The stacked bar. Each positive part is a `<g class="segment bucket-n" data-bucket="n">`
/// in the order given; the widths of segments and gaps add up to the bar's width.
///
/// Screen readers meet the bar as one picture, so a segment is not a place for keyboard
/// focus: a press on one is a shortcut for the buttons in the list of buckets below.
pub fn aging_bar(parts: &[BarPart], opts: AgingBarOptions<'_>) -> Chart {
    let title = words::aging_title(opts.lang).to_owned();
    let description = describe(parts, opts.lang);
    let (width, height) = (opts.width.max(MIN_WIDTH_PX), opts.height.max(1));
    let mut svg = Svg::new("aging-bar", opts.id_prefix, &title, &description, (width, height));

    let values: Vec<i64> = parts.iter().map(|part| part.value).collect();
    let widths = segment_widths(&values, width);
    if widths.iter().all(|segment| *segment == 0) {
        svg.rect("track", (0, 0), (width as i32, height as i32));
    }
    let mut x = 0;
    for (part, segment) in parts.iter().zip(widths).filter(|(_, segment)| *segment > 0) {
        let bucket = part.bucket.min(RAMP_LEN - 1);
        let class = ["segment bucket-", &bucket.to_string()].concat();
        let hint = [&*part.label, &part.amount_label, &part.share_label].join(" · ");
        svg.open_group(&class, ("bucket", bucket), &hint);
        svg.rect("area", (x as i32, 0), (segment as i32, height as i32));
        svg.close_group();
        x += segment + GAP_PX;
    }

    let headers = [words::bucket_header, words::amount_header, words::share_header]
        .map(|header| header(opts.lang).to_owned());
    let rows = parts
        .iter()
        .map(|part| vec![part.label.clone(), part.amount_label.clone(), part.share_label.clone()]);
    let table = DataTable { headers: headers.to_vec(), rows: rows.collect() };
    Chart { svg: svg.finish(), title, description, table }
}

fn describe(parts: &[BarPart], lang: Lang) -> String {
    let owed: Vec<String> = parts
        .iter()
        .filter(|part| part.value > 0)
        .map(|part| [&*part.label, ": ", &part.amount_label, " (", &part.share_label, ")"].concat())
        .collect();
    if owed.is_empty() {
        return words::nothing_owed(lang).to_owned();
    }
    owed.join("; ") + "."
}

/// The width in pixels of each value's segment, zero for what is not positive. Segments
/// and the gaps between them add up to `width` exactly; none is under the minimum.
fn segment_widths(values: &[i64], width: u32) -> Vec<u32> {
    let shown: Vec<usize> = (0..values.len()).filter(|index| values[*index] > 0).collect();
    let mut widths = vec![0; values.len()];
    let Some(gaps) = shown.len().checked_sub(1) else { return widths };
    let mut space = width.saturating_sub(GAP_PX * gaps as u32);

    // The small take the minimum first; what is left is shared by the others. Sharing can
    // push another one under the minimum, hence until none changes.
    let mut sharing = shown;
    loop {
        let total: i128 = sharing.iter().map(|index| i128::from(values[*index])).sum();
        let (enough, small): (Vec<usize>, Vec<usize>) = sharing.iter().partition(|index| {
            i128::from(values[**index]) * i128::from(space) >= total * i128::from(MIN_SEGMENT_PX)
        });
        if small.is_empty() || enough.is_empty() {
            break;
        }
        for index in small {
            widths[index] = MIN_SEGMENT_PX;
            space -= MIN_SEGMENT_PX;
        }
        sharing = enough;
    }

    // Cutting a running sum at whole pixels loses none.
    let total: i128 = sharing.iter().map(|index| i128::from(values[*index])).sum();
    let (mut sum, mut used) = (0_i128, 0_u32);
    for index in sharing {
        sum += i128::from(values[index]);
        let end = ((sum * i128::from(space) + total / 2) / total) as u32;
        widths[index] = end - used;
        used = end;
    }
    widths
}

#[cfg(test)]
mod tests {
    use super::*;

    fn full_width(widths: &[u32]) -> u32 {
        let shown = widths.iter().filter(|width| **width > 0).count() as u32;
        widths.iter().sum::<u32>() + GAP_PX * shown.saturating_sub(1)
    }

    #[test]
    fn widths_add_up_and_nothing_owed_disappears() {
        for width in [40, 41, 320, 358, 820, 1008] {
            for values in [
                vec![1, 1, 1, 1, 1],
                vec![i64::MAX, 1, 1, 1, 1],
                vec![1, i64::MAX, 1, i64::MAX, 1],
                vec![87_252_650, 16_842_000, 10_731_000, 9_420_000, 4_245_000],
                vec![0, 5, 0, -3, 995],
                vec![7],
                vec![160, 1, 2, 3, 4],
            ] {
                let widths = segment_widths(&values, width);
                assert_eq!(full_width(&widths), width, "{values:?} in {width}");
                for (value, segment) in values.iter().zip(&widths) {
                    let visible = *segment >= MIN_SEGMENT_PX;
                    assert_eq!(visible, *value > 0, "{values:?} in {width}: {widths:?}");
                }
            }
        }
    }

    #[test]
    fn larger_values_are_not_narrower() {
        let widths = segment_widths(&[1, 10, 100, 1_000, 10_000], 300);
        assert!(widths.windows(2).all(|pair| pair[0] <= pair[1]), "{widths:?}");
    }

    #[test]
    fn nothing_positive_has_no_segments() {
        assert_eq!(segment_widths(&[], 100), [0_u32; 0]);
        assert_eq!(segment_widths(&[0, -4], 100), [0, 0]);
    }
}
