//! The fields of a contact: how, with whom, about what, and what came of it.

use cartera::aging::{RowKey, row_name};
use cartera::ledger::dealing::{Direction, DisputeReason};
use cartera::ledger::protocol::Channel;
use cartera::ledger::{Id, Money};
use cartera::text::{self, contact as words, dunning};
use cartera::views::contact_form::{Choice, Field};
use leptos::prelude::*;

use super::inputs::Inputs;
use super::{plan, titled};
use crate::ui::components::{
    AmountField, DateField, Field as Frame, Segmented, SelectField, TextField, fresh_id,
};
use crate::ui::page::Page;
use crate::ui::pages::controls::focus_first;
use crate::ui::reactive::Signal;

/// The channel and who began it.
pub fn ways(page: Page, inputs: Inputs) -> AnyView {
    let channels = move || {
        let lang = page.lang.get();
        let ways = Channel::ALL.iter().enumerate();
        let mut ways: Vec<_> = ways
            .map(|(place, way)| (place.to_string(), dunning::channel(lang, *way).to_owned()))
            .collect();
        // Calls are what is mostly noted by hand.
        ways.swap(0, 2);
        ways.push((String::new(), dunning::note(lang).to_owned()));
        ways
    };
    let chosen = move || {
        let place = |channel| Channel::ALL.iter().position(|way| *way == channel);
        inputs.channel.get().and_then(place).map(|place| place.to_string()).unwrap_or_default()
    };
    let choose = move |key: String| {
        let channel = key.parse().ok().and_then(|place: usize| Channel::ALL.get(place)).copied();
        inputs.channel.set(channel);
        refit(inputs);
    };
    let directions = move || {
        let lang = page.lang.get();
        [("out", words::by_us(lang)), ("in", words::by_them(lang))]
            .map(|(key, word)| (key.to_owned(), word.to_owned()))
            .to_vec()
    };
    let direction = move || match inputs.direction.get() {
        Direction::Out => "out".to_owned(),
        Direction::In => "in".to_owned(),
    };
    let turn = move |key: String| {
        inputs.direction.set(if key == "in" { Direction::In } else { Direction::Out });
        refit(inputs);
    };
    view! {
        <div class="contact-ways">
            <Segmented
                label=titled(page, words::channel)
                options=Signal::derive(channels)
                value=Signal::derive(chosen)
                on_choose=Callback::new(choose)
            />
            {move || {
                inputs.channel.get().map(|_| {
                    view! {
                        <Segmented
                            label=titled(page, words::direction)
                            options=Signal::derive(directions)
                            value=Signal::derive(direction)
                            on_choose=Callback::new(turn)
                        />
                    }
                })
            }}
        </div>
    }
    .into_any()
}

/// An outcome that is not offered any more is not chosen any more.
fn refit(inputs: Inputs) {
    let offered = Choice::offered(inputs.channel.get_untracked(), inputs.direction.get_untracked());
    let chosen = inputs.chosen.get_untracked();
    if let [only] = offered {
        inputs.choose(*only);
    } else if chosen.is_some_and(|chosen| !offered.contains(&chosen)) {
        inputs.chosen.set(None);
    }
}

/// Who it was with and what was said.
pub fn people(page: Page, inputs: Inputs, customer: Id) -> AnyView {
    let names: Vec<String> = page.ledger.book.with_untracked(|book| {
        let found = book.find_customer(customer);
        let contacts = found.map(|ix| book.customer(ix).customer.contacts.clone());
        contacts.unwrap_or_default().into_iter().map(|contact| contact.name).collect()
    });
    let (id, list) = (fresh_id("with"), fresh_id("names"));
    let said = move || {
        let is_note = inputs.channel.get().is_none();
        let word = if is_note { words::note_text } else { words::said };
        word(page.lang.get()).to_owned()
    };
    view! {
        {move || {
            let (id, list, names) = (id.clone(), list.clone(), names.clone());
            inputs.channel.get().map(|_| {
                view! {
                    <Frame id=id.clone() label=titled(page, words::with) optional=true>
                        <input
                            class="input"
                            id=id
                            list=list.clone()
                            type="text"
                            autocomplete="off"
                            prop:value=move || inputs.with.get()
                            on:input:target=move |event| inputs.with.set(event.target().value())
                        />
                        <datalist id=list>
                            {names
                                .into_iter()
                                .filter(|name| !name.is_empty())
                                .map(|name| view! { <option value=name></option> })
                                .collect_view()}
                        </datalist>
                    </Frame>
                }
            })
        }}
        <TextField label=Signal::derive(said) value=inputs.said problem=inputs.problem(Field::Said) long=true />
    }
    .into_any()
}

/// What it was about: a box for each open instalment.
pub fn items(page: Page, inputs: Inputs) -> AnyView {
    let offered = inputs.offered.get_value();
    if offered.is_empty() {
        return ().into_any();
    }
    let today = page.ledger.today.get_untracked();
    let rows = page.ledger.book.with_untracked(|book| {
        offered
            .into_iter()
            .filter_map(|of| {
                let ix = book.find_item(of)?;
                let item = book.item(ix);
                let name =
                    row_name(book, &RowKey::Item(ix), page.lang.get_untracked()).into_owned();
                let open = Money::new(book.open_minor(item, today), item.currency);
                let days =
                    text::common::lateness(page.lang.get_untracked(), item.days_past_due(today));
                Some((of, name, days, untrack(|| page.money(open))))
            })
            .collect::<Vec<_>>()
    });
    let problem = inputs.problem(Field::Items);
    view! {
        <fieldset class="field contact-items">
            <legend>{page.t(words::about)}</legend>
            <ul>
                {rows
                    .into_iter()
                    .map(|(of, name, days, open)| {
                        view! {
                            <li>
                                <label class="check">
                                    <input
                                        type="checkbox"
                                        prop:checked=move || inputs.items.with(|items| items.contains(&of))
                                        on:change=move |_| inputs.toggle(of)
                                    />
                                    <span class="item-name">{name}</span>
                                    <span class="quiet">{days}</span>
                                    <span class="amount">{open}</span>
                                </label>
                            </li>
                        }
                    })
                    .collect_view()}
            </ul>
            {move || problem.get().map(|_| view! { <p class="problem">{page.t(words::no_items)}</p> })}
        </fieldset>
    }
    .into_any()
}

/// The outcomes as buttons; those that say everything are saved at once.
pub fn outcomes(page: Page, inputs: Inputs, save: Callback<()>) -> AnyView {
    let choose = move |choice: Choice| {
        inputs.choose(choice);
        if choice.is_quick() && !inputs.corrects() {
            save.run(());
        } else {
            focus_first("dialog[open] .outcome-fields :is(.input, .select, .textarea)");
        }
    };
    let buttons = move || {
        let offered = Choice::offered(inputs.channel.get(), inputs.direction.get());
        let one = |&choice: &Choice| {
            let is_chosen = move || (inputs.chosen.get() == Some(choice)).to_string();
            let word = words::choice(page.lang.get(), choice);
            // What asks for more says so.
            let word = if choice.is_quick() { word.to_owned() } else { format!("{word}…") };
            view! {
                <button
                    class="button small"
                    type="button"
                    aria-pressed=is_chosen
                    on:click=move |_| choose(choice)
                >
                    {word}
                </button>
            }
        };
        let needs_none = offered.len() == 1;
        (!needs_none).then(|| {
            view! {
                <fieldset class="field">
                    <legend>{page.t(words::outcome)}</legend>
                    <div class="outcomes">{offered.iter().map(one).collect_view()}</div>
                </fieldset>
            }
        })
    };
    view! { {buttons} }.into_any()
}

/// What the chosen outcome needs.
pub fn of_outcome(page: Page, inputs: Inputs) -> AnyView {
    let day = |word| {
        view! { <DateField label=titled(page, word) value=inputs.on problem=inputs.problem(Field::On) /> }
    };
    let optional_day = |word| {
        view! {
            <DateField
                label=titled(page, word)
                value=inputs.on
                optional=true
                problem=inputs.problem(Field::On)
            />
        }
    };
    let fields = match inputs.chosen.get() {
        Some(Choice::Promised) => (
            day(words::promised_on),
            view! {
                <AmountField
                    label=titled(page, words::promised_amount)
                    value=inputs.amount
                    currency=inputs.currency
                    currencies=Signal::derive(move || inputs.currencies())
                    problem=inputs.problem(Field::Amount)
                />
            },
        )
            .into_any(),
        Some(Choice::CallBack) => (
            day(words::call_on),
            view! {
                <TextField
                    label=titled(page, words::call_at)
                    value=inputs.at
                    problem=inputs.problem(Field::At)
                />
            },
        )
            .into_any(),
        Some(Choice::AwaitingApproval) => optional_day(words::approved_by).into_any(),
        Some(Choice::InPaymentRun) => day(words::run_on).into_any(),
        Some(Choice::SaysPaid) => (
            optional_day(words::paid_on),
            view! {
                <TextField
                    label=titled(page, words::paid_reference)
                    value=inputs.reference
                    optional=true
                />
            },
        )
            .into_any(),
        Some(Choice::Disputed) => return dispute(page, inputs),
        Some(Choice::Planned) => return plan::fields(page, inputs),
        _ => return ().into_any(),
    };
    view! { <div class="fields">{fields}</div> }.into_any()
}

fn dispute(page: Page, inputs: Inputs) -> AnyView {
    let invoices = move || {
        page.ledger.book.with(|book| {
            let mut invoices: Vec<(String, String)> = Vec::new();
            for item in inputs.offered.get_value() {
                let Some(ix) = book.find_invoice(item.invoice) else { continue };
                let key = item.invoice.to_string();
                if invoices.iter().all(|(known, _)| *known != key) {
                    invoices.push((key, book.invoice(ix).invoice.number.clone()));
                }
            }
            invoices
        })
    };
    let reasons = move || {
        let reasons = DisputeReason::ALL.iter().enumerate();
        reasons
            .map(|(place, &of)| {
                (place.to_string(), dunning::dispute_reason(page.lang.get(), of).to_owned())
            })
            .collect()
    };
    let hint = Signal::derive(move || Some(words::disputed_all(page.lang.get()).to_owned()));
    view! {
        <div class="fields">
            <SelectField
                label=titled(page, words::disputed_invoice)
                options=Signal::derive(invoices)
                value=inputs.invoice
                problem=inputs.problem(Field::Invoice)
            />
            <SelectField label=titled(page, words::disputed_over) options=Signal::derive(reasons) value=inputs.reason />
            <AmountField
                label=titled(page, words::disputed_amount)
                value=inputs.amount
                currency=inputs.currency
                currencies=Signal::derive(move || inputs.currencies())
                optional=true
                hint=hint
                problem=inputs.problem(Field::Amount)
            />
            <TextField label=titled(page, words::settled_by) value=inputs.settles optional=true />
        </div>
    }
    .into_any()
}

/// Another day, time or person; folded, for it is mostly now and the user.
pub fn moment(page: Page, inputs: Inputs) -> AnyView {
    let is_open = move || {
        let is_wrong = |field| inputs.problem(field).get().is_some();
        is_wrong(Field::Day) || is_wrong(Field::Time)
    };
    view! {
        <details class="more" prop:open=is_open>
            <summary>{page.t(words::when_and_who)}</summary>
            <div class="fields">
                <DateField
                    label=titled(page, words::made_on)
                    value=inputs.day
                    problem=inputs.problem(Field::Day)
                />
                <TextField
                    label=titled(page, words::made_at)
                    value=inputs.time
                    problem=inputs.problem(Field::Time)
                />
                <TextField label=titled(page, words::made_by) value=inputs.by optional=true />
            </div>
        </details>
    }
    .into_any()
}
