//! What was said and agreed with a customer, in words: for its time line, for lists of what
//! is open, and for the file of a case that is handed over.

use chrono::{NaiveDate, NaiveDateTime, NaiveTime};

use crate::aging::{RowKey, row_name};
use crate::dunning::hand_over::{DealingKind, DealingLine};
use crate::dunning::protocols::Protocols;
use crate::dunning::standing::{PlanState, PromiseState, plan_on, promise_on};
use crate::ledger::book::{CustomerEntry, DealingEntry};
use crate::ledger::dealing::{LoggedContact, Outcome, What};
use crate::ledger::invoice::InstalmentRef;
use crate::ledger::{Book, Id, Ix, Money};
use crate::text::format::{NumberStyle, amount_for_home, date_medium};
use crate::text::{Lang, dealings as words, dunning, signs};

/// Tells dealings as of a day, in a language.
#[derive(Clone, Copy)]
pub struct Teller<'a> {
    /// The book.
    pub book: &'a Book,
    /// The day as of which states are told.
    pub on: NaiveDate,
    /// The language.
    pub lang: Lang,
    /// How numbers are written.
    pub style: NumberStyle,
}

/// A dealing in words.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Told {
    /// What it is: «Llamada · Promete pagar», «Promesa para el 3 dic 2026».
    pub title: String,
    /// What else there is to know, quieter.
    pub details: Vec<String>,
    /// What was said, in the user's words; may be empty.
    pub said: String,
    /// How it stands, where it has a state.
    pub state: Option<(&'static str, Tone)>,
    /// How much it is about.
    pub amount: Option<Money>,
    /// The contact that corrects this one, in words: this one does not count any more.
    pub corrected_by: Option<String>,
}

/// How a state is shown.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Tone {
    /// It went well.
    Good,
    /// It went wrong.
    Bad,
    /// It is open.
    Plain,
    /// It is over.
    Over,
}

/// How many invoices are named.
const NAMED: usize = 3;

impl<'a> Teller<'a> {
    /// Tells a dealing; `None` where the book has none of that id.
    pub fn tell(&self, id: Id) -> Option<Told> {
        let (customer, entry) = self.book.find_dealing(id)?;
        let of = self.book.customer(customer);
        let told = match &entry.dealing.what {
            What::Contact(contact) => self.contact(of, id, contact),
            What::Promise(promise) => {
                let standing =
                    promise_on(self.book, of, entry, self.on, self.book.firm().dunning.grace_days);
                let mut details = vec![self.about(&promise.items)];
                if let Some(standing) = standing.filter(|standing| standing.paid_minor > 0) {
                    let paid = Money::new(standing.paid_minor, promise.amount.currency);
                    details.push(words::paid(self.lang, &self.money(paid)));
                }
                Told {
                    title: words::promise_for(self.lang, &self.day(promise.due_on)),
                    details,
                    said: String::new(),
                    state: standing.map(|standing| promise_word(self.lang, standing.state)),
                    amount: Some(promise.amount),
                    corrected_by: None,
                }
            }
            What::Dispute(dispute) => {
                let number = self.number(dispute.invoice);
                let mut details =
                    vec![dunning::dispute_reason(self.lang, dispute.reason).to_owned()];
                if !dispute.settles.is_empty() {
                    details.push(words::would_settle(self.lang, &dispute.settles));
                }
                let state = if entry.holds_on(self.on) {
                    (words::dispute_open(self.lang), Tone::Bad)
                } else {
                    (words::dispute_settled(self.lang), Tone::Over)
                };
                Told {
                    title: words::dispute_of(self.lang, &number),
                    details,
                    said: String::new(),
                    state: Some(state),
                    amount: Some(self.disputed(dispute)),
                    corrected_by: None,
                }
            }
            What::Plan(plan) => {
                let grace = self.book.firm().dunning.grace_days;
                let standing = plan_on(self.book, entry, self.on, grace);
                let parts = plan.parts.iter().map(|part| {
                    let amount = self.money(Money::new(part.amount_minor, plan.currency));
                    words::part(self.lang, &self.day(part.due_on), &amount)
                });
                let mut details = vec![self.about(&plan.items)];
                details.extend(parts);
                if let Some(standing) = standing.filter(|standing| standing.paid_minor > 0) {
                    let paid = Money::new(standing.paid_minor, plan.currency);
                    details.push(words::paid(self.lang, &self.money(paid)));
                }
                let whole: i64 = plan.parts.iter().map(|part| part.amount_minor).sum();
                Told {
                    title: words::plan_of(self.lang, plan.parts.len()),
                    details,
                    said: String::new(),
                    state: standing.map(|standing| plan_word(self.lang, standing.state)),
                    amount: Some(Money::new(whole, plan.currency)),
                    corrected_by: None,
                }
            }
            What::Hold(hold) => {
                let about = match hold.invoice {
                    Some(invoice) => self.number(invoice),
                    None => words::whole_customer(self.lang).to_owned(),
                };
                let last = entry.ended.as_ref().and_then(|ended| ended.on.pred_opt());
                let until = match (hold.until, last) {
                    (Some(until), Some(last)) => Some(until.min(last.max(hold.from))),
                    (until, last) => until.or(last),
                };
                let mut details = vec![about];
                details.extend(until.map(|until| words::until(self.lang, &self.day(until))));
                let is_on = entry.holds_on(self.on) && hold.until.is_none_or(|it| self.on <= it);
                let state = if is_on {
                    (words::hold_on(self.lang), Tone::Plain)
                } else {
                    (words::hold_over(self.lang), Tone::Over)
                };
                Told {
                    title: words::hold_for(self.lang, &hold.reason),
                    details,
                    said: String::new(),
                    state: Some(state),
                    amount: None,
                    corrected_by: None,
                }
            }
            What::Sign(sign) => {
                let state = if entry.holds_on(self.on) {
                    (signs::holds(self.lang), Tone::Bad)
                } else {
                    (signs::over(self.lang), Tone::Over)
                };
                let title = signs::noted(self.lang, signs::kind(self.lang, sign.kind));
                self.observed(title, &sign.by, &sign.note, Some(state))
            }
            What::SignReview(review) => {
                let title = signs::reviewed(self.lang, signs::kind(self.lang, review.kind));
                let mut told = self.observed(title, &review.by, &review.note, None);
                told.details.insert(0, signs::since(self.lang, &self.day(review.since)));
                told
            }
        };
        Some(told)
    }

    /// How a dealing ended: a dispute settled, a hold lifted, a plan or promise given up.
    pub fn tell_end(&self, id: Id) -> Option<Told> {
        let (_, entry) = self.book.find_dealing(id)?;
        let ended = entry.ended.as_ref()?;
        let title = match &entry.dealing.what {
            What::Contact(_) => return None,
            What::Promise(promise) => words::promise_ended(self.lang, &self.day(promise.due_on)),
            What::Dispute(dispute) => {
                words::dispute_ended(self.lang, &self.number(dispute.invoice))
            }
            What::Plan(_) => words::plan_ended(self.lang).to_owned(),
            What::Hold(_) => words::hold_ended(self.lang).to_owned(),
            What::Sign(sign) => signs::ended(self.lang, signs::kind(self.lang, sign.kind)),
            What::SignReview(_) => return None,
        };
        let (details, said) = (Vec::new(), ended.how.clone());
        Some(Told { title, details, said, state: None, amount: None, corrected_by: None })
    }

    /// That a promise, or a part of a plan, was not paid in time, and how much is missing.
    pub fn tell_broken(&self, id: Id) -> Option<Told> {
        let (_, entry) = self.book.find_dealing(id)?;
        let (title, details) = match &entry.dealing.what {
            What::Promise(promise) => (
                words::promise_not_kept(self.lang, &self.day(promise.due_on)),
                vec![self.about(&promise.items)],
            ),
            What::Plan(plan) => {
                (words::plan_not_kept(self.lang).to_owned(), vec![self.about(&plan.items)])
            }
            _ => return None,
        };
        let said = String::new();
        Some(Told { title, details, said, state: None, amount: None, corrected_by: None })
    }

    /// A dealing as a line of the file that is handed over; `None` for a warning sign, which
    /// is the user's own observation.
    pub fn line(&self, entry: &DealingEntry) -> Option<DealingLine> {
        let id = entry.dealing.id;
        let told = self.tell(id)?;
        let what = &entry.dealing.what;
        let contact = match what {
            What::Contact(contact) => Some(contact),
            _ => self.contact_of(entry),
        };
        let at = match what {
            What::Contact(contact) => contact.at,
            other => other.day().and_time(NaiveTime::MIN),
        };
        let (kind, channel, due_on) = match what {
            What::Contact(contact) => {
                let by = dunning::contact(self.lang, contact.channel, contact.direction);
                (DealingKind::Contact, by, None)
            }
            What::Promise(promise) => (DealingKind::Promise, String::new(), Some(promise.due_on)),
            What::Dispute(_) => (DealingKind::Dispute, String::new(), None),
            What::Plan(_) => (DealingKind::Plan, String::new(), None),
            What::Hold(hold) => (DealingKind::Hold, String::new(), hold.until),
            What::Sign(_) | What::SignReview(_) => return None,
        };
        let mut parts = Vec::new();
        match what {
            What::Contact(contact) => {
                parts.push(dunning::outcome(self.lang, &contact.outcome).to_owned());
                parts.extend(self.outcome_detail(&contact.outcome));
                if !contact.said.is_empty() {
                    parts.push(contact.said.clone());
                }
                parts.extend(told.corrected_by.clone());
            }
            What::Hold(hold) => parts.push(hold.reason.clone()),
            // Its first detail names what it covers, which has a column of its own.
            What::Promise(_) | What::Plan(_) => parts.extend(told.details.into_iter().skip(1)),
            What::Dispute(_) | What::Sign(_) | What::SignReview(_) => parts.extend(told.details),
        }
        let mut state = told.state.map_or_else(String::new, |(word, _)| word.to_owned());
        if let Some(ended) = &entry.ended {
            let end = words::ended_on(self.lang, &self.day(ended.on));
            state = [state, end, ended.how.clone()]
                .into_iter()
                .filter(|part| !part.is_empty())
                .collect::<Vec<_>>()
                .join("; ");
        }
        let mut items = what.items().to_vec();
        if let Some(invoice) = what.invoice() {
            items.push(InstalmentRef { invoice, number: 1 });
        }
        Some(DealingLine {
            at,
            kind,
            channel,
            with: contact.map_or_else(String::new, |contact| contact.with.clone()),
            by: contact.map_or_else(String::new, |contact| contact.by.clone()),
            words: parts.join("; "),
            state,
            due_on,
            amount: told.amount,
            items,
        })
    }

    /// All of a customer's dealings as lines of that file.
    pub fn lines(&self, customer: Ix<CustomerEntry>) -> Vec<DealingLine> {
        let dealings = &self.book.customer(customer).dealings;
        dealings.iter().filter_map(|entry| self.line(entry)).collect()
    }

    /// Some instalments by their numbers: «F-1, F-2, F-3 · 1 de 3 y 4 más».
    pub fn about(&self, items: &[InstalmentRef]) -> String {
        let all: Vec<_> = items.iter().filter_map(|&item| self.book.find_item(item)).collect();
        let names: Vec<_> = all
            .iter()
            .take(NAMED)
            .map(|&ix| row_name(self.book, &RowKey::Item(ix), self.lang).into_owned())
            .collect();
        let list = names.join(", ");
        match all.len().saturating_sub(NAMED) {
            0 => list,
            more => words::and_more(self.lang, &list, more),
        }
    }

    fn contact(&self, of: &CustomerEntry, id: Id, contact: &LoggedContact) -> Told {
        let lang = self.lang;
        let mut title = dunning::contact(lang, contact.channel, contact.direction);
        if contact.channel.is_some() || contact.outcome != Outcome::Noted {
            title.push_str(" · ");
            title.push_str(dunning::outcome(lang, &contact.outcome));
        }
        let mut details = vec![time(contact.at)];
        details.extend(self.outcome_detail(&contact.outcome));
        if !contact.with.is_empty() {
            details.push(words::with(lang, &contact.with));
        }
        let protocols = Protocols::new(self.book.protocols(), &self.book.firm().dunning.protocols);
        let step = contact.step.and_then(|step| protocols.step(step, contact.at.date()));
        details.extend(step.map(|(_, step)| step.name.in_lang(lang).to_owned()));
        details.push(self.about(&contact.items));
        if !contact.by.is_empty() {
            details.push(words::by(lang, &contact.by));
        }
        details.retain(|detail| !detail.is_empty());
        let correction = of.dealings.iter().find_map(|entry| match &entry.dealing.what {
            What::Contact(later) if later.corrects == Some(id) => Some((entry, later)),
            _ => None,
        });
        let corrected_by = correction.map(|(_, later)| {
            let mut what = dunning::contact(lang, later.channel, later.direction);
            what.push_str(" · ");
            what.push_str(dunning::outcome(lang, &later.outcome));
            words::corrected(lang, &what)
        });
        if let Some(before) = contact.corrects.and_then(|before| self.book.find_dealing(before)) {
            details.push(words::corrects(lang, &self.day(before.1.dealing.what.day())));
        }
        Told { title, details, said: contact.said.clone(), state: None, amount: None, corrected_by }
    }

    /// What an outcome says besides its name.
    fn outcome_detail(&self, outcome: &Outcome) -> Option<String> {
        let lang = self.lang;
        match outcome {
            Outcome::AwaitingApproval { until: Some(day) } => {
                Some(words::until(lang, &self.day(*day)))
            }
            Outcome::InPaymentRun { on } => Some(words::on_day(lang, &self.day(*on))),
            Outcome::CallBack { at } => {
                Some(words::at_time(lang, &self.day(at.date()), &time(*at)))
            }
            Outcome::SaysPaid { on, reference } => {
                let day = on.map(|on| words::on_day(lang, &self.day(on)));
                let parts: Vec<String> = day
                    .into_iter()
                    .chain((!reference.is_empty()).then(|| words::reference(lang, reference)))
                    .collect();
                (!parts.is_empty()).then(|| parts.join(", "))
            }
            _ => None,
        }
    }

    /// The contact in which a dealing came about.
    fn contact_of(&self, entry: &DealingEntry) -> Option<&'a LoggedContact> {
        let (_, contact) = self.book.find_dealing(entry.dealing.contact?)?;
        match &contact.dealing.what {
            What::Contact(contact) => Some(contact),
            _ => None,
        }
    }

    /// What somebody noticed about the customer, or looked at.
    fn observed(
        &self,
        title: String,
        by: &str,
        note: &str,
        state: Option<(&'static str, Tone)>,
    ) -> Told {
        let details = if by.is_empty() { Vec::new() } else { vec![signs::by(self.lang, by)] };
        Told { title, details, said: note.to_owned(), state, amount: None, corrected_by: None }
    }

    fn disputed(&self, dispute: &crate::ledger::dealing::Dispute) -> Money {
        let whole = self.book.find_invoice(dispute.invoice).map_or_else(
            || Money::zero(self.book.firm().home_currency),
            |ix| self.book.invoice(ix).invoice.total,
        );
        dispute.amount.unwrap_or(whole)
    }

    fn number(&self, invoice: Id) -> String {
        let ix = self.book.find_invoice(invoice);
        ix.map_or_else(String::new, |ix| self.book.invoice(ix).invoice.number.clone())
    }

    fn money(&self, money: Money) -> String {
        amount_for_home(money, self.book.firm().home_currency, self.style)
    }

    fn day(&self, day: NaiveDate) -> String {
        date_medium(self.lang, day)
    }
}

/// A promise's state as it is shown.
pub fn promise_word(lang: Lang, state: PromiseState) -> (&'static str, Tone) {
    let tone = match state {
        PromiseState::Open => Tone::Plain,
        PromiseState::Kept => Tone::Good,
        PromiseState::PartlyKept | PromiseState::Broken => Tone::Bad,
        PromiseState::Replaced | PromiseState::Withdrawn => Tone::Over,
    };
    (dunning::promise_state(lang, state), tone)
}

/// A plan's state as it is shown.
pub fn plan_word(lang: Lang, state: PlanState) -> (&'static str, Tone) {
    let tone = match state {
        PlanState::Running => Tone::Plain,
        PlanState::Fulfilled => Tone::Good,
        PlanState::Broken => Tone::Bad,
        PlanState::Ended => Tone::Over,
    };
    (dunning::plan_state(lang, state), tone)
}

fn time(at: NaiveDateTime) -> String {
    at.format("%-H:%M").to_string()
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;
    use crate::ledger::action::{Draft, add_dealing, end_dealing, log_contact};
    use crate::ledger::dealing::{Direction, Dispute, DisputeReason, Hold, Plan, Promise};
    use crate::ledger::invoice::Instalment;
    use crate::ledger::protocol::Channel;
    use crate::views::fixture::*;

    fn call(at: &str, outcome: Outcome, items: Vec<InstalmentRef>) -> LoggedContact {
        LoggedContact {
            at: at.parse().unwrap(),
            direction: Direction::Out,
            channel: Some(Channel::Call),
            with: "Laura Peña".to_owned(),
            by: String::new(),
            items,
            step: None,
            outcome,
            said: "Paga el viernes".to_owned(),
            corrects: None,
        }
    }

    fn teller(book: &Book, on: &str) -> Teller<'static> {
        // The test's book outlives the test.
        let book: &'static Book = Box::leak(Box::new(book.clone()));
        Teller { book, on: day(on), lang: Lang::Es, style: NumberStyle::POINT }
    }

    fn ledger() -> (Draft, Id, Id, InstalmentRef) {
        let mut draft = draft();
        let who = customer(&mut draft, "Uno");
        let of = invoice(&mut draft, who, "F-1", "2026-01-05", "2026-02-05", mxn(10_000));
        (draft, who, of, InstalmentRef { invoice: of, number: 1 })
    }

    #[test]
    fn a_call_that_brings_a_promise_is_told_with_what_became_of_it() {
        let (mut draft, who, of, item) = ledger();
        let promise = Promise {
            made_on: day("2026-02-10"),
            due_on: day("2026-02-13"),
            amount: mxn(10_000),
            items: vec![item],
            open_minor: 0,
        };
        let contact = call("2026-02-10T09:05:00", Outcome::Promised, vec![item]);
        let id = log_contact(&mut draft, who, contact, vec![What::Promise(promise)]).unwrap();
        credit(&mut draft, who, transfer(), "2026-02-12", mxn(4_000), &[(of, 4_000)]);
        let book = draft.into_book();
        let teller = teller(&book, "2026-02-20");
        let told = teller.tell(id).unwrap();
        assert_eq!(told.title, "Llamada · Promete pagar");
        assert_eq!(told.details, ["9:05", "con Laura Peña", "F-1"]);
        assert_eq!(told.said, "Paga el viernes");

        let (ix, _) = book.customers().next().unwrap();
        let promise = &book.customer(ix).dealings[1];
        let told = teller.tell(promise.dealing.id).unwrap();
        assert_eq!(told.title, "Promesa de pago para el 13 feb 2026");
        assert_eq!(told.state, Some(("Cumplida en parte", Tone::Bad)));
        assert_eq!(told.details, ["F-1", "pagado $\u{a0}40.00"]);
        let broken = teller.tell_broken(promise.dealing.id).unwrap();
        assert_eq!(broken.title, "No se cumplió la promesa para el 13 feb 2026");

        let line = teller.line(promise).unwrap();
        assert_eq!((line.kind, line.with.as_str()), (DealingKind::Promise, "Laura Peña"));
        assert_eq!(line.due_on, Some(day("2026-02-13")));
        assert_eq!(
            (line.state.as_str(), line.words.as_str()),
            ("Cumplida en parte", "pagado $\u{a0}40.00")
        );
    }

    #[test]
    fn a_corrected_contact_names_its_correction() {
        let (mut draft, who, _, item) = ledger();
        let wrong = call("2026-02-10T09:05:00", Outcome::Talked, vec![item]);
        let wrong = log_contact(&mut draft, who, wrong, Vec::new()).unwrap();
        let right = LoggedContact {
            corrects: Some(wrong),
            ..call("2026-02-10T09:05:00", Outcome::NoAnswer, vec![item])
        };
        let right = log_contact(&mut draft, who, right, Vec::new()).unwrap();
        let book = draft.into_book();
        let teller = teller(&book, "2026-02-20");
        let told = teller.tell(wrong).unwrap();
        assert_eq!(told.corrected_by.unwrap(), "Corregida: Llamada · No contesta");
        let told = teller.tell(right).unwrap();
        assert_eq!(told.corrected_by, None);
        assert_eq!(told.details.last().unwrap(), "corrige la del 10 feb 2026");
    }

    #[test]
    fn disputes_plans_and_holds_tell_their_end() {
        let (mut draft, who, of, item) = ledger();
        let dispute = What::Dispute(Dispute {
            invoice: of,
            opened_on: day("2026-02-10"),
            reason: DisputeReason::Price,
            amount: Some(mxn(2_500)),
            settles: "nota de crédito".to_owned(),
        });
        let dispute = add_dealing(&mut draft, who, dispute).unwrap();
        let hold = What::Hold(Hold {
            invoice: None,
            from: day("2026-02-11"),
            until: Some(day("2026-02-28")),
            reason: "Inventario".to_owned(),
        });
        let hold = add_dealing(&mut draft, who, hold).unwrap();
        let plan = What::Plan(Plan {
            agreed_on: day("2026-02-12"),
            items: vec![item],
            currency: mxn(0).currency,
            parts: vec![
                Instalment { due_on: day("2026-03-01"), amount_minor: 5_000 },
                Instalment { due_on: day("2026-04-01"), amount_minor: 5_000 },
            ],
            restores: true,
        });
        let plan = add_dealing(&mut draft, who, plan).unwrap();
        let open = draft.book().clone();
        let before = teller(&open, "2026-02-15");
        let told = before.tell(dispute).unwrap();
        assert_eq!(told.title, "Aclaración de F-1");
        assert_eq!((told.amount, told.state.unwrap().0), (Some(mxn(2_500)), "Abierta"));
        let told = before.tell(hold).unwrap();
        assert_eq!(told.title, "En pausa: Inventario");
        assert_eq!(told.details, ["todo el cliente", "hasta el 28 feb 2026"]);
        let told = before.tell(plan).unwrap();
        assert_eq!(
            (told.title.as_str(), told.amount),
            ("Convenio de pago en 2 partes", Some(mxn(10_000)))
        );
        assert_eq!(told.state.unwrap().0, "Al corriente");
        assert!(before.tell_end(dispute).is_none());

        for id in [dispute, hold, plan] {
            end_dealing(&mut draft, id, day("2026-02-20"), "de acuerdo".to_owned()).unwrap();
        }
        let book = draft.into_book();
        let after = teller(&book, "2026-02-25");
        assert_eq!(after.tell(dispute).unwrap().state.unwrap(), ("Resuelta", Tone::Over));
        assert_eq!(after.tell(hold).unwrap().details[1], "hasta el 19 feb 2026");
        let end = after.tell_end(dispute).unwrap();
        assert_eq!(
            (end.title.as_str(), end.said.as_str()),
            ("Se resolvió la aclaración de F-1", "de acuerdo")
        );
        assert_eq!(after.tell_end(plan).unwrap().title, "Terminó el convenio de pago");
        let (ix, _) = book.customers().next().unwrap();
        let lines = after.lines(ix);
        assert_eq!(lines.len(), 3);
        assert_eq!(lines[0].state, "Resuelta; desde el 20 feb 2026; de acuerdo");
    }
}
