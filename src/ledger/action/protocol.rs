//! Changing how one collects.

use super::Draft;
use crate::ledger::Id;
use crate::ledger::fact::Fact;
use crate::ledger::protocol::Protocol;
use crate::ledger::refusal::Refusal;

/// Sets a protocol from a day on: a new version, whose id is given by the draft. Steps keep
/// theirs; one with the nil id [`Id::new`]`(0, 0)` is new and is given one.
///
/// # Errors
/// When it has no name.
pub fn set_protocol(draft: &mut Draft, mut protocol: Protocol) -> Result<Id, Refusal> {
    let nil = Id::new(0, 0);
    protocol.id = draft.new_id();
    if protocol.protocol == nil {
        protocol.protocol = draft.new_id();
    }
    for step in protocol.steps.iter_mut().filter(|step| step.id == nil) {
        step.id = draft.new_id();
    }
    protocol.steps.sort_by_key(|step| step.day);
    let id = protocol.protocol;
    draft.push(Fact::ProtocolAdded(Box::new(protocol)))?;
    Ok(id)
}
