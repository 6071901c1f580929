//! The firm, its terms and how its ages are counted: one sheet, saved as one.

use cartera::aging::{Basis, Column, Ranges};
use cartera::browser::ledgers::Ledgers;
use cartera::ledger::action::set_firm;
use cartera::ledger::dunning_settings::DunningSettings;
use cartera::ledger::firm::Firm;
use cartera::ledger::record::Deed;
use cartera::ledger::sign_settings::SignSettings;
use cartera::ledger::tax_id::TaxId;
use cartera::ledger::terms::parse_terms;
use cartera::ledger::{Book, Country, Currency, Money};
use cartera::text::format::{self, NumberStyle};
use cartera::text::{self, Lang};
use cartera::views::firm::{
    FirmDraft, FirmField, FirmProblem, HomeChange, MOST_EDGES, home_change, parse_edges,
};
use leptos::prelude::*;
use leptos::task::spawn_local;
use wasm_bindgen::JsCast;

use super::appearance::languages;
use crate::ui::components::{FormProblem, Segmented, SelectField, TextField};
use crate::ui::ledger::likely_firm;
use crate::ui::page::{Page, use_page};
use crate::ui::reactive::{Memo, RwSignal, Signal, effect, live};
use crate::ui::say_why::words;

/// What stands in the fields.
#[derive(Clone, Copy)]
struct Fields {
    name: RwSignal<String>,
    tax_id: RwSignal<String>,
    country: RwSignal<String>,
    home_currency: RwSignal<String>,
    language: RwSignal<String>,
    terms: RwSignal<String>,
    bucket_edges: RwSignal<String>,
    /// One for each bucket there can be.
    allowance: [RwSignal<String>; MOST_EDGES + 2],
    tolerance: RwSignal<String>,
    holidays: RwSignal<String>,
    person: RwSignal<String>,
    dunning: StoredValue<DunningSettings>,
    signs: StoredValue<SignSettings>,
}

impl Fields {
    fn new() -> Self {
        let blank = || RwSignal::new(String::new());
        Self {
            name: blank(),
            tax_id: blank(),
            country: blank(),
            home_currency: blank(),
            language: blank(),
            terms: blank(),
            bucket_edges: blank(),
            allowance: std::array::from_fn(|_| blank()),
            tolerance: blank(),
            holidays: blank(),
            person: blank(),
            dunning: StoredValue::default(),
            signs: StoredValue::default(),
        }
    }

    fn fill(self, draft: FirmDraft) {
        let code = if draft.language == Lang::Es { "es" } else { "en" };
        self.name.set(draft.name);
        self.tax_id.set(draft.tax_id);
        self.country.set(draft.country);
        self.home_currency.set(draft.home_currency);
        self.language.set(code.to_owned());
        self.terms.set(draft.terms);
        self.bucket_edges.set(draft.bucket_edges);
        let mut percents = draft.allowance.into_iter();
        for percent in self.allowance {
            percent.set(percents.next().unwrap_or_default());
        }
        self.tolerance.set(draft.tolerance);
        self.holidays.set(draft.holidays);
        self.person.set(draft.person);
        self.dunning.set_value(draft.dunning);
        self.signs.set_value(draft.signs);
    }

    /// Fills them with the firm as it is, and again when it changes under a form in which
    /// nothing was typed since: by an undo, by another tab, or by saving what is in them.
    fn follow(self, page: Page) {
        let firm = Memo::new(move |_| page.ledger.book.with(firm_of));
        let fill = move |firm: &Firm, style| {
            self.fill(FirmDraft::of(firm, page.lang.get_untracked(), style));
        };
        // At once, so that the fields are never seen blank.
        fill(&firm.get_untracked(), page.style.get_untracked());
        effect(move |before: Option<(Firm, NumberStyle)>| {
            let now = (firm.get(), page.style.get());
            if let Some(before) = before
                && before != now
            {
                let typed = untrack(|| self.draft()).validate(before.1);
                if typed.is_ok_and(|typed| typed == before.0 || typed == now.0) {
                    fill(&now.0, now.1);
                }
            }
            now
        });
    }

    /// What they say now, followed.
    fn draft(self) -> FirmDraft {
        let language = if self.language.get() == "en" { Lang::En } else { Lang::Es };
        FirmDraft {
            name: self.name.get(),
            tax_id: self.tax_id.get(),
            country: self.country.get(),
            home_currency: self.home_currency.get(),
            language,
            terms: self.terms.get(),
            bucket_edges: self.bucket_edges.get(),
            allowance: self.allowance.map(RwSignal::get).to_vec(),
            tolerance: self.tolerance.get(),
            holidays: self.holidays.get(),
            person: self.person.get(),
            dunning: self.dunning.get_value(),
            signs: self.signs.get_value(),
        }
    }
}

/// The sheet.
#[component]
pub fn FirmSettings() -> impl IntoView {
    let page = use_page();
    let fields = Fields::new();
    fields.follow(page);
    // Nothing is called wrong before the first try; from then on each field says at once
    // whether it has been put right.
    let is_tried = RwSignal::new(false);
    let checked = Memo::new(move |_| fields.draft().validate(page.style.get()));
    let problems = Memo::new(move |_| match (is_tried.get(), checked.get()) {
        (true, Err(found)) => found,
        _ => Vec::new(),
    });
    let refused = RwSignal::new(None::<String>);
    let why_not = Signal::derive(move || {
        let to_check = problems.with(|found| !found.is_empty());
        let said = || text::settings::check_fields(page.lang.get()).to_owned();
        to_check.then(said).or_else(|| refused.get())
    });

    let save = move |event: web_sys::SubmitEvent| {
        event.prevent_default();
        refused.set(None);
        is_tried.set(true);
        match checked.get_untracked() {
            Ok(firm) => spawn_local(store(page, firm, refused)),
            Err(_) => request_animation_frame(focus_first_problem),
        }
    };
    let problem = move |field: FirmField| {
        Signal::derive(move || {
            let found = problems.with(|found| found.iter().find(|(at, _)| *at == field).copied());
            found.map(|(_, why)| text::settings::firm_problem(page.lang.get(), why))
        })
    };
    let label = move |message: fn(Lang) -> &'static str| {
        Signal::derive(move || message(page.lang.get()).to_owned())
    };
    view! {
        <form class="form wide settings-form" novalidate on:submit=save>
            <section class="stack-tight" aria-labelledby="about-firm">
                <div class="section-head">
                    <h2 id="about-firm">{page.t(text::settings::about_firm)}</h2>
                </div>
                <div class="fields">
                    <TextField label=label(text::settings::firm_name) value=fields.name optional=true />
                    <TextField
                        label=Signal::derive(move || {
                            text::tax_id::label(page.lang.get(), country_in(fields.country)).to_owned()
                        })
                        value=fields.tax_id
                        optional=true
                        hint=Signal::derive(move || tax_id_warning(page, fields))
                    />
                    <SelectField
                        label=label(text::settings::country)
                        options=Signal::derive(move || countries(page.lang.get(), firm_now(page).country))
                        value=fields.country
                        hint=Signal::derive(move || country_echo(page, fields))
                        problem=problem(FirmField::Country)
                    />
                    <SelectField
                        label=label(text::settings::home_currency)
                        options=Signal::derive(move || currencies(page.lang.get()))
                        value=fields.home_currency
                        hint=Signal::derive(move || home_echo(page, fields))
                        problem=problem(FirmField::HomeCurrency)
                    />
                    <div class="field">
                        <span class="label">{page.t(text::settings::letters)}</span>
                        <div>
                            <Segmented
                                label=label(text::settings::letters)
                                options=Signal::stored(languages())
                                value=fields.language
                                on_choose=Callback::new(move |code| fields.language.set(code))
                            />
                        </div>
                    </div>
                    <TextField
                        label=label(text::settings::person)
                        value=fields.person
                        optional=true
                        hint=label(text::settings::person_hint)
                    />
                </div>
            </section>
            <section class="stack-tight" aria-labelledby="about-terms">
                <div class="section-head">
                    <h2 id="about-terms">{page.t(text::settings::about_terms)}</h2>
                </div>
                <div class="fields">
                    <TextField
                        label=label(text::settings::terms)
                        value=fields.terms
                        hint=Signal::derive(move || Some(terms_echo(page, fields)))
                        problem=problem(FirmField::Terms)
                    />
                    <TextField
                        label=label(text::settings::edges)
                        value=fields.bucket_edges
                        hint=Signal::derive(move || Some(edges_echo(page, fields)))
                        problem=problem(FirmField::BucketEdges)
                    />
                    <TextField
                        label=Signal::derive(move || {
                            [text::settings::tolerance(page.lang.get()), " (", &fields.home_currency.get(), ")"].concat()
                        })
                        value=fields.tolerance
                        optional=true
                        hint=label(text::settings::tolerance_hint)
                        problem=problem(FirmField::Tolerance)
                    />
                    <SelectField
                        label=label(text::settings::holidays)
                        options=Signal::derive(move || holidays(page, fields))
                        value=fields.holidays
                        problem=problem(FirmField::Holidays)
                    />
                </div>
                <Allowance fields=fields problems=problems />
            </section>
            <div class="stack-tight">
                <FormProblem why=why_not />
                <div class="form-actions">
                    <button class="button primary" type="submit">{page.t(text::shell::save)}</button>
                </div>
            </div>
        </form>
    }
}

/// A percentage for each of the buckets that are typed above.
#[component]
fn Allowance(fields: Fields, problems: Memo<Vec<(FirmField, FirmProblem)>>) -> impl IntoView {
    let page = use_page();
    let columns = Memo::new(move |before: Option<&Vec<Column>>| {
        match (fields.bucket_edges.with(|typed| parse_edges(typed)), before) {
            (Err(_), Some(before)) => before.clone(),
            (edges, _) => columns_of(page, &edges.unwrap_or_default()),
        }
    });
    let inputs = move || {
        columns
            .get()
            .into_iter()
            .zip(fields.allowance)
            .enumerate()
            .map(|(place, (column, value))| {
                let id = format!("allowance-{place}");
                let is_wrong = move || {
                    problems.with(|found| {
                        found.iter().any(|(field, _)| *field == FirmField::Allowance(place))
                    })
                };
                view! {
                    <div class="field">
                        <label for=id.clone()>{move || text::aging::column(page.lang.get(), column)}</label>
                        <div class="percent">
                            <input
                                class="input amount"
                                id=id
                                type="text"
                                inputmode="decimal"
                                autocomplete="off"
                                aria-invalid=move || is_wrong().to_string()
                                aria-describedby="allowance-about"
                                prop:value=move || value.get()
                                on:input:target=move |event| value.set(event.target().value())
                            />
                            <span aria-hidden="true">"%"</span>
                        </div>
                        {move || {
                            is_wrong()
                                .then(|| view! { <p class="problem">{page.t(text::settings::not_a_percent)}</p> })
                        }}
                    </div>
                }
            })
            .collect_view()
    };
    view! {
        <fieldset class="field">
            <legend class="label">
                {page.t(text::settings::allowance)}
                <span class="optional">" · "{page.t(text::shell::optional)}</span>
            </legend>
            <div class="percents">{live(inputs)}</div>
            <p class="hint" id="allowance-about">{page.t(text::settings::allowance_hint)}</p>
        </fieldset>
    }
}

async fn store(page: Page, firm: Firm, refused: RwSignal<Option<String>>) {
    let before = firm_now(page);
    if before == firm {
        page.toasts.say(page.say(text::settings::unchanged));
        return;
    }
    let name = firm.name.clone();
    let stored =
        page.ledger.commit(Deed::ChangedSettings, move |draft| set_firm(draft, firm.clone())).await;
    match stored {
        Ok(()) => {
            page.toasts.done(page.say(text::settings::saved), page.ledger.last_record());
            name_ledger(page, &before.name, &name).await;
        }
        // The screen may be gone by now; the problem is not.
        Err(why) if refused.is_disposed() => page.toasts.problem(words(page, &why)),
        Err(why) => refused.set(Some(words(page, &why))),
    }
}

/// A ledger that was never given a name of its own is called as the firm.
async fn name_ledger(page: Page, before: &str, now: &str) {
    let Some(entry) = page.ledger.entry.get_untracked() else { return };
    if entry.is_demo || now.is_empty() || !(entry.name.is_empty() || entry.name == before) {
        return;
    }
    // The name in the list is a convenience: the firm's own is saved.
    if let Ok(ledgers) = Ledgers::open().await
        && let Ok(renamed) = ledgers.rename(entry.id, now).await
    {
        page.ledger.entry.set(Some(renamed));
    }
}

fn firm_now(page: Page) -> Firm {
    page.ledger.book.with_untracked(firm_of)
}

fn firm_of(book: &Book) -> Firm {
    match book.head() {
        Some(_) => book.firm().clone(),
        // What the ledger would begin with.
        None => likely_firm(),
    }
}

fn focus_first_problem() {
    if let Ok(Some(field)) = document().query_selector("main [aria-invalid='true']") {
        let field: web_sys::HtmlElement = field.unchecked_into();
        // Not focusable only if it is gone already.
        let _ = field.focus();
    }
}

fn country_in(code: RwSignal<String>) -> Option<Country> {
    code.with(|code| Country::from_code(code))
}

fn countries(lang: Lang, also: Country) -> Vec<(String, String)> {
    let mut countries = text::country::offered(lang);
    if !countries.contains(&also) {
        countries.insert(0, also);
    }
    let named = |country: Country| {
        (country.code().to_owned(), text::country::name(lang, country).to_owned())
    };
    countries.into_iter().map(named).collect()
}

fn holidays(page: Page, fields: Fields) -> Vec<(String, String)> {
    let lang = page.lang.get();
    let own = country_in(fields.country).map_or("", |country| text::country::name(lang, country));
    let mut options = countries(lang, firm_now(page).country);
    options.insert(0, (String::new(), text::settings::holidays_own(lang, own)));
    options
}

/// Every currency, by its code and, where it has one, its name.
pub fn currencies(lang: Lang) -> Vec<(String, String)> {
    let named = |currency: Currency| {
        let (code, name) = (currency.code(), text::currency::name(lang, currency));
        let word = if name == code { code.to_owned() } else { [code, " · ", name].concat() };
        (code.to_owned(), word)
    };
    Currency::all().map(named).collect()
}

fn tax_id_warning(page: Page, fields: Fields) -> Option<String> {
    let typed = fields.tax_id.get();
    if typed.trim().is_empty() {
        return None;
    }
    text::tax_id::warning(page.lang.get(), &TaxId::parse(&typed, country_in(fields.country)))
}

fn country_echo(page: Page, fields: Fields) -> Option<String> {
    let lang = page.lang.get();
    let style = NumberStyle::of(country_in(fields.country)?, lang);
    let example = format::decimal(format::parse_amount("1234.50", NumberStyle::POINT)?, style);
    Some(text::settings::country_hint(lang, &example))
}

fn home_echo(page: Page, fields: Fields) -> Option<String> {
    let lang = page.lang.get();
    let to = Currency::from_code(&fields.home_currency.get())?;
    match page.ledger.book.with(|book| home_change(book, to)) {
        HomeChange::Nothing => None,
        HomeChange::NothingConverted { documents: 1 } => {
            Some(text::settings::not_converted_one(lang).to_owned())
        }
        HomeChange::NothingConverted { documents } => {
            let count = format::count(documents, page.style.get());
            Some(text::settings::not_converted(lang, &count))
        }
        HomeChange::RatesInUse { .. } => {
            Some(text::settings::rates_in_use(lang, page.home.get().code()))
        }
    }
}

/// What the typed terms are understood as, with the due dates of an invoice of today.
fn terms_echo(page: Page, fields: Fields) -> String {
    let (lang, today) = (page.lang.get(), page.ledger.today.get());
    let terms = fields.terms.with(|typed| parse_terms(typed));
    let Some(terms) = terms else { return text::settings::terms_unknown(lang).to_owned() };
    let label = text::terms::label(lang, &terms);
    let example = Money::new(1_000_000, page.home.get());
    // Terms that were read make sense, so an example is never refused.
    let parts = terms.instalments(today, example).unwrap_or_default();
    let days: Vec<String> = parts.iter().map(|part| page.date(part.0)).collect();
    match days.as_slice() {
        [only] => text::settings::terms_echo(lang, &label, only),
        _ => text::settings::terms_echo_parts(lang, &label, &days.join(", ")),
    }
}

fn columns_of(page: Page, edges: &[u16]) -> Vec<Column> {
    Ranges::new(Basis::DueDate, edges, page.ledger.today.get_untracked()).columns().to_vec()
}

fn edges_echo(page: Page, fields: Fields) -> String {
    let lang = page.lang.get();
    match fields.bucket_edges.with(|typed| parse_edges(typed)) {
        Err(why) => text::settings::firm_problem(lang, why),
        Ok(edges) => {
            let columns = columns_of(page, &edges);
            let names: Vec<String> =
                columns.into_iter().map(|column| text::aging::column(lang, column)).collect();
            names.join(" · ")
        }
    }
}
