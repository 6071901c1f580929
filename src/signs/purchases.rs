//! What a customer bought of late against what it used to buy: what [`super::buying`] and
//! [`super::growth`] are read from.
//!
//! The last `buying_days` days are compared with the same days a year before where the
//! customer bought by then, so that a season is compared with itself; else with as many days
//! before, up to [`WINDOWS`] times over and at least twice. Invoices count that were not
//! cancelled; debit notes, interest and what was owed at the beginning do not. A change
//! counts only beyond chance: the difference of two counts varies by about the root of their
//! sum (as for Poisson counts), and it must be [`ROOTS`] times that. So fewer than eight
//! invoices never fall by enough, and a few more are no growth.
//!
//! Nothing is said where the firm itself has not invoiced anybody for a month: the ledger is
//! then not kept up.

use chrono::NaiveDate;

use super::{Case, Sign, before, buying, growth};
use crate::ledger::book::InvoiceEntry;
use crate::ledger::invoice::InvoiceKind;
use crate::ledger::{Currency, Ix, Money};
use crate::order;

/// How many stretches of days before are compared with, at most.
pub const WINDOWS: u16 = 3;

/// By how many roots of their sum two numbers of invoices must differ: 5 halves.
pub const ROOTS: (i64, i64) = (5, 2);

/// What was bought of late, and before.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Comparison {
    /// The currency of the amounts: the one the customer bought in most often before.
    pub currency: Currency,
    /// How many days are compared.
    pub days: u16,
    /// What they are compared with.
    pub against: Against,
    /// The invoices of late, oldest first, in any currency.
    pub recent: Vec<Ix<InvoiceEntry>>,
    /// Bought of late in `currency`, in minor units.
    pub recent_minor: i64,
    /// The invoices before, oldest first, in any currency.
    pub earlier: Vec<Ix<InvoiceEntry>>,
    /// Bought before in `currency`, in minor units, in all of the stretches.
    pub earlier_minor: i64,
}

/// What is compared with.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Against {
    /// The same days a year before.
    LastYear,
    /// So many stretches of as many days just before.
    Before(u16),
}

impl Against {
    fn stretches(self) -> i64 {
        match self {
            Self::LastYear => 1,
            Self::Before(stretches) => stretches.into(),
        }
    }
}

impl Comparison {
    /// What was usually bought in as many days, in minor units of `currency`.
    pub fn usual_minor(&self) -> i64 {
        self.earlier_minor / self.against.stretches()
    }

    /// Of late in percent of what was usual; `None` where nothing was bought before.
    pub fn percent(&self) -> Option<i64> {
        let usual = i128::from(self.earlier_minor);
        let recent = i128::from(self.recent_minor) * i128::from(self.against.stretches());
        (usual > 0).then(|| i64::try_from(recent * 100 / usual).unwrap_or(i64::MAX))
    }

    /// Whether the number of invoices differs by more than chance, and which way.
    pub(super) fn is_beyond_chance(&self) -> bool {
        let (recent, earlier) = (self.recent.len() as i64, self.earlier.len() as i64);
        let stretches = self.against.stretches();
        let (times, of) = ROOTS;
        // |usual − recent| ≥ 5/2 √(usual + recent), with usual = earlier / stretches, squared.
        let differs = earlier - recent * stretches;
        let sum = earlier + recent * stretches;
        of * of * differs * differs >= times * times * stretches * sum
    }

    /// Of late in percent of what was usual, by the number of invoices.
    pub(super) fn count_percent(&self) -> i64 {
        let earlier = (self.earlier.len() as i64).max(1);
        100 * self.recent.len() as i64 * self.against.stretches() / earlier
    }
}

/// The signs that are read from purchases.
pub(super) fn signs(case: &Case<'_>) -> impl Iterator<Item = Sign> {
    let all = Purchases::of(case);
    let found = all.compare(case, case.on);
    let fall = found.as_ref().and_then(|found| buying::sign(case, &all, found));
    let rise = found.as_ref().and_then(|found| growth::sign(case, &all, found));
    fall.into_iter().chain(rise)
}

/// What a customer bought, by day.
pub(super) struct Purchases {
    all: Vec<Purchase>,
}

#[derive(Clone, Copy)]
struct Purchase {
    on: NaiveDate,
    ix: Ix<InvoiceEntry>,
    total: Money,
    cancelled_on: Option<NaiveDate>,
}

impl Purchase {
    fn counts_on(&self, day: NaiveDate) -> bool {
        self.cancelled_on.is_none_or(|cancelled| day < cancelled)
    }
}

impl Purchases {
    fn of(case: &Case<'_>) -> Self {
        let mut all: Vec<Purchase> = Vec::new();
        for &ix in case.of.invoices.iter() {
            let entry = case.book.invoice(ix);
            let (on, total) = (entry.invoice.issued_on, entry.invoice.total);
            let is_purchase = entry.invoice.kind == InvoiceKind::Invoice
                && on <= case.on
                && case.is_enough(total, on);
            if is_purchase {
                let cancelled_on = entry.cancelled.as_ref().map(|it| it.on);
                all.push(Purchase { on, ix, total, cancelled_on });
            }
        }
        if !all.is_sorted_by_key(|it| (it.on, it.ix)) {
            order::sort_by_key(&mut all, |it| (it.on, it.ix));
        }
        Self { all }
    }

    /// What counts on a day of what was bought after one day and up to another.
    fn between(
        &self,
        after: NaiveDate,
        until: NaiveDate,
        day: NaiveDate,
    ) -> impl Iterator<Item = &Purchase> {
        let place = |day| self.all.partition_point(|it| it.on <= day);
        let (first, last) = (place(after), place(until));
        self.all[first..last.max(first)].iter().filter(move |it| it.counts_on(day))
    }

    /// The comparison of a day; `None` where there is nothing to compare with.
    pub(super) fn compare(&self, case: &Case<'_>, day: NaiveDate) -> Option<Comparison> {
        if !case.trade.goes_on(day) {
            return None;
        }
        let days = case.settings.buying_days.max(1);
        let first = self.all.iter().find(|it| it.counts_on(day)).filter(|it| it.on <= day)?.on;
        let year_ago = before(day, 365);
        let (against, after, until) = if first <= before(year_ago, days) {
            (Against::LastYear, before(year_ago, days), year_ago)
        } else {
            let stretches = (2..=WINDOWS).rev().find(|n| first <= before(day, days * (n + 1)))?;
            (Against::Before(stretches), before(day, days * (stretches + 1)), before(day, days))
        };
        let earlier = || self.between(after, until, day);
        let currency = most_frequent(earlier().map(|it| it.total.currency))?;
        let recent = || self.between(before(day, days), day, day);
        let sum = |minor: i64, it: &Purchase| {
            minor + if it.total.currency == currency { it.total.amount_minor } else { 0 }
        };
        Some(Comparison {
            currency,
            days,
            against,
            recent: recent().map(|it| it.ix).collect(),
            recent_minor: recent().fold(0, sum),
            earlier: earlier().map(|it| it.ix).collect(),
            earlier_minor: earlier().fold(0, sum),
        })
    }
}

/// The most frequent currency; of several the one met first.
fn most_frequent(all: impl Iterator<Item = Currency>) -> Option<Currency> {
    let mut counts: Vec<(Currency, usize)> = Vec::new();
    for currency in all {
        match counts.iter_mut().find(|(known, _)| *known == currency) {
            Some((_, count)) => *count += 1,
            None => counts.push((currency, 1)),
        }
    }
    let most = counts.iter().map(|(_, count)| *count).max()?;
    counts.into_iter().find(|(_, count)| *count == most).map(|(currency, _)| currency)
}
