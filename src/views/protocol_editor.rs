//! A protocol while it is edited: its steps by day, where they stand on the line, and what
//! its words look like.

use chrono::{NaiveDate, TimeDelta};

use crate::dunning::message::MessageFacts;
use crate::dunning::protocol_check::{DAYS, ProtocolProblem, StepPart, Wrong, validate};
use crate::dunning::template::{ProblemKind, Template, TemplateProblem, Values};
use crate::ledger::book::CustomerEntry;
use crate::ledger::protocol::{Bilingual, Channel, Protocol, Stage, Step};
use crate::ledger::{Book, Id, Ix};
use crate::order;
use crate::text::Lang;

/// A protocol that is being edited. Steps stay in the order of their days; a step is known
/// by a key that it keeps while it is moved.
#[derive(Clone, Debug, PartialEq)]
pub struct Editing {
    /// As it stands.
    protocol: Protocol,
    /// The key of each step.
    keys: Vec<u32>,
    next: u32,
}

impl Editing {
    /// A version to go on from.
    pub fn of(version: &Protocol) -> Self {
        let mut protocol = version.clone();
        order::sort_by_key(&mut protocol.steps, |step| step.day);
        let next = u32::try_from(protocol.steps.len()).unwrap_or(0);
        Self { protocol, keys: (0..next).collect(), next }
    }

    /// A new protocol with one step; `name` and `step` are what they are called at first.
    pub fn blank(name: Bilingual, step: Bilingual, on: NaiveDate) -> Self {
        let nil = Id::new(0, 0);
        let mut protocol =
            Protocol { id: nil, protocol: nil, since: on, name, steps: Vec::new(), retired: false };
        protocol.steps.push(new_step(step, 0));
        Self::of(&protocol)
    }

    /// A new protocol like another; `name` is what it is called at first.
    pub fn copy(other: &Protocol, name: Bilingual, on: NaiveDate) -> Self {
        let nil = Id::new(0, 0);
        let mut copy = Self::of(other);
        copy.protocol =
            Protocol { id: nil, protocol: nil, since: on, name, retired: false, ..copy.protocol };
        copy.protocol.steps.iter_mut().for_each(|step| step.id = nil);
        copy
    }

    /// As it stands.
    pub fn protocol(&self) -> &Protocol {
        &self.protocol
    }

    /// Its name, to be edited.
    pub fn name_mut(&mut self) -> &mut Bilingual {
        &mut self.protocol.name
    }

    /// The keys of the steps, in their order.
    pub fn keys(&self) -> &[u32] {
        &self.keys
    }

    /// Where a step stands among the others, from 0.
    pub fn place(&self, key: u32) -> Option<usize> {
        self.keys.iter().position(|known| *known == key)
    }

    /// A step.
    pub fn step(&self, key: u32) -> Option<&Step> {
        self.protocol.steps.get(self.place(key)?)
    }

    /// A step, to be edited in everything but its day.
    pub fn step_mut(&mut self, key: u32) -> Option<&mut Step> {
        let place = self.place(key)?;
        self.protocol.steps.get_mut(place)
    }

    /// Moves a step to a day, or to the nearest that is possible.
    pub fn move_to(&mut self, key: u32, day: i16) {
        let (first, last) = DAYS;
        if let Some(step) = self.step_mut(key) {
            step.day = day.clamp(first, last);
        }
        self.sort();
    }

    /// Adds a step ten days after the last one; its key.
    pub fn add(&mut self, name: Bilingual) -> u32 {
        let day = self.protocol.steps.last().map_or(0, |last| (last.day + 10).min(DAYS.1));
        let stage = self.protocol.steps.last().map_or(Stage::Preventive, |last| last.stage);
        self.insert(Step { stage, ..new_step(name, day) })
    }

    /// Adds a step like another, five days later; its key.
    pub fn duplicate(&mut self, key: u32) -> Option<u32> {
        let step = self.step(key)?.clone();
        let day = (step.day + 5).min(DAYS.1);
        Some(self.insert(Step { id: Id::new(0, 0), day, ..step }))
    }

    /// Takes a step out; the key of the one to look at next.
    pub fn remove(&mut self, key: u32) -> Option<u32> {
        let place = self.place(key)?;
        self.keys.remove(place);
        self.protocol.steps.remove(place);
        self.keys.get(place).or(self.keys.last()).copied()
    }

    /// Everything that is wrong with it.
    pub fn problems(&self) -> Vec<ProtocolProblem> {
        validate(&self.protocol)
    }

    fn insert(&mut self, step: Step) -> u32 {
        let key = self.next;
        self.next += 1;
        self.keys.push(key);
        self.protocol.steps.push(step);
        self.sort();
        key
    }

    fn sort(&mut self) {
        let steps = std::mem::take(&mut self.protocol.steps);
        let mut both: Vec<_> = self.keys.drain(..).zip(steps).collect();
        order::sort_by_key(&mut both, |(_, step)| step.day);
        (self.keys, self.protocol.steps) = both.into_iter().unzip();
    }
}

fn new_step(name: Bilingual, day: i16) -> Step {
    Step {
        id: Id::new(0, 0),
        day,
        channel: Channel::Call,
        stage: if day > 0 { Stage::Administrative } else { Stage::Preventive },
        name,
        subject: Bilingual::default(),
        body: Bilingual::default(),
        checklist: Vec::new(),
        least: None,
        fee: None,
    }
}

/// The line on which steps stand: the days before the due date on a stretch of their own, so
/// that the due date never sticks to an edge.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct DayLine {
    /// The first day shown, below zero.
    pub first: i16,
    /// The last day shown, above zero.
    pub last: i16,
}

/// The least share of the line that the days before the due date take, in hundredths.
const BEFORE: f64 = 26.0;

impl DayLine {
    /// A line with room for steps on some days, and a little more at both ends.
    pub fn of(days: impl Iterator<Item = i16> + Clone) -> Self {
        let round = |day: i16| (day + 5).div_euclid(10) * 10 + 10;
        let first = days.clone().min().unwrap_or(0).min(0);
        let last = days.max().unwrap_or(0).max(0);
        Self { first: -round(-first).max(20), last: round(last).max(40) }
    }

    /// Where a day stands, in per cent of the line's length.
    pub fn percent(self, day: i16) -> f64 {
        let zero = self.zero();
        let day = f64::from(day.clamp(self.first, self.last));
        if day < 0.0 {
            zero - day / f64::from(self.first) * zero
        } else {
            zero + day / f64::from(self.last) * (100.0 - zero)
        }
    }

    /// The day that stands nearest to a place on the line, in per cent.
    pub fn day_at(self, percent: f64) -> i16 {
        let zero = self.zero();
        let percent = percent.clamp(0.0, 100.0);
        let day = if percent < zero {
            (zero - percent) / zero * f64::from(self.first)
        } else {
            (percent - zero) / (100.0 - zero) * f64::from(self.last)
        };
        // Between the first and the last day, which are both of this type.
        day.round() as i16
    }

    /// The days that are marked, in their order, the due date among them.
    pub fn ticks(self) -> Vec<i16> {
        let step = if self.last > 120 {
            60
        } else if self.last > 60 {
            30
        } else {
            10
        };
        let before = if self.first < -40 { 30 } else { 10 };
        let early = (self.first..0).filter(|day| day % before == 0);
        early.chain((0..=self.last).filter(|day| day % step == 0)).collect()
    }

    fn zero(self) -> f64 {
        let (before, after) = (f64::from(-self.first), f64::from(self.last));
        (before / (before + after) * 100.0).max(BEFORE)
    }
}

/// In which row above the line each of some places is drawn, so that none covers another:
/// places in per cent, rising, at least `apart` from each other in a row.
pub fn rows(places: &[f64], apart: f64) -> Vec<usize> {
    let mut ends: Vec<f64> = Vec::new();
    let row = |place: &f64| {
        let free = ends.iter().position(|end| place - end >= apart);
        let row = free.unwrap_or(ends.len());
        match ends.get_mut(row) {
            Some(end) => *end = *place,
            None => ends.push(*place),
        }
        row
    };
    places.iter().map(row).collect()
}

/// The stretches of the line by stage: which, from where, to where, in per cent. A stage
/// goes on until a step of another.
pub fn stretches(line: DayLine, steps: &[Step]) -> Vec<(Stage, f64, f64)> {
    let mut all: Vec<(Stage, f64, f64)> = Vec::new();
    for step in steps {
        let at = line.percent(step.day);
        match all.last_mut() {
            Some(last) if last.0 == step.stage => {}
            Some(last) => {
                last.2 = at;
                all.push((step.stage, at, 100.0));
            }
            None => all.push((step.stage, 0.0, 100.0)),
        }
    }
    all.retain(|(_, from, to)| to > from);
    all
}

/// A template cut into pieces, with whether each is where a problem stands: for underlining.
pub fn marks(source: &str, problems: &[TemplateProblem]) -> Vec<(String, bool)> {
    let chars: Vec<char> = source.chars().collect();
    let mut wrong = vec![false; chars.len()];
    for problem in problems {
        let from = problem.at.min(chars.len());
        let rest = &chars[from..];
        let long = match problem.kind {
            ProblemKind::TooLong { .. } => rest.len(),
            ProblemKind::StrayBrace => 1,
            ProblemKind::UnclosedBrace => {
                rest.iter().position(|c| c.is_whitespace()).unwrap_or(rest.len())
            }
            _ => rest.iter().position(|c| *c == '}').map_or(rest.len(), |end| end + 1),
        };
        wrong[from..from + long.min(rest.len())].fill(true);
    }
    let mut pieces: Vec<(String, bool)> = Vec::new();
    for (letter, is_wrong) in chars.into_iter().zip(wrong) {
        match pieces.last_mut() {
            Some((text, of)) if *of == is_wrong => text.push(letter),
            _ => pieces.push((letter.to_string(), is_wrong)),
        }
    }
    pieces
}

/// The problems of a step's texts in a language, as a template's.
pub fn template_problems(
    problems: &[ProtocolProblem],
    step: usize,
    part: StepPart,
    lang: Lang,
) -> Vec<TemplateProblem> {
    let of = |found: &ProtocolProblem| match &found.wrong {
        Wrong::Template { part: of, lang: written, problem }
            if found.step == Some(step) && *of == part && *written == lang =>
        {
            Some(problem.clone())
        }
        _ => None,
    };
    problems.iter().filter_map(of).collect()
}

/// A text with something put in the place of what is chosen, and where the cursor stands
/// then. Places are counted as a browser does, in UTF-16.
pub fn insert_at(text: &str, from: u32, to: u32, piece: &str) -> (String, u32) {
    let units: Vec<u16> = text.encode_utf16().collect();
    let from = (from as usize).min(units.len());
    let to = (to as usize).clamp(from, units.len());
    let mut joined = String::from_utf16_lossy(&units[..from]);
    joined.push_str(piece);
    let cursor = joined.encode_utf16().count();
    joined.push_str(&String::from_utf16_lossy(&units[to..]));
    (joined, u32::try_from(cursor).unwrap_or(u32::MAX))
}

/// Where a character stands as a browser counts, in UTF-16.
pub fn utf16_place(text: &str, at: usize) -> u32 {
    let units = text.chars().take(at).map(char::len_utf16).sum::<usize>();
    u32::try_from(units).unwrap_or(u32::MAX)
}

/// The customers with something open, by what is oldest, at most `most`: to try words on.
pub fn customers_to_show(book: &Book, on: NaiveDate, most: usize) -> Vec<(Id, String)> {
    let mut found: Vec<_> = book
        .customers()
        .filter_map(|(ix, entry)| {
            let open = book.open_items(ix, on);
            let oldest = open.iter().map(|open| book.item(open.item).due_on).min()?;
            Some((oldest, entry.customer.id, entry.customer.name().to_owned()))
        })
        .collect();
    order::sort(&mut found);
    found.truncate(most);
    found.into_iter().map(|(_, id, name)| (id, name)).collect()
}

/// What the fields say about a customer on the day when a step comes for the oldest of what
/// is open, and that day; `None` where nothing is open.
pub fn shown_values(
    book: &Book,
    customer: Ix<CustomerEntry>,
    day: i16,
    lang: Lang,
    today: NaiveDate,
) -> Option<(Values, NaiveDate)> {
    let open = book.open_items(customer, today);
    let anchor = open.iter().map(|open| open.item).min_by_key(|&ix| (book.item(ix).age(), ix))?;
    let item = book.item(anchor);
    let issued = book.invoice(item.invoice).invoice.issued_on;
    let planned = item.due_on.checked_add_signed(TimeDelta::days(day.into()))?;
    let on = planned.max(issued);
    let is_reached = |ix: &Ix<crate::ledger::book::Item>| {
        let of = book.item(*ix);
        *ix == anchor || of.due_on <= on
    };
    let items: Vec<_> = open.iter().map(|open| open.item).filter(is_reached).collect();
    let facts = MessageFacts { lang, ..MessageFacts::new(book, customer, &items, on) };
    Some((facts.values(book), on))
}

/// A text filled in, or nothing where it is no template.
pub fn filled(source: &str, values: &Values) -> Option<String> {
    Template::parse(source).ok().map(|template| template.fill(values))
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;
    use crate::dunning::shipped;
    use crate::dunning::template::Field;
    use crate::views::fixture::{customer, day, draft, invoice, mxn};

    fn words(text: &str) -> Bilingual {
        Bilingual::new(text, "")
    }

    #[test]
    fn steps_keep_their_keys_and_the_order_of_their_days() {
        let mut editing = Editing::of(shipped::standard());
        let first = editing.keys()[0];
        editing.move_to(first, 25);
        assert_eq!(editing.step(first).unwrap().day, 25);
        let days: Vec<_> = editing.protocol().steps.iter().map(|step| step.day).collect();
        assert!(days.is_sorted() && editing.place(first) == Some(3), "{days:?}");
        editing.move_to(first, -400);
        assert_eq!((editing.step(first).unwrap().day, editing.place(first)), (DAYS.0, Some(0)));

        let added = editing.add(words("Otra"));
        assert_eq!(editing.step(added).unwrap().day, 100);
        let twin = editing.duplicate(added).unwrap();
        assert_eq!(editing.step(twin).unwrap().day, 105);
        assert_ne!(twin, added);
        assert_eq!(editing.remove(twin), Some(added), "the last one that is left");
        assert!(editing.step(twin).is_none());
        assert!(editing.problems().is_empty());
    }

    #[test]
    fn a_copy_is_a_protocol_of_its_own() {
        let on = day("2026-03-01");
        let copy = Editing::copy(shipped::standard(), words("Copia"), on);
        let nil = Id::new(0, 0);
        let steps = &copy.protocol().steps;
        assert!(copy.protocol().protocol == nil && steps.iter().all(|step| step.id == nil));
        assert_eq!(steps.len(), shipped::standard().steps.len());
        let blank = Editing::blank(words("Nuevo"), words("Paso"), on);
        assert!(blank.problems().is_empty(), "a call needs no text");
    }

    #[test]
    fn a_place_on_the_line_is_a_day_and_back() {
        let line = DayLine::of([-10, 0, 90].into_iter());
        assert_eq!((line.first, line.last), (-20, 100));
        for day in line.first..=line.last {
            assert_eq!(line.day_at(line.percent(day)), day);
        }
        assert_eq!((line.day_at(-5.0), line.day_at(130.0)), (-20, 100));
        assert!((line.percent(0) - BEFORE).abs() < 1e-9, "not at the edge");
        assert!(line.ticks().contains(&0) && line.ticks().is_sorted());
        let even = DayLine::of([-90, 30].into_iter());
        assert!(even.percent(0) > 50.0);
        assert_eq!(rows(&[0.0, 2.0, 3.0, 9.0], 5.0), [0, 1, 2, 0]);
    }

    #[test]
    fn stages_follow_one_another_along_the_line() {
        let line = DayLine::of([-10, 90].into_iter());
        let all = stretches(line, &shipped::standard().steps);
        let stages: Vec<_> = all.iter().map(|of| of.0).collect();
        assert_eq!(stages, Stage::ALL);
        assert!(all.windows(2).all(|pair| (pair[0].2 - pair[1].1).abs() < 1e-9));
        assert!(all[0].1.abs() < 1e-9 && (all[3].2 - 100.0).abs() < 1e-9);
    }

    #[test]
    fn what_is_wrong_is_marked_where_it_stands() {
        let source = "Señor {clente}, debe {total} } {sin fin";
        let problems = Template::parse(source).unwrap_err();
        let pieces = marks(source, &problems);
        let wrong: Vec<_> =
            pieces.iter().filter(|piece| piece.1).map(|piece| piece.0.as_str()).collect();
        assert_eq!(wrong, ["{clente}", "}", "{sin"]);
        let whole: String = pieces.iter().map(|piece| piece.0.as_str()).collect();
        assert_eq!(whole, source);
        assert_eq!(utf16_place("😀a", 1), 2);
        assert_eq!(insert_at("😀 hola", 3, 7, "{cliente}"), ("😀 {cliente}".to_owned(), 12));
        assert_eq!(insert_at("", 9, 9, "x"), ("x".to_owned(), 1));
    }

    #[test]
    fn words_are_tried_on_the_day_the_step_would_come() {
        let mut draft = draft();
        let late = customer(&mut draft, "Andina");
        invoice(&mut draft, late, "F-1", "2026-01-01", "2026-01-31", mxn(100_000));
        invoice(&mut draft, late, "F-2", "2026-02-01", "2026-03-03", mxn(50_000));
        customer(&mut draft, "Sin deuda");
        let book = draft.into_book();
        let today = day("2026-02-20");
        let shown = customers_to_show(&book, today, 9);
        assert_eq!(shown.len(), 1);
        let ix = book.find_customer(shown[0].0).unwrap();
        let (values, on) = shown_values(&book, ix, 20, Lang::Es, today).unwrap();
        assert_eq!(on, day("2026-02-20"));
        assert_eq!(values.get(Field::Numbers), "F-1", "the other is not due yet");
        let (values, on) = shown_values(&book, ix, 40, Lang::En, today).unwrap();
        assert_eq!(on, day("2026-03-12"));
        assert_eq!(values.get(Field::Numbers), "F-1 and F-2");
        let (_, on) = shown_values(&book, ix, -90, Lang::Es, today).unwrap();
        assert_eq!(on, day("2026-01-01"), "not before it was issued");
        assert_eq!(filled("{cliente}", &values).as_deref(), Some("Andina"));
        assert_eq!(filled("{clente}", &values), None);
    }
}
