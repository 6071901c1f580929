//! What was understood of the file as a whole, each thing correctable where it stands.

use cartera::files::delimited::Delimiter;
use cartera::files::encoding::Encoding;
use cartera::files::list::{HeaderChoice, Question};
use cartera::ledger::Currency;
use cartera::text::import as words;
use cartera::text::{self, Lang, format};
use cartera::views::import::{header_rows, skipped};
use leptos::prelude::*;

use super::bag::Bag;
use super::columns::Columns;
use super::desk::Desk;
use super::parts::{inline_select, key_of, of_key};
use crate::ui::page::use_page;
use crate::ui::reactive::{Memo, Signal, live};

/// The section.
#[component]
pub fn Understood(bag: Bag) -> impl IntoView {
    let page = use_page();
    let desk = bag.desk;
    let name = move || {
        let file = desk
            .source
            .with(|source| source.as_ref().map(|source| source.file.clone()).unwrap_or_default());
        if file.is_empty() { words::pasted(page.lang.get()).to_owned() } else { file }
    };
    let size = move || {
        let (lang, style) = (page.lang.get(), page.style.get());
        let rows = desk
            .proposal
            .with(|proposal| proposal.as_ref().map_or(0, |proposal| proposal.table().len()));
        let mut text = words::rows(lang, rows, style);
        let left_out = desk.reading.with(|reading| {
            let reading = reading.as_ref()?;
            let kinds = skipped(&reading.read).into_iter().map(|(reason, count)| {
                [&format::count(count, style), " ", text::files::skip_reason(lang, reason)].concat()
            });
            let kinds: Vec<String> = kinds.collect();
            (!kinds.is_empty()).then(|| words::skipped_rows(lang, &kinds.join(", ")))
        });
        if let Some(left_out) = left_out {
            text.push_str(" · ");
            text.push_str(&left_out);
        }
        text
    };
    let unreadable = move || {
        let count =
            desk.proposal.with(|proposal| proposal.as_ref().map_or(0, |p| p.origin.unreadable));
        (count > 0).then(|| {
            let places = format::count(count as usize, page.style.get());
            view! { <p class="late small">{words::unreadable(page.lang.get(), &places)}</p> }
        })
    };
    let needs_columns = Memo::new(move |_| {
        desk.proposal.with(|proposal| {
            let asks =
                |question: &Question| matches!(question, Question::Columns | Question::Missing(_));
            proposal.as_ref().is_some_and(|proposal| proposal.questions().iter().any(asks))
        })
    });
    view! {
        <section class="stack tight" aria-labelledby="import-understood">
            <div class="section-head">
                <h2 id="import-understood">{page.t(words::understood)}</h2>
                <span>{live(size)}</span>
            </div>
            <p class="strong import-file">{live(name)}</p>
            {controls(desk)}
            {live(unreadable)}
            {move || {
                desk.is_remembered
                    .get()
                    .then(|| {
                        view! {
                            <p class="small quiet">
                                {page.t(words::remembered)} " "
                                <button
                                    class="button quiet small"
                                    on:click=move |_| desk.detect_again(page)
                                >
                                    {page.t(words::detect_again)}
                                </button>
                            </p>
                        }
                    })
            }}
            <Columns desk=desk is_open=needs_columns />
            <p>
                <button class="button quiet small" on:click=move |_| bag.take_as_statement(page)>
                    {page.t(text::bank_import::not_a_list)}
                </button>
            </p>
        </section>
    }
}

/// Encoding, separator, header and currency.
fn controls(desk: Desk) -> AnyView {
    let page = use_page();
    let label = move |message: fn(Lang) -> &'static str| {
        Signal::derive(move || message(page.lang.get()).to_owned())
    };
    let origin = Memo::new(move |_| {
        desk.proposal.with(|proposal| {
            proposal.as_ref().map(|proposal| (proposal.origin.encoding, proposal.origin.delimiter))
        })
    });
    let has_encoding =
        Memo::new(move |_| origin.get().is_some_and(|(encoding, _)| encoding.is_some()));
    let has_delimiter =
        Memo::new(move |_| origin.get().is_some_and(|(_, delimiter)| delimiter.is_some()));
    let sheets = Memo::new(move |_| {
        desk.source.with(|source| {
            let sheets = source.iter().flat_map(|source| source.sheets().iter());
            sheets.map(|sheet| sheet.name.clone()).collect::<Vec<String>>()
        })
    });
    let sheet = move || {
        inline_select(
            label(text::intake::sheet),
            Signal::derive(move || {
                let named = |(at, name): (usize, String)| (at.to_string(), name);
                sheets.get().into_iter().enumerate().map(named).collect()
            }),
            Signal::derive(move || desk.sheet.get().to_string()),
            Callback::new(move |key: String| {
                if let Ok(at) = key.parse::<usize>() {
                    desk.choose_sheet(page, at);
                }
            }),
        )
    };
    let names_currency = Memo::new(move |_| {
        desk.proposal.with(|proposal| proposal.as_ref().is_none_or(|p| p.names_currency()))
    });
    let encoding = move || {
        inline_select(
            label(words::encoding),
            Signal::derive(move || {
                let lang = page.lang.get();
                named(&Encoding::ALL, |encoding| text::files::encoding(lang, *encoding))
            }),
            Signal::derive(move || {
                let encoding = origin.get().and_then(|(encoding, _)| encoding);
                encoding.map(|encoding| key_of(&Encoding::ALL, &encoding)).unwrap_or_default()
            }),
            Callback::new(move |key: String| {
                desk.correct(page, |corrections| {
                    corrections.encoding = of_key(&Encoding::ALL, &key);
                });
            }),
        )
    };
    let delimiter = move || {
        inline_select(
            label(words::delimiter),
            Signal::derive(move || {
                let lang = page.lang.get();
                named(&Delimiter::ALL, |delimiter| text::files::delimiter(lang, *delimiter))
            }),
            Signal::derive(move || {
                let delimiter = origin.get().and_then(|(_, delimiter)| delimiter);
                delimiter.map(|delimiter| key_of(&Delimiter::ALL, &delimiter)).unwrap_or_default()
            }),
            Callback::new(move |key: String| {
                desk.correct(page, |corrections| {
                    corrections.delimiter = of_key(&Delimiter::ALL, &key);
                    // Another way to cut the cells may move the header.
                    corrections.header = HeaderChoice::Detect;
                });
            }),
        )
    };
    let header = inline_select(
        label(words::header),
        Signal::derive(move || {
            let lang = page.lang.get();
            let mut rows = vec![(String::from("none"), words::no_header(lang).to_owned())];
            desk.proposal.with(|proposal| {
                if let Some(proposal) = proposal {
                    let found = header_rows(proposal.table(), proposal.header_row());
                    rows.extend(found.into_iter().map(|(row, cells)| {
                        (row.to_string(), words::header_row(lang, row + 1, &cells))
                    }));
                }
            });
            rows
        }),
        Signal::derive(move || {
            let row = desk.proposal.with(|proposal| proposal.as_ref().and_then(|p| p.header_row()));
            row.map_or_else(|| String::from("none"), |row| row.to_string())
        }),
        Callback::new(move |key: String| {
            desk.correct(page, |corrections| {
                corrections.header = key.parse().map_or(HeaderChoice::None, HeaderChoice::Row);
            });
        }),
    );
    let currency = move || {
        inline_select(
            label(words::unnamed_currency),
            Signal::derive(move || {
                let chosen = desk.proposal.with(|p| p.as_ref().map(|p| p.options().home_currency));
                currencies(page.lang.get(), page.home.get(), chosen)
            }),
            Signal::derive(move || {
                desk.proposal.with(|proposal| {
                    let currency = proposal.as_ref().map(|p| p.options().home_currency);
                    currency.map(|currency| currency.code().to_owned()).unwrap_or_default()
                })
            }),
            Callback::new(move |code: String| {
                if let Some(currency) = Currency::from_code(&code) {
                    desk.currency.set(Some(currency));
                    desk.change(page, move |proposal| proposal.set_home_currency(currency));
                }
            }),
        )
    };
    view! {
        <div class="inline-controls">
            {move || (sheets.with(Vec::len) > 1).then(sheet)}
            {move || has_encoding.get().then(encoding)}
            {move || has_delimiter.get().then(delimiter)}
            {header}
            {move || (!names_currency.get()).then(currency)}
        </div>
    }
    .into_any()
}

/// The currencies that are offered: the home currency, the usual ones, the chosen one.
pub fn currencies(lang: Lang, home: Currency, chosen: Option<Currency>) -> Vec<(String, String)> {
    const USUAL: [&str; 18] = [
        "MXN", "USD", "EUR", "COP", "PEN", "CLP", "ARS", "GTQ", "CRC", "DOP", "UYU", "BOB", "PYG",
        "HNL", "NIO", "BRL", "GBP", "CAD",
    ];
    let mut offered: Vec<Currency> = vec![home];
    for currency in USUAL.iter().filter_map(|code| Currency::from_code(code)).chain(chosen) {
        if !offered.contains(&currency) {
            offered.push(currency);
        }
    }
    let named = |currency: Currency| {
        let name = text::currency::name(lang, currency);
        (currency.code().to_owned(), [currency.code(), " · ", name].concat())
    };
    offered.into_iter().map(named).collect()
}

fn named<T>(all: &[T], name: impl Fn(&T) -> &'static str) -> Vec<(String, String)> {
    all.iter().enumerate().map(|(at, one)| (at.to_string(), name(one).to_owned())).collect()
}
