//! What the user should know about a sum of interest.

use chrono::NaiveDate;
use rust_decimal::Decimal;

use super::applied::Applied;
use super::effective::daily_of_effective;
use super::{InterestStep, Source, StepRate};
use crate::ledger::interest_terms::Regime;

/// Something to know about a sum of interest.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum InterestNote {
    /// The rate of these days was not found in print.
    Unconfirmed {
        /// The first day.
        from: NaiveDate,
        /// The last one.
        to: NaiveDate,
    },
    /// The agreed rate is above Colombia's 1.5 × IBC: asking for it loses all interest
    /// (Código de Comercio, art. 884).
    AboveCap {
        /// The first day.
        from: NaiveDate,
        /// The last one.
        to: NaiveDate,
        /// The cap, effective per cent a year.
        cap_percent: Decimal,
    },
    /// Whether the agreed rate is above Colombia's 1.5 × IBC cannot be told.
    CapUnknown {
        /// The first day.
        from: NaiveDate,
        /// The last one.
        to: NaiveDate,
    },
}

/// The notes on the steps of a sum, in order of days; notes that follow each other as one.
pub(super) fn notes(applied: &Applied<'_>, steps: &[InterestStep]) -> Vec<InterestNote> {
    let mut notes = Vec::new();
    for step in steps {
        if step.source.is_unconfirmed() {
            push(&mut notes, InterestNote::Unconfirmed { from: step.from, to: step.to });
        }
        if applied.regime == Regime::Colombia && step.source == Source::Agreed {
            push_cap(&mut notes, applied, step);
        }
    }
    notes
}

fn push_cap(notes: &mut Vec<InterestNote>, applied: &Applied<'_>, step: &InterestStep) {
    let StepRate::Yearly { percent, year_days } = step.rate else { return };
    let daily = percent / Decimal::from(100 * u32::from(year_days));
    let mut from = step.from;
    while from <= step.to {
        let to = match applied.legal(from) {
            Some(legal) => {
                let to = legal.until.min(step.to);
                if daily_of_effective(legal.percent, 365).is_none_or(|cap| daily > cap) {
                    let cap_percent = legal.percent;
                    push(notes, InterestNote::AboveCap { from, to, cap_percent });
                }
                to
            }
            None => {
                push(notes, InterestNote::CapUnknown { from, to: from });
                from
            }
        };
        let Some(next) = to.succ_opt() else { return };
        from = next;
    }
}

/// Adds a note, or lengthens the last one where it says the same of the days before.
fn push(notes: &mut Vec<InterestNote>, note: InterestNote) {
    use InterestNote::{AboveCap, CapUnknown, Unconfirmed};
    let joined = match (notes.last_mut(), &note) {
        (Some(Unconfirmed { to, .. }), Unconfirmed { from, to: last })
        | (Some(CapUnknown { to, .. }), CapUnknown { from, to: last })
            if to.succ_opt() == Some(*from) =>
        {
            *to = *last;
            true
        }
        (
            Some(AboveCap { to, cap_percent, .. }),
            AboveCap { from, to: last, cap_percent: next },
        ) if to.succ_opt() == Some(*from) && cap_percent == next => {
            *to = *last;
            true
        }
        _ => false,
    };
    if !joined {
        notes.push(note);
    }
}
