//! Words of noting a contact.

use super::{Lang, dunning};
use crate::views::contact_form::{Choice, Every};

crate::messages! {
    /// The dialog's heading.
    title(customer: &str) => "Gestión con {customer}", "Contact with {customer}";
    /// The heading for a contact that takes another's place.
    title_corrects(customer: &str) => "Corregir la gestión con {customer}", "Correct the contact with {customer}";
    /// What a correction does.
    corrects_about => "La gestión anterior queda tachada en el historial y deja de contar. Lo que se acordó en ella sigue en pie.",
        "The earlier contact stays in the history, struck through, and does not count any more. What was agreed in it still stands.";
    /// By which way.
    channel => "Por", "By";
    /// Who began it.
    direction => "Quién la inició", "Who began it";
    /// The user's side.
    by_us => "Saliente", "Outgoing";
    /// The customer.
    by_them => "Entrante", "Incoming";
    /// Who it was with.
    with => "Con quién", "With whom";
    /// What was said.
    said => "Qué se dijo", "What was said";
    /// The text of a note.
    note_text => "Texto de la nota", "The note";
    /// What it was about.
    about => "Sobre", "About";
    /// What came of it.
    outcome => "Qué resultó", "What came of it";
    /// When it was made.
    made_on => "Día", "Day";
    /// At what time.
    made_at => "Hora", "Time";
    /// Who made it.
    made_by => "Quién la hizo", "Who made it";
    /// Day and time, and who made it.
    when_and_who => "Otro día, otra hora o persona", "Another day, time or person";

    /// The day the money is promised for.
    promised_on => "Promete pagar el", "Promises to pay on";
    /// How much is promised.
    promised_amount => "Importe prometido", "Amount promised";
    /// The day to call.
    call_on => "Llamar el", "Call on";
    /// The time to call.
    call_at => "A las", "At";
    /// Until when approval takes.
    approved_by => "Se espera para el", "Expected by";
    /// The day of a payment run.
    run_on => "Pagan el", "They pay on";
    /// The day it was paid, as the customer says.
    paid_on => "Pagó el", "Paid on";
    /// The reference of that payment.
    paid_reference => "Referencia del pago", "Payment reference";
    /// The invoice in dispute.
    disputed_invoice => "Factura", "Invoice";
    /// What it is disputed over.
    disputed_over => "Motivo", "Reason";
    /// How much of it.
    disputed_amount => "Importe en aclaración", "Amount disputed";
    /// All of it, when left empty.
    disputed_all => "En blanco, toda la factura.", "Left empty, all of the invoice.";
    /// What would settle it.
    settled_by => "Qué la resolvería", "What would settle it";
    /// How many parts.
    part_count => "Cuotas", "Parts";
    /// How often.
    part_every => "Cada", "Every";
    /// The first day.
    part_first => "La primera, el", "The first on";
    /// Works out even parts.
    part_even => "Repartir en partes iguales", "Split evenly";
    /// A week.
    every_week => "semana", "week";
    /// Two weeks.
    every_fortnight => "dos semanas", "two weeks";
    /// A month.
    every_month => "mes", "month";
    /// The day of a part.
    part_day(number: usize) => "Cuota {number}, día", "Part {number}, day";
    /// The amount of a part.
    part_amount(number: usize) => "Cuota {number}, importe", "Part {number}, amount";
    /// Takes a part out.
    part_remove(number: usize) => "Quitar la cuota {number}", "Remove part {number}";
    /// Adds a part.
    part_add => "Agregar una cuota", "Add a part";
    /// What is open of what the plan covers.
    plan_open(amount: &str) => "El convenio reparte {amount}, lo que está abierto.", "The plan splits {amount}, which is what is open.";
    /// What a missed part does.
    restores => "Si falta una cuota, vuelven los vencimientos originales", "A missed part brings the original due dates back";
    /// A saved contact.
    saved(outcome: &str, customer: &str) => "Anotado: {outcome} · {customer}", "Noted: {outcome} · {customer}";
    /// A promise or plan needs something that it is about.
    no_items => "Elija al menos una factura.", "Choose at least one invoice.";
}

/// An outcome as the form offers it.
pub fn choice(lang: Lang, choice: Choice) -> &'static str {
    match choice {
        Choice::Sent => dunning::sent(lang),
        Choice::Talked => dunning::talked(lang),
        Choice::Promised => dunning::promised(lang),
        Choice::SaysPaid => dunning::says_paid(lang),
        Choice::CallBack => dunning::call_back(lang),
        Choice::NoAnswer => dunning::no_answer(lang),
        Choice::Voicemail => dunning::voicemail(lang),
        Choice::LeftWord => dunning::left_word(lang),
        Choice::NotReceived => dunning::not_received(lang),
        Choice::AwaitingApproval => dunning::awaiting_approval(lang),
        Choice::InPaymentRun => dunning::in_payment_run(lang),
        Choice::Disputed => dunning::disputed(lang),
        Choice::Planned => dunning::planned(lang),
        Choice::Refuses => dunning::refuses(lang),
        Choice::WrongNumber => dunning::wrong_number(lang),
        Choice::WrongPerson => dunning::wrong_person(lang),
        Choice::Noted => dunning::noted(lang),
    }
}

/// How often a part falls due, after «cada».
pub fn every(lang: Lang, every: Every) -> &'static str {
    match every {
        Every::Week => every_week(lang),
        Every::Fortnight => every_fortnight(lang),
        Every::Month => every_month(lang),
    }
}
