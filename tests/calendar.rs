//! Holidays, working days and the moments at which a customer may be contacted.

#![cfg(not(target_arch = "wasm32"))]
#![allow(clippy::unwrap_used)]

use std::collections::BTreeMap;

use cartera::calendar::holidays::{self, Known, known};
use cartera::calendar::rules::shipped;
use cartera::calendar::{Breach, Calendar, DayOff, Past, breaches, next_allowed_slot, rule_for};
use cartera::dunning::days::{self, DayTable};
use cartera::ledger::Country;
use cartera::ledger::contact_rule::{ContactRule, Force, Limit, Per, Window};
use cartera::ledger::customer::Party;
use cartera::ledger::dunning_settings::OwnDay;
use cartera::ledger::protocol::Channel;
use cartera::text::Lang;
use cartera::text::fold::fold;
use chrono::{Datelike, Days, NaiveDate, NaiveDateTime, TimeDelta, Timelike, Weekday};
use proptest::prelude::*;

const COUNTRIES: [Country; 9] = [
    Country::MX,
    Country::CO,
    Country::PE,
    Country::CL,
    Country::EC,
    Country::ES,
    Country::AR,
    Country::US,
    Country::GB,
];

/// Every day of four years in nine countries, and the names, but for capitals and accents.
#[test]
fn the_holidays_are_those_of_the_fixture() {
    #[derive(serde::Deserialize)]
    struct Fixture {
        holidays: BTreeMap<String, BTreeMap<NaiveDate, String>>,
    }
    let text = include_str!("fixtures/calendar/holidays.json");
    let fixture: Fixture = serde_json::from_str(text).unwrap();
    assert_eq!(fixture.holidays.len(), COUNTRIES.len());
    for (code, expected) in &fixture.holidays {
        let country = Country::from_code(code).unwrap();
        let english = matches!(country, Country::US | Country::GB);
        // Chile's source does not mark the days that were moved.
        let marked = country != Country::CL;
        let mut found: BTreeMap<NaiveDate, String> = BTreeMap::new();
        for (day, holiday) in (2024..=2027).flat_map(|year| holidays::in_year(country, year)) {
            let (lang, mark) =
                if english { (Lang::En, " (observed)") } else { (Lang::Es, " (observado)") };
            let mark = if holiday.moved && marked { mark } else { "" };
            let name = format!("{}{mark}", holiday.name(lang));
            found.entry(day).and_modify(|names| *names += &format!("; {name}")).or_insert(name);
        }
        let folded = |days: &BTreeMap<NaiveDate, String>| -> Vec<_> {
            days.iter().map(|(day, name)| (*day, fold(name))).collect()
        };
        assert_eq!(folded(&found), folded(expected), "{code}");
    }
}

/// Looking a day up and listing a year agree, on every day of many years.
#[test]
fn a_day_is_a_holiday_where_the_year_says_so() {
    for country in COUNTRIES {
        for year in [2000, 2022, 2024, 2026, 2027, 2028, 2032, 2040] {
            let listed = holidays::in_year(country, year);
            let first = NaiveDate::from_ymd_opt(year, 1, 1).unwrap();
            let looked_up: Vec<_> = first
                .iter_days()
                .take_while(|day| day.year() == year)
                .flat_map(|day| holidays::on(country, day).map(move |holiday| (day, holiday)))
                .collect();
            assert_eq!(looked_up, listed, "{country} {year}");
        }
    }
}

#[test]
fn the_new_year_can_be_kept_in_the_old_one() {
    let kept = |country| Calendar::of(country).holiday(date("2027-12-31"));
    assert_eq!(kept(Country::US).unwrap().en, "New Year's Day");
    assert!(kept(Country::EC).unwrap().moved);
    assert_eq!(kept(Country::MX), None);
    let last = *holidays::in_year(Country::US, 2027).last().unwrap();
    assert_eq!(last.0, date("2027-12-31"));
    assert!(holidays::in_year(Country::US, 2028).iter().all(|(day, _)| day.year() == 2028));
}

/// Two moved to one Monday are both said, and the day is off once.
#[test]
fn holidays_can_coincide() {
    let day = date("2025-06-30");
    let names: Vec<_> = holidays::on(Country::CO, day).map(|holiday| holiday.es).collect();
    assert_eq!(names, ["Sagrado Corazón", "San Pedro y San Pablo"]);
    assert_eq!(working_days(Country::CO, "2025-06-27", 1), date("2025-07-01"));
}

#[test]
fn colombia_gained_a_holiday_in_2026_and_mexico_has_one_every_six_years() {
    let name = |country, day| Calendar::of(country).holiday(date(day)).map(|holiday| holiday.es);
    let chiquinquira = Some("Día de Nuestra Señora del Rosario de Chiquinquirá");
    assert_eq!(name(Country::CO, "2025-07-14"), None);
    assert_eq!(name(Country::CO, "2026-07-13"), chiquinquira);
    let handover = Some("Transmisión del Poder Ejecutivo Federal");
    for (day, expected) in [
        ("2018-10-01", None),
        ("2024-10-01", handover),
        ("2025-10-01", None),
        ("2030-10-01", handover),
    ] {
        assert_eq!(name(Country::MX, day), expected, "{day}");
    }
}

/// Beyond the table only what the law fixes is said: nothing is guessed.
#[test]
fn argentina_is_known_up_to_the_end_of_its_table() {
    assert_eq!(known(Country::AR), Known::Until(2027));
    assert_eq!(known(Country::CO), Known::ByRule);
    assert_eq!(known(Country::FR), Known::Not);
    let days = |year| -> Vec<_> {
        holidays::in_year(Country::AR, year)
            .iter()
            .map(|(day, _)| (day.month(), day.day()))
            .collect()
    };
    let fixed = [
        (1, 1),
        (2, 28),
        (2, 29),
        (3, 24),
        (4, 2),
        (4, 13),
        (4, 14),
        (5, 1),
        (5, 25),
        (6, 20),
        (7, 9),
        (12, 8),
        (12, 25),
    ];
    assert_eq!(days(2028), fixed);
    assert!(holidays::in_year(Country::FR, 2026).is_empty());
}

#[test]
fn working_days_leave_out_weekends_holidays_and_own_days() {
    // From the Wednesday of Holy Week: two holidays and a weekend.
    assert_eq!(working_days(Country::CO, "2026-04-01", 1), date("2026-04-06"));
    assert_eq!(working_days(Country::CO, "2026-04-06", -1), date("2026-04-01"));
    assert_eq!(working_days(Country::CO, "2026-04-04", 0), date("2026-04-06"));
    // Over the end of the year.
    assert_eq!(working_days(Country::MX, "2026-12-31", 1), date("2027-01-04"));
    assert_eq!(working_days(Country::US, "2027-12-30", 1), date("2028-01-03"));
    assert_eq!(working_days(Country::FR, "2026-11-20", 10), date("2026-12-04"));

    let own = [OwnDay { on: date("2026-11-23"), name: "Inventario".to_owned() }];
    let calendar = Calendar { country: Country::MX, own_days: &own };
    assert_eq!(calendar.day_off(date("2026-11-23")), Some(DayOff::Own("Inventario")));
    assert_eq!(calendar.next_working_day(date("2026-11-21")), Some(date("2026-11-24")));
    assert_eq!(calendar.previous_working_day(date("2026-11-23")), Some(date("2026-11-20")));
    assert_eq!(calendar.next_working_day(NaiveDate::MAX), None);
}

#[test]
fn every_rule_that_ships_makes_sense() {
    for rule in shipped() {
        assert!(!rule.name.es.is_empty() && !rule.name.en.is_empty());
        assert!(!rule.note.es.is_empty() && !rule.note.en.is_empty());
        assert!(rule.windows.iter().flatten().all(|window| window.is_valid()));
        assert!((0..5).all(|day| rule.windows[day].is_some()), "working days have hours");
        let lawful = rule.force != Force::House;
        assert_eq!(lawful, rule.verified_on.is_some(), "{}", rule.name.es);
        assert_eq!(lawful, !rule.source.es.is_empty() && !rule.source.en.is_empty());
        let stored = serde_json::to_string(rule).unwrap();
        assert_eq!(serde_json::from_str::<ContactRule>(&stored).unwrap(), *rule);
    }
    for country in COUNTRIES {
        let own = rule_for(country, Party::Person, date("2026-11-23"), &[]);
        assert_eq!(own.country, Some(country));
        let firms = rule_for(country, Party::Company, date("2026-11-23"), &[]);
        assert_eq!((firms.country, firms.party), (None, Party::Company));
    }
}

/// A rule holds between its dates; what the user edited goes first, the country before the
/// house.
#[test]
fn the_rule_that_holds_is_found() {
    let person = |country, day, edited| rule_for(country, Party::Person, date(day), edited);
    assert_eq!(person(Country::CO, "2023-10-09", &[]).force, Force::House);
    assert_eq!(person(Country::CO, "2023-10-10", &[]).force, Force::Law);
    assert_eq!(person(Country::FR, "2026-01-01", &[]).country, None);

    let named = |name: &str, country, since: Option<&str>, until: Option<&str>| {
        let mut rule = person(Country::FR, "2026-01-01", &[]).clone();
        name.clone_into(&mut rule.name.es);
        ContactRule { country, since: since.map(date), until: until.map(date), ..rule }
    };
    let edited = [
        named("casa", None, None, None),
        named("nueva", Some(Country::CO), Some("2027-01-01"), None),
        named("propia", Some(Country::CO), Some("2026-01-01"), Some("2027-06-30")),
    ];
    let name = |country, day| person(country, day, &edited).name.es.as_str();
    assert_eq!(name(Country::FR, "2026-05-01"), "casa");
    assert_eq!(name(Country::CO, "2025-12-31"), "La Ley 2300 de 2023 (Colombia)");
    assert_eq!(name(Country::CO, "2026-12-31"), "propia");
    assert_eq!(name(Country::CO, "2027-01-01"), "nueva");
    assert_eq!(name(Country::MX, "2027-01-01"), "La norma de la CONDUSEF (México)");
    let firm = rule_for(Country::CO, Party::Company, date("2026-12-31"), &edited);
    assert_eq!(firm.name.es, "La regla de la casa");
}

/// The hours of each country, around the weekend of Monday 16 November 2026: a holiday in
/// Colombia and Mexico, a working day elsewhere.
#[test]
fn the_next_moment_respects_hours_and_days_off() {
    let friday_evening = "2026-11-13 22:30";
    let cases = [
        (Country::MX, "2026-11-17 07:00", "22:00"),
        (Country::CO, "2026-11-14 08:00", "15:00"),
        (Country::PE, "2026-11-16 07:00", "20:00"),
        (Country::EC, "2026-11-16 07:00", "20:00"),
        (Country::CL, "2026-11-14 08:00", "20:00"),
        (Country::US, "2026-11-14 08:00", "21:00"),
        (Country::ES, "2026-11-16 09:00", "20:00"),
        (Country::AR, "2026-11-16 09:00", "18:00"),
        (Country::GB, "2026-11-16 09:00", "18:00"),
    ];
    for (country, from, until) in cases {
        let rule = person(country);
        let calendar = Calendar::of(country);
        let slot = next_allowed_slot(rule, calendar, Channel::Call, &[], at(friday_evening));
        let slot = slot.unwrap();
        assert_eq!(slot.from, at(from), "{country}");
        assert_eq!(slot.until.format("%H:%M").to_string(), until, "{country}");
    }
    // The last minute of the hours is in, their end is out; seconds round up.
    assert_eq!(next(Country::CO, Channel::Call, &[], "2026-11-14 14:59"), "2026-11-14 14:59");
    assert_eq!(next(Country::CO, Channel::Call, &[], "2026-11-14 15:00"), "2026-11-17 07:00");
    let seconds = at("2026-11-14 14:59") + TimeDelta::seconds(1);
    let calendar = Calendar::of(Country::CO);
    let slot = next_allowed_slot(person(Country::CO), calendar, Channel::Call, &[], seconds);
    assert_eq!(slot.unwrap().from, at("2026-11-17 07:00"));
    // A letter goes at any time, a visit never.
    assert_eq!(next(Country::CO, Channel::Letter, &[], "2026-11-15 23:10"), "2026-11-15 23:10");
    let visit = next_allowed_slot(
        person(Country::CO),
        calendar,
        Channel::Visit,
        &[],
        at("2026-11-17 10:00"),
    );
    assert_eq!(visit, None);
}

/// Ley 2300: an unanswered call may be tried again; once there was contact, not that day, and
/// that week by no other channel.
#[test]
fn colombia_is_left_alone_after_contact() {
    let monday = "2026-11-23 10:00";
    let missed = [past(monday, Channel::Call, false)];
    let talked = [past(monday, Channel::Call, true)];
    let sent = [past(monday, Channel::WhatsApp, false)];
    let next = |channel, log: &[Past]| next(Country::CO, channel, log, "2026-11-23 12:00");
    assert_eq!(next(Channel::Call, &missed), "2026-11-23 12:00");
    assert_eq!(next(Channel::Call, &talked), "2026-11-24 07:00");
    assert_eq!(next(Channel::WhatsApp, &talked), "2026-11-30 07:00");
    assert_eq!(next(Channel::Call, &sent), "2026-11-24 07:00");
}

/// Ley 19.496: one call or visit a week; two messages a week, two days apart.
#[test]
fn chile_counts_calls_and_messages_by_the_week() {
    let called = [past("2026-11-24 10:00", Channel::Call, false)];
    assert_eq!(next(Country::CL, Channel::Call, &called, "2026-11-25 12:00"), "2026-11-30 08:00");
    assert_eq!(next(Country::CL, Channel::Visit, &called, "2026-11-25 12:00"), "2026-11-30 08:00");
    assert_eq!(next(Country::CL, Channel::Email, &called, "2026-11-25 12:00"), "2026-11-25 12:00");
    let mut written = vec![past("2026-11-23 10:05", Channel::Email, false)];
    let email = |log: &[Past], from| next(Country::CL, Channel::Email, log, from);
    assert_eq!(email(&written, "2026-11-23 12:00"), "2026-11-25 10:05");
    written.push(past("2026-11-27 19:00", Channel::Letter, false));
    assert_eq!(email(&written, "2026-11-27 19:30"), "2026-11-30 08:00");
    written[1].at = at("2026-11-28 19:00");
    assert_eq!(email(&written, "2026-11-28 19:30"), "2026-11-30 19:00");
}

/// Regulation F: seven calls in seven days, and seven days after a conversation, its own
/// included.
#[test]
fn the_united_states_count_seven_in_seven() {
    let mut log: Vec<Past> = (0..7)
        .map(|days| Past {
            at: at("2026-11-02 10:00") + Days::new(days / 2),
            channel: Channel::Call,
            reached: false,
        })
        .collect();
    let call = |log: &[Past], from| next(Country::US, Channel::Call, log, from);
    assert_eq!(call(&log[..6], "2026-11-05 11:00"), "2026-11-05 11:00");
    assert_eq!(call(&log, "2026-11-05 11:00"), "2026-11-09 08:00");
    let (rule, calendar) = (person(Country::US), Calendar::of(Country::US));
    let again = breaches(rule, calendar, Channel::Call, &log, at("2026-11-09 08:00"));
    assert_eq!(again, vec![]);
    log[3].reached = true;
    assert_eq!(call(&log[..6], "2026-11-05 11:00"), "2026-11-10 08:00");
    assert_eq!(next(Country::US, Channel::Email, &log, "2026-11-05 11:00"), "2026-11-05 11:00");
}

#[test]
fn a_breach_says_what_is_against_it() {
    let rule = person(Country::CO);
    let own = [OwnDay { on: date("2026-12-08"), name: "Feria".to_owned() }];
    let calendar = Calendar { country: Country::CO, own_days: &own };
    let found = |channel, log: &[Past], moment| {
        let found = breaches(rule, calendar, channel, log, at(moment));
        found.into_iter().map(|breach| format!("{breach:?}")).collect::<Vec<_>>()
    };
    assert_eq!(found(Channel::Call, &[], "2026-11-22 10:00"), ["Weekday(Sun)"]);
    let both = breaches(rule, calendar, Channel::Call, &[], at("2026-12-08 20:00"));
    assert!(matches!(
        both[..],
        [Breach::Hours(_), Breach::Holiday(kept), Breach::OwnDay("Feria")]
            if kept.es == "La Inmaculada Concepción"
    ));
    let talked = [past("2026-11-23 09:00", Channel::Call, true)];
    let again = breaches(rule, calendar, Channel::WhatsApp, &talked, at("2026-11-23 10:00"));
    assert!(matches!(
        again[..],
        [Breach::TooMany(_), Breach::OtherChannel { used: Channel::Call }]
    ));
    // What comes later is no breach of what came before.
    assert!(found(Channel::WhatsApp, &talked, "2026-11-23 08:00").is_empty());
}

/// Around Holy Week in Colombia: back before the due date, on from it, never over it.
#[test]
fn a_planned_day_moves_to_an_allowed_one() {
    let moved = |planned, due| {
        let house = rule_for(Country::CO, Party::Company, date(planned), &[]);
        moved(house, Calendar::of(Country::CO), date(planned), date(due)).to_string()
    };
    assert_eq!(moved("2026-04-03", "2026-04-13"), "2026-04-01");
    assert_eq!(moved("2026-04-03", "2026-03-24"), "2026-04-06");
    assert_eq!(moved("2026-04-04", "2026-04-04"), "2026-04-06");
    assert_eq!(moved("2026-04-07", "2026-04-13"), "2026-04-07");
}

proptest! {
    #![proptest_config(ProptestConfig {
        cases: 96,
        failure_persistence: None,
        ..ProptestConfig::default()
    })]

    /// There and back again, and every step is on a working day.
    #[test]
    fn working_days_can_be_counted_both_ways(
        country in countries(),
        start in 0_u64..3_000,
        days in 1_i32..60,
    ) {
        let calendar = Calendar::of(country);
        let start = calendar.next_working_day(date("2024-01-01") + Days::new(start)).unwrap();
        let reached = calendar.add_working_days(start, days).unwrap();
        prop_assert!(calendar.is_working_day(reached));
        prop_assert_eq!(calendar.add_working_days(reached, -days), Some(start));
        let between = start.iter_days().skip(1).take_while(|day| *day <= reached);
        let worked = between.filter(|day| calendar.is_working_day(*day)).count();
        prop_assert_eq!(worked, days as usize);
    }

    /// Whatever is against a contact is found, by a second way of saying each rule.
    #[test]
    fn the_breaches_are_those_of_the_plain_reading(
        rule in rules(),
        country in countries(),
        channel in channels(),
        log in logs(),
        moments in prop::collection::vec(0_i64..20 * 1_440, 60),
    ) {
        let calendar = Calendar::of(country);
        let moments = moments.into_iter().map(|minutes| start() + TimeDelta::minutes(minutes));
        for at in moments.chain(log.iter().map(|past| past.at)) {
            let found = breaches(&rule, calendar, channel, &log, at);
            prop_assert_eq!(found.is_empty(), is_allowed(&rule, calendar, channel, &log, at), "{} {:?}", at, found);
        }
    }

    /// The slot is allowed, open until its end but for later contacts, and no minute before
    /// it is allowed.
    #[test]
    fn the_next_slot_is_the_earliest(
        rule in rules(),
        country in countries(),
        channel in channels(),
        log in logs(),
        from_seconds in 0_i64..14 * 86_400,
    ) {
        let calendar = Calendar::of(country);
        let from = start() + TimeDelta::seconds(from_seconds);
        let slot = next_allowed_slot(&rule, calendar, channel, &log, from);
        let searched_until = slot.map_or(from + TimeDelta::days(10), |slot| slot.from);
        let mut minute = from.with_second(0).unwrap();
        while minute < searched_until {
            prop_assert!(
                minute < from || !is_allowed(&rule, calendar, channel, &log, minute),
                "{} is allowed, before {:?}", minute, slot
            );
            minute += TimeDelta::minutes(1);
        }
        if let Some(slot) = slot {
            prop_assert!(slot.from >= from && slot.from.second() == 0 && slot.from < slot.until);
            prop_assert!(is_allowed(&rule, calendar, channel, &log, slot.from));
            prop_assert_eq!(breaches(&rule, calendar, channel, &log, slot.from), vec![]);
            let end = slot.until - TimeDelta::minutes(1);
            let known: Vec<Past> = log.iter().copied().filter(|past| past.at <= slot.from).collect();
            prop_assert!(is_allowed(&rule, calendar, channel, &known, end));
            // At midnight the next day's hours can follow.
            let open_on = slot.until.date() > slot.from.date();
            prop_assert!(open_on || !is_allowed(&rule, calendar, channel, &known, slot.until));
        }
    }

    /// A moved day is allowed, on the right side of the due date, and the nearest such day.
    #[test]
    fn a_planned_day_moves_to_the_nearest_on_its_side(
        country in countries(),
        party in prop::sample::select(vec![Party::Company, Party::Person]),
        planned in 0_u64..1_400,
        step in -30_i64..90,
    ) {
        let calendar = Calendar::of(country);
        let planned = date("2024-01-20") + Days::new(planned);
        let due = planned - TimeDelta::days(step);
        let rule = rule_for(country, party, planned, &[]);
        let day = moved(rule, calendar, planned, due);
        prop_assert!(calendar.is_working_day(day));
        prop_assert!(rule.window(day.weekday()).is_some());
        prop_assert_eq!(planned < due, day < due);
        let (first, last) = (day.min(planned), day.max(planned));
        let skipped = first.iter_days().take_while(|other| *other <= last).filter(|other| *other != day);
        for other in skipped {
            prop_assert!(!calendar.is_working_day(other), "{} was free", other);
        }
    }
}

/// Where a planned day goes, by the days that a schedule reckons with.
fn moved(
    rule: &ContactRule,
    calendar: Calendar<'_>,
    planned: NaiveDate,
    due: NaiveDate,
) -> NaiveDate {
    let days = DayTable::allowed(planned, rule, calendar);
    days::day(days.moved(days::number(planned), days::number(due)))
}

/// Whether nothing is against a contact, each rule said as plainly as it can be.
fn is_allowed(
    rule: &ContactRule,
    calendar: Calendar<'_>,
    channel: Channel,
    log: &[Past],
    at: NaiveDateTime,
) -> bool {
    let week = |moment: NaiveDateTime| moment.iso_week();
    let before: Vec<&Past> = log.iter().filter(|past| past.at <= at).collect();
    let minute = at.hour() * 60 + at.minute();
    let in_hours = rule.windows[at.weekday().num_days_from_monday() as usize]
        .is_some_and(|window| (u32::from(window.open)..u32::from(window.close)).contains(&minute));
    let by_limits =
        rule.limits.iter().filter(|limit| limit.channels.contains(&channel)).all(|limit| {
            let of_limit = || before.iter().filter(|past| limit.channels.contains(&past.channel));
            let made: Vec<_> = of_limit()
                .filter(|past| limit.unanswered || past.reached || past.channel.is_written())
                .collect();
            let together = made.iter().filter(|past| match limit.per {
                Per::Day => past.at.date() == at.date(),
                Per::Week => week(past.at) == week(at),
                Per::SevenDays => (at.date() - past.at.date()).num_days() < 7,
            });
            let apart = TimeDelta::hours(limit.apart_hours.into());
            together.count() < usize::from(limit.most)
                && made.iter().all(|past| at - past.at >= apart)
                && of_limit().filter(|past| past.reached).all(|past| {
                    (at.date() - past.at.date()).num_days() >= i64::from(limit.rest_days)
                })
        });
    let one_channel = !rule.one_channel_a_week
        || channel == Channel::Letter
        || before.iter().all(|past| {
            !past.reached
                || week(past.at) != week(at)
                || [channel, Channel::Letter].contains(&past.channel)
        });
    // Looking for holidays takes longest, so it comes last.
    let in_time = || {
        channel == Channel::Letter
            || in_hours && (rule.holidays || calendar.holiday(at.date()).is_none())
    };
    (channel != Channel::Visit || rule.visits) && by_limits && one_channel && in_time()
}

/// Rules that ship, and made-up ones that are harder.
fn rules() -> impl Strategy<Value = ContactRule> {
    let ships = prop::sample::select(shipped().to_vec());
    let hours = (0_u16..1_440, 1_u16..1_441)
        .prop_map(|(one, other)| Window { open: one.min(other - 1), close: other.max(one + 1) });
    // Mostly open, so that limits alone decide.
    let window = prop_oneof![
        4 => Just(Some(Window::hours(0, 24))),
        1 => hours.prop_map(Some),
        1 => Just(None),
    ];
    let limit = (
        prop::sample::subsequence(Channel::ALL.to_vec(), 1..=5),
        0_u8..6,
        prop::sample::select(vec![Per::Day, Per::Week, Per::SevenDays]),
        prop::sample::select(vec![0_u16, 0, 0, 0, 5, 48, 100]),
        prop::sample::select(vec![0_u16, 0, 0, 0, 1, 3, 7]),
        any::<bool>(),
    )
        .prop_map(|(channels, most, per, apart_hours, rest_days, unanswered)| Limit {
            channels,
            most,
            per,
            apart_hours,
            rest_days,
            unanswered,
        });
    let made_up =
        (prop::array::uniform7(window), prop::collection::vec(limit, 0..3), any::<[bool; 3]>())
            .prop_map(|(windows, limits, [holidays, visits, one_channel_a_week])| ContactRule {
                windows,
                limits,
                holidays,
                visits,
                one_channel_a_week,
                ..shipped()[0].clone()
            });
    prop_oneof![ships, made_up]
}

/// Contacts in the days before and while the tests ask, in no order.
fn logs() -> impl Strategy<Value = Vec<Past>> {
    let past =
        (0_i64..12 * 1_440, channels(), any::<bool>()).prop_map(|(minutes, channel, reached)| {
            Past { at: start() + TimeDelta::minutes(minutes), channel, reached }
        });
    prop::collection::vec(past, 0..14)
}

fn channels() -> impl Strategy<Value = Channel> {
    prop::sample::select(Channel::ALL.to_vec())
}

fn countries() -> impl Strategy<Value = Country> {
    prop::sample::select(COUNTRIES.to_vec())
}

/// A Monday before days off in all the countries, and before the end of the year.
fn start() -> NaiveDateTime {
    assert_eq!(date("2026-12-14").weekday(), Weekday::Mon);
    at("2026-12-14 00:00")
}

fn person(country: Country) -> &'static ContactRule {
    rule_for(country, Party::Person, date("2026-11-23"), &[])
}

fn next(country: Country, channel: Channel, log: &[Past], from: &str) -> String {
    let calendar = Calendar::of(country);
    let slot = next_allowed_slot(person(country), calendar, channel, log, at(from));
    slot.unwrap().from.format("%Y-%m-%d %H:%M").to_string()
}

fn past(moment: &str, channel: Channel, reached: bool) -> Past {
    Past { at: at(moment), channel, reached }
}

fn working_days(country: Country, from: &str, days: i32) -> NaiveDate {
    Calendar::of(country).add_working_days(date(from), days).unwrap()
}

fn date(text: &str) -> NaiveDate {
    text.parse().unwrap()
}

fn at(text: &str) -> NaiveDateTime {
    NaiveDateTime::parse_from_str(text, "%Y-%m-%d %H:%M").unwrap()
}
