//! Currencies in use, and the dated rates.

use crate::order;
use chrono::NaiveDate;
use rust_decimal::Decimal;

use crate::ledger::book::Book;
use crate::ledger::firm::Rate;
use crate::ledger::{Currency, Money};
use crate::text::format::{NumberStyle, parse_amount, parse_date};

/// A currency that the ledger uses.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CurrencyUse {
    /// Which.
    pub currency: Currency,
    /// Whether the books are kept in it.
    pub is_home: bool,
    /// Invoices in it.
    pub invoices: usize,
    /// Payments and other credits in it.
    pub credits: usize,
    /// The rate that counts today; `None` where there is none by then, and at home.
    pub rate: Option<Rate>,
}

/// The currencies of documents, customers and rates: the home currency first, then by code.
pub fn in_use(book: &Book, today: NaiveDate) -> Vec<CurrencyUse> {
    let home = book.firm().home_currency;
    let mut counts: Vec<(Currency, usize, usize)> = vec![(home, 0, 0)];
    let mut count = |currency: Currency, invoices: usize, credits: usize| match counts
        .iter_mut()
        .find(|count| count.0 == currency)
    {
        Some(count) => {
            count.1 += invoices;
            count.2 += credits;
        }
        None => counts.push((currency, invoices, credits)),
    };
    for (_, entry) in book.invoices() {
        count(entry.invoice.total.currency, 1, 0);
    }
    for (_, entry) in book.credits() {
        count(entry.credit.amount.currency, 0, 1);
    }
    for (_, entry) in book.customers() {
        if let Some(currency) = entry.customer.currency {
            count(currency, 0, 0);
        }
    }
    for rate in book.rates() {
        count(rate.currency, 0, 0);
    }
    order::sort_by_key(&mut counts, |(currency, ..)| (*currency != home, currency.code()));
    let known = |currency| {
        book.rates().iter().rfind(move |rate: &&Rate| {
            rate.currency == currency && rate.on <= today && currency != home
        })
    };
    counts
        .into_iter()
        .map(|(currency, invoices, credits)| CurrencyUse {
            currency,
            is_home: currency == home,
            invoices,
            credits,
            rate: known(currency).cloned(),
        })
        .collect()
}

/// A rate in the list.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RateLine {
    /// The rate.
    pub rate: Rate,
    /// Whether another of the same day, entered later, counts in its place.
    pub is_replaced: bool,
}

/// All rates: by currency, the newest first.
pub fn rate_lines(book: &Book) -> Vec<RateLine> {
    // They stand by currency, day and id.
    let rates = book.rates();
    let mut lines: Vec<RateLine> = rates
        .iter()
        .enumerate()
        .map(|(place, rate)| {
            let next = rates.get(place + 1);
            let is_replaced =
                next.is_some_and(|next| (next.currency, next.on) == (rate.currency, rate.on));
            RateLine { rate: rate.clone(), is_replaced }
        })
        .collect();
    lines.reverse();
    order::sort_by_key(&mut lines, |line| line.rate.currency.code());
    lines
}

/// A rate as it is being entered.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct RateDraft {
    /// Code of the currency.
    pub currency: String,
    /// The day from which it counts, as typed.
    pub on: String,
    /// Units of the home currency for one of it, as typed.
    pub value: String,
}

/// What is wrong with a rate.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum RateProblem {
    /// No currency is chosen.
    NoCurrency,
    /// The home currency has no rate to itself.
    HomeItself,
    /// The day is not understood.
    NotADate,
    /// The value is no number above zero.
    NotAValue,
}

impl RateDraft {
    /// The currency, the day and the value.
    ///
    /// # Errors
    /// Everything that is wrong with them.
    pub fn validate(
        &self,
        home: Currency,
        today: NaiveDate,
        style: NumberStyle,
    ) -> Result<(Currency, NaiveDate, Decimal), Vec<RateProblem>> {
        let currency = Currency::from_code(&self.currency);
        let on = parse_date(&self.on, today);
        let value = parse_amount(&self.value, style).filter(|value| *value > Decimal::ZERO);
        let mut problems = Vec::new();
        match currency {
            None => problems.push(RateProblem::NoCurrency),
            Some(currency) if currency == home => problems.push(RateProblem::HomeItself),
            Some(_) => {}
        }
        if on.is_none() {
            problems.push(RateProblem::NotADate);
        }
        if value.is_none() {
            problems.push(RateProblem::NotAValue);
        }
        match (currency, on, value) {
            (Some(currency), Some(on), Some(value)) if problems.is_empty() => {
                Ok((currency, on, value))
            }
            _ => Err(problems),
        }
    }
}

/// One unit of a rate's currency, for a line that says what it is worth.
pub fn one_of(currency: Currency) -> Money {
    Money::new(10_i64.pow(currency.minor_digits()), currency)
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;
    use crate::ledger::action::{Draft, Moment, enter_rate, remove_rate};
    use crate::ledger::record::Deed;

    fn day(text: &str) -> NaiveDate {
        text.parse().unwrap()
    }

    fn drafted() -> Draft {
        let moment = Moment { at_ms: 1_767_225_600_000, random: 7, device: "a".to_owned() };
        Draft::begin(&Book::default(), Deed::AddedRate, &moment)
    }

    fn euro() -> Currency {
        Currency::from_code("EUR").unwrap()
    }

    #[test]
    fn rates_stand_by_currency_newest_first_and_the_later_entry_of_a_day_counts() {
        let mut draft = drafted();
        let mut enter = |currency, on, value| {
            enter_rate(&mut draft, currency, day(on), Decimal::new(value, 2)).unwrap()
        };
        let january = enter(Currency::USD, "2026-01-01", 1_700);
        let mistyped = enter(Currency::USD, "2026-02-01", 1_690);
        let euros = enter(euro(), "2026-01-15", 2_000);
        let february = enter(Currency::USD, "2026-02-01", 1_710);
        let lines = rate_lines(draft.book());
        let ids: Vec<_> = lines.iter().map(|line| (line.rate.id, line.is_replaced)).collect();
        assert_eq!(ids, [(euros, false), (february, false), (mistyped, true), (january, false)]);

        let used = in_use(draft.book(), day("2026-01-20"));
        let codes: Vec<_> = used.iter().map(|used| (used.currency.code(), used.is_home)).collect();
        assert_eq!(codes, [("MXN", true), ("EUR", false), ("USD", false)]);
        let counting: Vec<_> =
            used.iter().map(|used| used.rate.as_ref().map(|rate| rate.id)).collect();
        assert_eq!(counting, [None, Some(euros), Some(january)]);

        remove_rate(&mut draft, february).unwrap();
        let used = in_use(draft.book(), day("2026-03-01"));
        assert_eq!(used[2].rate.as_ref().unwrap().id, mistyped);
        assert!(remove_rate(&mut draft, february).is_err());
    }

    #[test]
    fn a_rate_needs_another_currency_a_day_and_a_value() {
        let style = NumberStyle::POINT;
        let today = day("2026-03-31");
        let draft = |currency: &str, on: &str, value: &str| RateDraft {
            currency: currency.to_owned(),
            on: on.to_owned(),
            value: value.to_owned(),
        };
        let checked = |given: RateDraft| given.validate(Currency::MXN, today, style);
        assert_eq!(
            checked(draft("USD", "31/3/2026", "17.2534")),
            Ok((Currency::USD, today, Decimal::new(172_534, 4)))
        );
        assert_eq!(checked(draft("MXN", "31/3/2026", "1")), Err(vec![RateProblem::HomeItself]));
        let all = vec![RateProblem::NoCurrency, RateProblem::NotADate, RateProblem::NotAValue];
        assert_eq!(checked(draft("", "pronto", "0")), Err(all));
    }
}
