//! What a copy holds, before anything is done with it.

use chrono::NaiveDate;

use crate::aging::{AgingQuery, Grouping, aging};
use crate::files::backup::Backup;
use crate::ledger::book::{Book, Unfit};
use crate::ledger::journal::SetAside;
use crate::ledger::{Fact, Id, Money};
use crate::order;

/// What a copy holds.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CopyContents {
    /// The ledger's name.
    pub name: String,
    /// When the copy was made, in milliseconds since 1970.
    pub made_at_ms: u64,
    /// When the last thing in it was done; `None` for an empty one.
    pub last_at_ms: Option<u64>,
    /// How many things the user had done.
    pub records: usize,
    /// Customers.
    pub customers: usize,
    /// Invoices, cancelled ones too.
    pub invoices: usize,
    /// Payments and other credits.
    pub credits: usize,
    /// What is owed as of a day, one balance a currency; never added up.
    pub balances: Vec<Money>,
    /// Records that do not fit the rest; they are kept, and count for nothing.
    pub unfit: usize,
    /// How it stands to the open ledger.
    pub kinship: Kinship,
}

/// How a copy stands to a ledger.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kinship {
    /// It is of another ledger, or there is nothing in this one.
    Other,
    /// It is of this ledger: they hold the same up to some point.
    Same {
        /// What was done here since, and is not in the copy.
        missing: usize,
        /// What is in the copy, and not here.
        more: usize,
    },
}

/// What was set aside, as a file: one JSON value a line, with what it was and its bytes in
/// hexadecimal, as they were found.
pub fn aside_file(aside: &[SetAside]) -> Vec<u8> {
    const DIGITS: &[u8; 16] = b"0123456789abcdef";
    let mut file = Vec::new();
    for SetAside { what, bytes } in aside {
        file.extend_from_slice(b"{\"what\":");
        // A text always serialises.
        file.extend(serde_json::to_vec(what).unwrap_or_default());
        file.extend_from_slice(b",\"hex\":\"");
        let digits = bytes.iter().flat_map(|byte| [byte >> 4, byte & 15]);
        file.extend(digits.map(|digit| DIGITS[usize::from(digit)]));
        file.extend_from_slice(b"\"}\n");
    }
    file
}

/// The name of that file.
pub fn aside_file_name(day: NaiveDate) -> String {
    format!("cartera-set-aside-{day}.jsonl")
}

/// What a copy holds, with balances as of a day, beside the ledger that is open.
pub fn contents(copy: &Backup, open: &Book, as_of: NaiveDate) -> CopyContents {
    let book = &copy.book;
    let query = AgingQuery { by: Grouping::Currency, ..AgingQuery::new(book, as_of) };
    let sections = aging(book, &query).sections;
    CopyContents {
        name: copy.name.clone(),
        made_at_ms: copy.made_at_ms,
        last_at_ms: book.log().next_back().map(|entry| entry.at_ms),
        records: copy.records.len(),
        customers: book.customers().count(),
        invoices: book.invoices().count(),
        credits: book.credits().count(),
        balances: sections
            .iter()
            .map(|section| Money::new(section.totals.balance_minor, section.currency))
            .collect(),
        unfit: book.unfit().len(),
        kinship: kinship(book, open),
    }
}

/// A copy outside the browser: the day it was made, and how many records it holds.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct OutsideCopy {
    /// The day.
    pub on: NaiveDate,
    /// How many records.
    pub records: u64,
}

/// How many days may go by until a copy outside is asked for, when something was done since.
pub const ASK_AFTER_DAYS: i64 = 7;

/// How many records may be made until it is asked for.
pub const ASK_AFTER_RECORDS: u64 = 50;

/// Why a copy outside the browser is asked for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Asks {
    /// So many days have gone by since the last, or since the ledger was begun.
    Days(i64),
    /// So many records were made since.
    Records(u64),
}

/// Whether it is time to ask for a copy outside the browser, and why: `began_on` is the day
/// of the ledger's first record, `records` how many it has.
pub fn asks_for_copy(
    last: Option<OutsideCopy>,
    began_on: NaiveDate,
    records: u64,
    today: NaiveDate,
) -> Option<Asks> {
    let since = last.map_or(records, |last| records.saturating_sub(last.records));
    if since == 0 {
        return None;
    }
    let days = (today - last.map_or(began_on, |last| last.on)).num_days();
    if days >= ASK_AFTER_DAYS {
        return Some(Asks::Days(days));
    }
    (since >= ASK_AFTER_RECORDS).then_some(Asks::Records(since))
}

/// By the ids of the records: those of a ledger only grow, also after a merge, which puts
/// some in between.
fn kinship(copy: &Book, open: &Book) -> Kinship {
    let (theirs, ours) = (ids(copy), ids(open));
    if theirs.first() != ours.first() || ours.is_empty() {
        return Kinship::Other;
    }
    let lacks =
        |of: &[Id], other: &[Id]| of.iter().filter(|id| other.binary_search(id).is_err()).count();
    Kinship::Same { missing: lacks(&ours, &theirs), more: lacks(&theirs, &ours) }
}

fn ids(book: &Book) -> Vec<Id> {
    let unfit = book.unfit().iter().map(|unfit| unfit.record);
    let mut ids: Vec<Id> = book.log().map(|entry| entry.record).chain(unfit).collect();
    order::sort_by(&mut ids, Id::cmp);
    ids
}

/// What a record that does not fit would bring, for the user to know it again: `F-12,
/// $ 1,250.00` for an invoice; a payment with whose it is. Empty for one about neither.
pub fn brings(unfit: &Unfit, book: &Book, money: impl Fn(Money) -> String) -> Vec<String> {
    let name =
        |id: Id| book.find_customer(id).map(|ix| book.customer(ix).customer.name().to_owned());
    let line = |fact: &Fact| match fact {
        Fact::CustomerAdded(customer) | Fact::CustomerChanged { after: customer, .. } => {
            Some(customer.name().to_owned())
        }
        Fact::InvoiceAdded(invoice) | Fact::InvoiceChanged { after: invoice, .. } => {
            let whose = name(invoice.customer);
            let said = [Some(invoice.number.clone()), Some(money(invoice.total)), whose];
            Some(said.into_iter().flatten().collect::<Vec<_>>().join(", "))
        }
        Fact::CreditAdded(credit) => {
            let said = [Some(money(credit.amount)), name(credit.customer)];
            Some(said.into_iter().flatten().collect::<Vec<_>>().join(", "))
        }
        _ => None,
    };
    unfit.said.brings.iter().filter_map(line).collect()
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;
    use crate::files::backup;
    use crate::ledger::Currency;
    use crate::ledger::action::{Draft, Due, InvoiceForm, Moment, enter_customer, enter_invoice};
    use crate::ledger::customer::Customer;
    use crate::ledger::journal::StoredRecord;
    use crate::ledger::record::Deed;

    /// A book with one more invoice, and its record.
    fn invoiced(book: &Book, seq: u64, number: &str) -> (Book, StoredRecord) {
        let moment = Moment { at_ms: 1_767_225_600_000 + seq, random: seq, device: "a".to_owned() };
        let mut draft = Draft::begin(book, Deed::AddedInvoice, &moment);
        let named = Customer::named(Id::new(0, 0), "Comercial Andina");
        let customer = enter_customer(&mut draft, named).unwrap();
        let total = Money::new(125_050, Currency::MXN);
        let due = Due::Terms(crate::ledger::Terms::net(30));
        let form = InvoiceForm::new(customer, number, "2026-01-05".parse().unwrap(), due, total);
        enter_invoice(&mut draft, form).unwrap();
        let (sealed, book) = draft.finish();
        (book, StoredRecord { seq, bytes: sealed.bytes })
    }

    #[test]
    fn what_was_set_aside_leaves_byte_for_byte() {
        let aside = SetAside { what: "record \"17\"".to_owned(), bytes: vec![0, 255, 16] };
        let file = aside_file(&[aside.clone(), aside]);
        let line = "{\"what\":\"record \\\"17\\\"\",\"hex\":\"00ff10\"}\n";
        assert_eq!(String::from_utf8(file).unwrap(), [line, line].concat());
    }

    #[test]
    fn a_copy_is_weighed_against_the_ledger_that_is_open() {
        let (first, one) = invoiced(&Book::default(), 1, "A-1");
        let (second, two) = invoiced(&first, 2, "A-2");
        let (elsewhere, _) = invoiced(&Book::default(), 9, "B-1");
        let (file, _) = backup::write("Andina", 5_000, &[one, two]);
        let copy = backup::read(&file).unwrap();
        let today = "2026-03-31".parse().unwrap();

        let held = contents(&copy, &first, today);
        assert_eq!((held.name.as_str(), held.made_at_ms), ("Andina", 5_000));
        assert_eq!((held.records, held.customers, held.invoices, held.credits), (2, 2, 2, 0));
        assert_eq!(held.balances, [Money::new(250_100, Currency::MXN)]);
        assert_eq!(held.last_at_ms, Some(1_767_225_600_002));
        assert_eq!(held.kinship, Kinship::Same { missing: 0, more: 1 });

        let kin = |open: &Book| contents(&copy, open, today).kinship;
        assert_eq!(kin(&second), Kinship::Same { missing: 0, more: 0 });
        let (third, _) = invoiced(&second, 3, "A-3");
        assert_eq!(kin(&third), Kinship::Same { missing: 1, more: 0 });
        assert_eq!(kin(&elsewhere), Kinship::Other);
        assert_eq!(kin(&Book::default()), Kinship::Other);
        let (aside, _) = invoiced(&first, 7, "A-7");
        assert_eq!(kin(&aside), Kinship::Same { missing: 1, more: 1 });
    }

    #[test]
    fn a_copy_is_asked_for_after_a_week_or_fifty_records() {
        let day = |n: u64| NaiveDate::from_ymd_opt(2026, 3, 1).unwrap() + chrono::Days::new(n);
        let asks = |last: Option<(u64, u64)>, records, today| {
            let last = last.map(|(on, records)| OutsideCopy { on: day(on), records });
            asks_for_copy(last, day(0), records, day(today))
        };
        assert_eq!(asks(None, 49, 6), None);
        assert_eq!(asks(None, 50, 0), Some(Asks::Records(50)));
        assert_eq!(asks(None, 1, 7), Some(Asks::Days(7)));
        assert_eq!(asks(None, 0, 90), None, "there is nothing to lose");
        assert_eq!(asks(Some((10, 30)), 30, 90), None, "it has everything");
        assert_eq!(asks(Some((10, 30)), 79, 16), None);
        assert_eq!(asks(Some((10, 30)), 80, 16), Some(Asks::Records(50)));
        assert_eq!(asks(Some((10, 30)), 31, 17), Some(Asks::Days(7)));
    }

    #[test]
    fn what_does_not_fit_is_known_by_its_number_and_amount() {
        let (book, one) = invoiced(&Book::default(), 1, "A-1");
        let (record, hash) = crate::ledger::Record::open(&one.bytes).unwrap();
        let twice = book.fold(&[(record, hash)]);
        let said = brings(&twice.unfit()[0], &twice, |money| money.amount_minor.to_string());
        assert_eq!(said, ["Comercial Andina", "A-1, 125050, Comercial Andina"]);
    }
}
