//! The import screen's account of tax documents: what comes of each, by what comes of it.

use chrono::NaiveDate;

use crate::files::document::{FaultKind, NotInvoiceKind, Notice, Party, Problem};
use crate::files::document_entry::{Candidate, Doubt, DueBy, Entered, Line, LineState, Papers};
use crate::files::einvoice::FileReading;
use crate::ledger::Money;
use crate::text::import as words;
use crate::text::{Lang, intake};

/// What documents have in common by what comes of them, in the order they are shown.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Group {
    /// They add something to the ledger.
    Entered,
    /// They could not be read, or the ledger does not take them.
    Refused,
    /// They are in the ledger already.
    Known,
    /// They are not the firm's sales.
    NotOurs,
    /// They are left out by what they are.
    LeftOut,
}

impl Group {
    /// All of them.
    pub const ALL: [Self; 5] =
        [Self::Entered, Self::Refused, Self::Known, Self::NotOurs, Self::LeftOut];

    fn of(state: &LineState) -> Self {
        match state {
            LineState::New(_) | LineState::Payments | LineState::Completed | LineState::Cancels => {
                Self::Entered
            }
            LineState::Refused(_) => Self::Refused,
            LineState::Known | LineState::Repeated => Self::Known,
            LineState::Bought | LineState::Foreign => Self::NotOurs,
            LineState::LeftOut(_) => Self::LeftOut,
        }
    }
}

/// A document as it is shown.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Row {
    /// Where it was read.
    pub path: String,
    /// The customer, or whoever stands on the other side; empty where nobody is known.
    pub party: String,
    /// Its number; empty where it has none.
    pub number: String,
    /// The day of issue.
    pub issued_on: Option<NaiveDate>,
    /// The (last) day on which it falls due.
    pub due_on: Option<NaiveDate>,
    /// Who says so.
    pub due_by: Option<DueBy>,
    /// How much.
    pub amount: Option<Money>,
    /// What comes of it.
    pub what: What,
    /// What is doubtful about it.
    pub doubts: Vec<Doubt>,
    /// What there is to know about it.
    pub notices: Vec<Notice>,
}

/// What comes of a document.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum What {
    /// As it was tried.
    Line(LineState),
    /// It is no invoice.
    NotInvoice(NotInvoiceKind),
    /// It was not read.
    Problem(Problem),
}

/// The rows of a group, up to so many, and how many there are.
pub fn rows(papers: &Papers, entered: &Entered, group: Group, most: usize) -> (Vec<Row>, usize) {
    let lines = entered.lines.iter().filter(|line| Group::of(&line.state) == group);
    let mut count = lines.clone().count();
    let mut rows: Vec<Row> = lines.take(most).map(|line| row_of(papers, line)).collect();
    for opened in &papers.files {
        let others = others(&opened.reading, group);
        count += others.len();
        let room = most.saturating_sub(rows.len());
        rows.extend(others.into_iter().take(room));
    }
    (rows, count)
}

/// What a file of which nothing is entered was found to be.
pub fn remains(reading: &FileReading) -> Vec<Row> {
    Group::ALL.into_iter().flat_map(|group| others(reading, group)).collect()
}

/// Whether the worker knew nothing of a text: it may be a list.
pub fn is_any_text(reading: &FileReading) -> bool {
    let is_unknown = |problem: &Problem| problem.fault.what == FaultKind::UnknownFile;
    reading.documents.is_empty()
        && reading.problems.iter().all(is_unknown)
        && !reading.problems.is_empty()
}

/// What a file holds of a group beside its documents.
fn others(reading: &FileReading, group: Group) -> Vec<Row> {
    let row = |path: &str, number: &str, what| Row {
        path: path.to_owned(),
        party: String::new(),
        number: number.to_owned(),
        issued_on: None,
        due_on: None,
        due_by: None,
        amount: None,
        what,
        doubts: Vec::new(),
        notices: Vec::new(),
    };
    match group {
        Group::LeftOut => reading
            .not_invoices
            .iter()
            .map(|one| row(&one.source.path, &one.number, What::NotInvoice(one.what)))
            .collect(),
        Group::Refused => reading
            .problems
            .iter()
            .map(|one| row(&one.source.path, &one.number, What::Problem(one.clone())))
            .collect(),
        Group::Entered | Group::Known | Group::NotOurs => Vec::new(),
    }
}

fn row_of(papers: &Papers, line: &Line) -> Row {
    let opened = &papers.files[line.file];
    let path = match opened.reading.documents.get(line.at) {
        Some(document) => document.source.path.to_string(),
        None => opened.name.clone(),
    };
    Row {
        path,
        party: line.party.clone(),
        number: line.number.clone(),
        issued_on: Some(line.issued_on),
        due_on: line.due_on,
        due_by: line.due_by,
        amount: line.amount,
        what: What::Line(line.state.clone()),
        doubts: line.doubts.clone(),
        notices: line.notices.clone(),
    }
}

/// How many invoices fall due by terms that no document says: by the customers', by law, by
/// the firm's.
pub fn dues_not_said(entered: &Entered) -> [usize; 3] {
    let mut counts = [0; 3];
    for line in &entered.lines {
        match line.due_by {
            Some(DueBy::CustomerTerms) => counts[0] += 1,
            Some(DueBy::Law(_)) => counts[1] += 1,
            Some(DueBy::FirmTerms) => counts[2] += 1,
            Some(DueBy::Document | DueBy::DocumentFromIssue) | None => {}
        }
    }
    counts
}

/// Who the user says they are, by a tax id that they wrote: as the documents name it, where
/// one does; `None` where it is no id.
pub fn written_own(text: &str, offered: &[Candidate]) -> Option<Party> {
    let text = text.trim();
    if text.bytes().filter(u8::is_ascii_digit).count() < 5 {
        return None;
    }
    let compact = |id: &str| -> String {
        id.chars().filter(|c| c.is_alphanumeric()).flat_map(char::to_uppercase).collect()
    };
    let named =
        offered.iter().map(|one| &one.party).find(|party| compact(&party.tax_id) == compact(text));
    Some(named.cloned().unwrap_or_else(|| Party { tax_id: text.to_owned(), ..Party::default() }))
}

/// The name of an import of several files in the history.
pub fn files_name(lang: Lang, files: &[String]) -> String {
    match files {
        [] => words::pasted(lang).to_owned(),
        [only] => only.clone(),
        [first, rest @ ..] => intake::and_others(lang, first, rest.len()),
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;
    use crate::files::document_entry::{Entering, EntryOptions, OpenedFile};
    use crate::files::einvoice::read_file;
    use crate::ledger::action::{Draft, Moment};
    use crate::ledger::book::Book;
    use crate::ledger::record::Deed;

    #[test]
    fn every_document_and_what_was_not_read_stands_in_one_group() {
        let file = |name: &str, text: &str| OpenedFile {
            name: name.to_owned(),
            reading: read_file(name, text.as_bytes()),
        };
        let files = vec![
            file(
                "a.xml",
                "<Comprobante Version='4.0' Folio='7' Total='10' Fecha='2026-01-31T10:00:00' TipoDeComprobante='I'/>",
            ),
            file(
                "b.xml",
                "<Comprobante Version='4.0' Folio='8' Total='10' Fecha='2026-01-31T10:00:00' TipoDeComprobante='N'/>",
            ),
            file("c.xml", "<Comprobante"),
        ];
        let papers = std::sync::Arc::new(Papers { files });
        let moment = Moment { at_ms: 1_700_000_000_000, random: 1, device: "x".to_owned() };
        let deed = Deed::Imported { file: String::new() };
        let mut draft = Draft::begin(&Book::default(), deed, &moment);
        let today = NaiveDate::from_ymd_opt(2026, 6, 1).unwrap();
        let options = EntryOptions { today, own: None };
        let mut entering = Entering::new(papers.clone(), options, draft.book());
        while !entering.step(&mut draft, 9).is_done() {}
        let entered = entering.finish().unwrap();
        let counts = Group::ALL.map(|group| rows(&papers, &entered, group, 9).1);
        assert_eq!(counts, [0, 1, 0, 1, 1]);
        let (refused, _) = rows(&papers, &entered, Group::Refused, 9);
        assert_eq!(refused[0].path, "c.xml");
        assert_eq!(remains(&papers.files[1].reading).len(), 1);
    }

    #[test]
    fn an_id_that_is_written_is_found_among_those_offered() {
        let party =
            Party { tax_id: "TDN150310AB1".to_owned(), name: "T".to_owned(), ..Party::default() };
        let offered = [Candidate { party: party.clone(), documents: 3 }];
        assert_eq!(written_own(" tdn-150310-ab1", &offered), Some(party));
        assert_eq!(written_own("900123456-7", &offered).unwrap().tax_id, "900123456-7");
        assert_eq!(written_own("abc", &offered), None);
    }
}
