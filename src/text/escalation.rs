//! Words of what to do about a case at the legal stages.

use rust_decimal::Decimal;

use super::Lang;
use super::format::{MINUS, NumberStyle, amount_with_symbol, percent_points};
use crate::dunning::escalation::{EscalationProblem, Outlook, Way};
use crate::ledger::Money;

/// A way on, by name.
pub fn way(lang: Lang, way: Way) -> &'static str {
    match way {
        Way::GoOn => go_on(lang),
        Way::HandOver => hand_over(lang),
        Way::Sue => sue(lang),
        Way::WriteOff => write_off(lang),
    }
}

/// What a way means, in a sentence.
pub fn way_hint(lang: Lang, way: Way) -> &'static str {
    match way {
        Way::GoOn => go_on_hint(lang),
        Way::HandOver => hand_over_hint(lang),
        Way::Sue => sue_hint(lang),
        Way::WriteOff => write_off_hint(lang),
    }
}

/// The arithmetic of a way: «$ 10,000.00 × 50 % = $ 5,000.00; − $ 1,500.00 de honorarios
/// (30 %); − $ 87.50 por esperar 3 meses; − $ 100.00 de gastos».
pub fn arithmetic(lang: Lang, style: NumberStyle, open: Money, outlook: &Outlook) -> String {
    let money = |amount: Decimal| {
        let shown = Money::from_decimal(amount, open.currency);
        amount_with_symbol(shown.unwrap_or(Money::zero(open.currency)), style)
    };
    let terms = &outlook.terms;
    let recovery = percent_points(terms.recovery_percent, style);
    let open = amount_with_symbol(open, style);
    let mut text = format!("{open} × {recovery} = {}", money(outlook.recovery));
    let fee = percent_points(terms.fee_percent, style);
    let parts = [
        (outlook.fee, fee_part(lang, &money(outlook.fee), &fee)),
        (outlook.waiting, waiting(lang, &money(outlook.waiting), terms.months)),
        (outlook.cost, cost_part(lang, &money(outlook.cost))),
    ];
    for (_, part) in parts.iter().filter(|(amount, _)| !amount.is_zero()) {
        text.push_str("; ");
        text.push(MINUS);
        text.push(' ');
        text.push_str(part);
    }
    text
}

/// Why a case cannot be weighed, and what to do.
pub fn problem(lang: Lang, style: NumberStyle, problem: &EscalationProblem) -> String {
    match *problem {
        EscalationProblem::NoRate { currency } => no_rate(lang, currency.code()),
        EscalationProblem::NotAPercent { way: of, percent } => {
            let percent = percent_points(percent, style);
            match of {
                Some(of) => not_a_percent(lang, way(lang, of), &percent),
                None => not_a_percent(lang, money_label(lang), &percent),
            }
        }
        EscalationProblem::CostOutOfRange { way: of } => cost_out_of_range(lang, way(lang, of)),
        EscalationProblem::TooLarge => too_large(lang).to_owned(),
    }
}

fn waiting(lang: Lang, amount: &str, months: u16) -> String {
    if months == 1 {
        return waiting_month(lang, amount);
    }
    waiting_part(lang, amount, months)
}

crate::messages! {
    /// The heading.
    title => "Qué conviene hacer", "What is worth doing";
    /// Opens the ways on.
    open_dialog => "Qué conviene hacer…", "What is worth doing…";
    /// A column: how it is worked out.
    arithmetic_head => "La cuenta", "The sum";
    /// What all of this is.
    not_advice => "Es una cuenta con sus propias cifras, no asesoría legal.",
        "This is arithmetic with your own figures, not legal advice.";
    /// Nobody has set the figures.
    is_example => "Son cifras de ejemplo, no estadísticas ni ley de ningún país: ponga las suyas en Ajustes antes de decidir.",
        "These are example figures, no statistics or law of any country: set your own in Settings before deciding.";
    /// Where they are set.
    set_own => "Poner mis cifras…", "Set my figures…";
    /// There is no case.
    none_title => "Ningún caso por decidir", "No case to decide";
    /// What would be here.
    none(days: u16) => "Aquí aparecen los clientes con facturas vencidas hace {days} días o más.",
        "Customers with invoices past due for {days} days or more appear here.";

    /// Going on.
    go_on => "Seguir cobrando", "Go on collecting";
    /// Handing over.
    hand_over => "Pasar a cobranza externa", "Hand over to an agency";
    /// Suing.
    sue => "Demandar", "Sue";
    /// Giving up.
    write_off => "Castigar", "Write off";
    /// What going on means.
    go_on_hint => "Con su propia gente, como hasta ahora.", "With your own people, as so far.";
    /// What handing over means.
    hand_over_hint => "Una agencia o un abogado, sin ir a juicio.", "An agency or a lawyer, out of court.";
    /// What suing means.
    sue_hint => "Ir a juicio.", "Going to court.";
    /// What giving up means.
    write_off_hint => "Darla por perdida; vuelve lo que ahorre en impuestos.",
        "Giving it up as lost; what comes back is what it saves in taxes.";
    /// The one that brings most.
    best => "Lo que más deja", "Brings most";

    /// A column: the way.
    way_head => "Opción", "Option";
    /// A column: what comes in.
    recovery_head => "Se espera recuperar", "Expected recovery";
    /// A column: what it costs.
    costs_head => "Costos", "Costs";
    /// A column: what is left.
    net_head => "Queda", "Left";
    /// A fee.
    fee_part(amount: &str, percent: &str) => "{amount} de honorarios ({percent})", "{amount} in fees ({percent})";
    /// Waiting.
    waiting_part(amount: &str, months: u16) => "{amount} por esperar {months} meses", "{amount} for waiting {months} months";
    /// Waiting for a month.
    waiting_month(amount: &str) => "{amount} por esperar 1 mes", "{amount} for waiting 1 month";
    /// Costs.
    cost_part(amount: &str) => "{amount} de gastos", "{amount} in costs";

    /// A setting: from how many days.
    from_days_label => "Días de atraso desde los que se decide", "Days past due from which to decide";
    /// A setting: what money costs.
    money_label => "Costo del dinero, % anual", "Cost of money, % a year";
    /// A setting: recovery.
    recovery_label => "Se recupera, % de lo abierto", "Recovered, % of what is open";
    /// A setting: the fee.
    fee_label => "Honorarios, % de lo recuperado", "Fee, % of what is recovered";
    /// A setting: costs.
    cost_label => "Gastos por caso", "Costs per case";
    /// A setting: months.
    months_label => "Meses hasta cobrar", "Months until paid";

    /// No rate.
    no_rate(code: &str) => "Falta el tipo de cambio de {code} para pasar los gastos a esa moneda.",
        "The rate of {code} is missing to tell the costs in that currency.";
    /// Not between 0 and 100.
    not_a_percent(what: &str, percent: &str) => "{what}: {percent} no está entre 0 y 100 %.",
        "{what}: {percent} is not between 0 and 100 %.";
    /// Costs that cannot be.
    cost_out_of_range(what: &str) => "{what}: los gastos no pueden ser menores que cero ni tan grandes.",
        "{what}: costs cannot be below zero or so large.";
    /// More than is held.
    too_large => "El resultado es más de lo que la cartera puede llevar con exactitud.",
        "The result is more than the ledger holds exactly.";
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;
    use crate::dunning::escalation::weigh;
    use crate::ledger::Currency;
    use crate::ledger::escalation_terms::{EscalationTerms, WayTerms};

    #[test]
    fn the_arithmetic_leaves_out_what_costs_nothing() {
        let terms = EscalationTerms {
            hand_over: WayTerms {
                recovery_percent: Decimal::from(50),
                fee_percent: Decimal::from(30),
                cost: Decimal::from(100),
                months: 3,
            },
            money_percent: Decimal::TEN,
            ..EscalationTerms::default()
        };
        let open = Money::new(1_000_000, Currency::MXN);
        let weighed = weigh(&terms, open, Decimal::ONE).unwrap();
        let said = |lang, way| {
            let outlook = weighed.outlook(way);
            arithmetic(lang, NumberStyle::POINT, open, outlook).replace('\u{a0}', " ")
        };
        assert_eq!(
            said(Lang::Es, Way::HandOver),
            "$ 10,000.00 × 50 % = $ 5,000.00; − $ 1,500.00 de honorarios (30 %); \
             − $ 87.50 por esperar 3 meses; − $ 100.00 de gastos"
        );
        assert_eq!(said(Lang::En, Way::WriteOff), "$ 10,000.00 × 0 % = $ 0.00");
    }
}
