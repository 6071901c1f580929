//! Due dates by payment terms, against facts published by others.

use cartera::ledger::terms::{DueRule, parse_terms};
use chrono::NaiveDate;

#[cfg(not(target_arch = "wasm32"))]
mod properties {
    use cartera::ledger::terms::{DueRule, Terms, TermsPart, parse_terms};
    use cartera::ledger::{Currency, Money};
    use cartera::text::{Lang, terms::label};
    use proptest::prelude::*;
    use rust_decimal::Decimal;

    fn any_rule() -> impl Strategy<Value = DueRule> {
        let days = 1..=365_u16;
        prop_oneof![
            Just(DueRule::OnReceipt),
            days.clone().prop_map(DueRule::net),
            (0..=365_u16).prop_map(|days| DueRule::EndOfMonthPlus { days }),
            days.clone().prop_map(|days| DueRule::NetThenEndOfMonth { days }),
            (days, 1..=31_u8).prop_map(|(days, day)| DueRule::NetThenDay { days, day }),
            (1..=31_u8).prop_map(|day| DueRule::DayOfFollowingMonth { day }),
        ]
    }

    /// Whole per cents that sum to 100.
    fn any_parts() -> impl Strategy<Value = Vec<TermsPart>> {
        prop::collection::vec((1..=100_u8, any_rule()), 1..8).prop_map(|wanted| {
            let mut left = Decimal::ONE_HUNDRED;
            let last = wanted.len() - 1;
            let mut parts = Vec::new();
            for (place, (percent, due)) in wanted.into_iter().enumerate() {
                let share = Decimal::from(percent);
                let percent = if place == last || share >= left { left } else { share };
                left -= percent;
                if !percent.is_zero() {
                    parts.push(TermsPart { percent, due });
                }
            }
            parts
        })
    }

    proptest! {
        #[test]
        fn instalments_sum_to_the_total_and_none_is_before_the_issue(
            parts in any_parts(),
            total_minor in prop_oneof![-300..300_i64, -Money::MAX_MINOR..Money::MAX_MINOR],
        ) {
            let currency = Currency::from_code("MXN").expect("an ISO code");
            let terms = Terms::of_parts(parts);
            let issued = super::date("2026-01-31");
            let total = Money::new(total_minor, currency);
            let instalments = terms.instalments(issued, total).expect("shares of 100 %");
            let minors: Vec<i64> = instalments.iter().map(|(_, share)| share.amount_minor).collect();
            prop_assert_eq!(minors.iter().sum::<i64>(), total_minor);
            prop_assert!(minors.iter().all(|minor| minor.signum() * total_minor.signum() >= 0));
            prop_assert!(instalments.iter().all(|(due, _)| *due >= issued));
        }

        #[test]
        fn one_rule_reads_back_from_its_label(rule in any_rule()) {
            let terms = Terms::single(rule);
            for lang in [Lang::Es, Lang::En] {
                let text = label(lang, &terms);
                prop_assert_eq!(parse_terms(&text), Some(terms.clone()), "{}", text);
            }
        }

        /// Of a label with several parts, what is read is right or nothing.
        #[test]
        fn several_parts_are_never_misread(parts in any_parts()) {
            let terms = Terms::of_parts(parts);
            for lang in [Lang::Es, Lang::En] {
                let text = label(lang, &terms);
                if let Some(read) = parse_terms(&text) {
                    prop_assert_eq!(read, terms.clone(), "{}", text);
                }
            }
        }

        #[test]
        fn any_text_is_read_or_refused(text in "([0-9]{1,3}|días|net|%|/|-|, | |fin de mes|desde|ñ){0,9}") {
            if let Some(terms) = parse_terms(&text) {
                prop_assert_eq!(terms.validate(), Ok(()));
            }
        }
    }
}

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
