//! Words of the settings.

crate::messages! {
    /// Copies of the ledger.
    copies => "Copias", "Copies";
    /// What was done.
    history => "Historial", "History";
}
