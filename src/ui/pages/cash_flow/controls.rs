//! Under which suppositions, how far ahead, by what, whose; and what is supposed to go wrong.

use cartera::aging::Filter;
use cartera::ledger::Id;
use cartera::text::{Lang, Message, cash_flow as words, common};
use cartera::views::cash_flow::{NOBODY, Period, Scenario, USUAL_WEEKS, WEEKS, failing_param};
use cartera::views::currencies::in_use;
use cartera::views::customers::{responsibles, segments};
use icondata_lu::LuX;
use leptos::prelude::*;

use super::desk::Desk;
use crate::ui::components::{Choice, Combobox, Icon, Segmented};
use crate::ui::focus;
use crate::ui::pages::controls::{inline_select, label};
use crate::ui::pages::payments::customers_like;
use crate::ui::reactive::{Memo, RwSignal, Signal};

/// The line of controls, and under it what is supposed.
#[component]
pub fn Controls(desk: Desk) -> impl IntoView {
    let page = desk.page;
    let scenarios = move || {
        let lang = page.lang.get();
        let named =
            |of: Scenario| (of.code().to_owned(), words::scenario_name(lang, of).to_owned());
        Scenario::ALL.map(named).to_vec()
    };
    let scenario = Memo::new(move |_| desk.asked.with(|asked| asked.scenario));
    let choose = move |code: String| {
        let usual = code == Scenario::default().code();
        page.address.set_param("scenario", if usual { "" } else { &code });
    };
    let weeks = move || {
        let lang = page.lang.get();
        let now = desk.asked.with(|asked| asked.weeks);
        let mut offered = WEEKS.to_vec();
        if !offered.contains(&now) {
            offered.push(now);
            cartera::order::sort(&mut offered);
        }
        let key = |weeks: u16| if weeks == USUAL_WEEKS { String::new() } else { weeks.to_string() };
        offered.into_iter().map(|weeks| (key(weeks), words::weeks_count(lang, weeks))).collect()
    };
    let by = move || {
        let lang = page.lang.get();
        vec![
            (String::new(), words::by_week(lang).to_owned()),
            (Period::Month.code().to_owned(), words::by_month(lang).to_owned()),
        ]
    };
    let currencies = Memo::new(move |_| {
        let today = page.ledger.today.get();
        page.ledger.book.with(|book| {
            let home = book.firm().home_currency;
            let key =
                |code: &str| if code == home.code() { String::new() } else { code.to_owned() };
            let used = in_use(book, today).into_iter().map(|used| used.currency.code());
            used.map(|code| (key(code), code.to_owned())).collect::<Vec<_>>()
        })
    });
    view! {
        <div class="stack-tight no-print">
            <div class="inline-controls">
                <Segmented
                    label=label(page, words::scenario)
                    options=Signal::derive(scenarios)
                    value=Signal::derive(move || scenario.get().code().to_owned())
                    on_choose=Callback::new(choose)
                />
                {inline_select(page, words::horizon, "weeks", Signal::derive(weeks))}
                {inline_select(page, words::by, "by", Signal::derive(by))}
                {move || {
                    (currencies.with(Vec::len) > 1)
                        .then(|| inline_select(page, common::currency, "currency", currencies.into()))
                }}
                {whose(desk, common::segment, "segment", words::any_segment, words::no_segment, segments, |filter| filter.segment.clone())}
                {whose(desk, common::responsible, "responsible", words::any_responsible, words::nobody, responsibles, |filter| filter.responsible.clone())}
                <span class="quiet drawing" role="status">
                    {move || desk.is_drawing.get().then(|| page.t(words::drawing)())}
                </span>
            </div>
            {move || (scenario.get() == Scenario::Stressed).then(|| view! { <Supposed desk=desk /> })}
        </div>
    }
}

/// A choice of a part of the customers, where they differ.
fn whose(
    desk: Desk,
    name: Message,
    param: &'static str,
    any: Message,
    none: Message,
    all: fn(&cartera::ledger::Book) -> Vec<String>,
    chosen: fn(&Filter) -> Option<String>,
) -> AnyView {
    let page = desk.page;
    let names = Memo::new(move |_| page.ledger.book.with(all));
    let is_set =
        Memo::new(move |_| desk.asked.with(|asked| chosen(&asked.question.filter).is_some()));
    let options = move || {
        let lang = page.lang.get();
        let named = names.get().into_iter().filter(|name| !name.is_empty());
        let mut options = vec![(String::new(), any(lang).to_owned())];
        options.extend(named.map(|name| (name.clone(), name)));
        options.push((NOBODY.to_owned(), none(lang).to_owned()));
        options
    };
    (move || {
        (names.with(Vec::len) > 1 || is_set.get())
            .then(|| inline_select(page, name, param, Signal::derive(options)))
    })
    .into_any()
}

/// What the user supposes to go wrong, all of it in the address.
#[component]
fn Supposed(desk: Desk) -> impl IntoView {
    let page = desk.page;
    let stress = Memo::new(move |_| desk.asked.with(|asked| asked.question.stress.clone()));
    let problem = RwSignal::new(None::<&'static str>);
    let number = move |full: Message,
                       param: &'static str,
                       most: u16,
                       value: fn(&cartera::forecast::Stress) -> u16| {
        let read = move |input: web_sys::HtmlInputElement| {
            let typed = input.value();
            let read = typed.trim().parse::<u16>().ok().filter(|number| *number <= most);
            problem.set(read.is_none().then_some(param));
            if let Some(number) = read {
                page.address.set_param(param, &number.to_string());
            }
        };
        view! {
            <input
                type="text"
                inputmode="numeric"
                autocomplete="off"
                class="few"
                aria-label=page.t(full)
                aria-invalid=move || (problem.get() == Some(param)).to_string()
                prop:value=move || stress.with(value).to_string()
                on:focus:target=move |event| event.target().select()
                on:change:target=move |event| read(event.target())
            />
        }
        .into_any()
    };
    let (later_most, promises_most) = (365, 100);
    let text = RwSignal::new(String::new());
    let choices = Signal::derive(move || {
        let failing = stress.with(|stress| stress.failing.clone());
        page.ledger.book.with(|book| {
            let mut choices = customers_like(book, &text.get());
            let keys: Vec<String> =
                failing.iter().map(|&ix| book.customer(ix).customer.id.to_string()).collect();
            choices.retain(|choice| !keys.contains(&choice.key));
            choices
        })
    });
    let set_failing = move |change: &dyn Fn(&mut Vec<String>)| {
        let now = page
            .ledger
            .book
            .with_untracked(|book| stress.with_untracked(|stress| failing_param(book, stress)));
        let mut ids: Vec<String> =
            now.split(',').filter(|id| !id.is_empty()).map(str::to_owned).collect();
        change(&mut ids);
        page.address.set_param("failing", &ids.join(","));
        focus::keep(".supposed .combobox input".to_owned());
    };
    let add = Callback::new(move |choice: Choice| {
        text.set(String::new());
        set_failing(&|ids| ids.push(choice.key.clone()));
    });
    let failing = Memo::new(move |_| {
        let failing = stress.with(|stress| stress.failing.clone());
        page.ledger.book.with(|book| {
            let named = failing.iter().map(|&ix| {
                let customer = &book.customer(ix).customer;
                (customer.id, customer.name().to_owned())
            });
            named.collect::<Vec<(Id, String)>>()
        })
    });
    let said = move || {
        let most = if problem.get()? == "later" { later_most } else { promises_most };
        Some(words::not_a_number(page.lang.get(), &most.to_string()))
    };
    view! {
        <div class="inline-controls supposed">
            <span>{page.t(words::supposed)}</span>
            <span class="inline-control">
                {page.t(words::all_pay)}
                {number(words::later_full, "later", later_most, |stress| stress.later_days)}
                {page.t(words::days_later)} ","
            </span>
            <span class="inline-control">
                {page.t(words::kept)}
                {number(words::promises_full, "promises", promises_most, |stress| u16::from(stress.promises_percent))}
                {page.t(words::of_promises)} ","
            </span>
            <span>{page.t(words::fails)}</span>
            {move || {
                failing
                    .get()
                    .into_iter()
                    .map(|(id, name)| {
                        let remove = words::not_failing(page.lang.get(), &name);
                        let key = id.to_string();
                        view! {
                            <span class="chip">
                                {name}
                                <button aria-label=remove on:click=move |_| set_failing(&|ids| ids.retain(|id| *id != key))>
                                    <Icon icon=LuX />
                                </button>
                            </span>
                        }
                    })
                    .collect_view()
            }}
            <Combobox
                label=label(page, words::failing as fn(Lang) -> &'static str)
                text=text
                choices=choices
                on_choose=add
                placeholder=Signal::derive(move || Some(words::add_failing(page.lang.get()).to_owned()))
            />
            <div role="alert" class="controls-problem">
                {move || said().map(|said| view! { <p class="late">{said}</p> })}
            </div>
        </div>
    }
}
