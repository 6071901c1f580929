//! Restoring a copy: what it holds is shown before anything is done.

use std::rc::Rc;
use std::sync::Arc;

use cartera::browser::vault::{LockHeader, Vault};
use cartera::browser::{clock, files, locked_copy, yield_now};
use cartera::files::backup::{Backup, Reader};
use cartera::text::{self, format};
use cartera::views::copies::{CopyContents, contents};
use leptos::ev::SubmitEvent;
use leptos::prelude::*;
use leptos::task::spawn_local;
use web_sys::File;

use super::history::time;
use crate::ui::components::{FileDrop, FormProblem, TextField};
use crate::ui::ledgers::{Restored, restore};
use crate::ui::locked::why_words;
use crate::ui::page::{Page, use_page};
use crate::ui::reactive::{RwSignal, Signal, live};
use crate::ui::say_why::words;

/// Larger files are no copies that a browser could hold.
const MAX_BYTES: u64 = 1 << 30;

/// How long the page may stand still in the middle of work.
const SLICE_MS: u64 = 12;

/// Where restoring stands.
#[derive(Clone)]
enum Stage {
    Choosing,
    Reading { done: usize, all: usize },
    Locked(Arc<LockedFile>),
    Shown(Arc<Chosen>),
    Restoring { done: usize, all: usize },
}

/// A copy under a lock, whose passphrase is asked for.
struct LockedFile {
    name: String,
    bytes: Vec<u8>,
    lock: LockHeader,
}

/// What came of reading a file.
enum Read {
    Chosen(Arc<Chosen>),
    Locked(Arc<LockedFile>),
    GivenUp,
}

/// The key of the copy at hand, where it is under a lock.
type Key = StoredValue<Option<Rc<Vault>>, LocalStorage>;

/// A copy that was read.
struct Chosen {
    file: String,
    copy: Backup,
    holds: CopyContents,
}

/// Chooses a file, shows what is in it, and puts it into a ledger of its own.
#[component]
pub fn RestoreCopy() -> impl IntoView {
    let page = use_page();
    let stage = RwSignal::new(Stage::Choosing);
    let why_not = RwSignal::new(None::<String>);
    let is_given_up = StoredValue::new(false);
    let key: Key = StoredValue::new_local(None);
    let show = move |read: Result<Read, String>| {
        let next = match read {
            Ok(Read::Chosen(chosen)) => Stage::Shown(chosen),
            Ok(Read::Locked(file)) => Stage::Locked(file),
            Ok(Read::GivenUp) => Stage::Choosing,
            Err(why) => {
                let _ = why_not.try_set(Some(why));
                Stage::Choosing
            }
        };
        // The screen may be gone by now.
        let _ = stage.try_set(next);
    };
    let on_files = Callback::new(move |files: Vec<File>| {
        let Some(file) = files.into_iter().next() else { return };
        why_not.set(None);
        is_given_up.set_value(false);
        key.set_value(None);
        stage.set(Stage::Reading { done: 0, all: 0 });
        spawn_local(async move {
            show(match load(page, &file).await {
                Ok(bytes) => match locked_copy::lock_of(&bytes) {
                    Some(lock) => {
                        Ok(Read::Locked(Arc::new(LockedFile { name: file.name(), bytes, lock })))
                    }
                    None => read(page, file.name(), &bytes, stage, is_given_up).await,
                },
                Err(why) => Err(why),
            });
        });
    });
    let on_unlock = Callback::new(move |(file, vault): (Arc<LockedFile>, Rc<Vault>)| {
        why_not.set(None);
        spawn_local(async move {
            let Some(bytes) = locked_copy::open(&vault, &file.bytes).await else {
                return show(Err(page.say(text::lock::damaged_copy).to_owned()));
            };
            let _ = key.try_set_value(Some(vault));
            show(read(page, file.name.clone(), &bytes, stage, is_given_up).await);
        });
    });
    let put = Callback::new(move |chosen: Arc<Chosen>| {
        if page.ledger.moving.get_untracked() {
            return;
        }
        why_not.set(None);
        is_given_up.set_value(false);
        spawn_local(async move {
            page.ledger.moving.set(true);
            let problem = put_in_place(page, &chosen, key, stage, is_given_up).await.err();
            page.ledger.moving.set(false);
            if let Some(why) = problem
                && let Some(why) = why_not.try_set(Some(why)).flatten()
            {
                page.toasts.problem(why);
            }
            let _ = stage.try_set(Stage::Shown(chosen));
        });
    });
    let give_up = move |_| is_given_up.set_value(true);
    let say = move |message: fn(text::Lang) -> &'static str| {
        Signal::derive(move || message(page.lang.get()).to_owned())
    };
    view! {
        <FormProblem why=why_not />
        {move || match stage.get() {
            Stage::Choosing => {
                view! {
                    <FileDrop
                        title=say(text::copies::drop_title)
                        text=say(text::copies::drop_text)
                        choose=say(text::copies::choose)
                        accept=".jsonl,.ndjson,.json,.cartera,application/x-ndjson"
                        on_files=on_files
                    />
                }
                    .into_any()
            }
            Stage::Reading { done, all } => {
                progress(page, text::copies::checking, done, all, give_up).into_any()
            }
            Stage::Restoring { done, all } => {
                progress(page, text::copies::restoring, done, all, give_up).into_any()
            }
            Stage::Locked(file) => {
                view! { <AskPassphrase file=file on_unlock=on_unlock /> }.into_any()
            }
            Stage::Shown(chosen) => {
                view! { <Shown chosen=chosen put=put again=Callback::new(move |()| stage.set(Stage::Choosing)) /> }
                    .into_any()
            }
        }}
    }
}

fn progress(
    page: Page,
    what: fn(text::Lang) -> &'static str,
    done: usize,
    all: usize,
    give_up: impl Fn(web_sys::MouseEvent) + 'static,
) -> impl IntoView {
    let count = move |of: usize| format::count(of, page.style.get());
    view! {
        <div class="progress">
            <p role="status">{page.t(what)}</p>
            <progress aria-label=page.t(what) max=all.max(1).to_string() value=done.to_string()></progress>
            <p class="quiet small">
                {move || text::copies::of(page.lang.get(), &count(done), &count(all))}
            </p>
            <div>
                <button type="button" class="button small" on:click=give_up>
                    {page.t(text::shell::cancel)}
                </button>
            </div>
        </div>
    }
}

/// What a copy holds, and the button that restores it.
#[component]
fn Shown(chosen: Arc<Chosen>, put: Callback<Arc<Chosen>>, again: Callback<()>) -> impl IntoView {
    let page = use_page();
    let holds = chosen.holds.clone();
    let is_empty = holds.records == 0;
    let file = chosen.file.clone();
    let count = move |of: usize| format::count(of, page.style.get());
    let moment = move |at_ms: u64| {
        let lang = page.lang.get();
        format!("{}, {}", format::date_long(lang, clock::day_of(at_ms)), time(at_ms))
    };
    let kinship = holds.kinship;
    let name = holds.name.clone();
    let balances = holds.balances.clone();
    let owed = move || {
        if balances.is_empty() {
            return view! { <span class="quiet">"—"</span> }.into_any();
        }
        let said = balances
            .iter()
            .map(|balance| view! { <span class="strong">{page.money(*balance)}</span> });
        said.collect_view().into_any()
    };
    let unfit = holds.unfit;
    view! {
        <div class="copy-holds" role="region" aria-labelledby="holds">
            <h3 id="holds">{page.t(text::copies::holds)}</h3>
            <dl class="pairs">
                <dt>{page.t(text::copies::file)}</dt>
                <dd>{file}</dd>
                <dt>{page.t(text::copies::ledger)}</dt>
                <dd class="strong">
                    {move || {
                        if name.is_empty() { text::ledgers::unnamed(page.lang.get()).to_owned() } else { name.clone() }
                    }}
                </dd>
                <dt>{page.t(text::copies::made)}</dt>
                <dd>{move || moment(holds.made_at_ms)}</dd>
                {holds
                    .last_at_ms
                    .map(|at_ms| {
                        view! {
                            <dt>{page.t(text::copies::last_change)}</dt>
                            <dd>{move || moment(at_ms)}</dd>
                        }
                    })}
                <dt>{page.t(text::copies::customers)}</dt>
                <dd>{move || count(holds.customers)}</dd>
                <dt>{page.t(text::copies::invoices)}</dt>
                <dd>{move || count(holds.invoices)}</dd>
                <dt>{page.t(text::copies::credits)}</dt>
                <dd>{move || count(holds.credits)}</dd>
                <dt>{page.t(text::copies::records)}</dt>
                <dd>{move || count(holds.records)}</dd>
                <dt>{page.t(text::copies::owed)}</dt>
                <dd class="balances">{live(owed)}</dd>
                <dt>{page.t(text::copies::beside)}</dt>
                <dd>{move || text::copies::kinship(page.lang.get(), kinship, count)}</dd>
            </dl>
            {(unfit > 0)
                .then(|| {
                    view! {
                        <p class="form-problem">
                            {move || match unfit {
                                1 => text::settings::unfit_one(page.lang.get()).to_owned(),
                                _ => text::settings::unfit(page.lang.get(), unfit),
                            }}
                        </p>
                    }
                })}
            {is_empty.then(|| view! { <p>{page.t(text::copies::is_empty)}</p> })}
            <div class="form-actions">
                {(!is_empty)
                    .then(|| {
                        view! {
                            <button type="button" class="button primary" on:click=move |_| put.run(Arc::clone(&chosen))>
                                {page.t(text::copies::restore_now)}
                            </button>
                        }
                    })}
                <button type="button" class="button" on:click=move |_| again.run(())>
                    {page.t(text::copies::other_file)}
                </button>
            </div>
        </div>
    }
}

/// Asks for the passphrase of a copy under a lock.
#[component]
fn AskPassphrase(
    file: Arc<LockedFile>,
    on_unlock: Callback<(Arc<LockedFile>, Rc<Vault>)>,
) -> impl IntoView {
    let page = use_page();
    let passphrase = RwSignal::new(String::new());
    let why_not = RwSignal::new(None::<String>);
    let open = move |event: SubmitEvent| {
        event.prevent_default();
        let file = Arc::clone(&file);
        spawn_local(async move {
            match Vault::unlock(file.lock.clone(), &passphrase.get_untracked()).await {
                Ok(vault) => on_unlock.run((file, Rc::new(vault))),
                Err(why) => {
                    let said = why_words(page.lang.get_untracked(), &why);
                    let _ = why_not.try_set(Some(said));
                }
            }
        });
    };
    view! {
        <form class="stack-tight lock-form" on:submit=open>
            <p>{page.t(text::lock::locked_copy)}</p>
            <TextField
                label=Signal::derive(move || text::lock::passphrase(page.lang.get()).to_owned())
                value=passphrase
                kind="password"
                focus=true
            />
            <FormProblem why=why_not />
            <div>
                <button type="submit" class="button primary">{page.t(text::lock::open_copy)}</button>
            </div>
        </form>
    }
}

async fn load(page: Page, file: &File) -> Result<Vec<u8>, String> {
    let lang = page.lang.get_untracked();
    files::read(file, MAX_BYTES).await.map_err(|error| match error {
        files::FileError::TooLarge { size_bytes, .. } => {
            let size = text::ledgers::bytes(size_bytes, page.style.get_untracked());
            text::copies::too_large(lang, &size)
        }
        files::FileError::Failed(why) => text::copies::cannot_read(lang, &why),
    })
}

/// Reads and checks a copy in slices.
async fn read(
    page: Page,
    file: String,
    bytes: &[u8],
    stage: RwSignal<Stage>,
    is_given_up: StoredValue<bool>,
) -> Result<Read, String> {
    let lang = page.lang.get_untracked();
    let problem = |why| text::copies::problem(lang, &why);
    let mut reader = Reader::new(bytes).map_err(problem)?;
    let mut since_ms = clock::now_ms();
    while reader.advance().map_err(problem)? {
        if clock::now_ms() - since_ms < SLICE_MS {
            continue;
        }
        let (done, all) = reader.progress();
        let is_gone = stage.try_set(Stage::Reading { done, all }).is_some();
        if is_gone || is_given_up.try_get_value() != Some(false) {
            return Ok(Read::GivenUp);
        }
        yield_now().await;
        since_ms = clock::now_ms();
    }
    let copy = reader.finish().map_err(problem)?;
    let today = page.ledger.today.get_untracked();
    let holds = page.ledger.book.with_untracked(|open| contents(&copy, open, today));
    Ok(Read::Chosen(Arc::new(Chosen { file, copy, holds })))
}

/// Restores a copy and opens it.
async fn put_in_place(
    page: Page,
    chosen: &Chosen,
    key: Key,
    stage: RwSignal<Stage>,
    is_given_up: StoredValue<bool>,
) -> Result<(), String> {
    let all = chosen.copy.records.len();
    let _ = stage.try_set(Stage::Restoring { done: 0, all });
    let go_on = |done: usize| {
        let is_gone = stage.try_set(Stage::Restoring { done, all }).is_some();
        !is_gone && is_given_up.try_get_value() == Some(false)
    };
    let restored = restore(page, &chosen.copy, key.get_value(), go_on).await;
    let lang = page.lang.get_untracked();
    match restored.map_err(|why| words(page, &why))? {
        Restored::Open => page.toasts.say(text::copies::restored(lang, &page.ledger.name())),
        Restored::GivenUp => page.toasts.say(text::copies::given_up(lang)),
    }
    Ok(())
}
