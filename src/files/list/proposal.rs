//! How a list would be read: what was found, what must be asked, what the user corrects.

use std::sync::Arc;

use super::facts::ColumnFacts;
use super::guess::guess;
use super::header::{self, ColumnRole};
use super::layout::{Layout, LayoutColumn};
use super::question::{Basis, Need, Question, Remembered, Setting};
use super::survey::{FoundHeader, ListOptions};
use crate::files::amounts::DecimalMark;
use crate::files::dates::{DateOrder, DateStyle, Verdict};
use crate::files::delimited::Delimiter;
use crate::files::encoding::Encoding;
use crate::files::table::{Table, trim};
use crate::ledger::Currency;

/// How the file was opened.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Origin {
    /// The encoding; `None` for text and worksheets.
    pub encoding: Option<Encoding>,
    /// Whether the file began with a byte order mark.
    pub byte_order_mark: bool,
    /// How many byte sequences mean nothing in the encoding.
    pub unreadable: u32,
    /// The delimiter; `None` for a worksheet.
    pub delimiter: Option<Delimiter>,
}

/// A column as it was found.
#[derive(Clone, Debug)]
pub struct Column {
    /// Its header, trimmed; empty where it has none.
    pub name: Arc<str>,
    /// What it holds.
    pub role: ColumnRole,
    /// What its cells are like.
    pub facts: ColumnFacts,
    order_told: Option<DateOrder>,
    mark_told: Option<DecimalMark>,
}

/// How a list would be read, for the user to look at and correct.
#[derive(Clone, Debug)]
pub struct Proposal {
    /// How the file was opened.
    pub origin: Origin,
    /// The columns in order.
    pub columns: Vec<Column>,
    table: Arc<Table>,
    header_row: Option<usize>,
    confirmed: bool,
    order_remembered: Option<DateOrder>,
    mark_remembered: Option<DecimalMark>,
    options: ListOptions,
}

impl Proposal {
    pub(super) fn new(
        table: Arc<Table>,
        origin: Origin,
        found: FoundHeader,
        facts: Vec<ColumnFacts>,
        options: ListOptions,
    ) -> Self {
        let header = table.row(found.row.unwrap_or(usize::MAX));
        let names: Vec<Arc<str>> =
            (0..facts.len()).map(|column| trim(header.cell(column)).into()).collect();
        let mut roles = named_roles(&names, &facts);
        if !found.is_known {
            guess(&mut roles, &facts);
        }
        let column =
            |((name, role), facts)| Column { name, role, facts, order_told: None, mark_told: None };
        Self {
            origin,
            columns: names.into_iter().zip(roles).zip(facts).map(column).collect(),
            header_row: found.row,
            confirmed: found.is_known,
            order_remembered: None,
            mark_remembered: None,
            options,
            table,
        }
    }

    /// The file's rows.
    pub fn table(&self) -> &Arc<Table> {
        &self.table
    }

    /// The header's row, counted from zero; `None` where there is none.
    pub fn header_row(&self) -> Option<usize> {
        self.header_row
    }

    /// What the list is read against.
    pub fn options(&self) -> ListOptions {
        self.options
    }

    /// Says in which currency amounts are that name none.
    pub fn set_home_currency(&mut self, currency: Currency) {
        self.options.home_currency = currency;
    }

    /// Whether a column or a header names currencies; if not, amounts without a sign are in
    /// the home currency, which the user should be shown.
    pub fn names_currency(&self) -> bool {
        self.column_of(ColumnRole::Currency).is_some()
            || self.columns.iter().any(|column| currency_of(column).is_some())
    }

    /// The column that has a role.
    pub fn column_of(&self, role: ColumnRole) -> Option<usize> {
        self.columns.iter().position(|column| column.role == role)
    }

    /// Gives a column a role; the column that had it is ignored from now on.
    pub fn set_role(&mut self, column: usize, role: ColumnRole) {
        if role != ColumnRole::Ignore
            && let Some(before) = self.column_of(role)
        {
            self.columns[before].role = ColumnRole::Ignore;
        }
        if let Some(column) = self.columns.get_mut(column) {
            column.role = role;
        }
    }

    /// The columns are what the user sees: answers [`Question::Columns`].
    pub fn confirm_columns(&mut self) {
        self.confirmed = true;
    }

    /// Says in which order the dates of some columns stand.
    pub fn set_date_order(&mut self, columns: &[usize], order: DateOrder) {
        for &column in columns {
            if let Some(column) = self.columns.get_mut(column) {
                column.order_told = Some(order);
            }
        }
    }

    /// Says which decimal mark the amounts of some columns have.
    pub fn set_decimal_mark(&mut self, columns: &[usize], mark: DecimalMark) {
        for &column in columns {
            if let Some(column) = self.columns.get_mut(column) {
                column.mark_told = Some(mark);
            }
        }
    }

    /// In which order the dates of a column stand, and why.
    pub fn date_order(&self, column: usize) -> Setting<DateOrder> {
        let Some(this) = self.columns.get(column) else {
            return Setting::Known { value: DateOrder::Dmy, basis: Basis::Unneeded };
        };
        let known = |value, basis| Setting::Known { value, basis };
        if let Some(order) = this.order_told {
            return known(order, Basis::User);
        }
        let candidates = match this.facts.dates.order() {
            Verdict::Unneeded => return known(DateOrder::Dmy, Basis::Unneeded),
            Verdict::Decided(order) => return known(order, Basis::Values),
            Verdict::Ambiguous(candidates) => candidates,
        };
        if let Some(day_first) = header::day_first(&this.name) {
            let order = if day_first { DateOrder::Dmy } else { DateOrder::Mdy };
            if candidates.contains(&order) {
                return known(order, Basis::Header);
            }
        }
        // One program wrote the file: what decides for one column holds for the next,
        // unless two columns decide differently.
        let mut others = self.others(column, ColumnRole::is_date).filter_map(|(at, other)| {
            match other.facts.dates.order() {
                Verdict::Decided(order) => Some((at, order)),
                _ => None,
            }
        });
        if let Some((at, order)) = others.next()
            && candidates.contains(&order)
            && others.all(|(_, other)| other == order)
        {
            return known(order, Basis::OtherColumn(at));
        }
        match self.order_remembered {
            Some(order) if candidates.contains(&order) => known(order, Basis::Remembered),
            _ => Setting::Open { candidates },
        }
    }

    /// Which decimal mark the amounts of a column have, and why.
    pub fn decimal_mark(&self, column: usize) -> Setting<DecimalMark> {
        let Some(this) = self.columns.get(column) else {
            return Setting::Known { value: DecimalMark::Point, basis: Basis::Unneeded };
        };
        let known = |value, basis| Setting::Known { value, basis };
        if let Some(mark) = this.mark_told {
            return known(mark, Basis::User);
        }
        let numbers = &this.facts.numbers;
        let candidates = match numbers.mark() {
            Verdict::Unneeded => return known(DecimalMark::Point, Basis::Unneeded),
            Verdict::Decided(mark) => return known(mark, Basis::Values),
            Verdict::Ambiguous(candidates) => candidates,
        };
        let mut others = self.others(column, ColumnRole::is_amount).filter_map(|(at, other)| {
            match other.facts.numbers.mark() {
                Verdict::Decided(mark) => Some((at, mark)),
                _ => None,
            }
        });
        if let Some((at, mark)) = others.next()
            && others.all(|(_, other)| other == mark)
        {
            return known(mark, Basis::OtherColumn(at));
        }
        let currency = header::currency_named(&this.name).unwrap_or(self.options.home_currency);
        if currency.minor_digits() == 0
            && self.column_of(ColumnRole::Currency).is_none()
            && let Some(mark) = numbers.grouping_mark()
        {
            return known(mark, Basis::NoDecimals);
        }
        match self.mark_remembered {
            Some(mark) => known(mark, Basis::Remembered),
            None => Setting::Open { candidates },
        }
    }

    /// What must be answered before the list can be read; empty if nothing.
    pub fn questions(&self) -> Vec<Question> {
        let mut questions = Vec::new();
        if !self.confirmed {
            questions.push(Question::Columns);
        }
        let has = |roles: &[ColumnRole]| roles.iter().any(|role| self.column_of(*role).is_some());
        use ColumnRole::{
            CustomerCode, CustomerName, DueDate, IssueDate, Number, Open, TaxId, Total,
        };
        for (need, roles) in [
            (Need::Customer, [CustomerName, CustomerCode, TaxId].as_slice()),
            (Need::Number, &[Number]),
            (Need::Date, &[IssueDate, DueDate]),
            (Need::Amount, &[Total, Open]),
        ] {
            if !has(roles) {
                questions.push(Question::Missing(need));
            }
        }
        for (at, column) in self.columns.iter().enumerate() {
            if column.role.is_date()
                && let Setting::Open { candidates } = self.date_order(at)
            {
                ask_date_order(&mut questions, at, candidates, column);
            }
            if column.role.is_amount()
                && let Setting::Open { .. } = self.decimal_mark(at)
            {
                ask_decimal_mark(&mut questions, at, column);
            }
        }
        questions
    }

    /// The layout to read by, or what must be answered first.
    pub fn layout(&self) -> Result<Layout, Vec<Question>> {
        let questions = self.questions();
        if !questions.is_empty() {
            return Err(questions);
        }
        let column = |(at, column): (usize, &Column)| LayoutColumn {
            name: Arc::clone(&column.name),
            role: column.role,
            dates: DateStyle {
                order: known_or(self.date_order(at), DateOrder::Dmy),
                serial: column.facts.dates.is_serial(),
            },
            mark: known_or(self.decimal_mark(at), DecimalMark::Point),
            currency: currency_of(column),
        };
        Ok(Layout {
            header_row: self.header_row,
            columns: self.columns.iter().enumerate().map(column).collect(),
        })
    }

    /// The key to remember this layout by: the same for every file with these headers, or
    /// with this many columns and no header.
    pub fn layout_key(&self) -> String {
        header::layout_key(self.columns.iter().map(|column| &*column.name))
    }

    /// What there is to remember.
    pub fn remember(&self) -> Remembered {
        let told = |role: fn(ColumnRole) -> bool| {
            self.columns.iter().enumerate().filter(move |(_, column)| role(column.role))
        };
        let order = told(ColumnRole::is_date).find_map(|(at, _)| match self.date_order(at) {
            Setting::Known { value, basis: Basis::User | Basis::Remembered } => Some(value),
            _ => None,
        });
        let mark = told(ColumnRole::is_amount).find_map(|(at, _)| match self.decimal_mark(at) {
            Setting::Known { value, basis: Basis::User | Basis::Remembered } => Some(value),
            _ => None,
        });
        let kept = self.columns.iter().filter(|column| !header::is_problem_column(&column.name));
        Remembered {
            roles: kept.map(|column| column.role).collect(),
            date_order: order,
            decimal_mark: mark,
        }
    }

    /// Applies what was remembered under [`Self::layout_key`]; false, and nothing changes,
    /// where it does not fit this file's columns or, without a header, their content.
    pub fn recall(&mut self, remembered: &Remembered) -> bool {
        let kept = |column: &&mut Column| !header::is_problem_column(&column.name);
        let columns: Vec<&mut Column> = self.columns.iter_mut().filter(kept).collect();
        let fits = |(column, role): (&&mut Column, &ColumnRole)| {
            !(role.is_date() || role.is_amount())
                || column.facts.filled == 0
                || column.facts.fit(*role) >= 500
        };
        if columns.len() != remembered.roles.len()
            || (self.header_row.is_none() && !columns.iter().zip(&remembered.roles).all(fits))
        {
            return false;
        }
        for (column, role) in columns.into_iter().zip(&remembered.roles) {
            column.role = *role;
        }
        self.order_remembered = remembered.date_order;
        self.mark_remembered = remembered.decimal_mark;
        self.confirmed = true;
        true
    }

    fn others(
        &self,
        column: usize,
        kind: fn(ColumnRole) -> bool,
    ) -> impl Iterator<Item = (usize, &Column)> {
        self.columns.iter().enumerate().filter(move |(at, c)| *at != column && kind(c.role))
    }
}

/// The currency a column's header names, for a column of amounts.
fn currency_of(column: &Column) -> Option<Currency> {
    column.role.is_amount().then(|| header::currency_named(&column.name)).flatten()
}

fn known_or<T>(setting: Setting<T>, otherwise: T) -> T {
    match setting {
        Setting::Known { value, .. } => value,
        Setting::Open { .. } => otherwise,
    }
}

/// Columns that are undecided in the same way are asked about in one question.
fn ask_date_order(
    questions: &mut Vec<Question>,
    at: usize,
    candidates: Vec<DateOrder>,
    column: &Column,
) {
    for question in questions.iter_mut() {
        if let Question::DateOrder { columns, candidates: same, .. } = question
            && *same == candidates
        {
            columns.push(at);
            return;
        }
    }
    let example = column.facts.dates.example().to_owned();
    questions.push(Question::DateOrder { columns: vec![at], candidates, example });
}

fn ask_decimal_mark(questions: &mut Vec<Question>, at: usize, column: &Column) {
    let likely = column.facts.numbers.grouping_mark();
    for question in questions.iter_mut() {
        if let Question::DecimalMark { columns, likely: same, .. } = question
            && *same == likely
        {
            columns.push(at);
            return;
        }
    }
    let example = column.facts.numbers.example().to_owned();
    questions.push(Question::DecimalMark { columns: vec![at], likely, example });
}

/// The roles that headers name. Of two columns that claim one role the content decides,
/// and then the order; a second column of names becomes the code if it looks like one.
fn named_roles(names: &[Arc<str>], facts: &[ColumnFacts]) -> Vec<ColumnRole> {
    let mut roles = vec![ColumnRole::Ignore; names.len()];
    let mut beaten = Vec::new();
    for at in 0..names.len() {
        let Some(role) = header::role_named(&names[at]) else { continue };
        match roles.iter().position(|taken| *taken == role) {
            None => roles[at] = role,
            Some(before) if facts[at].fit(role) > facts[before].fit(role) => {
                roles[before] = ColumnRole::Ignore;
                roles[at] = role;
                beaten.push((before, role));
            }
            Some(_) => beaten.push((at, role)),
        }
    }
    if !roles.contains(&ColumnRole::CustomerCode) {
        let is_code = |(at, role): &&(usize, ColumnRole)| {
            *role == ColumnRole::CustomerName && facts[*at].fit(ColumnRole::CustomerCode) >= 800
        };
        if let Some((at, _)) = beaten.iter().find(is_code) {
            roles[*at] = ColumnRole::CustomerCode;
        }
    }
    roles
}
