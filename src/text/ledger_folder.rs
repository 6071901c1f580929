//! Words of the folder of tables: the file that explains the others.

use super::Lang;
use crate::files::ledger_folder::LedgerFile;

/// What stands in a file.
pub fn what(lang: Lang, file: LedgerFile) -> &'static str {
    match file {
        LedgerFile::Firm => firm(lang),
        LedgerFile::Customers => customers(lang),
        LedgerFile::Contacts => contacts(lang),
        LedgerFile::Invoices => invoices(lang),
        LedgerFile::Instalments => instalments(lang),
        LedgerFile::Credits => credits(lang),
        LedgerFile::Allocations => allocations(lang),
        LedgerFile::Refunds => refunds(lang),
        LedgerFile::Dealings => dealings(lang),
        LedgerFile::ProtocolSteps => protocol_steps(lang),
        LedgerFile::PlannedFlows => planned_flows(lang),
        LedgerFile::CashCounts => cash_counts(lang),
        LedgerFile::Rates => rates(lang),
        LedgerFile::History => history(lang),
    }
}

crate::messages! {
    /// What the file is called.
    readme_name => "LEAME.txt", "README.txt";
    /// Whose ledger, as of which day.
    title(firm: &str, day: &str) => "Cartera de {firm} al {day}", "Receivables ledger of {firm} as of {day}";
    /// As of which day.
    title_nameless(day: &str) => "Cartera al {day}", "Receivables ledger as of {day}";
    /// How the files are written.
    about => "Cada archivo es una tabla: texto en UTF-8 separado por comas, con los nombres de las columnas en la primera fila. Los importes van en la unidad principal de su moneda (código ISO 4217), con punto decimal y sin separador de miles; las fechas, como 2026-03-31. Las columnas que terminan en _id unen unas tablas con otras.",
        "Each file is a table: comma-separated text in UTF-8 with the names of the columns in the first row. Amounts are in the main unit of their currency (ISO 4217 code), with a decimal point and no thousands separator; dates are written 2026-03-31. Columns whose name ends in _id tie the tables together.";
    /// What open and left mean.
    open_and_left => "«open» es lo que queda por cobrar y «left» el saldo a favor sin aplicar, al cierre de ese día.",
        "“open” is what is still to be collected and “left” the credit not yet applied, at the end of that day.";
    /// Text that looks like a formula.
    guarded => "Un texto que una hoja de cálculo tomaría por fórmula lleva un apóstrofo delante.",
        "Text that a spreadsheet would take for a formula has an apostrophe before it.";
    /// One row.
    one_row => "1 fila", "1 row";
    /// Rows.
    rows(count: usize) => "{count} filas", "{count} rows";
    /// A line about a file.
    file(name: &str, rows: &str, what: &str) => "{name} ({rows}): {what}", "{name} ({rows}): {what}";
    /// The firm.
    firm => "su empresa y cómo está configurada la cartera.", "your firm and the ledger's settings.";
    /// Customers.
    customers => "los clientes.", "the customers.";
    /// Contacts of customers.
    contacts => "las personas con quienes se trata en cada cliente.", "whom to talk to at each customer's.";
    /// Invoices.
    invoices => "facturas, notas de débito y cargos; también las canceladas.", "invoices, debit notes and charges; cancelled ones too.";
    /// Instalments.
    instalments => "las cuotas de cada factura: vencimiento, importe y lo que queda abierto.", "each invoice's instalments: due date, amount and what is open.";
    /// Credits.
    credits => "pagos, notas de crédito, retenciones, castigos y descuentos; también los cheques devueltos.", "payments, credit notes, withholdings, write-offs and discounts; bounced cheques too.";
    /// Allocations.
    allocations => "qué parte de cada pago o crédito salda qué cuota, desde qué día y, si dejó de valer, hasta cuál.", "which part of each credit settles which instalment, from which day and, where it no longer counts, until which.";
    /// Refunds.
    refunds => "devoluciones de saldo a favor.", "credit given back.";
    /// Dealings.
    dealings => "gestiones, promesas, aclaraciones, convenios, pausas y señales; el detalle va en JSON.", "contacts, promises, disputes, plans, holds and signs; the details are JSON.";
    /// Protocols.
    protocol_steps => "los protocolos propios, un paso por fila.", "your own protocols, a step a row.";
    /// Planned flows.
    planned_flows => "ingresos y egresos previstos.", "planned income and payments.";
    /// Cash counts.
    cash_counts => "saldos contados en caja y bancos.", "cash counted.";
    /// Rates.
    rates => "tipos de cambio con su fecha: unidades de la moneda de la empresa por una unidad de la otra.", "dated exchange rates: units of the firm's currency for one unit of the other.";
    /// The history.
    history => "lo que se hizo en la cartera, en orden.", "what was done in the ledger, in order.";
    /// Above the rules of the sums.
    sums_title => "Para rehacer las cuentas:", "To add the figures up again:";
    /// Instalments sum to the total.
    sum_total => "el total de una factura es la suma de «amount» de sus cuotas;", "an invoice's total is the sum of “amount” of its instalments;";
    /// Open amounts.
    sum_open => "«open» de una cuota es su «amount» menos la suma de «settled» de sus aplicaciones vigentes ese día (cero si la factura aún no se emitía o estaba cancelada);",
        "“open” of an instalment is its “amount” less the sum of “settled” of the allocations in effect that day (zero where the invoice was not yet issued or was cancelled);";
    /// What is left.
    sum_left => "«left» de un pago o crédito es su «amount» menos la suma de «taken» de sus aplicaciones vigentes y de sus devoluciones (cero si el cheque fue devuelto);",
        "“left” of a credit is its “amount” less the sum of “taken” of its allocations in effect and of its refunds (zero for a bounced cheque);";
    /// Balances.
    sum_balance => "el saldo de un cliente, por moneda, es la suma de «open» menos la suma de «left».", "a customer's balance, by currency, is the sum of “open” less the sum of “left”.";
    /// What restores a ledger.
    whole_copy => "Estas tablas son para leer y calcular. Para volver a abrir la cartera en Cartera guarde una copia (cartera-<fecha>.jsonl).",
        "These tables are for reading and calculating. To open the ledger in Cartera again keep a copy (cartera-<date>.jsonl).";
}
