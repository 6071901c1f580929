//! What an invoice may say beside the least: kind, references, acknowledgement, rate,
//! instalments by hand.

use cartera::text::{self, common, format, invoices as words};
use cartera::views::invoice_form::{DELIVERIES, Field as Which, KINDS};
use icondata_lu::LuX;
use leptos::prelude::*;

use super::fields::{Fields, RowFields, rate_hint};
use crate::ui::components::{DateField, Icon, SelectField, TextField, each};
use crate::ui::page::{Page, use_page};
use crate::ui::pages::controls::label;
use crate::ui::reactive::{Memo, Signal, live};

/// The fields behind «Más datos».
#[component]
pub fn More(fields: Fields) -> impl IntoView {
    let page = use_page();
    let kinds = Signal::derive(move || {
        let lang = page.lang.get();
        let mut kinds: Vec<(String, String)> = KINDS
            .iter()
            .map(|(kind, code)| ((*code).to_owned(), words::kind_name(lang, *kind).to_owned()))
            .collect();
        if fields.kind.with(|kind| kind == "opening") {
            kinds.push(("opening".to_owned(), words::opening(lang).to_owned()));
        }
        kinds
    });
    let deliveries = Signal::derive(move || {
        let lang = page.lang.get();
        let named = |(delivery, code): &(_, &str)| {
            ((*code).to_owned(), words::delivery(lang, *delivery).to_owned())
        };
        DELIVERIES.iter().map(named).collect::<Vec<_>>()
    });
    let hint = |message: fn(text::Lang) -> &'static str| {
        Signal::derive(move || Some(message(page.lang.get()).to_owned()))
    };
    let is_foreign = Memo::new(move |_| fields.currency.get() != page.home.get());
    let rate_label = Signal::derive(move || {
        words::rate_of(page.lang.get(), page.home.get().code(), fields.currency.get().code())
    });
    let rate_says = Signal::derive(move || {
        let on = format::parse_date(&fields.issued_on.get(), page.ledger.today.get())?;
        Some(rate_hint(page, fields.currency.get(), on))
    });
    view! {
        <div class="form">
            <div class="fields">
                <SelectField label=label(page, words::kind) options=kinds value=fields.kind />
                <SelectField label=label(page, words::delivery_label) options=deliveries value=fields.delivery />
                <DateField label=label(page, words::acknowledged_on) value=fields.acknowledged_on optional=true problem=fields.problem(page, Which::AcknowledgedOn) />
                <TextField label=label(page, common::reference) value=fields.reference optional=true hint=hint(words::reference_hint) />
                <TextField label=label(page, words::fiscal_id) value=fields.fiscal_id optional=true hint=hint(words::fiscal_id_hint) />
                {move || {
                    is_foreign.get().then(|| {
                        view! { <TextField label=rate_label value=fields.rate optional=true hint=rate_says problem=fields.problem(page, Which::Rate) /> }
                    })
                }}
            </div>
            {rows(page, fields)}
            <TextField label=label(page, common::notes) value=fields.notes optional=true long=true />
        </div>
    }
}

/// Instalments by hand, with what they leave of the total.
fn rows(page: Page, fields: Fields) -> AnyView {
    let rows = fields.rows;
    let has_rows = Memo::new(move |_| rows.with(|rows| !rows.is_empty()));
    let begin = move |_| {
        let (lang, style) = (page.lang.get_untracked(), page.style.get_untracked());
        let today = page.ledger.today.get_untracked();
        let parts = untrack(|| fields.draft().echo(today, style)).unwrap_or_default();
        fields.write_by_hand(&parts, lang, style);
    };
    let remainder = move || {
        let (lang, style) = (page.lang.get(), page.style.get());
        fields.draft().remainder(style).map(|left| {
            let is_off = !left.is_zero();
            view! {
                <p class="small" class:late=is_off class:quiet=!is_off>{words::remainder(lang, style, left)}</p>
            }
        })
    };
    let place = move |number: usize| {
        rows.with(|rows| rows.iter().position(|row| row.number == number).unwrap_or(0))
    };
    let problem = move |number: usize, which: fn(usize) -> Which| {
        Signal::derive(move || fields.problem(page, which(place(number))).get())
    };
    let line = move |row: RowFields| {
        let number = row.number;
        let name = |message: fn(text::Lang, usize) -> String| {
            Signal::derive(move || message(page.lang.get(), place(number) + 1))
        };
        view! {
            <div class="due-row">
                <DateField label=name(words::row_due) value=row.due problem=problem(number, Which::RowDue) />
                <TextField label=name(words::row_amount) value=row.amount problem=problem(number, Which::RowAmount) />
                <button
                    class="icon-button"
                    type="button"
                    aria-label=move || words::remove_row(page.lang.get(), place(number) + 1)
                    on:click=move |_| rows.update(|rows| rows.retain(|row| row.number != number))
                >
                    <Icon icon=LuX />
                </button>
            </div>
        }
        .into_any()
    };
    view! {
        {move || {
            if has_rows.get() {
                view! {
                    <fieldset class="due-rows">
                        <legend>{page.t(words::instalments)}</legend>
                        {each(move || rows.get(), |row| row.number.to_string(), line)}
                        <div role="status">{live(remainder)}</div>
                        <button class="button small start" type="button" on:click=move |_| fields.add_row()>{page.t(words::add_row)}</button>
                    </fieldset>
                }
                    .into_any()
            } else {
                view! {
                    <button class="button small start" type="button" on:click=begin>{page.t(words::by_hand)}</button>
                }
                    .into_any()
            }
        }}
    }
    .into_any()
}
