//! How good the projection was: what it would have said at past month-ends, and what came.

use std::sync::Arc;

use cartera::browser::yield_now;
use cartera::charts::{CashBar, CashFlowNames, CashFlowOptions, NumberMarks, cash_flow};
use cartera::forecast::{Question, Review as Said, Summary, how_good, reviewed_days};
use cartera::text::{cash_flow as words, format};
use cartera::views::sheets::review_sheet;
use leptos::prelude::*;
use leptos::task::spawn_local;

use super::chart::names;
use super::desk::Desk;
use super::head::stressed;
use crate::ui::components::{ChartFigure, Segmented};
use crate::ui::pages::controls::{label, section_head};
use crate::ui::reactive::{Memo, RwSignal, Signal, effect};

/// How many month-ends are looked back to.
const MONTHS: u32 = 12;
/// The weeks after each that are compared; the first when nothing is chosen.
const WEEKS: [u32; 2] = [4, 13];
/// Fewer courses of events than for what is ahead: each month-end draws its own.
const PATHS: u32 = 200;
const CHART_PX: u32 = 200;

/// The part of the screen; worked out month by month once it is in sight.
#[component]
pub fn Review(desk: Desk) -> impl IntoView {
    let page = desk.page;
    let chosen = page.address.param("review");
    let weeks = Memo::new(move |_| {
        let asked = chosen.get().and_then(|weeks| weeks.parse().ok());
        asked.filter(|weeks| WEEKS.contains(weeks)).unwrap_or(WEEKS[0])
    });
    let reviews = RwSignal::new(None::<Arc<Vec<Said>>>);
    let turn = StoredValue::new(0u32);
    let asked = Memo::new(move |_| {
        desk.asked.with(|asked| (asked.question.currency, asked.question.filter.clone()))
    });
    effect(move |_| {
        let ((currency, filter), weeks) = (asked.get(), weeks.get());
        let (book, today) = (page.ledger.book.get(), page.ledger.today.get());
        // What is ahead comes first.
        if desk.is_drawing.get() || desk.projection.with(Option::is_none) {
            return;
        }
        let mine = turn.get_value().wrapping_add(1);
        turn.set_value(mine);
        spawn_local(async move {
            let mut found = Vec::new();
            for on in reviewed_days(today, MONTHS, weeks) {
                yield_now().await;
                if turn.try_get_value() != Some(mine) {
                    return;
                }
                let mut question = Question::new(&book, on);
                (question.currency, question.filter) = (currency, filter.clone());
                question.paths = PATHS;
                found.extend(how_good(&book, &question, &[weeks]));
            }
            // A month-end before anything was owed says nothing.
            found.retain(|review| review.open_minor > 0 && review.came_minor > 0);
            let _ = reviews.try_set(Some(Arc::new(found)));
        });
    });
    let draw = Callback::new(move |width| {
        let reviews = reviews.get()?;
        (reviews.len() > 1).then(|| picture(desk, &reviews, width))
    });
    let body = move || {
        let lang = page.lang.get();
        let Some(reviews) = reviews.get() else {
            return view! { <p class="quiet small" role="status">{words::reviewing(lang)}</p> }
                .into_any();
        };
        let currency = desk.asked.with(|asked| asked.question.currency);
        let money = |money| page.money(money);
        let said = words::summary(lang, &Summary::of(&reviews), currency, &money, page.style.get());
        let Some(said) = said else {
            return view! { <p class="quiet small">{words::no_reviews(lang)}</p> }.into_any();
        };
        let after = words::after_each(lang, &words::weeks(lang, &weeks.get().to_string()));
        view! {
            <p>{stressed(&said)}</p>
            <p class="quiet small">{after}</p>
        }
        .into_any()
    };
    let options = move || {
        let lang = page.lang.get();
        let key = |weeks: u32| if weeks == WEEKS[0] { String::new() } else { weeks.to_string() };
        WEEKS.map(|weeks| (key(weeks), words::weeks(lang, &weeks.to_string()))).to_vec()
    };
    let choice = view! {
        <Segmented
            label=label(page, words::review_weeks)
            options=Signal::derive(options)
            value=Signal::derive(move || chosen.get().unwrap_or_default())
            on_choose=Callback::new(move |weeks: String| page.address.set_param("review", &weeks))
        />
    };
    let data = Callback::new(move |()| {
        let found = reviews.get_untracked();
        let found = found.as_deref().map(Vec::as_slice).unwrap_or_default();
        let currency = desk.asked.with_untracked(|asked| asked.question.currency);
        review_sheet(found, currency, page.lang.get_untracked())
    });
    let file = move || {
        let (lang, day) = (page.lang.get_untracked(), page.ledger.today.get_untracked());
        [words::review_file(lang), "-", &format::iso(day)].concat()
    };
    view! {
        <section class="stack-tight cash-review">
            {section_head(page, words::how_good, choice)}
            {body}
            <ChartFigure draw=draw file=file() data=data />
        </section>
    }
}

fn picture(desk: Desk, reviews: &[Said], width: u32) -> cartera::charts::Chart {
    let page = desk.page;
    let (lang, style) = (page.lang.get(), page.style.get());
    let currency = desk.asked.with(|asked| asked.question.currency);
    let bars: Vec<CashBar> = reviews
        .iter()
        .map(|review| CashBar {
            first: review.on,
            name: format::date_medium(lang, review.on),
            is_past: true,
            value_minor: review.came_minor,
            band_minor: Some((review.band.low_minor, review.band.high_minor)),
            compared_minor: Some(review.expected_minor),
            to_come_minor: 0,
            balance_minor: None,
        })
        .collect();
    let amount = |minor| desk.amount(minor);
    let opts = CashFlowOptions {
        lang,
        id_prefix: "cash-review",
        width,
        bars_px: CHART_PX,
        balance_px: 0,
        by_month: true,
        names: CashFlowNames {
            period: words::month_end(lang),
            ..names(lang, words::how_good(lang))
        },
        has_axes: true,
        minor_digits: currency.minor_digits(),
        marks: NumberMarks { decimal: style.decimal, group: style.group },
        amount: &amount,
    };
    cash_flow(&bars, None, opts)
}
