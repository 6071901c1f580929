//! Projecting in slices, so that the page answers in between.

use cartera::browser::{clock, yield_now};
use cartera::forecast::{Projecting, Projection, Question};
use cartera::ledger::Book;

/// How long the browser may be kept from drawing, in milliseconds.
const SLICE_MS: u64 = 8;

/// A projection; `None` once it is not wanted any more.
pub async fn project_in_slices(
    book: &Book,
    question: &Question,
    is_wanted: &dyn Fn() -> bool,
) -> Option<Projection> {
    let mut projecting = Projecting::new(book, question);
    loop {
        let begun = clock::now_ms();
        let is_done = loop {
            let is_done = projecting.advance(1);
            if is_done || clock::now_ms() >= begun + SLICE_MS {
                break is_done;
            }
        };
        if !is_wanted() {
            return None;
        }
        if is_done {
            return Some(projecting.finish());
        }
        yield_now().await;
        if !is_wanted() {
            return None;
        }
    }
}
