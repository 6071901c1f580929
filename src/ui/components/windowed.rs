//! Long tables: only the rows in sight are in the document.

use std::sync::Arc;

use crate::ui::reactive::{Memo, RwSignal, Signal, effect};
use leptos::html;
use leptos::prelude::*;

/// Rows above and below the window that are kept ready.
const MARGIN: usize = 12;

/// Tables up to this length are shown whole.
const WHOLE: usize = 120;

/// The body of a table whose rows have one height. Printing shows all rows.
#[component]
pub fn WindowedRows<T>(
    /// The rows, in order.
    #[prop(into)]
    rows: Signal<Arc<Vec<T>>>,
    /// The height of a row in pixels; the style sheet must hold it to that.
    row_px: u32,
    /// How many columns there are.
    columns: u32,
    /// Draws a row, as a `<tr>`.
    draw: Arc<dyn Fn(&T) -> AnyView + Send + Sync>,
) -> impl IntoView
where
    T: Send + Sync + 'static,
{
    let body = NodeRef::<html::Tbody>::new();
    let in_sight = RwSignal::new((0usize, WHOLE));
    let is_printing = RwSignal::new(false);
    let look = move || {
        let Some(body) = body.get_untracked() else { return };
        let above = -body.get_bounding_client_rect().top();
        let height =
            window().inner_height().ok().and_then(|height| height.as_f64()).unwrap_or(800.0);
        let first = (above / f64::from(row_px)).floor().max(0.0) as usize;
        let count = (height / f64::from(row_px)).ceil() as usize;
        // Steps of a margin, so that a scroll of a few pixels changes nothing.
        let first = first.saturating_sub(MARGIN) / MARGIN * MARGIN;
        let next = (first, first + count + 3 * MARGIN);
        if in_sight.get_untracked() != next {
            in_sight.set(next);
        }
    };
    let listeners = [
        window_event_listener(leptos::ev::scroll, move |_| look()),
        window_event_listener(leptos::ev::resize, move |_| look()),
    ];
    let before = window_event_listener_untyped("beforeprint", move |_| is_printing.set(true));
    let after = window_event_listener_untyped("afterprint", move |_| is_printing.set(false));
    on_cleanup(move || {
        for listener in listeners {
            listener.remove();
        }
        before.remove();
        after.remove();
    });
    effect(move |_| {
        rows.track();
        request_animation_frame(look);
    });
    let range = Memo::new(move |_| {
        let len = rows.with(|rows| rows.len());
        let (first, end) = in_sight.get();
        if len <= WHOLE || is_printing.get() {
            (0, len)
        } else {
            (first.min(len.saturating_sub(1)), end.min(len))
        }
    });
    let spacer = move |rows: usize| {
        (rows > 0).then(|| {
            view! {
                <tr aria-hidden="true">
                    <td colspan=columns style:height=format!("{}px", rows * row_px as usize) style:padding="0"></td>
                </tr>
            }
        })
    };
    view! {
        <tbody node_ref=body>
            {move || {
                let (first, end) = range.get();
                rows.with(|rows| {
                    let drawn: Vec<AnyView> = rows[first.min(rows.len())..end.min(rows.len())].iter().map(|row| draw(row)).collect();
                    (spacer(first), drawn, spacer(rows.len() - end.min(rows.len()))).into_any()
                })
            }}
        </tbody>
    }
}
