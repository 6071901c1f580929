//! Playing at keeping a ledger: random actions in random order on random days.
//!
//! Things are named by small numbers that are taken modulo what is there, so that any list
//! of moves means something. What the book refuses is part of the play.

#![allow(dead_code, reason = "each test file uses what it needs")]

use cartera::ledger::action::{
    CreditForm, Draft, Due, InvoiceForm, Line, MatchForm, Moment, add_dealing, apply_credit,
    cancel_invoice, change_customer, change_flow, change_invoice, count_cash, end_dealing,
    enter_credit, enter_customer, enter_invoice, enter_rate, enter_statement, know_payer,
    link_payment, log_contact, match_movement, plan_flow, refund, remove_rate, return_payment,
    set_firm, set_movement_aside, set_protocol, step_cheque, strike_cash_count, strike_flow,
    take_back, take_movement_up, unmatch_movement,
};
use cartera::ledger::bank::{BankMovement, BankStatement, Reference, ReferenceKind, Who};
use cartera::ledger::book::MovementEntry;
use cartera::ledger::credit::{Cheque, ChequeStep, CreditKind, Method};
use cartera::ledger::customer::Customer;
use cartera::ledger::dealing::{
    Direction, Dispute, DisputeReason, Hold, LoggedContact, NotedSign, Outcome, Plan, Promise,
    SignKind, SignReview, What,
};
use cartera::ledger::invoice::{Instalment, InvoiceKind};
use cartera::ledger::journal::Journal;
use cartera::ledger::keeper::{Keeper, UndoError};
use cartera::ledger::memory_journal::MemoryJournal;
use cartera::ledger::planned_flow::{FlowDirection, PlannedFlow, Rhythm};
use cartera::ledger::protocol::{Bilingual, Channel, Protocol};
use cartera::ledger::record::{Deed, Record};
use cartera::ledger::terms::{DueRule, Terms};
use cartera::ledger::{Book, Currency, Id, Ix, Money, Refusal};
use chrono::{Days, NaiveDate};
use proptest::prelude::*;

/// Days the play takes: every date lies in the first [`LAST_DAY`] of them.
pub const LAST_DAY: u64 = 60;

/// The day with a number, from the first of January 2026.
pub fn day(n: u64) -> NaiveDate {
    NaiveDate::from_ymd_opt(2026, 1, 1).unwrap() + Days::new(n)
}

/// Runs a future that never waits, as those of a journal in memory are.
pub fn run<T>(future: impl Future<Output = T>) -> T {
    let mut context = std::task::Context::from_waker(std::task::Waker::noop());
    match std::pin::pin!(future).poll(&mut context) {
        std::task::Poll::Ready(value) => value,
        std::task::Poll::Pending => panic!("a journal in memory has nothing to wait for"),
    }
}

/// When a record is made; each has its own millisecond.
pub fn moment(n: u64) -> Moment {
    let random = n.wrapping_mul(0x9E37_79B9_7F4A_7C15);
    Moment { at_ms: 1_767_225_600_000 + n, random, device: "d1".to_owned() }
}

/// Which of the things that are there.
type Pick = u8;

/// A part of something, in twentieths; above twenty is more than there is.
type Share = u8;

/// Something the user does.
#[derive(Clone, Debug)]
pub enum Move {
    Customer,
    Rename(Pick),
    Invoice { customer: Pick, number: Pick, minor: i64, parts: u8, dollars: bool, on: u64 },
    Correct { invoice: Pick, how: u8, minor: i64, on: u64 },
    Cancel { invoice: Pick, on: u64 },
    Credit { customer: Pick, kind: u8, minor: i64, dollars: bool, on: u64, post_dated_by: u64 },
    Apply { credit: Pick, item: Pick, share: Share, later_by: u64 },
    TakeBack { allocation: Pick, on: u64 },
    Cheque { credit: Pick, step: u8, on: u64 },
    Refund { credit: Pick, share: Share, on: u64 },
    Rate { minor: i64, on: u64 },
    StrikeRate(Pick),
    Deal { customer: Pick, what: u8, item: Pick, minor: i64, on: u64 },
    EndDealing { dealing: Pick, on: u64 },
    Protocol { on: u64 },
    Flow { day: u8, minor: i64, on: u64 },
    ChangeFlow { flow: Pick, strike: bool },
    Count { minor: i64, dollars: bool, on: u64 },
    StrikeCount(Pick),
    Settings { grace: u8 },
    Statement { key: u8, count: u8, minor: i64, dollars: bool, on: u64 },
    Match { movement: Pick, customer: Pick, share: Share, fee: i64, item: Pick },
    Link { movement: Pick, credit: Pick },
    Unmatch(Pick),
    Aside { movement: Pick, up: bool },
    Return { movement: Pick, credit: Pick },
    Payer { key: u8, customer: Pick, what: u8 },
}

/// A record the user makes.
#[derive(Clone, Debug)]
pub enum Turn {
    /// Moves made as one; those that are refused leave no trace.
    Do(Vec<Move>),
    /// Undoes or redoes the record with a number.
    Undo(Pick),
    /// Undoes or redoes the latest record.
    UndoLast,
}

/// One thing the user does.
pub fn a_move() -> impl Strategy<Value = Move> {
    let on = || 0..LAST_DAY;
    let minor = || 1..60i64;
    let share = || 1..23u8;
    prop_oneof![
        1 => Just(Move::Customer),
        1 => any::<Pick>().prop_map(Move::Rename),
        6 => (any::<Pick>(), 0..12u8, minor(), 0..5u8, any::<bool>(), on()).prop_map(
            |(customer, number, minor, parts, dollars, on)| {
                Move::Invoice { customer, number, minor, parts, dollars, on }
            }
        ),
        2 => (any::<Pick>(), any::<u8>(), minor(), on())
            .prop_map(|(invoice, how, minor, on)| Move::Correct { invoice, how, minor, on }),
        1 => (any::<Pick>(), on()).prop_map(|(invoice, on)| Move::Cancel { invoice, on }),
        6 => (any::<Pick>(), 0..9u8, minor(), any::<bool>(), on(), 0..20u64).prop_map(
            |(customer, kind, minor, dollars, on, post_dated_by)| {
                Move::Credit { customer, kind, minor, dollars, on, post_dated_by }
            }
        ),
        9 => (any::<Pick>(), any::<Pick>(), share(), 0..30u64).prop_map(
            |(credit, item, share, later_by)| Move::Apply { credit, item, share, later_by }
        ),
        3 => (any::<Pick>(), on()).prop_map(|(allocation, on)| Move::TakeBack { allocation, on }),
        4 => (any::<Pick>(), 0..4u8, on())
            .prop_map(|(credit, step, on)| Move::Cheque { credit, step, on }),
        2 => (any::<Pick>(), share(), on())
            .prop_map(|(credit, share, on)| Move::Refund { credit, share, on }),
        1 => (minor(), on()).prop_map(|(minor, on)| Move::Rate { minor, on }),
        1 => any::<Pick>().prop_map(Move::StrikeRate),
        1 => (0..9u8).prop_map(|grace| Move::Settings { grace }),
        5 => (any::<Pick>(), 0..11u8, any::<Pick>(), minor(), on()).prop_map(
            |(customer, what, item, minor, on)| Move::Deal { customer, what, item, minor, on }
        ),
        2 => (any::<Pick>(), on()).prop_map(|(dealing, on)| Move::EndDealing { dealing, on }),
        1 => on().prop_map(|on| Move::Protocol { on }),
        1 => (0..33u8, 0..60i64, on()).prop_map(|(day, minor, on)| Move::Flow { day, minor, on }),
        1 => (any::<Pick>(), any::<bool>())
            .prop_map(|(flow, strike)| Move::ChangeFlow { flow, strike }),
        1 => (-60..60i64, any::<bool>(), on())
            .prop_map(|(minor, dollars, on)| Move::Count { minor, dollars, on }),
        1 => any::<Pick>().prop_map(Move::StrikeCount),
        3 => (0..30u8, 1..4u8, -60..60i64, any::<bool>(), on()).prop_map(
            |(key, count, minor, dollars, on)| Move::Statement { key, count, minor, dollars, on }
        ),
        5 => (any::<Pick>(), any::<Pick>(), share(), 0..3i64, any::<Pick>()).prop_map(
            |(movement, customer, share, fee, item)| {
                Move::Match { movement, customer, share, fee, item }
            }
        ),
        2 => (any::<Pick>(), any::<Pick>())
            .prop_map(|(movement, credit)| Move::Link { movement, credit }),
        2 => any::<Pick>().prop_map(Move::Unmatch),
        2 => (any::<Pick>(), any::<bool>()).prop_map(|(movement, up)| Move::Aside { movement, up }),
        1 => (any::<Pick>(), any::<Pick>())
            .prop_map(|(movement, credit)| Move::Return { movement, credit }),
        1 => (0..4u8, any::<Pick>(), 0..3u8)
            .prop_map(|(key, customer, what)| Move::Payer { key, customer, what }),
    ]
}

/// One record.
pub fn a_turn() -> impl Strategy<Value = Turn> {
    prop_oneof![
        8 => prop::collection::vec(a_move(), 1..4).prop_map(Turn::Do),
        2 => any::<Pick>().prop_map(Turn::Undo),
        2 => Just(Turn::UndoLast),
    ]
}

/// A play of some length, which begins with a few customers, invoices and payments.
pub fn a_play(turns: usize) -> impl Strategy<Value = Vec<Turn>> {
    let first = vec![Move::Customer, Move::Customer, Move::Rate { minor: 17, on: 0 }];
    let stock = prop::collection::vec(a_move(), 24);
    let rest = prop::collection::vec(a_turn(), 0..turns);
    (stock, rest).prop_map(move |(stock, rest)| {
        let stock = stock.chunks(6).map(|moves| Turn::Do(moves.to_vec()));
        std::iter::once(Turn::Do(first.clone())).chain(stock).chain(rest).collect()
    })
}

/// A ledger being played at.
pub struct Table {
    pub keeper: Keeper<MemoryJournal>,
    pub book: Book,
    clock: u64,
    /// Which device it is: its records have ids of their own.
    device: u64,
}

impl Default for Table {
    fn default() -> Self {
        let keeper = Keeper::new(MemoryJournal::new());
        Self { keeper, book: Book::default(), clock: 0, device: 0 }
    }
}

impl Table {
    /// A table after a whole play.
    pub fn after(play: &[Turn]) -> Self {
        let mut table = Self::default();
        for turn in play {
            table.take(turn);
        }
        table
    }

    /// A table where there is something already, on another device, whose clock stands
    /// somewhere.
    pub fn going_on(keeper: Keeper<MemoryJournal>, book: Book, clock: u64, device: u64) -> Self {
        Self { keeper, book, clock, device }
    }

    fn moment(&self) -> Moment {
        let Moment { at_ms, random, device } = moment(self.clock);
        Moment { at_ms, random: random ^ (self.device << 40), device }
    }

    /// Lets the device's clock run on.
    pub fn skip(&mut self, ms: u64) {
        self.clock += ms;
    }

    /// Takes a turn; the book moves on when something was recorded.
    pub fn take(&mut self, turn: &Turn) -> Option<UndoError> {
        match turn {
            Turn::Do(moves) => {
                let mut draft = self.draft(Deed::RecordedPayment);
                for what in moves {
                    let _ = make(&mut draft, what);
                }
                self.store(draft);
                None
            }
            Turn::Undo(pick) => {
                let records: Vec<Id> = self.book.log().map(|entry| entry.record).collect();
                self.undo(*pick_of(&records, *pick)?).err()
            }
            Turn::UndoLast => {
                let last = self.book.log().next_back().map(|entry| entry.record);
                self.undo(last?).err()
            }
        }
    }

    /// Begins a record.
    pub fn draft(&mut self, deed: Deed) -> Draft {
        self.clock += 1;
        Draft::begin(&self.book, deed, &self.moment())
    }

    /// Stores a record.
    pub fn store(&mut self, draft: Draft) {
        self.book = run(self.keeper.store(&self.book, draft)).unwrap();
    }

    /// Undoes or redoes a record.
    pub fn undo(&mut self, record: Id) -> Result<(), UndoError> {
        self.clock += 1;
        let draft = run(self.keeper.undo(&self.book, record, &self.moment(), async || ()))?;
        self.store(draft);
        Ok(())
    }

    /// Does one thing, which must be possible, as a record of its own; its id.
    pub fn act<T>(&mut self, act: impl FnOnce(&mut Draft) -> Result<T, Refusal>) -> (Id, T) {
        let mut draft = self.draft(Deed::RecordedPayment);
        let done = act(&mut draft).unwrap();
        self.store(draft);
        (self.book.head().unwrap().id, done)
    }

    /// Tries one thing and says why it is refused.
    pub fn refused<T>(&mut self, act: impl FnOnce(&mut Draft) -> Result<T, Refusal>) -> Refusal {
        let mut draft = self.draft(Deed::RecordedPayment);
        act(&mut draft).err().expect("it is refused")
    }
}

fn pick_of<T>(things: &[T], pick: Pick) -> Option<&T> {
    things.get(usize::from(pick).checked_rem(things.len())?)
}

/// Makes a move in a draft; `None` when there is nothing to make it with.
pub fn make(draft: &mut Draft, what: &Move) -> Option<Result<(), Refusal>> {
    let book = draft.book().clone();
    let home = book.firm().home_currency;
    let currency = |dollars: bool| if dollars { Currency::USD } else { home };
    let customers: Vec<Id> = book.customers().map(|(_, entry)| entry.customer.id).collect();
    let invoices: Vec<Id> = book.invoices().map(|(_, entry)| entry.invoice.id).collect();
    let credits: Vec<_> = book.credits().map(|(ix, _)| ix).collect();
    Some(match *what {
        Move::Customer => {
            let name = format!("Cliente {}", customers.len());
            enter_customer(draft, Customer::named(Id::new(0, 0), name)).map(drop)
        }
        Move::Rename(pick) => {
            let ix = book.find_customer(*pick_of(&customers, pick)?)?;
            let mut customer = (*book.customer(ix).customer).clone();
            customer.trade_name.push('x');
            change_customer(draft, customer)
        }
        Move::Invoice { customer, number, minor, parts, dollars, on } => {
            let customer = *pick_of(&customers, customer)?;
            let total = Money::new(minor, currency(dollars));
            let due = match parts {
                0 => Due::On(day(on)),
                1 => Due::Terms(Terms::net(9)),
                2 => Due::Terms(Terms::equal_parts(&[5, 10, 15].map(DueRule::net))),
                _ => Due::Instalments(halves(minor, on)),
            };
            let number = format!("F-{number}");
            let form = InvoiceForm::new(customer, &number, day(on), due, total);
            enter_invoice(draft, form).map(drop)
        }
        Move::Correct { invoice, how, minor, on } => {
            let ix = book.find_invoice(*pick_of(&invoices, invoice)?)?;
            let mut invoice = (*book.invoice(ix).invoice).clone();
            match how % 7 {
                0 => invoice.number = format!("F-{}", how / 7),
                1 => {
                    invoice.total.amount_minor = minor;
                    invoice.instalments = vec![Instalment { due_on: day(on), amount_minor: minor }];
                }
                2 => invoice.issued_on = day(on),
                3 => invoice.customer = *pick_of(&customers, how)?,
                4 => {
                    let minor = minor + invoice.total.amount_minor;
                    invoice.total.amount_minor = minor;
                    invoice.instalments = halves(minor, on);
                }
                5 => invoice.total.currency = currency(how.is_multiple_of(2)),
                _ => invoice.kind = InvoiceKind::DebitNote,
            }
            change_invoice(draft, invoice)
        }
        Move::Cancel { invoice, on } => {
            cancel_invoice(draft, *pick_of(&invoices, invoice)?, day(on), "motivo".to_owned())
        }
        Move::Credit { customer, kind, minor, dollars, on, post_dated_by } => {
            let cheque = |post_dated_to| {
                let cheque = Cheque { post_dated_to, ..Cheque::default() };
                CreditKind::Payment { method: Method::Cheque(cheque) }
            };
            let kind = match kind {
                0 => CreditKind::CreditNote,
                1 => CreditKind::Withholding,
                2 => CreditKind::WriteOff,
                3 => CreditKind::SmallDifference,
                4 => CreditKind::EarlyDiscount,
                5 => CreditKind::Payment { method: Method::Transfer },
                6 => cheque(None),
                _ => cheque(Some(day(on + post_dated_by))),
            };
            let customer = *pick_of(&customers, customer)?;
            let amount = Money::new(minor, currency(dollars));
            enter_credit(draft, credit_form(kind, customer, amount, day(on), Vec::new())).map(drop)
        }
        Move::Apply { credit, item, share, later_by } => {
            let ix = *pick_of(&credits, credit)?;
            let credit = book.credit(ix);
            let of_customer = &book.customer(credit.customer).invoices;
            // Mostly the customer's own.
            let items: Vec<_> = if of_customer.is_empty() {
                book.invoices().flat_map(|(ix, _)| book.items_of(ix)).collect()
            } else {
                of_customer.iter().flat_map(|&ix| book.items_of(ix)).collect()
            };
            let &(item_ix, item) = pick_of(&items, item)?;
            let earliest = credit.effective_on().max(item.issued_on);
            let from = earliest + Days::new(later_by.saturating_sub(20));
            let free = book.free_minor(item, from);
            let unused = book.unused_minor(credit, from);
            let two = credit.credit.amount.currency != item.currency;
            let part = |whole: i64| (whole * i64::from(share) + 10) / 20;
            let line = Line {
                to: book.item_ref(item_ix),
                credit_minor: if two { part(unused) } else { part(free.min(unused)) },
                other_currency_minor: two.then(|| part(free)),
                from: (later_by > 20).then_some(from),
            };
            apply_credit(draft, credit.credit.id, &[line])
        }
        Move::TakeBack { allocation, on } => {
            let all = credits.iter().flat_map(|&ix| book.allocations_from(ix));
            let lasting: Vec<_> = all.filter(|entry| entry.until.is_none()).collect();
            let entry = pick_of(&lasting, allocation)?;
            take_back(draft, entry.allocation.id, day(on).max(entry.allocation.from))
        }
        Move::Cheque { credit, step, on } => {
            let is_open = |&ix: &_| book.credit(ix).credit.cheque().is_some();
            let cheques: Vec<_> = credits.iter().copied().filter(is_open).collect();
            let credit = book.credit(*pick_of(&cheques, credit)?);
            let step = match step {
                0 => ChequeStep::Deposited,
                1 => ChequeStep::Cleared,
                _ => ChequeStep::Bounced,
            };
            step_cheque(draft, credit.credit.id, step, day(on).max(credit.credit.date))
        }
        Move::Refund { credit, share, on } => {
            let credit = book.credit(*pick_of(&credits, credit)?);
            let on = day(on).max(credit.effective_on());
            let minor = (book.unused_minor(credit, on) * i64::from(share) + 10) / 20;
            refund(draft, credit.credit.id, minor, on, String::new()).map(drop)
        }
        Move::Rate { minor, on } => {
            enter_rate(draft, Currency::USD, day(on), rust_decimal::Decimal::new(minor, 1))
                .map(drop)
        }
        Move::StrikeRate(pick) => remove_rate(draft, pick_of(book.rates(), pick)?.id),
        Move::Settings { grace } => {
            let mut firm = book.firm().clone();
            firm.name.push(char::from(b'a' + grace));
            firm.bucket_edges = vec![u16::from(grace), 30];
            set_firm(draft, firm)
        }
        Move::Deal { customer, what, item, minor, on } => {
            let customer = *pick_of(&customers, customer)?;
            deal(draft, &book, customer, what, item, minor, day(on))
        }
        Move::EndDealing { dealing, on } => {
            let all = book.customers().flat_map(|(_, entry)| entry.dealings.iter());
            let all: Vec<_> = all.collect();
            end_dealing(draft, pick_of(&all, dealing)?.dealing.id, day(on), String::new())
        }
        Move::Statement { key, count, minor, dollars, on } => {
            let movements = (0..u64::from(count)).map(|n| BankMovement {
                payer: format!("Pagador {n}"),
                ..bank_movement(u64::from(key) + n, minor + 7 * n as i64, day(on + n))
            });
            enter_statement(draft, bank_statement(currency(dollars), movements.collect())).map(drop)
        }
        Move::Match { movement, customer, share, fee, item } => {
            let (ix, entry) = *pick_of(&waiting(&book, |minor| minor > 0), movement)?;
            let currency = entry.statement.currency;
            let minor = (entry.left_minor() * i64::from(share) + 10) / 20 + fee;
            let customer = book.customer(book.find_customer(*pick_of(&customers, customer)?)?);
            let on = entry.movement().booked_on;
            let own = customer.invoices.iter().flat_map(|&ix| book.items_of(ix));
            let own: Vec<_> = own.filter(|(_, item)| item.currency == currency).collect();
            let lines = pick_of(&own, item).map(|&(ix, item)| {
                let free = book.free_minor(item, on.max(item.issued_on));
                Line::new(book.item_ref(ix), free.min(minor).max(1))
            });
            let kind = CreditKind::Payment { method: Method::Transfer };
            let (customer, amount) = (customer.customer.id, Money::new(minor, currency));
            let credit = credit_form(kind, customer, amount, on, lines.into_iter().collect());
            let movement = book.movement(ix).movement().id;
            match_movement(draft, movement, vec![MatchForm { credit, fee_minor: fee }])
        }
        Move::Link { movement, credit } => {
            let credit = &book.credit(*pick_of(&credits, credit)?).credit;
            // Few amounts are equal: one that fits is taken where there is one.
            let fits = |minor| minor > 0 && minor >= credit.amount.amount_minor;
            let fitting = waiting(&book, fits);
            let all = if fitting.is_empty() { waiting(&book, |_| true) } else { fitting };
            let (ix, _) = *pick_of(&all, movement)?;
            link_payment(draft, book.movement(ix).movement().id, credit.id)
        }
        Move::Unmatch(pick) => {
            let all = book.movements().filter(|(_, entry)| !entry.credits.is_empty());
            let all: Vec<_> = all.map(|(_, entry)| entry.movement().id).collect();
            unmatch_movement(draft, *pick_of(&all, pick)?)
        }
        Move::Aside { movement, up } => {
            let all: Vec<Id> = book.movements().map(|(_, entry)| entry.movement().id).collect();
            let movement = *pick_of(&all, movement)?;
            if up { take_movement_up(draft, movement) } else { set_movement_aside(draft, movement) }
        }
        Move::Return { movement, credit } => {
            let (ix, _) = *pick_of(&waiting(&book, |minor| minor < 0), movement)?;
            let credit = book.credit(*pick_of(&credits, credit)?).credit.id;
            return_payment(draft, book.movement(ix).movement().id, credit)
        }
        Move::Payer { key, customer, what } => {
            let who = match what {
                0 => None,
                1 => Some(Who::NotOurs),
                _ => Some(Who::Customer(*pick_of(&customers, customer)?)),
            };
            know_payer(draft, &[format!("pagador {key}"), format!("#{key}")], who)
        }
        Move::Flow { day: of_month, minor, on } => {
            let until = (minor % 2 == 0).then(|| day(on + 20));
            let flow = PlannedFlow {
                id: Id::new(0, 0),
                name: format!("Renta {of_month}"),
                direction: if minor % 3 == 0 { FlowDirection::In } else { FlowDirection::Out },
                amount: Money::new(minor, home),
                rhythm: Rhythm::Monthly { day: of_month, from: day(on), until },
            };
            plan_flow(draft, flow).map(drop)
        }
        Move::ChangeFlow { flow, strike } => {
            let mut flow = pick_of(book.flows(), flow)?.clone();
            if strike {
                return Some(strike_flow(draft, flow.id));
            }
            flow.name.push('x');
            flow.amount.amount_minor -= 1;
            change_flow(draft, flow).map(drop)
        }
        Move::Count { minor, dollars, on } => {
            count_cash(draft, day(on), Money::new(minor, currency(dollars))).map(drop)
        }
        Move::StrikeCount(pick) => strike_cash_count(draft, pick_of(book.cash_counts(), pick)?.id),
        Move::Protocol { on } => {
            let protocol = Protocol {
                id: Id::new(0, 0),
                protocol: Id::new(0, 9),
                since: day(on),
                name: Bilingual::new("Propio", ""),
                steps: Vec::new(),
                retired: false,
            };
            set_protocol(draft, protocol).map(drop)
        }
    })
}

/// Something said or agreed about one of a customer's instalments, or about any.
fn deal(
    draft: &mut Draft,
    book: &Book,
    customer: Id,
    what: u8,
    item: Pick,
    minor: i64,
    on: NaiveDate,
) -> Result<(), Refusal> {
    let entry = book.customer(book.find_customer(customer).unwrap());
    let own: Vec<_> = entry.invoices.iter().flat_map(|&ix| book.items_of(ix)).collect();
    let all: Vec<_> = book.invoices().flat_map(|(ix, _)| book.items_of(ix)).collect();
    let Some(&(ix, item)) = pick_of(if what == 8 { &all } else { &own }, item) else {
        return Err(Refusal::NothingToUndo);
    };
    let items = vec![book.item_ref(ix)];
    let invoice = book.invoice(item.invoice).invoice.id;
    let amount = Money::new(minor, item.currency);
    let due_on = on + Days::new(7);
    let promise = Promise { made_on: on, due_on, amount, items: items.clone(), open_minor: 0 };
    let contact = LoggedContact {
        at: on.and_hms_opt(10, 0, 0).unwrap(),
        direction: Direction::Out,
        channel: Some(Channel::Call),
        with: "Ana".to_owned(),
        by: String::new(),
        items: items.clone(),
        step: None,
        outcome: Outcome::Promised,
        said: String::new(),
        corrects: entry.dealings.last().map(|entry| entry.dealing.id).filter(|_| what == 1),
    };
    let what = match what {
        0..=2 => {
            let promise = What::Promise(promise);
            return log_contact(draft, customer, contact, vec![promise]).map(drop);
        }
        3 | 8 => What::Promise(promise),
        4 => What::Dispute(Dispute {
            invoice,
            opened_on: on,
            reason: DisputeReason::Price,
            amount: Some(amount),
            settles: String::new(),
        }),
        5 => What::Hold(Hold {
            invoice: Some(invoice),
            from: on,
            until: Some(due_on),
            reason: "motivo".to_owned(),
        }),
        9 => What::Sign(NotedSign {
            kind: SignKind::LowPrices,
            on,
            by: "Ana".to_owned(),
            note: String::new(),
        }),
        10 => What::SignReview(SignReview {
            kind: SignKind::LaterThanHabit,
            since: on,
            on,
            by: String::new(),
            note: "visto".to_owned(),
        }),
        _ => What::Plan(Plan {
            agreed_on: on,
            items,
            currency: item.currency,
            parts: vec![Instalment { due_on, amount_minor: book.open_minor(item, on) }],
            restores: true,
        }),
    };
    add_dealing(draft, customer, what).map(drop)
}

/// Movements with something left of the direction asked for.
fn waiting(book: &Book, is_it: impl Fn(i64) -> bool) -> Vec<(Ix<MovementEntry>, &MovementEntry)> {
    book.movements().filter(|(_, entry)| is_it(entry.left_minor())).collect()
}

/// A movement of which little is known.
pub fn bank_movement(key: u64, amount_minor: i64, booked_on: NaiveDate) -> BankMovement {
    BankMovement {
        id: Id::new(0, 0),
        key,
        booked_on,
        value_on: None,
        amount_minor,
        fee_minor: 0,
        payer: String::new(),
        payer_account: String::new(),
        payer_tax_id: String::new(),
        references: vec![Reference { kind: ReferenceKind::EndToEnd, text: format!("R{key}") }],
        text: String::new(),
        bank_id: String::new(),
        is_reversal: false,
    }
}

/// A statement that says nothing but its movements.
pub fn bank_statement(currency: Currency, movements: Vec<BankMovement>) -> BankStatement {
    BankStatement {
        id: Id::new(0, 0),
        account: "0123".to_owned(),
        currency,
        from: None,
        to: None,
        opening_minor: None,
        closing_minor: None,
        known_minor: 0,
        source: String::new(),
        movements,
    }
}

fn halves(minor: i64, on: u64) -> Vec<Instalment> {
    let part = |n, amount_minor| Instalment { due_on: day(on + n), amount_minor };
    vec![part(3, minor / 2), part(6, minor - minor / 2)]
}

/// A credit with what it settles.
pub fn credit_form(
    kind: CreditKind,
    customer: Id,
    amount: Money,
    date: NaiveDate,
    lines: Vec<Line>,
) -> CreditForm {
    let (reference, notes) = (String::new(), String::new());
    CreditForm { kind, customer, date, amount, rate: None, reference, notes, lines }
}

/// All records of a journal, in order.
pub fn records_of(journal: &MemoryJournal) -> Vec<(Record, [u8; 32])> {
    let stored = run(journal.records_after(0, u32::MAX)).unwrap();
    stored.iter().map(|stored| Record::open(&stored.bytes).unwrap()).collect()
}

/// A refusal as undoing returns it.
pub fn refused(why: Refusal) -> UndoError {
    UndoError::Refused(why)
}
