//! The form of an invoice: what was typed, and the invoice that it says.

use crate::order;
use chrono::{Months, NaiveDate};
use rust_decimal::Decimal;

use super::customers::fits_text;
use super::problem::{FieldProblem, Why};
use crate::ledger::action::{Due, InvoiceForm, counted_up, next_number};
use crate::ledger::book::{Book, CustomerEntry};
use crate::ledger::firm::usual_currency;
use crate::ledger::invoice::{Delivery, Instalment, Invoice, InvoiceKind};
use crate::ledger::terms::{CountedFrom, Terms, parse_terms};
use crate::ledger::{Country, Currency, Id, Ix, Money};
use crate::text::fold::fold;
use crate::text::format::{NumberStyle, date_medium, decimal, parse_amount, parse_date};
use crate::text::{Lang, terms};

/// What stands in the form.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct InvoiceDraft {
    /// Whose it is.
    pub customer: Whose,
    /// Its number.
    pub number: String,
    /// The day of issue.
    pub issued_on: String,
    /// Terms, or the day it falls due.
    pub due: String,
    /// The amount.
    pub amount: String,
    /// Its currency.
    pub currency: Currency,
    /// What kind of document.
    pub kind: InvoiceKind,
    /// Purchase order or other reference.
    pub reference: String,
    /// Fiscal id.
    pub fiscal_id: String,
    /// The day the customer acknowledged it.
    pub acknowledged_on: String,
    /// How far it has come.
    pub delivery: Delivery,
    /// Units of the home currency for one of its own.
    pub rate: String,
    /// Instalments written by hand, which then stand in the place of the terms.
    pub rows: Vec<DueRow>,
    /// Free notes.
    pub notes: String,
    /// The invoice a charge belongs to.
    pub of: Option<Id>,
    /// The invoice that is corrected, if one is.
    pub id: Option<Id>,
}

/// An instalment written by hand.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct DueRow {
    /// The day it falls due.
    pub due: String,
    /// How much of the total.
    pub amount: String,
}

impl DueRow {
    /// Whether nothing stands in it; it counts for nothing then.
    pub fn is_blank(&self) -> bool {
        self.due.trim().is_empty() && self.amount.trim().is_empty()
    }
}

/// Whose the invoice is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Whose {
    /// A customer of the ledger.
    Known(Id),
    /// One that is entered with the invoice.
    New(String),
    /// What was typed, nobody being chosen.
    Typed(String),
}

/// A field of the form.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Field {
    /// The customer.
    Customer,
    /// The number.
    Number,
    /// The day of issue.
    IssuedOn,
    /// Terms or due date.
    Due,
    /// The amount.
    Amount,
    /// The day of acknowledgement.
    AcknowledgedOn,
    /// The rate.
    Rate,
    /// The due date of an instalment, from 0.
    RowDue(usize),
    /// The amount of an instalment, from 0.
    RowAmount(usize),
    /// The instalments as a whole.
    Rows,
}

/// What the form says, once it says something.
#[derive(Clone, Debug)]
pub struct Filled {
    /// The name of a customer to enter first; the form's customer is of no use then.
    pub new_customer: Option<String>,
    /// The invoice.
    pub form: InvoiceForm,
}

impl InvoiceDraft {
    /// A new invoice with what can be proposed: today, the next number, the customer's
    /// terms and currency or the firm's.
    pub fn new(
        book: &Book,
        customer: Option<Id>,
        kind: InvoiceKind,
        today: NaiveDate,
        lang: Lang,
    ) -> Self {
        let (terms, currency) = proposal(book, customer, lang);
        Self {
            customer: customer.map_or_else(|| Whose::Typed(String::new()), Whose::Known),
            number: proposed_number(book, kind),
            issued_on: date_medium(lang, today),
            due: terms,
            amount: String::new(),
            currency,
            kind,
            reference: String::new(),
            fiscal_id: String::new(),
            acknowledged_on: String::new(),
            delivery: Delivery::Unknown,
            rate: String::new(),
            rows: Vec::new(),
            notes: String::new(),
            of: None,
            id: None,
        }
    }

    /// An invoice as it would be typed, to correct it.
    pub fn of(invoice: &Invoice, lang: Lang, style: NumberStyle) -> Self {
        let day = |day: NaiveDate| date_medium(lang, day);
        let amount = |minor| typed(Money::new(minor, invoice.total.currency), style);
        let agreed = invoice.terms.as_ref().filter(|terms| agrees(invoice, terms));
        let (due, rows) = match (agreed, invoice.instalments.as_slice()) {
            (Some(terms), _) => (terms::label(lang, terms), Vec::new()),
            (None, [only]) => (day(only.due_on), Vec::new()),
            (None, several) => {
                let row = |part: &Instalment| DueRow {
                    due: day(part.due_on),
                    amount: amount(part.amount_minor),
                };
                (String::new(), several.iter().map(row).collect())
            }
        };
        Self {
            customer: Whose::Known(invoice.customer),
            number: invoice.number.clone(),
            issued_on: day(invoice.issued_on),
            due,
            amount: amount(invoice.total.amount_minor),
            currency: invoice.total.currency,
            kind: invoice.kind,
            reference: invoice.reference.clone(),
            fiscal_id: invoice.fiscal_id.clone(),
            acknowledged_on: invoice.acknowledged_on.map(day).unwrap_or_default(),
            delivery: invoice.delivery,
            rate: invoice.rate.map(|rate| decimal(rate.normalize(), style)).unwrap_or_default(),
            rows,
            notes: invoice.notes.clone(),
            of: invoice.of,
            id: Some(invoice.id),
        }
    }

    /// What the form says.
    ///
    /// # Errors
    /// Every field that says nothing, or nothing that can be.
    pub fn validate(
        &self,
        book: &Book,
        today: NaiveDate,
        style: NumberStyle,
    ) -> Result<Filled, Vec<FieldProblem<Field>>> {
        let mut problems = Problems(Vec::new());
        let whose = problems.take(Field::Customer, self.read_customer(book));
        let number = self.number.trim();
        if number.is_empty() {
            problems.add(Field::Number, Why::Missing);
        } else if let Some(Who::Known(customer)) = &whose
            && self.is_taken(book, *customer, number)
        {
            problems.add(Field::Number, Why::NumberTaken);
        }
        let issued_on = problems.take(Field::IssuedOn, read_day(&self.issued_on, today));
        let total = problems.take(Field::Amount, read_money(&self.amount, self.currency, style));
        let acknowledged_on = match self.acknowledged_on.trim() {
            "" => None,
            text => problems.take(Field::AcknowledgedOn, read_day(text, today)),
        };
        let rate = match self.rate.trim() {
            _ if self.currency == book.firm().home_currency => None,
            "" => None,
            text => problems.take(Field::Rate, read_rate(text, style)),
        };
        let due = match (self.rows.as_slice(), issued_on) {
            ([], Some(issued_on)) => {
                let read = match self.due.trim() {
                    "" => Err(Why::Missing),
                    text => read_due(text, issued_on, today).ok_or(Why::NotTerms),
                };
                problems.take(Field::Due, read)
            }
            ([], None) => None,
            (rows, _) => read_rows(&mut problems, rows, total, today, style, self.currency),
        };
        match (problems.0.is_empty(), whose, issued_on, total, due) {
            (true, Some(whose), Some(issued_on), Some(total), Some(due)) => {
                let (customer, new_customer) = match whose {
                    Who::Known(id) => (id, None),
                    Who::New(name) => (Id::new(0, 0), Some(name)),
                };
                let form = InvoiceForm {
                    kind: self.kind,
                    acknowledged_on,
                    rate,
                    reference: self.reference.trim().to_owned(),
                    fiscal_id: self.fiscal_id.trim().to_owned(),
                    notes: self.notes.trim().to_owned(),
                    delivery: self.delivery,
                    of: self.of,
                    ..InvoiceForm::new(customer, number, issued_on, due, total)
                };
                Ok(Filled { new_customer, form })
            }
            _ => Err(problems.0),
        }
    }

    /// The due dates and amounts that the form comes to so far, for an echo beside the
    /// field; `None` while that cannot be said. An amount of nothing where none is typed.
    pub fn echo(&self, today: NaiveDate, style: NumberStyle) -> Option<Vec<(NaiveDate, Money)>> {
        let issued_on = parse_date(&self.issued_on, today)?;
        let total = read_money(&self.amount, self.currency, style)
            .unwrap_or_else(|_| Money::zero(self.currency));
        match read_due(&self.due, issued_on, today)? {
            Due::On(day) => Some(vec![(day, total)]),
            Due::Terms(terms) => {
                let acknowledged = parse_date(&self.acknowledged_on, today);
                let from = match terms.counted_from {
                    CountedFrom::Acknowledgement => acknowledged.unwrap_or(issued_on),
                    CountedFrom::Issue => issued_on,
                };
                terms.instalments(from, total).ok()
            }
            Due::Instalments(_) => None,
        }
    }

    /// What the instalments written by hand leave of the total: below zero where they
    /// exceed it; `None` while a figure is missing.
    pub fn remainder(&self, style: NumberStyle) -> Option<Money> {
        let total = read_money(&self.amount, self.currency, style).ok()?;
        let mut left_minor = total.amount_minor;
        for row in &self.rows {
            left_minor -= match row.amount.trim() {
                "" => 0,
                text => read_money(text, self.currency, style).ok()?.amount_minor,
            };
        }
        Some(Money::new(left_minor, self.currency))
    }

    fn read_customer(&self, book: &Book) -> Result<Who, Why> {
        match &self.customer {
            Whose::Known(id) if book.find_customer(*id).is_some() => Ok(Who::Known(*id)),
            Whose::Known(_) => Err(Why::NoSuchCustomer),
            Whose::New(name) if name.trim().is_empty() => Err(Why::Missing),
            Whose::New(name) => Ok(Who::New(name.trim().to_owned())),
            Whose::Typed(text) => named(book, text).map(Who::Known),
        }
    }

    fn is_taken(&self, book: &Book, customer: Id, number: &str) -> bool {
        let Some(customer) = book.find_customer(customer) else { return false };
        let taken = book.find_number(customer, number);
        taken.is_some_and(|ix| Some(book.invoice(ix).invoice.id) != self.id)
    }
}

/// The terms and the currency that a customer's next invoice is proposed: its own, or the
/// firm's.
pub fn proposal(book: &Book, customer: Option<Id>, lang: Lang) -> (String, Currency) {
    let firm = book.firm();
    let customer = customer.and_then(|id| book.find_customer(id));
    let customer = customer.map(|ix| &book.customer(ix).customer);
    let agreed = customer.and_then(|customer| customer.terms.as_ref()).unwrap_or(&firm.terms);
    let currency = customer.and_then(|customer| customer.currency).unwrap_or(firm.home_currency);
    (terms::label(lang, agreed), currency)
}

/// The number to propose for a document of a kind: the last of that kind counted up.
pub fn proposed_number(book: &Book, kind: InvoiceKind) -> String {
    if kind == InvoiceKind::Invoice {
        return next_number(book);
    }
    let last = book.invoices().rev().find(|(_, entry)| entry.invoice.kind == kind);
    last.and_then(|(_, entry)| counted_up(&entry.invoice.number)).unwrap_or_default()
}

/// Terms or a day, as somebody types them. A day without a year is the next one after the
/// day of issue. Days of the month that are parted like a date (`15/12`) are a date.
///
/// ```
/// use cartera::ledger::action::Due;
/// use cartera::ledger::terms::Terms;
/// use cartera::views::invoice_form::read_due;
/// let issued = "2026-11-20".parse().unwrap();
/// assert_eq!(read_due("30 días", issued, issued), Some(Due::Terms(Terms::net(30))));
/// assert_eq!(read_due("10/1", issued, issued), Some(Due::On("2027-01-10".parse().unwrap())));
/// ```
pub fn read_due(text: &str, issued_on: NaiveDate, today: NaiveDate) -> Option<Due> {
    let Some(day) = parse_date(text, today) else { return parse_terms(text).map(Due::Terms) };
    if day >= issued_on || says_year(text) {
        return Some(Due::On(day));
    }
    Some(Due::On(day.checked_add_months(Months::new(12)).unwrap_or(day)))
}

/// The currencies offered in a form: the home currency, those with rates, those of the
/// countries the page offers.
pub fn offered_currencies(book: &Book) -> Vec<Currency> {
    let mut offered = vec![book.firm().home_currency];
    let rated = book.rates().iter().map(|rate| rate.currency);
    let mut others: Vec<Currency> =
        Country::OFFERED.iter().map(|country| usual_currency(*country)).collect();
    order::sort_by_key(&mut others, |currency| currency.code());
    for currency in rated.chain([Currency::USD]).chain(others) {
        if !offered.contains(&currency) {
            offered.push(currency);
        }
    }
    offered
}

/// The customers that fit what is typed, the likeliest first: whose name begins with it,
/// has a word that does, then any other that holds it. At most `limit` of them.
pub fn customer_matches(book: &Book, text: &str, limit: usize) -> Vec<Ix<CustomerEntry>> {
    let wanted = fold(text.trim());
    let mut found: Vec<_> = book
        .customers()
        .filter(|(ix, _)| fits_text(book, *ix, &wanted))
        .map(|(ix, entry)| {
            let name = fold(entry.customer.name());
            let begins = |name: &str| name.starts_with(&wanted);
            let rank = if begins(&name) {
                0
            } else if name.split(' ').any(begins) {
                1
            } else {
                2
            };
            (rank, name, ix)
        })
        .collect();
    order::sort(&mut found);
    found.truncate(limit);
    found.into_iter().map(|(.., ix)| ix).collect()
}

/// The kinds of document that are entered by hand, and their names in an address.
pub const KINDS: [(InvoiceKind, &str); 4] = [
    (InvoiceKind::Invoice, "invoice"),
    (InvoiceKind::DebitNote, "debit_note"),
    (InvoiceKind::Interest, "interest"),
    (InvoiceKind::Fee, "fee"),
];

/// How far a document may have come, and a name for each in a form.
pub const DELIVERIES: [(Delivery, &str); 5] = [
    (Delivery::Unknown, "unknown"),
    (Delivery::Sent, "sent"),
    (Delivery::Received, "received"),
    (Delivery::Acknowledged, "acknowledged"),
    (Delivery::Rejected, "rejected"),
];

/// The only customer whose name, legal name or code is just this text.
pub fn named(book: &Book, text: &str) -> Result<Id, Why> {
    let wanted = fold(text.trim());
    if wanted.is_empty() {
        return Err(Why::Missing);
    }
    let mut same = book.customers().filter(|(_, entry)| {
        let customer = &entry.customer;
        [&customer.legal_name, &customer.trade_name, &customer.code]
            .into_iter()
            .any(|name| fold(name.trim()) == wanted)
    });
    match (same.next(), same.next()) {
        (Some((_, entry)), None) => Ok(entry.customer.id),
        (Some(_), Some(_)) => Err(Why::SeveralCustomers),
        (None, _) => Err(Why::NoSuchCustomer),
    }
}

/// An amount as it is typed: without the signs between thousands.
pub fn typed(amount: Money, style: NumberStyle) -> String {
    let plain = amount.to_decimal().to_string();
    if style.decimal == '.' { plain } else { plain.replace('.', &style.decimal.to_string()) }
}

/// An amount above zero in a currency.
///
/// # Errors
/// What is wrong with the text.
pub fn read_money(text: &str, currency: Currency, style: NumberStyle) -> Result<Money, Why> {
    if text.trim().is_empty() {
        return Err(Why::Missing);
    }
    let number = parse_amount(text, style).ok_or(Why::NotAnAmount)?;
    let amount = Money::from_decimal(number, currency).ok_or(Why::TooLarge)?;
    if amount.amount_minor > 0 { Ok(amount) } else { Err(Why::NotPositive) }
}

/// Whether a text that is a date names its year: `1/2/26`, «1 feb 2026», `20260201`, or a
/// word such as «ayer», which needs none.
fn says_year(text: &str) -> bool {
    let numbers = text.split(|c: char| !c.is_ascii_digit()).filter(|part| !part.is_empty());
    let (count, longest) =
        numbers.fold((0, 0), |(count, longest), part| (count + 1, part.len().max(longest)));
    let month_in_words = text
        .split(|c: char| !c.is_alphabetic())
        .any(|word| word.chars().count() >= 3 && word != "del");
    longest >= 4 || matches!((count, month_in_words), (0, _) | (2, true) | (3.., _))
}

/// A customer that is known or to be entered.
enum Who {
    Known(Id),
    New(String),
}

struct Problems(Vec<FieldProblem<Field>>);

impl Problems {
    fn add(&mut self, field: Field, why: Why) {
        self.0.push(FieldProblem { field, why });
    }

    fn take<T>(&mut self, field: Field, read: Result<T, Why>) -> Option<T> {
        read.map_err(|why| self.add(field, why)).ok()
    }
}

/// Reads a day as people type it.
///
/// # Errors
/// When there is nothing, or it is no date.
pub fn read_day(text: &str, today: NaiveDate) -> Result<NaiveDate, Why> {
    if text.trim().is_empty() {
        return Err(Why::Missing);
    }
    parse_date(text, today).ok_or(Why::NotADate)
}

fn read_rate(text: &str, style: NumberStyle) -> Result<Decimal, Why> {
    parse_amount(text, style).filter(|rate| *rate > Decimal::ZERO).ok_or(Why::NotARate)
}

fn read_rows(
    problems: &mut Problems,
    rows: &[DueRow],
    total: Option<Money>,
    today: NaiveDate,
    style: NumberStyle,
    currency: Currency,
) -> Option<Due> {
    let before = problems.0.len();
    let mut instalments = Vec::with_capacity(rows.len());
    for (at, row) in rows.iter().enumerate().filter(|(_, row)| !row.is_blank()) {
        let due_on = problems.take(Field::RowDue(at), read_day(&row.due, today));
        let amount = problems.take(Field::RowAmount(at), read_money(&row.amount, currency, style));
        if let (Some(due_on), Some(amount)) = (due_on, amount) {
            instalments.push(Instalment { due_on, amount_minor: amount.amount_minor });
        }
    }
    if problems.0.len() > before {
        return None;
    }
    let sum: i64 = instalments.iter().map(|part| part.amount_minor).sum();
    let left = Money::new(total?.amount_minor.checked_sub(sum)?, currency);
    if !left.is_zero() {
        problems.add(Field::Rows, Why::Remainder(left));
        return None;
    }
    order::sort_by_key(&mut instalments, |part| part.due_on);
    Some(Due::Instalments(instalments))
}

/// Whether an invoice's instalments are what its terms make them.
fn agrees(invoice: &Invoice, terms: &Terms) -> bool {
    let from = match terms.counted_from {
        CountedFrom::Issue => invoice.issued_on,
        CountedFrom::Acknowledgement => invoice.acknowledged_on.unwrap_or(invoice.issued_on),
    };
    terms.instalments(from, invoice.total).is_ok_and(|parts| {
        let parts = parts.iter().filter(|(_, part)| !part.is_zero());
        let same = |(due_on, part): &(NaiveDate, Money)| Instalment {
            due_on: *due_on,
            amount_minor: part.amount_minor,
        };
        parts.map(same).eq(invoice.instalments.iter().copied())
    })
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;
    use crate::ledger::action::enter_customer;
    use crate::ledger::customer::Customer;
    use crate::views::fixture::*;

    const STYLE: NumberStyle = NumberStyle::POINT;

    fn today() -> NaiveDate {
        day("2026-11-20")
    }

    fn ledger() -> (Book, Id) {
        let mut draft = draft();
        let terms = parse_terms("60 días");
        let currency = Some(Currency::USD);
        let who = Customer { terms, currency, ..Customer::named(Id::new(0, 0), "Óptica Luz") };
        let who = enter_customer(&mut draft, who).unwrap();
        customer(&mut draft, "Doble");
        customer(&mut draft, "doble");
        invoice(&mut draft, who, "F-9", "2026-10-01", "2026-11-01", usd(100));
        (draft.into_book(), who)
    }

    fn filled(book: &Book, who: Id) -> InvoiceDraft {
        let new = InvoiceDraft::new(book, Some(who), InvoiceKind::Invoice, today(), Lang::Es);
        InvoiceDraft { amount: "1,250.5".to_owned(), ..new }
    }

    fn wrong(book: &Book, draft: &InvoiceDraft) -> Vec<(Field, Why)> {
        let problems = draft.validate(book, today(), STYLE).unwrap_err();
        problems.into_iter().map(|problem| (problem.field, problem.why)).collect()
    }

    #[test]
    fn an_amount_is_all_that_is_left_to_type() {
        let (book, who) = ledger();
        let draft = filled(&book, who);
        assert_eq!((draft.number.as_str(), draft.due.as_str()), ("F-10", "60 días"));
        let form = draft.validate(&book, today(), STYLE).unwrap().form;
        assert_eq!(form.total, usd(125_050));
        assert_eq!((form.issued_on, form.due), (today(), Due::Terms(Terms::net(60))));
        assert_eq!(draft.echo(today(), STYLE).unwrap(), [(day("2027-01-19"), usd(125_050))]);
    }

    #[test]
    fn all_that_is_wrong_is_said_at_once() {
        let (book, _) = ledger();
        let mut draft = InvoiceDraft::new(&book, None, InvoiceKind::Fee, today(), Lang::Es);
        draft.issued_on = "31/2/2026".to_owned();
        draft.amount = "-5".to_owned();
        draft.acknowledged_on = "x".to_owned();
        assert_eq!(
            wrong(&book, &draft),
            [
                (Field::Customer, Why::Missing),
                (Field::Number, Why::Missing),
                (Field::IssuedOn, Why::NotADate),
                (Field::Amount, Why::NotPositive),
                (Field::AcknowledgedOn, Why::NotADate),
            ]
        );
        draft.issued_on = "hoy".to_owned();
        draft.due = "cuando pueda".to_owned();
        assert!(wrong(&book, &draft).contains(&(Field::Due, Why::NotTerms)));
    }

    #[test]
    fn a_name_is_a_customer_when_only_one_has_it() {
        let (book, who) = ledger();
        assert_eq!(named(&book, " optica luz"), Ok(who));
        assert_eq!(named(&book, "DOBLE"), Err(Why::SeveralCustomers));
        assert_eq!(named(&book, "Nadie"), Err(Why::NoSuchCustomer));
        let new = InvoiceDraft { customer: Whose::New(" Nadie ".to_owned()), ..filled(&book, who) };
        let read = new.validate(&book, today(), STYLE).unwrap();
        assert_eq!(read.new_customer.as_deref(), Some("Nadie"));
    }

    #[test]
    fn the_likeliest_customer_comes_first() {
        let mut draft = draft();
        for name in ["Gran Luz", "Deslumbra", "Luz del Mar", "Otra"] {
            customer(&mut draft, name);
        }
        let book = draft.into_book();
        let found = |text: &str, limit| {
            let name = |ix| book.customer(ix).customer.name().to_owned();
            customer_matches(&book, text, limit).into_iter().map(name).collect::<Vec<_>>()
        };
        assert_eq!(found("lú", 9), ["Luz del Mar", "Gran Luz", "Deslumbra"]);
        assert_eq!(found("lu", 1), ["Luz del Mar"]);
        assert_eq!(found("", 9).len(), 4);
    }

    #[test]
    fn a_number_is_taken_but_not_by_the_invoice_itself() {
        let (book, who) = ledger();
        let again = InvoiceDraft { number: " f-9".to_owned(), ..filled(&book, who) };
        assert_eq!(wrong(&book, &again), [(Field::Number, Why::NumberTaken)]);
        let invoice = &book.invoices().next().unwrap().1.invoice;
        let same = InvoiceDraft::of(invoice, Lang::Es, STYLE);
        let form = same.validate(&book, today(), STYLE).unwrap().form;
        assert_eq!(form.invoice(invoice.id, &book).unwrap(), **invoice, "nothing was changed");
    }

    #[test]
    fn terms_and_dates_are_told_apart() {
        let issued = today();
        let due = |text: &str| read_due(text, issued, today());
        let on = |text: &str| Some(Due::On(day(text)));
        for (text, expected) in [
            ("15/12/2026", on("2026-12-15")),
            ("15/12", on("2026-12-15")),
            ("15 dic", on("2026-12-15")),
            ("10/1", on("2027-01-10")),
            ("5 de enero", on("2027-01-05")),
            ("1/2/26", on("2026-02-01")),
            ("hoy", on("2026-11-20")),
            ("ayer", on("2026-11-19")),
            ("30", Some(Due::Terms(Terms::net(30)))),
            ("30/60/90", parse_terms("30/60/90 días").map(Due::Terms)),
            ("fin de mes", parse_terms("fin de mes").map(Due::Terms)),
            ("algún día", None),
        ] {
            assert_eq!(due(text), expected, "{text}");
        }
    }

    #[test]
    fn instalments_by_hand_sum_to_the_total() {
        let (book, who) = ledger();
        let row =
            |due: &str, amount: &str| DueRow { due: due.to_owned(), amount: amount.to_owned() };
        let mut draft = filled(&book, who);
        draft.due = "ignored".to_owned();
        draft.rows = vec![row("20/1/2027", "1000"), row("20/12/2026", "250")];
        assert_eq!(draft.remainder(STYLE), Some(usd(50)));
        assert_eq!(wrong(&book, &draft), [(Field::Rows, Why::Remainder(usd(50)))]);
        draft.rows[1].amount = "250.50".to_owned();
        draft.rows.push(row(" ", ""));
        let Due::Instalments(parts) = draft.validate(&book, today(), STYLE).unwrap().form.due
        else {
            panic!("no instalments")
        };
        assert_eq!(parts[0].due_on, day("2026-12-20"), "in the order of their days");
        draft.rows[0].due = String::new();
        assert_eq!(wrong(&book, &draft), [(Field::RowDue(0), Why::Missing)]);
    }

    #[test]
    fn every_demo_invoice_comes_back_from_its_form() {
        let today = day("2026-07-15");
        let book = demo(today);
        for style in [NumberStyle::POINT, NumberStyle::COMMA] {
            for (_, entry) in book.invoices() {
                let before = &entry.invoice;
                let draft = InvoiceDraft::of(before, Lang::Es, style);
                let form = draft.validate(&book, today, style).unwrap().form;
                let after = form.invoice(before.id, &book).unwrap();
                assert_eq!(after, **before, "{}", before.number);
            }
        }
    }

    #[test]
    fn the_home_currency_is_offered_first_and_none_twice() {
        let (book, _) = ledger();
        let offered = offered_currencies(&book);
        assert_eq!(offered[..2], [Currency::MXN, Currency::USD]);
        let mut codes: Vec<_> = offered.iter().map(|currency| currency.code()).collect();
        codes.sort_unstable();
        codes.dedup();
        assert_eq!(codes.len(), offered.len());
    }
}
