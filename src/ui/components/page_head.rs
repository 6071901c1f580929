//! The head of a screen: its title, its one main action, and search.

use cartera::text;
use icondata_lu::LuSearch;
use leptos::prelude::*;

use super::Icon;
use crate::ui::page::{ShellDialog, use_page};
use crate::ui::reactive::{Signal, effect};

/// The head of a screen. Names the document after the title.
#[component]
pub fn PageHead(
    /// The title; the screen's heading.
    #[prop(into)]
    title: Signal<String>,
    /// What stands above the title: where it belongs.
    #[prop(optional, into)]
    over: Option<ViewFn>,
    /// Its actions, the main one last.
    #[prop(optional)]
    children: Option<Children>,
) -> impl IntoView {
    let page = use_page();
    effect(move |_| document().set_title(&format!("{} · Cartera", title.get())));
    view! {
        <header class="page-head">
            <div class="heading">
                {over.map(|over| view! { <p class="over">{over.run()}</p> })}
                <h1 tabindex="-1">{title}</h1>
            </div>
            <button class="search no-print" on:click=move |_| page.open.set(Some(ShellDialog::Palette))>
                <Icon icon=LuSearch />
                <span>{page.t(text::shell::search)}</span>
                <kbd class="push">"/"</kbd>
            </button>
            {children.map(|children| view! { <div class="actions">{children()}</div> })}
        </header>
    }
}
