//! Words of the protocols: their list and their editor.

use super::Lang;
use super::format::days_count;

/// When a step is due: «10 días antes del vencimiento», «el día del vencimiento».
pub fn when(lang: Lang, day: i16) -> String {
    let days = days_count(lang, i64::from(day).abs());
    match day {
        0 => on_due_date(lang).to_owned(),
        early if early < 0 => before_due(lang, &days),
        _ => after_due(lang, &days),
    }
}

/// A day as it stands on the line: `−10`, `0`, `+45`.
pub fn signed(day: i16) -> String {
    match day {
        0 => "0".to_owned(),
        early if early < 0 => format!("{}{}", super::format::MINUS, -i32::from(early)),
        late => format!("+{late}"),
    }
}

/// How many customers have a protocol, and how many of them for themselves.
pub fn customers(lang: Lang, all: usize, own: usize) -> String {
    let mut text = match all {
        0 => no_customers(lang).to_owned(),
        1 => one_customer(lang).to_owned(),
        _ => customers_count(lang, all),
    };
    if own > 0 {
        text.push_str(" · ");
        text.push_str(&if own == 1 { own_one(lang).to_owned() } else { own_count(lang, own) });
    }
    text
}

/// How many steps.
pub fn steps(lang: Lang, count: usize) -> String {
    if count == 1 { one_step(lang).to_owned() } else { steps_count(lang, count) }
}

crate::messages! {
    /// The list, to those who never saw it.
    lead => "Qué se hace con cada cliente, en qué día respecto al vencimiento y con qué palabras.",
        "What is done with each customer, on which day from the due date, in which words.";
    /// A new protocol.
    new => "Nuevo protocolo…", "New protocol…";
    /// The dialog of a new one.
    new_title => "Nuevo protocolo", "New protocol";
    /// What it begins with.
    begin_with => "Empezar con", "Begin with";
    /// Nothing.
    blank => "Un protocolo en blanco", "A blank protocol";
    /// A copy of another.
    copy_of(name: &str) => "Una copia de «{name}»", "A copy of “{name}”";
    /// What a copy is called.
    copy_name(name: &str) => "{name} (copia)", "{name} (copy)";
    /// What a new one is called.
    blank_name => "Protocolo sin nombre", "Unnamed protocol";
    /// Goes on.
    go_on => "Continuar", "Continue";
    /// Brings in a file.
    import => "Importar archivo…", "Import a file…";
    /// The dialog of a file.
    import_title => "Importar un protocolo", "Import a protocol";
    /// What can be dropped.
    drop_title => "Suelte aquí el archivo del protocolo", "Drop the protocol’s file here";
    /// More about it.
    drop_text => "Un archivo .json descargado de Cartera. Se agrega como protocolo nuevo; los demás no cambian.",
        "A .json file downloaded from Cartera. It is added as a new protocol; the others do not change.";
    /// Chooses a file.
    choose => "Elegir archivo…", "Choose a file…";
    /// Why a file is not taken.
    not_taken => "No se importó nada.", "Nothing was imported.";
    /// The file is too large.
    too_large => "El archivo es demasiado grande para ser un protocolo.", "The file is too large to be a protocol.";
    /// It was imported.
    imported(name: &str) => "Protocolo «{name}» importado", "Protocol “{name}” imported";

    /// The column of the line.
    days_head => "Días desde el vencimiento", "Days from the due date";
    /// The column of steps.
    steps_head => "Pasos", "Steps";
    /// The column of who has it.
    who_head => "Quién lo tiene", "Who has it";
    /// Everybody has it who was given no other.
    usual => "Habitual", "Usual";
    /// Nobody can be given it.
    retired => "Retirado", "Retired";
    /// Steps.
    one_step => "1 paso", "1 step";
    /// Steps.
    steps_count(count: usize) => "{count} pasos", "{count} steps";
    /// Nobody.
    no_customers => "Ningún cliente", "No customers";
    /// One.
    one_customer => "1 cliente", "1 customer";
    /// Many.
    customers_count(count: usize) => "{count} clientes", "{count} customers";
    /// One for itself.
    own_one => "1 por elección propia", "1 by its own choice";
    /// Some for themselves.
    own_count(count: usize) => "{count} por elección propia", "{count} by their own choice";
    /// The line, for screen readers.
    line_of(steps: &str, first: &str, last: &str) => "{steps}, del día {first} al {last}", "{steps}, from day {first} to {last}";

    /// Which protocol is whose.
    assignment => "A quién se aplica", "Who gets which";
    /// How it is decided.
    assignment_hint => "El de un cliente va primero, luego el de su tipo, luego el habitual. El de un cliente se elige en su ficha.",
        "A customer’s own comes first, then that of its segment, then the usual one. A customer’s own is chosen on its form.";
    /// Everybody else.
    everybody => "Todos los demás", "Everybody else";
    /// The one above.
    as_usual => "El habitual", "The usual one";
    /// It was changed.
    assigned => "Protocolo asignado", "Protocol assigned";
    /// The customer's field.
    of_customer => "Protocolo de cobranza", "Dunning protocol";
    /// What is usual for it.
    of_segment(name: &str) => "El de su tipo de cliente ({name})", "That of its segment ({name})";
}

crate::messages! {
    /// The name.
    name => "Nombre del protocolo", "Name of the protocol";
    /// In which language the words are edited.
    words_in => "Textos en", "Words in";
    /// Spanish.
    spanish => "Español", "Spanish";
    /// English.
    english => "Inglés", "English";
    /// The line.
    line => "Línea de días", "Day line";
    /// How steps are moved.
    line_hint => "Elija un paso para editarlo. Muévalo arrastrándolo, con las flechas o escribiendo su día.",
        "Choose a step to edit it. Move it by dragging, with the arrow keys or by typing its day.";
    /// The due date.
    due_date => "Vencimiento", "Due date";
    /// A step's place, name, and day, for screen readers.
    step_of(place: usize, name: &str) => "Paso {place}: {name}", "Step {place}: {name}";
    /// A step's place and day.
    step_at(place: usize, when: &str) => "Paso {place} · {when}", "Step {place} · {when}";
    /// A step's day and channel, for screen readers.
    day_and_channel(day: &str, channel: &str) => "{day}, {channel}", "{day}, {channel}";
    /// On the day itself.
    on_due_date => "el día del vencimiento", "on the due date";
    /// Before it.
    before_due(days: &str) => "{days} antes del vencimiento", "{days} before the due date";
    /// After it.
    after_due(days: &str) => "{days} después del vencimiento", "{days} after the due date";
    /// Adds a step.
    add_step => "Agregar paso", "Add a step";
    /// What a new step is called.
    new_step => "Paso nuevo", "New step";
    /// Makes another like it.
    duplicate => "Duplicar", "Duplicate";
    /// Takes it out.
    remove => "Quitar paso", "Remove step";
    /// No steps.
    no_steps => "Este protocolo no tiene pasos. Agregue el primero.", "This protocol has no steps. Add the first one.";
    /// The step's name.
    step_name => "Nombre del paso", "Name of the step";
    /// The step's day.
    day => "Día", "Day";
    /// The channel.
    channel => "Medio", "Channel";
    /// The stage.
    stage => "Etapa", "Stage";
    /// What a call is about.
    about => "De qué se trata", "What it is about";
    /// What is said on a call.
    script => "Qué decir", "What to say";
    /// The list of things to see to.
    checklist => "Lista de verificación", "Checklist";
    /// How it is written.
    checklist_hint => "Una cosa por renglón", "One thing a line";
    /// The least amount.
    least => "Solo si debe al menos", "Only if at least this is owed";
    /// The fee.
    fee => "Cargo que propone", "Fee it proposes";
    /// What a fee is.
    fee_hint => "Se debe solo si usted lo emite", "Owed only once you issue it";
    /// The list of fields.
    fields => "Insertar un campo", "Insert a field";
    /// How parts depend on fields.
    fields_hint => "Se cambian por los datos del cliente. Una parte entre {?contacto} y {/} aparece solo si el campo dice algo.",
        "They are replaced by the customer’s data. A part between {?contact} and {/} is there only if the field says something.";
    /// Puts a field in, for screen readers.
    insert(field: &str) => "Insertar {field}", "Insert {field}";
    /// Where a problem is.
    go_to_problem => "Ir al error", "Go to the problem";

    /// What it looks like.
    preview => "Así se verá", "What it will look like";
    /// Whose data is shown.
    shown_for => "Con los datos de", "With the data of";
    /// Nobody's.
    invented => "Un cliente inventado", "An invented customer";
    /// On which day.
    shown_on(day: &str) => "Como saldría el {day}", "As it would go out on {day}";
    /// Fields with nothing to say.
    holes(fields: &str) => "Para este cliente no hay dato de: {fields}.", "There is no data of this customer for: {fields}.";
    /// It cannot be shown.
    not_shown => "Corrija el texto para ver el mensaje.", "Put the text right to see the message.";
    /// There is nothing to show.
    nothing_to_show => "Este paso no tiene texto.", "This step has no text.";

    /// Saves it.
    save => "Guardar…", "Save…";
    /// The dialog.
    save_title => "Guardar los cambios", "Save the changes";
    /// From which day.
    since => "Vale desde el", "Counts from";
    /// What stays.
    since_hint => "Lo hecho antes conserva el paso con que se hizo. Las versiones anteriores se guardan.",
        "What was done before keeps the step it was done with. Earlier versions stay.";
    /// It was saved.
    saved(name: &str, day: &str) => "«{name}» vale desde el {day}", "“{name}” counts from {day}";
    /// What is wrong.
    problems => "No se puede guardar todavía:", "It cannot be saved yet:";
    /// Nothing to save.
    unchanged => "Sin cambios", "No changes";
    /// There is something to save.
    changed => "Cambios sin guardar", "Unsaved changes";
    /// Downloads it.
    download => "Descargar", "Download";
    /// Takes it out of use.
    retire => "Retirar", "Retire";
    /// Puts it back.
    offer_again => "Volver a ofrecer", "Offer again";
    /// It was retired.
    was_retired(name: &str) => "«{name}» está retirado: nadie lo tiene desde hoy", "“{name}” is retired: nobody has it from today";
    /// It was put back.
    was_offered(name: &str) => "«{name}» se puede volver a asignar", "“{name}” can be given again";
    /// It is retired.
    is_retired => "Está retirado: los clientes que lo tenían siguen el siguiente que les toca.",
        "It is retired: customers who had it follow the next one that is theirs.";

    /// Its versions.
    versions => "Versiones", "Versions";
    /// The one that ships.
    shipped => "La que viene con Cartera", "The one that comes with Cartera";
    /// Since when.
    since_day(day: &str) => "Desde el {day}", "From {day}";
    /// The one that counts.
    in_force => "Vigente", "In force";
    /// It will count.
    to_come => "Por entrar en vigor", "To come";
    /// Looks at one.
    see_version => "Abrir", "Open";
    /// Looks at one, for screen readers.
    see_version_of(which: &str) => "Abrir la versión: {which}", "Open the version: {which}";
    /// What is being looked at.
    other_version(which: &str) => "Está viendo otra versión: {which}. Si la guarda, será una versión nueva.",
        "You are looking at another version: {which}. Saving it makes a new version.";
    /// Back to the one that counts.
    back_to_current => "Ver la vigente", "See the one in force";

    /// Leaving.
    leave_title => "Hay cambios sin guardar", "There are unsaved changes";
    /// What would be lost.
    leave => "Si sale ahora, los cambios de este protocolo se pierden.", "If you leave now, the changes to this protocol are lost.";
    /// Stays.
    stay => "Seguir editando", "Go on editing";
    /// Leaves.
    leave_anyway => "Salir sin guardar", "Leave without saving";
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn days_are_said_from_the_due_date() {
        assert_eq!(when(Lang::Es, -1), "1 día antes del vencimiento");
        assert_eq!(when(Lang::Es, 0), "el día del vencimiento");
        assert_eq!(when(Lang::En, 45), "45 days after the due date");
        assert_eq!([signed(-10), signed(0), signed(5)], ["−10", "0", "+5"]);
        assert_eq!(customers(Lang::Es, 12, 1), "12 clientes · 1 por elección propia");
        assert_eq!(steps(Lang::En, 1), "1 step");
    }
}
