//! Records as they are stored: sealed, opened, chained, and those of earlier versions.
#![cfg(not(target_arch = "wasm32"))]
#![allow(clippy::unwrap_used, missing_docs)]

#[path = "support/play.rs"]
mod play;

use cartera::ledger::bank::{
    Aside, BankMovement, BankStatement, PayerChange, Reference, ReferenceKind, Who,
};
use cartera::ledger::credit::{Allocation, Cheque, ChequeStep, Credit, CreditKind, Method, Refund};
use cartera::ledger::customer::Customer;
use cartera::ledger::dealing::{
    Dealing, Direction, Dispute, DisputeReason, Ending, Hold, LoggedContact, NotedSign, Outcome,
    Plan, Promise, SignKind, SignReview, What,
};
use cartera::ledger::dunning_settings::OwnDay;
use cartera::ledger::envelope::{self, Damage, Kind};
use cartera::ledger::fact::Fact;
use cartera::ledger::firm::{Firm, Rate};
use cartera::ledger::invoice::{Delivery, Instalment, InstalmentRef, Invoice, InvoiceKind};
use cartera::ledger::journal::Head;
use cartera::ledger::planned_flow::{CashCount, FlowDirection, PlannedFlow, Rhythm};
use cartera::ledger::protocol::{
    Bilingual, Channel, Protocol, SegmentProtocol, Stage, Step, StepRef,
};
use cartera::ledger::record::{Deed, Header, Record, VERSION, hex};
use cartera::ledger::sign_settings::Threshold;
use cartera::ledger::terms::Terms;
use cartera::ledger::{Book, Country, Currency, Id, Money};
use cartera::text::Lang;
use play::{Table, a_play, day, records_of};
use proptest::prelude::*;

const V1: &[u8] = include_bytes!("fixtures/records/v1.bin");
const V2: &[u8] = include_bytes!("fixtures/records/v2.bin");
const V3: &[u8] = include_bytes!("fixtures/records/v3.bin");
const V4: &[u8] = include_bytes!("fixtures/records/v4.bin");
const V5: &[u8] = include_bytes!("fixtures/records/v5.bin");

proptest! {
    #![proptest_config(ProptestConfig { cases: 48, failure_persistence: None, ..ProptestConfig::default() })]

    /// What is sealed opens as it was; any changed byte is noticed; each record names the
    /// one before it.
    #[test]
    fn a_sealed_record_opens_as_it_was(play in a_play(12), which in any::<prop::sample::Index>(), bit in 0..8u32) {
        let table = Table::after(&play);
        let records = records_of(table.keeper.journal());
        let mut head: Option<Head> = None;
        for (place, (record, hash)) in records.iter().enumerate() {
            let sealed = record.seal();
            prop_assert_eq!((&sealed.hash, sealed.id), (hash, record.header.id));
            prop_assert_eq!(Record::open(&sealed.bytes), Ok((record.clone(), *hash)));
            prop_assert!(record.header.follows(head.as_ref()));
            prop_assert!(place == 0 || !record.header.follows(None));
            let other = Head { seq: 9, id: Id::new(9, 9), hash: [9; 32] };
            prop_assert!(!record.header.follows(Some(&other)));
            prop_assert!(head.is_none_or(|head| head.id < record.header.id));
            head = Some(Head { seq: place as u64 + 1, id: record.header.id, hash: *hash });

            let mut changed = sealed.bytes.clone();
            let at = which.index(changed.len());
            changed[at] ^= 1 << bit;
            prop_assert!(Record::open(&changed).is_err());
            prop_assert!(Record::open(&sealed.bytes[..at]).is_err());
        }
    }
}

#[test]
fn whole_values_that_are_no_records_are_refused() {
    for (payload, version) in [(&b"{}"[..], 3), (b"", 3), (b"{\"header\":1,\"facts\":[]}", VERSION)]
    {
        let sealed = envelope::seal(Kind::Record, version, payload);
        assert_eq!(Record::open(&sealed), Err(Damage::Content));
    }
    let (_, payload) = envelope::open(Kind::Record, VERSION, V5).unwrap();
    let as_version = |version| Record::open(&envelope::seal(Kind::Record, version, payload)).err();
    assert_eq!(as_version(0), Some(Damage::Content));
    assert_eq!(as_version(1), Some(Damage::Content));
    assert_eq!(as_version(VERSION), None);
    assert_eq!(as_version(VERSION + 1), Some(Damage::Newer { version: VERSION + 1 }));
    assert_eq!(Record::open(&envelope::seal(Kind::Snapshot, 3, payload)), Err(Damage::NotOurs));
}

#[test]
fn a_record_of_version_1_opens() {
    let (record, hash) = Record::open(V1).unwrap();
    let Header { id, at_ms, device, person, prev, deed } = &record.header;
    assert_eq!(*id, Id::new(1_767_225_600_000, 0xC0_FFEE));
    assert_eq!((*at_ms, device.as_str()), (1_767_225_600_000, "9f3a61c2d4e58b07"));
    assert_eq!((person.as_str(), prev.as_ref()), ("", None));
    assert_eq!(*deed, Deed::Imported { file: "saldos.csv".to_owned() });
    assert_eq!(hex(&hash), "112211958c0b4af1518a69ae31769be43b73d96dcca8c585ccaa0d59441e9b2f");

    let book = Book::default().with(&record, hash).unwrap();
    let (ix, entry) = book.invoices().next().unwrap();
    assert_eq!(entry.invoice.number, "F-0102");
    let on = |text: &str| text.parse().unwrap();
    assert_eq!(book.open(ix, on("2025-12-29")), Money::new(116_000, Currency::MXN));
    assert_eq!(book.open(ix, on("2025-12-30")), Money::new(56_000, Currency::MXN));
    // The chain goes on from it: its hash is of the bytes as they were written.
    let next = Header { prev: Some(hex(&hash)), ..record.header.clone() };
    assert!(next.follows(book.head()));
}

#[test]
fn a_record_of_version_2_opens() {
    let (record, hash) = Record::open(V2).unwrap();
    assert_eq!(record, Record { header: a_header(), facts: facts_of_version_2() });
    assert_eq!(hex(&hash), "9e5dffc35933d67e7543d0d8a8c3118a6f60b5e5ced1cc1996675a6bdf2cc8f1");
}

#[test]
fn a_record_of_version_3_opens() {
    let (record, hash) = Record::open(V3).unwrap();
    let mut facts = facts_of_version_2();
    facts.extend(facts_since_version_3());
    assert_eq!(record, Record { header: a_header(), facts });
    assert_eq!(hex(&hash), "b79bcac578f03ed28738c8f825e42b0955d513221be158a6abd9a0e09a35d3ac");
}

#[test]
fn a_record_of_version_4_opens() {
    let (record, hash) = Record::open(V4).unwrap();
    let mut facts = facts_of_version_2();
    facts.extend(facts_since_version_3());
    facts.extend(facts_since_version_4());
    facts.extend(flows_and_counts_since_version_4());
    assert_eq!(record, Record { header: a_header(), facts });
    assert_eq!(hex(&hash), "8f3996b84161b02f54af1268020ae3b790fe830f1654780e178f60b9e813a70d");
}

#[test]
fn a_record_of_version_5_opens_and_is_still_written_so() {
    let expected = one_of_every_fact();
    let (record, hash) = Record::open(V5).unwrap();
    assert_eq!(record, expected);
    assert_eq!(VERSION, 5, "add a fixture of the new version, and keep this one");
    let sealed = expected.seal();
    assert_eq!(sealed.bytes, V5, "what is stored has changed: that needs a new version");
    assert_eq!(sealed.hash, hash);
}

#[test]
#[ignore = "writes the fixture of a version that has not been released yet"]
fn write_the_fixture_of_the_version_written_now() {
    let path = format!("{}/tests/fixtures/records/v{VERSION}.bin", env!("CARGO_MANIFEST_DIR"));
    std::fs::write(path, one_of_every_fact().seal().bytes).unwrap();
}

#[test]
fn deeds_keep_their_names() {
    let record = Id::new(1, 1);
    let file = "a.csv".to_owned();
    let deeds = [
        (Deed::Began, r#""began""#),
        (Deed::ChangedSettings, r#""changed_settings""#),
        (Deed::AddedRate, r#""added_rate""#),
        (Deed::AddedCustomer, r#""added_customer""#),
        (Deed::ChangedCustomer, r#""changed_customer""#),
        (Deed::AddedInvoice, r#""added_invoice""#),
        (Deed::ChangedInvoice, r#""changed_invoice""#),
        (Deed::CancelledInvoice, r#""cancelled_invoice""#),
        (Deed::RecordedPayment, r#""recorded_payment""#),
        (Deed::RecordedCredit, r#""recorded_credit""#),
        (Deed::ChangedAllocation, r#""changed_allocation""#),
        (Deed::MovedCheque, r#""moved_cheque""#),
        (Deed::Refunded, r#""refunded""#),
        (Deed::IssuedCharge, r#""issued_charge""#),
        (Deed::LoggedContact, r#""logged_contact""#),
        (Deed::AddedDealing, r#""added_dealing""#),
        (Deed::EndedDealing, r#""ended_dealing""#),
        (Deed::NotedSign, r#""noted_sign""#),
        (Deed::ReviewedSign, r#""reviewed_sign""#),
        (Deed::ChangedProtocol, r#""changed_protocol""#),
        (Deed::ChangedCashPlan, r#""changed_cash_plan""#),
        (Deed::CountedCash, r#""counted_cash""#),
        (Deed::MatchedMovements, r#""matched_movements""#),
        (Deed::UnmatchedMovement, r#""unmatched_movement""#),
        (Deed::SetMovementAside, r#""set_movement_aside""#),
        (Deed::TookMovementUp, r#""took_movement_up""#),
        (Deed::ChangedPayers, r#""changed_payers""#),
        (Deed::Imported { file }, r#"{"imported":{"file":"a.csv"}}"#),
        (Deed::Undid { record }, r#"{"undid":{"record":"000000000100000000000G0000"}}"#),
        (Deed::Redid { record }, r#"{"redid":{"record":"000000000100000000000G0000"}}"#),
    ];
    for (deed, stored) in deeds {
        assert_eq!(serde_json::to_string(&deed).unwrap(), stored);
        assert_eq!(serde_json::from_str::<Deed>(stored).unwrap(), deed);
    }
}

/// Every kind of fact and every field, so that none changes its name unnoticed.
fn one_of_every_fact() -> Record {
    let mut facts = facts_of_version_2();
    facts.extend(facts_since_version_3());
    facts.extend(facts_since_version_4());
    facts.extend(flows_and_counts_since_version_4());
    facts.extend(facts_since_version_5());
    Record { header: a_header(), facts }
}

fn the_id() -> Id {
    Id::new(1_767_225_600_000, 0xC0_FFEE)
}

fn a_header() -> Header {
    Header {
        id: the_id(),
        at_ms: 1_767_225_600_000,
        device: "9f3a61c2d4e58b07".to_owned(),
        person: "Inés".to_owned(),
        prev: Some(hex(&[0xAB; 32])),
        deed: Deed::Imported { file: "saldos.csv".to_owned() },
    }
}

/// What the bank says, and what comes of it.
fn facts_since_version_5() -> Vec<Fact> {
    let id = the_id();
    let kinds = [
        ReferenceKind::EndToEnd,
        ReferenceKind::Creditor,
        ReferenceKind::Cheque,
        ReferenceKind::Mandate,
        ReferenceKind::Other,
    ];
    let movement = BankMovement {
        id: id.child(171),
        key: (1 << 53) - 1,
        booked_on: day(3),
        value_on: Some(day(4)),
        amount_minor: 98_000,
        fee_minor: 2_000,
        payer: "Juana Pérez".to_owned(),
        payer_account: "ES91 2100".to_owned(),
        payer_tax_id: "PEJJ800101AB1".to_owned(),
        references: kinds.map(|kind| Reference { kind, text: "RASTREO 1".to_owned() }).to_vec(),
        text: "«pago F-0102»".to_owned(),
        bank_id: "FIT 1".to_owned(),
        is_reversal: true,
    };
    let statement = BankStatement {
        id: id.child(170),
        account: "0123456789".to_owned(),
        currency: Currency::MXN,
        from: Some(day(0)),
        to: Some(day(30)),
        opening_minor: Some(-100),
        closing_minor: Some(97_905),
        known_minor: 5,
        source: "enero.ofx".to_owned(),
        movements: vec![
            BankMovement { id: id.child(172), ..play::bank_movement(7, -1, day(5)) },
            movement,
        ],
    };
    let credit = Credit {
        id: id.child(173),
        kind: CreditKind::Payment { method: Method::Transfer },
        customer: id.child(1),
        date: day(3),
        amount: Money::new(100_000, Currency::MXN),
        rate: None,
        reference: String::new(),
        notes: String::new(),
        movement: Some(id.child(171)),
        fee_minor: 2_000,
        is_linked: false,
    };
    let allocation = Allocation {
        id: id.child(174),
        credit: credit.id,
        to: InstalmentRef { invoice: id.child(2), number: 1 },
        credit_minor: 100_000,
        other_currency_minor: None,
        from: day(3),
    };
    let aside = |takes_back| Aside { movement: id.child(172), takes_back };
    let payer = |key: &str, before, after| {
        Fact::PayerChanged(Box::new(PayerChange { key: key.to_owned(), before, after }))
    };
    let customer = Some(Who::Customer(id.child(1)));
    vec![
        Fact::StatementAdded(Box::new(statement)),
        Fact::StatementRemoved(id.child(170)),
        Fact::CreditAdded(Box::new(credit.clone())),
        Fact::CreditStruck(Box::new(credit)),
        Fact::AllocationStruck(allocation),
        Fact::MovementSetAside(aside(Some(id.child(10)))),
        Fact::MovementTakenUp(aside(None)),
        payer("#ES912100", None, customer),
        payer("juana perez", customer, Some(Who::NotOurs)),
    ]
}

/// What is planned besides invoices, and counted cash.
fn flows_and_counts_since_version_4() -> Vec<Fact> {
    let id = the_id();
    let rhythms = [
        Rhythm::Once { on: day(3) },
        Rhythm::Weekly { weekday: chrono::Weekday::Fri, from: day(4), until: None },
        Rhythm::Monthly { day: 31, from: day(5), until: Some(day(50)) },
    ];
    let flow = |place, rhythm| PlannedFlow {
        id: id.child(place),
        name: "Nómina".to_owned(),
        direction: if place == 130 { FlowDirection::In } else { FlowDirection::Out },
        amount: Money::new(4_800_000, Currency::MXN),
        rhythm,
    };
    let flows = (130..).zip(rhythms).map(|(place, rhythm)| Box::new(flow(place, rhythm)));
    let mut facts: Vec<Fact> = flows.clone().map(Fact::FlowAdded).collect();
    facts.extend(flows.take(1).map(Fact::FlowStruck));
    let amount = Money::new(-1_200, Currency::USD);
    let count = CashCount { id: id.child(160), on: day(6), amount };
    facts.extend([
        Fact::FlowRemoved(id.child(131)),
        Fact::CashCounted(count.clone()),
        Fact::CashCountStruck(count),
        Fact::CashCountRemoved(id.child(160)),
    ]);
    facts
}

/// Warning signs.
fn facts_since_version_4() -> Vec<Fact> {
    let id = the_id();
    let noted = SignKind::ALL.map(|kind| {
        let (by, note) = ("Inés".to_owned(), "«vende bajo costo»".to_owned());
        What::Sign(NotedSign { kind, on: day(3), by, note })
    });
    let review = What::SignReview(SignReview {
        kind: SignKind::LaterThanHabit,
        since: day(2),
        on: day(4),
        by: "Inés".to_owned(),
        note: "hablé con su contador".to_owned(),
    });
    let dealings = (140..).zip(noted.into_iter().chain([review]));
    let mut facts: Vec<Fact> = dealings
        .map(|(place, what)| {
            let (customer, contact) = (id.child(1), None);
            Fact::DealingAdded(Box::new(Dealing { id: id.child(place), customer, contact, what }))
        })
        .collect();
    let mut firm = Firm::default();
    for (value, threshold) in (31..).zip(Threshold::ALL) {
        threshold.set(&mut firm.signs, value);
    }
    firm.signs.least_amount = "1500.5".parse().unwrap();
    facts.push(Fact::FirmChanged { before: Box::default(), after: Box::new(firm) });
    facts
}

/// Protocols, and what is said and agreed.
fn facts_since_version_3() -> Vec<Fact> {
    let id = the_id();
    let usd = |amount_minor| Money::new(amount_minor, Currency::USD);
    let items = vec![InstalmentRef { invoice: id.child(2), number: 1 }];
    let (customer, contact) = (id.child(1), id.child(50));
    let step = |place: u32, channel, stage| Step {
        id: id.child(place),
        day: 20,
        channel,
        stage,
        name: Bilingual::new("Llamada", "Call"),
        subject: Bilingual::new("Asunto", "Subject"),
        body: Bilingual::new("Estimado {contacto}", "Dear {contact}"),
        checklist: vec![Bilingual::new("¿Llegó?", "Did it arrive?")],
        least: Some(usd(5_000)),
        fee: Some(usd(100)),
    };
    let steps = Channel::ALL.into_iter().zip(Stage::ALL.into_iter().cycle());
    let protocol = Protocol {
        id: id.child(60),
        protocol: id.child(61),
        since: day(0),
        name: Bilingual::new("Propio", "Own"),
        steps: (70..)
            .zip(steps)
            .map(|(place, (channel, stage))| step(place, channel, stage))
            .collect(),
        retired: true,
    };
    let at = |n| day(n).and_hms_opt(10, 30, 0).unwrap();
    let mut firm = Firm::default();
    firm.dunning.protocols.usual = Some(id.child(61));
    let segment = "Salud".to_owned();
    firm.dunning.protocols.by_segment = vec![SegmentProtocol { segment, protocol: id.child(61) }];
    firm.dunning.grace_days = 3;
    firm.dunning.own_days = vec![OwnDay { on: day(9), name: "Inventario".to_owned() }];
    firm.dunning.payment_details = Bilingual::new("CLABE 1", "Account 1");
    let own = Customer { protocol: Some(id.child(61)), ..Customer::named(customer, "Uno") };
    let outcomes = [
        Outcome::Sent,
        Outcome::Talked,
        Outcome::Promised,
        Outcome::Disputed,
        Outcome::Planned,
        Outcome::NotReceived,
        Outcome::AwaitingApproval { until: Some(day(8)) },
        Outcome::InPaymentRun { on: day(9) },
        Outcome::SaysPaid { on: Some(day(3)), reference: "SPEI 1".to_owned() },
        Outcome::CallBack { at: at(4) },
        Outcome::NoAnswer,
        Outcome::Voicemail,
        Outcome::LeftWord,
        Outcome::WrongNumber,
        Outcome::Refuses,
        Outcome::WrongPerson,
        Outcome::Noted,
    ];
    let channels = [None].into_iter().chain(Channel::ALL.map(Some)).cycle();
    let contacts =
        (80..).zip(outcomes.into_iter().zip(channels)).map(|(place, (outcome, channel))| {
            let contact = LoggedContact {
                at: at(2),
                direction: Direction::In,
                channel,
                with: "Ana".to_owned(),
                by: "Inés".to_owned(),
                items: items.clone(),
                step: Some(StepRef { protocol: id.child(61), step: id.child(70) }),
                outcome,
                said: "«dijo»".to_owned(),
                corrects: Some(contact),
            };
            (place, What::Contact(contact))
        });
    let promise = Promise {
        made_on: day(2),
        due_on: day(7),
        amount: usd(23_200),
        items: items.clone(),
        open_minor: 23_200,
    };
    let plan = Plan {
        agreed_on: day(3),
        items: items.clone(),
        currency: Currency::USD,
        parts: vec![Instalment { due_on: day(12), amount_minor: 23_200 }],
        restores: true,
    };
    let hold = Hold {
        invoice: Some(id.child(2)),
        from: day(4),
        until: Some(day(6)),
        reason: "feriado".to_owned(),
    };
    let disputes = DisputeReason::ALL.map(|reason| {
        What::Dispute(Dispute {
            invoice: id.child(2),
            opened_on: day(3),
            reason,
            amount: Some(usd(100)),
            settles: "nota de crédito".to_owned(),
        })
    });
    let agreed = [What::Promise(promise), What::Plan(plan), What::Hold(hold)];
    let dealings = contacts.chain((110..).zip(agreed.into_iter().chain(disputes)));
    let mut facts: Vec<Fact> = dealings
        .map(|(place, what)| {
            let contact = (place >= 110).then_some(contact);
            Fact::DealingAdded(Box::new(Dealing { id: id.child(place), customer, contact, what }))
        })
        .collect();
    facts.extend([
        Fact::FirmChanged { before: Box::default(), after: Box::new(firm) },
        Fact::CustomerAdded(Box::new(own)),
        Fact::ProtocolAdded(Box::new(protocol)),
        Fact::ProtocolRemoved(id.child(60)),
        Fact::DealingRemoved(id.child(50)),
        Fact::DealingEnded {
            dealing: id.child(112),
            ending: Ending { on: day(5), how: "aclarado".to_owned() },
        },
        Fact::DealingResumed(id.child(112)),
    ]);
    facts
}

fn facts_of_version_2() -> Vec<Fact> {
    let id = the_id();
    let usd = |amount_minor| Money::new(amount_minor, Currency::USD);
    let mut firm = Firm::of(Country::MX, Currency::MXN, Lang::Es);
    firm.name = "Distribuidora Ñandú".to_owned();
    firm.tax_id = "DNA010203AB1".to_owned();
    firm.allowance_percent = vec!["0.5".parse().unwrap(), "10".parse().unwrap()];
    firm.holidays = Some(Country::CO);
    firm.person = "Inés".to_owned();
    let customer = Customer {
        trade_name: "La Espiga".to_owned(),
        code: "C-1".to_owned(),
        tax_id: "ALE010203AB9".to_owned(),
        country: Some(Country::CO),
        terms: Some(Terms::net(30)),
        credit_limit: Some(usd(5_000_000)),
        payment_days: vec![chrono::Weekday::Fri],
        ..Customer::named(id.child(1), "Abarrotes La Espiga, S.A. de C.V.")
    };
    let renamed = Customer { trade_name: String::new(), ..customer.clone() };
    let invoice = Invoice {
        id: id.child(2),
        kind: InvoiceKind::DebitNote,
        customer: customer.id,
        number: "F-0102".to_owned(),
        issued_on: day(0),
        acknowledged_on: Some(day(2)),
        terms: Some(Terms::net(30)),
        total: usd(23_200),
        instalments: vec![Instalment { due_on: day(32), amount_minor: 23_200 }],
        rate: Some("17.46".parse().unwrap()),
        reference: "OC 77".to_owned(),
        fiscal_id: "6c1b".to_owned(),
        notes: "«nota»".to_owned(),
        delivery: Delivery::Acknowledged,
        of: Some(id.child(7)),
    };
    let corrected = Invoice { number: "F-0103".to_owned(), ..invoice.clone() };
    let cheque = Cheque {
        number: "000123".to_owned(),
        bank: "Banco".to_owned(),
        post_dated_to: Some(day(20)),
    };
    let kinds = [
        CreditKind::Payment { method: Method::Cheque(cheque) },
        CreditKind::Payment { method: Method::Transfer },
        CreditKind::Payment { method: Method::Cash },
        CreditKind::Payment { method: Method::Card },
        CreditKind::Payment { method: Method::Other },
        CreditKind::CreditNote,
        CreditKind::Withholding,
        CreditKind::WriteOff,
        CreditKind::SmallDifference,
        CreditKind::EarlyDiscount,
    ];
    let credit = |place: u32, kind| Credit {
        id: id.child(place),
        kind,
        customer: customer.id,
        date: day(10),
        amount: Money::new(415_280, Currency::MXN),
        rate: None,
        reference: "SPEI 4411".to_owned(),
        notes: String::new(),
        movement: None,
        fee_minor: 0,
        is_linked: false,
    };
    let (a_credit, an_allocation, a_refund) = (id.child(10), id.child(30), id.child(31));
    let mut facts = vec![
        Fact::FirmChanged { before: Box::default(), after: Box::new(firm) },
        Fact::RateAdded(Rate {
            id: id.child(40),
            currency: Currency::USD,
            on: day(0),
            value: "17.46".parse().unwrap(),
        }),
        Fact::RateRemoved(id.child(40)),
        Fact::RateStruck(Rate {
            id: id.child(41),
            currency: Currency::USD,
            on: day(1),
            value: "17.5".parse().unwrap(),
        }),
        Fact::CustomerAdded(Box::new(customer.clone())),
        Fact::CustomerChanged { before: Box::new(customer.clone()), after: Box::new(renamed) },
        Fact::CustomerRemoved(customer.id),
        Fact::InvoiceAdded(Box::new(invoice.clone())),
        Fact::InvoiceChanged { before: Box::new(invoice.clone()), after: Box::new(corrected) },
        Fact::InvoiceRemoved(invoice.id),
        Fact::InvoiceCancelled { invoice: invoice.id, on: day(5), reason: "error".to_owned() },
        Fact::InvoiceReinstated(invoice.id),
        Fact::CreditRemoved(a_credit),
        Fact::Allocated(Allocation {
            id: an_allocation,
            credit: a_credit,
            to: InstalmentRef { invoice: invoice.id, number: 2 },
            credit_minor: 415_280,
            other_currency_minor: Some(23_200),
            from: day(20),
        }),
        Fact::AllocationRemoved(an_allocation),
        Fact::AllocationEnded { allocation: an_allocation, on: day(25) },
        Fact::AllocationResumed(an_allocation),
        Fact::RefundAdded(Refund {
            id: a_refund,
            credit: a_credit,
            amount_minor: 100,
            on: day(30),
            reference: "SPEI 9".to_owned(),
        }),
        Fact::RefundRemoved(a_refund),
    ];
    let places = 10..;
    facts.extend(
        places.zip(kinds).map(|(place, kind)| Fact::CreditAdded(Box::new(credit(place, kind)))),
    );
    for step in [ChequeStep::Deposited, ChequeStep::Cleared, ChequeStep::Bounced] {
        facts.push(Fact::ChequeStepped { credit: a_credit, step, on: day(21) });
        facts.push(Fact::ChequeStepRemoved { credit: a_credit, step });
    }
    facts
}
