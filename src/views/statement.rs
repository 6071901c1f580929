//! A customer's statement of account: what happened in a period with a running balance, or
//! what is open on a day; with the age of the balance at its foot.

use chrono::{Datelike, Months, NaiveDate};

use super::customer::customer_aging;
use crate::aging::{Column, RowKey, row_name};
use crate::dunning::message::language;
use crate::ledger::book::{Book, CreditEntry, CustomerEntry, InvoiceEntry};
use crate::ledger::{Currency, Ix, Money};
use crate::order;
use crate::text::{Lang, customers as customer_words, reminders, statement as words};

/// What a statement is asked to hold.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// What happened in the period.
    Activity,
    /// What is open on the day.
    Open,
    /// The whole case, for whoever collects on the firm's behalf.
    Case,
}

impl Kind {
    /// All, in the order they are offered.
    pub const ALL: [Self; 3] = [Self::Activity, Self::Open, Self::Case];

    /// Its name in an address.
    pub fn code(self) -> &'static str {
        match self {
            Self::Activity => "activity",
            Self::Open => "open",
            Self::Case => "case",
        }
    }
}

/// What is asked for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Asked {
    /// What it holds.
    pub kind: Kind,
    /// The first day of the period.
    pub from: NaiveDate,
    /// The last one: everything is told as of its end.
    pub as_of: NaiveDate,
    /// The language.
    pub lang: Lang,
}

/// What an address asks for. Where it says nothing: activity from the first of the month
/// before last to today, in the customer's language. A period never begins after its end.
pub fn asked(
    book: &Book,
    customer: Ix<CustomerEntry>,
    today: NaiveDate,
    param: &dyn Fn(&str) -> Option<String>,
) -> Asked {
    let kind = param("kind");
    let kind = Kind::ALL.into_iter().find(|known| Some(known.code()) == kind.as_deref());
    let day = |name: &str| param(name).and_then(|text| text.parse::<NaiveDate>().ok());
    let as_of = day("as-of").unwrap_or(today);
    let usual = || {
        let first = as_of.with_day(1).unwrap_or(as_of);
        first.checked_sub_months(Months::new(2)).unwrap_or(first)
    };
    let lang = match param("lang").as_deref() {
        Some("es") => Lang::Es,
        Some("en") => Lang::En,
        _ => language(book, customer),
    };
    let from = day("from").unwrap_or_else(usual).min(as_of);
    Asked { kind: kind.unwrap_or(Kind::Activity), from, as_of, lang }
}

/// The statement in one currency.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Part {
    /// The currency of every amount in it.
    pub currency: Currency,
    /// What was owed before the first day, in minor units.
    pub opening_minor: i64,
    /// What happened, in the order of days; or what is open, the oldest due first, credits
    /// last.
    pub lines: Vec<Line>,
    /// What all debits come to.
    pub debits_minor: i64,
    /// What all credits come to.
    pub credits_minor: i64,
    /// What is owed at the end.
    pub closing_minor: i64,
    /// The balance by age; none where nothing is owed or unapplied.
    pub aging: Vec<(Column, i64)>,
    /// What is unapplied, which the balance is less by.
    pub unapplied_minor: i64,
}

/// A line of a statement.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Line {
    /// The day: it counts from there.
    pub on: NaiveDate,
    /// The document, in words.
    pub what: String,
    /// Its reference; may be empty.
    pub reference: String,
    /// When it falls due: the last of several days.
    pub due_on: Option<NaiveDate>,
    /// How many due dates it has.
    pub parts: usize,
    /// What it adds to what is owed, in minor units; of an open item, the whole of it.
    pub debit_minor: i64,
    /// What it takes off.
    pub credit_minor: i64,
    /// What is owed after it; of an open item, what is open of it, below zero for a credit.
    pub balance_minor: i64,
}

/// A customer's statement, one part a currency, the home currency first; what the lines say
/// is in the language asked for. The closing balance is that of the aging report.
pub fn statement(book: &Book, customer: Ix<CustomerEntry>, asked: &Asked) -> Vec<Part> {
    let mut parts = match asked.kind {
        Kind::Activity => activity(book, customer, asked),
        Kind::Open | Kind::Case => open(book, customer, asked),
    };
    let report = customer_aging(book, customer, asked.as_of);
    for part in &mut parts {
        let section = report.sections.iter().find(|it| it.currency == part.currency);
        if let Some(section) = section {
            let columns = report.columns.iter().copied();
            part.aging = columns.zip(section.totals.buckets.iter().copied()).collect();
            part.unapplied_minor = section.totals.unapplied_minor;
        }
    }
    let home = book.firm().home_currency;
    order::sort_by_key(&mut parts, |part| (part.currency != home, part.currency.code()));
    parts
}

fn activity(book: &Book, customer: Ix<CustomerEntry>, asked: &Asked) -> Vec<Part> {
    let mut moves = Moves { book, lang: asked.lang, found: Vec::new() };
    let entry = book.customer(customer);
    for &invoice in entry.invoices.iter() {
        moves.add_invoice(invoice);
    }
    for &credit in entry.credits.iter() {
        moves.add_credit(credit);
    }
    moves.add_crossings(customer);
    let mut found = moves.found;
    found.retain(|(_, line)| line.on <= asked.as_of);
    // What is owed comes before what settles it on the same day.
    order::sort_by_key(&mut found, |(_, line)| (line.on, line.credit_minor != 0));
    let mut parts: Vec<Part> = Vec::new();
    for (currency, mut line) in found {
        let part = part_of(&mut parts, currency);
        part.closing_minor += line.debit_minor - line.credit_minor;
        if line.on < asked.from {
            part.opening_minor = part.closing_minor;
            continue;
        }
        line.balance_minor = part.closing_minor;
        part.debits_minor += line.debit_minor;
        part.credits_minor += line.credit_minor;
        part.lines.push(line);
    }
    parts.retain(|part| !part.lines.is_empty() || part.closing_minor != 0);
    parts
}

fn open(book: &Book, customer: Ix<CustomerEntry>, asked: &Asked) -> Vec<Part> {
    let mut parts: Vec<Part> = Vec::new();
    for open in book.open_items(customer, asked.as_of) {
        let item = book.item(open.item);
        let invoice = &book.invoice(item.invoice).invoice;
        let key = RowKey::Item(open.item);
        let name = row_name(book, &key, asked.lang);
        let part = part_of(&mut parts, item.currency);
        part.closing_minor += open.open_minor;
        part.debits_minor += item.amount_minor;
        part.lines.push(Line {
            on: item.issued_on,
            what: [reminders::document(asked.lang, invoice.kind), &name].join(" "),
            reference: invoice.reference.clone(),
            due_on: Some(item.due_on),
            parts: 1,
            debit_minor: item.amount_minor,
            credit_minor: 0,
            balance_minor: open.open_minor,
        });
    }
    for &ix in book.customer(customer).credits.iter() {
        let entry = book.credit(ix);
        let left_minor = book.left_minor(entry, asked.as_of);
        if left_minor == 0 {
            continue;
        }
        let part = part_of(&mut parts, entry.amount.currency);
        part.closing_minor -= left_minor;
        part.credits_minor += entry.amount.amount_minor;
        part.lines.push(Line {
            on: entry.effective_on(),
            what: words::unapplied(asked.lang, &credit_name(entry, asked.lang)),
            reference: entry.credit.reference.clone(),
            due_on: None,
            parts: 0,
            debit_minor: 0,
            credit_minor: entry.amount.amount_minor,
            balance_minor: -left_minor,
        });
    }
    parts
}

fn part_of(parts: &mut Vec<Part>, currency: Currency) -> &mut Part {
    let place = parts.iter().position(|part| part.currency == currency).unwrap_or_else(|| {
        parts.push(Part {
            currency,
            opening_minor: 0,
            lines: Vec::new(),
            debits_minor: 0,
            credits_minor: 0,
            closing_minor: 0,
            aging: Vec::new(),
            unapplied_minor: 0,
        });
        parts.len() - 1
    });
    &mut parts[place]
}

/// What changes what a customer owes.
struct Moves<'a> {
    book: &'a Book,
    lang: Lang,
    found: Vec<(Currency, Line)>,
}

impl Moves<'_> {
    /// A line that changes what is owed by so much, below zero where it lowers it.
    fn add(&mut self, on: NaiveDate, what: String, reference: &str, amount: Money) {
        let minor = amount.amount_minor;
        let line = Line {
            on,
            what,
            reference: reference.to_owned(),
            due_on: None,
            parts: 0,
            debit_minor: minor.max(0),
            credit_minor: (-minor).max(0),
            balance_minor: 0,
        };
        self.found.push((amount.currency, line));
    }

    fn add_invoice(&mut self, ix: Ix<InvoiceEntry>) {
        let entry = self.book.invoice(ix);
        let invoice = &entry.invoice;
        let name = [reminders::document(self.lang, invoice.kind), invoice.number.trim()].join(" ");
        self.add(invoice.issued_on, name.clone(), &invoice.reference, invoice.total);
        if let Some((_, line)) = self.found.last_mut() {
            line.due_on = Some(entry.last_due_on());
            line.parts = invoice.instalments.len();
        }
        if let Some(cancelled) = &entry.cancelled {
            let gone = Money::new(-invoice.total.amount_minor, invoice.total.currency);
            self.add(cancelled.on, words::cancelled(self.lang, &name), "", gone);
        }
    }

    fn add_credit(&mut self, ix: Ix<CreditEntry>) {
        let entry = self.book.credit(ix);
        let (amount, from) = (entry.amount, entry.effective_on());
        let reference = &entry.credit.reference;
        // A post-dated cheque that bounced before its day never counted.
        if entry.bounced_on.is_none_or(|bounced| bounced > from) {
            let paid = Money::new(-amount.amount_minor, amount.currency);
            self.add(from, credit_name(entry, self.lang), reference, paid);
            if let Some(on) = entry.bounced_on {
                let number = entry.credit.cheque().map_or("", |cheque| cheque.number.as_str());
                self.add(on, words::bounced(self.lang, number), reference, amount);
            }
        }
        for refund in self.book.refunds_from(ix) {
            let given = Money::new(refund.refund.amount_minor, amount.currency);
            self.add(refund.refund.on, words::refunded(self.lang).to_owned(), reference, given);
        }
    }

    /// Money of one currency that settles an invoice in another moves from one balance to
    /// the other.
    fn add_crossings(&mut self, customer: Ix<CustomerEntry>) {
        let book = self.book;
        for entry in book.crossings() {
            let credit = book.credit(entry.credit);
            let allocation = &entry.allocation;
            if credit.customer != customer || entry.until == Some(allocation.from) {
                continue;
            }
            let Some(settled_minor) = allocation.other_currency_minor else { continue };
            let item = book.item(entry.item);
            let number = &book.invoice(item.invoice).invoice.number;
            let what = words::crossed(self.lang, number);
            for (on, sign) in [(Some(allocation.from), 1), (entry.until, -1)] {
                let Some(on) = on else { continue };
                let taken = Money::new(sign * allocation.credit_minor, credit.amount.currency);
                let settled = Money::new(-sign * settled_minor, item.currency);
                self.add(on, what.clone(), &credit.credit.reference, taken);
                self.add(on, what.clone(), &credit.credit.reference, settled);
            }
        }
    }
}

/// «Pago con cheque 77».
fn credit_name(entry: &CreditEntry, lang: Lang) -> String {
    let mut name = customer_words::credit_kind(lang, &entry.credit.kind).to_owned();
    if let Some(cheque) = entry.credit.cheque().filter(|cheque| !cheque.number.is_empty()) {
        name.push(' ');
        name.push_str(&cheque.number);
    }
    name
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;
    use crate::ledger::action::{cancel_invoice, refund};
    use crate::views::fixture::*;

    fn asks(kind: Kind, from: &str, as_of: &str) -> Asked {
        Asked { kind, from: day(from), as_of: day(as_of), lang: Lang::Es }
    }

    fn only(book: &Book) -> Ix<CustomerEntry> {
        book.customers().next().unwrap().0
    }

    #[test]
    fn activity_runs_from_the_opening_to_the_closing_balance() {
        let mut draft = draft();
        let who = customer(&mut draft, "Uno");
        let f1 = invoice(&mut draft, who, "F-1", "2026-01-05", "2026-02-05", mxn(10_000));
        let f2 = invoice(&mut draft, who, "F-2", "2026-02-05", "2026-03-05", mxn(5_000));
        let f3 = invoice(&mut draft, who, "F-3", "2026-02-06", "2026-03-06", mxn(700));
        let paid =
            credit(&mut draft, who, cheque(None), "2026-02-05", mxn(10_000), &[(f1, 10_000)]);
        bounce(&mut draft, paid, "2026-02-10");
        let over = credit(&mut draft, who, transfer(), "2026-02-12", mxn(6_000), &[(f2, 5_000)]);
        refund(&mut draft, over, 1_000, day("2026-02-14"), String::new()).unwrap();
        cancel_invoice(&mut draft, f3, day("2026-02-15"), "error".to_owned()).unwrap();
        let book = draft.into_book();
        let asked = asks(Kind::Activity, "2026-02-01", "2026-02-28");
        let parts = statement(&book, only(&book), &asked);
        assert_eq!(parts.len(), 1);
        let told: Vec<_> = parts[0]
            .lines
            .iter()
            .map(|line| {
                let change = line.debit_minor - line.credit_minor;
                (line.on.to_string(), line.what.as_str(), change, line.balance_minor)
            })
            .collect();
        let at = |day: &str| format!("2026-02-{day}");
        assert_eq!(parts[0].opening_minor, 10_000);
        assert_eq!(
            told,
            [
                (at("05"), "Factura F-2", 5_000, 15_000),
                (at("05"), "Pago con cheque 77", -10_000, 5_000),
                (at("06"), "Factura F-3", 700, 5_700),
                (at("10"), "Cheque 77 devuelto", 10_000, 15_700),
                (at("12"), "Pago por transferencia", -6_000, 9_700),
                (at("14"), "Devolución", 1_000, 10_700),
                (at("15"), "Cancelación de Factura F-3", -700, 10_000),
            ]
        );
        assert_eq!((parts[0].debits_minor, parts[0].credits_minor), (16_700, 16_700));
        assert_eq!(parts[0].closing_minor, 10_000);
        let aged: i64 = parts[0].aging.iter().map(|(_, minor)| minor).sum();
        assert_eq!(aged - parts[0].unapplied_minor, 10_000);
        assert_eq!(parts[0].lines[0].due_on, Some(day("2026-03-05")));
        // What happens later is not told.
        let earlier = asks(Kind::Activity, "2026-02-01", "2026-02-09");
        let parts = statement(&book, only(&book), &earlier);
        assert_eq!((parts[0].lines.len(), parts[0].closing_minor), (3, 5_700));
    }

    #[test]
    fn open_items_and_what_is_unapplied_sum_to_the_balance() {
        let mut draft = draft();
        let who = customer(&mut draft, "Uno");
        let f1 = invoice(&mut draft, who, "F-1", "2026-01-05", "2026-02-05", mxn(10_000));
        credit(&mut draft, who, transfer(), "2026-02-12", mxn(4_500), &[(f1, 4_000)]);
        invoice(&mut draft, who, "U-1", "2026-01-05", "2026-02-05", usd(900));
        let book = draft.into_book();
        let parts = statement(&book, only(&book), &asks(Kind::Open, "2026-01-01", "2026-02-28"));
        let codes: Vec<_> = parts.iter().map(|part| part.currency.code()).collect();
        assert_eq!(codes, ["MXN", "USD"]);
        let open: Vec<_> = parts[0].lines.iter().map(|line| line.balance_minor).collect();
        assert_eq!(open, [6_000, -500]);
        assert_eq!(parts[0].lines[0].debit_minor, 10_000, "the whole of it");
        assert_eq!(parts[0].lines[1].what, "Pago por transferencia, sin aplicar");
        assert_eq!((parts[0].closing_minor, parts[1].closing_minor), (5_500, 900));
    }

    #[test]
    fn the_closing_balances_are_those_of_the_aging_report() {
        let today = day("2026-07-15");
        let book = demo(today);
        let mut seen = 0;
        for (ix, _) in book.customers() {
            let report = customer_aging(&book, ix, today);
            for kind in [Kind::Activity, Kind::Open] {
                let parts = statement(&book, ix, &asks(kind, "2026-05-01", "2026-07-15"));
                for section in &report.sections {
                    let part = parts.iter().find(|part| part.currency == section.currency);
                    let closing = part.map_or(0, |part| part.closing_minor);
                    assert_eq!(closing, section.totals.balance_minor, "{kind:?}");
                    seen += 1;
                }
                for part in &parts {
                    let moved = part.debits_minor - part.credits_minor;
                    let is_sum = part.opening_minor + moved == part.closing_minor;
                    assert!(kind == Kind::Open || is_sum);
                }
            }
        }
        assert!(seen > 100);
    }

    #[test]
    fn an_address_that_says_nothing_asks_for_the_usual() {
        let mut draft = draft();
        customer(&mut draft, "Uno");
        let book = draft.into_book();
        let today = day("2026-07-15");
        let of = |pairs: &'static [(&str, &str)]| {
            let param = |name: &str| {
                pairs.iter().find(|(known, _)| *known == name).map(|(_, it)| (*it).to_owned())
            };
            asked(&book, only(&book), today, &param)
        };
        assert_eq!(of(&[]), asks(Kind::Activity, "2026-05-01", "2026-07-15"));
        let open = of(&[("kind", "open"), ("as-of", "2026-06-30"), ("lang", "en")]);
        assert_eq!((open.kind, open.lang), (Kind::Open, Lang::En));
        assert_eq!((open.from, open.as_of), (day("2026-04-01"), day("2026-06-30")));
        let turned = of(&[("from", "2026-12-01")]);
        assert_eq!(turned.from, today);
    }
}
