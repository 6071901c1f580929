//! Why the ledger does not take something: what is wrong in figures, and what to do.

use chrono::NaiveDate;

use super::format::{
    NumberStyle, amount_with_code, amount_with_symbol, date_medium, percent_points,
};
use super::{Lang, terms};
use crate::ledger::Money;
use crate::ledger::credit::ChequeStep;
use crate::ledger::refusal::{Blank, Refusal};
use crate::messages;

/// A refusal as a sentence or two for the person who asked.
pub fn words(lang: Lang, style: NumberStyle, refusal: &Refusal) -> String {
    let money = |amount: &Money| amount_with_symbol(*amount, style);
    let day = |day: &NaiveDate| date_medium(lang, *day);
    match refusal {
        Refusal::Unknown { .. } => unknown(lang).to_owned(),
        Refusal::AlreadyThere { .. } => already_there(lang).to_owned(),
        Refusal::Blank(Blank::CustomerName) => no_customer_name(lang).to_owned(),
        Refusal::Blank(Blank::InvoiceNumber) => no_invoice_number(lang).to_owned(),
        Refusal::Blank(Blank::Instalments) => no_instalments(lang).to_owned(),
        Refusal::Blank(Blank::Reason) => no_reason(lang).to_owned(),
        Refusal::Blank(Blank::HoldReason) => no_hold_reason(lang).to_owned(),
        Refusal::Blank(Blank::Covered) => nothing_covered(lang).to_owned(),
        Refusal::Blank(Blank::Parts) => no_parts(lang).to_owned(),
        Refusal::Blank(Blank::ProtocolName) => no_protocol_name(lang).to_owned(),
        Refusal::Blank(Blank::FlowName) => no_flow_name(lang).to_owned(),
        Refusal::Blank(Blank::SignNote) => no_sign_note(lang).to_owned(),
        Refusal::DuplicateNumber { customer, number } => duplicate_number(lang, customer, number),
        Refusal::NotPositive { amount } => not_positive(lang, &money(amount)),
        Refusal::TooLarge { amount } => {
            let most = Money::new(Money::MAX_MINOR, amount.currency);
            too_large(lang, &money(amount), &money(&most))
        }
        Refusal::RateNotPositive => rate_not_positive(lang).to_owned(),
        Refusal::InstalmentsDiffer { number, total, sum } => {
            instalments_differ(lang, number, &money(sum), &money(total))
        }
        Refusal::Terms(problem) => terms::problem(lang, problem),
        Refusal::BucketEdges => bucket_edges(lang).to_owned(),
        Refusal::NotAPercent { percent } => not_a_percent(lang, &percent_points(*percent, style)),
        Refusal::NegativeTolerance => negative_tolerance(lang).to_owned(),
        Refusal::MoreThanOpen { number, open, asked } if open.is_zero() => {
            nothing_open(lang, number, &money(asked))
        }
        Refusal::MoreThanOpen { number, open, asked } => {
            more_than_open(lang, number, &money(open), &money(asked))
        }
        Refusal::LessThanSettled { number, amount, settled } if amount.is_zero() => {
            settled_part_left_out(lang, number, &money(settled))
        }
        Refusal::LessThanSettled { number, amount, settled } => {
            less_than_settled(lang, number, &money(amount), &money(settled))
        }
        Refusal::MoreThanLeft { credit, left, asked } if left.is_zero() => {
            nothing_left(lang, &name(lang, credit), &money(asked))
        }
        Refusal::MoreThanLeft { credit, left, asked } => {
            more_than_left(lang, &name(lang, credit), &money(left), &money(asked))
        }
        Refusal::TooEarly { day: asked, earliest } => too_early(lang, &day(asked), &day(earliest)),
        Refusal::OtherCustomer { credit_of, invoice_of } => {
            other_customer(lang, credit_of, invoice_of)
        }
        Refusal::OtherCurrency { one, other } if one.currency == other.currency => {
            one_currency(lang, one.currency.code())
        }
        Refusal::OtherCurrency { one, other } => {
            let coded = |amount: &Money| amount_with_code(*amount, style);
            two_currencies(lang, &coded(one), other.currency.code())
        }
        Refusal::Cancelled { number, on } => cancelled(lang, number, &day(on)),
        Refusal::StillUsed { what, by: 1 } => still_used_once(lang, &name(lang, what)),
        Refusal::StillUsed { what, by } => still_used(lang, &name(lang, what), *by),
        Refusal::ChangedSince { what } if what.is_empty() => settings_changed(lang).to_owned(),
        Refusal::ChangedSince { what } => changed_since(lang, &name(lang, what)),
        Refusal::NotACheque { what } => not_a_cheque(lang, &name(lang, what)),
        Refusal::NotAPayment { what } => not_a_payment(lang, &name(lang, what)),
        Refusal::HasMovement { what } => has_movement(lang, &name(lang, what)),
        Refusal::ChequeOrder { number, step } => match step {
            ChequeStep::Deposited => not_deposited_now(lang, number),
            ChequeStep::Cleared => not_cleared_now(lang, number),
            ChequeStep::Bounced => not_bounced_now(lang, number),
        },
        Refusal::ChequeBounced { what, on } => cheque_bounced(lang, &name(lang, what), &day(on)),
        Refusal::NotTheirs { customer, number } => not_theirs(lang, customer, number),
        Refusal::NotInCurrency { number, currency } => {
            not_in_currency(lang, number, currency.code())
        }
        Refusal::PlanDiffers { open, sum } => plan_differs(lang, &money(sum), &money(open)),
        Refusal::NotAMonthDay { day } => not_a_month_day(lang, usize::from(*day)),
        Refusal::Ended { on } => ended(lang, &day(on)),
        Refusal::NothingToUndo => nothing_to_undo(lang).to_owned(),
    }
}

/// What a thing is called; one without a reference of its own is called by its day.
fn name(lang: Lang, what: &str) -> String {
    match what.parse::<NaiveDate>() {
        Ok(day) => quoted(lang, &date_medium(lang, day)),
        Err(_) => quoted(lang, what),
    }
}

messages! {
    /// A name as it was written.
    quoted(what: &str) => "«{what}»", "“{what}”";
    /// Nothing has the id.
    unknown => "Esto ya no está en la cartera.", "This is no longer in the ledger.";
    /// Something has the id.
    already_there => "Esto ya está en la cartera.", "This is in the ledger already.";
    /// Blank name.
    no_customer_name => "Falta el nombre del cliente.", "The customer's name is missing.";
    /// Blank number.
    no_invoice_number => "Falta el número de la factura.", "The invoice's number is missing.";
    /// No due date.
    no_instalments => "La factura no tiene ningún vencimiento.", "The invoice has no due date.";
    /// Blank reason.
    no_reason => "Falta el motivo de la cancelación.", "The reason for cancelling is missing.";
    /// The number is taken.
    duplicate_number(customer: &str, number: &str) => "{customer} ya tiene una factura {number}.",
        "{customer} has an invoice {number} already.";
    /// Zero or less.
    not_positive(amount: &str) => "El monto debe ser mayor que cero; se indicó {amount}.",
        "The amount must be above zero; {amount} was given.";
    /// More than is held exactly.
    too_large(amount: &str, most: &str) => "{amount} es demasiado: la cartera lleva montos de hasta {most}.",
        "{amount} is too much: the ledger holds amounts up to {most}.";
    /// A rate of zero or less.
    rate_not_positive => "El tipo de cambio debe ser mayor que cero.", "The rate must be above zero.";
    /// Parts and total.
    instalments_differ(number: &str, sum: &str, total: &str) => "Los vencimientos de la factura {number} suman {sum}, y su total es {total}.",
        "The instalments of invoice {number} sum to {sum}, and its total is {total}.";
    /// Edges in disorder.
    bucket_edges => "Cada rango debe terminar después del anterior, y el primero en el día 1 o después.",
        "Each bucket must end after the one before it, and the first on day 1 or later.";
    /// Not between 0 and 100.
    not_a_percent(percent: &str) => "{percent} no está entre 0 y 100.", "{percent} is not between 0 and 100.";
    /// Tolerance below zero.
    negative_tolerance => "La diferencia que se tolera no puede ser menor que cero.",
        "The difference to tolerate cannot be below zero.";
    /// More than is open.
    more_than_open(number: &str, open: &str, asked: &str) => "De la factura {number} quedan abiertos {open}; se quiso aplicar {asked}.",
        "Invoice {number} has {open} open; {asked} was to be applied.";
    /// Nothing is open.
    nothing_open(number: &str, asked: &str) => "De la factura {number} no queda nada abierto; se quiso aplicar {asked}.",
        "Invoice {number} has nothing open; {asked} was to be applied.";
    /// A correction below what is settled.
    less_than_settled(number: &str, amount: &str, settled: &str) => "A la factura {number} ya se le aplicaron {settled} en un vencimiento; no puede quedar en {amount}.",
        "{settled} is applied to an instalment of invoice {number} already; it cannot become {amount}.";
    /// A correction without a part that is settled.
    settled_part_left_out(number: &str, settled: &str) => "A la factura {number} ya se le aplicaron {settled} en un vencimiento que se quiso quitar.",
        "{settled} is applied already to an instalment of invoice {number} that was to be removed.";
    /// More than is left.
    more_than_left(credit: &str, left: &str, asked: &str) => "Del abono {credit} quedan {left}; se quiso usar {asked}.",
        "The credit {credit} has {left} left; {asked} was to be used.";
    /// Nothing is left.
    nothing_left(credit: &str, asked: &str) => "Del abono {credit} no queda nada; se quiso usar {asked}.",
        "The credit {credit} has nothing left; {asked} was to be used.";
    /// A day before the first possible one.
    too_early(day: &str, earliest: &str) => "El {day} es demasiado pronto: la primera fecha posible es el {earliest}.",
        "{day} is too early: the first possible day is {earliest}.";
    /// Two customers.
    other_customer(credit_of: &str, invoice_of: &str) => "El abono es de {credit_of} y la factura, de {invoice_of}: no se puede aplicar.",
        "The credit is of {credit_of} and the invoice of {invoice_of}: it cannot be applied.";
    /// The amount in the other currency is missing.
    two_currencies(amount: &str, code: &str) => "Falta decir cuánto valen {amount} en {code}, la moneda de la factura.",
        "What {amount} is worth in {code}, the invoice's currency, is missing.";
    /// A second amount where there is one currency.
    one_currency(code: &str) => "El abono y la factura son en {code}: lo que se usa de uno es lo que paga de la otra.",
        "The credit and the invoice are both in {code}: what is used of one is what settles the other.";
    /// A cancelled invoice.
    cancelled(number: &str, on: &str) => "La factura {number} está cancelada desde el {on}.",
        "Invoice {number} is cancelled since {on}.";
    /// One later thing depends on it.
    still_used_once(what: &str) => "Hay un movimiento posterior que depende de {what}; deshágalo primero.",
        "One later entry depends on {what}; undo it first.";
    /// Later things depend on it.
    still_used(what: &str, by: usize) => "Hay {by} movimientos posteriores que dependen de {what}; deshágalos primero.",
        "{by} later entries depend on {what}; undo them first.";
    /// The settings have changed since.
    settings_changed => "La configuración cambió después; deshaga primero ese cambio.",
        "The settings have changed since; undo that change first.";
    /// A thing has changed since.
    changed_since(what: &str) => "Lo registrado de {what} cambió después; deshaga primero ese cambio.",
        "What is recorded of {what} has changed since; undo that change first.";
    /// No payment.
    not_a_payment(what: &str) => "El abono {what} no es un pago.", "The credit {what} is not a payment.";
    /// The payment has a movement.
    has_movement(what: &str) => "El pago {what} ya está conciliado con un movimiento del banco.",
        "The payment {what} is matched with a bank movement already.";
    /// No cheque.
    not_a_cheque(what: &str) => "El abono {what} no es un cheque.", "The credit {what} is not a cheque.";
    /// Not to be deposited.
    not_deposited_now(number: &str) => "El cheque {number} ya se depositó, se cobró o se devolvió.",
        "Cheque {number} was deposited, cleared or returned already.";
    /// Not to be cleared.
    not_cleared_now(number: &str) => "El cheque {number} ya se cobró o se devolvió.",
        "Cheque {number} cleared or was returned already.";
    /// Not to be returned.
    not_bounced_now(number: &str) => "El cheque {number} ya se devolvió.", "Cheque {number} was returned already.";
    /// It bounced.
    cheque_bounced(what: &str, on: &str) => "El cheque {what} fue devuelto el {on}: ya no paga nada.",
        "The cheque {what} was returned on {on}: it settles nothing any more.";
    /// A hold without a reason.
    no_hold_reason => "Falta el motivo de la pausa.", "The reason for the hold is missing.";
    /// Nothing is covered.
    nothing_covered => "Falta elegir al menos una factura.", "Choose at least one invoice.";
    /// A plan without parts.
    no_parts => "El convenio no tiene ninguna cuota.", "The plan has no payment.";
    /// A protocol without a name.
    no_protocol_name => "Falta el nombre del protocolo.", "The protocol's name is missing.";
    /// A flow without a name.
    no_flow_name => "Falta decir de qué es el movimiento.", "What the item is for is missing.";
    /// No day of a month.
    not_a_month_day(day: usize) => "El día del mes va del 1 al 31; se indicó {day}.",
        "The day of the month is from 1 to 31; {day} was given.";
    /// A warning sign of no kind of its own, without words.
    no_sign_note => "Falta decir qué se notó.", "What was noticed is missing.";
    /// Another customer's invoice.
    not_theirs(customer: &str, number: &str) => "La factura {number} no es de {customer}.",
        "Invoice {number} is not one of {customer}.";
    /// Another currency.
    not_in_currency(number: &str, code: &str) => "La factura {number} no está en {code}.",
        "Invoice {number} is not in {code}.";
    /// A plan that does not add up.
    plan_differs(sum: &str, open: &str) => "Las cuotas suman {sum}, y lo que cubren es {open}.",
        "The payments sum to {sum}, and what they cover is {open}.";
    /// Ended already.
    ended(on: &str) => "Esto ya terminó el {on}.", "This ended already on {on}.";
    /// Taken back already.
    nothing_to_undo => "Esto ya se deshizo.", "This was undone already.";
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::ledger::Currency;

    fn mxn(amount_minor: i64) -> Money {
        Money::new(amount_minor, Currency::MXN)
    }

    fn es(refusal: &Refusal) -> String {
        words(Lang::Es, NumberStyle::POINT, refusal).replace('\u{a0}', " ")
    }

    #[test]
    fn both_figures_are_named() {
        let number = "F-102".to_owned();
        let refusal = Refusal::MoreThanOpen { number, open: mxn(120_000), asked: mxn(150_000) };
        assert_eq!(
            es(&refusal),
            "De la factura F-102 quedan abiertos $ 1,200.00; se quiso aplicar $ 1,500.00."
        );
        let credit = "SPEI 88".to_owned();
        let refusal = Refusal::MoreThanLeft { credit, left: mxn(0), asked: mxn(100) };
        assert_eq!(es(&refusal), "Del abono «SPEI 88» no queda nada; se quiso usar $ 1.00.");
    }

    #[test]
    fn a_credit_without_a_reference_is_called_by_its_day() {
        let refusal = Refusal::StillUsed { what: "2026-01-31".to_owned(), by: 2 };
        assert_eq!(
            es(&refusal),
            "Hay 2 movimientos posteriores que dependen de «31 ene 2026»; deshágalos primero."
        );
    }
}
