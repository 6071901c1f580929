//! What was done, newest first, and how each can be taken back or done again.

use std::collections::HashMap;

use crate::files::sheet::{ColumnKind, Sheet};
use crate::ledger::Id;
use crate::ledger::book::{Book, LogEntry};
use crate::ledger::record::Deed;
use crate::route::Screen;
use crate::text::{Lang, history as words, settings as text};

/// A line of the history.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct HistoryLine {
    /// What was done.
    pub entry: LogEntry,
    /// What can be done about it.
    pub turn: Option<Turn>,
}

/// Taking something back, or doing again what was.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Turn {
    /// It holds, and may be taken back: give this record to the keeper's undo.
    Undo(Id),
    /// It was taken back by this record, which can be taken back itself.
    Redo(Id),
}

/// The history, newest first.
///
/// Whether something can really be taken back only the book can say, when it is asked to:
/// a payment may have been applied since.
pub fn history(book: &Book) -> Vec<HistoryLine> {
    let mut undone_by: HashMap<Id, Id> = HashMap::new();
    for entry in book.log().filter(|entry| !entry.undone) {
        if let Deed::Undid { record } = entry.deed {
            undone_by.insert(record, entry.record);
        }
    }
    let turn = |entry: &LogEntry| match entry.deed {
        // Without it there is no ledger.
        Deed::Began => None,
        // They hold or not with what they are about.
        Deed::Undid { .. } | Deed::Redid { .. } if entry.undone => None,
        Deed::Undid { .. } => Some(Turn::Redo(entry.record)),
        _ if entry.undone => undone_by.get(&entry.record).copied().map(Turn::Redo),
        _ => Some(Turn::Undo(entry.record)),
    };
    book.log().rev().map(|entry| HistoryLine { entry: entry.clone(), turn: turn(entry) }).collect()
}

/// What a line is about and the screen that shows it; `None` for settings, for what is no
/// longer there, and for an import, which is about many.
pub fn subject(book: &Book, entry: &LogEntry) -> Option<(String, Screen)> {
    if matches!(entry.deed, Deed::Began | Deed::Imported { .. }) {
        return None;
    }
    let id = entry.subject?;
    let customer = || book.find_customer(id).map(|_| Screen::Customer(id));
    let invoice = || book.find_invoice(id).map(|_| Screen::Invoice(id));
    let credit = || book.find_credit(id).map(|_| Screen::Payment(id));
    let screen = customer().or_else(invoice).or_else(credit)?;
    Some((words::subject(book, entry)?, screen))
}

/// The history as a table for a spreadsheet, newest first. `when` writes a moment
/// (milliseconds since 1970) as the user's clock has it.
pub fn history_sheet(book: &Book, lang: Lang, when: impl Fn(u64) -> String) -> Sheet {
    use ColumnKind::{Number, Text};
    let columns = [
        (text::history_when(lang), Text),
        (text::history_what(lang), Text),
        (text::history_subject(lang), Text),
        (text::history_who(lang), Text),
        (text::history_facts(lang), Number),
        (text::history_undone(lang), Text),
    ];
    let mut sheet = Sheet::new(text::history(lang), columns);
    for entry in book.log().rev() {
        let subject = subject(book, entry).map_or_else(String::new, |(name, _)| name);
        let undone = if entry.undone { text::history_undone(lang) } else { "" };
        let (at, facts) = (when(entry.at_ms), entry.facts.to_string());
        let line = words::line(lang, book, entry);
        sheet.row([&*at, &line, &subject, &entry.person, &facts, undone]);
    }
    sheet
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;
    use crate::ledger::action::{Draft, Moment, enter_customer, set_firm};
    use crate::ledger::customer::Customer;
    use crate::ledger::firm::Firm;
    use crate::ledger::{Fact, Refusal};

    fn done(book: &Book, deed: Deed, act: impl FnOnce(&mut Draft) -> Result<(), Refusal>) -> Book {
        let at_ms = 1_767_225_600_000 + book.log().count() as u64 * 1_000;
        let moment = Moment { at_ms, random: 7, device: "a".to_owned() };
        let mut draft = Draft::begin(book, deed, &moment);
        act(&mut draft).unwrap();
        draft.finish().1
    }

    fn last(book: &Book) -> Id {
        book.log().next_back().unwrap().record
    }

    fn turns(book: &Book) -> Vec<Option<Turn>> {
        history(book).into_iter().map(|line| line.turn).collect()
    }

    #[test]
    fn what_was_taken_back_is_done_again_through_the_undoing() {
        let began = done(&Book::default(), Deed::Began, |draft| set_firm(draft, Firm::default()));
        let mut customer = None;
        let added = done(&began, Deed::AddedCustomer, |draft| {
            let named = Customer::named(Id::new(0, 0), "Comercial Andina");
            customer = Some(enter_customer(draft, named)?);
            Ok(())
        });
        let customer = customer.unwrap();
        let adding = last(&added);
        assert_eq!(turns(&added), [Some(Turn::Undo(adding)), None]);
        let (name, screen) = subject(&added, &history(&added)[0].entry).unwrap();
        assert_eq!((name.as_str(), screen), ("Comercial Andina", Screen::Customer(customer)));

        let undone = done(&added, Deed::Undid { record: adding }, |draft| {
            draft.push(Fact::CustomerRemoved(customer))
        });
        let undoing = last(&undone);
        assert_eq!(turns(&undone), [Some(Turn::Redo(undoing)), Some(Turn::Redo(undoing)), None]);
        assert_eq!(subject(&undone, &history(&undone)[1].entry), None, "it is not there");

        let redone = done(&undone, Deed::Redid { record: adding }, |draft| {
            let mut named = Customer::named(customer, "Comercial Andina");
            named.id = customer;
            draft.push(Fact::CustomerAdded(Box::new(named)))
        });
        let redoing = last(&redone);
        assert_eq!(
            turns(&redone),
            [Some(Turn::Undo(redoing)), None, Some(Turn::Undo(adding)), None]
        );
    }

    #[test]
    fn the_table_says_what_the_screen_says() {
        let began = done(&Book::default(), Deed::Began, |draft| {
            set_firm(draft, Firm { person: "Ana".to_owned(), ..Firm::default() })
        });
        let changed = done(&began, Deed::ChangedSettings, |draft| {
            set_firm(draft, Firm { name: "Lindero".to_owned(), ..Firm::default() })
        });
        let table = history_sheet(&changed, Lang::En, |at_ms| at_ms.to_string()).to_csv();
        let table = String::from_utf8(table).unwrap();
        let lines: Vec<&str> = table.trim_start_matches('\u{feff}').lines().collect();
        assert_eq!(lines.len(), 3);
        assert_eq!(lines[1], "1767225601000,Changed the settings,,Ana,1,");
    }
}
