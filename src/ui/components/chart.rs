//! A chart with its data as a table below, what one point of it says, and ways to take it
//! along.

use cartera::browser::picture;
use cartera::charts::Chart;
use cartera::files::sheet::{ColumnKind, Sheet};
use cartera::text;
use icondata_lu::LuImage;
use leptos::html;
use leptos::prelude::*;
use leptos::task::spawn_local;
use wasm_bindgen::JsCast;
use web_sys::{Element, KeyboardEvent};

use super::Icon;
use crate::ui::export::export_of_chart;
use crate::ui::page::{Page, use_page};
use crate::ui::reactive::{Memo, RwSignal, effect};

/// What answers to the pointer and to the arrow keys: a point's `<title>` is what it says.
const POINTS: &str = "[data-index]";

/// A chart drawn for the width it has. Drawn again when that changes.
///
/// A point of the chart (an element with `data-index`) tells its `<title>` under the picture
/// when the pointer is over it, or when the arrow keys come to it.
#[component]
pub fn ChartFigure(
    /// Draws the chart for a width in pixels; `None` when there is nothing to draw.
    #[prop(into)]
    draw: Callback<u32, Option<Chart>>,
    /// Whether its figures stand beside it anyway, so that it needs no table.
    #[prop(optional)]
    bare: bool,
    /// What its files are called, without an ending. Without it, it cannot be taken along.
    #[prop(optional, into)]
    file: String,
    /// Its table as it is handed out, with types; the table as it is shown when absent.
    #[prop(optional)]
    data: Option<Callback<(), Sheet>>,
) -> impl IntoView {
    let page = use_page();
    let figure = NodeRef::<html::Figure>::new();
    let width = RwSignal::new(0u32);
    let measure = move || {
        // A frame later the figure may be gone with its part of the page.
        if width.is_disposed() {
            return;
        }
        if let Some(figure) = figure.get_untracked() {
            let now = u32::try_from(figure.client_width()).unwrap_or(0);
            if now > 0 && now != width.get_untracked() {
                width.set(now);
            }
        }
    };
    let listener = window_event_listener(leptos::ev::resize, move |_| measure());
    on_cleanup(move || listener.remove());
    effect(move |_| {
        figure.track();
        request_animation_frame(measure);
    });
    let chart = Memo::new_with_compare(
        move |_| (width.get() > 0).then(|| draw.run(width.get())).flatten(),
        |before, after| {
            before.map(|chart| chart.as_ref().map(|chart| &chart.svg))
                != after.map(|chart| chart.as_ref().map(|chart| &chart.svg))
        },
    );
    let svg = move || {
        chart.with(|chart| chart.as_ref().map(|chart| chart.svg.clone()).unwrap_or_default())
    };
    if bare {
        return view! { <figure node_ref=figure><div inner_html=svg></div></figure> }.into_any();
    }
    let file = StoredValue::new(file);
    view! {
        <figure node_ref=figure class="chart-figure">
            <Told chart=chart />
            {move || {
                chart.get().map(|chart| {
                    let Chart { title, table, .. } = chart;
                    let shown = table.clone();
                    let name = title.clone();
                    let sheet = Callback::new(move |()| match data {
                        Some(data) => data.run(()),
                        None => {
                            let mut rows = vec![shown.headers.clone()];
                            rows.extend(shown.rows.iter().cloned());
                            Sheet::of_rows(&name, &[ColumnKind::Text], &rows)
                        }
                    });
                    view! {
                        <details class="more small no-print">
                            <summary>{page.t(text::shell::as_table)}</summary>
                            <div class="table-box">
                                <table class="table">
                                    <thead>
                                        <tr>
                                            {table.headers.into_iter().map(|head| view! { <th scope="col">{head}</th> }).collect_view()}
                                        </tr>
                                    </thead>
                                    <tbody>
                                        {table.rows.into_iter().map(|row| {
                                            view! { <tr>{row.into_iter().map(|cell| view! { <td>{cell}</td> }).collect_view()}</tr> }
                                        }).collect_view()}
                                    </tbody>
                                </table>
                            </div>
                        </details>
                        {file
                            .with_value(|file| !file.is_empty())
                            .then(|| view! { <TakeAlong figure=figure title=title file=file sheet=sheet /> })}
                    }
                })
            }}
        </figure>
    }
    .into_any()
}

/// The picture, and under it what the point says that was chosen.
#[component]
fn Told(chart: Memo<Option<Chart>>) -> impl IntoView {
    let page = use_page();
    let told = RwSignal::new(String::new());
    let holder = NodeRef::<html::Div>::new();
    let svg = move || {
        chart.with(|chart| chart.as_ref().map(|chart| chart.svg.clone()).unwrap_or_default())
    };
    // Drawn again, it has no chosen point.
    effect(move |_| {
        chart.track();
        told.set(String::new());
    });
    let name = move || {
        let title = chart.with(|chart| chart.as_ref().map(|chart| chart.title.clone()));
        text::charts::with_arrows(page.lang.get(), &title.unwrap_or_default())
    };
    let has_points = Memo::new(move |_| {
        chart.with(|chart| chart.as_ref().is_some_and(|chart| chart.svg.contains("data-index")))
    });
    let choose = move |point: Option<Element>| {
        let Some(holder) = holder.get_untracked() else { return };
        if let Some(before) = holder.query_selector(".chosen").ok().flatten() {
            let _ = before.class_list().remove_1("chosen");
        }
        let said = point.and_then(|point| {
            point.class_list().add_1("chosen").ok()?;
            point.query_selector("title").ok()?.and_then(|title| title.text_content())
        });
        told.set(said.unwrap_or_default());
    };
    let over = move |event: web_sys::PointerEvent| {
        let under = event.target().and_then(|target| target.dyn_into::<Element>().ok());
        choose(under.and_then(|under| under.closest(POINTS).ok().flatten()));
    };
    let press = move |event: KeyboardEvent| {
        let Some(holder) = holder.get_untracked() else { return };
        let Ok(points) = holder.query_selector_all(POINTS) else { return };
        let count = points.length();
        let is_chosen = |at: &u32| {
            let point = points.get(*at).and_then(|point| point.dyn_into::<Element>().ok());
            point.is_some_and(|point| point.class_list().contains("chosen"))
        };
        let now = (0..count).find(is_chosen);
        let next = match (event.key().as_str(), now) {
            (_, _) if count == 0 => return,
            ("ArrowRight", Some(at)) => (at + 1).min(count - 1),
            ("ArrowLeft", Some(at)) => at.saturating_sub(1),
            ("ArrowRight" | "Home", _) => 0,
            ("ArrowLeft" | "End", _) => count - 1,
            _ => return,
        };
        event.prevent_default();
        choose(points.get(next).and_then(|point| point.dyn_into().ok()));
    };
    view! {
        <div
            node_ref=holder
            class="chart-holder"
            role=move || has_points.get().then_some("group")
            tabindex=move || has_points.get().then_some("0")
            aria-label=move || has_points.get().then(name)
            inner_html=svg
            on:pointerover=over
            on:pointerleave=move |_| choose(None)
            on:blur=move |_| choose(None)
            on:keydown=press
        ></div>
        {move || {
            has_points.get().then(|| {
                view! {
                    <p class="chart-told no-print" role="status">
                        {move || told.with(|told| parts(told))}
                    </p>
                }
            })
        }}
    }
}

/// The first line of what a point says, and the others beside it.
fn parts(told: &str) -> AnyView {
    let mut lines = told.lines();
    let Some(first) = lines.next() else { return "\u{a0}".into_any() };
    let rest: Vec<_> = lines.map(|line| view! { <span>{line.to_owned()}</span> }).collect();
    view! { <span class="strong">{first.to_owned()}</span> {rest} }.into_any()
}

/// The picture and the data, to take along.
#[component]
fn TakeAlong(
    figure: NodeRef<html::Figure>,
    title: String,
    file: StoredValue<String>,
    sheet: Callback<(), Sheet>,
) -> impl IntoView {
    let page = use_page();
    let title = StoredValue::new(title);
    let copy = move |_| {
        let Some(figure) = figure.get_untracked() else { return };
        let Ok(Some(svg)) = figure.query_selector("svg.chart") else { return };
        let name = file.with_value(|file| [file, ".png"].concat());
        spawn_local(async move {
            let title = title.get_value();
            match picture::copy(svg, &title, &name).await {
                Ok(picture::Went::Clipboard) => {
                    page.toasts.say(page.say(text::charts::copied));
                }
                Ok(picture::Went::File) => page.toasts.say(page.say(text::charts::saved)),
                Err(why) => not_saved(page, &why.to_string()),
            }
        });
    };
    let make =
        Callback::new(move |()| (file.with_value(|file| [file, ".csv"].concat()), sheet.run(())));
    view! {
        <div class="take-along no-print">
            <button class="button quiet small" on:click=copy>
                <Icon icon=LuImage />
                {page.t(text::charts::copy_image)}
            </button>
            {export_of_chart(page, make)}
        </div>
    }
}

fn not_saved(page: Page, why: &str) {
    let lang = page.lang.get_untracked();
    page.toasts.problem(text::charts::not_saved(lang, why));
}
