//! All customers: who owes what, how late.

use std::sync::Arc;

use cartera::ledger::Money;
use cartera::route::Screen;
use cartera::text::{self, common, customers as words, format, signs};
use cartera::views::customers::{
    CustomerLine, CustomerQuery, CustomerSort, Debt, SignsShown, customer_lines, responsibles,
    segments, select_customers,
};
use cartera::views::sheets::{customers_sheet, file_name, signs_sheet};
use leptos::prelude::*;

use crate::ui::components::{AgeBadge, Empty, Order, PageHead, Ramp, SortHeader, WindowedRows};
use crate::ui::export::{export_buttons, export_links};
use crate::ui::page::{Page, use_page};
use crate::ui::pages::controls::{find_box, inline_select, is_narrow, label};
use crate::ui::reactive::{Memo, Signal, live};
use crate::ui::shell::href;

/// In the address, those that have no segment or responsible.
const NOBODY: &str = "-";

/// How many currencies a row has room for.
const CURRENCIES: usize = 3;

/// Draws a row of the table.
type Draw = Arc<dyn Fn(&u32) -> AnyView + Send + Sync>;

/// The list of customers.
#[component]
pub fn Customers() -> impl IntoView {
    let page = use_page();
    let book = page.ledger.book;
    let address = page.address;
    let (text, segment) = (address.param("q"), address.param("segment"));
    let (responsible, sort) = (address.param("responsible"), address.param("sort"));
    let shown = address.param("signs");
    let order = Memo::new(move |_| Order::from_param(sort.get().as_deref(), "name"));
    let lines = Memo::new(move |_| {
        let today = page.ledger.today.get();
        Arc::new(book.with(|book| customer_lines(book, today)))
    });
    let found = Memo::new(move |_| {
        let group = |param: Memo<Option<String>>| {
            param.get().map(|name| if name == NOBODY { String::new() } else { name })
        };
        let order = order.get();
        let query = CustomerQuery {
            text: text.get().unwrap_or_default(),
            segment: group(segment),
            responsible: group(responsible),
            signs: SignsShown::from_code(&shown.get().unwrap_or_default()),
            by: CustomerSort::from_code(&order.key),
            descending: order.descending,
        };
        let lines = lines.get();
        Arc::new(book.with(|book| select_customers(book, &lines, &query)))
    });
    // What a row says may change without the rows being others.
    let rows = Signal::derive(move || {
        lines.track();
        found.get()
    });
    // The rows have one height, which depends on the one with the most currencies.
    let most = Memo::new(move |_| {
        let most = lines.with(|lines| lines.iter().map(|line| line.debts.len()).max());
        most.unwrap_or(1).clamp(1, CURRENCIES)
    });
    let is_narrow = is_narrow();
    let row_px = Memo::new(move |_| match (is_narrow.get(), most.get()) {
        (false, 1) => 48,
        (false, 2) => 56,
        (false, _) => 74,
        (true, 1) => 64,
        (true, _) => 82,
    });
    let count = move || {
        let (lang, count) = (page.lang.get(), found.with(|found| found.len()));
        match count {
            1 => words::count_one(lang).to_owned(),
            _ => words::count(lang, &format::count(count, page.style.get())),
        }
    };
    let draw: Draw = Arc::new(move |place: &u32| {
        lines.with_untracked(|lines| {
            lines.get(*place as usize).map_or_else(|| ().into_any(), |line| row(page, line))
        })
    });
    let draw = StoredValue::new(draw);
    let in_home = move |name: &str| format!("{name} {}", page.home.get().code());
    let sheet = Callback::new(move |()| {
        let (lang, today) = (page.lang.get_untracked(), page.ledger.today.get_untracked());
        let sheet = book.with_untracked(|book| {
            customers_sheet(book, &lines.get_untracked(), &found.get_untracked(), today, lang)
        });
        (file_name("customers", today), sheet)
    });
    let sign_list = Callback::new(move |()| {
        let (lang, style) = (page.lang.get_untracked(), page.style.get_untracked());
        let today = page.ledger.today.get_untracked();
        let sheet = book.with_untracked(|book| signs_sheet(book, today, lang, style));
        (file_name("signs", today), sheet)
    });
    let export_signs = move || {
        let is_asked = shown.with(Option::is_some);
        is_asked.then(|| {
            view! {
                <span class="small quiet">
                    {page.t(signs::title)} ": " {export_links(page, signs::title, sign_list)}
                </span>
            }
        })
    };
    view! {
        <PageHead title=label(page, text::shell::customers)>
            {export_buttons(page, "button", sheet)}
            <a class="button primary" href=href(Screen::NewCustomer)>{page.t(text::shell::new_customer)}</a>
        </PageHead>
        <div class="list-controls">
            {find_box(page, words::find)}
            <div class="inline-controls">
                {inline_select(page, common::segment, "segment", groups(page, segments, words::any_segment, words::no_segment))}
                {inline_select(page, common::responsible, "responsible", groups(page, responsibles, words::any_responsible, words::no_responsible))}
                {inline_select(page, signs::signs, "signs", sign_choices(page))}
                {export_signs}
            </div>
            <p class="quiet small push" role="status">{live(count)}</p>
        </div>
        <Show when=move || !found.with(|found| found.is_empty()) fallback=move || none_fits(page)>
            <div class="table-box">
                <table class="table folds customers" data-lines=move || most.get().to_string()>
                    <thead>
                        <tr>
                            <SortHeader key="name" label=label(page, common::customer) order=order />
                            <th scope="col" class="roomy">{page.t(common::segment)}</th>
                            <th scope="col" class="roomy">{page.t(common::responsible)}</th>
                            <SortHeader key="signs" label=label(page, signs::signs) order=order number=true />
                            <SortHeader key="open" label=label(page, words::open_invoices) order=order number=true />
                            <SortHeader key="days" label=label(page, words::oldest) order=order number=true />
                            <SortHeader key="overdue" label=Signal::derive(move || in_home(words::overdue(page.lang.get()))) order=order number=true />
                            <SortHeader key="balance" label=Signal::derive(move || in_home(common::balance(page.lang.get()))) order=order number=true />
                        </tr>
                    </thead>
                    {move || {
                        view! { <WindowedRows rows=rows row_px=row_px.get() columns=8 draw=draw.get_value() /> }
                    }}
                </table>
            </div>
        </Show>
    }
}

fn none_fits(page: Page) -> AnyView {
    let show_all = move |_| {
        for param in ["q", "segment", "responsible", "signs"] {
            page.address.set_param(param, "");
        }
    };
    view! {
        <Empty title=label(page, words::none_fits_title) text=label(page, words::none_fits)>
            <button class="button" on:click=show_all>{page.t(words::show_all)}</button>
        </Empty>
    }
    .into_any()
}

/// The names in use, with everybody before and nobody after them.
fn groups(
    page: Page,
    in_use: fn(&cartera::ledger::Book) -> Vec<String>,
    any: fn(text::Lang) -> &'static str,
    nobody: fn(text::Lang) -> &'static str,
) -> Signal<Vec<(String, String)>> {
    let names = Memo::new(move |_| page.ledger.book.with(in_use));
    Signal::derive(move || {
        let lang = page.lang.get();
        let mut options = vec![(String::new(), any(lang).to_owned())];
        options.extend(names.get().into_iter().map(|name| (name.clone(), name)));
        options.push((NOBODY.to_owned(), nobody(lang).to_owned()));
        options
    })
}

fn row(page: Page, line: &CustomerLine) -> AnyView {
    let customer =
        page.ledger.book.with_untracked(|book| book.customer(line.customer).customer.clone());
    let parts: Vec<i64> =
        line.debts.first().map(|debt| debt.amounts.buckets.to_vec()).unwrap_or_default();
    let has_ramp = parts.iter().any(|part| *part > 0);
    let open =
        (line.open_invoices > 0).then(|| format::count(line.open_invoices, page.style.get()));
    view! {
        <tr>
            <th scope="row">
                <a class="door" href=href(Screen::Customer(customer.id))>{customer.name().to_owned()}</a>
            </th>
            <td class="roomy quiet">{customer.segment.clone()}</td>
            <td class="roomy quiet">{customer.responsible.clone()}</td>
            <td class="number">{shown_signs(page, line)}</td>
            <td class="number">{open.map_or_else(dash, IntoAny::into_any)}</td>
            <td class="number keep-below">
                {folded_signs(page, line)}
                {line.oldest_days.map_or_else(dash, |days| view! { <AgeBadge days=days /> }.into_any())}
            </td>
            <td class="number">{amounts(page, &line.debts, Debt::overdue_minor)}</td>
            <td class="number keep">
                {amounts(page, &line.debts, |debt| debt.amounts.balance_minor)}
                {has_ramp.then(|| view! { <Ramp parts=parts /> })}
            </td>
        </tr>
    }
    .into_any()
}

fn sign_choices(page: Page) -> Signal<Vec<(String, String)>> {
    Signal::derive(move || {
        let lang = page.lang.get();
        [
            ("", signs::any_signs(lang)),
            ("some", signs::with_signs(lang)),
            ("grave", signs::with_grave(lang)),
        ]
        .map(|(code, name)| (code.to_owned(), name.to_owned()))
        .to_vec()
    })
}

/// How many signs, and how many of them are grave.
fn shown_signs(page: Page, line: &CustomerLine) -> AnyView {
    match line.signs {
        0 => dash(),
        count => view! {
            <span class="sign-count">
                {grave(page, line).map(|grave| view! { <span class="badge problem">{grave}</span> })}
                {format::count(count, page.style.get())}
            </span>
        }
        .into_any(),
    }
}

fn grave(page: Page, line: &CustomerLine) -> Option<String> {
    let lang = page.lang.get();
    match line.grave_signs {
        0 => None,
        1 => Some(signs::one_grave(lang).to_owned()),
        several => Some(signs::several_grave(lang, several)),
    }
}

/// Where rows are folded there is room only for the word.
fn folded_signs(page: Page, line: &CustomerLine) -> AnyView {
    let lang = page.lang.get();
    let (class, word) = match (grave(page, line), line.signs) {
        (Some(grave), _) => ("badge problem only-phone", grave),
        (None, 0) => return ().into_any(),
        (None, 1) => ("badge plain only-phone", signs::one_sign(lang).to_owned()),
        (None, several) => ("badge plain only-phone", signs::several_signs(lang, several)),
    };
    view! { <span class=class>{word}</span> }.into_any()
}

/// One line per currency, the home currency without its name.
fn amounts(page: Page, debts: &[Debt], minor: fn(&Debt) -> i64) -> AnyView {
    let home = page.home.get();
    let mut lines: Vec<String> = debts
        .iter()
        .map(|debt| (debt.currency, minor(debt)))
        .filter(|(_, minor)| *minor != 0)
        .map(|(currency, minor)| {
            if currency == home {
                page.amount(minor, currency)
            } else {
                page.money(Money::new(minor, currency))
            }
        })
        .collect();
    if lines.is_empty() {
        return dash();
    }
    if lines.len() > CURRENCIES {
        let more = lines.len() - (CURRENCIES - 1);
        lines.truncate(CURRENCIES - 1);
        lines.push(words::more_currencies(page.lang.get(), more));
    }
    lines.into_iter().map(|line| view! { <div>{line}</div> }).collect_view().into_any()
}

fn dash() -> AnyView {
    view! { <span class="zero">"–"</span> }.into_any()
}
