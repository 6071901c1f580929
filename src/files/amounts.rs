//! Amounts as people and programs write them: `$ 1,200.00`, `1.200,00 €`, `(100)`.

use rust_decimal::Decimal;

use super::currency_words::{CurrencyWord, currency_word};
use super::dates::Verdict;

/// The character between the whole and the fraction of a number.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, serde::Serialize, serde::Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum DecimalMark {
    /// 1,234.50.
    Point,
    /// 1.234,50.
    Comma,
}

impl DecimalMark {
    /// Both.
    pub const ALL: [Self; 2] = [Self::Point, Self::Comma];

    fn char(self) -> char {
        match self {
            Self::Point => '.',
            Self::Comma => ',',
        }
    }
}

/// A number with what was written beside it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Amount {
    /// The number, as precise as it was written.
    pub value: Decimal,
    /// The currency beside it.
    pub currency: CurrencyWord,
}

/// The number in a cell, `None` where it is none. Thousands may be separated by the mark
/// that is not the decimal one, by spaces or apostrophes, in groups of three; negative
/// numbers have a minus on either side or stand in parentheses.
///
/// ```
/// use cartera::files::amounts::{parse_amount, DecimalMark};
/// let amount = parse_amount("(1.200,50 €)", DecimalMark::Comma).unwrap();
/// assert_eq!(amount.value.to_string(), "-1200.50");
/// assert_eq!(parse_amount("1.200,50", DecimalMark::Point), None);
/// ```
pub fn parse_amount(cell: &str, mark: DecimalMark) -> Option<Amount> {
    let pieces = Pieces::of(cell)?;
    let value = pieces.value(mark)?;
    Some(Amount { value, currency: pieces.currency() })
}

/// Counts what the numbers of a column say about their decimal mark. Fill it with the
/// whole column: one `12.50` decides for all the others.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct NumberTally {
    /// Cells that are not empty.
    pub filled: u32,
    /// Numbers with a fraction, a sign or a currency: amounts rather than plain counts.
    pub like_money: u32,
    only_point: u32,
    only_comma: u32,
    same: u32,
    /// Values such as `1.234`: thousands under one mark, a fraction under the other.
    differing: u32,
    /// How many of those have a point.
    differing_with_point: u32,
    example: String,
}

impl NumberTally {
    /// Counts a cell that is not empty.
    pub fn add(&mut self, cell: &str) {
        self.filled += 1;
        let Some(pieces) = Pieces::of(cell) else { return };
        // "F-101" is an invoice's number, not minus 101 of a currency called F.
        if matches!(pieces.currency(), CurrencyWord::Unknown(_)) {
            return;
        }
        let values = DecimalMark::ALL.map(|mark| pieces.value(mark));
        match values {
            [None, None] => return,
            [Some(_), None] => self.only_point += 1,
            [None, Some(_)] => self.only_comma += 1,
            [point, comma] if point == comma => self.same += 1,
            _ => {
                self.differing += 1;
                if self.example.is_empty() {
                    cell.clone_into(&mut self.example);
                }
                self.differing_with_point += u32::from(pieces.digits.contains('.'));
            }
        }
        let plain = pieces.digits.bytes().all(|b| b.is_ascii_digit());
        self.like_money += u32::from(!plain || pieces.negative || !pieces.word.is_empty());
    }

    /// How many cells are numbers under one mark or the other.
    pub fn numbers(&self) -> u32 {
        self.only_point + self.only_comma + self.same + self.differing
    }

    /// The first number that can be read both ways; empty if there is none.
    pub fn example(&self) -> &str {
        &self.example
    }

    /// The mark under which every number that could be read both ways is a whole number of
    /// thousands.
    pub fn grouping_mark(&self) -> Option<DecimalMark> {
        match (self.differing, self.differing_with_point) {
            (0, _) => None,
            (_, 0) => Some(DecimalMark::Point),
            (all, points) => (all == points).then_some(DecimalMark::Comma),
        }
    }

    /// The mark that the numbers agree on. A few that contradict it are wrong numbers, to
    /// be reported one by one; where they are more than a fifth, nothing is decided.
    pub fn mark(&self) -> Verdict<DecimalMark> {
        let (most, least, mark) = if self.only_point >= self.only_comma {
            (self.only_point, self.only_comma, DecimalMark::Point)
        } else {
            (self.only_comma, self.only_point, DecimalMark::Comma)
        };
        if least * 4 > most || (most == 0 && self.differing > 0) {
            Verdict::Ambiguous(DecimalMark::ALL.to_vec())
        } else if most == 0 {
            Verdict::Unneeded
        } else {
            Verdict::Decided(mark)
        }
    }
}

/// A cell taken apart: the number's own characters, its sign, and the word beside it.
struct Pieces<'a> {
    negative: bool,
    /// Digits and the marks among them.
    digits: &'a str,
    word: String,
}

impl<'a> Pieces<'a> {
    fn of(cell: &'a str) -> Option<Self> {
        let mut cell = cell.trim();
        let (mut signs, mut negative) = (0, false);
        if let Some(inside) = cell.strip_prefix('(').and_then(|rest| rest.strip_suffix(')')) {
            (cell, signs, negative) = (inside, 1, true);
        }
        let first = cell.find(|c: char| c.is_ascii_digit())?;
        let last = cell.rfind(|c: char| c.is_ascii_digit())?;
        let (mut before, mut after) = (&cell[..first], &cell[last + 1..]);
        // The longest word for a currency has some twenty letters.
        if before.len() + after.len() > 32 {
            return None;
        }
        let mut digits = &cell[first..=last];
        // ".50" and "$.50": the mark belongs to the number, unlike that of "S/.50".
        if before.ends_with(['.', ',']) && !before.ends_with("/.") {
            let letters = before[..before.len() - 1].ends_with(char::is_alphabetic);
            if !letters {
                digits = &cell[first - 1..=last];
                before = &cell[..first - 1];
            }
        }
        // "100.-" and "100.": no cents, and not negative.
        for tail in [".-", ",-", ".", ","] {
            if let Some(rest) = after.strip_prefix(tail) {
                after = rest;
                break;
            }
        }
        let mut word = String::new();
        for part in [before, after] {
            for c in part.trim().chars() {
                match c {
                    '-' | '−' | '–' => (signs, negative) = (signs + 1, true),
                    '+' => signs += 1,
                    '(' | ')' => return None,
                    _ => word.push(c),
                }
            }
        }
        let word = word.trim();
        if signs > 1 || word.contains(['%', '/', ':']) && !is_sign(word) {
            return None;
        }
        Some(Self { negative, digits, word: word.to_owned() })
    }

    fn value(&self, mark: DecimalMark) -> Option<Decimal> {
        let mut parts = self.digits.split(mark.char());
        let (whole, fraction) = (parts.next()?, parts.next());
        if parts.next().is_some() {
            return None;
        }
        let fraction = fraction.unwrap_or_default();
        let mut unscaled: i128 = 0;
        let mut count = 0;
        let mut add = |c: char| {
            let digit = c.to_digit(10)?;
            count += 1;
            unscaled = unscaled * 10 + i128::from(digit);
            (count <= 27).then_some(())
        };
        let separator = whole.chars().find(|c| !c.is_ascii_digit());
        if let Some(separator) = separator {
            if !(separator.is_whitespace() || matches!(separator, ',' | '.' | '\'' | '’')) {
                return None;
            }
            for (place, group) in whole.split(separator).enumerate() {
                let fits = match place {
                    0 => (1..=3).contains(&group.len()) && group != "0",
                    _ => group.len() == 3,
                };
                if !fits {
                    return None;
                }
                group.chars().try_for_each(&mut add)?;
            }
        } else {
            whole.chars().try_for_each(&mut add)?;
        }
        fraction.chars().try_for_each(&mut add)?;
        if count == 0 {
            return None;
        }
        let signed = if self.negative { -unscaled } else { unscaled };
        Decimal::try_from_i128_with_scale(signed, u32::try_from(fraction.len()).ok()?).ok()
    }

    fn currency(&self) -> CurrencyWord {
        currency_word(&self.word)
    }
}

fn is_sign(word: &str) -> bool {
    word.starts_with("S/") || word.starts_with("B/") || word == "M/N"
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::DecimalMark::{Comma, Point};
    use super::*;

    fn read(cell: &str, mark: DecimalMark) -> Option<String> {
        parse_amount(cell, mark).map(|amount| amount.value.to_string())
    }

    #[test]
    fn numbers_with_a_point() {
        for (cell, value) in [
            ("1234.5", "1234.5"),
            ("1,234.50", "1234.50"),
            ("1,234,567", "1234567"),
            ("$ 1,200.00", "1200.00"),
            ("USD 50", "50"),
            ("(100.00)", "-100.00"),
            ("($100.00)", "-100.00"),
            ("100-", "-100"),
            ("-100", "-100"),
            ("- 100", "-100"),
            ("−100", "-100"),
            ("1'234.50", "1234.50"),
            ("1’234.50", "1234.50"),
            (".5", "0.5"),
            ("-.5", "-0.5"),
            ("$.50", "0.50"),
            ("1\u{A0}234.50", "1234.50"),
            ("100.-", "100"),
            ("100.", "100"),
            ("0.125", "0.125"),
            ("S/.1,234.50", "1234.50"),
            ("S/ 5", "5"),
            ("1,234.50 M.N.", "1234.50"),
            ("1234567.891", "1234567.891"),
            ("-$5", "-5"),
            ("$-5", "-5"),
            ("007", "7"),
            ("+5", "5"),
        ] {
            assert_eq!(read(cell, Point).as_deref(), Some(value), "{cell}");
        }
    }

    #[test]
    fn numbers_with_a_comma() {
        for (cell, value) in [
            ("1234,5", "1234.5"),
            ("1.234,50", "1234.50"),
            ("1.234.567", "1234567"),
            ("1.200,00 €", "1200.00"),
            ("1 234,50", "1234.50"),
            ("1\u{202F}234,50", "1234.50"),
            ("100,-", "100"),
            (",5", "0.5"),
            ("1.234", "1234"),
            ("1,234", "1.234"),
        ] {
            assert_eq!(read(cell, Comma).as_deref(), Some(value), "{cell}");
        }
    }

    #[test]
    fn what_is_no_number_is_none() {
        for cell in [
            "",
            "-",
            "abc",
            "1,23.50",
            "1.234,50",
            "12,34",
            "1,2345",
            "1,234 567",
            "1.2.3",
            "--5",
            "-5-",
            "+-5",
            "(-5)",
            "5%",
            "1/2",
            "10:30",
            "31/03/2026",
            "1 2",
            "5 (x)",
            "1e5x3",
            "0,125",
            "99999999999999999999999999999",
            "1.2E+05",
        ] {
            assert_eq!(read(cell, Point), None, "{cell}");
        }
    }

    #[test]
    fn the_whole_column_decides_the_mark() {
        let mark = |cells: &[&str]| {
            let mut tally = NumberTally::default();
            cells.iter().for_each(|cell| tally.add(cell));
            tally.mark()
        };
        let both = || Verdict::Ambiguous(vec![Point, Comma]);
        assert_eq!(mark(&["1,234", "12.50"]), Verdict::Decided(Point));
        assert_eq!(mark(&["1.234", "12,50"]), Verdict::Decided(Comma));
        assert_eq!(mark(&["1.234.567", "1.234"]), Verdict::Decided(Comma));
        assert_eq!(mark(&["1234.567"]), Verdict::Decided(Point));
        assert_eq!(mark(&["0.125"]), Verdict::Decided(Point));
        assert_eq!(mark(&["1.234", "500"]), both());
        assert_eq!(mark(&["12.50", "12,50"]), both());
        assert_eq!(mark(&["100", "1 234", "x"]), Verdict::Unneeded);
        let mut mostly = vec!["12.50"; 9];
        mostly.push("12,50");
        assert_eq!(mark(&mostly), Verdict::Decided(Point));
    }
}
