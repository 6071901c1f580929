//! Open items as a journal for plain-text accounting: hledger and beancount.
//!
//! Each customer is an account under receivables, each open invoice a transaction with a
//! posting for each open instalment, each unapplied credit a transaction the other way; the
//! other side is opening balances. So an account's balance is what its customer owes.
//! Grammars: the manuals of hledger 1.43 («Journal») and of beancount («Language Syntax»).

use std::collections::HashSet;

use chrono::NaiveDate;

use super::fold::fold_char;
use crate::ledger::book::{Book, CreditEntry, CustomerEntry, InvoiceEntry};
use crate::ledger::{Currency, Id, Ix, Money};
use crate::order;

/// For which program.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Dialect {
    /// hledger; ledger reads it too.
    Hledger,
    /// beancount, and fava with it.
    Beancount,
}

impl Dialect {
    /// Both, in the order in which they are offered.
    pub const ALL: [Self; 2] = [Self::Hledger, Self::Beancount];
}

/// The name of the file: `open-items-2026-03-31.journal`.
pub fn journal_file_name(dialect: Dialect, on: NaiveDate) -> String {
    let ending = match dialect {
        Dialect::Hledger => "journal",
        Dialect::Beancount => "beancount",
    };
    format!("open-items-{on}.{ending}")
}

/// What is open at the end of a day as a journal, oldest first.
pub fn open_items_journal(book: &Book, on: NaiveDate, dialect: Dialect) -> String {
    let open = OpenItems::of(book, on);
    match dialect {
        Dialect::Hledger => hledger(book, &open, on),
        Dialect::Beancount => beancount(book, &open, on),
    }
}

/// What is open, whatever it is written in.
struct OpenItems<'a> {
    /// Whoever owes or has something left, in the order of entering.
    customers: Vec<Ix<CustomerEntry>>,
    currencies: Vec<Currency>,
    transactions: Vec<Transaction<'a>>,
}

struct Transaction<'a> {
    /// The place of its customer among the customers.
    account: usize,
    currency: Currency,
    on: NaiveDate,
    of: Document<'a>,
    postings: Vec<Posting>,
}

enum Document<'a> {
    Invoice(&'a InvoiceEntry),
    Credit(&'a CreditEntry),
}

struct Posting {
    minor: i64,
    /// An instalment's number and due date.
    instalment: Option<(u16, NaiveDate)>,
}

impl<'a> OpenItems<'a> {
    fn of(book: &'a Book, on: NaiveDate) -> Self {
        let mut customers = Vec::new();
        let mut transactions: Vec<Transaction<'_>> = Vec::new();
        for (ix, entry) in book.customers() {
            let (account, before) = (customers.len(), transactions.len());
            let mut add = |of: Document<'a>, on, currency, postings: Vec<Posting>| {
                if !postings.is_empty() {
                    transactions.push(Transaction { account, currency, on, of, postings });
                }
            };
            for &invoice in entry.invoices.iter() {
                let of = book.invoice(invoice);
                let open = book.items_of(invoice).map(|(_, item)| Posting {
                    minor: book.open_minor(item, on),
                    instalment: Some((item.number, item.due_on)),
                });
                let open = open.filter(|posting| posting.minor != 0).collect();
                let (on, currency) = (of.invoice.issued_on, of.invoice.total.currency);
                add(Document::Invoice(of), on, currency, open);
            }
            for &credit in entry.credits.iter() {
                let of = book.credit(credit);
                let left = Posting { minor: -book.left_minor(of, on), instalment: None };
                let left = Some(left).filter(|left| left.minor != 0).into_iter().collect();
                add(Document::Credit(of), of.effective_on(), of.amount.currency, left);
            }
            if transactions.len() > before {
                customers.push(ix);
            }
        }
        order::sort_by_key(&mut transactions, |transaction| transaction.on);
        let mut currencies: Vec<_> = transactions.iter().map(|it| it.currency).collect();
        order::sort(&mut currencies);
        currencies.dedup();
        Self { customers, currencies, transactions }
    }
}

impl Transaction<'_> {
    fn id(&self) -> Id {
        match self.of {
            Document::Invoice(entry) => entry.invoice.id,
            Document::Credit(entry) => entry.credit.id,
        }
    }

    /// What it is known by: an invoice's number, a credit's reference, its id where it has
    /// none.
    fn number(&self) -> String {
        let number = match self.of {
            Document::Invoice(entry) => &entry.invoice.number,
            Document::Credit(entry) => &entry.credit.reference,
        };
        let number = one_line(number);
        if number.is_empty() { self.id().to_string() } else { number }
    }

    /// What else is known of it, each under its name; none is empty.
    fn notes(&self) -> Vec<(&'static str, String)> {
        let mut notes = vec![("id", self.id().to_string())];
        match self.of {
            Document::Invoice(entry) => {
                notes.push(("total", entry.invoice.total.to_decimal().to_string()));
                notes.push(("fiscal-id", one_line(&entry.invoice.fiscal_id)));
                notes.push(("reference", one_line(&entry.invoice.reference)));
            }
            Document::Credit(entry) => {
                notes.push(("unapplied-of", entry.amount.to_decimal().to_string()));
            }
        }
        notes.retain(|(_, value)| !value.is_empty());
        notes
    }

    fn sum(&self) -> i64 {
        self.postings.iter().map(|posting| posting.minor).sum()
    }

    fn amount(&self, minor: i64) -> String {
        Money::new(minor, self.currency).to_string()
    }
}

// hledger.

fn hledger(book: &Book, open: &OpenItems<'_>, on: NaiveDate) -> String {
    let mut out = format!("; {} {on}\n\ndecimal-mark .\n", title(book));
    for &currency in &open.currencies {
        let sample = Money::new(1_000 * 10_i64.pow(currency.minor_digits()), currency);
        // Without decimals the mark still has to be there.
        let mark = if currency.minor_digits() == 0 { "." } else { "" };
        out += &format!("commodity {}{mark} {currency}\n", sample.to_decimal());
    }
    out += "\naccount assets:receivable  ; type:A\naccount equity:opening balances  ; type:E\n";
    let mut accounts = Names::default();
    for &ix in &open.customers {
        let customer = &book.customer(ix).customer;
        let name = accounts.add(hledger_name(customer.name(), customer.id), " ");
        let mut notes = vec![("customer", customer.id.to_string())];
        notes.extend([("code", &customer.code), ("tax-id", &customer.tax_id)].map(to_note));
        out += &format!("account assets:receivable:{name}{}\n", tags(&notes));
    }
    for transaction in &open.transactions {
        let account = &accounts.list[transaction.account];
        let customer = &book.customer(open.customers[transaction.account]).customer;
        out += &format!(
            "\n{} * ({}) {}{}\n",
            transaction.on,
            transaction.number().replace(['(', ')'], "").replace(';', ","),
            one_line(customer.name()).replace(';', ",").replace('|', "/"),
            tags(&transaction.notes()),
        );
        for posting in &transaction.postings {
            let notes = posting.instalment.map(|(number, due)| {
                vec![("due", due.to_string()), ("instalment", number.to_string())]
            });
            out += &format!(
                "    assets:receivable:{account}  {}{}\n",
                transaction.amount(posting.minor),
                tags(&notes.unwrap_or_default()),
            );
        }
        let other = transaction.amount(-transaction.sum());
        out += &format!("    equity:opening balances  {other}\n");
    }
    out
}

fn to_note((name, value): (&'static str, &String)) -> (&'static str, String) {
    (name, one_line(value))
}

/// Tags in a comment: a comma ends one, and a date in brackets would move the posting.
fn tags(notes: &[(&str, String)]) -> String {
    let written: Vec<String> = notes
        .iter()
        .filter(|(_, value)| !value.is_empty())
        .map(|(name, value)| {
            let value = value.replace([',', ';'], " ").replace('[', "(").replace(']', ")");
            [name, ":", value.trim()].concat()
        })
        .collect();
    if written.is_empty() { String::new() } else { ["  ; ", &written.join(", ")].concat() }
}

/// A name as one part of an account: a colon would make two of it, two blanks end it.
fn hledger_name(name: &str, id: Id) -> String {
    let name = one_line(name).replace(':', "-").replace(';', ",");
    if name.is_empty() { id.to_string() } else { name }
}

// beancount.

fn beancount(book: &Book, open: &OpenItems<'_>, on: NaiveDate) -> String {
    let title = quoted(&title(book));
    let first = open.transactions.first().map_or(on, |transaction| transaction.on);
    let mut out = format!(";; {on}\n\noption \"title\" {title}\n");
    for currency in &open.currencies {
        out += &format!("option \"operating_currency\" \"{currency}\"\n");
    }
    out.push('\n');
    for currency in &open.currencies {
        let digits = currency.minor_digits();
        out += &format!("{first} commodity {currency}\n  decimals: {digits}\n");
    }
    out += &format!("\n{first} open Equity:Opening-Balances\n");
    let mut accounts = Names::default();
    for &ix in &open.customers {
        let customer = &book.customer(ix).customer;
        let name = accounts.add(beancount_name(customer.name()), "-");
        out += &format!("{first} open Assets:Receivable:{name}\n");
        let mut notes = vec![("customer", customer.id.to_string())];
        notes.push(("name", one_line(customer.name())));
        notes.extend([("code", &customer.code), ("tax-id", &customer.tax_id)].map(to_note));
        metadata(&mut out, &notes);
    }
    for transaction in &open.transactions {
        let account = &accounts.list[transaction.account];
        let customer = &book.customer(open.customers[transaction.account]).customer;
        let (payee, number) = (quoted(customer.name()), quoted(&transaction.number()));
        out += &format!("\n{} * {payee} {number}\n", transaction.on);
        metadata(&mut out, &transaction.notes());
        for posting in &transaction.postings {
            let amount = transaction.amount(posting.minor);
            out += &format!("  Assets:Receivable:{account}  {amount}\n");
            if let Some((number, due)) = posting.instalment {
                out += &format!("    due: {due}\n    instalment: {number}\n");
            }
        }
        let other = transaction.amount(-transaction.sum());
        out += &format!("  Equity:Opening-Balances  {other}\n");
    }
    out
}

fn metadata(out: &mut String, notes: &[(&str, String)]) {
    for (name, value) in notes.iter().filter(|(_, value)| !value.is_empty()) {
        *out += &format!("  {name}: {}\n", quoted(value));
    }
}

fn quoted(text: &str) -> String {
    let text = one_line(text).replace('\\', "\\\\").replace('"', "\\\"");
    ["\"", &text, "\""].concat()
}

/// A name as one part of an account: letters and digits of ASCII and hyphens, the first a
/// capital or a digit.
fn beancount_name(name: &str) -> String {
    let mut out = String::new();
    for c in name.chars() {
        let plain = if c.is_ascii() { c } else { fold_char(c) };
        match plain.is_ascii_alphanumeric() {
            true if out.is_empty() || c.is_uppercase() => out.push(plain.to_ascii_uppercase()),
            true => out.push(plain),
            false if out.ends_with('-') || out.is_empty() => {}
            false => out.push('-'),
        }
    }
    let name = out.trim_end_matches('-');
    if name.is_empty() { "C".to_owned() } else { name.to_owned() }
}

// Both.

/// The names of accounts, each once.
#[derive(Default)]
struct Names {
    list: Vec<String>,
    taken: HashSet<String>,
}

impl Names {
    /// Adds a name, with a number after it where it is taken.
    fn add(&mut self, name: String, before_number: &str) -> &str {
        let mut free = name.clone();
        let mut number = 2;
        while !self.taken.insert(free.clone()) {
            free = [&name, before_number, &number.to_string()].concat();
            number += 1;
        }
        self.list.push(free);
        self.list.last().map_or("", String::as_str)
    }
}

/// Whose ledger it is.
fn title(book: &Book) -> String {
    let firm = one_line(&book.firm().name);
    if firm.is_empty() { "Cartera".to_owned() } else { firm }
}

/// Text without line breaks and what turns text around, with one blank between words.
fn one_line(text: &str) -> String {
    let is_blank = |c: char| c.is_whitespace() || c.is_control() || is_invisible(c);
    text.split(is_blank).filter(|word| !word.is_empty()).collect::<Vec<_>>().join(" ")
}

/// Marks of direction and of no width.
fn is_invisible(c: char) -> bool {
    matches!(c, '\u{200B}'..='\u{200F}' | '\u{202A}'..='\u{202E}' | '\u{2060}'..='\u{2069}' | '\u{FEFF}')
}
