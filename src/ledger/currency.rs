//! ISO 4217 currencies (a start: the table is filled in by its own change).

use std::fmt;

use serde::{Deserialize, Deserializer, Serialize, Serializer};

/// A currency of ISO 4217, by its place in the table.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Currency(u8);

const TABLE: &[(&str, u8)] = &[("CLP", 0), ("COP", 2), ("EUR", 2), ("MXN", 2), ("USD", 2)];

impl Currency {
    /// The currency of a three-letter code, in any case; `None` where ISO 4217 has none.
    pub fn from_code(code: &str) -> Option<Self> {
        let place = TABLE.iter().position(|(known, _)| known.eq_ignore_ascii_case(code.trim()))?;
        u8::try_from(place).ok().map(Self)
    }

    /// The three-letter code.
    pub fn code(self) -> &'static str {
        TABLE[usize::from(self.0)].0
    }

    /// How many decimals amounts are kept with (the exponent of ISO 4217).
    pub fn minor_digits(self) -> u32 {
        u32::from(TABLE[usize::from(self.0)].1)
    }

    /// Its place in the table: a dense small number, for tables indexed by currency.
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
