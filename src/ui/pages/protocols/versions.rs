//! The versions of a protocol, with their days.

use cartera::dunning::protocols::Protocols;
use cartera::ledger::Id;
use cartera::route::{Route, Screen};
use cartera::text::{Lang, format, protocols as words};
use chrono::{Datelike, NaiveDate};
use leptos::prelude::*;

use super::one::Desk;
use crate::ui::pages::controls::{link, section_head};

/// A version in the list.
struct Line {
    id: Id,
    since: NaiveDate,
    name: String,
    steps: usize,
    retired: bool,
    badge: Option<&'static str>,
}

/// The list, newest first.
pub fn versions(desk: Desk) -> AnyView {
    let page = desk.page;
    let protocol = desk.editing.with_untracked(|editing| editing.protocol().protocol);
    view! {
        <section class="settings-width" id="versions">
            {section_head(page, words::versions, ())}
            <ul class="lines">{move || lines(desk, protocol)}</ul>
        </section>
    }
    .into_any()
}

fn lines(desk: Desk, protocol: Id) -> AnyView {
    let page = desk.page;
    let (lang, today) = (page.lang.get(), page.ledger.today.get());
    let all: Vec<Line> = page.ledger.book.with(|book| {
        let protocols = Protocols::new(book.protocols(), &book.firm().dunning.protocols);
        let current = protocols.in_force(protocol, today).map(|version| version.id);
        let line = |version: &cartera::ledger::protocol::Protocol| Line {
            id: version.id,
            since: version.since,
            name: version.name.in_lang(lang).to_owned(),
            steps: version.steps.len(),
            retired: version.retired,
            badge: if Some(version.id) == current {
                Some(words::in_force(lang))
            } else {
                (version.since > today).then(|| words::to_come(lang))
            },
        };
        protocols.versions(protocol).into_iter().rev().map(line).collect()
    });
    all.into_iter()
        .map(|line| {
            let when = since_words(lang, line.since);
            let route = Route::to(Screen::Protocol(protocol)).with("version", &line.id.to_string());
            let mut about = [line.name.as_str(), &words::steps(lang, line.steps)].join(" · ");
            if line.retired {
                about.push_str(" · ");
                about.push_str(words::retired(lang));
            }
            let said = words::see_version_of(lang, &when);
            view! {
                <li>
                    <div class="what">
                        <span>{when}</span>
                        <small>{about}</small>
                    </div>
                    {line.badge.map(|badge| view! { <span class="badge plain">{badge}</span> })}
                    <a class="button quiet small" href=link(&route) aria-label=said>{words::see_version(lang)}</a>
                </li>
            }
        })
        .collect_view()
        .into_any()
}

/// Since when a version counts; what ships has counted since ever.
pub fn since_words(lang: Lang, since: NaiveDate) -> String {
    if since.year() < 1900 {
        words::shipped(lang).to_owned()
    } else {
        words::since_day(lang, &format::date_medium(lang, since))
    }
}
