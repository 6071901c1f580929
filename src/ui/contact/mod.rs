//! Noting a contact: the dialog that the worklist, a customer and an invoice open.

mod fields;
mod inputs;
mod plan;

use cartera::browser::clock;
use cartera::ledger::Id;
use cartera::ledger::action::log_contact;
use cartera::ledger::dealing::{Direction, LoggedContact, What};
use cartera::ledger::invoice::InstalmentRef;
use cartera::ledger::protocol::{Channel, StepRef};
use cartera::ledger::record::Deed;
use cartera::text::{self, contact as words};
use cartera::views::contact_form::{Choice, ContactDraft};
use chrono::NaiveDateTime;
use leptos::prelude::*;
use leptos::task::spawn_local;

use self::inputs::Inputs;
use super::components::{Dialog, FormProblem};
use super::ledger::NotSaved;
use super::page::{Page, use_page};
use super::pages::controls::{focus_first, label};
use super::say_why;
use crate::ui::reactive::{RwSignal, Signal, effect};

/// What the dialog is opened for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ContactAsk {
    /// With whom.
    pub customer: Id,
    /// About what; without anything, what is overdue is proposed.
    pub items: Vec<InstalmentRef>,
    /// Which step of the protocol it does.
    pub step: Option<StepRef>,
    /// By which way; none for a note.
    pub channel: Option<Channel>,
    /// What came of it, where that was chosen already.
    pub outcome: Option<Choice>,
    /// The contact that this one corrects.
    pub corrects: Option<Id>,
}

/// The dialog, shown while it is asked for something.
#[component]
pub fn ContactDialog(
    /// What it is asked for; set to none when it closes.
    ask: RwSignal<Option<ContactAsk>>,
) -> impl IntoView {
    let page = use_page();
    // The dialog shows and closes by a switch of its own.
    let open = RwSignal::new(false);
    effect(move |_| open.set(ask.with(Option::is_some)));
    effect(move |_| {
        if !open.get() && ask.with_untracked(Option::is_some) {
            ask.set(None);
        }
    });
    let title = move || {
        let Some(asked) = ask.get() else { return String::new() };
        let lang = page.lang.get();
        let name = name_of(page, asked.customer);
        if asked.corrects.is_some() {
            words::title_corrects(lang, &name)
        } else {
            words::title(lang, &name)
        }
    };
    view! {
        <Dialog open=open title=Signal::derive(title)>
            {move || ask.get().map(|asked| form(page, &asked, open))}
        </Dialog>
    }
}

/// The form of one contact.
fn form(page: Page, asked: &ContactAsk, open: RwSignal<bool>) -> AnyView {
    let inputs = Inputs::of(page, asked);
    let why = RwSignal::new(None::<String>);
    let customer = asked.customer;
    let save = Callback::new(move |()| {
        let draft = inputs.draft();
        spawn_local(async move {
            match note(page, customer, &draft).await {
                Ok(()) => open.set(false),
                Err(NotNoted::Fields(problems)) => {
                    inputs.problems.set(problems);
                    focus_first("dialog[open] [aria-invalid='true']");
                }
                Err(NotNoted::Book(refused)) => why.set(Some(say_why::words(page, &refused))),
            }
        });
    });
    let submit = move |event: web_sys::SubmitEvent| {
        event.prevent_default();
        if inputs.chosen.get_untracked().is_some() {
            save.run(());
        }
    };
    let corrects = asked.corrects.is_some();
    if asked.outcome.is_some_and(|chosen| !chosen.is_quick()) {
        focus_first("dialog[open] .outcome-fields :is(.input, .select, .textarea)");
    }
    view! {
        <form class="form contact-form" novalidate=true on:submit=submit>
            {corrects.then(|| view! { <p class="quiet small">{page.t(words::corrects_about)}</p> })}
            {fields::ways(page, inputs)}
            {fields::people(page, inputs, customer)}
            {fields::items(page, inputs)}
            {fields::outcomes(page, inputs, save)}
            <div class="outcome-fields">{move || fields::of_outcome(page, inputs)}</div>
            {fields::moment(page, inputs)}
            <FormProblem why=why />
            {move || {
                inputs.chosen.get().map(|_| {
                    view! {
                        <div class="form-actions">
                            <button class="button primary" type="submit">{page.t(text::shell::save)}</button>
                            <button class="button" type="button" on:click=move |_| open.set(false)>
                                {page.t(text::shell::cancel)}
                            </button>
                        </div>
                    }
                })
            }}
        </form>
    }
    .into_any()
}

/// Why a contact was not noted.
#[derive(Clone, Debug)]
pub enum NotNoted {
    /// Fields that say nothing that can be.
    Fields(inputs::Problems),
    /// The book or its storage did not take it.
    Book(NotSaved),
}

/// Notes a contact and says so, with a way to take it back.
///
/// # Errors
/// Why it is not in the book.
pub async fn note(page: Page, customer: Id, draft: &ContactDraft) -> Result<(), NotNoted> {
    let (contact, came_of_it): (LoggedContact, Vec<What>) = page
        .ledger
        .book
        .with_untracked(|book| {
            let today = page.ledger.today.get_untracked();
            draft.validate(book, today, page.style.get_untracked())
        })
        .map_err(NotNoted::Fields)?;
    let act = |draft: &mut cartera::ledger::action::Draft| {
        log_contact(draft, customer, contact.clone(), came_of_it.clone())
    };
    page.ledger.commit(Deed::LoggedContact, act).await.map_err(NotNoted::Book)?;
    let lang = page.lang.get_untracked();
    let name = untrack(|| name_of(page, customer));
    let told = words::saved(lang, words::choice(lang, draft.outcome), &name);
    page.toasts.done(told, page.ledger.last_record());
    Ok(())
}

/// A contact that is being made now, to be noted as it stands.
pub fn draft_of(page: Page, asked: &ContactAsk, outcome: Choice) -> ContactDraft {
    page.ledger.book.with_untracked(|book| {
        let mut draft = ContactDraft::new(book, now(), asked.items.clone());
        draft.channel = asked.channel;
        draft.direction = Direction::Out;
        draft.step = asked.step;
        draft.outcome = outcome;
        draft
    })
}

/// The day and the time at the user's place.
pub fn now() -> NaiveDateTime {
    let (hour, minute) = clock::time_of(clock::now_ms());
    clock::today().and_hms_opt(hour, minute, 0).unwrap_or_default()
}

fn name_of(page: Page, customer: Id) -> String {
    page.ledger.book.with(|book| {
        let found = book.find_customer(customer);
        found.map(|ix| book.customer(ix).customer.name().to_owned()).unwrap_or_default()
    })
}

fn titled(page: Page, word: fn(text::Lang) -> &'static str) -> Signal<String> {
    label(page, word)
}
