//! One tab writes; the others follow.
//!
//! The tab that holds the ledger's Web Lock writes. The lock is let go of when the tab
//! closes or crashes, and the next tab in line gets it. This spares the user surprises; it
//! is not what keeps the journal whole: an append checks the head that it follows.

use std::cell::{Cell, RefCell};
use std::rc::Rc;

use js_sys::{Object, Promise, Reflect};
use wasm_bindgen::closure::Closure;
use wasm_bindgen::prelude::wasm_bindgen;
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::{JsFuture, spawn_local};
use web_sys::AbortController;

use super::js;
use super::ledgers::LedgerId;

/// What this tab may do with a ledger.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Role {
    /// It writes.
    Writer,
    /// Another tab writes; this one reads what that one wrote.
    Follower,
}

/// This tab's place among those that have a ledger open; given up when dropped.
pub struct WriterRole {
    shared: Rc<Shared>,
}

impl WriterRole {
    /// Asks to write. `on_change` is called with the answer and whenever it changes, later,
    /// never from within this call. A follower becomes the writer when the writer's tab
    /// closes. Where the browser has no locks, every tab is a writer.
    pub fn request(ledger: &LedgerId, on_change: impl Fn(Role) + 'static) -> Self {
        let shared = Rc::new(Shared {
            lock_name: ["cartera-write-", ledger.as_str()].concat(),
            on_change: Box::new(on_change),
            role: Cell::new(None),
            wants: Cell::new(Wants::Turn),
            let_go: RefCell::new(None),
            waiting: RefCell::new(None),
        });
        spawn_local(Rc::clone(&shared).take_part());
        Self { shared }
    }

    /// The role now; `None` until the browser has answered.
    pub fn role(&self) -> Option<Role> {
        self.shared.role.get()
    }

    /// Makes this tab the writer; the one that was becomes a follower.
    pub fn take_over(&self) {
        if self.role() != Some(Role::Writer) {
            self.shared.wants.set(Wants::Steal);
            self.shared.stop_waiting();
        }
    }
}

impl Drop for WriterRole {
    fn drop(&mut self) {
        self.shared.wants.set(Wants::Nothing);
        self.shared.stop_waiting();
        self.shared.release();
    }
}

#[wasm_bindgen]
extern "C" {
    /// The Web Locks of the browser, which web-sys still calls unstable.
    type LockManager;

    #[wasm_bindgen(method, catch)]
    fn request(
        this: &LockManager,
        name: &str,
        options: &JsValue,
        callback: &JsValue,
    ) -> Result<Promise, JsValue>;
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Wants {
    /// To write when it is this tab's turn.
    Turn,
    /// To write now.
    Steal,
    /// To be left alone: the role was given up.
    Nothing,
}

/// How to ask for the lock.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Ask {
    IfFree,
    InLine,
    Steal,
}

/// How asking, and holding, ended.
enum Ended {
    /// Another tab holds it.
    Taken,
    /// It was held and given up.
    Released,
    /// Another tab took it over, or waiting was stopped.
    Interrupted,
    /// The browser has no locks for this page.
    Refused,
}

struct Shared {
    lock_name: String,
    on_change: Box<dyn Fn(Role)>,
    role: Cell<Option<Role>>,
    wants: Cell<Wants>,
    /// Ends the promise that holds the lock.
    let_go: RefCell<Option<js_sys::Function>>,
    waiting: RefCell<Option<AbortController>>,
}

impl Shared {
    async fn take_part(self: Rc<Self>) {
        let locks = js::global("navigator").and_then(|navigator| js::member(&navigator, "locks"));
        let Some(locks) = locks else {
            self.become_a(Role::Writer);
            return;
        };
        let locks: LockManager = locks.unchecked_into();
        let mut first = true;
        loop {
            let ask = match self.wants.replace(Wants::Turn) {
                Wants::Nothing => return,
                Wants::Steal => Ask::Steal,
                Wants::Turn if first => Ask::IfFree,
                Wants::Turn => Ask::InLine,
            };
            first = false;
            match self.ask(&locks, ask).await {
                Ended::Released => return,
                Ended::Taken => self.become_a(Role::Follower),
                Ended::Interrupted if self.role.get() == Some(Role::Writer) => {
                    self.let_go.take();
                    self.become_a(Role::Follower);
                }
                Ended::Interrupted => {}
                Ended::Refused => {
                    self.become_a(Role::Writer);
                    return;
                }
            }
        }
    }

    /// Asks for the lock and, if it is got, holds it until it is released or taken.
    async fn ask(self: &Rc<Self>, locks: &LockManager, ask: Ask) -> Ended {
        let options = Object::new();
        let set = |name: &str, value: &JsValue| {
            // A plain object takes any property.
            let _ = Reflect::set(&options, &JsValue::from_str(name), value);
        };
        match ask {
            Ask::IfFree => set("ifAvailable", &JsValue::TRUE),
            Ask::Steal => set("steal", &JsValue::TRUE),
            Ask::InLine => {
                if let Ok(controller) = AbortController::new() {
                    set("signal", &controller.signal());
                    self.waiting.replace(Some(controller));
                }
            }
        }
        let granted = Closure::<dyn Fn(JsValue) -> JsValue>::new({
            let shared = Rc::clone(self);
            move |lock: JsValue| {
                if lock.is_null() { JsValue::FALSE } else { shared.hold().into() }
            }
        });
        let Ok(promise) = locks.request(&self.lock_name, &options, granted.as_ref()) else {
            return Ended::Refused;
        };
        let outcome = JsFuture::from(promise).await;
        self.waiting.take();
        match outcome {
            Ok(held) if held.is_falsy() => Ended::Taken,
            Ok(_) => Ended::Released,
            Err(error) if js::error_name(&error) == "AbortError" => Ended::Interrupted,
            Err(_) => Ended::Refused,
        }
    }

    /// Called with the lock in hand: a promise that keeps it until it is let go.
    fn hold(&self) -> Promise {
        let promise = Promise::new(&mut |resolve, _| {
            self.let_go.replace(Some(resolve));
        });
        if self.wants.get() == Wants::Nothing {
            self.release();
        } else {
            // One that asked to take over while its turn came wants nothing more: were it to
            // lose the lock later, it would steal it back.
            self.wants.set(Wants::Turn);
            self.become_a(Role::Writer);
        }
        promise
    }

    fn release(&self) {
        if let Some(resolve) = self.let_go.take() {
            // A promise's own function does not throw.
            let _ = resolve.call1(&JsValue::UNDEFINED, &JsValue::TRUE);
        }
    }

    fn stop_waiting(&self) {
        if let Some(controller) = self.waiting.take() {
            controller.abort();
        }
    }

    fn become_a(&self, role: Role) {
        if self.wants.get() != Wants::Nothing && self.role.replace(Some(role)) != Some(role) {
            (self.on_change)(role);
        }
    }
}
