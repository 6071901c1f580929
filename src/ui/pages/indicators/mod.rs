//! Screen: indicators. Are we getting better, month by month.

mod behind;
mod charts;
mod controls;
mod figures;

use std::sync::Arc;

use cartera::files::sheet::Sheet;
use cartera::indicators::{Group, Question, Report, report};
use cartera::route::{Route, Screen};
use cartera::text::indicators::{self as words, Written};
use cartera::text::{self, format};
use cartera::views::indicators::asked;
use cartera::views::sheets::indicators_sheet;
use icondata_lu::LuPrinter;
use leptos::prelude::*;

use crate::ui::components::{Empty, Icon, PageHead};
use crate::ui::export::export_buttons;
use crate::ui::page::{Page, use_page};
use crate::ui::pages::controls::label;
use crate::ui::reactive::{Memo, Signal, live};
use crate::ui::shell::href;

/// The screen.
#[component]
pub fn Indicators() -> impl IntoView {
    let page = use_page();
    let shown = Shown::of(page);
    let is_empty =
        Memo::new(move |_| shown.report.with(|report| report.first_known == report.points.len()));
    view! {
        <PageHead title=label(page, words::title)>
            {move || (!is_empty.get()).then(|| take_along(page, shown))}
        </PageHead>
        <div class="indicators stack">
            <controls::Controls shown=shown />
            {move || {
                if is_empty.get() {
                    nothing(page)
                } else {
                    view! {
                        <p class="quiet periods">{live(move || periods(page, shown))}</p>
                        {Group::ALL.map(|group| view! { <figures::Part shown=shown group=group /> }).collect_view()}
                    }
                    .into_any()
                }
            }}
        </div>
        <behind::Behind shown=shown />
    }
}

/// The buttons for the files and for paper.
fn take_along(page: Page, shown: Shown) -> AnyView {
    view! {
        {export_buttons(page, "button quiet", Callback::new(move |()| shown.sheet(page)))}
        <button class="button quiet" on:click=move |_| {
            // Where the browser cannot print, pressing it does nothing.
            let _ = window().print();
        }>
            <Icon icon=LuPrinter />
            {page.t(text::shell::print)}
        </button>
    }
    .into_any()
}

/// What the address asks for and what the book answers. Copy it freely.
#[derive(Clone, Copy)]
pub struct Shown {
    /// What is asked.
    pub question: Memo<Question>,
    /// The answer.
    pub report: Memo<Arc<Report>>,
    /// The address without the figure that was pressed.
    pub base: Memo<Route>,
}

impl Shown {
    fn of(page: Page) -> Self {
        let ledger = page.ledger;
        let base = Memo::new(move |_| page.address.route().with("figure", ""));
        let question = Memo::new(move |_| {
            base.with(|route| {
                let param = |name| route.query.get(name).map(str::to_owned);
                ledger.book.with(|book| asked(book, ledger.today.get(), &param))
            })
        });
        let report = Memo::new(move |_| {
            let of = |question: &_| ledger.book.with(|book| report(book, question));
            Arc::new(question.with(of))
        });
        Self { question, report, base }
    }

    /// How figures are written, followed.
    pub fn written(self, page: Page) -> Written {
        Written {
            lang: page.lang.get(),
            style: page.style.get(),
            currency: self.question.with(|question| question.currency),
            home: page.home.get(),
        }
    }

    fn sheet(self, page: Page) -> (String, Sheet) {
        let lang = page.lang.get_untracked();
        let question = self.question.get_untracked();
        let name = ["indicators-", &format::iso(question.on), "-", question.currency.code()];
        let sheet = self.report.with_untracked(|report| indicators_sheet(report, lang));
        (name.concat() + ".csv", sheet)
    }
}

/// Which month is compared with which, and since when anything is known.
fn periods(page: Page, shown: Shown) -> String {
    let lang = page.lang.get();
    shown.report.with(|report| {
        let [.., before, last] = &report.points[..] else { return String::new() };
        let day = |day| format::date_medium(lang, day);
        let mut said = words::periods(
            lang,
            &day(last.period.from),
            &day(last.period.to),
            &day(before.period.from),
            &day(before.period.to),
        );
        let is_young = report.first_known > 0;
        if let Some(first) = report.first_sale.filter(|_| is_young) {
            said.push(' ');
            said.push_str(&words::known_since(lang, &day(first)));
        }
        said
    })
}

/// Nothing is known by the day: of this ledger, or of what the filters leave.
fn nothing(page: Page) -> AnyView {
    let is_filtered = page.ledger.book.with(|book| book.invoices().next().is_some());
    if is_filtered {
        return view! {
            <Empty title=label(page, words::empty_filter_title) text=label(page, words::empty_filter)>
                <a class="button" href=href(Screen::Indicators)>{page.t(words::clear_filters)}</a>
            </Empty>
        }
        .into_any();
    }
    let title: Signal<String> = label(page, words::empty_title);
    view! {
        <Empty title=title text=label(page, words::empty)>
            <a class="button primary" href=href(Screen::NewInvoice)>{page.t(text::shell::new_invoice)}</a>
            <a class="button" href=href(Screen::Import)>{page.t(text::shell::import)}</a>
        </Empty>
    }
    .into_any()
}
