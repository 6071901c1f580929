//! Holidays, hours of contact and what is against a contact, in words.

use chrono::{NaiveDate, NaiveDateTime, Timelike, Weekday};

use super::Lang;
use super::country;
use super::format::{WEEK, date_long, days_count, weekday_date, weekday_name};
use crate::calendar::holidays::{Holiday, Known, known as how_far};
use crate::calendar::{Breach, DayOff, Slot};
use crate::ledger::Country;
use crate::ledger::contact_rule::{ContactRule, Force, Limit, Per, Window};
use crate::ledger::protocol::Channel;
use crate::messages;

/// A holiday's name, and whether it was moved: «Día de San José (trasladado)».
pub fn holiday(lang: Lang, holiday: Holiday) -> String {
    let name = holiday.name(lang);
    if holiday.moved { moved_holiday(lang, name) } else { name.to_owned() }
}

/// Why a day is off: the holiday, or what the firm's own day is for.
pub fn day_off(lang: Lang, day: DayOff<'_>) -> String {
    match day {
        DayOff::Holiday(kept) => holiday(lang, kept),
        DayOff::Own("") => own_day_off(lang).to_owned(),
        DayOff::Own(name) => name.to_owned(),
    }
}

/// How far the holidays of a country are known, as a sentence.
pub fn known(lang: Lang, country: Country) -> String {
    let name = country::name(lang, country);
    match how_far(country) {
        Known::ByRule => known_by_rule(lang, name),
        Known::Until(year) => known_until(lang, name, year),
        Known::Not => not_known(lang, name),
    }
}

/// The hours of contact of a rule: «lunes a viernes de 7:00 a 19:00; sábado de 8:00 a 15:00».
pub fn hours(lang: Lang, rule: &ContactRule) -> String {
    let mut text = String::new();
    let mut first = 0;
    while first < 7 {
        let window = rule.window(WEEK[first]);
        let alike = WEEK[first..].iter().take_while(|&&day| rule.window(day) == window).count();
        if let Some(window) = window {
            let days = match alike {
                7 => every_day(lang).to_owned(),
                1 => weekday(lang, WEEK[first]).to_owned(),
                _ => span(lang, weekday(lang, WEEK[first]), weekday(lang, WEEK[first + alike - 1])),
            };
            if !text.is_empty() {
                text.push_str("; ");
            }
            text.push_str(&days_and_hours(lang, &days, &window_words(lang, window)));
        }
        first += alike;
    }
    if text.is_empty() { no_hours(lang).to_owned() } else { text }
}

/// A rule in sentences, one a line: hours, days off, visits, how often, and its note.
pub fn rule(lang: Lang, rule: &ContactRule) -> Vec<String> {
    let mut lines = vec![sentence(&hours(lang, rule))];
    lines.push(if rule.holidays { on_holidays(lang) } else { not_on_holidays(lang) }.to_owned());
    if !rule.visits {
        lines.push(no_visits(lang).to_owned());
    }
    lines.extend(rule.limits.iter().map(|of| sentence(&limit(lang, of))));
    if rule.one_channel_a_week {
        lines.push(one_channel(lang).to_owned());
    }
    lines.push(letters(lang).to_owned());
    if !rule.note.is_blank() {
        lines.push(rule.note.in_lang(lang).to_owned());
    }
    lines
}

/// How often, in lower case: «como máximo 2 correos o cartas por semana, con 2 días entre una
/// y otra».
pub fn limit(lang: Lang, limit: &Limit) -> String {
    let mut text = at_most(lang, &number_of(lang, limit), per(lang, limit.per));
    if !limit.unanswered && limit.channels.contains(&Channel::Call) {
        text.push_str(but_unanswered(lang));
    }
    if limit.apart_hours > 0 {
        text.push_str(&apart(lang, &time(lang, limit.apart_hours)));
    }
    if limit.rest_days > 0 {
        text.push_str(&after_talking(lang, &days_count(lang, limit.rest_days.into())));
    }
    text
}

/// How far a rule binds.
pub fn force(lang: Lang, force: Force) -> &'static str {
    match force {
        Force::Law => law(lang),
        Force::LawForSome => law_for_some(lang),
        Force::House => advice(lang),
    }
}

/// Where a rule was read and when it was compared with it; empty for one without a source.
pub fn source(lang: Lang, rule: &ContactRule) -> String {
    if rule.source.is_blank() {
        return String::new();
    }
    let source = rule.source.in_lang(lang);
    match rule.verified_on {
        Some(day) => read_and_verified(lang, source, &date_long(lang, day)),
        None => read_only(lang, source),
    }
}

/// What is against a contact by a channel, as a sentence for a warning: «La Ley 2300 de 2023
/// (Colombia) no permite llamar los domingos ni festivos.»
pub fn breach(lang: Lang, rule: &ContactRule, channel: Channel, breach: Breach<'_>) -> String {
    let of_hours = matches!(breach, Breach::Weekday(_) | Breach::Holiday(_) | Breach::Hours(_));
    if of_hours && rule.calls_only && channel.is_written() {
        let law = breach_by(lang, rule, act(lang, Channel::Call), breach);
        return not_advised_either(lang, &law, act(lang, channel));
    }
    breach_by(lang, rule, act(lang, channel), breach) + "."
}

/// When the customer may be contacted: «lunes 23 de noviembre de 9:00 a 18:00».
pub fn slot(lang: Lang, slot: Slot) -> String {
    let day = weekday_date(lang, slot.from.date());
    let close =
        if slot.until.date() > slot.from.date() { Window::DAY.into() } else { minutes(slot.until) };
    days_and_hours(lang, &day, &from_to(lang, &clock(minutes(slot.from)), &clock(close)))
}

messages! {
    /// A holiday kept on another day than its own.
    moved_holiday(name: &str) => "{name} (trasladado)", "{name} (moved)";
    /// A day off of the firm's own without a name.
    own_day_off => "Día libre de la empresa", "The firm's day off";
    /// Holidays that follow from law.
    known_by_rule(country: &str) =>
        "{country}: días festivos nacionales por ley, todos los años. Los regionales y locales se agregan como días propios.",
        "{country}: national holidays by law, every year. Regional and local ones are added as days of your own.";
    /// Holidays known up to a year.
    known_until(country: &str, year: i32) =>
        "{country}: días festivos nacionales conocidos hasta {year}. Los traslados y los días puente se decretan cada año y pueden faltar: conviene agregarlos como días propios. Después de {year} solo cuentan los fijos.",
        "{country}: national holidays known up to {year}. Which days move and which are bridges is decreed every year, and some can be missing: they are best added as days of your own. After {year} only the fixed ones count.";
    /// Holidays not known.
    not_known(country: &str) =>
        "{country}: no conocemos sus días festivos. Cuentan los fines de semana y los días propios que agregue.",
        "{country}: its holidays are not known here. Weekends count, and the days of your own that you add.";
    /// All weekdays.
    every_day => "todos los días", "every day";
    /// Several weekdays in a row.
    span(first: &str, last: &str) => "{first} a {last}", "{first} to {last}";
    /// Days and their hours.
    days_and_hours(days: &str, hours: &str) => "{days} {hours}", "{days} {hours}";
    /// Hours of a day.
    from_to(open: &str, close: &str) => "de {open} a {close}", "from {open} to {close}";
    /// A rule without hours.
    no_hours => "sin horas de contacto", "no hours of contact";
    /// Contact on holidays.
    on_holidays => "También en días festivos.", "Public holidays too.";
    /// No contact on holidays.
    not_on_holidays => "No en días festivos.", "Not on public holidays.";
    /// No visits.
    no_visits => "Sin visitas.", "No visits.";
    /// One channel a week.
    one_channel =>
        "Una vez que se habló con el cliente, esa semana solo por el mismo canal.",
        "Once the customer was reached, only the same channel that week.";
    /// What holds for post.
    letters =>
        "Las cartas por correo postal no tienen horario.",
        "Letters by post are not bound by hours.";
    /// At most so many contacts.
    at_most(number: &str, per: &str) => "como máximo {number} {per}", "at most {number} {per}";
    /// How far apart, after at most so many.
    apart(time: &str) => ", separados por al menos {time}", ", at least {time} apart";
    /// A pause after a conversation, after at most so many.
    after_talking(days: &str) =>
        "; después de hablar, una pausa de {days}", "; after a conversation, a pause of {days}";
    /// What does not count, after at most so many.
    but_unanswered =>
        ", sin contar las llamadas sin respuesta", ", not counting unanswered calls";
    /// In a day.
    per_day => "al día", "a day";
    /// In a week.
    per_week => "por semana", "a week";
    /// In seven days.
    per_seven_days => "en siete días", "in seven days";
    /// Hours between contacts, where they are no whole days.
    hours_count(hours: u16) => "{hours} horas", "{hours} hours";
    /// Binds everybody.
    law => "Obligatoria por ley", "Required by law";
    /// Binds some.
    law_for_some =>
        "Obligatoria para algunos; prudente para todos",
        "Required of some; prudent for everyone";
    /// Binds nobody.
    advice => "Consejo de la casa", "House advice";
    /// A source and its day.
    read_and_verified(source: &str, day: &str) =>
        "Fuente: {source}. Verificada el {day}. Es información, no asesoría legal.",
        "Source: {source}. Verified on {day}. This is information, not legal advice.";
    /// A source that was not verified.
    read_only(source: &str) =>
        "Fuente: {source}. Sin verificar. Es información, no asesoría legal.",
        "Source: {source}. Not verified. This is information, not legal advice.";
    /// What a law does.
    does_not_allow => "no permite", "does not allow";
    /// What advice does.
    advises_against => "desaconseja", "advises against";
    /// What a law allows.
    allows => "permite", "allows";
    /// What is advised.
    advises => "aconseja", "advises";
    /// Forbidden at all times.
    forbidden(rule: &str, forbids: &str, act: &str) =>
        "{rule} {forbids} {act} a este cliente", "{rule} {forbids} {act} this customer";
    /// Forbidden on some days.
    forbidden_on(rule: &str, forbids: &str, act: &str, days: &str) =>
        "{rule} {forbids} {act} los {days}", "{rule} {forbids} {act} on {days}";
    /// Forbidden on a holiday.
    forbidden_on_holiday(rule: &str, forbids: &str, act: &str, days: &str, holiday: &str) =>
        "{rule} {forbids} {act} los {days} ({holiday})",
        "{rule} {forbids} {act} on {days} ({holiday})";
    /// Out of hours.
    allowed_only(rule: &str, allows: &str, act: &str, hours: &str) =>
        "{rule} {allows} {act} ese día solo {hours}",
        "{rule} {allows} {act} on that day only {hours}";
    /// Too many.
    allowed_most(rule: &str, allows: &str, most: &str) =>
        "{rule} {allows} {most}", "{rule} {allows} {most}";
    /// Too soon.
    too_soon(rule: &str, time: &str, nouns: &str, last: &str) =>
        "{rule} pide dejar pasar {time} entre {nouns}: lo último fue el {last}",
        "{rule} asks for {time} between {nouns}: the last was on {last}";
    /// After a conversation.
    resting(rule: &str, days: &str, day: &str) =>
        "{rule} pide dejar pasar {days} después de hablar con el cliente: fue el {day}",
        "{rule} asks for {days} after talking to the customer: that was on {day}";
    /// Another channel in a week.
    other_channel(rule: &str, forbids: &str, by: &str) =>
        "{rule} {forbids} usar varios canales en la misma semana: ya se habló {by}",
        "{rule} {forbids} using several channels in the same week: the customer was reached {by}";
    /// The firm's own day off.
    own_day => "Ese día no trabaja su empresa", "Your firm does not work on that day";
    /// The firm's own day off, with a name.
    own_day_for(what: &str) =>
        "Ese día no trabaja su empresa: {what}", "Your firm does not work on that day: {what}";
    /// What a law does not say of messages.
    not_advised_either(law: &str, act: &str) =>
        "{law}; por prudencia, tampoco conviene {act}.",
        "{law}; as good advice, the same goes for {act}.";
    /// A day and a time.
    day_and_time(day: &str, time: &str) => "{day} a las {time}", "{day} at {time}";
    /// Contacts of any kind.
    contact => "contacto", "contact";
    /// Contacts of any kind.
    contacts => "contactos", "contacts";
    /// Days off by law, in Colombia, Mexico and Spain.
    holidays_north => "festivos", "public holidays";
    /// Days off by law, elsewhere in Latin America.
    holidays_south => "feriados", "public holidays";
    /// The last of what is not allowed.
    nor => " ni ", " or ";
    /// The last of several.
    and => " y ", " or ";
    /// The last of what counts together.
    or => " o ", " or ";
}

/// What is against an act, without the full stop.
fn breach_by(lang: Lang, rule: &ContactRule, act: &str, breach: Breach<'_>) -> String {
    let name = rule.name.in_lang(lang);
    let house = rule.force == Force::House;
    let forbids = if house { advises_against(lang) } else { does_not_allow(lang) };
    let allows = if house { advises(lang) } else { allows(lang) };
    match breach {
        Breach::Visit => forbidden(lang, name, forbids, act),
        Breach::TooMany(limit) if limit.most == 0 => forbidden(lang, name, forbids, act),
        Breach::Weekday(_) => forbidden_on(lang, name, forbids, act, &days_without(lang, rule)),
        Breach::Holiday(kept) => {
            let days = days_without(lang, rule);
            forbidden_on_holiday(lang, name, forbids, act, &days, kept.name(lang))
        }
        Breach::OwnDay("") => own_day(lang).to_owned(),
        Breach::OwnDay(what) => own_day_for(lang, what),
        Breach::Hours(window) => allowed_only(lang, name, allows, act, &window_words(lang, window)),
        Breach::TooMany(limit) => {
            let most = at_most(lang, &number_of(lang, limit), per(lang, limit.per));
            allowed_most(lang, name, allows, &most)
        }
        Breach::TooSoon { limit, last } => {
            let (time, nouns) = (time(lang, limit.apart_hours), nouns(lang, limit, true));
            too_soon(lang, name, &time, &nouns, &moment(lang, last))
        }
        Breach::Resting { limit, reached } => {
            let days = days_count(lang, limit.rest_days.into());
            resting(lang, name, &days, &weekday_date(lang, reached.date()))
        }
        Breach::OtherChannel { used } => other_channel(lang, name, forbids, by(lang, used)),
    }
}

/// «lunes», `Monday`.
fn weekday(lang: Lang, weekday: Weekday) -> &'static str {
    let date = NaiveDate::from_isoywd_opt(2026, 1, weekday).unwrap_or_default();
    weekday_name(lang, date)
}

/// The days without contact: «sábados, domingos ni festivos».
fn days_without(lang: Lang, rule: &ContactRule) -> String {
    let closed = WEEK.iter().filter(|&&day| rule.window(day).is_none());
    let mut days: Vec<String> = closed
        .map(|&day| {
            let mut name = weekday(lang, day).to_owned();
            if !name.ends_with('s') {
                name.push('s');
            }
            name
        })
        .collect();
    if !rule.holidays {
        days.push(holidays_word(lang, rule.country).to_owned());
    }
    join(&days, if rule.force == Force::House { and(lang) } else { nor(lang) })
}

fn holidays_word(lang: Lang, country: Option<Country>) -> &'static str {
    match country {
        Some(Country::PE | Country::CL | Country::EC | Country::AR) => holidays_south(lang),
        _ => holidays_north(lang),
    }
}

/// «2 correos o cartas», `1 contact`.
fn number_of(lang: Lang, limit: &Limit) -> String {
    format!("{} {}", limit.most, nouns(lang, limit, limit.most != 1))
}

/// The kinds of contact that a limit counts together.
fn nouns(lang: Lang, limit: &Limit, plural: bool) -> String {
    let any = Channel::ALL.iter().filter(|channel| **channel != Channel::Letter);
    if any.clone().all(|channel| limit.channels.contains(channel)) {
        return if plural { contacts(lang) } else { contact(lang) }.to_owned();
    }
    let names: Vec<String> = limit
        .channels
        .iter()
        .map(|channel| {
            let (one, many) = noun(lang, *channel);
            if plural { many } else { one }.to_owned()
        })
        .collect();
    join(&names, or(lang))
}

fn noun(lang: Lang, channel: Channel) -> (&'static str, &'static str) {
    match (lang, channel) {
        (Lang::Es, Channel::Email) => ("correo", "correos"),
        (Lang::En, Channel::Email) => ("e-mail", "e-mails"),
        (Lang::Es, Channel::WhatsApp) => ("mensaje de WhatsApp", "mensajes de WhatsApp"),
        (Lang::En, Channel::WhatsApp) => ("WhatsApp message", "WhatsApp messages"),
        (Lang::Es, Channel::Call) => ("llamada", "llamadas"),
        (Lang::En, Channel::Call) => ("call", "calls"),
        (Lang::Es, Channel::Letter) => ("carta", "cartas"),
        (Lang::En, Channel::Letter) => ("letter", "letters"),
        (Lang::Es, Channel::Visit) => ("visita", "visitas"),
        (Lang::En, Channel::Visit) => ("visit", "visits"),
    }
}

/// What one does, after “no permite” and `does not allow`.
fn act(lang: Lang, channel: Channel) -> &'static str {
    match (lang, channel) {
        (Lang::Es, Channel::Email) => "enviar correos",
        (Lang::En, Channel::Email) => "e-mailing",
        (Lang::Es, Channel::WhatsApp) => "escribir por WhatsApp",
        (Lang::En, Channel::WhatsApp) => "messaging",
        (Lang::Es, Channel::Call) => "llamar",
        (Lang::En, Channel::Call) => "calling",
        (Lang::Es, Channel::Letter) => "enviar cartas",
        (Lang::En, Channel::Letter) => "writing letters to",
        (Lang::Es, Channel::Visit) => "visitar",
        (Lang::En, Channel::Visit) => "visiting",
    }
}

/// By which way the customer was reached.
fn by(lang: Lang, channel: Channel) -> &'static str {
    match (lang, channel) {
        (Lang::Es, Channel::Email) => "por correo",
        (Lang::En, Channel::Email) => "by e-mail",
        (Lang::Es, Channel::WhatsApp) => "por WhatsApp",
        (Lang::En, Channel::WhatsApp) => "by WhatsApp",
        (Lang::Es, Channel::Call) => "por teléfono",
        (Lang::En, Channel::Call) => "by phone",
        (Lang::Es, Channel::Letter) => "por carta",
        (Lang::En, Channel::Letter) => "by letter",
        (Lang::Es, Channel::Visit) => "en una visita",
        (Lang::En, Channel::Visit) => "in a visit",
    }
}

fn per(lang: Lang, per: Per) -> &'static str {
    match per {
        Per::Day => per_day(lang),
        Per::Week => per_week(lang),
        Per::SevenDays => per_seven_days(lang),
    }
}

/// Hours, as days where they are whole ones.
fn time(lang: Lang, hours: u16) -> String {
    if hours.is_multiple_of(24) {
        days_count(lang, (hours / 24).into())
    } else {
        hours_count(lang, hours)
    }
}

fn window_words(lang: Lang, window: Window) -> String {
    from_to(lang, &clock(window.open.into()), &clock(window.close.into()))
}

/// A day and a time of the day.
fn moment(lang: Lang, at: NaiveDateTime) -> String {
    day_and_time(lang, &weekday_date(lang, at.date()), &clock(minutes(at)))
}

/// `7:00`, `15:30`, `24:00`.
fn clock(minutes: u32) -> String {
    format!("{}:{:02}", minutes / 60, minutes % 60)
}

fn minutes(at: NaiveDateTime) -> u32 {
    at.hour() * 60 + at.minute()
}

/// «a, b y c».
fn join(parts: &[String], last: &str) -> String {
    match parts {
        [] => String::new(),
        [only] => only.clone(),
        [first @ .., end] => format!("{}{last}{end}", first.join(", ")),
    }
}

/// With a capital and a full stop.
fn sentence(text: &str) -> String {
    let mut text = format!("{text}.");
    if let Some(first) = text.get_mut(..1) {
        first.make_ascii_uppercase();
    }
    text
}
