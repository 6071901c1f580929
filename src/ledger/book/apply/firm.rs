//! The firm and its rates.

use std::sync::Arc;

use rust_decimal::Decimal;

use crate::ledger::Id;
use crate::ledger::book::Book;
use crate::ledger::firm::{Firm, Rate};
use crate::ledger::refusal::Refusal;

impl Book {
    pub(super) fn change_firm(&mut self, before: &Firm, after: &Firm) -> Result<(), Refusal> {
        if *self.firm != *before {
            return Err(Refusal::ChangedSince { what: after.name.clone() });
        }
        validate_firm(after)?;
        if before.home_currency != after.home_currency {
            let by = self.rates.len() + self.rates_used();
            if by > 0 {
                return Err(Refusal::StillUsed { what: before.home_currency.to_string(), by });
            }
        }
        self.firm = Arc::new(after.clone());
        Ok(())
    }

    /// How many documents carry a rate. Rates are units of the home currency: in another
    /// one every value worked out with them would be false.
    fn rates_used(&self) -> usize {
        self.invoices().filter(|(_, entry)| entry.invoice.rate.is_some()).count()
            + self.credits().filter(|(_, entry)| entry.credit.rate.is_some()).count()
    }

    pub(super) fn add_rate(&mut self, rate: &Rate) -> Result<(), Refusal> {
        if self.rates.iter().any(|known| known.id == rate.id) {
            return Err(Refusal::AlreadyThere { id: rate.id });
        }
        if rate.value <= Decimal::ZERO {
            return Err(Refusal::RateNotPositive);
        }
        // Of two for one day the one entered later counts, even after an undo and a redo.
        let place = |rate: &Rate| (rate.currency, rate.on, rate.id);
        let at = self.rates.partition_point(|known| place(known) < place(rate));
        Arc::make_mut(&mut self.rates).insert(at, rate.clone());
        Ok(())
    }

    pub(super) fn strike_rate(&mut self, rate: &Rate) -> Result<(), Refusal> {
        let known = self.rates.iter().find(|known| known.id == rate.id);
        if *known.ok_or(Refusal::Unknown { id: rate.id })? != *rate {
            return Err(Refusal::ChangedSince { what: rate.currency.to_string() });
        }
        self.remove_rate(rate.id)
    }

    pub(super) fn remove_rate(&mut self, id: Id) -> Result<(), Refusal> {
        let at = self.rates.iter().position(|rate| rate.id == id).ok_or(Refusal::Unknown { id })?;
        Arc::make_mut(&mut self.rates).remove(at);
        Ok(())
    }
}

fn validate_firm(firm: &Firm) -> Result<(), Refusal> {
    firm.terms.validate().map_err(Refusal::Terms)?;
    let rise = firm.bucket_edges.is_sorted_by(|one, next| one < next);
    if !rise || firm.bucket_edges.first().is_none_or(|&first| first == 0) {
        return Err(Refusal::BucketEdges);
    }
    let percents = Decimal::ZERO..=Decimal::ONE_HUNDRED;
    let odd = firm.allowance_percent.iter().find(|&share| !percents.contains(share));
    if let Some(&percent) = odd {
        return Err(Refusal::NotAPercent { percent });
    }
    if firm.tolerance < Decimal::ZERO {
        return Err(Refusal::NegativeTolerance);
    }
    Ok(())
}
