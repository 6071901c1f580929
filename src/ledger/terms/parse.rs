//! Reads payment terms as people write them on invoices, in Spanish and English.
//!
//! Every word must be understood and fit together; otherwise the answer is `None`. A wrong
//! due date does harm, a question does not.

use rust_decimal::Decimal;
use rust_decimal::prelude::ToPrimitive;

use super::words::{Word, join_phrases, read_words};
use super::{CountedFrom, DueRule, EarlyDiscount, Terms, TermsPart};
use crate::text::fold::fold;

/// The longest term read from a number without a unit.
const MAX_BARE_DAYS: u16 = 365;
/// A higher percentage before the word net is rather a share of the total.
const MAX_UNSAID_DISCOUNT: Decimal = Decimal::from_parts(20, 0, 0, false, 0);
/// Longer texts are letters, not terms.
const MAX_LENGTH_BYTES: usize = 160;

/// Reads terms such as `30`, `Pago a 30 días.`, `contado`, `2/10 neto 30`, `30/60/90`,
/// `50% contado 50% 30 días`, `fin de mes`, `net 30 EOM`. `None` where a word is unknown,
/// the parts do not sum to 100 %, or two readings are possible (`2/10`, `30 días hábiles`).
///
/// «30 días fin de mes» is thirty days and then the end of that month, as in Spanish usage;
/// `30 days EOM` is thirty days after the end of the month, as in English usage.
pub fn parse_terms(text: &str) -> Option<Terms> {
    if text.len() > MAX_LENGTH_BYTES {
        return None;
    }
    let mut words = join_phrases(&read_words(&fold(text.trim()))?);
    let mut counted_from = CountedFrom::Issue;
    if words.contains(&Word::Acknowledgement) {
        counted_from = CountedFrom::Acknowledgement;
        words.retain(|word| *word != Word::Acknowledgement);
    }
    let bare_is_days = !words.contains(&Word::Context);
    words.retain(|word| *word != Word::Context);

    let mut clauses = split_clauses(&words);
    let discount = take_discount(&mut clauses);
    let mut terms = match clauses.as_slice() {
        [] => return None,
        [[Word::Number(_), Word::Percent, ..], ..] => split_terms(&clauses)?,
        [only] if only.len() > 1 && only.contains(&Word::Receipt) => {
            counted_from = CountedFrom::Acknowledgement;
            let kept: Vec<Word> =
                only.iter().copied().filter(|word| *word != Word::Receipt).collect();
            Terms::single(rule(&kept, bare_is_days)?)
        }
        [only] => rule(only, bare_is_days)
            .map(Terms::single)
            .or_else(|| list_terms(&clauses, bare_is_days))?,
        _ => list_terms(&clauses, bare_is_days)?,
    };
    terms.counted_from = counted_from;
    terms.discount = discount;
    terms.validate().is_ok().then_some(terms)
}

/// The clauses: parted by separators, by the remainder, and before each share.
fn split_clauses(words: &[Word]) -> Vec<&[Word]> {
    let mut clauses = Vec::new();
    let mut start = 0;
    for place in 0..words.len() {
        match words[place..] {
            [Word::Separator, ..] => {
                clauses.push(&words[start..place]);
                start = place + 1;
            }
            [Word::Number(_), Word::Percent, ..] | [Word::Rest, ..]
                if words[start..place] != [Word::Discount] =>
            {
                clauses.push(&words[start..place]);
                start = place;
            }
            _ => {}
        }
    }
    clauses.push(&words[start..]);
    clauses.retain(|clause| !clause.is_empty());
    clauses
}

/// Takes an early-payment discount out of the clauses: `2/10` or `2% 10 días` before the
/// word net, or a clause that says discount.
fn take_discount(clauses: &mut Vec<&[Word]>) -> Option<EarlyDiscount> {
    use Word::{Days, Discount, Net, Number, Percent, Slash};
    for place in 0..clauses.len() {
        let (percent, days, kept) = match *clauses[place] {
            [Number(percent), Percent, Discount, Number(days)]
            | [Number(percent), Percent, Discount, Number(days), Days]
            | [Discount, Number(percent), Percent, Number(days)]
            | [Discount, Number(percent), Percent, Number(days), Days] => (percent, days, None),
            [Number(percent), Slash, Number(days), ref kept @ ..]
            | [Number(percent), Percent, Slash, Number(days), ref kept @ ..]
            | [Number(percent), Percent, Number(days), ref kept @ ..] => {
                let kept = kept.strip_prefix(&[Days]).unwrap_or(kept);
                let before_net = match kept {
                    [] => clauses.get(place + 1).is_some_and(|next| next.starts_with(&[Net])),
                    _ => kept.starts_with(&[Net]),
                };
                if !before_net || place > 0 || percent > MAX_UNSAID_DISCOUNT {
                    continue;
                }
                (percent, days, (!kept.is_empty()).then_some(kept))
            }
            _ => continue,
        };
        let within_days = whole_days(days, Terms::MAX_DAYS)?;
        match kept {
            Some(kept) => clauses[place] = kept,
            None => {
                clauses.remove(place);
            }
        }
        return Some(EarlyDiscount { percent, within_days });
    }
    None
}

/// Parts with their shares: «50% contado, saldo a 30 días».
fn split_terms(clauses: &[&[Word]]) -> Option<Terms> {
    let mut left = Decimal::ONE_HUNDRED;
    let mut parts = Vec::with_capacity(clauses.len());
    for clause in clauses {
        let (percent, rest) = match clause {
            [Word::Number(percent), Word::Percent, rest @ ..] => (*percent, rest),
            [Word::Rest, rest @ ..] => (left, rest),
            _ => return None,
        };
        left -= percent;
        // The day of delivery is not in the ledger; alone it is the invoice's.
        if clauses.len() > 1 && rest.contains(&Word::Delivery) {
            return None;
        }
        parts.push(TermsPart { percent, due: rule(rest, true)? });
    }
    Some(Terms::of_parts(parts))
}

/// Equal parts: «30/60/90», «30, 60 y 90 días».
fn list_terms(clauses: &[&[Word]], bare_is_days: bool) -> Option<Terms> {
    let mut days = Vec::new();
    let mut has_unit = false;
    let mut dashes = 0;
    for (place, clause) in clauses.iter().enumerate() {
        let mut rest = *clause;
        if place == 0 {
            rest = rest.strip_prefix(&[Word::Net]).unwrap_or(rest);
        }
        loop {
            let [Word::Number(number), after @ ..] = rest else { return None };
            days.push(whole_days(*number, MAX_BARE_DAYS)?);
            rest = match after {
                [Word::Slash, next @ ..] => next,
                [Word::Dash, next @ ..] => {
                    dashes += 1;
                    next
                }
                [Word::Days] => {
                    has_unit = true;
                    break;
                }
                [] => break,
                _ => return None,
            };
        }
    }
    let ascending = days.windows(2).all(|pair| pair[0] < pair[1]);
    let clear = if has_unit { true } else { bare_is_days && !could_be_date(&days) };
    // «30-60 días» may be a range.
    let range = dashes > 0 && days.len() < 3;
    if days.len() < 2 || !ascending || !clear || range {
        return None;
    }
    let rules: Vec<DueRule> = days.into_iter().map(DueRule::net).collect();
    Some(Terms::equal_parts(&rules))
}

/// Whether the first two numbers could be a day and a month, in either order.
fn could_be_date(numbers: &[u16]) -> bool {
    let fits = |day: u16, month: u16| (1..=31).contains(&day) && (1..=12).contains(&month);
    matches!(*numbers, [a, b] | [a, b, _] if fits(a, b) || fits(b, a))
}

/// The rule that a clause's words make.
fn rule(words: &[Word], bare_is_days: bool) -> Option<DueRule> {
    use Word::{
        After, Cash, Days, Delivery, EndOfMonth, First, Following, Month, Net, Number, Plus,
        Receipt, Slash, Then,
    };
    let words = match words {
        [Net, Slash, rest @ ..] => rest,
        [Net, rest @ ..] => rest,
        _ if bare_is_days => words,
        [Number(_)] => return None,
        _ => words,
    };
    let long = |days: Decimal| whole_days(days, Terms::MAX_DAYS);
    Some(match *words {
        [Cash] | [Receipt] | [Delivery] | [Cash, Delivery] => DueRule::OnReceipt,
        [Number(days)] => DueRule::net(whole_days(days, MAX_BARE_DAYS)?),
        [Number(days), Days] | [Number(days), Days, Net] => DueRule::net(long(days)?),
        [EndOfMonth { .. }] => DueRule::EndOfMonthPlus { days: 0 },
        [Number(days), EndOfMonth { english: false }]
        | [Number(days), Days, EndOfMonth { english: false }]
        | [Number(days), Days, Then, EndOfMonth { .. }] => {
            DueRule::NetThenEndOfMonth { days: long(days)? }
        }
        [Number(days), EndOfMonth { english: true }]
        | [Number(days), Days, EndOfMonth { english: true }]
        | [Number(days), Days, After, EndOfMonth { .. }]
        | [EndOfMonth { english: true }, Number(days)]
        | [EndOfMonth { .. }, Plus, Number(days)]
        | [EndOfMonth { .. }, Plus, Number(days), Days] => {
            DueRule::EndOfMonthPlus { days: long(days)? }
        }
        [Number(days), Days, Then, Number(day)] | [Number(days), Days, Then, Days, Number(day)] => {
            DueRule::NetThenDay { days: long(days)?, day: day_of_month(day)? }
        }
        [Number(day), Month { .. }, Following]
        | [Number(day), Following, Month { .. }]
        | [Days, Number(day), Month { .. }, Following]
        | [Days, Number(day), Following, Month { .. }] => {
            DueRule::DayOfFollowingMonth { day: day_of_month(day)? }
        }
        [First, Days, Month { .. }, Following] | [First, Days, Following, Month { .. }] => {
            DueRule::DayOfFollowingMonth { day: 1 }
        }
        [EndOfMonth { .. }, Following] => DueRule::DayOfFollowingMonth { day: 31 },
        _ => return None,
    })
}

fn whole_days(number: Decimal, most: u16) -> Option<u16> {
    number.is_integer().then(|| number.to_u16())?.filter(|days| *days <= most)
}

fn day_of_month(number: Decimal) -> Option<u8> {
    number.is_integer().then(|| number.to_u8())?.filter(|day| (1..=31).contains(day))
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;

    fn net_parts(days: &[u16]) -> Terms {
        let rules: Vec<DueRule> = days.iter().copied().map(DueRule::net).collect();
        Terms::equal_parts(&rules)
    }

    fn shares(parts: &[(i64, u16)]) -> Terms {
        let part = |&(percent, days): &(i64, u16)| TermsPart {
            percent: percent.into(),
            due: DueRule::net(days),
        };
        Terms::of_parts(parts.iter().map(part).collect())
    }

    fn discounted(percent: &str, within_days: u16, terms: Terms) -> Terms {
        let percent = percent.parse().unwrap();
        Terms { discount: Some(EarlyDiscount { percent, within_days }), ..terms }
    }

    #[test]
    fn a_number_of_days_is_read_however_it_is_put() {
        for text in "30 | 30 días | 30 DIAS | 30d | net 30 | Net30 | n30 | N/30 | neto 30 | \
             neto a 30 días | a 30 dias | Pago a 30 días. | crédito 30 días | \
             Crédito: 30 días | Crédito - 30 días | treinta (30) días | 30 (treinta) días | \
             30 días netos | 30 día(s) | 30 días fecha factura | \
             30 días desde la fecha de factura | plazo de 30 días | \
             Payment due within 30 days | Payment terms: net 30 days | \
             30 days from invoice date | 30 días naturales | PAGO EN 30 DÍAS"
            .split(" | ")
        {
            assert_eq!(parse_terms(text), Some(Terms::net(30)), "{text}");
        }
    }

    #[test]
    fn cash_is_on_receipt() {
        for text in
            "contado | CONTADO | De contado | pago de contado | inmediato | pago inmediato | \
             a la vista | 0 | 0 días | immediate | due on receipt | Due upon receipt | \
             contra entrega | Contado contra entrega | COD | pago anticipado | \
             al recibir la factura"
                .split(" | ")
        {
            assert_eq!(parse_terms(text), Some(Terms::on_receipt()), "{text}");
        }
    }

    #[test]
    fn the_end_of_the_month_keeps_what_each_language_means_by_it() {
        let cases = [
            ("fin de mes", DueRule::EndOfMonthPlus { days: 0 }),
            ("EOM", DueRule::EndOfMonthPlus { days: 0 }),
            ("último día del mes", DueRule::EndOfMonthPlus { days: 0 }),
            ("30 dias fin de mes", DueRule::NetThenEndOfMonth { days: 30 }),
            ("30 días, luego fin de mes", DueRule::NetThenEndOfMonth { days: 30 }),
            ("30 days, then end of month", DueRule::NetThenEndOfMonth { days: 30 }),
            ("net 30 EOM", DueRule::EndOfMonthPlus { days: 30 }),
            ("30 days end of month", DueRule::EndOfMonthPlus { days: 30 }),
            ("EOM + 30", DueRule::EndOfMonthPlus { days: 30 }),
            ("fin de mes más 30 días", DueRule::EndOfMonthPlus { days: 30 }),
            ("30 días después de fin de mes", DueRule::EndOfMonthPlus { days: 30 }),
            ("día 10 del mes siguiente", DueRule::DayOfFollowingMonth { day: 10 }),
            ("10 del mes siguiente", DueRule::DayOfFollowingMonth { day: 10 }),
            ("10th of the following month", DueRule::DayOfFollowingMonth { day: 10 }),
            ("fin del mes siguiente", DueRule::DayOfFollowingMonth { day: 31 }),
            ("30 días y luego el día 15", DueRule::NetThenDay { days: 30, day: 15 }),
        ];
        for (text, due) in cases {
            assert_eq!(parse_terms(text), Some(Terms::single(due)), "{text}");
        }
    }

    #[test]
    fn a_discount_stands_before_net_or_says_so() {
        let expected = discounted("2", 10, Terms::net(30));
        for text in "2/10 net 30 | 2/10 neto 30 | 2/10, n/30 | 2/10 n30 | 2% 10 net 30 | \
             2% 10 días, neto 30 | 2 %/10 días neto 30 días | \
             30 días; 2 % de descuento a 10 días | 2% pronto pago 10 días, neto 30 | \
             30 días, descuento 2% a 10 días | net 30, 2% discount if paid within 10 days"
            .split(" | ")
        {
            assert_eq!(parse_terms(text).as_ref(), Some(&expected), "{text}");
        }
        let expected = discounted("1.5", 8, Terms::single(DueRule::EndOfMonthPlus { days: 30 }));
        assert_eq!(parse_terms("1,5/8 net 30 EOM"), Some(expected));
    }

    #[test]
    fn several_parts_are_read_with_their_shares() {
        let cases = [
            ("30/60/90", net_parts(&[30, 60, 90])),
            ("30-60-90 días", net_parts(&[30, 60, 90])),
            ("30, 60 y 90 días", net_parts(&[30, 60, 90])),
            ("crédito a 15 y 30 días", net_parts(&[15, 30])),
            ("0/30/60", net_parts(&[0, 30, 60])),
            ("50% contado 50% 30 días", shares(&[(50, 0), (50, 30)])),
            ("50 % contado, 50 % a 30 días", shares(&[(50, 0), (50, 30)])),
            ("30% anticipo y 70% a 30 días", shares(&[(30, 0), (70, 30)])),
            ("30% anticipo, saldo a 60 días", shares(&[(30, 0), (70, 60)])),
            ("40% 15, 60% 45", shares(&[(40, 15), (60, 45)])),
        ];
        for (text, terms) in cases {
            assert_eq!(parse_terms(text), Some(terms), "{text}");
        }
    }

    #[test]
    fn counting_from_the_acknowledgement_is_kept() {
        let counted_from = CountedFrom::Acknowledgement;
        let expected = Terms { counted_from, ..Terms::net(30) };
        for text in "30 días desde el acuse | 30 días desde el acuse de recibo | \
             30 días contrarrecibo | 30 días después de recibida la factura | \
             30 days from receipt of invoice | 30 días fecha de recepción | \
             net 30 from acknowledgement"
            .split(" | ")
        {
            assert_eq!(parse_terms(text).as_ref(), Some(&expected), "{text}");
        }
    }

    #[test]
    fn what_is_unclear_is_not_guessed() {
        for text in "  | Crédito | CONDICIONES | Condiciones de pago | efectivo | PUE | 12 pagos | \
             en 3 plazos | 2/10 | 31/12/2026 | 01/02/26 | 10/20/30 | 5/10/15 | 30-60 días | \
             2026 | 30 días hábiles | 30 business days | 1 mes | factura 30 | Factura 125 | \
             vence 30 | día 30 | -30 días | contado 30 días | 30 días 60 días | 60/30 | \
             50% contado | 50% contado 60% 30 días | 50% anticipo, 50% contra entrega | \
             120% contado | 1.000 días | 30.5 días | 4000 días | net | 30 días o 60 días | \
             15 de cada mes | 30 días desde la entrega | día 32 del mes siguiente | ??? | \
             100/10 net 30 | 50% 30, net 60 | 30 - 60 días | - 30 días | \
             99999999999999999999 días | 30 fin"
            .split(" | ")
        {
            assert_eq!(parse_terms(text), None, "{text}");
        }
        assert_eq!(parse_terms(&"30 ".repeat(60)), None);
    }
}
