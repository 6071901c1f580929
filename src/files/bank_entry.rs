//! From a bank's file to movements in the ledger, and from there to what matching looks at.

use super::bank::{Movement, MovementKey, Statement};
use crate::ledger::action::{Draft, EnteredStatement, enter_statement};
use crate::ledger::bank::{BankMovement, BankStatement};
use crate::ledger::book::MovementEntry;
use crate::ledger::refusal::Refusal;
use crate::ledger::{Book, Currency, Id, Money};

/// Enters a statement's booked movements that the ledger does not have; `source` is the
/// file's name. What is only announced is left for the statement that books it. Movements
/// in another currency than the account's stand as a statement of their own.
///
/// # Errors
/// When an amount exceeds what the ledger holds exactly; nothing is entered then.
pub fn enter(
    draft: &mut Draft,
    statement: &Statement,
    source: &str,
) -> Result<EnteredStatement, Refusal> {
    draft.whole(|draft| {
        let mut sum = EnteredStatement { id: None, new: 0, known: 0 };
        for part in to_enter(statement, source) {
            let EnteredStatement { id, new, known } = enter_statement(draft, part)?;
            sum.id = sum.id.or(id);
            (sum.new, sum.known) = (sum.new + new, sum.known + known);
        }
        Ok(sum)
    })
}

/// How many of a statement's booked movements a book does not have, and how many it has.
pub fn new_and_known(book: &Book, statement: &Statement) -> (usize, usize) {
    let booked = || statement.movements.iter().filter(|movement| !movement.is_pending);
    let is_known = |movement: &&Movement| book.find_movement_key(key(movement.key)).is_some();
    let known = booked().filter(is_known).count();
    (booked().count() - known, known)
}

/// A movement as matching looks at it: what is left of it to match.
pub fn to_match(entry: &MovementEntry) -> Movement {
    let currency = entry.statement.currency;
    let known = entry.movement();
    let is_whole = entry.left_minor() == known.amount_minor;
    let mut movement = Movement::new(known.booked_on, Money::new(entry.left_minor(), currency));
    movement.value_on = known.value_on;
    // Of a part nobody knows what was kept.
    let has_fee = known.fee_minor > 0 && is_whole;
    movement.gross = has_fee.then(|| Money::new(known.amount_minor + known.fee_minor, currency));
    movement.payer.clone_from(&known.payer);
    movement.payer_account.clone_from(&known.payer_account);
    movement.payer_tax_id.clone_from(&known.payer_tax_id);
    movement.references.clone_from(&known.references);
    movement.text.clone_from(&known.text);
    movement.bank_id.clone_from(&known.bank_id);
    movement.is_reversal = known.is_reversal;
    movement
}

fn to_enter(statement: &Statement, source: &str) -> Vec<BankStatement> {
    let currencies = statement.movements.iter().map(|movement| movement.amount.currency);
    let mut all: Vec<Currency> = vec![statement.currency];
    for currency in currencies {
        if !all.contains(&currency) {
            all.push(currency);
        }
    }
    let part = |currency: Currency| {
        let balance = |money: Option<Money>| {
            money.filter(|money| money.currency == currency).map(|money| money.amount_minor)
        };
        let own =
            |movement: &&Movement| !movement.is_pending && movement.amount.currency == currency;
        BankStatement {
            id: Id::new(0, 0),
            account: statement.account.clone(),
            currency,
            from: statement.from,
            to: statement.to,
            opening_minor: balance(statement.opening),
            closing_minor: balance(statement.closing),
            known_minor: 0,
            source: source.to_owned(),
            movements: statement.movements.iter().filter(own).map(kept).collect(),
        }
    };
    all.into_iter().map(part).collect()
}

fn kept(movement: &Movement) -> BankMovement {
    let amount_minor = movement.amount.amount_minor;
    let gross = movement.gross.filter(|gross| gross.currency == movement.amount.currency);
    BankMovement {
        id: Id::new(0, 0),
        key: key(movement.key),
        booked_on: movement.booked_on,
        value_on: movement.value_on,
        amount_minor,
        fee_minor: gross.map_or(0, |gross| (gross.amount_minor - amount_minor).max(0)),
        payer: movement.payer.clone(),
        payer_account: movement.payer_account.clone(),
        payer_tax_id: movement.payer_tax_id.clone(),
        references: movement.references.clone(),
        text: movement.text.clone(),
        bank_id: movement.bank_id.clone(),
        is_reversal: movement.is_reversal,
    }
}

/// The key as the ledger keeps it: 53 bits, which any reader of JSON holds exactly.
fn key(key: MovementKey) -> u64 {
    let twin = u64::from(key.twin).wrapping_mul(0x9E37_79B9_7F4A_7C15);
    (key.hash ^ twin) >> 11
}
