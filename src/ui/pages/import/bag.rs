//! The files that came in: opened one by one, each told by what is in it; and what would be
//! entered from the tax documents among them.

use std::collections::VecDeque;
use std::sync::Arc;

use cartera::browser::preferences::Preference;
use cartera::browser::reader::{Reader, ReaderError};
use cartera::browser::{drops, files, yield_now};
use cartera::files::bank::sheet::{SheetMemory, SheetProposal};
use cartera::files::bank::{BEGINNING_BYTES, BankOptions, Statement, propose_sheet};
use cartera::files::document::Party;
use cartera::files::document_entry::{
    Entered, Entering, EntryOptions, OpenedFile, Papers, must_ask,
};
use cartera::files::einvoice::FileReading;
use cartera::files::list::{Progress, has_known_header};
use cartera::files::off_page::{Answer, Job, worksheets};
use cartera::files::table::Table;
use cartera::files::workbook::Worksheet;
use cartera::ledger::Id;
use cartera::ledger::action::Draft;
use cartera::ledger::journal::JournalError;
use cartera::ledger::record::Deed;
use cartera::route::{Screen, Section};
use cartera::text::import as words;
use cartera::views::bank_import::{
    Came, MovementTally, StatementFile, StatementsEntering, likely_currency,
};
use cartera::views::import::{FileKind, LeftOut, LeftOutWhy, OtherFormat};
use cartera::views::intake::{files_name, is_any_text, remains};
use js_sys::{ArrayBuffer, Uint8Array};
use leptos::task::spawn_local;
use web_sys::File;

use super::desk::{Desk, Source, Stage, Stopped, Task, attend};
use crate::ui::ledger::NotSaved;
use crate::ui::page::Page;
use crate::ui::reactive::RwSignal;
use crate::ui::say_why;

/// Larger files are not read: the browser would hold them several times.
const MAX_BYTES: u64 = 64 << 20;

/// How a bank's table of some headers is read. The key is a hash of the headers; nothing of
/// the statement itself is kept.
const LAYOUTS: Preference<SheetMemory> = Preference::new("bank-table");

/// The files in hand. Copy it freely: it is a handle.
#[derive(Clone, Copy)]
pub struct Bag {
    /// Where lists are read, one at a time.
    pub desk: Desk,
    /// Lists that wait for their turn.
    pub lists: RwSignal<Vec<Source>>,
    /// Files from which nothing is taken.
    pub left_out: RwSignal<Vec<LeftOut>>,
    /// Files with tax documents, until the user goes on to the lists; without any where only
    /// statements came.
    pub papers: RwSignal<Option<Arc<Papers>>>,
    /// Bank statements; they are entered together with the documents.
    pub statements: RwSignal<Arc<Vec<StatementFile>>>,
    /// Counts the tables that came, so that what is drawn once a table is drawn anew.
    pub tables: RwSignal<u32>,
    /// Whether the user has to say who they are.
    pub asks_own: RwSignal<bool>,
    /// What would come of the documents and statements.
    pub tried: RwSignal<Option<Arc<Tried>>>,
    /// What came of them.
    pub done: RwSignal<Option<Arc<Done>>>,
    own: RwSignal<Option<Party>>,
}

/// What comes, or would come, of documents and statements.
pub struct Tried {
    /// Of the documents.
    pub entered: Arc<Entered>,
    /// Of each statement of each file.
    pub came: Vec<Vec<Came>>,
    /// How much the statements add.
    pub movements: MovementTally,
}

/// Documents and statements that were entered.
pub struct Done {
    /// What came of them.
    pub tried: Tried,
    /// The record, to take it back by.
    pub record: Option<Id>,
}

/// What a file turned out to be.
enum Opened {
    List(Source),
    /// Documents, and the files beside them in the archive that are none.
    Documents(Box<FileReading>, Vec<(String, Content)>),
    Statements(Vec<Statement>),
    Table(SheetProposal),
    /// The sheets of a workbook that are statements, and the workbook where others are lists.
    Sheets(Vec<(String, SheetProposal)>, Option<Source>),
}

/// The bytes of a file that was chosen, or of one that an archive holds.
enum Content {
    File(File),
    Bytes(Vec<u8>),
}

impl Content {
    async fn buffer(&self) -> Result<ArrayBuffer, LeftOutWhy> {
        match self {
            Self::File(file) => read(file).await,
            Self::Bytes(bytes) => Ok(Uint8Array::from(bytes.as_slice()).buffer()),
        }
    }
}

impl Bag {
    /// Nothing in hand.
    pub fn new() -> Self {
        Self {
            desk: Desk::new(),
            lists: RwSignal::new(Vec::new()),
            left_out: RwSignal::new(Vec::new()),
            papers: RwSignal::new(None),
            statements: RwSignal::new(Arc::new(Vec::new())),
            tables: RwSignal::new(0),
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
            let mut waiting: VecDeque<(String, Content)> =
                chosen.into_iter().map(|file| (files::path(&file), Content::File(file))).collect();
            let (mut done, mut papers, mut statements) = (0, Papers::default(), Vec::new());
            while let Some((name, content)) = waiting.pop_front() {
                let total = done + 1 + waiting.len();
                self.desk.stage.set(Stage::Working(Task::Open, Progress { done, total }));
                done += 1;
                // Where nothing else is waited for the browser would not draw.
                yield_now().await;
                let opened = open(page, &name, &content).await;
                if !self.desk.is_on(job) {
                    return;
                }
                let why = match opened {
                    Ok(Opened::List(source)) => {
                        self.lists.update(|lists| lists.push(source));
                        continue;
                    }
                    Ok(Opened::Statements(read)) => {
                        statements.push(StatementFile::new(&name, read));
                        continue;
                    }
                    Ok(Opened::Table(sheet)) => {
                        statements.push(bank_table(&name, sheet));
                        continue;
                    }
                    Ok(Opened::Sheets(sheets, list)) => {
                        for (sheet, proposal) in sheets {
                            let name = [&name, " · ", &sheet].concat();
                            statements.push(bank_table(&name, proposal));
                        }
                        self.lists.update(|lists| lists.extend(list));
                        continue;
                    }
                    Ok(Opened::Documents(reading, inside)) => {
                        let has_inside = !inside.is_empty();
                        waiting.extend(inside);
                        if !(reading.documents.is_empty() && reading.statuses.is_empty()) {
                            papers.files.push(OpenedFile { name, reading: *reading });
                            continue;
                        }
                        let found: Vec<_> =
                            remains(&reading).into_iter().map(|row| row.what).collect();
                        if has_inside && found.is_empty() {
                            continue;
                        }
                        LeftOutWhy::Holds(found)
                    }
                    // A copy of a ledger is looked into where copies are.
                    Err(LeftOutWhy::Format(OtherFormat::Copy)) if total == 1 => {
                        self.desk.stage.set(Stage::Still);
                        if let Content::File(file) = content {
                            drops::hand_on(file);
                        }
                        page.address.go_to(Screen::Settings(Section::Copies));
                        return;
                    }
                    Err(why) => why,
                };
                self.left_out.update(|files| files.push(LeftOut { file: name, why }));
            }
            self.desk.stage.set(Stage::Still);
            if papers.is_empty() && statements.is_empty() {
                self.next_list(page);
            } else {
                self.take_read(page, papers, statements);
            }
        });
    }

    /// Goes on with what was read of the files.
    fn take_read(self, page: Page, papers: Papers, mut statements: Vec<StatementFile>) {
        let currency = likely_currency(&page.ledger.book_to_plan_by(), &papers);
        for file in &mut statements {
            let unnamed = file.sheet.as_ref().and_then(SheetProposal::unnamed_currency);
            if unnamed.is_some_and(|unnamed| unnamed != currency) {
                file.change(|sheet| sheet.set_home_currency(currency));
            }
        }
        self.papers.set(Some(Arc::new(papers)));
        self.show_statements(statements);
        self.try_out(page);
    }

    /// Takes pasted text in the place of what was in hand.
    pub fn take_text(self, page: Page, text: String) {
        if self.desk.is_busy() {
            return;
        }
        self.forget();
        let sheet = propose_sheet(text.as_bytes(), bank_options(page));
        if sheet.is_statement() {
            let file = bank_table(page.say(words::pasted), sheet);
            self.take_read(page, Papers::default(), vec![file]);
        } else {
            self.desk.take_text(page, text);
        }
    }

    /// The user is this party of the documents.
    pub fn say_own(self, page: Page, own: Party) {
        self.own.set(Some(own));
        self.asks_own.set(false);
        self.try_out(page);
    }

    /// Changes how a bank's table is read; remembered for tables like it.
    pub fn change_table(
        self,
        page: Page,
        at: usize,
        change: impl FnOnce(&mut SheetProposal) + 'static,
    ) {
        self.statements.update(|files| {
            let Some(file) = Arc::make_mut(files).get_mut(at) else { return };
            file.change(change);
            file.is_remembered = false;
            if let Some(sheet) = &file.sheet {
                LAYOUTS.set_for(&sheet.layout_key(), &sheet.remember());
            }
        });
        // The keyboard stays where it is.
        self.work_out(page, || ());
    }

    /// Reads what was taken for a statement as a list instead.
    pub fn take_as_list(self, page: Page, at: usize) {
        let mut statements = Vec::clone(&self.statements.get_untracked());
        if at >= statements.len() {
            return;
        }
        let file = statements.remove(at);
        let Some(sheet) = file.sheet else { return };
        let table = Worksheet { name: String::new(), table: Table::clone(sheet.table()) };
        let source = Source::workbook(&file.name, vec![table]);
        self.lists.update(|lists| lists.push(source));
        let is_all = statements.is_empty()
            && self.papers.with_untracked(|papers| papers.as_ref().is_none_or(|p| p.is_empty()));
        self.show_statements(statements);
        if is_all {
            self.next_list(page);
        } else {
            self.try_out(page);
        }
    }

    /// Takes the list at hand for a bank's table.
    pub fn take_as_statement(self, page: Page) {
        let Some((name, table)) = self.desk.table_at_hand() else { return };
        let name = if name.is_empty() { page.say(words::pasted).to_owned() } else { name };
        let file = bank_table(&name, SheetProposal::of_table(table, bank_options(page)));
        self.desk.forget();
        self.take_read(page, Papers::default(), vec![file]);
    }

    /// Works out what would come of the documents and statements, and has the user look at it.
    pub fn try_out(self, page: Page) {
        self.work_out(page, attend);
    }

    fn work_out(self, page: Page, attend: fn()) {
        let Some(papers) = self.papers.get_untracked() else { return };
        let job = self.desk.begin();
        self.tried.set(None);
        if self.asks_of_tables() {
            self.asks_own.set(false);
            self.desk.stage.set(Stage::Still);
            attend();
            return;
        }
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
            let tried = self.enter_in(page, job, Task::Plan, &papers, &mut draft).await;
            if let Ok(tried) = tried
                && self.desk.is_on(job)
            {
                self.tried.set(Some(Arc::new(tried)));
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

    /// Whether something must be known of a bank's table before it can be read.
    pub fn asks_of_tables(self) -> bool {
        self.statements.with(|files| files.iter().any(|file| !file.questions().is_empty()))
    }

    fn show_statements(self, statements: Vec<StatementFile>) {
        self.statements.set(Arc::new(statements));
        self.tables.update(|tables| *tables += 1);
    }

    fn put_papers_away(self) {
        self.papers.set(None);
        self.statements.set(Arc::new(Vec::new()));
        self.tried.set(None);
        self.done.set(None);
        self.asks_own.set(false);
    }

    /// The names of the files that are entered together.
    pub fn names(self) -> Vec<String> {
        let papers = self.papers.get_untracked();
        let papers = papers.iter().flat_map(|papers| papers.files.iter().map(|file| &file.name));
        let statements = self.statements.get_untracked();
        papers.chain(statements.iter().map(|file| &file.name)).cloned().collect()
    }

    async fn try_enter(
        self,
        page: Page,
        job: u32,
        papers: &Arc<Papers>,
    ) -> Result<Result<Done, Stopped>, NotSaved> {
        self.desk.problem.set(None);
        let file = files_name(page.lang.get_untracked(), &self.names());
        let mut draft = page.ledger.draft(Deed::Imported { file }).await?;
        let tried = match self.enter_in(page, job, Task::Enter, papers, &mut draft).await {
            Ok(tried) => tried,
            Err(stopped) => return Ok(Err(stopped)),
        };
        self.desk.stage.set(Stage::Storing);
        yield_now().await;
        page.ledger.store_draft(draft).await?;
        Ok(Ok(Done { tried, record: page.ledger.last_record() }))
    }

    async fn enter_in(
        self,
        page: Page,
        job: u32,
        task: Task,
        papers: &Arc<Papers>,
        draft: &mut Draft,
    ) -> Result<Tried, Stopped> {
        let today = page.ledger.today.get_untracked();
        let options = EntryOptions { today, own: self.own.get_untracked() };
        let mut entering = Entering::new(Arc::clone(papers), options, draft.book());
        self.desk.in_slices(job, task, &mut || entering.step(draft, 4)).await?;
        let entered = Arc::new(entering.finish().ok_or(Stopped)?);
        let mut entering = StatementsEntering::new(self.statements.get_untracked());
        self.desk.in_slices(job, task, &mut || entering.step(draft)).await?;
        let (came, movements) = entering.finish().ok_or(Stopped)?;
        Ok(Tried { entered, came, movements })
    }
}

/// A bank's table, read as was settled for tables of its layout.
fn bank_table(name: &str, mut sheet: SheetProposal) -> StatementFile {
    let memory = LAYOUTS.get_for(&sheet.layout_key());
    let is_remembered = memory.is_some_and(|memory| sheet.recall(&memory));
    StatementFile { is_remembered, ..StatementFile::table(name, sheet) }
}

fn bank_options(page: Page) -> BankOptions {
    let home_currency = page.ledger.book_to_plan_by().firm().home_currency;
    BankOptions { today: page.ledger.today.get_untracked(), home_currency }
}

async fn open(page: Page, name: &str, content: &Content) -> Result<Opened, LeftOutWhy> {
    let buffer = content.buffer().await?;
    let beginning = u32::try_from(BEGINNING_BYTES).unwrap_or(u32::MAX);
    match FileKind::of(&files::beginning(&buffer, beginning)) {
        FileKind::Other(format) => return Err(LeftOutWhy::Format(format)),
        FileKind::List => {
            return Ok(Opened::List(Source::text_file(name, files::all(&buffer))));
        }
        FileKind::Statement => {
            let sheet = propose_sheet(&files::all(&buffer), bank_options(page));
            return Ok(Opened::Table(sheet));
        }
        FileKind::Packed => {}
    }
    let job = Job::Read { name: name.to_owned(), bank: bank_options(page) };
    let (answer, parts) =
        Reader::shared().run(&job, &buffer).await.map_err(|error| match error {
            ReaderError::NotLoaded => LeftOutWhy::NotLoaded,
            ReaderError::Failed(_) | ReaderError::Stopped => LeftOutWhy::Failed,
        })?;
    match answer {
        Answer::Workbook { sheets } => {
            let sheets = worksheets(sheets, &parts).ok_or(LeftOutWhy::Failed)?;
            Ok(of_sheets(page, name, sheets))
        }
        Answer::WorkbookFault(fault) => Err(LeftOutWhy::Workbook(fault)),
        Answer::Written | Answer::Impossible => Err(LeftOutWhy::Failed),
        Answer::Statements(read) => read.map(Opened::Statements).map_err(LeftOutWhy::Bank),
        Answer::Documents { reading, others } if others.is_empty() && is_any_text(&reading) => {
            // What began like a tax authority's list is any list. Its bytes were handed over.
            let bytes = files::all(&content.buffer().await?);
            Ok(Opened::List(Source::text_file(name, bytes)))
        }
        Answer::Documents { reading, others } => {
            let inside = others.into_iter().zip(parts.into_iter().map(Content::Bytes));
            Ok(Opened::Documents(reading, inside.collect()))
        }
    }
}

/// A workbook: a list, or statements, or both.
fn of_sheets(page: Page, name: &str, sheets: Vec<Worksheet>) -> Opened {
    let options = bank_options(page);
    let propose = |sheet: &Worksheet| {
        let proposal = SheetProposal::of_table(Arc::new(sheet.table.clone()), options);
        proposal.is_statement().then(|| (sheet.name.clone(), proposal))
    };
    let banks: Vec<_> = sheets.iter().filter_map(propose).collect();
    if banks.is_empty() {
        return Opened::List(Source::workbook(name, sheets));
    }
    let is_bank = |sheet: &Worksheet| banks.iter().any(|(bank, _)| *bank == sheet.name);
    let lists: Vec<Worksheet> = sheets.iter().filter(|sheet| !is_bank(sheet)).cloned().collect();
    let has_list = lists.iter().any(|sheet| has_known_header(&sheet.table));
    Opened::Sheets(banks, has_list.then(|| Source::workbook(name, lists)))
}

async fn read(file: &File) -> Result<ArrayBuffer, LeftOutWhy> {
    files::read_buffer(file, MAX_BYTES).await.map_err(|error| match error {
        files::FileError::TooLarge { max_bytes, .. } => {
            LeftOutWhy::TooLarge { megabytes: max_bytes >> 20 }
        }
        files::FileError::Failed(_) => LeftOutWhy::CannotRead,
    })
}
