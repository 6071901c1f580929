//! Templates and protocols: what the fields say, and what can be wrong.

use super::Lang;
use crate::dunning::protocol_check::{ProtocolProblem, StepPart, Wrong};
use crate::dunning::protocol_file::{FileProblem, Unreadable};
use crate::dunning::template::{Field, ProblemKind, Template, TemplateProblem};
use crate::text::dunning::channel;

/// What a field says, for the list in the editor.
pub fn field(lang: Lang, field: Field) -> &'static str {
    match field {
        Field::Customer => customer(lang),
        Field::LegalName => legal_name(lang),
        Field::Contact => contact(lang),
        Field::Firm => firm(lang),
        Field::Responsible => responsible(lang),
        Field::Items => items(lang),
        Field::Table => table(lang),
        Field::Numbers => numbers(lang),
        Field::Count => count(lang),
        Field::Total => total(lang),
        Field::Overdue => overdue(lang),
        Field::NotYetDue => not_yet_due(lang),
        Field::Days => days(lang),
        Field::Due => due(lang),
        Field::Today => today(lang),
        Field::Deadline => deadline(lang),
        Field::HowToPay => how_to_pay(lang),
        Field::Terms => terms(lang),
        Field::Promise => promise(lang),
        Field::Promised => promised(lang),
        Field::Interest => interest(lang),
        Field::Unapplied => unapplied(lang),
    }
}

/// What is wrong with a template. Where it is follows from the editor's mark.
pub fn template_problem(lang: Lang, problem: &TemplateProblem) -> String {
    match &problem.kind {
        ProblemKind::UnknownField { name, nearest: Some(nearest) } => {
            unknown_near(lang, name, nearest)
        }
        ProblemKind::UnknownField { name, nearest: None } => unknown(lang, name),
        ProblemKind::NoName => no_field_name(lang).to_owned(),
        ProblemKind::UnclosedBrace => unclosed_brace(lang).to_owned(),
        ProblemKind::StrayBrace => stray_brace(lang).to_owned(),
        ProblemKind::UnclosedPart { field } => unclosed_part(lang, field.name(lang)),
        ProblemKind::StrayEnd => stray_end(lang).to_owned(),
        ProblemKind::TooLong { chars } => too_long(lang, *chars, Template::MAX_CHARS),
    }
}

/// The same with where it stands, in characters from 1.
pub fn template_problem_at(lang: Lang, problem: &TemplateProblem) -> String {
    at_character(lang, problem.at + 1, &template_problem(lang, problem))
}

/// What is wrong with a protocol, with the step it is about.
pub fn protocol_problem(lang: Lang, problem: &ProtocolProblem) -> String {
    let words = match &problem.wrong {
        Wrong::NoName => no_name(lang).to_owned(),
        Wrong::NoSteps => no_steps(lang).to_owned(),
        Wrong::TooManySteps { most } => too_many_steps(lang, *most),
        Wrong::NoStepName => no_step_name(lang).to_owned(),
        Wrong::NoText => no_text(lang).to_owned(),
        Wrong::DayOutOfRange { day, first, last } => day_out_of_range(lang, *day, *first, *last),
        Wrong::SameDay { day, channel: way, other } => {
            same_day(lang, *day, &channel(lang, *way).to_lowercase(), other + 1)
        }
        Wrong::NotPositive => not_positive(lang).to_owned(),
        Wrong::Template { part, lang: written_in, problem } => {
            let part = step_part(lang, *part);
            let language = language(lang, *written_in);
            in_part(lang, part, language, &template_problem_at(lang, problem))
        }
    };
    match problem.step {
        Some(step) => in_step(lang, step + 1, &words),
        None => words,
    }
}

/// Why a protocol's file is not taken: everything that is wrong with it.
pub fn file_problems(lang: Lang, problem: &FileProblem) -> Vec<String> {
    match problem {
        FileProblem::NotAProtocol => vec![not_a_protocol(lang).to_owned()],
        FileProblem::Newer { version } => vec![newer(lang, *version)],
        FileProblem::Unreadable { line, column, why } => vec![match why {
            Unreadable::CutShort => cut_short(lang, *line),
            Unreadable::Damaged => damaged(lang, *line, *column),
            Unreadable::Unexpected { what: Some(what) } => unexpected(lang, *line, *column, what),
            Unreadable::Unexpected { what: None } => unexpected_there(lang, *line, *column),
        }],
        FileProblem::UnknownWord { step, field, found } => {
            let words = unknown_word(lang, field, found);
            vec![in_step(lang, step + 1, &words)]
        }
        FileProblem::Wrong { problems } => {
            problems.iter().map(|problem| protocol_problem(lang, problem)).collect()
        }
    }
}

fn step_part(lang: Lang, part: StepPart) -> &'static str {
    match part {
        StepPart::Subject => subject(lang),
        StepPart::Body => body(lang),
    }
}

fn language(lang: Lang, written_in: Lang) -> &'static str {
    match written_in {
        Lang::Es => in_spanish(lang),
        Lang::En => in_english(lang),
    }
}

crate::messages! {
    /// The field of the customer's name.
    customer => "Nombre del cliente", "The customer’s name";
    /// The field of its legal name.
    legal_name => "Razón social del cliente", "The customer’s legal name";
    /// The field of whom it is for.
    contact => "Persona a quien se escribe; puede estar vacío", "The person written to; may be empty";
    /// The field of the creditor.
    firm => "Nombre de su empresa", "Your firm’s name";
    /// The field of who looks after the customer.
    responsible => "Responsable del cliente; puede estar vacío", "Who looks after the customer; may be empty";
    /// The field of what is asked for.
    items => "Facturas que cubre el mensaje, una por renglón, con saldo y vencimiento", "The invoices the message covers, a line each, with balance and due date";
    /// The field of the same as a table.
    table => "Las mismas facturas en una tabla, para cartas", "The same invoices as a table, for letters";
    /// The field of numbers.
    numbers => "Números de las facturas, en un renglón", "The numbers of the invoices, on one line";
    /// The field of how many.
    count => "Cuántas facturas son: «3 facturas»", "How many invoices: “3 invoices”";
    /// The field of the total.
    total => "Saldo de lo que cubre el mensaje, por moneda", "Balance of what the message covers, by currency";
    /// The field of what is overdue.
    overdue => "Parte vencida de ese saldo; vacío si no hay", "The overdue part of that balance; empty if there is none";
    /// The field of what is not yet due.
    not_yet_due => "Parte por vencer de ese saldo; vacío si no hay", "The part of that balance not yet due; empty if there is none";
    /// The field of days late.
    days => "Atraso de la más antigua: «17 días»; vacío si nada está vencido", "How late the oldest is: “17 days”; empty if nothing is overdue";
    /// The field of the first due date.
    due => "Primer vencimiento de lo que cubre el mensaje", "First due date of what the message covers";
    /// The field of the message's day.
    today => "Fecha del mensaje", "The day of the message";
    /// The field of the deadline.
    deadline => "Fecha hasta la que se espera respuesta", "The day by which an answer is expected";
    /// The field of how to pay.
    how_to_pay => "Cómo pagar, como está en los ajustes; puede estar vacío", "How to pay, as in the settings; may be empty";
    /// The field of terms.
    terms => "Condiciones de pago de lo que cubre el mensaje; vacío si no son las mismas", "Payment terms of what the message covers; empty if they differ";
    /// The field of a promise's day.
    promise => "Fecha de la promesa de pago de la que se habla; puede estar vacío", "Day of the promise to pay that is spoken of; may be empty";
    /// The field of a promise's amount.
    promised => "Importe de esa promesa; puede estar vacío", "Amount of that promise; may be empty";
    /// The field of interest.
    interest => "Intereses por mora calculados; puede estar vacío", "Late interest worked out; may be empty";
    /// The field of unapplied credit.
    unapplied => "Saldo a favor del cliente; vacío si no hay", "The customer’s unapplied credit; empty if there is none";

    /// A field that does not exist, and one that does.
    unknown_near(name: &str, nearest: &str) => "No hay un campo «{name}». ¿Quiso decir «{nearest}»?", "There is no field “{name}”. Did you mean “{nearest}”?";
    /// A field that does not exist.
    unknown(name: &str) => "No hay un campo «{name}»; elija uno de la lista.", "There is no field “{name}”; choose one from the list.";
    /// Braces around nothing.
    no_field_name => "Entre las llaves falta el nombre de un campo.", "The name of a field is missing between the braces.";
    /// A brace that is not closed.
    unclosed_brace => "Esta llave no se cierra con «}» en el mismo renglón. Para escribir una llave, póngala dos veces.",
        "This brace is not closed with “}” on the same line. To write a brace, type it twice.";
    /// A brace that was not opened.
    stray_brace => "Sobra una llave «}», o falta abrirla. Para escribir una llave, póngala dos veces.",
        "There is a “}” too many, or one to open is missing. To write a brace, type it twice.";
    /// A part that is not ended.
    unclosed_part(field: &str) => "La parte sobre «{field}» no termina: falta «{{/}}».", "The part about “{field}” does not end: “{{/}}” is missing.";
    /// An end without a beginning.
    stray_end => "Este final no cierra la última parte abierta.", "This end does not close the part opened last.";
    /// A text that is too long.
    too_long(chars: usize, most: usize) => "El texto tiene {chars} caracteres; el máximo es {most}.", "The text has {chars} characters; the most is {most}.";
    /// Where in a text.
    at_character(at: usize, problem: &str) => "Carácter {at}: {problem}", "Character {at}: {problem}";

    /// Which step.
    in_step(step: usize, problem: &str) => "Paso {step}: {problem}", "Step {step}: {problem}";
    /// Which text of it, and its language.
    in_part(part: &str, language: &str, problem: &str) => "{part} {language}. {problem}", "{part} {language}. {problem}";
    /// The subject.
    subject => "Asunto", "Subject";
    /// The text.
    body => "Texto", "Text";
    /// Written in Spanish, after what.
    in_spanish => "en español", "in Spanish";
    /// Written in English, after what.
    in_english => "en inglés", "in English";
    /// A protocol without a name.
    no_name => "El protocolo necesita un nombre.", "The protocol needs a name.";
    /// A protocol without steps.
    no_steps => "El protocolo necesita al menos un paso.", "The protocol needs at least one step.";
    /// Too many steps.
    too_many_steps(most: usize) => "Un protocolo tiene a lo más {most} pasos.", "A protocol has at most {most} steps.";
    /// A step without a name.
    no_step_name => "Falta el nombre.", "The name is missing.";
    /// A message without a text.
    no_text => "Un mensaje escrito necesita texto.", "A written message needs a text.";
    /// A day that is too far from the due date.
    day_out_of_range(day: i16, first: i16, last: i16) => "El día {day} está fuera del plazo posible, de {first} a {last} respecto al vencimiento.",
        "Day {day} is out of range, from {first} to {last} counted from the due date.";
    /// Two steps at once.
    same_day(day: i16, channel: &str, other: usize) => "El paso {other} ya usa el mismo medio ({channel}) el día {day}.", "Step {other} already uses the same channel ({channel}) on day {day}.";
    /// An amount that is none.
    not_positive => "El importe mínimo y el cargo deben ser mayores que cero, o quedar vacíos.", "The smallest amount and the fee must be above zero, or left empty.";

    /// The file is something else.
    not_a_protocol => "Este archivo no es un protocolo de Cartera.", "This file is not a Cartera protocol.";
    /// The file is of a newer version.
    newer(version: u64) => "El archivo es de una versión más nueva ({version}). Vuelva a cargar la página e inténtelo de nuevo.", "The file is of a newer version ({version}). Load the page again and retry.";
    /// The file ends too early.
    cut_short(line: usize) => "El archivo está incompleto: termina de pronto en el renglón {line}.", "The file is incomplete: it ends abruptly on line {line}.";
    /// The file is damaged.
    damaged(line: usize, column: usize) => "El archivo está dañado en el renglón {line}, columna {column}.", "The file is damaged on line {line}, column {column}.";
    /// Something named is unexpected.
    unexpected(line: usize, column: usize, what: &str) => "En el renglón {line}, columna {column}, «{what}» no es lo que se esperaba, o falta.", "On line {line}, column {column}, “{what}” is not what was expected, or is missing.";
    /// Something is unexpected.
    unexpected_there(line: usize, column: usize) => "En el renglón {line}, columna {column}, hay algo que no se esperaba.", "On line {line}, column {column}, there is something unexpected.";
    /// A word that means nothing here.
    unknown_word(field: &str, found: &str) => "En «{field}», «{found}» no se entiende.", "In “{field}”, “{found}” is not understood.";

}
