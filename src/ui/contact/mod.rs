//! Noting a contact: the dialog that the worklist, a customer and an invoice open.

use cartera::ledger::Id;
use cartera::ledger::invoice::InstalmentRef;
use cartera::ledger::protocol::{Channel, StepRef};
use cartera::views::contact_form::Choice;
use leptos::prelude::*;

/// What the dialog is opened for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ContactAsk {
    /// With whom.
    pub customer: Id,
    /// About what.
    pub items: Vec<InstalmentRef>,
    /// Which step of the protocol it does.
    pub step: Option<StepRef>,
    /// By which way; none for a note.
    pub channel: Option<Channel>,
    /// What came of it, where that was chosen already.
    pub outcome: Option<Choice>,
    /// The contact that this one corrects.
    pub corrects: Option<Id>,
}

/// The dialog, shown while it is asked for something.
#[component]
pub fn ContactDialog(
    /// What it is asked for; set to none when it closes.
    ask: RwSignal<Option<ContactAsk>>,
) -> impl IntoView {
    let _ = ask;
}
