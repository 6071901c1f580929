//! Which signs are new: worked out by the ledger, and looked at by nobody yet.

use chrono::NaiveDate;

use super::Sign;
use crate::ledger::Id;
use crate::ledger::book::CustomerEntry;
use crate::ledger::dealing::{SignReview, What};

/// Whether a sign of a customer is new on a day: worked out, and nobody has looked at it
/// since it began. What was noted by hand somebody has seen.
pub fn is_new(of: &CustomerEntry, sign: &Sign, on: NaiveDate) -> bool {
    !sign.is_noted() && last_review(of, sign, on).is_none()
}

/// The last time somebody looked at a sign, up to a day; `None` where nobody did since it
/// began. One that ended and began again is another.
pub fn last_review<'a>(
    of: &'a CustomerEntry,
    sign: &Sign,
    on: NaiveDate,
) -> Option<(Id, &'a SignReview)> {
    let reviews = of.dealings.iter().filter_map(|entry| match &entry.dealing.what {
        What::SignReview(review) => Some((entry.dealing.id, review)),
        _ => None,
    });
    let covers = |(_, review): &(Id, &SignReview)| {
        review.kind == sign.kind && review.on <= on && sign.since <= review.on
    };
    reviews.filter(covers).max_by_key(|(id, review)| (review.on, *id))
}
