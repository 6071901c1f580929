//! What tax ids are called, and what is said of one that looks wrong.

use super::Lang;
use crate::ledger::Country;
use crate::ledger::tax_id::{Check, TaxId, TaxIdKind};
use crate::messages;

/// What the number is called where it is issued; a general word for other countries'.
pub fn kind_name(lang: Lang, kind: TaxIdKind) -> &'static str {
    match kind {
        TaxIdKind::Nit => "NIT",
        TaxIdKind::RutChile | TaxIdKind::RutUruguay => "RUT",
        TaxIdKind::RucPeru | TaxIdKind::RucEcuador => "RUC",
        TaxIdKind::Rfc => "RFC",
        TaxIdKind::Cuit => "CUIT",
        TaxIdKind::Cnpj => "CNPJ",
        TaxIdKind::Cpf => "CPF",
        TaxIdKind::NifSpain => "NIF",
        TaxIdKind::EuVat => vat_number(lang),
        TaxIdKind::Other => tax_id(lang),
    }
}

/// What a form asks for in a country: «RFC» in Mexico, «NIT» in Colombia.
pub fn label(lang: Lang, country: Option<Country>) -> &'static str {
    match country {
        Some(Country::CO | Country::BO | Country::GT | Country::SV) => "NIT",
        Some(Country::CL | Country::UY) => "RUT",
        Some(Country::PE | Country::EC | Country::PY | Country::PA | Country::NI) => "RUC",
        Some(Country::MX) => "RFC",
        Some(Country::AR) => "CUIT",
        Some(Country::BR) => "CNPJ / CPF",
        Some(Country::ES | Country::PT) => "NIF",
        Some(Country::VE) => "RIF",
        Some(Country::HN) => "RTN",
        Some(Country::DO) => "RNC",
        Some(Country::US) => "EIN",
        Some(country) if country.in_european_union() || country == Country::GB => vat_number(lang),
        _ => tax_id(lang),
    }
}

/// A warning for an id whose form or check digit does not agree; `None` where nothing is
/// to be said. It never keeps anybody from saving.
pub fn warning(lang: Lang, id: &TaxId) -> Option<String> {
    let name = kind_name(lang, id.kind);
    match &id.check {
        Check::Valid | Check::NotChecked => None,
        Check::Invalid { expected } => Some(wrong_digit(lang, name, expected)),
        Check::Malformed => Some(malformed(lang, name)),
    }
}

messages! {
    /// Any country's number.
    tax_id => "Identificación fiscal", "Tax ID";
    /// A number of value added tax.
    vat_number => "N.º de IVA", "VAT number";
    /// The check digit does not agree.
    wrong_digit(name: &str, expected: &str) =>
        "Revise el {name}: el dígito verificador debería ser {expected}.",
        "Check the {name}: the check digit should be {expected}.";
    /// The form does not fit.
    malformed(name: &str) =>
        "Revise el {name}: no tiene la forma que le corresponde.",
        "Check the {name}: it does not have the form it should.";
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_wrong_digit_is_named_and_a_right_one_is_silent() {
        let wrong = TaxId::parse("860057336-4", Some(Country::CO));
        let said = "Revise el NIT: el dígito verificador debería ser 5.";
        assert_eq!(warning(Lang::Es, &wrong).as_deref(), Some(said));
        let right = TaxId::parse("860057336-5", Some(Country::CO));
        assert_eq!(warning(Lang::En, &right), None);
        let short = TaxId::parse("URE1804", Some(Country::MX));
        let said = "Check the RFC: it does not have the form it should.";
        assert_eq!(warning(Lang::En, &short).as_deref(), Some(said));
    }

    #[test]
    fn a_form_asks_for_the_number_by_its_local_name() {
        assert_eq!(label(Lang::Es, Some(Country::VE)), "RIF");
        assert_eq!(label(Lang::Es, Some(Country::FR)), "N.º de IVA");
        assert_eq!(label(Lang::En, None), "Tax ID");
    }
}
