//! A window over the page, the browser's own: it keeps the focus and closes with Esc.

use cartera::text;
use icondata_lu::LuX;
use leptos::html;
use leptos::prelude::*;

use super::Icon;
use crate::ui::focus;
use crate::ui::page::use_page;
use crate::ui::reactive::{RwSignal, Signal, effect};

/// A dialog that is shown while `open` is true and sets it to false when it closes.
#[component]
pub fn Dialog(
    /// Whether it is shown.
    open: RwSignal<bool>,
    /// Its heading.
    #[prop(into)]
    title: Signal<String>,
    /// Whether it only offers choices: a press beside it closes it then.
    #[prop(optional)]
    menu: bool,
    /// What it holds; made when it opens.
    children: ChildrenFn,
) -> impl IntoView {
    let page = use_page();
    let element = NodeRef::<html::Dialog>::new();
    // The browser gives the focus back to what opened it, unless that is gone by then.
    let opened_in = StoredValue::new(None::<String>);
    effect(move |_| {
        let Some(dialog) = element.get() else { return };
        if open.get() && !dialog.open() {
            opened_in.set_value(focus::in_same_section());
            // Refused only for a dialog that is not in the document.
            let _ = dialog.show_modal();
        } else if !open.get() && dialog.open() {
            dialog.close();
        }
    });
    view! {
        <dialog
            node_ref=element
            closedby=menu.then_some("any")
            on:close=move |_| {
                open.set(false);
                focus::keep(opened_in.get_value().unwrap_or_default());
            }
            aria-label=title
        >
            <div class="dialog-head">
                <h2>{title}</h2>
                <button
                    class="icon-button"
                    aria-label=page.t(text::shell::close)
                    on:click=move |_| open.set(false)
                >
                    <Icon icon=LuX />
                </button>
            </div>
            {move || open.get().then(|| children())}
        </dialog>
    }
}
