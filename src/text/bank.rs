//! Words about bank statements: what they are, whether they add up, what is wrong.

use super::Lang;
use super::format::{NumberStyle, amount_with_code, date_medium};
use crate::files::bank::{
    BankFormat, Check, Problem, ProblemKind, ReferenceKind, Refused, Unchecked,
};
use crate::ledger::Money;
use crate::messages;

/// What is wrong with a statement, with where it stands: `Línea 14: se leyó «31/02/2026»,
/// que no es una fecha`.
pub fn problem(lang: Lang, style: NumberStyle, problem: &Problem) -> String {
    let body = body(lang, style, problem);
    if problem.line > 0 { at_line(lang, problem.line, &body) } else { capitalised(&body) }
}

/// The same as a sentence of its own, for a table that names the line beside it.
pub fn what_is_wrong(lang: Lang, style: NumberStyle, problem: &Problem) -> String {
    capitalised(&body(lang, style, problem))
}

/// Why a file is not read, and what to do.
pub fn refused(lang: Lang, refused: &Refused) -> String {
    match refused {
        Refused::NotABankFile => not_a_bank_file(lang).to_owned(),
        Refused::TooLarge { most_bytes } => too_large_file(lang, most_bytes / (1024 * 1024)),
        Refused::Damaged => damaged(lang).to_owned(),
        Refused::Investments => only_investments(lang).to_owned(),
        Refused::BankError { message } if message.is_empty() => bank_error(lang).to_owned(),
        Refused::BankError { message } => bank_error_saying(lang, message),
        Refused::NoStatement => no_statement(lang).to_owned(),
        Refused::NeedsColumns => needs_columns(lang).to_owned(),
    }
}

/// The kind of file, as people call it.
pub fn format_name(lang: Lang, format: BankFormat) -> &'static str {
    match format {
        BankFormat::OfxSgml | BankFormat::OfxXml => "OFX",
        BankFormat::Camt052 => "CAMT.052",
        BankFormat::Camt053 => "CAMT.053",
        BankFormat::Camt054 => "CAMT.054",
        BankFormat::Mt940 => "MT940",
        BankFormat::Mt942 => "MT942",
        BankFormat::Norma43 => norma43(lang),
        BankFormat::Enlace => "Santander Enlace",
        BankFormat::Qif => "QIF",
        BankFormat::Sheet => sheet(lang),
    }
}

/// Whether opening balance and movements come to the closing balance.
pub fn check(lang: Lang, style: NumberStyle, check: &Check) -> String {
    match check {
        Check::Holds => holds(lang).to_owned(),
        Check::DiffersBy(difference) => {
            let amount = amount_with_code(absolute(*difference), style);
            if difference.amount_minor > 0 {
                closing_more(lang, &amount)
            } else {
                closing_less(lang, &amount)
            }
        }
        Check::Unknown(Unchecked::NoOpening) => no_opening(lang).to_owned(),
        Check::Unknown(Unchecked::NoClosing) => no_closing(lang).to_owned(),
        Check::Unknown(Unchecked::NoBalances) => no_balances(lang).to_owned(),
        Check::Unknown(Unchecked::Currencies) => several_currencies(lang).to_owned(),
        Check::Unknown(Unchecked::MovementsMissing) => movements_missing(lang).to_owned(),
    }
}

/// What kind of reference one is.
pub fn reference_kind(lang: Lang, kind: ReferenceKind) -> &'static str {
    match kind {
        ReferenceKind::EndToEnd => end_to_end(lang),
        ReferenceKind::Creditor => creditor_reference(lang),
        ReferenceKind::Cheque => cheque(lang),
        ReferenceKind::Mandate => mandate(lang),
        ReferenceKind::Other => reference(lang),
    }
}

fn body(lang: Lang, style: NumberStyle, problem: &Problem) -> String {
    let read = problem.read.as_str();
    let money = |amount: &Money| amount_with_code(*amount, style);
    match &problem.what {
        ProblemKind::DateMissing => date_missing(lang).to_owned(),
        ProblemKind::NotADate => not_a_date(lang, read),
        ProblemKind::AmountMissing => amount_missing(lang).to_owned(),
        ProblemKind::NotAnAmount => not_an_amount(lang, read),
        ProblemKind::TooLarge => too_large(lang, read),
        ProblemKind::UnknownCurrency => unknown_currency(lang, read),
        ProblemKind::NoDirection => no_direction(lang, read),
        ProblemKind::NotALine => not_a_line(lang, read),
        ProblemKind::DayNotInMonth { taken } => {
            day_not_in_month(lang, read, &date_medium(lang, *taken))
        }
        ProblemKind::Rounded { to } => rounded(lang, read, &money(to)),
        ProblemKind::CurrencyAssumed { currency } => currency_assumed(lang, currency.code()),
        ProblemKind::BalanceInOther { balance } => balance_in_other(lang, &money(balance)),
        ProblemKind::CreditsDiffer { says, found } => {
            credits_differ(lang, &money(says), &money(found))
        }
        ProblemKind::DebitsDiffer { says, found } => {
            debits_differ(lang, &money(says), &money(found))
        }
        ProblemKind::CountDiffers { says, found } => count_differs(lang, *says, *found),
        ProblemKind::BalanceBreaks { expected, says } => {
            balance_breaks(lang, &money(says), &money(expected))
        }
        ProblemKind::DetailsDiffer => details_differ(lang).to_owned(),
        ProblemKind::NotCompleted => not_completed(lang, read),
        ProblemKind::Unreadable { count } => unreadable(lang, *count),
        ProblemKind::Investments => investments(lang).to_owned(),
        ProblemKind::BankError => bank_error(lang).to_owned(),
    }
}

fn absolute(money: Money) -> Money {
    Money::new(money.amount_minor.abs(), money.currency)
}

fn capitalised(text: &str) -> String {
    let mut letters = text.chars();
    letters.next().map_or_else(String::new, |first| first.to_uppercase().chain(letters).collect())
}

messages! {
    /// A problem and the line it stands on.
    at_line(line: u32, what: &str) => "Línea {line}: {what}", "Line {line}: {what}";
    /// The Spanish format.
    norma43 => "Norma 43", "Norma 43";
    /// A table.
    sheet => "Tabla", "Table";

    /// The balances agree with the movements.
    holds => "El saldo inicial y los movimientos dan el saldo final.",
        "The opening balance and the movements come to the closing balance.";
    /// The closing balance is more.
    closing_more(amount: &str) =>
        "El saldo final es {amount} más de lo que dan el saldo inicial y los movimientos. Revise si falta algún movimiento.",
        "The closing balance is {amount} more than the opening balance and the movements come to. Check whether a movement is missing.";
    /// The closing balance is less.
    closing_less(amount: &str) =>
        "El saldo final es {amount} menos de lo que dan el saldo inicial y los movimientos. Revise si falta algún movimiento.",
        "The closing balance is {amount} less than the opening balance and the movements come to. Check whether a movement is missing.";
    /// No opening balance.
    no_opening => "El archivo no trae saldo inicial: no se puede comprobar la suma.",
        "The file gives no opening balance: the sum cannot be checked.";
    /// No closing balance.
    no_closing => "El archivo no trae saldo final: no se puede comprobar la suma.",
        "The file gives no closing balance: the sum cannot be checked.";
    /// No balance.
    no_balances => "El archivo no trae saldos: no se puede comprobar la suma.",
        "The file gives no balances: the sum cannot be checked.";
    /// Several currencies.
    several_currencies => "Hay saldos o movimientos en varias monedas: no se puede comprobar la suma.",
        "Balances or movements are in several currencies: the sum cannot be checked.";
    /// Some movements could not be read.
    movements_missing => "Algunos movimientos no se pudieron leer: no se puede comprobar la suma.",
        "Some movements could not be read: the sum cannot be checked.";

    /// No bank file.
    not_a_bank_file => "No parece un estado de cuenta. Pida a su banco el archivo en OFX, CAMT, MT940, Norma 43 o CSV.",
        "This does not look like a bank statement. Ask your bank for an OFX, CAMT, MT940, Norma 43 or CSV file.";
    /// Too large.
    too_large_file(megabytes: usize) => "El archivo pasa de {megabytes} MB. Descárguelo por meses.",
        "The file is larger than {megabytes} MB. Download it month by month.";
    /// Damaged.
    damaged => "El archivo está dañado o incompleto. Descárguelo otra vez.",
        "The file is damaged or incomplete. Download it again.";
    /// Only investments.
    only_investments => "El archivo es de inversiones, no de una cuenta.",
        "The file is about investments, not about an account.";
    /// An error of the bank.
    bank_error => "En lugar del estado de cuenta, el banco envió un error.",
        "Instead of the statement, the bank sent an error.";
    /// An error of the bank, in its words.
    bank_error_saying(message: &str) => "En lugar del estado de cuenta, el banco envió un error: «{message}».",
        "Instead of the statement, the bank sent an error: “{message}”.";
    /// No statement.
    no_statement => "No hay ningún estado de cuenta en el archivo.",
        "There is no statement in the file.";
    /// The columns must be looked at.
    needs_columns => "Revise las columnas antes de leer la tabla.",
        "Look at the columns before the table is read.";

    /// End to end reference.
    end_to_end => "clave de rastreo", "end-to-end reference";
    /// What the creditor asked for.
    creditor_reference => "referencia de pago", "payment reference";
    /// A cheque's number.
    cheque => "cheque", "cheque";
    /// A mandate.
    mandate => "mandato", "mandate";
    /// Any other.
    reference => "referencia", "reference";

    /// No date.
    date_missing => "falta la fecha", "the date is missing";
    /// No date.
    not_a_date(read: &str) => "se leyó «{read}», que no es una fecha",
        "read “{read}”, which is not a date";
    /// No amount.
    amount_missing => "falta el importe", "the amount is missing";
    /// No amount.
    not_an_amount(read: &str) => "se leyó «{read}», que no es un importe",
        "read “{read}”, which is not an amount";
    /// Too large.
    too_large(read: &str) => "el importe {read} es demasiado grande", "the amount {read} is too large";
    /// No currency.
    unknown_currency(read: &str) => "la moneda «{read}» no se conoce", "the currency “{read}” is not known";
    /// No direction.
    no_direction(read: &str) => "«{read}» no dice si el dinero entró o salió",
        "“{read}” does not say whether the money came in or went out";
    /// A strange line.
    not_a_line(read: &str) => "la línea «{read}» no se entiende", "the line “{read}” is not understood";
    /// The 30th of February.
    day_not_in_month(read: &str, taken: &str) =>
        "la fecha «{read}» no existe; se tomó {taken}",
        "the date “{read}” does not exist; {taken} was taken";
    /// Rounded.
    rounded(read: &str, to: &str) => "{read} tiene más decimales que su moneda; se tomó {to}",
        "{read} has more decimals than its currency; {to} was taken";
    /// Assumed currency.
    currency_assumed(code: &str) => "el archivo no dice la moneda; se tomó {code}",
        "the file does not name the currency; {code} was taken";
    /// Balance in another currency.
    balance_in_other(balance: &str) => "un saldo está en otra moneda que la cuenta: {balance}",
        "a balance is in another currency than the account: {balance}";
    /// Sum of credits.
    credits_differ(says: &str, found: &str) =>
        "el archivo dice que entraron {says} y sus movimientos suman {found}",
        "the file says that {says} came in and its movements add up to {found}";
    /// Sum of debits.
    debits_differ(says: &str, found: &str) =>
        "el archivo dice que salieron {says} y sus movimientos suman {found}",
        "the file says that {says} went out and its movements add up to {found}";
    /// Count.
    count_differs(says: u32, found: u32) =>
        "el archivo dice que tiene {says} movimientos y se leyeron {found}",
        "the file says that it has {says} movements and {found} were read";
    /// The chain of balances.
    balance_breaks(says: &str, expected: &str) =>
        "el saldo es {says} y por el anterior sería {expected}",
        "the balance is {says} and going by the one before it would be {expected}";
    /// Details that do not add up.
    details_differ => "el detalle no suma el importe del movimiento; se dejó en uno solo",
        "the details do not add up to the movement; it was kept as one";
    /// Not completed.
    not_completed(read: &str) => "no se tomó porque no es dinero que entró o salió: {read}",
        "left out because it is no money that came in or went out: {read}";
    /// Unreadable bytes.
    unreadable(count: u32) => "{count} caracteres no se pudieron leer", "{count} characters could not be read";
    /// Investments.
    investments => "las inversiones no se leen", "investments are not read";
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::ledger::{Country, Currency};

    #[test]
    fn a_problem_says_where_and_what() {
        let style = NumberStyle::of(Country::MX, Lang::Es);
        let this = Problem::new(14, "31/13/2026", ProblemKind::NotADate);
        assert_eq!(
            problem(Lang::Es, style, &this),
            "Línea 14: se leyó «31/13/2026», que no es una fecha"
        );
        let whole = Problem::new(0, "", ProblemKind::CurrencyAssumed { currency: Currency::MXN });
        assert_eq!(
            problem(Lang::En, style, &whole),
            "The file does not name the currency; MXN was taken"
        );
        let less = Check::DiffersBy(Money::new(-5, Currency::MXN));
        assert!(check(Lang::Es, style, &less).contains("menos"));
    }
}
