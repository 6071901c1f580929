//! A protocol as a file, to be kept or handed to somebody else.
//!
//! JSON with a mark that says what it is and a version. It holds words, days and amounts,
//! and no ids: whoever takes it in gives it their own.
//!
//! | member | meaning |
//! | --- | --- |
//! | `cartera` | always `"protocol"` |
//! | `version` | format of the file, now 1 |
//! | `name` | `es` and `en`; either may be absent, here and wherever words stand |
//! | `steps` | one object a step |
//!
//! A step has `day` (from the due date), `channel` (`email`, `whatsapp`, `call`, `letter`,
//! `visit`), `stage` (`preventive`, `administrative`, `extrajudicial`, `judicial`), `name`,
//! and where there are any `subject`, `body`, `checklist`, `least` and `fee`; amounts have
//! `amount` (a decimal number as text) and `currency` (ISO 4217). Anything else is refused.

use chrono::NaiveDate;
use rust_decimal::Decimal;
use serde::{Deserialize, Serialize};

use super::protocol_check::{self, ProtocolProblem};
use crate::ledger::protocol::{Bilingual, Channel, Protocol, Stage, Step};
use crate::ledger::{Currency, Id, Money};
use crate::text::fold::fold;

/// The newest format of the file.
const VERSION: u64 = 1;
/// What the file says it is.
const KIND: &str = "protocol";

/// Why a file is not taken. Nothing of it is used then.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum FileProblem {
    /// It is something else.
    NotAProtocol,
    /// It was made by a newer version of the page.
    Newer {
        /// The version of its format.
        version: u64,
    },
    /// It cannot be read from here on.
    Unreadable {
        /// The line, from 1.
        line: usize,
        /// The column, from 1.
        column: usize,
        /// Why.
        why: Unreadable,
    },
    /// A word that means nothing in its place.
    UnknownWord {
        /// Which step, from 0.
        step: usize,
        /// The place's name in the file.
        field: &'static str,
        /// The word.
        found: String,
    },
    /// It can be read, but is no protocol that can be used.
    Wrong {
        /// Everything that is wrong with it.
        problems: Vec<ProtocolProblem>,
    },
}

/// Why a file cannot be read.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Unreadable {
    /// It ends too early.
    CutShort,
    /// It is no JSON there.
    Damaged,
    /// Something is missing, or there that should not be.
    Unexpected {
        /// Its name, where it has one.
        what: Option<String>,
    },
}

#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct Whole {
    cartera: String,
    version: u64,
    name: Bilingual,
    steps: Vec<FileStep>,
}

#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct FileStep {
    day: i16,
    channel: String,
    stage: String,
    name: Bilingual,
    #[serde(default, skip_serializing_if = "Bilingual::is_blank")]
    subject: Bilingual,
    #[serde(default, skip_serializing_if = "Bilingual::is_blank")]
    body: Bilingual,
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    checklist: Vec<Bilingual>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    least: Option<FileMoney>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    fee: Option<FileMoney>,
}

#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct FileMoney {
    amount: String,
    currency: String,
}

/// What every file of the product begins with, whatever else it holds.
#[derive(Deserialize)]
struct Mark {
    cartera: String,
    version: u64,
}

/// Writes a protocol's version.
pub fn write(protocol: &Protocol) -> Vec<u8> {
    let money = |money: Money| FileMoney {
        amount: money.to_decimal().to_string(),
        currency: money.currency.code().to_owned(),
    };
    let steps = protocol.steps.iter().map(|step| FileStep {
        day: step.day,
        channel: channel_word(step.channel).to_owned(),
        stage: stage_word(step.stage).to_owned(),
        name: step.name.clone(),
        subject: step.subject.clone(),
        body: step.body.clone(),
        checklist: step.checklist.clone(),
        least: step.least.map(money),
        fee: step.fee.map(money),
    });
    let whole = Whole {
        cartera: KIND.to_owned(),
        version: VERSION,
        name: protocol.name.clone(),
        steps: steps.collect(),
    };
    let mut file = serde_json::to_vec_pretty(&whole).unwrap_or_default();
    file.push(b'\n');
    file
}

/// Reads a protocol that counts from a day on; `new_id` gives it, its version and its
/// steps their ids.
///
/// # Errors
/// When it is no protocol, or not all of it can be used. It is taken whole or not at all.
pub fn read(
    file: &[u8],
    since: NaiveDate,
    new_id: &mut dyn FnMut() -> Id,
) -> Result<Protocol, FileProblem> {
    let file = file.strip_prefix(b"\xef\xbb\xbf").unwrap_or(file);
    let mark = serde_json::from_slice(file).ok();
    match mark {
        Some(Mark { cartera, .. }) if cartera != KIND => return Err(FileProblem::NotAProtocol),
        Some(Mark { version, .. }) if version > VERSION => {
            return Err(FileProblem::Newer { version });
        }
        // A damaged file still says what it is near its beginning.
        None if !begins_with_mark(file) => return Err(FileProblem::NotAProtocol),
        _ => {}
    }
    let whole: Whole = serde_json::from_slice(file).map_err(|error| unreadable(&error))?;
    let (protocol, id) = (new_id(), new_id());
    let mut steps = Vec::with_capacity(whole.steps.len());
    for (at, step) in whole.steps.into_iter().enumerate() {
        steps.push(read_step(at, step, new_id())?);
    }
    let protocol = Protocol { id, protocol, since, name: whole.name, steps, retired: false };
    let problems = protocol_check::validate(&protocol);
    if problems.is_empty() { Ok(protocol) } else { Err(FileProblem::Wrong { problems }) }
}

/// The name of a protocol's file.
///
/// ```
/// use cartera::dunning::protocol_file::file_name;
/// assert_eq!(file_name("Estándar: 90 días"), "cartera-protocol-estandar-90-dias.json");
/// ```
pub fn file_name(name: &str) -> String {
    let folded: String =
        fold(name).chars().map(|c| if c.is_ascii_alphanumeric() { c } else { ' ' }).collect();
    let words: Vec<&str> = folded.split_whitespace().take(8).collect();
    ["cartera-protocol-", &words.join("-"), ".json"].concat().replace("-.", ".")
}

fn read_step(at: usize, step: FileStep, id: Id) -> Result<Step, FileProblem> {
    let unknown = |field: &'static str, found: &str| FileProblem::UnknownWord {
        step: at,
        field,
        found: found.to_owned(),
    };
    let money = |field: &'static str, money: Option<FileMoney>| {
        money
            .map(|money| read_money(&money).ok_or_else(|| unknown(field, &written(&money))))
            .transpose()
    };
    let mut channels = Channel::ALL.into_iter();
    let mut stages = Stage::ALL.into_iter();
    Ok(Step {
        id,
        day: step.day,
        channel: channels
            .find(|channel| channel_word(*channel) == step.channel)
            .ok_or_else(|| unknown("channel", &step.channel))?,
        stage: stages
            .find(|stage| stage_word(*stage) == step.stage)
            .ok_or_else(|| unknown("stage", &step.stage))?,
        least: money("least", step.least)?,
        fee: money("fee", step.fee)?,
        name: step.name,
        subject: step.subject,
        body: step.body,
        checklist: step.checklist,
    })
}

/// An amount with no more decimals than its currency has.
fn read_money(money: &FileMoney) -> Option<Money> {
    let currency = Currency::from_code(&money.currency)?;
    let amount: Decimal = money.amount.trim().parse().ok()?;
    let read = Money::from_decimal(amount, currency)?;
    (read.to_decimal() == amount).then_some(read)
}

fn written(money: &FileMoney) -> String {
    [money.amount.as_str(), &money.currency].join(" ")
}

fn channel_word(channel: Channel) -> &'static str {
    match channel {
        Channel::Email => "email",
        Channel::WhatsApp => "whatsapp",
        Channel::Call => "call",
        Channel::Letter => "letter",
        Channel::Visit => "visit",
    }
}

fn stage_word(stage: Stage) -> &'static str {
    match stage {
        Stage::Preventive => "preventive",
        Stage::Administrative => "administrative",
        Stage::Extrajudicial => "extrajudicial",
        Stage::Judicial => "judicial",
    }
}

/// Whether a file that cannot be read is marked as a protocol all the same.
fn begins_with_mark(file: &[u8]) -> bool {
    let beginning = String::from_utf8_lossy(&file[..file.len().min(200)]);
    let plain: String = beginning.chars().filter(|c| !c.is_whitespace()).collect();
    plain.starts_with("{\"cartera\":\"protocol\"")
}

fn unreadable(error: &serde_json::Error) -> FileProblem {
    use serde_json::error::Category;
    let why = match error.classify() {
        Category::Eof => Unreadable::CutShort,
        Category::Syntax | Category::Io => Unreadable::Damaged,
        Category::Data => {
            // «unknown field `x`, expected …», «missing field `x`»
            let text = error.to_string();
            let what = text.split('`').nth(1).map(str::to_owned);
            Unreadable::Unexpected { what }
        }
    };
    FileProblem::Unreadable { line: error.line(), column: error.column(), why }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;
    use crate::dunning::shipped;
    use crate::text::Lang;
    use crate::text::templates::file_problems;

    fn day() -> NaiveDate {
        "2026-03-01".parse().unwrap()
    }

    fn take(file: &[u8]) -> Result<Protocol, FileProblem> {
        let mut made = 0;
        read(file, day(), &mut || {
            made += 1;
            Id::new(5_000, 1).child(made)
        })
    }

    fn refused(file: &[u8]) -> Vec<String> {
        file_problems(Lang::Es, &take(file).unwrap_err())
    }

    fn rich() -> Protocol {
        let mut protocol = shipped::standard().clone();
        protocol.steps[1].least = Some(Money::new(50_050, Currency::MXN));
        protocol.steps[3].fee = Some(Money::new(5_000, Currency::from_code("CLP").unwrap()));
        protocol.steps[0].body = Bilingual::new("«Ñandú» \"x\"\n{{y}}", "");
        protocol
    }

    #[test]
    fn what_is_written_is_read_back() {
        let protocol = rich();
        let read = take(&write(&protocol)).unwrap();
        let mut ids: Vec<Id> = read.steps.iter().map(|step| step.id).collect();
        ids.extend([read.id, read.protocol]);
        ids.sort_unstable();
        ids.dedup();
        assert_eq!(ids.len(), protocol.steps.len() + 2, "each has an id of its own");
        let steps = read.steps.iter().zip(&protocol.steps);
        let steps = steps.map(|(read, step)| Step { id: step.id, ..read.clone() }).collect();
        assert_eq!(read.since, day());
        let same = Protocol {
            id: protocol.id,
            protocol: protocol.protocol,
            since: protocol.since,
            steps,
            ..read
        };
        assert_eq!(same, protocol);
        for protocol in shipped::all() {
            assert_eq!(take(&write(protocol)).unwrap().steps.len(), protocol.steps.len());
        }
    }

    #[test]
    fn the_file_is_plain_to_read() {
        let mut protocol = rich();
        protocol.steps.truncate(1);
        protocol.steps[0].checklist.truncate(1);
        protocol.steps[0].subject = Bilingual::default();
        protocol.steps[0].least = Some(Money::new(50_050, Currency::MXN));
        let file = r#"{
  "cartera": "protocol",
  "version": 1,
  "name": {
    "es": "Estándar",
    "en": "Standard"
  },
  "steps": [
    {
      "day": -10,
      "channel": "call",
      "stage": "preventive",
      "name": {
        "es": "Llamada preventiva",
        "en": "Pre-due call"
      },
      "body": {
        "es": "«Ñandú» \"x\"\n{{y}}"
      },
      "checklist": [
        {
          "es": "Confirme que habla con quien atiende los pagos antes de mencionar importes.",
          "en": "Make sure you are talking to whoever handles payments before naming amounts."
        }
      ],
      "least": {
        "amount": "500.50",
        "currency": "MXN"
      }
    }
  ]
}
"#;
        assert_eq!(String::from_utf8(write(&protocol)).unwrap(), file);
    }

    #[test]
    fn another_file_is_refused() {
        let not = ["Este archivo no es un protocolo de Cartera."];
        assert_eq!(refused(b""), not);
        assert_eq!(refused(b"Cliente,Saldo\n"), not);
        assert_eq!(refused(br#"{"cartera":"backup","version":1}"#), not);
        assert_eq!(refused(br#"{"name":{},"steps":[]}"#), not);
        assert_eq!(
            refused(br#"{"cartera":"protocol","version":2}"#),
            [
                "El archivo es de una versión más nueva (2). Vuelva a cargar la página e inténtelo de \
             nuevo."
            ]
        );
    }

    #[test]
    fn a_damaged_file_is_refused_with_the_place() {
        let file = String::from_utf8(write(&rich())).unwrap();
        assert!(take(format!("\u{feff}{file}").as_bytes()).is_ok());
        let line = file.lines().count();
        assert_eq!(
            refused(file.trim_end().trim_end_matches('}').trim_end().as_bytes()),
            [format!("El archivo está incompleto: termina de pronto en el renglón {}.", line - 1)]
        );
        assert_eq!(
            refused(file.replacen("\"version\": 1,", "\"version\" 1,", 1).as_bytes()),
            ["El archivo está dañado en el renglón 3, columna 13."]
        );
        let place = "En el renglón ";
        let with = |from: &str, to: &str| {
            let [only]: [String; 1] =
                refused(file.replacen(from, to, 1).as_bytes()).try_into().unwrap();
            only
        };
        let text = with("\"stage\"", "\"etapa\"");
        assert!(text.starts_with(place) && text.contains("«etapa»"), "{text}");
        let text = with("\"day\": -10", "\"day\": \"diez\"");
        assert!(text.starts_with(place), "{text}");
        assert_eq!(with("\"call\"", "\"fax\""), "Paso 1: En «channel», «fax» no se entiende.");
        assert_eq!(with("preventive", "x"), "Paso 1: En «stage», «x» no se entiende.");
        assert_eq!(with("500.50", "500.505"), "Paso 2: En «least», «500.505 MXN» no se entiende.");
        assert_eq!(with("\"CLP\"", "\"ABC\""), "Paso 4: En «fee», «5000 ABC» no se entiende.");
        let every = |end: usize| take(&file.as_bytes()[..end]);
        let ends = (0..file.len() - 2).step_by(61);
        assert!(ends.map(every).all(|read| read.is_err()), "never taken in part");
    }

    #[test]
    fn a_file_whose_words_are_wrong_is_refused_with_all_of_them() {
        let mut protocol = rich();
        protocol.steps[0].body.es = "{clente}".to_owned();
        protocol.steps[2].day = 400;
        assert_eq!(
            refused(&write(&protocol)),
            [
                "Paso 1: Texto en español. Carácter 1: No hay un campo «clente». ¿Quiso decir \
             «cliente»?",
                "Paso 3: El día 400 está fuera del plazo posible, de -90 a 365 respecto al vencimiento.",
            ]
        );
    }
}
