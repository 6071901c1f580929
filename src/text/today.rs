//! Words of the screen of today.

crate::messages! {
    /// The title, with the day.
    title(day: &str) => "Hoy, {day}", "Today, {day}";
    /// Owed in all.
    owed => "Por cobrar", "Owed";
    /// Past due.
    overdue => "Vencido", "Overdue";
    /// Due in thirty days.
    due_soon => "Vence en 30 días", "Due in 30 days";
    /// Paid in thirty days.
    came_in => "Entró en 30 días", "Came in, 30 days";
    /// The list of what is overdue.
    late => "Vencidas", "Overdue";
    /// The list of what falls due.
    soon => "Vencen hoy y esta semana", "Due today and this week";
    /// The list of payments.
    payments => "Lo que entró", "What came in";
    /// Cheques whose day has come.
    cheques => "Cheques para depositar", "Cheques to deposit";
    /// Credits with something left.
    waiting => "Saldos a favor por aplicar", "Credit to apply";
    /// Nothing is overdue.
    nothing_late => "Nada vencido. Buen momento para confirmar lo que está por vencer.",
        "Nothing overdue. A good moment to confirm what falls due.";
    /// Nothing falls due.
    nothing_soon => "Nada vence en los próximos siete días.", "Nothing falls due in the next seven days.";
    /// Nothing came in.
    nothing_came => "No entró ningún pago en los últimos 30 días.", "No payment came in during the last 30 days.";
    /// How many invoices, the oldest of which is.
    oldest(count: &str, number: &str) => "{count} facturas · la más antigua {number}", "{count} invoices · the oldest {number}";
    /// One invoice.
    one(number: &str) => "Factura {number}", "Invoice {number}";
    /// Shows the rest.
    all_late => "Ver toda la cartera vencida", "See all that is overdue";
    /// Shows all payments.
    all_payments => "Ver todos los pagos", "See all payments";
    /// Records a payment of a customer.
    record => "Registrar pago", "Record payment";
}
