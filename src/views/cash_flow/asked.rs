//! What the address of the screen asks for.

use chrono::{Days, NaiveDate};

use crate::aging::Filter;
use crate::forecast::{Question, Stress};
use crate::ledger::Currency;
use crate::ledger::book::Book;

/// What stands in the address for customers without a segment or a responsible.
pub const NOBODY: &str = "-";

/// How many weeks can be looked ahead to, as they are offered.
pub const WEEKS: [u16; 4] = [6, 13, 26, 52];

/// How many weeks are looked ahead to when nothing is said.
pub const USUAL_WEEKS: u16 = 13;

/// What is supposed in the stressed scenario where the address says nothing of it.
pub const USUAL_LATER_DAYS: u16 = 10;

/// The same, of a hundred promises that would have been kept.
pub const USUAL_PROMISES_PERCENT: u8 = 50;

/// The most weeks and days that an address may ask for.
const MOST_WEEKS: u16 = 104;
const MOST_LATER_DAYS: u16 = 365;

/// What the user looks at.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Asked {
    /// Under which suppositions.
    pub scenario: Scenario,
    /// In weeks or months.
    pub by: Period,
    /// How many weeks ahead.
    pub weeks: u16,
    /// What is asked of the projection.
    pub question: Question,
}

/// Under which suppositions the money is expected.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Scenario {
    /// Everything is paid when due.
    Contractual,
    /// As the customers usually pay.
    #[default]
    Expected,
    /// As they pay when what the user supposes goes wrong.
    Stressed,
}

impl Scenario {
    /// All of them, in the order they are offered.
    pub const ALL: [Self; 3] = [Self::Contractual, Self::Expected, Self::Stressed];

    /// Its name in an address.
    pub fn code(self) -> &'static str {
        match self {
            Self::Contractual => "contractual",
            Self::Expected => "expected",
            Self::Stressed => "stressed",
        }
    }
}

/// In what the time ahead is divided.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Period {
    /// Seven days each, from tomorrow.
    #[default]
    Week,
    /// Calendar months.
    Month,
}

impl Period {
    /// Both, in the order they are offered.
    pub const ALL: [Self; 2] = [Self::Week, Self::Month];

    /// Its name in an address.
    pub fn code(self) -> &'static str {
        match self {
            Self::Week => "week",
            Self::Month => "month",
        }
    }
}

/// What the parameters ask for. What is missing, or says nothing that can be understood,
/// stands at its usual value.
///
/// `weeks` is a number, `scenario` and `by` are codes, `currency` a code, `segment` and
/// `responsible` a name or [`NOBODY`]; in the stressed scenario `later` is a number of days,
/// `promises` a percentage and `failing` ids of customers between commas.
pub fn asked(
    book: &Book,
    today: NaiveDate,
    param: &dyn Fn(&'static str) -> Option<String>,
) -> Asked {
    let code = |name| param(name).unwrap_or_default();
    let named = |name| param(name).map(|named| if named == NOBODY { String::new() } else { named });
    let scenarios = Scenario::ALL.into_iter();
    let scenario = scenarios.into_iter().find(|known| known.code() == code("scenario"));
    let scenario = scenario.unwrap_or_default();
    let by = Period::ALL.into_iter().find(|known| known.code() == code("by")).unwrap_or_default();
    let weeks = code("weeks").parse().ok().filter(|weeks| (1..=MOST_WEEKS).contains(weeks));
    let weeks = weeks.unwrap_or(USUAL_WEEKS);
    let mut question = Question::new(book, today);
    question.until = today + Days::new(u64::from(weeks) * 7);
    question.currency = Currency::from_code(&code("currency")).unwrap_or(question.currency);
    question.filter = Filter {
        segment: named("segment"),
        responsible: named("responsible"),
        ..Filter::default()
    };
    if scenario == Scenario::Stressed {
        let later = code("later").parse().ok().filter(|days| *days <= MOST_LATER_DAYS);
        let promises = code("promises").parse().ok().filter(|percent| *percent <= 100);
        let failing = code("failing");
        let ids = failing.split(',').filter_map(|id| id.parse().ok());
        let mut failing: Vec<_> = ids.filter_map(|id| book.find_customer(id)).collect();
        crate::order::sort(&mut failing);
        failing.dedup();
        question.stress = Stress {
            later_days: later.unwrap_or(USUAL_LATER_DAYS),
            promises_percent: promises.unwrap_or(USUAL_PROMISES_PERCENT),
            failing,
        };
    }
    Asked { scenario, by, weeks, question }
}

/// The customers that fail as they stand in the address.
pub fn failing_param(book: &Book, stress: &Stress) -> String {
    let ids = stress.failing.iter().map(|&ix| book.customer(ix).customer.id.to_string());
    ids.collect::<Vec<_>>().join(",")
}

impl Asked {
    /// Whether only a part of the customers is looked at: the firm's cash is not theirs.
    pub fn is_part(&self) -> bool {
        self.question.filter != Filter::default()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::route::Route;
    use crate::views::fixture::{customer, day, draft};

    const TODAY: &str = "2026-11-22";

    fn asked_by(book: &Book, address: &str) -> Asked {
        let route = Route::parse(address);
        asked(book, day(TODAY), &|name| route.query.get(name).map(str::to_owned))
    }

    #[test]
    fn an_address_without_parameters_asks_for_thirteen_weeks_as_expected() {
        let book = Book::default();
        let usual = Asked {
            scenario: Scenario::Expected,
            by: Period::Week,
            weeks: 13,
            question: Question::new(&book, day(TODAY)),
        };
        assert_eq!(asked_by(&book, "/cash-flow"), usual);
        let nonsense = "/cash-flow?weeks=0&scenario=x&by=year&currency=ZZ&later=9";
        assert_eq!(asked_by(&book, nonsense), usual);
        assert!(!usual.is_part());
    }

    #[test]
    fn every_parameter_is_understood() {
        let mut draft = draft();
        let [one, two] = ["Uno", "Dos"].map(|name| customer(&mut draft, name));
        let book = draft.book();
        let asked = asked_by(
            book,
            &format!(
                "/cash-flow?weeks=26&scenario=stressed&by=month&currency=USD&segment=-\
                 &responsible=M.%20Ortega&later=0&promises=20&failing={two},x,{one},{two}"
            ),
        );
        assert_eq!(
            (asked.scenario, asked.by, asked.weeks),
            (Scenario::Stressed, Period::Month, 26)
        );
        assert_eq!(asked.question.until, day("2027-05-23"));
        assert_eq!(asked.question.currency, Currency::USD);
        assert_eq!(asked.question.filter.segment.as_deref(), Some(""));
        assert_eq!(asked.question.filter.responsible.as_deref(), Some("M. Ortega"));
        assert!(asked.is_part());
        let stress = &asked.question.stress;
        assert_eq!((stress.later_days, stress.promises_percent, stress.failing.len()), (0, 20, 2));
        assert_eq!(failing_param(book, stress), format!("{one},{two}"));
    }

    #[test]
    fn a_stress_without_numbers_supposes_something() {
        let book = Book::default();
        let stress = asked_by(&book, "/cash-flow?scenario=stressed").question.stress;
        assert_eq!((stress.later_days, stress.promises_percent), (10, 50));
        assert!(asked_by(&book, "/cash-flow?scenario=expected&later=9").question.stress.is_none());
    }
}
