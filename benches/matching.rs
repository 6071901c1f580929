//! How long matching bank movements takes, natively, at the page's own optimisation level:
//! `cargo bench --bench matching`.

#![allow(clippy::disallowed_methods, clippy::unwrap_used)]

#[path = "lib/bank.rs"]
mod bank;

use std::time::Instant;

use bank::{ITEMS, MOVEMENTS, ledger, movements};
use cartera::matching::{Certainty, MatchSettings, Matcher};
use chrono::NaiveDate;

fn main() {
    let today = NaiveDate::from_ymd_opt(2026, 3, 31).unwrap();
    let book = ledger(today);
    let movements = movements(today);
    let settings = MatchSettings::of(book.firm());
    for _ in 0..3 {
        let start = Instant::now();
        let matcher = Matcher::new(&book, today, &settings);
        let built = start.elapsed();
        let found = matcher.suggest_all(&movements);
        let took = start.elapsed();
        let count = |certainty| {
            let first = found.iter().filter_map(|found| found.first());
            first.filter(|first| first.certainty == certainty).count()
        };
        println!(
            "{MOVEMENTS} movements, {ITEMS} open items: index {:.0} ms, all {:.0} ms; \
             {} certain, {} likely, {} weak",
            built.as_secs_f64() * 1e3,
            took.as_secs_f64() * 1e3,
            count(Certainty::Certain),
            count(Certainty::Likely),
            count(Certainty::Weak),
        );
    }
}
