//! Words of the screen of today.

use chrono::NaiveDate;

use super::Lang;
use super::format::{self, NumberStyle};

crate::messages! {
    /// The screen's title.
    title(day: &str) => "Hoy, {day}", "Today, {day}";
    /// All that is open.
    owed => "Por cobrar", "Owed to you";
    /// The part that is past due.
    overdue => "Vencido", "Overdue";
    /// A set of figures in one currency.
    figures_in(currency: &str) => "Cifras en {currency}", "Figures in {currency}";

    /// The oldest invoice and one more.
    and_one_more(number: &str) => "{number} y 1 factura más", "{number} and 1 more invoice";
    /// The oldest invoice and how many more.
    and_more(number: &str, count: &str) => "{number} y {count} facturas más", "{number} and {count} more invoices";
    /// Several numbers and how many more.
    and_others(numbers: &str, count: &str) => "{numbers} y {count} más", "{numbers} and {count} more";
    /// Two things.
    and(first: &str, second: &str) => "{first} y {second}", "{first} and {second}";
    /// One customer.
    customers_one => "1 cliente", "1 customer";
    /// Several customers.
    customers_many(count: &str) => "{count} clientes", "{count} customers";
    /// The last payments.
    came_in => "Lo último que entró", "Latest payments";
    /// Opens all payments.
    all_payments => "Ver pagos", "See payments";
    /// No money came in.
    nothing_came_in => "En los últimos 30 días no entró ningún pago.", "No payment came in during the last 30 days.";
    /// A payment settles nothing yet.
    settles_nothing => "sin aplicar", "not applied";
    /// A part of a payment settles nothing yet.
    left_over(amount: &str) => "{amount} sin aplicar", "{amount} not applied";

    /// Cheques that something is to be done about.
    cheques => "Cheques por atender", "Cheques to see to";
    /// Opens all cheques.
    all_cheques => "Ver cheques", "See cheques";
    /// It was returned unpaid.
    bounced(day: &str) => "devuelto el {day}", "bounced {day}";
    /// It can go to the bank today.
    ready_today => "desde hoy", "from today";
    /// It can go to the bank since a day.
    ready_since(day: &str) => "desde el {day}", "since {day}";
    /// It can go to the bank from a day on.
    ready_from(day: &str) => "a partir del {day}", "from {day}";
    /// A cheque without a number.
    cheque => "Cheque", "Cheque";
    /// A cheque by its number.
    cheque_number(number: &str) => "Cheque {number}", "Cheque {number}";

    /// Credits that wait to be applied.
    to_apply => "Saldos a favor por aplicar", "Credit waiting to be applied";
    /// How many more there are.
    more(count: &str) => "{count} más", "{count} more";
    /// The date of a credit.
    of_day(day: &str) => "del {day}", "of {day}";
}

/// The screen's title: «Hoy, domingo 22 de noviembre».
pub fn title_of(lang: Lang, day: NaiveDate) -> String {
    title(lang, &format::weekday_date(lang, day))
}

/// The screen's title for another day: «Lunes 23 de noviembre».
pub fn title_of_other(lang: Lang, day: NaiveDate) -> String {
    let day = format::weekday_date(lang, day);
    let mut letters = day.chars();
    letters.next().map_or_else(String::new, |first| first.to_uppercase().chain(letters).collect())
}

/// «1 cliente», «1,204 clientes».
pub fn customers(lang: Lang, count: usize, style: NumberStyle) -> String {
    if count == 1 {
        return customers_one(lang).to_owned();
    }
    customers_many(lang, &format::count(count, style))
}

/// The oldest invoice of a line and how many others there are.
pub fn oldest_and(lang: Lang, number: &str, items: usize, style: NumberStyle) -> String {
    match items {
        0 | 1 => number.to_owned(),
        2 => and_one_more(lang, number),
        _ => and_more(lang, number, &format::count(items - 1, style)),
    }
}

/// Numbers in a row: «F-1, F-2 y 3 más»; three at most.
///
/// ```
/// use cartera::text::{Lang, format::NumberStyle, today::numbers};
/// let said = |of: &[&str]| numbers(Lang::Es, of, NumberStyle::POINT);
/// assert_eq!(said(&["F-1"]), "F-1");
/// assert_eq!(said(&["F-1", "F-2", "F-3"]), "F-1, F-2 y F-3");
/// assert_eq!(said(&["F-1", "F-2", "F-3", "F-4"]), "F-1, F-2 y 2 más");
/// ```
pub fn numbers(lang: Lang, numbers: &[&str], style: NumberStyle) -> String {
    match numbers {
        [] => String::new(),
        [only] => (*only).to_owned(),
        [first, second] => and(lang, first, second),
        [first, second, third] => and(lang, &[*first, second].join(", "), third),
        [first, second, rest @ ..] => {
            and_others(lang, &[*first, second].join(", "), &format::count(rest.len(), style))
        }
    }
}
