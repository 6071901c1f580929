//! What one customer's screen says beside its time line.

use crate::order;
use chrono::{Months, NaiveDate};

use crate::aging::{AgingQuery, AgingReport, Filter, aging};
use crate::dunning::links::{check_address, tel_link};
use crate::dunning::phone::Phone;
use crate::ledger::book::{Book, CustomerEntry, Item};
use crate::ledger::customer::Contact;
use crate::ledger::{Country, Ix, Money, TaxId};

/// How a customer has paid of late.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Habit {
    /// Days past due on which each instalment was paid in full, below zero where before
    /// its due date; in the order of payment, the last at the end.
    pub days_late: Vec<i64>,
}

impl Habit {
    /// The mean of the days late, rounded half away from zero to whole days.
    pub fn average_days_late(&self) -> i64 {
        let count = i64::try_from(self.days_late.len().max(1)).unwrap_or(i64::MAX);
        let sum: i64 = self.days_late.iter().sum();
        let (whole, rest) = (sum / count, sum % count);
        if 2 * rest.abs() >= count { whole + rest.signum() } else { whole }
    }

    /// How many were paid after their due date.
    pub fn late(&self) -> usize {
        self.days_late.iter().filter(|days| **days > 0).count()
    }
}

/// How a customer has paid in the twelve months up to a day: the instalments that were paid
/// in full in that time, each on the day of the last payment it took. What was settled
/// without any payment (a credit note, a write-off) says nothing about paying and is left
/// out, as is what was cancelled. `None` where nothing was paid.
pub fn payment_habit(book: &Book, customer: Ix<CustomerEntry>, today: NaiveDate) -> Option<Habit> {
    let since = today.checked_sub_months(Months::new(12)).unwrap_or(NaiveDate::MIN);
    let mut paid: Vec<(NaiveDate, i64)> = book
        .customer(customer)
        .invoices
        .iter()
        .flat_map(|&invoice| book.items_of(invoice))
        .filter(|(_, item)| item.counts_on(today) && book.open_minor(item, today) == 0)
        .filter_map(|(ix, item)| {
            let on = last_payment_on(book, ix, today)?;
            (on > since).then(|| (on, item.days_past_due(on)))
        })
        .collect();
    order::sort(&mut paid);
    let days_late: Vec<i64> = paid.into_iter().map(|(_, days)| days).collect();
    (!days_late.is_empty()).then_some(Habit { days_late })
}

/// How much of what it may owe a customer owes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct LimitUse {
    /// The most it may owe.
    pub limit: Money,
    /// What it owes in the limit's currency.
    pub owed: Money,
    /// Whether it owes in other currencies too, which are not counted.
    pub owes_more: bool,
}

impl LimitUse {
    /// The share of the limit that is used, in per cent, rounded down; none below zero.
    pub fn percent(&self) -> i64 {
        let owed = i128::from(self.owed.amount_minor.max(0));
        let percent = owed * 100 / i128::from(self.limit.amount_minor.max(1));
        i64::try_from(percent).unwrap_or(i64::MAX)
    }

    /// What it may still owe, below zero where it owes more than it may.
    pub fn left(&self) -> Money {
        Money::new(self.limit.amount_minor - self.owed.amount_minor, self.limit.currency)
    }
}

/// The use of a customer's limit as of a report on it; `None` where it has none.
pub fn limit_use(
    book: &Book,
    customer: Ix<CustomerEntry>,
    report: &AgingReport,
) -> Option<LimitUse> {
    let limit = book.customer(customer).customer.credit_limit?;
    let owed_minor = |section: &crate::aging::CurrencySection| section.totals.balance_minor;
    let same = report.sections.iter().find(|section| section.currency == limit.currency);
    let owed = Money::new(same.map_or(0, owed_minor), limit.currency);
    let owes_more = report
        .sections
        .iter()
        .any(|section| section.currency != limit.currency && owed_minor(section) > 0);
    Some(LimitUse { limit, owed, owes_more })
}

/// The aging report of one customer, with the firm's edges.
pub fn customer_aging(book: &Book, customer: Ix<CustomerEntry>, on: NaiveDate) -> AgingReport {
    let filter = Filter { customer: Some(customer), ..Filter::default() };
    aging(book, &AgingQuery { filter, ..AgingQuery::new(book, on) })
}

/// A customer's tax id, read for its country or the firm's; `None` where it has none.
pub fn tax_id(book: &Book, customer: Ix<CustomerEntry>) -> Option<TaxId> {
    let customer = &book.customer(customer).customer;
    let country = customer.country.unwrap_or(book.firm().country);
    (!customer.tax_id.trim().is_empty()).then(|| TaxId::parse(&customer.tax_id, Some(country)))
}

/// Links to the first phone number, e-mail address and WhatsApp number among a customer's
/// contacts that lead anywhere.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Reach {
    /// `tel:+525512345678`.
    pub phone: Option<String>,
    /// `mailto:pagos@ejemplo.mx`.
    pub email: Option<String>,
    /// `https://wa.me/525512345678`.
    pub whatsapp: Option<String>,
}

/// How to reach a customer of a country, from the first contact that has each.
pub fn reach(contacts: &[Contact], country: Country) -> Reach {
    Reach {
        phone: contacts.iter().find_map(|contact| phone_link(&contact.phone, country)),
        email: contacts.iter().find_map(|contact| email_link(&contact.email)),
        whatsapp: contacts.iter().find_map(|contact| whatsapp_link(contact, country)),
    }
}

/// A link that dials a number of a country, or of the one that it names itself.
pub fn phone_link(written: &str, country: Country) -> Option<String> {
    tel_link(written, country).ok()
}

/// A link that begins an e-mail.
///
/// ```
/// use cartera::views::customer::email_link;
/// assert_eq!(email_link("pagos@ejemplo.mx").as_deref(), Some("mailto:pagos@ejemplo.mx"));
/// assert_eq!(email_link("sin correo"), None);
/// ```
pub fn email_link(written: &str) -> Option<String> {
    let address = check_address(written).ok()?;
    // What else a link may say would be said to the mail program.
    let is_plain = !address.contains(['?', '&', '#', '%', '/']);
    is_plain.then(|| ["mailto:", address].concat())
}

/// A link that opens a WhatsApp chat: with the WhatsApp number, or the phone number where
/// that is none.
pub fn whatsapp_link(contact: &Contact, country: Country) -> Option<String> {
    let written =
        if contact.whatsapp.trim().is_empty() { &contact.phone } else { &contact.whatsapp };
    let number = Phone::read(written, country).ok()?.for_whatsapp().ok()?;
    Some(["https://wa.me/", &number].concat())
}

fn last_payment_on(book: &Book, item: Ix<Item>, today: NaiveDate) -> Option<NaiveDate> {
    book.allocations_to(item)
        .filter(|entry| entry.counts_on(today))
        .filter(|entry| book.credit(entry.credit).credit.is_payment())
        .map(|entry| entry.allocation.from)
        .max()
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;
    use crate::ledger::action::change_customer;
    use crate::ledger::credit::CreditKind;
    use crate::ledger::customer::Customer;
    use crate::views::fixture::*;

    #[test]
    fn a_habit_is_the_day_of_the_last_payment() {
        let mut draft = draft();
        let who = customer(&mut draft, "Uno");
        let mut pay = |number: &str, due: &str, paid: &[(&str, i64)]| {
            let id = invoice(&mut draft, who, number, "2025-01-01", due, mxn(1_000));
            for (on, minor) in paid {
                credit(&mut draft, who, transfer(), on, mxn(*minor), &[(id, *minor)]);
            }
            id
        };
        pay("old", "2025-01-31", &[("2025-02-28", 1_000)]);
        pay("twice", "2025-10-01", &[("2025-09-20", 400), ("2025-10-11", 600)]);
        pay("early", "2025-12-10", &[("2025-12-05", 1_000)]);
        pay("open", "2025-12-10", &[("2026-01-05", 999)]);
        let written_off = pay("lost", "2025-12-10", &[]);
        let kind = CreditKind::WriteOff;
        credit(&mut draft, who, kind, "2026-02-01", mxn(1_000), &[(written_off, 1_000)]);
        let book = draft.into_book();
        let who = book.find_customer(who).unwrap();

        let habit = payment_habit(&book, who, day("2026-03-01")).unwrap();
        assert_eq!(habit.days_late, [10, -5]);
        assert_eq!((habit.average_days_late(), habit.late()), (3, 1), "2.5 is 3");
        assert_eq!(payment_habit(&book, who, day("2025-01-15")), None);
    }

    #[test]
    fn the_mean_rounds_half_away_from_zero() {
        let mean = |days: &[i64]| Habit { days_late: days.to_vec() }.average_days_late();
        assert_eq!(mean(&[1, 2]), 2);
        assert_eq!(mean(&[-1, -2]), -2);
        assert_eq!(mean(&[1, 0, 0]), 0);
        assert_eq!(mean(&[-5, 5]), 0);
    }

    #[test]
    fn a_limit_counts_what_is_owed_in_its_currency() {
        let mut draft = draft();
        let who = customer(&mut draft, "Uno");
        let limited = Customer { credit_limit: Some(mxn(10_000)), ..Customer::named(who, "Uno") };
        change_customer(&mut draft, limited).unwrap();
        invoice(&mut draft, who, "1", "2026-01-01", "2026-02-01", mxn(12_550));
        invoice(&mut draft, who, "2", "2026-01-01", "2026-02-01", usd(500));
        let book = draft.into_book();
        let ix = book.find_customer(who).unwrap();
        let report = customer_aging(&book, ix, day("2026-03-01"));
        let used = limit_use(&book, ix, &report).unwrap();
        assert_eq!((used.percent(), used.left(), used.owes_more), (125, mxn(-2_550), true));
    }

    #[test]
    fn reaching_takes_the_first_contact_that_has_it() {
        let contact = |phone: &str, email: &str, whatsapp: &str| Contact {
            phone: phone.to_owned(),
            email: email.to_owned(),
            whatsapp: whatsapp.to_owned(),
            ..Contact::default()
        };
        let contacts = [
            contact("", "sin correo", ""),
            contact("55 1234 5678", "pagos@ejemplo.mx", ""),
            contact("", "", "+52 1 55 8765 4321"),
        ];
        let found = reach(&contacts, Country::MX);
        assert_eq!(found.phone.as_deref(), Some("tel:+525512345678"));
        assert_eq!(found.email.as_deref(), Some("mailto:pagos@ejemplo.mx"));
        assert_eq!(found.whatsapp.as_deref(), Some("https://wa.me/525512345678"));
        let own = whatsapp_link(&contacts[2], Country::MX);
        assert_eq!(own.as_deref(), Some("https://wa.me/525587654321"), "no longer with a 1");
        assert_eq!(reach(&[contact("por la tarde", "", "")], Country::MX), Reach::default());
        assert_eq!(email_link("a@b.mx?bcc=otro@c.mx"), None, "adds nobody else");
    }
}
