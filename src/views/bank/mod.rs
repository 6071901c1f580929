//! Movements of the bank that wait to be matched: what each may be, why, and taking it on.
//!
//! ```text
//! book ──► Suggesting (a few movements at a time) ──► Found: groups of Waiting
//!          Waiting + the user's choice ──► accept ──► facts in a draft
//! ```

mod settled;
mod split;

use chrono::NaiveDate;

use crate::files::bank::Movement;
use crate::files::bank_entry::to_match;
use crate::ledger::action::{
    Draft, know_payer, link_payment, match_movement, return_payment, set_movement_aside,
};
use crate::ledger::bank::Who;
use crate::ledger::book::{Book, MovementEntry};
use crate::ledger::refusal::Refusal;
use crate::ledger::{Currency, Id, Money};
use crate::matching::{
    Certainty, Evidence, MatchSettings, Matcher, Returned, Suggestion, known_payer_of_kept,
    payer_keys,
};
use crate::order;
use crate::text::fold::fold;

pub use settled::{KnownPayer, MatchedCredit, Settled, SettledAs, payers, settled};
pub use split::{SplitDraft, SplitField, SplitProblem, SplitRow, Target, open_to_settle};

/// A movement that waits, and what it may be.
#[derive(Clone, Debug, PartialEq)]
pub struct Waiting {
    /// The movement.
    pub movement: Id,
    /// How much the bank moved; what waits of it may be less.
    pub whole: Money,
    /// What waits, as matching looks at it.
    pub asked: Movement,
    /// What it may pay, best first.
    pub suggestions: Vec<Suggestion>,
    /// The payments that it may take back, best first.
    pub returned: Vec<Returned>,
}

/// How movements that wait stand together.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Group {
    /// It is certain what they pay.
    Certain,
    /// It is likely.
    Likely,
    /// They seem to take a payment back.
    Returned,
    /// Only a name or an amount says something.
    Weak,
    /// Nothing is suggested.
    Nothing,
}

/// All that waits.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Found {
    /// By group, and newest first in each.
    pub waiting: Vec<Waiting>,
    /// How many went out and take nothing back: they are nobody's to collect.
    pub outgoing: usize,
}

/// Which movements are shown.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct BankFilter {
    /// Only of this account.
    pub account: Option<String>,
    /// Words: of the payer, the text or a reference.
    pub words: String,
}

/// From which likeness on, in per cent, a name needs no remembering.
const SAME_NAME: u8 = 95;

impl Group {
    /// All of them, in the order shown.
    pub const ALL: [Self; 5] =
        [Self::Certain, Self::Likely, Self::Returned, Self::Weak, Self::Nothing];
}

impl Waiting {
    /// Where it stands.
    pub fn group(&self) -> Group {
        match (self.suggestions.first(), self.returned.first()) {
            (Some(Suggestion { certainty: Certainty::Certain, .. }), _) => Group::Certain,
            (Some(Suggestion { certainty: Certainty::Likely, .. }), _) => Group::Likely,
            (Some(_), _) => Group::Weak,
            (None, Some(_)) => Group::Returned,
            (None, None) => Group::Nothing,
        }
    }

    /// How many options there are.
    pub fn options(&self) -> usize {
        self.suggestions.len().max(self.returned.len())
    }

    /// How many of the first options are as good as each other: the user has to choose
    /// where it is more than one.
    pub fn tied(&self) -> usize {
        let of_suggestion = self.suggestions.first().map(|first| first.ties);
        let ties = of_suggestion.or(self.returned.first().map(|first| first.ties)).unwrap_or(0);
        (usize::from(ties) + 1).min(self.options())
    }

    /// What the payer is known by, where remembering whose it is would say something new:
    /// an option is taken that rests on less than the payer's own tax id, just the
    /// customer's name, or what was remembered before.
    pub fn can_learn(&self, option: usize) -> bool {
        let rests_on = self.suggestions.get(option).map(|one| &one.reason.evidence);
        let is_known = match rests_on {
            None | Some(Evidence::Learned | Evidence::TaxId) => true,
            Some(Evidence::Name { percent }) => *percent >= SAME_NAME,
            Some(Evidence::Reference { .. } | Evidence::Payment { .. } | Evidence::AmountOnly) => {
                false
            }
        };
        !is_known && !payer_keys(&self.asked).is_empty()
    }

    /// Whether it is among what a filter shows.
    pub fn passes(&self, book: &Book, filter: &BankFilter) -> bool {
        book.find_movement(self.movement).is_some_and(|ix| filter.passes(book.movement(ix)))
    }
}

impl BankFilter {
    /// Whether a movement is shown.
    pub fn passes(&self, entry: &MovementEntry) -> bool {
        if self.account.as_ref().is_some_and(|account| *account != account_key(entry)) {
            return false;
        }
        let wanted = fold(self.words.trim());
        let movement = entry.movement();
        let references = movement.references.iter().map(|reference| reference.text.as_str());
        let texts = [movement.payer.as_str(), movement.text.as_str(), movement.bank_id.as_str()];
        wanted.is_empty() || texts.into_iter().chain(references).any(|t| fold(t).contains(&wanted))
    }
}

/// The accounts of a book, each with its currency: keys of [`BankFilter::account`].
pub fn accounts(book: &Book) -> Vec<(String, String, Currency)> {
    let mut found: Vec<(String, String, Currency)> = Vec::new();
    for entry in book.statements() {
        let (account, currency) = (&entry.statement.account, entry.statement.currency);
        let key = key_of(account, currency);
        if found.iter().all(|(known, ..)| *known != key) {
            found.push((key, account.clone(), currency));
        }
    }
    found
}

fn account_key(entry: &MovementEntry) -> String {
    key_of(&entry.statement.account, entry.statement.currency)
}

fn key_of(account: &str, currency: Currency) -> String {
    [account, currency.code()].join("-")
}

/// Whether a movement waits to be matched: money that came in, is not all entered, and was
/// not said to be of nobody who owes.
pub fn waits(book: &Book, entry: &MovementEntry) -> bool {
    entry.left_minor() > 0 && known_payer_of_kept(book, entry.movement()) != Some(Who::NotOurs)
}

/// How many movements wait to be matched.
pub fn waiting_count(book: &Book) -> usize {
    book.movements().filter(|(_, entry)| waits(book, entry)).count()
}

/// Looks for what movements may be, a few at a time.
pub struct Suggesting<'a> {
    book: &'a Book,
    matcher: Matcher<'a>,
    waiting: Vec<Waiting>,
    done: usize,
    outgoing: usize,
}

impl<'a> Suggesting<'a> {
    /// Begins with all movements of which something waits.
    pub fn new(book: &'a Book, settings: &'a MatchSettings, today: NaiveDate) -> Self {
        let open =
            book.movements().filter(|(_, entry)| waits(book, entry) || entry.left_minor() < 0);
        let waiting = open.map(|(_, entry)| Waiting {
            movement: entry.movement().id,
            whole: entry.amount(),
            asked: to_match(entry),
            suggestions: Vec::new(),
            returned: Vec::new(),
        });
        let waiting = waiting.collect();
        Self { book, matcher: Matcher::new(book, today, settings), waiting, done: 0, outgoing: 0 }
    }

    /// How many of how many movements are done.
    pub fn progress(&self) -> (usize, usize) {
        (self.done, self.waiting.len())
    }

    /// Looks at the next few; whether there are more.
    pub fn advance(&mut self, few: usize) -> bool {
        let until = (self.done + few).min(self.waiting.len());
        for waiting in &mut self.waiting[self.done..until] {
            waiting.suggestions = self.matcher.suggest(&waiting.asked);
            waiting.returned = self.matcher.returns(&waiting.asked);
        }
        self.done = until;
        until < self.waiting.len()
    }

    /// What came of it.
    pub fn finish(mut self) -> Found {
        let mut waiting = std::mem::take(&mut self.waiting);
        let asked: Vec<Movement> = waiting.iter().map(|one| one.asked.clone()).collect();
        let taken = waiting.iter_mut().map(|one| std::mem::take(&mut one.suggestions));
        let mut suggestions: Vec<Vec<Suggestion>> = taken.collect();
        self.matcher.compare(&asked, &mut suggestions);
        for (one, found) in waiting.iter_mut().zip(suggestions) {
            one.suggestions = found;
        }
        let before = waiting.len();
        let is_shown = |one: &Waiting| one.whole.amount_minor > 0 || !one.returned.is_empty();
        waiting.retain(is_shown);
        self.outgoing += before - waiting.len();
        let place =
            |one: &Waiting| (one.group(), std::cmp::Reverse(one.asked.booked_on), one.movement);
        order::sort_by_key(&mut waiting, place);
        debug_assert!(waiting.iter().all(|one| self.book.find_movement(one.movement).is_some()));
        Found { waiting, outgoing: self.outgoing }
    }
}

/// Enters what an option says; `remembers` whose the payer is, as the user confirmed.
///
/// # Errors
/// When there is no such option, or the ledger has changed since it was looked for.
pub fn accept(
    draft: &mut Draft,
    waiting: &Waiting,
    option: usize,
    remembers: bool,
) -> Result<(), Refusal> {
    let movement = waiting.movement;
    let Some(suggestion) = waiting.suggestions.get(option) else {
        let returned = waiting.returned.get(option).ok_or(Refusal::Unknown { id: movement })?;
        return return_payment(draft, movement, returned.credit);
    };
    draft.whole(|draft| {
        match suggestion.registered() {
            Some(payment) => link_payment(draft, movement, payment)?,
            None => match_movement(draft, movement, suggestion.forms(&waiting.asked))?,
        }
        if remembers {
            let who = Who::Customer(suggestion.customer);
            know_payer(draft, &payer_keys(&waiting.asked), Some(who))?;
        }
        Ok(())
    })
}

/// Sets a movement aside as not ours to match; `remembers` that its payer is nobody who
/// owes. A payer that nothing tells from others is not remembered.
///
/// # Errors
/// When something was entered for it.
pub fn set_aside(draft: &mut Draft, waiting: &Waiting, remembers: bool) -> Result<(), Refusal> {
    draft.whole(|draft| {
        set_movement_aside(draft, waiting.movement)?;
        if remembers {
            know_payer(draft, &payer_keys(&waiting.asked), Some(Who::NotOurs))?;
        }
        Ok(())
    })
}

#[cfg(test)]
#[path = "tests.rs"]
mod tests;
