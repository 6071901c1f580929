//! What a credit settles while the user is still deciding: the customer's open items, the
//! proposal or the user's own lines, what remains, and what does not fit.

mod discounts;
mod proposal;

use crate::order;
use chrono::NaiveDate;
use rust_decimal::Decimal;

pub use discounts::{DiscountOffer, discount_offers};
use proposal::propose;

use crate::ledger::action::Line;
use crate::ledger::book::{Book, CustomerEntry, Item};
use crate::ledger::invoice::InstalmentRef;
use crate::ledger::suggestion;
use crate::ledger::{Currency, Id, Ix, Money};
use crate::text::format::{self, NumberStyle};

/// What there is to apply, and what else settles beside it in the same record.
#[derive(Clone, Debug)]
pub struct Available<'a> {
    /// Whose items are open.
    pub customer: Ix<CustomerEntry>,
    /// The credit's currency.
    pub currency: Currency,
    /// How much there is, in minor units of that currency; `None` while it is not known.
    pub amount_minor: Option<i64>,
    /// The first day it settles.
    pub on: NaiveDate,
    /// Units of the home currency for one of the credit's, where it differs from the
    /// book's.
    pub rate: Option<Decimal>,
    /// The reference quoted with it.
    pub reference: &'a str,
    /// The invoice to begin with.
    pub invoice: Option<Id>,
    /// Withheld by the customer, in minor units: settles what the lines leave open.
    pub withheld_minor: i64,
    /// Early-payment discounts that are taken.
    pub discounts: &'a [DiscountOffer],
    /// Whether small differences are written off.
    pub forgive: bool,
}

/// A line as the user typed it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct LineEdit {
    /// The instalment.
    pub to: InstalmentRef,
    /// Taken from the credit, as typed.
    pub takes: String,
    /// Settled of the instalment, as typed; only where its currency is another one.
    pub settles: String,
}

/// The items a credit may settle, worked out.
#[derive(Clone, Debug, PartialEq)]
pub struct Table {
    /// Why the lines are as they are; `None` while there is nothing to propose.
    pub reason: Option<Reason>,
    /// Everything open, oldest due first.
    pub lines: Vec<TableLine>,
    /// How much there is, in minor units; `None` while it is not known.
    pub amount_minor: Option<i64>,
    /// What the lines take of it.
    pub taken_minor: i64,
    /// What of the withholding found nothing open, in minor units.
    pub withheld_left_minor: i64,
    /// Small differences that could be written off, one sum per currency.
    pub small: Vec<Money>,
}

/// Why the lines are as they are.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Reason {
    /// The invoice the user came from is first.
    ChosenInvoice,
    /// The reference quotes these invoices' numbers.
    Reference,
    /// Exactly one is open with this amount.
    ExactAmount,
    /// Oldest due first.
    OldestFirst,
    /// Nothing is open in this currency.
    NothingOpen,
    /// The user's own.
    ByHand,
}

/// An open instalment and what becomes of it.
#[derive(Clone, Debug, PartialEq)]
pub struct TableLine {
    /// The instalment.
    pub to: InstalmentRef,
    /// Its invoice's number.
    pub number: String,
    /// How many instalments the invoice has.
    pub of: usize,
    /// The day it falls due.
    pub due_on: NaiveDate,
    /// The first day a line may settle it.
    pub from: NaiveDate,
    /// Open before, in its own currency.
    pub open: Money,
    /// What stands in the field for what is taken from the credit.
    pub takes: String,
    /// What stands in the field for what is settled, where the currencies differ.
    pub settles: String,
    /// Taken from the credit, in minor units of its currency.
    pub takes_minor: i64,
    /// Settled by the credit, in minor units of the instalment's currency.
    pub settles_minor: i64,
    /// Settled by an early-payment discount.
    pub discount_minor: i64,
    /// Settled by the withholding.
    pub withheld_minor: i64,
    /// Written off as a small difference.
    pub forgiven_minor: i64,
    /// Units of the credit's currency for one of the instalment's: as the line has it, else
    /// as the book does; `None` in one currency or without a rate.
    pub rate: Option<Decimal>,
    /// What is wrong with it.
    pub problem: Option<LineProblem>,
}

/// What is wrong with a line.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum LineProblem {
    /// It cannot be read as an amount.
    NotAnAmount,
    /// It is below zero.
    BelowZero,
    /// More than is open.
    MoreThanOpen {
        /// Open.
        open: Money,
        /// Asked for.
        asked: Money,
    },
    /// The amount in the other currency is missing.
    OtherAmountMissing,
}

impl Table {
    /// Works out what is settled, from the user's own lines or, without any, a proposal.
    pub fn work_out(
        book: &Book,
        available: &Available,
        edits: Option<&[LineEdit]>,
        style: NumberStyle,
    ) -> Self {
        let open = open_lines(book, available);
        let (reason, edits) = match edits {
            Some(edits) => (Some(Reason::ByHand), edits.to_vec()),
            None => {
                let (reason, lines) = propose(book, available, &open);
                (reason, lines.into_iter().map(|line| edit(&line, available, style)).collect())
            }
        };
        let lines = open
            .into_iter()
            .map(|(item, line)| with_edit(book, available, item, line, &edits, style))
            .collect();
        let mut table = Self {
            reason,
            lines,
            amount_minor: available.amount_minor,
            taken_minor: 0,
            withheld_left_minor: 0,
            small: Vec::new(),
        };
        table.taken_minor = table.lines.iter().map(|line| line.takes_minor).sum();
        table.settle_beside(book, available);
        table
    }

    /// What remains of the amount, in minor units; below zero when more is applied than
    /// there is, `None` while the amount is not known.
    pub fn remains_minor(&self) -> Option<i64> {
        self.amount_minor.map(|amount| amount - self.taken_minor)
    }

    /// A line of the table.
    pub fn line(&self, to: InstalmentRef) -> Option<&TableLine> {
        self.lines.iter().find(|line| line.to == to)
    }

    /// The lines as the user would have typed them: what an edit begins with.
    pub fn edits(&self) -> Vec<LineEdit> {
        let typed =
            self.lines.iter().filter(|line| !line.takes.is_empty() || !line.settles.is_empty());
        typed
            .map(|line| LineEdit {
                to: line.to,
                takes: line.takes.clone(),
                settles: line.settles.clone(),
            })
            .collect()
    }

    /// The edits after the user typed what is taken for a line.
    pub fn with_takes(
        &self,
        to: InstalmentRef,
        typed: &str,
        credit: Currency,
        style: NumberStyle,
    ) -> Vec<LineEdit> {
        self.with_line(to, |line, edit| {
            typed.clone_into(&mut edit.takes);
            if line.open.currency != credit && edit.settles.trim().is_empty() {
                edit.settles = line.settled_for(typed, credit, style).unwrap_or_default();
            }
        })
    }

    /// The edits after the user typed what is settled of an instalment in another
    /// currency: what is taken follows at the rate known.
    pub fn with_settles(
        &self,
        to: InstalmentRef,
        typed: &str,
        credit: Currency,
        style: NumberStyle,
    ) -> Vec<LineEdit> {
        self.with_line(to, |line, edit| {
            typed.clone_into(&mut edit.settles);
            if let Some(takes) = line.taken_for(typed, credit, style) {
                edit.takes = takes;
            }
        })
    }

    /// The edits after the user ticked a line or took the tick away: all of it, as far as
    /// something remains; where nothing does, all of it, and the table says it is too much.
    pub fn with_tick(
        &self,
        to: InstalmentRef,
        tick: bool,
        credit: Currency,
        style: NumberStyle,
    ) -> Vec<LineEdit> {
        self.with_line(to, |line, edit| {
            (edit.takes, edit.settles) = (String::new(), String::new());
            if !tick {
                return;
            }
            let remains = self.remains_minor().map(|remains| remains + line.takes_minor);
            let room = remains.filter(|&room| room > 0).unwrap_or(i64::MAX);
            if line.open.currency == credit {
                let minor = line.wanted_minor().min(room);
                edit.takes = written(Money::new(minor, credit), style);
                return;
            }
            let whole = line.rate.and_then(|rate| exchanged(line.open, rate, credit));
            match whole {
                Some(takes) if takes.amount_minor <= room => {
                    edit.settles = written(line.open, style);
                    edit.takes = written(takes, style);
                }
                Some(_) => {
                    edit.takes = written(Money::new(room, credit), style);
                    edit.settles = line.settled_for(&edit.takes, credit, style).unwrap_or_default();
                }
                None => edit.settles = written(line.open, style),
            }
        })
    }

    fn with_line(
        &self,
        to: InstalmentRef,
        change: impl FnOnce(&TableLine, &mut LineEdit),
    ) -> Vec<LineEdit> {
        let mut edits = self.edits();
        let Some(line) = self.line(to) else { return edits };
        let place = edits.iter().position(|edit| edit.to == to).unwrap_or_else(|| {
            edits.push(LineEdit { to, takes: String::new(), settles: String::new() });
            edits.len() - 1
        });
        change(line, &mut edits[place]);
        edits
    }

    /// What the credit settles, as the ledger takes it: each line from its first day.
    pub fn credit_lines(&self, credit: Currency) -> Vec<Line> {
        let taken =
            self.lines.iter().filter(|line| line.takes_minor != 0 || line.settles_minor != 0);
        taken
            .map(|line| Line {
                to: line.to,
                credit_minor: line.takes_minor,
                other_currency_minor: (line.open.currency != credit).then_some(line.settles_minor),
                from: Some(line.from),
            })
            .collect()
    }

    /// What something beside the credit settles: a discount, a withholding, a difference.
    pub fn beside_lines(&self, currency: Currency, part: impl Fn(&TableLine) -> i64) -> Vec<Line> {
        let settled =
            self.lines.iter().filter(|line| line.open.currency == currency && part(line) > 0);
        settled
            .map(|line| Line { from: Some(line.from), ..Line::new(line.to, part(line)) })
            .collect()
    }

    /// Discounts settle their own invoice; the withholding what is left of the lines, in
    /// their order, then whatever else is open; a difference what is left of a line then.
    fn settle_beside(&mut self, book: &Book, available: &Available) {
        for offer in available.discounts {
            let mut left = offer.amount.amount_minor;
            for line in self.lines.iter_mut().filter(|line| line.to.invoice == offer.invoice) {
                line.discount_minor = line.after_minor().clamp(0, left);
                left -= line.discount_minor;
            }
        }
        let mut left = available.withheld_minor;
        // Lines that the first round touches are touched in the second, and passed over.
        for touched in [true, false] {
            let lines = self.lines.iter_mut().filter(|line| {
                line.open.currency == available.currency && line.is_touched() == touched
            });
            for line in lines {
                let part = line.after_minor().clamp(0, left.max(0));
                line.withheld_minor += part;
                left -= part;
            }
        }
        self.withheld_left_minor = left.max(0);
        for line in &mut self.lines {
            let after = Money::new(line.after_minor(), line.open.currency);
            if !line.is_touched() || !suggestion::is_small_difference(book, after, available.on) {
                continue;
            }
            match self.small.iter_mut().find(|sum| sum.currency == after.currency) {
                Some(sum) => sum.amount_minor += after.amount_minor,
                None => self.small.push(after),
            }
            if available.forgive {
                line.forgiven_minor = after.amount_minor;
            }
        }
    }
}

impl TableLine {
    /// What stays open, in minor units; below zero when too much is applied.
    pub fn after_minor(&self) -> i64 {
        self.open.amount_minor
            - self.settles_minor
            - self.discount_minor
            - self.withheld_minor
            - self.forgiven_minor
    }

    /// Whether anything is applied to it.
    pub fn is_touched(&self) -> bool {
        self.settles_minor != 0 || self.discount_minor != 0 || self.withheld_minor != 0
    }

    /// What the credit would take to settle it whole, beside what discounts take.
    fn wanted_minor(&self) -> i64 {
        self.open.amount_minor - self.discount_minor
    }

    fn taken_for(&self, settles: &str, credit: Currency, style: NumberStyle) -> Option<String> {
        let settles = read(settles, self.open.currency, style)?;
        exchanged(settles, self.rate_known()?, credit).map(|takes| written(takes, style))
    }

    fn settled_for(&self, takes: &str, credit: Currency, style: NumberStyle) -> Option<String> {
        let takes = read(takes, credit, style)?;
        let rate = Decimal::ONE.checked_div(self.rate_known()?)?;
        let settles = exchanged(takes, rate, self.open.currency)?;
        let minor = settles.amount_minor.min(self.open.amount_minor);
        Some(written(Money::new(minor, self.open.currency), style))
    }

    fn rate_known(&self) -> Option<Decimal> {
        self.rate.filter(|rate| !rate.is_zero())
    }
}

/// Units of `to` for one of `from` on a day, through the home currency; `given` is the
/// rate of `to` where the user gave one.
fn cross_rate(
    book: &Book,
    from: Currency,
    to: Currency,
    given: Option<Decimal>,
    on: NaiveDate,
) -> Option<Decimal> {
    let of_to = given.filter(|rate| !rate.is_zero()).or_else(|| book.rate_on(to, on))?;
    book.rate_on(from, on)?.checked_div(of_to)
}

fn open_lines(book: &Book, available: &Available) -> Vec<(Ix<Item>, TableLine)> {
    let mut open: Vec<_> = book
        .customer(available.customer)
        .invoices
        .iter()
        .filter(|&&invoice| book.invoice(invoice).cancelled.is_none())
        .flat_map(|&invoice| book.items_of(invoice))
        .filter_map(|(ix, item)| {
            let from = available.on.max(item.issued_on);
            let open_minor = book.free_minor(item, from);
            (open_minor > 0).then(|| (ix, line_of(book, available, ix, from, open_minor)))
        })
        .collect();
    order::sort_by_key(&mut open, |(ix, _)| book.item(*ix).age());
    open
}

fn line_of(
    book: &Book,
    available: &Available,
    ix: Ix<Item>,
    from: NaiveDate,
    open_minor: i64,
) -> TableLine {
    let item = book.item(ix);
    let invoice = &book.invoice(item.invoice).invoice;
    let crosses = item.currency != available.currency;
    let rate = || cross_rate(book, item.currency, available.currency, available.rate, from);
    TableLine {
        to: book.item_ref(ix),
        number: invoice.number.clone(),
        of: invoice.instalments.len(),
        due_on: item.due_on,
        from,
        open: Money::new(open_minor, item.currency),
        takes: String::new(),
        settles: String::new(),
        takes_minor: 0,
        settles_minor: 0,
        discount_minor: 0,
        withheld_minor: 0,
        forgiven_minor: 0,
        rate: crosses.then(rate).flatten(),
        problem: None,
    }
}

fn edit(line: &Line, available: &Available, style: NumberStyle) -> LineEdit {
    let takes = written(Money::new(line.credit_minor, available.currency), style);
    LineEdit { to: line.to, takes, settles: String::new() }
}

fn with_edit(
    book: &Book,
    available: &Available,
    ix: Ix<Item>,
    mut line: TableLine,
    edits: &[LineEdit],
    style: NumberStyle,
) -> TableLine {
    let Some(edit) = edits.iter().find(|edit| edit.to == line.to) else { return line };
    line.takes.clone_from(&edit.takes);
    line.settles.clone_from(&edit.settles);
    let credit = available.currency;
    let item = book.item(ix);
    let crosses = item.currency != credit;
    let blank = |text: &str| text.trim().is_empty();
    let typed = |text: &str, currency| match read(text, currency, style) {
        _ if blank(text) => Ok(0),
        Some(money) if money.amount_minor < 0 => Err(LineProblem::BelowZero),
        Some(money) => Ok(money.amount_minor),
        None => Err(LineProblem::NotAnAmount),
    };
    let takes = typed(&edit.takes, credit);
    let settles = if crosses { typed(&edit.settles, item.currency) } else { takes };
    match (takes, settles) {
        (Ok(takes), Ok(settles)) => {
            (line.takes_minor, line.settles_minor) = (takes, settles);
            if settles > line.open.amount_minor {
                let asked = Money::new(settles, item.currency);
                line.problem = Some(LineProblem::MoreThanOpen { open: line.open, asked });
            } else if (takes == 0) != (settles == 0) {
                line.problem = Some(LineProblem::OtherAmountMissing);
            } else if crosses && takes > 0 {
                let paid = Money::new(takes, credit).to_decimal();
                let settled = Money::new(settles, item.currency).to_decimal();
                line.rate = paid.checked_div(settled);
            }
        }
        (Err(problem), _) | (_, Err(problem)) => line.problem = Some(problem),
    }
    line
}

fn exchanged(amount: Money, rate: Decimal, to: Currency) -> Option<Money> {
    Money::from_decimal(amount.to_decimal().checked_mul(rate)?, to)
}

fn read(text: &str, currency: Currency, style: NumberStyle) -> Option<Money> {
    Money::from_decimal(format::parse_amount(text, style)?, currency)
}

fn written(amount: Money, style: NumberStyle) -> String {
    format::amount(amount, style)
}
