//! Letting the browser breathe in the middle of long work.

use wasm_bindgen::JsValue;
use web_sys::MessageChannel;

use super::events::FirstEvent;

/// Lets the browser draw, take the user's input and do its other tasks, then goes on: in
/// turn, and without the four milliseconds that a timer costs.
///
/// Not `scheduler.yield()`: it goes on before other tasks do, so that long work in slices
/// would keep storage, locks and the address from being heard until its end.
pub async fn yield_now() {
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
