//! A value that one part of the page waits for and another gives, once.

use std::cell::Cell;
use std::pin::Pin;
use std::rc::Rc;
use std::task::{Context, Poll, Waker};

struct Slot<T> {
    value: Cell<Option<T>>,
    waker: Cell<Option<Waker>>,
}

/// Gives the value.
pub(super) struct Giver<T>(Rc<Slot<T>>);

/// Waits for the value; never done if the giver never gives.
pub(super) struct Taker<T>(Rc<Slot<T>>);

/// The two ends.
pub(super) fn once<T>() -> (Giver<T>, Taker<T>) {
    let slot = Rc::new(Slot { value: Cell::new(None), waker: Cell::new(None) });
    (Giver(Rc::clone(&slot)), Taker(slot))
}

impl<T> Giver<T> {
    /// Gives a value; one given before and not yet taken is replaced.
    pub(super) fn give(&self, value: T) {
        self.0.value.set(Some(value));
        if let Some(waker) = self.0.waker.take() {
            waker.wake();
        }
    }
}

impl<T> Future for Taker<T> {
    type Output = T;

    fn poll(self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<T> {
        if let Some(value) = self.0.value.take() {
            return Poll::Ready(value);
        }
        self.0.waker.set(Some(context.waker().clone()));
        Poll::Pending
    }
}
