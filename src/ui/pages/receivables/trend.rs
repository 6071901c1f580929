//! What was owed at each month-end.

use cartera::charts::{NumberMarks, TrendOptions, month_end_trend};
use cartera::ledger::{Currency, Money};
use cartera::text::{aging as aging_words, format};
use cartera::views::receivables::{labels_by_class, trend_of};
use cartera::views::sheets::trend_sheet;
use leptos::prelude::*;

use super::Report;
use crate::ui::components::ChartFigure;
use crate::ui::page::use_page;
use crate::ui::reactive::Memo;

const CHART_PX: u32 = 260;

/// The chart under its heading.
#[component]
pub fn Trend(report: Report, currency: Currency) -> impl IntoView {
    let page = use_page();
    let points = Memo::new(move |_| {
        let of = |query: &_| page.ledger.book.with(|book| trend_of(book, query, currency));
        report.whole_query.with(of)
    });
    let prefix = ["trend-", currency.code()].concat();
    // Read for the first time once the width is known: after the table is drawn.
    let draw = Callback::new(move |width| {
        let (lang, style) = (page.lang.get(), page.style.get());
        let labels = report.shape.with(|shape| labels_by_class(lang, &shape.columns));
        let amount = |minor| format::amount(Money::new(minor, currency), style);
        let opts = TrendOptions {
            lang,
            id_prefix: &prefix,
            width,
            height: CHART_PX,
            bucket_labels: &labels,
            unapplied_label: aging_words::unapplied(lang),
            unit: currency.code(),
            minor_digits: currency.minor_digits(),
            marks: NumberMarks { decimal: style.decimal, group: style.group },
            amount: &amount,
        };
        Some(points.with(|points| month_end_trend(points, opts)))
    });
    let data = Callback::new(move |()| {
        let lang = page.lang.get_untracked();
        let labels = report.shape.with_untracked(|shape| labels_by_class(lang, &shape.columns));
        points.with_untracked(|points| trend_sheet(points, &labels, currency, lang))
    });
    let file = ["month-ends-", currency.code()].concat();
    view! {
        <section class="trend">
            <div class="section-head">
                <h2>{page.t(aging_words::trend)}</h2>
            </div>
            <ChartFigure draw=draw file=file data=data />
        </section>
    }
}
