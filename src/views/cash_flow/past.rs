//! The weeks or months that are over: what came in against what had been projected.

use chrono::{Datelike, Days, Months, NaiveDate};

use super::asked::{Asked, Period, Scenario};
use super::lines::spans;
use crate::forecast::past::came_by_day;
use crate::forecast::{Question, project};
use crate::ledger::book::Book;

/// How many weeks, or whole months, are looked back to.
const WEEKS: u64 = 4;
const MONTHS: u32 = 2;

/// A week or month that is over, in minor units.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct PastLine {
    /// Its first day.
    pub first: NaiveDate,
    /// Its last.
    pub last: NaiveDate,
    /// What came in of what was open at the beginning.
    pub came_minor: i64,
    /// What had been projected of it then, with what was known then.
    pub projected_minor: i64,
}

/// The last four weeks, or the last two months and what is over of this one, all projected
/// at their beginning. None where nothing was owed then.
pub fn past_lines(book: &Book, asked: &Asked) -> Vec<PastLine> {
    let today = asked.question.on;
    let begin = match asked.by {
        Period::Week => today - Days::new(WEEKS * 7),
        Period::Month => {
            let month =
                today.with_day(1).and_then(|first| first.checked_sub_months(Months::new(MONTHS)));
            month.and_then(|first| first.pred_opt()).unwrap_or(today)
        }
    };
    let question = Question {
        on: begin,
        until: today,
        stress: crate::forecast::Stress::default(),
        paths: 0,
        ..asked.question.clone()
    };
    let said = project(book, &question);
    let projected = match asked.scenario {
        Scenario::Contractual => &said.contractual_minor,
        Scenario::Expected | Scenario::Stressed => &said.expected_minor,
    };
    let came = came_by_day(book, &question);
    if said.open_minor == 0 || came.last().is_none_or(|&came| came == 0) {
        return Vec::new();
    }
    let within = |by_day: &[i64], (first, last): (NaiveDate, NaiveDate)| {
        let by = |day: NaiveDate| {
            let place = usize::try_from((day - begin).num_days() - 1).ok();
            place.and_then(|place| by_day.get(place)).copied().unwrap_or(0)
        };
        by(last) - first.pred_opt().map_or(0, by)
    };
    spans(begin, today, asked.by)
        .into_iter()
        .map(|span| PastLine {
            first: span.0,
            last: span.1,
            came_minor: within(&came, span),
            projected_minor: within(projected, span),
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::super::asked::asked;
    use super::*;
    use crate::views::fixture::{credit, customer, day, draft, invoice, mxn, transfer};

    /// Owed since October: 500 due and paid on the 3rd of November, 300 due on the 10th and
    /// paid on the 18th; what was issued later is not of it.
    #[test]
    fn what_came_in_stands_beside_what_was_due() {
        let mut draft = draft();
        let of = customer(&mut draft, "Uno");
        let one = invoice(&mut draft, of, "F-1", "2026-10-01", "2026-11-03", mxn(500));
        let two = invoice(&mut draft, of, "F-2", "2026-10-01", "2026-11-10", mxn(300));
        let late = invoice(&mut draft, of, "F-3", "2026-11-05", "2026-11-06", mxn(70));
        for (on, of_invoice, minor) in
            [("2026-11-03", one, 500), ("2026-11-18", two, 300), ("2026-11-19", late, 70)]
        {
            credit(&mut draft, of, transfer(), on, mxn(minor), &[(of_invoice, minor)]);
        }
        let book = draft.book();
        let of_address = |scenario: &'static str, by: &'static str| {
            asked(book, day("2026-11-22"), &|name| match name {
                "scenario" => Some(scenario.to_owned()),
                "by" => Some(by.to_owned()),
                _ => None,
            })
        };
        let lines = past_lines(book, &of_address("contractual", "week"));
        let said: Vec<_> =
            lines.iter().map(|line| (line.came_minor, line.projected_minor)).collect();
        // From the 26th of October: weeks end on the 1st, 8th, 15th and 22nd.
        assert_eq!(said, [(0, 0), (500, 500), (0, 300), (300, 0)]);
        let lines = past_lines(book, &of_address("expected", "month"));
        assert_eq!(lines.iter().map(|line| line.first).collect::<Vec<_>>(), []);
        let nothing = past_lines(&Book::default(), &of_address("expected", "week"));
        assert!(nothing.is_empty());
    }
}
