//! What the parts of the screen share: what is asked, the projection and the cash of it.

use std::sync::Arc;

use cartera::browser::yield_now;
use cartera::forecast::{
    CashLine, ExpectedInvoice, Projection, Question, expected_inflow, expected_invoices,
};
use cartera::ledger::{Book, Money};
use cartera::views::cash_flow::{
    Asked, Headline, PastLine, PeriodLine, Scenario, asked, headline, past_lines, period_lines,
};
use leptos::prelude::*;
use leptos::task::spawn_local;

use super::slices::project_in_slices;
use crate::ui::page::Page;
use crate::ui::reactive::{Memo, RwSignal, effect};

/// The screen's signals. Copy it freely.
#[derive(Clone, Copy)]
pub struct Desk {
    pub page: Page,
    /// What the address asks for.
    pub asked: Memo<Asked>,
    /// The projection: first without its band.
    pub projection: RwSignal<Option<Arc<Projection>>>,
    /// Whether the band is still being drawn.
    pub is_drawing: RwSignal<bool>,
    /// Cash day by day.
    pub cash: Memo<Option<Arc<CashLine>>>,
    /// The weeks or months ahead.
    pub lines: Memo<Arc<Vec<PeriodLine>>>,
    /// Those that are over.
    pub past: RwSignal<Arc<Vec<PastLine>>>,
    /// The invoices expected to be issued, and what they may have brought by each day.
    pub to_come: RwSignal<Arc<ToCome>>,
    /// What the screen says first.
    pub said: Memo<Option<Headline>>,
    /// Which work is the latest.
    turn: StoredValue<u32>,
}

/// Invoices that are not issued yet.
#[derive(Default)]
pub struct ToCome {
    /// Each of them, by day.
    pub invoices: Vec<ExpectedInvoice>,
    /// What they may have brought by the end of each day, in minor units.
    pub by_day_minor: Vec<i64>,
}

impl Desk {
    /// What the address asks for, worked out as it changes.
    pub fn new(page: Page) -> Self {
        let asked = Memo::new(move |_| {
            let today = page.ledger.today.get();
            let query = page.address.route().query;
            page.ledger
                .book
                .with(|book| asked(book, today, &|name| query.get(name).map(str::to_owned)))
        });
        let projection = RwSignal::new(None::<Arc<Projection>>);
        let cash = Memo::new(move |_| {
            let projection = projection.get()?;
            Some(Arc::new(page.ledger.book.with(|book| CashLine::of(book, &projection))))
        });
        let to_come = RwSignal::new(Arc::<ToCome>::default());
        let lines = Memo::new(move |_| {
            let (scenario, by) = asked.with(|asked| (asked.scenario, asked.by));
            Arc::new(match (projection.get(), cash.get()) {
                (Some(projection), Some(cash)) => {
                    let to_come = to_come.get();
                    let to_come = match scenario {
                        // They fall due some day, but on no contract.
                        Scenario::Contractual => &[][..],
                        Scenario::Expected | Scenario::Stressed => &to_come.by_day_minor,
                    };
                    period_lines(&projection, &cash, to_come, scenario, by)
                }
                _ => Vec::new(),
            })
        });
        let said = Memo::new(move |_| {
            let (scenario, is_part) = asked.with(|asked| (asked.scenario, asked.is_part()));
            let (projection, cash) = (projection.get()?, cash.get()?);
            Some(headline(&projection, &cash, scenario, is_part))
        });
        let desk = Self {
            page,
            asked,
            projection,
            is_drawing: RwSignal::new(false),
            cash,
            lines,
            past: RwSignal::new(Arc::default()),
            to_come,
            said,
            turn: StoredValue::new(0),
        };
        desk.follow();
        desk
    }

    /// An amount in the currency asked for, standing alone.
    pub fn money(self, minor: i64) -> String {
        let currency = self.asked.with(|asked| asked.question.currency);
        self.page.money(Money::new(minor, currency))
    }

    /// The same in a table that names the currency.
    pub fn amount(self, minor: i64) -> String {
        let currency = self.asked.with(|asked| asked.question.currency);
        self.page.amount(minor, currency)
    }

    /// Works everything out anew when the question or the book changes.
    fn follow(self) {
        let question = Memo::new(move |_| self.asked.with(|asked| asked.question.clone()));
        effect(move |_| {
            let question = question.get();
            let book = self.page.ledger.book.get();
            let turn = self.take_turn();
            spawn_local(async move { self.work(turn, book, question).await });
        });
        let past = Memo::new(move |_| {
            self.asked.with(|asked| (asked.scenario, asked.by, asked.question.filter.clone()))
        });
        effect(move |_| {
            past.track();
            let (book, asked) = (self.page.ledger.book.get(), self.asked.get());
            spawn_local(async move {
                yield_now().await;
                yield_now().await;
                if !self.past.is_disposed() {
                    let _ = self.past.try_set(Arc::new(past_lines(&book, &asked)));
                }
            });
        });
    }

    fn take_turn(self) -> u32 {
        let turn = self.turn.get_value().wrapping_add(1);
        self.turn.set_value(turn);
        turn
    }

    fn is_on(self, turn: u32) -> bool {
        // The screen may be gone by then.
        self.turn.try_get_value() == Some(turn)
    }

    /// First what is expected, which is quick, then the same with its band.
    async fn work(self, turn: u32, book: Book, question: Question) {
        self.is_drawing.set(true);
        let quick = Question { paths: 0, ..question.clone() };
        let Some(mut quick) = project_in_slices(&book, &quick, &|| self.is_on(turn)).await else {
            return;
        };
        quick.cumulative.clear();
        quick.weeks.clear();
        quick.months.clear();
        self.projection.set(Some(Arc::new(quick)));
        yield_now().await;
        if !self.is_on(turn) {
            return;
        }
        let Some(whole) = project_in_slices(&book, &question, &|| self.is_on(turn)).await else {
            return;
        };
        self.projection.set(Some(Arc::new(whole)));
        self.is_drawing.set(false);
        yield_now().await;
        if !self.is_on(turn) {
            return;
        }
        let invoices = expected_invoices(&book, &question);
        let by_day_minor = expected_inflow(&book, &question, &invoices);
        self.to_come.set(Arc::new(ToCome { invoices, by_day_minor }));
    }
}
