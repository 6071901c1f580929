//! Words of late interest: whose rules, which rates, what is missing, what to know.

use chrono::NaiveDate;
use rust_decimal::Decimal;

use super::Lang;
use super::format::{NumberStyle, amount_with_symbol, date_medium, decimal, percent_points};
use crate::dunning::charge::{ChargeKind, ChargeProblem};
use crate::dunning::interest::{
    Evidence, InterestNote, InterestProblem, InterestStep, ShippedRate, Source, StepRate,
};
use crate::ledger::Money;
use crate::ledger::interest_terms::{DayCount, InterestTermsProblem, PaymentsFirst, Regime};

/// Whose rules, by name.
pub fn regime(lang: Lang, regime: Regime) -> &'static str {
    match regime {
        Regime::Contract => regime_contract(lang),
        Regime::Mexico => regime_mexico(lang),
        Regime::Colombia => regime_colombia(lang),
        Regime::Peru => regime_peru(lang),
        Regime::Chile => regime_chile(lang),
        Regime::EuropeanUnion => regime_european_union(lang),
        Regime::UnitedKingdom => regime_united_kingdom(lang),
    }
}

/// What those rules say, in a sentence or two, with their source.
pub fn regime_rule(lang: Lang, regime: Regime) -> &'static str {
    match regime {
        Regime::Contract => rule_contract(lang),
        Regime::Mexico => rule_mexico(lang),
        Regime::Colombia => rule_colombia(lang),
        Regime::Peru => rule_peru(lang),
        Regime::Chile => rule_chile(lang),
        Regime::EuropeanUnion => rule_european_union(lang),
        Regime::UnitedKingdom => rule_united_kingdom(lang),
    }
}

/// The fixed sum those rules grant on top; `None` where they grant none.
pub fn compensation_rule(lang: Lang, regime: Regime) -> Option<&'static str> {
    match regime {
        Regime::Chile => Some(compensation_chile(lang)),
        Regime::EuropeanUnion => Some(compensation_european_union(lang)),
        Regime::UnitedKingdom => Some(compensation_united_kingdom(lang)),
        Regime::Contract | Regime::Mexico | Regime::Colombia | Regime::Peru => None,
    }
}

/// How days are counted, by name.
pub fn day_count(lang: Lang, count: DayCount) -> &'static str {
    match count {
        DayCount::Actual365 => actual_365(lang),
        DayCount::Actual360 => actual_360(lang),
        DayCount::ActualActual => actual_actual(lang),
        DayCount::Thirty360 => thirty_360(lang),
    }
}

/// What payments settle first, by name.
pub fn payments_first(lang: Lang, first: PaymentsFirst) -> &'static str {
    match first {
        PaymentsFirst::Principal => first_principal(lang),
        PaymentsFirst::Interest => first_interest(lang),
    }
}

/// Why interest cannot be worked out, and what to do.
pub fn problem(lang: Lang, style: NumberStyle, problem: &InterestProblem) -> String {
    let day = |day: NaiveDate| date_medium(lang, day);
    match *problem {
        InterestProblem::RateMissing { regime: Regime::Peru, from, .. } => {
            factor_missing(lang, &day(from))
        }
        InterestProblem::RateMissing { regime: of, from, until } if from == until => {
            rate_missing_on(lang, regime(lang, of), &day(from))
        }
        InterestProblem::RateMissing { regime: of, from, until } => {
            rate_missing(lang, regime(lang, of), &day(from), &day(until))
        }
        InterestProblem::NothingAgreed => nothing_agreed(lang).to_owned(),
        InterestProblem::PercentOutOfRange { percent } => {
            percent_out_of_range(lang, &percent_points(percent, style))
        }
        InterestProblem::FactorFalls { on } => factor_falls(lang, &day(on)),
        InterestProblem::TooLarge => too_large(lang).to_owned(),
    }
}

/// What about the terms makes no sense, beside the field it is about.
pub fn terms_problem(lang: Lang, style: NumberStyle, problem: InterestTermsProblem) -> String {
    match problem {
        InterestTermsProblem::AgreedOutOfRange { percent }
        | InterestTermsProblem::RateOutOfRange { percent, .. } => {
            not_a_rate(lang, &percent_points(percent, style))
        }
        InterestTermsProblem::PeriodReversed { .. } => period_reversed(lang).to_owned(),
        InterestTermsProblem::FactorNotPositive { .. } => factor_not_positive(lang).to_owned(),
    }
}

/// Something to know about a sum.
pub fn note(lang: Lang, style: NumberStyle, note: &InterestNote) -> String {
    let day = |day: NaiveDate| date_medium(lang, day);
    match *note {
        InterestNote::Unconfirmed { from, to } => unconfirmed(lang, &day(from), &day(to)),
        InterestNote::AboveCap { from, to, cap_percent } => {
            above_cap(lang, &day(from), &day(to), &percent_points(cap_percent, style))
        }
        InterestNote::CapUnknown { from, to } => cap_unknown(lang, &day(from), &day(to)),
    }
}

/// The rate of a step: «12,5 % anual», «24,99 % efectivo anual (0,061132 % diario)».
pub fn rate(lang: Lang, style: NumberStyle, rate: &StepRate) -> String {
    match *rate {
        StepRate::Yearly { percent, year_days } => {
            yearly(lang, &percent_points(percent, style), year_days)
        }
        StepRate::Daily { effective_percent, daily } => {
            let daily = (daily * Decimal::ONE_HUNDRED).round_dp(6);
            let effective = percent_points(effective_percent, style);
            effective_yearly(lang, &effective, &percent_points(daily, style))
        }
        StepRate::Factor { from, to, .. } => {
            factors(lang, &decimal(from, style), &decimal(to, style))
        }
    }
}

/// Where the rate of a step is from, with the day it was verified.
pub fn source(lang: Lang, source: &Source) -> String {
    match source {
        Source::Agreed => source_agreed(lang).to_owned(),
        Source::Own(_) => source_own(lang).to_owned(),
        Source::Shipped(rate) => shipped_source(lang, rate),
        Source::Factors => source_factors(lang).to_owned(),
    }
}

/// Where a rate that ships is from, and how well it is known.
pub fn shipped_source(lang: Lang, rate: &ShippedRate) -> String {
    match (rate.evidence, rate.verified_on()) {
        (Evidence::Official, Some(on)) => {
            verified_official(lang, rate.source, &date_medium(lang, on))
        }
        (Evidence::Secondary, Some(on)) => {
            verified_secondary(lang, rate.source, &date_medium(lang, on))
        }
        _ => not_verified(lang, rate.source),
    }
}

/// The arithmetic of a step, of a sum in the currency of `interest`: «$ 1,000.00 × 6 % × 45 / 365 = 7.40».
pub fn arithmetic(style: NumberStyle, step: &InterestStep, interest: Money) -> String {
    let money = |amount: Decimal| {
        let shown = Money::from_decimal(amount, interest.currency).unwrap_or(interest);
        amount_with_symbol(shown, style)
    };
    let (balance, amount, days) = (money(step.balance), money(step.amount), step.days);
    match step.rate {
        StepRate::Yearly { percent, year_days } => {
            let percent = percent_points(percent, style);
            format!("{balance} × {percent} × {days} / {year_days} = {amount}")
        }
        StepRate::Daily { daily, .. } => {
            let daily = percent_points((daily * Decimal::ONE_HUNDRED).round_dp(6), style);
            format!("{balance} × {daily} × {days} = {amount}")
        }
        StepRate::Factor { start, from, to } => {
            let [start, from, to] = [start, from, to].map(|factor| decimal(factor, style));
            let minus = super::format::MINUS;
            format!("{balance} × ({to} {minus} {from}) / {start} = {amount}")
        }
    }
}

/// What a charge's number ends in.
pub fn number_suffix(lang: Lang, kind: ChargeKind) -> &'static str {
    match kind {
        ChargeKind::Interest => suffix_interest(lang),
        ChargeKind::Fee => suffix_fee(lang),
    }
}

/// Why a charge is not proposed.
pub fn charge_problem(lang: Lang, style: NumberStyle, problem: &ChargeProblem) -> String {
    let money = |amount: &Money| amount_with_symbol(*amount, style);
    let day = |day: &NaiveDate| date_medium(lang, *day);
    match problem {
        ChargeProblem::UnknownInvoice => charge_of_nothing(lang).to_owned(),
        ChargeProblem::OfACharge { number } => charge_of_charge(lang, number),
        ChargeProblem::Cancelled { number, on } => charge_of_cancelled(lang, number, &day(on)),
        ChargeProblem::NotPositive { amount } => charge_of_zero(lang, &money(amount)),
        ChargeProblem::OtherCurrency { amount, total } => {
            charge_currency(lang, amount.currency.code(), total.currency.code())
        }
        ChargeProblem::NotLate { due_on } => charge_too_early(lang, &day(due_on)),
        ChargeProblem::DueBeforeIssue => charge_due_before_issue(lang).to_owned(),
    }
}

crate::messages! {
    /// The heading.
    title => "Intereses de mora", "Late interest";
    /// What all of this is.
    not_advice => "Es información para sus cuentas, no asesoría legal. Consulte a un abogado antes de reclamar intereses.",
        "This is information for your accounts, not legal advice. Ask a lawyer before claiming interest.";
    /// Interest is owed only once it is issued.
    owed_once_issued => "El interés se debe solo cuando usted lo emite como cargo; hasta entonces es una cifra.",
        "Interest is owed only once you issue it as a charge; until then it is a figure.";
    /// How it is counted.
    how_counted => "Interés simple, desde el día siguiente al vencimiento, sobre lo que está abierto cada día.",
        "Simple interest, from the day after the due date, on what is open each day.";

    /// Only what was agreed.
    regime_contract => "Solo lo pactado", "Only what was agreed";
    /// Mexico.
    regime_mexico => "México, deudas mercantiles", "Mexico, commercial debts";
    /// Colombia.
    regime_colombia => "Colombia, deudas comerciales", "Colombia, commercial debts";
    /// Peru.
    regime_peru => "Perú, interés legal", "Peru, legal interest";
    /// Chile.
    regime_chile => "Chile, facturas", "Chile, invoices";
    /// European Union.
    regime_european_union => "España y Unión Europea", "Spain and European Union";
    /// United Kingdom.
    regime_united_kingdom => "Reino Unido", "United Kingdom";

    /// The rule of what was agreed.
    rule_contract => "Se aplica la tasa que usted pactó con el cliente. Sin pacto no se calcula interés.",
        "The rate you agreed with the customer applies. Without an agreement no interest is worked out.";
    /// The Mexican rule.
    rule_mexico => "La tasa pactada; sin pacto, 6 % anual (Código de Comercio, art. 362).",
        "The agreed rate; without one, 6 % a year (Código de Comercio, art. 362).";
    /// The Colombian rule.
    rule_colombia => "La tasa pactada; sin pacto, 1,5 veces el interés bancario corriente de cada mes, que también es el tope: quien cobra más pierde todos los intereses (Código de Comercio, art. 884). La tasa efectiva se convierte a diaria y no se capitaliza.",
        "The agreed rate; without one, 1.5 times each month's current bank interest, which is the cap as well: whoever asks for more loses all interest (Código de Comercio, art. 884). The effective rate becomes a daily one and is not capitalised.";
    /// The Peruvian rule.
    rule_peru => "La tasa pactada; sin pacto, el interés legal según los factores acumulados de la SBS (Código Civil, arts. 1242 a 1246).",
        "The agreed rate; without one, legal interest by the accumulated factors of the SBS (Código Civil, arts. 1242–1246).";
    /// The Chilean rule.
    rule_chile => "El interés corriente que publica la CMF, con meses de 30 días y años de 360 (Ley 19.983, art. 2 bis). Escriba usted la tasa: aquí no se incluye ninguna.",
        "The interés corriente that the CMF publishes, in months of 30 days and years of 360 (Ley 19.983, art. 2 bis). Enter the rate yourself: none is included here.";
    /// The European rule.
    rule_european_union => "La tasa del Banco Central Europeo de cada semestre más 8 puntos (Directiva 2011/7/UE; en España, Ley 3/2004, art. 7). Algunos países piden más o usan la tasa de su banco central.",
        "The European Central Bank's rate of each half year plus 8 points (Directive 2011/7/EU; in Spain, Ley 3/2004, art. 7). Some countries ask for more or use their own central bank's rate.";
    /// The British rule.
    rule_united_kingdom => "La tasa del Banco de Inglaterra más 8 puntos, la del semestre en que empieza la mora, fija para toda la deuda (Late Payment of Commercial Debts (Interest) Act 1998; SI 2002/1675).",
        "Bank Rate plus 8 points, that of the half year in which interest starts, fixed for the whole debt (Late Payment of Commercial Debts (Interest) Act 1998; SI 2002/1675).";

    /// The fixed sum.
    compensation => "Compensación fija", "Fixed compensation";
    /// The Chilean sum.
    compensation_chile => "1 % del saldo que quedó sin pagar, una vez (Ley 19.983, art. 2 ter).",
        "1 % of what was left unpaid, once (Ley 19.983, art. 2 ter).";
    /// The European sum.
    compensation_european_union => "40 EUR por deuda, sin aviso previo (Directiva 2011/7/UE, art. 6; en España, Ley 3/2004, art. 8).",
        "EUR 40 per debt, without a reminder (Directive 2011/7/EU, art. 6; in Spain, Ley 3/2004, art. 8).";
    /// The British sum.
    compensation_united_kingdom => "40 GBP por deudas menores de 1000, 70 desde 1000 y 100 desde 10 000.",
        "GBP 40 for debts below 1,000, 70 from 1,000 and 100 from 10,000.";

    /// Days over 365.
    actual_365 => "Días naturales entre 365", "Actual days over 365";
    /// Days over 360.
    actual_360 => "Días naturales entre 360", "Actual days over 360";
    /// Days over the year's own.
    actual_actual => "Días naturales entre los de cada año", "Actual days over those of each year";
    /// Months of 30 days.
    thirty_360 => "Meses de 30 días, año de 360", "Months of 30 days, a year of 360";
    /// Principal first.
    first_principal => "Primero a la factura", "To the invoice first";
    /// Interest first.
    first_interest => "Primero a los intereses", "To interest first";

    /// A setting: whose rules.
    regime_label => "Reglas", "Rules";
    /// A setting: by the firm's country.
    regime_by_country => "Según el país de su empresa", "By your firm's country";
    /// A setting: the agreed rate.
    agreed_label => "Tasa pactada, % anual", "Agreed rate, % a year";
    /// A setting: how days are counted.
    day_count_label => "Cómo se cuentan los días", "How days are counted";
    /// A setting: days of grace.
    grace_label => "Días de gracia", "Days of grace";
    /// What grace means.
    grace_hint => "Lo que se paga dentro de la gracia no causa interés; lo que sigue abierto lo causa desde el día siguiente al vencimiento.",
        "What is paid within the grace bears no interest; what is still open bears it from the day after the due date.";
    /// A setting: what payments settle first.
    payments_label => "Los pagos se aplican", "Payments go";
    /// What that means.
    payments_hint => "Muchos códigos civiles aplican el pago primero a los intereses; en una cobranza amistosa se suele aplicar a la factura.",
        "Many civil codes take a payment to settle interest first; friendly collection usually takes it to the invoice.";
    /// A setting: whether the fixed sum is asked.
    compensation_label => "Pedir la compensación fija", "Ask for the fixed compensation";
    /// A setting: the user's own rates.
    own_rates_label => "Tasas que usted agregó", "Rates you added";
    /// A setting: the user's own factors.
    own_factors_label => "Factores que usted agregó", "Factors you added";
    /// Adds one.
    add_rate => "Agregar tasa…", "Add rate…";
    /// Adds one.
    add_factor => "Agregar factor…", "Add factor…";
    /// The rates that ship.
    shipped_title => "Tasas incluidas", "Rates included";

    /// A column: from which day.
    from_head => "Desde", "From";
    /// A column: to which day.
    to_head => "Hasta", "To";
    /// A column: days.
    days_head => "Días", "Days";
    /// A column: what bears interest.
    balance_head => "Saldo", "Balance";
    /// A column: the rate.
    rate_head => "Tasa", "Rate";
    /// A column: the interest.
    interest_head => "Interés", "Interest";
    /// A column: where the rate is from.
    source_head => "Fuente", "Source";
    /// The sum.
    total_head => "Total", "Total";
    /// What was issued already.
    issued_already(amount: &str) => "Ya emitido: {amount}", "Issued already: {amount}";
    /// Issues interest.
    issue_interest => "Emitir interés…", "Issue interest…";
    /// Issues the fixed sum or a fee.
    issue_fee => "Emitir cargo…", "Issue fee…";

    /// A yearly rate.
    yearly(percent: &str, days: u16) => "{percent} anual, año de {days} días", "{percent} a year of {days} days";
    /// An effective rate.
    effective_yearly(percent: &str, daily: &str) => "{percent} efectivo anual ({daily} diario)",
        "{percent} effective a year ({daily} a day)";
    /// Accumulated factors.
    factors(from: &str, to: &str) => "factor acumulado de {from} a {to}", "accumulated factor from {from} to {to}";
    /// An agreed rate.
    source_agreed => "Pactada con el cliente", "Agreed with the customer";
    /// The user's own.
    source_own => "Agregada por usted", "Added by you";
    /// Factors.
    source_factors => "Factores acumulados de la SBS", "Accumulated factors of the SBS";
    /// Read in an official source.
    verified_official(source: &str, day: &str) => "{source}. Leída en fuente oficial el {day}.",
        "{source}. Read in an official source on {day}.";
    /// Read elsewhere.
    verified_secondary(source: &str, day: &str) => "{source}. Leída en fuente secundaria el {day}; confírmela antes de reclamar.",
        "{source}. Read in a secondary source on {day}; confirm it before claiming.";
    /// Not read anywhere.
    not_verified(source: &str) => "{source}. Sin confirmar: búsquela en la publicación oficial antes de reclamar.",
        "{source}. Not confirmed: look it up in the official publication before claiming.";

    /// No rate for some days.
    rate_missing(regime: &str, from: &str, until: &str) => "Falta la tasa ({regime}) del {from} al {until}. Agréguela en Ajustes.",
        "The rate ({regime}) from {from} to {until} is missing. Add it in Settings.";
    /// No rate for a day.
    rate_missing_on(regime: &str, day: &str) => "Falta la tasa ({regime}) del {day}. Agréguela en Ajustes.",
        "The rate ({regime}) of {day} is missing. Add it in Settings.";
    /// No factor for a day.
    factor_missing(day: &str) => "Falta el factor acumulado de interés legal del {day}. Búsquelo en la SBS y agréguelo en Ajustes.",
        "The accumulated factor of legal interest of {day} is missing. Look it up at the SBS and add it in Settings.";
    /// Nothing was agreed.
    nothing_agreed => "No hay tasa pactada. Escríbala en Ajustes para calcular intereses.",
        "No rate was agreed. Enter it in Settings to work out interest.";
    /// A rate that cannot be.
    percent_out_of_range(percent: &str) => "Una tasa de {percent} anual no está entre 0 y 1000 %. Revísela en Ajustes.",
        "A rate of {percent} a year is not between 0 and 1,000 %. Check it in Settings.";
    /// A factor that cannot be.
    factor_falls(day: &str) => "El factor acumulado del {day} es menor que uno anterior. Revíselo en Ajustes.",
        "The accumulated factor of {day} is below an earlier one. Check it in Settings.";
    /// More than is held.
    too_large => "El interés es más de lo que la cartera puede llevar con exactitud.",
        "The interest is more than the ledger holds exactly.";

    /// A rate that cannot be, where it is typed.
    not_a_rate(percent: &str) => "{percent} anual no está entre 0 y 1000 %.", "{percent} a year is not between 0 and 1,000 %.";
    /// A period that ends before it begins.
    period_reversed => "El último día es anterior al primero.", "The last day is before the first.";
    /// A factor that cannot be, where it is typed.
    factor_not_positive => "El factor debe ser mayor que cero.", "The factor must be above zero.";

    /// A rate nobody confirmed.
    unconfirmed(from: &str, to: &str) => "La tasa del {from} al {to} está sin confirmar.",
        "The rate from {from} to {to} is not confirmed.";
    /// Above the cap.
    above_cap(from: &str, to: &str, cap: &str) => "Del {from} al {to} la tasa pactada supera el tope de {cap} efectivo anual: quien cobra más pierde todos los intereses (Código de Comercio de Colombia, art. 884).",
        "From {from} to {to} the agreed rate is above the cap of {cap} effective a year: whoever asks for more loses all interest (Código de Comercio of Colombia, art. 884).";
    /// No cap known.
    cap_unknown(from: &str, to: &str) => "Del {from} al {to} no se conoce el tope de interés de Colombia; compruebe que la tasa pactada no lo supera.",
        "From {from} to {to} Colombia's cap on interest is not known; check that the agreed rate is not above it.";

    /// The suffix of interest.
    suffix_interest => "INT", "INT";
    /// The suffix of a fee.
    suffix_fee => "CARGO", "FEE";
    /// No invoice.
    charge_of_nothing => "La factura de este cargo ya no está en la cartera.", "This charge's invoice is no longer in the ledger.";
    /// A charge on a charge.
    charge_of_charge(number: &str) => "{number} ya es un cargo: no se cobran intereses sobre intereses.",
        "{number} is a charge itself: there is no interest on interest.";
    /// A charge on a cancelled invoice.
    charge_of_cancelled(number: &str, day: &str) => "La factura {number} está cancelada desde el {day}.",
        "Invoice {number} is cancelled since {day}.";
    /// Nothing to charge.
    charge_of_zero(amount: &str) => "El cargo debe ser mayor que cero; es de {amount}.",
        "The charge must be above zero; it is {amount}.";
    /// Another currency.
    charge_currency(amount: &str, total: &str) => "El cargo es en {amount} y la factura, en {total}.",
        "The charge is in {amount} and the invoice in {total}.";
    /// Nothing is late.
    charge_too_early(day: &str) => "La factura vence el {day}: antes no hay mora que cobrar.",
        "The invoice falls due on {day}: nothing is late before.";
    /// Due before its issue.
    charge_due_before_issue => "El cargo no puede vencer antes de emitirse.", "The charge cannot fall due before it is issued.";
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;
    use crate::dunning::interest::shipped_rates;
    use crate::ledger::Currency;

    fn date(text: &str) -> NaiveDate {
        text.parse().unwrap()
    }

    #[test]
    fn a_missing_rate_says_for_which_days() {
        let (from, until) = (date("2027-01-01"), date("2027-01-15"));
        let missing = InterestProblem::RateMissing { regime: Regime::EuropeanUnion, from, until };
        assert_eq!(
            problem(Lang::Es, NumberStyle::COMMA, &missing),
            "Falta la tasa (España y Unión Europea) del 1 ene 2027 al 15 ene 2027. Agréguela en Ajustes."
        );
        let missing = InterestProblem::RateMissing { regime: Regime::Peru, from, until: from };
        let said = problem(Lang::En, NumberStyle::POINT, &missing);
        assert!(
            said.starts_with("The accumulated factor of legal interest of 1 Jan 2027"),
            "{said}"
        );
    }

    #[test]
    fn a_rate_says_how_well_it_is_known() {
        let of = |evidence| shipped_rates().find(|rate| rate.evidence == evidence).unwrap();
        let said = |evidence| shipped_source(Lang::Es, &of(evidence));
        assert!(said(Evidence::Official).contains("fuente oficial el 22 nov 2026"));
        assert!(said(Evidence::Secondary).contains("fuente secundaria"));
        assert!(said(Evidence::Unconfirmed).contains("Sin confirmar"));
    }

    #[test]
    fn the_arithmetic_of_a_step_can_be_followed() {
        let step = InterestStep {
            from: date("2026-04-01"),
            to: date("2026-05-15"),
            days: 45,
            balance: Decimal::from(100_000),
            rate: StepRate::Yearly { percent: Decimal::from(6), year_days: 365 },
            source: Source::Agreed,
            amount: "739.7260273972602739726027397".parse().unwrap(),
        };
        let mxn = Money::new(73_973, Currency::MXN);
        assert_eq!(
            arithmetic(NumberStyle::POINT, &step, mxn).replace('\u{a0}', " "),
            "$ 100,000.00 × 6 % × 45 / 365 = $ 739.73"
        );
        let factor = StepRate::Factor {
            start: "6.60851".parse().unwrap(),
            from: "6.60851".parse().unwrap(),
            to: "6.62087".parse().unwrap(),
        };
        let step = InterestStep { rate: factor, ..step };
        let said = arithmetic(NumberStyle::POINT, &step, mxn);
        assert!(said.contains("(6.62087 − 6.60851) / 6.60851"), "{said}");
    }
}
