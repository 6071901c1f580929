//! How much of what a customer owes is disputed or promised on a day.
//!
//! Worked out from the dealings of those customers that have any, and from nothing else: a
//! report of many customers pays for the few that are marked.

use std::collections::BTreeMap;

use chrono::NaiveDate;

use crate::dunning::standing::{PromiseState, promise_on};
use crate::ledger::book::{Book, CustomerEntry};
use crate::ledger::dealing::What;
use crate::ledger::{Currency, Ix};

/// What is marked of a customer's balance in a currency.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Mark {
    /// Disputed, in minor units; no more than is open of the invoices.
    pub disputed_minor: i64,
    /// Promised and not yet paid, in minor units; no more than is open of what it covers.
    pub promised_minor: i64,
}

/// The marks of a day, by customer and currency.
pub type Marks = BTreeMap<(Ix<CustomerEntry>, Currency), Mark>;

/// The marks of all customers on a day.
pub fn marks(book: &Book, on: NaiveDate) -> Marks {
    let grace_days = book.firm().dunning.grace_days;
    let mut marks = Marks::new();
    for (customer, of) in book.customers().filter(|(_, of)| !of.dealings.is_empty()) {
        for entry in of.dealings.iter().filter(|entry| entry.holds_on(on)) {
            match &entry.dealing.what {
                What::Dispute(dispute) => {
                    let Some(invoice) = book.find_invoice(dispute.invoice) else { continue };
                    let open = book.open(invoice, on);
                    let disputed = dispute.amount.map_or(open.amount_minor, |it| it.amount_minor);
                    let minor = disputed.min(open.amount_minor);
                    if minor > 0 {
                        marks.entry((customer, open.currency)).or_default().disputed_minor += minor;
                    }
                }
                What::Promise(promise) => {
                    let standing = promise_on(book, of, entry, on, grace_days);
                    let Some(standing) = standing.filter(|it| it.state == PromiseState::Open)
                    else {
                        continue;
                    };
                    let left_minor = promise.amount.amount_minor - standing.paid_minor;
                    let minor = left_minor.min(book.open_of(&promise.items, on));
                    if minor > 0 {
                        let key = (customer, promise.amount.currency);
                        marks.entry(key).or_default().promised_minor += minor;
                    }
                }
                What::Contact(_)
                | What::Plan(_)
                | What::Hold(_)
                | What::Sign(_)
                | What::SignReview(_) => {}
            }
        }
    }
    marks
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;
    use crate::ledger::action::{add_dealing, end_dealing};
    use crate::ledger::dealing::{Dispute, DisputeReason, Promise};
    use crate::ledger::invoice::InstalmentRef;
    use crate::views::fixture::{credit, customer, day, draft, invoice, mxn, transfer};

    #[test]
    fn what_is_disputed_and_promised_is_as_of_the_day_and_no_more_than_is_open() {
        let mut draft = draft();
        let who = customer(&mut draft, "Uno");
        customer(&mut draft, "Dos");
        let f1 = invoice(&mut draft, who, "F-1", "2026-01-05", "2026-02-05", mxn(10_000));
        let f2 = invoice(&mut draft, who, "F-2", "2026-01-05", "2026-02-05", mxn(6_000));
        let dispute = What::Dispute(Dispute {
            invoice: f1,
            opened_on: day("2026-02-10"),
            reason: DisputeReason::Price,
            amount: Some(mxn(8_000)),
            settles: String::new(),
        });
        let dispute = add_dealing(&mut draft, who, dispute).unwrap();
        let promise = What::Promise(Promise {
            made_on: day("2026-02-12"),
            due_on: day("2026-02-20"),
            amount: mxn(6_000),
            items: vec![InstalmentRef { invoice: f2, number: 1 }],
            open_minor: 0,
        });
        add_dealing(&mut draft, who, promise).unwrap();
        let settles = [(f1, 5_000), (f2, 1_000)];
        credit(&mut draft, who, transfer(), "2026-02-15", mxn(6_000), &settles);
        end_dealing(&mut draft, dispute, day("2026-02-18"), String::new()).unwrap();
        let book = draft.into_book();
        let on = |text: &str| {
            let marks = marks(&book, day(text));
            assert!(marks.len() <= 1);
            marks.values().next().map_or((0, 0), |it| (it.disputed_minor, it.promised_minor))
        };
        assert_eq!(on("2026-02-09"), (0, 0));
        assert_eq!(on("2026-02-10"), (8_000, 0));
        assert_eq!(on("2026-02-12"), (8_000, 6_000));
        assert_eq!(on("2026-02-15"), (5_000, 5_000), "half of it was paid");
        assert_eq!(on("2026-02-18"), (0, 5_000), "settled");
        assert_eq!(on("2026-02-22"), (0, 0), "not kept");
    }
}
