//! Which rule of contact holds for a customer.

use std::sync::OnceLock;

use chrono::NaiveDate;

use super::shipped;
use crate::ledger::Country;
use crate::ledger::contact_rule::ContactRule;
use crate::ledger::customer::Party;

/// The rule for a kind of customer in a country on a day.
///
/// A rule for the country goes before the house rule, and one that the user `edited` before
/// one that ships; of several that hold on the day, the one that began last.
pub fn rule_for(
    country: Country,
    party: Party,
    day: NaiveDate,
    edited: &[ContactRule],
) -> &ContactRule {
    let shipped = shipped();
    newest(edited, Some(country), party, day)
        .or_else(|| newest(shipped, Some(country), party, day))
        .or_else(|| newest(edited, None, party, day))
        .or_else(|| newest(shipped, None, party, day))
        .unwrap_or(&shipped[0])
}

/// The rules that ship with the page: the law where it sets hours, and the house rules. The
/// first is the house rule for firms.
pub fn shipped() -> &'static [ContactRule] {
    static RULES: OnceLock<Vec<ContactRule>> = OnceLock::new();
    RULES.get_or_init(shipped::rules)
}

fn newest(
    rules: &[ContactRule],
    country: Option<Country>,
    party: Party,
    day: NaiveDate,
) -> Option<&ContactRule> {
    rules
        .iter()
        .filter(|rule| rule.country == country && rule.party == party && rule.holds_on(day))
        .max_by_key(|rule| rule.since)
}
