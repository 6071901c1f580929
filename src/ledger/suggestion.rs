//! What a credit most likely settles: a proposal, always the user's to change.

use crate::order;
use chrono::NaiveDate;
use rust_decimal::Decimal;

use super::Money;
use super::action::Line;
use super::book::{Book, CustomerEntry, OpenItem};
use super::shelf::Ix;

/// A proposed allocation and the reason for it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Suggestion {
    /// Why these.
    pub why: Why,
    /// What to settle, oldest due first.
    pub lines: Vec<Line>,
    /// What would stay unapplied, in minor units.
    pub unapplied_minor: i64,
}

/// Why a suggestion proposes what it does.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Why {
    /// The reference quotes these invoices' numbers.
    Reference,
    /// Exactly one invoice or instalment is open with this amount.
    ExactAmount,
    /// Nothing better to go by: oldest due first.
    OldestFirst,
    /// Nothing is open in this currency.
    NothingOpen,
}

/// Proposes what a credit settles: the invoices whose numbers its reference quotes, else
/// the only invoice or instalment with just this amount open, else oldest due first.
///
/// Looks only at what is open in the credit's own currency on its day or issued later, and
/// never proposes more than is open or than there is.
pub fn suggest(
    book: &Book,
    customer: Ix<CustomerEntry>,
    amount: Money,
    on: NaiveDate,
    reference: &str,
) -> Suggestion {
    let open = open_in_currency(book, customer, amount, on);
    if open.is_empty() {
        let unapplied_minor = amount.amount_minor;
        return Suggestion { why: Why::NothingOpen, lines: Vec::new(), unapplied_minor };
    }
    let quoted = quoted(book, &open, reference);
    if !quoted.is_empty() {
        return fill(book, Why::Reference, &quoted, amount);
    }
    if let Some(exact) = exact_match(book, &open, amount) {
        return fill(book, Why::ExactAmount, &exact, amount);
    }
    fill(book, Why::OldestFirst, &open, amount)
}

/// Whether what is left open of an instalment is small enough to be offered as a small
/// difference: above zero and within the firm's tolerance at the rate of the day.
pub fn is_small_difference(book: &Book, left: Money, on: NaiveDate) -> bool {
    let Some(rate) = book.rate_on(left.currency, on) else { return false };
    let value = left.to_decimal().checked_mul(rate).unwrap_or(Decimal::MAX);
    left.amount_minor > 0 && value <= book.firm().tolerance
}

fn open_in_currency(
    book: &Book,
    customer: Ix<CustomerEntry>,
    amount: Money,
    on: NaiveDate,
) -> Vec<OpenItem> {
    // Money may come before the invoice does: what is issued later is open too. What a
    // later day's allocation will settle is not: it could not be applied.
    let mut open: Vec<_> = book
        .customer(customer)
        .invoices
        .iter()
        .filter(|&&invoice| book.invoice(invoice).cancelled.is_none())
        .flat_map(|&invoice| book.items_of(invoice))
        .filter(|(_, item)| item.currency == amount.currency)
        .map(|(ix, item)| OpenItem {
            item: ix,
            open_minor: book.free_minor(item, on.max(item.issued_on)),
        })
        .filter(|open| open.open_minor > 0)
        .collect();
    order::sort_by_key(&mut open, |open| book.item(open.item).age());
    open
}

fn number_of<'a>(book: &'a Book, open: &OpenItem) -> &'a str {
    &book.invoice(book.item(open.item).invoice).invoice.number
}

fn exact_match(book: &Book, open: &[OpenItem], amount: Money) -> Option<Vec<OpenItem>> {
    let one =
        open.iter().filter(|open| open.open_minor == amount.amount_minor).map(|&open| vec![open]);
    let mut by_invoice = open.to_vec();
    order::sort_by_key(&mut by_invoice, |open| {
        (book.item(open.item).invoice, book.item(open.item).age())
    });
    let whole = by_invoice
        .chunk_by(|a, b| book.item(a.item).invoice == book.item(b.item).invoice)
        .filter(|parts| {
            let sum: i64 = parts.iter().map(|open| open.open_minor).sum();
            parts.len() > 1 && sum == amount.amount_minor
        })
        .map(<[OpenItem]>::to_vec);
    let mut candidates = one.chain(whole);
    let first = candidates.next()?;
    candidates.next().is_none().then_some(first)
}

fn fill(book: &Book, why: Why, open: &[OpenItem], amount: Money) -> Suggestion {
    let mut left = amount.amount_minor;
    let mut lines = Vec::new();
    for part in open {
        let minor = part.open_minor.min(left);
        if minor <= 0 {
            break;
        }
        left -= minor;
        lines.push(Line::new(book.item_ref(part.item), minor));
    }
    Suggestion { why, lines, unapplied_minor: left }
}

/// What is open of the invoices whose numbers the reference quotes: whole, or, where none
/// is, by their digits alone when these name one invoice only (`factura 1024` for A-1024).
fn quoted(book: &Book, open: &[OpenItem], reference: &str) -> Vec<OpenItem> {
    let words = words(reference);
    let whole: Vec<_> =
        open.iter().copied().filter(|open| is_quoted(&words, number_of(book, open))).collect();
    if !whole.is_empty() {
        return whole;
    }
    let mut by_digits = Vec::new();
    for digits in words.iter().filter(|word| is_telling(word)) {
        let mut named: Vec<_> = open
            .iter()
            .copied()
            .filter(|open| last_digits(number_of(book, open)) == digits.as_str())
            .collect();
        let invoice = |open: &OpenItem| book.item(open.item).invoice;
        if named.iter().all(|open| invoice(open) == invoice(&named[0])) {
            named.retain(|open| !by_digits.contains(open));
            by_digits.append(&mut named);
        }
    }
    order::sort_by_key(&mut by_digits, |open| book.item(open.item).age());
    by_digits
}

/// The words of a reference as they are compared: letters and digits, without leading
/// zeros. A number split by dashes or blanks is also looked for as one run.
fn words(reference: &str) -> Vec<String> {
    let plain: Vec<String> = reference
        .split(|c: char| !c.is_alphanumeric())
        .filter(|word| !word.is_empty())
        .map(str::to_uppercase)
        .collect();
    let pairs = plain.windows(2).map(<[String]>::concat).collect::<Vec<_>>();
    let triples = plain.windows(3).map(<[String]>::concat).collect::<Vec<_>>();
    plain.into_iter().chain(pairs).chain(triples).map(|word| significant(&word)).collect()
}

fn is_quoted(words: &[String], number: &str) -> bool {
    let compact: String =
        number.chars().filter(|c| c.is_alphanumeric()).flat_map(char::to_uppercase).collect();
    let number = significant(&compact);
    let letters = number.chars().any(char::is_alphabetic);
    (letters || is_telling(&number)) && words.contains(&number)
}

/// A short number of digits alone matches too much: four are asked for.
fn is_telling(digits: &str) -> bool {
    digits.len() >= 4 && digits.bytes().all(|byte| byte.is_ascii_digit())
}

fn last_digits(number: &str) -> &str {
    let end = number.rfind(|c: char| c.is_ascii_digit()).map_or(0, |at| at + 1);
    let run = number[..end].trim_end_matches(|c: char| c.is_ascii_digit()).len();
    number[run..end].trim_start_matches('0')
}

fn significant(word: &str) -> String {
    let letters = word.find(|c: char| c.is_ascii_digit()).unwrap_or(word.len());
    let (prefix, digits) = word.split_at(letters);
    format!("{prefix}{}", digits.trim_start_matches('0'))
}
