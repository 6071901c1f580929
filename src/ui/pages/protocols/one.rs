//! One protocol: its steps on a line, the words of each, and what they look like.

use cartera::dunning::protocols::Protocols;
use cartera::ledger::Id;
use cartera::ledger::protocol::{Bilingual, Protocol as Version};
use cartera::route::{Route, Screen};
use cartera::text::{self, Lang, protocols as words};
use cartera::views::protocol_editor::Editing;
use leptos::prelude::*;

use super::line::day_line;
use super::save::{LeaveDialog, SaveDialog, download, problem_list, retire};
use super::step::step_block;
use super::versions::versions;
use crate::ui::components::{PageHead, Segmented};
use crate::ui::page::{Page, use_page};
use crate::ui::pages::controls::{gone, label};
use crate::ui::reactive::{Memo, RwSignal, Signal, effect};
use crate::ui::shell::href;

/// What is being edited. Copy it freely: it is a handle.
#[derive(Clone, Copy)]
pub struct Desk {
    /// The page.
    pub page: Page,
    /// As it stands.
    pub editing: RwSignal<Editing>,
    /// As it was.
    pub before: StoredValue<Editing>,
    /// The step that is edited, by its key.
    pub chosen: RwSignal<Option<u32>>,
    /// The language whose words are edited.
    pub lang: RwSignal<Lang>,
    /// Whether it was tried to save what is wrong.
    pub is_tried: RwSignal<bool>,
    /// Whether something would be lost.
    pub is_changed: Memo<bool>,
    /// Whether the day is asked from which it counts.
    pub is_saving: RwSignal<bool>,
    /// Changes when the ledger is to be read again.
    pub turn: RwSignal<u32>,
}

impl Desk {
    fn new(page: Page, editing: Editing, turn: RwSignal<u32>) -> Self {
        let chosen = editing.keys().first().copied();
        let before = StoredValue::new(editing.clone());
        let editing = RwSignal::new(editing);
        let is_changed = Memo::new(move |_| {
            editing.with(|now| before.with_value(|before| now.protocol() != before.protocol()))
        });
        Self {
            page,
            editing,
            before,
            chosen: RwSignal::new(chosen),
            lang: RwSignal::new(page.lang.get_untracked()),
            is_tried: RwSignal::new(false),
            is_changed,
            is_saving: RwSignal::new(false),
            turn,
        }
    }
}

/// One protocol.
#[component]
pub fn Protocol(
    /// Which; the nil id for a new one.
    id: Id,
) -> impl IntoView {
    let page = use_page();
    let version = page.address.id_param("version");
    let turn = RwSignal::new(0u32);
    move || {
        turn.track();
        let version = version.get();
        untrack(|| match start(page, id, version) {
            Some(editing) => editor(Desk::new(page, editing, turn)),
            None => gone(page, Screen::Protocols, text::shell::protocols),
        })
    }
}

/// What is edited at first; `None` where there is no such protocol.
fn start(page: Page, id: Id, version: Option<Id>) -> Option<Editing> {
    let today = page.ledger.today.get_untracked();
    let copied = page.address.now().query.get("copy").and_then(|id| id.parse::<Id>().ok());
    let both =
        |message: fn(Lang) -> &'static str| Bilingual::new(message(Lang::Es), message(Lang::En));
    let find = |id| {
        page.ledger.book.with_untracked(|book| {
            let protocols = Protocols::new(book.protocols(), &book.firm().dunning.protocols);
            let versions = protocols.versions(id);
            let asked = versions.iter().find(|known| Some(known.id) == version).copied();
            let in_force = protocols.in_force(id, today);
            asked.or(in_force).or(versions.first().copied()).cloned()
        })
    };
    let is_new = id == Id::new(0, 0);
    match (is_new, copied.and_then(find)) {
        (false, _) => find(id).map(|version: Version| Editing::of(&version)),
        (true, Some(other)) => {
            let name = |lang| words::copy_name(lang, other.name.in_lang(lang));
            let name = Bilingual::new(name(Lang::Es), name(Lang::En));
            Some(Editing::copy(&other, name, today))
        }
        (true, None) => Some(Editing::blank(both(words::blank_name), both(words::new_step), today)),
    }
}

fn editor(desk: Desk) -> AnyView {
    let page = desk.page;
    let asked = RwSignal::new(None::<Route>);
    hold_while_changed(desk, asked);
    let title = Signal::derive(move || {
        let lang = page.lang.get();
        desk.editing.with(|editing| editing.protocol().name.in_lang(lang).to_owned())
    });
    let is_new = desk.editing.with_untracked(|editing| editing.protocol().id == Id::new(0, 0));
    let is_retired = desk.editing.with_untracked(|editing| editing.protocol().retired);
    let save = move |_| {
        // An earlier version can be saved as it was, to count again.
        let is_other = page.address.now().query.get("version").is_some();
        if !is_new && !is_other && !desk.is_changed.get_untracked() {
            return page.toasts.say(page.say(text::settings::unchanged));
        }
        desk.is_tried.set(true);
        if desk.editing.with_untracked(|editing| editing.problems().is_empty()) {
            desk.is_saving.set(true);
        }
    };
    let retire_word = if is_retired { words::offer_again } else { words::retire };
    view! {
        <PageHead
            title=title
            over=ViewFn::from(move || view! { <a class="link" href=href(Screen::Protocols)>{page.t(text::shell::protocols)}</a> })
        >
            <span class="quiet small" role="status">
                {move || page.t(if desk.is_changed.get() { words::changed } else { words::unchanged })()}
            </span>
            <button class="button" on:click=move |_| download(desk)>{page.t(words::download)}</button>
            {(!is_new)
                .then(|| view! { <button class="button" on:click=move |_| retire(desk, !is_retired)>{page.t(retire_word)}</button> })}
            <button class="button primary" on:click=save>{page.t(words::save)}</button>
        </PageHead>
        <div class="stack protocol">
            {is_retired.then(|| view! { <p class="quiet">{page.t(words::is_retired)}</p> })}
            {which_version(desk)}
            <div role="alert">{move || problem_list(desk)}</div>
            {name_and_language(desk)}
            {day_line(desk)}
            {move || {
                let (chosen, lang) = (desk.chosen.get(), desk.lang.get());
                untrack(|| step_block(desk, chosen, lang))
            }}
            {(!is_new).then(|| versions(desk))}
        </div>
        <SaveDialog desk=desk />
        <LeaveDialog asked=asked />
    }
    .into_any()
}

/// Asks before something is lost: by a link, the back button, or closing the tab.
fn hold_while_changed(desk: Desk, asked: RwSignal<Option<Route>>) {
    let address = desk.page.address;
    effect(move |_| address.hold(desk.is_changed.get().then_some(asked)));
    let closing = window_event_listener_untyped("beforeunload", move |event| {
        if desk.is_changed.get_untracked() {
            event.prevent_default();
        }
    });
    on_cleanup(move || {
        address.hold(None);
        closing.remove();
    });
}

/// Says so where it is not the version that counts.
fn which_version(desk: Desk) -> AnyView {
    let page = desk.page;
    if page.address.now().query.get("version").is_none() {
        return ().into_any();
    }
    let (id, since) = desk
        .editing
        .with_untracked(|editing| (editing.protocol().protocol, editing.protocol().since));
    let which = move || {
        let lang = page.lang.get();
        words::other_version(lang, &super::versions::since_words(lang, since))
    };
    view! {
        <p class="quiet">
            {which} " " <a class="link" href=href(Screen::Protocol(id))>{page.t(words::back_to_current)}</a>
        </p>
    }
    .into_any()
}

fn name_and_language(desk: Desk) -> AnyView {
    let page = desk.page;
    let options = Signal::derive(move || {
        let lang = page.lang.get();
        [("es", words::spanish(lang)), ("en", words::english(lang))]
            .map(|(code, name)| (code.to_owned(), name.to_owned()))
            .to_vec()
    });
    let code =
        Signal::derive(
            move || {
                if desk.lang.get() == Lang::Es { "es".to_owned() } else { "en".to_owned() }
            },
        );
    let choose = move |code: String| {
        desk.lang.set(if code == "en" { Lang::En } else { Lang::Es });
    };
    view! {
        <div class="protocol-name">
            <div class="field">
                <label for="protocol-name">{page.t(words::name)}</label>
                <input
                    class="input"
                    id="protocol-name"
                    type="text"
                    autocomplete="off"
                    prop:value=move || {
                        let lang = desk.lang.get();
                        desk.editing.with(|editing| {
                            let name = &editing.protocol().name;
                            if lang == Lang::Es { name.es.clone() } else { name.en.clone() }
                        })
                    }
                    on:input:target=move |event| {
                        let lang = desk.lang.get_untracked();
                        let text = event.target().value();
                        desk.editing.update(|editing| *editing.name_mut().of_lang_mut(lang) = text);
                    }
                />
            </div>
            <div class="field">
                <span class="label">{page.t(words::words_in)}</span>
                <Segmented label=label(page, words::words_in) options=options value=code on_choose=Callback::new(choose) />
            </div>
        </div>
    }
    .into_any()
}
