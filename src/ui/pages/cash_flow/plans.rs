//! The cash on hand and what is planned besides invoices: the list and its forms.

use cartera::forecast::Opening;
use cartera::ledger::action::{change_flow, count_cash, plan_flow, strike_flow};
use cartera::ledger::planned_flow::{FlowDirection, PlannedFlow};
use cartera::ledger::record::Deed;
use cartera::ledger::{Currency, Id, Money};
use cartera::text::format::{self, WEEK};
use cartera::text::{self, Message, cash_flow as words, invoices::why as why_words};
use cartera::views::cash_flow::{CountDraft, CountField, FlowDraft, FlowField, RhythmKind};
use cartera::views::currencies::in_use;
use cartera::views::problem::FieldProblem;
use cartera::views::sheets::{file_name, flows_sheet};
use chrono::Datelike;
use icondata_lu::{LuPencil, LuX};
use leptos::prelude::*;
use leptos::task::spawn_local;

use super::desk::Desk;
use crate::ui::components::{
    AmountField, DateField, Dialog, FormProblem, Icon, Segmented, SelectField, TextField,
};
use crate::ui::export::export_links;
use crate::ui::focus;
use crate::ui::page::{Page, use_page};
use crate::ui::pages::controls::{focus_first, label, section_head};
use crate::ui::reactive::{Memo, RwSignal, Signal, effect};
use crate::ui::say_why;

/// What the dialogs are opened for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Asks {
    /// A flow: one that is there, or a new one.
    Flow(Option<Id>),
    /// The cash on hand.
    Count,
}

/// The part of the screen.
#[component]
pub fn Plans(desk: Desk, asks: RwSignal<Option<Asks>>) -> impl IntoView {
    let page = desk.page;
    let plan = view! {
        <button class="link bare no-print" on:click=move |_| asks.set(Some(Asks::Flow(None)))>
            {page.t(words::plan)}
        </button>
    };
    let flows = Memo::new(move |_| page.ledger.book.with(|book| book.flows().to_vec()));
    let none = move || {
        flows
            .with(Vec::is_empty)
            .then(|| view! { <p class="quiet small">{page.t(words::no_plans)}</p> })
    };
    let make = Callback::new(move |()| {
        let (lang, today) = (page.lang.get_untracked(), page.ledger.today.get_untracked());
        let sheet = page.ledger.book.with_untracked(|book| flows_sheet(book, today, lang));
        (file_name("planned", today), sheet)
    });
    let export = move || {
        (!flows.with(Vec::is_empty))
            .then(|| view! { <p>{export_links(page, words::plans, make)}</p> })
    };
    view! {
        <section class="cash-plans">
            {section_head(page, words::plans, plan)}
            <ul class="lines">
                {move || on_hand(desk, asks)}
                {move || flows.get().into_iter().map(|flow| line(page, asks, flow)).collect_view()}
            </ul>
            {none}
            {export}
        </section>
    }
}

/// The cash there is, and where that figure comes from.
fn on_hand(desk: Desk, asks: RwSignal<Option<Asks>>) -> AnyView {
    let page = desk.page;
    let lang = page.lang.get();
    let (currency, today) = desk.asked.with(|asked| (asked.question.currency, asked.question.on));
    let opening = page.ledger.book.with(|book| Opening::of(book, currency, today));
    let mut about = Vec::new();
    match &opening.counted {
        None => about.push(words::never_counted(lang).to_owned()),
        Some(counted) => {
            about.push(words::counted_on(lang, &format::date_medium(lang, counted.on)));
            if opening.received_minor != 0 {
                about.push(words::since_received(lang, &signed(desk, opening.received_minor)));
            }
            if opening.flows_minor != 0 {
                about.push(words::since_planned(lang, &signed(desk, opening.flows_minor)));
            }
        }
    }
    let amount = opening.counted.is_some().then(|| desk.money(opening.minor()));
    view! {
        <li>
            <div class="what">
                <span class="strong">{words::on_hand(lang)}</span>
                <small>{about.join(" · ")}</small>
            </div>
            <div class="amount">{amount}</div>
            <button
                class="icon-button"
                aria-label=words::count_cash(lang)
                on:click=move |_| asks.set(Some(Asks::Count))
            >
                <Icon icon=LuPencil />
            </button>
        </li>
    }
    .into_any()
}

fn signed(desk: Desk, minor: i64) -> String {
    let amount = desk.money(minor);
    if minor > 0 { ["+\u{2060}", &amount].concat() } else { amount }
}

fn line(page: Page, asks: RwSignal<Option<Asks>>, flow: PlannedFlow) -> AnyView {
    let (lang, today) = (page.lang.get(), page.ledger.today.get());
    let mut about = words::rhythm_words(lang, &flow.rhythm, today);
    let is_over = flow.rhythm.ends_on().is_some_and(|last| last <= today);
    if is_over {
        about.push_str(" · ");
        about.push_str(words::is_over(lang));
    }
    let amount = page.money(Money::new(flow.signed_minor(), flow.amount.currency));
    let (id, name) = (flow.id, flow.name);
    let (change, remove) = (words::change(lang, &name), words::remove(lang, &name));
    view! {
        <li class:quiet=is_over>
            <div class="what">
                <span>{name}</span>
                <small>{about}</small>
            </div>
            <div class="amount">{amount}</div>
            <button class="icon-button" aria-label=change on:click=move |_| asks.set(Some(Asks::Flow(Some(id))))>
                <Icon icon=LuPencil />
            </button>
            <button class="icon-button" aria-label=remove on:click=move |_| take_out(page, id)>
                <Icon icon=LuX />
            </button>
        </li>
    }
    .into_any()
}

fn take_out(page: Page, id: Id) {
    spawn_local(async move {
        let done =
            page.ledger.commit(Deed::ChangedCashPlan, move |draft| strike_flow(draft, id)).await;
        match done {
            Ok(()) => {
                page.toasts.done(page.say(words::removed), page.ledger.last_record());
                focus::keep(".cash-plans button".to_owned());
            }
            Err(why) => page.toasts.problem(say_why::words(page, &why)),
        }
    });
}

/// The dialogs, shown while one is asked for.
#[component]
pub fn PlanDialogs(asks: RwSignal<Option<Asks>>) -> impl IntoView {
    let page = use_page();
    // The dialog shows and closes by a switch of its own.
    let open = RwSignal::new(false);
    effect(move |_| open.set(asks.with(Option::is_some)));
    effect(move |_| {
        if !open.get() && asks.with_untracked(Option::is_some) {
            asks.set(None);
        }
    });
    let title = move || {
        let lang = page.lang.get();
        match asks.get() {
            Some(Asks::Count) => words::count_title(lang),
            _ => words::new_flow(lang),
        }
        .to_owned()
    };
    view! {
        <Dialog open=open title=Signal::derive(title)>
            {move || {
                asks.get().map(|asked| {
                    focus_first("dialog[open] :is(.input, .select)");
                    match asked {
                        Asks::Flow(id) => flow_form(page, id, open),
                        Asks::Count => count_form(page, open),
                    }
                })
            }}
        </Dialog>
    }
}

/// The currency the screen is in.
fn currency_asked(page: Page) -> Currency {
    let code = page.address.now().query.get("currency").map(str::to_owned);
    code.and_then(|code| Currency::from_code(&code)).unwrap_or_else(|| page.home.get_untracked())
}

fn currencies(page: Page) -> Vec<Currency> {
    let today = page.ledger.today.get_untracked();
    let used = page.ledger.book.with_untracked(|book| in_use(book, today));
    used.into_iter().map(|used| used.currency).collect()
}

fn flow_form(page: Page, id: Option<Id>, open: RwSignal<bool>) -> AnyView {
    let (lang, style) = (page.lang.get_untracked(), page.style.get_untracked());
    let today = page.ledger.today.get_untracked();
    let start = page.ledger.book.with_untracked(|book| {
        let known = id.and_then(|id| book.flows().iter().find(|flow| flow.id == id));
        match known {
            Some(flow) => FlowDraft::of(flow, lang, style),
            None => FlowDraft::new(currency_asked(page), today, lang),
        }
    });
    let name = RwSignal::new(start.name.clone());
    let direction = RwSignal::new(start.direction);
    let (amount, currency) = (RwSignal::new(start.amount.clone()), RwSignal::new(start.currency));
    let kind = RwSignal::new(start.kind);
    let (from, until) = (RwSignal::new(start.from.clone()), RwSignal::new(start.until.clone()));
    let weekday = RwSignal::new(start.weekday.to_string());
    let day = RwSignal::new(start.day.to_string());
    let is_tried = RwSignal::new(false);
    let why = RwSignal::new(None::<String>);
    let draft = move || FlowDraft {
        id: id.unwrap_or(Id::new(0, 0)),
        name: name.get(),
        direction: direction.get(),
        amount: amount.get(),
        currency: currency.get(),
        kind: kind.get(),
        from: from.get(),
        until: until.get(),
        weekday: weekday.get().parse().unwrap_or(0),
        day: day.get().parse().unwrap_or(31),
    };
    let checked = Memo::new(move |_| draft().validate(page.ledger.today.get(), page.style.get()));
    let problem = move |field: FlowField| {
        Signal::derive(move || {
            let problems = checked.with(|checked| checked.as_ref().err().cloned());
            let found = problems.filter(|_| is_tried.get())?;
            let why = FieldProblem::of(&found, field)?;
            Some(why_words(page.lang.get(), page.style.get(), why))
        })
    };
    let save = move |event: web_sys::SubmitEvent| {
        event.prevent_default();
        is_tried.set(true);
        let Ok(flow) = checked.get_untracked() else { return };
        spawn_local(async move {
            let done = page
                .ledger
                .commit(Deed::ChangedCashPlan, move |draft| match id {
                    Some(_) => change_flow(draft, flow.clone()),
                    None => plan_flow(draft, flow.clone()),
                })
                .await;
            match done {
                Ok(_) => {
                    page.toasts.done(page.say(words::planned), page.ledger.last_record());
                    let _ = open.try_set(false);
                }
                Err(not_saved) => drop(why.try_set(Some(say_why::words(page, &not_saved)))),
            }
        });
    };
    let directions = move || {
        let lang = page.lang.get();
        [FlowDirection::Out, FlowDirection::In]
            .map(|of| (direction_code(of).to_owned(), words::direction_name(lang, of).to_owned()))
            .to_vec()
    };
    let kinds = move || {
        let lang = page.lang.get();
        RhythmKind::ALL
            .map(|of| (of.code().to_owned(), words::rhythm_kind(lang, of).to_owned()))
            .to_vec()
    };
    let weekdays = move || {
        let monday = today - chrono::Days::new(u64::from(today.weekday().num_days_from_monday()));
        let lang = page.lang.get();
        let name =
            |place: usize| format::weekday_name(lang, monday + chrono::Days::new(place as u64));
        (0..WEEK.len()).map(|place| (place.to_string(), name(place).to_owned())).collect()
    };
    let days = move || {
        let name = |day: u8| match day {
            31 => words::last_day(page.lang.get()).to_owned(),
            day => day.to_string(),
        };
        (1..=31).map(|day| (day.to_string(), name(day))).collect()
    };
    let choose_kind = move |code: String| {
        let chosen = RhythmKind::ALL.into_iter().find(|kind| kind.code() == code);
        kind.set(chosen.unwrap_or_default());
    };
    let on_words: fn(RhythmKind) -> Message = |kind| match kind {
        RhythmKind::Once => words::on_day,
        RhythmKind::Weekly | RhythmKind::Monthly => words::from,
    };
    view! {
        <form class="form" novalidate on:submit=save>
            <TextField
                label=label(page, words::flow_name)
                value=name
                hint=Signal::derive(move || Some(words::flow_name_hint(page.lang.get()).to_owned()))
                problem=problem(FlowField::Name)
            />
            <Segmented
                label=label(page, words::direction)
                options=Signal::derive(directions)
                value=Signal::derive(move || direction_code(direction.get()).to_owned())
                on_choose=Callback::new(move |code: String| {
                    direction.set(if code == "in" { FlowDirection::In } else { FlowDirection::Out });
                })
            />
            <AmountField
                label=label(page, text::common::amount)
                value=amount
                currency=currency
                currencies=Signal::stored(currencies(page))
                problem=problem(FlowField::Amount)
            />
            <Segmented
                label=label(page, words::rhythm)
                options=Signal::derive(kinds)
                value=Signal::derive(move || kind.get().code().to_owned())
                on_choose=Callback::new(choose_kind)
            />
            <div class="fields">
                {move || match kind.get() {
                    RhythmKind::Once => ().into_any(),
                    RhythmKind::Weekly => {
                        view! { <SelectField label=label(page, words::weekday) options=Signal::derive(weekdays) value=weekday /> }
                            .into_any()
                    }
                    RhythmKind::Monthly => {
                        view! { <SelectField label=label(page, words::day_of_month) options=Signal::derive(days) value=day /> }
                            .into_any()
                    }
                }}
                <DateField
                    label=Signal::derive(move || on_words(kind.get())(page.lang.get()).to_owned())
                    value=from
                    problem=problem(FlowField::From)
                />
                {move || {
                    (kind.get() != RhythmKind::Once).then(|| {
                        view! {
                            <DateField
                                label=label(page, words::until)
                                value=until
                                optional=true
                                problem=problem(FlowField::Until)
                            />
                        }
                    })
                }}
            </div>
            <p class="quiet small">{page.t(words::stays)}</p>
            <FormProblem why=why />
            {actions(page, open)}
        </form>
    }
    .into_any()
}

fn direction_code(direction: FlowDirection) -> &'static str {
    match direction {
        FlowDirection::In => "in",
        FlowDirection::Out => "out",
    }
}

fn actions(page: Page, open: RwSignal<bool>) -> AnyView {
    view! {
        <div class="form-actions">
            <button class="button primary" type="submit">{page.t(text::shell::save)}</button>
            <button class="button quiet" type="button" on:click=move |_| open.set(false)>
                {page.t(text::shell::cancel)}
            </button>
        </div>
    }
    .into_any()
}

fn count_form(page: Page, open: RwSignal<bool>) -> AnyView {
    let today = page.ledger.today.get_untracked();
    let on = RwSignal::new(format::date_medium(page.lang.get_untracked(), today));
    let amount = RwSignal::new(String::new());
    let currency = RwSignal::new(currency_asked(page));
    let is_tried = RwSignal::new(false);
    let why = RwSignal::new(None::<String>);
    let checked = Memo::new(move |_| {
        let draft = CountDraft { on: on.get(), amount: amount.get(), currency: currency.get() };
        draft.validate(page.ledger.today.get(), page.style.get())
    });
    let problem = move |field: CountField| {
        Signal::derive(move || {
            let problems = checked.with(|checked| checked.as_ref().err().cloned());
            let found = problems.filter(|_| is_tried.get())?;
            let why = FieldProblem::of(&found, field)?;
            Some(why_words(page.lang.get(), page.style.get(), why))
        })
    };
    let save = move |event: web_sys::SubmitEvent| {
        event.prevent_default();
        is_tried.set(true);
        let Ok((on, amount)) = checked.get_untracked() else { return };
        spawn_local(async move {
            let done = page
                .ledger
                .commit(Deed::CountedCash, move |draft| count_cash(draft, on, amount))
                .await;
            match done {
                Ok(_) => {
                    page.toasts.done(page.say(words::counted), page.ledger.last_record());
                    let _ = open.try_set(false);
                }
                Err(not_saved) => drop(why.try_set(Some(say_why::words(page, &not_saved)))),
            }
        });
    };
    view! {
        <form class="form" novalidate on:submit=save>
            <AmountField
                label=label(page, words::on_hand)
                value=amount
                currency=currency
                currencies=Signal::stored(currencies(page))
                hint=Signal::derive(move || Some(words::count_hint(page.lang.get()).to_owned()))
                problem=problem(CountField::Amount)
            />
            <DateField label=label(page, words::count_day) value=on problem=problem(CountField::On) />
            <FormProblem why=why />
            {actions(page, open)}
        </form>
    }
    .into_any()
}
