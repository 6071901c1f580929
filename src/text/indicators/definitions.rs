//! What each indicator is: its formula, and what is chosen where authors differ.

use crate::indicators::Indicator;
use crate::text::{Lang, Message};

crate::messages! {
    /// The formula of what is owed.
    formula_owed => "Suma de lo abierto de cada cuota al cierre del día.",
        "The sum of what is open of each instalment at the end of the day.";
    /// More about it.
    about_owed => "El saldo a favor que aún no se aplica no se resta: nadie ha dicho qué factura paga. Más ventas también suben esta cifra; por sí sola no es buena ni mala.",
        "Credit not yet applied is not taken off: nobody has said which invoice it pays. More sales raise this figure too; by itself it is neither good nor bad.";
    /// The formula of the share overdue.
    formula_overdue => "Abierto con vencimiento pasado ÷ total por cobrar.",
        "Open and past its due date ÷ total owed.";
    /// More about it.
    about_overdue => "Cuenta desde un día después del vencimiento original; un convenio o una promesa no lo cambian.",
        "It counts from the day after the original due date; a payment plan or a promise does not change it.";
    /// The formula of the share at risk.
    formula_at_risk => "Abierto con más de 90 días de atraso ÷ total por cobrar.",
        "Open and more than 90 days past due ÷ total owed.";
    /// More about it.
    about_at_risk => "Noventa días es el límite más usado; no depende de los rangos de la firma.",
        "Ninety days is the limit most often used; it does not depend on the firm's own ranges.";
    /// The formula of the simple DSO.
    formula_dso => "Total por cobrar ÷ ventas netas a crédito de tres meses × días de esos meses.",
        "Total owed ÷ net credit sales of three months × days of those months.";
    /// More about it.
    about_dso => "Se usa un mes, un trimestre o un año según el autor; aquí tres meses: uno salta con cada factura grande y un año oculta lo nuevo. Si la primera venta es más reciente, se cuenta desde ella; con menos de 30 días no se calcula.",
        "Authors use a month, a quarter or a year; here three months: one jumps with every large invoice, and a year hides what is new. Where the first sale is more recent, it counts from there; with fewer than 30 days it is not worked out.";
    /// The formula of the DSO counted back.
    formula_countback => "Del total por cobrar se restan las ventas netas del mes, luego las del anterior, y así hasta agotarlo; cada mes agotado suma sus días y el último, en proporción.",
        "The month's net sales are taken off the total owed, then those of the month before, until it is used up; each month used up adds its days, the last one in proportion.";
    /// More about it.
    about_countback => "Con meses de calendario y sus días reales. No se altera cuando las ventas suben o bajan de un mes a otro, como sí le ocurre al DSO simple.",
        "With calendar months and their actual days. It is not moved by sales that rise and fall from month to month, as the simple DSO is.";
    /// The formula of the best possible DSO.
    formula_best => "Abierto por vencer ÷ ventas netas a crédito de tres meses × días de esos meses.",
        "Open and not yet due ÷ net credit sales of three months × days of those months.";
    /// More about it.
    about_best => "El DSO que habría si nada estuviera vencido: lo que dan los plazos acordados.",
        "What the DSO would be if nothing were overdue: what the agreed terms give.";
    /// The formula of the average days delinquent.
    formula_delinquent => "DSO − mejor DSO posible; es decir, lo vencido ÷ ventas netas de tres meses × días.",
        "DSO − best possible DSO; that is, what is overdue ÷ net sales of three months × days.";
    /// More about it.
    about_delinquent => "Los días que añaden los atrasos, sin los plazos que usted mismo concede.",
        "The days that lateness adds, without the terms that you grant yourself.";
    /// The formula of the days to pay.
    formula_days_to_pay => "Suma de días de la emisión de la factura al pago ÷ número de pagos aplicados en el mes.",
        "Days from the issue of the invoice to the payment, summed ÷ number of payments applied in the month.";
    /// More about it.
    about_days_to_pay => "Cada parte de un pago que liquida algo de una cuota cuenta una vez, también los abonos. Se cuenta hasta el día en que llegó el dinero; un cheque posfechado, hasta su fecha.",
        "Each part of a payment that settles something of an instalment counts once, part payments too. It counts to the day the money came; for a post-dated cheque, to its date.";
    /// The formula of the same by amount.
    formula_weighted => "Suma de importe × días ÷ suma de importes, con los mismos pagos.",
        "Amount × days, summed ÷ amounts summed, over the same payments.";
    /// More about it.
    about_weighted => "Si es mayor que el promedio simple, las facturas grandes son las que tardan.",
        "Where it is above the simple average, it is the large invoices that take long.";
    /// The formula of the effectiveness.
    formula_effectiveness => "(Por cobrar al inicio + ventas netas − por cobrar al final) ÷ (por cobrar al inicio + ventas netas − por vencer al final).",
        "(Owed at the beginning + net sales − owed at the end) ÷ (owed at the beginning + net sales − not yet due at the end).";
    /// More about it.
    about_effectiveness => "Por mes. 100 % significa que no quedó nada vencido. La fórmula cuenta como cobrado lo que se castigó; por eso se ve junto a los incobrables.",
        "By month. 100 % means that nothing overdue was left. The formula counts what was written off as collected, which is why bad debt stands beside it.";
    /// The formula of the turnover.
    formula_turnover => "Ventas netas a crédito de doce meses ÷ promedio de lo que se debía al inicio y al final.",
        "Net credit sales of twelve months ÷ average of what was owed at the beginning and at the end.";
    /// More about it.
    about_turnover => "Las veces al año que la cartera se cobra y se renueva. Hay quien promedia doce cierres; dos extremos es lo usual y se comprueba con dos reportes.",
        "How often a year receivables are collected and renewed. Some average twelve month-ends; two ends are usual, and two reports prove them.";
    /// The formula of bad debt.
    formula_bad_debt => "Castigos de doce meses ÷ ventas netas a crédito de los mismos meses.",
        "Write-offs of twelve months ÷ net credit sales of the same months.";
    /// More about it.
    about_bad_debt => "Solo castigos: las diferencias pequeñas, los descuentos y las retenciones no son pérdida por falta de pago. Hay quien divide entre la cartera; aquí, entre las ventas.",
        "Write-offs only: small differences, discounts and withholdings are not lost for want of payment. Some divide by receivables; here, by sales.";
    /// The formula of the recovery.
    formula_recovery => "Cobrado en el mes de lo que estaba en la etapa ÷ (eso mismo + lo que sigue abierto en ella al cierre).",
        "Collected in the month of what stood at the stage ÷ (the same + what is still open there at the end).";
    /// More about it.
    about_recovery => "La etapa es la del último paso del protocolo cuyo día había llegado, según el protocolo vigente.",
        "The stage is that of the last step of the protocol whose day had come, by the protocol in force.";
    /// The formula of promises kept.
    formula_promises => "Promesas cumplidas ÷ promesas cuyo plazo, con sus días de gracia, terminó en el mes.",
        "Promises kept ÷ promises whose time, days of grace included, was over in the month.";
    /// More about it.
    about_promises => "Cumplida si entró a tiempo todo lo prometido; la que se cumplió en parte no cuenta como cumplida. Las sustituidas o retiradas no cuentan.",
        "Kept when all that was promised came in time; one kept in part does not count as kept. Those replaced or withdrawn do not count.";
    /// The formula of contacts made.
    formula_contacts => "Llamadas, mensajes, cartas y visitas hechas en el mes.",
        "Calls, messages, letters and visits made in the month.";
    /// More about it.
    about_contacts => "Las que empezó el cliente, las notas y las corregidas no cuentan.",
        "Those that the customer began, notes and corrected ones do not count.";
    /// The formula of contacts that reached somebody.
    formula_reached => "Gestiones que llegaron a alguien que puede resolver ÷ gestiones de las que se sabe el resultado.",
        "Contacts that reached somebody who can decide ÷ contacts of which one knows what came of them.";
    /// More about it.
    about_reached => "Un mensaje que solo se envió no cuenta: no se sabe si llegó.",
        "A message that only went out does not count: one does not know whether it arrived.";
    /// What net credit sales are.
    about_sales => "Ventas netas: facturas, notas de débito y cargos emitidos, con impuestos, menos notas de crédito y menos lo cancelado de periodos anteriores.",
        "Net sales: invoices, debit notes and charges issued, taxes included, less credit notes and less what was cancelled of earlier periods.";
}

/// What an indicator is: its formula, then what is chosen where authors differ.
pub fn definition_of(lang: Lang, indicator: Indicator) -> [&'static str; 2] {
    let [formula, about]: [Message; 2] = match indicator {
        Indicator::Owed => [formula_owed, about_owed],
        Indicator::OverdueShare => [formula_overdue, about_overdue],
        Indicator::AtRiskShare => [formula_at_risk, about_at_risk],
        Indicator::Dso => [formula_dso, about_dso],
        Indicator::DsoCountback => [formula_countback, about_countback],
        Indicator::DsoBest => [formula_best, about_best],
        Indicator::DaysDelinquent => [formula_delinquent, about_delinquent],
        Indicator::DaysToPay => [formula_days_to_pay, about_days_to_pay],
        Indicator::DaysToPayWeighted => [formula_weighted, about_weighted],
        Indicator::Effectiveness => [formula_effectiveness, about_effectiveness],
        Indicator::Turnover => [formula_turnover, about_turnover],
        Indicator::BadDebt => [formula_bad_debt, about_bad_debt],
        Indicator::Recovery(_) => [formula_recovery, about_recovery],
        Indicator::PromisesKept => [formula_promises, about_promises],
        Indicator::Contacts => [formula_contacts, about_contacts],
        Indicator::Reached => [formula_reached, about_reached],
    };
    [formula(lang), about(lang)]
}

/// Whether an indicator divides by net credit sales, so that its definition says what they
/// are.
pub fn speaks_of_sales(indicator: Indicator) -> bool {
    matches!(
        indicator,
        Indicator::Dso
            | Indicator::DsoCountback
            | Indicator::DsoBest
            | Indicator::DaysDelinquent
            | Indicator::Effectiveness
            | Indicator::Turnover
            | Indicator::BadDebt
    )
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::text::indicators::name;

    #[test]
    fn every_indicator_is_defined_in_both_languages() {
        for lang in [Lang::Es, Lang::En] {
            for indicator in Indicator::ALL {
                let [formula, about] = definition_of(lang, indicator);
                assert!(!name(lang, indicator).is_empty());
                assert!(formula.len() > 30 && formula.ends_with('.'), "{formula}");
                assert!(about.len() > 30 && about.ends_with('.'), "{about}");
            }
        }
    }
}
