//! What the import screen has in hand, and its long work, done in slices.

use std::sync::Arc;

use cartera::browser::preferences::Preference;
use cartera::browser::{clock, yield_now};
use cartera::files::kept::Why;
use cartera::files::list::{
    BadRow, Corrections, HeaderChoice, ListOptions, ListRead, ListReader, Progress, Proposal,
    Remembered, Survey,
};
use cartera::files::list_entry::{Entering, EntryOptions, Plan, Planning, Tally, UndatedPayments};
use cartera::files::table::Table;
use cartera::files::workbook::Worksheet;
use cartera::ledger::journal::JournalError;
use cartera::ledger::record::Deed;
use cartera::ledger::{Book, Currency, Id};
use cartera::text::Lang;
use cartera::text::{import as words, intake};
use cartera::views::import::likely_sheet;
use leptos::prelude::*;
use leptos::task::spawn_local;
use wasm_bindgen::JsCast;

use crate::ui::ledger::NotSaved;
use crate::ui::page::Page;
use crate::ui::reactive::RwSignal;
use crate::ui::say_why;

/// How a list of some headers is read: column roles, date order and decimal mark. The key
/// is a hash of the headers; nothing of the list itself is kept.
const LAYOUTS: Preference<Remembered> = Preference::new("list");

/// How long the page is kept from drawing at a time, in milliseconds.
const SLICE_MS: u64 = 10;

/// Everything the screen has in hand. Copy it freely: it is a handle.
#[derive(Clone, Copy)]
pub struct Desk {
    /// The file or the pasted table.
    pub source: RwSignal<Option<Source>>,
    /// Which sheet of a workbook, from 0.
    pub sheet: RwSignal<usize>,
    /// What the user said about the whole file.
    pub corrections: RwSignal<Corrections>,
    /// The currency of amounts that name none, where the user chose one.
    pub currency: RwSignal<Option<Currency>>,
    /// The day of payments that have none.
    pub undated: RwSignal<UndatedPayments>,
    /// How the list would be read.
    pub proposal: RwSignal<Option<Arc<Proposal>>>,
    /// Counts the surveys, so that what is drawn once a file knows when to be drawn anew.
    pub surveys: RwSignal<u32>,
    /// Whether the layout is known from an earlier file.
    pub is_remembered: RwSignal<bool>,
    /// What was read, and what would become of it.
    pub reading: RwSignal<Option<Arc<Reading>>>,
    /// What was entered.
    pub done: RwSignal<Option<Arc<Done>>>,
    /// What is going on.
    pub stage: RwSignal<Stage>,
    /// What went wrong.
    pub problem: RwSignal<Option<String>>,
    job: StoredValue<u32>,
}

/// A file or a pasted table.
#[derive(Clone)]
pub struct Source {
    /// The file's name; nothing for pasted text.
    pub file: String,
    what: Content,
}

#[derive(Clone)]
enum Content {
    Bytes(Arc<[u8]>),
    Text(Arc<str>),
    Sheets(Arc<Vec<Worksheet>>),
}

impl Source {
    /// A file of text.
    pub fn text_file(name: &str, bytes: Vec<u8>) -> Self {
        Self { file: name.to_owned(), what: Content::Bytes(bytes.into()) }
    }

    /// A workbook with at least one sheet.
    pub fn workbook(name: &str, sheets: Vec<Worksheet>) -> Self {
        Self { file: name.to_owned(), what: Content::Sheets(Arc::new(sheets)) }
    }

    /// The sheets of a workbook; none of anything else.
    pub fn sheets(&self) -> &[Worksheet] {
        match &self.what {
            Content::Sheets(sheets) => sheets,
            Content::Bytes(_) | Content::Text(_) => &[],
        }
    }
}

/// A list that was read.
pub struct Reading {
    /// Its rows.
    pub read: Arc<ListRead>,
    /// What would become of them.
    pub plan: Arc<Plan>,
    /// Where they stand.
    pub table: Arc<Table>,
}

/// A list that was entered.
pub struct Done {
    /// How much of everything.
    pub tally: Tally,
    /// What the book refused, with what could not be read.
    pub refused: Vec<BadRow>,
    /// What was planned, as it was when it was entered.
    pub reading: Arc<Reading>,
    /// The record, to take it back by.
    pub record: Option<Id>,
}

/// What is going on.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Stage {
    /// Nothing.
    Still,
    /// Something that takes its time.
    Working(Task, Progress),
    /// It is being stored, which cannot be stopped.
    Storing,
}

/// Work that takes its time.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Task {
    /// Opening the files.
    Open,
    /// Looking through the file.
    Survey,
    /// Reading the rows.
    Read,
    /// Comparing with the ledger.
    Plan,
    /// Entering.
    Enter,
}

impl Task {
    /// What it is called.
    pub fn name(self) -> fn(Lang) -> &'static str {
        match self {
            Self::Open => intake::opening,
            Self::Survey => words::surveying,
            Self::Read => words::reading_rows,
            Self::Plan => words::planning,
            Self::Enter => words::entering,
        }
    }
}

/// Another job has begun, or the user gave this one up.
pub struct Stopped;

impl Desk {
    /// Nothing in hand.
    pub fn new() -> Self {
        Self {
            source: RwSignal::new(None),
            sheet: RwSignal::new(0),
            corrections: RwSignal::new(Corrections::default()),
            currency: RwSignal::new(None),
            undated: RwSignal::new(UndatedPayments::default()),
            proposal: RwSignal::new(None),
            surveys: RwSignal::new(0),
            is_remembered: RwSignal::new(false),
            reading: RwSignal::new(None),
            done: RwSignal::new(None),
            stage: RwSignal::new(Stage::Still),
            problem: RwSignal::new(None),
            job: StoredValue::new(0),
        }
    }

    /// Takes pasted text in the place of what was in hand.
    pub fn take_text(self, page: Page, text: String) {
        if !self.is_busy() {
            self.take(page, Source { file: String::new(), what: Content::Text(text.into()) });
        }
    }

    /// Looks through another sheet of the workbook.
    pub fn choose_sheet(self, page: Page, sheet: usize) {
        self.sheet.set(sheet);
        self.correct(page, |corrections| corrections.header = HeaderChoice::Detect);
    }

    /// Looks through the file again, by other corrections.
    pub fn correct(self, page: Page, change: impl FnOnce(&mut Corrections)) {
        self.corrections.update(change);
        self.survey(page);
    }

    /// Changes how the list is read, and reads it again; remembered for lists like it.
    pub fn change(self, page: Page, change: impl FnOnce(&mut Proposal)) {
        self.proposal.update(|proposal| {
            if let Some(proposal) = proposal {
                change(Arc::make_mut(proposal));
            }
        });
        self.is_remembered.set(false);
        self.proposal.with_untracked(|proposal| {
            if let Some(proposal) = proposal
                && proposal.layout().is_ok()
            {
                LAYOUTS.set_for(&proposal.layout_key(), &proposal.remember());
            }
        });
        self.read(page);
    }

    /// Forgets how lists like this one were read before.
    pub fn detect_again(self, page: Page) {
        if let Some(key) =
            self.proposal.with_untracked(|proposal| proposal.as_ref().map(|p| p.layout_key()))
        {
            LAYOUTS.clear_for(&key);
        }
        self.survey(page);
    }

    /// The rows of the list at hand, and what they are called.
    pub fn table_at_hand(self) -> Option<(String, Arc<Table>)> {
        let table = self.proposal.with_untracked(|proposal| {
            proposal.as_ref().map(|proposal| Arc::clone(proposal.table()))
        })?;
        let name = self.source.with_untracked(|source| source.as_ref().map(|s| s.file.clone()));
        Some((name.unwrap_or_default(), table))
    }

    /// Gives payments without a day another one.
    pub fn set_undated(self, page: Page, undated: UndatedPayments) {
        self.undated.set(undated);
        let Some(reading) = self.reading.get_untracked() else { return };
        let job = self.begin();
        spawn_local(async move {
            let book = page.ledger.book_to_plan_by();
            let planned = self.plan(page, job, &reading.read, &reading.table, &book).await;
            self.show(job, planned);
        });
    }

    /// Enters the list into the ledger.
    pub fn enter(self, page: Page) {
        let Some(reading) = self.reading.get_untracked() else { return };
        let job = self.begin();
        self.remember_layout();
        spawn_local(async move {
            match self.try_enter(page, job, reading).await {
                Ok(Ok(done)) => {
                    self.stage.set(Stage::Still);
                    self.done.set(Some(Arc::new(done)));
                    attend();
                }
                Ok(Err(Stopped)) => {}
                Err(NotSaved::Journal(JournalError::Stale { .. })) => {
                    self.fail(page.say(words::changed_meanwhile).to_owned());
                    self.read(page);
                }
                Err(why) => self.fail(say_why::words(page, &why)),
            }
        });
    }

    /// Gives up what is going on: nothing of it is left.
    pub fn cancel(self, page: Page) {
        let was = self.stage.get_untracked();
        self.begin();
        self.stage.set(Stage::Still);
        match was {
            Stage::Working(Task::Enter, _) => page.toasts.say(page.say(words::cancelled)),
            Stage::Working(..) => self.forget(),
            Stage::Still | Stage::Storing => {}
        }
    }

    /// Begins again with another list.
    pub fn forget(self) {
        self.source.set(None);
        self.sheet.set(0);
        self.corrections.set(Corrections::default());
        self.currency.set(None);
        self.proposal.set(None);
        self.reading.set(None);
        self.done.set(None);
        self.problem.set(None);
        attend();
    }

    /// Looks at the same list again after the import was taken back.
    pub fn look_again(self, page: Page) {
        self.done.set(None);
        self.read(page);
        attend();
    }

    /// Stops what is going on when the screen goes; what is being stored still is.
    pub fn leave(self) {
        if self.stage.get_untracked() != Stage::Storing {
            self.begin();
        }
    }

    /// Whether something is being entered.
    pub fn is_busy(self) -> bool {
        let stage = self.stage.get_untracked();
        matches!(stage, Stage::Storing | Stage::Working(Task::Enter, _))
    }

    /// Takes a list in the place of what was in hand. Of a workbook the first sheet whose
    /// header is known.
    pub fn take(self, page: Page, source: Source) {
        self.forget();
        self.sheet.set(likely_sheet(source.sheets()));
        self.source.set(Some(source));
        self.survey(page);
    }

    fn survey(self, page: Page) {
        let Some(source) = self.source.get_untracked() else { return };
        let job = self.begin();
        self.problem.set(None);
        spawn_local(async move {
            let options = self.options(page);
            let corrections = self.corrections.get_untracked();
            let mut survey = match &source.what {
                Content::Bytes(bytes) => Survey::file(Arc::clone(bytes), corrections, options),
                Content::Text(text) => Survey::pasted(text, corrections, options),
                Content::Sheets(sheets) => {
                    let sheet = sheets.get(self.sheet.get_untracked());
                    let table = sheet.map(|sheet| sheet.table.clone()).unwrap_or_default();
                    Survey::table(table, corrections, options)
                }
            };
            if self.in_slices(job, Task::Survey, &mut || survey.step()).await.is_err() {
                return;
            }
            let Some(mut proposal) = survey.finish() else { return };
            let remembered = LAYOUTS.get_for(&proposal.layout_key());
            let is_remembered = remembered.is_some_and(|remembered| proposal.recall(&remembered));
            self.is_remembered.set(is_remembered);
            self.proposal.set(Some(Arc::new(proposal)));
            self.surveys.update(|surveys| *surveys += 1);
            self.read(page);
            attend();
        });
    }

    fn read(self, page: Page) {
        let Some(proposal) = self.proposal.get_untracked() else { return };
        let job = self.begin();
        let Ok(layout) = proposal.layout() else {
            self.reading.set(None);
            self.stage.set(Stage::Still);
            return;
        };
        spawn_local(async move {
            let table = Arc::clone(proposal.table());
            let mut reader = ListReader::new(Arc::clone(&table), layout, proposal.options());
            let read = self.in_slices(job, Task::Read, &mut || reader.read_some(40)).await;
            let Some(read) = read.ok().and_then(|()| reader.finish()) else { return };
            let book = page.ledger.book_to_plan_by();
            let planned = self.plan(page, job, &Arc::new(read), &table, &book).await;
            self.show(job, planned);
        });
    }

    async fn plan(
        self,
        page: Page,
        job: u32,
        read: &Arc<ListRead>,
        table: &Arc<Table>,
        book: &Book,
    ) -> Result<Reading, Stopped> {
        let options = EntryOptions {
            today: page.ledger.today.get_untracked(),
            undated: self.undated.get_untracked(),
        };
        let mut planning = Planning::new(Arc::clone(read), Arc::clone(table), book, options);
        self.in_slices(job, Task::Plan, &mut || planning.step(25)).await?;
        let plan = Arc::new(planning.finish().ok_or(Stopped)?);
        Ok(Reading { read: Arc::clone(read), plan, table: Arc::clone(table) })
    }

    fn show(self, job: u32, planned: Result<Reading, Stopped>) {
        if let Ok(reading) = planned
            && self.is_on(job)
        {
            self.reading.set(Some(Arc::new(reading)));
            self.stage.set(Stage::Still);
        }
    }

    async fn try_enter(
        self,
        page: Page,
        job: u32,
        reading: Arc<Reading>,
    ) -> Result<Result<Done, Stopped>, NotSaved> {
        self.problem.set(None);
        let file = self.source.with_untracked(|source| {
            source.as_ref().map(|source| source.file.clone()).unwrap_or_default()
        });
        let mut draft = page.ledger.draft(Deed::Imported { file }).await?;
        let mut reading = reading;
        if !reading.plan.fits(&draft) {
            // The ledger has begun, or moved on, since the list was compared with it.
            let book = draft.book().clone();
            match self.plan(page, job, &reading.read, &reading.table, &book).await {
                Ok(anew) => reading = Arc::new(anew),
                Err(stopped) => return Ok(Err(stopped)),
            }
        }
        let mut entering = Entering::new(Arc::clone(&reading.plan), Arc::clone(&reading.table));
        let work = &mut || entering.step(&mut draft, 10);
        if let Err(stopped) = self.in_slices(job, Task::Enter, work).await {
            return Ok(Err(stopped));
        }
        let Some(entered) = entering.finish() else { return Ok(Err(Stopped)) };
        self.stage.set(Stage::Storing);
        yield_now().await;
        // An import is taken back as one; not to have the copy is no reason not to import.
        let _ = page.ledger.keep_inside(Why::BeforeImport).await;
        page.ledger.store_draft(draft).await?;
        let record = page.ledger.last_record();
        Ok(Ok(Done { tally: entered.tally, refused: entered.refused, reading, record }))
    }

    /// Does work step by step, and lets the browser draw every hundredth of a second.
    pub async fn in_slices(
        self,
        job: u32,
        task: Task,
        step: &mut dyn FnMut() -> Progress,
    ) -> Result<(), Stopped> {
        loop {
            let begun = clock::now_ms();
            let progress = loop {
                let progress = step();
                if progress.is_done() || clock::now_ms() >= begun + SLICE_MS {
                    break progress;
                }
            };
            if progress.is_done() {
                return if self.is_on(job) { Ok(()) } else { Err(Stopped) };
            }
            self.stage.set(Stage::Working(task, progress));
            yield_now().await;
            if !self.is_on(job) {
                return Err(Stopped);
            }
        }
    }

    /// Stops, and says why.
    pub fn fail(self, why: String) {
        self.stage.set(Stage::Still);
        self.problem.set(Some(why));
    }

    fn remember_layout(self) {
        self.proposal.with_untracked(|proposal| {
            if let Some(proposal) = proposal {
                LAYOUTS.set_for(&proposal.layout_key(), &proposal.remember());
            }
        });
    }

    fn options(self, page: Page) -> ListOptions {
        let home = page.ledger.book_to_plan_by().firm().home_currency;
        ListOptions {
            today: page.ledger.today.get_untracked(),
            home_currency: self.currency.get_untracked().unwrap_or(home),
        }
    }

    /// Begins a job; the one before it stops.
    pub fn begin(self) -> u32 {
        self.job.update_value(|job| *job += 1);
        self.job.get_value()
    }

    /// Whether a job is still the one to do; not once the screen is gone.
    pub fn is_on(self, job: u32) -> bool {
        self.job.try_get_value() == Some(job)
    }
}

/// Puts the focus where the user goes on: the first question, or else the screen's heading.
pub fn attend() {
    request_animation_frame(|| {
        let find = |selector: &str| document().query_selector(selector).ok().flatten();
        let next = find(".ask :is(button, select)").or_else(|| find("main h1"));
        if let Some(element) = next {
            // Not focusable only if it is gone already.
            let _ = element.unchecked_into::<web_sys::HtmlElement>().focus();
        }
    });
}
