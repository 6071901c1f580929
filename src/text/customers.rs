//! Words of the customer screens.

use chrono::{Days, NaiveDate, Weekday};

use super::Lang;
use super::format::{days_count, weekday_name};
use super::invoices::kind_name;
use super::payments;
use crate::ledger::Book;
use crate::ledger::credit::{ChequeStep, Credit, CreditKind, Method};
use crate::ledger::customer::Party;
use crate::ledger::dealing::What as Dealt;
use crate::views::customer::Habit;
use crate::views::time_line::{Kind, What};

/// What an event of the time line is called: «Factura F-102», «Pago por transferencia».
pub fn event(lang: Lang, book: &Book, what: &What) -> String {
    match what {
        What::Issued(ix) => {
            let invoice = &book.invoice(*ix).invoice;
            join(kind_name(lang, invoice.kind), &invoice.number)
        }
        What::Cancelled(ix) => cancelled(lang, &book.invoice(*ix).invoice.number),
        What::Due(ix) => {
            let item = book.item(*ix);
            let invoice = &book.invoice(item.invoice).invoice;
            let of = invoice.instalments.len();
            match of {
                1 => falls_due(lang, &invoice.number),
                _ => part_falls_due(lang, item.number, of, &invoice.number),
            }
        }
        What::Credited(ix, _) => credit_kind(lang, &book.credit(*ix).credit.kind).to_owned(),
        What::PostDated(_) => post_dated(lang).to_owned(),
        What::Cheque(ix, step) => {
            let number = cheque_number(&book.credit(*ix).credit);
            match step {
                ChequeStep::Deposited => deposited(lang, number),
                ChequeStep::Cleared => cleared(lang, number),
                ChequeStep::Bounced => bounced(lang, number),
            }
        }
        What::Refunded(_) => refunded(lang).to_owned(),
        What::Promised(_) => super::dealings::promised(lang).to_owned(),
        What::Part(id, place) => {
            let parts = match book.find_dealing(*id).map(|(_, entry)| &entry.dealing.what) {
                Some(Dealt::Plan(plan)) => plan.parts.len(),
                _ => 0,
            };
            super::dealings::plan_part(lang, place + 1, parts)
        }
        // The views tell these with their particulars.
        What::Dealt(_) | What::Ended(_) | What::Broken(_) => String::new(),
    }
}

/// What a credit is called: «Pago por transferencia», «Nota de crédito».
pub fn credit_kind(lang: Lang, kind: &CreditKind) -> &'static str {
    match kind {
        CreditKind::Payment { method } => match method {
            Method::Transfer => paid_by_transfer(lang),
            Method::Cash => paid_in_cash(lang),
            Method::Card => paid_by_card(lang),
            Method::Cheque(_) => paid_by_cheque(lang),
            Method::Other => paid(lang),
        },
        CreditKind::CreditNote => payments::credit_note(lang),
        CreditKind::Withholding => payments::withholding(lang),
        CreditKind::WriteOff => payments::write_off(lang),
        CreditKind::SmallDifference => payments::small_difference(lang),
        CreditKind::EarlyDiscount => payments::early_discount(lang),
    }
}

/// What a kind of event is called where one is chosen.
pub fn kind(lang: Lang, kind: Kind) -> &'static str {
    match kind {
        Kind::Invoices => invoices(lang),
        Kind::DueDates => due_dates(lang),
        Kind::Payments => payments(lang),
        Kind::Credits => credits(lang),
        Kind::Cheques => cheques(lang),
        Kind::Contacts => super::dealings::contacts_made(lang),
        Kind::Agreements => super::dealings::agreements(lang),
        Kind::Obstacles => super::dealings::obstacles(lang),
        Kind::Signs => super::signs::title(lang),
    }
}

/// How a customer has paid, in a sentence.
pub fn habit(lang: Lang, habit: &Habit) -> String {
    let average = habit.average_days_late();
    let days = days_count(lang, average.abs());
    let count = habit.days_late.len();
    let what = if count == 1 { one_paid(lang).to_owned() } else { many_paid(lang, count) };
    match average {
        0 => paid_when_due(lang, &what),
        1.. => paid_after(lang, &what, &days),
        _ => paid_before(lang, &what, &days),
    }
}

/// The name of a weekday.
pub fn weekday(lang: Lang, day: Weekday) -> &'static str {
    // The first day of all that is a Monday and easy to check: 1 January 2024.
    let monday = NaiveDate::from_ymd_opt(2024, 1, 1).unwrap_or_default();
    weekday_name(lang, monday + Days::new(u64::from(day.num_days_from_monday())))
}

/// Weekdays as a list: «lunes y jueves».
pub fn weekdays(lang: Lang, days: &[Weekday]) -> String {
    let names: Vec<&str> = days.iter().map(|day| weekday(lang, *day)).collect();
    match names.as_slice() {
        [some @ .., one, last] => {
            let mut text = String::new();
            for name in some {
                text.push_str(name);
                text.push_str(", ");
            }
            text + &and(lang, one, last)
        }
        [only] => (*only).to_owned(),
        [] => String::new(),
    }
}

/// Company or person.
pub fn party(lang: Lang, party: Party) -> &'static str {
    match party {
        Party::Company => company(lang),
        Party::Person => person(lang),
    }
}

fn cheque_number(credit: &Credit) -> &str {
    credit.cheque().map_or("", |cheque| cheque.number.as_str())
}

/// A kind and a number, the number possibly blank.
fn join(kind: &str, number: &str) -> String {
    let mut text = [kind, " ", number].concat();
    text.truncate(text.trim_end().len());
    text
}

crate::messages! {
    /// How many customers are shown.
    count_one => "1 cliente", "1 customer";
    /// How many customers are shown.
    count(customers: &str) => "{customers} clientes", "{customers} customers";
    /// The field that narrows the list.
    find => "Nombre, clave o número fiscal", "Name, code or tax ID";
    /// Customers of any kind.
    any_segment => "Todos los tipos", "All segments";
    /// Customers of any responsible.
    any_responsible => "Todos los responsables", "Everybody responsible";
    /// No customer of a kind.
    no_segment => "Sin tipo", "No segment";
    /// No responsible.
    no_responsible => "Sin responsable", "Nobody responsible";
    /// How many invoices are open.
    open_invoices => "Abiertas", "Open";
    /// The oldest open item.
    oldest => "Más antigua", "Oldest";
    /// What is past due.
    overdue => "Vencido", "Overdue";
    /// More currencies than there is room for.
    more_currencies(count: usize) => "y {count} más", "and {count} more";
    /// No customer fits.
    none_fits_title => "Ningún cliente coincide", "No customer fits";
    /// What to do then.
    none_fits => "Cambie lo que busca o quite los filtros.", "Change the search or take the filters off.";
    /// Takes the filters off.
    show_all => "Ver todos", "Show all";

    /// Rings up.
    call => "Llamar", "Call";
    /// Writes an e-mail.
    email => "Correo", "E-mail";
    /// Writes on WhatsApp.
    whatsapp => "WhatsApp", "WhatsApp";
    /// The time line.
    movements => "Movimientos", "Activity";
    /// The kinds of event, for screen readers.
    narrow => "Mostrar", "Show";
    /// Every kind of event.
    everything => "Todo", "All";
    /// Invoices.
    invoices => "Facturas", "Invoices";
    /// Due dates.
    due_dates => "Vencimientos", "Due dates";
    /// Payments.
    payments => "Pagos", "Payments";
    /// Other credits.
    credits => "Otros abonos", "Other credits";
    /// Cheques.
    cheques => "Cheques", "Cheques";
    /// There are events still to come.
    to_come(count: usize) => "Por venir ({count})", "To come ({count})";
    /// A balance at the end of a day.
    balance_after(amount: &str) => "Saldo {amount}", "Balance {amount}";
    /// Nothing happened yet.
    nothing_yet => "Todavía no hay movimientos.", "Nothing has happened yet.";
    /// Nothing of the kind that was chosen.
    nothing_of_kind => "No hay movimientos de este tipo.", "Nothing of this kind.";
    /// Shows older events.
    show_more => "Ver más antiguos", "Show older";
    /// An invoice was cancelled.
    cancelled(number: &str) => "Se canceló {number}", "{number} was cancelled";
    /// An invoice falls due.
    falls_due(number: &str) => "Vencimiento de {number}", "{number} falls due";
    /// A part of an invoice falls due.
    part_falls_due(place: u16, of: usize, number: &str)
        => "Vencimiento {place} de {of} de {number}", "Instalment {place} of {of} of {number} falls due";
    /// What was open on a due date.
    open_then => "abierto ese día", "open that day";
    /// A post-dated cheque.
    post_dated => "Cheque posfechado recibido", "Post-dated cheque received";
    /// The day from which a cheque counts.
    counts_from(day: &str) => "cuenta desde el {day}", "counts from {day}";
    /// A cheque was taken to the bank.
    deposited(number: &str) => "Cheque {number} depositado", "Cheque {number} deposited";
    /// A cheque cleared.
    cleared(number: &str) => "Cheque {number} cobrado", "Cheque {number} cleared";
    /// A cheque bounced.
    bounced(number: &str) => "Cheque {number} devuelto", "Cheque {number} bounced";
    /// Money was given back.
    refunded => "Devolución de dinero", "Money given back";
    /// What a credit settles.
    applied_to(what: &str) => "Aplicado a {what}", "Applied to {what}";
    /// A credit that settles nothing.
    not_applied => "Sin aplicar", "Not applied";
    /// A credit that settled in another currency changed.
    reapplied => "Cambio de aplicación entre monedas", "Applied across currencies";

    /// A transfer.
    paid_by_transfer => "Pago por transferencia", "Payment by transfer";
    /// Cash.
    paid_in_cash => "Pago en efectivo", "Payment in cash";
    /// A card.
    paid_by_card => "Pago con tarjeta", "Payment by card";
    /// A cheque.
    paid_by_cheque => "Pago con cheque", "Payment by cheque";
    /// Another way.
    paid => "Pago", "Payment";
    /// Open instalments.
    open_items => "Partidas abiertas", "Open items";
    /// Nothing is open.
    nothing_open => "No debe nada.", "Nothing is owed.";
    /// All open invoices of the customer.
    all_open(count: &str) => "Ver las {count}", "See all {count}";
    /// The aging of the customer.
    aging => "Antigüedad", "Aging";
    /// What was agreed.
    agreed => "Lo acordado", "What is agreed";
    /// Terms.
    terms => "Condiciones", "Terms";
    /// The firm's terms apply.
    firms_terms(terms: &str) => "{terms} (las de la empresa)", "{terms} (the firm's)";
    /// A credit limit.
    credit_limit => "Límite de crédito", "Credit limit";
    /// How much of the limit is used.
    limit_used(percent: i64, left: &str) => "{percent}\u{a0}% usado; quedan {left}", "{percent}\u{a0}% used; {left} left";
    /// The limit is exceeded.
    limit_exceeded(over: &str) => "Excedido en {over}", "Exceeded by {over}";
    /// Other currencies do not count.
    limit_in_currency => "sin contar lo que debe en otras monedas", "not counting what is owed in other currencies";
    /// Days on which the customer takes in invoices.
    review_days => "Días de revisión", "Review days";
    /// Days on which the customer pays.
    payment_days => "Días de pago", "Payment days";
    /// How the customer pays.
    habits => "Hábito de pago", "How they pay";
    /// Nothing is known about paying.
    no_habit => "En los últimos 12 meses no ha pagado ninguna factura completa.", "No invoice was paid in full in the last 12 months.";
    /// One thing was paid.
    one_paid => "En los últimos 12 meses pagó una factura", "In the last 12 months one invoice was paid";
    /// Several things were paid.
    many_paid(count: usize) => "En los últimos 12 meses pagó {count} vencimientos, en promedio", "In the last 12 months {count} due amounts were paid, on average";
    /// On the due date.
    paid_when_due(what: &str) => "{what} el día del vencimiento.", "{what} on the due date.";
    /// After the due date.
    paid_after(what: &str, days: &str) => "{what} {days} después de vencer.", "{what} {days} after the due date.";
    /// Before the due date.
    paid_before(what: &str, days: &str) => "{what} {days} antes de vencer.", "{what} {days} before the due date.";
    /// What the strip of bars shows.
    strip => "Días de atraso de cada pago, del más antiguo al más reciente.", "Days late of each payment, the oldest first.";
    /// Contacts.
    contacts => "Contactos", "Contacts";
    /// No contact.
    no_contacts => "Sin contactos.", "No contacts.";
    /// Particulars.
    particulars => "Datos", "Details";
    /// A country.
    country => "País", "Country";
    /// A language.
    language => "Idioma", "Language";

    /// An edit.
    edit_title => "Editar cliente", "Edit customer";
    /// The name it signs with.
    legal_name => "Razón social", "Legal name";
    /// The name it is known by.
    trade_name => "Nombre comercial", "Trade name";
    /// When to fill the trade name.
    trade_name_hint => "Si lo conocen por otro nombre.", "If it goes by another name.";
    /// The first contact.
    contact => "Contacto", "Contact";
    /// A contact of several.
    contact_of(place: usize) => "Contacto {place}", "Contact {place}";
    /// A contact's name.
    contact_name => "Nombre", "Name";
    /// A contact's role.
    contact_role => "Puesto", "Role";
    /// A contact's phone.
    contact_phone => "Teléfono", "Phone";
    /// A contact's e-mail.
    contact_email => "Correo electrónico", "E-mail";
    /// How to write a WhatsApp number.
    whatsapp_hint => "Con el código del país, por ejemplo +52 55 1234 5678.", "With the country code, for example +52 55 1234 5678.";
    /// Adds a contact.
    add_contact => "Agregar contacto", "Add contact";
    /// Removes a contact.
    remove_contact(place: usize) => "Quitar contacto {place}", "Remove contact {place}";
    /// Company or person.
    party_label => "Tipo de persona", "Party";
    /// A company.
    company => "Moral o empresa", "Company";
    /// A natural person.
    person => "Física o natural", "Individual";
    /// The user's own code.
    code => "Clave", "Code";
    /// The firm's country.
    firms_country(country: &str) => "El de la empresa ({country})", "The firm's ({country})";
    /// The firm's language.
    firms_language => "El de la cartera", "The ledger's";
    /// The home currency.
    home_currency(code: &str) => "La de la empresa ({code})", "The firm's ({code})";
    /// How to write terms.
    terms_hint(terms: &str) => "Por ejemplo 30 días, 30/60/90 o 2/10 neto 30. En blanco: {terms}.", "For example 30 days, 30/60/90 or 2/10 net 30. Blank: {terms}.";
    /// What terms were understood as.
    understood(terms: &str) => "Se entiende: {terms}", "Understood as: {terms}";
    /// Another customer has the name.
    same_name(name: &str) => "Ya hay un cliente con ese nombre: {name}.", "There is a customer of that name: {name}.";
    /// Another customer has the tax id.
    same_tax_id(name: &str) => "{name} ya tiene esta identificación.", "{name} has this number already.";
    /// A customer was added.
    added(name: &str) => "{name} quedó registrado", "{name} was added";
    /// A customer was changed.
    changed(name: &str) => "Se guardaron los datos de {name}", "{name} was saved";
    /// Any segment in use.
    type_ahead => "Elija uno o escriba otro", "Choose one or write another";
    /// Two weekdays.
    and(one: &str, other: &str) => "{one} y {other}", "{one} and {other}";
    /// Spanish.
    spanish => "Español", "Spanish";
    /// English.
    english => "Inglés", "English";
}
