//! The words of a step as templates, the fields they can have, and what comes of them.

use cartera::dunning::example::example;
use cartera::dunning::message::message;
use cartera::dunning::protocol_check::StepPart;
use cartera::dunning::template::{Field, TemplateProblem, Values};
use cartera::ledger::Id;
use cartera::ledger::protocol::{Bilingual, Channel, Step};
use cartera::text::{Lang, protocols as words, templates};
use cartera::views::protocol_editor::{
    customers_to_show, insert_at, marks, shown_values, template_problems, utf16_place,
};
use chrono::NaiveDate;
use leptos::html;
use leptos::prelude::*;
use wasm_bindgen::JsCast;

use super::one::Desk;
use super::step::{change, of_lang, other_words};
use crate::ui::reactive::{Memo, RwSignal};

/// How many customers are offered to try words on.
const SHOWN: usize = 60;

fn id_of(part: StepPart) -> &'static str {
    match part {
        StepPart::Subject => "step-subject",
        StepPart::Body => "step-body",
    }
}

/// A text of a step.
pub fn text_of(step: &Step, part: StepPart) -> &Bilingual {
    match part {
        StepPart::Subject => &step.subject,
        StepPart::Body => &step.body,
    }
}

fn text_of_mut(step: &mut Step, part: StepPart) -> &mut Bilingual {
    match part {
        StepPart::Subject => &mut step.subject,
        StepPart::Body => &mut step.body,
    }
}

/// A text with fields: what is wrong is underlined where it stands and told below.
pub fn template_field(
    desk: Desk,
    key: u32,
    lang: Lang,
    part: StepPart,
    cursor: RwSignal<StepPart>,
) -> AnyView {
    let page = desk.page;
    let id = id_of(part);
    let about = format!("{id}-about");
    let text = Memo::new(move |_| {
        desk.editing.with(|editing| {
            editing.step(key).map(|step| of_lang(text_of(step, part), lang)).unwrap_or_default()
        })
    });
    let problems = Memo::new(move |_| {
        desk.editing.with(|editing| {
            let place = editing.place(key);
            let all = editing.problems();
            place.map(|place| template_problems(&all, place, part, lang)).unwrap_or_default()
        })
    });
    let is_call = Memo::new(move |_| {
        desk.editing.with(|editing| {
            editing
                .step(key)
                .is_some_and(|step| matches!(step.channel, Channel::Call | Channel::Visit))
        })
    });
    let name = move || {
        let lang = page.lang.get();
        match (part, is_call.get()) {
            (StepPart::Subject, false) => templates::subject(lang),
            (StepPart::Subject, true) => words::about(lang),
            (StepPart::Body, false) => templates::body(lang),
            (StepPart::Body, true) => words::script(lang),
        }
    };
    let placeholder = match part {
        StepPart::Subject => other_words(desk, key, lang, |step| &step.subject),
        StepPart::Body => other_words(desk, key, lang, |step| &step.body),
    };
    let backdrop = NodeRef::<html::Div>::new();
    let follow = move |event: web_sys::Event| {
        let area = event.target().and_then(|target| target.dyn_into::<web_sys::Element>().ok());
        if let (Some(area), Some(backdrop)) = (area, backdrop.get_untracked()) {
            backdrop.set_scroll_top(area.scroll_top());
        }
    };
    view! {
        <div class="field">
            <label for=id>{name}</label>
            <div class="marked" class:long=part == StepPart::Body>
                <div class="marks" aria-hidden="true" node_ref=backdrop>
                    {move || {
                        let pieces = text.with(|text| problems.with(|found| marks(text, found)));
                        pieces
                            .into_iter()
                            .map(|(piece, is_wrong)| {
                                if is_wrong { view! { <mark>{piece}</mark> }.into_any() } else { piece.into_any() }
                            })
                            .collect_view()
                    }}
                </div>
                <textarea
                    class="textarea"
                    id=id
                    rows=if part == StepPart::Body { "10" } else { "1" }
                    lang=if lang == Lang::Es { "es" } else { "en" }
                    aria-describedby=about.clone()
                    aria-invalid=move || (!problems.with(Vec::is_empty)).to_string()
                    placeholder=placeholder
                    prop:value=move || text.get()
                    on:focus=move |_| cursor.set(part)
                    on:scroll=follow
                    on:input:target=move |event| {
                        let typed = event.target().value();
                        change(desk, key, move |step| *text_of_mut(step, part).of_lang_mut(lang) = typed);
                    }
                ></textarea>
            </div>
            <div id=about>
                {move || {
                    let told = page.lang.get();
                    problems
                        .get()
                        .into_iter()
                        .map(|problem| problem_line(desk, told, part, text, problem))
                        .collect_view()
                }}
            </div>
        </div>
    }
    .into_any()
}

/// A problem in words, which leads to where it stands.
fn problem_line(
    desk: Desk,
    lang: Lang,
    part: StepPart,
    text: Memo<String>,
    problem: TemplateProblem,
) -> AnyView {
    let page = desk.page;
    let words_of = templates::template_problem_at(lang, &problem);
    let go = move |_| {
        let place = text.with_untracked(|text| utf16_place(text, problem.at));
        select(part, place, place + 1);
    };
    view! {
        <p class="problem">
            {words_of} " "
            <button class="link-button" type="button" on:click=go>{page.t(words::go_to_problem)}</button>
        </p>
    }
    .into_any()
}

/// Puts the cursor into a text of the step that is edited.
pub fn select(part: StepPart, from: u32, to: u32) {
    if let Some(area) = area(part) {
        // Refused only by an element that is gone.
        let _ = area.focus();
        let _ = area.set_selection_range(from, to);
    }
}

fn area(part: StepPart) -> Option<web_sys::HtmlTextAreaElement> {
    document().get_element_by_id(id_of(part))?.dyn_into().ok()
}

/// The fields as buttons that put themselves where the cursor is.
pub fn field_list(desk: Desk, key: u32, lang: Lang, cursor: RwSignal<StepPart>) -> AnyView {
    let page = desk.page;
    let insert = move |field: Field| {
        let part = cursor.get_untracked();
        let Some(area) = area(part) else { return };
        let end = u32::MAX;
        let from = area.selection_start().ok().flatten().unwrap_or(end);
        let to = area.selection_end().ok().flatten().unwrap_or(end);
        let piece = ["{", field.name(lang), "}"].concat();
        let (text, place) = insert_at(&area.value(), from, to, &piece);
        change(desk, key, move |step| *text_of_mut(step, part).of_lang_mut(lang) = text);
        // Once the text is drawn.
        request_animation_frame(move || select(part, place, place));
    };
    view! {
        <details class="more template-fields">
            <summary>{page.t(words::fields)}</summary>
            <p class="quiet small">{page.t(words::fields_hint)}</p>
            <ul>
                {Field::ALL
                    .iter()
                    .map(|&field| {
                        view! {
                            <li>
                                <button type="button" on:click=move |_| insert(field)>
                                    <code>"{" {field.name(lang)} "}"</code>
                                    <span>{move || templates::field(page.lang.get(), field)}</span>
                                </button>
                            </li>
                        }
                    })
                    .collect_view()}
            </ul>
        </details>
    }
    .into_any()
}

/// The message as a customer of the ledger would get it.
pub fn preview(desk: Desk, key: u32, lang: Lang) -> AnyView {
    let page = desk.page;
    let shown_for = Memo::new(move |_| {
        let today = page.ledger.today.get();
        page.ledger.book.with(|book| customers_to_show(book, today, SHOWN))
    });
    let chosen = RwSignal::new(page.address.now().query.get("for").unwrap_or_default().to_owned());
    let day = Memo::new(move |_| {
        desk.editing.with(|editing| editing.step(key).map_or(0, |step| step.day))
    });
    let values = Memo::new(move |_| {
        let today = page.ledger.today.get();
        let wanted: Option<Id> = chosen.with(|id| id.parse().ok());
        let first = shown_for.with(|all| all.first().map(|(id, _)| *id));
        page.ledger.book.with(|book| {
            let known = wanted.or(first).and_then(|id| book.find_customer(id));
            known
                .and_then(|ix| shown_values(book, ix, day.get(), lang, today))
                .unwrap_or_else(|| (example(book.firm(), lang, today), today))
        })
    });
    let pick = move |id: String| {
        page.address.set_param("for", &id);
        chosen.set(id);
    };
    view! {
        <section class="preview" aria-labelledby="preview-head">
            <div class="section-head">
                <h2 id="preview-head">{page.t(words::preview)}</h2>
            </div>
            <label class="inline-control small">
                <span class="quiet">{page.t(words::shown_for)}</span>
                <select on:change:target=move |event| pick(event.target().value())>
                    {move || {
                        let all = shown_for.get();
                        if all.is_empty() {
                            return view! { <option value="">{page.t(words::invented)}</option> }.into_any();
                        }
                        let now = chosen.get_untracked();
                        all.into_iter()
                            .map(|(id, name)| {
                                let id = id.to_string();
                                let is_chosen = id == now;
                                view! { <option value=id selected=is_chosen>{name}</option> }
                            })
                            .collect_view()
                            .into_any()
                    }}
                </select>
            </label>
            {move || {
                let step = desk.editing.with(|editing| editing.step(key).cloned());
                step.map(|step| values.with(|(values, on)| shown(desk, &step, values, *on, lang)))
            }}
        </section>
    }
    .into_any()
}

fn shown(desk: Desk, step: &Step, values: &Values, on: NaiveDate, lang: Lang) -> AnyView {
    let page = desk.page;
    let told = page.lang.get();
    let Ok(made) = message(step, values) else {
        return view! { <p class="quiet">{page.t(words::not_shown)}</p> }.into_any();
    };
    let is_empty = made.subject.is_empty() && made.body.is_empty() && step.checklist.is_empty();
    let holes: Vec<&str> = made.holes.iter().map(|field| field.name(lang)).collect();
    let lines = step.checklist.iter().map(|line| line.in_lang(lang).to_owned());
    let lines = lines.map(|line| view! { <li>{line}</li> }).collect_view();
    let date = page.date(on);
    view! {
        <div class="filled" lang=if lang == Lang::Es { "es" } else { "en" }>
            {(!made.subject.is_empty()).then(|| view! { <p class="strong">{made.subject}</p> })}
            {(!made.body.is_empty()).then(|| view! { <p class="pre-line">{made.body}</p> })}
            {(!step.checklist.is_empty()).then(|| view! { <ul class="checks">{lines}</ul> })}
            {is_empty.then(|| view! { <p class="quiet">{page.t(words::nothing_to_show)}</p> })}
        </div>
        <p class="quiet small">{words::shown_on(told, &date)}</p>
        {(!holes.is_empty()).then(|| view! { <p class="small holes">{words::holes(told, &holes.join(", "))}</p> })}
    }
    .into_any()
}
