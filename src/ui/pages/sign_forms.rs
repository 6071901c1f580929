//! Looking at a warning sign, and noting one by hand: forms of the dialog of dealings. And
//! the word for how grave one is.

use cartera::ledger::Id;
use cartera::ledger::action::add_dealing;
use cartera::ledger::dealing::{NotedSign, SignKind, SignReview, What};
use cartera::ledger::record::Deed;
use cartera::signs::Gravity;
use cartera::text::invoices::why as why_words;
use cartera::text::{self, signs as words};
use cartera::views::invoice_form::read_day;
use chrono::NaiveDate;
use leptos::prelude::*;

use super::controls::label;
use super::dealings::{commit, frame};
use crate::ui::components::{DateField, SelectField, TextField};
use crate::ui::page::Page;
use crate::ui::reactive::RwSignal;

/// Says that a sign was looked at.
pub fn review(
    page: Page,
    customer: Id,
    kind: SignKind,
    since: NaiveDate,
    open: RwSignal<bool>,
) -> AnyView {
    let lang = page.lang.get_untracked();
    let today = page.ledger.today.get_untracked();
    let (note, why) = (RwSignal::new(String::new()), RwSignal::new(None::<String>));
    let save = move || {
        let by = person(page);
        let note = note.get_untracked().trim().to_owned();
        let what = What::SignReview(SignReview { kind, since, on: today, by, note });
        commit(page, Deed::ReviewedSign, words::review_done, why, open, move |draft| {
            add_dealing(draft, customer, what.clone()).map(drop)
        });
    };
    let fields =
        view! { <TextField label=label(page, words::review_note) value=note optional=true /> }
            .into_any();
    frame(page, words::review_about(lang), fields, words::review_do, why, open, save)
}

/// Notes a sign.
pub fn note(page: Page, customer: Id, open: RwSignal<bool>) -> AnyView {
    let lang = page.lang.get_untracked();
    let today = page.ledger.today.get_untracked();
    let kinds: Vec<(String, String)> = SignKind::ALL
        .into_iter()
        .enumerate()
        .map(|(place, kind)| (place.to_string(), words::kind(lang, kind).to_owned()))
        .collect();
    // First what the records cannot show.
    let first = SignKind::ALL.iter().position(|kind| *kind == SignKind::Returns).unwrap_or(0);
    let kind = RwSignal::new(first.to_string());
    let (seen, day) = (RwSignal::new(String::new()), RwSignal::new(page.date(today)));
    let (bad_seen, bad_day) = (RwSignal::new(None::<String>), RwSignal::new(None::<String>));
    let why = RwSignal::new(None::<String>);
    let save = move || {
        let style = page.style.get_untracked();
        let place: usize = kind.get_untracked().parse().unwrap_or(first);
        let kind = SignKind::ALL.get(place).copied().unwrap_or(SignKind::Other);
        let note = seen.get_untracked().trim().to_owned();
        let is_blank = kind == SignKind::Other && note.is_empty();
        bad_seen.set(is_blank.then(|| page.say(text::shell::required).to_owned()));
        let read = day.with_untracked(|day| {
            read_day(day, today).map_err(|problem| why_words(lang, style, &problem))
        });
        let read = read.and_then(|day| {
            if day > today { Err(words::day_to_come(lang).to_owned()) } else { Ok(day) }
        });
        bad_day.set(read.clone().err());
        let Ok(on) = read else { return };
        if is_blank {
            return;
        }
        let what = What::Sign(NotedSign { kind, on, by: person(page), note });
        commit(page, Deed::NotedSign, words::note_done, why, open, move |draft| {
            add_dealing(draft, customer, what.clone()).map(drop)
        });
    };
    let fields = view! {
        <SelectField label=label(page, words::note_kind) options=kinds value=kind />
        <TextField label=label(page, words::note_what) value=seen optional=true problem=bad_seen />
        <DateField label=label(page, words::note_day) value=day problem=bad_day />
    }
    .into_any();
    frame(page, words::note_about(lang), fields, words::note_do, why, open, save)
}

/// A word for how grave it is: the border of a grave one is the colour of what is wrong.
pub fn gravity_badge(page: Page, gravity: Gravity) -> AnyView {
    let class = match gravity {
        Gravity::Mild => "badge plain",
        Gravity::Serious => "badge serious",
        Gravity::Grave => "badge problem",
    };
    view! { <span class=class>{words::gravity(page.lang.get(), gravity)}</span> }.into_any()
}

fn person(page: Page) -> String {
    page.ledger.book.with_untracked(|book| book.firm().person.clone())
}
