//! Warning signs in words: what a sign says, the things it is read from, and where they are.

use chrono::NaiveDate;

use crate::ledger::book::{Book, CustomerEntry, InvoiceEntry};
use crate::ledger::{Id, Ix, Money};
use crate::route::{Route, Screen};
use crate::signs::bank::AnotherBank;
use crate::signs::cheques::{Cheque, Cheques};
use crate::signs::delays::Delay;
use crate::signs::later::LaterThanHabit;
use crate::signs::promises::BrokenPromise;
use crate::signs::purchases::{Against, Comparison};
use crate::signs::unanswered::Unanswered;
use crate::signs::{Evidence, Row, Sign, is_new};
use crate::text::format::{NumberStyle, amount_for_home, date_medium, days_count};
use crate::text::{Lang, dunning, signs as words};

/// Tells signs in a language.
#[derive(Clone, Copy)]
pub struct SignTeller<'a> {
    /// The book.
    pub book: &'a Book,
    /// Whose signs.
    pub customer: Ix<CustomerEntry>,
    /// The language.
    pub lang: Lang,
    /// How numbers are written.
    pub style: NumberStyle,
}

/// A thing that a sign is read from.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct EvidenceLine {
    /// What it is: an invoice's number, a promise, a call.
    pub what: String,
    /// Its days.
    pub about: String,
    /// How much.
    pub amount: Option<Money>,
    /// Where it is.
    pub to: Option<Route>,
}

/// A customer on the list of new signs.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NewSigns {
    /// The customer.
    pub customer: Ix<CustomerEntry>,
    /// Its signs that nobody has looked at, gravest first.
    pub signs: Vec<Sign>,
}

/// The customers that show signs nobody has looked at, in the order of the rows given.
pub fn new_signs(book: &Book, rows: &[Row], on: NaiveDate) -> Vec<NewSigns> {
    rows.iter()
        .filter_map(|row| {
            let of = book.customer(row.customer);
            let new = row.signs.iter().filter(|sign| is_new(of, sign, on));
            let mut signs: Vec<Sign> = new.cloned().collect();
            crate::order::sort_by_key(&mut signs, |sign| std::cmp::Reverse(sign.gravity));
            (!signs.is_empty()).then_some(NewSigns { customer: row.customer, signs })
        })
        .collect()
}

impl SignTeller<'_> {
    /// What a sign says, in a sentence or two.
    pub fn summary(&self, sign: &Sign) -> String {
        let lang = self.lang;
        match &sign.evidence {
            Evidence::Later(it) => self.later(it),
            Evidence::Promises(broken) => self.promises(broken),
            Evidence::Unanswered(it) => self.unanswered(it),
            Evidence::Cheques(it) => self.cheques(it),
            Evidence::Bank(AnotherBank { from, to, cheques, .. }) => {
                words::says_bank(lang, cheques.len(), to, from)
            }
            Evidence::Buying(it) => {
                let percent = 100 - it.percent().unwrap_or(0);
                let say = match it.against {
                    Against::LastYear => words::says_fall_year,
                    Against::Before(_) => words::says_fall,
                };
                self.bought(it, percent, say)
            }
            Evidence::Growth(it) => {
                let percent = it.bought.percent().unwrap_or(100) - 100;
                let say = match it.bought.against {
                    Against::LastYear => words::says_growth_year,
                    Against::Before(_) => words::says_growth,
                };
                let owes =
                    words::says_owed(lang, &self.money(it.owed_now), &self.money(it.owed_then));
                [self.bought(&it.bought, percent, say), owes].join(" ")
            }
            Evidence::Noted(noted) if noted.note.is_empty() => words::says_noted(lang).to_owned(),
            Evidence::Noted(noted) => noted.note.clone(),
        }
    }

    /// What a sign is read from, the latest first; none for one noted by hand.
    pub fn lines(&self, sign: &Sign) -> Vec<EvidenceLine> {
        let book = self.book;
        match &sign.evidence {
            Evidence::Later(it) => it.recent.iter().rev().map(|it| self.delay(it)).collect(),
            Evidence::Promises(broken) => broken.iter().rev().map(|it| self.promise(it)).collect(),
            Evidence::Unanswered(it) => it
                .attempts
                .iter()
                .rev()
                .map(|attempt| {
                    let found = book.find_dealing(attempt.contact);
                    let outcome = found.and_then(|(_, entry)| match &entry.dealing.what {
                        crate::ledger::dealing::What::Contact(contact) => Some(&contact.outcome),
                        _ => None,
                    });
                    let what = attempt.channel.map(|by| dunning::channel(self.lang, by));
                    let outcome = outcome.map(|outcome| dunning::outcome(self.lang, outcome));
                    let parts = [what, outcome].into_iter().flatten();
                    EvidenceLine {
                        what: parts.collect::<Vec<_>>().join(" · "),
                        about: self.day(attempt.at.date()),
                        amount: None,
                        to: Some(self.time_line("contacts")),
                    }
                })
                .collect(),
            Evidence::Cheques(it) => {
                let bounced = it.bounced.iter().rev().map(|cheque| {
                    self.cheque(cheque, words::returned_on(self.lang, &self.day(cheque.on)))
                });
                let post_dated = it.post_dated.iter().rev().map(|cheque| {
                    let [day, from] = [cheque.received_on, cheque.on].map(|day| self.day(day));
                    self.cheque(cheque, words::received_for(self.lang, &day, &from))
                });
                bounced.chain(post_dated).collect()
            }
            Evidence::Bank(it) => it
                .cheques
                .iter()
                .rev()
                .chain(it.earlier.iter().rev())
                .map(|&ix| {
                    let entry = book.credit(ix);
                    let bank = entry.credit.cheque().map_or("", |cheque| cheque.bank.trim());
                    let day = self.day(entry.credit.date);
                    self.payment(ix, words::drawn_on(self.lang, bank, &day))
                })
                .collect(),
            Evidence::Buying(it) => self.invoices(it),
            Evidence::Growth(it) => self.invoices(&it.bought),
            Evidence::Noted(_) => Vec::new(),
        }
    }

    fn later(&self, it: &LaterThanHabit) -> String {
        let usual = it.usual.median;
        let more = days_count(self.lang, it.recent_days - usual.max(0));
        let recent = days_count(self.lang, it.recent_days);
        let usual = words::usual_days(self.lang, usual);
        words::says_later(self.lang, &more, it.recent.len(), &recent, &usual)
    }

    fn promises(&self, broken: &[BrokenPromise]) -> String {
        match broken {
            [it] => words::says_promise(self.lang, &self.money(it.promised), &self.day(it.due_on)),
            more => {
                let settings = &self.book.firm().signs;
                let days = days_count(self.lang, settings.broken_days.into());
                words::says_promises(self.lang, more.len(), &days)
            }
        }
    }

    fn unanswered(&self, it: &Unanswered) -> String {
        let (lang, calls) = (self.lang, it.calls());
        let messages = it.attempts.len() - calls;
        let since = it.attempts.first().map_or(it.overdue_since, |first| first.at.date());
        let since = self.day(since);
        let said = match messages {
            0 => words::says_unanswered_calls(lang, calls, &since),
            _ => words::says_unanswered(lang, calls, messages, &since),
        };
        match it.heard_on {
            Some(day) => [said, words::heard_on(lang, &self.day(day))].join(" "),
            None => said,
        }
    }

    fn cheques(&self, it: &Cheques) -> String {
        let (lang, settings) = (self.lang, &self.book.firm().signs);
        let days = |days: u16| days_count(lang, days.into());
        let bounced = match it.bounced.as_slice() {
            [] => None,
            [only] => Some(words::says_bounced(lang, &self.money(only.amount), &self.day(only.on))),
            more => Some(words::says_bounced_many(lang, more.len(), &days(settings.bounced_days))),
        };
        let post_dated = (!it.post_dated.is_empty()).then(|| {
            words::says_post_dated(lang, it.post_dated.len(), &days(settings.post_dated_days))
        });
        bounced.into_iter().chain(post_dated).collect::<Vec<_>>().join(" ")
    }

    fn bought(
        &self,
        it: &Comparison,
        percent: i64,
        say: fn(Lang, &str, &str, i64, &str) -> String,
    ) -> String {
        let [recent, usual] = [it.recent_minor, it.usual_minor()]
            .map(|minor| self.money(Money::new(minor, it.currency)));
        say(self.lang, &recent, &days_count(self.lang, it.days.into()), percent, &usual)
    }

    fn delay(&self, delay: &Delay) -> EvidenceLine {
        let item = self.book.item(delay.item);
        let invoice = &self.book.invoice(item.invoice).invoice;
        let (due, days) = (self.day(delay.due_on), days_count(self.lang, delay.days));
        let about = match delay.paid_on {
            Some(_) => words::paid_late(self.lang, &due, &words::usual_days(self.lang, delay.days)),
            None => words::open_late(self.lang, &due, &days),
        };
        EvidenceLine {
            what: invoice.number.clone(),
            about,
            amount: Some(Money::new(item.amount_minor, item.currency)),
            to: Some(Route::to(Screen::Invoice(invoice.id))),
        }
    }

    fn promise(&self, it: &BrokenPromise) -> EvidenceLine {
        let due = self.day(it.due_on);
        let about = match it.paid.amount_minor {
            0 => words::promise_line_none(self.lang, &due),
            _ => words::promise_line(self.lang, &due, &self.money(it.paid)),
        };
        EvidenceLine {
            what: words::promise(self.lang).to_owned(),
            about,
            amount: Some(it.promised),
            to: Some(self.time_line("agreements")),
        }
    }

    fn cheque(&self, cheque: &Cheque, about: String) -> EvidenceLine {
        self.payment(cheque.credit, about)
    }

    fn payment(&self, ix: Ix<crate::ledger::book::CreditEntry>, about: String) -> EvidenceLine {
        let entry = self.book.credit(ix);
        let number = entry.credit.cheque().map_or("", |cheque| cheque.number.trim());
        let what = match number {
            "" => words::cheque(self.lang).to_owned(),
            number => words::cheque_number(self.lang, number),
        };
        let to = Some(Route::to(Screen::Payment(entry.credit.id)));
        EvidenceLine { what, about, amount: Some(entry.amount), to }
    }

    fn invoices(&self, it: &Comparison) -> Vec<EvidenceLine> {
        let line = |&ix: &Ix<InvoiceEntry>| {
            let invoice = &self.book.invoice(ix).invoice;
            EvidenceLine {
                what: invoice.number.clone(),
                about: words::issued_on(self.lang, &self.day(invoice.issued_on)),
                amount: Some(invoice.total),
                to: Some(Route::to(Screen::Invoice(invoice.id))),
            }
        };
        it.recent.iter().rev().chain(it.earlier.iter().rev()).map(line).collect()
    }

    /// The customer's time line with one kind of event.
    fn time_line(&self, kind: &str) -> Route {
        Route::to(Screen::Customer(self.id())).with("kind", kind)
    }

    fn id(&self) -> Id {
        self.book.customer(self.customer).customer.id
    }

    fn money(&self, money: Money) -> String {
        amount_for_home(money, self.book.firm().home_currency, self.style)
    }

    fn day(&self, day: NaiveDate) -> String {
        date_medium(self.lang, day)
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use chrono::Days;

    use super::*;
    use crate::ledger::sign_settings::SignSettings;
    use crate::signs::{portfolio, signs_of};
    use crate::views::fixture::*;

    fn late_payer() -> Book {
        let mut draft = draft();
        let who = customer(&mut draft, "Uno");
        let delays = [13, 10, 17, 12, 14, 11, 16, 13, 31, 32, 30, 31];
        for (month, late) in (0..).zip(delays) {
            let due = day("2025-01-20") + Days::new(30 * month);
            let issued = (due - Days::new(15)).to_string();
            let number = format!("F-{month}");
            let of = invoice(&mut draft, who, &number, &issued, &due.to_string(), mxn(10_000));
            let paid = (due + Days::new(late)).to_string();
            credit(&mut draft, who, transfer(), &paid, mxn(10_000), &[(of, 10_000)]);
        }
        draft.into_book()
    }

    #[test]
    fn a_sign_is_told_plainly_with_links_to_what_it_is_read_from() {
        let book = late_payer();
        let (ix, _) = book.customers().next().unwrap();
        let signs = signs_of(&book, ix, day("2026-02-01"), &SignSettings::default());
        let teller =
            SignTeller { book: &book, customer: ix, lang: Lang::Es, style: NumberStyle::POINT };
        assert_eq!(
            teller.summary(&signs[0]),
            "Paga 18 días más tarde que de costumbre: sus últimas 4 facturas tardaron por lo general \
             31 días; antes, 13 días."
        );
        let english = SignTeller { lang: Lang::En, ..teller };
        assert_eq!(
            english.summary(&signs[0]),
            "Pays 18 days later than usual: its last 4 invoices typically took 31 days; before, \
             13 days."
        );
        let lines = teller.lines(&signs[0]);
        assert_eq!((lines.len(), lines[0].what.as_str()), (4, "F-11"));
        assert_eq!(lines[0].about, "venció el 16 dic 2025 · 31 días");
        assert!(matches!(lines[0].to.as_ref().unwrap().screen, Screen::Invoice(_)));
    }

    /// Every sign of the demonstration says something in both languages, and each line
    /// leads to something that is there.
    #[test]
    fn all_that_the_demonstration_shows_can_be_told() {
        let on = day("2026-06-15");
        let book = demo(on);
        let rows = portfolio(&book, on, &book.firm().signs);
        assert!(rows.len() > 20);
        for row in &rows {
            for lang in [Lang::Es, Lang::En] {
                let teller = SignTeller {
                    book: &book,
                    customer: row.customer,
                    lang,
                    style: NumberStyle::POINT,
                };
                for sign in &row.signs {
                    let said = teller.summary(sign);
                    assert!(said.ends_with('.') && !said.contains("  "), "{said}");
                    let lines = teller.lines(sign);
                    assert!(!lines.is_empty());
                    for line in lines {
                        assert!(!line.what.is_empty() && !line.about.is_empty(), "{line:?}");
                        let known = match line.to.unwrap().screen {
                            Screen::Invoice(id) => book.find_invoice(id).is_some(),
                            Screen::Payment(id) => book.find_credit(id).is_some(),
                            Screen::Customer(id) => book.find_customer(id) == Some(row.customer),
                            _ => false,
                        };
                        assert!(known);
                    }
                }
            }
        }
        let new = new_signs(&book, &rows, on);
        assert_eq!(new.len(), rows.len(), "nobody has looked yet");
    }
}
