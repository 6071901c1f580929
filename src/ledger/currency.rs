//! The currencies of ISO 4217.

use std::fmt;

use serde::{Deserialize, Deserializer, Serialize, Serializer};

/// A currency of ISO 4217, by its place in the table.
///
/// ```
/// use cartera::ledger::Currency;
/// let clp = Currency::from_code("clp").unwrap();
/// assert_eq!((clp.code(), clp.minor_digits()), ("CLP", 0));
/// assert_eq!(Currency::from_code("XXX"), None);
/// ```
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Currency(u8);

/// Code and exponent of every active currency and fund, sorted by code: ISO 4217 list one
/// as of 1 January 2026 (the Bulgarian lev gone, the Caribbean guilder in). Without the
/// codes of metals, tests and units of account, in which nobody is invoiced.
const TABLE: &str = "\
    AED2AFN2ALL2AMD2AOA2ARS2AUD2AWG2AZN2BAM2BBD2BDT2BHD3BIF0BMD2BND2BOB2\
    BOV2BRL2BSD2BTN2BWP2BYN2BZD2CAD2CDF2CHE2CHF2CHW2CLF4CLP0CNY2COP2COU2\
    CRC2CUP2CVE2CZK2DJF0DKK2DOP2DZD2EGP2ERN2ETB2EUR2FJD2FKP2GBP2GEL2GHS2\
    GIP2GMD2GNF0GTQ2GYD2HKD2HNL2HTG2HUF2IDR2ILS2INR2IQD3IRR2ISK0JMD2JOD3\
    JPY0KES2KGS2KHR2KMF0KPW2KRW0KWD3KYD2KZT2LAK2LBP2LKR2LRD2LSL2LYD3MAD2\
    MDL2MGA2MKD2MMK2MNT2MOP2MRU2MUR2MVR2MWK2MXN2MXV2MYR2MZN2NAD2NGN2NIO2\
    NOK2NPR2NZD2OMR3PAB2PEN2PGK2PHP2PKR2PLN2PYG0QAR2RON2RSD2RUB2RWF0SAR2\
    SBD2SCR2SDG2SEK2SGD2SHP2SLE2SOS2SRD2SSP2STN2SVC2SYP2SZL2THB2TJS2TMT2\
    TND3TOP2TRY2TTD2TWD2TZS2UAH2UGX0USD2USN2UYI0UYU2UYW4UZS2VED2VES2VND0\
    VUV0WST2XAF0XCD2XCG2XOF0XPF0YER2ZAR2ZMW2ZWG2\
";

/// Bytes of an entry: three letters and a digit.
const ENTRY: usize = 4;

impl Currency {
    /// The US dollar.
    pub const USD: Self = Self::known(*b"USD");

    /// The Mexican peso.
    pub const MXN: Self = Self::known(*b"MXN");

    /// How many currencies there are.
    pub const COUNT: usize = TABLE.len() / ENTRY;

    /// The place of a code that stands in the table; anything else does not compile.
    const fn known(code: [u8; 3]) -> Self {
        let table = TABLE.as_bytes();
        let mut place = 0;
        while table[place * ENTRY] != code[0]
            || table[place * ENTRY + 1] != code[1]
            || table[place * ENTRY + 2] != code[2]
        {
            place += 1;
        }
        Self(place as u8)
    }

    /// The currency of a three-letter code, in any case; `None` where ISO 4217 has none.
    pub fn from_code(code: &str) -> Option<Self> {
        let mut wanted: [u8; 3] = code.trim().as_bytes().try_into().ok()?;
        wanted.make_ascii_uppercase();
        let (entries, _) = TABLE.as_bytes().as_chunks::<ENTRY>();
        let place = entries.binary_search_by(|entry| entry[..3].cmp(&wanted)).ok()?;
        u8::try_from(place).ok().map(Self)
    }

    /// All currencies, by code.
    pub fn all() -> impl Iterator<Item = Self> {
        (0..=u8::MAX).take(Self::COUNT).map(Self)
    }

    /// The three-letter code.
    pub fn code(self) -> &'static str {
        let start = self.index() * ENTRY;
        &TABLE[start..start + 3]
    }

    /// How many decimals amounts are kept with (the exponent of ISO 4217).
    pub fn minor_digits(self) -> u32 {
        u32::from(TABLE.as_bytes()[self.index() * ENTRY + 3] - b'0')
    }

    /// How many decimals amounts are printed with where there is nothing in them. Colombian
    /// pesos have cents in ISO 4217 and in electronic invoices, but nobody writes them; an
    /// amount that has some shows them.
    pub fn display_digits(self) -> u32 {
        if self.code() == "COP" { 0 } else { self.minor_digits() }
    }

    /// Its place in the table: a dense small number below [`Self::COUNT`], for tables
    /// indexed by currency. It changes when the standard does: what is stored is the code.
    pub fn index(self) -> usize {
        usize::from(self.0)
    }
}

impl fmt::Display for Currency {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.code())
    }
}

impl fmt::Debug for Currency {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.code())
    }
}

impl Serialize for Currency {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(self.code())
    }
}

impl<'de> Deserialize<'de> for Currency {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct Code;
        impl serde::de::Visitor<'_> for Code {
            type Value = Currency;
            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str("an ISO 4217 code")
            }
            fn visit_str<E: serde::de::Error>(self, text: &str) -> Result<Currency, E> {
                Currency::from_code(text).ok_or_else(|| E::custom("unknown currency"))
            }
        }
        deserializer.deserialize_str(Code)
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;

    #[test]
    fn the_table_is_sorted_and_every_code_finds_itself() {
        let codes: Vec<&str> = Currency::all().map(Currency::code).collect();
        assert_eq!(codes.len(), Currency::COUNT);
        assert!(codes.windows(2).all(|pair| pair[0] < pair[1]));
        for (index, currency) in Currency::all().enumerate() {
            assert_eq!(currency.index(), index);
            assert!(currency.minor_digits() <= 4, "{currency}");
            assert_eq!(Currency::from_code(&currency.code().to_lowercase()), Some(currency));
        }
    }

    #[test]
    fn exponents_are_those_of_the_standard() {
        let digits = |code: &str| Currency::from_code(code).unwrap().minor_digits();
        for (expected, codes) in [
            (0, "BIF CLP DJF GNF ISK JPY KMF KRW PYG RWF UGX UYI VND VUV XAF XOF XPF"),
            (2, "ARS BRL COP CRC EUR GBP GTQ MGA MRU MXN PEN USD UYU VED VES XCD XCG ZWG"),
            (3, "BHD IQD JOD KWD LYD OMR TND"),
            (4, "CLF UYW"),
        ] {
            for code in codes.split(' ') {
                assert_eq!(digits(code), expected, "{code}");
            }
        }
        let odd = Currency::all().filter(|currency| currency.minor_digits() != 2).count();
        assert_eq!(odd, 17 + 7 + 2);
    }

    #[test]
    fn withdrawn_and_unspendable_codes_are_refused() {
        for code in "ANG BGN CUC HRK LTL SLL VEF ZWL XAU XTS XXX XDR AAA ZZZ US USDT $ é".split(' ')
        {
            assert_eq!(Currency::from_code(code), None, "{code}");
        }
        assert_eq!(Currency::from_code(""), None);
        assert_eq!(Currency::from_code(" mxn "), Currency::from_code("MXN"));
    }

    #[test]
    fn a_currency_is_stored_by_its_code() {
        let mxn = Currency::from_code("MXN").unwrap();
        assert_eq!(serde_json::to_string(&mxn).unwrap(), "\"MXN\"");
        assert_eq!(serde_json::from_str::<Currency>("\"MXN\"").unwrap(), mxn);
        assert!(serde_json::from_str::<Currency>("\"BGN\"").is_err());
    }
}
