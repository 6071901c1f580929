//! Language and theme of this browser, and the list of keys.

use cartera::text::{self, Lang};
use leptos::prelude::*;

use crate::ui::components::Segmented;
use crate::ui::page::{Page, ShellDialog, Theme, use_page};
use crate::ui::reactive::Signal;

/// How the page looks and speaks here.
#[component]
pub fn Appearance() -> impl IntoView {
    let page = use_page();
    let themes = Signal::derive(move || {
        let lang = page.lang.get();
        vec![
            (key(Theme::Auto).to_owned(), text::settings::theme_auto(lang).to_owned()),
            (key(Theme::Light).to_owned(), text::settings::theme_light(lang).to_owned()),
            (key(Theme::Dark).to_owned(), text::settings::theme_dark(lang).to_owned()),
        ]
    });
    let choose_theme = move |chosen: String| {
        let theme = [Theme::Auto, Theme::Light, Theme::Dark];
        if let Some(theme) = theme.into_iter().find(|theme| key(*theme) == chosen) {
            page.theme.set(theme);
        }
    };
    view! {
        <div class="form">
            <div class="field">
                <h2 class="label">{page.t(text::settings::language)}</h2>
                <div><LanguageSwitch /></div>
            </div>
            <div class="field">
                <h2 class="label">{page.t(text::settings::theme)}</h2>
                <div>
                    <Segmented
                        label=Signal::derive(move || text::settings::theme(page.lang.get()).to_owned())
                        options=themes
                        value=Signal::derive(move || key(page.theme.get()).to_owned())
                        on_choose=Callback::new(choose_theme)
                    />
                </div>
                <p class="hint">{page.t(text::settings::appearance_hint)}</p>
            </div>
            <div class="field">
                <h2 class="label">{page.t(text::settings::keyboard)}</h2>
                <div>
                    <button
                        type="button"
                        class="button"
                        on:click=move |_| page.open.set(Some(ShellDialog::Keys))
                    >
                        {page.t(text::settings::show_keys)}
                        <kbd>"?"</kbd>
                    </button>
                </div>
            </div>
        </div>
    }
}

/// The two languages, each by its own name.
#[component]
pub fn LanguageSwitch() -> impl IntoView {
    let page = use_page();
    view! {
        <Segmented
            label=Signal::derive(move || text::settings::language(page.lang.get()).to_owned())
            options=Signal::stored(languages())
            value=Signal::derive(move || code(page).to_owned())
            on_choose=Callback::new(move |chosen: String| {
                page.lang.set(if chosen == "en" { Lang::En } else { Lang::Es });
            })
        />
    }
}

/// The languages as a choice offers them: each by its own name, whatever is spoken now.
pub fn languages() -> Vec<(String, String)> {
    [("es", "Español"), ("en", "English")]
        .map(|(code, name)| (code.to_owned(), name.to_owned()))
        .to_vec()
}

fn code(page: Page) -> &'static str {
    match page.lang.get() {
        Lang::Es => "es",
        Lang::En => "en",
    }
}

fn key(theme: Theme) -> &'static str {
    match theme {
        Theme::Auto => "auto",
        Theme::Light => "light",
        Theme::Dark => "dark",
    }
}
