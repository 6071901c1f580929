//! Working the list by keys alone: the arrows move, Enter accepts, s splits, x sets aside.

use leptos::ev;
use leptos::prelude::*;
use wasm_bindgen::JsCast;
use web_sys::{HtmlElement, KeyboardEvent};

use super::desk::Desk;
use crate::ui::keyboard::typing_in;

/// Listens for as long as the screen is there.
pub fn listen(desk: Desk) {
    let listener = window_event_listener(ev::keydown, move |event| press(desk, &event));
    on_cleanup(move || listener.remove());
}

fn press(desk: Desk, event: &KeyboardEvent) {
    let is_combined = event.ctrl_key() || event.meta_key() || event.alt_key();
    let in_dialog = document().query_selector("dialog[open]").ok().flatten().is_some();
    if is_combined || in_dialog || typing_in(event).is_some() {
        return;
    }
    let focused = document().active_element();
    let row = focused.as_ref().and_then(|focused| focused.closest(".bank-row").ok().flatten());
    let is_on_row = row.is_some() && row == focused;
    let is_nowhere =
        focused.as_ref().is_none_or(|focused| matches!(focused.tag_name().as_str(), "BODY" | "H1"));
    match event.key().as_str() {
        "ArrowDown" | "j" if row.is_some() || is_nowhere => go(desk, event, 1),
        "ArrowUp" | "k" if row.is_some() || is_nowhere => go(desk, event, -1),
        "Enter" if is_on_row => {
            event.prevent_default();
            if let Some(one) = current(desk) {
                desk.accept(one);
            }
        }
        "s" if row.is_some() => {
            event.prevent_default();
            if let Some(one) = current(desk).filter(|one| one.whole.amount_minor > 0) {
                desk.splits.set(Some(one));
            }
        }
        "x" if row.is_some() => {
            event.prevent_default();
            if let Some(one) = current(desk) {
                desk.asides.set(Some(one));
            }
        }
        _ => {}
    }
}

fn current(desk: Desk) -> Option<std::sync::Arc<cartera::views::bank::Waiting>> {
    let id = desk.current.get_untracked()?;
    desk.waiting.with_untracked(|all| all.iter().find(|one| one.movement == id).cloned())
}

/// Moves through the rows in sight.
fn go(desk: Desk, event: &KeyboardEvent, by: isize) {
    let rows = desk.in_sight();
    let Some(last) = rows.len().checked_sub(1) else { return };
    event.prevent_default();
    let at = desk.current.get_untracked();
    let is_focused = document()
        .active_element()
        .is_some_and(|focused| focused.closest(".bank-row").ok().flatten().is_some());
    let at = rows.iter().position(|one| Some(one.movement) == at).filter(|_| is_focused);
    let to = at.map_or(0, |at| at.saturating_add_signed(by).min(last));
    desk.current.set(Some(rows[to].movement));
    focus_current(desk);
}

/// Puts the focus on the row that keys act on, once it is drawn.
pub fn focus_current(desk: Desk) {
    let Some(id) = desk.current.get_untracked() else { return };
    request_animation_frame(move || {
        let selector = format!(".bank-row[data-movement='{id}']");
        let row = document().query_selector(&selector).ok().flatten();
        if let Some(row) = row.and_then(|row| row.dyn_into::<HtmlElement>().ok()) {
            // A row that is gone has no focus to take.
            let _ = row.focus();
        }
    });
}
