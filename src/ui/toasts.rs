//! Short messages at the foot of the page, read out by screen readers.

use std::time::Duration;

use cartera::ledger::Id;
use cartera::text;
use leptos::prelude::*;
use leptos::task::spawn_local;

use super::focus;
use super::page::{Page, use_page};
use super::say_why::tell;
use crate::ui::components::each;
use crate::ui::reactive::RwSignal;

/// The messages shown now. Copy it freely.
#[derive(Clone, Copy)]
pub struct Toasts {
    shown: RwSignal<Vec<Toast>>,
    next: StoredValue<u32>,
}

#[derive(Clone, PartialEq)]
struct Toast {
    number: u32,
    text: String,
    is_problem: bool,
    undo: Option<Id>,
}

/// How long a message stands: long enough to read it and reach its button.
const STANDS: Duration = Duration::from_secs(8);

impl Toasts {
    /// No messages.
    pub fn new() -> Self {
        Self { shown: RwSignal::new(Vec::new()), next: StoredValue::new(0) }
    }

    /// Says something.
    pub fn say(self, text: impl Into<String>) {
        self.show(text.into(), false, None);
    }

    /// Says that something did not work.
    pub fn problem(self, text: impl Into<String>) {
        self.show(text.into(), true, None);
    }

    /// Says what was done, and offers to take the record back.
    pub fn done(self, text: impl Into<String>, record: Option<Id>) {
        self.show(text.into(), false, record);
    }

    /// Takes all away: what they offer to undo belongs to a ledger that is being left.
    pub fn clear(self) {
        self.shown.set(Vec::new());
    }

    fn show(self, text: String, is_problem: bool, undo: Option<Id>) {
        let number = self.next.get_value();
        self.next.set_value(number + 1);
        self.shown.update(|shown| {
            shown.push(Toast { number, text, is_problem, undo });
            let extra = shown.len().saturating_sub(3);
            shown.drain(..extra);
        });
        self.dismiss_later(number);
    }

    /// Takes back what the newest message offers to.
    pub fn undo_newest(self, page: Page) {
        let offered = self.shown.with_untracked(|shown| {
            shown.iter().rev().find_map(|toast| Some((toast.number, toast.undo?)))
        });
        if let Some((number, record)) = offered {
            self.undo(page, number, record);
        }
    }

    fn undo(self, page: Page, number: u32, record: Id) {
        self.dismiss(number);
        focus::keep(String::new());
        spawn_local(async move {
            match page.ledger.undo(record).await {
                Ok(()) => page.toasts.say(page.say(text::shell::undone)),
                Err(why) => tell(page, why),
            }
        });
    }

    fn dismiss_later(self, number: u32) {
        let dismiss = move || {
            let focused = document().query_selector(".toasts :focus").ok().flatten();
            // Not from under a hand that is about to press it.
            if focused.is_some() { self.dismiss_later(number) } else { self.dismiss(number) }
        };
        set_timeout(dismiss, STANDS);
    }

    fn dismiss(self, number: u32) {
        // The timer may outlive the page in tests.
        let _ = self.shown.try_update(|shown| shown.retain(|toast| toast.number != number));
    }
}

/// Where messages appear.
#[component]
pub fn ToastRegion() -> impl IntoView {
    let page = use_page();
    let toast = move |toast: Toast| {
        view! {
            <div class="toast" class:problem=toast.is_problem>
                <span>{toast.text.clone()}</span>
                {toast.undo.map(|record| {
                    let number = toast.number;
                    view! {
                        <button on:click=move |_| page.toasts.undo(page, number, record)>
                            {page.t(text::shell::undo)}
                        </button>
                    }
                })}
            </div>
        }
        .into_any()
    };
    view! {
        <div class="toasts" role="status" aria-live="polite">
            {each(move || page.toasts.shown.get(), |toast| toast.number.to_string(), toast)}
        </div>
    }
}
