//! What a lawyer or an agency is handed: a customer's case with its whole history, as a
//! table for a spreadsheet and as rows to print.

use std::collections::BTreeSet;

use chrono::{NaiveDate, NaiveDateTime};

use crate::dunning::interest::interest;
use crate::files::csv_out::{CsvOut, date_cell, money_cell};
use crate::ledger::book::{CreditEntry, CustomerEntry, InvoiceEntry, Item};
use crate::ledger::interest_terms::InterestTerms;
use crate::ledger::invoice::InstalmentRef;
use crate::ledger::{Book, Currency, Ix, Money};
use crate::text::hand_over as text;
use crate::text::{Lang, aging, common, country, customers, invoices, terms};

/// The case to hand over.
#[derive(Clone, Copy, Debug)]
pub struct Case<'a> {
    /// Whose.
    pub customer: Ix<CustomerEntry>,
    /// The instalments it is about; all that are open when empty.
    pub items: &'a [Ix<Item>],
    /// The day as of which it is told; later things are left out.
    pub on: NaiveDate,
    /// What was said and agreed, in any order.
    pub dealings: &'a [DealingLine],
    /// What interest to tell beside each instalment; none when absent.
    pub interest: Option<&'a InterestTerms>,
}

/// Something said or agreed, in words.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct DealingLine {
    /// When it came about, at the user's place; midnight where only the day is known.
    pub at: NaiveDateTime,
    /// What it is.
    pub kind: DealingKind,
    /// By which way, and who began it: «WhatsApp, nosotros». Empty where it does not apply.
    pub channel: String,
    /// With whom at the customer's.
    pub with: String,
    /// By whom of the user's.
    pub by: String,
    /// What came of it and what was said; of a dispute, over what; of a plan, its parts.
    pub words: String,
    /// How it stands: kept, broken, settled; empty for a contact.
    pub state: String,
    /// The day it is promised or agreed for.
    pub due_on: Option<NaiveDate>,
    /// How much, where it is about an amount.
    pub amount: Option<Money>,
    /// The instalments it is about.
    pub items: Vec<InstalmentRef>,
}

/// The kinds of dealings, each a section of the file.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum DealingKind {
    /// A contact (gestión).
    Contact,
    /// A promise to pay.
    Promise,
    /// A dispute.
    Dispute,
    /// A payment plan.
    Plan,
    /// A hold.
    Hold,
}

impl DealingKind {
    /// All of them, in the order of their sections.
    pub const ALL: [Self; 5] =
        [Self::Contact, Self::Promise, Self::Dispute, Self::Plan, Self::Hold];
}

/// A table of the file, with its heading. One without rows says so by being empty: that
/// nothing was disputed is a fact too.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Section {
    /// Its heading.
    pub title: &'static str,
    /// The heads of its columns.
    pub header: Vec<&'static str>,
    /// Its rows.
    pub rows: Vec<Vec<Cell>>,
}

/// A cell, for a file to write plainly and for a page to write as people do.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Cell {
    /// Words; may be empty.
    Text(String),
    /// A day.
    Day(NaiveDate),
    /// A day and a time.
    Moment(NaiveDateTime),
    /// A whole number.
    Number(i64),
    /// An amount; its currency stands in a cell of its own.
    Money(Money),
}

/// The case as sections: whose claim on whom, contacts at the customer's, what is open
/// with its original due dates, what was paid and what it settled, and each kind of dealing
/// from the first to the last.
pub fn hand_over(book: &Book, case: &Case<'_>, lang: Lang) -> Vec<Section> {
    let items = if case.items.is_empty() {
        book.open_items(case.customer, case.on).into_iter().map(|open| open.item).collect()
    } else {
        case.items.to_vec()
    };
    let mut sections = vec![
        particulars(book, case, &items, lang),
        contacts(book, case, lang),
        open_instalments(book, case, &items, lang),
        payments(book, case, &items, lang),
    ];
    sections.extend(DealingKind::ALL.map(|kind| dealings(book, case, kind, lang)));
    sections
}

/// The sections as one table for a spreadsheet, with an empty line between them.
pub fn hand_over_csv(sections: &[Section]) -> Vec<u8> {
    let mut out = CsvOut::new();
    for (place, section) in sections.iter().enumerate() {
        if place > 0 {
            out.row(&[""]);
        }
        out.row(&[section.title]);
        out.cells(section.header.iter().copied());
        for row in &section.rows {
            let cells: Vec<String> = row.iter().map(plain).collect();
            out.cells(cells.iter().map(String::as_str));
        }
    }
    out.finish()
}

/// The name of the file that holds a case on a day.
pub fn hand_over_file_name(on: NaiveDate) -> String {
    format!("case-{on}.csv")
}

fn particulars(book: &Book, case: &Case<'_>, items: &[Ix<Item>], lang: Lang) -> Section {
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

fn contacts(book: &Book, case: &Case<'_>, lang: Lang) -> Section {
    let customer = &book.customer(case.customer).customer;
    let header = vec![
        customers::contact_name(lang),
        customers::contact_role(lang),
        customers::contact_phone(lang),
        customers::whatsapp(lang),
        customers::contact_email(lang),
    ];
    let row = |contact: &crate::ledger::customer::Contact| {
        [&contact.name, &contact.role, &contact.phone, &contact.whatsapp, &contact.email]
            .map(|text| words(text))
            .to_vec()
    };
    let rows = customer.contacts.iter().map(row).collect();
    Section { title: text::contacts(lang), header, rows }
}

fn open_instalments(book: &Book, case: &Case<'_>, items: &[Ix<Item>], lang: Lang) -> Section {
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

fn payments(book: &Book, case: &Case<'_>, items: &[Ix<Item>], lang: Lang) -> Section {
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

fn dealings(book: &Book, case: &Case<'_>, kind: DealingKind, lang: Lang) -> Section {
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

fn plain(cell: &Cell) -> String {
    match cell {
        Cell::Text(text) => text.clone(),
        Cell::Day(day) => date_cell(*day),
        Cell::Moment(at) => at.format("%Y-%m-%d %H:%M").to_string(),
        Cell::Number(number) => number.to_string(),
        Cell::Money(amount) => money_cell(*amount),
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;
    use crate::ledger::action::{Draft, Due, InvoiceForm, change_customer, enter_invoice};
    use crate::ledger::customer::Contact;
    use crate::ledger::interest_terms::Regime;
    use crate::ledger::invoice::Instalment;
    use crate::views::fixture::{
        bounce, cheque, credit, customer, day, draft, invoice, mxn, transfer, usd,
    };
    use rust_decimal::Decimal;

    /// A customer with a split invoice, a cheque that came back and dollars.
    fn ledger() -> (Draft, Ix<CustomerEntry>, [InstalmentRef; 2]) {
        let mut draft = draft();
        let id = customer(&mut draft, "Comercial Andina, S.A.");
        let ix = draft.book().find_customer(id).unwrap();
        let mut known = (*draft.book().customer(ix).customer).clone();
        known.tax_id = "CAN010203AB1".to_owned();
        known.contacts = vec![Contact {
            name: "Lucía Ferrer".to_owned(),
            phone: "+52 55 1234 5678".to_owned(),
            ..Contact::default()
        }];
        change_customer(&mut draft, known).unwrap();
        let parts = ["2026-01-31", "2026-02-28", "2026-03-31"]
            .map(|due| Instalment { due_on: day(due), amount_minor: 100_000 });
        let due = Due::Instalments(parts.to_vec());
        let form = InvoiceForm::new(id, "F-1", day("2026-01-01"), due, mxn(300_000));
        let split = enter_invoice(&mut draft, form).unwrap();
        invoice(&mut draft, id, "F-2", "2026-01-10", "2026-02-09", usd(50_000));
        credit(&mut draft, id, transfer(), "2026-02-10", mxn(40_000), &[(split, 40_000)]);
        let returned = cheque(Some("2026-02-20"));
        let returned =
            credit(&mut draft, id, returned, "2026-02-12", mxn(60_000), &[(split, 60_000)]);
        bounce(&mut draft, returned, "2026-02-23");
        credit(&mut draft, id, transfer(), "2026-03-01", mxn(5_000), &[]);
        credit(&mut draft, id, transfer(), "2026-06-01", mxn(1), &[]);
        let refs = [1, 2].map(|number| InstalmentRef { invoice: split, number });
        (draft, ix, refs)
    }

    fn dealing(kind: DealingKind, at: &str, words: &str, items: &[InstalmentRef]) -> DealingLine {
        DealingLine {
            at: day(at).and_hms_opt(10, 30, 0).unwrap(),
            kind,
            channel: "Llamada".to_owned(),
            with: "Lucía Ferrer".to_owned(),
            by: "Marta".to_owned(),
            words: words.to_owned(),
            state: String::new(),
            due_on: None,
            amount: None,
            items: items.to_vec(),
        }
    }

    #[test]
    fn a_case_is_told_with_its_whole_history() {
        let (draft, ix, refs) = ledger();
        let promise = DealingLine {
            state: "Incumplida".to_owned(),
            due_on: Some(day("2026-03-15")),
            amount: Some(mxn(100_000)),
            ..dealing(DealingKind::Promise, "2026-03-05", "Pagará la primera cuota", &refs)
        };
        let dealings = [
            promise,
            dealing(DealingKind::Contact, "2026-03-05", "=Promete \"pagar\"", &refs[..1]),
            dealing(DealingKind::Contact, "2026-02-25", "No contesta", &[]),
            dealing(DealingKind::Contact, "2026-12-31", "Después del corte", &[]),
        ];
        let terms = InterestTerms {
            regime: Some(Regime::Contract),
            agreed_percent: Some(Decimal::from(12)),
            ..InterestTerms::default()
        };
        let on = day("2026-04-30");
        let case =
            Case { customer: ix, items: &[], on, dealings: &dealings, interest: Some(&terms) };
        let sections = hand_over(draft.book(), &case, Lang::Es);
        for section in &sections {
            let width = section.header.len();
            assert!(section.rows.iter().all(|row| row.len() == width), "{}", section.title);
        }
        let file = String::from_utf8(hand_over_csv(&sections)).unwrap();
        insta::assert_snapshot!(file.replace("\r\n", "\n").replace('\u{feff}', ""));
    }

    #[test]
    fn a_case_may_be_of_some_instalments_only() {
        let (draft, ix, refs) = ledger();
        let book = draft.book();
        let items = [book.find_item(refs[1]).unwrap()];
        let on = day("2026-02-15");
        let case = Case { customer: ix, items: &items, on, dealings: &[], interest: None };
        let sections = hand_over(book, &case, Lang::En);
        let open = &sections[2];
        assert_eq!(open.rows.len(), 1);
        assert_eq!(open.rows[0][4], Cell::Day(day("2026-02-28")));
        assert_eq!(open.rows[0][9], Cell::Money(mxn(100_000)));
        // By the 15th of February one payment had settled something of the invoice; the
        // cheque was still to come.
        assert_eq!(sections[3].rows.len(), 1);
        assert_eq!(sections[3].rows[0][7], Cell::Money(mxn(40_000)));
        assert!(sections[4..].iter().all(|section| section.rows.is_empty()));
    }
}
