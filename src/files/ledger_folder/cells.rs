//! What is owed and what settles it, a thing a row.

use chrono::NaiveDate;
use serde::Serialize;

use super::Rows;
use crate::files::csv_out::{date_cell, money_cell};
use crate::ledger::book::Book;
use crate::ledger::credit::{CreditKind, Method};
use crate::ledger::{Currency, Money};
use crate::text::{Lang, terms};

pub(super) const CUSTOMER: &[&str] = &[
    "customer_id",
    "legal_name",
    "trade_name",
    "code",
    "tax_id",
    "country",
    "party",
    "segment",
    "responsible",
    "language",
    "currency",
    "terms",
    "review_days",
    "payment_days",
    "credit_limit_currency",
    "credit_limit",
    "protocol_id",
    "notes",
];

pub(super) fn customers(book: &Book, rows: &mut Rows) {
    for (_, entry) in book.customers() {
        let it = &entry.customer;
        let days = |days: &[chrono::Weekday]| {
            days.iter().map(ToString::to_string).collect::<Vec<_>>().join(" ")
        };
        let limit = it.credit_limit;
        rows.add(&[
            &it.id.to_string(),
            &it.legal_name,
            &it.trade_name,
            &it.code,
            &it.tax_id,
            &it.country.map(|country| code(&country)).unwrap_or_default(),
            &code(&it.party),
            &it.segment,
            &it.responsible,
            &it.language.map(|lang| code(&lang)).unwrap_or_default(),
            it.currency.map(Currency::code).unwrap_or_default(),
            &it.terms.as_ref().map(|it| terms::label(Lang::En, it)).unwrap_or_default(),
            &days(&it.review_days),
            &days(&it.payment_days),
            limit.map(|limit| limit.currency.code()).unwrap_or_default(),
            &limit.map(money_cell).unwrap_or_default(),
            &it.protocol.map(|id| id.to_string()).unwrap_or_default(),
            &it.notes,
        ]);
    }
}

pub(super) fn contacts(book: &Book, rows: &mut Rows) {
    for (_, entry) in book.customers() {
        let id = entry.customer.id.to_string();
        for it in &entry.customer.contacts {
            rows.add(&[&id, &it.name, &it.role, &it.email, &it.phone, &it.whatsapp]);
        }
    }
}

pub(super) const INVOICE: &[&str] = &[
    "invoice_id",
    "kind",
    "customer_id",
    "number",
    "issued_on",
    "acknowledged_on",
    "terms",
    "currency",
    "total",
    "open",
    "home_units_per_unit",
    "reference",
    "fiscal_id",
    "delivery",
    "of_invoice_id",
    "cancelled_on",
    "cancelled_why",
    "notes",
];

pub(super) fn invoices(book: &Book, on: NaiveDate, rows: &mut Rows) {
    for (ix, entry) in book.invoices() {
        let it = &entry.invoice;
        let cancelled = entry.cancelled.as_deref();
        rows.add(&[
            &it.id.to_string(),
            &code(&it.kind),
            &it.customer.to_string(),
            &it.number,
            &date_cell(it.issued_on),
            &maybe(it.acknowledged_on),
            &it.terms.as_ref().map(|it| terms::label(Lang::En, it)).unwrap_or_default(),
            it.total.currency.code(),
            &money_cell(it.total),
            &money_cell(book.open(ix, on)),
            &it.rate.map(|rate| rate.to_string()).unwrap_or_default(),
            &it.reference,
            &it.fiscal_id,
            &code(&it.delivery),
            &it.of.map(|id| id.to_string()).unwrap_or_default(),
            &maybe(cancelled.map(|it| it.on)),
            cancelled.map(|it| it.reason.as_str()).unwrap_or_default(),
            &it.notes,
        ]);
    }
}

pub(super) const INSTALMENT: &[&str] =
    &["invoice_id", "instalment", "due_on", "currency", "amount", "open"];

pub(super) fn instalments(book: &Book, on: NaiveDate, rows: &mut Rows) {
    for (ix, entry) in book.invoices() {
        let id = entry.invoice.id.to_string();
        for (_, item) in book.items_of(ix) {
            let cell = |minor| money_cell(Money::new(minor, item.currency));
            rows.add(&[
                &id,
                &item.number.to_string(),
                &date_cell(item.due_on),
                item.currency.code(),
                &cell(item.amount_minor),
                &cell(book.open_minor(item, on)),
            ]);
        }
    }
}

pub(super) const CREDIT: &[&str] = &[
    "credit_id",
    "kind",
    "method",
    "customer_id",
    "dated_on",
    "effective_on",
    "currency",
    "amount",
    "left",
    "home_units_per_unit",
    "reference",
    "cheque_number",
    "cheque_bank",
    "cheque_deposited_on",
    "cheque_cleared_on",
    "cheque_bounced_on",
    "notes",
];

pub(super) fn credits(book: &Book, on: NaiveDate, rows: &mut Rows) {
    for (_, entry) in book.credits() {
        let it = &entry.credit;
        let (kind, method) = match &it.kind {
            CreditKind::Payment { method: Method::Cheque(_) } => {
                ("payment".to_owned(), "cheque".to_owned())
            }
            CreditKind::Payment { method } => ("payment".to_owned(), code(method)),
            other => (code(other), String::new()),
        };
        let cheque = it.cheque();
        rows.add(&[
            &it.id.to_string(),
            &kind,
            &method,
            &it.customer.to_string(),
            &date_cell(it.date),
            &date_cell(it.effective_on()),
            it.amount.currency.code(),
            &money_cell(it.amount),
            &money_cell(Money::new(book.left_minor(entry, on), it.amount.currency)),
            &it.rate.map(|rate| rate.to_string()).unwrap_or_default(),
            &it.reference,
            cheque.map(|it| it.number.as_str()).unwrap_or_default(),
            cheque.map(|it| it.bank.as_str()).unwrap_or_default(),
            &maybe(entry.deposited_on),
            &maybe(entry.cleared_on),
            &maybe(entry.bounced_on),
            &it.notes,
        ]);
    }
}

pub(super) const ALLOCATION: &[&str] = &[
    "allocation_id",
    "credit_id",
    "invoice_id",
    "instalment",
    "taken_currency",
    "taken",
    "settled_currency",
    "settled",
    "from",
    "until",
];

pub(super) fn allocations(book: &Book, rows: &mut Rows) {
    for (credit, of) in book.credits() {
        for entry in book.allocations_from(credit) {
            let it = &entry.allocation;
            let (taken, settled) = (of.amount.currency, book.item(entry.item).currency);
            rows.add(&[
                &it.id.to_string(),
                &it.credit.to_string(),
                &it.to.invoice.to_string(),
                &it.to.number.to_string(),
                taken.code(),
                &money_cell(Money::new(it.credit_minor, taken)),
                settled.code(),
                &money_cell(Money::new(it.settled_minor(), settled)),
                &date_cell(it.from),
                &maybe(entry.until),
            ]);
        }
    }
}

pub(super) fn refunds(book: &Book, rows: &mut Rows) {
    for entry in book.refunds() {
        let it = &entry.refund;
        let currency = book.credit(entry.credit).amount.currency;
        rows.add(&[
            &it.id.to_string(),
            &it.credit.to_string(),
            &date_cell(it.on),
            currency.code(),
            &money_cell(Money::new(it.amount_minor, currency)),
            &it.reference,
        ]);
    }
}

/// A day, or nothing.
pub(super) fn maybe(day: Option<NaiveDate>) -> String {
    day.map(date_cell).unwrap_or_default()
}

/// A word as records write it: `credit_note`; JSON for what is more than a word.
pub(super) fn code(value: &impl Serialize) -> String {
    match serde_json::to_value(value) {
        Ok(serde_json::Value::String(word)) => word,
        Ok(other) => other.to_string(),
        Err(_) => String::new(),
    }
}
