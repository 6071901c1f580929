//! Movements of the bank against open items, as the screen looks for what they may be.

use cartera::files::bank::{BankFormat, Check, MovementKey, Statement, Unchecked};
use cartera::files::bank_entry::enter;
use cartera::ledger::action::{Draft, Moment};
use cartera::ledger::record::Deed;
use cartera::ledger::{Book, Currency};
use cartera::matching::MatchSettings;
use cartera::views::bank::{Group, Suggesting};
use chrono::NaiveDate;
use wasm_bindgen::prelude::wasm_bindgen;

use crate::bank::{ITEMS, ledger, movements};

/// A book with the movements of a quarter that wait to be matched.
#[wasm_bindgen]
pub struct Matching {
    // What looks for suggestions borrows both: they live as long as the page.
    book: &'static Book,
    settings: &'static MatchSettings,
    suggesting: Option<Suggesting<'static>>,
}

#[wasm_bindgen]
impl Matching {
    /// Enters the open items and the movements through the ledger's own actions.
    ///
    /// # Panics
    /// When the ledger does not take them: a benchmark over less than was meant is worthless.
    #[wasm_bindgen(constructor)]
    #[expect(clippy::new_without_default, reason = "it is made by JavaScript alone")]
    pub fn new() -> Self {
        console_error_panic_hook::set_once();
        let today = today();
        let mut movements = movements(today);
        for (number, movement) in movements.iter_mut().enumerate() {
            movement.key = MovementKey { hash: (number as u64) << 20, twin: 0 };
        }
        let statement = Statement {
            format: BankFormat::Sheet,
            account: "0123456789".to_owned(),
            currency: Currency::MXN,
            from: None,
            to: None,
            opening: None,
            closing: None,
            movements,
            check: Check::Unknown(Unchecked::NoBalances),
            problems: Vec::new(),
        };
        let moment = Moment { at_ms: 1_700_000_000_000, random: 1, device: "bench".to_owned() };
        let deed = Deed::Imported { file: String::new() };
        let mut draft = Draft::begin(&ledger(today), deed, &moment);
        enter(&mut draft, &statement, "").expect("a statement that fits");
        let book: &Book = Box::leak(Box::new(draft.into_book()));
        let settings = Box::leak(Box::new(MatchSettings::of(book.firm())));
        Self { book, settings, suggesting: None }
    }

    /// How many open items there are.
    pub fn items(&self) -> usize {
        ITEMS
    }

    /// Begins to look for what the movements may be: what is timed, with the two below.
    pub fn begin(&mut self) {
        self.suggesting = Some(Suggesting::new(self.book, self.settings, today()));
    }

    /// A slice of it; says whether there are more.
    pub fn advance(&mut self, few: usize) -> bool {
        self.suggesting.as_mut().is_some_and(|suggesting| suggesting.advance(few))
    }

    /// Its end: how many movements are certain, likely, weak, and without a suggestion.
    pub fn finish(&mut self) -> Vec<usize> {
        let found = self.suggesting.take().map(Suggesting::finish).unwrap_or_default();
        let count = |group| found.waiting.iter().filter(|one| one.group() == group).count();
        [Group::Certain, Group::Likely, Group::Weak, Group::Nothing].map(count).to_vec()
    }
}

fn today() -> NaiveDate {
    NaiveDate::from_ymd_opt(2026, 3, 31).expect("a day")
}
