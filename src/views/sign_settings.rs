//! The thresholds of the warning signs as a form: what stands in its fields, and what is
//! wrong.

use rust_decimal::Decimal;

use crate::ledger::Money;
use crate::ledger::dealing::SignKind;
use crate::ledger::sign_settings::{SignSettings, Threshold};
use crate::text::format::{NumberStyle, decimal, parse_amount};

/// A field of the form.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum SignField {
    /// A whole number.
    Whole(Threshold),
    /// The least amount, in units of the home currency.
    LeastAmount,
}

/// What is wrong with a field.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum SignProblem {
    /// It is no whole number within its range.
    NotWithin {
        /// The least.
        least: u16,
        /// The most.
        most: u16,
    },
    /// It is no amount.
    NotAnAmount,
}

/// What stands in the fields, as typed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SignDraft {
    wholes: Vec<String>,
    least_amount: String,
}

/// The signs that have thresholds, with theirs, in the order of the form.
pub const GROUPS: [(SignKind, &[Threshold]); 7] = [
    (
        SignKind::LaterThanHabit,
        &[Threshold::LaterDays, Threshold::LaterItems, Threshold::HabitItems],
    ),
    (SignKind::BrokenPromises, &[Threshold::BrokenPromises, Threshold::BrokenDays]),
    (SignKind::NotReturned, &[Threshold::Unanswered, Threshold::UnansweredDays]),
    (
        SignKind::Cheques,
        &[
            Threshold::Bounced,
            Threshold::BouncedDays,
            Threshold::PostDated,
            Threshold::PostDatedDays,
        ],
    ),
    (SignKind::Bank, &[Threshold::BankCheques, Threshold::BankDays]),
    (SignKind::Buying, &[Threshold::FallPercent, Threshold::BuyingDays]),
    (SignKind::Growth, &[Threshold::GrowthPercent]),
];

impl SignDraft {
    /// The fields as they first stand.
    pub fn of(settings: &SignSettings, style: NumberStyle) -> Self {
        let least = settings.least_amount;
        Self {
            wholes: Threshold::ALL.iter().map(|it| it.get(settings).to_string()).collect(),
            least_amount: if least.is_zero() { String::new() } else { decimal(least, style) },
        }
    }

    /// What stands in a field.
    pub fn text(&self, field: SignField) -> &str {
        match field {
            SignField::Whole(threshold) => &self.wholes[threshold as usize],
            SignField::LeastAmount => &self.least_amount,
        }
    }

    /// Puts something into a field.
    pub fn set(&mut self, field: SignField, text: String) {
        match field {
            SignField::Whole(threshold) => self.wholes[threshold as usize] = text,
            SignField::LeastAmount => self.least_amount = text,
        }
    }

    /// The settings that the fields say.
    ///
    /// # Errors
    /// Every field that is wrong, in the order of the form.
    pub fn validate(
        &self,
        style: NumberStyle,
    ) -> Result<SignSettings, Vec<(SignField, SignProblem)>> {
        let mut settings = SignSettings::default();
        let mut problems = Vec::new();
        for threshold in GROUPS.iter().flat_map(|(_, thresholds)| *thresholds) {
            let field = SignField::Whole(*threshold);
            let (least, most) = threshold.range();
            match self.text(field).trim().parse() {
                Ok(value) if (least..=most).contains(&value) => threshold.set(&mut settings, value),
                _ => problems.push((field, SignProblem::NotWithin { least, most })),
            }
        }
        let least = match self.least_amount.trim() {
            "" => Some(Decimal::ZERO),
            typed => parse_amount(typed, style).filter(|amount| {
                *amount >= Decimal::ZERO && *amount <= Decimal::from(Money::MAX_MINOR)
            }),
        };
        match least {
            Some(least) => settings.least_amount = least.normalize(),
            None => problems.push((SignField::LeastAmount, SignProblem::NotAnAmount)),
        }
        if problems.is_empty() { Ok(settings) } else { Err(problems) }
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;

    #[test]
    fn the_form_shows_every_threshold_and_gives_back_what_it_shows() {
        let mut settings = SignSettings::default();
        for (value, threshold) in (50..).zip(Threshold::ALL) {
            threshold.set(&mut settings, value.min(threshold.range().1));
        }
        settings.least_amount = "1500.5".parse().unwrap();
        let draft = SignDraft::of(&settings, NumberStyle::POINT);
        assert_eq!(draft.validate(NumberStyle::POINT), Ok(settings));
        let shipped = SignSettings::default();
        let draft = SignDraft::of(&shipped, NumberStyle::POINT);
        assert_eq!(draft.validate(NumberStyle::POINT), Ok(shipped));
        assert_eq!(GROUPS.iter().map(|(_, all)| all.len()).sum::<usize>(), Threshold::ALL.len());
    }

    #[test]
    fn what_is_wrong_is_named_by_field() {
        let mut draft = SignDraft::of(&SignSettings::default(), NumberStyle::POINT);
        let field = SignField::Whole(Threshold::LaterItems);
        draft.set(field, "2".to_owned());
        draft.set(SignField::LeastAmount, "-4".to_owned());
        let problems = draft.validate(NumberStyle::POINT).unwrap_err();
        let (least, most) = Threshold::LaterItems.range();
        assert_eq!(
            problems,
            [
                (field, SignProblem::NotWithin { least, most }),
                (SignField::LeastAmount, SignProblem::NotAnAmount)
            ]
        );
    }
}
