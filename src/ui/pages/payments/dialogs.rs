//! What can be done with a credit that is in the ledger: apply what is left, take an
//! application back, give money back.

use cartera::ledger::action::{refund, take_back};
use cartera::ledger::record::Deed;
use cartera::ledger::{Id, Money};
use cartera::text::{self, format};
use cartera::views::allocation::LineEdit;
use cartera::views::payment::{ApplyDraft, Field as Of, Problem};
use cartera::views::payment_facts::{RefundDraft, Settled};
use leptos::prelude::*;
use leptos::task::spawn_local;

use super::allocation::Allocation;
use super::fields::words;
use super::{focus_on, label};
use crate::ui::components::{AmountField, DateField, Dialog, FormProblem, TextField};
use crate::ui::page::{Page, use_page};
use crate::ui::reactive::{Memo, RwSignal, Signal, effect, live};
use crate::ui::say_why;

/// Applies what is left of a credit, by the same table as a new payment's.
#[component]
pub fn ApplyDialog(
    /// The credit.
    credit: Id,
    /// Whether it is shown.
    open: RwSignal<bool>,
) -> impl IntoView {
    let page = use_page();
    let edits = RwSignal::new(None::<Vec<LineEdit>>);
    let effect_on = RwSignal::new(String::new());
    let why = RwSignal::new(None::<String>);
    effect(move |_| {
        if open.get() {
            edits.set(None);
            effect_on.set(String::new());
            why.set(None);
            focus_on("dialog[open] button[type='submit']");
        }
    });
    let draft = move || ApplyDraft { credit, effect_on: effect_on.get(), edits: edits.get() };
    let sheet = Memo::new(move |_| {
        page.ledger
            .book
            .with(|book| draft().work_out(book, page.style.get(), page.ledger.today.get()))
    });
    let currency = Signal::derive(move || {
        page.ledger.book.with(|book| {
            book.find_credit(credit).map_or(page.home.get(), |ix| book.credit(ix).amount.currency)
        })
    });
    let exchange = Memo::new(move |_| {
        let home = page.home.get();
        let matters = currency.get() != home
            || sheet.with(|sheet| {
                sheet
                    .table
                    .iter()
                    .flat_map(|table| &table.lines)
                    .any(|line| line.takes_minor > 0 && line.open.currency != home)
            });
        if !matters {
            return Vec::new();
        }
        page.ledger.book.with(|book| sheet.with(|sheet| draft().exchange_differences(book, sheet)))
    });
    let is_empty = Memo::new(move |_| {
        sheet.with(|sheet| sheet.table.as_ref().is_none_or(|table| table.lines.is_empty()))
    });
    let effect_problem = Signal::derive(move || {
        sheet.with(|sheet| {
            let found = sheet.problems.iter().find(|found| found.field == Of::EffectOn);
            found.map(|found| words(page, &found.problem))
        })
    });
    let save = move || {
        let sheet = sheet.get_untracked();
        if let Some(first) = sheet.problems.first() {
            why.set(Some(untrack(|| words(page, &first.problem))));
            return;
        }
        let draft = untrack(draft);
        let taken = sheet.table.as_ref().map_or(0, |table| table.taken_minor);
        spawn_local(async move {
            let done =
                page.ledger.commit(Deed::ChangedAllocation, |to| draft.apply(&sheet, to)).await;
            match done {
                Ok(()) => {
                    open.set(false);
                    let amount = Money::new(taken, currency.get_untracked());
                    done_words(page, text::payment_facts::applied_done, amount);
                }
                Err(refused) => why.set(Some(say_why::words(page, &refused))),
            }
        });
    };
    view! {
        <Dialog open=open title=label(page, text::payment_facts::apply_title)>
            <form
                class="form"
                on:submit=move |event| {
                    event.prevent_default();
                    save();
                }
            >
                {move || {
                    if is_empty.get() && effect_problem.get().is_none() {
                        view! { <p class="quiet">{page.t(text::payment_sheet::nothing_to_settle)}</p> }.into_any()
                    } else {
                        view! {
                            <Allocation sheet=sheet currency=currency edits=edits exchange=exchange />
                            <div class="fields">
                                <DateField
                                    label=label(page, text::payment_sheet::effect_on)
                                    value=effect_on
                                    optional=true
                                    problem=effect_problem
                                />
                            </div>
                            {move || {
                                sheet.with(|sheet| sheet.on).map(|on| {
                                    view! { <p class="small quiet">{text::payment_facts::applies_from(page.lang.get(), &page.date(on))}</p> }
                                })
                            }}
                        }
                        .into_any()
                    }
                }}
                <FormProblem why=why />
                <div class="form-actions">
                    <button class="button primary" type="submit">{page.t(text::payment_facts::apply_now)}</button>
                    <button class="button quiet" type="button" on:click=move |_| open.set(false)>
                        {page.t(text::shell::cancel)}
                    </button>
                </div>
            </form>
        </Dialog>
    }
}

/// Takes back what is applied to an instalment. Shown while it is asked about one.
#[component]
pub fn TakeBackDialog(
    /// The line.
    asked: RwSignal<Option<Settled>>,
) -> impl IntoView {
    let page = use_page();
    let open = RwSignal::new(false);
    let day = RwSignal::new(String::new());
    let why = RwSignal::new(None::<String>);
    effect(move |_| {
        asked.with(|line| {
            if let Some(line) = line {
                day.set(format::date_medium(page.lang.get_untracked(), line.from));
                why.set(None);
                open.set(true);
                focus_on("dialog[open] form input");
            }
        });
    });
    effect(move |was: Option<bool>| {
        let is = open.get();
        if was == Some(true) && !is {
            asked.set(None);
        }
        is
    });
    let title = Signal::derive(move || {
        asked.with(|line| {
            line.as_ref()
                .map(|line| text::payment_facts::take_back_title(page.lang.get(), &line.number))
                .unwrap_or_default()
        })
    });
    let save = move || {
        let Some(line) = asked.get_untracked() else { return };
        let today = page.ledger.today.get_untracked();
        let Some(on) = format::parse_date(&day.get_untracked(), today) else {
            why.set(Some(page.say(text::shell::not_a_date).to_owned()));
            return;
        };
        spawn_local(async move {
            let done = page
                .ledger
                .commit(Deed::ChangedAllocation, |draft| take_back(draft, line.allocation, on))
                .await;
            match done {
                Ok(()) => {
                    open.set(false);
                    let lang = page.lang.get_untracked();
                    let words = text::payment_facts::taken_back(lang, &line.number);
                    page.toasts.done(words, page.ledger.last_record());
                }
                Err(refused) => why.set(Some(say_why::words(page, &refused))),
            }
        });
    };
    let about = move || {
        let lang = page.lang.get();
        asked.get().map(|line| {
            let amount = page.money(line.takes.unwrap_or(line.settles));
            view! {
                <p>{text::payment_facts::take_back_why(lang, &amount, &line.number)}</p>
                <DateField label=label(page, text::payment_facts::take_back_on) value=day />
                <p class="small quiet">{text::payment_facts::take_back_hint(lang, &page.date(line.from))}</p>
            }
        })
    };
    view! {
        <Dialog open=open title=title>
            <form
                class="form"
                on:submit=move |event| {
                    event.prevent_default();
                    save();
                }
            >
                {live(about)}
                <FormProblem why=why />
                <div class="form-actions">
                    <button class="button primary" type="submit">{page.t(text::payment_facts::take_back_now)}</button>
                    <button class="button quiet" type="button" on:click=move |_| open.set(false)>
                        {page.t(text::shell::cancel)}
                    </button>
                </div>
            </form>
        </Dialog>
    }
}

/// Gives money back out of what is left of a credit.
#[component]
pub fn RefundDialog(
    /// The credit.
    credit: Id,
    /// What is left of it.
    #[prop(into)]
    left: Signal<Money>,
    /// Whether it is shown.
    open: RwSignal<bool>,
) -> impl IntoView {
    let page = use_page();
    let amount = RwSignal::new(String::new());
    let currency = RwSignal::new(left.get_untracked().currency);
    let day = RwSignal::new(String::new());
    let reference = RwSignal::new(String::new());
    let wrong = RwSignal::new((None::<Problem>, None::<Problem>));
    let why = RwSignal::new(None::<String>);
    effect(move |_| {
        if open.get() {
            let lang = page.lang.get_untracked();
            amount.set(format::amount(left.get_untracked(), page.style.get_untracked()));
            currency.set(left.get_untracked().currency);
            day.set(format::date_medium(lang, page.ledger.today.get_untracked()));
            reference.set(String::new());
            wrong.set((None, None));
            why.set(None);
            focus_on("dialog[open] form input");
        }
    });
    let save = move || {
        let draft = RefundDraft { amount: amount.get_untracked(), on: day.get_untracked() };
        let checked = page.ledger.book.with_untracked(|book| {
            let ix = book.find_credit(credit)?;
            let (style, today) = (page.style.get_untracked(), page.ledger.today.get_untracked());
            Some(draft.validate(book, ix, style, today))
        });
        let (amount_minor, on) = match checked {
            None => return open.set(false),
            Some(Err(problems)) => return wrong.set(problems),
            Some(Ok(checked)) => checked,
        };
        wrong.set((None, None));
        let reference = reference.get_untracked().trim().to_owned();
        spawn_local(async move {
            let done = page
                .ledger
                .commit(Deed::Refunded, |draft| {
                    refund(draft, credit, amount_minor, on, reference.clone())
                })
                .await;
            match done {
                Ok(_) => {
                    open.set(false);
                    let amount = Money::new(amount_minor, currency.get_untracked());
                    done_words(page, text::payment_facts::refunded, amount);
                }
                Err(refused) => why.set(Some(say_why::words(page, &refused))),
            }
        });
    };
    let said = move |problem: Option<Problem>| {
        problem.map(|problem| match problem {
            Problem::MoreThanThereIs { amount, asked } => text::payment_facts::refund_too_much(
                page.lang.get(),
                &page.money(amount),
                &page.money(asked),
            ),
            other => words(page, &other),
        })
    };
    view! {
        <Dialog open=open title=label(page, text::payment_facts::refund_title)>
            <form
                class="form"
                on:submit=move |event| {
                    event.prevent_default();
                    save();
                }
            >
                <p>{move || text::payment_facts::refund_most(page.lang.get(), &page.money(left.get()))}</p>
                <AmountField
                    label=label(page, text::common::amount)
                    value=amount
                    currency=currency
                    problem=Signal::derive(move || said(wrong.get().0))
                />
                <DateField
                    label=label(page, text::common::date)
                    value=day
                    problem=Signal::derive(move || said(wrong.get().1))
                />
                <TextField label=label(page, text::common::reference) value=reference optional=true />
                <FormProblem why=why />
                <div class="form-actions">
                    <button class="button primary" type="submit">{page.t(text::payment_facts::refund_now)}</button>
                    <button class="button quiet" type="button" on:click=move |_| open.set(false)>
                        {page.t(text::shell::cancel)}
                    </button>
                </div>
            </form>
        </Dialog>
    }
}

/// Says what was done with an amount, with a way to take it back.
fn done_words(page: Page, message: fn(text::Lang, &str) -> String, amount: Money) {
    let words = untrack(|| message(page.lang.get(), &page.money(amount)));
    page.toasts.done(words, page.ledger.last_record());
}
