//! Words of the sheet on which a payment is entered, and of what it settles.

use super::Lang;
use super::format::{self, NumberStyle, date_medium};
use super::payments::{
    card, cash, cheque, credit_note, other_way, payment, transfer, withholding, write_off,
};
use crate::ledger::{Currency, Money};
use crate::views::allocation::{LineProblem, Reason};
use crate::views::payment::{CameBy, Kind, Problem};

/// The title of the sheet.
pub fn sheet_title(lang: Lang, kind: Kind) -> &'static str {
    match kind {
        Kind::Payment => super::shell::new_payment(lang),
        Kind::CreditNote => new_credit_note(lang),
        Kind::Withholding => new_withholding(lang),
        Kind::WriteOff => new_write_off(lang),
    }
}

/// How money came, for a choice.
pub fn came_by_name(lang: Lang, way: CameBy) -> &'static str {
    match way {
        CameBy::Transfer => transfer(lang),
        CameBy::Cash => cash(lang),
        CameBy::Card => card(lang),
        CameBy::Cheque => cheque(lang),
        CameBy::Other => other_way(lang),
    }
}

/// Why the lines are as they are.
pub fn reason(lang: Lang, reason: Reason) -> &'static str {
    match reason {
        Reason::ChosenInvoice => by_chosen(lang),
        Reason::Reference => by_reference(lang),
        Reason::ExactAmount => by_exact_amount(lang),
        Reason::OldestFirst => by_age(lang),
        Reason::NothingOpen => nothing_open(lang),
        Reason::ByHand => by_hand(lang),
    }
}

/// What is wrong with a field, in figures.
pub fn problem(lang: Lang, home: Currency, style: NumberStyle, problem: &Problem) -> String {
    let money = |money: Money| format::amount_for_home(money, home, style);
    match *problem {
        Problem::Missing => super::shell::required(lang).to_owned(),
        Problem::NotAnAmount | Problem::Line(LineProblem::NotAnAmount) => {
            super::shell::not_an_amount(lang).to_owned()
        }
        Problem::NotADate => super::shell::not_a_date(lang).to_owned(),
        Problem::NotPositive | Problem::Line(LineProblem::BelowZero) => {
            not_positive(lang).to_owned()
        }
        Problem::TooLarge => too_large(lang).to_owned(),
        Problem::TooEarly { earliest } => too_early(lang, &date_medium(lang, earliest)),
        Problem::MoreThanThereIs { amount, asked } => {
            more_than_there_is(lang, &money(amount), &money(asked))
        }
        Problem::Line(LineProblem::MoreThanOpen { open, asked }) => {
            more_than_open(lang, &money(open), &money(asked))
        }
        Problem::Line(LineProblem::OtherAmountMissing) => other_amount_missing(lang).to_owned(),
    }
}

/// What is entered on the sheet, by name.
pub fn entered_kind(lang: Lang, kind: Kind) -> &'static str {
    match kind {
        Kind::Payment => payment(lang),
        Kind::CreditNote => credit_note(lang),
        Kind::Withholding => withholding(lang),
        Kind::WriteOff => write_off(lang),
    }
}

crate::messages! {
    /// The sheet for a credit note.
    new_credit_note => "Registrar nota de crédito", "Record credit note";
    /// The sheet for a withholding.
    new_withholding => "Registrar retención", "Record withholding";
    /// The sheet for a write-off.
    new_write_off => "Registrar castigo", "Record write-off";

    /// Nobody like that.
    no_such_customer => "Elija un cliente de la lista.", "Choose a customer from the list.";
    /// How to fill the customer.
    customer_hint => "Nombre, clave o identificación fiscal", "Name, code or tax ID";
    /// What the customer owes now.
    owes(amount: &str) => "Debe {amount}", "Owes {amount}";
    /// The customer owes nothing.
    owes_nothing => "No debe nada", "Owes nothing";
    /// A cheque's number.
    cheque_number => "Número de cheque", "Cheque number";
    /// The bank of a cheque.
    bank => "Banco", "Bank";
    /// The day a cheque may be cashed.
    cash_on => "Se cobra el", "Can be cashed on";
    /// A hint on that day.
    cash_on_hint => "Solo si es posfechado: paga desde ese día.", "Only if post-dated: it settles from that day.";
    /// What the reference is good for.
    reference_hint => "Si cita números de factura, se proponen esas.", "Invoices it quotes are proposed.";
    /// The kind of what is entered.
    kind => "Qué se registra", "What it is";
    /// The day it takes effect.
    effect_on => "Surte efecto el", "Takes effect on";
    /// The rate.
    rate(code: &str, home: &str) => "Tipo de cambio: {home} por 1 {code}", "Rate: {home} for 1 {code}";
    /// The rate known.
    rate_known(rate: &str) => "Según la tabla: {rate}", "By the table: {rate}";
    /// There is no rate.
    rate_unknown => "La cartera no tiene tipo de cambio para ese día.", "The ledger has no rate for that day.";

    /// What the payment settles.
    settles => "Qué paga", "What it settles";
    /// Nothing can be shown without a customer.
    choose_customer_first => "Elija el cliente y aquí verá lo que tiene abierto.",
        "Choose the customer to see what is open.";
    /// The customer owes nothing.
    customer_clear => "No tiene nada abierto: todo quedará como saldo a favor.",
        "Nothing is open: all of it will stay as unapplied credit.";
    /// Nothing is open and nothing is to be applied.
    nothing_to_settle => "No tiene nada abierto.", "Nothing is open.";
    /// What to do while there is no amount.
    type_or_tick => "Escriba el importe y se propone qué paga, o marque las facturas.",
        "Write the amount and what it settles is proposed, or tick the invoices.";
    /// Why the proposal is what it is.
    proposed(why: &str) => "Propuesto {why}", "Proposed {why}";
    /// The invoice the user came from.
    by_chosen => "por la factura de la que viene", "by the invoice you came from";
    /// By the reference.
    by_reference => "por la referencia", "by the reference";
    /// By the amount.
    by_exact_amount => "por el importe exacto", "by the exact amount";
    /// By age.
    by_age => "de la más antigua a la más nueva", "oldest first";
    /// Nothing to propose.
    nothing_open => "Nada abierto en esta moneda", "Nothing open in this currency";
    /// The user's own lines.
    by_hand => "Aplicado a mano", "Applied by hand";
    /// Goes back to the proposal.
    suggest_again => "Sugerir de nuevo", "Suggest again";
    /// The invoice of a line.
    invoice => "Factura", "Invoice";
    /// An instalment of several.
    instalment(place: u16, of: usize) => "cuota {place} de {of}", "instalment {place} of {of}";
    /// What is open before.
    open_now => "Abierto", "Open";
    /// What is applied.
    applied => "Se aplica", "Applied";
    /// What stays open.
    open_after => "Queda", "After";
    /// It is settled whole.
    settled_whole => "Saldada", "Settled";
    /// Applies all of a line or nothing.
    apply_all(number: &str) => "Aplicar a {number}", "Apply to {number}";
    /// The amount for a line.
    amount_for(number: &str) => "Importe para {number}", "Amount for {number}";
    /// The amount settled of a line in its own currency.
    settles_for(number: &str, code: &str) => "Pagado de {number} en {code}", "Settled of {number} in {code}";
    /// The rate of a line.
    line_rate(from: &str, rate: &str, to: &str) => "1 {from} = {rate} {to}", "1 {from} = {rate} {to}";
    /// Gained by the rates.
    exchange_gain(amount: &str) => "Utilidad cambiaria {amount}", "Exchange gain {amount}";
    /// Lost by the rates.
    exchange_loss(amount: &str) => "Pérdida cambiaria {amount}", "Exchange loss {amount}";
    /// Gained or lost by the rates in all lines.
    in_all(words: &str) => "{words} en total", "{words} in all";
    /// Settled by something beside the payment.
    beside(amount: &str, what: &str) => "{amount} por {what}", "{amount} by {what}";
    /// A withholding within a line.
    by_withholding => "retención", "withholding";
    /// A discount within a line.
    by_discount => "descuento", "discount";
    /// A difference within a line.
    by_difference => "diferencia", "difference";
    /// Shows the rest of the lines.
    more_lines(count: usize) => "Ver {count} más", "Show {count} more";
    /// What remains of the amount.
    remains => "Queda por aplicar", "Left to apply";
    /// All of it is applied.
    remains_nothing => "Todo queda aplicado.", "All of it is applied.";
    /// The rest stays as credit.
    remains_as_credit(amount: &str) => "{amount} quedarán como saldo a favor del cliente.",
        "{amount} will stay as unapplied credit of the customer.";
    /// More is applied than there is.
    more_than_there_is(amount: &str, asked: &str) => "Se aplican {asked} y el importe es {amount}.",
        "{asked} is applied and the amount is {amount}.";
    /// More than is open.
    more_than_open(open: &str, asked: &str) => "Quedan abiertos {open}; se aplican {asked}.",
        "{open} is open; {asked} is applied.";
    /// One of two amounts is missing.
    other_amount_missing => "Falta el importe en la otra moneda.", "The amount in the other currency is missing.";
    /// What is ticked sums to.
    ticked(amount: &str) => "Lo marcado suma {amount}.", "What is ticked sums to {amount}.";
    /// Takes that sum as the amount.
    use_ticked => "Usar como importe", "Use as the amount";
    /// Not above zero.
    not_positive => "Escriba un importe mayor que cero.", "Write an amount above zero.";
    /// Too large.
    too_large => "Es más de lo que la cartera puede llevar.", "It is more than the ledger can hold.";
    /// Too early.
    too_early(earliest: &str) => "No puede ser antes del {earliest}.", "It cannot be before {earliest}.";

    /// What else settles beside the payment.
    extras => "Retención, descuento o diferencia", "Withholding, discount or difference";
    /// The amount kept back.
    withheld => "Retención", "Withheld";
    /// The certificate.
    certificate => "Certificado", "Certificate";
    /// How a withholding is used.
    withheld_hint => "Paga lo que queda de las facturas marcadas.", "Settles what is left of the invoices ticked.";
    /// The withholding is more than is open.
    withheld_left(amount: &str) => "{amount} de la retención no tienen factura abierta y quedarán como saldo a favor.",
        "{amount} of the withholding has no open invoice and will stay as unapplied credit.";
    /// A discount that may be taken.
    take_discount(number: &str, amount: &str, until: &str) => "Descuento por pronto pago de {number}: {amount}, hasta el {until}",
        "Early-payment discount on {number}: {amount}, until {until}";
    /// No discount may be taken.
    no_discount => "Ninguna factura abierta tiene descuento por pronto pago en esta fecha.",
        "No open invoice has an early-payment discount on this day.";
    /// Writes small differences off.
    forgive(amount: &str) => "Dar por saldada la diferencia de {amount}", "Write the difference of {amount} off";
    /// Saves, and begins another.
    save_and_new => "Guardar y registrar otro", "Save and record another";
    /// It was recorded.
    recorded(what: &str, amount: &str, customer: &str) => "{what} de {amount} de {customer}: registrado",
        "{what} of {amount} from {customer}: recorded";
    /// It was recorded, and something is left.
    recorded_left(what: &str, amount: &str, customer: &str, left: &str) => "{what} de {amount} de {customer}: registrado; {left} a favor",
        "{what} of {amount} from {customer}: recorded; {left} unapplied";
    /// There is a field to correct.
    correct_first => "Corrija lo señalado para guardar.", "Correct what is marked to save.";
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn too_much_is_said_with_both_figures() {
        let mxn = |minor| Money::new(minor, Currency::MXN);
        let say = |problem| problem_words(&problem).replace('\u{a0}', " ");
        assert_eq!(
            say(Problem::MoreThanThereIs { amount: mxn(100_000), asked: mxn(120_050) }),
            "Se aplican $ 1,200.50 y el importe es $ 1,000.00."
        );
        assert_eq!(
            say(Problem::Line(LineProblem::MoreThanOpen { open: mxn(500), asked: mxn(700) })),
            "Quedan abiertos $ 5.00; se aplican $ 7.00."
        );
    }

    fn problem_words(what: &Problem) -> String {
        problem(Lang::Es, Currency::MXN, NumberStyle::POINT, what)
    }
}
