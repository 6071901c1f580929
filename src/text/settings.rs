//! Words of the settings.

use super::Lang;
use crate::views::currencies::RateProblem;
use crate::views::firm::FirmProblem;

crate::messages! {
    /// The sections, for screen readers.
    sections => "Secciones de ajustes", "Sections of the settings";
    /// The firm and its terms.
    firm => "Empresa", "Firm";
    /// How one collects.
    collecting => "Cobranza", "Collecting";
    /// Holidays and hours of contact.
    calendar => "Calendario", "Calendar";
    /// Currencies and rates.
    currencies => "Monedas", "Currencies";
    /// Language and theme.
    appearance => "Apariencia", "Appearance";
    /// The ledgers of this browser.
    ledgers => "Carteras", "Ledgers";
    /// Copies of the ledger.
    copies => "Copias", "Copies";
    /// What was done.
    history => "Historial", "History";

    /// Who the firm is.
    about_firm => "Su empresa", "Your firm";
    /// The firm's name.
    firm_name => "Nombre de la empresa", "Name of the firm";
    /// Where it is.
    country => "País", "Country";
    /// What the country decides.
    country_hint(example: &str) => "Los números se escriben así: {example}", "Numbers are written like this: {example}";
    /// The currency of the books.
    home_currency => "Moneda de la cartera", "Currency of the books";
    /// What changing it does not do, for one document.
    not_converted_one => "El documento que ya está en la cartera no se convierte: conserva su moneda.",
        "The document already in the ledger is not converted: it keeps its currency.";
    /// What changing it does not do.
    not_converted(count: &str) => "Los {count} documentos que ya están en la cartera no se convierten: conservan su moneda.",
        "The {count} documents already in the ledger are not converted: they keep their currency.";
    /// Why it cannot be changed.
    rates_in_use(from: &str) => "Hay tipos de cambio expresados en {from}. Quítelos antes de cambiar de moneda.",
        "There are rates in units of {from}. Remove them before changing the currency.";
    /// The language of what leaves the page.
    letters => "Idioma de cartas y exportaciones", "Language of letters and exports";
    /// Who enters things.
    person => "Quién lleva la cartera", "Who keeps the ledger";
    /// Where the name goes.
    person_hint => "Su nombre queda en cada línea del historial.", "The name is on every line of the history.";

    /// How customers pay and ages are counted.
    about_terms => "Condiciones y antigüedad", "Terms and aging";
    /// Terms for customers without their own.
    terms => "Condiciones de pago habituales", "Usual payment terms";
    /// Terms as understood, with an example.
    terms_echo(terms: &str, due: &str) => "{terms}: una factura de hoy vence el {due}.", "{terms}: an invoice of today falls due on {due}.";
    /// Terms of several parts as understood, with an example.
    terms_echo_parts(terms: &str, days: &str) => "{terms}: una factura de hoy vence en partes, el {days}.",
        "{terms}: an invoice of today falls due in parts, on {days}.";
    /// How terms are written.
    terms_unknown => "No se entiende. Escriba, por ejemplo: 30 días, contado, 30/60/90 días, 2/10 neto 30.",
        "This is not understood. Write, for example: 30 days, due on receipt, 30/60/90 days, 2/10 net 30.";
    /// The last days of the overdue buckets.
    edges => "Rangos de días vencidos", "Ranges of days overdue";
    /// The buckets must rise.
    edges_unknown => "Escriba el último día de cada rango, de menor a mayor: 30, 60, 90.",
        "Write the last day of each range, rising: 30, 60, 90.";
    /// There are too many.
    edges_many(most: usize) => "Puede haber hasta {most} rangos, además del último.",
        "There can be up to {most} ranges beside the last.";
    /// What is expected to be lost.
    allowance => "Estimación de incobrables", "Allowance for doubtful accounts";
    /// What the percentages do.
    allowance_hint => "Porcentaje de cada rango que no espera cobrar. En blanco, no se calcula.",
        "The share of each range you do not expect to collect. Blank, it is not worked out.";
    /// A field of it, for screen readers.
    allowance_of(range: &str) => "Porcentaje: {range}", "Percentage: {range}";
    /// It is no percentage.
    not_a_percent => "Un número de 0 a 100.", "A number from 0 to 100.";
    /// A leftover that is not chased.
    tolerance => "Diferencia pequeña", "Small difference";
    /// What the tolerance does.
    tolerance_hint => "Si al aplicar un pago falta esto o menos, se ofrece darlo por saldado.",
        "When a payment falls short by this or less, settling it is offered.";
    /// It is no amount.
    not_an_amount => "Un importe de cero en adelante.", "An amount from zero on.";
    /// Whose holidays.
    holidays => "Días festivos de", "Public holidays of";
    /// The firm's country.
    holidays_own(country: &str) => "El país de la empresa ({country})", "The firm's country ({country})";
    /// Nothing is chosen.
    not_chosen => "Elija una de la lista.", "Choose one from the list.";
    /// The settings were saved.
    saved => "Ajustes guardados", "Settings saved";
    /// Nothing is different.
    unchanged => "No hay cambios que guardar.", "There is nothing to save.";
    /// Some fields are wrong.
    check_fields => "Revise los datos marcados.", "Check what is marked.";

    /// Currencies in use.
    in_use => "Monedas en uso", "Currencies in use";
    /// It is the home currency.
    is_home => "Moneda de la cartera", "Currency of the books";
    /// The rate that counts today.
    rate_today => "Tipo de cambio de hoy", "Rate today";
    /// There is none.
    no_rate => "Sin tipo de cambio", "No rate";
    /// Dated rates.
    rates => "Tipos de cambio", "Exchange rates";
    /// What they are for.
    rates_hint => "Los importes nunca se suman entre monedas. El tipo de cambio solo sirve para mostrar al lado su valor en la moneda de la cartera.",
        "Amounts in different currencies are never added up. A rate only serves to show beside them what they are worth in the currency of the books.";
    /// Adds a rate.
    add_rate => "Agregar tipo de cambio", "Add a rate";
    /// The day from which it counts.
    rate_on => "Desde", "From";
    /// What one unit is worth, in the home currency.
    rate_value_in(home: &str) => "Valor en {home}", "Value in {home}";
    /// What one unit is worth, with the currency named.
    rate_value_of(currency: &str) => "Valor de 1 {currency}", "Value of 1 {currency}";
    /// Another of that day counts.
    rate_replaced => "reemplazado el mismo día", "replaced on the same day";
    /// Takes a rate out.
    remove => "Quitar", "Remove";
    /// Takes a rate out, for screen readers.
    remove_rate(what: &str) => "Quitar el tipo de cambio de {what}", "Remove the rate of {what}";
    /// A rate was added.
    rate_added => "Tipo de cambio agregado", "Rate added";
    /// A rate was taken out.
    rate_removed => "Tipo de cambio quitado", "Rate removed";
    /// No rates yet.
    no_rates_title => "Todavía no hay tipos de cambio", "No rates yet";
    /// What they would be for.
    no_rates => "Si factura en más de una moneda, agregue aquí el valor de cada una por fecha.",
        "If you invoice in more than one currency, add here what each is worth by date.";
    /// No currency is chosen.
    choose_currency => "Elija una moneda.", "Choose a currency.";
    /// The home currency was chosen.
    home_itself => "Es la moneda de la cartera: vale siempre 1.", "It is the currency of the books: it is always worth 1.";
    /// No value.
    not_a_rate => "Escriba un número mayor que cero.", "Write a number above zero.";
    /// Invoices in a currency.
    invoices => "Facturas", "Invoices";
    /// Payments in a currency.
    credits => "Pagos y notas", "Payments and notes";

    /// The interface's language.
    language => "Idioma", "Language";
    /// Light or dark.
    theme => "Tema", "Theme";
    /// As the system says.
    theme_auto => "Como el sistema", "As the system";
    /// Light.
    theme_light => "Claro", "Light";
    /// Dark.
    theme_dark => "Oscuro", "Dark";
    /// The keys.
    keyboard => "Teclado", "Keyboard";
    /// Shows the list of keys.
    show_keys => "Ver las teclas", "Show the keys";
    /// Where these choices are kept.
    appearance_hint => "Se recuerda en este navegador, no en la cartera.", "Remembered in this browser, not in the ledger.";

    /// When something was done.
    history_when => "Cuándo", "When";
    /// What was done.
    history_what => "Qué", "What";
    /// What it was about.
    history_subject => "Sobre", "About";
    /// Who did it.
    history_who => "Quién", "Who";
    /// How many facts it holds.
    history_facts => "Datos", "Facts";
    /// It was taken back.
    history_undone => "Deshecho", "Undone";
    /// What is done about it.
    history_actions => "Acciones", "Actions";
    /// Does again.
    redo => "Rehacer", "Do again";
    /// It was done again.
    redone => "Rehecho", "Done again";
    /// Takes back, for screen readers.
    undo_this(what: &str) => "Deshacer: {what}", "Undo: {what}";
    /// Does again, for screen readers.
    redo_this(what: &str) => "Rehacer: {what}", "Do again: {what}";
    /// How the history works.
    history_hint => "Nada se borra: deshacer agrega una línea, y también se puede deshacer.",
        "Nothing is erased: undoing adds a line, which can be undone too.";
    /// Nothing was done yet.
    no_history_title => "Todavía no hay historial", "No history yet";
    /// What would be here.
    no_history => "Cada cosa que registre quedará aquí, con la forma de deshacerla.",
        "Everything you record will be here, with a way to undo it.";
    /// Records that do not fit, one.
    unfit_one => "Un registro no cuadra con el resto. Se conserva en la cartera, pero no cuenta en ninguna cifra.",
        "One record does not fit the rest. It is kept in the ledger, but counts in no figure.";
    /// Records that do not fit.
    unfit(count: usize) => "{count} registros no cuadran con el resto. Se conservan en la cartera, pero no cuentan en ninguna cifra.",
        "{count} records do not fit the rest. They are kept in the ledger, but count in no figure.";
}

/// What is wrong with a field of the firm's settings.
pub fn firm_problem(lang: Lang, problem: FirmProblem) -> String {
    match problem {
        FirmProblem::NotChosen => not_chosen(lang).to_owned(),
        FirmProblem::UnknownTerms => terms_unknown(lang).to_owned(),
        FirmProblem::NotRisingDays => edges_unknown(lang).to_owned(),
        FirmProblem::TooManyBuckets => edges_many(lang, crate::views::firm::MOST_EDGES),
        FirmProblem::NotAPercent => not_a_percent(lang).to_owned(),
        FirmProblem::NotAnAmount => not_an_amount(lang).to_owned(),
    }
}

/// What is wrong with a rate.
pub fn rate_problem(lang: Lang, problem: RateProblem) -> &'static str {
    match problem {
        RateProblem::NoCurrency => choose_currency(lang),
        RateProblem::HomeItself => home_itself(lang),
        RateProblem::NotADate => super::shell::not_a_date(lang),
        RateProblem::NotAValue => not_a_rate(lang),
    }
}
