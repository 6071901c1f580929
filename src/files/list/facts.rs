//! What a whole column of cells is like.

use std::collections::HashSet;
use std::hash::{DefaultHasher, Hash, Hasher};

use chrono::NaiveDate;

use super::cell::{cell_text, is_filler};
use super::header::ColumnRole;
use crate::files::amounts::NumberTally;
use crate::files::currency_words::{CurrencyWord, currency_word};
use crate::files::dates::DateTally;

/// Counts over all the cells of a column, and the first few of them.
#[derive(Clone, Debug, Default)]
pub struct ColumnFacts {
    /// How many cells are not empty.
    pub filled: u32,
    /// The first cells that are not empty, as they stand.
    pub samples: Vec<String>,
    /// Its cells as dates.
    pub dates: DateTally,
    /// Its cells as amounts.
    pub numbers: NumberTally,
    wordy: u32,
    with_digits: u32,
    emails: u32,
    phones: u32,
    currencies: u32,
    tax_ids: u32,
    distinct: HashSet<u64>,
    hashed: u32,
}

const SAMPLES: usize = 3;
const HASHED: u32 = 2000;

impl ColumnFacts {
    /// Counts a cell; empty ones and those that only fill a place are not counted.
    pub fn add(&mut self, cell: &str, today: NaiveDate) {
        let cell = cell_text(cell);
        if is_filler(cell) {
            return;
        }
        self.filled += 1;
        if self.samples.len() < SAMPLES {
            self.samples.push(cell.to_owned());
        }
        self.dates.add(cell, today);
        self.numbers.add(cell);
        let letters = cell.chars().filter(|c| c.is_alphabetic()).count();
        let digits = cell.bytes().filter(u8::is_ascii_digit).count();
        self.wordy += u32::from(letters > digits && letters > 2);
        self.with_digits += u32::from(digits > 0);
        self.emails += u32::from(cell.contains('@') && !cell.contains(char::is_whitespace));
        self.phones += u32::from(is_phone(cell, digits));
        let short = cell.len() <= 4 && digits == 0;
        self.currencies +=
            u32::from(short && matches!(currency_word(cell), CurrencyWord::Known(_)));
        self.tax_ids += u32::from(is_tax_id(cell));
        if self.hashed < HASHED {
            self.hashed += 1;
            let mut hasher = DefaultHasher::new();
            cell.hash(&mut hasher);
            self.distinct.insert(hasher.finish());
        }
    }

    /// How well the column fits a role, from 0 to 1000.
    pub fn fit(&self, role: ColumnRole) -> u32 {
        let of = |count: u32, all: u32| -> u32 {
            let share = (u64::from(count) * 1000).checked_div(u64::from(all));
            share.and_then(|share| u32::try_from(share).ok()).unwrap_or(0)
        };
        let share = |count| of(count, self.filled);
        let distinct = of(u32::try_from(self.distinct.len()).unwrap_or(u32::MAX), self.hashed);
        match role {
            ColumnRole::IssueDate | ColumnRole::DueDate | ColumnRole::SettledDate => {
                share(self.dates.dates())
            }
            ColumnRole::Total | ColumnRole::Open | ColumnRole::Paid => {
                if self.dates.dates() * 2 > self.filled && self.numbers.like_money == 0 {
                    0
                } else {
                    share(self.numbers.numbers())
                }
            }
            ColumnRole::Number => share(self.with_digits) * distinct / 1000,
            ColumnRole::CustomerCode => share(self.with_digits),
            ColumnRole::CustomerName => {
                share(self.wordy) * (1000 - share(self.with_digits) / 2) / 1000
            }
            ColumnRole::Email => share(self.emails),
            ColumnRole::Phone => share(self.phones),
            ColumnRole::Currency => share(self.currencies),
            ColumnRole::TaxId => share(self.tax_ids),
            _ => share(self.wordy),
        }
    }
}

fn is_phone(cell: &str, digits: usize) -> bool {
    (8..=15).contains(&digits)
        && cell.chars().all(|c| c.is_ascii_digit() || " +-().".contains(c))
        && (cell.starts_with(['+', '(']) || cell.contains(' '))
}

/// The tax ids that can be told from other numbers: Mexican RFC (letters, a date, three
/// more), and numbers with a check digit after a dash (NIT, RUT, CUIT).
fn is_tax_id(cell: &str) -> bool {
    if !(8..=20).contains(&cell.len()) {
        return false;
    }
    let bare: String = cell.chars().filter(|c| c.is_ascii_alphanumeric() || *c == '&').collect();
    let letters = bare.bytes().take_while(|b| !b.is_ascii_digit()).count();
    let is_rfc = (3..=4).contains(&letters)
        && bare.len() == letters + 9
        && bare.as_bytes()[letters..letters + 6].iter().all(u8::is_ascii_digit);
    let has_check = cell.rsplit_once('-').is_some_and(|(number, check)| {
        let digits = number.bytes().filter(u8::is_ascii_digit).count();
        check.len() == 1
            && (7..=10).contains(&digits)
            && number.bytes().all(|b| b.is_ascii_digit() || matches!(b, b'.' | b'-'))
    });
    is_rfc || has_check
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;

    #[test]
    fn a_column_fits_what_it_holds() {
        use ColumnRole::*;
        let today = NaiveDate::from_ymd_opt(2026, 6, 1).unwrap();
        let cases: [(ColumnRole, &[&str]); 8] = [
            (CustomerName, &["Ferretería El Tornillo", "Papelería Luna 2"]),
            (Number, &["F-101", "F-102", "103"]),
            (IssueDate, &["31/03/2026", "2026-03-31"]),
            (Total, &["$ 1,200.00", "-", "50"]),
            (Currency, &["MXN", "USD"]),
            (TaxId, &["FET010203AB1", "76.543.210-K", "900123456-7"]),
            (Email, &["ana@example.com"]),
            (Phone, &["+52 55 1234 5678", "(55) 1234-5678"]),
        ];
        for (role, cells) in cases {
            let mut facts = ColumnFacts::default();
            cells.iter().for_each(|cell| facts.add(cell, today));
            assert!(facts.fit(role) >= 700, "{role:?} {}", facts.fit(role));
        }
    }
}
