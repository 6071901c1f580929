//! One step: what it is, its words, and what they look like.

use cartera::dunning::protocol_check::{StepPart, Wrong};
use cartera::ledger::protocol::{Bilingual, Channel, Stage, Step};
use cartera::ledger::{Currency, Money};
use cartera::text::{Lang, dunning, protocols as words, templates};
use cartera::views::invoice_form::{offered_currencies, read_money, typed};
use icondata_lu::{LuCopy, LuTrash2};
use leptos::prelude::*;

use super::one::Desk;
use super::wording::{field_list, preview, template_field};
use crate::ui::components::{AmountField, Icon, SelectField};
use crate::ui::pages::controls::{focus_first, label};
use crate::ui::reactive::{Memo, RwSignal, Signal, effect};

/// Puts the cursor into the name of the step that is edited.
pub fn focus_name() {
    focus_first("#step-name");
}

/// The step that is edited, in a language.
pub fn step_block(desk: Desk, chosen: Option<u32>, lang: Lang) -> AnyView {
    let page = desk.page;
    let found = chosen.and_then(|key| {
        let step = desk.editing.with_untracked(|editing| editing.step(key).cloned())?;
        Some((key, step))
    });
    let Some((key, step)) = found else {
        return view! { <p class="quiet">{page.t(words::no_steps)}</p> }.into_any();
    };
    let cursor = RwSignal::new(StepPart::Body);
    view! {
        <div class="columns protocol-step">
            <section class="stack-tight" aria-labelledby="step-head">
                <div class="section-head">
                    <h2 id="step-head">{move || heading(desk, key)}</h2>
                    {actions(desk, key)}
                </div>
                {facts(desk, key, lang, &step)}
                {template_field(desk, key, lang, StepPart::Subject, cursor)}
                {template_field(desk, key, lang, StepPart::Body, cursor)}
                {field_list(desk, key, lang, cursor)}
                {checklist(desk, key, lang)}
                {amounts(desk, key, &step)}
                {other_problems(desk, key)}
            </section>
            {preview(desk, key, lang)}
        </div>
    }
    .into_any()
}

fn heading(desk: Desk, key: u32) -> String {
    let lang = desk.page.lang.get();
    desk.editing.with(|editing| {
        let (Some(place), Some(step)) = (editing.place(key), editing.step(key)) else {
            return String::new();
        };
        words::step_at(lang, place + 1, &words::when(lang, step.day))
    })
}

fn actions(desk: Desk, key: u32) -> AnyView {
    let page = desk.page;
    let duplicate = move |_| {
        let twin = desk.editing.try_update(|editing| editing.duplicate(key)).flatten();
        if twin.is_some() {
            desk.chosen.set(twin);
            focus_name();
        }
    };
    let remove = move |_| {
        let next = desk.editing.try_update(|editing| editing.remove(key)).flatten();
        desk.chosen.set(next);
        focus_first(".step-mark[aria-current]");
    };
    view! {
        <div class="row-actions">
            <button class="button quiet small" type="button" on:click=duplicate>
                <Icon icon=LuCopy />
                {page.t(words::duplicate)}
            </button>
            <button class="button quiet small danger" type="button" on:click=remove>
                <Icon icon=LuTrash2 />
                {page.t(words::remove)}
            </button>
        </div>
    }
    .into_any()
}

/// Name, day, channel and stage.
fn facts(desk: Desk, key: u32, lang: Lang, step: &Step) -> AnyView {
    let page = desk.page;
    let channel = RwSignal::new((step.channel as usize).to_string());
    let stage = RwSignal::new((step.stage as usize).to_string());
    let channels = Signal::derive(move || {
        let lang = page.lang.get();
        let named = |channel: Channel| {
            ((channel as usize).to_string(), dunning::channel(lang, channel).to_owned())
        };
        Channel::ALL.map(named).to_vec()
    });
    let stages = Signal::derive(move || {
        let lang = page.lang.get();
        let named =
            |stage: Stage| ((stage as usize).to_string(), dunning::stage(lang, stage).to_owned());
        Stage::ALL.map(named).to_vec()
    });
    write_back(desk, key, move |step| {
        let place = |chosen: RwSignal<String>| chosen.get().parse::<usize>().unwrap_or(0);
        if let Some(channel) = Channel::ALL.get(place(channel)) {
            step.channel = *channel;
        }
        if let Some(stage) = Stage::ALL.get(place(stage)) {
            step.stage = *stage;
        }
    });
    let day = move || desk.editing.with(|editing| editing.step(key).map_or(0, |step| step.day));
    let type_day = move |text: String| {
        let plain = text.trim().replace(['\u{2212}', '–'], "-");
        if let Ok(day) = plain.trim_start_matches('+').parse::<i16>() {
            desk.editing.update(|editing| editing.move_to(key, day));
        }
    };
    view! {
        <div class="step-facts">
            <div class="field wide">
                <label for="step-name">{page.t(words::step_name)}</label>
                <input
                    class="input"
                    id="step-name"
                    type="text"
                    autocomplete="off"
                    placeholder=other_words(desk, key, lang, |step| &step.name)
                    prop:value=of_lang(&step.name, lang)
                    on:input:target=move |event| {
                        let text = event.target().value();
                        change(desk, key, move |step| *step.name.of_lang_mut(lang) = text);
                    }
                />
            </div>
            <div class="field">
                <label for="step-day">{page.t(words::day)}</label>
                <input
                    class="input amount"
                    id="step-day"
                    type="number"
                    min="-90"
                    max="365"
                    step="1"
                    aria-describedby="step-head"
                    prop:value=move || day().to_string()
                    on:change:target=move |event| type_day(event.target().value())
                />
            </div>
            <SelectField label=label(page, words::channel) options=channels value=channel />
            <SelectField label=label(page, words::stage) options=stages value=stage />
        </div>
    }
    .into_any()
}

fn checklist(desk: Desk, key: u32, lang: Lang) -> AnyView {
    let page = desk.page;
    let now = desk.editing.with_untracked(|editing| {
        let list = editing.step(key).map(|step| step.checklist.as_slice()).unwrap_or_default();
        list.iter().map(|line| of_lang(line, lang)).collect::<Vec<_>>().join("\n")
    });
    let write = move |text: String| {
        change(desk, key, move |step| {
            let lines: Vec<&str> = text.lines().collect();
            step.checklist.resize(lines.len().max(step.checklist.len()), Bilingual::default());
            for (place, known) in step.checklist.iter_mut().enumerate() {
                let line = lines.get(place).map_or("", |line| line.trim());
                line.clone_into(known.of_lang_mut(lang));
            }
            step.checklist.retain(|line| !line.is_blank());
        });
    };
    view! {
        <div class="field">
            <label for="step-checklist">{page.t(words::checklist)}</label>
            <textarea
                class="textarea"
                id="step-checklist"
                aria-describedby="step-checklist-about"
                prop:value=now
                on:change:target=move |event| write(event.target().value())
            ></textarea>
            <p class="hint" id="step-checklist-about">{page.t(words::checklist_hint)}</p>
        </div>
    }
    .into_any()
}

fn amounts(desk: Desk, key: u32, step: &Step) -> AnyView {
    let page = desk.page;
    let home = page.home.get_untracked();
    let style = page.style.get_untracked();
    let start = |money: Option<Money>| {
        let text = money.map(|money| typed(money, style)).unwrap_or_default();
        let currency = money.map_or(home, |money| money.currency);
        (RwSignal::new(text), RwSignal::new(currency))
    };
    let (least, fee) = (start(step.least), start(step.fee));
    write_back(desk, key, move |step| {
        let read = |(text, currency): (RwSignal<String>, RwSignal<Currency>)| {
            let (text, currency) = (text.get(), currency.get());
            // What is no amount is told as one that is not above zero.
            (!text.trim().is_empty())
                .then(|| read_money(&text, currency, style).unwrap_or(Money::zero(currency)))
        };
        step.least = read(least);
        step.fee = read(fee);
    });
    let currencies = Signal::derive(move || page.ledger.book.with(offered_currencies));
    let fee_hint = Signal::derive(move || Some(words::fee_hint(page.lang.get()).to_owned()));
    view! {
        <div class="fields">
            <AmountField label=label(page, words::least) value=least.0 currency=least.1 currencies=currencies optional=true />
            <AmountField label=label(page, words::fee) value=fee.0 currency=fee.1 currencies=currencies optional=true hint=fee_hint />
        </div>
    }
    .into_any()
}

/// What is wrong with the step beside its templates, as it is typed.
fn other_problems(desk: Desk, key: u32) -> AnyView {
    let page = desk.page;
    let told = Memo::new(move |_| {
        let lang = page.lang.get();
        desk.editing.with(|editing| {
            let place = editing.place(key);
            let own = editing.problems().into_iter().filter(|problem| {
                place.is_some()
                    && problem.step == place
                    && !matches!(problem.wrong, Wrong::Template { .. })
            });
            own.map(|problem| templates::protocol_problem(lang, &problem)).collect::<Vec<_>>()
        })
    });
    view! {
        <div role="status">
            {move || told.get().into_iter().map(|told| view! { <p class="problem">{told}</p> }).collect_view()}
        </div>
    }
    .into_any()
}

/// Changes the step of a key.
pub fn change(desk: Desk, key: u32, change: impl FnOnce(&mut Step)) {
    desk.editing.update(|editing| {
        if let Some(step) = editing.step_mut(key) {
            change(step);
        }
    });
}

/// Keeps writing what stands in some fields into the step, from the first change on.
fn write_back(desk: Desk, key: u32, write: impl Fn(&mut Step) + 'static) {
    effect(move |_| {
        let Some(before) = desk.editing.with_untracked(|editing| editing.step(key).cloned()) else {
            return;
        };
        let mut after = before.clone();
        write(&mut after);
        if after != before {
            change(desk, key, move |step| *step = after);
        }
    });
}

/// The words of one language alone.
pub fn of_lang(text: &Bilingual, lang: Lang) -> String {
    match lang {
        Lang::Es => text.es.clone(),
        Lang::En => text.en.clone(),
    }
}

/// What stands in a field's place while it is blank: the words of the other language.
pub fn other_words(
    desk: Desk,
    key: u32,
    lang: Lang,
    of: fn(&Step) -> &Bilingual,
) -> impl Fn() -> String + Send + Sync + Copy + 'static {
    move || {
        desk.editing.with(|editing| {
            editing.step(key).map(|step| of(step).in_lang(lang).to_owned()).unwrap_or_default()
        })
    }
}
