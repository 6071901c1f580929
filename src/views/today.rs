//! What matters today: how much is owed, late and due soon; what came in, which cheques to take to the bank, and what is still to be applied.

use crate::order;
use std::cmp::Reverse;
use std::collections::{BTreeMap, BTreeSet};

use chrono::{Days, NaiveDate};
use rust_decimal::Decimal;

use crate::aging::home_value;
use crate::ledger::book::{Book, CreditEntry, CustomerEntry, InvoiceEntry};
use crate::ledger::{Currency, Ix, Money};

/// Everything the screen shows. Lists are whole; the screen shows the first of each.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Today {
    /// One set per currency in which anything is owed, came in or is unapplied: the home
    /// currency first, then by code. Never empty.
    pub figures: Vec<Figures>,
    /// Money that came in within [`CAME_IN_DAYS`], the latest first.
    pub came_in: Vec<PaymentLine>,
    /// Cheques to take to the bank now or in the next [`CHEQUE_DAYS`], the earliest first,
    /// after those that bounced within [`CAME_IN_DAYS`].
    pub cheques: Vec<ChequeLine>,
    /// Credits of which something is left, the largest first.
    pub unapplied: Vec<UnappliedLine>,
}

/// Days in which what came in counts, today included.
pub const CAME_IN_DAYS: u64 = 30;
/// Days ahead in which post-dated cheques are named.
pub const CHEQUE_DAYS: u64 = 14;

/// Sums in one currency, in its minor units.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Figures {
    /// The currency.
    pub currency: Currency,
    /// All that is open; unapplied credit is not taken off.
    pub owed_minor: i64,
    /// How many customers owe it.
    pub customers: usize,
    /// The part of it that is past due.
    pub overdue_minor: i64,
    /// How many customers are late with it.
    pub overdue_customers: usize,
    /// Money that came in within thirty days, today included.
    pub came_in_minor: i64,
    /// How many payments that was.
    pub payments: usize,
    /// What is left of credits.
    pub unapplied_minor: i64,
    /// How many credits that is.
    pub unapplied_credits: usize,
}

/// Money that came in.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PaymentLine {
    /// The payment.
    pub credit: Ix<CreditEntry>,
    /// The day from which it settles.
    pub on: NaiveDate,
    /// The invoices it settles something of, in the order it was applied.
    pub invoices: Vec<Ix<InvoiceEntry>>,
}

/// A cheque that something is to be done about.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ChequeLine {
    /// The cheque.
    pub credit: Ix<CreditEntry>,
    /// How it stands.
    pub state: ChequeState,
}

/// How a cheque stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ChequeState {
    /// It was returned unpaid on this day.
    Bounced(NaiveDate),
    /// It can go to the bank since this day.
    Ready(NaiveDate),
    /// It can go to the bank from this day on.
    From(NaiveDate),
}

/// A credit that waits to be applied.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct UnappliedLine {
    /// The credit.
    pub credit: Ix<CreditEntry>,
    /// What is left of it.
    pub left: Money,
}

/// What matters at the end of a day.
pub fn today(book: &Book, day: NaiveDate) -> Today {
    let mut figures = BTreeMap::new();
    debts(book, day, &mut figures);
    let (came_in, cheques, unapplied) = credits(book, day, &mut figures);
    let mut figures: Vec<Figures> = figures.into_values().collect();
    let home = book.firm().home_currency;
    if figures.is_empty() {
        figures.push(Figures::none(home));
    }
    order::sort_by_key(&mut figures, |figures| (figures.currency != home, figures.currency.code()));
    Today { figures, came_in, cheques, unapplied }
}

impl Figures {
    fn none(currency: Currency) -> Self {
        Self {
            currency,
            owed_minor: 0,
            customers: 0,
            overdue_minor: 0,
            overdue_customers: 0,
            came_in_minor: 0,
            payments: 0,
            unapplied_minor: 0,
            unapplied_credits: 0,
        }
    }

    /// The share of what is owed that is past due, from 0 to 1; zero where nothing is owed.
    pub fn overdue_share(&self) -> Decimal {
        share(self.overdue_minor, self.owed_minor)
    }
}

/// A part of a whole as a share from 0 to 1, rounded to whole per cent; zero where the
/// whole is not above zero. What is little but not nothing is not rounded to nothing, nor
/// what is almost all to all.
pub fn share(part_minor: i64, whole_minor: i64) -> Decimal {
    let whole = Decimal::from(whole_minor);
    let Some(exact) = Decimal::from(part_minor).checked_div(whole).filter(|_| whole_minor > 0)
    else {
        return Decimal::ZERO;
    };
    let rounded =
        exact.round_dp_with_strategy(2, rust_decimal::RoundingStrategy::MidpointAwayFromZero);
    if rounded == exact || (!rounded.is_zero() && rounded != Decimal::ONE) {
        return rounded;
    }
    exact.round_dp_with_strategy(3, rust_decimal::RoundingStrategy::MidpointAwayFromZero)
}

/// What is open and late, by currency.
fn debts(book: &Book, day: NaiveDate, figures: &mut BTreeMap<Currency, Figures>) {
    let mut owing: BTreeSet<(Currency, Ix<CustomerEntry>)> = BTreeSet::new();
    let mut late: BTreeSet<(Currency, Ix<CustomerEntry>)> = BTreeSet::new();
    for item in book.item_blocks().flatten() {
        let open_minor = book.open_minor(item, day);
        if open_minor == 0 {
            continue;
        }
        let sums = sums(figures, item.currency);
        sums.owed_minor += open_minor;
        sums.customers += usize::from(owing.insert((item.currency, item.customer)));
        if item.due_on < day {
            sums.overdue_minor += open_minor;
            sums.overdue_customers += usize::from(late.insert((item.currency, item.customer)));
        }
    }
}

fn credits(
    book: &Book,
    day: NaiveDate,
    figures: &mut BTreeMap<Currency, Figures>,
) -> (Vec<PaymentLine>, Vec<ChequeLine>, Vec<UnappliedLine>) {
    let (mut came_in, mut cheques, mut unapplied) = (Vec::new(), Vec::new(), Vec::new());
    let first = day - Days::new(CAME_IN_DAYS - 1);
    let last = day + Days::new(CHEQUE_DAYS);
    for (ix, entry) in book.credits() {
        let currency = entry.amount.currency;
        let on = entry.effective_on();
        if let Some(bounced_on) = entry.bounced_on.filter(|on| (first..=day).contains(on)) {
            cheques.push(ChequeLine { credit: ix, state: ChequeState::Bounced(bounced_on) });
        } else if entry.is_cheque_in_hand() && entry.deposited_on.is_none() && on <= last {
            let state = if on <= day { ChequeState::Ready(on) } else { ChequeState::From(on) };
            cheques.push(ChequeLine { credit: ix, state });
        }
        if !entry.counts_on(day) {
            continue;
        }
        if entry.credit.is_payment() && on >= first {
            let sums = sums(figures, currency);
            sums.came_in_minor += entry.amount.amount_minor;
            sums.payments += 1;
            came_in.push(PaymentLine { credit: ix, on, invoices: settled(book, ix, day) });
        }
        let left_minor = book.left_minor(entry, day);
        if left_minor != 0 {
            let sums = sums(figures, currency);
            sums.unapplied_minor += left_minor;
            sums.unapplied_credits += 1;
            unapplied.push(UnappliedLine { credit: ix, left: Money::new(left_minor, currency) });
        }
    }
    order::sort_by_key(&mut came_in, |line| Reverse((line.on, line.credit)));
    order::sort_by_key(&mut cheques, |line| match line.state {
        ChequeState::Bounced(on) => (0, Reverse(Some(on)), on, line.credit),
        ChequeState::Ready(on) | ChequeState::From(on) => (1, Reverse(None), on, line.credit),
    });
    sort_by_worth(book, day, &mut unapplied, |line| line.left);
    (came_in, cheques, unapplied)
}

/// The invoices a credit settles something of on a day.
fn settled(book: &Book, credit: Ix<CreditEntry>, day: NaiveDate) -> Vec<Ix<InvoiceEntry>> {
    let mut invoices = Vec::new();
    for entry in book.allocations_from(credit).filter(|entry| entry.counts_on(day)) {
        let invoice = book.item(entry.item).invoice;
        if !invoices.contains(&invoice) {
            invoices.push(invoice);
        }
    }
    invoices
}

fn sums(figures: &mut BTreeMap<Currency, Figures>, currency: Currency) -> &mut Figures {
    figures.entry(currency).or_insert_with(|| Figures::none(currency))
}

/// The largest first by what it is worth at home; what has no rate comes last, by currency.
fn sort_by_worth<T>(book: &Book, day: NaiveDate, lines: &mut [T], amount: fn(&T) -> Money) {
    order::sort_by_cached_key(lines, |line| {
        let amount = amount(line);
        let worth = home_value(book, amount, day).map(|worth| Reverse(worth.amount_minor));
        (worth.is_none(), worth, amount.currency.code(), Reverse(amount.amount_minor))
    });
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;
    use crate::ledger::Id;
    use crate::ledger::action::{
        CreditForm, Draft, Due, InvoiceForm, Line, Moment, enter_credit, enter_customer,
        enter_invoice, enter_rate, step_cheque,
    };
    use crate::ledger::credit::{Cheque, ChequeStep, CreditKind, Method};
    use crate::ledger::customer::Customer;
    use crate::ledger::invoice::InstalmentRef;
    use crate::ledger::record::Deed;

    const TODAY: &str = "2026-11-22";

    fn day(text: &str) -> NaiveDate {
        text.parse().unwrap()
    }

    fn drafted() -> Draft {
        let moment = Moment { at_ms: 1_767_225_600_000, random: 7, device: "a".to_owned() };
        Draft::begin(&Book::default(), Deed::Began, &moment)
    }

    fn customer(draft: &mut Draft, name: &str) -> Id {
        let id = draft.new_id();
        enter_customer(draft, Customer::named(id, name)).unwrap()
    }

    fn invoice(draft: &mut Draft, of: Id, number: &str, due: &str, amount: Money) -> Id {
        let form = InvoiceForm::new(of, number, day("2026-01-01"), Due::On(day(due)), amount);
        enter_invoice(draft, form).unwrap()
    }

    fn pesos(minor: i64) -> Money {
        Money::new(minor, Currency::MXN)
    }

    fn payment(of: Id, on: &str, minor: i64, lines: &[(Id, i64)]) -> CreditForm {
        let line =
            |&(invoice, minor): &(Id, i64)| Line::new(InstalmentRef { invoice, number: 1 }, minor);
        CreditForm {
            kind: CreditKind::Payment { method: Method::Transfer },
            customer: of,
            date: day(on),
            amount: pesos(minor),
            rate: None,
            reference: String::new(),
            notes: String::new(),
            lines: lines.iter().map(line).collect(),
        }
    }

    #[test]
    fn the_figures_say_what_is_owed_and_late_and_by_how_many() {
        let mut draft = drafted();
        let [small, large, recent] = ["Small", "Large", "Recent"].map(|n| customer(&mut draft, n));
        invoice(&mut draft, small, "A-1", "2026-09-22", pesos(100));
        invoice(&mut draft, large, "B-1", "2026-08-01", pesos(300));
        invoice(&mut draft, large, "B-2", "2026-11-21", pesos(50));
        invoice(&mut draft, recent, "C-2", "2026-11-01", pesos(9_000));
        invoice(&mut draft, recent, "C-3", TODAY, pesos(7));
        let shown = today(draft.book(), day(TODAY));
        let [figures] = shown.figures[..] else { panic!("one currency: {:?}", shown.figures) };
        assert_eq!((figures.owed_minor, figures.customers), (9_457, 3));
        assert_eq!((figures.overdue_minor, figures.overdue_customers), (9_450, 3));
    }

    #[test]
    fn what_came_in_names_what_it_settled_and_what_is_left_waits() {
        let mut draft = drafted();
        let of = customer(&mut draft, "One");
        let [first, second] =
            ["1", "2"].map(|number| invoice(&mut draft, of, number, "2026-12-01", pesos(500)));
        let lines = [(first, 300), (second, 100)];
        let old = enter_credit(&mut draft, payment(of, "2026-10-23", 50, &[])).unwrap();
        let new = enter_credit(&mut draft, payment(of, "2026-11-20", 450, &lines)).unwrap();
        let mut note = payment(of, "2026-11-21", 20, &[]);
        note.kind = CreditKind::CreditNote;
        enter_credit(&mut draft, note).unwrap();
        let book = draft.book();
        let shown = today(book, day(TODAY));

        let [line] = &shown.came_in[..] else { panic!("one payment: {:?}", shown.came_in) };
        assert_eq!(book.credit(line.credit).credit.id, new);
        let numbers: Vec<_> =
            line.invoices.iter().map(|&ix| book.invoice(ix).invoice.number.as_str()).collect();
        assert_eq!(numbers, ["1", "2"]);
        let left: Vec<_> = shown.unapplied.iter().map(|line| line.left.amount_minor).collect();
        assert_eq!(left, [50, 50, 20]);
        let figures = shown.figures[0];
        assert_eq!((figures.came_in_minor, figures.payments), (450, 1));
        assert_eq!((figures.unapplied_minor, figures.unapplied_credits), (120, 3));
        // The thirtieth day back still counts; the payment of the 24th would.
        let on_its_last_day = today(book, day("2026-11-21"));
        assert_eq!(on_its_last_day.came_in.len(), 2);
        assert_eq!(book.credit(on_its_last_day.came_in[1].credit).credit.id, old);
    }

    #[test]
    fn cheques_come_up_when_something_is_to_be_done() {
        let mut draft = drafted();
        let of = customer(&mut draft, "One");
        let mut cheque = |number: &str, to: Option<&str>| {
            let mut form = payment(of, "2026-11-10", 100, &[]);
            let cheque = Cheque {
                number: number.to_owned(),
                bank: String::new(),
                post_dated_to: to.map(day),
            };
            form.kind = CreditKind::Payment { method: Method::Cheque(cheque) };
            enter_credit(&mut draft, form).unwrap()
        };
        cheque("far", Some("2026-12-07"));
        cheque("soon", Some("2026-12-06"));
        cheque("ready", None);
        let [gone, back] = ["gone", "back"].map(|number| cheque(number, None));
        for (id, step, on) in [
            (gone, ChequeStep::Deposited, "2026-11-11"),
            (back, ChequeStep::Deposited, "2026-11-11"),
            (back, ChequeStep::Bounced, "2026-11-13"),
        ] {
            step_cheque(&mut draft, id, step, day(on)).unwrap();
        }
        let book = draft.book();
        let shown = today(book, day(TODAY));
        let lines: Vec<_> = shown
            .cheques
            .iter()
            .map(|line| {
                (book.credit(line.credit).credit.cheque().unwrap().number.as_str(), line.state)
            })
            .collect();
        assert_eq!(
            lines,
            [
                ("back", ChequeState::Bounced(day("2026-11-13"))),
                ("ready", ChequeState::Ready(day("2026-11-10"))),
                ("soon", ChequeState::From(day("2026-12-06"))),
            ]
        );
    }

    #[test]
    fn currencies_stand_apart_the_home_currency_first() {
        let mut draft = drafted();
        enter_rate(&mut draft, Currency::USD, day("2026-01-01"), Decimal::from(20)).unwrap();
        let euro = Currency::from_code("EUR").unwrap();
        let [a, b, c] = ["Dollars", "Pesos", "Euros"].map(|name| customer(&mut draft, name));
        invoice(&mut draft, a, "1", "2026-11-01", Money::new(1_000, Currency::USD));
        invoice(&mut draft, b, "1", "2026-11-01", pesos(15_000));
        invoice(&mut draft, c, "1", "2026-11-01", Money::new(99_999, euro));
        let book = draft.book();
        let shown = today(book, day(TODAY));
        let codes: Vec<_> = shown.figures.iter().map(|figures| figures.currency.code()).collect();
        assert_eq!(codes, ["MXN", "EUR", "USD"]);
    }

    #[test]
    fn a_share_is_never_rounded_to_nothing_or_to_all() {
        let of = |part, whole| share(part, whole).to_string();
        assert_eq!(of(412_380, 1_284_906), "0.32");
        assert_eq!(of(1, 1_000), "0.001");
        assert_eq!(of(999, 1_000), "0.999");
        assert_eq!(of(0, 5), "0");
        assert_eq!(of(5, 5), "1");
        assert_eq!(of(5, 0), "0");
    }

    #[test]
    fn an_empty_book_has_figures_of_nothing() {
        let shown = today(&Book::default(), day(TODAY));
        assert_eq!(shown.figures, [Figures::none(Currency::MXN)]);
        assert!(shown.came_in.is_empty() && shown.cheques.is_empty());
    }
}
