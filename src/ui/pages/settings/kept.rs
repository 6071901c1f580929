//! The copies that the browser keeps of the open ledger.

use cartera::browser::{clock, files, locked_copy};
use cartera::files::backup;
use cartera::files::kept::{KEPT_BEFORE, KEPT_DAILY, KeptCopy};
use cartera::text::{self, format};
use leptos::prelude::*;
use leptos::task::spawn_local;

use super::apart::moment;
use super::restore::Looking;
use crate::ui::components::each;
use crate::ui::page::{Page, use_page};
use crate::ui::reactive::{RwSignal, effect, live};

/// The list; each is looked into before anything is done with it.
#[component]
pub fn KeptList(
    /// Where.
    looking: Looking,
) -> impl IntoView {
    let page = use_page();
    let kept = RwSignal::new(Vec::<KeptCopy>::new());
    effect(move |_: Option<()>| {
        page.ledger.entry.track();
        spawn_local(async move {
            // Failing to list them is no reason to show less of the rest.
            if let Ok(found) = page.ledger.kept_copies().await {
                let _ = kept.try_set(found);
            }
        });
    });
    let hint = move || {
        let count = |of: usize| format::count(of, page.style.get());
        text::copies::kept_hint(page.lang.get(), &count(KEPT_DAILY), &count(KEPT_BEFORE))
    };
    view! {
        <section class="stack-tight" aria-labelledby="kept" hidden=move || kept.with(Vec::is_empty)>
            <div class="section-head">
                <h2 id="kept">{page.t(text::copies::kept)}</h2>
            </div>
            <p class="quiet small measure">{live(hint)}</p>
            <ul class="lines ledgers">
                {each(
                    move || kept.get(),
                    |copy| copy.at_ms.to_string(),
                    move |copy| line(page, copy, looking),
                )}
            </ul>
        </section>
    }
}

fn line(page: Page, copy: KeptCopy, looking: Looking) -> AnyView {
    let (at_ms, why) = (copy.at_ms, copy.why);
    let about = {
        let copy = copy.clone();
        move || {
            let (lang, style) = (page.lang.get(), page.style.get());
            let records = text::ledgers::size(lang, Some(copy.records), style);
            let size = text::ledgers::bytes(copy.size_bytes, style);
            [text::copies::why_kept(lang, why), " · ", &records, " · ", &size].concat()
        }
    };
    let source = move || text::copies::kept_source(page.lang.get(), &moment(page, at_ms));
    let look = {
        let copy = copy.clone();
        move |_| {
            let copy = copy.clone();
            let source = text::copies::kept_source(page.lang.get_untracked(), &moment(page, at_ms));
            looking.look_into(page, source, async move { file(page, &copy).await });
        }
    };
    let download = move |_| {
        let copy = copy.clone();
        spawn_local(async move {
            let lang = page.lang.get_untracked();
            let offered = match file(page, &copy).await {
                Ok(file) => {
                    let is_locked = locked_copy::is_locked(&file);
                    let name = backup::file_name(clock::day_of(copy.at_ms), is_locked);
                    files::offer(&name, "application/x-ndjson", &file)
                        .map_err(|error| text::copies::cannot_download(lang, &error.to_string()))
                }
                Err(why) => Err(why),
            };
            if let Err(why) = offered {
                page.toasts.problem(why);
            }
        });
    };
    view! {
        <li>
            <div class="what">
                <span class="strong">{move || moment(page, at_ms)}</span>
                <small>{live(about)}</small>
            </div>
            <div class="row-actions">
                <button type="button" class="button small" on:click=look aria-label=move || text::copies::look_into_this(page.lang.get(), &source())>
                    {page.t(text::copies::look_into)}
                </button>
                <button type="button" class="button quiet small" on:click=download aria-label=move || text::copies::download_this(page.lang.get(), &source())>
                    {page.t(text::copies::download_short)}
                </button>
            </div>
        </li>
    }
    .into_any()
}

async fn file(page: Page, copy: &KeptCopy) -> Result<Vec<u8>, String> {
    let lang = page.lang.get_untracked();
    let found = page.ledger.kept_file(copy).await;
    let found = found.map_err(|error| text::storage::words(lang, &error))?;
    found.ok_or_else(|| text::copies::kept_gone(lang).to_owned())
}
