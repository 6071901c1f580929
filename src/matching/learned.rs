//! What payers are known by, so that what the user confirmed of one is found again.

use super::names::{is_generic, significant};
use crate::files::bank::Movement;
use crate::files::fold::fold_char;
use crate::ledger::Book;
use crate::ledger::bank::{BankMovement, Who};

/// What a movement's payer is known by, surest first: its account after `#`, and its words.
/// Nothing where nothing tells it from others. To be given to
/// [`crate::ledger::action::know_payer`] once the user confirmed who it is, and not before.
pub fn payer_keys(movement: &Movement) -> Vec<String> {
    keys(&movement.payer_account, &movement.payer, &movement.text)
}

/// Who a movement's payer was confirmed to be: by account, else by words.
pub fn known_payer(book: &Book, movement: &Movement) -> Option<Who> {
    known(book, &movement.payer_account, &movement.payer, &movement.text)
}

/// The same of a movement as the ledger keeps it.
pub fn known_payer_of_kept(book: &Book, movement: &BankMovement) -> Option<Who> {
    known(book, &movement.payer_account, &movement.payer, &movement.text)
}

fn known(book: &Book, account: &str, payer: &str, text: &str) -> Option<Who> {
    if book.payers().is_empty() {
        return None;
    }
    keys(account, payer, text).iter().find_map(|key| book.payer(key))
}

fn keys(account: &str, payer: &str, text: &str) -> Vec<String> {
    let keys = [account_key(account), words_key(payer, text)];
    keys.into_iter().filter(|key| !key.is_empty()).collect()
}

fn account_key(account: &str) -> String {
    let letters = account.chars().filter(|c| c.is_alphanumeric()).flat_map(char::to_uppercase);
    let key: String = std::iter::once('#').chain(letters).collect();
    if key.len() > 1 { key } else { String::new() }
}

/// The payer's name, else the words of the text that stay the same from one payment to the
/// next: those without digits. Words that any payment may have ("depósito en efectivo")
/// are nobody's: without a name two others are asked for.
fn words_key(payer: &str, text: &str) -> String {
    let is_named = !payer.is_empty();
    let source = if is_named { payer } else { text };
    let tells = |word: &&String| !is_generic(word) && !has_digit(word);
    let telling = significant(source).iter().filter(tells).count();
    if telling < if is_named { 1 } else { 2 } {
        return String::new();
    }
    let mut key = String::new();
    for word in source.split(|c: char| !c.is_alphanumeric()) {
        if word.is_empty() || has_digit(word) {
            continue;
        }
        if !key.is_empty() {
            key.push(' ');
        }
        key.extend(word.chars().map(fold_char));
    }
    if key.chars().count() < 4 { String::new() } else { key }
}

fn has_digit(word: &str) -> bool {
    word.bytes().any(|byte| byte.is_ascii_digit())
}
