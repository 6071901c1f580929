//! The files that came in: opened one by one, each told by what is in it; and what would be
//! entered from the tax documents among them.

use std::sync::Arc;

use cartera::browser::reader::{Reader, ReaderError};
use cartera::browser::{drops, files, yield_now};
use cartera::files::document::Party;
use cartera::files::document_entry::{
    Entered, Entering, EntryOptions, OpenedFile, Papers, must_ask,
};
use cartera::files::einvoice::FileReading;
use cartera::files::list::Progress;
use cartera::files::off_page::{Answer, Job, worksheets};
use cartera::ledger::Id;
use cartera::ledger::action::Draft;
use cartera::ledger::journal::JournalError;
use cartera::ledger::record::Deed;
use cartera::route::{Screen, Section};
use cartera::text::import as words;
use cartera::views::import::{FileKind, LeftOut, LeftOutWhy, OtherFormat};
use cartera::views::intake::{files_name, is_any_text, remains};
use js_sys::ArrayBuffer;
use leptos::task::spawn_local;
use web_sys::File;

use super::desk::{Desk, Source, Stage, Stopped, Task, attend};
use crate::ui::ledger::NotSaved;
use crate::ui::page::Page;
use crate::ui::reactive::RwSignal;
use crate::ui::say_why;

/// Larger files are not read: the browser would hold them several times.
const MAX_BYTES: u64 = 64 << 20;

/// What a file is told by.
const BEGINNING_BYTES: u32 = 4096;

/// The files in hand. Copy it freely: it is a handle.
#[derive(Clone, Copy)]
pub struct Bag {
    /// Where lists are read, one at a time.
    pub desk: Desk,
    /// Lists that wait for their turn.
    pub lists: RwSignal<Vec<Source>>,
    /// Files from which nothing is taken.
    pub left_out: RwSignal<Vec<LeftOut>>,
    /// Files with tax documents, until the user goes on to the lists.
    pub papers: RwSignal<Option<Arc<Papers>>>,
    /// Whether the user has to say who they are.
    pub asks_own: RwSignal<bool>,
    /// What would come of the documents.
    pub tried: RwSignal<Option<Arc<Entered>>>,
    /// What came of them.
    pub done: RwSignal<Option<Arc<Done>>>,
    own: RwSignal<Option<Party>>,
}

/// Documents that were entered.
pub struct Done {
    /// What came of them.
    pub entered: Arc<Entered>,
    /// The record, to take it back by.
    pub record: Option<Id>,
}

/// What a file turned out to be.
enum Opened {
    List(Source),
    Documents(Box<FileReading>),
}

impl Bag {
    /// Nothing in hand.
    pub fn new() -> Self {
        Self {
            desk: Desk::new(),
            lists: RwSignal::new(Vec::new()),
            left_out: RwSignal::new(Vec::new()),
            papers: RwSignal::new(None),
            asks_own: RwSignal::new(false),
            tried: RwSignal::new(None),
            done: RwSignal::new(None),
            own: RwSignal::new(None),
        }
    }

    /// Lets the user choose files, or a folder of them.
    pub fn pick(self, page: Page, is_folder: bool) {
        spawn_local(async move {
            let chosen =
                if is_folder { files::pick_folder().await } else { files::pick("", true).await };
            // Choosing nothing is no error.
            self.take(page, chosen.unwrap_or_default());
        });
    }

    /// Takes files in the place of what was in hand.
    pub fn take(self, page: Page, chosen: Vec<File>) {
        if chosen.is_empty() || self.desk.is_busy() {
            return;
        }
        self.forget();
        let job = self.desk.begin();
        spawn_local(async move {
            let total = chosen.len();
            let mut papers = Papers::default();
            for (done, file) in chosen.into_iter().enumerate() {
                self.desk.stage.set(Stage::Working(Task::Open, Progress { done, total }));
                // Where nothing else is waited for the browser would not draw.
                yield_now().await;
                let name = files::path(&file);
                let opened = open(&name, &file).await;
                if !self.desk.is_on(job) {
                    return;
                }
                let why = match opened {
                    Ok(Opened::List(source)) => {
                        self.lists.update(|lists| lists.push(source));
                        continue;
                    }
                    Ok(Opened::Documents(reading)) => {
                        if !(reading.documents.is_empty() && reading.statuses.is_empty()) {
                            papers.files.push(OpenedFile { name, reading: *reading });
                            continue;
                        }
                        let found = remains(&reading).into_iter().map(|row| row.what);
                        LeftOutWhy::Holds(found.collect())
                    }
                    // A copy of a ledger is looked into where copies are.
                    Err(LeftOutWhy::Format(OtherFormat::Copy)) if total == 1 => {
                        self.desk.stage.set(Stage::Still);
                        drops::hand_on(file);
                        page.address.go_to(Screen::Settings(Section::Copies));
                        return;
                    }
                    Err(why) => why,
                };
                self.left_out.update(|files| files.push(LeftOut { file: name, why }));
            }
            self.desk.stage.set(Stage::Still);
            if papers.is_empty() {
                self.next_list(page);
            } else {
                self.papers.set(Some(Arc::new(papers)));
                self.try_out(page);
            }
        });
    }

    /// Takes pasted text in the place of what was in hand.
    pub fn take_text(self, page: Page, text: String) {
        if !self.desk.is_busy() {
            self.forget();
            self.desk.take_text(page, text);
        }
    }

    /// The user is this party of the documents.
    pub fn say_own(self, page: Page, own: Party) {
        self.own.set(Some(own));
        self.asks_own.set(false);
        self.try_out(page);
    }

    /// Works out what would come of the documents.
    pub fn try_out(self, page: Page) {
        let Some(papers) = self.papers.get_untracked() else { return };
        let job = self.desk.begin();
        self.tried.set(None);
        let book = page.ledger.book_to_plan_by();
        let own = self.own.get_untracked();
        if own.is_none() && must_ask(&papers, &book.firm().tax_id) {
            self.asks_own.set(true);
            self.desk.stage.set(Stage::Still);
            attend();
            return;
        }
        spawn_local(async move {
            let mut draft = page.ledger.try_draft(&book);
            let entered = self.enter_in(page, job, Task::Plan, &papers, &mut draft).await;
            if let Ok(entered) = entered
                && self.desk.is_on(job)
            {
                self.tried.set(Some(Arc::new(entered)));
                self.desk.stage.set(Stage::Still);
                attend();
            }
        });
    }

    /// Enters the documents into the ledger.
    pub fn enter(self, page: Page) {
        let Some(papers) = self.papers.get_untracked() else { return };
        let job = self.desk.begin();
        spawn_local(async move {
            match self.try_enter(page, job, &papers).await {
                Ok(Ok(done)) => {
                    self.desk.stage.set(Stage::Still);
                    self.done.set(Some(Arc::new(done)));
                    attend();
                }
                Ok(Err(Stopped)) => {}
                Err(NotSaved::Journal(JournalError::Stale { .. })) => {
                    self.desk.fail(page.say(words::changed_meanwhile).to_owned());
                    self.try_out(page);
                }
                Err(why) => self.desk.fail(say_why::words(page, &why)),
            }
        });
    }

    /// Goes on with the next list, if there is one.
    pub fn next_list(self, page: Page) {
        self.put_papers_away();
        let mut next = None;
        self.lists.update(|lists| {
            if !lists.is_empty() {
                next = Some(lists.remove(0));
            }
        });
        match next {
            Some(source) => self.desk.take(page, source),
            None => attend(),
        }
    }

    /// Looks at the same documents again after the import was taken back.
    pub fn look_again(self, page: Page) {
        self.done.set(None);
        self.try_out(page);
    }

    /// Gives up what is going on: nothing of it is left.
    pub fn cancel(self, page: Page) {
        match self.desk.stage.get_untracked() {
            Stage::Working(Task::Open, _) => {
                Reader::shared().stop();
                self.forget();
            }
            Stage::Working(Task::Plan, _) if self.papers.with_untracked(Option::is_some) => {
                self.forget();
            }
            _ => return self.desk.cancel(page),
        }
        self.desk.begin();
        self.desk.stage.set(Stage::Still);
    }

    /// Begins again with nothing in hand.
    pub fn forget(self) {
        self.put_papers_away();
        self.own.set(None);
        self.lists.set(Vec::new());
        self.left_out.set(Vec::new());
        self.desk.forget();
    }

    /// Stops what is going on when the screen goes; what is being stored still is.
    pub fn leave(self) {
        self.desk.leave();
        Reader::shared().stop();
    }

    fn put_papers_away(self) {
        self.papers.set(None);
        self.tried.set(None);
        self.done.set(None);
        self.asks_own.set(false);
    }

    async fn try_enter(
        self,
        page: Page,
        job: u32,
        papers: &Arc<Papers>,
    ) -> Result<Result<Done, Stopped>, NotSaved> {
        self.desk.problem.set(None);
        let names: Vec<String> = papers.files.iter().map(|file| file.name.clone()).collect();
        let file = files_name(page.lang.get_untracked(), &names);
        let mut draft = page.ledger.draft(Deed::Imported { file }).await?;
        let entered = match self.enter_in(page, job, Task::Enter, papers, &mut draft).await {
            Ok(entered) => Arc::new(entered),
            Err(stopped) => return Ok(Err(stopped)),
        };
        self.desk.stage.set(Stage::Storing);
        yield_now().await;
        page.ledger.store_draft(draft).await?;
        Ok(Ok(Done { entered, record: page.ledger.last_record() }))
    }

    async fn enter_in(
        self,
        page: Page,
        job: u32,
        task: Task,
        papers: &Arc<Papers>,
        draft: &mut Draft,
    ) -> Result<Entered, Stopped> {
        let today = page.ledger.today.get_untracked();
        let options = EntryOptions { today, own: self.own.get_untracked() };
        let mut entering = Entering::new(Arc::clone(papers), options, draft.book());
        self.desk.in_slices(job, task, &mut || entering.step(draft, 4)).await?;
        entering.finish().ok_or(Stopped)
    }
}

async fn open(name: &str, file: &File) -> Result<Opened, LeftOutWhy> {
    let buffer = read(file).await?;
    match FileKind::of(&files::beginning(&buffer, BEGINNING_BYTES)) {
        FileKind::Other(format) => return Err(LeftOutWhy::Format(format)),
        FileKind::List => {
            return Ok(Opened::List(Source::text_file(name, files::all(&buffer))));
        }
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
            Ok(Opened::List(Source::workbook(name, sheets)))
        }
        Answer::WorkbookFault(fault) => Err(LeftOutWhy::Workbook(fault)),
        Answer::Written | Answer::Impossible => Err(LeftOutWhy::Failed),
        Answer::Documents(reading) if is_any_text(&reading) => {
            // What began like a tax authority's list is any list. Its bytes were handed over.
            let bytes = files::all(&read(file).await?);
            Ok(Opened::List(Source::text_file(name, bytes)))
        }
        Answer::Documents(reading) => Ok(Opened::Documents(reading)),
    }
}

async fn read(file: &File) -> Result<ArrayBuffer, LeftOutWhy> {
    files::read_buffer(file, MAX_BYTES).await.map_err(|error| match error {
        files::FileError::TooLarge { max_bytes, .. } => {
            LeftOutWhy::TooLarge { megabytes: max_bytes >> 20 }
        }
        files::FileError::Failed(_) => LeftOutWhy::CannotRead,
    })
}
