//! The worklist in its groups.

use cartera::dunning::schedule::totals;
use cartera::ledger::Money;
use cartera::ledger::protocol::Channel;
use cartera::text::{dunning, format, today, worklist as words};
use cartera::views::sheets::{file_name, worklist_sheet};
use cartera::views::worklist::{Morning, Row};
use icondata_lu::{LuFileText, LuFootprints, LuMail, LuMessageCircle, LuPhone};
use leptos::prelude::*;

use super::controls;
use super::desk::Desk;
use crate::ui::components::{AgeBadge, Empty, Icon};
use crate::ui::export::export_links;
use crate::ui::pages::controls::label;
use crate::ui::reactive::{Memo, Signal};

/// All groups; what is empty is left out.
pub fn draw(desk: Desk) -> AnyView {
    let page = desk.page;
    let morning = desk.morning.get();
    let (lang, style, most) = (page.lang.get(), page.style.get(), desk.shown.get());
    let (late, today, week, tasks, folded) = desk.tell(|teller| {
        let line = |line| teller.line(line);
        let late: Vec<Row> = morning.late.iter().take(most).map(line).collect();
        let today: Vec<Row> = morning.today.iter().take(most).map(line).collect();
        let week: Vec<Row> =
            morning.week.iter().take(most).map(|coming| teller.coming(coming)).collect();
        let tasks: Vec<Row> =
            morning.tasks.iter().take(most).map(|(ix, task)| teller.task(*ix, task)).collect();
        let waiting: Vec<Row> =
            morning.waiting.iter().take(most).map(|one| teller.waiting(one)).collect();
        let paused: Vec<Row> =
            morning.paused.iter().take(most).map(|ix| teller.paused(*ix)).collect();
        let done: Vec<Row> = morning.done.iter().take(most).map(|ix| teller.done(*ix)).collect();
        let folded = [
            (words::waiting(lang, morning.waiting.len(), style), waiting),
            (words::paused(lang, morning.paused.len(), style), paused),
            (words::done(lang, morning.done.len(), style), done),
        ];
        (late, today, week, tasks, folded)
    });
    let nothing = late.is_empty() && today.is_empty();
    let sums = |lines: &[cartera::dunning::worklist::Line]| {
        totals(lines.iter().flat_map(|line| line.totals.iter().copied()))
    };
    let (late_sums, today_sums) = (sums(&morning.late), sums(&morning.today));
    let groups = (
        nothing.then(|| empty(desk)),
        group(desk, words::late(lang), late, morning.late.len(), &late_sums, ""),
        group(desk, words::today(lang), today, morning.today.len(), &today_sums, ""),
        group(desk, words::tasks(lang), tasks, morning.tasks.len(), &[], "quieter tasks"),
        folds(desk, folded),
        group(desk, words::week(lang), week, morning.week.len(), &[], "quieter week"),
        export(desk),
    );
    groups.into_any()
}

/// The list to take along, all of it.
fn export(desk: Desk) -> AnyView {
    let page = desk.page;
    let make = Callback::new(move |()| {
        let day = desk.on.get_untracked();
        let sheet =
            untrack(|| desk.tell(|teller| desk.morning.with(|of| worklist_sheet(of, teller))));
        (file_name("worklist", day), sheet)
    });
    view! {
        <p class="small quiet no-print">
            {page.t(words::list)} ": " {export_links(page, words::list, make)}
        </p>
    }
    .into_any()
}

fn empty(desk: Desk) -> AnyView {
    let page = desk.page;
    let text = move || {
        let waits = desk.morning.with(|morning| !morning.waiting.is_empty());
        let word = match (controls::is_filtered(desk), waits) {
            (true, _) => words::nothing_filtered,
            (false, true) => words::nothing_allowed,
            (false, false) => words::nothing,
        };
        word(page.lang.get()).to_owned()
    };
    // A day on which nobody may be contacted leads to the next on which somebody may.
    let next = desk.morning.with(|morning| morning.waiting.iter().filter_map(|one| one.from).min());
    let day = next.map(|day| {
        let word = words::see_day(page.lang.get(), &format::weekday_date(page.lang.get(), day));
        view! {
            <button class="button" on:click=move |_| desk.go_to_day(day)>
                {word}
            </button>
        }
    });
    view! {
        <Empty title=label(page, words::nothing_title) text=Signal::derive(text)>
            {day}
        </Empty>
    }
    .into_any()
}

fn group(
    desk: Desk,
    title: &'static str,
    rows: Vec<Row>,
    count: usize,
    sums: &[Money],
    class: &'static str,
) -> AnyView {
    if rows.is_empty() {
        return ().into_any();
    }
    let page = desk.page;
    let (lang, style) = (page.lang.get(), page.style.get());
    let sums: Vec<String> = sums.iter().map(|sum| page.money(*sum)).collect();
    let counted = format::count(count, style);
    let rest = count - rows.len();
    let end = if class.contains("week") {
        view! {
            <button class="link bare no-print" on:click=move |_| controls::download(desk)>
                {words::calendar(lang)}
            </button>
        }
        .into_any()
    } else {
        view! { <span class="only-wide">{sums.join(" · ")}</span> }.into_any()
    };
    view! {
        <section class=class>
            <div class="section-head">
                <h2>{title} " " <span class="count">{counted}</span></h2>
                {end}
            </div>
            <ul class="lines work">{rows.into_iter().map(|row| draw_row(desk, row)).collect_view()}</ul>
            {(rest > 0)
                .then(|| {
                    let word = words::show_more(lang, &format::count(rest, style));
                    view! {
                        <button class="button quiet small" on:click=move |_| desk.shown.update(|shown| *shown += 200)>
                            {word}
                        </button>
                    }
                })}
        </section>
    }
    .into_any()
}

/// What waits, is paused or done: a line each, that unfolds.
fn folds(desk: Desk, folded: [(String, Vec<Row>); 3]) -> AnyView {
    let folded: Vec<_> = folded.into_iter().filter(|(_, rows)| !rows.is_empty()).collect();
    if folded.is_empty() {
        return ().into_any();
    }
    let folds = folded.into_iter().map(|(title, rows)| {
        view! {
            <details class="fold">
                <summary>{title}</summary>
                <ul class="lines work">
                    {rows.into_iter().map(|row| draw_row(desk, row)).collect_view()}
                </ul>
            </details>
        }
    });
    view! { <div class="folds-of-list">{folds.collect_view()}</div> }.into_any()
}

fn draw_row(desk: Desk, row: Row) -> AnyView {
    let page = desk.page;
    let lang = page.lang.get();
    let customer = row.customer;
    let is_open = Memo::new(move |_| desk.case.get() == Some(customer));
    let href = desk.href(customer);
    let amounts = row.amounts.iter().map(|amount| view! { <div>{page.money(*amount)}</div> });
    let button = row.channel.map(|channel| {
        let said = words::open_case(lang, dunning::channel(lang, channel), &row.name);
        view! {
            <a class="button small by-channel" href=href.clone() aria-label=said title=dunning::channel(lang, channel)>
                <Icon icon=icon_of(channel) />
                <span>{dunning::channel(lang, channel)}</span>
            </a>
        }
    });
    view! {
        <li class:current=move || is_open.get() data-customer=customer.to_string()>
            <div class="what">
                <a
                    class="door strong"
                    href=href.clone()
                    aria-current=move || is_open.get().then_some("true")
                >
                    {row.name}
                </a>
                <small class="why">{row.why}</small>
                {(!row.because.is_empty()).then(|| view! { <small>{row.because}</small> })}
            </div>
            {row.days.map(|days| view! { <AgeBadge days=days /> })}
            <div class="amount">{amounts.collect_view()}</div>
            {button}
        </li>
    }
    .into_any()
}

/// The picture of a channel.
pub fn icon_of(channel: Channel) -> icondata_core::Icon {
    match channel {
        Channel::Email => LuMail,
        Channel::WhatsApp => LuMessageCircle,
        Channel::Call => LuPhone,
        Channel::Letter => LuFileText,
        Channel::Visit => LuFootprints,
    }
}

/// How much is to be done: actions, and those of earlier days among them.
pub fn to_do(desk: Desk, morning: &Morning) -> (String, String) {
    let (lang, style) = (desk.page.lang.get(), desk.page.style.get());
    let count = morning.late.len() + morning.today.len();
    let note = match (morning.late.len(), morning.waiting.len()) {
        (0, waiting) if count == 0 && waiting > 0 => {
            words::in_waiting(lang, &format::count(waiting, style))
        }
        (0, _) => today::customers(lang, count, style),
        (late, _) => words::late_of(lang, &format::count(late, style)),
    };
    (format::count(count, style), note)
}
