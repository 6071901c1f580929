//! Words of the screen of receivables.

use super::Lang;
use super::format::{self, NumberStyle};
use crate::aging::{Basis, Column, Grouping};

crate::messages! {
    /// Before the day of the report.
    as_of => "Al", "As of";
    /// The day of the report, for screen readers.
    as_of_full => "Al día", "As of the day";
    /// Back to the report of today.
    back_to_today => "Volver a hoy", "Back to today";
    /// Before the basis.
    according_to => "según", "by";
    /// The basis, for screen readers.
    according_to_full => "Antigüedad según", "Age by";
    /// Before the grouping.
    grouped_by => "por", "per";
    /// The grouping, for screen readers.
    grouped_by_full => "Una línea por", "One line per";
    /// Before the currency.
    in_currency => "moneda", "currency";
    /// The currency, for screen readers.
    in_currency_full => "Solo en moneda", "Only in currency";
    /// Before the ranges.
    ranges => "rangos", "ranges";
    /// The ranges, for screen readers.
    ranges_full => "Rangos de días", "Ranges of days";
    /// Why the ranges were not taken.
    ranges_unknown => "Escriba hasta seis días que vayan en aumento: 30, 60, 90.",
        "Write up to six days, each later than the one before: 30, 60, 90.";
    /// All currencies.
    all_currencies => "todas", "all";
    /// Due dates, within the sentence of the controls.
    due_date => "fecha de vencimiento", "due date";
    /// Days of issue, within that sentence.
    issue_date => "fecha de emisión", "issue date";
    /// A customer, within that sentence.
    customer => "cliente", "customer";
    /// A segment, within that sentence.
    segment => "tipo de cliente", "segment";
    /// A responsible, within that sentence.
    responsible => "responsable", "responsible";
    /// A currency, within that sentence.
    currency => "moneda", "currency";
    /// An invoice, within that sentence.
    invoice => "factura", "invoice";

    /// The heading of a currency's part.
    part(currency: &str) => "Saldo en {currency}", "Balance in {currency}";
    /// A range of days by its name.
    in_days(range: &str) => "{range} días", "{range} days";
    /// The large figure.
    balance => "Saldo por cobrar", "Balance owed";
    /// Credit that the balance is already less by.
    less_credit(amount: &str) => "ya descontados {amount} a favor", "after {amount} of unapplied credit";
    /// The part that is past due.
    overdue(share: &str) => "{share} vencido", "{share} overdue";
    /// The buttons of the columns, for screen readers.
    choose => "Mostrar solo un rango", "Show one range only";
    /// Shows all lines again.
    show_all => "Mostrar todo", "Show all";
    /// Takes a filter away.
    remove_filter(what: &str) => "Quitar el filtro {what}", "Remove the filter {what}";
    /// A filter by segment.
    of_segment(name: &str) => "Tipo de cliente: {name}", "Segment: {name}";
    /// A filter by responsible.
    of_responsible(name: &str) => "Responsable: {name}", "Responsible: {name}";
    /// A filter by customer.
    of_customer(name: &str) => "Cliente: {name}", "Customer: {name}";
    /// A filter by column.
    of_range(name: &str) => "Rango: {name}", "Range: {name}";

    /// Nobody owes anything on the day.
    nothing_title => "Nadie debía nada ese día", "Nobody owed anything on that day";
    /// What would be here.
    nothing => "Aquí aparece quién debe, cuánto y con cuántos días de atraso. Cambie la fecha o los filtros.",
        "This shows who owes, how much and how many days late. Change the day or the filters.";
    /// The chosen column is empty.
    nothing_in_range => "No hay saldo en este rango.", "Nothing is owed in this range.";

    /// One line of a table by segment, and so on.
    count_customers_one => "1 cliente", "1 customer";
    /// Lines of a table by customer.
    count_customers(count: &str) => "{count} clientes", "{count} customers";
    /// One line of a table by invoice.
    count_documents_one => "1 documento", "1 document";
    /// Lines of a table by invoice.
    count_documents(count: &str) => "{count} documentos", "{count} documents";
    /// How old the oldest open item is.
    oldest => "Días", "Days";
    /// After the days, on a phone.
    days_late_word => "días", "days";
    /// One day, on a phone.
    day_late_word => "día", "day";
    /// The age of an instalment.
    age => "Antigüedad", "Age";
    /// What is open of an instalment.
    open => "Abierto", "Open";
    /// An amount that opens what is behind it, for screen readers.
    see_behind(amount: &str, column: &str, whose: &str) => "{amount}, {column}, {whose}: ver documentos",
        "{amount}, {column}, {whose}: see documents";
    /// All lines together.
    everyone => "Todos", "Everyone";
    /// The rest of a long list.
    see_list(count: &str) => "Ver los {count} documentos en una lista", "See all {count} documents in a list";
    /// There is nothing behind the figure any more.
    nothing_behind => "Ya no hay documentos detrás de esta cifra.", "There are no documents behind this figure any more.";

    /// All currencies at the day's rates.
    worth_in_all(code: &str) => "Todo junto, en {code} al tipo de cambio del día",
        "All together, in {code} at the rates of the day";
    /// A total in the home currency.
    worth_in(amount: &str) => "equivale a {amount}", "worth {amount}";
    /// Leads to the rates.
    add_rate => "Agregar un tipo de cambio…", "Add an exchange rate…";

    /// The share expected to be lost.
    percent => "Porcentaje", "Percentage";
    /// What is expected to be lost.
    lost => "Estimación", "Allowance";
    /// There are no percentages.
    no_percentages => "Con un porcentaje por rango, aquí se estima cuánto no se va a cobrar.",
        "With a percentage for each range, this estimates what will not be collected.";
    /// Leads to the percentages.
    set_percentages => "Fijar porcentajes…", "Set percentages…";
    /// The percentages are for other columns.
    other_columns => "Los porcentajes valen para los rangos de la firma, según la fecha de vencimiento.",
        "The percentages are for the firm's own ranges, by due date.";

    /// The head of the printed report.
    printed(day: &str, basis: &str, by: &str) => "Al {day}, según {basis}, por {by}",
        "As of {day}, by {basis}, per {by}";
    /// The file could not be handed over.
    not_exported(why: &str) => "No se pudo guardar el archivo: {why}", "The file could not be saved: {why}";
}

/// A column by its full name: «Por vencer», «61–90 días».
pub fn column(lang: Lang, column: Column) -> String {
    let name = super::aging::column(lang, column);
    if column == Column::NotYetDue { name } else { in_days(lang, &name) }
}

/// A basis within the sentence of the controls.
pub fn basis(lang: Lang, basis: Basis) -> &'static str {
    match basis {
        Basis::DueDate => due_date(lang),
        Basis::IssueDate => issue_date(lang),
    }
}

/// A grouping within the sentence of the controls.
pub fn grouping(lang: Lang, by: Grouping) -> &'static str {
    match by {
        Grouping::Customer => customer(lang),
        Grouping::Segment => segment(lang),
        Grouping::Responsible => responsible(lang),
        Grouping::Currency => currency(lang),
        Grouping::Invoice => invoice(lang),
    }
}

/// How many lines there are: «127 clientes», «612 documentos»; nothing where lines are
/// neither.
pub fn lines(lang: Lang, by: Grouping, count: usize, style: NumberStyle) -> Option<String> {
    let counted = format::count(count, style);
    match (by, count) {
        (Grouping::Customer, 1) => Some(count_customers_one(lang).to_owned()),
        (Grouping::Customer, _) => Some(count_customers(lang, &counted)),
        (Grouping::Invoice, 1) => Some(count_documents_one(lang).to_owned()),
        (Grouping::Invoice, _) => Some(count_documents(lang, &counted)),
        _ => None,
    }
}
