//! JavaScript values, asked without trust.

use wasm_bindgen::{JsCast, JsValue};

/// A property of an object; `None` where it is missing, `undefined` or `null`, or where
/// reading it is refused.
pub(super) fn member(object: &JsValue, name: &str) -> Option<JsValue> {
    let found = js_sys::Reflect::get(object, &JsValue::from_str(name)).ok()?;
    (!found.is_undefined() && !found.is_null()).then_some(found)
}

/// The browser's global object's property, as [`member`].
pub(super) fn global(name: &str) -> Option<JsValue> {
    member(&js_sys::global(), name)
}

/// What a thrown value is called: an exception's `name`; empty for anything else.
pub(super) fn error_name(error: &JsValue) -> String {
    member(error, "name").and_then(|name| name.as_string()).unwrap_or_default()
}

/// A thrown value in the browser's words: `QuotaExceededError: …`.
pub(super) fn describe(error: &JsValue) -> String {
    if let Some(text) = error.as_string() {
        return text;
    }
    let message = member(error, "message").and_then(|text| text.as_string()).unwrap_or_default();
    let mut text = error_name(error);
    if !text.is_empty() && !message.is_empty() {
        text.push_str(": ");
    }
    text.push_str(&message);
    if text.is_empty() { "an error without words".to_owned() } else { text }
}

/// The bytes of a `Uint8Array`; `None` where the value is something else.
pub(super) fn bytes(value: &JsValue) -> Option<Vec<u8>> {
    value.dyn_ref::<js_sys::Uint8Array>().map(js_sys::Uint8Array::to_vec)
}
