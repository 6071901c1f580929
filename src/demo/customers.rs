//! Who buys: 120 customers of three segments, each with terms, size and habit of its own.

use chrono::{NaiveDate, Weekday};

use crate::ledger::customer::{Customer, Party};
use crate::ledger::terms::CountedFrom;
use crate::ledger::{Country, Currency, Id, Terms};
use crate::text::Lang;

use super::chance::{Chance, exp};
use super::days::{in_order, plus};
use super::habits::{Habit, Pace};
use super::names::{Names, Segment};
use super::particulars::{contacts, country, limit, note, terms};
use super::words;

/// A customer and how it behaves.
pub(super) struct Profile {
    /// Its particulars; the id is given when it is entered.
    pub customer: Customer,
    /// When it pays.
    pub pace: Pace,
    /// Invoices in a usual month.
    pub per_month: f64,
    /// What a usual invoice is about before tax, in main units of its currency.
    pub usual_amount: f64,
    /// Whether the same amount is invoiced every month.
    pub retainer: bool,
    /// What it withholds of each invoice, in thousandths.
    pub withholds_thousandths: i64,
    /// How many of a hundred invoices it pays in two parts.
    pub parts_percent: i64,
    /// How its money comes.
    pub pays_by: PaysBy,
    /// Whether its references quote invoice numbers.
    pub quotes_numbers: bool,
    /// The first and last day on which it is invoiced.
    pub invoiced: (NaiveDate, NaiveDate),
}

/// How a customer's money comes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum PaysBy {
    /// By bank transfer.
    Transfer,
    /// By cheque.
    Cheque,
    /// In cash.
    Cash,
    /// By card.
    Card,
    /// By transfer in the home currency, although invoiced in another.
    HomeTransfer,
}

impl Profile {
    /// The currency of its invoices.
    pub(super) fn currency(&self) -> Currency {
        self.customer.currency.unwrap_or(HOME)
    }

    /// Its terms: its own or the firm's.
    pub(super) fn terms(&self) -> Terms {
        self.customer.terms.clone().unwrap_or_else(|| Terms::net(30))
    }
}

/// The currency the demonstration's books are kept in.
pub(super) const HOME: Currency = Currency::MXN;

/// Home units for a dollar, roughly; the dated rates wander about it.
pub(super) const USUAL_RATE: f64 = 18.4;

/// Who looks after customers.
const RESPONSIBLE: [&str; 4] = ["Julieta Arce", "Darío Nava", "Sofía Beltrán", "Hugo Parra"];

/// How many of a segment have each habit: prompt, late, drifting, broken, new.
const COUNTS: [(Segment, [usize; 5]); 3] = [
    (Segment::Corporate, [17, 6, 4, 2, 1]),
    (Segment::Retail, [25, 20, 9, 4, 2]),
    (Segment::Institution, [12, 10, 5, 2, 1]),
];

const HABITS: [Habit; 5] = [Habit::Prompt, Habit::Late, Habit::Drifting, Habit::Broken, Habit::New];

/// The customers of a portfolio from `since` to `today`, in the order they are entered.
pub(super) fn draw(
    since: NaiveDate,
    today: NaiveDate,
    lang: Lang,
    chance: &mut Chance,
) -> Vec<Profile> {
    let mut names = Names::new(chance);
    let mut profiles = Vec::new();
    let mut seen = [0; HABITS.len()];
    for (segment, counts) in COUNTS {
        let habits = spread(&counts, chance);
        let count = habits.len();
        let turn = chance.place(10);
        for (rank, habit) in habits.into_iter().enumerate() {
            // Sizes are spread evenly in logarithms, so that no seed makes a giant.
            let size = (rank as f64 + chance.unit()) / count as f64 * 2.0 - 1.0;
            let pace = Pace::of(habit, share(habit, &mut seen), since, today, chance);
            let place = Place { segment, size, turn: turn + rank, since, today };
            profiles.push(profile(&place, pace, lang, &mut names, chance));
        }
    }
    chance.shuffle(&mut profiles);
    for (place, profile) in profiles.iter_mut().enumerate() {
        profile.customer.code = format!("C{:03}", place + 1);
    }
    profiles
}

/// The habits of a segment from its smallest customer to its largest: each habit evenly
/// over all sizes, and those that pay worst away from the ends.
fn spread(counts: &[usize; 5], chance: &mut Chance) -> Vec<Habit> {
    let mut keyed = Vec::new();
    for (&habit, &count) in HABITS.iter().zip(counts) {
        for place in 0..count {
            let mid = matches!(habit, Habit::Broken | Habit::Drifting);
            let within = if mid { 0.35 + 0.3 * chance.unit() } else { chance.unit() };
            keyed.push(((place as f64 + within) / count as f64, habit));
        }
    }
    let keys = keyed.iter().map(|&(at, _)| (at * 1e9) as u64);
    in_order(keys).into_iter().map(|place| keyed[place].1).collect()
}

/// Where the next customer of a habit stands among all of it. Neighbours stand far from
/// each other, so that the few large ones are not all alike.
fn share(habit: Habit, seen: &mut [usize; HABITS.len()]) -> f64 {
    const GOLDEN: f64 = 0.618_034;
    let count = &mut seen[habit as usize];
    *count += 1;
    (*count as f64 * GOLDEN).fract()
}

/// Where a customer stands in its segment.
struct Place {
    segment: Segment,
    /// From -1, the smallest, to 1.
    size: f64,
    /// Counts up within the segment.
    turn: usize,
    since: NaiveDate,
    today: NaiveDate,
}

fn profile(
    place: &Place,
    pace: Pace,
    lang: Lang,
    names: &mut Names,
    chance: &mut Chance,
) -> Profile {
    let Place { segment, size, turn, since, today } = *place;
    let country = country(segment, turn);
    let name = names.draw(segment, country, chance);
    let foreign = country != Country::MX;
    let in_dollars = foreign || (segment == Segment::Corporate && turn % 10 == 7);
    let (low, high, median, spread) = match segment {
        Segment::Corporate => (3.0, 5.0, 24_000.0, 0.75),
        Segment::Retail => (1.1, 1.9, 7_500.0, 0.6),
        Segment::Institution => (1.3, 2.5, 18_000.0, 0.6),
    };
    let per_month = low + (high - low) * chance.unit();
    let per_month = match pace.habit {
        Habit::Broken => f64::max(per_month, 2.0),
        Habit::New => f64::max(per_month, 2.4),
        _ => per_month,
    };
    // Those who pay well are sold more.
    let trusted = if matches!(pace.habit, Habit::Late | Habit::Drifting) { 0.78 } else { 1.08 };
    let usual_home = trusted * median * exp(spread * size);
    let usual_amount = if in_dollars { usual_home / USUAL_RATE } else { usual_home };
    let currency = if in_dollars { Currency::USD } else { HOME };
    let first = if pace.habit == Habit::New {
        plus(today, -chance.between(32, 58))
    } else if chance.percent(20) {
        plus(since, chance.between(20, 240))
    } else {
        since
    };
    let last = pace.stopped_on.map_or(today, |stopped| plus(stopped, chance.between(40, 65)));

    let mut customer = Customer::named(Id::new(0, 0), name.legal.clone());
    customer.terms = terms(segment, turn, pace.habit);
    customer.country = foreign.then_some(country);
    customer.currency = in_dollars.then_some(Currency::USD);
    customer.responsible = chance.pick(&RESPONSIBLE).to_owned();
    if segment == Segment::Corporate && turn % 5 < 2 && !foreign {
        customer.review_days =
            chance.pick(&[&[Weekday::Mon, Weekday::Tue], &[Weekday::Tue, Weekday::Wed]]).to_vec();
        customer.payment_days =
            chance.pick(&[&[Weekday::Fri][..], &[Weekday::Thu, Weekday::Fri]]).to_vec();
        if turn % 10 == 0
            && let Some(terms) = &mut customer.terms
        {
            terms.counted_from = CountedFrom::Acknowledgement;
        }
    } else if chance.percent(12) {
        customer.payment_days = vec![chance.pick(&[Weekday::Wed, Weekday::Thu, Weekday::Fri])];
    }
    if chance.percent(60) {
        customer.credit_limit = Some(limit(usual_amount * per_month, currency, chance));
    }
    let withholds_thousandths = match country {
        Country::CO | Country::EC => 100,
        Country::PE => 150,
        Country::MX if segment == Segment::Institution && turn % 10 == 4 => 5,
        _ => 0,
    };
    customer.notes = note(&customer, &pace, withholds_thousandths, lang, chance);
    if !chance.percent(7) {
        customer.tax_id = name.tax_id(country, chance);
    }
    customer.contacts = contacts(&name, country, lang, chance);
    customer.party = if name.owner.is_some() { Party::Person } else { Party::Company };
    customer.segment = match segment {
        Segment::Corporate => words::corporate(lang),
        Segment::Retail => words::retail(lang),
        Segment::Institution => words::institutions(lang),
    }
    .to_owned();
    customer.trade_name = name.trade;

    let pays_by = match segment {
        Segment::Corporate if !foreign && turn % 10 == 7 => PaysBy::HomeTransfer,
        Segment::Retail if !foreign && turn % 6 == 1 => PaysBy::Cheque,
        Segment::Retail if !foreign && turn % 12 == 3 => PaysBy::Cash,
        Segment::Retail if !foreign && turn % 12 == 9 => PaysBy::Card,
        _ => PaysBy::Transfer,
    };
    Profile {
        customer,
        pace,
        per_month,
        usual_amount,
        retainer: chance.percent(25),
        withholds_thousandths,
        parts_percent: match pace.habit {
            Habit::New => 0,
            Habit::Prompt => 1,
            _ => chance.pick(&[2, 2, 5, 20]),
        },
        pays_by,
        quotes_numbers: chance.percent(65),
        invoiced: (first, last),
    }
}
