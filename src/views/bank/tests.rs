#![allow(clippy::unwrap_used)]

use super::*;
use crate::files::bank::{BankFormat, Check, MovementKey, ReferenceKind, Statement, Unchecked};
use crate::files::bank_entry;
use crate::ledger::action::take_movement_up;
use crate::ledger::invoice::InstalmentRef;
use crate::matching::AmountFit;
use crate::text::Lang;
use crate::text::format::NumberStyle;
use crate::views::fixture::{customer, day, draft, invoice, mxn};

/// A statement of movements: day, cents, payer, text.
fn statement(movements: &[(&str, i64, &str, &str)]) -> Statement {
    let movement = |(at, &(on, minor, payer, text)): (usize, &(&str, i64, &str, &str))| {
        let mut movement = Movement::new(day(on), mxn(minor));
        payer.clone_into(&mut movement.payer);
        text.clone_into(&mut movement.text);
        movement.key = MovementKey { hash: (at as u64 + 1) << 20, twin: 0 };
        movement
    };
    let movements: Vec<Movement> = movements.iter().enumerate().map(movement).collect();
    Statement {
        format: BankFormat::Sheet,
        account: "0123".to_owned(),
        currency: Currency::MXN,
        from: None,
        to: None,
        opening: None,
        closing: None,
        movements,
        check: Check::Unknown(Unchecked::NoBalances),
        problems: Vec::new(),
    }
}

struct Scene {
    draft: Draft,
    valle: Id,
    taller: Id,
}

/// Two customers with three invoices, and a statement.
fn scene(movements: &[(&str, i64, &str, &str)]) -> Scene {
    let mut draft = draft();
    let valle = customer(&mut draft, "Comercial del Valle");
    let taller = customer(&mut draft, "Talleres Ejemplo");
    invoice(&mut draft, valle, "A-1024", "2026-01-05", "2026-02-04", mxn(180_000));
    invoice(&mut draft, valle, "A-1025", "2026-01-09", "2026-02-08", mxn(180_000));
    invoice(&mut draft, taller, "A-1026", "2026-01-10", "2026-02-09", mxn(50_000));
    let entered = bank_entry::enter(&mut draft, &statement(movements), "enero.csv").unwrap();
    assert_eq!(entered.new, movements.len());
    Scene { draft, valle, taller }
}

fn found(book: &Book) -> Found {
    let settings = MatchSettings::of(book.firm());
    let mut suggesting = Suggesting::new(book, &settings, day("2026-03-01"));
    while suggesting.advance(1) {}
    let (done, all) = suggesting.progress();
    assert_eq!(done, all);
    suggesting.finish()
}

fn open_minor(book: &Book) -> i64 {
    let items = book.item_blocks().flatten();
    items.map(|item| book.open_minor(item, day("2026-03-01"))).sum()
}

const FIVE: [(&str, i64, &str, &str); 5] = [
    ("2026-02-01", 180_000, "", "pago A-1024"),
    ("2026-02-02", 50_000, "JUANA PEREZ", "transferencia"),
    ("2026-02-03", 77_700, "", "deposito"),
    ("2026-02-04", -12_345, "", "compra papeleria"),
    ("2026-02-05", 90_000, "COMERCIAL DEL VALLE", "anticipo"),
];

#[test]
fn what_waits_is_grouped_by_how_sure_it_is() {
    let mut scene = scene(&FIVE);
    let all = found(scene.draft.book());
    let groups: Vec<(Group, i64)> =
        all.waiting.iter().map(|one| (one.group(), one.asked.amount.amount_minor)).collect();
    assert_eq!(
        groups,
        [
            (Group::Certain, 180_000),
            (Group::Weak, 90_000),
            (Group::Weak, 50_000),
            (Group::Nothing, 77_700)
        ]
    );
    assert_eq!((all.outgoing, waiting_count(scene.draft.book())), (1, 4));
    accept(&mut scene.draft, &all.waiting[0], 0, false).unwrap();
    let book = scene.draft.book();
    assert_eq!((open_minor(book), waiting_count(book)), (230_000, 3));
    let done = settled(book, &BankFilter::default(), true);
    let SettledAs::Matched(credits) = &done[0].as_what else { panic!("it is matched") };
    assert_eq!((credits[0].numbers[0].as_str(), credits[0].customer), ("A-1024", scene.valle));
    // The same suggestion a second time asks for more than is left.
    assert!(accept(&mut scene.draft, &all.waiting[0], 0, false).is_err());
    assert!(accept(&mut scene.draft, &all.waiting[0], 9, false).is_err());
}

#[test]
fn a_payer_is_remembered_only_when_the_user_says_so() {
    let mut scene = scene(&FIVE);
    let all = found(scene.draft.book());
    let juana = &all.waiting[2];
    assert!(juana.can_learn(0));
    accept(&mut scene.draft, juana, 0, false).unwrap();
    assert!(scene.draft.book().payers().is_empty());
    let valle = &all.waiting[1];
    assert!(!valle.can_learn(0), "its name says it all");
    let mut scene = self::scene(&FIVE);
    let all = found(scene.draft.book());
    accept(&mut scene.draft, &all.waiting[2], 0, true).unwrap();
    let known = payers(scene.draft.book());
    assert_eq!(known.len(), 1);
    assert_eq!(known[0].customer, Some((scene.taller, "Talleres Ejemplo".to_owned())));
    assert_eq!((known[0].shown.as_str(), known[0].is_account), ("juana perez", false));
}

#[test]
fn a_payer_that_is_nobody_s_is_left_out_until_it_is_forgotten() {
    let movements = [
        ("2026-02-01", 1_000, "BANCO EJEMPLAR", "intereses"),
        ("2026-02-02", 2_000, "BANCO EJEMPLAR", "intereses"),
    ];
    let mut scene = scene(&movements);
    let all = found(scene.draft.book());
    assert_eq!(all.waiting.len(), 2);
    set_aside(&mut scene.draft, &all.waiting[0], true).unwrap();
    let book = scene.draft.book();
    assert_eq!((found(book).waiting.len(), waiting_count(book)), (0, 0));
    let not_ours = settled(book, &BankFilter::default(), false);
    let kinds: Vec<&SettledAs> = not_ours.iter().map(|one| &one.as_what).collect();
    assert_eq!(kinds, [&SettledAs::NotOurs, &SettledAs::ByRule]);
    let key = payers(book)[0].key.clone();
    know_payer(&mut scene.draft, &[key], None).unwrap();
    assert_eq!(waiting_count(scene.draft.book()), 1);
    take_movement_up(&mut scene.draft, all.waiting[0].movement).unwrap();
    assert_eq!(waiting_count(scene.draft.book()), 2);
}

#[test]
fn equal_invoices_are_a_tie_and_the_user_chooses() {
    let mut scene = scene(&[("2026-02-01", 180_000, "COMERCIAL DEL VALLE", "")]);
    let all = found(scene.draft.book());
    let one = &all.waiting[0];
    assert_eq!((one.group(), one.tied(), one.options()), (Group::Likely, 2, 2));
    accept(&mut scene.draft, one, 1, false).unwrap();
    let book = scene.draft.book();
    let paid: Vec<&str> = book
        .invoices()
        .filter(|(ix, _)| book.open(*ix, day("2026-03-01")).is_zero())
        .map(|(_, entry)| entry.invoice.number.as_str())
        .collect();
    let chosen = book.find_invoice(one.suggestions[1].lines[0].item.invoice).unwrap();
    assert_eq!(paid, [book.invoice(chosen).invoice.number.as_str()]);
}

#[test]
fn a_payment_that_returns_opens_what_it_settled() {
    let movements = [
        ("2026-02-01", 180_000, "", "A-1024"),
        ("2026-02-07", -180_000, "", "transferencia devuelta"),
    ];
    let mut scene = scene(&movements);
    let all = found(scene.draft.book());
    let paid = all.waiting.iter().find(|one| one.group() == Group::Certain).unwrap();
    accept(&mut scene.draft, paid, 0, false).unwrap();
    let all = found(scene.draft.book());
    let back = &all.waiting[0];
    assert_eq!((back.group(), back.options(), all.outgoing), (Group::Returned, 1, 0));
    accept(&mut scene.draft, back, 0, false).unwrap();
    let book = scene.draft.book();
    assert_eq!(open_minor(book), 410_000);
    assert_eq!(found(book), Found::default());
    let done = settled(book, &BankFilter::default(), true);
    assert!(matches!(done[0].as_what, SettledAs::TakesBack(_)));
    assert!(matches!(done[1].as_what, SettledAs::Matched(_)));
    // Until it came back it was paid.
    let ix = book.find_invoice(back_invoice(book)).unwrap();
    assert_eq!(book.open(ix, day("2026-02-06")), mxn(0));
    assert_eq!(book.open(ix, day("2026-02-07")), mxn(180_000));
}

fn back_invoice(book: &Book) -> Id {
    let (_, entry) = book.invoices().next().unwrap();
    entry.invoice.id
}

fn split_of(scene: &Scene, rows: &[(Id, &str, Target)]) -> SplitDraft {
    let (_, entry) = scene.draft.book().movements().next().unwrap();
    let rows = rows.iter().map(|&(customer, amount, target)| SplitRow {
        customer: Some(customer),
        customer_text: String::new(),
        amount: amount.to_owned(),
        target,
    });
    SplitDraft { movement: entry.movement().id, rows: rows.collect(), remembers: true }
}

#[test]
fn a_movement_is_split_over_customers_invoices_and_credit() {
    let mut scene = scene(&[("2026-02-01", 250_000, "JUANA PEREZ", "")]);
    let style = NumberStyle::of(scene.draft.book().firm().country, Lang::Es);
    let taller_item = {
        let book = scene.draft.book();
        let ix = book.find_customer(scene.taller).unwrap();
        book.invoice(book.customer(ix).invoices[0]).invoice.id
    };
    let to = Target::Item(InstalmentRef { invoice: taller_item, number: 1 });
    let rows = [
        (scene.valle, "1800", Target::Oldest),
        (scene.taller, "300", to),
        (scene.taller, "100", Target::Credit),
    ];
    let split = split_of(&scene, &rows);
    let parts = split.validate(scene.draft.book(), style).unwrap();
    let (ix, entry) = scene.draft.book().movements().next().unwrap();
    assert_eq!(split.left_minor(entry, style), 30_000);
    split.enter(&mut scene.draft, &parts).unwrap();
    let book = scene.draft.book();
    let entry = book.movement(ix);
    assert_eq!((entry.left_minor(), entry.credits.len()), (30_000, 3));
    assert_eq!(open_minor(book), 410_000 - 180_000 - 30_000);
    let unapplied: i64 =
        book.credits().map(|(_, entry)| book.left_minor(entry, day("2026-03-01"))).sum();
    assert_eq!(unapplied, 10_000);
    // Of two customers no payer is remembered.
    assert!(book.payers().is_empty());
    // What is left waits on, as what it is.
    let all = found(book);
    assert_eq!((all.waiting[0].asked.amount, all.waiting[0].whole), (mxn(30_000), mxn(250_000)));
    assert_eq!(
        split_of(&scene, &[(scene.valle, "300.01", Target::Credit)]).validate(book, style),
        {
            let why = crate::views::problem::Why::Remainder(mxn(-1));
            Err(vec![SplitProblem { field: SplitField::Amount(0), why }])
        }
    );
}

#[test]
fn what_is_wrong_with_a_split_is_said_field_by_field() {
    let scene = scene(&[("2026-02-01", 250_000, "JUANA PEREZ", "")]);
    let book = scene.draft.book();
    let style = NumberStyle::of(book.firm().country, Lang::Es);
    let (_, entry) = book.movements().next().unwrap();
    let mut split = SplitDraft::of(book, entry, Some(scene.valle), style);
    assert_eq!(
        (split.rows[0].amount.as_str(), split.only_customer()),
        ("2500.00", Some(scene.valle))
    );
    split.rows.push(SplitRow { customer_text: "Nadie".to_owned(), ..SplitRow::default() });
    let problems = split.validate(book, style).unwrap_err();
    let fields: Vec<SplitField> = problems.iter().map(|problem| problem.field).collect();
    assert_eq!(fields, [SplitField::Customer(1), SplitField::Amount(1)]);
    let open = open_to_settle(book, entry, scene.valle);
    assert_eq!(open.iter().map(|(_, open)| open.open_minor).collect::<Vec<_>>(), [180_000; 2]);
}

#[test]
fn several_movements_pay_one_invoice() {
    let movements = [
        ("2026-02-01", 30_000, "TALLERES EJEMPLO", "parte 1"),
        ("2026-02-05", 20_000, "TALLERES EJEMPLO", "parte 2"),
    ];
    let mut scene = scene(&movements);
    let all = found(scene.draft.book());
    assert!(
        all.waiting
            .iter()
            .all(|one| { one.suggestions[0].reason.fit == AmountFit::WithOthers { count: 1 } })
    );
    for one in &all.waiting {
        accept(&mut scene.draft, one, 0, false).unwrap();
    }
    assert_eq!(open_minor(scene.draft.book()), 360_000);
}

#[test]
fn lists_are_narrowed_by_account_and_words() {
    let mut scene = scene(&FIVE);
    let mut other = statement(&[("2026-02-01", 500, "", "otra")]);
    "999".clone_into(&mut other.account);
    other.movements[0].key.hash = 77 << 40;
    other.movements[0].refer(ReferenceKind::EndToEnd, "Rastreo 5");
    bank_entry::enter(&mut scene.draft, &other, "b.csv").unwrap();
    let book = scene.draft.book();
    let keys: Vec<String> = accounts(book).into_iter().map(|(key, ..)| key).collect();
    assert_eq!(keys, ["0123-MXN", "999-MXN"]);
    let count = |filter: &BankFilter| {
        found(book).waiting.iter().filter(|one| one.passes(book, filter)).count()
    };
    let mut filter = BankFilter { account: Some(keys[1].clone()), words: String::new() };
    assert_eq!(count(&filter), 1);
    "rastreo 5".clone_into(&mut filter.words);
    assert_eq!(count(&filter), 1);
    filter = BankFilter { account: None, words: "juana".to_owned() };
    assert_eq!(count(&filter), 1);
}

#[test]
fn overlapping_statements_do_not_double_and_the_balance_is_checked() {
    let mut draft = draft();
    let mut first = statement(&FIVE[..3]);
    (first.opening, first.closing) = (Some(mxn(1_000)), Some(mxn(308_700)));
    bank_entry::enter(&mut draft, &first, "a.csv").unwrap();
    let mut second = statement(&FIVE);
    (second.opening, second.closing) = (Some(mxn(1_000)), Some(mxn(386_355)));
    assert_eq!(bank_entry::new_and_known(draft.book(), &second), (2, 3));
    let entered = bank_entry::enter(&mut draft, &second, "b.csv").unwrap();
    assert_eq!((entered.new, entered.known), (2, 3));
    let again = bank_entry::enter(&mut draft, &second, "c.csv").unwrap();
    assert_eq!((again.id, again.new, again.known), (None, 0, 5));
    let mut third = statement(&FIVE);
    third.movements[0].key.hash = 99 << 40;
    (third.opening, third.closing) = (Some(mxn(1_000)), Some(mxn(386_455)));
    bank_entry::enter(&mut draft, &third, "d.csv").unwrap();
    let book = draft.book();
    assert_eq!(book.movements().count(), 6);
    let differs: Vec<Option<i64>> =
        book.statements().iter().map(|entry| entry.statement.differs_minor()).collect();
    assert_eq!(differs, [Some(0), Some(0), Some(100)]);
}
