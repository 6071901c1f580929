//! Settings: from when on warning signs are shown. One sheet, saved as one.

use cartera::ledger::action::set_firm;
use cartera::ledger::record::Deed;
use cartera::ledger::sign_settings::{SignSettings, Threshold};
use cartera::text::{self, format, settings, signs as words};
use cartera::views::sign_settings::{GROUPS, SignDraft, SignField, SignProblem};
use leptos::prelude::*;
use leptos::task::spawn_local;

use crate::ui::components::{FormProblem, fresh_id};
use crate::ui::focus;
use crate::ui::page::{Page, use_page};
use crate::ui::pages::controls::focus_first;
use crate::ui::reactive::{Memo, RwSignal, Signal};
use crate::ui::say_why;

/// The form as it is filled in. Copy it freely: it is a handle.
#[derive(Clone, Copy)]
struct Sheet {
    page: Page,
    draft: RwSignal<SignDraft>,
    problems: RwSignal<Vec<(SignField, SignProblem)>>,
    why: RwSignal<Option<String>>,
}

/// The section.
#[component]
pub fn Signs() -> impl IntoView {
    let page = use_page();
    let settings = Memo::new(move |_| page.ledger.book.with(|book| book.firm().signs.clone()));
    // Drawn anew when the settings change under it: saved here, undone, or in another tab.
    move || {
        let (settings, style) = (settings.get(), page.style.get());
        untrack(|| {
            let draft = RwSignal::new(SignDraft::of(&settings, style));
            let problems = RwSignal::new(Vec::new());
            sheet(Sheet { page, draft, problems, why: RwSignal::new(None) }, &settings)
        })
    }
}

fn sheet(sheet: Sheet, settings: &SignSettings) -> AnyView {
    let page = sheet.page;
    let is_shipped = settings.is_shipped();
    let before = settings.clone();
    let save = move |event: web_sys::SubmitEvent| {
        event.prevent_default();
        let style = page.style.get_untracked();
        match sheet.draft.with_untracked(|draft| draft.validate(style)) {
            Ok(read) if read == before => {
                sheet.problems.set(Vec::new());
                page.toasts.say(page.say(settings::unchanged));
            }
            Ok(read) => store(sheet, read, settings::saved),
            Err(found) => {
                sheet.problems.set(found);
                focus_first("main [aria-invalid='true']");
            }
        }
    };
    let why = Signal::derive(move || {
        let to_check = sheet.problems.with(|found| !found.is_empty());
        let said = || settings::check_fields(page.lang.get()).to_owned();
        to_check.then(said).or_else(|| sheet.why.get())
    });
    let groups = GROUPS.map(|(kind, thresholds)| {
        let fields = thresholds.iter().map(|it| field(sheet, SignField::Whole(*it))).collect_view();
        let id = fresh_id("part");
        let rule = {
            let settings = settings.clone();
            move || words::rule(page.lang.get(), kind, &settings)
        };
        view! {
            <section class="stack-tight" aria-labelledby=id.clone()>
                <div class="section-head">
                    <h2 id=id.clone()>{move || words::kind(page.lang.get(), kind)}</h2>
                </div>
                <p class="quiet small measure">{rule} " " {move || words::levels(page.lang.get(), kind)}</p>
                <div class="fields thresholds">{fields}</div>
            </section>
        }
    });
    let restore = move |_| store(sheet, SignSettings::default(), words::restored);
    view! {
        <form class="form wide settings-form" novalidate on:submit=save>
            <p class="quiet measure">{page.t(words::thresholds_hint)}</p>
            {groups}
            <section class="stack-tight">
                <div class="section-head"><h2>{page.t(words::for_all)}</h2></div>
                <p class="quiet small measure">
                    {move || words::least_amount_hint(page.lang.get(), page.home.get().code())}
                </p>
                <div class="fields thresholds">{field(sheet, SignField::LeastAmount)}</div>
            </section>
            <div class="stack-tight">
                <FormProblem why=why />
                <div class="form-actions">
                    <button class="button primary" type="submit">{page.t(text::shell::save)}</button>
                    {(!is_shipped).then(|| view! {
                        <button class="button" type="button" on:click=restore>{page.t(words::restore)}</button>
                    })}
                </div>
            </div>
        </form>
    }
    .into_any()
}

fn store(sheet: Sheet, signs: SignSettings, said: text::Message) {
    let page = sheet.page;
    sheet.why.set(None);
    sheet.problems.set(Vec::new());
    spawn_local(async move {
        let stored = page
            .ledger
            .commit(Deed::ChangedSettings, move |draft| {
                let mut firm = draft.book().firm().clone();
                firm.signs = signs.clone();
                set_firm(draft, firm)
            })
            .await;
        match stored {
            Ok(()) => {
                page.toasts.done(page.say(said).to_owned(), page.ledger.last_record());
                // The button that goes back to what ships goes with it.
                focus::keep("main button[type='submit']".to_owned());
            }
            Err(why) => drop(sheet.why.try_set(Some(say_why::words(page, &why)))),
        }
    });
}

/// A threshold with its unit, what ships beside it, and what is wrong.
fn field(sheet: Sheet, which: SignField) -> AnyView {
    let page = sheet.page;
    let id = fresh_id("field");
    let about = format!("{id}-about");
    let name = move || match which {
        SignField::Whole(threshold) => words::threshold(page.lang.get(), threshold),
        SignField::LeastAmount => words::least_amount(page.lang.get()),
    };
    let unit = move || match which {
        SignField::Whole(threshold) => words::unit(page.lang.get(), threshold.unit()),
        SignField::LeastAmount => page.home.get().code(),
    };
    let shipped = move || {
        let shipped = SignSettings::default();
        match which {
            SignField::Whole(threshold) => {
                let typed = sheet.draft.with(|draft| draft.text(which).trim().to_owned());
                let value = threshold.get(&shipped).to_string();
                (typed != value)
                    .then(|| words::shipped(page.lang.get(), &with_unit(page, threshold, &value)))
            }
            SignField::LeastAmount => None,
        }
    };
    let problem = Memo::new(move |_| {
        sheet.problems.with(|found| found.iter().find(|(at, _)| *at == which).map(|found| found.1))
    });
    let told = move || {
        let lang = page.lang.get();
        problem.get().map(|problem| match problem {
            SignProblem::NotWithin { least, most } => words::out_of_range(lang, least, most),
            SignProblem::NotAnAmount => settings::not_an_amount(lang).to_owned(),
        })
    };
    view! {
        <div class="field">
            <label for=id.clone()>{name}</label>
            <span class="with-unit">
                <input
                    class="input amount"
                    id=id
                    type="text"
                    inputmode="decimal"
                    autocomplete="off"
                    aria-describedby=about.clone()
                    aria-invalid=move || problem.get().is_some().to_string()
                    prop:value=move || sheet.draft.with(|draft| draft.text(which).to_owned())
                    on:input:target=move |event| {
                        let typed = event.target().value();
                        sheet.draft.update(|draft| draft.set(which, typed));
                    }
                />
                <span class="unit">{unit}</span>
            </span>
            <div id=about>
                {move || told().map(|told| view! { <p class="problem small">{told}</p> })}
                {move || shipped().map(|shipped| view! { <p class="quiet small">{shipped}</p> })}
            </div>
        </div>
    }
    .into_any()
}

fn with_unit(page: Page, threshold: Threshold, value: &str) -> String {
    let lang = page.lang.get();
    match words::unit(lang, threshold.unit()) {
        "" => value.to_owned(),
        "%" => [value, "\u{a0}%"].concat(),
        _ => format::days_count(lang, value.parse().unwrap_or(0)),
    }
}
