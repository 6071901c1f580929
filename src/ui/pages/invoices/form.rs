//! An invoice to enter, or to correct: one sheet, in the order a person thinks.

use std::sync::Arc;

use cartera::ledger::action::{change_invoice, enter_customer, enter_invoice};
use cartera::ledger::customer::Customer;
use cartera::ledger::invoice::{Invoice as Document, InvoiceKind};
use cartera::ledger::record::Deed;
use cartera::ledger::{Id, Ix};
use cartera::route::Screen;
use cartera::text::{self, Lang, common, format, invoices as words};
use cartera::views::invoice_form::{
    Field as Which, Filled, InvoiceDraft, KINDS, Whose, customer_matches, named,
    offered_currencies, proposal,
};
use leptos::prelude::*;
use leptos::task::spawn_local;
use wasm_bindgen::JsCast;

use super::fields::Fields;
use super::more::More;
use crate::ui::components::{
    AmountField, Choice, Combobox, DateField, Field, FormProblem, PageHead, TextField, fresh_id,
};
use crate::ui::page::{Page, use_page};
use crate::ui::pages::controls::{focus_first, label};
use crate::ui::reactive::{Memo, RwSignal, Signal, effect, live};
use crate::ui::say_why;
use crate::ui::shell::href;

/// How many customers are offered; the last place is kept for a new one.
const OFFERED: usize = 11;

/// An invoice to enter. In the address: `customer`, `kind`, and `of`, the invoice that a
/// charge or debit note is for.
#[component]
pub fn NewInvoice() -> impl IntoView {
    let page = use_page();
    let param = |name| page.address.param(name).get_untracked();
    let kind = param("kind");
    let kind = KINDS.iter().find(|(_, code)| Some(*code) == kind.as_deref());
    let kind = kind.map_or(InvoiceKind::Invoice, |(kind, _)| *kind);
    let of = page.address.id_param("of").get_untracked();
    let customer = page.address.id_param("customer").get_untracked();
    // Each sheet is a new one: what was typed in the last must not stay.
    let sheets = RwSignal::new((0u32, None::<String>));
    let title = move || match kind {
        InvoiceKind::Invoice => text::shell::new_invoice(page.lang.get()).to_owned(),
        other => words::kind_name(page.lang.get(), other).to_owned(),
    };
    view! {
        <PageHead
            title=Signal::derive(title)
            over=ViewFn::from(move || view! { <a class="link" href=href(Screen::Invoices)>{page.t(text::shell::invoices)}</a> })
        />
        {move || {
            let (_, issued_on) = sheets.get();
            let start = page.ledger.book.with_untracked(|book| {
                let belongs_to = of.and_then(|of| book.find_invoice(of)).map(|ix| &book.invoice(ix).invoice);
                let customer = belongs_to.map(|invoice| invoice.customer).or(customer);
                let today = page.ledger.today.get_untracked();
                let mut start = InvoiceDraft::new(book, customer, kind, today, page.lang.get_untracked());
                if let Some(invoice) = belongs_to {
                    start.of = Some(invoice.id);
                    start.currency = invoice.total.currency;
                    start.reference.clone_from(&invoice.number);
                }
                start
            });
            let start = InvoiceDraft { issued_on: issued_on.unwrap_or(start.issued_on), ..start };
            let next = Callback::new(move |day: String| sheets.update(|sheet| *sheet = (sheet.0 + 1, Some(day))));
            view! { <Sheet start=start next=next /> }
        }}
    }
}

/// An invoice to correct.
#[component]
pub fn EditInvoice(
    /// As it is.
    before: Arc<Document>,
) -> impl IntoView {
    let page = use_page();
    let (id, number) = (before.id, before.number.clone());
    let start = InvoiceDraft::of(&before, page.lang.get_untracked(), page.style.get_untracked());
    let over = before.number.clone();
    view! {
        <PageHead
            title=Signal::derive(move || words::edit_title(page.lang.get(), &number))
            over=ViewFn::from(move || view! { <a class="link" href=href(Screen::Invoice(id))>{over.clone()}</a> })
        />
        <Sheet start=start />
    }
}

#[component]
fn Sheet(
    start: InvoiceDraft,
    /// Starts another sheet with the same day of issue; none when correcting.
    #[prop(optional)]
    next: Option<Callback<String>>,
) -> impl IntoView {
    let page = use_page();
    let book = page.ledger.book;
    let id = start.id;
    let name = match &start.customer {
        Whose::Known(id) => book.with_untracked(|book| {
            let ix = book.find_customer(*id)?;
            Some(book.customer(ix).customer.name().to_owned())
        }),
        Whose::New(name) | Whose::Typed(name) => Some(name.clone()),
    };
    let has_customer = name.as_ref().is_some_and(|name| !name.is_empty());
    let fields = Fields::of(start, name.unwrap_or_default());
    let why = RwSignal::new(None::<String>);
    let is_more = RwSignal::new(fields.rows.with_untracked(|rows| !rows.is_empty()));
    let is_saving = StoredValue::new(false);
    propose(page, fields, id.is_some());
    let save = move |another: bool| {
        if is_saving.get_value() {
            return;
        }
        let typed = untrack(|| fields.draft());
        let read = book.with_untracked(|book| {
            typed.validate(book, page.ledger.today.get_untracked(), page.style.get_untracked())
        });
        match read {
            Err(found) => {
                let is_below = |which: Which| {
                    matches!(
                        which,
                        Which::AcknowledgedOn
                            | Which::Rate
                            | Which::RowDue(_)
                            | Which::RowAmount(_)
                            | Which::Rows
                    )
                };
                if found.iter().any(|problem| is_below(problem.field)) {
                    is_more.set(true);
                }
                fields.problems.set(found);
                why.set(Some(page.say(words::see_fields).to_owned()));
                focus_first("form [aria-invalid=true]");
            }
            Ok(filled) => {
                fields.problems.set(Vec::new());
                why.set(None);
                is_saving.set_value(true);
                spawn_local(async move {
                    let stored = store(page, id, filled).await;
                    is_saving.set_value(false);
                    match (stored, next) {
                        (Err(told), _) => why.set(Some(told)),
                        (Ok(_), Some(next)) if another => next.run(typed.issued_on),
                        (Ok(stored), _) => {
                            let home = if id.is_some() {
                                Screen::Invoice(stored)
                            } else {
                                Screen::Invoices
                            };
                            page.address.back_or(home);
                        }
                    }
                });
            }
        }
    };
    if has_customer && id.is_none() {
        focus_first("form .input.amount");
    }
    let back = id.map_or(Screen::Invoices, Screen::Invoice);
    let offered = Signal::derive(move || book.with(offered_currencies));
    view! {
        <form
            class="form"
            novalidate=true
            on:keydown=move |event| {
                if event.key() == "Enter" && !event.default_prevented() && !event.is_composing() && is_line(&event) {
                    event.prevent_default();
                    save(event.shift_key());
                }
            }
            on:submit=move |event| {
                event.prevent_default();
                save(false);
            }
        >
            <CustomerField fields=fields focus=!has_customer />
            <div class="fields">
                <TextField label=label(page, common::number) value=fields.number problem=fields.problem(page, Which::Number) />
                <DateField label=label(page, words::issued) value=fields.issued_on problem=fields.problem(page, Which::IssuedOn) />
            </div>
            <DueField fields=fields />
            <AmountField label=label(page, common::amount) value=fields.amount currency=fields.currency currencies=offered problem=fields.problem(page, Which::Amount) />
            <details
                class="more"
                prop:open=move || is_more.get()
                on:toggle:target=move |event| is_more.set(event.target().has_attribute("open"))
            >
                <summary>{page.t(text::shell::more_data)}</summary>
                <More fields=fields />
            </details>
            <FormProblem why=why />
            <div class="form-actions">
                <button class="button primary" type="submit">{page.t(text::shell::save)}</button>
                {next.map(|_| {
                    view! {
                        <button class="button" type="button" on:click=move |_| save(true)>
                            {page.t(words::save_and_next)}
                            <kbd aria-hidden="true">"⇧ ↵"</kbd>
                        </button>
                    }
                })}
                <button class="button quiet" type="button" on:click=move |_| page.address.back_or(back)>
                    {page.t(text::shell::cancel)}
                </button>
            </div>
        </form>
    }
}

/// Terms and currency follow the customer until the user has written others.
fn propose(page: Page, fields: Fields, is_correction: bool) {
    let customer = Memo::new(move |_| page.ledger.book.with(|book| fields.known_customer(book)));
    let proposed = move |customer: Option<Id>| {
        page.ledger.book.with_untracked(|book| proposal(book, customer, page.lang.get_untracked()))
    };
    effect(move |before: Option<Option<Id>>| {
        let now = customer.get();
        if let Some(before) = before
            && before != now
            && !is_correction
        {
            let (was, is) = (proposed(before), proposed(now));
            if fields.due.with_untracked(|due| *due == was.0) {
                fields.due.set(is.0);
            }
            if fields.currency.get_untracked() == was.1 {
                fields.currency.set(is.1);
            }
        }
        now
    });
}

/// Stores the invoice, and before it the customer it brings along: one action.
async fn store(page: Page, id: Option<Id>, filled: Filled) -> Result<Id, String> {
    let Filled { new_customer, form } = filled;
    let number = form.number.clone();
    let deed = match (id, form.kind) {
        (Some(_), _) => Deed::ChangedInvoice,
        (None, InvoiceKind::Invoice | InvoiceKind::Opening) => Deed::AddedInvoice,
        (None, _) => Deed::IssuedCharge,
    };
    let stored = page
        .ledger
        .commit(deed, |draft| {
            let mut form = form.clone();
            if let Some(name) = &new_customer {
                form.customer = enter_customer(draft, Customer::named(Id::new(0, 0), name))?;
            }
            match id {
                None => enter_invoice(draft, form),
                Some(id) => {
                    let after = form.invoice(id, draft.book())?;
                    change_invoice(draft, after).map(|()| id)
                }
            }
        })
        .await;
    let stored = stored.map_err(|why| say_why::words(page, &why))?;
    let lang = page.lang.get_untracked();
    let told =
        if id.is_some() { words::changed(lang, &number) } else { words::added(lang, &number) };
    page.toasts.done(told, page.ledger.last_record());
    Ok(stored)
}

#[component]
fn CustomerField(fields: Fields, focus: bool) -> impl IntoView {
    let page = use_page();
    let book = page.ledger.book;
    let id = fresh_id("customer");
    let choices = Signal::derive(move || {
        let text = fields.customer.get();
        let lang = page.lang.get();
        // Nothing typed is no reason for a list over the sheet; who was taken needs none.
        if text.trim().is_empty() {
            return Vec::new();
        }
        if fields.chosen.with(|chosen| chosen.as_ref().is_some_and(|(_, label)| *label == text)) {
            return Vec::new();
        }
        let mut choices = book.with(|book| {
            let found = customer_matches(book, &text, OFFERED);
            found.into_iter().map(|ix| choice(book, ix)).collect::<Vec<_>>()
        });
        let name = text.trim();
        let is_known = || book.with(|book| named(book, name).is_ok());
        if !name.is_empty() && !is_known() {
            let label = words::create(lang, name);
            let note = words::new_customer_note(lang).to_owned();
            choices.push(Choice { key: String::new(), label, note });
        }
        choices
    });
    let take = Callback::new(move |choice: Choice| {
        let (whose, name) = match choice.key.parse::<Id>() {
            Ok(id) => (Whose::Known(id), choice.label),
            Err(_) => {
                let name = fields.customer.get_untracked().trim().to_owned();
                (Whose::New(name.clone()), name)
            }
        };
        fields.chosen.set(Some((whose, name.clone())));
        fields.customer.set(name);
    });
    let hint = Signal::derive(move || {
        matches!(fields.whose(), Whose::New(_))
            .then(|| words::will_create(page.lang.get()).to_owned())
    });
    let problem = fields.problem(page, Which::Customer);
    view! {
        <Field id=id.clone() label=label(page, common::customer) hint=hint problem=problem>
            <Combobox
                id=id
                label=label(page, common::customer)
                text=fields.customer
                choices=choices
                on_choose=take
                placeholder=Signal::derive(move || Some(words::customer_hint(page.lang.get()).to_owned()))
                focus=focus
                invalid=Signal::derive(move || problem.get().is_some())
            />
        </Field>
    }
}

fn choice(book: &cartera::ledger::Book, ix: Ix<cartera::ledger::book::CustomerEntry>) -> Choice {
    let customer = &book.customer(ix).customer;
    let note = if customer.code.is_empty() { &customer.tax_id } else { &customer.code };
    Choice { key: customer.id.to_string(), label: customer.name().to_owned(), note: note.clone() }
}

#[component]
fn DueField(fields: Fields) -> impl IntoView {
    let page = use_page();
    let by_hand = Memo::new(move |_| fields.rows.with(Vec::len));
    let hint = move || {
        let lang: Lang = page.lang.get();
        match by_hand.get() {
            0 => {}
            1 => return Some(words::one_by_hand(lang).to_owned()),
            count => return Some(words::written_by_hand(lang, count)),
        }
        let (today, style) = (page.ledger.today.get(), page.style.get());
        Some(match fields.draft().echo(today, style) {
            Some(parts) => words::due_echo(lang, style, &parts),
            None if fields.due.with(|due| due.trim().is_empty()) => {
                words::due_hint(lang).to_owned()
            }
            None if format::parse_date(&fields.issued_on.get(), today).is_none() => String::new(),
            None => words::not_terms(lang).to_owned(),
        })
    };
    let problem = fields.problem(page, Which::Due);
    move || {
        if by_hand.get() == 0 {
            view! { <TextField label=label(page, words::due_field) value=fields.due hint=Signal::derive(hint) problem=problem /> }
                .into_any()
        } else {
            view! {
                <div class="field">
                    <span class="label">{page.t(words::due_field)}</span>
                    <p class="hint">{live(hint)}</p>
                    <button class="button small start" type="button" on:click=move |_| fields.rows.set(Vec::new())>
                        {page.t(words::by_terms)}
                    </button>
                </div>
            }
            .into_any()
        }
    }
}

/// Whether a key went to a line of text, where Enter means that one is done.
fn is_line(event: &web_sys::KeyboardEvent) -> bool {
    let input =
        event.target().and_then(|target| target.dyn_into::<web_sys::HtmlInputElement>().ok());
    input.is_some_and(|input| !matches!(input.type_().as_str(), "checkbox" | "radio" | "button"))
}
