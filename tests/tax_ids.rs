//! Tax ids as they stand in invoices and lists, by country.

use cartera::ledger::Country;
use cartera::ledger::tax_id::{Check, TaxId, TaxIdKind};

fn parse(country: &str, text: &str) -> TaxId {
    TaxId::parse(text, Country::from_code(country))
}

/// Numbers of companies and public bodies that anyone can look up, and the sample numbers
/// that authorities print in their guides.
#[test]
fn numbers_in_use_are_valid() {
    for (country, text, kind) in [
        ("CO", "860057336-5", TaxIdKind::Nit),
        ("CO", "NIT 860.057.336-5", TaxIdKind::Nit),
        ("CO", "8600573365", TaxIdKind::Nit),
        ("CO", "N.I.T. 860.057.336-5", TaxIdKind::Nit),
        ("CL", "RUT76354771-K", TaxIdKind::RutChile),
        ("CL", "96790240-3", TaxIdKind::RutChile),
        ("CL", "76354771-K", TaxIdKind::RutChile),
        ("CL", "76.354.771-k", TaxIdKind::RutChile),
        ("CL", "60.803.000-K", TaxIdKind::RutChile),
        ("UY", "211003420017", TaxIdKind::RutUruguay),
        ("PE", "20600055519", TaxIdKind::RucPeru),
        ("PE", "RUC: 20131312955", TaxIdKind::RucPeru),
        ("EC", "1760013210001", TaxIdKind::RucEcuador),
        ("EC", "1792223334001", TaxIdKind::RucEcuador),
        ("EC", "1710034065001", TaxIdKind::RucEcuador),
        ("MX", "URE180429TM6", TaxIdKind::Rfc),
        ("MX", "COSC8001137NA", TaxIdKind::Rfc),
        ("MX", "EKU9003173C9", TaxIdKind::Rfc),
        ("AR", "30-71933335-0", TaxIdKind::Cuit),
        ("AR", "33-69345023-9", TaxIdKind::Cuit),
        ("BR", "00.000.000/0001-91", TaxIdKind::Cnpj),
        ("BR", "12.ABC.345/01DE-35", TaxIdKind::Cnpj),
        ("BR", "529.982.247-25", TaxIdKind::Cpf),
        ("ES", "12345678Z", TaxIdKind::NifSpain),
        ("ES", "X-1234567-L", TaxIdKind::NifSpain),
        ("ES", "a28015865", TaxIdKind::NifSpain),
        ("ES", "ESA28015865", TaxIdKind::NifSpain),
        ("ES", "Q2826000H", TaxIdKind::NifSpain),
        ("DE", "DE 136 695 976", TaxIdKind::EuVat),
        ("FR", "FR40303265045", TaxIdKind::EuVat),
        ("IT", "IT00743110157", TaxIdKind::EuVat),
        ("PT", "501 442 600", TaxIdKind::EuVat),
        ("NL", "NL004495445B01", TaxIdKind::EuVat),
        ("BE", "BE 428759497", TaxIdKind::EuVat),
    ] {
        let id = parse(country, text);
        assert_eq!((id.kind, &id.check), (kind, &Check::Valid), "{country} {text}: {id:?}");
    }
}

#[test]
fn a_mistyped_digit_is_named() {
    for (country, text, expected) in [
        ("CO", "860057336-4", "5"),
        ("CL", "76354771-1", "K"),
        ("CL", "96790240-K", "3"),
        ("PE", "20600055518", "9"),
        ("AR", "30-71933335-1", "0"),
        ("UY", "211003420018", "7"),
        ("EC", "1710034064001", "5"),
        ("BR", "00.000.000/0001-92", "91"),
        ("ES", "12345678A", "Z"),
        ("ES", "A28015864", "5"),
        ("ES", "Q28260009", "H"),
        ("DE", "136695975", "6"),
        ("FR", "FR41303265045", "40"),
        ("BE", "0428759496", "97"),
    ] {
        let id = parse(country, text);
        let expected = Check::Invalid { expected: expected.to_owned() };
        assert_eq!(id.check, expected, "{country} {text}");
    }
}

#[test]
fn a_number_of_the_wrong_form_is_malformed() {
    for (country, text) in [
        ("MX", "URE180431TM6"),
        ("MX", "URE181332TM6"),
        ("MX", "URE1804"),
        ("PE", "99600055519"),
        ("PE", "2060005551"),
        ("AR", "99-71933335-0"),
        ("AR", "30-7193333-0"),
        ("EC", "9990013210001"),
        ("EC", "1760013210000"),
        ("ES", "I12345678"),
        ("DE", "DE12345"),
        ("DE", "DE036695976"),
        ("BR", "1234567890"),
    ] {
        assert_eq!(parse(country, text).check, Check::Malformed, "{country} {text}");
    }
}

/// Ecuador gives companies numbers that fail its own check; many RFC fail theirs.
#[test]
fn a_check_that_real_numbers_fail_says_nothing() {
    assert_eq!(parse("EC", "1793000001001").check, Check::NotChecked);
    assert_eq!(parse("MX", "AAA010101AAA").check, Check::NotChecked);
    assert_eq!(parse("CO", "860057336").check, Check::NotChecked);
    assert_eq!(parse("AT", "ATU12345678").check, Check::NotChecked);
}

#[test]
fn writings_of_one_number_are_one_party() {
    for (country, one, other) in [
        ("CL", "76.543.210-K", "76543210k"),
        ("CL", "076543210-K", "76543210-K"),
        ("MX", " AAA010101AAA", "aaa-010101-aaa"),
        ("MX", "Ñañ010101AAA", "ÑAÑ010101AAA"),
        ("CO", "860057336-5", "860057336"),
        ("CO", "860.057.336-5", "8600573365"),
        ("AR", "30-71933335-0", "CUIT 30719333350"),
        ("ES", "ES-B12345674", "b12345674"),
        ("ES", "1234567L", "01234567L"),
        ("CO", "C.C. 1.012.345.678", "1012345678"),
        ("DE", "136695976", "DE136695976"),
        ("GR", "GR123456789", "EL123456789"),
        ("US", "12-3456789", "123456789"),
    ] {
        let keys = [one, other].map(|text| parse(country, text).same_party_key());
        assert!(keys[0].is_some(), "{country} {one}");
        assert_eq!(keys[0], keys[1], "{country} {one} and {other}");
    }
}

#[test]
fn numbers_of_different_parties_have_different_keys() {
    let keys: Vec<Option<String>> = [
        ("PE", "20600055519"),
        ("AR", "20600055519"),
        ("PE", "45678901"),
        ("AR", "45678901"),
        ("CO", "1012345678"),
        ("CO", "101234567"),
    ]
    .map(|(country, text)| parse(country, text).same_party_key())
    .to_vec();
    for (place, key) in keys.iter().enumerate() {
        assert!(key.is_some());
        assert!(!keys[..place].contains(key), "{key:?}");
    }
}

#[test]
fn generic_ids_never_make_two_customers_one() {
    for (country, text) in [
        ("MX", "XAXX010101000"),
        ("MX", " xexx010101000 "),
        ("EC", "9999999999999"),
        ("CO", "222222222222"),
        ("CL", "66.666.666-6"),
        ("CL", "55.555.555-5"),
        ("PE", "00000000"),
        ("PE", "-"),
        ("US", ""),
        ("US", "N/A"),
        ("CO", "123"),
    ] {
        let id = parse(country, text);
        assert_eq!(id.same_party_key(), None, "{country} {text}");
        assert_eq!(id.check, Check::NotChecked, "{country} {text}");
    }
    assert!(parse("MX", "XAXX010101000").is_generic());
    assert!(!parse("MX", "URE180429TM6").is_generic());
}

#[test]
fn identity_cards_are_no_mistyped_tax_ids() {
    for (country, text) in
        [("PE", "45678901"), ("EC", "1710034065"), ("AR", "23456789"), ("UY", "12345678")]
    {
        let id = parse(country, text);
        assert_eq!((id.kind, id.check), (TaxIdKind::Other, Check::NotChecked), "{text}");
    }
}

#[test]
fn a_foreign_number_is_recognised_by_its_form() {
    assert_eq!(parse("MX", "DE136695976").kind, TaxIdKind::EuVat);
    assert_eq!(parse("CO", "ESA28015865").kind, TaxIdKind::NifSpain);
    assert_eq!(parse("CL", "URE180429TM6").kind, TaxIdKind::Rfc);
    assert_eq!(TaxId::parse("URE180429TM6", None).kind, TaxIdKind::Rfc);
    assert_eq!(TaxId::parse("IT00743110157", None).kind, TaxIdKind::EuVat);
    assert_eq!(TaxId::parse("20600055519", None).kind, TaxIdKind::Other);
    assert_eq!(parse("GB", "XI123456789").kind, TaxIdKind::EuVat);
    assert_eq!(parse("GB", "GB123456789").kind, TaxIdKind::Other);
}

#[test]
fn each_is_shown_as_its_country_writes_it() {
    for (country, text, shown) in [
        ("CL", "76354771k", "76.354.771-K"),
        ("CO", "8600573365", "860.057.336-5"),
        ("CO", "860057336", "860.057.336"),
        ("AR", "30719333350", "30-71933335-0"),
        ("AR", "3071933335", "3071933335"),
        ("BR", "00000000000191", "00.000.000/0001-91"),
        ("MX", "ure180429tm6", "URE180429TM6"),
    ] {
        assert_eq!(parse(country, text).display(), shown);
    }
}

#[test]
fn a_stored_id_is_checked_again_when_read() {
    let id = parse("CL", "76.354.771-K");
    let stored = serde_json::to_string(&id).expect("an id is plain data");
    assert_eq!(stored, r#"{"kind":"rut_chile","id":"76354771K","country":"CL"}"#);
    assert_eq!(serde_json::from_str::<TaxId>(&stored).expect("what was stored"), id);
    let broken = r#"{"kind":"cuit","id":"ñññññ€"}"#;
    let broken: TaxId = serde_json::from_str(broken).expect("a kind and a text");
    assert_eq!(broken.check, Check::Malformed);
}
