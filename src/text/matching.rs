//! Words for why a bank movement is thought to pay what it does.

use super::Lang;
use super::format::{NumberStyle, amount_with_code, date_medium, decimal, month_name};
use crate::files::bank::Movement;
use crate::ledger::Money;
use crate::matching::{
    AmountFit, Certainty, Evidence, ProposedKind, Reason, Returned, ReturnedBy, Suggestion,
    WITHHOLDINGS,
};
use crate::messages;

/// How sure a suggestion is, in one word.
pub fn certainty(lang: Lang, certainty: Certainty) -> &'static str {
    match certainty {
        Certainty::Certain => certain(lang),
        Certainty::Likely => likely(lang),
        Certainty::Weak => weak(lang),
    }
}

/// Why a suggestion proposes what it does, as sentences: what points to the customer, how
/// the amount fits, and whether others fit as well.
pub fn reason(lang: Lang, style: NumberStyle, suggestion: &Suggestion) -> String {
    let Reason { evidence, fit } = &suggestion.reason;
    let mut words = [evidence_words(lang, evidence), fit_words(lang, style, fit)].join(" ");
    if let AmountFit::Withholding { rules } = &fit
        && rules.iter().any(|key| is_unchecked(key))
    {
        words.push(' ');
        words.push_str(rate_unchecked(lang));
    }
    if suggestion.ties > 0 {
        words.push(' ');
        words.push_str(&ties(lang, suggestion.ties));
    }
    words
}

/// What is proposed beside the payment.
pub fn proposed_kind(lang: Lang, kind: ProposedKind) -> String {
    match kind {
        ProposedKind::Withholding { rule } => withholding_pending(lang, rule_name(rule)),
        ProposedKind::EarlyDiscount => early_discount(lang).to_owned(),
        ProposedKind::SmallDifference => small_difference(lang).to_owned(),
    }
}

/// What is left of a movement as credit of the customer; `None` where nothing is.
pub fn leftover(
    lang: Lang,
    style: NumberStyle,
    suggestion: &Suggestion,
    movement: &Movement,
) -> Option<String> {
    let left = Money::new(suggestion.leftover_minor, movement.amount.currency);
    (left.amount_minor > 0).then(|| stays_as_credit(lang, &amount_with_code(left, style)))
}

/// Why a movement is thought to take a payment back.
pub fn returned(lang: Lang, returned: &Returned) -> String {
    match (&returned.by, returned.is_cheque) {
        (ReturnedBy::Reference { reference }, true) => bounced_cited(lang, reference),
        (ReturnedBy::Reference { reference }, false) => returned_cited(lang, reference),
        (ReturnedBy::Amount, true) => bounced_amount(lang).to_owned(),
        (ReturnedBy::Amount, false) => returned_amount(lang).to_owned(),
    }
}

fn evidence_words(lang: Lang, evidence: &Evidence) -> String {
    match evidence {
        Evidence::Reference { numbers, paid_by_other } => {
            let list = numbers.join(", ");
            let said =
                if numbers.len() == 1 { cites(lang, &list) } else { cites_several(lang, &list) };
            if *paid_by_other { [&said, by_other(lang)].join(" ") } else { said }
        }
        Evidence::TaxId => by_tax_id(lang).to_owned(),
        Evidence::Learned => by_learned(lang).to_owned(),
        Evidence::Name { percent } => by_name(lang, *percent),
        Evidence::Payment { reference } => cites_payment(lang, reference),
        Evidence::AmountOnly => by_amount_only(lang).to_owned(),
    }
}

fn fit_words(lang: Lang, style: NumberStyle, fit: &AmountFit) -> String {
    match fit {
        AmountFit::Registered { .. } => links(lang).to_owned(),
        AmountFit::Exact => exact(lang).to_owned(),
        AmountFit::ExactOfMonth { month } => {
            let day = chrono::NaiveDate::from_ymd_opt(2026, *month, 1).unwrap_or_default();
            exact_of_month(lang, month_name(lang, day))
        }
        AmountFit::Several { count } => several(lang, *count),
        AmountFit::WithOthers { count } if *count == 1 => with_another(lang).to_owned(),
        AmountFit::WithOthers { count } => with_others(lang, *count),
        AmountFit::EarlyDiscount { until } => with_discount(lang, &date_medium(lang, *until)),
        AmountFit::Withholding { rules } => {
            let names: Vec<&str> = rules.iter().map(|key| rule_name(key)).collect();
            with_withholding(lang, &names.join(" + "))
        }
        AmountFit::SmallDifference { short } => {
            with_difference(lang, &amount_with_code(*short, style))
        }
        AmountFit::GatewayFee { fee, is_stated: true } => {
            with_fee(lang, &amount_with_code(*fee, style))
        }
        AmountFit::GatewayFee { fee, is_stated: false } => {
            with_likely_fee(lang, &amount_with_code(*fee, style))
        }
        AmountFit::OtherCurrency { rate } => at_rate(lang, &decimal(rate.normalize(), style)),
        AmountFit::Partial => partial(lang).to_owned(),
        AmountFit::More => more(lang).to_owned(),
        AmountFit::OldestFirst => oldest_first(lang).to_owned(),
        AmountFit::NothingOpen => nothing_open(lang).to_owned(),
    }
}

fn rule_name(key: &str) -> &'static str {
    WITHHOLDINGS.iter().find(|rule| rule.key == key).map_or("", |rule| rule.name)
}

fn is_unchecked(key: &str) -> bool {
    WITHHOLDINGS.iter().any(|rule| rule.key == key && rule.verified_on.is_none())
}

messages! {
    /// Certain.
    certain => "segura", "certain";
    /// Likely.
    likely => "probable", "likely";
    /// Weak.
    weak => "posible", "possible";

    /// One invoice is cited.
    cites(number: &str) => "Cita la factura {number}.", "Cites invoice {number}.";
    /// Several invoices are cited.
    cites_several(numbers: &str) => "Cita las facturas {numbers}.", "Cites invoices {numbers}.";
    /// Another customer pays.
    by_other => "Parece que paga otro cliente.", "Another customer seems to pay.";
    /// Tax id.
    by_tax_id => "La identificación fiscal del pagador es la del cliente.",
        "The payer's tax id is the customer's.";
    /// Learned.
    by_learned => "Usted confirmó antes de quién es este pagador.",
        "You confirmed before whose payer this is.";
    /// Name.
    by_name(percent: u8) => "El nombre del pagador se parece al del cliente ({percent} %).",
        "The payer's name is like the customer's ({percent}%).";
    /// Amount only.
    by_amount_only => "No se sabe quién paga; solo coincide el importe.",
        "It is not known who pays; only the amount agrees.";

    /// The payment in the ledger that a movement brings the money of.
    registered(day: &str, amount: &str) => "Ya registrado: pago del {day}, {amount}",
        "Recorded already: payment of {day}, {amount}";
    /// It is linked.
    links => "Al aceptar, el pago se enlaza con el movimiento; no se registra otra vez.",
        "Accepting links the payment to the movement; it is not recorded again.";
    /// A payment's reference is cited.
    cites_payment(reference: &str) => "Cita la referencia {reference} del pago.",
        "Cites the payment's reference {reference}.";

    /// Exact.
    exact => "El importe es exacto.", "The amount is exact.";
    /// Exact, by the month.
    exact_of_month(month: &str) => "Hay varias del mismo importe; el texto menciona {month}.",
        "Several have this amount; the text mentions {month}.";
    /// Several add up.
    several(count: usize) => "{count} partidas suman justo el importe.",
        "{count} items add up to just the amount.";
    /// With one other movement.
    with_another => "Junto con otro movimiento del mismo pagador suma la partida.",
        "Together with another movement of the payer it adds up to the item.";
    /// With other movements.
    with_others(count: usize) => "Junto con otros {count} movimientos del mismo pagador suma la partida.",
        "Together with {count} other movements of the payer it adds up to the item.";
    /// Early-payment discount.
    with_discount(until: &str) => "Falta justo el descuento por pronto pago, vigente hasta el {until}.",
        "Just the early-payment discount is missing, offered until {until}.";
    /// Withholding.
    with_withholding(names: &str) => "Falta justo una retención: {names}. Regístrela mientras llega la constancia.",
        "Just a withholding is missing: {names}. Record it until the certificate comes.";
    /// The rate was not checked.
    rate_unchecked => "La tasa es la usual; confírmela con su contador.",
        "The rate is the usual one; confirm it with your accountant.";
    /// Small difference.
    with_difference(short: &str) => "Faltan {short}, dentro de la tolerancia.",
        "{short} are missing, within the tolerance.";
    /// A fee that the file states.
    with_fee(fee: &str) => "La pasarela descontó {fee} de comisión, según el archivo.",
        "The gateway kept a fee of {fee}, according to the file.";
    /// A fee that is worked out.
    with_likely_fee(fee: &str) => "Faltan {fee}, que pueden ser la comisión de la pasarela.",
        "{fee} are missing, which may be the gateway's fee.";
    /// Another currency.
    at_rate(rate: &str) => "El importe equivale al saldo en otra moneda, a {rate} por unidad.",
        "The amount comes to the balance in another currency, at {rate} for one unit.";
    /// Less than is open.
    partial => "El importe es menor que lo pendiente: pago parcial.",
        "The amount is less than what is open: a part payment.";
    /// More than is open.
    more => "El importe es mayor que lo pendiente.", "The amount is more than what is open.";
    /// Fits nothing.
    oldest_first => "Ningún importe coincide; se propone lo más antiguo primero.",
        "No amount agrees; the oldest is proposed first.";
    /// Nothing is open.
    nothing_open => "No hay nada pendiente en esta moneda: quedaría como saldo a favor.",
        "Nothing is open in this currency: it would stay as credit.";
    /// Others fit as well.
    ties(count: u16) => "Otras opciones igual de buenas: {count}.", "Other options as good: {count}.";

    /// A withholding to record.
    withholding_pending(name: &str) => "retención {name}, constancia pendiente",
        "withholding {name}, certificate pending";
    /// A discount.
    early_discount => "descuento por pronto pago", "early-payment discount";
    /// A small difference.
    small_difference => "diferencia menor", "small difference";
    /// What stays as credit.
    stays_as_credit(amount: &str) => "Quedan {amount} como saldo a favor.",
        "{amount} stay as credit.";

    /// A cheque that is cited.
    bounced_cited(reference: &str) => "El banco devolvió el cheque {reference}.",
        "The bank returned cheque {reference}.";
    /// A transfer that is cited.
    returned_cited(reference: &str) => "El banco devolvió el pago {reference}.",
        "The bank returned payment {reference}.";
    /// A cheque by its amount.
    bounced_amount => "El banco devolvió algo del mismo importe que este cheque.",
        "The bank returned something of this cheque's amount.";
    /// A transfer by its amount.
    returned_amount => "El banco devolvió algo del mismo importe que este pago.",
        "The bank returned something of this payment's amount.";
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::ledger::{Country, Currency, Id};

    #[test]
    fn a_reason_says_who_and_how_much() {
        let mut suggestion = Suggestion {
            certainty: Certainty::Likely,
            customer: Id::new(1, 1),
            lines: Vec::new(),
            credits: Vec::new(),
            leftover_minor: 0,
            fee_minor: 0,
            reason: Reason {
                evidence: Evidence::Name { percent: 93 },
                fit: AmountFit::Withholding { rules: vec!["co-rte-4"] },
            },
            ties: 2,
        };
        let style = NumberStyle::of(Country::CO, Lang::Es);
        assert_eq!(
            reason(Lang::Es, style, &suggestion),
            "El nombre del pagador se parece al del cliente (93 %). Falta justo una retención: \
             Retefuente 4 %. Regístrela mientras llega la constancia. La tasa es la usual; \
             confírmela con su contador. Otras opciones igual de buenas: 2."
        );
        let short = Money::new(1000, Currency::MXN);
        suggestion.reason.fit = AmountFit::SmallDifference { short };
        suggestion.ties = 0;
        assert!(reason(Lang::En, style, &suggestion).ends_with("within the tolerance."));
        suggestion.reason.fit = AmountFit::ExactOfMonth { month: 3 };
        assert!(reason(Lang::Es, style, &suggestion).ends_with("menciona marzo."));
    }
}
