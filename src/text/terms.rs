//! Payment terms in words, and what is wrong with them.

use rust_decimal::Decimal;

use super::Lang;
use super::format::{NumberStyle, days_count, percent_points};
use crate::ledger::terms::{CountedFrom, DueRule, EarlyDiscount, Terms, TermsPart, TermsProblem};
use crate::messages;

/// A short label that [`parse_terms`](crate::ledger::terms::parse_terms) reads back:
/// «30 días», «Contado», «2/10 neto 30», «50 % contado, 50 % a 30 días», «30/60/90 días».
pub fn label(lang: Lang, terms: &Terms) -> String {
    let mut text = match (terms.parts.as_slice(), terms.discount) {
        ([TermsPart { due: DueRule::Net { days }, .. }], Some(discount)) => {
            let percent = discount.percent.normalize();
            return customary(lang, percent, discount.within_days, *days) + from(lang, terms);
        }
        ([only], _) => sentence_case(rule(lang, only.due)),
        (parts, _) => equal_days(lang, terms).unwrap_or_else(|| shares(lang, parts)),
    };
    text.push_str(from(lang, terms));
    if let Some(EarlyDiscount { percent, within_days }) = terms.discount {
        text.push_str("; ");
        text.push_str(&discount(lang, &points(lang, percent), within_days));
    }
    text
}

/// What is wrong with terms, for the person who entered them.
pub fn problem(lang: Lang, problem: &TermsProblem) -> String {
    match *problem {
        TermsProblem::NoParts => no_parts(lang).to_owned(),
        TermsProblem::TooManyParts => too_many_parts(lang, Terms::MAX_PARTS),
        TermsProblem::ShareNotPositive { .. } => share_not_positive(lang).to_owned(),
        TermsProblem::SharesDoNotSum { percent } => shares_do_not_sum(lang, &points(lang, percent)),
        TermsProblem::TooManyDays { days } => too_many_days(lang, days, Terms::MAX_DAYS),
        TermsProblem::NoSuchDay { day } => no_such_day(lang, day),
        TermsProblem::DiscountOutOfRange { .. } => discount_out_of_range(lang).to_owned(),
    }
}

/// A due rule in lower case: «30 días», «fin de mes», «día 10 del mes siguiente».
pub fn rule(lang: Lang, due: DueRule) -> String {
    let count = |days: u16| days_count(lang, i64::from(days));
    match due {
        DueRule::OnReceipt => on_receipt(lang).to_owned(),
        DueRule::Net { days } => count(days),
        DueRule::EndOfMonthPlus { days: 0 } => end_of_month(lang).to_owned(),
        DueRule::EndOfMonthPlus { days } => end_of_month_plus(lang, &count(days)),
        DueRule::NetThenEndOfMonth { days } => net_then_end_of_month(lang, &count(days)),
        DueRule::NetThenDay { days, day } => net_then_day(lang, &count(days), day),
        DueRule::DayOfFollowingMonth { day } => day_of_following_month(lang, day),
    }
}

messages! {
    /// Due at once.
    on_receipt => "contado", "due on receipt";
    /// Due at the end of the month.
    end_of_month => "fin de mes", "end of month";
    /// Days after the end of the month.
    end_of_month_plus(days: &str) =>
        "fin de mes más {days}", "end of month plus {days}";
    /// Days, then the end of the month reached.
    net_then_end_of_month(days: &str) =>
        "{days}, luego fin de mes", "{days}, then end of month";
    /// Days, then the next such day of a month.
    net_then_day(days: &str, day: u8) =>
        "{days}, luego el día {day}", "{days}, then day {day}";
    /// A day of the month that follows.
    day_of_following_month(day: u8) =>
        "día {day} del mes siguiente", "day {day} of the following month";
    /// Terms counted from the acknowledgement, after the rule.
    from_acknowledgement => " desde el acuse", " from acknowledgement";
    /// Terms counted from issue, after the rule: they are unless said otherwise.
    from_issue => "", "";
    /// The early-payment discount after the other terms.
    discount(percent: &str, days: u16) =>
        "{percent} de descuento a {days} días", "{percent} discount within {days} days";
    /// The customary way to write days with a discount.
    customary(percent: Decimal, within_days: u16, days: u16) =>
        "{percent}/{within_days} neto {days}", "{percent}/{within_days} net {days}";
    /// One part of several, due at once.
    share_at_once(percent: &str) => "{percent} contado", "{percent} on receipt";
    /// One part of several, after a number of days.
    share_in(percent: &str, rule: &str) => "{percent} a {rule}", "{percent} in {rule}";
    /// One part of several, at the end of a month.
    share_at(percent: &str, rule: &str) => "{percent} a {rule}", "{percent} at {rule}";
    /// One part of several, on a day.
    share_on(percent: &str, rule: &str) => "{percent} el {rule}", "{percent} on {rule}";
    /// Equal parts after numbers of days.
    equal(days: &str) => "{days} días", "{days} days";
    /// Terms without a part.
    no_parts =>
        "Las condiciones necesitan al menos un vencimiento.",
        "The terms need at least one due date.";
    /// Terms with too many parts.
    too_many_parts(most: usize) =>
        "Puede haber como máximo {most} vencimientos.",
        "There can be at most {most} due dates.";
    /// A part with no share.
    share_not_positive =>
        "Cada vencimiento necesita un porcentaje mayor que cero.",
        "Each due date needs a percentage above zero.";
    /// Shares that do not make up the total.
    shares_do_not_sum(percent: &str) =>
        "Los porcentajes suman {percent}; deben sumar 100\u{a0}%.",
        "The percentages add up to {percent}; they must add up to 100\u{a0}%.";
    /// An impossible number of days.
    too_many_days(days: u16, most: u16) =>
        "{days} días es demasiado; el plazo máximo es de {most} días.",
        "{days} days is too long; the longest term is {most} days.";
    /// An impossible day.
    no_such_day(day: u8) =>
        "Ningún mes tiene un día {day}.", "No month has a day {day}.";
    /// A discount that is none, or everything.
    discount_out_of_range =>
        "El descuento debe ser mayor que 0\u{a0}% y menor que 100\u{a0}%.",
        "The discount must be above 0\u{a0}% and below 100\u{a0}%.";
}

fn from(lang: Lang, terms: &Terms) -> &'static str {
    match terms.counted_from {
        CountedFrom::Issue => from_issue(lang),
        CountedFrom::Acknowledgement => from_acknowledgement(lang),
    }
}

/// «30/60/90 días» for equal parts after ascending numbers of days.
fn equal_days(lang: Lang, terms: &Terms) -> Option<String> {
    let mut rules = Vec::with_capacity(terms.parts.len());
    let mut list = String::new();
    let mut last = None;
    for part in &terms.parts {
        let days = match part.due {
            DueRule::OnReceipt => 0,
            DueRule::Net { days } => days,
            _ => return None,
        };
        if last.is_some_and(|last| last >= days) {
            return None;
        }
        if last.is_some() {
            list.push('/');
        }
        list.push_str(&days.to_string());
        last = Some(days);
        rules.push(part.due);
    }
    // Two halves read better with their shares.
    let equal_shares = rules.len() > 2 && Terms::equal_parts(&rules).parts == terms.parts;
    equal_shares.then(|| equal(lang, &list))
}

fn shares(lang: Lang, parts: &[TermsPart]) -> String {
    let mut text = String::new();
    for part in parts {
        if !text.is_empty() {
            text.push_str(", ");
        }
        let percent = points(lang, part.percent);
        text.push_str(&match part.due {
            DueRule::OnReceipt => share_at_once(lang, &percent),
            due @ DueRule::EndOfMonthPlus { .. } => share_at(lang, &percent, &rule(lang, due)),
            due @ DueRule::DayOfFollowingMonth { .. } => share_on(lang, &percent, &rule(lang, due)),
            due => share_in(lang, &percent, &rule(lang, due)),
        });
    }
    text
}

/// A percentage; terms have no country, so the language chooses the decimal sign. Thirds
/// are shown with two decimals.
fn points(lang: Lang, percent: Decimal) -> String {
    let style = match lang {
        Lang::Es => NumberStyle::COMMA,
        Lang::En => NumberStyle::POINT,
    };
    percent_points(percent.round_dp(2), style)
}

fn sentence_case(mut text: String) -> String {
    if let Some(first) = text.get_mut(..1) {
        first.make_ascii_uppercase();
    }
    text
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;
    use crate::ledger::terms::parse_terms;

    fn part(percent: i64, due: DueRule) -> TermsPart {
        TermsPart { percent: percent.into(), due }
    }

    fn examples() -> Vec<(Terms, &'static str, &'static str)> {
        let counted_from = CountedFrom::Acknowledgement;
        let discount = Some(EarlyDiscount { percent: Decimal::new(20, 1), within_days: 10 });
        let net = |days| DueRule::Net { days };
        let month = DueRule::EndOfMonthPlus { days: 0 };
        let following = DueRule::DayOfFollowingMonth { day: 10 };
        let single = Terms::single;
        vec![
            (Terms::net(30), "30 días", "30 days"),
            (Terms::net(1), "1 día", "1 day"),
            (Terms::on_receipt(), "Contado", "Due on receipt"),
            (single(month), "Fin de mes", "End of month"),
            (
                single(DueRule::EndOfMonthPlus { days: 30 }),
                "Fin de mes más 30 días",
                "End of month plus 30 days",
            ),
            (
                single(DueRule::NetThenEndOfMonth { days: 30 }),
                "30 días, luego fin de mes",
                "30 days, then end of month",
            ),
            (
                single(DueRule::NetThenDay { days: 31, day: 15 }),
                "31 días, luego el día 15",
                "31 days, then day 15",
            ),
            (single(following), "Día 10 del mes siguiente", "Day 10 of the following month"),
            (Terms { discount, ..Terms::net(30) }, "2/10 neto 30", "2/10 net 30"),
            (
                Terms { discount, ..single(month) },
                "Fin de mes; 2\u{a0}% de descuento a 10 días",
                "End of month; 2\u{a0}% discount within 10 days",
            ),
            (
                Terms { counted_from, ..Terms::net(45) },
                "45 días desde el acuse",
                "45 days from acknowledgement",
            ),
            (
                Terms { counted_from, discount, ..Terms::net(45) },
                "2/10 neto 45 desde el acuse",
                "2/10 net 45 from acknowledgement",
            ),
            (
                Terms::of_parts(vec![part(50, DueRule::OnReceipt), part(50, net(30))]),
                "50\u{a0}% contado, 50\u{a0}% a 30 días",
                "50\u{a0}% on receipt, 50\u{a0}% in 30 days",
            ),
            (
                Terms::of_parts(vec![part(40, month), part(60, following)]),
                "40\u{a0}% a fin de mes, 60\u{a0}% el día 10 del mes siguiente",
                "40\u{a0}% at end of month, 60\u{a0}% on day 10 of the following month",
            ),
            (Terms::equal_parts(&[net(30), net(60), net(90)]), "30/60/90 días", "30/60/90 days"),
        ]
    }

    #[test]
    fn terms_are_labelled_in_both_languages_and_the_label_reads_back() {
        for (terms, spanish, english) in examples() {
            assert_eq!(label(Lang::Es, &terms), spanish);
            assert_eq!(label(Lang::En, &terms), english);
            for written in [spanish, english] {
                assert_eq!(parse_terms(written).as_ref(), Some(&terms), "{written}");
            }
        }
    }

    #[test]
    fn a_problem_names_the_figure() {
        let parts = vec![part(50, DueRule::OnReceipt), part(40, DueRule::Net { days: 30 })];
        let wrong = Terms::of_parts(parts).validate().unwrap_err();
        let said = "Los porcentajes suman 90\u{a0}%; deben sumar 100\u{a0}%.";
        assert_eq!(problem(Lang::Es, &wrong), said);
    }
}
