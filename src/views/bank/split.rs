//! Splitting a movement by hand: over customers, over invoices, or as credit.

use crate::files::bank_entry::to_match;
use crate::ledger::action::{Draft, know_payer, match_movement};
use crate::ledger::bank::Who;
use crate::ledger::book::{Book, MovementEntry, OpenItem};
use crate::ledger::invoice::InstalmentRef;
use crate::ledger::refusal::Refusal;
use crate::ledger::suggestion::suggest;
use crate::ledger::{Currency, Id, Ix, Money};
use crate::matching::{payer_keys, payment_form};
use crate::text::format::NumberStyle;
use crate::views::invoice_form::{named, read_money, typed};
use crate::views::problem::{FieldProblem, Why};

/// How a movement is split, as it stands in the form.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SplitDraft {
    /// The movement.
    pub movement: Id,
    /// Its parts.
    pub rows: Vec<SplitRow>,
    /// Whether the payer is to be remembered, where all of it is of one customer.
    pub remembers: bool,
}

/// A part of a movement.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct SplitRow {
    /// The customer, where one was chosen.
    pub customer: Option<Id>,
    /// What stands in the customer's field.
    pub customer_text: String,
    /// How much.
    pub amount: String,
    /// What it settles.
    pub target: Target,
}

/// What a part of a movement settles.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Target {
    /// The item of just this amount, else the oldest ones first.
    #[default]
    Oldest,
    /// Nothing: it stays as the customer's credit.
    Credit,
    /// One instalment, as far as it goes.
    Item(InstalmentRef),
}

/// A field of a part.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum SplitField {
    /// The customer of the part with a place.
    Customer(usize),
    /// The amount of the part with a place.
    Amount(usize),
}

/// What is wrong with a field.
pub type SplitProblem = FieldProblem<SplitField>;

impl SplitDraft {
    /// One part: all that is left of a movement, of the customer it may be of.
    pub fn of(
        book: &Book,
        entry: &MovementEntry,
        customer: Option<Id>,
        style: NumberStyle,
    ) -> Self {
        let left = Money::new(entry.left_minor(), entry.statement.currency);
        let mut row = SplitRow { amount: typed(left, style), ..SplitRow::default() };
        if let Some(ix) = customer.and_then(|id| book.find_customer(id)) {
            row.customer = customer;
            book.customer(ix).customer.name().clone_into(&mut row.customer_text);
        }
        Self { movement: entry.movement().id, rows: vec![row], remembers: false }
    }

    /// What the parts leave of a movement, in minor units; below zero where they come to
    /// more. Parts that are no amount yet count for nothing.
    pub fn left_minor(&self, entry: &MovementEntry, style: NumberStyle) -> i64 {
        let currency = entry.statement.currency;
        let amounts = self.rows.iter().filter_map(|row| {
            read_money(&row.amount, currency, style).ok().map(|money| money.amount_minor)
        });
        amounts.fold(entry.left_minor(), i64::saturating_sub)
    }

    /// The parts as they can be entered, or what is wrong with them.
    ///
    /// # Errors
    /// Every field in which something is wrong; the last amount where all of them come to
    /// more than is left of the movement.
    pub fn validate(
        &self,
        book: &Book,
        style: NumberStyle,
    ) -> Result<Vec<(Id, Money, Target)>, Vec<SplitProblem>> {
        let mut problems: Vec<SplitProblem> = Vec::new();
        let mut parts = Vec::new();
        let Some(entry) = book.find_movement(self.movement).map(|ix| book.movement(ix)) else {
            return Ok(parts);
        };
        let currency = entry.statement.currency;
        for (place, row) in self.rows.iter().enumerate() {
            let known = row.customer.filter(|id| book.find_customer(*id).is_some());
            let customer = known.map_or_else(|| named(book, &row.customer_text), Ok);
            let amount = read_money(&row.amount, currency, style);
            match (customer, amount) {
                (Ok(customer), Ok(amount)) => parts.push((customer, amount, row.target)),
                (customer, amount) => {
                    let wrong = |field, why| FieldProblem { field, why };
                    let customer = customer.err();
                    problems.extend(customer.map(|why| wrong(SplitField::Customer(place), why)));
                    let amount = amount.err();
                    problems.extend(amount.map(|why| wrong(SplitField::Amount(place), why)));
                }
            }
        }
        let left = self.left_minor(entry, style);
        if problems.is_empty() && left < 0 {
            let why = Why::Remainder(Money::new(left, currency));
            let field = SplitField::Amount(self.rows.len().saturating_sub(1));
            problems.push(FieldProblem { field, why });
        }
        if problems.is_empty() { Ok(parts) } else { Err(problems) }
    }

    /// The customer that all parts are of, where there is one: whose the payer may be.
    pub fn only_customer(&self) -> Option<Id> {
        let first = self.rows.first()?.customer?;
        self.rows.iter().all(|row| row.customer == Some(first)).then_some(first)
    }

    /// Enters parts that are valid.
    ///
    /// # Errors
    /// As the ledger refuses: when more is asked for than is open.
    pub fn enter(&self, draft: &mut Draft, parts: &[(Id, Money, Target)]) -> Result<(), Refusal> {
        draft.whole(|draft| {
            let id = self.movement;
            let ix = draft.book().find_movement(id).ok_or(Refusal::Unknown { id })?;
            let asked = to_match(draft.book().movement(ix));
            for &(customer, amount, target) in parts {
                let book = draft.book();
                let whose = book.find_customer(customer);
                let whose = whose.ok_or(Refusal::Unknown { id: customer })?;
                let on = asked.booked_on;
                let lines = match target {
                    Target::Credit => Vec::new(),
                    Target::Oldest => suggest(book, whose, amount, on, "").lines,
                    Target::Item(to) => {
                        let item = book.find_item(to);
                        let item = book.item(item.ok_or(Refusal::Unknown { id: to.invoice })?);
                        let free = book.free_minor(item, on.max(item.issued_on));
                        let minor = free.min(amount.amount_minor).max(1);
                        vec![crate::ledger::action::Line::new(to, minor)]
                    }
                };
                let form = payment_form(customer, &asked, amount, lines);
                match_movement(draft, id, vec![form])?;
            }
            if self.remembers
                && let Some(customer) = self.only_customer()
            {
                know_payer(draft, &payer_keys(&asked), Some(Who::Customer(customer)))?;
            }
            Ok(())
        })
    }
}

/// What a customer has open in a currency on a movement's day or later: what a part of it
/// can settle, oldest due first.
pub fn open_to_settle(
    book: &Book,
    entry: &MovementEntry,
    customer: Id,
) -> Vec<(InstalmentRef, OpenItem)> {
    let currency: Currency = entry.statement.currency;
    let Some(whose) = book.find_customer(customer) else { return Vec::new() };
    let on = entry.movement().booked_on;
    let items = book.customer(whose).invoices.iter().flat_map(|&ix| book.items_of(ix));
    let mut open: Vec<(Ix<_>, i64)> = items
        .filter(|(_, item)| item.currency == currency && item.counts_on(on.max(item.issued_on)))
        .map(|(ix, item)| (ix, book.free_minor(item, on.max(item.issued_on))))
        .filter(|(_, free)| *free > 0)
        .collect();
    crate::order::sort_by_key(&mut open, |(ix, _)| book.item(*ix).age());
    open.into_iter()
        .map(|(item, open_minor)| (book.item_ref(item), OpenItem { item, open_minor }))
        .collect()
}
