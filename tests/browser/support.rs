//! What the browser tests share.

use std::cell::RefCell;
use std::pin::pin;
use std::rc::Rc;
use std::task::{Context, Waker};

use cartera::browser::{IndexedDbJournal, LedgerId, Notice, clock, random, yield_now};
use js_sys::{Function, Promise};
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::JsFuture;

/// A ledger that no other test has.
pub fn fresh_ledger() -> LedgerId {
    LedgerId::new(clock::now_ms(), random::bits())
}

/// A ledger's journal, for a test that expects no notice.
pub async fn open(ledger: &LedgerId) -> IndexedDbJournal {
    IndexedDbJournal::open(ledger, |notice| panic!("{notice:?}")).await.unwrap()
}

/// What was told, in order.
pub type Told<T> = Rc<RefCell<Vec<T>>>;

/// A list and a handler that adds to it.
pub fn listen<T: 'static>() -> (Told<T>, impl Fn(T) + 'static) {
    let told = Told::default();
    let list = Rc::clone(&told);
    (told, move |what| list.borrow_mut().push(what))
}

/// A journal and what it is told.
pub async fn open_and_listen(ledger: &LedgerId) -> (IndexedDbJournal, Told<Notice>) {
    let (told, handler) = listen();
    (IndexedDbJournal::open(ledger, handler).await.unwrap(), told)
}

/// Waits until something holds; fails after two seconds.
pub async fn until(what: &str, holds: impl Fn() -> bool) {
    let deadline_ms = clock::now_ms() + 2_000;
    while !holds() {
        assert!(clock::now_ms() < deadline_ms, "waited in vain until {what}");
        yield_now().await;
    }
}

/// Begins a future and gives it up at once.
pub fn begin_and_drop(future: impl Future) {
    let _ = pin!(future).poll(&mut Context::from_waker(Waker::noop()));
}

/// Runs JavaScript: the body of a function of `name` and `value`.
pub fn script(body: &str, name: &str, value: &JsValue) -> JsValue {
    Function::new_with_args("name, value", body)
        .call2(&JsValue::UNDEFINED, &name.into(), value)
        .unwrap()
}

/// As [`script`], where the body returns a promise.
pub async fn script_async(body: &str, name: &str, value: &JsValue) -> JsValue {
    let promise: Promise = script(body, name, value).dyn_into().unwrap();
    JsFuture::from(promise).await.unwrap()
}

/// A change to the browser, undone when dropped.
pub struct Sabotage {
    undo: Function,
}

impl Sabotage {
    /// Runs a script that returns the function that undoes it.
    pub fn new(body: &str, value: &JsValue) -> Self {
        Self { undo: script(body, "", value).dyn_into().unwrap() }
    }
}

impl Drop for Sabotage {
    fn drop(&mut self) {
        self.undo.call0(&JsValue::UNDEFINED).unwrap();
    }
}
