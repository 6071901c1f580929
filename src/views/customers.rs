//! The list of customers: what each owes, narrowed and sorted.

use crate::order;

use chrono::NaiveDate;

use crate::aging::{AgingQuery, Amounts, RowKey, aging, home_value};
use crate::ledger::book::{Book, CustomerEntry, InvoiceEntry};
use crate::ledger::{Currency, Ix, Money};
use crate::signs::portfolio;
use crate::text::fold::fold;

/// A customer and what it owes as of a day.
#[derive(Clone, Debug, PartialEq)]
pub struct CustomerLine {
    /// The customer.
    pub customer: Ix<CustomerEntry>,
    /// One per currency in which anything is owed or left, the home currency first.
    pub debts: Vec<Debt>,
    /// Days past due of the oldest open instalment; `None` where nothing is open.
    pub oldest_days: Option<i64>,
    /// How many invoices are open, in whole or part.
    pub open_invoices: usize,
    /// How many warning signs it shows.
    pub signs: usize,
    /// How many of them are grave.
    pub grave_signs: usize,
    /// What the balances are worth in the home currency, for sorting only: a currency
    /// without a rate counts as nothing.
    balance_worth_minor: i64,
    overdue_worth_minor: i64,
}

/// What a customer owes in one currency.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Debt {
    /// The currency.
    pub currency: Currency,
    /// By age, with the firm's edges.
    pub amounts: Amounts,
}

impl Debt {
    /// Open and past due, in minor units.
    pub fn overdue_minor(&self) -> i64 {
        self.amounts.buckets[1..].iter().sum()
    }
}

/// What the list is narrowed to and sorted by.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct CustomerQuery {
    /// Letters of a name, a code or a tax id; case and accents do not matter.
    pub text: String,
    /// The kind of customer; the empty text for those of none.
    pub segment: Option<String>,
    /// Who looks after it; the empty text for those nobody does.
    pub responsible: Option<String>,
    /// Which warning signs it must show.
    pub signs: SignsShown,
    /// What it is sorted by.
    pub by: CustomerSort,
    /// Whether the largest comes first.
    pub descending: bool,
}

/// Which warning signs a customer must show.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum SignsShown {
    /// Any or none.
    #[default]
    Whatever,
    /// At least one.
    Some,
    /// At least a grave one.
    Grave,
}

impl SignsShown {
    /// What a name in an address asks for; whatever for any other.
    pub fn from_code(code: &str) -> Self {
        match code {
            "some" => Self::Some,
            "grave" => Self::Grave,
            _ => Self::Whatever,
        }
    }

    fn fits(self, line: &CustomerLine) -> bool {
        match self {
            Self::Whatever => true,
            Self::Some => line.signs > 0,
            Self::Grave => line.grave_signs > 0,
        }
    }
}

/// What the list is sorted by.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum CustomerSort {
    /// The name, case and accents aside.
    #[default]
    Name,
    /// The balance, at its worth in the home currency.
    Balance,
    /// What is past due, at its worth in the home currency.
    Overdue,
    /// The age of the oldest open instalment.
    Days,
    /// How many invoices are open.
    OpenInvoices,
    /// Warning signs: how many are grave, how many there are, and what is owed.
    Signs,
}

impl CustomerSort {
    /// The order of a name in an address; by name for any other.
    pub fn from_code(code: &str) -> Self {
        match code {
            "balance" => Self::Balance,
            "overdue" => Self::Overdue,
            "days" => Self::Days,
            "open" => Self::OpenInvoices,
            "signs" => Self::Signs,
            _ => Self::Name,
        }
    }
}

/// Every customer with what it owes at the end of a day, in the order of entering.
pub fn customer_lines(book: &Book, on: NaiveDate) -> Vec<CustomerLine> {
    let mut by_place: Vec<Option<CustomerLine>> = vec![None; book.customer_places()];
    for (customer, _) in book.customers() {
        by_place[customer.place()] = Some(CustomerLine {
            customer,
            debts: Vec::new(),
            oldest_days: None,
            open_invoices: 0,
            signs: 0,
            grave_signs: 0,
            balance_worth_minor: 0,
            overdue_worth_minor: 0,
        });
    }
    let worth = |minor, currency| {
        home_value(book, Money::new(minor, currency), on).map_or(0, |worth| worth.amount_minor)
    };
    // The sections come with the home currency first, so the debts do too.
    for section in aging(book, &AgingQuery::new(book, on)).sections {
        for row in section.rows {
            let RowKey::Customer(ix) = row.key else { continue };
            let Some(line) = &mut by_place[ix.place()] else { continue };
            let debt = Debt { currency: section.currency, amounts: row.amounts };
            line.oldest_days = line.oldest_days.max(debt.amounts.oldest_days);
            line.balance_worth_minor += worth(debt.amounts.balance_minor, debt.currency);
            line.overdue_worth_minor += worth(debt.overdue_minor(), debt.currency);
            line.debts.push(debt);
        }
    }
    count_open_invoices(book, on, &mut by_place);
    for row in portfolio(book, on, &book.firm().signs) {
        if let Some(line) = &mut by_place[row.customer.place()] {
            (line.signs, line.grave_signs) = (row.signs.len(), row.graves());
        }
    }
    by_place.into_iter().flatten().collect()
}

/// Which lines a query leaves, as places in `lines`, in its order. Equal ones stand by name.
pub fn select_customers(book: &Book, lines: &[CustomerLine], query: &CustomerQuery) -> Vec<u32> {
    let wanted = fold(query.text.trim());
    let same = |wanted: &Option<String>, has: &str| {
        wanted.as_ref().is_none_or(|wanted| wanted.trim() == has.trim())
    };
    let mut found: Vec<_> = lines
        .iter()
        .enumerate()
        .filter_map(|(place, line)| {
            let customer = &book.customer(line.customer).customer;
            let fits = same(&query.segment, &customer.segment)
                && same(&query.responsible, &customer.responsible)
                && query.signs.fits(line)
                && fits_text(book, line.customer, &wanted);
            let value = match query.by {
                CustomerSort::Name => [0; 3],
                CustomerSort::Balance => [0, 0, line.balance_worth_minor],
                CustomerSort::Overdue => [0, 0, line.overdue_worth_minor],
                CustomerSort::Days => [0, 0, line.oldest_days.unwrap_or(i64::MIN)],
                CustomerSort::OpenInvoices => [0, 0, whole(line.open_invoices)],
                CustomerSort::Signs => {
                    [whole(line.grave_signs), whole(line.signs), line.balance_worth_minor]
                }
            };
            // Turning all bits over turns the order over, and cannot overflow.
            let value = if query.descending { value.map(|it| !it) } else { value };
            fits.then(|| (value, fold(customer.name()), u32::try_from(place).unwrap_or(u32::MAX)))
        })
        .collect();
    if query.by == CustomerSort::Name && query.descending {
        order::sort_by(&mut found, |one, other| (&other.1, other.2).cmp(&(&one.1, one.2)));
    } else {
        order::sort(&mut found);
    }
    found.into_iter().map(|(.., place)| place).collect()
}

fn whole(count: usize) -> i64 {
    i64::try_from(count).unwrap_or(i64::MAX)
}

/// Whether a customer's names, code or tax id hold folded letters.
pub(super) fn fits_text(book: &Book, customer: Ix<CustomerEntry>, folded: &str) -> bool {
    let customer = &book.customer(customer).customer;
    folded.is_empty()
        || [&customer.legal_name, &customer.trade_name, &customer.code, &customer.tax_id]
            .into_iter()
            .any(|text| fold(text).contains(folded))
        || bare(&customer.tax_id).contains(folded)
}

/// The kinds of customer in use, in the order of their names.
pub fn segments(book: &Book) -> Vec<String> {
    in_use(book.customers().map(|(_, entry)| entry.customer.segment.as_str()))
}

/// The people who look after customers, in the order of their names.
pub fn responsibles(book: &Book) -> Vec<String> {
    in_use(book.customers().map(|(_, entry)| entry.customer.responsible.as_str()))
}

fn in_use<'a>(names: impl Iterator<Item = &'a str>) -> Vec<String> {
    let mut names: Vec<_> =
        names.map(str::trim).filter(|name| !name.is_empty()).map(str::to_owned).collect();
    order::sort(&mut names);
    names.dedup();
    order::sort_by_cached_key(&mut names, |name| fold(name));
    names
}

/// A tax id without the signs between its digits, so that it is found however it is typed.
fn bare(tax_id: &str) -> String {
    fold(tax_id).chars().filter(char::is_ascii_alphanumeric).collect()
}

fn count_open_invoices(book: &Book, on: NaiveDate, by_place: &mut [Option<CustomerLine>]) {
    // The instalments of an invoice stand side by side.
    let mut last: Option<Ix<InvoiceEntry>> = None;
    for item in book.item_blocks().flatten() {
        if last == Some(item.invoice) || book.open_minor(item, on) == 0 {
            continue;
        }
        last = Some(item.invoice);
        if let Some(line) = &mut by_place[item.customer.place()] {
            line.open_invoices += 1;
        }
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;
    use crate::ledger::action::{enter_customer, enter_rate};
    use crate::ledger::customer::Customer;
    use crate::ledger::{Currency, Id};
    use crate::views::fixture::*;

    fn ledger() -> Book {
        let mut draft = draft();
        enter_rate(&mut draft, Currency::USD, day("2026-01-01"), "18".parse().unwrap()).unwrap();
        let azul = customer(&mut draft, "Árbol Azul");
        let with_segment = Customer {
            segment: "Clave".to_owned(),
            tax_id: "ABC-010203-XY1".to_owned(),
            ..Customer::named(Id::new(0, 0), "bodega")
        };
        let bodega = enter_customer(&mut draft, with_segment).unwrap();
        customer(&mut draft, "Zarzamora");
        invoice(&mut draft, azul, "1", "2026-01-01", "2026-02-01", mxn(50_000));
        invoice(&mut draft, azul, "2", "2026-01-01", "2026-04-01", mxn(10_000));
        invoice(&mut draft, bodega, "3", "2026-01-01", "2026-01-31", usd(4_000));
        draft.into_book()
    }

    fn names(book: &Book, query: &CustomerQuery) -> Vec<String> {
        let lines = customer_lines(book, day("2026-03-01"));
        select_customers(book, &lines, query)
            .into_iter()
            .map(|at| book.customer(lines[at as usize].customer).customer.name().to_owned())
            .collect()
    }

    #[test]
    fn a_line_sums_what_is_open_by_currency() {
        let book = ledger();
        let lines = customer_lines(&book, day("2026-03-01"));
        assert_eq!(lines.len(), 3);
        let azul = &lines[0];
        assert_eq!((azul.open_invoices, azul.oldest_days), (2, Some(28)));
        assert_eq!(azul.debts[0].overdue_minor(), 50_000);
        assert_eq!(azul.debts[0].amounts.balance_minor, 60_000);
        assert_eq!(lines[1].debts[0].currency, Currency::USD);
        assert!(lines[2].debts.is_empty() && lines[2].oldest_days.is_none());
    }

    #[test]
    fn accents_case_and_signs_do_not_hide_anybody() {
        let book = ledger();
        let found = |text: &str| {
            let query = CustomerQuery { text: text.to_owned(), ..CustomerQuery::default() };
            names(&book, &query)
        };
        assert_eq!(found("arbol"), ["Árbol Azul"]);
        assert_eq!(found("BODEGA"), ["bodega"]);
        assert_eq!(found("abc010203"), ["bodega"]);
        assert_eq!(found("nadie"), Vec::<String>::new());
        assert_eq!(found(""), ["Árbol Azul", "bodega", "Zarzamora"]);
    }

    #[test]
    fn the_list_sorts_both_ways_and_compares_currencies_at_home() {
        let book = ledger();
        let by = |by, descending| {
            names(&book, &CustomerQuery { by, descending, ..CustomerQuery::default() })
        };
        // 40 dollars are 720 pesos: more than 600.
        assert_eq!(by(CustomerSort::Balance, true), ["bodega", "Árbol Azul", "Zarzamora"]);
        assert_eq!(by(CustomerSort::Overdue, false), ["Zarzamora", "Árbol Azul", "bodega"]);
        assert_eq!(by(CustomerSort::Days, true), ["bodega", "Árbol Azul", "Zarzamora"]);
        assert_eq!(by(CustomerSort::OpenInvoices, true), ["Árbol Azul", "bodega", "Zarzamora"]);
        assert_eq!(by(CustomerSort::Name, true), ["Zarzamora", "bodega", "Árbol Azul"]);
    }

    #[test]
    fn signs_sort_and_narrow() {
        use crate::ledger::action::add_dealing;
        use crate::ledger::dealing::{NotedSign, SignKind, What};
        let mut draft = draft();
        let ids = ["Ana", "Beto", "Caro"].map(|name| customer(&mut draft, name));
        invoice(&mut draft, ids[1], "1", "2026-01-01", "2026-04-01", mxn(10_000));
        for who in [ids[1], ids[2]] {
            let sign = NotedSign {
                kind: SignKind::Returns,
                on: day("2026-01-01"),
                by: String::new(),
                note: String::new(),
            };
            add_dealing(&mut draft, who, What::Sign(sign)).unwrap();
        }
        let book = draft.into_book();
        let by = CustomerSort::Signs;
        let query = CustomerQuery { by, descending: true, ..CustomerQuery::default() };
        assert_eq!(names(&book, &query), ["Beto", "Caro", "Ana"], "equal signs: who owes more");
        let some = CustomerQuery { signs: SignsShown::Some, ..query.clone() };
        assert_eq!(names(&book, &some), ["Beto", "Caro"]);
        let grave = CustomerQuery { signs: SignsShown::Grave, ..query };
        assert_eq!(names(&book, &grave), Vec::<String>::new());
    }

    #[test]
    fn a_segment_is_all_of_it_and_none_is_one_too() {
        let book = ledger();
        let of = |segment: &str| {
            let segment = Some(segment.to_owned());
            names(&book, &CustomerQuery { segment, ..CustomerQuery::default() })
        };
        assert_eq!(of("Clave"), ["bodega"]);
        assert_eq!(of(""), ["Árbol Azul", "Zarzamora"]);
        assert_eq!(segments(&book), ["Clave"]);
        assert!(responsibles(&book).is_empty());
    }
}
