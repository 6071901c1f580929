//! Who owes what, how late: the bar, the table, what stands behind a figure, the trend.

use std::sync::Arc;

use cartera::aging::{
    AgingQuery, AgingReport, Amounts, Basis, CellRef, CurrencySection, Grouping, Row, RowKey,
    aging, aging_file_name, aging_rows, allowance, home_balance, items_behind, month_end_trend,
    row_name, sort_rows,
};
use cartera::browser::files;
use cartera::charts::{
    AgingBarOptions, BarPart, NumberMarks, TrendOptions, TrendPoint, aging_bar,
    month_end_trend as trend_chart,
};
use cartera::files::csv_out::CsvOut;
use cartera::ledger::{Book, Currency, Money};
use cartera::route::{Screen, Section};
use cartera::text::aging as words;
use cartera::text::{self, Lang, format};
use cartera::views::receivables::{edges_of, query_of, sort_key};
use leptos::prelude::*;

use crate::ui::components::{
    AgeBadge, ChartFigure, Dialog, Empty, Order, PageHead, Ramp, SortHeader, WindowedRows,
};
use crate::ui::page::{Page, use_page};
use crate::ui::shell::href;

/// Months in the trend.
const TREND_MONTHS: u32 = 13;

/// A row's height; `style/pages.css` holds it to that.
const ROW_PX: u32 = 56;

/// The screen.
#[component]
pub fn Receivables() -> impl IntoView {
    let page = use_page();
    let query = Memo::new(move |_| {
        let route = page.address.route();
        page.ledger.book.with(|book| query_of(&route.query, book, page.ledger.today.get()))
    });
    let report = Memo::new(move |_| {
        Arc::new(page.ledger.book.with(|book| query.with(|query| aging(book, query))))
    });
    let order = Memo::new(move |_| {
        Order::from_param(page.address.param("sort").get().as_deref(), "-balance")
    });
    let cell = RwSignal::new(None::<CellRef>);
    let title = Signal::derive(move || text::shell::receivables(page.lang.get()).to_owned());
    view! {
        <PageHead title=title>
            <button class="button" on:click=move |_| export(page, &report.get_untracked())>
                {page.t(text::shell::export)}
            </button>
            <button class="button" on:click=move |_| print()>{page.t(text::shell::print)}</button>
            <a class="button primary" href=href(Screen::NewInvoice)>{page.t(text::shell::new_invoice)}</a>
        </PageHead>
        <div class="stack">
            <Controls query=query report=report />
            {move || {
                let report = report.get();
                if report.sections.is_empty() && query.with(|query| query.filter.bucket.is_none()) {
                    return nothing(page);
                }
                (0..report.sections.len())
                    .map(|place| section(page, query, Arc::clone(&report), place, order, cell))
                    .collect_view()
                    .into_any()
            }}
            {move || worth(page, &report.get())}
            <Trend query=query />
            <Drill query=query cell=cell />
        </div>
    }
}

/// The day, the basis, the grouping, the currency and the edges, as a sentence.
#[component]
fn Controls(query: Memo<AgingQuery>, report: Memo<Arc<AgingReport>>) -> impl IntoView {
    let page = use_page();
    let choose = move |name: &'static str, usual: &'static str| {
        move |value: String| page.address.set_param(name, if value == usual { "" } else { &value })
    };
    let set_day = move |value: String| {
        let today = page.ledger.today.get_untracked();
        if let Some(day) = format::parse_date(&value, today) {
            page.address
                .set_param("as-of", &if day == today { String::new() } else { day.to_string() });
        }
    };
    let set_edges = move |value: String| {
        let firm = page.ledger.book.with_untracked(|book| book.firm().bucket_edges.clone());
        if let Some(edges) = edges_of(&value) {
            let same = edges == firm;
            let text = edges.iter().map(u16::to_string).collect::<Vec<_>>().join(",");
            page.address.set_param("edges", if same { "" } else { &text });
        }
    };
    let currencies = Memo::new(move |_| {
        page.ledger.book.with(|book| {
            let mut all: Vec<Currency> = report
                .with(|report| report.sections.iter().map(|section| section.currency).collect());
            all.push(book.firm().home_currency);
            all.extend(query.with(|query| query.filter.currency));
            all.sort_unstable_by_key(|currency| currency.code());
            all.dedup();
            all
        })
    });
    view! {
        <div class="inline-controls">
            <label class="inline-control">
                {page.t(text::receivables::as_of)}
                <input
                    class="day"
                    prop:value=move || page.date(query.with(|query| query.as_of))
                    on:change:target=move |event| set_day(event.target().value())
                />
            </label>
            {pick(page, text::receivables::by_basis, Signal::derive(move || {
                let lang = page.lang.get();
                Basis::ALL.iter().map(|basis| (basis.code().to_owned(), words::basis(lang, *basis).to_lowercase())).collect()
            }), Signal::derive(move || query.with(|query| query.basis.code().to_owned())), Callback::new(choose("basis", "due")))}
            {pick(page, text::receivables::grouped, Signal::derive(move || {
                let lang = page.lang.get();
                Grouping::ALL.iter().map(|by| (by.code().to_owned(), words::grouping(lang, *by).to_lowercase())).collect()
            }), Signal::derive(move || query.with(|query| query.by.code().to_owned())), Callback::new(choose("by", "customer")))}
            {pick(page, text::receivables::in_currency, Signal::derive(move || {
                let all = (String::new(), text::receivables::all_currencies(page.lang.get()).to_owned());
                std::iter::once(all).chain(currencies.get().into_iter().map(|currency| (currency.code().to_owned(), currency.code().to_owned()))).collect()
            }), Signal::derive(move || query.with(|query| query.filter.currency.map(|currency| currency.code().to_owned()).unwrap_or_default())), Callback::new(choose("currency", "")))}
            <label class="inline-control">
                {page.t(text::receivables::edges)}
                <input
                    prop:value=move || query.with(|query| query.edges.iter().map(u16::to_string).collect::<Vec<_>>().join(", "))
                    on:change:target=move |event| set_edges(event.target().value())
                />
            </label>
            {move || {
                let bucket = query.with(|query| query.filter.bucket)?;
                let name = report.with(|report| report.columns.get(bucket).map(|column| words::column(page.lang.get(), *column)))?;
                Some(view! {
                    <span class="chip">
                        {text::receivables::filtered(page.lang.get(), &name)}
                        <button class="link" on:click=move |_| page.address.set_param("bucket", "")>{page.t(text::receivables::show_all)}</button>
                    </span>
                })
            }}
        </div>
    }
}

fn pick(
    page: Page,
    label: fn(Lang) -> &'static str,
    options: Signal<Vec<(String, String)>>,
    value: Signal<String>,
    on_choose: Callback<String>,
) -> AnyView {
    view! {
        <label class="inline-control">
            {page.t(label)}
            <select prop:value=value on:change:target=move |event| on_choose.run(event.target().value())>
                {move || {
                    options.get().into_iter().map(|(key, word)| {
                        let is_chosen = key == value.get();
                        view! { <option value=key selected=is_chosen>{word}</option> }
                    }).collect_view()
                }}
            </select>
        </label>
    }
    .into_any()
}

/// One currency: the bar, its labels, the table.
fn section(
    page: Page,
    query: Memo<AgingQuery>,
    report: Arc<AgingReport>,
    place: usize,
    order: Memo<Order>,
    cell: RwSignal<Option<CellRef>>,
) -> AnyView {
    let lang = page.lang.get();
    let style = page.style.get();
    let CurrencySection { currency, totals, .. } = report.sections[place];
    let parts = bar_parts(page, &report, &totals, currency);
    let labels = parts.clone();
    let colours: Vec<usize> = parts.iter().map(|part| part.bucket).collect();
    let row_count = report.sections[place].rows.len() + 2;
    let chosen = query.with(|query| query.filter.bucket);
    let several = report.sections.len() > 1;
    let rows = {
        let order = order.get();
        let mut rows = report.sections[place].rows.clone();
        page.ledger
            .book
            .with(|book| sort_rows(book, &mut rows, sort_key(&order.key), order.descending));
        Arc::new(rows)
    };
    let largest = rows.iter().map(|row| row.amounts.balance_minor).max().unwrap_or(0).max(1);
    let count = format::count(rows.len(), style);
    let name_of_rows = if query.with(|query| query.by) == Grouping::Customer {
        text::receivables::customers(lang, &count)
    } else {
        text::receivables::rows(lang, &count)
    };
    let draw: Arc<dyn Fn(&Row) -> AnyView + Send + Sync> =
        Arc::new(move |row| table_row(page, row, currency, largest, cell));
    let signal = Signal::derive(move || order.get());
    let columns = report.columns.clone();
    let heads = columns.iter().enumerate().map(|(bucket, column)| {
        let label = words::column(lang, *column);
        view! { <SortHeader key=BUCKET_KEYS[bucket.min(7)] label=label order=signal number=true /> }
    }).collect_view();
    let name_head = words::grouping(lang, query.with(|query| query.by)).to_owned();
    view! {
        <section class="stack receivables" aria-label=currency.code()>
            {several.then(|| view! { <h2>{currency.code()}" · "{text::currency::name(lang, currency)}</h2> })}
            <div class="pressable" data-chosen=chosen.map(|bucket| bucket.to_string()) on:click=move |event| press_segment(page, &event, &colours)>
                <ChartFigure
                    draw=Callback::new(move |width| {
                        let id = format!("bar-{}", currency.code());
                        Some(aging_bar(&parts, AgingBarOptions { lang, id_prefix: &id, width, height: 34 }))
                    })
                    bare=true
                />
            </div>
            <ul class="bucket-labels">
                {labels.into_iter().enumerate().map(|(bucket, part)| {
                    let pressed = chosen == Some(bucket);
                    view! {
                        <li>
                            <button
                                aria-pressed=pressed.to_string()
                                on:click=move |_| page.address.set_param("bucket", &if pressed { String::new() } else { bucket.to_string() })
                            >
                                <span class=format!("swatch bucket-{}", part.bucket) aria-hidden="true"></span>
                                <span class="name">{part.label}</span>
                                <span class="strong">{part.amount_label}</span>
                                <span class="share">{part.share_label}</span>
                            </button>
                        </li>
                    }
                }).collect_view()}
            </ul>
            <div class="table-box">
                <table class="table folds aging-table" aria-rowcount=row_count.to_string()>
                    <thead>
                        <tr>
                            <SortHeader key="name" label=name_head order=signal />
                            {heads}
                            <SortHeader key="unapplied" label=words::unapplied(lang).to_owned() order=signal number=true />
                            <SortHeader key="balance" label=words::balance(lang).to_owned() order=signal number=true />
                            <SortHeader key="days" label=words::days_short(lang).to_owned() order=signal number=true />
                        </tr>
                    </thead>
                    <WindowedRows rows=Signal::stored(rows) row_px=ROW_PX columns=(columns.len() + 4) as u32 draw=draw />
                    <tfoot>
                        <tr>
                            <th scope="row">{name_of_rows}</th>
                            {totals.buckets.iter().enumerate().map(|(bucket, minor)| amount_cell(page, *minor, currency, None, bucket, cell)).collect_view()}
                            <td class="number">{dash(page, totals.unapplied_minor, currency)}</td>
                            <td class="number keep">{page.amount(totals.balance_minor, currency)}</td>
                            <td class="number"></td>
                        </tr>
                    </tfoot>
                </table>
            </div>
            {loss(page, &totals, currency, query.with(|query| query.basis))}
        </section>
    }
    .into_any()
}

const BUCKET_KEYS: [&str; 8] = ["b0", "b1", "b2", "b3", "b4", "b5", "b6", "b7"];

fn table_row(
    page: Page,
    row: &Row,
    currency: Currency,
    largest: i64,
    cell: RwSignal<Option<CellRef>>,
) -> AnyView {
    let lang = page.lang.get_untracked();
    let (name, about, link) =
        page.ledger.book.with_untracked(|book| describe(book, &row.key, lang));
    let amounts = row.amounts;
    let cells = amounts
        .buckets
        .iter()
        .enumerate()
        .map(|(bucket, minor)| {
            amount_cell(page, *minor, currency, Some(row.key.clone()), bucket, cell)
        })
        .collect_view();
    let share = amounts.balance_minor as f64 / largest as f64;
    let parts: Vec<i64> = amounts.buckets.to_vec();
    let late = amounts.oldest_days.filter(|days| *days > 0);
    let whole = name.clone();
    view! {
        <tr class="door">
            <th scope="row">
                <a class="door" href=link title=whole>{name}</a>
                <small>{about}</small>
            </th>
            {cells}
            <td class="number">{dash(page, amounts.unapplied_minor, currency)}</td>
            <td class="number keep strong">
                {page.amount(amounts.balance_minor, currency)}
                <Ramp parts=parts of=share />
            </td>
            <td class="number keep-below">
                {match late {
                    Some(days) => view! { <AgeBadge days=days /> }.into_any(),
                    None => view! { <span class="zero" aria-hidden="true">"–"</span> }.into_any(),
                }}
            </td>
        </tr>
    }
    .into_any()
}

/// A line's name, what stands under it, and where it leads.
fn describe(book: &Book, key: &RowKey, lang: Lang) -> (String, String, String) {
    let name = row_name(book, key, lang).into_owned();
    match key {
        RowKey::Customer(ix) => {
            let customer = &book.customer(*ix).customer;
            let about: Vec<&str> = [customer.segment.as_str(), customer.responsible.as_str()]
                .into_iter()
                .filter(|word| !word.is_empty())
                .collect();
            (name, about.join(" · "), href(Screen::Customer(customer.id)))
        }
        RowKey::Item(ix) => {
            let item = book.item(*ix);
            let invoice = &book.invoice(item.invoice).invoice;
            let customer = book.customer(item.customer).customer.name();
            let due = format::date_medium(lang, item.due_on);
            (
                name,
                format!("{customer} · {} {due}", text::common::due(lang)),
                href(Screen::Invoice(invoice.id)),
            )
        }
        RowKey::Credit(ix) => {
            let entry = book.credit(*ix);
            (
                name,
                book.customer(entry.customer).customer.name().to_owned(),
                href(Screen::Payment(entry.credit.id)),
            )
        }
        RowKey::Segment(segment) => (name, String::new(), narrowed("segment", segment)),
        RowKey::Responsible(person) => (name, String::new(), narrowed("responsible", person)),
        RowKey::Currency(currency) => (name, String::new(), narrowed("currency", currency.code())),
    }
}

fn narrowed(name: &str, value: &str) -> String {
    format!("#{}", cartera::route::Route::to(Screen::Receivables).with(name, value))
}

fn amount_cell(
    page: Page,
    minor: i64,
    currency: Currency,
    key: Option<RowKey>,
    bucket: usize,
    cell: RwSignal<Option<CellRef>>,
) -> AnyView {
    if minor == 0 {
        return view! { <td class="number"><span class="zero" aria-hidden="true">"–"</span></td> }
            .into_any();
    }
    let open = move |event: web_sys::MouseEvent| {
        event.stop_propagation();
        cell.set(Some(CellRef { currency, key: key.clone(), bucket: Some(bucket) }));
    };
    view! { <td class="number"><button class="figure-button" on:click=open>{page.amount(minor, currency)}</button></td> }.into_any()
}

fn dash(page: Page, minor: i64, currency: Currency) -> AnyView {
    if minor == 0 {
        view! { <span class="zero" aria-hidden="true">"–"</span> }.into_any()
    } else {
        page.amount(minor, currency).into_any()
    }
}

/// The ramp's colour of a column: the last one is always the oldest.
fn colour_of(bucket: usize, columns: usize, basis: Basis) -> usize {
    let from = usize::from(basis == Basis::IssueDate);
    if bucket + 1 == columns { 4 } else { (bucket + from).min(3) }
}

fn bar_parts(
    page: Page,
    report: &AgingReport,
    totals: &Amounts,
    currency: Currency,
) -> Vec<BarPart> {
    let (lang, style) = (page.lang.get(), page.style.get());
    let whole = totals.buckets.sum();
    report
        .columns
        .iter()
        .zip(totals.buckets.iter())
        .enumerate()
        .map(|(bucket, (column, minor))| {
            let share =
                rust_decimal::Decimal::from(*minor) / rust_decimal::Decimal::from(whole.max(1));
            BarPart {
                bucket: colour_of(bucket, report.columns.len(), report.basis),
                label: words::column(lang, *column),
                amount_label: page.money(Money::new(*minor, currency)),
                share_label: format::percent(share, style),
                value: *minor,
            }
        })
        .collect()
}

/// A press on a segment of the bar narrows to it.
fn press_segment(page: Page, event: &web_sys::MouseEvent, colours: &[usize]) {
    use wasm_bindgen::JsCast;
    let target = event.target().and_then(|target| target.dyn_into::<web_sys::Element>().ok());
    let segment = target.and_then(|target| target.closest(".segment").ok().flatten());
    let Some(segment) = segment else { return };
    let colour = segment.get_attribute("data-bucket").and_then(|text| text.parse().ok());
    let column = colours.iter().position(|known| Some(*known) == colour);
    if let Some(column) = column {
        page.address.set_param("bucket", &column.to_string());
    }
}

/// What is expected to be lost, where the firm has percentages.
fn loss(page: Page, totals: &Amounts, currency: Currency, basis: Basis) -> AnyView {
    if basis != Basis::DueDate {
        return ().into_any();
    }
    let percents = page.ledger.book.with(|book| book.firm().allowance_percent.clone());
    match allowance(&totals.buckets, &percents) {
        Some(allowance) => {
            let amount = page.money(Money::new(allowance.total_minor, currency));
            view! { <p class="small"><span class="quiet">{page.t(words::allowance)}": "</span><span class="strong">{amount}</span></p> }.into_any()
        }
        None => view! { <p class="small no-print"><a class="link" href=href(Screen::Settings(Section::Firm))>{page.t(text::receivables::set_allowance)}</a></p> }.into_any(),
    }
}

/// What several currencies are worth together.
fn worth(page: Page, report: &AgingReport) -> AnyView {
    let home = page.home.get();
    let is_needed = report.sections.iter().any(|section| section.currency != home);
    if !is_needed {
        return ().into_any();
    }
    let lang = page.lang.get();
    let words = match page.ledger.book.with(|book| home_balance(book, report)) {
        Some(value) => text::receivables::worth(lang, &page.money(value)),
        None => text::receivables::no_worth(lang).to_owned(),
    };
    view! { <p class="quiet">{words}</p> }.into_any()
}

fn nothing(page: Page) -> AnyView {
    view! {
        <Empty
            title=Signal::derive(move || text::receivables::nothing_title(page.lang.get()).to_owned())
            text=Signal::derive(move || text::receivables::nothing(page.lang.get()).to_owned())
        >
            <a class="button" href=href(Screen::NewInvoice)>{page.t(text::shell::new_invoice)}</a>
            <a class="button" href=href(Screen::Import)>{page.t(text::shell::import)}</a>
        </Empty>
    }
    .into_any()
}

/// The month-ends, one chart a currency.
#[component]
fn Trend(query: Memo<AgingQuery>) -> impl IntoView {
    let page = use_page();
    let charts = Memo::new(move |_| {
        page.ledger.book.with(|book| {
            query.with(|query| {
                let mut query = query.clone();
                query.filter.bucket = None;
                month_end_trend(book, &query, TREND_MONTHS)
            })
        })
    });
    let currencies = Memo::new(move |_| {
        charts.with(|points| {
            let mut found = Vec::new();
            for section in points.iter().flat_map(|point| &point.sections) {
                if !found.contains(&section.currency) {
                    found.push(section.currency);
                }
            }
            found
        })
    });
    view! {
        {move || (!currencies.with(Vec::is_empty)).then(|| view! { <h2 class="trend-head">{page.t(words::trend)}</h2> })}
        {move || currencies.get().into_iter().map(|currency| {
            view! {
                <ChartFigure draw=Callback::new(move |width| {
                    let lang = page.lang.get();
                    let style = page.style.get();
                    let points: Vec<TrendPoint> = charts.with(|points| points.iter().map(|point| {
                        let totals = point.sections.iter().find(|section| section.currency == currency).map(|section| section.totals);
                        TrendPoint {
                            month_end: point.day,
                            buckets: totals.map(|totals| totals.buckets.to_vec()).unwrap_or_default(),
                            unapplied: totals.map_or(0, |totals| totals.unapplied_minor),
                        }
                    }).collect());
                    let columns = query.with(|query| cartera::aging::Ranges::new(query.basis, &query.edges, query.as_of).columns().to_vec());
                    let labels: Vec<String> = columns.into_iter().map(|column| words::column(lang, column)).collect();
                    let amount = move |minor: i64| page.amount(minor, currency);
                    Some(trend_chart(&points, TrendOptions {
                        lang,
                        id_prefix: &format!("trend-{}", currency.code()),
                        width,
                        height: 240,
                        bucket_labels: &labels,
                        unapplied_label: words::unapplied(lang),
                        unit: currency.code(),
                        minor_digits: currency.minor_digits(),
                        marks: NumberMarks { decimal: style.decimal, group: style.group },
                        amount: &amount,
                    }))
                }) />
            }
        }).collect_view()}
    }
}

/// The instalments behind a figure.
#[component]
fn Drill(query: Memo<AgingQuery>, cell: RwSignal<Option<CellRef>>) -> impl IntoView {
    let page = use_page();
    let open = RwSignal::new(false);
    Effect::new(move |_| open.set(cell.with(Option::is_some)));
    Effect::new(move |was: Option<bool>| {
        let is = open.get();
        if was == Some(true) && !is {
            cell.set(None);
        }
        is
    });
    let title = Signal::derive(move || {
        let lang = page.lang.get();
        let name = cell.with(|cell| {
            cell.as_ref()
                .and_then(|cell| cell.key.as_ref())
                .map(|key| page.ledger.book.with(|book| row_name(book, key, lang).into_owned()))
        });
        text::receivables::behind(lang, &name.unwrap_or_else(|| words::total(lang).to_owned()))
    });
    view! {
        <Dialog open=open title=title>
            <ul class="lines">
                {move || {
                    let Some(cell) = cell.get() else { return ().into_any() };
                    let lang = page.lang.get();
                    page.ledger.book.with(|book| {
                        let items = query.with(|query| items_behind(book, query, &cell));
                        items.into_iter().map(|aged| {
                            let item = book.item(aged.item);
                            let invoice = &book.invoice(item.invoice).invoice;
                            let customer = book.customer(item.customer).customer.name().to_owned();
                            let due = format!("{} {}", text::common::due(lang), page.date(item.due_on));
                            let about = if cell.key.is_some() { due } else { format!("{customer} · {due}") };
                            view! {
                                <li>
                                    <span class="what">
                                        <a class="door" href=href(Screen::Invoice(invoice.id)) on:click=move |_| open.set(false)>{invoice.number.clone()}</a>
                                        <small>{about}</small>
                                    </span>
                                    <AgeBadge days=item.days_past_due(query.with(|query| query.as_of)) />
                                    <span class="amount">{page.amount(aged.open_minor, item.currency)}</span>
                                </li>
                            }
                        }).collect_view().into_any()
                    })
                }}
            </ul>
        </Dialog>
    }
}

fn export(page: Page, report: &AgingReport) {
    let rows =
        page.ledger.book.with_untracked(|book| aging_rows(report, book, page.lang.get_untracked()));
    let mut out = CsvOut::new();
    for row in &rows {
        out.cells(row.iter().map(String::as_str));
    }
    let saved = files::offer(&aging_file_name(report.as_of), "text/csv", &out.finish());
    if let Err(error) = saved {
        page.toasts.problem(error.to_string());
    }
}

fn print() {
    // A browser that cannot print says so itself.
    let _ = window().print();
}
