//! The protocols that ship: standard, gentle, strict and high volume, in both languages.
//!
//! Every message names the creditor, what is owed, how to pay and how to dispute. Later
//! ones are firmer and never threaten; none looks like a paper of a court, and no call asks
//! why somebody has not paid (Colombia's Law 2300 of 2023 forbids it).

mod gentle;
mod high_volume;
mod phrases;
mod standard;
mod strict;

use std::sync::LazyLock;

use chrono::NaiveDate;

use crate::ledger::Id;
use crate::ledger::protocol::{Bilingual, Channel, Protocol, Stage, Step};

/// All of them, in the order in which they are offered; the standard one first.
pub fn all() -> &'static [Protocol] {
    &SHIPPED[..]
}

/// The systematic one, for everybody who was given no other.
pub fn standard() -> &'static Protocol {
    &SHIPPED[0]
}

/// The first day there is: what ships counts on any day.
const SINCE: NaiveDate = match NaiveDate::from_ymd_opt(1, 1, 1) {
    Some(day) => day,
    None => NaiveDate::MIN,
};

static SHIPPED: LazyLock<[Protocol; 4]> = LazyLock::new(|| {
    [
        protocol(1, 1, ("Estándar", "Standard"), standard::STEPS),
        protocol(
            2,
            1,
            ("Cordial, para clientes clave", "Gentle, for key customers"),
            gentle::STEPS,
        ),
        protocol(
            3,
            1,
            ("Estricto, para clientes de riesgo", "Strict, for risky customers"),
            strict::STEPS,
        ),
        protocol(
            4,
            1,
            ("Alto volumen, para centro de contacto", "High volume, for a contact centre"),
            high_volume::STEPS,
        ),
    ]
});

/// Spanish and English.
type Words = (&'static str, &'static str);

/// A step as it is written here.
#[derive(Clone, Copy)]
struct Written {
    /// Its number within the protocol, which stays its own for ever.
    number: u32,
    day: i16,
    channel: Channel,
    stage: Stage,
    name: Words,
    subject: Words,
    /// Paragraphs in Spanish.
    es: &'static [&'static str],
    /// Paragraphs in English.
    en: &'static [&'static str],
    checklist: &'static [Words],
}

impl Written {
    /// The same words as another protocol's step with its number, on its day.
    const fn at(self, number: u32, day: i16) -> Self {
        Self { number, day, ..self }
    }
}

/// The place among a protocol's ids where its versions begin; steps come before.
const VERSIONS: u32 = 0x10_0000;

/// A protocol by its number; a release that changes its words counts `version` up.
fn protocol(number: u64, version: u32, name: Words, steps: &[Written]) -> Protocol {
    let id = Id::new(0, number);
    Protocol {
        id: id.child(VERSIONS + version),
        protocol: id,
        since: SINCE,
        name: both(name),
        steps: steps.iter().map(|step| written(id, step)).collect(),
        retired: false,
    }
}

fn written(protocol: Id, step: &Written) -> Step {
    Step {
        id: protocol.child(step.number),
        day: step.day,
        channel: step.channel,
        stage: step.stage,
        name: both(step.name),
        subject: both(step.subject),
        body: Bilingual::new(step.es.join("\n\n"), step.en.join("\n\n")),
        checklist: step.checklist.iter().map(|&words| both(words)).collect(),
        least: None,
        fee: None,
    }
}

fn both((es, en): Words) -> Bilingual {
    Bilingual::new(es, en)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_two_things_share_an_id() {
        let mut ids = Vec::new();
        for protocol in all() {
            ids.extend([protocol.id, protocol.protocol]);
            ids.extend(protocol.steps.iter().map(|step| step.id));
            assert!(protocol.steps.is_sorted_by_key(|step| step.day), "{:?}", protocol.name);
            assert!(protocol.steps.is_sorted_by_key(|step| step.stage), "{:?}", protocol.name);
        }
        let count = ids.len();
        ids.sort_unstable();
        ids.dedup();
        assert_eq!(ids.len(), count);
    }

    #[test]
    fn the_standard_one_follows_the_systematic_approach() {
        let days: Vec<_> = standard().steps.iter().map(|step| step.day).collect();
        assert_eq!(days, [-10, 0, 10, 20, 30, 45, 60, 90]);
        let first = &standard().steps[0];
        assert_eq!((first.channel, first.stage), (Channel::Call, Stage::Preventive));
        let stage = |day| standard().steps.iter().find(|step| step.day == day).map(|s| s.stage);
        assert_eq!(stage(10), Some(Stage::Administrative));
        assert_eq!(stage(60), Some(Stage::Extrajudicial));
        assert_eq!(stage(90), Some(Stage::Judicial));
    }
}
