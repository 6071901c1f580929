//! Every word the user reads, in Spanish and English, checked by the compiler.
//!
//! One file a subject. [`messages!`](crate::messages) declares a function per message;
//! leaving out one of the two languages does not compile.

pub mod aging;
pub mod bank;
pub mod calendar;
pub mod cash_flow;
pub mod charts;
pub mod collecting;
pub mod common;
pub mod contact;
pub mod copies;
pub mod country;
pub mod currency;
pub mod customers;
pub mod dealings;
pub mod documents;
pub mod dunning;
pub mod escalation;
pub mod files;
pub mod fold;
pub mod format;
pub mod hand_out;
pub mod hand_over;
pub mod history;
pub mod import;
pub mod indicators;
pub mod intake;
pub mod interest;
pub mod invoices;
pub mod ledger_folder;
pub mod ledgers;
pub mod links;
pub mod lock;
pub mod matching;
pub mod papers;
pub mod payment_facts;
pub mod payment_sheet;
pub mod payments;
pub mod protocols;
pub mod receivables;
pub mod refusal;
pub mod reminders;
pub mod settings;
pub mod sheets;
pub mod shell;
pub mod signs;
pub mod statement;
pub mod storage;
pub mod tax_id;
pub mod templates;
pub mod terms;
pub mod today;
pub mod welcome;
pub mod worklist;

use serde::{Deserialize, Serialize};

/// The interface's language.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Lang {
    /// Spanish of Latin America.
    #[default]
    Es,
    /// English.
    En,
}

/// A message without parameters, as [`messages!`](crate::messages) declares it.
pub type Message = fn(Lang) -> &'static str;

/// Declares messages in both languages.
///
/// ```
/// use cartera::text::Lang;
/// cartera::messages! {
///     /// The heading of the list.
///     title => "Clientes", "Customers";
///     /// How many rows were read.
///     rows(count: usize) => "{count} filas leídas", "{count} rows read";
/// }
/// assert_eq!(title(Lang::En), "Customers");
/// assert_eq!(rows(Lang::Es, 3), "3 filas leídas");
/// ```
#[macro_export]
macro_rules! messages {
    () => {};
    ($(#[$doc:meta])* $name:ident => $es:literal, $en:literal; $($rest:tt)*) => {
        $(#[$doc])*
        pub fn $name(lang: $crate::text::Lang) -> &'static str {
            match lang {
                $crate::text::Lang::Es => $es,
                $crate::text::Lang::En => $en,
            }
        }
        $crate::messages! { $($rest)* }
    };
    ($(#[$doc:meta])* $name:ident($($arg:ident: $kind:ty),+) => $es:literal, $en:literal; $($rest:tt)*) => {
        $(#[$doc])*
        pub fn $name(lang: $crate::text::Lang, $($arg: $kind),+) -> String {
            match lang {
                $crate::text::Lang::Es => format!($es),
                $crate::text::Lang::En => format!($en),
            }
        }
        $crate::messages! { $($rest)* }
    };
}
