//! The warning signs, each on an example worked by hand; and what holds of all of them on
//! any ledger.
#![cfg(not(target_arch = "wasm32"))]
#![allow(clippy::unwrap_used, missing_docs)]

#[path = "support/play.rs"]
mod play;

use cartera::ledger::action::{
    Draft, Due, InvoiceForm, Line, Moment, add_dealing, end_dealing, enter_credit, enter_customer,
    enter_invoice, log_contact, step_cheque,
};
use cartera::ledger::credit::{Cheque, ChequeStep, CreditKind, Method};
use cartera::ledger::customer::Customer;
use cartera::ledger::dealing::{
    Direction, Dispute, DisputeReason, LoggedContact, NotedSign, Outcome, Promise, SignKind,
    SignReview, What,
};
use cartera::ledger::invoice::InstalmentRef;
use cartera::ledger::protocol::Channel;
use cartera::ledger::record::Deed;
use cartera::ledger::sign_settings::SignSettings;
use cartera::ledger::{Book, Currency, Id, Money};
use cartera::signs::purchases::{Against, Comparison};
use cartera::signs::{Evidence, Gravity, Sign, is_new, last_review, portfolio, signs_of};
use chrono::{Days, NaiveDate};
use play::{Table, a_play, credit_form};
use proptest::prelude::*;
use proptest::strategy::ValueTree;

/// A day counted from the first of 2025.
fn d(n: u64) -> NaiveDate {
    "2025-01-01".parse::<NaiveDate>().unwrap() + Days::new(n)
}

fn mxn(pesos: i64) -> Money {
    Money::new(pesos * 100, Currency::MXN)
}

/// A ledger with one customer, and another that keeps buying so that the firm's own trade
/// goes on.
struct Scene {
    draft: Draft,
    who: Id,
    count: usize,
}

impl Scene {
    fn new() -> Self {
        let moment = Moment { at_ms: 1_000, random: 7, device: "t".to_owned() };
        let mut draft = Draft::begin(&Book::default(), Deed::Began, &moment);
        let mut add =
            |name| enter_customer(&mut draft, Customer::named(Id::new(0, 0), name)).unwrap();
        let (who, other) = (add("Ferretería El Yunque"), add("Panadería Alba"));
        let mut scene = Self { draft, who: other, count: 0 };
        for week in 0..120 {
            scene.invoice(week * 7, week * 7 + 30, 100);
        }
        Self { who, ..scene }
    }

    fn invoice(&mut self, issued: u64, due: u64, pesos: i64) -> Id {
        self.count += 1;
        let number = format!("F-{}", self.count);
        let form = InvoiceForm::new(self.who, &number, d(issued), Due::On(d(due)), mxn(pesos));
        enter_invoice(&mut self.draft, form).unwrap()
    }

    fn pay_by(&mut self, method: Method, invoice: Id, pesos: i64, on: u64) -> Id {
        let line = Line::new(InstalmentRef { invoice, number: 1 }, pesos * 100);
        let kind = CreditKind::Payment { method };
        let form = credit_form(kind, self.who, mxn(pesos), d(on), vec![line]);
        enter_credit(&mut self.draft, form).unwrap()
    }

    fn pay(&mut self, invoice: Id, pesos: i64, on: u64) -> Id {
        self.pay_by(Method::Transfer, invoice, pesos, on)
    }

    /// An invoice a month, due at its middle, each paid so many days late; the first so many
    /// months after the start.
    fn paid_monthly(&mut self, first: u64, delays: &[u64]) -> Vec<Id> {
        let months = (first..).zip(delays);
        months
            .map(|(month, late)| {
                let invoice = self.invoice(month * 30, month * 30 + 15, 1_000);
                self.pay(invoice, 1_000, month * 30 + 15 + late);
                invoice
            })
            .collect()
    }

    fn contact(&mut self, on: u64, channel: Channel, outcome: Outcome) -> Id {
        let contact = LoggedContact {
            at: d(on).and_hms_opt(10, 0, 0).unwrap(),
            direction: Direction::Out,
            channel: Some(channel),
            with: String::new(),
            by: String::new(),
            items: Vec::new(),
            step: None,
            outcome,
            said: String::new(),
            corrects: None,
        };
        log_contact(&mut self.draft, self.who, contact, Vec::new()).unwrap()
    }

    fn deal(&mut self, what: What) -> Id {
        add_dealing(&mut self.draft, self.who, what).unwrap()
    }

    fn signs_with(&self, on: u64, settings: &SignSettings) -> Vec<Sign> {
        let book = self.draft.book();
        signs_of(book, book.find_customer(self.who).unwrap(), d(on), settings)
    }

    fn signs(&self, on: u64) -> Vec<Sign> {
        self.signs_with(on, &SignSettings::default())
    }

    fn sign(&self, on: u64) -> Sign {
        let mut signs = self.signs(on);
        assert_eq!(signs.len(), 1, "{signs:#?}");
        signs.remove(0)
    }
}

#[test]
fn payments_later_than_the_habit() {
    let mut scene = Scene::new();
    // Eight instalments paid 10 to 17 days late: in order the fourth took 13, which is
    // usual, and the eighth (nine of ten: ⌈8 × 0.9⌉ = 8) took 17. The limit is the greater
    // of 13 + 10 and 17 + 1: 23 days.
    scene.paid_monthly(0, &[13, 10, 17, 12, 14, 11, 16, 13]);
    // Then four that took 30, 31, 22 and 40 days.
    scene.paid_monthly(8, &[30, 31, 22, 40]);
    // The last fell due on day 11 × 30 + 15 = 345 and was paid on day 385.
    let sign = scene.sign(390);
    let Evidence::Later(found) = &sign.evidence else { panic!("{sign:?}") };
    let days: Vec<i64> = found.recent.iter().map(|delay| delay.days).collect();
    assert_eq!(days, [30, 31, 22, 40]);
    // In order 22, 30, 31, 40: more than half of four, three, took at least 30.
    assert_eq!((found.recent_days, found.usual.median, found.limit_days), (30, 13, 23));
    assert_eq!((found.usual.nine_of_ten, found.usual.items), (17, 8));
    // 17 days above the usual: less than twice ten.
    assert_eq!((sign.kind, sign.gravity), (SignKind::LaterThanHabit, Gravity::Mild));
    // The open one due on day 345 tells something from the limit on, 23 days later; until
    // then the latest four were 13, 30, 31 and 22, of which more than half took 22.
    assert_eq!(sign.since, d(345 + 23));
    assert!(scene.signs(345 + 22).is_empty());

    // A dispute explains one of the three late ones, and three are not four.
    let disputed = scene.draft.book().find_customer(scene.who).unwrap();
    let entry = scene.draft.book().customer(disputed);
    let invoice = scene.draft.book().invoice(entry.invoices[9]).invoice.id;
    scene.deal(What::Dispute(Dispute {
        invoice,
        opened_on: d(388),
        reason: DisputeReason::Price,
        amount: None,
        settles: String::new(),
    }));
    assert_eq!(scene.signs(387).len(), 1, "as of the day before it is not known");
    assert!(scene.signs(388).is_empty());
}

#[test]
fn who_stops_paying_is_later_than_its_habit_without_paying_anything() {
    let mut scene = Scene::new();
    scene.paid_monthly(0, &[0, 2, 1, 0, 1, 2, 0, 1, 1]);
    // The first eight in order: 0 0 0 1 1 1 2 2. Usual 1, nine of ten 2, limit 1 + 10 = 11.
    for month in 9..13 {
        scene.invoice(month * 30, month * 30 + 15, 1_000);
    }
    // Due on days 285, 315, 345 and 375. The third is eleven days late on day 356: with the
    // two before it, three of the latest four (1, 71, 41, 11) took at least the limit.
    assert!(scene.signs(355).is_empty());
    let sign = scene.sign(356);
    let Evidence::Later(found) = &sign.evidence else { panic!("{sign:?}") };
    assert_eq!(found.recent.iter().map(|delay| delay.days).collect::<Vec<_>>(), [1, 71, 41, 11]);
    assert!(found.recent[1].paid_on.is_none());
    assert_eq!((found.recent_days, sign.since, sign.gravity), (11, d(356), Gravity::Mild));
    // On day 390 the latest four are 105, 75, 45 and 15 days late: three took at least 45,
    // 44 more than the usual day, more than three times ten.
    let sign = scene.sign(390);
    assert_eq!((sign.since, sign.gravity), (d(356), Gravity::Grave));
}

#[test]
fn two_late_ones_seven_earlier_ones_or_small_ones_say_nothing() {
    let mut scene = Scene::new();
    scene.paid_monthly(0, &[13, 10, 17, 12, 14, 11, 16, 13, 12, 13, 40, 41]);
    assert!(scene.signs(400).is_empty(), "two of four");
    let mut scene = Scene::new();
    scene.paid_monthly(0, &[13, 10, 17, 12, 14, 11, 16, 40, 41, 42, 43]);
    assert!(scene.signs(360).is_empty(), "seven make no habit");
    let mut scene = Scene::new();
    scene.paid_monthly(0, &[13, 10, 17, 12, 14, 11, 16, 13, 40, 41, 42, 43]);
    assert_eq!(scene.signs(400).len(), 1);
    let least = SignSettings { least_amount: 1_001.into(), ..SignSettings::default() };
    assert!(scene.signs_with(400, &least).is_empty(), "none reaches the least amount");
    // Giving up a discount for paying early is not paying late.
    let mut scene = Scene::new();
    for (month, late) in (0..).zip([-12, -11, -12, -13, -12, -12, -11, -12, 0, 1, 0, 1]) {
        let invoice = scene.invoice(month * 30, month * 30 + 15, 1_000);
        scene.pay(invoice, 1_000, (month as i64 * 30 + 15 + late) as u64);
    }
    assert!(scene.signs(380).is_empty());
}

fn promise(made: u64, due: u64, pesos: i64, invoice: Id) -> What {
    What::Promise(Promise {
        made_on: d(made),
        due_on: d(due),
        amount: mxn(pesos),
        items: vec![InstalmentRef { invoice, number: 1 }],
        open_minor: 0,
    })
}

#[test]
fn broken_promises() {
    let mut scene = Scene::new();
    let one = scene.invoice(0, 30, 1_000);
    let other = scene.invoice(0, 31, 1_000);
    scene.deal(promise(40, 45, 1_000, one));
    // 450 of 500 promised: nine tenths came in time, and that is as good as kept.
    scene.deal(promise(40, 46, 500, other));
    scene.pay(other, 450, 44);
    // Its day is 45, the day of grace 46: broken from day 47 on.
    assert!(scene.signs(46).is_empty());
    let sign = scene.sign(47);
    assert_eq!((sign.kind, sign.since), (SignKind::BrokenPromises, d(47)));
    assert_eq!(sign.gravity, Gravity::Mild);
    let Evidence::Promises(broken) = &sign.evidence else { panic!("{sign:?}") };
    let [only] = broken.as_slice() else { panic!("{broken:?}") };
    assert_eq!((only.due_on, only.broken_on), (d(45), d(47)));
    assert_eq!((only.promised, only.paid), (mxn(1_000), mxn(0)));

    // A second, of which 400 of 1,000 came, breaks on day 62; both count until day
    // 47 + 89 = 136, and the second alone until 62 + 89 = 151.
    scene.deal(promise(50, 60, 1_000, one));
    scene.pay(one, 400, 58);
    let at = |on| match scene.signs(on).as_slice() {
        [sign] => match &sign.evidence {
            Evidence::Promises(broken) => (broken.len(), sign.since, sign.gravity),
            other => panic!("{other:?}"),
        },
        [] => (0, d(on), Gravity::Mild),
        more => panic!("{more:?}"),
    };
    assert_eq!(at(136), (2, d(47), Gravity::Serious));
    assert_eq!(at(137), (1, d(47), Gravity::Mild), "it held all along");
    assert_eq!(at(151).0, 1);
    assert_eq!(at(152).0, 0);
}

#[test]
fn calls_and_messages_that_are_not_returned() {
    let mut scene = Scene::new();
    let invoice = scene.invoice(0, 30, 1_000);
    scene.contact(29, Channel::Call, Outcome::NoAnswer); // Nothing was overdue.
    scene.contact(33, Channel::Call, Outcome::NoAnswer);
    scene.contact(35, Channel::WhatsApp, Outcome::Sent);
    scene.contact(38, Channel::Call, Outcome::Voicemail);
    scene.contact(38, Channel::Letter, Outcome::Sent); // A letter is no call for an answer.
    scene.contact(39, Channel::Email, Outcome::Sent);
    assert!(scene.signs(39).is_empty(), "four, but over six days");
    let fifth = scene.contact(40, Channel::Email, Outcome::Sent);
    // Five attempts from day 33 to day 40, two of them calls: half of four.
    let sign = scene.sign(44);
    let Evidence::Unanswered(found) = &sign.evidence else { panic!("{sign:?}") };
    assert_eq!((found.attempts.len(), found.calls()), (5, 2));
    assert_eq!(found.attempts[4].contact, fifth);
    assert_eq!((found.heard_on, found.overdue_since), (None, d(31)));
    assert_eq!((sign.since, sign.gravity), (d(40), Gravity::Mild));
    // A payment, and somebody answered.
    scene.pay(invoice, 100, 45);
    assert!(scene.signs(45).is_empty());
    assert_eq!(scene.signs(44).len(), 1, "not known on the day before");
}

#[test]
fn messages_alone_say_nothing() {
    let mut scene = Scene::new();
    scene.invoice(0, 30, 1_000);
    for on in [33, 36, 40, 44, 48] {
        scene.contact(on, Channel::Email, Outcome::Sent);
    }
    scene.contact(49, Channel::Call, Outcome::NoAnswer);
    assert!(scene.signs(60).is_empty(), "one call is less than half of four");
    scene.contact(50, Channel::Call, Outcome::NoAnswer);
    assert_eq!(scene.sign(60).since, d(50));
    scene.contact(52, Channel::Call, Outcome::Talked);
    assert!(scene.signs(60).is_empty(), "spoken to");
}

fn drawn_on(bank: &str, post_dated_to: Option<u64>) -> Method {
    let (number, post_dated_to) = ("77".to_owned(), post_dated_to.map(d));
    Method::Cheque(Cheque { number, bank: bank.to_owned(), post_dated_to })
}

#[test]
fn a_cheque_that_comes_back_is_a_sign_for_half_a_year() {
    let mut scene = Scene::new();
    let invoice = scene.invoice(0, 30, 1_000);
    let cheque = scene.pay_by(drawn_on("Banco Meseta", None), invoice, 1_000, 35);
    step_cheque(&mut scene.draft, cheque, ChequeStep::Bounced, d(40)).unwrap();
    scene.pay(invoice, 1_000, 41);
    assert!(scene.signs(39).is_empty());
    let sign = scene.sign(40 + 179);
    assert_eq!((sign.kind, sign.since, sign.gravity), (SignKind::Cheques, d(40), Gravity::Serious));
    let Evidence::Cheques(found) = &sign.evidence else { panic!("{sign:?}") };
    assert_eq!((found.bounced.len(), found.post_dated.len()), (1, 0));
    assert_eq!((found.bounced[0].amount, found.bounced[0].on), (mxn(1_000), d(40)));
    assert!(scene.signs(40 + 180).is_empty());
}

#[test]
fn post_dated_cheques_are_a_sign_where_they_were_not_the_habit() {
    let mut scene = Scene::new();
    // Four payments as usual, then two cheques dated a fortnight ahead.
    for on in [10, 40, 70, 100] {
        let invoice = scene.invoice(on - 10, on, 1_000);
        scene.pay(invoice, 1_000, on);
    }
    for on in [200, 230] {
        let invoice = scene.invoice(on - 30, on, 1_000);
        scene.pay_by(drawn_on("", Some(on + 14)), invoice, 1_000, on);
    }
    assert!(scene.signs(229).is_empty(), "one");
    let sign = scene.sign(231);
    let Evidence::Cheques(found) = &sign.evidence else { panic!("{sign:?}") };
    assert_eq!((found.post_dated.len(), found.post_dated[1].on), (2, d(244)));
    assert_eq!((sign.since, sign.gravity), (d(230), Gravity::Mild));
    // Who has always paid so shows none: two of the four payments before were post-dated.
    let mut scene = Scene::new();
    for (on, ahead) in [(10, 30), (40, 0), (70, 30), (100, 0), (200, 30), (230, 30)] {
        let invoice = scene.invoice(on - 10, on, 1_000);
        scene.pay_by(drawn_on("", Some(on + ahead)), invoice, 1_000, on);
    }
    assert!(scene.signs(231).is_empty());
}

#[test]
fn another_bank_on_the_cheques() {
    let pays = |banks: &[&str]| {
        let mut scene = Scene::new();
        for (on, bank) in (0..).step_by(10).zip(banks) {
            let invoice = scene.invoice(on, on + 5, 1_000);
            scene.pay_by(drawn_on(bank, None), invoice, 1_000, on + 5);
        }
        scene
    };
    let scene = pays(&["Meseta", "MESETA", "Meseta ", "meseta", "Altamar", "Altamar"]);
    let sign = scene.sign(60);
    let Evidence::Bank(found) = &sign.evidence else { panic!("{sign:?}") };
    assert_eq!((found.from.as_str(), found.to.as_str()), ("Meseta", "Altamar"));
    assert_eq!((found.earlier.len(), found.cheques.len()), (4, 2));
    // The second on the other bank came on day 55.
    assert_eq!((sign.since, sign.gravity), (d(55), Gravity::Mild));
    assert_eq!(scene.signs(55 + 89).len(), 1);
    assert!(scene.signs(55 + 90).is_empty());
    for banks in [
        &["Meseta", "Meseta", "Meseta", "Meseta", "Altamar"][..],
        &["Meseta", "Altamar", "Meseta", "Meseta", "Altamar", "Altamar"],
        &["Meseta", "Meseta", "Meseta", "Altamar", "Altamar"],
        &["Meseta", "Meseta", "Meseta", "Meseta", "", "Altamar"],
    ] {
        assert!(pays(banks).signs(60).is_empty(), "{banks:?}");
    }
}

/// Invoices of 1,000 on days that are so many apart, paid at once.
fn buys(scene: &mut Scene, from: u64, until: u64, every: usize) {
    for on in (from..until).step_by(every) {
        let invoice = scene.invoice(on, on + 10, 1_000);
        scene.pay(invoice, 1_000, on + 10);
    }
}

#[test]
fn a_fall_in_buying() {
    let mut scene = Scene::new();
    buys(&mut scene, 0, 361, 6);
    buys(&mut scene, 390, 450, 30);
    // On day 449: of late, days 360 to 449, it bought on 360, 390 and 420. A year before
    // there was nothing to compare with (day 449 − 365 − 90 is before the first). The three
    // stretches before are days 90 to 359: every 6th day is 45, 15 in each. 3 of 15 is 20 %,
    // and 15 − 3 = 12 is at least 5/2 √(15 + 3) = 10.6.
    let sign = scene.sign(449);
    let Evidence::Buying(found) = &sign.evidence else { panic!("{sign:?}") };
    assert_eq!(
        (found.against, found.recent.len(), found.earlier.len()),
        (Against::Before(3), 3, 45)
    );
    assert_eq!((found.recent_minor, found.usual_minor()), (300_000, 1_500_000));
    assert_eq!(found.percent(), Some(20));
    assert_eq!((sign.kind, sign.gravity), (SignKind::Buying, Gravity::Mild));
    // The stretches before hold 15 each, so it holds with 4 of late: 11 is at least
    // 5/2 √19 = 10.9, and 10 less than 5/2 √20 = 11.2. On day n those are every 6th from
    // n − 89 to 360, then 390 and 420: on day 437 from 348 there are 348, 354, 360, 390 and
    // 420, on day 438 one less.
    assert_eq!(sign.since, d(438));
    assert!(scene.signs(437).is_empty());
}

#[test]
fn a_season_is_compared_with_itself() {
    let mut scene = Scene::new();
    // It buys every 3 days in the first 90 days of a year, and every 30 days in the rest.
    for year in [0, 365] {
        buys(&mut scene, year, year + 90, 3);
        buys(&mut scene, year + 90, year + 365, 30);
    }
    // On day 544 the 90 days before hold a tenth of those before them, as the year before.
    assert!(scene.signs(544).is_empty());
    let compared = |on| {
        let found = scene.signs(on);
        found.into_iter().find_map(|sign| match sign.evidence {
            Evidence::Buying(found) => Some(found.against),
            _ => None,
        })
    };
    assert_eq!(compared(544), None);
    assert_eq!(compared(179), None, "in the first year there is too little to compare with");
    // In its third season it does not come back. Of the 90 days up to day 815 a year before,
    // 30 invoices fell into the season.
    assert_eq!(compared(815), Some(Against::LastYear));
}

#[test]
fn nothing_is_said_of_buying_where_the_firm_does_not_invoice_at_all() {
    let mut scene = Scene::new();
    buys(&mut scene, 0, 840, 6);
    // The other customer's last invoice is of day 833, this one's of day 834.
    assert!(scene.signs(834 + 80).is_empty());
}

#[test]
fn growth_that_is_too_fast() {
    let mut scene = Scene::new();
    buys(&mut scene, 0, 360, 9);
    for on in (360..450).step_by(3) {
        scene.invoice(on, on + 120, 1_000);
    }
    // On day 449: 30 invoices of late, 30,000, all open; 10 in each of the three stretches
    // before, 10,000, all paid. 300 %; 30 − 10 = 20 is at least 5/2 √40 = 15.8.
    let sign = scene.sign(449);
    let Evidence::Growth(found) = &sign.evidence else { panic!("{sign:?}") };
    assert_eq!((found.bought.recent_minor, found.bought.usual_minor()), (3_000_000, 1_000_000));
    assert_eq!(found.bought.percent(), Some(300));
    // On day 359 the one of day 351 was open.
    assert_eq!((found.owed_then, found.owed_now), (mxn(1_000), mxn(30_000)));
    // Three times is twice 100 % more, and nothing is overdue.
    assert_eq!((sign.kind, sign.gravity), (SignKind::Growth, Gravity::Serious));

    // Who pays for it is a good customer.
    let mut scene = Scene::new();
    buys(&mut scene, 0, 360, 9);
    for on in (360..450).step_by(3) {
        let invoice = scene.invoice(on, on + 10, 1_000);
        scene.pay(invoice, 1_000, on);
    }
    scene.invoice(355, 500, 2_000);
    assert!(scene.signs(449).is_empty());
}

#[test]
fn a_sign_noted_by_hand_lasts_until_it_is_ended() {
    let mut scene = Scene::new();
    let noted = What::Sign(NotedSign {
        kind: SignKind::LowPrices,
        on: d(20),
        by: "Inés".to_owned(),
        note: "Remata en el mercado".to_owned(),
    });
    let id = scene.deal(noted);
    assert!(scene.signs(19).is_empty());
    let sign = scene.sign(500);
    assert_eq!((sign.since, sign.gravity, sign.is_noted()), (d(20), Gravity::Serious, true));
    let book = scene.draft.book();
    let of = book.customer(book.find_customer(scene.who).unwrap());
    assert!(!is_new(of, &sign, d(500)));
    end_dealing(&mut scene.draft, id, d(30), "ya no".to_owned()).unwrap();
    assert_eq!(scene.signs(29).len(), 1);
    assert!(scene.signs(30).is_empty());
    // A sign of no kind says nothing without words.
    let blank = NotedSign { kind: SignKind::Other, on: d(1), by: String::new(), note: " ".into() };
    assert!(add_dealing(&mut scene.draft, scene.who, What::Sign(blank)).is_err());
}

#[test]
fn a_sign_is_new_until_somebody_looks_and_again_when_it_comes_back() {
    let mut scene = Scene::new();
    let one = scene.invoice(0, 30, 1_000);
    scene.deal(promise(40, 45, 1_000, one));
    let seen = |scene: &Scene, on| {
        let book = scene.draft.book();
        let of = book.customer(book.find_customer(scene.who).unwrap());
        let sign = scene.sign(on);
        (is_new(of, &sign, d(on)), last_review(of, &sign, d(on)).map(|(_, it)| it.note.clone()))
    };
    assert_eq!(seen(&scene, 50), (true, None));
    let review = SignReview {
        kind: SignKind::BrokenPromises,
        since: d(47),
        on: d(50),
        by: String::new(),
        note: "hablado".to_owned(),
    };
    assert!(
        add_dealing(
            &mut scene.draft,
            scene.who,
            What::SignReview(SignReview { since: d(51), ..review.clone() })
        )
        .is_err(),
        "looked at before it began"
    );
    let id = scene.deal(What::SignReview(review));
    assert!(end_dealing(&mut scene.draft, id, d(51), String::new()).is_err());
    assert_eq!(seen(&scene, 49), (true, None), "as of the day before");
    assert_eq!(seen(&scene, 50), (false, Some("hablado".to_owned())));
    assert!(!seen(&scene, 130).0);
    // The sign ends on day 137; another promise breaks on day 202.
    scene.deal(promise(150, 200, 1_000, one));
    assert_eq!(seen(&scene, 202), (true, None));
}

#[test]
fn customers_are_ordered_by_how_many_signs_and_how_grave() {
    let mut scene = Scene::new();
    let names = ["Uno leve", "Dos serias", "Debe más", "Grave"];
    let note = |scene: &mut Scene, kind| {
        let (by, note) = (String::new(), String::new());
        scene.deal(What::Sign(NotedSign { kind, on: d(1), by, note }));
    };
    for (place, name) in names.into_iter().enumerate() {
        let customer = Customer::named(Id::new(0, 0), name);
        scene.who = enter_customer(&mut scene.draft, customer).unwrap();
        match place {
            0 => note(&mut scene, SignKind::Returns),
            1 => {
                note(&mut scene, SignKind::Returns);
                note(&mut scene, SignKind::LowPrices);
            }
            2 => {
                scene.invoice(0, 90, 500);
                note(&mut scene, SignKind::Returns);
            }
            _ => {
                let invoice = scene.invoice(0, 20, 1_000);
                for due in [22, 25, 28] {
                    scene.deal(promise(due - 1, due, 1_000, invoice));
                }
            }
        }
    }
    let book = scene.draft.book();
    let rows = portfolio(book, d(40), &SignSettings::default());
    let named: Vec<&str> =
        rows.iter().map(|row| book.customer(row.customer).customer.name()).collect();
    assert_eq!(named, ["Grave", "Dos serias", "Debe más", "Uno leve"]);
    assert_eq!((rows[0].graves(), rows[0].signs.len(), rows[1].graves()), (1, 1, 0));
}

/// Thresholds so low that random ledgers of two months show signs.
fn keen() -> SignSettings {
    SignSettings {
        later_days: 1,
        later_items: 1,
        habit_items: 1,
        unanswered: 1,
        unanswered_days: 0,
        post_dated: 1,
        post_dated_days: 9,
        bank_cheques: 1,
        fall_percent: 30,
        growth_percent: 50,
        buying_days: 5,
        ..SignSettings::default()
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 64, failure_persistence: None, ..ProptestConfig::default() })]

    /// A sign held on every day since it began and not on the day before, asked of each day
    /// by itself; its figures are those of the things it names; and what is said of a day
    /// does not change with what is dated later.
    #[test]
    fn signs_hold_since_they_began_and_look_at_nothing_later(play in a_play(30), n in 20..80u64) {
        let table = Table::after(&play);
        let book = &table.book;
        let settings = keen();
        let on = play::day(n);
        let kinds = |day| {
            let all = book.customers().map(|(ix, _)| signs_of(book, ix, day, &settings));
            all.map(|signs| signs.iter().filter(|it| !it.is_noted()).map(|it| it.kind).collect::<Vec<_>>())
                .collect::<Vec<_>>()
        };
        for (place, (ix, of)) in book.customers().enumerate() {
            for sign in signs_of(book, ix, on, &settings) {
                prop_assert!(sign.since <= on);
                check_figures(book, of, &sign, on)?;
                if sign.is_noted() {
                    continue;
                }
                let mut day = sign.since;
                while day <= on {
                    prop_assert!(kinds(day)[place].contains(&sign.kind), "{:?} on {}", sign, day);
                    day = day.succ_opt().unwrap();
                }
                let before = sign.since.pred_opt().unwrap();
                prop_assert!(!kinds(before)[place].contains(&sign.kind), "{:?}", sign);
            }
        }
        let rows = portfolio(book, on, &settings);
        prop_assert!(rows.is_sorted_by_key(cartera::signs::Row::rank));
        for (ix, _) in book.customers() {
            let row = rows.iter().find(|row| row.customer == ix);
            let signs = row.map(|row| row.signs.clone()).unwrap_or_default();
            prop_assert_eq!(signs, signs_of(book, ix, on, &settings));
        }
    }
}

/// Random ledgers in which nothing is ever noticed would prove nothing. What they do not
/// show the demonstration does (`tests/signs_demo.rs`).
#[test]
fn random_ledgers_show_signs() {
    let mut runner = proptest::test_runner::TestRunner::deterministic();
    let mut kinds = std::collections::BTreeSet::new();
    for _ in 0..60 {
        let table = Table::after(&a_play(40).new_tree(&mut runner).unwrap().current());
        for n in [30, 45, 60] {
            let rows = portfolio(&table.book, play::day(n), &keen());
            kinds.extend(rows.iter().flat_map(|row| &row.signs).map(|sign| sign.kind));
        }
    }
    assert!(kinds.len() >= 3, "{kinds:?}");
}

fn check_figures(
    book: &Book,
    of: &cartera::ledger::book::CustomerEntry,
    sign: &Sign,
    on: NaiveDate,
) -> Result<(), TestCaseError> {
    let compared = |it: &Comparison| {
        let sum = |all: &[_]| {
            let invoices = all.iter().map(|&ix| &book.invoice(ix).invoice);
            let own = invoices.filter(|invoice| invoice.total.currency == it.currency);
            own.map(|invoice| invoice.total.amount_minor).sum::<i64>()
        };
        (sum(&it.recent), sum(&it.earlier)) == (it.recent_minor, it.earlier_minor)
    };
    match &sign.evidence {
        Evidence::Later(it) => {
            let late = it.recent.iter().filter(|delay| delay.days >= it.limit_days).count();
            prop_assert!(2 * late > it.recent.len());
            for delay in &it.recent {
                let item = book.item(delay.item);
                prop_assert_eq!(delay.days, item.days_past_due(delay.paid_on.unwrap_or(on)));
                prop_assert_eq!(delay.paid_on.is_some(), book.open_minor(item, on) == 0);
                prop_assert!(delay.due_on <= on && delay.paid_on.is_none_or(|day| day <= on));
            }
        }
        Evidence::Promises(broken) => {
            for it in broken {
                prop_assert!(it.broken_on <= on && it.paid.amount_minor < it.promised.amount_minor);
            }
        }
        Evidence::Unanswered(it) => {
            prop_assert!(it.attempts.iter().all(|attempt| attempt.at.date() <= on));
        }
        Evidence::Cheques(it) => {
            prop_assert!(it.bounced.iter().all(|cheque| cheque.on <= on));
            prop_assert!(it.post_dated.iter().all(|cheque| cheque.received_on <= on));
        }
        Evidence::Bank(it) => {
            let all = it.cheques.iter().chain(&it.earlier);
            prop_assert!(all.clone().all(|&ix| book.credit(ix).credit.date <= on));
        }
        Evidence::Buying(it) => prop_assert!(compared(it)),
        Evidence::Growth(it) => {
            let open = of.invoices.iter().map(|&ix| book.open(ix, on));
            let own = open.filter(|open| open.currency == it.bought.currency);
            prop_assert_eq!(it.owed_now.amount_minor, own.map(|it| it.amount_minor).sum::<i64>());
            prop_assert!(compared(&it.bought));
        }
        Evidence::Noted(it) => {
            let noted = of.dealings.iter().find(|entry| entry.dealing.id == it.dealing);
            prop_assert!(noted.is_some_and(|entry| entry.holds_on(on)));
        }
    }
    Ok(())
}

/// Prints how long the signs of a large ledger take:
/// `cargo test --release --test signs -- --ignored --nocapture`.
#[test]
#[ignore = "a measurement"]
#[expect(clippy::disallowed_methods, reason = "measuring time is what this test does")]
fn five_thousand_customers_with_100_000_instalments() {
    let mut scene = Scene::new();
    for n in 0..5_000_u64 {
        let customer = Customer::named(Id::new(0, 0), format!("Cliente {n}"));
        scene.who = enter_customer(&mut scene.draft, customer).unwrap();
        let last = (n % 7 == 0).then(|| scene.invoice(500, 530, 700));
        for month in 0..20 {
            let invoice = scene.invoice(month * 30 + n % 29, month * 30 + n % 29 + 30, 1_000);
            // One in ten pays later from the fifteenth month on, one in twenty stops then.
            let late = n % 13 + if n % 10 == 0 && month > 14 { 25 } else { 0 };
            if n % 20 != 0 || month < 15 {
                scene.pay(invoice, 1_000, month * 30 + n % 29 + 30 + late);
            }
        }
        if let Some(last) = last {
            scene.deal(promise(560, 570, 700, last));
            for on in [540, 545, 550, 580, 585, 590] {
                scene.contact(on, Channel::Call, Outcome::NoAnswer);
            }
        }
    }
    let book = scene.draft.book();
    for on in [640, 700] {
        let start = std::time::Instant::now();
        let rows = portfolio(book, d(on), &SignSettings::default());
        let took = start.elapsed();
        let all: usize = rows.iter().map(|row| row.signs.len()).sum();
        println!("{} customers with {all} signs in {:.0} ms", rows.len(), took.as_secs_f64() * 1e3);
        assert!(rows.len() > 400);
    }
}
