//! The charts as a reader of the page meets them: every figure is there, the picture is
//! well formed, and no colour or inline style is in it.
#![allow(clippy::unwrap_used)]

use cartera::charts::{
    AgingBarOptions, BalanceLine, BarPart, CashBar, CashFlowNames, CashFlowOptions, Chart,
    NumberMarks, RAMP_LEN, TrendOptions, TrendPoint, aging_bar, cash_flow, month_end_trend,
};
use cartera::text::Lang;
use chrono::{Months, NaiveDate};

const BUCKETS: [&str; RAMP_LEN] = ["Por vencer", "1–30", "31–60", "61–90", "Más de 90"];

fn bar(values: [i64; RAMP_LEN], width: u32) -> Chart {
    let part = |(bucket, value): (usize, &i64)| BarPart {
        bucket,
        label: BUCKETS[bucket].to_owned(),
        amount_label: format!("$ {value}"),
        share_label: format!("{bucket} %"),
        value: *value,
    };
    let parts: Vec<BarPart> = values.iter().enumerate().map(part).collect();
    aging_bar(&parts, AgingBarOptions { lang: Lang::Es, id_prefix: "bar", width, height: 34 })
}

fn trend(points: &[TrendPoint], lang: Lang, size: (u32, u32)) -> Chart {
    trend_of(points, lang, size, &BUCKETS.map(str::to_owned))
}

fn trend_of(
    points: &[TrendPoint],
    lang: Lang,
    (width, height): (u32, u32),
    bucket_labels: &[String],
) -> Chart {
    let opts = TrendOptions {
        lang,
        id_prefix: "trend",
        width,
        height,
        bucket_labels,
        unapplied_label: "A favor",
        unit: "MXN",
        minor_digits: 2,
        marks: NumberMarks { decimal: '.', group: ',' },
        amount: &written,
    };
    month_end_trend(points, opts)
}

fn written(minor: i64) -> String {
    format!("{}.{:02}", minor / 100, minor.abs() % 100)
}

/// Month-ends from December 2025 on.
fn months(buckets: &[[i64; RAMP_LEN]], unapplied: &[i64]) -> Vec<TrendPoint> {
    let start = NaiveDate::from_ymd_opt(2026, 1, 1).unwrap();
    let point = |(index, buckets): (usize, &[i64; RAMP_LEN])| TrendPoint {
        month_end: (start + Months::new(index as u32)).pred_opt().unwrap(),
        buckets: buckets.to_vec(),
        unapplied: unapplied.get(index).copied().unwrap_or(0),
    };
    buckets.iter().enumerate().map(point).collect()
}

fn steady(count: usize) -> Vec<TrendPoint> {
    months(&vec![[87_252_650, 16_842_000, 10_731_000, 9_420_000, 4_245_000]; count], &[])
}

/// An element's name and its attributes in order.
struct Element {
    name: String,
    attributes: Vec<(String, String)>,
}

impl Element {
    fn text(&self, key: &str) -> Option<&str> {
        self.attributes.iter().find(|(name, _)| name == key).map(|(_, value)| &**value)
    }

    fn number(&self, key: &str) -> i32 {
        self.text(key).unwrap().parse().unwrap()
    }
}

/// The elements of a picture. Panics where the text is not well formed, so that reading it
/// is itself a check.
fn elements(svg: &str) -> Vec<Element> {
    let mut found = Vec::new();
    let mut open: Vec<String> = Vec::new();
    let mut rest = svg;
    while let Some(start) = rest.find('<') {
        let end = start + rest[start..].find('>').unwrap();
        let tag = &rest[start + 1..end];
        rest = &rest[end + 1..];
        if let Some(name) = tag.strip_prefix('/') {
            assert_eq!(open.pop().as_deref(), Some(name));
            continue;
        }
        let (body, alone) = tag.strip_suffix('/').map_or((tag, false), |body| (body, true));
        let (name, mut after) = body.split_once(' ').unwrap_or((body, ""));
        let mut attributes: Vec<(String, String)> = Vec::new();
        while let Some((key, value)) = after.split_once("=\"") {
            let (value, next) = value.split_once('"').unwrap();
            let key = key.trim().to_owned();
            assert!(attributes.iter().all(|(earlier, _)| *earlier != key), "{key} twice");
            attributes.push((key, value.to_owned()));
            after = next;
        }
        assert_eq!(after.trim(), "");
        if !alone {
            open.push(name.to_owned());
        }
        found.push(Element { name: name.to_owned(), attributes });
    }
    assert!(open.is_empty(), "{open:?} not closed");
    found
}

/// The rectangles whose class is `class`.
fn rects(svg: &str, class: &str) -> Vec<Element> {
    let of_class =
        |element: &Element| element.name == "rect" && element.text("class") == Some(class);
    elements(svg).into_iter().filter(of_class).collect()
}

/// What holds for every picture, whatever it shows.
fn check(chart: &Chart) {
    const ALLOWED: &str = " xmlns class viewBox width height font-size role aria-labelledby \
        aria-describedby id x y rx cx cy r d stroke-width text-anchor data-bucket data-index ";
    let svg = &chart.svg;
    for element in elements(svg) {
        for (key, value) in &element.attributes {
            assert!(ALLOWED.contains(&format!(" {key} ")), "{key} in {}", element.name);
            assert!(!value.contains("NaN") && !value.contains("inf"), "{key}={value}");
        }
        if element.name == "rect" {
            assert!(element.number("width") > 0 && element.number("height") > 0);
        }
    }
    assert!(!svg.contains("style=") && !svg.contains('#') && !svg.contains("rgb("));
    assert!(svg.contains(" role=\"img\" "));
    for row in &chart.table.rows {
        assert_eq!(row.len(), chart.table.headers.len());
    }
}

#[test]
fn the_bar_as_text() {
    let chart = bar([87_252_650, 16_842_000, 0, 9_420_000, 1], 320);
    check(&chart);
    insta::assert_snapshot!(chart.svg);
}

#[test]
fn the_bar_says_every_amount() {
    let values = [872_526, 168_420, 0, 94_200, 42_450];
    let chart = bar(values, 820);
    for (bucket, value) in values.iter().enumerate() {
        assert_eq!(chart.table.rows[bucket][0], BUCKETS[bucket]);
        assert_eq!(chart.table.rows[bucket][1], format!("$ {value}"));
        let segment = format!("<g class=\"segment bucket-{bucket}\" data-bucket=\"{bucket}\">");
        assert_eq!(chart.svg.contains(&segment), *value > 0);
        assert_eq!(chart.description.contains(BUCKETS[bucket]), *value > 0);
    }
    assert_eq!(chart.table.headers, ["Antigüedad", "Importe", "Parte"]);
}

#[test]
fn the_bars_segments_and_gaps_fill_its_width() {
    for width in [320, 358, 820, 1008] {
        let chart = bar([99_000_000_000, 1, 250, 3, 1_000_000], width);
        check(&chart);
        let segments = rects(&chart.svg, "area");
        assert_eq!(segments.len(), 5);
        let mut x = 0;
        for segment in &segments {
            assert_eq!(segment.number("x"), x);
            assert!(segment.number("width") >= 2);
            x += segment.number("width") + 2;
        }
        assert_eq!(x - 2, width as i32);
    }
}

#[test]
fn a_bar_of_nothing_is_an_empty_track() {
    let chart = bar([0; RAMP_LEN], 320);
    check(&chart);
    assert_eq!(rects(&chart.svg, "track").len(), 1);
    assert!(!chart.svg.contains("segment"));
    assert_eq!(chart.description, "No hay saldo por cobrar.");
}

#[test]
fn the_trend_as_text() {
    let points = months(
        &[
            [70_000_000, 12_000_000, 9_000_000, 5_000_000, 2_000_000],
            [87_252_650, 16_842_000, 10_731_000, 0, 4_245_000],
        ],
        &[0, 9_000_000],
    );
    let chart = trend(&points, Lang::Es, (320, 220));
    check(&chart);
    insta::assert_snapshot!(chart.svg);
    let Chart { title, description, table, .. } = chart;
    insta::assert_json_snapshot!((title, description, table.headers, table.rows));
}

#[test]
fn each_column_can_be_found_and_is_stacked_without_overlap() {
    let chart = trend(&steady(13), Lang::Es, (820, 240));
    check(&chart);
    for index in 0..13 {
        assert!(chart.svg.contains(&format!("<g class=\"column\" data-index=\"{index}\">")));
    }
    for bucket in 0..RAMP_LEN - 1 {
        let below = rects(&chart.svg, &format!("bucket-{}", bucket + 1));
        let above = rects(&chart.svg, &format!("bucket-{bucket}"));
        assert_eq!((below.len(), above.len()), (14, 14));
        // The first one of each is the swatch beside its name.
        for (below, above) in below[1..].iter().zip(&above[1..]) {
            assert_eq!(below.number("x"), above.number("x"));
            assert!(above.number("y") + above.number("height") <= below.number("y"));
        }
    }
}

#[test]
fn heights_are_in_proportion() {
    let points = months(&[[100_000, 0, 0, 0, 0], [200_000, 0, 0, 0, 0]], &[]);
    let chart = trend(&points, Lang::Es, (400, 240));
    let columns = rects(&chart.svg, "bucket-0");
    let (half, whole) = (columns[1].number("height"), columns[2].number("height"));
    assert!(whole > 100 && (whole - 2 * half).abs() <= 1, "{half} {whole}");
}

#[test]
fn credit_hangs_below_the_line_and_has_a_column_in_the_table() {
    let points = months(&[[100_000, 0, 0, 0, 0]], &[40_000]);
    let chart = trend(&points, Lang::Es, (400, 240));
    check(&chart);
    let owed = &rects(&chart.svg, "bucket-0")[1];
    let credit = &rects(&chart.svg, "unapplied")[1];
    assert!(credit.number("y") >= owed.number("y") + owed.number("height"));
    assert_eq!(chart.table.headers.last().unwrap(), "Saldo");
    assert_eq!(chart.table.rows[0][7..], ["400.00", "600.00"]);

    let without = trend(&steady(3), Lang::Es, (400, 240));
    assert_eq!(without.table.headers.last().unwrap(), "Total");
    assert!(!without.svg.contains("unapplied"));
}

#[test]
fn a_narrow_picture_names_fewer_months_but_every_january_its_year() {
    let named = |width: u32| {
        let svg = trend(&steady(24), Lang::Es, (width, 240)).svg;
        let count = |name: &str| svg.matches(&format!(">{name}</text>")).count();
        assert_eq!((count("2026"), count("2027")), (1, 1), "{width}");
        ["ene", "feb", "mar", "abr", "jul", "oct", "dic"].map(count)
    };
    assert_eq!(named(1200), [2, 2, 2, 2, 2, 2, 2]);
    assert_eq!(named(320), [2, 0, 0, 2, 2, 2, 0]);
}

#[test]
fn months_speak_the_interfaces_language() {
    let chart = trend(&steady(2), Lang::En, (400, 240));
    assert!(chart.svg.contains(">Dec</text>") && chart.svg.contains(">Jan</text>"));
    assert!(chart.svg.contains("December 2025") && !chart.svg.contains("diciembre"));
    assert!(chart.svg.contains(">1.28\u{a0}M</text>") && chart.svg.contains(">0.5\u{a0}M</text>"));
    assert_eq!(chart.title, "Receivables at each month-end");
}

#[test]
fn nothing_owed_and_nothing_at_all_are_said() {
    let zero = trend(&months(&[[0; RAMP_LEN]; 13], &[]), Lang::Es, (400, 200));
    check(&zero);
    assert!(zero.svg.contains(">No hay saldo por cobrar.</text>"));
    assert!(!zero.svg.contains("bucket-"));
    let empty = trend(&[], Lang::Es, (400, 200));
    check(&empty);
    assert!(empty.svg.contains(">Aún no hay cierres de mes que mostrar.</text>"));
    assert!(empty.table.rows.is_empty());
}

#[test]
fn more_months_than_fit_stay_in_the_table() {
    let chart = trend(&steady(30), Lang::Es, (400, 200));
    check(&chart);
    assert_eq!(chart.table.rows.len(), 30);
    assert_eq!(chart.svg.matches("class=\"column\"").count(), 24);
    assert!(!chart.svg.contains("data-index=\"5\"") && chart.svg.contains("data-index=\"6\""));
}

#[test]
fn names_cannot_break_out_of_the_picture() {
    let labels: Vec<String> =
        (0..5).map(|n| format!("</text><script>&\"'{n} {}", "largo ".repeat(20))).collect();
    let chart = trend_of(&steady(3), Lang::Es, (240, 100), &labels);
    check(&chart);
    assert!(!chart.svg.contains("<script"));
    assert!(chart.svg.contains("&lt;script&gt;&amp;&quot;&apos;4"));
}

fn flow(bars: &[CashBar], balance: Option<&BalanceLine>, width: u32, by_month: bool) -> Chart {
    let names = CashFlowNames {
        title: "Lo que entra",
        description: "En 13 semanas…",
        period: "Semana",
        value: "Esperado",
        came_in: "Entró",
        projected: "Se había proyectado",
        band: "8 de cada 10",
        low: "Mal caso",
        high: "Buen caso",
        compared: "Según contrato",
        to_come: "Por emitir",
        balance: "Caja",
        today: "hoy",
    };
    let opts = CashFlowOptions {
        lang: Lang::Es,
        id_prefix: "flow",
        width,
        bars_px: 220,
        balance_px: 140,
        by_month,
        names,
        has_axes: true,
        minor_digits: 2,
        marks: NumberMarks { decimal: '.', group: ',' },
        amount: &written,
    };
    cash_flow(bars, balance, opts)
}

/// Weeks from the 23rd of November 2026 on, the first `past` of them over.
fn weeks(values: &[i64], past: usize) -> Vec<CashBar> {
    let start = NaiveDate::from_ymd_opt(2026, 11, 23).unwrap();
    let week = |(place, &value_minor): (usize, &i64)| CashBar {
        first: start + chrono::Days::new(place as u64 * 7),
        name: format!("semana {place}"),
        is_past: place < past,
        value_minor,
        band_minor: (place >= past).then_some((value_minor / 2, value_minor * 3 / 2)),
        compared_minor: Some(value_minor),
        to_come_minor: 0,
        balance_minor: None,
    };
    values.iter().enumerate().map(week).collect()
}

#[test]
fn weeks_stand_in_order_with_what_they_are_compared_with() {
    let mut bars = weeks(&[40_000, 90_000, 120_000, 60_000, 0], 2);
    bars[2].to_come_minor = 30_000;
    let chart = flow(&bars, None, 700, false);
    check(&chart);
    // With one each in the names of the colours; nothing is drawn for nothing.
    assert_eq!(rects(&chart.svg, "bar past").len(), 3);
    let ahead = rects(&chart.svg, "bar");
    assert_eq!(ahead.len(), 3);
    assert_eq!(ahead[1].number("height"), 2 * ahead[2].number("height"));
    assert!(chart.svg.contains("class=\"frame\""));
    assert_eq!(rects(&chart.svg, "to-come").len(), 2);
    for index in 0..5 {
        assert!(chart.svg.contains(&format!("data-index=\"{index}\"><title>semana {index}\n")));
    }
    for label in [">23 nov<", ">30<", ">7 dic<", ">14<", ">hoy<", ">Se había proyectado<"] {
        assert!(chart.svg.contains(label), "{label}");
    }
    let heads = ["Semana", "Entró", "Se había proyectado", "Esperado", "Mal caso", "Buen caso"];
    assert_eq!(chart.table.headers[..6], heads);
    assert_eq!(chart.table.rows[2][3], "1200.00");
    assert_eq!(chart.table.rows[2][1], "");
}

/// What is overdue falls into the first week when due: it is cut off and named, and presses
/// nothing flat.
#[test]
fn what_is_out_of_proportion_is_cut_off_and_named() {
    let mut bars = weeks(&[100_000, 90_000, 80_000], 0);
    let fits = flow(&bars, None, 700, false);
    bars[0].compared_minor = Some(5_000_000);
    let chart = flow(&bars, None, 700, false);
    check(&chart);
    assert!(chart.svg.contains(">↑\u{a0}50\u{a0}mil<"), "{}", chart.svg);
    let height = |chart: &Chart| rects(&chart.svg, "bar")[1].number("height");
    assert!(height(&chart) * 2 > height(&fits));
    assert_eq!(chart.table.rows[0][4], "50000.00");
}

/// The name of the lowest point stands under it and under all bars, within the picture.
#[test]
fn the_lowest_point_is_named_where_no_bar_can_be() {
    let bars = weeks(&[100_000; 6], 1);
    for lowest in [0, 1, 20, 35] {
        let mut expected_minor: Vec<i64> = (0..35).map(|day| 400_000 + day * 1_000).collect();
        let mut opening_minor = 400_000;
        match lowest {
            0 => opening_minor = -50_000,
            day => expected_minor[day - 1] = -50_000,
        }
        let balance = BalanceLine {
            opening_minor,
            low_minor: expected_minor.iter().map(|minor| minor - 20_000).collect(),
            high_minor: expected_minor.iter().map(|minor| minor + 20_000).collect(),
            expected_minor,
            lowest: Some((lowest, "−$ 500.00".to_owned())),
        };
        let chart = flow(&bars, Some(&balance), 390, false);
        check(&chart);
        let all = elements(&chart.svg);
        let label = all.iter().find(|element| element.text("class") == Some("value")).unwrap();
        let mark = all.iter().find(|element| element.name == "circle").unwrap();
        let bottom =
            rects(&chart.svg, "hit").iter().map(|hit| hit.number("y") + hit.number("height")).max();
        assert!(label.number("y") > mark.number("cy"));
        assert!(label.number("y") - 12 > bottom.unwrap());
        let height: i32 = chart
            .svg
            .split(" height=\"")
            .nth(1)
            .unwrap()
            .split('"')
            .next()
            .unwrap()
            .parse()
            .unwrap();
        assert!(label.number("y") < height, "{} {height}", label.number("y"));
        assert!((30..360).contains(&label.number("x")));
        assert!(all.iter().any(|element| element.text("class") == Some("band")));
    }
}

#[test]
fn months_name_their_year_when_it_changes() {
    let mut bars = weeks(&[5, 6, 7], 0);
    for (place, bar) in bars.iter_mut().enumerate() {
        bar.first = NaiveDate::from_ymd_opt(2026, 11, 23).unwrap() + Months::new(place as u32);
    }
    let chart = flow(&bars, None, 600, true);
    for label in [">nov 2026<", ">dic<", ">ene 2027<"] {
        assert!(chart.svg.contains(label), "{label}");
    }
}

#[cfg(not(target_arch = "wasm32"))]
mod properties {
    use super::*;
    use proptest::prelude::*;

    /// Amounts of every size, zeros and credits among them.
    fn amount() -> impl Strategy<Value = i64> {
        prop_oneof![Just(0), 0..10_000_i64, 0..90_000_000_000_000_i64, -1_000_000..0_i64]
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(64))]

        #[test]
        fn any_portfolio_makes_a_whole_bar(
            values in prop::array::uniform5(amount()),
            width in 40..1400_u32,
        ) {
            let chart = bar(values, width);
            check(&chart);
            let shown = values.iter().filter(|value| **value > 0).count();
            let segments = rects(&chart.svg, "area");
            prop_assert_eq!(segments.len(), shown);
            if let Some(last) = segments.last() {
                prop_assert_eq!(last.number("x") + last.number("width"), width as i32);
            }
        }

        #[test]
        fn any_months_make_a_whole_picture(
            values in prop::collection::vec(prop::array::uniform5(amount()), 0..26),
            unapplied in prop::collection::vec(amount(), 0..26),
            width in 100..1400_u32,
            height in 10..500_u32,
        ) {
            let points = months(&values, &unapplied);
            let chart = trend(&points, Lang::Es, (width, height));
            check(&chart);
            prop_assert_eq!(&chart.svg, &trend(&points, Lang::Es, (width, height)).svg);
            for (row, values) in chart.table.rows.iter().zip(&values) {
                for (cell, minor) in row[1..].iter().zip(values) {
                    prop_assert_eq!(cell, &written(*minor));
                }
            }
            // Every bucket that is owed something shows in its month.
            let drawn: usize =
                (0..RAMP_LEN).map(|n| rects(&chart.svg, &format!("bucket-{n}")).len()).sum();
            let shown = &values[values.len().saturating_sub(24)..];
            let owed = shown.iter().flatten().filter(|value| **value > 0).count();
            let swatches = if chart.svg.contains("class=\"legend\"") { RAMP_LEN } else { 0 };
            prop_assert_eq!(drawn, owed + swatches);
        }

        /// Any weeks and any cash make a whole picture, the same each time, and every figure
        /// is in its table.
        #[test]
        fn any_weeks_make_a_whole_picture(
            values in prop::collection::vec(0..90_000_000_000_000_i64, 0..60),
            compared in amount(),
            past in 0..8_usize,
            days in prop::collection::vec(-90_000_000_000_000..90_000_000_000_000_i64, 0..200),
            width in 100..1400_u32,
            by_month in any::<bool>(),
        ) {
            let mut bars = weeks(&values, past);
            if let Some(bar) = bars.last_mut() {
                bar.compared_minor = Some(compared);
                bar.balance_minor = days.last().copied();
            }
            let lowest = days.iter().enumerate().min_by_key(|(_, minor)| **minor);
            let balance = BalanceLine {
                opening_minor: 0,
                expected_minor: days.clone(),
                low_minor: days.clone(),
                high_minor: days.clone(),
                lowest: lowest.map(|(place, minor)| (place + 1, written(*minor))),
            };
            let balance = (!days.is_empty()).then_some(&balance);
            let chart = flow(&bars, balance, width, by_month);
            check(&chart);
            prop_assert_eq!(&chart.svg, &flow(&bars, balance, width, by_month).svg);
            prop_assert_eq!(chart.table.rows.len(), bars.len());
            let hits = rects(&chart.svg, "hit").len();
            prop_assert_eq!(hits, bars.len());
        }
    }
}
