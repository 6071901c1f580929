//! A customer's particulars: country, terms, limit, notes and whom to talk to.

use rust_decimal::Decimal;

use crate::ledger::customer::{Contact, Customer};
use crate::ledger::terms::{DueRule, EarlyDiscount};
use crate::ledger::{Country, Currency, Money, Terms};
use crate::text::Lang;

use super::chance::Chance;
use super::habits::{Habit, Pace};
use super::names::{Name, Person, Segment};
use super::words;

/// Where a customer is: most are at home.
pub(super) fn country(segment: Segment, turn: usize) -> Country {
    let abroad = match segment {
        Segment::Corporate => turn % 3 == 2,
        Segment::Retail => turn % 10 == 5,
        Segment::Institution => false,
    };
    const ABROAD: [Country; 6] =
        [Country::CO, Country::PE, Country::CL, Country::GT, Country::CR, Country::EC];
    if abroad { ABROAD[turn / 3 % ABROAD.len()] } else { Country::MX }
}

/// Its own terms; `None` for the firm's, net 30.
pub(super) fn terms(segment: Segment, turn: usize, habit: Habit) -> Option<Terms> {
    if habit == Habit::Broken {
        return turn.is_multiple_of(2).then(|| Terms::net(15));
    }
    let net = |days| Some(Terms::net(days));
    let early = |percent, within_days| {
        let discount = EarlyDiscount { percent: Decimal::from(percent), within_days };
        Some(Terms { discount: Some(discount), ..Terms::net(30) })
    };
    let halves = || Some(Terms::equal_parts(&[DueRule::net(30), DueRule::net(60)]));
    match (segment, turn % 10) {
        (Segment::Corporate, 0 | 4) => net(45),
        (Segment::Corporate, 1 | 6) => net(60),
        (Segment::Corporate, 3) => halves(),
        (Segment::Corporate, 8) | (Segment::Retail, 6) => early(2, 10),
        (Segment::Retail, 0) => net(0),
        (Segment::Retail, 2 | 4 | 8) => net(15),
        (Segment::Institution, 1 | 5 | 8) => net(45),
        (Segment::Institution, 3) => net(60),
        _ => None,
    }
}

/// About two and a half months' invoices, in a round figure.
pub(super) fn limit(per_month: f64, currency: Currency, chance: &mut Chance) -> Money {
    let wanted = per_month * (1.8 + 1.4 * chance.unit());
    let mut step = 1_000.0;
    while wanted > step * 20.0 {
        step *= 10.0;
    }
    let main_units = ((wanted / step) as i64 + 1) * step as i64;
    Money::new(main_units * 100, currency)
}

/// What the user noted about it.
pub(super) fn note(
    customer: &Customer,
    pace: &Pace,
    withholds_thousandths: i64,
    lang: Lang,
    chance: &mut Chance,
) -> String {
    if withholds_thousandths > 0 {
        let percent = Decimal::new(withholds_thousandths, 1).normalize().to_string();
        return words::note_withholds(lang, &percent);
    }
    if !customer.review_days.is_empty() {
        return words::note_payment_days(lang).to_owned();
    }
    match pace.habit {
        Habit::Broken if chance.percent(40) => words::note_silent(lang).to_owned(),
        Habit::Prompt | Habit::Late if chance.percent(10) => words::note_order(lang).to_owned(),
        _ => String::new(),
    }
}

/// Whom to talk to; with a few nobody is known.
pub(super) fn contacts(
    name: &Name,
    country: Country,
    lang: Lang,
    chance: &mut Chance,
) -> Vec<Contact> {
    let mut contacts = Vec::new();
    if let Some(owner) = &name.owner {
        contacts.push(contact(owner, words::owner(lang), name, country, chance));
        return contacts;
    }
    let roles = [
        (words::accounts_payable(lang), 96),
        (words::purchasing(lang), 45),
        (words::treasury(lang), 15),
    ];
    for (role, percent) in roles {
        if chance.percent(percent) {
            contacts.push(contact(&Person::draw(chance), role, name, country, chance));
        }
    }
    contacts
}

fn contact(
    person: &Person,
    role: &str,
    name: &Name,
    country: Country,
    chance: &mut Chance,
) -> Contact {
    Contact {
        name: person.short(),
        role: role.to_owned(),
        email: person.email(&name.domain),
        phone: phone(country, chance),
        whatsapp: if chance.percent(40) { phone(country, chance) } else { String::new() },
    }
}

/// A number nobody has: where a subscriber's number would begin there is a zero, with
/// which none begins.
fn phone(country: Country, chance: &mut Chance) -> String {
    let area = match country {
        Country::CO => "+57 601 000",
        Country::PE => "+51 1 000",
        Country::CL => "+56 2 0000",
        Country::GT => "+502 0000",
        Country::CR => "+506 0000",
        Country::EC => "+593 2 000",
        _ => chance.pick(&["+52 55 0000", "+52 33 0000", "+52 81 0000", "+52 442 000"]),
    };
    format!("{area} {:04}", chance.between(0, 9999))
}
