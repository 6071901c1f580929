//! Words of collecting: channels, stages, outcomes, reasons, pauses, tasks.

use chrono::NaiveDate;

use super::Lang;
use super::format::{self, lower_first};
use crate::dunning::pause::{CallReason, PauseReason, TaskKind};
use crate::dunning::priority::ReasonKind;
use crate::dunning::standing::{PlanState, PromiseState};
use crate::ledger::dealing::{Direction, DisputeReason, Outcome};
use crate::ledger::protocol::{Channel, Stage};

crate::messages! {
    /// A call.
    call => "Llamada", "Call";
    /// A WhatsApp message.
    whatsapp => "WhatsApp", "WhatsApp";
    /// An e-mail.
    email => "Correo", "E-mail";
    /// A letter.
    letter => "Carta", "Letter";
    /// A visit.
    visit => "Visita", "Visit";
    /// No channel.
    note => "Nota", "Note";

    /// Before anything is late.
    preventive => "Preventiva", "Preventive";
    /// By one's own people.
    administrative => "Administrativa", "Administrative";
    /// Out of court, by others.
    extrajudicial => "Extrajudicial", "Out of court";
    /// In court.
    judicial => "Judicial", "In court";

    /// The message went out.
    sent => "Enviado", "Sent";
    /// Talked.
    talked => "Conversación", "Talked";
    /// A promise.
    promised => "Promete pagar", "Promises to pay";
    /// A dispute.
    disputed => "Aclaración", "Disputes it";
    /// A plan.
    planned => "Convenio de pago", "Payment plan";
    /// No invoice.
    not_received => "No recibió la factura", "Never got the invoice";
    /// Awaiting approval.
    awaiting_approval => "Falta que la aprueben", "Awaiting approval";
    /// In the payment run.
    in_payment_run => "Está en programación de pagos", "In their payment run";
    /// Says it is paid.
    says_paid => "Dice que ya pagó", "Says it is paid";
    /// Call back.
    call_back => "Pide que le llamen después", "Asks to be called back";
    /// No answer.
    no_answer => "No contesta", "No answer";
    /// Voicemail.
    voicemail => "Buzón de voz", "Voicemail";
    /// Left word.
    left_word => "Recado", "Left word";
    /// Wrong number.
    wrong_number => "Número equivocado", "Wrong number";
    /// Refuses.
    refuses => "Se niega a pagar", "Refuses to pay";
    /// Not this person.
    wrong_person => "No es la persona", "Not this person";
    /// A note.
    noted => "Nota", "Note";

    /// Price.
    over_price => "Precio o importe", "Price or amount";
    /// Quantity.
    over_quantity => "Cantidad", "Quantity";
    /// Quality.
    over_quality => "Calidad o daño", "Quality or damage";
    /// Delivery.
    over_delivery => "Falta la entrega", "Not delivered";
    /// Document.
    over_document => "Datos de la factura", "The document itself";
    /// Not ordered.
    over_order => "No lo pidió", "Not ordered";
    /// Already settled.
    over_settled => "Ya pagada o acreditada", "Already paid or credited";
    /// Other.
    over_other => "Otro motivo", "Another reason";

    /// An open promise.
    promise_open => "Vigente", "Open";
    /// A kept one.
    promise_kept => "Cumplida", "Kept";
    /// A partly kept one.
    promise_partly => "Cumplida en parte", "Partly kept";
    /// A broken one.
    promise_broken => "Incumplida", "Broken";
    /// A replaced one.
    promise_replaced => "Reemplazada", "Replaced";
    /// A withdrawn one.
    promise_withdrawn => "Retirada", "Withdrawn";

    /// A running plan.
    plan_running => "Al corriente", "On track";
    /// A fulfilled one.
    plan_fulfilled => "Cumplido", "Fulfilled";
    /// A broken one.
    plan_broken => "Incumplido", "Broken";
    /// One given up.
    plan_ended => "Terminado", "Ended";

    /// Send the invoice.
    task_send => "Enviar la factura: no la recibió", "Send the invoice: it never arrived";
    /// Find the payment.
    task_find => "Buscar el pago que dice haber hecho", "Look for the payment they say they made";
    /// Settle the dispute.
    task_settle => "Resolver la aclaración", "Settle the dispute";
    /// Fix the contact.
    task_fix => "Conseguir el dato de contacto correcto", "Find out the right number or address";

    /// On hold.
    paused_hold(reason: &str) => "En pausa: {reason}", "On hold: {reason}";
    /// Disputed.
    paused_dispute => "En aclaración", "Disputed";
    /// Promised.
    paused_promise => "Con promesa de pago", "Payment promised";
    /// To be approved.
    paused_approval => "En aprobación", "Awaiting approval";
    /// In a payment run.
    paused_run => "En programación de pagos", "In a payment run";
    /// Being sent.
    paused_sent => "Se vuelve a enviar la factura", "The invoice is being sent again";
    /// Says paid.
    paused_paid => "Se busca el pago", "The payment is being looked for";
    /// To call back.
    paused_call => "Llamada acordada", "A call was agreed";
    /// Until a day.
    until(what: &str, day: &str) => "{what}, hasta el {day}", "{what}, until {day}";

    /// A broken promise.
    why_promise => "No cumplió su promesa de pago", "A promise to pay was broken";
    /// A broken plan.
    why_plan => "No pagó una cuota de su convenio", "A plan payment was missed";
    /// A follow-up.
    why_follow_up => "Lo acordado no ha sucedido", "What was agreed has not happened";
    /// A call back.
    why_call_back => "Llamada acordada", "A call was agreed";

    /// Its share.
    reason_share(percent: u32) => "es {percent}\u{a0}% de lo que hay por gestionar hoy", "is {percent}% of what is to be chased today";
    /// Late.
    reason_late(days: &str) => "su factura más antigua lleva {days} de atraso", "its oldest invoice is {days} late";
    /// A bounced cheque.
    reason_bounced(day: &str) => "un cheque suyo fue devuelto el {day}", "a cheque bounced on {day}";
    /// Silence.
    reason_silence(days: &str) => "hace {days} que nadie le contacta", "nobody was in touch for {days}";
    /// Never contacted.
    reason_never => "nadie le ha contactado todavía", "nobody was ever in touch";

    /// The customer began it.
    incoming => "entrante", "incoming";
}

/// A channel's name.
pub fn channel(lang: Lang, channel: Channel) -> &'static str {
    match channel {
        Channel::Call => call(lang),
        Channel::WhatsApp => whatsapp(lang),
        Channel::Email => email(lang),
        Channel::Letter => letter(lang),
        Channel::Visit => visit(lang),
    }
}

/// How a contact was made: «Llamada», «Llamada entrante», «Nota».
pub fn contact(lang: Lang, by: Option<Channel>, direction: Direction) -> String {
    let name = by.map_or(note(lang), |by| channel(lang, by));
    match (direction, lang) {
        (Direction::Out, _) => name.to_owned(),
        (Direction::In, Lang::Es) => format!("{name} {}", incoming(lang)),
        (Direction::In, Lang::En) => format!("{name}, {}", incoming(lang)),
    }
}

/// A stage's name.
pub fn stage(lang: Lang, stage: Stage) -> &'static str {
    match stage {
        Stage::Preventive => preventive(lang),
        Stage::Administrative => administrative(lang),
        Stage::Extrajudicial => extrajudicial(lang),
        Stage::Judicial => judicial(lang),
    }
}

/// What came of a contact, in a word or two.
pub fn outcome(lang: Lang, outcome: &Outcome) -> &'static str {
    match outcome {
        Outcome::Sent => sent(lang),
        Outcome::Talked => talked(lang),
        Outcome::Promised => promised(lang),
        Outcome::Disputed => disputed(lang),
        Outcome::Planned => planned(lang),
        Outcome::NotReceived => not_received(lang),
        Outcome::AwaitingApproval { .. } => awaiting_approval(lang),
        Outcome::InPaymentRun { .. } => in_payment_run(lang),
        Outcome::SaysPaid { .. } => says_paid(lang),
        Outcome::CallBack { .. } => call_back(lang),
        Outcome::NoAnswer => no_answer(lang),
        Outcome::Voicemail => voicemail(lang),
        Outcome::LeftWord => left_word(lang),
        Outcome::WrongNumber => wrong_number(lang),
        Outcome::Refuses => refuses(lang),
        Outcome::WrongPerson => wrong_person(lang),
        Outcome::Noted => noted(lang),
    }
}

/// What a dispute is over.
pub fn dispute_reason(lang: Lang, reason: DisputeReason) -> &'static str {
    match reason {
        DisputeReason::Price => over_price(lang),
        DisputeReason::Quantity => over_quantity(lang),
        DisputeReason::Quality => over_quality(lang),
        DisputeReason::Delivery => over_delivery(lang),
        DisputeReason::Document => over_document(lang),
        DisputeReason::NotOrdered => over_order(lang),
        DisputeReason::AlreadySettled => over_settled(lang),
        DisputeReason::Other => over_other(lang),
    }
}

/// What has become of a promise.
pub fn promise_state(lang: Lang, state: PromiseState) -> &'static str {
    match state {
        PromiseState::Open => promise_open(lang),
        PromiseState::Kept => promise_kept(lang),
        PromiseState::PartlyKept => promise_partly(lang),
        PromiseState::Broken => promise_broken(lang),
        PromiseState::Replaced => promise_replaced(lang),
        PromiseState::Withdrawn => promise_withdrawn(lang),
    }
}

/// What has become of a plan.
pub fn plan_state(lang: Lang, state: PlanState) -> &'static str {
    match state {
        PlanState::Running => plan_running(lang),
        PlanState::Fulfilled => plan_fulfilled(lang),
        PlanState::Broken => plan_broken(lang),
        PlanState::Ended => plan_ended(lang),
    }
}

/// What is to be done at the desk.
pub fn task(lang: Lang, task: TaskKind) -> &'static str {
    match task {
        TaskKind::SendInvoice => task_send(lang),
        TaskKind::FindPayment => task_find(lang),
        TaskKind::SettleDispute => task_settle(lang),
        TaskKind::FixContact => task_fix(lang),
    }
}

/// Why an instalment waits, and until when.
pub fn pause(lang: Lang, why: &PauseReason, last_day: Option<NaiveDate>) -> String {
    let what = match why {
        PauseReason::Hold(reason) => paused_hold(lang, reason),
        PauseReason::Dispute => paused_dispute(lang).to_owned(),
        PauseReason::Promise => paused_promise(lang).to_owned(),
        PauseReason::Approval => paused_approval(lang).to_owned(),
        PauseReason::PaymentRun => paused_run(lang).to_owned(),
        PauseReason::NotReceived => paused_sent(lang).to_owned(),
        PauseReason::SaysPaid => paused_paid(lang).to_owned(),
        PauseReason::CallBack => paused_call(lang).to_owned(),
    };
    match last_day {
        Some(day) => until(lang, &what, &format::date_medium(lang, day)),
        None => what,
    }
}

/// Why a call is due that no step of the protocol asks for.
pub fn call_reason(lang: Lang, why: CallReason) -> &'static str {
    match why {
        CallReason::BrokenPromise => why_promise(lang),
        CallReason::BrokenPlan => why_plan(lang),
        CallReason::FollowUp => why_follow_up(lang),
        CallReason::CallBack => why_call_back(lang),
    }
}

/// Why an action stands where it stands in the list, as the end of a sentence.
pub fn reason(lang: Lang, reason: ReasonKind) -> String {
    let days = |days: u32| format::days_count(lang, i64::from(days));
    match reason {
        ReasonKind::CallBack => lower_first(why_call_back(lang)),
        ReasonKind::BrokenPromise => lower_first(why_promise(lang)),
        ReasonKind::BrokenPlan => lower_first(why_plan(lang)),
        ReasonKind::FollowUp => lower_first(why_follow_up(lang)),
        ReasonKind::Share { percent } => reason_share(lang, percent),
        ReasonKind::Late { days: late } => reason_late(lang, &days(late)),
        ReasonKind::Bounced { on } => reason_bounced(lang, &format::date_medium(lang, on)),
        ReasonKind::Silence { days: silent } => reason_silence(lang, &days(silent)),
        ReasonKind::NeverContacted => reason_never(lang).to_owned(),
    }
}
