//! What every part of the page can reach: the ledger, the address, the language, messages.

use cartera::browser::locale;
use cartera::browser::preferences::Preference;
use cartera::ledger::{Currency, Money};
use cartera::text::Lang;
use cartera::text::format::{self, NumberStyle};
use leptos::prelude::*;
use serde::{Deserialize, Serialize};

use super::address::Address;
use super::ledger::Ledger;
use super::parts::Parts;
use super::toasts::Toasts;
use crate::ui::reactive::{Memo, RwSignal, effect};

const LANG: Preference<Lang> = Preference::new("lang");
const THEME: Preference<Theme> = Preference::new("theme");

/// Light, dark, or as the system says.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Theme {
    /// As the system says.
    #[default]
    Auto,
    /// Light.
    Light,
    /// Dark.
    Dark,
}

/// Handles on everything a part of the page may need. Copy it freely.
#[derive(Clone, Copy)]
pub struct Page {
    /// The open ledger.
    pub ledger: Ledger,
    /// Where the user is.
    pub address: Address,
    /// Short messages.
    pub toasts: Toasts,
    /// The interface's language.
    pub lang: RwSignal<Lang>,
    /// The theme.
    pub theme: RwSignal<Theme>,
    /// How numbers are written: as in the firm's country.
    pub style: Memo<NumberStyle>,
    /// The currency the firm keeps its books in.
    pub home: Memo<Currency>,
    /// Which of the shell's dialogs is open.
    pub open: RwSignal<Option<ShellDialog>>,
    /// The parts of the page that have been loaded.
    pub parts: Parts,
    /// Counts the times that files were dropped: the import takes them.
    pub drops: RwSignal<u32>,
}

/// A dialog that any screen can be under.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ShellDialog {
    /// Go anywhere.
    Palette,
    /// The list of keys.
    Keys,
    /// What can be added, on a phone.
    Add,
    /// The rest of the navigation, on a phone.
    More,
}

/// The page's handles.
///
/// # Panics
/// Outside the page.
pub fn use_page() -> Page {
    expect_context::<Page>()
}

impl Page {
    /// Makes the handles and remembers choices between visits.
    pub fn provide() -> Self {
        let ledger = Ledger::new();
        let lang = RwSignal::new(LANG.get().unwrap_or_else(locale::lang));
        let theme = RwSignal::new(THEME.get().unwrap_or_default());
        let style = Memo::new(move |_| {
            ledger.book.with(|book| NumberStyle::of(book.firm().country, lang.get()))
        });
        let home = Memo::new(move |_| ledger.book.with(|book| book.firm().home_currency));
        let page = Self {
            ledger,
            address: Address::new(),
            toasts: Toasts::new(),
            lang,
            theme,
            style,
            home,
            open: RwSignal::new(None),
            parts: Parts::new(),
            drops: RwSignal::new(0),
        };
        provide_context(page);
        page.follow_choices();
        page
    }

    /// A message in the interface's language, followed as it changes.
    pub fn t(
        self,
        message: fn(Lang) -> &'static str,
    ) -> impl Fn() -> &'static str + Copy + Send + Sync + 'static {
        move || message(self.lang.get())
    }

    /// A message in the interface's language as it is now.
    pub fn say(self, message: fn(Lang) -> &'static str) -> &'static str {
        message(self.lang.get_untracked())
    }

    /// An amount as it stands in a table that names its currency: `1,234.50`.
    pub fn amount(self, minor: i64, currency: Currency) -> String {
        format::amount(Money::new(minor, currency), self.style.get())
    }

    /// An amount that stands alone: `$ 1,234.50`, with the code where it is not the firm's
    /// own currency.
    pub fn money(self, money: Money) -> String {
        format::amount_for_home(money, self.home.get(), self.style.get())
    }

    /// A date: `31 mar 2026`.
    pub fn date(self, day: chrono::NaiveDate) -> String {
        format::date_medium(self.lang.get(), day)
    }

    fn follow_choices(self) {
        effect(move |before: Option<Lang>| {
            let lang = self.lang.get();
            let code = if lang == Lang::Es { "es" } else { "en" };
            if let Some(root) = document().document_element() {
                // Setting an attribute of the root element cannot fail.
                let _ = root.set_attribute("lang", code);
            }
            if before.is_some() {
                LANG.set(&lang);
            }
            lang
        });
        effect(move |before: Option<Theme>| {
            let theme = self.theme.get();
            let name = match theme {
                Theme::Auto => "auto",
                Theme::Light => "light",
                Theme::Dark => "dark",
            };
            if let Some(root) = document().document_element() {
                let _ = root.set_attribute("data-theme", name);
            }
            if before.is_some() {
                THEME.set(&theme);
            }
            theme
        });
    }
}
