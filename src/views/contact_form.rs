//! Noting a contact and what came of it, as a form: two clicks for the common outcomes, and
//! what the others need.

use chrono::{Months, NaiveDate, NaiveDateTime, NaiveTime};

use super::invoice_form::{read_day, read_money};
use super::problem::{FieldProblem, Why};
use crate::ledger::dealing::{
    Direction, Dispute, DisputeReason, LoggedContact, Outcome, Plan, Promise, What,
};
use crate::ledger::invoice::{Instalment, InstalmentRef};
use crate::ledger::protocol::{Channel, StepRef};
use crate::ledger::{Book, Currency, Id, Money};
use crate::text::format::{self, NumberStyle};

/// What stands in the fields, as typed or chosen.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ContactDraft {
    /// Who began it.
    pub direction: Direction,
    /// By which way; none for a note.
    pub channel: Option<Channel>,
    /// The day it was made.
    pub day: String,
    /// The time of the day: `16:30`.
    pub time: String,
    /// Who it was with.
    pub with: String,
    /// Who made it.
    pub by: String,
    /// What it was about.
    pub items: Vec<InstalmentRef>,
    /// The step of the protocol it did.
    pub step: Option<StepRef>,
    /// What came of it.
    pub outcome: Choice,
    /// What was said.
    pub said: String,
    /// The day that the outcome names: promised for, to be called on, in the payment run of.
    pub on: String,
    /// The time to call at.
    pub at: String,
    /// The amount promised or disputed.
    pub amount: String,
    /// Its currency: that of the items.
    pub currency: Currency,
    /// The reference under which the customer says it paid.
    pub reference: String,
    /// What is disputed over.
    pub reason: DisputeReason,
    /// The invoice that is disputed.
    pub invoice: Option<Id>,
    /// What would settle the dispute.
    pub settles: String,
    /// The parts of a plan: day and amount.
    pub parts: Vec<(String, String)>,
    /// Whether a missed part brings the original due dates back.
    pub restores: bool,
    /// The contact that this one corrects.
    pub corrects: Option<Id>,
}

/// The outcomes as the form offers them.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Choice {
    /// [`Outcome::Sent`].
    Sent,
    /// [`Outcome::Talked`].
    Talked,
    /// [`Outcome::Promised`].
    Promised,
    /// [`Outcome::SaysPaid`].
    SaysPaid,
    /// [`Outcome::CallBack`].
    CallBack,
    /// [`Outcome::NoAnswer`].
    NoAnswer,
    /// [`Outcome::Voicemail`].
    Voicemail,
    /// [`Outcome::LeftWord`].
    LeftWord,
    /// [`Outcome::NotReceived`].
    NotReceived,
    /// [`Outcome::AwaitingApproval`].
    AwaitingApproval,
    /// [`Outcome::InPaymentRun`].
    InPaymentRun,
    /// [`Outcome::Disputed`].
    Disputed,
    /// [`Outcome::Planned`].
    Planned,
    /// [`Outcome::Refuses`].
    Refuses,
    /// [`Outcome::WrongNumber`].
    WrongNumber,
    /// [`Outcome::WrongPerson`].
    WrongPerson,
    /// [`Outcome::Noted`].
    Noted,
}

impl Choice {
    /// How the form offers an outcome.
    pub fn of(outcome: &Outcome) -> Self {
        match outcome {
            Outcome::Sent => Self::Sent,
            Outcome::Talked => Self::Talked,
            Outcome::Promised => Self::Promised,
            Outcome::SaysPaid { .. } => Self::SaysPaid,
            Outcome::CallBack { .. } => Self::CallBack,
            Outcome::NoAnswer => Self::NoAnswer,
            Outcome::Voicemail => Self::Voicemail,
            Outcome::LeftWord => Self::LeftWord,
            Outcome::NotReceived => Self::NotReceived,
            Outcome::AwaitingApproval { .. } => Self::AwaitingApproval,
            Outcome::InPaymentRun { .. } => Self::InPaymentRun,
            Outcome::Disputed => Self::Disputed,
            Outcome::Planned => Self::Planned,
            Outcome::Refuses => Self::Refuses,
            Outcome::WrongNumber => Self::WrongNumber,
            Outcome::WrongPerson => Self::WrongPerson,
            Outcome::Noted => Self::Noted,
        }
    }

    /// What is offered after a contact by a channel, the common ones first.
    pub fn offered(channel: Option<Channel>, direction: Direction) -> &'static [Self] {
        use Choice::{
            AwaitingApproval, CallBack, Disputed, InPaymentRun, LeftWord, NoAnswer, NotReceived,
            Noted, Planned, Promised, Refuses, SaysPaid, Sent, Talked, Voicemail, WrongNumber,
            WrongPerson,
        };
        match (channel, direction) {
            (None, _) => &[Noted],
            (Some(_), Direction::In) => &[
                Promised,
                SaysPaid,
                Talked,
                NotReceived,
                Disputed,
                CallBack,
                AwaitingApproval,
                InPaymentRun,
                Planned,
                Refuses,
            ],
            (Some(Channel::Call | Channel::Visit), Direction::Out) => &[
                Promised,
                NoAnswer,
                Talked,
                CallBack,
                SaysPaid,
                NotReceived,
                LeftWord,
                Voicemail,
                AwaitingApproval,
                InPaymentRun,
                Disputed,
                Planned,
                Refuses,
                WrongNumber,
                WrongPerson,
            ],
            (Some(_), Direction::Out) => &[
                Sent,
                Promised,
                SaysPaid,
                Talked,
                NotReceived,
                AwaitingApproval,
                InPaymentRun,
                Disputed,
                Planned,
                Refuses,
                WrongNumber,
                WrongPerson,
            ],
        }
    }

    /// Whether choosing it says everything: it is saved at once.
    pub fn is_quick(self) -> bool {
        matches!(
            self,
            Self::Sent
                | Self::Talked
                | Self::NoAnswer
                | Self::Voicemail
                | Self::LeftWord
                | Self::NotReceived
                | Self::Refuses
                | Self::WrongNumber
                | Self::WrongPerson
        )
    }
}

/// A field of the form that can be wrong.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Field {
    /// The day it was made.
    Day,
    /// The time.
    Time,
    /// The day that the outcome names.
    On,
    /// The time to call at.
    At,
    /// The amount.
    Amount,
    /// What it is about.
    Items,
    /// The invoice in dispute.
    Invoice,
    /// What was said, for a note.
    Said,
    /// The day of a part of a plan, by its place.
    PartDay(usize),
    /// The amount of a part of a plan, by its place.
    PartAmount(usize),
    /// The parts together.
    Parts,
}

/// A contact as the form says it, and what came of it besides.
pub type Contacted = (LoggedContact, Vec<What>);

impl ContactDraft {
    /// A contact being made now, about some instalments of one currency.
    pub fn new(book: &Book, now: NaiveDateTime, items: Vec<InstalmentRef>) -> Self {
        let first = items.first().and_then(|&item| book.find_item(item));
        let currency = first.map_or(book.firm().home_currency, |ix| book.item(ix).currency);
        Self {
            direction: Direction::Out,
            channel: Some(Channel::Call),
            day: now.date().to_string(),
            time: now.format("%H:%M").to_string(),
            with: String::new(),
            by: book.firm().person.clone(),
            invoice: items.first().map(|item| item.invoice),
            items,
            step: None,
            outcome: Choice::Talked,
            said: String::new(),
            on: String::new(),
            at: String::new(),
            amount: String::new(),
            currency,
            reference: String::new(),
            reason: DisputeReason::Price,
            settles: String::new(),
            parts: Vec::new(),
            restores: true,
            corrects: None,
        }
    }

    /// A contact that was noted, to be noted anew in its place. What came of it besides is
    /// not part of it: it stays as it is.
    pub fn correcting(book: &Book, id: Id, contact: &LoggedContact, style: NumberStyle) -> Self {
        let mut draft = Self::new(book, contact.at, contact.items.clone());
        draft.direction = contact.direction;
        draft.channel = contact.channel;
        draft.with.clone_from(&contact.with);
        draft.by.clone_from(&contact.by);
        draft.step = contact.step;
        draft.said.clone_from(&contact.said);
        draft.corrects = Some(id);
        draft.outcome = Choice::of(&contact.outcome);
        match &contact.outcome {
            Outcome::AwaitingApproval { until: Some(on) }
            | Outcome::SaysPaid { on: Some(on), .. }
            | Outcome::InPaymentRun { on } => draft.on = on.to_string(),
            Outcome::CallBack { at } => {
                draft.on = at.date().to_string();
                draft.at = at.format("%H:%M").to_string();
            }
            Outcome::Promised => draft.amount = draft.open_amount(book, contact.at.date(), style),
            _ => {}
        }
        if let Outcome::SaysPaid { reference, .. } = &contact.outcome {
            draft.reference.clone_from(reference);
        }
        draft
    }

    /// What is open of the items in the form's currency on a day, in minor units.
    pub fn open_minor(&self, book: &Book, on: NaiveDate) -> i64 {
        let is_in = |item: &&InstalmentRef| {
            let ix = book.find_item(**item);
            ix.is_some_and(|ix| book.item(ix).currency == self.currency)
        };
        let items: Vec<_> = self.items.iter().filter(is_in).copied().collect();
        book.open_of(&items, on)
    }

    /// What is open of the items on a day, as the amount of a promise; nothing where nothing
    /// is.
    pub fn open_amount(&self, book: &Book, on: NaiveDate, style: NumberStyle) -> String {
        match self.open_minor(book, on) {
            0 => String::new(),
            minor => format::amount(Money::new(minor, self.currency), style),
        }
    }

    /// The contact that the form says.
    ///
    /// # Errors
    /// Every field that says nothing that can be.
    pub fn validate(
        &self,
        book: &Book,
        today: NaiveDate,
        style: NumberStyle,
    ) -> Result<Contacted, Vec<FieldProblem<Field>>> {
        let mut problems = Vec::new();
        let mut check = Check { problems: &mut problems, today, style };
        let day = check.day(Field::Day, &self.day);
        let time = check.time(Field::Time, &self.time);
        let (outcome, came_of_it) = self.outcome(book, day.unwrap_or(today), &mut check);
        if self.outcome == Choice::Noted && self.said.trim().is_empty() {
            check.add(Field::Said, Why::Missing);
        }
        match (day, time, outcome) {
            (Some(day), Some(time), Some(outcome)) if problems.is_empty() => {
                let contact = LoggedContact {
                    at: day.and_time(time),
                    direction: self.direction,
                    channel: self.channel,
                    with: self.with.trim().to_owned(),
                    by: self.by.trim().to_owned(),
                    items: self.items.clone(),
                    step: self.step,
                    outcome,
                    said: self.said.trim().to_owned(),
                    corrects: self.corrects,
                };
                Ok((contact, came_of_it))
            }
            _ => Err(problems),
        }
    }

    fn outcome(
        &self,
        book: &Book,
        made_on: NaiveDate,
        check: &mut Check,
    ) -> (Option<Outcome>, Vec<What>) {
        let nothing = Vec::new();
        match self.outcome {
            Choice::Sent => (Some(Outcome::Sent), nothing),
            Choice::Talked => (Some(Outcome::Talked), nothing),
            Choice::NoAnswer => (Some(Outcome::NoAnswer), nothing),
            Choice::Voicemail => (Some(Outcome::Voicemail), nothing),
            Choice::LeftWord => (Some(Outcome::LeftWord), nothing),
            Choice::NotReceived => (Some(Outcome::NotReceived), nothing),
            Choice::Refuses => (Some(Outcome::Refuses), nothing),
            Choice::WrongNumber => (Some(Outcome::WrongNumber), nothing),
            Choice::WrongPerson => (Some(Outcome::WrongPerson), nothing),
            Choice::Noted => (Some(Outcome::Noted), nothing),
            Choice::AwaitingApproval => {
                let until =
                    if self.on.trim().is_empty() { None } else { check.day(Field::On, &self.on) };
                (Some(Outcome::AwaitingApproval { until }), nothing)
            }
            Choice::InPaymentRun => {
                (check.day(Field::On, &self.on).map(|on| Outcome::InPaymentRun { on }), nothing)
            }
            Choice::SaysPaid => {
                let on =
                    if self.on.trim().is_empty() { None } else { check.day(Field::On, &self.on) };
                let reference = self.reference.trim().to_owned();
                (Some(Outcome::SaysPaid { on, reference }), nothing)
            }
            Choice::CallBack => {
                let on = check.day(Field::On, &self.on);
                let at = check.time(Field::At, &self.at);
                (on.zip(at).map(|(on, at)| Outcome::CallBack { at: on.and_time(at) }), nothing)
            }
            Choice::Promised => {
                let due_on = check.day(Field::On, &self.on);
                let amount = check.money(Field::Amount, &self.amount, self.currency);
                let items = self.items_in_currency(book, check);
                let promise = due_on.zip(amount).map(|(due_on, amount)| {
                    What::Promise(Promise { made_on, due_on, amount, items, open_minor: 0 })
                });
                (Some(Outcome::Promised), promise.into_iter().collect())
            }
            Choice::Disputed => {
                if self.invoice.is_none() {
                    check.add(Field::Invoice, Why::Missing);
                }
                let whole = self.amount.trim().is_empty();
                let amount = if whole {
                    None
                } else {
                    check.money(Field::Amount, &self.amount, self.currency)
                };
                let dispute = self.invoice.map(|invoice| {
                    let settles = self.settles.trim().to_owned();
                    What::Dispute(Dispute {
                        invoice,
                        opened_on: made_on,
                        reason: self.reason,
                        amount,
                        settles,
                    })
                });
                (Some(Outcome::Disputed), dispute.into_iter().collect())
            }
            Choice::Planned => {
                let items = self.items_in_currency(book, check);
                let parts = self.read_parts(check);
                let plan = Plan {
                    agreed_on: made_on,
                    items,
                    currency: self.currency,
                    parts,
                    restores: self.restores,
                };
                let open_minor = book.open_of(&plan.items, made_on);
                let sum: i64 = plan.parts.iter().map(|part| part.amount_minor).sum();
                if plan.parts.len() == self.parts.len() && open_minor != sum {
                    let rest = Money::new(open_minor - sum, self.currency);
                    check.add(Field::Parts, Why::Remainder(rest));
                }
                (Some(Outcome::Planned), vec![What::Plan(plan)])
            }
        }
    }

    /// The items in the form's currency: a promise and a plan are about one.
    fn items_in_currency(&self, book: &Book, check: &mut Check) -> Vec<InstalmentRef> {
        let is_in = |item: &&InstalmentRef| {
            let ix = book.find_item(**item);
            ix.is_some_and(|ix| book.item(ix).currency == self.currency)
        };
        let items: Vec<_> = self.items.iter().filter(is_in).copied().collect();
        if items.is_empty() {
            check.add(Field::Items, Why::Missing);
        }
        items
    }

    fn read_parts(&self, check: &mut Check) -> Vec<Instalment> {
        if self.parts.is_empty() {
            check.add(Field::Parts, Why::Missing);
        }
        let mut parts = Vec::new();
        for (place, (day, amount)) in self.parts.iter().enumerate() {
            let due_on = check.day(Field::PartDay(place), day);
            let amount = check.money(Field::PartAmount(place), amount, self.currency);
            if let Some((due_on, amount)) = due_on.zip(amount) {
                parts.push(Instalment { due_on, amount_minor: amount.amount_minor });
            }
        }
        parts.sort_by_key(|part| part.due_on);
        parts
    }
}

/// How often a part of a plan falls due.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Every {
    /// Every seven days.
    Week,
    /// Every fourteen days.
    Fortnight,
    /// On the same day of each month.
    Month,
}

/// A plan of even parts, the last of which takes what does not divide.
///
/// ```
/// use cartera::views::contact_form::{Every, even_parts};
/// let parts = even_parts(100_00, 3, "2026-01-31".parse().unwrap(), Every::Month);
/// let shown: Vec<_> = parts.iter().map(|part| (part.due_on.to_string(), part.amount_minor)).collect();
/// assert_eq!(shown[0], ("2026-01-31".to_owned(), 33_33));
/// assert_eq!(shown[1], ("2026-02-28".to_owned(), 33_33));
/// assert_eq!(shown[2], ("2026-03-31".to_owned(), 33_34));
/// ```
pub fn even_parts(whole_minor: i64, count: u8, first: NaiveDate, every: Every) -> Vec<Instalment> {
    let count = i64::from(count.max(1));
    let each = whole_minor / count;
    (0..count)
        .map(|n| {
            let n_days =
                |days: i64| first + chrono::Days::new(u64::try_from(n * days).unwrap_or(0));
            let due_on = match every {
                Every::Week => n_days(7),
                Every::Fortnight => n_days(14),
                Every::Month => {
                    let months = Months::new(u32::try_from(n).unwrap_or(0));
                    first.checked_add_months(months).unwrap_or(first)
                }
            };
            let rest = if n == count - 1 { whole_minor - each * count } else { 0 };
            Instalment { due_on, amount_minor: each + rest }
        })
        .collect()
}

/// Reads fields and remembers what is wrong with them.
struct Check<'a> {
    problems: &'a mut Vec<FieldProblem<Field>>,
    today: NaiveDate,
    style: NumberStyle,
}

impl Check<'_> {
    fn add(&mut self, field: Field, why: Why) {
        self.problems.push(FieldProblem { field, why });
    }

    fn day(&mut self, field: Field, text: &str) -> Option<NaiveDate> {
        read_day(text, self.today).map_err(|why| self.add(field, why)).ok()
    }

    fn time(&mut self, field: Field, text: &str) -> Option<NaiveTime> {
        let time = read_time(text);
        if time.is_none() {
            self.add(field, if text.trim().is_empty() { Why::Missing } else { Why::NotATime });
        }
        time
    }

    fn money(&mut self, field: Field, text: &str, currency: Currency) -> Option<Money> {
        read_money(text, currency, self.style).map_err(|why| self.add(field, why)).ok()
    }
}

/// A time of the day as people type it: `16:30`, `9`, `4:30 pm`, `1630`.
///
/// ```
/// use cartera::views::contact_form::read_time;
/// let time = |text| read_time(text).map(|time| time.format("%H:%M").to_string());
/// assert_eq!(time("16:30").as_deref(), Some("16:30"));
/// assert_eq!(time(" 9 ").as_deref(), Some("09:00"));
/// assert_eq!(time("4:30 p. m.").as_deref(), Some("16:30"));
/// assert_eq!(time("12 am").as_deref(), Some("00:00"));
/// assert_eq!(time("25:00"), None);
/// assert_eq!(time("13 pm"), None);
/// ```
pub fn read_time(text: &str) -> Option<NaiveTime> {
    let text: String =
        text.to_lowercase().chars().filter(|c| !c.is_whitespace() && *c != '.').collect();
    let (digits, half) = match (text.strip_suffix("am"), text.strip_suffix("pm")) {
        (Some(digits), _) => (digits, Some(0)),
        (_, Some(digits)) => (digits, Some(12)),
        _ => (text.strip_suffix('h').unwrap_or(&text), None),
    };
    let (hour, minute) = match digits.split_once(':') {
        Some((hour, minute)) => (hour, minute),
        None if digits.len() > 2 && digits.is_ascii() => digits.split_at(digits.len() - 2),
        None => (digits, "0"),
    };
    let (hour, minute): (u32, u32) = (hour.parse().ok()?, minute.parse().ok()?);
    let hour = match half {
        Some(_) if !(1..=12).contains(&hour) => return None,
        Some(half) => hour % 12 + half,
        None => hour,
    };
    NaiveTime::from_hms_opt(hour, minute, 0)
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]

    use super::*;
    use crate::ledger::action::{
        Draft, Due, InvoiceForm, Moment, enter_customer, enter_invoice, log_contact,
    };
    use crate::ledger::customer::Customer;
    use crate::ledger::record::Deed;

    const STYLE: NumberStyle = NumberStyle::POINT;

    fn day(text: &str) -> NaiveDate {
        text.parse().unwrap()
    }

    /// A book with one invoice of $ 900.00, and how it is referred to.
    fn stage() -> (Draft, Id, InstalmentRef) {
        let moment = Moment { at_ms: 1, random: 1, device: String::new() };
        let mut draft = Draft::begin(&Book::default(), Deed::LoggedContact, &moment);
        let id = enter_customer(&mut draft, Customer::named(Id::new(0, 0), "Uno")).unwrap();
        let total = Money::new(90_000, Currency::MXN);
        let due = Due::On(day("2026-02-01"));
        let form = InvoiceForm::new(id, "F-1", day("2026-01-01"), due, total);
        let invoice = enter_invoice(&mut draft, form).unwrap();
        (draft, id, InstalmentRef { invoice, number: 1 })
    }

    fn now() -> NaiveDateTime {
        day("2026-02-12").and_hms_opt(16, 5, 0).unwrap()
    }

    #[test]
    fn every_outcome_offered_can_be_noted_once_its_fields_are_filled() {
        let channels = [None].into_iter().chain(Channel::ALL.map(Some));
        for (channel, direction) in
            channels.flat_map(|channel| [Direction::Out, Direction::In].map(|way| (channel, way)))
        {
            for &outcome in Choice::offered(channel, direction) {
                let (mut book, customer, item) = stage();
                let mut draft = ContactDraft::new(book.book(), now(), vec![item]);
                (draft.channel, draft.direction, draft.outcome) = (channel, direction, outcome);
                let quick = draft.validate(book.book(), now().date(), STYLE).is_ok();
                let may_be_empty = matches!(
                    outcome,
                    Choice::SaysPaid | Choice::AwaitingApproval | Choice::Disputed
                );
                assert_eq!(quick, outcome.is_quick() || may_be_empty, "{outcome:?}");
                draft.on = "20/02/2026".to_owned();
                draft.at = "9:30".to_owned();
                draft.amount = "900".to_owned();
                draft.said = "algo".to_owned();
                let parts = even_parts(90_000, 3, day("2026-02-20"), Every::Week);
                draft.parts = parts
                    .iter()
                    .map(|part| (part.due_on.to_string(), (part.amount_minor / 100).to_string()))
                    .collect();
                let (contact, came) = draft.validate(book.book(), now().date(), STYLE).unwrap();
                log_contact(&mut book, customer, contact, came).unwrap();
            }
        }
    }

    #[test]
    fn a_contact_is_corrected_from_what_it_said() {
        let (mut book, customer, item) = stage();
        let mut draft = ContactDraft::new(book.book(), now(), vec![item]);
        draft.outcome = Choice::CallBack;
        draft.with = "Ana".to_owned();
        (draft.on, draft.at) = ("20/02/2026".to_owned(), "9:30".to_owned());
        let (contact, came) = draft.validate(book.book(), now().date(), STYLE).unwrap();
        let id = log_contact(&mut book, customer, contact.clone(), came).unwrap();
        let again = ContactDraft::correcting(book.book(), id, &contact, STYLE);
        let (second, came) = again.validate(book.book(), now().date(), STYLE).unwrap();
        assert_eq!(second, LoggedContact { corrects: Some(id), ..contact });
        assert!(came.is_empty());
        assert_eq!(again.open_amount(book.book(), now().date(), STYLE), "900.00");
    }

    #[test]
    fn each_missing_field_is_named() {
        let (book, _, item) = stage();
        let mut draft = ContactDraft::new(book.book(), now(), vec![item]);
        let problems = |draft: &ContactDraft| {
            let problems = draft.validate(book.book(), now().date(), STYLE).unwrap_err();
            problems.into_iter().map(|problem| (problem.field, problem.why)).collect::<Vec<_>>()
        };
        draft.outcome = Choice::Promised;
        assert_eq!(problems(&draft), [(Field::On, Why::Missing), (Field::Amount, Why::Missing)]);
        draft.outcome = Choice::CallBack;
        draft.at = "99".to_owned();
        assert_eq!(problems(&draft), [(Field::On, Why::Missing), (Field::At, Why::NotATime)]);
        draft.outcome = Choice::Planned;
        draft.parts = vec![("20/02/2026".to_owned(), "600".to_owned())];
        let rest = Money::new(30_000, Currency::MXN);
        assert_eq!(problems(&draft), [(Field::Parts, Why::Remainder(rest))]);
        draft.items.clear();
        draft.outcome = Choice::Promised;
        draft.on = "20/02/2026".to_owned();
        draft.amount = "900".to_owned();
        assert_eq!(problems(&draft), [(Field::Items, Why::Missing)]);
    }
}
