//! Values of fields: amounts, days, names; each refused with its field's name.

use chrono::NaiveDate;
use rust_decimal::Decimal;

use crate::files::amounts::{DecimalMark, parse_amount};
use crate::files::currency_words::currency_word;
use crate::files::dates::{DateOrder, DateStyle, parse_date};
use crate::files::document::{
    Claim, ClaimKind, Document, DueFound, DueSource, Fault, FaultKind, Instalment, NotInvoiceKind,
    Notice,
};
use crate::files::xml::Element;
use crate::ledger::{Currency, Money, iso_day};

/// What one document turned out to be.
#[derive(Debug)]
pub enum Outcome {
    /// An invoice or the like.
    Document(Box<Document>),
    /// Something else, with its number.
    NotInvoice(NotInvoiceKind, String),
    /// Something that was not read, with its number.
    Problem(Fault, String),
}

impl Outcome {
    /// A document that was read or not, with the number it has in either case.
    pub fn of(read: Result<Document, Fault>, number: &str) -> Self {
        match read {
            Ok(document) => Self::Document(Box::new(document)),
            Err(fault) => Self::Problem(fault, number.to_owned()),
        }
    }
}

/// The text at a path; refused where it is missing.
pub fn required<'a>(element: Element<'a>, path: &str) -> Result<&'a str, Fault> {
    element.text_at(path).ok_or_else(|| Fault::at(path, "", FaultKind::Missing))
}

/// A number, as precise as it is written, with a point before its decimals.
pub fn decimal(text: &str) -> Option<Decimal> {
    let text = text.trim();
    if text.is_empty() || text.len() > 40 {
        return None;
    }
    let plain = text.bytes().all(|b| b.is_ascii_digit() || matches!(b, b'.' | b'-'));
    let read = if plain { Decimal::from_str_exact(text).ok() } else { None };
    read.or_else(|| parse_amount(text, DecimalMark::Point).map(|amount| amount.value))
}

/// An exact amount. Zeros after the currency's decimals do not matter; other decimals are
/// refused, never rounded.
pub fn money(field: &str, text: &str, currency: Currency) -> Result<Money, Fault> {
    if text.trim().is_empty() {
        return Err(Fault::at(field, "", FaultKind::Missing));
    }
    let number = decimal(text).ok_or_else(|| Fault::at(field, text, FaultKind::NotAnAmount))?;
    exact(number, currency).map_err(|what| Fault::at(field, text, what))
}

/// A number as an amount, if it is a whole number of minor units.
pub fn exact(number: Decimal, currency: Currency) -> Result<Money, FaultKind> {
    if number.normalize().scale() > currency.minor_digits() {
        return Err(FaultKind::TooManyDecimals { currency });
    }
    Money::from_decimal(number, currency).ok_or(FaultKind::AmountTooLarge)
}

/// The amount at a path; `None` where nothing stands there.
pub fn money_at(
    element: Element<'_>,
    path: &str,
    currency: Currency,
) -> Result<Option<Money>, Fault> {
    element.text_at(path).map(|text| money(path, text, currency)).transpose()
}

/// A day: `2026-03-31` and what may follow it (a time, a zone), `20260331`, `31/03/2026`.
pub fn day(field: &str, text: &str) -> Result<NaiveDate, Fault> {
    if text.trim().is_empty() {
        return Err(Fault::at(field, "", FaultKind::Missing));
    }
    find_day(text).ok_or_else(|| Fault::at(field, text, FaultKind::NotADate))
}

/// The same, `None` where it is not a day.
pub fn find_day(text: &str) -> Option<NaiveDate> {
    const STYLE: DateStyle = DateStyle { order: DateOrder::Dmy, serial: false };
    let text = text.trim();
    let head = text
        .get(..10)
        .filter(|_| text.as_bytes().get(10).is_none_or(|next| !next.is_ascii_digit()));
    head.and_then(iso_day::read)
        .or_else(|| parse_date(text, STYLE))
        .or_else(|| parse_date(head?, STYLE))
}

/// The day at a path, refused where it is missing.
pub fn day_at(element: Element<'_>, path: &str) -> Result<NaiveDate, Fault> {
    day(path, required(element, path)?)
}

/// A currency by its code or its name; `home` is what a bare sign such as `$` means.
pub fn currency(field: &str, text: &str, home: Currency) -> Result<Currency, Fault> {
    Currency::from_code(text.trim())
        .or_else(|| currency_word(text).meant(home))
        .ok_or_else(|| Fault::at(field, text, FaultKind::UnknownCurrency))
}

/// A currency whose code stands in this program.
pub fn known(code: &str) -> Currency {
    Currency::from_code(code).unwrap_or(Currency::USD)
}

/// A name with single blanks.
pub fn tidy(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// Parts sorted by day; a single one is a due date where it is all of `payable`.
pub fn parts(mut parts: Vec<Instalment>, payable: Money, notices: &mut Vec<Notice>) -> DueFound {
    parts.sort_by_key(|part| part.on);
    match parts.as_slice() {
        [] => DueFound::NOTHING,
        [one] if one.amount == payable => DueFound::On { day: one.on, source: DueSource::Stated },
        all => {
            let sum = all
                .iter()
                .try_fold(Money::zero(payable.currency), |sum, part| sum.checked_add(part.amount));
            if let Some(sum) = sum
                && sum != payable
            {
                notices.push(Notice::InstalmentsDiffer { sum });
            }
            DueFound::Instalments(parts)
        }
    }
}

/// Turns negative amounts of an invoice into a credit note, and leaves out a due date that
/// is before the day of issue; both are noted.
pub fn settle(claim: &mut Claim, issued_on: NaiveDate, notices: &mut Vec<Notice>) {
    let opposite = |money: Money| Money::new(-money.amount_minor, money.currency);
    if claim.total.amount_minor < 0 {
        claim.total = opposite(claim.total);
        claim.payable = opposite(claim.payable);
        claim.withheld = claim.withheld.map(opposite);
        if let DueFound::Instalments(parts) = &mut claim.due {
            for part in parts {
                part.amount = opposite(part.amount);
            }
        }
        if claim.kind != ClaimKind::CreditNote {
            claim.kind = ClaimKind::CreditNote;
            notices.push(Notice::NegativeInvoice);
        }
    }
    if let Some(due) = claim.due.last_day(issued_on)
        && due < issued_on
    {
        notices.push(Notice::DueBeforeIssue { due });
        claim.due = DueFound::NOTHING;
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;

    #[test]
    fn amounts_are_exact_or_refused() {
        let mxn = Currency::MXN;
        let minor = |text: &str, currency| money("t", text, currency).map(|m| m.amount_minor);
        assert_eq!(minor("1234.5600", mxn), Ok(123_456));
        assert_eq!(minor("1,234.56", mxn), Ok(123_456));
        assert_eq!(minor("-5", mxn), Ok(-500));
        assert_eq!(minor("5148000", known("CLP")), Ok(5_148_000));
        let many = FaultKind::TooManyDecimals { currency: mxn };
        assert_eq!(minor("10.005", mxn).unwrap_err().what, many);
        assert_eq!(minor("", mxn).unwrap_err().what, FaultKind::Missing);
        assert_eq!(minor("mil", mxn).unwrap_err().what, FaultKind::NotAnAmount);
        assert_eq!(minor("9e99", mxn).unwrap_err().what, FaultKind::NotAnAmount);
        let large = "99999999999999999999";
        assert_eq!(minor(large, mxn).unwrap_err().what, FaultKind::AmountTooLarge);
        let endless = "9".repeat(39);
        assert!(money("t", &endless, mxn).is_err());
    }

    #[test]
    fn days_are_read_with_what_follows_them() {
        let expected = NaiveDate::from_ymd_opt(2026, 3, 31);
        for text in [
            "2026-03-31",
            " 2026-03-31T23:59:59-05:00",
            "2026-03-31Z",
            "2026-03-31+02:00",
            "20260331",
            "31/03/2026",
            "31/03/2026 21:58:49",
            "2026-03-31 00:00:00",
        ] {
            assert_eq!(find_day(text), expected, "{text}");
        }
        assert_eq!(find_day("2026-02-31"), None);
        assert_eq!(find_day("ñañañañañañ"), None);
    }
}
