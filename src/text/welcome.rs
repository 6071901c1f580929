//! Words of the first visit.

crate::messages! {
    /// The question the product answers.
    title => "Quién le debe, cuánto y desde cuándo", "Who owes you, how much, since when";
    /// What it does.
    lead => "Traiga las facturas que ya tiene. Cartera le dice qué está vencido y deja registrado cada pago.",
        "Bring the invoices you have. Cartera tells you what is overdue and keeps track of every payment.";
    /// Way in: a file.
    import => "Importar un archivo", "Import a file";
    /// More on that.
    import_more => "CSV, o una tabla copiada de su hoja de cálculo", "CSV, or a table copied from your spreadsheet";
    /// Way in: the demonstration.
    demo => "Ver la demostración", "Try the demo";
    /// More on that.
    demo_more => "Una empresa inventada con 120 clientes; se quita con un clic", "An invented firm with 120 customers; gone with one click";
    /// Way in: by hand.
    invoice => "Agregar la primera factura", "Add the first invoice";
    /// More on that.
    invoice_more => "Diez segundos: cliente, fecha e importe", "Ten seconds: customer, date and amount";
    /// Where the data is.
    where_it_lives => "Todo queda guardado en este navegador, en este equipo. Nada se envía a ninguna parte; guarde una copia de vez en cuando.",
        "Everything is kept in this browser, on this device. Nothing is sent anywhere; keep a copy now and then.";
    /// Way back: a copy kept elsewhere.
    restore => "Restaurar una copia", "Restore a copy";
    /// The demonstration's name in the list of ledgers.
    demo_name => "Demostración", "Demo";
}
