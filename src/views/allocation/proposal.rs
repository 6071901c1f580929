//! The lines that are proposed while the user has none of their own.

use super::{Available, Reason, TableLine};
use crate::ledger::action::Line;
use crate::ledger::book::{Book, Item};
use crate::ledger::suggestion::{self, Why};
use crate::ledger::{Ix, Money};
use crate::order;

/// The proposal: for the amount and what settles beside it together, so that an invoice
/// paid less a withholding is found by its whole amount; then without what settles beside.
pub(super) fn propose(
    book: &Book,
    available: &Available,
    open: &[(Ix<Item>, TableLine)],
) -> (Option<Reason>, Vec<Line>) {
    let Some(amount_minor) = available.amount_minor.filter(|&amount| amount > 0) else {
        return (None, Vec::new());
    };
    let discounts: i64 = available.discounts.iter().map(|offer| offer.amount.amount_minor).sum();
    let gross = amount_minor.saturating_add(available.withheld_minor).saturating_add(discounts);
    let gross = Money::new(gross.min(Money::MAX_MINOR), available.currency);
    let (reason, mut lines) = chosen_first(available, open, gross).unwrap_or_else(|| {
        let found =
            suggestion::suggest(book, available.customer, gross, available.on, available.reference);
        let reason = match found.why {
            Why::Reference => Reason::Reference,
            Why::ExactAmount => Reason::ExactAmount,
            Why::OldestFirst => Reason::OldestFirst,
            Why::NothingOpen => Reason::NothingOpen,
        };
        (reason, found.lines)
    });
    for offer in available.discounts {
        let mut left = offer.amount.amount_minor;
        for line in lines.iter_mut().filter(|line| line.to.invoice == offer.invoice) {
            let part = line.credit_minor.min(left);
            line.credit_minor -= part;
            left -= part;
        }
    }
    take_share(&mut lines, available.withheld_minor);
    // What was found for a discount of another invoice is no money to apply.
    let taken: i64 = lines.iter().map(|line| line.credit_minor).sum();
    take_from_end(&mut lines, taken - amount_minor);
    lines.retain(|line| line.credit_minor > 0);
    (Some(reason), lines)
}

/// The invoice the user came from, then oldest due first; `None` when none was given or
/// nothing of it is open.
fn chosen_first(
    available: &Available,
    open: &[(Ix<Item>, TableLine)],
    amount: Money,
) -> Option<(Reason, Vec<Line>)> {
    let chosen = available.invoice?;
    let own = |line: &TableLine| line.open.currency == amount.currency;
    let first =
        open.iter().map(|(_, line)| line).filter(|line| own(line) && line.to.invoice == chosen);
    let rest =
        open.iter().map(|(_, line)| line).filter(|line| own(line) && line.to.invoice != chosen);
    first.clone().next()?;
    let mut left = amount.amount_minor;
    let mut lines = Vec::new();
    for line in first.chain(rest) {
        let part = line.open.amount_minor.min(left);
        if part <= 0 {
            break;
        }
        lines.push(Line::new(line.to, part));
        left -= part;
    }
    Some((Reason::ChosenInvoice, lines))
}

/// Takes an amount off the lines, from each in proportion to what it is; the cents that do
/// not divide go off those that were rounded down most.
fn take_share(lines: &mut [Line], amount_minor: i64) {
    let sum: i128 = lines.iter().map(|line| i128::from(line.credit_minor)).sum();
    let off = i128::from(amount_minor).min(sum);
    if off <= 0 {
        return;
    }
    let mut rests = Vec::with_capacity(lines.len());
    let mut left = off;
    for (place, line) in lines.iter_mut().enumerate() {
        let exact = i128::from(line.credit_minor) * off;
        line.credit_minor -= i64::try_from(exact / sum).unwrap_or(line.credit_minor);
        left -= exact / sum;
        rests.push((std::cmp::Reverse(exact % sum), place));
    }
    order::sort(&mut rests);
    // Fewer cents are left than there are lines that were rounded down.
    for (_, place) in rests.into_iter().take(usize::try_from(left).unwrap_or(0)) {
        lines[place].credit_minor -= 1;
    }
}

fn take_from_end(lines: &mut [Line], amount_minor: i64) {
    let mut left = amount_minor;
    for line in lines.iter_mut().rev() {
        if left <= 0 {
            return;
        }
        let part = line.credit_minor.min(left);
        line.credit_minor -= part;
        left -= part;
    }
}
