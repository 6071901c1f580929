//! What happens to a cheque after it was received.

use chrono::NaiveDate;

use super::Draft;
use crate::ledger::Id;
use crate::ledger::book::AllocationEntry;
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
    draft.whole(|draft| {
        if step == ChequeStep::Bounced {
            end_allocations(draft, credit, on)?;
        }
        draft.push(Fact::ChequeStepped { credit, step, on })
    })
}

/// Ends what a credit still settles on a day.
pub(super) fn end_allocations(draft: &mut Draft, credit: Id, on: NaiveDate) -> Result<(), Refusal> {
    let book = draft.book();
    let ix = book.find_credit(credit).ok_or(Refusal::Unknown { id: credit })?;
    let lasting = book.allocations_from(ix).filter(|entry| entry.until.is_none());
    // One that would only begin later ends as it begins: it never counts.
    let end = |entry: &AllocationEntry| Fact::AllocationEnded {
        allocation: entry.allocation.id,
        on: entry.allocation.from.max(on),
    };
    let ends: Vec<Fact> = lasting.map(end).collect();
    ends.into_iter().try_for_each(|end| draft.push(end))
}
