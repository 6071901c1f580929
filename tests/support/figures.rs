//! Everything that can be seen of a book, for saying that two are the same.

use cartera::ledger::book::{CreditEntry, Item};
use cartera::ledger::{Book, Id};

use super::play::{LAST_DAY, day};

/// Every figure on every day, and everything entered, as lines of text. Credits, and what
/// they settle, stand in the order of their ids: one that was taken out and came back is
/// behind the others in the book, which is no figure.
pub fn figures(book: &Book) -> Vec<String> {
    let days = || (0..LAST_DAY + 25).map(day);
    let mut lines = vec![format!("{:?}", book.firm()), format!("{:?}", book.rates())];
    lines.push(format!("{:?}", book.protocols()));
    lines.push(format!("{:?} {:?}", book.flows(), book.cash_counts()));
    let mut say = |line: String| lines.push(line);
    for (customer, entry) in book.customers() {
        let invoices: Vec<_> =
            entry.invoices.iter().map(|&ix| book.invoice(ix).invoice.id).collect();
        let credits = sorted(entry.credits.iter().map(|&ix| book.credit(ix).credit.id));
        say(format!("{:?} {invoices:?} {credits:?}", entry.customer));
        let open = |on| {
            let items = book.open_items(customer, on).into_iter();
            items.map(|open| (book.item_ref(open.item), open.open_minor)).collect::<Vec<_>>()
        };
        say(format!("open {:?}", [0, 20, 40, 60].map(|n| open(day(n)))));
        for number in 0..12 {
            let found = book.find_number(customer, &format!(" f-{number} "));
            say(format!("F-{number} {:?}", found.map(|ix| book.invoice(ix).invoice.id)));
        }
        assert_eq!(book.find_customer(entry.customer.id), Some(customer));
        for entry in entry.dealings.iter() {
            say(format!("{:?} {:?}", entry.dealing, entry.ended));
            let found = book.find_dealing(entry.dealing.id);
            assert_eq!(found.map(|(whose, _)| whose), Some(customer));
        }
    }
    for (ix, entry) in book.invoices() {
        say(format!("{:?} {:?}", entry.invoice, entry.cancelled));
        say(format!(
            "open {:?}",
            days().map(|on| book.open(ix, on).amount_minor).collect::<Vec<_>>()
        ));
        assert_eq!(book.find_invoice(entry.invoice.id), Some(ix));
        for (item_ix, item) in book.items_of(ix) {
            let open: Vec<_> = days().map(|on| book.open_minor(item, on)).collect();
            let free: Vec<_> = days().map(|on| book.free_minor(item, on)).collect();
            let counts: Vec<_> = days().map(|on| u8::from(item.counts_on(on))).collect();
            let to = book.item_ref(item_ix);
            let settled = sorted(book.allocations_to(item_ix).map(|entry| entry.allocation.id));
            let Item { currency, number, issued_on, due_on, amount_minor, .. } = item;
            say(format!("{to:?} {currency} {number} {issued_on} {due_on} {amount_minor}"));
            say(format!("{open:?} {free:?} {counts:?} {settled:?}"));
            assert_eq!(book.find_item(to), Some(item_ix));
        }
    }
    let mut credits: Vec<_> = book.credits().collect();
    credits.sort_unstable_by_key(|(_, entry)| entry.credit.id);
    for (ix, entry) in credits {
        let left: Vec<_> = days().map(|on| book.left_minor(entry, on)).collect();
        let unused: Vec<_> = days().map(|on| book.unused_minor(entry, on)).collect();
        let CreditEntry { credit, deposited_on, cleared_on, bounced_on, .. } = entry;
        say(format!("{credit:?} {deposited_on:?} {cleared_on:?} {bounced_on:?}"));
        say(format!("{left:?} {unused:?}"));
        let taken_back_by = entry.taken_back_by.map(|ix| book.movement(ix).movement().id);
        say(format!("{taken_back_by:?}"));
        let mut allocations: Vec<_> = book.allocations_from(ix).collect();
        allocations.sort_unstable_by_key(|entry| entry.allocation.id);
        for entry in allocations {
            let counts = (entry.until, entry.counts_on(day(30)), book.item_ref(entry.item));
            say(format!("{:?} {counts:?}", entry.allocation));
            let found = book.find_allocation(entry.allocation.id);
            assert_eq!(
                found.map(|ix| book.allocation(ix).allocation.id),
                Some(entry.allocation.id)
            );
        }
        for entry in book.refunds_from(ix) {
            say(format!("{:?}", entry.refund));
        }
        assert_eq!(book.find_credit(entry.credit.id), Some(ix));
    }
    for entry in book.statements() {
        say(format!("{:?}", entry.statement));
        assert_eq!(entry.movements().count(), entry.statement.movements.len());
        assert!(book.find_statement(entry.statement.id).is_some());
    }
    for (ix, entry) in book.movements() {
        let movement = entry.movement();
        let credits = sorted(entry.credits.iter().map(|&ix| book.credit(ix).credit.id));
        say(format!("{:?} {:?} {} {credits:?}", movement.id, entry.aside, entry.left_minor()));
        assert_eq!(book.find_movement(movement.id), Some(ix));
        assert_eq!(book.find_movement_key(movement.key), Some(ix));
    }
    say(format!("{:?}", book.payers()));
    let crossings: Vec<_> = book.crossings().map(|entry| entry.allocation.id).collect();
    say(format!("{crossings:?}"));
    let live = book.item_blocks().flatten().filter(|item| item.counts_on(day(200))).count();
    say(format!("{live} items, {} refunds", book.refunds().count()));
    lines
}

/// The history, the records that do not fit and where the journal stands.
pub fn history(book: &Book) -> Vec<String> {
    let log = book.log().map(|entry| format!("{entry:?}"));
    let unfit = book.unfit().iter().map(|unfit| format!("{unfit:?}"));
    log.chain(unfit).chain([format!("{:?}", book.head())]).collect()
}

/// All of it.
pub fn everything(book: &Book) -> Vec<String> {
    let mut all = figures(book);
    all.extend(history(book));
    all
}

fn sorted(ids: impl Iterator<Item = Id>) -> Vec<Id> {
    let mut ids: Vec<_> = ids.collect();
    ids.sort_unstable();
    ids
}
