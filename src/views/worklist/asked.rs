//! What the address asks for, and what it can.

use std::collections::BTreeSet;

use chrono::NaiveDate;

use crate::dunning::worklist::{Filter, Worklist};
use crate::ledger::book::Book;
use crate::ledger::protocol::{Channel, Stage};
use crate::text::format::NumberStyle;
use crate::views::invoice_form::read_money;

/// What stands in the address for customers without a segment or a responsible.
pub const NOBODY: &str = "-";

/// What the list can be narrowed by: empty where all lines are alike.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Choices {
    /// Who looks after the customers; empty for nobody.
    pub responsibles: Vec<String>,
    /// Their segments; empty for none.
    pub segments: Vec<String>,
    /// The stages of the actions.
    pub stages: Vec<Stage>,
    /// Their channels.
    pub channels: Vec<Channel>,
}

impl Choices {
    /// What the lines of a list differ in.
    pub fn of(book: &Book, list: &Worklist) -> Self {
        let lines = list.lines.iter().map(|line| (line.customer, &line.action));
        let waiting = list.waiting.iter().map(|waiting| (waiting.customer, &waiting.action));
        let (mut responsibles, mut segments) = (BTreeSet::new(), BTreeSet::new());
        let (mut stages, mut channels) = (BTreeSet::new(), BTreeSet::new());
        for (customer, action) in lines.chain(waiting) {
            let customer = &book.customer(customer).customer;
            responsibles.insert(customer.responsible.clone());
            segments.insert(customer.segment.clone());
            stages.insert(action.stage);
            channels.insert(action.channel);
        }
        Self {
            responsibles: several(responsibles),
            segments: several(segments),
            stages: several(stages),
            channels: several(channels),
        }
    }
}

/// All of a set, or nothing where there is no choice.
fn several<T>(of: BTreeSet<T>) -> Vec<T> {
    if of.len() > 1 { of.into_iter().collect() } else { Vec::new() }
}

/// The day and the filter that the parameters ask for. What is missing, or says nothing that
/// can be understood, asks for nothing.
///
/// `as-of` is a day (2026-03-31), `responsible` and `segment` a name or [`NOBODY`], `stage`
/// and `channel` a code, `least` an amount in the home currency.
pub fn asked(
    book: &Book,
    today: NaiveDate,
    style: NumberStyle,
    param: &dyn Fn(&'static str) -> Option<String>,
) -> (NaiveDate, Filter) {
    let code = |name| param(name).unwrap_or_default();
    let named = |name| param(name).map(|named| if named == NOBODY { String::new() } else { named });
    let filter = Filter {
        responsible: named("responsible"),
        segment: named("segment"),
        stage: Stage::ALL.into_iter().find(|stage| stage_code(*stage) == code("stage")),
        channel: Channel::ALL.into_iter().find(|way| channel_code(*way) == code("channel")),
        least: read_money(&code("least"), book.firm().home_currency, style).ok(),
    };
    (code("as-of").parse().unwrap_or(today), filter)
}

/// A stage's name in the address.
pub fn stage_code(stage: Stage) -> &'static str {
    match stage {
        Stage::Preventive => "preventive",
        Stage::Administrative => "administrative",
        Stage::Extrajudicial => "extrajudicial",
        Stage::Judicial => "judicial",
    }
}

/// A channel's name in the address.
pub fn channel_code(channel: Channel) -> &'static str {
    match channel {
        Channel::Email => "email",
        Channel::WhatsApp => "whatsapp",
        Channel::Call => "call",
        Channel::Letter => "letter",
        Channel::Visit => "visit",
    }
}
