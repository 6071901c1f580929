//! Screen: receivables. Who owes what and how late, as of any day.

mod allowance;
mod behind;
mod cells;
mod controls;
mod head;
mod portfolio;
mod table;
mod trend;

use std::sync::Arc;

use cartera::aging::{AgingQuery, Basis, Column, Grouping, Ranges};
use cartera::ledger::Currency;
use cartera::route::{Route, Screen};
use cartera::text::{self, receivables as words};
use cartera::views::receivables::{
    Marks, RowOrder, Sheet, asked, classes, marks, row_order, sheets,
};
use leptos::prelude::*;

use crate::ui::components::{Empty, PageHead, each};
use crate::ui::page::{Page, use_page};
use crate::ui::reactive::{Memo, Signal};
use crate::ui::shell::href;

/// The screen.
#[component]
pub fn Receivables() -> impl IntoView {
    let page = use_page();
    let report = Report::of(page);
    let title = move || text::shell::receivables(page.lang.get()).to_owned();
    let is_empty = Memo::new(move |_| report.sheets.with(|sheets| sheets.is_empty()));
    let is_by_currency =
        Memo::new(move |_| report.shape.with(|shape| shape.by == Grouping::Currency));
    view! {
        <PageHead title=Signal::derive(title)>
            <controls::Actions report=report />
            <a class="button primary only-wide" href=href(Screen::NewInvoice)>{page.t(text::shell::new_invoice)}</a>
        </PageHead>
        <div class="receivables stack">
            <head::PrintedHead report=report />
            <controls::Controls report=report />
            <head::Chips report=report />
            {move || {
                if is_empty.get() {
                    view! {
                        <Empty
                            title=Signal::derive(move || words::nothing_title(page.lang.get()).to_owned())
                            text=Signal::derive(move || words::nothing(page.lang.get()).to_owned())
                        />
                    }
                    .into_any()
                } else if is_by_currency.get() {
                    view! { <table::CurrencyTable report=report /> }.into_any()
                } else {
                    each(
                        move || report.currencies.get(),
                        |currency| currency.code().to_owned(),
                        move |currency| view! { <Part report=report currency=currency /> }.into_any(),
                    )
                }
            }}
            <head::WorthAtHome report=report />
        </div>
        <behind::Behind report=report />
    }
}

/// One currency: the bar, the table, the month-ends, the allowance.
#[component]
fn Part(report: Report, currency: Currency) -> impl IntoView {
    view! {
        <section class="stack part">
            <portfolio::Portfolio report=report currency=currency />
            <table::SheetTable report=report currency=currency />
            <div class="columns no-break">
                <trend::Trend report=report currency=currency />
                <allowance::AllowancePart report=report currency=currency />
            </div>
        </section>
    }
}

/// What the address asks for and what the book answers. Copy it freely.
#[derive(Clone, Copy)]
pub struct Report {
    /// What is asked.
    pub query: Memo<AgingQuery>,
    /// The same, whatever column was chosen.
    pub whole_query: Memo<AgingQuery>,
    /// What the tables look like.
    pub shape: Memo<Shape>,
    /// By what they are sorted.
    pub order: Memo<RowOrder>,
    /// The answer.
    pub sheets: Memo<Arc<Vec<Sheet>>>,
    /// The currencies of the sheets.
    pub currencies: Memo<Vec<Currency>>,
    /// What is disputed or promised of it.
    pub marks: Memo<Arc<Marks>>,
    /// The address without the figure that was pressed.
    pub base: Memo<Route>,
}

/// What the tables look like, whatever stands in them.
#[derive(Clone, PartialEq)]
pub struct Shape {
    /// What a line is.
    pub by: Grouping,
    /// From where ages count.
    pub basis: Basis,
    /// The columns.
    pub columns: Vec<Column>,
    /// Their colours.
    pub classes: Vec<usize>,
}

impl Report {
    fn of(page: Page) -> Self {
        let ledger = page.ledger;
        let base = Memo::new(move |_| page.address.route().with("drill", ""));
        let query = Memo::new(move |_| {
            base.with(|route| {
                let param = |name| route.query.get(name).map(str::to_owned);
                ledger.book.with(|book| asked(book, ledger.today.get(), &param))
            })
        });
        let whole_query = Memo::new(move |_| {
            let mut query = query.get();
            query.filter.bucket = None;
            query
        });
        let shape = Memo::new(move |_| {
            whole_query.with(|query| {
                let ranges = Ranges::new(query.basis, &query.edges, query.as_of);
                let columns = ranges.columns().to_vec();
                let classes = classes(&columns);
                Shape { by: query.by, basis: query.basis, columns, classes }
            })
        });
        let order = Memo::new(move |_| {
            let by = shape.with(|shape| shape.by);
            base.with(|route| row_order(route.query.get("sort"), by))
        });
        let all = Memo::new(move |_| {
            let order = order.get();
            query.with(|query| Arc::new(ledger.book.with(|book| sheets(book, query, order))))
        });
        let currencies = Memo::new(move |_| {
            all.with(|sheets| sheets.iter().map(|sheet| sheet.currency).collect::<Vec<_>>())
        });
        let marks = Memo::new(move |_| {
            let as_of = query.with(|query| query.as_of);
            Arc::new(ledger.book.with(|book| marks(book, as_of)))
        });
        Self { query, whole_query, shape, order, sheets: all, currencies, marks, base }
    }

    /// Something of a currency's sheet, followed; `None` where the report has no such sheet.
    pub fn sheet<T>(self, currency: Currency, of: impl FnOnce(&Sheet) -> T) -> Option<T> {
        self.sheets.with(|sheets| sheets.iter().find(|sheet| sheet.currency == currency).map(of))
    }
}
