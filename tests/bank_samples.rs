//! Public samples of bank files against what each should yield.
//!
//! The samples are not part of this repository: they are looked for in the folder that
//! `CARTERA_SAMPLES` names, or under `../shared/samples`, with `expected-bank.json`. Without
//! them the test prints "skipped". Run it with `--nocapture` for the table.

#![allow(clippy::unwrap_used, missing_docs)]

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use cartera::files::bank::{BankOptions, Refused, Statement, read};
use cartera::ledger::Currency;
use chrono::NaiveDate;
use rust_decimal::Decimal;
use serde_json::Value;

/// Where reading and expectation part: what comes instead, and why that is right.
const ARGUED: &[(&str, &str, &str)] = &[
    (
        "bank/ofx/ofxparse/account_listing_aggregation.ofx",
        "NoStatement",
        "a list of four accounts is no statement: refused as one without movements",
    ),
    (
        "bank/ofx/ofxparse/date_missing.ofx",
        "movements: read 1, expected 3",
        "two of three movements have no day at all and are listed as problems; the third is \
         of 31 February and is taken on the 29th",
    ),
    (
        "bank/mt940/wolph/cmxl__closing_balance.sta",
        "statements: read 1, expected 0",
        "a piece of a statement: its closing balance is read although field 20 is missing",
    ),
    (
        "bank/mt940/wolph/betterplace__empty_line.sta",
        "NoStatement",
        "field 20 alone names no account, no movement and no balance: nothing to read",
    ),
];

#[derive(Default)]
struct Tally {
    files: u32,
    read_right: u32,
    refused_right: u32,
    argued: u32,
    wrong: Vec<String>,
}

#[test]
fn every_sample_is_read_or_refused_as_expected() {
    let folder = std::env::var_os("CARTERA_SAMPLES").map_or_else(
        || PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("../shared/samples"),
        PathBuf::from,
    );
    if !folder.join("expected-bank.json").is_file() {
        println!("skipped: no samples of bank files");
        return;
    }
    let expected = std::fs::read(folder.join("expected-bank.json")).unwrap();
    let expected: BTreeMap<String, Value> = serde_json::from_slice(&expected).unwrap();
    let mut tallies: BTreeMap<&str, Tally> = BTreeMap::new();
    for (name, expected) in &expected {
        let format = name.split('/').nth(1).unwrap();
        let tally = tallies.entry(format).or_default();
        tally.files += 1;
        let argued = ARGUED.iter().find(|(argued, ..)| argued == name);
        match judge(&folder, name, format, expected) {
            Ok(Verdict::Read) => tally.read_right += 1,
            Ok(Verdict::Refused) => tally.refused_right += 1,
            Err(why) if argued.is_some_and(|(_, instead, _)| *instead == why) => tally.argued += 1,
            Err(why) => tally.wrong.push(format!("{name}: {why}")),
        }
    }
    println!(
        "{:<8} {:>6} {:>11} {:>14} {:>7} {:>6}",
        "format", "files", "read right", "refused right", "argued", "wrong"
    );
    for (format, tally) in &tallies {
        let Tally { files, read_right, refused_right, argued, wrong } = tally;
        let wrong = wrong.len();
        println!(
            "{format:<8} {files:>6} {read_right:>11} {refused_right:>14} {argued:>7} {wrong:>6}"
        );
    }
    for (name, _, why) in ARGUED {
        println!("{name}: {why}");
    }
    let wrong: Vec<&String> = tallies.values().flat_map(|tally| &tally.wrong).collect();
    assert!(wrong.is_empty(), "{wrong:#?}");
}

enum Verdict {
    Read,
    Refused,
}

fn judge(folder: &Path, name: &str, format: &str, expected: &Value) -> Result<Verdict, String> {
    let bytes = std::fs::read(folder.join(name)).map_err(|error| error.to_string())?;
    let options = BankOptions {
        today: NaiveDate::from_ymd_opt(2026, 11, 22).unwrap(),
        home_currency: Currency::from_code("EUR").unwrap(),
    };
    let read = read(&bytes, options);
    match format {
        "ofx" => ofx(read, expected),
        "mt940" => mt940(read, expected),
        "camt" => camt(read, expected),
        _ => Err("no judge for this format".to_owned()),
    }
}

fn ofx(read: Result<Vec<Statement>, Refused>, expected: &Value) -> Result<Verdict, String> {
    let expected = &expected["regex"];
    let count = expected["n"].as_u64().unwrap() as usize;
    let ledger: Vec<&str> = texts(&expected["ledger"]);
    let read = match read {
        Ok(read) => read,
        Err(Refused::Investments) if count == 0 && ledger.is_empty() => {
            return Ok(Verdict::Refused);
        }
        Err(other) => return Err(format!("{other:?}")),
    };
    same("movements", movements(&read), count)?;
    same("sum", sum(&read), decimal(&expected["sum"]))?;
    let accounts: Vec<&str> = read.iter().map(|one| one.account.as_str()).collect();
    same("accounts", accounts, texts(&expected["acct"]))?;
    let closing: Vec<Decimal> =
        read.iter().filter_map(|one| one.closing).map(cartera::ledger::Money::to_decimal).collect();
    let ledger: Vec<Decimal> = ledger.iter().filter_map(|text| text.parse().ok()).collect();
    same("ledger balances", closing, ledger)?;
    Ok(Verdict::Read)
}

fn mt940(read: Result<Vec<Statement>, Refused>, expected: &Value) -> Result<Verdict, String> {
    let statements = expected["n_20"].as_u64().unwrap() as usize;
    let count = expected["n_61"].as_u64().unwrap() as usize;
    let closing = texts(&expected["close"]);
    let read = match read {
        Ok(read) => read,
        Err(_) if statements == 0 && closing.is_empty() => return Ok(Verdict::Refused),
        Err(other) => return Err(format!("{other:?}")),
    };
    same("statements", read.len(), statements)?;
    same("movements", movements(&read), count)?;
    if let Some(total) = expected.get("lib_sum") {
        same("sum", sum(&read), decimal(total))?;
    }
    // The file of expectations keeps the first few only.
    for (what, balances) in [("open", &expected["open"]), ("close", &expected["close"])] {
        let of = |one: &Statement| if what == "open" { one.opening } else { one.closing };
        let found: Vec<Decimal> =
            read.iter().filter_map(of).map(cartera::ledger::Money::to_decimal).collect();
        let wanted: Vec<Decimal> = texts(balances).into_iter().map(swift_balance).collect();
        same(what, &found[..wanted.len().min(found.len())], &wanted[..])?;
    }
    Ok(Verdict::Read)
}

fn camt(read: Result<Vec<Statement>, Refused>, expected: &Value) -> Result<Verdict, String> {
    let read = read.map_err(|refused| format!("{refused:?}"))?;
    let expected = expected["statements"].as_array().unwrap();
    same("statements", read.len(), expected.len())?;
    for (one, expected) in read.iter().zip(expected) {
        same("account", one.account.as_str(), expected["acct"].as_str().unwrap())?;
        let entries = expected["entries"].as_u64().unwrap() as usize;
        let places = one.movements.iter().map(|movement| movement.line);
        let left_out = one.problems.iter().filter(|problem| problem.what.leaves_out());
        let places = places.chain(left_out.map(|problem| problem.line));
        same("entries", places.collect::<std::collections::BTreeSet<_>>().len(), entries)?;
        same("net", sum(std::slice::from_ref(one)), decimal(&expected["net"]))?;
        for first in expected["first"].as_array().unwrap() {
            let is_this = |movement: &&cartera::files::bank::Movement| {
                movement.amount.to_decimal().abs() == decimal(&first["amt"])
            };
            let movement = one.movements.iter().find(is_this).ok_or("an entry is missing")?;
            same("pending", movement.is_pending, first["sts"] == "PDNG")?;
            for reference in texts(&first["e2e"]) {
                let has = movement.references.iter().any(|known| known.text == reference);
                same(reference, has, true)?;
            }
            for words in texts(&first["ustrd"]) {
                same(words, movement.text.contains(words), true)?;
            }
            if let Some(day) = first["val"].as_str() {
                let value_on = movement.value_on.unwrap_or(movement.booked_on);
                same("value day", value_on.to_string().as_str(), day)?;
            }
        }
    }
    Ok(Verdict::Read)
}

fn same<T: PartialEq + std::fmt::Debug>(what: &str, found: T, wanted: T) -> Result<(), String> {
    if found == wanted {
        Ok(())
    } else {
        Err(format!("{what}: read {found:?}, expected {wanted:?}"))
    }
}

fn movements(read: &[Statement]) -> usize {
    read.iter().map(|one| one.movements.len()).sum()
}

fn sum(read: &[Statement]) -> Decimal {
    let all = read.iter().flat_map(|one| &one.movements);
    all.map(|movement| movement.amount.to_decimal()).sum::<Decimal>().normalize()
}

fn decimal(value: &Value) -> Decimal {
    value.as_str().unwrap().parse::<Decimal>().unwrap().normalize()
}

fn texts(value: &Value) -> Vec<&str> {
    value.as_array().map_or_else(Vec::new, |all| all.iter().filter_map(Value::as_str).collect())
}

/// `C140507EUR1234,56` as a number.
fn swift_balance(text: &str) -> Decimal {
    let value: Decimal = text[10..].trim().trim_end_matches(',').replace(',', ".").parse().unwrap();
    let value = if text.starts_with('D') { -value } else { value };
    value.round_dp(2)
}
