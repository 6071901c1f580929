//! Fields of a form: a name, a control, a hint, and what is wrong with it.

use std::sync::atomic::{AtomicU32, Ordering};

use cartera::ledger::Currency;
use cartera::text;
use cartera::text::format;
use icondata_lu::LuCircleAlert;
use leptos::html;
use leptos::prelude::*;

use super::Icon;
use crate::ui::page::use_page;
use crate::ui::reactive::{MaybeProp, RwSignal, Signal, effect, live};

static NEXT: AtomicU32 = AtomicU32::new(1);

/// An id no other element of the page has.
pub fn fresh_id(prefix: &str) -> String {
    format!("{prefix}-{}", NEXT.fetch_add(1, Ordering::Relaxed))
}

/// The frame of a field. The control inside must carry the given id, and describe itself
/// by `<id>-about`.
#[component]
pub fn Field(
    /// The control's id.
    id: String,
    /// What is asked for.
    #[prop(into)]
    label: Signal<String>,
    /// Whether it may stay blank.
    #[prop(optional)]
    optional: bool,
    /// A word on how to fill it, or what it was understood as.
    #[prop(optional, into)]
    hint: MaybeProp<String>,
    /// What is wrong with it.
    #[prop(optional, into)]
    problem: MaybeProp<String>,
    /// The control.
    children: Children,
) -> impl IntoView {
    let page = use_page();
    let about = format!("{id}-about");
    view! {
        <div class="field">
            <label for=id>
                {label}
                {optional
                    .then(|| {
                        view! { <span class="optional">" · "{page.t(text::shell::optional)}</span> }
                    })}
            </label>
            {children()}
            <div id=about>
                {move || match (problem.get(), hint.get()) {
                    (Some(problem), _) => view! { <p class="problem">{problem}</p> }.into_any(),
                    (None, Some(hint)) => view! { <p class="hint">{hint}</p> }.into_any(),
                    (None, None) => ().into_any(),
                }}
            </div>
        </div>
    }
}

/// A line of text.
#[component]
pub fn TextField(
    /// What is asked for.
    #[prop(into)]
    label: Signal<String>,
    /// What stands in it.
    value: RwSignal<String>,
    /// Whether it may stay blank.
    #[prop(optional)]
    optional: bool,
    /// The kind of keyboard and of filling in: `text`, `email`, `tel`.
    #[prop(default = "text")]
    kind: &'static str,
    /// A word on how to fill it.
    #[prop(optional, into)]
    hint: MaybeProp<String>,
    /// What is wrong with it.
    #[prop(optional, into)]
    problem: MaybeProp<String>,
    /// Whether the cursor begins here.
    #[prop(optional)]
    focus: bool,
    /// Whether it takes several lines.
    #[prop(optional)]
    long: bool,
) -> impl IntoView {
    let id = fresh_id("text");
    let about = format!("{id}-about");
    let invalid = move || problem.get().is_some().to_string();
    let input = NodeRef::<html::Input>::new();
    if focus {
        // The browser heeds `autofocus` only while the page loads.
        effect(move |_| {
            if let Some(input) = input.get() {
                request_animation_frame(move || {
                    // An element that is gone cannot take the focus; nothing is lost.
                    let _ = input.focus();
                });
            }
        });
    }
    let control = if long {
        view! {
            <textarea
                class="textarea"
                id=id.clone()
                aria-describedby=about
                aria-invalid=live(invalid)
                prop:value=move || value.get()
                on:input:target=move |event| value.set(event.target().value())
            ></textarea>
        }
        .into_any()
    } else {
        view! {
            <input
                class="input"
                id=id.clone()
                type=kind
                autocomplete="off"
                aria-describedby=about
                aria-invalid=live(invalid)
                node_ref=input
                prop:value=move || value.get()
                on:input:target=move |event| value.set(event.target().value())
            />
        }
        .into_any()
    };
    view! {
        <Field id=id label=label optional=optional hint=hint problem=problem>
            {control}
        </Field>
    }
}

/// A day, written as people write it and read back in words.
#[component]
pub fn DateField(
    /// What is asked for.
    #[prop(into)]
    label: Signal<String>,
    /// What stands in it, as written; read it with `text::format::parse_date`.
    value: RwSignal<String>,
    /// Whether it may stay blank.
    #[prop(optional)]
    optional: bool,
    /// What is wrong with it.
    #[prop(optional, into)]
    problem: MaybeProp<String>,
) -> impl IntoView {
    let page = use_page();
    let id = fresh_id("date");
    let about = format!("{id}-about");
    let read = move || format::parse_date(&value.get(), page.ledger.today.get());
    let hint = move || {
        let lang = page.lang.get();
        if value.with(|value| value.trim().is_empty()) {
            None
        } else {
            Some(read().map_or_else(
                || text::shell::not_a_date(lang).to_owned(),
                |day| {
                    format!(
                        "{} {}",
                        format::weekday_name(lang, day),
                        format::date_medium(lang, day)
                    )
                },
            ))
        }
    };
    let invalid = move || problem.get().is_some().to_string();
    view! {
        <Field id=id.clone() label=label optional=optional hint=Signal::derive(hint) problem=problem>
            <input
                class="input"
                id=id
                type="text"
                inputmode="numeric"
                autocomplete="off"
                aria-describedby=about
                aria-invalid=live(invalid)
                prop:value=move || value.get()
                on:input:target=move |event| value.set(event.target().value())
            />
        </Field>
    }
}

/// An amount, written as people write it, with its currency beside it.
#[component]
pub fn AmountField(
    /// What is asked for.
    #[prop(into)]
    label: Signal<String>,
    /// What stands in it, as written; read it with `text::format::parse_amount`.
    value: RwSignal<String>,
    /// Its currency; a choice is offered when it can be changed.
    currency: RwSignal<Currency>,
    /// Which currencies are offered; none for a currency that is given.
    #[prop(optional, into)]
    currencies: Signal<Vec<Currency>>,
    /// Whether it may stay blank.
    #[prop(optional)]
    optional: bool,
    /// A word on how to fill it.
    #[prop(optional, into)]
    hint: MaybeProp<String>,
    /// What is wrong with it.
    #[prop(optional, into)]
    problem: MaybeProp<String>,
) -> impl IntoView {
    let page = use_page();
    let id = fresh_id("amount");
    let about = format!("{id}-about");
    let invalid = move || problem.get().is_some().to_string();
    let choose = move |code: String| {
        if let Some(chosen) = Currency::from_code(&code) {
            currency.set(chosen);
        }
    };
    view! {
        <Field id=id.clone() label=label optional=optional hint=hint problem=problem>
            <div class="affix">
                <input
                    class="input amount"
                    id=id
                    type="text"
                    inputmode="decimal"
                    autocomplete="off"
                    aria-describedby=about
                    aria-invalid=live(invalid)
                    prop:value=move || value.get()
                    on:input:target=move |event| value.set(event.target().value())
                />
                <select
                    class="select"
                    aria-label=move || text::common::currency(page.lang.get())
                    prop:value=move || currency.get().code()
                    on:change:target=move |event| choose(event.target().value())
                >
                    {move || {
                        let mut offered = currencies.get();
                        if !offered.contains(&currency.get()) {
                            offered.insert(0, currency.get());
                        }
                        offered
                            .into_iter()
                            .map(|offered| {
                                let is_chosen = offered == currency.get();
                                view! {
                                    <option value=offered.code() selected=is_chosen>
                                        {offered.code()}
                                    </option>
                                }
                            })
                            .collect_view()
                    }}
                </select>
            </div>
        </Field>
    }
}

/// A choice among named options.
#[component]
pub fn SelectField(
    /// What is asked for.
    #[prop(into)]
    label: Signal<String>,
    /// Keys and words.
    #[prop(into)]
    options: Signal<Vec<(String, String)>>,
    /// The key that is chosen.
    value: RwSignal<String>,
    /// A word on what it means.
    #[prop(optional, into)]
    hint: MaybeProp<String>,
    /// What is wrong with it.
    #[prop(optional, into)]
    problem: MaybeProp<String>,
) -> impl IntoView {
    let id = fresh_id("select");
    let about = format!("{id}-about");
    view! {
        <Field id=id.clone() label=label hint=hint problem=problem>
            <select
                class="select"
                id=id
                aria-describedby=about
                prop:value=move || value.get()
                on:change:target=move |event| value.set(event.target().value())
            >
                {move || {
                    options
                        .get()
                        .into_iter()
                        .map(|(key, word)| {
                            let is_chosen = key == value.get_untracked();
                            view! {
                                <option value=key selected=is_chosen>
                                    {word}
                                </option>
                            }
                        })
                        .collect_view()
                }}
            </select>
        </Field>
    }
}

/// A yes or no.
#[component]
pub fn Check(
    /// What is asked.
    #[prop(into)]
    label: Signal<String>,
    /// The answer.
    value: RwSignal<bool>,
) -> impl IntoView {
    view! {
        <label class="check">
            <input
                type="checkbox"
                prop:checked=move || value.get()
                on:change:target=move |event| value.set(event.target().checked())
            />
            <span>{label}</span>
        </label>
    }
}

/// Why a form was not saved, above its buttons; read out when it appears.
#[component]
pub fn FormProblem(
    /// The reason; nothing is shown without one.
    #[prop(into)]
    why: Signal<Option<String>>,
) -> impl IntoView {
    view! {
        <div role="alert">
            {move || {
                why.get()
                    .map(|why| {
                        view! {
                            <p class="form-problem">
                                <Icon icon=LuCircleAlert />
                                <span>{why}</span>
                            </p>
                        }
                    })
            }}
        </div>
    }
}
