//! The sheet on which a payment or another credit is entered.

mod apply;
mod choices;

use chrono::NaiveDate;
use rust_decimal::Decimal;

pub use apply::ApplyDraft;
pub use choices::{CameBy, Kind};

use crate::ledger::action::{CreditForm, Draft, Moment, enter_credit};
use crate::ledger::book::Book;
use crate::ledger::credit::{Cheque, CreditKind, Method};
use crate::ledger::exchange::exchange_difference;
use crate::ledger::invoice::InstalmentRef;
use crate::ledger::record::Deed;
use crate::ledger::{Currency, Id, Money, Refusal};
use crate::text::format::{self, NumberStyle};
use crate::views::allocation::{
    Available, DiscountOffer, LineEdit, LineProblem, Table, TableLine, discount_offers,
};

/// A payment as it stands in the fields.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PaymentDraft {
    /// What it is.
    pub kind: Kind,
    /// How the money came.
    pub came_by: CameBy,
    /// Whose it is.
    pub customer: Option<Id>,
    /// The invoice to begin with, where the user came from one.
    pub invoice: Option<Id>,
    /// How much, as typed.
    pub amount: String,
    /// In which currency.
    pub currency: Currency,
    /// The day it came, as typed.
    pub date: String,
    /// A cheque's number.
    pub cheque_number: String,
    /// The bank a cheque draws on.
    pub cheque_bank: String,
    /// The day a cheque may be cashed, as typed.
    pub post_dated_to: String,
    /// Bank reference or document number.
    pub reference: String,
    /// Free notes.
    pub notes: String,
    /// The day it takes effect, as typed; as soon as it can when blank.
    pub effect_on: String,
    /// Units of the home currency for one of its currency, as typed; the book's when blank.
    pub rate: String,
    /// The user's own lines; the proposal is followed without.
    pub edits: Option<Vec<LineEdit>>,
    /// Tax the customer kept back, as typed.
    pub withheld: String,
    /// The number of the certificate for it.
    pub certificate: String,
    /// The invoices whose early-payment discount is taken.
    pub discounts: Vec<Id>,
    /// Whether small differences are written off.
    pub forgive: bool,
}

/// A draft worked out against the book: what the sheet shows while it is typed.
#[derive(Clone, Debug, PartialEq)]
pub struct Sheet {
    /// The first day it settles; `None` while a date cannot be read.
    pub on: Option<NaiveDate>,
    /// How much; `None` while it cannot be read.
    pub amount: Option<Money>,
    /// The early-payment discounts that may be taken.
    pub offers: Vec<DiscountOffer>,
    /// What it settles; `None` until the customer and the day are known.
    pub table: Option<Table>,
    /// What is wrong, in the order of the fields.
    pub problems: Vec<FieldProblem>,
}

/// What is wrong with a field.
#[derive(Clone, Debug, PartialEq)]
pub struct FieldProblem {
    /// Which.
    pub field: Field,
    /// What.
    pub problem: Problem,
}

/// A field of the sheet.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Field {
    /// Whose it is.
    Customer,
    /// How much.
    Amount,
    /// Its day.
    Date,
    /// The day a cheque may be cashed.
    PostDated,
    /// The day it takes effect.
    EffectOn,
    /// Its rate.
    Rate,
    /// Tax kept back.
    Withheld,
    /// A line.
    Line(InstalmentRef),
    /// The lines together.
    Lines,
}

/// What can be wrong with a field.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Problem {
    /// It is blank.
    Missing,
    /// It cannot be read as an amount.
    NotAnAmount,
    /// It cannot be read as a date.
    NotADate,
    /// It is not above zero.
    NotPositive,
    /// It is more than the ledger holds.
    TooLarge,
    /// It is before the first possible day.
    TooEarly {
        /// That day.
        earliest: NaiveDate,
    },
    /// More is applied than there is.
    MoreThanThereIs {
        /// How much there is.
        amount: Money,
        /// How much is applied.
        asked: Money,
    },
    /// It is wrong as a line can be.
    Line(LineProblem),
}

/// A checked payment and what is entered beside it, as one record.
#[derive(Clone, Debug)]
pub struct PaymentForm {
    /// The payment first; then a withholding, a discount, small differences.
    pub credits: Vec<CreditForm>,
}

impl PaymentDraft {
    /// An empty sheet for a day, in a currency; `today` as it should stand in the field.
    pub fn new(today: String, currency: Currency) -> Self {
        Self {
            kind: Kind::default(),
            came_by: CameBy::default(),
            customer: None,
            invoice: None,
            amount: String::new(),
            currency,
            date: today,
            cheque_number: String::new(),
            cheque_bank: String::new(),
            post_dated_to: String::new(),
            reference: String::new(),
            notes: String::new(),
            effect_on: String::new(),
            rate: String::new(),
            edits: None,
            withheld: String::new(),
            certificate: String::new(),
            discounts: Vec::new(),
            forgive: false,
        }
    }

    /// Works out what the sheet shows. `today` reads dates without a year.
    pub fn work_out(&self, book: &Book, style: NumberStyle, today: NaiveDate) -> Sheet {
        let mut problems = Vec::new();
        let customer = self.customer.and_then(|id| book.find_customer(id));
        if customer.is_none() {
            problems.push(FieldProblem { field: Field::Customer, problem: Problem::Missing });
        }
        let amount = self.read_amount(style).map_err(|problem| {
            problems.push(FieldProblem { field: Field::Amount, problem });
        });
        let days = self.days(today).map_err(|problem| problems.push(problem));
        let withheld = self.read_withheld(style).map_err(|problem| {
            problems.push(FieldProblem { field: Field::Withheld, problem });
        });
        let rate = self.read_rate(style).map_err(|problem| {
            problems.push(FieldProblem { field: Field::Rate, problem });
        });
        let amount = amount.ok();
        let mut sheet = Sheet {
            on: days.ok().map(|(_, on)| on),
            amount,
            offers: Vec::new(),
            table: None,
            problems,
        };
        let (Some(customer), Ok((date, on))) = (customer, days) else { return sheet };
        if self.is_payment() {
            sheet.offers = discount_offers(book, customer, self.currency, date);
        }
        let taken: Vec<_> = sheet
            .offers
            .iter()
            .filter(|offer| self.discounts.contains(&offer.invoice))
            .cloned()
            .collect();
        let available = Available {
            customer,
            currency: self.currency,
            amount_minor: amount.map(|amount| amount.amount_minor),
            on,
            rate: rate.ok().flatten(),
            reference: &self.reference,
            invoice: self.invoice,
            withheld_minor: withheld.map_or(0, |withheld| withheld.amount_minor),
            discounts: &taken,
            forgive: self.forgive,
        };
        let table = Table::work_out(book, &available, self.edits.as_deref(), style);
        sheet.problems.extend(table_problems(&table, amount));
        sheet.table = Some(table);
        sheet
    }

    /// The payment as the ledger takes it, or everything that is wrong.
    ///
    /// # Errors
    /// What is wrong, in the order of the fields.
    pub fn validate(
        &self,
        book: &Book,
        style: NumberStyle,
        today: NaiveDate,
    ) -> Result<PaymentForm, Vec<FieldProblem>> {
        let sheet = self.work_out(book, style, today);
        let (Some(customer), Some(amount), Some(table), true) =
            (self.customer, sheet.amount, &sheet.table, sheet.problems.is_empty())
        else {
            return Err(sheet.problems);
        };
        let Ok((date, _)) = self.days(today) else { return Err(sheet.problems) };
        let rate = self.read_rate(style).ok().flatten();
        let form = |kind, amount: Money, reference: &str, lines| CreditForm {
            kind,
            customer,
            date,
            amount,
            rate: rate.filter(|_| amount.currency == self.currency),
            reference: reference.trim().to_owned(),
            notes: String::new(),
            lines,
        };
        let kind = self.credit_kind(today);
        let mut first = form(kind, amount, &self.reference, table.credit_lines(self.currency));
        self.notes.trim().clone_into(&mut first.notes);
        let mut credits = vec![first];
        let withheld = self.read_withheld(style).unwrap_or(Money::zero(self.currency));
        if withheld.amount_minor > 0 {
            let lines = table.beside_lines(self.currency, |line| line.withheld_minor);
            credits.push(form(CreditKind::Withholding, withheld, &self.certificate, lines));
        }
        let mut beside = |kind: CreditKind, currency, part: fn(&TableLine) -> i64| {
            let lines = table.beside_lines(currency, part);
            let minor: i64 = lines.iter().map(|line| line.credit_minor).sum();
            if minor > 0 {
                credits.push(form(kind, Money::new(minor, currency), &self.reference, lines));
            }
        };
        beside(CreditKind::EarlyDiscount, self.currency, |line| line.discount_minor);
        for small in &table.small {
            beside(CreditKind::SmallDifference, small.currency, |line| line.forgiven_minor);
        }
        Ok(PaymentForm { credits })
    }

    /// Whether it is money that came in.
    pub fn is_payment(&self) -> bool {
        self.kind == Kind::Payment
    }

    /// Whether it came as a cheque.
    pub fn is_cheque(&self) -> bool {
        self.is_payment() && self.came_by == CameBy::Cheque
    }

    fn credit_kind(&self, today: NaiveDate) -> CreditKind {
        let method = match self.came_by {
            CameBy::Transfer => Method::Transfer,
            CameBy::Cash => Method::Cash,
            CameBy::Card => Method::Card,
            CameBy::Other => Method::Other,
            CameBy::Cheque => Method::Cheque(Cheque {
                number: self.cheque_number.trim().to_owned(),
                bank: self.cheque_bank.trim().to_owned(),
                post_dated_to: format::parse_date(&self.post_dated_to, today),
            }),
        };
        match self.kind {
            Kind::Payment => CreditKind::Payment { method },
            Kind::CreditNote => CreditKind::CreditNote,
            Kind::Withholding => CreditKind::Withholding,
            Kind::WriteOff => CreditKind::WriteOff,
        }
    }

    /// The day it came and the first day it settles.
    fn days(&self, today: NaiveDate) -> Result<(NaiveDate, NaiveDate), FieldProblem> {
        let day = |text: &str, field| match format::parse_date(text, today) {
            Some(day) => Ok(Some(day)),
            None if text.trim().is_empty() => Ok(None),
            None => Err(FieldProblem { field, problem: Problem::NotADate }),
        };
        let not_before = |day: Option<NaiveDate>, earliest: NaiveDate, field| match day {
            Some(day) if day < earliest => {
                Err(FieldProblem { field, problem: Problem::TooEarly { earliest } })
            }
            day => Ok(day.unwrap_or(earliest)),
        };
        let date = day(&self.date, Field::Date)?
            .ok_or(FieldProblem { field: Field::Date, problem: Problem::Missing })?;
        let cashed = if self.is_cheque() { self.post_dated_to.as_str() } else { "" };
        let cashed = not_before(day(cashed, Field::PostDated)?, date, Field::PostDated)?;
        let effect = day(&self.effect_on, Field::EffectOn)?;
        Ok((date, not_before(effect, cashed, Field::EffectOn)?))
    }

    fn read_amount(&self, style: NumberStyle) -> Result<Money, Problem> {
        read_positive(&self.amount, self.currency, style)
    }

    fn read_withheld(&self, style: NumberStyle) -> Result<Money, Problem> {
        if !self.is_payment() || self.withheld.trim().is_empty() {
            return Ok(Money::zero(self.currency));
        }
        read_positive(&self.withheld, self.currency, style)
    }

    fn read_rate(&self, style: NumberStyle) -> Result<Option<Decimal>, Problem> {
        if self.rate.trim().is_empty() {
            return Ok(None);
        }
        let rate = format::parse_amount(&self.rate, style).ok_or(Problem::NotAnAmount)?;
        if rate <= Decimal::ZERO { Err(Problem::NotPositive) } else { Ok(Some(rate)) }
    }
}

impl PaymentForm {
    /// Enters the payment and what stands beside it. Gives the payment's id.
    ///
    /// # Errors
    /// As the book refuses; nothing is entered then.
    pub fn enter(self, draft: &mut Draft) -> Result<Id, Refusal> {
        draft.whole(|draft| {
            let mut first = None;
            for credit in self.credits {
                let id = enter_credit(draft, credit)?;
                first.get_or_insert(id);
            }
            // A checked draft always has its payment.
            first.ok_or(Refusal::NothingToUndo)
        })
    }

    /// What the user does by entering it, as the history names it.
    pub fn deed(&self) -> Deed {
        let is_payment = self
            .credits
            .first()
            .is_some_and(|credit| matches!(credit.kind, CreditKind::Payment { .. }));
        if is_payment { Deed::RecordedPayment } else { Deed::RecordedCredit }
    }

    /// What each line would gain or lose in the home currency by the rates of the invoice
    /// and of the payment: asked of a book in which it was entered. Empty where it would be
    /// refused.
    pub fn exchange_differences(&self, book: &Book) -> Vec<(InstalmentRef, Money)> {
        let moment = Moment { at_ms: 0, random: 0, device: String::new() };
        let mut draft = Draft::begin(book, self.deed(), &moment);
        let Ok(id) = self.clone().enter(&mut draft) else { return Vec::new() };
        differences(&draft.into_book(), id)
    }
}

fn differences(book: &Book, credit: Id) -> Vec<(InstalmentRef, Money)> {
    let Some(ix) = book.find_credit(credit) else { return Vec::new() };
    let entries = book.allocations_from(ix).filter(|entry| entry.until.is_none());
    entries
        .filter_map(|entry| Some((entry.allocation.to, exchange_difference(book, entry)?)))
        .filter(|(_, difference)| !difference.is_zero())
        .collect()
}

fn table_problems(table: &Table, amount: Option<Money>) -> Vec<FieldProblem> {
    let lines = table.lines.iter().filter_map(|line| {
        let problem = Problem::Line(line.problem?);
        Some(FieldProblem { field: Field::Line(line.to), problem })
    });
    let mut problems: Vec<_> = lines.collect();
    if let Some(amount) = amount
        && table.taken_minor > amount.amount_minor
    {
        let asked = Money::new(table.taken_minor, amount.currency);
        let problem = Problem::MoreThanThereIs { amount, asked };
        problems.push(FieldProblem { field: Field::Lines, problem });
    }
    problems
}

/// Reads an amount above zero.
///
/// # Errors
/// What is wrong with it.
pub fn read_positive(text: &str, currency: Currency, style: NumberStyle) -> Result<Money, Problem> {
    if text.trim().is_empty() {
        return Err(Problem::Missing);
    }
    let number = format::parse_amount(text, style).ok_or(Problem::NotAnAmount)?;
    let money = Money::from_decimal(number, currency).ok_or(Problem::TooLarge)?;
    if money.amount_minor <= 0 { Err(Problem::NotPositive) } else { Ok(money) }
}
