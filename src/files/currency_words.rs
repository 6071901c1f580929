//! Currencies as people write them beside an amount: codes, signs and words.

use super::fold::squash;
use crate::ledger::Currency;

/// What is written beside a number about its currency.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum CurrencyWord {
    /// Nothing.
    None,
    /// `$`: one of many currencies.
    Dollar,
    /// "Pesos", "M.N.": one of several currencies, the local one.
    Peso,
    /// A code or sign of one currency.
    Known(Currency),
    /// A word that is no currency this product knows.
    Unknown(String),
}

impl CurrencyWord {
    /// The currency that is meant in a ledger kept in `home`; `None` where nothing is
    /// written, the word is not known, or is not said of `home`.
    pub fn meant(&self, home: Currency) -> Option<Currency> {
        const PESOS: &str = "MXN COP CLP ARS UYU DOP CUP PHP";
        const DOLLARS: &str = "USD CAD AUD NZD HKD SGD TWD NIO BZD TTD BBD JMD BRL";
        let says = |codes: &str| codes.split(' ').any(|code| code == home.code());
        match self {
            Self::Known(currency) => Some(*currency),
            Self::Dollar if says(DOLLARS) || says(PESOS) => Some(home),
            Self::Peso if says(PESOS) => Some(home),
            _ => None,
        }
    }
}

/// The currency that a cell of its own names: a code, a sign or a word.
pub fn currency_word(cell: &str) -> CurrencyWord {
    let word = cell.trim();
    if word.is_empty() {
        return CurrencyWord::None;
    }
    if let Some(known) = Currency::from_code(word) {
        return CurrencyWord::Known(known);
    }
    let upper: String =
        word.chars().filter(|c| !c.is_whitespace()).flat_map(char::to_uppercase).collect();
    const SIGNS: &[(&str, &str)] = &[
        ("€", "EUR"),
        ("£", "GBP"),
        ("US$", "USD"),
        ("U$S", "USD"),
        ("U$D", "USD"),
        ("DLS", "USD"),
        ("DLLS", "USD"),
        ("MX$", "MXN"),
        ("MXP", "MXN"),
        ("COL$", "COP"),
        ("AR$", "ARS"),
        ("S/", "PEN"),
        ("S/.", "PEN"),
        ("R$", "BRL"),
        ("₡", "CRC"),
        ("₲", "PYG"),
        ("Q", "GTQ"),
        ("C$", "NIO"),
        ("L.", "HNL"),
        ("RD$", "DOP"),
        ("B/.", "PAB"),
        ("$U", "UYU"),
        ("UF", "CLF"),
        ("BS", "BOB"),
        ("BS.", "BOB"),
        ("¥", "JPY"),
    ];
    let words: &[(&str, &str)] = &[
        ("euro", "EUR"),
        ("euros", "EUR"),
        ("dolar", "USD"),
        ("dolares", "USD"),
        ("dollar", "USD"),
        ("dollars", "USD"),
        ("usdollar", "USD"),
        ("usdollars", "USD"),
        ("dolaramericano", "USD"),
        ("dolaresamericanos", "USD"),
        ("pesomexicano", "MXN"),
        ("pesosmexicanos", "MXN"),
        ("pesocolombiano", "COP"),
        ("pesoscolombianos", "COP"),
        ("pesochileno", "CLP"),
        ("pesoschilenos", "CLP"),
        ("pesoargentino", "ARS"),
        ("pesosargentinos", "ARS"),
        ("sol", "PEN"),
        ("soles", "PEN"),
        ("libraesterlina", "GBP"),
        ("librasesterlinas", "GBP"),
        ("quetzales", "GTQ"),
        ("lempiras", "HNL"),
        ("colones", "CRC"),
        ("guaranies", "PYG"),
        ("reales", "BRL"),
        ("bolivianos", "BOB"),
    ];
    let folded = squash(word);
    if upper == "$" {
        return CurrencyWord::Dollar;
    }
    if matches!(folded.as_str(), "peso" | "pesos" | "monedanacional" | "mn") {
        return CurrencyWord::Peso;
    }
    // "$ 5 USD", "$ 5 M.N.", "MXN$ 5": the sign adds nothing to the word.
    let unsigned = upper.strip_prefix('$').or_else(|| upper.strip_suffix('$')).unwrap_or("");
    let sign = SIGNS.iter().find(|(sign, _)| *sign == upper);
    if sign.is_none() && !unsigned.is_empty() {
        return currency_word(unsigned);
    }
    sign.or_else(|| words.iter().find(|(word, _)| *word == folded))
        .and_then(|(_, code)| Currency::from_code(code))
        .map_or_else(|| CurrencyWord::Unknown(word.to_owned()), CurrencyWord::Known)
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;
    use crate::files::amounts::{DecimalMark, parse_amount};

    #[test]
    fn the_currency_beside_the_number() {
        let word = |cell| parse_amount(cell, DecimalMark::Point).unwrap().currency;
        let known = |code| CurrencyWord::Known(Currency::from_code(code).unwrap());
        assert_eq!(word("5"), CurrencyWord::None);
        assert_eq!(word("$ 5"), CurrencyWord::Dollar);
        assert_eq!(word("$5 M.N."), CurrencyWord::Peso);
        for (cell, code) in [
            ("USD 5", "USD"),
            ("US$5", "USD"),
            ("5 usd", "USD"),
            ("€5", "EUR"),
            ("5 euros", "EUR"),
            ("$5 MXN", "MXN"),
            ("U$S 5", "USD"),
            ("5 Dólares", "USD"),
            ("($ 5.00 USD)", "USD"),
        ] {
            assert_eq!(word(cell), known(code), "{cell}");
        }
        assert_eq!(word("XQZ 5"), CurrencyWord::Unknown("XQZ".into()));
    }

    #[test]
    fn a_sign_means_the_home_currency_only_where_that_uses_it() {
        let [mxn, eur] = ["MXN", "EUR"].map(|code| Currency::from_code(code).unwrap());
        assert_eq!(CurrencyWord::Dollar.meant(mxn), Some(mxn));
        assert_eq!(CurrencyWord::Peso.meant(mxn), Some(mxn));
        assert_eq!(CurrencyWord::Dollar.meant(eur), None);
        assert_eq!(CurrencyWord::Known(eur).meant(mxn), Some(eur));
        assert_eq!(CurrencyWord::None.meant(mxn), None);
    }
}
