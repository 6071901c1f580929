//! What the parts of the screen share: the day, its list, the case that is open.

use std::sync::Arc;

use cartera::dunning::practice::Practice;
use cartera::ledger::Id;
use cartera::text::format;
use cartera::views::worklist::{Morning, Teller, asked, morning};
use chrono::NaiveDate;
use leptos::prelude::*;
use wasm_bindgen::JsCast;

use crate::ui::contact::ContactAsk;
use crate::ui::page::Page;
use crate::ui::reactive::{Memo, RwSignal, effect};

/// Lines of a group that are shown at first.
pub const SHOWN: usize = 40;

/// The screen's signals. Copy it freely.
#[derive(Clone, Copy)]
pub struct Desk {
    pub page: Page,
    /// The day of the list.
    pub on: Memo<NaiveDate>,
    /// The day's list.
    pub morning: Memo<Arc<Morning>>,
    /// The customer whose case is open.
    pub case: Memo<Option<Id>>,
    /// What comes in soon; empty until it is known.
    pub coming: super::cash::Coming,
    /// What the contact dialog is asked for.
    pub asks: RwSignal<Option<ContactAsk>>,
    /// How many lines a group shows.
    pub shown: RwSignal<usize>,
    /// A letter on its way to the printer: subject and text.
    pub letter: RwSignal<Option<Letter>>,
    /// Whether the focus stays in the list when another case opens.
    stays: StoredValue<bool>,
}

/// A letter to print.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Letter {
    pub customer: Id,
    pub subject: String,
    pub body: String,
}

impl Desk {
    /// What the address asks for.
    pub fn new(page: Page) -> Self {
        let wanted = Memo::new(move |_| {
            let (today, style) = (page.ledger.today.get(), page.style.get());
            page.ledger.book.with(|book| {
                let query = page.address.route().query;
                asked(book, today, style, &|name| query.get(name).map(str::to_owned))
            })
        });
        let on = Memo::new(move |_| wanted.with(|(on, _)| *on));
        let morning = Memo::new_with_compare(
            move |_| {
                let (on, filter) = wanted.get();
                Arc::new(page.ledger.book.with(|book| morning(book, on, &filter)))
            },
            |_, _| true,
        );
        let desk = Self {
            page,
            on,
            morning,
            case: page.address.id_param("case"),
            coming: super::cash::follow(page, on),
            asks: RwSignal::new(None),
            shown: RwSignal::new(SHOWN),
            letter: RwSignal::new(None),
            stays: StoredValue::new(false),
        };
        desk.go_on_when_done();
        desk.follow_focus();
        desk
    }

    /// Reads the book as rows are told from it.
    pub fn tell<T>(self, tell: impl FnOnce(Teller<'_>) -> T) -> T {
        let (lang, style, on) = (self.page.lang.get(), self.page.style.get(), self.on.get());
        self.page.ledger.book.with(|book| {
            let practice = Practice::of(book, on);
            tell(Teller { book, practice: &practice, lang, style })
        })
    }

    /// The address of a customer's case.
    pub fn href(self, customer: Id) -> String {
        format!("#{}", self.page.address.now().with("case", &customer.to_string()))
    }

    /// Opens a case, or closes it; the focus stays in the list.
    pub fn show(self, customer: Option<Id>) {
        self.stays.set_value(true);
        let key = customer.map(|id| id.to_string()).unwrap_or_default();
        self.page.address.set_param("case", &key);
    }

    /// Closes the case; the focus goes to its row.
    pub fn close(self) {
        let was = self.case.get_untracked();
        self.show(None);
        if let Some(customer) = was {
            focus_row(customer);
        }
    }

    /// Sets the day of the list.
    pub fn go_to_day(self, day: NaiveDate) {
        let is_today = day == self.page.ledger.today.get_untracked();
        let param = if is_today { String::new() } else { format::iso(day) };
        self.page.address.set_param("as-of", &param);
    }

    /// Once a customer is out of the list, because something was noted, the next one's turn
    /// has come.
    fn go_on_when_done(self) {
        effect(move |before: Option<(u64, Vec<Id>)>| {
            let seq =
                self.page.ledger.book.with_untracked(|book| book.head().map_or(0, |head| head.seq));
            let order: Vec<Id> = self.page.ledger.book.with_untracked(|book| {
                self.morning.with(|morning| {
                    let lines = morning.late.iter().chain(&morning.today);
                    lines.map(|line| book.customer(line.customer).customer.id).collect()
                })
            });
            let Some((seq_before, order_before)) = before else { return (seq, order) };
            if let Some(open) = self.case.get_untracked()
                && seq != seq_before
                && let Some(place) = order_before.iter().position(|id| *id == open)
            {
                let next = if order.contains(&open) {
                    Some(open)
                } else {
                    order.get(place).or(order.last()).copied()
                };
                // On a phone the case lies over the list: one goes back to that.
                self.show(if is_beside() { next } else { None });
                if let Some(next) = next {
                    focus_row(next);
                }
            }
            (seq, order)
        });
    }

    /// A case that was opened takes the focus, unless one moves through the list by keys.
    fn follow_focus(self) {
        effect(move |_| {
            let is_open = self.case.get().is_some();
            let stays = self.stays.get_value();
            self.stays.set_value(false);
            if is_open && !stays {
                focus(".case h2");
            }
        });
    }
}

/// Whether the case stands beside the list and not over it: as in the style sheet.
fn is_beside() -> bool {
    const BESIDE_FROM_PX: f64 = 1000.0;
    let width = window().inner_width().ok().and_then(|width| width.as_f64());
    width.is_none_or(|width| width > BESIDE_FROM_PX)
}

/// Puts the focus on a customer's row, once it is drawn and no dialog has the focus.
pub fn focus_row(customer: Id) {
    focus_soon(format!(".worklist [data-customer='{customer}'] a.door"));
}

fn focus(selector: &str) {
    focus_soon(selector.to_owned());
}

fn focus_soon(selector: String) {
    // A dialog that closes gives the focus back first.
    let later = move || {
        let found = document().query_selector(&selector).ok().flatten();
        if let Some(element) = found.and_then(|found| found.dyn_into::<web_sys::HtmlElement>().ok())
        {
            // What is gone cannot take the focus; nothing is lost.
            let _ = element.focus();
        }
    };
    request_animation_frame(move || set_timeout(later, std::time::Duration::ZERO));
}
