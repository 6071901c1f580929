//! What to do about a case that has come to the legal stages: go on, hand it over, sue, or
//! write it off, by what each is expected to bring after its costs.
//!
//! The figures are the user's own ([`EscalationTerms`]); those that ship are examples to
//! be replaced, and no statistics or law of any country.

use chrono::NaiveDate;
use rust_decimal::Decimal;

use crate::ledger::book::{CustomerEntry, Item};
use crate::ledger::escalation_terms::{EscalationTerms, WayTerms};
use crate::ledger::{Book, Currency, Ix, Money};

/// A way on.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Way {
    /// Going on with the firm's own people.
    GoOn,
    /// Handing over to an agency or a lawyer, out of court.
    HandOver,
    /// Going to court.
    Sue,
    /// Giving up.
    WriteOff,
}

impl Way {
    /// All of them, the gentlest first.
    pub const ALL: [Self; 4] = [Self::GoOn, Self::HandOver, Self::Sue, Self::WriteOff];

    fn terms(self, terms: &EscalationTerms) -> &WayTerms {
        match self {
            Self::GoOn => &terms.go_on,
            Self::HandOver => &terms.hand_over,
            Self::Sue => &terms.sue,
            Self::WriteOff => &terms.write_off,
        }
    }
}

/// The ways on for an amount, weighed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Escalation {
    /// What is open and past due.
    pub open: Money,
    /// What each way is expected to bring, in the order of [`Way::ALL`].
    pub ways: [Outlook; 4],
    /// The one that brings most; of several, the gentlest.
    pub best: Way,
    /// Whether the figures still are the examples, which nobody has set.
    pub is_example: bool,
}

impl Escalation {
    /// What a way is expected to bring.
    pub fn outlook(&self, way: Way) -> &Outlook {
        &self.ways[way as usize]
    }
}

/// What a way is expected to bring, with the arithmetic:
/// `net = recovery − fee − waiting − cost`.
///
/// All but `net` are exact, in units of the currency; `net` is rounded once.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Outlook {
    /// The way.
    pub way: Way,
    /// The figures it is worked out with.
    pub terms: WayTerms,
    /// Expected to come in: open × recovery per cent.
    pub recovery: Decimal,
    /// The fee on it: recovery × fee per cent.
    pub fee: Decimal,
    /// What waiting for it costs: (recovery − fee) × per cent a year × months / 12.
    pub waiting: Decimal,
    /// The costs of the case, in the currency of what is open.
    pub cost: Decimal,
    /// What is left. Below zero where it costs more than it brings.
    pub net: Money,
}

/// Why a case cannot be weighed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum EscalationProblem {
    /// The ledger has no rate to tell the costs in the currency of what is open.
    NoRate {
        /// The currency.
        currency: Currency,
    },
    /// A share that is not between 0 and 100 per cent.
    NotAPercent {
        /// Of which way; of waiting, for all of them, when absent.
        way: Option<Way>,
        /// The share.
        percent: Decimal,
    },
    /// Costs below zero, or more than the ledger holds exactly.
    CostOutOfRange {
        /// Of which way.
        way: Way,
    },
    /// More than the ledger holds exactly.
    TooLarge,
}

/// A customer's case in one currency.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct EscalationCase {
    /// Whose.
    pub customer: Ix<CustomerEntry>,
    /// The instalments that are past due for long enough, oldest due first.
    pub items: Vec<Ix<Item>>,
    /// What is open of them.
    pub open: Money,
    /// Days past due of the oldest.
    pub oldest_days: i64,
    /// The ways on, or why they cannot be weighed.
    pub weighed: Result<Escalation, EscalationProblem>,
}

/// Weighs the ways on for an amount. `per_home` is what a unit of its currency is worth in
/// the home currency, in which costs are set.
///
/// # Errors
/// When a share or cost makes no sense, or the sum is too large.
pub fn weigh(
    terms: &EscalationTerms,
    open: Money,
    per_home: Decimal,
) -> Result<Escalation, EscalationProblem> {
    check_percent(None, terms.money_percent)?;
    let mut ways = Way::ALL.map(|way| Outlook {
        way,
        terms: *way.terms(terms),
        recovery: Decimal::ZERO,
        fee: Decimal::ZERO,
        waiting: Decimal::ZERO,
        cost: Decimal::ZERO,
        net: Money::zero(open.currency),
    });
    for outlook in &mut ways {
        fill(outlook, open, terms.money_percent, per_home)?;
    }
    // `max_by_key` takes the last of equals: reversed, the gentlest.
    let best = ways.iter().rev().max_by_key(|outlook| outlook.net.amount_minor);
    let best = best.map_or(Way::GoOn, |outlook| outlook.way);
    Ok(Escalation { open, ways, best, is_example: terms.is_example() })
}

/// Weighs the ways on for one instalment, as a case of its own.
///
/// # Errors
/// As [`weigh`], and when the ledger has no rate for its currency.
pub fn weigh_item(
    book: &Book,
    item: Ix<Item>,
    on: NaiveDate,
) -> Result<Escalation, EscalationProblem> {
    let entry = book.item(item);
    let open = Money::new(book.open_minor(entry, on), entry.currency);
    weigh_in_book(book, open, on)
}

/// A customer's cases: what is past due for [`EscalationTerms::from_days`] or longer, one
/// case a currency, the oldest first. Costs are those of a case each.
pub fn customer_cases(
    book: &Book,
    customer: Ix<CustomerEntry>,
    on: NaiveDate,
) -> Vec<EscalationCase> {
    let least_days = i64::from(book.firm().dunning.escalation.from_days).max(1);
    let mut late: Vec<(Money, Vec<Ix<Item>>)> = Vec::new();
    for open in book.open_items(customer, on) {
        let item = book.item(open.item);
        if item.days_past_due(on) < least_days {
            continue;
        }
        match late.iter_mut().find(|(sum, _)| sum.currency == item.currency) {
            Some((sum, items)) => {
                sum.amount_minor += open.open_minor;
                items.push(open.item);
            }
            None => late.push((Money::new(open.open_minor, item.currency), vec![open.item])),
        }
    }
    let case = |(open, items): (Money, Vec<Ix<Item>>)| EscalationCase {
        customer,
        open,
        oldest_days: items.first().map_or(0, |&oldest| book.item(oldest).days_past_due(on)),
        weighed: weigh_in_book(book, open, on),
        items,
    };
    late.into_iter().map(case).collect()
}

/// The cases of all customers, the oldest first; of the same age, by customer.
pub fn all_cases(book: &Book, on: NaiveDate) -> Vec<EscalationCase> {
    let customers = book.customers().map(|(ix, _)| ix);
    let mut cases: Vec<_> = customers.flat_map(|ix| customer_cases(book, ix, on)).collect();
    cases.sort_by_key(|case| (std::cmp::Reverse(case.oldest_days), case.customer));
    cases
}

fn weigh_in_book(book: &Book, open: Money, on: NaiveDate) -> Result<Escalation, EscalationProblem> {
    let currency = open.currency;
    let per_home = book.rate_on(currency, on).ok_or(EscalationProblem::NoRate { currency })?;
    weigh(&book.firm().dunning.escalation, open, per_home)
}

fn fill(
    outlook: &mut Outlook,
    open: Money,
    money_percent: Decimal,
    per_home: Decimal,
) -> Result<(), EscalationProblem> {
    let way = outlook.way;
    let WayTerms { recovery_percent, fee_percent, cost, months } = outlook.terms;
    check_percent(Some(way), recovery_percent)?;
    check_percent(Some(way), fee_percent)?;
    let most = Decimal::from(Money::MAX_MINOR);
    if cost < Decimal::ZERO || cost > most {
        return Err(EscalationProblem::CostOutOfRange { way });
    }
    let share = |of: Decimal, percent: Decimal| of * percent / Decimal::ONE_HUNDRED;
    outlook.recovery = share(open.to_decimal(), recovery_percent);
    outlook.fee = share(outlook.recovery, fee_percent);
    let left = outlook.recovery - outlook.fee;
    outlook.waiting = share(left, money_percent) * Decimal::from(months) / Decimal::from(12);
    outlook.cost = cost.checked_div(per_home).ok_or(EscalationProblem::TooLarge)?;
    let net = left.checked_sub(outlook.waiting).and_then(|rest| rest.checked_sub(outlook.cost));
    let net = net.and_then(|net| Money::from_decimal(net, open.currency));
    outlook.net = net.ok_or(EscalationProblem::TooLarge)?;
    Ok(())
}

fn check_percent(way: Option<Way>, percent: Decimal) -> Result<(), EscalationProblem> {
    if percent < Decimal::ZERO || percent > Decimal::ONE_HUNDRED {
        return Err(EscalationProblem::NotAPercent { way, percent });
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;
    use crate::ledger::action::{Draft, enter_rate, set_firm};
    use crate::views::fixture::{credit, customer, day, draft, invoice, mxn, transfer, usd};

    fn terms() -> EscalationTerms {
        let way = |recovery: u32, fee: u32, cost: u32, months| WayTerms {
            recovery_percent: recovery.into(),
            fee_percent: fee.into(),
            cost: cost.into(),
            months,
        };
        EscalationTerms {
            from_days: 60,
            money_percent: Decimal::from(10),
            go_on: way(20, 0, 0, 6),
            hand_over: way(50, 30, 100, 3),
            sue: way(70, 10, 5_000, 24),
            write_off: way(0, 0, 0, 0),
        }
    }

    fn set_terms(draft: &mut Draft, terms: EscalationTerms) {
        let mut firm = draft.book().firm().clone();
        firm.dunning.escalation = terms;
        set_firm(draft, firm).unwrap();
    }

    #[test]
    fn the_best_way_is_what_brings_most_after_its_costs() {
        let small = weigh(&terms(), mxn(1_000_000), Decimal::ONE).unwrap();
        let net = |way| small.outlook(way).net.amount_minor;
        // 10,000: a fifth less a twentieth for half a year; half less 30 %, 2.5 % and 100;
        // seven tenths less a tenth, a fifth for two years and 5,000.
        assert_eq!(Way::ALL.map(net), [190_000, 331_250, 4_000, 0]);
        assert_eq!((small.best, small.is_example), (Way::HandOver, false));
        let large = weigh(&terms(), mxn(100_000_000), Decimal::ONE).unwrap();
        assert_eq!(large.best, Way::Sue);
        let outlook = large.outlook(Way::Sue);
        let arithmetic = [outlook.recovery, outlook.fee, outlook.waiting, outlook.cost];
        assert_eq!(arithmetic, [700_000, 70_000, 126_000, 5_000].map(Decimal::from));
        assert_eq!(outlook.net, mxn(49_900_000));
    }

    #[test]
    fn giving_up_is_best_only_where_all_else_costs_more_than_it_brings() {
        let mut dear = terms();
        for way in [&mut dear.go_on, &mut dear.hand_over, &mut dear.sue] {
            way.cost = Decimal::from(2_000);
        }
        let weighed = weigh(&dear, mxn(100_000), Decimal::ONE).unwrap();
        assert_eq!(weighed.best, Way::WriteOff);
        assert!(weighed.outlook(Way::Sue).net.amount_minor < 0);
        // Of ways that bring the same, the gentlest.
        let nothing = weigh(&terms(), mxn(0), Decimal::ONE).unwrap();
        assert_eq!(nothing.best, Way::GoOn);
    }

    #[test]
    fn figures_that_make_no_sense_are_named() {
        let percent = Decimal::from(101);
        let mut wrong = terms();
        wrong.sue.fee_percent = percent;
        let problem = weigh(&wrong, mxn(100), Decimal::ONE).unwrap_err();
        assert_eq!(problem, EscalationProblem::NotAPercent { way: Some(Way::Sue), percent });
        let mut wrong = terms();
        wrong.hand_over.cost = Decimal::NEGATIVE_ONE;
        let problem = weigh(&wrong, mxn(100), Decimal::ONE).unwrap_err();
        assert_eq!(problem, EscalationProblem::CostOutOfRange { way: Way::HandOver });
        assert!(EscalationTerms::default().is_example());
        let most = mxn(Money::MAX_MINOR);
        assert!(weigh(&EscalationTerms::default(), most, Decimal::ONE).unwrap().is_example);
    }

    #[test]
    fn cases_are_what_is_late_for_long_by_currency() {
        let mut draft = draft();
        let one = customer(&mut draft, "Uno");
        let two = customer(&mut draft, "Dos");
        let old = invoice(&mut draft, one, "F-1", "2026-01-01", "2026-01-31", mxn(500_000));
        invoice(&mut draft, one, "F-2", "2026-01-01", "2026-02-10", mxn(600_000));
        invoice(&mut draft, one, "F-3", "2026-01-01", "2026-02-05", usd(100_000));
        invoice(&mut draft, one, "F-4", "2026-04-01", "2026-05-01", mxn(999_999));
        invoice(&mut draft, two, "G-1", "2025-01-01", "2025-12-31", mxn(100_000));
        credit(&mut draft, one, transfer(), "2026-03-01", mxn(100_000), &[(old, 100_000)]);
        set_terms(&mut draft, terms());
        let on = day("2026-04-11");
        let cases = all_cases(draft.book(), on);
        let found: Vec<_> = cases.iter().map(|c| (c.open, c.items.len(), c.oldest_days)).collect();
        assert_eq!(found, [(mxn(100_000), 1, 101), (mxn(1_000_000), 2, 70), (usd(100_000), 1, 65)]);
        assert_eq!(cases[1].weighed.as_ref().unwrap().best, Way::HandOver);
        let no_rate = EscalationProblem::NoRate { currency: Currency::USD };
        assert_eq!(cases[2].weighed, Err(no_rate));
        // A day earlier F-2 was no case yet.
        let earlier = all_cases(draft.book(), day("2026-04-10"));
        assert_eq!(earlier[1].open, mxn(400_000));

        enter_rate(&mut draft, Currency::USD, day("2026-01-01"), Decimal::from(20)).unwrap();
        let book = draft.book();
        let weighed = customer_cases(book, cases[2].customer, on)[1].weighed.clone().unwrap();
        // 5,000 pesos are 250 dollars.
        assert_eq!(weighed.outlook(Way::Sue).cost, Decimal::from(250));
        let item = weigh_item(book, cases[2].items[0], on).unwrap();
        assert_eq!(item, weighed);
    }
}
