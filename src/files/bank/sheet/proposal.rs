//! How a bank's table would be read: what was found, what must be asked, what the user
//! corrects.

use std::sync::Arc;

use serde::{Deserialize, Serialize};

use super::preset::Preset;
use super::reader::read_rows;
use super::role::{BankColumn, SEARCH_ROWS, header_score};
use super::settings::{Values, measure};
use crate::files::amounts::DecimalMark;
use crate::files::bank::{BankOptions, Statement};
use crate::files::dates::{DateOrder, Verdict};
use crate::files::delimited::{Delimiter, Splitter};
use crate::files::list::header::{ColumnRole, currency_named, day_first, layout_key, role_named};
use crate::files::table::{Table, trim};
use crate::ledger::Currency;

/// A column as it was found.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SheetColumn {
    /// Its header; empty where it has none.
    pub name: Arc<str>,
    /// What it holds.
    pub column: BankColumn,
}

/// How a table says whether money came in or went out.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum SignModel {
    /// One column of amounts with their sign.
    Signed,
    /// One column for what came in and one for what went out; one of them may be missing.
    TwoColumns,
    /// Amounts without a sign, and a column that says which way.
    Indicator,
}

/// How a layout was read, to be kept by the caller under [`SheetProposal::layout_key`] and
/// given back with [`SheetProposal::recall`].
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct SheetMemory {
    /// What the columns hold, in order.
    pub columns: Vec<BankColumn>,
    /// The order of day and month, where the user said it.
    pub date_order: Option<DateOrder>,
    /// The decimal mark, where the user said it.
    pub decimal_mark: Option<DecimalMark>,
}

/// What must be known before reading.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum SheetQuestion {
    /// No column holds the day.
    NoDay,
    /// No column holds amounts.
    NoAmount,
    /// In which order do day and month stand?
    DateOrder {
        /// One of the values.
        example: String,
    },
    /// Is this thousands or decimals?
    DecimalMark {
        /// One of the values.
        example: String,
    },
}

/// How a bank's table would be read, for the user to look at and correct.
#[derive(Clone, Debug)]
pub struct SheetProposal {
    /// The columns in order.
    pub columns: Vec<SheetColumn>,
    table: Arc<Table>,
    header_row: Option<usize>,
    preset: Option<&'static Preset>,
    order_told: Option<DateOrder>,
    mark_told: Option<DecimalMark>,
    values: Values,
    options: BankOptions,
}

impl SheetProposal {
    /// What a text would be read as; the delimiter is the one that yields the best header.
    pub fn of_text(text: &str, options: BankOptions) -> Self {
        let mut end = text.len().min(32 * 1024);
        while !text.is_char_boundary(end) {
            end -= 1;
        }
        let score = |delimiter: Delimiter| {
            let table = Splitter::split(&text[..end], delimiter);
            best_header(&table).map_or(0, |(_, score)| score)
        };
        let best = Delimiter::ALL.into_iter().map(|delimiter| (score(delimiter), delimiter));
        let best = best.max_by_key(|(score, _)| *score);
        let delimiter = match best {
            Some((score, delimiter)) if score > 0 => delimiter,
            _ => Delimiter::detect(text),
        };
        Self::of_table(Arc::new(Splitter::split(text, delimiter)), options)
    }

    /// What the cells of a worksheet would be read as.
    pub fn of_table(table: Arc<Table>, options: BankOptions) -> Self {
        let known = (0..table.len().min(SEARCH_ROWS))
            .find_map(|row| Some((row, Preset::of(table.row(row))?)));
        let header_row = known.map(|(row, _)| row).or(best_header(&table).map(|(row, _)| row));
        let preset = known.map(|(_, preset)| preset);
        let mut this = Self {
            columns: Vec::new(),
            table,
            header_row,
            preset,
            order_told: None,
            mark_told: None,
            values: Values::default(),
            options,
        };
        this.name_columns();
        this.measure();
        this
    }

    /// The rows.
    pub fn table(&self) -> &Arc<Table> {
        &self.table
    }

    /// The header's row, counted from zero; `None` where there is none.
    pub fn header_row(&self) -> Option<usize> {
        self.header_row
    }

    /// The bank or gateway whose table it is, where that is known.
    pub fn preset(&self) -> Option<&'static Preset> {
        self.preset
    }

    /// Whether it reads as a bank's table at all: a header with a day and an amount.
    pub fn is_likely(&self) -> bool {
        self.header_row.is_some() && self.sign_model().is_some()
    }

    /// Whether it is most likely a bank's table and no list of invoices: a provider's that
    /// is known, or one that has what banks write (what came in and what went out, a running
    /// balance) and does not name both a customer and a document, as a list does.
    pub fn is_statement(&self) -> bool {
        if !self.is_likely() || self.preset.is_some() {
            return self.preset.is_some();
        }
        let names = |wanted: &[ColumnRole]| {
            let mut roles = self.columns.iter().filter_map(|column| role_named(&column.name));
            roles.any(|role| wanted.contains(&role))
        };
        let has = |column| self.place(column).is_some();
        let has_customer = names(&[ColumnRole::CustomerName, ColumnRole::CustomerCode]);
        if (has_customer && names(&[ColumnRole::Number])) || names(&[ColumnRole::DueDate]) {
            return false;
        }
        (has(BankColumn::Credit) && has(BankColumn::Debit))
            || has(BankColumn::Balance)
            || has(BankColumn::Indicator)
            || (!has_customer && has(BankColumn::Text))
    }

    /// What the layout is known again by: a hash of its headers.
    pub fn layout_key(&self) -> String {
        layout_key(self.columns.iter().map(|column| &*column.name))
    }

    /// What the user settled, for the next file of the same layout.
    pub fn remember(&self) -> SheetMemory {
        SheetMemory {
            columns: self.columns.iter().map(|column| column.column).collect(),
            date_order: self.order_told,
            decimal_mark: self.mark_told,
        }
    }

    /// Applies what was remembered; false, and nothing changes, where it does not fit.
    pub fn recall(&mut self, memory: &SheetMemory) -> bool {
        if memory.columns.len() != self.columns.len() {
            return false;
        }
        for (this, column) in self.columns.iter_mut().zip(&memory.columns) {
            this.column = *column;
        }
        self.order_told = memory.date_order;
        self.mark_told = memory.decimal_mark;
        self.measure();
        true
    }

    /// The first filled cells of a column below the header, up to so many, to know it by.
    pub fn samples(&self, at: usize, most: usize) -> Vec<String> {
        let first = self.header_row.map_or(0, |row| row + 1);
        let cells = (first..self.table.len()).map(|row| trim(self.table.row(row).cell(at)));
        let filled = cells.take(200).filter(|cell| !cell.is_empty());
        filled.take(most).map(|cell| cell.chars().take(40).collect()).collect()
    }

    /// Says what a column holds; another column that held it is ignored from now on.
    pub fn set_column(&mut self, at: usize, column: BankColumn) {
        if !column.is_repeatable()
            && let Some(before) = self.columns.iter_mut().find(|other| other.column == column)
        {
            before.column = BankColumn::Ignore;
        }
        if let Some(this) = self.columns.get_mut(at) {
            this.column = column;
        }
        self.measure();
    }

    /// Says in which currency amounts are that name none.
    pub fn set_home_currency(&mut self, currency: Currency) {
        self.options.home_currency = currency;
    }

    /// The currency of amounts that name none; `None` where the table names it.
    pub fn unnamed_currency(&self) -> Option<Currency> {
        let is_named =
            self.place(BankColumn::Currency).is_some() || self.header_currency().is_some();
        (!is_named).then_some(self.options.home_currency)
    }

    /// Says in which order day and month stand.
    pub fn set_date_order(&mut self, order: DateOrder) {
        self.order_told = Some(order);
    }

    /// Says which decimal mark the amounts have.
    pub fn set_decimal_mark(&mut self, mark: DecimalMark) {
        self.mark_told = Some(mark);
    }

    /// How it says which way money went; `None` where no column holds amounts.
    pub fn sign_model(&self) -> Option<SignModel> {
        let has = |column| self.place(column).is_some();
        if has(BankColumn::Credit) || has(BankColumn::Debit) {
            Some(SignModel::TwoColumns)
        } else if !has(BankColumn::Amount) {
            None
        } else if has(BankColumn::Indicator) {
            Some(SignModel::Indicator)
        } else {
            Some(SignModel::Signed)
        }
    }

    /// What must be answered before [`Self::read`]; empty when it can be read.
    pub fn questions(&self) -> Vec<SheetQuestion> {
        let mut questions = Vec::new();
        if self.day_column().is_none() {
            questions.push(SheetQuestion::NoDay);
        } else if self.date_order().is_none() {
            let example = self.values.dates.example().to_owned();
            questions.push(SheetQuestion::DateOrder { example });
        }
        if self.sign_model().is_none() {
            questions.push(SheetQuestion::NoAmount);
        } else if self.decimal_mark().is_none() {
            let example = self.values.numbers.example().to_owned();
            questions.push(SheetQuestion::DecimalMark { example });
        }
        questions
    }

    /// Reads the table: a statement for each account and currency in it.
    ///
    /// # Errors
    /// With what must be answered first.
    pub fn read(&self) -> Result<Vec<Statement>, Vec<SheetQuestion>> {
        let questions = self.questions();
        if questions.is_empty() { Ok(read_rows(self)) } else { Err(questions) }
    }

    /// The order of day and month, where it is known: told, shown by the values or by a
    /// header, a provider's, or the one in which the days follow each other.
    pub fn date_order(&self) -> Option<DateOrder> {
        let named = || {
            let header = self.columns.get(self.day_column()?)?;
            let first = day_first(&header.name)?;
            Some(if first { DateOrder::Dmy } else { DateOrder::Mdy })
        };
        self.order_told.or_else(|| match self.values.dates.order() {
            Verdict::Decided(order) => Some(order),
            Verdict::Unneeded => Some(DateOrder::Dmy),
            Verdict::Ambiguous(candidates) => named()
                .or(self.preset.and_then(|preset| preset.order))
                .or(self.values.steady)
                .filter(|order| candidates.contains(order)),
        })
    }

    /// The decimal mark, where it is known: told, shown by the values, or the one that
    /// makes every doubtful number a whole number of thousands.
    pub fn decimal_mark(&self) -> Option<DecimalMark> {
        self.mark_told.or_else(|| match self.values.numbers.mark() {
            Verdict::Decided(mark) => Some(mark),
            Verdict::Unneeded => Some(DecimalMark::Point),
            Verdict::Ambiguous(_) => {
                let no_decimals = self.currency_named()?.display_digits() == 0;
                self.values.numbers.grouping_mark().filter(|_| no_decimals)
            }
        })
    }

    pub(super) fn options(&self) -> BankOptions {
        self.options
    }

    pub(super) fn place(&self, column: BankColumn) -> Option<usize> {
        self.columns.iter().position(|this| this.column == column)
    }

    pub(super) fn places(&self, column: BankColumn) -> impl Iterator<Item = usize> {
        let columns = self.columns.iter().enumerate();
        columns.filter(move |(_, this)| this.column == column).map(|(at, _)| at)
    }

    pub(super) fn day_column(&self) -> Option<usize> {
        self.place(BankColumn::BookedOn).or(self.place(BankColumn::ValueOn))
    }

    /// Whether all days are counted from 1900, as a spreadsheet stores them.
    pub(super) fn has_serial_days(&self) -> bool {
        self.values.dates.is_serial()
    }

    /// Whether what went out is written below zero in its own column.
    pub(super) fn has_negative_debits(&self) -> bool {
        self.values.has_negative_debits
    }

    /// The currency that a header of amounts names, else the home currency where the table
    /// has no column for it.
    fn currency_named(&self) -> Option<Currency> {
        let headers = self.columns.iter().filter(|this| this.column.is_amount());
        let mut named = headers.filter_map(|this| currency_named(&this.name));
        let home = self.options.home_currency;
        named.next().or(self.place(BankColumn::Currency).is_none().then_some(home))
    }

    /// The currency of rows that name none, where a header of amounts does.
    pub(super) fn header_currency(&self) -> Option<Currency> {
        let headers = self.columns.iter().filter(|this| this.column.is_amount());
        headers
            .filter_map(|this| {
                let sign = this.name.contains('€').then(|| Currency::from_code("EUR"));
                currency_named(&this.name).or(sign.flatten())
            })
            .next()
    }

    fn name_columns(&mut self) {
        let header = self.table.row(self.header_row.unwrap_or(usize::MAX));
        let width = match self.header_row {
            Some(_) => header.len(),
            None => self
                .table
                .rows()
                .take(SEARCH_ROWS)
                .map(crate::files::table::Row::len)
                .max()
                .unwrap_or(0),
        };
        let mut taken: Vec<BankColumn> = Vec::new();
        for at in 0..width {
            let name = trim(header.cell(at));
            let column = self
                .preset
                .and_then(|preset| preset.column(name))
                .or_else(|| super::role::column_named(name))
                .filter(|column| column.is_repeatable() || !taken.contains(column))
                .unwrap_or(BankColumn::Ignore);
            taken.push(column);
            self.columns.push(SheetColumn { name: name.into(), column });
        }
    }

    fn measure(&mut self) {
        self.values = measure(self, self.options.today);
    }
}

/// The row that reads best as a header of a bank's table, and how well.
fn best_header(table: &Table) -> Option<(usize, usize)> {
    let scores = (0..table.len().min(SEARCH_ROWS)).map(|row| (row, header_score(table.row(row))));
    // Of equally good ones the first.
    scores.filter(|(_, score)| *score > 0).max_by_key(|(row, score)| (*score, usize::MAX - row))
}
