//! Everything that happened with a customer, in the order of its days.

use crate::order;
use std::collections::BTreeMap;

use chrono::NaiveDate;

use crate::dunning::standing::{PlanState, PromiseState, plan_on, promise_on};
use crate::ledger::book::{
    AllocationEntry, Book, CreditEntry, CustomerEntry, DealingEntry, InvoiceEntry, Item,
};
use crate::ledger::credit::ChequeStep;
use crate::ledger::dealing::What as Dealt;
use crate::ledger::{Currency, Id, Ix, Money};

/// A day on which something happened or is to happen.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Day {
    /// The day.
    pub on: NaiveDate,
    /// What happened, the last first; nothing where only the application of a credit in
    /// another currency changed.
    pub events: Vec<Event>,
    /// What was owed at the end of the day, in the currencies in which that changed, the
    /// home currency first; none for days to come.
    pub balances: Vec<Money>,
}

/// Something that happened.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Event {
    /// What.
    pub what: What,
    /// How it changed what is owed, below zero where it lowered that; for a due date, a
    /// cheque's way through the bank and what was agreed, how much it is about.
    pub amount: Option<Money>,
}

/// What happened.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum What {
    /// An invoice, debit note or charge was issued.
    Issued(Ix<InvoiceEntry>),
    /// It was cancelled.
    Cancelled(Ix<InvoiceEntry>),
    /// An instalment fell due with something open, or is to.
    Due(Ix<Item>),
    /// A payment or another credit, with the invoices it settles and how much of each.
    Credited(Ix<CreditEntry>, Vec<(Ix<InvoiceEntry>, Money)>),
    /// A cheque was received that may be cashed later only.
    PostDated(Ix<CreditEntry>),
    /// Something happened to a cheque.
    Cheque(Ix<CreditEntry>, ChequeStep),
    /// Money was given back.
    Refunded(Ix<CreditEntry>),
    /// Something was said or agreed: a contact, promise, dispute, plan or hold.
    Dealt(Id),
    /// A dispute was settled, a hold lifted, a plan or promise given up.
    Ended(Id),
    /// A promise or a part of a plan was not paid in time; the amount is what was missing.
    Broken(Id),
    /// A promised payment is to come.
    Promised(Id),
    /// A part of a plan is to come, by its place from 0.
    Part(Id, usize),
}

/// The kinds of event that the time line can be narrowed to.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// Invoices issued and cancelled.
    Invoices,
    /// Due dates that passed with something open, or are to come.
    DueDates,
    /// Money in and back out.
    Payments,
    /// Credit notes, withholdings, write-offs, discounts.
    Credits,
    /// The ways of cheques.
    Cheques,
    /// Calls, messages, letters, visits and notes.
    Contacts,
    /// Promises and plans.
    Agreements,
    /// Disputes and holds.
    Obstacles,
    /// Warning signs that were noted or looked at.
    Signs,
}

impl Kind {
    /// All, in the order they are offered.
    pub const ALL: [Self; 9] = [
        Self::Contacts,
        Self::Agreements,
        Self::Obstacles,
        Self::Signs,
        Self::Invoices,
        Self::DueDates,
        Self::Payments,
        Self::Credits,
        Self::Cheques,
    ];

    /// Its name in an address.
    pub fn code(self) -> &'static str {
        match self {
            Self::Invoices => "invoices",
            Self::DueDates => "due",
            Self::Payments => "payments",
            Self::Credits => "credits",
            Self::Cheques => "cheques",
            Self::Contacts => "contacts",
            Self::Agreements => "agreements",
            Self::Obstacles => "obstacles",
            Self::Signs => "signs",
        }
    }

    /// The kind of a name in an address.
    pub fn from_code(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|kind| kind.code() == code)
    }
}

impl Event {
    /// Its kind.
    pub fn kind(&self, book: &Book) -> Kind {
        match &self.what {
            What::Issued(_) | What::Cancelled(_) => Kind::Invoices,
            What::Due(_) => Kind::DueDates,
            What::Credited(ix, _) if !book.credit(*ix).credit.is_payment() => Kind::Credits,
            What::Credited(..) | What::Refunded(_) => Kind::Payments,
            What::PostDated(_) | What::Cheque(..) => Kind::Cheques,
            What::Broken(_) | What::Promised(_) | What::Part(..) => Kind::Agreements,
            What::Dealt(id) | What::Ended(id) => {
                match book.find_dealing(*id).map(|(_, entry)| &entry.dealing.what) {
                    Some(Dealt::Promise(_) | Dealt::Plan(_)) => Kind::Agreements,
                    Some(Dealt::Dispute(_) | Dealt::Hold(_)) => Kind::Obstacles,
                    Some(Dealt::Sign(_) | Dealt::SignReview(_)) => Kind::Signs,
                    Some(Dealt::Contact(_)) | None => Kind::Contacts,
                }
            }
        }
    }
}

/// A customer's time line as it stands on a day, the newest first: what is to come stands
/// before it.
///
/// Balances are summed from the documents alone (invoices − credits + refunds), so the last
/// one is the balance of the aging report.
pub fn time_line(book: &Book, customer: Ix<CustomerEntry>, today: NaiveDate) -> Vec<Day> {
    let mut line = Line { book, today, days: BTreeMap::new(), moves: BTreeMap::new() };
    let entry = book.customer(customer);
    for &invoice in entry.invoices.iter() {
        line.add_invoice(invoice);
    }
    for &credit in entry.credits.iter() {
        line.add_credit(credit);
    }
    for crossing in book.crossings() {
        if book.credit(crossing.credit).customer == customer {
            line.add_crossing(crossing);
        }
    }
    line.add_dealings(customer);
    line.finish()
}

/// The kinds of which a time line has any event, in the order they are offered.
pub fn kinds_of(book: &Book, days: &[Day]) -> Vec<Kind> {
    let events = || days.iter().flat_map(|day| &day.events);
    let has = |kind: &Kind| events().any(|event| event.kind(book) == *kind);
    Kind::ALL.into_iter().filter(has).collect()
}

/// The time line with one kind of event only; balances stand where their days remain.
pub fn narrowed(book: &Book, days: &[Day], kind: Option<Kind>) -> Vec<Day> {
    let Some(kind) = kind else { return days.to_vec() };
    days.iter()
        .filter_map(|day| {
            let events: Vec<Event> =
                day.events.iter().filter(|event| event.kind(book) == kind).cloned().collect();
            (!events.is_empty()).then(|| Day { events, ..day.clone() })
        })
        .collect()
}

struct Line<'a> {
    book: &'a Book,
    today: NaiveDate,
    days: BTreeMap<NaiveDate, Vec<Event>>,
    /// What each day adds to what is owed, by currency, in minor units.
    moves: BTreeMap<(NaiveDate, Currency), i64>,
}

impl Line<'_> {
    fn add(&mut self, on: NaiveDate, what: What, amount: impl Into<Option<Money>>) {
        self.days.entry(on).or_default().push(Event { what, amount: amount.into() });
    }

    /// An event that changes what is owed.
    fn add_move(&mut self, on: NaiveDate, what: What, amount: Money) {
        self.shift(on, amount.currency, amount.amount_minor);
        self.add(on, what, amount);
    }

    fn shift(&mut self, on: NaiveDate, currency: Currency, minor: i64) {
        *self.moves.entry((on, currency)).or_default() += minor;
        // A day on which only balances moved is a day too.
        self.days.entry(on).or_default();
    }

    fn add_invoice(&mut self, ix: Ix<InvoiceEntry>) {
        let book = self.book;
        let entry = book.invoice(ix);
        let total = entry.invoice.total;
        self.add_move(entry.invoice.issued_on, What::Issued(ix), total);
        for (item_ix, item) in book.items_of(ix) {
            // What is paid in time leaves no trace here; what is to come is as open as today.
            let open_minor = book.open_minor(item, item.due_on.min(self.today.max(item.issued_on)));
            if open_minor > 0 && item.counts_on(item.due_on) {
                let open = Money::new(open_minor, item.currency);
                self.add(item.due_on, What::Due(item_ix), open);
            }
        }
        if let Some(cancelled) = &entry.cancelled {
            self.add_move(cancelled.on, What::Cancelled(ix), negative(total));
        }
    }

    fn add_credit(&mut self, ix: Ix<CreditEntry>) {
        let book = self.book;
        let entry = book.credit(ix);
        let amount = entry.amount;
        let effective_on = entry.effective_on();
        if effective_on > entry.credit.date {
            self.add(entry.credit.date, What::PostDated(ix), amount);
        }
        // A post-dated cheque that bounced before its day never counted.
        let counted = entry.bounced_on.is_none_or(|bounced| bounced > effective_on);
        if counted {
            let settled = settled_by(book, ix);
            self.add_move(effective_on, What::Credited(ix, settled), negative(amount));
        }
        let steps =
            [(entry.deposited_on, ChequeStep::Deposited), (entry.cleared_on, ChequeStep::Cleared)];
        for (on, step) in steps {
            if let Some(on) = on {
                self.add(on, What::Cheque(ix, step), amount);
            }
        }
        if let Some(on) = entry.bounced_on {
            let what = What::Cheque(ix, ChequeStep::Bounced);
            if counted { self.add_move(on, what, amount) } else { self.add(on, what, amount) }
        }
        for refund in book.refunds_from(ix) {
            let given = Money::new(refund.refund.amount_minor, amount.currency);
            self.add_move(refund.refund.on, What::Refunded(ix), given);
        }
    }

    /// Money of one currency that settles an invoice in another moves from one balance to
    /// the other.
    fn add_crossing(&mut self, entry: &AllocationEntry) {
        let paid_in = self.book.credit(entry.credit).amount.currency;
        let owed_in = self.book.item(entry.item).currency;
        let allocation = &entry.allocation;
        let Some(settled_minor) = allocation.other_currency_minor else { return };
        if entry.until == Some(allocation.from) {
            return; // Taken back as if it had never been.
        }
        for (on, sign) in [(Some(allocation.from), 1), (entry.until, -1)] {
            if let Some(on) = on {
                self.shift(on, paid_in, sign * allocation.credit_minor);
                self.shift(on, owed_in, -sign * settled_minor);
            }
        }
    }

    fn add_dealings(&mut self, customer: Ix<CustomerEntry>) {
        let of = self.book.customer(customer);
        let mut dealings: Vec<&DealingEntry> = of.dealings.iter().collect();
        order::sort_by_key(&mut dealings, |entry| (self.came_about_at(entry), entry.dealing.id));
        for entry in dealings {
            self.add_dealing(of, entry);
        }
    }

    fn add_dealing(&mut self, of: &CustomerEntry, entry: &DealingEntry) {
        let id = entry.dealing.id;
        let (book, today) = (self.book, self.today);
        let grace_days = book.firm().dunning.grace_days;
        let what = &entry.dealing.what;
        let amount = match what {
            Dealt::Contact(_) | Dealt::Hold(_) | Dealt::Sign(_) | Dealt::SignReview(_) => None,
            Dealt::Promise(promise) => Some(promise.amount),
            Dealt::Dispute(dispute) => dispute.amount,
            Dealt::Plan(plan) => {
                let whole = plan.parts.iter().map(|part| part.amount_minor).sum();
                Some(Money::new(whole, plan.currency))
            }
        };
        self.add(what.day(), What::Dealt(id), amount);
        if let Dealt::Promise(promise) = what
            && let Some(standing) = promise_on(book, of, entry, today, grace_days)
        {
            let left_minor = promise.amount.amount_minor - standing.paid_minor;
            let left = Money::new(left_minor, promise.amount.currency);
            match standing.state {
                PromiseState::Open if promise.due_on > today => {
                    self.add(promise.due_on, What::Promised(id), left);
                }
                PromiseState::Broken | PromiseState::PartlyKept => {
                    let on = standing.deadline.succ_opt().unwrap_or(standing.deadline);
                    self.add(on, What::Broken(id), left);
                }
                _ => {}
            }
        }
        if let Dealt::Plan(plan) = what
            && let Some(standing) = plan_on(book, entry, today, grace_days)
        {
            let part_of = |place: usize| {
                plan.parts.get(place).map(|part| Money::new(part.amount_minor, plan.currency))
            };
            if let Some((place, deadline)) = standing.missed {
                let on = deadline.succ_opt().unwrap_or(deadline);
                self.add(on, What::Broken(id), part_of(place));
            }
            let next = standing.next_part.filter(|_| standing.state == PlanState::Running);
            for place in next.unwrap_or(plan.parts.len())..plan.parts.len() {
                let due_on = plan.parts[place].due_on;
                if due_on > today {
                    self.add(due_on, What::Part(id, place), part_of(place));
                }
            }
        }
        if let Some(ended) = &entry.ended {
            self.add(ended.on, What::Ended(id), None);
        }
    }

    /// When a dealing came about: what a contact brought follows the contact.
    fn came_about_at(&self, entry: &DealingEntry) -> chrono::NaiveDateTime {
        let contact = entry.dealing.contact.and_then(|id| self.book.find_dealing(id));
        let contact = contact.map_or(&entry.dealing.what, |(_, entry)| &entry.dealing.what);
        match contact {
            Dealt::Contact(contact) => contact.at,
            other => other.day().and_time(chrono::NaiveTime::MIN),
        }
    }

    fn finish(self) -> Vec<Day> {
        let home = self.book.firm().home_currency;
        let mut balances: BTreeMap<Currency, i64> = BTreeMap::new();
        let mut moves = self.moves.into_iter().peekable();
        let mut days: Vec<Day> = Vec::with_capacity(self.days.len());
        for (on, mut events) in self.days {
            let mut changed = Vec::new();
            while let Some(((_, currency), minor)) = moves.next_if(|((day, _), _)| *day <= on) {
                *balances.entry(currency).or_default() += minor;
                changed.push(currency);
            }
            order::sort_by_key(&mut changed, |currency| (*currency != home, currency.code()));
            let shown = changed.into_iter().filter(|_| on <= self.today);
            let balances =
                shown.map(|currency| Money::new(balances[&currency], currency)).collect();
            events.reverse();
            days.push(Day { on, events, balances });
        }
        days.reverse();
        days
    }
}

/// The invoices a credit settles, or settled until it bounced, and how much of each, in the
/// invoice's currency.
fn settled_by(book: &Book, ix: Ix<CreditEntry>) -> Vec<(Ix<InvoiceEntry>, Money)> {
    let bounced_on = book.credit(ix).bounced_on;
    let mut settled: Vec<(Ix<InvoiceEntry>, Money)> = Vec::new();
    for entry in book.allocations_from(ix) {
        if entry.until.is_some() && (entry.until != bounced_on) {
            continue;
        }
        let item = book.item(entry.item);
        let minor = entry.allocation.settled_minor();
        match settled.iter_mut().find(|(invoice, _)| *invoice == item.invoice) {
            Some((_, sum)) => sum.amount_minor += minor,
            None => settled.push((item.invoice, Money::new(minor, item.currency))),
        }
    }
    settled
}

fn negative(amount: Money) -> Money {
    Money::new(-amount.amount_minor, amount.currency)
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;
    use crate::ledger::action::{cancel_invoice, refund};
    use crate::ledger::credit::CreditKind;
    use crate::views::customer::customer_aging;
    use crate::views::fixture::*;

    fn only_customer(book: &Book) -> Ix<CustomerEntry> {
        book.customers().next().unwrap().0
    }

    #[test]
    fn a_bounced_cheque_lowers_the_balance_and_raises_it_again() {
        let mut draft = draft();
        let who = customer(&mut draft, "Uno");
        let f1 = invoice(&mut draft, who, "F-1", "2026-01-05", "2026-02-05", mxn(10_000));
        let paid =
            credit(&mut draft, who, cheque(None), "2026-02-01", mxn(10_000), &[(f1, 10_000)]);
        bounce(&mut draft, paid, "2026-02-10");
        let book = draft.into_book();
        let days = time_line(&book, only_customer(&book), day("2026-03-01"));
        let told: Vec<_> = days
            .iter()
            .map(|day| (day.on.to_string(), day.balances.clone(), day.events.len()))
            .collect();
        // On the due date nothing was open: the cheque had been taken for good.
        assert_eq!(
            told,
            [
                ("2026-02-10".to_owned(), vec![mxn(10_000)], 1),
                ("2026-02-01".to_owned(), vec![mxn(0)], 1),
                ("2026-01-05".to_owned(), vec![mxn(10_000)], 1),
            ]
        );
        let What::Credited(_, settled) = &days[1].events[0].what else { panic!("no credit") };
        assert_eq!(settled.as_slice(), [(Ix::at(0), mxn(10_000))]);
        assert_eq!(days[1].events[0].amount, Some(mxn(-10_000)));
    }

    #[test]
    fn what_is_to_come_stands_first_and_has_no_balance() {
        let mut draft = draft();
        let who = customer(&mut draft, "Uno");
        let f1 = invoice(&mut draft, who, "F-1", "2026-01-05", "2026-04-05", mxn(10_000));
        let post_dated = cheque(Some("2026-03-20"));
        credit(&mut draft, who, post_dated, "2026-02-01", mxn(4_000), &[(f1, 4_000)]);
        let book = draft.into_book();
        let days = time_line(&book, only_customer(&book), day("2026-03-01"));
        let on: Vec<_> = days.iter().map(|day| day.on.to_string()).collect();
        assert_eq!(on, ["2026-04-05", "2026-03-20", "2026-02-01", "2026-01-05"]);
        assert_eq!(days[0].events[0].amount, Some(mxn(10_000)), "open as of today");
        assert!(days[0].balances.is_empty() && days[1].balances.is_empty());
        assert_eq!(days[2].events[0].kind(&book), Kind::Cheques);
        assert!(days[2].balances.is_empty(), "a post-dated cheque pays nothing yet");
    }

    #[test]
    fn cancelling_and_giving_back_are_told() {
        let mut draft = draft();
        let who = customer(&mut draft, "Uno");
        let f1 = invoice(&mut draft, who, "F-1", "2026-01-05", "2026-02-05", mxn(10_000));
        let paid = credit(&mut draft, who, transfer(), "2026-01-20", mxn(6_000), &[(f1, 6_000)]);
        cancel_invoice(&mut draft, f1, day("2026-01-25"), "error".to_owned()).unwrap();
        refund(&mut draft, paid, 6_000, day("2026-01-30"), String::new()).unwrap();
        let book = draft.into_book();
        let days = time_line(&book, only_customer(&book), day("2026-03-01"));
        let balances: Vec<i64> =
            days.iter().flat_map(|day| &day.balances).map(|money| money.amount_minor).collect();
        assert_eq!(balances, [0, -6_000, 4_000, 10_000]);
        let payments = narrowed(&book, &days, Some(Kind::Payments));
        assert_eq!(payments.len(), 2);
        assert!(narrowed(&book, &days, Some(Kind::DueDates)).is_empty(), "gone before its day");
        assert_eq!(narrowed(&book, &days, None), days);
        assert!(narrowed(&book, &days, Some(Kind::Credits)).is_empty());
    }

    #[test]
    fn a_contact_its_promise_and_what_became_of_it_tell_a_story() {
        use crate::ledger::action::{end_dealing, log_contact};
        use crate::ledger::dealing::{Direction, LoggedContact, Outcome, Promise};
        use crate::ledger::invoice::InstalmentRef;
        let mut draft = draft();
        let who = customer(&mut draft, "Uno");
        let f1 = invoice(&mut draft, who, "F-1", "2026-01-05", "2026-02-05", mxn(10_000));
        let items = vec![InstalmentRef { invoice: f1, number: 1 }];
        let contact = LoggedContact {
            at: "2026-02-10T10:00:00".parse().unwrap(),
            direction: Direction::Out,
            channel: Some(crate::ledger::protocol::Channel::Call),
            with: String::new(),
            by: String::new(),
            items: items.clone(),
            step: None,
            outcome: Outcome::Promised,
            said: String::new(),
            corrects: None,
        };
        let promise = |due: &str| {
            Dealt::Promise(Promise {
                made_on: day("2026-02-10"),
                due_on: day(due),
                amount: mxn(10_000),
                items: items.clone(),
                open_minor: 0,
            })
        };
        log_contact(&mut draft, who, contact, vec![promise("2026-02-13")]).unwrap();
        credit(&mut draft, who, transfer(), "2026-02-12", mxn(1_000), &[(f1, 1_000)]);
        let book = draft.book().clone();
        let told = |book: &Book, today: &str| {
            let days = time_line(book, only_customer(book), day(today));
            let events = |day: &Day| {
                let on = day.on.to_string();
                day.events.iter().map(move |event| (on.clone(), event.clone())).collect::<Vec<_>>()
            };
            days.iter().flat_map(events).collect::<Vec<_>>()
        };
        // Before its day it is to come, with what is left of it.
        let open = told(&book, "2026-02-12");
        let (on, first) = &open[0];
        assert_eq!((on.as_str(), first.amount), ("2026-02-13", Some(mxn(9_000))));
        assert!(matches!(first.what, What::Promised(_)));
        // After the day of grace it is broken by what is missing.
        let broken = told(&book, "2026-02-20");
        let (on, first) = &broken[0];
        assert_eq!((on.as_str(), first.amount), ("2026-02-15", Some(mxn(9_000))));
        assert!(matches!(first.what, What::Broken(_)));
        let days = time_line(&book, only_customer(&book), day("2026-02-20"));
        assert_eq!(kinds_of(&book, &days)[..2], [Kind::Contacts, Kind::Agreements]);
        let made = days.iter().find(|it| it.on == day("2026-02-10")).unwrap();
        // The last first: the promise came of the contact.
        let kinds: Vec<_> = made.events.iter().map(|event| event.kind(&book)).collect();
        assert_eq!(kinds, [Kind::Agreements, Kind::Contacts]);

        let What::Promised(id) = open[0].1.what else { panic!("no promise") };
        end_dealing(&mut draft, id, day("2026-02-11"), "error".to_owned()).unwrap();
        let book = draft.into_book();
        let withdrawn = told(&book, "2026-02-20");
        assert!(withdrawn.iter().any(|(_, event)| event.what == What::Ended(id)));
        assert!(!withdrawn.iter().any(|(_, event)| event.what == What::Broken(id)));
    }

    #[test]
    fn other_credits_are_no_payments() {
        let mut draft = draft();
        let who = customer(&mut draft, "Uno");
        credit(&mut draft, who, CreditKind::CreditNote, "2026-01-20", mxn(6_000), &[]);
        let book = draft.into_book();
        let days = time_line(&book, only_customer(&book), day("2026-03-01"));
        assert_eq!(narrowed(&book, &days, Some(Kind::Credits)).len(), 1);
        assert_eq!(days[0].balances, [mxn(-6_000)]);
    }

    #[test]
    fn the_last_balances_are_those_of_the_aging_report() {
        let today = day("2026-07-15");
        let book = demo(today);
        let mut seen = 0;
        for (ix, _) in book.customers() {
            let days = time_line(&book, ix, today);
            assert!(days.windows(2).all(|pair| pair[0].on > pair[1].on), "newest first");
            for section in customer_aging(&book, ix, today).sections {
                let last = days
                    .iter()
                    .flat_map(|day| &day.balances)
                    .find(|balance| balance.currency == section.currency);
                assert_eq!(last.unwrap().amount_minor, section.totals.balance_minor);
                seen += 1;
            }
        }
        assert!(seen > 50);
    }
}
