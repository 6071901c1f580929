//! The rules of contact that ship with the page.
//!
//! Read in reproductions of the texts, not in the official gazettes; each says where, and when
//! it was compared. Where a text leaves room, the narrower reading is taken. Laws about
//! consumers are for persons; firms have the house rule. Hours that a law sets for calls and
//! visits are kept for messages too.

use chrono::NaiveDate;

use crate::ledger::Country;
use crate::ledger::contact_rule::{ContactRule, Force, Limit, Per, Window};
use crate::ledger::customer::Party;
use crate::ledger::protocol::Bilingual;
use crate::ledger::protocol::Channel::{self, Call, Email, Letter, Visit, WhatsApp};

/// All of them; the house rule for firms comes first.
pub(super) fn rules() -> Vec<ContactRule> {
    vec![
        ContactRule { party: Party::Company, ..house() },
        house(),
        mexico(),
        colombia(),
        peru(),
        ecuador(),
        chile(),
        united_states(),
        spain(),
        argentina(),
        united_kingdom(),
    ]
}

const BUT_LETTERS: [Channel; 4] = [Email, WhatsApp, Call, Visit];
const NONE: Option<Window> = None;

/// The same hours from Monday to Friday, others on Saturday and Sunday.
const fn week(
    workday: Window,
    saturday: Option<Window>,
    sunday: Option<Window>,
) -> [Option<Window>; 7] {
    let day = Some(workday);
    [day, day, day, day, day, saturday, sunday]
}

/// For persons anywhere: working hours, one message a day, two a week and two days apart.
fn house() -> ContactRule {
    ContactRule {
        country: None,
        party: Party::Person,
        since: None,
        until: None,
        force: Force::House,
        name: Bilingual::new("La regla de la casa", "The house rule"),
        windows: week(Window::hours(9, 18), NONE, NONE),
        holidays: false,
        calls_only: false,
        visits: true,
        limits: vec![
            limit(&BUT_LETTERS, 1, Per::Day),
            Limit { apart_hours: 48, ..limit(&BUT_LETTERS, 2, Per::Week) },
        ],
        one_channel_a_week: true,
        note: Bilingual::new(
            "Es un consejo prudente, no una ley.",
            "It is prudent advice, not a law.",
        ),
        source: Bilingual::default(),
        verified_on: None,
    }
}

/// A law about consumers: hours only, unless more is said.
fn law(country: Country, since: Option<&str>, force: Force) -> ContactRule {
    ContactRule {
        country: Some(country),
        since: since.and_then(date),
        force,
        limits: Vec::new(),
        one_channel_a_week: false,
        verified_on: date("2026-11-22"),
        ..house()
    }
}

/// A limit to contacts; attempts that reached nobody do not count.
fn limit(channels: &[Channel], most: u8, per: Per) -> Limit {
    let channels = channels.to_vec();
    Limit { channels, most, per, apart_hours: 0, rest_days: 0, unanswered: false }
}

/// Disposiciones de carácter general de la CONDUSEF en materia de despachos de cobranza, DOF
/// 7 October 2014: 7:00 to 22:00. The commission's later notices add Monday to Friday and no
/// holidays, which is what is kept here.
fn mexico() -> ContactRule {
    ContactRule {
        name: Bilingual::new(
            "La norma de la CONDUSEF (México)",
            "The CONDUSEF regulation (Mexico)",
        ),
        windows: week(Window::hours(7, 22), NONE, NONE),
        note: Bilingual::new(
            "Obliga a las entidades financieras y a sus despachos. Pide llamar desde un número \
             visible, no hablar con terceros y no cobrar a menores ni a adultos mayores.",
            "It binds lenders and their agencies. It asks to call from a visible number, not to \
             talk to third parties and not to collect from minors or the elderly.",
        ),
        source: Bilingual::new(
            "Disposiciones en materia de despachos de cobranza, DOF del 7 de octubre de 2014; \
             lunes a viernes y sin festivos según avisos posteriores de la CONDUSEF",
            "Provisions on collection agencies, DOF of 7 October 2014; Monday to Friday and no \
             holidays by later notices of CONDUSEF",
        ),
        ..law(Country::MX, Some("2014-10-08"), Force::LawForSome)
    }
}

/// Ley 2300 de 2023: after direct contact, no several channels in a week and no more than
/// once a day; no visits. A message that was sent counts as a contact of its day.
fn colombia() -> ContactRule {
    ContactRule {
        name: Bilingual::new("La Ley 2300 de 2023 (Colombia)", "Law 2300 of 2023 (Colombia)"),
        windows: week(Window::hours(7, 19), Some(Window::hours(8, 15)), NONE),
        visits: false,
        limits: vec![limit(&BUT_LETTERS, 1, Per::Day)],
        one_channel_a_week: true,
        note: Bilingual::new(
            "Obliga a quien haga gestiones de cobranza. Solo por los canales que el consumidor \
             autorizó, sin preguntar el motivo del atraso ni llamar a sus referencias; otro \
             horario, solo con su permiso escrito.",
            "It binds whoever collects. Only by channels that the consumer authorised, without \
             asking why the debt is late or calling references; other hours only with the \
             consumer's written permission.",
        ),
        source: Bilingual::new(
            "Ley 2300 de 2023, arts. 1 a 5, en vigor desde el 10 de octubre de 2023",
            "Law 2300 of 2023, articles 1 to 5, in force since 10 October 2023",
        ),
        ..law(Country::CO, Some("2023-10-10"), Force::Law)
    }
}

/// Ley 29571, arts. 61 and 62.
fn peru() -> ContactRule {
    ContactRule {
        name: Bilingual::new(
            "El Código de Protección al Consumidor (Perú)",
            "The Consumer Protection Code (Peru)",
        ),
        windows: week(Window::hours(7, 20), NONE, NONE),
        calls_only: true,
        note: Bilingual::new(
            "Obliga al cobrar a consumidores y habla de visitas y llamadas. Prohíbe papeles que \
             parezcan judiciales, carteles y avisos públicos.",
            "It binds whoever collects from consumers and speaks of visits and calls. It forbids \
             papers that look judicial, posters and public notices.",
        ),
        source: Bilingual::new("Ley 29571, arts. 61 y 62", "Law 29571, articles 61 and 62"),
        ..law(Country::PE, Some("2010-10-02"), Force::Law)
    }
}

/// Ley Orgánica de Defensa del Consumidor, art. 49 as changed in 2022. Reports differ on
/// whether one contact a day is allowed in all or by each means: one in all is kept here.
fn ecuador() -> ContactRule {
    ContactRule {
        name: Bilingual::new(
            "La Ley de Defensa del Consumidor (Ecuador)",
            "The Consumer Defence Act (Ecuador)",
        ),
        windows: week(Window::hours(7, 20), NONE, NONE),
        limits: vec![Limit { unanswered: true, ..limit(&BUT_LETTERS, 1, Per::Day) }],
        note: Bilingual::new(
            "Obliga a las empresas de cobranza que el proveedor contrate. Solo con el deudor, el \
             codeudor o el garante y desde un número identificable.",
            "It binds agencies hired by the supplier. Only with the debtor, co-debtor or \
             guarantor, and from a number that can be identified.",
        ),
        source: Bilingual::new(
            "Ley Orgánica de Defensa del Consumidor, art. 49, reformado en febrero de 2022",
            "Organic Law of Consumer Defence, article 49, amended in February 2022",
        ),
        ..law(Country::EC, None, Force::LawForSome)
    }
}

/// Ley 19.496, art. 37, as changed by Ley 21.320; the hours are those of art. 59 of the Código
/// de Procedimiento Civil.
fn chile() -> ContactRule {
    let written = [Email, WhatsApp, Letter];
    ContactRule {
        name: Bilingual::new("La Ley 19.496 (Chile)", "Law 19,496 (Chile)"),
        windows: week(Window::hours(8, 20), Some(Window::hours(8, 20)), NONE),
        calls_only: true,
        limits: vec![
            Limit { unanswered: true, ..limit(&[Call, Visit], 1, Per::Week) },
            Limit { apart_hours: 48, ..limit(&written, 2, Per::Week) },
        ],
        note: Bilingual::new(
            "Obliga al cobrar créditos a consumidores. Pide un registro de las gestiones por dos \
             años y al menos una gestión útil y gratuita en los primeros quince días.",
            "It binds whoever collects credit from consumers. It asks for a log kept two years \
             and at least one useful free contact in the first fifteen days.",
        ),
        source: Bilingual::new(
            "Ley 19.496, art. 37, modificado por la Ley 21.320 (Diario Oficial del 20 de abril \
             de 2021); horas hábiles del Código de Procedimiento Civil, art. 59",
            "Law 19,496, article 37, amended by Law 21,320 (Diario Oficial of 20 April 2021); \
             hours of the Code of Civil Procedure, article 59",
        ),
        ..law(Country::CL, Some("2021-04-20"), Force::Law)
    }
}

/// Regulation F, 12 CFR 1006.6(b) and 1006.14(b)(2): more than seven calls in seven days, or
/// one within seven days of a conversation counted from its own day, is presumed too much.
fn united_states() -> ContactRule {
    let hours = Window::hours(8, 21);
    let calls = limit(&[Call], 7, Per::SevenDays);
    ContactRule {
        name: Bilingual::new("El Reglamento F (Estados Unidos)", "Regulation F (United States)"),
        windows: week(hours, Some(hours), Some(hours)),
        holidays: true,
        limits: vec![Limit { rest_days: 7, unanswered: true, ..calls }],
        note: Bilingual::new(
            "Obliga a quien cobra deudas de consumidores por cuenta de otros; el límite de \
             llamadas vale por deuda. Todo correo o mensaje debe decir cómo dejar de recibirlos.",
            "It binds those who collect consumer debts for others; the limit to calls is per \
             debt. Every e-mail or message has to say how to stop them.",
        ),
        source: Bilingual::new(
            "12 CFR 1006.6(b) y 1006.14(b)(2), en vigor desde el 30 de noviembre de 2021",
            "12 CFR 1006.6(b) and 1006.14(b)(2), in effect since 30 November 2021",
        ),
        ..law(Country::US, Some("2021-11-30"), Force::LawForSome)
    }
}

/// No statute sets hours; data protection and harassment laws apply.
fn spain() -> ContactRule {
    ContactRule {
        country: Some(Country::ES),
        windows: week(Window::hours(9, 20), NONE, NONE),
        note: Bilingual::new(
            "No conocemos una ley que fije horas en España; rigen la protección de datos y la \
             prohibición del acoso.",
            "We know of no law that sets hours in Spain; data protection and the ban on \
             harassment apply.",
        ),
        ..house()
    }
}

/// Ley 24.240, art. 8 bis: dignified treatment, without hours.
fn argentina() -> ContactRule {
    ContactRule {
        country: Some(Country::AR),
        note: Bilingual::new(
            "La Ley 24.240 (art. 8 bis) pide trato digno y prohíbe papeles que parezcan \
             judiciales; no conocemos una ley nacional que fije horas.",
            "Law 24,240 (article 8 bis) asks for dignified treatment and forbids papers that look \
             judicial; we know of no national law that sets hours.",
        ),
        ..house()
    }
}

/// FCA Handbook, CONC 7.9, for regulated credit only: not at unreasonable times, without hours.
fn united_kingdom() -> ContactRule {
    ContactRule {
        country: Some(Country::GB),
        note: Bilingual::new(
            "El manual de la FCA (CONC 7.9) rige los créditos regulados y pide horas razonables, \
             sin fijarlas.",
            "The FCA Handbook (CONC 7.9) is about regulated credit and asks for reasonable hours, \
             without setting them.",
        ),
        ..house()
    }
}

fn date(text: &str) -> Option<NaiveDate> {
    text.parse().ok()
}
