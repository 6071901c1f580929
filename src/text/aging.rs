//! Words of the aging report.

use super::Lang;
use crate::aging::{Basis, Column, Grouping};

crate::messages! {
    /// What the report is called.
    report => "Antigüedad de saldos", "Accounts receivable aging";
    /// Zero days past due or fewer.
    not_yet_due => "Por vencer", "Not yet due";
    /// From one day past due on.
    overdue => "Vencido", "Overdue";
    /// A range of days.
    range(from: u16, to: u16) => "{from}–{to}", "{from}–{to}";
    /// More than so many days.
    over(days: u16) => "Más de {days}", "Over {days}";
    /// Credit that settles nothing yet.
    unapplied => "A favor", "Unapplied";
    /// What is owed in all.
    balance => "Saldo", "Balance";
    /// Days past due of the oldest open item.
    days_past_due => "Días de atraso", "Days past due";
    /// Days since the oldest open invoice was issued.
    days_since_issue => "Días desde la emisión", "Days since issue";
    /// The heading of either where there is little room.
    days_short => "Días", "Days";
    /// How many instalments are open.
    open_items => "Partidas abiertas", "Open items";
    /// The last line.
    total => "Total", "Total";
    /// A customer.
    customer => "Cliente", "Customer";
    /// The user's own code for a customer.
    code => "Clave", "Code";
    /// A customer's tax id.
    tax_id => "Identificación fiscal", "Tax ID";
    /// Kind of customer.
    segment => "Tipo de cliente", "Segment";
    /// Who looks after a customer.
    responsible => "Responsable", "Responsible";
    /// A currency.
    currency => "Moneda", "Currency";
    /// An invoice.
    invoice => "Factura", "Invoice";
    /// An invoice's number.
    number => "Número", "Number";
    /// Which instalment of its invoice.
    instalment => "Cuota", "Instalment";
    /// An instalment by its invoice's number.
    instalment_of(number: &str, place: u16, of: usize)
        => "{number} · {place} de {of}", "{number} · {place} of {of}";
    /// The day of issue.
    issued_on => "Emisión", "Issued";
    /// The due date.
    due_on => "Vencimiento", "Due";
    /// Customers of no kind.
    no_segment => "Sin tipo de cliente", "No segment";
    /// Customers whom nobody looks after.
    no_responsible => "Sin responsable", "Nobody responsible";
    /// Ages count from the due date.
    by_due_date => "Fecha de vencimiento", "Due date";
    /// Ages count from the day of issue.
    by_issue_date => "Fecha de emisión", "Issue date";
    /// What is expected to be lost.
    allowance => "Estimación de incobrables", "Allowance for doubtful accounts";
    /// The totals at the end of each month.
    trend => "Al cierre de cada mes", "At each month-end";
    /// The value of a total in the home currency.
    home_value(code: &str) => "Equivale en {code}", "Worth in {code}";
    /// Why there is no value in the home currency.
    no_rate(code: &str)
        => "Falta un tipo de cambio de {code} para esta fecha",
        "There is no {code} exchange rate for this date";
}

/// The heading of a column.
///
/// ```
/// use cartera::aging::Column;
/// use cartera::text::{Lang, aging::column};
/// assert_eq!(column(Lang::Es, Column::Over(90)), "Más de 90");
/// ```
pub fn column(lang: Lang, column: Column) -> String {
    match column {
        Column::NotYetDue => not_yet_due(lang).to_owned(),
        Column::Days { from, to } if from == to => from.to_string(),
        Column::Days { from, to } => range(lang, from, to),
        Column::Over(days) => over(lang, days),
    }
}

/// What the days of the report count.
pub fn days(lang: Lang, basis: Basis) -> &'static str {
    match basis {
        Basis::DueDate => days_past_due(lang),
        Basis::IssueDate => days_since_issue(lang),
    }
}

/// The name of a basis.
pub fn basis(lang: Lang, basis: Basis) -> &'static str {
    match basis {
        Basis::DueDate => by_due_date(lang),
        Basis::IssueDate => by_issue_date(lang),
    }
}

/// The name of a grouping.
pub fn grouping(lang: Lang, by: Grouping) -> &'static str {
    match by {
        Grouping::Customer => customer(lang),
        Grouping::Segment => segment(lang),
        Grouping::Responsible => responsible(lang),
        Grouping::Currency => currency(lang),
        Grouping::Invoice => invoice(lang),
    }
}
