//! A group of figures: a line each, with its change, its small line and what it is.

use cartera::charts::{SparkOptions, spark};
use cartera::indicators::{Group, Indicator};
use cartera::text::indicators::definitions::{about_sales, definition_of, speaks_of_sales};
use cartera::text::indicators::{self as words, Written};
use cartera::views::indicators::{Change, FigureLine, Verdict, figure_lines, unscaled};
use leptos::prelude::*;

use super::{Shown, charts};
use crate::ui::page::use_page;
use crate::ui::pages::controls::link;
use crate::ui::reactive::Memo;

/// The size of the small lines.
const SPARK_PX: (u32, u32) = (168, 36);

/// The group under its heading.
#[component]
pub fn Part(shown: Shown, group: Group) -> impl IntoView {
    let page = use_page();
    let lines = Memo::new(move |_| shown.report.with(|report| figure_lines(report, group)));
    let chart = match group {
        Group::Owed => view! { <charts::MonthEnds shown=shown /> }.into_any(),
        Group::Speed => view! { <charts::Days shown=shown /> }.into_any(),
        Group::Collecting | Group::Work => ().into_any(),
    };
    view! {
        <section class="figure-part">
            <h2>{move || words::group(page.lang.get(), group)}</h2>
            <table class="table key-figures">
                <thead>
                    <tr>
                        <th scope="col">{page.t(words::column_name)}</th>
                        <th scope="col" class="number">{page.t(words::column_value)}</th>
                        <th scope="col">{page.t(words::column_change)}</th>
                        <th scope="col">{page.t(words::column_trend)}</th>
                    </tr>
                </thead>
                <tbody>
                    {move || {
                        let written = shown.written(page);
                        let rows = |lines: &Vec<FigureLine>| {
                            lines.iter().map(|line| row(shown, written, line)).collect_view()
                        };
                        lines.with(rows)
                    }}
                </tbody>
            </table>
            {chart}
        </section>
    }
}

fn row(shown: Shown, written: Written, line: &FigureLine) -> AnyView {
    let (lang, indicator) = (written.lang, line.indicator);
    let unit = indicator.unit();
    let name = words::name(lang, indicator);
    let to = shown.base.with(|route| link(&route.clone().with("figure", indicator.code())));
    let value = match line.value {
        Ok(value) => view! {
            <td class="number value keep">
                {written.number(unit, value)} <small>{written.sign(unit)}</small>
            </td>
        }
        .into_any(),
        Err(missing) => view! {
            <td class="cannot keep-whole" colspan="2">
                <span class="strong">{words::cannot(lang)}</span>
                " "
                <span>{words::why(lang, missing)}</span>
            </td>
        }
        .into_any(),
    };
    let change = line.value.is_ok().then(|| change(written, line));
    let small = small_line(written, line, &name);
    view! {
        <tr>
            <th scope="row">
                <a class="door" href=to>{name}</a>
                {definition(written, indicator)}
            </th>
            {value}
            {change}
            <td class="trend-cell" inner_html=small></td>
        </tr>
    }
    .into_any()
}

/// Up or down, by how much, and whether that is good: in words.
fn change(written: Written, line: &FigureLine) -> AnyView {
    let lang = written.lang;
    let (said, class) = match line.change {
        Change::Unknown => (words::no_before(lang).to_owned(), "change quiet keep-below"),
        Change::Same => (words::same(lang).to_owned(), "change quiet keep-below"),
        Change::By { difference, verdict } => {
            let by = written.change(line.indicator.unit(), difference);
            let said = match (difference.is_sign_positive(), verdict) {
                (true, Verdict::Better) => words::up_better(lang, &by),
                (true, Verdict::Worse) => words::up_worse(lang, &by),
                (true, Verdict::Neither) => words::up(lang, &by),
                (false, Verdict::Better) => words::down_better(lang, &by),
                (false, Verdict::Worse) => words::down_worse(lang, &by),
                (false, Verdict::Neither) => words::down(lang, &by),
            };
            let class = match verdict {
                Verdict::Better => "change better keep-below",
                Verdict::Worse => "change worse keep-below",
                Verdict::Neither => "change keep-below",
            };
            (said, class)
        }
    };
    view! { <td class=class>{said}</td> }.into_any()
}

/// What it is, a tap away.
fn definition(written: Written, indicator: Indicator) -> AnyView {
    let lang = written.lang;
    let [formula, about] = definition_of(lang, indicator);
    let sales = speaks_of_sales(indicator).then(|| view! { <p>{about_sales(lang)}</p> });
    let whose =
        indicator.is_of_all_currencies().then(|| view! { <p>{words::of_all_currencies(lang)}</p> });
    view! {
        <details class="definition">
            <summary>{words::definition(lang)}</summary>
            <div class="definition-text">
                <p class="formula">{formula}</p>
                <p>{about}</p>
                {sales}
                {whose}
            </div>
        </details>
    }
    .into_any()
}

fn small_line(written: Written, line: &FigureLine, name: &str) -> String {
    let unit = line.indicator.unit();
    let known = || line.trend.iter().flatten().copied();
    let said = |scaled| written.whole(unit, unscaled(unit, scaled));
    let (Some(first), Some(last)) = (known().next(), known().last()) else {
        return String::new();
    };
    let (least, most) = (known().min().unwrap_or(first), known().max().unwrap_or(last));
    let description = if line.trend.len() == 1 {
        words::spark_one(written.lang, &said(last))
    } else {
        words::spark_moved(written.lang, &said(first), &said(last), &said(least), &said(most))
    };
    let title = words::spark(written.lang, name, line.trend.len());
    let id_prefix = ["spark-", line.indicator.code()].concat();
    let opts = SparkOptions {
        id_prefix: &id_prefix,
        title: &title,
        description: &description,
        size: SPARK_PX,
    };
    spark(&line.trend, opts)
}
