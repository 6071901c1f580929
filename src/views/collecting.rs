//! How collecting stands with a customer, and with each instalment of an invoice.

use chrono::NaiveDate;

use crate::dunning::pause::{Call, PauseReason, TaskKind};
use crate::dunning::practice::Practice;
use crate::dunning::protocols::GivenBy;
use crate::dunning::schedule::{Due, ItemSchedule, Planned, Schedule, stage_of};
use crate::dunning::standing::{PlanState, PromiseState, plan_on, promise_on};
use crate::ledger::book::{CustomerEntry, InvoiceEntry, Item};
use crate::ledger::dealing::{DisputeReason, What};
use crate::ledger::invoice::InstalmentRef;
use crate::ledger::protocol::{Bilingual, Channel, Protocol, Stage};
use crate::ledger::{Book, Id, Ix};
use crate::order;

/// How collecting stands with a customer on a day.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Collecting {
    /// The protocol it follows.
    pub protocol: Id,
    /// The protocol's name.
    pub name: Bilingual,
    /// Why it is that one.
    pub by: GivenBy,
    /// How far it has come; none while nothing is open or no step was reached.
    pub stage: Option<Stage>,
    /// What is to be done now.
    pub now: Now,
    /// The first step to come, and its day by the protocol where another was set.
    pub next: Option<NextStep>,
    /// Why instalments wait, each reason once.
    pub pauses: Vec<Waits>,
    /// What is to be done at the desk, and since when.
    pub tasks: Vec<(TaskKind, NaiveDate)>,
    /// What is agreed or in the way: promises, disputes, plans, holds, in that order.
    pub in_force: Vec<InForce>,
}

/// Why instalments wait.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Waits {
    /// Why.
    pub why: PauseReason,
    /// The last day of it; until something changes when absent.
    pub until: Option<NaiveDate>,
    /// Which ones; all of the customer's when empty.
    pub items: Vec<InstalmentRef>,
}

/// What is to be done with a customer now.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Now {
    /// Nothing.
    Nothing,
    /// Nothing: all that would be due is paused.
    Paused,
    /// Nothing more: it was contacted today.
    DoneToday,
    /// Something, from a day on; never, without one.
    Later(DueStep, Option<NaiveDate>),
    /// Something, today.
    Today(DueStep),
}

/// What is due.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct DueStep {
    /// The step's name; none for a call that comes of what was said.
    pub step: Option<Bilingual>,
    /// The step.
    pub id: Option<Id>,
    /// That call.
    pub call: Option<Call>,
    /// How.
    pub channel: Channel,
    /// Since when it is due.
    pub since: NaiveDate,
}

/// A step to come.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NextStep {
    /// Its name.
    pub name: Bilingual,
    /// How.
    pub channel: Channel,
    /// Its stage.
    pub stage: Stage,
    /// The day it falls on.
    pub on: NaiveDate,
    /// The day by the protocol, where nothing is allowed on that one.
    pub moved_from: Option<NaiveDate>,
}

/// Something agreed or in the way.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct InForce {
    /// Which dealing.
    pub dealing: Id,
    /// What kind.
    pub kind: InForceKind,
}

/// What can be in force.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum InForceKind {
    /// A promise: open, or broken and still owed.
    Promise,
    /// A dispute, open for so many days.
    Dispute {
        /// Days since it was raised.
        days: i64,
    },
    /// A plan that is not fulfilled.
    Plan,
    /// A hold.
    Hold,
}

/// How collecting stands with a customer.
pub fn collecting(
    book: &Book,
    practice: &Practice<'_>,
    customer: Ix<CustomerEntry>,
    on: NaiveDate,
) -> Collecting {
    let of = book.customer(customer);
    let given = practice.protocols().of(&of.customer, on);
    let schedule = practice.schedule(customer);
    let protocol = schedule.protocol;
    let step_of = |action: &crate::dunning::schedule::Action| DueStep {
        step: action.place.and_then(|place| Some(protocol.steps.get(place)?.name.clone())),
        id: action.step.map(|step| step.step),
        call: action.call.clone(),
        channel: action.channel,
        since: action.since,
    };
    let now = match &schedule.due {
        Due::Nothing => Now::Nothing,
        Due::Paused => Now::Paused,
        Due::DoneToday => Now::DoneToday,
        Due::Later { from, action } => Now::Later(step_of(action), *from),
        Due::Today(action) => Now::Today(step_of(action)),
    };
    let next = schedule
        .items
        .iter()
        .filter(|item| !is_paused_on(item, item.next.map(|next| next.on)))
        .filter_map(|item| item.next)
        .min_by_key(|next| (next.on, std::cmp::Reverse(next.step)))
        .map(|next| next_step(protocol, next));
    Collecting {
        protocol: protocol.protocol,
        name: given.protocol.name.clone(),
        by: given.by,
        stage: stage_of(schedule.protocol, schedule.items.iter()),
        now,
        next,
        pauses: pauses(book, &schedule),
        tasks: schedule.tasks.iter().map(|task| (task.what, task.since)).collect(),
        in_force: in_force(book, of, on),
    }
}

/// An instalment of an invoice and what is planned for it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ItemPlan {
    /// Which.
    pub item: Ix<Item>,
    /// The step that is due.
    pub current: Option<NextStep>,
    /// The step after it.
    pub next: Option<NextStep>,
    /// Steps that a later one overtook, by name.
    pub superseded: Vec<Bilingual>,
    /// The day a plan sets instead of the due date.
    pub by_plan: Option<NaiveDate>,
    /// Why nothing is to be done about it now, and the last day of that.
    pub pause: Option<(PauseReason, Option<NaiveDate>)>,
}

/// What is planned for the open instalments of an invoice.
pub fn item_plans(
    book: &Book,
    practice: &Practice<'_>,
    invoice: Ix<InvoiceEntry>,
) -> Vec<ItemPlan> {
    let schedule = practice.schedule(book.invoice(invoice).customer);
    let protocol = schedule.protocol;
    let of_invoice = |item: &&ItemSchedule| book.item(item.item).invoice == invoice;
    let plan = |item: &ItemSchedule| ItemPlan {
        item: item.item,
        current: item.current.map(|planned| next_step(protocol, planned)),
        next: item.next.map(|planned| next_step(protocol, planned)),
        superseded: item
            .superseded
            .iter()
            .filter_map(|place| Some(protocol.steps.get(place)?.name.clone()))
            .collect(),
        by_plan: item.by_plan.then_some(item.due_on),
        pause: item.pause.as_ref().map(|pause| (pause.why.clone(), pause.until)),
    };
    schedule.items.iter().filter(of_invoice).map(plan).collect()
}

/// What is in the way of an invoice on a day: the dispute and the hold that are about it
/// alone, to be ended from its screen.
pub fn in_the_way(book: &Book, invoice: Ix<InvoiceEntry>, on: NaiveDate) -> Vec<InForce> {
    let entry = book.invoice(invoice);
    let of = book.customer(entry.customer);
    let mut found = in_force(book, of, on);
    found.retain(|it| {
        let dealing = book.find_dealing(it.dealing);
        dealing.is_some_and(|(_, it)| it.dealing.what.invoice() == Some(entry.invoice.id))
    });
    found
}

/// Why an open invoice is not to be chased on a day, each kind of reason once: it is
/// disputed, a payment is promised, it is on hold.
pub fn invoice_marks(book: &Book, invoice: Ix<InvoiceEntry>, on: NaiveDate) -> Vec<PauseReason> {
    if book.customer(book.invoice(invoice).customer).dealings.is_empty() {
        return Vec::new();
    }
    let practice = Practice::of(book, on);
    let mut found: Vec<PauseReason> = Vec::new();
    for plan in item_plans(book, &practice, invoice) {
        if let Some((why, _)) = plan.pause
            && !found.contains(&why)
        {
            found.push(why);
        }
    }
    found
}

/// What a dispute is over, for a choice.
pub fn dispute_code(reason: DisputeReason) -> String {
    let place = DisputeReason::ALL.iter().position(|it| *it == reason).unwrap_or_default();
    place.to_string()
}

/// The reason of a choice.
pub fn dispute_reason(code: &str) -> DisputeReason {
    let place: Option<usize> = code.parse().ok();
    let reason = place.and_then(|place| DisputeReason::ALL.get(place));
    reason.copied().unwrap_or(DisputeReason::Other)
}

fn next_step(protocol: &Protocol, planned: Planned) -> NextStep {
    let step = &protocol.steps[planned.step];
    NextStep {
        name: step.name.clone(),
        channel: step.channel,
        stage: step.stage,
        on: planned.on,
        moved_from: (planned.on != planned.planned_on).then_some(planned.planned_on),
    }
}

fn is_paused_on(item: &ItemSchedule, day: Option<NaiveDate>) -> bool {
    let Some(pause) = &item.pause else { return false };
    pause.until.is_none_or(|until| day.is_none_or(|day| day <= until))
}

fn pauses(book: &Book, schedule: &Schedule<'_>) -> Vec<Waits> {
    let mut found: Vec<(Id, Waits)> = Vec::new();
    for item in &schedule.items {
        let Some(pause) = &item.pause else { continue };
        let item = book.item_ref(item.item);
        match found.iter_mut().find(|(dealing, _)| *dealing == pause.dealing) {
            Some((_, waits)) => waits.items.push(item),
            None => {
                let (why, until) = (pause.why.clone(), pause.until);
                found.push((pause.dealing, Waits { why, until, items: vec![item] }));
            }
        }
    }
    let all = schedule.items.len();
    let whole = |(_, mut waits): (Id, Waits)| {
        if waits.items.len() == all {
            waits.items.clear();
        }
        waits
    };
    found.into_iter().map(whole).collect()
}

fn in_force(book: &Book, of: &CustomerEntry, on: NaiveDate) -> Vec<InForce> {
    let grace_days = book.firm().dunning.grace_days;
    let mut found: Vec<InForce> = of
        .dealings
        .iter()
        .filter(|entry| entry.holds_on(on))
        .filter_map(|entry| {
            let kind = match &entry.dealing.what {
                What::Contact(_) | What::Sign(_) | What::SignReview(_) => return None,
                What::Promise(promise) => {
                    let standing = promise_on(book, of, entry, on, grace_days)?;
                    // One that was not kept matters until another was made for the same.
                    let is_last = || {
                        !of.dealings.iter().any(|later| match &later.dealing.what {
                            What::Promise(other) => {
                                later.dealing.id > entry.dealing.id
                                    && other.items.iter().any(|it| promise.items.contains(it))
                            }
                            _ => false,
                        })
                    };
                    let is_owed = || book.open_of(&promise.items, on) > 0 && is_last();
                    match standing.state {
                        PromiseState::Open => InForceKind::Promise,
                        PromiseState::Broken | PromiseState::PartlyKept if is_owed() => {
                            InForceKind::Promise
                        }
                        _ => return None,
                    }
                }
                What::Dispute(dispute) => {
                    InForceKind::Dispute { days: (on - dispute.opened_on).num_days() }
                }
                What::Plan(_) => {
                    let standing = plan_on(book, entry, on, grace_days)?;
                    let runs = matches!(standing.state, PlanState::Running | PlanState::Broken);
                    runs.then_some(InForceKind::Plan)?
                }
                What::Hold(hold) => {
                    hold.until.is_none_or(|until| on <= until).then_some(InForceKind::Hold)?
                }
            };
            Some(InForce { dealing: entry.dealing.id, kind })
        })
        .collect();
    order::sort_by_key(&mut found, |it| match it.kind {
        InForceKind::Promise => (0, it.dealing),
        InForceKind::Dispute { .. } => (1, it.dealing),
        InForceKind::Plan => (2, it.dealing),
        InForceKind::Hold => (3, it.dealing),
    });
    found
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;
    use crate::ledger::action::{Draft, add_dealing, end_dealing};
    use crate::ledger::dealing::{Dispute, Hold};
    use crate::views::fixture::*;

    fn ledger() -> (Draft, Id, Id) {
        let mut draft = draft();
        let who = customer(&mut draft, "Uno");
        let of = invoice(&mut draft, who, "F-1", "2026-01-05", "2026-02-05", mxn(10_000));
        invoice(&mut draft, who, "F-2", "2026-02-05", "2026-03-05", mxn(5_000));
        (draft, who, of)
    }

    fn asked(book: &Book, on: &str) -> Collecting {
        let ix = book.customers().next().unwrap().0;
        collecting(book, &Practice::of(book, day(on)), ix, day(on))
    }

    #[test]
    fn a_late_customer_has_something_due_and_something_next() {
        let (draft, ..) = ledger();
        let found = asked(&draft.into_book(), "2026-02-18");
        assert_eq!(found.by, GivenBy::Standard);
        assert_eq!(found.stage, Some(Stage::Administrative));
        let Now::Today(due) = found.now else { panic!("{:?}", found.now) };
        assert!(due.step.is_some() && due.call.is_none());
        // The newer invoice's call before its due date comes first.
        assert!(found.next.unwrap().on > day("2026-02-18"));
        assert!(found.pauses.is_empty() && found.in_force.is_empty());
    }

    #[test]
    fn a_dispute_pauses_one_invoice_until_it_is_settled() {
        let (mut draft, who, of) = ledger();
        let dispute = What::Dispute(Dispute {
            invoice: of,
            opened_on: day("2026-02-10"),
            reason: DisputeReason::Price,
            amount: None,
            settles: String::new(),
        });
        let dispute = add_dealing(&mut draft, who, dispute).unwrap();
        let book = draft.book().clone();
        let found = asked(&book, "2026-02-18");
        let about = InstalmentRef { invoice: of, number: 1 };
        let waits = Waits { why: PauseReason::Dispute, until: None, items: vec![about] };
        assert_eq!(found.pauses, [waits]);
        assert_eq!(found.tasks, [(TaskKind::SettleDispute, day("2026-02-10"))]);
        let open = InForce { dealing: dispute, kind: InForceKind::Dispute { days: 8 } };
        assert_eq!(found.in_force, std::slice::from_ref(&open));
        let practice = Practice::of(&book, day("2026-02-18"));
        let ix = book.find_invoice(of).unwrap();
        let plans = item_plans(&book, &practice, ix);
        assert_eq!(plans.len(), 1);
        assert_eq!(plans[0].pause, Some((PauseReason::Dispute, None)));
        assert!(plans[0].current.is_some());
        assert_eq!(in_the_way(&book, ix, day("2026-02-18")), [open]);
        assert_eq!(invoice_marks(&book, ix, day("2026-02-18")), [PauseReason::Dispute]);
        assert!(invoice_marks(&book, ix, day("2026-02-09")).is_empty(), "not yet");

        end_dealing(&mut draft, dispute, day("2026-02-18"), String::new()).unwrap();
        let found = asked(&draft.into_book(), "2026-02-18");
        assert!(found.pauses.is_empty() && found.in_force.is_empty());
    }

    #[test]
    fn a_hold_on_everything_names_nothing_and_ends_by_itself() {
        let (mut draft, who, of) = ledger();
        let hold = What::Hold(Hold {
            invoice: None,
            from: day("2026-02-10"),
            until: Some(day("2026-02-20")),
            reason: "Inventario".to_owned(),
        });
        add_dealing(&mut draft, who, hold).unwrap();
        let book = draft.into_book();
        let found = asked(&book, "2026-02-18");
        assert_eq!(found.now, Now::Paused);
        let until = Some(day("2026-02-20"));
        let why = PauseReason::Hold("Inventario".to_owned());
        assert_eq!(found.pauses, [Waits { why, until, items: Vec::new() }]);
        assert_eq!(found.in_force[0].kind, InForceKind::Hold);
        let ix = book.find_invoice(of).unwrap();
        assert!(in_the_way(&book, ix, day("2026-02-18")).is_empty(), "not about it alone");
        let later = asked(&book, "2026-02-21");
        assert!(later.in_force.is_empty() && later.now != Now::Paused);
    }

    #[test]
    fn of_promises_that_were_not_kept_the_last_one_is_in_force() {
        let (mut draft, who, of) = ledger();
        let promise = |made: &str, due: &str| {
            What::Promise(crate::ledger::dealing::Promise {
                made_on: day(made),
                due_on: day(due),
                amount: mxn(10_000),
                items: vec![InstalmentRef { invoice: of, number: 1 }],
                open_minor: 0,
            })
        };
        add_dealing(&mut draft, who, promise("2026-02-06", "2026-02-09")).unwrap();
        let last = add_dealing(&mut draft, who, promise("2026-02-12", "2026-02-14")).unwrap();
        let book = draft.into_book();
        let in_force = |on| asked(&book, on).in_force;
        let only = [InForce { dealing: last, kind: InForceKind::Promise }];
        assert_eq!(in_force("2026-02-13"), only, "open");
        assert_eq!(in_force("2026-02-20"), only, "not kept");
    }

    #[test]
    fn every_reason_comes_back_from_its_code() {
        for reason in DisputeReason::ALL {
            assert_eq!(dispute_reason(&dispute_code(reason)), reason);
        }
        assert_eq!(dispute_reason("x"), DisputeReason::Other);
    }
}
