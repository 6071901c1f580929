//! The screen of today: what is late, what falls due, what came in.

use chrono::{Days, NaiveDate};

use crate::aging::{AgingQuery, aging};
use crate::ledger::book::{Book, CreditEntry, CustomerEntry, Item};
use crate::ledger::{Currency, Ix};

/// What the screen shows; one entry a currency where amounts are summed.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Today {
    /// The figures, home currency first.
    pub figures: Vec<Figures>,
    /// Customers with something overdue, most overdue money first.
    pub late: Vec<Late>,
    /// Instalments that fall due today or in the next seven days, soonest first.
    pub soon: Vec<Soon>,
    /// Payments of the last thirty days, newest first.
    pub came_in: Vec<Ix<CreditEntry>>,
    /// Cheques to take to the bank: their day has come.
    pub cheques: Vec<Ix<CreditEntry>>,
    /// Credits of which something is left.
    pub waiting: Vec<(Ix<CreditEntry>, i64)>,
}

/// Sums in one currency, in minor units.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Figures {
    /// The currency.
    pub currency: Currency,
    /// Owed in all: open less unapplied credit.
    pub owed_minor: i64,
    /// Open and past due.
    pub overdue_minor: i64,
    /// Open in all, before unapplied credit.
    pub open_minor: i64,
    /// Open and due from today to thirty days ahead.
    pub due_soon_minor: i64,
    /// Paid in the last thirty days, today included.
    pub came_in_minor: i64,
}

/// A customer with something overdue.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Late {
    /// Who.
    pub customer: Ix<CustomerEntry>,
    /// The currency of the amount.
    pub currency: Currency,
    /// Open and past due, in minor units.
    pub overdue_minor: i64,
    /// The oldest open instalment.
    pub oldest: Ix<Item>,
    /// Its days past due.
    pub days: i64,
    /// How many instalments are overdue.
    pub items: usize,
}

/// An instalment that falls due soon.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Soon {
    /// Which.
    pub item: Ix<Item>,
    /// Open, in minor units of its currency.
    pub open_minor: i64,
}

/// Days ahead that count as soon in the list.
const LIST_DAYS: u64 = 7;

/// Days looked back and ahead by the figures.
const FIGURE_DAYS: u64 = 30;

/// What the screen shows on a day.
pub fn today(book: &Book, day: NaiveDate) -> Today {
    let ahead = |days| day.checked_add_days(Days::new(days)).unwrap_or(day);
    let (list_until, figures_until) = (ahead(LIST_DAYS), ahead(FIGURE_DAYS));
    let since = day.checked_sub_days(Days::new(FIGURE_DAYS - 1)).unwrap_or(day);

    let mut figures: Vec<Figures> = aging(book, &AgingQuery::new(book, day))
        .sections
        .iter()
        .map(|section| {
            let open_minor = section.totals.buckets.sum();
            Figures {
                currency: section.currency,
                owed_minor: section.totals.balance_minor,
                open_minor,
                overdue_minor: open_minor - section.totals.buckets.first().copied().unwrap_or(0),
                due_soon_minor: 0,
                came_in_minor: 0,
            }
        })
        .collect();

    let mut late: Vec<Late> = Vec::new();
    let mut soon = Vec::new();
    for (customer, _) in book.customers() {
        let first = late.len();
        for open in book.open_items(customer, day) {
            let item = book.item(open.item);
            let days = item.days_past_due(day);
            if days > 0 {
                match late[first..].iter_mut().find(|late| late.currency == item.currency) {
                    Some(known) => {
                        known.overdue_minor += open.open_minor;
                        known.items += 1;
                    }
                    None => late.push(Late {
                        customer,
                        currency: item.currency,
                        overdue_minor: open.open_minor,
                        oldest: open.item,
                        days,
                        items: 1,
                    }),
                }
                continue;
            }
            if item.due_on <= figures_until {
                let known = figures.iter_mut().find(|figures| figures.currency == item.currency);
                if let Some(known) = known {
                    known.due_soon_minor += open.open_minor;
                }
            }
            if item.due_on <= list_until {
                soon.push(Soon { item: open.item, open_minor: open.open_minor });
            }
        }
    }
    let home = book.firm().home_currency;
    late.sort_by_key(|late| {
        (late.currency != home, late.currency, std::cmp::Reverse(late.overdue_minor), late.customer)
    });
    soon.sort_by_key(|soon| (book.item(soon.item).due_on, soon.item));

    let mut came_in = Vec::new();
    let mut cheques = Vec::new();
    let mut waiting = Vec::new();
    for (ix, entry) in book.credits() {
        let left_minor = book.left_minor(entry, day);
        if left_minor > 0 {
            waiting.push((ix, left_minor));
        }
        if entry.is_cheque_in_hand() && entry.deposited_on.is_none() && entry.effective_on() <= day
        {
            cheques.push(ix);
        }
        if entry.credit.is_payment() && entry.counts_on(day) && entry.effective_on() >= since {
            came_in.push(ix);
            let currency = entry.amount.currency;
            match figures.iter_mut().find(|figures| figures.currency == currency) {
                Some(known) => known.came_in_minor += entry.amount.amount_minor,
                None => figures.push(Figures {
                    currency,
                    owed_minor: 0,
                    overdue_minor: 0,
                    open_minor: 0,
                    due_soon_minor: 0,
                    came_in_minor: entry.amount.amount_minor,
                }),
            }
        }
    }
    came_in.sort_by_key(|&ix| std::cmp::Reverse((book.credit(ix).effective_on(), ix)));
    cheques.sort_by_key(|&ix| (book.credit(ix).effective_on(), ix));
    waiting.sort_by_key(|&(ix, left)| (std::cmp::Reverse(left), ix));
    Today { figures, late, soon, came_in, cheques, waiting }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]

    use super::*;
    use crate::ledger::action::{
        CreditForm, Draft, Due, InvoiceForm, Line, Moment, enter_credit, enter_customer,
        enter_invoice,
    };
    use crate::ledger::credit::{CreditKind, Method};
    use crate::ledger::customer::Customer;
    use crate::ledger::invoice::InstalmentRef;
    use crate::ledger::record::Deed;
    use crate::ledger::{Id, Money};

    #[test]
    fn late_soon_and_come_in_are_told_apart() {
        let day = |text: &str| text.parse::<NaiveDate>().unwrap();
        let moment = Moment { at_ms: 1, random: 1, device: String::new() };
        let mut draft = Draft::begin(&Book::default(), Deed::Began, &moment);
        let one = enter_customer(&mut draft, Customer::named(Id::new(0, 0), "Uno")).unwrap();
        let mxn = |minor| Money::new(minor, Currency::MXN);
        let mut invoice = |number: &str, due: &str, minor| {
            let form =
                InvoiceForm::new(one, number, day("2026-01-01"), Due::On(day(due)), mxn(minor));
            enter_invoice(&mut draft, form).unwrap()
        };
        let late = invoice("A", "2026-03-01", 1_000);
        invoice("B", "2026-03-31", 200);
        invoice("C", "2026-04-20", 30);
        invoice("D", "2026-12-01", 4);
        let kind = CreditKind::Payment { method: Method::Transfer };
        enter_credit(
            &mut draft,
            CreditForm {
                kind,
                customer: one,
                date: day("2026-03-30"),
                amount: mxn(500),
                rate: None,
                reference: String::new(),
                notes: String::new(),
                lines: vec![Line::new(InstalmentRef { invoice: late, number: 1 }, 400)],
            },
        )
        .unwrap();
        let seen = today(draft.book(), day("2026-03-31"));
        let figures = seen.figures[0];
        assert_eq!((figures.open_minor, figures.owed_minor), (834, 734));
        assert_eq!((figures.overdue_minor, figures.due_soon_minor), (600, 230));
        assert_eq!((figures.came_in_minor, seen.came_in.len()), (500, 1));
        assert_eq!((seen.late.len(), seen.late[0].days, seen.late[0].items), (1, 30, 1));
        assert_eq!(seen.soon.iter().map(|soon| soon.open_minor).collect::<Vec<_>>(), [200]);
        assert_eq!(seen.waiting.iter().map(|(_, left)| *left).collect::<Vec<_>>(), [100]);
    }
}
