//! Links that open a draft in the user's own programs: WhatsApp, mail, phone.
//!
//! Percent-encoding after RFC 3986 and RFC 6068, written out here so that every character
//! of a link is known: anything but letters, digits and `-._~` is encoded as UTF-8.

use super::phone::{NumberProblem, Phone};
use crate::ledger::Country;
use crate::text::Lang;
use crate::text::links as words;

/// The longest `mailto:` link, in characters: Gmail in a browser takes some 1,620, and
/// others 2,000 or more.
pub const MAIL_MAX_CHARS: usize = 1_600;
/// The longest WhatsApp link, in characters. No limit is documented; every browser takes
/// this much.
pub const WHATSAPP_MAX_CHARS: usize = 2_000;
/// The longest subject put into a link, in characters.
const SUBJECT_MAX_CHARS: usize = 120;

/// A link that carries a text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TextLink {
    /// The link.
    pub href: String,
    /// The text it carries.
    pub text: String,
    /// The text was shortened and speaks of a statement: it is to be attached.
    pub attach_statement: bool,
}

/// Why something is no e-mail address.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum AddressProblem {
    /// There is none.
    Empty,
    /// There are several addresses: a message about money goes to one person.
    Several,
    /// It is not of the form `name@domain`.
    Form,
    /// It is so long that no text would fit beside it.
    TooLong,
}

/// A link that opens a WhatsApp chat with a text to be sent.
///
/// A text that makes the link longer than [`WHATSAPP_MAX_CHARS`] is shortened as
/// [`mail_link`] says.
///
/// # Errors
/// When the number is none that WhatsApp could know.
pub fn whatsapp_link(
    number: &str,
    country: Country,
    text: &str,
    lang: Lang,
) -> Result<TextLink, NumberProblem> {
    let mut href = String::from("https://wa.me/");
    href.push_str(&Phone::read(number, country)?.for_whatsapp()?);
    href.push_str("?text=");
    let room = WHATSAPP_MAX_CHARS.saturating_sub(href.len());
    Ok(with_text(href, text, lang, "%0A", room))
}

/// A link that opens an e-mail to be sent.
///
/// The link has at most [`MAIL_MAX_CHARS`]. A text that does not fit is shortened: first
/// the longest list in it (lines that begin with `- `, or the lines of a table, which have
/// blanks side by side) loses lines from its end, as few as will do, and says that the
/// rest is in the attached statement; where that is not enough, the text ends after the
/// last word that fits, and says that it goes on there.
///
/// # Errors
/// When the address is not one address.
pub fn mail_link(
    address: &str,
    subject: &str,
    text: &str,
    lang: Lang,
) -> Result<TextLink, AddressProblem> {
    let address = check_address(address)?;
    let mut href = String::from("mailto:");
    encode(&mut href, address, "@", "");
    href.push_str("?subject=");
    let subject: Vec<&str> = subject.split_whitespace().collect();
    encode(&mut href, &cut(&subject.join(" "), SUBJECT_MAX_CHARS), "", "%20");
    href.push_str("&body=");
    let room = MAIL_MAX_CHARS.saturating_sub(href.len());
    if room < 200 {
        return Err(AddressProblem::TooLong);
    }
    Ok(with_text(href, text, lang, "%0D%0A", room))
}

/// A link that dials a number (RFC 3966): `tel:+525512345678;ext=12`.
///
/// # Errors
/// When the number is none.
pub fn tel_link(number: &str, country: Country) -> Result<String, NumberProblem> {
    let phone = Phone::read(number, country)?;
    let mut href = String::from("tel:+");
    href.push_str(&phone.digits);
    if !phone.extension.is_empty() {
        href.push_str(";ext=");
        href.push_str(&phone.extension);
    }
    Ok(href)
}

/// An address without blanks around it.
///
/// # Errors
/// When it is none, or several.
pub fn check_address(address: &str) -> Result<&str, AddressProblem> {
    let address = address.trim();
    if address.is_empty() {
        return Err(AddressProblem::Empty);
    }
    if address.matches('@').count() > 1 || address.contains([',', ';']) {
        return Err(AddressProblem::Several);
    }
    if address.len() > 254 {
        return Err(AddressProblem::TooLong);
    }
    let (name, domain) = address.split_once('@').ok_or(AddressProblem::Form)?;
    let odd = |c: char| c.is_whitespace() || c.is_control() || "<>()[]\\\":".contains(c);
    let labels = || domain.split('.');
    let is_label =
        |label: &str| !label.is_empty() && label.chars().all(|c| c.is_alphanumeric() || c == '-');
    let sound =
        !name.is_empty() && !name.contains(odd) && labels().count() > 1 && labels().all(is_label);
    if sound { Ok(address) } else { Err(AddressProblem::Form) }
}

/// The link with as much of the text as there is room for, in encoded characters.
fn with_text(mut href: String, text: &str, lang: Lang, line_end: &str, room: usize) -> TextLink {
    let lines: Vec<&str> = text.trim_end().lines().collect();
    let (text, attach_statement) = match shorten(&lines, lang, line_end, room) {
        Some(shorter) => (shorter, true),
        None => (lines.join("\n"), false),
    };
    encode(&mut href, &text, "", line_end);
    TextLink { href, text, attach_statement }
}

/// A text that fits, made of these lines; `None` where all of them do.
fn shorten(lines: &[&str], lang: Lang, line_end: &str, room: usize) -> Option<String> {
    let cost = |line: &str| encoded_len(line, line_end) + line_end.len();
    let whole: usize = lines.iter().map(|line| cost(line)).sum();
    if whole <= room + line_end.len() {
        return None;
    }
    let (first, end) = longest_list(lines);
    let note = words::rest_in_statement(lang);
    let mut left = whole + cost(note);
    for keep in (first..end).rev() {
        left -= cost(lines[keep]);
        if left <= room + line_end.len() {
            let kept = [&lines[..keep], &[note], &lines[end..]].concat();
            return Some(kept.join("\n"));
        }
    }
    // Without the list: the words that fit, and where they go on.
    let goes_on = words::goes_on_in_statement(lang);
    let mut text = String::new();
    let mut spent = cost(goes_on);
    let listless = lines[..first].iter().chain(&lines[end..]);
    for word in listless.flat_map(|line| line.split_inclusive(' ').chain(["\n"])) {
        spent += encoded_len(word, line_end);
        if spent > room {
            break;
        }
        text.push_str(word);
    }
    text.truncate(text.trim_end().len());
    if !text.is_empty() {
        text.push('\n');
    }
    text.push_str(goes_on);
    Some(text)
}

/// The longest run of lines that list something: its first line and the one after its
/// last; an empty run where there is none.
fn longest_list(lines: &[&str]) -> (usize, usize) {
    let lists = |line: &str| line.starts_with("- ") || line.trim().contains("  ");
    let mut longest = (0, 0);
    let mut first = 0;
    for at in 0..=lines.len() {
        if lines.get(at).is_some_and(|line| lists(line)) {
            continue;
        }
        if at - first > longest.1 - longest.0 {
            longest = (first, at);
        }
        first = at + 1;
    }
    longest
}

/// The text up to so many characters, with a sign that it goes on.
fn cut(text: &str, most_chars: usize) -> String {
    if text.chars().count() <= most_chars {
        return text.to_owned();
    }
    let mut short: String = text.chars().take(most_chars - 1).collect();
    short.truncate(short.trim_end().len());
    short.push('…');
    short
}

/// Adds a text percent-encoded; characters in `plain` stay as they are, and line breaks
/// become `line_end`.
fn encode(href: &mut String, text: &str, plain: &str, line_end: &str) {
    const HEX: &[u8; 16] = b"0123456789ABCDEF";
    for letter in text.chars() {
        match letter {
            '\r' => {}
            '\n' => href.push_str(line_end),
            'A'..='Z' | 'a'..='z' | '0'..='9' | '-' | '.' | '_' | '~' => href.push(letter),
            _ if plain.contains(letter) => href.push(letter),
            _ => {
                for byte in letter.encode_utf8(&mut [0; 4]).bytes() {
                    href.push('%');
                    href.push(char::from(HEX[usize::from(byte >> 4)]));
                    href.push(char::from(HEX[usize::from(byte & 15)]));
                }
            }
        }
    }
}

fn encoded_len(text: &str, line_end: &str) -> usize {
    let length = |letter: char| match letter {
        '\r' => 0,
        '\n' => line_end.len(),
        'A'..='Z' | 'a'..='z' | '0'..='9' | '-' | '.' | '_' | '~' => 1,
        _ => 3 * letter.len_utf8(),
    };
    text.chars().map(length).sum()
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;

    const SIXTY: &str = "Compañía Distribuidora de Alimentos & Bebidas del Sureste SA";

    /// The text that a link carries, decoded by other code than encodes it.
    fn decoded(href: &str, key: &str) -> String {
        let (_, query) = href.split_once('?').unwrap();
        let value = query.split('&').find_map(|pair| pair.strip_prefix(key)).unwrap();
        let mut bytes = Vec::new();
        let mut rest = value.strip_prefix('=').unwrap().as_bytes();
        while let [first, after @ ..] = rest {
            rest = after;
            if *first == b'%' {
                let hex = std::str::from_utf8(&after[..2]).unwrap();
                bytes.push(u8::from_str_radix(hex, 16).unwrap());
                rest = &after[2..];
            } else {
                bytes.push(*first);
            }
        }
        String::from_utf8(bytes).unwrap()
    }

    #[test]
    fn a_mail_link_is_right_to_the_character() {
        assert_eq!(SIXTY.chars().count(), 60);
        let link = mail_link(
            "ana.ruiz+pagos@andina.example",
            "Factura #7 & más",
            "Señor Núñez:\r\n\r\n¿Recibió? 100% = 1+1 🙂",
            Lang::Es,
        )
        .unwrap();
        assert_eq!(
            link.href,
            "mailto:ana.ruiz%2Bpagos@andina.example?subject=Factura%20%237%20%26%20m%C3%A1s\
             &body=Se%C3%B1or%20N%C3%BA%C3%B1ez%3A%0D%0A%0D%0A%C2%BFRecibi%C3%B3%3F%20100%25%20\
             %3D%201%2B1%20%F0%9F%99%82"
        );
        assert!(!link.attach_statement);
        let named = mail_link("a@b.mx", SIXTY, SIXTY, Lang::Es).unwrap().href;
        let encoded = "Compa%C3%B1%C3%ADa%20Distribuidora%20de%20Alimentos%20%26%20Bebidas%20del\
                       %20Sureste%20SA";
        assert_eq!(named, format!("mailto:a@b.mx?subject={encoded}&body={encoded}"));
    }

    #[test]
    fn a_whatsapp_link_is_right_to_the_character() {
        let text = "Buen día, Íñigo:\n- F-1 & F-2 #3\n¿Todo bien? 🙂";
        let link = whatsapp_link("(55) 1234-5678", Country::MX, text, Lang::Es).unwrap();
        assert_eq!(
            link.href,
            "https://wa.me/525512345678?text=Buen%20d%C3%ADa%2C%20%C3%8D%C3%B1igo%3A%0A-%20F-1%20\
             %26%20F-2%20%233%0A%C2%BFTodo%20bien%3F%20%F0%9F%99%82"
        );
        assert_eq!((link.text.as_str(), link.attach_statement), (text, false));
        let argentine = whatsapp_link("011 15 4321 5678", Country::AR, "a", Lang::Es).unwrap();
        assert_eq!(argentine.href, "https://wa.me/5491143215678?text=a");
    }

    #[test]
    fn a_phone_link_dials_from_anywhere() {
        let tel = |text| tel_link(text, Country::MX);
        assert_eq!(tel("(55) 1234-5678").as_deref(), Ok("tel:+525512345678"));
        assert_eq!(tel("55 1234 5678 ext. 12").as_deref(), Ok("tel:+525512345678;ext=12"));
        assert_eq!(tel("no tiene"), Err(NumberProblem::Letter { found: 'n' }));
    }

    #[test]
    fn every_character_comes_back() {
        let odd: String = (' '..='\u{2ff}').chain("🙂漢\u{2028}".chars()).collect();
        let odd: String = odd.chars().filter(|c| !c.is_control()).take(150).collect();
        let link = mail_link("a@b.mx", "x", &odd, Lang::Es).unwrap();
        assert_eq!(decoded(&link.href, "body"), odd);
        assert!(link.href.is_ascii());
        let mut encoded = String::new();
        encode(&mut encoded, &odd, "", "");
        assert_eq!(encoded.len(), encoded_len(&odd, ""));
    }

    /// A message about so many invoices.
    fn message(invoices: usize) -> String {
        let list: String =
            (1..=invoices).map(|n| format!("- Factura F-{n:04}: $ 1,000.00\n")).collect();
        format!("Buen día:\n\nQuedan abiertas:\n{list}\nTotal: $ 9\n\nAtentamente,\nAndina")
    }

    #[test]
    fn a_long_list_loses_its_end_and_nothing_else() {
        let mut shortened = 0;
        for invoices in 0..60 {
            let text = message(invoices);
            let link = mail_link("ana@andina.example", "Saldo", &text, Lang::Es).unwrap();
            assert!(link.href.len() <= MAIL_MAX_CHARS, "{invoices}");
            assert_eq!(decoded(&link.href, "body").replace("\r\n", "\n"), link.text);
            if !link.attach_statement {
                assert_eq!(link.text, text);
                continue;
            }
            shortened += 1;
            let lost: Vec<&str> = text.lines().filter(|line| !link.text.contains(line)).collect();
            assert!(lost.iter().all(|line| line.starts_with("- ")), "{lost:?}");
            assert!(
                link.text.contains("\n- el resto está en el estado de cuenta adjunto\n\nTotal")
            );
            // No more is lost than had to be.
            let kept = link.text.lines().count();
            assert!(link.href.len() + 60 > MAIL_MAX_CHARS || kept < 9, "{invoices}");
        }
        assert!(shortened > 20, "{shortened}");
    }

    #[test]
    fn a_table_is_a_list_too() {
        let row = "F-1021   5 mar 2026   $ 1,000.00\n";
        let text = format!("Buen día:\n\n{}\nTotal: $ 9\nAndina", row.repeat(60));
        let link = whatsapp_link("5512345678", Country::MX, &text, Lang::En).unwrap();
        assert!(link.attach_statement && link.href.len() <= WHATSAPP_MAX_CHARS);
        assert!(link.text.ends_with("\nTotal: $ 9\nAndina"), "{}", link.text);
        assert!(link.text.contains("- the rest is in the attached statement\n"));
    }

    #[test]
    fn a_text_without_a_list_ends_with_a_word_that_fits() {
        let text = "Renglón sin lista.\n".repeat(200);
        let link = mail_link("a@b.mx", "x", &text, Lang::Es).unwrap();
        assert!(link.attach_statement && link.href.len() <= MAIL_MAX_CHARS);
        let (last, before) = {
            let mut lines: Vec<&str> = link.text.lines().collect();
            (lines.pop().unwrap(), lines)
        };
        assert_eq!(last, "Continúa en el estado de cuenta adjunto.");
        assert!(before.len() > 30);
        assert!(text.starts_with(&before.join("\n")), "{before:?}");
        assert!(link.href.len() + 30 > MAIL_MAX_CHARS);
        let one_line = mail_link("a@b.mx", "x", &"ñ".repeat(5_000), Lang::Es).unwrap();
        assert_eq!(one_line.text, "Continúa en el estado de cuenta adjunto.");
    }

    #[test]
    fn a_subject_is_one_line_and_no_address_hides_another() {
        let link = mail_link("a@b.mx", "uno\r\nBcc: x@y.mx", "t", Lang::Es).unwrap();
        assert_eq!(link.href, "mailto:a@b.mx?subject=uno%20Bcc%3A%20x%40y.mx&body=t");
        let long = mail_link("a@b.mx", &"palabra ".repeat(50), "t", Lang::Es).unwrap();
        assert!(decoded(&long.href, "subject").ends_with('…'));
        let problems = [
            ("", AddressProblem::Empty),
            ("a@b.mx, c@d.mx", AddressProblem::Several),
            ("a@b.mx;c@d.mx", AddressProblem::Several),
            ("andina", AddressProblem::Form),
            ("@b.mx", AddressProblem::Form),
            ("a@b", AddressProblem::Form),
            ("a@b..mx", AddressProblem::Form),
            ("a b@c.mx", AddressProblem::Form),
            ("a@b.mx?cc=c", AddressProblem::Form),
            ("Ana <a@b.mx>", AddressProblem::Form),
        ];
        for (address, problem) in problems {
            assert_eq!(check_address(address), Err(problem), "{address}");
        }
        assert_eq!(check_address(" señal@correo.example "), Ok("señal@correo.example"));
        let long = format!("{}@b.mx", "a".repeat(300));
        assert_eq!(check_address(&long), Err(AddressProblem::TooLong));
    }
}
