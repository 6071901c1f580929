//! The charts between the figures: month-ends by age, and DSO with its family.

use cartera::aging::AgingQuery;
use cartera::aging::Ranges;
use cartera::charts::{NumberMarks, SeriesOptions, TrendOptions, month_end_trend, series_trend};
use cartera::files::sheet::{ColumnKind, Sheet};
use cartera::indicators::Unit;
use cartera::ledger::Money;
use cartera::text::{aging as aging_words, format, indicators as words};
use cartera::views::indicators::{dso_family, unscaled};
use cartera::views::receivables::{labels_by_class, trend_of};
use cartera::views::sheets::trend_sheet;
use leptos::prelude::*;

use super::Shown;
use crate::ui::components::ChartFigure;
use crate::ui::page::{Page, use_page};
use crate::ui::reactive::Memo;

const CHART_PX: u32 = 250;

fn marks(page: Page) -> NumberMarks {
    let style = page.style.get();
    NumberMarks { decimal: style.decimal, group: style.group }
}

/// DSO by both methods, the best possible, and the days of lateness.
#[component]
pub fn Days(shown: Shown) -> impl IntoView {
    let page = use_page();
    let draw = Callback::new(move |width| {
        let written = shown.written(page);
        let (ends, series) = shown.report.with(|report| dso_family(report, written.lang));
        let value = |tenths| written.whole(Unit::Days, unscaled(Unit::Days, tenths));
        let opts = SeriesOptions {
            lang: written.lang,
            id_prefix: "dso",
            title: words::chart_days(written.lang),
            width,
            height: CHART_PX,
            unit: words::axis_days(written.lang),
            decimals: 1,
            marks: marks(page),
            value: &value,
        };
        Some(series_trend(&ends, &series, opts))
    });
    let data = Callback::new(move |()| {
        let lang = page.lang.get_untracked();
        let (ends, series) = shown.report.with_untracked(|report| dso_family(report, lang));
        let mut head = vec![words::column_month(lang).to_owned()];
        head.extend(series.iter().map(|series| series.name.clone()));
        let row = |(at, end): (usize, &chrono::NaiveDate)| {
            let value = |of: &cartera::charts::Series| {
                let tenths = of.values.get(at).copied().flatten();
                tenths.map(|tenths| unscaled(Unit::Days, tenths).to_string()).unwrap_or_default()
            };
            std::iter::once(format::iso(*end)).chain(series.iter().map(value)).collect()
        };
        let rows: Vec<Vec<String>> =
            std::iter::once(head).chain(ends.iter().enumerate().map(row)).collect();
        Sheet::of_rows(words::chart_days(lang), &[ColumnKind::Date, ColumnKind::Decimal], &rows)
    });
    // One month is no line.
    let is_line = Memo::new(move |_| {
        let (_, series) = shown.report.with(|report| dso_family(report, page.lang.get()));
        series.iter().any(|series| series.values.iter().flatten().count() > 1)
    });
    move || {
        is_line.get().then(|| {
            view! {
                <div class="chart-part">
                    <h3>{page.t(words::chart_days)}</h3>
                    <ChartFigure draw=draw file="dso" data=data />
                </div>
            }
        })
    }
}

/// What was owed at each month-end, by age.
#[component]
pub fn MonthEnds(shown: Shown) -> impl IntoView {
    let page = use_page();
    let query = Memo::new(move |_| {
        shown.question.with(|question| {
            let query = page.ledger.book.with(|book| AgingQuery::new(book, question.on));
            AgingQuery { filter: question.filter.clone(), ..query }
        })
    });
    let points = Memo::new(move |_| {
        let currency = shown.question.with(|question| question.currency);
        let of = |query: &_| page.ledger.book.with(|book| trend_of(book, query, currency));
        query.with(of)
    });
    let labels = move |lang| {
        query.with(|query| {
            let ranges = Ranges::new(query.basis, &query.edges, query.as_of);
            labels_by_class(lang, ranges.columns())
        })
    };
    let draw = Callback::new(move |width| {
        let written = shown.written(page);
        let (lang, currency) = (written.lang, written.currency);
        let labels = labels(lang);
        let amount = |minor| format::amount(Money::new(minor, currency), written.style);
        let opts = TrendOptions {
            lang,
            id_prefix: "month-ends",
            width,
            height: CHART_PX,
            bucket_labels: &labels,
            unapplied_label: aging_words::unapplied(lang),
            unit: currency.code(),
            minor_digits: currency.minor_digits(),
            marks: marks(page),
            amount: &amount,
        };
        Some(points.with(|points| month_end_trend(points, opts)))
    });
    let data = Callback::new(move |()| {
        let written = shown.written(page);
        let labels = labels(written.lang);
        points.with(|points| trend_sheet(points, &labels, written.currency, written.lang))
    });
    let is_known = Memo::new(move |_| points.with(|points| points.len() > 1));
    move || {
        is_known.get().then(|| {
            view! {
                <div class="chart-part">
                    <h3>{page.t(words::months_owed)}</h3>
                    <ChartFigure draw=draw file="month-ends" data=data />
                </div>
            }
        })
    }
}
