//! The worker that reads files off the page's thread: loaded when it is first asked, one
//! job at a time, and begun anew after one that it did not survive.

use std::cell::RefCell;
use std::fmt;
use std::rc::Rc;

use js_sys::{Array, ArrayBuffer, Object, Promise, Reflect};
use wasm_bindgen::prelude::wasm_bindgen;
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::JsFuture;
use web_sys::{Event, MessageEvent, Worker};

use super::events::FirstEvent;
use super::js;
use crate::files::off_page::{Answer, Job};

#[wasm_bindgen(module = "/assets/reader.js")]
extern "C" {
    #[wasm_bindgen(js_name = startReader)]
    fn start_reader() -> Promise;
}

/// Why the worker did not answer.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum ReaderError {
    /// It could not be loaded: there is no network, and it was not kept yet.
    NotLoaded,
    /// It gave up on this file: it is broken in a way nobody thought of, or too large.
    Failed(String),
    /// The user stopped it.
    Stopped,
}

impl fmt::Display for ReaderError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::NotLoaded => f.write_str("the reader did not load"),
            Self::Failed(why) => f.write_str(why),
            Self::Stopped => f.write_str("stopped"),
        }
    }
}

/// What the worker answered, and the bytes that go with it.
pub type Answered = (Answer, Vec<Vec<u8>>);

/// A worker, or the place for one. Copies are the same worker.
#[derive(Clone, Default)]
pub struct Reader {
    worker: Rc<RefCell<Option<Worker>>>,
}

thread_local! {
    static SHARED: Reader = Reader::default();
}

impl Reader {
    /// The page's one worker.
    pub fn shared() -> Self {
        SHARED.with(Self::clone)
    }

    /// Has a job done with bytes that are handed over; one at a time.
    ///
    /// # Errors
    /// When the worker does not load, does not survive the job, or is stopped.
    pub async fn run(&self, job: &Job, bytes: &ArrayBuffer) -> Result<Answered, ReaderError> {
        let worker = self.started().await?;
        let answered = FirstEvent::of(&worker, &["message", "error", STOPPED]);
        let job = serde_json::to_string(job).unwrap_or_default();
        let message = Object::new();
        let handed_over = [("job", JsValue::from(job)), ("bytes", bytes.into())]
            .iter()
            .try_for_each(|(name, value)| {
                Reflect::set(&message, &JsValue::from_str(name), value).map(drop)
            })
            .and_then(|()| worker.post_message_with_transfer(&message, &Array::of1(bytes)));
        if let Err(error) = handed_over {
            return Err(ReaderError::Failed(js::describe(&error)));
        }
        let event = answered.await;
        let answer = match event.type_().as_str() {
            "message" => answer(&event),
            STOPPED => return Err(ReaderError::Stopped),
            _ => None,
        };
        answer.ok_or_else(|| {
            self.end();
            ReaderError::Failed(js::describe(&event))
        })
    }

    /// Stops what it does; the next job begins with a new worker.
    pub fn stop(&self) {
        if let Some(worker) = self.end()
            && let Ok(event) = Event::new(STOPPED)
        {
            // Nobody hears it where no job was being done.
            let _ = worker.dispatch_event(&event);
        }
    }

    fn end(&self) -> Option<Worker> {
        let worker = self.worker.borrow_mut().take();
        if let Some(worker) = &worker {
            worker.terminate();
        }
        worker
    }

    async fn started(&self) -> Result<Worker, ReaderError> {
        if let Some(worker) = self.worker.borrow().clone() {
            return Ok(worker);
        }
        let started = JsFuture::from(start_reader()).await;
        let worker: Worker =
            started.ok().and_then(|worker| worker.dyn_into().ok()).ok_or(ReaderError::NotLoaded)?;
        *self.worker.borrow_mut() = Some(worker.clone());
        Ok(worker)
    }
}

/// What a stopped worker is told to have happened, by the page itself.
const STOPPED: &str = "stopped";

fn answer(event: &Event) -> Option<Answered> {
    let data = event.dyn_ref::<MessageEvent>()?.data();
    let mut parts = data.dyn_ref::<Array>()?.iter();
    let answer = serde_json::from_str(&parts.next()?.as_string()?).ok()?;
    Some((answer, parts.map(|part| js::bytes(&part)).collect::<Option<_>>()?))
}
