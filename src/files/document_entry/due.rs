//! When an invoice falls due, and who says so.

use chrono::{Days, NaiveDate};

use crate::files::document::{Claim, DaysFrom, DueFound, Instalment as Part, LegalTerm};
use crate::ledger::action::Due;
use crate::ledger::invoice::Instalment;
use crate::ledger::{Money, Terms};

/// What decided when an invoice falls due.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum DueBy {
    /// The document says a day, or says the days.
    Document,
    /// It says days from its reception, which no file tells: counted from its issue.
    DocumentFromIssue,
    /// The terms agreed with the customer.
    CustomerTerms,
    /// The law's term, where nothing was agreed; counted from issue where no file tells when
    /// it was received.
    Law(LegalTerm),
    /// The firm's own terms.
    FirmTerms,
}

/// When it falls due.
pub(super) struct Decided {
    pub due: Due,
    pub by: DueBy,
    /// The day the customer received it, where that counts and is known.
    pub received_on: Option<NaiveDate>,
}

/// Decides when a claim falls due: by what it says, else by what was agreed with the
/// customer, else by law, else by the firm's terms.
pub(super) fn decide(
    claim: &Claim,
    issued_on: NaiveDate,
    agreed: Option<&Terms>,
    usual: &Terms,
) -> Decided {
    let by = |due, by| Decided { due, by, received_on: None };
    match &claim.due {
        DueFound::On { day, .. } => by(Due::On(*day), DueBy::Document),
        DueFound::Instalments(parts) => {
            by(Due::Instalments(instalments(parts, claim.payable, issued_on)), DueBy::Document)
        }
        DueFound::InDays { days, from, .. } => {
            let said = match from {
                DaysFrom::Reception(None) => DueBy::DocumentFromIssue,
                DaysFrom::Issue | DaysFrom::Reception(Some(_)) => DueBy::Document,
            };
            in_days(*days, *from, issued_on, said)
        }
        DueFound::Nothing { by_law } => match (agreed, by_law) {
            (Some(terms), _) => by(Due::Terms(terms.clone()), DueBy::CustomerTerms),
            (None, Some(law)) => in_days(law.days, law.from, issued_on, DueBy::Law(*law)),
            (None, None) => by(Due::Terms(usual.clone()), DueBy::FirmTerms),
        },
    }
}

fn in_days(days: u32, from: DaysFrom, issued_on: NaiveDate, by: DueBy) -> Decided {
    let received_on = match from {
        DaysFrom::Reception(day) => day,
        DaysFrom::Issue => None,
    };
    let start = received_on.unwrap_or(issued_on);
    let day = start.checked_add_days(Days::new(u64::from(days))).unwrap_or(start);
    Decided { due: Due::On(day), by, received_on }
}

/// The parts as the ledger takes them: they sum up to what is to be collected. What the
/// parts leave out (in Peru what is paid for taxes) falls due with the first; what they have
/// too much comes off the last.
fn instalments(parts: &[Part], whole: Money, issued_on: NaiveDate) -> Vec<Instalment> {
    let is_usable = !parts.is_empty()
        && parts
            .iter()
            .all(|part| part.amount.currency == whole.currency && part.amount.amount_minor > 0);
    if !is_usable {
        let last = parts.iter().map(|part| part.on).max().unwrap_or(issued_on);
        return vec![Instalment { due_on: last, amount_minor: whole.amount_minor }];
    }
    let part = |part: &Part| Instalment { due_on: part.on, amount_minor: part.amount.amount_minor };
    let mut parts: Vec<Instalment> = parts.iter().map(part).collect();
    let sum: i64 = parts.iter().map(|part| part.amount_minor).sum();
    if sum <= whole.amount_minor {
        parts[0].amount_minor += whole.amount_minor - sum;
        return parts;
    }
    let mut too_much = sum - whole.amount_minor;
    for part in parts.iter_mut().rev() {
        let less = too_much.min(part.amount_minor);
        part.amount_minor -= less;
        too_much -= less;
    }
    parts.retain(|part| part.amount_minor > 0);
    parts
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;
    use crate::ledger::Currency;

    fn parts_of(whole: i64, parts: &[i64]) -> Vec<i64> {
        let day = NaiveDate::from_ymd_opt(2026, 3, 1).unwrap();
        let part = |minor: &i64| Part { on: day, amount: Money::new(*minor, Currency::MXN) };
        let parts: Vec<Part> = parts.iter().map(part).collect();
        let parts = instalments(&parts, Money::new(whole, Currency::MXN), day);
        parts.iter().map(|part| part.amount_minor).collect()
    }

    #[test]
    fn parts_sum_up_to_the_whole() {
        assert_eq!(parts_of(1000, &[500, 500]), [500, 500]);
        assert_eq!(parts_of(1180, &[500, 500]), [680, 500]);
        assert_eq!(parts_of(900, &[500, 500]), [500, 400]);
        assert_eq!(parts_of(400, &[500, 500]), [400]);
        assert_eq!(parts_of(400, &[]), [400]);
        assert_eq!(parts_of(400, &[-100, 500]), [400]);
    }
}
