//! What comes in: payments as each customer pays, and all else that settles.

use chrono::NaiveDate;

use crate::ledger::action::Line;
use crate::ledger::book::Book;
use crate::ledger::credit::{ChequeStep, CreditKind, Method};
use crate::ledger::{Id, Money};
use crate::text::Lang;

use super::account::Account;
use super::chance::Chance;
use super::customers::Profile;
use super::days::{in_order, place, plus, working_until};
use super::habits::Habit;
use super::invoices::Planned;
use super::words;

/// Something to be entered on a day.
pub(super) struct Event {
    /// The day.
    pub on: NaiveDate,
    /// What.
    pub act: Act,
}

/// What is entered after the invoices.
pub(super) enum Act {
    /// A payment or other credit.
    Credit(Box<PlannedCredit>),
    /// What happened to a cheque; `credit` counts the planned credits from 0.
    Step {
        /// Which credit.
        credit: usize,
        /// What happened.
        step: ChequeStep,
    },
    /// Money given back; `credit` counts the planned credits from 0.
    Refund {
        /// Which credit.
        credit: usize,
        /// How much, in minor units.
        minor: i64,
    },
    /// An invoice is cancelled.
    Cancel {
        /// Which.
        invoice: Id,
        /// Why.
        reason: &'static str,
    },
}

/// A credit to be entered.
pub(super) struct PlannedCredit {
    /// Its number among the planned credits, in the order they were planned.
    pub slot: usize,
    /// Whose, by its place among the profiles.
    pub customer: usize,
    /// What it is.
    pub kind: CreditKind,
    /// How much.
    pub amount: Money,
    /// Bank reference or number.
    pub reference: String,
    /// Notes.
    pub notes: String,
    /// What it settles.
    pub lines: Vec<Line>,
}

/// Everything that settles the invoices in the book up to `today`, by day, and how many
/// credits that makes. `ids` are the planned invoices' ids, in the order of `planned`.
pub(super) fn plan(
    book: &Book,
    profiles: &[Profile],
    (planned, ids): (&[Planned], &[Id]),
    today: NaiveDate,
    lang: Lang,
    chance: &mut Chance,
) -> (Vec<Event>, usize) {
    let mut invoices = vec![Vec::new(); profiles.len()];
    for (planned, &id) in planned.iter().zip(ids) {
        if let Some(ix) = book.find_invoice(id) {
            invoices[planned.customer].push((ix, planned.fate));
        }
    }
    let mut till = Till { book, today, lang, chance, events: Vec::new(), credits: 0 };
    for (customer, (profile, invoices)) in profiles.iter().zip(invoices).enumerate() {
        let mut account = Account::new(&mut till, customer, profile);
        for (ix, fate) in invoices {
            account.settle(ix, fate);
        }
        account.pay();
    }
    till.advances(profiles);
    let Till { events, credits, .. } = till;
    let order = in_order(events.iter().map(|event| place(event.on)));
    let mut drawn: Vec<_> = events.into_iter().map(Some).collect();
    let mut events: Vec<_> = order.into_iter().filter_map(|place| drawn[place].take()).collect();
    number(&mut events);
    (events, credits)
}

/// Credit notes and certificates of withholding are numbered as they are issued.
fn number(events: &mut [Event]) {
    let (mut notes, mut certificates) = (0, 0);
    for event in events {
        let Act::Credit(credit) = &mut event.act else { continue };
        let (series, count) = match credit.kind {
            CreditKind::CreditNote => ("NC", &mut notes),
            CreditKind::Withholding => ("RET", &mut certificates),
            _ => continue,
        };
        *count += 1;
        credit.reference = format!("{series}-{count:04}");
    }
}

/// Where what comes in is noted.
pub(super) struct Till<'a> {
    pub(super) book: &'a Book,
    pub(super) today: NaiveDate,
    pub(super) lang: Lang,
    pub(super) chance: &'a mut Chance,
    pub(super) events: Vec<Event>,
    credits: usize,
}

impl Till<'_> {
    /// Plans a credit and says its number.
    pub(super) fn credit(
        &mut self,
        on: NaiveDate,
        customer: usize,
        kind: CreditKind,
        amount: Money,
        (reference, notes): (String, String),
        lines: Vec<Line>,
    ) -> usize {
        let slot = self.credits;
        self.credits += 1;
        let credit = PlannedCredit { slot, customer, kind, amount, reference, notes, lines };
        self.events.push(Event { on, act: Act::Credit(Box::new(credit)) });
        slot
    }

    pub(super) fn step(&mut self, credit: usize, step: ChequeStep, on: NaiveDate) {
        self.events.push(Event { on, act: Act::Step { credit, step } });
    }

    /// Money paid before anything was invoiced for it.
    fn advances(&mut self, profiles: &[Profile]) {
        let trusting: Vec<usize> = (0..profiles.len())
            .filter(|&place| matches!(profiles[place].pace.habit, Habit::Prompt | Habit::New))
            .collect();
        for days in [4, 9, 17, 26] {
            let customer = self.chance.pick(&trusting);
            let profile = &profiles[customer];
            let on = working_until(plus(self.today, -days)).max(profile.invoiced.0);
            let thousands = (profile.usual_amount / 1_000.0) as i64 + 1;
            let amount = Money::new(thousands * 100_000, profile.currency());
            let kind = CreditKind::Payment { method: Method::Transfer };
            let words = (self.bank_reference(profile), words::note_advance(self.lang).to_owned());
            self.credit(on, customer, kind, amount, words, Vec::new());
        }
    }

    /// SPEI is Mexico's transfer system; money from abroad comes in another way.
    pub(super) fn bank_reference(&mut self, profile: &Profile) -> String {
        let abroad = profile.customer.country.is_some();
        let system = if abroad { "TRF" } else { "SPEI" };
        format!("{system} {:07}", self.chance.between(120_000, 9_989_999))
    }
}
