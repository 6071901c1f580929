//! Tax identification numbers: which kind one is, whether its check digit agrees, and
//! whether two writings are the same party.
//!
//! The algorithms are the public ones of each tax authority. A number that fails never
//! blocks anything: it is kept as written by its owner, with a warning.

mod digits;
mod eu_vat;

use serde::{Deserialize, Serialize};

use super::country::Country;

/// A tax id, read and checked.
///
/// ```
/// use cartera::ledger::Country;
/// use cartera::ledger::tax_id::{Check, TaxId};
/// let id = TaxId::parse(" 96.790.240-3", Some(Country::CL));
/// assert_eq!((id.normalised.as_str(), &id.check), ("967902403", &Check::Valid));
/// ```
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(from = "Stored", into = "Stored")]
pub struct TaxId {
    /// Which number it is.
    pub kind: TaxIdKind,
    /// Upper-case letters and digits only, so that two writings of one number are equal.
    /// Only a NIT keeps the dash before its check digit, which may be missing.
    pub normalised: String,
    /// The country it was read for.
    pub country: Option<Country>,
    /// What its check digit says.
    pub check: Check,
}

/// The kinds of tax id that are told apart.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum TaxIdKind {
    /// Colombia: NIT, or a cédula used as one.
    Nit,
    /// Chile: RUT.
    RutChile,
    /// Uruguay: RUT.
    RutUruguay,
    /// Peru: RUC.
    RucPeru,
    /// Ecuador: RUC.
    RucEcuador,
    /// Mexico: RFC.
    Rfc,
    /// Argentina: CUIT or CUIL.
    Cuit,
    /// Brazil: CNPJ of a company, from 2026 also with letters.
    Cnpj,
    /// Brazil: CPF of a person.
    Cpf,
    /// Spain: NIF of a company, a citizen (DNI) or a foreigner (NIE).
    NifSpain,
    /// VAT number of another state of the European Union, with its prefix.
    EuVat,
    /// Anything else: another country's number, an identity card, a passport.
    Other,
}

/// What a check digit says.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Check {
    /// Form and check digit agree.
    Valid,
    /// The check digit does not agree: a digit is mistyped.
    Invalid {
        /// The check digit, letter or pair of digits that the other digits ask for.
        expected: String,
    },
    /// It does not have the form of its kind: too short, an impossible date, a wrong letter.
    Malformed,
    /// Nothing can be said: the kind has no check digit, none was given, or numbers are in
    /// use that do not follow it (RFC; Ecuadorian companies).
    NotChecked,
}

impl TaxId {
    /// Reads a tax id written in any way, for the country of its holder: dots, dashes,
    /// blanks, case and a label before it (`RUC:`) do not matter.
    ///
    /// Without a country only what cannot be anything else is recognised: a Mexican RFC and
    /// a European VAT number with its prefix. A European number is also recognised where
    /// another country was given but the number does not fit it.
    pub fn parse(text: &str, country: Option<Country>) -> Self {
        let text = without_label(text.trim());
        let compact = without_joined_label(compact(text), country);
        let (kind, normalised) = country
            .and_then(|country| recognise(country, text, &compact))
            .filter(|(kind, id)| check(*kind, id) != Check::Malformed || !has_vat_form(&compact))
            .or_else(|| digits::rfc_has_form(&compact).then(|| (TaxIdKind::Rfc, compact.clone())))
            .or_else(|| recognise_vat(&compact))
            .unwrap_or((TaxIdKind::Other, compact));
        Self::checked(kind, normalised, country)
    }

    /// An id that is already normalised, with its check.
    fn checked(kind: TaxIdKind, normalised: String, country: Option<Country>) -> Self {
        let mut id = Self { kind, normalised, country, check: Check::NotChecked };
        if !id.is_generic() {
            id.check = check(kind, &id.normalised);
        }
        id
    }

    /// Whether it stands for nobody in particular: the general public, foreigners, unknown.
    /// Mexico's XAXX010101000 and XEXX010101000, and any number of one repeated digit
    /// (Ecuador's 9999999999999, Colombia's 222222222222, Chile's 66.666.666-6).
    pub fn is_generic(&self) -> bool {
        let base = self.base();
        let first = base.bytes().next();
        let repeated = base.bytes().all(|byte| Some(byte) == first);
        repeated || matches!(base, "XAXX010101000" | "XEXX010101000")
    }

    /// A key that is equal for two writings of one party's id; `None` where it says nothing
    /// about who that is (generic, or fewer than five digits), so that customers are never
    /// merged on it. A Colombian NIT is the same with and without its check digit.
    pub fn same_party_key(&self) -> Option<String> {
        let digits = self.base().bytes().filter(u8::is_ascii_digit).count();
        if digits < 5 || self.is_generic() {
            return None;
        }
        let scope = match (self.kind, self.country) {
            (TaxIdKind::Other, Some(country)) => country.code(),
            (kind, _) => kind.code(),
        };
        Some([scope, ":", self.base()].concat())
    }

    /// As it is written in its country: `76.543.210-K`, `860.057.336-5`, `30-71933335-0`.
    pub fn display(&self) -> String {
        let id = self.normalised.as_str();
        match self.kind {
            TaxIdKind::Nit => match id.split_once('-') {
                Some((base, digit)) => [&dotted(base), "-", digit].concat(),
                None => dotted(id),
            },
            TaxIdKind::RutChile if id.len() > 1 => {
                let (base, digit) = id.split_at(id.len() - 1);
                [&dotted(base), "-", digit].concat()
            }
            TaxIdKind::Cuit => punctuated(id, "##-########-#"),
            TaxIdKind::Cnpj => punctuated(id, "##.###.###/####-##"),
            TaxIdKind::Cpf => punctuated(id, "###.###.###-##"),
            _ => id.to_owned(),
        }
    }

    /// The id without the check digit that a NIT may or may not carry.
    fn base(&self) -> &str {
        match self.kind {
            TaxIdKind::Nit => self.normalised.split('-').next().unwrap_or_default(),
            _ => &self.normalised,
        }
    }
}

impl TaxIdKind {
    /// A short name for keys, not for people.
    fn code(self) -> &'static str {
        match self {
            Self::Nit => "NIT",
            Self::RutChile => "RUT-CL",
            Self::RutUruguay => "RUT-UY",
            Self::RucPeru => "RUC-PE",
            Self::RucEcuador => "RUC-EC",
            Self::Rfc => "RFC",
            Self::Cuit => "CUIT",
            Self::Cnpj => "CNPJ",
            Self::Cpf => "CPF",
            Self::NifSpain => "NIF",
            Self::EuVat => "VAT",
            Self::Other => "ID",
        }
    }
}

/// What is stored: the check is derived again when it is read, so that a better check
/// reaches old records.
#[derive(Serialize, Deserialize)]
struct Stored {
    kind: TaxIdKind,
    id: String,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    country: Option<Country>,
}

impl From<TaxId> for Stored {
    fn from(id: TaxId) -> Self {
        Self { kind: id.kind, id: id.normalised, country: id.country }
    }
}

impl From<Stored> for TaxId {
    fn from(stored: Stored) -> Self {
        Self::checked(stored.kind, stored.id, stored.country)
    }
}

/// The check of a normalised id.
fn check(kind: TaxIdKind, id: &str) -> Check {
    match kind {
        TaxIdKind::Nit => digits::nit(id),
        TaxIdKind::RutChile => digits::rut_chile(id),
        TaxIdKind::RutUruguay => digits::rut_uruguay(id),
        TaxIdKind::RucPeru => digits::ruc_peru(id),
        TaxIdKind::RucEcuador => digits::ruc_ecuador(id),
        TaxIdKind::Rfc => digits::rfc(id),
        TaxIdKind::Cuit => digits::cuit(id),
        TaxIdKind::Cnpj => digits::cnpj(id),
        TaxIdKind::Cpf => digits::cpf(id),
        TaxIdKind::NifSpain => digits::nif_spain(id),
        TaxIdKind::EuVat => eu_vat::check(id),
        TaxIdKind::Other => Check::NotChecked,
    }
}

/// The kind and normalised form that a country's rules see; `None` for what they do not
/// know, such as an identity card. A length that is one off counts as a slip.
fn recognise(country: Country, text: &str, compact: &str) -> Option<(TaxIdKind, String)> {
    let length = compact.chars().count();
    let numeric = length > 0 && compact.bytes().all(|byte| byte.is_ascii_digit());
    // The country's number, and the length of an identity card that is no slip.
    let by_length = |kind: TaxIdKind, right: usize, card: usize| {
        let near = length.abs_diff(right) <= 1 && length != card;
        (near && numeric).then(|| (kind, compact.to_owned()))
    };
    match country {
        Country::CO => numeric.then(|| (TaxIdKind::Nit, nit(text, compact))),
        Country::CL => {
            let unpadded = compact.trim_start_matches('0');
            let form = (2..=9).contains(&unpadded.len()) && digits::rut_chile_has_form(unpadded);
            form.then(|| (TaxIdKind::RutChile, unpadded.to_owned()))
        }
        Country::UY => by_length(TaxIdKind::RutUruguay, 12, 8),
        Country::PE => by_length(TaxIdKind::RucPeru, 11, 8),
        Country::EC => by_length(TaxIdKind::RucEcuador, 13, 10),
        Country::AR => by_length(TaxIdKind::Cuit, 11, 8),
        Country::MX => Some((TaxIdKind::Rfc, compact.to_owned())).filter(|_| length > 0),
        Country::BR if numeric && length.abs_diff(11) <= 1 => {
            Some((TaxIdKind::Cpf, compact.to_owned()))
        }
        Country::BR if (13..=15).contains(&length) => Some((TaxIdKind::Cnpj, compact.to_owned())),
        Country::ES => Some((TaxIdKind::NifSpain, nif(compact)))
            .filter(|(kind, id)| check(*kind, id) != Check::Malformed || id.len() == 9),
        _ => eu_vat::with_prefix(country, compact).map(|id| (TaxIdKind::EuVat, id)),
    }
}

fn has_vat_form(compact: &str) -> bool {
    recognise_vat(compact).is_some()
}

/// A VAT number that carries its prefix.
fn recognise_vat(compact: &str) -> Option<(TaxIdKind, String)> {
    if let Some(nif) = compact.strip_prefix("ES") {
        let known = check(TaxIdKind::NifSpain, nif) == Check::Valid;
        return known.then(|| (TaxIdKind::NifSpain, nif.to_owned()));
    }
    eu_vat::has_form(compact).then(|| (TaxIdKind::EuVat, compact.to_owned()))
}

/// A NIT with a dash before its check digit where one was given: after a dash or blank, or
/// as the tenth digit of a company's number (which begins with 8 or 9 and has nine).
fn nit(text: &str, compact: &str) -> String {
    let unpadded = compact.trim_start_matches('0');
    let last_apart = text.chars().rev().nth(1).is_some_and(|before| !before.is_ascii_digit());
    let company = unpadded.len() == 10 && unpadded.starts_with(['8', '9']);
    if unpadded.len() > 5 && (last_apart || company) {
        let (base, digit) = unpadded.split_at(unpadded.len() - 1);
        [base, "-", digit].concat()
    } else {
        unpadded.to_owned()
    }
}

/// A Spanish NIF without the prefix of its VAT number, with the zeros of a short DNI.
fn nif(compact: &str) -> String {
    let plain = match compact.strip_prefix("ES") {
        Some(rest) if rest.len() >= 8 => rest,
        _ => compact,
    };
    let dni = plain.len() < 9 && plain.len() > 5 && plain.starts_with(|c: char| c.is_ascii_digit());
    if dni { ["0".repeat(9 - plain.len()).as_str(), plain].concat() } else { plain.to_owned() }
}

/// Upper-case letters and digits, with the Ñ and & of Mexican ids.
fn compact(text: &str) -> String {
    let upper = text.chars().map(|letter| match letter {
        'ñ' => 'Ñ',
        other => other.to_ascii_uppercase(),
    });
    upper.filter(|c| c.is_ascii_alphanumeric() || matches!(c, 'Ñ' | '&')).collect()
}

/// The names that numbers are introduced by.
const LABELS: [&str; 15] = [
    "NIT", "RUT", "RUC", "RFC", "CUIT", "CUIL", "CNPJ", "CPF", "NIF", "CIF", "NIE", "DNI", "VAT",
    "RNC", "CC",
];

/// The text after a label such as `NIT` or `RUC:`.
fn without_label(text: &str) -> &str {
    let Some((label, rest)) = text.split_once([' ', ':', '.', '\u{a0}']) else { return text };
    let known = LABELS.iter().any(|known| known.eq_ignore_ascii_case(label));
    if known { rest.trim_start_matches([' ', ':', '.', '\u{a0}']) } else { text }
}

/// The digits after a label that was written with dots or without a blank: `R.U.C. 206…`,
/// `NIT860…`. Never for Mexico, whose ids begin with letters that may look like one.
fn without_joined_label(compact: String, country: Option<Country>) -> String {
    let is_number = |rest: &str| digits::rut_chile_has_form(rest);
    let rest = LABELS.iter().find_map(|label| compact.strip_prefix(label));
    match rest.filter(|rest| is_number(rest) && country.is_some_and(|at| at != Country::MX)) {
        Some(rest) => rest.to_owned(),
        None => compact,
    }
}

/// Thousands with dots: `76.543.210`.
fn dotted(digits: &str) -> String {
    let mut text = String::with_capacity(digits.len() + 4);
    for (place, digit) in digits.chars().enumerate() {
        if place > 0 && (digits.len() - place).is_multiple_of(3) {
            text.push('.');
        }
        text.push(digit);
    }
    text
}

/// The id in the places `#` of a pattern; as it is where the lengths differ.
fn punctuated(id: &str, pattern: &str) -> String {
    if pattern.bytes().filter(|byte| *byte == b'#').count() != id.chars().count() {
        return id.to_owned();
    }
    let mut letters = id.chars();
    pattern
        .chars()
        .map(|sign| if sign == '#' { letters.next().unwrap_or(sign) } else { sign })
        .collect()
}
