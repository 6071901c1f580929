#![allow(clippy::unwrap_used)]

use std::collections::BTreeSet;

use super::*;
use crate::ledger::action::{add_dealing, enter_customer, log_contact};
use crate::ledger::customer::{Contact, Customer};
use crate::ledger::dealing::{Direction, Dispute, DisputeReason, LoggedContact, Outcome, Promise};
use crate::ledger::invoice::InstalmentRef;
use crate::ledger::{Country, Currency};
use crate::route::Route;
use crate::views::fixture::{day, demo, draft, invoice, mxn};

const STYLE: NumberStyle = NumberStyle::POINT;
/// A Wednesday.
const ON: &str = "2026-03-18";

fn told<T>(book: &Book, on: NaiveDate, tell: impl FnOnce(Teller<'_>) -> T) -> T {
    let practice = Practice::of(book, on);
    tell(Teller { book, practice: &practice, lang: Lang::Es, style: STYLE })
}

fn reached() -> Customer {
    let ana = Contact {
        name: "Ana Ruiz".to_owned(),
        email: "ana@andina.example".to_owned(),
        ..Contact::default()
    };
    let luis = Contact {
        name: "Luis Núñez".to_owned(),
        phone: "55 1234 5678".to_owned(),
        ..Contact::default()
    };
    Customer { contacts: vec![ana, luis], ..Customer::named(Id::new(0, 0), "Andina & Hijos") }
}

fn contact(items: &[InstalmentRef], at: &str, outcome: Outcome) -> LoggedContact {
    LoggedContact {
        at: day(at).and_hms_opt(10, 0, 0).unwrap(),
        direction: Direction::Out,
        channel: Some(Channel::Call),
        with: "Ana".to_owned(),
        by: String::new(),
        items: items.to_vec(),
        step: None,
        outcome,
        said: "Paga el viernes.".to_owned(),
        corrects: None,
    }
}

/// A customer who owes two invoices, one of them late.
fn one_late() -> (crate::ledger::action::Draft, Id, [InstalmentRef; 2]) {
    let mut draft = draft();
    let customer = enter_customer(&mut draft, reached()).unwrap();
    let late = invoice(&mut draft, customer, "F-1", "2026-02-01", "2026-03-02", mxn(90_000));
    let due = invoice(&mut draft, customer, "F-2", "2026-03-10", "2026-04-09", mxn(10_000));
    (draft, customer, [late, due].map(|invoice| InstalmentRef { invoice, number: 1 }))
}

#[test]
fn what_was_due_before_comes_first_and_nothing_is_left_out() {
    let on = day("2026-11-18");
    let book = demo(on);
    let all = morning(&book, on, &Filter::default());
    assert!(all.late.iter().all(|line| line.action.since < on));
    assert!(all.today.iter().all(|line| line.action.since == on));
    let whole = Practice::of(&book, on).worklist(&Filter::default());
    assert_eq!(all.late.len() + all.today.len(), whole.lines.len());
    assert!(!all.late.is_empty() && !all.week.is_empty());
    let last = on + Days::new(WEEK_DAYS);
    assert!(all.week.iter().all(|coming| on < coming.on && coming.on <= last));
    assert!(all.promises.iter().all(|promise| promise.amount.amount_minor > 0));
}

#[test]
fn the_address_narrows_the_list_to_what_it_says() {
    let on = day("2026-11-18");
    let book = demo(on);
    let all = morning(&book, on, &Filter::default());
    let who = all.choices.responsibles.last().unwrap().clone();
    let address =
        Route::parse("/today?as-of=2026-11-18&channel=call&least=1,000").with("responsible", &who);
    let (day_asked, filter) =
        asked(&book, day("2026-12-01"), STYLE, &|name| address.query.get(name).map(str::to_owned));
    assert_eq!(day_asked, on);
    assert_eq!(filter.responsible.as_deref(), Some(who.as_str()));
    assert_eq!(filter.least, Some(Money::new(100_000, book.firm().home_currency)));
    let some = morning(&book, on, &filter);
    let lines = || some.late.iter().chain(&some.today);
    assert!(lines().count() > 0 && lines().count() < all.late.len() + all.today.len());
    assert!(lines().all(|line| line.action.channel == Channel::Call));
    assert!(lines().all(|line| book.customer(line.customer).customer.responsible == who));
    assert_eq!(some.choices, all.choices, "what is narrowed can be widened again");
    let nothing = asked(&book, on, STYLE, &|_| None);
    assert_eq!(nothing, (on, Filter::default()));
}

#[test]
fn a_row_says_what_and_why() {
    let (draft, _, _) = one_late();
    let book = draft.book();
    let list = morning(book, day(ON), &Filter::default());
    let line = list.late.iter().chain(&list.today).next().unwrap();
    let row = told(book, day(ON), |teller| teller.line(line));
    assert_eq!(row.name, "Andina & Hijos");
    assert!(row.why.ends_with(" · F-1"), "{}", row.why);
    assert!(row.why.len() > " · F-1".len());
    assert_eq!((row.amounts, row.days), (vec![mxn(90_000)], Some(16)));
    assert!(row.because.starts_with(char::is_uppercase), "{}", row.because);
    let all = told(book, day(ON), |teller| teller.because(line));
    assert!(all.contains("nadie le ha contactado"), "{all}");
}

#[test]
fn a_case_tells_what_is_owed_said_and_agreed() {
    let (mut draft, customer, items) = one_late();
    for at in ["2026-03-03", "2026-03-05", "2026-03-06"] {
        log_contact(&mut draft, customer, contact(&items[..1], at, Outcome::NoAnswer), vec![])
            .unwrap();
    }
    let promise = What::Promise(Promise {
        made_on: day("2026-03-09"),
        due_on: day("2026-03-12"),
        amount: mxn(90_000),
        items: items[..1].to_vec(),
        open_minor: 0,
    });
    let talk = contact(&items[..1], "2026-03-09", Outcome::Promised);
    log_contact(&mut draft, customer, talk, vec![promise]).unwrap();
    let dispute = What::Dispute(Dispute {
        invoice: items[1].invoice,
        opened_on: day("2026-03-16"),
        reason: DisputeReason::Price,
        amount: None,
        settles: String::new(),
    });
    add_dealing(&mut draft, customer, dispute).unwrap();
    let book = draft.book();
    let ix = book.find_customer(customer).unwrap();
    let case = told(book, day(ON), |teller| case(teller, ix));
    assert_eq!(case.standing, Standing::Due);
    assert_eq!(case.what, "No cumplió su promesa de pago");
    assert_eq!(case.items.len(), 2);
    assert_eq!((case.items[0].number.as_str(), case.items[0].days), ("F-1", 16));
    assert_eq!(case.said.len(), 3, "the latest three");
    assert_eq!(case.said[0].head, "Llamada · Promete pagar · con Ana");
    let agreed: Vec<_> = case.agreed.iter().map(|one| (one.what.as_str(), one.is_broken)).collect();
    assert_eq!(
        agreed,
        [
            ("Promesa de $\u{a0}900.00 para el 12 mar 2026 · Incumplida", true),
            ("Aclaración de F-2: precio o importe, hace 2 días", false),
        ]
    );
    let before = told(book, day("2026-03-10"), |teller| super::case(teller, ix));
    assert_eq!(before.standing, Standing::Nothing, "the promise settles the step");
    assert!(
        before.items[0].notes[0].contains("Con promesa de pago"),
        "{:?}",
        before.items[0].notes
    );
    let due = morning(book, day("2026-03-10"), &Filter::default()).promises;
    assert_eq!(
        due,
        [PromiseDue { customer: ix, on: day("2026-03-12"), amount: mxn(90_000), is_part: false }]
    );
}

#[test]
fn a_message_is_ready_and_its_links_carry_it() {
    let (draft, customer, _) = one_late();
    let book = draft.book();
    let ix = book.find_customer(customer).unwrap();
    told(book, day(ON), |teller| {
        let case = case(teller, ix);
        let action = case.action.unwrap();
        let contacts = &book.customer(ix).customer.contacts;
        assert_eq!(best_contact(contacts, Channel::Email), Some(0));
        assert_eq!(best_contact(contacts, Channel::WhatsApp), Some(1));
        assert_eq!(best_contact(&[], Channel::Call), None);
        let ready = prepare(book, teller.practice, ix, &action, Some(1), Lang::Es).unwrap();
        assert!(ready.body.contains("F-1") && !ready.body.contains('{'), "{}", ready.body);
        let text = ("Asunto", "Señor Núñez:\nF-1 + 2");
        let of = |place, channel| link(book, ix, Some(place), channel, text, Lang::Es);
        let href = |link| match link {
            Link::Href { href, is_shortened: false } => href,
            other => panic!("{other:?}"),
        };
        assert_eq!(
            href(of(1, Channel::WhatsApp)),
            "https://wa.me/525512345678?text=Se%C3%B1or%20N%C3%BA%C3%B1ez%3A%0AF-1%20%2B%202"
        );
        assert!(href(of(0, Channel::Email)).contains("N%C3%BA%C3%B1ez%3A%0D%0AF-1%20%2B%202"));
        assert_eq!(href(of(1, Channel::Call)), "tel:+525512345678");
        assert!(matches!(of(0, Channel::Call), Link::Problem(_)));
        assert_eq!(of(0, Channel::Letter), Link::Print);
        assert_eq!(of(0, Channel::Visit), Link::Nothing);
    });
}

#[test]
fn a_rule_that_a_contact_would_break_is_named() {
    let mut draft = draft();
    let customer = Customer { country: Some(Country::CO), ..Customer::named(Id::new(0, 0), "Uno") };
    let customer = enter_customer(&mut draft, customer).unwrap();
    let book = draft.book();
    let ix = book.find_customer(customer).unwrap();
    let warned = |at: &str, hour| {
        let practice = Practice::of(book, day(at));
        let now = day(at).and_hms_opt(hour, 0, 0).unwrap();
        warnings(book, &practice, ix, Channel::Call, now, Lang::Es)
    };
    assert_eq!(warned("2026-03-18", 10), Vec::<String>::new());
    assert!(warned("2026-03-15", 10)[0].contains("domingo"));
    assert_eq!(warned("2026-03-18", 23).len(), 1);
}

#[test]
fn calendar_entries_keep_their_ids_from_day_to_day() {
    let on = day("2026-11-18");
    let book = demo(on);
    let list = morning(&book, on, &Filter::default());
    let made = told(&book, on, |teller| entries(teller, &list));
    let ids: BTreeSet<_> = made.iter().map(|entry| entry.uid.as_str()).collect();
    assert_eq!(ids.len(), made.len(), "no two entries share one");

    let (draft, _, _) = one_late();
    let uid_on = |on: &str| {
        let list = morning(draft.book(), day(on), &Filter::default());
        let made = told(draft.book(), day(on), |teller| entries(teller, &list));
        made.into_iter().next().map(|entry| (entry.uid, entry.sequence, entry.summary))
    };
    let (first, later) = (uid_on("2026-03-18").unwrap(), uid_on("2026-03-19").unwrap());
    assert_eq!(first.0, later.0);
    assert!(later.1 > first.1, "the later file counts");
    assert!(first.2.ends_with(": Andina & Hijos"), "{}", first.2);
    assert_eq!(draft.book().firm().home_currency, Currency::MXN);
}
