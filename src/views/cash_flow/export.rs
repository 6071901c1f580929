//! The lines as rows for a table calculator.

use super::lines::PeriodLine;
use super::past::PastLine;
use crate::files::csv_out::{date_cell, money_cell};
use crate::ledger::{Currency, Money};
use crate::text::{Lang, cash_flow as words, common};

/// Heads first, then the periods that are over, then those ahead. Amounts have a point and
/// no signs between thousands; a cell is empty where nothing is known.
pub fn cash_rows(
    lines: &[PeriodLine],
    past: &[PastLine],
    currency: Currency,
    with_balance: bool,
    lang: Lang,
) -> Vec<Vec<String>> {
    let heads = [
        words::from(lang),
        words::until(lang),
        common::currency(lang),
        words::came_in(lang),
        words::projected(lang),
        words::expected(lang),
        words::low(lang),
        words::high(lang),
        words::contractual(lang),
        words::to_come(lang),
        words::flow_in(lang),
        words::flow_out(lang),
        words::balance(lang),
        words::low_balance(lang),
    ];
    let cell = |minor: i64| money_cell(Money::new(minor, currency));
    let maybe = |minor: Option<i64>| minor.map(cell).unwrap_or_default();
    let days = |first, last| vec![date_cell(first), date_cell(last), currency.code().to_owned()];
    let blank = |count: usize| std::iter::repeat_n(String::new(), count);
    let past = past.iter().map(|line| {
        let mut row = days(line.first, line.last);
        row.extend([cell(line.came_minor), cell(line.projected_minor)]);
        row.extend(blank(9));
        row
    });
    let ahead = lines.iter().map(|line| {
        let mut row = days(line.first, line.last);
        row.extend(blank(2));
        row.extend([
            cell(line.inflow_minor),
            maybe(line.band.map(|band| band.low_minor)),
            maybe(line.band.map(|band| band.high_minor)),
            cell(line.contractual_minor),
            cell(line.to_come_minor),
            cell(line.in_minor),
            cell(line.out_minor),
            maybe(with_balance.then_some(line.balance_minor)),
            maybe(line.low_minor.filter(|_| with_balance)),
        ]);
        row
    });
    std::iter::once(heads.map(str::to_owned).to_vec()).chain(past).chain(ahead).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::forecast::Band;
    use crate::views::fixture::day;

    #[test]
    fn every_row_has_a_cell_for_every_head() {
        let line = PeriodLine {
            first: day("2026-11-23"),
            last: day("2026-11-29"),
            inflow_minor: 123_456,
            band: Some(Band { low_minor: 100, high_minor: 200_000 }),
            contractual_minor: 0,
            to_come_minor: 0,
            in_minor: 0,
            out_minor: 4_800_000,
            balance_minor: -5,
            low_minor: Some(-7),
        };
        let past = PastLine {
            first: day("2026-11-16"),
            last: day("2026-11-22"),
            came_minor: 100,
            projected_minor: 250,
        };
        let rows = cash_rows(&[line], &[past], Currency::MXN, true, Lang::Es);
        assert!(rows.iter().all(|row| row.len() == rows[0].len()));
        assert_eq!(rows[1][..5], ["2026-11-16", "2026-11-22", "MXN", "1.00", "2.50"]);
        assert_eq!(
            rows[2].join(";"),
            "2026-11-23;2026-11-29;MXN;;;1234.56;1.00;2000.00;0.00;0.00;0.00;48000.00;-0.05;-0.07"
        );
        let without = cash_rows(&[line], &[], Currency::MXN, false, Lang::Es);
        assert_eq!(without[1][12..], ["", ""]);
    }
}
