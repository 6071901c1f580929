//! Words of what was said and agreed: how the time line and the lists tell it.

use super::Lang;

/// A plan, by how many parts it has.
pub fn plan_of(lang: Lang, parts: usize) -> String {
    match parts {
        1 => plan_in_one(lang).to_owned(),
        parts => plan_in(lang, parts),
    }
}

crate::messages! {
    /// A promise.
    promise_for(day: &str) => "Promesa de pago para el {day}", "Promise to pay by {day}";
    /// What of it was paid.
    paid(amount: &str) => "pagado {amount}", "{amount} paid";
    /// A dispute.
    dispute_of(number: &str) => "Aclaración de {number}", "Dispute over {number}";
    /// What would settle it.
    would_settle(what: &str) => "se resuelve con: {what}", "settled by: {what}";
    /// It is open.
    dispute_open => "Abierta", "Open";
    /// It is settled.
    dispute_settled => "Resuelta", "Settled";
    /// A plan of one part.
    plan_in_one => "Convenio de pago", "Payment plan";
    /// A plan of several parts.
    plan_in(parts: usize) => "Convenio de pago en {parts} partes", "Payment plan in {parts} parts";
    /// A part of a plan.
    part(day: &str, amount: &str) => "{day}: {amount}", "{day}: {amount}";
    /// A hold.
    hold_for(reason: &str) => "En pausa: {reason}", "On hold: {reason}";
    /// It is about everything.
    whole_customer => "todo el cliente", "the whole customer";
    /// Its last day.
    until(day: &str) => "hasta el {day}", "until {day}";
    /// It lasts.
    hold_on => "En pausa", "On hold";
    /// It is over.
    hold_over => "Terminada", "Over";
    /// A promise was given up.
    promise_ended(day: &str) => "Se retiró la promesa para el {day}", "The promise for {day} was withdrawn";
    /// A dispute was settled.
    dispute_ended(number: &str) => "Se resolvió la aclaración de {number}", "The dispute over {number} was settled";
    /// A plan was given up.
    plan_ended => "Terminó el convenio de pago", "The payment plan ended";
    /// A hold was lifted.
    hold_ended => "Se quitó la pausa", "The hold was lifted";
    /// A promise was broken.
    promise_not_kept(day: &str) => "No se cumplió la promesa para el {day}", "The promise for {day} was not kept";
    /// A plan was broken.
    plan_not_kept => "No se pagó una parte del convenio", "A part of the plan was not paid";
    /// A promised payment to come.
    promised => "Pago prometido", "Promised payment";
    /// A part of a plan to come.
    plan_part(place: usize, of: usize) => "Parte {place} de {of} del convenio", "Part {place} of {of} of the plan";
    /// With whom.
    with(name: &str) => "con {name}", "with {name}";
    /// By whom.
    by(name: &str) => "por {name}", "by {name}";
    /// A contact that another corrects.
    corrected(what: &str) => "Corregida: {what}", "Corrected: {what}";
    /// A contact that corrects another.
    corrects(day: &str) => "corrige la del {day}", "corrects that of {day}";
    /// On a day.
    on_day(day: &str) => "el {day}", "on {day}";
    /// On a day at a time.
    at_time(day: &str, time: &str) => "el {day} a las {time}", "on {day} at {time}";
    /// A reference.
    reference(text: &str) => "referencia {text}", "reference {text}";
    /// More than are named.
    and_more(list: &str, more: usize) => "{list} y {more} más", "{list} and {more} more";
    /// Since when it holds no longer.
    ended_on(day: &str) => "desde el {day}", "since {day}";

    /// The contacts made.
    contacts_made => "Gestiones", "Contacts made";
    /// Promises and plans.
    agreements => "Promesas y convenios", "Promises and plans";
    /// Disputes and holds.
    obstacles => "Aclaraciones y pausas", "Disputes and holds";

    /// The heading before the buttons that note something.
    note_down => "Anotar", "Note";
    /// Corrects a contact.
    correct => "Corregir…", "Correct…";

    /// The part of a screen on collecting.
    collecting => "Cobranza", "Collecting";
    /// The protocol.
    protocol => "Protocolo", "Protocol";
    /// It is the customer's own.
    by_customer => "propio del cliente", "the customer's own";
    /// It is that of the segment.
    by_segment(segment: &str) => "por ser {segment}", "as {segment}";
    /// It is the firm's usual one.
    by_usual => "el habitual", "the usual one";
    /// Nothing else was chosen.
    by_standard => "no se eligió otro", "no other was chosen";
    /// The stage.
    stage => "Etapa", "Stage";
    /// What is to be done now.
    now => "Ahora", "Now";
    /// What comes next.
    next => "Sigue", "Next";
    /// Nothing is due.
    nothing_due => "Nada por hacer", "Nothing to do";
    /// All is paused.
    all_paused => "En pausa", "Paused";
    /// It was contacted today.
    done_today => "Ya se le contactó hoy", "Contacted today already";
    /// It may only be done from a day on.
    from_day(what: &str, day: &str) => "{what}, desde el {day}", "{what}, from {day}";
    /// It may never be done.
    never_allowed(what: &str) => "{what}; las reglas de contacto no lo permiten", "{what}; the rules of contact do not allow it";
    /// Since when it is due.
    since(what: &str, day: &str) => "{what}, pendiente desde el {day}", "{what}, due since {day}";
    /// It is due today.
    due_today(what: &str) => "{what}, hoy", "{what}, today";
    /// On a day.
    planned(what: &str, day: &str) => "{what}, el {day}", "{what}, on {day}";
    /// A day that the calendar moved.
    moved_from(day: &str) => "por protocolo, el {day}", "by the protocol, {day}";
    /// Why nothing is done for now.
    paused_why => "En pausa", "Paused";
    /// What a pause is about.
    pause_of(why: &str, about: &str) => "{why} ({about})", "{why} ({about})";
    /// Tasks at the desk.
    tasks => "Pendientes", "To do";
    /// What is agreed or in the way.
    in_force => "Vigente", "In force";
    /// How long a dispute is open.
    open_for(days: &str) => "abierta hace {days}", "open for {days}";
    /// Settles a dispute.
    settle => "Resolver…", "Settle…";
    /// Gives a plan up.
    end_plan => "Terminar…", "End…";
    /// Lifts a hold.
    lift => "Quitar la pausa…", "Lift the hold…";
    /// Gives a promise up.
    withdraw => "Retirar…", "Withdraw…";
    /// Puts on hold.
    hold => "Poner en pausa…", "Put on hold…";
    /// Raises a dispute.
    dispute => "Abrir aclaración…", "Raise a dispute…";
    /// The rules of contact.
    rules => "Reglas de contacto", "Rules of contact";

    /// The dialog that puts on hold.
    hold_title => "Poner en pausa", "Put on hold";
    /// What a hold does.
    hold_about => "No se le pide nada mientras dure. Lo que debe sigue contando.", "Nothing is asked for while it lasts. What is owed still counts.";
    /// What it is about.
    hold_what => "Qué se pone en pausa", "What is put on hold";
    /// All of it.
    hold_everything => "Todo el cliente", "The whole customer";
    /// Why.
    reason => "Motivo", "Reason";
    /// Its last day.
    hold_until => "Hasta el día", "Until";
    /// How long without a day.
    hold_until_hint => "En blanco: hasta que se quite.", "Blank: until it is lifted.";
    /// Puts on hold.
    hold_do => "Poner en pausa", "Put on hold";
    /// It was put on hold.
    held => "Quedó en pausa", "Put on hold";
    /// The last day is before the first.
    day_past => "Ese día ya pasó.", "That day is past.";

    /// The dialog that raises a dispute.
    dispute_title(number: &str) => "Abrir aclaración de {number}", "Raise a dispute over {number}";
    /// What a dispute does.
    dispute_about => "La factura deja de cobrarse hasta que se resuelva; las demás siguen.", "The invoice is not chased until it is settled; the others are.";
    /// How much.
    dispute_amount => "Importe en aclaración", "Disputed amount";
    /// How much without an amount.
    dispute_amount_hint => "En blanco: toda la factura.", "Blank: the whole invoice.";
    /// What would settle it.
    dispute_settles => "Qué la resolvería", "What would settle it";
    /// Raises it.
    dispute_do => "Abrir aclaración", "Raise dispute";
    /// It was raised.
    dispute_raised => "Aclaración abierta", "Dispute raised";

    /// The dialog that settles a dispute.
    settle_title(number: &str) => "Resolver la aclaración de {number}", "Settle the dispute over {number}";
    /// How it was settled.
    settle_how => "Cómo se resolvió", "How it was settled";
    /// Settles it.
    settle_do => "Resolver", "Settle";
    /// The dialog that gives up a plan.
    end_plan_title => "Terminar el convenio", "End the plan";
    /// What that does.
    end_plan_about => "Vuelven a contar los vencimientos originales.", "The original due dates count again.";
    /// Gives up a plan.
    end_plan_do => "Terminar", "End";
    /// The dialog that lifts a hold.
    lift_title => "Quitar la pausa", "Lift the hold";
    /// The dialog that gives up a promise.
    withdraw_title => "Retirar la promesa", "Withdraw the promise";
    /// What that does.
    withdraw_about => "Deja de contar como promesa; lo que debe sigue abierto.", "It no longer counts as a promise; what is owed stays open.";
    /// Gives up a promise.
    withdraw_do => "Retirar", "Withdraw";
    /// From which day.
    end_on => "Desde el día", "From";
    /// It ended.
    ended => "Anotado", "Noted";

    /// The plan of what is done about an invoice.
    plan_title => "Qué sigue con esta factura", "What comes next";
    /// The step that is due.
    step_now => "Gestión pendiente", "Due now";
    /// The next step.
    step_next => "Siguiente gestión", "Next step";
    /// Nothing more is planned.
    no_step => "El protocolo no tiene más gestiones.", "The protocol has no more steps.";
    /// Steps that a later one overtook.
    overtaken(steps: &str) => "Sin hacer y ya superadas: {steps}", "Not done, overtaken: {steps}";
    /// A plan sets the due date.
    by_plan(day: &str) => "Con convenio: cuenta desde el {day}", "By plan: counts from {day}";

    /// A column: from which day to which.
    days => "Días que causan interés", "Days that bear interest";
    /// The dialog that issues a charge.
    charge_title => "Emitir cargo", "Issue a charge";
    /// Issues it.
    charge_do => "Emitir", "Issue";

    /// A mark: disputed.
    disputed(amount: &str) => "En aclaración {amount}", "Disputed {amount}";
    /// A mark: promised.
    promised_amount(amount: &str) => "Prometido {amount}", "Promised {amount}";

    /// A calendar file.
    calendar => "Calendario", "Calendar";
    /// What it does.
    calendar_download => "Descargar calendario", "Download calendar";
    /// There is nothing to come.
    calendar_empty => "No hay nada por venir con este cliente.", "Nothing is to come with this customer.";
    /// A due date in the calendar.
    calendar_due(who: &str, number: &str) => "{who}: vence {number}", "{who}: {number} falls due";
    /// A step in the calendar.
    calendar_step(who: &str, step: &str) => "{who}: {step}", "{who}: {step}";
    /// A promise in the calendar.
    calendar_promise(who: &str, amount: &str) => "{who}: promesa de {amount}", "{who}: {amount} promised";
    /// A part of a plan in the calendar.
    calendar_part(who: &str, amount: &str) => "{who}: convenio, {amount}", "{who}: plan, {amount}";
    /// A call that was agreed, in the calendar.
    calendar_call(who: &str) => "Llamar a {who}", "Call {who}";
}
