//! The forms of a planned flow and of counted cash.

use chrono::{Datelike, NaiveDate, Weekday};

use crate::ledger::planned_flow::{FlowDirection, PlannedFlow, Rhythm};
use crate::ledger::{Currency, Id, Money};
use crate::text::Lang;
use crate::text::format::{NumberStyle, amount, date_medium, parse_amount, parse_date};
use crate::views::invoice_form::read_money;
use crate::views::problem::{FieldProblem, Why};

/// How often a flow moves.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum RhythmKind {
    /// Once.
    Once,
    /// Every week.
    Weekly,
    /// Every month.
    #[default]
    Monthly,
}

impl RhythmKind {
    /// All of them, in the order they are offered.
    pub const ALL: [Self; 3] = [Self::Monthly, Self::Weekly, Self::Once];

    /// What a form knows it by.
    pub fn code(self) -> &'static str {
        match self {
            Self::Once => "once",
            Self::Weekly => "weekly",
            Self::Monthly => "monthly",
        }
    }
}

/// A planned flow as it is being written.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FlowDraft {
    /// The flow that is changed; the nil id for a new one.
    pub id: Id,
    /// What it is.
    pub name: String,
    /// Whether money comes or goes.
    pub direction: FlowDirection,
    /// How much each time, as typed.
    pub amount: String,
    /// In which currency.
    pub currency: Currency,
    /// How often.
    pub kind: RhythmKind,
    /// The day, or the first day on which it may move, as typed.
    pub from: String,
    /// The last, as typed; blank for no end.
    pub until: String,
    /// Of a weekly one, the weekday, from 0 for Monday.
    pub weekday: u8,
    /// Of a monthly one, the day of the month; 31 for the last.
    pub day: u8,
}

/// A field of it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum FlowField {
    /// What it is.
    Name,
    /// How much.
    Amount,
    /// From when on.
    From,
    /// Until when.
    Until,
}

impl FlowDraft {
    /// A new one: money that goes at the end of each month, from today on.
    pub fn new(currency: Currency, today: NaiveDate, lang: Lang) -> Self {
        Self {
            id: Id::new(0, 0),
            name: String::new(),
            direction: FlowDirection::Out,
            amount: String::new(),
            currency,
            kind: RhythmKind::Monthly,
            from: date_medium(lang, today),
            until: String::new(),
            weekday: 4,
            day: 31,
        }
    }

    /// One that is there, to be changed.
    pub fn of(flow: &PlannedFlow, lang: Lang, style: NumberStyle) -> Self {
        let written = |day: NaiveDate| date_medium(lang, day);
        let maybe = |day: Option<NaiveDate>| day.map(written).unwrap_or_default();
        let usual = Self::new(flow.amount.currency, NaiveDate::default(), lang);
        let draft = Self {
            id: flow.id,
            name: flow.name.clone(),
            direction: flow.direction,
            amount: amount(flow.amount, style),
            ..usual
        };
        match flow.rhythm {
            Rhythm::Once { on } => Self { kind: RhythmKind::Once, from: written(on), ..draft },
            Rhythm::Weekly { weekday, from, until } => Self {
                kind: RhythmKind::Weekly,
                from: written(from),
                until: maybe(until),
                weekday: u8::try_from(weekday.num_days_from_monday()).unwrap_or(0),
                ..draft
            },
            Rhythm::Monthly { day, from, until } => Self {
                kind: RhythmKind::Monthly,
                from: written(from),
                until: maybe(until),
                day,
                ..draft
            },
        }
    }

    /// The flow it describes.
    ///
    /// # Errors
    /// Everything that is wrong with its fields.
    pub fn validate(
        &self,
        today: NaiveDate,
        style: NumberStyle,
    ) -> Result<PlannedFlow, Vec<FieldProblem<FlowField>>> {
        let mut problems = Vec::new();
        let mut lacks = |field, why| problems.push(FieldProblem { field, why });
        if self.name.trim().is_empty() {
            lacks(FlowField::Name, Why::Missing);
        }
        let amount = read_money(&self.amount, self.currency, style);
        let amount = amount.map_err(|why| lacks(FlowField::Amount, why)).ok();
        let from = match self.from.trim() {
            "" => Err(Why::Missing),
            typed => parse_date(typed, today).ok_or(Why::NotADate),
        };
        let from = from.map_err(|why| lacks(FlowField::From, why)).ok();
        let until = match self.until.trim() {
            typed if typed.is_empty() || self.kind == RhythmKind::Once => None,
            typed => {
                let until = parse_date(typed, today);
                if until.is_none() {
                    lacks(FlowField::Until, Why::NotADate);
                }
                until
            }
        };
        let (Some(amount), Some(from), true) = (amount, from, problems.is_empty()) else {
            return Err(problems);
        };
        let rhythm = match self.kind {
            RhythmKind::Once => Rhythm::Once { on: from },
            RhythmKind::Weekly => {
                let weekday = Weekday::try_from(self.weekday % 7).unwrap_or(from.weekday());
                Rhythm::Weekly { weekday, from, until }
            }
            RhythmKind::Monthly => Rhythm::Monthly { day: self.day, from, until },
        };
        let name = self.name.trim().to_owned();
        Ok(PlannedFlow { id: self.id, name, direction: self.direction, amount, rhythm })
    }
}

/// Counted cash as it is being written.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CountDraft {
    /// The day, as typed.
    pub on: String,
    /// How much there was, as typed; below zero where an account is overdrawn.
    pub amount: String,
    /// In which currency.
    pub currency: Currency,
}

/// A field of it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum CountField {
    /// The day.
    On,
    /// How much.
    Amount,
}

impl CountDraft {
    /// The day and the cash at its end.
    ///
    /// # Errors
    /// Everything that is wrong with its fields. A day that has not come cannot have been
    /// counted.
    pub fn validate(
        &self,
        today: NaiveDate,
        style: NumberStyle,
    ) -> Result<(NaiveDate, Money), Vec<FieldProblem<CountField>>> {
        let on = parse_date(&self.on, today).filter(|on| *on <= today).ok_or(Why::NotADate);
        let amount = match self.amount.trim() {
            "" => Err(Why::Missing),
            typed => parse_amount(typed, style)
                .ok_or(Why::NotAnAmount)
                .and_then(|read| Money::from_decimal(read, self.currency).ok_or(Why::TooLarge)),
        };
        match (on, amount) {
            (Ok(on), Ok(amount)) => Ok((on, amount)),
            (on, amount) => {
                let on = on.err().map(|why| FieldProblem { field: CountField::On, why });
                let amount =
                    amount.err().map(|why| FieldProblem { field: CountField::Amount, why });
                Err(on.into_iter().chain(amount).collect())
            }
        }
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]

    use super::*;
    use crate::views::fixture::{day, mxn};

    const TODAY: &str = "2026-11-22";
    const STYLE: NumberStyle = NumberStyle::POINT;

    fn payroll() -> FlowDraft {
        let mut draft = FlowDraft::new(Currency::MXN, day(TODAY), Lang::Es);
        draft.name = " Nómina ".to_owned();
        draft.amount = "48,000".to_owned();
        draft
    }

    #[test]
    fn a_flow_is_read_by_its_rhythm_and_written_back_as_it_was() {
        let read = |draft: &FlowDraft| draft.validate(day(TODAY), STYLE).unwrap();
        let monthly = read(&payroll());
        assert_eq!((monthly.name.as_str(), monthly.amount), ("Nómina", mxn(4_800_000)));
        assert_eq!(monthly.rhythm, Rhythm::Monthly { day: 31, from: day(TODAY), until: None });
        let weekly = read(&FlowDraft {
            kind: RhythmKind::Weekly,
            until: "31 dic 2026".to_owned(),
            weekday: 0,
            ..payroll()
        });
        let until = Some(day("2026-12-31"));
        let rhythm = Rhythm::Weekly { weekday: Weekday::Mon, from: day(TODAY), until };
        assert_eq!(weekly.rhythm, rhythm);
        let mut once = FlowDraft { kind: RhythmKind::Once, ..payroll() };
        // A last day typed before the kind was changed does not stand in the way.
        once.until = "pronto".to_owned();
        assert_eq!(read(&once).rhythm, Rhythm::Once { on: day(TODAY) });
        for flow in [monthly, weekly, read(&once)] {
            assert_eq!(read(&FlowDraft::of(&flow, Lang::Es, STYLE)), flow);
            assert_eq!(read(&FlowDraft::of(&flow, Lang::En, STYLE)), flow);
        }
    }

    #[test]
    fn everything_that_is_wrong_is_said_at_once() {
        let draft = FlowDraft {
            name: " ".to_owned(),
            amount: "-3".to_owned(),
            from: "pronto".to_owned(),
            until: "nunca".to_owned(),
            ..payroll()
        };
        let problems = draft.validate(day(TODAY), STYLE).unwrap_err();
        let why = |field| FieldProblem::of(&problems, field);
        assert_eq!(why(FlowField::Name), Some(&Why::Missing));
        assert_eq!(why(FlowField::Amount), Some(&Why::NotPositive));
        assert_eq!(why(FlowField::From), Some(&Why::NotADate));
        assert_eq!(why(FlowField::Until), Some(&Why::NotADate));
    }

    #[test]
    fn cash_may_be_below_zero_but_not_of_tomorrow() {
        let count = |on: &str, amount: &str| {
            let (on, amount) = (on.to_owned(), amount.to_owned());
            CountDraft { on, amount, currency: Currency::MXN }.validate(day(TODAY), STYLE)
        };
        assert_eq!(count("22/11/2026", "-1,200.50"), Ok((day(TODAY), mxn(-120_050))));
        assert_eq!(count("22/11/2026", "0"), Ok((day(TODAY), mxn(0))));
        let problems = count("23/11/2026", "").unwrap_err();
        assert_eq!(FieldProblem::of(&problems, CountField::On), Some(&Why::NotADate));
        assert_eq!(FieldProblem::of(&problems, CountField::Amount), Some(&Why::Missing));
    }
}
