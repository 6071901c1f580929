//! Words of one payment and of cheques.

use super::Lang;
use crate::ledger::credit::ChequeStep;

/// A cheque's step, as something to do.
pub fn step(lang: Lang, step: ChequeStep) -> &'static str {
    match step {
        ChequeStep::Deposited => step_deposited(lang),
        ChequeStep::Cleared => step_cleared(lang),
        ChequeStep::Bounced => step_bounced(lang),
    }
}

/// A cheque's step, as something done.
pub fn step_done(lang: Lang, step: ChequeStep, number: &str) -> String {
    match step {
        ChequeStep::Deposited => done_deposited(lang, number),
        ChequeStep::Cleared => done_cleared(lang, number),
        ChequeStep::Bounced => done_bounced(lang, number),
    }
}

crate::messages! {
    /// The amount of a credit.
    amount_of => "Importe", "Amount";
    /// What of it is applied.
    applied_now => "Aplicado", "Applied";
    /// What was given back.
    given_back => "Devuelto al cliente", "Given back";
    /// What it is applied to.
    applied_to => "Aplicado a", "Applied to";
    /// The rate it came at.
    rate => "Tipo de cambio", "Rate";
    /// From when what is applied counts.
    applies_from(day: &str) => "Cuenta desde el {day}.", "It counts from {day}.";
    /// What was entered with it.
    beside => "Registrado junto", "Recorded with it";
    /// It settles nothing yet.
    settles_nothing => "Todavía no paga ninguna factura.", "It settles no invoice yet.";
    /// From when to when a line counts.
    since(day: &str) => "desde el {day}", "since {day}";
    /// A line that has ended.
    until(from: &str, until: &str) => "desde el {from}; dejó de contar el {until}", "since {from}; stopped counting on {until}";
    /// A line that never counted.
    never => "se quitó: como si nunca se hubiera aplicado", "removed: as if it had never been applied";
    /// Paid in another currency.
    paid_with(amount: &str) => "con {amount}", "with {amount}";
    /// Applies what is left.
    apply => "Aplicar…", "Apply…";
    /// The dialog for it.
    apply_title => "Aplicar lo que queda", "Apply what is left";
    /// Applies, in the dialog.
    apply_now => "Aplicar", "Apply";
    /// It was applied.
    applied_done(amount: &str) => "Aplicado: {amount}", "Applied: {amount}";
    /// Takes a line back.
    take_back => "Quitar aplicación…", "Remove…";
    /// Takes a line back, for screen readers.
    take_back_of(number: &str) => "Quitar aplicación a {number}…", "Remove what is applied to {number}…";
    /// The dialog for it.
    take_back_title(number: &str) => "Quitar lo aplicado a {number}", "Remove what is applied to {number}";
    /// What it means.
    take_back_why(amount: &str, number: &str) => "{amount} vuelven a quedar sin aplicar y la factura {number} se abre de nuevo.",
        "{amount} is unapplied again and invoice {number} opens again.";
    /// From which day.
    take_back_on => "Desde el", "From";
    /// What the first possible day means.
    take_back_hint(day: &str) => "El {day} es como si nunca se hubiera aplicado.", "{day} is as if it had never been applied.";
    /// Takes it back, in the dialog.
    take_back_now => "Quitar aplicación", "Remove";
    /// It was taken back.
    taken_back(number: &str) => "Se quitó lo aplicado a {number}", "Removed from {number}";
    /// Gives money back.
    refund => "Devolver al cliente…", "Refund…";
    /// The dialog for it.
    refund_title => "Devolver dinero al cliente", "Give money back";
    /// How much can be given back.
    refund_most(amount: &str) => "Hay {amount} sin aplicar.", "{amount} is unapplied.";
    /// More is to be given back than is left.
    refund_too_much(left: &str, asked: &str) => "Hay {left} sin aplicar; se quieren devolver {asked}.",
        "{left} is unapplied; {asked} was to be given back.";
    /// Gives it back, in the dialog.
    refund_now => "Registrar devolución", "Record refund";
    /// It was given back.
    refunded(amount: &str) => "Devolución registrada: {amount}", "Refund recorded: {amount}";
    /// What stands on the document.
    particulars => "Datos", "Particulars";
    /// A cheque's steps.
    cheque_steps => "Pasos del cheque", "Steps of the cheque";
    /// The day it was received.
    received => "Recibido", "Received";
    /// It was deposited.
    deposited => "Depositado", "Deposited";
    /// The money is there.
    cleared => "Cobrado", "Cleared";
    /// Deposits it.
    step_deposited => "Depositado…", "Deposited…";
    /// The money is there.
    step_cleared => "Cobrado…", "Cleared…";
    /// It bounced.
    step_bounced => "Devuelto…", "Bounced…";
    /// Notes that it was deposited.
    note_deposited => "Depositado hoy", "Deposited today";
    /// Notes that the money is there.
    note_cleared => "Cobrado hoy", "Cleared today";
    /// It was deposited.
    done_deposited(number: &str) => "Cheque {number} depositado", "Cheque {number} deposited";
    /// It cleared.
    done_cleared(number: &str) => "Cheque {number} cobrado", "Cheque {number} cleared";
    /// It bounced.
    done_bounced(number: &str) => "Cheque {number} devuelto: sus facturas están abiertas de nuevo", "Cheque {number} bounced: its invoices are open again";
    /// The dialog of a step.
    deposited_title(number: &str) => "Cheque {number}: depositado", "Cheque {number}: deposited";
    /// The dialog of a step.
    cleared_title(number: &str) => "Cheque {number}: cobrado", "Cheque {number}: cleared";
    /// The dialog of a step.
    bounced_title(number: &str) => "Cheque {number}: devuelto", "Cheque {number}: bounced";
    /// What bouncing does.
    bounce_reopens(amount: &str, numbers: &str) => "Desde ese día quedan abiertos de nuevo {amount}: {numbers}.",
        "From that day {amount} is open again: {numbers}.";
    /// Bouncing reopens nothing.
    bounce_reopens_nothing => "No pagaba ninguna factura.", "It settled no invoice.";
    /// The day of a step.
    step_day => "Fecha", "Date";
    /// The cheque without a number.
    no_number => "sin número", "without number";

    /// To be deposited.
    to_deposit => "Para depositar hoy", "To deposit today";
    /// Nothing to be deposited.
    to_deposit_none => "Nada que depositar hoy.", "Nothing to deposit today.";
    /// To be cashed later.
    post_dated_group => "Posfechados", "Post-dated";
    /// On their way.
    deposited_group => "Depositados, por confirmar", "Deposited, to be confirmed";
    /// Returned lately.
    bounced_group => "Devueltos en los últimos 90 días", "Bounced in the last 90 days";
    /// In hand.
    in_hand => "En cartera", "In hand";
    /// One cheque.
    cheque_count_one => "1 cheque", "1 cheque";
    /// Several cheques.
    cheque_count(count: &str) => "{count} cheques", "{count} cheques";
    /// There is none.
    cheques_empty_title => "No hay cheques en cartera", "No cheques in hand";
    /// What would be here.
    cheques_empty => "Al registrar un pago con cheque aparece aquí hasta que se cobra.",
        "A payment by cheque stays here until it clears.";
    /// The state of a cheque.
    cheque_state => "Estado", "State";
    /// Received on a day.
    received_on(day: &str) => "Recibido el {day}", "Received on {day}";
    /// Deposited on a day.
    deposited_on(day: &str) => "Depositado el {day}", "Deposited on {day}";
    /// Bounced on a day.
    bounced_on(day: &str) => "Devuelto el {day}", "Bounced on {day}";
    /// What can be done.
    actions => "Acciones", "Actions";
}
