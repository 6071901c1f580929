//! Letting the browser breathe in the middle of long work.

use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::JsFuture;
use web_sys::MessageChannel;

use super::events::FirstEvent;
use super::js;

/// Lets the browser draw and take the user's input, then goes on as soon as it can: without
/// the four milliseconds that a timer costs.
pub async fn yield_now() {
    if let Some(promise) = scheduler_yield() {
        // Refused only to a page that is going away.
        let _ = JsFuture::from(promise).await;
        return;
    }
    let Ok(channel) = MessageChannel::new() else {
        return;
    };
    let (near, far) = (channel.port1(), channel.port2());
    let arrived = FirstEvent::of(&near, &["message"]);
    near.start();
    if far.post_message(&JsValue::NULL).is_ok() {
        arrived.await;
    }
    near.close();
}

/// `scheduler.yield()`, where the browser has it: it goes on before other tasks do.
fn scheduler_yield() -> Option<js_sys::Promise> {
    let scheduler = js::global("scheduler")?;
    let ask: js_sys::Function = js::member(&scheduler, "yield")?.dyn_into().ok()?;
    ask.call0(&scheduler).ok()?.dyn_into().ok()
}
