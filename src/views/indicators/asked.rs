//! What the address of the screen asks for.

use chrono::{Datelike, NaiveDate};

use crate::aging::{Filter, month_ends};
use crate::indicators::Question;
use crate::ledger::Currency;
use crate::ledger::book::Book;
use crate::views::receivables::NOBODY;

/// How many months the screen shows, and how many month-ends can be chosen.
pub const MONTHS: u32 = 24;

/// The question that the parameters ask. What is missing, or says nothing that can be
/// understood, stands at its usual value: today, everybody, the home currency.
///
/// `month` is a month (2026-03) whose end is meant, or today in the month that is not over;
/// `as-of` a day, which goes before it; `segment` and `responsible` a name or
/// [`NOBODY`]; `currency` a code. A day that is yet to come is today.
pub fn asked(
    book: &Book,
    today: NaiveDate,
    param: &dyn Fn(&'static str) -> Option<String>,
) -> Question {
    let month_end = param("month").and_then(|month| end_of(&month));
    let day = param("as-of").and_then(|day| day.parse().ok());
    let named = |name| param(name).map(|named| if named == NOBODY { String::new() } else { named });
    let currency = param("currency").and_then(|code| Currency::from_code(&code));
    Question {
        on: day.or(month_end).unwrap_or(today).min(today),
        months: MONTHS,
        currency: currency.unwrap_or(book.firm().home_currency),
        filter: Filter {
            segment: named("segment"),
            responsible: named("responsible"),
            ..Filter::default()
        },
    }
}

/// The month-ends that can be chosen, latest first: those of the months that are over, back
/// to the first invoice.
pub fn offered_ends(book: &Book, today: NaiveDate) -> Vec<NaiveDate> {
    let first = book.invoices().map(|(_, entry)| entry.invoice.issued_on).min();
    let ends = month_ends(today, MONTHS + 1).into_iter().rev();
    let is_over = |end: &NaiveDate| end.succ_opt().is_some_and(|next| next.day() == 1);
    ends.filter(|end| is_over(end) && first.is_some_and(|first| first <= *end)).collect()
}

/// A month-end as it stands in the address.
pub fn month_param(end: NaiveDate) -> String {
    format!("{:04}-{:02}", end.year(), end.month())
}

fn end_of(month: &str) -> Option<NaiveDate> {
    let first: NaiveDate = [month, "-01"].concat().parse().ok()?;
    first.checked_add_months(chrono::Months::new(1))?.pred_opt()
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;
    use crate::route::Route;
    use crate::views::fixture::{customer, day, draft, invoice, mxn};

    fn book() -> Book {
        let mut draft = draft();
        let of = customer(&mut draft, "Molino Verde");
        invoice(&mut draft, of, "1", "2026-08-10", "2026-09-10", mxn(100));
        draft.into_book()
    }

    fn asked_by(address: &str) -> Question {
        let route = Route::parse(address);
        asked(&book(), day("2026-11-22"), &|name| route.query.get(name).map(str::to_owned))
    }

    #[test]
    fn an_address_without_parameters_asks_as_of_today() {
        let usual = Question::new(&book(), day("2026-11-22"));
        assert_eq!(asked_by("/indicators"), usual);
        assert_eq!(asked_by("/indicators?month=soon&as-of=x&currency=ZZ"), usual);
        assert_eq!(asked_by("/indicators?as-of=2030-01-01").on, day("2026-11-22"));
    }

    #[test]
    fn a_month_is_asked_as_of_its_end_and_this_one_as_of_today() {
        assert_eq!(asked_by("/indicators?month=2026-02").on, day("2026-02-28"));
        assert_eq!(asked_by("/indicators?month=2026-11").on, day("2026-11-22"));
        assert_eq!(asked_by("/indicators?month=2026-02&as-of=2026-03-05").on, day("2026-03-05"));
        let end = day("2026-02-28");
        assert_eq!(asked_by(&format!("/indicators?month={}", month_param(end))).on, end);
    }

    #[test]
    fn filters_and_currency_are_understood() {
        let question = asked_by("/indicators?segment=-&responsible=M.%20Ortega&currency=USD");
        assert_eq!(question.filter.segment.as_deref(), Some(""));
        assert_eq!(question.filter.responsible.as_deref(), Some("M. Ortega"));
        assert_eq!(question.currency, Currency::USD);
    }

    #[test]
    fn months_are_offered_back_to_the_first_invoice() {
        let ends = offered_ends(&book(), day("2026-11-22"));
        assert_eq!(ends, [day("2026-10-31"), day("2026-09-30"), day("2026-08-31")]);
        assert_eq!(offered_ends(&book(), day("2026-08-31")), [day("2026-08-31")]);
        assert!(offered_ends(&Book::default(), day("2026-11-22")).is_empty());
    }
}
