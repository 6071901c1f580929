//! Words of the receivables screen.

crate::messages! {
    /// Before the day of the report.
    as_of => "Al", "As of";
    /// Before the basis.
    by_basis => "según", "by";
    /// Before the grouping.
    grouped => "por", "per";
    /// Before the currency.
    in_currency => "moneda", "currency";
    /// Before the edges.
    edges => "rangos", "ranges";
    /// All currencies.
    all_currencies => "todas", "all";
    /// Takes the filter out.
    show_all => "Ver todo", "Show all";
    /// Nothing is open.
    nothing_title => "No hay nada por cobrar a esa fecha", "Nothing was owed on that day";
    /// What to do.
    nothing => "Todo lo facturado hasta entonces estaba pagado, o no había facturas.",
        "Everything invoiced by then had been paid, or there were no invoices.";
    /// What a drill-down shows.
    behind(what: &str) => "Detalle: {what}", "Behind: {what}";
    /// How many customers.
    customers(count: &str) => "{count} clientes", "{count} customers";
    /// How many rows of another kind.
    rows(count: &str) => "{count} renglones", "{count} rows";
    /// What all is worth in the home currency.
    worth(amount: &str) => "En total equivale a {amount}", "Worth {amount} in all";
    /// A rate is missing.
    no_worth => "Falta un tipo de cambio para sumar en moneda local", "A rate is missing to value it in the home currency";
    /// Sets the allowance.
    set_allowance => "Definir porcentajes de incobrables", "Set allowance percentages";
    /// Filtered by a range.
    filtered(range: &str) => "Solo con saldo en {range}", "Only with something in {range}";
}
