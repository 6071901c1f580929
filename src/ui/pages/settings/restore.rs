//! Looking into a copy: what it holds is shown before anything is done with it.

use std::cell::Cell;
use std::rc::Rc;
use std::sync::Arc;

use cartera::browser::vault::{LockHeader, Vault};
use cartera::browser::{clock, drops, files, locked_copy, yield_now};
use cartera::files::backup::{Backup, Reader};
use cartera::files::kept::Why;
use cartera::ledger::journal::JournalError;
use cartera::ledger::merge::{Merging, Unmergeable};
use cartera::text::{self, format};
use cartera::views::copies::{CopyContents, Kinship, contents};
use leptos::ev::SubmitEvent;
use leptos::prelude::*;
use leptos::task::spawn_local;
use wasm_bindgen::JsCast;
use web_sys::File;

use super::apart::{Apart, apart_view};
use super::history::time;
use crate::ui::components::{FileDrop, FormProblem, TextField};
use crate::ui::ledger::NotSaved;
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
    Reading {
        done: usize,
        all: usize,
    },
    Locked(Arc<LockedFile>),
    Shown(Arc<Chosen>),
    Restoring {
        done: usize,
        all: usize,
    },
    /// Records take the place of those of the open ledger: that is one step.
    TakingOn,
}

/// A copy under a lock, whose passphrase is asked for.
struct LockedFile {
    source: String,
    bytes: Vec<u8>,
    lock: LockHeader,
}

/// What came of reading a copy.
enum Read {
    Chosen(Arc<Chosen>),
    Locked(Arc<LockedFile>),
    GivenUp,
}

/// The key of the copy at hand, where it is under a lock.
type Key = StoredValue<Option<Rc<Vault>>, LocalStorage>;

/// A copy that was read.
struct Chosen {
    /// The file's name, or when and why the browser kept it.
    source: String,
    copy: Backup,
    holds: CopyContents,
    /// How it and the open ledger stand to each other, where they are one ledger.
    apart: Option<Result<Apart, Unmergeable>>,
}

/// What is to be done with a copy.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Step {
    /// It becomes a ledger of its own.
    Restore,
    /// What it has and the open ledger has not is put into that.
    Merge,
    /// The open ledger goes back to it.
    GoBack,
}

/// A place where copies are looked into. Copy it freely: it is a handle.
#[derive(Clone, Copy)]
pub struct Looking {
    stage: RwSignal<Stage>,
    why_not: RwSignal<Option<String>>,
    is_given_up: StoredValue<bool>,
    key: Key,
}

impl Looking {
    /// Nothing is chosen yet.
    pub fn new() -> Self {
        Self {
            stage: RwSignal::new(Stage::Choosing),
            why_not: RwSignal::new(None),
            is_given_up: StoredValue::new(false),
            key: StoredValue::new_local(None),
        }
    }

    /// Reads a copy and shows what it holds; `bytes` says where they come from and gets
    /// them.
    pub fn look_into(
        self,
        page: Page,
        source: String,
        bytes: impl Future<Output = Result<Vec<u8>, String>> + 'static,
    ) {
        self.why_not.set(None);
        self.is_given_up.set_value(false);
        self.key.set_value(None);
        self.stage.set(Stage::Reading { done: 0, all: 0 });
        spawn_local(async move {
            let read = match bytes.await {
                Ok(bytes) => self.open(page, source, bytes).await,
                Err(why) => Err(why),
            };
            self.show(read);
        });
    }

    /// Reads a copy; one under a lock only with the key that is at hand.
    async fn open(self, page: Page, source: String, bytes: Vec<u8>) -> Result<Read, String> {
        let Some(lock) = locked_copy::lock_of(&bytes) else {
            return read(page, source, &bytes, self).await;
        };
        match page.ledger.key().filter(|key| *key.header() == lock) {
            Some(key) => self.open_locked(page, source, &bytes, key).await,
            None => Ok(Read::Locked(Arc::new(LockedFile { source, bytes, lock }))),
        }
    }

    async fn open_locked(
        self,
        page: Page,
        source: String,
        bytes: &[u8],
        key: Rc<Vault>,
    ) -> Result<Read, String> {
        let Some(bytes) = locked_copy::open(&key, bytes).await else {
            return Err(page.say(text::lock::damaged_copy).to_owned());
        };
        let _ = self.key.try_set_value(Some(key));
        read(page, source, &bytes, self).await
    }

    fn show(self, read: Result<Read, String>) {
        let next = match read {
            Ok(Read::Chosen(chosen)) => {
                request_animation_frame(focus_what_it_holds);
                Stage::Shown(chosen)
            }
            Ok(Read::Locked(file)) => Stage::Locked(file),
            Ok(Read::GivenUp) => Stage::Choosing,
            Err(why) => {
                let _ = self.why_not.try_set(Some(why));
                Stage::Choosing
            }
        };
        // The screen may be gone by now.
        let _ = self.stage.try_set(next);
    }

    fn take(self, page: Page, chosen: Arc<Chosen>, step: Step) {
        let Self { stage, why_not, is_given_up, key } = self;
        if page.ledger.moving.get_untracked() {
            return;
        }
        why_not.set(None);
        is_given_up.set_value(false);
        spawn_local(async move {
            page.ledger.moving.set(true);
            let done = match step {
                Step::Restore => put_in_place(page, &chosen, key, stage, is_given_up).await,
                Step::Merge | Step::GoBack => {
                    let _ = stage.try_set(Stage::TakingOn);
                    take_on(page, &chosen, step).await
                }
            };
            page.ledger.moving.set(false);
            let problem = done.err();
            if let Some(why) = problem
                && let Some(why) = why_not.try_set(Some(why)).flatten()
            {
                page.toasts.problem(why);
            }
            let _ = stage.try_set(Stage::Shown(chosen));
        });
    }
}

/// Chooses a file, shows what is in it, and puts it into a ledger of its own.
#[component]
pub fn RestoreCopy() -> impl IntoView {
    view! { <LookInto looking=Looking::new() /> }
}

/// As [`RestoreCopy`], where copies come from elsewhere too.
#[component]
pub fn LookInto(
    /// Where.
    looking: Looking,
) -> impl IntoView {
    let page = use_page();
    let Looking { stage, why_not, is_given_up, .. } = looking;
    let on_files = Callback::new(move |files: Vec<File>| {
        let Some(file) = files.into_iter().next() else { return };
        looking.look_into(page, file.name(), async move { bytes_of(page, &file).await });
    });
    // One that was dropped somewhere else on the page.
    on_files.run(drops::take());
    let on_unlock = Callback::new(move |(file, key): (Arc<LockedFile>, Rc<Vault>)| {
        why_not.set(None);
        spawn_local(async move {
            let source = file.source.clone();
            looking.show(looking.open_locked(page, source, &file.bytes, key).await);
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
            Stage::TakingOn => {
                view! { <p class="quiet" role="status">{page.t(text::copies::taking_on)}</p> }.into_any()
            }
            Stage::Shown(chosen) => view! { <Shown chosen=chosen looking=looking /> }.into_any(),
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

/// What a copy holds, and what can be done with it.
#[component]
fn Shown(chosen: Arc<Chosen>, looking: Looking) -> impl IntoView {
    let page = use_page();
    let holds = chosen.holds.clone();
    let is_empty = holds.records == 0;
    let source = chosen.source.clone();
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
            <h3 id="holds" tabindex="-1">{page.t(text::copies::holds)}</h3>
            <dl class="pairs">
                <dt>{page.t(text::copies::file)}</dt>
                <dd>{source}</dd>
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
                <dd class="kinship">{move || text::copies::kinship(page.lang.get(), kinship, count)}</dd>
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
            {parting(page, &chosen)}
            <Steps chosen=chosen looking=looking />
        </div>
    }
}

/// What each side has that the other has not, where the copy has something new.
fn parting(page: Page, chosen: &Chosen) -> Option<AnyView> {
    match chosen.apart.as_ref()? {
        Ok(apart) => apart.merged.changes_ours().then(|| apart_view(page, apart)),
        Err(why) => {
            let why = *why;
            let words = move || text::copies::unmergeable(page.lang.get(), why);
            Some(view! { <p class="form-problem">{live(words)}</p> }.into_any())
        }
    }
}

/// What can be done with a copy.
#[component]
fn Steps(chosen: Arc<Chosen>, looking: Looking) -> impl IntoView {
    let page = use_page();
    let is_empty = chosen.holds.records == 0;
    let apart = chosen.apart.as_ref().and_then(|apart| apart.as_ref().ok());
    let merges = apart.is_some_and(|apart| apart.merged.changes_ours());
    let goes_back = apart.is_some_and(|apart| !apart.merged.only_ours.is_empty());
    let button = |step: Step, name: text::Message, is_first: bool| {
        let chosen = Arc::clone(&chosen);
        let take = move |_| looking.take(page, Arc::clone(&chosen), step);
        view! {
            <button type="button" class=if is_first { "button primary" } else { "button" } on:click=take>
                {page.t(name)}
            </button>
        }
    };
    let again = move |_| looking.stage.set(Stage::Choosing);
    view! {
        {merges.then(|| view! { <p class="quiet small measure">{page.t(text::copies::merge_hint)}</p> })}
        <div class="form-actions">
            {merges.then(|| button(Step::Merge, text::copies::merge_now, true))}
            {(!is_empty).then(|| button(Step::Restore, text::copies::restore_now, !merges))}
            {goes_back.then(|| button(Step::GoBack, text::copies::go_back, false))}
            <button type="button" class="button" on:click=again>{page.t(text::copies::other_file)}</button>
        </div>
        {goes_back.then(|| view! { <p class="quiet small measure">{page.t(text::copies::go_back_hint)}</p> })}
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

/// The bytes of a file.
async fn bytes_of(page: Page, file: &File) -> Result<Vec<u8>, String> {
    let lang = page.lang.get_untracked();
    files::read(file, MAX_BYTES).await.map_err(|error| match error {
        files::FileError::TooLarge { size_bytes, .. } => {
            let size = text::ledgers::bytes(size_bytes, page.style.get_untracked());
            text::copies::too_large(lang, &size)
        }
        files::FileError::Failed(why) => text::copies::cannot_read(lang, &why),
    })
}

/// Reads and checks a copy in slices, and sees how it stands to the open ledger.
async fn read(page: Page, source: String, bytes: &[u8], looking: Looking) -> Result<Read, String> {
    let Looking { stage, is_given_up, .. } = looking;
    let lang = page.lang.get_untracked();
    let problem = |why| text::copies::problem(lang, &why);
    let since_ms = Cell::new(clock::now_ms());
    // Whether to go on; lets the page draw when a slice is over.
    let go_on = async |done: usize, all: usize| {
        if clock::now_ms() - since_ms.get() < SLICE_MS {
            return true;
        }
        let is_gone = stage.try_set(Stage::Reading { done, all }).is_some();
        yield_now().await;
        since_ms.set(clock::now_ms());
        !is_gone && is_given_up.try_get_value() == Some(false)
    };
    let mut reader = Reader::new(bytes).map_err(problem)?;
    while reader.advance().map_err(problem)? {
        let (done, all) = reader.progress();
        if !go_on(done, all).await {
            return Ok(Read::GivenUp);
        }
    }
    let copy = reader.finish().map_err(problem)?;
    let today = page.ledger.today.get_untracked();
    let book = page.ledger.book.get_untracked();
    let holds = contents(&copy, &book, today);
    let is_demo = page.ledger.id().is_some_and(|id| id.is_demo());
    if holds.kinship == Kinship::Other || is_demo {
        return Ok(Read::Chosen(Arc::new(Chosen { source, copy, holds, apart: None })));
    }
    let here = page.ledger.all_here().await;
    let here = here.map_err(|error| text::storage::words(lang, &error))?;
    let ours = here
        .readable(async || {
            go_on(0, 0).await;
        })
        .await;
    let apart = match Merging::new(ours, copy.records.clone()) {
        Ok(mut merging) => loop {
            match merging.advance() {
                Ok(true) => {
                    let (done, all) = merging.progress();
                    if !go_on(done, all).await {
                        return Ok(Read::GivenUp);
                    }
                }
                Ok(false) => break Ok(Apart::new(here, merging.finish(), &book)),
                Err(why) => break Err(why),
            }
        },
        Err(why) => Err(why),
    };
    Ok(Read::Chosen(Arc::new(Chosen { source, copy, holds, apart: Some(apart) })))
}

/// Merges a copy into the open ledger, or lets it go back to the copy.
async fn take_on(page: Page, chosen: &Chosen, step: Step) -> Result<(), String> {
    let Some(Ok(apart)) = &chosen.apart else { return Ok(()) };
    let (why, records) = match step {
        Step::Merge => (Why::BeforeMerge, apart.merged.records.clone()),
        Step::GoBack | Step::Restore => (Why::BeforeGoingBack, chosen.copy.records.clone()),
    };
    let lang = page.lang.get_untracked();
    match page.ledger.take_on(why, &apart.here, records).await {
        Ok(()) => {
            page.toasts.say(match step {
                Step::Merge => text::copies::merged(lang),
                Step::GoBack | Step::Restore => text::copies::gone_back(lang),
            });
            Ok(())
        }
        Err(NotSaved::Journal(JournalError::Stale { .. })) => {
            Err(text::copies::moved_on(lang).to_owned())
        }
        Err(why) => Err(words(page, &why)),
    }
}

/// Where screen readers go on once a copy was read.
fn focus_what_it_holds() {
    if let Some(heading) = document().get_element_by_id("holds") {
        let heading: web_sys::HtmlElement = heading.unchecked_into();
        // Not focusable only if it is gone already.
        let _ = heading.focus();
    }
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
