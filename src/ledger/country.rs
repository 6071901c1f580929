//! Countries, by their two letters.

use std::fmt;

use serde::{Deserialize, Deserializer, Serialize, Serializer};

/// A country or territory of ISO 3166-1, by its two-letter code.
///
/// ```
/// use cartera::ledger::Country;
/// assert_eq!(Country::from_code("mx"), Some(Country::MX));
/// assert_eq!(Country::from_code("XX"), None);
/// ```
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Country([u8; 2]);

/// Every officially assigned code of ISO 3166-1, sorted.
const CODES: &str = "\
    ADAEAFAGAIALAMAOAQARASATAUAWAXAZBABBBDBEBFBGBHBIBJBLBMBNBOBQBRBSBTBVBWBYBZ\
    CACCCDCFCGCHCICKCLCMCNCOCRCUCVCWCXCYCZDEDJDKDMDODZECEEEGEHERESETFIFJFKFMFOFR\
    GAGBGDGEGFGGGHGIGLGMGNGPGQGRGSGTGUGWGYHKHMHNHRHTHUIDIEILIMINIOIQIRISITJEJMJOJP\
    KEKGKHKIKMKNKPKRKWKYKZLALBLCLILKLRLSLTLULVLYMAMCMDMEMFMGMHMKMLMMMNMOMPMQMRMSMTMU\
    MVMWMXMYMZNANCNENFNGNINLNONPNRNUNZOMPAPEPFPGPHPKPLPMPNPRPSPTPWPYQARERORSRURW\
    SASBSCSDSESGSHSISJSKSLSMSNSOSRSSSTSVSXSYSZTCTDTFTGTHTJTKTLTMTNTOTRTTTVTWTZ\
    UAUGUMUSUYUZVAVCVEVGVIVNVUWFWSYEYTZAZMZW";

macro_rules! countries {
    ($($code:ident),+ $(,)?) => {
        impl Country {
            $(#[doc = concat!("`", stringify!($code), "`.")]
            pub const $code: Self = {
                let code = stringify!($code).as_bytes();
                Self([code[0], code[1]])
            };)+

            /// The countries the page names and offers: the Americas, the European Union
            /// and its neighbours.
            pub const OFFERED: &[Self] = &[$(Self::$code),+];
        }
    };
}

countries! {
    AD, AG, AR, AT, AW, BB, BE, BG, BO, BR, BS, BZ, CA, CH, CL, CO, CR, CU, CW, CY, CZ, DE, DK,
    DM, DO, EC, EE, ES, FI, FR, GB, GD, GR, GT, GY, HN, HR, HT, HU, IE, IT, JM, KN, LC, LT, LU,
    LV, MT, MX, NI, NL, NO, PA, PE, PL, PR, PT, PY, RO, SE, SI, SK, SR, SV, TT, US, UY, VC, VE,
}

impl Country {
    /// The country of a two-letter code, in any case; `None` where ISO 3166-1 assigns none.
    pub fn from_code(code: &str) -> Option<Self> {
        let mut wanted: [u8; 2] = code.trim().as_bytes().try_into().ok()?;
        wanted.make_ascii_uppercase();
        let (codes, _) = CODES.as_bytes().as_chunks::<2>();
        codes.binary_search(&wanted).is_ok().then_some(Self(wanted))
    }

    /// The two-letter code.
    pub fn code(self) -> &'static str {
        let (codes, _) = CODES.as_bytes().as_chunks::<2>();
        codes.binary_search(&self.0).map_or("", |place| &CODES[2 * place..2 * place + 2])
    }

    /// Whether it is a member of the European Union (27 states, 2020 onwards).
    pub fn in_european_union(self) -> bool {
        const MEMBERS: &str = "ATBEBGCYCZDEDKEEESFIFRGRHRHUIEITLTLULVMTNLPLPTROSESISK";
        let (members, _) = MEMBERS.as_bytes().as_chunks::<2>();
        members.contains(&self.0)
    }
}

impl fmt::Display for Country {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.code())
    }
}

impl fmt::Debug for Country {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.code())
    }
}

impl Serialize for Country {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(self.code())
    }
}

impl<'de> Deserialize<'de> for Country {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct Code;
        impl serde::de::Visitor<'_> for Code {
            type Value = Country;
            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str("an ISO 3166-1 code of two letters")
            }
            fn visit_str<E: serde::de::Error>(self, text: &str) -> Result<Country, E> {
                Country::from_code(text).ok_or_else(|| E::custom("unknown country"))
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
    fn the_codes_are_sorted_and_complete() {
        let (codes, odd) = CODES.as_bytes().as_chunks::<2>();
        assert!(odd.is_empty() && codes.windows(2).all(|pair| pair[0] < pair[1]));
        assert_eq!(codes.len(), 249, "assigned by ISO 3166-1");
        for country in Country::OFFERED {
            assert_eq!(Country::from_code(country.code()), Some(*country));
        }
    }

    #[test]
    fn the_union_has_27_members_and_the_kingdom_left() {
        let members = Country::OFFERED.iter().filter(|country| country.in_european_union());
        assert_eq!(members.count(), 27);
        assert!(!Country::GB.in_european_union());
    }

    #[test]
    fn a_country_is_stored_by_its_code() {
        assert_eq!(serde_json::to_string(&Country::CO).unwrap(), "\"CO\"");
        assert_eq!(serde_json::from_str::<Country>("\"co\"").unwrap(), Country::CO);
        assert!(serde_json::from_str::<Country>("\"ZZ\"").is_err());
    }
}
