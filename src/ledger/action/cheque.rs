//! What happens to a cheque after it was received.

use chrono::NaiveDate;

use super::Draft;
use crate::ledger::Id;
use crate::ledger::credit::ChequeStep;
use crate::ledger::fact::Fact;
use crate::ledger::refusal::Refusal;

/// Notes a cheque's next step. One that bounces reopens what it settled on the day it
/// bounced: what it still settles then is ended on that day, in the same record.
///
/// # Errors
/// When the credit is no cheque, the step does not follow, or the day is before the last
/// step; when a refund was made out of it.
pub fn step_cheque(
    draft: &mut Draft,
    credit: Id,
    step: ChequeStep,
    on: NaiveDate,
) -> Result<(), Refusal> {
    if step == ChequeStep::Bounced {
        let book = draft.book();
        let ix = book.find_credit(credit).ok_or(Refusal::Unknown { id: credit })?;
        let ends: Vec<_> = book
            .allocations_from(ix)
            .filter(|entry| entry.until.is_none())
            .map(|entry| (entry.allocation.id, entry.allocation.from.max(on)))
            .collect();
        for (allocation, on) in ends {
            draft.push(Fact::AllocationEnded { allocation, on })?;
        }
    }
    draft.push(Fact::ChequeStepped { credit, step, on })
}
