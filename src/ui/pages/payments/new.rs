//! The sheet on which a payment or another credit is entered.

use cartera::ledger::{Id, Money};
use cartera::route::Screen;
use cartera::text::{self, format};
use cartera::views::payment::{CameBy, Field as Of, Kind, PaymentForm, Sheet};
use leptos::prelude::*;
use leptos::task::spawn_local;

use super::allocation::Allocation;
use super::extras::{Extras, SmallDifference};
use super::fields::{Fields, currencies, customers_like, owed};
use super::{focus_on, label, sums};
use crate::ui::components::{
    AmountField, Choice, Combobox, DateField, Field, FormProblem, PageHead, SelectField, TextField,
};
use crate::ui::page::{Page, use_page};
use crate::ui::reactive::{Memo, RwSignal, Signal, effect};
use crate::ui::say_why;
use crate::ui::shell::href;

/// A payment to enter.
#[component]
pub fn NewPayment() -> impl IntoView {
    let page = use_page();
    let fields = Fields::from_address(page);
    let draft = Memo::new(move |_| fields.draft());
    let sheet = Memo::new(move |_| {
        page.ledger.book.with(|book| {
            draft.with(|draft| draft.work_out(book, page.style.get(), page.ledger.today.get()))
        })
    });
    let entry = Entry { page, fields, sheet, why: RwSignal::new(None), busy: RwSignal::new(false) };
    // What was said about the last try holds no longer once something is changed.
    effect(move |_| {
        draft.track();
        entry.why.set(None);
    });
    let kind = move || Kind::from_key(&fields.kind.get());
    let title = Signal::derive(move || {
        text::payment_sheet::sheet_title(page.lang.get(), kind()).to_owned()
    });
    let problem = move |field| fields.problem(sheet, field);
    let offered = Signal::derive(move || {
        page.ledger
            .book
            .with(|book| currencies(book, fields.customer.get(), page.ledger.today.get()))
    });
    let is_payment = Memo::new(move |_| kind() == Kind::Payment);
    let on_key = move |event: web_sys::KeyboardEvent| {
        if event.key() == "Enter" && event.shift_key() && !event.default_prevented() {
            event.prevent_default();
            entry.save(true);
        }
    };
    if fields.customer.get_untracked().is_some() {
        effect(move |_| focus_on(".payment-sheet .input.amount"));
    }
    view! {
        <PageHead title=title over=move || view! { <a href=href(Screen::Payments)>{page.t(text::shell::payments)}</a> } />
        <form
            class="form wide payment-sheet"
            on:submit=move |event| {
                event.prevent_default();
                entry.save(false);
            }
            on:keydown=on_key
        >
            <Customer entry=entry />
            <div class="fields">
                <AmountField
                    label=label(page, text::common::amount)
                    value=fields.amount
                    currency=fields.currency
                    currencies=offered
                    problem=problem(Of::Amount)
                />
                <DateField label=label(page, text::common::date) value=fields.date problem=problem(Of::Date) />
                {move || rate_field(entry)}
            </div>
            <TickedSum entry=entry />
            <div class="fields">
                {move || is_payment.get().then(|| came_by(page, fields))}
                <TextField
                    label=label(page, text::common::reference)
                    value=fields.reference
                    optional=true
                    hint=label(page, text::payment_sheet::reference_hint)
                />
            </div>
            {move || cheque_fields(entry)}
            <section class="stack-tight">
                <div class="section-head">
                    <h2>{page.t(text::payment_sheet::settles)}</h2>
                </div>
                <Settles entry=entry />
            </section>
            {move || is_payment.get().then(|| view! { <Extras entry=entry /> })}
            <SmallDifference entry=entry />
            <details class="more">
                <summary>{page.t(text::shell::more_data)}</summary>
                <div class="stack">
                    <div class="fields">
                        <SelectField label=label(page, text::payment_sheet::kind) options=kinds(page) value=fields.kind />
                        <DateField
                            label=label(page, text::payment_sheet::effect_on)
                            value=fields.effect_on
                            optional=true
                            problem=problem(Of::EffectOn)
                        />
                    </div>
                    <TextField label=label(page, text::common::notes) value=fields.notes optional=true long=true />
                </div>
            </details>
            <FormProblem why=entry.why />
            <div class="form-actions">
                <button class="button primary" type="submit">{page.t(text::shell::save)} <kbd>"↵"</kbd></button>
                <button class="button" type="button" on:click=move |_| entry.save(true)>
                    {page.t(text::payment_sheet::save_and_new)} <kbd>"⇧ ↵"</kbd>
                </button>
                <button class="button quiet" type="button" on:click=move |_| page.address.back_or(Screen::Payments)>
                    {page.t(text::shell::cancel)}
                </button>
            </div>
        </form>
    }
}

/// What the parts of the sheet need. Copy it freely.
#[derive(Clone, Copy)]
pub struct Entry {
    /// The page.
    pub page: Page,
    /// What stands in the fields.
    pub fields: Fields,
    /// What follows from them.
    pub sheet: Memo<Sheet>,
    why: RwSignal<Option<String>>,
    /// Whether it is being saved: a second press does nothing then.
    busy: RwSignal<bool>,
}

impl Entry {
    fn save(self, again: bool) {
        let Self { page, fields, .. } = self;
        if self.busy.get_untracked() {
            return;
        }
        fields.tried.set(true);
        let draft = untrack(|| fields.draft());
        let checked = page.ledger.book.with_untracked(|book| {
            let (style, today) = (page.style.get_untracked(), page.ledger.today.get_untracked());
            draft.validate(book, style, today)
        });
        let Ok(form) = checked else {
            self.why.set(Some(page.say(text::payment_sheet::correct_first).to_owned()));
            focus_on(".payment-sheet [aria-invalid='true']");
            return;
        };
        self.why.set(None);
        self.busy.set(true);
        spawn_local(async move {
            let done = page.ledger.commit(form.deed(), |draft| form.clone().enter(draft)).await;
            self.busy.set(false);
            match done {
                Ok(id) => self.saved(&form, id, again),
                Err(why) => self.why.set(Some(say_why::words(page, &why))),
            }
        });
    }

    fn saved(self, form: &PaymentForm, id: Id, again: bool) {
        let Self { page, fields, .. } = self;
        page.toasts.done(untrack(|| self.done_words(form)), page.ledger.last_record());
        if !again {
            page.address.go_to(Screen::Payment(id));
            return;
        }
        fields.clear();
        for name in ["customer", "invoice"] {
            page.address.set_param(name, "");
        }
        focus_on(".payment-sheet [role='combobox']");
    }

    fn done_words(self, form: &PaymentForm) -> String {
        let page = self.page;
        let lang = page.lang.get();
        let Some(credit) = form.credits.first() else { return String::new() };
        let customer = page.ledger.book.with(|book| {
            book.find_customer(credit.customer)
                .map(|ix| book.customer(ix).customer.name().to_owned())
                .unwrap_or_default()
        });
        let kind = text::payment_sheet::entered_kind(lang, Kind::from_key(&self.fields.kind.get()));
        let used: i64 = credit.lines.iter().map(|line| line.credit_minor).sum();
        let left = Money::new(credit.amount.amount_minor - used, credit.amount.currency);
        let amount = page.money(credit.amount);
        if left.is_zero() {
            text::payment_sheet::recorded(lang, kind, &amount, &customer)
        } else {
            text::payment_sheet::recorded_left(lang, kind, &amount, &customer, &page.money(left))
        }
    }
}

#[component]
fn Customer(entry: Entry) -> impl IntoView {
    const ID: &str = "payment-customer";
    let Entry { page, fields, sheet, .. } = entry;
    let choices = Signal::derive(move || {
        page.ledger.book.with(|book| customers_like(book, &fields.customer_text.get()))
    });
    let choose = Callback::new(move |choice: Choice| {
        if let Ok(id) = choice.key.parse() {
            fields.choose(id);
            focus_on(".payment-sheet .input.amount");
        }
    });
    effect(move |_| fields.customer_text.with(|typed| fields.unchoose_if_renamed(typed)));
    let hint = Signal::derive(move || {
        let lang = page.lang.get();
        let Some(id) = fields.customer.get() else {
            return Some(text::payment_sheet::customer_hint(lang).to_owned());
        };
        let owed = page.ledger.book.with(|book| owed(book, id, page.ledger.today.get()));
        Some(if owed.is_empty() {
            text::payment_sheet::owes_nothing(lang).to_owned()
        } else {
            text::payment_sheet::owes(lang, &sums(page, &owed))
        })
    });
    let problem = Signal::derive(move || {
        fields
            .problem(sheet, Of::Customer)
            .get()
            .map(|_| text::payment_sheet::no_such_customer(page.lang.get()).to_owned())
    });
    let is_new = fields.customer.get_untracked().is_none();
    view! {
        <Field id=ID.to_owned() label=label(page, text::common::customer) hint=hint problem=problem>
            <Combobox
                id=ID.to_owned()
                label=label(page, text::common::customer)
                text=fields.customer_text
                choices=choices
                on_choose=choose
                focus=is_new
                invalid=Signal::derive(move || problem.get().is_some())
            />
        </Field>
    }
}

/// Offers the sum of what was ticked as the amount, while none is typed.
#[component]
fn TickedSum(entry: Entry) -> impl IntoView {
    let Entry { page, fields, sheet, .. } = entry;
    let sum = Memo::new(move |_| {
        let is_blank = fields.amount.with(|amount| amount.trim().is_empty());
        let taken = sheet.with(|sheet| sheet.table.as_ref().map_or(0, |table| table.taken_minor));
        (is_blank && taken > 0).then(|| Money::new(taken, fields.currency.get()))
    });
    move || {
        let sum = sum.get()?;
        let take = move |_| fields.amount.set(format::amount(sum, page.style.get_untracked()));
        Some(view! {
            <p class="row small">
                {text::payment_sheet::ticked(page.lang.get(), &page.money(sum))}
                <button type="button" class="button small" on:click=take>{page.t(text::payment_sheet::use_ticked)}</button>
            </p>
        })
    }
}

/// The rate of a payment in another currency than the firm's.
fn rate_field(entry: Entry) -> Option<AnyView> {
    let Entry { page, fields, sheet, .. } = entry;
    let (currency, home) = (fields.currency.get(), page.home.get());
    if currency == home {
        return None;
    }
    let hint = Signal::derive(move || {
        let lang = page.lang.get();
        let day = sheet.with(|sheet| sheet.on).unwrap_or(page.ledger.today.get());
        let known = page.ledger.book.with(|book| book.rate_on(currency, day));
        Some(match known {
            Some(rate) => text::payment_sheet::rate_known(
                lang,
                &format::decimal(rate.normalize(), page.style.get()),
            ),
            None => text::payment_sheet::rate_unknown(lang).to_owned(),
        })
    });
    let name = Signal::derive(move || {
        text::payment_sheet::rate(page.lang.get(), currency.code(), home.code())
    });
    Some(
        view! {
            <TextField label=name value=fields.rate optional=true hint=hint problem=fields.problem(sheet, Of::Rate) />
        }
        .into_any(),
    )
}

fn came_by(page: Page, fields: Fields) -> AnyView {
    let ways = Signal::derive(move || {
        let lang = page.lang.get();
        let name = |way: CameBy| text::payment_sheet::came_by_name(lang, way).to_owned();
        CameBy::ALL.into_iter().map(|way| (way.key().to_owned(), name(way))).collect()
    });
    view! { <SelectField label=label(page, text::payments::came_by) options=ways value=fields.came_by /> }
        .into_any()
}

fn cheque_fields(entry: Entry) -> Option<AnyView> {
    let Entry { page, fields, sheet, .. } = entry;
    let is_cheque = Kind::from_key(&fields.kind.get()) == Kind::Payment
        && CameBy::from_key(&fields.came_by.get()) == CameBy::Cheque;
    is_cheque.then(|| {
        view! {
            <div class="fields">
                <TextField label=label(page, text::payment_sheet::cheque_number) value=fields.cheque_number />
                <TextField label=label(page, text::payment_sheet::bank) value=fields.cheque_bank />
                <DateField
                    label=label(page, text::payment_sheet::cash_on)
                    value=fields.post_dated_to
                    optional=true
                    problem=fields.problem(sheet, Of::PostDated)
                />
            </div>
        }
        .into_any()
    })
}

/// What the payment settles, once the customer and the day are known.
#[component]
fn Settles(entry: Entry) -> impl IntoView {
    #[derive(Clone, Copy, PartialEq)]
    enum Stage {
        NoCustomer,
        NothingOpen,
        Open,
    }
    let Entry { page, fields, sheet, .. } = entry;
    let stage = Memo::new(move |_| {
        sheet.with(|sheet| match &sheet.table {
            None => Stage::NoCustomer,
            Some(table) if table.lines.is_empty() => Stage::NothingOpen,
            Some(_) => Stage::Open,
        })
    });
    // Asked of a book in which it was entered: only where rates play a part.
    let exchange = Memo::new(move |_| {
        let home = page.home.get();
        let matters = sheet.with(|sheet| {
            sheet.problems.is_empty()
                && sheet.table.as_ref().is_some_and(|table| {
                    let foreign = fields.currency.get() != home;
                    table
                        .lines
                        .iter()
                        .any(|line| line.takes_minor > 0 && (foreign || line.open.currency != home))
                })
        });
        if !matters {
            return Vec::new();
        }
        page.ledger.book.with(|book| {
            let form = fields.draft().validate(book, page.style.get(), page.ledger.today.get());
            form.map(|form| form.exchange_differences(book)).unwrap_or_default()
        })
    });
    move || {
        match stage.get() {
        Stage::NoCustomer => {
            view! { <p class="quiet">{page.t(text::payment_sheet::choose_customer_first)}</p> }.into_any()
        }
        Stage::NothingOpen => {
            view! { <p class="quiet">{page.t(text::payment_sheet::customer_clear)}</p> }.into_any()
        }
        Stage::Open => {
            view! { <Allocation sheet=sheet currency=fields.currency edits=fields.edits exchange=exchange /> }
                .into_any()
        }
    }
    }
}

fn kinds(page: Page) -> Signal<Vec<(String, String)>> {
    Signal::derive(move || {
        let lang = page.lang.get();
        let name = |kind: Kind| text::payment_sheet::entered_kind(lang, kind).to_owned();
        Kind::ALL.into_iter().map(|kind| (kind.key().to_owned(), name(kind))).collect()
    })
}
