//! What stands in the form of a contact.

use cartera::ledger::dealing::{Direction, DisputeReason, What};
use cartera::ledger::invoice::InstalmentRef;
use cartera::ledger::protocol::Channel;
use cartera::ledger::{Currency, Id};
use cartera::text::invoices::why;
use cartera::views::contact_form::{Choice, ContactDraft, Field};
use cartera::views::problem::FieldProblem;
use leptos::prelude::*;

use super::{ContactAsk, now};
use crate::ui::page::Page;
use crate::ui::reactive::{RwSignal, Signal};

/// What is wrong with the fields.
pub type Problems = Vec<FieldProblem<Field>>;

/// A part of a plan, as typed: day and amount.
pub type Part = (RwSignal<String>, RwSignal<String>);

/// The fields' signals. Copy it freely.
#[derive(Clone, Copy)]
pub struct Inputs {
    page: Page,
    /// What no field changes.
    base: StoredValue<ContactDraft>,
    /// The customer's open instalments, to choose from.
    pub offered: StoredValue<Vec<InstalmentRef>>,
    /// Those it is about.
    pub items: RwSignal<Vec<InstalmentRef>>,
    pub channel: RwSignal<Option<Channel>>,
    pub direction: RwSignal<Direction>,
    pub chosen: RwSignal<Option<Choice>>,
    pub day: RwSignal<String>,
    pub time: RwSignal<String>,
    pub with: RwSignal<String>,
    pub by: RwSignal<String>,
    pub said: RwSignal<String>,
    pub on: RwSignal<String>,
    pub at: RwSignal<String>,
    pub amount: RwSignal<String>,
    pub currency: RwSignal<Currency>,
    pub reference: RwSignal<String>,
    pub reason: RwSignal<String>,
    pub invoice: RwSignal<String>,
    pub settles: RwSignal<String>,
    pub parts: RwSignal<Vec<Part>>,
    pub restores: RwSignal<bool>,
    pub problems: RwSignal<Problems>,
}

impl Inputs {
    /// The fields as they first stand.
    pub fn of(page: Page, asked: &ContactAsk) -> Self {
        let (today, style) = (page.ledger.today.get_untracked(), page.style.get_untracked());
        let (mut base, offered) = page.ledger.book.with_untracked(|book| {
            let corrected = asked.corrects.and_then(|id| {
                let (_, entry) = book.find_dealing(id)?;
                let What::Contact(contact) = &entry.dealing.what else { return None };
                Some(ContactDraft::correcting(book, id, contact, style))
            });
            let open = book
                .find_customer(asked.customer)
                .map(|ix| book.open_items(ix, today))
                .unwrap_or_default();
            let mut items = asked.items.clone();
            if items.is_empty() && asked.channel.is_some() {
                let late = open.iter().filter(|open| book.item(open.item).due_on < today);
                items = late.map(|open| book.item_ref(open.item)).collect();
                if items.is_empty() {
                    items = open.iter().map(|open| book.item_ref(open.item)).collect();
                }
            }
            let mut offered: Vec<_> = open.iter().map(|open| book.item_ref(open.item)).collect();
            let named = corrected.as_ref().map_or(&items, |corrected| &corrected.items);
            offered.extend(
                named.iter().filter(|item| !offered.contains(item)).copied().collect::<Vec<_>>(),
            );
            let base = corrected.unwrap_or_else(|| {
                let mut draft = ContactDraft::new(book, now(), items);
                draft.channel = asked.channel;
                draft.step = asked.step;
                draft
            });
            (base, offered)
        });
        let is_note = base.channel.is_none();
        let chosen = match (asked.outcome, asked.corrects) {
            (Some(outcome), _) => Some(outcome),
            (None, Some(_)) => Some(base.outcome),
            (None, None) => is_note.then_some(Choice::Noted),
        };
        let written = |text: &str| cartera::text::format::parse_date(text, today);
        for day in [&mut base.day, &mut base.on] {
            if let Some(read) = written(day) {
                *day = untrack(|| page.date(read));
            }
        }
        let text = |text: &str| RwSignal::new(text.to_owned());
        let invoice = base.invoice.map(|id| id.to_string()).unwrap_or_default();
        let inputs = Self {
            page,
            offered: StoredValue::new(offered),
            items: RwSignal::new(base.items.clone()),
            channel: RwSignal::new(base.channel),
            direction: RwSignal::new(base.direction),
            chosen: RwSignal::new(None),
            day: text(&base.day),
            time: text(&base.time),
            with: text(&base.with),
            by: text(&base.by),
            said: text(&base.said),
            on: text(&base.on),
            at: text(&base.at),
            amount: text(&base.amount),
            currency: RwSignal::new(base.currency),
            reference: text(&base.reference),
            reason: RwSignal::new("0".to_owned()),
            invoice: RwSignal::new(invoice),
            settles: text(&base.settles),
            parts: RwSignal::new(Vec::new()),
            restores: RwSignal::new(base.restores),
            problems: RwSignal::new(Vec::new()),
            base: StoredValue::new(base),
        };
        if let Some(chosen) = chosen {
            inputs.choose(chosen);
        }
        inputs
    }

    /// Whether it takes the place of another contact: nothing is saved at once then.
    pub fn corrects(self) -> bool {
        self.base.with_value(|base| base.corrects.is_some())
    }

    /// Chooses what came of it, and proposes what it needs.
    pub fn choose(self, choice: Choice) {
        self.problems.set(Vec::new());
        self.chosen.set(Some(choice));
        if choice == Choice::Promised && self.amount.with_untracked(String::is_empty) {
            self.amount.set(self.open_amount());
        }
        if choice == Choice::Disputed {
            self.amount.set(String::new());
        }
    }

    /// What is open of what it is about, as an amount that stands in a field.
    pub fn open_amount(self) -> String {
        let (book, today) = (self.page.ledger.book, self.page.ledger.today.get_untracked());
        let style = self.page.style.get_untracked();
        book.with_untracked(|book| self.draft().open_amount(book, today, style))
    }

    /// Takes an instalment in or out; an amount that was proposed follows.
    pub fn toggle(self, item: InstalmentRef) {
        let proposed = self.amount.get_untracked() == self.open_amount();
        self.items.update(|items| match items.iter().position(|one| *one == item) {
            Some(place) => {
                items.remove(place);
            }
            None => items.push(item),
        });
        let currencies = self.currencies();
        if let (false, Some(first)) =
            (currencies.contains(&self.currency.get_untracked()), currencies.first())
        {
            self.currency.set(*first);
        }
        if proposed && self.chosen.get_untracked() == Some(Choice::Promised) {
            self.amount.set(self.open_amount());
        }
    }

    /// The currencies of what it is about.
    pub fn currencies(self) -> Vec<Currency> {
        let items = self.items.get();
        self.page.ledger.book.with(|book| {
            let mut currencies: Vec<Currency> = Vec::new();
            for ix in items.iter().filter_map(|item| book.find_item(*item)) {
                let currency = book.item(ix).currency;
                if !currencies.contains(&currency) {
                    currencies.push(currency);
                }
            }
            currencies
        })
    }

    /// What is wrong with a field, in words.
    pub fn problem(self, field: Field) -> Signal<Option<String>> {
        Signal::derive(move || {
            let (lang, style) = (self.page.lang.get(), self.page.style.get());
            self.problems.with(|all| FieldProblem::of(all, field).map(|of| why(lang, style, of)))
        })
    }

    /// The contact as the fields say it now.
    pub fn draft(self) -> ContactDraft {
        let text = |of: RwSignal<String>| of.get_untracked();
        let base = self.base.get_value();
        let reason: usize = text(self.reason).parse().unwrap_or(0);
        let part = |(day, amount): &Part| (text(*day), text(*amount));
        ContactDraft {
            direction: self.direction.get_untracked(),
            channel: self.channel.get_untracked(),
            day: text(self.day),
            time: text(self.time),
            with: text(self.with),
            by: text(self.by),
            items: self.items.get_untracked(),
            outcome: self.chosen.get_untracked().unwrap_or(Choice::Talked),
            said: text(self.said),
            on: text(self.on),
            at: text(self.at),
            amount: text(self.amount),
            currency: self.currency.get_untracked(),
            reference: text(self.reference),
            reason: DisputeReason::ALL.get(reason).copied().unwrap_or(DisputeReason::Other),
            invoice: text(self.invoice).parse::<Id>().ok(),
            settles: text(self.settles),
            parts: self.parts.with_untracked(|parts| parts.iter().map(part).collect()),
            restores: self.restores.get_untracked(),
            ..base
        }
    }
}
