//! Holidays, rules of contact and what is against a contact, in words.

#![cfg(not(target_arch = "wasm32"))]
#![allow(clippy::unwrap_used)]

use cartera::calendar::rules::shipped;
use cartera::calendar::{Calendar, Past, breaches, next_allowed_slot, rule_for};
use cartera::ledger::Country;
use cartera::ledger::contact_rule::{ContactRule, Force};
use cartera::ledger::customer::Party;
use cartera::ledger::dunning_settings::OwnDay;
use cartera::ledger::protocol::Channel;
use cartera::text::Lang;
use cartera::text::calendar::{breach, day_off, hours, known, limit, rule, slot, source};
use chrono::NaiveDateTime;

fn at(text: &str) -> NaiveDateTime {
    NaiveDateTime::parse_from_str(text, "%Y-%m-%d %H:%M").unwrap()
}

fn person(country: Country) -> &'static ContactRule {
    rule_for(country, Party::Person, at("2026-11-23 00:00").date(), &[])
}

/// The last thing against a contact, in Spanish and English.
fn said(country: Country, channel: Channel, log: &[Past], moment: &str) -> [String; 2] {
    let rule = person(country);
    let found = breaches(rule, Calendar::of(country), channel, log, at(moment));
    let last = *found.last().unwrap();
    [Lang::Es, Lang::En].map(|lang| breach(lang, rule, channel, last))
}

fn reached(moment: &str, channel: Channel) -> [Past; 1] {
    [Past { at: at(moment), channel, reached: true }]
}

#[test]
fn a_breach_of_days_and_hours_is_said_in_a_sentence() {
    let sunday = "2026-11-22 10:00";
    assert_eq!(
        said(Country::CO, Channel::Call, &[], sunday),
        [
            "La Ley 2300 de 2023 (Colombia) no permite llamar los domingos ni festivos.",
            "Law 2300 of 2023 (Colombia) does not allow calling on Sundays or public holidays.",
        ]
    );
    assert_eq!(
        said(Country::CO, Channel::WhatsApp, &[], "2026-11-16 10:00")[0],
        "La Ley 2300 de 2023 (Colombia) no permite escribir por WhatsApp los domingos ni \
         festivos (Independencia de Cartagena)."
    );
    // What a law says of calls is no more than advice for messages.
    assert_eq!(
        said(Country::PE, Channel::Email, &[], sunday),
        [
            "El Código de Protección al Consumidor (Perú) no permite llamar los sábados, \
             domingos ni feriados; por prudencia, tampoco conviene enviar correos.",
            "The Consumer Protection Code (Peru) does not allow calling on Saturdays, Sundays \
             or public holidays; as good advice, the same goes for e-mailing.",
        ]
    );
    assert_eq!(
        said(Country::CL, Channel::Call, &[], "2026-11-23 20:00")[0],
        "La Ley 19.496 (Chile) permite llamar ese día solo de 8:00 a 20:00."
    );
    assert_eq!(
        said(Country::GB, Channel::Visit, &[], sunday),
        [
            "La regla de la casa desaconseja visitar los sábados, domingos y festivos.",
            "The house rule advises against visiting on Saturdays, Sundays or public holidays.",
        ]
    );
    assert_eq!(
        said(Country::CO, Channel::Visit, &[], sunday)[0],
        "La Ley 2300 de 2023 (Colombia) no permite visitar a este cliente."
    );
}

#[test]
fn a_breach_of_limits_says_what_was_done() {
    let tuesday = "2026-11-24 10:00";
    let call = reached("2026-11-23 10:05", Channel::Call);
    assert_eq!(
        said(Country::CO, Channel::Email, &call, tuesday)[0],
        "La Ley 2300 de 2023 (Colombia) no permite usar varios canales en la misma semana: ya \
         se habló por teléfono."
    );
    assert_eq!(
        said(Country::CL, Channel::Visit, &call, tuesday),
        [
            "La Ley 19.496 (Chile) permite como máximo 1 llamada o visita por semana.",
            "Law 19,496 (Chile) allows at most 1 call or visit a week.",
        ]
    );
    let letter = reached("2026-11-23 10:05", Channel::Letter);
    assert_eq!(
        said(Country::CL, Channel::Email, &letter, tuesday)[0],
        "La Ley 19.496 (Chile) pide dejar pasar 2 días entre correos, mensajes de WhatsApp o \
         cartas: lo último fue el lunes 23 de noviembre a las 10:05."
    );
    assert_eq!(
        said(Country::US, Channel::Call, &call, tuesday)[1],
        "Regulation F (United States) asks for 7 days after talking to the customer: that was \
         on Monday 23 November."
    );
}

#[test]
fn the_firms_own_day_is_said_with_what_it_is_for() {
    let rule = person(Country::MX);
    let mut own = [OwnDay { on: at("2026-11-23 00:00").date(), name: "Inventario".into() }];
    let words = |own: &[OwnDay]| {
        let calendar = Calendar { country: Country::MX, own_days: own };
        let found = breaches(rule, calendar, Channel::Call, &[], at("2026-11-23 10:00"));
        breach(Lang::Es, rule, Channel::Call, found[0])
    };
    assert_eq!(words(&own), "Ese día no trabaja su empresa: Inventario.");
    own[0].name.clear();
    assert_eq!(words(&own), "Ese día no trabaja su empresa.");
    let calendar = Calendar { country: Country::MX, own_days: &own };
    let off = calendar.day_off(own[0].on).unwrap();
    assert_eq!(day_off(Lang::Es, off), "Día libre de la empresa");
    let christmas = calendar.day_off(at("2026-12-25 00:00").date()).unwrap();
    assert_eq!(day_off(Lang::En, christmas), "Christmas Day");
}

#[test]
fn a_rule_is_described_in_sentences() {
    let colombia = rule(Lang::Es, person(Country::CO));
    assert_eq!(
        colombia[..5],
        [
            "Lunes a viernes de 7:00 a 19:00; sábado de 8:00 a 15:00.",
            "No en días festivos.",
            "Sin visitas.",
            "Como máximo 1 contacto al día, sin contar las llamadas sin respuesta.",
            "Una vez que se habló con el cliente, esa semana solo por el mismo canal.",
        ]
    );
    assert_eq!(hours(Lang::En, person(Country::US)), "every day from 8:00 to 21:00");
    assert_eq!(
        limit(Lang::En, &person(Country::US).limits[0]),
        "at most 7 calls in seven days; after a conversation, a pause of 7 days"
    );
    assert_eq!(
        limit(Lang::Es, &person(Country::CL).limits[1]),
        "como máximo 2 correos, mensajes de WhatsApp o cartas por semana, separados por al \
         menos 2 días"
    );
    let closed = ContactRule { windows: [None; 7], ..person(Country::US).clone() };
    assert_eq!(hours(Lang::Es, &closed), "sin horas de contacto");
    assert_eq!(
        source(Lang::Es, person(Country::PE)),
        "Fuente: Ley 29571, arts. 61 y 62. Verificada el 22 de noviembre de 2026. Es \
         información, no asesoría legal."
    );
    for shipped in shipped() {
        for lang in [Lang::Es, Lang::En] {
            let lines = rule(lang, shipped);
            assert!(lines.iter().all(|line| line.ends_with('.') && !line.contains("..")));
            let lawful = shipped.force != Force::House;
            assert_eq!(source(lang, shipped).is_empty(), !lawful);
        }
    }
}

#[test]
fn slots_are_named() {
    let calendar = Calendar::of(Country::CO);
    let from = at("2026-11-22 10:00");
    let next =
        |channel| next_allowed_slot(person(Country::CO), calendar, channel, &[], from).unwrap();
    assert_eq!(slot(Lang::Es, next(Channel::Call)), "lunes 23 de noviembre de 7:00 a 19:00");
    assert_eq!(slot(Lang::En, next(Channel::Letter)), "Sunday 22 November from 10:00 to 24:00");
}

#[test]
fn how_far_holidays_are_known_is_said() {
    assert!(known(Lang::Es, Country::AR).contains("hasta 2027"));
    assert!(known(Lang::Es, Country::CO).contains("todos los años"));
    assert!(known(Lang::En, Country::FR).contains("not known"));
}
