//! The names of countries.

use super::Lang;
use super::fold::fold;
use crate::ledger::Country;
use crate::order;

/// The country's name; those that the page does not offer show their code.
///
/// ```
/// use cartera::ledger::Country;
/// use cartera::text::{Lang, country::name};
/// assert_eq!(name(Lang::Es, Country::MX), "México");
/// ```
pub fn name(lang: Lang, country: Country) -> &'static str {
    let code = country.code();
    let Ok(place) = NAMES.binary_search_by_key(&code, |entry| entry.0) else { return code };
    let (_, spanish, english) = NAMES[place];
    match lang {
        Lang::Es => spanish,
        Lang::En => english,
    }
}

/// The countries offered in a form, in the order of their names.
pub fn offered(lang: Lang) -> Vec<Country> {
    let mut countries = Country::OFFERED.to_vec();
    order::sort_by_cached_key(&mut countries, |country| fold(name(lang, *country)));
    countries
}

/// The country that somebody wrote: its code or its name in either language, in any case,
/// with or without accents. `None` where it is not known.
///
/// ```
/// use cartera::ledger::Country;
/// use cartera::text::country::find;
/// assert_eq!(find("Mexico"), Some(Country::MX));
/// assert_eq!(find(" pe "), Some(Country::PE));
/// ```
pub fn find(text: &str) -> Option<Country> {
    let wanted = fold(text.trim());
    Country::from_code(&wanted).or_else(|| {
        let mut names = NAMES.iter();
        let entry = names.find(|entry| fold(entry.1) == wanted || fold(entry.2) == wanted)?;
        Country::from_code(entry.0)
    })
}

/// Code, Spanish, English; sorted by code.
const NAMES: [(&str, &str, &str); 69] = [
    ("AD", "Andorra", "Andorra"),
    ("AG", "Antigua y Barbuda", "Antigua and Barbuda"),
    ("AR", "Argentina", "Argentina"),
    ("AT", "Austria", "Austria"),
    ("AW", "Aruba", "Aruba"),
    ("BB", "Barbados", "Barbados"),
    ("BE", "Bélgica", "Belgium"),
    ("BG", "Bulgaria", "Bulgaria"),
    ("BO", "Bolivia", "Bolivia"),
    ("BR", "Brasil", "Brazil"),
    ("BS", "Bahamas", "Bahamas"),
    ("BZ", "Belice", "Belize"),
    ("CA", "Canadá", "Canada"),
    ("CH", "Suiza", "Switzerland"),
    ("CL", "Chile", "Chile"),
    ("CO", "Colombia", "Colombia"),
    ("CR", "Costa Rica", "Costa Rica"),
    ("CU", "Cuba", "Cuba"),
    ("CW", "Curazao", "Curaçao"),
    ("CY", "Chipre", "Cyprus"),
    ("CZ", "Chequia", "Czechia"),
    ("DE", "Alemania", "Germany"),
    ("DK", "Dinamarca", "Denmark"),
    ("DM", "Dominica", "Dominica"),
    ("DO", "República Dominicana", "Dominican Republic"),
    ("EC", "Ecuador", "Ecuador"),
    ("EE", "Estonia", "Estonia"),
    ("ES", "España", "Spain"),
    ("FI", "Finlandia", "Finland"),
    ("FR", "Francia", "France"),
    ("GB", "Reino Unido", "United Kingdom"),
    ("GD", "Granada", "Grenada"),
    ("GR", "Grecia", "Greece"),
    ("GT", "Guatemala", "Guatemala"),
    ("GY", "Guyana", "Guyana"),
    ("HN", "Honduras", "Honduras"),
    ("HR", "Croacia", "Croatia"),
    ("HT", "Haití", "Haiti"),
    ("HU", "Hungría", "Hungary"),
    ("IE", "Irlanda", "Ireland"),
    ("IT", "Italia", "Italy"),
    ("JM", "Jamaica", "Jamaica"),
    ("KN", "San Cristóbal y Nieves", "Saint Kitts and Nevis"),
    ("LC", "Santa Lucía", "Saint Lucia"),
    ("LT", "Lituania", "Lithuania"),
    ("LU", "Luxemburgo", "Luxembourg"),
    ("LV", "Letonia", "Latvia"),
    ("MT", "Malta", "Malta"),
    ("MX", "México", "Mexico"),
    ("NI", "Nicaragua", "Nicaragua"),
    ("NL", "Países Bajos", "Netherlands"),
    ("NO", "Noruega", "Norway"),
    ("PA", "Panamá", "Panama"),
    ("PE", "Perú", "Peru"),
    ("PL", "Polonia", "Poland"),
    ("PR", "Puerto Rico", "Puerto Rico"),
    ("PT", "Portugal", "Portugal"),
    ("PY", "Paraguay", "Paraguay"),
    ("RO", "Rumania", "Romania"),
    ("SE", "Suecia", "Sweden"),
    ("SI", "Eslovenia", "Slovenia"),
    ("SK", "Eslovaquia", "Slovakia"),
    ("SR", "Surinam", "Suriname"),
    ("SV", "El Salvador", "El Salvador"),
    ("TT", "Trinidad y Tobago", "Trinidad and Tobago"),
    ("US", "Estados Unidos", "United States"),
    ("UY", "Uruguay", "Uruguay"),
    ("VC", "San Vicente y las Granadinas", "Saint Vincent and the Grenadines"),
    ("VE", "Venezuela", "Venezuela"),
];

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;

    #[test]
    fn every_country_offered_has_a_name_and_no_other_does() {
        let named: Vec<&str> = NAMES.iter().map(|entry| entry.0).collect();
        let offered: Vec<&str> = Country::OFFERED.iter().map(|country| country.code()).collect();
        assert_eq!(named, offered);
    }

    #[test]
    fn accents_do_not_change_the_order() {
        let position = |lang, country| offered(lang).iter().position(|&other| other == country);
        assert!(position(Lang::Es, Country::BE) < position(Lang::Es, Country::BO));
        assert!(position(Lang::Es, Country::DE) < position(Lang::Es, Country::AR));
        assert!(position(Lang::En, Country::DE) > position(Lang::En, Country::AR));
    }

    #[test]
    fn a_country_is_found_by_either_name() {
        assert_eq!(find("ESPANA"), Some(Country::ES));
        assert_eq!(find("spain"), Some(Country::ES));
        assert_eq!(find("jp"), Country::from_code("JP"));
        assert_eq!(find("Atlantis"), None);
        assert_eq!(name(Lang::Es, Country::from_code("JP").unwrap()), "JP");
    }
}
