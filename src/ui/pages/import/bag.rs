//! The files that came in: opened one by one, each told by what is in it.

use cartera::browser::reader::{Reader, ReaderError};
use cartera::browser::{files, yield_now};
use cartera::files::list::Progress;
use cartera::files::off_page::{Answer, Job, worksheets};
use cartera::text::import as words;
use cartera::views::import::{FileKind, LeftOut, LeftOutWhy, OtherFormat};
use leptos::prelude::*;
use leptos::task::spawn_local;
use web_sys::File;

use super::desk::{Desk, Source};
use crate::ui::page::Page;
use crate::ui::reactive::RwSignal;

/// Larger files are not read: the browser would hold them several times.
const MAX_BYTES: u64 = 64 << 20;

/// What a file is told by.
const BEGINNING_BYTES: u32 = 4096;

/// The files in hand. Copy it freely: it is a handle.
#[derive(Clone, Copy)]
pub struct Bag {
    /// Lists that wait for their turn.
    pub lists: RwSignal<Vec<Source>>,
    /// Files from which nothing is taken.
    pub left_out: RwSignal<Vec<LeftOut>>,
    /// How many files are opened, while they are.
    pub opening: RwSignal<Option<Progress>>,
    job: StoredValue<u32>,
}

impl Bag {
    /// Nothing in hand.
    pub fn new() -> Self {
        Self {
            lists: RwSignal::new(Vec::new()),
            left_out: RwSignal::new(Vec::new()),
            opening: RwSignal::new(None),
            job: StoredValue::new(0),
        }
    }

    /// Lets the user choose files.
    pub fn pick(self, page: Page, desk: Desk) {
        spawn_local(async move {
            // Choosing nothing is no error.
            if let Ok(chosen) = files::pick("", true).await {
                self.take(page, desk, chosen);
            }
        });
    }

    /// Takes files in the place of what was in hand.
    pub fn take(self, page: Page, desk: Desk, chosen: Vec<File>) {
        if chosen.is_empty() || desk.is_busy() {
            return;
        }
        let job = self.begin();
        desk.forget();
        self.lists.set(Vec::new());
        self.left_out.set(Vec::new());
        spawn_local(async move {
            let total = chosen.len();
            for (done, file) in chosen.into_iter().enumerate() {
                self.opening.set(Some(Progress { done, total }));
                // Where nothing else is waited for the browser would not draw.
                yield_now().await;
                let name = files::path(&file);
                let opened = open(&name, &file).await;
                if !self.is_on(job) {
                    return;
                }
                match opened {
                    Ok(source) => self.lists.update(|lists| lists.push(source)),
                    Err(why) => {
                        self.left_out.update(|files| files.push(LeftOut { file: name, why }));
                    }
                }
            }
            self.opening.set(None);
            self.next_list(page, desk);
        });
    }

    /// Goes on with the next list, if there is one.
    pub fn next_list(self, page: Page, desk: Desk) {
        let mut next = None;
        self.lists.update(|lists| {
            if !lists.is_empty() {
                next = Some(lists.remove(0));
            }
        });
        if let Some(source) = next {
            desk.take(page, source);
        }
    }

    /// Gives up opening, and what was opened.
    pub fn stop(self, page: Page) {
        self.leave();
        self.opening.set(None);
        self.lists.set(Vec::new());
        self.left_out.set(Vec::new());
        page.toasts.say(page.say(words::cancelled));
    }

    /// Stops opening when the screen goes.
    pub fn leave(self) {
        self.begin();
        Reader::shared().stop();
    }

    fn begin(self) -> u32 {
        self.job.update_value(|job| *job += 1);
        self.job.get_value()
    }

    fn is_on(self, job: u32) -> bool {
        self.job.try_get_value() == Some(job)
    }
}

async fn open(name: &str, file: &File) -> Result<Source, LeftOutWhy> {
    let buffer = files::read_buffer(file, MAX_BYTES).await.map_err(|error| match error {
        files::FileError::TooLarge { max_bytes, .. } => {
            LeftOutWhy::TooLarge { megabytes: max_bytes >> 20 }
        }
        files::FileError::Failed(_) => LeftOutWhy::CannotRead,
    })?;
    match FileKind::of(&files::beginning(&buffer, BEGINNING_BYTES)) {
        FileKind::Other(format) => return Err(LeftOutWhy::Format(format)),
        FileKind::List => return Ok(Source::text_file(name, files::all(&buffer))),
        FileKind::Packed => {}
    }
    let job = Job::Read { name: name.to_owned() };
    let (answer, parts) =
        Reader::shared().run(&job, &buffer).await.map_err(|error| match error {
            ReaderError::NotLoaded => LeftOutWhy::NotLoaded,
            ReaderError::Failed(_) | ReaderError::Stopped => LeftOutWhy::Failed,
        })?;
    match answer {
        Answer::Workbook { sheets } => {
            let sheets = worksheets(sheets, &parts).ok_or(LeftOutWhy::Failed)?;
            Ok(Source::workbook(name, sheets))
        }
        Answer::WorkbookFault(fault) => Err(LeftOutWhy::Workbook(fault)),
        Answer::Unknown => Err(LeftOutWhy::Format(OtherFormat::Unknown)),
    }
}
