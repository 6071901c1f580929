//! Reads one row of a list, from cells to typed facts.

use chrono::NaiveDate;

use super::cell::{cell_text, is_filler};
use super::header::{ColumnRole, is_total_label};
use super::layout::Layout;
use super::problem::{Problem, ProblemKind};
use super::row::{CustomerKey, ReadRow, SkipReason};
use super::survey::ListOptions;
use crate::files::dates::parse_date;
use crate::files::fold::squash;
use crate::files::table::{Row, trim};

/// What became of a row.
pub(super) enum Outcome {
    Read { row: Box<ReadRow>, warnings: Vec<Problem> },
    Bad(Vec<Problem>),
    Skipped(SkipReason),
}

/// A cell that may be empty or wrong; what is wrong with it has been noted.
#[derive(Clone, Copy)]
pub(super) enum Cell<T> {
    Empty,
    Wrong,
    Of(T),
}

impl<T> Cell<T> {
    pub fn value(self) -> Option<T> {
        match self {
            Self::Of(value) => Some(value),
            Self::Empty | Self::Wrong => None,
        }
    }

    pub fn is_empty(&self) -> bool {
        matches!(self, Self::Empty)
    }
}

/// Reads rows by a layout.
#[derive(Debug)]
pub(super) struct RowReader {
    pub layout: Layout,
    pub options: ListOptions,
    places: [Option<usize>; ColumnRole::ALL.len()],
    /// The header's cells, squashed, to know it again.
    header: Vec<String>,
}

impl RowReader {
    pub fn new(layout: Layout, options: ListOptions, header: Row<'_>) -> Self {
        let mut places = [None; ColumnRole::ALL.len()];
        for role in ColumnRole::ALL {
            places[role as usize] = layout.place(role);
        }
        Self { options, places, header: header.cells().map(squash).collect(), layout }
    }

    pub fn layout(&self) -> &Layout {
        &self.layout
    }

    /// Reads the row at `index`, counted from zero.
    pub fn read(&self, row: Row<'_>, index: usize) -> Outcome {
        match self.skip_reason(row, index) {
            Some(reason) => Outcome::Skipped(reason),
            None => {
                let number = u32::try_from(index + 1).unwrap_or(u32::MAX);
                Reading { by: self, cells: row, row: number, problems: Vec::new() }.read()
            }
        }
    }

    pub fn place(&self, role: ColumnRole) -> Option<usize> {
        self.places[role as usize]
    }

    /// A cell without what only fills a place; empty where there is no such column.
    pub fn cell<'a>(&self, row: Row<'a>, role: ColumnRole) -> &'a str {
        let cell = self.place(role).map_or("", |column| cell_text(row.cell(column)));
        if is_filler(cell) { "" } else { cell }
    }

    fn skip_reason(&self, row: Row<'_>, index: usize) -> Option<SkipReason> {
        if row.is_blank() {
            return Some(SkipReason::Blank);
        }
        if let Some(header) = self.layout.header_row {
            match index.cmp(&header) {
                std::cmp::Ordering::Less => return Some(SkipReason::Preamble),
                std::cmp::Ordering::Equal => return Some(SkipReason::Header),
                std::cmp::Ordering::Greater => {}
            }
            if self.is_header_again(row) {
                return Some(SkipReason::RepeatedHeader);
            }
        }
        use ColumnRole::{CustomerCode, CustomerName, DueDate, IssueDate, TaxId};
        let any = |roles: &[ColumnRole]| roles.iter().any(|role| !self.cell(row, *role).is_empty());
        if any(&[IssueDate, DueDate]) {
            return None;
        }
        let number = self.cell(row, ColumnRole::Number);
        let label = row.cells().map(trim).find(|cell| !cell.is_empty()).unwrap_or_default();
        if is_total_label(label) && (number.is_empty() || number == label) {
            return Some(SkipReason::Total);
        }
        if !number.is_empty() {
            return None;
        }
        if !any(&[ColumnRole::Total, ColumnRole::Open, ColumnRole::Paid]) {
            Some(SkipReason::Remark)
        } else if !any(&[CustomerName, CustomerCode, TaxId]) {
            Some(SkipReason::Total)
        } else {
            None
        }
    }

    fn is_header_again(&self, row: Row<'_>) -> bool {
        row.filled_len() > 1
            && row.len() <= self.header.len().max(row.filled_len())
            && row.cells().zip(&self.header).all(|(cell, header)| squash(cell) == *header)
    }
}

/// A row being read.
pub(super) struct Reading<'a> {
    pub by: &'a RowReader,
    pub cells: Row<'a>,
    row: u32,
    problems: Vec<Problem>,
}

impl Reading<'_> {
    fn read(mut self) -> Outcome {
        let expected = self.by.layout.columns.len();
        let found = self.cells.filled_len();
        if found > expected {
            let read = self.cells.cell(expected).to_owned();
            let what = ProblemKind::TooManyCells { expected, found };
            // A mark too many shifts the cells after it: what they hold means nothing.
            return Outcome::Bad(vec![Problem { row: self.row, column: None, read, what }]);
        }
        self.check_characters();
        let customer = self.customer();
        let number = self.number();
        let dates = self.dates();
        let amounts = self.amounts(dates.and_then(|dates| dates.settled));
        let is_bad = self.problems.iter().any(|problem| !problem.what.is_warning());
        match (customer, number, dates, amounts) {
            (Some(customer), Some(number), Some(dates), Some(amounts)) if !is_bad => {
                let row = Box::new(ReadRow {
                    row: self.row,
                    kind: amounts.kind,
                    customer,
                    number,
                    issue: dates.issue,
                    due: dates.due,
                    terms: self.text(ColumnRole::Terms),
                    total: amounts.total,
                    open: amounts.open,
                    settled: dates.settled,
                    reference: self.text(ColumnRole::Reference),
                    notes: self.text(ColumnRole::Notes),
                    responsible: self.text(ColumnRole::Responsible),
                    segment: self.text(ColumnRole::Segment),
                    email: self.text(ColumnRole::Email),
                    phone: self.text(ColumnRole::Phone),
                });
                Outcome::Read { row, warnings: self.problems }
            }
            _ => {
                self.problems.retain(|problem| !problem.what.is_warning());
                Outcome::Bad(self.problems)
            }
        }
    }

    pub fn cell(&self, role: ColumnRole) -> &str {
        self.by.cell(self.cells, role)
    }

    /// Notes what is wrong with the cell of a role.
    pub fn note(&mut self, role: ColumnRole, what: ProblemKind) {
        let column = self.by.place(role);
        let read = column.map(|column| trim(self.cells.cell(column)).to_owned());
        self.problems.push(Problem {
            row: self.row,
            column: column.and_then(|column| self.by.layout.reference(column)),
            read: read.unwrap_or_default(),
            what,
        });
    }

    /// Characters that could not be decoded are lost: such a row is not taken as good.
    fn check_characters(&mut self) {
        for role in ColumnRole::ALL {
            if role != ColumnRole::Ignore && self.cell(role).contains(char::REPLACEMENT_CHARACTER) {
                self.note(role, ProblemKind::Unreadable);
            }
        }
    }

    /// A text with single spaces; line breaks are kept only in notes.
    fn text(&self, role: ColumnRole) -> Option<String> {
        let cell = self.cell(role);
        if cell.is_empty() {
            return None;
        }
        if role == ColumnRole::Notes {
            return Some(cell.to_owned());
        }
        let mut text = String::with_capacity(cell.len());
        for word in cell.split_whitespace() {
            if !text.is_empty() {
                text.push(' ');
            }
            text.push_str(word);
        }
        Some(text)
    }

    fn customer(&mut self) -> Option<CustomerKey> {
        let code = self.text(ColumnRole::CustomerCode);
        let tax_id = self.text(ColumnRole::TaxId);
        let name = self.text(ColumnRole::CustomerName);
        let Some(name) = name.or_else(|| code.clone()).or_else(|| tax_id.clone()) else {
            let columns = [ColumnRole::CustomerName, ColumnRole::CustomerCode, ColumnRole::TaxId];
            self.note_first(&columns, ProblemKind::CustomerMissing);
            return None;
        };
        Some(CustomerKey { name, code, tax_id })
    }

    fn number(&mut self) -> Option<String> {
        let Some(number) = self.text(ColumnRole::Number) else {
            self.note(ColumnRole::Number, ProblemKind::NumberMissing);
            return None;
        };
        if is_mangled(&number) {
            self.note(ColumnRole::Number, ProblemKind::NumberMangled);
            return None;
        }
        Some(number)
    }

    fn date(&mut self, role: ColumnRole) -> Cell<NaiveDate> {
        let cell = self.cell(role);
        let Some(column) = self.by.place(role) else { return Cell::Empty };
        if cell.is_empty() || (role == ColumnRole::SettledDate && says_unpaid(cell)) {
            return Cell::Empty;
        }
        match parse_date(cell, self.by.layout.columns[column].dates) {
            Some(date) => Cell::Of(date),
            None => {
                self.note(role, ProblemKind::NotADate);
                Cell::Wrong
            }
        }
    }

    fn dates(&mut self) -> Option<Dates> {
        use ColumnRole::{DueDate, IssueDate, SettledDate};
        let issue = self.date(IssueDate);
        let due = self.date(DueDate);
        let settled = self.date(SettledDate);
        let is_wrong = |cell: &Cell<NaiveDate>| matches!(cell, Cell::Wrong);
        if issue.is_empty() && due.is_empty() {
            self.note_first(&[IssueDate, DueDate], ProblemKind::DateMissing);
        }
        if [&issue, &due, &settled].into_iter().any(is_wrong) {
            return None;
        }
        let (due, settled) = (due.value(), settled.value());
        let today = self.by.options.today;
        let issue = match issue.value() {
            Some(issue) => {
                if issue > today {
                    self.note(IssueDate, ProblemKind::IssueInFuture);
                }
                issue
            }
            None => {
                // Said of each row only where other rows have one.
                if self.by.place(IssueDate).is_some() && due.is_some() {
                    self.note(IssueDate, ProblemKind::IssueFromDue);
                }
                due?
            }
        };
        if due.is_some_and(|due| due < issue) {
            self.note(DueDate, ProblemKind::DueBeforeIssue { issue });
        }
        if settled.is_some_and(|settled| settled > today) {
            self.note(SettledDate, ProblemKind::SettledInFuture);
        } else if settled.is_some_and(|settled| settled < issue) {
            self.note(SettledDate, ProblemKind::SettledBeforeIssue { issue });
        }
        Some(Dates { issue, due, settled })
    }

    /// Notes a problem on the first of some columns that there is.
    pub fn note_first(&mut self, roles: &[ColumnRole], what: ProblemKind) {
        let role = roles.iter().find(|role| self.by.place(**role).is_some()).unwrap_or(&roles[0]);
        self.note(*role, what);
    }
}

#[derive(Clone, Copy)]
struct Dates {
    issue: NaiveDate,
    due: Option<NaiveDate>,
    settled: Option<NaiveDate>,
}

/// `1.23E+10`: what a spreadsheet makes of a long number.
fn is_mangled(number: &str) -> bool {
    let digits = |text: &str| !text.is_empty() && text.bytes().all(|b| b.is_ascii_digit());
    number.split_once(['E', 'e']).is_some_and(|(mantissa, exponent)| {
        let (whole, fraction) = mantissa.split_once(['.', ',']).unwrap_or((mantissa, "0"));
        whole.len() == 1
            && digits(whole)
            && digits(fraction)
            && exponent.strip_prefix('+').is_some_and(digits)
    })
}

/// Words that stand in a column of payment dates where there is no payment yet.
fn says_unpaid(cell: &str) -> bool {
    matches!(
        squash(cell).as_str(),
        "pendiente"
            | "pendientepago"
            | "nopagada"
            | "nopagado"
            | "porpagar"
            | "porcobrar"
            | "abierta"
            | "no"
            | "pending"
            | "unpaid"
            | "open"
            | "notpaid"
    )
}
