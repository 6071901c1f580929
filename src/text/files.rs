//! Words about reading files: columns, settings, problems.

use crate::files::amounts::DecimalMark;
use crate::files::dates::DateOrder;
use crate::files::delimited::Delimiter;
use crate::files::encoding::Encoding;
use crate::files::list::{
    Basis, ColumnRef, ColumnRole, Need, Problem, ProblemKind, Question, SkipReason,
};
use crate::messages;
use crate::text::format::{NumberStyle, date_medium};
use crate::text::{Lang, refusal};
use phrases::*;

/// What is wrong with a row, with where it stands: `Fila 14, columna «Fecha»: se leyó
/// «31/02/2026», que no es una fecha`.
pub fn problem(lang: Lang, problem: &Problem) -> String {
    let row = problem.row;
    match &problem.column {
        Some(column) => {
            at_row_and_column(lang, row, &column_name(lang, column), &body(lang, problem))
        }
        None => at_row(lang, row, &body(lang, problem)),
    }
}

/// The same without the row's number, for a list of problems beside the rows themselves.
pub fn problem_without_row(lang: Lang, problem: &Problem) -> String {
    match &problem.column {
        Some(column) => at_column(lang, &column_name(lang, column), &body(lang, problem)),
        None => body(lang, problem),
    }
}

/// What is wrong alone, as a sentence, for a table that names row and column beside it.
pub fn what_is_wrong(lang: Lang, problem: &Problem) -> String {
    let body = body(lang, problem);
    let mut letters = body.chars();
    letters.next().map_or_else(String::new, |first| first.to_uppercase().chain(letters).collect())
}

/// A column's header, or where it has none its letter in a spreadsheet.
pub fn column_name(lang: Lang, column: &ColumnRef) -> String {
    if column.name.is_empty() {
        return letter_column(lang, &column_letter(column.index));
    }
    quoted(lang, &column.name)
}

/// The letters by which spreadsheets name a column, counted from zero: A, …, Z, AA.
pub fn column_letter(index: usize) -> String {
    let mut letters = Vec::new();
    let mut rest = index + 1;
    while rest > 0 {
        letters.push(char::from(b'A' + ((rest - 1) % 26) as u8));
        rest = (rest - 1) / 26;
    }
    letters.iter().rev().collect()
}

fn body(lang: Lang, problem: &Problem) -> String {
    let read = &short(&problem.read);
    match &problem.what {
        ProblemKind::NotADate => not_a_date(lang, read),
        ProblemKind::NotANumber => not_a_number(lang, read),
        ProblemKind::TooLarge => too_large(lang, read),
        ProblemKind::UnknownCurrency => unknown_currency(lang, read),
        ProblemKind::OtherCurrency { first } => other_currency(lang, read, first),
        ProblemKind::CustomerMissing => customer_missing(lang).to_owned(),
        ProblemKind::NumberMissing => number_missing(lang).to_owned(),
        ProblemKind::NumberMangled => number_mangled(lang, read),
        ProblemKind::DateMissing => date_missing(lang).to_owned(),
        ProblemKind::AmountMissing => amount_missing(lang).to_owned(),
        ProblemKind::ZeroAmount => zero_amount(lang).to_owned(),
        ProblemKind::OpenOutsideTotal { total } => open_outside_total(lang, read, *total),
        ProblemKind::PaidExceedsTotal { total } => paid_exceeds_total(lang, read, *total),
        ProblemKind::SettledInFuture => settled_in_future(lang, read),
        ProblemKind::DuplicateNumber { first_row } => duplicate_number(lang, read, *first_row),
        ProblemKind::TooManyCells { expected, found } => {
            too_many_cells(lang, *found, *expected, read)
        }
        ProblemKind::Unreadable => unreadable(lang, read),
        ProblemKind::AmbiguousCustomer => ambiguous_customer(lang, read),
        ProblemKind::Refused(why) => refusal::words(lang, NumberStyle::POINT, why),
        ProblemKind::IssueFromDue => issue_from_due(lang).to_owned(),
        ProblemKind::IssueInFuture => issue_in_future(lang, read),
        ProblemKind::DueBeforeIssue { issue } => due_before_issue(lang, read, &issue.to_string()),
        ProblemKind::SettledBeforeIssue { issue } => {
            settled_before_issue(lang, read, &issue.to_string())
        }
        ProblemKind::Rounded { to } => rounded(lang, read, *to),
        ProblemKind::OpenTakenAsTotal => open_taken_as_total(lang).to_owned(),
        ProblemKind::DashTakenAsZero => dash_taken_as_zero(lang, read),
        ProblemKind::PartPaidOnSettled { open } => part_paid_on_settled(lang, read, *open),
        ProblemKind::PaidDisagrees { open } => paid_disagrees(lang, read, *open),
        ProblemKind::TermsNotUnderstood => terms_not_understood(lang, read),
        ProblemKind::KnownOtherTotal { known } => known_other_total(lang, read, *known),
        ProblemKind::KnownOwesLess { open } => known_owes_less(lang, read, *open),
        ProblemKind::KnownCancelled { on } => known_cancelled(lang, read, &date_medium(lang, *on)),
        ProblemKind::CreditNoteLeft { left } => credit_note_left(lang, read, *left),
        ProblemKind::CreditNoteUsedUp => credit_note_used_up(lang, read),
    }
}

/// The beginning of a cell: a whole page of notes does not belong in a message.
fn short(read: &str) -> String {
    const MOST: usize = 60;
    let mut text: String = read.chars().take(MOST).collect();
    if text.len() < read.len() {
        text.push('…');
    }
    text
}

/// What a column holds, as a form offers it; the reader knows these as headers too.
pub fn role(lang: Lang, role: ColumnRole) -> &'static str {
    match role {
        ColumnRole::Ignore => role_ignore(lang),
        ColumnRole::CustomerName => role_customer_name(lang),
        ColumnRole::CustomerCode => role_customer_code(lang),
        ColumnRole::TaxId => role_tax_id(lang),
        ColumnRole::Number => role_number(lang),
        ColumnRole::IssueDate => role_issue_date(lang),
        ColumnRole::DueDate => role_due_date(lang),
        ColumnRole::Terms => role_terms(lang),
        ColumnRole::Currency => role_currency(lang),
        ColumnRole::Total => role_total(lang),
        ColumnRole::Open => role_open(lang),
        ColumnRole::Paid => role_paid(lang),
        ColumnRole::SettledDate => role_settled_date(lang),
        ColumnRole::Reference => role_reference(lang),
        ColumnRole::Notes => role_notes(lang),
        ColumnRole::Responsible => role_responsible(lang),
        ColumnRole::Segment => role_segment(lang),
        ColumnRole::Email => role_email(lang),
        ColumnRole::Phone => role_phone(lang),
    }
}

/// An encoding's name.
pub fn encoding(lang: Lang, encoding: Encoding) -> &'static str {
    match encoding {
        Encoding::Utf8 => "Unicode (UTF-8)",
        Encoding::Utf16Le => "Unicode (UTF-16)",
        Encoding::Utf16Be => "Unicode (UTF-16 BE)",
        Encoding::Windows1252 => encoding_windows_1252(lang),
    }
}

/// A delimiter's name.
pub fn delimiter(lang: Lang, delimiter: Delimiter) -> &'static str {
    match delimiter {
        Delimiter::Comma => delimiter_comma(lang),
        Delimiter::Semicolon => delimiter_semicolon(lang),
        Delimiter::Tab => delimiter_tab(lang),
        Delimiter::Bar => delimiter_bar(lang),
    }
}

/// An order of dates, with an example.
pub fn date_order(lang: Lang, order: DateOrder) -> &'static str {
    match order {
        DateOrder::Dmy => date_order_dmy(lang),
        DateOrder::Mdy => date_order_mdy(lang),
        DateOrder::Ymd => date_order_ymd(lang),
    }
}

/// A decimal mark, with an example.
pub fn decimal_mark(lang: Lang, mark: DecimalMark) -> &'static str {
    match mark {
        DecimalMark::Point => decimal_point(lang),
        DecimalMark::Comma => decimal_comma(lang),
    }
}

/// Why a setting of a column is as it is; `other` names the column that decided, for
/// [`Basis::OtherColumn`].
pub fn basis(lang: Lang, basis: Basis, other: &str) -> String {
    match basis {
        Basis::Unneeded => basis_unneeded(lang).to_owned(),
        Basis::Values => basis_values(lang).to_owned(),
        Basis::Header => basis_header(lang).to_owned(),
        Basis::OtherColumn(_) => basis_other_column(lang, other),
        Basis::NoDecimals => basis_no_decimals(lang).to_owned(),
        Basis::Remembered => basis_remembered(lang).to_owned(),
        Basis::User => basis_user(lang).to_owned(),
    }
}

/// A question that must be answered before reading.
pub fn question(lang: Lang, question: &Question) -> String {
    match question {
        Question::Columns => ask_columns(lang).to_owned(),
        Question::Missing(Need::Customer) => ask_customer(lang).to_owned(),
        Question::Missing(Need::Number) => ask_number(lang).to_owned(),
        Question::Missing(Need::Date) => ask_date(lang).to_owned(),
        Question::Missing(Need::Amount) => ask_amount(lang).to_owned(),
        Question::DateOrder { example, .. } => ask_date_order(lang, example),
        Question::DecimalMark { example, .. } => ask_decimal_mark(lang, example),
    }
}

/// Why a row was skipped.
pub fn skip_reason(lang: Lang, reason: SkipReason) -> &'static str {
    match reason {
        SkipReason::Blank => skip_blank(lang),
        SkipReason::Preamble => skip_preamble(lang),
        SkipReason::Header => skip_header(lang),
        SkipReason::RepeatedHeader => skip_repeated_header(lang),
        SkipReason::Total => skip_total(lang),
        SkipReason::Remark => skip_remark(lang),
    }
}

messages! {
    /// The header of the column that says what is wrong with a row handed back.
    problem_column => "Problema", "Problem";
    /// Amounts that name no currency are taken to be in this one.
    home_currency_used(code: &str) =>
        "La lista no dice la moneda: se toma {code}", "The list names no currency: {code} is used";
}

/// The words of the functions above.
mod phrases {
    use crate::ledger::Money;

    crate::messages! {
        at_row_and_column(row: u32, column: &str, what: &str) =>
            "Fila {row}, columna {column}: {what}", "Row {row}, column {column}: {what}";
        at_row(row: u32, what: &str) => "Fila {row}: {what}", "Row {row}: {what}";
        at_column(column: &str, what: &str) => "Columna {column}: {what}", "Column {column}: {what}";
        letter_column(letter: &str) => "{letter}", "{letter}";
        quoted(text: &str) => "«{text}»", "“{text}”";

        not_a_date(read: &str) =>
            "se leyó «{read}», que no es una fecha", "read “{read}”, which is not a date";
        not_a_number(read: &str) =>
            "se leyó «{read}», que no es un importe", "read “{read}”, which is not an amount";
        too_large(read: &str) =>
            "el importe «{read}» es demasiado grande", "the amount “{read}” is too large";
        unknown_currency(read: &str) =>
            "no se sabe en qué moneda está «{read}»", "the currency of “{read}” is not known";
        other_currency(read: &str, first: &str) =>
            "«{read}» está en otra moneda que el resto de la fila ({first})",
            "“{read}” is in another currency than the rest of the row ({first})";
        customer_missing => "falta el cliente", "the customer is missing";
        number_missing => "falta el número de factura", "the invoice number is missing";
        number_mangled(read: &str) =>
            "una hoja de cálculo convirtió el número en «{read}» y se perdieron cifras",
            "a spreadsheet turned the number into “{read}” and digits were lost";
        date_missing =>
            "falta la fecha de emisión y también la de vencimiento",
            "both the issue date and the due date are missing";
        amount_missing => "falta el importe", "the amount is missing";
        zero_amount => "el importe es cero", "the amount is zero";
        open_outside_total(read: &str, total: Money) =>
            "el saldo «{read}» no está entre cero y el total, {total}",
            "the balance “{read}” is not between zero and the total, {total}";
        paid_exceeds_total(read: &str, total: Money) =>
            "lo pagado, «{read}», es más que el total, {total}",
            "the amount paid, “{read}”, is more than the total, {total}";
        settled_in_future(read: &str) =>
            "la fecha de pago «{read}» es posterior a hoy; si es la de vencimiento, corrija la columna",
            "the payment date “{read}” is after today; if it is the due date, change the column";
        duplicate_number(read: &str, first_row: u32) =>
            "el número «{read}» de este cliente ya está en la fila {first_row}",
            "number “{read}” of this customer is already in row {first_row}";
        too_many_cells(found: usize, expected: usize, read: &str) =>
            "la fila tiene {found} celdas y la lista {expected} columnas; sobra desde «{read}»",
            "the row has {found} cells and the list {expected} columns; extra from “{read}” on";
        unreadable(read: &str) =>
            "«{read}» tiene caracteres que no se pudieron leer; revise la codificación del archivo",
            "“{read}” has characters that could not be read; check the file’s encoding";
        issue_from_due =>
            "falta la fecha de emisión; se tomó la de vencimiento",
            "the issue date is missing; the due date was used";
        issue_in_future(read: &str) =>
            "la fecha de emisión «{read}» es posterior a hoy", "the issue date “{read}” is after today";
        due_before_issue(read: &str, issue: &str) =>
            "el vencimiento «{read}» es anterior a la emisión, {issue}",
            "the due date “{read}” is before the issue date, {issue}";
        settled_before_issue(read: &str, issue: &str) =>
            "el pago «{read}» es anterior a la emisión, {issue}",
            "the payment date “{read}” is before the issue date, {issue}";
        rounded(read: &str, to: Money) =>
            "«{read}» tiene más decimales que la moneda; se redondeó a {to}",
            "“{read}” has more decimals than the currency; rounded to {to}";
        open_taken_as_total =>
            "falta el saldo; se tomó todo el importe como pendiente",
            "the balance is missing; all of the amount was taken as open";
        dash_taken_as_zero(read: &str) =>
            "«{read}» se leyó como saldo cero", "“{read}” was read as a zero balance";
        part_paid_on_settled(read: &str, open: Money) =>
            "tiene fecha de pago «{read}» y aún debe {open}; se tomó como pago parcial de ese día",
            "it has a payment date, “{read}”, and {open} is still owed; taken as a part payment of that day";
        paid_disagrees(read: &str, open: Money) =>
            "el total menos lo pagado, «{read}», no da el saldo; se tomó el saldo, {open}",
            "the total less the amount paid, “{read}”, is not the balance; the balance was used, {open}";

        ambiguous_customer(read: &str) =>
            "hay varios clientes que se llaman «{read}»; agregue el código o la identificación fiscal",
            "several customers are called “{read}”; add the code or the tax ID";
        terms_not_understood(read: &str) =>
            "no se entendieron las condiciones «{read}»; se tomaron las habituales",
            "the terms “{read}” were not understood; the usual ones were used";
        known_other_total(read: &str, known: Money) =>
            "la factura «{read}» ya está registrada por {known}; no se cambió",
            "invoice “{read}” is in the ledger already, for {known}; it was left as it is";
        known_owes_less(read: &str, open: Money) =>
            "de la factura «{read}» quedan por pagar {open} según la cartera, menos que en la lista; no se cambió",
            "{open} of invoice “{read}” is open in the ledger, less than in the list; it was left as it is";
        known_cancelled(read: &str, on: &str) =>
            "la factura «{read}» está cancelada desde el {on}; no se cambió",
            "invoice “{read}” is cancelled since {on}; it was left as it is";
        credit_note_left(read: &str, left: Money) =>
            "de la nota de crédito «{read}» ya se usó una parte; se tomó lo que queda, {left}",
            "a part of credit note “{read}” was used already; what is left was taken, {left}";
        credit_note_used_up(read: &str) =>
            "de la nota de crédito «{read}» no queda saldo; no hay nada que registrar",
            "nothing is left of credit note “{read}”; there is nothing to enter";

        role_ignore => "No importar", "Do not import";
        role_customer_name => "Cliente", "Customer";
        role_customer_code => "Código de cliente", "Customer code";
        role_tax_id => "Identificación fiscal", "Tax ID";
        role_number => "Número de factura", "Invoice number";
        role_issue_date => "Fecha de emisión", "Issue date";
        role_due_date => "Fecha de vencimiento", "Due date";
        role_terms => "Condiciones de pago", "Payment terms";
        role_currency => "Moneda", "Currency";
        role_total => "Importe total", "Total amount";
        role_open => "Saldo pendiente", "Open balance";
        role_paid => "Importe pagado", "Amount paid";
        role_settled_date => "Fecha de pago", "Payment date";
        role_reference => "Referencia", "Reference";
        role_notes => "Notas", "Notes";
        role_responsible => "Responsable", "Responsible";
        role_segment => "Tipo de cliente", "Customer type";
        role_email => "Correo electrónico", "Email";
        role_phone => "Teléfono", "Phone";

        encoding_windows_1252 =>
            "Europa occidental (Windows-1252)", "Western European (Windows-1252)";
        delimiter_comma => "Coma", "Comma";
        delimiter_semicolon => "Punto y coma", "Semicolon";
        delimiter_tab => "Tabulador", "Tab";
        delimiter_bar => "Barra vertical", "Vertical bar";
        date_order_dmy => "Día, mes, año: 31/03/2026", "Day, month, year: 31/03/2026";
        date_order_mdy => "Mes, día, año: 03/31/2026", "Month, day, year: 03/31/2026";
        date_order_ymd => "Año, mes, día: 26-03-31", "Year, month, day: 26-03-31";
        decimal_point => "Punto decimal: 1,234.50", "Decimal point: 1,234.50";
        decimal_comma => "Coma decimal: 1.234,50", "Decimal comma: 1.234,50";

        basis_unneeded => "se lee igual de cualquier forma", "reads the same either way";
        basis_values => "lo muestran sus valores", "its values show it";
        basis_header => "lo dice el encabezado", "the header says so";
        basis_other_column(other: &str) => "como en la columna {other}", "as in column {other}";
        basis_no_decimals => "la moneda no tiene decimales", "the currency has no decimals";
        basis_remembered => "como la vez anterior", "as the last time";
        basis_user => "elegido por usted", "chosen by you";

        ask_columns =>
            "La lista no tiene encabezados conocidos. ¿Es esto lo que contiene cada columna?",
            "The list has no headers we know. Is this what each column holds?";
        ask_customer =>
            "¿Qué columna tiene el cliente?", "Which column has the customer?";
        ask_number =>
            "¿Qué columna tiene el número de factura?", "Which column has the invoice number?";
        ask_date =>
            "¿Qué columna tiene la fecha de emisión o la de vencimiento?",
            "Which column has the issue date or the due date?";
        ask_amount =>
            "¿Qué columna tiene el importe o el saldo?", "Which column has the amount or the balance?";
        ask_date_order(example: &str) =>
            "Ninguna fecha aclara el orden. En «{example}», ¿qué va primero?",
            "No date makes the order clear. In “{example}”, what comes first?";
        ask_decimal_mark(example: &str) =>
            "¿«{example}» son millares o decimales?", "In “{example}”, are these thousands or decimals?";

        skip_blank => "en blanco", "blank";
        skip_preamble => "antes del encabezado", "above the header";
        skip_header => "encabezado", "header";
        skip_repeated_header => "encabezado repetido", "repeated header";
        skip_total => "suma de otras filas", "sum of other rows";
        skip_remark => "sin número, fecha ni importe", "no number, date or amount";
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::files::list::header::{is_problem_column, role_named};

    #[test]
    fn the_reader_knows_its_own_words() {
        for lang in [Lang::Es, Lang::En] {
            for this in ColumnRole::ALL {
                let expected = (this != ColumnRole::Ignore).then_some(this);
                assert_eq!(role_named(role(lang, this)), expected, "{}", role(lang, this));
            }
            assert!(is_problem_column(problem_column(lang)));
        }
    }

    #[test]
    fn a_problem_says_where_and_what() {
        let column = ColumnRef { index: 2, name: "Fecha".into() };
        let mut this = Problem {
            row: 14,
            column: Some(column),
            read: "31/02/2026".into(),
            what: ProblemKind::NotADate,
        };
        assert_eq!(
            problem(Lang::Es, &this),
            "Fila 14, columna «Fecha»: se leyó «31/02/2026», que no es una fecha"
        );
        assert_eq!(
            problem(Lang::En, &this),
            "Row 14, column “Fecha”: read “31/02/2026”, which is not a date"
        );
        this.column = Some(ColumnRef { index: 27, name: "".into() });
        assert_eq!(problem_without_row(Lang::Es, &this).split(':').next(), Some("Columna AB"));
    }
}
