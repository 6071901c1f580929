//! Screen: a customer's statement of account, to print; its case file, and a letter.

use cartera::dunning::hand_over::{
    Case, Cell, Section as CaseSection, hand_over, hand_over_csv, hand_over_file_name,
};
use cartera::dunning::message::{MessageFacts, message};
use cartera::dunning::practice::Practice;
use cartera::dunning::schedule::Due;
use cartera::ledger::book::{Book, CustomerEntry};
use cartera::ledger::protocol::StepRef;
use cartera::ledger::{Currency, Id, Ix, Money};
use cartera::route::{Screen, Section};
use cartera::text::format::{self, NumberStyle};
use cartera::text::{self, Lang, aging as aging_words, currency, statement as words};
use cartera::views::customer::tax_id;
use cartera::views::sheets::{file_name, statement_sheet};
use cartera::views::statement::{Asked, Kind, Line, Part, asked, statement};
use cartera::views::told::Teller;
use chrono::NaiveDate;
use icondata_lu::{LuDownload, LuPrinter};
use leptos::prelude::*;

use super::letter::{Letter, LetterText, code, firm_head};
use crate::ui::components::{Icon, PageHead, Segmented};
use crate::ui::export::export_buttons;
use crate::ui::page::{Page, use_page};
use crate::ui::pages::controls::{gone, label, offer_file};
use crate::ui::reactive::{Memo, RwSignal, Signal, live};
use crate::ui::shell::href;

/// The statement of one customer.
#[component]
pub fn Statement(
    /// Whose.
    id: Id,
) -> impl IntoView {
    let page = use_page();
    let found = Memo::new(move |_| page.ledger.book.with(|book| book.find_customer(id)));
    live(move || match found.get() {
        None => gone(page, Screen::Customers, text::shell::customers),
        Some(ix) => view! { <Sheet ix=ix id=id /> }.into_any(),
    })
}

#[component]
fn Sheet(ix: Ix<CustomerEntry>, id: Id) -> impl IntoView {
    let page = use_page();
    let book = page.ledger.book;
    let asks = Memo::new(move |_| {
        let today = page.ledger.today.get();
        let route = page.address.route();
        let param = |name: &str| route.query.get(name).map(str::to_owned);
        book.with(|book| asked(book, ix, today, &param))
    });
    let letter = page.address.param("letter");
    let letter = Memo::new(move |_| letter.with(|it| it.as_deref().and_then(|it| it.parse().ok())));
    let kinds = Signal::derive(move || {
        let lang = page.lang.get();
        let name = |kind| match kind {
            Kind::Activity => words::activity(lang),
            Kind::Open => words::open_items(lang),
            Kind::Case => words::case(lang),
        };
        Kind::ALL.map(|kind| (kind.code().to_owned(), name(kind).to_owned())).to_vec()
    });
    let choose = Callback::new(move |code: String| page.address.set_param("kind", &code));
    let is_letter = Memo::new(move |_| letter.with(Option::is_some));
    let is_case = Memo::new(move |_| asks.get().kind == Kind::Case);
    let title = move || {
        let word = if is_letter.get() { words::letter } else { words::title };
        word(page.lang.get()).to_owned()
    };
    let name = Memo::new(move |_| book.with(|book| book.customer(ix).customer.name().to_owned()));
    let download = move |_| {
        let asked = asks.get_untracked();
        let file = book.with_untracked(|book| {
            hand_over_csv(&case(book, ix, &asked, page.style.get_untracked()))
        });
        offer_file(page, &hand_over_file_name(asked.as_of), "text/csv", &file);
    };
    let make = Callback::new(move |()| {
        let asked = asks.get_untracked();
        let sheet = book.with_untracked(|book| {
            let name = book.customer(ix).customer.name();
            statement_sheet(name, &statement(book, ix, &asked), &asked)
        });
        (file_name("statement", asked.as_of), sheet)
    });
    let is_table = move || !is_case.get() && !is_letter.get();
    view! {
        <PageHead
            title=Signal::derive(title)
            over=ViewFn::from(move || view! { <a class="link" href=href(Screen::Customer(id))>{move || name.get()}</a> })
        >
            {move || is_table().then(|| export_buttons(page, "button", make))}
            {move || is_case.get().then(|| view! {
                <button class="button" on:click=download><Icon icon=LuDownload />{page.t(words::download)}</button>
            })}
            <button class="button primary" on:click=move |_| print()>
                <Icon icon=LuPrinter />
                {page.t(text::shell::print)}
            </button>
        </PageHead>
        <div class="stack">
            {move || (!is_letter.get()).then(|| view! {
                <div class="list-controls no-print">
                    <Segmented
                        label=label(page, words::kind)
                        options=kinds
                        value=Signal::derive(move || asks.get().kind.code().to_owned())
                        on_choose=choose
                    />
                    {controls(page, asks)}
                </div>
            })}
            {move || {
                let asked = asks.get();
                book.with(|book| match letter.get() {
                    Some(step) => letter_of(page, book, ix, step, &asked),
                    None => paper(page, book, ix, &asked),
                })
            }}
        </div>
    }
}

/// The days and the language.
fn controls(page: Page, asks: Memo<Asked>) -> AnyView {
    let from = Memo::new(move |_| asks.get().from);
    let as_of = Memo::new(move |_| asks.get().as_of);
    let is_activity = Memo::new(move |_| asks.get().kind == Kind::Activity);
    let language = move || code(asks.get().lang);
    let option = move |lang: Lang, name: &'static str| {
        let chosen = asks.get_untracked().lang == lang;
        view! { <option value=code(lang) selected=chosen>{name}</option> }
    };
    view! {
        {move || is_activity.get().then(|| day_field(page, words::from, "from", from))}
        {day_field(page, words::as_of, "as-of", as_of)}
        <label class="inline-control">
            <span class="visually-hidden">{page.t(words::language)}</span>
            <select
                prop:value=live(language)
                on:change:target=move |event| page.address.set_param("lang", &event.target().value())
            >
                {option(Lang::Es, "Español")}
                {option(Lang::En, "English")}
            </select>
        </label>
    }
    .into_any()
}

/// A day in a line, kept in the address.
fn day_field(
    page: Page,
    name: fn(Lang) -> &'static str,
    param: &'static str,
    day: Memo<NaiveDate>,
) -> AnyView {
    let wrong = RwSignal::new(false);
    let read = move |input: web_sys::HtmlInputElement| {
        let read = format::parse_date(&input.value(), page.ledger.today.get_untracked());
        wrong.set(read.is_none());
        let Some(on) = read else { return };
        input.set_value(&format::date_medium(page.lang.get_untracked(), on));
        page.address.set_param(param, &format::iso(on));
    };
    view! {
        <label class="inline-control">
            {page.t(name)}
            " "
            <input
                type="text"
                autocomplete="off"
                inputmode="numeric"
                aria-invalid=move || wrong.get().to_string()
                prop:value=move || page.date(day.get())
                on:change:target=move |event| read(event.target())
            />
        </label>
    }
    .into_any()
}

fn print() {
    // Where printing is forbidden there is nothing to say that the browser does not.
    let _ = window().print();
}

/// The sheet as it goes on paper.
fn paper(page: Page, book: &Book, ix: Ix<CustomerEntry>, asked: &Asked) -> AnyView {
    let lang = asked.lang;
    let firm = book.firm();
    let style = NumberStyle::of(firm.country, lang);
    let customer = &book.customer(ix).customer;
    let number = tax_id(book, ix).map(|id| words::tax_id(lang, &id));
    let day = |day| format::date_medium(lang, day);
    let (title, when) = match asked.kind {
        Kind::Activity => {
            (words::title(lang), words::period(lang, &day(asked.from), &day(asked.as_of)))
        }
        Kind::Open => (words::title(lang), words::as_of_day(lang, &day(asked.as_of))),
        Kind::Case => {
            (text::hand_over::particulars(lang), words::as_of_day(lang, &day(asked.as_of)))
        }
    };
    let body = if asked.kind == Kind::Case {
        let sections = case(book, ix, asked, style);
        sections.iter().map(|section| case_section(lang, style, section)).collect_view().into_any()
    } else {
        account(page, book, ix, asked, style)
    };
    view! {
        <article class="sheet" class:wide={asked.kind == Kind::Case} lang=code(lang)>
            <header class="sheet-head">
                {firm_head(book, lang)}
                <div class="sheet-title">
                    <h2>{title}</h2>
                    <p>{when}</p>
                </div>
            </header>
            <div class="sheet-to">
                <p class="quiet small">{words::customer(lang)}</p>
                <p class="strong">{customer.legal_name.clone()}</p>
                {number.map(|number| view! { <p class="small">{number}</p> })}
            </div>
            {body}
        </article>
    }
    .into_any()
}

/// What was owed, what happened, what is owed, how old it is, how to pay.
fn account(
    page: Page,
    book: &Book,
    ix: Ix<CustomerEntry>,
    asked: &Asked,
    style: NumberStyle,
) -> AnyView {
    let lang = asked.lang;
    let parts = statement(book, ix, asked);
    let nothing = parts.is_empty().then(|| {
        let word = if asked.kind == Kind::Activity { words::nothing } else { words::nothing_open };
        view! { <p class="quiet">{word(lang)}</p> }
    });
    let several = parts.len() > 1;
    let drawn: Vec<AnyView> = parts
        .iter()
        .map(|part| one_part(lang, style, asked, part, several || part.currency != page.home.get()))
        .collect();
    let how = &book.firm().dunning.payment_details;
    let how = if how.is_blank() {
        view! {
            <p class="quiet small no-print">
                <a class="link" href=href(Screen::Settings(Section::Collecting))>{words::no_how_to_pay(page.lang.get())}</a>
            </p>
        }
        .into_any()
    } else {
        view! {
            <section class="how-to-pay">
                <h3>{words::how_to_pay(lang)}</h3>
                <p class="pre-line">{how.in_lang(lang).to_owned()}</p>
            </section>
        }
        .into_any()
    };
    (nothing, drawn, how).into_any()
}

fn one_part(lang: Lang, style: NumberStyle, asked: &Asked, part: &Part, is_named: bool) -> AnyView {
    let is_activity = asked.kind == Kind::Activity;
    let amount = |minor: i64| figure(minor, part.currency, style);
    let day = |day| format::date_medium(lang, day);
    let line = |line: &Line| {
        let due = match (line.due_on, line.parts) {
            (None, _) => String::new(),
            (Some(due_on), 0 | 1) => day(due_on),
            (Some(_), parts) => words::in_parts(lang, parts),
        };
        let figures = if is_activity {
            let (debit, credit) = (amount(line.debit_minor), amount(line.credit_minor));
            view! { <td class="number">{debit}</td><td class="number">{credit}</td> }.into_any()
        } else {
            view! { <td class="number">{amount(line.debit_minor + line.credit_minor)}</td> }
                .into_any()
        };
        view! {
            <tr>
                <td class="nowrap">{day(line.on)}</td>
                <th scope="row">{line.what.clone()}</th>
                <td>{line.reference.clone()}</td>
                <td class="nowrap">{due}</td>
                {figures}
                <td class="number">{format::amount(Money::new(line.balance_minor, part.currency), style)}</td>
            </tr>
        }
        .into_any()
    };
    let lines: Vec<AnyView> = part.lines.iter().map(line).collect();
    let columns = if is_activity { "6" } else { "5" };
    let opening = is_activity.then(|| {
        let opening = Money::new(part.opening_minor, part.currency);
        view! {
            <tr class="brought">
                <td class="nowrap">{day(asked.from)}</td>
                <th scope="row" colspan="5">{words::opening(lang)}</th>
                <td class="number">{format::amount(opening, style)}</td>
            </tr>
        }
    });
    let heads: AnyView = if is_activity {
        view! {
            <th scope="col" class="number">{words::debit(lang)}</th>
            <th scope="col" class="number">{words::credit(lang)}</th>
            <th scope="col" class="number">{words::closing(lang)}</th>
        }
        .into_any()
    } else {
        view! {
            <th scope="col" class="number">{words::original(lang)}</th>
            <th scope="col" class="number">{words::open(lang)}</th>
        }
        .into_any()
    };
    let closing = Money::new(part.closing_minor, part.currency);
    let name = currency::name(lang, part.currency).to_lowercase();
    view! {
        <section class="sheet-part">
            {is_named.then(|| view! { <h3>{words::in_currency(lang, &name)}</h3> })}
            <div class="table-box">
                <table class="table statement">
                    <thead>
                        <tr>
                            <th scope="col">{text::common::date(lang)}</th>
                            <th scope="col">{words::document(lang)}</th>
                            <th scope="col">{text::common::reference(lang)}</th>
                            <th scope="col">{text::common::due(lang)}</th>
                            {heads}
                        </tr>
                    </thead>
                    <tbody>{opening}{lines}</tbody>
                    <tfoot>
                        <tr>
                            <th scope="row" colspan=columns>{words::closing_on(lang, &day(asked.as_of))}</th>
                            <td class="number">{format::amount_with_code(closing, style)}</td>
                        </tr>
                    </tfoot>
                </table>
            </div>
            {aging(lang, style, part)}
        </section>
    }
    .into_any()
}

/// The balance by age in one line of a table.
fn aging(lang: Lang, style: NumberStyle, part: &Part) -> AnyView {
    if part.aging.is_empty() {
        return ().into_any();
    }
    let heads = part
        .aging
        .iter()
        .map(|(column, _)| view! { <th scope="col" class="number">{aging_words::column(lang, *column)}</th> })
        .collect_view();
    let cells = part
        .aging
        .iter()
        .map(|(_, minor)| view! { <td class="number">{aged(*minor, part.currency, style)}</td> })
        .collect_view();
    let unapplied = (part.unapplied_minor != 0).then(|| {
        (
            view! { <th scope="col" class="number">{aging_words::unapplied(lang)}</th> },
            view! { <td class="number">{figure(-part.unapplied_minor, part.currency, style)}</td> },
        )
    });
    let (head, cell) = unapplied.unzip();
    let balance = Money::new(part.closing_minor, part.currency);
    view! {
        <div class="table-box">
            <table class="table statement-aging">
                <caption>{words::aging(lang)}</caption>
                <thead><tr>{heads}{head}<th scope="col" class="number">{aging_words::balance(lang)}</th></tr></thead>
                <tbody><tr>{cells}{cell}<td class="number strong">{format::amount(balance, style)}</td></tr></tbody>
            </table>
        </div>
    }
    .into_any()
}

/// The case of a customer with its whole history.
fn case(book: &Book, ix: Ix<CustomerEntry>, asked: &Asked, style: NumberStyle) -> Vec<CaseSection> {
    let teller = Teller { book, on: asked.as_of, lang: asked.lang, style };
    let dealings = teller.lines(ix);
    let case = Case {
        customer: ix,
        items: &[],
        on: asked.as_of,
        dealings: &dealings,
        interest: Some(&book.firm().dunning.interest),
    };
    hand_over(book, &case, asked.lang)
}

fn case_section(lang: Lang, style: NumberStyle, section: &CaseSection) -> AnyView {
    let is_number = |cell: &Cell| matches!(cell, Cell::Number(_) | Cell::Money(_));
    let cell = |cell: &Cell| {
        let class = match cell {
            Cell::Number(_) | Cell::Money(_) => "number",
            Cell::Day(_) => "nowrap",
            Cell::Text(_) | Cell::Moment(_) => "",
        };
        let text = match cell {
            Cell::Text(text) => text.clone(),
            Cell::Day(day) => format::date_medium(lang, *day),
            Cell::Moment(at) => {
                [format::date_medium(lang, at.date()), at.format("%-H:%M").to_string()].join(" ")
            }
            Cell::Number(number) => number.to_string(),
            Cell::Money(money) => format::amount(*money, style),
        };
        view! { <td class=class>{text}</td> }
    };
    let heads: Vec<AnyView> = section
        .header
        .iter()
        .enumerate()
        .map(|(place, head)| {
            let number = section.rows.iter().all(|row| row.get(place).is_some_and(is_number));
            let class = if number { "number" } else { "" };
            view! { <th scope="col" class=class>{*head}</th> }.into_any()
        })
        .collect();
    let rows: Vec<AnyView> = section
        .rows
        .iter()
        .map(|row| view! { <tr>{row.iter().map(cell).collect_view()}</tr> }.into_any())
        .collect();
    let table = if rows.is_empty() {
        view! { <p class="quiet small">"–"</p> }.into_any()
    } else {
        view! {
            <div class="table-box">
                <table class="table case-file">
                    <thead><tr>{heads}</tr></thead>
                    <tbody>{rows}</tbody>
                </table>
            </div>
        }
        .into_any()
    };
    view! { <section class="sheet-part"><h3>{section.title}</h3>{table}</section> }.into_any()
}

/// The words of a step, as a letter.
fn letter_of(page: Page, book: &Book, ix: Ix<CustomerEntry>, step: Id, asked: &Asked) -> AnyView {
    let practice = Practice::of(book, asked.as_of);
    let schedule = practice.schedule(ix);
    let protocol = schedule.protocol.protocol;
    let found = practice.protocols().step(StepRef { protocol, step }, asked.as_of);
    let items: Vec<_> = match &schedule.due {
        Due::Today(action) | Due::Later { action, .. } => {
            action.covers.iter().map(|covered| covered.item).collect()
        }
        _ => schedule.items.iter().filter(|item| item.days > 0).map(|item| item.item).collect(),
    };
    let facts =
        MessageFacts { lang: asked.lang, ..MessageFacts::new(book, ix, &items, asked.as_of) };
    let filled = found.and_then(|(_, step)| message(step, &facts.values(book)).ok());
    let Some(filled) = filled.filter(|filled| !filled.body.trim().is_empty()) else {
        return view! { <p class="quiet">{words::no_letter(page.lang.get())}</p> }.into_any();
    };
    let letter = LetterText {
        customer: ix,
        on: asked.as_of,
        lang: asked.lang,
        attention: facts.contact.map(|contact| contact.name.clone()).unwrap_or_default(),
        subject: filled.subject,
        body: filled.body,
    };
    view! { <Letter letter=letter /> }.into_any()
}

/// An amount, or a quiet dash.
fn aged(minor: i64, currency: Currency, style: NumberStyle) -> AnyView {
    match minor {
        0 => view! { <span class="zero">"–"</span> }.into_any(),
        minor => figure(minor, currency, style).into_any(),
    }
}

/// An amount, or nothing.
fn figure(minor: i64, currency: Currency, style: NumberStyle) -> String {
    match minor {
        0 => String::new(),
        minor => format::amount(Money::new(minor, currency), style),
    }
}
