//! Words of what stands around every screen.

crate::messages! {
    /// The product.
    product => "Cartera", "Cartera";
    /// Skips the navigation.
    skip => "Ir al contenido", "Skip to content";
    /// The navigation's name for screen readers.
    navigation => "Pantallas", "Screens";
    /// The screen of today.
    today => "Hoy", "Today";
    /// The screen of receivables.
    receivables => "Cartera", "Receivables";
    /// The screen of customers.
    customers => "Clientes", "Customers";
    /// The screen of invoices.
    invoices => "Facturas", "Invoices";
    /// The screen of payments.
    payments => "Pagos", "Payments";
    /// The screen of imports.
    import => "Importar", "Import";
    /// The screen of indicators.
    indicators => "Indicadores", "Indicators";
    /// The protocols.
    protocols => "Protocolos", "Protocols";
    /// The screen of settings.
    settings => "Ajustes", "Settings";
    /// Opens the rest of the navigation on a phone.
    more => "Más", "More";
    /// Opens what can be added.
    add => "Agregar", "Add";
    /// An invoice to enter.
    new_invoice => "Nueva factura", "New invoice";
    /// A payment to enter.
    new_payment => "Registrar pago", "Record payment";
    /// A customer to enter.
    new_customer => "Nuevo cliente", "New customer";
    /// The search field.
    search => "Buscar", "Search";
    /// What the palette searches.
    palette_hint => "Cliente, factura o pantalla", "Customer, invoice or screen";
    /// Nothing was found.
    nothing_found => "No hay nada con ese texto.", "Nothing matches that.";
    /// What the user did is durable.
    saved => "Guardado", "Saved";
    /// What the user did is on its way.
    saving => "Guardando…", "Saving…";
    /// The last action was not stored.
    not_saved => "No se guardó lo último", "The last change was not saved";
    /// Another tab writes.
    read_only => "Solo lectura", "Read only";
    /// Why this tab only reads.
    read_only_why => "Esta cartera está abierta en otra pestaña, que es la que escribe. Aquí la ve al día.",
        "This ledger is open in another tab, which is the one that writes. Here you see it as it changes.";
    /// Makes this tab the writer.
    edit_here => "Editar aquí", "Edit here";
    /// There is no copy outside the browser.
    never_copied => "Sin copia fuera del navegador", "No copy outside the browser";
    /// The last copy outside is from today.
    copied_today => "Copia fuera: hoy", "Outside copy: today";
    /// How old the last copy outside is.
    copied_days(days: &str) => "Copia fuera: hace {days}", "Outside copy: {days} ago";
    /// This is the demonstration.
    demo_notice => "Está viendo una cartera de demostración con nombres inventados. Sus datos no se tocan.",
        "You are looking at a demonstration with invented names. Your own data is not touched.";
    /// Leaves the demonstration.
    leave_demo => "Salir de la demostración", "Leave the demonstration";
    /// A newer version of the page can be used.
    new_version => "Hay una versión nueva de Cartera. Se usa al volver a cargar la página; sus datos no cambian.",
        "There is a new version of Cartera. It is used once the page loads again; your data stays as it is.";
    /// Loads the page again with the newer version.
    use_new_version => "Usar la versión nueva", "Use the new version";
    /// Goes back.
    back => "Volver", "Back";
    /// Closes what is open.
    close => "Cerrar", "Close";
    /// Gives something up.
    cancel => "Cancelar", "Cancel";
    /// Keeps what was entered.
    save => "Guardar", "Save";
    /// Takes the last action back.
    undo => "Deshacer", "Undo";
    /// The action was taken back.
    undone => "Deshecho", "Undone";
    /// The ledger is being read.
    opening => "Abriendo la cartera…", "Opening the ledger…";
    /// A part of the page is on its way.
    loading => "Un momento…", "One moment…";
    /// A part of the page did not come.
    not_loaded_title => "No se pudo cargar esta parte", "This part could not be loaded";
    /// What may be the matter, what is safe, what to do.
    not_loaded => "Parece que no hay conexión con el sitio de la página. Lo guardado está a salvo en este navegador; intente de nuevo cuando haya conexión.",
        "The site of this page cannot be reached. What was saved is safe in this browser; try again once you are connected.";
    /// Asks once more for what did not come.
    try_again => "Intentar de nuevo", "Try again";
    /// There is no such screen.
    not_found_title => "Esa pantalla no existe", "There is no such screen";
    /// What to do then.
    not_found => "La dirección no corresponde a ninguna pantalla.", "The address leads to no screen.";
    /// A record that was in the address is not in the ledger.
    gone_title => "Ya no está en esta cartera", "It is not in this ledger";
    /// What may have happened.
    gone => "Puede que se haya deshecho, o que pertenezca a otra cartera.",
        "It may have been undone, or belong to another ledger.";
    /// Shows the keys.
    keys_title => "Teclas", "Keys";
    /// A key that searches.
    key_search => "Buscar", "Search";
    /// A key that opens the palette.
    key_palette => "Ir a cualquier parte", "Go anywhere";
    /// A key that takes back what was done last.
    key_undo => "Deshacer lo último", "Undo what was done last";
    /// A key that goes back.
    key_back => "Cerrar o volver", "Close or go back";
    /// A key that shows this list.
    key_help => "Esta lista", "This list";
    /// Optional, beside a field's name.
    optional => "opcional", "optional";
    /// The default of a choice.
    all => "Todos", "All";
    /// Puts a table into a file.
    export => "Exportar CSV", "Export CSV";
    /// Exports a table, where what it is stands beside it.
    csv => "CSV", "CSV";
    /// Prints.
    print => "Imprimir", "Print";
    /// Edits.
    edit => "Editar", "Edit";
    /// Something from the screen is opened with more.
    more_data => "Más datos", "More details";
    /// The table behind a picture.
    as_table => "Ver como tabla", "See as a table";
    /// No time of the day.
    not_a_time => "Escriba una hora, por ejemplo 16:30.", "Write a time, for example 16:30.";
    /// A date was not understood.
    not_a_date => "Escriba una fecha, por ejemplo 31/3/2026.", "Write a date, for example 31/3/2026.";
    /// An amount was not understood.
    not_an_amount => "Escriba un importe, por ejemplo 1,250.50.", "Write an amount, for example 1,250.50.";
    /// A field was left blank.
    required => "Falta este dato.", "This is needed.";
}
