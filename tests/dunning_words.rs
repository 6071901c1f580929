//! The words that go out to customers: what ships, filled in, in both languages.

#![allow(clippy::unwrap_used)]

use cartera::dunning::links::{mail_link, whatsapp_link};
use cartera::dunning::message::{Message, MessageFacts, message};
use cartera::dunning::shipped;
use cartera::dunning::template::{Field, Template, Values};
use cartera::ledger::action::{
    self, CreditForm, Draft, Due, InvoiceForm, Line, Moment, enter_customer, enter_invoice,
};
use cartera::ledger::credit::{CreditKind, Method};
use cartera::ledger::customer::{Contact, Customer};
use cartera::ledger::dealing::Promise;
use cartera::ledger::firm::Firm;
use cartera::ledger::invoice::{Instalment, InstalmentRef, InvoiceKind};
use cartera::ledger::protocol::{Bilingual, Channel, Protocol, Stage, Step};
use cartera::ledger::record::Deed;
use cartera::ledger::{Book, Country, Currency, Id, Ix, Money, Terms};
use cartera::text::Lang;
use chrono::{Days, NaiveDate};

const SIXTY: &str = "Compañía Distribuidora de Alimentos & Bebidas del Sureste SA";
const PAY_ES: &str = "Transferencia a Banco del Valle, CLABE 012345678901234567, a nombre de Textiles Sierra Azul SA de CV. Envíe el comprobante a pagos@sierraazul.example.";
const PAY_EN: &str = "Transfer to Banco del Valle, CLABE 012345678901234567, in the name of Textiles Sierra Azul SA de CV. Send the receipt to pagos@sierraazul.example.";

fn day(text: &str) -> NaiveDate {
    text.parse().unwrap()
}

fn mxn(minor: i64) -> Money {
    Money::new(minor, Currency::MXN)
}

fn usd(minor: i64) -> Money {
    Money::new(minor, Currency::USD)
}

fn begin(firm_name: &str, pay: Bilingual) -> Draft {
    let moment = Moment { at_ms: 1_000, random: 7, device: "t".to_owned() };
    let mut draft = Draft::begin(&Book::default(), Deed::Began, &moment);
    let mut firm = Firm::of(Country::MX, Currency::MXN, Lang::Es);
    firm.name = firm_name.to_owned();
    firm.dunning.payment_details = pay;
    action::set_firm(&mut draft, firm).unwrap();
    draft
}

fn a_customer(draft: &mut Draft) -> Id {
    let mut customer = Customer::named(Id::new(0, 0), SIXTY);
    customer.trade_name = "Alimentos del Sureste".to_owned();
    customer.responsible = "Marta Solís".to_owned();
    customer.contacts = vec![Contact { name: "Íñigo Peña".to_owned(), ..Contact::default() }];
    enter_customer(draft, customer).unwrap()
}

fn bill(draft: &mut Draft, customer: Id, number: &str, due: Due, total: Money) -> Id {
    let form = InvoiceForm::new(customer, number, day("2026-01-05"), due, total);
    enter_invoice(draft, form).unwrap()
}

fn in_thirds(first: &str) -> Due {
    let due = |months: u32| day(first).checked_add_months(chrono::Months::new(months)).unwrap();
    let part = |months| Instalment { due_on: due(months), amount_minor: 400_000 };
    Due::Instalments(vec![part(0), part(1), part(2)])
}

fn pay(draft: &mut Draft, customer: Id, amount: Money, settles: Option<(Id, i64)>) {
    let line = |(invoice, minor)| Line::new(InstalmentRef { invoice, number: 1 }, minor);
    let form = CreditForm {
        kind: CreditKind::Payment { method: Method::Transfer },
        customer,
        date: day("2026-02-01"),
        amount,
        rate: None,
        reference: String::new(),
        notes: String::new(),
        lines: settles.map(line).into_iter().collect(),
    };
    action::enter_credit(draft, form).unwrap();
}

/// A ledger with one customer, and what it owes.
struct Case {
    book: Book,
    items: Vec<Ix<cartera::ledger::book::Item>>,
}

impl Case {
    fn new(draft: Draft, on: NaiveDate) -> Self {
        let book = draft.into_book();
        let (customer, _) = book.customers().next().unwrap();
        let items = book.open_items(customer, on).iter().map(|open| open.item).collect();
        Self { book, items }
    }

    fn facts(&self, on: NaiveDate) -> MessageFacts<'_> {
        let (customer, _) = self.book.customers().next().unwrap();
        MessageFacts::new(&self.book, customer, &self.items, on)
    }

    fn values(&self, lang: Lang, on: NaiveDate) -> Values {
        MessageFacts { lang, ..self.facts(on) }.values(&self.book)
    }
}

/// One invoice.
fn usual() -> Case {
    let mut draft = begin("Textiles Sierra Azul", Bilingual::new(PAY_ES, PAY_EN));
    let customer = a_customer(&mut draft);
    let due = Due::Terms(Terms::net(30));
    let form = InvoiceForm::new(customer, "F-1021", day("2026-02-03"), due, mxn(1_200_050));
    enter_invoice(&mut draft, form).unwrap();
    Case::new(draft, day("2026-02-03"))
}

/// An invoice in three instalments, one partly paid; another in dollars, with a reference;
/// and dollars that are not applied.
fn rich() -> Case {
    let mut draft = begin("Textiles Sierra Azul", Bilingual::new(PAY_ES, PAY_EN));
    let customer = a_customer(&mut draft);
    let thirds = in_thirds("2026-02-04");
    let thirds = bill(&mut draft, customer, "F-1021", thirds, mxn(1_200_000));
    let mut form = InvoiceForm::new(
        customer,
        "E-77",
        day("2026-01-05"),
        Due::On(day("2026-03-06")),
        usd(123_450),
    );
    form.reference = "OC 4411".to_owned();
    enter_invoice(&mut draft, form).unwrap();
    pay(&mut draft, customer, mxn(150_000), Some((thirds, 150_000)));
    pay(&mut draft, customer, usd(5_000), None);
    Case::new(draft, day("2026-03-06"))
}

fn fill(step: &Step, values: &Values) -> Message {
    message(step, values).unwrap()
}

fn as_text(protocol: &Protocol, lang: Lang) -> String {
    let due = day("2026-03-05");
    let case = usual();
    let promised = Promise {
        made_on: due,
        due_on: day("2026-03-18"),
        amount: mxn(600_000),
        items: Vec::new(),
        open_minor: 0,
    };
    let mut text = format!("{}\n", protocol.name.in_lang(lang));
    for step in &protocol.steps {
        let on = due + chrono::TimeDelta::days(step.day.into());
        let late = step.day >= 45;
        let facts = MessageFacts {
            lang,
            promise: (step.day == 30).then_some(&promised),
            interest: if late {
                &[Money { amount_minor: 8_877, currency: Currency::MXN }]
            } else {
                &[]
            },
            ..case.facts(on)
        };
        let message = fill(step, &facts.values(&case.book));
        assert_eq!(message.holes, [], "{}", step.name.es);
        text.push_str(&format!(
            "\n=== {} · {:?} · {:?} · {}\n{}\n\n{}\n",
            step.day,
            step.channel,
            step.stage,
            step.name.in_lang(lang),
            message.subject,
            message.body,
        ));
        for check in &step.checklist {
            text.push_str(&format!("[ ] {}\n", check.in_lang(lang)));
        }
    }
    text
}

#[test]
fn the_shipped_protocols_read_well() {
    for (protocol, name) in
        shipped::all().iter().zip(["standard", "gentle", "strict", "high-volume"])
    {
        insta::assert_snapshot!(format!("{name}-es"), as_text(protocol, Lang::Es));
        insta::assert_snapshot!(format!("{name}-en"), as_text(protocol, Lang::En));
    }
}

fn every_text() -> impl Iterator<Item = (&'static Step, Lang)> {
    let steps = shipped::all().iter().flat_map(|protocol| &protocol.steps);
    steps.flat_map(|step| [(step, Lang::Es), (step, Lang::En)])
}

#[test]
fn every_message_names_creditor_items_amounts_payment_and_dispute() {
    let case = usual();
    for (step, lang) in every_text() {
        let body = Template::parse(step.body.in_lang(lang)).unwrap();
        let what = format!("{} in {lang:?}", step.name.es);
        assert!(body.uses(Field::Firm), "{what}");
        assert!(body.uses(Field::Items) || body.uses(Field::Table), "{what}");
        assert!(body.uses(Field::HowToPay), "{what}");
        let filled = fill(step, &case.values(lang, day("2026-03-20")));
        for words in ["F-1021", "$ 12,000.50", "CLABE", "Textiles Sierra Azul"] {
            assert!(filled.body.contains(words), "{what}: {words}");
        }
        let dispute: &[&str] = match lang {
            Lang::Es => &["no coincid"],
            Lang::En => &["not right"],
        };
        assert!(dispute.iter().any(|words| filled.body.contains(words)), "{what}");
        assert!(!filled.subject.is_empty() && !step.name.in_lang(lang).is_empty(), "{what}");
    }
}

#[test]
fn the_words_are_courteous_and_imitate_no_court() {
    // Informal address, exclamations, threats, papers of a court, questions why.
    let spanish = [
        "!",
        "¡",
        " tu ",
        " tus ",
        " te ",
        "tienes",
        "puedes",
        "debes",
        "queridos",
        "demanda",
        "juzgado",
        "juicio",
        "embargo",
        "citatorio",
        "requerimiento",
        "denuncia",
        "buró",
        "moroso",
        "última oportunidad",
        "consecuencias",
        "por qué no",
        "motivo de su",
    ];
    let english = [
        "!",
        "court",
        "sue ",
        "lawsuit",
        "summons",
        "seiz",
        "final demand",
        "legal action",
        "consequences",
        "defaulter",
        "credit bureau",
        "why have",
        "reason for",
    ];
    for (step, lang) in every_text() {
        let words = match lang {
            Lang::Es => &spanish[..],
            Lang::En => &english[..],
        };
        let text =
            format!("{} {}", step.subject.in_lang(lang), step.body.in_lang(lang)).to_lowercase();
        // `{!campo}` asks whether a field is empty.
        let text = text.replace("{!", "{");
        for word in words {
            assert!(!text.contains(word), "{}: {word}", step.name.es);
        }
    }
}

#[test]
fn both_languages_fill_in_the_same_fields() {
    for protocol in shipped::all() {
        for step in &protocol.steps {
            let fields = |text: &str| {
                let template = Template::parse(text).unwrap();
                Field::ALL.iter().filter(|field| template.uses(**field)).collect::<Vec<_>>()
            };
            assert_eq!(fields(&step.body.es), fields(&step.body.en), "{}", step.name.es);
            assert_eq!(fields(&step.subject.es), fields(&step.subject.en), "{}", step.name.es);
            assert!(step.checklist.iter().all(|c| !c.es.is_empty() && !c.en.is_empty()));
            assert!(step.least.is_none() && step.fee.is_none(), "amounts are the user's own");
        }
    }
}

#[test]
fn chat_messages_are_shorter_than_mails_and_both_fit_into_links() {
    let case = usual();
    let (mut chats, mut mails) = (Vec::new(), Vec::new());
    for (step, lang) in every_text() {
        let Message { subject, body, .. } = fill(step, &case.values(lang, day("2026-03-20")));
        match step.channel {
            Channel::WhatsApp => {
                let link = whatsapp_link("55 1234 5678", Country::MX, &body, lang).unwrap();
                assert!(!link.attach_statement, "{}", step.name.es);
                chats.push(body.chars().count());
            }
            Channel::Email => {
                let address = "inigo.pena@alimentosdelsureste.example";
                let link = mail_link(address, &subject, &body, lang).unwrap();
                assert!(!link.attach_statement, "{} {}", step.name.es, body.len());
                mails.push(body.chars().count());
            }
            _ => {}
        }
    }
    assert!(chats.iter().max() < mails.iter().min(), "{chats:?} {mails:?}");
}

#[test]
fn a_message_speaks_of_two_currencies_and_of_instalments() {
    let case = rich();
    let on = day("2026-03-06");
    let es = case.values(Lang::Es, on);
    assert_eq!(
        es.get(Field::Items),
        "- Factura F-1021, cuota 1 de 3: 2,500.00 MXN (saldo de 4,000.00 MXN), venció el 4 feb \
         2026 (30 días)\n\
         - Factura F-1021, cuota 2 de 3: 4,000.00 MXN, venció el 4 mar 2026 (2 días)\n\
         - Factura E-77, ref. OC 4411: 1,234.50 USD, vence hoy\n\
         - Factura F-1021, cuota 3 de 3: 4,000.00 MXN, vence el 4 abr 2026"
    );
    let said = |field| es.get(field);
    assert_eq!(said(Field::Total), "10,500.00 MXN y 1,234.50 USD");
    assert_eq!(said(Field::Overdue), "6,500.00 MXN");
    assert_eq!(said(Field::NotYetDue), "1,234.50 USD y 4,000.00 MXN");
    assert_eq!(said(Field::Unapplied), "50.00 USD");
    assert_eq!(said(Field::Numbers), "F-1021 y E-77");
    assert_eq!(said(Field::Count), "2 facturas");
    assert_eq!(said(Field::Days), "30 días");
    assert_eq!(said(Field::Due), "4 de febrero de 2026");
    assert_eq!(said(Field::Today), "6 de marzo de 2026");
    assert_eq!(said(Field::Deadline), "13 de marzo de 2026");
    assert_eq!(said(Field::Terms), "", "sold on due dates of their own");
    assert_eq!(said(Field::Customer), "Alimentos del Sureste");
    assert_eq!(said(Field::LegalName), SIXTY);
    let en = case.values(Lang::En, on);
    assert!(en.get(Field::Items).starts_with(
        "- Invoice F-1021, instalment 1 of 3: 2,500.00 MXN (left of 4,000.00 MXN), was due \
         4 Feb 2026 (30 days)\n"
    ));
    assert_eq!(en.get(Field::Total), "10,500.00 MXN and 1,234.50 USD");
    insta::assert_snapshot!("table-es", es.get(Field::Table));
    insta::assert_snapshot!("table-en", en.get(Field::Table));
}

#[test]
fn terms_are_named_where_all_of_it_was_sold_on_them() {
    let on = day("2026-02-10");
    let terms = |due: &[Due]| {
        let mut draft = begin("Sierra Azul", Bilingual::default());
        let customer = a_customer(&mut draft);
        for (number, due) in due.iter().enumerate() {
            bill(&mut draft, customer, &format!("F-{number}"), due.clone(), mxn(100));
        }
        Case::new(draft, on).values(Lang::Es, on).get(Field::Terms).to_owned()
    };
    let net = |days| Due::Terms(Terms::net(days));
    let thirty_days_on = Due::On(day("2026-02-04"));
    assert_eq!(terms(&[]), "30 días", "the firm's");
    assert_eq!(terms(&[net(60), net(60)]), "60 días");
    assert_eq!(terms(&[net(30), thirty_days_on.clone()]), "30 días");
    assert_eq!(terms(std::slice::from_ref(&thirty_days_on)), "30 días");
    assert_eq!(terms(&[net(60), net(30)]), "");
    assert_eq!(terms(&[thirty_days_on, net(60)]), "");
    assert_eq!(terms(&[Due::On(day("2026-02-05"))]), "");
}

#[test]
fn a_sixty_letter_name_is_never_cut() {
    let case = rich();
    let letter = shipped::standard().steps.iter().find(|step| step.channel == Channel::Letter);
    let text = fill(letter.unwrap(), &case.values(Lang::Es, day("2026-05-05"))).body;
    assert!(text.lines().any(|line| line == SIXTY), "{text}");
}

#[test]
fn a_message_before_the_due_date_says_nothing_of_lateness() {
    let values = usual().values(Lang::Es, day("2026-03-05"));
    assert_eq!(values.get(Field::Items), "- Factura F-1021: $ 12,000.50, vence hoy");
    for field in [Field::Days, Field::Overdue, Field::Promise, Field::Interest, Field::Unapplied] {
        assert_eq!(values.get(field), "", "{field:?}");
    }
    assert_eq!(values.get(Field::NotYetDue), "$ 12,000.50");
}

#[test]
fn amounts_of_other_customers_and_days_stay_out() {
    let case = rich();
    let before = case.values(Lang::Es, day("2026-01-31"));
    assert!(before.get(Field::Items).starts_with("- Factura F-1021, cuota 1 de 3: 4,000.00 MXN, "));
    assert_eq!(before.get(Field::Unapplied), "", "paid on the first of February");
    let first = [case.items[0], case.items[0]];
    let facts = MessageFacts { items: &first, ..case.facts(day("2026-03-06")) };
    let values = facts.values(&case.book);
    assert_eq!(values.get(Field::Total), "$ 2,500.00", "each once, and one currency only");
    assert_eq!(values.get(Field::Unapplied), "US$ 50.00");
    let none = MessageFacts { items: &[], ..case.facts(day("2026-03-06")) };
    let values = none.values(&case.book);
    for field in [Field::Items, Field::Table, Field::Total, Field::Count, Field::Numbers] {
        assert_eq!(values.get(field), "");
    }
}

#[test]
fn other_documents_are_called_by_their_names() {
    let mut draft = begin("Sierra Azul", Bilingual::default());
    let customer = a_customer(&mut draft);
    let due = Due::On(day("2026-02-04"));
    bill(&mut draft, customer, "F-1", due.clone(), mxn(100));
    for (number, kind) in [("ND-3", InvoiceKind::DebitNote), ("S-1", InvoiceKind::Opening)] {
        let mut form = InvoiceForm::new(customer, number, day("2026-01-05"), due.clone(), mxn(100));
        form.kind = kind;
        enter_invoice(&mut draft, form).unwrap();
    }
    for number in 2..=5 {
        bill(&mut draft, customer, &format!("F-{number}"), due.clone(), mxn(100));
    }
    let case = Case::new(draft, day("2026-02-05"));
    let values = case.values(Lang::Es, day("2026-02-05"));
    assert!(values.get(Field::Items).contains("\n- Nota de débito ND-3: $ 1.00, venció el"));
    assert!(values.get(Field::Items).contains("\n- Saldo anterior S-1: $ 1.00"));
    assert_eq!(values.get(Field::Count), "7 documentos");
    assert_eq!(values.get(Field::Numbers), "F-1, ND-3, S-1 y 4 más");
    assert_eq!(values.get(Field::Days), "1 día");
}

#[test]
fn a_firm_without_a_name_is_pointed_out_and_missing_details_are_offered() {
    let mut draft = begin("", Bilingual::default());
    let customer = enter_customer(&mut draft, Customer::named(Id::new(0, 0), "Andina")).unwrap();
    bill(&mut draft, customer, "F-1", Due::On(day("2026-02-04")), mxn(100));
    let case = Case::new(draft, day("2026-02-05"));
    let values = case.values(Lang::Es, day("2026-02-24"));
    let email = shipped::standard().steps.iter().find(|step| step.channel == Channel::Email);
    let written = fill(email.unwrap(), &values);
    assert_eq!(written.holes, [Field::Firm, Field::Responsible]);
    assert!(written.body.starts_with("Buen día:\n"));
    assert!(written.body.contains("Pídanos los datos para pagar"));
    assert!(written.body.ends_with("Atentamente,"));
}

#[test]
fn the_language_is_the_customers_and_a_customer_abroad_reads_codes() {
    let mut draft = begin("Sierra Azul", Bilingual::new(PAY_ES, ""));
    let mut customer = Customer::named(Id::new(0, 0), "North Shore Ltd");
    customer.country = Some(Country::GB);
    customer.language = Some(Lang::En);
    let customer = enter_customer(&mut draft, customer).unwrap();
    bill(&mut draft, customer, "F-1", Due::On(day("2026-02-04")), mxn(123_400));
    let case = Case::new(draft, day("2026-02-05"));
    let facts = case.facts(day("2026-02-05"));
    let values = facts.values(&case.book);
    assert_eq!(facts.lang, Lang::En);
    assert_eq!(values.get(Field::Total), "1,234.00 MXN");
    assert_eq!(values.get(Field::HowToPay), PAY_ES, "the only language there is");
}

#[test]
fn a_hundred_invoices_become_a_link_with_a_statement() {
    let mut draft = begin("Textiles Sierra Azul", Bilingual::new(PAY_ES, PAY_EN));
    let customer = a_customer(&mut draft);
    for number in 1..=100_u64 {
        let due = Due::On(day("2026-02-04") + Days::new(number));
        bill(&mut draft, customer, &format!("F-{number:04}"), due, mxn(100_000));
    }
    let on = day("2026-03-20");
    let case = Case::new(draft, on);
    for lang in [Lang::Es, Lang::En] {
        let values = case.values(lang, on);
        for step in shipped::all().iter().flat_map(|protocol| &protocol.steps) {
            let Message { subject, body, .. } = fill(step, &values);
            let mail = mail_link("a@b.example", &subject, &body, lang).unwrap();
            let chat = whatsapp_link("5512345678", Country::MX, &body, lang).unwrap();
            assert!(mail.attach_statement && chat.attach_statement);
            assert!(mail.href.len() <= 1_600 && chat.href.len() <= 2_000);
            if step.channel == Channel::WhatsApp {
                assert!(chat.text.contains("$ 100,000.00") && chat.text.contains("CLABE"));
            }
            if step.channel == Channel::Email {
                assert!(mail.text.contains("$ 100,000.00") && mail.text.contains("CLABE"));
                assert!(mail.text.ends_with("Textiles Sierra Azul"), "{}", mail.text);
            }
        }
    }
}

#[test]
fn stages_grow_from_courtesy_to_decision() {
    for protocol in shipped::all() {
        let stages: Vec<Stage> = protocol.steps.iter().map(|step| step.stage).collect();
        assert_eq!(stages.first(), Some(&Stage::Preventive));
        assert_eq!(stages.last(), Some(&Stage::Judicial));
        assert!(
            protocol.steps.iter().all(|step| (step.day <= 0) == (step.stage == Stage::Preventive))
        );
    }
    let last = |at: usize| shipped::all()[at].steps.last().unwrap().day;
    assert_eq!([last(0), last(1), last(2), last(3)], [90, 120, 60, 90]);
}
