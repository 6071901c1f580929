//! The sections of a case, one function each.

use std::collections::BTreeSet;

use chrono::NaiveDate;

use super::{Case, Cell, DealingKind, DealingLine, Section};
use crate::dunning::interest::interest;
use crate::ledger::book::{CreditEntry, InvoiceEntry, Item};
use crate::ledger::customer::Contact;
use crate::ledger::invoice::InstalmentRef;
use crate::ledger::{Book, Currency, Ix, Money};
use crate::text::hand_over as text;
use crate::text::{Lang, aging, common, country, customers, invoices, terms};

pub(super) fn particulars(book: &Book, case: &Case<'_>, items: &[Ix<Item>], lang: Lang) -> Section {
    let firm = book.firm();
    let customer = &book.customer(case.customer).customer;
    let country_name = country::name(lang, customer.country.unwrap_or(firm.country));
    let agreed = customer.terms.as_ref().unwrap_or(&firm.terms);
    let header = vec![text::what(lang), text::value(lang), aging::currency(lang)];
    let mut rows = vec![
        pair(text::as_of(lang), Cell::Day(case.on)),
        pair(text::creditor(lang), words(&firm.name)),
        pair(text::creditor_tax_id(lang), words(&firm.tax_id)),
        pair(customers::legal_name(lang), words(&customer.legal_name)),
        pair(customers::trade_name(lang), words(&customer.trade_name)),
        pair(aging::tax_id(lang), words(&customer.tax_id)),
        pair(text::party(lang), words(customers::party(lang, customer.party))),
        pair(customers::country(lang), words(country_name)),
        pair(customers::code(lang), words(&customer.code)),
        pair(customers::terms(lang), words(&terms::label(lang, agreed))),
        pair(aging::responsible(lang), words(&customer.responsible)),
    ];
    // What is not known is left out.
    rows.retain(|row| row[1] != words(""));
    for total in totals(book, items, case.on) {
        let mut row = pair(text::claimed(lang), Cell::Money(total));
        row[2] = words(total.currency.code());
        rows.push(row);
    }
    Section { title: text::particulars(lang), header, rows }
}

/// What is open of the instalments, one sum a currency.
fn totals(book: &Book, items: &[Ix<Item>], on: NaiveDate) -> Vec<Money> {
    let mut totals: Vec<Money> = Vec::new();
    for &ix in items {
        let item = book.item(ix);
        let open_minor = book.open_minor(item, on);
        match totals.iter_mut().find(|total| total.currency == item.currency) {
            Some(total) => total.amount_minor += open_minor,
            None => totals.push(Money::new(open_minor, item.currency)),
        }
    }
    totals
}

pub(super) fn contacts(book: &Book, case: &Case<'_>, lang: Lang) -> Section {
    let customer = &book.customer(case.customer).customer;
    let header = vec![
        customers::contact_name(lang),
        customers::contact_role(lang),
        customers::contact_phone(lang),
        customers::whatsapp(lang),
        customers::contact_email(lang),
    ];
    let row = |contact: &Contact| {
        [&contact.name, &contact.role, &contact.phone, &contact.whatsapp, &contact.email]
            .map(|text| words(text))
            .to_vec()
    };
    let rows = customer.contacts.iter().map(row).collect();
    Section { title: text::contacts(lang), header, rows }
}

pub(super) fn open_instalments(
    book: &Book,
    case: &Case<'_>,
    items: &[Ix<Item>],
    lang: Lang,
) -> Section {
    let mut header = vec![
        text::document(lang),
        aging::number(lang),
        aging::instalment(lang),
        aging::issued_on(lang),
        text::original_due(lang),
        aging::days_past_due(lang),
        aging::currency(lang),
        text::original_amount(lang),
        text::settled(lang),
        text::open(lang),
        common::reference(lang),
        invoices::fiscal_id(lang),
        invoices::delivery_label(lang),
    ];
    if case.interest.is_some() {
        header.push(text::interest(lang));
    }
    let row = |&ix: &Ix<Item>| {
        let item = book.item(ix);
        let invoice = &book.invoice(item.invoice).invoice;
        let money = |minor| Cell::Money(Money::new(minor, item.currency));
        let open_minor = book.open_minor(item, case.on);
        let mut row = vec![
            words(invoices::kind_name(lang, invoice.kind)),
            words(&invoice.number),
            Cell::Number(item.number.into()),
            Cell::Day(item.issued_on),
            Cell::Day(item.due_on),
            Cell::Number(item.days_past_due(case.on)),
            words(item.currency.code()),
            money(item.amount_minor),
            money(item.amount_minor - open_minor),
            money(open_minor),
            words(&invoice.reference),
            words(&invoice.fiscal_id),
            words(invoices::delivery(lang, invoice.delivery)),
        ];
        if let Some(terms) = case.interest {
            row.push(match interest(book, ix, terms, case.on) {
                Ok(sum) => Cell::Money(sum.total()),
                Err(_) => words(text::interest_unknown(lang)),
            });
        }
        row
    };
    let rows = items.iter().map(row).collect();
    Section { title: text::open_instalments(lang), header, rows }
}

pub(super) fn payments(book: &Book, case: &Case<'_>, items: &[Ix<Item>], lang: Lang) -> Section {
    let header = vec![
        common::date(lang),
        text::kind(lang),
        common::reference(lang),
        aging::currency(lang),
        common::amount(lang),
        text::applied_to(lang),
        text::applied_currency(lang),
        text::applied(lang),
        text::counts_from(lang),
        text::counted_until(lang),
        text::bounced_on(lang),
    ];
    let of_case: BTreeSet<Ix<InvoiceEntry>> =
        items.iter().map(|&ix| book.item(ix).invoice).collect();
    let mut credits: Vec<_> = book.customer(case.customer).credits.to_vec();
    credits.retain(|&ix| book.credit(ix).credit.date <= case.on);
    credits.sort_by_key(|&ix| (book.credit(ix).credit.date, ix));
    let mut rows = Vec::new();
    for ix in credits {
        let entry = book.credit(ix);
        let before = rows.len();
        for allocation in book.allocations_from(ix) {
            let item = book.item(allocation.item);
            let from = allocation.allocation.from;
            if !of_case.contains(&item.invoice) || from > case.on {
                continue;
            }
            let settled = Money::new(allocation.allocation.settled_minor(), item.currency);
            let mut row = credit_cells(entry, lang);
            row.extend([
                words(&instalment_words(book, book.item_ref(allocation.item), lang)),
                words(item.currency.code()),
                Cell::Money(settled),
                Cell::Day(from),
                day_or_nothing(allocation.until.filter(|&until| until <= case.on)),
                day_or_nothing(bounced_by(entry, case.on)),
            ]);
            rows.push(row);
        }
        // A credit that settles nothing of the case is told where it is still to apply, or
        // where it was a cheque that came back.
        let left = book.left_minor(entry, case.on);
        if rows.len() == before && (left > 0 || bounced_by(entry, case.on).is_some()) {
            let mut row = credit_cells(entry, lang);
            row.extend([text::not_applied(lang), "", "", "", ""].map(words));
            row.push(day_or_nothing(bounced_by(entry, case.on)));
            rows.push(row);
        }
    }
    Section { title: text::payments(lang), header, rows }
}

fn bounced_by(entry: &CreditEntry, on: NaiveDate) -> Option<NaiveDate> {
    entry.bounced_on.filter(|&bounced| bounced <= on)
}

fn credit_cells(entry: &CreditEntry, lang: Lang) -> Vec<Cell> {
    vec![
        Cell::Day(entry.credit.date),
        words(customers::credit_kind(lang, &entry.credit.kind)),
        words(&entry.credit.reference),
        words(entry.amount.currency.code()),
        Cell::Money(entry.amount),
    ]
}

pub(super) fn dealings(book: &Book, case: &Case<'_>, kind: DealingKind, lang: Lang) -> Section {
    let is_contact = kind == DealingKind::Contact;
    let header = if is_contact {
        vec![
            common::date(lang),
            text::channel(lang),
            text::with(lang),
            text::by(lang),
            text::outcome(lang),
            text::about(lang),
        ]
    } else {
        vec![
            common::date(lang),
            text::for_day(lang),
            aging::currency(lang),
            common::amount(lang),
            text::state(lang),
            text::particulars_of(lang),
            text::with(lang),
            text::by(lang),
            text::about(lang),
        ]
    };
    let mut lines: Vec<_> = case
        .dealings
        .iter()
        .filter(|line| line.kind == kind && line.at.date() <= case.on)
        .collect();
    lines.sort_by_key(|line| line.at);
    let row = |line: &&DealingLine| {
        let about: Vec<_> =
            line.items.iter().map(|&item| instalment_words(book, item, lang)).collect();
        let about = Cell::Text(about.join(", "));
        if is_contact {
            return vec![
                Cell::Moment(line.at),
                words(&line.channel),
                words(&line.with),
                words(&line.by),
                words(&line.words),
                about,
            ];
        }
        vec![
            Cell::Day(line.at.date()),
            day_or_nothing(line.due_on),
            words(line.amount.map_or("", |amount| Currency::code(amount.currency))),
            line.amount.map_or_else(|| words(""), Cell::Money),
            words(&line.state),
            words(&line.words),
            words(&line.with),
            words(&line.by),
            about,
        ]
    };
    let rows = lines.iter().map(row).collect();
    Section { title: text::dealings(lang, kind), header, rows }
}

/// An instalment by its invoice's number: «F-102», «F-102 · 1 de 3».
fn instalment_words(book: &Book, to: InstalmentRef, lang: Lang) -> String {
    let Some(ix) = book.find_invoice(to.invoice) else { return String::new() };
    let invoice = &book.invoice(ix).invoice;
    match invoice.instalments.len() {
        0 | 1 => invoice.number.clone(),
        of => aging::instalment_of(lang, &invoice.number, to.number, of),
    }
}

fn pair(what: &str, value: Cell) -> Vec<Cell> {
    vec![words(what), value, words("")]
}

fn words(text: &str) -> Cell {
    Cell::Text(text.to_owned())
}

fn day_or_nothing(day: Option<NaiveDate>) -> Cell {
    day.map_or_else(|| words(""), Cell::Day)
}
