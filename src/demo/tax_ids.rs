//! Tax ids with the right form and check digit that were given to nobody: their numbers
//! lie where the authorities have not given any out yet, where there is such a place.

use crate::ledger::Country;
use crate::ledger::tax_id::{Check, TaxId};

use super::chance::Chance;

/// A company's tax id as its country writes it; `letters` are the first of its name.
pub(super) fn company(country: Country, letters: &str, chance: &mut Chance) -> String {
    match country {
        Country::MX => rfc(letters, chance),
        Country::CO => checked(country, chance, |c| format!("99{}-", digits(c, 7))),
        Country::CL => checked(country, chance, |c| format!("95{}", digits(c, 6))),
        Country::PE => checked(country, chance, |c| format!("2099{}", digits(c, 6))),
        Country::EC => format!("17909{}001", digits(chance, 5)),
        Country::CR => format!("3-101-9{}", digits(chance, 5)),
        _ => format!("{}-{}", digits(chance, 7), chance.between(0, 9)),
    }
}

/// A Mexican RFC: three letters for a company, four for a person, a date of founding or
/// birth and three characters, the last of which checks the others.
pub(super) fn rfc(letters: &str, chance: &mut Chance) -> String {
    let year = if letters.len() > 3 { chance.between(62, 99) } else { chance.between(0, 21) };
    let (month, day) = (chance.between(1, 12), chance.between(1, 28));
    checked(Country::MX, chance, |c| {
        format!("{letters}{year:02}{month:02}{day:02}{}", digits(c, 2))
    })
}

/// The written id whose last character agrees with what was drawn before it.
fn checked(country: Country, chance: &mut Chance, draw: impl Fn(&mut Chance) -> String) -> String {
    for _ in 0..20 {
        let base = draw(chance);
        let found = "0123456789AK"
            .chars()
            .map(|last| TaxId::parse(&format!("{base}{last}"), Some(country)))
            .find(|id| id.check == Check::Valid);
        if let Some(id) = found {
            return id.display();
        }
    }
    String::new()
}

fn digits(chance: &mut Chance, count: usize) -> String {
    (0..count).map(|_| char::from(b'0' + chance.between(0, 9) as u8)).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn they_pass_their_authority_s_check() {
        let mut chance = Chance::new(11);
        for _ in 0..50 {
            for country in [Country::MX, Country::CO, Country::CL, Country::PE] {
                let id = company(country, "TGL", &mut chance);
                assert_eq!(TaxId::parse(&id, Some(country)).check, Check::Valid, "{id}");
            }
            let person = rfc("OEQX", &mut chance);
            assert_eq!(TaxId::parse(&person, Some(Country::MX)).check, Check::Valid, "{person}");
            let id = company(Country::EC, "TGL", &mut chance);
            assert_ne!(TaxId::parse(&id, Some(Country::EC)).check, Check::Malformed, "{id}");
        }
    }
}
