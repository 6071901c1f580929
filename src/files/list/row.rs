//! One row of a list, from cells to typed facts.

use chrono::NaiveDate;
use rust_decimal::Decimal;

use super::facts::is_filler;
use super::header::{ColumnRole, is_total_label};
use super::layout::Layout;
use super::problem::{Problem, ProblemKind};
use super::survey::ListOptions;
use crate::files::amounts::{CurrencyWord, currency_word, parse_amount};
use crate::files::csv_out::unguard;
use crate::files::dates::parse_date;
use crate::files::fold::squash;
use crate::files::table::{Row, trim};
use crate::ledger::{Currency, Money};

/// A row that was read: an invoice or credit note as somebody's list has it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ReadRow {
    /// The row, counted from 1 as a spreadsheet counts it.
    pub row: u32,
    /// What it is.
    pub kind: RowKind,
    /// Whom it is for.
    pub customer: CustomerKey,
    /// Its number.
    pub number: String,
    /// The day it was issued.
    pub issue: NaiveDate,
    /// The day it is due.
    pub due: Option<NaiveDate>,
    /// Its terms, as written.
    pub terms: Option<String>,
    /// Its total: more than nothing, also for a credit note.
    pub total: Money,
    /// What was still open of it when the list was made, from nothing to `total`, in the
    /// same currency.
    pub open: Money,
    /// The day it was paid, or partly paid where something is still open.
    pub settled: Option<NaiveDate>,
    /// An order number, a contract, a fiscal id.
    pub reference: Option<String>,
    /// Free text.
    pub notes: Option<String>,
    /// Who looks after the customer.
    pub responsible: Option<String>,
    /// The kind of customer.
    pub segment: Option<String>,
    /// The customer's e-mail address, as written.
    pub email: Option<String>,
    /// The customer's telephone number, as written.
    pub phone: Option<String>,
}

impl ReadRow {
    /// What was settled before the list was made: `total` less `open`.
    pub fn paid(&self) -> Money {
        Money::new(self.total.amount_minor - self.open.amount_minor, self.total.currency)
    }
}

/// What a row is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum RowKind {
    /// An invoice.
    Invoice,
    /// A credit note: the list has its amount below zero.
    CreditNote,
}

/// What a list says about who the customer is.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct CustomerKey {
    /// The name; where the list has none, the code or else the tax id.
    pub name: String,
    /// The code in the program the list comes from.
    pub code: Option<String>,
    /// The tax id, as written.
    pub tax_id: Option<String>,
}

/// Why a row was not read, though nothing is wrong with it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum SkipReason {
    /// It is blank.
    Blank,
    /// It stands above the header.
    Preamble,
    /// It is the header.
    Header,
    /// It is the header once more, as at the top of a printed page.
    RepeatedHeader,
    /// It is a sum of other rows: it has a label that says so, or an amount and neither
    /// customer, number nor date.
    Total,
    /// It has neither number, date nor amount: a title or a remark.
    Remark,
}

/// What became of a row.
pub(super) enum Outcome {
    Read { row: Box<ReadRow>, warnings: Vec<Problem> },
    Bad(Vec<Problem>),
    Skipped(SkipReason),
}

/// A cell that may be empty or wrong; what is wrong with it has been noted.
#[derive(Clone, Copy)]
enum Cell<T> {
    Empty,
    Wrong,
    Of(T),
}

impl<T> Cell<T> {
    fn value(self) -> Option<T> {
        match self {
            Self::Of(value) => Some(value),
            Self::Empty | Self::Wrong => None,
        }
    }

    fn is_empty(&self) -> bool {
        matches!(self, Self::Empty)
    }
}

/// Reads rows by a layout.
#[derive(Debug)]
pub(super) struct RowReader {
    layout: Layout,
    options: ListOptions,
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

    fn place(&self, role: ColumnRole) -> Option<usize> {
        self.places[role as usize]
    }

    /// A cell without what only fills a place; empty where there is no such column.
    fn cell<'a>(&self, row: Row<'a>, role: ColumnRole) -> &'a str {
        let cell = self.place(role).map_or("", |column| trim(unguard(row.cell(column))));
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
struct Reading<'a> {
    by: &'a RowReader,
    cells: Row<'a>,
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
        let amounts = self.amounts(dates.map(|dates| dates.settled));
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

    fn cell(&self, role: ColumnRole) -> &str {
        self.by.cell(self.cells, role)
    }

    /// Notes what is wrong with the cell of a role.
    fn note(&mut self, role: ColumnRole, what: ProblemKind) {
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

    fn amount(&mut self, role: ColumnRole) -> Cell<(Decimal, CurrencyWord)> {
        let cell = self.cell(role);
        let Some(column) = self.by.place(role) else { return Cell::Empty };
        if cell.is_empty() {
            return Cell::Empty;
        }
        match parse_amount(cell, self.by.layout.columns[column].mark) {
            Some(amount) => Cell::Of((amount.value, amount.currency)),
            None => {
                self.note(role, ProblemKind::NotANumber);
                Cell::Wrong
            }
        }
    }

    fn amounts(&mut self, settled: Option<Option<NaiveDate>>) -> Option<Amounts> {
        use ColumnRole::{Open, Paid, Total};
        let total = self.amount(Total);
        let mut open = self.amount(Open);
        let paid = match paid_word(self.cell(Paid)) {
            // "Pagada: sí" says it of the whole.
            Some(true) => {
                if open.is_empty() {
                    open = Cell::Of((Decimal::ZERO, CurrencyWord::None));
                }
                Cell::Empty
            }
            Some(false) => Cell::Empty,
            None => self.amount(Paid),
        };
        let says_paid = paid_word(self.cell(Paid)).is_some();
        if total.is_empty() && open.is_empty() {
            self.note_first(&[Total, Open], ProblemKind::AmountMissing);
            return None;
        }
        let currency = self.currency([(Total, &total), (Open, &open), (Paid, &paid)])?;
        let total = self.money(Total, total, currency)?;
        let open = self.money(Open, open, currency)?;
        let paid = self.money(Paid, paid, currency)?;
        let is_zero = |amount: &Option<Money>| amount.is_some_and(Money::is_zero);
        let whole = match (total, open, paid) {
            (Some(total), _, _) => total,
            (None, Some(open), Some(paid)) => open.checked_add(paid)?,
            (None, open, _) => open?,
        };
        if is_zero(&Some(whole)) {
            self.note_first(&[Total, Open], ProblemKind::ZeroAmount);
            return None;
        }
        let kind = if whole.amount_minor < 0 { RowKind::CreditNote } else { RowKind::Invoice };
        let sign = whole.amount_minor.signum();
        let total = Money::new(whole.amount_minor.abs(), currency);
        // Payments are written with either sign.
        let paid = paid.map(|paid| Money::new(paid.amount_minor.abs(), currency));
        if paid.is_some_and(|paid| paid.amount_minor > total.amount_minor) {
            self.note(Paid, ProblemKind::PaidExceedsTotal { total });
            return None;
        }
        let less = |paid: Money| Money::new(total.amount_minor - paid.amount_minor, currency);
        let settled = settled.flatten();
        let open = match open.map(|open| Money::new(open.amount_minor * sign, currency)) {
            Some(open) if !(0..=total.amount_minor).contains(&open.amount_minor) => {
                self.note(Open, ProblemKind::OpenOutsideTotal { total });
                return None;
            }
            Some(open) => {
                if paid.is_some_and(|paid| less(paid) != open) {
                    self.note(Paid, ProblemKind::PaidDisagrees { open });
                }
                open
            }
            None => self.open_unsaid(total, paid.map(less), settled, says_paid),
        };
        if settled.is_some() && !open.is_zero() {
            self.note(ColumnRole::SettledDate, ProblemKind::PartPaidOnSettled { open });
        }
        Some(Amounts { kind, total, open })
    }

    /// What is open where the cell for it is empty or there is none.
    fn open_unsaid(
        &mut self,
        total: Money,
        by_paid: Option<Money>,
        settled: Option<NaiveDate>,
        says_paid: bool,
    ) -> Money {
        let nothing = Money::zero(total.currency);
        if let Some(open) = by_paid {
            return open;
        }
        if settled.is_some() {
            return nothing;
        }
        let Some(column) = self.by.place(ColumnRole::Open) else { return total };
        // Spreadsheets show a zero as a dash in their accounting format.
        let is_dash = trim(self.cells.cell(column)).trim_start_matches('$').trim_start();
        if matches!(is_dash, "-" | "–" | "—") {
            self.note(ColumnRole::Open, ProblemKind::DashTakenAsZero);
            return nothing;
        }
        if !says_paid {
            self.note(ColumnRole::Open, ProblemKind::OpenTakenAsTotal);
        }
        total
    }

    /// The row's one currency: from its own column, beside an amount, in a header, or the
    /// ledger's.
    fn currency(
        &mut self,
        amounts: [(ColumnRole, &Cell<(Decimal, CurrencyWord)>); 3],
    ) -> Option<Currency> {
        let home = self.by.options.home_currency;
        let named = currency_word(self.cell(ColumnRole::Currency));
        let mut words = vec![(ColumnRole::Currency, named)];
        for (role, amount) in amounts {
            if let Cell::Of((_, word)) = amount {
                words.push((role, word.clone()));
            }
        }
        let mut found: Option<Currency> = None;
        for (role, word) in &words {
            match (word, found) {
                (CurrencyWord::Known(this), None) => found = Some(*this),
                (CurrencyWord::Known(this), Some(first)) if *this != first => {
                    self.note(*role, ProblemKind::OtherCurrency { first: first.code() });
                    return None;
                }
                (CurrencyWord::Unknown(_), _) => {
                    self.note(*role, ProblemKind::UnknownCurrency);
                    return None;
                }
                _ => {}
            }
        }
        let by_header = || {
            let place = amounts.iter().find_map(|(role, _)| self.by.place(*role))?;
            self.by.layout.columns[place].currency
        };
        if let Some(currency) = found.or_else(by_header) {
            return Some(currency);
        }
        let doubtful =
            |word: &CurrencyWord| *word != CurrencyWord::None && word.meant(home).is_none();
        match words.iter().find(|(_, word)| doubtful(word)) {
            Some((role, _)) => {
                self.note(*role, ProblemKind::UnknownCurrency);
                None
            }
            None => Some(home),
        }
    }

    /// An amount in minor units; `None` where it is wrong, `Some(None)` where it is empty.
    fn money(
        &mut self,
        role: ColumnRole,
        cell: Cell<(Decimal, CurrencyWord)>,
        currency: Currency,
    ) -> Option<Option<Money>> {
        let value = match cell {
            Cell::Empty => return Some(None),
            Cell::Wrong => return None,
            Cell::Of((value, _)) => value,
        };
        let Some(money) = Money::from_decimal(value, currency) else {
            self.note(role, ProblemKind::TooLarge);
            return None;
        };
        // A program's 97.60000000000001 is not worth a word.
        if (money.to_decimal() - value).abs() > Decimal::new(1, 6) {
            self.note(role, ProblemKind::Rounded { to: money });
        }
        Some(Some(money))
    }

    /// Notes a problem on the first of some columns that there is.
    fn note_first(&mut self, roles: &[ColumnRole], what: ProblemKind) {
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

struct Amounts {
    kind: RowKind,
    total: Money,
    open: Money,
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

/// What "sí" or "no" in a column of payments says.
fn paid_word(cell: &str) -> Option<bool> {
    if cell.is_empty() || cell.len() > 12 || cell.bytes().any(|byte| byte.is_ascii_digit()) {
        return None;
    }
    match squash(cell).as_str() {
        "si" | "s" | "x" | "yes" | "y" | "true" | "pagada" | "pagado" | "paid" => Some(true),
        "no" | "n" | "false" | "pendiente" | "pending" | "unpaid" => Some(false),
        _ => None,
    }
}
