//! What columns mean by what is in them, where no header says it.

use super::facts::ColumnFacts;
use super::header::ColumnRole;

/// Gives the roles that no column has yet to the columns whose content fits them best.
/// Guesses are for the user to confirm, never to be taken silently.
pub fn guess(roles: &mut [ColumnRole], facts: &[ColumnFacts]) {
    use ColumnRole::{
        Currency, CustomerName, DueDate, Email, IssueDate, Number, Open, Phone, SettledDate, TaxId,
        Total,
    };
    // What is easily told first, so that the doubtful choose among what is left.
    for role in [Email, Currency, TaxId, IssueDate, DueDate, SettledDate, Phone] {
        give(roles, facts, role, |facts| facts.fit(role) >= 800);
    }
    let money = |facts: &ColumnFacts| {
        facts.fit(Total) >= 800 && facts.numbers.like_money * 10 >= facts.filled * 3
    };
    give(roles, facts, Total, money);
    give(roles, facts, Open, money);
    give(roles, facts, Number, |facts| facts.fit(Number) >= 800);
    give(roles, facts, Total, |facts| facts.fit(Total) >= 800);
    give(roles, facts, CustomerName, |facts| facts.fit(CustomerName) >= 500);
}

/// Gives `role`, if no column has it, to the first free column that fits.
fn give(
    roles: &mut [ColumnRole],
    facts: &[ColumnFacts],
    role: ColumnRole,
    fits: impl Fn(&ColumnFacts) -> bool,
) {
    if roles.contains(&role) {
        return;
    }
    let free = |column: &usize| roles[*column] == ColumnRole::Ignore;
    let found = (0..roles.len()).filter(free).find(|column| fits(&facts[*column]));
    if let Some(column) = found {
        roles[column] = role;
    }
}
