//! What language the browser is set to.

use wasm_bindgen::JsValue;

use super::js;
use crate::text::Lang;

/// The first of the user's languages that the page speaks; Spanish where it speaks none.
pub fn lang() -> Lang {
    tags().iter().find_map(|tag| lang_of(tag)).unwrap_or_default()
}

/// The user's languages in their order, as tags such as `es-MX`.
pub fn tags() -> Vec<String> {
    let Some(navigator) = js::global("navigator") else {
        return Vec::new();
    };
    let languages = js::member(&navigator, "languages").unwrap_or(JsValue::UNDEFINED);
    let mut tags: Vec<String> =
        js_sys::Array::from(&languages).iter().filter_map(|tag| tag.as_string()).collect();
    if tags.is_empty() {
        tags.extend(js::member(&navigator, "language").and_then(|tag| tag.as_string()));
    }
    tags
}

/// The page's language for a tag; `None` where it has none.
pub fn lang_of(tag: &str) -> Option<Lang> {
    match tag.split('-').next()? {
        "es" => Some(Lang::Es),
        "en" => Some(Lang::En),
        _ => None,
    }
}
