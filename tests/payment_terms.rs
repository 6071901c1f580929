//! Due dates by payment terms, against facts published by others.

use cartera::ledger::terms::{DueRule, parse_terms};
use chrono::NaiveDate;

/// Case PT1. Facts from the Odoo project's tests of payment terms
/// (addons/account/tests/test_payment_term.py at 02f71aa6), figures only.
#[test]
fn due_dates_follow_the_published_cases() {
    let january = ["2019-01-01", "2019-01-15", "2019-01-31"];
    let cases = [
        (DueRule::OnReceipt, january),
        (DueRule::EndOfMonthPlus { days: 45 }, ["2019-03-17"; 3]),
        (DueRule::NetThenDay { days: 31, day: 15 }, ["2019-02-15", "2019-02-15", "2019-03-15"]),
        (DueRule::EndOfMonthPlus { days: 0 }, ["2019-01-31"; 3]),
        (DueRule::DayOfFollowingMonth { day: 1 }, ["2019-02-01"; 3]),
    ];
    for (rule, expected) in cases {
        for (issued, due) in january.into_iter().zip(expected) {
            assert_eq!(rule.due(date(issued)), date(due), "{rule:?} from {issued}");
        }
    }
}

/// The same terms, read from words.
#[test]
fn the_published_terms_are_understood_when_written() {
    let cases = [
        ("immediate", DueRule::OnReceipt),
        ("45 days after end of invoice month", DueRule::EndOfMonthPlus { days: 45 }),
        ("31 days after invoice, then the 15th", DueRule::NetThenDay { days: 31, day: 15 }),
        ("last day of current month", DueRule::EndOfMonthPlus { days: 0 }),
        ("first day of following month", DueRule::DayOfFollowingMonth { day: 1 }),
    ];
    for (written, rule) in cases {
        let terms = parse_terms(written);
        assert_eq!(terms.map(|terms| terms.parts[0].due), Some(rule), "{written}");
    }
}

fn date(text: &str) -> NaiveDate {
    NaiveDate::parse_from_str(text, "%Y-%m-%d").expect("a date of this file")
}
