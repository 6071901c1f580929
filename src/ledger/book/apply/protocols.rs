//! Versions of protocols.

use std::sync::Arc;

use crate::ledger::Id;
use crate::ledger::book::Book;
use crate::ledger::protocol::Protocol;
use crate::ledger::refusal::{Blank, Refusal};

impl Book {
    pub(super) fn add_protocol(&mut self, protocol: &Protocol) -> Result<(), Refusal> {
        if self.protocols.iter().any(|known| known.id == protocol.id) {
            return Err(Refusal::AlreadyThere { id: protocol.id });
        }
        if protocol.name.is_blank() {
            return Err(Refusal::Blank(Blank::ProtocolName));
        }
        // Of two for one day the one entered later counts, even after an undo and a redo.
        let place = |protocol: &Protocol| (protocol.since, protocol.id);
        let at = self.protocols.partition_point(|known| place(known) < place(protocol));
        Arc::make_mut(&mut self.protocols).insert(at, protocol.clone());
        Ok(())
    }

    pub(super) fn remove_protocol(&mut self, id: Id) -> Result<(), Refusal> {
        let at = self.protocols.iter().position(|known| known.id == id);
        Arc::make_mut(&mut self.protocols).remove(at.ok_or(Refusal::Unknown { id })?);
        Ok(())
    }
}
