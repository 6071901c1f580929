//! How each country's numbers are written at home and abroad.

use super::NumberProblem;
use crate::ledger::Country;

/// How a country's numbers are written.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Plan {
    pub country: Country,
    /// The country code.
    pub code: &'static str,
    /// Fewest and most digits after the country code.
    pub least: usize,
    pub most: usize,
    /// What is dialled before a number within the country, longest first.
    pub trunks: &'static [&'static str],
}

/// The plan of a country, where it is known here.
pub(super) fn plan_in(country: Country) -> Option<&'static Plan> {
    PLANS.iter().find(|plan| plan.country == country)
}

/// The plan of an international number: the country's own where the code is the same, as
/// several share one.
pub(super) fn plan_of(digits: &str, own: Option<&'static Plan>) -> Option<&'static Plan> {
    let has_code = |plan: &&Plan| digits.starts_with(plan.code);
    own.filter(has_code).or_else(|| PLANS.iter().find(has_code))
}

impl Plan {
    /// The digits after the country code, of a number as dialled within the country or
    /// wrongly with what is dialled there.
    pub fn national(&self, dialled: &str) -> Result<String, NumberProblem> {
        let trunk = self.trunks.iter().find_map(|trunk| dialled.strip_prefix(trunk));
        let digits = match self.country {
            // 52 1 was how mobile numbers of Mexico were called from abroad until 2019.
            Country::MX if dialled.len() == 11 => dialled.strip_prefix('1').unwrap_or(dialled),
            _ => trunk.unwrap_or(dialled),
        };
        if self.country == Country::AR {
            return argentine(digits);
        }
        let length = digits.len();
        if length < self.least {
            return Err(NumberProblem::TooShort { digits: length, least: self.least });
        }
        if length > self.most {
            return Err(NumberProblem::TooLong { digits: length, most: self.most });
        }
        Ok(digits.to_owned())
    }
}

/// An Argentine number without its trunk zero: area and number make ten digits. A mobile
/// one has 15 between them when dialled within the country, and 9 before them abroad.
fn argentine(digits: &str) -> Result<String, NumberProblem> {
    let (nine, rest) = match digits.strip_prefix('9') {
        // No area begins with 9.
        Some(rest) => (true, rest),
        None => (false, digits),
    };
    let rest = rest.strip_prefix('0').unwrap_or(rest);
    // Areas have two digits (only 11), three or four; the number fills up to ten.
    let fifteen = [2, 3, 4].into_iter().find(|&area| {
        rest.len() == 12 && rest[area..].starts_with("15") && (area != 2 || rest.starts_with("11"))
    });
    match fifteen {
        Some(area) => Ok(["9", &rest[..area], &rest[area + 2..]].concat()),
        None if rest.len() == 10 && rest.starts_with("15") => Err(NumberProblem::NoArea),
        None if rest.len() == 10 => Ok([if nine { "9" } else { "" }, rest].concat()),
        None if rest.len() < 10 => Err(NumberProblem::TooShort { digits: rest.len(), least: 10 }),
        None => Err(NumberProblem::TooLong { digits: rest.len(), most: 10 }),
    }
}

const fn plan(
    country: Country,
    code: &'static str,
    least: usize,
    most: usize,
    trunks: &'static [&'static str],
) -> Plan {
    Plan { country, code, least, most, trunks }
}

const NONE: &[&str] = &[];
const ZERO: &[&str] = &["0"];
const ONE: &[&str] = &["1"];

/// The countries the page offers, first those in which most customers are and whose forms
/// the tests spell out. The lengths of the others are general knowledge, rather too wide
/// than too narrow; of several countries with one code, the first stands for it.
const PLANS: &[Plan] = &[
    plan(Country::MX, "52", 10, 10, &["044", "045", "01"]),
    plan(Country::CO, "57", 10, 10, NONE),
    plan(Country::PE, "51", 8, 9, ZERO),
    plan(Country::CL, "56", 9, 9, ZERO),
    plan(Country::EC, "593", 8, 9, ZERO),
    // With the 9 of a mobile number abroad; without it, ten.
    plan(Country::AR, "54", 10, 11, ZERO),
    plan(Country::ES, "34", 9, 9, NONE),
    plan(Country::US, "1", 10, 10, ONE),
    plan(Country::GB, "44", 9, 10, ZERO),
    plan(Country::AD, "376", 6, 9, NONE),
    plan(Country::AG, "1", 10, 10, ONE),
    plan(Country::AT, "43", 4, 13, ZERO),
    plan(Country::AW, "297", 7, 7, NONE),
    plan(Country::BB, "1", 10, 10, ONE),
    plan(Country::BE, "32", 8, 9, ZERO),
    plan(Country::BG, "359", 7, 9, ZERO),
    plan(Country::BO, "591", 8, 8, NONE),
    plan(Country::BR, "55", 10, 11, ZERO),
    plan(Country::BS, "1", 10, 10, ONE),
    plan(Country::BZ, "501", 7, 7, NONE),
    plan(Country::CA, "1", 10, 10, ONE),
    plan(Country::CH, "41", 9, 9, ZERO),
    plan(Country::CR, "506", 8, 8, NONE),
    plan(Country::CU, "53", 8, 8, ZERO),
    plan(Country::CW, "599", 7, 8, NONE),
    plan(Country::CY, "357", 8, 8, NONE),
    plan(Country::CZ, "420", 9, 9, NONE),
    plan(Country::DE, "49", 5, 13, ZERO),
    plan(Country::DK, "45", 8, 8, NONE),
    plan(Country::DM, "1", 10, 10, ONE),
    plan(Country::DO, "1", 10, 10, ONE),
    plan(Country::EE, "372", 7, 8, NONE),
    plan(Country::FI, "358", 5, 12, ZERO),
    plan(Country::FR, "33", 9, 9, ZERO),
    plan(Country::GD, "1", 10, 10, ONE),
    plan(Country::GR, "30", 10, 10, NONE),
    plan(Country::GT, "502", 8, 8, NONE),
    plan(Country::GY, "592", 7, 7, NONE),
    plan(Country::HN, "504", 8, 8, NONE),
    plan(Country::HR, "385", 8, 9, ZERO),
    plan(Country::HT, "509", 8, 8, NONE),
    plan(Country::HU, "36", 8, 9, &["06"]),
    plan(Country::IE, "353", 7, 9, ZERO),
    // The zero of an Italian number stays abroad.
    plan(Country::IT, "39", 6, 11, NONE),
    plan(Country::JM, "1", 10, 10, ONE),
    plan(Country::KN, "1", 10, 10, ONE),
    plan(Country::LC, "1", 10, 10, ONE),
    plan(Country::LT, "370", 8, 8, ZERO),
    plan(Country::LU, "352", 4, 11, NONE),
    plan(Country::LV, "371", 8, 8, NONE),
    plan(Country::MT, "356", 8, 8, NONE),
    plan(Country::NI, "505", 8, 8, NONE),
    plan(Country::NL, "31", 9, 9, ZERO),
    plan(Country::NO, "47", 8, 8, NONE),
    plan(Country::PA, "507", 7, 8, NONE),
    plan(Country::PL, "48", 9, 9, NONE),
    plan(Country::PR, "1", 10, 10, ONE),
    plan(Country::PT, "351", 9, 9, NONE),
    plan(Country::PY, "595", 7, 9, ZERO),
    plan(Country::RO, "40", 9, 9, ZERO),
    plan(Country::SE, "46", 7, 10, ZERO),
    plan(Country::SI, "386", 8, 8, ZERO),
    plan(Country::SK, "421", 9, 9, ZERO),
    plan(Country::SR, "597", 6, 7, NONE),
    plan(Country::SV, "503", 8, 8, NONE),
    plan(Country::TT, "1", 10, 10, ONE),
    plan(Country::UY, "598", 8, 8, ZERO),
    plan(Country::VC, "1", 10, 10, ONE),
    plan(Country::VE, "58", 10, 10, ZERO),
];

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_country_offered_has_its_rules_once() {
        for country in Country::OFFERED {
            let plans = PLANS.iter().filter(|plan| plan.country == *country);
            assert_eq!(plans.count(), 1, "{country}");
        }
        assert_eq!(PLANS.len(), Country::OFFERED.len());
    }
}
