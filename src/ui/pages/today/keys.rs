//! Working the list by keys alone: j and k or the arrows move, Enter opens, numbers note
//! what came of it, Esc closes.

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
    match event.key().as_str() {
        "j" => go(desk, event, 1),
        "k" => go(desk, event, -1),
        "ArrowDown" if is_in_list() => go(desk, event, 1),
        "ArrowUp" if is_in_list() => go(desk, event, -1),
        "Escape" if desk.case.get_untracked().is_some() => {
            event.prevent_default();
            desk.close();
        }
        key => {
            let digit = key.parse::<u32>().ok().filter(|digit| (1..=9).contains(digit));
            let button = digit.and_then(|digit| find(&format!(".case [data-key='{digit}']")));
            if let Some(button) = button {
                event.prevent_default();
                button.click();
            }
        }
    }
}

/// Moves through the rows in sight, and takes the open case along.
fn go(desk: Desk, event: &KeyboardEvent, by: i32) {
    let rows = rows();
    let Ok(count) = i32::try_from(rows.len()) else { return };
    if count == 0 {
        return;
    }
    event.prevent_default();
    let focused = document().active_element();
    let open = desk.case.get_untracked().map(|id| id.to_string());
    let at = rows
        .iter()
        .position(|row| focused.as_ref().is_some_and(|focused| row.contains(Some(focused))))
        .or_else(|| rows.iter().position(|row| row.get_attribute("data-customer") == open))
        .and_then(|at| i32::try_from(at).ok());
    let to = at.map_or(0, |at| (at + by).clamp(0, count - 1));
    let Some(row) = usize::try_from(to).ok().and_then(|to| rows.get(to)) else { return };
    if open.is_some() {
        let customer = row.get_attribute("data-customer").and_then(|id| id.parse().ok());
        desk.show(customer);
    }
    let door = row.query_selector("a.door").ok().flatten();
    if let Some(door) = door.and_then(|door| door.dyn_into::<HtmlElement>().ok()) {
        // A row that is gone has no focus to take.
        let _ = door.focus();
    }
}

/// The rows that are not folded away.
fn rows() -> Vec<HtmlElement> {
    let Ok(found) = document().query_selector_all(".worklist li[data-customer]") else {
        return Vec::new();
    };
    (0..found.length())
        .filter_map(|at| found.get(at)?.dyn_into::<HtmlElement>().ok())
        .filter(|row| row.offset_height() > 0)
        .collect()
}

/// Whether the arrows are free: they scroll and choose elsewhere.
fn is_in_list() -> bool {
    let focused = document().active_element();
    focused.is_none_or(|focused| {
        focused.tag_name() == "BODY"
            || focused.tag_name() == "H1"
            || focused.closest(".worklist").ok().flatten().is_some()
    })
}

fn find(selector: &str) -> Option<HtmlElement> {
    document().query_selector(selector).ok().flatten()?.dyn_into().ok()
}
