//! Which rate applies to which days.

use chrono::NaiveDate;
use rust_decimal::Decimal;

use super::days::{last_of_year, year_days};
use super::effective::daily_of_effective;
use super::rates::{Evidence, shipped_factor, shipped_rates};
use super::{InterestProblem, Source, StepRate};
use crate::ledger::Currency;
use crate::ledger::interest_terms::{DayCount, InterestTerms, Regime};

/// What an instalment's interest is worked out with.
pub(super) struct Applied<'a> {
    pub terms: &'a InterestTerms,
    pub regime: Regime,
    pub currency: Currency,
    /// The due date: interest counts from the day after it.
    pub due_on: NaiveDate,
}

/// Days after one date up to another with one rate.
pub(super) struct Piece {
    pub after: NaiveDate,
    pub to: NaiveDate,
    pub rate: StepRate,
    pub source: Source,
}

/// A yearly rate of law and the last day on which it counts.
pub(super) struct Legal {
    pub percent: Decimal,
    pub until: NaiveDate,
    pub source: Source,
}

impl Applied<'_> {
    /// How days are counted.
    pub fn day_count(&self) -> DayCount {
        match self.regime {
            _ if self.terms.agreed_percent.is_some() => self.terms.day_count,
            Regime::Contract | Regime::Mexico => self.terms.day_count,
            Regime::Chile => DayCount::Thirty360,
            Regime::Colombia | Regime::Peru | Regime::EuropeanUnion | Regime::UnitedKingdom => {
                DayCount::Actual365
            }
        }
    }

    /// The days after `after` up to `to`, cut where the rate changes.
    ///
    /// # Errors
    /// When a rate is missing or makes no sense.
    pub fn pieces(&self, after: NaiveDate, to: NaiveDate) -> Result<Vec<Piece>, InterestProblem> {
        if self.terms.agreed_percent.is_none() && self.regime == Regime::Peru {
            return Ok(vec![self.by_factor(after, to)?]);
        }
        let mut pieces = Vec::new();
        let mut done = after;
        while done < to {
            let day = done.succ_opt().unwrap_or(to);
            let (rate, until, source) = self.rate_on(day, to)?;
            let until = until.min(to);
            pieces.push(Piece { after: done, to: until, rate, source });
            done = until;
        }
        Ok(pieces)
    }

    /// The rate of a day, and the last day on which it is the same.
    fn rate_on(
        &self,
        day: NaiveDate,
        to: NaiveDate,
    ) -> Result<(StepRate, NaiveDate, Source), InterestProblem> {
        let legal = match self.terms.agreed_percent {
            Some(percent) => Legal { percent, until: NaiveDate::MAX, source: Source::Agreed },
            None if self.regime == Regime::Contract => return Err(InterestProblem::NothingAgreed),
            None => self.legal(day).ok_or_else(|| self.missing(day, to))?,
        };
        let Legal { percent, until, source } = legal;
        check_percent(percent)?;
        if source != Source::Agreed && self.regime == Regime::Colombia {
            let out_of_range = InterestProblem::PercentOutOfRange { percent };
            let daily = daily_of_effective(percent, 365).ok_or(out_of_range)?;
            return Ok((StepRate::Daily { effective_percent: percent, daily }, until, source));
        }
        let count = self.day_count();
        let rate = StepRate::Yearly { percent, year_days: year_days(count, day) };
        Ok((rate, until.min(last_of_year(count, day)), source))
    }

    /// The law's rate on a day: the user's own first (of several, the one added last), then
    /// what ships. In the United Kingdom the rate of the day on which interest starts stays
    /// for the whole debt (SI 2002/1675); in the European Union each half year has its own.
    pub fn legal(&self, day: NaiveDate) -> Option<Legal> {
        let fixed = self.regime == Regime::UnitedKingdom;
        let asked = if fixed { self.due_on.succ_opt()? } else { day };
        let own = || self.terms.own_rates.iter().filter(|own| own.regime == self.regime);
        let last = |until: NaiveDate| if fixed { NaiveDate::MAX } else { until };
        let place =
            self.terms.own_rates.iter().enumerate().rev().find(|(_, own)| {
                own.regime == self.regime && own.from <= asked && asked <= own.until
            });
        // Another of the user's own may begin before this one ends.
        let next_own = own().map(|own| own.from).filter(|&from| from > asked).min();
        let before_next = next_own.and_then(|from| from.pred_opt()).unwrap_or(NaiveDate::MAX);
        if let Some((place, own)) = place {
            let until = last(own.until.min(before_next));
            return Some(Legal { percent: own.percent, until, source: Source::Own(place) });
        }
        let known = shipped_rates().find(|rate| {
            rate.regime == self.regime
                && rate.from <= asked
                && rate.until.is_none_or(|until| asked <= until)
        })?;
        let until = last(known.until.unwrap_or(NaiveDate::MAX).min(before_next));
        Some(Legal { percent: known.percent(), until, source: Source::Shipped(known) })
    }

    /// The problem of a day without a rate, with the last day for which it is missing.
    fn missing(&self, from: NaiveDate, to: NaiveDate) -> InterestProblem {
        if self.regime == Regime::UnitedKingdom {
            let start = self.due_on.succ_opt().unwrap_or(self.due_on);
            return InterestProblem::RateMissing { regime: self.regime, from: start, until: start };
        }
        let own = self.terms.own_rates.iter().filter(|own| own.regime == self.regime);
        let starts = own
            .map(|own| own.from)
            .chain(shipped_rates().filter(|rate| rate.regime == self.regime).map(|rate| rate.from));
        let next = starts.filter(|&start| start > from).min();
        let until = next.and_then(|next| next.pred_opt()).map_or(to, |last| last.min(to));
        InterestProblem::RateMissing { regime: self.regime, from, until }
    }

    /// Peru: what the accumulated factor grows by, over the factor of the due date.
    fn by_factor(&self, after: NaiveDate, to: NaiveDate) -> Result<Piece, InterestProblem> {
        let of = |on| self.factor(on);
        let (start, from, to_factor) = (of(self.due_on)?, of(after)?, of(to)?);
        if to_factor < from || start <= Decimal::ZERO {
            return Err(InterestProblem::FactorFalls { on: to });
        }
        let rate = StepRate::Factor { start, from, to: to_factor };
        Ok(Piece { after, to, rate, source: Source::Factors })
    }

    fn factor(&self, on: NaiveDate) -> Result<Decimal, InterestProblem> {
        let own = self.terms.own_factors.iter().rev();
        own.filter(|own| own.currency == self.currency && own.on == on)
            .map(|own| own.factor)
            .next()
            .or_else(|| shipped_factor(self.currency, on))
            .ok_or(InterestProblem::RateMissing { regime: Regime::Peru, from: on, until: on })
    }
}

impl Source {
    /// Whether nobody has confirmed the rate.
    pub(super) fn is_unconfirmed(self) -> bool {
        matches!(self, Self::Shipped(rate) if rate.evidence == Evidence::Unconfirmed)
    }
}

fn check_percent(percent: Decimal) -> Result<(), InterestProblem> {
    if percent < Decimal::ZERO || percent > InterestTerms::MAX_PERCENT {
        return Err(InterestProblem::PercentOutOfRange { percent });
    }
    Ok(())
}
