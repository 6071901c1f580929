//! Links to messages and calls: what is wrong with a number or an address, and what a
//! shortened text says.

use super::Lang;
use crate::dunning::links::AddressProblem;
use crate::dunning::phone::NumberProblem;

/// Why a phone number cannot be used.
pub fn number_problem(lang: Lang, problem: &NumberProblem) -> String {
    match *problem {
        NumberProblem::Empty => no_number(lang).to_owned(),
        NumberProblem::Letter { found } => number_letter(lang, found),
        NumberProblem::Several => several_numbers(lang).to_owned(),
        NumberProblem::TooShort { digits, least } => {
            number_short(lang, &digits_count(lang, digits), least)
        }
        NumberProblem::TooLong { digits, most } => {
            number_long(lang, &digits_count(lang, digits), most)
        }
        NumberProblem::NoArea => no_area(lang).to_owned(),
        NumberProblem::NoCountryCode => no_country_code(lang).to_owned(),
        NumberProblem::Extension => extension(lang).to_owned(),
    }
}

/// Why an e-mail address cannot be used.
pub fn address_problem(lang: Lang, problem: AddressProblem) -> &'static str {
    match problem {
        AddressProblem::Empty => no_address(lang),
        AddressProblem::Several => several_addresses(lang),
        AddressProblem::Form => address_form(lang),
        AddressProblem::TooLong => address_long(lang),
    }
}

fn digits_count(lang: Lang, digits: usize) -> String {
    if digits == 1 { one_digit(lang).to_owned() } else { digits_many(lang, digits) }
}

crate::messages! {
    /// In place of the end of a list, in a message.
    rest_in_statement => "- el resto está en el estado de cuenta adjunto", "- the rest is in the attached statement";
    /// At the end of a text that was cut, in a message.
    goes_on_in_statement => "Continúa en el estado de cuenta adjunto.", "Continued in the attached statement.";

    /// One digit.
    one_digit => "1 cifra", "1 digit";
    /// Some digits.
    digits_many(digits: usize) => "{digits} cifras", "{digits} digits";
    /// There is no number.
    no_number => "Falta el número de teléfono.", "The phone number is missing.";
    /// There is something odd in it.
    number_letter(found: char) => "El número tiene «{found}», que no es parte de un teléfono.", "The number holds “{found}”, which is no part of a phone number.";
    /// There are two.
    several_numbers => "Hay más de un número; deje solo uno.", "There is more than one number; leave only one.";
    /// It is too short.
    number_short(digits: &str, least: usize) => "El número tiene {digits} y le faltan: en su país tienen al menos {least}.", "The number has {digits}, too few: in its country they have at least {least}.";
    /// It is too long.
    number_long(digits: &str, most: usize) => "El número tiene {digits} y le sobran: en su país tienen a lo más {most}.", "The number has {digits}, too many: in its country they have at most {most}.";
    /// The area is missing.
    no_area => "Falta el código de área antes del 15.", "The area code before the 15 is missing.";
    /// The country code is missing.
    no_country_code => "Escriba el número con el código de su país, por ejemplo +52.", "Write the number with its country code, for example +52.";
    /// It has an extension.
    extension => "El número tiene extensión; WhatsApp necesita un número directo.", "The number has an extension; WhatsApp needs a direct number.";

    /// There is no address.
    no_address => "Falta la dirección de correo.", "The e-mail address is missing.";
    /// There are two.
    several_addresses => "Hay más de una dirección; deje solo una.", "There is more than one address; leave only one.";
    /// It is none.
    address_form => "La dirección de correo no es válida; se espera algo como nombre@empresa.com.", "The e-mail address is not valid; something like name@company.com is expected.";
    /// It is too long.
    address_long => "La dirección de correo es demasiado larga.", "The e-mail address is too long.";
}
