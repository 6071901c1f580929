//! What keeps a protocol from being used: for its editor, and for files.

use super::template::{Template, TemplateProblem};
use crate::ledger::Money;
use crate::ledger::protocol::{Bilingual, Channel, Protocol, Step};
use crate::text::Lang;

/// The first and the last day of a step, counted from the due date.
pub const DAYS: (i16, i16) = (-90, 365);
/// The most steps a protocol has.
pub const MAX_STEPS: usize = 60;

/// Something wrong with a protocol.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ProtocolProblem {
    /// Which step, from 0; absent for the protocol as a whole.
    pub step: Option<usize>,
    /// What it is.
    pub wrong: Wrong,
}

/// What can be wrong with a protocol.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Wrong {
    /// It has no name in either language.
    NoName,
    /// It has no steps.
    NoSteps,
    /// It has too many.
    TooManySteps {
        /// The most there may be.
        most: usize,
    },
    /// A step has no name in either language.
    NoStepName,
    /// A written message has no text in either language.
    NoText,
    /// A step is too far from the due date.
    DayOutOfRange {
        /// The day.
        day: i16,
        /// The first possible.
        first: i16,
        /// The last possible.
        last: i16,
    },
    /// Another step uses the same channel on the same day.
    SameDay {
        /// The day.
        day: i16,
        /// The channel.
        channel: Channel,
        /// The step before this one, from 0.
        other: usize,
    },
    /// The smallest amount or the fee is not above zero.
    NotPositive,
    /// A text cannot be read as a template.
    Template {
        /// Which text.
        part: StepPart,
        /// In which language.
        lang: Lang,
        /// What is wrong with it.
        problem: TemplateProblem,
    },
}

/// The texts of a step that have fields.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum StepPart {
    /// The subject.
    Subject,
    /// The message, or what to say.
    Body,
}

/// Everything that is wrong with a protocol: of it as a whole first, then step by step.
/// Empty when it can be used.
pub fn validate(protocol: &Protocol) -> Vec<ProtocolProblem> {
    let mut problems = Vec::new();
    let mut whole = |wrong| problems.push(ProtocolProblem { step: None, wrong });
    if protocol.name.is_blank() {
        whole(Wrong::NoName);
    }
    if protocol.steps.is_empty() {
        whole(Wrong::NoSteps);
    }
    if protocol.steps.len() > MAX_STEPS {
        whole(Wrong::TooManySteps { most: MAX_STEPS });
    }
    for (at, step) in protocol.steps.iter().enumerate() {
        let of_step = check_step(step, &protocol.steps[..at]);
        problems.extend(of_step.into_iter().map(|wrong| ProtocolProblem { step: Some(at), wrong }));
    }
    problems
}

fn check_step(step: &Step, before: &[Step]) -> Vec<Wrong> {
    let mut wrong = Vec::new();
    if step.name.is_blank() {
        wrong.push(Wrong::NoStepName);
    }
    let (day, channel) = (step.day, step.channel);
    let (first, last) = DAYS;
    if !(first..=last).contains(&day) {
        wrong.push(Wrong::DayOutOfRange { day, first, last });
    }
    let same = |other: &Step| (other.day, other.channel) == (day, channel);
    if let Some(other) = before.iter().position(same) {
        wrong.push(Wrong::SameDay { day, channel, other });
    }
    let amounts: [Option<Money>; 2] = [step.least, step.fee];
    if amounts.iter().flatten().any(|money| money.amount_minor <= 0) {
        wrong.push(Wrong::NotPositive);
    }
    if channel.is_written() && step.body.is_blank() {
        wrong.push(Wrong::NoText);
    }
    check_template(&step.subject, StepPart::Subject, &mut wrong);
    check_template(&step.body, StepPart::Body, &mut wrong);
    wrong
}

fn check_template(text: &Bilingual, part: StepPart, wrong: &mut Vec<Wrong>) {
    for (lang, words) in [(Lang::Es, &text.es), (Lang::En, &text.en)] {
        let problems = Template::parse(words).err().unwrap_or_default();
        wrong.extend(problems.into_iter().map(|problem| Wrong::Template { part, lang, problem }));
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::dunning::shipped;
    use crate::dunning::template::ProblemKind;
    use crate::ledger::Currency;
    use crate::text::templates;

    fn good() -> Protocol {
        shipped::standard().clone()
    }

    fn words(protocol: &Protocol) -> Vec<String> {
        let problems = validate(protocol);
        problems.iter().map(|problem| templates::protocol_problem(Lang::Es, problem)).collect()
    }

    #[test]
    fn what_ships_can_be_used() {
        for protocol in shipped::all() {
            assert_eq!(validate(protocol), [], "{:?}", protocol.name);
        }
    }

    #[test]
    fn an_empty_protocol_lacks_everything() {
        let empty = Protocol { name: Bilingual::default(), steps: Vec::new(), ..good() };
        assert_eq!(
            words(&empty),
            ["El protocolo necesita un nombre.", "El protocolo necesita al menos un paso."]
        );
        let mut long = good();
        long.steps = (0..61).map(|day| Step { day, ..long.steps[0].clone() }).collect();
        assert_eq!(words(&long), ["Un protocolo tiene a lo más 60 pasos."]);
    }

    #[test]
    fn each_problem_names_its_step() {
        let mut protocol = good();
        protocol.steps[1].name = Bilingual::new(" ", "");
        protocol.steps[1].body = Bilingual::default();
        protocol.steps[2].day = 366;
        protocol.steps[3].least = Some(Money::zero(Currency::MXN));
        protocol.steps[4].subject.es = "Saldo {totla}".to_owned();
        protocol.steps[4].body.en = "Dear {?contact}".to_owned();
        assert_eq!(
            words(&protocol),
            [
                "Paso 2: Falta el nombre.",
                "Paso 2: Un mensaje escrito necesita texto.",
                "Paso 3: El día 366 está fuera del plazo posible, de -90 a 365 respecto al vencimiento.",
                "Paso 4: El importe mínimo y el cargo deben ser mayores que cero, o quedar vacíos.",
                "Paso 5: Asunto en español. Carácter 7: No hay un campo «totla». ¿Quiso decir «total»?",
                "Paso 5: Texto en inglés. Carácter 6: La parte sobre «contacto» no termina: falta «{/}».",
            ]
        );
        for day in [-90, 365] {
            let mut edge = good();
            edge.steps[2].day = day;
            assert_eq!(validate(&edge), []);
        }
    }

    #[test]
    fn one_channel_is_used_once_a_day() {
        let mut protocol = good();
        let mut twin = protocol.steps[0].clone();
        protocol.steps.push(twin.clone());
        let last = protocol.steps.len() - 1;
        let same = Wrong::SameDay { day: twin.day, channel: twin.channel, other: 0 };
        assert_eq!(validate(&protocol), [ProtocolProblem { step: Some(last), wrong: same }]);
        twin.channel = Channel::Visit;
        protocol.steps[last] = twin;
        assert_eq!(validate(&protocol), []);
    }

    #[test]
    fn a_call_needs_no_words() {
        let mut protocol = good();
        assert_eq!(protocol.steps[0].channel, Channel::Call);
        protocol.steps[0].body = Bilingual::default();
        assert_eq!(validate(&protocol), []);
    }

    #[test]
    fn a_template_problem_is_kept_whole() {
        let mut protocol = good();
        protocol.steps[0].body.es = "ñ}".to_owned();
        let problem = TemplateProblem { at: 1, kind: ProblemKind::StrayBrace };
        let wrong = Wrong::Template { part: StepPart::Body, lang: Lang::Es, problem };
        assert_eq!(validate(&protocol), [ProtocolProblem { step: Some(0), wrong }]);
    }
}
