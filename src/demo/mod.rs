//! A believable portfolio to look around in: an invented studio with 120 invented
//! customers, a year and a half of invoices, and everything that happens to them.
//!
//! Drawn from a seed and a day: the same two give the same portfolio. It goes through the
//! same actions as the user's own entries, so whatever the ledger would refuse is refused.

mod account;
mod collecting;
mod customers;
mod days;
mod fates;
mod habits;
mod invoices;
mod names;
mod particulars;
mod payments;
mod tax_ids;
mod words;

use chrono::{Months, NaiveDate};
use rust_decimal::Decimal;

use crate::dunning::shipped;
use crate::ledger::action::{
    CreditForm, Draft, InvoiceForm, cancel_invoice, enter_credit, enter_customer, enter_invoice,
    refund, set_firm, step_cheque,
};
use crate::ledger::firm::{Firm, Rate};
use crate::ledger::invoice::InvoiceKind;
use crate::ledger::protocol::{Bilingual, Protocol, SegmentProtocol};
use crate::ledger::{Country, Currency, Fact, Id, Refusal};
use crate::text::Lang;

use crate::chance::{self, Chance};
use customers::{HOME, Profile, USUAL_RATE};
use invoices::Planned;
use payments::{Act, Event, PlannedCredit};

pub use habits::Habit;

/// Enters the whole demonstration into a draft that begins a ledger: firm, rates,
/// customers, invoices and what settles them. Nothing is dated after `today` but due dates,
/// the days of post-dated cheques and what those settle.
///
/// The segments, roles and notes are in `lang`; names stay as they are.
///
/// # Errors
/// When the draft follows a ledger in which such things already stand.
pub fn portfolio(
    draft: &mut Draft,
    today: NaiveDate,
    seed: u64,
    lang: Lang,
) -> Result<(), Refusal> {
    let mut portfolio = Portfolio::plan(today, seed, lang);
    while portfolio.advance(draft, usize::MAX)? {}
    Ok(())
}

/// The same, in steps, for a page that must not stand still meanwhile.
///
/// ```
/// use cartera::demo::Portfolio;
/// use cartera::ledger::Book;
/// use cartera::ledger::action::{Draft, Moment};
/// use cartera::ledger::record::Deed;
/// use cartera::text::Lang;
/// let moment = Moment { at_ms: 1_767_225_600_000, random: 42, device: "a".to_owned() };
/// let mut draft = Draft::begin(&Book::default(), Deed::Began, &moment);
/// let today = chrono::NaiveDate::from_ymd_opt(2026, 1, 1).unwrap();
/// let mut portfolio = Portfolio::plan(today, 7, Lang::Es);
/// while portfolio.advance(&mut draft, 500).unwrap() { /* let the page draw */ }
/// assert_eq!(draft.book().customers().count(), 120);
/// ```
pub struct Portfolio {
    today: NaiveDate,
    since: NaiveDate,
    lang: Lang,
    chance: Chance,
    profiles: Vec<Profile>,
    customer_ids: Vec<Id>,
    planned: Vec<Planned>,
    /// The places of `planned` in the order of issue.
    order: Vec<usize>,
    numbers: Vec<String>,
    invoice_ids: Vec<Id>,
    events: Vec<Event>,
    credit_ids: Vec<Option<Id>>,
    stage: Stage,
    /// How much of the stage is done.
    done: usize,
}

/// How many documents a day of collecting counts as.
const DAY_IS: usize = 100;

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Stage {
    Firm,
    Customers,
    Invoices,
    Credits,
    Collecting,
    Done,
}

impl Portfolio {
    /// How far back it goes.
    const MONTHS: Months = Months::new(18);

    /// Draws who buys what; payments are drawn once the invoices are entered.
    pub fn plan(today: NaiveDate, seed: u64, lang: Lang) -> Self {
        let since = today.checked_sub_months(Self::MONTHS).unwrap_or(today);
        let mut chance = Chance::new(seed);
        let profiles = customers::draw(since, today, lang, &mut chance);
        let mut planned = invoices::plan(&profiles, since, today, &mut chance);
        fates::assign(&mut planned, &profiles, today, lang, &mut chance);
        let order = days::in_order(planned.iter().map(|planned| days::place(planned.issued_on)));
        Self {
            today,
            since,
            lang,
            chance,
            profiles,
            customer_ids: Vec::new(),
            numbers: numbers(&planned, &order),
            invoice_ids: vec![Id::new(0, 0); planned.len()],
            planned,
            order,
            events: Vec::new(),
            credit_ids: Vec::new(),
            stage: Stage::Firm,
            done: 0,
        }
    }

    /// Enters at most so many more things, and says whether there is more to come.
    ///
    /// # Errors
    /// As [`portfolio`]; the draft is of no use then.
    pub fn advance(&mut self, draft: &mut Draft, at_most: usize) -> Result<bool, Refusal> {
        let (next, len) = match self.stage {
            Stage::Firm => {
                self.enter_firm(draft)?;
                (Stage::Customers, 0)
            }
            Stage::Customers => (Stage::Invoices, self.profiles.len()),
            Stage::Invoices => (Stage::Credits, self.order.len()),
            Stage::Credits => (Stage::Collecting, self.events.len()),
            Stage::Collecting => (Stage::Done, collecting::DAYS as usize),
            Stage::Done => return Ok(false),
        };
        // A day of collecting is as much work as many documents.
        let at_most = if self.stage == Stage::Collecting { at_most / DAY_IS } else { at_most };
        let until = self.done.saturating_add(at_most.max(1)).min(len);
        for place in self.done..until {
            match self.stage {
                Stage::Customers => self.enter_customer(draft, place)?,
                Stage::Invoices => self.enter_invoice(draft, self.order[place])?,
                Stage::Credits => self.enter_event(draft, place)?,
                Stage::Collecting => self.collect(draft, place)?,
                Stage::Firm | Stage::Done => {}
            }
        }
        self.done = until;
        if self.done == len {
            (self.stage, self.done) = (next, 0);
            if next == Stage::Credits {
                self.plan_payments(draft);
            }
        }
        Ok(self.stage != Stage::Done)
    }

    /// How each customer pays, in the order they are entered.
    pub fn habits(&self) -> impl Iterator<Item = Habit> {
        self.profiles.iter().map(|profile| profile.pace.habit)
    }

    /// The firm, and what a dollar was worth at the beginning of each month.
    fn enter_firm(&mut self, draft: &mut Draft) -> Result<(), Refusal> {
        let mut firm = Firm::of(Country::MX, HOME, self.lang);
        firm.name = "Estudio Lumbre".to_owned();
        firm.tax_id = tax_ids::rfc("ELU", &mut self.chance);
        firm.allowance_percent = [0, 2, 10, 25, 60].map(Decimal::from).to_vec();
        let details = words::payment_details;
        firm.dunning.payment_details = Bilingual::new(details(Lang::Es), details(Lang::En));
        firm.dunning.protocols.by_segment = self.assigned();
        set_firm(draft, firm)?;
        let mut value = USUAL_RATE + self.chance.bell() * 0.3;
        for first in days::months(self.since, self.today) {
            // It wanders, and is drawn back to what is usual.
            value += (USUAL_RATE - value) * 0.15 + self.chance.bell() * 0.22;
            let rate = Rate {
                id: draft.new_id(),
                currency: Currency::USD,
                on: first,
                value: Decimal::new((value * 10_000.0) as i64, 4),
            };
            draft.push(Fact::RateAdded(rate))?;
        }
        Ok(())
    }

    /// Companies follow the standard protocol, shops the one for many small accounts, and
    /// institutions, which pay slowly but surely, the gentle one.
    fn assigned(&self) -> Vec<SegmentProtocol> {
        let [_, gentle, _, high_volume] = shipped::all() else { return Vec::new() };
        let segment = |segment: &str, protocol: &Protocol| SegmentProtocol {
            segment: segment.to_owned(),
            protocol: protocol.protocol,
        };
        vec![
            segment(words::institutions(self.lang), gentle),
            segment(words::retail(self.lang), high_volume),
        ]
    }

    fn enter_customer(&mut self, draft: &mut Draft, place: usize) -> Result<(), Refusal> {
        let customer = self.profiles[place].customer.clone();
        self.customer_ids.push(enter_customer(draft, customer)?);
        Ok(())
    }

    fn enter_invoice(&mut self, draft: &mut Draft, place: usize) -> Result<(), Refusal> {
        let planned = &self.planned[place];
        let base = planned.of.map(|of| self.numbers[of].as_str()).unwrap_or_default();
        let notes = match planned.kind {
            InvoiceKind::DebitNote => words::note_debit(self.lang, base),
            InvoiceKind::Interest => words::note_interest(self.lang, base),
            _ => planned.notes.clone(),
        };
        let form = InvoiceForm {
            kind: planned.kind,
            acknowledged_on: planned.acknowledged_on,
            reference: planned.reference.clone(),
            notes,
            delivery: planned.delivery,
            of: planned.of.map(|of| self.invoice_ids[of]),
            ..InvoiceForm::new(
                self.customer_ids[planned.customer],
                &self.numbers[place],
                planned.issued_on,
                planned.due.clone(),
                planned.total,
            )
        };
        self.invoice_ids[place] = enter_invoice(draft, form)?;
        Ok(())
    }

    fn plan_payments(&mut self, draft: &Draft) {
        let (book, invoices) = (draft.book(), (&self.planned[..], &self.invoice_ids[..]));
        let (today, lang, chance) = (self.today, self.lang, &mut self.chance);
        let (events, credits) = payments::plan(book, &self.profiles, invoices, today, lang, chance);
        self.events = events;
        self.credit_ids = vec![None; credits];
    }

    /// A day of collecting, counted from the first.
    fn collect(&mut self, draft: &mut Draft, place: usize) -> Result<(), Refusal> {
        if place == 0 {
            collecting::agree(draft, self.today, self.lang)?;
        }
        let on = days::plus(self.today, place as i64 - collecting::DAYS);
        collecting::work(draft, on, self.today, self.lang, &mut self.chance)
    }

    fn enter_event(&mut self, draft: &mut Draft, place: usize) -> Result<(), Refusal> {
        let Event { on, ref act } = self.events[place];
        let known = |credit: usize| self.credit_ids[credit].unwrap_or(Id::new(0, 0));
        match act {
            Act::Credit(credit) => {
                let PlannedCredit { slot, customer, kind, amount, reference, notes, lines } =
                    &**credit;
                let form = CreditForm {
                    kind: kind.clone(),
                    customer: self.customer_ids[*customer],
                    date: on,
                    amount: *amount,
                    rate: None,
                    reference: reference.clone(),
                    notes: notes.clone(),
                    lines: lines.clone(),
                };
                self.credit_ids[*slot] = Some(enter_credit(draft, form)?);
                Ok(())
            }
            Act::Step { credit, step } => step_cheque(draft, known(*credit), *step, on),
            Act::Refund { credit, minor } => {
                refund(draft, known(*credit), *minor, on, String::new()).map(|_| ())
            }
            Act::Cancel { invoice, reason } => {
                cancel_invoice(draft, *invoice, on, (*reason).to_owned())
            }
        }
    }
}

/// Numbers by place, counted in the order of issue; each kind of document has its series.
fn numbers(planned: &[Planned], order: &[usize]) -> Vec<String> {
    let mut numbers = vec![String::new(); planned.len()];
    let (mut invoices, mut debits, mut charges) = (0, 0, 0);
    for &place in order {
        let (series, count) = match planned[place].kind {
            InvoiceKind::DebitNote => ("ND", &mut debits),
            InvoiceKind::Interest => ("INT", &mut charges),
            _ => ("F", &mut invoices),
        };
        *count += 1;
        numbers[place] = format!("{series}-{count:04}");
    }
    numbers
}
