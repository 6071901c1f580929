//! Movements of the bank in the ledger: what is refused, and what undoing gives back.

#![cfg(not(target_arch = "wasm32"))]
#![allow(clippy::unwrap_used, missing_docs)]

#[path = "support/figures.rs"]
#[allow(dead_code, reason = "figures are compared here, not histories")]
mod figures;
#[path = "support/play.rs"]
mod play;

use cartera::ledger::action::{
    Due, InvoiceForm, Line, MatchForm, apply_credit, enter_credit, enter_customer, enter_invoice,
    enter_statement, know_payer, link_payment, match_movement, refund, return_payment,
    set_movement_aside, step_cheque, take_back, take_movement_up, unmatch_movement,
};
use cartera::ledger::bank::Who;
use cartera::ledger::credit::{Cheque, ChequeStep, CreditKind, Method};
use cartera::ledger::customer::Customer;
use cartera::ledger::invoice::InstalmentRef;
use cartera::ledger::{Currency, Id, Money, Refusal};
use figures::figures;
use play::{Table, bank_movement, bank_statement, credit_form, day};

/// A customer who owes 100.00, and a statement of three movements: 60.00, 50.00 and −60.00.
struct Scene {
    table: Table,
    customer: Id,
    item: InstalmentRef,
    statement: Id,
    /// The record of the statement.
    entered: Id,
    movements: Vec<Id>,
}

fn mxn(minor: i64) -> Money {
    Money::new(minor, Currency::MXN)
}

fn transfer() -> CreditKind {
    CreditKind::Payment { method: Method::Transfer }
}

impl Scene {
    fn new() -> Self {
        let mut table = Table::default();
        let named = Customer::named(Id::new(0, 0), "Comercial del Valle");
        let customer = table.act(|draft| enter_customer(draft, named)).1;
        let form = InvoiceForm::new(customer, "F-1", day(0), Due::On(day(30)), mxn(10_000));
        let invoice = table.act(|draft| enter_invoice(draft, form)).1;
        let movements = [(1, 6_000, 5), (2, 5_000, 6), (3, -6_000, 9)];
        let movements = movements.map(|(key, minor, on)| bank_movement(key, minor, day(on)));
        let statement = bank_statement(Currency::MXN, movements.to_vec());
        let (entered, done) = table.act(|draft| enter_statement(draft, statement));
        let statement = done.id.unwrap();
        let kept = &table.book.find_statement(statement).unwrap().statement;
        let movements = kept.movements.iter().map(|movement| movement.id).collect();
        let item = InstalmentRef { invoice, number: 1 };
        Self { table, customer, item, statement, entered, movements }
    }

    /// A payment out of a movement, of which so much is applied.
    fn payment(&self, minor: i64, applied: i64) -> MatchForm {
        let lines = if applied > 0 { vec![Line::new(self.item, applied)] } else { Vec::new() };
        let credit = credit_form(transfer(), self.customer, mxn(minor), day(5), lines);
        MatchForm { credit, fee_minor: 0 }
    }

    /// A credit entered by hand on day 4, of which so much is applied.
    fn by_hand(&mut self, kind: CreditKind, minor: i64, applied: i64) -> Id {
        let lines = if applied > 0 { vec![Line::new(self.item, applied)] } else { Vec::new() };
        let form = credit_form(kind, self.customer, mxn(minor), day(4), lines);
        self.table.act(|draft| enter_credit(draft, form)).1
    }

    /// The movement of the only credit.
    fn movement_of_credit(&self) -> Option<Id> {
        let mut credits = self.table.book.credits();
        let (_, entry) = credits.next().unwrap();
        assert!(credits.next().is_none());
        entry.credit.movement
    }

    fn left(&self, movement: usize) -> i64 {
        let book = &self.table.book;
        book.movement(book.find_movement(self.movements[movement]).unwrap()).left_minor()
    }

    fn open(&self, on: u64) -> i64 {
        let book = &self.table.book;
        book.open_of(&[self.item], day(on))
    }
}

#[test]
fn no_more_is_entered_for_a_movement_than_came_in() {
    let mut scene = Scene::new();
    let movement = scene.movements[0];
    let (first, rest) = (scene.payment(4_000, 4_000), scene.payment(2_000, 0));
    scene.table.act(|draft| match_movement(draft, movement, vec![first, rest]));
    assert_eq!((scene.left(0), scene.open(40)), (0, 6_000));
    let more = scene.payment(1, 0);
    let why = scene.table.refused(|draft| match_movement(draft, movement, vec![more]));
    assert!(
        matches!(why, Refusal::MoreThanLeft { left, asked, .. } if left == mxn(0) && asked == mxn(1))
    );
    // A withholding beside it takes nothing of what came in.
    let mut beside = scene.payment(500, 500);
    beside.credit.kind = CreditKind::Withholding;
    scene.table.act(|draft| match_movement(draft, movement, vec![beside]));
    assert_eq!((scene.left(0), scene.open(40)), (0, 5_500));
}

#[test]
fn a_gateway_s_fee_was_paid_and_did_not_come_in() {
    let mut scene = Scene::new();
    let movement = scene.movements[0];
    let mut gross = scene.payment(6_200, 6_200);
    let why = scene.table.refused(|draft| match_movement(draft, movement, vec![gross.clone()]));
    assert!(matches!(why, Refusal::MoreThanLeft { .. }));
    gross.fee_minor = 200;
    scene.table.act(|draft| match_movement(draft, movement, vec![gross]));
    assert_eq!((scene.left(0), scene.open(40)), (0, 3_800));
}

#[test]
fn only_money_that_came_in_and_in_its_currency_is_matched() {
    let mut scene = Scene::new();
    let (came_in, went_out) = (scene.movements[0], scene.movements[2]);
    let payment = scene.payment(1, 0);
    let why = scene.table.refused(|draft| match_movement(draft, went_out, vec![payment]));
    assert!(matches!(why, Refusal::MoreThanLeft { .. }));
    let mut dollars = scene.payment(1, 0);
    dollars.credit.amount.currency = Currency::USD;
    let why = scene.table.refused(|draft| match_movement(draft, came_in, vec![dollars]));
    assert!(matches!(why, Refusal::OtherCurrency { .. }));
    let unknown = scene.payment(1, 0);
    let nothing = Id::new(9, 9);
    let why = scene.table.refused(|draft| match_movement(draft, nothing, vec![unknown]));
    assert_eq!(why, Refusal::Unknown { id: nothing });
}

#[test]
fn matching_and_taking_back_give_the_same_book() {
    let mut scene = Scene::new();
    let before = figures(&scene.table.book);
    let movement = scene.movements[0];
    let forms = vec![scene.payment(6_000, 6_000)];
    let (record, ()) = scene.table.act(|draft| match_movement(draft, movement, forms));
    scene.table.undo(record).unwrap();
    assert_eq!(figures(&scene.table.book), before);
    let undoing = scene.table.book.head().unwrap().id;
    scene.table.undo(undoing).unwrap();
    assert_eq!((scene.left(0), scene.open(40)), (0, 4_000));
    let matched = figures(&scene.table.book);
    let (taken_back, ()) = scene.table.act(|draft| unmatch_movement(draft, movement));
    assert_eq!(figures(&scene.table.book), before);
    scene.table.undo(taken_back).unwrap();
    assert_eq!(figures(&scene.table.book), matched);
}

#[test]
fn a_match_that_something_depends_on_stays() {
    let mut scene = Scene::new();
    let movement = scene.movements[0];
    let forms = vec![scene.payment(6_000, 6_000)];
    scene.table.act(|draft| match_movement(draft, movement, forms));
    let (ix, _) = scene.table.book.credits().next().unwrap();
    let allocation = scene.table.book.allocations_from(ix).next().unwrap().allocation.id;
    scene.table.act(|draft| take_back(draft, allocation, day(8)));
    let why = scene.table.refused(|draft| unmatch_movement(draft, movement));
    assert!(matches!(why, Refusal::StillUsed { .. }));
    // The statement stays as long as anything was entered for it.
    let entered = scene.entered;
    assert!(scene.table.undo(entered).is_err());
    assert!(scene.table.book.find_statement(scene.statement).is_some());
}

#[test]
fn a_payment_entered_by_hand_is_linked_and_freed_and_stays() {
    let mut scene = Scene::new();
    let credit = scene.by_hand(transfer(), 6_000, 4_500);
    let (movement, before) = (scene.movements[0], figures(&scene.table.book));
    let (record, ()) = scene.table.act(|draft| link_payment(draft, movement, credit));
    assert_eq!((scene.left(0), scene.open(3), scene.open(40)), (0, 10_000, 5_500));
    assert_eq!(scene.movement_of_credit(), Some(movement));
    let linked = figures(&scene.table.book);
    // It has its movement, and the movement has nothing left.
    let other = scene.movements[1];
    let anew = scene.table.book.credits().next().unwrap().1.credit.id;
    let why = scene.table.refused(|draft| link_payment(draft, other, anew));
    assert_eq!(why, Refusal::HasMovement { what: day(4).to_string() });

    scene.table.undo(record).unwrap();
    assert_eq!(figures(&scene.table.book), before);
    let undoing = scene.table.book.head().unwrap().id;
    scene.table.undo(undoing).unwrap();
    assert_eq!(figures(&scene.table.book), linked);

    let (freed, ()) = scene.table.act(|draft| unmatch_movement(draft, movement));
    assert_eq!((scene.left(0), scene.open(3), scene.open(40)), (6_000, 10_000, 5_500));
    assert_eq!(scene.movement_of_credit(), None);
    scene.table.undo(freed).unwrap();
    assert_eq!(figures(&scene.table.book), linked);
}

#[test]
fn what_is_entered_beside_a_linked_payment_goes_and_the_payment_stays() {
    let mut scene = Scene::new();
    let credit = scene.by_hand(transfer(), 4_000, 4_000);
    let movement = scene.movements[0];
    scene.table.act(|draft| link_payment(draft, movement, credit));
    let beside = scene.payment(2_000, 2_000);
    scene.table.act(|draft| match_movement(draft, movement, vec![beside]));
    assert_eq!((scene.left(0), scene.open(40)), (0, 4_000));
    scene.table.act(|draft| unmatch_movement(draft, movement));
    assert_eq!((scene.left(0), scene.open(40)), (6_000, 6_000));
    assert_eq!(scene.movement_of_credit(), None);
}

#[test]
fn only_a_payment_that_the_movement_can_bring_is_linked() {
    let mut scene = Scene::new();
    let (movement, went_out) = (scene.movements[0], scene.movements[2]);
    let more = scene.by_hand(transfer(), 6_001, 0);
    let why = scene.table.refused(|draft| link_payment(draft, movement, more));
    assert!(
        matches!(why, Refusal::MoreThanLeft { left, asked, .. } if left == mxn(6_000) && asked == mxn(6_001))
    );
    let why = scene.table.refused(|draft| link_payment(draft, went_out, more));
    assert!(matches!(why, Refusal::MoreThanLeft { .. }));
    let form = credit_form(
        transfer(),
        scene.customer,
        Money::new(6_000, Currency::USD),
        day(4),
        Vec::new(),
    );
    let dollars = scene.table.act(|draft| enter_credit(draft, form)).1;
    let why = scene.table.refused(|draft| link_payment(draft, movement, dollars));
    assert!(matches!(why, Refusal::OtherCurrency { .. }));
    let note = scene.by_hand(CreditKind::CreditNote, 6_000, 0);
    let why = scene.table.refused(|draft| link_payment(draft, movement, note));
    assert_eq!(why, Refusal::NotAPayment { what: day(4).to_string() });
    let nothing = Id::new(9, 9);
    let why = scene.table.refused(|draft| link_payment(draft, movement, nothing));
    assert_eq!(why, Refusal::Unknown { id: nothing });
    // What depends on a payment holds it where it is.
    let refunded = scene.by_hand(transfer(), 6_000, 0);
    scene.table.act(|draft| refund(draft, refunded, 100, day(6), String::new()));
    let kind = CreditKind::Payment { method: Method::Cheque(Cheque::default()) };
    let deposited = scene.by_hand(kind, 6_000, 0);
    scene.table.act(|draft| step_cheque(draft, deposited, ChequeStep::Deposited, day(5)));
    for held in [refunded, deposited] {
        let why = scene.table.refused(|draft| link_payment(draft, movement, held));
        assert!(matches!(why, Refusal::StillUsed { by: 1, .. }));
    }
    scene.table.act(|draft| set_movement_aside(draft, movement));
    let fits = scene.by_hand(transfer(), 6_000, 0);
    let why = scene.table.refused(|draft| link_payment(draft, movement, fits));
    assert!(matches!(why, Refusal::ChangedSince { .. }));
}

#[test]
fn a_linked_payment_that_something_depends_on_is_not_freed() {
    let mut scene = Scene::new();
    let credit = scene.by_hand(transfer(), 6_000, 5_000);
    let movement = scene.movements[0];
    scene.table.act(|draft| link_payment(draft, movement, credit));
    let anew = scene.table.book.credits().next().unwrap().1.credit.id;
    scene.table.act(|draft| refund(draft, anew, 1_000, day(8), String::new()));
    let why = scene.table.refused(|draft| unmatch_movement(draft, movement));
    assert!(matches!(why, Refusal::StillUsed { .. }));
    assert_eq!((scene.left(0), scene.open(40)), (0, 5_000));
}

#[test]
fn what_is_set_aside_is_not_matched_until_it_is_taken_up() {
    let mut scene = Scene::new();
    let movement = scene.movements[1];
    scene.table.act(|draft| set_movement_aside(draft, movement));
    assert_eq!(scene.left(1), 0);
    let payment = scene.payment(1, 0);
    let why = scene.table.refused(|draft| match_movement(draft, movement, vec![payment.clone()]));
    assert!(matches!(why, Refusal::ChangedSince { .. }));
    let again = scene.table.refused(|draft| set_movement_aside(draft, movement));
    assert!(matches!(again, Refusal::StillUsed { by: 1, .. }));
    scene.table.act(|draft| take_movement_up(draft, movement));
    scene.table.act(|draft| match_movement(draft, movement, vec![payment]));
    let why = scene.table.refused(|draft| set_movement_aside(draft, movement));
    assert!(matches!(why, Refusal::StillUsed { by: 1, .. }));
}

#[test]
fn a_transfer_that_returns_opens_what_it_settled_on_its_day() {
    let mut scene = Scene::new();
    let (came_in, went_out) = (scene.movements[0], scene.movements[2]);
    let forms = vec![scene.payment(6_000, 6_000)];
    scene.table.act(|draft| match_movement(draft, came_in, forms));
    let before = figures(&scene.table.book);
    let credit = scene.table.book.credits().next().unwrap().1.credit.id;
    let (record, ()) = scene.table.act(|draft| return_payment(draft, went_out, credit));
    assert_eq!((scene.open(8), scene.open(9)), (4_000, 10_000));
    assert_eq!((scene.left(0), scene.left(2)), (0, 0));
    // It is gone: nothing of it can be applied again, and it goes back once.
    let line = Line::new(scene.item, 1);
    assert!(matches!(
        scene.table.refused(|draft| apply_credit(draft, credit, &[line])),
        Refusal::MoreThanLeft { .. }
    ));
    assert!(matches!(
        scene.table.refused(|draft| unmatch_movement(draft, came_in)),
        Refusal::StillUsed { .. }
    ));
    scene.table.undo(record).unwrap();
    assert_eq!(figures(&scene.table.book), before);
}

#[test]
fn a_cheque_that_the_bank_returns_bounces() {
    let mut scene = Scene::new();
    let kind = CreditKind::Payment { method: Method::Cheque(Cheque::default()) };
    let line = Line::new(scene.item, 6_000);
    let form = credit_form(kind, scene.customer, mxn(6_000), day(2), vec![line]);
    let credit = scene.table.act(|draft| enter_credit(draft, form)).1;
    let (came_in, went_out) = (scene.movements[0], scene.movements[2]);
    let why = scene.table.refused(|draft| return_payment(draft, came_in, credit));
    assert!(matches!(why, Refusal::NotPositive { .. }));
    scene.table.act(|draft| return_payment(draft, went_out, credit));
    let (_, entry) = scene.table.book.credits().next().unwrap();
    assert_eq!(entry.bounced_on, Some(day(9)));
    assert!(entry.taken_back_by.is_some());
    assert_eq!((scene.open(8), scene.open(9)), (4_000, 10_000));
}

#[test]
fn a_payer_is_of_somebody_who_is_there() {
    let mut scene = Scene::new();
    let keys = ["juana perez".to_owned(), "#123".to_owned()];
    let nobody = Id::new(9, 9);
    let why = scene.table.refused(|draft| know_payer(draft, &keys, Some(Who::Customer(nobody))));
    assert_eq!(why, Refusal::Unknown { id: nobody });
    let who = Some(Who::Customer(scene.customer));
    scene.table.act(|draft| know_payer(draft, &keys, who));
    assert_eq!(scene.table.book.payer("juana perez"), who);
    let (record, ()) = scene.table.act(|draft| know_payer(draft, &keys[..1], Some(Who::NotOurs)));
    scene.table.undo(record).unwrap();
    assert_eq!(scene.table.book.payer("juana perez"), who);
    // A customer that payers are remembered of is not taken out.
    let first = scene.table.book.log().next().unwrap().record;
    assert!(scene.table.undo(first).is_err());
}
