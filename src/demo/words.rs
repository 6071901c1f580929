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
    /// How to pay the studio.
    payment_details => "Transferencia a Estudio Lumbre, Banco del Valle, CLABE 000000000000000000. Envíe el comprobante a cobranza@estudiolumbre.example.",
        "Transfer to Estudio Lumbre, Banco del Valle, CLABE 000000000000000000. Send the receipt to cobranza@estudiolumbre.example.";
    /// Why a customer is left alone for a while.
    hold_reason => "Cambia de administración; pidió esperar a la nueva.", "New management coming in; asked to wait for it.";
    /// Said when a plan was agreed.
    said_plan => "Acepta pagar lo vencido en cuatro cuotas.", "Agrees to pay what is overdue in four parts.";
    /// Said when word was left.
    said_left_word => "Recado con recepción.", "Left word at reception.";
    /// Said by one who refuses.
    said_refuses => "Dice que no va a pagar hasta hablar con Dirección.", "Says nothing will be paid before talking to management.";
    /// Said before the due date.
    said_all_well => "Recibieron todo bien y tienen la factura.", "Everything arrived and they have the invoice.";
    /// Said with a promise.
    said_promise => "Confirma fecha de pago.", "Confirms a day of payment.";
    /// Said of a payment run.
    said_in_run => "Ya está autorizada y programada.", "Approved and scheduled.";
    /// Said without a result.
    said_will_see => "Va a revisarlo con Tesorería.", "Will look into it with treasury.";
    /// Said of an invoice that never arrived.
    said_not_received => "No encuentra la factura; pide el PDF y el XML.", "Cannot find the invoice; asks for the PDF and the XML.";
    /// Said of a payment already made.
    said_paid => "Dice que transfirió ayer.", "Says it was transferred yesterday.";
    /// Said of an approval.
    said_approval => "Falta la firma de Compras.", "Purchasing has yet to sign.";
    /// Said of a call for later.
    said_call_back => "En junta; pide que le llamen después.", "In a meeting; asks to be called later.";
    /// Said of a dispute.
    said_dispute => "No está de acuerdo con la factura.", "Does not agree with the invoice.";
    /// What settles a dispute over the price.
    settles_price => "Nota de crédito por la diferencia con la cotización.", "A credit note for the difference to the quotation.";
    /// What settles a dispute over the quantity.
    settles_quantity => "Acuse de entrega con las piezas recibidas.", "A delivery receipt with the pieces received.";
    /// What settles a dispute over the document.
    settles_document => "Factura con la orden de compra correcta.", "An invoice with the right purchase order.";
    /// How a dispute was settled.
    settled_dispute => "Aclarado con el documento que faltaba.", "Settled with the missing document.";
    /// A note on an invoice that the customer rejected.
    note_rejected => "Rechazada: falta la orden de compra.", "Rejected: purchase order missing.";
}
