//! How a list is read, with nothing left to ask.

use std::sync::Arc;

use super::header::ColumnRole;
use super::problem::ColumnRef;
use crate::files::amounts::DecimalMark;
use crate::files::dates::DateStyle;
use crate::ledger::Currency;

/// How a list is read. Only [`super::Proposal::layout`] makes one.
#[derive(Clone, Debug)]
pub struct Layout {
    pub(super) header_row: Option<usize>,
    pub(super) columns: Vec<LayoutColumn>,
}

/// How a column is read.
#[derive(Clone, Debug)]
pub struct LayoutColumn {
    /// Its header; empty where it has none.
    pub name: Arc<str>,
    /// What it holds.
    pub role: ColumnRole,
    /// How its dates are read.
    pub dates: DateStyle,
    /// How its numbers are read.
    pub mark: DecimalMark,
    /// The currency its header names.
    pub currency: Option<Currency>,
}

impl Layout {
    /// The columns in order.
    pub fn columns(&self) -> &[LayoutColumn] {
        &self.columns
    }

    /// The place of the column that has a role.
    pub fn place(&self, role: ColumnRole) -> Option<usize> {
        self.columns.iter().position(|column| column.role == role)
    }

    pub(super) fn reference(&self, column: usize) -> Option<ColumnRef> {
        let name = Arc::clone(&self.columns.get(column)?.name);
        Some(ColumnRef { index: column, name })
    }
}
