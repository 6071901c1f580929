//! What is being typed in the form of an invoice.

use crate::ui::reactive::{RwSignal, Signal};
use cartera::ledger::{Currency, Id};
use cartera::text::format::{self, NumberStyle};
use cartera::text::{Lang, format::date_medium};
use cartera::views::invoice_form::{
    DELIVERIES, DueRow, Field as Which, InvoiceDraft, KINDS, Whose, named, typed,
};
use cartera::views::problem::FieldProblem;
use chrono::NaiveDate;
use leptos::prelude::*;

/// The fields of the form. Copy it freely.
#[derive(Clone, Copy)]
pub struct Fields {
    /// What stands in the customer's field.
    pub customer: RwSignal<String>,
    /// Who was taken from the list, and what stood in the field then.
    pub chosen: RwSignal<Option<(Whose, String)>>,
    /// Number.
    pub number: RwSignal<String>,
    /// Day of issue.
    pub issued_on: RwSignal<String>,
    /// Terms or due date.
    pub due: RwSignal<String>,
    /// Amount.
    pub amount: RwSignal<String>,
    /// Its currency.
    pub currency: RwSignal<Currency>,
    /// The kind's code.
    pub kind: RwSignal<String>,
    /// Reference.
    pub reference: RwSignal<String>,
    /// Fiscal id.
    pub fiscal_id: RwSignal<String>,
    /// Day of acknowledgement.
    pub acknowledged_on: RwSignal<String>,
    /// The delivery's code.
    pub delivery: RwSignal<String>,
    /// Rate.
    pub rate: RwSignal<String>,
    /// Instalments by hand.
    pub rows: RwSignal<Vec<RowFields>>,
    /// Notes.
    pub notes: RwSignal<String>,
    /// The invoice a charge belongs to.
    pub of: StoredValue<Option<Id>>,
    /// The invoice that is corrected.
    pub id: StoredValue<Option<Id>>,
    /// What is wrong.
    pub problems: RwSignal<Vec<FieldProblem<Which>>>,
    /// Whose the form is: what is typed lives as long as the form, not as the button
    /// that was pressed to add a line.
    owner: StoredValue<Option<Owner>>,
}

/// An instalment by hand.
#[derive(Clone, Copy)]
pub struct RowFields {
    /// What tells it from the others while they come and go.
    pub number: usize,
    /// Due date.
    pub due: RwSignal<String>,
    /// Amount.
    pub amount: RwSignal<String>,
}

impl Fields {
    /// The form as it begins; `name` is the name of the customer, where there is one.
    pub fn of(start: InvoiceDraft, name: String) -> Self {
        let text = RwSignal::new;
        let kind =
            KINDS.iter().find(|(kind, _)| *kind == start.kind).map_or("opening", |found| found.1);
        let delivery = DELIVERIES.iter().find(|(delivery, _)| *delivery == start.delivery);
        let rows = start.rows.into_iter().enumerate().map(|(at, row)| RowFields::of(at, row));
        let chosen = match start.customer {
            Whose::Typed(_) => None,
            whose => Some((whose, name.clone())),
        };
        Self {
            customer: text(name),
            chosen: RwSignal::new(chosen),
            number: text(start.number),
            issued_on: text(start.issued_on),
            due: text(start.due),
            amount: text(start.amount),
            currency: RwSignal::new(start.currency),
            kind: text(kind.to_owned()),
            reference: text(start.reference),
            fiscal_id: text(start.fiscal_id),
            acknowledged_on: text(start.acknowledged_on),
            delivery: text(delivery.map_or("unknown", |found| found.1).to_owned()),
            rate: text(start.rate),
            rows: RwSignal::new(rows.collect()),
            notes: text(start.notes),
            of: StoredValue::new(start.of),
            id: StoredValue::new(start.id),
            problems: RwSignal::new(Vec::new()),
            owner: StoredValue::new(Owner::current()),
        }
    }

    /// Adds a blank instalment.
    pub fn add_row(self) {
        let number = self.rows.with_untracked(|rows| rows.last().map_or(0, |last| last.number + 1));
        let row = self.owned(|| RowFields::of(number, DueRow::default()));
        self.rows.update(|rows| rows.push(row));
    }

    fn owned<T>(self, make: impl FnOnce() -> T) -> T {
        match self.owner.get_value() {
            Some(owner) => owner.with(make),
            None => make(),
        }
    }

    /// The form as it stands, followed.
    pub fn draft(self) -> InvoiceDraft {
        let kind = self
            .kind
            .with(|code| KINDS.iter().find(|(_, known)| known == code).map(|found| found.0));
        let delivery = self
            .delivery
            .with(|code| DELIVERIES.iter().find(|(_, known)| known == code).map(|found| found.0));
        InvoiceDraft {
            customer: self.whose(),
            number: self.number.get(),
            issued_on: self.issued_on.get(),
            due: self.due.get(),
            amount: self.amount.get(),
            currency: self.currency.get(),
            // An opening balance is no kind that one chooses; it stays one.
            kind: kind.unwrap_or(cartera::ledger::invoice::InvoiceKind::Opening),
            reference: self.reference.get(),
            fiscal_id: self.fiscal_id.get(),
            acknowledged_on: self.acknowledged_on.get(),
            delivery: delivery.unwrap_or_default(),
            rate: self.rate.get(),
            rows: self.rows.with(|rows| {
                let row = |row: &RowFields| DueRow { due: row.due.get(), amount: row.amount.get() };
                rows.iter().map(row).collect()
            }),
            notes: self.notes.get(),
            of: self.of.get_value(),
            id: self.id.get_value(),
        }
    }

    /// Whose it is: who was taken from the list, while what stands in the field is still it.
    pub fn whose(self) -> Whose {
        let text = self.customer.get();
        match self.chosen.get() {
            Some((whose, label)) if label == text => whose,
            _ => Whose::Typed(text),
        }
    }

    /// The customer of the ledger that the field says, if it says one.
    pub fn known_customer(self, book: &cartera::ledger::Book) -> Option<Id> {
        match self.whose() {
            Whose::Known(id) => Some(id),
            Whose::Typed(text) => named(book, &text).ok(),
            Whose::New(_) => None,
        }
    }

    /// Instalments by hand, beginning with what the terms come to.
    pub fn write_by_hand(
        self,
        parts: &[(NaiveDate, cartera::ledger::Money)],
        lang: Lang,
        style: NumberStyle,
    ) {
        let rows = self.owned(|| {
            let row = |(at, (due_on, part)): (usize, &(NaiveDate, cartera::ledger::Money))| {
                let amount = if part.is_zero() { String::new() } else { typed(*part, style) };
                RowFields::of(at, DueRow { due: date_medium(lang, *due_on), amount })
            };
            let mut rows: Vec<RowFields> = parts.iter().enumerate().map(row).collect();
            while rows.len() < 2 {
                rows.push(RowFields::of(rows.len(), DueRow::default()));
            }
            rows
        });
        self.rows.set(rows);
    }

    /// What is wrong with a field, in words.
    pub fn problem(self, page: crate::ui::page::Page, which: Which) -> Signal<Option<String>> {
        Signal::derive(move || {
            self.problems.with(|problems| {
                FieldProblem::of(problems, which)
                    .map(|why| cartera::text::invoices::why(page.lang.get(), page.style.get(), why))
            })
        })
    }
}

impl RowFields {
    /// An instalment as it begins.
    pub fn of(number: usize, row: DueRow) -> Self {
        Self { number, due: RwSignal::new(row.due), amount: RwSignal::new(row.amount) }
    }
}

/// The rate that is used where none is typed, in words.
pub fn rate_hint(page: crate::ui::page::Page, currency: Currency, on: NaiveDate) -> String {
    let lang = page.lang.get();
    let known = page.ledger.book.with(|book| book.rate_on(currency, on));
    known.map_or_else(
        || cartera::text::invoices::no_rate_hint(lang).to_owned(),
        |rate| {
            let rate = format::decimal(rate.normalize(), page.style.get());
            cartera::text::invoices::rate_hint(lang, &rate)
        },
    )
}
