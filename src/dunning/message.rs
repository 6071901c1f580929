//! Messages ready to send: a step's words filled in from the book.

use chrono::{Days, NaiveDate};

use super::template::{Field, Template, TemplateProblem, Values};
use crate::ledger::book::{CustomerEntry, Item};
use crate::ledger::customer::Contact;
use crate::ledger::dealing::Promise;
use crate::ledger::invoice::{Invoice, InvoiceKind};
use crate::ledger::protocol::Step;
use crate::ledger::{Book, Currency, Ix, Money, Terms};
use crate::text::Lang;
use crate::text::format::{
    NumberStyle, amount_for_home, amount_with_code, date_long, date_medium, days_count,
};
use crate::text::reminders as words;
use crate::text::terms;

/// A message as it goes out.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Message {
    /// One line; for a call, what it is about.
    pub subject: String,
    /// Lines end in `\n`.
    pub body: String,
    /// Fields that the words need and that have nothing to say: the firm has no name yet,
    /// or nobody said how to pay. To be shown before it is sent.
    pub holes: Vec<Field>,
}

/// What a message is about.
#[derive(Clone, Copy, Debug)]
pub struct MessageFacts<'a> {
    /// To whom.
    pub customer: Ix<CustomerEntry>,
    /// The instalments it covers, in any order; those with nothing open are left out.
    pub items: &'a [Ix<Item>],
    /// The day it is written: amounts are those at the end of it.
    pub on: NaiveDate,
    /// The language.
    pub lang: Lang,
    /// Whom it is for at the customer's.
    pub contact: Option<&'a Contact>,
    /// By when an answer is asked for. A week from the day unless somebody who knows the
    /// holidays says better.
    pub deadline: NaiveDate,
    /// The promise it speaks of.
    pub promise: Option<&'a Promise>,
    /// Late interest worked out on what it covers, at most one amount a currency.
    pub interest: &'a [Money],
}

impl<'a> MessageFacts<'a> {
    /// A message about instalments in the customer's language, to the first of its contacts.
    pub fn new(
        book: &'a Book,
        customer: Ix<CustomerEntry>,
        items: &'a [Ix<Item>],
        on: NaiveDate,
    ) -> Self {
        let entry = book.customer(customer);
        Self {
            customer,
            items,
            on,
            lang: language(book, customer),
            contact: entry.customer.contacts.first(),
            deadline: on.checked_add_days(Days::new(7)).unwrap_or(on),
            promise: None,
            interest: &[],
        }
    }

    /// What the fields of a template say about it.
    pub fn values(&self, book: &Book) -> Values {
        let Self { lang, on, .. } = *self;
        let customer = &book.customer(self.customer).customer;
        let firm = book.firm();
        let lines = Line::all(book, self.items, on);
        let signs = Signs::of(book, self.customer, &lines);

        let mut values = Values::new(lang);
        values.set(Field::Customer, customer.name());
        values.set(Field::LegalName, &customer.legal_name);
        values.set(Field::Contact, self.contact.map_or("", |contact| &contact.name));
        values.set(Field::Firm, &firm.name);
        values.set(Field::Responsible, &customer.responsible);
        values.set(Field::Today, &date_long(lang, on));
        values.set(Field::Deadline, &date_long(lang, self.deadline));
        values.set(Field::HowToPay, firm.dunning.payment_details.in_lang(lang));
        let usual = customer.terms.as_ref().unwrap_or(&firm.terms);
        if let Some(agreed) = agreed(&lines, usual) {
            values.set(Field::Terms, &terms::label(lang, agreed));
        }

        values.set(Field::Items, &list(&lines, lang, on, signs));
        values.set(Field::Table, &table(&lines, lang, on, signs));
        values.set(Field::Numbers, &numbers(&lines, lang));
        values.set(Field::Count, &count(&lines, lang));
        let sums = |wanted: &dyn Fn(&Line) -> bool| {
            let amounts = lines.iter().filter(|line| wanted(line)).map(|line| line.open);
            signs.in_a_row(lang, &by_currency(amounts))
        };
        values.set(Field::Total, &sums(&|_| true));
        values.set(Field::Overdue, &sums(&|line| line.item.due_on < on));
        values.set(Field::NotYetDue, &sums(&|line| line.item.due_on >= on));
        if let Some(oldest) = lines.first() {
            values.set(Field::Due, &date_long(lang, oldest.item.due_on));
            let late = oldest.item.days_past_due(on);
            if late > 0 {
                values.set(Field::Days, &days_count(lang, late));
            }
        }

        if let Some(promise) = self.promise {
            values.set(Field::Promise, &date_long(lang, promise.due_on));
            values.set(Field::Promised, &signs.amount(promise.amount));
        }
        let interest = by_currency(self.interest.iter().copied());
        values.set(Field::Interest, &signs.in_a_row(lang, &interest));
        let unapplied = unapplied(book, self.customer, on);
        values.set(Field::Unapplied, &signs.in_a_row(lang, &unapplied));
        values
    }
}

/// A step's subject and words, filled in.
///
/// # Errors
/// When its templates are none, which saving and importing refuse.
pub fn message(step: &Step, values: &Values) -> Result<Message, Vec<TemplateProblem>> {
    let subject = Template::parse(step.subject.in_lang(values.lang))?;
    let body = Template::parse(step.body.in_lang(values.lang))?;
    let mut holes = subject.holes(values);
    holes.extend(body.holes(values));
    // A field of several lines has no place in a subject, but nobody is stopped.
    let words = subject.fill(values);
    let subject = words.split_whitespace().collect::<Vec<_>>().join(" ");
    holes.sort_by_key(|field| *field as usize);
    holes.dedup();
    Ok(Message { subject, body: body.fill(values), holes })
}

/// The language to write to a customer in: its own, or the firm's.
pub fn language(book: &Book, customer: Ix<CustomerEntry>) -> Lang {
    book.customer(customer).customer.language.unwrap_or(book.firm().language)
}

/// An instalment and what is open of it.
struct Line<'a> {
    book: &'a Book,
    item: &'a Item,
    open: Money,
}

impl<'a> Line<'a> {
    /// The instalments with something open, oldest first, each once.
    fn all(book: &'a Book, items: &[Ix<Item>], on: NaiveDate) -> Vec<Self> {
        let mut sorted: Vec<_> = items.to_vec();
        sorted.sort_by_key(|&ix| (book.item(ix).age(), ix));
        sorted.dedup();
        let line = |ix| {
            let item = book.item(ix);
            let open = Money::new(book.open_minor(item, on), item.currency);
            (!open.is_zero()).then_some(Self { book, item, open })
        };
        sorted.into_iter().filter_map(line).collect()
    }

    fn kind(&self) -> InvoiceKind {
        self.book.invoice(self.item.invoice).invoice.kind
    }

    fn number(&self) -> &'a str {
        self.book.invoice(self.item.invoice).invoice.number.trim()
    }

    /// «Factura F-7, cuota 2 de 3».
    fn document(&self, lang: Lang) -> String {
        let invoice = &self.book.invoice(self.item.invoice).invoice;
        let mut text = words::document(lang, invoice.kind).to_owned();
        if !self.number().is_empty() {
            text.push(' ');
            text.push_str(self.number());
        }
        if invoice.instalments.len() > 1 {
            text.push_str(", ");
            text.push_str(&words::instalment(lang, self.item.number, invoice.instalments.len()));
        }
        text
    }
}

/// How amounts are written in a message: as on the firm's own documents. With the bare sign
/// of its currency only to customers at home, and while no second currency is spoken of.
#[derive(Clone, Copy)]
struct Signs {
    style: NumberStyle,
    /// The currency whose sign is clear to the reader.
    home: Option<Currency>,
}

impl Signs {
    fn of(book: &Book, customer: Ix<CustomerEntry>, lines: &[Line]) -> Self {
        let firm = book.firm();
        let country = book.customer(customer).customer.country.unwrap_or(firm.country);
        let only_home = lines.iter().all(|line| line.open.currency == firm.home_currency);
        Self {
            style: NumberStyle::of(firm.country, firm.language),
            home: (only_home && country == firm.country).then_some(firm.home_currency),
        }
    }

    fn amount(self, money: Money) -> String {
        match self.home {
            Some(home) => amount_for_home(money, home, self.style),
            None => amount_with_code(money, self.style),
        }
    }

    fn in_a_row(self, lang: Lang, amounts: &[Money]) -> String {
        let amounts: Vec<_> = amounts.iter().map(|&money| self.amount(money)).collect();
        words::row(lang, &amounts)
    }
}

/// A line for each instalment.
fn list(lines: &[Line], lang: Lang, on: NaiveDate, signs: Signs) -> String {
    let mut text = String::new();
    for line in lines {
        let whole = Money::new(line.item.amount_minor, line.item.currency);
        let open = match signs.amount(line.open) {
            open if line.open == whole => open,
            open => words::left_of(lang, &open, &signs.amount(whole)),
        };
        text.push_str("- ");
        text.push_str(&line.document(lang));
        let reference = line.book.invoice(line.item.invoice).invoice.reference.trim();
        if !reference.is_empty() {
            text.push_str(", ");
            text.push_str(&words::reference(lang, reference));
        }
        text.push_str(": ");
        text.push_str(&open);
        text.push_str(", ");
        text.push_str(&words::when_due(lang, line.item.due_on, on));
        text.push('\n');
    }
    text
}

/// A table for letters: document, due date, days late, open amount; a sum for each currency.
fn table(lines: &[Line], lang: Lang, on: NaiveDate, signs: Signs) -> String {
    if lines.is_empty() {
        return String::new();
    }
    let head = [words::column_document, words::column_due, words::column_days, words::column_open];
    let mut rows = vec![head.map(|word| word(lang).to_owned())];
    rows.extend(lines.iter().map(|line| {
        let late = line.item.days_past_due(on).max(0);
        let days = if late > 0 { late.to_string() } else { String::new() };
        [line.document(lang), date_medium(lang, line.item.due_on), days, signs.amount(line.open)]
    }));
    let totals = by_currency(lines.iter().map(|line| line.open));
    rows.extend(totals.iter().map(|&total| {
        [words::total(lang).to_owned(), String::new(), String::new(), signs.amount(total)]
    }));

    let width = |column: usize| rows.iter().map(|row| chars(&row[column])).max().unwrap_or(0);
    let widths = [width(0), width(1), width(2), width(3)];
    let mut text = String::new();
    for row in &rows {
        for (column, cell) in row.iter().enumerate() {
            let blanks = widths[column] - chars(cell);
            let to_the_right = column >= 2;
            if to_the_right {
                text.extend(std::iter::repeat_n(' ', blanks));
            }
            text.push_str(cell);
            if !to_the_right {
                text.extend(std::iter::repeat_n(' ', blanks));
            }
            text.push_str(if column < 3 { "   " } else { "\n" });
        }
    }
    text
}

fn chars(text: &str) -> usize {
    text.chars().count()
}

/// The numbers of the documents, the first three by name.
fn numbers(lines: &[Line], lang: Lang) -> String {
    let mut all: Vec<String> = Vec::new();
    for line in lines {
        if !line.number().is_empty() && !all.iter().any(|number| number == line.number()) {
            all.push(line.number().to_owned());
        }
    }
    if all.len() > 4 {
        let more = all.len() - 3;
        all.truncate(3);
        all.push(words::more(lang, more));
    }
    words::row(lang, &all)
}

fn count(lines: &[Line], lang: Lang) -> String {
    let mut documents: Vec<_> = lines.iter().map(|line| line.item.invoice).collect();
    documents.sort_unstable();
    documents.dedup();
    match documents.len() {
        0 => String::new(),
        count => {
            let all_invoices = lines.iter().all(|line| line.kind() == InvoiceKind::Invoice);
            words::documents_count(lang, count, all_invoices)
        }
    }
}

/// The terms that all of it was sold on: those on the invoices, or the usual ones where
/// these give the very due dates. `None` where there is no saying.
fn agreed<'a>(lines: &[Line<'a>], usual: &'a Terms) -> Option<&'a Terms> {
    let mut invoices = lines.iter().map(|line| &line.book.invoice(line.item.invoice).invoice);
    let first = invoices.clone().next().and_then(|invoice| invoice.terms.as_ref());
    let terms = first.unwrap_or(usual);
    let is_sold_on = |invoice: &Invoice| match &invoice.terms {
        Some(own) => own == terms,
        None => terms.instalments(invoice.issued_on, invoice.total).is_ok_and(|parts| {
            let due = invoice.instalments.iter().map(|part| part.due_on);
            parts.iter().map(|(due_on, _)| *due_on).eq(due)
        }),
    };
    invoices.all(|invoice| is_sold_on(invoice)).then_some(terms)
}

/// What is left of a customer's credits on a day.
fn unapplied(book: &Book, customer: Ix<CustomerEntry>, on: NaiveDate) -> Vec<Money> {
    let credits = book.customer(customer).credits.iter().map(|&ix| book.credit(ix));
    by_currency(
        credits
            .filter(|credit| credit.counts_on(on))
            .map(|credit| Money::new(book.left_minor(credit, on), credit.amount.currency)),
    )
}

/// A sum for each currency, in the order in which they come; none of nothing.
fn by_currency(amounts: impl Iterator<Item = Money>) -> Vec<Money> {
    let mut sums: Vec<Money> = Vec::new();
    for amount in amounts {
        match sums.iter_mut().find(|sum| sum.currency == amount.currency) {
            Some(sum) => sum.amount_minor = sum.amount_minor.saturating_add(amount.amount_minor),
            None => sums.push(amount),
        }
    }
    sums.retain(|sum| !sum.is_zero());
    sums
}
