//! Where files are dropped, chosen, or a table is pasted.

use crate::ui::reactive::{RwSignal, Signal};
use cartera::browser::files;
use leptos::prelude::*;
use leptos::task::spawn_local;
use web_sys::{DragEvent, File};

/// A place for files. Choosing works with the keyboard, dropping with the mouse.
#[component]
pub fn FileDrop(
    /// What can be dropped here.
    #[prop(into)]
    title: Signal<String>,
    /// More about it.
    #[prop(into)]
    text: Signal<String>,
    /// The word on the button.
    #[prop(into)]
    choose: Signal<String>,
    /// Which files the browser offers to choose: `.csv,text/csv`.
    accept: &'static str,
    /// Whether several files can be chosen at once. What is dropped is left to the page
    /// then, which looks into folders.
    #[prop(optional)]
    several: bool,
    /// Called with the files, never with none.
    on_files: Callback<Vec<File>, ()>,
) -> impl IntoView {
    let is_over = RwSignal::new(false);
    let drop = move |event: DragEvent| {
        is_over.set(false);
        if several {
            return;
        }
        event.prevent_default();
        let dropped = files::list(event.data_transfer().and_then(|data| data.files()));
        if !dropped.is_empty() {
            on_files.run(dropped);
        }
    };
    let pick = move |_| {
        spawn_local(async move {
            // Choosing nothing is no error.
            if let Ok(chosen) = files::pick(accept, several).await
                && !chosen.is_empty()
            {
                on_files.run(chosen);
            }
        });
    };
    view! {
        <div
            class="drop"
            class:over=move || is_over.get()
            on:dragover=move |event| {
                event.prevent_default();
                is_over.set(true);
            }
            on:dragleave=move |_| is_over.set(false)
            on:drop=drop
        >
            <h2>{title}</h2>
            <p class="quiet">{text}</p>
            <button type="button" class="button primary" on:click=pick>{choose}</button>
        </div>
    }
}
