//! How far collection of each customer's instalments has come on a day, by the steps of its
//! protocol.

use chrono::NaiveDate;

use crate::dunning::protocols::Protocols;
use crate::ledger::book::{Book, Item};
use crate::ledger::protocol::{Protocol, Stage};

/// The stages of each customer's protocol by days past due.
///
/// The protocols are those in force on the day of the question, for past months too: a
/// month is compared with another by the same rule. Like the worklist, it goes by what the
/// protocol says and not by what was done.
pub(super) struct StageTable {
    /// The day and the stage of each step, by day; one list a protocol.
    ladders: Vec<Vec<(i64, Stage)>>,
    /// Which of them is whose, by the customer's place.
    of_customer: Vec<usize>,
}

impl StageTable {
    pub fn new(book: &Book, on: NaiveDate) -> Self {
        let protocols = Protocols::new(book.protocols(), &book.firm().dunning.protocols);
        let mut known = Vec::new();
        let mut table = Self { ladders: Vec::new(), of_customer: vec![0; book.customer_places()] };
        for (ix, entry) in book.customers() {
            let protocol = protocols.of(&entry.customer, on).protocol;
            let found = known.iter().position(|id| *id == protocol.id);
            table.of_customer[ix.place()] = found.unwrap_or_else(|| {
                known.push(protocol.id);
                table.ladders.push(ladder(protocol));
                known.len() - 1
            });
        }
        table
    }

    /// The stage of an instalment on a day: that of the last step whose day had come;
    /// preventive before the first.
    pub fn stage(&self, item: &Item, on: NaiveDate) -> Stage {
        let days = item.days_past_due(on);
        let ladder = self.ladders.get(self.of_customer[item.customer.place()]);
        let reached = ladder.into_iter().flatten().take_while(|(day, _)| *day <= days).last();
        reached.map_or(Stage::Preventive, |(_, stage)| *stage)
    }
}

fn ladder(protocol: &Protocol) -> Vec<(i64, Stage)> {
    let steps = protocol.steps.iter().map(|step| (i64::from(step.day), step.stage));
    let mut ladder: Vec<_> = steps.collect();
    crate::order::sort(&mut ladder);
    ladder
}

/// The place of a stage among all.
pub(super) fn place(stage: Stage) -> usize {
    match stage {
        Stage::Preventive => 0,
        Stage::Administrative => 1,
        Stage::Extrajudicial => 2,
        Stage::Judicial => 3,
    }
}
