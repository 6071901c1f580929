//! The list of invoices: narrowed, sorted, summed, and as a file.

use crate::order;
use chrono::NaiveDate;

use super::customers::fits_text;
use crate::aging::number_key;
use crate::files::csv_out::{date_cell, money_cell};
use crate::files::sheet::{ColumnKind, Sheet};
use crate::ledger::book::{Book, CustomerEntry, InvoiceEntry};
use crate::ledger::{Currency, Ix, Money};
use crate::text::fold::fold;
use crate::text::{Lang, common, invoices as text};

/// An invoice as it stands on a day.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct InvoiceLine {
    /// The invoice.
    pub invoice: Ix<InvoiceEntry>,
    /// How it stands.
    pub state: State,
    /// Open, in minor units of its currency.
    pub open_minor: i64,
    /// The earliest due date with something open; the last of all where nothing is.
    pub due_on: NaiveDate,
    /// Days past that date; `None` where nothing is open.
    pub days: Option<i64>,
}

/// How an invoice stands on a day.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum State {
    /// Its day of issue is still to come.
    Scheduled,
    /// Open as a whole and not yet due.
    Open,
    /// Settled in part, the rest not yet due.
    Partly,
    /// Open and past due, in whole or part.
    Overdue,
    /// Nothing is open.
    Paid,
    /// Cancelled.
    Cancelled,
}

/// What the list is narrowed to by state.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum StateFilter {
    /// With something open, or still to be issued.
    #[default]
    Open,
    /// Open and past due.
    Overdue,
    /// Nothing open.
    Paid,
    /// Cancelled.
    Cancelled,
    /// Every one.
    All,
}

impl StateFilter {
    /// All, in the order they are offered.
    pub const ALL: [Self; 5] = [Self::Open, Self::Overdue, Self::Paid, Self::Cancelled, Self::All];

    /// Its name in an address.
    pub fn code(self) -> &'static str {
        match self {
            Self::Open => "open",
            Self::Overdue => "overdue",
            Self::Paid => "paid",
            Self::Cancelled => "cancelled",
            Self::All => "all",
        }
    }

    /// The state of a name in an address; open for any other.
    pub fn from_code(code: &str) -> Self {
        Self::ALL.into_iter().find(|state| state.code() == code).unwrap_or_default()
    }

    fn admits(self, state: State) -> bool {
        match self {
            Self::Open => !matches!(state, State::Paid | State::Cancelled),
            Self::Overdue => state == State::Overdue,
            Self::Paid => state == State::Paid,
            Self::Cancelled => state == State::Cancelled,
            Self::All => true,
        }
    }
}

/// What the list is narrowed to and sorted by.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct InvoiceQuery {
    /// By state.
    pub state: StateFilter,
    /// Letters of a number, a reference, a fiscal id or the customer.
    pub text: String,
    /// One customer.
    pub customer: Option<Ix<CustomerEntry>>,
    /// The first day of issue.
    pub from: Option<NaiveDate>,
    /// The last day of issue.
    pub to: Option<NaiveDate>,
    /// What it is sorted by.
    pub by: InvoiceSort,
    /// Whether the largest comes first.
    pub descending: bool,
}

/// What the list is sorted by.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum InvoiceSort {
    /// The day of issue.
    #[default]
    Issued,
    /// The number, its digits as numbers.
    Number,
    /// The customer's name.
    Customer,
    /// The due date.
    Due,
    /// The total, by currency.
    Total,
    /// What is open, by currency.
    Open,
    /// Days past due.
    Days,
}

impl InvoiceSort {
    /// The order of a name in an address; by day of issue for any other.
    pub fn from_code(code: &str) -> Self {
        match code {
            "number" => Self::Number,
            "customer" => Self::Customer,
            "due" => Self::Due,
            "total" => Self::Total,
            "open" => Self::Open,
            "days" => Self::Days,
            _ => Self::Issued,
        }
    }
}

/// Every invoice as it stands at the end of a day, in the order of entering.
pub fn invoice_lines(book: &Book, on: NaiveDate) -> Vec<InvoiceLine> {
    book.invoices().map(|(ix, _)| invoice_line(book, ix, on)).collect()
}

/// An invoice as it stands at the end of a day.
pub fn invoice_line(book: &Book, ix: Ix<InvoiceEntry>, on: NaiveDate) -> InvoiceLine {
    let entry = book.invoice(ix);
    let (mut open_minor, mut first_due) = (0, None::<NaiveDate>);
    for (_, item) in book.items_of(ix) {
        let open = book.open_minor(item, on);
        if open != 0 {
            open_minor += open;
            first_due = Some(first_due.map_or(item.due_on, |due| due.min(item.due_on)));
        }
    }
    let due_on = first_due.unwrap_or_else(|| entry.last_due_on());
    let days = first_due.map(|due| (on - due).num_days());
    let cancelled = entry.cancelled.as_ref().is_some_and(|cancelled| cancelled.on <= on);
    let state = match days {
        _ if cancelled => State::Cancelled,
        _ if entry.invoice.issued_on > on => State::Scheduled,
        None => State::Paid,
        Some(1..) => State::Overdue,
        Some(_) if open_minor < entry.invoice.total.amount_minor => State::Partly,
        Some(_) => State::Open,
    };
    InvoiceLine { invoice: ix, state, open_minor, due_on, days }
}

/// Which lines a query leaves, as places in `lines`, in its order. Amounts stand by
/// currency, the home currency first. Equal ones stand in the order of entering, the last
/// first where the largest come first.
pub fn select_invoices(book: &Book, lines: &[InvoiceLine], query: &InvoiceQuery) -> Vec<u32> {
    let wanted = fold(query.text.trim());
    // A customer has many invoices: its name is looked through once.
    let by_customer: Vec<bool> = match wanted.as_str() {
        "" => Vec::new(),
        _ => {
            let mut fits = vec![false; book.customer_places()];
            for (ix, _) in book.customers() {
                fits[ix.place()] = fits_text(book, ix, &wanted);
            }
            fits
        }
    };
    let fits = |line: &InvoiceLine| {
        let entry = book.invoice(line.invoice);
        let invoice = &entry.invoice;
        query.state.admits(line.state)
            && query.customer.is_none_or(|customer| customer == entry.customer)
            && query.from.is_none_or(|from| invoice.issued_on >= from)
            && query.to.is_none_or(|to| invoice.issued_on <= to)
            && (wanted.is_empty()
                || by_customer[entry.customer.place()]
                || [&invoice.number, &invoice.reference, &invoice.fiscal_id]
                    .into_iter()
                    .any(|text| fold(text).contains(&wanted)))
    };
    let places = (0u32..).zip(lines).filter(|(_, line)| fits(line)).map(|(place, _)| place);
    let mut places: Vec<u32> = places.collect();
    sort(book, lines, &mut places, query);
    places
}

/// The sums of some lines in one currency.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Total {
    /// The currency.
    pub currency: Currency,
    /// How many invoices.
    pub invoices: usize,
    /// The sum of their totals, cancelled ones left out, in minor units.
    pub total_minor: i64,
    /// The sum of what is open, in minor units.
    pub open_minor: i64,
}

/// The sums of the selected lines, one per currency, the home currency first.
pub fn totals(book: &Book, lines: &[InvoiceLine], selected: &[u32]) -> Vec<Total> {
    let mut totals: Vec<Total> = Vec::new();
    for line in chosen(lines, selected) {
        let total = book.invoice(line.invoice).invoice.total;
        let known = totals.iter().position(|known| known.currency == total.currency);
        let at = known.unwrap_or_else(|| {
            let currency = total.currency;
            totals.push(Total { currency, invoices: 0, total_minor: 0, open_minor: 0 });
            totals.len() - 1
        });
        totals[at].invoices += 1;
        totals[at].open_minor += line.open_minor;
        if line.state != State::Cancelled {
            totals[at].total_minor += total.amount_minor;
        }
    }
    let home = book.firm().home_currency;
    order::sort_by_key(&mut totals, |total| (total.currency != home, total.currency.code()));
    totals
}

/// The selected lines as a table that any spreadsheet opens, and that the list import
/// reads again. The file belongs under [`invoices_file_name`].
pub fn invoices_sheet(book: &Book, lines: &[InvoiceLine], selected: &[u32], lang: Lang) -> Sheet {
    use ColumnKind::{Amount, Date, Number, Text};
    let kinds = [Text, Text, Text, Date, Date, Text, Amount, Amount, Number, Text, Text];
    let columns = text::columns(lang).into_iter().zip(kinds);
    let mut sheet = Sheet::new(crate::text::shell::invoices(lang), columns);
    for line in chosen(lines, selected) {
        let entry = book.invoice(line.invoice);
        let invoice = &entry.invoice;
        let customer = &book.customer(entry.customer).customer;
        let days = line.days.map(|days| days.to_string()).unwrap_or_default();
        sheet.row([
            customer.name(),
            &customer.tax_id,
            &invoice.number,
            &date_cell(invoice.issued_on),
            &date_cell(line.due_on),
            invoice.total.currency.code(),
            &money_cell(invoice.total),
            &money_cell(Money::new(line.open_minor, invoice.total.currency)),
            &days,
            text::state(lang, line.state),
            &invoice.reference,
        ]);
    }
    sheet.add_up(common::total(lang), Some(5), &[6, 7]);
    sheet
}

/// The name of the file: `invoices-2026-03-31.csv`.
pub fn invoices_file_name(on: NaiveDate) -> String {
    format!("invoices-{on}.csv")
}

fn chosen<'a>(
    lines: &'a [InvoiceLine],
    selected: &'a [u32],
) -> impl Iterator<Item = &'a InvoiceLine> {
    selected.iter().map(|&place| &lines[place as usize])
}

fn sort(book: &Book, lines: &[InvoiceLine], places: &mut [u32], query: &InvoiceQuery) {
    let entry = |place: u32| book.invoice(lines[place as usize].invoice);
    let day = |day: NaiveDate| (day - NaiveDate::MIN).num_days();
    match query.by {
        InvoiceSort::Number => {
            order::sort_by_cached_key(places, |&place| {
                (number_key(&entry(place).invoice.number), place)
            });
        }
        InvoiceSort::Customer => {
            let mut names = vec![String::new(); book.customer_places()];
            for (ix, customer) in book.customers() {
                names[ix.place()] = fold(customer.customer.name());
            }
            order::sort_by(places, |&one, &other| {
                let (a, b) = (entry(one).customer.place(), entry(other).customer.place());
                (&names[a], a, one).cmp(&(&names[b], b, other))
            });
        }
        _ => {
            let home = book.firm().home_currency;
            // Turning all bits over turns the order over, and cannot overflow.
            let turned = |value: i64| if query.descending { !value } else { value };
            order::sort_by_cached_key(places, |&place| {
                let (line, invoice) = (&lines[place as usize], &entry(place).invoice);
                let total = invoice.total;
                let (currency, value) = match query.by {
                    InvoiceSort::Due => (None, day(line.due_on)),
                    InvoiceSort::Total => (Some(total.currency), total.amount_minor),
                    InvoiceSort::Open => (Some(total.currency), line.open_minor),
                    InvoiceSort::Days => (None, line.days.unwrap_or(i64::MIN)),
                    _ => (None, day(invoice.issued_on)),
                };
                let currency = currency.map(|currency| (currency != home, currency.code()));
                (currency, turned(value), turned(i64::from(place)))
            });
            return;
        }
    }
    if query.descending {
        places.reverse();
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;
    use crate::ledger::action::cancel_invoice;
    use crate::views::fixture::*;

    const TODAY: &str = "2026-03-01";

    fn ledger() -> Book {
        let mut draft = draft();
        let (zeta, alfa) = (customer(&mut draft, "Zeta"), customer(&mut draft, "Álfa"));
        let late = invoice(&mut draft, zeta, "F-10", "2026-01-01", "2026-02-01", mxn(9_000));
        invoice(&mut draft, alfa, "F-9", "2026-02-01", "2026-04-01", usd(5_000));
        let part = invoice(&mut draft, alfa, "F-11", "2026-02-10", "2026-03-10", mxn(8_000));
        let paid = invoice(&mut draft, alfa, "F-12", "2026-01-10", "2026-02-10", mxn(1_000));
        let gone = invoice(&mut draft, zeta, "F-13", "2026-01-11", "2026-02-10", mxn(7_000));
        invoice(&mut draft, zeta, "F-14", "2026-05-01", "2026-06-01", mxn(3_000));
        credit(&mut draft, zeta, transfer(), "2026-02-20", mxn(1_500), &[(late, 1_500)]);
        let settles = [(part, 3_000), (paid, 1_000)];
        credit(&mut draft, alfa, transfer(), "2026-02-20", mxn(4_000), &settles);
        cancel_invoice(&mut draft, gone, day("2026-02-15"), "error".to_owned()).unwrap();
        draft.into_book()
    }

    fn numbers(book: &Book, query: &InvoiceQuery) -> Vec<String> {
        let lines = invoice_lines(book, day(TODAY));
        let number = |at: u32| book.invoice(lines[at as usize].invoice).invoice.number.clone();
        select_invoices(book, &lines, query).into_iter().map(number).collect()
    }

    #[test]
    fn each_invoice_has_one_state() {
        let book = ledger();
        let states: Vec<State> =
            invoice_lines(&book, day(TODAY)).iter().map(|line| line.state).collect();
        use State::*;
        assert_eq!(states, [Overdue, Open, Partly, Paid, Cancelled, Scheduled]);
        let line = invoice_lines(&book, day(TODAY))[0];
        assert_eq!((line.open_minor, line.days), (7_500, Some(28)));
    }

    #[test]
    fn filters_narrow_together() {
        let book = ledger();
        let all = InvoiceQuery { state: StateFilter::All, ..InvoiceQuery::default() };
        assert_eq!(numbers(&book, &InvoiceQuery::default()).len(), 4);
        assert_eq!(numbers(&book, &all).len(), 6);
        let overdue = InvoiceQuery { state: StateFilter::Overdue, ..all.clone() };
        assert_eq!(numbers(&book, &overdue), ["F-10"]);
        let text = "ALFA".to_owned();
        let of_alfa = InvoiceQuery { text, ..all.clone() };
        assert_eq!(numbers(&book, &of_alfa), ["F-12", "F-9", "F-11"]);
        let january = InvoiceQuery {
            from: Some(day("2026-01-01")),
            to: Some(day("2026-01-31")),
            customer: Some(book.customers().next().unwrap().0),
            ..all
        };
        assert_eq!(numbers(&book, &january), ["F-10", "F-13"]);
    }

    #[test]
    fn every_column_sorts_both_ways() {
        let book = ledger();
        let sorted = |by, descending| {
            let state = StateFilter::All;
            let found =
                numbers(&book, &InvoiceQuery { state, by, descending, ..InvoiceQuery::default() });
            found.iter().map(|number| number[2..].to_owned()).collect::<Vec<_>>().join(" ")
        };
        assert_eq!(sorted(InvoiceSort::Number, false), "9 10 11 12 13 14");
        assert_eq!(sorted(InvoiceSort::Number, true), "14 13 12 11 10 9");
        assert_eq!(sorted(InvoiceSort::Customer, false), "9 11 12 10 13 14");
        assert_eq!(sorted(InvoiceSort::Issued, true), "14 11 9 13 12 10");
        assert_eq!(sorted(InvoiceSort::Due, false), "10 12 13 11 9 14");
        // The home currency stays in front whichever way amounts are sorted.
        assert_eq!(sorted(InvoiceSort::Total, true), "10 11 13 14 12 9");
        assert_eq!(sorted(InvoiceSort::Open, false), "12 13 14 11 10 9");
        assert_eq!(sorted(InvoiceSort::Days, true), "10 11 9 14 13 12");
    }

    #[test]
    fn totals_stand_by_currency_and_leave_out_what_is_cancelled() {
        let book = ledger();
        let lines = invoice_lines(&book, day(TODAY));
        let all = InvoiceQuery { state: StateFilter::All, ..InvoiceQuery::default() };
        let sums = totals(&book, &lines, &select_invoices(&book, &lines, &all));
        let plain: Vec<_> = sums
            .iter()
            .map(|sum| (sum.currency.code(), sum.invoices, sum.total_minor, sum.open_minor))
            .collect();
        assert_eq!(plain, [("MXN", 5, 21_000, 12_500), ("USD", 1, 5_000, 5_000)]);
    }

    #[test]
    fn the_file_has_a_line_an_invoice() {
        let book = ledger();
        let lines = invoice_lines(&book, day(TODAY));
        let bytes = invoices_sheet(&book, &lines, &[0, 2], Lang::Es).to_csv();
        let text = String::from_utf8(bytes).unwrap();
        assert_eq!(
            text.trim_start_matches('\u{FEFF}').lines().collect::<Vec<_>>(),
            [
                "Cliente,Identificación fiscal,Número,Emisión,Vencimiento,Moneda,Total,Saldo,Días de atraso,Estado,Referencia",
                "Zeta,,F-10,2026-01-01,2026-02-01,MXN,90.00,75.00,28,Vencida,",
                "Álfa,,F-11,2026-02-10,2026-03-10,MXN,80.00,50.00,-9,Pagada en parte,",
                "Total,,,,,MXN,170.00,125.00,,,",
            ]
        );
        assert_eq!(invoices_file_name(day(TODAY)), "invoices-2026-03-01.csv");
    }
}
