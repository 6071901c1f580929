//! What is asked of the aging report.

use chrono::NaiveDate;

use crate::ledger::book::{Book, CustomerEntry};
use crate::ledger::{Currency, Ix};

/// A question to [`aging`](super::aging): which day, counted how, grouped and filtered how.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct AgingQuery {
    /// The end of this day.
    pub as_of: NaiveDate,
    /// From where ages count.
    pub basis: Basis,
    /// The last day of each range but the open one; see [`Ranges::new`](super::Ranges::new).
    pub edges: Vec<u16>,
    /// What a row is.
    pub by: Grouping,
    /// What is left out.
    pub filter: Filter,
}

impl AgingQuery {
    /// The whole book by customer and due date, with the firm's edges.
    pub fn new(book: &Book, as_of: NaiveDate) -> Self {
        Self {
            as_of,
            basis: Basis::default(),
            edges: book.firm().bucket_edges.clone(),
            by: Grouping::default(),
            filter: Filter::default(),
        }
    }
}

/// From where ages count.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Basis {
    /// Days past due: the day of the report less the due date.
    #[default]
    DueDate,
    /// Days since the invoice was issued.
    IssueDate,
}

impl Basis {
    /// Both, in the order they are offered.
    pub const ALL: [Self; 2] = [Self::DueDate, Self::IssueDate];

    /// Its name in an address.
    pub fn code(self) -> &'static str {
        match self {
            Self::DueDate => "due",
            Self::IssueDate => "issue",
        }
    }

    /// The basis of a name in an address.
    pub fn from_code(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|basis| basis.code() == code)
    }
}

/// What a row of the report is.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Grouping {
    /// A customer.
    #[default]
    Customer,
    /// The customers of a kind (tipo de cliente).
    Segment,
    /// The customers that somebody looks after.
    Responsible,
    /// A currency.
    Currency,
    /// An instalment of an invoice; credit that is left stands in rows of its own.
    Invoice,
}

impl Grouping {
    /// All, in the order they are offered.
    pub const ALL: [Self; 5] =
        [Self::Customer, Self::Segment, Self::Responsible, Self::Currency, Self::Invoice];

    /// Its name in an address.
    pub fn code(self) -> &'static str {
        match self {
            Self::Customer => "customer",
            Self::Segment => "segment",
            Self::Responsible => "responsible",
            Self::Currency => "currency",
            Self::Invoice => "invoice",
        }
    }

    /// The grouping of a name in an address.
    pub fn from_code(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|grouping| grouping.code() == code)
    }
}

/// What the report is narrowed to; everything where a field is `None`.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Filter {
    /// One customer.
    pub customer: Option<Ix<CustomerEntry>>,
    /// The customers of a kind; the empty text for those that have none.
    pub segment: Option<String>,
    /// The customers that somebody looks after; the empty text for those nobody does.
    pub responsible: Option<String>,
    /// One currency.
    pub currency: Option<Currency>,
    /// The rows with something in this column. They are shown whole, so that a balance is
    /// always all that is owed.
    pub bucket: Option<usize>,
}

impl Filter {
    /// Whether a customer's documents count; currency and bucket are not looked at.
    pub(super) fn admits(&self, ix: Ix<CustomerEntry>, entry: &CustomerEntry) -> bool {
        let same = |wanted: &Option<String>, has: &str| {
            wanted.as_ref().is_none_or(|wanted| wanted.trim() == has.trim())
        };
        self.customer.is_none_or(|wanted| wanted == ix)
            && same(&self.segment, &entry.customer.segment)
            && same(&self.responsible, &entry.customer.responsible)
    }

    /// Which customers count, by place.
    pub(crate) fn admitted(&self, book: &Book) -> Vec<bool> {
        let mut admitted = vec![false; book.customer_places()];
        for (ix, entry) in book.customers() {
            admitted[ix.place()] = self.admits(ix, entry);
        }
        admitted
    }

    pub(super) fn admits_currency(&self, currency: Currency) -> bool {
        self.currency.is_none_or(|wanted| wanted == currency)
    }
}
