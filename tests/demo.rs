//! The demonstration as somebody who knows portfolios would look through it.
#![cfg(not(target_arch = "wasm32"))]
#![allow(clippy::unwrap_used)]

use std::collections::{BTreeMap, BTreeSet};

use cartera::demo::{Habit, Portfolio, portfolio};
use cartera::dunning::practice::Practice;
use cartera::dunning::standing::{PlanState, PromiseState, plan_on, promise_on};
use cartera::dunning::worklist::Filter;
use cartera::ledger::action::{Draft, Moment};
use cartera::ledger::book::{AllocationEntry, CreditEntry, Item};
use cartera::ledger::credit::{CreditKind, Method};
use cartera::ledger::dealing::What;
use cartera::ledger::exchange::exchange_difference;
use cartera::ledger::invoice::{Delivery, InvoiceKind};
use cartera::ledger::keeper::Keeper;
use cartera::ledger::memory_journal::MemoryJournal;
use cartera::ledger::record::Deed;
use cartera::ledger::suggestion::{Why, is_small_difference, suggest};
use cartera::ledger::tax_id::{Check, TaxId};
use cartera::ledger::{Book, Country, Currency, Money};
use cartera::text::Lang;
use chrono::NaiveDate;
use rust_decimal::prelude::ToPrimitive;

/// The first and last day of years and months, and the one that most years lack.
const DAYS: [&str; 5] = ["2026-06-15", "2024-02-29", "2025-10-31", "2026-01-01", "2025-03-30"];

/// The page's own seed.
const SEED: u64 = 2026;

#[test]
fn the_same_seed_and_day_give_the_same_portfolio() {
    let told = |demo: &Demo| {
        let book = &demo.book;
        let customers: Vec<_> = book.customers().map(|(_, entry)| &entry.customer).collect();
        let invoices: Vec<_> = book.invoices().map(|(_, entry)| &entry.invoice).collect();
        let credits: Vec<_> = book.credits().map(|(_, entry)| &entry.credit).collect();
        format!("{:?} {customers:?} {invoices:?} {credits:?}", book.firm())
    };
    let one = told(&Demo::new(DAYS[0], SEED));
    assert!(one == told(&Demo::new(DAYS[0], SEED)));
    assert!(one != told(&Demo::new(DAYS[0], SEED + 1)), "another seed, another portfolio");
    assert!(one != told(&Demo::new(DAYS[1], SEED)), "another day, another portfolio");

    let mut draft = draft();
    portfolio(&mut draft, day(DAYS[0]), SEED, Lang::Es).unwrap();
    let book = draft.book().clone();
    assert!(one == told(&Demo { book, ..Demo::new(DAYS[0], SEED) }), "in one go or in steps");
}

/// Every seed on two of the days: nothing is refused, and all of it looks real.
#[test]
fn any_seed_on_any_day_looks_real() {
    let mut means = [0.0; 5];
    for seed in 0..20 {
        for turn in [0, 2] {
            let demo = Demo::new(DAYS[(seed as usize + turn) % DAYS.len()], seed);
            let shares = demo.looks_real();
            means.iter_mut().zip(shares).for_each(|(mean, share)| *mean += share / 40.0);
        }
    }
    let wanted = [60.0..=70.0, 13.0..=18.0, 6.0..=10.0, 4.0..=8.0, 4.0..=7.0];
    for (mean, wanted) in means.iter().zip(wanted) {
        assert!(wanted.contains(mean), "{means:?}");
    }
}

#[test]
fn everything_a_ledger_can_hold_is_there() {
    for (seed, today) in [(SEED, DAYS[0]), (1, DAYS[1]), (2, DAYS[2]), (3, DAYS[3]), (4, DAYS[4])] {
        let demo = Demo::new(today, seed);
        let (book, today) = (&demo.book, demo.today);
        let credits = |wanted: &dyn Fn(&CreditEntry) -> bool| {
            book.credits().filter(|(_, entry)| wanted(entry)).count()
        };
        let invoices = |wanted: &dyn Fn(&cartera::ledger::book::InvoiceEntry) -> bool| {
            book.invoices().filter(|(_, entry)| wanted(entry)).count()
        };
        let kind = |wanted: CreditKind| credits(&|entry| entry.credit.kind == wanted);
        let in_payment = |entry: &CreditEntry, method: &Method| {
            entry.credit.kind == CreditKind::Payment { method: method.clone() }
        };

        for (what, count, wanted) in [
            ("credit notes", kind(CreditKind::CreditNote), 40..200),
            ("withholdings", kind(CreditKind::Withholding), 100..600),
            ("write-offs", kind(CreditKind::WriteOff), 3..4),
            ("discounts taken", kind(CreditKind::EarlyDiscount), 20..400),
            ("small differences", kind(CreditKind::SmallDifference), 15..120),
            ("by card", credits(&|entry| in_payment(entry, &Method::Card)), 10..300),
            ("in cash", credits(&|entry| in_payment(entry, &Method::Cash)), 10..300),
            ("cheques", credits(&|entry| entry.credit.cheque().is_some()), 50..400),
            ("bounced", credits(&|entry| entry.bounced_on.is_some()), 2..3),
            ("post-dated", credits(&|entry| entry.effective_on() > today), 3..5),
            ("cancelled", invoices(&|entry| entry.cancelled.is_some()), 3..4),
            ("debit notes", invoices(&|entry| entry.invoice.kind == InvoiceKind::DebitNote), 1..2),
            ("interest", invoices(&|entry| entry.invoice.kind == InvoiceKind::Interest), 1..2),
            ("rejected", invoices(&|entry| entry.invoice.delivery == Delivery::Rejected), 1..2),
            ("on order", invoices(&|entry| !entry.invoice.reference.is_empty()), 500..3000),
            ("refunds", book.refunds().count(), 1..3),
            (
                "dollars",
                invoices(&|entry| entry.invoice.total.currency == Currency::USD),
                300..1500,
            ),
            ("rates", book.rates().len(), 18..20),
        ] {
            assert!(wanted.contains(&count), "{what}: {count} (seed {seed}, {today})");
        }

        let three: Vec<_> = book
            .invoices()
            .filter(|(_, entry)| entry.invoice.instalments.len() == 3)
            .map(|(ix, _)| book.items_of(ix).map(|(_, item)| item).collect::<Vec<_>>())
            .collect();
        let [parts] = &three[..] else { panic!("{} in three instalments", three.len()) };
        assert_eq!(book.open_minor(parts[0], today), 0, "the first is paid");
        assert_eq!(book.open_minor(parts[1], today), parts[1].amount_minor);
        assert!(parts[1].due_on < today && parts[2].due_on > today);

        let charged = |kind| book.invoices().find(|(_, entry)| entry.invoice.kind == kind).unwrap();
        for (ix, entry) in [charged(InvoiceKind::DebitNote), charged(InvoiceKind::Interest)] {
            let base = book.invoice(book.find_invoice(entry.invoice.of.unwrap()).unwrap());
            assert_eq!(base.customer, book.invoice(ix).customer);
            assert!(entry.invoice.notes.ends_with(&base.invoice.number), "{}", entry.invoice.notes);
        }

        let reopened = |entry: &AllocationEntry| {
            entry.until.is_some() && book.open_minor(book.item(entry.item), today) > 0
        };
        assert_eq!(demo.allocations().filter(|entry| reopened(entry)).count(), 1);
        let unapplied = |entry: &CreditEntry| book.left_minor(entry, today) > 0;
        assert!((4..9).contains(&credits(&unapplied)), "money in the customers' favour");
        let partly = |item: &&Item| {
            let open = book.open_minor(item, today);
            open > 0 && open < item.amount_minor
        };
        assert!(demo.items().filter(partly).count() >= 5, "paid in part");
        assert!(demo.differences().any(|minor| minor > 0), "a rate that rose");
        assert!(demo.differences().any(|minor| minor < 0), "and one that fell");
        let crossed = |entry: &&AllocationEntry| entry.allocation.other_currency_minor.is_some();
        assert!(demo.allocations().filter(crossed).count() > 5, "dollars paid in pesos");
        for (_, entry) in book.invoices() {
            let foreign = entry.invoice.total.currency == Currency::USD;
            assert_eq!(entry.invoice.rate.is_some(), foreign, "{}", entry.invoice.number);
        }
    }
}

#[test]
fn one_payment_covers_several_invoices_and_says_which() {
    let demo = Demo::new(DAYS[0], SEED);
    let book = &demo.book;
    let mut quoted = 0;
    for (ix, entry) in book.credits() {
        let lines: Vec<_> = book.allocations_from(ix).collect();
        if lines.len() < 2 || !entry.credit.is_payment() || entry.credit.reference.len() < 14 {
            continue;
        }
        for line in &lines {
            let number = &book.invoice(book.item(line.item).invoice).invoice.number;
            assert!(entry.credit.reference.contains(number), "{}", entry.credit.reference);
        }
        quoted += 1;
    }
    assert!(quoted >= 60, "{quoted}");

    // The suggestion for new money understands such a reference.
    let (customer, open) = book
        .customers()
        .map(|(ix, _)| (ix, book.open_items(ix, demo.today)))
        .find(|(_, open)| open.len() > 2)
        .unwrap();
    let asked = open[1];
    let invoice = &book.invoice(book.item(asked.item).invoice).invoice;
    let amount = Money::new(asked.open_minor, invoice.total.currency);
    let reference = format!("SPEI 7712044 {}", invoice.number);
    let suggestion = suggest(book, customer, amount, demo.today, &reference);
    assert_eq!(
        (suggestion.why, suggestion.lines[0].to),
        (Why::Reference, book.item_ref(asked.item))
    );
}

#[test]
fn customers_keep_to_their_habits() {
    for (seed, today) in [(SEED, DAYS[0]), (9, DAYS[3]), (14, DAYS[1])] {
        let demo = Demo::new(today, seed);
        let (book, today) = (&demo.book, demo.today);
        let mut counts: BTreeMap<String, usize> = BTreeMap::new();
        for ((ix, entry), &habit) in book.customers().zip(&demo.habits) {
            *counts.entry(format!("{habit:?}")).or_default() += 1;
            let name = entry.customer.name();
            let delays = demo.delays(ix);
            let mean = delays.iter().sum::<i64>() / (delays.len() as i64).max(1);
            let open = book.open_items(ix, today);
            let latest = open.iter().map(|open| book.item(open.item).days_past_due(today)).max();
            let latest = latest.unwrap_or(0);
            match habit {
                Habit::Prompt => assert!(mean <= 5 && delays.len() > 5, "{name}: {mean}"),
                Habit::Late => assert!((10..=32).contains(&mean), "{name}: {mean}"),
                Habit::Drifting => {
                    let third = delays.len() / 3;
                    let early = delays[..third].iter().sum::<i64>() / third as i64;
                    let lately = delays[2 * third..].iter().sum::<i64>() / third as i64;
                    assert!(lately > early + 10, "{name}: {early}, {lately}");
                }
                Habit::Broken => assert!(latest > 60, "{name}: {latest} days overdue"),
                Habit::New => {
                    let invoices = entry.invoices.len();
                    assert!((1..=14).contains(&invoices), "{name}: {invoices} invoices");
                    assert!(latest <= 5, "{name}: {latest} days overdue");
                }
            }
        }
        let shares = ["Prompt", "Late", "Drifting", "Broken", "New"].map(|habit| counts[habit]);
        assert_eq!(shares, [54, 36, 18, 8, 4]);
    }
}

#[test]
fn invoices_are_numbered_in_the_order_of_issue() {
    let demo = Demo::new(DAYS[2], SEED);
    let invoices: Vec<_> = demo.book.invoices().map(|(_, entry)| &entry.invoice).collect();
    assert!(invoices.is_sorted_by_key(|invoice| invoice.issued_on));
    let numbers: Vec<_> = invoices
        .iter()
        .filter(|invoice| invoice.kind == InvoiceKind::Invoice)
        .map(|invoice| invoice.number.clone())
        .collect();
    let counted: Vec<_> = (1..=numbers.len()).map(|count| format!("F-{count:04}")).collect();
    assert_eq!(numbers, counted);
    let days: Vec<_> = demo.book.credits().map(|(_, entry)| entry.credit.date).collect();
    assert!(days.is_sorted(), "credits come in as time goes by");
}

#[test]
fn customers_are_somebody_and_nobody_known() {
    let demo = Demo::new(DAYS[0], SEED);
    let (mut names, mut segments) = (BTreeSet::new(), BTreeSet::new());
    let mut have: BTreeMap<&str, usize> = BTreeMap::new();
    for (_, entry) in demo.book.customers() {
        let customer = &entry.customer;
        assert!(names.insert(customer.name().to_owned()), "{} twice", customer.name());
        segments.insert(customer.segment.as_str());
        let country = customer.country.unwrap_or(Country::MX);
        if !customer.tax_id.is_empty() {
            let id = TaxId::parse(&customer.tax_id, Some(country));
            let right = matches!(id.check, Check::Valid | Check::NotChecked) && !id.is_generic();
            assert!(right, "{} {}", customer.tax_id, customer.legal_name);
        }
        for contact in &customer.contacts {
            let (user, domain) = contact.email.split_once('@').unwrap();
            assert!(user.bytes().all(|byte| byte.is_ascii_lowercase() || byte == b'.'), "{user}");
            assert!(domain.ends_with(".example"), "{domain}");
            assert!(contact.phone.contains(" 000"), "{} may be somebody's", contact.phone);
            assert!(!contact.name.is_empty() && !contact.role.is_empty());
        }
        for (what, has) in [
            ("tax id", !customer.tax_id.is_empty()),
            ("contact", !customer.contacts.is_empty()),
            ("limit", customer.credit_limit.is_some()),
            ("own terms", customer.terms.is_some()),
            ("early discount", customer.terms.as_ref().is_some_and(|t| t.discount.is_some())),
            ("two parts", customer.terms.as_ref().is_some_and(|t| t.parts.len() == 2)),
            ("review days", !customer.review_days.is_empty()),
            ("payment days", !customer.payment_days.is_empty()),
            ("note", !customer.notes.is_empty()),
            ("abroad", customer.country.is_some()),
            ("dollars", customer.currency.is_some()),
            (customer.responsible.as_str(), true),
        ] {
            *have.entry(what).or_default() += usize::from(has);
        }
    }
    assert_eq!(segments, BTreeSet::from(["Comercios", "Corporativos", "Instituciones"]));
    assert!(have.values().all(|&count| count >= 2), "{have:?}");
    assert!(have["tax id"] < 120 && have["contact"] < 120 && have["limit"] < 100, "{have:?}");
    assert_eq!(have.len(), 11 + 4, "four look after customers");
}

#[test]
fn in_english_the_users_own_words_are_english() {
    let mut draft = draft();
    portfolio(&mut draft, day(DAYS[0]), SEED, Lang::En).unwrap();
    let book = draft.book();
    let segments: BTreeSet<_> =
        book.customers().map(|(_, entry)| entry.customer.segment.clone()).collect();
    assert_eq!(
        segments,
        BTreeSet::from(["Corporate", "Institutions", "Retail"].map(str::to_owned))
    );
    assert_eq!(book.firm().language, Lang::En);
    let spanish = Demo::new(DAYS[0], SEED);
    let total = |book: &Book| -> i64 {
        book.invoices().map(|(_, entry)| entry.invoice.total.amount_minor).sum()
    };
    assert_eq!(total(book), total(&spanish.book), "the language changes no figure");
}

#[test]
fn stored_and_read_back_it_is_the_same() {
    let keeper = Keeper::new(MemoryJournal::new());
    let mut draft = draft();
    portfolio(&mut draft, day(DAYS[0]), SEED, Lang::Es).unwrap();
    let (stored, opened) = now(async {
        let stored = keeper.store(&Book::default(), draft).await.unwrap();
        (stored, keeper.open(async || {}).await.unwrap())
    });
    assert!(opened.damaged.is_empty() && opened.book.unfit().is_empty());
    let open = |book: &Book| -> Vec<i64> {
        let items = book.item_blocks().flatten();
        items.map(|item| book.open_minor(item, day(DAYS[0]))).collect()
    };
    assert!(open(&stored) == open(&opened.book));
}

/// A portfolio and the day it was drawn for.
struct Demo {
    book: Book,
    today: NaiveDate,
    habits: Vec<Habit>,
}

impl Demo {
    fn new(today: &str, seed: u64) -> Self {
        let (mut draft, today) = (draft(), day(today));
        let mut portfolio = Portfolio::plan(today, seed, Lang::Es);
        let mut steps = 1;
        while portfolio.advance(&mut draft, 250).unwrap() {
            steps += 1;
        }
        assert!(steps > 30, "the page can draw between {steps} steps");
        Self { book: draft.book().clone(), today, habits: portfolio.habits().collect() }
    }

    /// Counts, ages, dates and balances; the share of each bucket in percent.
    fn looks_real(&self) -> [f64; 5] {
        let (book, today) = (&self.book, self.today);
        assert_eq!(book.customers().count(), 120);
        let payments = book.credits().filter(|(_, entry)| entry.credit.is_payment()).count();
        assert!((4_000..6_000).contains(&book.invoices().count()));
        assert!((3_400..5_000).contains(&payments), "{payments}");
        self.nothing_lies_ahead();
        self.balances_hold();

        let names: BTreeSet<_> = book.customers().map(|(_, entry)| entry.customer.name()).collect();
        assert_eq!(names.len(), 120, "each name once");

        let mut buckets = [0.0; 5];
        let mut by_customer: BTreeMap<_, f64> = BTreeMap::new();
        for item in self.items() {
            let open = Money::new(book.open_minor(item, today), item.currency);
            let home = open.to_decimal() * book.rate_on(item.currency, today).unwrap();
            let home = home.to_f64().unwrap();
            let late = item.days_past_due(today);
            let bucket = if late <= 0 { 0 } else { ((late - 1) / 30 + 1).min(4) as usize };
            buckets[bucket] += home;
            *by_customer.entry(item.customer).or_default() += home;
        }
        let total: f64 = buckets.iter().sum();
        let shares = buckets.map(|bucket| bucket * 100.0 / total);
        assert!((8e6..15e6).contains(&total), "{total}");
        let wanted = [56.0..72.0, 10.0..23.0, 5.0..13.0, 2.5..9.5, 2.5..9.0];
        for (share, wanted) in shares.iter().zip(wanted) {
            assert!(wanted.contains(share), "{shares:?} on {today}");
        }
        let largest = by_customer.values().copied().fold(0.0, f64::max);
        assert!((0.03..0.13).contains(&(largest / total)), "the largest owes {largest}");
        shares
    }

    fn nothing_lies_ahead(&self) {
        let (book, today) = (&self.book, self.today);
        for (_, entry) in book.invoices() {
            let invoice = &entry.invoice;
            let acknowledged = invoice.acknowledged_on.unwrap_or(today);
            let cancelled = entry.cancelled.as_ref().map_or(today, |cancelled| cancelled.on);
            assert!(invoice.issued_on <= today && acknowledged <= today && cancelled <= today);
        }
        for (ix, entry) in book.credits() {
            let steps = [entry.deposited_on, entry.cleared_on, entry.bounced_on];
            assert!(entry.credit.date <= today && steps.iter().flatten().all(|day| *day <= today));
            let post_dated = entry.credit.cheque().and_then(|cheque| cheque.post_dated_to);
            for allocation in book.allocations_from(ix) {
                let latest = post_dated.unwrap_or(today).max(today);
                assert!(allocation.allocation.from <= latest && allocation.until <= Some(today));
            }
        }
        assert!(book.refunds().all(|entry| entry.refund.on <= today));
        assert!(book.rates().iter().all(|rate| rate.on <= today));
    }

    /// What is owed is what was invoiced less what settled it, and nobody paid too much.
    fn balances_hold(&self) {
        let (book, today) = (&self.book, self.today);
        let (mut open, mut invoiced) = (0, 0);
        for item in self.items() {
            let minor = book.open_minor(item, today);
            assert!((0..=item.amount_minor).contains(&minor));
            if item.counts_on(today) {
                (open, invoiced) = (open + minor, invoiced + item.amount_minor);
            }
        }
        let settled: i64 = self
            .allocations()
            .filter(|entry| entry.counts_on(today))
            .map(|entry| entry.allocation.settled_minor())
            .sum();
        assert_eq!(open, invoiced - settled);
        for (_, credit) in book.credits() {
            assert!(
                (0..=credit.credit.amount.amount_minor).contains(&book.left_minor(credit, today))
            );
        }
        let leftover = |item: &&Item| {
            let left = Money::new(book.open_minor(item, today), item.currency);
            is_small_difference(book, left, today)
        };
        assert!(self.items().filter(leftover).count() < 8, "cents are cleared in time");
    }

    fn items(&self) -> impl Iterator<Item = &Item> {
        self.book.item_blocks().flatten()
    }

    fn allocations(&self) -> impl Iterator<Item = &AllocationEntry> {
        self.book.credits().flat_map(|(ix, _)| self.book.allocations_from(ix))
    }

    fn differences(&self) -> impl Iterator<Item = i64> {
        let differences =
            self.allocations().filter_map(|entry| exchange_difference(&self.book, entry));
        differences.map(|money| money.amount_minor)
    }

    /// Days past due on which a customer's money came, oldest invoice first.
    fn delays(
        &self,
        customer: cartera::ledger::Ix<cartera::ledger::book::CustomerEntry>,
    ) -> Vec<i64> {
        let book = &self.book;
        let items = book.customer(customer).invoices.iter().flat_map(|&ix| book.items_of(ix));
        items
            .flat_map(|(ix, item)| book.allocations_to(ix).map(move |entry| (item, entry)))
            .filter(|(_, entry)| book.credit(entry.credit).credit.is_payment())
            .map(|(item, entry)| (entry.allocation.from - item.due_on).num_days())
            .collect()
    }
}

fn draft() -> Draft {
    let moment = Moment { at_ms: 1_767_225_600_000, random: 42, device: "a".to_owned() };
    Draft::begin(&Book::default(), Deed::Began, &moment)
}

fn day(text: &str) -> NaiveDate {
    text.parse().unwrap()
}

/// Runs what never waits.
fn now<T>(future: impl Future<Output = T>) -> T {
    use std::task::{Context, Poll, Waker};
    match std::pin::pin!(future).poll(&mut Context::from_waker(Waker::noop())) {
        Poll::Ready(value) => value,
        Poll::Pending => panic!("a journal in memory has nothing to wait for"),
    }
}

/// The people of the studio work their list every day: what is there for today makes sense.
#[test]
fn there_is_a_list_for_today() {
    for (today, seed) in [("2026-11-23", 7), ("2026-06-30", 8), ("2025-03-05", 9)] {
        let demo = Demo::new(today, seed);
        let book = &demo.book;
        let list = Practice::of(book, demo.today).worklist(&Filter::default());
        assert!((15..90).contains(&list.lines.len()), "{} to contact", list.lines.len());
        assert!((1..30).contains(&list.tasks.len()), "{} tasks", list.tasks.len());
        assert!((1..30).contains(&list.paused.len()), "{} paused", list.paused.len());
        // Who comes first has not kept to what was said, is very late, or owes much.
        for line in &list.lines[..5] {
            assert!(line.points >= 25, "{:?}", line.reasons);
        }
        let dealings = || {
            book.customers().flat_map(|(_, of)| of.dealings.iter().map(move |entry| (of, entry)))
        };
        let contacts =
            dealings().filter(|(_, entry)| matches!(entry.dealing.what, What::Contact(_)));
        assert!((250..900).contains(&contacts.count()));
        let states: Vec<_> = dealings()
            .filter_map(|(of, entry)| promise_on(book, of, entry, demo.today, 1))
            .map(|standing| standing.state)
            .collect();
        let count = |state| states.iter().filter(|known| **known == state).count();
        assert!(count(PromiseState::Kept) > count(PromiseState::Broken), "{states:?}");
        assert!(count(PromiseState::Broken) > 2 && count(PromiseState::Open) > 0, "{states:?}");
        let plans: Vec<_> = dealings()
            .filter_map(|(_, entry)| plan_on(book, entry, demo.today, 1))
            .map(|standing| standing.state)
            .collect();
        assert_eq!(plans.len(), 2, "{plans:?}");
        assert!(plans.contains(&PlanState::Broken), "{plans:?}");
    }
}
