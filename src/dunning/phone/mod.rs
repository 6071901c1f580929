//! Phone numbers as people write them, made international (E.164).
//!
//! What a country writes before its own numbers (a trunk zero, `044`, `15`) is no part of
//! the number abroad. Nothing is guessed: a number that lacks its area is refused.

mod plan;

use crate::ledger::Country;
use plan::{Plan, plan_in, plan_of};

/// A number that can be called from anywhere.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Phone {
    /// Country code and number, digits only: `525512345678`.
    pub digits: String,
    /// The extension to ask for; empty for none.
    pub extension: String,
    /// Its country code's rules, where the product knows them.
    plan: Option<&'static Plan>,
}

/// Why something is no phone number.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum NumberProblem {
    /// There is none.
    Empty,
    /// It holds something that no number has.
    Letter {
        /// What.
        found: char,
    },
    /// There are several numbers.
    Several,
    /// It has fewer digits than the country's numbers.
    TooShort {
        /// How many it has, without the country code.
        digits: usize,
        /// The fewest there are.
        least: usize,
    },
    /// It has more digits than the country's numbers.
    TooLong {
        /// How many it has, without the country code.
        digits: usize,
        /// The most there are.
        most: usize,
    },
    /// A local number without its area code.
    NoArea,
    /// A number without country code, in a country whose rules are not known here.
    NoCountryCode,
    /// It has an extension, and messages have no way to dial it.
    Extension,
}

impl Phone {
    /// Reads a number as written by somebody in a country.
    ///
    /// # Errors
    /// Says why it is none: too few or too many digits for its country, letters in it, two
    /// numbers in one.
    ///
    /// ```
    /// use cartera::dunning::phone::Phone;
    /// use cartera::ledger::Country;
    /// let read = |text, country| Phone::read(text, country).map(|phone| phone.digits);
    /// assert_eq!(read("(55) 1234-5678", Country::MX).as_deref(), Ok("525512345678"));
    /// assert_eq!(read("099 123 4567", Country::EC).as_deref(), Ok("593991234567"));
    /// assert_eq!(read("+44 (0)20 7946 0018", Country::MX).as_deref(), Ok("442079460018"));
    /// ```
    pub fn read(text: &str, country: Country) -> Result<Self, NumberProblem> {
        let (number, extension) = split_extension(text.trim())?;
        let (international, digits) = digits_of(number)?;
        let own = plan_in(country);
        let abroad = international.or_else(|| dialled_abroad(&digits, own));
        if let Some(digits) = abroad {
            let plan = plan_of(&digits, own);
            return Self::with_code(digits, extension, plan);
        }
        let Some(own) = own else { return Err(NumberProblem::NoCountryCode) };
        // A number may be written with its country code but without the plus. Where numbers
        // of many lengths are dialled with a zero first, one without it has its code.
        let coded = digits.strip_prefix(own.code).and_then(|rest| own.national(rest).ok());
        let any_length = own.most - own.least > 3 && !own.trunks.is_empty();
        match (own.national(&digits), coded) {
            (_, Some(national)) if any_length => {
                Ok(Self { digits: [own.code, &national].concat(), extension, plan: Some(own) })
            }
            (Ok(national), _) | (Err(_), Some(national)) => {
                Ok(Self { digits: [own.code, &national].concat(), extension, plan: Some(own) })
            }
            (Err(problem), _) => Err(problem),
        }
    }

    /// A number given with its country code.
    fn with_code(
        digits: String,
        extension: String,
        plan: Option<&'static Plan>,
    ) -> Result<Self, NumberProblem> {
        let digits = match plan {
            Some(plan) => [plan.code, &plan.national(&digits[plan.code.len()..])?].concat(),
            // E.164 allows fifteen digits with the country code; fewer than eight are none.
            None if digits.len() < 8 => {
                return Err(NumberProblem::TooShort { digits: digits.len(), least: 8 });
            }
            None if digits.len() > 15 => {
                return Err(NumberProblem::TooLong { digits: digits.len(), most: 15 });
            }
            None => digits,
        };
        Ok(Self { digits, extension, plan })
    }

    /// The digits that WhatsApp knows it by: a number of Argentina has a 9 after its
    /// country code there, whether it was written or not.
    ///
    /// # Errors
    /// When it has an extension.
    pub fn for_whatsapp(&self) -> Result<String, NumberProblem> {
        if !self.extension.is_empty() {
            return Err(NumberProblem::Extension);
        }
        let is_argentine = self.plan.is_some_and(|plan| plan.country == Country::AR);
        let national = self.digits.strip_prefix("54").filter(|_| is_argentine);
        Ok(match national {
            Some(national) if national.len() == 10 => ["549", national].concat(),
            _ => self.digits.clone(),
        })
    }
}

/// The international number behind what is dialled in a country to get abroad: `011` where
/// the country code is 1, elsewhere `00`.
fn dialled_abroad(digits: &str, own: Option<&Plan>) -> Option<String> {
    let exit = if own.is_some_and(|plan| plan.code == "1") { "011" } else { "00" };
    digits.strip_prefix(exit).map(str::to_owned)
}

/// The part before an extension, and the extension's digits.
fn split_extension(text: &str) -> Result<(&str, String), NumberProblem> {
    if text.is_empty() {
        return Err(NumberProblem::Empty);
    }
    let Some(letter) = text.find(|c: char| c.is_ascii_alphabetic() || c == '#') else {
        return Ok((text, String::new()));
    };
    let (number, rest) = text.split_at(letter);
    let word_end = rest.find(|c: char| !c.is_ascii_alphabetic() && c != '#').unwrap_or(rest.len());
    let word = rest[..word_end].to_ascii_lowercase();
    let extension: String = rest[word_end..].chars().filter(char::is_ascii_digit).collect();
    let plain = rest[word_end..].chars().all(|c| c.is_ascii_digit() || " .:-".contains(c));
    let known =
        matches!(word.as_str(), "x" | "#" | "ext" | "extension" | "int" | "anexo" | "interno");
    if known && plain && (1..=8).contains(&extension.len()) {
        return Ok((number, extension));
    }
    // «55 1234 5678 y 55 8765 4321», or two with a label.
    let several = number.chars().filter(char::is_ascii_digit).count() >= 7 && extension.len() >= 7;
    match rest.chars().next() {
        Some(found) if !several => Err(NumberProblem::Letter { found }),
        _ => Err(NumberProblem::Several),
    }
}

/// The digits of a number, and the same where it was written as an international one.
fn digits_of(number: &str) -> Result<(Option<String>, String), NumberProblem> {
    let parts = number.split(['/', ',', ';']).map(str::trim).filter(|part| !part.is_empty());
    if parts.count() > 1 {
        return Err(NumberProblem::Several);
    }
    let odd = |c: &char| !c.is_ascii_digit() && !c.is_whitespace() && !"+-–‑.()/,;".contains(*c);
    if let Some(found) = number.chars().find(odd) {
        return Err(NumberProblem::Letter { found });
    }
    let plus = number.trim_start_matches(|c: char| c == '(' || c.is_whitespace());
    if number.matches('+').count() > usize::from(plus.starts_with('+')) {
        return Err(NumberProblem::Several);
    }
    // `+44 (0)20…`: the zero is for calls within the country.
    let number = match plus.strip_prefix('+') {
        Some(rest) => rest.replacen("(0)", "", 1),
        None => number.to_owned(),
    };
    let digits: String = number.chars().filter(char::is_ascii_digit).collect();
    if digits.is_empty() {
        return Err(NumberProblem::Empty);
    }
    Ok((plus.starts_with('+').then(|| digits.clone()), digits))
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;

    fn read(text: &str, country: Country) -> Result<String, NumberProblem> {
        Phone::read(text, country).map(|phone| phone.digits)
    }

    #[test]
    fn numbers_are_read_as_each_country_writes_them() {
        let cases = [
            ("55 1234 5678", Country::MX, "525512345678"),
            ("044 55 1234 5678", Country::MX, "525512345678"),
            ("045 33 1234 5678", Country::MX, "523312345678"),
            ("01 (55) 1234-5678", Country::MX, "525512345678"),
            ("+52 1 55 1234 5678", Country::MX, "525512345678"),
            ("+52 55 1234 5678", Country::CO, "525512345678"),
            ("52 55 1234 5678", Country::MX, "525512345678"),
            ("300 123 4567", Country::CO, "573001234567"),
            ("57 300 123 4567", Country::CO, "573001234567"),
            ("(601) 555 0123", Country::CO, "576015550123"),
            ("987 654 321", Country::PE, "51987654321"),
            ("01 234 5678", Country::PE, "5112345678"),
            ("9 8765 4321", Country::CL, "56987654321"),
            ("+56 9 8765 4321", Country::CL, "56987654321"),
            ("09 8765 4321", Country::CL, "56987654321"),
            ("030 1234567", Country::DE, "49301234567"),
            ("49 30 1234567", Country::DE, "49301234567"),
            ("392 123 4567", Country::IT, "393921234567"),
            ("0991234567", Country::EC, "593991234567"),
            ("+593 099 123 4567", Country::EC, "593991234567"),
            ("02 234 5678", Country::EC, "59322345678"),
            ("612 34 56 78", Country::ES, "34612345678"),
            ("0034 612 345 678", Country::MX, "34612345678"),
            ("(212) 555-0123", Country::US, "12125550123"),
            ("1-212-555-0123", Country::US, "12125550123"),
            ("011 52 55 1234 5678", Country::US, "525512345678"),
            ("020 7946 0018", Country::GB, "442079460018"),
            ("+44 (0)7700 900123", Country::GB, "447700900123"),
            ("07700 900123", Country::GB, "447700900123"),
            ("02 1234567", Country::IT, "39021234567"),
            ("011 4321 5678", Country::AR, "541143215678"),
            ("11 4321-5678", Country::AR, "541143215678"),
            ("011 15 4321 5678", Country::AR, "5491143215678"),
            ("0341 15 432 1567", Country::AR, "5493414321567"),
            ("02966 15 43 2156", Country::AR, "5492966432156"),
            ("+54 9 11 4321 5678", Country::AR, "5491143215678"),
            ("+54 9 11 15 4321 5678", Country::AR, "5491143215678"),
            ("+81 3 1234 5678", Country::MX, "81312345678"),
        ];
        for (text, country, digits) in cases {
            assert_eq!(read(text, country).as_deref(), Ok(digits), "{text} in {country}");
        }
    }

    #[test]
    fn whatsapp_wants_the_nine_of_argentina() {
        let whatsapp = |text| Phone::read(text, Country::AR).unwrap().for_whatsapp().unwrap();
        for text in ["11 4321 5678", "011 15 4321-5678", "+54 9 11 4321 5678", "+54 11 4321 5678"] {
            assert_eq!(whatsapp(text), "5491143215678", "{text}");
        }
        assert_eq!(whatsapp("+52 1 55 1234 5678"), "525512345678");
    }

    #[test]
    fn an_extension_is_kept_for_calls() {
        for text in
            ["55 1234 5678 ext. 12", "55 1234 5678 x12", "5512345678 Ext 12", "55 1234 5678 #12"]
        {
            let phone = Phone::read(text, Country::MX).unwrap();
            assert_eq!((phone.digits.as_str(), phone.extension.as_str()), ("525512345678", "12"));
            assert_eq!(phone.for_whatsapp(), Err(NumberProblem::Extension));
        }
    }

    #[test]
    fn what_is_no_number_is_refused_with_the_reason() {
        let cases = [
            ("", Country::MX, NumberProblem::Empty),
            (" - ", Country::MX, NumberProblem::Empty),
            ("no tiene", Country::MX, NumberProblem::Letter { found: 'n' }),
            ("55 1234 5678 casa", Country::MX, NumberProblem::Letter { found: 'c' }),
            ("55*1234", Country::MX, NumberProblem::Letter { found: '*' }),
            ("١٢٣٤٥٦٧٨٩٠", Country::MX, NumberProblem::Letter { found: '١' }),
            ("1234 5678", Country::MX, NumberProblem::TooShort { digits: 8, least: 10 }),
            ("55 1234 56789", Country::MX, NumberProblem::TooLong { digits: 11, most: 10 }),
            ("+52 55 1234", Country::MX, NumberProblem::TooShort { digits: 6, least: 10 }),
            ("300 123 456", Country::CO, NumberProblem::TooShort { digits: 9, least: 10 }),
            ("8765 4321", Country::CL, NumberProblem::TooShort { digits: 8, least: 9 }),
            ("55 1234 5678 / 55 8765 4321", Country::MX, NumberProblem::Several),
            ("55 1234 5678 y 55 8765 4321", Country::MX, NumberProblem::Several),
            ("+52 55 1234 5678 +52 55 8765 4321", Country::MX, NumberProblem::Several),
            ("15 4321 5678", Country::AR, NumberProblem::NoArea),
            ("+99 123", Country::MX, NumberProblem::TooShort { digits: 5, least: 8 }),
        ];
        for (text, country, problem) in cases {
            assert_eq!(read(text, country), Err(problem), "{text}");
        }
        let japan = Country::from_code("JP").unwrap();
        assert_eq!(read("03 1234 5678", japan), Err(NumberProblem::NoCountryCode));
        assert_eq!(read("+81 3 1234 5678", japan).as_deref(), Ok("81312345678"));
    }

    #[test]
    fn no_text_makes_the_reader_stumble() {
        let signs = ['0', '1', '5', '+', '9', ' ', 'x', 'é'];
        for number in 0..signs.len().pow(5) {
            let text: String =
                (0..5).map(|place| signs[number / signs.len().pow(place) % signs.len()]).collect();
            for long in [text.clone(), text.repeat(3)] {
                for country in [Country::MX, Country::AR, Country::US] {
                    if let Ok(phone) = Phone::read(&long, country) {
                        assert!((8..=15).contains(&phone.digits.len()), "{long:?}");
                    }
                }
            }
        }
    }
}
