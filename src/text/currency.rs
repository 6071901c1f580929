//! The names of currencies.

use super::Lang;
use crate::ledger::Currency;

/// The currency's name in sentence case, in the singular: «peso mexicano», `Mexican peso`.
/// Those of the Americas and of Europe have one; the others show their code.
///
/// ```
/// use cartera::ledger::Currency;
/// use cartera::text::{Lang, currency::name};
/// let cop = Currency::from_code("COP").unwrap();
/// assert_eq!(name(Lang::Es, cop), "peso colombiano");
/// ```
pub fn name(lang: Lang, currency: Currency) -> &'static str {
    let code = currency.code();
    let Ok(place) = NAMES.binary_search_by_key(&code, |entry| entry.0) else { return code };
    let (_, spanish, english) = NAMES[place];
    match lang {
        Lang::Es => spanish,
        Lang::En => english,
    }
}

/// Code, Spanish, English; sorted by code.
const NAMES: [(&str, &str, &str); 39] = [
    ("ARS", "peso argentino", "Argentine peso"),
    ("AWG", "florín arubeño", "Aruban florin"),
    ("BBD", "dólar barbadense", "Barbados dollar"),
    ("BOB", "boliviano", "boliviano"),
    ("BRL", "real brasileño", "Brazilian real"),
    ("BSD", "dólar bahameño", "Bahamian dollar"),
    ("BZD", "dólar beliceño", "Belize dollar"),
    ("CAD", "dólar canadiense", "Canadian dollar"),
    ("CHF", "franco suizo", "Swiss franc"),
    ("CLF", "unidad de fomento", "unidad de fomento"),
    ("CLP", "peso chileno", "Chilean peso"),
    ("COP", "peso colombiano", "Colombian peso"),
    ("CRC", "colón costarricense", "Costa Rican colón"),
    ("CUP", "peso cubano", "Cuban peso"),
    ("CZK", "corona checa", "Czech koruna"),
    ("DKK", "corona danesa", "Danish krone"),
    ("DOP", "peso dominicano", "Dominican peso"),
    ("EUR", "euro", "euro"),
    ("GBP", "libra esterlina", "pound sterling"),
    ("GTQ", "quetzal", "quetzal"),
    ("HNL", "lempira", "lempira"),
    ("HTG", "gourde haitiano", "Haitian gourde"),
    ("HUF", "forinto húngaro", "Hungarian forint"),
    ("JMD", "dólar jamaiquino", "Jamaican dollar"),
    ("MXN", "peso mexicano", "Mexican peso"),
    ("MXV", "unidad de inversión", "Mexican investment unit"),
    ("NIO", "córdoba", "córdoba"),
    ("NOK", "corona noruega", "Norwegian krone"),
    ("PAB", "balboa", "balboa"),
    ("PEN", "sol", "Peruvian sol"),
    ("PLN", "esloti polaco", "Polish złoty"),
    ("PYG", "guaraní", "guaraní"),
    ("RON", "leu rumano", "Romanian leu"),
    ("SEK", "corona sueca", "Swedish krona"),
    ("TTD", "dólar trinitense", "Trinidad and Tobago dollar"),
    ("USD", "dólar estadounidense", "US dollar"),
    ("UYU", "peso uruguayo", "Uruguayan peso"),
    ("VED", "bolívar digital", "digital bolívar"),
    ("VES", "bolívar", "bolívar"),
];

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;

    #[test]
    fn every_named_currency_exists_and_is_found() {
        assert!(NAMES.windows(2).all(|pair| pair[0].0 < pair[1].0));
        for (code, spanish, english) in NAMES {
            let currency = Currency::from_code(code).unwrap();
            assert_eq!(name(Lang::Es, currency), spanish);
            assert_eq!(name(Lang::En, currency), english);
        }
    }

    #[test]
    fn a_currency_without_a_name_shows_its_code() {
        let yen = Currency::from_code("JPY").unwrap();
        assert_eq!(name(Lang::Es, yen), "JPY");
    }
}
