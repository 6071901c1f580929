//! Where the focus goes when what had it is taken away: the place nearest to it, never the
//! whole page, from which a person at the keyboard would begin anew.

use leptos::prelude::*;
use wasm_bindgen::JsCast;

/// Puts the focus on the first element that fits a selector, or else on the heading, if
/// nothing has it once the page is drawn.
pub fn keep(selector: String) {
    request_animation_frame(move || {
        if is_lost() {
            put(&selector);
        }
    });
}

/// The same, whatever has it then.
pub fn give(selector: String) {
    request_animation_frame(move || put(&selector));
}

fn put(selector: &str) {
    let find = |selector: &str| document().query_selector(selector).ok().flatten();
    let found = find(selector).or_else(|| find("main h1"));
    if let Some(found) = found.and_then(|it| it.dyn_into::<web_sys::HtmlElement>().ok()) {
        // Not focusable only if it is gone already.
        let _ = found.focus();
    }
}

/// What fits something to press in the section of the page that has the focus now, and will
/// after the section is drawn anew.
pub fn in_same_section() -> Option<String> {
    let section = document().active_element()?.closest("main section[class]").ok().flatten()?;
    let class = section.class_name();
    let class = class.split_whitespace().next()?;
    Some(["main section.", class, " :is(a[href], button, summary, input, select)"].concat())
}

fn is_lost() -> bool {
    document().active_element().is_none_or(|element| element.tag_name() == "BODY")
}
