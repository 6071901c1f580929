//! Settings: holidays and rules of contact.

use cartera::ledger::Country;
use cartera::ledger::contact_rule::ContactRule;
use cartera::ledger::customer::Party;
use cartera::ledger::dunning_settings::{DunningSettings, OwnDay};
use cartera::text::collecting as words;
use cartera::text::format::WEEK;
use cartera::text::{self, Lang, calendar, country, customers, format};
use cartera::views::contact_calendar::{
    RuleDraft, RuleInUse, RuleProblem, add_own_day, countries, drop_rule, keep_rule, own_days,
    rules_in_use, two_years,
};
use chrono::{Datelike, NaiveDate};
use leptos::prelude::*;
use leptos::task::spawn_local;

use super::dunning::{change_dunning, change_dunning_and_say};
use crate::ui::components::{Check, DateField, Dialog, FormProblem, TextField};
use crate::ui::page::{Page, use_page};
use crate::ui::pages::controls::{focus_first, label};
use crate::ui::reactive::{RwSignal, Signal, effect};
use crate::ui::say_why;

/// The section.
#[component]
pub fn ContactCalendar() -> impl IntoView {
    let page = use_page();
    let edited = RwSignal::new(None::<ContactRule>);
    let part =
        move |id: &'static str, name: text::Message, hint: text::Message, inside: AnyView| {
            view! {
                <section class="stack-tight" aria-labelledby=id>
                    <div class="section-head">
                        <h2 id=id>{page.t(name)}</h2>
                    </div>
                    <p class="quiet small measure">{page.t(hint)}</p>
                    {inside}
                </section>
            }
            .into_any()
        };
    let own = view! {
        {add_day(page)}
        {move || day_list(page)}
    };
    view! {
        <div class="stack settings-width">
            {part("own-days", words::own_days, words::own_days_hint, own.into_any())}
            {part("holidays", words::holidays, words::holidays_hint, (move || holidays(page)).into_any())}
            {part("rules", words::rules, words::rules_hint, (move || rules(page, edited)).into_any())}
        </div>
        {rule_dialog(page, edited)}
    }
}

/// A form of one line.
fn add_day(page: Page) -> AnyView {
    let day = RwSignal::new(String::new());
    let name = RwSignal::new(String::new());
    let problem = RwSignal::new(None::<String>);
    let why = RwSignal::new(None::<String>);
    let add = move |event: web_sys::SubmitEvent| {
        event.prevent_default();
        why.set(None);
        let today = page.ledger.today.get_untracked();
        let Some(on) = format::parse_date(&day.get_untracked(), today) else {
            problem.set(Some(page.say(text::shell::not_a_date).to_owned()));
            return focus_first("main [aria-invalid='true']");
        };
        problem.set(None);
        let own = OwnDay { on, name: name.get_untracked().trim().to_owned() };
        spawn_local(async move {
            let change = Box::new(move |settings: &mut _| add_own_day(settings, own.clone()));
            match change_dunning(page, change).await {
                Ok(()) => {
                    let lang = page.lang.get_untracked();
                    let said = words::day_added(lang, &format::date_medium(lang, on));
                    page.toasts.done(said, page.ledger.last_record());
                    let _ = day.try_update(String::clear);
                    let _ = name.try_update(String::clear);
                }
                Err(refused) => drop(why.try_set(Some(say_why::words(page, &refused)))),
            }
        });
    };
    view! {
        <form class="one-line own-day" novalidate on:submit=add>
            <DateField label=label(page, words::own_day) value=day problem=problem />
            <TextField label=label(page, words::own_day_name) value=name optional=true />
            <button class="button" type="submit">{page.t(words::add_day)}</button>
        </form>
        <FormProblem why=why />
    }
    .into_any()
}

fn day_list(page: Page) -> AnyView {
    let (lang, today) = (page.lang.get(), page.ledger.today.get());
    let (days, past) = page.ledger.book.with(|book| own_days(&book.firm().dunning, today));
    if days.is_empty() && past == 0 {
        return view! { <p class="quiet">{words::no_own_days(lang)}</p> }.into_any();
    }
    let lines = days.into_iter().map(|own| {
        let on = own.on;
        let date = format::weekday_date(lang, on);
        let said = words::remove_day(lang, &date);
        let year = on.year();
        let date = if year == today.year() { date } else { format!("{date} · {year}") };
        view! {
            <li>
                <div class="what">
                    {date}
                    <small>{own.name}</small>
                </div>
                <button class="button quiet small" type="button" aria-label=said on:click=move |_| take_out(page, on)>
                    {page.t(text::settings::remove)}
                </button>
            </li>
        }
    });
    view! {
        <ul class="lines">{lines.collect_view()}</ul>
        {(past > 0).then(|| view! { <p class="quiet small">{words::past_days(lang, past)}</p> })}
    }
    .into_any()
}

fn take_out(page: Page, on: NaiveDate) {
    let lang = page.lang.get_untracked();
    let said = words::day_removed(lang, &format::date_medium(lang, on));
    let change = move |settings: &mut DunningSettings| settings.own_days.retain(|own| own.on != on);
    change_dunning_and_say(page, said, Box::new(change));
}

/// Each country's holidays of this year and the next; the firm's stand open.
fn holidays(page: Page) -> AnyView {
    let (lang, year) = (page.lang.get(), page.ledger.today.get().year());
    let all = page.ledger.book.with(countries);
    all.into_iter()
        .enumerate()
        .map(|(place, of)| {
            let days = two_years(of, year);
            let body = if days.is_empty() {
                ().into_any()
            } else {
                [year, year + 1]
                    .map(|year| year_column(lang, year, &days))
                    .collect_view()
                    .into_any()
            };
            view! {
                <details class="more holidays" open=place == 0>
                    <summary>{country::name(lang, of)}</summary>
                    <p class="quiet small measure">{calendar::known(lang, of)}</p>
                    <div class="years">{body}</div>
                </details>
            }
        })
        .collect_view()
        .into_any()
}

fn year_column(lang: Lang, year: i32, days: &[(NaiveDate, cartera::calendar::Holiday)]) -> AnyView {
    let of_year = days.iter().filter(|(day, _)| day.year() == year);
    let lines = of_year.map(|(day, holiday)| {
        view! {
            <li>
                <span class="when">{format::weekday_date(lang, *day)}</span>
                <span>{calendar::holiday(lang, *holiday)}</span>
            </li>
        }
    });
    view! {
        <div>
            <h3 class="small">{year}</h3>
            <ul class="holiday-list">{lines.collect_view()}</ul>
        </div>
    }
    .into_any()
}

fn rules(page: Page, edited: RwSignal<Option<ContactRule>>) -> AnyView {
    let today = page.ledger.today.get();
    let all = page.ledger.book.with(|book| rules_in_use(book, today));
    all.into_iter().map(|rule| rule_block(page, rule, edited)).collect_view().into_any()
}

fn rule_block(page: Page, of: RuleInUse, edited: RwSignal<Option<ContactRule>>) -> AnyView {
    let lang = page.lang.get();
    let name = of.rule.name.in_lang(lang).to_owned();
    let who = [Party::Company, Party::Person].map(|party| kind(lang, &of.places, party));
    let who: Vec<String> = who.into_iter().flatten().collect();
    let lines = calendar::rule(lang, &of.rule);
    let source = calendar::source(lang, &of.rule);
    let said = words::edit_of(lang, &name);
    let (to_edit, to_drop) = (of.rule.clone(), of.rule.clone());
    let back = move |_| {
        let rule = to_drop.clone();
        let said = page.say(words::rule_restored);
        change_dunning_and_say(page, said, Box::new(move |settings| drop_rule(settings, &rule)));
    };
    view! {
        <article class="contact-rule">
            <header>
                <h3>{name}</h3>
                <span class="badge plain">{calendar::force(lang, of.rule.force)}</span>
                {of.is_edited.then(|| view! { <span class="badge">{words::edited(lang)}</span> })}
                <button class="button quiet small push" type="button" aria-label=said on:click=move |_| edited.set(Some(to_edit.clone()))>
                    {words::edit(lang)}
                </button>
            </header>
            <p class="quiet small">{words::holds_for(lang, &who.join("; "))}</p>
            <ul>{lines.into_iter().map(|line| view! { <li>{line}</li> }).collect_view()}</ul>
            {(!source.is_empty()).then(|| view! { <p class="quiet small">{source}</p> })}
            {of.is_edited.then(|| view! {
                <button class="button small" type="button" on:click=back>{words::restore(lang)}</button>
            })}
        </article>
    }
    .into_any()
}

/// «empresas de México, Perú».
fn kind(lang: Lang, places: &[(Country, Party)], party: Party) -> Option<String> {
    let of_kind = places.iter().filter(|place| place.1 == party);
    let names: Vec<&str> = of_kind.map(|place| country::name(lang, place.0)).collect();
    let names = (!names.is_empty()).then(|| names.join(", "))?;
    Some(match party {
        Party::Person => words::persons_of(lang, &names),
        Party::Company => words::firms_of(lang, &names),
    })
}

fn rule_dialog(page: Page, edited: RwSignal<Option<ContactRule>>) -> AnyView {
    let open = RwSignal::new(false);
    effect(move |_| open.set(edited.with(Option::is_some)));
    effect(move |_| {
        if !open.get() && edited.with_untracked(Option::is_some) {
            edited.set(None);
        }
    });
    let title = Signal::derive(move || {
        let lang = page.lang.get();
        edited
            .with(|rule| rule.as_ref().map(|rule| rule.name.in_lang(lang).to_owned()))
            .unwrap_or_default()
    });
    view! {
        <Dialog open=open title=title>
            {move || edited.get().map(|rule| untrack(|| rule_form(page, &rule, open)))}
        </Dialog>
    }
    .into_any()
}

fn rule_form(page: Page, rule: &ContactRule, open: RwSignal<bool>) -> AnyView {
    let today = page.ledger.today.get();
    let lang = page.lang.get();
    let start = RuleDraft::of(rule, page.date(today));
    let since = RwSignal::new(start.since.clone());
    let on_holidays = RwSignal::new(rule.holidays);
    let draft = RwSignal::new(start);
    let problems = RwSignal::new(Vec::<RuleProblem>::new());
    let why = RwSignal::new(None::<String>);
    let save = move |event: web_sys::SubmitEvent| {
        event.prevent_default();
        let mut typed = draft.get_untracked();
        typed.since = since.get_untracked();
        typed.rule.holidays = on_holidays.get_untracked();
        match typed.validate(today) {
            Err(found) => {
                problems.set(found);
                focus_first("dialog[open] [aria-invalid='true']");
            }
            Ok(rule) => {
                problems.set(Vec::new());
                spawn_local(async move {
                    let change =
                        Box::new(move |settings: &mut _| keep_rule(settings, rule.clone()));
                    match change_dunning(page, change).await {
                        Ok(()) => {
                            page.toasts
                                .done(page.say(words::rule_saved), page.ledger.last_record());
                            let _ = open.try_set(false);
                        }
                        Err(refused) => drop(why.try_set(Some(say_why::words(page, &refused)))),
                    }
                });
            }
        }
    };
    let is_wrong = move |which: RuleProblem| problems.with(|found| found.contains(&which));
    let since_problem = Signal::derive(move || {
        is_wrong(RuleProblem::Since).then(|| text::shell::not_a_date(page.lang.get()).to_owned())
    });
    let hours_wrong =
        move || problems.with(|found| found.iter().any(|of| matches!(of, RuleProblem::Hours(_))));
    let limits_wrong =
        move || problems.with(|found| found.iter().any(|of| matches!(of, RuleProblem::Limit(..))));
    let days = (0..7).map(|place| hours_row(page, draft, problems, place)).collect_view();
    let limits: Vec<AnyView> = rule
        .limits
        .iter()
        .enumerate()
        .map(|(place, limit)| {
            let fields = [words::most, words::apart, words::rest].into_iter().enumerate().map(|(at, name)| {
                let value = move || draft.with(|draft| draft.limits[place][at].clone());
                view! {
                    <label class="field">
                        <span class="label">{name(lang)}</span>
                        <input
                            class="input amount"
                            inputmode="numeric"
                            aria-invalid=move || is_wrong(RuleProblem::Limit(place, at)).to_string()
                            prop:value=value
                            on:input:target=move |event| {
                                let text = event.target().value();
                                draft.update(|draft| draft.limits[place][at] = text);
                            }
                        />
                    </label>
                }
            });
            view! {
                <fieldset class="rule-limit">
                    <legend class="quiet small">{calendar::limit(lang, limit)}</legend>
                    <div class="fields">{fields.collect_view()}</div>
                </fieldset>
            }
            .into_any()
        })
        .collect();
    let has_limits = !limits.is_empty();
    view! {
        <form class="form rule-form" novalidate=true on:submit=save>
            <fieldset class="rule-hours">
                <legend class="label">{words::hours(lang)}</legend>
                {days}
            </fieldset>
            {move || hours_wrong().then(|| view! { <p class="problem small">{words::hours_wrong(lang)}</p> })}
            <Check label=label(page, words::also_holidays) value=on_holidays />
            {has_limits.then(|| view! { <h3 class="small">{words::limits(lang)}</h3> })}
            {limits}
            {move || limits_wrong().then(|| view! { <p class="problem small">{words::limit_wrong(lang)}</p> })}
            <DateField label=label(page, words::since) value=since problem=since_problem />
            <p class="quiet small">{words::edit_hint(lang)}</p>
            <FormProblem why=why />
            <div class="form-actions">
                <button class="button primary" type="submit">{page.t(text::shell::save)}</button>
                <button class="button" type="button" on:click=move |_| open.set(false)>{page.t(text::shell::cancel)}</button>
            </div>
        </form>
    }
    .into_any()
}

/// A weekday: whether there are hours of contact, from when, to when.
fn hours_row(
    page: Page,
    draft: RwSignal<RuleDraft>,
    problems: RwSignal<Vec<RuleProblem>>,
    place: usize,
) -> AnyView {
    let lang = page.lang.get();
    let day = customers::weekday(lang, WEEK[place]);
    let is_open = move || draft.with(|draft| draft.hours[place].0);
    let is_wrong = move || problems.with(|found| found.contains(&RuleProblem::Hours(place)));
    let time = move |is_close: bool| {
        let name = if is_close { words::to_of(lang, day) } else { words::from_of(lang, day) };
        view! {
            <input
                class="input"
                aria-label=name
                inputmode="numeric"
                aria-invalid=move || is_wrong().to_string()
                disabled=move || !is_open()
                prop:value=move || {
                    draft.with(|draft| {
                        let (_, open, close) = &draft.hours[place];
                        if is_close { close.clone() } else { open.clone() }
                    })
                }
                on:input:target=move |event| {
                    let text = event.target().value();
                    draft.update(|draft| {
                        let (_, open, close) = &mut draft.hours[place];
                        *(if is_close { close } else { open }) = text;
                    });
                }
            />
        }
    };
    view! {
        <div class="hours-row">
            <label class="check">
                <input
                    type="checkbox"
                    prop:checked=is_open
                    on:change:target=move |event| {
                        let is_on = event.target().checked();
                        draft.update(|draft| draft.hours[place].0 = is_on);
                    }
                />
                <span>{day}</span>
            </label>
            {time(false)}
            <span aria-hidden="true">"–"</span>
            {time(true)}
        </div>
    }
    .into_any()
}
