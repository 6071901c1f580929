//! What the address of the screen asks for.

use chrono::NaiveDate;

use crate::aging::{AgingQuery, Basis, Filter, Grouping, Ranges, SortKey};
use crate::ledger::Currency;
use crate::ledger::book::Book;
use crate::views::firm::parse_edges;

/// What stands in the address for customers without a segment or a responsible.
pub const NOBODY: &str = "-";

/// By what the lines are sorted, and which way.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct RowOrder {
    /// By what.
    pub by: SortKey,
    /// Whether the largest comes first.
    pub descending: bool,
}

/// The report that the parameters ask for. What is missing, or says nothing that can be
/// understood, stands at its usual value: today, due dates, by customer, the firm's ranges.
///
/// `as-of` is a day (2026-03-31), `basis` and `by` are codes of [`Basis`] and
/// [`Grouping`], `edges` days between commas, `currency` a code, `segment`, `responsible`
/// a name or [`NOBODY`], `customer` an id, `bucket` the place of a column from 0.
pub fn asked(
    book: &Book,
    today: NaiveDate,
    param: &dyn Fn(&'static str) -> Option<String>,
) -> AgingQuery {
    let code = |name| param(name).unwrap_or_default();
    let as_of = code("as-of").parse().unwrap_or(today);
    let basis = Basis::from_code(&code("basis")).unwrap_or_default();
    let edges = parse_edges(&code("edges")).unwrap_or_else(|_| book.firm().bucket_edges.clone());
    let named = |name| param(name).map(|named| if named == NOBODY { String::new() } else { named });
    let columns = Ranges::new(basis, &edges, as_of).columns().len();
    let filter = Filter {
        customer: code("customer").parse().ok().and_then(|id| book.find_customer(id)),
        segment: named("segment"),
        responsible: named("responsible"),
        currency: Currency::from_code(&code("currency")),
        bucket: code("bucket").parse().ok().filter(|&bucket: &usize| bucket < columns),
    };
    let by = Grouping::from_code(&code("by")).unwrap_or_default();
    AgingQuery { as_of, basis, edges, by, filter }
}

/// Edges as they stand in the address: nothing where they are the firm's.
pub fn edges_param(book: &Book, edges: &[u16]) -> String {
    if edges == book.firm().bucket_edges {
        return String::new();
    }
    edges.iter().map(u16::to_string).collect::<Vec<_>>().join(",")
}

const BUCKET_CODES: [&str; 8] = ["b0", "b1", "b2", "b3", "b4", "b5", "b6", "b7"];

/// The name of an order in the address.
pub fn sort_code(key: SortKey) -> &'static str {
    match key {
        SortKey::Name => "name",
        SortKey::Number => "number",
        SortKey::DueOn => "due",
        SortKey::Bucket(bucket) => BUCKET_CODES.get(bucket).copied().unwrap_or("balance"),
        SortKey::Unapplied => "credit",
        SortKey::Balance => "balance",
        SortKey::Days => "days",
        SortKey::OpenItems => "items",
    }
}

/// The order of a name in the address (`balance`, or `-balance` for the largest first);
/// where it has none, the largest balance first, or the oldest invoice.
pub fn row_order(text: Option<&str>, by: Grouping) -> RowOrder {
    let usual = if by == Grouping::Invoice { SortKey::Days } else { SortKey::Balance };
    let usual = RowOrder { by: usual, descending: true };
    let Some(text) = text else { return usual };
    let (code, descending) = match text.strip_prefix('-') {
        Some(code) => (code, true),
        None => (text, false),
    };
    let plain = [
        SortKey::Name,
        SortKey::Number,
        SortKey::DueOn,
        SortKey::Unapplied,
        SortKey::Balance,
        SortKey::Days,
        SortKey::OpenItems,
    ];
    let buckets = (0..BUCKET_CODES.len()).map(SortKey::Bucket);
    let found = plain.into_iter().chain(buckets).find(|key| sort_code(*key) == code);
    found.map_or(usual, |by| RowOrder { by, descending })
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::super::fixture::{TODAY, book, customer_id, day};
    use super::*;
    use crate::route::Route;

    fn asked_by(address: &str) -> AgingQuery {
        let route = Route::parse(address);
        let book = book();
        asked(&book, day(TODAY), &|name| route.query.get(name).map(str::to_owned))
    }

    #[test]
    fn an_address_without_parameters_asks_for_the_usual_report() {
        assert_eq!(asked_by("/receivables"), AgingQuery::new(&book(), day(TODAY)));
        let nonsense =
            "/receivables?as-of=soon&basis=x&by=y&edges=90,30&currency=ZZ&bucket=9&customer=1";
        assert_eq!(asked_by(nonsense), AgingQuery::new(&book(), day(TODAY)));
    }

    #[test]
    fn every_parameter_is_understood() {
        let book = book();
        let id = customer_id(&book, "Grupo Arandas");
        let query = asked_by(&format!(
            "/receivables?as-of=2013-06-30&basis=issue&by=invoice&edges=15,45&currency=USD\
             &segment=-&responsible=M.%20Ortega&customer={id}&bucket=2"
        ));
        let expected = AgingQuery {
            as_of: day("2013-06-30"),
            basis: Basis::IssueDate,
            edges: vec![15, 45],
            by: Grouping::Invoice,
            filter: Filter {
                customer: book.find_customer(id),
                segment: Some(String::new()),
                responsible: Some("M. Ortega".to_owned()),
                currency: Some(Currency::USD),
                bucket: Some(2),
            },
        };
        assert_eq!(query, expected);
        // By issue date two edges make three columns: a fourth is none.
        assert_eq!(asked_by("/receivables?basis=issue&edges=15,45&bucket=3").filter.bucket, None);
    }

    #[test]
    fn the_firms_own_edges_are_left_out_of_the_address() {
        let book = book();
        assert_eq!(edges_param(&book, &[30, 60, 90]), "");
        assert_eq!(edges_param(&book, &[15, 45]), "15,45");
    }

    #[test]
    fn every_order_has_a_name_of_its_own() {
        let keys = [
            SortKey::Name,
            SortKey::Number,
            SortKey::DueOn,
            SortKey::Bucket(0),
            SortKey::Bucket(7),
            SortKey::Unapplied,
            SortKey::Balance,
            SortKey::Days,
            SortKey::OpenItems,
        ];
        for by in keys {
            for descending in [false, true] {
                let sign = if descending { "-" } else { "" };
                let text = format!("{sign}{}", sort_code(by));
                let order = row_order(Some(&text), Grouping::Customer);
                assert_eq!(order, RowOrder { by, descending });
            }
        }
        let usual = |by| row_order(None, by).by;
        assert_eq!(usual(Grouping::Customer), SortKey::Balance);
        assert_eq!(usual(Grouping::Invoice), SortKey::Days);
        assert_eq!(row_order(Some("-shape"), Grouping::Segment).by, SortKey::Balance);
    }
}
