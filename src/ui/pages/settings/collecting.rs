//! Settings: how to pay, promises, late interest, ways on. One sheet, saved as one.

use cartera::dunning::escalation::Way;
use cartera::ledger::dunning_settings::DunningSettings;
use cartera::ledger::interest_terms::{DayCount, PaymentsFirst, Regime};
use cartera::ledger::{Currency, Money};
use cartera::text::collecting as words;
use cartera::text::{self, Lang, escalation, format, interest};
use cartera::views::collecting_settings::{
    CollectingDraft, CollectingField as Which, CollectingProblem, factors_of, rates_of,
};
use leptos::prelude::*;
use leptos::task::spawn_local;

use super::dunning::change_dunning;
use crate::ui::components::{Check, FormProblem, SelectField, fresh_id};
use crate::ui::page::{Page, use_page};
use crate::ui::pages::controls::{focus_first, label};
use crate::ui::reactive::{Memo, RwSignal, Signal, effect};
use crate::ui::say_why;

/// The form as it is filled in. Copy it freely: it is a handle.
#[derive(Clone, Copy)]
struct Sheet {
    page: Page,
    draft: RwSignal<CollectingDraft>,
    problems: Memo<Vec<(Which, CollectingProblem)>>,
    is_tried: RwSignal<bool>,
    why: RwSignal<Option<String>>,
}

/// The section.
#[component]
pub fn Collecting() -> impl IntoView {
    let page = use_page();
    let settings = Memo::new(move |_| page.ledger.book.with(|book| book.firm().dunning.clone()));
    // Drawn anew when the settings change under it: saved here, undone, or in another tab.
    move || {
        let settings = settings.get();
        untrack(|| sheet(page, &settings))
    }
}

fn sheet(page: Page, settings: &DunningSettings) -> AnyView {
    let style = page.style.get();
    let draft = RwSignal::new(CollectingDraft::of(settings, page.lang.get(), style));
    let is_tried = RwSignal::new(false);
    let problems = Memo::new({
        let before = settings.clone();
        move |_| {
            let today = page.ledger.today.get();
            let found = draft.with(|draft| draft.validate(&before, today, page.style.get()));
            found.err().filter(|_| is_tried.get()).unwrap_or_default()
        }
    });
    let sheet = Sheet { page, draft, problems, is_tried, why: RwSignal::new(None) };
    let before = settings.clone();
    let save = move |event: web_sys::SubmitEvent| {
        event.prevent_default();
        store(sheet, &before);
    };
    let why = Signal::derive(move || {
        let to_check = problems.with(|found| !found.is_empty());
        let said = || text::settings::check_fields(page.lang.get()).to_owned();
        to_check.then(said).or_else(|| sheet.why.get())
    });
    view! {
        <form class="form wide settings-form collecting-form" novalidate on:submit=save>
            {section(page, words::how_to_pay, words::how_to_pay_hint, how_to_pay(sheet))}
            {section(
                page,
                words::promises,
                words::grace_hint,
                view! { <div class="fields">{field(sheet, Which::Grace, words::grace, Kind::Number)}</div> }.into_any(),
            )}
            {section(page, interest::title, interest::not_advice, interest_part(sheet))}
            {section(page, words::ways, words::ways_hint, ways(sheet))}
            <div class="stack-tight">
                <FormProblem why=why />
                <div class="form-actions">
                    <button class="button primary" type="submit">{page.t(text::shell::save)}</button>
                </div>
            </div>
        </form>
    }
    .into_any()
}

fn store(sheet: Sheet, before: &DunningSettings) {
    let page = sheet.page;
    sheet.why.set(None);
    sheet.is_tried.set(true);
    let (today, style) = (page.ledger.today.get_untracked(), page.style.get_untracked());
    let read = sheet.draft.with_untracked(|draft| draft.validate(before, today, style));
    let Ok(read) = read else { return focus_first("main [aria-invalid='true']") };
    if read == *before {
        return page.toasts.say(page.say(text::settings::unchanged));
    }
    spawn_local(async move {
        let change = Box::new(move |settings: &mut DunningSettings| {
            // Only what this sheet shows.
            settings.payment_details = read.payment_details.clone();
            settings.grace_days = read.grace_days;
            settings.interest = read.interest.clone();
            settings.escalation = read.escalation.clone();
        });
        match change_dunning(page, change).await {
            Ok(()) => {
                page.toasts.done(page.say(text::settings::saved), page.ledger.last_record());
            }
            Err(why) => drop(sheet.why.try_set(Some(say_why::words(page, &why)))),
        }
    });
}

fn section(page: Page, name: text::Message, hint: text::Message, inside: AnyView) -> AnyView {
    let id = fresh_id("part");
    view! {
        <section class="stack-tight" aria-labelledby=id.clone()>
            <div class="section-head">
                <h2 id=id.clone()>{page.t(name)}</h2>
            </div>
            <p class="quiet small measure">{page.t(hint)}</p>
            {inside}
        </section>
    }
    .into_any()
}

/// How a field is typed.
#[derive(Clone, Copy, PartialEq)]
enum Kind {
    Number,
    Line,
    Long,
}

fn field(sheet: Sheet, which: Which, name: text::Message, kind: Kind) -> AnyView {
    let page = sheet.page;
    let id = fresh_id("field");
    view! {
        <div class="field">
            <label for=id.clone()>{page.t(name)}</label>
            {input(sheet, which, kind, Some(id), None)}
        </div>
    }
    .into_any()
}

/// A control and what is wrong with it; named by a label elsewhere or by itself.
fn input(
    sheet: Sheet,
    which: Which,
    kind: Kind,
    id: Option<String>,
    name: Option<Signal<String>>,
) -> AnyView {
    let page = sheet.page;
    let id = id.unwrap_or_else(|| fresh_id("field"));
    let about = format!("{id}-about");
    let problem = Memo::new(move |_| {
        sheet.problems.with(|found| found.iter().find(|(at, _)| *at == which).map(|found| found.1))
    });
    let value = move || sheet.draft.with(|draft| draft.text(which).to_owned());
    let typed = move |text: String| sheet.draft.update(|draft| draft.set(which, text));
    let invalid = move || problem.get().is_some().to_string();
    let name = move || name.map(Signal::get);
    let control = if kind == Kind::Long {
        view! {
            <textarea
                class="textarea"
                id=id
                rows="5"
                aria-label=name
                aria-describedby=about.clone()
                prop:value=value
                on:input:target=move |event| typed(event.target().value())
            ></textarea>
        }
        .into_any()
    } else {
        view! {
            <input
                class="input"
                class:amount=kind == Kind::Number
                id=id
                type="text"
                inputmode=(kind == Kind::Number).then_some("decimal")
                autocomplete="off"
                aria-label=name
                aria-describedby=about.clone()
                aria-invalid=invalid
                prop:value=value
                on:input:target=move |event| typed(event.target().value())
            />
        }
        .into_any()
    };
    view! {
        {control}
        <div id=about>
            {move || {
                problem.get().map(|problem| {
                    let told = words::problem(page.lang.get(), page.style.get(), problem);
                    view! { <p class="problem small">{told}</p> }
                })
            }}
        </div>
    }
    .into_any()
}

fn how_to_pay(sheet: Sheet) -> AnyView {
    view! {
        <div class="fields">
            {field(sheet, Which::HowToPay(Lang::Es), words::in_spanish, Kind::Long)}
            {field(sheet, Which::HowToPay(Lang::En), words::in_english, Kind::Long)}
        </div>
    }
    .into_any()
}

/// The regime whose rules hold as the form stands.
fn regime_now(sheet: Sheet) -> Regime {
    let country = sheet.page.ledger.book.with(|book| book.firm().country);
    sheet.draft.with(|draft| draft.regime).unwrap_or(Regime::of_country(country))
}

fn interest_part(sheet: Sheet) -> AnyView {
    let page = sheet.page;
    let start = sheet.draft.get();
    let regime =
        RwSignal::new(start.regime.map(|regime| (regime as usize).to_string()).unwrap_or_default());
    let day_count = RwSignal::new((start.day_count as usize).to_string());
    let first = RwSignal::new((start.payments_first as usize).to_string());
    let compensation = RwSignal::new(start.compensation);
    effect(move |_| {
        let place = |chosen: RwSignal<String>| chosen.get().parse::<usize>().ok();
        let (regime, days, first) = (place(regime), place(day_count), place(first));
        let compensation = compensation.get();
        sheet.draft.update(|draft| {
            draft.regime = regime.and_then(|at| Regime::ALL.get(at).copied());
            draft.day_count =
                days.and_then(|at| DayCount::ALL.get(at).copied()).unwrap_or_default();
            draft.payments_first =
                if first == Some(1) { PaymentsFirst::Interest } else { PaymentsFirst::Principal };
            draft.compensation = compensation;
        });
    });
    let regimes = Signal::derive(move || {
        let lang = page.lang.get();
        let mut all = numbered(Regime::ALL.iter().map(|of| interest::regime(lang, *of)));
        all.insert(0, (String::new(), interest::regime_by_country(lang).to_owned()));
        all
    });
    let counts = Signal::derive(move || {
        let lang = page.lang.get();
        numbered(DayCount::ALL.iter().map(|of| interest::day_count(lang, *of)))
    });
    let firsts = Signal::derive(move || {
        let lang = page.lang.get();
        let both = [PaymentsFirst::Principal, PaymentsFirst::Interest];
        numbered(both.iter().map(|of| interest::payments_first(lang, *of)))
    });
    let rule = Signal::derive(move || {
        Some(interest::regime_rule(page.lang.get(), regime_now(sheet)).to_owned())
    });
    let grants = move || interest::compensation_rule(page.lang.get(), regime_now(sheet));
    view! {
        <div class="stack-tight">
            <SelectField label=label(page, interest::regime_label) options=regimes value=regime hint=rule />
            <div class="fields">
                {field(sheet, Which::Agreed, interest::agreed_label, Kind::Number)}
                <SelectField label=label(page, interest::day_count_label) options=counts value=day_count />
                {field(sheet, Which::InterestGrace, interest::grace_label, Kind::Number)}
                <SelectField label=label(page, interest::payments_label) options=firsts value=first />
            </div>
            <p class="quiet small measure">{page.t(interest::grace_hint)} " " {page.t(interest::payments_hint)}</p>
            {move || {
                grants().map(|grants| view! {
                    <div>
                        <Check label=label(page, interest::compensation_label) value=compensation />
                        <p class="quiet small">{grants}</p>
                    </div>
                })
            }}
            {own_rates(sheet)}
            {own_factors(sheet)}
            {move || shipped(page, regime_now(sheet))}
        </div>
    }
    .into_any()
}

fn numbered<'a>(names: impl Iterator<Item = &'a str>) -> Vec<(String, String)> {
    names.enumerate().map(|(at, name)| (at.to_string(), name.to_owned())).collect()
}

/// The rates that the user added, a line each.
fn own_rates(sheet: Sheet) -> AnyView {
    let page = sheet.page;
    let count = Memo::new(move |_| sheet.draft.with(|draft| draft.rates.len()));
    let add = move |_| {
        let country = page.ledger.book.with_untracked(|book| book.firm().country);
        sheet.draft.update(|draft| draft.add_rate(country));
    };
    let row = move |row: usize| {
        let lang = page.lang.get();
        let chosen = sheet.draft.with_untracked(|draft| draft.rates[row].regime);
        let choices: Vec<_> = Regime::ALL
            .iter()
            .map(|&regime| (regime as usize, interest::regime(lang, regime), regime == chosen))
            .collect();
        let choose = move |at: usize| {
            sheet.draft.update(|draft| {
                if let (Some(rate), Some(regime)) = (draft.rates.get_mut(row), Regime::ALL.get(at))
                {
                    rate.regime = *regime;
                }
            });
        };
        let heads =
            [interest::from_head, interest::to_head, words::rate_percent, interest::source_head];
        let cells = heads.into_iter().enumerate().map(|(at, head)| {
            let kind = if at == 2 { Kind::Number } else { Kind::Line };
            field(sheet, Which::Rate(row, at), head, kind)
        });
        view! {
            <fieldset class="own-row">
                {own_select(page, interest::regime_label, choices, choose)}
                {cells.collect_view()}
                {remove(page, words::the_rate, row, move || sheet.draft.update(|draft| drop(draft.rates.remove(row))))}
            </fieldset>
        }
        .into_any()
    };
    own_list(page, interest::own_rates_label, interest::add_rate, count, row, add)
}

/// The factors that the user added; for rules that work with factors.
fn own_factors(sheet: Sheet) -> AnyView {
    let page = sheet.page;
    let count = Memo::new(move |_| sheet.draft.with(|draft| draft.factors.len()));
    let add = move |_| {
        let currency = page.home.get_untracked();
        sheet.draft.update(|draft| draft.add_factor(currency));
    };
    let row = move |row: usize| {
        let chosen = sheet.draft.with_untracked(|draft| draft.factors[row].currency);
        let pen = Currency::from_code("PEN");
        let mut offered: Vec<Currency> = [pen, Some(Currency::USD)].into_iter().flatten().collect();
        if !offered.contains(&chosen) {
            offered.insert(0, chosen);
        }
        let choices: Vec<_> = offered
            .iter()
            .enumerate()
            .map(|(at, currency)| (at, currency.code(), *currency == chosen))
            .collect();
        let choose = move |at: usize| {
            sheet.draft.update(|draft| {
                if let (Some(factor), Some(currency)) =
                    (draft.factors.get_mut(row), offered.get(at))
                {
                    factor.currency = *currency;
                }
            });
        };
        view! {
            <fieldset class="own-row">
                {own_select(page, text::common::currency, choices, choose)}
                {field(sheet, Which::Factor(row, 0), text::common::date, Kind::Line)}
                {field(sheet, Which::Factor(row, 1), words::factor, Kind::Number)}
                {remove(page, words::the_factor, row, move || sheet.draft.update(|draft| drop(draft.factors.remove(row))))}
            </fieldset>
        }
        .into_any()
    };
    let list = StoredValue::new(move || {
        own_list(page, interest::own_factors_label, interest::add_factor, count, row, add)
    });
    let is_shown = Memo::new(move |_| count.get() > 0 || regime_now(sheet) == Regime::Peru);
    (move || is_shown.get().then(|| list.with_value(|list| list()))).into_any()
}

fn own_list(
    page: Page,
    name: text::Message,
    add_word: text::Message,
    count: Memo<usize>,
    row: impl Fn(usize) -> AnyView + Send + Sync + 'static,
    add: impl Fn(web_sys::MouseEvent) + 'static,
) -> AnyView {
    view! {
        <div class="stack-tight" role="group" aria-label=page.t(name)>
            {move || (count.get() > 0).then(|| view! { <h3 class="label small">{page.t(name)}</h3> })}
            {move || (0..count.get()).map(&row).collect_view()}
            <button class="button quiet start small" type="button" on:click=add>{page.t(add_word)}</button>
        </div>
    }
    .into_any()
}

fn own_select(
    page: Page,
    name: text::Message,
    choices: Vec<(usize, &'static str, bool)>,
    choose: impl Fn(usize) + 'static,
) -> AnyView {
    let id = fresh_id("own");
    view! {
        <div class="field">
            <label for=id.clone()>{page.t(name)}</label>
            <select
                class="select"
                id=id
                on:change:target=move |event| choose(event.target().value().parse().unwrap_or(0))
            >
                {choices
                    .into_iter()
                    .map(|(at, name, is_chosen)| view! { <option value=at.to_string() selected=is_chosen>{name}</option> })
                    .collect_view()}
            </select>
        </div>
    }
    .into_any()
}

fn remove(page: Page, what: text::Message, row: usize, act: impl Fn() + 'static) -> AnyView {
    view! {
        <button
            class="button quiet small"
            type="button"
            aria-label=move || words::remove_row(page.lang.get(), what(page.lang.get()), row + 1)
            on:click=move |_| act()
        >
            {page.t(text::settings::remove)}
        </button>
    }
    .into_any()
}

/// The rates that ship under some rules, with where they are from.
fn shipped(page: Page, regime: Regime) -> AnyView {
    let (lang, style) = (page.lang.get(), page.style.get());
    let day = |day| format::date_medium(lang, day);
    let mut rows: Vec<[String; 4]> = rates_of(regime)
        .iter()
        .map(|rate| {
            // A rate that the law itself names has neither beginning nor end here.
            let from = rate.until.map(|_| day(rate.from)).unwrap_or_default();
            let until = rate.until.map_or_else(|| words::open_end(lang).to_owned(), day);
            let percent = format::percent_points(rate.percent(), style);
            [from, until, percent, interest::shipped_source(lang, rate)]
        })
        .collect();
    rows.extend(factors_of(regime).into_iter().map(|factor| {
        let value = format!("{} · {}", factor.currency, format::decimal(factor.factor(), style));
        [day(factor.on), String::new(), value, factor.source.to_owned()]
    }));
    if rows.is_empty() {
        return view! { <p class="quiet small">{words::no_rates(lang)}</p> }.into_any();
    }
    let lines = rows.into_iter().map(|[from, until, rate, source]| {
        view! {
            <tr>
                <td class="nowrap">{from}</td>
                <td class="nowrap">{until}</td>
                <td class="number">{rate}</td>
                <td class="small">{source}</td>
            </tr>
        }
    });
    view! {
        <details class="more">
            <summary>{interest::shipped_title(lang)}</summary>
            <p class="quiet small">{words::shipped_hint(lang)}</p>
            <div class="table-box">
                <table class="table shipped-rates">
                    <thead>
                        <tr>
                            <th scope="col">{interest::from_head(lang)}</th>
                            <th scope="col">{interest::to_head(lang)}</th>
                            <th scope="col" class="number">{interest::rate_head(lang)}</th>
                            <th scope="col">{interest::source_head(lang)}</th>
                        </tr>
                    </thead>
                    <tbody>{lines.collect_view()}</tbody>
                </table>
            </div>
        </details>
    }
    .into_any()
}

/// The figures of each way on, as a table of fields.
fn ways(sheet: Sheet) -> AnyView {
    let page = sheet.page;
    let heads = [
        escalation::recovery_label,
        escalation::fee_label,
        escalation::cost_label,
        escalation::months_label,
    ];
    let all = [Way::GoOn, Way::HandOver, Way::Sue, Way::WriteOff];
    let rows = all.into_iter().enumerate().map(|(at, way)| {
        let cells = heads.into_iter().enumerate().map(|(column, head)| {
            let name = Signal::derive(move || {
                let lang = page.lang.get();
                words::way_field(lang, escalation::way(lang, way), head(lang))
            });
            view! {
                <td>
                    <span class="only-phone quiet small" aria-hidden="true">{page.t(head)}</span>
                    {input(sheet, Which::Way(at, column), Kind::Number, None, Some(name))}
                </td>
            }
        });
        view! {
            <tr>
                <th scope="row">
                    {move || escalation::way(page.lang.get(), way)}
                    <small>{move || escalation::way_hint(page.lang.get(), way)}</small>
                </th>
                {cells.collect_view()}
            </tr>
        }
    });
    let cost_head = move || {
        let home = Money::zero(page.home.get()).currency.code();
        [escalation::cost_label(page.lang.get()), " (", home, ")"].concat()
    };
    view! {
        <div class="stack-tight">
            <div class="fields">
                {field(sheet, Which::FromDays, escalation::from_days_label, Kind::Number)}
                {field(sheet, Which::Money, escalation::money_label, Kind::Number)}
            </div>
            <div class="table-box">
                <table class="table ways-table">
                    <thead>
                        <tr>
                            <th scope="col">{page.t(escalation::way_head)}</th>
                            <th scope="col">{page.t(escalation::recovery_label)}</th>
                            <th scope="col">{page.t(escalation::fee_label)}</th>
                            <th scope="col">{cost_head}</th>
                            <th scope="col">{page.t(escalation::months_label)}</th>
                        </tr>
                    </thead>
                    <tbody>{rows.collect_view()}</tbody>
                </table>
            </div>
        </div>
    }
    .into_any()
}
