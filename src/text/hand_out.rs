//! Words about taking the ledger's data to other programs.

use super::Lang;
use crate::files::plain_text_accounting::Dialect;

/// What a journal is for.
pub fn journal(lang: Lang, dialect: Dialect) -> &'static str {
    match dialect {
        Dialect::Hledger => hledger(lang),
        Dialect::Beancount => beancount(lang),
    }
}

crate::messages! {
    /// Above what can be handed out.
    title => "Llevar los datos a otro programa", "Take the data to another program";
    /// What it is for.
    hint => "Todo lo que guarda esta cartera, para consultarlo y calcular donde quiera. Para volver a abrirla aquí sirve la copia, no estos archivos.",
        "Everything this ledger holds, to look up and calculate wherever you like. To open it here again use a copy, not these files.";
    /// The folder of tables.
    tables => "Todas las tablas", "All tables";
    /// What the folder of tables is.
    tables_hint => "Un ZIP con un CSV por cada clase de dato (clientes, facturas, cuotas, pagos, aplicaciones, gestiones…) y un LÉAME que explica las columnas.",
        "A ZIP with one CSV for each kind of data (customers, invoices, instalments, payments, allocations, contacts…) and a README that explains the columns.";
    /// Hands out the folder of tables.
    download_tables => "Descargar ZIP", "Download ZIP";
    /// The folder is being written.
    preparing => "Preparando…", "Preparing…";
    /// The folder was handed out.
    downloaded(file: &str) => "Descargado: {file}", "Downloaded: {file}";
    /// The worker did not load, or gave up.
    failed => "No se pudo preparar el ZIP. Intente de nuevo; la primera vez hace falta conexión.",
        "The ZIP could not be prepared. Try again; the first time a connection is needed.";
    /// Open items as a journal.
    open_items => "Partidas abiertas como asientos", "Open items as journal entries";
    /// What the journals are.
    open_items_hint => "Para contabilidad en texto plano: una cuenta por cliente, un asiento por factura abierta y por saldo a favor, con sus vencimientos.",
        "For plain-text accounting: an account for each customer, an entry for each open invoice and each unapplied credit, with due dates.";
    /// The program hledger.
    hledger => "hledger", "hledger";
    /// The program beancount.
    beancount => "beancount", "beancount";
}
