//! The documented format of a copy is what the code reads and writes: `docs/backup.schema.json`
//! is read off the records' own types, and `docs/backup.md` names every kind of fact.
#![cfg(not(target_arch = "wasm32"))]
#![allow(clippy::unwrap_used, missing_docs)]

#[path = "support/schema.rs"]
mod schema;

use cartera::files::backup;
use cartera::ledger::fact::Fact;
use cartera::ledger::journal::StoredRecord;
use cartera::ledger::record::{Header, VERSION};
use schema::schema_of;
use serde_json::{Map, Value, json};

const DOCUMENTED: &str = include_str!("../docs/backup.schema.json");
const WORDS: &str = include_str!("../docs/backup.md");

/// Each file of stored records that ever shipped, of the version whose types are today's.
const RECORDS: &[&[u8]] = &[
    include_bytes!("fixtures/records/v2.bin"),
    include_bytes!("fixtures/records/v3.bin"),
    include_bytes!("fixtures/records/v4.bin"),
    include_bytes!("fixtures/records/v5.bin"),
];

/// The schema of a line of a copy, from the code.
fn of_the_code() -> Value {
    let (header, mut defs) = schema_of::<Header>();
    let (fact, of_facts) = schema_of::<Fact>();
    for (name, of) in of_facts {
        let before = defs.insert(name.clone(), of.clone());
        assert!(before.is_none_or(|before| before == of), "{name}");
    }
    let record = json!({
        "type": "object",
        "properties": { "header": header, "facts": { "type": "array", "items": fact } },
        "required": ["header", "facts"],
    });
    let pattern = |pattern: &str| json!({ "type": "string", "pattern": pattern });
    for (name, of) in [
        ("id", pattern("^[0-9A-HJKMNP-TV-Z]{26}$")),
        ("country", pattern("^[A-Z]{2}$")),
        ("currency", pattern("^[A-Z]{3}$")),
        ("day", pattern("^\\d{4}-\\d{2}-\\d{2}$")),
        ("time", pattern("^\\d{4}-\\d{2}-\\d{2}T\\d{2}:\\d{2}:\\d{2}$")),
        ("decimal", pattern("^-?\\d+(\\.\\d+)?$")),
        ("weekday", json!({ "enum": ["Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"] })),
    ] {
        defs.insert(name.to_owned(), of);
    }
    let first = json!({
        "type": "object",
        "properties": {
            "cartera": { "const": "backup" },
            "version": { "const": 1 },
            "name": { "type": "string" },
            "made_at_ms": { "type": "integer" },
            "records": { "type": "integer" },
            "unreadable": { "type": "array", "items": { "type": "integer" } },
        },
        "required": ["cartera", "version", "name", "made_at_ms", "records"],
    });
    let line = json!({
        "type": "object",
        "properties": {
            "seq": { "type": "integer" },
            "version": { "enum": (2..=VERSION).collect::<Vec<_>>() },
            "sha256": { "type": "string", "pattern": "^[0-9a-f]{64}$" },
            "record": record,
        },
        "required": ["seq", "version", "sha256", "record"],
    });
    json!({
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": "A line of a copy of a Cartera ledger",
        "description": "The first line says what the file is, every other line is one record. See backup.md. Read off the code by tests/backup_schema.rs.",
        "oneOf": [first, line],
        "$defs": defs,
    })
}

/// A new fact, field or word in the code must come into the documented schema: run with
/// `WRITE_DOCS=1` to write it.
#[test]
fn the_documented_schema_is_the_codes() {
    let written = serde_json::to_string_pretty(&of_the_code()).unwrap() + "\n";
    if std::env::var_os("WRITE_DOCS").is_some() {
        std::fs::write("docs/backup.schema.json", &written).unwrap();
    }
    assert!(written == DOCUMENTED, "docs/backup.schema.json is behind the code");
}

#[test]
fn every_kind_of_fact_and_the_version_stand_in_the_words() {
    let schema: Value = serde_json::from_str(DOCUMENTED).unwrap();
    let facts = schema["$defs"]["Fact"]["oneOf"].as_array().unwrap();
    assert!(facts.len() > 30);
    for fact in facts {
        let name = fact["required"][0].as_str().unwrap();
        assert!(WORDS.contains(&format!("`{name}`")), "{name}");
    }
    assert!(WORDS.contains(&format!("format of the record, now {VERSION}")));
}

/// Copies that are made fit the schema, and what is missing or strange in them does not.
#[test]
fn lines_of_copies_fit_the_schema() {
    let schema: Value = serde_json::from_str(DOCUMENTED).unwrap();
    let defs = schema["$defs"].as_object().unwrap();
    for bytes in RECORDS {
        let stored = StoredRecord { seq: 1, bytes: bytes.to_vec() };
        let (file, unreadable) = backup::write("Andina", 7, &[stored]);
        assert_eq!(unreadable, Vec::<u64>::new());
        let file = String::from_utf8(file).unwrap();
        for line in file.lines() {
            let value: Value = serde_json::from_str(line).unwrap();
            assert_eq!(problem(&schema, &value, defs), None, "{line}");
        }
        let line: Value = serde_json::from_str(file.lines().nth(1).unwrap()).unwrap();
        let broken = |break_it: &dyn Fn(&mut Value)| {
            let mut line = line.clone();
            break_it(&mut line);
            problem(&schema, &line, defs)
        };
        assert!(broken(&|line| line["sha256"] = json!("x")).is_some());
        assert!(broken(&|line| line["record"]["facts"][0] = json!({ "unheard_of": 1 })).is_some());
        assert!(
            broken(&|line| {
                line["record"]["header"].as_object_mut().unwrap().remove("id");
            })
            .is_some()
        );
    }
}

/// What of a value does not fit a schema, by the few words of JSON Schema that ours uses.
fn problem(schema: &Value, value: &Value, defs: &Map<String, Value>) -> Option<String> {
    let wrong = |what: &str| Some(format!("{what}: {value} against {schema}"));
    for (word, of) in schema.as_object()? {
        let found = match (word.as_str(), of) {
            ("$ref", Value::String(to)) => {
                problem(&defs[to.strip_prefix("#/$defs/").unwrap()], value, defs)
            }
            ("oneOf", Value::Array(all)) => {
                let problems: Vec<_> =
                    all.iter().filter_map(|one| problem(one, value, defs)).collect();
                if problems.len() + 1 == all.len() { None } else { wrong(&problems.join(" / ")) }
            }
            ("const", only) => {
                if value == only {
                    None
                } else {
                    wrong("const")
                }
            }
            ("enum", Value::Array(all)) => {
                if all.contains(value) {
                    None
                } else {
                    wrong("enum")
                }
            }
            ("type", Value::String(kind)) => {
                let is = match kind.as_str() {
                    "object" => value.is_object(),
                    "array" => value.is_array(),
                    "string" => value.is_string(),
                    "integer" => value.is_i64() || value.is_u64(),
                    "boolean" => value.is_boolean(),
                    other => panic!("{other}"),
                };
                if is { None } else { wrong("type") }
            }
            ("items", of) => {
                value.as_array().into_iter().flatten().find_map(|item| problem(of, item, defs))
            }
            ("minItems" | "maxItems", length) => match value.as_array() {
                Some(all) if Some(all.len() as u64) != length.as_u64() => wrong("length"),
                _ => None,
            },
            ("properties", Value::Object(fields)) => fields
                .iter()
                .find_map(|(name, of)| value.get(name).and_then(|value| problem(of, value, defs))),
            ("required", Value::Array(names)) => {
                let is_missing = |name: &&Value| value.get(name.as_str().unwrap()).is_none();
                names.iter().find(is_missing).and_then(|name| wrong(&format!("no {name}")))
            }
            ("additionalProperties", Value::Bool(false)) => {
                let known = schema["properties"].as_object().unwrap();
                let of_value = value.as_object().into_iter().flatten();
                let strange =
                    of_value.map(|(name, _)| name).find(|name| !known.contains_key(*name));
                strange.and_then(|name| wrong(name))
            }
            ("pattern", Value::String(pattern)) => {
                if fits(pattern, value.as_str().unwrap_or_default()) {
                    None
                } else {
                    wrong("pattern")
                }
            }
            ("$schema" | "title" | "description" | "$defs", _) => None,
            (other, _) => panic!("{other}"),
        };
        if found.is_some() {
            return found;
        }
    }
    None
}

/// The patterns of ours, by hand.
fn fits(pattern: &str, text: &str) -> bool {
    let all = |length: usize, is: fn(char) -> bool| {
        text.chars().count() == length && text.chars().all(is)
    };
    let shape =
        || -> String { text.chars().map(|c| if c.is_ascii_digit() { '0' } else { c }).collect() };
    match pattern {
        "^[0-9A-HJKMNP-TV-Z]{26}$" => {
            all(26, |c| c.is_ascii_digit() || c.is_ascii_uppercase() && !"ILOU".contains(c))
        }
        "^[A-Z]{2}$" => all(2, |c| c.is_ascii_uppercase()),
        "^[A-Z]{3}$" => all(3, |c| c.is_ascii_uppercase()),
        "^\\d{4}-\\d{2}-\\d{2}$" => shape() == "0000-00-00",
        "^\\d{4}-\\d{2}-\\d{2}T\\d{2}:\\d{2}:\\d{2}$" => shape() == "0000-00-00T00:00:00",
        "^-?\\d+(\\.\\d+)?$" => text.parse::<rust_decimal::Decimal>().is_ok(),
        "^[0-9a-f]{64}$" => all(64, |c| c.is_ascii_hexdigit() && !c.is_ascii_uppercase()),
        other => panic!("{other}"),
    }
}
