//! Actions, promises and due dates as a calendar file (iCalendar, RFC 5545), to be opened
//! with the user's own calendar.

use chrono::{DateTime, Days, NaiveDate, NaiveDateTime, TimeDelta};

/// Something in a calendar.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CalendarEntry {
    /// Its id, the same in every file and unlike every other's: a calendar replaces the
    /// entry that has it.
    pub uid: String,
    /// How often it was changed: of two entries with one id the higher one counts.
    pub sequence: u32,
    /// When it is.
    pub when: When,
    /// What it is called.
    pub summary: String,
    /// What there is to say about it; may be empty and have several lines.
    pub description: String,
    /// Where it is; empty for nowhere.
    pub location: String,
    /// How long before it to be reminded; not at all when absent.
    pub alarm_before: Option<TimeDelta>,
    /// Whether it is to be taken out of the calendar.
    pub is_cancelled: bool,
}

impl CalendarEntry {
    /// A first version of an entry, with nothing but its id, its time and its title.
    pub fn new(uid: String, when: When, summary: String) -> Self {
        Self {
            uid,
            sequence: 0,
            when,
            summary,
            description: String::new(),
            location: String::new(),
            alarm_before: None,
            is_cancelled: false,
        }
    }
}

/// When something is, by the clock at the user's place, wherever that is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum When {
    /// All of a day.
    Day(NaiveDate),
    /// From a time of a day on, for some minutes.
    At(NaiveDateTime, u16),
}

/// A calendar file; `None` without entries, for RFC 5545 knows no empty calendar.
///
/// `name` is what a calendar program may call it, `made_at_ms` the moment it is made, in
/// milliseconds since 1970.
///
/// ```
/// use cartera::files::icalendar::{CalendarEntry, When, calendar_file};
/// let call = CalendarEntry {
///     uid: "F1-step-1@cartera".to_owned(),
///     sequence: 0,
///     when: When::Day("2026-03-31".parse().unwrap()),
///     summary: "Llamar a Peña, S.A.".to_owned(),
///     description: String::new(),
///     location: String::new(),
///     alarm_before: None,
///     is_cancelled: false,
/// };
/// let file = String::from_utf8(calendar_file("Cobranza", &[call], 0).unwrap()).unwrap();
/// assert!(file.contains("DTSTART;VALUE=DATE:20260331\r\n"));
/// assert!(file.contains("SUMMARY:Llamar a Peña\\, S.A.\r\n"));
/// ```
pub fn calendar_file(name: &str, entries: &[CalendarEntry], made_at_ms: u64) -> Option<Vec<u8>> {
    if entries.is_empty() {
        return None;
    }
    let made_at = i64::try_from(made_at_ms).ok().and_then(DateTime::from_timestamp_millis);
    let stamp = stamp(made_at.unwrap_or_default().naive_utc()) + "Z";
    let mut out = Lines::default();
    out.line("BEGIN", "VCALENDAR");
    out.line("VERSION", "2.0");
    out.line("PRODID", "-//Cartera//Cartera//ES");
    out.line("CALSCALE", "GREGORIAN");
    out.line("METHOD", "PUBLISH");
    out.text("X-WR-CALNAME", name);
    for entry in entries {
        out.event(entry, &stamp);
    }
    out.line("END", "VCALENDAR");
    Some(out.0.into_bytes())
}

/// The most octets of a line, its end aside (RFC 5545, 3.1).
const LINE_OCTETS: usize = 75;

#[derive(Default)]
struct Lines(String);

impl Lines {
    fn event(&mut self, entry: &CalendarEntry, stamp: &str) {
        self.line("BEGIN", "VEVENT");
        self.text("UID", &entry.uid);
        self.line("DTSTAMP", stamp);
        match entry.when {
            When::Day(day) => {
                self.line("DTSTART;VALUE=DATE", &date(day));
                // The end is the first day that is not in it.
                let end = day.checked_add_days(Days::new(1)).unwrap_or(day);
                self.line("DTEND;VALUE=DATE", &date(end));
            }
            When::At(start, minutes) => {
                self.line("DTSTART", &self::stamp(start));
                let length = TimeDelta::minutes(i64::from(minutes.max(1)));
                let end = start.checked_add_signed(length).unwrap_or(start);
                self.line("DTEND", &self::stamp(end));
            }
        }
        self.line("SEQUENCE", &entry.sequence.to_string());
        self.line("STATUS", if entry.is_cancelled { "CANCELLED" } else { "CONFIRMED" });
        self.text("SUMMARY", &entry.summary);
        if !entry.description.trim().is_empty() {
            self.text("DESCRIPTION", &entry.description);
        }
        if !entry.location.trim().is_empty() {
            self.text("LOCATION", &entry.location);
        }
        if matches!(entry.when, When::Day(_)) {
            // Something to do on a day does not keep the day from other things.
            self.line("TRANSP", "TRANSPARENT");
        }
        if let Some(before) = entry.alarm_before.filter(|_| !entry.is_cancelled) {
            self.line("BEGIN", "VALARM");
            self.line("ACTION", "DISPLAY");
            self.text("DESCRIPTION", &entry.summary);
            self.line("TRIGGER", &trigger(before));
            self.line("END", "VALARM");
        }
        self.line("END", "VEVENT");
    }

    /// A line whose value is text of a person's.
    fn text(&mut self, name: &str, value: &str) {
        self.line(name, &escaped(value));
    }

    /// A line, folded where it is too long, never within a character.
    fn line(&mut self, name: &str, value: &str) {
        let mut octets = 0;
        for c in name.chars().chain([':']).chain(value.chars()) {
            if octets + c.len_utf8() > LINE_OCTETS {
                self.0.push_str("\r\n ");
                octets = 1;
            }
            self.0.push(c);
            octets += c.len_utf8();
        }
        self.0.push_str("\r\n");
    }
}

/// Text as RFC 5545, 3.3.11 has it; what no text may hold is left out.
fn escaped(text: &str) -> String {
    let mut out = String::with_capacity(text.len() + 8);
    let mut chars = text.trim().chars().peekable();
    while let Some(c) = chars.next() {
        match c {
            '\\' | ';' | ',' => out.extend(['\\', c]),
            '\r' if chars.peek() == Some(&'\n') => {}
            '\r' | '\n' => out.push_str("\\n"),
            '\t' => out.push(c),
            c if c.is_control() => {}
            c => out.push(c),
        }
    }
    out
}

/// `20260331`.
fn date(day: NaiveDate) -> String {
    day.format("%Y%m%d").to_string()
}

/// `20260331T090000`.
fn stamp(at: NaiveDateTime) -> String {
    at.format("%Y%m%dT%H%M%S").to_string()
}

/// How long before, as a duration: `-P1D`, `-PT30M`.
fn trigger(before: TimeDelta) -> String {
    let minutes = before.num_minutes().max(0);
    if minutes > 0 && minutes % (24 * 60) == 0 {
        format!("-P{}D", minutes / (24 * 60))
    } else {
        format!("-PT{minutes}M")
    }
}
