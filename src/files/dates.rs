//! Dates as people and programs write them, and in which order day and month stand.

use chrono::{Datelike, Days, NaiveDate};

use super::fold::fold_char;

/// The order of day, month and year where a date is three bare numbers.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, serde::Serialize, serde::Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum DateOrder {
    /// 31/03/2026.
    Dmy,
    /// 03/31/2026.
    Mdy,
    /// 26-03-31. Dates that begin with a year of four digits need no order.
    Ymd,
}

impl DateOrder {
    /// All of them, the most usual first.
    pub const ALL: [Self; 3] = [Self::Dmy, Self::Mdy, Self::Ymd];
}

/// How the dates of one column are to be read.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct DateStyle {
    /// The order of three bare numbers.
    pub order: DateOrder,
    /// Whether five digits are a day counted from the end of 1899, as Excel stores dates.
    pub serial: bool,
}

/// What a column's values say about something, before anybody is asked.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Verdict<T> {
    /// No value depends on it.
    Unneeded,
    /// The values decide it.
    Decided(T),
    /// These all fit equally well, and it makes a difference: the user must say.
    Ambiguous(Vec<T>),
}

/// The day that a cell names, `None` where it names none or names one outside the years
/// 1950 to 2150. A time after the date is dropped, as is the zone: the day is the one
/// that is written.
///
/// Read without regard to `style`: `2026-03-31`, `2026/3/31`, `20260331`, `31-mar-2026`,
/// `31 de marzo de 2026`, `Mar 31, 2026`. Years of two digits are 1970 to 2069.
///
/// ```
/// use cartera::files::dates::{DateOrder, DateStyle, parse_date};
/// let style = DateStyle { order: DateOrder::Mdy, serial: false };
/// assert_eq!(parse_date("3/31/26 0:00", style).unwrap().to_string(), "2026-03-31");
/// assert_eq!(parse_date("31/02/2026", style), None);
/// ```
pub fn parse_date(cell: &str, style: DateStyle) -> Option<NaiveDate> {
    match Shape::of(cell) {
        Shape::Fixed(date) => Some(date),
        Shape::Numbers(numbers) => numbers.date(style.order),
        Shape::Serial(date) => style.serial.then_some(date),
        Shape::Other => None,
    }
}

/// Counts what the dates of a column have in common. Fill it with the whole column: one
/// value with a day above 12 decides for all the others.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct DateTally {
    /// Cells that are not empty.
    pub filled: u32,
    /// Dates that read the same whatever the order.
    fixed: u32,
    /// Whole numbers of five digits that are days since the end of 1899.
    serial: u32,
    /// By the set of orders that make three bare numbers a plausible date (one bit an
    /// order): how many such values.
    by_orders: [u32; 8],
    /// Values that are a different day in day-month and in month-day order.
    differing: u32,
    /// The first value that more than one order fits.
    example: String,
}

impl DateTally {
    /// Counts a cell that is not empty. Bare numbers with a year of two digits fit an
    /// order only where the year is near `today`'s.
    pub fn add(&mut self, cell: &str, today: NaiveDate) {
        self.filled += 1;
        match Shape::of(cell) {
            Shape::Fixed(_) => self.fixed += 1,
            Shape::Serial(_) => self.serial += 1,
            Shape::Numbers(numbers) => {
                let fits = |order| u8::from(numbers.fits(order, today));
                let set =
                    fits(DateOrder::Dmy) | fits(DateOrder::Mdy) << 1 | fits(DateOrder::Ymd) << 2;
                self.by_orders[usize::from(set)] += 1;
                self.differing += u32::from(set & 3 == 3 && numbers.first != numbers.second);
                if self.example.is_empty()
                    && set.count_ones() > 1
                    && numbers.first != numbers.second
                {
                    cell.clone_into(&mut self.example);
                }
            }
            Shape::Other => {}
        }
    }

    /// How many cells are dates in some order or other; serial numbers count only where
    /// the whole column is of them.
    pub fn dates(&self) -> u32 {
        let serial = if self.is_serial() { self.serial } else { 0 };
        self.fixed + serial + self.by_orders[1..].iter().sum::<u32>()
    }

    /// Whether every value is a serial number of a spreadsheet.
    pub fn is_serial(&self) -> bool {
        self.serial > 0 && self.serial == self.filled
    }

    /// The first value that more than one order fits; empty if there is none.
    pub fn example(&self) -> &str {
        &self.example
    }

    /// The order that most values have. A few that contradict it are wrong dates, to be
    /// reported one by one; where they are more than a fifth, nothing is decided.
    pub fn order(&self) -> Verdict<DateOrder> {
        let fits = |bit: usize| -> u32 {
            (1..8).filter(|set| set >> bit & 1 == 1).map(|set| self.by_orders[set]).sum()
        };
        let counts = [fits(0), fits(1), fits(2)];
        let all: u32 = self.by_orders[1..].iter().sum();
        let most = counts.iter().copied().max().unwrap_or(0);
        if most == 0 {
            return Verdict::Unneeded;
        }
        let doubtful = (all - most) * 4 > most;
        let contenders: Vec<DateOrder> = DateOrder::ALL
            .into_iter()
            .zip(counts)
            .filter(|(_, count)| *count == most || (doubtful && *count > 0))
            .map(|(order, _)| order)
            .collect();
        match contenders[..] {
            [only] => Verdict::Decided(only),
            [DateOrder::Dmy, DateOrder::Mdy] if self.differing == 0 && all == most => {
                Verdict::Unneeded
            }
            _ => Verdict::Ambiguous(contenders),
        }
    }
}

enum Shape {
    Fixed(NaiveDate),
    Numbers(Numbers),
    Serial(NaiveDate),
    Other,
}

/// Three bare numbers, no year of four digits first.
struct Numbers {
    first: u32,
    second: u32,
    third: u32,
    /// Whether the last number has two digits, so that it may be a year or a day.
    short: bool,
    dashes: bool,
}

impl Numbers {
    fn date(&self, order: DateOrder) -> Option<NaiveDate> {
        let (year, month, day) = match order {
            DateOrder::Dmy => (self.third, self.second, self.first),
            DateOrder::Mdy => (self.third, self.first, self.second),
            DateOrder::Ymd if !self.short => return None,
            DateOrder::Ymd => (self.first, self.second, self.third),
        };
        ymd(if self.short { full_year(year) } else { year }, month, day)
    }

    fn fits(&self, order: DateOrder, today: NaiveDate) -> bool {
        let Some(date) = self.date(order) else { return false };
        let years_ago = today.year() - date.year();
        match order {
            _ if !self.short => true,
            // Seldom seen, so it needs more to be believed.
            DateOrder::Ymd => self.dashes && (-2..=15).contains(&years_ago),
            _ => (-4..=30).contains(&years_ago),
        }
    }
}

impl Shape {
    fn of(cell: &str) -> Self {
        let cell = without_time(cell.trim());
        // The longest date in words, with a weekday, is about forty characters.
        let digits_count = cell.bytes().filter(u8::is_ascii_digit).count();
        if cell.len() > 48 || !(3..=8).contains(&digits_count) {
            return Self::Other;
        }
        if digits_count == cell.len() {
            return digits(cell);
        }
        if cell.chars().any(char::is_alphabetic) {
            return in_words(cell).map_or(Self::Other, Self::Fixed);
        }
        three_numbers(cell)
    }
}

/// The date's part of `2026-03-31T10:15:00-06:00` or `31/03/2026 10:15 a. m.`; the whole
/// cell where no time follows.
fn without_time(cell: &str) -> &str {
    let Some(colon) = cell.find(':') else { return cell };
    let hour = cell[..colon].trim_end_matches(|c: char| c.is_ascii_digit());
    let hour_digits = colon - hour.len();
    let date = match hour.strip_suffix('T') {
        Some(date) => date,
        None if hour.ends_with(char::is_whitespace) => hour.trim_end(),
        None => return cell,
    };
    let is_time = (1..=2).contains(&hour_digits)
        && cell[colon..]
            .chars()
            .all(|c| c.is_ascii_digit() || c.is_whitespace() || ":.,+-ZzaApPmM".contains(c));
    if is_time { date.trim_end_matches(',') } else { cell }
}

fn digits(cell: &str) -> Shape {
    let Ok(number) = cell.parse::<u32>() else { return Shape::Other };
    match cell.len() {
        8 => ymd(number / 10_000, number / 100 % 100, number % 100)
            .map_or(Shape::Other, Shape::Fixed),
        // Excel counts days from 1900 as if that had been a leap year: from 1 March 1900
        // on, its day n is n days after 30 December 1899. These are 1954 to 2119.
        5 if (20_000..80_200).contains(&number) => NaiveDate::from_ymd_opt(1899, 12, 30)
            .and_then(|start| start.checked_add_days(Days::new(u64::from(number))))
            .map_or(Shape::Other, Shape::Serial),
        _ => Shape::Other,
    }
}

fn three_numbers(cell: &str) -> Shape {
    let Some(separator) = cell.chars().find(|c| !c.is_ascii_digit()) else {
        return Shape::Other;
    };
    if !matches!(separator, '/' | '-' | '.' | ' ') {
        return Shape::Other;
    }
    let mut parts = cell.split(separator);
    let mut next = || {
        let part = parts.next().filter(|part| !part.is_empty() && part.len() <= 4)?;
        part.bytes().all(|b| b.is_ascii_digit()).then_some(part)
    };
    let (Some(a), Some(b), Some(c)) = (next(), next(), next()) else { return Shape::Other };
    if parts.next().is_some() {
        return Shape::Other;
    }
    let number = |part: &str| part.parse().unwrap_or(0);
    let (first, second, third) = (number(a), number(b), number(c));
    match (a.len(), b.len(), c.len()) {
        (4, 1..=2, 1..=2) => ymd(first, second, third).map_or(Shape::Other, Shape::Fixed),
        (1..=2, 1..=2, 2 | 4) => {
            let (short, dashes) = (c.len() == 2, separator == '-');
            Shape::Numbers(Numbers { first, second, third, short, dashes })
        }
        _ => Shape::Other,
    }
}

/// A date with the month's name, in Spanish or English, whole or cut to three letters or
/// more; the year is the number that comes last, unless one of four digits comes first.
fn in_words(cell: &str) -> Option<NaiveDate> {
    let folded: String = cell.chars().map(fold_char).collect();
    let mut month = None;
    let mut numbers: [Option<&str>; 2] = [None, None];
    for run in runs(&folded) {
        if run.as_bytes()[0].is_ascii_digit() {
            let place = numbers.iter_mut().find(|place| place.is_none())?;
            *place = Some(run);
        } else if let Some(named) = month_named(run) {
            // "mar" before a month is Tuesday.
            if month.replace((named, run)).is_some_and(|(_, before)| before != "mar") {
                return None;
            }
        } else if !is_filling(run) {
            return None;
        }
    }
    let [Some(a), Some(b)] = numbers else { return None };
    let (year, day) = if a.len() == 4 { (a, b) } else { (b, a) };
    let (year, short) = match year.len() {
        2 => (year, true),
        4 => (year, false),
        _ => return None,
    };
    let year: u32 = year.parse().ok()?;
    ymd(if short { full_year(year) } else { year }, month?.0, day.parse().ok()?)
}

/// The runs of digits and the runs of letters in a text.
fn runs(text: &str) -> impl Iterator<Item = &str> {
    let kind = |c: char| if c.is_ascii_digit() { 1 } else { u8::from(c.is_alphabetic()) * 2 };
    let mut rest = text;
    std::iter::from_fn(move || {
        rest = rest.trim_start_matches(|c| kind(c) == 0);
        let first = kind(rest.chars().next()?);
        let (run, after) = rest.split_at(rest.find(|c| kind(c) != first).unwrap_or(rest.len()));
        rest = after;
        Some(run)
    })
}

fn month_named(word: &str) -> Option<u32> {
    const NAMES: [&str; 12] = [
        "enero january",
        "febrero february",
        "marzo march",
        "abril april",
        "mayo may",
        "junio june",
        "julio july",
        "agosto august",
        "septiembre september setiembre",
        "octubre october",
        "noviembre november",
        "diciembre december",
    ];
    if word.len() < 3 {
        return None;
    }
    let found = NAMES.iter().position(|names| names.split(' ').any(|n| n.starts_with(word)))?;
    u32::try_from(found + 1).ok()
}

/// Words that stand in a date without saying anything.
fn is_filling(word: &str) -> bool {
    const DAYS: &str = "lunes martes miercoles jueves viernes sabado domingo monday tuesday \
        wednesday thursday friday saturday sunday";
    matches!(word, "de" | "del" | "of" | "st" | "nd" | "rd" | "th" | "o")
        || (word.len() >= 2 && DAYS.split(' ').any(|day| day.starts_with(word)))
}

fn full_year(two_digits: u32) -> u32 {
    two_digits + if two_digits < 70 { 2000 } else { 1900 }
}

fn ymd(year: u32, month: u32, day: u32) -> Option<NaiveDate> {
    (1950..=2150).contains(&year).then(|| NaiveDate::from_ymd_opt(year as i32, month, day))?
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;

    fn read(cell: &str) -> Option<String> {
        let style = DateStyle { order: DateOrder::Dmy, serial: false };
        parse_date(cell, style).map(|date| date.to_string())
    }

    fn tally(cells: &[&str]) -> DateTally {
        let today = NaiveDate::from_ymd_opt(2026, 6, 1).unwrap();
        let mut tally = DateTally::default();
        cells.iter().for_each(|cell| tally.add(cell, today));
        tally
    }

    #[test]
    fn every_common_form_is_read() {
        for cell in [
            "2026-03-31",
            "2026/03/31",
            "2026.3.31",
            "20260331",
            "31/03/2026",
            "31-3-26",
            "31.03.2026",
            "31-mar-2026",
            "31-Mar-26",
            "31 de marzo de 2026",
            "31 de Marzo del 2026",
            "Mar 31, 2026",
            "March 31st, 2026",
            "2026-mar-31",
            "mar. 31 mar 2026",
            "martes, 31 de marzo de 2026",
            "mar 31 mar 26",
            "31mar2026",
            "2026-03-31T23:59:59.000-06:00",
            "2026-03-31 00:00:00",
            "31/03/2026 10:15 a. m.",
            "31/03/2026, 10:15:00",
        ] {
            assert_eq!(read(cell).as_deref(), Some("2026-03-31"), "{cell}");
        }
        assert_eq!(read("mar 07-abr-2026").as_deref(), Some("2026-04-07"));
        assert_eq!(read("1 set 2026").as_deref(), Some("2026-09-01"));
        assert_eq!(read("15-sept-26").as_deref(), Some("2026-09-15"));
    }

    #[test]
    fn what_is_no_date_is_none() {
        for cell in [
            "",
            "31/02/2026",
            "2026-02-30",
            "00/00/0000",
            "31/13/2026",
            "marzo 2026",
            "12",
            "46112",
            "1,234.50",
            "31/03",
            "31//03/2026",
            "31/03-2026",
            "1/1/1900",
            "F-31-mar-2026",
            "31 mar abr 2026",
            "3/31/2026",
            "10:15",
            "2026-03-31 aprox",
            "1 2 3 4",
            "99/99/99",
        ] {
            assert_eq!(read(cell), None, "{cell}");
        }
    }

    #[test]
    fn serial_numbers_are_dates_only_where_the_whole_column_is_of_them() {
        let style = DateStyle { order: DateOrder::Dmy, serial: true };
        assert_eq!(parse_date("46112", style).unwrap().to_string(), "2026-03-31");
        assert!(tally(&["46112", "46113"]).is_serial());
        assert!(!tally(&["46112", "31/03/2026"]).is_serial());
        assert_eq!(tally(&["46112", "x"]).dates(), 0);
    }

    #[test]
    fn one_value_decides_for_the_column() {
        use DateOrder::{Dmy, Mdy, Ymd};
        let order = |cells: &[&str]| tally(cells).order();
        assert_eq!(order(&["01/02/2026", "13/02/2026"]), Verdict::Decided(Dmy));
        assert_eq!(order(&["01/02/2026", "02/13/2026"]), Verdict::Decided(Mdy));
        assert_eq!(order(&["01/02/2026", "05/05/2026"]), Verdict::Ambiguous(vec![Dmy, Mdy]));
        assert_eq!(order(&["05/05/2026", "06/06/2026"]), Verdict::Unneeded);
        assert_eq!(order(&["2026-05-04", "4 may 2026"]), Verdict::Unneeded);
        assert_eq!(order(&["26-03-31", "26-04-02"]), Verdict::Decided(Ymd));
        assert_eq!(order(&["15/01/26", "20/02/26"]), Verdict::Decided(Dmy));
        assert_eq!(order(&["15-03-26"]), Verdict::Ambiguous(vec![Dmy, Ymd]));
    }

    #[test]
    fn a_few_wrong_dates_do_not_undecide_but_many_do() {
        use DateOrder::{Dmy, Mdy};
        let mut cells = vec!["13/02/2026"; 8];
        cells.push("02/13/2026");
        assert_eq!(tally(&cells).order(), Verdict::Decided(Dmy));
        cells.extend(["02/13/2026", "02/13/2026"]);
        assert_eq!(tally(&cells).order(), Verdict::Ambiguous(vec![Dmy, Mdy]));
    }
}
