//! Words of the warning signs.

use super::Lang;
use crate::ledger::dealing::SignKind;
use crate::signs::Gravity;

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
