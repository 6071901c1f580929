//! What is due with a customer on a day: scenes from a collector's work.
#![cfg(not(target_arch = "wasm32"))]
#![allow(clippy::unwrap_used, missing_docs)]

#[path = "support/play.rs"]
mod play;

use cartera::calendar::breaches;
use cartera::dunning::days::DayTable;
use cartera::dunning::pause::{CallReason, PauseReason, TaskKind, contacts_until};
use cartera::dunning::practice::{Practice, past};
use cartera::dunning::schedule::{Action, Conduct, Due, Schedule, schedule};
use cartera::dunning::standing::{PlanState, PromiseState, plan_on, promise_on};
use cartera::dunning::worklist::{Filter, worklist};
use cartera::ledger::action::{
    Due as DueDates, InvoiceForm, Line, add_dealing, end_dealing, enter_credit, enter_customer,
    enter_invoice, log_contact, set_firm,
};
use cartera::ledger::credit::{CreditKind, Method};
use cartera::ledger::customer::{Contact, Customer};
use cartera::ledger::dealing::{
    Direction, Dispute, DisputeReason, Hold, LoggedContact, Outcome, Plan, Promise, What,
};
use cartera::ledger::invoice::{Instalment, InstalmentRef};
use cartera::ledger::protocol::{Bilingual, Channel, Protocol, Stage, Step, StepRef};
use cartera::ledger::{Book, Country, Currency, Id, Money};
use chrono::{Datelike, Days, NaiveDate, NaiveDateTime, Weekday};
use play::{Table, a_play, credit_form, day};
use proptest::prelude::*;

/// A Monday far from any year's end.
fn d(n: i64) -> NaiveDate {
    let monday: NaiveDate = "2026-03-02".parse().unwrap();
    if n < 0 { monday - Days::new(n.unsigned_abs()) } else { monday + Days::new(n.unsigned_abs()) }
}

fn mxn(pesos: i64) -> Money {
    Money::new(pesos * 100, Currency::MXN)
}

fn protocol() -> Protocol {
    let step = |n: u32, day, channel, stage| Step {
        id: Id::new(0, 1).child(n),
        day,
        channel,
        stage,
        name: Bilingual::new(format!("{day}"), ""),
        subject: Bilingual::default(),
        body: Bilingual::default(),
        checklist: Vec::new(),
        least: None,
        fee: None,
    };
    Protocol {
        id: Id::new(0, 1),
        protocol: Id::new(0, 1),
        since: NaiveDate::MIN,
        name: Bilingual::new("Prueba", ""),
        steps: vec![
            step(1, -10, Channel::Call, Stage::Preventive),
            step(2, 0, Channel::WhatsApp, Stage::Preventive),
            step(3, 10, Channel::Call, Stage::Administrative),
            step(4, 20, Channel::Email, Stage::Administrative),
            step(5, 30, Channel::Call, Stage::Administrative),
            step(6, 60, Channel::Letter, Stage::Extrajudicial),
        ],
        retired: false,
    }
}

fn is_weekday(day: NaiveDate) -> bool {
    !matches!(day.weekday(), Weekday::Sat | Weekday::Sun)
}

/// The rules of these tests: weekdays only, no other limit.
struct Plain<'a> {
    on: NaiveDate,
    protocol: &'a Protocol,
    days: DayTable,
}

impl<'a> Conduct<'a> for Plain<'a> {
    fn on(&self) -> NaiveDate {
        self.on
    }

    fn grace_days(&self) -> u8 {
        1
    }

    fn protocol_of(&self, _: &Customer) -> &'a Protocol {
        self.protocol
    }

    fn days_of(&self, _: &Customer) -> &DayTable {
        &self.days
    }

    fn slot_of(
        &self,
        _: &Customer,
        _: Channel,
        _: &[(Id, &LoggedContact)],
    ) -> Option<NaiveDateTime> {
        self.on.and_hms_opt(9, 0, 0)
    }
}

fn ask<T>(on: NaiveDate, ask: impl FnOnce(&dyn Conduct<'_>) -> T) -> T {
    ask_by(&protocol(), on, ask)
}

fn ask_by<T>(protocol: &Protocol, on: NaiveDate, ask: impl FnOnce(&dyn Conduct<'_>) -> T) -> T {
    ask(&Plain { on, protocol, days: DayTable::around(on, is_weekday) })
}

/// A ledger with one customer, and what one asks of it.
struct Scene {
    table: Table,
    customer: Id,
}

impl Scene {
    fn new() -> Self {
        let mut table = Table::default();
        let contact = Contact {
            phone: "+52 55 1234 5678".to_owned(),
            email: "pagos@example.com".to_owned(),
            ..Contact::default()
        };
        let customer =
            Customer { contacts: vec![contact], ..Customer::named(Id::new(0, 0), "Óptica Luz") };
        let (_, customer) = table.act(|draft| enter_customer(draft, customer));
        Self { table, customer }
    }

    fn invoice(&mut self, number: &str, dues: &[i64], pesos: i64) -> Id {
        self.invoice_in(number, dues, mxn(pesos))
    }

    fn invoice_in(&mut self, number: &str, dues: &[i64], each: Money) -> Id {
        let part = |&n: &i64| Instalment { due_on: d(n), amount_minor: each.amount_minor };
        let parts: Vec<_> = dues.iter().map(part).collect();
        let total = Money::new(each.amount_minor * parts.len() as i64, each.currency);
        let form =
            InvoiceForm::new(self.customer, number, d(-120), DueDates::Instalments(parts), total);
        self.table.act(|draft| enter_invoice(draft, form)).1
    }

    fn pay(&mut self, invoice: Id, pesos: i64, on: i64) -> Id {
        let kind = CreditKind::Payment { method: Method::Transfer };
        let line = Line::new(InstalmentRef { invoice, number: 1 }, pesos * 100);
        let form = credit_form(kind, self.customer, mxn(pesos), d(on), vec![line]);
        self.table.act(|draft| enter_credit(draft, form)).0
    }

    fn contact(
        &mut self,
        at: i64,
        channel: Channel,
        outcome: Outcome,
        items: &[InstalmentRef],
    ) -> Id {
        self.contact_with(at, channel, outcome, items, Vec::new())
    }

    fn contact_with(
        &mut self,
        at: i64,
        channel: Channel,
        outcome: Outcome,
        items: &[InstalmentRef],
        came_of_it: Vec<What>,
    ) -> Id {
        let contact = LoggedContact {
            at: d(at).and_hms_opt(10, 0, 0).unwrap(),
            direction: Direction::Out,
            channel: Some(channel),
            with: String::new(),
            by: String::new(),
            items: items.to_vec(),
            step: None,
            outcome,
            said: String::new(),
            corrects: None,
        };
        let customer = self.customer;
        self.table.act(|draft| log_contact(draft, customer, contact, came_of_it)).1
    }

    fn deal(&mut self, what: What) -> Id {
        let customer = self.customer;
        self.table.act(|draft| add_dealing(draft, customer, what)).1
    }

    fn promise(&mut self, made: i64, due: i64, pesos: i64, items: &[InstalmentRef]) -> Id {
        let promise = Promise {
            made_on: d(made),
            due_on: d(due),
            amount: mxn(pesos),
            items: items.to_vec(),
            open_minor: 0,
        };
        self.deal(What::Promise(promise))
    }

    fn promise_state(&self, id: Id, on: i64) -> PromiseState {
        let book = &self.table.book;
        let (of, entry) = book.find_dealing(id).unwrap();
        promise_on(book, book.customer(of), entry, d(on), 1).unwrap().state
    }

    fn on<T>(&self, n: i64, look: impl FnOnce(&Schedule) -> T) -> T {
        self.at(d(n), look)
    }

    fn at<T>(&self, on: NaiveDate, look: impl FnOnce(&Schedule) -> T) -> T {
        let book = &self.table.book;
        let ix = book.find_customer(self.customer).unwrap();
        ask(on, |conduct| look(&schedule(book, ix, conduct)))
    }

    /// The place of the step that is due on a day, if one is.
    fn step(&self, n: i64) -> Option<usize> {
        self.on(n, |schedule| action_of(schedule).and_then(|action| action.place))
    }

    fn action(&self, n: i64) -> Option<Action> {
        self.on(n, |schedule| action_of(schedule).cloned())
    }
}

fn action_of<'a>(schedule: &'a Schedule) -> Option<&'a Action> {
    match &schedule.due {
        Due::Today(action) => Some(action),
        _ => None,
    }
}

fn first(invoice: Id) -> InstalmentRef {
    InstalmentRef { invoice, number: 1 }
}

#[test]
fn each_step_is_due_on_its_day_and_until_it_is_done() {
    let mut scene = Scene::new();
    let invoice = scene.invoice("F-1", &[0], 1_000);
    assert_eq!(scene.step(-11), None);
    // Ten days before a Monday is a Friday.
    assert_eq!(scene.step(-10), Some(0));
    assert_eq!(scene.step(-3), Some(0));
    assert_eq!(scene.step(0), Some(1));
    scene.contact(0, Channel::WhatsApp, Outcome::Sent, &[first(invoice)]);
    assert_eq!(scene.step(1), None);
    assert_eq!(scene.step(9), None);
    assert_eq!(scene.step(10), Some(2));
    scene.contact(10, Channel::Call, Outcome::Talked, &[first(invoice)]);
    assert_eq!(scene.step(11), None);
    assert!(scene.on(11, |schedule| matches!(schedule.due, Due::Nothing)));
    assert_eq!(scene.on(11, |schedule| schedule.items[0].next.unwrap().step), 3);
    // The twentieth day after is a Sunday: it is done on Monday.
    assert_eq!(scene.on(11, |schedule| schedule.items[0].next.unwrap().on), d(21));
}

#[test]
fn a_day_missed_skips_nothing_that_matters_and_piles_nothing_up() {
    let mut scene = Scene::new();
    scene.invoice("F-1", &[0], 1_000);
    // Nobody did anything for a month: one action, the latest step, the others overtaken.
    let action = scene.action(31).unwrap();
    assert_eq!((action.place, action.channel), (Some(4), Channel::Call));
    assert_eq!(action.since, d(30));
    let superseded =
        scene.on(31, |schedule| schedule.items[0].superseded.iter().collect::<Vec<_>>());
    assert_eq!(superseded, [1, 2, 3]);
    // The day after it still stands.
    assert_eq!(scene.step(32), Some(4));
}

#[test]
fn a_step_from_before_the_due_date_is_not_offered_after_it() {
    let mut scene = Scene::new();
    scene.invoice("F-1", &[0], 1_000);
    let mut protocol = protocol();
    protocol.steps.remove(1);
    let book = &scene.table.book;
    let ix = book.find_customer(scene.customer).unwrap();
    ask_by(&protocol, d(3), |conduct| {
        let schedule = schedule(book, ix, conduct);
        assert!(matches!(schedule.due, Due::Nothing));
        assert_eq!(schedule.items[0].next.unwrap().step, 1);
    });
}

#[test]
fn a_planned_day_moves_back_before_the_due_date_and_on_after_it() {
    let mut scene = Scene::new();
    // Due on a Tuesday: ten days before is a Saturday, which moves back to Friday.
    scene.invoice("F-1", &[1], 1_000);
    let action = scene.action(-10).unwrap();
    assert_eq!((action.moved_from, action.since), (Some(d(-9)), d(-10)));
    // On a Saturday nothing is done; it waits for Monday.
    let waits = scene.on(-9, |schedule| match &schedule.due {
        Due::Later { from, .. } => *from,
        _ => None,
    });
    assert_eq!(waits, Some(d(-7)));
}

#[test]
fn paying_the_oldest_invoice_anchors_the_next_action_anew() {
    let mut scene = Scene::new();
    let old = scene.invoice("F-1", &[-45], 1_000);
    scene.invoice("F-2", &[-12], 500);
    let action = scene.action(0).unwrap();
    assert_eq!((action.place, action.oldest_days), (Some(4), 45));
    assert_eq!(action.covers.len(), 2);
    scene.pay(old, 1_000, 0);
    let action = scene.action(0).unwrap();
    assert_eq!((action.place, action.oldest_days, action.covers.len()), (Some(2), 12, 1));
}

#[test]
fn a_payment_the_same_morning_removes_the_action() {
    let mut scene = Scene::new();
    let invoice = scene.invoice("F-1", &[-12], 1_000);
    assert!(scene.action(0).is_some());
    let paying = scene.pay(invoice, 1_000, 0);
    assert!(scene.action(0).is_none());
    // The day before it still was to be done; and it is again once the payment is undone.
    assert!(scene.on(-1, |schedule| matches!(schedule.due, Due::Later { .. })), "a Sunday");
    scene.table.undo(paying).unwrap();
    assert!(scene.action(0).is_some());
}

#[test]
fn a_promise_pauses_what_it_covers_and_is_kept_partly_kept_or_broken() {
    for (paid, state) in
        [(1_000, PromiseState::Kept), (400, PromiseState::PartlyKept), (0, PromiseState::Broken)]
    {
        let mut scene = Scene::new();
        let invoice = scene.invoice("F-1", &[-12], 1_000);
        let items = [first(invoice)];
        scene.contact(0, Channel::Call, Outcome::Promised, &items);
        let promise = scene.promise(0, 7, 1_000, &items);
        assert_eq!(scene.promise_state(promise, 3), PromiseState::Open);
        let pause = scene.on(3, |schedule| schedule.items[0].pause.clone()).unwrap();
        assert_eq!((pause.why, pause.until), (PauseReason::Promise, Some(d(8))));
        if paid > 0 {
            scene.pay(invoice, paid, 8);
        }
        // A day of grace; then it is settled what it was.
        let during = if paid == 1_000 { PromiseState::Kept } else { PromiseState::Open };
        assert_eq!(scene.promise_state(promise, 8), during);
        assert_eq!(scene.promise_state(promise, 9), state);
        // Whatever is paid later, in time it was not.
        assert_eq!(scene.promise_state(promise, 60), state);
        match scene.action(9) {
            None => assert_eq!(state, PromiseState::Kept),
            Some(action) => {
                let call = action.call.unwrap();
                assert_eq!((call.why, call.on), (CallReason::BrokenPromise, d(9)));
                assert_eq!(action.channel, Channel::Call);
                assert_ne!(state, PromiseState::Kept);
            }
        }
        // Once it was spoken of, the protocol goes on.
        if state != PromiseState::Kept {
            scene.contact(9, Channel::Call, Outcome::Talked, &items);
            assert!(scene.on(10, |schedule| matches!(schedule.due, Due::Nothing)));
        }
    }
}

#[test]
fn a_later_promise_takes_the_place_of_an_open_one() {
    let mut scene = Scene::new();
    let invoice = scene.invoice("F-1", &[-12], 1_000);
    let one = scene.promise(0, 7, 1_000, &[first(invoice)]);
    let other = scene.promise(4, 14, 1_000, &[first(invoice)]);
    assert_eq!(scene.promise_state(one, 3), PromiseState::Open);
    assert_eq!(scene.promise_state(one, 10), PromiseState::Replaced);
    assert_eq!(scene.promise_state(other, 10), PromiseState::Open);
    assert!(scene.action(10).is_none());
}

#[test]
fn a_dispute_pauses_only_its_own_invoice() {
    let mut scene = Scene::new();
    let invoices = ["F-1", "F-2", "F-3"].map(|number| scene.invoice(number, &[-12], 1_000));
    let dispute = Dispute {
        invoice: invoices[1],
        opened_on: d(0),
        reason: DisputeReason::Price,
        amount: Some(mxn(200)),
        settles: "nota de crédito".to_owned(),
    };
    let dispute = scene.deal(What::Dispute(dispute));
    let covered = scene.on(1, |schedule| {
        let action = action_of(schedule).unwrap();
        action.items(&scene.table.book)
    });
    assert_eq!(covered, [first(invoices[0]), first(invoices[2])]);
    let tasks = scene.on(1, |schedule| schedule.tasks.clone());
    assert_eq!(tasks.len(), 1);
    assert_eq!((tasks[0].what, tasks[0].since), (TaskKind::SettleDispute, d(0)));
    scene.table.act(|draft| end_dealing(draft, dispute, d(2), "aceptado".to_owned()));
    assert_eq!(scene.action(2).unwrap().covers.len(), 3);
    assert_eq!(scene.action(1).unwrap().covers.len(), 2, "it was disputed then");
    assert!(scene.on(2, |schedule| schedule.tasks.is_empty()));
}

#[test]
fn a_hold_lasts_until_its_day() {
    let mut scene = Scene::new();
    scene.invoice("F-1", &[-12], 1_000);
    let hold =
        |invoice| Hold { invoice, from: d(0), until: Some(d(3)), reason: "inventario".to_owned() };
    scene.deal(What::Hold(hold(None)));
    assert!(scene.on(3, |schedule| matches!(schedule.due, Due::Paused)));
    assert!(scene.action(4).is_some());
    let mut other = Scene::new();
    let one = other.invoice("F-1", &[-12], 1_000);
    other.invoice("F-2", &[-12], 1_000);
    other.deal(What::Hold(hold(Some(one))));
    assert_eq!(other.action(1).unwrap().covers.len(), 1);
    assert_eq!(other.action(4).unwrap().covers.len(), 2);
}

#[test]
fn a_plan_replaces_the_due_dates_until_it_is_broken() {
    for restores in [true, false] {
        let mut scene = Scene::new();
        let invoice = scene.invoice("F-1", &[-45], 900);
        let items = vec![first(invoice)];
        let part = |n, pesos: i64| Instalment { due_on: d(n), amount_minor: pesos * 100 };
        let plan = Plan {
            agreed_on: d(0),
            items: items.clone(),
            currency: Currency::MXN,
            parts: vec![part(7, 300), part(37, 300), part(67, 300)],
            restores,
        };
        scene.contact(0, Channel::Call, Outcome::Planned, &items);
        let id = scene.deal(What::Plan(plan));
        let state = |scene: &Scene, n| {
            let (_, entry) = scene.table.book.find_dealing(id).unwrap();
            plan_on(&scene.table.book, entry, d(n), 1).unwrap().state
        };
        let due = |scene: &Scene, n| {
            scene.on(n, |schedule| (schedule.items[0].due_on, schedule.items[0].by_plan))
        };
        assert_eq!(due(&scene, 1), (d(7), true));
        scene.pay(invoice, 300, 7);
        assert_eq!(due(&scene, 8), (d(37), true));
        assert_eq!(state(&scene, 38), PlanState::Running);
        // The second part does not come: from the day after its grace the plan is broken.
        assert_eq!(state(&scene, 39), PlanState::Broken);
        let action = scene.action(39).unwrap();
        assert_eq!(action.call.unwrap().why, CallReason::BrokenPlan);
        let expected = if restores { (d(-45), false) } else { (d(37), true) };
        assert_eq!(due(&scene, 39), expected);
        // The invoice itself is as late as it is.
        assert_eq!(action.oldest_days, 84);
    }
}

#[test]
fn a_difference_that_the_firm_lets_pass_is_not_worth_a_call() {
    let mut scene = Scene::new();
    scene.invoice_in("F-1", &[-12], Money::new(100, Currency::MXN));
    assert!(scene.on(0, |schedule| matches!(schedule.due, Due::Nothing)));
    scene.invoice_in("F-2", &[-12], Money::new(1, Currency::MXN));
    assert!(scene.action(0).is_some());
}

#[test]
fn two_currencies_stay_apart_in_one_action() {
    let mut scene = Scene::new();
    scene.invoice("F-1", &[-12], 1_000);
    scene.invoice_in("F-2", &[-12], Money::new(50_000, Currency::USD));
    let action = scene.action(0).unwrap();
    let totals = action.totals(&scene.table.book);
    assert_eq!(totals, [mxn(1_000), Money::new(50_000, Currency::USD)]);
}

#[test]
fn an_invoice_with_three_instalments_is_taken_one_by_one() {
    let mut scene = Scene::new();
    scene.invoice("F-1", &[-31, -1, 30], 1_000);
    let action = scene.action(0).unwrap();
    assert_eq!(action.place, Some(4));
    let covered: Vec<u16> =
        action.covers.iter().map(|covered| scene.table.book.item(covered.item).number).collect();
    assert_eq!(covered, [1, 2]);
    scene.contact(0, Channel::Call, Outcome::Talked, &action.items(&scene.table.book));
    assert_eq!(scene.step(9), Some(2), "the second is ten days late by then");
}

#[test]
fn nobody_reached_is_tried_again_and_then_by_another_channel() {
    let mut scene = Scene::new();
    let invoice = scene.invoice("F-1", &[-12], 1_000);
    let items = [first(invoice)];
    for attempt in 0..3 {
        let action = scene.action(attempt).unwrap();
        assert_eq!((action.channel, action.attempts), (Channel::Call, attempt as usize));
        scene.contact(attempt, Channel::Call, Outcome::NoAnswer, &items);
        assert!(scene.on(attempt, |schedule| matches!(schedule.due, Due::DoneToday)));
    }
    let action = scene.action(3).unwrap();
    assert_eq!((action.channel, action.instead_of), (Channel::WhatsApp, Some(Channel::Call)));
    scene.contact(3, Channel::WhatsApp, Outcome::Sent, &items);
    assert!(scene.action(4).is_none());
}

#[test]
fn a_wrong_number_is_a_task_and_another_channel() {
    let mut scene = Scene::new();
    let invoice = scene.invoice("F-1", &[-12], 1_000);
    scene.contact(0, Channel::Call, Outcome::WrongNumber, &[first(invoice)]);
    assert_eq!(scene.action(1).unwrap().channel, Channel::WhatsApp);
    assert_eq!(scene.on(1, |schedule| schedule.tasks[0].what), TaskKind::FixContact);
}

#[test]
fn what_the_customer_says_has_its_consequence() {
    let items = |invoice| [first(invoice)];
    // Not received: a task, three working days of rest, then a call.
    let mut scene = Scene::new();
    let invoice = scene.invoice("F-1", &[-12], 1_000);
    scene.contact(0, Channel::Call, Outcome::NotReceived, &items(invoice));
    assert_eq!(scene.on(1, |schedule| schedule.tasks[0].what), TaskKind::SendInvoice);
    let pause = scene.on(1, |schedule| schedule.items[0].pause.clone()).unwrap();
    assert_eq!((pause.why, pause.until), (PauseReason::NotReceived, Some(d(3))));
    assert_eq!(scene.action(4).unwrap().call.unwrap().why, CallReason::FollowUp);
    scene.contact(1, Channel::Email, Outcome::Sent, &items(invoice));
    assert!(scene.on(2, |schedule| schedule.tasks.is_empty()));

    // In the payment run of a day.
    let mut scene = Scene::new();
    let invoice = scene.invoice("F-1", &[-12], 1_000);
    scene.contact(0, Channel::Call, Outcome::InPaymentRun { on: d(9) }, &items(invoice));
    assert!(scene.action(10).is_none());
    assert_eq!(scene.action(11).unwrap().call.unwrap().why, CallReason::FollowUp);

    // Says it is paid.
    let mut scene = Scene::new();
    let invoice = scene.invoice("F-1", &[-12], 1_000);
    let says = Outcome::SaysPaid { on: Some(d(-1)), reference: "SPEI 77".to_owned() };
    scene.contact(0, Channel::Call, says, &items(invoice));
    assert_eq!(scene.on(1, |schedule| schedule.tasks[0].what), TaskKind::FindPayment);
    assert!(scene.action(3).is_none());
    scene.pay(invoice, 1_000, 3);
    assert!(scene.on(4, |schedule| schedule.tasks.is_empty()));

    // Call back.
    let mut scene = Scene::new();
    let invoice = scene.invoice("F-1", &[-12], 1_000);
    let at: NaiveDateTime = d(2).and_hms_opt(16, 30, 0).unwrap();
    scene.contact(0, Channel::Call, Outcome::CallBack { at }, &items(invoice));
    assert!(scene.action(1).is_none());
    let call = scene.action(2).unwrap().call.unwrap();
    assert_eq!((call.why, call.at), (CallReason::CallBack, Some(at)));
}

#[test]
fn a_corrected_contact_counts_no_more() {
    let mut scene = Scene::new();
    let invoice = scene.invoice("F-1", &[-12], 1_000);
    let wrong = scene.contact(0, Channel::Call, Outcome::Talked, &[first(invoice)]);
    assert!(scene.action(1).is_none());
    let corrected = LoggedContact {
        at: d(0).and_hms_opt(10, 0, 0).unwrap(),
        direction: Direction::Out,
        channel: Some(Channel::Call),
        with: String::new(),
        by: String::new(),
        items: vec![first(invoice)],
        step: None,
        outcome: Outcome::NoAnswer,
        said: "era otra empresa".to_owned(),
        corrects: Some(wrong),
    };
    let customer = scene.customer;
    scene.table.act(|draft| log_contact(draft, customer, corrected, Vec::new()));
    assert!(scene.action(1).is_some());
}

#[test]
fn a_step_done_under_an_earlier_version_stays_done() {
    let mut scene = Scene::new();
    let invoice = scene.invoice("F-1", &[0], 1_000);
    let step = StepRef { protocol: Id::new(0, 1), step: Id::new(0, 1).child(3) };
    let contact = LoggedContact {
        at: d(8).and_hms_opt(10, 0, 0).unwrap(),
        direction: Direction::Out,
        channel: Some(Channel::Call),
        with: String::new(),
        by: String::new(),
        items: vec![first(invoice)],
        step: Some(step),
        outcome: Outcome::Talked,
        said: String::new(),
        corrects: None,
    };
    let customer = scene.customer;
    // Done two days before its day, as the step it is.
    scene.table.act(|draft| log_contact(draft, customer, contact, Vec::new()));
    assert_eq!(scene.step(10), None);
}

fn lists(book: &Book, on: NaiveDate) -> String {
    ask(on, |conduct| {
        let list = worklist(book, conduct, &Filter::default());
        let lines =
            list.lines.iter().map(|line| (book.customer(line.customer).customer.id, &line.action));
        format!("{:?} {:?}", lines.collect::<Vec<_>>(), list.tasks)
    })
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 48, failure_persistence: None, ..ProptestConfig::default() })]

    /// Every instalment that is due with a customer who is not paused is in that customer's
    /// one action; nothing is to be done on a day when nothing may.
    #[test]
    fn what_is_due_is_covered_once(play in a_play(30), n in 0..90u64) {
        let mut table = Table::after(&play);
        // The plays are about cents, which a firm usually lets pass.
        let mut firm = table.book.firm().clone();
        firm.tolerance = rust_decimal::Decimal::ZERO;
        table.act(|draft| set_firm(draft, firm));
        let book = &table.book;
        let on = day(n);
        ask(on, |conduct| {
            let list = worklist(book, conduct, &Filter::default());
            let mut seen = std::collections::BTreeSet::new();
            for line in &list.lines {
                prop_assert!(seen.insert(line.customer), "one action a customer");
                prop_assert!(is_weekday(on));
                prop_assert!(!line.action.covers.is_empty());
                let totals: i64 = line.totals.iter().map(|total| total.amount_minor).sum();
                let open: i64 = line.action.covers.iter().map(|covered| covered.open_minor).sum();
                prop_assert_eq!(totals, open);
                prop_assert_eq!(line.points, line.reasons.iter().map(|reason| reason.points).sum::<u32>());
            }
            for (ix, _) in book.customers() {
                let schedule = schedule(book, ix, conduct);
                let due: Vec<_> = schedule.items.iter()
                    .filter(|item| item.current.is_some() && item.pause.is_none())
                    .map(|item| item.item)
                    .collect();
                for item in &schedule.items {
                    prop_assert_eq!(item.open_minor, book.open_minor(book.item(item.item), on));
                    prop_assert!(item.open_minor > 0);
                    if let (Some(current), Some(next)) = (item.current, item.next) {
                        prop_assert!(current.step < next.step && current.on <= on && next.on > on);
                    }
                }
                match &schedule.due {
                    Due::Today(action) | Due::Later { action, .. } => for item in &due {
                        let times = action.covers.iter().filter(|covered| covered.item == *item).count();
                        prop_assert_eq!(times, 1);
                    },
                    Due::DoneToday => {}
                    Due::Nothing | Due::Paused => prop_assert!(due.is_empty()),
                }
            }
            Ok(())
        })?;
    }

    /// By the rules that ship, nothing is to be done at a time when it may not: the moment
    /// given is on the day, and nothing is against it.
    #[test]
    fn no_action_is_outside_the_allowed_time(play in a_play(30), n in 0..90u64, country in 0..5usize) {
        let mut table = Table::after(&play);
        let mut firm = table.book.firm().clone();
        firm.tolerance = rust_decimal::Decimal::ZERO;
        let countries = [Country::MX, Country::CO, Country::PE, Country::CL, Country::ES];
        firm.holidays = Some(countries[country]);
        table.act(|draft| set_firm(draft, firm));
        let (book, on) = (&table.book, day(n));
        let practice = Practice::of(book, on);
        let list = practice.worklist(&Filter::default());
        for line in &list.lines {
            let of = book.customer(line.customer);
            let (rule, calendar) = (practice.rule_of(&of.customer), practice.calendar_of(&of.customer));
            prop_assert!(calendar.is_working_day(on));
            let from = line.action.from.unwrap();
            prop_assert_eq!(from.date(), on);
            let log = past(&contacts_until(of, on), on);
            let against = breaches(rule, calendar, line.action.channel, &log, from);
            prop_assert!(against.is_empty(), "{:?}", against);
        }
        for waiting in &list.waiting {
            prop_assert!(waiting.from.is_none_or(|from| from > on));
        }
    }

    /// Undoing the last record and doing it again gives the same list.
    #[test]
    fn undone_and_done_again_gives_the_same_list(play in a_play(25), n in 0..90u64) {
        let mut table = Table::after(&play);
        let on = day(n);
        let before = lists(&table.book, on);
        let last = table.book.log().next_back().unwrap().record;
        if table.undo(last).is_ok() && table.undo(last).is_ok() {
            prop_assert_eq!(before, lists(&table.book, on));
        }
    }
}
