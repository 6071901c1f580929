//! Lists whose parts come and go one by one.

use std::sync::Arc;

use leptos::prelude::*;

/// Draws each of the things; those whose key was there before keep their elements.
///
/// Leptos makes its `For` anew for every type of thing, eight kilobytes of the page apiece,
/// so it is given things that draw themselves.
pub fn each<T: Send + 'static>(
    all: impl Fn() -> Vec<T> + Send + Sync + 'static,
    key: fn(&T) -> String,
    draw: impl Fn(T) -> AnyView + Send + Sync + 'static,
) -> AnyView {
    let draw = Arc::new(draw);
    let part = move |thing: T| {
        let (key, draw) = (key(&thing), Arc::clone(&draw));
        Part { key, draw: Box::new(move || draw(thing)) }
    };
    parts(Box::new(move || all().into_iter().map(&part).collect()))
}

struct Part {
    key: String,
    draw: Box<dyn FnOnce() -> AnyView + Send>,
}

fn parts(all: Box<dyn Fn() -> Vec<Part> + Send + Sync>) -> AnyView {
    view! { <For each=move || all() key=|part| part.key.clone() let:part>{(part.draw)()}</For> }
        .into_any()
}
