//! Bank statements on the import screen: what each file holds, and what must be asked first.

use std::sync::Arc;

use chrono::NaiveDate;

use crate::files::bank::sheet::{SheetProposal, SheetQuestion};
use crate::files::bank::{BankFormat, Check, Movement, Problem, Statement};
use crate::files::bank_entry;
use crate::files::document::Content;
use crate::files::document_entry::Papers;
use crate::files::list::Progress;
use crate::ledger::action::{Draft, EnteredStatement};
use crate::ledger::{Book, Currency, Money, Refusal};

/// A file, or a sheet of a workbook, that is a bank's.
#[derive(Clone, Debug)]
pub struct StatementFile {
    /// Its name, with the sheet's.
    pub name: String,
    /// How its table is read; `None` for the formats that leave nothing open.
    pub sheet: Option<SheetProposal>,
    /// Whether the columns are as the user settled them for an earlier file.
    pub is_remembered: bool,
    /// The statements in it; none while something must be asked.
    pub statements: Vec<Statement>,
}

impl StatementFile {
    /// A file of one of the banks' formats.
    pub fn new(name: &str, statements: Vec<Statement>) -> Self {
        Self { name: name.to_owned(), sheet: None, is_remembered: false, statements }
    }

    /// A table, read where nothing must be asked.
    pub fn table(name: &str, sheet: SheetProposal) -> Self {
        let mut this = Self::new(name, Vec::new());
        this.sheet = Some(sheet);
        this.change(|_| {});
        this
    }

    /// Changes how its table is read, and reads it again.
    pub fn change(&mut self, change: impl FnOnce(&mut SheetProposal)) {
        if let Some(sheet) = &mut self.sheet {
            change(sheet);
            self.statements = sheet.read().unwrap_or_default();
        }
    }

    /// What must be answered before it can be read.
    pub fn questions(&self) -> Vec<SheetQuestion> {
        self.sheet.as_ref().map(SheetProposal::questions).unwrap_or_default()
    }

    /// What is wrong or doubtful, line by line, with how many there are: up to so many.
    pub fn problems(&self, most: usize) -> (Vec<Problem>, usize) {
        let all = || self.statements.iter().flat_map(|statement| &statement.problems);
        (all().take(most).cloned().collect(), all().count())
    }
}

/// A statement in figures.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct StatementRow {
    /// The account as the file names it; empty where it names none.
    pub account: String,
    /// What kind of file it came in.
    pub format: BankFormat,
    /// The account's currency.
    pub currency: Currency,
    /// The first and the last day it covers.
    pub days: Option<(NaiveDate, NaiveDate)>,
    /// What comes in.
    pub incoming: Flow,
    /// What goes out.
    pub outgoing: Flow,
    /// The balance before the first movement, in minor units of the account's currency.
    pub opening_minor: Option<i64>,
    /// The balance after the last.
    pub closing_minor: Option<i64>,
    /// Whether they come to each other.
    pub check: Check,
}

/// How many movements go one way, and what they come to.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Flow {
    /// How many.
    pub count: usize,
    /// Their sum, above zero, in minor units of the account's currency.
    pub sum_minor: i64,
}

impl StatementRow {
    /// The figures of a statement. Movements that are only announced are left out, as they
    /// are from its balances; so is what is in another currency.
    pub fn of(statement: &Statement) -> Self {
        let currency = statement.currency;
        let flow = |is_in: bool| {
            let goes = |movement: &&Movement| {
                (movement.amount.amount_minor > 0) == is_in
                    && movement.amount.amount_minor != 0
                    && !movement.is_pending
                    && movement.amount.currency == currency
            };
            let movements = || statement.movements.iter().filter(goes);
            let sum = movements()
                .fold(0_i64, |sum, movement| sum.saturating_add(movement.amount.amount_minor));
            Flow { count: movements().count(), sum_minor: sum.saturating_abs() }
        };
        let own = |balance: Option<Money>| {
            balance.filter(|balance| balance.currency == currency).map(|own| own.amount_minor)
        };
        let (from, to) = (statement.from.or(statement.to), statement.to.or(statement.from));
        Self {
            account: statement.account.clone(),
            format: statement.format,
            currency,
            days: from.zip(to),
            incoming: flow(true),
            outgoing: flow(false),
            opening_minor: own(statement.opening),
            closing_minor: own(statement.closing),
            check: statement.check,
        }
    }
}

/// Whether a statement adds up, in a word.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum AddsUp {
    /// It does.
    Yes,
    /// It does not.
    No,
    /// It cannot be said.
    Unknown,
}

impl AddsUp {
    /// Of a check.
    pub fn of(check: &Check) -> Self {
        match check {
            Check::Holds => Self::Yes,
            Check::DiffersBy(_) => Self::No,
            Check::Unknown(_) => Self::Unknown,
        }
    }
}

/// The currency of bank amounts that name none: the one in which the firm bills by the
/// documents at hand, or by the ledger, where that is one only; else the home currency.
pub fn likely_currency(book: &Book, papers: &Papers) -> Currency {
    let home = book.firm().home_currency;
    let billed = papers.documents().filter_map(|document| match &document.content {
        Content::Claim(claim) => Some(claim.total.currency),
        Content::Receipt(_) => None,
    });
    let invoiced = book.invoices().map(|(_, entry)| entry.invoice.total.currency);
    let mut only = None;
    for currency in billed.chain(invoiced) {
        if currency == home || only.is_some_and(|only| only != currency) {
            return home;
        }
        only = Some(currency);
    }
    only.unwrap_or(home)
}

/// What came of a statement in a draft.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Came {
    /// It is in it.
    Entered {
        /// Movements that were not in the ledger.
        new: usize,
        /// Movements that were, from this file or an earlier one.
        known: usize,
    },
    /// The ledger does not take it.
    Refused(Refusal),
}

/// How much the statements of some files add.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct MovementTally {
    /// Movements that were not in the ledger.
    pub new: usize,
    /// Movements that were in the ledger.
    pub known: usize,
    /// Statements that the ledger does not take.
    pub refused: usize,
}

/// Enters the statements of some files, one at a time: call [`Self::step`] until it is done,
/// then [`Self::finish`]. A statement that the ledger does not take leaves the others alone.
#[derive(Debug)]
pub struct StatementsEntering {
    files: Arc<Vec<StatementFile>>,
    came: Vec<Vec<Came>>,
    tally: MovementTally,
    progress: Progress,
}

impl StatementsEntering {
    /// Nothing is entered yet.
    pub fn new(files: Arc<Vec<StatementFile>>) -> Self {
        let total = files.iter().map(|file| file.statements.len()).sum();
        let came = files.iter().map(|_| Vec::new()).collect();
        let progress = Progress { done: 0, total };
        Self { files, came, tally: MovementTally::default(), progress }
    }

    /// Enters the next statement.
    pub fn step(&mut self, draft: &mut Draft) -> Progress {
        let next = self.files.iter().zip(&mut self.came).find_map(|(file, came)| {
            file.statements.get(came.len()).map(|statement| (file, came, statement))
        });
        if let Some((file, came, statement)) = next {
            came.push(match bank_entry::enter(draft, statement, &file.name) {
                Ok(EnteredStatement { new, known, .. }) => {
                    self.tally.new += new;
                    self.tally.known += known;
                    Came::Entered { new, known }
                }
                Err(why) => {
                    self.tally.refused += 1;
                    Came::Refused(why)
                }
            });
            self.progress.done += 1;
        }
        self.progress
    }

    /// What came of each statement of each file, and how much they add; `None` before
    /// [`Self::step`] said that all is done.
    pub fn finish(self) -> Option<(Vec<Vec<Came>>, MovementTally)> {
        self.progress.is_done().then_some((self.came, self.tally))
    }
}
