//! Words of the day's list and of its cases.

use super::format::{self, NumberStyle, days_count};
use super::{Lang, dunning};
use crate::ledger::protocol::Channel;

crate::messages! {
    /// The list.
    list => "Por hacer", "To do";
    /// What was to be done before.
    late => "Vencidas", "Overdue";
    /// What is to be done today.
    today => "Hoy", "Today";
    /// What comes this week.
    week => "Esta semana", "This week";
    /// What is to be done at the desk.
    tasks => "Pendientes", "At your desk";
    /// There is nothing to do.
    nothing_title => "No hay gestiones para este día", "Nobody to contact on this day";
    /// What would be here.
    nothing => "Aquí aparece, cada mañana, a quién contactar, por qué y con el mensaje listo.",
        "Every morning this says whom to contact and why, with the message ready.";
    /// Nobody may be contacted on the day.
    nothing_allowed => "Hay a quién contactar, pero no este día: así lo dicen sus horarios, los días festivos o los días propios.",
        "There are people to contact, but not on this day: so say their hours, the holidays or your own days off.";
    /// Goes to a day.
    see_day(day: &str) => "Ver el {day}", "See {day}";
    /// How many wait.
    in_waiting(count: &str) => "{count} en espera", "{count} waiting";
    /// The filters leave nothing.
    nothing_filtered => "Con estos filtros no queda nadie por contactar.", "With these filters nobody is left to contact.";
    /// Takes the filters away.
    no_filters => "Quitar los filtros", "Clear the filters";
    /// One that waits.
    waiting_one => "1 cliente espera su día u horario permitido", "1 customer waits for a day or hour that is allowed";
    /// Several that wait.
    waiting_many(count: &str) => "{count} clientes esperan su día u horario permitido", "{count} customers wait for a day or hour that is allowed";
    /// One that is paused.
    paused_one => "1 cliente en pausa", "1 customer paused";
    /// Several that are paused.
    paused_many(count: &str) => "{count} clientes en pausa", "{count} customers paused";
    /// One that was contacted.
    done_one => "1 cliente ya contactado este día", "1 customer contacted already";
    /// Several that were contacted.
    done_many(count: &str) => "{count} clientes ya contactados este día", "{count} customers contacted already";
    /// The rest of a group.
    show_more(count: &str) => "Mostrar {count} más", "Show {count} more";
    /// It may be done from a day on.
    from_day(day: &str) => "a partir del {day}", "from {day}";
    /// It may never be done.
    never => "no está permitido por esta vía", "never allowed this way";
    /// A call agreed for a time.
    at_time(time: &str) => "a las {time}", "at {time}";
    /// One attempt in vain.
    tried_once => "ya hubo 1 intento", "tried once already";
    /// Attempts in vain.
    tried(count: usize) => "ya hubo {count} intentos", "tried {count} times already";
    /// Another channel than planned.
    instead_of(channel: &str) => "en vez de {channel}: por ahí no se logró", "instead of {channel}, which did not get through";
    /// It was planned for another day.
    moved(day: &str) => "tocaba el {day}, un día no permitido", "planned for {day}, which was not allowed";
    /// A promise that comes due.
    promise_due => "Promesa de pago", "Promise to pay";
    /// A part of a plan that comes due.
    part_due => "Cuota de su convenio", "Plan payment";
    /// Opens a case, for screen readers.
    open_case(channel: &str, customer: &str) => "{channel} a {customer}", "{channel} to {customer}";

    /// The figure.
    to_do => "Por hacer hoy", "To do today";
    /// How many of it are late.
    late_of(count: &str) => "{count} de días anteriores", "{count} from earlier days";
    /// A filter.
    filter_responsible => "Responsable", "Responsible";
    /// A filter.
    filter_segment => "Tipo de cliente", "Segment";
    /// A filter.
    filter_stage => "Etapa", "Stage";
    /// A filter.
    filter_channel => "Canal", "Channel";
    /// A filter.
    filter_least => "Desde", "From";
    /// A filter's full name.
    filter_least_full => "Solo desde este importe", "Only from this amount up";
    /// Anybody.
    any_responsible => "Todos los responsables", "Everybody";
    /// Any segment.
    any_segment => "Todos los tipos", "All segments";
    /// Any stage.
    any_stage => "Todas las etapas", "All stages";
    /// Any channel.
    any_channel => "Todos los canales", "All channels";
    /// Nobody in particular.
    nobody => "Sin responsable", "Nobody";
    /// No segment.
    no_segment => "Sin tipo", "No segment";
    /// The calendar file.
    calendar => "Descargar calendario", "Download calendar";
    /// The name of the calendar.
    calendar_name => "Cobranza", "Collecting";
    /// The file's name.
    calendar_file => "cobranza", "collecting";
    /// There is nothing to put into it.
    calendar_empty => "En la semana que viene no hay nada que poner en el calendario.", "There is nothing to put into the calendar for the coming week.";
    /// The file could not be written.
    calendar_failed => "El navegador no pudo guardar el calendario. Intente de nuevo.", "The browser could not save the calendar. Try again.";

    /// Promises.
    promises => "Promesas y cuotas por cumplirse", "Promises and plan payments due";
    /// Nothing promised.
    no_promises => "Nadie ha prometido pagar en los próximos 14 días.", "Nobody has promised to pay in the next 14 days.";
    /// How much work comes.
    load => "Carga que viene", "Work ahead";
    /// Seven days.
    load_week => "7 días", "7 days";
    /// Thirty days.
    load_month => "30 días", "30 days";
    /// Nothing comes.
    no_load => "No hay gestiones previstas en estos días.", "No contacts are planned for these days.";
    /// A column of a week.
    week_of(day: &str) => "del {day}", "from {day}";
    /// All of it.
    load_total => "Total", "Total";

    /// The case.
    case(customer: &str) => "Caso de {customer}", "Case of {customer}";
    /// The customer's page.
    open_customer => "Ver cliente", "See customer";
    /// Why it is in the list.
    why_today => "Por qué hoy", "Why today";
    /// Nothing is to be done.
    nothing_due => "Hoy no hay nada por gestionar con este cliente.", "Nothing is to be done with this customer today.";
    /// All is paused.
    all_paused => "Lo que toca está en pausa.", "What would be due is paused.";
    /// Done already.
    done_today => "Ya se le contactó este día.", "Already contacted on this day.";
    /// What is owed.
    owes => "Qué debe", "What is owed";
    /// Owes nothing.
    owes_nothing => "No debe nada.", "Nothing is owed.";
    /// The step that is due.
    due_step(step: &str) => "toca: {step}", "due: {step}";
    /// The step after.
    next_step(step: &str, day: &str) => "sigue: {step}, {day}", "next: {step}, {day}";
    /// Steps that were overtaken.
    superseded(steps: &str) => "ya no toca: {steps}", "overtaken: {steps}";
    /// What was said last.
    said_last => "Lo último", "Latest";
    /// Nobody was in touch.
    never_contacted => "Nadie le ha contactado todavía.", "Nobody was ever in touch.";
    /// With whom.
    with(name: &str) => "con {name}", "with {name}";
    /// An open promise.
    promise(amount: &str, day: &str, state: &str) => "Promesa de {amount} para el {day} · {state}", "Promise of {amount} for {day} · {state}";
    /// An open dispute.
    dispute(number: &str, over: &str, days: &str) => "Aclaración de {number}: {over}, hace {days}", "{number} disputed: {over}, {days} ago";
    /// An open plan.
    plan(part: usize, of: usize, amount: &str, day: &str, state: &str) => "Convenio: cuota {part} de {of}, {amount}, el {day} · {state}", "Plan: part {part} of {of}, {amount}, on {day} · {state}";
    /// A plan all of whose parts are paid.
    plan_whole(state: &str) => "Convenio · {state}", "Plan · {state}";

    /// The message.
    message => "Mensaje", "Message";
    /// What to say on the phone.
    script => "Qué decir", "What to say";
    /// What to see to.
    checklist => "No olvide", "Keep in mind";
    /// The subject.
    subject => "Asunto", "Subject";
    /// To whom.
    to => "Para", "To";
    /// Fields without words.
    holes(fields: &str) => "Falta en el mensaje: {fields}.", "Missing in the message: {fields}.";
    /// Where to fill them in.
    holes_where => "Completar en Ajustes", "Fill in under Settings";
    /// The link had to be shortened.
    shortened => "El mensaje no cabe entero en el enlace: en su lugar dice que el resto está en el estado de cuenta. Adjúntelo.",
        "The message does not fit into the link; it says instead that the rest is in the statement of account. Attach it.";
    /// The statement.
    statement => "Ver el estado de cuenta", "See the statement";
    /// Opens WhatsApp.
    open_whatsapp => "Abrir en WhatsApp", "Open in WhatsApp";
    /// Opens the mail program.
    open_mail => "Abrir en el correo", "Open in mail";
    /// Calls.
    do_call => "Llamar", "Call";
    /// Calls a number.
    call_number(number: &str) => "Llamar al {number}", "Call {number}";
    /// Prints the letter.
    print_letter => "Imprimir carta", "Print letter";
    /// Copies the text.
    copy => "Copiar texto", "Copy text";
    /// It was copied.
    copied => "Texto copiado", "Text copied";
    /// It could not be copied.
    not_copied => "El navegador no permitió copiar. Seleccione el texto y cópielo.", "The browser did not allow copying. Select the text and copy it.";
    /// Other ways.
    other_ways => "Otras vías", "Other ways";
    /// Asks whether it was sent.
    was_it_sent => "¿Se envió?", "Was it sent?";
    /// Asks about a letter.
    was_letter_sent => "¿Se imprimió y se envía?", "Was it printed, and is it going out?";
    /// It was.
    yes_sent => "Sí, anotar como enviado", "Yes, note it as sent";
    /// It was not.
    not_sent => "No se envió", "It was not sent";
    /// What came of it.
    outcomes => "Qué resultó", "What came of it";
    /// More outcomes.
    more_outcomes => "Otros resultados", "Other outcomes";
    /// A note, or another contact.
    another => "Otra gestión…", "Another contact…";
    /// Keys that move.
    key_moves => "En Hoy: cliente siguiente y anterior", "In Today: next and previous customer";
    /// Keys that note an outcome.
    key_outcome => "En Hoy: anotar el resultado por su número", "In Today: note the outcome by its number";
}

/// The word on the button of a channel.
pub fn act(lang: Lang, channel: Channel) -> &'static str {
    match channel {
        Channel::Email => open_mail(lang),
        Channel::WhatsApp => open_whatsapp(lang),
        Channel::Call => do_call(lang),
        Channel::Letter => print_letter(lang),
        Channel::Visit => dunning::visit(lang),
    }
}

/// «1 cliente en pausa», «6 clientes en pausa».
pub fn paused(lang: Lang, count: usize, style: NumberStyle) -> String {
    match count {
        1 => paused_one(lang).to_owned(),
        _ => paused_many(lang, &format::count(count, style)),
    }
}

/// «1 cliente espera su día …», «6 clientes esperan su día …».
pub fn waiting(lang: Lang, count: usize, style: NumberStyle) -> String {
    match count {
        1 => waiting_one(lang).to_owned(),
        _ => waiting_many(lang, &format::count(count, style)),
    }
}

/// «1 cliente ya contactado este día», «6 clientes ya contactados este día».
pub fn done(lang: Lang, count: usize, style: NumberStyle) -> String {
    match count {
        1 => done_one(lang).to_owned(),
        _ => done_many(lang, &format::count(count, style)),
    }
}

/// How often it was tried in vain.
pub fn attempts(lang: Lang, count: usize) -> String {
    if count == 1 { tried_once(lang).to_owned() } else { tried(lang, count) }
}

/// An open dispute, with how long it has been open.
pub fn dispute_open(lang: Lang, number: &str, over: &str, days: i64) -> String {
    dispute(lang, number, over, &days_count(lang, days))
}
