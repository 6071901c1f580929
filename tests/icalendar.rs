//! Calendar files, read back by a small reader of its own.

#![cfg(not(target_arch = "wasm32"))]
#![allow(clippy::unwrap_used)]

use cartera::files::icalendar::{CalendarEntry, When, calendar_file};
use chrono::{NaiveDate, TimeDelta};
use proptest::prelude::*;

/// 22 November 2026, 17:30:00 UTC.
const MADE_AT_MS: u64 = 1_795_368_600_000;

#[test]
fn a_file_as_it_is_written() {
    let file = calendar_file("Cobranza de Lácteos Río Claro", &entries(), MADE_AT_MS).unwrap();
    insta::assert_snapshot!(String::from_utf8(file).unwrap().replace("\r\n", "\n"));
}

#[test]
fn a_calendar_without_entries_is_no_file() {
    assert_eq!(calendar_file("Cobranza", &[], MADE_AT_MS), None);
}

#[test]
fn what_was_written_is_read_back() {
    let entries = entries();
    let read = read(&calendar_file("Cobranza", &entries, MADE_AT_MS).unwrap());
    assert_eq!(read.len(), entries.len());
    for (event, entry) in read.iter().zip(&entries) {
        event.check_required();
        assert_eq!(event.text("UID"), entry.uid);
        assert_eq!(event.text("SUMMARY"), entry.summary);
        assert_eq!(event.one("SEQUENCE"), entry.sequence.to_string());
        assert_eq!(event.one("DTSTAMP"), "20261122T173000Z");
        let status = if entry.is_cancelled { "CANCELLED" } else { "CONFIRMED" };
        assert_eq!(event.one("STATUS"), status);
        assert_eq!(event.has_alarm, entry.alarm_before.is_some() && !entry.is_cancelled);
    }
    assert_eq!(read[0].one("DTSTART;VALUE=DATE"), "20261231");
    assert_eq!(read[0].one("DTEND;VALUE=DATE"), "20270101", "the first day after it");
    assert_eq!(
        (read[1].one("DTSTART"), read[1].one("DTEND")),
        ("20261130T233000", "20261201T001500")
    );
}

proptest! {
    #[test]
    fn any_text_comes_back(summary in "\\PC{0,200}", lines in prop::collection::vec("\\PC{0,90}", 0..4)) {
        let mut entry = entries().remove(0);
        entry.summary = summary;
        entry.description = lines.join("\n");
        let events = read(&calendar_file("x", std::slice::from_ref(&entry), MADE_AT_MS).unwrap());
        prop_assert_eq!(events[0].text("SUMMARY"), entry.summary.trim());
        let description = events[0].find("DESCRIPTION").map(unescaped).unwrap_or_default();
        prop_assert_eq!(description, entry.description.trim());
    }
}

fn entries() -> Vec<CalendarEntry> {
    let day = |text: &str| text.parse::<NaiveDate>().unwrap();
    let call = CalendarEntry {
        uid: "01JDF0000000000000000000A1-step-2@cartera".to_owned(),
        sequence: 0,
        when: When::Day(day("2026-12-31")),
        summary: "Llamar a Comercializadora de Insumos Agrícolas del Bajío, S.A. de C.V.; vence F-102, F-103"
            .to_owned(),
        description: "¿Llegó el pedido?\r\n¿Tienen la factura?\nRuta: C:\\cobranza".to_owned(),
        location: String::new(),
        alarm_before: Some(TimeDelta::days(1)),
        is_cancelled: false,
    };
    let visit = CalendarEntry {
        uid: "01JDF0000000000000000000B7@cartera".to_owned(),
        sequence: 3,
        when: When::At(day("2026-11-30").and_hms_opt(23, 30, 0).unwrap(), 45),
        summary: "Recoger cheque 🧾".to_owned(),
        location: "Av. Ñuñoa 12, piso 3".to_owned(),
        alarm_before: Some(TimeDelta::minutes(90)),
        ..call.clone()
    };
    let withdrawn = CalendarEntry {
        uid: "01JDF0000000000000000000C3@cartera".to_owned(),
        sequence: 1,
        description: " \n".to_owned(),
        is_cancelled: true,
        ..call.clone()
    };
    vec![call, visit, withdrawn]
}

/// An event as read.
#[derive(Debug, Default)]
struct Event {
    properties: Vec<(String, String)>,
    has_alarm: bool,
}

impl Event {
    fn find(&self, name: &str) -> Option<&str> {
        self.properties.iter().find(|(known, _)| known == name).map(|(_, value)| value.as_str())
    }

    fn one(&self, name: &str) -> &str {
        let count = self.properties.iter().filter(|(known, _)| known == name).count();
        assert_eq!(count, 1, "{name} in {self:?}");
        self.find(name).unwrap()
    }

    fn text(&self, name: &str) -> String {
        unescaped(self.one(name))
    }

    /// RFC 5545, 3.6.1: UID and DTSTAMP, once; DTSTART, since there is METHOD or not.
    fn check_required(&self) {
        assert!(!self.one("UID").is_empty());
        assert!(self.one("DTSTAMP").ends_with('Z'));
        let starts = self.properties.iter().filter(|(name, _)| name.starts_with("DTSTART"));
        assert_eq!(starts.count(), 1);
    }
}

/// Reads a file strictly: CRLF, 75 octets, unfolding, components that open and close.
fn read(file: &[u8]) -> Vec<Event> {
    let text = std::str::from_utf8(file).unwrap();
    assert!(text.ends_with("\r\n"));
    assert!(!text.replace("\r\n", "").contains(['\r', '\n']), "a bare line break");
    let mut lines: Vec<String> = Vec::new();
    for line in text.trim_end_matches("\r\n").split("\r\n") {
        assert!(line.len() <= 75, "{} octets: {line}", line.len());
        match line.strip_prefix(' ') {
            Some(rest) => lines.last_mut().unwrap().push_str(rest),
            None => lines.push(line.to_owned()),
        }
    }
    let mut open: Vec<String> = Vec::new();
    let mut events = Vec::new();
    let mut header = Vec::new();
    for line in lines {
        let (name, value) = line.split_once(':').unwrap();
        match (name, open.last().map(String::as_str)) {
            ("BEGIN", _) => {
                if value == "VEVENT" {
                    events.push(Event::default());
                }
                if value == "VALARM" {
                    events.last_mut().unwrap().has_alarm = true;
                }
                open.push(value.to_owned());
            }
            ("END", Some(last)) => {
                assert_eq!(last, value);
                open.pop();
            }
            (_, Some("VEVENT")) => {
                let event: &mut Event = events.last_mut().unwrap();
                event.properties.push((name.to_owned(), value.to_owned()));
            }
            (_, Some("VALARM")) => assert!(["ACTION", "DESCRIPTION", "TRIGGER"].contains(&name)),
            (_, Some("VCALENDAR")) => header.push(name.to_owned()),
            _ => panic!("outside of everything: {line}"),
        }
    }
    assert!(open.is_empty());
    assert!(["VERSION", "PRODID"].iter().all(|&name| header.iter().any(|known| known == name)));
    events
}

fn unescaped(value: &str) -> String {
    let mut out = String::new();
    let mut chars = value.chars();
    while let Some(c) = chars.next() {
        match c {
            '\\' => match chars.next().unwrap() {
                'n' | 'N' => out.push('\n'),
                c @ ('\\' | ';' | ',') => out.push(c),
                other => panic!("\\{other}"),
            },
            ';' | ',' => panic!("not escaped: {value}"),
            c => out.push(c),
        }
    }
    out
}
