//! Addresses: what a screen shows, as the part of the address after `#`.
//!
//! Every filter, date and sort of a screen is in its address, so that a view can be
//! bookmarked and the back button works. A screen reads its own parameters by name from
//! [`Query`]; what is left at its usual value is left out.

use std::fmt;

use crate::ledger::Id;

/// A screen.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Screen {
    /// What to do now.
    Today,
    /// Who owes what, how late.
    Receivables,
    /// All customers.
    Customers,
    /// A customer to enter.
    NewCustomer,
    /// One customer.
    Customer(Id),
    /// One customer's statement of account, to print.
    Statement(Id),
    /// All invoices.
    Invoices,
    /// An invoice to enter.
    NewInvoice,
    /// One invoice.
    Invoice(Id),
    /// All payments and other credits.
    Payments,
    /// A payment to enter.
    NewPayment,
    /// One payment or other credit.
    Payment(Id),
    /// Movements of the bank, and what they pay.
    Bank,
    /// Cheques in hand.
    Cheques,
    /// When the money comes in.
    CashFlow,
    /// Are we getting better.
    Indicators,
    /// What is done, when, in which words.
    Protocols,
    /// One protocol.
    Protocol(Id),
    /// Drop files here.
    Import,
    /// The firm, the ledger and this browser.
    Settings(Section),
    /// No such screen.
    NotFound,
}

/// A part of the settings.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Section {
    /// The firm and its terms.
    Firm,
    /// How to pay, promises, late interest, ways on.
    Collecting,
    /// Holidays and rules of contact.
    Calendar,
    /// From when on warning signs are shown.
    Signs,
    /// Currencies and dated rates.
    Currencies,
    /// Language and theme.
    Appearance,
    /// The ledgers in this browser.
    Ledgers,
    /// Copies of the ledger.
    Copies,
    /// Its lock.
    Lock,
    /// What was done, and taking it back.
    History,
}

impl Section {
    /// All of them, in the order shown.
    pub const ALL: [Self; 10] = [
        Self::Firm,
        Self::Collecting,
        Self::Calendar,
        Self::Signs,
        Self::Currencies,
        Self::Appearance,
        Self::Ledgers,
        Self::Copies,
        Self::Lock,
        Self::History,
    ];

    fn name(self) -> &'static str {
        match self {
            Self::Firm => "firm",
            Self::Collecting => "collecting",
            Self::Calendar => "calendar",
            Self::Signs => "signs",
            Self::Currencies => "currencies",
            Self::Appearance => "appearance",
            Self::Ledgers => "ledgers",
            Self::Copies => "copies",
            Self::Lock => "lock",
            Self::History => "history",
        }
    }
}

impl Screen {
    /// Whether something is entered on it that would be lost if the page were loaded again.
    pub fn is_form(self) -> bool {
        matches!(
            self,
            Self::NewCustomer
                | Self::NewInvoice
                | Self::NewPayment
                | Self::Import
                | Self::Protocol(_)
                | Self::Settings(_)
        )
    }
}

/// A screen and its parameters.
///
/// ```
/// use cartera::route::{Route, Screen};
/// let route = Route::parse("/receivables?by=segment");
/// assert_eq!(route.screen, Screen::Receivables);
/// assert_eq!(route.query.get("by"), Some("segment"));
/// assert_eq!(route.to_string(), "/receivables?by=segment");
/// ```
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Route {
    /// Which screen.
    pub screen: Screen,
    /// Its parameters.
    pub query: Query,
}

/// Named parameters, in the order they stand in the address.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Query(Vec<(String, String)>);

impl Route {
    /// A screen as it usually stands.
    pub fn to(screen: Screen) -> Self {
        Self { screen, query: Query::default() }
    }

    /// The same screen with a parameter set; taken out when the value is empty.
    pub fn with(mut self, name: &str, value: &str) -> Self {
        self.query.set(name, value);
        self
    }

    /// Reads an address (without its `#`).
    pub fn parse(address: &str) -> Self {
        let (path, query) = address.split_once('?').unwrap_or((address, ""));
        let pairs = query.split('&').filter(|pair| !pair.is_empty()).map(|pair| {
            let (name, value) = pair.split_once('=').unwrap_or((pair, ""));
            (decoded(name), decoded(value))
        });
        Self { screen: screen(path), query: Query(pairs.collect()) }
    }
}

impl Query {
    /// A parameter's value; `None` when absent or empty.
    pub fn get(&self, name: &str) -> Option<&str> {
        let found = self.0.iter().find(|(known, _)| known == name);
        found.map(|(_, value)| value.as_str()).filter(|value| !value.is_empty())
    }

    /// Sets a parameter, or takes it out when the value is empty.
    pub fn set(&mut self, name: &str, value: &str) {
        match self.0.iter_mut().find(|(known, _)| known == name) {
            Some(_) if value.is_empty() => self.0.retain(|(known, _)| known != name),
            Some((_, known)) => value.clone_into(known),
            None if value.is_empty() => {}
            None => self.0.push((name.to_owned(), value.to_owned())),
        }
    }
}

impl fmt::Display for Route {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.screen {
            Screen::Today => f.write_str("/today"),
            Screen::Receivables => f.write_str("/receivables"),
            Screen::Customers => f.write_str("/customers"),
            Screen::NewCustomer => f.write_str("/customers/new"),
            Screen::Customer(id) => write!(f, "/customers/{id}"),
            Screen::Statement(id) => write!(f, "/customers/{id}/statement"),
            Screen::Invoices => f.write_str("/invoices"),
            Screen::NewInvoice => f.write_str("/invoices/new"),
            Screen::Invoice(id) => write!(f, "/invoices/{id}"),
            Screen::Payments => f.write_str("/payments"),
            Screen::NewPayment => f.write_str("/payments/new"),
            Screen::Payment(id) => write!(f, "/payments/{id}"),
            Screen::Bank => f.write_str("/payments/bank"),
            Screen::Cheques => f.write_str("/payments/cheques"),
            Screen::CashFlow => f.write_str("/cash-flow"),
            Screen::Indicators => f.write_str("/indicators"),
            Screen::Protocols => f.write_str("/protocols"),
            Screen::Protocol(id) => write!(f, "/protocols/{id}"),
            Screen::Import => f.write_str("/import"),
            Screen::Settings(section) => write!(f, "/settings/{}", section.name()),
            Screen::NotFound => f.write_str("/not-found"),
        }?;
        for (place, (name, value)) in self.query.0.iter().enumerate() {
            let joint = if place == 0 { '?' } else { '&' };
            write!(f, "{joint}{}={}", encoded(name), encoded(value))?;
        }
        Ok(())
    }
}

fn screen(path: &str) -> Screen {
    let mut parts = path.split('/').filter(|part| !part.is_empty());
    let (first, second, third) = (parts.next(), parts.next(), parts.next());
    let one = |found: fn(Id) -> Screen, text: &str| text.parse().map_or(Screen::NotFound, found);
    if let Some(third) = third {
        return match (first, second, third, parts.next()) {
            (Some("customers"), Some(id), "statement", None) => one(Screen::Statement, id),
            _ => Screen::NotFound,
        };
    }
    match (first, second) {
        (None | Some("today"), None) => Screen::Today,
        (Some("receivables"), None) => Screen::Receivables,
        (Some("customers"), None) => Screen::Customers,
        (Some("customers"), Some("new")) => Screen::NewCustomer,
        (Some("customers"), Some(id)) => one(Screen::Customer, id),
        (Some("invoices"), None) => Screen::Invoices,
        (Some("invoices"), Some("new")) => Screen::NewInvoice,
        (Some("invoices"), Some(id)) => one(Screen::Invoice, id),
        (Some("payments"), None) => Screen::Payments,
        (Some("payments"), Some("new")) => Screen::NewPayment,
        (Some("payments"), Some("bank")) => Screen::Bank,
        (Some("payments"), Some("cheques")) => Screen::Cheques,
        (Some("payments"), Some(id)) => one(Screen::Payment, id),
        (Some("cash-flow"), None) => Screen::CashFlow,
        (Some("indicators"), None) => Screen::Indicators,
        (Some("protocols"), None) => Screen::Protocols,
        (Some("protocols"), Some(id)) => one(Screen::Protocol, id),
        (Some("import"), None) => Screen::Import,
        (Some("settings"), None) => Screen::Settings(Section::Firm),
        (Some("settings"), Some(name)) => {
            let section = Section::ALL.into_iter().find(|section| section.name() == name);
            section.map_or(Screen::NotFound, Screen::Settings)
        }
        _ => Screen::NotFound,
    }
}

/// Percent-encodes everything but what is safe in a parameter after `#`.
fn encoded(text: &str) -> String {
    let mut encoded = String::with_capacity(text.len());
    for byte in text.bytes() {
        match byte {
            b'a'..=b'z' | b'A'..=b'Z' | b'0'..=b'9' | b'-' | b'_' | b'.' | b',' | b'~' => {
                encoded.push(char::from(byte));
            }
            _ => encoded.push_str(&format!("%{byte:02X}")),
        }
    }
    encoded
}

/// Undoes percent-encoding; what is no encoding stays as it is.
fn decoded(text: &str) -> String {
    let bytes = text.as_bytes();
    let mut decoded = Vec::with_capacity(bytes.len());
    let mut at = 0;
    while at < bytes.len() {
        let hex = text.get(at + 1..at + 3).and_then(|two| u8::from_str_radix(two, 16).ok());
        match (bytes[at], hex) {
            (b'%', Some(byte)) => {
                decoded.push(byte);
                at += 3;
            }
            (b'+', _) => {
                decoded.push(b' ');
                at += 1;
            }
            (byte, _) => {
                decoded.push(byte);
                at += 1;
            }
        }
    }
    String::from_utf8_lossy(&decoded).into_owned()
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn every_screen_has_an_address_of_its_own() {
        let id = Id::new(1, 2);
        let screens = [
            Screen::Today,
            Screen::Receivables,
            Screen::Customers,
            Screen::NewCustomer,
            Screen::Customer(id),
            Screen::Statement(id),
            Screen::Indicators,
            Screen::Protocols,
            Screen::Protocol(id),
            Screen::Invoices,
            Screen::NewInvoice,
            Screen::Invoice(id),
            Screen::Payments,
            Screen::NewPayment,
            Screen::Payment(id),
            Screen::Bank,
            Screen::Cheques,
            Screen::CashFlow,
            Screen::Import,
        ];
        for screen in screens.into_iter().chain(Section::ALL.map(Screen::Settings)) {
            assert_eq!(Route::parse(&Route::to(screen).to_string()).screen, screen);
        }
        assert_eq!(Route::parse("").screen, Screen::Today);
        assert_eq!(Route::parse("/customers/x").screen, Screen::NotFound);
    }

    proptest! {
        #[test]
        fn any_parameter_comes_back_as_it_was(value in "\\PC{1,20}") {
            let route = Route::to(Screen::Invoices).with("q", &value);
            prop_assert_eq!(Route::parse(&route.to_string()), route);
        }

        #[test]
        fn any_address_can_be_read(text in "\\PC{0,40}") {
            let _ = Route::parse(&text);
        }
    }
}
