//! What the demonstration says in the user's language. Names stay as they are.

crate::messages! {
    /// The segment of large companies.
    corporate => "Corporativos", "Corporate";
    /// The segment of shops.
    retail => "Comercios", "Retail";
    /// The segment of schools, clinics and foundations.
    institutions => "Instituciones", "Institutions";
    /// The role of who pays invoices.
    accounts_payable => "Cuentas por pagar", "Accounts payable";
    /// The role of who buys.
    purchasing => "Compras", "Purchasing";
    /// The role of who decides about money.
    treasury => "Tesorería", "Treasury";
    /// The role of whoever owns a shop; a woman or a man.
    owner => "Dirección", "Owner";
    /// A note on a customer that wants its order number on the invoice.
    note_order => "Pide su orden de compra en la factura.", "Wants its purchase order on the invoice.";
    /// A note on a customer that pays on certain weekdays.
    note_payment_days => "La factura debe entrar a revisión antes del día de pago.", "Invoices must pass review before payment day.";
    /// A note on a customer that stopped paying.
    note_silent => "Cambió de administrador; nadie contesta los correos.", "New administrator; nobody answers e-mail.";
    /// A note on a customer that withholds tax.
    note_withholds(percent: &str) => "Retiene el {percent} % de cada factura.", "Withholds {percent}% of every invoice.";
    /// Why an invoice was cancelled and issued again.
    reason_data => "Datos fiscales equivocados; se emitió otra.", "Wrong tax details; issued again.";
    /// Why an invoice was cancelled for good.
    reason_order => "El cliente canceló el pedido.", "The customer cancelled the order.";
    /// A note on a credit note for returned goods.
    note_return => "Devolución parcial", "Partial return";
    /// A note on a credit note for an agreed discount.
    note_rebate => "Bonificación acordada", "Agreed rebate";
    /// A note on a write-off.
    note_write_off => "Incobrable: el negocio cerró.", "Uncollectable: the business closed.";
    /// A note on money paid in advance.
    note_advance => "Anticipo", "Advance payment";
    /// A note on an invoice that was paid twice.
    note_twice(number: &str) => "Pago duplicado de {number}", "{number} paid twice";
    /// A note on a debit note.
    note_debit(number: &str) => "Flete no incluido en {number}", "Freight left out of {number}";
    /// A note on an interest charge.
    note_interest(number: &str) => "Intereses moratorios de {number}", "Late interest on {number}";
    /// A note on an invoice that the customer rejected.
    note_rejected => "Rechazada: falta la orden de compra.", "Rejected: purchase order missing.";
}
