//! The warning signs of the demonstration: prompt payers show none, and whoever broke a
//! promise or gave a cheque that came back shows it.
#![cfg(not(target_arch = "wasm32"))]
#![allow(clippy::unwrap_used, missing_docs)]

use cartera::demo::{Habit, Portfolio};
use cartera::dunning::standing::{PromiseState, promise_on};
use cartera::ledger::Book;
use cartera::ledger::action::{Draft, Moment};
use cartera::ledger::dealing::SignKind;
use cartera::ledger::record::Deed;
use cartera::ledger::sign_settings::SignSettings;
use cartera::signs::{Evidence, portfolio, signs_of};
use cartera::text::Lang;
use chrono::{Days, NaiveDate};

fn demo(today: NaiveDate, seed: u64) -> (Book, Vec<Habit>) {
    let moment = Moment { at_ms: 1_767_225_600_000, random: 42, device: "a".to_owned() };
    let mut draft = Draft::begin(&Book::default(), Deed::Began, &moment);
    let mut portfolio = Portfolio::plan(today, seed, Lang::Es);
    let habits = portfolio.habits().collect();
    while portfolio.advance(&mut draft, usize::MAX).unwrap() {}
    (draft.into_book(), habits)
}

const DAYS: [&str; 5] = ["2026-06-15", "2024-02-29", "2025-10-31", "2026-01-01", "2025-03-30"];

#[test]
fn prompt_payers_show_no_sign_and_others_show_what_they_did() {
    let settings = SignSettings::default();
    let mut shown = [0; 5];
    for seed in (0..8).chain([2026]) {
        for turn in [0, 3] {
            let today: NaiveDate = DAYS[(seed as usize + turn) % DAYS.len()].parse().unwrap();
            let (book, habits) = demo(today, seed);
            for ((ix, of), habit) in book.customers().zip(&habits) {
                let signs = signs_of(&book, ix, today, &settings);
                let name = of.customer.name();
                let at = format!("{name} (seed {seed}, {today}): {signs:#?}");
                if matches!(habit, Habit::Prompt | Habit::New) {
                    assert!(signs.is_empty(), "{at}");
                    for ago in [30, 90, 200] {
                        let then = today - Days::new(ago);
                        let signs = signs_of(&book, ix, then, &settings);
                        assert!(signs.is_empty(), "{name} (seed {seed}, {then}): {signs:#?}");
                    }
                }
                let has = |kind| signs.iter().any(|sign| sign.kind == kind);
                let bounced = of.credits.iter().filter_map(|&ix| book.credit(ix).bounced_on);
                let fresh = bounced.filter(|on| *on + Days::new(180) > today).count();
                assert_eq!(
                    fresh > 0,
                    {
                        signs.iter().any(|sign| matches!(&sign.evidence, Evidence::Cheques(it) if !it.bounced.is_empty()))
                    },
                    "{at}"
                );
                let broken = of.dealings.iter().any(|entry| {
                    promise_on(&book, of, entry, today, 1)
                        .is_some_and(|it| it.state == PromiseState::Broken)
                });
                assert!(!broken || has(SignKind::BrokenPromises), "{at}");
                if !signs.is_empty() {
                    shown[*habit as usize] += 1;
                }
            }
        }
    }
    eprintln!("{shown:?}");
    let [prompt, late, drifting, stopped, new] = shown;
    assert_eq!((prompt, new), (0, 0));
    // Of 36 regularly late, 18 drifting and 8 that stopped paying, 18 times.
    assert!(stopped > 8 * 18 * 8 / 10, "{stopped}");
    assert!(drifting > 18 * 18 / 2, "{drifting}");
    assert!(late < 36 * 18 / 2, "{late}");
    let _ = portfolio;
}
