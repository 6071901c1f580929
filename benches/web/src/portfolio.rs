//! A book of given items, the aging report over it, the worklist of a day and what is
//! expected to come in.

use cartera::aging::{AgingQuery, AgingReport, RowKey, aging};
use cartera::dunning::practice::Practice;
use cartera::dunning::worklist::Filter;
use cartera::forecast::{Projecting, Question};
use cartera::ledger::action::{
    CreditForm, Draft, Due, InvoiceForm, Line, Moment, enter_credit, enter_customer, enter_invoice,
};
use cartera::ledger::credit::{CreditKind, Method};
use cartera::ledger::customer::Customer;
use cartera::ledger::invoice::InstalmentRef;
use cartera::ledger::record::Deed;
use cartera::ledger::{Book, Currency, Id, Money};
use chrono::{Days, NaiveDate};
use wasm_bindgen::prelude::wasm_bindgen;

/// Invoices entered in one draft: what a draft writes for the journal is not kept, so its
/// memory is not needed for all of them at once.
const INVOICES_PER_DRAFT: usize = 20_000;

/// A book of open items and the day of its report.
#[wasm_bindgen]
pub struct Portfolio {
    book: Book,
    query: AgingQuery,
    report: Option<AgingReport>,
    projecting: Option<Projecting>,
}

#[wasm_bindgen]
impl Portfolio {
    /// Enters customers, then an invoice for each place of the columns through the ledger's
    /// own actions, and a payment where something is paid.
    ///
    /// Days are counted from 1970-01-01, amounts are minor units. A part is paid on the day
    /// of issue. `currencies` are three-letter codes, by the numbers in `currency`.
    ///
    /// # Panics
    /// When the columns make no ledger: a benchmark over less than was meant is worthless.
    #[wasm_bindgen(constructor)]
    #[expect(clippy::too_many_arguments, reason = "columns are what JavaScript hands over fast")]
    pub fn new(
        customers: usize,
        currencies: Vec<String>,
        customer: &[u32],
        currency: &[u8],
        issued_day: &[u32],
        due_day: &[u32],
        amount_minor: &[f64],
        paid_minor: &[f64],
        as_of_day: u32,
    ) -> Self {
        console_error_panic_hook::set_once();
        let currencies: Vec<Currency> = currencies
            .iter()
            .map(|code| Currency::from_code(code).expect("a currency's code"))
            .collect();
        let mut draft = begin(&Book::default(), 0);
        let ids: Vec<Id> = (0..customers)
            .map(|place| {
                let customer = Customer::named(Id::new(0, 0), format!("Cliente {place}"));
                enter_customer(&mut draft, customer).expect("a customer with a name")
            })
            .collect();
        let mut book = draft.into_book();
        for first in (0..customer.len()).step_by(INVOICES_PER_DRAFT) {
            let mut draft = begin(&book, first as u64 + 1);
            for place in first..customer.len().min(first + INVOICES_PER_DRAFT) {
                let whose = ids[customer[place] as usize];
                let issued = day(issued_day[place]);
                let currency = currencies[usize::from(currency[place])];
                let due = Due::On(day(due_day[place]));
                let total = Money::new(amount_minor[place] as i64, currency);
                let form = InvoiceForm::new(whose, &place.to_string(), issued, due, total);
                let invoice = enter_invoice(&mut draft, form).expect("an invoice that fits");
                let paid = paid_minor[place] as i64;
                if paid > 0 {
                    let to = InstalmentRef { invoice, number: 1 };
                    let form = payment(whose, issued, Money::new(paid, currency), to);
                    enter_credit(&mut draft, form).expect("a payment that fits");
                }
            }
            book = draft.into_book();
        }
        let query = AgingQuery::new(&book, day(as_of_day));
        Self { book, query, report: None, projecting: None }
    }

    /// Makes the report and lets go of the one before: what is timed. Returns its rows.
    pub fn aging(&mut self) -> usize {
        let report = self.report.insert(aging(&self.book, &self.query));
        report.sections.iter().map(|section| section.rows.len()).sum()
    }

    /// Works out the day's worklist: what is timed. Returns its lines and what waits, for
    /// saying what was worked out.
    pub fn worklist(&self) -> Vec<usize> {
        let list = Practice::of(&self.book, self.query.as_of).worklist(&Filter::default());
        let covered = list.lines.iter().map(|line| line.action.covers.len()).sum();
        vec![list.lines.len(), list.waiting.len(), covered]
    }

    /// Begins the projection of what is open in a currency, so many days ahead with so many
    /// courses of events: what is timed, with the two below.
    ///
    /// # Panics
    /// When there is no such currency.
    pub fn begin_projection(&mut self, currency: &str, days: u32, paths: u32) {
        let on = self.query.as_of;
        let question = Question {
            until: on + Days::new(days.into()),
            currency: Currency::from_code(currency).expect("a currency's code"),
            paths,
            ..Question::new(&self.book, on)
        };
        self.projecting = Some(Projecting::new(&self.book, &question));
    }

    /// A slice of it; says whether all is done.
    pub fn advance_projection(&mut self, paths: u32) -> bool {
        self.projecting.as_mut().is_none_or(|projecting| projecting.advance(paths))
    }

    /// Its end: how many items it is over, and what is expected of a hundred.
    pub fn finish_projection(&mut self) -> Vec<f64> {
        let Some(projecting) = self.projecting.take() else { return Vec::new() };
        let projection = projecting.finish();
        let expected = projection.expected_minor.last().copied().unwrap_or(0) as f64;
        vec![projection.items.len() as f64, 100.0 * expected / projection.open_minor as f64]
    }

    /// The rows of the last report for comparison, 10 numbers each: the place of the
    /// currency's code in `currencies`, the customer, five buckets, the balance, the open
    /// items and the age of the oldest in days.
    pub fn rows(&self, currencies: Vec<String>) -> Vec<f64> {
        let sections = self.report.iter().flat_map(|report| &report.sections);
        sections
            .flat_map(|section| {
                let code = section.currency.code();
                let place = currencies.iter().position(|known| known == code).unwrap_or(usize::MAX);
                section.rows.iter().map(move |row| (place, row))
            })
            .flat_map(|(place, row)| {
                let RowKey::Customer(customer) = row.key else { unreachable!("grouped so") };
                let amounts = &row.amounts;
                let mut numbers = vec![place as f64, customer.place() as f64];
                numbers.extend(amounts.buckets.iter().map(|&minor| minor as f64));
                numbers.push(amounts.balance_minor as f64);
                numbers.push(amounts.open_items as f64);
                numbers.push(amounts.oldest_days.unwrap_or(i64::MIN) as f64);
                numbers
            })
            .collect()
    }
}

fn begin(book: &Book, number: u64) -> Draft {
    let moment =
        Moment { at_ms: 1_700_000_000_000 + number, random: number, device: "bench".to_owned() };
    Draft::begin(book, Deed::Imported { file: String::new() }, &moment)
}

fn day(number: u32) -> NaiveDate {
    NaiveDate::default() + Days::new(number.into())
}

fn payment(customer: Id, date: NaiveDate, amount: Money, to: InstalmentRef) -> CreditForm {
    CreditForm {
        kind: CreditKind::Payment { method: Method::Transfer },
        customer,
        date,
        amount,
        rate: None,
        reference: String::new(),
        notes: String::new(),
        lines: vec![Line::new(to, amount.amount_minor)],
    }
}
