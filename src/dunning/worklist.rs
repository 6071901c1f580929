//! What to do today, with whom, in which order (agenda de cobranza).

use chrono::NaiveDate;

use super::pause::Task;
use super::priority::{Reason, reasons, worth_in};
use super::schedule::{Action, Conduct, Due, schedule};
use crate::ledger::book::CustomerEntry;
use crate::ledger::protocol::{Channel, Stage};
use crate::ledger::{Book, Ix, Money};

/// Everything to be done on a day.
#[derive(Clone, Debug, Default)]
pub struct Worklist {
    /// One action for each customer, the most urgent first.
    pub lines: Vec<Line>,
    /// What waits although it is due: not allowed today, by its rules or its holidays.
    pub waiting: Vec<Waiting>,
    /// What is to be done at the user's own desk, oldest first.
    pub tasks: Vec<(Ix<CustomerEntry>, Task)>,
    /// Customers who were contacted today already.
    pub done: Vec<Ix<CustomerEntry>>,
    /// Customers of whom all that is due is paused.
    pub paused: Vec<Ix<CustomerEntry>>,
}

/// An action in the list.
#[derive(Clone, Debug)]
pub struct Line {
    /// With whom.
    pub customer: Ix<CustomerEntry>,
    /// What.
    pub action: Box<Action>,
    /// What it is about, one amount for each currency.
    pub totals: Vec<Money>,
    /// Why it stands where it stands, the weightiest first.
    pub reasons: Vec<Reason>,
    /// The sum of those reasons' points.
    pub points: u32,
}

/// An action that is due but not allowed yet.
#[derive(Clone, Debug)]
pub struct Waiting {
    /// With whom.
    pub customer: Ix<CustomerEntry>,
    /// The first day on which it is allowed; never, without one.
    pub from: Option<NaiveDate>,
    /// What will be done.
    pub action: Box<Action>,
}

/// What part of the list is asked for; without anything, all of it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Filter {
    /// Only customers this person looks after; empty for those nobody does.
    pub responsible: Option<String>,
    /// Only customers of this segment; empty for those of none.
    pub segment: Option<String>,
    /// Only actions at this stage.
    pub stage: Option<Stage>,
    /// Only actions by this channel.
    pub channel: Option<Channel>,
    /// Only actions about at least this much of one currency.
    pub least: Option<Money>,
}

impl Filter {
    /// Whether a customer is in the part that is asked for.
    pub fn takes_customer(&self, of: &CustomerEntry) -> bool {
        let is =
            |wanted: &Option<String>, has: &str| wanted.as_ref().is_none_or(|wanted| wanted == has);
        is(&self.responsible, &of.customer.responsible) && is(&self.segment, &of.customer.segment)
    }

    fn takes(&self, action: &Action, totals: &[Money]) -> bool {
        self.stage.is_none_or(|stage| stage == action.stage)
            && self.channel.is_none_or(|channel| channel == action.channel)
            && self.least.is_none_or(|least| {
                totals.iter().any(|total| {
                    total.currency == least.currency && total.amount_minor >= least.amount_minor
                })
            })
    }
}

/// Works out the list of a day.
pub fn worklist(book: &Book, conduct: &dyn Conduct<'_>, filter: &Filter) -> Worklist {
    let mut list = Worklist::default();
    let home = book.firm().home_currency;
    let mut whole = Some(0);
    let mut drafts = Vec::new();
    for (customer, of) in book.customers() {
        if (of.invoices.is_empty() && of.dealings.is_empty()) || !filter.takes_customer(of) {
            continue;
        }
        let schedule = schedule(book, customer, conduct);
        list.tasks.extend(schedule.tasks.into_iter().map(|task| (customer, task)));
        match schedule.due {
            Due::Nothing => {}
            Due::Paused => list.paused.push(customer),
            Due::DoneToday => list.done.push(customer),
            Due::Later { from, action } => {
                if filter.takes(&action, &action.totals(book)) {
                    list.waiting.push(Waiting { customer, from, action });
                }
            }
            Due::Today(action) => {
                let totals = action.totals(book);
                if filter.takes(&action, &totals) {
                    let worth = worth_in(book, &totals, home, conduct.on());
                    whole = whole.zip(worth).map(|(whole, worth)| whole + worth);
                    drafts.push((customer, action, totals, worth));
                }
            }
        }
    }
    for (customer, action, totals, worth) in drafts {
        let of = book.customer(customer);
        let reasons = reasons(book, of, &action, conduct.on(), worth.zip(whole));
        let points = reasons.iter().map(|reason| reason.points).sum();
        list.lines.push(Line { customer, action, totals, reasons, points });
    }
    let name = |customer: Ix<CustomerEntry>| book.customer(customer).customer.name();
    list.lines.sort_by(|one, other| {
        other.points.cmp(&one.points).then_with(|| name(one.customer).cmp(name(other.customer)))
    });
    list.waiting.sort_by(|one, other| {
        (one.from.is_none(), one.from)
            .cmp(&(other.from.is_none(), other.from))
            .then_with(|| name(one.customer).cmp(name(other.customer)))
    });
    list.tasks.sort_by_key(|(customer, task)| (task.since, *customer));
    list
}
