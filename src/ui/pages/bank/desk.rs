//! What the parts of the screen share: what waits, what the user chose, and doing it.

use std::collections::HashMap;
use std::sync::Arc;

use cartera::browser::{clock, yield_now};
use cartera::ledger::action::{know_payer, set_movement_aside, take_movement_up, unmatch_movement};
use cartera::ledger::book::{Book, MovementEntry};
use cartera::ledger::record::Deed;
use cartera::ledger::{Id, Money};
use cartera::matching::{Certainty, MatchSettings};
use cartera::text::{self, reconcile as words};
use cartera::views::bank::{BankFilter, Found, Group, Suggesting, Waiting, accept, waiting_count};
use leptos::prelude::*;
use leptos::task::spawn_local;

use crate::ui::ledger::NotSaved;
use crate::ui::page::Page;
use crate::ui::reactive::{Memo, RwSignal, effect};
use crate::ui::say_why;

/// How long the browser may be kept from drawing, in milliseconds.
const SLICE_MS: u64 = 8;

/// How many rows of a group are drawn at first, and how many more each time.
pub const ROWS: usize = 40;

/// The screen's signals. Copy it freely.
#[derive(Clone, Copy)]
pub struct Desk {
    pub page: Page,
    /// Which list is shown, by its name in the address.
    pub show: Memo<String>,
    pub filter: Memo<BankFilter>,
    /// What waits, as it was last looked for. What has not changed stays the same thing.
    all: RwSignal<Arc<Vec<Arc<Waiting>>>>,
    /// How many movements went out and are not shown.
    pub outgoing: RwSignal<usize>,
    /// How far the looking is; nothing where it is done.
    pub looking: RwSignal<Option<(usize, usize)>>,
    /// What waits and passes the filter.
    pub waiting: Memo<Arc<Vec<Arc<Waiting>>>>,
    /// How many rows of each group are drawn.
    pub rows: RwSignal<[usize; Group::ALL.len()]>,
    /// Options that the user chose.
    chosen: RwSignal<HashMap<Id, usize>>,
    /// Movements whose payer is to be remembered.
    remembers: RwSignal<Vec<Id>>,
    /// The row that keys act on.
    pub current: RwSignal<Option<Id>>,
    /// The movement that is being split.
    pub splits: RwSignal<Option<Arc<Waiting>>>,
    /// The movement that is being set aside.
    pub asides: RwSignal<Option<Arc<Waiting>>>,
    /// Whether several are being accepted.
    pub is_busy: RwSignal<bool>,
    /// Which work is the latest.
    turn: StoredValue<u32>,
}

impl Desk {
    /// Looks for what waits, anew whenever the book changes.
    pub fn new(page: Page) -> Self {
        let param = |name| page.address.param(name);
        let (show, account, typed) = (param("show"), param("account"), param("q"));
        let show = Memo::new(move |_| show.get().unwrap_or_default());
        let filter = Memo::new(move |_| BankFilter {
            account: account.get(),
            words: typed.get().unwrap_or_default(),
        });
        let all = RwSignal::new(Arc::<Vec<Arc<Waiting>>>::default());
        let waiting = Memo::new_with_compare(
            move |_| {
                let shown = page.ledger.book.with(|book| {
                    let still = |one: &&Arc<Waiting>| {
                        let found = book.find_movement(one.movement);
                        let entry = found.map(|ix| book.movement(ix));
                        entry.is_some_and(|entry| {
                            entry.left_minor() == one.asked.amount.amount_minor
                        })
                    };
                    let passes =
                        |one: &&Arc<Waiting>| filter.with(|filter| one.passes(book, filter));
                    all.with(|all| {
                        all.iter().filter(still).filter(passes).cloned().collect::<Vec<_>>()
                    })
                });
                Arc::new(shown)
            },
            |_, _| true,
        );
        let desk = Self {
            page,
            show,
            filter,
            all,
            outgoing: RwSignal::new(0),
            looking: RwSignal::new(None),
            waiting,
            rows: RwSignal::new([ROWS; Group::ALL.len()]),
            chosen: RwSignal::new(HashMap::new()),
            remembers: RwSignal::new(Vec::new()),
            current: RwSignal::new(None),
            splits: RwSignal::new(None),
            asides: RwSignal::new(None),
            is_busy: RwSignal::new(false),
            turn: StoredValue::new(0),
        };
        effect(move |_| {
            let (book, today) = (page.ledger.book.get(), page.ledger.today.get());
            let turn = desk.turn.get_value().wrapping_add(1);
            desk.turn.set_value(turn);
            spawn_local(async move {
                if let Some(found) = desk.look(turn, &book, today).await {
                    desk.take_over(found);
                }
            });
        });
        desk
    }

    /// Looks for what waits in slices; `None` once the book has changed again.
    async fn look(self, turn: u32, book: &Book, today: chrono::NaiveDate) -> Option<Found> {
        // The screen may be gone by then.
        let is_on = move || self.turn.try_get_value() == Some(turn);
        if waiting_count(book) == 0 && book.movements().next().is_none() {
            return Some(Found::default());
        }
        let settings = MatchSettings::of(book.firm());
        let mut suggesting = Suggesting::new(book, &settings, today);
        loop {
            let begun = clock::now_ms();
            while suggesting.advance(1) && clock::now_ms() < begun + SLICE_MS {}
            let (done, all) = suggesting.progress();
            if done == all {
                break;
            }
            if !is_on() {
                return None;
            }
            self.looking.set(Some((done, all)));
            yield_now().await;
        }
        if !is_on() {
            return None;
        }
        self.looking.set(None);
        Some(suggesting.finish())
    }

    fn take_over(self, found: Found) {
        let old = self.all.get_untracked();
        let known: HashMap<Id, &Arc<Waiting>> = old.iter().map(|one| (one.movement, one)).collect();
        let kept = |one: Waiting| match known.get(&one.movement) {
            Some(same) if ***same == one => Arc::clone(same),
            _ => Arc::new(one),
        };
        let all: Vec<Arc<Waiting>> = found.waiting.into_iter().map(kept).collect();
        self.outgoing.set(found.outgoing);
        self.all.set(Arc::new(all));
    }

    /// The movements of a group.
    pub fn of_group(self, group: Group) -> Vec<Arc<Waiting>> {
        self.waiting.with(|all| all.iter().filter(|one| one.group() == group).cloned().collect())
    }

    /// The option of a movement that would be accepted: the one chosen, else the first where
    /// no other is as good.
    pub fn option(self, one: &Waiting) -> Option<usize> {
        let chosen = self.chosen.with(|chosen| chosen.get(&one.movement).copied());
        chosen.or((one.tied() == 1).then_some(0)).filter(|option| *option < one.options())
    }

    /// Chooses an option.
    pub fn choose(self, movement: Id, option: usize) {
        self.chosen.update(|chosen| {
            chosen.insert(movement, option);
        });
    }

    /// Whether the payer of a movement is to be remembered.
    pub fn is_remembered(self, movement: Id) -> bool {
        self.remembers.with(|all| all.contains(&movement))
    }

    /// Lets the payer of a movement be remembered, or not.
    pub fn remember(self, movement: Id, is_wanted: bool) {
        self.remembers.update(|all| {
            all.retain(|known| *known != movement);
            if is_wanted {
                all.push(movement);
            }
        });
    }

    /// The movements in the order of the rows that are drawn.
    pub fn in_sight(self) -> Vec<Arc<Waiting>> {
        let rows = self.rows.get_untracked();
        let groups = Group::ALL.into_iter().zip(rows);
        untrack(|| {
            groups.flat_map(|(group, rows)| self.of_group(group).into_iter().take(rows)).collect()
        })
    }

    /// Accepts what is chosen of a movement.
    pub fn accept(self, one: Arc<Waiting>) {
        let page = self.page;
        let Some(option) = untrack(|| self.option(&one)) else {
            if one.options() > 0 {
                page.toasts.problem(page.say(words::choose_first));
            } else {
                self.splits.set(Some(one));
            }
            return;
        };
        let remembers = one.can_learn(option)
            && self.remembers.with_untracked(|all| all.contains(&one.movement));
        let (deed, said) = untrack(|| self.what(&one, option));
        self.go_on_after(one.movement);
        spawn_local(async move {
            let done =
                page.ledger.commit(deed, |draft| accept(draft, &one, option, remembers)).await;
            self.tell(done.map(|()| said));
        });
    }

    /// What accepting an option is called, and what is said of it.
    fn what(self, one: &Waiting, option: usize) -> (Deed, String) {
        let (page, lang) = (self.page, self.page.lang.get());
        let amount = one.asked.amount;
        let amount = page.money(Money::new(amount.amount_minor.abs(), amount.currency));
        if let Some(suggestion) = one.suggestions.get(option) {
            let name = page.ledger.book.with(|book| {
                let ix = book.find_customer(suggestion.customer);
                ix.map(|ix| book.customer(ix).customer.name().to_owned()).unwrap_or_default()
            });
            return (Deed::MatchedMovements, words::matched_done(lang, &amount, &name));
        }
        let is_cheque = one.returned.get(option).is_some_and(|returned| returned.is_cheque);
        let deed = if is_cheque { Deed::MovedCheque } else { Deed::Refunded };
        (deed, words::returned_done(lang, &amount))
    }

    /// The movements that are certain and in sight of the filter.
    pub fn certain(self) -> Vec<Arc<Waiting>> {
        let is_certain = |one: &&Arc<Waiting>| {
            let first = one.suggestions.first();
            first.is_some_and(|first| first.certainty == Certainty::Certain)
        };
        self.waiting.with(|all| all.iter().filter(is_certain).cloned().collect())
    }

    /// Accepts all that is certain as one record. What does not fit any more is left.
    pub fn accept_certain(self) {
        if self.is_busy.get_untracked() {
            return;
        }
        let all = untrack(|| self.certain());
        self.is_busy.set(true);
        spawn_local(async move {
            let done = self.accept_all(&all).await;
            if self.is_busy.try_set(false).is_none() {
                self.tell(done);
            }
        });
    }

    async fn accept_all(self, all: &[Arc<Waiting>]) -> Result<String, NotSaved> {
        let page = self.page;
        let lang = page.lang.get_untracked();
        let mut draft = page.ledger.draft(Deed::MatchedMovements).await?;
        let (mut count, mut begun) = (0, clock::now_ms());
        for one in all {
            count += usize::from(accept(&mut draft, one, 0, false).is_ok());
            if clock::now_ms() >= begun + SLICE_MS {
                yield_now().await;
                begun = clock::now_ms();
            }
        }
        if count == 0 {
            page.toasts.problem(words::accepted_none(lang));
            return Ok(String::new());
        }
        page.ledger.store_draft(draft).await?;
        Ok(words::accepted(lang, count))
    }

    /// Sets a movement aside at once, as one that was set aside before.
    pub fn set_aside(self, movement: Id) {
        self.commit(Deed::SetMovementAside, words::set_aside_done, move |draft| {
            set_movement_aside(draft, movement)
        });
    }

    /// Takes a match back.
    pub fn unmatch(self, movement: Id) {
        self.commit(Deed::UnmatchedMovement, words::unmatched, move |draft| {
            unmatch_movement(draft, movement)
        });
    }

    /// Takes up a movement that was set aside.
    pub fn take_up(self, movement: Id) {
        self.commit(Deed::TookMovementUp, words::taken_up, move |draft| {
            take_movement_up(draft, movement)
        });
    }

    /// Forgets a payer.
    pub fn forget(self, key: String) {
        self.commit(Deed::ChangedPayers, words::forgotten, move |draft| {
            know_payer(draft, std::slice::from_ref(&key), None)
        });
    }

    fn commit(
        self,
        deed: Deed,
        said: text::Message,
        act: impl Fn(&mut cartera::ledger::action::Draft) -> Result<(), cartera::ledger::Refusal>
        + 'static,
    ) {
        spawn_local(async move {
            let done = self.page.ledger.commit(deed, act).await;
            self.tell(done.map(|()| self.page.say(said).to_owned()));
        });
    }

    /// Says what was done, with a way to take it back, or why it was not.
    pub fn tell(self, done: Result<String, NotSaved>) {
        match done {
            Ok(said) if said.is_empty() => {}
            Ok(said) => self.page.toasts.done(said, self.page.ledger.last_record()),
            Err(why) => self.page.toasts.problem(say_why::words(self.page, &why)),
        }
    }

    /// Moves on to the row after one that is about to go.
    pub fn go_on_after(self, movement: Id) {
        let all = self.in_sight();
        let at = all.iter().position(|one| one.movement == movement);
        let next =
            at.and_then(|at| all.get(at + 1).or(at.checked_sub(1).and_then(|at| all.get(at))));
        self.current.set(next.map(|one| one.movement));
        super::keys::focus_current(self);
    }
}

/// A movement's book entry, read.
pub fn with_entry<R>(
    page: Page,
    movement: Id,
    read: impl FnOnce(&Book, &MovementEntry) -> R,
) -> Option<R> {
    page.ledger.book.with(|book| {
        let ix = book.find_movement(movement)?;
        Some(read(book, book.movement(ix)))
    })
}
