//! Words of the payment screens.

use super::Lang;
use crate::ledger::credit::{CreditKind, Method};
use crate::views::payments::KindGroup;

/// What a kind of credit is called.
pub fn kind_name(lang: Lang, kind: KindGroup) -> &'static str {
    match kind {
        KindGroup::Payment => payment(lang),
        KindGroup::CreditNote => credit_note(lang),
        KindGroup::Withholding => withholding(lang),
        KindGroup::WriteOff => write_off(lang),
        KindGroup::EarlyDiscount => early_discount(lang),
        KindGroup::SmallDifference => small_difference(lang),
    }
}

/// How a credit came; `None` where it is no money.
pub fn method(lang: Lang, kind: &CreditKind) -> Option<&'static str> {
    let CreditKind::Payment { method } = kind else { return None };
    Some(match method {
        Method::Transfer => transfer(lang),
        Method::Cash => cash(lang),
        Method::Card => card(lang),
        Method::Cheque(_) => cheque(lang),
        Method::Other => other_way(lang),
    })
}

crate::messages! {
    /// Cheques that have neither cleared nor bounced.
    cheques => "Cheques en cartera", "Cheques in hand";

    /// Money received.
    payment => "Pago", "Payment";
    /// A credit note.
    credit_note => "Nota de crédito", "Credit note";
    /// Tax kept back.
    withholding => "Retención", "Withholding";
    /// Given up.
    write_off => "Castigo", "Write-off";
    /// A discount for paying early.
    early_discount => "Descuento por pronto pago", "Early-payment discount";
    /// A small difference.
    small_difference => "Diferencia pequeña", "Small difference";

    /// A bank transfer.
    transfer => "Transferencia", "Transfer";
    /// Cash.
    cash => "Efectivo", "Cash";
    /// A card.
    card => "Tarjeta", "Card";
    /// A cheque.
    cheque => "Cheque", "Cheque";
    /// Another way.
    other_way => "Otro medio", "Other";

    /// The column of kinds.
    kind_head => "Tipo", "Kind";
    /// How the money came.
    came_by => "Cómo llegó", "How it came";
    /// The invoices it settles.
    invoices => "Facturas", "Invoices";
    /// What is not applied yet.
    left => "Sin aplicar", "Unapplied";
    /// All kinds.
    all_kinds => "Todos los tipos", "All kinds";
    /// All of them.
    state_all => "Todos", "All";
    /// Only what has something left.
    state_left => "Con algo sin aplicar", "With something unapplied";
    /// The filter by whether something is left.
    state => "Estado", "State";
    /// The field that filters by words.
    find => "Buscar por referencia, cliente o factura", "Search by reference, customer or invoice";
    /// The first day shown.
    from_day => "Desde", "From";
    /// The last day shown.
    to_day => "Hasta", "To";
    /// How a day of the filter is written.
    day_hint => "día/mes/año", "day/month/year";
    /// Takes a filter away.
    remove_filter(what: &str) => "Quitar el filtro: {what}", "Remove the filter: {what}";
    /// One credit.
    count_one => "1 abono", "1 credit";
    /// Several credits.
    count(count: &str) => "{count} abonos", "{count} credits";
    /// There is no credit yet.
    empty_title => "Todavía no hay pagos", "No payments yet";
    /// What would be here.
    empty => "Aquí se ven los pagos, notas de crédito, retenciones y castigos, con lo que cada uno pagó y lo que falta aplicar.",
        "Payments, credit notes, withholdings and write-offs are listed here, with what each settled and what is still to apply.";
    /// No credit fits the filters.
    nothing_fits_title => "Ningún abono coincide", "Nothing matches";
    /// What to do then.
    nothing_fits => "Cambie o quite los filtros.", "Change or remove the filters.";
    /// Takes all filters away.
    clear_filters => "Quitar filtros", "Clear filters";
    /// It bounced.
    bounced => "Devuelto", "Bounced";
    /// It may be cashed on a later day.
    post_dated => "Posfechado", "Post-dated";
}
