//! The words of payment terms, in Spanish and English.

use rust_decimal::Decimal;

/// A word that means something in payment terms.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Word {
    Number(Decimal),
    Percent,
    Slash,
    Dash,
    Plus,
    /// Between clauses: comma, semicolon, «y».
    Separator,
    Days,
    Net,
    Cash,
    Delivery,
    Receipt,
    Acknowledgement,
    Month {
        english: bool,
    },
    End,
    First,
    Following,
    EndOfMonth {
        english: bool,
    },
    After,
    Then,
    Discount,
    Rest,
    /// Says what the term is about; beside it, a number alone may be anything.
    Context,
}

/// The words of a folded text, without those that carry nothing; `None` on an unknown one.
pub(super) fn read_words(folded: &str) -> Option<Vec<Word>> {
    let mut words = Vec::new();
    let mut rest = folded;
    let mut in_letters = false;
    while let Some(first) = rest.chars().next() {
        let end = if first.is_ascii_digit() {
            number_length(rest)
        } else if first.is_alphabetic() {
            rest.find(|c: char| !c.is_alphabetic()).unwrap_or(rest.len())
        } else {
            first.len_utf8()
        };
        let (piece, after) = rest.split_at(end);
        // A dash with air around it parts two clauses, «Crédito - 30 días», but between
        // numbers it may be a range and at the start a sign.
        let aired = piece == "-"
            && after.starts_with(' ')
            && rest.len() < folded.len()
            && !matches!(words.last(), Some(Word::Number(_)));
        let word = if first.is_ascii_digit() {
            Some(Word::Number(read_number(piece)?))
        } else if aired {
            Some(Word::Separator)
        } else {
            read_word(piece)?
        };
        if let Some(word) = word {
            // «treinta (30) días» says it twice, in letters and in digits.
            let is_number = matches!(word, Word::Number(_));
            let said_twice = is_number && words.last() == Some(&word);
            if !said_twice || in_letters == first.is_alphabetic() {
                words.push(word);
            }
            in_letters = is_number && first.is_alphabetic();
        }
        rest = after;
    }
    Some(words)
}

/// The length of a number at the start: digits with at most one decimal sign inside.
fn number_length(text: &str) -> usize {
    let bytes = text.as_bytes();
    let digits =
        |from: usize| bytes[from..].iter().take_while(|byte| byte.is_ascii_digit()).count();
    let whole = digits(0);
    match bytes.get(whole) {
        Some(b'.' | b',') if digits(whole + 1) > 0 => whole + 1 + digits(whole + 1),
        _ => whole,
    }
}

/// A number of at most two decimals: with three it could be thousands.
fn read_number(piece: &str) -> Option<Decimal> {
    let decimals = piece.find(['.', ',']).map_or(0, |sign| piece.len() - sign - 1);
    (piece.len() <= 8 && decimals <= 2).then(|| piece.replace(',', ".").parse().ok())?
}

/// What one piece means: `None` for an unknown word, `Some(None)` for one without weight.
fn read_word(piece: &str) -> Option<Option<Word>> {
    let days = |days: u8| Word::Number(Decimal::from(days));
    Some(Some(match piece {
        "%" => Word::Percent,
        "/" => Word::Slash,
        "-" | "–" => Word::Dash,
        "+" | "mas" | "plus" => Word::Plus,
        "," | ";" | "y" | "e" | "and" | "&" => Word::Separator,
        "dia" | "dias" | "d" | "dd" | "day" | "days" => Word::Days,
        "neto" | "netos" | "net" | "n" => Word::Net,
        "contado" | "inmediato" | "inmediata" | "inmediatamente" | "vista" | "immediate"
        | "immediately" | "anticipo" | "anticipado" | "advance" | "upfront" => Word::Cash,
        "entrega" | "contraentrega" | "delivery" | "cod" => Word::Delivery,
        "recepcion" | "recibir" | "recibida" | "recibido" | "recibo" | "receipt" | "received" => {
            Word::Receipt
        }
        "acuse" | "contrarrecibo" | "contrarecibo" | "acknowledgement" | "acknowledgment" => {
            Word::Acknowledgement
        }
        "mes" => Word::Month { english: false },
        "month" => Word::Month { english: true },
        "eom" => Word::EndOfMonth { english: true },
        "fin" | "final" | "end" | "ultimo" | "last" => Word::End,
        "primer" | "primero" | "first" => Word::First,
        "siguiente" | "proximo" | "following" | "next" => Word::Following,
        "desde" | "despues" | "after" | "from" => Word::After,
        "luego" | "then" => Word::Then,
        "descuento" | "dto" | "pronto" | "discount" => Word::Discount,
        "resto" | "saldo" | "balance" | "remainder" | "rest" => Word::Rest,
        "siete" | "seven" => days(7),
        "ocho" | "eight" => days(8),
        "diez" | "ten" => days(10),
        "quince" | "fifteen" => days(15),
        "treinta" | "thirty" => days(30),
        "sesenta" | "sixty" => days(60),
        "noventa" | "ninety" => days(90),
        "factura" | "invoice" | "fecha" | "date" | "emision" | "issue" | "issued" | "vence"
        | "vencimiento" | "ff" | "pagadero" | "payable" | "due" => Word::Context,
        "a" | "al" | "de" | "del" | "la" | "el" | "los" | "las" | "en" | "con" | "contra"
        | "hasta" | "dentro" | "por" | "s" | "of" | "on" | "upon" | "in" | "at" | "the" | "is"
        | "within" | "for" | "if" | "paid" | "to" | "pago" | "pagar" | "payment" | "pay"
        | "credito" | "credit" | "plazo" | "term" | "terms" | "terminos" | "condicion"
        | "condiciones" | "forma" | "naturales" | "calendario" | "corridos" | "calendar"
        | "current" | "th" | "st" | "nd" | "rd" | "early" | "." | ":" | "(" | ")" | "\"" | "'"
        | "\u{a0}" => return Some(None),
        _ if piece.trim().is_empty() => return Some(None),
        _ => return None,
    }))
}

/// Joins words that mean one thing, and drops those that mean nothing where they stand.
pub(super) fn join_phrases(words: &[Word]) -> Vec<Word> {
    use Word::{
        Acknowledgement, After, Context, Days, End, EndOfMonth, Following, Month, Receipt,
        Separator, Then,
    };
    let mut joined = Vec::with_capacity(words.len());
    let mut rest = words;
    loop {
        let taken = match rest {
            [] => return joined,
            // «acuse de recibo»
            [Acknowledgement, Receipt, ..] => (Some(Acknowledgement), 2),
            [End, Context, Month { english }, ..] => (Some(EndOfMonth { english: *english }), 3),
            [End, Month { english }, ..] => (Some(EndOfMonth { english: *english }), 2),
            [End, Days, Month { english }, ..] => (Some(EndOfMonth { english: *english }), 3),
            // «fin del mes siguiente» keeps its second half for the rule to see.
            [End, Following, Month { english }, ..] => {
                joined.push(EndOfMonth { english: *english });
                (Some(Following), 3)
            }
            [After, End | EndOfMonth { .. }, ..] => (Some(After), 1),
            // «desde la fecha de factura» counts from issue, as all terms do unless told.
            [After, ..] => (None, 1),
            // «30 días, y luego …» is one rule.
            [Separator, Separator, ..] | [Separator, Then, ..] => (None, 1),
            [word, ..] => (Some(*word), 1),
        };
        joined.extend(taken.0);
        rest = &rest[taken.1..];
    }
}
