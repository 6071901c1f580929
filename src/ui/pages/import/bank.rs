//! Bank statements before they are entered: what must be asked, what each account brings,
//! and how the columns of a bank's table are read.

use std::sync::Arc;

use cartera::files::amounts::DecimalMark;
use cartera::files::bank::Statement;
use cartera::files::bank::sheet::{BankColumn, SheetProposal, SheetQuestion};
use cartera::files::dates::DateOrder;
use cartera::text::bank_import as words;
use cartera::text::{self, Lang, bank, format, import as list_words};
use cartera::views::bank_import::{AddsUp, Came, Flow, MovementTally, StatementFile, StatementRow};
use cartera::views::import::{date_readings, number_readings};
use leptos::prelude::*;

use super::bag::{Bag, Tried};
use super::desk::attend;
use super::parts::{inline_select, key_of, of_key, select};
use super::questions::{Answer, buttons, order_name};
use crate::ui::components::Figure;
use crate::ui::page::{Page, use_page};
use crate::ui::reactive::{Memo, Signal, live};

/// How many problems are shown.
const SHOWN: usize = 200;

/// The questions about banks' tables; nothing where there is none.
#[component]
pub fn TableQuestions(bag: Bag) -> impl IntoView {
    let page = use_page();
    let asked = Memo::new(move |_| {
        bag.statements.with(|files| {
            let of_file = |(at, file): (usize, &StatementFile)| {
                let name = file.name.clone();
                file.questions().into_iter().map(move |question| (at, name.clone(), question))
            };
            files.iter().enumerate().flat_map(of_file).collect::<Vec<_>>()
        })
    });
    view! {
        {move || {
            let lang = page.lang.get();
            asked
                .with(|asked| {
                    (!asked.is_empty())
                        .then(|| {
                            let asks = asked
                                .iter()
                                .map(|(at, name, question)| ask(page, bag, lang, *at, name, question))
                                .collect_view();
                            view! {
                                <section class="asks" aria-labelledby="import-asks-bank">
                                    <h2 id="import-asks-bank">{list_words::questions(lang)}</h2>
                                    {asks}
                                </section>
                            }
                        })
                })
        }}
    }
}

fn ask(
    page: Page,
    bag: Bag,
    lang: Lang,
    at: usize,
    name: &str,
    question: &SheetQuestion,
) -> AnyView {
    let title = words::question(lang, question);
    let (hint, answers) = match question {
        SheetQuestion::NoDay => ("", missing(page, bag, at, BankColumn::BookedOn, title.clone())),
        SheetQuestion::NoAmount => (
            words::two_columns_hint(lang),
            missing(page, bag, at, BankColumn::Amount, title.clone()),
        ),
        SheetQuestion::DateOrder { example } => {
            let readings = date_readings(example, &DateOrder::ALL);
            let orders: Vec<DateOrder> = readings.iter().map(|(order, _)| *order).collect();
            let answer = |(order, day): &(DateOrder, chrono::NaiveDate)| Answer {
                word: format::date_long(lang, *day),
                note: order_name(lang, *order),
            };
            let answers = readings.iter().map(answer).collect();
            let choose = move |chosen: usize| {
                let order = orders[chosen];
                bag.change_table(page, at, move |sheet| sheet.set_date_order(order));
            };
            ("", buttons(answers, choose))
        }
        SheetQuestion::DecimalMark { example } => {
            let readings = number_readings(example);
            let marks: Vec<DecimalMark> = readings.iter().map(|(mark, _)| *mark).collect();
            let style = page.style.get_untracked();
            let answers = readings
                .iter()
                .map(|(_, value)| Answer {
                    word: format::decimal(value.normalize(), style),
                    note: if value.fract().is_zero() {
                        list_words::with_thousands(lang)
                    } else {
                        list_words::with_decimals(lang)
                    },
                })
                .collect();
            let choose = move |chosen: usize| {
                let mark = marks[chosen];
                bag.change_table(page, at, move |sheet| sheet.set_decimal_mark(mark));
            };
            ("", buttons(answers, choose))
        }
    };
    view! {
        <fieldset class="ask">
            <legend>{title}</legend>
            <p class="quiet small">{[name, " ", hint].concat()}</p>
            {answers}
        </fieldset>
    }
    .into_any()
}

/// A choice of the column that holds what is missing.
fn missing(page: Page, bag: Bag, at: usize, column: BankColumn, title: String) -> AnyView {
    let options = Signal::derive(move || {
        let lang = page.lang.get();
        let mut options = vec![(String::new(), list_words::choose_column(lang).to_owned())];
        of_sheet(bag, at, |sheet| {
            options.extend((0..sheet.columns.len()).map(|place| {
                let sample = sheet.samples(place, 1).concat();
                (place.to_string(), [&name_of(sheet, place), " · ", &sample].concat())
            }));
        });
        options
    });
    let choose = Callback::new(move |key: String| {
        if let Ok(place) = key.parse::<usize>() {
            bag.change_table(page, at, move |sheet| sheet.set_column(place, column));
            attend();
        }
    });
    let label = Signal::derive(move || title.clone());
    select(Some(label), options, Signal::derive(String::new), choose)
}

/// What the statements bring, and how the banks' tables are read.
#[component]
pub fn Statements(bag: Bag) -> impl IntoView {
    let page = use_page();
    let any = Memo::new(move |_| bag.statements.with(|files| !files.is_empty()));
    let table = move || {
        let tried = bag.tried.get();
        bag.statements.with(|files| table(page, files, tried.as_deref()))
    };
    // Drawn once a table: a select that is drawn anew loses the keyboard's place.
    let sheets = move || {
        bag.tables.track();
        let sheets = bag.statements.with_untracked(|files| {
            let sheets = files.iter().enumerate().filter(|(_, file)| file.sheet.is_some());
            sheets.map(|(at, file)| (at, file.name.clone())).collect::<Vec<_>>()
        });
        sheets.into_iter().map(|(at, name)| columns(page, bag, at, name)).collect_view()
    };
    view! {
        {move || {
            any.get()
                .then(|| {
                    view! {
                        <section class="stack tight" aria-labelledby="import-statements">
                            <div class="section-head">
                                <h2 id="import-statements">{page.t(words::statements)}</h2>
                            </div>
                            {live(table)}
                            {live(sheets)}
                        </section>
                    }
                })
        }}
    }
}

/// How many movements, as figures beside those of documents.
pub fn figures(page: Page, tally: &MovementTally, is_alone: bool) -> AnyView {
    let MovementTally { new, known, refused } = *tally;
    let figure = move |label: text::Message, number: usize, is_main: bool, is_late: bool| {
        (number > 0 || is_main).then(|| {
            view! {
                <Figure
                    main=is_main
                    late=is_late
                    label=Signal::derive(move || label(page.lang.get()).to_owned())
                    value=Signal::derive(move || format::count(number, page.style.get()))
                />
            }
        })
    };
    view! {
        {figure(words::movements_new, new, is_alone, false)}
        {figure(words::movements_known, known, false, false)}
        {figure(words::statements_refused, refused, false, true)}
    }
    .into_any()
}

/// The statements, one a row; with what came of each where that is known.
pub fn table(page: Page, files: &[StatementFile], tried: Option<&Tried>) -> AnyView {
    let mut rows = Vec::new();
    for (at, file) in files.iter().enumerate() {
        let came = tried.and_then(|tried| tried.came.get(at));
        for (place, statement) in file.statements.iter().enumerate() {
            let came = came.and_then(|came| came.get(place)).cloned();
            rows.push(row(page, file, statement, came));
        }
    }
    if rows.is_empty() {
        return ().into_any();
    }
    let problems = files.iter().map(|file| problems(page, file)).collect_view();
    view! {
        <div class="table-box">
            <table class="table folds import-statements" aria-labelledby="import-statements">
                <thead>
                    <tr>
                        <th scope="col">{page.t(words::account_heading)}</th>
                        <th scope="col">{page.t(words::period)}</th>
                        <th scope="col" class="number">{page.t(words::incoming)}</th>
                        <th scope="col" class="number">{page.t(words::outgoing)}</th>
                        <th scope="col">{page.t(words::movements)}</th>
                        <th scope="col">{page.t(words::sum_heading)}</th>
                    </tr>
                </thead>
                <tbody>{rows}</tbody>
            </table>
        </div>
        {problems}
    }
    .into_any()
}

fn row(page: Page, file: &StatementFile, statement: &Statement, came: Option<Came>) -> AnyView {
    let provider = file.sheet.as_ref().and_then(SheetProposal::preset).map(|preset| preset.name);
    let file = file.name.clone();
    let row = Arc::new(StatementRow::of(statement));
    let StatementRow { format: kind, currency, days, incoming, outgoing, .. } = *row;
    let account = row.account.clone();
    let account = move || match &*account {
        "" => words::no_account(page.lang.get()).to_owned(),
        account => account.to_owned(),
    };
    let source = move || {
        let kind = provider.unwrap_or_else(|| bank::format_name(page.lang.get(), kind));
        [kind, " · ", &file].concat()
    };
    let period = move || match days {
        Some((from, to)) if from != to => {
            words::from_to(page.lang.get(), &page.date(from), &page.date(to))
        }
        Some((day, _)) => page.date(day),
        None => "–".to_owned(),
    };
    let flow = move |flow: Flow| {
        let amount = move || match flow.sum_minor {
            0 => "–".to_owned(),
            minor => page.amount(minor, currency),
        };
        let count = move || match flow.count {
            0 => String::new(),
            1 => words::one_movement(page.lang.get()).to_owned(),
            _ => {
                words::some_movements(page.lang.get(), &format::count(flow.count, page.style.get()))
            }
        };
        view! {
            <td class="number" class:zero=flow.sum_minor == 0>
                {live(amount)} <small>{live(count)}</small>
            </td>
        }
    };
    let is_refused = matches!(came, Some(Came::Refused(_)));
    let movements = move || {
        let (lang, style) = (page.lang.get(), page.style.get());
        match &came {
            None => String::new(),
            Some(Came::Entered { new, known }) => words::new_and_known(lang, style, *new, *known),
            Some(Came::Refused(why)) => text::refusal::words(lang, style, why),
        }
    };
    let adds_up = AddsUp::of(&row.check);
    let badge = match adds_up {
        AddsUp::Yes => "badge ok",
        AddsUp::No => "badge problem",
        AddsUp::Unknown => "badge",
    };
    let check = {
        let row = Arc::clone(&row);
        move || words::check(page.lang.get(), page.style.get(), &row.check)
    };
    let sum = move || words::sum(page.style.get(), &row);
    view! {
        <tr>
            <th scope="row">
                <span>{live(account)}</span> " " <span class="quiet import-path">{currency.code()}</span>
                <small class="import-path">{live(source)}</small>
            </th>
            <td class="nowrap">{live(period)}</td>
            {flow(incoming)}
            {flow(outgoing)}
            <td class:late=is_refused>{live(movements)}</td>
            <td class="keep-below">
                <span class=badge>{move || words::adds_up(page.lang.get(), adds_up)}</span>
                <small>{live(sum)}</small>
                <small>{live(check)}</small>
            </td>
        </tr>
    }
    .into_any()
}

/// What is wrong or doubtful in a file, by line; folded away.
fn problems(page: Page, file: &StatementFile) -> AnyView {
    let (shown, count) = file.problems(SHOWN);
    if count == 0 {
        return ().into_any();
    }
    let name = file.name.clone();
    let is_open = file
        .statements
        .iter()
        .any(|statement| statement.problems.iter().any(|problem| problem.what.leaves_out()));
    let rows = shown
        .into_iter()
        .map(|problem| {
            let line = problem.line as usize;
            let line = move || match line {
                0 => "–".to_owned(),
                _ => format::count(line, page.style.get()),
            };
            let what = move || bank::what_is_wrong(page.lang.get(), page.style.get(), &problem);
            view! {
                <tr>
                    <th scope="row" class="number">{live(line)}</th>
                    <td>{live(what)}</td>
                </tr>
            }
        })
        .collect_view();
    view! {
        <details class="more" open=is_open>
            <summary>
                {page.t(words::problems)} " · " {move || format::count(count, page.style.get())}
                " · " {name}
            </summary>
            <div class="table-box">
                <table class="table import-problems import-lines">
                    <thead>
                        <tr>
                            <th scope="col" class="number">{page.t(words::line)}</th>
                            <th scope="col">{page.t(list_words::what)}</th>
                        </tr>
                    </thead>
                    <tbody>{rows}</tbody>
                </table>
            </div>
        </details>
    }
    .into_any()
}

/// How a bank's table is read: each column a choice; and the way to read it as a list.
fn columns(page: Page, bag: Bag, at: usize, name: String) -> AnyView {
    let is_open = Memo::new(move |_| {
        bag.statements.with(|files| files.get(at).is_some_and(|file| !file.questions().is_empty()))
    });
    let count = drawn_once(bag, at, |sheet| sheet.columns.len()).unwrap_or_default();
    let rows = (0..count).map(|place| column(page, bag, at, place)).collect_view();
    let model = move || {
        let lang = page.lang.get();
        let model = of_sheet(bag, at, SheetProposal::sign_model).flatten();
        model.map(|model| words::sign_model(lang, model))
    };
    let remembered = Memo::new(move |_| {
        bag.statements.with(|files| files.get(at).is_some_and(|file| file.is_remembered))
    });
    let title = move || words::columns(page.lang.get(), &name);
    view! {
        <details class="more" open=move || is_open.get()>
            <summary>{live(title)}</summary>
            {move || {
                remembered
                    .get()
                    .then(|| view! { <p class="small quiet">{page.t(list_words::remembered)}</p> })
            }}
            <p class="small quiet">{live(model)}</p>
            {currency(page, bag, at)}
            <div class="table-box">
                <table class="table folds import-columns">
                    <thead>
                        <tr>
                            <th scope="col">{page.t(list_words::column)}</th>
                            <th scope="col">{page.t(list_words::meaning)}</th>
                        </tr>
                    </thead>
                    <tbody>{rows}</tbody>
                </table>
            </div>
            <p>
                <button class="button quiet small" on:click=move |_| bag.take_as_list(page, at)>
                    {page.t(words::not_a_statement)}
                </button>
            </p>
        </details>
    }
    .into_any()
}

/// The currency of amounts that name none; nothing where the table names it.
fn currency(page: Page, bag: Bag, at: usize) -> AnyView {
    let chosen = Memo::new(move |_| of_sheet(bag, at, SheetProposal::unnamed_currency).flatten());
    let any = Memo::new(move |_| chosen.get().is_some());
    let label = Signal::derive(move || list_words::unnamed_currency(page.lang.get()).to_owned());
    let options = Signal::derive(move || {
        super::understood::currencies(page.lang.get(), page.home.get(), chosen.get())
    });
    let value = Signal::derive(move || {
        chosen.get().map(|currency| currency.code().to_owned()).unwrap_or_default()
    });
    let choose = Callback::new(move |code: String| {
        if let Some(currency) = cartera::ledger::Currency::from_code(&code) {
            bag.change_table(page, at, move |sheet| sheet.set_home_currency(currency));
        }
    });
    (move || {
        any.get().then(|| {
            view! {
                <div class="inline-controls">{inline_select(label, options, value, choose)}</div>
            }
        })
    })
    .into_any()
}

fn column(page: Page, bag: Bag, at: usize, place: usize) -> AnyView {
    let name = drawn_once(bag, at, |sheet| name_of(sheet, place)).unwrap_or_default();
    let samples = drawn_once(bag, at, |sheet| sheet.samples(place, 3).join(" · "));
    let options = Signal::derive(move || {
        let lang = page.lang.get();
        let named = |(at, one): (usize, &BankColumn)| {
            (at.to_string(), words::column(lang, *one).to_owned())
        };
        BankColumn::ALL.iter().enumerate().map(named).collect()
    });
    let value = Signal::derive(move || {
        let column = of_sheet(bag, at, |sheet| sheet.columns.get(place).map(|this| this.column));
        column.flatten().map(|column| key_of(&BankColumn::ALL, &column)).unwrap_or_default()
    });
    let choose = Callback::new(move |key: String| {
        if let Some(column) = of_key(&BankColumn::ALL, &key) {
            bag.change_table(page, at, move |sheet| sheet.set_column(place, column));
        }
    });
    let label = name.clone();
    let label = Signal::derive(move || label.clone());
    view! {
        <tr>
            <th scope="row">{name}<small>{samples}</small></th>
            <td class="keep">{select(Some(label), options, value, choose)}</td>
        </tr>
    }
    .into_any()
}

/// A column's header, or its letter.
fn name_of(sheet: &SheetProposal, place: usize) -> String {
    match sheet.columns.get(place) {
        Some(column) if !column.name.is_empty() => column.name.to_string(),
        _ => text::files::column_letter(place),
    }
}

/// Something of a table that does not change with how it is read.
fn drawn_once<T>(bag: Bag, at: usize, of: impl FnOnce(&SheetProposal) -> T) -> Option<T> {
    bag.statements.with_untracked(|files| files.get(at)?.sheet.as_ref().map(of))
}

/// Something of a table that is still there.
fn of_sheet<T>(bag: Bag, at: usize, of: impl FnOnce(&SheetProposal) -> T) -> Option<T> {
    bag.statements.with(|files| files.get(at)?.sheet.as_ref().map(of))
}
