//! Screen: settings, a section at a time.

mod apart;
mod appearance;
mod calendar;
mod clock_notice;
mod collecting;
mod copies;
mod currencies;
mod dunning;
mod firm;
mod hand_out;
mod history;
mod kept;
mod ledgers;
mod lock;
mod outside;
mod restore;
mod room;
mod signs;

pub use appearance::LanguageSwitch;
pub use clock_notice::ClockNotice;
pub use dunning::change_dunning_and_say;
pub use outside::AskForCopy;
pub use restore::RestoreCopy;

use cartera::route::{Screen, Section};
use cartera::text::{self, Lang};
use leptos::prelude::*;

use crate::ui::components::PageHead;
use crate::ui::page::use_page;
use crate::ui::reactive::Signal;
use crate::ui::shell::href;

/// One section of the settings, and the way to the others.
#[component]
pub fn Settings(
    /// Which.
    section: Section,
) -> impl IntoView {
    let page = use_page();
    let tabs = Section::ALL.map(|tab| {
        view! {
            <a
                href=href(Screen::Settings(tab))
                aria-current=(tab == section).then_some("page")
            >
                {page.t(name(tab))}
            </a>
        }
    });
    view! {
        <PageHead
            title=Signal::derive(move || name(section)(page.lang.get()).to_owned())
            over=move || page.t(text::shell::settings)
        />
        <nav class="tabs settings-tabs no-print" aria-label=page.t(text::settings::sections)>
            {tabs}
        </nav>
        {match section {
            Section::Firm => view! { <firm::FirmSettings /> }.into_any(),
            Section::Collecting => view! { <collecting::Collecting /> }.into_any(),
            Section::Calendar => view! { <calendar::ContactCalendar /> }.into_any(),
            Section::Signs => view! { <signs::Signs /> }.into_any(),
            Section::Currencies => view! { <currencies::Currencies /> }.into_any(),
            Section::Appearance => view! { <appearance::Appearance /> }.into_any(),
            Section::Ledgers => view! { <ledgers::LedgerList /> }.into_any(),
            Section::Lock => view! { <lock::Lock /> }.into_any(),
            Section::Copies => view! { <copies::Copies /> }.into_any(),
            Section::History => view! { <history::History /> }.into_any(),
        }}
    }
}

fn name(section: Section) -> fn(Lang) -> &'static str {
    match section {
        Section::Firm => text::settings::firm,
        Section::Collecting => text::settings::collecting,
        Section::Calendar => text::settings::calendar,
        Section::Signs => text::signs::signs,
        Section::Currencies => text::settings::currencies,
        Section::Appearance => text::settings::appearance,
        Section::Ledgers => text::settings::ledgers,
        Section::Copies => text::settings::copies,
        Section::Lock => text::lock::title,
        Section::History => text::settings::history,
    }
}
