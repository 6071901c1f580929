//! Late interest: simple, on what is open by day, from the day after the due date.
//!
//! Information for the user, not legal advice. A charge is owed only once it is issued
//! ([`charge`](super::charge)); until then this is a figure on a letter.

mod applied;
mod compensation;
mod days;
mod effective;
mod exact;
mod notes;
mod rates;

use chrono::{Days, NaiveDate};
use rust_decimal::Decimal;

use crate::ledger::book::{CustomerEntry, InvoiceEntry, Item};
use crate::ledger::interest_terms::{InterestTerms, PaymentsFirst, Regime};
use crate::ledger::invoice::InvoiceKind;
use crate::ledger::{Book, Ix, Money};

use applied::Applied;
pub use compensation::fixed_compensation;
pub use effective::daily_of_effective;
use exact::Exact;
pub use notes::InterestNote;
pub use rates::{
    Evidence, ShippedFactor, ShippedRate, VERIFIED_ON, shipped_factors, shipped_rates,
};

/// The interest of an instalment, with the arithmetic.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct InterestSum {
    /// The interest, rounded once, half away from zero.
    pub interest: Money,
    /// The same before rounding, in units of the currency.
    pub exact: Decimal,
    /// How it comes about, in order of days; days on which nothing was open are left out.
    pub steps: Vec<InterestStep>,
    /// The fixed sum on top, where the law grants one and it is asked for.
    pub compensation: Option<Money>,
    /// What the user should know about the figures.
    pub notes: Vec<InterestNote>,
}

/// Days with one balance and one rate.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct InterestStep {
    /// The first day that bears interest.
    pub from: NaiveDate,
    /// The last one.
    pub to: NaiveDate,
    /// How many days they count for.
    pub days: i64,
    /// What bears it, in units of the currency. Not a whole number of cents where payments
    /// go to interest first.
    pub balance: Decimal,
    /// The rate.
    pub rate: StepRate,
    /// Where the rate is from.
    pub source: Source,
    /// The interest of these days before rounding, in units of the currency.
    pub amount: Decimal,
}

/// The rate of a step.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum StepRate {
    /// balance × per cent / 100 × days / days of the year.
    Yearly {
        /// Per cent a year.
        percent: Decimal,
        /// What the year is divided into.
        year_days: u16,
    },
    /// balance × daily × days: an effective rate, not capitalised (Colombia).
    Daily {
        /// Effective per cent a year.
        effective_percent: Decimal,
        /// The share of a day: `(1 + EA)^(1/365) − 1`.
        daily: Decimal,
    },
    /// balance × (to − from) / start: accumulated factors (Peru). They compound; what was
    /// paid stops growing on the day it was paid.
    Factor {
        /// The factor of the due date.
        start: Decimal,
        /// The factor at the step's beginning.
        from: Decimal,
        /// The factor at its end.
        to: Decimal,
    },
}

/// Where a rate is from.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Source {
    /// It was agreed with the customer.
    Agreed,
    /// The user looked it up: its place among [`InterestTerms::own_rates`].
    Own(usize),
    /// It ships.
    Shipped(ShippedRate),
    /// Accumulated factors of the SBS.
    Factors,
}

/// Why interest cannot be worked out.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum InterestProblem {
    /// No rate is known for some days; none is made up. In Peru each day is one whose
    /// factor is missing; in the United Kingdom, the day on which interest starts.
    RateMissing {
        /// Under whose rules.
        regime: Regime,
        /// The first day without one.
        from: NaiveDate,
        /// The last one, as far as it matters.
        until: NaiveDate,
    },
    /// Only an agreed rate would count, and none was agreed.
    NothingAgreed,
    /// A rate below zero or above [`InterestTerms::MAX_PERCENT`].
    PercentOutOfRange {
        /// The rate.
        percent: Decimal,
    },
    /// An accumulated factor is below an earlier one, or not above zero.
    FactorFalls {
        /// Its day.
        on: NaiveDate,
    },
    /// The interest exceeds what the ledger holds exactly.
    TooLarge,
}

impl InterestSum {
    /// Interest and fixed compensation.
    pub fn total(&self) -> Money {
        let extra = self.compensation.map_or(0, |sum| sum.amount_minor);
        Money::new(self.interest.amount_minor + extra, self.interest.currency)
    }
}

/// The rules that fill in what was not agreed: those set, or those of the firm's country.
pub fn regime_of(book: &Book, terms: &InterestTerms) -> Regime {
    terms.regime.unwrap_or_else(|| Regime::of_country(book.firm().country))
}

/// The interest of an instalment up to and with a day, whatever of it is paid by then.
///
/// - The day after the due date is the first that bears interest, the day of a payment the
///   last that bears it on what was paid.
/// - What is paid within the days of grace bears none; up to their end there is none.
/// - An agreed rate comes before the law's.
/// - Charges bear none: there is no interest on interest. A cancelled invoice bears none.
///
/// # Errors
/// When a rate is missing or makes no sense: see [`InterestProblem`].
pub fn interest(
    book: &Book,
    item: Ix<Item>,
    terms: &InterestTerms,
    on: NaiveDate,
) -> Result<InterestSum, InterestProblem> {
    let entry = book.item(item);
    let currency = entry.currency;
    let nothing = InterestSum {
        interest: Money::zero(currency),
        exact: Decimal::ZERO,
        steps: Vec::new(),
        compensation: None,
        notes: Vec::new(),
    };
    let kind = book.invoice(entry.invoice).invoice.kind;
    let is_charge = matches!(kind, InvoiceKind::Interest | InvoiceKind::Fee);
    let grace = Days::new(terms.grace_days.into());
    let grace_end = entry.due_on.checked_add_days(grace).unwrap_or(NaiveDate::MAX);
    if is_charge || on <= grace_end || !entry.counts_on(on) {
        return Ok(nothing);
    }

    let regime = regime_of(book, terms);
    let applied = Applied { terms, regime, currency, due_on: entry.due_on };
    let mut sum = Exact::default();
    let mut steps = Vec::new();
    let mut running = Running::new(terms.payments_first);
    for Stretch { after, to, open_minor } in stretches(book, item, grace_end, on) {
        let open = Money::new(open_minor, currency).to_decimal();
        let balance = running.balance(open, sum.value());
        if balance <= Decimal::ZERO {
            continue;
        }
        for piece in applied.pieces(after, to)? {
            let days = days::days(applied.day_count(), piece.after, piece.to);
            let part = Exact::of(balance, days, &piece.rate);
            sum.add(part);
            steps.push(InterestStep {
                from: piece.after.succ_opt().unwrap_or(piece.to),
                to: piece.to,
                days,
                balance,
                rate: piece.rate,
                source: piece.source,
                amount: part.value(),
            });
        }
    }
    let exact = sum.value();
    let interest = Money::from_decimal(exact, currency).ok_or(InterestProblem::TooLarge)?;
    let late = Money::new(book.open_minor(entry, grace_end), currency);
    let compensation = terms.fixed_compensation.then(|| fixed_compensation(regime, late)).flatten();
    let notes = notes::notes(&applied, &steps);
    Ok(InterestSum { interest, exact, steps, compensation, notes })
}

/// The interest of all instalments of an invoice, rounded once.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct InvoiceInterest {
    /// Each instalment's, in order.
    pub items: Vec<(Ix<Item>, InterestSum)>,
    /// The sum of the interest; not of the rounded parts.
    pub interest: Money,
    /// The fixed sums on top, one for each instalment that became late.
    pub compensation: Money,
}

/// The interest of an invoice up to and with a day; see [`interest`].
///
/// # Errors
/// As [`interest`], for the first instalment that has a problem.
pub fn invoice_interest(
    book: &Book,
    invoice: Ix<InvoiceEntry>,
    terms: &InterestTerms,
    on: NaiveDate,
) -> Result<InvoiceInterest, InterestProblem> {
    let currency = book.invoice(invoice).invoice.total.currency;
    let sums = book.items_of(invoice).map(|(ix, _)| Ok((ix, interest(book, ix, terms, on)?)));
    let items: Vec<(Ix<Item>, InterestSum)> = sums.collect::<Result<_, _>>()?;
    let exact = items.iter().map(|(_, sum)| sum.exact).sum();
    let fixed = items.iter().filter_map(|(_, sum)| sum.compensation);
    let compensation = Money::new(fixed.map(|sum| sum.amount_minor).sum(), currency);
    let interest = Money::from_decimal(exact, currency).ok_or(InterestProblem::TooLarge)?;
    Ok(InvoiceInterest { items, interest, compensation })
}

/// The interest of every open instalment of a customer that is past due on a day, oldest
/// due first. Amounts of several currencies stand side by side: they are not to be added.
pub fn customer_interest(
    book: &Book,
    customer: Ix<CustomerEntry>,
    terms: &InterestTerms,
    on: NaiveDate,
) -> Vec<(Ix<Item>, Result<InterestSum, InterestProblem>)> {
    let open = book.open_items(customer, on).into_iter().map(|open| open.item);
    let late = open.filter(|&item| book.item(item).days_past_due(on) > 0);
    late.map(|item| (item, interest(book, item, terms, on))).collect()
}

/// The days after one date up to another, on which one amount is open.
struct Stretch {
    after: NaiveDate,
    to: NaiveDate,
    open_minor: i64,
}

/// The days from the due date to `on`, cut where what is open changes. A day bears interest
/// on what was open at the end of the day before; within the grace, on what is open at its
/// end.
fn stretches(book: &Book, item: Ix<Item>, grace_end: NaiveDate, on: NaiveDate) -> Vec<Stretch> {
    let entry = book.item(item);
    let changes = book.allocations_to(item).flat_map(|a| [Some(a.allocation.from), a.until]);
    let mut cuts: Vec<_> = changes
        .flatten()
        .chain([entry.issued_on])
        .filter(|&day| day > grace_end && day < on)
        .chain([entry.due_on, on])
        .collect();
    cuts.sort_unstable();
    cuts.dedup();
    let stretch = |pair: &[NaiveDate]| Stretch {
        after: pair[0],
        to: pair[1],
        open_minor: book.open_minor(entry, pair[0].max(grace_end)),
    };
    cuts.windows(2).map(stretch).collect()
}

/// What bears interest as payments come in.
struct Running {
    first: PaymentsFirst,
    last_open: Option<Decimal>,
    principal: Decimal,
    /// Interest that payments have settled.
    settled: Decimal,
}

impl Running {
    fn new(first: PaymentsFirst) -> Self {
        let (principal, settled) = (Decimal::ZERO, Decimal::ZERO);
        Self { first, last_open: None, principal, settled }
    }

    /// What bears interest once so much is open of the instalment and so much interest has
    /// accrued since the due date.
    fn balance(&mut self, open: Decimal, accrued: Decimal) -> Decimal {
        let paid = self.last_open.map_or(-open, |last| last - open);
        self.last_open = Some(open);
        let to_interest = match self.first {
            PaymentsFirst::Principal => Decimal::ZERO,
            PaymentsFirst::Interest => paid.clamp(Decimal::ZERO, accrued - self.settled),
        };
        self.settled += to_interest;
        self.principal -= paid - to_interest;
        self.principal
    }
}
