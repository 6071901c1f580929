//! What is said and agreed with customers.
//!
//! Checked here is what stays true whatever is entered later. What depends on amounts of a
//! day, such as what a plan covers, is checked by the action.

use std::sync::Arc;

use super::require_positive;
use crate::ledger::book::{Book, CustomerEntry, DealingEntry, InvoiceEntry};
use crate::ledger::dealing::{Dealing, Ending, SignKind, What};
use crate::ledger::invoice::InstalmentRef;
use crate::ledger::refusal::{Blank, Refusal};
use crate::ledger::shelf::Ix;
use crate::ledger::{Currency, Id, Money};

impl Book {
    pub(super) fn add_dealing(&mut self, dealing: &Dealing) -> Result<(), Refusal> {
        let id = dealing.id;
        let customer = self.customer_ix(dealing.customer)?;
        if self.find_dealing(id).is_some() {
            return Err(Refusal::AlreadyThere { id });
        }
        self.check_dealing(customer, dealing)?;
        let entry = DealingEntry { dealing: Arc::new(dealing.clone()), ended: None };
        let dealings = Arc::make_mut(&mut self.customers.change(customer).dealings);
        let at = dealings.partition_point(|known| known.dealing.id < id);
        dealings.insert(at, entry);
        Arc::make_mut(&mut self.by_id).dealings.insert(id, customer);
        Ok(())
    }

    pub(super) fn remove_dealing(&mut self, id: Id) -> Result<(), Refusal> {
        let (customer, entry) = self.find_dealing(id).ok_or(Refusal::Unknown { id })?;
        let names_it = |other: &&DealingEntry| {
            let corrects = match &other.dealing.what {
                What::Contact(contact) => contact.corrects,
                _ => None,
            };
            other.dealing.contact == Some(id) || corrects == Some(id)
        };
        let dealings = &self.customers[customer].dealings;
        let by = dealings.iter().filter(names_it).count() + usize::from(entry.ended.is_some());
        if by > 0 {
            return Err(Refusal::StillUsed { what: entry.dealing.what.day().to_string(), by });
        }
        Arc::make_mut(&mut self.customers.change(customer).dealings)
            .retain(|entry| entry.dealing.id != id);
        Ok(())
    }

    pub(super) fn end_dealing(&mut self, id: Id, ending: &Ending) -> Result<(), Refusal> {
        let (_, entry) = self.find_dealing(id).ok_or(Refusal::Unknown { id })?;
        if !entry.dealing.what.can_end() {
            return Err(Refusal::Unknown { id });
        }
        if let Some(ended) = &entry.ended {
            return Err(Refusal::Ended { on: ended.on });
        }
        let earliest = entry.dealing.what.day();
        if ending.on < earliest {
            return Err(Refusal::TooEarly { day: ending.on, earliest });
        }
        self.change_dealing(id, |entry| entry.ended = Some(Arc::new(ending.clone())));
        Ok(())
    }

    pub(super) fn resume_dealing(&mut self, id: Id) -> Result<(), Refusal> {
        let ended = self.find_dealing(id).is_some_and(|(_, entry)| entry.ended.is_some());
        if !ended {
            return Err(Refusal::Unknown { id });
        }
        self.change_dealing(id, |entry| entry.ended = None);
        Ok(())
    }

    /// How many dealings name an invoice.
    pub(super) fn dealings_about(&self, invoice: Ix<InvoiceEntry>) -> usize {
        let InvoiceEntry { invoice, customer, .. } = &self.invoices[invoice];
        let names_it = |entry: &&DealingEntry| {
            let what = &entry.dealing.what;
            what.invoice() == Some(invoice.id)
                || what.items().iter().any(|item| item.invoice == invoice.id)
        };
        self.customers[*customer].dealings.iter().filter(names_it).count()
    }

    /// How many dealings name an instalment of an invoice after its first so many.
    pub(super) fn dealings_after(&self, invoice: Ix<InvoiceEntry>, parts: usize) -> usize {
        let InvoiceEntry { invoice, customer, .. } = &self.invoices[invoice];
        let names_one = |entry: &&DealingEntry| {
            let mut items = entry.dealing.what.items().iter();
            items.any(|item| item.invoice == invoice.id && usize::from(item.number) > parts)
        };
        self.customers[*customer].dealings.iter().filter(names_one).count()
    }

    fn change_dealing(&mut self, id: Id, change: impl FnOnce(&mut DealingEntry)) {
        let Some(&customer) = self.by_id.dealings.get(&id) else { return };
        let dealings = Arc::make_mut(&mut self.customers.change(customer).dealings);
        if let Ok(at) = dealings.binary_search_by_key(&id, |entry| entry.dealing.id) {
            change(&mut dealings[at]);
        }
    }

    fn check_dealing(&self, customer: Ix<CustomerEntry>, dealing: &Dealing) -> Result<(), Refusal> {
        let contact = match &dealing.what {
            What::Contact(contact) => contact.corrects,
            _ => dealing.contact,
        };
        if let Some(id) = contact {
            let known = self.find_dealing(id).filter(|(of, entry)| {
                *of == customer && matches!(entry.dealing.what, What::Contact(_))
            });
            known.ok_or(Refusal::Unknown { id })?;
        }
        match &dealing.what {
            What::Contact(contact) => self.check_items(customer, &contact.items, None),
            What::Promise(promise) => {
                require_positive(promise.amount)?;
                require_some(&promise.items, Blank::Covered)?;
                require_order(promise.made_on, promise.due_on)?;
                self.check_items(customer, &promise.items, Some(promise.amount.currency))
            }
            What::Dispute(dispute) => {
                if let Some(amount) = dispute.amount {
                    require_positive(amount)?;
                }
                let currency = dispute.amount.map(|amount| amount.currency);
                self.check_invoice(customer, dispute.invoice, currency)
            }
            What::Plan(plan) => {
                require_some(&plan.items, Blank::Covered)?;
                require_some(&plan.parts, Blank::Parts)?;
                let mut last = plan.agreed_on;
                for part in &plan.parts {
                    require_positive(Money::new(part.amount_minor, plan.currency))?;
                    require_order(last, part.due_on)?;
                    last = part.due_on;
                }
                self.check_items(customer, &plan.items, Some(plan.currency))
            }
            What::Hold(hold) => {
                if hold.reason.trim().is_empty() {
                    return Err(Refusal::Blank(Blank::HoldReason));
                }
                if let Some(until) = hold.until {
                    require_order(hold.from, until)?;
                }
                hold.invoice.map_or(Ok(()), |invoice| self.check_invoice(customer, invoice, None))
            }
            What::Sign(sign) => match sign.kind {
                SignKind::Other if sign.note.trim().is_empty() => {
                    Err(Refusal::Blank(Blank::SignNote))
                }
                _ => Ok(()),
            },
            What::SignReview(review) => require_order(review.since, review.on),
        }
    }

    fn check_items(
        &self,
        customer: Ix<CustomerEntry>,
        items: &[InstalmentRef],
        currency: Option<Currency>,
    ) -> Result<(), Refusal> {
        items.iter().try_for_each(|&item| {
            self.find_item(item).ok_or(Refusal::Unknown { id: item.invoice })?;
            self.check_invoice(customer, item.invoice, currency)
        })
    }

    fn check_invoice(
        &self,
        customer: Ix<CustomerEntry>,
        id: Id,
        currency: Option<Currency>,
    ) -> Result<(), Refusal> {
        let entry = &self.invoices[self.invoice_ix(id)?];
        let number = || entry.invoice.number.clone();
        if entry.customer != customer {
            let customer = self.customers[customer].customer.name().to_owned();
            return Err(Refusal::NotTheirs { customer, number: number() });
        }
        match currency {
            Some(currency) if currency != entry.invoice.total.currency => {
                Err(Refusal::NotInCurrency { number: number(), currency })
            }
            _ => Ok(()),
        }
    }
}

fn require_some<T>(list: &[T], blank: Blank) -> Result<(), Refusal> {
    if list.is_empty() { Err(Refusal::Blank(blank)) } else { Ok(()) }
}

fn require_order(earliest: chrono::NaiveDate, day: chrono::NaiveDate) -> Result<(), Refusal> {
    if day < earliest { Err(Refusal::TooEarly { day, earliest }) } else { Ok(()) }
}
