//! How late a customer paid each instalment, on any day: what its habit is read from.

use chrono::NaiveDate;

use super::Case;
use crate::ledger::book::{AllocationEntry, CustomerEntry, Item};
use crate::ledger::dealing::What;
use crate::ledger::sign_settings::SignSettings;
use crate::ledger::{Book, Id, Ix, Money};
use crate::order;

/// How late an instalment is or was.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Delay {
    /// The instalment.
    pub item: Ix<Item>,
    /// The day it fell due.
    pub due_on: NaiveDate,
    /// The day of the payment that settled it; absent while it is open.
    pub paid_on: Option<NaiveDate>,
    /// Days from the due date to the payment, or until now while it is open; negative where
    /// it was paid before.
    pub days: i64,
}

/// How a customer usually pays.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Habits {
    /// The latest instalments that were paid, or are open and overdue, oldest due first.
    pub delays: Vec<Delay>,
    /// What is usual, where enough was paid to say so.
    pub usual: Option<Usual>,
}

/// What is usual of a customer, in days from the due date to the payment.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Usual {
    /// One of ten was paid by then.
    pub one_of_ten: i64,
    /// Half were.
    pub median: i64,
    /// Nine of ten were.
    pub nine_of_ten: i64,
    /// How many instalments this is read from.
    pub items: usize,
}

/// How many paid instalments a habit is read from, at most: older ones say what it was once.
pub const HABIT: usize = 24;

/// How a customer pays, as of a day: the latest `most` delays, and what is usual of those
/// paid, the latest [`HABIT`] of them.
pub fn habits(
    book: &Book,
    customer: Ix<CustomerEntry>,
    on: NaiveDate,
    settings: &SignSettings,
    most: usize,
) -> Habits {
    let trade = super::Trade { days: Vec::new() };
    let case = Case::of(book, customer, on, settings, &trade);
    let history = History::of(&case);
    let all: Vec<Delay> = history.decided(on, 1).collect();
    let mut paid: Vec<i64> = all
        .iter()
        .filter(|delay| delay.paid_on.is_some())
        .take(HABIT)
        .map(|delay| delay.days)
        .collect();
    let is_enough = paid.len() >= usize::from(settings.habit_items);
    let usual = is_enough.then(|| Usual::of(&mut paid));
    let mut delays: Vec<Delay> = all.into_iter().take(most).collect();
    delays.reverse();
    Habits { delays, usual }
}

impl Usual {
    /// What is usual of some delays in days, of which there is at least one. Puts them in
    /// order.
    pub fn of(days: &mut [i64]) -> Self {
        days.sort_unstable();
        // The smallest value that such a share of them does not exceed.
        let rank = |tenths: usize| days[(days.len() * tenths).div_ceil(10).max(1) - 1];
        Self { one_of_ten: rank(1), median: rank(5), nine_of_ten: rank(9), items: days.len() }
    }
}

/// When each instalment of a customer was settled, whatever was undone later: readable as
/// of any day up to the case's.
pub(crate) struct History<'a> {
    /// By due date.
    items: Vec<Past<'a>>,
}

struct Past<'a> {
    ix: Ix<Item>,
    item: &'a Item,
    /// From this day it is disputed or in a plan: why it is late is known.
    excused_from: Option<NaiveDate>,
    spells: Spells,
}

/// The days on which an instalment was settled. Nearly always one spell, or none.
#[derive(Default)]
struct Spells {
    first: Option<Spell>,
    more: Vec<Spell>,
}

#[derive(Clone, Copy)]
struct Spell {
    from: NaiveDate,
    /// The first day on which it was open again.
    until: Option<NaiveDate>,
    /// The day of the last payment by then; absent where it was settled without money.
    paid_on: Option<NaiveDate>,
}

impl Spell {
    fn covers(&self, day: NaiveDate) -> bool {
        self.from <= day && self.until.is_none_or(|until| day < until)
    }
}

impl<'a> History<'a> {
    pub(crate) fn of(case: &Case<'a>) -> Self {
        let book = case.book;
        let excuses = excuses(case);
        let invoices = case.of.invoices.iter();
        let mut items: Vec<Past<'a>> = invoices
            .flat_map(|&invoice| book.items_of(invoice))
            .filter(|(_, item)| {
                item.due_on <= case.on
                    && item.issued_on <= case.on
                    && case.is_enough(Money::new(item.amount_minor, item.currency), item.issued_on)
            })
            .map(|(ix, item)| {
                let of = |(to, _): &&(Id, NaiveDate)| *to == book.invoice(item.invoice).invoice.id;
                let excused_from = if excuses.is_empty() {
                    None
                } else {
                    excuses.iter().filter(of).map(|(_, from)| *from).min()
                };
                Past { ix, item, excused_from, spells: spells(book, ix, item) }
            })
            .collect();
        items.sort_by_key(|past| (past.item.due_on, past.ix));
        Self { items }
    }

    /// The instalments that had fallen due by a day and tell something of how the customer
    /// pays, latest due first: those paid, and those open for at least so many days.
    pub(crate) fn decided(
        &self,
        day: NaiveDate,
        open_days: i64,
    ) -> impl Iterator<Item = Delay> + '_ {
        let known = self.items.partition_point(|past| past.item.due_on <= day);
        self.items[..known].iter().rev().filter_map(move |past| past.delay(day, open_days))
    }
}

impl Past<'_> {
    fn delay(&self, day: NaiveDate, open_days: i64) -> Option<Delay> {
        let item = self.item;
        if !item.counts_on(day) || self.excused_from.is_some_and(|from| from <= day) {
            return None;
        }
        let spells = self.spells.first.iter().chain(&self.spells.more);
        let paid_on = match spells.into_iter().find(|spell| spell.covers(day)) {
            Some(settled) => Some(settled.paid_on?),
            None => None,
        };
        let days = item.days_past_due(paid_on.unwrap_or(day));
        let tells = paid_on.is_some() || days >= open_days;
        tells.then_some(Delay { item: self.ix, due_on: item.due_on, paid_on, days })
    }
}

/// The invoices whose lateness has a reason, and since when: disputed or in a plan.
fn excuses(case: &Case<'_>) -> Vec<(Id, NaiveDate)> {
    let mut found = Vec::new();
    for entry in case.of.dealings.iter() {
        match &entry.dealing.what {
            What::Dispute(dispute) => found.push((dispute.invoice, dispute.opened_on)),
            What::Plan(plan) => {
                found.extend(plan.items.iter().map(|item| (item.invoice, plan.agreed_on)));
            }
            _ => {}
        }
    }
    found
}

fn spells(book: &Book, ix: Ix<Item>, item: &Item) -> Spells {
    let mut allocations = book.allocations_to(ix);
    let Some(first) = allocations.next() else { return Spells::default() };
    let is_payment = |entry: &AllocationEntry| book.credit(entry.credit).credit.is_payment();
    let whole = |minor: i64| minor >= item.amount_minor;
    let Some(second) = allocations.next() else {
        // One payment for one instalment, as nearly always.
        let AllocationEntry { allocation, until, .. } = first;
        let lasts =
            whole(allocation.settled_minor()) && until.is_none_or(|it| it > allocation.from);
        let spell = lasts.then(|| Spell {
            from: allocation.from,
            until: *until,
            paid_on: is_payment(first).then_some(allocation.from),
        });
        return Spells { first: spell, more: Vec::new() };
    };
    let all: Vec<&AllocationEntry> = [first, second].into_iter().chain(allocations).collect();
    let mut days: Vec<NaiveDate> =
        all.iter().flat_map(|entry| [Some(entry.allocation.from), entry.until]).flatten().collect();
    order::sort(&mut days);
    days.dedup();
    let mut found: Vec<Spell> = Vec::new();
    let mut is_settled = false;
    for day in days {
        let counting = || all.iter().filter(|entry| entry.counts_on(day));
        let settled = whole(counting().map(|entry| entry.allocation.settled_minor()).sum());
        match (is_settled, settled) {
            (false, true) => {
                let payments = counting().filter(|entry| is_payment(entry));
                let paid_on = payments.map(|entry| entry.allocation.from).max();
                found.push(Spell { from: day, until: None, paid_on });
            }
            (true, false) => {
                if let Some(last) = found.last_mut() {
                    last.until = Some(day);
                }
            }
            _ => {}
        }
        is_settled = settled;
    }
    let mut found = found.into_iter();
    Spells { first: found.next(), more: found.collect() }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;
    use crate::views::fixture::*;

    #[test]
    fn what_is_usual_is_read_by_rank() {
        // Ten delays: the first, the fifth and the ninth in order.
        let mut days = [7, 1, 9, 3, 5, 2, 8, 4, 6, 40];
        let usual = Usual::of(&mut days);
        assert_eq!((usual.one_of_ten, usual.median, usual.nine_of_ten, usual.items), (1, 5, 9, 10));
        let one = Usual::of(&mut [4]);
        assert_eq!((one.one_of_ten, one.median, one.nine_of_ten), (4, 4, 4));
    }

    #[test]
    fn a_delay_is_read_as_of_its_day_even_where_the_cheque_came_back() {
        let mut draft = draft();
        let who = customer(&mut draft, "Uno");
        let of = invoice(&mut draft, who, "F-1", "2026-01-05", "2026-02-05", mxn(10_000));
        let paid =
            credit(&mut draft, who, cheque(None), "2026-02-10", mxn(10_000), &[(of, 10_000)]);
        bounce(&mut draft, paid, "2026-02-14");
        credit(&mut draft, who, transfer(), "2026-02-25", mxn(9_900), &[(of, 9_900)]);
        let rest = crate::ledger::credit::CreditKind::SmallDifference;
        credit(&mut draft, who, rest, "2026-02-27", mxn(100), &[(of, 100)]);
        let book = draft.into_book();
        let ix = book.find_customer(who).unwrap();
        let settings = SignSettings::default();
        let on = |on: &str| {
            let found = habits(&book, ix, day(on), &settings, 9);
            found.delays.first().map(|delay| (delay.days, delay.paid_on))
        };
        assert_eq!(on("2026-02-05"), None);
        assert_eq!(on("2026-02-06"), Some((1, None)));
        assert_eq!(on("2026-02-12"), Some((5, Some(day("2026-02-10")))));
        assert_eq!(on("2026-02-14"), Some((9, None)), "the cheque came back");
        assert_eq!(on("2026-02-26"), Some((21, None)), "a little is open");
        // The leftover was let go on the 27th; the money came on the 25th.
        assert_eq!(on("2026-02-27"), Some((20, Some(day("2026-02-25")))));
    }
}
