//! How much work comes, and who will do it.

use std::collections::{BTreeMap, BTreeSet};

use cartera::text::{format, worklist as words};
use cartera::views::sheets::{file_name, load_sheet};
use cartera::views::worklist::{LOAD_DAYS, WEEK_DAYS};
use chrono::{Days, NaiveDate};
use leptos::prelude::*;

use super::desk::Desk;
use crate::ui::components::Segmented;
use crate::ui::export::export_links;
use crate::ui::pages::controls::label;
use crate::ui::reactive::Signal;

/// A table: who, on which day or in which week, how many customers.
pub fn draw(desk: Desk) -> AnyView {
    let page = desk.page;
    let (lang, style) = (page.lang.get(), page.style.get());
    let is_month = page.address.route().query.get("load") == Some("30");
    let on = desk.on.get();
    let last = on + Days::new(if is_month { LOAD_DAYS } else { WEEK_DAYS });
    // By day, or by the first day of each seven.
    let column = |day: NaiveDate| {
        let week = (day - on).num_days() / 7;
        if is_month { on + Days::new(u64::try_from(week).unwrap_or(0) * 7) } else { day }
    };
    let mut cells: BTreeMap<(String, NaiveDate), usize> = BTreeMap::new();
    desk.morning.with(|morning| {
        for ((day, who), count) in morning.load.iter().filter(|((day, _), _)| *day <= last) {
            *cells.entry((who.clone(), column(*day))).or_insert(0) += count;
        }
    });
    let columns: BTreeSet<NaiveDate> = cells.keys().map(|(_, day)| *day).collect();
    let people: BTreeSet<String> = cells.keys().map(|(who, _)| who.clone()).collect();
    let most = cells.values().copied().max().unwrap_or(1);
    // A sum has no bar: it would dwarf those of the days.
    let number = move |count: usize, is_sum: bool| match count {
        0 => view! { <td class="number zero">"–"</td> }.into_any(),
        count => {
            let share = format!("{}%", count * 100 / most.max(1));
            view! {
                <td class="number">
                    {format::count(count, style)}
                    {(!is_sum).then(|| view! { <i class="load-bar" style:inline-size=share></i> })}
                </td>
            }
            .into_any()
        }
    };
    let heads = columns.iter().map(|&day| {
        let word = if is_month {
            words::week_of(lang, &format::date_short(lang, day))
        } else {
            format::date_short(lang, day)
        };
        let weekday: String = format::weekday_name(lang, day).chars().take(3).collect();
        let weekday = (!is_month).then_some(weekday);
        view! { <th class="number" scope="col">{weekday.map(|name| view! { <small>{name}</small> })} {word}</th> }
    });
    let rows = people.iter().map(|who| {
        let name = if who.is_empty() { words::nobody(lang).to_owned() } else { who.clone() };
        let counts = columns
            .iter()
            .map(|day| number(cells.get(&(who.clone(), *day)).copied().unwrap_or(0), false));
        view! { <tr><th scope="row">{name}</th>{counts.collect_view()}</tr> }
    });
    let sums = (people.len() > 1).then(|| {
        let sum = |day: &NaiveDate| {
            let of_day = cells.iter().filter(|((_, on), _)| on == day);
            number(of_day.map(|(_, count)| *count).sum(), true)
        };
        view! {
            <tr class="sum"><th scope="row">{words::load_total(lang)}</th>{columns.iter().map(sum).collect_view()}</tr>
        }
    });
    let make = Callback::new(move |()| {
        let (lang, day) = (page.lang.get_untracked(), desk.on.get_untracked());
        (file_name("work-ahead", day), desk.morning.with_untracked(|of| load_sheet(of, lang)))
    });
    let table = if cells.is_empty() {
        view! { <p class="quiet small">{words::no_load(lang)}</p> }.into_any()
    } else {
        view! {
            <table class="table load">
                <thead>
                    <tr>
                        <th scope="col">{words::filter_responsible(lang)}</th>
                        {heads.collect_view()}
                    </tr>
                </thead>
                <tbody>{rows.collect_view()} {sums}</tbody>
            </table>
            <p class="small">{export_links(page, words::load, make)}</p>
        }
        .into_any()
    };
    let spans = vec![
        (String::new(), words::load_week(lang).to_owned()),
        ("30".to_owned(), words::load_month(lang).to_owned()),
    ];
    let chosen = page.address.param("load");
    view! {
        <section>
            <div class="section-head">
                <h2>{words::load(lang)}</h2>
                <Segmented
                    label=label(page, words::load)
                    options=Signal::stored(spans)
                    value=Signal::derive(move || chosen.get().unwrap_or_default())
                    on_choose=Callback::new(move |key: String| page.address.set_param("load", &key))
                />
            </div>
            {table}
        </section>
    }
    .into_any()
}
