//! Nothing in hand yet: the ways to bring a list in, and what it may hold.

use cartera::browser::files;
use cartera::text::Lang;
use cartera::text::{self, import as words};
use cartera::views::import::{is_table, template};
use leptos::html;
use leptos::prelude::*;

use super::bag::Bag;
use crate::ui::components::{Dialog, Field, FileDrop, FormProblem};
use crate::ui::page::use_page;
use crate::ui::reactive::{RwSignal, Signal, effect};

/// The ways in.
#[component]
pub fn Start(bag: Bag) -> impl IntoView {
    let page = use_page();
    let is_pasting = RwSignal::new(false);
    let t = move |message: fn(Lang) -> &'static str| {
        Signal::derive(move || message(page.lang.get()).to_owned())
    };
    let hand_out = move |_| {
        let lang = page.lang.get_untracked();
        let name = words::template_file(lang);
        if files::offer(name, "text/csv;charset=utf-8", &template(lang)).is_err() {
            page.toasts.problem(page.say(text::intake::cannot_read));
        }
    };
    let about = move |title: fn(Lang) -> &'static str, text: fn(Lang) -> &'static str| {
        view! {
            <div>
                <h2>{page.t(title)}</h2>
                <p class="quiet small">{page.t(text)}</p>
            </div>
        }
    };
    view! {
        <div class="stack import-start">
            <FileDrop
                title=t(words::drop_title)
                text=t(words::drop_text)
                choose=t(words::choose)
                accept=""
                several=true
                on_files=Callback::new(move |files| bag.take(page, files))
            />
            <div class="row">
                <p class="quiet measure">{page.t(text::intake::folder_hint)}</p>
                <button class="button push" on:click=move |_| bag.pick(page, true)>
                    {page.t(text::intake::choose_folder)}
                </button>
            </div>
            <div class="row">
                <p class="quiet measure">{page.t(words::paste_hint)}</p>
                <button class="button push" on:click=move |_| is_pasting.set(true)>
                    {page.t(words::paste)}
                </button>
            </div>
            <div class="import-about">
                {about(text::intake::invoices, text::intake::invoices_more)}
                {about(text::bank_import::about, text::bank_import::about_more)}
                {about(words::needed, words::needed_columns)}
                {about(words::welcome_too, words::more_columns)}
                {about(words::again, words::again_more)}
            </div>
            <p>
                <button class="button quiet" on:click=hand_out>{page.t(words::template)}</button>
            </p>
        </div>
        <Dialog open=is_pasting title=t(words::paste_title)>
            <Paste bag=bag is_open=is_pasting />
        </Dialog>
    }
}

#[component]
fn Paste(bag: Bag, is_open: RwSignal<bool>) -> impl IntoView {
    let page = use_page();
    let area = NodeRef::<html::Textarea>::new();
    let problem = RwSignal::new(None::<String>);
    let read = move |event: web_sys::SubmitEvent| {
        event.prevent_default();
        let text = area.get_untracked().map(|area| area.value()).unwrap_or_default();
        if is_table(&text) {
            is_open.set(false);
            bag.take_text(page, text);
        } else {
            problem.set(Some(page.say(words::not_a_table).to_owned()));
        }
    };
    effect(move |_| {
        if let Some(area) = area.get() {
            request_animation_frame(move || {
                // An element that is gone cannot take the focus; nothing is lost.
                let _ = area.focus();
            });
        }
    });
    view! {
        <form class="form" on:submit=read>
            <Field
                id="import-paste".to_owned()
                label=Signal::derive(move || words::paste_label(page.lang.get()).to_owned())
            >
                <textarea
                    class="textarea import-paste"
                    id="import-paste"
                    node_ref=area
                    rows="10"
                    wrap="off"
                    spellcheck="false"
                    aria-describedby="import-paste-about"
                ></textarea>
            </Field>
            <FormProblem why=problem />
            <div class="form-actions">
                <button class="button primary" type="submit">{page.t(words::paste_read)}</button>
            </div>
        </form>
    }
}
