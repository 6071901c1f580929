//! A chart with its data as a table below.

use cartera::charts::Chart;
use cartera::text;
use leptos::html;
use leptos::prelude::*;

use crate::ui::page::use_page;
use crate::ui::reactive::{Memo, RwSignal, effect};

/// A chart drawn for the width it has. Drawn again when that changes.
#[component]
pub fn ChartFigure(
    /// Draws the chart for a width in pixels; `None` when there is nothing to draw.
    #[prop(into)]
    draw: Callback<u32, Option<Chart>>,
    /// Whether its figures stand beside it anyway, so that it needs no table.
    #[prop(optional)]
    bare: bool,
) -> impl IntoView {
    let page = use_page();
    let figure = NodeRef::<html::Figure>::new();
    let width = RwSignal::new(0u32);
    let measure = move || {
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
    view! {
        <figure node_ref=figure>
            <div inner_html=move || {
                chart.with(|chart| chart.as_ref().map(|chart| chart.svg.clone()).unwrap_or_default())
            }></div>
            {move || {
                chart
                    .get()
                    .filter(|_| !bare)
                    .map(|chart| {
                        view! {
                            <details class="more small no-print">
                                <summary>{page.t(text::shell::as_table)}</summary>
                                <div class="table-box">
                                    <table class="table">
                                        <thead>
                                            <tr>
                                                {chart.table.headers.into_iter().map(|head| view! { <th scope="col">{head}</th> }).collect_view()}
                                            </tr>
                                        </thead>
                                        <tbody>
                                            {chart.table.rows.into_iter().map(|row| {
                                                view! { <tr>{row.into_iter().map(|cell| view! { <td>{cell}</td> }).collect_view()}</tr> }
                                            }).collect_view()}
                                        </tbody>
                                    </table>
                                </div>
                            </details>
                        }
                    })
            }}
        </figure>
    }
}
