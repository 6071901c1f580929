//! What the columns of a list mean, by the words at their head.

use serde::{Deserialize, Serialize};

use super::synonyms::SYNONYMS;
use crate::files::fold::{fold_char, squash};
use crate::files::table::Row;
use crate::ledger::Currency;

/// What a column holds.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum ColumnRole {
    /// Nothing that is needed.
    Ignore,
    /// The customer's name.
    CustomerName,
    /// The customer's code or number in the program the list comes from.
    CustomerCode,
    /// The customer's tax id: RFC, NIT, RUC, RUT, CUIT, NIF.
    TaxId,
    /// The invoice's number.
    Number,
    /// The day it was issued.
    IssueDate,
    /// The day it is due.
    DueDate,
    /// The terms, in words or days.
    Terms,
    /// The currency.
    Currency,
    /// The invoice's total.
    Total,
    /// What is still owed of it.
    Open,
    /// What was paid of it.
    Paid,
    /// The day it was paid.
    SettledDate,
    /// An order number, a contract, a fiscal id.
    Reference,
    /// Free text.
    Notes,
    /// Who looks after the customer.
    Responsible,
    /// The kind of customer.
    Segment,
    /// The customer's e-mail address.
    Email,
    /// The customer's telephone number.
    Phone,
}

impl ColumnRole {
    /// All of them, in the order a form offers them.
    pub const ALL: [Self; 19] = [
        Self::CustomerName,
        Self::CustomerCode,
        Self::TaxId,
        Self::Number,
        Self::IssueDate,
        Self::DueDate,
        Self::Terms,
        Self::Currency,
        Self::Total,
        Self::Open,
        Self::Paid,
        Self::SettledDate,
        Self::Reference,
        Self::Notes,
        Self::Responsible,
        Self::Segment,
        Self::Email,
        Self::Phone,
        Self::Ignore,
    ];

    /// Whether its cells are dates.
    pub fn is_date(self) -> bool {
        matches!(self, Self::IssueDate | Self::DueDate | Self::SettledDate)
    }

    /// Whether its cells are amounts.
    pub fn is_amount(self) -> bool {
        matches!(self, Self::Total | Self::Open | Self::Paid)
    }
}

/// How many rows from the top a header is looked for.
pub const SEARCH_ROWS: usize = 40;

/// The role that a header's words name, in Spanish or English, whatever their case,
/// accents and punctuation; `None` where they name none we know.
///
/// ```
/// use cartera::files::list::header::{ColumnRole, role_named};
/// assert_eq!(role_named("Fecha de  Emisión"), Some(ColumnRole::IssueDate));
/// assert_eq!(role_named("INVOICE_NO."), Some(ColumnRole::Number));
/// assert_eq!(role_named("Importe (MXN)"), Some(ColumnRole::Total));
/// assert_eq!(role_named("disputed"), None);
/// ```
pub fn role_named(header: &str) -> Option<ColumnRole> {
    // No word we know has a digit; most cells that are asked about are data.
    if header.len() > 64 || header.bytes().any(|byte| byte.is_ascii_digit()) {
        return None;
    }
    let words = words(header);
    let find = |joined: &str| {
        let known = SYNONYMS.iter().find(|(_, list)| list.split(' ').any(|word| word == joined));
        known.filter(|_| !joined.is_empty()).map(|(role, _)| *role)
    };
    find(&words.concat()).or_else(|| {
        // "Total USD", "Fecha (dd/mm/aaaa)": what is added says how, not what.
        let bare = words.iter().filter(|word| !is_currency(word) && !is_date_part(word));
        let joined: String = bare.clone().map(String::as_str).collect();
        (bare.count() < words.len()).then(|| find(&joined))?
    })
}

/// The one currency that a header names: `Total USD`, `Saldo (EUR)`.
pub fn currency_named(header: &str) -> Option<Currency> {
    words(header).iter().find(|word| is_currency(word)).and_then(|code| Currency::from_code(code))
}

/// Whether a header shows the order of its dates, as `(dd/mm/aaaa)` does: true where the
/// day stands before the month.
pub fn day_first(header: &str) -> Option<bool> {
    let words = words(header);
    let place = |part: &str| words.iter().position(|word| word == part);
    Some(place("dd")? < place("mm")?)
}

/// Whether a header is that of the column of problems which this product adds when it
/// hands bad rows back.
pub fn is_problem_column(header: &str) -> bool {
    matches!(squash(header).as_str(), "problema" | "problem")
}

/// Columns beyond these are not asked what they are: no list of invoices has as many, and a
/// file of delimiters would take minutes.
pub const MOST_COLUMNS: usize = 1000;

/// How many different roles the cells of a row name.
pub fn known_words(row: Row<'_>) -> usize {
    let mut seen: Vec<ColumnRole> = Vec::new();
    for role in row.cells().take(MOST_COLUMNS).filter_map(role_named) {
        if !seen.contains(&role) {
            seen.push(role);
        }
    }
    seen.len()
}

/// Whether a cell labels a sum: `TOTAL`, `Subtotal cliente`, `Suma:`.
pub fn is_total_label(cell: &str) -> bool {
    let words = words(cell);
    let first = words.first().map(String::as_str);
    matches!(
        first,
        Some("total" | "totales" | "totals" | "subtotal" | "subtotales" | "suma" | "sumas" | "sum")
    ) || matches!(words.concat().as_str(), word if word.starts_with("grantotal")
            || word.starts_with("grandtotal") || word.starts_with("saldototal")
            || word.starts_with("importetotal") || word.starts_with("subtotal"))
}

/// A name of a layout that stays the same from one file to the next: a hash of its
/// headers, folded, in order. A column of problems does not count, so that bad rows that
/// come back corrected are known again.
pub fn layout_key<'a>(headers: impl Iterator<Item = &'a str>) -> String {
    // FNV-1a, 64 bits.
    let mut hash: u64 = 0xCBF2_9CE4_8422_2325;
    let mut add = |byte: u8| hash = (hash ^ u64::from(byte)).wrapping_mul(0x0100_0000_01B3);
    for header in headers.filter(|header| !is_problem_column(header)) {
        squash(header).bytes().for_each(&mut add);
        add(0x1F);
    }
    let hex = (0..16).rev().map(|place| char::from_digit((hash >> (place * 4) & 15) as u32, 16));
    hex.flatten().collect()
}

/// The words of a header, folded, split also where a small letter meets a capital, and
/// without articles and prepositions.
fn words(header: &str) -> Vec<String> {
    let mut words = vec![String::new()];
    let mut before_is_small = false;
    for c in header.chars() {
        let folded = fold_char(c);
        if !folded.is_alphanumeric() || (c.is_uppercase() && before_is_small) {
            words.push(String::new());
        }
        if folded.is_alphanumeric() {
            words.last_mut().into_iter().for_each(|word| word.push(folded));
        }
        before_is_small = c.is_lowercase();
    }
    words.retain(|word| {
        !matches!(
            word.as_str(),
            "" | "de" | "del" | "la" | "el" | "los" | "las" | "the" | "of" | "a" | "en"
        )
    });
    words
}

/// Currencies that stand in headers. Not every code of ISO 4217: ALL and TOP are words.
fn is_currency(word: &str) -> bool {
    const CODES: &str = "mxn usd eur cop clp pen ars gbp brl uyu bob pyg crc gtq hnl nio dop cad";
    CODES.split(' ').any(|code| code == word)
}

fn is_date_part(word: &str) -> bool {
    matches!(word, "dd" | "mm" | "aaaa" | "aa" | "yyyy" | "yy")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::files::table::Table;

    #[test]
    fn common_headers_are_known() {
        use ColumnRole::*;
        for (header, role) in [
            ("Cliente", CustomerName),
            ("RAZÓN SOCIAL", CustomerName),
            ("customer_id", CustomerCode),
            ("Cód. cliente", CustomerCode),
            ("R.F.C.", TaxId),
            ("No. Factura", Number),
            ("N° de factura", Number),
            ("Nº documento", Number),
            ("Folio", Number),
            ("invoiceNumber", Number),
            ("Invoice #", Number),
            ("Fecha", IssueDate),
            ("Fecha de expedición", IssueDate),
            ("F. Vto.", DueDate),
            ("Due Date", DueDate),
            ("Fecha (dd/mm/aaaa)", IssueDate),
            ("Días de crédito", Terms),
            ("Moneda", Currency),
            ("Importe total", Total),
            ("Total USD", Total),
            ("amount", Total),
            ("Saldo pendiente (MXN)", Open),
            ("Balance due", Open),
            ("Abonos", Paid),
            ("Fecha de pago", SettledDate),
            ("settled_date", SettledDate),
            ("Folio fiscal", Reference),
            ("E-mail", Email),
            ("Teléfono", Phone),
            ("Vendedor", Responsible),
            ("Tipo de cliente", Segment),
            ("Observaciones", Notes),
        ] {
            assert_eq!(role_named(header), Some(role), "{header}");
        }
        for header in ["", "country_code", "days_late", "Días vencidos", "Problema", "12", "USD"] {
            assert_eq!(role_named(header), None, "{header}");
        }
    }

    #[test]
    fn no_word_stands_for_two_roles() {
        let mut seen: Vec<&str> = Vec::new();
        for (role, list) in SYNONYMS {
            for word in list.split(' ') {
                assert_eq!(words(word).concat(), word, "not folded");
                assert!(!seen.contains(&word), "{word} of {role:?} is taken");
                seen.push(word);
            }
        }
    }

    #[test]
    fn what_a_header_adds() {
        assert_eq!(currency_named("Saldo (EUR)"), Currency::from_code("EUR"));
        assert_eq!(currency_named("Saldo"), None);
        assert_eq!(day_first("Fecha (DD/MM/AAAA)"), Some(true));
        assert_eq!(day_first("Date mm/dd/yyyy"), Some(false));
        assert_eq!(day_first("Fecha"), None);
        assert!(
            is_total_label("Total general:")
                && is_total_label("SUBTOTAL")
                && is_total_label("Suma")
        );
        assert!(!is_total_label("Cliente total") && !is_total_label("Totalmente"));
    }

    #[test]
    fn the_key_is_stable_and_ignores_what_does_not_matter() {
        let key = |headers: &[&str]| layout_key(headers.iter().copied());
        // Pinned: mappings are remembered under this key from one version to the next.
        assert_eq!(key(&["Cliente", "Número", "Saldo"]), "c7c0522ed38e5c29");
        assert_eq!(
            key(&["CLIENTE ", "numero", "Saldo", "Problema"]),
            key(&["Cliente", "Número", "Saldo"])
        );
        assert_ne!(key(&["Número", "Cliente", "Saldo"]), key(&["Cliente", "Número", "Saldo"]));
        assert_ne!(key(&["ab", "c"]), key(&["a", "bc"]));
    }

    #[test]
    fn words_are_counted_once_a_role() {
        let table = Table::from_rows([["Fecha", "Fecha factura", "Cliente", "x"].as_slice()]);
        assert_eq!(known_words(table.row(0)), 2);
    }
}
