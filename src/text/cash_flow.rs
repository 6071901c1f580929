//! Words of the cash-flow screen. In a sentence, what stands between two `*` is what counts
//! most, and is shown stronger.

use chrono::{Datelike, NaiveDate};

use super::Lang;
use super::format::{self, NumberStyle};
use crate::forecast::{Knowledge, Reason, Summary};
use crate::ledger::book::Book;
use crate::ledger::planned_flow::{FlowDirection, Rhythm};
use crate::ledger::{Currency, Money};
use crate::views::cash_flow::{Asked, Headline, Low, Period, RhythmKind, Scenario, week_of};

crate::messages! {
    /// The screen's name in the navigation.
    nav => "Flujo", "Cash flow";
    /// The screen's title.
    title => "Flujo de efectivo", "Cash flow";
    /// Plans a payment or another income.
    plan => "Movimiento previsto…", "Plan an item…";

    /// The choice of a scenario.
    scenario => "Escenario", "Scenario";
    /// Everything paid when due.
    contractual => "Según contrato", "When due";
    /// As customers usually pay.
    expected => "Esperado", "Expected";
    /// With what the user supposes.
    stressed => "Adverso", "Stressed";
    /// How far ahead.
    horizon => "Hasta dónde se mira", "How far ahead";
    /// So many weeks.
    weeks(count: &str) => "{count} semanas", "{count} weeks";
    /// By weeks or months.
    by => "Por semana o por mes", "By week or month";
    /// By weeks.
    by_week => "por semana", "by week";
    /// By months.
    by_month => "por mes", "by month";
    /// All segments.
    any_segment => "todos los tipos", "every segment";
    /// All responsibles.
    any_responsible => "todos los responsables", "everybody";
    /// No segment.
    no_segment => "sin tipo", "no segment";
    /// Nobody responsible.
    nobody => "sin responsable", "nobody";

    /// What is supposed in the stressed scenario.
    supposed => "Se supone que", "Suppose that";
    /// Before the number of days.
    all_pay => "todos pagan", "everybody pays";
    /// After it.
    days_later => "días más tarde", "days later";
    /// The number of days, for screen readers.
    later_full => "Días más tarde que paga cada cliente", "Days later that every customer pays";
    /// Before the percentage.
    kept => "se cumple", "of the promises";
    /// After it.
    of_promises => "% de las promesas que se cumplirían", "% of those that would be kept are";
    /// The percentage, for screen readers.
    promises_full => "Porcentaje de las promesas que se cumple", "Percentage of promises kept";
    /// Before the customers that fail.
    fails => "y no paga nada", "and nothing comes from";
    /// The field of customers that fail.
    failing => "Cliente que no paga", "Customer that does not pay";
    /// The field's hint.
    add_failing => "Agregar un cliente", "Add a customer";
    /// Takes a customer out of those that fail.
    not_failing(name: &str) => "Quitar a {name}", "Remove {name}";
    /// A number that is not understood.
    not_a_number(most: &str) => "Escriba un número entero, de 0 a {most}.", "Write a whole number from 0 to {most}.";

    /// The week of the lowest cash.
    cash_falls(week: &str, amount: &str) => "En la semana del *{week}* la caja baja a *{amount}*", "In the week of *{week}* cash falls to *{amount}*";
    /// The week in which cash does not suffice.
    cash_lacks(week: &str, amount: &str) => "La caja no alcanza: en la semana del *{week}* llega a *{amount}*", "There is not enough cash: in the week of *{week}* it comes to *{amount}*";
    /// It never falls below what there is.
    cash_stays(amount: &str) => "La caja no baja de los *{amount}* de hoy", "Cash does not fall below today’s *{amount}*";
    /// In a bad course of events too.
    bad_same(amount: &str) => ", y en un mal caso a *{amount}*.", ", and in a bad case to *{amount}*.";
    /// In a bad course of events it falls.
    bad_falls(amount: &str, week: &str) => "; en un mal caso llega a *{amount}* en la semana del {week}.", "; in a bad case it comes to *{amount}* in the week of {week}.";
    /// Expected to come in.
    comes_in(weeks: &str, amount: &str, open: &str) => "En {weeks} se espera cobrar *{amount}* de los {open} que le deben", "In {weeks}, *{amount}* of the {open} owed to you is expected to come in";
    /// When everything is paid when due.
    comes_when_due(weeks: &str, amount: &str, open: &str) => "Si todo se pagara a su vencimiento, en {weeks} entrarían *{amount}* de los {open} que le deben", "If everything were paid when due, *{amount}* of the {open} owed to you would come in within {weeks}";
    /// With what the user supposes.
    comes_stressed(weeks: &str, amount: &str, open: &str) => "Con lo que se supone, en {weeks} entrarían *{amount}* de los {open} que le deben", "On these assumptions, *{amount}* of the {open} owed to you would come in within {weeks}";
    /// Between a bad and a good outcome.
    between(low: &str, high: &str) => ", entre {low} y {high} en ocho de cada diez casos.", ", between {low} and {high} in eight cases out of ten.";
    /// Nothing is owed in the currency.
    nothing_owed(currency: &str) => "No le deben nada en {currency}.", "Nothing is owed to you in {currency}.";
    /// Asks for the cash on hand.
    count_first => "Anote cuánto hay en caja y bancos, y aquí verá si alcanza.", "Enter what there is in cash and at the bank, and you will see here whether it is enough.";
    /// Notes the cash on hand.
    count_cash => "Anotar el saldo…", "Enter the balance…";
    /// Cash is not shown for a part of the customers.
    part_only => "La caja se muestra con todos los clientes, no con una parte.", "Cash is shown with all customers, not with a part of them.";

    /// Expected within thirty days.
    in_30_days => "Se espera en 30 días", "Expected in 30 days";
    /// Due within thirty days.
    due_in_30_days => "Vence en 30 días, con lo vencido", "Due in 30 days, with what is overdue";
    /// Due after the weeks.
    due_later => "Vence después", "Due later";
    /// What had been due in a past week.
    was_due => "Vencía", "Was due";
    /// Expected within the weeks.
    in_weeks(weeks: &str) => "En {weeks}", "In {weeks}";
    /// When due.
    when_due => "Según contrato", "When due";
    /// What is not expected.
    not_within => "No se espera en el plazo", "Not expected in that time";
    /// Opens what is behind a figure.
    see_behind(what: &str, amount: &str) => "{what}: {amount}, ver de qué facturas", "{what}: {amount}, see which invoices";

    /// Nothing was ever paid.
    rests_on_terms => "Aún no hay pagos registrados: la proyección se apoya solo en los plazos.", "No payment has been recorded yet: the projection rests on the terms alone.";
    /// One payment.
    rests_on_one => "Hay 1 pago registrado: la proyección se apoya sobre todo en los plazos.", "1 payment has been recorded: the projection rests mostly on the terms.";
    /// A few payments.
    rests_on_few(count: &str) => "Hay {count} pagos registrados: la proyección se apoya sobre todo en los plazos.", "{count} payments have been recorded: the projection rests mostly on the terms.";
    /// Many payments.
    rests_on(count: &str, customers: &str, months: &str) => "Se apoya en {count} vencimientos pagados por {customers} clientes en {months}.", "It rests on {count} instalments paid by {customers} customers over {months}.";
    /// A customer that never paid.
    unknown_one => "Un cliente que debe nunca ha pagado: se supone que paga como los demás.", "One customer that owes has never paid: it is assumed to pay like the others.";
    /// Customers that never paid.
    unknown(count: &str) => "De los que deben, {count} nunca han pagado: se supone que pagan como los demás.", "{count} of those that owe have never paid: they are assumed to pay like the others.";
    /// A month.
    month_one => "1 mes", "1 month";
    /// Months.
    months(count: &str) => "{count} meses", "{count} months";
    /// The band is being drawn.
    drawing => "Calculando la banda…", "Working out the band…";

}

crate::messages! {
    /// The chart of weeks.
    chart_weeks => "Lo que entra por semana", "What comes in each week";
    /// The chart of months.
    chart_months => "Lo que entra por mes", "What comes in each month";
    /// Heading of weeks.
    week => "Semana", "Week";
    /// Heading of months.
    month => "Mes", "Month";
    /// What came in.
    came_in => "Entró", "Came in";
    /// What had been projected.
    projected => "Se había proyectado", "Had been projected";
    /// Between a bad and a good outcome.
    band => "8 de cada 10 casos", "8 cases out of 10";
    /// The bad outcome.
    low => "Mal caso", "Bad case";
    /// The good outcome.
    high => "Buen caso", "Good case";
    /// Of invoices yet to be issued.
    to_come => "Facturas por emitir", "Invoices to come";
    /// The invoices to come in a sentence.
    to_come_said(count: &str, amount: &str) => "Además, si se repite lo de siempre, se emitirían {count} facturas que traerían {amount} en el plazo: van aparte, rayadas, y no entran en la caja.",
        "Besides, if what recurs goes on, {count} invoices would be issued and bring {amount} in that time: they are shown apart, hatched, and not counted in cash.";
    /// Planned to come.
    flow_in => "Otros ingresos", "Other income";
    /// Planned to go.
    flow_out => "Egresos", "Payments";
    /// Cash, before a figure.
    cash => "caja", "cash";
    /// Cash at the end.
    balance => "Caja al cierre", "Cash at the end";
    /// The same in a bad case.
    low_balance => "Caja en un mal caso", "Cash in a bad case";
    /// Today, in the chart.
    today => "hoy", "today";
    /// What the past bars are of.
    past_is => "De lo que ya pasó se muestra lo que entró de lo que se debía al comenzar el periodo mostrado.", "Of what is past, what came in of what was owed at the beginning of the time shown.";
    /// One invoice weighs so much that what is expected of a week is more than its good case.
    lumpy => "Donde una sola factura pesa mucho, lo esperado de una semana es un promedio: entra toda o no entra nada. Por eso puede ser mayor que el buen caso.",
        "Where a single invoice weighs much, what is expected of a week is an average: all of it comes in, or nothing. That is why it can exceed the good case.";
    /// Where the overdue counts when everything is paid when due.
    overdue_first => "En «según contrato», lo que ya venció cuenta en el primer periodo.", "In “when due”, what is already overdue counts in the first period.";
    /// The figures of a week.
    of_period(amount: &str, what: &str) => "{amount} en {what}: ver de qué facturas", "{amount} in {what}: see which invoices";

    /// Where there is nothing yet.
    empty_title => "Aquí verá cuándo entra el dinero", "Here you will see when the money comes in";
    /// How to fill it.
    empty => "Con sus facturas abiertas, Cartera dice cuánto se espera cobrar cada semana, qué tan seguro es y si la caja alcanza. Mientras más pagos tenga registrados, mejor conoce a sus clientes.",
        "With your open invoices, Cartera says how much is expected each week, how certain that is and whether there is enough cash. The more payments are recorded, the better it knows your customers.";

}

crate::messages! {
    /// The cash on hand and what is planned.
    plans => "Caja y movimientos previstos", "Cash and planned items";
    /// The cash on hand.
    on_hand => "En caja y bancos", "Cash on hand";
    /// It was counted on a day.
    counted_on(day: &str) => "anotado al {day}", "as of {day}";
    /// What came since.
    since_received(amount: &str) => "{amount} de clientes desde entonces", "{amount} from customers since";
    /// What was planned since.
    since_planned(amount: &str) => "{amount} según lo previsto", "{amount} as planned";
    /// Nothing was counted.
    never_counted => "Sin anotar", "Not entered";
    /// Nothing is planned.
    no_plans => "Renta, nómina, impuestos o un crédito por recibir: anótelos y la caja los tomará en cuenta.", "Rent, payroll, taxes or a loan to come: enter them and cash takes them into account.";
    /// It is over.
    is_over => "terminó", "is over";
    /// Changes a planned item.
    change(name: &str) => "Cambiar {name}", "Change {name}";
    /// Removes a planned item.
    remove(name: &str) => "Quitar {name}", "Remove {name}";
    /// Said when it is removed.
    removed => "Movimiento previsto quitado", "Planned item removed";
    /// Said when it is saved.
    planned => "Movimiento previsto guardado", "Planned item saved";
    /// Said when cash was noted.
    counted => "Saldo anotado", "Balance saved";
    /// The dialog's title.
    new_flow => "Movimiento previsto", "Planned item";
    /// What it is for.
    flow_name => "Concepto", "What for";
    /// How to say it.
    flow_name_hint => "Por ejemplo, nómina, renta o IVA", "For example payroll, rent or VAT";
    /// In or out.
    direction => "Entra o sale", "In or out";
    /// Money goes.
    goes_out => "Sale dinero", "Money goes out";
    /// Money comes.
    comes => "Entra dinero", "Money comes in";
    /// How often.
    rhythm => "Cada cuándo", "How often";
    /// Once.
    once => "Una vez", "Once";
    /// Weekly.
    weekly => "Cada semana", "Every week";
    /// Monthly.
    monthly => "Cada mes", "Every month";
    /// The weekday.
    weekday => "Día de la semana", "Weekday";
    /// The day of the month.
    day_of_month => "Día del mes", "Day of the month";
    /// The last day.
    last_day => "El último", "The last";
    /// When, once.
    on_day => "Fecha", "Date";
    /// From when on.
    from => "Desde", "From";
    /// Until when.
    until => "Hasta", "Until";
    /// It stays on its day.
    stays => "Cuenta en su fecha aunque sea inhábil.", "It counts on its date, working day or not.";
    /// The dialog of the count.
    count_title => "Saldo en caja y bancos", "Cash on hand";
    /// What to count.
    count_hint => "La suma de lo que hay en efectivo y en las cuentas al final del día. Lo que entre después se suma solo.",
        "What there is in cash and in the accounts at the end of the day. What comes in later is added by itself.";
    /// Its day.
    count_day => "Al final del día", "At the end of";

}

crate::messages! {
    /// How good it was.
    how_good => "¿Qué tan bien acertó?", "How good was it?";
    /// The weeks after each month-end.
    after_each(weeks: &str) => "Las {weeks} que siguen a cada cierre de mes: lo que se habría proyectado con lo que se sabía entonces, y lo que entró.",
        "The {weeks} after each month-end: what would have been projected with what was known then, and what came in.";
    /// The sentence.
    erred(count: &str, amount: &str, percent: &str) => "En {count} cierres de mes erró en promedio *{amount}* (*{percent}*)", "Over {count} month-ends it was off by *{amount}* (*{percent}*) on average";
    /// The same without anything to compare with.
    erred_amount(count: &str, amount: &str) => "En {count} cierres de mes erró en promedio *{amount}*", "Over {count} month-ends it was off by *{amount}* on average";
    /// The naive methods.
    naive(due: &str, average: &str) => "; suponer que todo se paga a su vencimiento, {due}; el atraso promedio de cada cliente, {average}.", "; assuming that everything is paid when due, {due}; with each customer’s average delay, {average}.";
    /// The band.
    within(within: &str, count: &str) => "Lo que entró quedó dentro de la banda {within} de {count} veces; se espera que sean 8 de cada 10.", "What came in was within the band {within} times out of {count}; 8 out of 10 are expected.";
    /// Too little is known.
    no_reviews => "Aún no hay suficientes cierres de mes con pagos después para comparar.", "There are not enough month-ends with payments after them to compare yet.";
    /// Being worked out.
    reviewing => "Comparando con lo que pasó…", "Comparing with what happened…";
    /// Heading of month-ends.
    month_end => "Cierre", "Month-end";
    /// The choice of weeks.
    review_weeks => "Semanas después del cierre", "Weeks after the month-end";

    /// What is not expected within the time.
    beyond => "Lo que no se espera en el plazo", "What is not expected in that time";
    /// What is behind a week.
    behind(what: &str) => "Lo que se espera: {what}", "What is expected: {what}";
    /// What is behind a week, when due.
    behind_due(what: &str) => "Lo que vence: {what}", "What falls due: {what}";
    /// Nothing is behind it.
    nothing_behind => "Ninguna factura.", "No invoice.";
    /// The chance.
    chance => "Probabilidad", "Chance";
    /// The likely day.
    likely => "Día probable", "Likely day";
    /// After the last day.
    later => "después", "later";
    /// What is expected of it.
    of_it => "Se espera", "Expected";
    /// Why.
    why => "Por qué", "Why";
    /// How many.
    invoices_one => "1 vencimiento", "1 instalment";
    /// How many.
    invoices(count: &str) => "{count} vencimientos", "{count} instalments";
    /// The smaller ones, as one sum.
    others(count: &str) => "{count} vencimientos menores", "{count} smaller instalments";
    /// The customer's habit.
    by_habit => "según su costumbre", "by its habit";
    /// A promise.
    by_promise(day: &str) => "promesa del {day}", "promise for {day}";
    /// A plan.
    by_plan => "convenio de pago", "payment plan";
    /// A cheque.
    by_cheque(day: &str) => "cheque posfechado al {day}", "cheque dated {day}";
    /// A dispute.
    by_dispute => "en disputa", "disputed";
    /// It fails.
    by_failing => "se supone que no paga", "assumed not to pay";
    /// It falls due.
    by_due(day: &str) => "vence el {day}", "due {day}";
    /// It is overdue.
    by_overdue(day: &str) => "venció el {day}", "was due {day}";

    /// Every week on a weekday.
    each_week(day: &str) => "cada {day}", "every {day}";
    /// Every month on a day.
    each_month(day: &str) => "el {day} de cada mes", "on day {day} of every month";
    /// Every month on its last day.
    each_month_end => "el último de cada mes", "on the last day of every month";
    /// From a day on.
    from_day(day: &str) => "desde el {day}", "from {day}";
    /// Until a day.
    until_day(day: &str) => "hasta el {day}", "until {day}";

    /// A day and its month.
    day_and_month(day: u32, month: &str) => "{day} de {month}", "{day} {month}";
    /// The coming weeks on the first screen.
    coming => "Las próximas semanas", "The coming weeks";
    /// The lowest cash of them.
    lowest_on(amount: &str, day: &str) => "La caja baja a *{amount}* el {day}.", "Cash falls to *{amount}* on {day}.";
    /// Expected within thirty days, on the first screen.
    soon_note(amount: &str) => "{amount} según contrato", "{amount} when due";
    /// Opens the cash flow.
    see_all => "Ver flujo", "See cash flow";
    /// The files.
    file => "flujo-de-efectivo", "cash-flow";
    /// The file of how good it was.
    review_file => "aciertos", "how-good";
}

/// Fewer month-ends than these say nothing of how good a projection is.
const FEWEST_REVIEWS: u32 = 3;

/// How few payments are few.
const FEW: u32 = 30;

/// The name of a scenario.
pub fn scenario_name(lang: Lang, scenario: Scenario) -> &'static str {
    match scenario {
        Scenario::Contractual => contractual(lang),
        Scenario::Expected => expected(lang),
        Scenario::Stressed => stressed(lang),
    }
}

/// How often a planned item moves, in a choice.
pub fn rhythm_kind(lang: Lang, kind: RhythmKind) -> &'static str {
    match kind {
        RhythmKind::Once => once(lang),
        RhythmKind::Weekly => weekly(lang),
        RhythmKind::Monthly => monthly(lang),
    }
}

/// Whether money comes or goes.
pub fn direction_name(lang: Lang, direction: FlowDirection) -> &'static str {
    match direction {
        FlowDirection::In => comes(lang),
        FlowDirection::Out => goes_out(lang),
    }
}

/// `24–30 nov 2026`, `30 nov – 6 dic 2026`; a whole month by its name.
pub fn period_name(lang: Lang, first: NaiveDate, last: NaiveDate, by: Period) -> String {
    let is_whole = first.day() == 1 && last.succ_opt().is_some_and(|next| next.day() == 1);
    if by == Period::Month && is_whole {
        return super::charts::month_and_year(lang, first.year(), first.month0());
    }
    let to = format::date_medium(lang, last);
    if first == last {
        return to;
    }
    if (first.year(), first.month()) == (last.year(), last.month()) {
        return [&first.day().to_string(), "–", &to].concat();
    }
    [&format::date_short(lang, first), " – ", &to].concat()
}

/// The same without its year, where that is the present one.
pub fn period_short(
    lang: Lang,
    first: NaiveDate,
    last: NaiveDate,
    by: Period,
    today: NaiveDate,
) -> String {
    let name = period_name(lang, first, last, by);
    let is_whole = by == Period::Month && first.day() == 1;
    if last.year() != today.year() || is_whole {
        return name;
    }
    let year = last.year().to_string();
    name.trim_end_matches(year.as_str()).trim_end().to_owned()
}

/// A day and its month in full: «12 de enero», `12 January`.
pub fn day_of(lang: Lang, day: NaiveDate) -> String {
    day_and_month(lang, day.day(), format::month_name(lang, day))
}

/// `13 semanas`.
pub fn weeks_count(lang: Lang, count: u16) -> String {
    weeks(lang, &count.to_string())
}

/// What the screen says first.
pub fn headline(
    lang: Lang,
    asked: &Asked,
    projection: &crate::forecast::Projection,
    said: &Headline,
    money: &dyn Fn(i64) -> String,
) -> String {
    let mut words = said.low.map_or_else(String::new, |low| {
        let mut words = cash_words(lang, &low, projection, money);
        words.push(' ');
        words
    });
    if said.open_minor == 0 {
        words.push_str(&nothing_owed(lang, projection.currency.code()));
        return words;
    }
    let (weeks, inflow) = (weeks_count(lang, asked.weeks), money(said.inflow_minor));
    let open = money(said.open_minor);
    words.push_str(&match asked.scenario {
        Scenario::Contractual => comes_when_due(lang, &weeks, &inflow, &open),
        Scenario::Expected => comes_in(lang, &weeks, &inflow, &open),
        Scenario::Stressed => comes_stressed(lang, &weeks, &inflow, &open),
    });
    match said.band_minor {
        Some((low, high)) => words.push_str(&between(lang, &money(low), &money(high))),
        None => words.push('.'),
    }
    words
}

/// How low the cash falls.
fn cash_words(
    lang: Lang,
    low: &Low,
    projection: &crate::forecast::Projection,
    money: &dyn Fn(i64) -> String,
) -> String {
    let week = |on| day_of(lang, week_of(projection, on));
    let lowest = low.lowest.balance_minor;
    let mut words = if low.never_falls {
        cash_stays(lang, &money(low.opening_minor))
    } else if lowest < 0 {
        cash_lacks(lang, &week(low.lowest.on), &money(lowest))
    } else {
        cash_falls(lang, &week(low.lowest.on), &money(lowest))
    };
    // What was said already is not said again of a bad case that is no worse.
    let worst_said = lowest.min(low.opening_minor);
    let bad = low.bad.filter(|bad| bad.balance_minor < worst_said);
    match bad {
        None => words.push('.'),
        Some(bad) => {
            let amount = money(bad.balance_minor);
            let is_same = !low.never_falls && week(bad.on) == week(low.lowest.on);
            words.push_str(&match is_same {
                true => bad_same(lang, &amount),
                false => bad_falls(lang, &amount, &week(bad.on)),
            });
        }
    }
    words
}

/// What a projection rests on.
pub fn knowledge(lang: Lang, known: &Knowledge, style: NumberStyle) -> String {
    let count = |of: u32| format::count(of as usize, style);
    let mut words = match known.paid_items {
        0 => rests_on_terms(lang).to_owned(),
        1 => rests_on_one(lang).to_owned(),
        few if few < FEW => rests_on_few(lang, &count(few)),
        many => {
            let months_known = (known.history_days / 30).max(1);
            let time = match months_known {
                1 => month_one(lang).to_owned(),
                known => months(lang, &count(known)),
            };
            rests_on(lang, &count(many), &count(known.paying_customers), &time)
        }
    };
    // Where nobody has paid, that says it all.
    if known.paid_items > 0 && known.unknown_customers > 0 {
        words.push(' ');
        words.push_str(&match known.unknown_customers {
            1 => unknown_one(lang).to_owned(),
            many => unknown(lang, &count(many)),
        });
    }
    words
}

/// What the chance of an instalment comes from.
pub fn reason(lang: Lang, reason: Reason) -> String {
    let day = |on| format::date_short(lang, on);
    match reason {
        Reason::Habit => by_habit(lang).to_owned(),
        Reason::Promise { on, .. } => by_promise(lang, &day(on)),
        Reason::Plan { .. } => by_plan(lang).to_owned(),
        Reason::Cheque { on, .. } => by_cheque(lang, &day(on)),
        Reason::Dispute { .. } => by_dispute(lang).to_owned(),
        Reason::Failing => by_failing(lang).to_owned(),
    }
}

/// When a planned item moves: «cada viernes, hasta el 31 dic 2026».
pub fn rhythm_words(lang: Lang, rhythm: &Rhythm, today: NaiveDate) -> String {
    let day = |on| format::date_medium(lang, on);
    let (mut words, from, until) = match *rhythm {
        Rhythm::Once { on } => return day(on),
        Rhythm::Weekly { weekday, from, until } => {
            let ahead =
                (7 + weekday.num_days_from_monday() - from.weekday().num_days_from_monday()) % 7;
            let on = from + chrono::Days::new(u64::from(ahead));
            (each_week(lang, format::weekday_name(lang, on)), from, until)
        }
        Rhythm::Monthly { day: 31, from, until } => (each_month_end(lang).to_owned(), from, until),
        Rhythm::Monthly { day, from, until } => (each_month(lang, &day.to_string()), from, until),
    };
    for part in [
        (from > today).then(|| from_day(lang, &day(from))),
        until.map(|on| until_day(lang, &day(on))),
    ]
    .into_iter()
    .flatten()
    {
        words.push_str(", ");
        words.push_str(&part);
    }
    words
}

/// How good the projection was, in two sentences; `None` where there is too little to compare.
pub fn summary(
    lang: Lang,
    summary: &Summary,
    currency: Currency,
    money: &dyn Fn(Money) -> String,
    style: NumberStyle,
) -> Option<String> {
    if summary.days < FEWEST_REVIEWS {
        return None;
    }
    let amount = |minor| money(Money::new(minor, currency));
    let count = |of: u32| format::count(of as usize, style);
    let error = amount(summary.error_minor);
    let percent = summary.error_percent().and_then(|percent| {
        let points = rust_decimal::Decimal::try_from(percent).ok()?.round();
        Some(format::percent_points(points, style))
    });
    let days = count(summary.days);
    let mut words = match percent {
        Some(percent) => erred(lang, &days, &error, &percent),
        None => erred_amount(lang, &days, &error),
    };
    let due = amount(summary.when_due_error_minor);
    words.push_str(&naive(lang, &due, &amount(summary.customer_average_error_minor)));
    words.push(' ');
    words.push_str(&within(lang, &count(summary.within_band), &days));
    Some(words)
}

/// The name of an invoice's instalment: its number, and which of several it is.
pub fn item_name(book: &Book, item: crate::ledger::Ix<crate::ledger::book::Item>) -> String {
    let item = book.item(item);
    let invoice = &book.invoice(item.invoice).invoice;
    if invoice.instalments.len() < 2 {
        return invoice.number.clone();
    }
    format!("{} ({}/{})", invoice.number, item.number, invoice.instalments.len())
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]

    use chrono::Weekday;

    use super::*;
    use crate::views::fixture::day;

    #[test]
    fn periods_are_named_as_short_as_can_be() {
        let name = |first: &str, last: &str, by| period_name(Lang::Es, day(first), day(last), by);
        assert_eq!(name("2026-11-23", "2026-11-29", Period::Week), "23–29 nov 2026");
        assert_eq!(name("2026-11-30", "2026-12-06", Period::Week), "30 nov – 6 dic 2026");
        assert_eq!(name("2026-12-01", "2026-12-31", Period::Month), "diciembre de 2026");
        assert_eq!(name("2026-11-23", "2026-11-30", Period::Month), "23–30 nov 2026");
        assert_eq!(name("2026-11-30", "2026-11-30", Period::Month), "30 nov 2026");
        assert_eq!(day_of(Lang::Es, day("2026-01-12")), "12 de enero");
        let short = |first: &str, last: &str| {
            period_short(Lang::Es, day(first), day(last), Period::Week, day("2026-11-22"))
        };
        assert_eq!(short("2026-11-30", "2026-12-06"), "30 nov – 6 dic");
        assert_eq!(short("2026-12-28", "2027-01-03"), "28 dic – 3 ene 2027");
    }

    #[test]
    fn little_is_said_to_be_little() {
        let known = |paid_items, unknown_customers| Knowledge {
            paid_items,
            unknown_customers,
            paying_customers: 4,
            history_days: 200,
        };
        let said = |known: Knowledge| knowledge(Lang::Es, &known, NumberStyle::POINT);
        assert_eq!(said(known(0, 5)), rests_on_terms(Lang::Es));
        assert_eq!(
            said(known(3, 0)),
            "Hay 3 pagos registrados: la proyección se apoya sobre todo en los plazos."
        );
        assert_eq!(
            said(known(1_200, 1)),
            "Se apoya en 1,200 vencimientos pagados por 4 clientes en 6 meses. \
             Un cliente que debe nunca ha pagado: se supone que paga como los demás."
        );
    }

    #[test]
    fn a_rhythm_is_said_with_its_ends() {
        let said = |rhythm| rhythm_words(Lang::Es, &rhythm, day("2026-11-22"));
        let until = Some(day("2026-12-31"));
        let weekly = Rhythm::Weekly { weekday: Weekday::Fri, from: day("2026-11-01"), until };
        assert_eq!(said(weekly), "cada viernes, hasta el 31 dic 2026");
        let monthly = Rhythm::Monthly { day: 31, from: day("2027-01-01"), until: None };
        assert_eq!(said(monthly), "el último de cada mes, desde el 1 ene 2027");
        assert_eq!(said(Rhythm::Once { on: day("2026-11-30") }), "30 nov 2026");
    }

    #[test]
    fn a_summary_names_the_other_methods_and_the_band() {
        let of = Summary {
            days: 12,
            error_minor: 4_100_000,
            when_due_error_minor: 19_000_000,
            customer_average_error_minor: 7_000_000,
            came_minor: 50_000_000,
            within_band: 10,
        };
        let money = |money: Money| format::amount_with_symbol(money, NumberStyle::POINT);
        let said = summary(Lang::Es, &of, Currency::MXN, &money, NumberStyle::POINT).unwrap();
        assert_eq!(
            said.replace('\u{a0}', " "),
            "En 12 cierres de mes erró en promedio *$ 41,000.00* (*8 %*); suponer que todo se \
             paga a su vencimiento, $ 190,000.00; el atraso promedio de cada cliente, \
             $ 70,000.00. Lo que entró quedó dentro de la banda 10 de 12 veces; se espera que \
             sean 8 de cada 10."
        );
        assert_eq!(
            summary(Lang::Es, &Summary::default(), Currency::MXN, &money, NumberStyle::POINT),
            None
        );
    }
}
