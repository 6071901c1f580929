//! A ledger of any size in IndexedDB, written by the page's own journal.

use cartera::browser::ledgers::Ledgers;
use cartera::browser::preferences::Preference;
use cartera::browser::{IndexedDbJournal, LedgerId, clock, sentinel, yield_now};
use cartera::ledger::action::{
    CreditForm, Draft, Due, InvoiceForm, Line, Moment, enter_credit, enter_customer, enter_invoice,
    set_firm,
};
use cartera::ledger::credit::{CreditKind, Method};
use cartera::ledger::customer::Customer;
use cartera::ledger::firm::Firm;
use cartera::ledger::invoice::InstalmentRef;
use cartera::ledger::keeper::Keeper;
use cartera::ledger::record::Deed;
use cartera::ledger::{Book, Country, Currency, Id, Money};
use cartera::text::Lang;
use chrono::{Days, NaiveDate};
use wasm_bindgen::prelude::wasm_bindgen;

/// Which ledger the page opens.
const LAST_OPENED: Preference<LedgerId> = Preference::new("ledger");

/// Days over which invoices were issued.
const DAYS: u64 = 540;

/// Records after the last snapshot, as in a ledger in use.
const RECORDS_SINCE_SNAPSHOT: usize = 40;

/// Stores a ledger of so many invoices as the one the page opens next: an import of all of
/// them, of which two thirds are paid, a snapshot, and a few payments recorded since.
/// Invoices are spread over twenty to a customer, and the 18 months before today.
///
/// Returns the id of a customer who owes something.
///
/// # Panics
/// When storing fails.
#[wasm_bindgen]
pub async fn store_ledger(invoices: usize, seed: u64) -> String {
    console_error_panic_hook::set_once();
    let id = LedgerId::new(clock::now_ms(), seed);
    let list = Ledgers::open().await.expect("the list of ledgers opens");
    list.create(id.clone(), "", clock::now_ms()).await.expect("the ledger is listed");
    let journal = IndexedDbJournal::open(&id, |_| ()).await.expect("the ledger is made");
    let keeper = Keeper::new(journal);
    let today = clock::today();
    let mut random = fastrand::Rng::with_seed(seed);

    let mut book = Book::default();
    let mut draft = begin(&book, Deed::Began, &mut random);
    let mut firm = Firm::of(Country::MX, Currency::MXN, Lang::Es);
    firm.name = "Distribuidora de prueba".to_owned();
    set_firm(&mut draft, firm).expect("a firm that makes sense");
    book = keeper.store(&book, draft).await.expect("stored");

    let deed = Deed::Imported { file: "facturas.csv".to_owned() };
    let mut draft = begin(&book, deed, &mut random);
    let unpaid = enter_all(&mut draft, invoices, today, &mut random);
    book = keeper.store(&book, draft).await.expect("stored");
    keeper.save_snapshot(&book, async || ()).await.expect("the snapshot is stored");

    for bill in unpaid.iter().take(RECORDS_SINCE_SNAPSHOT) {
        let mut draft = begin(&book, Deed::RecordedPayment, &mut random);
        enter_credit(&mut draft, bill.payment(today)).expect("a payment that fits");
        book = keeper.store(&book, draft).await.expect("stored");
    }
    LAST_OPENED.set(&id);
    sentinel::mark(&id, clock::now_ms());
    unpaid.last().map(|bill| bill.customer.to_string()).unwrap_or_default()
}

/// An invoice as far as paying it goes.
struct Bill {
    customer: Id,
    invoice: Id,
    total: Money,
}

impl Bill {
    fn payment(&self, date: NaiveDate) -> CreditForm {
        let to = InstalmentRef { invoice: self.invoice, number: 1 };
        CreditForm {
            kind: CreditKind::Payment { method: Method::Transfer },
            customer: self.customer,
            date,
            amount: self.total,
            rate: None,
            reference: "SPEI 4471".to_owned(),
            notes: String::new(),
            lines: vec![Line::new(to, self.total.amount_minor)],
        }
    }
}

/// Enters customers, invoices and payments; returns the invoices that nobody paid.
fn enter_all(
    draft: &mut Draft,
    invoices: usize,
    today: NaiveDate,
    random: &mut fastrand::Rng,
) -> Vec<Bill> {
    let customers: Vec<Id> = (0..(invoices / 20).max(1))
        .map(|place| {
            let mut customer =
                Customer::named(Id::new(0, 0), format!("Comercializadora del Norte {place:04}"));
            customer.segment = ["Mayorista", "Salud", "Corporativo"][place % 3].to_owned();
            enter_customer(draft, customer).expect("a customer with a name")
        })
        .collect();
    let mut unpaid = Vec::new();
    for number in 0..invoices {
        // In order of issue, as an accounting system exports them.
        let ago = DAYS - DAYS * number as u64 / invoices as u64;
        let issued = today - Days::new(ago);
        let customer = customers[random.usize(..customers.len())];
        let currency = if random.u8(..10) == 0 { Currency::USD } else { Currency::MXN };
        let total = Money::new(random.i64(50_000..20_000_000), currency);
        let due = Due::On(issued + Days::new([15, 30, 30, 60, 90][random.usize(..5)]));
        let mut form = InvoiceForm::new(customer, &format!("A-{number:06}"), issued, due, total);
        form.reference = format!("OC {}", 40_000 + number / 3);
        let invoice = enter_invoice(draft, form).expect("an invoice that fits");
        let bill = Bill { customer, invoice, total };
        if random.u8(..3) == 0 {
            unpaid.push(bill);
        } else {
            let paid_on = (issued + Days::new(random.u64(5..80))).min(today);
            enter_credit(draft, bill.payment(paid_on)).expect("a payment that fits");
        }
    }
    unpaid
}

fn begin(book: &Book, deed: Deed, random: &mut fastrand::Rng) -> Draft {
    let moment = Moment {
        at_ms: clock::now_ms(),
        random: random.u64(..),
        device: "00000000000000be".to_owned(),
    };
    Draft::begin(book, deed, &moment)
}

/// Opens the ledger stored last as the page does, so many times, without drawing anything.
/// Returns the milliseconds that each took, of storage and of work.
///
/// # Panics
/// When it cannot be opened, or something in it cannot be believed.
#[wasm_bindgen]
pub async fn open_ledger(times: usize) -> Vec<f64> {
    console_error_panic_hook::set_once();
    let id = LAST_OPENED.get().expect("a ledger was stored");
    let mut taken_ms = Vec::new();
    for _ in 0..times {
        let start_ms = now_ms();
        let journal = IndexedDbJournal::open(&id, |_| ()).await.expect("the ledger is there");
        let opened = Keeper::new(journal).open(yield_now).await.expect("it opens");
        assert!(opened.damaged.is_empty(), "{:?}", opened.damaged);
        taken_ms.push(now_ms() - start_ms);
    }
    taken_ms
}

#[wasm_bindgen]
extern "C" {
    #[wasm_bindgen(js_namespace = performance, js_name = now)]
    fn now_ms() -> f64;
}
