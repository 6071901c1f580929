//! What is entered and how money came, as choices with names for addresses and controls.

/// What is entered.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Kind {
    /// Money received.
    #[default]
    Payment,
    /// A credit note.
    CreditNote,
    /// A withholding on its own.
    Withholding,
    /// Given up.
    WriteOff,
}

/// How money came.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum CameBy {
    /// Bank transfer.
    #[default]
    Transfer,
    /// Cash.
    Cash,
    /// Card.
    Card,
    /// A cheque.
    Cheque,
    /// Another way.
    Other,
}

impl Kind {
    /// All of them.
    pub const ALL: [Self; 4] = [Self::Payment, Self::CreditNote, Self::Withholding, Self::WriteOff];

    /// Its name in an address.
    pub fn key(self) -> &'static str {
        match self {
            Self::Payment => "payment",
            Self::CreditNote => "credit-note",
            Self::Withholding => "withholding",
            Self::WriteOff => "write-off",
        }
    }

    /// The kind of a name; a payment where the name means nothing.
    pub fn from_key(key: &str) -> Self {
        Self::ALL.into_iter().find(|kind| kind.key() == key).unwrap_or_default()
    }
}

impl CameBy {
    /// All of them.
    pub const ALL: [Self; 5] = [Self::Transfer, Self::Cash, Self::Card, Self::Cheque, Self::Other];

    /// A name for it.
    pub fn key(self) -> &'static str {
        match self {
            Self::Transfer => "transfer",
            Self::Cash => "cash",
            Self::Card => "card",
            Self::Cheque => "cheque",
            Self::Other => "other",
        }
    }

    /// The way of a name; a transfer where the name means nothing.
    pub fn from_key(key: &str) -> Self {
        Self::ALL.into_iter().find(|way| way.key() == key).unwrap_or_default()
    }
}
