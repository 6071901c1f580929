//! What a row's amounts say: its total, what is open of it, in which currency.

use chrono::NaiveDate;
use rust_decimal::Decimal;

use super::header::ColumnRole;
use super::problem::ProblemKind;
use super::row::RowKind;
use super::row_reader::{Cell, Reading};
use crate::files::amounts::parse_amount;
use crate::files::currency_words::{CurrencyWord, currency_word};
use crate::files::fold::squash;
use crate::ledger::{Currency, Money};

pub(super) struct Amounts {
    pub kind: RowKind,
    pub total: Money,
    pub open: Money,
}

impl Reading<'_> {
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

    /// The row's amounts; `None` where they are wrong, which has been noted. `settled` is
    /// the day of payment, as far as the row's dates could be read.
    pub fn amounts(&mut self, settled: Option<NaiveDate>) -> Option<Amounts> {
        use ColumnRole::{Open, Paid, Total};
        let total = self.amount(Total);
        let open = self.amount(Open);
        if total.is_empty() && open.is_empty() {
            self.note_first(&[Total, Open], ProblemKind::AmountMissing);
            return None;
        }
        // "Pagada: sí" says it of the whole, without an amount.
        let paid_said = paid_word(self.cell(Paid));
        let paid = if paid_said.is_some() { Cell::Empty } else { self.amount(Paid) };
        let currency = self.currency([(Total, &total), (Open, &open), (Paid, &paid)])?;
        let total = self.money(Total, total, currency)?;
        let open = self.money(Open, open, currency)?;
        // Payments are written with either sign.
        let paid = self.money(Paid, paid, currency)?;
        let paid = paid.map(|paid| Money::new(paid.amount_minor.abs(), currency));
        let whole = match (total, open) {
            (Some(total), _) => total,
            (None, open) => self.owed_and_paid(open?, paid)?,
        };
        if whole.is_zero() {
            self.note_first(&[Total, Open], ProblemKind::ZeroAmount);
            return None;
        }
        let kind = if whole.amount_minor < 0 { RowKind::CreditNote } else { RowKind::Invoice };
        let sign = whole.amount_minor.signum();
        let total = Money::new(whole.amount_minor.abs(), currency);
        if paid.is_some_and(|paid| paid.amount_minor > total.amount_minor) {
            self.note(Paid, ProblemKind::PaidExceedsTotal { total });
            return None;
        }
        let less = |paid: Money| Money::new(total.amount_minor - paid.amount_minor, currency);
        let open = match open.map(|open| Money::new(open.amount_minor * sign, currency)) {
            Some(open) if !(0..=total.amount_minor).contains(&open.amount_minor) => {
                self.note(Open, ProblemKind::OpenOutsideTotal { total });
                return None;
            }
            Some(open) => {
                let disagrees = paid.is_some_and(|paid| less(paid) != open)
                    || (paid_said == Some(true) && !open.is_zero());
                if disagrees {
                    self.note(Paid, ProblemKind::PaidDisagrees { open });
                }
                open
            }
            None => match (paid, paid_said) {
                (Some(paid), _) => less(paid),
                (None, Some(true)) => Money::zero(currency),
                (None, Some(false)) => total,
                (None, None) => self.open_unsaid(total, settled),
            },
        };
        if settled.is_some() && !open.is_zero() {
            self.note(ColumnRole::SettledDate, ProblemKind::PartPaidOnSettled { open });
        }
        Some(Amounts { kind, total, open })
    }

    /// The total where only what is owed is given, and perhaps what was paid.
    fn owed_and_paid(&mut self, open: Money, paid: Option<Money>) -> Option<Money> {
        let paid_minor = paid.map_or(0, |paid| paid.amount_minor);
        let sign = if open.amount_minor < 0 { -1 } else { 1 };
        let sum = Money::new(open.amount_minor + sign * paid_minor, open.currency);
        if sum.amount_minor.abs() > Money::MAX_MINOR {
            self.note(ColumnRole::Open, ProblemKind::TooLarge);
            return None;
        }
        Some(sum)
    }

    /// What is open where nothing is said of it.
    fn open_unsaid(&mut self, total: Money, settled: Option<NaiveDate>) -> Money {
        let nothing = Money::zero(total.currency);
        if settled.is_some() {
            return nothing;
        }
        let Some(column) = self.by.place(ColumnRole::Open) else { return total };
        // Spreadsheets show a zero as a dash in their accounting format.
        if self.cells.cell(column).contains(['-', '–', '—']) {
            self.note(ColumnRole::Open, ProblemKind::DashTakenAsZero);
            return nothing;
        }
        self.note(ColumnRole::Open, ProblemKind::OpenTakenAsTotal);
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
            let places = amounts.iter().filter_map(|(role, _)| self.by.place(*role));
            places.filter_map(|place| self.by.layout.columns[place].currency).next()
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
