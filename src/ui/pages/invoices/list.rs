//! All invoices: narrowed, sorted, summed, as a file.

use std::sync::Arc;

use cartera::ledger::Money;
use cartera::route::{Route, Screen};
use cartera::text::{self, Lang, common, format, invoices as words};
use cartera::views::invoices::{
    InvoiceLine, InvoiceQuery, InvoiceSort, State, StateFilter, invoice_lines, invoices_file_name,
    invoices_sheet, select_invoices, totals,
};
use icondata_lu::LuX;
use leptos::prelude::*;

use crate::ui::components::{
    AgeBadge, Empty, Icon, Order, PageHead, Segmented, SortHeader, WindowedRows,
};
use crate::ui::export::export_buttons;
use crate::ui::page::{Page, use_page};
use crate::ui::pages::controls::{find_box, is_narrow, label};
use crate::ui::reactive::{Memo, RwSignal, Signal, live};
use crate::ui::shell::href;

/// Draws a row of the table.
type Draw = Arc<dyn Fn(&u32) -> AnyView + Send + Sync>;

/// The list of invoices.
#[component]
pub fn Invoices() -> impl IntoView {
    let page = use_page();
    let (book, address) = (page.ledger.book, page.address);
    let (state, text, sort) = (address.param("state"), address.param("q"), address.param("sort"));
    let (from, to) = (address.param("from"), address.param("to"));
    let customer = address.id_param("customer");
    let state = Memo::new(move |_| StateFilter::from_code(&state.get().unwrap_or_default()));
    let order = Memo::new(move |_| Order::from_param(sort.get().as_deref(), "-issued"));
    let lines = Memo::new(move |_| {
        let today = page.ledger.today.get();
        Arc::new(book.with(|book| invoice_lines(book, today)))
    });
    let found = Memo::new(move |_| {
        let order = order.get();
        let day = |param: Memo<Option<String>>| param.get().and_then(|day| day.parse().ok());
        let lines = lines.get();
        book.with(|book| {
            let query = InvoiceQuery {
                state: state.get(),
                text: text.get().unwrap_or_default(),
                customer: customer.get().and_then(|id| book.find_customer(id)),
                from: day(from),
                to: day(to),
                by: InvoiceSort::from_code(&order.key),
                descending: order.descending,
            };
            Arc::new(select_invoices(book, &lines, &query))
        })
    });
    // What a row says may change without the rows being others.
    let rows = Signal::derive(move || {
        lines.track();
        found.get()
    });
    let draw: Draw = Arc::new(move |place: &u32| {
        lines.with_untracked(|lines| {
            lines.get(*place as usize).map_or_else(|| ().into_any(), |line| row(page, line))
        })
    });
    let draw = StoredValue::new(draw);
    let is_narrow = is_narrow();
    let sheet = Callback::new(move |()| {
        let (lang, today) = (page.lang.get_untracked(), page.ledger.today.get_untracked());
        let sheet = book.with_untracked(|book| {
            invoices_sheet(book, &lines.get_untracked(), &found.get_untracked(), lang)
        });
        (invoices_file_name(today), sheet)
    });
    let states = Signal::derive(move || {
        let lang = page.lang.get();
        StateFilter::ALL
            .map(|state| (state.code().to_owned(), words::state_filter(lang, state).to_owned()))
            .to_vec()
    });
    let choose = Callback::new(move |code: String| {
        let usual = code == StateFilter::default().code();
        address.set_param("state", if usual { "" } else { &code });
    });
    view! {
        <PageHead title=label(page, text::shell::invoices)>
            {export_buttons(page, "button", sheet)}
            <a class="button primary" href=href(Screen::NewInvoice)>{page.t(text::shell::new_invoice)}</a>
        </PageHead>
        <div class="list-controls">
            <Segmented
                label=label(page, words::state_label)
                options=states
                value=Signal::derive(move || state.get().code().to_owned())
                on_choose=choose
            />
            {find_box(page, words::find)}
            <div class="inline-controls">
                {day_control(page, words::issued_from, "from", from)}
                {day_control(page, words::issued_to, "to", to)}
                {move || only_customer(page, customer.get())}
            </div>
        </div>
        <Show when=move || !found.with(|found| found.is_empty()) fallback=move || none(page)>
            <div class="table-box">
                <table class="table folds invoices">
                    <thead>
                        <tr>
                            <SortHeader key="number" label=label(page, common::number) order=order />
                            <SortHeader key="customer" label=label(page, common::customer) order=order />
                            <SortHeader key="issued" label=label(page, words::issued) order=order number=true />
                            <SortHeader key="due" label=label(page, words::due_date) order=order number=true />
                            <SortHeader key="days" label=label(page, words::state_label) order=order number=true />
                            <SortHeader key="total" label=label(page, common::total) order=order number=true />
                            <SortHeader key="open" label=label(page, common::open) order=order number=true />
                        </tr>
                    </thead>
                    {move || {
                        let row_px = if is_narrow.get() { 64 } else { 44 };
                        view! { <WindowedRows rows=rows row_px=row_px columns=7 draw=draw.get_value() /> }
                    }}
                    <tfoot>
                        {move || {
                            lines.with(|lines| {
                                book.with(|book| found.with(|found| foot(page, &totals(book, lines, found))))
                            })
                        }}
                    </tfoot>
                </table>
            </div>
        </Show>
    }
}

/// A day in a line of text, kept in the address as written in files.
fn day_control(
    page: Page,
    name: fn(Lang) -> &'static str,
    param: &'static str,
    value: Memo<Option<String>>,
) -> AnyView {
    let is_wrong = RwSignal::new(false);
    let shown = move || {
        let day = value.get().and_then(|day| day.parse().ok());
        day.map(|day| page.date(day)).unwrap_or_default()
    };
    let change = move |text: String| {
        let read = format::parse_date(&text, page.ledger.today.get_untracked());
        is_wrong.set(read.is_none() && !text.trim().is_empty());
        if !is_wrong.get_untracked() {
            page.address.set_param(param, &read.map(format::iso).unwrap_or_default());
        }
    };
    view! {
        <label class="inline-control">
            {page.t(name)}
            <input
                type="text"
                inputmode="numeric"
                autocomplete="off"
                placeholder="–"
                aria-invalid=move || is_wrong.get().to_string()
                title=move || is_wrong.get().then(|| text::shell::not_a_date(page.lang.get()))
                prop:value=live(shown)
                on:change:target=move |event| change(event.target().value())
            />
        </label>
    }
    .into_any()
}

fn only_customer(page: Page, id: Option<cartera::ledger::Id>) -> AnyView {
    let name = id.and_then(|id| {
        page.ledger.book.with(|book| {
            let ix = book.find_customer(id)?;
            Some(book.customer(ix).customer.name().to_owned())
        })
    });
    let Some(name) = name else { return ().into_any() };
    view! {
        <span class="chip">
            {words::only_of(page.lang.get(), &name)}
            <button aria-label=page.t(words::all_customers) on:click=move |_| page.address.set_param("customer", "")>
                <Icon icon=LuX />
            </button>
        </span>
    }
    .into_any()
}

fn none(page: Page) -> AnyView {
    if page.ledger.book.with(|book| book.invoices().next().is_none()) {
        return view! {
            <Empty title=label(page, words::none_title) text=label(page, words::none)>
                <a class="button primary" href=href(Screen::NewInvoice)>{page.t(text::shell::new_invoice)}</a>
                <a class="button" href=href(Screen::Import)>{page.t(text::shell::import)}</a>
            </Empty>
        }
        .into_any();
    }
    let show_all = move |_| page.address.go(&Route::to(Screen::Invoices).with("state", "all"));
    view! {
        <Empty title=label(page, words::none_fits_title) text=label(page, words::none_fits)>
            <button class="button" on:click=show_all>{page.t(words::show_all)}</button>
        </Empty>
    }
    .into_any()
}

fn row(page: Page, line: &InvoiceLine) -> AnyView {
    let (invoice, name, customer) = page.ledger.book.with_untracked(|book| {
        let entry = book.invoice(line.invoice);
        let customer = &book.customer(entry.customer).customer;
        (entry.invoice.clone(), customer.name().to_owned(), customer.id)
    });
    let currency = invoice.total.currency;
    let money = |minor: i64| {
        if currency == page.home.get() {
            page.amount(minor, currency)
        } else {
            page.money(Money::new(minor, currency))
        }
    };
    let is_cancelled = line.state == State::Cancelled;
    let open = match line.open_minor {
        0 => view! { <span class="zero">"–"</span> }.into_any(),
        minor => money(minor).into_any(),
    };
    view! {
        <tr class:cancelled=is_cancelled>
            <th scope="row">
                <a class="door" href=href(Screen::Invoice(invoice.id))>{invoice.number.clone()}</a>
                <small class="on-phone">{name.clone()}</small>
            </th>
            <td><a class="inner" href=href(Screen::Customer(customer))>{name}</a></td>
            <td class="number issued">{page.date(invoice.issued_on)}</td>
            <td class="number">{page.date(line.due_on)}</td>
            <td class="number keep-below plain">{state_badge(page, line)}</td>
            <td class="number">{money(invoice.total.amount_minor)}</td>
            <td class="number keep">{open}</td>
        </tr>
    }
    .into_any()
}

/// How an invoice stands: how late while it is open, else in a word.
pub fn state_badge(page: Page, line: &InvoiceLine) -> AnyView {
    let lang = page.lang.get();
    match (line.state, line.days) {
        (State::Open | State::Partly | State::Overdue, Some(days)) => {
            view! { <AgeBadge days=days /> }.into_any()
        }
        (State::Paid, _) => {
            view! { <span class="badge ok">{words::state(lang, line.state)}</span> }.into_any()
        }
        _ => view! { <span class="badge plain">{words::state(lang, line.state)}</span> }.into_any(),
    }
}

fn foot(page: Page, totals: &[cartera::views::invoices::Total]) -> AnyView {
    let lang = page.lang.get();
    totals
        .iter()
        .map(|total| {
            let count = match total.invoices {
                1 => words::count_one(lang).to_owned(),
                count => words::count(lang, &format::count(count, page.style.get())),
            };
            let money = |minor| page.money(Money::new(minor, total.currency));
            view! {
                <tr>
                    <th scope="row" colspan="2">{words::total_of(lang, total.currency.code(), &count)}</th>
                    <td class="issued"></td>
                    <td colspan="2"></td>
                    <td class="number">{money(total.total_minor)}</td>
                    <td class="number keep">{money(total.open_minor)}</td>
                </tr>
            }
        })
        .collect_view()
        .into_any()
}
