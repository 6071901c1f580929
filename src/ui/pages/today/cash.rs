//! The coming weeks' cash: worked out once the list stands, in slices, and again some time
//! after the book has changed.

use std::sync::Arc;
use std::time::Duration;

use cartera::browser::yield_now;
use cartera::charts::{CashBar, CashFlowOptions, Chart, NumberMarks, cash_flow};
use cartera::ledger::{Currency, Money};
use cartera::route::{Route, Screen};
use cartera::text::{cash_flow as words, format};
use cartera::views::cash_flow::{Period, Soon};
use leptos::prelude::*;
use leptos::task::spawn_local;

use super::desk::Desk;
use crate::ui::components::ChartFigure;
use crate::ui::page::Page;
use crate::ui::pages::cash_flow::{names, project_in_slices, strong_parts};
use crate::ui::reactive::{Memo, RwSignal, effect, live};

const BARS_PX: u32 = 120;
/// How long the book must rest before it is worked out again.
const REST: Duration = Duration::from_millis(400);

/// What comes in soon, by currency; empty until it is known.
pub type Coming = RwSignal<Arc<Vec<Soon>>>;

/// Works it out as the book and the day of the list change.
pub fn follow(page: Page, on: Memo<chrono::NaiveDate>) -> Coming {
    let coming = Coming::new(Arc::default());
    let turn = StoredValue::new(0u32);
    effect(move |before: Option<()>| {
        page.ledger.book.track();
        on.track();
        let mine = turn.get_value().wrapping_add(1);
        turn.set_value(mine);
        let work = move || spawn_local(work(page, on, coming, turn, mine));
        set_timeout(work, if before.is_some() { REST } else { Duration::ZERO });
    });
    coming
}

async fn work(
    page: Page,
    on: Memo<chrono::NaiveDate>,
    coming: Coming,
    turn: StoredValue<u32>,
    mine: u32,
) {
    // The screen may be gone by then.
    let is_wanted = || turn.try_get_value() == Some(mine);
    yield_now().await;
    if !is_wanted() {
        return;
    }
    let (book, on) = (page.ledger.book.get_untracked(), on.get_untracked());
    let home = book.firm().home_currency;
    let mut currencies: Vec<Currency> = vec![home];
    for (_, entry) in book.invoices() {
        let currency = entry.invoice.total.currency;
        if !currencies.contains(&currency) {
            currencies.push(currency);
        }
    }
    let mut found = Vec::new();
    for currency in currencies {
        let question = Soon::question(&book, on, currency);
        let Some(projection) = project_in_slices(&book, &question, &is_wanted).await else {
            return;
        };
        found.push(Soon::of(&book, &projection));
    }
    coming.set(Arc::new(found));
}

/// The section, for the home currency; nothing until it is known or where nothing comes.
pub fn draw(desk: Desk) -> AnyView {
    let page = desk.page;
    let home = Memo::new(move |_| {
        let home = page.home.get();
        desk.coming.with(|all| all.iter().find(|soon| soon.currency == home).cloned())
    });
    let is_there = Memo::new(move |_| {
        home.with(|soon| soon.as_ref().is_some_and(|soon| soon.weeks.iter().any(|week| week.2 > 0)))
    });
    let lowest = move || {
        let soon = home.get()?;
        let (lang, lowest) = (page.lang.get(), soon.lowest?);
        let amount = page.money(Money::new(lowest.balance_minor, soon.currency));
        let said = words::lowest_on(lang, &amount, &format::date_short(lang, lowest.on));
        Some(view! { <p class="small">{strong_parts(&said)}</p> })
    };
    let draw = Callback::new(move |width| home.get().map(|soon| picture(page, &soon, width)));
    (move || {
        is_there.get().then(|| {
            let href = format!("#{}", Route::to(Screen::CashFlow));
            view! {
                <section class="coming">
                    <div class="section-head">
                        <h2>{page.t(words::coming)}</h2>
                        <a class="link" href=href>{page.t(words::see_all)}</a>
                    </div>
                    <ChartFigure draw=draw bare=true />
                    {live(lowest)}
                </section>
            }
        })
    })
    .into_any()
}

fn picture(page: Page, soon: &Soon, width: u32) -> Chart {
    let (lang, style) = (page.lang.get(), page.style.get());
    let bars: Vec<CashBar> = soon
        .weeks
        .iter()
        .map(|&(first, last, value_minor)| CashBar {
            first,
            name: words::period_name(lang, first, last, Period::Week),
            is_past: false,
            value_minor,
            band_minor: None,
            compared_minor: None,
            to_come_minor: 0,
            balance_minor: None,
        })
        .collect();
    let amount = |minor| page.money(Money::new(minor, soon.currency));
    // A picture without axes tells its figures to those who do not see it.
    let said: Vec<String> =
        bars.iter().map(|bar| [&bar.name, ": ", &amount(bar.value_minor)].concat()).collect();
    let said = said.join("; ");
    let mut names = names(lang, words::coming(lang));
    names.description = &said;
    let opts = CashFlowOptions {
        lang,
        id_prefix: "coming",
        width,
        bars_px: BARS_PX,
        balance_px: 0,
        by_month: false,
        names,
        has_axes: false,
        minor_digits: soon.currency.minor_digits(),
        marks: NumberMarks { decimal: style.decimal, group: style.group },
        amount: &amount,
    };
    cash_flow(&bars, None, opts)
}
