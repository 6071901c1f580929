//! The list of payments and other credits: what it shows, in which order, what it sums to.

use crate::order;
use chrono::NaiveDate;

use crate::files::csv_out::{date_cell, money_cell};
use crate::files::sheet::{ColumnKind, Sheet};
use crate::ledger::book::{Book, CreditEntry, CustomerEntry};
use crate::ledger::credit::CreditKind;
use crate::ledger::{Currency, Id, Ix, Money};
use crate::text::fold::fold;
use crate::text::{Lang, common, payments as words};

/// Which credits are shown.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct PaymentFilter {
    /// Only of this kind.
    pub kind: Option<KindGroup>,
    /// Only those with something left to apply.
    pub only_left: bool,
    /// Words: of the reference, the customer, a cheque's number or an invoice's number.
    pub words: String,
    /// Only this customer's.
    pub customer: Option<Id>,
    /// From this day on.
    pub from: Option<NaiveDate>,
    /// Up to and with this day.
    pub to: Option<NaiveDate>,
}

/// Kinds of credits as they are told apart in the list.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum KindGroup {
    /// Money received.
    Payment,
    /// Credit notes.
    CreditNote,
    /// Tax kept back.
    Withholding,
    /// Given up.
    WriteOff,
    /// Early-payment discounts.
    EarlyDiscount,
    /// Small differences.
    SmallDifference,
}

/// A credit in the list.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct PaymentRow {
    /// The credit.
    pub credit: Ix<CreditEntry>,
    /// What of it may still be applied, in minor units.
    pub left_minor: i64,
}

/// What the list is sorted by.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum PaymentSort {
    /// Its day.
    Date,
    /// The customer's name.
    Customer,
    /// Its kind.
    Kind,
    /// How much.
    Amount,
    /// What is left.
    Left,
}

/// What the rows of one currency sum to. A cheque that bounced counts for nothing.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct PaymentTotal {
    /// The currency.
    pub currency: Currency,
    /// All amounts, in minor units.
    pub amount_minor: i64,
    /// All that is left, in minor units.
    pub left_minor: i64,
}

impl KindGroup {
    /// All of them.
    pub const ALL: [Self; 6] = [
        Self::Payment,
        Self::CreditNote,
        Self::Withholding,
        Self::WriteOff,
        Self::EarlyDiscount,
        Self::SmallDifference,
    ];

    /// The group of a credit.
    pub fn of(kind: &CreditKind) -> Self {
        match kind {
            CreditKind::Payment { .. } => Self::Payment,
            CreditKind::CreditNote => Self::CreditNote,
            CreditKind::Withholding => Self::Withholding,
            CreditKind::WriteOff => Self::WriteOff,
            CreditKind::EarlyDiscount => Self::EarlyDiscount,
            CreditKind::SmallDifference => Self::SmallDifference,
        }
    }

    /// Its name in an address.
    pub fn key(self) -> &'static str {
        match self {
            Self::Payment => "payment",
            Self::CreditNote => "credit-note",
            Self::Withholding => "withholding",
            Self::WriteOff => "write-off",
            Self::EarlyDiscount => "discount",
            Self::SmallDifference => "difference",
        }
    }

    /// The group of a name.
    pub fn from_key(key: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|group| group.key() == key)
    }
}

impl PaymentSort {
    /// The order of a name; by day where the name means nothing.
    pub fn from_key(key: &str) -> Self {
        match key {
            "customer" => Self::Customer,
            "kind" => Self::Kind,
            "amount" => Self::Amount,
            "left" => Self::Left,
            _ => Self::Date,
        }
    }
}

/// What of a credit may still be applied, in minor units: on its own day or today,
/// whichever is later; nothing of a cheque that bounced.
pub fn left_minor(book: &Book, entry: &CreditEntry, today: NaiveDate) -> i64 {
    if entry.bounced_on.is_some() {
        return 0;
    }
    book.unused_minor(entry, entry.effective_on().max(today))
}

/// The credits that fit a filter, in the order they were entered.
pub fn rows(book: &Book, filter: &PaymentFilter, today: NaiveDate) -> Vec<PaymentRow> {
    let wanted = fold(filter.words.trim());
    let named = (!wanted.is_empty()).then(|| customers_named(book, &wanted));
    let customer = filter.customer.map(|id| book.find_customer(id));
    let mut rows = Vec::new();
    for (ix, entry) in book.credits() {
        let credit = &entry.credit;
        let fits = customer.is_none_or(|customer| customer == Some(entry.customer))
            && filter.kind.is_none_or(|kind| kind == KindGroup::of(&credit.kind))
            && filter.from.is_none_or(|from| credit.date >= from)
            && filter.to.is_none_or(|to| credit.date <= to)
            && named.as_ref().is_none_or(|named| {
                named[entry.customer.place()] || is_called(book, ix, entry, &wanted)
            });
        if !fits {
            continue;
        }
        let left_minor = left_minor(book, entry, today);
        if !filter.only_left || left_minor > 0 {
            rows.push(PaymentRow { credit: ix, left_minor });
        }
    }
    rows
}

/// Puts rows in order. Equal ones stay newest first.
pub fn sort(book: &Book, rows: &mut [PaymentRow], by: PaymentSort, descending: bool) {
    let names = if by == PaymentSort::Customer { name_places(book) } else { Vec::new() };
    let value = |row: &PaymentRow| {
        let entry = book.credit(row.credit);
        match by {
            PaymentSort::Date => 0,
            PaymentSort::Customer => i64::from(names[entry.customer.place()]),
            PaymentSort::Kind => KindGroup::of(&entry.credit.kind) as i64,
            PaymentSort::Amount => entry.amount.amount_minor,
            PaymentSort::Left => row.left_minor,
        }
    };
    let by_day = by == PaymentSort::Date && !descending;
    order::sort_by_cached_key(rows, |row| {
        let entry = book.credit(row.credit);
        let value = value(row);
        let value = if descending { !value } else { value };
        // Turning all bits over turns the order over, and cannot overflow.
        let age = (entry.credit.date.to_epoch_days(), row.credit.place() as u32);
        let age = if by_day { age } else { (!age.0, !age.1) };
        (value, age)
    });
}

/// The sums, one per currency, in the order the currencies come.
pub fn totals(book: &Book, rows: &[PaymentRow]) -> Vec<PaymentTotal> {
    let mut totals: Vec<PaymentTotal> = Vec::new();
    for row in rows {
        let entry = book.credit(row.credit);
        if entry.bounced_on.is_some() {
            continue;
        }
        let currency = entry.amount.currency;
        let at = totals.iter().position(|total| total.currency == currency).unwrap_or_else(|| {
            totals.push(PaymentTotal { currency, amount_minor: 0, left_minor: 0 });
            totals.len() - 1
        });
        totals[at].amount_minor += entry.amount.amount_minor;
        totals[at].left_minor += row.left_minor;
    }
    totals
}

/// The name of the file that holds the list on a day.
pub fn file_name(today: NaiveDate) -> String {
    format!("payments-{today}.csv")
}

/// The rows as a table for a spreadsheet, with a header in the interface's language.
pub fn sheet(book: &Book, rows: &[PaymentRow], lang: Lang) -> Sheet {
    use ColumnKind::{Amount, Date, Text};
    let columns = [
        (common::date(lang), Date),
        (common::customer(lang), Text),
        (words::kind_head(lang), Text),
        (words::came_by(lang), Text),
        (common::reference(lang), Text),
        (words::invoices(lang), Text),
        (common::currency(lang), Text),
        (common::amount(lang), Amount),
        (words::left(lang), Amount),
    ];
    let mut sheet = Sheet::new(crate::text::shell::payments(lang), columns);
    for row in rows {
        let entry = book.credit(row.credit);
        let currency = entry.amount.currency;
        sheet.row([
            &*date_cell(entry.credit.date),
            book.customer(entry.customer).customer.name(),
            words::kind_name(lang, KindGroup::of(&entry.credit.kind)),
            words::method(lang, &entry.credit.kind).unwrap_or_default(),
            &entry.credit.reference,
            &settled_numbers(book, row.credit).join(" "),
            currency.code(),
            &money_cell(entry.amount),
            &money_cell(Money::new(row.left_minor, currency)),
        ]);
    }
    sheet.add_up(common::total(lang), Some(6), &[7, 8]);
    sheet
}

/// The numbers of the invoices a credit settles now, each once.
pub fn settled_numbers(book: &Book, credit: Ix<CreditEntry>) -> Vec<&str> {
    let mut numbers: Vec<&str> = Vec::new();
    for entry in book.allocations_from(credit).filter(|entry| entry.until.is_none()) {
        let number = &book.invoice(book.item(entry.item).invoice).invoice.number;
        if !numbers.contains(&number.as_str()) {
            numbers.push(number);
        }
    }
    numbers
}

/// Which customers, by place, have a name, code or tax id with these folded words.
fn customers_named(book: &Book, wanted: &str) -> Vec<bool> {
    let mut named = vec![false; book.customer_places()];
    for (ix, entry) in book.customers() {
        let customer = &entry.customer;
        let texts = [&customer.legal_name, &customer.trade_name, &customer.code, &customer.tax_id];
        named[ix.place()] = texts.into_iter().any(|text| fold(text).contains(wanted));
    }
    named
}

fn is_called(book: &Book, ix: Ix<CreditEntry>, entry: &CreditEntry, wanted: &str) -> bool {
    let fits = |text: &str| fold(text).contains(wanted);
    fits(&entry.credit.reference)
        || entry.credit.cheque().is_some_and(|cheque| fits(&cheque.number))
        || book
            .allocations_from(ix)
            .any(|entry| fits(&book.invoice(book.item(entry.item).invoice).invoice.number))
}

/// The place of each customer's name among all names, by the customer's own place.
fn name_places(book: &Book) -> Vec<u32> {
    let mut named: Vec<(String, Ix<CustomerEntry>)> =
        book.customers().map(|(ix, entry)| (fold(entry.customer.name()), ix)).collect();
    order::sort(&mut named);
    let mut places = vec![0; book.customer_places()];
    for (place, (_, ix)) in named.iter().enumerate() {
        places[ix.place()] = u32::try_from(place).unwrap_or(u32::MAX);
    }
    places
}
