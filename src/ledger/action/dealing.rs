//! Contacts, promises, disputes, plans, holds.

use chrono::NaiveDate;

use super::Draft;
use crate::ledger::book::Book;
use crate::ledger::dealing::{Dealing, Ending, LoggedContact, Plan, What};
use crate::ledger::fact::Fact;
use crate::ledger::refusal::Refusal;
use crate::ledger::{Id, Money};

/// Notes a contact and what came of it: a promise, a dispute, a plan, a hold.
///
/// # Errors
/// As the book refuses any of them: nothing is noted then.
pub fn log_contact(
    draft: &mut Draft,
    customer: Id,
    contact: LoggedContact,
    came_of_it: Vec<What>,
) -> Result<Id, Refusal> {
    draft.whole(|draft| {
        let id = add(draft, customer, None, What::Contact(contact))?;
        for what in came_of_it {
            add(draft, customer, Some(id), what)?;
        }
        Ok(id)
    })
}

/// Notes something agreed, or a hold.
///
/// # Errors
/// When it is about another customer's invoices, in another currency, of no amount, or its
/// days are out of order; when a plan does not sum to what is open of what it covers.
pub fn add_dealing(draft: &mut Draft, customer: Id, what: What) -> Result<Id, Refusal> {
    add(draft, customer, None, what)
}

/// Ends a dealing from a day on: a dispute is settled, a hold lifted, a plan given up.
///
/// # Errors
/// When there is none, it is a contact, it ended already, or the day is before its own.
pub fn end_dealing(draft: &mut Draft, id: Id, on: NaiveDate, how: String) -> Result<(), Refusal> {
    draft.push(Fact::DealingEnded { dealing: id, ending: Ending { on, how } })
}

fn add(
    draft: &mut Draft,
    customer: Id,
    contact: Option<Id>,
    mut what: What,
) -> Result<Id, Refusal> {
    let id = draft.new_id();
    if let What::Promise(promise) = &mut what {
        promise.open_minor = draft.book().open_of(&promise.items, promise.made_on);
    }
    let plan = if let What::Plan(plan) = &what { Some(plan.clone()) } else { None };
    draft.whole(|draft| {
        draft.push(Fact::DealingAdded(Box::new(Dealing { id, customer, contact, what })))?;
        plan.map_or(Ok(()), |plan| check_sum(draft.book(), &plan))
    })?;
    Ok(id)
}

fn check_sum(book: &Book, plan: &Plan) -> Result<(), Refusal> {
    let open_minor = book.open_of(&plan.items, plan.agreed_on);
    let sum_minor: i64 = plan.parts.iter().map(|part| part.amount_minor).sum();
    if open_minor == sum_minor {
        return Ok(());
    }
    let [open, sum] = [open_minor, sum_minor].map(|minor| Money::new(minor, plan.currency));
    Err(Refusal::PlanDiffers { open, sum })
}
