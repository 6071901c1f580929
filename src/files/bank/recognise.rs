//! Which kind of bank file some bytes are, by their content, never by a name.

use super::enlace::is_enlace;
use super::{beginning, decode};

/// A kind of bank file by the reader it needs.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum BankFile {
    /// OFX 1 or 2.
    Ofx,
    /// ISO 20022 camt.052, .053 or .054.
    Camt,
    /// SWIFT MT940 or MT942.
    Mt940,
    /// Cuaderno 43.
    Norma43,
    /// Santander México's Enlace.
    Enlace,
    /// Quicken Interchange Format.
    Qif,
    /// Perhaps a table.
    Sheet,
    /// A worksheet in XML of 2003.
    XmlSheet,
}

/// The kind of bank file that some bytes are; `None` where they are none: other XML,
/// pictures, archives. Text that is nothing else may be a table.
pub fn recognise(bytes: &[u8]) -> Option<BankFile> {
    let head = decode(beginning(bytes)).text;
    let text = head.trim_start_matches(|c: char| c.is_whitespace() || c == '\u{FEFF}');
    if text.is_empty() || text.contains('\0') {
        return None;
    }
    let upper = text.to_ascii_uppercase();
    if upper.starts_with("OFXHEADER") || upper.contains("<OFX>") || upper.contains("<?OFX") {
        return Some(BankFile::Ofx);
    }
    if text.starts_with('<') && text.contains("urn:schemas-microsoft-com:office:spreadsheet") {
        return Some(BankFile::XmlSheet);
    }
    if text.starts_with('<') {
        let is_camt = ["camt.052.001", "camt.053.001", "camt.054.001"];
        let is_camt = is_camt.iter().any(|name| text.contains(name))
            || ["<BkToCstmrStmt", "<BkToCstmrAcctRpt", "<BkToCstmrDbtCdtNtfctn"]
                .iter()
                .any(|name| text.contains(name));
        return is_camt.then_some(BankFile::Camt);
    }
    if is_mt940(text) {
        return Some(BankFile::Mt940);
    }
    if is_norma43(text) {
        return Some(BankFile::Norma43);
    }
    if is_enlace(text.lines().next().unwrap_or_default()) {
        return Some(BankFile::Enlace);
    }
    if text.starts_with("!Type:") || text.starts_with("!Account") || text.starts_with("!Option") {
        return Some(BankFile::Qif);
    }
    let is_binary = text.starts_with("%PDF") || text.starts_with("PK\u{3}\u{4}");
    (!is_binary).then_some(BankFile::Sheet)
}

/// Whether lines begin with the fields of SWIFT, after an envelope or a bank's banner.
fn is_mt940(text: &str) -> bool {
    let fields = [":20:", ":25:", ":28C:", ":28:", ":60F:", ":60M:", ":61:", ":62F:", ":86:"];
    let begins = |line: &str, field: &&str| {
        line.trim_start().starts_with(*field)
            || (line.starts_with("{1:") && line.contains("{4:") && line.ends_with(*field))
    };
    let kinds = fields.iter().filter(|field| text.lines().any(|line| begins(line, field)));
    let count = kinds.count();
    // A file that consists of one field only is a piece of a statement.
    count >= 2 || (count == 1 && fields.iter().any(|field| text.starts_with(field)))
}

/// Whether the first line is a header of Cuaderno 43: bank, branch, account, two days.
fn is_norma43(text: &str) -> bool {
    let line = text.lines().next().unwrap_or_default();
    let is_digits = |from: usize, to: usize| {
        line.get(from..to).is_some_and(|part| part.bytes().all(|byte| byte.is_ascii_digit()))
    };
    line.starts_with("11") && line.len() >= 50 && is_digits(0, 47)
}
