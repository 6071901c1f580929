//! Words of the warning signs.

use super::Lang;
use super::format::days_count;
use crate::ledger::dealing::SignKind;
use crate::ledger::sign_settings::{SignSettings, Threshold, Unit};
use crate::signs::{Gravity, bank, cheques as cheque_rule, delays, later};

/// What a sign is called.
pub fn kind(lang: Lang, kind: SignKind) -> &'static str {
    match kind {
        SignKind::LaterThanHabit => later_than_habit(lang),
        SignKind::BrokenPromises => broken_promises(lang),
        SignKind::NotReturned => not_returned(lang),
        SignKind::Cheques => cheques(lang),
        SignKind::Bank => bank(lang),
        SignKind::Returns => returns(lang),
        SignKind::LowPrices => low_prices(lang),
        SignKind::Buying => buying(lang),
        SignKind::Growth => growth(lang),
        SignKind::Other => other(lang),
    }
}

/// How grave a sign is.
pub fn gravity(lang: Lang, gravity: Gravity) -> &'static str {
    match gravity {
        Gravity::Mild => mild(lang),
        Gravity::Serious => serious(lang),
        Gravity::Grave => grave(lang),
    }
}

/// When a sign shows, with the thresholds as they are set. What the ledger cannot see is
/// noted by hand, and the rule says so.
pub fn rule(lang: Lang, kind: SignKind, of: &SignSettings) -> String {
    let days = |days: u16| days_count(lang, days.into());
    match kind {
        SignKind::LaterThanHabit => rule_later(
            lang,
            of.later_items,
            later::SPAN_DAYS,
            &days(of.later_days),
            delays::HABIT,
            of.habit_items,
        ),
        SignKind::BrokenPromises => rule_promises(lang, of.broken_promises, &days(of.broken_days)),
        SignKind::NotReturned => rule_not_returned(lang, of.unanswered, &days(of.unanswered_days)),
        SignKind::Cheques => rule_cheques(
            lang,
            of.bounced,
            &days(of.bounced_days),
            of.post_dated,
            &days(of.post_dated_days),
            cheque_rule::WEEK,
        ),
        SignKind::Bank => rule_bank(lang, of.bank_cheques, bank::BEFORE, &days(of.bank_days)),
        SignKind::Buying => rule_buying(lang, &days(of.buying_days), of.fall_percent),
        SignKind::Growth => {
            rule_growth(lang, &days(of.buying_days), of.growth_percent, of.growth_percent / 2)
        }
        SignKind::Returns | SignKind::LowPrices | SignKind::Other => rule_by_hand(lang).to_owned(),
    }
}

/// From when on a sign is serious, and grave.
pub fn levels(lang: Lang, kind: SignKind) -> &'static str {
    match kind {
        SignKind::LaterThanHabit | SignKind::BrokenPromises | SignKind::NotReturned => {
            levels_by_multiples(lang)
        }
        SignKind::Cheques => levels_of_cheques(lang),
        SignKind::Bank => levels_of_bank(lang),
        SignKind::Buying => levels_of_buying(lang),
        SignKind::Growth => levels_of_growth(lang),
        SignKind::Returns | SignKind::LowPrices | SignKind::Other => levels_by_hand(lang),
    }
}

/// The name of a threshold's field.
pub fn threshold(lang: Lang, threshold: Threshold) -> &'static str {
    match threshold {
        Threshold::LaterDays => later_days(lang),
        Threshold::LaterItems => later_items(lang),
        Threshold::HabitItems => habit_items(lang),
        Threshold::BrokenPromises => broken_count(lang),
        Threshold::Unanswered => unanswered(lang),
        Threshold::UnansweredDays => unanswered_days(lang),
        Threshold::Bounced => bounced_count(lang),
        Threshold::BouncedDays => bounced_within(lang),
        Threshold::PostDated => post_dated_count(lang),
        Threshold::PostDatedDays => post_dated_within(lang),
        Threshold::BankCheques => bank_cheques(lang),
        Threshold::BrokenDays => within_days(lang),
        Threshold::BankDays => bank_days(lang),
        Threshold::FallPercent => fall_percent(lang),
        Threshold::GrowthPercent => growth_percent(lang),
        Threshold::BuyingDays => buying_days(lang),
    }
}

/// What a threshold counts, behind its field.
pub fn unit(lang: Lang, unit: Unit) -> &'static str {
    match unit {
        Unit::Days => in_days(lang),
        Unit::Percent => "%",
        Unit::Count => "",
    }
}

/// So many days after the due date, or before it.
pub fn usual_days(lang: Lang, days: i64) -> String {
    match days {
        0 => when_due(lang).to_owned(),
        1.. => days_count(lang, days),
        _ => days_early(lang, &days_count(lang, -days)),
    }
}

crate::messages! {
    /// The heading.
    title => "Señales de alerta", "Warning signs";
    /// Later than the habit.
    later_than_habit => "Paga más tarde que de costumbre", "Pays later than usual";
    /// Broken promises.
    broken_promises => "Promesas incumplidas", "Broken promises";
    /// Calls and messages.
    not_returned => "No devuelve llamadas ni mensajes", "Does not return calls or messages";
    /// Cheques.
    cheques => "Cheques posfechados o devueltos", "Post-dated or returned cheques";
    /// Bank.
    bank => "Cambio de banco o refinanciamiento", "Change of bank or refinancing";
    /// Returns.
    returns => "Devoluciones sin autorización", "Returns without authorisation";
    /// Prices.
    low_prices => "Vende a precios inusualmente bajos", "Sells at unusually low prices";
    /// Buying.
    buying => "Cambio radical en sus compras", "Radical change in buying";
    /// Growth.
    growth => "Crecimiento demasiado rápido", "Growth that is too fast";
    /// Anything else.
    other => "Otra señal", "Another sign";

    /// The first level.
    mild => "Leve", "Mild";
    /// The second.
    serious => "Seria", "Serious";
    /// The third.
    grave => "Grave", "Grave";

    /// A sign noted by hand, on the time line.
    noted(what: &str) => "Señal de alerta: {what}", "Warning sign: {what}";
    /// A sign that was looked at, on the time line.
    reviewed(what: &str) => "Señal revisada: {what}", "Warning sign reviewed: {what}";
    /// A sign noted by hand ended.
    ended(what: &str) => "Terminó la señal de alerta: {what}", "Warning sign over: {what}";
    /// It holds.
    holds => "Vigente", "Current";
    /// It is over.
    over => "Terminada", "Over";
    /// Who noted it.
    by(who: &str) => "por {who}", "by {who}";
    /// Since when.
    since(day: &str) => "desde el {day}", "since {day}";
}

crate::messages! {
    /// Later than the habit.
    says_later(more: &str, count: usize, recent: &str, usual: &str) =>
        "Paga {more} más tarde que de costumbre: sus últimas {count} facturas tardaron por lo general {recent}; antes, {usual}.",
        "Pays {more} later than usual: its last {count} invoices typically took {recent}; before, {usual}.";
    /// On the due date.
    when_due => "al vencer", "on the due date";
    /// Before the due date.
    days_early(days: &str) => "{days} antes de vencer", "{days} before the due date";
    /// One broken promise.
    says_promise(amount: &str, day: &str) => "No cumplió su promesa de {amount} para el {day}.", "It did not keep its promise of {amount} for {day}.";
    /// Several.
    says_promises(count: usize, days: &str) => "No cumplió {count} promesas en {days}.", "It did not keep {count} promises within {days}.";
    /// Contacts that are not returned.
    says_unanswered(calls: usize, messages: usize, day: &str) =>
        "Sin respuesta desde el {day}: {calls} llamadas y {messages} mensajes.",
        "No answer since {day}: {calls} calls and {messages} messages.";
    /// Contacts that are not returned, calls only.
    says_unanswered_calls(calls: usize, day: &str) => "Sin respuesta desde el {day}: {calls} llamadas.", "No answer since {day}: {calls} calls.";
    /// The last sign of life.
    heard_on(day: &str) => "Lo último que se supo de él fue el {day}.", "It was last heard of on {day}.";
    /// One cheque came back.
    says_bounced(amount: &str, day: &str) => "Un cheque de {amount} fue devuelto el {day}.", "A cheque of {amount} was returned on {day}.";
    /// Several did.
    says_bounced_many(count: usize, days: &str) => "{count} cheques devueltos en {days}.", "{count} cheques returned within {days}.";
    /// Post-dated ones.
    says_post_dated(count: usize, days: &str) => "{count} cheques posfechados en {days}; antes pagaba al día.", "{count} post-dated cheques within {days}; before, it paid on the spot.";
    /// Another bank.
    says_bank(count: usize, to: &str, from: &str) => "Sus últimos {count} cheques son de {to}; los de antes, de {from}.", "Its last {count} cheques are drawn on {to}; those before, on {from}.";
    /// It buys less.
    says_fall(amount: &str, days: &str, percent: i64, usual: &str) =>
        "Compró {amount} en {days}, {percent} % menos que los {usual} de costumbre.",
        "It bought {amount} in {days}, {percent}% less than its usual {usual}.";
    /// It buys less than a year before.
    says_fall_year(amount: &str, days: &str, percent: i64, usual: &str) =>
        "Compró {amount} en {days}, {percent} % menos que en los mismos días del año pasado ({usual}).",
        "It bought {amount} in {days}, {percent}% less than in the same days last year ({usual}).";
    /// It buys more.
    says_growth(amount: &str, days: &str, percent: i64, usual: &str) =>
        "Compró {amount} en {days}, {percent} % más que los {usual} de costumbre.",
        "It bought {amount} in {days}, {percent}% more than its usual {usual}.";
    /// It buys more than a year before.
    says_growth_year(amount: &str, days: &str, percent: i64, usual: &str) =>
        "Compró {amount} en {days}, {percent} % más que en los mismos días del año pasado ({usual}).",
        "It bought {amount} in {days}, {percent}% more than in the same days last year ({usual}).";
    /// What it owes along with that.
    says_owed(now: &str, then: &str) => "Debe {now}; cuando empezaron esos días, {then}.", "It owes {now}; when those days began, {then}.";
    /// Noted without words.
    says_noted => "Anotada a mano.", "Noted by hand.";

    /// When an instalment fell due, and how late it was paid.
    paid_late(due: &str, days: &str) => "venció el {due} · {days}", "due {due} · {days}";
    /// When it fell due, and how late it is.
    open_late(due: &str, days: &str) => "venció el {due} · sin pagar, {days}", "due {due} · not paid, {days}";
    /// A promise.
    promise_line(due: &str, paid: &str) => "para el {due} · pagó {paid}", "for {due} · paid {paid}";
    /// A promise of which nothing came.
    promise_line_none(due: &str) => "para el {due} · no pagó nada", "for {due} · paid nothing";
    /// What was promised.
    promise => "Promesa", "Promise";
    /// A cheque without a number.
    cheque => "Cheque", "Cheque";
    /// A cheque by its number.
    cheque_number(number: &str) => "Cheque {number}", "Cheque {number}";
    /// It came back.
    returned_on(day: &str) => "devuelto el {day}", "returned {day}";
    /// From when it may be cashed.
    received_for(day: &str, from: &str) => "recibido el {day} para el {from}", "received {day} for {from}";
    /// Drawn on a bank.
    drawn_on(bank: &str, day: &str) => "{bank} · {day}", "{bank} · {day}";
    /// Issued on.
    issued_on(day: &str) => "del {day}", "of {day}";
}

crate::messages! {
    /// The rule of a sign.
    rule_later(items: u16, span: u64, days: &str, habit: usize, least: u16) =>
        "Más de la mitad de sus últimas {items} facturas (o de las que vencieron en {span} días, si son más) tardó al menos {days} más que la mitad de las anteriores, y más que nueve de cada diez de ellas. Se miran hasta {habit} anteriores; con menos de {least} no hay costumbre. No cuentan las que están en aclaración o en convenio.",
        "More than half of its last {items} invoices (or of those that fell due within {span} days, if more) took at least {days} longer than half of the earlier ones, and longer than nine of ten of them. Up to {habit} earlier ones are looked at; fewer than {least} are no habit. Those disputed or in a plan do not count.";
    /// Its rule.
    rule_promises(count: u16, days: &str) =>
        "Desde {count} sin cumplir en {days}: pasado el plazo y los días de gracia faltaba más de una décima parte.",
        "From {count} not kept within {days}: after the day and the days of grace, more than a tenth was missing.";
    /// Its rule.
    rule_not_returned(count: u16, days: &str) =>
        "Al menos {count} intentos seguidos a lo largo de {days} mientras algo estaba vencido, la mitad de ellos llamadas, sin hablar con nadie, sin un mensaje suyo y sin un pago.",
        "At least {count} attempts in a row over {days} while something was overdue, half of them calls, without reaching anybody, without a message and without a payment.";
    /// Its rule.
    rule_cheques(bounced: u16, bounced_days: &str, post_dated: u16, post_dated_days: &str, week: u64) =>
        "Desde {bounced} devuelto en {bounced_days}; o desde {post_dated} fechados a más de {week} días en {post_dated_days}, si en el año anterior no era su manera de pagar.",
        "From {bounced} returned within {bounced_days}; or from {post_dated} dated more than {week} days ahead within {post_dated_days}, where in the year before it did not use to pay so.";
    /// Its rule.
    rule_bank(count: u16, before: usize, days: &str) =>
        "Al menos {count} cheques seguidos de un banco cuando los {before} anteriores eran de otro. Es novedad durante {days}. El refinanciamiento se anota a mano.",
        "At least {count} cheques in a row on one bank where the {before} before were on another. It is news for {days}. Refinancing is noted by hand.";
    /// Its rule.
    rule_buying(days: &str, percent: u16) =>
        "En los últimos {days} el importe y el número de sus facturas cayeron al menos {percent} %, más de lo que da el azar. Se compara con los mismos días del año anterior; si no los hay, con los periodos iguales que precedieron.",
        "In the last {days} the amount and the number of its invoices fell by at least {percent}%, and by more than chance. They are compared with the same days of the year before; where there are none, with as many days before.";
    /// Its rule.
    rule_growth(days: &str, percent: u16, half: u16) =>
        "En los últimos {days} compró al menos {percent} % más que en los mismos días del año anterior (o que antes), con más facturas de lo que da el azar, y lo que debe creció al menos {half} %.",
        "In the last {days} it bought at least {percent}% more than in the same days of the year before (or than before), in more invoices than chance gives, and what it owes grew by at least {half}%.";
    /// What the ledger cannot see.
    rule_by_hand => "Los registros no la muestran: la anota quien la ve.", "The records do not show it: whoever sees it notes it.";
    /// Levels.
    levels_by_multiples => "Leve; seria desde el doble de ese umbral, grave desde el triple.", "Mild; serious from twice that threshold, grave from three times.";
    /// Levels.
    levels_of_cheques => "Leve si solo son posfechados; seria con un devuelto, grave desde el doble de ese umbral.", "Mild if only post-dated; serious with a returned one, grave from twice that threshold.";
    /// Levels.
    levels_of_bank => "Siempre leve: por sí sola dice poco.", "Always mild: by itself it says little.";
    /// Levels.
    levels_of_buying => "Leve; seria si tiene algo vencido, grave si además ya no compra nada.", "Mild; serious if something is overdue, grave if besides it buys nothing at all.";
    /// Levels.
    levels_of_growth => "Leve; seria desde el doble de ese porcentaje, grave si además tiene algo vencido.", "Mild; serious from twice that percentage, grave if besides something is overdue.";
    /// Levels.
    levels_by_hand => "Seria: alguien la creyó digna de anotarse.", "Serious: somebody found it worth noting.";
}

crate::messages! {
    /// Nothing is wrong.
    none => "Sin señales de alerta.", "No warning signs.";
    /// Nobody has looked at it.
    is_new => "Nueva", "New";
    /// New signs.
    new_signs => "Señales nuevas", "New signs";
    /// Opens those that show signs.
    all_signs => "Ver todas", "See all";
    /// There is none.
    no_new_signs => "Ninguna señal nueva.", "No new sign.";
    /// And more of the same customer.
    and_more_signs(list: &str, more: usize) => "{list} y {more} más", "{list} and {more} more";
    /// More evidence.
    and_more(more: usize) => "y {more} más", "and {more} more";
    /// How the rule reads.
    how => "Cómo se define", "How it is defined";
    /// Changes the thresholds.
    change_thresholds => "Cambiar umbrales", "Change thresholds";
    /// Marks a sign as looked at.
    review => "Marcar como vista…", "Mark as seen…";
    /// Says which, for screen readers.
    review_of(what: &str) => "Marcar como vista: {what}", "Mark as seen: {what}";
    /// Notes a sign.
    note_sign => "Anotar señal…", "Note a sign…";
    /// Ends one noted by hand.
    end => "Terminar…", "End…";
    /// Says which, for screen readers.
    end_of(what: &str) => "Terminar: {what}", "End: {what}";
    /// It was looked at.
    seen_on(day: &str) => "Vista el {day}", "Seen {day}";
    /// By whom.
    seen_on_by(day: &str, who: &str) => "Vista el {day} por {who}", "Seen {day} by {who}";
    /// Since when it holds.
    since_day(day: &str) => "Desde el {day}", "Since {day}";
    /// It was noted by hand.
    noted_since(day: &str) => "Anotada el {day}", "Noted {day}";
    /// By whom.
    noted_since_by(day: &str, who: &str) => "Anotada el {day} por {who}", "Noted {day} by {who}";
    /// The dialog.
    review_title(what: &str) => "Señal vista: {what}", "Sign seen: {what}";
    /// What that does.
    review_about => "Deja de aparecer como nueva en Hoy. Sigue aquí mientras dure; si termina y vuelve, será nueva otra vez.", "It no longer shows as new on Today. It stays here while it lasts; if it ends and comes back, it is new again.";
    /// What was found.
    review_note => "Qué se vio o se decidió", "What was found or decided";
    /// Does it.
    review_do => "Marcar como vista", "Mark as seen";
    /// Done.
    review_done => "Señal vista", "Sign seen";
    /// The dialog.
    note_title => "Anotar señal de alerta", "Note a warning sign";
    /// What that does.
    note_about => "Queda con la fecha y su nombre, hasta que la termine.", "It stands with the date and your name until you end it.";
    /// Which.
    note_kind => "Señal", "Sign";
    /// What was noticed.
    note_what => "Qué se notó", "What was noticed";
    /// When.
    note_day => "Desde el día", "Since";
    /// It is to come.
    day_to_come => "Ese día todavía no llega.", "That day is still to come.";
    /// Does it.
    note_do => "Anotar señal", "Note the sign";
    /// Done.
    note_done => "Señal anotada", "Sign noted";
    /// The dialog.
    end_title => "Terminar la señal", "End the sign";
    /// What that does.
    end_about => "Deja de contar; queda en la historia del cliente.", "It no longer counts; it stays in the customer’s history.";
    /// Does it.
    end_do => "Terminar", "End";

    /// A filter: any.
    any_signs => "Con o sin señales", "With or without signs";
    /// A filter: with signs.
    with_signs => "Con señales", "With signs";
    /// A filter: with a grave one.
    with_grave => "Con señales graves", "With grave signs";
    /// A column.
    signs => "Señales", "Signs";
    /// One sign.
    one_sign => "1 señal", "1 sign";
    /// Several signs.
    several_signs(count: usize) => "{count} señales", "{count} signs";
    /// One is grave.
    one_grave => "1 grave", "1 grave";
    /// Several are.
    several_grave(count: usize) => "{count} graves", "{count} grave";
}

crate::messages! {
    /// The thresholds, in the settings.
    thresholds => "Señales de alerta", "Warning signs";
    /// What they are.
    thresholds_hint => "Desde cuándo se muestra cada señal. Los valores que vienen con Cartera prefieren callar a alarmar sin motivo.",
        "From when on each sign shows. The values that come with Cartera would rather say nothing than raise a false alarm.";
    /// A threshold.
    later_days => "Más tarde que lo usual, por lo menos", "Later than usual by at least";
    /// A threshold.
    later_items => "Facturas recientes que se miran", "Recent invoices looked at";
    /// A threshold.
    habit_items => "Facturas anteriores que hacen costumbre", "Earlier invoices that make a habit";
    /// A threshold.
    broken_count => "Promesas sin cumplir", "Promises not kept";
    /// A threshold.
    within_days => "Dentro de", "Within";
    /// A threshold.
    unanswered => "Intentos seguidos", "Attempts in a row";
    /// A threshold.
    unanswered_days => "A lo largo de", "Over";
    /// A threshold.
    bounced_count => "Cheques devueltos", "Cheques returned";
    /// A threshold.
    bounced_within => "Devueltos dentro de", "Returned within";
    /// A threshold.
    post_dated_count => "Cheques posfechados", "Post-dated cheques";
    /// A threshold.
    post_dated_within => "Posfechados dentro de", "Post-dated within";
    /// A threshold.
    bank_cheques => "Cheques seguidos de otro banco", "Cheques in a row on another bank";
    /// A threshold.
    bank_days => "Es novedad durante", "It is news for";
    /// A threshold.
    fall_percent => "Compra menos, por lo menos", "Buys less by at least";
    /// A threshold.
    growth_percent => "Compra más, por lo menos", "Buys more by at least";
    /// A threshold.
    buying_days => "Periodo que se compara", "Period compared";
    /// A unit.
    in_days => "días", "days";
    /// A threshold.
    least_amount => "Importe mínimo", "Least amount";
    /// What it is for.
    least_amount_hint(currency: &str) => "Facturas por debajo no cuentan para la costumbre ni para las compras, en {currency}.", "Invoices below it count neither for the habit nor for purchases, in {currency}.";
    /// The least amount, a section.
    for_all => "Para todas", "For all";
    /// Goes back.
    restore => "Volver a los valores que vienen con Cartera", "Go back to the values that come with Cartera";
    /// They went back.
    restored => "Se volvió a los umbrales que vienen con Cartera", "Back to the thresholds that come with Cartera";
    /// What ships.
    shipped(value: &str) => "Viene con {value}", "Ships as {value}";
    /// It is out of range.
    out_of_range(least: u16, most: u16) => "Un número entero de {least} a {most}.", "A whole number from {least} to {most}.";
}

crate::messages! {
    /// The chart of delays.
    strip_title => "Días de atraso de sus pagos", "Days late of its payments";
    /// What it shows.
    strip_says(count: usize, low: &str, high: &str) => "Sus últimas {count} facturas. Lo usual, de {low} a {high} después de vencer.", "Its last {count} invoices. Usually {low} to {high} after the due date.";
    /// What it shows where little is known.
    strip_says_only(count: usize) => "Sus últimas {count} facturas.", "Its last {count} invoices.";
    /// A column.
    strip_invoice => "Factura", "Invoice";
    /// A column.
    strip_due => "Vencimiento", "Due";
    /// A column.
    strip_paid => "Pago", "Paid";
    /// A column.
    strip_days => "Días", "Days";
    /// Not paid.
    strip_open => "sin pagar", "not paid";
    /// The band.
    strip_usual(low: i64, high: &str) => "Lo usual: de {low} a {high} después de vencer", "Usually {low} to {high} after the due date";
}
