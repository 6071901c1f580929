//! What happens to a few invoices and not to the others, so that everything a ledger can
//! hold can be seen in the demonstration.

use chrono::NaiveDate;

use crate::ledger::action::Due;
use crate::ledger::invoice::{Delivery, Instalment, InvoiceKind};
use crate::ledger::{Money, Terms};
use crate::text::Lang;

use super::chance::Chance;
use super::customers::{HOME, PaysBy, Profile};
use super::days::{plus, working_from};
use super::habits::Habit;
use super::invoices::{Planned, amount, usual};
use super::words;

/// What becomes of an invoice.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Fate {
    /// It is paid when the customer pays.
    Usual,
    /// Nobody pays it.
    Open,
    /// It is cancelled on a day; issued again if `again`.
    Cancelled {
        /// The first day on which it is not owed.
        on: NaiveDate,
        /// Whether another took its place.
        again: bool,
    },
    /// It is given up on a day.
    WrittenOff {
        /// The day.
        on: NaiveDate,
    },
    /// Only the first instalment is paid.
    FirstOnly,
    /// A cheque for it comes back; later it is paid, or not.
    Bounced {
        /// Whether it was paid in another way afterwards.
        paid_again: bool,
    },
    /// It is paid with a cheque that may be cashed only later.
    PostDated,
    /// It is paid twice, and the second payment is given back.
    PaidTwice,
    /// More is paid than is owed, and the rest stays in the customer's favour.
    Overpaid,
}

/// Chooses what becomes of whom, and adds the documents that come of it.
pub(super) fn assign(
    planned: &mut Vec<Planned>,
    profiles: &[Profile],
    today: NaiveDate,
    lang: Lang,
    chance: &mut Chance,
) {
    let mut choice = Choice { planned, profiles, today, chance };
    choice.instalments();
    for (first, last, again) in [(150, 320, true), (20, 60, true), (60, 200, false)] {
        choice.cancel(first, last, again);
    }
    for _ in 0..3 {
        let small = |planned: &Planned, profile: &Profile| {
            profile.pace.habit != Habit::Broken && planned.total.amount_minor < 900_000
        };
        choice.mark(260, 400, small, |planned| Fate::WrittenOff {
            on: working_from(plus(planned.issued_on, 215)),
        });
    }
    // Who pays on the day pays with cheques that are good on the day.
    let is_late = |profile: &Profile| matches!(profile.pace.habit, Habit::Late | Habit::Drifting);
    let in_pesos = |planned: &Planned, profile: &Profile| {
        planned.total.currency == HOME && is_late(profile) && profile.terms().parts.len() == 1
    };
    choice.mark(120, 260, in_pesos, |_| Fate::Bounced { paid_again: true });
    choice.mark(55, 70, in_pesos, |_| Fate::Bounced { paid_again: false });
    let by_cheque =
        |_: &Planned, profile: &Profile| profile.pays_by == PaysBy::Cheque && is_late(profile);
    for _ in 0..4 {
        if !choice.mark(20, 48, by_cheque, |_| Fate::PostDated) {
            choice.mark(20, 48, in_pesos, |_| Fate::PostDated);
        }
    }
    let prompt = |_: &Planned, profile: &Profile| {
        matches!(profile.pays_by, PaysBy::Transfer) && profile.pace.habit == Habit::Prompt
    };
    choice.mark(100, 300, prompt, |_| Fate::PaidTwice);
    choice.mark(90, 120, prompt, |_| Fate::PaidTwice);
    choice.mark(75, 100, prompt, |_| Fate::Overpaid);
    if let Some(rejected) = choice.find(2, 6, |_, _| true) {
        choice.planned[rejected].delivery = Delivery::Rejected;
        choice.planned[rejected].notes = words::note_rejected(lang).to_owned();
    }
    choice.charge(InvoiceKind::DebitNote);
    choice.charge(InvoiceKind::Interest);
}

struct Choice<'a> {
    planned: &'a mut Vec<Planned>,
    profiles: &'a [Profile],
    today: NaiveDate,
    chance: &'a mut Chance,
}

impl Choice<'_> {
    /// An invoice without a fate yet that was issued from `last` to `first` days ago and
    /// is as wanted; any of them with the same likelihood. With new customers all goes well.
    fn find(
        &mut self,
        first: i64,
        last: i64,
        wanted: impl Fn(&Planned, &Profile) -> bool,
    ) -> Option<usize> {
        let issued = plus(self.today, -last)..=plus(self.today, -first);
        let found: Vec<usize> = (0..self.planned.len())
            .filter(|&place| {
                let planned = &self.planned[place];
                let profile = &self.profiles[planned.customer];
                planned.fate == Fate::Usual
                    && profile.pace.habit != Habit::New
                    && planned.kind == InvoiceKind::Invoice
                    && issued.contains(&planned.issued_on)
                    && wanted(planned, profile)
            })
            .collect();
        (!found.is_empty()).then(|| self.chance.pick(&found))
    }

    /// Whether there was one.
    fn mark(
        &mut self,
        first: i64,
        last: i64,
        wanted: impl Fn(&Planned, &Profile) -> bool,
        fate: impl Fn(&Planned) -> Fate,
    ) -> bool {
        let found = self.find(first, last, wanted);
        if let Some(place) = found {
            self.planned[place].fate = fate(&self.planned[place]);
        }
        found.is_some()
    }

    fn cancel(&mut self, first: i64, last: i64, again: bool) {
        let Some(place) = self.find(first, last, |_, profile| profile.pace.habit != Habit::Broken)
        else {
            return;
        };
        let on = working_from(plus(self.planned[place].issued_on, self.chance.between(1, 6)));
        self.planned[place].fate = Fate::Cancelled { on, again };
        if again {
            let instead = &self.planned[place];
            let instead = Planned { issued_on: on, fate: Fate::Usual, ..instead.clone() };
            self.planned.push(Planned { acknowledged_on: None, ..instead });
        }
    }

    /// One large invoice in three monthly instalments: the first paid, the second late,
    /// the third to come.
    fn instalments(&mut self) {
        let home = |planned: &Planned, profile: &Profile| {
            planned.total.currency == HOME
                && profile.pace.habit == Habit::Late
                && profile.customer.review_days.is_empty()
                && profile.usual_amount > 20_000.0
        };
        let Some(like) = self.find(66, 90, home) else { return };
        let customer = self.planned[like].customer;
        let profile = &self.profiles[customer];
        let issued_on = self.planned[like].issued_on;
        let total = amount(186_000.0, 0.1, HOME, self.chance);
        let parts = Terms::equal_parts(&[30, 60, 120].map(crate::ledger::terms::DueRule::net));
        let parts = parts.instalments(issued_on, total).unwrap_or_default();
        let mut invoice = usual(customer, profile, issued_on, total, self.today, true, self.chance);
        invoice.due = Due::Instalments(
            parts
                .into_iter()
                .map(|(due_on, part)| Instalment { due_on, amount_minor: part.amount_minor })
                .collect(),
        );
        invoice.fate = Fate::FirstOnly;
        self.planned.push(invoice);
    }

    /// A debit note on an invoice of somebody late, or interest on an old unpaid one.
    fn charge(&mut self, kind: InvoiceKind) {
        let interest = kind == InvoiceKind::Interest;
        let base = if interest {
            self.find(95, 160, |planned, profile| {
                let stopped = profile.pace.stopped_on;
                stopped.is_some_and(|stopped| planned.issued_on >= plus(stopped, -12))
            })
        } else {
            self.find(30, 70, |planned, profile| {
                profile.pace.habit == Habit::Late && planned.total.currency == HOME
            })
        };
        let Some(base) = base else { return };
        let of = &self.planned[base];
        let (issued_on, minor, days) = if interest {
            // 3 % a month for two months.
            (plus(of.issued_on, 90), of.total.amount_minor * 6 / 100, 15)
        } else {
            (plus(of.issued_on, 4), 145_000 + self.chance.between(0, 40) * 5_800, 30)
        };
        let charge = Planned {
            customer: of.customer,
            kind,
            issued_on: working_from(issued_on),
            acknowledged_on: None,
            due: Due::Terms(Terms::net(days)),
            total: Money::new(minor, of.total.currency),
            reference: String::new(),
            notes: String::new(),
            delivery: Delivery::Sent,
            of: Some(base),
            fate: if interest { Fate::Open } else { Fate::Usual },
        };
        if charge.issued_on <= self.today {
            self.planned.push(charge);
        }
    }
}
