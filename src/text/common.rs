//! Words that several screens share.

use super::Lang;
use super::format::days_count;

crate::messages! {
    /// A currency.
    currency => "Moneda", "Currency";
    /// A customer.
    customer => "Cliente", "Customer";
    /// A number of a document.
    number => "Número", "Number";
    /// A date.
    date => "Fecha", "Date";
    /// An amount.
    amount => "Importe", "Amount";
    /// A balance.
    balance => "Saldo", "Balance";
    /// A total.
    total => "Total", "Total";
    /// What is still open.
    open => "Abierto", "Open";
    /// A due date.
    due => "Vence", "Due";
    /// A reference.
    reference => "Referencia", "Reference";
    /// Notes.
    notes => "Notas", "Notes";
    /// A segment.
    segment => "Tipo de cliente", "Segment";
    /// Who looks after a customer.
    responsible => "Responsable", "Responsible";
    /// Days.
    days => "Días", "Days";
    /// Nobody or nothing in particular.
    none => "Ninguno", "None";
    /// It falls due today.
    due_today => "vence hoy", "due today";
    /// It falls due in some days.
    due_in(days: &str) => "en {days}", "in {days}";
}

/// How late something is, in a word: `74 días`, `vence hoy`, `en 10 días`.
pub fn lateness(lang: Lang, days_past_due: i64) -> String {
    match days_past_due {
        0 => due_today(lang).to_owned(),
        late if late > 0 => days_count(lang, late),
        early => due_in(lang, &days_count(lang, -early)),
    }
}
