//! What bank movements pay: by hand, and for ledgers nobody would write.

#![allow(clippy::unwrap_used, missing_docs)]

#[path = "support/figures.rs"]
#[allow(dead_code, reason = "figures are compared here, not histories")]
mod figures;
#[path = "support/play.rs"]
mod play;

use cartera::files::bank::{BankFormat, Check, Movement, ReferenceKind, Statement, Unchecked};
use cartera::files::bank_entry;
use cartera::ledger::action::{
    CreditForm, Due, InvoiceForm, Line, MatchForm, enter_credit, enter_customer, enter_invoice,
    enter_rate, know_payer, link_payment, match_movement, set_firm, unmatch_movement,
};
use cartera::ledger::bank::Who;
use cartera::ledger::credit::{Cheque, CreditKind, Method};
use cartera::ledger::customer::Customer;
use cartera::ledger::firm::Firm;
use cartera::ledger::invoice::InstalmentRef;
use cartera::ledger::terms::parse_terms;
use cartera::ledger::{Book, Country, Currency, Id, Money};
use cartera::matching::{
    AmountFit, Certainty, Evidence, MatchSettings, Matcher, ProposedKind, ReturnedBy, Suggestion,
    payer_keys,
};
use cartera::text::Lang;
use cartera::text::format::NumberStyle;
use chrono::NaiveDate;
use figures::figures;
use play::{LAST_DAY, Table, a_play, day};
use proptest::prelude::*;
use rust_decimal::Decimal;

struct Scene {
    table: Table,
    settings: Option<MatchSettings>,
}

impl Scene {
    fn new(country: Country, currency: &str) -> Self {
        let mut table = Table::default();
        let currency = Currency::from_code(currency).unwrap();
        table.act(|draft| set_firm(draft, Firm::of(country, currency, Lang::Es)));
        Self { table, settings: None }
    }

    fn mexico() -> Self {
        Self::new(Country::MX, "MXN")
    }

    fn customer(&mut self, name: &str) -> Id {
        self.customer_with(name, "")
    }

    fn customer_with(&mut self, name: &str, tax_id: &str) -> Id {
        let mut customer = Customer::named(Id::new(0, 0), name);
        tax_id.clone_into(&mut customer.tax_id);
        self.table.act(|draft| enter_customer(draft, customer)).1
    }

    /// An invoice of a number of cents, issued on a day and due thirty later.
    fn invoice(&mut self, customer: Id, number: &str, minor: i64, issued: u64) -> Id {
        let currency = self.table.book.firm().home_currency;
        self.invoice_in(customer, number, Money::new(minor, currency), day(issued))
    }

    fn invoice_in(&mut self, customer: Id, number: &str, total: Money, issued: NaiveDate) -> Id {
        let due = Due::On(issued + chrono::Days::new(30));
        let form = InvoiceForm::new(customer, number, issued, due, total);
        self.table.act(|draft| enter_invoice(draft, form)).1
    }

    fn suggest(&self, movement: &Movement) -> Vec<Suggestion> {
        let settings =
            self.settings.clone().unwrap_or_else(|| MatchSettings::of(self.table.book.firm()));
        Matcher::new(&self.table.book, day(60), &settings).suggest(movement)
    }

    /// What the best suggestion settles: numbers and cents, and what goes beside.
    fn best(&self, movement: &Movement) -> String {
        self.suggest(movement)
            .first()
            .map_or("nothing".to_owned(), |one| said(&self.table.book, one))
    }
}

fn said(book: &Book, one: &Suggestion) -> String {
    let number = |invoice| {
        let ix = book.find_invoice(invoice).unwrap();
        book.invoice(ix).invoice.number.clone()
    };
    let mut words = vec![format!("{:?}", one.certainty)];
    if let AmountFit::Registered { on, amount, .. } = one.reason.fit {
        words.push(format!("recorded {on}:{}", amount.amount_minor));
    }
    for line in &one.lines {
        words.push(format!("{}:{}", number(line.item.invoice), line.settles_minor));
    }
    for credit in &one.credits {
        let kind = match credit.kind {
            ProposedKind::Withholding { .. } => "withheld",
            ProposedKind::EarlyDiscount => "discount",
            ProposedKind::SmallDifference => "difference",
        };
        words.push(format!(
            "{kind} {}:{}",
            number(credit.item.invoice),
            credit.amount.amount_minor
        ));
    }
    for (what, minor) in [("left", one.leftover_minor), ("fee", one.fee_minor)] {
        if minor != 0 {
            words.push(format!("{what} {minor}"));
        }
    }
    if one.ties > 0 {
        words.push(format!("ties {}", one.ties));
    }
    words.join(" ")
}

fn pays(minor: i64, payer: &str, text: &str) -> Movement {
    let mut movement = Movement::new(day(40), Money::new(minor, Currency::MXN));
    payer.clone_into(&mut movement.payer);
    text.clone_into(&mut movement.text);
    movement
}

#[test]
fn a_cited_number_and_its_amount_are_certain() {
    let mut scene = Scene::mexico();
    let one = scene.customer("Comercial del Valle SA de CV");
    scene.invoice(one, "A-1024", 180_000, 0);
    scene.invoice(one, "A-1025", 180_000, 1);
    let text = "SPEI RECIBIDOSTP /0123456789 646 FACTURA A 1024";
    assert_eq!(scene.best(&pays(180_000, "", text)), "Certain A-1024:180000");
    assert_eq!(
        scene.best(&pays(360_000, "", "A1024 y A1025")),
        "Certain A-1024:180000 A-1025:180000"
    );
    assert_eq!(scene.best(&pays(50_000, "", "abono A-1024")), "Likely A-1024:50000");
    assert_eq!(scene.best(&pays(200_000, "", "A-1024")), "Likely A-1024:180000 left 20000");
    // Announced, not booked: not to be accepted yet.
    let mut pending = pays(180_000, "", "A-1024");
    pending.is_pending = true;
    assert_eq!(scene.best(&pending), "Likely A-1024:180000");
}

#[test]
fn who_pays_and_the_only_item_of_the_amount_are_certain() {
    let mut scene = Scene::mexico();
    let one = scene.customer_with("Comercial del Valle SA de CV", "CVA010101AB1");
    let other = scene.customer("Talleres Ejemplo SA de CV");
    scene.invoice(one, "F-1", 100_000, 0);
    scene.invoice(one, "F-2", 250_000, 1);
    scene.invoice(other, "F-3", 100_000, 0);
    assert_eq!(scene.best(&pays(250_000, "COMERCIAL DEL VALLE", "")), "Certain F-2:250000");
    let mut by_id = pays(100_000, "C. VALLE", "");
    "CVA-010101-AB1".clone_into(&mut by_id.payer_tax_id);
    assert_eq!(scene.best(&by_id), "Certain F-1:100000");
    assert_eq!(scene.best(&pays(100_000, "", "RFC CVA010101AB1 PAGO")), "Certain F-1:100000");
    // Nothing but the amount, which two have: shown as a tie, and weak.
    assert_eq!(scene.best(&pays(100_000, "", "TRASPASO")), "Weak F-1:100000 ties 1");
    assert_eq!(scene.best(&pays(250_000, "", "TRASPASO")), "Weak F-2:250000");
    // One pays and cites another's invoice, and both have an item of the amount: neither
    // is certain.
    let found = scene.suggest(&pays(100_000, "TALLERES EJEMPLO", "paga F-1"));
    let read: Vec<String> = found.iter().map(|one| said(&scene.table.book, one)).collect();
    assert_eq!(read, ["Likely F-3:100000", "Likely F-1:100000"]);
    let by_other = Evidence::Reference { numbers: vec!["F-1".to_owned()], paid_by_other: true };
    assert_eq!(found[1].reason.evidence, by_other);
}

#[test]
fn a_tolerance_is_for_what_is_a_little_short() {
    let mut scene = Scene::mexico();
    let one = scene.customer("Comercial del Valle SA de CV");
    scene.invoice(one, "F-1", 100_000, 0);
    let paid = pays(99_000, "Comercial del Valle", "pago F-1");
    let mut with = |percent: &str| {
        let mut settings = MatchSettings::of(scene.table.book.firm());
        settings.withholdings.clear();
        settings.tolerance = Decimal::ZERO;
        settings.tolerance_percent = percent.parse().unwrap();
        scene.settings = Some(settings);
        scene.best(&paid)
    };
    // An invoice of 1,000: 990 closes it only where one per cent may be missing.
    assert_eq!(with("0"), "Likely F-1:99000");
    assert_eq!(with("0.5"), "Likely F-1:99000");
    assert_eq!(with("1"), "Likely F-1:99000 difference F-1:1000");
    scene.settings = None;
    assert_eq!(
        scene.best(&pays(99_950, "Comercial del Valle", "")),
        "Likely F-1:99950 difference F-1:50"
    );
}

#[test]
fn several_items_add_up() {
    let mut scene = Scene::mexico();
    let one = scene.customer("Comercial del Valle SA de CV");
    for (number, minor) in [("F-1", 10_000), ("F-2", 20_000), ("F-3", 30_000), ("F-4", 75_000)] {
        scene.invoice(one, number, minor, 0);
    }
    let paid = |minor| pays(minor, "Comercial del Valle", "");
    assert_eq!(scene.best(&paid(60_000)), "Likely F-1:10000 F-2:20000 F-3:30000");
    assert_eq!(scene.best(&paid(95_000)), "Likely F-2:20000 F-4:75000");
    assert_eq!(scene.best(&paid(135_000)), "Likely F-1:10000 F-2:20000 F-3:30000 F-4:75000");
    assert_eq!(scene.best(&paid(12_345)), "Weak F-1:10000 F-2:2345");
    assert_eq!(
        scene.best(&paid(900_000)),
        "Weak F-1:10000 F-2:20000 F-3:30000 F-4:75000 left 765000"
    );
    // Two sets that come to the same are a tie.
    scene.invoice(one, "F-5", 40_000, 0);
    let found = scene.suggest(&paid(50_000));
    assert!(found.iter().filter(|one| one.ties > 0).count() >= 2, "{found:?}");
    assert!(found.iter().all(|one| one.certainty != Certainty::Certain));
}

#[test]
fn equal_retainers_stay_ties_unless_a_month_is_named() {
    let mut scene = Scene::mexico();
    let one = scene.customer("Comercial del Valle SA de CV");
    for (number, issued) in [("R-1", 0), ("R-2", 31), ("R-3", 59)] {
        scene.invoice(one, number, 500_000, issued);
    }
    let mut paid = pays(500_000, "COMERCIAL DEL VALLE", "IGUALA");
    paid.booked_on = day(60);
    let found = scene.suggest(&paid);
    let read: Vec<String> = found.iter().map(|one| said(&scene.table.book, one)).collect();
    assert_eq!(
        read,
        ["Likely R-1:500000 ties 2", "Likely R-2:500000 ties 2", "Likely R-3:500000 ties 2"]
    );
    "iguala febrero".clone_into(&mut paid.text);
    assert_eq!(scene.best(&paid), "Likely R-2:500000");
    assert_eq!(scene.suggest(&paid)[0].reason.fit, AmountFit::ExactOfMonth { month: 2 });
}

#[test]
fn names_count_in_any_order_and_their_signs_are_only_text() {
    let mut scene = Scene::mexico();
    let maria = scene.customer("María Guadalupe Ñandú López");
    let odd = scene.customer("(.*) [A+B] Núñez & Hijos $^ S.L.");
    let norte = scene.customer("Servicios del Norte SA de CV");
    scene.invoice(maria, "F-1", 11_100, 0);
    scene.invoice(odd, "F-2", 22_200, 0);
    scene.invoice(norte, "F-3", 33_300, 0);
    for payer in
        ["LOPEZ NANDU MARIA GUADALUPE", "Ñandú López, María G.", "guadalupe maria nandu lopez"]
    {
        assert_eq!(scene.best(&pays(11_100, payer, "")), "Certain F-1:11100", "{payer}");
    }
    assert_eq!(scene.best(&pays(22_200, "NUNEZ HIJOS", "[A+B] (.*)")), "Certain F-2:22200");
    assert_eq!(scene.best(&pays(33_300, "NORTE SERVICIOS", "")), "Certain F-3:33300");
    // A word that everybody has is nobody's name.
    let only_generic = scene.suggest(&pays(44_400, "SERVICIOS", ""));
    assert!(only_generic.is_empty(), "{only_generic:?}");
    for text in [".*", "(((", "[a-z]{1000000}", "\\", "$^+?|", "%00"] {
        assert!(scene.suggest(&pays(12_300, text, text)).is_empty(), "{text}");
    }
    // In the text alone too.
    assert_eq!(
        scene.best(&pays(33_300, "", "TRANSF DE SERVICIOS DEL NORTE REF 5")),
        "Certain F-3:33300"
    );
}

#[test]
fn names_that_are_as_near_are_a_tie() {
    let mut scene = Scene::mexico();
    let one = scene.customer("Grupo Alfa Monterrey SA de CV");
    let other = scene.customer("Grupo Alfa Monterrey SA");
    scene.invoice(one, "F-1", 11_100, 0);
    scene.invoice(other, "F-2", 11_100, 0);
    assert_eq!(scene.best(&pays(11_100, "GRUPO ALFA MONTERREY", "")), "Likely F-1:11100 ties 1");
}

#[test]
fn tax_withheld_is_never_a_small_difference() {
    let mut scene = Scene::new(Country::CO, "COP");
    let one = scene.customer("Ferretería Ejemplo SAS");
    // 1,000,000 and 190,000 of IVA; retefuente 4 % of the former.
    scene.invoice(one, "FE-88", 119_000_000, 0);
    let cop = Currency::from_code("COP").unwrap();
    let pays = |minor: i64| {
        let mut movement = pays(0, "FERRETERIA EJEMPLO", "");
        movement.amount = Money::new(minor, cop);
        movement
    };
    assert_eq!(scene.best(&pays(115_000_000)), "Likely FE-88:115000000 withheld FE-88:4000000");
    // Both retefuente and reteIVA, 15 % of the IVA.
    assert_eq!(scene.best(&pays(112_150_000)), "Likely FE-88:112150000 withheld FE-88:6850000");
    // Even where the tolerance would cover it.
    let mut settings = MatchSettings::of(scene.table.book.firm());
    settings.tolerance_percent = Decimal::from(50);
    scene.settings = Some(settings);
    for minor in [115_000_000, 112_150_000] {
        let found = scene.suggest(&pays(minor));
        assert!(
            found
                .iter()
                .flat_map(|one| &one.credits)
                .all(|credit| { matches!(credit.kind, ProposedKind::Withholding { .. }) })
        );
        assert!(!found.is_empty() && !found[0].credits.is_empty());
    }
    let words = cartera::text::matching::reason(
        Lang::Es,
        NumberStyle::of(Country::CO, Lang::Es),
        &scene.suggest(&pays(115_000_000))[0],
    );
    assert!(words.contains("Retefuente 4 %"), "{words}");
}

#[test]
fn a_few_cents_are_never_settled_twice_over() {
    for country in [Country::MX, Country::CO, Country::EC, Country::PE] {
        for minor in 1..25 {
            let mut scene = Scene::new(country, "MXN");
            let one = scene.customer("Ferretería Ejemplo SAS");
            scene.invoice(one, "F-1", minor, 0);
            scene.invoice(one, "F-2", minor, 1);
            for paid in 1..2 * minor {
                for found in scene.suggest(&pays(paid, "FERRETERIA EJEMPLO", "")) {
                    assert!(found.leftover_minor >= 0, "{found:?}");
                    assert_eq!(found.taken_minor() + found.leftover_minor, paid + found.fee_minor);
                }
            }
        }
    }
}

#[test]
fn an_early_payment_discount_is_seen_in_time() {
    let mut scene = Scene::mexico();
    let one = scene.customer("Comercial del Valle SA de CV");
    let terms = parse_terms("2/10 neto 30").unwrap();
    let form = InvoiceForm::new(
        one,
        "F-1",
        day(30),
        Due::Terms(terms),
        Money::new(100_000, Currency::MXN),
    );
    scene.table.act(|draft| enter_invoice(draft, form));
    let mut paid = pays(98_000, "COMERCIAL DEL VALLE", "");
    assert_eq!(scene.best(&paid), "Likely F-1:98000 discount F-1:2000");
    paid.booked_on = day(41);
    assert_eq!(scene.best(&paid), "Weak F-1:98000");
}

#[test]
fn a_gateway_s_fee_is_part_of_what_was_paid() {
    let mut scene = Scene::mexico();
    let one = scene.customer("Comercial del Valle SA de CV");
    scene.invoice(one, "A-1024", 1_160_000, 0);
    let mut net = pays(1_119_516, "", "");
    net.gross = Some(Money::new(1_160_000, Currency::MXN));
    net.refer(ReferenceKind::Creditor, "A-1024");
    assert_eq!(scene.best(&net), "Likely A-1024:1160000 fee 40484");
    let forms = scene.suggest(&net)[0].forms(&net);
    assert_eq!(forms[0].credit.amount, Money::new(1_160_000, Currency::MXN));
    assert_eq!(forms[0].fee_minor, 40_484);
    // Not stated, but the gateway is named.
    let unstated = pays(1_119_516, "", "MERCADO PAGO A-1024");
    assert_eq!(scene.best(&unstated), "Likely A-1024:1160000 fee 40484");
    assert_eq!(scene.best(&pays(1_119_516, "STRIPE", "payout")), "Weak A-1024:1160000 fee 40484");
    assert_eq!(scene.best(&pays(1_119_516, "", "A-1024")), "Likely A-1024:1119516");
}

#[test]
fn another_currency_at_about_the_day_s_rate() {
    let mut scene = Scene::mexico();
    let one = scene.customer("Ejemplo Overseas LLC");
    scene.table.act(|draft| enter_rate(draft, Currency::USD, day(0), "20".parse().unwrap()));
    scene.invoice_in(one, "F-1", Money::new(100_000, Currency::USD), day(1));
    let paid = |minor| pays(minor, "EJEMPLO OVERSEAS", "");
    assert_eq!(scene.best(&paid(1_985_000)), "Likely F-1:100000");
    let found = scene.suggest(&paid(1_985_000));
    assert_eq!(found[0].lines[0].takes_minor, 1_985_000);
    assert_eq!(found[0].reason.fit, AmountFit::OtherCurrency { rate: "19.85".parse().unwrap() });
    assert_eq!(scene.best(&paid(1_800_000)), "Weak left 1800000");
    let movement = paid(1_985_000);
    let kept = keep(&mut scene.table, &movement);
    let before = figures(&scene.table.book);
    let forms = found[0].forms(&movement);
    let (record, ()) = take_on(&mut scene.table, kept, &found[0], &forms);
    let open: i64 = scene
        .table
        .book
        .item_blocks()
        .flatten()
        .map(|item| scene.table.book.open_minor(item, day(60)))
        .sum();
    assert_eq!(open, 0);
    scene.table.undo(record).unwrap();
    assert_eq!(figures(&scene.table.book), before);
}

#[test]
fn what_the_user_confirmed_is_known_and_nothing_else_is() {
    let mut scene = Scene::mexico();
    let one = scene.customer("Comercial del Valle SA de CV");
    scene.invoice(one, "F-1", 11_100, 0);
    let paid = pays(11_100, "JUANA PEREZ 0098", "");
    assert_eq!(scene.best(&paid), "Weak F-1:11100");
    // What any payment may say is learned of nobody.
    assert!(payer_keys(&pays(11_100, "", "DEPOSITO EN EFECTIVO SUC 12")).is_empty());
    let keys = payer_keys(&paid);
    scene.table.act(|draft| know_payer(draft, &keys, Some(Who::Customer(one))));
    assert_eq!(scene.best(&pays(11_100, "Juana Pérez 0077", "")), "Certain F-1:11100");
    assert_eq!(scene.suggest(&paid)[0].reason.evidence, Evidence::Learned);
    let not_ours = scene.table.act(|draft| know_payer(draft, &keys, Some(Who::NotOurs))).0;
    assert_eq!(scene.best(&paid), "nothing");
    // What it was before comes back.
    scene.table.undo(not_ours).unwrap();
    assert_eq!(scene.best(&paid), "Certain F-1:11100");
    scene.table.act(|draft| know_payer(draft, &keys, None));
    assert_eq!(scene.best(&paid), "Weak F-1:11100");
    assert!(scene.table.book.payers().is_empty());
}

#[test]
fn a_payment_for_invoices_of_two_customers_is_split() {
    let mut scene = Scene::mexico();
    let one = scene.customer("Comercial del Valle SA de CV");
    let other = scene.customer("Talleres Ejemplo SA de CV");
    scene.invoice(one, "F-11", 10_000, 0);
    scene.invoice(other, "F-12", 25_000, 1);
    let paid = pays(35_000, "", "F-11 F-12");
    assert_eq!(scene.best(&paid), "Certain F-11:10000 F-12:25000");
    let forms = scene.suggest(&paid)[0].forms(&paid);
    let amounts: Vec<i64> = forms.iter().map(|form| form.credit.amount.amount_minor).collect();
    assert_eq!(amounts, [10_000, 25_000]);
    assert_eq!((forms[0].credit.customer, forms[1].credit.customer), (one, other));
}

/// Enters a transfer of a customer by hand, applied to an invoice that has one
/// instalment, where it is to be.
fn by_hand(scene: &mut Scene, of: Id, minor: i64, on: u64, invoice: Option<Id>) -> Id {
    let lines = invoice.map(|invoice| Line::new(InstalmentRef { invoice, number: 1 }, minor));
    let currency = scene.table.book.firm().home_currency;
    let kind = CreditKind::Payment { method: Method::Transfer };
    let amount = Money::new(minor, currency);
    let form = play::credit_form(kind, of, amount, day(on), lines.into_iter().collect());
    scene.table.act(|draft| enter_credit(draft, form)).1
}

#[test]
fn a_payment_in_the_ledger_is_not_entered_again() {
    let mut scene = Scene::mexico();
    let valle = scene.customer("Comercial del Valle SA de CV");
    let taller = scene.customer("Talleres Ejemplo SA de CV");
    let paid = pays(60_000, "COMERCIAL DEL VALLE", "abono");
    let on = (paid.booked_on - day(0)).num_days() as u64;
    let invoice = scene.invoice(valle, "F-31", 60_000, 0);
    let other = scene.invoice(valle, "F-32", 60_000, 0);
    assert_eq!(scene.best(&pays(60_000, "", "F-31")), "Certain F-31:60000");
    by_hand(&mut scene, valle, 60_000, on - 5, Some(invoice));
    let recorded = |certainty: &str, on| format!("{certainty} recorded {}:60000", day(on));
    // By the payer, by the number of the invoice that it paid in full, by nothing else.
    assert_eq!(scene.best(&paid), recorded("Certain", on - 5));
    assert_eq!(scene.best(&pays(60_000, "", "F-31")), recorded("Certain", on - 5));
    assert_eq!(scene.best(&pays(60_000, "", "deposito")), recorded("Likely", on - 5));
    // It cites what is open, and that payment settled another invoice.
    assert_eq!(scene.best(&pays(60_000, "", "F-32")), "Certain F-32:60000");
    assert!(!scene.best(&pays(60_000, "TALLERES EJEMPLO", "")).contains("recorded"));
    assert!(!scene.best(&pays(60_001, "COMERCIAL DEL VALLE", "")).contains("recorded"));
    // Two of them: the nearer first, and the user chooses.
    let second = by_hand(&mut scene, valle, 60_000, on, Some(other));
    assert_eq!(scene.best(&paid), recorded("Likely", on) + " ties 1");
    assert_eq!(scene.best(&pays(60_000, "", "F-32")), recorded("Certain", on));
    // What has a movement is no more suggested.
    let kept = keep(&mut scene.table, &paid);
    scene.table.act(|draft| link_payment(draft, kept, second));
    assert_eq!(scene.best(&paid), recorded("Certain", on - 5));
    // Two movements claim the one that is left.
    let settings = MatchSettings::of(scene.table.book.firm());
    let matcher = Matcher::new(&scene.table.book, day(60), &settings);
    let all = matcher.suggest_all(&[paid.clone(), paid.clone()]);
    for found in all {
        assert_eq!((found[0].certainty, found[0].ties), (Certainty::Likely, 1));
    }
    // A payment of anybody, of an amount that another has too, says nothing.
    by_hand(&mut scene, taller, 60_000, on, None);
    assert!(!scene.best(&pays(60_000, "", "deposito")).contains("recorded"));
}

#[test]
fn a_payment_is_recorded_within_days_and_before_the_gateway_s_fee() {
    let mut scene = Scene::mexico();
    let valle = scene.customer("Comercial del Valle SA de CV");
    let mut paid = pays(96_000, "COMERCIAL DEL VALLE", "liquidacion");
    let on = (paid.booked_on - day(0)).num_days() as u64;
    let early = by_hand(&mut scene, valle, 100_000, on - 6, None);
    paid.gross = Some(Money::new(100_000, Currency::MXN));
    assert!(!scene.best(&paid).contains("recorded"));
    by_hand(&mut scene, valle, 100_000, on + 1, None);
    let said = format!("Certain recorded {}:100000 fee 4000", day(on + 1));
    assert_eq!(scene.best(&paid), said);
    let one = scene.suggest(&paid).remove(0);
    let kept = keep(&mut scene.table, &paid);
    let forms = one.forms(&paid);
    take_on(&mut scene.table, kept, &one, &forms);
    let entry = scene.table.book.movement(scene.table.book.find_movement(kept).unwrap());
    assert_eq!(entry.left_minor(), 0);
    assert_eq!(scene.table.book.credit(entry.credits[0]).credit.fee_minor, 4_000);
    assert_ne!(scene.table.book.credit(entry.credits[0]).credit.id, early);
}

#[test]
fn movements_are_seen_together() {
    let mut scene = Scene::mexico();
    let one = scene.customer("Comercial del Valle SA de CV");
    let other = scene.customer("Talleres Ejemplo SA de CV");
    scene.invoice(one, "F-1", 100_000, 0);
    scene.invoice(other, "F-2", 50_000, 0);
    let settings = MatchSettings::of(scene.table.book.firm());
    let matcher = Matcher::new(&scene.table.book, day(60), &settings);
    let all = [
        pays(61_234, "COMERCIAL DEL VALLE", "parte 1"),
        pays(38_766, "COMERCIAL DEL VALLE", "parte 2"),
        pays(50_000, "", "F-2"),
        pays(50_000, "TALLERES EJEMPLO", ""),
    ];
    let found = matcher.suggest_all(&all);
    let read: Vec<String> = found.iter().map(|found| said(&scene.table.book, &found[0])).collect();
    assert_eq!(
        read,
        [
            "Likely F-1:61234",
            "Likely F-1:38766",
            // Two claim the same invoice: neither is certain any more.
            "Likely F-2:50000 ties 1",
            "Likely F-2:50000 ties 1"
        ]
    );
    assert_eq!(found[0][0].reason.fit, AmountFit::WithOthers { count: 1 });
}

#[test]
fn what_is_no_receipt_has_no_suggestion() {
    let mut scene = Scene::mexico();
    let mut firm = scene.table.book.firm().clone();
    "Estudio Propio SC".clone_into(&mut firm.name);
    "EPR010101AB1".clone_into(&mut firm.tax_id);
    scene.table.act(|draft| set_firm(draft, firm));
    let one = scene.customer("Comercial del Valle SA de CV");
    scene.invoice(one, "F-1", 10_000, 0);
    assert_eq!(scene.best(&pays(-10_000, "COMERCIAL DEL VALLE", "F-1")), "nothing");
    assert_eq!(scene.best(&pays(0, "", "F-1")), "nothing");
    assert_eq!(scene.best(&pays(10_000, "Estudio Propio", "traspaso")), "nothing");
    let mut reversal = pays(10_000, "COMERCIAL DEL VALLE", "F-1");
    reversal.is_reversal = true;
    assert_eq!(scene.best(&reversal), "nothing");
}

#[test]
fn a_cheque_that_bounces_and_a_transfer_that_returns_are_recognised() {
    let mut scene = Scene::mexico();
    let one = scene.customer("Comercial del Valle SA de CV");
    let mut enter = |method, minor, reference: &str| {
        let form = CreditForm {
            kind: CreditKind::Payment { method },
            customer: one,
            date: day(10),
            amount: Money::new(minor, Currency::MXN),
            rate: None,
            reference: reference.to_owned(),
            notes: String::new(),
            lines: Vec::new(),
        };
        scene.table.act(|draft| enter_credit(draft, form)).1
    };
    let cheque = Cheque { number: "0778".to_owned(), ..Cheque::default() };
    let cheque = enter(Method::Cheque(cheque), 50_000, "");
    let transfer = enter(Method::Transfer, 70_000, "RASTREO99");
    enter(Method::Transfer, 70_000, "RASTREO98");
    let settings = MatchSettings::of(scene.table.book.firm());
    let matcher = Matcher::new(&scene.table.book, day(60), &settings);
    let found = matcher.returns(&pays(-50_000, "", "DEVOLUCION CHEQUE 778"));
    assert_eq!(
        (found[0].credit, found[0].is_cheque, found[0].certainty),
        (cheque, true, Certainty::Certain)
    );
    let words = cartera::text::matching::returned(Lang::Es, &found[0]);
    assert_eq!(words, "El banco devolvió el cheque 0778.");
    let mut returned = pays(-70_000, "", "transferencia rechazada");
    // Two of this amount, and nothing says which.
    let found = matcher.returns(&returned);
    assert_eq!((found.len(), found[0].ties, found[0].certainty), (2, 1, Certainty::Likely));
    returned.refer(ReferenceKind::EndToEnd, "RASTREO99");
    let found = matcher.returns(&returned);
    assert_eq!((found[0].credit, found[0].ties), (transfer, 0));
    assert!(matches!(found[0].by, ReturnedBy::Reference { .. }));
    assert!(matcher.returns(&pays(-70_000, "", "pago a proveedor")).is_empty());
    assert!(matcher.returns(&pays(50_000, "", "DEVOLUCION CHEQUE 778")).is_empty());
}

/// Enters a movement as a statement of its own; its id.
fn keep(table: &mut Table, movement: &Movement) -> Id {
    let mut movement = movement.clone();
    movement.key.hash = (table.book.movements().count() as u64 * 1_000_003) << 11;
    let statement = Statement {
        format: BankFormat::Sheet,
        account: String::new(),
        currency: movement.amount.currency,
        from: None,
        to: None,
        opening: None,
        closing: None,
        movements: vec![movement],
        check: Check::Unknown(Unchecked::NoBalances),
        problems: Vec::new(),
    };
    let (_, entered) = table.act(|draft| bank_entry::enter(draft, &statement, "a.csv"));
    assert_eq!((entered.new, entered.known), (1, 0));
    let statement = table.book.find_statement(entered.id.unwrap()).unwrap();
    statement.statement.movements[0].id
}

/// Enters all that a suggestion proposes for a movement in one record.
fn take_on(table: &mut Table, movement: Id, one: &Suggestion, forms: &[MatchForm]) -> (Id, ()) {
    table.act(|draft| match one.registered() {
        Some(payment) => link_payment(draft, movement, payment),
        None => match_movement(draft, movement, forms.to_vec()),
    })
}

/// A movement that has to do with a book: near an amount that is open, by a name or number
/// that is there, or neither.
fn a_movement() -> impl Strategy<Value = (u8, u8, i64, u8, u64)> {
    (any::<u8>(), any::<u8>(), -60_i64..60, 0_u8..8, 0..LAST_DAY + 20)
}

fn movement_of(book: &Book, (pick, other, off, how, on): (u8, u8, i64, u8, u64)) -> Movement {
    let items: Vec<_> = book.item_blocks().flatten().collect();
    let at = |pick: u8| items.get(usize::from(pick) % items.len().max(1)).copied();
    let open = |item| book.open_minor(item, day(on)).max(1);
    let mut minor = at(pick).map_or(100, open);
    if how & 1 == 1 {
        minor += at(other).map_or(0, open);
    }
    let currency = at(pick).map_or(Currency::MXN, |item| item.currency);
    let minor = if how & 2 == 2 { minor + off } else { minor };
    let mut movement = Movement::new(day(on), Money::new(minor.max(1), currency));
    if let Some(item) = at(pick) {
        let customer = &book.customer(item.customer).customer;
        if how & 4 == 4 {
            movement.payer.clone_from(&customer.legal_name);
        } else {
            movement.text = format!("factura {}", book.invoice(item.invoice).invoice.number);
        }
    }
    if off > 40 {
        movement.gross = Some(Money::new(movement.amount.amount_minor + off, currency));
    }
    movement
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 96, failure_persistence: None, ..ProptestConfig::default() })]

    /// No suggestion settles more than is open or more than came in; the ledger takes each
    /// of them, and undoing gives the same book.
    #[test]
    fn the_ledger_takes_every_suggestion_and_gives_it_back(
        play in a_play(25),
        movements in prop::collection::vec(a_movement(), 1..5),
        percent in 0_u32..4,
    ) {
        let mut table = Table::after(&play);
        let book = table.book.clone();
        let mut settings = MatchSettings::of(book.firm());
        settings.tolerance_percent = Decimal::from(percent);
        let matcher = Matcher::new(&book, day(LAST_DAY), &settings);
        for what in movements {
            let movement = movement_of(&book, what);
            let kept = keep(&mut table, &movement);
            let before = figures(&table.book);
            let entry = table.book.movement(table.book.find_movement(kept).unwrap());
            prop_assert_eq!(&bank_entry::to_match(entry).amount, &movement.amount);
            for one in matcher.suggest(&movement) {
                let came_in = movement.amount.amount_minor + one.fee_minor;
                prop_assert!(one.fee_minor >= 0 && one.leftover_minor >= 0);
                let forms = one.forms(&movement);
                match one.reason.fit {
                    AmountFit::Registered { amount, .. } => {
                        prop_assert_eq!((amount.amount_minor, forms.len()), (came_in, 0));
                    }
                    _ => prop_assert_eq!(one.taken_minor() + one.leftover_minor, came_in),
                }
                prop_assert!(one.certainty != Certainty::Certain || one.ties == 0);
                for line in &one.lines {
                    let item = book.item(book.find_item(line.item).unwrap());
                    let beside: i64 = one.credits.iter().filter(|c| c.item == line.item).map(|c| c.amount.amount_minor).sum();
                    let free = book.free_minor(item, movement.booked_on.max(item.issued_on));
                    prop_assert!(line.settles_minor > 0 && line.takes_minor > 0);
                    prop_assert!(line.settles_minor + beside <= free);
                }
                drop(cartera::text::matching::reason(Lang::Es, NumberStyle::of(Country::MX, Lang::Es), &one));
                let (record, ()) = take_on(&mut table, kept, &one, &forms);
                let entry = table.book.movement(table.book.find_movement(kept).unwrap());
                prop_assert_eq!(entry.left_minor(), 0);
                table.undo(record).unwrap();
                prop_assert_eq!(&figures(&table.book), &before);
                let (record, ()) = take_on(&mut table, kept, &one, &forms);
                let (freed, ()) = table.act(|draft| unmatch_movement(draft, kept));
                prop_assert!(table.undo(record).is_err());
                if one.registered().is_some() {
                    // It is there under another id; what it is linked by is undone in turn.
                    let count = |book: &Book| book.credits().count();
                    prop_assert_eq!(count(&table.book), count(&book));
                    table.undo(freed).unwrap();
                    table.undo(record).unwrap();
                }
                prop_assert_eq!(&figures(&table.book), &before);
            }
        }
    }
}
