//! All payments and other credits.

use std::sync::Arc;

use cartera::ledger::{Id, Money};
use cartera::route::{Route, Screen};
use cartera::text::{self, format};
use cartera::views::bank::waiting_count;
use cartera::views::payments::{
    KindGroup, PaymentFilter, PaymentRow, PaymentSort, PaymentTotal, file_name, rows,
    settled_numbers, sheet, sort, totals,
};
use icondata_lu::LuX;
use leptos::prelude::*;

use super::label;
use crate::ui::components::{Empty, Icon, Order, PageHead, SortHeader, WindowedRows};
use crate::ui::export::export_buttons;
use crate::ui::page::{Page, use_page};
use crate::ui::reactive::{Memo, RwSignal, Signal, live};
use crate::ui::shell::href;

/// The height of a row; style/pages.css holds it to that.
const ROW_PX: u32 = 56;

/// The list of payments.
#[component]
pub fn Payments() -> impl IntoView {
    let page = use_page();
    let shown = Shown::of(page);
    let has_any = Memo::new(move |_| page.ledger.book.with(|book| book.credits().next().is_some()));
    let sheet = Callback::new(move |()| {
        let sheet = page.ledger.book.with_untracked(|book| {
            sheet(book, &shown.rows.get_untracked(), page.lang.get_untracked())
        });
        (file_name(page.ledger.today.get_untracked()), sheet)
    });
    view! {
        <PageHead title=label(page, text::shell::payments)>
            {move || bank_link(page)}
            <a class="button" href=href(Screen::Cheques)>{page.t(text::payments::cheques)}</a>
            <a class="button primary" href=href(Screen::NewPayment)>{page.t(text::shell::new_payment)}</a>
        </PageHead>
        {move || {
            if !has_any.get() {
                return view! {
                    <Empty title=label(page, text::payments::empty_title) text=label(page, text::payments::empty)>
                        <a class="button primary" href=href(Screen::NewPayment)>{page.t(text::shell::new_payment)}</a>
                        <a class="button" href=href(Screen::Import)>{page.t(text::shell::import)}</a>
                    </Empty>
                }
                .into_any();
            }
            view! {
                <Filters filter=shown.filter />
                <div class="row list-count">
                    <p class="small quiet" role="status">{move || count_words(page, shown.rows.with(|rows| rows.len()))}</p>
                    <span class="row push no-print">{export_buttons(page, "button small quiet", sheet)}</span>
                </div>
                <List shown=shown />
            }
            .into_any()
        }}
    }
}

/// The way to the bank's movements, with how many wait.
fn bank_link(page: Page) -> AnyView {
    let waits = page.ledger.book.with(waiting_count);
    let count = (waits > 0).then(|| {
        let count = format::count(waits, page.style.get());
        view! { <span class="badge">{count}</span> }
    });
    view! { <a class="button" href=href(Screen::Bank)>{page.t(text::reconcile::bank)} {count}</a> }
        .into_any()
}

/// What is shown, followed: the filter and the order from the address, and the rows.
#[derive(Clone, Copy)]
struct Shown {
    filter: Memo<PaymentFilter>,
    order: Signal<Order>,
    rows: Memo<Arc<Vec<PaymentRow>>>,
}

impl Shown {
    fn of(page: Page) -> Self {
        let param = |name| page.address.param(name);
        let (kind, state, words, from, to, order) =
            (param("kind"), param("state"), param("q"), param("from"), param("to"), param("sort"));
        let customer = page.address.id_param("customer");
        let filter = Memo::new(move |_| PaymentFilter {
            kind: kind.get().and_then(|kind| KindGroup::from_key(&kind)),
            only_left: state.get().as_deref() == Some("left"),
            words: words.get().unwrap_or_default(),
            customer: customer.get(),
            from: from.get().and_then(|day| day.parse().ok()),
            to: to.get().and_then(|day| day.parse().ok()),
        });
        let order = Signal::derive(move || Order::from_param(order.get().as_deref(), "-date"));
        // A row may look different though it is the same: each change of the book counts.
        let rows = Memo::new_with_compare(
            move |_| {
                let order = order.get();
                page.ledger.book.with(|book| {
                    let mut found = rows(book, &filter.get(), page.ledger.today.get());
                    let by = PaymentSort::from_key(&order.key);
                    sort(book, &mut found, by, order.descending);
                    Arc::new(found)
                })
            },
            |_, _| true,
        );
        Self { filter, order, rows }
    }
}

#[component]
fn Filters(filter: Memo<PaymentFilter>) -> impl IntoView {
    let page = use_page();
    let kinds = move || {
        let lang = page.lang.get();
        let chosen = filter.with(|filter| filter.kind);
        KindGroup::ALL
            .into_iter()
            .map(|kind| {
                view! {
                    <option value=kind.key() selected=chosen == Some(kind)>
                        {text::payments::kind_name(lang, kind)}
                    </option>
                }
            })
            .collect_view()
    };
    view! {
        <div class="list-filters no-print">
            <input
                class="input"
                type="search"
                aria-label=page.t(text::payments::find)
                placeholder=page.t(text::payments::find)
                prop:value=move || filter.with(|filter| filter.words.clone())
                on:input:target=move |event| page.address.set_param("q", &event.target().value())
            />
            <div class="inline-controls">
                <label class="inline-control">
                    <span>{page.t(text::payments::kind_head)}</span>
                    <select on:change:target=move |event| page.address.set_param("kind", &event.target().value())>
                        <option value="">{page.t(text::payments::all_kinds)}</option>
                        {live(kinds)}
                    </select>
                </label>
                <label class="inline-control">
                    <span>{page.t(text::payments::state)}</span>
                    <select on:change:target=move |event| page.address.set_param("state", &event.target().value())>
                        <option value="">{page.t(text::payments::state_all)}</option>
                        <option value="left" selected=move || filter.with(|filter| filter.only_left)>
                            {page.t(text::payments::state_left)}
                        </option>
                    </select>
                </label>
                <DayFilter name="from" label=text::payments::from_day />
                <DayFilter name="to" label=text::payments::to_day />
                {move || filter.with(|filter| filter.customer).map(|id| customer_chip(page, id))}
            </div>
        </div>
    }
}

/// A day of the filter: written as people write it, in the address as ISO.
#[component]
fn DayFilter(name: &'static str, label: fn(text::Lang) -> &'static str) -> impl IntoView {
    let page = use_page();
    let param = page.address.param(name);
    let is_wrong = RwSignal::new(false);
    let value = move || {
        let day = param.get().and_then(|day| day.parse().ok());
        day.map(|day| page.date(day)).unwrap_or_default()
    };
    let read = move |typed: String| {
        let day = format::parse_date(&typed, page.ledger.today.get_untracked());
        is_wrong.set(day.is_none() && !typed.trim().is_empty());
        if !is_wrong.get_untracked() {
            page.address.set_param(name, &day.map(format::iso).unwrap_or_default());
        }
    };
    view! {
        <label class="inline-control">
            <span>{page.t(label)}</span>
            <input
                type="text"
                inputmode="numeric"
                autocomplete="off"
                placeholder=page.t(text::payments::day_hint)
                aria-invalid=move || is_wrong.get().to_string()
                prop:value=live(value)
                on:change:target=move |event| read(event.target().value())
            />
        </label>
    }
}

fn customer_chip(page: Page, id: Id) -> AnyView {
    let name = page
        .ledger
        .book
        .with(|book| book.find_customer(id).map(|ix| book.customer(ix).customer.name().to_owned()));
    let name = name.unwrap_or_else(|| text::common::none(page.lang.get()).to_owned());
    let remove = text::payments::remove_filter(page.lang.get(), &name);
    view! {
        <span class="chip">
            {name}
            <button aria-label=remove on:click=move |_| page.address.set_param("customer", "")>
                <Icon icon=LuX />
            </button>
        </span>
    }
    .into_any()
}

#[component]
fn List(shown: Shown) -> impl IntoView {
    let page = use_page();
    let sums = Memo::new(move |_| {
        page.ledger.book.with(|book| {
            let sums = totals(book, &shown.rows.get());
            sums.into_iter().map(Total).collect::<Vec<_>>()
        })
    });
    let one_currency = Memo::new(move |_| sums.with(|sums| sums.len() <= 1));
    let is_empty = Memo::new(move |_| shown.rows.with(|rows| rows.is_empty()));
    let draw: Arc<dyn Fn(&PaymentRow) -> AnyView + Send + Sync> =
        Arc::new(move |row| draw_row(page, *row, one_currency.get()));
    let clear = move |_| {
        page.address.go(&Route::to(Screen::Payments));
    };
    view! {
        {move || {
            if is_empty.get() {
                return view! {
                    <Empty title=label(page, text::payments::nothing_fits_title) text=label(page, text::payments::nothing_fits)>
                        <button class="button" on:click=clear>{page.t(text::payments::clear_filters)}</button>
                    </Empty>
                }
                .into_any();
            }
            let money_head = move |message: fn(text::Lang) -> &'static str| {
                Signal::derive(move || {
                    let head = message(page.lang.get());
                    match sums.with(|sums| sums.first().filter(|_| sums.len() == 1).map(|sum| sum.0.currency)) {
                        Some(currency) => format!("{head} {}", currency.code()),
                        None => head.to_owned(),
                    }
                })
            };
            let order = shown.order;
            view! {
                <div class="table-box">
                    <table class="table folds payments-table">
                        <thead>
                            <tr>
                                <SortHeader key="customer" label=label(page, text::common::customer) order=order />
                                <SortHeader key="date" label=label(page, text::common::date) order=order number=true />
                                <SortHeader key="kind" label=label(page, text::payments::kind_head) order=order />
                                <th scope="col">{page.t(text::payments::invoices)}</th>
                                <SortHeader key="amount" label=money_head(text::common::amount) order=order number=true />
                                <SortHeader key="left" label=money_head(text::payments::left) order=order number=true />
                            </tr>
                        </thead>
                        <WindowedRows rows=shown.rows row_px=ROW_PX columns=6 draw=draw.clone() />
                        <tfoot>
                            {move || {
                                sums.get().into_iter().map(|sum| total_row(page, sum.0, one_currency.get())).collect_view()
                            }}
                        </tfoot>
                    </table>
                </div>
            }
            .into_any()
        }}
    }
}

/// A total that can be compared.
#[derive(Clone, Copy, PartialEq)]
struct Total(PaymentTotal);

fn total_row(page: Page, total: PaymentTotal, alone: bool) -> AnyView {
    let figure = |minor| figure(page, Money::new(minor, total.currency), alone);
    let name = text::common::total(page.lang.get());
    let name = if alone { name.to_owned() } else { format!("{name} {}", total.currency.code()) };
    view! {
        <tr>
            <th scope="row">{name}</th>
            <td></td>
            <td></td>
            <td></td>
            <td class="number keep">{figure(total.amount_minor)}</td>
            <td class="number keep-below">
                <span class="phone-only-inline">{text::payments::left(page.lang.get())} " "</span>
                {figure(total.left_minor)}
            </td>
        </tr>
    }
    .into_any()
}

fn draw_row(page: Page, row: PaymentRow, alone: bool) -> AnyView {
    let lang = page.lang.get();
    page.ledger.book.with_untracked(|book| {
        let entry = book.credit(row.credit);
        let credit = &entry.credit;
        let kind = text::payments::kind_name(lang, KindGroup::of(&credit.kind));
        let method = text::payments::method(lang, &credit.kind);
        let numbers = settled_numbers(book, row.credit).join(", ");
        let sub = if credit.reference.is_empty() { method.unwrap_or(kind) } else { &credit.reference };
        let bounced = entry.bounced_on.is_some();
        let below = match row.left_minor {
            0 => page.date(credit.date),
            minor => {
                let left = amount(page, Money::new(minor, credit.amount.currency), alone);
                format!("{} {left}", text::payments::left(lang))
            }
        };
        let left = figure(page, Money::new(row.left_minor, credit.amount.currency), alone);
        view! {
            <tr class:cancelled=bounced>
                <th scope="row">
                    <a class="door" href=href(Screen::Payment(credit.id))>
                        {book.customer(entry.customer).customer.name().to_owned()}
                    </a>
                    <small>
                        {(!credit.is_payment()).then(|| view! { <span class="phone-only-inline">{kind} " "</span> })}
                        {sub.to_owned()}
                    </small>
                </th>
                <td class="number">{page.date(credit.date)}</td>
                <td>
                    {kind}
                    {if bounced {
                        view! { <small class="late">{text::payments::bounced(lang)}</small> }.into_any()
                    } else {
                        method.map(|method| view! { <small>{method}</small> }).into_any()
                    }}
                </td>
                <td class="numbers-cell" title=numbers.clone()>{numbers.clone()}</td>
                <td class="number keep">{amount(page, credit.amount, alone)}</td>
                <td class="number">{left}</td>
                <td class="keep-below phone-only">{below}</td>
            </tr>
        }
        .into_any()
    })
}

/// An amount, or a quiet dash for nothing.
fn figure(page: Page, money: Money, alone: bool) -> AnyView {
    if money.is_zero() {
        view! { <span class="zero">"–"</span> }.into_any()
    } else {
        amount(page, money, alone).into_any()
    }
}

/// An amount under a head that names its currency, or with its own sign.
fn amount(page: Page, money: Money, alone: bool) -> String {
    if alone { page.amount(money.amount_minor, money.currency) } else { page.money(money) }
}

fn count_words(page: Page, count: usize) -> String {
    let lang = page.lang.get();
    match count {
        1 => text::payments::count_one(lang).to_owned(),
        _ => text::payments::count(lang, &format::count(count, page.style.get())),
    }
}
