//! What stands behind a figure: its documents, with the part that each has in it.

use chrono::NaiveDate;

use super::formula::{SalesMonth, countback};
use super::report::{YEAR, calendar_months, dso_days, window};
use super::stage::StageTable;
use super::sums::{
    AT_RISK_DAYS, Months, corrections, count_of, decided_on, is_corrected, kept, payment_of,
    sales_of,
};
use super::{Indicator, Period, Question};
use crate::dunning::standing::promise_on;
use crate::ledger::book::{Book, CreditEntry, CustomerEntry, Item};
use crate::ledger::credit::CreditKind;
use crate::ledger::dealing::What;
use crate::ledger::protocol::Stage;
use crate::ledger::{Id, Ix};
use crate::order;

/// What a figure is made of.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Drill {
    /// The month that the figure is of.
    pub period: Period,
    /// The upper part.
    pub numerator: Part,
    /// The lower part, where there is one.
    pub denominator: Option<Part>,
    /// The days of sales, for the figures that are multiplied by days.
    pub days: Option<i64>,
}

/// One side of a figure. Its lines sum to the side of the [`Figure`](super::Figure).
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Part {
    /// What it is.
    pub name: PartName,
    /// The days that it is about; one day for what is owed.
    pub days: Period,
    /// What it is made of, oldest first.
    pub lines: Vec<Line>,
}

/// The sides of figures.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum PartName {
    /// Open.
    Open,
    /// Open and past due.
    Overdue,
    /// Open and more than ninety days past due.
    AtRisk,
    /// Open and not yet due.
    Current,
    /// Net credit sales.
    Sales,
    /// What is owed, by the months whose sales cover it.
    Covered,
    /// Days from issue to money, one line a payment.
    PaymentDays,
    /// Payments, each counting once.
    Payments,
    /// Amounts paid times days from issue to money.
    PaymentMinorDays,
    /// Amounts paid.
    PaymentAmounts,
    /// What was collected of what was owed and sold.
    Collected,
    /// What of it was due by the end, or paid earlier.
    Collectable,
    /// What was owed at the beginning of a year and at its end.
    OwedAtEnds,
    /// Written off.
    WrittenOff,
    /// Collected from a stage.
    CollectedAtStage(Stage),
    /// Collected from a stage or still there.
    StoodAtStage(Stage),
    /// Promises that were kept.
    PromisesKept,
    /// Promises whose time is over.
    Promises,
    /// Contacts made.
    Contacts,
    /// Contacts of which one knows what came of them.
    ContactsKnown,
    /// Contacts that reached somebody.
    ContactsReached,
}

/// One of the things that a side is the sum of.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Line {
    /// What it is.
    pub to: LineTo,
    /// Its day: a due date, of issue, of a payment, of a contact.
    pub on: NaiveDate,
    /// What it adds, in what the side is counted in.
    pub amount: i128,
    /// Its days, where they are part of the sum: from issue to money, or of a month.
    pub days: Option<i64>,
}

/// What a line leads to.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum LineTo {
    /// An instalment.
    Item(Ix<Item>),
    /// A payment as far as it settles an instalment.
    Payment(Ix<CreditEntry>, Ix<Item>),
    /// A credit note or a write-off.
    Credit(Ix<CreditEntry>),
    /// A contact or a promise of a customer.
    Dealing(Ix<CustomerEntry>, Id),
    /// A month of the calendar.
    Month(Period),
}

/// The documents behind an indicator in the last month of a question: for an earlier month,
/// ask as of its end.
///
/// Each side's lines sum to that side of the figure, which is worked out on a path of its
/// own.
pub fn items_behind(book: &Book, question: &Question, indicator: Indicator) -> Drill {
    let months = Months::of(book, question, YEAR as u32 + 1);
    let at = months.periods.len().saturating_sub(1);
    let whole = Period { from: question.on, to: question.on };
    let period = months.periods.get(at).copied().unwrap_or(whole);
    let look = Look { book, question, admitted: question.filter.admitted(book), period };
    let dso = |name| {
        let (window, days) = dso_days(&months, at);
        (look.open(name), Some(look.sales(window)), days.ok())
    };
    let (numerator, denominator, days) = match indicator {
        Indicator::Owed => (look.open(PartName::Open), None, None),
        Indicator::OverdueShare => {
            (look.open(PartName::Overdue), Some(look.open(PartName::Open)), None)
        }
        Indicator::AtRiskShare => {
            (look.open(PartName::AtRisk), Some(look.open(PartName::Open)), None)
        }
        Indicator::Dso => dso(PartName::Open),
        Indicator::DsoBest => dso(PartName::Current),
        Indicator::DaysDelinquent => dso(PartName::Overdue),
        Indicator::DsoCountback => (look.open(PartName::Open), Some(look.covered(&months)), None),
        Indicator::DaysToPay => {
            (look.payments(PartName::PaymentDays), Some(look.payments(PartName::Payments)), None)
        }
        Indicator::DaysToPayWeighted => (
            look.payments(PartName::PaymentMinorDays),
            Some(look.payments(PartName::PaymentAmounts)),
            None,
        ),
        Indicator::Effectiveness => {
            (look.collected(PartName::Collected), Some(look.collected(PartName::Collectable)), None)
        }
        Indicator::Turnover => {
            let year = window(&months, at, YEAR);
            (look.sales(year), Some(look.owed_at_ends(year)), None)
        }
        Indicator::BadDebt => {
            let year = window(&months, at, YEAR);
            (look.written_off(year), Some(look.sales(year)), None)
        }
        Indicator::Recovery(stage) => (
            look.at_stage(stage, PartName::CollectedAtStage(stage)),
            Some(look.at_stage(stage, PartName::StoodAtStage(stage))),
            None,
        ),
        Indicator::PromisesKept => {
            (look.promises(PartName::PromisesKept), Some(look.promises(PartName::Promises)), None)
        }
        Indicator::Contacts => (look.contacts(PartName::Contacts), None, None),
        Indicator::Reached => (
            look.contacts(PartName::ContactsReached),
            Some(look.contacts(PartName::ContactsKnown)),
            None,
        ),
    };
    Drill { period, numerator, denominator, days }
}

impl Part {
    /// What its lines come to.
    pub fn sum(&self) -> i128 {
        self.lines.iter().map(|line| line.amount).sum()
    }
}

/// What is looked through.
struct Look<'a> {
    book: &'a Book,
    question: &'a Question,
    admitted: Vec<bool>,
    period: Period,
}

impl Look<'_> {
    /// A side made of instalments: what each adds, and the day it is listed by.
    fn of_items(
        &self,
        name: PartName,
        days: Period,
        amount: &dyn Fn(&Item) -> i128,
        day: fn(&Item) -> NaiveDate,
    ) -> Part {
        let mut lines = Vec::new();
        for (ix, item) in self.items() {
            let amount = amount(item);
            if amount != 0 {
                lines.push(Line { to: LineTo::Item(ix), on: day(item), amount, days: None });
            }
        }
        part(name, days, lines)
    }

    fn open(&self, name: PartName) -> Part {
        let on = self.period.to;
        let counts = move |item: &Item| {
            let days = item.days_past_due(on);
            match name {
                PartName::Overdue => days > 0,
                PartName::AtRisk => days > AT_RISK_DAYS,
                PartName::Current => days <= 0,
                _ => true,
            }
        };
        let amount = |item: &Item| if counts(item) { self.open_minor(item, on) } else { 0 };
        self.of_items(name, Period { from: on, to: on }, &amount, due_on)
    }

    /// Sales by instalment, and credit notes that lower them.
    fn sales(&self, days: Period) -> Part {
        let amount = |item: &Item| self.sold(item, days);
        let mut part = self.of_items(PartName::Sales, days, &amount, issued_on);
        part.lines.extend(self.credits(days, |kind| *kind == CreditKind::CreditNote, -1));
        sorted(part)
    }

    fn written_off(&self, days: Period) -> Part {
        let lines = self.credits(days, |kind| *kind == CreditKind::WriteOff, 1);
        part(PartName::WrittenOff, days, lines)
    }

    /// What is owed, by the months whose sales cover it, latest first.
    fn covered(&self, months: &Months) -> Part {
        let on = self.period.to;
        let owed: i128 = self.open(PartName::Open).sum();
        let calendar = calendar_months(months, on);
        let sales = calendar
            .iter()
            .map(|&month| SalesMonth { sales: months.sales_in(month), days: month.days() });
        let covered = countback(owed, sales).map(|(_, covered)| covered).unwrap_or_default();
        let from = calendar.get(covered.len().saturating_sub(1)).map_or(on, |month| month.from);
        let line = |(&month, amount): (&Period, i128)| Line {
            to: LineTo::Month(month),
            on: month.to,
            amount,
            days: Some(month.days()),
        };
        let lines = calendar.iter().zip(covered).map(line).collect();
        Part { name: PartName::Covered, days: Period { from, to: on }, lines }
    }

    /// By instalment: open at the beginning, plus sold, less open at the end (or less what
    /// is not yet due then); and less the credit notes.
    fn collected(&self, name: PartName) -> Part {
        let period = self.period;
        let before = period.from.pred_opt().unwrap_or(period.from);
        let amount = |item: &Item| {
            let left = name == PartName::Collected || item.days_past_due(period.to) <= 0;
            let closing = if left { self.open_minor(item, period.to) } else { 0 };
            // What was owed before the ledger began is no sale, but it is there to collect.
            let entered: i128 = sales_of(self.book, item)
                .filter(|event| period.contains(event.on))
                .map(|event| i128::from(event.minor))
                .sum();
            self.open_minor(item, before) + entered - closing
        };
        let mut part = self.of_items(name, period, &amount, due_on);
        part.lines.extend(self.credits(period, |kind| *kind == CreditKind::CreditNote, -1));
        sorted(part)
    }

    fn owed_at_ends(&self, year: Period) -> Part {
        let before = year.from.pred_opt().unwrap_or(year.from);
        let amount = |item: &Item| self.open_minor(item, before) + self.open_minor(item, year.to);
        self.of_items(PartName::OwedAtEnds, year, &amount, due_on)
    }

    fn payments(&self, name: PartName) -> Part {
        let mut lines = Vec::new();
        for (ix, item) in self.items() {
            for entry in self.book.allocations_to(ix) {
                let Some(payment) = payment_of(self.book, item, entry, &self.period) else {
                    continue;
                };
                let (minor, days) = (i128::from(payment.minor), i128::from(payment.days));
                lines.push(Line {
                    to: LineTo::Payment(entry.credit, ix),
                    on: self.book.credit(entry.credit).effective_on(),
                    amount: match name {
                        PartName::PaymentDays => days,
                        PartName::PaymentMinorDays => minor * days,
                        PartName::PaymentAmounts => minor,
                        _ => 1,
                    },
                    days: Some(payment.days),
                });
            }
        }
        part(name, self.period, lines)
    }

    /// Payments for what stood at a stage, and what still stands there if it is asked for.
    fn at_stage(&self, stage: Stage, name: PartName) -> Part {
        let (stages, on) = (StageTable::new(self.book, self.question.on), self.period.to);
        let mut lines = Vec::new();
        for (ix, item) in self.items() {
            for entry in self.book.allocations_to(ix) {
                let payment = payment_of(self.book, item, entry, &self.period);
                let day = entry.allocation.from;
                let Some(payment) = payment.filter(|_| stages.stage(item, day) == stage) else {
                    continue;
                };
                let to = LineTo::Payment(entry.credit, ix);
                lines.push(Line { to, on: day, amount: payment.minor.into(), days: None });
            }
            let open = self.open_minor(item, on);
            let is_asked = matches!(name, PartName::StoodAtStage(_));
            if is_asked && open != 0 && stages.stage(item, on) == stage {
                let to = LineTo::Item(ix);
                lines.push(Line { to, on: item.due_on, amount: open, days: None });
            }
        }
        part(name, self.period, lines)
    }

    fn promises(&self, name: PartName) -> Part {
        let grace_days = self.book.firm().dunning.grace_days;
        let mut lines = Vec::new();
        for (ix, of) in self.customers() {
            for entry in of.dealings.iter() {
                let What::Promise(promise) = &entry.dealing.what else { continue };
                let over = decided_on(promise.due_on, grace_days);
                let Some(over) = over.filter(|over| self.period.contains(*over)) else { continue };
                let standing = promise_on(self.book, of, entry, over, grace_days);
                let is_kept = standing.and_then(|standing| kept(standing.state));
                let is_listed = is_kept.is_some_and(|kept| kept || name == PartName::Promises);
                if is_listed && promise.amount.currency == self.question.currency {
                    let to = LineTo::Dealing(ix, entry.dealing.id);
                    lines.push(Line { to, on: promise.due_on, amount: 1, days: None });
                }
            }
        }
        part(name, self.period, lines)
    }

    fn contacts(&self, name: PartName) -> Part {
        let mut lines = Vec::new();
        for (ix, of) in self.customers() {
            let corrections = corrections(of);
            for entry in of.dealings.iter() {
                let What::Contact(contact) = &entry.dealing.what else { continue };
                let (id, on) = (entry.dealing.id, contact.at.date());
                if !self.period.contains(on) || is_corrected(&corrections, id, self.period.to) {
                    continue;
                }
                let is_listed = count_of(contact).is_some_and(|count| match name {
                    PartName::ContactsKnown => count.is_known,
                    PartName::ContactsReached => count.is_reached,
                    _ => true,
                });
                if is_listed {
                    lines.push(Line { to: LineTo::Dealing(ix, id), on, amount: 1, days: None });
                }
            }
        }
        part(name, self.period, lines)
    }

    fn items(&self) -> impl Iterator<Item = (Ix<Item>, &Item)> {
        let items = self.book.item_blocks().flatten().enumerate();
        items.map(|(at, item)| (Ix::at(at), item)).filter(|(_, item)| {
            item.currency == self.question.currency && self.admitted[item.customer.place()]
        })
    }

    fn customers(&self) -> impl Iterator<Item = (Ix<CustomerEntry>, &CustomerEntry)> {
        self.book.customers().filter(|(ix, _)| self.admitted[ix.place()])
    }

    fn open_minor(&self, item: &Item, on: NaiveDate) -> i128 {
        self.book.open_minor(item, on).into()
    }

    fn sold(&self, item: &Item, days: Period) -> i128 {
        let events = sales_of(self.book, item);
        let within = events.filter(|event| event.is_sale && days.contains(event.on));
        within.map(|event| i128::from(event.minor)).sum()
    }

    /// Credits of a kind with a day in the period, each counting its whole amount.
    fn credits(&self, days: Period, is_kind: fn(&CreditKind) -> bool, sign: i128) -> Vec<Line> {
        let mut lines = Vec::new();
        for (ix, entry) in self.book.credits() {
            let is_here = entry.amount.currency == self.question.currency
                && self.admitted[entry.customer.place()]
                && days.contains(entry.effective_on());
            if is_here && is_kind(&entry.credit.kind) {
                let amount = sign * i128::from(entry.amount.amount_minor);
                let on = entry.effective_on();
                lines.push(Line { to: LineTo::Credit(ix), on, amount, days: None });
            }
        }
        lines
    }
}

fn due_on(item: &Item) -> NaiveDate {
    item.due_on
}

fn issued_on(item: &Item) -> NaiveDate {
    item.issued_on
}

fn part(name: PartName, days: Period, lines: Vec<Line>) -> Part {
    sorted(Part { name, days, lines })
}

fn sorted(mut part: Part) -> Part {
    order::sort_by_key(&mut part.lines, |line| line.on);
    part
}
