//! An invented customer, to show in an editor what a message will look like.

use chrono::{NaiveDate, TimeDelta};

use super::message::MessageFacts;
use super::template::Values;
use crate::ledger::action::{self, Draft, Due, InvoiceForm, Moment};
use crate::ledger::customer::{Contact, Customer};
use crate::ledger::dealing::Promise;
use crate::ledger::firm::Firm;
use crate::ledger::record::Deed;
use crate::ledger::{Book, Currency, Id, Money, Refusal, Terms};
use crate::text::Lang;
use crate::text::reminders as words;

/// What every field says about an invented customer of the firm: one invoice two weeks
/// late, another not yet due, a promise that was not kept. For firms that have no customer
/// to try words on; a firm without a name gets one.
pub fn example(firm: &Firm, lang: Lang, on: NaiveDate) -> Values {
    example_book(firm, lang, on).map_or_else(|_| Values::new(lang), |book| values(&book, lang, on))
}

fn values(book: &Book, lang: Lang, on: NaiveDate) -> Values {
    let Some((customer, _)) = book.customers().next() else { return Values::new(lang) };
    let open = book.open_items(customer, on);
    let items: Vec<_> = open.iter().map(|open| open.item).collect();
    let home = book.firm().home_currency;
    let promise = Promise {
        made_on: on - TimeDelta::days(6),
        due_on: on - TimeDelta::days(2),
        amount: units(12_500, home),
        items: Vec::new(),
        open_minor: 0,
    };
    let interest = [units(30, home)];
    let facts = MessageFacts::new(book, customer, &items, on);
    MessageFacts { lang, promise: Some(&promise), interest: &interest, ..facts }.values(book)
}

fn example_book(firm: &Firm, lang: Lang, on: NaiveDate) -> Result<Book, Refusal> {
    let moment = Moment { at_ms: 0, random: 1, device: String::new() };
    let mut draft = Draft::begin(&Book::default(), Deed::Began, &moment);
    let mut firm = firm.clone();
    if firm.name.trim().is_empty() {
        words::example_firm(lang).clone_into(&mut firm.name);
    }
    let home = firm.home_currency;
    action::set_firm(&mut draft, firm)?;
    let mut customer = Customer::named(Id::new(0, 0), words::example_customer(lang));
    customer.contacts =
        vec![Contact { name: words::example_contact(lang).to_owned(), ..Contact::default() }];
    words::example_responsible(lang).clone_into(&mut customer.responsible);
    let customer = action::enter_customer(&mut draft, customer)?;
    for (number, days_ago, amount) in [("F-101", 44, 12_500), ("F-108", 20, 4_800)] {
        let issued_on = on - TimeDelta::days(days_ago);
        let due = Due::Terms(Terms::net(30));
        let form = InvoiceForm::new(customer, number, issued_on, due, units(amount, home));
        action::enter_invoice(&mut draft, form)?;
    }
    Ok(draft.into_book())
}

/// Whole units of a currency.
fn units(amount: i64, currency: Currency) -> Money {
    Money::new(amount * 10_i64.pow(currency.minor_digits()), currency)
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;
    use crate::dunning::message::message;
    use crate::dunning::shipped;
    use crate::dunning::template::Field;

    #[test]
    fn an_example_leaves_no_hole_in_what_ships() {
        let on: NaiveDate = "2026-03-16".parse().unwrap();
        for lang in [Lang::Es, Lang::En] {
            let values = example(&Firm::default(), lang, on);
            assert_eq!(values.lang, lang);
            for step in shipped::all().iter().flat_map(|protocol| &protocol.steps) {
                assert_eq!(message(step, &values).unwrap().holes, [], "{}", step.name.es);
            }
            // How to pay is the firm's own to say, and nothing was paid ahead.
            let empty = |field: &&Field| values.get(**field).is_empty();
            let empty: Vec<_> = Field::ALL.iter().filter(empty).collect();
            assert_eq!(empty, [&Field::HowToPay, &Field::Unapplied]);
        }
        let values = example(&Firm::default(), Lang::Es, on);
        assert_eq!(
            values.get(Field::Items),
            "- Factura F-101: $ 12,500.00, venció el 2 mar 2026 (14 días)\n\
             - Factura F-108: $ 4,800.00, vence el 26 mar 2026"
        );
    }
}
