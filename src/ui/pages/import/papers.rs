//! What would be entered from tax documents: counts, totals, and what comes of each.

use std::sync::Arc;

use cartera::files::document_entry::{
    Candidate, CurrencyTotals, Entered, LineState, Papers, Tally, candidates,
};
use cartera::route::{Screen, Section};
use cartera::text::bank_import as bank_words;
use cartera::text::import as list_words;
use cartera::text::papers as words;
use cartera::text::{self, Lang, documents, format};
use cartera::views::intake::{Group, Row, What, dues_not_said, files_name, rows, written_own};
use leptos::prelude::*;

use super::bag::{Bag, Tried};
use crate::ui::components::{Figure, TextField};
use crate::ui::page::{Page, use_page};
use crate::ui::reactive::{Memo, RwSignal, Signal, live};
use crate::ui::shell::href;

/// How many documents of a group are shown.
const SHOWN: usize = 200;

/// The documents before they are entered.
#[component]
pub fn PapersPreview(bag: Bag) -> impl IntoView {
    let page = use_page();
    view! {
        {move || {
            bag.asks_own
                .get()
                .then(|| {
                    bag.papers.with_untracked(|papers| papers.as_ref().map(|papers| ask_own(page, bag, papers)))
                })
        }}
        {move || {
            let papers = bag.papers.get()?;
            let tried = bag.tried.get()?;
            Some(
                view! {
                    <section class="stack tight" aria-labelledby="import-preview">
                        <div class="section-head">
                            <h2 id="import-preview">{page.t(list_words::preview)}</h2>
                            <span>{files_word(page, bag)}</span>
                        </div>
                        {figures(page, &papers, &tried)}
                        {totals(page, &tried.entered.tally)}
                        {dues(page, &tried.entered)}
                        {lists_after(page, bag)}
                    </section>
                },
            )
        }}
    }
}

/// The documents before they are entered, by what would come of them.
#[component]
pub fn PapersGroups(bag: Bag) -> impl IntoView {
    let page = use_page();
    move || {
        let (papers, tried) = (bag.papers.get()?, bag.tried.get()?);
        Some(groups(page, &papers, &tried.entered))
    }
}

fn files_word(page: Page, bag: Bag) -> AnyView {
    let names = bag.names();
    let said = move || files_name(page.lang.get(), &names);
    live(said).into_any()
}

/// That lists wait for their turn; nothing where none does.
fn lists_after(page: Page, bag: Bag) -> AnyView {
    let any = Memo::new(move |_| bag.lists.with(|lists| !lists.is_empty()));
    (move || {
        any.get().then(|| view! { <p class="small measure">{page.t(bank_words::lists_after)}</p> })
    })
    .into_any()
}

/// The question who the user is.
fn ask_own(page: Page, bag: Bag, papers: &Papers) -> AnyView {
    let offered = candidates(papers);
    let written = RwSignal::new(String::new());
    let problem = RwSignal::new(None::<String>);
    let button = |candidate: Candidate| {
        let Candidate { party, documents } = candidate;
        let (id, name) = (party.tax_id.clone(), party.name.clone());
        let named_in = move || match documents {
            1 => words::own_in_one(page.lang.get()).to_owned(),
            _ => words::own_in(page.lang.get(), &format::count(documents, page.style.get())),
        };
        view! {
            <button class="button" type="button" on:click=move |_| bag.say_own(page, party.clone())>
                <span class="strong">{id}</span>
                <span>{name}</span>
                <span class="quiet small">{live(named_in)}</span>
            </button>
        }
    };
    let buttons = offered.iter().cloned().map(button).collect_view();
    let say = move |event: web_sys::SubmitEvent| {
        event.prevent_default();
        match written_own(&written.get_untracked(), &offered) {
            Some(own) => bag.say_own(page, own),
            None => problem.set(Some(page.say(words::own_bad).to_owned())),
        }
    };
    view! {
        <section class="asks" aria-labelledby="import-asks">
            <h2 id="import-asks">{page.t(list_words::questions)}</h2>
            <fieldset class="ask">
                <legend>{page.t(words::own_question)}</legend>
                <p class="quiet small measure">{page.t(words::own_why)}</p>
                <div class="row">{buttons}</div>
                <form class="ask-own" on:submit=say>
                    <TextField
                        label=Signal::derive(move || words::own_other(page.lang.get()).to_owned())
                        value=written
                        problem=Signal::derive(move || problem.get())
                    />
                    <button class="button" type="submit">{page.t(words::own_use)}</button>
                </form>
            </fieldset>
        </section>
    }
    .into_any()
}

/// How much of everything; what there is none of is left out.
pub fn figures(page: Page, papers: &Papers, tried: &Tried) -> AnyView {
    let tally: &Tally = &tried.entered.tally;
    let has_papers = !papers.is_empty();
    let movements = super::bank::figures(page, &tried.movements, !has_papers);
    if !has_papers {
        return view! { <dl class="figures">{movements}</dl> }.into_any();
    }
    let count =
        move |number: usize| Signal::derive(move || format::count(number, page.style.get()));
    let label = move |label: fn(Lang) -> &'static str| {
        Signal::derive(move || label(page.lang.get()).to_owned())
    };
    let figure = move |of: fn(Lang) -> &'static str, number: usize, is_late: bool| {
        (number > 0).then(|| view! { <Figure label=label(of) value=count(number) late=is_late /> })
    };
    view! {
        <dl class="figures">
            <Figure main=true label=label(list_words::invoices_new) value=count(tally.invoices_new) />
            {figure(list_words::customers_new, tally.customers_new, false)}
            {figure(list_words::credit_notes, tally.credit_notes_new, false)}
            {figure(words::payments, tally.payments_new, false)}
            {figure(words::cancelled, tally.cancelled, false)}
            {figure(words::invoices_completed, tally.invoices_completed, false)}
            {figure(list_words::customers_completed, tally.customers_completed, false)}
            {figure(list_words::rows_known, tally.known, false)}
            {figure(words::not_ours_count, tally.bought + tally.foreign, false)}
            {figure(words::left_out_group, tally.left_out, false)}
            {figure(words::refused_count, tally.refused, true)}
            {movements}
        </dl>
    }
    .into_any()
}

/// The totals, one column per currency.
pub fn totals(page: Page, tally: &Tally) -> AnyView {
    if tally.totals.is_empty() {
        return ().into_any();
    }
    let all = &tally.totals;
    type Of = fn(&CurrencyTotals) -> i64;
    let line = |label: fn(Lang) -> &'static str, of: Of| {
        if all.iter().all(|totals| of(totals) == 0) {
            return ().into_any();
        }
        let cells = all.iter().map(|totals| {
            let (minor, currency) = (of(totals), totals.currency);
            let amount = move || match minor {
                0 => "–".to_owned(),
                _ => page.amount(minor, currency),
            };
            view! { <td class="number" class:zero=minor == 0>{live(amount)}</td> }
        });
        view! {
            <tr>
                <th scope="row">{page.t(label)}</th>
                {cells.collect_view()}
            </tr>
        }
        .into_any()
    };
    let codes = all
        .iter()
        .map(|totals| view! { <th scope="col" class="number">{totals.currency.code()}</th> });
    view! {
        <div class="table-box">
            <table class="table import-totals">
                <thead>
                    <tr>
                        <th scope="col">{page.t(list_words::in_currency)}</th>
                        {codes.collect_view()}
                    </tr>
                </thead>
                <tbody>
                    {line(list_words::invoiced, |totals| totals.invoiced_minor)}
                    {line(list_words::credited, |totals| totals.credited_minor)}
                    {line(words::paid, |totals| totals.paid_minor)}
                </tbody>
            </table>
        </div>
    }
    .into_any()
}

/// By what invoices fall due of which no document says it.
fn dues(page: Page, entered: &Entered) -> AnyView {
    let counts = dues_not_said(entered);
    if counts == [0; 3] {
        return ().into_any();
    }
    let said = move || {
        let (lang, style) = (page.lang.get(), page.style.get());
        let terms = page.ledger.book.with(|book| text::terms::label(lang, &book.firm().terms));
        let [customer, law, firm] =
            counts.map(|count| (count > 0).then(|| format::count(count, style)));
        let parts = [
            customer.map(|count| words::dues_by_customer(lang, &count)),
            law.map(|count| words::dues_by_law(lang, &count)),
            firm.map(|count| words::dues_by_firm(lang, &count, &terms)),
        ];
        let parts: Vec<String> = parts.into_iter().flatten().collect();
        [words::dues_not_said(lang), " ", &parts.join(", "), "."].concat()
    };
    view! { <p class="small measure">{live(said)}</p> }.into_any()
}

/// The documents, by what comes of them; what adds nothing is folded away.
pub fn groups(page: Page, papers: &Arc<Papers>, entered: &Arc<Entered>) -> AnyView {
    let one = |group: Group| {
        let (rows, count) = rows(papers, entered, group, SHOWN);
        (count > 0).then(|| {
            let is_open = matches!(group, Group::Entered | Group::Refused);
            let table = table(page, group, rows, count);
            view! {
                <details class="more" open=is_open>
                    <summary>
                        {move || words::group(page.lang.get(), group)}
                        " · "
                        {move || format::count(count, page.style.get())}
                    </summary>
                    {(group == Group::NotOurs).then(|| own_is(page))}
                    {table}
                </details>
            }
        })
    };
    Group::ALL.into_iter().map(one).collect_view().into_any()
}

/// By which tax id the documents were told apart, where it is the firm's already.
fn own_is(page: Page) -> AnyView {
    let id = page.ledger.book.with_untracked(|book| book.firm().tax_id.clone());
    if id.trim().is_empty() {
        return ().into_any();
    }
    let said = move || words::own_is(page.lang.get(), &id);
    view! {
        <p class="small quiet">
            {live(said)} " " <a href=href(Screen::Settings(Section::Firm))>{page.t(words::own_change)}</a>
        </p>
    }
    .into_any()
}

fn table(page: Page, group: Group, rows: Vec<Row>, count: usize) -> AnyView {
    let is_cut = rows.len() < count;
    let cut = is_cut.then(|| {
        let said = move || {
            let style = page.style.get();
            let [shown, all] = [SHOWN, count].map(|number| format::count(number, style));
            list_words::first_warnings(page.lang.get(), &shown, &all)
        };
        view! { <p class="quiet small">{live(said)}</p> }
    });
    let is_entered = group == Group::Entered;
    let rows = rows.into_iter().map(|row| self::row(page, is_entered, row)).collect_view();
    view! {
        <div class="table-box">
            <table class="table folds import-papers" aria-label=move || words::group(page.lang.get(), group)>
                <thead>
                    <tr>
                        <th scope="col">{page.t(text::common::customer)}</th>
                        <th scope="col">{page.t(text::common::number)}</th>
                        <th scope="col">{page.t(list_words::issued)}</th>
                        {is_entered.then(|| view! { <th scope="col">{page.t(list_words::due)}</th> })}
                        <th scope="col" class="number">{page.t(text::common::total)}</th>
                        <th scope="col">{page.t(list_words::becomes)}</th>
                    </tr>
                </thead>
                <tbody>{rows}</tbody>
            </table>
        </div>
        {cut}
    }
    .into_any()
}

fn row(page: Page, is_entered: bool, row: Row) -> AnyView {
    let Row { path, party, number, issued_on, due_on, due_by, amount, what, doubts, notices } = row;
    let name = if party.is_empty() { path.clone() } else { party.clone() };
    let source = (!party.is_empty()).then_some(path);
    let is_badge =
        !matches!(what, What::Problem(_)) && !matches!(&what, What::Line(LineState::Refused(_)));
    let said = move || words::what(page.lang.get(), page.style.get(), &what);
    let said = if is_badge {
        view! { <span class="badge" class:plain=is_entered>{live(said)}</span> }.into_any()
    } else {
        view! { <span>{live(said)}</span> }.into_any()
    };
    let more = move || {
        let (lang, style) = (page.lang.get(), page.style.get());
        let doubts = doubts.iter().map(|doubt| words::doubt(lang, style, doubt));
        let notices = notices.iter().map(|notice| documents::notice(lang, style, notice));
        doubts.chain(notices).collect::<Vec<String>>().join(" ")
    };
    let due = is_entered.then(|| {
        let by = move || due_by.and_then(|by| words::due_by(page.lang.get(), by));
        view! {
            <td>
                <span class="nowrap">{move || due_on.map(|day| page.date(day))}</span>
                <small>{live(by)}</small>
            </td>
        }
    });
    view! {
        <tr>
            <th scope="row">{name}<small class="import-path">{source}</small></th>
            <td>{number}</td>
            <td class="nowrap">{move || issued_on.map(|day| page.date(day))}</td>
            {due}
            <td class="number keep">{move || amount.map(|amount| page.money(amount))}</td>
            <td class="keep-below">{said}<small>{live(more)}</small></td>
        </tr>
    }
    .into_any()
}
