//! Bank statements on the import screen.

use super::format::{NumberStyle, amount, count};
use super::{Lang, Message};
use crate::files::bank::Check;
use crate::files::bank::sheet::{BankColumn, SheetQuestion, SignModel};
use crate::ledger::Money;
use crate::messages;
use crate::views::bank_import::{AddsUp, MovementTally, StatementRow};

/// Whether a statement adds up, in a word or two.
pub fn adds_up(lang: Lang, adds_up: AddsUp) -> &'static str {
    match adds_up {
        AddsUp::Yes => balances(lang),
        AddsUp::No => does_not_balance(lang),
        AddsUp::Unknown => not_checked(lang),
    }
}

/// The sum of a statement in figures: `1,000.00 + 500.00 − 20.00 = 1,480.00`; nothing where
/// a balance is not given.
pub fn sum(style: NumberStyle, row: &StatementRow) -> Option<String> {
    let (opening, closing) = row.opening_minor.zip(row.closing_minor)?;
    let money = |minor: i64| amount(Money::new(minor, row.currency), style);
    let comes_to = opening.checked_add(row.incoming.sum_minor)?;
    let comes_to = comes_to.checked_sub(row.outgoing.sum_minor)?;
    let sign = if comes_to == closing { " = " } else { " ≠ " };
    let [opening, credits, debits, closing] =
        [opening, row.incoming.sum_minor, row.outgoing.sum_minor, closing].map(money);
    Some([&opening, " + ", &credits, " − ", &debits, sign, &closing].concat())
}

/// Why a statement does not add up or cannot be told to; nothing where it does.
pub fn check(lang: Lang, style: NumberStyle, check: &Check) -> String {
    match check {
        Check::Holds => String::new(),
        other => super::bank::check(lang, style, other),
    }
}

/// What must be known of a bank's table.
pub fn question(lang: Lang, question: &SheetQuestion) -> String {
    match question {
        SheetQuestion::NoDay => which_day_column(lang).to_owned(),
        SheetQuestion::NoAmount => which_amount_column(lang).to_owned(),
        SheetQuestion::DateOrder { example } => super::import::which_day(lang, example),
        SheetQuestion::DecimalMark { example } => super::import::which_number(lang, example),
    }
}

/// How a table says which way money went.
pub fn sign_model(lang: Lang, model: SignModel) -> &'static str {
    match model {
        SignModel::Signed => signed(lang),
        SignModel::TwoColumns => two_columns(lang),
        SignModel::Indicator => indicated(lang),
    }
}

/// What a column of a bank's table holds.
pub fn column(lang: Lang, column: BankColumn) -> &'static str {
    let words: Message = match column {
        BankColumn::Ignore => ignore,
        BankColumn::BookedOn => booked_on,
        BankColumn::ValueOn => value_on,
        BankColumn::Amount => amount_column,
        BankColumn::Credit => credit,
        BankColumn::Debit => debit,
        BankColumn::Indicator => indicator,
        BankColumn::Balance => balance_column,
        BankColumn::Currency => currency,
        BankColumn::Text => text,
        BankColumn::Reference => reference,
        BankColumn::CreditorReference => creditor_reference,
        BankColumn::EndToEnd => end_to_end,
        BankColumn::Cheque => cheque,
        BankColumn::BankId => bank_id,
        BankColumn::Payer => payer,
        BankColumn::PayerAccount => payer_account,
        BankColumn::PayerTaxId => payer_tax_id,
        BankColumn::Gross => gross,
        BankColumn::Status => status,
        BankColumn::Kind => kind,
        BankColumn::Account => account,
    };
    words(lang)
}

/// How many new movements, and how many known ones: `12 nuevos · 3 ya registrados`.
pub fn new_and_known(lang: Lang, style: NumberStyle, new: usize, known: usize) -> String {
    let new_words = match new {
        1 => one_new(lang).to_owned(),
        _ => some_new(lang, &count(new, style)),
    };
    match known {
        0 => new_words,
        1 => [&new_words, " · ", one_known(lang)].concat(),
        _ => [new_words, some_known(lang, &count(known, style))].join(" · "),
    }
}

/// The button that enters statements; why there is none where they add nothing.
pub fn offer(lang: Lang, tally: &MovementTally, style: NumberStyle) -> String {
    match tally.new {
        0 if tally.known > 0 => all_known(lang).to_owned(),
        0 => nothing(lang).to_owned(),
        1 => import_movement(lang).to_owned(),
        new => import_movements(lang, &count(new, style)),
    }
}

/// The button that enters documents and movements, by what it says of the documents alone.
pub fn offer_both(
    lang: Lang,
    documents: &str,
    tally: &MovementTally,
    style: NumberStyle,
) -> String {
    match tally.new {
        0 => documents.to_owned(),
        1 => and_movement(lang, documents),
        new => and_movements(lang, documents, &count(new, style)),
    }
}

messages! {
    /// The section.
    statements => "Estados de cuenta", "Bank statements";
    /// What is done with them.
    about => "Estados de cuenta del banco", "Bank statements";
    /// More on that.
    about_more => "OFX, CAMT, MT940, Norma 43, CSV y Excel de bancos, PayPal, Stripe, Wise y Mercado Pago. Se comprueba que el saldo cuadre, lo que ya estaba no se duplica, y cada depósito se compara con sus facturas.",
        "OFX, CAMT, MT940, Norma 43, CSV and Excel from banks, PayPal, Stripe, Wise and Mercado Pago. The balance is checked, what was there is not doubled, and every deposit is compared with your invoices.";
    /// The account.
    account_heading => "Cuenta", "Account";
    /// An account the file does not name.
    no_account => "Cuenta sin número", "Account without a number";
    /// The days it covers.
    period => "Periodo", "Period";
    /// From a day to a day.
    from_to(from: &str, to: &str) => "{from} – {to}", "{from} – {to}";
    /// What comes in.
    incoming => "Entran", "In";
    /// What goes out.
    outgoing => "Salen", "Out";
    /// Movements.
    movements => "Movimientos", "Movements";
    /// The sum.
    sum_heading => "Saldo inicial y final", "Opening and closing balance";
    /// One movement.
    one_movement => "1 movimiento", "1 movement";
    /// Several.
    some_movements(number: &str) => "{number} movimientos", "{number} movements";
    /// The balances agree.
    balances => "Cuadra", "Balances";
    /// They do not.
    does_not_balance => "No cuadra", "Does not balance";
    /// It cannot be told.
    not_checked => "Sin comprobar", "Not checked";
    /// One new movement.
    one_new => "1 nuevo", "1 new";
    /// Several.
    some_new(number: &str) => "{number} nuevos", "{number} new";
    /// One that is in the ledger.
    one_known => "1 ya registrado", "1 in the ledger already";
    /// Several.
    some_known(number: &str) => "{number} ya registrados", "{number} in the ledger already";
    /// New movements, as a figure.
    movements_new => "Movimientos nuevos", "New movements";
    /// Statements that the ledger does not take.
    statements_refused => "Estados de cuenta que no se registran", "Statements not entered";
    /// Known movements, as a figure.
    movements_known => "Movimientos ya registrados", "Movements in the ledger already";
    /// Problems line by line.
    problems => "Líneas por revisar", "Lines to look at";
    /// A line.
    line => "Línea", "Line";

    /// Which column holds the day.
    which_day_column => "¿En qué columna está la fecha?", "Which column holds the date?";
    /// Which column holds amounts.
    which_amount_column => "¿En qué columna está el importe?", "Which column holds the amount?";
    /// More on that.
    two_columns_hint => "Si lo que entra y lo que sale van en columnas distintas, elíjalas abajo, en Columnas.",
        "Where what comes in and what goes out stand in two columns, choose them below, under Columns.";
    /// One column.
    signed => "Una columna con signo: lo negativo salió.", "One column with a sign: what is negative went out.";
    /// Two columns.
    two_columns => "Una columna para lo que entra y otra para lo que sale.", "One column for what comes in and one for what goes out.";
    /// An indicator.
    indicated => "Una columna dice si entró o salió.", "A column says whether it came in or went out.";
    /// How the columns are read.
    columns(file: &str) => "Columnas de {file}", "Columns of {file}";
    /// It is no statement.
    not_a_statement => "No es un estado de cuenta: leerlo como lista de facturas", "Not a bank statement: read it as a list of invoices";
    /// It is no list.
    not_a_list => "Es un estado de cuenta del banco", "This is a bank statement";

    /// Not imported.
    ignore => "No se usa", "Not used";
    /// The day.
    booked_on => "Fecha", "Date";
    /// The value day.
    value_on => "Fecha valor", "Value date";
    /// The amount.
    amount_column => "Importe", "Amount";
    /// What came in.
    credit => "Entra (abono)", "In (credit)";
    /// What went out.
    debit => "Sale (cargo)", "Out (debit)";
    /// Which way.
    indicator => "Entra o sale", "In or out";
    /// The balance.
    balance_column => "Saldo", "Balance";
    /// The currency.
    currency => "Moneda", "Currency";
    /// What it is about.
    text => "Concepto", "Description";
    /// A reference.
    reference => "Referencia", "Reference";
    /// An invoice's number.
    creditor_reference => "Número de factura", "Invoice number";
    /// From end to end.
    end_to_end => "Clave de rastreo", "End-to-end reference";
    /// A cheque.
    cheque => "Cheque", "Cheque";
    /// The bank's id.
    bank_id => "Identificador del banco", "Bank's ID";
    /// Who pays.
    payer => "Quién paga", "Payer";
    /// Their account.
    payer_account => "Cuenta de quien paga", "Payer's account";
    /// Their tax id.
    payer_tax_id => "Identificación fiscal de quien paga", "Payer's tax ID";
    /// Before the fee.
    gross => "Importe antes de la comisión", "Amount before the fee";
    /// Whether it was completed.
    status => "Estado", "Status";
    /// The kind.
    kind => "Tipo de movimiento", "Kind of movement";
    /// The account.
    account => "Cuenta", "Account";

    /// Everything is known.
    all_known => "No hay nada que importar: todos los movimientos ya están registrados.", "Nothing to import: all movements are in the ledger already.";
    /// There is none.
    nothing => "No hay movimientos que importar.", "There are no movements to import.";
    /// Enters one.
    import_movement => "Importar 1 movimiento", "Import 1 movement";
    /// Enters some.
    import_movements(number: &str) => "Importar {number} movimientos", "Import {number} movements";
    /// Enters documents and one movement.
    and_movement(documents: &str) => "{documents} y 1 movimiento", "{documents} and 1 movement";
    /// Enters documents and some movements.
    and_movements(documents: &str, number: &str) => "{documents} y {number} movimientos", "{documents} and {number} movements";
    /// Where movements are matched.
    match_movements => "Conciliar los movimientos", "Match the movements";
    /// Lists are entered one by one.
    lists_after => "Las listas se registran después, una por una; cada una se puede deshacer.",
        "The lists are entered afterwards, one by one; each can be undone.";
}
