//! How late something is, in the five colours that mean that everywhere.

use cartera::text;
use leptos::prelude::*;

use crate::ui::page::use_page;
use crate::ui::reactive::{MaybeProp, Signal, live};

/// Which of the five buckets a number of days past due falls into, with the usual edges.
pub fn bucket_of(days_past_due: i64) -> usize {
    match days_past_due {
        ..=0 => 0,
        1..=30 => 1,
        31..=60 => 2,
        61..=90 => 3,
        _ => 4,
    }
}

/// How late in a word: `74 días`, `vence hoy`, `en 10 días`.
#[component]
pub fn AgeBadge(
    /// Days past due; below zero while it is not yet due.
    #[prop(into)]
    days: Signal<i64>,
) -> impl IntoView {
    let page = use_page();
    let class = move || format!("badge bucket-{}", bucket_of(days.get()));
    view! { <span class=live(class)>{move || text::common::lateness(page.lang.get(), days.get())}</span> }
}

/// A bar of shares in the ramp's colours. Decoration: the figures stand beside it.
#[component]
pub fn Ramp(
    /// An amount per bucket, not yet due first; below zero counts as nothing.
    #[prop(into)]
    parts: Signal<Vec<i64>>,
    /// How much of the width the whole bar takes, from 0 to 1.
    #[prop(optional, into)]
    of: MaybeProp<f64>,
    /// A bar of its own rather than a line under a figure.
    #[prop(optional)]
    tall: bool,
) -> impl IntoView {
    let width = move || format!("{:.1}%", of.get().unwrap_or(1.0).clamp(0.0, 1.0) * 100.0);
    view! {
        <div class="ramp" class:tall=tall aria-hidden="true" style:width=live(width)>
            {move || {
                parts
                    .get()
                    .into_iter()
                    .enumerate()
                    .filter(|(_, part)| *part > 0)
                    .map(|(bucket, part)| {
                        let class = format!("bucket-{}", bucket.min(4));
                        view! { <i class=class style:flex-grow=part.to_string()></i> }
                    })
                    .collect_view()
            }}
        </div>
    }
}
