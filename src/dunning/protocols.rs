//! Which protocols there are on a day, and which one is whose.

use chrono::NaiveDate;

use super::shipped;
use crate::ledger::Id;
use crate::ledger::customer::Customer;
use crate::ledger::protocol::{Assignment, Protocol, Step, StepRef};
use crate::text::fold::fold;

/// All versions of all protocols: those that ship, and those that the ledger holds.
#[derive(Clone, Copy, Debug)]
pub struct Protocols<'a> {
    stored: &'a [Protocol],
    assigned: &'a Assignment,
}

/// A customer's protocol, and why it is that one.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Given<'a> {
    /// The version in force.
    pub protocol: &'a Protocol,
    /// Why.
    pub by: GivenBy,
}

/// Why a customer has a protocol.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum GivenBy {
    /// It is the customer's own.
    Customer,
    /// It is that of its segment.
    Segment,
    /// It is the firm's usual one.
    Usual,
    /// Nothing else was chosen.
    Standard,
}

impl<'a> Protocols<'a> {
    /// The protocols that ship, the versions a ledger holds in any order, and which one is
    /// whose.
    pub fn new(stored: &'a [Protocol], assigned: &'a Assignment) -> Self {
        Self { stored, assigned }
    }

    /// The version of a protocol that counts on a day: the one that began last, and of two
    /// that began on one day the one made later. `None` before its first version.
    pub fn in_force(&self, protocol: Id, on: NaiveDate) -> Option<&'a Protocol> {
        let versions = self.every().filter(|version| version.protocol == protocol);
        versions.filter(|version| version.since <= on).max_by_key(|version| made(version))
    }

    /// The versions of a protocol, oldest first.
    pub fn versions(&self, protocol: Id) -> Vec<&'a Protocol> {
        let mut versions: Vec<_> =
            self.every().filter(|version| version.protocol == protocol).collect();
        versions.sort_by_key(|version| made(version));
        versions
    }

    /// The versions in force on a day, one a protocol, retired ones too: first those that
    /// ship, in their order, then the firm's own in the order they were made.
    pub fn all(&self, on: NaiveDate) -> Vec<&'a Protocol> {
        let mut ids: Vec<Id> = self.every().map(|version| version.protocol).collect();
        // The ids of what ships are the lowest there are.
        ids.sort_unstable();
        ids.dedup();
        ids.into_iter().filter_map(|id| self.in_force(id, on)).collect()
    }

    /// Those that a customer can be given on a day.
    pub fn offered(&self, on: NaiveDate) -> Vec<&'a Protocol> {
        let mut offered = self.all(on);
        offered.retain(|protocol| !protocol.retired);
        offered
    }

    /// The protocol of a customer on a day.
    ///
    /// Its own comes first, then its segment's, then the firm's usual one, then the
    /// standard one. One that is retired or unknown on that day falls through to the next;
    /// the standard one as it ships stands in when even that was retired.
    pub fn of(&self, customer: &Customer, on: NaiveDate) -> Given<'a> {
        let segment = self.segment_protocol(&customer.segment);
        let choices = [
            (customer.protocol, GivenBy::Customer),
            (segment, GivenBy::Segment),
            (self.assigned.usual, GivenBy::Usual),
            (Some(shipped::standard().protocol), GivenBy::Standard),
        ];
        let usable = |id: Id| self.in_force(id, on).filter(|version| !version.retired);
        let given =
            choices.into_iter().find_map(|(id, by)| Some(Given { protocol: usable(id?)?, by }));
        given.unwrap_or(Given { protocol: shipped::standard(), by: GivenBy::Standard })
    }

    /// A step by its reference, and the version it stands in: the one in force on the day
    /// where it is there, otherwise the latest that has it.
    pub fn step(&self, wanted: StepRef, on: NaiveDate) -> Option<(&'a Protocol, &'a Step)> {
        let find = |version: &'a Protocol| {
            let step = version.steps.iter().find(|step| step.id == wanted.step)?;
            Some((version, step))
        };
        let in_force = self.in_force(wanted.protocol, on).and_then(find);
        in_force.or_else(|| self.versions(wanted.protocol).into_iter().rev().find_map(find))
    }

    /// The protocol that a segment was given; case and accents do not matter.
    fn segment_protocol(&self, segment: &str) -> Option<Id> {
        let segment = fold(segment.trim());
        if segment.is_empty() {
            return None;
        }
        let mut given = self.assigned.by_segment.iter();
        given.find(|given| fold(given.segment.trim()) == segment).map(|given| given.protocol)
    }

    fn every(&self) -> impl Iterator<Item = &'a Protocol> + use<'a> {
        shipped::all().iter().chain(self.stored)
    }
}

/// What versions are ordered by. Ids are time-ordered.
fn made(version: &Protocol) -> (NaiveDate, Id) {
    (version.since, version.id)
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;
    use crate::ledger::protocol::{Bilingual, SegmentProtocol};

    fn day(text: &str) -> NaiveDate {
        text.parse().unwrap()
    }

    fn id(number: u64) -> Id {
        Id::new(1_000, number)
    }

    /// A version of one of the firm's own protocols.
    fn own(protocol: u64, version: u64, since: &str) -> Protocol {
        Protocol {
            id: Id::new(2_000, version),
            protocol: id(protocol),
            since: day(since),
            name: Bilingual::new(format!("{protocol}, {version}"), ""),
            ..shipped::standard().clone()
        }
    }

    fn customer(own: Option<Id>, segment: &str) -> Customer {
        let mut customer = Customer::named(id(9), "Andina");
        customer.protocol = own;
        customer.segment = segment.to_owned();
        customer
    }

    #[test]
    fn the_version_that_began_last_counts() {
        let stored = [
            own(1, 3, "2026-03-01"),
            own(1, 1, "2026-01-01"),
            own(1, 4, "2026-03-01"),
            own(1, 2, "2026-02-01"),
        ];
        let assigned = Assignment::default();
        let protocols = Protocols::new(&stored, &assigned);
        let version = |on| protocols.in_force(id(1), day(on)).map(|found| found.name.es.as_str());
        assert_eq!(version("2025-12-31"), None);
        assert_eq!(version("2026-01-01"), Some("1, 1"));
        assert_eq!(version("2026-02-28"), Some("1, 2"));
        assert_eq!(version("2026-03-01"), Some("1, 4"), "of one day, the one made later");
        let versions = protocols.versions(id(1));
        let names: Vec<_> = versions.iter().map(|version| version.name.es.as_str()).collect();
        assert_eq!(names, ["1, 1", "1, 2", "1, 3", "1, 4"]);
    }

    #[test]
    fn the_nearest_choice_wins_and_a_retired_one_falls_through() {
        let mut stored =
            vec![own(1, 1, "2026-01-01"), own(2, 2, "2026-01-01"), own(3, 3, "2026-01-01")];
        let retired = Protocol { retired: true, ..own(1, 4, "2026-06-01") };
        stored.push(retired);
        let by_segment = vec![SegmentProtocol { segment: "Clínicas".to_owned(), protocol: id(2) }];
        let assigned = Assignment { usual: Some(id(3)), by_segment };
        let protocols = Protocols::new(&stored, &assigned);
        let of = |own, segment, on| {
            let given = protocols.of(&customer(own, segment), day(on));
            (given.protocol.protocol, given.by)
        };
        assert_eq!(of(Some(id(1)), "Clínicas", "2026-05-31"), (id(1), GivenBy::Customer));
        assert_eq!(of(Some(id(1)), " CLINICAS ", "2026-06-01"), (id(2), GivenBy::Segment));
        assert_eq!(of(Some(id(8)), "Otros", "2026-06-01"), (id(3), GivenBy::Usual));
        let standard = shipped::standard().protocol;
        assert_eq!(of(None, "Otros", "2025-12-31"), (standard, GivenBy::Standard));
        let none = Assignment::default();
        let plain = Protocols::new(&[], &none).of(&customer(None, ""), day("2026-01-01"));
        assert_eq!((plain.protocol.protocol, plain.by), (standard, GivenBy::Standard));
    }

    #[test]
    fn a_shipped_protocol_can_be_changed_and_retired_but_never_missing() {
        let shipped = shipped::standard();
        let changed = Protocol {
            id: Id::new(3_000, 1),
            since: day("2026-02-01"),
            name: Bilingual::new("Nuestro", "Ours"),
            ..shipped.clone()
        };
        let retired = Protocol {
            id: Id::new(3_000, 2),
            since: day("2026-04-01"),
            retired: true,
            ..changed.clone()
        };
        let stored = [retired, changed];
        let assigned = Assignment::default();
        let protocols = Protocols::new(&stored, &assigned);
        let name = |on| protocols.of(&customer(None, ""), day(on)).protocol.name.es.as_str();
        assert_eq!(name("2026-01-31"), shipped.name.es);
        assert_eq!(name("2026-02-01"), "Nuestro");
        assert_eq!(name("2026-04-01"), shipped.name.es);
        let count = |on| (protocols.all(day(on)).len(), protocols.offered(day(on)).len());
        assert_eq!(count("2026-03-31"), (4, 4));
        assert_eq!(count("2026-04-01"), (4, 3));
    }

    #[test]
    fn a_step_is_found_in_whatever_version_has_it() {
        let mut first = own(1, 1, "2026-01-01");
        let mut second = own(1, 2, "2026-02-01");
        let gone = first.steps[0].id;
        let kept = first.steps[1].id;
        second.steps.remove(0);
        second.steps[0].day = 99;
        first.steps.truncate(2);
        let stored = [second, first];
        let assigned = Assignment::default();
        let protocols = Protocols::new(&stored, &assigned);
        let find = |step, on| {
            let found = protocols.step(StepRef { protocol: id(1), step }, day(on));
            found.map(|(version, step)| (version.name.es.as_str(), step.day))
        };
        assert_eq!(find(gone, "2026-03-01"), Some(("1, 1", -10)));
        assert_eq!(find(kept, "2026-03-01"), Some(("1, 2", 99)));
        assert_eq!(find(kept, "2026-01-31"), Some(("1, 1", 0)));
        assert_eq!(find(kept, "2025-01-01"), Some(("1, 2", 99)), "before any: the latest");
        assert_eq!(find(id(7), "2026-03-01"), None);
    }
}
