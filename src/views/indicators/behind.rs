//! What stands behind a figure, in words: its sides, and the documents of each.

use chrono::{Datelike, NaiveDate};
use rust_decimal::Decimal;

use crate::aging::{RowKey, row_name};
use crate::files::csv_out::{date_cell, money_cell};
use crate::indicators::{Drill, Line, LineTo, Part, PartName, Period, Unit};
use crate::ledger::book::Book;
use crate::ledger::credit::CreditKind;
use crate::ledger::dealing::What;
use crate::ledger::{Currency, Money};
use crate::route::Screen;
use crate::text::indicators::behind as words;
use crate::text::{Lang, charts, common, dunning, indicators as titles};

/// One side of a figure.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Side {
    /// What it is.
    pub name: &'static str,
    /// The days that it is about.
    pub days: Period,
    /// What its amounts are.
    pub unit: SideUnit,
    /// The sum of the lines.
    pub sum: i128,
    /// Its lines.
    pub lines: Vec<SideLine>,
}

/// What the amounts of a side are.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum SideUnit {
    /// Minor units of the currency.
    Minor,
    /// Days.
    Days,
    /// Minor units times days.
    MinorDays,
    /// Things counted.
    Count,
}

/// A document, a contact or a month.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SideLine {
    /// Where it can be seen.
    pub to: Option<Screen>,
    /// Its number or what it is.
    pub name: String,
    /// Whose it is; empty for a month.
    pub customer: String,
    /// Its day.
    pub on: NaiveDate,
    /// What was promised, where it is a promise, which counts as one of many.
    pub promised: Option<Money>,
    /// Its days, where they are part of the sum.
    pub days: Option<i64>,
    /// What it adds.
    pub amount: i128,
}

/// The sides of a figure, the upper one first.
pub fn sides(book: &Book, drill: &Drill, lang: Lang) -> Vec<Side> {
    let side = |part: &Part| Side {
        name: words::part(lang, part.name),
        days: part.days,
        unit: unit_of(part.name),
        sum: part.sum(),
        lines: part.lines.iter().map(|line| side_line(book, line, lang)).collect(),
    };
    std::iter::once(&drill.numerator).chain(&drill.denominator).map(side).collect()
}

/// All lines of all sides for the file, heads first, with plain numbers.
pub fn sides_rows(sides: &[Side], currency: Currency, lang: Lang) -> Vec<Vec<String>> {
    let mut lines = sides.iter().flat_map(|side| &side.lines);
    let has_promises = lines.any(|line| line.promised.is_some());
    let mut heads = vec![
        words::side_head(lang),
        words::what_head(lang),
        common::customer(lang),
        common::date(lang),
        words::days_head(lang),
    ];
    heads.extend(has_promises.then(|| words::promised_head(lang)));
    heads.push(common::amount(lang));
    let mut rows = vec![heads.into_iter().map(str::to_owned).collect()];
    for side in sides {
        for line in &side.lines {
            let amount = match (side.unit, i64::try_from(line.amount)) {
                (SideUnit::Minor | SideUnit::MinorDays, Ok(minor)) => {
                    money_cell(Money::new(minor, currency))
                }
                _ => line.amount.to_string(),
            };
            let mut row = vec![
                side.name.to_owned(),
                line.name.clone(),
                line.customer.clone(),
                date_cell(line.on),
                line.days.map(|days| days.to_string()).unwrap_or_default(),
            ];
            row.extend(has_promises.then(|| line.promised.map(money_cell).unwrap_or_default()));
            row.push(amount);
            rows.push(row);
        }
    }
    rows
}

/// The days that each month adds to a DSO counted back, latest first: all of a month's days
/// but of the last, whose part is what is left of the figure, to a tenth of a day.
pub fn counted_days(months: &Side, value: Decimal) -> Vec<Decimal> {
    let Some((_, whole)) = months.lines.split_last() else { return Vec::new() };
    let whole = whole.iter().filter_map(|line| line.days);
    let mut days: Vec<Decimal> = whole.map(Decimal::from).collect();
    let left = value - days.iter().sum::<Decimal>();
    days.push(titles::rounded(left, 1));
    days
}

fn side_line(book: &Book, line: &Line, lang: Lang) -> SideLine {
    let item_name = |ix| row_name(book, &RowKey::Item(ix), lang).into_owned();
    let whose = |ix| book.customer(ix).customer.name().to_owned();
    let mut promised = None;
    let (to, name, customer) = match line.to {
        LineTo::Item(ix) => {
            let item = book.item(ix);
            let to = Screen::Invoice(book.invoice(item.invoice).invoice.id);
            (Some(to), item_name(ix), whose(item.customer))
        }
        LineTo::Payment(credit, item) => {
            let entry = book.credit(credit);
            let payment = or(&entry.credit.reference, words::line(lang, line.to, false));
            let name = words::payment_for(lang, payment, &item_name(item));
            (Some(Screen::Payment(entry.credit.id)), name, whose(entry.customer))
        }
        LineTo::Credit(ix) => {
            let entry = book.credit(ix);
            let is_write_off = entry.credit.kind == CreditKind::WriteOff;
            let kind = words::line(lang, line.to, is_write_off);
            let name = match entry.credit.reference.trim() {
                "" => kind.to_owned(),
                reference => [kind, reference].join(" "),
            };
            (Some(Screen::Payment(entry.credit.id)), name, whose(entry.customer))
        }
        LineTo::Dealing(ix, id) => {
            let to = Screen::Customer(book.customer(ix).customer.id);
            let dealing = book.find_dealing(id).map(|(_, entry)| &entry.dealing.what);
            let name = match dealing {
                Some(What::Contact(contact)) => dunning::outcome(lang, &contact.outcome),
                Some(What::Promise(promise)) => {
                    promised = Some(promise.amount);
                    words::a_promise(lang)
                }
                _ => words::a_promise(lang),
            };
            (Some(to), name.to_owned(), whose(ix))
        }
        LineTo::Month(month) => {
            let (year, month0) = (month.from.year(), month.from.month0());
            (None, charts::month_and_year(lang, year, month0), String::new())
        }
    };
    SideLine { to, name, customer, on: line.on, promised, days: line.days, amount: line.amount }
}

fn or<'a>(name: &'a str, none: &'a str) -> &'a str {
    if name.trim().is_empty() { none } else { name }
}

fn unit_of(part: PartName) -> SideUnit {
    match part {
        PartName::PaymentDays => SideUnit::Days,
        PartName::PaymentMinorDays => SideUnit::MinorDays,
        PartName::Payments
        | PartName::PromisesKept
        | PartName::Promises
        | PartName::Contacts
        | PartName::ContactsKnown
        | PartName::ContactsReached => SideUnit::Count,
        _ => SideUnit::Minor,
    }
}

impl SideUnit {
    /// A sum of it in words.
    pub fn written(self, written: titles::Written, sum: i128) -> String {
        let value = Decimal::try_from_i128_with_scale(sum, 0).unwrap_or(Decimal::MAX);
        match self {
            Self::Minor => written.money(value),
            Self::Days => {
                let days = i64::try_from(sum).unwrap_or(i64::MAX);
                crate::text::format::days_count(written.lang, days)
            }
            Self::MinorDays => words::money_days(written.lang, &written.money(value)),
            Self::Count => written.whole(Unit::Count, value),
        }
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;
    use crate::indicators::{Indicator, Question, items_behind};
    use crate::ledger::action::add_dealing;
    use crate::ledger::dealing::Promise;
    use crate::ledger::invoice::InstalmentRef;
    use crate::views::fixture::{credit, customer, day, draft, invoice, mxn, transfer};

    fn sides_of(indicator: Indicator) -> Vec<Side> {
        let mut draft = draft();
        let of = customer(&mut draft, "Molino Verde");
        let one = invoice(&mut draft, of, "F-1", "2026-01-05", "2026-02-05", mxn(90_000));
        invoice(&mut draft, of, "F-2", "2026-02-10", "2026-03-10", mxn(60_000));
        credit(&mut draft, of, transfer(), "2026-02-20", mxn(90_000), &[(one, 90_000)]);
        credit(&mut draft, of, CreditKind::CreditNote, "2026-02-21", mxn(5_000), &[]);
        let book = draft.into_book();
        let question = Question::new(&book, day("2026-02-28"));
        sides(&book, &items_behind(&book, &question, indicator), Lang::Es)
    }

    #[test]
    fn documents_are_named_with_their_customers_and_screens() {
        let [owed, sales] = &sides_of(Indicator::Dso)[..] else { panic!("two sides") };
        assert_eq!((owed.name, owed.sum), ("Por cobrar", 60_000));
        assert_eq!(owed.lines[0].name, "F-2");
        assert_eq!(owed.lines[0].customer, "Molino Verde");
        assert!(matches!(owed.lines[0].to, Some(Screen::Invoice(_))));
        let lines: Vec<_> =
            sales.lines.iter().map(|line| (line.name.as_str(), line.amount)).collect();
        let expected = [("F-1", 90_000), ("F-2", 60_000), ("Nota de crédito", -5_000)];
        assert_eq!(lines, expected);

        let [days, payments] = &sides_of(Indicator::DaysToPay)[..] else { panic!("two sides") };
        assert_eq!((days.unit, days.sum, payments.sum), (SideUnit::Days, 46, 1));
        assert_eq!(days.lines[0].name, "Pago → F-1");
        assert!(matches!(days.lines[0].to, Some(Screen::Payment(_))));

        let [_, months] = &sides_of(Indicator::DsoCountback)[..] else { panic!("two sides") };
        let names: Vec<_> = months.lines.iter().map(|line| line.name.as_str()).collect();
        // 600 owed after February sold 600 − 50: 28 days, and 50 of January's 900 × 31.
        assert_eq!(names, ["febrero de 2026", "enero de 2026"]);
        let value = Decimal::new(29_722, 3);
        let days = [Decimal::from(28), Decimal::new(17, 1)];
        assert_eq!(counted_days(months, value), days);
    }

    #[test]
    fn a_promise_counts_as_one_and_says_what_was_promised() {
        let mut draft = draft();
        let of = customer(&mut draft, "Molino Verde");
        let bill = invoice(&mut draft, of, "F-1", "2026-01-05", "2026-02-05", mxn(90_000));
        let promise = What::Promise(Promise {
            made_on: day("2026-02-08"),
            due_on: day("2026-02-12"),
            amount: mxn(40_000),
            items: vec![InstalmentRef { invoice: bill, number: 1 }],
            open_minor: 0,
        });
        add_dealing(&mut draft, of, promise).unwrap();
        let book = draft.into_book();
        let question = Question::new(&book, day("2026-02-28"));
        let drill = items_behind(&book, &question, Indicator::PromisesKept);
        let [kept, over] = &sides(&book, &drill, Lang::Es)[..] else { panic!("two sides") };
        assert_eq!((kept.sum, over.sum), (0, 1));
        assert_eq!(over.lines[0].promised, Some(mxn(40_000)));
        let rows = sides_rows(std::slice::from_ref(over), Currency::MXN, Lang::Es);
        assert_eq!(rows[0][5..], ["Prometido", "Importe"]);
        assert_eq!(rows[1][5..], ["400.00", "1"]);
    }

    #[test]
    fn the_file_has_a_row_a_line() {
        let rows = sides_rows(&sides_of(Indicator::DaysToPayWeighted), Currency::MXN, Lang::En);
        assert_eq!(rows.len(), 3);
        let amounts: Vec<_> = rows.iter().map(|row| row.last().unwrap().as_str()).collect();
        // 900.00 × 46 days, and 900.00
        assert_eq!(amounts, ["Amount", "41400.00", "900.00"]);
        assert_eq!(rows[1][4], "46");
    }
}
