//! Words of the settings of collecting, beside those of interest and of ways on.

use super::Lang;
use super::format::NumberStyle;
use super::interest::terms_problem;
use crate::views::collecting_settings::CollectingProblem;

/// What is wrong with a field.
pub fn problem(lang: Lang, style: NumberStyle, problem: CollectingProblem) -> String {
    match problem {
        CollectingProblem::NotWhole { most } => not_whole(lang, most),
        CollectingProblem::NotANumber => not_a_number(lang).to_owned(),
        CollectingProblem::NotAPercent => super::settings::not_a_percent(lang).to_owned(),
        CollectingProblem::NotADate => super::shell::not_a_date(lang).to_owned(),
        CollectingProblem::NotAnAmount => super::settings::not_an_amount(lang).to_owned(),
        CollectingProblem::Interest(problem) => terms_problem(lang, style, problem),
    }
}

crate::messages! {
    /// How to pay.
    how_to_pay => "Cómo pagarle", "How to pay you";
    /// Where it goes.
    how_to_pay_hint => "Va en los mensajes donde el protocolo dice {como_pagar}: banco, cuenta, referencia, a quién enviar el comprobante.",
        "Goes into messages where the protocol says {how_to_pay}: bank, account, reference, whom to send the receipt.";
    /// In Spanish.
    in_spanish => "En español", "In Spanish";
    /// In English.
    in_english => "En inglés", "In English";

    /// Promises.
    promises => "Promesas y convenios", "Promises and plans";
    /// Grace.
    grace => "Días de gracia", "Days of grace";
    /// What grace is for.
    grace_hint => "Días después de lo prometido en los que todavía se da por cumplido: el dinero tarda en verse.",
        "Days after what was promised for which it still counts as kept: money takes a while to show.";

    /// The last day of a rate.
    rate_percent => "% anual", "% a year";
    /// A factor.
    factor => "Factor", "Factor";
    /// Takes a row out.
    remove_row(what: &str, row: usize) => "Quitar {what} {row}", "Remove {what} {row}";
    /// A rate.
    the_rate => "la tasa", "rate";
    /// A factor.
    the_factor => "el factor", "factor";
    /// No rate ships.
    no_rates => "Con estas reglas no viene ninguna tasa con Cartera.", "No rate comes with Cartera under these rules.";
    /// Without an end.
    open_end => "sin fin", "open";
    /// How far.
    shipped_hint => "Después de la última no se supone ninguna: agregue la que se publique.",
        "After the last one none is assumed: add what is published.";

    /// The ways on.
    ways => "Etapas legales", "Legal stages";
    /// Whose figures they are.
    ways_hint => "Son cifras suyas: con ellas se comparan las opciones de cada caso. Las del principio son de ejemplo.",
        "These are your own figures: the options of each case are compared with them. The first ones are examples.";
    /// A figure of a way, for screen readers.
    way_field(way: &str, field: &str) => "{way}: {field}", "{way}: {field}";
    /// It is no whole number.
    not_whole(most: u16) => "Un número entero de 0 a {most}.", "A whole number from 0 to {most}.";
    /// It is no number.
    not_a_number => "Escriba un número.", "Write a number.";
}

crate::messages! {
    /// The firm's own days.
    own_days => "Días propios", "Days of your own";
    /// What they are for.
    own_days_hint => "Días en que su empresa no cobra: cierres, puentes, fiestas locales. Un paso que cae en ellos pasa a un día hábil.",
        "Days on which your firm does not collect: closings, bridge days, local holidays. A step that falls on one moves to a working day.";
    /// The day.
    own_day => "Día", "Day";
    /// What for.
    own_day_name => "Motivo", "What for";
    /// Adds one.
    add_day => "Agregar día", "Add the day";
    /// It was added.
    day_added(day: &str) => "Día propio agregado: {day}", "Day added: {day}";
    /// It was taken out.
    day_removed(day: &str) => "Día propio quitado: {day}", "Day removed: {day}";
    /// Takes one out, for screen readers.
    remove_day(day: &str) => "Quitar el {day}", "Remove {day}";
    /// None yet.
    no_own_days => "Todavía no hay ninguno.", "None yet.";
    /// Those of earlier years.
    past_days(count: usize) => "y {count} de años anteriores", "and {count} of earlier years";

    /// Holidays.
    holidays => "Días festivos", "Public holidays";
    /// Whose.
    holidays_hint => "De su país y de los países de sus clientes. Los de la casa se eligen en Empresa.",
        "Of your country and of your customers’ countries. Yours is chosen under Firm.";

    /// The rules.
    rules => "Cuándo se puede contactar", "When customers may be contacted";
    /// What rules are.
    rules_hint => "Horas y límites por país y tipo de cliente. La agenda los respeta; si va a romper uno, avisa y usted decide.",
        "Hours and limits by country and kind of customer. The worklist keeps them; before you break one it says so, and you decide.";
    /// Persons of a country.
    persons_of(country: &str) => "personas de {country}", "persons in {country}";
    /// Firms of a country.
    firms_of(country: &str) => "empresas de {country}", "firms in {country}";
    /// Whom it is for.
    holds_for(who: &str) => "Para {who}", "For {who}";
    /// The user edited it.
    edited => "Editada por usted", "Edited by you";
    /// Edits it.
    edit => "Editar…", "Edit…";
    /// Edits it, for screen readers.
    edit_of(name: &str) => "Editar: {name}", "Edit: {name}";
    /// Goes back.
    restore => "Volver a la que viene con Cartera", "Go back to the one that comes with Cartera";
    /// It was edited.
    rule_saved => "Regla de contacto guardada", "Rule of contact saved";
    /// It went back.
    rule_restored => "Se volvió a la regla que viene con Cartera", "Back to the rule that comes with Cartera";
    /// Hours.
    hours => "Horas de contacto", "Hours of contact";
    /// From.
    from => "Desde", "From";
    /// To.
    to => "Hasta", "To";
    /// From, for screen readers.
    from_of(day: &str) => "{day}, desde", "{day}, from";
    /// To, for screen readers.
    to_of(day: &str) => "{day}, hasta", "{day}, to";
    /// The hours make no sense.
    hours_wrong => "Escriba las horas así: 9:00 y 18:00, la primera antes que la segunda.",
        "Write the hours like this: 9:00 and 18:00, the first before the second.";
    /// Holidays too.
    also_holidays => "También en días festivos", "Public holidays too";
    /// Limits.
    limits => "Límites", "Limits";
    /// How many.
    most => "Como máximo", "At most";
    /// Hours between.
    apart => "Horas entre ellos", "Hours apart";
    /// Days of rest.
    rest => "Días de pausa", "Days of pause";
    /// The number makes no sense.
    limit_wrong => "Un número entero.", "A whole number.";
    /// Since when.
    since => "Vale desde el", "Counts from";
    /// What editing does.
    edit_hint => "Se guarda una copia suya. Es información, no asesoría legal: compruebe lo que pide la ley de su país.",
        "A copy of your own is kept. This is information, not legal advice: check what your country’s law asks for.";
}
