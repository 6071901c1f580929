//! Planning what comes and goes besides invoices, and counting cash.

use super::Draft;
use crate::ledger::fact::Fact;
use crate::ledger::planned_flow::{CashCount, PlannedFlow};
use crate::ledger::refusal::Refusal;
use crate::ledger::{Id, Money};
use chrono::NaiveDate;

/// Plans a flow; its id is given by the draft.
///
/// # Errors
/// When it has no name, its amount is not above zero, or its rhythm makes no sense.
pub fn plan_flow(draft: &mut Draft, mut flow: PlannedFlow) -> Result<Id, Refusal> {
    flow.id = draft.new_id();
    let id = flow.id;
    draft.push(Fact::FlowAdded(Box::new(flow)))?;
    Ok(id)
}

/// Changes a planned flow: the old one is struck and one with an id of its own takes its
/// place.
///
/// # Errors
/// When there is no such flow, or as planning one refuses.
pub fn change_flow(draft: &mut Draft, after: PlannedFlow) -> Result<Id, Refusal> {
    draft.whole(|draft| {
        strike_flow(draft, after.id)?;
        plan_flow(draft, after)
    })
}

/// Takes a flow out of what is planned. Can be undone.
///
/// # Errors
/// When there is no such flow.
pub fn strike_flow(draft: &mut Draft, id: Id) -> Result<(), Refusal> {
    let known = draft.book().flows().iter().find(|flow| flow.id == id);
    let flow = known.ok_or(Refusal::Unknown { id })?.clone();
    draft.push(Fact::FlowStruck(Box::new(flow)))
}

/// Notes the cash there was at the end of a day.
///
/// # Errors
/// When the amount exceeds what the ledger holds exactly.
pub fn count_cash(draft: &mut Draft, on: NaiveDate, amount: Money) -> Result<Id, Refusal> {
    let id = draft.new_id();
    draft.push(Fact::CashCounted(CashCount { id, on, amount }))?;
    Ok(id)
}

/// Takes a count out of those that are known. Can be undone.
///
/// # Errors
/// When there is no such count.
pub fn strike_cash_count(draft: &mut Draft, id: Id) -> Result<(), Refusal> {
    let known = draft.book().cash_counts().iter().find(|count| count.id == id);
    let count = known.ok_or(Refusal::Unknown { id })?.clone();
    draft.push(Fact::CashCountStruck(count))
}
