//! Cheques in hand: what to take to the bank today, what later, what is on its way.

use crate::order;
use chrono::{Days, NaiveDate};

use crate::ledger::book::{Book, CreditEntry};
use crate::ledger::{Ix, Money};

/// How long a cheque that bounced is still shown.
const BOUNCED_FOR: Days = Days::new(90);

/// The cheques, group by group.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Cheques {
    /// To be deposited now, the longest waiting first.
    pub to_deposit: Vec<Cheque>,
    /// Not to be cashed yet, the soonest first.
    pub post_dated: Vec<Cheque>,
    /// Deposited, the money not there yet, the longest waiting first.
    pub deposited: Vec<Cheque>,
    /// Returned in the last 90 days, the latest first.
    pub bounced: Vec<Cheque>,
}

/// A cheque.
#[derive(Clone, Debug, PartialEq)]
pub struct Cheque {
    /// The credit that came as it.
    pub credit: Ix<CreditEntry>,
    /// How much.
    pub amount: Money,
    /// The first day it may be cashed.
    pub cash_on: NaiveDate,
    /// The day of its last step: received, deposited or returned.
    pub since: NaiveDate,
}

impl Cheques {
    /// The cheques as they stand on a day.
    pub fn of(book: &Book, today: NaiveDate) -> Self {
        let mut cheques = Self::default();
        let shown_from = today.checked_sub_days(BOUNCED_FOR).unwrap_or(today);
        for (ix, entry) in book.credits() {
            if entry.credit.cheque().is_none() {
                continue;
            }
            let cheque = |since| Cheque {
                credit: ix,
                amount: entry.amount,
                cash_on: entry.effective_on(),
                since,
            };
            match (entry.bounced_on, entry.cleared_on, entry.deposited_on) {
                (Some(day), ..) if day >= shown_from => cheques.bounced.push(cheque(day)),
                (Some(_), ..) | (None, Some(_), _) => {}
                (None, None, Some(day)) => cheques.deposited.push(cheque(day)),
                (None, None, None) if entry.effective_on() > today => {
                    cheques.post_dated.push(cheque(entry.credit.date));
                }
                (None, None, None) => cheques.to_deposit.push(cheque(entry.credit.date)),
            }
        }
        order::sort_by_key(&mut cheques.to_deposit, |cheque| (cheque.cash_on, cheque.credit));
        order::sort_by_key(&mut cheques.post_dated, |cheque| (cheque.cash_on, cheque.credit));
        order::sort_by_key(&mut cheques.deposited, |cheque| (cheque.since, cheque.credit));
        order::sort_by_key(&mut cheques.bounced, |cheque| {
            (std::cmp::Reverse(cheque.since), cheque.credit)
        });
        cheques
    }

    /// Whether there is none at all.
    pub fn is_empty(&self) -> bool {
        [&self.to_deposit, &self.post_dated, &self.deposited, &self.bounced]
            .iter()
            .all(|group| group.is_empty())
    }

    /// How many are in hand, and their sums, one per currency.
    pub fn in_hand(&self) -> (usize, Vec<Money>) {
        let groups = [&self.to_deposit, &self.post_dated, &self.deposited];
        let count = groups.iter().map(|group| group.len()).sum();
        (count, sums(groups.into_iter().flatten()))
    }
}

/// The sums of cheques, one per currency, in the order the currencies come.
pub fn sums<'a>(cheques: impl IntoIterator<Item = &'a Cheque>) -> Vec<Money> {
    let mut sums: Vec<Money> = Vec::new();
    for cheque in cheques {
        match sums.iter_mut().find(|sum| sum.currency == cheque.amount.currency) {
            Some(sum) => sum.amount_minor += cheque.amount.amount_minor,
            None => sums.push(cheque.amount),
        }
    }
    sums
}
