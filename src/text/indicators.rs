//! Words of the indicators: their names, what each is, and why one cannot be worked out.

pub mod behind;
pub mod definitions;

use super::format::{self, NumberStyle};
use super::{Lang, dunning};
use crate::indicators::{Group, Indicator, Missing, Unit};
use crate::ledger::protocol::Stage;
use crate::ledger::{Currency, Money};
use rust_decimal::prelude::ToPrimitive;
use rust_decimal::{Decimal, RoundingStrategy};

crate::messages! {
    /// The screen.
    title => "Indicadores", "Indicators";
    /// Before the day.
    as_of => "Al", "As of";
    /// The day, for screen readers.
    as_of_full => "Al día", "As of the day";
    /// Back to today.
    back_to_today => "Volver a hoy", "Back to today";
    /// Before the choice of a month-end.
    month_end => "cierre de", "month-end";
    /// The choice of a month-end, for screen readers.
    month_end_full => "Cierre de un mes", "A month-end";
    /// No month-end was chosen.
    no_month_end => "elegir mes", "choose a month";
    /// Before the segment.
    segment => "tipo de cliente", "segment";
    /// All of them.
    all => "todos", "all";
    /// Customers of no kind.
    no_segment => "sin tipo de cliente", "none";
    /// Before the responsible.
    responsible => "responsable", "responsible";
    /// Customers whom nobody looks after.
    nobody => "sin responsable", "nobody";
    /// Before the currency.
    currency => "moneda", "currency";
    /// What is compared with what.
    periods(from: &str, to: &str, before_from: &str, before_to: &str) =>
        "Del {from} al {to}, comparado con el mes anterior: del {before_from} al {before_to}.",
        "From {from} to {to}, compared with the month before: {before_from} to {before_to}.";
    /// The ledger knows nothing earlier.
    known_since(day: &str) => "La primera venta registrada es del {day}; de antes no se sabe nada.",
        "The first sale on record is of {day}; nothing is known from before it.";

    /// What is owed and how late it is.
    group_owed => "Cuánto se debe y con qué atraso", "What is owed and how late";
    /// How fast it is paid.
    group_speed => "Qué tan rápido se paga", "How fast it is paid";
    /// How well it is collected.
    group_collecting => "Qué tan bien se cobra", "How well it is collected";
    /// What was done for it.
    group_work => "Qué se hizo para cobrar", "What was done to collect";
    /// What is owed at each month-end.
    months_owed => "Cierre de mes por antigüedad", "Month-ends by age";
    /// The chart of days.
    chart_days => "Días de venta por cobrar", "Days sales outstanding";
    /// The axis of that chart.
    axis_days => "días", "days";

    /// What is owed.
    owed => "Total por cobrar", "Total owed";
    /// The share past due.
    overdue_share => "Parte vencida", "Overdue share";
    /// The share more than ninety days past due.
    at_risk_share => "En riesgo, más de 90 días", "At risk, over 90 days";
    /// Days sales outstanding.
    dso => "Días de venta por cobrar (DSO)", "Days sales outstanding (DSO)";
    /// Days sales outstanding, counted back.
    dso_countback => "DSO contado por meses hacia atrás", "DSO counted back by month";
    /// Best possible days sales outstanding.
    dso_best => "Mejor DSO posible", "Best possible DSO";
    /// Average days delinquent.
    delinquent => "Días promedio de atraso (ADD)", "Average days delinquent (ADD)";
    /// Average days to pay.
    days_to_pay => "Días promedio de pago", "Average days to pay";
    /// The same by amount.
    days_to_pay_weighted => "Días promedio de pago, según importe", "Average days to pay, by amount";
    /// Collection effectiveness.
    effectiveness => "Efectividad de cobranza (CEI)", "Collection effectiveness (CEI)";
    /// Turnover.
    turnover => "Rotación de cartera", "Receivables turnover";
    /// Bad debt.
    bad_debt => "Incobrables sobre ventas", "Bad debt to sales";
    /// Recovery of a stage.
    recovery(stage: &str) => "Recuperación, etapa {stage}", "Recovery, {stage} stage";
    /// Promises kept.
    promises_kept => "Promesas cumplidas", "Promises kept";
    /// Contacts made.
    contacts => "Gestiones hechas", "Contacts made";
    /// Contacts that reached somebody.
    reached => "Gestiones con respuesta", "Contacts that reached somebody";
    /// A line's name where there is little room.
    short_dso => "DSO", "DSO";
    /// Likewise.
    short_countback => "Por meses", "By month";
    /// Likewise.
    short_best => "Mejor posible", "Best possible";
    /// Likewise.
    short_delinquent => "Atraso", "Delinquent";

    /// Opens the definition.
    definition => "Definición", "Definition";
    /// Stands beside figures that are not of one currency.
    of_all_currencies => "De todas las monedas.", "Of all currencies.";

    /// Stands in the place of a figure.
    cannot => "No se puede calcular", "Cannot be worked out";
    /// Why: nothing is owed.
    why_nothing_owed => "No se debe nada.", "Nothing is owed.";
    /// Why: there were no sales.
    why_no_sales => "No hay ventas netas a crédito en el periodo.", "There are no net credit sales in the period.";
    /// Why: the first sale is too near.
    why_short(since: &str, until: &str) => "La primera venta registrada es del {since}; se podrá desde el {until}.",
        "The first sale on record is of {since}; it will be possible from {until}.";
    /// Why: more is owed than all sales.
    why_not_covered => "Se debe más que todas las ventas registradas: parte es de antes.",
        "More is owed than all sales on record: some of it is from before.";
    /// Why: nothing to collect.
    why_nothing_to_collect => "En el periodo no hubo nada que cobrar.", "There was nothing to collect in the period.";
    /// Why: nothing at the stage.
    why_nothing_at_stage => "Nada estuvo en esta etapa.", "Nothing stood at this stage.";
    /// Why: no payments.
    why_no_payments => "No se aplicó ningún pago en el mes.", "No payment was applied in the month.";
    /// Why: no promises.
    why_no_promises => "No terminó el plazo de ninguna promesa.", "No promise came to its end.";
    /// Why: no contacts.
    why_no_contacts => "No hay gestiones con resultado conocido.", "There are no contacts with a known outcome.";

    /// Days after a figure.
    unit_days => "días", "days";
    /// Times a year after a figure.
    unit_times => "veces", "times";
    /// The figure of the month before.
    before(value: &str) => "antes {value}", "before {value}";
    /// There was no figure the month before.
    no_before => "Sin dato del mes anterior", "No figure for the month before";
    /// It did not change.
    same => "Igual que el mes anterior", "The same as the month before";
    /// It rose, and that is good.
    up_better(by: &str) => "Sube {by}: mejora", "Up {by}: better";
    /// It rose, and that is bad.
    up_worse(by: &str) => "Sube {by}: empeora", "Up {by}: worse";
    /// It rose.
    up(by: &str) => "Sube {by}", "Up {by}";
    /// It fell, and that is good.
    down_better(by: &str) => "Baja {by}: mejora", "Down {by}: better";
    /// It fell, and that is bad.
    down_worse(by: &str) => "Baja {by}: empeora", "Down {by}: worse";
    /// It fell.
    down(by: &str) => "Baja {by}", "Down {by}";
    /// Percentage points.
    points(by: &str) => "{by} puntos", "{by} points";
    /// What a small line shows.
    spark(name: &str, months: usize) => "{name}, {months} meses", "{name}, {months} months";
    /// It has one value.
    spark_one(value: &str) => "{value}.", "{value}.";
    /// It has several.
    spark_moved(first: &str, last: &str, least: &str, most: &str) =>
        "De {first} a {last}; entre {least} y {most}.", "From {first} to {last}; between {least} and {most}.";
    /// Heading of the column of names.
    column_name => "Indicador", "Indicator";
    /// Heading of the column of figures.
    column_value => "Valor", "Value";
    /// Heading of the column of changes.
    column_change => "Frente al mes anterior", "Against the month before";
    /// Heading of the column of small lines.
    column_trend => "Mes a mes", "Month by month";
    /// Heading of the first column of the file.
    column_month => "Mes que termina", "Month ending";

    /// Nothing was entered yet.
    empty_title => "Aún no hay nada que medir", "There is nothing to measure yet";
    /// What would be here, and what it takes.
    empty => "Aquí se ve cuánto se debe, qué tan rápido se paga y qué tan bien se cobra, mes por mes. Basta con las facturas y sus pagos: anótelos o importe la lista que ya tiene.",
        "This shows what is owed, how fast it is paid and how well it is collected, month by month. Invoices and their payments are enough: enter them or import the list you have.";
    /// Nothing fits the filters.
    empty_filter_title => "Nada con estos filtros hasta ese día", "Nothing with these filters by that day";
    /// What to do.
    empty_filter => "Cambie el día, el tipo de cliente, el responsable o la moneda.",
        "Change the day, the segment, the responsible or the currency.";
    /// All filters away.
    clear_filters => "Quitar los filtros", "Clear the filters";
}

/// A group's heading.
pub fn group(lang: Lang, group: Group) -> &'static str {
    match group {
        Group::Owed => group_owed(lang),
        Group::Speed => group_speed(lang),
        Group::Collecting => group_collecting(lang),
        Group::Work => group_work(lang),
    }
}

/// An indicator's name.
pub fn name(lang: Lang, indicator: Indicator) -> String {
    match indicator {
        Indicator::Owed => owed(lang),
        Indicator::OverdueShare => overdue_share(lang),
        Indicator::AtRiskShare => at_risk_share(lang),
        Indicator::Dso => dso(lang),
        Indicator::DsoCountback => dso_countback(lang),
        Indicator::DsoBest => dso_best(lang),
        Indicator::DaysDelinquent => delinquent(lang),
        Indicator::DaysToPay => days_to_pay(lang),
        Indicator::DaysToPayWeighted => days_to_pay_weighted(lang),
        Indicator::Effectiveness => effectiveness(lang),
        Indicator::Turnover => turnover(lang),
        Indicator::BadDebt => bad_debt(lang),
        Indicator::Recovery(stage) => return recovery_of(lang, stage),
        Indicator::PromisesKept => promises_kept(lang),
        Indicator::Contacts => contacts(lang),
        Indicator::Reached => reached(lang),
    }
    .to_owned()
}

fn recovery_of(lang: Lang, stage: Stage) -> String {
    recovery(lang, &format::lower_first(dunning::stage(lang, stage)))
}

/// Why a figure cannot be worked out.
pub fn why(lang: Lang, missing: Missing) -> String {
    match missing {
        Missing::NothingOwed => why_nothing_owed(lang),
        Missing::NoSales => why_no_sales(lang),
        Missing::ShortHistory { since, until } => {
            let [since, until] = [since, until].map(|day| format::date_medium(lang, day));
            return why_short(lang, &since, &until);
        }
        Missing::SalesDoNotCover => why_not_covered(lang),
        Missing::NothingToCollect => why_nothing_to_collect(lang),
        Missing::NothingAtStage => why_nothing_at_stage(lang),
        Missing::NoPayments => why_no_payments(lang),
        Missing::NoPromises => why_no_promises(lang),
        Missing::NoContacts => why_no_contacts(lang),
    }
    .to_owned()
}

/// How an amount of a currency, a number of days or a share is written.
#[derive(Clone, Copy, Debug)]
pub struct Written {
    /// The language.
    pub lang: Lang,
    /// The signs of numbers.
    pub style: NumberStyle,
    /// The currency of amounts.
    pub currency: Currency,
    /// The firm's own.
    pub home: Currency,
}

impl Written {
    /// A figure with what it is counted in: `$ 1,234.50`, `32.5 %`, `52.3 días`.
    pub fn whole(self, unit: Unit, value: Decimal) -> String {
        let mut text = self.number(unit, value);
        if let Some(word) = self.sign(unit) {
            text.push(format::NBSP);
            text.push_str(word);
        }
        text
    }

    /// The figure alone, all of a unit with the same decimals, so that they stand under
    /// each other; an amount has its currency.
    pub fn number(self, unit: Unit, value: Decimal) -> String {
        let (value, decimals) = match unit {
            Unit::Minor => return self.money(value),
            Unit::Share => (value.checked_mul(Decimal::ONE_HUNDRED).unwrap_or(value), 1),
            Unit::Days | Unit::Times => (value, 1),
            Unit::Count => (value, 0),
        };
        let mut printed = rounded(value, decimals);
        printed.rescale(decimals);
        format::decimal(printed, self.style)
    }

    /// What stands after the figure.
    pub fn sign(self, unit: Unit) -> Option<&'static str> {
        match unit {
            Unit::Share => Some("%"),
            Unit::Days => Some(unit_days(self.lang)),
            Unit::Times => Some(unit_times(self.lang)),
            Unit::Minor | Unit::Count => None,
        }
    }

    /// An amount of minor units with its currency.
    pub fn money(self, minor: Decimal) -> String {
        let minor = rounded(minor, 0).to_i64().unwrap_or(i64::MAX);
        format::amount_for_home(Money::new(minor, self.currency), self.home, self.style)
    }

    /// By how much a figure changed, without its sign: `3.1 puntos`, `2.4 días`.
    pub fn change(self, unit: Unit, by: Decimal) -> String {
        let by = by.abs();
        match unit {
            Unit::Share => {
                let by = rounded(by * Decimal::ONE_HUNDRED, 1);
                points(self.lang, &format::decimal(by, self.style))
            }
            _ => {
                let mut text = match unit {
                    Unit::Minor => self.money(by),
                    _ => format::decimal(rounded(by, 1), self.style),
                };
                if let Some(word) = self.sign(unit) {
                    text.push(format::NBSP);
                    text.push_str(word);
                }
                text
            }
        }
    }
}

/// Half away from zero, as amounts are, with the decimals that are left.
pub fn rounded(value: Decimal, decimals: u32) -> Decimal {
    value.round_dp_with_strategy(decimals, RoundingStrategy::MidpointAwayFromZero).normalize()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn figures_are_written_with_their_units() {
        let written = Written {
            lang: Lang::Es,
            style: NumberStyle::POINT,
            currency: Currency::MXN,
            home: Currency::MXN,
        };
        let value = |text: &str| text.parse::<Decimal>().unwrap_or_default();
        assert_eq!(written.whole(Unit::Days, value("52.349")), "52.3\u{a0}días");
        assert_eq!(written.whole(Unit::Share, value("0.3394")), "33.9\u{a0}%");
        assert_eq!(written.whole(Unit::Minor, value("105000000")), "$\u{a0}1,050,000.00");
        assert_eq!(written.whole(Unit::Times, value("2.5082")), "2.5\u{a0}veces");
        assert_eq!(written.change(Unit::Share, value("-0.0312")), "3.1 puntos");
    }
}
