//! The receivables screen: the query that its address asks for, and its order.

use chrono::NaiveDate;

use crate::aging::{AgingQuery, Basis, Grouping, SortKey};
use crate::ledger::{Book, Currency};
use crate::route::Query;
use crate::text::format::parse_date;

/// The query of an address. What is missing or makes no sense stands at its usual value:
/// today, by due date, by customer, the firm's edges, the first currency.
pub fn query_of(params: &Query, book: &Book, today: NaiveDate) -> AgingQuery {
    let as_of = params.get("as-of").and_then(|text| parse_date(text, today)).unwrap_or(today);
    let mut query = AgingQuery::new(book, as_of);
    query.basis = params.get("basis").and_then(Basis::from_code).unwrap_or_default();
    query.by = params.get("by").and_then(Grouping::from_code).unwrap_or_default();
    if let Some(edges) = params.get("edges").and_then(edges_of) {
        query.edges = edges;
    }
    query.filter.currency = params.get("currency").and_then(Currency::from_code);
    query.filter.bucket = params.get("bucket").and_then(|text| text.parse().ok());
    query.filter.segment = params.get("segment").map(str::to_owned);
    query.filter.responsible = params.get("responsible").map(str::to_owned);
    query
}

/// Edges as people write them: `30, 60, 90`. `None` unless they are one to four days that
/// rise.
///
/// ```
/// use cartera::views::receivables::edges_of;
/// assert_eq!(edges_of("15, 30,60"), Some(vec![15, 30, 60]));
/// assert_eq!(edges_of("30, 20"), None);
/// ```
pub fn edges_of(text: &str) -> Option<Vec<u16>> {
    let parts = text.split([',', ' ', ';']).filter(|part| !part.is_empty());
    let edges: Vec<u16> = parts.map(|part| part.parse().ok()).collect::<Option<_>>()?;
    let rises = edges.windows(2).all(|pair| pair[0] < pair[1]);
    (rises && !edges.is_empty() && edges.len() <= 4 && edges[0] > 0).then_some(edges)
}

/// The column that a key in the address sorts by.
pub fn sort_key(key: &str) -> SortKey {
    match key {
        "name" => SortKey::Name,
        "number" => SortKey::Number,
        "due" => SortKey::DueOn,
        "unapplied" => SortKey::Unapplied,
        "days" => SortKey::Days,
        _ => match key.strip_prefix('b').and_then(|place| place.parse().ok()) {
            Some(place) => SortKey::Bucket(place),
            None => SortKey::Balance,
        },
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::route::Route;

    #[test]
    fn what_makes_no_sense_stands_at_its_usual_value() {
        let today = NaiveDate::from_ymd_opt(2026, 3, 31).unwrap_or_default();
        let book = Book::default();
        let usual = AgingQuery::new(&book, today);
        let odd =
            Route::parse("/receivables?as-of=x&basis=y&by=z&edges=90,30&bucket=q&currency=ZZZ");
        assert_eq!(query_of(&odd.query, &book, today), usual);
        let asked =
            Route::parse("/receivables?as-of=2013-06-30&basis=issue&by=invoice&edges=15,45");
        let query = query_of(&asked.query, &book, today);
        assert_eq!(query.as_of.to_string(), "2013-06-30");
        assert_eq!((query.basis, query.by), (Basis::IssueDate, Grouping::Invoice));
        assert_eq!(query.edges, [15, 45]);
    }

    #[test]
    fn keys_name_columns() {
        assert_eq!(sort_key("b2"), SortKey::Bucket(2));
        assert_eq!(sort_key("balance"), SortKey::Balance);
        assert_eq!(sort_key("bogus"), SortKey::Balance);
    }
}
