//! Cash: the weeks ahead, what is behind one, what is planned, and exchange rates.

use crate::files::csv_out::{date_cell, money_cell};
use crate::files::sheet::ColumnKind::{Amount, Date, Decimal, Text};
use crate::files::sheet::Sheet;
use crate::forecast::Review;
use crate::ledger::book::Book;
use crate::ledger::{Currency, Money};
use crate::text::{Lang, cash_flow as words, common, settings};
use crate::views::cash_flow::{BehindLine, PastLine, PeriodLine, cash_rows};
use crate::views::currencies::rate_lines;

use super::maybe;
use chrono::NaiveDate;

/// The periods that are over and those ahead: see [`cash_rows`]. Of a band and of balances
/// there is no sum.
pub fn cash_sheet(
    lines: &[PeriodLine],
    past: &[PastLine],
    currency: Currency,
    with_balance: bool,
    lang: Lang,
) -> Sheet {
    let rows = cash_rows(lines, past, currency, with_balance, lang);
    let kinds = [Date, Date, Text, Amount];
    let mut sheet = Sheet::of_rows(words::title(lang), &kinds, &rows);
    sheet.add_up(common::total(lang), Some(2), &[3, 4, 5, 8, 9, 10, 11]);
    sheet
}

/// What stands behind a week or month of the projection.
pub fn cash_behind_sheet(
    book: &Book,
    lines: &[BehindLine],
    currency: Currency,
    on: NaiveDate,
    lang: Lang,
) -> Sheet {
    let columns = [
        (common::customer(lang), Text),
        (common::number(lang), Text),
        (common::due(lang), Date),
        (words::why(lang), Text),
        (words::likely(lang), Date),
        (common::currency(lang), Text),
        (common::open(lang), Amount),
        (words::chance(lang), Decimal),
        (words::of_it(lang), Amount),
    ];
    let cell = |minor| money_cell(Money::new(minor, currency));
    let mut sheet = Sheet::new(words::title(lang), columns);
    for line in lines {
        let item = book.item(line.item);
        let why = match line.reason {
            Some(reason) => words::reason(lang, reason),
            None if item.due_on <= on => words::by_overdue(lang, &date_cell(item.due_on)),
            None => words::by_due(lang, &date_cell(item.due_on)),
        };
        sheet.row([
            book.customer(item.customer).customer.name(),
            &words::item_name(book, line.item),
            &date_cell(item.due_on),
            &why,
            &maybe(line.likely_on),
            currency.code(),
            &cell(line.open_minor),
            // A share, to a thousandth: 0.125.
            &format!("{:.3}", line.chance),
            &cell(line.minor),
        ]);
    }
    sheet.add_up(common::total(lang), Some(5), &[6, 8]);
    sheet
}

/// What would have been projected at past month-ends, and what came in.
pub fn review_sheet(reviews: &[Review], currency: Currency, lang: Lang) -> Sheet {
    let columns = [
        (words::month_end(lang), Date),
        (words::until(lang), Date),
        (common::currency(lang), Text),
        (words::came_in(lang), Amount),
        (words::projected(lang), Amount),
        (words::low(lang), Amount),
        (words::high(lang), Amount),
    ];
    let cell = |minor| money_cell(Money::new(minor, currency));
    let mut sheet = Sheet::new(words::how_good(lang), columns);
    for review in reviews {
        sheet.row([
            &*date_cell(review.on),
            &date_cell(review.until),
            currency.code(),
            &cell(review.came_minor),
            &cell(review.expected_minor),
            &cell(review.band.low_minor),
            &cell(review.band.high_minor),
        ]);
    }
    sheet.add_up(common::total(lang), Some(2), &[3, 4]);
    sheet
}

/// What is planned to come and go.
pub fn flows_sheet(book: &Book, today: NaiveDate, lang: Lang) -> Sheet {
    let columns = [
        (words::flow_name(lang), Text),
        (words::rhythm(lang), Text),
        (common::currency(lang), Text),
        (common::amount(lang), Amount),
    ];
    let mut sheet = Sheet::new(words::plans(lang), columns);
    for flow in book.flows() {
        let currency = flow.amount.currency;
        sheet.row([
            &*flow.name,
            &words::rhythm_words(lang, &flow.rhythm, today),
            currency.code(),
            &money_cell(Money::new(flow.signed_minor(), currency)),
        ]);
    }
    sheet
}

/// All dated rates.
pub fn rates_sheet(book: &Book, lang: Lang) -> Sheet {
    let home = book.firm().home_currency.code();
    let value = settings::rate_value_in(lang, home);
    let columns = [
        (common::currency(lang), Text),
        (settings::rate_on(lang), Date),
        (value.as_str(), Decimal),
        (settings::rate_replaced(lang), Text),
    ];
    let mut sheet = Sheet::new(settings::rates(lang), columns);
    for line in rate_lines(book) {
        let replaced = if line.is_replaced { settings::rate_replaced(lang) } else { "" };
        let (on, value) = (date_cell(line.rate.on), line.rate.value.to_string());
        sheet.row([line.rate.currency.code(), &on, &value, replaced]);
    }
    sheet
}
