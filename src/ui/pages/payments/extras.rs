//! What is entered with a payment: a withholding, discounts, a small difference.

use cartera::ledger::Money;
use cartera::text;
use cartera::views::payment::Field as Of;
use leptos::prelude::*;

use super::new::Entry;
use super::{label, sums};
use crate::ui::components::{AmountField, Check, TextField};
use crate::ui::reactive::{Memo, Signal, live};

/// A withholding and discounts, entered with the payment.
#[component]
pub fn Extras(entry: Entry) -> impl IntoView {
    let Entry { page, fields, sheet, .. } = entry;
    let currency = fields.currency;
    let offers = Memo::new(move |_| sheet.with(|sheet| sheet.offers.clone()));
    let left = move || {
        let minor =
            sheet.with(|sheet| sheet.table.as_ref().map_or(0, |table| table.withheld_left_minor));
        (minor > 0).then(|| {
            let left = page.money(Money::new(minor, currency.get()));
            view! { <p class="small">{text::payment_sheet::withheld_left(page.lang.get(), &left)}</p> }
        })
    };
    let offered = move || {
        let offers = offers.get();
        if offers.is_empty() {
            return view! { <p class="small quiet">{page.t(text::payment_sheet::no_discount)}</p> }
                .into_any();
        }
        offers
            .into_iter()
            .map(|offer| {
                let invoice = offer.invoice;
                let words = move || {
                    text::payment_sheet::take_discount(
                        page.lang.get(),
                        &offer.number,
                        &page.money(offer.amount),
                        &page.date(offer.until),
                    )
                };
                let is_taken = move || fields.discounts.with(|taken| taken.contains(&invoice));
                view! {
                    <label class="check">
                        <input
                            type="checkbox"
                            prop:checked=live(is_taken)
                            on:change:target=move |event| {
                                let tick = event.target().checked();
                                fields.discounts.update(|taken| {
                                    taken.retain(|&other| other != invoice);
                                    if tick {
                                        taken.push(invoice);
                                    }
                                });
                            }
                        />
                        <span>{live(words)}</span>
                    </label>
                }
            })
            .collect_view()
            .into_any()
    };
    view! {
        <details class="more">
            <summary>{page.t(text::payment_sheet::extras)}</summary>
            <div class="stack">
                <div class="fields">
                    <AmountField
                        label=label(page, text::payment_sheet::withheld)
                        value=fields.withheld
                        currency=currency
                        optional=true
                        hint=label(page, text::payment_sheet::withheld_hint)
                        problem=fields.problem(sheet, Of::Withheld)
                    />
                    <TextField label=label(page, text::payment_sheet::certificate) value=fields.certificate optional=true />
                </div>
                {live(left)}
                <div class="stack-tight">{live(offered)}</div>
            </div>
        </details>
    }
}

/// One box to tick for what is left within the tolerance.
#[component]
pub fn SmallDifference(entry: Entry) -> impl IntoView {
    let Entry { page, fields, sheet, .. } = entry;
    let small = Memo::new(move |_| {
        sheet
            .with(|sheet| sheet.table.as_ref().map(|table| table.small.clone()))
            .unwrap_or_default()
    });
    move || {
        let small = small.get();
        (!small.is_empty()).then(|| {
            let words = Signal::derive(move || {
                text::payment_sheet::forgive(page.lang.get(), &sums(page, &small))
            });
            view! { <Check label=words value=fields.forgive /> }
        })
    }
}
