//! The collector's morning: whom to contact, why, in which order; what comes, what waits.

mod asked;
mod calendar;
mod case;
mod message;

use std::collections::BTreeMap;

use chrono::{Days, NaiveDate};

pub use self::asked::{Choices, NOBODY, asked, channel_code, stage_code};
pub use self::calendar::{coming_entry, entries};
pub use self::case::{Agreed, Case, CaseItem, Said, Standing, case};
pub use self::message::{Link, Prepared, best_contact, link, prepare, warnings};
use crate::dunning::ahead::{Coming, ComingKind, ahead, load};
use crate::dunning::pause::Task;
use crate::dunning::practice::Practice;
use crate::dunning::priority::{Reason, ReasonKind};
use crate::dunning::schedule::{Action, Conduct, totals};
use crate::dunning::standing::{PlanState, PromiseState, plan_on, promise_on};
use crate::dunning::worklist::{Filter, Line, Waiting};
use crate::ledger::book::{CustomerEntry, DealingEntry, Item};
use crate::ledger::dealing::What;
use crate::ledger::protocol::Channel;
use crate::ledger::{Book, Id, Ix, Money};
use crate::text::format::{self, NumberStyle};
use crate::text::{Lang, dunning as words, today, worklist as said};

/// Days ahead that count as this week.
pub const WEEK_DAYS: u64 = 7;
/// Days ahead over which the load is counted.
pub const LOAD_DAYS: u64 = 30;
/// Days ahead in which promises are named.
pub const PROMISE_DAYS: u64 = 14;

/// Everything the screen lists for a day.
#[derive(Clone, Debug, Default)]
pub struct Morning {
    /// Due before the day, the most urgent first.
    pub late: Vec<Line>,
    /// Due on the day, the most urgent first.
    pub today: Vec<Line>,
    /// What comes within [`WEEK_DAYS`], the earliest first.
    pub week: Vec<Coming>,
    /// What is to be done at the desk, oldest first.
    pub tasks: Vec<(Ix<CustomerEntry>, Task)>,
    /// What is due and not allowed yet.
    pub waiting: Vec<Waiting>,
    /// Who was contacted on the day already.
    pub done: Vec<Ix<CustomerEntry>>,
    /// Of whom all that is due is paused.
    pub paused: Vec<Ix<CustomerEntry>>,
    /// What is promised for the next days, the earliest first.
    pub promises: Vec<PromiseDue>,
    /// How many customers each responsible has to contact on each day of [`LOAD_DAYS`].
    pub load: BTreeMap<(NaiveDate, String), usize>,
    /// What the list can be narrowed by.
    pub choices: Choices,
}

/// A promised payment, or the next part of a plan.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PromiseDue {
    /// Whose.
    pub customer: Ix<CustomerEntry>,
    /// For which day.
    pub on: NaiveDate,
    /// What is still to come of it.
    pub amount: Money,
    /// Whether it is a part of a plan.
    pub is_part: bool,
}

/// The list of a day. Promises and load follow the filter's customers, not its actions.
pub fn morning(book: &Book, on: NaiveDate, filter: &Filter) -> Morning {
    let practice = Practice::of(book, on);
    let list = practice.worklist(filter);
    let choices = if *filter == Filter::default() {
        Choices::of(book, &list)
    } else {
        Choices::of(book, &practice.worklist(&Filter::default()))
    };
    let mut coming = ahead(book, &practice, LOAD_DAYS);
    coming.retain(|coming| filter.takes_customer(book.customer(coming.customer)));
    let load = load(book, &coming);
    let last = on + Days::new(WEEK_DAYS);
    coming.retain(|coming| coming.on <= last && takes_coming(book, &practice, filter, coming));
    let (late, today) = list.lines.into_iter().partition(|line| line.action.since < on);
    Morning {
        late,
        today,
        week: coming,
        tasks: list.tasks,
        waiting: list.waiting,
        done: list.done,
        paused: list.paused,
        promises: promises(book, &practice, filter),
        load,
        choices,
    }
}

/// Whether what comes is asked for: a filter by channel or stage asks for steps.
fn takes_coming(book: &Book, practice: &Practice<'_>, filter: &Filter, coming: &Coming) -> bool {
    if filter.stage.is_none() && filter.channel.is_none() && filter.least.is_none() {
        return true;
    }
    let ComingKind::Step { step, .. } = coming.what else { return false };
    let protocol = practice.protocol_of(&book.customer(coming.customer).customer);
    let step = &protocol.steps[step];
    let amounts = amounts_of(book, practice.on(), coming);
    filter.stage.is_none_or(|stage| stage == step.stage)
        && filter.channel.is_none_or(|channel| channel == step.channel)
        && filter.least.is_none_or(|least| {
            let is_enough = |amount: &Money| {
                amount.currency == least.currency && amount.amount_minor >= least.amount_minor
            };
            amounts.iter().any(is_enough)
        })
}

fn promises(book: &Book, practice: &Practice<'_>, filter: &Filter) -> Vec<PromiseDue> {
    let (on, grace) = (practice.on(), practice.grace_days());
    let last = on + Days::new(PROMISE_DAYS);
    let mut due = Vec::new();
    for (customer, of) in book.customers().filter(|(_, of)| filter.takes_customer(of)) {
        for entry in of.dealings.iter().filter(|entry| entry.holds_on(on)) {
            if let Some((day, amount, is_part)) = promised(book, of, entry, on, grace)
                && day <= last
            {
                due.push(PromiseDue { customer, on: day, amount, is_part });
            }
        }
    }
    due.sort_by_key(|promise| (promise.on, promise.customer));
    due
}

/// The day and what is to come of an open promise, or of the next part of a running plan.
fn promised(
    book: &Book,
    of: &CustomerEntry,
    entry: &DealingEntry,
    on: NaiveDate,
    grace: u8,
) -> Option<(NaiveDate, Money, bool)> {
    match &entry.dealing.what {
        What::Promise(promise) => {
            let standing = promise_on(book, of, entry, on, grace)?;
            let left = promise.amount.amount_minor - standing.paid_minor;
            let amount = Money::new(left, promise.amount.currency);
            (standing.state == PromiseState::Open).then_some((promise.due_on, amount, false))
        }
        What::Plan(plan) => {
            let standing = plan_on(book, entry, on, grace)?;
            let next = standing.next_part.filter(|_| standing.state == PlanState::Running)?;
            let whole: i64 = plan.parts[..=next].iter().map(|part| part.amount_minor).sum();
            let amount = Money::new(whole - standing.paid_minor, plan.currency);
            Some((plan.parts[next].due_on, amount, true))
        }
        What::Contact(_)
        | What::Dispute(_)
        | What::Hold(_)
        | What::Sign(_)
        | What::SignReview(_) => None,
    }
}

/// A line of any of the lists, in words.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Row {
    /// With whom.
    pub customer: Id,
    /// The name it is known by.
    pub name: String,
    /// What is to be done and about what: «Segundo aviso · F-101 y 2 facturas más».
    pub why: String,
    /// Why it stands where it stands, the weightiest first; may be empty.
    pub because: String,
    /// What it is about, one amount for each currency.
    pub amounts: Vec<Money>,
    /// Days past due of the oldest; none where that says nothing.
    pub days: Option<i64>,
    /// How.
    pub channel: Option<Channel>,
}

/// How the rows are to be said.
#[derive(Clone, Copy)]
pub struct Teller<'a> {
    /// The book.
    pub book: &'a Book,
    /// What it says of the day.
    pub practice: &'a Practice<'a>,
    /// The interface's language.
    pub lang: Lang,
    /// How numbers are written.
    pub style: NumberStyle,
}

impl Teller<'_> {
    /// A line of the list; of its reasons the weightiest two.
    pub fn line(self, line: &Line) -> Row {
        Row {
            because: self.because_of(line, 2),
            amounts: line.totals.clone(),
            ..self.row(line.customer, &line.action)
        }
    }

    /// All reasons of a line, as a sentence.
    pub fn because(self, line: &Line) -> String {
        self.because_of(line, usize::MAX)
    }

    fn because_of(self, line: &Line, most: usize) -> String {
        // A call says itself why it is made.
        let is_said = |reason: &&Reason| {
            let of_call = matches!(
                reason.what,
                ReasonKind::CallBack
                    | ReasonKind::BrokenPromise
                    | ReasonKind::BrokenPlan
                    | ReasonKind::FollowUp
            );
            of_call && line.action.call.is_some()
        };
        let reasons = line.reasons.iter().filter(|reason| !is_said(reason)).take(most);
        let mut because: Vec<String> =
            reasons.map(|reason| words::reason(self.lang, reason.what)).collect();
        because.extend(self.circumstances(&line.action));
        sentence(&because)
    }

    /// One that waits, and until when.
    pub fn waiting(self, waiting: &Waiting) -> Row {
        let because = match waiting.from {
            Some(day) => said::from_day(self.lang, &format::weekday_date(self.lang, day)),
            None => said::never(self.lang).to_owned(),
        };
        Row {
            because: sentence(&[because]),
            amounts: waiting.action.totals(self.book),
            ..self.row(waiting.customer, &waiting.action)
        }
    }

    /// What comes, with its day.
    pub fn coming(self, coming: &Coming) -> Row {
        let of = self.book.customer(coming.customer);
        let (what, channel) = match &coming.what {
            ComingKind::Step { step, items } => {
                let step = &self.practice.protocol_of(&of.customer).steps[*step];
                let about = self.about(items);
                let name = step.name.in_lang(self.lang);
                ([name, &about].join(" · "), Some(step.channel))
            }
            ComingKind::Promise { .. } => (said::promise_due(self.lang).to_owned(), None),
            ComingKind::Part { .. } => (said::part_due(self.lang).to_owned(), None),
            ComingKind::CallBack { .. } => {
                (words::why_call_back(self.lang).to_owned(), Some(Channel::Call))
            }
        };
        Row {
            customer: of.customer.id,
            name: of.customer.name().to_owned(),
            why: [format::weekday_date(self.lang, coming.on), what].join(" · "),
            because: String::new(),
            amounts: amounts_of(self.book, self.practice.on(), coming),
            days: None,
            channel,
        }
    }

    /// Something to do at the desk.
    pub fn task(self, customer: Ix<CustomerEntry>, task: &Task) -> Row {
        let items: Vec<_> =
            task.items.iter().filter_map(|item| self.book.find_item(*item)).collect();
        let what = words::task(self.lang, task.what);
        let about = self.about(&items);
        let why = if about.is_empty() { what.to_owned() } else { [what, &about].join(" · ") };
        let since = format::date_medium(self.lang, task.since);
        Row { why, because: today::of_day(self.lang, &since), ..self.of_customer(customer) }
    }

    /// A customer who was contacted already, and what came of it.
    pub fn done(self, customer: Ix<CustomerEntry>) -> Row {
        let of = self.book.customer(customer);
        let contacts = crate::dunning::pause::contacts_until(of, self.practice.on());
        let why = contacts.last().map(|(_, contact)| {
            let how = words::contact(self.lang, contact.channel, contact.direction);
            [how.as_str(), words::outcome(self.lang, &contact.outcome)].join(" · ")
        });
        Row { why: why.unwrap_or_default(), ..self.of_customer(customer) }
    }

    /// A customer of whom all is paused, and why.
    pub fn paused(self, customer: Ix<CustomerEntry>) -> Row {
        let schedule = self.practice.schedule(customer);
        let pause = schedule
            .items
            .iter()
            .filter(|item| item.current.is_some())
            .find_map(|item| item.pause.as_ref());
        let why = pause.map(|pause| words::pause(self.lang, &pause.why, pause.until));
        Row { why: why.unwrap_or_default(), ..self.of_customer(customer) }
    }

    /// What is done: the step, or why a call comes first.
    pub fn what(self, action: &Action) -> String {
        if let Some(call) = &action.call {
            let why = words::call_reason(self.lang, call.why);
            return match call.at {
                Some(at) => {
                    let time = said::at_time(self.lang, &at.format("%H:%M").to_string());
                    [why, &time].join(" ")
                }
                None => why.to_owned(),
            };
        }
        let protocols = self.practice.protocols();
        let step = action.step.and_then(|step| protocols.step(step, self.practice.on()));
        step.map(|(_, step)| step.name.in_lang(self.lang).to_owned()).unwrap_or_default()
    }

    fn row(self, customer: Ix<CustomerEntry>, action: &Action) -> Row {
        let items: Vec<_> = action.covers.iter().map(|covered| covered.item).collect();
        let about = self.about(&items);
        let what = self.what(action);
        let why = if about.is_empty() { what } else { [what, about].join(" · ") };
        Row {
            why,
            days: Some(action.oldest_days),
            channel: Some(action.channel),
            ..self.of_customer(customer)
        }
    }

    fn of_customer(self, customer: Ix<CustomerEntry>) -> Row {
        let customer = &self.book.customer(customer).customer;
        Row {
            customer: customer.id,
            name: customer.name().to_owned(),
            why: String::new(),
            because: String::new(),
            amounts: Vec::new(),
            days: None,
            channel: None,
        }
    }

    /// The oldest of some instalments and how many others there are.
    fn about(self, items: &[Ix<Item>]) -> String {
        let oldest = items.iter().copied().min_by_key(|&ix| self.book.item(ix).age());
        let Some(oldest) = oldest else { return String::new() };
        let number = number_of(self.book, oldest, self.lang);
        today::oldest_and(self.lang, &number, items.len(), self.style)
    }

    /// What else there is to know about an action.
    fn circumstances(self, action: &Action) -> Vec<String> {
        let mut all = Vec::new();
        if let Some(channel) = action.instead_of {
            let name = words::channel(self.lang, channel).to_lowercase();
            all.push(said::instead_of(self.lang, &name));
        }
        if action.attempts > 0 {
            all.push(said::attempts(self.lang, action.attempts));
        }
        if let Some(day) = action.moved_from {
            all.push(said::moved(self.lang, &format::weekday_date(self.lang, day)));
        }
        all
    }
}

/// What a coming thing is about, one amount for each currency.
fn amounts_of(book: &Book, on: NaiveDate, coming: &Coming) -> Vec<Money> {
    match &coming.what {
        ComingKind::Step { items, .. } => totals(items.iter().map(|&ix| {
            let item = book.item(ix);
            Money::new(book.open_minor(item, on), item.currency)
        })),
        ComingKind::Promise { amount, .. } | ComingKind::Part { amount, .. } => vec![*amount],
        ComingKind::CallBack { .. } => Vec::new(),
    }
}

fn number_of(book: &Book, item: Ix<Item>, lang: Lang) -> String {
    crate::aging::row_name(book, &crate::aging::RowKey::Item(item), lang).into_owned()
}

/// Reasons in a row, the first letter a capital one.
fn sentence(reasons: &[String]) -> String {
    let joined = reasons.join("; ");
    let mut letters = joined.chars();
    letters.next().map_or_else(String::new, |first| first.to_uppercase().chain(letters).collect())
}

#[cfg(test)]
mod tests;
