//! What stands behind a figure: the instalments it is expected from.

use std::cmp::Reverse;

use chrono::NaiveDate;

use super::asked::Scenario;
use crate::forecast::{ItemOutlook, Projection, Question, Reason, project};
use crate::ledger::Ix;
use crate::ledger::book::{Book, Item};
use crate::order;

/// A figure that can be opened: what comes in within some days, or what does not at all.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Figure {
    /// From one day to another, both included.
    Within(NaiveDate, NaiveDate),
    /// Not by the last day.
    Beyond,
}

/// An instalment behind a figure.
#[derive(Clone, Debug, PartialEq)]
pub struct BehindLine {
    /// The instalment.
    pub item: Ix<Item>,
    /// What is open of it, in minor units.
    pub open_minor: i64,
    /// What is expected of it within the days, or not at all, in minor units.
    pub minor: i64,
    /// The chance of that, from 0 to 1.
    pub chance: f64,
    /// The day by which it is as likely paid as not, where that is by the last day.
    pub likely_on: Option<NaiveDate>,
    /// What the chance comes from; nothing where everything is paid when due.
    pub reason: Option<Reason>,
}

impl Figure {
    /// Its name in the address: `2026-11-23..2026-11-29`, `beyond`.
    pub fn code(self) -> String {
        match self {
            Self::Within(first, last) => format!("{first}..{last}"),
            Self::Beyond => "beyond".to_owned(),
        }
    }

    /// The figure of a name in the address, within the days of a question.
    pub fn from_code(code: &str, question: &Question) -> Option<Self> {
        if code == "beyond" {
            return Some(Self::Beyond);
        }
        let (first, last) = code.split_once("..")?;
        let (first, last) = (first.parse().ok()?, last.parse().ok()?);
        let is_ahead = question.on < first && first <= last && last <= question.until;
        is_ahead.then_some(Self::Within(first, last))
    }
}

/// The instalments behind a figure of the projection of a question, the largest first. Their
/// sum is the figure, to the cent.
///
/// What is expected of an instalment from one day to another is the difference of two
/// projections that end on those days. Each rounds for itself, so the few cents by which
/// their sum may differ from the figure are taken from, or put to, the largest lines.
pub fn behind(
    book: &Book,
    question: &Question,
    projection: &Projection,
    scenario: Scenario,
    figure: Figure,
) -> Vec<BehindLine> {
    let mut lines = if scenario == Scenario::Contractual {
        due(book, projection, figure)
    } else {
        expected(book, question, projection, figure)
    };
    order::sort_by_key(&mut lines, |line| (Reverse(line.minor), line.item));
    if scenario != Scenario::Contractual {
        let sum: i64 = lines.iter().map(|line| line.minor).sum();
        settle(&mut lines, figure_minor(projection, figure) - sum);
    }
    lines.retain(|line| line.minor > 0);
    lines
}

/// The figure itself, where customers pay as expected.
fn figure_minor(projection: &Projection, figure: Figure) -> i64 {
    let by = |day: NaiveDate| {
        let place = usize::try_from((day - projection.on).num_days() - 1).ok();
        place.and_then(|place| projection.expected_minor.get(place)).copied().unwrap_or(0)
    };
    match figure {
        Figure::Within(first, last) => by(last) - first.pred_opt().map_or(0, by),
        Figure::Beyond => projection.not_within_minor,
    }
}

fn expected(
    book: &Book,
    question: &Question,
    projection: &Projection,
    figure: Figure,
) -> Vec<BehindLine> {
    let line = |whole: &ItemOutlook, minor: i64, chance: f64| BehindLine {
        item: whole.item,
        open_minor: whole.open_minor,
        minor: minor.max(0),
        chance: chance.clamp(0.0, 1.0),
        likely_on: whole.likely_on,
        reason: Some(whole.reason),
    };
    let (first, last) = match figure {
        Figure::Beyond => {
            let rest =
                |of: &ItemOutlook| line(of, of.open_minor - of.expected_minor, 1.0 - of.chance);
            return projection.items.iter().map(rest).collect();
        }
        Figure::Within(first, last) => (first, last),
    };
    let until = |until: Option<NaiveDate>| {
        let until = until.filter(|until| *until > question.on)?;
        Some(project(book, &Question { until, paths: 0, ..question.clone() }).items)
    };
    let (before, by_then) = (until(first.pred_opt()), until(Some(last)));
    // All three have the same instalments in the same order.
    let at = |items: &Option<Vec<ItemOutlook>>, place: usize| {
        let found = items.as_ref().and_then(|items| items.get(place));
        found.map_or((0, 0.0), |item| (item.expected_minor, item.chance))
    };
    let lines = projection.items.iter().enumerate().map(|(place, whole)| {
        let (before, by_then) = (at(&before, place), at(&by_then, place));
        line(whole, by_then.0 - before.0, by_then.1 - before.1)
    });
    lines.collect()
}

/// What falls due within the days; what is overdue, on the first of them.
fn due(book: &Book, projection: &Projection, figure: Figure) -> Vec<BehindLine> {
    let tomorrow = projection.on.succ_opt().unwrap_or(projection.on);
    let due = |of: &&ItemOutlook| {
        let on = book.item(of.item).due_on.max(tomorrow);
        match figure {
            Figure::Within(first, last) => (first..=last).contains(&on),
            Figure::Beyond => on > projection.until,
        }
    };
    let line = |of: &ItemOutlook| BehindLine {
        item: of.item,
        open_minor: of.open_minor,
        minor: of.open_minor,
        chance: 1.0,
        likely_on: Some(book.item(of.item).due_on.max(tomorrow)),
        reason: None,
    };
    projection.items.iter().filter(due).map(line).collect()
}

/// Puts a difference of a few cents onto the lines from the first, none of which falls below
/// zero or rises above what is open.
fn settle(lines: &mut [BehindLine], mut left: i64) {
    for line in lines {
        let change = left.clamp(-line.minor, line.open_minor - line.minor);
        line.minor += change;
        left -= change;
        if left == 0 {
            return;
        }
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]

    use chrono::Days;

    use super::super::asked::Period;
    use super::super::lines::{period_lines, spans};
    use super::*;
    use crate::forecast::CashLine;
    use crate::views::fixture::{day, demo};

    const TODAY: &str = "2026-11-22";

    #[test]
    fn a_figure_is_named_in_the_address() {
        let book = Book::default();
        let question = Question::new(&book, day(TODAY));
        let week = Figure::Within(day("2026-11-23"), day("2026-11-29"));
        for figure in [week, Figure::Beyond] {
            assert_eq!(Figure::from_code(&figure.code(), &question), Some(figure));
        }
        for odd in
            ["", "x", "2026-11-22..2026-11-29", "2026-11-29..2026-11-23", "2026-11-23..2036-01-01"]
        {
            assert_eq!(Figure::from_code(odd, &question), None, "{odd}");
        }
    }

    /// On the demonstration, in each scenario, by weeks and months: the lines behind every
    /// bar sum to it, and with those beyond the last day every open cent is in one.
    #[test]
    fn the_lines_behind_a_figure_sum_to_it() {
        let book = demo(day(TODAY));
        let mut question = Question::new(&book, day(TODAY));
        question.until = question.on + Days::new(42);
        question.paths = 0;
        let projection = project(&book, &question);
        let cash = CashLine::of(&book, &projection);
        assert!(projection.items.len() > 50);
        for scenario in [Scenario::Contractual, Scenario::Expected] {
            for by in Period::ALL {
                let bars = period_lines(&projection, &cash, &[], scenario, by);
                let mut all = 0;
                for bar in &bars {
                    let figure = Figure::Within(bar.first, bar.last);
                    let lines = behind(&book, &question, &projection, scenario, figure);
                    let sum: i64 = lines.iter().map(|line| line.minor).sum();
                    assert_eq!(sum, bar.inflow_minor, "{scenario:?} {figure:?}");
                    assert!(lines.iter().all(|line| (1..=line.open_minor).contains(&line.minor)));
                    assert!(lines.is_sorted_by(|one, next| one.minor >= next.minor - 50));
                    all += sum;
                }
                let beyond = behind(&book, &question, &projection, scenario, Figure::Beyond);
                all += beyond.iter().map(|line| line.minor).sum::<i64>();
                assert_eq!(all, projection.open_minor);
                assert_eq!(spans(question.on, question.until, by).len(), bars.len());
            }
        }
    }
}
