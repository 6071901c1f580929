//! Words of the invoice screens, and what is wrong with a field of a form.

use chrono::NaiveDate;

use super::format::{NumberStyle, amount_with_symbol, date_medium, days_count};
use super::{Lang, common, shell};
use crate::ledger::Money;
use crate::ledger::invoice::{Delivery, InvoiceKind};
use crate::views::invoice::Ended;
use crate::views::invoices::{State, StateFilter};
use crate::views::problem::Why;

/// What is wrong with a field.
pub fn why(lang: Lang, style: NumberStyle, why: &Why) -> String {
    let words = match why {
        Why::Missing => shell::required(lang),
        Why::NotADate => shell::not_a_date(lang),
        Why::NotATime => shell::not_a_time(lang),
        Why::NotAnAmount => shell::not_an_amount(lang),
        Why::NotPositive => not_positive(lang),
        Why::TooLarge => too_large(lang),
        Why::NotARate => not_a_rate(lang),
        Why::NotTerms => not_terms(lang),
        Why::NoSuchCustomer => no_such_customer(lang),
        Why::SeveralCustomers => several_customers(lang),
        Why::NumberTaken => number_taken(lang),
        Why::Remainder(left) => return remainder(lang, style, *left),
    };
    words.to_owned()
}

/// What instalments written by hand leave of the total.
pub fn remainder(lang: Lang, style: NumberStyle, left: Money) -> String {
    let figure = Money::new(left.amount_minor.abs(), left.currency);
    let figure = amount_with_symbol(figure, style);
    match left.amount_minor {
        0 => nothing_left(lang).to_owned(),
        1.. => still_left(lang, &figure),
        _ => too_much(lang, &figure),
    }
}

/// When something falls due, as it was understood: «Vence el 15 dic 2026», or in parts.
pub fn due_echo(lang: Lang, style: NumberStyle, parts: &[(NaiveDate, Money)]) -> String {
    match parts {
        [] => String::new(),
        [(on, _)] => due_on(lang, &date_medium(lang, *on)),
        several => {
            let list: Vec<String> = several
                .iter()
                .map(|(on, part)| {
                    let day = date_medium(lang, *on);
                    if part.is_zero() {
                        day
                    } else {
                        [&day, " (", &amount_with_symbol(*part, style), ")"].concat()
                    }
                })
                .collect();
            due_in_parts(lang, several.len(), &list.join("; "))
        }
    }
}

/// What kind of document it is.
pub fn kind_name(lang: Lang, kind: InvoiceKind) -> &'static str {
    match kind {
        InvoiceKind::Invoice => invoice(lang),
        InvoiceKind::DebitNote => debit_note(lang),
        InvoiceKind::Interest => interest(lang),
        InvoiceKind::Fee => fee(lang),
        InvoiceKind::Opening => opening(lang),
    }
}

/// How far an invoice has come.
pub fn delivery(lang: Lang, delivery: Delivery) -> &'static str {
    match delivery {
        Delivery::Unknown => delivery_unknown(lang),
        Delivery::Sent => sent(lang),
        Delivery::Received => received(lang),
        Delivery::Acknowledged => acknowledged(lang),
        Delivery::Rejected => rejected(lang),
    }
}

/// How an invoice stands.
pub fn state(lang: Lang, state: State) -> &'static str {
    match state {
        State::Scheduled => scheduled(lang),
        State::Open => open(lang),
        State::Partly => partly(lang),
        State::Overdue => overdue(lang),
        State::Paid => paid(lang),
        State::Cancelled => cancelled(lang),
    }
}

/// The states that the list is narrowed to.
pub fn state_filter(lang: Lang, filter: StateFilter) -> &'static str {
    match filter {
        StateFilter::Open => all_open(lang),
        StateFilter::Overdue => all_overdue(lang),
        StateFilter::Paid => all_paid(lang),
        StateFilter::Cancelled => all_cancelled(lang),
        StateFilter::All => every(lang),
    }
}

/// Why a part of a credit does not settle any more, and since when.
pub fn ended(lang: Lang, on: NaiveDate, why: Ended) -> String {
    let day = date_medium(lang, on);
    match why {
        Ended::Bounced => ended_bounced(lang, &day),
        Ended::Cancelled => ended_cancelled(lang, &day),
        Ended::TakenBack => ended_taken_back(lang, &day),
    }
}

/// The columns of the file, in its order.
pub fn columns(lang: Lang) -> [&'static str; 11] {
    [
        common::customer(lang),
        super::tax_id::tax_id(lang),
        common::number(lang),
        issued(lang),
        due_date(lang),
        common::currency(lang),
        common::total(lang),
        balance(lang),
        days_late(lang),
        state_label(lang),
        common::reference(lang),
    ]
}

/// How late in a sentence: «Venció hace 12 días», «Vence hoy», «Vence en 10 días».
pub fn due_when(lang: Lang, days: i64) -> String {
    match days {
        0 => due_today(lang).to_owned(),
        1.. => was_due(lang, &days_count(lang, days)),
        _ => is_due(lang, &days_count(lang, -days)),
    }
}

crate::messages! {
    /// An invoice.
    invoice => "Factura", "Invoice";
    /// A debit note.
    debit_note => "Nota de débito", "Debit note";
    /// Late interest.
    interest => "Intereses", "Interest";
    /// A fee.
    fee => "Cargo", "Fee";
    /// What was owed before the ledger began.
    opening => "Saldo inicial", "Opening balance";

    /// Open invoices.
    all_open => "Abiertas", "Open";
    /// Overdue invoices.
    all_overdue => "Vencidas", "Overdue";
    /// Paid invoices.
    all_paid => "Pagadas", "Paid";
    /// Cancelled invoices.
    all_cancelled => "Canceladas", "Cancelled";
    /// Every invoice.
    every => "Todas", "All";
    /// To be issued.
    scheduled => "Por emitir", "Scheduled";
    /// Open.
    open => "Abierta", "Open";
    /// Partly settled.
    partly => "Pagada en parte", "Partly paid";
    /// Overdue.
    overdue => "Vencida", "Overdue";
    /// Paid.
    paid => "Pagada", "Paid";
    /// Cancelled.
    cancelled => "Cancelada", "Cancelled";

    /// State.
    state_label => "Estado", "State";
    /// The day of issue.
    issued => "Emisión", "Issued";
    /// The due date.
    due_date => "Vencimiento", "Due date";
    /// Balance, as the list import knows it.
    balance => "Saldo", "Balance";
    /// Days past due.
    days_late => "Días de atraso", "Days past due";
    /// How many invoices are shown.
    count_one => "1 factura", "1 invoice";
    /// How many invoices are shown.
    count(invoices: &str) => "{invoices} facturas", "{invoices} invoices";
    /// The total of what is shown in a currency.
    total_of(code: &str, count: &str) => "Total {code} · {count}", "Total {code} · {count}";
    /// The field that narrows the list.
    find => "Número, cliente o referencia", "Number, customer or reference";
    /// The first day of issue.
    issued_from => "Emitidas desde", "Issued from";
    /// The last day of issue.
    issued_to => "hasta", "to";
    /// Only one customer's.
    only_of(name: &str) => "Solo de {name}", "Only of {name}";
    /// Takes that filter off.
    all_customers => "Ver las de todos los clientes", "Show every customer's";
    /// No invoice fits.
    none_fits_title => "Ninguna factura coincide", "No invoice fits";
    /// What to do then.
    none_fits => "Cambie lo que busca o quite los filtros.", "Change the search or take the filters off.";
    /// None yet.
    none_title => "Aún no hay facturas", "No invoices yet";
    /// What would be here.
    none => "Aquí estarán las facturas con su vencimiento y lo que falta por cobrar.",
        "Invoices will be here with their due dates and what is still to be collected.";
    /// Takes the filters off.
    show_all => "Ver todas", "Show all";

    /// A new document of a kind.
    new_of(kind: &str) => "Nueva: {kind}", "New: {kind}";
    /// An edit.
    edit_title(number: &str) => "Editar {number}", "Edit {number}";
    /// The field for terms or a due date.
    due_field => "Condiciones o vencimiento", "Terms or due date";
    /// How to fill it.
    due_hint => "Por ejemplo 30 días, fin de mes o 15/12/2026.", "For example 30 days, end of month or 15/12/2026.";
    /// When it falls due.
    due_on(day: &str) => "Vence el {day}", "Due on {day}";
    /// When it falls due, in parts.
    due_in_parts(count: usize, list: &str) => "Vence en {count} partes: {list}", "Due in {count} parts: {list}";
    /// The last choice of the customer field.
    create(name: &str) => "Crear «{name}»", "Create “{name}”";
    /// A note beside it.
    new_customer_note => "cliente nuevo", "new customer";
    /// A customer that is entered with the invoice.
    will_create => "Se registrará como cliente nuevo.", "It will be added as a new customer.";
    /// The field of a customer's name.
    customer_hint => "Escriba las primeras letras", "Write the first letters";
    /// Saves and starts another.
    save_and_next => "Guardar y agregar otra", "Save and add another";
    /// What kind of document.
    kind => "Tipo de documento", "Kind of document";
    /// Fiscal id.
    fiscal_id => "Folio fiscal", "Fiscal ID";
    /// Which names a fiscal id has.
    fiscal_id_hint => "UUID, CUFE o clave de acceso.", "UUID, CUFE or access key.";
    /// Reference of the customer.
    reference_hint => "Orden de compra u otra del cliente.", "Purchase order or other of the customer.";
    /// The day of acknowledgement.
    acknowledged_on => "Acuse o contrarrecibo", "Acknowledged on";
    /// Delivery.
    delivery_label => "Distribución", "Delivery";
    /// Nothing is known.
    delivery_unknown => "Sin dato", "Not known";
    /// Sent.
    sent => "Enviada", "Sent";
    /// Received.
    received => "Recibida", "Received";
    /// Acknowledged.
    acknowledged => "Con acuse", "Acknowledged";
    /// Rejected.
    rejected => "Rechazada", "Rejected";
    /// The rate.
    rate_of(home: &str, code: &str) => "Tipo de cambio ({home} por {code})", "Rate ({home} per {code})";
    /// The rate the ledger has.
    rate_hint(rate: &str) => "En blanco: {rate}, el registrado.", "Blank: {rate}, as recorded.";
    /// The ledger has no rate.
    no_rate_hint => "No hay ninguno registrado para esa fecha.", "None is recorded for that date.";
    /// Instalments.
    instalments => "Vencimientos", "Instalments";
    /// Writes instalments by hand.
    by_hand => "Escribir los vencimientos a mano", "Write the instalments by hand";
    /// Goes back to terms.
    by_terms => "Volver a las condiciones", "Back to terms";
    /// Instalments were written by hand.
    written_by_hand(count: usize) => "{count} vencimientos escritos a mano, en Más datos.", "{count} instalments written by hand, under More details.";
    /// One instalment was written by hand.
    one_by_hand => "Un vencimiento escrito a mano, en Más datos.", "One instalment written by hand, under More details.";
    /// Adds an instalment.
    add_row => "Agregar vencimiento", "Add instalment";
    /// Removes an instalment.
    remove_row(place: usize) => "Quitar vencimiento {place}", "Remove instalment {place}";
    /// An instalment of several.
    row_due(place: usize) => "Vence ({place})", "Due ({place})";
    /// An instalment's amount.
    row_amount(place: usize) => "Importe ({place})", "Amount ({place})";
    /// They sum to the total.
    nothing_left => "Suman el total.", "They add up to the total.";
    /// They leave something.
    still_left(left: &str) => "Faltan {left} para llegar al total.", "{left} is missing from the total.";
    /// They exceed the total.
    too_much(over: &str) => "Exceden el total por {over}.", "They exceed the total by {over}.";

    /// Not above zero.
    not_positive => "Escriba un importe mayor que cero.", "Write an amount above zero.";
    /// More than the ledger holds.
    too_large => "Es más de lo que la cartera puede guardar.", "That is more than the ledger can hold.";
    /// No rate.
    not_a_rate => "Escriba un tipo de cambio mayor que cero.", "Write a rate above zero.";
    /// Neither terms nor a date.
    not_terms => "No se entiende. Escriba por ejemplo 30 días, fin de mes o 15/12/2026.",
        "Not understood. Write for example 30 days, end of month or 15/12/2026.";
    /// Nobody by this name.
    no_such_customer => "No hay un cliente con ese nombre: elija uno de la lista o créelo.",
        "There is no customer of that name: choose one from the list or create it.";
    /// Several by this name.
    several_customers => "Hay varios clientes con ese nombre: elija uno de la lista.",
        "Several customers have that name: choose one from the list.";
    /// The number is taken.
    number_taken => "Este cliente ya tiene un documento con ese número.", "This customer has a document of that number already.";
    /// Fields are wrong.
    see_fields => "Revise los datos señalados.", "Check the fields that are marked.";
    /// An invoice was entered.
    added(number: &str) => "{number} quedó registrada", "{number} was added";
    /// An invoice was corrected.
    changed(number: &str) => "{number} quedó corregida", "{number} was corrected";

    /// How late the oldest is.
    oldest_of(days: &str) => "hasta {days}", "up to {days}";
    /// The whole amount is due at once.
    due_today => "Vence hoy", "Due today";
    /// It was due.
    was_due(days: &str) => "Venció hace {days}", "Due {days} ago";
    /// It is due.
    is_due(days: &str) => "Vence en {days}", "Due in {days}";
    /// An instalment's place.
    place_of(place: u16, of: usize) => "{place} de {of}", "{place} of {of}";
    /// What settled it.
    settled_by => "Cómo se ha pagado", "What settled it";
    /// Nothing settled it.
    nothing_settled => "Todavía no se le ha aplicado nada.", "Nothing was applied to it yet.";
    /// Takes an application back.
    take_back => "Deshacer aplicación…", "Take back…";
    /// The dialog's title.
    take_back_title => "Deshacer la aplicación", "Take the application back";
    /// What it does.
    take_back_about(amount: &str, number: &str) => "Desde el día que indique, {amount} vuelven a estar abiertos en {number} y quedan a favor en el abono.",
        "From the day you give, {amount} is open again on {number} and unapplied on the credit.";
    /// Which day to give for a mistake.
    take_back_hint(day: &str) => "Si fue un error desde el principio, escriba {day}.", "If it was wrong from the start, write {day}.";
    /// The button.
    take_back_do => "Deshacer aplicación", "Take back";
    /// It was taken back.
    taken_back => "Aplicación deshecha", "Taken back";
    /// Paid in another currency.
    paid_with(amount: &str) => "se pagó con {amount}", "paid with {amount}";
    /// The exchange difference gained.
    exchange_gain(amount: &str) => "Ganancia cambiaria {amount}", "Exchange gain {amount}";
    /// The exchange difference lost.
    exchange_loss(amount: &str) => "Pérdida cambiaria {amount}", "Exchange loss {amount}";
    /// It ended with a bounced cheque.
    ended_bounced(day: &str) => "Dejó de contar el {day}: el cheque fue devuelto", "Ended on {day}: the cheque bounced";
    /// It ended with a cancellation.
    ended_cancelled(day: &str) => "Dejó de contar el {day}: se canceló", "Ended on {day}: cancelled";
    /// It was taken back.
    ended_taken_back(day: &str) => "Se deshizo el {day}", "Taken back on {day}";
    /// It takes effect later.
    from_day(day: &str) => "desde el {day}", "from {day}";
    /// The early-payment discount.
    early_discount(amount: &str, day: &str) => "Si paga a más tardar el {day}, descuenta {amount}.", "If paid by {day}, {amount} is taken off.";
    /// Documents issued for it.
    charges => "Notas de débito y cargos", "Debit notes and charges";
    /// The invoice a charge belongs to.
    belongs_to => "Corresponde a", "Belongs to";
    /// Why and since when it is cancelled.
    cancelled_since(day: &str, reason: &str) => "Cancelada desde el {day}: {reason}", "Cancelled since {day}: {reason}";
    /// Terms.
    terms => "Condiciones", "Terms";
    /// The rate of the day of issue.
    rate => "Tipo de cambio", "Rate";
    /// Issues a debit note for it.
    issue_debit_note => "Nota de débito…", "Debit note…";
    /// Cancels it.
    cancel => "Cancelar factura…", "Cancel invoice…";
    /// The dialog's title.
    cancel_title(number: &str) => "Cancelar {number}", "Cancel {number}";
    /// What cancelling does.
    cancel_about => "Deja de deberse desde ese día; antes de él sigue contando. Lo que la pagaba queda a favor del cliente.",
        "It is not owed from that day on; before it, it still counts. What settled it becomes unapplied credit.";
    /// From which day.
    cancel_on => "Desde el día", "From the day";
    /// Why.
    cancel_reason => "Motivo", "Reason";
    /// The button.
    cancel_do => "Cancelar factura", "Cancel invoice";
    /// Closes the dialog instead.
    keep => "Dejarla como está", "Keep it";
    /// It was cancelled.
    cancelled_now(number: &str) => "{number} quedó cancelada", "{number} was cancelled";
    /// Particulars.
    particulars => "Datos", "Details";
}
