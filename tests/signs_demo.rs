//! The warning signs of the demonstration: prompt payers show none, and whoever broke a
//! promise or gave a cheque that came back shows it.
#![cfg(not(target_arch = "wasm32"))]
#![allow(clippy::unwrap_used, missing_docs)]

use std::collections::BTreeSet;

use cartera::demo::{Habit, Portfolio};
use cartera::dunning::standing::{PromiseState, promise_on};
use cartera::ledger::Book;
use cartera::ledger::action::{Draft, Moment};
use cartera::ledger::dealing::SignKind;
use cartera::ledger::record::Deed;
use cartera::ledger::sign_settings::SignSettings;
use cartera::signs::{Evidence, Sign, portfolio, signs_of};
use cartera::text::Lang;
use chrono::{Days, NaiveDate};

/// The first and last day of years and months, and the one that most years lack.
const DAYS: [&str; 5] = ["2026-06-15", "2024-02-29", "2025-10-31", "2026-01-01", "2025-03-30"];

/// Seeds with a day each; the last is the page's own.
const SEEDS: [u64; 9] = [0, 1, 2, 3, 4, 5, 6, 7, 2026];

fn demo(today: NaiveDate, seed: u64) -> (Book, Vec<Habit>) {
    let moment = Moment { at_ms: 1_767_225_600_000, random: 42, device: "a".to_owned() };
    let mut draft = Draft::begin(&Book::default(), Deed::Began, &moment);
    let mut portfolio = Portfolio::plan(today, seed, Lang::Es);
    let habits = portfolio.habits().collect();
    while portfolio.advance(&mut draft, usize::MAX).unwrap() {}
    (draft.into_book(), habits)
}

#[test]
fn prompt_payers_show_no_sign_and_others_show_what_they_did() {
    let settings = SignSettings::default();
    let mut shown = [0; 5];
    for (place, seed) in SEEDS.into_iter().enumerate() {
        let today: NaiveDate = DAYS[place % DAYS.len()].parse().unwrap();
        let (book, habits) = demo(today, seed);
        for ((ix, of), habit) in book.customers().zip(&habits) {
            let signs = signs_of(&book, ix, today, &settings);
            let at = format!("{} (seed {seed}, {today}): {signs:#?}", of.customer.name());
            if matches!(habit, Habit::Prompt | Habit::New) {
                assert!(signs.is_empty(), "{at}");
                for ago in [10, 30, 90, 200] {
                    let then = today - Days::new(ago);
                    let signs = signs_of(&book, ix, then, &settings);
                    assert!(signs.is_empty(), "{at}: {ago} days before {signs:#?}");
                }
            }
            let bounced = of.credits.iter().filter_map(|&ix| book.credit(ix).bounced_on);
            let is_fresh = bounced.filter(|on| *on + Days::new(180) > today).count() > 0;
            let came_back = |sign: &Sign| matches!(&sign.evidence, Evidence::Cheques(it) if !it.bounced.is_empty());
            assert_eq!(is_fresh, signs.iter().any(came_back), "{at}");
            let is_broken = of.dealings.iter().any(|entry| {
                let standing = promise_on(&book, of, entry, today, 1);
                standing.is_some_and(|it| it.state == PromiseState::Broken)
            });
            let has = |kind| signs.iter().any(|sign| sign.kind == kind);
            assert!(!is_broken || has(SignKind::BrokenPromises), "{at}");
            shown[*habit as usize] += usize::from(!signs.is_empty());
        }
    }
    let [prompt, late, drifting, stopped, new] = shown;
    let times = SEEDS.len();
    assert_eq!((prompt, new), (0, 0));
    // Of 36 regularly late, 18 that pay later every month and 8 that stopped paying.
    assert!(stopped * 10 > 8 * times * 8, "{shown:?}");
    assert!(drifting * 10 > 18 * times * 7, "{shown:?}");
    assert!(late * 10 < 36 * times * 2, "being late is their habit: {shown:?}");
}

/// Asked of each day by itself, a sign held on every day since it began and not on the day
/// before.
#[test]
fn signs_hold_since_they_began() {
    let settings = SignSettings::default();
    let today: NaiveDate = DAYS[0].parse().unwrap();
    let (book, _) = demo(today, 2026);
    let mut kinds = BTreeSet::new();
    for row in portfolio(&book, today, &settings) {
        for sign in &row.signs {
            kinds.insert(sign.kind);
            let holds = |day| {
                let signs = signs_of(&book, row.customer, day, &settings);
                signs.iter().any(|it| it.kind == sign.kind && it.since == sign.since)
            };
            let days = (today - sign.since).num_days() as u64;
            for day in (0..=days).step_by(3) {
                assert!(holds(sign.since + Days::new(day)), "{day} days on: {sign:#?}");
            }
            assert!(!holds(sign.since - Days::new(1)), "{sign:#?}");
        }
    }
    for kind in [SignKind::LaterThanHabit, SignKind::BrokenPromises, SignKind::Cheques] {
        assert!(kinds.contains(&kind), "{kinds:?}");
    }
}
