//! The parts of a payment plan.

use cartera::ledger::Money;
use cartera::text::{contact as words, format};
use cartera::views::contact_form::{Every, Field, even_parts};
use icondata_lu::LuX;
use leptos::prelude::*;

use super::inputs::Inputs;
use super::titled;
use crate::ui::components::{Check, DateField, Icon, SelectField, TextField};
use crate::ui::page::Page;
use crate::ui::reactive::{RwSignal, Signal};

/// How often parts can fall due.
const EVERY: [Every; 3] = [Every::Week, Every::Fortnight, Every::Month];

/// How many even parts, how often, from when; the parts, to be changed by hand.
pub fn fields(page: Page, inputs: Inputs) -> AnyView {
    let count = RwSignal::new("3".to_owned());
    let every = RwSignal::new("1".to_owned());
    let first =
        RwSignal::new(untrack(|| page.date(page.ledger.today.get() + chrono::Days::new(7))));
    let today = page.ledger.today.get_untracked();
    let open = move || {
        inputs.items.track();
        page.ledger.book.with(|book| inputs.draft().open_minor(book, today))
    };
    let split = move || {
        let count = count.get_untracked().trim().parse().unwrap_or(0_u8).clamp(1, 60);
        let every = every.get_untracked().parse().ok().and_then(|place: usize| EVERY.get(place));
        let Some(first) = format::parse_date(&first.get_untracked(), today) else { return };
        let parts = even_parts(untrack(open), count, first, *every.unwrap_or(&Every::Month));
        let (currency, style) = (inputs.currency.get_untracked(), page.style.get_untracked());
        inputs.problems.set(Vec::new());
        inputs.parts.set(
            parts
                .into_iter()
                .map(|part| {
                    let amount = format::amount(Money::new(part.amount_minor, currency), style);
                    let day = untrack(|| page.date(part.due_on));
                    (RwSignal::new(day), RwSignal::new(amount))
                })
                .collect(),
        );
    };
    if inputs.parts.with_untracked(Vec::is_empty) {
        split();
    }
    let options = move || {
        let lang = page.lang.get();
        let of = EVERY.iter().enumerate();
        of.map(|(place, of)| (place.to_string(), words::every(lang, *of).to_owned())).collect()
    };
    let about = move || {
        let open = Money::new(open(), inputs.currency.get());
        words::plan_open(page.lang.get(), &page.money(open))
    };
    let problem = inputs.problem(Field::Parts);
    let rows = move || {
        let parts = inputs.parts.get();
        let count = parts.len();
        parts
            .into_iter()
            .enumerate()
            .map(|(place, (day, amount))| {
                let lang = page.lang.get();
                let (of_day, of_amount) =
                    (words::part_day(lang, place + 1), words::part_amount(lang, place + 1));
                let remove = move |_| {
                    inputs.parts.update(|parts| {
                        parts.remove(place);
                    });
                };
                view! {
                    <li>
                        <DateField
                            label=Signal::stored(of_day)
                            value=day
                            problem=inputs.problem(Field::PartDay(place))
                        />
                        <TextField
                            label=Signal::stored(of_amount)
                            value=amount
                            problem=inputs.problem(Field::PartAmount(place))
                        />
                        <button
                            class="icon-button"
                            type="button"
                            disabled=count == 1
                            aria-label=words::part_remove(lang, place + 1)
                            on:click=remove
                        >
                            <Icon icon=LuX />
                        </button>
                    </li>
                }
            })
            .collect_view()
    };
    let add = move |_| {
        inputs.parts.update(|parts| {
            parts.push((RwSignal::new(String::new()), RwSignal::new(String::new())));
        });
    };
    view! {
        <div class="plan-fields">
            <p class="quiet small">{about}</p>
            <div class="fields">
                <TextField label=titled(page, words::part_count) value=count />
                <SelectField label=titled(page, words::part_every) options=Signal::derive(options) value=every />
                <DateField label=titled(page, words::part_first) value=first />
            </div>
            <button class="button small" type="button" on:click=move |_| split()>
                {page.t(words::part_even)}
            </button>
            <ol class="plan-parts">{rows}</ol>
            {move || problem.get().map(|why| view! { <p class="problem" role="alert">{why}</p> })}
            <button class="button quiet small" type="button" on:click=add>{page.t(words::part_add)}</button>
            <Check label=titled(page, words::restores) value=inputs.restores />
        </div>
    }
    .into_any()
}
