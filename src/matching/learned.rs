//! What the user confirmed about payers: whose words and accounts they are.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use super::names::{is_generic, significant};
use crate::files::bank::Movement;
use crate::files::fold::fold_char;
use crate::ledger::Id;

/// Who a payer is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Who {
    /// A customer.
    Customer(Id),
    /// Nobody who owes: the movement is not ours to match.
    NotOurs,
}

/// Payers that the user confirmed, by account and by words. Nothing enters it by itself.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Learned {
    accounts: BTreeMap<String, Who>,
    words: BTreeMap<String, Who>,
}

impl Learned {
    /// Notes whose a movement was, as the user said: its account, and the payer's words.
    pub fn confirm(&mut self, movement: &Movement, who: Who) {
        let account = account_key(&movement.payer_account);
        if !account.is_empty() {
            self.accounts.insert(account, who);
        }
        let words = words_key(movement);
        if !words.is_empty() {
            self.words.insert(words, who);
        }
    }

    /// Forgets what was confirmed of a payer.
    pub fn forget(&mut self, movement: &Movement) {
        self.accounts.remove(&account_key(&movement.payer_account));
        self.words.remove(&words_key(movement));
    }

    /// Who a movement's payer was confirmed to be: by account, else by words.
    pub fn who(&self, movement: &Movement) -> Option<Who> {
        if self.accounts.is_empty() && self.words.is_empty() {
            return None;
        }
        let account = account_key(&movement.payer_account);
        let by_account = self.accounts.get(&account).filter(|_| !account.is_empty());
        by_account.or_else(|| self.words.get(&words_key(movement))).copied()
    }

    /// How many accounts and words are known.
    pub fn len(&self) -> usize {
        self.accounts.len() + self.words.len()
    }

    /// Whether nothing was confirmed yet.
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }
}

fn account_key(account: &str) -> String {
    account.chars().filter(|c| c.is_alphanumeric()).flat_map(char::to_uppercase).collect()
}

/// The payer's name, else the words of the text that stay the same from one payment to the
/// next: those without digits. Words that any payment may have ("depósito en efectivo")
/// are nobody's: without a name two others are asked for.
fn words_key(movement: &Movement) -> String {
    let is_named = !movement.payer.is_empty();
    let source = if is_named { &movement.payer } else { &movement.text };
    let telling = significant(source).iter().filter(|word| !is_generic(word)).count();
    if telling < if is_named { 1 } else { 2 } {
        return String::new();
    }
    let mut key = String::new();
    for word in source.split(|c: char| !c.is_alphanumeric()) {
        if word.is_empty() || word.bytes().any(|byte| byte.is_ascii_digit()) {
            continue;
        }
        if !key.is_empty() {
            key.push(' ');
        }
        key.extend(word.chars().map(fold_char));
    }
    if key.chars().count() < 4 { String::new() } else { key }
}
