//! The list of protocols: which are in force, and who has them.

use chrono::NaiveDate;

use super::customers::segments;
use crate::dunning::protocols::{GivenBy, Protocols};
use crate::ledger::protocol::{Assignment, Channel, SegmentProtocol, Stage};
use crate::ledger::{Book, Id};
use crate::order;
use crate::text::Lang;
use crate::text::fold::fold;

/// A protocol in the list.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ProtocolLine {
    /// Which.
    pub id: Id,
    /// Its name in the language asked for.
    pub name: String,
    /// Day, channel and stage of its steps, in their order.
    pub steps: Vec<(i16, Channel, Stage)>,
    /// Whether everybody has it who was given no other.
    pub is_usual: bool,
    /// The segments that were given it, by name.
    pub segments: Vec<String>,
    /// How many customers were given it for themselves.
    pub own: usize,
    /// How many customers have it, for whatever reason.
    pub customers: usize,
    /// Nobody can be given it.
    pub retired: bool,
}

/// The protocols in force on a day, retired ones last.
pub fn protocol_lines(book: &Book, on: NaiveDate, lang: Lang) -> Vec<ProtocolLine> {
    let assigned = &book.firm().dunning.protocols;
    let protocols = Protocols::new(book.protocols(), assigned);
    let usual = usual(book, on);
    let mut lines: Vec<ProtocolLine> = protocols
        .all(on)
        .into_iter()
        .map(|protocol| {
            let given = assigned.by_segment.iter().filter(|of| of.protocol == protocol.protocol);
            ProtocolLine {
                id: protocol.protocol,
                name: protocol.name.in_lang(lang).to_owned(),
                steps: protocol
                    .steps
                    .iter()
                    .map(|step| (step.day, step.channel, step.stage))
                    .collect(),
                is_usual: protocol.protocol == usual,
                segments: given.map(|of| of.segment.clone()).collect(),
                own: 0,
                customers: 0,
                retired: protocol.retired,
            }
        })
        .collect();
    for (_, entry) in book.customers() {
        let given = protocols.of(&entry.customer, on);
        if let Some(line) = lines.iter_mut().find(|line| line.id == given.protocol.protocol) {
            line.customers += 1;
            line.own += usize::from(given.by == GivenBy::Customer);
        }
    }
    order::sort_by_key(&mut lines, |line| line.retired);
    lines
}

/// The protocol of whoever was given no other, on a day.
pub fn usual(book: &Book, on: NaiveDate) -> Id {
    let assigned = &book.firm().dunning.protocols;
    let nobody = crate::ledger::customer::Customer::named(Id::new(0, 0), "");
    Protocols::new(book.protocols(), assigned).of(&nobody, on).protocol.protocol
}

/// The protocols to choose from on a day, by id and name.
pub fn offered(book: &Book, on: NaiveDate, lang: Lang) -> Vec<(Id, String)> {
    let assigned = &book.firm().dunning.protocols;
    let offered = Protocols::new(book.protocols(), assigned).offered(on);
    let named = |protocol: &&crate::ledger::protocol::Protocol| {
        (protocol.protocol, protocol.name.in_lang(lang).to_owned())
    };
    offered.iter().map(named).collect()
}

/// The segments that customers are of or that were given a protocol, and which; none for
/// those that have the usual one.
pub fn segment_choices(book: &Book) -> Vec<(String, Option<Id>)> {
    let given = &book.firm().dunning.protocols.by_segment;
    let mut names = segments(book);
    for of in given {
        if !names.iter().any(|name| same(name, &of.segment)) {
            names.push(of.segment.clone());
        }
    }
    let choice = |name: String| {
        let of = given.iter().find(|of| same(&of.segment, &name)).map(|of| of.protocol);
        (name, of)
    };
    names.into_iter().map(choice).collect()
}

/// Gives a segment a protocol, or the usual one where there is none.
pub fn give_segment(assigned: &mut Assignment, segment: &str, protocol: Option<Id>) {
    assigned.by_segment.retain(|of| !same(&of.segment, segment));
    if let Some(protocol) = protocol {
        let segment = segment.trim().to_owned();
        assigned.by_segment.push(SegmentProtocol { segment, protocol });
    }
}

fn same(one: &str, other: &str) -> bool {
    fold(one.trim()) == fold(other.trim())
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;
    use crate::dunning::shipped;
    use crate::ledger::action::{enter_customer, set_firm, set_protocol};
    use crate::ledger::customer::Customer;
    use crate::ledger::protocol::Protocol;
    use crate::views::fixture::{day, draft};

    #[test]
    fn who_has_which_is_counted_and_retired_ones_come_last() {
        let mut draft = draft();
        let [standard, gentle] = [0, 1].map(|at: usize| shipped::all()[at].protocol);
        for (name, segment, own) in
            [("Andina", "Clínicas", None), ("Bolívar", "", Some(gentle)), ("Cima", "", None)]
        {
            let mut customer = Customer::named(Id::new(0, 0), name);
            customer.segment = segment.to_owned();
            customer.protocol = own;
            enter_customer(&mut draft, customer).unwrap();
        }
        let mut firm = draft.book().firm().clone();
        give_segment(&mut firm.dunning.protocols, "clinicas ", Some(gentle));
        set_firm(&mut draft, firm).unwrap();
        let strict = shipped::all()[2].clone();
        let retired = Protocol { retired: true, since: day("2026-03-01"), ..strict };
        set_protocol(&mut draft, retired).unwrap();
        let book = draft.into_book();

        let lines = protocol_lines(&book, day("2026-03-02"), Lang::En);
        let of = |id| lines.iter().find(|line| line.id == id).unwrap();
        assert_eq!((of(standard).customers, of(standard).is_usual), (1, true));
        assert_eq!((of(gentle).customers, of(gentle).own), (2, 1));
        assert_eq!(of(gentle).segments, ["clinicas"]);
        assert!(lines.last().unwrap().retired && lines[2].steps.len() > 1);
        assert_eq!(offered(&book, day("2026-03-02"), Lang::Es).len(), 3);
        assert_eq!(usual(&book, day("2026-03-02")), standard);
        assert_eq!(segment_choices(&book), [("Clínicas".to_owned(), Some(gentle))]);
    }

    #[test]
    fn a_segment_goes_back_to_the_usual_one() {
        let mut assigned = Assignment::default();
        give_segment(&mut assigned, "Clínicas", Some(Id::new(1, 1)));
        give_segment(&mut assigned, "CLINICAS", Some(Id::new(1, 2)));
        assert_eq!(assigned.by_segment.len(), 1);
        give_segment(&mut assigned, "clínicas", None);
        assert!(assigned.is_blank());
    }
}
