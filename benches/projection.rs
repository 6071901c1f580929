//! How good the projection is on a list of real payments: `cargo bench --bench projection`.
//!
//! At the end of each month from July 2012 to October 2013, with only what was known then:
//! what comes in within each of the next eight weeks of what is open on the day. The error
//! of a method is the mean, over months and weeks, of the difference from what came,
//! without regard to its sign: ours by its expected value, the others by the day they say.
//! The pinball loss is taken at 10, 50 and 90 in a hundred of each week's inflow, ours from
//! the drawn courses of events; the others say one number, which stands for all three.

#![allow(clippy::disallowed_methods, clippy::unwrap_used, dead_code)]

#[path = "../tests/support/payment_history.rs"]
mod history;

use cartera::forecast::history::History;
use cartera::forecast::naive::{Averages, Naive, between, naive_by_day};
use cartera::forecast::past::came_by_day;
use cartera::forecast::{Projecting, Question};
use cartera::ledger::book::Book;
use chrono::{Days, Months, NaiveDate};

const WEEKS: usize = 8;
const LEVELS: [f64; 3] = [0.1, 0.5, 0.9];

fn main() {
    let Some(text) = history::sample() else {
        println!("skipped: no payment-history/late-payments-half.csv");
        return;
    };
    let (book, rows) = history::read(&text);
    println!("rows read: {rows}");
    let mut scores = [Score::default(); 4];
    for on in month_ends() {
        measure(&book, on, &mut scores);
    }
    println!("{:<26} {:>12} {:>12} {:>12}", "method", "error", "pinball", "coverage %");
    let names = ["ours", "when due", "customer average", "portfolio average"];
    for (name, score) in names.iter().zip(&scores) {
        score.print(name);
    }
    let better = scores[1..].iter().map(Score::error).fold(f64::INFINITY, f64::min);
    println!(
        "less error than the best of the others, %: {:.1}",
        (1.0 - scores[0].error() / better) * 100.0
    );
    println!("coverage where anything was to come, %: {:.1}", scores[0].coverage_of_something());
}

fn measure(book: &Book, on: NaiveDate, scores: &mut [Score; 4]) {
    let question = Question {
        until: on + Days::new(WEEKS as u64 * 7),
        seed: 20_121_231,
        paths: 2_000,
        ..Question::new(book, on)
    };
    let question = Question { currency: cartera::ledger::Currency::MXN, ..question };
    let came = came_by_day(book, &question);
    let averages = Averages::of(book, &History::of(book, on));
    let mut projecting = Projecting::new(book, &question);
    while !projecting.advance(question.paths) {}
    let weeks: Vec<_> = (0..WEEKS).map(|week| week * 7..week * 7 + 7).collect();
    let quantiles: Vec<[f64; 3]> = weeks
        .iter()
        .map(|week| LEVELS.map(|level| projecting.quantile(week.clone(), level)))
        .collect();
    let ours = projecting.finish();
    let naive = Naive::ALL.map(|method| naive_by_day(book, &question, &averages, method));
    for (week, quantiles) in weeks.iter().zip(&quantiles) {
        let came = between(&came, week.clone()) as f64;
        let point = between(&ours.expected_minor, week.clone()) as f64;
        scores[0].add(came, point, quantiles);
        for (score, by_day) in scores[1..].iter_mut().zip(&naive) {
            let point = between(by_day, week.clone()) as f64;
            score.add(came, point, &[point; 3]);
        }
    }
}

/// Sums over months and weeks, in minor units.
#[derive(Clone, Copy, Debug, Default)]
struct Score {
    count: f64,
    error: f64,
    pinball: f64,
    covered: f64,
    something: f64,
    something_covered: f64,
}

impl Score {
    fn add(&mut self, came: f64, point: f64, quantiles: &[f64; 3]) {
        self.count += 1.0;
        self.error += (came - point).abs();
        for (level, quantile) in LEVELS.iter().zip(quantiles) {
            let under = came - quantile;
            self.pinball += (level * under).max((level - 1.0) * under) / 3.0;
        }
        let is_covered = f64::from(u8::from((quantiles[0]..=quantiles[2]).contains(&came)));
        self.covered += is_covered;
        if quantiles[2] > 0.0 {
            self.something += 1.0;
            self.something_covered += is_covered;
        }
    }

    fn error(&self) -> f64 {
        self.error / self.count / 100.0
    }

    fn coverage_of_something(&self) -> f64 {
        100.0 * self.something_covered / self.something
    }

    fn print(&self, name: &str) {
        let (pinball, covered) =
            (self.pinball / self.count / 100.0, 100.0 * self.covered / self.count);
        println!("{name:<26} {:>12.2} {pinball:>12.2} {covered:>12.1}", self.error());
    }
}

/// From July 2012 to October 2013.
fn month_ends() -> impl Iterator<Item = NaiveDate> {
    let first = NaiveDate::from_ymd_opt(2012, 8, 1).unwrap();
    (0..16).filter_map(move |months| (first + Months::new(months)).pred_opt())
}
