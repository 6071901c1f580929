//! What a lawyer or an agency is handed: a customer's case with its whole history, as a
//! table for a spreadsheet and as rows to print.

mod sections;

use chrono::{NaiveDate, NaiveDateTime};

use crate::files::csv_out::{CsvOut, date_cell, money_cell};
use crate::ledger::book::{CustomerEntry, Item};
use crate::ledger::interest_terms::InterestTerms;
use crate::ledger::invoice::InstalmentRef;
use crate::ledger::{Book, Ix, Money};
use crate::text::Lang;

use sections::{contacts, dealings, open_instalments, particulars, payments};

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
