//! What is in a database, version by version.

use wasm_bindgen::JsValue;
use web_sys::{IdbDatabase, IdbObjectStoreParameters};

/// A database's history: each step leads from the version before it to its own. Steps are
/// never changed once shipped, only added.
pub(in crate::browser) struct Schema {
    pub(in crate::browser) steps: &'static [Step],
}

/// What a version brought.
pub(in crate::browser) struct Step {
    pub(in crate::browser) to_version: u32,
    pub(in crate::browser) new_stores: &'static [Store],
}

/// An object store whose keys are given from outside, or counted by the browser.
pub(in crate::browser) struct Store {
    pub(in crate::browser) name: &'static str,
    pub(in crate::browser) counts_keys: bool,
}

impl Schema {
    /// The version that this page writes.
    pub(in crate::browser) fn version(&self) -> u32 {
        self.steps.last().map_or(1, |step| step.to_version)
    }

    /// The steps that a database of a version lacks; 0 for one just made.
    pub(in crate::browser) fn steps_after(&self, version: u32) -> impl Iterator<Item = &Step> {
        self.steps.iter().filter(move |step| step.to_version > version)
    }

    /// Does the missing steps, within the browser's version change.
    pub(super) fn upgrade(&self, database: &IdbDatabase, from: u32) -> Result<(), JsValue> {
        for store in self.steps_after(from).flat_map(|step| step.new_stores) {
            let parameters = IdbObjectStoreParameters::new();
            parameters.set_auto_increment(store.counts_keys);
            database.create_object_store_with_optional_parameters(store.name, &parameters)?;
        }
        Ok(())
    }
}
