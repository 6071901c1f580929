//! How a line of any of the lists is drawn.

use icondata_lu::LuBanknote;
use leptos::prelude::*;

use crate::ui::components::{AgeBadge, Icon};

/// A line: what it is about, how late it is, how much, and what to do about it.
pub struct Line {
    /// Where it leads.
    pub href: String,
    /// What it is about.
    pub name: String,
    /// A quiet word under that.
    pub about: String,
    /// Days past due, for a badge.
    pub days: Option<i64>,
    /// How much.
    pub amount: String,
    /// A quiet word under that.
    pub under: AnyView,
    /// A button: where it leads, its word, and what it says to screen readers.
    pub action: Option<(String, &'static str, String)>,
}

/// A list under its heading, with a word at the heading's end and one after the lines.
pub fn section(title: String, end: AnyView, lines: Vec<Line>, after: AnyView) -> AnyView {
    view! {
        <section>
            <div class="section-head">
                <h2>{title}</h2>
                {end}
            </div>
            <ul class="lines">{lines.into_iter().map(draw).collect_view()}</ul>
            {after}
        </section>
    }
    .into_any()
}

fn draw(line: Line) -> AnyView {
    view! {
        <li>
            <div class="what">
                <a class="door strong" href=line.href>{line.name}</a>
                <small>{line.about}</small>
            </div>
            {line.days.map(|days| view! { <AgeBadge days=days /> })}
            <div class="amount">{line.amount} {line.under}</div>
            {line
                .action
                .map(|(href, word, label)| {
                    view! {
                        <a class="button small pay" href=href aria-label=label>
                            <Icon icon=LuBanknote />
                            {word}
                        </a>
                    }
                })}
        </li>
    }
    .into_any()
}
