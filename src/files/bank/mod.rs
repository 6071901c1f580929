//! Bank statements: what banks and gateways hand out, read into movements.
//!
//! ```text
//! bytes ──► recognise ──► a reader ──► Statement: movements, balances, check, problems
//! ```
//!
//! Every reader is tolerant: what cannot be read is a [`Problem`] with the line it stands
//! on, and the rest is kept. A movement's [`MovementKey`] is the same in every file it
//! comes in, so overlapping statements do not double.

mod building;
pub mod camt;
pub mod enlace;
pub mod key;
pub mod mt940;
mod mt940_text;
pub mod norma43;
pub mod ofx;
pub mod problem;
pub mod qif;
mod recognise;
mod scalar;
pub mod sheet;
pub mod statement;
mod tags;

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

pub use key::{MovementKey, Overlap};
pub use problem::{Problem, ProblemKind, Refused};
pub use recognise::{BankFile, recognise};
pub use statement::{BankFormat, Check, Movement, Reference, ReferenceKind, Statement, Unchecked};

use super::delimited::{Delimiter, Splitter};
use super::encoding::{Decoded, Decoder};
use super::list::has_known_header;
use crate::ledger::Currency;
use sheet::SheetProposal;

/// What a bank file is read against.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct BankOptions {
    /// Today: years of two digits are near it.
    pub today: NaiveDate,
    /// The currency of amounts that name none.
    pub home_currency: Currency,
}

/// The most that is read of one file, in bytes.
pub const MOST_BYTES: usize = 64 * 1024 * 1024;

/// Reads a bank file of any kind. A table is read where its columns leave nothing open;
/// else [`Refused::NeedsColumns`] asks for a look at [`propose_sheet`].
///
/// # Errors
/// When it is no bank file, is damaged or too large, or holds no statement.
pub fn read(bytes: &[u8], options: BankOptions) -> Result<Vec<Statement>, Refused> {
    if bytes.len() > MOST_BYTES {
        return Err(Refused::TooLarge { most_bytes: MOST_BYTES });
    }
    let kind = recognise(bytes).ok_or(Refused::NotABankFile)?;
    if kind == BankFile::Camt {
        return camt::read_camt(bytes, options);
    }
    if kind == BankFile::XmlSheet {
        let cells = sheet::cells_of_xml(bytes).ok_or(Refused::Damaged)?;
        return read_proposed(&SheetProposal::of_table(cells.into(), options));
    }
    let decoded = decode(bytes);
    let text = decoded.text.as_str();
    let mut statements = match kind {
        BankFile::Ofx => ofx::read_ofx(text, options),
        BankFile::Mt940 => mt940::read_mt940(text, options),
        BankFile::Norma43 => norma43::read_norma43(text, options),
        BankFile::Enlace => enlace::read_enlace(text, options),
        BankFile::Qif => qif::read_qif(text, options),
        _ => read_proposed(&SheetProposal::of_text(text, options)),
    }?;
    if decoded.unreadable > 0
        && let Some(first) = statements.first_mut()
    {
        let what = ProblemKind::Unreadable { count: decoded.unreadable };
        first.problems.push(Problem::new(0, "", what));
    }
    Ok(statements)
}

/// Whether a text is a table with a header in words that are known: a statement's or a
/// list's. Only its beginning is looked at.
pub fn is_table(bytes: &[u8]) -> bool {
    let text = decode(beginning(bytes)).text;
    has_known_header(&Splitter::split(&text, Delimiter::detect(&text)))
        || looks_like_statement(bytes)
}

/// Whether a text is most likely a bank's table, by its beginning
/// ([`SheetProposal::is_statement`]).
pub fn looks_like_statement(bytes: &[u8]) -> bool {
    let text = decode(beginning(bytes)).text;
    // Neither decides what kind of table it is.
    let options = BankOptions { today: NaiveDate::MIN, home_currency: Currency::USD };
    SheetProposal::of_text(&text, options).is_statement()
}

/// How much of a file tells what it is: the header of a table stands within it.
pub const BEGINNING_BYTES: usize = 16 * 1024;

fn beginning(bytes: &[u8]) -> &[u8] {
    &bytes[..bytes.len().min(BEGINNING_BYTES)]
}

/// How a table would be read, whatever its columns, for the user to correct.
pub fn propose_sheet(bytes: &[u8], options: BankOptions) -> SheetProposal {
    if recognise(bytes) == Some(BankFile::XmlSheet)
        && let Some(cells) = sheet::cells_of_xml(bytes)
    {
        return SheetProposal::of_table(cells.into(), options);
    }
    SheetProposal::of_text(&decode(bytes).text, options)
}

fn read_proposed(proposal: &SheetProposal) -> Result<Vec<Statement>, Refused> {
    if !proposal.is_likely() {
        return Err(Refused::NotABankFile);
    }
    proposal.read().map_err(|_| Refused::NeedsColumns)
}

fn decode(bytes: &[u8]) -> Decoded {
    let mut decoder = Decoder::new(bytes.into(), None);
    while !decoder.step(usize::MAX / 2) {}
    decoder.finish()
}
