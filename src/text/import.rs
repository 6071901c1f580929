//! The import screen.

use super::Lang;
use super::format::{NumberStyle, count};
use crate::files::list_entry::{LineState, UndatedPayments};

use crate::messages;
use crate::views::import::Offer;

/// `1 factura`, `1,267 facturas`.
pub fn invoices(lang: Lang, number: usize, style: NumberStyle) -> String {
    match number {
        1 => one_invoice(lang).to_owned(),
        _ => some_invoices(lang, &count(number, style)),
    }
}

/// `1 fila`, `1,267 filas`.
pub fn rows(lang: Lang, number: usize, style: NumberStyle) -> String {
    match number {
        1 => one_row(lang).to_owned(),
        _ => some_rows(lang, &count(number, style)),
    }
}

/// The button that enters a list; why there is none where nothing can be entered.
pub fn offer(lang: Lang, offer: Offer, style: NumberStyle) -> String {
    let n = |number| count(number, style);
    match offer {
        Offer::Invoices(1) => import_invoice(lang).to_owned(),
        Offer::Invoices(number) => import_invoices(lang, &n(number)),
        Offer::Payments(1) => import_payment(lang).to_owned(),
        Offer::Payments(number) => import_payments(lang, &n(number)),
        Offer::CreditNotes(1) => import_credit_note(lang).to_owned(),
        Offer::CreditNotes(number) => import_credit_notes(lang, &n(number)),
        Offer::Customers(1) => complete_customer(lang).to_owned(),
        Offer::Customers(number) => complete_customers(lang, &n(number)),
        Offer::AllKnown => all_known(lang).to_owned(),
        Offer::AllBad => all_bad(lang).to_owned(),
        Offer::NoRows => no_rows(lang).to_owned(),
    }
}

/// A choice of days for payments that have none.
pub fn undated(lang: Lang, undated: UndatedPayments) -> &'static str {
    match undated {
        UndatedPayments::OnDueDate => on_due_date(lang),
        UndatedPayments::OnIssue => on_issue(lang),
        UndatedPayments::OnImport => on_import(lang),
    }
}

/// What becomes of a row.
pub fn state(lang: Lang, state: LineState) -> &'static str {
    match state {
        LineState::New => new_invoice(lang),
        LineState::CreditNote => credit_note(lang),
        LineState::Paid => payment(lang),
        LineState::Known => known(lang),
        LineState::Refused => refused(lang),
    }
}

messages! {
    /// The screen.
    title => "Importar", "Import";
    /// Where files are dropped.
    drop_title => "Suelte aquí sus facturas, su lista o su estado de cuenta", "Drop your invoices, your list or your bank statement here";
    /// More about it.
    drop_text => "Facturas electrónicas, solas o en ZIP o PDF, estados de cuenta del banco, hojas de cálculo y listas en texto: los archivos que quiera a la vez. No salen de este navegador.",
        "E-invoices, alone or in a ZIP or PDF, bank statements, spreadsheets and lists as text: as many files at once as you like. They do not leave this browser.";
    /// Opens the browser's own choice of files.
    choose => "Elegir archivos…", "Choose files…";
    /// Another way in.
    paste_hint => "¿La tiene abierta en una hoja de cálculo? Copie las celdas, con su encabezado, y péguelas en esta pantalla.",
        "Is it open in a spreadsheet? Copy the cells, with their header, and paste them on this screen.";
    /// Opens the dialog for pasting.
    paste => "Pegar una tabla…", "Paste a table…";
    /// The dialog.
    paste_title => "Pegar una tabla", "Paste a table";
    /// Its field.
    paste_label => "Celdas copiadas, con su encabezado", "Copied cells, with their header";
    /// Its button.
    paste_read => "Leer la tabla", "Read the table";
    /// What was pasted has one cell.
    not_a_table => "Lo que pegó no es una tabla: copie varias celdas, con su encabezado.",
        "What you pasted is no table: copy several cells, with their header.";
    /// The name of what was pasted.
    pasted => "Tabla pegada", "Pasted table";
    /// Gives out an empty list.
    template => "Descargar una plantilla", "Download a template";
    /// Its file.
    template_file => "plantilla-cartera.csv", "cartera-template.csv";
    /// What a list must have.
    needed => "Listas: lo necesario", "Lists: what is needed";
    /// More on that.
    needed_columns => "Cliente, número de factura, fecha de emisión o de vencimiento, e importe o saldo. Los encabezados pueden llamarse como los llame su programa.",
        "Customer, invoice number, issue date or due date, and amount or balance. The headers may be called whatever your program calls them.";
    /// What a list may have.
    welcome_too => "Listas: lo que también se aprovecha", "Lists: what is also used";
    /// More on that.
    more_columns => "Fecha de pago o lo pagado, moneda, condiciones, identificación fiscal, código, tipo de cliente, responsable, correo y teléfono. Las notas de crédito son importes negativos.",
        "Payment date or amount paid, currency, terms, tax ID, code, customer type, person responsible, email and phone. Credit notes are negative amounts.";
    /// What happens with a list that comes again.
    again => "Si vuelve a traer la misma lista", "If you bring the same list again";
    /// More on that.
    again_more => "Lo ya registrado se reconoce y no se duplica; los pagos que hubo desde entonces se agregan.",
        "What is in the ledger already is recognised and not doubled; payments made since are added.";

    /// Chooses another file.
    other_file => "Otros archivos…", "Other files…";
    /// What was understood of the file.
    understood => "Lo que se entendió", "What was understood";
    /// The file's encoding.
    encoding => "Codificación", "Encoding";
    /// What separates the cells.
    delimiter => "Separador", "Separator";
    /// Where the header stands.
    header => "Encabezado", "Header";
    /// There is none.
    no_header => "Sin encabezado", "No header";
    /// It stands in a row.
    header_row(row: usize, cells: &str) => "Fila {row}: {cells}", "Row {row}: {cells}";
    /// The currency of amounts that name none.
    unnamed_currency => "Importes sin moneda", "Amounts without a currency";
    /// Bytes that mean nothing.
    unreadable(places: &str) => "{places} caracteres no se pudieron leer: revise la codificación.",
        "{places} characters could not be read: check the encoding.";
    /// One row.
    one_row => "1 fila", "1 row";
    /// Several rows.
    some_rows(rows: &str) => "{rows} filas", "{rows} rows";
    /// One invoice.
    one_invoice => "1 factura", "1 invoice";
    /// Several invoices.
    some_invoices(number: &str) => "{number} facturas", "{number} invoices";
    /// Rows that hold no invoice.
    skipped_rows(what: &str) => "sin factura: {what}", "without an invoice: {what}";
    /// A column's place in the list of columns.
    column => "Columna", "Column";
    /// What stands in it.
    samples => "Contiene", "Holds";
    /// What it is taken for.
    meaning => "Se importa como", "Imported as";
    /// How its values are read.
    reading => "Cómo se lee", "How it is read";
    /// How many columns are imported.
    columns_used(used: usize, all: usize) => "Columnas: se importan {used} de {all}", "Columns: {used} of {all} are imported";
    /// The shape of the file is known from before.
    remembered => "Se leyó como la vez anterior.", "Read as the last time.";
    /// Forgets that.
    detect_again => "Detectar de nuevo", "Detect again";

    /// Questions that must be answered.
    questions => "Antes de seguir", "Before going on";
    /// A date under one order of three.
    which_day(example: &str) => "«{example}», ¿qué día es?", "“{example}”: which day is it?";
    /// A number under one mark of two.
    which_number(example: &str) => "«{example}», ¿qué número es?", "“{example}”: which number is it?";
    /// Columns a question is about.
    concerns(columns: &str) => "Columna {columns}", "Column {columns}";
    /// A number with a fraction.
    with_decimals => "con decimales", "with decimals";
    /// A whole number with a mark between its thousands.
    with_thousands => "millares", "thousands";
    /// The same, and likelier.
    with_thousands_likely => "millares, lo más probable", "thousands, most likely";
    /// A number with a fraction, and likelier.
    with_decimals_likely => "con decimales, lo más probable", "with decimals, most likely";
    /// Takes the columns as they are shown.
    columns_right => "Sí, así es", "Yes, that is right";
    /// No column is chosen.
    choose_column => "Elija una columna", "Choose a column";
    /// Questions are open.
    answer_first => "Responda lo que se pregunta arriba para seguir.", "Answer what is asked above to go on.";

    /// What would be entered.
    preview => "Lo que se va a registrar", "What will be entered";
    /// New invoices.
    invoices_new => "Facturas nuevas", "New invoices";
    /// New customers.
    customers_new => "Clientes nuevos", "New customers";
    /// Known customers, beside the new ones.
    customers_known(number: &str) => "y {number} ya registrados", "and {number} known";
    /// Payments.
    payments => "Pagos", "Payments";
    /// Credit notes.
    credit_notes => "Notas de crédito", "Credit notes";
    /// Rows that add nothing.
    rows_known => "Ya registradas", "In the ledger already";
    /// Customers of whom something is completed.
    customers_completed => "Clientes completados", "Customers completed";
    /// Rows with problems.
    rows_bad => "Filas con problemas", "Rows with problems";
    /// The head of a table of totals by currency.
    in_currency => "Totales", "Totals";
    /// Totals of invoices.
    invoiced => "Facturado", "Invoiced";
    /// Totals of payments of new invoices.
    paid => "Cobrado", "Paid";
    /// What is still owed.
    to_collect => "Por cobrar", "Still owed";
    /// Totals of payments of known invoices.
    paid_known => "Pagos de facturas ya registradas", "Payments of known invoices";
    /// Totals of credit notes.
    credited => "Notas de crédito", "Credit notes";
    /// Invoices without a due date.
    usual_terms_one(terms: &str) => "1 factura sin vencimiento: se usan las condiciones del cliente o, si no tiene, las de la firma ({terms}).",
        "1 invoice without a due date: the customer's terms are used, or else the firm's ({terms}).";
    /// Invoices without a due date.
    usual_terms(invoices: &str, terms: &str) => "{invoices} facturas sin vencimiento: se usan las condiciones del cliente o, si no tiene, las de la firma ({terms}).",
        "{invoices} invoices without a due date: the customer's terms are used, or else the firm's ({terms}).";
    /// Payments without a day.
    undated_payments(payments: &str) => "Pagos sin fecha ({payments}): se registran", "Payments without a date ({payments}): entered";
    /// On the due date.
    on_due_date => "el día del vencimiento, o hoy si aún no llega", "on the due date, or today if it is still to come";
    /// On the day of issue.
    on_issue => "el día de la emisión", "on the day of issue";
    /// Today.
    on_import => "hoy", "today";
    /// The first rows.
    first_rows => "Primeras filas, como quedarán", "First rows, as they will stand";
    /// Issued on.
    issued => "Emisión", "Issued";
    /// Falls due on.
    due => "Vence", "Due";
    /// What becomes of the row.
    becomes => "Será", "Becomes";
    /// A new invoice.
    new_invoice => "Factura nueva", "New invoice";
    /// A credit note.
    credit_note => "Nota de crédito", "Credit note";
    /// A payment.
    payment => "Pago", "Payment";
    /// In the ledger already.
    known => "Ya registrada", "In the ledger already";
    /// Refused.
    refused => "Con problema", "Has a problem";
    /// Paid on a day.
    paid_on(day: &str) => "el {day}", "on {day}";

    /// Rows that are not entered.
    problems => "Filas que no se importan", "Rows that are not imported";
    /// Doubtful rows.
    warnings => "Se importan, pero conviene revisar", "Imported, but worth a look";
    /// A row's number.
    row => "Fila", "Row";
    /// What is wrong.
    what => "Qué pasa", "What is wrong";
    /// Only the first are shown.
    first_shown(shown: &str, all: &str) => "Se muestran {shown} de {all}; el archivo que se descarga las tiene todas.",
        "{shown} of {all} are shown; the file to download has them all.";
    /// Only the first are shown.
    first_warnings(shown: &str, all: &str) => "Se muestran {shown} de {all}.", "{shown} of {all} are shown.";
    /// Gives out the rows with problems.
    download_bad => "Descargar filas con problemas", "Download rows with problems";
    /// How to go on with them.
    download_why => "Corríjalas en el archivo descargado y suéltelo aquí: se importan solo esas.",
        "Correct them in the downloaded file and drop it here: only those are imported.";
    /// The word in that file's name.
    problems_file => "problemas", "problems";

    /// Enters one invoice.
    import_invoice => "Importar 1 factura", "Import 1 invoice";
    /// Enters invoices.
    import_invoices(number: &str) => "Importar {number} facturas", "Import {number} invoices";
    /// Enters one payment.
    import_payment => "Importar 1 pago", "Import 1 payment";
    /// Enters payments.
    import_payments(number: &str) => "Importar {number} pagos", "Import {number} payments";
    /// Enters one credit note.
    import_credit_note => "Importar 1 nota de crédito", "Import 1 credit note";
    /// Enters credit notes.
    import_credit_notes(number: &str) => "Importar {number} notas de crédito", "Import {number} credit notes";
    /// Completes one customer.
    complete_customer => "Completar 1 cliente", "Complete 1 customer";
    /// Completes customers.
    complete_customers(number: &str) => "Completar {number} clientes", "Complete {number} customers";
    /// Nothing to enter: all is known.
    all_known => "No hay nada que importar: todo lo de esta lista ya está registrado.",
        "There is nothing to import: all of this list is in the ledger already.";
    /// Nothing to enter: all is bad.
    all_bad => "No hay nada que importar: todas las filas tienen algún problema. Revise qué contiene cada columna.",
        "There is nothing to import: every row has a problem. Check what each column holds.";
    /// Nothing to enter: no rows.
    no_rows => "No hay nada que importar: no se encontró ninguna fila con una factura.",
        "There is nothing to import: no row with an invoice was found.";
    /// It can be taken back.
    one_action => "Es una sola acción: después se puede deshacer.", "It is a single action: it can be undone afterwards.";

    /// The file is being looked through.
    surveying => "Revisando el archivo", "Looking through the file";
    /// The rows are being read.
    reading_rows => "Leyendo las filas", "Reading the rows";
    /// The rows are compared with the ledger.
    planning => "Comparando con la cartera", "Comparing with the ledger";
    /// The rows are being entered.
    entering => "Registrando", "Entering";
    /// How far that is.
    of(done: &str, total: &str) => "{done} de {total}", "{done} of {total}";
    /// It is being stored.
    storing => "Guardando…", "Saving…";
    /// The import was given up.
    cancelled => "Se canceló: no se registró nada.", "Cancelled: nothing was entered.";
    /// Something else was recorded meanwhile.
    changed_meanwhile => "La cartera cambió mientras tanto. No se registró nada; revise e intente otra vez.",
        "The ledger changed meanwhile. Nothing was entered; look again and try once more.";

    /// It is done.
    done => "Importación terminada", "Import finished";
    /// Where to go from there.
    see_receivables => "Ver quién debe", "See who owes";
    /// Where to go from there.
    see_customers => "Ver los clientes", "See the customers";
    /// Takes it back.
    undo => "Deshacer la importación", "Undo the import";
    /// It is being taken back.
    undoing => "Deshaciendo…", "Undoing…";
    /// It was taken back.
    undone => "Se deshizo la importación: no quedó nada de esta lista.", "The import was undone: nothing of this list is left.";
    /// Looks at the same file again.
    back_to_preview => "Volver a la lista", "Back to the list";
    /// Another one.
    import_other => "Importar otra lista", "Import another list";
}
