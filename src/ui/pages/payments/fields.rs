//! The fields of the sheet, as they stand while they are typed in.

use cartera::ledger::invoice::InstalmentRef;
use cartera::ledger::{Book, Currency, Id, Money};
use cartera::text::fold::fold;
use cartera::text::{self, format};
use cartera::views::allocation::LineEdit;
use cartera::views::payment::{CameBy, Field, Kind, PaymentDraft, Problem, Sheet};

use crate::ui::components::Choice;
use crate::ui::page::Page;
use crate::ui::reactive::{Memo, RwSignal, Signal};

/// What stands in the fields. Copy it freely.
#[derive(Clone, Copy)]
pub struct Fields {
    page: Page,
    /// Its kind, by key.
    pub kind: RwSignal<String>,
    /// How it came, by key.
    pub came_by: RwSignal<String>,
    /// Whose it is.
    pub customer: RwSignal<Option<Id>>,
    /// What stands in the customer's field.
    pub customer_text: RwSignal<String>,
    /// The invoice the user came from.
    pub invoice: RwSignal<Option<Id>>,
    /// How much.
    pub amount: RwSignal<String>,
    /// In which currency.
    pub currency: RwSignal<Currency>,
    /// Its day.
    pub date: RwSignal<String>,
    /// A cheque's number.
    pub cheque_number: RwSignal<String>,
    /// A cheque's bank.
    pub cheque_bank: RwSignal<String>,
    /// When a cheque may be cashed.
    pub post_dated_to: RwSignal<String>,
    /// The reference.
    pub reference: RwSignal<String>,
    /// Notes.
    pub notes: RwSignal<String>,
    /// When it takes effect.
    pub effect_on: RwSignal<String>,
    /// Its rate.
    pub rate: RwSignal<String>,
    /// The user's own lines.
    pub edits: RwSignal<Option<Vec<LineEdit>>>,
    /// Tax kept back.
    pub withheld: RwSignal<String>,
    /// The certificate for it.
    pub certificate: RwSignal<String>,
    /// The discounts that are taken.
    pub discounts: RwSignal<Vec<Id>>,
    /// Whether small differences are written off.
    pub forgive: RwSignal<bool>,
    /// Whether the user tried to save: what is missing is said from then on.
    pub tried: RwSignal<bool>,
}

impl Fields {
    /// The fields as the address asks for them: `customer`, `invoice`, `kind`.
    pub fn from_address(page: Page) -> Self {
        let blank = || RwSignal::new(String::new());
        let today =
            format::date_medium(page.lang.get_untracked(), page.ledger.today.get_untracked());
        let fields = Self {
            page,
            kind: blank(),
            came_by: RwSignal::new(CameBy::default().key().to_owned()),
            customer: RwSignal::new(None),
            customer_text: blank(),
            invoice: RwSignal::new(None),
            amount: blank(),
            currency: RwSignal::new(page.home.get_untracked()),
            date: RwSignal::new(today),
            cheque_number: blank(),
            cheque_bank: blank(),
            post_dated_to: blank(),
            reference: blank(),
            notes: blank(),
            effect_on: blank(),
            rate: blank(),
            edits: RwSignal::new(None),
            withheld: blank(),
            certificate: blank(),
            discounts: RwSignal::new(Vec::new()),
            forgive: RwSignal::new(false),
            tried: RwSignal::new(false),
        };
        let param = |name| page.address.param(name).get_untracked().unwrap_or_default();
        fields.kind.set(Kind::from_key(&param("kind")).key().to_owned());
        if let Some(customer) = page.address.id_param("customer").get_untracked() {
            fields.choose(customer);
        }
        if let Some(invoice) = page.address.id_param("invoice").get_untracked() {
            fields.begin_with(invoice);
        }
        fields
    }

    /// The draft they make, followed.
    pub fn draft(self) -> PaymentDraft {
        PaymentDraft {
            kind: Kind::from_key(&self.kind.get()),
            came_by: CameBy::from_key(&self.came_by.get()),
            customer: self.customer.get(),
            invoice: self.invoice.get(),
            amount: self.amount.get(),
            currency: self.currency.get(),
            date: self.date.get(),
            cheque_number: self.cheque_number.get(),
            cheque_bank: self.cheque_bank.get(),
            post_dated_to: self.post_dated_to.get(),
            reference: self.reference.get(),
            notes: self.notes.get(),
            effect_on: self.effect_on.get(),
            rate: self.rate.get(),
            edits: self.edits.get(),
            withheld: self.withheld.get(),
            certificate: self.certificate.get(),
            discounts: self.discounts.get(),
            forgive: self.forgive.get(),
        }
    }

    /// Takes a customer: its lines are proposed afresh, in the currency it owes in.
    pub fn choose(self, id: Id) {
        let today = self.page.ledger.today.get_untracked();
        let found = self.page.ledger.book.with_untracked(|book| {
            let ix = book.find_customer(id)?;
            let customer = &book.customer(ix).customer;
            let owed = owed(book, id, today);
            let usual = customer.currency.unwrap_or(book.firm().home_currency);
            let is_owed = owed.is_empty() || owed.iter().any(|sum| sum.currency == usual);
            let currency = if is_owed { usual } else { owed[0].currency };
            Some((customer.name().to_owned(), currency))
        });
        if let Some((name, currency)) = found {
            self.customer.set(Some(id));
            self.customer_text.set(name);
            self.currency.set(currency);
            self.forget_lines();
        }
    }

    /// Begins with an invoice: its customer, and what is open of it as the amount.
    fn begin_with(self, id: Id) {
        let today = self.page.ledger.today.get_untracked();
        let found = self.page.ledger.book.with_untracked(|book| {
            let ix = book.find_invoice(id)?;
            let entry = book.invoice(ix);
            let currency = entry.invoice.total.currency;
            let open = book.items_of(ix);
            let open = open.map(|(_, item)| book.free_minor(item, today.max(item.issued_on)));
            let is_owed = entry.cancelled.is_none();
            let open: i64 = if is_owed { open.sum() } else { 0 };
            Some((book.customer(entry.customer).customer.id, Money::new(open, currency)))
        });
        let Some((customer, open)) = found else { return };
        self.choose(customer);
        self.invoice.set(Some(id));
        self.currency.set(open.currency);
        if open.amount_minor > 0 {
            self.amount.set(format::amount(open, self.page.style.get_untracked()));
        }
    }

    /// Forgets a customer whose name was changed by hand.
    pub fn unchoose_if_renamed(self, typed: &str) {
        let Some(id) = self.customer.get_untracked() else { return };
        let is_same = self.page.ledger.book.with_untracked(|book| {
            book.find_customer(id).is_some_and(|ix| book.customer(ix).customer.name() == typed)
        });
        if !is_same {
            self.customer.set(None);
            self.forget_lines();
        }
    }

    /// Blank for the next payment; the day and the way it came stay.
    pub fn clear(self) {
        for text in [
            self.customer_text,
            self.amount,
            self.cheque_number,
            self.cheque_bank,
            self.post_dated_to,
            self.reference,
            self.notes,
            self.effect_on,
            self.rate,
            self.withheld,
            self.certificate,
        ] {
            text.set(String::new());
        }
        self.customer.set(None);
        self.invoice.set(None);
        self.forget_lines();
        self.tried.set(false);
    }

    /// What is wrong with a field, in words; what is blank or half typed only once the user
    /// tried to save.
    pub fn problem(self, sheet: Memo<Sheet>, field: Field) -> Signal<Option<String>> {
        let (page, tried) = (self.page, self.tried);
        Signal::derive(move || {
            let found = sheet.with(|sheet| {
                sheet.problems.iter().find(|found| found.field == field).map(|found| found.problem)
            })?;
            let at_once = matches!(
                found,
                Problem::MoreThanThereIs { .. } | Problem::TooEarly { .. } | Problem::Line(_)
            );
            (at_once || tried.get()).then(|| words(page, &found))
        })
    }

    fn forget_lines(self) {
        self.edits.set(None);
        self.discounts.set(Vec::new());
        self.forgive.set(false);
        self.invoice.set(None);
    }
}

/// What is wrong, in the interface's language.
pub fn words(page: Page, problem: &Problem) -> String {
    text::payment_sheet::problem(page.lang.get(), page.home.get(), page.style.get(), problem)
}

/// What a customer owes on a day, one sum per currency.
pub fn owed(book: &Book, customer: Id, today: chrono::NaiveDate) -> Vec<Money> {
    let Some(ix) = book.find_customer(customer) else { return Vec::new() };
    let mut sums: Vec<Money> = Vec::new();
    for open in book.open_items(ix, today) {
        let currency = book.item(open.item).currency;
        match sums.iter_mut().find(|sum| sum.currency == currency) {
            Some(sum) => sum.amount_minor += open.open_minor,
            None => sums.push(Money::new(open.open_minor, currency)),
        }
    }
    sums
}

/// Customers whose name, code or tax id holds what was typed, as choices.
pub fn customers_like(book: &Book, typed: &str) -> Vec<Choice> {
    let wanted = fold(typed.trim());
    let fits = |text: &str| wanted.is_empty() || fold(text).contains(&wanted);
    let found = book.customers().filter(|(_, entry)| {
        let customer = &entry.customer;
        [&customer.legal_name, &customer.trade_name, &customer.code, &customer.tax_id]
            .into_iter()
            .any(|text| fits(text))
    });
    found
        .take(12)
        .map(|(_, entry)| {
            let customer = &entry.customer;
            let note = if customer.code.is_empty() { &customer.tax_id } else { &customer.code };
            Choice {
                key: customer.id.to_string(),
                label: customer.name().to_owned(),
                note: note.clone(),
            }
        })
        .collect()
}

/// The currencies a payment may come in: the firm's, those owed, those with a rate.
pub fn currencies(book: &Book, customer: Option<Id>, today: chrono::NaiveDate) -> Vec<Currency> {
    let mut offered = vec![book.firm().home_currency];
    let owed = customer.map(|id| owed(book, id, today)).unwrap_or_default();
    let owed = owed.iter().map(|sum| sum.currency);
    for currency in owed.chain(book.rates().iter().map(|rate| rate.currency)) {
        if !offered.contains(&currency) {
            offered.push(currency);
        }
    }
    offered
}

/// What a line gained or lost by the rates, in words; nothing where there is nothing.
pub fn exchange_words(
    page: Page,
    of: InstalmentRef,
    all: &[(InstalmentRef, Money)],
) -> Option<String> {
    let (_, difference) = all.iter().find(|(to, _)| *to == of)?;
    Some(exchange_amount(page, *difference))
}

/// An exchange difference in words.
pub fn exchange_amount(page: Page, difference: Money) -> String {
    let lang = page.lang.get();
    let size = page.money(Money::new(difference.amount_minor.abs(), difference.currency));
    if difference.amount_minor > 0 {
        text::payment_sheet::exchange_gain(lang, &size)
    } else {
        text::payment_sheet::exchange_loss(lang, &size)
    }
}
