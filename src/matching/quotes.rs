//! Which open invoices a movement's words and references cite.
//!
//! `A-1024`, `A1024`, `a 01024` and, after a word such as "factura", `1024` are one number.
//! Digits that are part of a date, an amount, an account or a tax id are none.

use std::collections::HashMap;

use crate::files::bank::{Movement, ReferenceKind};
use crate::files::fold::fold_char;
use crate::ledger::invoice::Invoice;

/// The numbers of the invoices with something open.
#[derive(Default)]
pub(super) struct Numbers {
    pub invoices: Vec<Numbered>,
    /// By the hash of a whole number.
    full: HashMap<u64, Vec<u32>>,
    /// By the last digits alone, where a number has letters or several groups.
    tails: HashMap<u64, Vec<u32>>,
    /// By fiscal id.
    ids: HashMap<u64, Vec<u32>>,
    /// By the customer's own reference: an order's number.
    orders: HashMap<u64, Vec<u32>>,
}

/// An invoice by its number.
pub(super) struct Numbered {
    pub number: String,
    /// Its open instalments.
    pub parts: Vec<u32>,
}

/// Invoices that some words cite.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Citation {
    /// Places in [`Numbers::invoices`]: more than one where several have this number.
    pub invoices: Vec<u32>,
    pub is_strong: bool,
}

/// A run of letters or of digits.
#[derive(Clone, Copy, Debug)]
struct Run<'a> {
    text: &'a str,
    is_digits: bool,
    /// What parts it from the run before: empty where nothing does.
    gap: &'a str,
}

/// How many runs a number may have in a text.
const MOST_RUNS: usize = 6;

impl Numbers {
    pub fn add(&mut self, invoice: &Invoice, parts: Vec<u32>) {
        let place = self.invoices.len() as u32;
        self.invoices.push(Numbered { number: invoice.number.clone(), parts });
        let folded = folded(&invoice.number);
        let own = runs(&folded);
        if own.iter().any(|run| run.is_digits) {
            for key in keys(&own) {
                note(&mut self.full, key, place);
            }
            if let Some(tail) = own.last().filter(|run| run.is_digits && own.len() > 1) {
                note(&mut self.tails, grouped(&[*tail]), place);
            }
        }
        let id = compact_hash(&invoice.fiscal_id);
        if invoice.fiscal_id.len() >= 20 {
            note(&mut self.ids, id, place);
        }
        let order = self::folded(&invoice.reference);
        let order = runs(&order);
        let length: usize = order.iter().map(|run| run.text.len()).sum();
        if length >= 4 && order.len() <= MOST_RUNS && order.iter().any(|run| run.is_digits) {
            for key in keys(&order) {
                note(&mut self.orders, key, place);
            }
        }
    }

    /// What a movement cites, each invoice once; the strongest reading of each.
    pub fn cited(&self, movement: &Movement) -> Vec<Citation> {
        let mut found = Vec::new();
        let mut text = String::new();
        for reference in &movement.references {
            text.push_str(&reference.text);
            text.push_str(" | ");
            if reference.kind == ReferenceKind::Creditor {
                self.whole(&reference.text, &mut found);
            }
        }
        text.push_str(&movement.text);
        self.fiscal_ids(&text, &mut found);
        let folded = folded(&text);
        let runs = runs(&folded);
        self.windows(&runs, &mut found);
        found
    }

    /// A reference that is an invoice's number as a whole.
    fn whole(&self, text: &str, found: &mut Vec<Citation>) {
        let folded = folded(text);
        let runs = runs(&folded);
        if runs.len() > MOST_RUNS {
            return;
        }
        for key in keys(&runs) {
            if let Some(invoices) = self.full.get(&key) {
                cite(found, invoices, true);
            }
        }
    }

    fn fiscal_ids(&self, text: &str, found: &mut Vec<Citation>) {
        if self.ids.is_empty() {
            return;
        }
        for piece in text.split(|c: char| c.is_whitespace() || ",;|()/".contains(c)) {
            if piece.len() >= 20
                && let Some(invoices) = self.ids.get(&compact_hash(piece))
            {
                cite(found, invoices, true);
            }
        }
    }

    fn windows(&self, runs: &[Run<'_>], found: &mut Vec<Citation>) {
        let mut taken = vec![false; runs.len()];
        let mut prefixed = vec![false; runs.len()];
        for at in 0..runs.len() {
            prefixed[at] = runs[at].is_digits && is_prefixed(runs, &prefixed, at);
        }
        for start in 0..runs.len() {
            if taken[start] || starts_inside(runs, start) {
                continue;
            }
            for end in (start + 1..=(start + MOST_RUNS).min(runs.len())).rev() {
                let window = &runs[start..end];
                if !holds_together(window) || ends_inside(runs, end) {
                    continue;
                }
                let Some(is_strong) = strength(runs, start, end, prefixed[start]) else {
                    continue;
                };
                let keys = keys(window);
                let of = |map: &HashMap<u64, Vec<u32>>| {
                    keys.iter().find_map(|key| map.get(key)).cloned()
                };
                let hit = of(&self.full)
                    .map(|invoices| (invoices, is_strong))
                    .or_else(|| Some((of(&self.orders)?, false)));
                if let Some((invoices, is_strong)) = hit {
                    cite(found, &invoices, is_strong);
                    taken[start..end].fill(true);
                    break;
                }
            }
        }
        for at in 0..runs.len() {
            let run = runs[at];
            if taken[at] || !run.is_digits || is_attached(runs, at) || starts_inside(runs, at) {
                continue;
            }
            if ends_inside(runs, at + 1) {
                continue;
            }
            let digits = run.text.trim_start_matches('0');
            let tells = digits.len() >= 4 && !is_year(digits) && !is_date(run.text);
            if (tells || prefixed[at])
                && !is_part_of_figure(runs, at)
                && let Some(invoices) = self.tails.get(&grouped(&[run]))
            {
                cite(found, invoices, prefixed[at] && invoices.len() == 1);
            }
        }
    }
}

fn note(map: &mut HashMap<u64, Vec<u32>>, key: u64, place: u32) {
    let places = map.entry(key).or_default();
    if places.last() != Some(&place) {
        places.push(place);
    }
}

fn cite(found: &mut Vec<Citation>, invoices: &[u32], is_strong: bool) {
    let known = found.iter_mut().find(|citation| citation.invoices == invoices);
    match known {
        Some(citation) => citation.is_strong |= is_strong,
        None => found.push(Citation { invoices: invoices.to_vec(), is_strong }),
    }
}

/// How telling some runs are: `None` where they may well be something else.
fn strength(runs: &[Run<'_>], start: usize, end: usize, is_prefixed: bool) -> Option<bool> {
    let window = &runs[start..end];
    let digits: usize = window.iter().filter(|run| run.is_digits).map(|r| r.text.len()).sum();
    let letters: usize = window.iter().filter(|run| !run.is_digits).map(|r| r.text.len()).sum();
    if digits == 0 {
        return None;
    }
    if letters > 0 {
        // "F 5" is too little, and so is "de 1024", which is what a sentence looks like.
        let is_word = is_small_word(window[0].text);
        return Some(digits + letters >= 3 && !is_word);
    }
    if window.len() > 1 {
        // Groups of digits with dashes between them: a number of Ecuador or Peru.
        let dashed = window[1..].iter().all(|run| run.gap == "-");
        return (dashed && digits >= 7).then_some(true);
    }
    if is_part_of_figure(runs, start) {
        return None;
    }
    let text = window[0].text;
    let telling = text.trim_start_matches('0');
    if is_prefixed {
        return Some(true);
    }
    if telling.len() < 4 || is_year(telling) || is_date(text) {
        return None;
    }
    Some(telling.len() >= 6)
}

/// Whether nothing but blanks and signs of numbers stands between the runs.
fn holds_together(window: &[Run<'_>]) -> bool {
    window[1..]
        .iter()
        .all(|run| run.gap.len() <= 3 && run.gap.bytes().all(|byte| b" -/._#".contains(&byte)))
}

/// Whether a run goes on from the one before without a gap; digits right after a word such
/// as "fac" begin of their own.
fn starts_inside(runs: &[Run<'_>], at: usize) -> bool {
    at > 0 && runs[at].gap.is_empty() && !(runs[at].is_digits && is_prefix_word(runs[at - 1].text))
}

fn ends_inside(runs: &[Run<'_>], end: usize) -> bool {
    runs.get(end).is_some_and(|next| next.gap.is_empty())
}

/// Whether digits hang on letters by a dash, so that they are no number of their own.
fn is_attached(runs: &[Run<'_>], at: usize) -> bool {
    at > 0
        && matches!(runs[at].gap, "-" | "_" | "/")
        && (runs[at - 1].is_digits || !is_prefix_word(runs[at - 1].text))
}

/// Whether digits are part of a date, an amount, a time or an account: other digits are
/// right beside them, parted by one sign.
fn is_part_of_figure(runs: &[Run<'_>], at: usize) -> bool {
    let beside = |this: usize, other: Option<&Run<'_>>, gap: &str| {
        let Some(other) = other.filter(|other| other.is_digits) else { return false };
        let shorter = runs[this].text.len().min(other.text.len());
        match gap {
            ":" => true,
            "." | "," => shorter <= 3,
            "/" | "-" => shorter <= 2 || is_year(runs[this].text),
            _ => false,
        }
    };
    let before = at.checked_sub(1).map(|before| &runs[before]);
    let after = runs.get(at + 1);
    beside(at, before, runs[at].gap) || beside(at, after, after.map_or("", |next| next.gap))
}

/// Whether a word such as "factura" stands before digits, or before digits that these go
/// on from: "facturas 12, 13 y 14".
fn is_prefixed(runs: &[Run<'_>], prefixed: &[bool], at: usize) -> bool {
    let Some(before) = at.checked_sub(1) else { return false };
    if is_part_of_figure(runs, at) {
        return false;
    }
    let run = &runs[before];
    if run.is_digits {
        return prefixed[before];
    }
    if is_prefix_word(run.text) {
        return true;
    }
    let is_and = matches!(run.text, "y" | "e" | "and");
    is_and && before.checked_sub(1).is_some_and(|earlier| prefixed[earlier])
}

fn is_prefix_word(word: &str) -> bool {
    const WORDS: &str = "factura facturas fact facts fac facs fra fras folio folios invoice \
        invoices inv cfdi boleta boletas recibo recibos nro num numero nº no n documento doc";
    WORDS.split_ascii_whitespace().any(|known| known == word)
}

fn is_small_word(word: &str) -> bool {
    matches!(word, "de" | "del" | "la" | "el" | "al" | "y" | "por" | "con" | "en" | "the" | "of")
}

fn is_year(digits: &str) -> bool {
    digits.len() == 4 && (digits.starts_with("19") || digits.starts_with("20"))
}

/// Whether eight or six digits are a day, year first or last.
fn is_date(digits: &str) -> bool {
    let number = |from: usize, to: usize| {
        digits.get(from..to).and_then(|part| part.parse::<u32>().ok()).unwrap_or(0)
    };
    let day_month = |day: u32, month: u32| (1..=31).contains(&day) && (1..=12).contains(&month);
    match digits.len() {
        8 => {
            let year_first = (1990..2100).contains(&number(0, 4));
            let year_last = (1990..2100).contains(&number(4, 8));
            (year_first && day_month(number(6, 8), number(4, 6)))
                || (year_last
                    && (day_month(number(0, 2), number(2, 4))
                        || day_month(number(2, 4), number(0, 2))))
        }
        _ => false,
    }
}

fn folded(text: &str) -> String {
    text.chars().map(fold_char).collect()
}

fn runs(folded: &str) -> Vec<Run<'_>> {
    let mut runs = Vec::new();
    let (mut start, mut gap_start) = (0, 0);
    let mut kind: Option<bool> = None;
    let kind_of = |c: char| c.is_alphanumeric().then(|| c.is_ascii_digit());
    let mut push = |kind: Option<bool>, gap_start: usize, start: usize, end: usize| {
        if let Some(is_digits) = kind {
            let (text, gap) = (&folded[start..end], &folded[gap_start..start]);
            runs.push(Run { text, is_digits, gap });
            return end;
        }
        gap_start
    };
    for (at, c) in folded.char_indices() {
        let this = kind_of(c);
        if this != kind {
            gap_start = push(kind, gap_start, start, at);
            start = at;
            kind = this;
        }
    }
    push(kind, gap_start, start, folded.len());
    runs
}

/// The two ways in which a number is looked up: group by group without leading zeros, and
/// all in one.
fn keys(runs: &[Run<'_>]) -> [u64; 2] {
    [grouped(runs), compact(runs)]
}

fn grouped(runs: &[Run<'_>]) -> u64 {
    let mut hash = Fnv::new(1);
    for run in runs {
        let text = if run.is_digits { run.text.trim_start_matches('0') } else { run.text };
        hash.add(text);
        hash.byte(0x1F);
    }
    hash.0
}

fn compact(runs: &[Run<'_>]) -> u64 {
    let mut hash = Fnv::new(2);
    let mut is_start = true;
    for run in runs {
        if run.is_digits {
            let text = if is_start { run.text.trim_start_matches('0') } else { run.text };
            hash.add(text);
            is_start = is_start && text.is_empty();
        } else {
            hash.add(run.text);
            is_start = true;
        }
    }
    hash.0
}

fn compact_hash(text: &str) -> u64 {
    let mut hash = Fnv::new(3);
    for c in text.chars().filter(char::is_ascii_alphanumeric) {
        hash.byte(c.to_ascii_lowercase() as u8);
    }
    hash.0
}

/// FNV-1a, 64 bits.
struct Fnv(u64);

impl Fnv {
    fn new(seed: u8) -> Self {
        let mut this = Self(0xCBF2_9CE4_8422_2325);
        this.byte(seed);
        this
    }

    fn byte(&mut self, byte: u8) {
        self.0 = (self.0 ^ u64::from(byte)).wrapping_mul(0x0100_0000_01B3);
    }

    fn add(&mut self, text: &str) {
        text.bytes().for_each(|byte| self.byte(byte));
    }
}

#[cfg(test)]
mod tests {
    use chrono::NaiveDate;

    use super::*;
    use crate::ledger::invoice::{Delivery, InvoiceKind};
    use crate::ledger::{Currency, Id, Money};

    fn numbers(all: &[&str]) -> Numbers {
        let mut numbers = Numbers::default();
        for (at, number) in all.iter().enumerate() {
            let invoice = Invoice {
                id: Id::new(1, at as u64),
                kind: InvoiceKind::Invoice,
                customer: Id::new(0, 0),
                number: (*number).to_owned(),
                issued_on: NaiveDate::MIN,
                acknowledged_on: None,
                terms: None,
                total: Money::zero(Currency::MXN),
                instalments: Vec::new(),
                rate: None,
                reference: if at == 0 { "OC-7781".to_owned() } else { String::new() },
                fiscal_id: if at == 0 {
                    "3FA85F64-5717-4562-B3FC-2C963F66AFA6".to_owned()
                } else {
                    String::new()
                },
                notes: String::new(),
                delivery: Delivery::Unknown,
                of: None,
            };
            numbers.add(&invoice, vec![at as u32]);
        }
        numbers
    }

    /// The numbers that a text cites, those strongly with a star.
    fn cited(numbers: &Numbers, text: &str) -> String {
        let mut movement = Movement::new(NaiveDate::MIN, Money::zero(Currency::MXN));
        text.clone_into(&mut movement.text);
        let found = numbers.cited(&movement).into_iter().map(|citation| {
            let names =
                citation.invoices.iter().map(|at| numbers.invoices[*at as usize].number.as_str());
            let star = if citation.is_strong { "*" } else { "" };
            names.collect::<Vec<_>>().join("|") + star
        });
        found.collect::<Vec<_>>().join(" ")
    }

    #[test]
    fn one_number_in_many_writings() {
        let numbers = numbers(&["A-1024", "F-2026-015", "001-002-000001234", "12", "B-77"]);
        for (text, expected) in [
            ("PAGO A-1024", "A-1024*"),
            ("pago a1024 gracias", "A-1024*"),
            ("SPEI RECIBIDOSTP /0123456789 646 FACTURA A 1024", "A-1024*"),
            ("FACTURA 1024", "A-1024*"),
            ("FAC1024", "A-1024*"),
            ("transferencia 1024", "A-1024"),
            ("Fact. A-01024", "A-1024*"),
            ("F-2026-15", "F-2026-015*"),
            ("F2026015", "F-2026-015*"),
            ("pago 001-002-000001234", "001-002-000001234*"),
            ("pago 1-2-1234", ""),
            ("factura 12", "12*"),
            ("facturas 1024, 12 y 77", "12* A-1024* B-77*"),
            ("3fa85f64-5717-4562-b3fc-2c963f66afa6", "A-1024*"),
            ("3FA85F6457174562B3FC2C963F66AFA6", "A-1024*"),
            ("pedido OC 7781", "A-1024"),
        ] {
            assert_eq!(cited(&numbers, text), expected, "{text}");
        }
    }

    #[test]
    fn digits_of_something_else_are_no_number() {
        let numbers = numbers(&["1024", "2026", "A-1203", "C-0326", "050326", "20260312"]);
        for text in [
            "pago del 12/03/2026",
            "el 10-24-2026",
            "importe 1,024.00",
            "importe 1.024,00",
            "10:24",
            "RFC ABC1024XY",
            "B-1203",
            "cuenta 12 1203-55",
            "2026",
            "20260312",
            "CLABE 01024",
        ] {
            let read = cited(&numbers, text);
            assert!(!read.contains('*'), "{text}: {read}");
            assert!(text.contains("CLABE") || read.is_empty(), "{text}: {read}");
        }
    }

    #[test]
    fn a_number_that_several_have_is_one_citation_of_all() {
        let numbers = numbers(&["A-1024", "B-1024"]);
        assert_eq!(cited(&numbers, "factura 1024"), "A-1024|B-1024");
        assert_eq!(cited(&numbers, "factura B 1024"), "B-1024*");
    }
}
